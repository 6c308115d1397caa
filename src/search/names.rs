//! Names and titles, folded beforehand, and how well a typed word fits one.

use std::ops::Range;

use crate::fold::{Folded, fold};

use super::forms::slipped;
use super::fuzzy::{Fuzzy, worth};
use super::query::{Atom, Value};
use super::typo::Typos;
use super::words::{Word, each_word, fold_word};

/// A name or title.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Name {
    /// As it is.
    pub(super) text: Box<str>,
    folded: Folded,
    /// Its words, folded, with their places in `text`.
    words: Vec<(Box<str>, u32, u32)>,
    /// Its letters and digits, folded.
    joined: Box<str>,
    /// The first letters of its capitalised words, folded.
    initials: Box<str>,
}

/// How well a word fits that is the first letters of a name's words.
pub(super) const INITIALS: f32 = 0.8;
/// How well one fits that stands inside a word.
pub(super) const INSIDE: f32 = 0.6;

/// In what way a word fits a name, the better the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// Its letters occur in order.
    Fuzzy,
    /// A word of it, mistyped.
    Typo,
    /// Inside a word.
    Inside,
    /// The first letters of its words.
    Initials,
    /// A word of it, or the beginning of one.
    Word,
    /// It is another name of the one meant.
    OtherName,
    /// It is the name.
    Whole,
}

/// How well a word fits a name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fit {
    /// In what way.
    pub(super) class: Class,
    /// How well, 0 to 1.
    pub(super) quality: f32,
    /// The bytes of the name that match.
    pub(super) marks: Vec<Range<usize>>,
}

/// What to try when a word does not simply occur.
pub(super) struct Leniency {
    /// Slips.
    pub(super) typos: bool,
    /// Letters in order.
    pub(super) fuzzy: Option<Fuzzy>,
}

impl Leniency {
    /// Only what is typed.
    pub(super) fn none() -> Self {
        Self { typos: false, fuzzy: None }
    }
}

impl Name {
    pub(super) fn new(text: &str) -> Self {
        let mut words = Vec::new();
        each_word(text, |a, b| {
            let mut folded = String::new();
            fold_word(text.get(a..b).unwrap_or(""), &mut folded);
            words.push((folded.into(), a as u32, b as u32));
        });
        let mut joined = String::new();
        fold_word(text, &mut joined);
        Self {
            text: text.into(),
            folded: Folded::new(text),
            words,
            joined: joined.into(),
            initials: initials(text).into(),
        }
    }

    /// How well a typed word fits.
    pub(super) fn fit(&self, word: &Word, lenient: &Leniency) -> Option<Fit> {
        let typed = word.folded.as_str();
        let whole = |class, quality| Fit { class, quality, marks: one(0..self.text.len()) };
        if *self.joined == *typed {
            return Some(whole(Class::Whole, 1.0));
        }
        let mut best: Option<Fit> = None;
        for (w, a, b) in &self.words {
            let (a, b) = (*a as usize, *b as usize);
            let quality = match w.strip_prefix(typed) {
                Some(rest) => quality_of_word(typed.len(), self.joined.len(), rest.is_empty()),
                None => continue,
            };
            if best.as_ref().is_none_or(|f| f.quality < quality) {
                let end = a + letters_end(self.text.get(a..b).unwrap_or(""), typed.chars().count());
                best = Some(Fit { class: Class::Word, quality, marks: one(a..end) });
            }
        }
        if best.is_some() {
            return best;
        }
        if typed.len() >= 2 && *self.initials == *typed {
            return Some(Fit { class: Class::Initials, quality: INITIALS, marks: self.initial_marks() });
        }
        if typed.chars().nth(2).is_some()
            && let Some(at) = self.folded.as_str().find(typed)
        {
            let mark = self.folded.start(at)..self.folded.end(at + typed.len());
            return Some(Fit { class: Class::Inside, quality: INSIDE, marks: one(mark) });
        }
        self.lenient_fit(word, lenient)
    }

    fn lenient_fit(&self, word: &Word, lenient: &Leniency) -> Option<Fit> {
        if lenient.typos {
            let mut typos = Typos::new(&word.folded);
            let mut letters = Vec::new();
            let slips = self.words.iter().filter_map(|(w, a, b)| {
                let (slips, whole) = typos.to(w, &mut letters)?;
                Some((slipped(slips, whole), *a as usize..*b as usize))
            });
            if let Some((quality, mark)) = slips.max_by(|a, b| a.0.total_cmp(&b.0)) {
                return Some(Fit { class: Class::Typo, quality, marks: one(mark) });
            }
        }
        let (share, ranges) = lenient.fuzzy.as_ref()?.fit(self.folded.as_str())?;
        let marks = ranges.into_iter().map(|r| self.folded.start(r.start)..self.folded.end(r.end)).collect();
        Some(Fit { class: Class::Fuzzy, quality: worth(share), marks })
    }

    fn initial_marks(&self) -> Vec<Range<usize>> {
        let mut marks = Vec::new();
        let mut before = ' ';
        for (at, c) in self.text.char_indices() {
            if c.is_uppercase() && !before.is_alphanumeric() {
                marks.push(at..at + c.len_utf8());
            }
            before = c;
        }
        marks
    }

    /// In what way the value of a field fits, if it does.
    pub(super) fn class(&self, atom: &Atom, value: &Value, lenient: &Leniency) -> Option<Class> {
        if matches!(atom, Atom::Word(_) | Atom::Phrase(_)) && self.is(atom.text()) {
            return Some(Class::Whole);
        }
        match value {
            Value::Word(word) => self.fit(word, lenient).map(|f| f.class),
            Value::Pattern(pattern) => pattern.is_in(&self.text).then_some(Class::Word),
            _ => None,
        }
    }

    /// Whether this is the name, but for case, accents and article.
    fn is(&self, name: &str) -> bool {
        let name = fold(name);
        let bare = |s: &str| s.strip_prefix("the ").unwrap_or(s).trim().to_owned();
        bare(&name) == bare(self.folded.as_str())
    }
}

/// How well a word fits a name with `joined` bytes of letters, of which `typed` were typed: a whole word of it, or the
/// beginning of one.
pub(super) fn quality_of_word(typed: usize, joined: usize, whole: bool) -> f32 {
    let cover = (typed as f32 / joined.max(1) as f32).min(1.0);
    if whole { 0.96 + 0.03 * cover } else { 0.74 + 0.12 * cover }
}

/// The first letters of the capitalised words of a name, folded.
pub(super) fn initials(name: &str) -> String {
    let capitals = name.split(|c: char| !c.is_alphanumeric()).filter_map(|w| w.chars().next());
    fold(&capitals.filter(|c| c.is_uppercase()).collect::<String>())
}

fn one(mark: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(mark).collect()
}

/// The byte of `surface` after which `letters` letters and digits of its folded form have gone by.
pub(super) fn letters_end(surface: &str, letters: usize) -> usize {
    let mut left = letters;
    for (at, c) in surface.char_indices() {
        if left == 0 {
            // A combining mark goes with its letter.
            if matches!(c, '\u{300}'..='\u{36f}') {
                continue;
            }
            return at;
        }
        crate::fold::each(c, |f| {
            if f.is_alphanumeric() {
                left = left.saturating_sub(1);
            }
        });
    }
    surface.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(name: &str, typed: &str) -> Option<(Class, Vec<String>)> {
        let word = Word::new(typed).unwrap();
        let lenient = Leniency { typos: true, fuzzy: Fuzzy::new(&word.folded) };
        let fit = Name::new(name).fit(&word, &lenient)?;
        Some((fit.class, fit.marks.into_iter().map(|m| name[m].to_owned()).collect()))
    }

    #[test]
    fn ways_of_fitting_a_name() {
        for (name, typed, class, marks) in [
            ("Éric Müller", "muller", Class::Word, vec!["Müller"]),
            ("Al-Shabaab", "alshabaab", Class::Whole, vec!["Al-Shabaab"]),
            ("Foreign Ministry", "min", Class::Word, vec!["Min"]),
            ("Ministry of Foreign Affairs", "mfa", Class::Initials, vec!["M", "F", "A"]),
            ("Rosneftegaz", "neft", Class::Inside, vec!["neft"]),
            ("Foreign Ministry", "minsitry", Class::Typo, vec!["Ministry"]),
            ("Ministry of Foreign Affairs", "minfor", Class::Fuzzy, vec!["Min", "For"]),
        ] {
            let marks = marks.into_iter().map(str::to_owned).collect();
            assert_eq!(fit(name, typed), Some((class, marks)), "{name} {typed}");
        }
        assert_eq!(fit("Norway", "iran"), None);
    }

    #[test]
    fn better_classes_are_greater() {
        assert!(
            Class::Whole > Class::OtherName && Class::OtherName > Class::Word && Class::Word > Class::Fuzzy
        );
    }

    proptest::proptest! {
        #[test]
        fn marks_lie_on_boundaries(name in "\\PC{0,24}", typed in "[a-zé]{1,6}") {
            let word = Word::new(&typed).unwrap();
            let lenient = Leniency { typos: true, fuzzy: Fuzzy::new(&word.folded) };
            for mark in Name::new(&name).fit(&word, &lenient).map(|f| f.marks).unwrap_or_default() {
                proptest::prop_assert!(name.get(mark).is_some());
            }
        }
    }
}

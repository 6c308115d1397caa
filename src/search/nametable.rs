//! Many names, laid out so that those that a typed word fits are found without looking at the others.

use memchr::memmem;

use crate::fold::{fold, fold_into};

use super::forms::slipped;
use super::fuzzy::{Fuzzy, worth};
use super::names::{Class, INITIALS, INSIDE, initials, quality_of_word};
use super::query::{Atom, Value};
use super::scattered::letters_of;
use super::slips::each_near;
use super::vocabulary::{Gathering, Vocabulary};
use super::words::{Word, fold_word};

/// Names or titles. Each may be one of several of what it names.
#[derive(Debug, Clone, Default)]
pub(super) struct NameTable {
    /// The names as they are, and folded, one after another.
    text: String,
    folded: String,
    names: Vec<Entry>,
    /// Words of names, and initials as words that are meant.
    words: Vocabulary,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    /// Where it ends in `text` and in `folded`; it begins where the one before ends.
    text: u32,
    folded: u32,
    /// What it names, by number.
    owner: u32,
    /// Which letters it has, a bit each.
    letters: u32,
    /// Bytes of its letters and digits alone, folded.
    joined: u16,
}

/// A name that fits: its number, in what way, and how well (0 to 1).
pub(super) type Fitting = (u32, Class, f32);

impl NameTable {
    /// A table of names with what each names.
    pub(super) fn new<'a>(all: impl Iterator<Item = (u32, std::borrow::Cow<'a, str>)>) -> Self {
        let mut table = Self::default();
        let mut joined = String::new();
        for (owner, name) in all {
            joined.clear();
            fold_word(&name, &mut joined);
            table.text.push_str(&name);
            let begun = table.folded.len();
            fold_into(&name, &mut table.folded);
            let folded = table.folded.get(begun..).unwrap_or("");
            table.names.push(Entry {
                text: table.text.len() as u32,
                folded: table.folded.len() as u32,
                owner,
                letters: letters_of(folded),
                joined: joined.len().min(usize::from(u16::MAX)) as u16,
            });
        }
        let short: Vec<String> = (0..table.names.len() as u32).map(|k| initials(table.text(k))).collect();
        let mut gathering = Gathering::of(table.text.len());
        for (k, short) in short.iter().enumerate() {
            gathering.read(table.text(k as u32), k as u32);
            if short.len() > 1 {
                gathering.meant(short, k as u32);
            }
        }
        table.words = gathering.sorted();
        table.text.shrink_to_fit();
        table.folded.shrink_to_fit();
        table.names.shrink_to_fit();
        table
    }

    /// How many names there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// Bytes it takes in memory.
    pub(super) fn size(&self) -> usize {
        let (words, lists) = self.words.size();
        self.text.capacity()
            + self.folded.capacity()
            + self.names.capacity() * size_of::<Entry>()
            + words
            + lists
    }

    /// A name as it is.
    pub(super) fn text(&self, name: u32) -> &str {
        part(&self.text, &self.names, name, |e| e.text)
    }

    fn folded(&self, name: u32) -> &str {
        part(&self.folded, &self.names, name, |e| e.folded)
    }

    /// What a name names.
    pub(super) fn owner(&self, name: u32) -> u32 {
        self.names.get(name as usize).map_or(0, |e| e.owner)
    }

    /// The names of one owner; owners come in ascending order.
    pub(super) fn of(&self, owner: u32) -> impl Iterator<Item = u32> + '_ {
        let first = self.names.partition_point(|e| e.owner < owner);
        let rest = self.names.get(first..).unwrap_or(&[]);
        let count = rest.iter().take_while(|e| e.owner == owner).count();
        (first as u32)..(first + count) as u32
    }

    /// For every name whether it has all these words, folded.
    pub(super) fn with_words(&self, words: &[String]) -> Vec<bool> {
        let mut all = vec![true; self.names.len()];
        for word in words {
            let mut with = vec![false; self.names.len()];
            for name in self.words.exactly(word).flat_map(|id| self.words.places(id as u32)) {
                if let Some(slot) = with.get_mut(name as usize) {
                    *slot = true;
                }
            }
            all.iter_mut().zip(with).for_each(|(all, with)| *all &= with);
        }
        all
    }

    /// The names that have the word, a word that begins with it, it as initials, or its letters in a row.
    pub(super) fn plainly(&self, word: &Word) -> Vec<Fitting> {
        best_of_each(self.plainly_each(word))
    }

    /// The same, a name as often as it fits.
    pub(super) fn plainly_each(&self, word: &Word) -> Vec<Fitting> {
        let typed = word.folded.as_str();
        let mut found: Vec<Fitting> = Vec::new();
        for known in self.words.words(self.words.beginning(typed)) {
            let exact = known.folded.len() == typed.len();
            if known.meant && !exact {
                continue;
            }
            for name in self.words.places(known.id) {
                let joined = self.names.get(name as usize).map_or(1, |e| usize::from(e.joined));
                found.push(match (known.meant, exact) {
                    (true, _) => (name, Class::Initials, INITIALS),
                    (_, true) if joined == typed.len() => (name, Class::Whole, 1.0),
                    _ => (name, Class::Word, quality_of_word(typed.len(), joined, exact)),
                });
            }
        }
        if typed.chars().nth(2).is_some() {
            for at in memmem::find_iter(self.folded.as_bytes(), typed.as_bytes()) {
                let name = self.names.partition_point(|e| e.folded as usize <= at);
                // Not across the seam of two names.
                if self.names.get(name).is_some_and(|e| at + typed.len() <= e.folded as usize) {
                    found.push((name as u32, Class::Inside, INSIDE));
                }
            }
        }
        found
    }

    /// The names with a word that the typed one is a slip of.
    pub(super) fn mistyped(&self, word: &Word) -> Vec<Fitting> {
        let mut found = Vec::new();
        each_near(&self.words, &word.folded, |id, slips, whole| {
            found.extend(self.words.places(id).map(|name| (name, Class::Typo, slipped(slips, whole))));
        });
        best_of_each(found)
    }

    /// The names that have the typed letters in order.
    pub(super) fn fuzzily(&self, word: &Word) -> Vec<Fitting> {
        let Some(fuzzy) = Fuzzy::new(&word.folded) else { return Vec::new() };
        let typed = letters_of(&word.folded);
        let mut found = Vec::new();
        for (k, entry) in self.names.iter().enumerate() {
            if entry.letters & typed == typed
                && let Some((share, _)) = fuzzy.fit(self.folded(k as u32))
            {
                found.push((k as u32, Class::Fuzzy, worth(share)));
            }
        }
        found
    }

    /// The names that the value of a field may mean, in order, with in what way; the weaker ways are tried where none fits in
    /// a better one.
    pub(super) fn asked(&self, atom: &Atom, value: &Value) -> Vec<(u32, Class)> {
        let named = matches!(atom, Atom::Word(_) | Atom::Phrase(_)).then(|| fold(atom.text()));
        let is = |name: u32| named.as_deref().is_some_and(|n| bare(n) == bare(self.folded(name)));
        let classed = |name: u32, class| (name, if is(name) { Class::Whole } else { class });
        match value {
            Value::Word(word) => {
                let stages: [fn(&Self, &Word) -> Vec<Fitting>; 3] =
                    [Self::plainly, Self::mistyped, Self::fuzzily];
                let found = stages.iter().map(|stage| stage(self, word)).find(|found| !found.is_empty());
                found.unwrap_or_default().into_iter().map(|f| classed(f.0, f.1)).collect()
            }
            Value::Pattern(pattern) => {
                let all =
                    (0..self.names.len() as u32).filter(|&name| pattern.is_in(self.text(name)) || is(name));
                all.map(|name| classed(name, Class::Word)).collect()
            }
            _ => Vec::new(),
        }
    }
}

fn bare(name: &str) -> &str {
    name.strip_prefix("the ").unwrap_or(name).trim()
}

/// The best way in which each name fits, and how well it fits in any: two letters that begin a word of it may be its initials.
fn best_of_each(mut found: Vec<Fitting>) -> Vec<Fitting> {
    found.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    found.dedup_by(|other, best| {
        let same = other.0 == best.0;
        if same {
            best.2 = best.2.max(other.2);
        }
        same
    });
    found
}

fn part<'a>(text: &'a str, names: &[Entry], name: u32, end: fn(&Entry) -> u32) -> &'a str {
    let at = |k: Option<usize>| k.and_then(|k| names.get(k)).map_or(0, |e| end(e) as usize);
    text.get(at((name as usize).checked_sub(1))..at(Some(name as usize))).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 5] = [
        "Ministry of Foreign Affairs",
        "Norway",
        "Rosneftegaz",
        "Foreign Ministry",
        "Norwegian Refugee Council",
    ];

    fn found(typed: &str, by: impl Fn(&NameTable, &Word) -> Vec<Fitting>) -> Vec<(String, Class)> {
        let table = NameTable::new(NAMES.iter().enumerate().map(|(k, n)| (k as u32, (*n).into())));
        let word = Word::new(typed).unwrap();
        by(&table, &word).into_iter().map(|(k, class, _)| (table.text(k).to_owned(), class)).collect()
    }

    #[test]
    fn ways_of_fitting() {
        let one = |name: &str, class| vec![(name.to_owned(), class)];
        assert_eq!(found("mfa", NameTable::plainly), one(NAMES[0], Class::Initials));
        assert_eq!(
            found("norw", NameTable::plainly),
            [one(NAMES[1], Class::Word), one(NAMES[4], Class::Word)].concat()
        );
        assert_eq!(found("norway", NameTable::plainly), one(NAMES[1], Class::Whole));
        assert_eq!(found("neft", NameTable::plainly), one(NAMES[2], Class::Inside));
        assert_eq!(found("norwya", NameTable::mistyped), one(NAMES[1], Class::Typo));
        assert_eq!(found("minfor", NameTable::fuzzily), one(NAMES[0], Class::Fuzzy));
        assert!(found("yros", NameTable::plainly).is_empty());
    }

    #[test]
    fn initials_that_begin_a_word_too_are_initials() {
        let names = ["United Kingdom", "United Nations", "Union"];
        let table = NameTable::new(names.iter().enumerate().map(|(k, n)| (k as u32, (*n).into())));
        let found = table.plainly(&Word::new("un").unwrap());
        let best = found.iter().max_by(|a, b| a.2.total_cmp(&b.2)).unwrap();
        assert_eq!((best.0, found.len()), (1, 3));
    }

    #[test]
    fn names_know_what_they_name() {
        let all = [(0, "Lorn".into()), (0, "Velm".into()), (2, "Tarn".into())];
        let table = NameTable::new(all.into_iter());
        assert_eq!(table.of(0).map(|n| table.text(n)).collect::<Vec<_>>(), ["Lorn", "Velm"]);
        assert_eq!((table.of(1).count(), table.owner(2), table.len()), (0, 2, 3));
    }
}

//! The words of a text as search sees them.
//!
//! A hyphenated word is its parts and the whole without hyphens, so that "ceasefire" finds "cease-fire"; an abbreviation
//! with stops is its letters ("U.S." is "us"); a possessive is its stem; a number is its digits.

use crate::fold::{each, fold_into};

/// A word as typed in a query: one word, perhaps with hyphens, apostrophes or stops inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Letters and digits only, folded.
    pub folded: String,
    /// As typed.
    pub typed: String,
    /// Whether a capital or an accent was typed, which then matters.
    pub strict: bool,
    /// Other words that mean the same, folded: the day that a date is, however it is written.
    pub also: Vec<String>,
}

impl Word {
    /// Reads one word; `None` if `typed` is not exactly one.
    pub fn new(typed: &str) -> Option<Self> {
        let mut units = 0;
        let mut folded = String::new();
        each_unit(typed, |unit| {
            units += 1;
            folded.clear();
            unit.fold(&mut folded);
            // What stands around it ("#1", "R&D") would be lost.
            if unit.start != 0 || unit.possessive_end != typed.len() {
                units += 1;
            }
        });
        let strict = typed.chars().any(|c| c.is_uppercase() || (c.is_alphabetic() && folds_away(c)));
        let also = Vec::new();
        (units == 1 && !folded.is_empty()).then(|| Self { folded, typed: typed.to_owned(), strict, also })
    }

    /// Reads what is typed as a word: one, one with a comma or stop behind it, or a date in whatever form.
    pub(super) fn meant(typed: &str) -> Option<Self> {
        let bare = typed.trim_end_matches([',', ';', '.', ':', '?', '!', ')']).trim_start_matches('(');
        let days = super::dates::written(bare);
        let mut words = days.iter().filter_map(|day| Self::new(day));
        let mut word = match Self::new(typed).or_else(|| Self::new(bare)) {
            Some(word) => word,
            None => words.next()?,
        };
        word.also = words.map(|other| other.folded).filter(|other| *other != word.folded).collect();
        Some(word)
    }

    /// Whether a word of the text has the capitals and accents that were typed, as far as it was typed.
    pub fn agrees(&self, surface: &str) -> bool {
        if !self.strict {
            return true;
        }
        let mut letters = sources(surface);
        sources(&self.typed).all(|(_, typed)| {
            let Some((_, c)) = letters.next() else { return true };
            let case = !typed.is_uppercase() || c.is_uppercase();
            let accent = !folds_away(typed) || typed.to_lowercase().eq(c.to_lowercase());
            case && accent
        })
    }
}

/// Whether folding changes more than the case of a letter.
fn folds_away(c: char) -> bool {
    let mut folded = String::new();
    each(c, |f| folded.push(f));
    !c.is_ascii() && !c.to_lowercase().eq(folded.chars())
}

/// Folded letters and digits with the characters they come from.
fn sources(s: &str) -> impl Iterator<Item = (char, char)> + '_ {
    s.chars().flat_map(|c| {
        let mut all = [None; 3];
        let mut n = 0;
        each(c, |f| {
            if let Some(slot) = all.get_mut(n).filter(|_| f.is_alphanumeric()) {
                *slot = Some((f, c));
                n += 1;
            }
        });
        all.into_iter().flatten()
    })
}

/// A run of letters and digits with what joins them.
struct Unit<'a> {
    text: &'a str,
    start: usize,
    /// End of the run without a possessive.
    end: usize,
    /// End with it.
    possessive_end: usize,
    /// Whether it has parts.
    joined: bool,
}

impl Unit<'_> {
    fn surface(&self) -> &str {
        self.text.get(self.start..self.end).unwrap_or("")
    }

    fn fold(&self, out: &mut String) {
        for c in self.surface().chars() {
            each(c, |f| {
                if f.is_alphanumeric() {
                    out.push(f);
                }
            });
        }
    }
}

/// Hands every word of `text` to `put`: where it begins and ends.
pub fn each_word(text: &str, mut put: impl FnMut(usize, usize)) {
    each_unit(text, |unit| {
        put(unit.start, unit.end);
        if !unit.joined {
            return;
        }
        let mut part = unit.start;
        for (k, c) in unit.surface().char_indices() {
            if is_joiner(c) {
                let end = unit.start + k;
                if parts_alone(unit.text, part, end) {
                    put(part, end);
                }
                part = end + c.len_utf8();
            }
        }
        if parts_alone(unit.text, part, unit.end) {
            put(part, unit.end);
        }
    });
}

/// Appends the folded form of a word's surface: letters and digits only.
pub fn fold_word(surface: &str, out: &mut String) {
    if surface.bytes().all(|b| b.is_ascii_alphanumeric()) {
        fold_into(surface, out);
        return;
    }
    Unit { text: surface, start: 0, end: surface.len(), possessive_end: 0, joined: true }.fold(out);
}

/// Parts of one letter ("isn't", "X-ray") are no words.
fn parts_alone(text: &str, start: usize, end: usize) -> bool {
    text.get(start..end).is_some_and(|p| p.chars().nth(1).is_some() && !p.contains('.'))
}

fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '\'' | '\u{2019}' | '\u{2bc}')
}

fn each_unit<'a>(text: &'a str, mut put: impl FnMut(Unit<'a>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        if b.is_ascii() && !b.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        if !b.is_ascii() && !text.get(at..).and_then(|r| r.chars().next()).is_some_and(char::is_alphanumeric)
        {
            at = next_char(text, at);
            continue;
        }
        let start = at;
        let mut end = run_end(text, start);
        let mut part = start;
        let mut joined = false;
        let mut possessive_end = end;
        while let Some(next) = joins(text, part, end) {
            let apostrophe = matches!(text.get(end..next), Some("'" | "\u{2019}" | "\u{2bc}"));
            let part_end = run_end(text, next);
            if apostrophe && matches!(text.get(next..part_end), Some("s" | "S")) {
                possessive_end = part_end;
                break;
            }
            // A stop or comma between digits, or a stop between lone letters, parts nothing.
            joined |= !matches!(text.get(end..next), Some("." | ","));
            part = next;
            end = part_end;
            possessive_end = end;
        }
        at = possessive_end;
        put(Unit { text, start, end, possessive_end, joined });
    }
}

fn next_char(text: &str, at: usize) -> usize {
    at + text.get(at..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8)
}

/// The end of the letters, digits and combining marks that begin at `at`.
fn run_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    while let Some(&b) = bytes.get(end) {
        if b.is_ascii_alphanumeric() {
            end += 1;
        } else if b.is_ascii() {
            break;
        } else {
            match text.get(end..).and_then(|r| r.chars().next()) {
                Some(c)
                    if c.is_alphanumeric()
                        || matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{ad}') =>
                {
                    end += c.len_utf8();
                }
                _ => break,
            }
        }
    }
    end
}

/// Where the next part begins, if the sign at `end` joins the part before it to one.
fn joins(text: &str, part: usize, end: usize) -> Option<usize> {
    // A blank stands behind most words.
    if text.as_bytes().get(end).is_some_and(|b| b.is_ascii() && !matches!(b, b'-' | b'\'' | b'.' | b',')) {
        return None;
    }
    let mut rest = text.get(end..)?.chars();
    let sign = rest.next()?;
    let after = rest.next().filter(|c| c.is_alphanumeric())?;
    let before = text.get(part..end)?;
    let fits = match sign {
        // A dash parts years ("2016–2018") and joins names ("Lorn–Norway").
        '\u{2013}' => after.is_alphabetic() && before.chars().next_back().is_some_and(char::is_alphabetic),
        c if is_joiner(c) => true,
        '.' | ',' if after.is_ascii_digit() => before.bytes().next_back().is_some_and(|b| b.is_ascii_digit()),
        '.' => {
            let lone = |s: &str| s.chars().nth(1).is_none() && s.chars().all(char::is_alphabetic);
            lone(before) && !rest.next().is_some_and(char::is_alphanumeric)
        }
        _ => false,
    };
    fits.then_some(end + sign.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        each_word(text, |a, b| {
            let mut folded = String::new();
            fold_word(&text[a..b], &mut folded);
            out.push(folded);
        });
        out
    }

    #[test]
    fn words_of_a_text() {
        for (text, want) in [
            ("The cease-fire, failed.", vec!["the", "ceasefire", "cease", "fire", "failed"]),
            ("Turkey’s U.S. envoy", vec!["turkey", "us", "envoy"]),
            ("1,200 men (3.5 %)", vec!["1200", "men", "35"]),
            ("isn't O’Brien", vec!["isnt", "isn", "obrien", "brien"]),
            ("end. Next", vec!["end", "next"]),
            ("Lorn–Norway talks", vec!["lornnorway", "lorn", "norway", "talks"]),
            ("École 2016–2018", vec!["ecole", "2016", "2018"]),
            ("-- ' — …", vec![]),
            ("states' X-ray", vec!["states", "xray", "ray"]),
        ] {
            assert_eq!(words(text), want, "{text}");
        }
    }

    #[test]
    fn a_typed_word_is_one_word() {
        for (typed, folded) in [
            ("Cease-fire", Some("ceasefire")),
            ("U.S", Some("us")),
            ("Turkey's", Some("turkey")),
            ("1,200", Some("1200")),
            ("and/or", None),
            ("R&D", None),
            ("$200", None),
            ("—", None),
        ] {
            assert_eq!(Word::new(typed).map(|w| w.folded).as_deref(), folded, "{typed}");
        }
    }

    #[test]
    fn what_is_typed_is_read_as_a_word() {
        let read = |typed: &str| Word::meant(typed).map(|w| (w.folded, w.also));
        let one = |folded: &str, also: &[&str]| {
            Some((folded.to_owned(), also.iter().map(|a| (*a).to_owned()).collect::<Vec<_>>()))
        };
        assert_eq!(read("Doha,"), one("doha", &[]));
        assert_eq!(read("(U.S.)"), one("us", &[]));
        assert_eq!(read("10.05.2025"), one("10052025", &["20250510"]));
        assert_eq!(read("2025-5-1"), one("202551", &["20250501"]));
        assert_eq!(read("5/13/2025"), one("20250513", &[]));
        assert_eq!(read("3/4/2025,"), one("20250403", &["20250304"]));
        assert_eq!(read("4/2025"), one("202504", &[]));
        assert_eq!(read("2025-10-05"), one("20251005", &[]));
        for none in ["$200", "R&D", "and/or", "1/2", "31.2.2025/", ",", "(", "#1"] {
            assert_eq!(read(none), None, "{none}");
        }
        assert_eq!(read("2.5"), one("25", &[]));
    }

    #[test]
    fn capitals_and_accents_matter_where_typed() {
        let agrees = |typed: &str, surface| Word::new(typed).unwrap().agrees(surface);
        assert!(agrees("us", "US") && agrees("US", "US") && agrees("US", "U.S") && !agrees("US", "us"));
        assert!(agrees("Kabul", "KABUL") && !agrees("Kabul", "kabul"));
        assert!(agrees("ecole", "École") && agrees("école", "École") && !agrees("école", "Ecole"));
    }

    proptest::proptest! {
        #[test]
        fn words_lie_on_boundaries(s in "\\PC{0,60}") {
            each_word(&s, |a, b| assert!(a < b && s.get(a..b).is_some()));
            let _ = Word::new(&s);
        }

        #[test]
        fn signs_between_letters_are_no_danger(s in "[aé1sS.,'’\\-‑ \u{301}]{0,40}") {
            each_word(&s, |a, b| assert!(a < b && s.get(a..b).is_some()));
            let _ = Word::new(&s).map(|w| w.agrees(&s));
        }
    }
}

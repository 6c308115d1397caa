//! Case, accents and typography folded away for comparison, with a map back to the bytes of the original.
//!
//! Letters lose their case and, where the base is Latin or Greek, their accents; typographic quotes, dashes and blanks
//! become plain ones; soft hyphens and zero-width characters vanish. Nothing else is touched: the breve of a Cyrillic
//! letter or the parts of a Hangul syllable are letters, not ornaments.

use unicode_normalization::char::decompose_canonical;

/// A folded string that knows where each of its bytes came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// Offset in the original of the character behind each folded byte, and its length; empty where both are the same.
    origin: Vec<u32>,
    original_len: usize,
}

impl Folded {
    /// Folds `original`.
    pub fn new(original: &str) -> Self {
        if original.is_ascii() {
            let text = original.to_ascii_lowercase();
            return Self { text, origin: Vec::new(), original_len: original.len() };
        }
        let mut text = String::with_capacity(original.len());
        let mut origin = Vec::with_capacity(original.len());
        for (at, c) in original.char_indices() {
            each(c, |f| text.push(f));
            origin.resize(text.len(), u32::try_from(at).unwrap_or(u32::MAX));
        }
        Self { text, origin, original_len: original.len() }
    }

    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The byte of the original at which the character behind folded byte `at` begins; the end for the end.
    pub fn start(&self, at: usize) -> usize {
        match self.origin.get(at) {
            Some(&o) => o as usize,
            None if self.origin.is_empty() => at.min(self.original_len),
            None => self.original_len,
        }
    }

    /// The byte of the original at which the character behind the folded byte before `at` ends, combining marks included.
    pub fn end(&self, at: usize) -> usize {
        if self.origin.is_empty() {
            return at.min(self.original_len);
        }
        let Some(last) = at.checked_sub(1).and_then(|k| self.origin.get(k)) else { return 0 };
        let next = self.origin.get(at..).and_then(|rest| rest.iter().find(|o| *o > last));
        next.map_or(self.original_len, |&o| o as usize)
    }
}

/// The folded form of `original` without a map.
pub fn fold(original: &str) -> String {
    let mut out = String::with_capacity(original.len());
    fold_into(original, &mut out);
    out
}

/// Appends the folded form of `original` to `out`.
pub fn fold_into(original: &str, out: &mut String) {
    for c in original.chars() {
        each(c, |f| out.push(f));
    }
}

/// Hands every character of the folded form of `c` to `put`.
pub fn each(c: char, mut put: impl FnMut(char)) {
    if c.is_ascii() {
        put(c.to_ascii_lowercase());
        return;
    }
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2bc}' | '\u{2032}' | '\u{b4}' => put('\''),
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2033}' => put('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' => put('-'),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' => {}
        'ß' | 'ẞ' => "ss".chars().for_each(put),
        'æ' | 'Æ' => "ae".chars().for_each(put),
        'œ' | 'Œ' => "oe".chars().for_each(put),
        'þ' | 'Þ' => "th".chars().for_each(put),
        'ø' | 'Ø' => put('o'),
        'ł' | 'Ł' => put('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => put('d'),
        'ı' | 'İ' => put('i'),
        'ħ' | 'Ħ' => put('h'),
        'ŧ' | 'Ŧ' => put('t'),
        c if c.is_whitespace() => put(' '),
        c => {
            for lower in c.to_lowercase() {
                match base(lower) {
                    Some(b) => put(b),
                    None => put(lower),
                }
            }
        }
    }
}

/// The Latin or Greek letter under the accents of `c`, if that is what it is.
fn base(c: char) -> Option<char> {
    let mut first = None;
    let mut only_marks = true;
    decompose_canonical(c, |part| match first {
        None => first = Some(part),
        Some(_) => only_marks &= matches!(part, '\u{300}'..='\u{36f}'),
    });
    first.filter(|b| only_marks && *b != c && (b.is_ascii_alphabetic() || ('α'..='ω').contains(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_typography_are_folded() {
        for (original, folded) in [
            ("École", "ecole"),
            ("e\u{301}cole", "ecole"),
            ("Erdoğan’s", "erdogan's"),
            ("Straße–Łódź", "strasse-lodz"),
            ("“Ærø”", "\"aero\""),
            ("Čapek\u{a0}II", "capek ii"),
            ("Никола́й й", "николай й"),
            ("한국", "한국"),
            ("soft\u{ad}hyphen", "softhyphen"),
        ] {
            assert_eq!(fold(original), folded, "{original}");
        }
    }

    #[test]
    fn folded_bytes_lead_back_to_their_characters() {
        let f = Folded::new("aßé b");
        assert_eq!(f.as_str(), "asse b");
        assert_eq!((f.start(1), f.end(2), f.start(2), f.end(3)), (1, 3, 1, 3));
        assert_eq!((f.start(3), f.end(4)), (3, 5));
        assert_eq!((f.start(6), f.end(6), f.end(0)), (7, 7, 0));
    }

    #[test]
    fn a_combining_mark_belongs_to_the_letter_before_it() {
        let f = Folded::new("e\u{301}t");
        assert_eq!(f.as_str(), "et");
        assert_eq!((f.start(0), f.end(1), f.start(1)), (0, 3, 3));
    }

    proptest::proptest! {
        #[test]
        fn the_map_lands_on_boundaries_and_folding_twice_changes_nothing(s in "\\PC{0,40}") {
            let f = Folded::new(&s);
            for at in (0..=f.as_str().len()).filter(|&k| f.as_str().is_char_boundary(k)) {
                proptest::prop_assert!(s.is_char_boundary(f.start(at)) && s.is_char_boundary(f.end(at)));
            }
            proptest::prop_assert_eq!(fold(f.as_str()), f.as_str());
        }
    }
}

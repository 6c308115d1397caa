//! Phrases looked for in plain text before the pattern is asked, which has to think of accents and line ends.

use memchr::memmem;

use super::Pattern;
use super::query::Atom;

/// A pattern, and the letters without which it is in no plain text.
pub(super) struct Quick<'a> {
    pattern: &'a Pattern,
    letters: Option<memmem::Finder<'static>>,
    /// Whether a plain text that has the letters has the pattern: anywhere, or only where they are whole words.
    decides: Option<Decides>,
    /// Whether there are several words.
    blank: bool,
    /// The text looked at, in small letters and with blanks for line ends.
    text: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Decides {
    Anywhere,
    Whole,
    /// The last word may go on.
    Begun,
}

impl<'a> Quick<'a> {
    pub(super) fn new(pattern: &'a Pattern, atom: &Atom) -> Self {
        let letters = match atom {
            Atom::Phrase(text) | Atom::Exact { text, .. } | Atom::Anchored { text, .. } => {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
                // Dashes and quotes of the text may be other signs than those typed.
                let plain = |b: u8| b.is_ascii_alphanumeric() || b == b' ';
                (text.len() > 1 && text.bytes().all(plain)).then_some(text)
            }
            _ => None,
        };
        let blank = letters.as_ref().is_some_and(|l| l.contains(' '));
        let letters = letters.map(|l| memmem::Finder::new(l.as_bytes()).into_owned());
        let decides = match atom {
            // Capitals that were typed count.
            atom if atom.text().chars().any(char::is_uppercase) => None,
            Atom::Phrase(_) if pattern.is_open() => Some(Decides::Begun),
            Atom::Phrase(_) | Atom::Exact { whole: true, .. } => Some(Decides::Whole),
            Atom::Exact { whole: false, .. } => Some(Decides::Anywhere),
            _ => None,
        };
        Self { pattern, letters, decides, blank, text: Vec::new() }
    }

    /// Whether the pattern occurs.
    pub(super) fn is_in(&mut self, text: &str) -> bool {
        let Some(letters) = &self.letters else { return self.pattern.is_in(text) };
        let signs = Signs::of(text.as_bytes());
        if signs.other {
            return self.pattern.is_in(text);
        }
        self.text.clear();
        self.text.extend_from_slice(text.as_bytes());
        self.text.make_ascii_lowercase();
        if signs.control {
            let ends = self.text.iter_mut().filter(|b| matches!(**b, b'\n' | b'\r' | b'\t'));
            ends.for_each(|b| *b = b' ');
        }
        let len = letters.needle().len();
        // They may overlap with others that are no whole words.
        let next = |from: usize| Some(from + letters.find(self.text.get(from..)?)?);
        let found = next(0);
        let has = match self.decides {
            Some(Decides::Anywhere) => found.is_some(),
            Some(whole) => {
                let open = whole == Decides::Begun;
                std::iter::successors(found, |at| next(at + 1)).any(|at| is_whole(&self.text, at, len, open))
            }
            None => false,
        };
        // Where more than a blank is between two words, they are not side by side here.
        let wide = || {
            let after_control =
                || self.text.iter().any(|b| *b < b' ') || self.text.windows(2).any(|two| two == b"  ");
            self.blank && (signs.blanks || signs.control && after_control())
        };
        has || ((found.is_some() && self.decides.is_none()) || wide()) && self.pattern.is_in(text)
    }
}

/// What a text has besides plain signs and single blanks.
#[derive(Debug, Clone, Copy)]
struct Signs {
    /// Signs that are not ASCII.
    other: bool,
    /// Ends of lines and other control characters.
    control: bool,
    /// Several blanks in a row.
    blanks: bool,
}

impl Signs {
    /// One pass without branches, which compilers make few instructions of.
    fn of(text: &[u8]) -> Self {
        let (mut all, mut control, mut blanks) = (0u8, 0u8, 0u8);
        for (b, next) in text.iter().zip(text.get(1..).unwrap_or(&[])) {
            all |= b;
            control |= u8::from(*b < b' ');
            blanks |= u8::from(*b == b' ') & u8::from(*next == b' ');
        }
        let last = text.last().copied().unwrap_or(b' ');
        Self { other: (all | last) >= 0x80, control: control > 0 || last < b' ', blanks: blanks > 0 }
    }
}

/// Whether no word goes on before or, unless it may, behind the letters at `at`, as a pattern sees words.
fn is_whole(text: &[u8], at: usize, len: usize, open: bool) -> bool {
    let goes_on = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
    !goes_on(at.checked_sub(1).and_then(|k| text.get(k))) && (open || !goes_on(text.get(at + len)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Query, Value};

    proptest::proptest! {
        #[test]
        fn it_says_what_the_pattern_says(text in "[aAbé _1\\n\u{c}-]{0,12}", typed in "[\"'^]?[aA]{0,2}[ -]?[ab]{1,2}[\"'$]?") {
            for term in Query::parse(&typed).terms() {
                if let Value::Pattern(pattern) = &term.value {
                    let mut quick = Quick::new(pattern, &term.atom);
                    proptest::prop_assert_eq!(quick.is_in(&text), pattern.is_in(&text));
                }
            }
        }
    }
}

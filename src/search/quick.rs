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
    /// The text looked at, in small letters and with blanks for line ends.
    text: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Decides {
    Anywhere,
    Whole,
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
        let letters = letters.map(|l| memmem::Finder::new(l.as_bytes()).into_owned());
        let decides = match atom {
            // Capitals that were typed count.
            atom if atom.text().chars().any(char::is_uppercase) => None,
            Atom::Phrase(_) | Atom::Exact { whole: true, .. } => Some(Decides::Whole),
            Atom::Exact { whole: false, .. } => Some(Decides::Anywhere),
            _ => None,
        };
        Self { pattern, letters, decides, text: Vec::new() }
    }

    /// Whether the pattern occurs.
    pub(super) fn is_in(&mut self, text: &str) -> bool {
        if let Some(letters) = &self.letters
            && text.is_ascii()
        {
            self.text.clear();
            let small =
                |b: u8| if matches!(b, b'\n' | b'\r' | b'\t') { b' ' } else { b.to_ascii_lowercase() };
            self.text.extend(text.bytes().map(small));
            let wide = memmem::find(&self.text, b"  ").is_some()
                || self.text.contains(&0x0b)
                || self.text.contains(&0x0c);
            if !wide {
                let len = letters.needle().len();
                // They may overlap with others that are no whole words.
                let next = |from: usize| Some(from + letters.find(self.text.get(from..)?)?);
                let found = next(0);
                match self.decides {
                    Some(Decides::Anywhere) => return found.is_some(),
                    Some(Decides::Whole) => {
                        let mut all = std::iter::successors(found, |at| next(at + 1));
                        return all.any(|at| is_whole(&self.text, at, len));
                    }
                    None if found.is_none() => return false,
                    None => {}
                }
            }
        }
        self.pattern.is_in(text)
    }
}

/// Whether no word goes on before or behind the letters at `at`, as a pattern sees words.
fn is_whole(text: &[u8], at: usize, len: usize) -> bool {
    let goes_on = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
    !goes_on(at.checked_sub(1).and_then(|k| text.get(k))) && !goes_on(text.get(at + len))
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

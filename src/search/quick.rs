//! Phrases looked for in plain text before the pattern is asked, which has to think of accents and line ends.

use memchr::memmem;

use super::Pattern;
use super::query::Atom;

/// A pattern, and the letters without which it is in no plain text.
pub(super) struct Quick<'a> {
    pattern: &'a Pattern,
    letters: Option<memmem::Finder<'static>>,
    /// The text looked at, in small letters and with blanks for line ends.
    text: Vec<u8>,
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
        Self { pattern, letters, text: Vec::new() }
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
            if !wide && letters.find(&self.text).is_none() {
                return false;
            }
        }
        self.pattern.is_in(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Query, Value};

    proptest::proptest! {
        #[test]
        fn it_says_what_the_pattern_says(text in "[aAbé \\n\u{c}-]{0,12}", typed in "[\"'^]?[aA]{0,2}[ -]?[ab]{1,2}[\"'$]?") {
            for term in Query::parse(&typed).terms() {
                if let Value::Pattern(pattern) = &term.value {
                    let mut quick = Quick::new(pattern, &term.atom);
                    proptest::prop_assert_eq!(quick.is_in(&text), pattern.is_in(&text));
                }
            }
        }
    }
}

//! Names as keys: what may differ between documents without making another actor.

use crate::fold::fold;

/// A name without case, accents, article, possessive, and with one blank between its words.
pub(super) fn key(name: &str) -> String {
    let folded = fold(name);
    let folded = folded.trim();
    let folded = folded.strip_suffix("'s").or_else(|| folded.strip_suffix('\'')).unwrap_or(folded);
    let folded = folded.strip_prefix("the ").unwrap_or(folded);
    let mut key = String::with_capacity(folded.len());
    // A hyphen or a stop is a matter of taste ("Al-Shabaab", "U.N."): the one parts words, the other vanishes.
    for word in folded.split(|c: char| c.is_whitespace() || c == '-') {
        if word.is_empty() {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().filter(|c| *c != '.'));
    }
    key.truncate(key.trim_end().len());
    key
}

/// Number of words of a key.
pub(super) fn words_in(key: &str) -> usize {
    key.split(' ').filter(|w| !w.is_empty()).count()
}

/// The letters of an acronym of at least three ("ICRC", "I.C.R.C.").
pub(super) fn acronym(name: &str) -> Option<String> {
    let letters: String = name.chars().filter(|c| *c != '.').collect();
    let upper = letters.chars().filter(|c| c.is_uppercase()).count();
    let fits = upper >= 3 && letters.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '-');
    fits.then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_names() {
        for (name, want) in [
            ("The United Nations", "united nations"),
            ("Al-Shabaab", "al shabaab"),
            ("U.N.", "un"),
            ("Éric  Müller’s", "eric muller"),
            ("Theresa May", "theresa may"),
        ] {
            assert_eq!(key(name), want, "{name}");
        }
    }

    #[test]
    fn acronyms() {
        assert_eq!(acronym("I.C.R.C.").as_deref(), Some("ICRC"));
        assert_eq!(acronym("EU"), None);
        assert_eq!(acronym("Kabul"), None);
    }
}

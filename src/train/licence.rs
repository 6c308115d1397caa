//! Which texts may have a part in what is shipped under the program's licences.

/// Licences whose texts may be learnt from: nothing asked for, or naming the author, who is named in `assets/README.md`.
const OPEN: &[&str] = &["CC0", "public domain", "US government", "IETF Trust", "CC BY "];

/// Conditions that could pass on to what is made of a text.
const BOUND: &[&str] = &["GPL", "-SA", "-NC", "-ND", "all rights reserved"];

/// Whether every part of a licence is open; the parts (of text, transcription, annotation) stand between semicolons.
pub(super) fn open(licence: &str) -> bool {
    licence
        .split(';')
        .all(|part| OPEN.iter().any(|o| part.contains(o)) && !BOUND.iter().any(|b| part.contains(b)))
}

#[cfg(test)]
mod tests {
    use super::open;

    #[test]
    fn open_licences() {
        for l in [
            "CC0",
            "CC0 (a publisher), text public domain",
            "US government work; transcription CC BY 3.0 (a person)",
            "CC BY 2.5 (text); CC BY 4.0 (annotation)",
            "IETF Trust / RFC copyright notice",
        ] {
            assert!(open(l), "{l}");
        }
    }

    #[test]
    fn one_bound_part_closes_a_text() {
        for l in [
            "GPL-2+",
            "CC BY-SA 3.0 (text); CC BY 4.0 (annotation)",
            "CC BY-NC 4.0",
            "CC0; GPL-3",
            "",
            "unknown",
        ] {
            assert!(!open(l), "{l}");
        }
    }
}

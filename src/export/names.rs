//! Names of files from names in documents.
//!
//! A title or a name may be anything: a path, a name that some system keeps for a device, one that differs from another
//! only by case, one of a thousand letters. What comes out can be created on every common system, in the folder that it
//! is meant for, and be linked to from a note.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use crate::fold;
use crate::ingest::sanitize::sanitize_line;

/// Bytes of a name at most, ending and number not counted. Common file systems take 255 with both.
const MOST_BYTES: usize = 120;

/// Names that Windows keeps for devices, with any ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Names given in one folder.
#[derive(Debug, Clone, Default)]
pub struct Names {
    taken: HashSet<String>,
}

impl Names {
    /// A name for `wanted` that nothing in the folder has, not even in other case; without an ending.
    pub fn give(&mut self, wanted: &str) -> String {
        let name = file_name(wanted);
        let mut given = name.clone();
        let mut number = 2;
        while !self.taken.insert(key(&given)) {
            given = format!("{name} {number}");
            number += 1;
        }
        given
    }
}

/// What file systems that fold case and accents compare.
fn key(name: &str) -> String {
    let composed: String = name.nfkc().collect();
    fold::fold(&composed)
}

/// `wanted` as the name of a file, without an ending; never empty.
pub fn file_name(wanted: &str) -> String {
    let line = sanitize_line(wanted);
    let mut name = String::new();
    for c in line.nfc() {
        // Separators, what Windows forbids, and what ends a link in Obsidian.
        let c = match c {
            '/' | '\\' | ':' | '|' => '-',
            '*' | '?' | '"' | '<' | '>' | '#' | '^' | '[' | ']' | '\u{fffd}' => ' ',
            c if c.is_whitespace() || c.is_control() => ' ',
            c => c,
        };
        if c == ' ' && (name.is_empty() || name.ends_with(' ')) {
            continue;
        }
        if name.len() + c.len_utf8() > MOST_BYTES {
            break;
        }
        name.push(c);
    }
    // A leading stop hides a file, a final one is dropped by Windows; a leading `-` is read as an option.
    let name = name.trim_matches(|c: char| c == ' ' || c == '.' || c == '-' || c == '~');
    if name.is_empty() {
        return "untitled".to_owned();
    }
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_lowercase();
    let port = |kind: &str| {
        let number = stem.strip_prefix(kind);
        number.is_some_and(|n| {
            matches!(n, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
        })
    };
    if DEVICES.contains(&stem.as_str()) || port("com") || port("lpt") {
        return format!("_{name}");
    }
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_elsewhere_or_nowhere() {
        for (wanted, name) in [
            ("../../etc/passwd", "etc-passwd"),
            ("/etc/passwd", "etc-passwd"),
            ("C:\\Windows\\x", "C--Windows-x"),
            ("..", "untitled"),
            ("", "untitled"),
            ("\u{0}\u{1b}[2J\u{202e}", "untitled"),
            (".hidden", "hidden"),
            ("-rf", "rf"),
            ("NUL", "_NUL"),
            ("con.txt", "_con.txt"),
            ("Com1", "_Com1"),
            ("Comoros", "Comoros"),
            ("a [[b]] #c ^d | e", "a b c d - e"),
            ("A  name\n with\tblanks ", "A name with blanks"),
            ("Trailing dots...", "Trailing dots"),
            ("Ministère (Économie)", "Ministère (Économie)"),
        ] {
            assert_eq!(file_name(wanted), name, "{wanted:?}");
        }
        assert!(file_name(&"é".repeat(900)).len() <= MOST_BYTES);
    }

    #[test]
    fn no_two_names_are_one_file() {
        let mut names = Names::default();
        let given = ["Kabul", "KABUL", "kabul", "Kabul 2", "Ka/bul", "Ka\\bul"].map(|n| names.give(n));
        assert_eq!(given, ["Kabul", "KABUL 2", "kabul 3", "Kabul 2 2", "Ka-bul", "Ka-bul 2"]);
    }

    proptest::proptest! {
        #[test]
        fn any_name_is_one_component(wanted in "(\\PC|[./\\\\:\u{0}\u{202e}-]){0,200}") {
            let name = file_name(&wanted);
            proptest::prop_assert!(!name.is_empty() && name.len() <= MOST_BYTES + 1);
            let path = std::path::Path::new(&name);
            proptest::prop_assert_eq!(path.components().count(), 1);
            proptest::prop_assert!(matches!(path.components().next(), Some(std::path::Component::Normal(_))));
            proptest::prop_assert!(!name.contains(['/', '\\', '\0', '\n', ':']));
            proptest::prop_assert_eq!(file_name(&name), name);
        }
    }
}

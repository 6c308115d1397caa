//! Raised letters and digits: the mark of a footnote, a power, or part of the word before them.

/// What raised text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Raised {
    /// The mark of a footnote, which stands in brackets where letters cannot be raised.
    Mark,
    /// The power of a number; without its height it would be another number.
    Power,
    /// The end of a word ("1st", "m2").
    Word,
}

/// Signs of units that are raised to powers: lengths and times of the SI (SI Brochure, tables 2 and 4), their usual decimal
/// parts, and the feet, yards, miles and inches of the international yard; and "x".
pub(super) const POWERED: [&str; 18] = [
    "m", "km", "dm", "cm", "mm", "µm", "nm", "s", "min", "sec", "mol", "kg", "ft", "yd", "mi", "in", "ha",
    "x",
];

/// Oxides that are told apart by a number behind their oxygen (carbon, nitrogen and sulphur oxides).
const BOUND: [&str; 3] = ["CO", "NO", "SO"];

/// Years that texts speak of, as their first two digits: a number that may be one is not raised to a power.
const CENTURIES: [&str; 2] = ["19", "20"];

/// What raised text is behind `before`. `linked`: whether it leads somewhere.
pub(super) fn raised(before: &str, inside: &str, linked: bool) -> Raised {
    /// Marks are not longer, in bytes; several may stand together. One alone has at most three digits.
    const LONGEST: usize = 9;
    const DIGITS: usize = 3;
    /// A word of so many letters is no sign of a unit; two will do where both are small or both are capitals ("of", "EU").
    const WORD: usize = 3;
    let inside = inside.trim();
    let digits = inside.bytes().any(|b| b.is_ascii_digit());
    let counts = digits
        && inside.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'-' | b' '))
        && inside.split([',', '-', ' ']).all(|n| n.len() <= DIGITS);
    let sign = matches!(inside, "*" | "**" | "***" | "†" | "‡" | "§" | "¶");
    let letter = inside.len() == 1 && inside.bytes().all(|b| b.is_ascii_lowercase());
    if inside.len() > LONGEST || !(counts || sign || letter) {
        return Raised::Word;
    }
    if linked || sign {
        return Raised::Mark;
    }
    let host = before.trim_end();
    let Some(last) = host.chars().next_back() else { return Raised::Word };
    if matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '”' | '’' | '"' | '\'' | '»' | ')' | ']' | '…')
    {
        // "a sum (x + y)" is multiplied by itself as often as a sentence ends in a bracket; a number tells nothing then.
        return if last == ')' && host.len() == before.len() && is_formula(host) {
            Raised::Power
        } else {
            Raised::Mark
        };
    }
    if last.is_ascii_digit() {
        let number =
            host.rsplit(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).next().unwrap_or("");
        let year = number.len() == 4 && CENTURIES.iter().any(|c| number.starts_with(c));
        return match () {
            () if !counts => Raised::Word,
            // Nobody raises a number with a comma in it, or a year, to a power.
            () if year || number.contains(',') => Raised::Mark,
            () => Raised::Power,
        };
    }
    let word = host.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let sign_of_something = POWERED.contains(&word) || BOUND.contains(&word);
    let alike = word.chars().all(char::is_lowercase) || word.chars().all(char::is_uppercase);
    let letters = word.chars().take(WORD).count();
    let long = letters == WORD || alike && letters + 1 == WORD;
    if long && !sign_of_something { Raised::Mark } else { Raised::Word }
}

/// Whether a bracket that ends here holds a formula: no word of three letters.
fn is_formula(host: &str) -> bool {
    let inner = host.trim_end_matches(')').rsplit('(').next().unwrap_or("");
    inner.split(|c: char| !c.is_alphabetic()).all(|w| w.chars().nth(2).is_none())
        && inner.chars().any(char::is_alphabetic)
}

/// Digits and their signs as raised ones.
pub(super) fn power(digits: &str) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raise = |c: char| match c {
        '-' => '⁻',
        c => c.to_digit(10).and_then(|d| RAISED.get(d as usize)).copied().unwrap_or(c),
    };
    digits.trim().chars().map(raise).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_behind_words_and_stops() {
        for (before, inside) in [
            ("It may be old.", "1"),
            ("The total was 13,343.", "17"),
            ("said the “crew”", "27"),
            ("the harbour", "3"),
            ("the harbour", "a"),
            ("in 2018", "4"),
            ("a sum of 13,343", "5"),
            ("(as he said)", "12"),
            ("the harbour", "3, 4"),
            ("so", "*"),
            ("of it", "2"),
            ("the EU", "3"),
        ] {
            assert_eq!(raised(before, inside, false), Raised::Mark, "{before} {inside}");
        }
        assert_eq!(raised("m", "2", true), Raised::Mark);
        for (before, inside) in [
            ("40 m", "2"),
            ("the 1", "st"),
            ("the n", "th"),
            ("km", "2"),
            ("CO", "2"),
            ("M", "me"),
            ("", "1"),
            ("the 4", "a"),
        ] {
            assert_eq!(raised(before, inside, false), Raised::Word, "{before} {inside}");
        }
        for (before, inside) in [("about 10", "6"), ("10", "-9"), ("(a + b)", "2")] {
            assert_eq!(raised(before, inside, false), Raised::Power, "{before} {inside}");
        }
        assert_eq!(power("-12"), "⁻¹²");
    }
}

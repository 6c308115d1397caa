//! EDTF as people write it: where a code stands for a word ("2025-24" is a winter), the word.

use std::borrow::Cow;

/// The name of a division of the year (EDTF level 2, table "sub-year groupings"), and whether the year goes before it.
fn division(code: &str) -> Option<&'static str> {
    Some(match code {
        "21" | "25" | "29" => "spring",
        "22" | "26" | "30" => "summer",
        "23" | "27" | "31" => "autumn",
        "24" | "28" | "32" => "winter",
        "33" => "Q1",
        "34" => "Q2",
        "35" => "Q3",
        "36" => "Q4",
        "40" => "1st half",
        "41" => "2nd half",
        _ => return None,
    })
}

/// One date of an expression.
fn date(edtf: &str) -> Cow<'_, str> {
    let (bare, doubt) = match edtf.strip_suffix(['~', '%', '?']) {
        Some(bare) => (bare, if edtf.ends_with('?') { "?" } else { "about " }),
        None => (edtf, ""),
    };
    let words: Cow<'_, str> = match bare.split_once('-').filter(|(year, _)| !year.is_empty()) {
        Some((year, code)) => match division(code) {
            Some(name) => format!("{name} {year}").into(),
            None => bare.into(),
        },
        None => match (bare.strip_suffix("XX"), bare.strip_suffix('X')) {
            (Some(century), _) => format!("{century}00s").into(),
            (None, Some(decade)) => format!("{decade}0s").into(),
            _ => bare.into(),
        },
    };
    match doubt {
        "" => words,
        "?" => format!("{words}?").into(),
        about => format!("{about}{words}").into(),
    }
}

/// The expression in words where digits would not be understood; dates in digits stay.
pub fn spoken(edtf: &str) -> Cow<'_, str> {
    match edtf.split_once('/') {
        None => date(edtf),
        Some(("" | "..", to)) => format!("until {}", date(to)).into(),
        Some((from, "" | "..")) => format!("from {}", date(from)).into(),
        Some((from, to)) => {
            let (a, b) = (date(from), date(to));
            // "winter 2025 to summer 2026" says what a stroke would hide; between digits the stroke is shorter.
            let words = a != from || b != to;
            if words { format!("{a} to {b}").into() } else { edtf.into() }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn codes_become_words_and_digits_stay() {
        for (edtf, words) in [
            ("2025-24", "winter 2025"),
            ("2025-33", "Q1 2025"),
            ("2024-41", "2nd half 2024"),
            ("2025-11", "2025-11"),
            ("2025-11-03", "2025-11-03"),
            ("2021", "2021"),
            ("201X", "2010s"),
            ("19XX", "1900s"),
            ("2025-24/2026-22", "winter 2025 to summer 2026"),
            ("2025-10/2025-11", "2025-10/2025-11"),
            ("2025-21/..", "from spring 2025"),
            ("../2025", "until 2025"),
            ("2025~", "about 2025"),
            ("2025-23?", "autumn 2025?"),
            ("-0043", "-0043"),
            ("", ""),
        ] {
            assert_eq!(spoken(edtf), words, "{edtf}");
        }
    }
}

//! Dates as a person writes them into a correction: EDTF (ISO 8601-2:2019), level 0 and 1 and the seasons of level 2.

use jiff::civil::Date;

use super::stamp::Stamp;

/// What an EDTF string means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The string in its usual spelling.
    pub edtf: String,
    /// The TIMEX3 value of it, of an interval that of its beginning.
    pub value: String,
    /// First day, inclusive; `None` where it is open.
    pub earliest: Option<Date>,
    /// Last day, inclusive; `None` where it is open.
    pub latest: Option<Date>,
}

/// Reads a day, month, season (21 to 24), quarter (33 to 36), half (40, 41), year, decade (`199X`), century (`18XX`), or
/// an interval of two of them (`2021/2024`, open at an end as `2021/..`). Qualifiers (`?`, `~`, `%`) at the end are kept.
/// `None` where it is none of these, or an interval that ends before it begins.
pub fn parse(text: &str) -> Option<Period> {
    let text = text.trim();
    let Some((from, to)) = text.split_once('/') else {
        let (stamp, sign) = one(text)?;
        let (first, last) = stamp.days()?;
        return Some(Period {
            edtf: format!("{}{sign}", stamp.edtf()?),
            value: stamp.timex(),
            earliest: Some(first),
            latest: Some(last),
        });
    };
    let open = |s: &str| s.is_empty() || s == "..";
    let from = if open(from) { None } else { Some(one(from)?) };
    let to = if open(to) { None } else { Some(one(to)?) };
    let name = |end: &Option<(Stamp, &str)>| match end {
        Some((stamp, sign)) => stamp.edtf().map(|e| format!("{e}{sign}")),
        None => Some("..".to_owned()),
    };
    let edtf = format!("{}/{}", name(&from)?, name(&to)?);
    let earliest = from.and_then(|(s, _)| s.days()).map(|d| d.0);
    let latest = to.and_then(|(s, _)| s.days()).map(|d| d.1);
    if earliest.is_none() && latest.is_none() || matches!((earliest, latest), (Some(a), Some(b)) if a > b) {
        return None;
    }
    let value = from.or(to).map(|(s, _)| s.timex()).unwrap_or_default();
    Some(Period { edtf, value, earliest, latest })
}

/// One date and the qualifier behind it.
fn one(text: &str) -> Option<(Stamp, &str)> {
    let bare = text.trim_end_matches(['?', '~', '%']);
    let sign = text.get(bare.len()..)?;
    let (before, digits) = match bare.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, bare),
    };
    let mut parts = digits.split('-');
    let year = parts.next()?;
    let second = parts.next();
    let third = parts.next();
    if parts.next().is_some() || !year.is_ascii() {
        return None;
    }
    if second.is_none() {
        if let Some(decade) = year.strip_suffix('X').filter(|d| d.len() == 3 && before == 1) {
            return match decade.strip_suffix('X') {
                Some(century) => Some((Stamp::Century(number(century, 2)?), sign)),
                None => Some((Stamp::Decade(number(decade, 3)?), sign)),
            };
        }
        return Some((Stamp::Year(before * number(year, 4)?), sign));
    }
    let year = before * number(year, 4)?;
    let second = i8::try_from(number(second?, 2)?).ok()?;
    let stamp = match (second, third) {
        (1..=12, Some(day)) => Stamp::Day(Date::new(year, second, i8::try_from(number(day, 2)?).ok()?).ok()?),
        (1..=12, None) => Stamp::Month(year, second),
        (21..=24, None) => Stamp::Season(year, second - 20),
        (33..=36, None) => Stamp::Quarter(year, second - 32),
        (40 | 41, None) => Stamp::Half(year, second - 39),
        _ => return None,
    };
    Some((stamp, sign))
}

/// A number of exactly so many digits.
fn number(digits: &str, count: usize) -> Option<i16> {
    (digits.len() == count && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_as_people_correct_them() {
        for (text, value, from, to) in [
            ("2025-11-05", "2025-11-05", Some(date(2025, 11, 5)), Some(date(2025, 11, 5))),
            (" 2024-02 ", "2024-02", Some(date(2024, 2, 1)), Some(date(2024, 2, 29))),
            ("2025", "2025", Some(date(2025, 1, 1)), Some(date(2025, 12, 31))),
            ("2025?", "2025", Some(date(2025, 1, 1)), Some(date(2025, 12, 31))),
            ("2024-21", "2024-SP", Some(date(2024, 3, 1)), Some(date(2024, 5, 31))),
            ("2024-33", "2024-Q1", Some(date(2024, 1, 1)), Some(date(2024, 3, 31))),
            ("199X", "199", Some(date(1990, 1, 1)), Some(date(1999, 12, 31))),
            ("18XX", "18", Some(date(1800, 1, 1)), Some(date(1899, 12, 31))),
            ("-0489", "BC0490", Some(date(-489, 1, 1)), Some(date(-489, 12, 31))),
            ("2021-03/2024", "2021-03", Some(date(2021, 3, 1)), Some(date(2024, 12, 31))),
            ("2021/..", "2021", Some(date(2021, 1, 1)), None),
            ("../2021", "2021", None, Some(date(2021, 12, 31))),
        ] {
            let period = parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((period.value.as_str(), period.earliest, period.latest), (value, from, to), "{text}");
            assert_eq!(period.edtf, text.trim(), "{text}");
        }
        for text in [
            "",
            "..",
            "../..",
            "next week",
            "2025-13",
            "2025-02-30",
            "25",
            "2025-1",
            "2024/2021",
            "2025-11-05-1",
            "1X9X",
            "é",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn anything_is_read_or_refused(text in "[-0-9X/.?~é]{0,14}") {
            if let Some(period) = parse(&text) {
                proptest::prop_assert_eq!(parse(&period.edtf), Some(period));
            }
        }
    }
}

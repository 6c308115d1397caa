//! Ranges of days as typed in `date:`.

use crate::model::Date;

/// Days from `from` to `to`, both inclusive; `None` is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateRange {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl DateRange {
    /// Reads `2016`, `2016-03`, `2016-03-05`, `2016..2018`, `2016..`, `..2018`, `>2017-06`, `>=2017-06`, `<2015`, `<=2015`.
    /// A range that runs backwards is read the other way round.
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        if let Some((a, b)) = typed.split_once("..") {
            let (a, b) = (a.trim(), b.trim());
            let first = if a.is_empty() { None } else { Some(days(a)?) };
            let last = if b.is_empty() { None } else { Some(days(b)?) };
            return match (first, last) {
                (None, None) => None,
                (Some(a), Some(b)) if b.1 < a.0 => Some(Self { from: Some(b.0), to: Some(a.1) }),
                _ => Some(Self { from: first.map(|d| d.0), to: last.map(|d| d.1) }),
            };
        }
        // `≥` and `≤` come from pasted text.
        for (sign, after, inclusive) in [
            (">=", true, true),
            ("<=", false, true),
            ("≥", true, true),
            ("≤", false, true),
            (">", true, false),
            ("<", false, false),
        ] {
            let Some(rest) = typed.strip_prefix(sign) else { continue };
            let (first, last) = days(rest.trim())?;
            return Some(match (after, inclusive) {
                (true, true) => Self { from: Some(first), to: None },
                (true, false) => Self { from: Some(last.tomorrow().ok()?), to: None },
                (false, true) => Self { from: None, to: Some(last) },
                (false, false) => Self { from: None, to: Some(first.yesterday().ok()?) },
            });
        }
        let (first, last) = days(typed)?;
        Some(Self { from: Some(first), to: Some(last) })
    }

    /// The ends of a range that runs backwards, in the order in which they are read.
    pub fn turned(typed: &str) -> Option<(&str, &str)> {
        let (a, b) = typed.trim().split_once("..")?;
        let (a, b) = (a.trim(), b.trim());
        (days(b)?.1 < days(a)?.0).then_some((b, a))
    }

    /// First and last day as numbers; an open end is the least or the greatest.
    pub(super) fn numbers(&self) -> (i32, i32) {
        (self.from.map_or(i32::MIN, number), self.to.map_or(i32::MAX, number))
    }

    /// Whether something that fell between `earliest` and `latest` may have fallen into the range. No `latest` is an
    /// open end; without an `earliest` and a `latest` nothing is known, so nothing overlaps.
    pub fn overlaps(&self, earliest: Option<Date>, latest: Option<Date>) -> bool {
        if earliest.is_none() && latest.is_none() {
            return false;
        }
        let begins_in_time = match (earliest, self.to) {
            (Some(e), Some(to)) => e <= to,
            _ => true,
        };
        let ends_late_enough = match (latest, self.from) {
            (Some(l), Some(from)) => l >= from,
            _ => true,
        };
        begins_in_time && ends_late_enough
    }
}

/// A day as a number that grows with the days.
pub(super) fn number(day: Date) -> i32 {
    (i32::from(day.year()) * 12 + i32::from(day.month())) * 31 + i32::from(day.day())
}

/// The days or months that a typed date may mean, as in ISO 8601, the likeliest first: `10.05.2025` and `10/5/2025` are days of May,
/// the latter perhaps of October too; `5/2025` is a month. Empty where it is no date of several numbers.
pub(super) fn written(typed: &str) -> Vec<String> {
    let Some(sign) = typed.chars().find(|c| matches!(c, '.' | '/' | '-')) else { return Vec::new() };
    let parts: Vec<&str> = typed.split(sign).collect();
    if !parts.iter().all(|p| matches!(p.len(), 1 | 2 | 4) && p.bytes().all(|b| b.is_ascii_digit())) {
        return Vec::new();
    }
    let readings = match parts.as_slice() {
        [y, m, d] if y.len() == 4 => vec![(y, m, Some(d))],
        [d, m, y] if y.len() == 4 && sign == '/' => vec![(y, m, Some(d)), (y, d, Some(m))],
        [d, m, y] if y.len() == 4 => vec![(y, m, Some(d))],
        [y, m] if y.len() == 4 && m.len() < 4 => vec![(y, m, None)],
        [m, y] if y.len() == 4 && m.len() < 4 => vec![(y, m, None)],
        _ => Vec::new(),
    };
    let mut found: Vec<String> = Vec::new();
    for (year, month, day) in readings {
        let date = || {
            let number = |text: &&str| text.parse::<i8>().ok();
            Date::new(year.parse().ok()?, number(month)?, day.map_or(Some(1), number)?).ok()
        };
        let whole = if day.is_some() { "%Y-%m-%d" } else { "%Y-%m" };
        found
            .extend(date().map(|date| date.strftime(whole).to_string()).filter(|text| !found.contains(text)));
    }
    found
}

/// First and last day of a year, month or day.
fn days(typed: &str) -> Option<(Date, Date)> {
    match written(typed).first() {
        Some(iso) => days_of_iso(iso),
        None => days_of_iso(typed),
    }
}

fn days_of_iso(typed: &str) -> Option<(Date, Date)> {
    let mut parts = typed.split('-');
    let mut number = |digits: std::ops::RangeInclusive<usize>| -> Option<Option<i16>> {
        let Some(part) = parts.next() else { return Some(None) };
        let fits = digits.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if fits { part.parse().ok().map(Some) } else { None }
    };
    let year = number(4..=4)??;
    let month = number(1..=2)?.map(i8::try_from);
    let day = number(1..=2)?.map(i8::try_from);
    if parts.next().is_some() {
        return None;
    }
    match (month, day) {
        (None, _) => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
        (Some(month), None) => {
            let first = Date::new(year, month.ok()?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        (Some(month), Some(day)) => {
            let day = Date::new(year, month.ok()?, day.ok()?).ok()?;
            Some((day, day))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(typed: &str) -> Option<String> {
        let show = |d: Option<Date>| d.map_or_else(|| "-".to_owned(), |d| d.to_string());
        DateRange::parse(typed).map(|r| format!("{} {}", show(r.from), show(r.to)))
    }

    #[test]
    fn ranges_as_typed() {
        for (typed, want) in [
            ("2016", "2016-01-01 2016-12-31"),
            ("2016-02", "2016-02-01 2016-02-29"),
            ("2016-3-5", "2016-03-05 2016-03-05"),
            ("2016..2018", "2016-01-01 2018-12-31"),
            ("2018..2016", "2016-01-01 2018-12-31"),
            ("2016-05..", "2016-05-01 -"),
            ("..2018-06", "- 2018-06-30"),
            (">2017-06", "2017-07-01 -"),
            (">=2017-06", "2017-06-01 -"),
            ("<2015", "- 2014-12-31"),
            ("<=2015", "- 2015-12-31"),
        ] {
            assert_eq!(shown(typed).as_deref(), Some(want), "{typed}");
        }
        assert_eq!(DateRange::turned("2018..2016"), Some(("2016", "2018")));
        for typed in ["2016..2018", "2016..2016-05", "2016", "2018..", "..2016", "x..2016"] {
            assert_eq!(DateRange::turned(typed), None, "{typed}");
        }
        for typed in
            ["", "..", "16", "2016-13", "2016-02-30", "2016-", ">", "2016..x", "2016-01-01-01", ">9999"]
        {
            assert_eq!(shown(typed), None, "{typed}");
        }
    }

    #[test]
    fn overlap_at_the_edges_and_with_open_ends() {
        let day = |d| Some(jiff::civil::date(2016, 3, d));
        let range = DateRange { from: day(10), to: day(20) };
        assert!(range.overlaps(day(1), day(10)) && range.overlaps(day(20), day(30)));
        assert!(!range.overlaps(day(1), day(9)) && !range.overlaps(day(21), day(30)));
        assert!(range.overlaps(day(1), None) && !range.overlaps(day(21), None));
        assert!(!range.overlaps(None, None));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(s in "\\PC{0,20}") {
            if let Some(DateRange { from: Some(a), to: Some(b) }) = DateRange::parse(&s) {
                proptest::prop_assert!(a <= b);
            }
        }
    }
}

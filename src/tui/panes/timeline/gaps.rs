//! Stretches of time of which nothing is told.

use crate::model::Date;

/// First and last day of an event; an open end has none.
pub type Days = Option<(Date, Option<Date>)>;

/// No gap is shorter, in days.
const LEAST: i32 = 7;
/// Of the whole span a gap is one part in so many at least.
const PART: i32 = 12;
/// And so many times as long as what mostly lies between two events.
const TIMES: i32 = 3;
/// What lasts longer, in days, fills no gap: it is a frame around what happens, or is not known better.
const FRAME: i32 = 400;

/// The gaps between dated events in calendar order: before which event each lies, and how long it is, in words.
pub fn gaps(days: &[Days]) -> Vec<(usize, String)> {
    let apart = |from: Date, to: Date| to.since(from).map_or(0, |d| d.get_days());
    let mut reached: Option<Date> = None;
    let mut between: Vec<(usize, i32)> = Vec::new();
    for (k, day) in days.iter().enumerate() {
        let Some((from, to)) = *day else { continue };
        if let Some(reached) = reached {
            between.push((k, apart(reached, from) - 1));
        }
        let to = to.filter(|to| apart(from, *to) <= FRAME).unwrap_or(from);
        reached = Some(reached.map_or(to, |r| r.max(to)));
    }
    let first = days.iter().flatten().map(|d| d.0).min();
    let (Some(first), Some(last)) = (first, reached) else { return Vec::new() };
    let mut lengths: Vec<i32> = between.iter().map(|b| b.1.max(0)).collect();
    lengths.sort_unstable();
    let mostly = lengths.get(lengths.len().saturating_sub(1) / 2).copied().unwrap_or(0);
    let least = LEAST.max(apart(first, last) / PART).max(mostly.saturating_mul(TIMES));
    between.into_iter().filter(|b| b.1 >= least).map(|(k, days)| (k, spoken(days))).collect()
}

/// A number of days as people say it.
fn spoken(days: i32) -> String {
    match days {
        ..=60 => format!("{days} days"),
        61..=729 => format!("{} months", (days + 15) / 30),
        _ => format!("{} years", (days + 182) / 365),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_is_long_beside_the_rest_is_a_gap() {
        let day = |y, m, d| Some((date(y, m, d), Some(date(y, m, d))));
        let days = [day(2021, 5, 1), day(2021, 5, 4), day(2021, 5, 9), day(2024, 1, 2), day(2024, 1, 9)];
        assert_eq!(gaps(&days), [(3, "3 years".to_owned())]);
        let even = [day(2021, 5, 1), day(2021, 6, 1), day(2021, 7, 1), day(2021, 8, 1)];
        assert_eq!(gaps(&even), [], "all as far apart");
        let year = Some((date(2021, 1, 1), Some(date(2021, 12, 31))));
        let filled = [year, day(2021, 2, 1), day(2021, 2, 3), day(2021, 11, 1), day(2021, 11, 2)];
        assert_eq!(gaps(&filled), [], "a year covers its months");
        let open = Some((date(2020, 1, 1), None));
        assert_eq!(
            gaps(&[open, day(2021, 5, 1), day(2021, 5, 4), day(2021, 5, 9)]),
            [(1, "16 months".to_owned())]
        );
        assert_eq!(gaps(&[]), []);
    }
}

//! Accounting periods: "the quarter ended 31 December 2023" covers the three months up to that day, and says which months
//! the document's other fiscal quarters and years cover.
//!
//! A fiscal year takes the number of the calendar year it ends in or begins in, as its owner likes: without a period whose
//! last day is given, no months can be told for it.

use jiff::{Span as Length, ToSpan};

use super::lexicon::{Role, Unit};
use super::meaning::{Field, Found, Meaning};
use super::stamp;
use super::stream::Stream;
use crate::model::{Date, ResolvedBy, TimeExpression, Why};

/// Gives accounting periods their days. `out` are the resolved expressions, `of` the numbers of what was found for them.
pub(super) fn settle(stream: Stream<'_>, found: &[Found], of: &[usize], out: &mut [TimeExpression]) {
    // Periods whose last day the text gives, by their expression.
    let mut stated: Vec<(usize, (Date, Date))> = Vec::new();
    // By how many months a fiscal quarter ends after the calendar's of its number, where it is given with its last day.
    let mut offsets: Vec<(usize, i32)> = Vec::new();
    for (k, f) in of.iter().enumerate().filter_map(|(k, &n)| Some((k, found.get(n)?))) {
        let Some(days) = ended(stream, f, of.get(k + 1).and_then(|&n| found.get(n)), out.get(k + 1)) else {
            continue;
        };
        let Some(time) = out.get_mut(k) else { continue };
        if let Meaning::Calendar(_, Field::Quarter(n)) = f.meaning {
            let year = time.value.get(..4).and_then(|y| y.parse().ok());
            let calendar = year.unwrap_or(i32::from(days.1.year())) * 12 + i32::from(n) * 3;
            offsets.push((k, months(days.1) - calendar));
        }
        set(time, days, "the period that ends on the day given");
        stated.push((k, days));
    }
    // Where the fiscal period told last ends.
    let mut last_fiscal: Option<usize> = None;
    for (k, f) in of.iter().enumerate().filter_map(|(k, &n)| Some((k, found.get(n)?))) {
        let before = stated.partition_point(|s| s.0 < k);
        if stated.get(before).is_some_and(|s| s.0 == k) {
            continue;
        }
        // "fiscal years 2006 through 2008": the last is one as well.
        let year = matches!(f.meaning, Meaning::Calendar(_, Field::Year));
        let joined = |to: usize| {
            to < f.from
                && f.from - to <= 2
                && (to..f.from).all(|i| stream.sign(i, ",") || stream.dash(i) || joint(stream, i))
        };
        let fiscal = (f.from..f.to).any(|i| stream.is(i, Role::Fiscal))
            || year && last_fiscal.is_some_and(|to| to == f.from || joined(to));
        if fiscal {
            last_fiscal = Some(f.to);
        }
        // The one told last, else the next.
        let told = offsets.partition_point(|o| o.0 < k);
        let offset = told.checked_sub(1).and_then(|k| offsets.get(k)).or(offsets.get(told)).map(|o| o.1);
        let Some(time) = out.get_mut(k) else { continue };
        match (f.meaning.clone(), offset) {
            (Meaning::QuarterOf(_, 0) | Meaning::LatestQuarter, Some(offset)) if offset != 0 => {
                if let Some(last) = before.checked_sub(1).and_then(|k| stated.get(k)) {
                    set(time, last.1, "the accounting period told last");
                }
            }
            (Meaning::Calendar(_, Field::Quarter(_)), Some(offset)) if offset != 0 => {
                shift(time, offset, "a fiscal quarter, counted from one whose last day is given");
            }
            (_, Some(offset)) if fiscal => {
                shift(time, offset, "a fiscal year, counted from a quarter whose last day is given");
            }
            // The year of its number is near enough to say so, and no more.
            (Meaning::Calendar(_, Field::Year), None) if fiscal => {
                time.edtf = time.edtf.take().filter(|e| e.len() == 4).map(|year| format!("{year}~").into());
                if time.edtf.is_none() {
                    (time.earliest, time.latest, time.resolved_by) = (None, None, None);
                }
                time.why = Why::new("a fiscal year: about the year of its number", 0.6);
            }
            (_, None) if fiscal => {
                (time.edtf, time.earliest, time.latest, time.resolved_by) = (None, None, None, None);
            }
            _ => {}
        }
    }
}

/// Whether a word joins the members of a list or range.
fn joint(stream: Stream<'_>, i: usize) -> bool {
    matches!(stream.role(i), Role::And | Role::Or | Role::To | Role::Through | Role::Until)
}

/// Months since the year 0 up to the end of the month nearest to a day.
fn months(day: Date) -> i32 {
    let month = i32::from(day.year()) * 12 + i32::from(day.month());
    if day.day() <= 15 { month - 1 } else { month }
}

/// The days of a period that is followed by "ended" and its last day.
fn ended(
    stream: Stream<'_>,
    f: &Found,
    next: Option<&Found>,
    day: Option<&TimeExpression>,
) -> Option<(Date, Date)> {
    let verb = stream.skip_comma(f.to);
    if !stream.word_is(verb, "ended") && !stream.word_is(verb, "ending") {
        return None;
    }
    let at = if stream.is(verb + 1, Role::On) { verb + 2 } else { verb + 1 };
    let next = next.filter(|n| n.from == at)?;
    let last = day.filter(|d| d.earliest == d.latest)?.latest?;
    if !matches!(next.meaning, Meaning::Calendar(_, Field::Day(..))) {
        return None;
    }
    let length = length(stream, f)?;
    let first = last.checked_add(1.days()).ok()?.checked_sub(length).ok()?;
    Some((first, last))
}

/// How long the period is: a quarter, half or year, or so many weeks or months.
fn length(stream: Stream<'_>, f: &Found) -> Option<Length> {
    if let Meaning::Duration(value) = &f.meaning {
        let count: i32 = value.get(1..value.len().checked_sub(1)?)?.parse().ok()?;
        return match value.chars().last()? {
            'W' => Length::new().try_weeks(count).ok(),
            'M' => Length::new().try_months(count).ok(),
            'Y' => Length::new().try_years(count).ok(),
            _ => None,
        };
    }
    let last = f.to.checked_sub(1)?;
    let quarter = matches!(f.meaning, Meaning::Calendar(_, Field::Quarter(_)) | Meaning::QuarterOf(..));
    match stream.class(last).unit {
        _ if quarter => Some(Length::new().months(3)),
        Some(Unit::Quarter) => Some(Length::new().months(3)),
        Some(Unit::Year) => Some(Length::new().years(1)),
        Some(Unit::Month) => Some(Length::new().months(1)),
        _ if matches!(f.meaning, Meaning::Calendar(_, Field::Half(_))) => Some(Length::new().months(6)),
        _ => None,
    }
}

fn set(time: &mut TimeExpression, (first, last): (Date, Date), rule: &'static str) {
    time.edtf = Some(format!("{}/{}", stamp::edtf_day(first), stamp::edtf_day(last)).into());
    (time.earliest, time.latest) = (Some(first), Some(last));
    time.resolved_by = Some(time.resolved_by.unwrap_or(ResolvedBy::Narrative));
    time.why = Why::new(rule, 0.85);
}

/// Moves whole months.
fn shift(time: &mut TimeExpression, by: i32, rule: &'static str) {
    let by = Length::new().months(by);
    let (Some(first), Some(last)) = (time.earliest, time.latest) else { return };
    let moved = first.checked_add(by).ok().zip(
        // Past the last day and back, so that ends of months stay ends.
        last.checked_add(1.days()).and_then(|d| d.checked_add(by)).and_then(|d| d.checked_sub(1.days())).ok(),
    );
    let Some((first, last)) = moved else { return };
    let month = |d: Date| format!("{}-{:02}", stamp::edtf_year(d.year()), d.month());
    time.edtf = Some(format!("{}/{}", month(first), month(last)).into());
    (time.earliest, time.latest) = (Some(first), Some(last));
    time.why = Why::new(rule, 0.8);
}

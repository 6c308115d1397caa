//! What a month, day, season or quarter comes to in a year, and in which year it lies.

use super::lexicon::{Holiday, Unit, Vague};
use super::meaning::{Field, Meaning};
use super::stamp::{self, Stamp};
use crate::model::Date;
use jiff::ToSpan;

/// A month without a year lies so many months before and after the document's date.
pub const DATED: (i32, i32) = (-8, 3);
/// The same behind a verb of the past: what it tells is over.
pub const PAST: (i32, i32) = (-11, 0);
/// The same where the words around it speak of what is to come.
pub const COMING: (i32, i32) = (-3, 8);
/// A month without a year lies so many months before and after the date told last.
pub const TOLD: (i32, i32) = (-5, 6);
/// The same before a date that comes later in the sentence.
pub const AHEAD: (i32, i32) = (-8, 3);

/// The TIMEX3 value of what has no date of its own.
pub fn vague(v: Vague) -> &'static str {
    match v {
        Vague::PresentRef => "PRESENT_REF",
        Vague::PastRef => "PAST_REF",
        Vague::FutureRef => "FUTURE_REF",
        Vague::Ref => "",
    }
}

/// The TIMEX3 value of a time so many units later that nobody counted.
pub fn later(unit: Unit) -> &'static str {
    match unit {
        Unit::Day => "XXXX-XX-XX",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Year => "XXXX",
        _ => "",
    }
}

/// The month in which a field begins.
pub fn first_month(field: Field) -> Option<i8> {
    match field {
        Field::Month(m) | Field::Day(m, _) => Some(m),
        Field::Season(s) => Some(s * 3),
        Field::Quarter(q) => Some(q * 3 - 2),
        Field::Half(h) => Some(h * 6 - 5),
        Field::Holiday(Holiday::Fixed(m, _) | Holiday::Nth(m, ..)) => Some(m),
        Field::Holiday(Holiday::Easter(_)) => Some(4),
        Field::Year => None,
    }
}

/// A field of a year, if that year has it.
pub fn fill(year: i16, field: Field) -> Option<Stamp> {
    let year = Some(year).filter(|y| (-9998..=9998).contains(y))?;
    Some(match field {
        Field::Year => Stamp::Year(year),
        Field::Month(m) => Stamp::Month(year, m),
        Field::Day(m, d) => Stamp::Day(Date::new(year, m, d).ok()?),
        Field::Season(s) => Stamp::Season(year, s),
        Field::Quarter(q) => Stamp::Quarter(year, q),
        Field::Half(h) => Stamp::Half(year, h),
        Field::Holiday(Holiday::Fixed(m, d)) => Stamp::Day(Date::new(year, m, d).ok()?),
        Field::Holiday(Holiday::Nth(m, w, n)) => Stamp::Day(stamp::nth_weekday(year, m, w, n)?),
        Field::Holiday(Holiday::Easter(n)) => Stamp::Day(stamp::easter(year)?.checked_add(n.days()).ok()?),
    })
}

/// The year in which `month` lies within a window of months around a month.
pub fn in_window(year: i16, at: i8, month: i8, window: (i32, i32)) -> Option<i16> {
    let distance = i32::from(month) - i32::from(at);
    let shift = if distance < window.0 {
        1
    } else if distance > window.1 {
        -1
    } else {
        0
    };
    year.checked_add(shift)
}

/// The window of months around the document's date in which a date without a year lies.
pub fn window(field: Field, coming: bool) -> (i32, i32) {
    match field {
        // Results are told of quarters that are over.
        Field::Quarter(_) | Field::Half(_) if !coming => (-11, 0),
        Field::Quarter(_) | Field::Half(_) => DATED,
        _ if coming => COMING,
        _ => DATED,
    }
}

/// A field after a date told. A winter is named by the year in which it ends.
pub fn told_field(told: Stamp, field: Field, month: i8, window: (i32, i32)) -> Option<Stamp> {
    if let (Field::Season(4), Some((first, _))) = (field, told.days()) {
        let begun = told.unit() < Unit::Year && first.month() >= 7;
        return Some(Stamp::Winter(first.year().checked_add(i16::from(begun))?));
    }
    fill(told_year(told, month, window)?, field)
}

/// The year of a month after a date told: that of a bare year, else by the window.
pub fn told_year(told: Stamp, month: i8, window: (i32, i32)) -> Option<i16> {
    match told {
        Stamp::Year(y) | Stamp::Half(y, _) => Some(y),
        Stamp::Decade(_) | Stamp::Century(_) => None,
        _ => {
            let (first, _) = told.days()?;
            in_window(first.year(), first.month(), month, window)
        }
    }
}

/// The TIMEX3 value of what stays open.
pub fn open_value(meaning: &Meaning) -> String {
    let field = match meaning {
        Meaning::Calendar(_, f) | Meaning::Picked(_, f, _) => *f,
        Meaning::Weekday(d, ..) => return format!("XXXX-WXX-{d}"),
        Meaning::Shift(unit, ..) => {
            return match unit {
                Unit::Day => "XXXX-XX-XX",
                Unit::Week | Unit::Fortnight => "XXXX-WXX",
                Unit::Weekend => "XXXX-WXX-WE",
                Unit::Month => "XXXX-XX",
                Unit::Quarter => "XXXX-QX",
                Unit::Year => "XXXX",
                _ => "",
            }
            .to_owned();
        }
        Meaning::QuarterOf(..) | Meaning::LatestQuarter => return "XXXX-QX".to_owned(),
        Meaning::YearsBefore(..) => return "XXXX".to_owned(),
        Meaning::DayOfMonth(d) => return format!("XXXX-XX-{d:02}"),
        _ => return String::new(),
    };
    match field {
        Field::Year => "XXXX".to_owned(),
        Field::Month(m) => format!("XXXX-{m:02}"),
        Field::Day(m, d) | Field::Holiday(Holiday::Fixed(m, d)) => format!("XXXX-{m:02}-{d:02}"),
        Field::Season(s) => format!("XXXX-{}", stamp::season_code(s)),
        Field::Quarter(q) => format!("XXXX-Q{q}"),
        Field::Half(h) => format!("XXXX-H{h}"),
        Field::Holiday(Holiday::Nth(m, ..)) => format!("XXXX-{m:02}-XX"),
        Field::Holiday(Holiday::Easter(_)) => "XXXX-XX-XX".to_owned(),
    }
}

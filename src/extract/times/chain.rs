//! Dates counted from what was told last where that is no single day ("less than a week later … three days later"), and hours
//! counted from a time of day ("two hours later").

use jiff::{Span, ToSpan};

use super::lexicon::Unit;
use super::meaning::{Anchor, Clock, Found, Meaning};
use super::stamp::Stamp;
use crate::model::{Date, Modifier};

/// First and last day, inclusive.
pub type Days = (Date, Date);

/// What was told last, as far as it is no single day.
#[derive(Debug, Clone, Copy, Default)]
pub struct Chain {
    /// The days among which the event told last lies.
    since: Option<Days>,
    /// They are those of a month.
    month: bool,
    /// The hour told last, and the block it stands in.
    hour: Option<(u8, usize)>,
}

impl Chain {
    /// The days of an expression that counts forward from what was told last, where they are not those of its own stamp.
    /// `day` is the day told last.
    pub fn days(&self, found: &Found, day: Option<Date>) -> Option<Days> {
        let Meaning::Shift(unit, by @ 1.., Anchor::Narrative) = found.meaning else { return None };
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
            return None;
        }
        if let Some((first, last)) =
            self.since.filter(|_| unit <= Unit::Week && (!self.month || unit > Unit::Day))
        {
            let by = days(unit, by)?;
            return Some((first.checked_add(by).ok()?, last.checked_add(by).ok()?));
        }
        // "Less than a week later": after that day and before the week is over.
        let less = matches!(found.modifier, Some(Modifier::LessThan | Modifier::EqualOrLess));
        let day = day.filter(|_| less && unit > Unit::Day)?;
        let last = day.checked_add(days(unit, by)?).ok()?.checked_sub(1.days()).ok()?;
        Some((day.checked_add(1.days()).ok()?, last))
    }

    /// Hears an expression that came to `stamp`, or to `days` counted by [`Chain::days`].
    ///
    /// `passing`: it is told in passing.
    pub fn tell(&mut self, found: &Found, block: usize, stamp: Stamp, days: Option<Days>, passing: bool) {
        let onward = matches!(found.meaning, Meaning::Shift(_, 1.., Anchor::Narrative));
        match stamp {
            _ if days.is_some() => (self.since, self.month) = (days, false),
            Stamp::Day(_) => (self.since, self.month) = (None, false),
            // "A week later" names the week in which what follows counts.
            _ if onward && stamp.unit() <= Unit::Week => (self.since, self.month) = (stamp.days(), false),
            // "In late January … two weeks later"
            Stamp::Month(..) if !passing => {
                self.since = stamp.days().and_then(|d| third(d, found.modifier));
                self.month = true;
            }
            _ => {}
        }
        if let (Stamp::Day(_), Some(Clock::At(hour, ..))) = (stamp, found.clock) {
            self.hour = Some((hour, block));
        }
    }

    /// Hears the days that [`Chain::days`] counted where nothing else is known.
    pub fn onward(&mut self, days: Days) {
        (self.since, self.month) = (Some(days), false);
    }

    /// The days some hours or minutes after the time told last on `day`, in the block `block`.
    pub fn hours(&self, found: &Found, day: Option<Date>, block: usize) -> Option<Days> {
        /// So many hours after a time that is not known a day may be over.
        const HALF: i32 = 12;
        let Meaning::Shift(unit, by @ 1.., Anchor::Narrative) = found.meaning else { return None };
        let day = day?;
        let hours = match unit {
            Unit::Hour => by,
            Unit::Second | Unit::Minute => 0,
            _ => return None,
        };
        let past = |hours: i32| day.checked_add((hours / 24).days()).ok();
        match self.hour.filter(|h| h.1 == block) {
            Some((hour, _)) => past(i32::from(hour).checked_add(hours)?).map(|d| (d, d)),
            None if hours <= HALF => Some((day, day)),
            None => Some((past(hours)?, past(hours.checked_add(24)?)?)),
        }
    }
}

/// The part of a month that "early", "mid" or "late" names; else all of it.
fn third((first, last): Days, modifier: Option<Modifier>) -> Option<Days> {
    let day = |n: i8| first.with().day(n).build().ok();
    Some(match modifier {
        Some(Modifier::Start) => (first, day(10)?),
        Some(Modifier::Mid) => (day(11)?, day(20)?),
        Some(Modifier::End) => (day(21)?, last),
        _ => (first, last),
    })
}

fn days(unit: Unit, by: i32) -> Option<Span> {
    match unit {
        Unit::Day => Span::new().try_days(by).ok(),
        Unit::Week => Span::new().try_weeks(by).ok(),
        Unit::Fortnight => Span::new().try_weeks(by.checked_mul(2)?).ok(),
        Unit::Month => Span::new().try_months(by).ok(),
        Unit::Year => Span::new().try_years(by).ok(),
        _ => None,
    }
}

//! What a reader is told of a date besides its value: the readings that were rejected, and the reason for the one that was
//! not.

use super::fields::fill;
use super::meaning::{Found, Meaning, Which, YearOf};
use super::resolve::{Resolved, Resolver};
use super::stamp::Stamp;
use crate::model::{Date, ResolvedBy, Why};

impl Resolver {
    /// The readings that were weighed and rejected, as EDTF: the same day or month of the years around, the weekday a week
    /// off, day and month the other way round.
    pub fn others(&self, found: &Found, resolved: &Resolved) -> Vec<String> {
        let stamps: Vec<Option<Stamp>> = match (&found.meaning, resolved.stamp) {
            (&Meaning::AmbiguousDay(y, a, b), _) => {
                let day = |m, d| Date::new(y, m, d).ok().map(Stamp::Day);
                vec![day(b, a), day(a, b)]
            }
            (
                Meaning::Calendar(YearOf::Unsaid, field) | Meaning::Picked(Which::Bare, field, _),
                Some(stamp),
            ) => {
                let year = |by: i16| fill(stamp.year().checked_add(by)?, *field);
                // What the other anchor would give comes first.
                let told = self.story.line().map_or(0, |l| i32::from(l.year()) - i32::from(stamp.year()));
                let (near, far) = if told > 0 { (1, -1) } else { (-1, 1) };
                let told = i16::try_from(told).ok().filter(|t| t.abs() > 1);
                vec![told.and_then(year), year(near), year(far)]
            }
            (Meaning::Weekday(_, Which::Bare, _), Some(Stamp::Day(day))) => {
                let week = |by: i32| day.checked_add(jiff::Span::new().weeks(by)).ok().map(Stamp::Day);
                vec![week(1), week(-1)]
            }
            _ => Vec::new(),
        };
        stamps.into_iter().flatten().filter(|s| Some(*s) != resolved.stamp).filter_map(Stamp::edtf).collect()
    }

    /// The reason in words, from the grammar's rule and what the date hangs on.
    pub fn why(&self, found: &Found, resolved: &Resolved) -> Why {
        let rule = match (resolved.by, &found.meaning) {
            (Some(ResolvedBy::DocumentDate), Meaning::Calendar(YearOf::Unsaid, _)) => {
                "no year given: the one within 8 months before or 3 after the document date"
            }
            (Some(ResolvedBy::Narrative), Meaning::Calendar(YearOf::Unsaid, _)) => {
                "no year given: that of the date told before it"
            }
            (None, Meaning::Calendar(YearOf::Unsaid, _)) => {
                "no year given, and nothing it could be taken from"
            }
            _ => resolved.rule.unwrap_or(found.rule),
        };
        Why::new(rule, resolved.confidence)
    }
}

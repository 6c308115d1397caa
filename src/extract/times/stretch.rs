//! Parts of a year or month that are counted: "the first nine months of the year", "the second week of August".

use jiff::ToSpan;

use super::grammar::length;
use super::lexicon::Unit;
use super::meaning::{Field, YearOf};
use super::numbers::Count;
use super::place::Place;
use super::resolve::{Resolved, Resolver};
use super::stamp::{self, Stamp};

impl Resolver {
    /// "the first nine months of the year", "the second week of August" (`count` -2).
    pub(super) fn stretch(
        &self,
        unit: Unit,
        count: i32,
        last: bool,
        year: YearOf,
        month: i8,
        place: Place,
    ) -> Option<Resolved> {
        let field = if month > 0 { Field::Month(month) } else { Field::Year };
        let (whole, by) = self.calendar(year, field, place)?;
        let (first, end) = whole.days()?;
        let (nth, count) = if count < 0 { (-count - 1, 1) } else { (0, count) };
        let span = |n: i32| match unit {
            Unit::Day => jiff::Span::new().try_days(n).ok(),
            Unit::Week => jiff::Span::new().try_weeks(n).ok(),
            Unit::Month => jiff::Span::new().try_months(n).ok(),
            Unit::Quarter => jiff::Span::new().try_months(n.checked_mul(3)?).ok(),
            _ => None,
        };
        let after_end = end.checked_add(1.days()).ok()?;
        let (a, b) = if last {
            (after_end.checked_sub(span(count)?).ok()?, end)
        } else {
            let a = first.checked_add(span(nth)?).ok()?;
            (a, a.checked_add(span(count)?).ok()?.checked_sub(1.days()).ok()?)
        };
        if a < first || b > end {
            return None;
        }
        let edtf = match unit {
            Unit::Month | Unit::Quarter if (a.year(), a.month()) == (b.year(), b.month()) => {
                Stamp::Month(a.year(), a.month()).edtf()?
            }
            Unit::Month | Unit::Quarter => format!(
                "{}/{}",
                Stamp::Month(a.year(), a.month()).edtf()?,
                Stamp::Month(b.year(), b.month()).edtf()?
            ),
            _ => stamp::edtf_days((a, b)),
        };
        Some(Resolved {
            value: if nth > 0 { edtf.clone() } else { length(Count::Exact(f64::from(count)), unit)? },
            edtf: Some(edtf),
            days: Some((a, b)),
            by: Some(by),
            confidence: 0.85,
            ..Resolved::default()
        })
    }
}

//! Dates in digits: 2025-11-19, 19.11.2025, 11/19/2025, 2025-11.

use super::Match;
use crate::extract::times::meaning::{Field, Meaning, YearOf};
use crate::extract::times::stream::Stream;

impl Stream<'_> {
    /// A date written in digits and signs alone.
    pub(super) fn digit_date(&self, i: usize) -> Option<Match> {
        let class = self.class(i);
        if self.glued(i) && (self.sign(i.wrapping_sub(1), "/") || self.dash(i.wrapping_sub(1))) {
            return None;
        }
        if class.broken_digits {
            return self.dotted_date(i);
        }
        if class.digits == 0 {
            return None;
        }
        let tight = |k: usize| self.glued(k) && self.glued(k + 1);
        let slash = self.sign(i + 1, "/") && tight(i + 1);
        let hyphen = self.dash(i + 1) && tight(i + 1);
        if !slash && !hyphen {
            return None;
        }
        let (second, third) = (self.class(i + 2), self.class(i + 4));
        let triple = if slash { self.sign(i + 3, "/") } else { self.dash(i + 3) } && tight(i + 3);
        // "the 9/11 attacks"
        if slash
            && self.slice(i) == "9"
            && self.slice(i + 2) == "11"
            && !(self.glued(i + 3) && self.sign(i + 3, "/"))
        {
            let meaning = Meaning::Calendar(YearOf::Known(2001), Field::Day(9, 11));
            return Some(Match::date(i, i + 3, meaning, "a day by its name"));
        }
        let n = |c: &crate::extract::times::class::Class| c.number.and_then(|n| i16::try_from(n).ok());
        let (a, b) = (n(class)?, n(second)?);
        if triple && (1..=2).contains(&second.digits) {
            let c = n(third)?;
            if class.digits == 4 && (1..=2).contains(&third.digits) {
                return self.full(i, i + 5, a, b, c);
            }
            if class.digits <= 2 && third.digits == 4 {
                return self.either(i, i + 5, a, b, c);
            }
            if class.digits <= 2 && third.digits == 2 && slash {
                let year = if c < 50 { 2000 + c } else { 1900 + c };
                return self.either(i, i + 5, a, b, year);
            }
        }
        // "2025-11", but "2010-11" is a range of years.
        if class.digits == 4 && second.digits == 2 && hyphen && !triple {
            let plausible = (1900..2100).contains(&a) && (1..=12).contains(&b) && b <= a % 100;
            let word_ends = !self.glued(i + 3) || !self.dash(i + 3);
            let cited = self.is_file_number(i) || self.is_cited(i);
            return (plausible && word_ends && !cited).then(|| {
                let meaning = Meaning::Calendar(YearOf::Known(a), Field::Month(b as i8));
                Match::date(i, i + 3, meaning, "a year and month in digits")
            });
        }
        None
    }

    /// "19.11.2025": the tokens take the stops for decimal points.
    fn dotted_date(&self, i: usize) -> Option<Match> {
        let mut parts = self.slice(i).split('.');
        let (d, m, y) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || d.len() > 2 || m.len() > 2 || !(y.len() == 4 || y.len() == 2) {
            return None;
        }
        let (d, m, y): (i16, i16, i16) = (d.parse().ok()?, m.parse().ok()?, y.parse().ok()?);
        let short = y < 100;
        if short && self.slice(i).len() < 8 {
            // "1.2.13" is a version or a section number.
            return None;
        }
        self.full(i, i + 1, if short { 2000 + y } else { y }, m, d)
    }

    fn full(&self, i: usize, end: usize, y: i16, m: i16, d: i16) -> Option<Match> {
        let (m, d) = (i8::try_from(m).ok()?, i8::try_from(d).ok()?);
        if !(1000..2200).contains(&y) || crate::model::Date::new(y, m, d).is_err() {
            return None;
        }
        let meaning = Meaning::Calendar(YearOf::Known(y), Field::Day(m, d));
        Some(Match::date(i, end, meaning, "a full date in digits"))
    }

    /// Day and month in either order, where only one of them reads as a date; otherwise it stays open.
    fn either(&self, i: usize, end: usize, a: i16, b: i16, y: i16) -> Option<Match> {
        match (self.full(i, end, y, a, b), self.full(i, end, y, b, a)) {
            (Some(m), None) | (None, Some(m)) => Some(m),
            (Some(m), Some(_)) if a == b => Some(m),
            (Some(_), Some(_)) => Some(Match::date(
                i,
                end,
                Meaning::AmbiguousDay(y, a as i8, b as i8),
                "day and month in digits, the order open",
            )),
            (None, None) => None,
        }
    }
}

//! Counts, ordinals, years and days of the month at a token.

use super::lexicon::Role;
use super::meaning::YearOf;
use super::stream::Stream;

/// How many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Count {
    /// A number, perhaps with a fraction.
    Exact(f64),
    /// "several", "a few": TIMEX3 writes X.
    Some,
}

impl Count {
    /// As TIMEX3 writes it.
    pub fn timex(self) -> String {
        match self {
            Count::Exact(n) => format!("{n}"),
            Count::Some => "X".to_owned(),
        }
    }

    /// As a whole number.
    pub fn whole(self) -> Option<i32> {
        match self {
            Count::Exact(n) if n.fract() == 0.0 && n.abs() < 100_000.0 => Some(n as i32),
            _ => None,
        }
    }
}

impl Stream<'_> {
    /// A count before a unit: "three", "24", "twenty-four", "a", "several", "a couple of", "two and a half", "5 1/2".
    pub fn count(&self, i: usize) -> Option<(usize, Count)> {
        match self.role(i) {
            Role::A => {
                let next = i + 1;
                return match self.role(next) {
                    Role::Few => Some((next + 1, Count::Some)),
                    Role::Couple => Some((self.skip(next + 1, Role::Of), Count::Exact(2.0))),
                    Role::Half => Some((self.skip_dash(next + 1), Count::Exact(0.5))),
                    _ if self.class(next).scale > 0 => {
                        let n = f64::from(self.class(next).scale);
                        Some((next + 1, Count::Exact(n)))
                    }
                    _ => Some((next, Count::Exact(1.0))),
                };
            }
            Role::Few => return Some((i + 1, Count::Some)),
            Role::Couple => return Some((self.skip(i + 1, Role::Of), Count::Exact(2.0))),
            Role::Another => {
                return match self.cardinal(i + 1) {
                    Some((end, n)) => Some((end, Count::Exact(n))),
                    None if self.is(i + 1, Role::Few) => Some((i + 2, Count::Some)),
                    None => Some((i + 1, Count::Exact(1.0))),
                };
            }
            Role::Half => {
                let j = if self.is(i + 1, Role::A) { i + 2 } else { self.skip_dash(i + 1) };
                return (j > i + 1).then_some((j, Count::Exact(0.5)));
            }
            _ => {}
        }
        let (end, n) = self.cardinal(i)?;
        // "two and a half"
        if self.is(end, Role::And) {
            let j = self.skip(end + 1, Role::A);
            if self.is(j, Role::Half) {
                return Some((j + 1, Count::Exact(n + 0.5)));
            }
        }
        // "5 1/2"
        if self.class(end).digits == 1 && self.sign(end + 1, "/") && self.class(end + 2).digits == 1 {
            let (top, bottom) = (self.class(end).number, self.class(end + 2).number);
            if let (Some(a), Some(b)) = (top, bottom)
                && b > a
                && a > 0
            {
                return Some((end + 3, Count::Exact(n + f64::from(a) / f64::from(b))));
            }
        }
        Some((end, Count::Exact(n)))
    }

    /// A cardinal number in digits or words.
    pub fn cardinal(&self, i: usize) -> Option<(usize, f64)> {
        let class = self.class(i);
        if class.broken_digits {
            let plain: String = self.slice(i).chars().filter(|c| *c != ',').collect();
            let n = plain.parse::<f64>().ok()?;
            return Some((i + 1, n));
        }
        if class.digits > 0 {
            if self.glued(i + 1) && self.is(i + 1, Role::Suffix) {
                return None;
            }
            return Some((i + 1, f64::from(class.number?)));
        }
        if class.scale > 0 {
            return Some((i + 1, f64::from(class.scale)));
        }
        let mut total = f64::from(class.number?);
        let mut end = i + 1;
        if (20.0..=90.0).contains(&total) {
            let j = self.skip_dash(end);
            if let Some(n) = self.class(j).number.filter(|n| (1..10).contains(n) && self.class(j).digits == 0)
            {
                total += f64::from(n);
                end = j + 1;
            }
        }
        while self.class(end).scale > 0 {
            total *= f64::from(self.class(end).scale);
            end += 1;
            let j = self.skip(end, Role::And);
            if let Some(n) = self.class(j).number.filter(|_| self.class(j).digits == 0) {
                total += f64::from(n);
                end = j + 1;
            }
        }
        Some((end, total))
    }

    /// An ordinal number: "third", "3rd", "twenty-first".
    pub fn ordinal(&self, i: usize) -> Option<(usize, u32)> {
        let class = self.class(i);
        if class.ordinal > 0 {
            return Some((i + 1, u32::from(class.ordinal)));
        }
        if class.digits > 0 && self.glued(i + 1) && self.is(i + 1, Role::Suffix) {
            return Some((i + 2, class.number?));
        }
        if matches!(class.number, Some(20 | 30)) && class.digits == 0 {
            let j = self.skip_dash(i + 1);
            let unit = self.class(j).ordinal;
            if (1..10).contains(&unit) {
                return Some((j + 1, class.number? + u32::from(unit)));
            }
        }
        None
    }

    /// A day of the month: "14", "14th".
    pub fn day(&self, i: usize) -> Option<(usize, i8)> {
        let class = self.class(i);
        if !(1..=2).contains(&class.digits) {
            return None;
        }
        let day = class.number.filter(|n| (1..=31).contains(n))?;
        let end = i + 1 + usize::from(self.glued(i + 1) && self.is(i + 1, Role::Suffix));
        Some((end, day as i8))
    }

    /// A month: its end and number; a full stop of its abbreviation belongs to it.
    pub fn month(&self, i: usize) -> Option<(usize, i8)> {
        let class = self.class(i);
        if class.month == 0 || !self.capital(i) {
            return None;
        }
        let end = i + 1 + usize::from(class.short && self.sign(i + 1, ".") && self.glued(i + 1));
        Some((end, class.month as i8))
    }

    /// A year that its place in a date makes certain: four digits, three with an era, "'98".
    pub fn year(&self, i: usize) -> Option<(usize, YearOf)> {
        let class = self.class(i);
        if (self.sign(i, "'") || self.sign(i, "’") || self.sign(i, "‘"))
            && self.class(i + 1).digits == 2
            && self.glued(i + 1)
        {
            let short = self.class(i + 1).number? as u8;
            return Some((i + 2, YearOf::Short(short)));
        }
        if self.is(i, Role::Ad) && (1..=4).contains(&self.class(i + 1).digits) {
            return Some((i + 2, YearOf::Known(self.class(i + 1).number? as i16)));
        }
        if !(1..=4).contains(&class.digits) {
            return self.spelled_year(i);
        }
        let n = class.number? as i16;
        match self.era(i + 1) {
            Some((end, Role::Bc)) if n > 0 => return Some((end, YearOf::Known(1 - n))),
            Some((end, Role::Ad)) => return Some((end, YearOf::Known(n))),
            _ => {}
        }
        (class.digits == 4 && (1000..=2099).contains(&n)).then_some((i + 1, YearOf::Known(n)))
    }

    /// "nineteen ninety-six", "two thousand ten".
    fn spelled_year(&self, i: usize) -> Option<(usize, YearOf)> {
        let class = self.class(i);
        if class.digits > 0 {
            return None;
        }
        match class.number? {
            century @ 17..=20 => {
                let low = self.class(i + 1);
                let n = low.number.filter(|n| low.digits == 0 && (10..100).contains(n))?;
                let (end, low) = self.cardinal(i + 1).filter(|(_, low)| *low < 100.0 && n >= 10)?;
                Some((end, YearOf::Known((century * 100) as i16 + low as i16)))
            }
            2 if self.class(i + 1).scale == 1000 => {
                let (end, n) = self.cardinal(i)?;
                (2000.0..2100.0).contains(&n).then_some((end, YearOf::Known(n as i16)))
            }
            _ => None,
        }
    }

    /// "BC", "B.C.", "AD" in capitals at `i`.
    pub fn era(&self, i: usize) -> Option<(usize, Role)> {
        let role = self.role(i);
        if matches!(role, Role::Bc | Role::Ad) && self.capital(i) {
            return Some((i + 1, role));
        }
        // "B.C" without its last stop comes as three tokens.
        let stop = self.sign(i + 1, ".") && self.glued(i + 1) && self.glued(i + 2);
        match (self.slice(i), self.slice(i + 2)) {
            ("B", "C") if stop => Some((i + 3, Role::Bc)),
            ("A", "D") if stop => Some((i + 3, Role::Ad)),
            _ => None,
        }
    }
}

//! A resolved date of some granularity: its TIMEX3 value, its EDTF, the days it covers, and moving along the calendar.
//!
//! Years are astronomical (0 is 1 BC), as in ISO 8601 and EDTF; TIMEX3 writes years before Christ as "BC0490".

use jiff::civil::ISOWeekDate;
use jiff::{ToSpan, civil};

use super::lexicon::Unit;
use crate::model::Date;

/// A date, as fine as the text gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stamp {
    /// One day.
    Day(Date),
    /// An ISO week, by its Monday.
    Week(Date),
    /// A Saturday and Sunday, by the Monday of their week.
    Weekend(Date),
    /// Year and month.
    Month(i16, i8),
    /// Year and season 1–4 (spring first). Winter begins in December of its year.
    Season(i16, i8),
    /// A winter by the year in which it ends.
    Winter(i16),
    /// Year and quarter 1–4.
    Quarter(i16, i8),
    /// Year and half 1–2.
    Half(i16, i8),
    /// A year.
    Year(i16),
    /// The first year divided by ten, downwards: 199 for the 1990s.
    Decade(i16),
    /// The first year divided by a hundred: 19 for the years 1900 to 1999.
    Century(i16),
}

impl Stamp {
    /// The year it begins in.
    pub fn year(self) -> i16 {
        match self {
            Stamp::Day(d) | Stamp::Week(d) | Stamp::Weekend(d) => d.year(),
            Stamp::Month(y, _) | Stamp::Season(y, _) | Stamp::Quarter(y, _) | Stamp::Half(y, _) => y,
            Stamp::Year(y) | Stamp::Winter(y) => y,
            Stamp::Decade(d) => d.saturating_mul(10),
            Stamp::Century(c) => c.saturating_mul(100),
        }
    }

    /// The month of a day or month.
    pub fn month(self) -> Option<i8> {
        match self {
            Stamp::Day(d) => Some(d.month()),
            Stamp::Month(_, m) => Some(m),
            _ => None,
        }
    }

    /// Its granularity.
    pub fn unit(self) -> Unit {
        match self {
            Stamp::Day(_) => Unit::Day,
            Stamp::Week(_) => Unit::Week,
            Stamp::Weekend(_) => Unit::Weekend,
            Stamp::Month(..) => Unit::Month,
            Stamp::Season(..) | Stamp::Winter(_) | Stamp::Quarter(..) => Unit::Quarter,
            Stamp::Half(..) | Stamp::Year(_) => Unit::Year,
            Stamp::Decade(_) => Unit::Decade,
            Stamp::Century(_) => Unit::Century,
        }
    }

    /// First and last day, inclusive; `None` where the calendar ends.
    pub fn days(self) -> Option<(Date, Date)> {
        let months = |y: i16, m: i8, n: i32| {
            let first = Date::new(y, m, 1).ok()?;
            let last = first.checked_add(n.months()).ok()?.checked_sub(1.days()).ok()?;
            Some((first, last))
        };
        match self {
            Stamp::Day(d) => Some((d, d)),
            Stamp::Week(d) => Some((d, d.checked_add(6.days()).ok()?)),
            Stamp::Weekend(d) => Some((d.checked_add(5.days()).ok()?, d.checked_add(6.days()).ok()?)),
            Stamp::Month(y, m) => months(y, m, 1),
            Stamp::Season(y, s) => months(y, s * 3, 3),
            Stamp::Winter(y) => months(y.checked_sub(1)?, 12, 3),
            Stamp::Quarter(y, q) => months(y, q * 3 - 2, 3),
            Stamp::Half(y, h) => months(y, h * 6 - 5, 6),
            Stamp::Year(y) => months(y, 1, 12),
            Stamp::Decade(d) => {
                let first = Date::new(d.checked_mul(10)?, 1, 1).ok()?;
                Some((first, Date::new(first.year().checked_add(9)?, 12, 31).ok()?))
            }
            Stamp::Century(c) => {
                let first = Date::new(c.checked_mul(100)?, 1, 1).ok()?;
                Some((first, Date::new(first.year().checked_add(99)?, 12, 31).ok()?))
            }
        }
    }

    /// The TIMEX3 value.
    pub fn timex(self) -> String {
        let y = |y: i16| timex_year(y);
        match self {
            Stamp::Day(d) => format!("{}-{:02}-{:02}", y(d.year()), d.month(), d.day()),
            Stamp::Week(d) => {
                let w = ISOWeekDate::from(d);
                format!("{}-W{:02}", y(w.year()), w.week())
            }
            Stamp::Weekend(d) => {
                let w = ISOWeekDate::from(d);
                format!("{}-W{:02}-WE", y(w.year()), w.week())
            }
            Stamp::Month(year, m) => format!("{}-{m:02}", y(year)),
            Stamp::Season(year, s) => format!("{}-{}", y(year), season_code(s)),
            Stamp::Winter(year) => format!("{}-WI", y(year)),
            Stamp::Quarter(year, q) => format!("{}-Q{q}", y(year)),
            Stamp::Half(year, h) => format!("{}-H{h}", y(year)),
            Stamp::Year(year) => y(year),
            Stamp::Decade(d) if d >= 0 => format!("{d:03}"),
            // The years 489 to 480 BC are the decade -49 astronomically (-490 to -481) but "the 480s BC" to people.
            Stamp::Decade(d) => format!("BC{:03}", -(d + 1)),
            Stamp::Century(c) if c >= 0 => format!("{c:02}"),
            Stamp::Century(c) => format!("BC{:02}", -(c + 1)),
        }
    }

    /// The EDTF, level 1, with the seasons and quarters of level 2.
    pub fn edtf(self) -> Option<String> {
        Some(match self {
            Stamp::Day(d) => edtf_day(d),
            Stamp::Week(_) | Stamp::Weekend(_) => {
                let (first, last) = self.days()?;
                format!("{}/{}", edtf_day(first), edtf_day(last))
            }
            Stamp::Month(y, m) => format!("{}-{m:02}", edtf_year(y)),
            Stamp::Season(y, s) => format!("{}-{}", edtf_year(y), 20 + s),
            Stamp::Winter(y) => format!("{}-12/{}-02", edtf_year(y.checked_sub(1)?), edtf_year(y)),
            Stamp::Quarter(y, q) => format!("{}-{}", edtf_year(y), 32 + q),
            Stamp::Half(y, h) => format!("{}-{}", edtf_year(y), 39 + h),
            Stamp::Year(y) => edtf_year(y),
            Stamp::Decade(d) if d >= 0 => format!("{d:03}X"),
            Stamp::Century(c) if c >= 0 => format!("{c:02}XX"),
            Stamp::Decade(_) | Stamp::Century(_) => {
                let (first, last) = self.days()?;
                format!("{}/{}", edtf_year(first.year()), edtf_year(last.year()))
            }
        })
    }

    /// The same granularity or coarser: the `unit` in which it lies. `None` if it is itself coarser than that.
    pub fn widen(self, unit: Unit) -> Option<Stamp> {
        if self.unit() > unit {
            return None;
        }
        let (first, _) = self.days()?;
        let (y, m) = (first.year(), first.month());
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Stamp::Day(first),
            Unit::Week | Unit::Fortnight => Stamp::Week(monday(first)?),
            Unit::Weekend => Stamp::Weekend(monday(first)?),
            Unit::Month => Stamp::Month(y, m),
            Unit::Quarter => match self {
                Stamp::Quarter(..) => self,
                _ => Stamp::Quarter(y, (m + 2) / 3),
            },
            Unit::Year => Stamp::Year(y),
            Unit::Decade => Stamp::Decade(y.div_euclid(10)),
            Unit::Century | Unit::Millennium => Stamp::Century(y.div_euclid(100)),
        })
    }

    /// Moved by `by` units, and as fine as it was, but no finer than a unit coarser than a week asks for.
    pub fn shift(self, unit: Unit, by: i32) -> Option<Stamp> {
        let move_day = |d: Date, n: jiff::Span| d.checked_add(n).ok();
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour => self,
            Unit::Day => Stamp::Day(move_day(
                self.widen(Unit::Day)?.days()?.0,
                jiff::Span::new().try_days(i64::from(by)).ok()?,
            )?),
            Unit::Week | Unit::Weekend | Unit::Fortnight => {
                let weeks = if unit == Unit::Fortnight { by.checked_mul(2)? } else { by };
                let (Stamp::Day(start) | Stamp::Week(start) | Stamp::Weekend(start)) = self else {
                    return None;
                };
                let day = move_day(start, jiff::Span::new().try_weeks(i64::from(weeks)).ok()?)?;
                match (self, unit) {
                    (Stamp::Day(_), Unit::Weekend) => Stamp::Weekend(monday(day)?),
                    (Stamp::Weekend(_), _) => Stamp::Weekend(monday(day)?),
                    _ => Stamp::Week(monday(day)?),
                }
            }
            Unit::Month => {
                let Stamp::Month(y, m) = self.widen(Unit::Month)? else { return None };
                let (y, m) = add_months(y, m, by)?;
                Stamp::Month(y, m)
            }
            Unit::Quarter => {
                let Stamp::Quarter(y, q) = self.widen(Unit::Quarter)? else { return None };
                let (y, m) = add_months(y, q * 3 - 2, by.checked_mul(3)?)?;
                Stamp::Quarter(y, (m + 2) / 3)
            }
            Unit::Year => {
                let years = i16::try_from(by).ok()?;
                let y = |y: i16| y.checked_add(years).filter(|y| (-9998..=9998).contains(y));
                match self {
                    Stamp::Month(year, m) => Stamp::Month(y(year)?, m),
                    Stamp::Season(year, s) => Stamp::Season(y(year)?, s),
                    Stamp::Winter(year) => Stamp::Winter(y(year)?),
                    Stamp::Quarter(year, q) => Stamp::Quarter(y(year)?, q),
                    Stamp::Half(year, h) => Stamp::Half(y(year)?, h),
                    _ => Stamp::Year(y(self.year())?),
                }
            }
            Unit::Decade => {
                let d = self.year().div_euclid(10).checked_add(i16::try_from(by).ok()?)?;
                Stamp::Decade(Some(d).filter(|d| (-999..=998).contains(d))?)
            }
            Unit::Century | Unit::Millennium => {
                let c = self.year().div_euclid(100).checked_add(i16::try_from(by).ok()?)?;
                Stamp::Century(Some(c).filter(|c| (-99..=98).contains(c))?)
            }
        })
    }
}

/// Year and month moved by some months.
pub fn add_months(y: i16, m: i8, by: i32) -> Option<(i16, i8)> {
    let n = i32::from(y).checked_mul(12)?.checked_add(i32::from(m) - 1)?.checked_add(by)?;
    let year = i16::try_from(n.div_euclid(12)).ok().filter(|y| (-9998..=9998).contains(y))?;
    Some((year, n.rem_euclid(12) as i8 + 1))
}

/// The Monday of the week in which a day lies.
pub fn monday(d: Date) -> Option<Date> {
    d.checked_sub(i32::from(d.weekday().to_monday_zero_offset()).days()).ok()
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm published in Nature in 1876).
pub fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e, g) = (b / 4, b % 4, (8 * b + 13) / 25);
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, month as i8, day as i8).ok().filter(|_| year > 0)
}

/// The `nth` (5 = last) `weekday` (1–7) of a month.
pub fn nth_weekday(year: i16, month: i8, weekday: i8, nth: i8) -> Option<Date> {
    let first = Date::new(year, month, 1).ok()?;
    let weekday = civil::Weekday::from_monday_one_offset(weekday).ok()?;
    first.nth_weekday_of_month(if nth >= 5 { -1 } else { nth }, weekday).ok()
}

/// TIMEX3 code of a season 1–4.
pub fn season_code(season: i8) -> &'static str {
    match season {
        1 => "SP",
        2 => "SU",
        3 => "FA",
        _ => "WI",
    }
}

/// A year as TIMEX3 writes it.
pub fn timex_year(y: i16) -> String {
    if y > 0 { format!("{y:04}") } else { format!("BC{:04}", 1 - i32::from(y)) }
}

/// A year as EDTF writes it.
pub fn edtf_year(y: i16) -> String {
    if y < 0 { format!("-{:04}", -i32::from(y)) } else { format!("{y:04}") }
}

/// The days from one to another, or one day, as EDTF writes them.
pub fn edtf_days((first, last): (Date, Date)) -> String {
    match first == last {
        true => edtf_day(first),
        false => format!("{}/{}", edtf_day(first), edtf_day(last)),
    }
}

/// A day as EDTF writes it.
pub fn edtf_day(d: Date) -> String {
    format!("{}-{:02}-{:02}", edtf_year(d.year()), d.month(), d.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn values_of_every_granularity() {
        let monday = date(2025, 11, 10);
        for (stamp, timex, edtf) in [
            (Stamp::Day(date(2025, 11, 5)), "2025-11-05", "2025-11-05"),
            (Stamp::Week(monday), "2025-W46", "2025-11-10/2025-11-16"),
            (Stamp::Weekend(monday), "2025-W46-WE", "2025-11-15/2025-11-16"),
            (Stamp::Month(2025, 11), "2025-11", "2025-11"),
            (Stamp::Season(2025, 1), "2025-SP", "2025-21"),
            (Stamp::Quarter(2024, 4), "2024-Q4", "2024-36"),
            (Stamp::Half(2024, 1), "2024-H1", "2024-40"),
            (Stamp::Decade(199), "199", "199X"),
            (Stamp::Century(18), "18", "18XX"),
            (Stamp::Year(-489), "BC0490", "-0489"),
        ] {
            assert_eq!(stamp.timex(), timex);
            assert_eq!(stamp.edtf().as_deref(), Some(edtf));
        }
    }

    #[test]
    fn days_covered_and_moves() {
        assert_eq!(Stamp::Month(2024, 2).days(), Some((date(2024, 2, 1), date(2024, 2, 29))));
        assert_eq!(Stamp::Season(2024, 4).days(), Some((date(2024, 12, 1), date(2025, 2, 28))));
        assert_eq!(Stamp::Month(2024, 1).shift(Unit::Month, -1), Some(Stamp::Month(2023, 12)));
        assert_eq!(Stamp::Quarter(2024, 1).shift(Unit::Quarter, -1), Some(Stamp::Quarter(2023, 4)));
        assert_eq!(Stamp::Day(date(2024, 2, 28)).shift(Unit::Day, 2), Some(Stamp::Day(date(2024, 3, 1))));
        assert_eq!(Stamp::Year(2024).shift(Unit::Day, 2), None);
        assert_eq!(easter(2025), Some(date(2025, 4, 20)));
        assert_eq!(nth_weekday(2024, 11, 4, 4), Some(date(2024, 11, 28)));
    }
}

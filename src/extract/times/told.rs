//! The dates told so far, by how fine they are, guarded against asides.

use super::lexicon::Unit;
use super::stamp::Stamp;
use crate::model::Date;

/// The date told last, for each granularity the last that is at least as fine.
#[derive(Debug, Clone, Default)]
pub struct Told {
    slots: [Option<(Stamp, usize)>; 6],
    /// The last quarter mentioned as a quarter.
    quarter: Option<(Stamp, usize)>,
}

fn slot(unit: Unit) -> usize {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => 0,
        Unit::Weekend | Unit::Week | Unit::Fortnight => 1,
        Unit::Month => 2,
        Unit::Quarter => 3,
        Unit::Year => 4,
        Unit::Decade | Unit::Century | Unit::Millennium => 5,
    }
}

impl Told {
    /// Remembers a date; an aside only if it is a quarter.
    pub fn tell(&mut self, stamp: Stamp, block: usize, aside: bool) {
        if let Stamp::Quarter(..) = stamp {
            self.quarter = Some((stamp, block));
        }
        if aside {
            return;
        }
        let own = slot(stamp.unit());
        for (k, slot) in self.slots.iter_mut().enumerate() {
            if k >= own {
                *slot = Some((stamp, block));
            } else if slot.is_some_and(|(s, _)| s.year() != stamp.year()) {
                // A day of another year is no longer what "the next day" counts from.
                *slot = None;
            }
        }
    }

    /// The last date at least as fine as `unit`.
    pub fn of(&self, unit: Unit) -> Option<Stamp> {
        self.slots.get(slot(unit)).copied().flatten().map(|(s, _)| s)
    }

    /// The same, unless what was told last is a month and the date before it is not of that month: "in May … three days
    /// later" does not count from a day of August.
    pub fn latest(&self, unit: Unit) -> Option<Stamp> {
        let own = self.of(unit)?;
        let month = self.of(Unit::Month).filter(|m| m.unit() == Unit::Month && unit < Unit::Month);
        let apart =
            month.and_then(Stamp::days).is_some_and(|m| own.days().is_some_and(|d| d.1 < m.0 || d.0 > m.1));
        (!apart).then_some(own)
    }

    /// The day told last in this block.
    pub fn day_in(&self, block: usize) -> Option<Date> {
        match self.slots.first().copied().flatten() {
            Some((Stamp::Day(d), at)) if at == block => Some(d),
            _ => None,
        }
    }

    /// The quarter told last.
    pub fn quarter(&self) -> Option<Stamp> {
        self.quarter.map(|(s, _)| s)
    }

    /// The quarter told last, if it was in this block or the one before.
    pub fn quarter_in(&self, block: usize) -> Option<Stamp> {
        self.quarter.filter(|(_, at)| block.saturating_sub(*at) <= 1).map(|(s, _)| s)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_aside_does_not_move_the_date_told() {
        let mut told = Told::default();
        told.tell(Stamp::Day(date(2024, 5, 3)), 0, false);
        told.tell(Stamp::Year(1974), 0, true);
        assert_eq!(told.of(Unit::Year).map(Stamp::year), Some(2024));
        told.tell(Stamp::Year(1974), 1, false);
        assert_eq!(told.of(Unit::Year), Some(Stamp::Year(1974)));
        assert_eq!(told.of(Unit::Day), None);
    }
}

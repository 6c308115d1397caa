//! The dates told so far, by how fine they are, guarded against asides.

use super::lexicon::Unit;
use super::stamp::Stamp;
use crate::model::Date;

/// A jump of more years than this inside one block is an aside ("as in 1974") and does not move the date told.
const JUMP: i32 = 3;

/// The date told last, for each granularity the last that is at least as fine.
#[derive(Debug, Clone, Default)]
pub struct Told {
    slots: [Option<(Stamp, usize)>; 6],
    /// The last quarter mentioned as a quarter.
    quarter: Option<(Stamp, usize)>,
    /// The last date with a month whose year the text gave.
    explicit: Option<(Stamp, usize)>,
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
    /// Remembers a date.
    pub fn tell(&mut self, stamp: Stamp, block: usize, aside: bool, explicit: bool) {
        if let Stamp::Quarter(..) = stamp {
            self.quarter = Some((stamp, block));
        }
        if explicit && stamp.unit() <= Unit::Month {
            self.explicit = Some((stamp, block));
        }
        if aside {
            return;
        }
        if let Some((last, at)) = self.slots.get(4).copied().flatten()
            && at == block
            && (i32::from(stamp.year()) - i32::from(last.year())).abs() > JUMP
        {
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

    /// A month or day whose year this block gave and that lies more than a year before the document's date: what follows
    /// it in the block is told from there.
    pub fn past_in(&self, block: usize, own: Date) -> Option<Stamp> {
        let (stamp, at) = self.explicit?;
        let (first, _) = stamp.days()?;
        let months = (i32::from(own.year()) - i32::from(first.year())) * 12 + i32::from(own.month())
            - i32::from(first.month());
        (at == block && months > 12).then_some(stamp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_aside_does_not_move_the_date_told() {
        let mut told = Told::default();
        told.tell(Stamp::Day(date(2024, 5, 3)), 0, false, true);
        told.tell(Stamp::Year(1974), 0, false, true);
        assert_eq!(told.of(Unit::Year).map(Stamp::year), Some(2024));
        told.tell(Stamp::Year(1974), 1, false, true);
        assert_eq!(told.of(Unit::Year), Some(Stamp::Year(1974)));
        assert_eq!(told.of(Unit::Day), None);
    }
}

//! The strip above the list: how many events lie on each stretch of the calendar. Laid out once for what is shown and a width,
//! not for each frame.

use std::sync::Arc;

use super::axis::{Axis, is_coarse};
use crate::model::{Date, Dossier, Event};
use crate::scope::Kept;

/// How much of the calendar the strip shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zoom {
    /// All that has events.
    #[default]
    All,
    /// The century of the selected event.
    Century,
    /// Its decade.
    Decade,
    /// Its year.
    Year,
    /// Its month and the two around it.
    Months,
}

impl Zoom {
    const STEPS: [Zoom; 5] = [Zoom::All, Zoom::Century, Zoom::Decade, Zoom::Year, Zoom::Months];

    /// Days it shows, about.
    fn days(self) -> i32 {
        match self {
            Zoom::All => i32::MAX,
            Zoom::Century => 36_525,
            Zoom::Decade => 3_653,
            Zoom::Year => 366,
            Zoom::Months => 92,
        }
    }

    /// The next closer step that shows less than `span` days, or the one further away; nothing at the ends.
    pub fn step(self, closer: bool, span: i32) -> Option<Self> {
        let at = Self::STEPS.iter().position(|z| *z == self)?;
        if closer {
            return Self::STEPS.iter().skip(at + 1).copied().find(|z| z.days() < span);
        }
        let wider = Self::STEPS.get(..at)?.iter().rev().copied();
        wider.into_iter().find(|z| *z == Zoom::All || z.days() < span)
    }

    /// The stretch around a day.
    pub fn around(self, day: Date) -> Option<(Date, Date)> {
        let years = |from: i16, count: i16| {
            let first = Date::new(from, 1, 1).ok()?;
            let last = Date::new(from.checked_add(count - 1)?, 12, 31).ok()?;
            Some((first, last))
        };
        match self {
            Zoom::All => None,
            Zoom::Century => years(day.year().div_euclid(100) * 100, 100),
            Zoom::Decade => years(day.year().div_euclid(10) * 10, 10),
            Zoom::Year => years(day.year(), 1),
            Zoom::Months => {
                let month = day.first_of_month();
                let before = month.checked_sub(jiff::Span::new().months(1)).ok()?;
                let behind = month.checked_add(jiff::Span::new().months(1)).ok()?;
                Some((before, behind.last_of_month()))
            }
        }
    }
}

/// The calendar over some columns, with how many events lie on each.
#[derive(Debug, Clone, Default)]
pub struct Strip {
    /// The calendar; `None` where no event is dated or no room is.
    pub axis: Option<Axis>,
    /// Events known well enough on each column.
    pub counts: Vec<usize>,
    /// Columns on which one known only roughly lies.
    pub coarse: Vec<bool>,
    window: Option<(Date, Date)>,
}

impl Strip {
    /// Lays the kept events out over so many columns, or those that meet a window.
    pub fn over(dossier: &Dossier, kept: &Kept, columns: usize, window: Option<(Date, Date)>) -> Self {
        let events =
            kept.events.iter().filter_map(|row| dossier.document(row.0).and_then(|d| d.event(row.1)));
        let axis = match window {
            Some((from, to)) => Axis::between(from, to, columns),
            None => Axis::over(events.clone(), columns),
        };
        let mut strip = Self { axis, counts: vec![0; columns], coarse: vec![false; columns], window };
        for event in events {
            let Some((from, to)) = strip.columns_of(event) else { continue };
            let rough = is_coarse(event);
            let counts = strip.counts.iter_mut().zip(&mut strip.coarse).skip(from).take(to + 1 - from);
            for (count, coarse) in counts {
                if rough { *coarse = true } else { *count += 1 }
            }
        }
        strip
    }

    /// First and last column of an event, as far as it is shown.
    pub fn columns_of(&self, event: &Event) -> Option<(usize, usize)> {
        let axis = self.axis.as_ref()?;
        let Some((first, last)) = self.window else { return axis.columns_of(event) };
        let (from, to) = (event.earliest?, event.latest.unwrap_or(last));
        (from <= last && to >= first).then(|| axis.columns_between(from.max(first), Some(to.min(last))))?
    }
}

/// What a strip was laid out for. What is kept changes with the dossier, and is known by its address.
#[derive(Debug)]
struct For {
    kept: Arc<Kept>,
    columns: usize,
    window: Option<(Date, Date)>,
}

/// The strips drawn last, kept while nothing changes: the one above the list, and the small one of its rows.
#[derive(Debug, Default)]
pub struct Strips {
    kept: [Option<(For, Strip)>; 2],
    /// How often one was laid out.
    pub made: usize,
}

impl Strips {
    /// A strip over so many columns: the first or the second of the two.
    pub fn get(
        &mut self,
        which: usize,
        (dossier, kept): (&Dossier, &Arc<Kept>),
        columns: usize,
        window: Option<(Date, Date)>,
    ) -> &Strip {
        let [first, second] = &mut self.kept;
        let slot = if which == 0 { first } else { second };
        let same = |old: &For| Arc::ptr_eq(&old.kept, kept) && old.columns == columns && old.window == window;
        if !slot.as_ref().is_some_and(|(old, _)| same(old)) {
            *slot = None;
        }
        let made = &mut self.made;
        let (_, strip) = slot.get_or_insert_with(|| {
            *made += 1;
            let strip = Strip::over(dossier, kept, columns, window);
            (For { kept: Arc::clone(kept), columns, window }, strip)
        });
        strip
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn steps_lead_closer_and_back() {
        let year = 400;
        assert_eq!(Zoom::All.step(true, 40_000), Some(Zoom::Century));
        assert_eq!(Zoom::All.step(true, year), Some(Zoom::Year), "a century would show the same");
        assert_eq!(Zoom::Year.step(true, year), Some(Zoom::Months));
        assert_eq!(Zoom::Months.step(true, year), None);
        assert_eq!(Zoom::Year.step(false, year), Some(Zoom::All));
        assert_eq!(Zoom::Months.step(false, year), Some(Zoom::Year));
        assert_eq!(Zoom::All.step(true, 60), None);
        assert_eq!(Zoom::All.step(false, 60), None);
    }

    #[test]
    fn windows_lie_around_the_day() {
        let day = date(1987, 3, 31);
        assert_eq!(Zoom::Century.around(day), Some((date(1900, 1, 1), date(1999, 12, 31))));
        assert_eq!(Zoom::Decade.around(day), Some((date(1980, 1, 1), date(1989, 12, 31))));
        assert_eq!(Zoom::Months.around(day), Some((date(1987, 2, 1), date(1987, 4, 30))));
        assert_eq!(Zoom::All.around(day), None);
    }
}

//! The calendar laid out over a number of columns. Years without events take no room but a break.

use crate::model::{Date, Event};

/// A year that has columns of its own.
#[derive(Debug, Clone, Copy)]
struct Year {
    year: i16,
    from: usize,
    width: usize,
}

/// Where each day falls.
#[derive(Debug, Clone)]
pub struct Axis {
    years: Vec<Year>,
    breaks: Vec<usize>,
    columns: usize,
    /// First day and number of days, where the axis shows days.
    days: Option<(Date, usize)>,
}

/// A span of at most so many days is shown by days.
const DAYS: i32 = 92;
/// Columns a day needs for its label.
const DAY_LABEL: usize = 7;

/// Columns a year needs for its label.
const LABEL: usize = 5;
/// A stretch of more years without an event is a break, where not every year can have its label.
const LONG_GAP: i16 = 10;
/// Columns from which a year shows its months.
const MONTHS: usize = 48;

/// Whether an event is known only to the quarter or coarser.
pub fn is_coarse(event: &Event) -> bool {
    match (event.earliest, event.latest) {
        (Some(a), Some(b)) => a.duration_until(b).as_hours() > 62 * 24,
        _ => true,
    }
}

impl Axis {
    /// An axis over the dated events, or `None` where there are none or no room.
    pub fn over<'a>(events: impl Iterator<Item = &'a Event> + Clone, columns: usize) -> Option<Self> {
        if let Some(axis) = Self::of_days(events.clone(), columns) {
            return Some(axis);
        }
        // Weight of a year: its months that some event begins in, so that busy years get the room.
        let mut months: std::collections::BTreeMap<i16, u16> = Default::default();
        for e in events {
            let Some(start) = e.earliest else { continue };
            let bit = if is_coarse(e) { 0 } else { 1 << start.month() };
            *months.entry(start.year()).or_default() |= bit;
            if let Some(end) = e.latest.filter(|end| end.year() > start.year()) {
                months.entry(end.year()).or_default();
            }
        }
        let (first, last) = (*months.keys().next()?, *months.keys().last()?);
        if columns < LABEL {
            return None;
        }
        let gap = |w: &[i16]| matches!(w, [a, b] if b - a > 1);
        let known: Vec<i16> = months.keys().copied().collect();
        let breaks = known.windows(2).filter(|w| gap(w)).count();
        if known.len() * LABEL + breaks > columns {
            return Some(Self::runs(&known, columns).unwrap_or_else(|| Self::even(first, last, columns)));
        }
        let weight = |y: &i16| 1 + 3 * months.get(y).map_or(0, |m| m.count_ones() as usize);
        let total: usize = known.iter().map(weight).sum();
        let spare = columns - known.len() * LABEL - breaks;
        let mut axis = Self { years: Vec::new(), breaks: Vec::new(), columns, days: None };
        let mut at = 0;
        for (k, &year) in known.iter().enumerate() {
            if k > 0 && known.get(k - 1).is_some_and(|before| year - before > 1) {
                axis.breaks.push(at);
                at += 1;
            }
            let mut width = LABEL + spare * weight(&year) / total;
            if k + 1 == known.len() {
                width = columns - at;
            }
            axis.years.push(Year { year, from: at, width });
            at += width;
        }
        Some(axis)
    }

    /// Too many years to label each: every year the same share, but a long stretch without any is a break, so that a single
    /// event of another age does not press all others into a few columns. `None` if there are too many such stretches.
    fn runs(known: &[i16], columns: usize) -> Option<Self> {
        let runs: Vec<(i16, i16)> = known
            .chunk_by(|a, b| b.saturating_sub(*a) <= LONG_GAP)
            .filter_map(|run| Some((*run.first()?, *run.last()?)))
            .collect();
        let length = |(first, last): &(i16, i16)| usize::from(last.abs_diff(*first)) + 1;
        let total: usize = runs.iter().map(length).sum();
        let room =
            columns.checked_sub(runs.len().checked_sub(1)?).filter(|room| *room >= LABEL * runs.len())?;
        // Each run has room for its label, and a share of the rest by its length.
        let spare = room - LABEL * runs.len();
        let mut axis = Self { years: Vec::new(), breaks: Vec::new(), columns, days: None };
        let (mut at, mut before) = (0, 0);
        for (k, run) in runs.iter().enumerate() {
            if k > 0 {
                axis.breaks.push(at);
                at += 1;
            }
            let count = length(run);
            let width = LABEL + (before + count) * spare / total - before * spare / total;
            let place = |n: usize| at + n * width / count;
            let years = (0..count).zip(run.0..=run.1);
            axis.years.extend(years.map(|(n, year)| Year {
                year,
                from: place(n),
                width: place(n + 1) - place(n),
            }));
            at += width;
            before += count;
        }
        Some(axis)
    }

    /// Every year the same share.
    fn even(first: i16, last: i16, columns: usize) -> Self {
        let count = usize::from(last.abs_diff(first)) + 1;
        let at = |k: usize| k * columns / count;
        let years = (0..count)
            .map(|k| Year { year: first + k as i16, from: at(k), width: at(k + 1) - at(k) })
            .collect();
        Self { years, breaks: Vec::new(), columns, days: None }
    }

    /// A few weeks by days: where several events are known to the day or week and none lies outside.
    fn of_days<'a>(events: impl Iterator<Item = &'a Event>, columns: usize) -> Option<Self> {
        let events: Vec<&Event> = events.collect();
        let fine = events.iter().filter(|e| !is_coarse(e)).filter_map(|e| Some((e.earliest?, e.latest?)));
        let fine: Vec<(Date, Date)> = fine.collect();
        let (first, last) = fine.iter().copied().reduce(|(a, b), (c, d)| (a.min(c), b.max(d)))?;
        let count = last.since(first).ok()?.get_days() + 1;
        let outside =
            |e: &&Event| e.earliest.is_some_and(|from| from > last || e.latest.is_some_and(|to| to < first));
        let fits = (2..=DAYS).contains(&count) && columns >= 4 * DAY_LABEL && fine.len() > 1;
        if !fits || events.iter().any(outside) {
            return None;
        }
        let days = Some((first, usize::try_from(count).ok()?));
        Some(Self { years: Vec::new(), breaks: Vec::new(), columns, days })
    }

    fn column(&self, day: Date) -> Option<usize> {
        if let Some((first, count)) = self.days {
            let nth = day.since(first).map_or(0, |d| d.get_days());
            let nth = usize::try_from(nth).unwrap_or(0).min(count - 1);
            return Some(nth * self.columns / count);
        }
        // In order: asked for every event there is.
        let at = self.years.partition_point(|y| y.year < day.year());
        let y = self.years.get(at).filter(|y| y.year == day.year())?;
        let days = usize::try_from(day.days_in_year()).unwrap_or(365);
        let nth = usize::try_from(day.day_of_year()).unwrap_or(1) - 1;
        Some(y.from + (nth * y.width / days).min(y.width.saturating_sub(1)))
    }

    /// An axis from one day to another: by days, by the months of a year, or by years.
    pub fn between(from: Date, to: Date, columns: usize) -> Option<Self> {
        let count = usize::try_from(to.since(from).ok()?.get_days()).ok()? + 1;
        if columns < LABEL {
            return None;
        }
        if count <= DAYS as usize + 1 {
            return Some(Self { years: Vec::new(), breaks: Vec::new(), columns, days: Some((from, count)) });
        }
        Some(Self::even(from.year(), to.year(), columns))
    }

    /// First and last column of an event; an open end reaches to the last column.
    pub fn columns_of(&self, event: &Event) -> Option<(usize, usize)> {
        self.columns_between(event.earliest?, event.latest)
    }

    /// First and last column of a stretch of days.
    pub fn columns_between(&self, from: Date, to: Option<Date>) -> Option<(usize, usize)> {
        let from = self.column(from)?;
        let to = match to {
            // A day fills its columns.
            Some(end) if self.days.is_some() => {
                let next = end.tomorrow().ok().and_then(|d| self.column(d)).unwrap_or(from);
                let last = self.days.is_some_and(|(first, count)| {
                    end.since(first)
                        .is_ok_and(|d| usize::try_from(d.get_days()).is_ok_and(|n| n + 1 >= count))
                });
                if last { self.columns.saturating_sub(1) } else { next.saturating_sub(1) }
            }
            Some(end) => self.column(end).unwrap_or(from),
            None => self.columns.saturating_sub(1),
        };
        Some((from, to.max(from)))
    }

    /// Whether years are left out at this column.
    pub fn is_break(&self, column: usize) -> bool {
        self.breaks.contains(&column)
    }

    /// Labels and where they begin.
    pub fn labels(&self) -> Vec<(usize, String)> {
        const NAMES: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let mut out: Vec<(usize, String)> = Vec::new();
        let mut free = 0;
        if let Some((first, count)) = self.days {
            for n in 0..count {
                let x = n * self.columns / count;
                let Ok(day) = first.checked_add(jiff::Span::new().days(n as i64)) else { break };
                let month = NAMES.get(usize::from(day.month().unsigned_abs()) - 1).copied().unwrap_or("");
                let year = if out.is_empty() { format!(" {}", day.year()) } else { String::new() };
                let label = format!("{} {month}{year}", day.day());
                if x >= free && x + label.len() <= self.columns {
                    free = x + label.len() + 2;
                    out.push((x, label));
                }
            }
            return out;
        }
        for y in &self.years {
            let label = y.year.to_string();
            if y.from < free || y.from + label.len() > self.columns {
                continue;
            }
            free = y.from + label.len() + 1;
            out.push((y.from, label));
            if y.width >= MONTHS {
                for (m, name) in NAMES.iter().enumerate().skip(1) {
                    let x = y.from + m * y.width / 12;
                    if x >= free && x + name.len() <= self.columns {
                        out.push((x, (*name).to_owned()));
                        free = x + 4;
                    }
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EventStatus, Why};
    use jiff::civil::date;

    fn event(from: Date, to: Option<Date>) -> Event {
        Event {
            edtf: None,
            earliest: Some(from),
            latest: to,
            modifier: None,
            summary: String::new(),
            times: Vec::new(),
            actors: Vec::new(),
            claim: None,
            status: EventStatus::Reported,
            sources: Vec::new(),
            why: Why::new("test", 1.0),
        }
    }

    #[test]
    fn empty_years_take_one_column() {
        let events = [
            event(date(2021, 1, 1), Some(date(2021, 12, 31))),
            event(date(2025, 10, 1), Some(date(2025, 10, 31))),
            event(date(2025, 11, 1), None),
        ];
        let axis = Axis::over(events.iter(), 60).unwrap();
        assert_eq!(axis.labels()[0], (0, "2021".to_owned()));
        assert!(axis.years[1].width > axis.years[0].width);
        assert_eq!(axis.breaks, [axis.years[0].width]);
        let (a, b) = axis.columns_of(&events[1]).unwrap();
        let (c, d) = axis.columns_of(&events[2]).unwrap();
        assert!(a < b && b <= c && d == 59, "{a} {b} {c} {d}");
    }

    #[test]
    fn an_event_of_another_age_takes_a_corner() {
        let year = |y: i16| event(date(y, 1, 1), Some(date(y, 12, 31)));
        let events: Vec<Event> =
            std::iter::once(-574).chain((1890..1905).chain(1920..1950)).map(year).collect();
        let axis = Axis::over(events.iter(), 80).unwrap();
        let (old, new) = (axis.columns_of(&events[0]).unwrap(), axis.columns_of(&events[1]).unwrap());
        assert!(old.1 < 8 && new.0 < 10, "{old:?} {new:?}");
        assert_eq!(axis.columns_of(events.last().unwrap()).unwrap().1, 79);
        assert_eq!(axis.breaks.len(), 2);
    }

    #[test]
    fn a_few_weeks_are_shown_by_days() {
        let day = |d: i8| event(date(2025, 11, d), Some(date(2025, 11, d)));
        let events = [day(3), day(5), day(12)];
        let axis = Axis::over(events.iter(), 60).unwrap();
        assert_eq!(axis.labels()[0], (0, "3 Nov 2025".to_owned()));
        assert_eq!(axis.columns_of(&events[0]), Some((0, 5)));
        assert_eq!(axis.columns_of(&events[1]), Some((12, 17)));
        assert_eq!(axis.columns_of(&events[2]), Some((54, 59)));
        let month = event(date(2025, 11, 1), Some(date(2025, 11, 30)));
        let all = [day(3), day(5), month];
        assert!(Axis::over(all.iter(), 60).unwrap().labels()[0].1.starts_with("1 Nov"));
    }

    proptest::proptest! {
        #[test]
        fn every_event_lies_on_the_axis(
            years in proptest::collection::vec((-500i16..3000, 1i8..13, 0i32..900), 1..40),
            columns in 0usize..200,
        ) {
            let events: Vec<Event> = years.iter().map(|&(y, m, d)| {
                let from = date(y, m, 1);
                event(from, from.checked_add(jiff::Span::new().days(d)).ok())
            }).collect();
            if let Some(axis) = Axis::over(events.iter(), columns) {
                for e in &events {
                    if let Some((a, b)) = axis.columns_of(e) {
                        proptest::prop_assert!(a <= b && b < columns, "{} {} {}", a, b, columns);
                    }
                }
                proptest::prop_assert!(axis.labels().iter().all(|(x, label)| x + label.len() <= columns));
            }
        }
    }
}

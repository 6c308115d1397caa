//! From what expressions say to dates: a pass in text order that keeps the dates told so far.
//!
//! Year windows were measured on news (TimeBank, AQUAINT) and histories (WikiWars): a month without a year lies 8 months
//! before to 3 months after the document's date in news, 5 before to 6 after the date told last in histories.

use jiff::{ToSpan, civil::Weekday};

use super::chain::Chain;
use super::fields::{
    AHEAD, PAST, TOLD, fill, first_month, in_window, later, open_value, told_field, vague, window,
};
use super::genre::Genre;
use super::lexicon::{Unit, Vague};
use super::meaning::{Anchor, Field, Found, Meaning, Which, YearOf};
use super::order::{self, Order};
use super::parts::Part;
use super::place::Place;
use super::plausible::Era;
use super::stamp::{self, Stamp};
use super::story::Story;
use super::told::Told;
use crate::model::{Date, ResolvedBy};

/// The rule of "this time".
pub const THIS_TIME: &str = "the time spoken of";

/// What the resolver knows of an expression.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resolved {
    /// TIMEX3 value.
    pub value: String,
    /// EDTF.
    pub edtf: Option<String>,
    /// First and last day, inclusive.
    pub days: Option<(Date, Date)>,
    /// What it hangs on.
    pub by: Option<ResolvedBy>,
    /// How sure.
    pub confidence: f32,
    /// The date it came from.
    pub stamp: Option<Stamp>,
    /// A rule that says more than that of the grammar.
    pub rule: Option<&'static str>,
}

/// A stamp and what it hangs on.
type Dated = (Stamp, ResolvedBy);

/// Resolves expressions one after the other.
pub struct Resolver {
    date: Option<Date>,
    /// Of the date only month and year are known: no day is counted from it.
    month_only: bool,
    /// Date and genre of the document as a whole.
    home: (Option<Date>, bool, Genre),
    /// How the document writes dates in digits.
    order: Option<Order>,
    /// By month: the year with which it was told last.
    months: [Option<i16>; 13],
    genre: Genre,
    era: Era,
    told: Told,
    pub(super) story: Story,
    chain: Chain,
    /// The number of the expression at hand.
    at: usize,
}

impl Resolver {
    /// A resolver for a document of this date, genre and era, and the story that its expressions tell.
    pub fn new(date: Option<Date>, genre: Genre, era: Era, story: Story) -> Self {
        Self {
            date,
            month_only: false,
            home: (date, false, genre),
            order: None,
            months: [None; 13],
            genre,
            era,
            told: Told::default(),
            story,
            chain: Chain::default(),
            at: 0,
        }
    }

    /// The same where of the date only month and year are known.
    pub fn of_month(self, month_only: bool) -> Self {
        Self { month_only, home: (self.date, month_only, self.genre), ..self }
    }

    /// The same where the document writes dates in digits in this order.
    pub fn in_order(self, order: Option<Order>) -> Self {
        Self { order, ..self }
    }

    /// From here on the text hangs on the date of this part; what a report tells is of its day.
    pub fn hang_on(&mut self, part: Part) {
        let (date, month_only, genre) = self.home;
        (self.date, self.month_only, self.genre) = match part.date {
            Some(own) => (Some(own), false, if part.report { Genre::Dated } else { genre }),
            None => (date, month_only, genre),
        };
    }

    /// The expression number `k`; they come in text order.
    pub fn next(&mut self, k: usize, found: &Found, place: Place) -> Resolved {
        self.at = k;
        let plain = |value: String| Resolved { value, confidence: 0.9, ..Resolved::default() };
        match &found.meaning {
            Meaning::Duration(v) | Meaning::Set(v) => return plain(v.clone()),
            Meaning::Vague(Vague::PresentRef)
                if self.genre == Genre::Narrative && found.rule == THIS_TIME =>
            {
                return plain(String::new());
            }
            Meaning::Vague(v) => return plain(vague(*v).to_owned()),
            Meaning::Later(unit) => return plain(later(*unit).to_owned()),
            Meaning::AmbiguousDay(y, ..) if self.order.is_none() => return self.ambiguous(*y),
            Meaning::Stretch { unit, count, last, year, month } => {
                return self.stretch(*unit, *count, *last, *year, *month, place).unwrap_or_default();
            }
            Meaning::Shift(Unit::Second | Unit::Minute | Unit::Hour, ..) => {
                return self.hours(found, place).unwrap_or_default();
            }
            _ => {}
        }
        let bare_clock = found.clock.is_some()
            && matches!(found.meaning, Meaning::Shift(Unit::Day, 0, Anchor::Narrative))
            && matches!(found.rule, "a time of day");
        let dated =
            if bare_clock { self.day_of_clock(place.block) } else { self.stamp(&found.meaning, place) };
        let Some((stamp, by)) = dated else {
            let mut r =
                Resolved { value: open_value(&found.meaning), confidence: 0.5, ..Resolved::default() };
            if let Some(clock) = found.clock {
                r.value = format!("XXXX-XX-XX{}", clock.timex());
            }
            // "Two weeks later" behind a month.
            if let Some(days) = self.chain.days(found, None) {
                self.chain.onward(days);
                (r.edtf, r.days) = (Some(stamp::edtf_days(days)), Some(days));
                r.by = Some(ResolvedBy::Narrative);
            }
            return r;
        };
        // "a year earlier" compares; the quarter told stays the quarter told.
        let compares = matches!(found.meaning, Meaning::YearsBefore(..) | Meaning::QuarterOf(_, -1))
            && matches!(stamp, Stamp::Quarter(..));
        let admitted = self.era.admits(stamp.year(), self.told.of(Unit::Year).map(Stamp::year));
        let day = match self.told.of(Unit::Day) {
            Some(Stamp::Day(day)) => Some(day),
            _ => None,
        };
        let spread = self.chain.days(found, day);
        self.chain.tell(found, place.block, stamp, spread, place.aside || place.bracket);
        if !bare_clock && !compares && admitted {
            let moved = self.story.tell(k, found, stamp, by, place);
            let far =
                self.story.line().is_some_and(|l| (i32::from(l.year()) - i32::from(stamp.year())).abs() > 3);
            self.told.tell(stamp, place.block, !moved && (place.bracket || far));
        }
        if let (ResolvedBy::Explicit, Stamp::Day(_) | Stamp::Month(..), Some(m)) = (by, stamp, stamp.month())
            && let Some(slot) = usize::try_from(m).ok().and_then(|m| self.months.get_mut(m))
        {
            *slot = Some(stamp.year());
        }
        let mut value = stamp.timex();
        if let (Some(clock), Stamp::Day(_)) = (found.clock, stamp) {
            value.push_str(&clock.timex());
        }
        let confidence = match by {
            ResolvedBy::Explicit => 0.97,
            ResolvedBy::DocumentDate => 0.9,
            ResolvedBy::Narrative | ResolvedBy::Event => 0.85,
        };
        let plain = Resolved {
            value,
            edtf: stamp.edtf(),
            days: stamp.days(),
            by: Some(by),
            confidence,
            stamp: Some(stamp),
            rule: None,
        };
        match spread {
            Some(days) => Resolved { edtf: Some(stamp::edtf_days(days)), days: Some(days), ..plain },
            None => plain,
        }
    }

    /// "Two hours later", in a paragraph that told a day.
    fn hours(&self, found: &Found, place: Place) -> Option<Resolved> {
        let days = self.chain.hours(found, self.told.day_in(place.block), place.block)?;
        Some(Resolved {
            edtf: Some(stamp::edtf_days(days)),
            days: Some(days),
            by: Some(ResolvedBy::Narrative),
            confidence: 0.7,
            ..Resolved::default()
        })
    }

    fn day_of_clock(&self, block: usize) -> Option<Dated> {
        self.told.day_in(block).map(|d| (Stamp::Day(d), ResolvedBy::Narrative))
    }

    /// The document's date, where the text hangs on it.
    fn own(&self) -> Option<Date> {
        self.date.filter(|_| self.genre != Genre::Narrative)
    }

    fn stamp(&self, meaning: &Meaning, place: Place) -> Option<Dated> {
        match *meaning {
            Meaning::Calendar(year, field) => self.calendar(year, field, place),
            Meaning::Picked(which, field, anchor) => self.picked(which, field, anchor, place),
            Meaning::Weekday(day, Which::Bare, Anchor::Document) if place.coming => {
                self.weekday(day, Which::Next, Anchor::Document)
            }
            Meaning::Weekday(day, which, anchor) => self.weekday(day, which, anchor),
            Meaning::Shift(unit, by, anchor) => {
                // "the previous year" where nothing was told yet counts from the document's own.
                let first = by == -1 && unit >= Unit::Month && self.genre == Genre::Dated;
                let own =
                    || self.base(Anchor::Document, unit).filter(|_| first && anchor == Anchor::Narrative);
                let (base, how) = self.base(anchor, unit).or_else(own)?;
                let base = if by == 0 || matches!(unit, Unit::Week | Unit::Weekend | Unit::Month | Unit::Year)
                {
                    base.widen(unit).unwrap_or(base)
                } else {
                    base
                };
                Some((base.shift(unit, by)?, how))
            }
            Meaning::WeekOf(year, month, day) => {
                let (day, by) = self.calendar(year, Field::Day(month, day), place)?;
                Some((day.widen(Unit::Week)?, by))
            }
            Meaning::AmbiguousDay(year, a, b) => {
                let (month, day) = order::month_and_day(self.order?, a, b);
                Some((Stamp::Day(Date::new(year, month, day).ok()?), ResolvedBy::Explicit))
            }
            Meaning::DayOfMonth(day) => {
                // A month before that of the day told last was told in passing.
                let (month, last) = (self.told.of(Unit::Month)?, self.told.of(Unit::Day));
                let back = last.filter(|d| d.days() > month.days() && month.unit() == Unit::Month);
                let (first, _) = back.unwrap_or(month).days()?;
                let day = Date::new(first.year(), first.month(), day).ok()?;
                Some((Stamp::Day(day), ResolvedBy::Narrative))
            }
            Meaning::QuarterOf(year, back) => self.quarter_of(year, back, false),
            Meaning::LatestQuarter => self.quarter_of(YearOf::Unsaid, 0, true),
            Meaning::YearsBefore(n, anchor) => self.years_before(n, anchor, place.block),
            Meaning::Decade(d) if (1..10).contains(&d) => {
                let (year, how) = self.year_near()?;
                let century = year.div_euclid(100) * 10;
                let decade = if century + d > year.div_euclid(10) { century - 10 + d } else { century + d };
                Some((Stamp::Decade(decade), how))
            }
            Meaning::Decade(d) => Some((Stamp::Decade(d), ResolvedBy::Explicit)),
            Meaning::Century(c) => Some((Stamp::Century(c), ResolvedBy::Explicit)),
            _ => None,
        }
    }

    /// The date from which a relative expression of this unit counts.
    fn base(&self, anchor: Anchor, unit: Unit) -> Option<Dated> {
        let told = || Some((self.told.latest(unit)?, ResolvedBy::Narrative));
        let story = || {
            let line = self.story.line().filter(|s| unit >= Unit::Year && s.unit() <= unit)?;
            Some((line, ResolvedBy::Narrative))
        };
        let own = || {
            let own = self.own().filter(|_| !self.month_only || unit >= Unit::Month)?;
            Some((Stamp::Day(own), ResolvedBy::DocumentDate))
        };
        match anchor {
            Anchor::Document => own().or_else(|| {
                // In a history "this year" is the year told; "today" is the reader's. Of a text without a date it is not
                // known when it was written.
                let history = self.genre == Genre::Narrative && self.date.is_some();
                (history && unit > Unit::Day).then(told).flatten()
            }),
            Anchor::Event => None,
            Anchor::Narrative => told(),
            Anchor::Either => {
                // What was told of years to come is no "the year".
                let past = |d: &Dated| self.own().is_none_or(|own| d.0.year() <= own.year());
                story().filter(past).or_else(|| told().filter(past)).or_else(own)
            }
        }
    }

    fn year_near(&self) -> Option<(i16, ResolvedBy)> {
        let own = self.own().map(|d| (d.year(), ResolvedBy::DocumentDate));
        own.or_else(|| self.told.of(Unit::Year).map(|s| (s.year(), ResolvedBy::Narrative)))
            .or_else(|| self.date.map(|d| (d.year(), ResolvedBy::DocumentDate)))
    }

    pub(super) fn calendar(&self, year: YearOf, field: Field, place: Place) -> Option<Dated> {
        let (year, by) = match year {
            YearOf::Known(y) => (y, ResolvedBy::Explicit),
            YearOf::Short(yy) => {
                let (near, by) = self.year_near()?;
                let y = near - near.rem_euclid(100) + i16::from(yy);
                (if y > near + 10 { y - 100 } else { y }, by)
            }
            YearOf::Relative(n, anchor) => {
                let (base, by) = self.base(anchor, Unit::Year)?;
                (base.year().checked_add(i16::try_from(n).ok()?)?, by)
            }
            YearOf::Unsaid => return self.yearless(field, place),
        };
        Some((fill(year, field)?, by))
    }

    /// The year of a month, day, season or quarter without one.
    fn yearless(&self, field: Field, place: Place) -> Option<Dated> {
        let month = first_month(field)?;
        if let Some(year) = self.story.titled(place) {
            return Some((fill(year, field)?, ResolvedBy::Narrative));
        }
        if self.genre != Genre::Dated
            && let Some(ahead) = self.story.ahead(self.at, place)
        {
            return Some((told_field(ahead, field, month, AHEAD)?, ResolvedBy::Narrative));
        }
        let told = match self.genre {
            Genre::Narrative => self.story.base(place),
            Genre::Recent if self.story.told_in(place.section) => self.story.base(place),
            _ => self.past_beside(field, place).filter(|_| {
                !place.coming && matches!(field, Field::Month(_) | Field::Day(..) | Field::Season(_))
            }),
        };
        if let Some(told) = told {
            return Some((told_field(told, field, month, TOLD)?, ResolvedBy::Narrative));
        }
        let own = self.own()?;
        let reach = match place.past && !place.coming && !place.due {
            true => PAST,
            false => window(field, place.coming || place.due),
        };
        let year = in_window(own.year(), own.month(), month, reach)?;
        // "the November protests" are those of the November told before, not of one to come.
        let ahead = year > own.year() || year == own.year() && month > own.month();
        let told = usize::try_from(month).ok().and_then(|m| self.months.get(m).copied().flatten());
        if let Some(told) = told.filter(|&t| ahead && place.aside && !place.coming && t <= own.year()) {
            return Some((fill(told, field)?, ResolvedBy::Narrative));
        }
        Some((fill(year, field)?, ResolvedBy::DocumentDate))
    }

    /// A date told before in the same sentence, or a day in the same block, that lies more than a year before the document's date: what follows it
    /// there is told from it.
    fn past_beside(&self, field: Field, place: Place) -> Option<Stamp> {
        // "On 6 October 2015 he briefed the council. He spoke of a meeting on 23 September": days go on from a day.
        let fine = |s: &Stamp| s.unit() < Unit::Month;
        let block = || self.story.in_block(place).filter(|s| fine(s) && matches!(field, Field::Day(..)));
        let stamp = self.story.in_sentence(place).or_else(block)?;
        let Some(own) = self.own() else { return Some(stamp) };
        let (first, _) = stamp.days()?;
        let months = (i32::from(own.year()) - i32::from(first.year())) * 12 + i32::from(own.month())
            - i32::from(first.month());
        (months > 12).then_some(stamp)
    }

    /// "last October", "this spring", "the following March".
    fn picked(&self, which: Which, field: Field, anchor: Anchor, place: Place) -> Option<Dated> {
        if which == Which::Bare {
            return self.yearless(field, place);
        }
        let (base, by) = self.base(anchor, Unit::Year)?;
        let (first, _) = base.days()?;
        let month = i32::from(first_month(field)?);
        let at = i32::from(first.month());
        let year = i32::from(first.year());
        let season = matches!(field, Field::Season(_));
        let year = match which {
            Which::Last if month + if season { 2 } else { 0 } >= at => year - 1,
            Which::Next if month <= at => year + 1,
            _ => year,
        };
        Some((fill(i16::try_from(year).ok()?, field)?, by))
    }

    fn weekday(&self, day: i8, which: Which, anchor: Anchor) -> Option<Dated> {
        let (base, by) = self.base(anchor, Unit::Day).or_else(|| self.base(Anchor::Narrative, Unit::Day))?;
        let Stamp::Day(base) = base else { return None };
        let weekday = Weekday::from_monday_one_offset(day).ok()?;
        let same = base.weekday() == weekday;
        let forward = by == ResolvedBy::Narrative && which == Which::Bare;
        let day = match which {
            Which::Bare | Which::This if same => base,
            Which::This => stamp::monday(base)?.checked_add(i32::from(day - 1).days()).ok()?,
            Which::Next => base.nth_weekday(1, weekday).ok()?,
            Which::Bare if forward => base.nth_weekday(1, weekday).ok()?,
            Which::Bare | Which::Last => base.nth_weekday(-1, weekday).ok()?,
        };
        Some((Stamp::Day(day), by))
    }

    fn quarter_of(&self, year: YearOf, back: i32, latest: bool) -> Option<Dated> {
        let told = self.told.quarter().map(|s| (s, ResolvedBy::Narrative));
        let own = || {
            let d = self.own()?;
            let ended = Stamp::Day(d).shift(Unit::Quarter, -1)?;
            Some((ended, ResolvedBy::DocumentDate))
        };
        // The latest quarter is over.
        let over =
            told.filter(|(s, _)| !latest || s.days().is_none_or(|d| self.own().is_none_or(|own| d.1 < own)));
        let (stamp, by) = over.or_else(own)?;
        let Stamp::Quarter(y, q) = stamp else { return None };
        let y = match year {
            YearOf::Known(y) => y,
            YearOf::Relative(n, anchor) => {
                self.base(anchor, Unit::Year)?.0.year().checked_add(i16::try_from(n).ok()?)?
            }
            _ => y,
        };
        Some((Stamp::Quarter(y, q).shift(Unit::Year, back)?, by))
    }

    fn years_before(&self, n: i32, anchor: Anchor, block: usize) -> Option<Dated> {
        // "profit rose in the third quarter from a year ago": the same quarter.
        if n == 1
            && let Some(q) = self.told.quarter_in(block)
        {
            return Some((q.shift(Unit::Year, -1)?, ResolvedBy::Narrative));
        }
        let (base, by) = self.base(anchor, Unit::Year)?;
        let base = match (anchor, base) {
            (Anchor::Document, _) | (_, Stamp::Day(_)) => base.widen(Unit::Year)?,
            _ => base,
        };
        Some((base.shift(Unit::Year, n.checked_neg()?)?, by))
    }

    /// Day and month cannot be told apart: only the year is known.
    fn ambiguous(&self, year: i16) -> Resolved {
        let stamp = Stamp::Year(year);
        Resolved {
            value: format!("{}-XX-XX", stamp.timex()),
            edtf: stamp.edtf(),
            days: stamp.days(),
            by: Some(ResolvedBy::Explicit),
            confidence: 0.5,
            ..Resolved::default()
        }
    }
}

//! What an expression says before anyone asks which year is meant: the grammar's output and the resolver's input.

use super::lexicon::{DayPart, Holiday, Unit, Vague};
use crate::model::{Modifier, TimeKind};

/// What a relative expression counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The date of the document ("last week").
    Document,
    /// The date spoken of ("the following week").
    Narrative,
    /// The date spoken of, else that of the document ("the end of the year").
    Either,
    /// The date of an event named right behind ("the day after the raid").
    Event,
}

/// The year of a date, as far as the text gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum YearOf {
    /// Not said.
    #[default]
    Unsaid,
    /// An astronomical year.
    Known(i16),
    /// Two digits: "'99".
    Short(u8),
    /// Counted from another: "last year", "of the same year".
    Relative(i32, Anchor),
}

/// The finest part of a date that is named besides its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Field {
    /// Nothing: a year alone.
    #[default]
    Year,
    /// 1–12.
    Month(i8),
    /// Month and day.
    Day(i8, i8),
    /// 1–4 from spring.
    Season(i8),
    /// 1–4.
    Quarter(i8),
    /// 1–2.
    Half(i8),
    /// A named day.
    Holiday(Holiday),
}

/// Which one of those that recur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// "Friday", "October": the context tells.
    Bare,
    /// "this Friday".
    This,
    /// "last October".
    Last,
    /// "next spring".
    Next,
}

/// What an expression says.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// A date of which the year may be open.
    Calendar(YearOf, Field),
    /// A month, season or day that recurs, picked by "last", "this", "next" or the context.
    Picked(Which, Field, Anchor),
    /// A weekday.
    Weekday(i8, Which, Anchor),
    /// So many units away from an anchor; 0 is the unit in which the anchor lies.
    Shift(Unit, i32, Anchor),
    /// The quarter spoken of, moved by some years ("the year-earlier quarter"); or that of a given year.
    QuarterOf(YearOf, i32),
    /// The quarter that ended last.
    LatestQuarter,
    /// "a year earlier": the same quarter, month or year, so many years before.
    YearsBefore(i32, Anchor),
    /// The week in which a day lies.
    WeekOf(YearOf, i8, i8),
    /// A decade or century; a decade below ten lacks its century ("the nineties").
    Decade(i16),
    /// First year divided by a hundred.
    Century(i16),
    /// The first or last so many units of a month or year.
    Stretch { unit: Unit, count: i32, last: bool, year: YearOf, month: i8 },
    /// Some uncounted units before or after the time spoken of.
    Later(Unit),
    /// A day of the month told last.
    DayOfMonth(i8),
    /// A day in digits that can be read both ways.
    AmbiguousDay(i16, i8, i8),
    /// Without a date of its own.
    Vague(Vague),
    /// A length, with its TIMEX3 value.
    Duration(String),
    /// Something that recurs, with its TIMEX3 value.
    Set(String),
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// A part of the day.
    Part(DayPart),
    /// Hour and, where given, minute and second.
    At(u8, Option<u8>, Option<u8>),
}

impl Clock {
    /// What stands behind the date in a TIMEX3 value.
    pub fn timex(self) -> String {
        match self {
            Clock::Part(part) => part.code().to_owned(),
            Clock::At(h, m, None) => format!("T{h:02}:{:02}", m.unwrap_or(0)),
            Clock::At(h, m, Some(s)) => format!("T{h:02}:{:02}:{s:02}", m.unwrap_or(0)),
        }
    }
}

/// An expression as the grammar found it.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// First token, as an index into all tokens.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// TIMEX3 type.
    pub kind: TimeKind,
    /// What it says.
    pub meaning: Meaning,
    /// Early, late, about.
    pub modifier: Option<Modifier>,
    /// The time of day, for [`TimeKind::Time`].
    pub clock: Option<Clock>,
    /// The rule, for people.
    pub rule: &'static str,
}

impl Found {
    /// A date.
    pub fn date(from: usize, to: usize, meaning: Meaning, rule: &'static str) -> Self {
        Self { from, to, kind: TimeKind::Date, meaning, modifier: None, clock: None, rule }
    }
}

//! What one word can be among the words of time.

use super::lexicon::{DayPart, Part, PeriodCode, Role, Unit};

/// What a distinct word is among the words of time. All zero or none for nearly all words.
#[derive(Debug, Clone, Copy, Default)]
pub struct Class {
    /// 1–12.
    pub month: u8,
    /// An abbreviation, of a month or weekday.
    pub short: bool,
    /// 1 (Monday) – 7.
    pub weekday: u8,
    /// "Mondays", "years", "nights".
    pub plural: bool,
    /// A unit of time.
    pub unit: Option<Unit>,
    /// A number word or plain digits.
    pub number: Option<u32>,
    /// Number of digits where it is written in plain digits, else 0.
    pub digits: u8,
    /// Written in digits with commas or stops ("3.5", "12.03.2025").
    pub broken_digits: bool,
    /// "hundred", "thousand", "dozen".
    pub scale: u32,
    /// 1–30.
    pub ordinal: u8,
    /// "nineties" → 90.
    pub decade: u8,
    /// Spring, summer, autumn, winter: 1–4.
    pub season: u8,
    /// A part of the day.
    pub day_part: Option<DayPart>,
    /// Early, mid, late.
    pub part: Option<Part>,
    /// "Q3".
    pub code: Option<PeriodCode>,
    /// What it does as a function word.
    pub role: Role,
    /// Belongs before a year.
    pub year_lead: bool,
    /// Makes a number behind it something else than a year.
    pub not_a_year_after: bool,
    /// Cites by number, with or without a stop ("Sec.", "No").
    pub cites: bool,
    /// Cites several numbers ("Sections 4, 5 and 9").
    pub cites_several: bool,
    /// Is counted or measured by the number before it.
    pub counted: bool,
    /// May stand directly before a bare month.
    pub month_lead: bool,
    /// Points a weekday to the future.
    pub future_lead: bool,
    /// Negates what follows ("not until").
    pub negates: bool,
    /// Ends a year of accounts ("ended", "ending").
    pub closes_year: bool,
    /// What a season before it dates ("offensive").
    pub in_season: bool,
    /// Puts what its clause tells before the story's time ("had").
    pub flashback: bool,
    /// Puts what its clause tells after the document's date ("will", "due").
    pub to_come: bool,
    /// Tells of the past and so ends the reach of the words before it ("said").
    pub tells_past: bool,
    /// Makes a weekday behind it the name of one day ("Bloody Sunday").
    pub names_weekday: bool,
    /// A verb whose present tells when something begins or ends.
    pub fixes: bool,
    /// An expression may begin here.
    pub starts: bool,
}

impl Class {
    /// A word that has nothing to do with time.
    pub const NONE: &'static Class = &Class {
        month: 0,
        short: false,
        weekday: 0,
        plural: false,
        unit: None,
        number: None,
        digits: 0,
        broken_digits: false,
        scale: 0,
        ordinal: 0,
        decade: 0,
        season: 0,
        day_part: None,
        part: None,
        code: None,
        role: Role::None,
        year_lead: false,
        not_a_year_after: false,
        cites: false,
        cites_several: false,
        counted: false,
        month_lead: false,
        future_lead: false,
        negates: false,
        closes_year: false,
        in_season: false,
        flashback: false,
        to_come: false,
        tells_past: false,
        names_weekday: false,
        fixes: false,
        starts: false,
    };
}

/// Whether an expression can begin with such a word.
pub(super) fn begins(c: &Class) -> bool {
    let role = matches!(
        c.role,
        Role::The
            | Role::A
            | Role::This
            | Role::These
            | Role::Current
            | Role::That
            | Role::Same
            | Role::Last
            | Role::Past
            | Role::Next
            | Role::Coming
            | Role::Previous
            | Role::Following
            | Role::Latest
            | Role::Recent
            | Role::Final
            | Role::Later
            | Role::Earlier
            | Role::Every
            | Role::Each
            | Role::Per
            | Role::Half
            | Role::Few
            | Role::Couple
            | Role::Some
            | Role::Another
            | Role::Around
            | Role::Fiscal
            | Role::Ad
            | Role::Its
            | Role::Within
            | Role::Yearend
    );
    role || c.month > 0
        || c.weekday > 0
        || c.unit.is_some()
        || c.number.is_some()
        || c.scale > 0
        || c.ordinal > 0
        || c.decade > 0
        || c.season > 0
        || c.day_part.is_some()
        || c.part.is_some()
        || c.code.is_some()
}

//! The words of time (`assets/lexicon/times.toml`) and what each distinct word of a document is among them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::class::{Class, begins};
use super::holiday::holiday;
use crate::extract::phrases::Phrases;
use crate::model::Modifier;
use crate::structure::Tokens;

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

/// A part of the day, by its TIMEX3 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[allow(missing_docs)]
pub enum DayPart {
    #[serde(rename = "MO")]
    Morning,
    #[serde(rename = "AF")]
    Afternoon,
    #[serde(rename = "EV")]
    Evening,
    #[serde(rename = "NI")]
    Night,
    #[serde(rename = "DT")]
    Daytime,
    #[serde(rename = "MI")]
    Noon,
    #[serde(rename = "MN")]
    Midnight,
}

impl DayPart {
    /// What stands behind the date in a TIMEX3 value.
    pub fn code(self) -> &'static str {
        match self {
            DayPart::Morning => "TMO",
            DayPart::Afternoon => "TAF",
            DayPart::Evening => "TEV",
            DayPart::Night => "TNI",
            DayPart::Daytime => "TDT",
            DayPart::Noon => "T12:00",
            DayPart::Midnight => "T24:00",
        }
    }
}

/// Which part of a longer period is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Part {
    Start,
    Mid,
    End,
}

impl From<Part> for Modifier {
    fn from(part: Part) -> Self {
        match part {
            Part::Start => Modifier::Start,
            Part::Mid => Modifier::Mid,
            Part::End => Modifier::End,
        }
    }
}

/// What a function word does inside an expression of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Role {
    #[default]
    None,
    The,
    A,
    Of,
    In,
    And,
    Or,
    To,
    Through,
    Until,
    For,
    Over,
    Between,
    From,
    By,
    On,
    At,
    Since,
    During,
    Within,
    Around,
    This,
    These,
    Current,
    That,
    Same,
    Last,
    Past,
    Next,
    Coming,
    Previous,
    Following,
    Latest,
    Recent,
    Final,
    Ago,
    Later,
    Hence,
    Earlier,
    Before,
    After,
    Every,
    Each,
    Per,
    Half,
    Few,
    Couple,
    Some,
    More,
    Another,
    Full,
    Old,
    Long,
    Fiscal,
    Bc,
    Ad,
    Am,
    Pm,
    Oclock,
    Hours,
    Zone,
    Suffix,
    S,
    Period,
    Eve,
    Its,
    Ahead,
    So,
    Time,
    Term,
    Yearend,
}

/// A quarter (1–4) or half (1–2) of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[allow(missing_docs)]
pub enum PeriodCode {
    #[serde(rename = "q1")]
    Q1,
    #[serde(rename = "q2")]
    Q2,
    #[serde(rename = "q3")]
    Q3,
    #[serde(rename = "q4")]
    Q4,
    #[serde(rename = "h1")]
    H1,
    #[serde(rename = "h2")]
    H2,
}

/// A reference without a date of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs)]
pub enum Vague {
    PresentRef,
    PastRef,
    FutureRef,
    /// "that time": whatever was spoken of.
    Ref,
}

/// A day that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holiday {
    /// Month and day.
    Fixed(i8, i8),
    /// Days after western Easter Sunday.
    Easter(i32),
    /// Month, weekday (1–7) and which of that month (5 = last).
    Nth(i8, i8, i8),
}

#[derive(Deserialize)]
struct Words {
    words: Vec<String>,
}

#[derive(Deserialize)]
struct OwnDate {
    leads: Vec<String>,
    claims: Vec<String>,
    decided: Vec<String>,
    others: Vec<String>,
    reports: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    months: BTreeMap<String, u8>,
    months_short: BTreeMap<String, u8>,
    weekdays: BTreeMap<String, u8>,
    weekdays_plural: BTreeMap<String, u8>,
    weekdays_short: BTreeMap<String, u8>,
    units: BTreeMap<String, Unit>,
    units_plural: BTreeMap<String, Unit>,
    numbers: BTreeMap<String, u32>,
    scales: BTreeMap<String, u32>,
    ordinals: BTreeMap<String, u8>,
    decade_names: BTreeMap<String, u8>,
    seasons: BTreeMap<String, u8>,
    day_parts: BTreeMap<String, DayPart>,
    day_parts_plural: BTreeMap<String, DayPart>,
    parts: BTreeMap<String, Part>,
    period_codes: BTreeMap<String, PeriodCode>,
    roles: BTreeMap<String, Role>,
    year_lead: Words,
    not_a_year_after: Words,
    cites: Words,
    cites_several: Words,
    reporters: Words,
    counted: Words,
    month_lead: Words,
    future_lead: Words,
    negates: Words,
    closes_year: Words,
    in_season: Words,
    flashback: Words,
    to_come: Words,
    tells_past: Words,
    names_weekday: Words,
    fixes: Words,
    vague: BTreeMap<String, Vague>,
    only_in_histories: Words,
    not_vague: Words,
    often: BTreeMap<String, String>,
    days_from_today: BTreeMap<String, i32>,
    approximators: BTreeMap<String, Modifier>,
    holidays: BTreeMap<String, String>,
    own_date: OwnDate,
}

/// Sets a flag of a class.
type Flag = fn(&mut Class);

/// The lexicon of time.
pub struct Lexicon {
    classes: FxHashMap<String, Class>,
    /// Expressions without a date of their own.
    pub vague: Phrases<Option<Vague>>,
    /// Those of them that are time in histories only.
    pub only_in_histories: Phrases<()>,
    /// "daily" → "P1D".
    pub often: Phrases<String>,
    /// "yesterday" → -1.
    pub today: Phrases<i32>,
    /// "more than".
    pub approximators: Phrases<Modifier>,
    /// Named days.
    pub holidays: Phrases<Holiday>,
    /// What introduces the document's own date.
    pub own_date_leads: Phrases<()>,
    /// What, before "as of", says that the document speaks of itself.
    pub own_date_claims: Phrases<()>,
    /// Labels of the day on which a judgment was given.
    pub own_date_decided: Phrases<()>,
    /// Labels of days that are not the document's own.
    pub own_date_others: Phrases<()>,
    /// Words that make a heading with a date that of a report.
    pub own_date_reports: Phrases<()>,
    /// What stands between the volume and the page of a cited law or case ("U.S.C.", "F.3d"), as written.
    pub reporters: Vec<String>,
}

/// The lexicon, read once.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let text = include_str!("../../../assets/lexicon/times.toml");
    // The asset is part of the program; a test reads it, so that a broken one never ships.
    toml::from_str::<File>(text).map(Lexicon::new).unwrap_or_else(|_| Lexicon::empty())
});

impl Lexicon {
    fn empty() -> Self {
        let none = || Phrases::new(std::iter::empty::<(&str, ())>());
        Self {
            classes: FxHashMap::default(),
            vague: Phrases::new(std::iter::empty::<(&str, Option<Vague>)>()),
            only_in_histories: none(),
            often: Phrases::new(std::iter::empty::<(&str, String)>()),
            today: Phrases::new(std::iter::empty::<(&str, i32)>()),
            approximators: Phrases::new(std::iter::empty::<(&str, Modifier)>()),
            holidays: Phrases::new(std::iter::empty::<(&str, Holiday)>()),
            own_date_leads: none(),
            own_date_claims: none(),
            own_date_decided: none(),
            own_date_others: none(),
            own_date_reports: none(),
            reporters: Vec::new(),
        }
    }

    fn new(file: File) -> Self {
        let mut classes: FxHashMap<String, Class> = FxHashMap::default();
        let mut set = |word: &str, apply: &dyn Fn(&mut Class)| {
            apply(classes.entry(word.to_owned()).or_default());
        };
        for (w, &n) in &file.months {
            set(w, &|c| c.month = n);
        }
        for (w, &n) in &file.months_short {
            set(w, &|c| (c.month, c.short) = (n, true));
        }
        for (w, &n) in &file.weekdays {
            set(w, &|c| c.weekday = n);
        }
        for (w, &n) in &file.weekdays_short {
            set(w, &|c| (c.weekday, c.short) = (n, true));
        }
        for (w, &n) in &file.weekdays_plural {
            set(w, &|c| (c.weekday, c.plural) = (n, true));
        }
        for (w, &u) in &file.units {
            set(w, &|c| c.unit = Some(u));
        }
        for (w, &u) in &file.units_plural {
            set(w, &|c| (c.unit, c.plural) = (Some(u), true));
        }
        for (w, &n) in &file.numbers {
            set(w, &|c| c.number = Some(n));
        }
        for (w, &n) in &file.scales {
            set(w, &|c| c.scale = n);
        }
        for (w, &n) in &file.ordinals {
            set(w, &|c| c.ordinal = n);
        }
        for (w, &n) in &file.decade_names {
            set(w, &|c| c.decade = n);
        }
        for (w, &n) in &file.seasons {
            set(w, &|c| c.season = n);
        }
        for (w, &p) in &file.day_parts {
            set(w, &|c| c.day_part = Some(p));
        }
        for (w, &p) in &file.day_parts_plural {
            set(w, &|c| (c.day_part, c.plural) = (Some(p), true));
        }
        for (w, &p) in &file.parts {
            set(w, &|c| c.part = Some(p));
        }
        for (w, &p) in &file.period_codes {
            set(w, &|c| c.code = Some(p));
        }
        for (w, &r) in &file.roles {
            set(w, &|c| c.role = r);
        }
        let flags: [(&Words, Flag); 15] = [
            (&file.year_lead, |c| c.year_lead = true),
            (&file.not_a_year_after, |c| c.not_a_year_after = true),
            (&file.cites, |c| c.cites = true),
            (&file.cites_several, |c| c.cites_several = true),
            (&file.counted, |c| c.counted = true),
            (&file.month_lead, |c| c.month_lead = true),
            (&file.future_lead, |c| c.future_lead = true),
            (&file.negates, |c| c.negates = true),
            (&file.closes_year, |c| c.closes_year = true),
            (&file.in_season, |c| c.in_season = true),
            (&file.flashback, |c| c.flashback = true),
            (&file.to_come, |c| c.to_come = true),
            (&file.tells_past, |c| c.tells_past = true),
            (&file.names_weekday, |c| c.names_weekday = true),
            (&file.fixes, |c| c.fixes = true),
        ];
        for (list, apply) in flags {
            for w in &list.words {
                set(w, &apply);
            }
        }
        let first_words: FxHashSet<String> = file
            .vague
            .keys()
            .chain(file.often.keys())
            .chain(file.days_from_today.keys())
            .chain(file.approximators.keys())
            .chain(file.holidays.keys())
            .filter_map(|k| k.split([' ', '-']).next().map(str::to_owned))
            .collect();
        for w in &first_words {
            set(w, &|c| c.starts = true);
        }
        for c in classes.values_mut() {
            c.starts |= begins(c);
        }
        let vague = file.vague.iter().map(|(k, &v)| (k.clone(), Some(v)));
        let not_vague = file.not_vague.words.iter().map(|w| (w.clone(), None));
        Self {
            vague: Phrases::new(vague.chain(not_vague)),
            only_in_histories: Phrases::new(file.only_in_histories.words.iter().map(|w| (w, ()))),
            often: Phrases::new(file.often),
            today: Phrases::new(file.days_from_today),
            approximators: Phrases::new(file.approximators),
            holidays: Phrases::new(file.holidays.iter().filter_map(|(k, v)| Some((k, holiday(v)?)))),
            own_date_leads: Phrases::new(file.own_date.leads.iter().map(|w| (w, ()))),
            own_date_claims: Phrases::new(file.own_date.claims.iter().map(|w| (w, ()))),
            own_date_decided: Phrases::new(file.own_date.decided.iter().map(|w| (w, ()))),
            own_date_others: Phrases::new(file.own_date.others.iter().map(|w| (w, ()))),
            own_date_reports: Phrases::new(file.own_date.reports.iter().map(|w| (w, ()))),
            reporters: file.reporters.words,
            classes,
        }
    }

    /// The classes of all distinct words of a text, by their numbers.
    pub fn classes(&self, tokens: &Tokens) -> Vec<Class> {
        tokens
            .words()
            .map(|w| {
                let mut class = self.classes.get(w).copied().unwrap_or_default();
                if w.as_bytes().first().is_some_and(u8::is_ascii_digit) {
                    class.starts = true;
                    if w.bytes().all(|b| b.is_ascii_digit()) {
                        class.number = w.parse().ok();
                        class.digits = u8::try_from(w.len()).unwrap_or(u8::MAX);
                    } else {
                        class.broken_digits = true;
                    }
                }
                class
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    #[test]
    fn the_asset_is_readable_and_fills_the_classes() {
        let text = "The SECOND of May 2021, in spring";
        let tokens = Tokens::of(text, [Span::new(0, text.len())]);
        let classes = LEXICON.classes(&tokens);
        let of = |w: &str| classes[tokens.id(w).unwrap().0 as usize];
        assert_eq!((of("second").ordinal, of("second").unit), (2, Some(Unit::Second)));
        assert_eq!((of("may").month, of("2021").number, of("2021").digits), (5, Some(2021), 4));
        assert!(of("spring").starts && !of("of").starts);
    }
}

//! Expressions that hang on another date: "last week", "the same year", "yesterday morning", "now".

use super::Match;
use crate::extract::times::lexicon::{DayPart, Role, Unit, Vague};
use crate::extract::times::meaning::{Anchor, Clock, Field, Found, Meaning, Which, YearOf};
use crate::extract::times::resolve::THIS_TIME;
use crate::extract::times::stream::Stream;
use crate::model::{Modifier, TimeKind};

/// A word like "last" or "the following": how many units it moves, and from where.
#[derive(Clone, Copy)]
struct Step {
    end: usize,
    by: i32,
    anchor: Anchor,
    which: Which,
}

impl Stream<'_> {
    /// A relative date.
    pub(super) fn relative(&self, i: usize) -> Option<Match> {
        self.days_from_today(i)
            .or_else(|| self.stepped(i))
            .or_else(|| self.day_before_or_after(i))
            .or_else(|| self.year_earlier(i))
            .or_else(|| self.business_year(i))
            .or_else(|| self.the_weekend(i))
    }

    fn step(&self, i: usize) -> Option<Step> {
        let the = self.is(i, Role::The);
        let j = self.skip(i, Role::The);
        let here = |by, anchor, which| Some(Step { end: j + 1, by, anchor, which });
        match self.role(j) {
            Role::This if !the => {
                let mut end = j + 1;
                let mut by = 0;
                let mut which = Which::This;
                match self.role(end) {
                    Role::Past => (end, by, which) = (end + 1, -1, Which::Last),
                    Role::Coming => (end, by, which) = (end + 1, 0, Which::Next),
                    Role::Same | Role::Current => end += 1,
                    _ => {}
                }
                Some(Step { end, by, anchor: Anchor::Document, which })
            }
            Role::Current => here(0, Anchor::Document, Which::This),
            Role::That if !the => {
                let end = self.skip(j + 1, Role::Same);
                Some(Step { end, by: 0, anchor: Anchor::Narrative, which: Which::This })
            }
            Role::Same => here(0, Anchor::Narrative, Which::This),
            Role::Last => here(-1, Anchor::Document, Which::Last),
            Role::Past if the => here(-1, Anchor::Document, Which::Last),
            Role::Latest if the => here(-1, Anchor::Document, Which::Last),
            Role::Next => here(1, if the { Anchor::Narrative } else { Anchor::Document }, Which::Next),
            Role::Coming => here(1, Anchor::Document, Which::Next),
            Role::Previous => here(-1, Anchor::Narrative, Which::Last),
            Role::Following => here(1, Anchor::Narrative, Which::Next),
            _ => None,
        }
    }

    /// "last year", "of the same year", "that year" behind a month or season.
    pub(super) fn relative_year(&self, i: usize) -> Option<(usize, YearOf)> {
        let step = self.step(i)?;
        let class = self.class(step.end);
        (class.unit == Some(Unit::Year) && !class.plural)
            .then_some((step.end + 1, YearOf::Relative(step.by, step.anchor)))
    }

    /// "last week", "this October", "next Friday", "that afternoon", "the following day".
    fn stepped(&self, i: usize) -> Option<Match> {
        let step = self.step(i)?;
        let mut at = step.end;
        let fiscal = self.is(at, Role::Fiscal);
        at += usize::from(fiscal);
        let class = self.class(at);
        let end = at + 1;
        if class.plural || self.dash(end) && self.glued(end) && self.word(end + 1) {
            return None;
        }
        let rule = match step.anchor {
            Anchor::Document => "counted from the document date",
            _ => "counted from the date spoken of",
        };
        if let Some(part) = class.day_part {
            return self.stepped_part(i, end, part, step);
        }
        if let Some((month_end, month)) = self.month(at) {
            if self.day(month_end).is_some() || self.year_after(month_end).is_some() {
                return None;
            }
            let meaning = Meaning::Picked(step.which, Field::Month(month), step.anchor);
            return Some(Match::date(i, month_end, meaning, rule));
        }
        if class.weekday > 0 && !class.short && self.capital(at) {
            let meaning = Meaning::Weekday(class.weekday as i8, step.which, step.anchor);
            let mut m = Match::date(i, end, meaning, rule);
            if let Some(part) = self.class(end).day_part.filter(|_| !self.class(end).plural) {
                m.found.to = end + 1;
                m.end = end + 1;
                m.found.kind = TimeKind::Time;
                m.found.clock = Some(Clock::Part(part));
            }
            return Some(m);
        }
        // "this fall is a genuine decline", "this fall in prices".
        let drops = step.which == Which::This
            && self.word_is(at, "fall")
            && (["is", "was", "has", "of"].iter().any(|w| self.word_is(end, w))
                || self.is(end, Role::In) && self.lower(end + 1) && !self.is(end + 1, Role::The));
        if class.season > 0 && !drops {
            let meaning = Meaning::Picked(step.which, Field::Season(class.season as i8), step.anchor);
            return Some(Match::date(i, end, meaning, rule));
        }
        if self.capital(at)
            && let Some((n, &holiday)) = self.tables.holidays.longest(self.rest(at))
        {
            let meaning = Meaning::Picked(step.which, Field::Holiday(holiday), step.anchor);
            return Some(Match::date(i, at + n, meaning, rule));
        }
        if self.is(at, Role::Period) && self.is(self.skip(i, Role::The), Role::Latest) {
            return Some(Match::date(i, end, Meaning::LatestQuarter, "the quarter spoken of"));
        }
        if self.is(at, Role::Period) && step.anchor == Anchor::Narrative && step.by == 0 {
            return Some(Match::date(i, end, Meaning::Vague(Vague::Ref), "the time spoken of"));
        }
        let unit = class.unit?;
        if unit < Unit::Day {
            return None;
        }
        // "the last day of …", "the next century" with "of" behind it is a part of something else.
        if self.is(end, Role::Of) && unit == Unit::Day && step.by != 0 {
            return None;
        }
        let latest = self.is(self.skip(i, Role::The), Role::Latest);
        if unit == Unit::Quarter && (latest || step.anchor == Anchor::Narrative) {
            let meaning =
                if latest { Meaning::LatestQuarter } else { Meaning::QuarterOf(YearOf::Unsaid, step.by) };
            return Some(Match::date(i, end, meaning, "the quarter spoken of"));
        }
        if fiscal && unit != Unit::Year {
            return None;
        }
        if unit == Unit::Year {
            // "this year's third quarter" is a quarter; the longer match wins.
            let decade = self.is(i, Role::The) && matches!(self.role(step.end - 1), Role::Past | Role::Last);
            if decade && step.anchor == Anchor::Document {
                let value = "P1Y".to_owned();
                return Some(Match::of_kind(
                    i,
                    end,
                    TimeKind::Duration,
                    Meaning::Duration(value),
                    "a length of time",
                ));
            }
        }
        if unit >= Unit::Decade
            && matches!(self.role(step.end - 1), Role::Past | Role::Last | Role::Next | Role::Coming)
        {
            let value = if unit == Unit::Decade { "P10Y" } else { "P1CE" };
            return Some(Match::of_kind(
                i,
                end,
                TimeKind::Duration,
                Meaning::Duration(value.to_owned()),
                "a length of time",
            ));
        }
        Some(Match::date(i, end, Meaning::Shift(unit, step.by, step.anchor), rule))
    }

    /// "the year ended March 31", "the full year", "for the year".
    fn business_year(&self, i: usize) -> Option<Match> {
        if !self.is(i, Role::The) {
            return None;
        }
        let whole = matches!(self.role(i + 1), Role::Full | Role::Fiscal);
        let at = i + 1 + usize::from(whole);
        let class = self.class(at);
        if class.unit != Some(Unit::Year) || class.plural {
            return None;
        }
        if self.class(at + 1).closes_year {
            let year = Meaning::Duration("P1Y".to_owned());
            return Some(Match::of_kind(i, at + 1, TimeKind::Duration, year, "a year of accounts"));
        }
        let ends = self.token(at + 1).is_none() || !self.word(at + 1) || self.role(at + 1) != Role::None;
        let spoken = whole && self.is(i + 1, Role::Full) || self.is(i.wrapping_sub(1), Role::For);
        let full = self.is(i + 1, Role::Full);
        (spoken && (ends || full) && !self.possessive(at + 1) && !self.is(at + 1, Role::Of)).then(|| {
            Match::date(i, at + 1, Meaning::Shift(Unit::Year, 0, Anchor::Either), "the year spoken of")
        })
    }

    /// "over the weekend": the one before the document's date.
    fn the_weekend(&self, i: usize) -> Option<Match> {
        let class = self.class(i + 1);
        if !self.is(i, Role::The)
            || class.unit != Some(Unit::Weekend)
            || class.plural
            || self.lower(i + 2) && self.role(i + 2) == Role::None && self.is(i.wrapping_sub(1), Role::Of)
        {
            return None;
        }
        Some(Match::date(
            i,
            i + 2,
            Meaning::Shift(Unit::Weekend, -1, Anchor::Document),
            "counted from the document date",
        ))
    }

    /// "this morning", "last night", "that afternoon", "the next morning".
    fn stepped_part(&self, i: usize, end: usize, part: DayPart, step: Step) -> Option<Match> {
        let by = match (step.by, part) {
            // "last evening" was yesterday's.
            (-1, _) => -1,
            (by, _) => by,
        };
        let found = Found {
            from: i,
            to: end,
            kind: TimeKind::Time,
            meaning: Meaning::Shift(Unit::Day, by, step.anchor),
            modifier: None,
            clock: Some(Clock::Part(part)),
            rule: "a part of the day",
        };
        Some(Match { end, found, more: Vec::new() })
    }

    /// "today", "yesterday morning", "tonight", "tomorrow".
    fn days_from_today(&self, i: usize) -> Option<Match> {
        let (n, &by) = self.tables.today.longest(self.rest(i))?;
        // "Osk Today", a broadcaster.
        if self.capital(i) && i > self.from && self.capital(i - 1) {
            return None;
        }
        let mut end = i + n;
        let mut m = Match::date(
            i,
            end,
            Meaning::Shift(Unit::Day, by, Anchor::Document),
            "counted from the document date",
        );
        let part = if self.word_is(i, "tonight") {
            Some(DayPart::Night)
        } else {
            self.class(end).day_part.filter(|_| !self.class(end).plural).inspect(|_| end += 1)
        };
        if let Some(part) = part {
            m.found.to = end;
            m.end = end;
            m.found.kind = TimeKind::Time;
            m.found.clock = Some(Clock::Part(part));
        }
        Some(m)
    }

    /// "the day before", "the day after", "the day following" without an event behind it.
    fn day_before_or_after(&self, i: usize) -> Option<Match> {
        let j = self.skip(i, Role::The);
        if j == i || self.class(j).plural {
            return None;
        }
        let unit = self.class(j).unit.filter(|&u| u >= Unit::Day)?;
        let by = match self.role(j + 1) {
            Role::Before => -1,
            Role::After | Role::Following => 1,
            _ => return None,
        };
        let clause_ends =
            self.token(j + 2).is_none() || [".", ",", ";", ")"].iter().any(|s| self.sign(j + 2, s));
        // "the day before the raid", "the day after his death"
        let event = matches!(self.role(j + 2), Role::The | Role::A | Role::Its) && self.lower(j + 3);
        if event && !self.is(j + 1, Role::Following) && unit != Unit::Weekend {
            let meaning = Meaning::Shift(unit, by, Anchor::Event);
            return Some(Match::date(i, j + 1, meaning, "counted from an event"));
        }
        clause_ends.then(|| {
            Match::date(
                i,
                j + 2,
                Meaning::Shift(unit, by, Anchor::Narrative),
                "counted from the date spoken of",
            )
        })
    }

    /// "year-earlier", "year-ago", "year-end".
    fn year_earlier(&self, i: usize) -> Option<Match> {
        if let Some(end) = self.year_earlier_adjective(i) {
            return Some(Match::date(
                i,
                end,
                Meaning::YearsBefore(1, Anchor::Narrative),
                "a year before the period spoken of",
            ));
        }
        let j = self.skip(i, Role::The);
        let possessive = usize::from(self.possessive(j + 1));
        let dash = self.skip_dash(j + 1 + possessive);
        let end_word = self.word_is(dash, "end");
        let unit = self.class(j).unit.filter(|&u| u == Unit::Year || possessive > 0 && u >= Unit::Week);
        if let Some(unit) = unit.filter(|_| !self.class(j).plural && end_word) {
            let meaning = Meaning::Shift(unit, 0, Anchor::Either);
            return Some(
                Match::date(i, dash + 1, meaning, "the period spoken of").modified(Some(Modifier::End)),
            );
        }
        None
    }

    /// Whether a preposition of time stands before `i`.
    fn prepositional(&self, i: usize) -> bool {
        matches!(
            self.role(i.wrapping_sub(1)),
            Role::At
                | Role::By
                | Role::During
                | Role::From
                | Role::Since
                | Role::Until
                | Role::Around
                | Role::In
                | Role::Through
                | Role::To
                | Role::Before
                | Role::After
        )
    }

    /// "now", "recently", "the future".
    pub(super) fn vague(&self, i: usize) -> Option<Match> {
        let (n, vague) = self.tables.vague.longest(self.rest(i))?;
        let vague = (*vague)?;
        // "this time the boss", but "at this time".
        let this_time = self.is(i, Role::This) && self.is(i + 1, Role::Time);
        if this_time && !self.prepositional(i) {
            return None;
        }
        // "President-elect", "then-current", names ("Future plc").
        let mid_sentence_capital = self.capital(i) && i > self.from && self.word(i - 1);
        if mid_sentence_capital && n == 1 || self.dash(i + n) && self.glued(i + n) {
            return None;
        }
        let rule = if this_time { THIS_TIME } else { "no date of its own" };
        Some(Match::date(i, i + n, Meaning::Vague(vague), rule))
    }
}

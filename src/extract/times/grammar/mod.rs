//! The grammar: hand-written rules over the token stream, the longest match at a token wins, left to right.

mod clocks;
mod dates;
mod digits;
mod durations;
mod periods;
mod relative;
mod repeats;
mod years;

pub(in crate::extract::times) use durations::value as length;

use super::meaning::{Found, Meaning, Which, YearOf};
use super::stream::Stream;
use crate::model::{Modifier, TimeKind};

/// What a rule found at a token: one expression, and further ones that share a part with it ("14 and 18 September").
#[derive(Debug)]
pub(in crate::extract::times) struct Match {
    /// One past the last token taken.
    pub end: usize,
    /// The expression.
    pub found: Found,
    /// Those after it.
    pub more: Vec<Found>,
}

impl Match {
    fn one(found: Found) -> Self {
        Self { end: found.to, found, more: Vec::new() }
    }

    fn date(from: usize, to: usize, meaning: Meaning, rule: &'static str) -> Self {
        Self::one(Found::date(from, to, meaning, rule))
    }

    fn of_kind(from: usize, to: usize, kind: TimeKind, meaning: Meaning, rule: &'static str) -> Self {
        Self::one(Found { kind, ..Found::date(from, to, meaning, rule) })
    }

    fn modified(mut self, modifier: Option<Modifier>) -> Self {
        self.found.modifier = modifier.or(self.found.modifier);
        self
    }

    /// The same with its first expression beginning at `from`.
    fn begun(mut self, from: usize) -> Self {
        self.found.from = from;
        self
    }
}

/// Appends the expressions of one block.
pub(super) fn find(stream: Stream<'_>, out: &mut Vec<Found>) {
    let mut i = stream.from;
    while i < stream.end {
        if !stream.class(i).starts {
            i += 1;
            continue;
        }
        match stream.longest(i) {
            Some(m) if m.end > i => {
                i = m.end;
                out.push(m.found);
                out.extend(m.more);
            }
            _ => i += 1,
        }
    }
}

impl Stream<'_> {
    /// The longest match at `i`; of equally long ones the first rule's.
    fn longest(&self, i: usize) -> Option<Match> {
        let rules: [fn(&Self, usize) -> Option<Match>; 9] = [
            Self::part_of_date,
            Self::plain_date,
            Self::clock_time,
            Self::relative,
            Self::period,
            Self::repeat,
            // What the lists have as a whole ("recent years") goes before a length.
            Self::vague,
            Self::lengths,
            Self::duration,
        ];
        let mut best: Option<Match> = None;
        for rule in rules {
            if let Some(m) = rule(self, i)
                && best.as_ref().is_none_or(|b| m.end > b.end)
            {
                best = Some(m);
            }
        }
        best
    }

    /// A date of any form that may stand behind "early" or "the end of".
    fn datelike(&self, i: usize) -> Option<Match> {
        let rules: [fn(&Self, usize) -> Option<Match>; 3] = [Self::plain_date, Self::relative, Self::period];
        rules.iter().filter_map(|rule| rule(self, i)).fold(None, |best: Option<Match>, m| match best {
            Some(b) if b.end >= m.end => Some(b),
            _ => Some(m),
        })
    }
}

/// Gives the year of a date to those before it that share it: "between June and September 2010".
pub(super) fn share_years(stream: Stream<'_>, found: &mut [Found]) {
    for k in (1..found.len()).rev() {
        let (left, right) = found.split_at_mut(k);
        let (Some(a), Some(b)) = (left.last_mut(), right.first()) else { continue };
        let Meaning::Calendar(year @ YearOf::Known(y), last) = &b.meaning else { continue };
        let (Meaning::Calendar(YearOf::Unsaid, field) | Meaning::Picked(Which::Bare, field, _)) = &a.meaning
        else {
            continue;
        };
        let between = b.from.saturating_sub(a.to);
        if b.from < a.to || between > 2 || !(stream.joins(a.to, b.from) || stream.names(a.to, b.from)) {
            continue;
        }
        let season = matches!(field, super::meaning::Field::Season(_) | super::meaning::Field::Holiday(_));
        if season && *last == super::meaning::Field::Year && stream.names(a.to, b.from) {
            a.meaning = Meaning::Calendar(*year, *field);
            a.rule = "shares the year of the date after it";
            continue;
        }
        let (Some(m), Some(n)) = (month_of(*field), month_of(*last)) else { continue };
        let range = !stream.sign(a.to, ",");
        let year = if m > n && range { YearOf::Known(y.saturating_sub(1)) } else { *year };
        a.meaning = Meaning::Calendar(year, *field);
        a.rule = "shares the year of the date after it";
    }
}

fn month_of(field: super::meaning::Field) -> Option<i8> {
    match field {
        super::meaning::Field::Month(m) | super::meaning::Field::Day(m, _) => Some(m),
        super::meaning::Field::Season(s) => Some(s * 3),
        _ => None,
    }
}

impl Stream<'_> {
    /// Whether a noun and "of" stand between two tokens: "the Spring Offensive of 1918".
    fn names(&self, from: usize, to: usize) -> bool {
        to == from + 2 && self.capital(from) && self.is(from + 1, super::lexicon::Role::Of)
    }

    /// Whether only words that join the members of a list or range stand between two tokens.
    fn joins(&self, from: usize, to: usize) -> bool {
        use super::lexicon::Role;
        (from..to).all(|i| {
            self.dash(i)
                || [",", "/", "&"].iter().any(|s| self.sign(i, s))
                || matches!(self.role(i), Role::To | Role::And | Role::Or | Role::Through | Role::Until)
        })
    }
}

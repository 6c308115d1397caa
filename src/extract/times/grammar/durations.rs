//! Lengths of time, and the dates made of them: "three days", "two weeks ago", "five months later".

use super::Match;
use crate::extract::times::lexicon::{Role, Unit};
use crate::extract::times::meaning::{Anchor, Found, Meaning};
use crate::extract::times::numbers::Count;
use crate::extract::times::stream::Stream;
use crate::model::{Modifier, TimeKind};

impl Stream<'_> {
    /// A length of time, or a date that lies so far away.
    pub(super) fn duration(&self, i: usize) -> Option<Match> {
        let (mut j, modifier) = match self.tables.approximators.longest(self.rest(i)) {
            Some((n, &m)) => (i + n, Some(m)),
            None => (i, None),
        };
        let over = modifier.is_some() && j == i + 1 && self.class(i).role != Role::None;
        let determined = matches!(
            self.role(j),
            Role::The | Role::These | Role::That | Role::Its | Role::This | Role::Same
        );
        j += usize::from(determined);
        let framed = matches!(
            self.role(j),
            Role::Last
                | Role::Past
                | Role::Next
                | Role::Coming
                | Role::Previous
                | Role::Following
                | Role::Recent
                | Role::Latest
        ) || (determined && (self.class(j).ordinal == 1 || self.is(j, Role::Final)));
        // "over the next months", "around the last days": a preposition, no bound.
        if over && (framed || determined) {
            return None;
        }
        j += usize::from(framed);
        let counted = self.count(j).filter(|_| !(determined && self.is(j, Role::A)));
        let (mut at, count) = match counted {
            Some((end, n)) => (end, Some(n)),
            None => (j, None),
        };
        while matches!(self.role(at), Role::More | Role::Full) || self.word_is(at, "long") && count.is_some()
        {
            at += 1;
        }
        // "two bloody weeks"
        let described = matches!(count, Some(Count::Exact(n)) if n > 1.0)
            && self.lower(at)
            && self.role(at) == Role::None
            && !self.class(at).counted
            && self.class(at).unit.is_none()
            && self.class(at + 1).plural
            && self.class(at + 1).unit.is_some_and(|u| u >= Unit::Day && u != Unit::Quarter);
        at += usize::from(described);
        let hyphen = self.dash(at) && self.glued(at) && self.glued(at + 1);
        at += usize::from(hyphen);
        let class = self.class(at);
        let unit = class.unit?;
        let mut end = at + 1;
        // "a year and a half"
        let mut count = count;
        if let Some(Count::Exact(n)) = count
            && self.is(end, Role::And)
            && self.is(end + 1, Role::A)
            && self.is(end + 2, Role::Half)
            && !hyphen
        {
            (count, end) = (Some(Count::Exact(n + 0.5)), end + 3);
        }
        // "will one day be", but "for one day"
        let modal = |k: usize| {
            ["will", "would", "may", "might", "could", "can", "should", "to"]
                .iter()
                .any(|w| self.word_is(k, w))
        };
        if self.word_is(i, "one")
            && at == i + 1
            && unit == Unit::Day
            && !class.plural
            && modal(i.wrapping_sub(1))
        {
            let some_day = Meaning::Vague(crate::extract::times::lexicon::Vague::FutureRef);
            return Some(Match::date(i, end, some_day, "some time away, no date"));
        }
        // "the third time in as many years"
        if self.word_is(i, "many") && self.word_is(i.wrapping_sub(1), "as") {
            return None;
        }
        // "a year-earlier loss"; "a months-long trek"
        if self.year_earlier_adjective(at).is_some() || class.plural && self.is(j, Role::A) && at == j + 1 {
            return None;
        }
        // "60 second" but "the second"; "quarter" alone is no length.
        if !class.plural && count.is_none()
            || unit == Unit::Second && count.is_none()
            || self.ordinal_second(at)
        {
            return None;
        }
        if unit == Unit::Quarter && (!class.plural || hyphen) {
            return None;
        }
        if self.aged(end) {
            return None;
        }
        // "a second attack", "one minute" is fine; "a day" before a noun in a rate is a repeat.
        let n = match count {
            Some(n) => n,
            None => Count::Some,
        };
        if count.is_none() && !framed && !determined && !self.bare_plural(i, at) {
            return None;
        }
        if count.is_none() && determined && !framed && !self.leads_to_event(j, end) {
            return None;
        }
        let long = self.dash(end) && self.glued(end) && self.is(end + 1, Role::Long);
        end += 2 * usize::from(long);
        if let Some(m) = self.distance(i, end, n, unit, framed || determined, modifier) {
            return Some(m);
        }
        if matches!(modifier, Some(Modifier::Approx)) && self.word_is(i, "around") && count.is_none() {
            return None;
        }
        let value = value(n, unit)?;
        // "the two-year plan": the article is the plan's.
        // The same of "a year-long siege" and "the Seven Days Battles".
        let named = self.capital(at) && self.capital(end) && !self.glued(end);
        let lent = long && self.is(i, Role::A) && at == i + 1 || determined && (hyphen || named);
        let from = i + usize::from(lent && modifier.is_none());
        let m = Match::of_kind(from, end, TimeKind::Duration, Meaning::Duration(value), "a length of time");
        Some(m.modified(modifier))
    }

    /// "two to three weeks", "ten or fifteen years": two lengths that share a unit.
    pub(super) fn lengths(&self, i: usize) -> Option<Match> {
        let (end, n) = self.cardinal(i).filter(|&(_, n)| n < 1000.0)?;
        let joint = matches!(self.role(end), Role::To | Role::Or) || self.dash(end) && !self.glued(end);
        if !joint || self.glued(i) || self.cardinal(end + 1).is_none() {
            return None;
        }
        let m = self.duration(end + 1).filter(|m| m.more.is_empty() && m.found.modifier.is_none())?;
        let Meaning::Duration(second) = &m.found.meaning else { return None };
        let digit = |c: char| c.is_ascii_digit() || c == '.';
        let (from, to) = (second.find(digit)?, second.rfind(digit)?);
        let first = format!("{}{n}{}", second.get(..from)?, second.get(to + 1..)?);
        let found =
            Found::date(i, end, Meaning::Duration(first), "a length that shares the unit of the next");
        Some(Match { end: m.end, found: Found { kind: TimeKind::Duration, ..found }, more: vec![m.found] })
    }

    /// "second" as an ordinal: "the 3 second-hand".
    fn ordinal_second(&self, at: usize) -> bool {
        self.class(at).ordinal == 2 && !self.class(at).plural && self.word(at + 1) && !self.glued(at)
    }

    /// Whether "old" or "of age" follows: an age.
    fn aged(&self, end: usize) -> bool {
        let j = self.skip_dash(end);
        if self.is(j, Role::Old) {
            return true;
        }
        // "children 6 months and older"
        if matches!(self.role(end), Role::And | Role::Or)
            && ["older", "younger", "up"].iter().any(|w| self.word_is(end + 1, w))
        {
            return true;
        }
        self.is(end, Role::Of) && self.word_is(end + 1, "age")
    }

    /// "in the days before the vote", "the weeks ahead", "the years that followed"; `from` is the unit.
    fn leads_to_event(&self, from: usize, end: usize) -> bool {
        let the = self.is(from.wrapping_sub(1), Role::The) && self.class(from).plural && end == from + 1;
        let lead = matches!(
            self.role(from.wrapping_sub(2)),
            Role::In | Role::Over | Role::For | Role::During | Role::Through
        );
        let follows = matches!(
            self.role(end),
            Role::Before | Role::After | Role::Since | Role::Ahead | Role::Following
        ) || self.word_is(end, "leading")
            || self.is(end, Role::That) && ["followed", "follow"].iter().any(|w| self.word_is(end + 1, w));
        the && lead && follows
    }

    /// "years" alone: only where it is no part of something counted.
    fn bare_plural(&self, i: usize, at: usize) -> bool {
        if i != at
            || self.class(at).unit.is_none_or(|u| u < Unit::Day || u == Unit::Quarter || u == Unit::Weekend)
        {
            return false;
        }
        let lead = matches!(
            self.role(i.wrapping_sub(1)),
            Role::For
                | Role::In
                | Role::Of
                | Role::Within
                | Role::After
                | Role::Over
                | Role::Before
                | Role::By
                | Role::From
        );
        let mere = ["just", "only", "mere"].iter().any(|w| self.word_is(i.wrapping_sub(1), w));
        lead || mere && matches!(self.role(at + 1), Role::After | Role::Before)
            || matches!(self.role(at + 1), Role::Ago | Role::Later | Role::Earlier | Role::Of | Role::Before)
            || self.dash(at + 1) && self.is(at + 2, Role::Long)
    }

    /// "… ago", "… later", "… earlier", "… from now".
    fn distance(
        &self,
        i: usize,
        end: usize,
        n: Count,
        unit: Unit,
        framed: bool,
        modifier: Option<Modifier>,
    ) -> Option<Match> {
        if framed {
            return None;
        }
        let mut at = end;
        if self.is(at, Role::Or) && self.is(at + 1, Role::So) {
            at += 2;
        }
        let (by, anchor, to) = match self.role(at) {
            Role::Ago => (-1, Anchor::Document, at + 1),
            Role::Hence => (1, Anchor::Document, at + 1),
            Role::Later => (1, Anchor::Narrative, at + 1),
            Role::Earlier => (-1, Anchor::Narrative, at + 1),
            Role::From if self.word_is(at + 1, "now") => (1, Anchor::Document, at + 2),
            Role::Before if self.clause_ends(at + 1) => (-1, Anchor::Narrative, at + 1),
            Role::After if self.clause_ends(at + 1) => (1, Anchor::Narrative, at + 1),
            Role::After if self.word_is(at + 1, "that") && self.clause_ends(at + 2) => {
                (1, Anchor::Narrative, at + 2)
            }
            _ => return None,
        };
        let rule = match anchor {
            Anchor::Document => "counted from the document date",
            _ => "counted from the date spoken of",
        };
        // "a decade ago" is ten years ago, not the decade before this one.
        let (n, unit) = match (n, unit) {
            (Count::Exact(n), Unit::Decade) => (Count::Exact(n * 10.0), Unit::Year),
            (Count::Exact(n), Unit::Century) => (Count::Exact(n * 100.0), Unit::Year),
            other => other,
        };
        let meaning = match (n.whole(), unit, by) {
            (Some(years @ 1..), Unit::Year, -1) => Meaning::YearsBefore(years, anchor),
            (Some(count), _, _) => Meaning::Shift(unit, count.checked_mul(by)?, anchor),
            (None, _, _) if anchor == Anchor::Narrative => Meaning::Later(unit),
            (None, _, _) => {
                // "several years ago": some time, no date.
                return Some(
                    Match::date(
                        i,
                        to,
                        Meaning::Vague(match by {
                            -1 => crate::extract::times::lexicon::Vague::PastRef,
                            _ => crate::extract::times::lexicon::Vague::FutureRef,
                        }),
                        "some time away, no date",
                    )
                    .modified(modifier),
                );
            }
        };
        Some(Match::date(i, to, meaning, rule).modified(modifier))
    }

    fn clause_ends(&self, i: usize) -> bool {
        self.token(i).is_none() || [".", ",", ";", ")", ":", "—"].iter().any(|s| self.sign(i, s))
    }
}

/// TIMEX3 value of a length. Decades are ten years; units are never simplified ("24 hours" stays PT24H).
pub(in crate::extract::times) fn value(n: Count, unit: Unit) -> Option<String> {
    let count = n.timex();
    Some(match unit {
        Unit::Second => format!("PT{count}S"),
        Unit::Minute => format!("PT{count}M"),
        Unit::Hour => format!("PT{count}H"),
        Unit::Day => format!("P{count}D"),
        Unit::Week => format!("P{count}W"),
        Unit::Fortnight => match n {
            Count::Exact(n) => format!("P{}W", n * 2.0),
            Count::Some => "PXW".to_owned(),
        },
        Unit::Weekend => format!("P{count}WE"),
        Unit::Month => format!("P{count}M"),
        // As the corpora write them: a length in quarters is one in months.
        Unit::Quarter => match n {
            Count::Exact(n) => format!("P{}M", n * 3.0),
            Count::Some => "PXM".to_owned(),
        },
        Unit::Year => format!("P{count}Y"),
        Unit::Decade => match n {
            Count::Exact(n) => format!("P{}Y", n * 10.0),
            Count::Some => "PXDE".to_owned(),
        },
        Unit::Century => match n {
            Count::Exact(n) if n.fract() == 0.0 => format!("P{}Y", n * 100.0),
            _ => format!("P{count}CE"),
        },
        Unit::Millennium => match n {
            Count::Exact(n) => format!("P{}Y", n * 1000.0),
            Count::Some => "PXML".to_owned(),
        },
    })
}

//! "Two days after the ceasefire": lengths counted from an event. Where the event was told before with a date, the days
//! are known; where it was not, the length stays a length.

use super::fields::fill;
use super::lexicon::{Role, Unit};
use super::meaning::{Anchor, Field, Found, Meaning, YearOf};
use super::stamp::Stamp;
use super::stream::Stream;
use crate::structure::{Structure, WordId};

/// How many tokens behind "after" may name the event.
const PHRASE: usize = 8;
/// How many dates back the event may have been dated.
const BACK: usize = 200;
/// How far from its date the event may be named, in tokens.
const NEAR: usize = 15;

/// A date told, as an event may hang on it.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    /// Its first token.
    pub from: usize,
    /// What it says.
    pub stamp: Stamp,
}

/// The date of a length or day that counts from an event, if the event was dated before. `told` are the dates before it in
/// text order; `next` is the expression behind it, which may date the event right there.
pub fn date(
    stream: Stream<'_>,
    structure: &Structure,
    found: &Found,
    told: &[Told],
    next: Option<&Found>,
) -> Option<Stamp> {
    let (count, unit) = match &found.meaning {
        Meaning::Duration(value) => length(value)?,
        Meaning::Shift(unit, _, Anchor::Event) => (1, *unit),
        _ => return None,
    };
    let by = match stream.role(found.to) {
        Role::After | Role::Following => count,
        Role::Before => -count,
        _ => return None,
    };
    if let Some(base) = next.and_then(|next| dated_here(stream, found, next)) {
        return base.shift(unit, by);
    }
    let (keys, names) = keys(stream, found.to + 1);
    if keys.is_empty() || keys.len() > 4 {
        return None;
    }
    // What the same sentence dates is what is told, not what it is counted from.
    let own = sentence(stream, structure, found.from);
    let base = told.iter().rev().take(BACK).find(|t| {
        if own.is_some() && sentence(stream, structure, t.from) == own {
            return false;
        }
        let fine = t.stamp.unit() <= unit.max(Unit::Day) && t.stamp.unit() <= Unit::Month
            || unit == Unit::Year && t.stamp.unit() <= Unit::Year;
        fine && names_event(stream, structure, t.from, &keys, names)
    })?;
    base.stamp.shift(unit, by)
}

/// "Three days after the truce of 9 March 2020": the date that the event has in the same phrase.
fn dated_here(stream: Stream<'_>, found: &Found, next: &Found) -> Option<Stamp> {
    let Meaning::Calendar(YearOf::Known(year), field @ (Field::Day(..) | Field::Month(_))) = next.meaning
    else {
        return None;
    };
    let lead = next.from.checked_sub(1)?;
    let near = (2..=PHRASE).contains(&lead.checked_sub(found.to)?);
    let plain = (found.to + 1..lead).all(|i| stream.word(i) || stream.possessive(i));
    let noun = stream.is(found.to + 1, Role::The)
        || stream.is(found.to + 1, Role::A)
        || stream.capital(found.to + 1);
    (near && plain && noun && matches!(stream.role(lead), Role::Of | Role::On | Role::In))
        .then(|| fill(year, field))
        .flatten()
}

/// Count and unit of a TIMEX3 length of whole days or longer.
fn length(value: &str) -> Option<(i32, Unit)> {
    let rest = value.strip_prefix('P')?;
    let unit = match rest.chars().last()? {
        'D' => Unit::Day,
        'W' => Unit::Week,
        'M' => Unit::Month,
        'Y' => Unit::Year,
        _ => return None,
    };
    let count = rest.get(..rest.len() - 1)?.parse().ok()?;
    Some((count, unit))
}

/// The words that name the event behind "after", and whether they are names.
fn keys(stream: Stream<'_>, at: usize) -> (Vec<WordId>, bool) {
    let (mut names, mut nouns) = (Vec::new(), Vec::new());
    for i in at..at + PHRASE {
        let Some(token) = stream.token(i).filter(|_| stream.word(i) || stream.possessive(i)) else { break };
        if stream.possessive(i) || stream.role(i) != Role::None {
            continue;
        }
        if stream.capital(i) {
            names.push(token.word());
        } else if token.span.len() > 3 {
            nouns.push(token.word());
        }
    }
    if names.is_empty() { (nouns, false) } else { (names, true) }
}

/// The number of the sentence in which a token stands.
fn sentence(stream: Stream<'_>, structure: &Structure, at: usize) -> Option<usize> {
    let token = stream.token(at)?;
    let k = structure.sentences.partition_point(|s| s.span.end <= token.span.start);
    structure.sentences.get(k).filter(|s| s.span.start <= token.span.start).map(|_| k)
}

/// Whether the sentence of the date at `at` names the event, near the date.
fn names_event(stream: Stream<'_>, structure: &Structure, at: usize, keys: &[WordId], names: bool) -> bool {
    let Some(sentence) = sentence(stream, structure, at).and_then(|k| structure.sentences.get(k)) else {
        return false;
    };
    let (from, to) = structure.tokens.range(sentence.span);
    let (from, to) = (from.max(at.saturating_sub(NEAR)), to.min(at + NEAR));
    keys.iter().all(|key| {
        (from..to).any(|i| stream.token(i).is_some_and(|t| t.word() == *key) && (!names || stream.capital(i)))
    })
}

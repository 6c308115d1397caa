//! Whom a source names: its kind, its head, and which actors it stands for.

use super::reading::Reading;
use super::sources::Np;
use super::words::Classes;
use crate::model::{ActorId, AttributionKind, Via};
use crate::structure::Shape;

/// What kind of source a phrase is.
pub(super) fn kind(r: &Reading<'_>, np: Np) -> AttributionKind {
    let (a, b) = np;
    // "US" is no "us".
    let state =
        r.tokens.get(a).is_some_and(|t| t.caps() == crate::structure::Caps::Upper) && r.lower(a) == "us";
    if !state && r.author.longest(r.slice(a, b)).is_some() {
        return AttributionKind::Author;
    }
    if !actors(r, np).is_empty() {
        return AttributionKind::Named;
    }
    let stop = head_end(r, np);
    let last = stop.saturating_sub(1);
    // A capital at the start of the phrase may be that of the sentence.
    let small = |k: usize| !r.is_capital(k) || k == a;
    let common = (a..stop).any(|k| r.is(k, Classes::SPEAKER | Classes::PAPER) && small(k));
    let name = |k: usize| r.mentions_in(r.span(k, k + 1)).iter().any(|m| m.2.is_name());
    let capital = (a..stop).any(|k| r.is_capital(k) && (k > a || name(k)));
    let people = r.mentions_in(r.span(a, stop));
    // "Many Syrians", "Kyrgyz officials", "officials in Sarn".
    let adjective_only = people.iter().all(|m| m.2 == Via::Demonym);
    let only_people = !people.is_empty()
        && adjective_only
        && (a + 1..stop).all(|k| !r.is_capital(k) || people.iter().any(|m| m.0 == r.span(k, k + 1)));
    // "White House aides", "some Republicans".
    let beyond = r.is(last, Classes::SPEAKER | Classes::PAPER) && small(last) && !r.is(last, Classes::BODY);
    let only_people = only_people || r.is(a, Classes::PRONOUN) && stop > a + 1 && r.is_plural(last);
    if common && (adjective_only || !capital || beyond) || only_people {
        AttributionKind::Unnamed
    } else if capital {
        AttributionKind::Named
    } else {
        AttributionKind::Unnamed
    }
}

/// The words that name the source itself: without what describes it.
pub(super) fn head(r: &Reading<'_>, np: Np) -> crate::model::Span {
    // "The State of Osk's attorney general" is the attorney general.
    let mark = |k: &usize| r.tokens.get(*k).is_some_and(|t| t.shape() == Shape::Possessive);
    let first = (np.0..np.1).rev().find(mark).map_or(np.0, |k| k + 1).min(np.1 - 1);
    r.span(np.0, head_end(r, (first, np.1)).max(first + 1))
}

/// One past the words that name the source itself: before a preposition, a relative clause, a comma or a bracket, where
/// no name goes on over it ("the Ministry of Health").
fn head_end(r: &Reading<'_>, np: Np) -> usize {
    let (a, b) = np;
    let held = |k: usize| {
        let here = r.span(k, k + 1);
        r.mentions_in(r.span(a, k)).iter().any(|m| m.0.end > here.start)
    };
    (a + 1..b)
        .find(|&k| {
            let ends = match r.sign(k) {
                Some(c) => matches!(c, ',' | '(' | '—' | '–' | ':') || super::parse::is_dash(r, k),
                None => {
                    r.is(k, Classes::PREPOSITION) && !r.is(k, Classes::DETERMINER)
                        || matches!(r.lower(k), "who" | "which" | "that" | "whose")
                }
            };
            ends && !held(k)
        })
        .unwrap_or(b)
}

/// The actors that a source names: not those it only belongs to ("Kyrgyz officials", "Kazakhstan's committee"), nor those
/// that a nameless one works for or lives with ("farmers in Brazil", "Kremlin aides").
pub(super) fn actors(r: &Reading<'_>, np: Np) -> Vec<ActorId> {
    // What stands in apposition describes the source; it names actors only where the source itself names none.
    let comma = (np.0..np.1).find(|&k| r.sign(k) == Some(','));
    if let Some(comma) = comma {
        let head = actors(r, (np.0, comma));
        if !head.is_empty() || r.author.longest(r.slice(np.0, comma)).is_some() {
            return head;
        }
        // "some senators, including Holm": others than those are meant; "the chair, Ada Holm": she is.
        let next = comma + 1;
        let describes = r.is(next, Classes::PREPOSITION | Classes::RELATIVE | Classes::ING)
            || r.lower(next) == "especially"
            || r.is_plural(head_end(r, (np.0, comma)).saturating_sub(1));
        if describes || next >= np.1 {
            return Vec::new();
        }
        let other = (next..np.1).find(|&k| r.sign(k) == Some(',')).unwrap_or(np.1);
        return actors(r, (next, other));
    }
    let stop = head_end(r, np);
    let span = r.span(np.0, np.1);
    // "the government of Osk" is Osk's: a body takes the name behind "of".
    let of = stop < np.1 && r.lower(stop) == "of";
    let body = of && r.is(stop - 1, Classes::BODY) && !r.is(stop - 1, Classes::PAPER);
    // "the evidence of Ada Holm", "the statement of the witness Ada Holm" are hers.
    let paper = of && r.is(stop - 1, Classes::PAPER);
    let part = stop < np.1 && r.lower(stop) == "of" && matches!(r.lower(stop - 1), "both" | "all" | "one");
    let reach = if body { np.1 } else { stop };
    let mut ids: Vec<ActorId> = Vec::new();
    for &(m, id, via) in r.mentions_in(span) {
        if via == Via::Demonym || !span.contains(m) || ids.contains(&id) {
            continue;
        }
        // "the two countries": those named shortly before, or nobody.
        if via == Via::Collective
            && !r.mentions_in(m).iter().filter(|o| o.0 == m).all(|o| named_before(r, o.1, m))
        {
            continue;
        }
        let (first, next) = r.range(m);
        // "the chairman of the Harbour Council Ada Holm" is Ada Holm.
        let apposed = next == np.1
            && r.is_person(id)
            && first > np.0
            && !r.is(first - 1, Classes::PREPOSITION | Classes::DETERMINER | Classes::COORDINATOR);
        // "the office of President Osk": those who work there.
        if body && first >= stop && r.is_person(id) {
            continue;
        }
        let owner = paper && r.is_person(id) && via.is_name();
        // "talking points prepared for Director Holm": a person who is no part of what speaks.
        let apposed =
            apposed && (first < stop || r.is(stop - 1, Classes::SPEAKER) && !r.is(stop - 1, Classes::PAPER));
        if first >= reach && !part && !apposed && !owner {
            continue;
        }
        // "the acting Osk counsel Ada Holm" is Ada Holm.
        if apposed
            && (first >= stop || !(np.0..first).any(|k| r.is(k, Classes::COORDINATOR) || !r.is_word(k)))
        {
            ids.clear();
        }
        let possessive = next < np.1 && r.tokens.get(next).is_some_and(|t| t.shape() == Shape::Possessive);
        // "Kremlin aides", "former Osk adviser Ada Holm": whom the name belongs to speaks, not the name.
        let modifies = next < stop
            && !r.is(next, Classes::COORDINATOR)
            && (next..stop)
                .take_while(|&k| r.is_word(k) && !r.is(k, Classes::COORDINATOR))
                .any(|k| r.is(k, Classes::SPEAKER) && !r.is(k, Classes::BODY) && !r.is_capital(k));
        // "Musica Viva Osk": a state at the end of another's name.
        let tail = first > np.0
            && !r.is_person(id)
            && r.is_capital(first - 1)
            && !r.is(first - 1, Classes::DETERMINER | Classes::PREPOSITION | Classes::SPEAKER)
            && r.mentions_in(r.span(first - 1, first)).is_empty()
            && !r.mentions_in(r.span(np.0, first)).iter().any(|o| o.0.end >= r.span(first - 1, first).end);
        // "he" is no place and no ministry.
        let pronoun = matches!(r.lower(first), "he" | "she") && next == first + 1 && !r.is_person(id);
        // "Osk-based analyst Ada Holm"
        let compound = next < np.1 && r.sign(next) == Some('-') && r.is(next + 1, Classes::PARTICIPLE);
        if !possessive && !modifies && !pronoun && !tail && !compound {
            ids.push(id);
        }
    }
    ids
}

/// Whether an actor is named in the sentences right before.
fn named_before(r: &Reading<'_>, id: ActorId, at: crate::model::Span) -> bool {
    /// How far back, in bytes.
    const NEAR: u32 = 600;
    let before = crate::model::Span { start: at.start.saturating_sub(NEAR), end: at.start };
    r.mentions_in(before).iter().any(|m| m.1 == id && m.2.is_name())
}

//! Claims told by a noun phrase: a count in an apposition or a list ("the dozens of villagers killed").

use super::lexicon::Sense;
use super::parse::{Finite, Parse, Role};
use super::quantities::Figures;
use super::reading::Reading;
use super::words::Classes;
use crate::model::{Quantity, Why};

/// Why such a phrase is a claim of its own.
pub(super) const WHY: Why =
    Why { rule: "a count or a dated event in an apposition tells something by itself", confidence: 0.6 };

/// The phrases of a clause between dashes or behind a colon that carry a figure and have no verb of their own, as tokens.
pub(super) fn counts(r: &Reading<'_>, figures: &Figures<'static>, p: &Parse) -> Vec<(usize, usize)> {
    let colon = (p.from..p.to).find(|&k| r.sign(k) == Some(':') && p.main.is_some_and(|m| m < k));
    let dashed = |k: usize| p.role(k) == Role::Aside;
    let listed = |k: usize| dashed(k) || colon.is_some_and(|c| k > c);
    let mut found = Vec::new();
    let mut k = p.from;
    while k < p.to {
        if !listed(k) || is_edge(r, k) {
            k += 1;
            continue;
        }
        let end = (k..p.to).find(|&j| is_edge(r, j) || !listed(j)).unwrap_or(p.to);
        let start = (k..end).find(|&j| !r.is(j, Classes::COORDINATOR)).unwrap_or(end);
        let verb = (start..end).any(|j| p.finite(j) == Finite::Surely);
        let opens = r.is(start, Classes::DETERMINER) || r.is_number(start);
        // The figure opens the phrase: "the hundreds injured", "the $200 million monthly hit".
        let counted = opens && !verb && end >= start + 3 && {
            let figures = figures.within(r, start, end);
            let first = figures.first().is_some_and(|q| {
                let (at, behind) = r.range(q.span);
                at <= start + 1 && behind <= end.max(start + 3)
            });
            first && (start..end).any(|j| names_a_thing(r, j, &figures))
        };
        // "including a visit to Sarn in October": an event with its date.
        let told = if r.lower(start) == "including" { start + 1 } else { start };
        let dated = dashed(k)
            && r.is(told, Classes::DETERMINER)
            && !verb
            && end >= told + 3
            && r.is_dated(r.span(told, end));
        if dated {
            found.push((told, end));
        } else if counted {
            found.push((start, end));
        }
        k = end.max(k + 1);
    }
    found
}

/// Whether a word tells what is counted: "2.5 percent or even 3 percent" and "457 confirmed and 48 probable" name nothing.
fn names_a_thing(r: &Reading<'_>, at: usize, figures: &[Quantity]) -> bool {
    let weighs = |senses: super::lexicon::Senses| {
        [Sense::Boosted, Sense::Hedge, Sense::Likelihood, Sense::Comparison].iter().any(|s| senses.has(*s))
    };
    let span = r.span(at, at + 1);
    // "317cuft" is a unit.
    let apart = r.tokens.get(at).is_some_and(|t| t.spaced()) || r.sign(at.wrapping_sub(1)) == Some('-');
    apart
        && r.is_word(at)
        && r.lower(at).chars().count() >= 4
        && !r.is_adverb(at)
        && !r.is(at, Classes::PREPOSITION | Classes::DETERMINER | Classes::ADVERB)
        && !figures.iter().any(|q| q.span.overlaps(span))
        && !r.cues.longest(r.slice(at, at + 1)).is_some_and(|(_, e)| weighs(e.senses))
}

/// What parts the phrases of a list.
fn is_edge(r: &Reading<'_>, at: usize) -> bool {
    r.is_sign(at, &[',', ';', ':', '—', '–', '(', ')', '.'])
}

//! "Reportedly", "allegedly": what they are said of is the clause in which they stand, not the whole sentence.

use super::frames::{Found, Site};
use super::joints;
use super::lexicon::Group;
use super::sources::Np;
use super::words::Classes;

/// Where the clause of an adverb begins.
enum Opening {
    /// Behind a conjunction: a clause that tells something of its own.
    Clause(usize),
    /// At a relative clause: it only describes a noun.
    Described(usize),
}

/// An adverb of hearsay of `n` tokens at `at`.
pub(super) fn reportedly(site: &Site<'_, '_>, at: usize, n: usize) -> Option<Found> {
    let r = site.r;
    let end = site.sentence_end();
    let found = |content: Vec<Np>, rule, confidence, asserts| Found {
        source: None,
        cue: (at, at + n),
        content,
        rule,
        confidence,
        group: Some(Group::Speech),
        asserts,
    };
    let part = "\"reportedly\" of a part of the sentence";
    if let Some(content) = adjunct(site, at, n) {
        return Some(found(vec![content], part, 0.7, false));
    }
    let whole = |start: usize, stop: usize| {
        let mut content = vec![(start, at), (at + n, stop)];
        content.retain(|c| c.0 < c.1);
        content
    };
    match opening(site, at) {
        Some(Opening::Clause(start)) => {
            Some(found(whole(start, closing(site, at + n)), "\"reportedly\"", 0.8, true))
        }
        Some(Opening::Described(start)) => {
            let stop = (at + n..end).find(|&k| r.sign(k) == Some(',') && !site.quotes.inside(k));
            Some(found(whole(start, stop.unwrap_or(end)), part, 0.7, false))
        }
        None => {
            let first = (site.from..at)
                .find(|&k| r.is_word(k) && !r.is(k, Classes::COORDINATOR) || site.quotes.opens(k));
            Some(found(whole(first.unwrap_or(at), end), "\"reportedly\"", 0.8, true))
        }
    }
}

/// What opens the clause of the adverb at `at`, where another clause is told before it.
fn opening(site: &Site<'_, '_>, at: usize) -> Option<Opening> {
    let r = site.r;
    let floor = site.clause_start(at);
    let end = site.sentence_end();
    let told = |k: usize| (floor + 1..k).any(|j| site.is_predicate(j));
    (floor + 1..at).rev().take_while(|&k| r.sign(k) != Some(';')).find_map(|k| {
        if site.quotes.inside(k) {
            return None;
        }
        let before = k - 1;
        // "the boat that", "at whom", "a man who"
        if r.is(k, Classes::RELATIVE) && r.lower(k) != "that"
            || r.lower(k) == "that" && (r.is_nounlike(before) && !r.says(before) || r.lower(before) == "that")
        {
            return Some(Opening::Described(k));
        }
        if r.lower(k) == "that" && r.says(before) {
            return Some(Opening::Clause(k + 1));
        }
        // "the amount he had"
        if matches!(r.lower(k), "he" | "she" | "they" | "it" | "we")
            && r.is_nounlike(before)
            && !r.in_time(before)
            && (!r.is(before, Classes::VERB & !Classes::NOUNY)
                || before.checked_sub(1).is_some_and(|j| r.is(j, Classes::DETERMINER)))
        {
            return Some(Opening::Described(k));
        }
        if r.is(k, Classes::SUBORDINATOR) && told(k) {
            let clause = (k + 1..at).any(|j| site.is_predicate(j))
                || (at..end.min(at + 4)).any(|j| site.is_predicate(j));
            return clause.then_some(Opening::Clause(k + 1));
        }
        // "and reportedly ordered", "but the crew reportedly left"
        let joins = r.is(k, Classes::COORDINATOR) && told(k) && {
            k + 1 == at || joints::opens_clause(r, floor, k, end) || r.sign(before) == Some(',')
        };
        joins.then_some(Opening::Clause(k + 1))
    })
}

/// Where the clause of an adverb that ends at `at` is over: before another that a comma and a conjunction join.
fn closing(site: &Site<'_, '_>, at: usize) -> usize {
    let r = site.r;
    let end = site.clause_end(at);
    (at + 2..end)
        .find(|&k| {
            r.sign(k) == Some(',')
                && !site.quotes.inside(k)
                && (r.is(k + 1, Classes::COORDINATOR) && joints::opens_clause(r, k + 1, k + 1, end)
                    || r.is(k + 1, Classes::SUBORDINATOR) && !r.is(k + 1, Classes::ALSO_PREPOSITION))
        })
        .unwrap_or(end)
}

/// What alone "reportedly" is said of where it stands behind the main verb: "…, ostensibly to repair it", "who was
/// purportedly the owner".
fn adjunct(site: &Site<'_, '_>, at: usize, n: usize) -> Option<(usize, usize)> {
    let r = site.r;
    let end = site.sentence_end();
    let floor = site.clause_start(at);
    let comma = |k: usize| r.sign(k) == Some(',') && !site.quotes.inside(k);
    let close = (at + n..end).find(|&k| comma(k)).unwrap_or(end);
    let open = at.checked_sub(1).filter(|&k| k > floor)?;
    let start = if comma(open) {
        // ", reportedly," is said of all.
        (close > at + n).then_some(at + n)?
    } else {
        (floor + 1..at)
            .rev()
            .take_while(|&k| r.is_word(k))
            .find(|&k| matches!(r.lower(k), "who" | "which") && (comma(k - 1) || r.is_nounlike(k - 1)))?
    };
    let told = (floor + 1..start).any(|k| site.is_predicate(k) && !site.in_relative(floor, k));
    let own = comma(open) && (at + n..close).any(|k| site.is_predicate(k));
    (told && !own && start < close).then_some((start, close))
}

//! How surely the main predicate is asserted.

use super::lexicon::Sense;
use super::modals::{Meaning, meaning};
use super::parse::{self, Finite, Mark, Parse, Role};
use super::reading::Reading;
use super::words::Classes;
use crate::model::{Certainty, ClaimKind, Likelihood};

/// Certainty of a clause, with the ICD-203 band where such a term stands, and whether it holds only under a condition.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Surety {
    pub certainty: Certainty,
    pub likelihood: Option<Likelihood>,
    pub conditional: bool,
    /// A condition is spelled out ("if", "unless"); a mere "would" sets none.
    pub conditioned: bool,
}

/// How surely a clause of this kind is asserted.
pub(super) fn certainty(r: &Reading<'_>, p: &Parse, kind: ClaimKind) -> Surety {
    let conditional = p.inverted
        || p.with(r, Sense::Condition).any(|m| {
            !matches!(m.role, Role::Relative | Role::Aside)
                && (r.lower(m.at) != "provided" || m.len > 1 || parse::provides(r, p.from, m.at))
        });
    if matches!(kind, ClaimKind::Question | ClaimKind::Prescription) {
        return Surety { certainty: Certainty::Na, likelihood: None, conditional, conditioned: conditional };
    }
    let band = p
        .with(r, Sense::Likelihood)
        .find(|m| m.is_main() && !is_modifier(r, p, m))
        .and_then(|m| m.entry.likelihood);
    let speaks = |sense: Sense| {
        p.with(r, sense).any(|m| m.is_main() && bears(r, p, m, sense) && !is_modifier(r, p, m))
    };
    let would = p.with(r, Sense::Tentative).any(|m| {
        m.is_main()
            && p.finite(m.at) != Finite::No
            && meaning(r, p, m.at) == Meaning::Possibility
            && (r.lower(m.at).starts_with("would") || r.lower(m.at).ends_with("'d"))
    });
    let certainty = if speaks(Sense::Doubtful) {
        Certainty::Doubtful
    } else if speaks(Sense::Probable) {
        Certainty::Probable
    } else if speaks(Sense::Possible) {
        Certainty::Possible
    } else if would
        || p.inverted
        || conditional && !p.with(r, Sense::Condition).all(|m| r.lower(m.at) == "otherwise")
    {
        Certainty::Hypothetical
    } else if speaks(Sense::Boosted) {
        Certainty::Boosted
    } else {
        Certainty::Stated
    };
    Surety {
        certainty,
        likelihood: band,
        conditional: conditional || would && kind == ClaimKind::Forecast,
        conditioned: conditional,
    }
}

/// Whether a mark speaks of the predicate where its word has other uses too.
fn bears(r: &Reading<'_>, p: &Parse, m: &Mark, sense: Sense) -> bool {
    if m.entry.as_verb.has(sense) {
        // "appeared in court", "seems" inside another clause.
        let place = r.is(m.at + m.len, Classes::PREPOSITION)
            && r.lower(m.at + m.len) != "to"
            && r.lower(m.at + m.len) != "as";
        return (p.heads_predicate(r, m.at) || m.role == Role::Content && p.is_verb(r, m.at)) && !place;
    }
    if matches!(r.lower(m.at), "may" | "might" | "could" | "mightn't") {
        return p.finite(m.at) != Finite::No && meaning(r, p, m.at) == Meaning::Possibility;
    }
    if sense == Sense::Boosted && r.lower(m.at) == "confirmed" {
        // "neither confirmed nor denied" confirms nothing, "a confirmed case" describes.
        let neither = r.before(m.at, p.from).is_some_and(|k| matches!(r.lower(k), "neither" | "nor"));
        // "is now a confirmed risk": what the subject is said to be.
        let complement = p.main.is_some_and(|main| {
            main < m.at
                && r.is(main, Classes::BE | Classes::COPULA)
                && (main + 1..m.at).all(|k| r.is(k, Classes::DETERMINER) || r.is_adverb(k))
        });
        return (p.heads_predicate(r, m.at) || complement) && !neither;
    }
    // "must have" with a participle is a guess; with a noun it is a need.
    if m.len == 2 && r.lower(m.at) == "must" {
        return r.is(m.at + 2, Classes::PARTICIPLE | Classes::ADVERB) || r.lower(m.at + 2) == "been";
    }
    true
}

/// Whether a hedge weakens a modifier only ("a central, perhaps indispensable, role"; "perhaps more critically";
/// "a possible strike").
pub(super) fn is_modifier(r: &Reading<'_>, p: &Parse, m: &Mark) -> bool {
    let word = r.lower(m.at);
    let next = m.at + m.len;
    // "for certain minerals": some of them.
    if r.lower(next.saturating_sub(1)) == "certain" && (r.is_nounlike(next) || r.lower(next) == "other") {
        return true;
    }
    if matches!(
        word,
        "perhaps"
            | "possibly"
            | "probably"
            | "maybe"
            | "arguably"
            | "certainly"
            | "undoubtedly"
            | "clearly"
            | "potentially"
            | "likely"
            | "apparently"
    ) {
        if matches!(r.lower(next), "more" | "most" | "even" | "less") && m.len == 1 {
            return true;
        }
        let opened = m.at > p.from && r.is_sign(m.at - 1, &[',', '(', '—']);
        let closed = (next..(next + 4).min(p.to)).any(|k| r.is_sign(k, &[',', ')', '—']));
        let verb = (next..(next + 3).min(p.to)).any(|k| r.is(k, Classes::VERB | Classes::AUXILIARY));
        if opened && closed && !verb && next < p.to && !r.is_sign(next, &[',']) {
            return true;
        }
    }
    let before = m.at.checked_sub(1).filter(|&k| k >= p.from);
    // ", ostensibly appealing against it", ", probably in May": of what the comma parts from the verb.
    if m.len == 1
        && r.is(m.at, Classes::ADVERB)
        && before.is_some_and(|k| r.sign(k) == Some(','))
        && p.main.is_some_and(|main| main < m.at)
        && r.is(next, Classes::ING)
    {
        return true;
    }
    // "86 more probable deaths", "fifteen new probable and suspected cases".
    if matches!(word, "possible" | "probable" | "potential" | "suspected")
        && before.is_some_and(|k| {
            !r.is(k, Classes::BE | Classes::COPULA | Classes::HAVE | Classes::ADVERB)
                && !matches!(r.lower(k), "most" | "the" | "be" | "been")
                && (r.lower(k) != "more" || k > p.from && r.is_number(k - 1))
        })
        && (r.is_nounlike(next) || matches!(r.lower(next), "and" | "or") && r.is_nounlike(next + 1))
    {
        return true;
    }
    // "with clearly defined guarantees", "withdrew, presumably to court others".
    let adverb = r.is(m.at, Classes::ADVERB) && m.len == 1;
    if adverb
        && (r.is(next, Classes::PARTICIPLE)
            && r.is_nounlike(next + 1)
            && next + 1 < p.to
            && before.is_some_and(|k| r.is(k, Classes::PREPOSITION | Classes::DETERMINER))
            || r.lower(next) == "to"
                && r.is(next + 1, Classes::BASE)
                && before.is_some_and(|k| r.sign(k) == Some(',')))
    {
        return true;
    }
    // An adverb right before an adjective before its noun: "a undeniably fragile first step".
    let led = r.before(m.at, p.from).filter(|_| m.at > p.from);
    let after_article = m.at > p.from
        && (r.is(m.at - 1, Classes::DETERMINER)
            || matches!(r.lower(m.at - 1), "but" | "and")
                && next < p.to
                && !r.is(
                    next,
                    Classes::VERB | Classes::AUXILIARY | Classes::DETERMINER | Classes::PREPOSITION,
                )
                && r.is_nounlike(next));
    let adjectival = matches!(
        word,
        "possible"
            | "potential"
            | "likely"
            | "unlikely"
            | "probable"
            | "certain"
            | "doubtful"
            | "undeniably"
            | "undoubtedly"
            | "clearly"
            | "certainly"
            | "potentially"
            | "possibly"
            | "probably"
            | "presumably"
            | "seemingly"
            | "apparently"
            | "arguably"
            | "evidently"
            | "confirmed"
    );
    if adjectival
        && word != "confirmed"
        && after_article
        && r.is_nounlike(next)
        && r.lower(next) != "that"
        && !matches!(r.lower(m.at - 1), "the" | "most" | "more")
    {
        return true;
    }
    matches!(word, "possible" | "probable" | "potential")
        && led.is_some_and(|k| r.is(k, Classes::PREPOSITION))
        && r.is_nounlike(next)
}

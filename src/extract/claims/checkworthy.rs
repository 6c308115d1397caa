//! How much a fact-checker would care: the words, weighed by what was picked out of debates, together with parts that can
//! be read off: figures, dates, names and events raise it, hedges, judgements and wishes lower it. A sort key only:
//! debates teach other weights than reports do.

use super::lexicon::Sense;
use super::parse::Parse;
use super::reading::Reading;
use super::triage;
use super::words::Classes;
use crate::model::{Certainty, Claim, ClaimKind, Polarity};

/// The probability, from 0 to 1, that a claim whose other fields are filled would be picked where one in two is.
pub(super) fn score(r: &Reading<'_>, p: &Parse, claim: &Claim) -> f32 {
    /// What the parts count beside the words.
    const PARTS: f32 = 0.5;
    /// Log-odds of the parts of an ordinary claim, which move nothing.
    const ORDINARY: f32 = -0.7;
    if matches!(claim.kind, ClaimKind::Prescription | ClaimKind::Question) {
        return 0.03;
    }
    let parts = parts(r, p, claim);
    let mut places = Vec::new();
    triage::features((p.from..p.to).filter(|&k| r.is_word(k)).map(|k| r.triage(k)), &mut places);
    let odds = triage::log_odds(&places) + PARTS * ((parts / (1.0 - parts)).ln() - ORDINARY);
    1.0 / (1.0 + (-odds).exp())
}

/// What can be read off a claim, from 0.02 to 0.98.
fn parts(r: &Reading<'_>, p: &Parse, claim: &Claim) -> f32 {
    let base: f32 = match claim.kind {
        ClaimKind::Fact => 0.36,
        ClaimKind::Causal => 0.32,
        ClaimKind::Commitment => 0.45,
        ClaimKind::Evaluation => 0.12,
        ClaimKind::Forecast => 0.10,
        ClaimKind::Prescription | ClaimKind::Question => 0.03,
    };
    let mut score = base;
    let figures = claim.quantities.len() + (p.from..p.to).filter(|&k| r.is_number(k)).count().min(1);
    score += match figures {
        0 => 0.0,
        1 => 0.16,
        _ => 0.24,
    };
    if !claim.times.is_empty() {
        score += 0.10;
    }
    if !claim.actors.is_empty() {
        score += 0.10;
    } else if (p.from + 1..p.to).any(|k| r.is_capital(k) && !r.is(k, Classes::PERSON)) {
        score += 0.06;
    }
    if p.with(r, Sense::Event).next().is_some() {
        score += 0.10;
    }
    if p.with(r, Sense::Comparison).next().is_some() {
        score += 0.05;
    }
    let past = p.main.is_some_and(|m| {
        r.is(m, Classes::PAST) || matches!(r.lower(m), "was" | "were" | "had" | "did" | "has" | "have")
    });
    if past {
        score += 0.06;
    }
    if claim.polarity == Polarity::Negative && claim.kind == ClaimKind::Fact {
        score += 0.02;
    }
    if matches!(
        claim.certainty,
        Certainty::Probable | Certainty::Possible | Certainty::Doubtful | Certainty::Hypothetical
    ) {
        score -= 0.14;
    }
    let judgements = p.with(r, Sense::Judgement).count();
    score -= 0.05 * judgements.min(2) as f32;
    // Speech about oneself and the listener: "I am glad to be here".
    let personal = (p.from..p.to.min(p.from + 4))
        .any(|k| matches!(r.lower(k), "i" | "i'm" | "me" | "my" | "you" | "let" | "thank"));
    if personal {
        score -= 0.14;
    }
    if p.to - p.from < 7 {
        score -= 0.10;
    }
    score.clamp(0.02, 0.98)
}

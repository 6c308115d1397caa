//! The words that decided, as shown to the reader.

use super::lexicon::Sense;
use super::parse::{Finite, Parse};
use super::reading::Reading;
use super::words::Classes;
use crate::model::{Cue, CueKind};

/// The senses in the order in which they name a cue that has several.
const NAMED: [(Sense, CueKind); 13] = [
    (Sense::Likelihood, CueKind::Likelihood),
    (Sense::Condition, CueKind::Condition),
    (Sense::Weasel, CueKind::Weasel),
    (Sense::Possible, CueKind::Hedge),
    (Sense::Probable, CueKind::Hedge),
    (Sense::Doubtful, CueKind::Hedge),
    (Sense::Obligation, CueKind::Obligation),
    (Sense::Future, CueKind::Future),
    (Sense::Boosted, CueKind::Booster),
    (Sense::Cause, CueKind::Cause),
    (Sense::Negation, CueKind::Negation),
    (Sense::Comparison, CueKind::Comparison),
    (Sense::Hedge, CueKind::Hedge),
];

/// The cues of a clause, in text order.
pub(super) fn cues(r: &Reading<'_>, p: &Parse) -> Vec<Cue> {
    let mut found = Vec::new();
    for m in &p.marks {
        let senses = m.entry.senses;
        if senses.has(Sense::NoCondition) {
            continue;
        }
        let named = NAMED
            .iter()
            .find(|(sense, _)| senses.has(*sense) && (!m.entry.as_verb.has(*sense) || p.is_verb(r, m.at)));
        let Some(&(sense, kind)) = named else {
            // "would" hedges by itself.
            if senses.has(Sense::Tentative) && p.finite(m.at) != Finite::No {
                found.push(Cue { span: r.span(m.at, m.at + m.len), kind: CueKind::Hedge });
            }
            continue;
        };
        if sense == Sense::Negation && senses.has(Sense::NoNegation) {
            continue;
        }
        // The month of May, a will.
        if m.len == 1 && r.is(m.at, Classes::MODAL) && p.finite(m.at) == Finite::No {
            continue;
        }
        found.push(Cue { span: r.span(m.at, m.at + m.len), kind });
    }
    found
}

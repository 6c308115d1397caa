//! In what order claims deserve a look: a sum of parts that are shown.

use super::speech::Said;
use crate::model::{AttributionKind, Certainty, Claim, ClaimKind, Importance, Weight};

/// What lies around a claim.
#[derive(Debug, Clone, Copy)]
pub(super) struct Surroundings {
    /// First claim of its section.
    pub opens_section: bool,
    /// How its source is given, if it has one.
    pub source: Option<AttributionKind>,
    /// Number of words.
    pub words: usize,
}

/// The importance of a claim whose other fields are filled; 0 to 1.
pub(super) fn importance(claim: &Claim, around: Surroundings) -> Importance {
    // The most salient actors have the smallest numbers.
    let best = claim.actors.iter().map(|a| a.index()).min();
    let kind = match claim.kind {
        ClaimKind::Prescription | ClaimKind::Commitment => 0.24,
        ClaimKind::Causal | ClaimKind::Forecast => 0.20,
        ClaimKind::Fact => 0.15,
        ClaimKind::Evaluation => 0.12,
        ClaimKind::Question => 0.05,
    };
    let actors = best.map_or(0.0, |rank| 0.12 / (1.0 + rank as f32 / 6.0));
    let source = match around.source {
        Some(AttributionKind::Named) => 0.08,
        Some(AttributionKind::Author) => 0.05,
        Some(AttributionKind::Unnamed) => 0.03,
        _ => 0.0,
    };
    let when = |holds: bool, part: f32| if holds { part } else { 0.0 };
    Importance::of([
        (Weight::Kind, kind),
        (Weight::Actors, actors + 0.02 * claim.actors.len().min(4) as f32),
        (Weight::Figures, 0.09 * claim.quantities.len().min(2) as f32),
        (Weight::Date, when(!claim.times.is_empty(), 0.10)),
        (Weight::Source, source),
        (Weight::Likelihood, when(claim.likelihood.is_some(), 0.06)),
        (Weight::Boosted, when(claim.certainty == Certainty::Boosted, 0.04)),
        (Weight::CheckWorthy, 0.12 * claim.checkworthy),
        (Weight::OpensSection, when(around.opens_section, 0.05)),
        (Weight::VeryShort, when(around.words < 6, -0.08)),
    ])
}

/// How the source of the carrying attribution is given.
pub(super) fn source_kind(
    said: &[Said],
    id: usize,
    attributions: &[crate::model::Attribution],
) -> Option<AttributionKind> {
    said.iter().any(|s| s.id == id).then(|| attributions.get(id).map(|a| a.kind)).flatten()
}

//! The nouns of the program as plain types. Nothing here reads, writes or searches.
//!
//! Invariant: every [`Span`] in a [`Document`] is a byte range of its reading text on character boundaries.

mod actor;
mod claim;
mod corrections;
mod document;
mod dossier;
mod ids;
mod paragraphs;
mod section;
mod span;
mod text;
mod time;

pub use actor::{Actor, ActorKind, Alias, Mention, Place, Via};
pub use claim::{
    Attribution, AttributionKind, Certainty, Claim, ClaimKind, Cue, CueKind, Importance, Likelihood,
    Polarity, Quantity, Weight,
};
pub use corrections::{
    ActorCorrection, ClaimCorrection, Corrections, EventCorrection, TimeCorrection, meant,
};
pub use document::{DateSource, Document, DocumentDate, Format, Language};
pub use dossier::{Dossier, DossierActor, Item, ItemRef};
pub use ids::{
    ActorId, AttributionId, BlockId, ClaimId, DocId, DossierActorId, EventId, PlaceId, SectionId, TimeId,
};
pub use paragraphs::Paragraphs;
pub use section::{Block, BlockKind, Noise, NoiseReason, Section, Sentence};
pub use span::{Span, SpanError};
pub use text::{Metadata, SourceMap, Text};
pub use time::{Event, EventStatus, Modifier, ResolvedBy, TimeExpression, TimeKind};

/// A day of the proleptic Gregorian calendar.
pub type Date = jiff::civil::Date;

/// Why something was extracted: the rule in words a reader understands, and how far to trust it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Why {
    /// The rule, as a short phrase without a full stop ("acronym in brackets after the name").
    pub rule: &'static str,
    /// 0 to 1; what the rule is worth on annotated reports, as far as known.
    pub confidence: f32,
}

impl Why {
    /// A reason with a confidence clamped to 0..=1.
    pub fn new(rule: &'static str, confidence: f32) -> Self {
        Self { rule, confidence: confidence.clamp(0.0, 1.0) }
    }
}

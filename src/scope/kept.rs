//! What a scope keeps, and what to drop when it keeps nothing.

use crate::model::{ClaimId, DocId, Dossier, DossierActorId, EventId, PlaceId, SectionId};
use crate::search::{Index, Layer};

use super::Chip;

/// What a scope keeps. All lists are sorted: items in reading order, actors as in the dossier.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Kept {
    /// Claims.
    pub claims: Vec<(DocId, ClaimId)>,
    /// Events.
    pub events: Vec<(DocId, EventId)>,
    /// Actors that match, or that occur in kept claims or events, with the number of kept claims they occur in.
    pub actors: Vec<(DossierActorId, u32)>,
    /// Places named in kept claims or events.
    pub places: Vec<(DocId, PlaceId)>,
    /// Every section that holds a kept claim, itself or below it.
    pub sections: Vec<SectionCount>,
    /// How many there are of everything, kept or not.
    pub totals: Totals,
    /// When no claim is kept: what dropping one chip would give, the most telling first.
    pub widening: Vec<Widening>,
}

/// A section with its kept claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionCount {
    /// The document.
    pub doc: DocId,
    /// The section.
    pub section: SectionId,
    /// Kept claims in its own text.
    pub own: u32,
    /// Kept claims in it and all sections below it.
    pub all: u32,
}

/// How many there are of everything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Claims.
    pub claims: usize,
    /// Events.
    pub events: usize,
    /// Actors across the documents.
    pub actors: usize,
    /// Places.
    pub places: usize,
    /// Sections.
    pub sections: usize,
}

/// What dropping one chip would give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Widening {
    /// Which chip, by its place in the scope.
    pub chip: usize,
    /// How many claims would then be kept.
    pub claims: usize,
}

impl Kept {
    /// Whether a claim is kept.
    pub fn has_claim(&self, doc: DocId, id: ClaimId) -> bool {
        self.claims.binary_search(&(doc, id)).is_ok()
    }

    /// Whether an event is kept.
    pub fn has_event(&self, doc: DocId, id: EventId) -> bool {
        self.events.binary_search(&(doc, id)).is_ok()
    }

    /// Whether a place is kept.
    pub fn has_place(&self, doc: DocId, id: PlaceId) -> bool {
        self.places.binary_search(&(doc, id)).is_ok()
    }

    /// In how many kept claims an actor occurs; `None` if it is not kept.
    pub fn actor(&self, id: DossierActorId) -> Option<u32> {
        let k = self.actors.binary_search_by_key(&id, |a| a.0).ok()?;
        self.actors.get(k).map(|a| a.1)
    }

    /// The kept claims of a section; `None` if it has none, itself or below it.
    pub fn section(&self, doc: DocId, id: SectionId) -> Option<SectionCount> {
        let k = self.sections.binary_search_by_key(&(doc, id), |s| (s.doc, s.section)).ok()?;
        self.sections.get(k).copied()
    }
}

pub(super) fn apply(
    chips: &[Chip],
    dossier: &Dossier,
    index: Option<&Index>,
    layer: &dyn Layer,
    cancelled: &dyn Fn() -> bool,
) -> Option<Kept> {
    let _ = (chips, index, layer);
    let mut kept = Kept::default();
    for (doc, d) in dossier.iter() {
        kept.claims.extend((0..d.claims.len()).map(|k| (doc, ClaimId::new(k))));
        kept.events.extend((0..d.events.len()).map(|k| (doc, EventId::new(k))));
        kept.places.extend((0..d.places.len()).map(|k| (doc, PlaceId::new(k))));
    }
    kept.actors = (0..dossier.actors.len()).map(|k| (DossierActorId::new(k), 0)).collect();
    kept.totals = Totals {
        claims: kept.claims.len(),
        events: kept.events.len(),
        actors: kept.actors.len(),
        places: kept.places.len(),
        sections: dossier.documents.iter().map(|d| d.sections.len()).sum(),
    };
    (!cancelled()).then_some(kept)
}

//! What a scope keeps, and what to drop when it keeps nothing.

use std::cmp::Reverse;

use crate::model::{
    ActorId, ClaimId, DocId, Document, Dossier, DossierActorId, EventId, Item, ItemRef, PlaceId, SectionId,
    Span,
};
use crate::search::{Cancelled, Index, Layer, Selection};

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
    /// When neither claim nor event is kept: what dropping one chip would give, the most telling first.
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
    cancelled: Cancelled<'_>,
) -> Option<Kept> {
    let words = chips.iter().flat_map(|c| c.query().terms()).any(|t| t.is_plain());
    let empty = Index::default();
    let index = index.unwrap_or(&empty).whole(dossier, words, cancelled)?;
    let select = |c: &Chip| index.select_items(c.query(), dossier, layer, cancelled);
    let selections = chips.iter().map(select).collect::<Option<Vec<_>>>()?;
    let mut kept = Kept { totals: totals(dossier), ..Kept::default() };
    let mut without = vec![0usize; chips.len()];
    for (doc, document) in dossier.iter() {
        if cancelled() {
            return None;
        }
        let claims = refusals(document.claims.len(), &selections, |s| s.claims(doc));
        for (k, refused) in claims.iter().enumerate() {
            match refused {
                Refused::ByNone => kept.claims.push((doc, ClaimId::new(k))),
                Refused::By(chip) => {
                    if let Some(n) = without.get_mut(*chip as usize) {
                        *n += 1;
                    }
                }
                Refused::BySeveral => {}
            }
        }
        let events = refusals(document.events.len(), &selections, |s| s.events(doc));
        let events = events.iter().enumerate().filter(|(_, r)| **r == Refused::ByNone);
        kept.events.extend(events.map(|(k, _)| (doc, EventId::new(k))));
    }
    kept.actors = actors(dossier, &kept, &selections);
    kept.places = places(dossier, &kept, &selections);
    kept.sections = sections(dossier, &kept.claims);
    if kept.claims.is_empty() && kept.events.is_empty() {
        let gain = without.iter().enumerate().filter(|(_, n)| **n > 0);
        kept.widening = gain.map(|(chip, &claims)| Widening { chip, claims }).collect();
        // Of chips that give as much, the one added last is the one least missed.
        kept.widening.sort_by_key(|w| Reverse((w.claims, w.chip)));
    }
    (!cancelled()).then_some(kept)
}

/// Which chips refuse an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refused {
    ByNone,
    By(u32),
    BySeveral,
}

fn refusals<'a, I: Iterator<Item = bool>>(
    len: usize,
    selections: &'a [Selection],
    held: impl Fn(&'a Selection) -> I,
) -> Vec<Refused> {
    let mut refused = vec![Refused::ByNone; len];
    for (chip, selection) in selections.iter().enumerate() {
        for (r, holds) in refused.iter_mut().zip(held(selection)) {
            if !holds {
                *r = if *r == Refused::ByNone { Refused::By(chip as u32) } else { Refused::BySeveral };
            }
        }
    }
    refused
}

fn totals(dossier: &Dossier) -> Totals {
    let sum = |count: fn(&Document) -> usize| dossier.documents.iter().map(|d| count(d)).sum();
    Totals {
        claims: sum(|d| d.claims.len()),
        events: sum(|d| d.events.len()),
        actors: dossier.actors.len(),
        places: sum(|d| d.places.len()),
        sections: sum(|d| d.sections.len()),
    }
}

/// Actors that occur in what is kept, or that the chips themselves ask for.
fn actors(dossier: &Dossier, kept: &Kept, selections: &[Selection]) -> Vec<(DossierActorId, u32)> {
    let mut claims = vec![0u32; dossier.actors.len()];
    let mut occurs = vec![false; dossier.actors.len()];
    let mut seen: Vec<ActorId> = Vec::new();
    for &(doc, id) in &kept.claims {
        let Some(document) = dossier.document(doc) else { continue };
        let Some(claim) = document.claim(id) else { continue };
        let said = claim.attribution.and_then(|a| document.attribution(a));
        seen.clear();
        for &a in claim.actors.iter().chain(said.map_or(&[][..], |s| &s.source_actors)) {
            // The source may be spoken of as well.
            if !seen.contains(&a) {
                seen.push(a);
                bump(dossier, doc, a, &mut claims, &mut occurs, 1);
            }
        }
    }
    for &(doc, id) in &kept.events {
        for &a in dossier.document(doc).and_then(|d| d.event(id)).map_or(&[][..], |e| &e.actors) {
            bump(dossier, doc, a, &mut claims, &mut occurs, 0);
        }
    }
    let matches = |id| selections.iter().all(|s| s.has_actor(id));
    let all = claims.iter().zip(&occurs).enumerate();
    let all = all.map(|(k, (&claims, &occurs))| (DossierActorId::new(k), claims, occurs));
    all.filter(|&(id, _, occurs)| occurs || matches(id)).map(|(id, claims, _)| (id, claims)).collect()
}

fn bump(dossier: &Dossier, doc: DocId, actor: ActorId, claims: &mut [u32], occurs: &mut [bool], by: u32) {
    let Some(id) = dossier.dossier_actor(doc, actor) else { return };
    if let (Some(n), Some(o)) = (claims.get_mut(id.index()), occurs.get_mut(id.index())) {
        *n += by;
        *o = true;
    }
}

/// Places named in what is kept, or that the chips themselves ask for.
fn places(dossier: &Dossier, kept: &Kept, selections: &[Selection]) -> Vec<(DocId, PlaceId)> {
    let mut found = Vec::new();
    for (doc, document) in dossier.iter() {
        let claims = of_document(&kept.claims, doc).filter_map(|id| document.claim(id));
        let mut spans: Vec<Span> = claims.map(|c| c.span).collect();
        let events = of_document(&kept.events, doc).filter_map(|id| document.event(id));
        spans.extend(events.flat_map(|e| e.sources.iter().copied()));
        spans.sort_unstable();
        let named = |at: Span| {
            let end = spans.partition_point(|s| s.start <= at.start);
            spans.get(end.saturating_sub(4)..end).is_some_and(|near| near.iter().any(|s| s.contains(at)))
        };
        for (k, place) in document.places.iter().enumerate() {
            let id = PlaceId::new(k);
            let at = ItemRef { doc, item: Item::Place(id) };
            if place.mentions.iter().any(|m| named(m.span)) || selections.iter().all(|s| s.has(dossier, at)) {
                found.push((doc, id));
            }
        }
    }
    found
}

/// The ids of one document in a list sorted by document.
fn of_document<T: Copy>(list: &[(DocId, T)], doc: DocId) -> impl Iterator<Item = T> + '_ {
    let from = list.partition_point(|(d, _)| *d < doc);
    list.get(from..).unwrap_or(&[]).iter().take_while(move |(d, _)| *d == doc).map(|(_, id)| *id)
}

/// Sections with their kept claims. `claims` is sorted by document.
fn sections(dossier: &Dossier, claims: &[(DocId, ClaimId)]) -> Vec<SectionCount> {
    let mut found = Vec::new();
    for (doc, document) in dossier.iter() {
        let mut counts = vec![(0u32, 0u32); document.sections.len()];
        for section in of_document(claims, doc).filter_map(|id| document.claim(id)?.section) {
            if let Some(c) = counts.get_mut(section.index()) {
                c.0 += 1;
                c.1 += 1;
            }
        }
        // Children come after their parents, so from the end every section is complete when its parent takes it.
        for k in (0..counts.len()).rev() {
            let below = counts.get(k).map_or(0, |c| c.1);
            let parent = document.sections.get(k).and_then(|s| s.parent);
            if let Some(c) = parent.filter(|p| p.index() < k).and_then(|p| counts.get_mut(p.index())) {
                c.1 += below;
            }
        }
        let with_claims = counts.iter().enumerate().filter(|(_, c)| c.1 > 0);
        found.extend(with_claims.map(|(k, &(own, all))| SectionCount {
            doc,
            section: SectionId::new(k),
            own,
            all,
        }));
    }
    found
}

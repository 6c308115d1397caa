//! What of each document is taken away: which claims, events and places, which sections, which blocks of the text.

use crate::model::{
    Actor, ActorId, BlockKind, ClaimId, DocId, Document, DossierActorId, EventId, Item, ItemRef, PlaceId,
    SectionId,
};

use super::Exported;

/// What is taken of every document of which anything is.
#[derive(Debug, Clone)]
pub struct Extent<'a> {
    /// In the order of the dossier.
    pub parts: Vec<Part<'a>>,
}

/// What is taken of one document. All lists are in reading order, events in that of the calendar.
#[derive(Debug, Clone)]
pub struct Part<'a> {
    /// Which document.
    pub doc: DocId,
    /// The document.
    pub document: &'a Document,
    /// Claims.
    pub claims: Vec<ClaimId>,
    /// Events.
    pub events: Vec<EventId>,
    /// Places.
    pub places: Vec<PlaceId>,
    /// Sections: all, or those of the blocks with the ones around them.
    pub sections: Vec<SectionId>,
    /// For every block of the document, whether it is taken.
    pub blocks: Vec<bool>,
    /// Sentences, by their index.
    pub sentences: Vec<usize>,
}

impl<'a> Extent<'a> {
    /// Finds it.
    pub fn of(exported: &Exported<'a>) -> Self {
        let parts = exported.dossier.iter().map(|(doc, document)| part(exported, doc, document));
        let whole = exported.scope.is_empty();
        Self { parts: parts.filter(|p| whole || !p.is_empty()).collect() }
    }

    /// The part of a document.
    pub fn part(&self, doc: DocId) -> Option<&Part<'a>> {
        let k = self.parts.binary_search_by_key(&doc, |p| p.doc).ok()?;
        self.parts.get(k)
    }
}

impl<'a> Part<'a> {
    /// The actors of the document that are taken, with the one across the documents that each belongs to.
    pub fn actors(
        &self,
        exported: &Exported<'a>,
    ) -> impl Iterator<Item = (ActorId, Option<DossierActorId>, &'a Actor)> + use<'a> {
        let Exported { dossier, kept, scope, .. } = *exported;
        let doc = self.doc;
        self.document.actors.iter().enumerate().filter_map(move |(k, actor)| {
            let id = ActorId::new(k);
            let whole = dossier.dossier_actor(doc, id);
            let taken = whole.map_or(scope.is_empty(), |whole| kept.actor(whole).is_some());
            taken.then_some((id, whole, actor))
        })
    }

    fn is_empty(&self) -> bool {
        self.claims.is_empty()
            && self.events.is_empty()
            && self.sentences.is_empty()
            && self.sections.is_empty()
    }

    /// Whether the block in which byte `at` stands is taken.
    pub fn has(&self, at: usize) -> bool {
        self.document.block_at(at).and_then(|k| self.blocks.get(k)).is_some_and(|taken| *taken)
    }

    /// Whether a claim is taken.
    pub fn has_claim(&self, id: ClaimId) -> bool {
        self.claims.binary_search(&id).is_ok()
    }
}

/// The ids of one document in a list sorted by document.
fn own<T: Copy>(list: &[(DocId, T)], doc: DocId) -> Vec<T> {
    let from = list.partition_point(|(d, _)| *d < doc);
    list.get(from..).unwrap_or(&[]).iter().take_while(|(d, _)| *d == doc).map(|(_, id)| *id).collect()
}

fn part<'a>(exported: &Exported<'a>, doc: DocId, document: &'a Document) -> Part<'a> {
    let kept = exported.kept;
    let mut part = Part {
        doc,
        document,
        claims: own(&kept.claims, doc),
        events: own(&kept.events, doc),
        places: own(&kept.places, doc),
        sections: (0..document.sections.len()).map(SectionId::new).collect(),
        blocks: vec![true; document.blocks.len()],
        sentences: (0..document.sentences.len()).collect(),
    };
    if !exported.scope.is_empty() {
        narrow(&mut part, exported);
    }
    part
}

/// Leaves of text and outline what the scope keeps.
fn narrow(part: &mut Part<'_>, exported: &Exported<'_>) {
    let document = part.document;
    let claims = part.claims.iter().filter_map(|id| document.claim(*id)).map(|c| c.span);
    let events = part.events.iter().filter_map(|id| document.event(*id));
    let mut places: Vec<usize> =
        claims.chain(events.flat_map(|e| e.sources.iter().copied())).map(|s| s.from()).collect();
    places.sort_unstable();
    let mut sentences: Vec<usize> = places.iter().filter_map(|at| document.sentence_at(*at)).collect();
    let mut sections = vec![false; document.sections.len()];
    if let Some(selection) = exported.text {
        let has = |item| selection.has(exported.dossier, ItemRef { doc: part.doc, item });
        let number = |k| u32::try_from(k).unwrap_or(u32::MAX);
        sentences.extend((0..document.sentences.len()).filter(|k| has(Item::Sentence(number(*k)))));
        for (k, taken) in sections.iter_mut().enumerate() {
            *taken = has(Item::Section(SectionId::new(k)));
        }
        sentences.sort_unstable();
    }
    sentences.dedup();
    let mut blocks = vec![false; document.blocks.len()];
    let starts = sentences.iter().filter_map(|k| document.sentences.get(*k)).map(|s| s.span.from());
    for at in starts.chain(places) {
        if let Some(taken) = document.block_at(at).and_then(|k| blocks.get_mut(k)) {
            *taken = true;
        }
    }
    for (block, _) in document.blocks.iter().zip(&blocks).filter(|(_, taken)| **taken) {
        let section = block.section.or_else(|| document.section_at(block.span.from()));
        if let Some(taken) = section.and_then(|id| sections.get_mut(id.index())) {
            *taken = true;
        }
    }
    // Parents come before their children.
    for k in (0..sections.len()).rev() {
        let parent =
            document.sections.get(k).and_then(|s| s.parent).filter(|_| sections.get(k) == Some(&true));
        if let Some(taken) = parent.and_then(|p| sections.get_mut(p.index())) {
            *taken = true;
        }
    }
    part.sections =
        sections.iter().enumerate().filter(|(_, t)| **t).map(|(k, _)| SectionId::new(k)).collect();
    for section in part.sections.iter().filter_map(|id| document.section(*id)) {
        let heading = document.block_at(section.heading.from());
        let block = heading.filter(|k| document.blocks.get(*k).is_some_and(|b| b.kind == BlockKind::Heading));
        if let Some(taken) = block.and_then(|k| blocks.get_mut(k)) {
            *taken = true;
        }
    }
    part.blocks = blocks;
    part.sentences = sentences;
}

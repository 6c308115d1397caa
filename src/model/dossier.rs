//! Several documents opened together.

use std::sync::Arc;

use super::{
    ActorId, ActorKind, ClaimId, DocId, Document, DossierActorId, EventId, PlaceId, SectionId, Span,
};

/// One actor across documents.
#[derive(Debug, Clone, PartialEq)]
pub struct DossierActor {
    /// Canonical name.
    pub name: String,
    /// What kind.
    pub kind: ActorKind,
    /// The actor in each document that knows it, in document order.
    pub members: Vec<(DocId, ActorId)>,
    /// Mentions in all documents.
    pub mentions: u32,
}

/// The documents opened together, and the actors they share. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Dossier {
    /// In the order given.
    pub documents: Vec<Arc<Document>>,
    /// The most mentioned first.
    pub actors: Vec<DossierActor>,
}

/// Something in one document that a pane can show and a query can find.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Item {
    /// A section.
    Section(SectionId),
    /// An actor of the document.
    Actor(ActorId),
    /// A place.
    Place(PlaceId),
    /// A claim.
    Claim(ClaimId),
    /// An event.
    Event(EventId),
    /// A sentence, by its index.
    Sentence(u32),
}

/// An item and the document it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemRef {
    /// Which document.
    pub doc: DocId,
    /// What in it.
    pub item: Item,
}

impl Dossier {
    /// A document by id.
    pub fn document(&self, id: DocId) -> Option<&Arc<Document>> {
        self.documents.get(id.index())
    }

    /// All documents with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (DocId, &Arc<Document>)> {
        self.documents.iter().enumerate().map(|(k, d)| (DocId::new(k), d))
    }

    /// The dossier actor that an actor of a document belongs to.
    pub fn dossier_actor(&self, doc: DocId, actor: ActorId) -> Option<DossierActorId> {
        self.actors
            .iter()
            .position(|a| a.members.binary_search(&(doc, actor)).is_ok())
            .map(DossierActorId::new)
    }

    /// Where an item stands: of an actor or place the first mention.
    pub fn span_of(&self, at: ItemRef) -> Option<Span> {
        let d = self.document(at.doc)?;
        match at.item {
            Item::Section(id) => d.section(id).map(|s| s.heading),
            Item::Actor(id) => d.actor(id)?.mentions.first().map(|m| m.span),
            Item::Place(id) => d.place(id)?.mentions.first().map(|m| m.span),
            Item::Claim(id) => d.claim(id).map(|c| c.span),
            Item::Event(id) => d.event(id)?.sources.first().copied(),
            Item::Sentence(k) => d.sentences.get(k as usize).map(|s| s.span),
        }
    }
}

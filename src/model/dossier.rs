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
    /// The short name of its documents ([`Actor::short_name`](super::Actor::short_name)), if no other actor goes by it.
    pub short: Option<String>,
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
    /// For each document, for each of its actors, the dossier actor it belongs to.
    links: Vec<Vec<Option<DossierActorId>>>,
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
    /// Documents and the actors across them. Which actors belong together is decided by [`crate::link`].
    pub fn new(documents: Vec<Arc<Document>>, actors: Vec<DossierActor>) -> Self {
        let mut links: Vec<Vec<_>> = documents.iter().map(|d| vec![None; d.actors.len()]).collect();
        for (k, actor) in actors.iter().enumerate() {
            for &(doc, member) in &actor.members {
                if let Some(slot) = links.get_mut(doc.index()).and_then(|l| l.get_mut(member.index())) {
                    *slot = Some(DossierActorId::new(k));
                }
            }
        }
        Self { documents, actors, links }
    }

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
        *self.links.get(doc.index())?.get(actor.index())?
    }

    /// An actor across documents by id.
    pub fn actor(&self, id: DossierActorId) -> Option<&DossierActor> {
        self.actors.get(id.index())
    }

    /// Every name of a dossier actor: the canonical one, then those of its members and their aliases, as they come.
    /// The same name may come twice.
    pub fn names_of(&self, id: DossierActorId) -> impl Iterator<Item = &str> {
        let actor = self.actor(id);
        let members = actor.map_or(&[][..], |a| &a.members).iter();
        let members = members.filter_map(|&(doc, member)| self.document(doc)?.actor(member));
        let names = members
            .flat_map(|a| std::iter::once(a.name.as_str()).chain(a.aliases.iter().map(|x| x.text.as_str())));
        actor.map(|a| a.name.as_str()).into_iter().chain(names)
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

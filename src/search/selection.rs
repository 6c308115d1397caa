//! The items of a dossier that a query holds for, unranked.

use crate::model::{DocId, Document, Dossier, DossierActorId, Item, ItemRef, Span};

use super::evaluate::{Ground, List, PerDossier};
use super::gather::{Asked, Found, Sink};

/// The items of a dossier that a query holds for.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    held: PerDossier<bool>,
}

/// Ticks off what is found.
struct Ticked<'a>(&'a mut PerDossier<bool>);

impl Sink for Ticked<'_> {
    fn item(&mut self, found: Found) {
        let document = self.0.documents.get_mut(found.doc.index());
        if let Some(held) = document.and_then(|d| d.of_mut(found.list).get_mut(found.index)) {
            *held = true;
        }
    }

    fn actor(&mut self, index: usize, _: f32) {
        if let Some(held) = self.0.actors.get_mut(index) {
            *held = true;
        }
    }
}

impl Selection {
    /// What a query holds for. `None` if cancelled.
    pub(super) fn of(ground: &Ground<'_>, asked: &Asked) -> Option<Self> {
        let mut held = PerDossier::filled(ground.dossier, ground.wanted, false);
        ground.gather(asked, &mut Ticked(&mut held))?;
        Some(Self { held })
    }

    /// To put more among them.
    pub(super) fn ticking(&mut self) -> impl Sink + '_ {
        Ticked(&mut self.held)
    }

    /// Whether an item is among them. An actor of a document is if its dossier actor is.
    pub fn has(&self, dossier: &Dossier, at: ItemRef) -> bool {
        let (list, index) = match at.item {
            Item::Actor(id) => {
                return dossier.dossier_actor(at.doc, id).is_some_and(|a| self.has_actor(a));
            }
            Item::Section(id) => (List::Sections, id.index()),
            Item::Place(id) => (List::Places, id.index()),
            Item::Claim(id) => (List::Claims, id.index()),
            Item::Event(id) => (List::Events, id.index()),
            Item::Sentence(k) => (List::Sentences, k as usize),
        };
        self.list(at.doc, list).get(index).copied().unwrap_or(false)
    }

    /// Whether an actor is among them.
    pub fn has_actor(&self, id: DossierActorId) -> bool {
        self.held.actors.get(id.index()).copied().unwrap_or(false)
    }

    fn list(&self, doc: DocId, list: List) -> &[bool] {
        self.held.documents.get(doc.index()).map_or(&[], |d| d.of(list))
    }

    /// Where the claims and sentences stand that are among them.
    pub(super) fn spans(&self, document: &Document, doc: DocId) -> Vec<Span> {
        let claims = document.claims.iter().zip(self.claims(doc)).map(|(c, held)| (c.span, held));
        let sentences = document.sentences.iter().zip(self.list(doc, List::Sentences));
        let both = claims.chain(sentences.map(|(s, held)| (s.span, *held)));
        both.filter(|(_, held)| *held).map(|(span, _)| span).collect()
    }

    /// Whether each claim of a document is among them.
    pub fn claims(&self, doc: DocId) -> impl Iterator<Item = bool> + '_ {
        self.list(doc, List::Claims).iter().copied()
    }

    /// Whether each event of a document is among them.
    pub fn events(&self, doc: DocId) -> impl Iterator<Item = bool> + '_ {
        self.list(doc, List::Events).iter().copied()
    }
}

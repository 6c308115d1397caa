//! The layers of all documents of a dossier, as far as queries ask for them.

use std::sync::Arc;

use crate::model::{DocId, Item, ItemRef};
use crate::search::{Layer, Notes};

use super::Resolved;

/// A layer a document, in their order.
#[derive(Debug, Clone, Default)]
pub struct Layers(pub Vec<Arc<Resolved>>);

impl Layer for Layers {
    fn has_note(&self, at: ItemRef) -> bool {
        self.0.get(at.doc.index()).is_some_and(|l| l.is_noted(at.item))
    }

    fn has_mark(&self, at: ItemRef) -> bool {
        self.0.get(at.doc.index()).is_some_and(|l| l.is_marked(at.item))
    }

    fn status(&self, at: ItemRef) -> Option<&str> {
        match at.item {
            Item::Claim(claim) => self.0.get(at.doc.index())?.status(claim).map(super::Status::name),
            _ => None,
        }
    }

    fn notes(&self, doc: DocId) -> Option<Arc<Notes>> {
        self.0.get(doc.index()).map(|l| l.searched())
    }

    fn tags(&self, at: ItemRef) -> &[String] {
        self.0.get(at.doc.index()).map_or(&[], |l| l.tags_of(at.item))
    }
}

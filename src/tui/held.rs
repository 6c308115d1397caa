//! What is held over while documents are read or linked anew: their items get other numbers then.

use std::sync::Arc;

use crate::model::{DocId, Span};
use crate::scope::{Kept, Scope};

/// Where something stands.
pub type Place = (DocId, Span);

/// An actor or a place of the dossier, by what outlives its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Where it is named first.
    pub at: Place,
    /// What it is called.
    pub name: String,
}

/// What was selected.
#[derive(Debug, Clone, Default)]
pub struct Held {
    /// The heading of the section.
    pub section: Option<Place>,
    /// The actor.
    pub actor: Option<Named>,
    /// The words of the claim.
    pub claim: Option<Place>,
    /// The words that tell the event.
    pub event: Option<Place>,
    /// The actor whose mentions are highlighted.
    pub active: Option<Named>,
    /// The actors that an open sheet is about: whose mentions it shows, or the pair chosen.
    pub sheet: Vec<Named>,
    /// The words of the claim selected in an open sheet.
    pub line: Option<Place>,
}

impl Held {
    /// All places it holds.
    pub fn places_mut(&mut self) -> impl Iterator<Item = &mut Place> {
        let named = [&mut self.actor, &mut self.active].into_iter().flatten().chain(&mut self.sheet);
        let places = [&mut self.section, &mut self.claim, &mut self.event, &mut self.line];
        named.map(|n| &mut n.at).chain(places.into_iter().flatten())
    }
}

/// What a pinned pane goes on to show, whatever the scope is now.
#[derive(Debug, Clone)]
pub struct Pin {
    /// The scope it was pinned under.
    pub scope: Scope,
    /// What that keeps.
    pub kept: Arc<Kept>,
}

//! Names of places in the page. Whoever links and whoever is linked to take them from here.

use crate::model::{ActorId, ClaimId, DocId, DossierActorId, EventId, PlaceId, SectionId};

/// The text of a document.
pub fn text(doc: DocId) -> String {
    format!("{doc}-text")
}

/// A heading in the text.
pub fn section(doc: DocId, id: SectionId) -> String {
    format!("{doc}-{id}")
}

/// A section in the outline.
pub fn outline(doc: DocId, id: SectionId) -> String {
    format!("{doc}-{id}-outline")
}

/// A claim in the list.
pub fn claim(doc: DocId, id: ClaimId) -> String {
    format!("{doc}-{id}")
}

/// A claim in the text.
pub fn claim_text(doc: DocId, id: ClaimId) -> String {
    format!("{doc}-{id}-text")
}

/// An event in the timeline.
pub fn event(doc: DocId, id: EventId) -> String {
    format!("{doc}-{id}")
}

/// The words of the text that tell an event.
pub fn event_text(doc: DocId, id: EventId) -> String {
    format!("{doc}-{id}-text")
}

/// An actor in the list.
pub fn actor(id: DossierActorId) -> String {
    id.to_string()
}

/// A place in the list.
pub fn place(doc: DocId, id: PlaceId) -> String {
    format!("{doc}-{id}")
}

/// A mention of an actor in the text, by its place among all mentions.
pub fn mention(doc: DocId, id: ActorId, number: usize) -> String {
    format!("{doc}-{id}-{}", number + 1)
}

/// A mention of a place in the text.
pub fn place_mention(doc: DocId, id: PlaceId, number: usize) -> String {
    format!("{doc}-{id}-{}", number + 1)
}

/// A note in the list, by its number.
pub fn note(number: usize) -> String {
    format!("n{}", number + 1)
}

/// The words that a note hangs on.
pub fn note_text(number: usize) -> String {
    format!("n{}-text", number + 1)
}

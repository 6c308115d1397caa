//! What a search gives.

use std::ops::Range;
use std::sync::Arc;

use crate::model::{DocId, DossierActorId, ItemRef, SectionId, Span};

use super::highlight::Marker;
use super::{HitKind, Notes};

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Found {
    /// An item of a document.
    Item(ItemRef),
    /// An actor across the documents.
    Actor(DossierActorId),
    /// A note by its number among those of a document, as [`Layer::notes`] has them.
    Note(DocId, u32),
}

/// One thing found, ready to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// What was found.
    pub at: Found,
    /// What sort of thing it is.
    pub kind: HitKind,
    /// The document in which it stands; of an actor, where it is first mentioned.
    pub doc: DocId,
    /// Where to jump to in that document.
    pub span: Span,
    /// The section in which that stands.
    pub section: Option<SectionId>,
    /// What to show: a name, a title with its number, or the words of the text on one line.
    pub text: String,
    /// The letters that matched, as byte ranges of `text`, in order and apart.
    pub marks: Vec<Range<usize>>,
    /// How well it fits; more is better. Comparable within one search only.
    pub score: f32,
    /// Whether it has the letters of a word but not the word.
    pub loose: bool,
}

/// How many things of each sort match.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Sections.
    pub sections: usize,
    /// Actors across the documents.
    pub actors: usize,
    /// Claims.
    pub claims: usize,
    /// Events.
    pub events: usize,
    /// Places.
    pub places: usize,
    /// Sentences.
    pub text: usize,
    /// Notes.
    pub notes: usize,
}

impl Counts {
    /// How many of one sort.
    pub fn of(&self, kind: HitKind) -> usize {
        match kind {
            HitKind::Section => self.sections,
            HitKind::Actor => self.actors,
            HitKind::Claim => self.claims,
            HitKind::Event => self.events,
            HitKind::Place => self.places,
            HitKind::Text => self.text,
            HitKind::Note => self.notes,
        }
    }

    /// The count of one sort, to be changed.
    pub(crate) fn of_mut(&mut self, kind: HitKind) -> &mut usize {
        match kind {
            HitKind::Section => &mut self.sections,
            HitKind::Actor => &mut self.actors,
            HitKind::Claim => &mut self.claims,
            HitKind::Event => &mut self.events,
            HitKind::Place => &mut self.places,
            HitKind::Text => &mut self.text,
            HitKind::Note => &mut self.notes,
        }
    }

    /// All together.
    pub fn total(&self) -> usize {
        HitKind::ALL.iter().map(|&k| self.of(k)).sum()
    }
}

/// In which order hits come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// The best first; of equals the earlier.
    #[default]
    Best,
    /// As they stand in the documents; actors, which stand in many places, come first.
    Reading,
    /// By the first day on which it may be; what has no date comes last.
    Date,
}

/// How to search.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// At most so many hits. All are counted.
    pub limit: usize,
    /// In which order.
    pub order: Order,
    /// Only hits of this sort. All sorts are counted.
    pub only: Option<HitKind>,
    /// What the reader has added.
    pub layer: &'a dyn Layer,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { limit: 200, order: Order::Best, only: None, layer: &() }
    }
}

/// What the reader has added to the documents, as far as a query can ask for it.
pub trait Layer {
    /// Whether a note hangs on it.
    fn has_note(&self, _: ItemRef) -> bool {
        false
    }
    /// Whether a mark is set on it.
    fn has_mark(&self, _: ItemRef) -> bool {
        false
    }
    /// The status the reader gave it.
    fn status(&self, _: ItemRef) -> Option<&str> {
        None
    }
    /// What the reader wrote on a document, to be found by its words.
    fn notes(&self, _: DocId) -> Option<Arc<Notes>> {
        None
    }
    /// The tags the reader gave it, or wrote on its words.
    fn tags(&self, _: ItemRef) -> &[String] {
        &[]
    }
}

/// Nothing added.
impl Layer for () {}

/// The answer to a query.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Results {
    /// The hits asked for.
    pub hits: Vec<Hit>,
    /// How many there are of each sort, shown or not.
    pub counts: Counts,
    /// How many there are of all sorts.
    pub total: usize,
    /// Whether the search was stopped before its end; what is here is then incomplete.
    pub cancelled: bool,
    /// Whether they are so few, or found by a guess, that it is worth to look for [`Loose`] ones.
    pub weak: bool,
    /// How many loose hits there are of each sort, shown or not; they are not among the others that are counted.
    pub loose: Counts,
    /// Marks what matched in any text, as around a hit.
    pub marker: Marker,
    /// The same for what is loose.
    pub loose_marker: Marker,
}

impl Results {
    /// Puts loose hits behind the others.
    pub fn append(&mut self, loose: Loose) {
        self.hits.extend(loose.hits);
        self.loose = loose.counts;
        self.loose_marker = loose.marker;
    }
}

/// What has the letters of a query's words, scattered, but not all of the words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Loose {
    /// The hits asked for.
    pub hits: Vec<Hit>,
    /// How many there are of each sort, shown or not.
    pub counts: Counts,
    /// Marks what matched in any text.
    pub marker: Marker,
}

//! Queries over a dossier: grammar, matching, ranking, what to highlight.
//!
//! [`Query`] reads what was typed; [`Index`] answers it. Character-wise fuzzy matching is for names and titles only: in
//! prose nearly every word is a subsequence of nearly every sentence, so prose is searched by words, by their
//! beginnings, and by words mistyped.

mod candidates;
mod columns;
mod complete;
mod cut;
mod dates;
#[cfg(test)]
mod docs_tests;
mod evaluate;
mod extents;
mod facts;
mod field;
mod fields;
pub mod find;
mod firsts;
#[cfg(test)]
pub(crate) mod fixture;
mod forms;
mod fuzzy;
mod gather;
mod highlight;
mod hits;
mod index;
mod involved;
mod loose;
mod marks;
mod meant;
mod names;
mod nametable;
mod noted;
mod parse;
mod pattern;
mod postings;
mod prose;
mod query;
mod quick;
mod rank;
mod resolved;
mod results;
mod scattered;
mod segment;
mod selection;
mod shown;
mod sieve;
mod slips;
mod sweep;
mod threshold;
mod typo;
mod vocabulary;
mod within;
mod without;
mod words;
mod written;

pub use complete::{Completion, Completions, completions, quoted};
pub use dates::DateRange;
pub use field::{FIELDS, Field, FieldInfo, Has, Lookup, resolution};
pub use find::Finder;
pub use highlight::Marker;
pub use index::{Cancelled, Index, Sizes};
pub use noted::{Noted, Notes};
pub use pattern::{Pattern, PatternError};
pub use query::{Atom, Group, Problem, ProblemKind, Query, Term, Value};
pub use results::{Counts, Found, Hit, Layer, Loose, Options, Order, Results};
pub use selection::Selection;
pub use words::Word;

/// What a hit is: the values of `is:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HitKind {
    /// A section of an outline.
    Section,
    /// An actor across the documents.
    Actor,
    /// A claim.
    Claim,
    /// An event.
    Event,
    /// A place.
    Place,
    /// A sentence.
    Text,
    /// A note of the reader.
    Note,
}

impl HitKind {
    /// Every kind, the most telling first: the order of tabs and of hits that fit equally well.
    pub const ALL: [HitKind; 7] = [
        HitKind::Section,
        HitKind::Actor,
        HitKind::Claim,
        HitKind::Event,
        HitKind::Place,
        HitKind::Text,
        HitKind::Note,
    ];

    /// As in `is:`.
    pub fn name(self) -> &'static str {
        match self {
            HitKind::Section => "section",
            HitKind::Actor => "actor",
            HitKind::Claim => "claim",
            HitKind::Event => "event",
            HitKind::Place => "place",
            HitKind::Text => "text",
            HitKind::Note => "note",
        }
    }
}

#[cfg(test)]
mod tests;

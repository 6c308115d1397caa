//! What the reader has added to the documents, as far as it is taken away.

use std::collections::BTreeMap;

use crate::model::{ClaimId, DocId, Span};

/// Notes and statuses. Corrections are no part of it: they are in the documents already.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Added {
    /// Notes in reading order.
    pub notes: Vec<Note>,
    /// The status that the reader gave claims, by its name ("checked", "disputed").
    pub statuses: BTreeMap<(DocId, ClaimId), String>,
}

/// A note on a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The document.
    pub doc: DocId,
    /// The words it hangs on; `None` for a note on the document, or one whose words are gone.
    pub span: Option<Span>,
    /// The note.
    pub text: String,
    /// Tags without their sign.
    pub tags: Vec<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When, as ISO 8601.
    pub time: Option<String>,
}

impl Added {
    /// The status of a claim.
    pub fn status(&self, doc: DocId, claim: ClaimId) -> Option<&str> {
        self.statuses.get(&(doc, claim)).map(String::as_str)
    }

    /// The notes of a document.
    pub fn notes(&self, doc: DocId) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(move |note| note.doc == doc)
    }
}

//! What the reader has added to the documents, as far as it is taken away.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ClaimId, DocId, Document, Item, ItemRef, Span, meant};
use crate::notes::{self, Act, Selector, Target};
use crate::search;

/// Notes and statuses. Corrections are no part of it: they are in the documents already.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Added {
    /// Notes in the order of the documents, in each as they were written.
    pub notes: Vec<Note>,
    /// The status that the reader gave claims, by its name ("confirmed", "disputed").
    pub statuses: BTreeMap<(DocId, ClaimId), String>,
    /// Claims with a note on their words.
    pub noted: BTreeSet<(DocId, ClaimId)>,
}

/// A note on a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The document.
    pub doc: DocId,
    /// The words it hangs on; `None` for a note on the document or an actor, and for one whose words are gone.
    pub span: Option<Span>,
    /// The actor it is on, or the words that are gone.
    pub about: Option<String>,
    /// The note.
    pub text: String,
    /// Tags without their sign.
    pub tags: Vec<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When, as RFC 3339.
    pub time: Option<String>,
}

impl Added {
    /// Takes over what a layer says of a document.
    pub fn take(&mut self, doc: DocId, document: &Document, layer: &notes::Layer) {
        let targets = layer.acts().iter().filter_map(|record| match &record.act {
            Act::Note { on, .. } | Act::Status { on, .. } => Some(on),
            _ => None,
        });
        // All at once, so that the text is looked through once.
        let selectors: Vec<&Selector> = targets.filter_map(Target::selector).collect();
        let found = notes::anchor(&document.text, &selectors);
        let mut places = found.iter().map(|found| found.map(|f| f.span));
        let mut place = |on: &Target| on.selector().and_then(|_| places.next().flatten());
        for record in layer.acts() {
            match &record.act {
                Act::Note { on, text, tags } => {
                    let span = place(on);
                    let about = match on {
                        Target::Actor(name) => Some(name.clone()),
                        _ => on.selector().filter(|_| span.is_none()).map(|s| s.quote.clone()),
                    };
                    self.notes.push(Note {
                        doc,
                        span,
                        about,
                        text: text.clone(),
                        tags: tags.clone(),
                        author: Some(record.by.clone()).filter(|by| !by.is_empty()),
                        time: Some(record.at.clone()),
                    });
                    let touched = |s: &Span| span.is_some_and(|note| note.overlaps(*s));
                    let claims = document.claims.iter().enumerate().filter(|(_, c)| touched(&c.span));
                    self.noted.extend(claims.map(|(k, _)| (doc, ClaimId::new(k))));
                }
                Act::Status { on, status } => {
                    let Some(span) = place(on) else { continue };
                    if let Some(k) = meant(document.claims.iter().map(|c| c.span), span) {
                        self.statuses.insert((doc, ClaimId::new(k)), status.name().to_owned());
                    }
                }
                _ => {}
            }
        }
    }

    /// The status of a claim.
    pub fn status(&self, doc: DocId, claim: ClaimId) -> Option<&str> {
        self.statuses.get(&(doc, claim)).map(String::as_str)
    }

    /// The notes of a document.
    pub fn notes(&self, doc: DocId) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(move |note| note.doc == doc)
    }
}

/// So that a scope can ask for it: `has:note`, `status:disputed`.
impl search::Layer for Added {
    fn has_note(&self, at: ItemRef) -> bool {
        matches!(at.item, Item::Claim(id) if self.noted.contains(&(at.doc, id)))
    }

    fn status(&self, at: ItemRef) -> Option<&str> {
        match at.item {
            Item::Claim(id) => Self::status(self, at.doc, id),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture::{REPORT, document};
    use crate::notes::{Layer, Record, RecordId, Status};

    fn record(number: usize, act: Act) -> Record {
        let at = format!("2025-11-19T10:00:0{number}.000Z");
        Record { id: RecordId(number.to_string()), at, by: "ana".to_owned(), doc: None, act }
    }

    #[test]
    fn notes_and_statuses_find_their_words_again() {
        let d = document("a.txt", REPORT);
        let claim = d.claims.iter().position(|c| d.text.slice(c.span).contains("drought")).unwrap();
        let on = Selector::of(&d.text, d.claims[claim].span);
        let gone = Selector { quote: "words that stand nowhere".to_owned(), ..on.clone() };
        let note =
            |on: Target, text: &str| Act::Note { on, text: text.to_owned(), tags: vec!["x".to_owned()] };
        let acts = [
            note(Target::Actor("Norway".to_owned()), "who"),
            Act::Status { on: Target::Claim(on.clone()), status: Status::Disputed },
            note(Target::Passage(gone), "lost"),
            note(Target::Claim(on), "dry"),
        ];
        let records: Vec<Record> = acts.into_iter().enumerate().map(|(k, act)| record(k, act)).collect();
        let mut added = Added::default();
        added.take(DocId(0), &d, &Layer::of(&records));
        let id = ClaimId::new(claim);
        assert_eq!(added.status(DocId(0), id), Some("disputed"));
        let seen: Vec<_> =
            added.notes.iter().map(|n| (n.text.as_str(), n.span, n.about.as_deref())).collect();
        assert_eq!(
            seen,
            [
                ("who", None, Some("Norway")),
                ("lost", None, Some("words that stand nowhere")),
                ("dry", Some(d.claims[claim].span), None)
            ]
        );
        let at = |id| ItemRef { doc: DocId(0), item: Item::Claim(id) };
        use crate::search::Layer as _;
        assert!(added.has_note(at(id)) && !added.has_note(at(ClaimId::new(claim + 1))));
        assert_eq!(search::Layer::status(&added, at(id)), Some("disputed"));
    }
}

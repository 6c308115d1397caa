//! What the reader has added to the documents, as far as it is taken away.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ClaimId, DocId, Document, Item, ItemRef, Span};
use crate::notes::{Act, Referent, Resolved, Target};
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
    /// Takes over what the layer of a document says, as it was found in it.
    pub fn take(&mut self, doc: DocId, document: &Document, layer: &Resolved) {
        let mut notes: Vec<Note> = Vec::new();
        for note in &layer.notes {
            let actor = match note.on {
                Referent::Item(Item::Actor(id)) => document.actor(id).map(|a| a.name.clone()),
                Referent::Item(Item::Place(id)) => document.place(id).map(|p| p.name.clone()),
                _ => None,
            };
            // An actor stands in many places.
            let span = note.span.filter(|_| actor.is_none());
            notes.push(written(doc, span, actor, (&note.text, &note.tags), &note.by, &note.at));
        }
        for orphan in &layer.orphans {
            if let Act::Note { on, text, tags } = &orphan.act {
                let about = match on {
                    Target::Actor(name) => Some(name.clone()),
                    on => on.selector().map(|s| s.quote.clone()),
                };
                notes.push(written(doc, None, about, (text, tags), &orphan.by, &orphan.at));
            }
        }
        notes.sort_by(|a, b| a.time.cmp(&b.time));
        self.notes.extend(notes);
        let judged = layer.judged.iter().map(|(id, judged)| ((doc, *id), judged.status.name().to_owned()));
        self.statuses.extend(judged);
        let noted =
            (0..document.claims.len()).map(ClaimId::new).filter(|id| layer.is_noted(Item::Claim(*id)));
        self.noted.extend(noted.map(|id| (doc, id)));
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

fn written(
    doc: DocId,
    span: Option<Span>,
    about: Option<String>,
    (text, tags): (&str, &[String]),
    by: &str,
    at: &str,
) -> Note {
    Note {
        doc,
        span,
        about,
        text: text.to_owned(),
        tags: tags.to_owned(),
        author: Some(by.to_owned()).filter(|by| !by.is_empty()),
        time: Some(at.to_owned()),
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
    use crate::notes::{Layer, Placed, Record, RecordId, Selector, Status};

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
        let layer = Layer::of(&records);
        let placed = Placed::of(&layer, &d.text);
        added.take(DocId(0), &d, &Resolved::new(layer, &placed, &d));
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

//! What the reader has added to the documents, as far as it is taken away.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ClaimId, DocId, Document, Item, ItemRef, Span};
use crate::notes::{Act, Referent, Resolved, Target};
use crate::search;

/// Notes, marks, tags, judgements and corrections. What was corrected is in the documents already; that it was is told.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Added {
    /// Notes and the like in the order of the documents, in each as they were written.
    pub notes: Vec<Note>,
    /// The status that the reader gave claims, by its name ("confirmed", "disputed").
    pub statuses: BTreeMap<(DocId, ClaimId), String>,
    /// Claims with a note on their words.
    pub noted: BTreeSet<(DocId, ClaimId)>,
    /// Claims with a mark on their words.
    pub marked: BTreeSet<(DocId, ClaimId)>,
    /// Tags of claims, and of their words.
    pub tags: BTreeMap<(DocId, ClaimId), Vec<String>>,
}

/// What something added is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Is {
    /// Words of the reader.
    #[default]
    Note,
    /// A mark; its text is its letter.
    Mark,
    /// Tags alone.
    Tags,
    /// The judgement of a claim whose words are gone.
    Status,
    /// A correction of what was extracted, in words.
    Correction,
    /// A scope kept under a name, as a query.
    Scope,
}

impl Is {
    /// As in JSON and beside what is not simply a note.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Mark => "mark",
            Self::Tags => "tags",
            Self::Status => "status",
            Self::Correction => "correction",
            Self::Scope => "scope",
        }
    }
}

/// A note on a place, or what else was added there.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// What it is.
    pub is: Is,
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

impl Note {
    /// What it is, where it is no note, and its words: "mark a", "correction: promoted".
    pub fn told(&self) -> String {
        match self.is {
            Is::Note => self.text.clone(),
            Is::Tags => self.is.name().to_owned(),
            Is::Mark => format!("{} {}", self.is.name(), self.text),
            Is::Status | Is::Correction | Is::Scope => format!("{}: {}", self.is.name(), self.text),
        }
    }
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
            let (by, at) = (&note.by, &note.at);
            let written = said(Is::Note, note.text.clone(), &note.tags);
            notes.push(Note { span, about: actor, ..written.by(doc, by, at) });
        }
        let lost: BTreeSet<_> = layer.orphans.iter().map(|r| &r.id).collect();
        for record in layer.layer.acts().iter().filter(|r| !lost.contains(&r.id)) {
            let on_actor = match record.act.target() {
                Some(Target::Actor(name)) => Some(name.clone()),
                _ => None,
            };
            let written = match &record.act {
                // As it stands now, and only the last of its letter.
                Act::Mark { name, .. } if layer.marks.iter().any(|m| m.id == record.id) => {
                    said(Is::Mark, name.to_string(), &[])
                }
                Act::Tag { tags, .. } => said(Is::Tags, String::new(), tags),
                Act::Correct(correction) => said(Is::Correction, correction.phrase(), &[]),
                Act::Save { name, query } if layer.layer.scopes().contains(&(name, query)) => {
                    said(Is::Scope, format!("{name} = {query}"), &[])
                }
                _ => continue,
            };
            let span = layer.place_of(&record.id).filter(|_| on_actor.is_none());
            notes.push(Note { span, about: on_actor, ..written.by(doc, &record.by, &record.at) });
        }
        for orphan in &layer.orphans {
            let written = match &orphan.act {
                Act::Note { text, tags, .. } => said(Is::Note, text.clone(), tags),
                Act::Mark { name, .. } => said(Is::Mark, name.to_string(), &[]),
                Act::Status { status, .. } => said(Is::Status, status.name().to_owned(), &[]),
                Act::Tag { tags, .. } => said(Is::Tags, String::new(), tags),
                Act::Correct(correction) => said(Is::Correction, correction.phrase(), &[]),
                _ => continue,
            };
            let about = orphan.act.target().and_then(|on| match on {
                Target::Actor(name) => Some(name.clone()),
                on => on.selector().map(|s| s.quote.clone()),
            });
            notes.push(Note { about, ..written.by(doc, &orphan.by, &orphan.at) });
        }
        notes.sort_by(|a, b| a.time.cmp(&b.time));
        self.notes.extend(notes);
        let judged = layer.judged.iter().map(|(id, judged)| ((doc, *id), judged.status.name().to_owned()));
        self.statuses.extend(judged);
        for id in (0..document.claims.len()).map(ClaimId::new) {
            let item = Item::Claim(id);
            if layer.is_noted(item) {
                self.noted.insert((doc, id));
            }
            if layer.is_marked(item) {
                self.marked.insert((doc, id));
            }
            if !layer.tags_of(item).is_empty() {
                self.tags.insert((doc, id), layer.tags_of(item).to_vec());
            }
        }
    }

    /// The tags of a claim.
    pub fn tags_of(&self, doc: DocId, claim: ClaimId) -> &[String] {
        self.tags.get(&(doc, claim)).map_or(&[], Vec::as_slice)
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

/// Something added, still without its place.
fn said(is: Is, text: String, tags: &[String]) -> Note {
    let doc = DocId::new(0);
    Note { is, doc, span: None, about: None, text, tags: tags.to_owned(), author: None, time: None }
}

impl Note {
    fn by(self, doc: DocId, by: &str, at: &str) -> Self {
        let author = Some(by.to_owned()).filter(|by| !by.is_empty());
        Self { doc, author, time: Some(at.to_owned()), ..self }
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

    fn has_mark(&self, at: ItemRef) -> bool {
        matches!(at.item, Item::Claim(id) if self.marked.contains(&(at.doc, id)))
    }

    fn tags(&self, at: ItemRef) -> &[String] {
        match at.item {
            Item::Claim(id) => self.tags_of(at.doc, id),
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture::{REPORT, document};
    use crate::notes::{Correction, Layer, Placed, Record, RecordId, Selector, Status};

    fn record(number: usize, act: Act) -> Record {
        let at = format!("2025-11-19T10:00:0{number}.000Z");
        Record { id: RecordId(number.to_string()), at, by: "ana".to_owned(), doc: None, act }
    }

    #[test]
    fn everything_of_the_layer_is_taken_along() {
        let d = document("a.txt", REPORT);
        let claim = ClaimId::new(0);
        let on = Selector::of(&d.text, d.claims[0].span);
        let gone = Selector { quote: "words that stand nowhere".to_owned(), ..on.clone() };
        let rename =
            Correction::Rename { on: Target::Actor("Chile".into()), name: "Republic of Chile".into() };
        let acts = [
            Act::Mark { name: 'a', on: Target::Passage(gone.clone()) },
            Act::Mark { name: 'b', on: Target::Passage(on.clone()) },
            Act::Tag { on: Target::Claim(on), tags: vec!["grain".into()] },
            Act::Correct(rename),
            Act::Save { name: "mine".into(), query: "kind:fact".into() },
            Act::Status { on: Target::Claim(gone), status: Status::False },
        ];
        let records: Vec<Record> = acts.into_iter().enumerate().map(|(k, act)| record(k, act)).collect();
        let layer = Layer::of(&records);
        let placed = Placed::of(&layer, &d.text);
        let mut added = Added::default();
        added.take(DocId(0), &d, &Resolved::new(layer, &placed, &d));
        let told: Vec<_> =
            added.notes.iter().map(|n| (n.told(), n.span.is_some(), n.about.clone())).collect();
        let lost = Some("words that stand nowhere".to_owned());
        assert_eq!(told[0], ("mark a".to_owned(), false, lost.clone()));
        assert_eq!(told[1], ("mark b".to_owned(), true, None));
        assert_eq!(told[2], ("tags".to_owned(), true, None));
        assert!(told[3].0.starts_with("correction: ") && told[3].2.as_deref() == Some("Chile"), "{told:?}");
        assert_eq!(told[4].0, "scope: mine = kind:fact");
        assert_eq!(told[5], ("status: false".to_owned(), false, lost));
        assert_eq!(added.tags_of(DocId(0), claim), ["grain"]);
        use crate::search::Layer as _;
        let at = ItemRef { doc: DocId(0), item: Item::Claim(claim) };
        assert!(added.has_mark(at) && added.tags(at) == ["grain"]);
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

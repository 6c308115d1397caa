//! What the analyst has hung on something that is listed.

use serde::Serialize;

use crate::model::{Document, Item, Span};
use crate::notes::{Note, Referent, Resolved};

/// The judgement, tags and notes of a row.
#[derive(Debug, Default, Serialize)]
pub struct Hung {
    /// Of a claim; nothing where nobody judged it. Events have a status of their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Option<&'static str>>,
    tags: Vec<String>,
    notes: Vec<Written>,
}

#[derive(Debug, Serialize)]
struct Written {
    text: String,
    by: String,
    at: String,
}

impl Hung {
    /// What hangs on an item, and on its words where it is a claim.
    pub fn on(layer: &Resolved, document: &Document, item: Item) -> Self {
        let status = match item {
            Item::Claim(id) => Some(layer.status(id).map(crate::notes::Status::name)),
            _ => None,
        };
        let own = layer.notes_on(Referent::Item(item)).collect::<Vec<_>>();
        let words = match item {
            Item::Claim(id) => document.claim(id).map(|c| c.span),
            Item::Sentence(k) => document.sentences.get(k as usize).map(|s| s.span),
            _ => None,
        };
        let mut notes = own;
        notes.extend(words.map_or(Vec::new(), |span| on_words(layer, span)));
        let written =
            |note: &Note| Written { text: note.text.clone(), by: note.by.clone(), at: note.at.clone() };
        Self { status, tags: layer.tags_of(item).to_vec(), notes: notes.into_iter().map(written).collect() }
    }

    /// Both together.
    pub fn and(mut self, other: Self) -> Self {
        self.tags.extend(other.tags);
        self.notes.extend(other.notes);
        self
    }

    /// For the columns behind all others.
    pub fn cells(&self) -> Vec<String> {
        let notes: Vec<&str> = self.notes.iter().map(|n| n.text.as_str()).collect();
        vec![self.status.flatten().unwrap_or_default().to_owned(), self.tags.join(" "), notes.join(" / ")]
    }
}

/// Notes on passages that have words in common with a span.
fn on_words(layer: &Resolved, span: Span) -> Vec<&Note> {
    layer.notes_within(span).filter(|note| matches!(note.on, Referent::Passage(_))).collect()
}

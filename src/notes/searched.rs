//! What the reader wrote on a document, as search finds it.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashSet;

use crate::search::{Noted, Notes};

use super::{Act, Note, Referent, Resolved};

/// Notes made ready to be searched, once somebody has asked for that. It follows from the rest of a layer.
#[derive(Debug, Clone, Default)]
pub(super) struct Searched(OnceLock<Arc<Notes>>);

impl PartialEq for Searched {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Resolved {
    /// Its notes, those whose words are gone from the text too, and tags that were given without a note.
    pub fn searched(&self) -> Arc<Notes> {
        Arc::clone(self.searched.0.get_or_init(|| Arc::new(Notes::new(self.all_noted()))))
    }

    fn all_noted(&self) -> Vec<Noted> {
        let note = |n: &Note| Noted {
            id: n.id.0.clone(),
            text: with_tags(&n.text, &n.tags),
            tags: n.tags.clone(),
            span: n.span,
        };
        let mut all: Vec<Noted> = self.notes.iter().map(note).collect();
        // Of tags given one after the other to the same thing the last act stands for all.
        let mut seen: FxHashSet<Referent> = FxHashSet::default();
        for (id, on, span) in self.tagged.iter().rev() {
            if !seen.insert(*on) {
                continue;
            }
            let of_notes = |tag: &String| self.notes_on(*on).any(|note| note.tags.contains(tag));
            let tags: Vec<String> = self.tags_on(*on).iter().filter(|t| !of_notes(t)).cloned().collect();
            if !tags.is_empty() {
                all.push(Noted { id: id.0.clone(), text: with_tags("", &tags), tags, span: *span });
            }
        }
        for orphan in &self.orphans {
            if let Act::Note { text, tags, .. } = &orphan.act {
                let (id, text) = (orphan.id.0.clone(), with_tags(text, tags));
                all.push(Noted { id, text, tags: tags.clone(), span: None });
            }
        }
        all
    }
}

fn with_tags(text: &str, tags: &[String]) -> String {
    let tags = tags.iter().map(|tag| format!("#{tag}"));
    let words = Some(text.to_owned()).filter(|t| !t.is_empty());
    words.into_iter().chain(tags).collect::<Vec<_>>().join(" ")
}

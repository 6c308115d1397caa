//! A document read again in place: what is on the screen, selected and noted stays with its words.

use std::sync::Arc;

use crate::load::Input;
use crate::model::DocId;
use crate::tui::app::{Again, App, Progress};
use crate::tui::effect::{Effect, Reloaded};
use crate::tui::panes::reader::Intervals;

impl App {
    /// Reads the document in the reader again, because the user asks for it.
    pub(super) fn reload(&mut self) {
        let doc = self.reader.doc;
        let name = self.file_name(doc);
        match self.inputs.get(doc.index()) {
            Some(Input::File(_)) => {}
            Some(Input::Stdin) => {
                return self.say("this document came through standard input: it cannot be read again");
            }
            Some(Input::Sample(_)) => {
                return self.say(format!("{name} is part of casefile: it never changes"));
            }
            None => return,
        }
        if self.is_being_read(doc) {
            return self.say(format!("{name} is still being read"));
        }
        self.read_again(doc, true);
    }

    /// The file of a document has changed while it was watched.
    pub(super) fn file_changed(&mut self, doc: DocId) {
        if self.is_being_read(doc) {
            // The reader may have been past what has changed.
            self.reloading.entry(doc).or_default().once_more = true;
        } else {
            self.read_again(doc, false);
        }
    }

    fn is_being_read(&self, doc: DocId) -> bool {
        self.reloading.contains_key(&doc)
            || matches!(self.progress.get(doc.index()), Some(Progress::Waiting | Progress::Reading(_)))
    }

    fn read_again(&mut self, doc: DocId, asked: bool) {
        let Some(document) = self.dossier.document(doc).cloned() else { return };
        self.reloading.insert(doc, Again { asked, once_more: false });
        self.effects.push(Effect::Reload(doc, document));
    }

    /// It was read again; once more if its file has changed meanwhile.
    fn was_read_again(&mut self, doc: DocId) -> Again {
        let again = self.reloading.remove(&doc).unwrap_or_default();
        if again.once_more {
            self.read_again(doc, false);
        }
        again
    }

    /// What came while the document was first read has to be read once more.
    pub(super) fn catch_up(&mut self, doc: DocId) {
        if self.reloading.get(&doc).is_some_and(|again| again.once_more) {
            self.read_again(doc, false);
        }
    }

    pub(super) fn unchanged(&mut self, doc: DocId) {
        if self.was_read_again(doc).asked {
            self.say(format!("{} has not changed", self.file_name(doc)));
        }
    }

    pub(super) fn not_reloaded(&mut self, doc: DocId, why: &str) {
        self.was_read_again(doc);
        self.complain(format!("not read again: {why}; what was read before stays"));
    }

    /// Whether a document is known in another version by now.
    pub(super) fn document_is_other(&self, doc: DocId, hash: &str) -> bool {
        self.dossier.document(doc).is_some_and(|d| !d.hash.is_empty() && d.hash != hash)
    }

    pub(super) fn reloaded(&mut self, reloaded: Reloaded) {
        let Reloaded { doc, document, marks, resolved, shift, before, .. } = reloaded;
        if self.document_is_other(doc, &before) {
            return;
        }
        self.hold_selection(false);
        self.forget_links();
        self.shift_held(doc, &shift);
        self.hold_folded(doc, &document, &shift);
        self.shift_places(doc, &shift);
        let standing = resolved.standing;
        self.set_progress(doc, Progress::Ready);
        self.replace(doc, document);
        if let Some(slot) = self.marks.get_mut(doc.index()) {
            *slot = marks;
        }
        if let Some(slot) = self.noted.get_mut(doc.index()) {
            *slot = Arc::new(Intervals::new(resolved.noted_text()));
        }
        let known = self.layers.get(doc.index()).map(|l| l.layer.clone());
        let newer = known.filter(|layer| layer.version() > resolved.layer.version());
        if let Some(slot) = self.layers.get_mut(doc.index()) {
            *slot = resolved;
        }
        if let Some(layer) = newer {
            // Something was stored while the document was read.
            self.resolve(doc, layer);
        }
        self.ask_find();
        self.link();
        let name = match self.dossier.documents.len() {
            1 => String::new(),
            _ => format!(" {}", self.file_name(doc)),
        };
        let standing = standing.to_string();
        let colon = if standing.is_empty() { "" } else { ": " };
        self.say(format!("reloaded{name}{colon}{standing}"));
        self.was_read_again(doc);
    }

    /// Everything that points into a text follows it.
    fn shift_places(&mut self, doc: DocId, shift: &crate::notes::Shift) {
        let now = self.now;
        self.coverage.age(now);
        let seen = self.coverage.spans(doc).iter().flat_map(|(a, b)| shift.kept(*a, *b)).collect();
        self.coverage.replace(doc, seen);
        self.history.shift(doc, |at| shift.byte(at));
        if let Some(peek) = self.peek.as_mut().filter(|p| p.doc == doc) {
            peek.at = shift.byte(peek.at);
        }
        if self.reader.doc == doc {
            self.reader.text_changed(shift);
        }
    }

    fn file_name(&self, doc: DocId) -> String {
        self.dossier.document(doc).map_or(String::new(), |d| d.file_name().to_owned())
    }
}

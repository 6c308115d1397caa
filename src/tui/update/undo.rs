//! One undo for everything the reader did: scope and layer, this run and those before.

use crate::model::DocId;
use crate::notes::{Act, RecordId};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::steps::Step;

impl App {
    pub(super) fn undo(&mut self) {
        match self.steps.last().cloned() {
            Some(Step::Scope) => {
                if let Some(done) = self.scope.undo() {
                    let redo = self.key_of(Action::Redo);
                    self.steps.undid(Step::Scope);
                    self.say(format!("undone: {done} ({redo} does it again)"));
                    self.apply_scope();
                }
            }
            Some(Step::Act(doc, id)) => self.record(doc, Act::Undo { of: id }),
            None => match self.earlier(|layer| layer.to_undo()) {
                Some((doc, id)) => self.record(doc, Act::Undo { of: id }),
                None => self.say("nothing to undo"),
            },
        }
    }

    pub(super) fn redo(&mut self) {
        match self.steps.next().cloned() {
            Some(Step::Scope) => {
                if let Some(done) = self.scope.redo() {
                    self.steps.redid(Step::Scope);
                    self.say(format!("done again: {done}"));
                    self.apply_scope();
                }
            }
            Some(Step::Act(doc, id)) => self.record(doc, Act::Redo { of: id }),
            None => match self.earlier(|layer| layer.to_redo()) {
                Some((doc, id)) => self.record(doc, Act::Redo { of: id }),
                None => self.say("nothing to do again"),
            },
        }
    }

    /// An act of an earlier run: of the document in the reader, else of the first that has one.
    fn earlier(
        &self,
        which: impl Fn(&crate::notes::Layer) -> Option<&RecordId>,
    ) -> Option<(DocId, RecordId)> {
        let here = self.reader.doc;
        let all = (0..self.layers.len()).map(DocId::new).filter(|d| *d != here);
        std::iter::once(here)
            .chain(all)
            .find_map(|doc| Some((doc, which(&self.layers.get(doc.index())?.layer)?.clone())))
    }
}

//! From a list to the text: peek and commit; back and forward.

use crate::model::{DocId, Span};
use crate::tui::app::{App, Selection};
use crate::tui::history::Anchor;
use crate::tui::marks;
use crate::tui::panes::{Pane, actors};

impl App {
    /// Shows the selection of the focused list in the reader, leaving no trace in the history.
    pub(super) fn peek(&mut self) {
        let Some((doc, span)) = self.selection(self.focus).and_then(|s| s.target(&self.dossier)) else {
            return;
        };
        if self.peek.is_none() {
            self.peek = Some(self.here());
        }
        self.show(doc, span);
    }

    /// Goes to the selection: history, and the focus to the reader unless it is to stay.
    pub(super) fn commit(&mut self, stay: bool) {
        if self.unfold_selected() {
            return;
        }
        let Some(selection) = self.selection(self.focus) else { return };
        if let Selection::Text(_) = selection {
            self.commit_in_text();
            return;
        }
        if let Selection::Actor(row) = &selection {
            self.active = Some(row.clone());
        }
        let Some((doc, span)) = selection.target(&self.dossier) else { return };
        self.jump(doc, span);
        if !stay {
            self.focus_on(Pane::Reader);
        }
    }

    /// Enter in the reader: choose the actor under the cursor.
    fn commit_in_text(&mut self) {
        let Some(row) = self.actor_under(self.reader.cursor) else {
            self.say("no actor under the cursor");
            return;
        };
        let name = actors::name(&self.dossier, &row).to_owned();
        self.lists.actors.select_where(|r| *r == row);
        self.active = Some(row);
        self.say(format!("{name}: mentions highlighted"));
    }

    /// The actor or place that the text names at a byte.
    pub(super) fn actor_under(&self, at: usize) -> Option<actors::ActorRow> {
        let here = Span::new(at, at + 1);
        let marks = self.marks()?;
        let doc = self.reader.doc;
        if let Some((_, id)) = marks::within(&marks.mentions, here).min_by_key(|(s, _)| s.len()) {
            return self.dossier.dossier_actor(doc, id).map(actors::ActorRow::Actor);
        }
        let (_, place) = marks::within(&marks.places, here).next()?;
        self.lists.actors.rows().iter().find_map(|r| match r.item() {
            Some(actors::ActorRow::Place(members)) if members.contains(&(doc, place)) => r.item().cloned(),
            _ => None,
        })
    }

    /// Puts a place of a document before the reader's eyes.
    pub(in crate::tui) fn show(&mut self, doc: DocId, span: Span) {
        self.reader.go_to(doc, span);
        self.follow_reader();
    }

    /// Jumps to a place and remembers where from.
    pub(super) fn jump(&mut self, doc: DocId, span: Span) {
        let from = self.peek.take().unwrap_or_else(|| self.here());
        self.history.push(from);
        self.show(doc, span);
    }

    pub(super) fn back_out(&mut self) {
        if !self.pending.is_empty() {
            self.pending.clear();
        } else if self.reader.selecting.take().is_some() {
            self.say("nothing selected");
        } else if self.lists.range_from.take().is_some() {
            self.say("no range");
        } else if self.find.take().is_some() {
        } else if let Some(origin) = self.peek.take() {
            self.show(origin.doc, Span::new(origin.at, origin.at));
        } else if self.active.take().is_some() {
            self.say("mentions no longer highlighted");
        } else {
            self.zoomed = false;
        }
    }

    pub(super) fn history_step(&mut self, forward: bool) {
        let now = self.peek.take().unwrap_or_else(|| self.here());
        let to = if forward { self.history.forward(now) } else { self.history.back(now) };
        match to {
            Some(Anchor { doc, at }) => self.show(doc, Span::new(at, at)),
            None => self.say(if forward { "no place ahead" } else { "no place before" }),
        }
    }
}

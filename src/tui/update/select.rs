//! Text selected in the reader, by keys and by the mouse: what is copied, cited, and noted.

use crate::model::{DocId, Span};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::panes::Pane;
use crate::tui::reader::Selecting;

impl App {
    /// The passage the user has selected in the reader.
    pub fn selected_passage(&self) -> Option<(DocId, Span)> {
        self.reader.selection().map(|span| (self.reader.doc, span))
    }

    pub(super) fn toggle_select(&mut self) {
        match self.focus {
            Pane::Reader => {}
            Pane::Timeline => return self.toggle_range(),
            _ => return self.say("text is selected in the reader, a range of dates in the timeline"),
        }
        if self.reader.selecting.take().is_some() {
            self.say("nothing selected");
            return;
        }
        self.reader.select_word();
        self.tell_selection("moving selects more");
    }

    pub(super) fn select_paragraph(&mut self) {
        let at = self.reader.cursor;
        let block = self.document().and_then(|d| d.blocks.get(d.block_at(at)?)).map(|b| b.span);
        let Some(span) = block else {
            self.say("no paragraph here");
            return;
        };
        self.reader.target = None;
        self.reader.selecting = Some(Selecting { from: span, to: None });
        self.tell_selection("moving selects more");
    }

    /// The mouse has been drawn over the text from one byte to another.
    pub(super) fn select_to(&mut self, from: usize, to: usize) {
        self.focus_on(Pane::Reader);
        self.reader.target = None;
        self.reader.cursor = to;
        self.reader.selecting = Some(Selecting { from: Span::new(from, from), to: Some(to) });
    }

    /// A word chosen by clicking it twice.
    pub(super) fn select_word_at(&mut self) {
        self.reader.select_word();
        if let Some(selecting) = &mut self.reader.selecting {
            selecting.to = Some(selecting.from.to());
        }
        self.tell_selection("");
    }

    /// Copies; a selection made by keys ends with it, as in editors, one of the mouse stays.
    pub(super) fn copy_and_let_go(&mut self, with_citation: bool) {
        self.copy(with_citation);
        if self.focus == Pane::Reader && self.reader.selecting.is_some_and(|s| s.to.is_none()) {
            self.reader.selecting = None;
        }
    }

    /// Says how much is selected and what can be done with it.
    pub(super) fn tell_selection(&mut self, more: &str) {
        let Some((_, span)) = self.selected_passage() else { return };
        let characters = self.document().map_or(0, |d| d.text.slice(span).chars().count());
        let copy = self.key_of(Action::Copy);
        let cite = self.key_of(Action::CopyCitation);
        let more = if more.is_empty() { String::new() } else { format!("{more}; ") };
        let plural = if characters == 1 { "" } else { "s" };
        self.say(format!(
            "{characters} character{plural} selected: {more}{copy} copies, {cite} cites, Esc lets go"
        ));
    }
}

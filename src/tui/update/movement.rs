//! Up, down, pages and ends, in lists and in the reader; folding.

use crate::tui::app::App;
use crate::tui::list::{GroupKey, Heading, List};
use crate::tui::panes::{Pane, sections};
use crate::tui::reader::Reader;

/// What all lists can do, whatever they hold.
pub(super) trait Scroll {
    fn step(&mut self, by: isize);
    fn end(&mut self, last: bool);
    fn height(&self) -> usize;
    fn scroll(&mut self, by: isize);
    fn select_row(&mut self, row: usize);
    fn top(&self) -> usize;
    fn position(&self) -> usize;
    fn heading(&self) -> Option<&Heading>;
    fn selected_group(&self) -> Option<&Heading>;
    fn heading_at(&self, row: usize) -> Option<&Heading>;
    fn headings(&self) -> Vec<Heading>;
    fn group(&self, key: &GroupKey) -> Option<usize>;
    fn step_group(&mut self, forward: bool) -> bool;
}

impl<T: PartialEq + Clone> Scroll for List<T> {
    fn step(&mut self, by: isize) {
        List::step(self, by);
    }
    fn end(&mut self, last: bool) {
        List::end(self, last);
    }
    fn height(&self) -> usize {
        self.height
    }
    fn scroll(&mut self, by: isize) {
        List::scroll(self, by);
    }
    fn select_row(&mut self, row: usize) {
        List::select(self, row);
    }
    fn top(&self) -> usize {
        List::top(self)
    }
    fn position(&self) -> usize {
        List::position(self)
    }
    fn heading(&self) -> Option<&Heading> {
        List::heading(self)
    }
    fn selected_group(&self) -> Option<&Heading> {
        List::selected_group(self)
    }
    fn heading_at(&self, row: usize) -> Option<&Heading> {
        List::heading_at(self, row)
    }
    fn headings(&self) -> Vec<Heading> {
        List::headings(self).cloned().collect()
    }
    fn group(&self, key: &GroupKey) -> Option<usize> {
        List::group(self, key)
    }
    fn step_group(&mut self, forward: bool) -> bool {
        List::step_group(self, forward)
    }
}

impl App {
    pub(super) fn list(&mut self, pane: Pane) -> Option<&mut dyn Scroll> {
        match pane {
            Pane::Sections => Some(&mut self.lists.sections),
            Pane::Actors => Some(&mut self.lists.actors),
            Pane::Claims => Some(&mut self.lists.claims),
            Pane::Timeline => Some(&mut self.lists.timeline),
            Pane::Reader => None,
        }
    }

    pub(super) fn step(&mut self, by: isize) {
        match self.list(self.focus) {
            Some(list) => {
                list.step(by);
                self.peek();
            }
            None => self.move_reader(|r| r.move_rows(by)),
        }
    }

    pub(super) fn page(&mut self, direction: isize, part: usize) {
        match self.list(self.focus) {
            Some(list) => {
                let rows = (list.height() / part).max(1) as isize;
                list.step(direction * rows);
                self.peek();
            }
            None => self.move_reader(|r| r.page(direction, part)),
        }
    }

    pub(super) fn go_to_end(&mut self, last: bool) {
        match self.list(self.focus) {
            Some(list) => {
                list.end(last);
                self.peek();
            }
            None => {
                self.history.push(self.here());
                self.move_reader(|r| r.to_end(last));
            }
        }
    }

    /// Scrolls a pane wherever the focus is: the wheel.
    pub(super) fn wheel(&mut self, pane: Pane, by: isize) {
        match self.list(pane) {
            Some(list) => list.scroll(by),
            None => self.move_reader(|r| r.scroll(by)),
        }
    }

    /// Selects a row of a list counted from the first visible one. Whether it was selected already.
    pub(super) fn select_visible(&mut self, pane: Pane, row: usize) -> bool {
        let Some(list) = self.list(pane) else { return false };
        let row = list.top() + row;
        let again = list.position() == row;
        list.select_row(row);
        again
    }

    /// Selects a row of a list by its number.
    pub(super) fn select_row(&mut self, pane: Pane, row: usize) {
        if let Some(list) = self.list(pane) {
            list.select_row(row);
        }
    }

    /// The row of a list that is selected.
    pub(super) fn selected_row(&mut self, pane: Pane) -> usize {
        self.list(pane).map_or(0, |l| l.position())
    }

    /// Moving in the reader ends a peek: from here on the reader is where the user wants it.
    pub(super) fn move_reader(&mut self, change: impl FnOnce(&mut Reader)) {
        self.peek = None;
        if self.reader.selecting.is_some_and(|s| s.to.is_some()) {
            // What the mouse has selected is let go by moving on; what keys select is extended by it.
            self.reader.selecting = None;
        }
        change(&mut self.reader);
        self.follow_reader();
    }

    pub(super) fn sideways(&mut self, right: bool) {
        match self.focus {
            Pane::Sections => self.fold(right),
            Pane::Reader => self.move_reader(|r| r.move_words(if right { 1 } else { -1 })),
            Pane::Actors | Pane::Claims => self.fold_group(right),
            Pane::Timeline => self.zoom_calendar(right),
        }
    }

    fn fold(&mut self, open: bool) {
        let Some(row) = self.lists.sections.selected().copied() else { return };
        let dossier = self.dossier.clone();
        let folded = self.lists.folded.contains(&row);
        let has_children = sections::has_children(&dossier, row);
        match (open, folded) {
            (true, true) => {
                self.lists.folded.remove(&row);
            }
            (true, false) if has_children => {
                self.lists.sections.step(1);
                self.peek();
                return;
            }
            (false, false) if has_children => {
                self.lists.folded.insert(row);
            }
            (false, _) => {
                if let Some(parent) = sections::parent(&dossier, row) {
                    self.lists.sections.select_where(|r| *r == parent);
                    self.peek();
                }
                return;
            }
            (true, false) => return,
        }
        self.lists.sections.set_rows(sections::rows(&dossier, &self.lists.folded));
    }

    /// The sections pane follows the reader unless it has the focus.
    pub(super) fn follow_reader(&mut self) {
        if self.focus == Pane::Sections {
            return;
        }
        let (doc, at) = (self.reader.doc, self.reader.cursor);
        let Some(document) = self.dossier.document(doc) else { return };
        let mut section = document.section_at(at);
        // A folded section stands for those inside it.
        loop {
            let row = sections::SectionRow { doc, section };
            if self.lists.sections.select_where(|r| *r == row) {
                return;
            }
            match section {
                Some(id) => section = document.section(id).and_then(|s| s.parent),
                None => return,
            }
        }
    }
}

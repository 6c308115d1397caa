//! The mouse: the wheel scrolls what is under it, a click focuses and selects, a second click goes there.

use ratatui::crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use crate::tui::app::App;
use crate::tui::hit::Hit;
use crate::tui::overlay::Overlay;
use crate::tui::panes::Pane;

/// Rows a step of the wheel scrolls.
const WHEEL: isize = 3;

impl App {
    pub(super) fn mouse(&mut self, event: MouseEvent) {
        let hit = self.hits.at(event.column, event.row);
        match event.kind {
            MouseEventKind::ScrollDown => self.wheel_at(hit, WHEEL),
            MouseEventKind::ScrollUp => self.wheel_at(hit, -WHEEL),
            MouseEventKind::Down(MouseButton::Left) => self.click(hit),
            MouseEventKind::Drag(MouseButton::Left) => {
                if let Some(Hit::Scrollbar(row, rows)) = hit {
                    self.scrollbar(row, rows);
                }
            }
            _ => {}
        }
    }

    fn wheel_at(&mut self, hit: Option<Hit>, by: isize) {
        match self.overlays.last_mut() {
            Some(Overlay::Search(search)) => search.list.step(by),
            Some(Overlay::Help(_, list)) => list.step(by),
            Some(Overlay::Documents(list)) => list.step(by.signum()),
            Some(Overlay::Card(card)) => card.scroll(by),
            Some(Overlay::Command(palette)) => palette.list.step(by),
            None => match hit {
                Some(Hit::Pane(pane, ..)) => self.wheel(pane, by),
                Some(Hit::Scrollbar(..)) => self.wheel(Pane::Reader, by),
                _ => {}
            },
        }
    }

    fn click(&mut self, hit: Option<Hit>) {
        self.messages.fresh = false;
        match hit {
            Some(Hit::Tab(pane)) => self.focus_on(pane),
            Some(Hit::Chip(k)) => self.drop_chip_at(k),
            Some(Hit::Scrollbar(row, rows)) => self.scrollbar(row, rows),
            Some(Hit::Overlay(row)) => self.click_overlay(usize::from(row)),
            Some(Hit::Pane(Pane::Reader, row, column)) => {
                self.focus_on(Pane::Reader);
                let inside = self.hits.inside(Pane::Reader).unwrap_or_default();
                if let Some(at) = self.reader.byte_at(inside, column, row) {
                    self.move_reader(|r| r.cursor = at);
                    if self.actor_under(at).is_some() {
                        self.commit(false);
                    }
                }
            }
            Some(Hit::Pane(pane, row, _)) => {
                let focused = self.focus == pane;
                self.focus_on(pane);
                let again = self.select_visible(pane, usize::from(row));
                if again && focused { self.commit(false) } else { self.peek() }
            }
            None => {}
        }
    }

    fn click_overlay(&mut self, row: usize) {
        let open = match self.overlays.last_mut() {
            Some(Overlay::Search(search)) => {
                let row = search.list.top() + row;
                let again = search.list.position() == row;
                search.list.select(row);
                again
            }
            Some(Overlay::Documents(list)) => {
                list.select(list.top() + row);
                false
            }
            Some(Overlay::Help(_, list)) => {
                list.select(list.top() + row);
                false
            }
            Some(Overlay::Command(palette)) => {
                let row = palette.list.top() + row;
                if palette.list.position() == row {
                    return self.run_palette();
                }
                palette.list.select(row);
                false
            }
            _ => false,
        };
        if open {
            self.open_hit();
        }
    }

    fn scrollbar(&mut self, row: u16, rows: u16) {
        self.move_reader(|r| r.to_share(usize::from(row), usize::from(rows.max(1))));
    }
}

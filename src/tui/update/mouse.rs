//! The mouse: the wheel scrolls what is under it, a click focuses and selects, a second click goes there (in the text: selects
//! the word), the right button explains; drawn over text it selects, drawn from a border it moves that.

use ratatui::crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use crate::tui::app::{App, Drag};
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
            MouseEventKind::Down(MouseButton::Left) => {
                self.drag = self.hold(hit);
                self.click(hit);
            }
            MouseEventKind::Down(MouseButton::Right) => self.explain(hit),
            MouseEventKind::Drag(MouseButton::Left) => self.dragged(event.column, event.row),
            MouseEventKind::Up(MouseButton::Left) => self.let_go(),
            _ => {}
        }
    }

    fn let_go(&mut self) {
        match self.drag.take() {
            Some(Drag::Text(_)) if self.reader.selecting.is_some() => self.tell_selection(""),
            Some(Drag::Events) if self.is_range_drawn() => self.toggle_range(),
            _ => {}
        }
    }

    /// What a press takes hold of.
    fn hold(&self, hit: Option<Hit>) -> Option<Drag> {
        match hit? {
            Hit::Scrollbar(..) => Some(Drag::Scrollbar),
            Hit::Border(border) => Some(Drag::Border(border)),
            Hit::Pane(Pane::Timeline, ..) => Some(Drag::Events),
            Hit::Pane(Pane::Reader, row, column) => {
                let inside = self.hits.inside(Pane::Reader)?;
                self.reader.byte_at(inside, column, row).map(Drag::Text)
            }
            _ => None,
        }
    }

    fn dragged(&mut self, column: u16, row: u16) {
        match self.drag {
            Some(Drag::Scrollbar) => {
                if let Some(bar) = self.hits.scrollbar {
                    self.scrollbar(row.saturating_sub(bar.y).min(bar.height), bar.height);
                }
            }
            Some(Drag::Border(border)) => self.move_border(border, column, row),
            Some(Drag::Events) => {
                if let Some(Hit::Pane(Pane::Timeline, row, _)) = self.hits.at(column, row) {
                    self.draw_range(usize::from(row));
                }
            }
            Some(Drag::Text(from)) => {
                let Some(inside) = self.hits.inside(Pane::Reader) else { return };
                // At the edge the text moves on under the pointer.
                if row < inside.y {
                    self.reader.scroll(-1);
                } else if row >= inside.bottom() {
                    self.reader.scroll(1);
                }
                let at = ratatui::layout::Position { x: column, y: row };
                let to = self.reader.map.as_ref().and_then(|map| map.nearest(at));
                if let Some(to) = to.filter(|to| *to != from || self.reader.selecting.is_some()) {
                    self.select_to(from, to);
                }
            }
            None => {}
        }
    }

    /// The right button: why is this here.
    fn explain(&mut self, hit: Option<Hit>) {
        let Some(Hit::Pane(pane, row, column)) = hit else { return };
        self.focus_on(pane);
        if pane == Pane::Reader {
            let inside = self.hits.inside(pane).unwrap_or_default();
            if let Some(at) = self.reader.byte_at(inside, column, row) {
                self.move_reader(|r| r.cursor = at);
            }
        } else {
            self.select_visible(pane, usize::from(row));
            self.peek();
        }
        self.open_why();
    }

    fn wheel_at(&mut self, hit: Option<Hit>, by: isize) {
        match self.overlays.last_mut() {
            Some(Overlay::Search(search)) => search.list.step(by),
            Some(Overlay::Help(_, list)) => list.step(by),
            Some(Overlay::Documents(list)) => list.step(by.signum()),
            Some(Overlay::Card(card)) => card.scroll(by),
            Some(Overlay::Sheet(sheet)) => Self::wheel_sheet(sheet, by),
            Some(Overlay::Ask(ask)) => ask.list.step(by),
            Some(Overlay::Command(palette)) => palette.list.step(by),
            None => match hit {
                Some(Hit::Pane(pane, ..)) => self.wheel(pane, by),
                Some(Hit::Scrollbar(..)) => self.wheel(Pane::Reader, by),
                _ => {}
            },
        }
    }

    fn click(&mut self, hit: Option<Hit>) {
        self.messages.fresh = 0;
        match hit {
            Some(Hit::Tab(pane)) => self.focus_on(pane),
            Some(Hit::Chip(k)) => self.drop_chip_at(k),
            Some(Hit::Scrollbar(row, rows)) => self.scrollbar(row, rows),
            Some(Hit::Overlay(row)) => self.click_overlay(usize::from(row)),
            Some(Hit::Pane(Pane::Reader, row, column)) => {
                self.focus_on(Pane::Reader);
                let inside = self.hits.inside(Pane::Reader).unwrap_or_default();
                if let Some(at) = self.reader.byte_at(inside, column, row) {
                    let again = self.reader.cursor == at && self.reader.selecting.is_none();
                    self.reader.selecting = None;
                    self.move_reader(|r| r.cursor = at);
                    if again {
                        self.select_word_at();
                    } else if self.actor_under(at).is_some() {
                        self.commit(false);
                    }
                }
            }
            Some(Hit::Pane(pane, row, _)) => {
                let focused = self.focus == pane;
                self.focus_on(pane);
                if self.toggle_heading(pane, usize::from(row)) {
                    return;
                }
                let again = self.select_visible(pane, usize::from(row));
                if again && focused { self.commit(false) } else { self.peek() }
            }
            Some(Hit::Border(_)) | None => {}
        }
    }

    fn click_overlay(&mut self, row: usize) {
        if let Some(Overlay::Sheet(_)) = self.overlays.last() {
            return self.click_sheet(row);
        }
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
            Some(Overlay::Ask(ask)) => {
                let row = ask.list.top() + row;
                if ask.list.position() == row {
                    return self.answer_now();
                }
                ask.list.select(row);
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

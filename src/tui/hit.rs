//! Where things were drawn last, so that a click or a wheel step finds them.

use ratatui::layout::{Position, Rect};

use super::panes::Pane;
use super::view::shape::Border;

/// The places of the last frame that answer to the mouse.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// Panes with their inside (of a list: where its rows are).
    pub panes: Vec<(Pane, Rect)>,
    /// Tabs of a shared list pane.
    pub tabs: Vec<(Rect, Pane)>,
    /// Chips of the scope, by their number.
    pub chips: Vec<(Rect, usize)>,
    /// Rows of the overlay's list.
    pub overlay: Option<Rect>,
    /// The reader's scrollbar.
    pub scrollbar: Option<Rect>,
    /// Panes with their frames.
    pub frames: Vec<(Pane, Rect)>,
    /// Borders that can be moved.
    pub borders: Vec<Border>,
    /// Columns and rows of the screen.
    pub size: Option<(u16, u16)>,
}

/// What lies under the pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// A row of a pane, from 0, and the column in it.
    Pane(Pane, u16, u16),
    /// A tab.
    Tab(Pane),
    /// A chip.
    Chip(usize),
    /// A row of the overlay's list.
    Overlay(u16),
    /// A height of the scrollbar, in rows of how many.
    Scrollbar(u16, u16),
    /// A border between panes.
    Border(Border),
}

impl Hits {
    /// What lies at a cell; an overlay hides the panes below it.
    pub fn at(&self, column: u16, row: u16) -> Option<Hit> {
        let p = Position { x: column, y: row };
        if let Some(area) = self.overlay {
            return area.contains(p).then(|| Hit::Overlay(row - area.y));
        }
        let tab = self.tabs.iter().find(|(r, _)| r.contains(p)).map(|(_, pane)| Hit::Tab(*pane));
        let chip = || self.chips.iter().find(|(r, _)| r.contains(p)).map(|(_, k)| Hit::Chip(*k));
        let bar = || {
            let area = self.scrollbar.filter(|r| r.contains(p))?;
            Some(Hit::Scrollbar(row - area.y, area.height))
        };
        let pane = || {
            let (pane, area) = self.panes.iter().find(|(_, r)| r.contains(p))?;
            Some(Hit::Pane(*pane, row - area.y, column - area.x))
        };
        let border = || self.borders.iter().find(|b| b.grip.contains(p)).copied().map(Hit::Border);
        tab.or_else(chip).or_else(bar).or_else(pane).or_else(border)
    }

    /// The inside of a pane, if it is on the screen.
    pub fn inside(&self, pane: Pane) -> Option<Rect> {
        self.panes.iter().find(|(p, _)| *p == pane).map(|(_, r)| *r)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_overlay_hides_what_is_below() {
        let mut hits = Hits {
            panes: vec![(Pane::Claims, Rect::new(1, 2, 10, 5))],
            tabs: vec![(Rect::new(3, 1, 8, 1), Pane::Actors)],
            ..Hits::default()
        };
        assert_eq!(hits.at(4, 1), Some(Hit::Tab(Pane::Actors)));
        assert_eq!(hits.at(4, 3), Some(Hit::Pane(Pane::Claims, 1, 3)));
        assert_eq!(hits.at(40, 3), None);
        hits.overlay = Some(Rect::new(0, 4, 20, 2));
        assert_eq!(hits.at(4, 5), Some(Hit::Overlay(1)));
        assert_eq!(hits.at(4, 3), None);
    }
}

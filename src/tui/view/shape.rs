//! What the user chose of the arrangement: a layout, and where the borders between panes are.

use ratatui::layout::Rect;
use serde::{Deserialize, Serialize};

/// Which panes are shown together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// As the size of the terminal allows.
    #[default]
    Auto,
    /// One pane at a time.
    Single,
    /// A list above the reader.
    Stacked,
    /// Two columns.
    Two,
    /// Three columns.
    Three,
}

impl Choice {
    /// The next one in the cycle.
    pub fn next(self) -> Self {
        match self {
            Choice::Auto => Choice::Single,
            Choice::Single => Choice::Stacked,
            Choice::Stacked => Choice::Two,
            Choice::Two => Choice::Three,
            Choice::Three => Choice::Auto,
        }
    }

    /// As it is told.
    pub fn name(self) -> &'static str {
        match self {
            Choice::Auto => "as the size of the terminal allows",
            Choice::Single => "one pane at a time",
            Choice::Stacked => "a list above the reader",
            Choice::Two => "two columns",
            Choice::Three => "three columns",
        }
    }

    /// The size it needs at least.
    pub fn needs(self) -> (u16, u16) {
        match self {
            Choice::Auto | Choice::Single => (0, 0),
            Choice::Stacked => (40, 14),
            Choice::Two => (70, 16),
            Choice::Three => (100, 16),
        }
    }
}

/// A border between two panes that can be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Split {
    /// Below the list of the stacked layout.
    List,
    /// Right of the left column.
    Left,
    /// Left of the right column.
    Right,
    /// Below the sections.
    Sections,
    /// Below the actors, above the details.
    Actors,
    /// Below the reader, where a list is under it.
    Reader,
    /// Below the claims of the right column.
    Claims,
    /// Above the details of the right column.
    Details,
}

/// Every split, for what is to be kept of each.
pub const SPLITS: [Split; 8] = [
    Split::List,
    Split::Left,
    Split::Right,
    Split::Sections,
    Split::Actors,
    Split::Reader,
    Split::Claims,
    Split::Details,
];

/// The layout chosen, and the borders that were moved: each by the share of what it divides that lies before it, in
/// thousandths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shape {
    /// Which panes are shown together.
    pub choice: Choice,
    shares: [Option<u16>; SPLITS.len()],
}

impl Shape {
    /// The share before a border, if it was moved.
    pub fn share(&self, split: Split) -> Option<u16> {
        self.shares.get(split as usize).copied().flatten()
    }

    /// Moves a border.
    pub fn set_share(&mut self, split: Split, share: u16) {
        if let Some(slot) = self.shares.get_mut(split as usize) {
            *slot = Some(share.clamp(50, 950));
        }
    }

    /// Puts all borders back where they are by default.
    pub fn reset(&mut self) {
        self.shares = Default::default();
    }

    /// Whether any border was moved.
    pub fn is_moved(&self) -> bool {
        self.shares.iter().any(Option::is_some)
    }

    /// Cells before a border that divides `whole` cells: as it was moved, else by default; both sides keep their least.
    pub(super) fn cells(&self, split: Split, whole: u16, by_default: u16, least: (u16, u16)) -> u16 {
        let moved = self.share(split).map(|s| ((u32::from(s) * u32::from(whole) + 500) / 1000) as u16);
        let most = whole.saturating_sub(least.1);
        moved.unwrap_or(by_default).min(most).max(least.0.min(most)).min(whole)
    }
}

/// A border on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Border {
    /// Which one.
    pub split: Split,
    /// The cells to take hold of: the edges of the panes on both sides.
    pub grip: Rect,
    /// What it divides.
    pub whole: Rect,
    /// Whether it parts left from right.
    pub upright: bool,
}

impl Border {
    /// The share before the border if it is moved to a cell.
    pub fn share_at(&self, column: u16, row: u16) -> u16 {
        let (at, from, extent) = match self.upright {
            true => (column, self.whole.x, self.whole.width),
            false => (row, self.whole.y, self.whole.height),
        };
        let before = u32::from(at.saturating_sub(from).min(extent));
        ((before * 1000 + u32::from(extent) / 2) / u32::from(extent.max(1))) as u16
    }

    /// The cell at which it is: the first one after it.
    pub fn at(&self) -> u16 {
        if self.upright { self.grip.x + 1 } else { self.grip.y + 1 }
    }
}

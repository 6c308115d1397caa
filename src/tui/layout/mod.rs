//! Rows of the reading text at a width, and the way from a byte to its row and back.
//!
//! A place on the screen is kept as a byte of the reading text (an *anchor*), never as a row number: rows are derived
//! for a width and thrown away. The text is cut into bounded pieces ([`pieces`]); a piece is broken into rows when
//! somebody looks at it ([`breaks`]), until then its height is an estimate ([`heights`]). So a long document shows its
//! first screen at once, and no step anywhere costs more than the pieces it touches.

mod breaks;
mod cells;
mod heights;
mod inserts;
mod pieces;
#[cfg(test)]
mod properties;
mod wrap;

use crate::model::{BlockKind, Span};

pub use cells::{Cell, Cells};
pub use inserts::{Insert, Kind as InsertKind, brackets, with_tables};
pub use wrap::Wrap;

/// What the layout is free to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Distance of tab stops in columns, at least 1.
    pub tab: u16,
}

impl Default for Options {
    fn default() -> Self {
        Self { tab: 4 }
    }
}

/// A stretch of text that is not shown, and what stands in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden {
    /// The bytes that are not shown.
    pub span: Span,
    /// Shown instead, in one piece; nothing if empty.
    pub placeholder: String,
}

/// One row of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The bytes in it, without white space at its end. Empty, at the end of the text before, for a blank row.
    pub span: Span,
    /// Columns left free before the text.
    pub indent: u16,
    /// Index of its block among those given; `None` where blocks are not known.
    pub block: Option<usize>,
    /// What the block is.
    pub kind: Option<BlockKind>,
    /// Whether the block begins in this row (where blocks are not known: the line).
    pub first: bool,
    /// Whether it is an empty row that sets blocks apart.
    pub blank: bool,
}

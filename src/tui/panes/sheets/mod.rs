//! Sheets: the concordance, the table of actors, the board.

pub mod board;
pub mod concordance;
pub mod matrix;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{Look, frame};
use crate::tui::theme::Role;

/// The frame of a sheet. Returns the inside.
fn sheet(buffer: &mut Buffer, area: Rect, title: &str, note: &str, look: Look<'_>) -> Rect {
    let room = usize::from(area.width).saturating_sub(6);
    let title = crate::tui::fit::cut(title, room, look.symbols);
    let note = crate::tui::fit::cut(note, room, look.symbols);
    frame(buffer, area, Line::from(look.span(format!(" {title} "), Role::Title)), &note, true, look)
}

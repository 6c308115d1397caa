//! The letters that a find in a list matched, marked in the rows that are on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Look;
use crate::search::Finder;
use crate::tui::theme::Role;

/// Matches that a row shows at the most.
const MOST: usize = 20;

/// Marks what was typed wherever the rows drawn in `area` have it; in the row `current`, the selected one, as the match one
/// is at. What was cut off a row is not marked.
pub fn mark(buffer: &mut Buffer, area: Rect, typed: &str, current: u16, look: Look<'_>) {
    // A pattern half typed matches nothing yet.
    let Ok(finder) = Finder::new(typed) else { return };
    if finder.is_empty() {
        return;
    }
    for y in area.top()..area.bottom() {
        let role = if y == current { Role::MatchCurrent } else { Role::Match };
        let mut row = String::new();
        // Where each cell's text begins in the row.
        let mut starts: Vec<(usize, u16)> = Vec::new();
        for x in area.left()..area.right() {
            let Some(cell) = buffer.cell((x, y)) else { continue };
            starts.push((row.len(), x));
            row.push_str(cell.symbol());
        }
        for found in finder.all(&row, MOST, &|| false).unwrap_or_default() {
            let cells = starts.iter().filter(|(at, _)| found.contains(at));
            for (_, x) in cells {
                buffer.set_style(Rect { x: *x, y, width: 1, height: 1 }, look.style(role));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;
    use crate::tui::symbols::UNICODE;
    use crate::tui::theme::{Depth, Theme};

    #[test]
    fn what_was_typed_is_marked() {
        let area = Rect::new(0, 0, 20, 2);
        let mut buffer = Buffer::empty(area);
        buffer.set_string(0, 0, "› fact  The Évian talk", Style::new());
        buffer.set_string(0, 1, "  fact  evian again", Style::new());
        let theme = Theme::named("dark", Depth::Ansi);
        let look = Look { theme: &theme, symbols: &UNICODE };
        mark(&mut buffer, area, "evian", 1, look);
        let marked = |y: u16, role: Role| {
            let style = look.style(role);
            let is = |x: &u16| {
                let cell = &buffer[(*x, y)];
                Some(cell.fg) == style.fg.or(Some(ratatui::style::Color::Reset))
                    && cell.modifier == style.add_modifier
                    && cell.style() != Style::default()
            };
            (0..20).filter(is).map(|x| buffer[(x, y)].symbol()).collect::<String>()
        };
        assert_eq!(marked(0, Role::Match), "Évian");
        assert_eq!(marked(1, Role::MatchCurrent), "evian");
        let before = buffer.clone();
        mark(&mut buffer, area, "/(/", 1, look);
        mark(&mut buffer, area, "", 1, look);
        assert_eq!(buffer, before);
    }
}

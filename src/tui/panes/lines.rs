//! Styled lines broken to a width, for cards and details.

use ratatui::text::{Line, Span};

use super::Look;
use crate::tui::fit;

/// Styled lines broken at blanks to a width; what follows the first of a line is indented under its value.
pub fn wrap_lines(lines: &[Line<'static>], width: usize, look: Look<'_>) -> Vec<Line<'static>> {
    let mut out = Vec::new();
    for line in lines {
        if line.width() <= width {
            out.push(line.clone());
            continue;
        }
        let first = line.spans.first().map_or(0, |s| fit::width(&s.content));
        let indent = if line.spans.len() == 2 && first < width / 2 { first } else { 2 };
        let mut row: Vec<Span<'static>> = Vec::new();
        let mut used = 0;
        for span in &line.spans {
            for word in span.content.split_inclusive(' ') {
                let wide = fit::width(word.trim_end());
                if used + wide > width && used > indent {
                    out.push(Line::from(std::mem::take(&mut row)));
                    row.push(Span::raw(" ".repeat(indent)));
                    used = indent;
                }
                let word = if wide > width.saturating_sub(used) {
                    fit::cut(word, width.saturating_sub(used), look.symbols)
                } else {
                    word.to_owned()
                };
                used += fit::width(&word);
                row.push(Span::styled(word, span.style));
            }
        }
        out.push(Line::from(row));
    }
    out
}

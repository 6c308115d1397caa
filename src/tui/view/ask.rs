//! A question over the panes: what is asked, the line to type in, the answers offered.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::{Clear, Widget};

use crate::tui::ask::{Ask, Choice};
use crate::tui::fit;
use crate::tui::panes::search::draw_input;
use crate::tui::panes::{Look, draw_empty, draw_list, frame};
use crate::tui::theme::Role;

use super::overlays::centred;

/// Draws a question. Returns where the cursor is, and where the answers are.
pub fn draw(ask: &mut Ask, buffer: &mut Buffer, area: Rect, look: Look<'_>) -> (Option<Position>, Rect) {
    let hint = u16::from(!ask.hint.is_empty());
    let rows = u16::try_from(ask.choices.len()).unwrap_or(u16::MAX);
    let height = rows.saturating_add(3 + hint).min(area.height.saturating_sub(2));
    let place = centred(look, area, 90, height.max(4));
    Clear.render(place, buffer);
    let width = usize::from(place.width.saturating_sub(4));
    let title = fit::cut(&fit::one_line(&ask.title), width, look.symbols);
    let title = Line::from(look.span(format!(" {title} "), Role::Title));
    let inner = frame(buffer, place, title, "Esc closes", true, look);
    if inner.height == 0 {
        return (None, Rect::default());
    }
    let line = Rect { height: 1, ..inner };
    let cursor = draw_input(buffer, line, "> ", &ask.input, look);
    if hint > 0 && inner.height > 1 {
        let text = fit::cut(&ask.hint, usize::from(inner.width), look.symbols);
        buffer.set_stringn(inner.x, inner.y + 1, text, usize::from(inner.width), look.style(Role::Hint));
    }
    let taken = (1 + hint).min(inner.height);
    let list = Rect { y: inner.y + taken, height: inner.height - taken, ..inner };
    let choices = &ask.choices;
    // The answers offered are of help while one types, not a bound.
    if ask.list.rows().is_empty() && !choices.is_empty() {
        draw_empty(
            buffer,
            Rect { height: list.height.min(1), ..list },
            &["none of those offered has this".to_owned()],
            look,
        );
    }
    draw_list(buffer, list, &mut ask.list, true, look, |k, width| {
        choices.get(*k).map_or(Line::default(), |choice| row(choice, width, look))
    });
    (Some(cursor), list)
}

fn row(choice: &Choice, width: usize, look: Look<'_>) -> Line<'static> {
    let key = choice.key.map_or(String::new(), |key| format!("{key}  "));
    let answer = fit::one_line(&choice.answer).into_owned();
    let room = width.saturating_sub(fit::width(&key));
    let answer = fit::cut(&answer, room, look.symbols);
    let left = room.saturating_sub(fit::width(&answer) + 2);
    let detail = fit::cut(&fit::one_line(&choice.detail), left, look.symbols);
    let mut pieces = vec![look.span(key, Role::Hint), look.span(answer, Role::Text)];
    if left > 0 && !detail.is_empty() {
        pieces.push(look.span(format!("  {detail}"), Role::Muted));
    }
    Line::from(pieces)
}

//! The overlays, over whatever the panes show.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::{Clear, Widget};

use crate::tui::app::{App, Progress};
use crate::tui::overlay::{Card, Overlay};
use crate::tui::panes::lines::wrap_lines;
use crate::tui::panes::search::draw_input;
use crate::tui::panes::{Look, documents, draw_list, frame, help, search};
use crate::tui::theme::Role;
use crate::tui::update::overlays::completions;

/// Draws the top overlay. Returns where the cursor is.
pub fn draw(app: &mut App, buffer: &mut Buffer, area: Rect, message: Rect) -> Option<Position> {
    let look = Look { theme: &app.theme, symbols: &app.symbols };
    let ready = app.index.is_some();
    match app.overlays.last_mut()? {
        Overlay::Search(state) => {
            let place = centred(area, 110, area.height.saturating_sub(2));
            Clear.render(place, buffer);
            let drawn = search::draw(buffer, place, &app.dossier, state, ready, look);
            app.hits.overlay = Some(drawn.list);
            drawn.cursor
        }
        Overlay::Help(input, list) => {
            let place = centred(area, 78, area.height.saturating_sub(2));
            Clear.render(place, buffer);
            let title = Line::from(
                look.span(" Help: keys here; type to filter, Enter does it, Esc closes ", Role::Title),
            );
            let inner = frame(buffer, place, title, "", true, look);
            if inner.height < 2 {
                return None;
            }
            let cursor = draw_input(buffer, Rect { height: 1, ..inner }, "filter: ", input, look);
            let rows = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
            let keymap = &app.keymap;
            draw_list(buffer, rows, list, true, look, |action, width| {
                action.spec().map_or(Line::default(), |spec| help::line(keymap, spec, width, look))
            });
            app.hits.overlay = Some(rows);
            Some(cursor)
        }
        Overlay::Documents(list) => {
            let height = (list.rows().len() as u16).saturating_add(2).min(area.height.saturating_sub(2));
            let place = centred(area, 110, height.max(3));
            Clear.render(place, buffer);
            let title = Line::from(look.span(" Documents: Enter opens, f makes one the scope ", Role::Title));
            let inner = frame(buffer, place, title, "", true, look);
            let (dossier, current, progress) = (&app.dossier, app.reader.doc, &app.progress);
            draw_list(buffer, inner, list, true, look, |doc, width| {
                let state = match progress.get(doc.index()) {
                    Some(Progress::Failed(_)) => "not read",
                    Some(Progress::Waiting | Progress::Reading(_)) => "reading",
                    _ => "",
                };
                documents::line(dossier, *doc, *doc == current, state, width, look)
            });
            app.hits.overlay = Some(inner);
            let row = list.position().saturating_sub(list.top()) as u16;
            Some(Position { x: inner.x, y: inner.y + row })
        }
        Overlay::Command(input) => {
            Clear.render(message, buffer);
            let cursor = draw_input(
                buffer,
                Rect { x: message.x + 1, width: message.width.saturating_sub(1), ..message },
                ":",
                input,
                look,
            );
            let names: Vec<&str> = completions(input.value()).iter().take(6).map(|s| s.name).collect();
            let hint = if input.value().is_empty() {
                "120  50%  or an action by name; Tab completes".to_owned()
            } else if input.value().starts_with(|c: char| c.is_ascii_digit()) {
                String::new()
            } else {
                names.join("  ")
            };
            let x = cursor.x.saturating_add(3).min(message.right());
            buffer.set_stringn(x, message.y, hint, usize::from(message.right() - x), look.style(Role::Hint));
            app.hits.overlay = Some(message);
            Some(cursor)
        }
        Overlay::Card(card) => {
            draw_card(card, buffer, area, look);
            app.hits.overlay = Some(Rect::default());
            None
        }
    }
}

fn draw_card(card: &mut Card, buffer: &mut Buffer, area: Rect, look: Look<'_>) {
    let width = area.width.saturating_sub(4).min(96);
    let wrapped = wrap_lines(&card.lines, usize::from(width.saturating_sub(2)), look);
    let height = (wrapped.len() as u16).saturating_add(2).min(area.height.saturating_sub(2)).max(3);
    let place = centred(area, width, height);
    Clear.render(place, buffer);
    let title = Line::from(look.span(format!(" {} ", card.title), Role::Title));
    let shown = usize::from(place.height.saturating_sub(2));
    card.rows = (shown, wrapped.len());
    card.scroll(0);
    let note = if wrapped.len() > shown {
        format!("{}-{} of {}; Esc closes", card.top + 1, (card.top + shown).min(wrapped.len()), wrapped.len())
    } else {
        "Esc closes".to_owned()
    };
    let inner = frame(buffer, place, title, &note, true, look);
    for (k, line) in wrapped.iter().skip(card.top).take(usize::from(inner.height)).enumerate() {
        buffer.set_line(inner.x, inner.y + k as u16, line, inner.width);
    }
}

fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(area.width.saturating_sub(2)).max(1);
    let height = height.min(area.height).max(1);
    let x = area.x + (area.width - width.min(area.width)) / 2;
    let y = area.y + (area.height - height) / 2;
    Rect { x, y, width, height }.intersection(area)
}

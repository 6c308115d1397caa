//! The overlays, over whatever the panes show.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::{Clear, Widget};

use crate::tui::action::Action;
use crate::tui::app::{App, Progress};
use crate::tui::fit;
use crate::tui::overlay::{Card, Overlay};
use crate::tui::panes::lines::wrap_lines;
use crate::tui::panes::search::draw_input;
use crate::tui::panes::{Look, documents, draw_empty, draw_list, frame, help, palette, search, sheets};
use crate::tui::sheet::Sheet;
use crate::tui::theme::Role;

use super::ask;

/// Draws the top overlay. Returns where the cursor is.
pub fn draw(app: &mut App, buffer: &mut Buffer, area: Rect) -> Option<Position> {
    let look = Look { theme: &app.theme, symbols: &app.symbols };
    let ready = match app.index {
        None => Some(0.0),
        Some(_) => app.indexed,
    };
    match app.overlays.last_mut()? {
        Overlay::Search(state) => {
            let place = centred(look, area, 110, area.height.saturating_sub(2));
            Clear.render(place, buffer);
            let drawn = search::draw(buffer, place, &app.dossier, state, ready, look);
            app.hits.overlay = Some(drawn.list);
            drawn.cursor
        }
        Overlay::Help(input, list) => {
            let place = centred(look, area, 96, area.height.saturating_sub(2));
            Clear.render(place, buffer);
            let title = Line::from(
                look.span(" Help: keys here; type to filter, Enter does it, Esc closes ", Role::Title),
            );
            let inner = frame(buffer, place, title, "", true, look);
            if inner.height < 2 {
                return None;
            }
            let cursor = draw_input(buffer, Rect { height: 1, ..inner }, "filter: ", input, look);
            let legend = wrap_lines(&[help::legend(look)], usize::from(inner.width), look);
            let legend_height = legend.len() as u16;
            // In a small window the keys need all of it.
            let below = if inner.height >= 3 * legend_height + 6 { legend_height } else { 0 };
            let rows = Rect { y: inner.y + 1, height: inner.height - 1 - below, ..inner };
            for (line, y) in legend.iter().take(usize::from(below)).zip(rows.bottom()..) {
                buffer.set_line(inner.x, y, line, inner.width);
            }
            let keymap = &app.keymap;
            if list.rows().is_empty() {
                draw_empty(
                    buffer,
                    rows,
                    &["No key here does that; the palette has every action.".to_owned()],
                    look,
                );
            }
            draw_list(buffer, rows, list, true, look, |action, width| {
                action.spec().map_or(Line::default(), |spec| help::line(keymap, spec, width, look))
            });
            app.hits.overlay = Some(rows);
            Some(cursor)
        }
        Overlay::Documents(list) => {
            let height = (list.rows().len() as u16).saturating_add(2).min(area.height.saturating_sub(2));
            let place = centred(look, area, 110, height.max(3));
            Clear.render(place, buffer);
            let filter = app.keymap.keys_of(Action::AddToScope).into_iter().next();
            let filter = filter.map_or(String::new(), |key| format!(", {key} makes one the scope"));
            let title = Line::from(look.span(format!(" Documents: Enter opens{filter} "), Role::Title));
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
        Overlay::Command(palette) => {
            let height = (palette.list.rows().len() as u16).saturating_add(3).max(4);
            let place = centred(look, area, 100, height.min(area.height.saturating_sub(2)));
            let place = Rect { y: area.y + (area.height - place.height).min(1), ..place };
            Clear.render(place, buffer);
            let title = look.span(" Actions: Enter does it, 120 and 50% go there, Esc closes ", Role::Title);
            let inner = frame(buffer, place, Line::from(title), "", true, look);
            if inner.height < 2 {
                return None;
            }
            let cursor = draw_input(buffer, Rect { height: 1, ..inner }, ":", &palette.input, look);
            let rows = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
            let (keymap, paragraphs) = (&app.keymap, app.reader.paragraphs.total());
            if palette.list.rows().is_empty() {
                let none = "No action has these words.".to_owned();
                buffer.set_stringn(
                    rows.x + 1,
                    rows.y,
                    none,
                    usize::from(rows.width.saturating_sub(1)),
                    look.style(Role::Muted),
                );
            }
            draw_list(buffer, rows, &mut palette.list, true, look, |entry, width| {
                palette::line(keymap, entry, paragraphs, width, look)
            });
            app.hits.overlay = Some(rows);
            Some(cursor)
        }
        Overlay::Ask(question) => {
            let (cursor, list) = ask::draw(question, buffer, area, look);
            app.hits.overlay = Some(list);
            cursor
        }
        Overlay::Sheet(sheet) => {
            let place = area;
            Clear.render(place, buffer);
            let key = |action| app.keymap.keys_of(action).into_iter().next().unwrap_or_default();
            let dossier = &app.dossier;
            let (rows, at) = match &mut **sheet {
                Sheet::Concordance(sheet) => {
                    sheets::concordance::draw(buffer, place, dossier, sheet, &key(Action::Sort), look)
                }
                Sheet::Matrix(sheet) => {
                    sheets::matrix::draw(buffer, place, dossier, sheet, &key(Action::CommitStay), look)
                }
                Sheet::Board(sheet) => {
                    let layers =
                        app.layers.iter().any(|l| !l.layer.is_empty()).then_some(app.layers.as_slice());
                    sheets::board::draw(buffer, place, dossier, layers, sheet, &key(Action::Left), look)
                }
            };
            app.hits.overlay = Some(rows);
            Some(at)
        }
        Overlay::Card(card) => {
            let top = draw_card(card, buffer, area, look);
            app.hits.overlay = Some(Rect::default());
            look.symbols.plain.then_some(top)
        }
    }
}

fn draw_card(card: &mut Card, buffer: &mut Buffer, area: Rect, look: Look<'_>) -> Position {
    let width = area.width.saturating_sub(4).min(96);
    let wrapped = wrap_lines(&card.lines, usize::from(width.saturating_sub(2)), look);
    let height = (wrapped.len() as u16).saturating_add(2).min(area.height.saturating_sub(2)).max(3);
    let place = centred(look, area, width, height);
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
    Position { x: inner.x, y: inner.y }
}

pub(super) fn centred(look: Look<'_>, area: Rect, width: u16, height: u16) -> Rect {
    if look.symbols.plain {
        return area;
    }
    let width = width.min(area.width.saturating_sub(2)).max(1);
    let height = height.min(area.height).max(1);
    let x = area.x + (area.width - width.min(area.width)) / 2;
    let y = area.y + (area.height - height) / 2;
    Rect { x, y, width, height }.intersection(area)
}

/// What may follow the keys typed so far, at the bottom of an area.
pub fn draw_keys(app: &App, buffer: &mut Buffer, area: Rect) {
    let look = app.look();
    let following: Vec<(String, String)> = app
        .keymap
        .continuations(&app.pending, |place| app.applies(place))
        .map(|(keys, binding)| (keys, binding.doc()))
        .collect();
    let widest = following.iter().map(|(k, _)| fit::width(k)).max().unwrap_or(0);
    let room = usize::from(area.width).saturating_sub(2).max(1);
    let longest = following.iter().map(|(_, d)| fit::width(d)).max().unwrap_or(0);
    let column = (widest + 2 + longest + 2).clamp(1, room);
    let columns = (room / column).max(1);
    let rows = following.len().div_ceil(columns);
    let height = (rows as u16).saturating_add(2).min(area.height);
    let place = Rect { y: area.bottom() - height, height, ..area };
    Clear.render(place, buffer);
    let typed = crate::tui::keymap::written(&app.pending);
    let title = Line::from(look.span(format!(" {typed} and then "), Role::Title));
    let inner = frame(buffer, place, title, "Esc: nothing", true, look);
    for (k, (keys, doc)) in following.iter().enumerate() {
        // Down the columns, as people read lists.
        let (x, y) = ((k / rows.max(1)) * column, (k % rows.max(1)) as u16);
        if y >= inner.height {
            continue;
        }
        let line = Line::from(vec![
            look.span(format!(" {} ", fit::fill(keys, widest, look.symbols)), Role::Title),
            look.span(fit::cut(doc, column.saturating_sub(widest + 3), look.symbols), Role::Text),
        ]);
        let x = inner.x + (x as u16).min(inner.width);
        buffer.set_line(x, inner.y + y, &line, inner.right() - x);
    }
}

//! The screen: what goes where at which size. Reads the state, notes where things were drawn, decides nothing else.

mod arrange;
mod ask;
mod overlays;
pub mod shape;

use std::sync::Arc;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::app::App;
use super::fit;
use super::hit::Hits;
use super::panes::{
    Pane, actors, claims, draw_empty, draw_list, found, frame, lines, sections, status, text, timeline,
};
use super::theme::Role;
use arrange::{Arrangement, Slot};

/// Draws everything.
pub fn draw(app: &mut App, out: &mut Frame<'_>) {
    let area = out.area();
    app.hits = Hits { size: Some((area.width, area.height)), ..Hits::default() };
    if area.is_empty() {
        return;
    }
    app.coverage.age(app.now);
    if area.width < 20 || area.height < 5 {
        let text = fit::cut("casefile needs 20x5", usize::from(area.width), &app.symbols);
        out.buffer_mut().set_stringn(
            area.x,
            area.y,
            text,
            usize::from(area.width),
            app.theme.style(Role::Text),
        );
        return;
    }
    let wish = arrange::Wish {
        focus: app.focus,
        list: app.list_pane,
        ledger: app.ledger,
        zoomed: app.zoomed || app.symbols.plain,
        shape: &app.shape,
    };
    let arrangement = arrange::arrange(area, wish);
    app.hits.borders.clone_from(&arrangement.borders);
    let buffer = out.buffer_mut();
    app.hits.chips = status::draw_scope(app, buffer, arrangement.scope);
    let mut cursor = draw_panes(app, buffer, &arrangement);
    // After the panes: laying the text out decides how far down it is.
    status::draw_title(app, buffer, arrangement.title);
    // What was just said has its line until the next key; what is being typed is never hidden.
    let mut message = arrangement.message;
    if app.find.as_ref().is_some_and(|find| find.editing || app.messages.fresh == 0) && !message.is_empty() {
        cursor = status::draw_find(app, buffer, message).or(cursor);
        message = Rect { y: message.y + 1, height: message.height - 1, ..message };
    }
    status::draw_message(app, buffer, message);
    if app.overlays.is_empty() {
        status::draw_hints(app, buffer, arrangement.hints);
        if app.popup && !app.pending.is_empty() {
            let above = Rect { height: area.height - arrangement.hints.height, ..area };
            overlays::draw_keys(app, buffer, above);
        }
    } else {
        // What is said while an overlay is open stays readable below it.
        let above =
            Rect { height: area.height - arrangement.message.height - arrangement.hints.height, ..area };
        cursor = overlays::draw(app, buffer, above);
    }
    let reader_shown = app.overlays.is_empty() && app.hits.inside(Pane::Reader).is_some();
    let rows = if reader_shown { app.reader.rows.as_slice() } else { &[] };
    app.coverage.look(app.reader.doc, rows, app.now);
    app.theme.paint_ground(out.buffer_mut(), area);
    if let Some(position) = cursor {
        out.set_cursor_position(position);
    }
}

fn draw_panes(app: &mut App, buffer: &mut Buffer, arrangement: &Arrangement) -> Option<Position> {
    let mut cursor = None;
    for (slot, area) in &arrangement.slots {
        if let Slot::Pane(pane) | Slot::Tabs(_, pane) = slot {
            app.hits.frames.push((*pane, *area));
        }
        match slot {
            Slot::Details => draw_details(app, buffer, *area),
            Slot::Pane(Pane::Reader) => {
                let (inner, at) = text::draw(app, buffer, *area);
                app.hits.panes.push((Pane::Reader, inner));
                if app.focus == Pane::Reader {
                    cursor = at;
                }
            }
            Slot::Pane(pane) => {
                let title = Line::from(vec![
                    app.look().span(" ", Role::Text),
                    tab(app, *pane, *pane),
                    app.look().span(arranged(app, *pane), Role::Muted),
                ]);
                let at = draw_pane(app, buffer, *pane, *area, title);
                if app.focus == *pane {
                    cursor = at;
                }
            }
            Slot::Tabs(tabs, shown) => {
                let mut pieces = vec![app.look().span(" ", Role::Text)];
                let mut x = area.x + 2;
                for pane in tabs {
                    let piece = tab(app, *pane, *shown);
                    let width = fit::width(&piece.content) as u16;
                    app.hits.tabs.push((Rect { x, y: area.y, width, height: 1 }, *pane));
                    x += width;
                    pieces.push(piece);
                }
                pieces.push(app.look().span(arranged(app, *shown), Role::Muted));
                let at = draw_pane(app, buffer, *shown, *area, Line::from(pieces));
                if app.focus == *shown {
                    cursor = at;
                }
            }
        }
    }
    cursor
}

/// The name of a pane as a tab: in brackets where it is shown.
fn tab(app: &App, pane: Pane, shown: Pane) -> ratatui::text::Span<'static> {
    let name = format!("{} {}", pane.number(), pane.name());
    let pin = if app.lists.pinned.contains_key(&pane) { " pinned" } else { "" };
    match (pane == shown, app.focus == pane) {
        (true, true) => app.look().span(format!("[{name}{pin}] "), Role::Title),
        (true, false) => app.look().span(format!(" {name}{pin}  "), Role::Text),
        _ => app.look().span(format!(" {name}{pin}  "), Role::Muted),
    }
}

/// How a list is ordered, where that is not the usual way.
fn arranged(app: &App, pane: Pane) -> String {
    let lists = &app.lists;
    let mut parts: Vec<&str> = Vec::new();
    match pane {
        Pane::Actors => {
            if lists.actor_sort != actors::Sort::default() {
                parts.push(lists.actor_sort.name());
            }
            if lists.actor_group {
                parts.push("grouped by type");
            }
        }
        Pane::Claims => {
            if lists.claim_sort != claims::Sort::default() {
                parts.push(lists.claim_sort.name());
            }
            if lists.claim_group != claims::Group::default() {
                parts.push(lists.claim_group.name());
            }
        }
        Pane::Timeline => {
            if lists.event_sort != timeline::Sort::default() {
                parts.push(lists.event_sort.name());
            }
            parts.extend(match lists.event_zoom {
                timeline::Zoom::All => None,
                timeline::Zoom::Century => Some("a century"),
                timeline::Zoom::Decade => Some("ten years"),
                timeline::Zoom::Year => Some("a year"),
                timeline::Zoom::Months => Some("three months"),
            });
        }
        _ => {}
    }
    if parts.is_empty() { String::new() } else { format!("{} ", parts.join(", ")) }
}

/// Draws a list pane and notes where its rows are. Returns where its cursor is.
fn draw_pane(
    app: &mut App,
    buffer: &mut Buffer,
    pane: Pane,
    area: Rect,
    title: Line<'_>,
) -> Option<Position> {
    let focused = app.focus == pane;
    let (at, total) = match pane {
        Pane::Sections => app.lists.sections.place(),
        Pane::Actors => app.lists.actors.place(),
        Pane::Claims => app.lists.claims.place(),
        Pane::Timeline => app.lists.timeline.place(),
        Pane::Reader => (0, 0),
    };
    let kept = &Arc::clone(app.kept_in(pane));
    let whole = match pane {
        Pane::Claims => kept.totals.claims,
        // Events that are one take one row: none is kept back by that.
        Pane::Timeline if kept.events.len() == kept.totals.events => total,
        Pane::Timeline => kept.totals.events,
        _ => total,
    };
    let note = match (total, whole) {
        (0, 0) => String::new(),
        (t, _) if pane == Pane::Sections => match seen_share(app) {
            0 => format!("{at}/{t}"),
            seen => format!("{at}/{t}, {seen} % seen"),
        },
        (t, _) if pane == Pane::Actors => format!("{at}/{t} with places"),
        (t, w) if t == w => format!("{at}/{t}"),
        (t, w) => format!("{at}/{t} of {w}"),
    };
    let look = app.look();
    let mut inner = frame(buffer, area, title, &note, focused, look);
    if inner.is_empty() {
        return None;
    }
    if total == 0 {
        let lines = empty(app, pane);
        draw_empty(buffer, inner, &lines, app.look());
        app.hits.panes.push((pane, inner));
        return None;
    }
    let zoomed_to = app.calendar_window();
    let range = app.range_days();
    let look = super::panes::Look { theme: &app.theme, symbols: &app.symbols };
    let dossier = &app.dossier;
    match pane {
        Pane::Sections => {
            let section = dossier.document(app.reader.doc).and_then(|d| d.section_at(app.reader.cursor));
            let here = Some(sections::SectionRow { doc: app.reader.doc, section });
            let (folded, coverage, find) = (&app.lists.folded, &app.coverage, app.find.as_ref());
            draw_list(buffer, inner, &mut app.lists.sections, focused, look, |row, width| {
                let seen = sections::own_text(dossier, *row).map(|own| coverage.share(row.doc, own));
                let whole = find.and_then(|find| Some((find, sections::whole_text(dossier, *row)?)));
                let found = whole.map_or(0, |(find, whole)| find.within(row.doc, whole));
                sections::line(dossier, kept, folded, here, *row, seen.unwrap_or(0), found, width, look)
            });
        }
        Pane::Actors => {
            let active = app.active.as_ref();
            draw_list(buffer, inner, &mut app.lists.actors, focused, look, |row, width| {
                actors::line(dossier, kept, active == Some(row), row, width, look)
            });
        }
        Pane::Claims => {
            let layers = app.layers.iter().any(|l| !l.layer.is_empty()).then_some(app.layers.as_slice());
            let sort = app.lists.claim_sort;
            draw_list(buffer, inner, &mut app.lists.claims, focused, look, |row, width| {
                claims::line(dossier, layers, sort, *row, width, look)
            });
        }
        Pane::Timeline => {
            let height = timeline::strip_height(inner.height, look);
            if height > 0 {
                let selected = app.lists.timeline.selected().copied();
                let area = Rect { height, ..inner };
                let columns = usize::from(area.width.saturating_sub(2));
                let strip = app.lists.strips.get(0, (dossier, kept), columns, zoomed_to);
                timeline::draw_strip(buffer, area, dossier, strip, [selected, app.lists.range_from], look);
                inner = Rect { y: inner.y + height, height: inner.height - height, ..inner };
            }
            let columns = timeline::bar_columns(usize::from(inner.width).saturating_sub(2), look);
            let bars = columns.map(|columns| app.lists.strips.get(1, (dossier, kept), columns, zoomed_to));
            let links = &app.events;
            draw_list(buffer, inner, &mut app.lists.timeline, focused, look, |row, width| {
                let line = timeline::line(dossier, links, bars, *row, width, look);
                let within = range.is_some_and(|range| timeline::lies_in(dossier, *row, range));
                // Each part has a ground of its own.
                let shade = |mut part: ratatui::text::Span<'static>| {
                    part.style = part.style.patch(look.style(Role::SelectionIdle));
                    part
                };
                if within { line.spans.into_iter().map(shade).collect::<Vec<_>>().into() } else { line }
            });
        }
        Pane::Reader => {}
    }
    app.hits.panes.push((pane, inner));
    let (row, top) = match pane {
        Pane::Sections => (app.lists.sections.position(), app.lists.sections.top()),
        Pane::Actors => (app.lists.actors.position(), app.lists.actors.top()),
        Pane::Claims => (app.lists.claims.position(), app.lists.claims.top()),
        _ => (app.lists.timeline.position(), app.lists.timeline.top()),
    };
    let at = Position { x: inner.x, y: inner.y + row.saturating_sub(top) as u16 };
    if let Some(find) = app.find.as_ref().filter(|find| find.pane == pane && !find.is_query) {
        found::mark(buffer, inner, find.input.value(), at.y, look);
    }
    Some(at)
}

/// How much of the document in the reader has been on the screen, in hundredths.
fn seen_share(app: &App) -> u32 {
    let length = app.document().map_or(0, |d| d.text.as_str().trim_end().len());
    app.coverage.share(app.reader.doc, crate::model::Span::new(0, length))
}

/// Why a list is empty, and what would help.
fn empty(app: &App, pane: Pane) -> Vec<String> {
    if let Some(loading) = app.loading() {
        return vec![format!("{loading} ..")];
    }
    let keys = |action| app.keymap.keys_of(action).into_iter().next().unwrap_or_default();
    if !app.scope.now().is_empty()
        && app.kept.totals.claims > 0
        && matches!(pane, Pane::Claims | Pane::Timeline)
        && !app.lists.pinned.contains_key(&pane)
    {
        let mut lines = vec!["The scope keeps nothing here.".to_owned()];
        let chips = app.scope.now().chips();
        for advice in app.kept.widening.iter().take(3) {
            if let Some(chip) = chips.get(advice.chip) {
                lines.push(format!("Without {}: {} claims", chip.label(), advice.claims));
            }
        }
        use super::action::Action;
        lines.push(format!(
            "{} drops the last chip, {} undoes, {} clears the scope; a click drops a chip.",
            keys(Action::DropChip),
            keys(Action::Undo),
            keys(Action::ClearScope)
        ));
        return lines;
    }
    let why = match pane {
        Pane::Sections => "No headings were found. The text itself and search work as ever.",
        Pane::Actors => "No actors were found.",
        Pane::Claims => "No claims were found: there is no running prose, or none in English.",
        Pane::Timeline => "No events were found. The timeline needs dates such as 3 June 2018 or 2018-06.",
        Pane::Reader => "",
    };
    vec![why.to_owned()]
}

fn draw_details(app: &App, buffer: &mut Buffer, area: Rect) {
    let look = app.look();
    let wrapped = lines::wrap_lines(&app.details, usize::from(area.width.saturating_sub(2)), look);
    let more = wrapped.len() > usize::from(area.height.saturating_sub(2));
    let key = app.keymap.keys_of(super::action::Action::Why).into_iter().next();
    let note = key.filter(|_| more).map_or(String::new(), |key| format!("{key}: all of it"));
    let inner = frame(buffer, area, Line::from(look.span(" Details ", Role::Text)), &note, false, look);
    for (k, line) in wrapped.iter().take(usize::from(inner.height)).enumerate() {
        buffer.set_line(inner.x, inner.y + k as u16, line, inner.width);
    }
}

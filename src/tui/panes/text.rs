//! The reader pane: the text with what was found in it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Position, Rect};
use ratatui::text::Line;

use super::actors::{self, ActorRow};
use super::claims;
use super::frame;
use super::reader::{Gutter, Intervals, Layer, ReaderView, Sign};
use crate::model::{ClaimKind, DocId, Span};
use crate::tui::app::App;
use crate::tui::find::Matches;
use crate::tui::fit;
use crate::tui::marks;
use crate::tui::panes::Pane;
use crate::tui::theme::Role;

/// The letter that stands in the gutter where a claim of this kind begins.
pub fn sign(kind: ClaimKind) -> &'static str {
    kind.sign()
}

/// Draws the reader into an area. Returns its inside and where the cursor is.
pub fn draw(app: &mut App, buffer: &mut Buffer, area: Rect) -> (Rect, Option<Position>) {
    let Some(document) = app.document().cloned() else { return (area, None) };
    let focused = app.focus == Pane::Reader;
    // The inside of the frame: laid out first, as that decides where the cursor is.
    let inside = if app.symbols.plain {
        Rect { y: area.y + area.height.min(1), height: area.height.saturating_sub(1), ..area }
    } else {
        area.inner(Margin::new(1, 1))
    };
    let found = app.marks().cloned().unwrap_or_default();
    if !inside.is_empty() {
        app.reader.lay_out(&document, &found.actor_layer, inside);
    }
    let block = document.block_at(app.reader.cursor).unwrap_or(0);
    let (number, total) = (app.reader.paragraphs.number_up_to(block), app.reader.paragraphs.total());
    let note = if number > 0 { format!("par {number} of {total}") } else { String::new() };
    let section = document
        .section_at(app.reader.cursor)
        .map_or(String::new(), |s| format!("{} {}", document.section_path(s), document.section_title(s)));
    let look = app.look();
    let room = usize::from(area.width).saturating_sub(14);
    let title = Line::from(vec![
        look.span(
            match (focused, section.trim().is_empty()) {
                (true, _) => " [5 Reader] ",
                (false, true) => " 5 Reader",
                (false, false) => " 5 Reader: ",
            },
            if focused { Role::Title } else { Role::Text },
        ),
        look.span(format!("{} ", fit::cut(section.trim(), room, look.symbols)), Role::Muted),
    ]);
    let inner = frame(buffer, area, title, &note, focused, look);
    if inner.is_empty() {
        return (inner, None);
    }
    let (Some(columns), Some(wrap)) = (app.reader.columns, app.reader.wrap()) else { return (inner, None) };
    let rows = &app.reader.rows;
    let from = rows.first().map_or(0, |r| r.span.from());
    let to = rows.last().map_or(0, |r| r.span.to());
    let window = Span::new(from, to);

    let active = active_spans(app, window);
    let target = Intervals::new(app.reader.target);
    let none = Intervals::default();
    let matches = found_text(app).unwrap_or(&none);
    let current = app.find.as_ref().and_then(|f| matches.spans().get(f.current));
    let current = Intervals::new(current.copied());
    let selected = Intervals::new(app.reader.selection());
    let active_ticks = Intervals::new(active_ticks(app));
    let noted = app.noted.get(app.reader.doc.index()).map_or(&none, AsRef::as_ref);
    let mut layers = vec![
        Layer { role: Role::SelectionIdle, spans: &target },
        Layer { role: Role::Note, spans: noted },
        Layer { role: Role::Place, spans: &found.place_layer },
        Layer { role: Role::Date, spans: &found.date_layer },
        Layer { role: Role::Actor, spans: &found.actor_layer },
        Layer { role: Role::ActorActive, spans: &active },
        Layer { role: Role::Match, spans: matches },
        Layer { role: Role::MatchCurrent, spans: &current },
        Layer { role: Role::Selection, spans: &selected },
    ];
    if app.reader.show_noise {
        layers.insert(1, Layer { role: Role::Noise, spans: &found.noise_layer });
    }
    let mut signs = signs(app, &found, window);
    // What the reader wrote stands before what was found.
    let own = margin(app, window);
    signs.retain(|s| !own.iter().any(|o| o.at == s.at));
    signs.extend(own);
    signs.sort_by_key(|s| s.at);
    let view = ReaderView {
        text: &document.text,
        wrap,
        rows,
        layers: &layers,
        gutter: Gutter { signs: &signs, numbers: app.reader.numbers },
        paragraphs: &app.reader.paragraphs,
        seen: app.coverage.spans(app.reader.doc),
        ticks: &[
            Layer { role: Role::ActorActive, spans: &active_ticks },
            Layer { role: Role::Note, spans: noted },
            Layer { role: Role::Match, spans: matches },
        ],
        theme: &app.theme,
        symbols: &app.symbols,
    };
    let map = view.draw(columns, buffer);
    let cursor = map.position_of(app.reader.cursor);
    if let Some(cursor) = cursor
        && columns.gutter.width >= 3
    {
        let role = if focused { Role::Title } else { Role::Muted };
        buffer.set_stringn(columns.gutter.right() - 1, cursor.y, app.symbols.here, 1, app.theme.style(role));
    }
    app.reader.map = Some(map);
    app.hits.scrollbar = (columns.scrollbar.width > 0).then_some(columns.scrollbar);
    (inner, cursor)
}

/// Claims of the scope that begin in the window, as letters.
fn signs(app: &App, found: &marks::Marks, window: Span) -> Vec<Sign> {
    let Some(document) = app.document() else { return Vec::new() };
    let doc = app.reader.doc;
    marks::within(&found.claims, window)
        .filter(|(_, id)| app.kept.has_claim(doc, *id))
        .filter_map(|(span, id)| {
            let kind = document.claim(id)?.kind;
            Some(Sign { at: span.from(), symbol: sign(kind), role: claims::kind_role(kind), own: false })
        })
        .collect()
}

/// A letter as a sign.
fn letter(name: char) -> &'static str {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    LETTERS.find(name).and_then(|at| LETTERS.get(at..=at)).unwrap_or("m")
}

/// Notes and marks that begin in the window.
fn margin(app: &App, window: Span) -> Vec<Sign> {
    let Some(layer) = app.layers.get(app.reader.doc.index()) else { return Vec::new() };
    let inside = |span: Span| window.has(span.from());
    let noted = app.noted.get(app.reader.doc.index());
    let notes = noted.into_iter().flat_map(|n| n.within(window)).filter(|s| inside(*s));
    let notes = notes.map(|s| Sign { at: s.from(), symbol: app.symbols.note, role: Role::Title, own: true });
    let marks = layer.marks.iter().filter(|m| inside(m.span));
    let marks =
        marks.map(|m| Sign { at: m.span.from(), symbol: letter(m.name), role: Role::Title, own: true });
    notes.chain(marks).collect()
}

/// Mentions of the highlighted actor on the screen.
fn active_spans(app: &App, window: Span) -> Intervals {
    let (Some(row), Some(found)) = (&app.active, app.marks()) else { return Intervals::default() };
    let doc = app.reader.doc;
    let is = |spans: Vec<Span>| Intervals::new(spans);
    match row {
        ActorRow::Actor(id) => {
            let own = |a| app.dossier.dossier_actor(doc, a) == Some(*id);
            is(marks::within(&found.mentions, window).filter(|(_, a)| own(*a)).map(|m| m.0).collect())
        }
        ActorRow::Place(members) => {
            let own = |p| members.contains(&(doc, p));
            is(marks::within(&found.places, window).filter(|(_, p)| own(*p)).map(|m| m.0).collect())
        }
    }
}

fn active_ticks(app: &App) -> Vec<Span> {
    let doc: DocId = app.reader.doc;
    let starts = app.active.as_ref().map_or(Vec::new(), |row| actors::mentions_in(&app.dossier, row, doc));
    starts.into_iter().map(|s| Span::new(s as usize, s as usize + 1)).collect()
}

/// Matches of the find in this document, if there are any.
fn found_text(app: &App) -> Option<&Intervals> {
    match app.find.as_ref().map(|f| &f.matches) {
        Some(Matches::Text(doc, spans)) if *doc == app.reader.doc => Some(spans),
        _ => None,
    }
}

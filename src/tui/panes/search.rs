//! The search overlay: input, kinds with counts, hits with the matched letters, and the place of the selected one.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span as Piece};

use super::{Look, draw_list, frame};
use crate::export::passage::words;
use crate::model::{Dossier, Span};
use crate::search::{Hit, HitKind, Marker, Order};
use crate::tui::fit;
use crate::tui::overlay::Search;
use crate::tui::theme::Role;
use crate::tui::update::search::TABS;

/// Beside what has the letters of a word but not the word.
const LOOSE: &str = "~";

/// What an overlay leaves on the screen for the mouse and the cursor.
#[derive(Debug, Default)]
pub struct Drawn {
    /// Where its list is.
    pub list: Rect,
    /// Where the input's cursor is.
    pub cursor: Option<Position>,
}

/// A one-line input with its cursor, scrolled so that the cursor is in sight.
pub fn draw_input(
    buffer: &mut Buffer,
    area: Rect,
    prompt: &str,
    input: &tui_input::Input,
    look: Look<'_>,
) -> Position {
    let used = fit::width(prompt);
    buffer.set_stringn(area.x, area.y, prompt, usize::from(area.width), look.style(Role::Muted));
    let room = usize::from(area.width).saturating_sub(used + 1).max(1);
    let scroll = input.visual_scroll(room);
    // Scrolling is counted in columns; the value is cut at the character there.
    let mut skipped = 0;
    let shown: String = input
        .value()
        .chars()
        .skip_while(|c| {
            let hidden = skipped < scroll;
            skipped += unicode_width::UnicodeWidthChar::width(*c).unwrap_or(0);
            hidden
        })
        .collect();
    let x = area.x + used.min(usize::from(area.width)) as u16;
    buffer.set_stringn(x, area.y, fit::one_line_keep(&shown), room, look.style(Role::Text));
    let cursor = x + input.visual_cursor().saturating_sub(scroll).min(room) as u16;
    Position { x: cursor.min(area.right().saturating_sub(1)), y: area.y }
}

/// Draws the overlay.
pub fn draw(
    buffer: &mut Buffer,
    area: Rect,
    dossier: &Dossier,
    search: &mut Search,
    building: Option<f32>,
    look: Look<'_>,
) -> Drawn {
    let ready = building.is_none();
    let order = match search.order {
        Order::Best => " Search everything: best first ",
        Order::Reading => " Search everything: in reading order ",
        Order::Date => " Search everything: by date ",
    };
    let total = search.results.as_ref().map_or(String::new(), |r| {
        let (shown, loose) = (r.hits.iter().filter(|h| !h.loose).count(), r.loose.total());
        let behind = if loose > 0 { format!(", {loose} {LOOSE}") } else { String::new() };
        format!("{shown} of {}{behind}", r.total)
    });
    let inner = frame(buffer, area, Line::from(look.span(order, Role::Title)), &total, true, look);
    if inner.height < 3 || inner.width < 10 {
        return Drawn::default();
    }
    let row = |y: u16| Rect { y: inner.y + y, height: 1, ..inner };
    let cursor = draw_input(buffer, row(0), &format!("{} ", look.symbols.cursor), &search.input, look);
    mark_problems(buffer, row(0), search, look);
    draw_tabs(buffer, row(1), search, look);
    let hints = draw_hints(buffer, inner, search, building, look);
    let mut list = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2 + hints), ..inner };
    let preview = if list.height >= 12 { list.height / 3 } else { 0 };
    list.height -= preview;
    let Search { results, list: rows, only, without, .. } = search;
    let hits = results.as_ref().map_or(&[][..], |r| &r.hits);
    draw_list(buffer, list, rows, true, look, |k, width| {
        hits.get(*k).map_or(Line::default(), |hit| line(dossier, hit, width, look))
    });
    if rows.rows().is_empty() && ready && results.as_ref().is_some_and(|r| r.hits.is_empty()) {
        let total_found = results.as_ref().map_or(0, |r| r.counts.total() + r.loose.total());
        let advice = match *only {
            Some(kind) if total_found > 0 => {
                format!("No {} fit, but {total_found} of other kinds. Tab goes there.", plural(kind))
            }
            _ => "Nothing fits. Fewer words, or a word's beginning, find more.".to_owned(),
        };
        let mut lines = vec![advice];
        let fits = |(term, count): &(String, usize)| format!("{count} without {}", fit::one_line(term));
        if !without.is_empty() {
            lines.push(format!("But there are {}.", without.iter().map(fits).collect::<Vec<_>>().join(", ")));
        }
        super::draw_empty(buffer, list, &lines, look);
        return Drawn { list, cursor: Some(cursor) };
    }
    if preview > 1
        && let Some(hit) = rows.selected().and_then(|k| hits.get(*k))
    {
        let below = Rect { y: list.bottom(), height: preview, ..inner };
        let results = results.as_ref();
        let marker = results.map(|r| if hit.loose { &r.loose_marker } else { &r.marker });
        draw_preview(buffer, below, dossier, hit, marker, look);
    }
    Drawn { list, cursor: Some(cursor) }
}

/// The tabs of the kinds with what each has; set tight they stand closer, and say nothing of kinds that have nothing.
fn tabs(search: &Search, tight: bool) -> Vec<(String, Role)> {
    let tab = |tab: Option<HitKind>| {
        let (name, count) = match tab {
            None => ("all", search.results.as_ref().map(|r| r.counts.total() + r.loose.total())),
            Some(kind) => {
                (plural(kind), search.results.as_ref().map(|r| r.counts.of(kind) + r.loose.of(kind)))
            }
        };
        let count = count.filter(|c| *c > 0 || !tight).map_or(String::new(), |c| format!(" {c}"));
        match (tab == search.only, tight) {
            (true, false) => (format!("[{name}{count}] "), Role::Title),
            (true, true) => (format!("[{name}{count}]"), Role::Title),
            (false, false) => (format!(" {name}{count}  "), Role::Muted),
            (false, true) => (format!(" {name}{count} "), Role::Muted),
        }
    };
    TABS.into_iter().map(tab).collect()
}

fn draw_tabs(buffer: &mut Buffer, area: Rect, search: &Search, look: Look<'_>) {
    let room = usize::from(area.width);
    let wide = |tabs: &[(String, Role)]| tabs.iter().map(|t| fit::width(&t.0)).sum::<usize>();
    let mut tabs = self::tabs(search, false);
    if wide(&tabs) > room + 2 {
        tabs = self::tabs(search, true);
    }
    // Whole tabs only, and the chosen one always: what does not fit is left out on the left, then on the right.
    let sign = look.symbols.ellipsis;
    let chosen = TABS.iter().position(|t| *t == search.only).unwrap_or(0);
    let mut first = 0;
    while first < chosen && wide(tabs.get(first..=chosen).unwrap_or_default()) + 2 * fit::width(sign) > room {
        first += 1;
    }
    let mut pieces: Vec<Piece<'static>> = Vec::new();
    let mut left = room;
    if first > 0 {
        pieces.push(look.span(sign, Role::Muted));
        left = left.saturating_sub(fit::width(sign));
    }
    let count = tabs.len();
    for (k, (text, role)) in tabs.into_iter().enumerate().skip(first) {
        let reserve = if k + 1 < count { fit::width(sign) } else { 0 };
        if fit::width(text.trim_end()) + reserve > left {
            pieces.push(look.span(sign, Role::Muted));
            break;
        }
        left = left.saturating_sub(fit::width(&text));
        pieces.push(look.span(text, role));
    }
    buffer.set_line(area.x, area.y, &Line::from(pieces), area.width);
}

fn plural(kind: HitKind) -> &'static str {
    match kind {
        HitKind::Section => "sections",
        HitKind::Actor => "actors",
        HitKind::Claim => "claims",
        HitKind::Event => "events",
        HitKind::Place => "places",
        HitKind::Text => "text",
        HitKind::Note => "notes",
    }
}

/// The lower lines: what is wrong with the query, else how to write one. Returns how many they are.
fn draw_hints(
    buffer: &mut Buffer,
    inner: Rect,
    search: &Search,
    building: Option<f32>,
    look: Look<'_>,
) -> u16 {
    let mut lines: Vec<(String, Role)> = Vec::new();
    match building {
        Some(share) if share > 0.0 => {
            let line =
                format!("the index is being built, {:.0} %; this is what is found so far", share * 100.0);
            lines.push((line, Role::Warn));
        }
        Some(_) => lines.push(("the index is being built; results come when it is".to_owned(), Role::Warn)),
        None => {}
    }
    for problem in search.problems.iter().take(2) {
        let hint = problem.hint.as_deref().map_or(String::new(), |h| format!("; {h}"));
        lines.push((format!("{}{hint}", problem.message), Role::Warn));
    }
    if inner.height >= 12 && search.results.as_ref().is_some_and(|r| r.loose.total() > 0) {
        let line = format!("{LOOSE} not the words, but their letters in the beginnings of words");
        lines.push((line, Role::Hint));
    }
    if lines.is_empty() && inner.height >= 12 {
        let next: Vec<&str> = search.next().iter().map(|i| i.insert.as_str()).collect();
        let line = match next.is_empty() {
            true => whole(&SYNTAX, inner.width),
            false => whole(&[&["Right:"], next.as_slice()].concat(), inner.width),
        };
        lines.push((line, Role::Hint));
    }
    if inner.height >= 8 {
        lines.push((whole(&KEYS, inner.width), Role::Hint));
    }
    for (k, (text, role)) in lines.iter().enumerate() {
        let y = inner.bottom().saturating_sub((lines.len() - k) as u16);
        let hint = *role == Role::Hint;
        let text = if hint { text.clone() } else { fit::cut(text, usize::from(inner.width), look.symbols) };
        buffer.set_stringn(inner.x, y, text, usize::from(inner.width), look.style(*role));
    }
    lines.len() as u16
}

/// How a query is written, and which keys do what; what matters most first.
const SYNTAX: [&str; 12] = [
    "\"phrase\"",
    "'exact",
    "!not",
    "a | b",
    "kind:",
    "actor:",
    "by:",
    "in:",
    "date:",
    "/regex/",
    "^start  end$",
    "about:  has:",
];
const KEYS: [&str; 8] = [
    "Enter: go",
    "Tab: kind",
    "Esc: back",
    "^X: make it the scope",
    "^R: order",
    "^K: keep",
    "^O: kept",
    "^Y: copy as command",
];

/// Underlines in the input what was not understood, as long as all of it is in sight.
fn mark_problems(buffer: &mut Buffer, row: Rect, search: &Search, look: Look<'_>) {
    let typed = search.input.value();
    let prompt = fit::width(look.symbols.cursor) + 1;
    if prompt + fit::width(typed) >= usize::from(row.width) {
        return;
    }
    for problem in &search.problems {
        let before = typed.get(..problem.span.from()).map_or(0, fit::width);
        let wide = typed.get(problem.span.range()).map_or(0, fit::width);
        let area = Rect { x: row.x + (prompt + before) as u16, width: wide as u16, ..row };
        buffer.set_style(area.intersection(row), look.style(Role::Warn).underlined());
    }
}

/// As many hints as fit whole.
fn whole(hints: &[&str], width: u16) -> String {
    let mut out = String::new();
    for hint in hints {
        if fit::width(&out) + 2 + fit::width(hint) > usize::from(width) {
            break;
        }
        if !out.is_empty() {
            out.push_str("  ");
        }
        out.push_str(hint);
    }
    out
}

fn line(dossier: &Dossier, hit: &Hit, width: usize, look: Look<'_>) -> Line<'static> {
    let place_width: usize = if width >= 50 { 12 } else { 0 };
    let columns = place_width.saturating_sub(1);
    let place = super::claims::place_within(dossier, hit.doc, hit.span.from(), columns);
    let text_width = width.saturating_sub(9 + place_width);
    let loose = if hit.loose { LOOSE } else { "" };
    let kind = format!("{} {loose}", hit.kind.name());
    let mut pieces = vec![look.span(fit::fill(kind.trim_end(), 9, look.symbols), Role::Muted)];
    pieces.extend(marked(&hit.text, &hit.marks, text_width, look));
    if place_width > 0 {
        pieces.push(look.span(format!(" {}", fit::fill(&place, place_width - 1, look.symbols)), Role::Muted));
    }
    Line::from(pieces)
}

/// `text` with its marks, cut to `width`; where the first mark would be cut off, the beginning is left out instead.
fn marked(text: &str, marks: &[std::ops::Range<usize>], width: usize, look: Look<'_>) -> Vec<Piece<'static>> {
    let mut start = 0;
    if let Some(first) = marks.first() {
        let before = text.get(..first.end).map_or(0, fit::width);
        if before > width.saturating_sub(2) {
            let back = text.get(..first.start).unwrap_or("");
            let keep = back.char_indices().rev().take(width / 3).last().map_or(0, |(k, _)| k);
            start = back.get(keep..).and_then(|b| b.find(' ')).map_or(keep, |k| keep + k + 1);
        }
    }
    let mut pieces = Vec::new();
    let mut left = width;
    let mut put = |piece: &str, role: Role, left: &mut usize| {
        let cut = fit::cut(piece, *left, look.symbols);
        // A blank at a seam belongs to the text and is kept.
        let lead = if piece.starts_with(' ') && !cut.starts_with(' ') && *left > 0 { " " } else { "" };
        let cut = format!("{lead}{cut}");
        *left = left.saturating_sub(fit::width(&cut));
        pieces.push(look.span(cut, role));
    };
    if start > 0 {
        put(look.symbols.ellipsis, Role::Muted, &mut left);
    }
    let mut at = start;
    for mark in marks.iter().filter(|m| m.start >= start) {
        put(text.get(at..mark.start).unwrap_or(""), Role::Text, &mut left);
        put(text.get(mark.clone()).unwrap_or(""), Role::Match, &mut left);
        at = mark.end;
    }
    put(text.get(at..).unwrap_or(""), Role::Text, &mut left);
    pieces.push(look.span(" ".repeat(left), Role::Text));
    pieces
}

/// The place of a hit with the text around it: what is not the hit muted, and marked what matches.
fn draw_preview(
    buffer: &mut Buffer,
    area: Rect,
    dossier: &Dossier,
    hit: &Hit,
    marker: Option<&Marker>,
    look: Look<'_>,
) {
    let Some(document) = dossier.document(hit.doc) else { return };
    let text = document.text.as_str();
    let section = hit
        .section
        .map_or(String::new(), |s| format!("{} {}", document.section_path(s), document.section_title(s)));
    let rule = if look.symbols.plain { "" } else { "-- " };
    let head = format!("{rule}{} {section}", document.file_name());
    buffer.set_string(
        area.x,
        area.y,
        fit::cut(&head, usize::from(area.width), look.symbols),
        look.style(Role::Muted),
    );
    let block = document.block_at(hit.span.from()).and_then(|k| document.blocks.get(k)).map(|b| b.span);
    let whole = block.unwrap_or(hit.span);
    // A block may be enormous: some text around the hit is enough.
    let from = text.floor_char_boundary(hit.span.from().saturating_sub(400).max(whole.from()));
    let to = text.ceil_char_boundary((hit.span.to() + 800).min(whole.to()));
    let around = words(document, Span::new(from, to));
    let width = usize::from(area.width).saturating_sub(2);
    let wrapped = fit::wrap(&around, width, look.symbols);
    // Where the hit stands in what is shown; white space has been made one blank there.
    let before = words(document, Span::new(from, hit.span.from())).len();
    let first = around.get(before..).map_or(before, |rest| around.len() - rest.trim_start().len());
    let own = first..(first + words(document, hit.span).len()).min(around.len());
    let mut marks = marker.map_or(Vec::new(), |marker| marker.marks(&around));
    if !marks.iter().any(|m| m.start < own.end && own.start < m.end) && around.get(own.clone()).is_some() {
        // A name that is meant by what was typed, and not written so.
        marks = vec![own.clone()];
    }
    let lines = placed(&around, &wrapped);
    let rows = usize::from(area.height) - 1;
    let at = lines.iter().position(|line| line.end > own.start).unwrap_or(0);
    let top = at.saturating_sub(rows / 3);
    for (k, (line, place)) in wrapped.iter().zip(lines).skip(top).take(rows).enumerate() {
        let (x, y) = (area.x + 2, area.y + 1 + k as u16);
        buffer.set_stringn(x, y, line, width, look.style(Role::Muted));
        let mut paint = |range: &std::ops::Range<usize>, role: Role| {
            let part = range.start.max(place.start)..range.end.min(place.end);
            let (Some(before), Some(text)) = (around.get(place.start..part.start), around.get(part)) else {
                return;
            };
            let x = x + fit::width(before) as u16;
            let room = usize::from(area.right().saturating_sub(x));
            buffer.set_stringn(x, y, text, room, look.style(role));
        };
        paint(&own, Role::Text);
        marks.iter().for_each(|mark| paint(mark, Role::Match));
    }
}

/// Where the lines stand in the text of which they were made. One that was cut has no place: nothing is painted on it.
fn placed(text: &str, lines: &[String]) -> Vec<std::ops::Range<usize>> {
    let mut at = 0;
    let place = |line: &String| {
        let Some(step) = text.get(at..).and_then(|rest| rest.find(line.as_str())) else { return at..at };
        let start = at + step;
        at = start + line.len();
        start..at
    };
    lines.iter().map(place).collect()
}

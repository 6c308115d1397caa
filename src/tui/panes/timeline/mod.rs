//! When: a strip over the whole span, a bar per event as wide as its uncertainty, and the list in calendar order.

mod axis;
mod gaps;
mod strip;

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use rustc_hash::FxHashMap;

use super::Look;
use crate::export::spoken::spoken;
use crate::link::events::EventLinks;
use crate::model::{Date, DocId, Document, Dossier, Event, EventId, EventStatus, Modifier};
use crate::scope::Kept;
use crate::tui::fit;
use crate::tui::list::Row;
use crate::tui::naming;
use crate::tui::theme::Role;
pub use axis::Axis;
pub use strip::{Strip, Strips, Zoom};

/// An event and its document.
pub type EventRow = (DocId, EventId);

/// How the events are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By the calendar, coarse before fine, undated ones last.
    #[default]
    Calendar,
    /// As the text tells them.
    Narrative,
}

impl Sort {
    /// The other one.
    pub fn next(self) -> Self {
        match self {
            Sort::Calendar => Sort::Narrative,
            Sort::Narrative => Sort::Calendar,
        }
    }

    /// As shown in the title.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Calendar => "in calendar order",
            Sort::Narrative => "in narrative order",
        }
    }
}

/// The rows in their order: one for events that may be the same, stretches without any between them, undated events apart.
pub fn rows(dossier: &Dossier, kept: &Kept, links: &EventLinks, sort: Sort) -> Vec<Row<EventRow>> {
    let event = |row: &EventRow| dossier.document(row.0).and_then(|d| d.event(row.1));
    let mut events = apart(dossier, kept, links);
    if sort == Sort::Narrative {
        events.sort_by_key(|row| (row.0, event(row).and_then(|e| e.sources.first().copied())));
        return events.into_iter().map(Row::Item).collect();
    }
    let (mut dated, undated): (Vec<EventRow>, Vec<EventRow>) =
        events.into_iter().partition(|row| event(row).is_some_and(|e| e.earliest.or(e.latest).is_some()));
    dated.sort_by_cached_key(|row| {
        let e = event(row);
        // What had happened "before March" stands where that ends.
        let start = e.and_then(|e| e.earliest.or(e.latest));
        // An open end is the coarsest of all that begin on its day.
        let end = e.and_then(|e| e.latest).unwrap_or(crate::model::Date::MAX);
        (start, std::cmp::Reverse(end), row.0, row.1)
    });
    let days: Vec<gaps::Days> =
        dated.iter().map(|row| event(row).and_then(|e| Some((e.earliest.or(e.latest)?, e.latest)))).collect();
    let mut gaps = gaps::gaps(&days).into_iter().peekable();
    let mut rows: Vec<Row<EventRow>> = Vec::with_capacity(dated.len() + 8);
    for (k, row) in dated.into_iter().enumerate() {
        if let Some((_, length)) = gaps.next_if(|(at, _)| *at == k) {
            rows.push(Row::Header(format!("   {length} without an event")));
        }
        rows.push(Row::Item(row));
    }
    if !undated.is_empty() {
        rows.push(Row::Header(format!("undated ({})", undated.len())));
        rows.extend(undated.into_iter().map(Row::Item));
    }
    rows
}

/// The kept events, of those that may be the same the one that is dated most finely.
fn apart(dossier: &Dossier, kept: &Kept, links: &EventLinks) -> Vec<EventRow> {
    if links.is_empty() {
        return kept.events.clone();
    }
    let length = |row: &EventRow| {
        let event = dossier.document(row.0).and_then(|d| d.event(row.1));
        event.and_then(|e| e.latest?.since(e.earliest?).ok()).map_or(i32::MAX, |d| d.get_days())
    };
    let mut finest: FxHashMap<usize, EventRow> = FxHashMap::default();
    for row in &kept.events {
        let Some(set) = links.set_of(*row) else { continue };
        let best = finest.entry(set).or_insert(*row);
        if (length(row), *row) < (length(best), *best) {
            *best = *row;
        }
    }
    let stands = |row: &&EventRow| links.set_of(**row).is_none_or(|set| finest.get(&set) == Some(*row));
    kept.events.iter().filter(stands).copied().collect()
}

/// Whether an event may lie on one of the days from the first to the last.
pub fn lies_in(dossier: &Dossier, (doc, id): EventRow, (first, last): (Date, Date)) -> bool {
    let Some(event) = dossier.document(doc).and_then(|d| d.event(id)) else { return false };
    let Some(from) = event.earliest.or(event.latest) else { return false };
    from <= last && event.latest.unwrap_or(from) >= first
}

/// The days from one to another without what both have in common: "2025-11-03/07".
fn short(edtf: &str) -> Option<String> {
    let digits = |date: &str| {
        date.len() == "2025-11-03".len() && date.bytes().all(|b| b.is_ascii_digit() || b == b'-')
    };
    let (from, to) = edtf.split_once('/').filter(|(a, b)| digits(a) && digits(b))?;
    let same = from.split('-').zip(to.split('-')).take_while(|(a, b)| a == b);
    let same: usize = same.map(|(a, _)| a.len() + 1).sum();
    Some(format!("{from}/{}", to.get(same..).filter(|rest| !rest.is_empty())?))
}

/// The months of a year from one to another: "2025-10 to 12".
fn months(edtf: &str) -> Option<String> {
    let (from, to) = edtf.split_once('/')?;
    let month = |date: &str| {
        let (year, month) = date.split_once('-')?;
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        // Above twelve are seasons.
        let plain = digits(year, 4) && digits(month, 2) && month <= "12";
        plain.then(|| (year.to_owned(), month.to_owned()))
    };
    let ((year, _), (same, last)) = (month(from)?, month(to)?);
    (year == same && from != to).then(|| format!("{from} to {last}"))
}

/// When an event was, as short as its precision allows: "2025-11 early", "winter 2025", "2021", "undated".
pub fn when(event: &Event) -> String {
    let Some(edtf) = &event.edtf else { return "undated".to_owned() };
    let part = match event.modifier {
        Some(Modifier::Start) => " early",
        Some(Modifier::Mid) => " mid",
        Some(Modifier::End) => " late",
        Some(Modifier::Approx) => " about",
        _ => "",
    };
    match edtf.split_once('/') {
        Some((from, "" | "..")) => format!("{}{part} on", spoken(from)),
        Some(("" | "..", to)) => format!("to {}{part}", spoken(to)),
        _ => {
            let short = short(edtf).or_else(|| months(edtf));
            format!("{}{part}", short.map_or_else(|| spoken(edtf), Into::into))
        }
    }
}

/// Rows that the strip takes above the list, at this height of the pane's inside.
pub fn strip_height(height: u16, look: Look<'_>) -> u16 {
    if height >= 6 && !look.symbols.plain { 2 } else { 0 }
}

/// Draws the strip: years, and how many events lie on each stretch; the selected event stands out.
pub fn draw_strip(
    buffer: &mut Buffer,
    area: Rect,
    dossier: &Dossier,
    strip: &Strip,
    // The selected event, and the one from which a range is being chosen.
    [selected, from]: [Option<EventRow>; 2],
    look: Look<'_>,
) {
    let columns = usize::from(area.width.saturating_sub(2));
    let Some(axis) = &strip.axis else {
        let text = "no dated event";
        buffer.set_stringn(area.x + 2, area.y, text, columns, look.style(Role::Muted));
        return;
    };
    let event = |row: &EventRow| dossier.document(row.0).and_then(|d| d.event(row.1));
    let place = |row: Option<EventRow>| row.and_then(|row| event(&row)).and_then(|e| strip.columns_of(e));
    let chosen = match (place(selected), place(from)) {
        (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
        (one, _) => one,
    };
    for (x, text) in axis.labels() {
        let room = columns.saturating_sub(x);
        buffer.set_stringn(area.x + 2 + x as u16, area.y, text, room, look.style(Role::Muted));
    }
    let most = strip.counts.iter().copied().max().unwrap_or(0).max(1);
    let steps = look.symbols.ramp.len() - 1;
    for k in 0..columns {
        let count = strip.counts.get(k).copied().unwrap_or(0);
        let sign = match (count, strip.coarse.get(k), axis.is_break(k)) {
            (_, _, true) => look.symbols.separator,
            (0, Some(true), _) => look.symbols.bar_coarse,
            (0, _, _) => look.symbols.dot,
            (n, _, _) => {
                look.symbols.ramp.get((n * steps).div_ceil(most)).copied().unwrap_or(look.symbols.bar)
            }
        };
        let here = chosen.is_some_and(|(a, b)| (a..=b).contains(&k));
        let role = match (here, count) {
            (true, _) => Role::MatchCurrent,
            (false, 0) => Role::Muted,
            _ => Role::Bar,
        };
        buffer.set_stringn(area.x + 2 + k as u16, area.y + 1, sign, 1, look.style(role));
    }
}

/// Columns of a small bar, and the width of a row from which there is one.
const BAR: usize = 20;
const BARS_FROM: usize = 84;

/// From so many columns on there is room to name all who take part, and the section.
const ROOMY: usize = 150;

/// What happened; where its summary was cut and there is room for more, the words themselves.
fn whole<'e>(document: &'e Document, event: &'e Event, room: usize) -> Cow<'e, str> {
    let summary = event.summary.as_str();
    let cut = summary.strip_suffix('…').filter(|_| fit::width(summary) < room);
    let told = event.sources.first().map(|s| fit::one_line(document.text.slice(*s)));
    match (cut, told) {
        (Some(begun), Some(told)) if told.starts_with(begun.trim_end()) => told,
        _ => Cow::Borrowed(summary),
    }
}

/// Columns of the small bars, if rows of `width` columns have room for them.
pub fn bar_columns(width: usize, look: Look<'_>) -> Option<usize> {
    (width >= BARS_FROM && !look.symbols.plain).then_some(BAR - 1)
}

/// One row: when, a small bar where there is room, what, who, where.
pub fn line(
    dossier: &Dossier,
    links: &EventLinks,
    bars: Option<&Strip>,
    row: EventRow,
    width: usize,
    look: Look<'_>,
) -> Line<'static> {
    let Some((document, event)) = dossier.document(row.0).and_then(|d| Some((d, d.event(row.1)?))) else {
        return Line::default();
    };
    let at = event.sources.first().map_or(0, |s| s.from());
    let bar_width = if bars.is_some() { BAR } else { 0 };
    let roomy = width >= ROOMY;
    // Where nobody is named, what happened has the room.
    let who_width = match width {
        0..56 => 0,
        _ if event.actors.is_empty() => 0,
        _ if roomy => 32,
        _ => 18.min(width / 4),
    };
    let who = match event.actors.len() {
        several @ 4.. => format!("{several} actors"),
        _ => naming::list(dossier, row.0, &event.actors, who_width),
    };
    let place_width = if roomy { 24 } else { 8 };
    let place = super::claims::place_within(dossier, row.0, at, place_width);
    let when_width = if width >= 90 { 17 } else { 15 };
    let behind = if who_width > 0 { who_width + 1 } else { 0 } + place_width + 1;
    let what_width = width.saturating_sub(when_width + bar_width + behind);
    let status = match event.status {
        EventStatus::Reported => "",
        EventStatus::Planned => "(planned) ",
        EventStatus::Hypothetical => "(if) ",
    };
    let days = fit::fill(&when(event), when_width - 1, look.symbols);
    let mut spans = vec![look.span(format!("{days} "), Role::Date)];
    if let Some(bars) = bars {
        let bar = bars.columns_of(event).map(|(a, b)| {
            let sign = if axis::is_coarse(event) { look.symbols.bar_coarse } else { look.symbols.bar };
            (0..BAR).map(|k| if (a..=b).contains(&k) { sign } else { " " }).collect::<String>()
        });
        spans.push(look.span(bar.unwrap_or_else(|| " ".repeat(BAR)), Role::Bar));
    }
    let otherwise = if links.is_disputed(row) { "! " } else { "" };
    let tellings = links.same_as(row).len();
    let told = if tellings > 1 { format!(" ({tellings} tell it)") } else { String::new() };
    spans.push(look.span(otherwise, Role::Warn));
    let what_width = what_width.saturating_sub(otherwise.len() + told.len());
    let what = format!("{status}{}", whole(document, event, what_width.saturating_sub(status.len())));
    spans.push(look.span(fit::fill(&what, what_width, look.symbols), Role::Text));
    spans.push(look.span(told, Role::Hint));
    if who_width > 0 {
        spans.push(look.span(format!(" {}", fit::fill(&who, who_width, look.symbols)), Role::Muted));
    }
    spans.push(look.span(format!(" {}", fit::fill(&place, place_width, look.symbols)), Role::Muted));
    Line::from(spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_short() {
        for (edtf, shown) in [
            ("2022-03-14/2022-03-15", Some("2022-03-14/15")),
            ("2022-02-28/2022-03-02", Some("2022-02-28/03-02")),
            ("2021/2022", None),
            ("2022-03/2022-05", None),
            ("2022-03-14/2022-03-14", None),
            ("2025-24/2026", None),
            ("2022-03-14~/2022-03-15~", None),
            ("2022", None),
        ] {
            assert_eq!(short(edtf).as_deref(), shown, "{edtf}");
        }
        for (edtf, shown) in [
            ("2022-03/2022-05", Some("2022-03 to 05")),
            ("2022-11/2023-02", None),
            ("2022-21/2022-22", None),
            ("2022-03", None),
        ] {
            assert_eq!(months(edtf).as_deref(), shown, "{edtf}");
        }
    }
}

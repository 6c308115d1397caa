//! The lines around the panes: what is open and where, the scope, what was said, and which keys help here.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Look;
use super::lines::wrap_lines;
use crate::model::{DateSource, Document};
use crate::tui::action::{ACTIONS, Action, Spec};
use crate::tui::app::App;
use crate::tui::fit;
use crate::tui::theme::Role;

/// The first line: document, section, how far.
pub fn draw_title(app: &App, buffer: &mut Buffer, area: Rect) {
    let look = app.look();
    let width = usize::from(area.width);
    let Some(document) = app.document() else { return };
    let several = app.dossier.documents.len();
    let count =
        if several > 1 { format!("{}/{several} ", app.reader.doc.index() + 1) } else { String::new() };
    let name = format!(" {count}{}", document.file_name());
    let percent = format!("{}{:>4} % ", page(document, app.reader.cursor), app.reader.percent());
    let date = match document.date {
        Some(d) if width >= 100 => {
            let from = match d.source {
                DateSource::Option => "--date",
                DateSource::Metadata => "metadata",
                DateSource::Text => "text",
            };
            format!("  dated {} ({from})", d.date)
        }
        _ => String::new(),
    };
    let section = document.section_at(app.reader.cursor).map_or(String::new(), |s| {
        let path = document.section_path(s);
        format!("{path} {}", document.section_title(s)).trim().to_owned()
    });
    let left = width.saturating_sub(fit::width(&percent));
    let name = fit::cut(&name, left * 2 / 5 + 1, look.symbols);
    let section_width = left.saturating_sub(fit::width(&name) + 3 + fit::width(&date));
    let line = Line::from(vec![
        look.span(name, Role::Title),
        look.span("   ", Role::Text),
        look.span(fit::fill(&section, section_width, look.symbols), Role::Text),
        look.span(date, Role::Muted),
        look.span(percent, Role::Muted),
    ]);
    buffer.set_line(area.x, area.y, &line, area.width);
}

/// The page or chapter of a document that has some.
fn page(document: &Document, at: usize) -> String {
    let text = &document.text;
    match (text.page_of(at), text.chapter_of(at)) {
        (Some(page), _) => format!("  page {page} of {}  ", text.pages.len()),
        (None, Some(chapter)) => format!("  chapter {chapter} of {}  ", text.chapters.len()),
        (None, None) => String::new(),
    }
}

/// The widest chip, and the narrowest that still tells anything, in columns.
const CHIP: usize = 36;
const SHORTEST: usize = 12;

/// The scope: its chips, and how much it keeps. Returns where the chips are.
pub fn draw_scope(app: &App, buffer: &mut Buffer, area: Rect) -> Vec<(Rect, usize)> {
    let look = app.look();
    if area.is_empty() {
        return Vec::new();
    }
    let totals = app.kept.totals;
    let kept = |kept: usize, all: usize| if kept == all { all.to_string() } else { format!("{kept}/{all}") };
    let claims = format!("{} claims", kept(app.kept.claims.len(), totals.claims));
    let all = format!(
        "{claims}  {} events  {} actors",
        kept(app.kept.events.len(), totals.events),
        kept(app.kept.actors.len(), totals.actors)
    );
    let chips = app.scope.now().chips();
    let chip = |label: &str, room: usize| {
        let close = look.symbols.close;
        let label = fit::cut(label, room.min(CHIP).saturating_sub(3 + fit::width(close)), look.symbols);
        format!(" {label} {close} ")
    };
    // What filters is worth more than a count of everything it keeps.
    let wanted: usize = chips.iter().map(|c| fit::width(&chip(&c.label(), CHIP)) + 1).sum();
    let tally = match app.loading() {
        Some(loading) => loading,
        None if area.width < 70 || wanted + fit::width(&all) + 12 > usize::from(area.width) => claims,
        None => all,
    };
    let tally_width = fit::width(&tally) as u16;
    let mut x = area.x + 1;
    let limit = area.right().saturating_sub(tally_width + 3);
    let muted = look.style(Role::Muted);
    buffer.set_stringn(x, area.y, "scope: ", usize::from(limit.saturating_sub(x)), muted);
    x += 7;
    let mut places = Vec::new();
    if chips.is_empty() {
        buffer.set_stringn(x, area.y, "(everything)", usize::from(limit.saturating_sub(x)), muted);
    }
    for (k, one) in chips.iter().enumerate() {
        // The last one is cut where it does not fit; behind others the rest is counted.
        let last = k + 1 == chips.len();
        let room = usize::from(limit.saturating_sub(x + if last { 0 } else { 4 }));
        let label = chip(&one.label(), if last || k == 0 { room } else { CHIP });
        let width = fit::width(&label) as u16;
        if x + width > limit || room < SHORTEST {
            let more = format!("+{}", chips.len() - k);
            buffer.set_stringn(x, area.y, more, usize::from(limit.saturating_sub(x)), muted);
            break;
        }
        buffer.set_string(x, area.y, &label, look.style(Role::Chip));
        places.push((Rect { x, y: area.y, width, height: 1 }, k));
        x += width + 1;
    }
    let right = area.right().saturating_sub(tally_width + 1).max(area.x);
    buffer.set_stringn(right, area.y, tally, usize::from(area.right() - right), muted);
    places
}

/// As much of the details as fits, and how to see the rest.
fn draw_details(app: &App, buffer: &mut Buffer, area: Rect) {
    let look = app.look();
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let lines = wrap_lines(&app.details, usize::from(inner.width), look);
    for (line, y) in lines.iter().zip(inner.top()..inner.bottom()) {
        buffer.set_line(inner.x, y, line, inner.width);
    }
    let key = app.keymap.keys_of(Action::Why).into_iter().next();
    if let (true, Some(key)) = (lines.len() > usize::from(inner.height), key) {
        let more = format!(" {} {key}:all", look.symbols.ellipsis);
        let width = (fit::width(&more) as u16).min(inner.width);
        let x = inner.right() - width;
        buffer.set_stringn(x, inner.bottom() - 1, more, usize::from(width), look.style(Role::Hint));
    }
}

/// What was said last, and what is known of the selection as far as there is room.
pub fn draw_message(app: &App, buffer: &mut Buffer, area: Rect) {
    let look = app.look();
    let width = usize::from(area.width).saturating_sub(2);
    if area.is_empty() {
        return;
    }
    let mut area = area;
    if let Some((bad, text, others)) = app.messages.shown() {
        let role = if bad { Role::Error } else { Role::Text };
        let key = app.keymap.keys_of(Action::Messages).into_iter().next().filter(|_| bad && others > 0);
        let more = key.map_or(String::new(), |key| format!(" (+{others}, {key})"));
        let text = fit::cut(text, width.saturating_sub(fit::width(&more)), look.symbols);
        let line = Line::from(look.span(format!("{text}{more}"), role));
        buffer.set_line(area.x + 1, area.y, &line, area.width.saturating_sub(1));
        area = Rect { y: area.y + 1, height: area.height - 1, ..area };
        if area.is_empty() {
            return;
        }
    }
    if area.height > 1 {
        draw_details(app, buffer, area);
        return;
    }
    let mut pieces: Vec<Span<'_>> = Vec::new();
    for line in app.details.iter().take(2) {
        if !pieces.is_empty() {
            pieces.push(look.span("   ", Role::Text));
        }
        for piece in &line.spans {
            // The columns of the details pane are of no use on one line.
            let padded = piece.content.ends_with("  ");
            let text =
                if padded { format!("{} ", piece.content.trim_end()) } else { piece.content.to_string() };
            pieces.push(Span::styled(text, piece.style));
        }
    }
    let line = Line::from(cut_pieces(pieces, width, look));
    buffer.set_line(area.x + 1, area.y, &line, area.width.saturating_sub(2));
}

/// As many pieces of a line as fit into `width` columns, the last one cut where they do not.
fn cut_pieces<'a>(pieces: Vec<Span<'a>>, width: usize, look: Look<'_>) -> Vec<Span<'a>> {
    if pieces.iter().map(|p| fit::width(&p.content)).sum::<usize>() <= width {
        return pieces;
    }
    let mark = look.symbols.ellipsis;
    let mut left = width.saturating_sub(fit::width(mark));
    let mut kept = Vec::new();
    for piece in pieces {
        let wide = fit::width(&piece.content);
        if wide <= left {
            left -= wide;
            kept.push(piece);
            continue;
        }
        let room = left + fit::width(mark);
        let text = if wide <= room { mark.to_owned() } else { fit::cut(&piece.content, room, look.symbols) };
        kept.push(Span::styled(text, piece.style));
        break;
    }
    kept
}

/// The find that is typed or shown, in place of the message.
pub fn draw_find(app: &App, buffer: &mut Buffer, area: Rect) -> Option<ratatui::layout::Position> {
    let look = app.look();
    let find = app.find.as_ref().filter(|_| !area.is_empty())?;
    let tally = find.tally();
    let width = fit::width(&tally) as u16 + 2;
    let role = if find.count() == 0 { Role::Warn } else { Role::Muted };
    let right = area.right().saturating_sub(width).max(area.x);
    buffer.set_stringn(right, area.y, &tally, usize::from(width), look.style(role));
    let input = Rect { x: area.x + 1, width: area.width.saturating_sub(width + 2), ..area };
    let cursor = super::search::draw_input(
        buffer,
        input,
        if find.is_query { "search: " } else { "/" },
        &find.input,
        look,
    );
    find.editing.then_some(cursor)
}

/// The last line: keys that help here, or what may follow the keys typed so far.
pub fn draw_hints(app: &App, buffer: &mut Buffer, area: Rect) {
    let look = app.look();
    let width = usize::from(area.width);
    let mut hints: Vec<(String, String)> = Vec::new();
    if !app.pending.is_empty() {
        let typed: String = app.pending.iter().map(|k| k.to_string()).collect();
        for (keys, binding) in app.keymap.continuations(&app.pending, |place| app.applies(place)) {
            let doc = binding.doc();
            let doc = doc.as_str();
            hints.push((format!("{typed}{keys}"), doc.split([';', ',']).next().unwrap_or(doc).to_owned()));
        }
    } else {
        // What only this pane has stands before what every list does.
        let general = |spec: &&Spec| spec.home.is_none();
        let own = ACTIONS.iter().filter(|spec| spec.home == Some(app.focus));
        let filter = |spec: &&Spec| spec.action == Action::AddToScope;
        let place = ACTIONS.iter().position(|spec| filter(&spec)).map_or(0, |k| k + 1);
        let (first, rest) = ACTIONS.split_at(place);
        let rest = rest.iter().filter(general);
        for spec in first.iter().filter(general).chain(own).chain(rest) {
            if let (Some(hint), true) = (spec.hint, app.applies(spec.place))
                && let Some(keys) = app.keymap.keys_of(spec.action).into_iter().next()
            {
                let added = app.filter_hint.as_deref().filter(|_| spec.action == Action::AddToScope);
                let room = if width >= 110 { 30 } else { 15 };
                let hint = added.map_or(hint.to_owned(), |what| fit::cut(what, room, look.symbols));
                hints.push((keys, hint));
            }
        }
    }
    let mut x = 1;
    for (keys, hint) in hints {
        let text = format!("{keys}:{hint}");
        // Whole hints only.
        if x + fit::width(&text) > width {
            break;
        }
        let line = Line::from(vec![look.span(keys, Role::Title), look.span(format!(":{hint}"), Role::Hint)]);
        buffer.set_line(area.x + x as u16, area.y, &line, area.width.saturating_sub(x as u16));
        x += fit::width(&text) + 2;
    }
}

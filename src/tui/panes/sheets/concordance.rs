//! Keyword in context: the mentions of somebody below one another, with the words before and behind.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use unicode_segmentation::UnicodeSegmentation;

use super::super::{Look, claims, draw_empty, draw_list};
use crate::link::concordance::{Order, Place, context};
use crate::model::Dossier;
use crate::tui::fit;
use crate::tui::sheet::Concordance;
use crate::tui::theme::Role;

/// Widest column of the mention itself.
const MENTION: usize = 26;

/// Draws the sheet. Returns where its rows are and where the cursor is.
pub fn draw(
    buffer: &mut Buffer,
    area: Rect,
    dossier: &Dossier,
    sheet: &mut Concordance,
    sort: &str,
    look: Look<'_>,
) -> (Rect, Position) {
    let title = format!("{}: in context, {}", sheet.name, sheet.order.name());
    let (at, count) = sheet.list.place();
    let of = if count == sheet.all { String::new() } else { format!(" of {}", sheet.all) };
    let note = format!("{at}/{count}{of}   {sort} sorts, Enter goes there, Esc closes");
    let inner = super::sheet(buffer, area, &title, &note, look);
    let origin = Position { x: inner.x, y: inner.y };
    if inner.is_empty() {
        return (inner, origin);
    }
    if count == 0 {
        let why = if sheet.waiting {
            "sorting .."
        } else {
            "No mention stands in a paragraph that the scope keeps."
        };
        draw_empty(buffer, inner, &[why.to_owned()], look);
        return (inner, origin);
    }
    let order = sheet.order;
    draw_list(buffer, inner, &mut sheet.list, true, look, |place, width| {
        line(dossier, *place, order, width, look)
    });
    let row = sheet.list.position().saturating_sub(sheet.list.top()) as u16;
    (inner, Position { x: inner.x, y: inner.y + row })
}

fn line(dossier: &Dossier, place: Place, order: Order, width: usize, look: Look<'_>) -> Line<'static> {
    let Some(document) = dossier.document(place.0) else { return Line::default() };
    let place_width = if dossier.documents.len() > 1 { 11 } else { 8 };
    let left = width.saturating_sub(place_width + 2) * 2 / 5;
    let words = fit::cut(document.text.slice(place.1), MENTION, look.symbols);
    let right = width.saturating_sub(place_width + 2 + left + fit::width(&words));
    // A column holds four bytes at most, mostly one.
    let (before, behind) = context(document, place.1, 4 * left.max(right));
    // A possessive or a comma follows at once.
    let gap = if behind.starts_with(char::is_whitespace) { " " } else { "" };
    // So does what a dash joins.
    let joined = before.ends_with(|c: char| !c.is_whitespace());
    let (left, ahead) = if joined { (left + 1, "") } else { (left, " ") };
    let spaced = |side: Order| if order == side { Role::Title } else { Role::Text };
    let (near_before, far_before) = nearest(&fit::one_line(before), true);
    let (near_behind, far_behind) = nearest(&fit::one_line(behind), false);
    let before = tail(&format!("{far_before}{near_before}"), left, look);
    let near = near_before.len().min(before.len());
    let (far, near) = before.split_at(before.floor_char_boundary(before.len() - near));
    let room = right.saturating_sub(gap.len());
    let behind = fit::fill(&format!("{near_behind}{far_behind}"), room, look.symbols);
    let (close, rest) = behind.split_at(behind.floor_char_boundary(near_behind.len().min(behind.len())));
    let at = claims::place_within(dossier, place.0, place.1.from(), place_width);
    Line::from(vec![
        look.span(format!("{} ", fit::fill(&at, place_width, look.symbols)), Role::Muted),
        look.span(far.to_owned(), Role::Text),
        look.span(format!("{near}{ahead}"), spaced(Order::Before)),
        look.span(words, Role::ActorActive),
        look.span(format!("{gap}{close}"), spaced(Order::Behind)),
        look.span(rest.to_owned(), Role::Text),
    ])
}

/// The word nearest to the mention, and the rest.
fn nearest(text: &str, before: bool) -> (String, String) {
    let text = if before { text.trim_end() } else { text.trim_start() };
    let split = if before { text.rfind(' ').map(|k| k + 1) } else { text.find(' ') };
    match (split, before) {
        (Some(k), true) => (text[k..].to_owned(), text[..k].to_owned()),
        (Some(k), false) => (text[..k].to_owned(), text[k..].to_owned()),
        (None, _) => (text.to_owned(), String::new()),
    }
}

/// The end of a text, to the right in so many columns.
fn tail(text: &str, columns: usize, look: Look<'_>) -> String {
    let whole = fit::width(text);
    if whole <= columns {
        return format!("{}{text}", " ".repeat(columns - whole));
    }
    let sign = look.symbols.ellipsis;
    let room = columns.saturating_sub(fit::width(sign));
    let mut used = 0;
    let mut from = text.len();
    for (k, g) in text.grapheme_indices(true).rev() {
        let wide = fit::width(g);
        if used + wide > room {
            break;
        }
        used += wide;
        from = k;
    }
    let sign = if fit::width(sign) <= columns { sign } else { "" };
    let blanks = columns.saturating_sub(used + fit::width(sign));
    format!("{}{sign}{}", " ".repeat(blanks), text.get(from..).unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::symbols::{ASCII, UNICODE};
    use crate::tui::theme::{Depth, Theme};

    #[test]
    fn ends_are_kept_and_stand_to_the_right() {
        let theme = Theme::named("auto", Depth::None);
        let look = Look { theme: &theme, symbols: &ASCII };
        assert_eq!(tail("abc", 5, look), "  abc");
        assert_eq!(tail("one two three", 7, look), "..three");
        let unicode = Look { theme: &theme, symbols: &UNICODE };
        assert_eq!(tail("日本語", 4, unicode), " …語");
        assert_eq!(tail("abc", 0, unicode), "");
        assert_eq!(nearest("he said that ", true), ("that".to_owned(), "he said ".to_owned()));
        assert_eq!(nearest(" closed it", false), ("closed".to_owned(), " it".to_owned()));
    }
}

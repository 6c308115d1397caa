//! The palette's lines: the name, what it does, its keys, and where it applies or why it would do nothing now.

use ratatui::text::Line;

use super::Look;
use crate::tui::action::Place;
use crate::tui::fit;
use crate::tui::keymap::Keymap;
use crate::tui::overlay::Entry;
use crate::tui::theme::Role;

/// Columns of the name, the keys, and the place.
const NAME: usize = 18;
const KEYS: usize = 12;
const WHERE: usize = 7;

/// One line.
pub fn line(
    keymap: &Keymap,
    entry: &Entry,
    paragraphs: usize,
    width: usize,
    look: Look<'_>,
) -> Line<'static> {
    let (action, reason) = match entry {
        Entry::Paragraph(number) => {
            let text = format!("go to paragraph {number} of {paragraphs}");
            return Line::from(look.span(fit::cut(&text, width, look.symbols), Role::Text));
        }
        Entry::Percent(percent) => {
            let text = format!("go to {percent} % of the text");
            return Line::from(look.span(fit::cut(&text, width, look.symbols), Role::Text));
        }
        Entry::Action(action, reason) => (*action, *reason),
    };
    let Some(spec) = action.spec() else { return Line::default() };
    let keys = keymap.keys_of(action).join(" ");
    let place = match spec.place {
        Place::Panes => "",
        Place::Lists => "lists",
        Place::Reader => "reader",
    };
    let wide = width >= 66;
    let name = fit::fill(&spec.name.replace('_', " "), NAME.min(width), look.symbols);
    let keys = fit::fill(&keys, KEYS.min(width.saturating_sub(NAME + 1)), look.symbols);
    let used = NAME + 1 + KEYS + 1 + if wide { WHERE } else { 0 };
    let tail = reason.map_or(spec.doc.to_owned(), |reason| format!("({reason}) {}", spec.doc));
    let tail = fit::fill(&tail, width.saturating_sub(used), look.symbols);
    let role = if reason.is_some() { Role::Muted } else { Role::Text };
    let mut pieces = vec![
        look.span(name, role),
        look.span(format!(" {keys} "), if reason.is_some() { Role::Muted } else { Role::Title }),
    ];
    pieces.push(look.span(tail, role));
    if wide {
        pieces.push(look.span(format!(" {}", fit::cut(place, WHERE - 1, look.symbols)), Role::Muted));
    }
    Line::from(pieces)
}

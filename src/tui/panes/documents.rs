//! The switcher between the documents of a dossier.

use ratatui::text::Line;

use super::Look;
use crate::model::{DocId, Dossier};
use crate::tui::fit;
use crate::tui::theme::Role;

/// One document: its number, name, title, date, and how much was found in it.
pub fn line(
    dossier: &Dossier,
    doc: DocId,
    current: bool,
    state: &str,
    width: usize,
    look: Look<'_>,
) -> Line<'static> {
    let Some(document) = dossier.document(doc) else { return Line::default() };
    let date = document.date.map_or("no date".to_owned(), |d| d.date.to_string());
    let count = if state.is_empty() { format!("{} claims", document.claims.len()) } else { state.to_owned() };
    let name_width = (width / 3).clamp(8, 32);
    let title_width = width.saturating_sub(name_width + 5 + 12 + 13);
    let title = document.title.as_ref().map_or("", |t| &t.0);
    Line::from(vec![
        look.span(fit::fill(&doc.to_string(), 5, look.symbols), Role::Muted),
        look.span(
            format!("{} ", fit::fill(document.file_name(), name_width - 1, look.symbols)),
            if current { Role::Title } else { Role::Text },
        ),
        look.span(fit::fill(title, title_width, look.symbols), Role::Text),
        look.span(format!(" {}", fit::fill(&date, 11, look.symbols)), Role::Date),
        look.span(format!(" {}", fit::cut(&count, 12, look.symbols)), Role::Muted),
    ])
}

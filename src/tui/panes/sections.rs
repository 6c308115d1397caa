//! The outline: a tree that folds, with how many of the kept claims each section holds.

use std::collections::HashSet;

use ratatui::text::Line;

use super::Look;
use crate::model::{DocId, Dossier, SectionId, Span};
use crate::scope::Kept;
use crate::tui::coverage::ENOUGH;
use crate::tui::fit;
use crate::tui::list::Row;
use crate::tui::theme::Role;

/// A row of the outline: a document (where there are several) or a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SectionRow {
    /// Which document.
    pub doc: DocId,
    /// Which section; `None` for the document itself.
    pub section: Option<SectionId>,
}

/// The rows of the outline without what is folded away.
pub fn rows(dossier: &Dossier, folded: &HashSet<SectionRow>) -> Vec<Row<SectionRow>> {
    let mut rows = Vec::new();
    let several = dossier.documents.len() > 1;
    for (doc, document) in dossier.iter() {
        let own = SectionRow { doc, section: None };
        if several {
            rows.push(Row::Item(own));
            if folded.contains(&own) {
                continue;
            }
        }
        // Sections deeper than a folded one are hidden until one of its own level or above comes.
        let mut hidden_below = None;
        for (k, section) in document.sections.iter().enumerate() {
            if hidden_below.is_some_and(|level| section.level > level) {
                continue;
            }
            let row = SectionRow { doc, section: Some(SectionId::new(k)) };
            hidden_below = folded.contains(&row).then_some(section.level);
            rows.push(Row::Item(row));
        }
    }
    rows
}

/// Whether a row has rows below it.
pub fn has_children(dossier: &Dossier, row: SectionRow) -> bool {
    let Some(document) = dossier.document(row.doc) else { return false };
    match row.section {
        None => !document.sections.is_empty(),
        Some(id) => {
            let level = |k: usize| document.sections.get(k).map(|s| s.level);
            level(id.index() + 1) > level(id.index())
        }
    }
}

/// The row above in the tree.
pub fn parent(dossier: &Dossier, row: SectionRow) -> Option<SectionRow> {
    let section = dossier.document(row.doc)?.section(row.section?)?;
    match section.parent {
        Some(id) => Some(SectionRow { section: Some(id), ..row }),
        None => (dossier.documents.len() > 1).then_some(SectionRow { section: None, ..row }),
    }
}

/// The text that belongs to a row alone: a section's heading and own text; all of a document.
pub fn own_text(dossier: &Dossier, row: SectionRow) -> Option<Span> {
    let document = dossier.document(row.doc)?;
    match row.section {
        Some(id) => {
            let section = document.section(id)?;
            Some(Span::new(section.heading.from(), (section.body_end as usize).max(section.heading.to())))
        }
        None => Some(Span::new(0, document.text.len())),
    }
}

/// All text of a row: a section with those below it.
pub fn whole_text(dossier: &Dossier, row: SectionRow) -> Option<Span> {
    let document = dossier.document(row.doc)?;
    let Some(id) = row.section else { return Some(Span::new(0, document.text.len())) };
    let section = document.section(id)?;
    let behind = document.sections.get(id.index() + 1..).unwrap_or(&[]);
    let next = behind.iter().find(|s| s.level <= section.level);
    Some(Span::new(section.heading.from(), next.map_or(document.text.len(), |s| s.heading.from())))
}

/// A sign for how much of it has been on the screen, in hundredths.
fn seen_sign(seen: u32, look: Look<'_>) -> &'static str {
    match seen {
        0 => " ",
        ENOUGH.. => look.symbols.seen,
        part => look.symbols.ramp.get(1 + (part / 40) as usize).copied().unwrap_or(" "),
    }
}

/// Kept claims of one document.
fn in_document(kept: &Kept, doc: DocId) -> usize {
    kept.claims.partition_point(|c| c.0 <= doc) - kept.claims.partition_point(|c| c.0 < doc)
}

/// One row: fold sign, number, title, how many matches of a find and kept claims it holds, and how much of it was seen.
#[allow(clippy::too_many_arguments, reason = "what a row shows, each from another place")]
pub fn line(
    dossier: &Dossier,
    kept: &Kept,
    folded: &HashSet<SectionRow>,
    here: Option<SectionRow>,
    row: SectionRow,
    seen: u32,
    found: usize,
    width: usize,
    look: Look<'_>,
) -> Line<'static> {
    let Some(document) = dossier.document(row.doc) else { return Line::default() };
    let several = usize::from(dossier.documents.len() > 1);
    let (depth, label, title, count) = match row.section.and_then(|id| document.section(id).map(|s| (id, s)))
    {
        Some((id, s)) => {
            let depth = usize::from(s.level).saturating_sub(1) + several;
            let label = s.label.map_or(String::new(), |l| format!("{} ", document.text.slice(l)));
            (
                depth,
                label,
                document.section_title(id).to_owned(),
                kept.section(row.doc, id).map_or(0, |c| c.all as usize),
            )
        }
        None => (0, String::new(), document.display_name().to_owned(), in_document(kept, row.doc)),
    };
    let fold = match (has_children(dossier, row), folded.contains(&row)) {
        (false, _) => " ",
        (true, true) => look.symbols.folded,
        (true, false) => look.symbols.unfolded,
    };
    let (gap, hits) = if found > 0 { (" ", format!("/{found}")) } else { ("", String::new()) };
    let mut number = if count > 0 { format!(" {count}") } else { String::new() };
    match look.symbols.plain {
        true if seen > 0 => number.push_str(&format!(", {seen} % seen")),
        true => {}
        false if width >= 24 => number.push_str(&format!(" {}", seen_sign(seen, look))),
        false => {}
    }
    let indent = "  ".repeat(depth.min(8));
    let behind = gap.len() + fit::width(&hits) + fit::width(&number);
    let room = width.saturating_sub(indent.len() + 2 + fit::width(&label) + behind);
    let title = fit::fill(&title, room, look.symbols);
    let role = match (row.section, count) {
        _ if here == Some(row) => Role::Title,
        (None, _) => Role::Heading,
        (_, 0) => Role::Muted,
        _ => Role::Text,
    };
    Line::from(vec![
        look.span(format!("{indent}{fold} "), Role::Muted),
        look.span(fit::one_line(&label).into_owned(), Role::Muted),
        look.span(title, role),
        look.span(gap, Role::Muted),
        look.span(hits, Role::Match),
        look.span(number, Role::Muted),
    ])
}

//! The board: what is recommended to whom, and who has promised what.

use std::collections::HashSet;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::{Look, claims, draw_empty, draw_list};
use crate::link::board::Party;
use crate::model::Dossier;
use crate::notes::Resolved;
use crate::tui::list::{GroupKey, Heading, Row};
use crate::tui::panes::actors::first_mention;
use crate::tui::panes::claims::{ClaimRow, Sort};
use crate::tui::sheet::Board;

/// The heading of what is addressed to nobody by name.
const NOBODY: &str = "(addressed to no one by name)";

/// The rows: a heading for each party, below it what it should do and what it has promised.
pub fn rows(dossier: &Dossier, parties: &[Party], folded: &HashSet<GroupKey>) -> Vec<Row<ClaimRow>> {
    let mut rows = Vec::new();
    for party in parties {
        let name = party.name.clone().unwrap_or_else(|| NOBODY.to_owned());
        let at = party.actor.and_then(|id| first_mention(dossier, id));
        let key = GroupKey { by: "party".into(), name, at };
        let folded = folded.contains(&key);
        let count = party.asked.len() + party.promised.len();
        rows.push(Row::Group(Box::new(Heading { key, count, folded })));
        if !folded {
            rows.extend(party.asked.iter().chain(&party.promised).map(|claim| Row::Item(*claim)));
        }
    }
    rows
}

/// Draws the sheet. Returns where its rows are and where the cursor is.
pub fn draw(
    buffer: &mut Buffer,
    area: Rect,
    dossier: &Dossier,
    layers: Option<&[Arc<Resolved>]>,
    sheet: &mut Board,
    folds: &str,
    look: Look<'_>,
) -> (Rect, Position) {
    let sum = |of: fn(&Party) -> usize| sheet.parties.iter().flat_map(|p| p.iter()).map(of).sum::<usize>();
    let (asked, promised) = (sum(|p| p.asked.len()), sum(|p| p.promised.len()));
    let title = format!("Board: {asked} recommended, {promised} promised, by whom they concern");
    let (at, count) = sheet.list.place();
    let note = format!("{at}/{count}   Enter goes there, {folds} folds, Esc closes");
    let inner = super::sheet(buffer, area, &title, &note, look);
    let origin = Position { x: inner.x, y: inner.y };
    if sheet.list.rows().is_empty() {
        let why = match sheet.parties {
            None => "gathering ..",
            Some(_) => "The scope keeps no recommendation and no commitment.",
        };
        draw_empty(buffer, inner, &[why.to_owned()], look);
        return (inner, origin);
    }
    draw_list(buffer, inner, &mut sheet.list, true, look, |row, width| {
        claims::line(dossier, layers, Sort::Reading, *row, width, look)
    });
    let row = sheet.list.position().saturating_sub(sheet.list.top()) as u16;
    (inner, Position { x: inner.x, y: inner.y + row })
}

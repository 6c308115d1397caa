//! Who stands with whom: rows and columns of actors, the paragraphs they share, and what the one in the row does to the other.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::super::{Look, claims, draw_empty};
use crate::link::matrix::{Cell, Deed, Matrix as Table};
use crate::link::relations::Quad;
use crate::model::{Dossier, DossierActorId};
use crate::tui::fit;
use crate::tui::naming;
use crate::tui::sheet::Matrix;
use crate::tui::theme::Role;

/// Columns of a cell: three digits, a sign, a blank.
const CELL: usize = 5;
/// Rows below the table that tell of the pair chosen.
const TOLD: u16 = 3;

/// Draws the sheet. Returns where its rows are and where the cursor is.
pub fn draw(
    buffer: &mut Buffer,
    area: Rect,
    dossier: &Dossier,
    sheet: &mut Matrix,
    evidence: &str,
    look: Look<'_>,
) -> (Rect, Position) {
    let title = "Who stands with whom: paragraphs shared; row to column: + with, - against";
    let note = format!("Enter keeps the pair, {evidence} goes to a place, Esc closes");
    let inner = super::sheet(buffer, area, title, &note, look);
    let origin = Position { x: inner.x, y: inner.y };
    let empty = |buffer: &mut Buffer, why: &str| draw_empty(buffer, inner, &[why.to_owned()], look);
    let Some(table) = sheet.table.clone() else {
        empty(buffer, "counting ..");
        return (Rect::default(), origin);
    };
    if table.actors.len() < 2 {
        empty(buffer, "No two actors share a paragraph that the scope keeps.");
        return (Rect::default(), origin);
    }
    let told = if inner.height > 2 * TOLD { TOLD } else { 0 };
    let body = Rect { height: inner.height.saturating_sub(told), ..inner };
    let names: Vec<&str> = table.actors.iter().map(|id| name(dossier, *id)).collect();
    let widest = names.iter().map(|n| fit::width(&fit::one_line(n))).max().unwrap_or(0);
    let label = widest.min(24).min(usize::from(inner.width) / 3);
    let columns = (usize::from(body.width).saturating_sub(label + 2) / CELL).min(names.len());
    let rows = usize::from(body.height.saturating_sub(1)).min(names.len());
    sheet.reveal(rows, columns);
    let (row, column) = (sheet.row, sheet.column);
    for (k, id) in table.actors.iter().enumerate().skip(sheet.left).take(columns) {
        let x = body.x + (label + 2 + (k - sheet.left) * CELL) as u16;
        let role = if k == column { Role::Title } else { Role::Muted };
        buffer.set_stringn(
            x,
            body.y,
            short(naming::name(dossier, *id, CELL - 1)),
            CELL - 1,
            look.style(role),
        );
    }
    for (y, (k, id)) in table.actors.iter().enumerate().skip(sheet.top).take(rows).enumerate() {
        let y = body.y + 1 + y as u16;
        let role = if k == row { Role::Title } else { Role::Text };
        if k == row {
            buffer.set_stringn(body.x, y, look.symbols.cursor, 1, look.style(Role::Title));
        }
        let name = naming::name(dossier, *id, label);
        buffer.set_stringn(body.x + 1, y, fit::fill(name, label, look.symbols), label, look.style(role));
        for other in sheet.left..(sheet.left + columns).min(names.len()) {
            let x = body.x + (label + 2 + (other - sheet.left) * CELL) as u16;
            let cell = table.cell(k, other);
            let (text, role) = shown(cell, k == other, look);
            let chosen = (k, other) == (row, column);
            let role = if chosen { Role::Selection } else { role };
            buffer.set_stringn(x, y, text, CELL - 1, look.style(role));
        }
    }
    if told > 0 {
        let below = Rect { y: body.bottom(), height: told, ..inner };
        for (line, y) in pair(dossier, &table, (row, column), look).iter().zip(below.top()..below.bottom()) {
            buffer.set_line(below.x + 1, y, line, below.width.saturating_sub(2));
        }
    }
    let x = body.x + (label + 2 + (column - sheet.left) * CELL) as u16;
    (Rect { y: body.y + 1, ..body }, Position { x: x + 2, y: body.y + 1 + (row - sheet.top) as u16 })
}

fn name(dossier: &Dossier, id: DossierActorId) -> &str {
    dossier.actor(id).map_or("", |a| &a.name)
}

/// A name in the width of a column: whole, the initials of several words, or its beginning.
fn short(name: &str) -> String {
    let clean = fit::one_line(name);
    if fit::width(&clean) < CELL {
        return clean.into_owned();
    }
    let initials: String =
        clean.split(' ').filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect();
    if initials.chars().count() > 1 {
        return initials.chars().take(CELL - 1).collect();
    }
    clean.chars().take(CELL - 1).collect()
}

/// A cell: the count, and a sign of what is done; nothing is said by colour alone.
fn shown(cell: Option<&Cell>, same: bool, look: Look<'_>) -> (String, Role) {
    let Some(cell) = cell.filter(|_| !same) else { return (String::new(), Role::Muted) };
    let (sign, role) = match (cell.with, cell.against) {
        (0, 0) => (" ", Role::Text),
        (_, 0) => ("+", Role::Hint),
        (0, _) => ("-", Role::Warn),
        _ => (if look.symbols.unicode { "±" } else { "*" }, Role::Warn),
    };
    match cell.shared {
        0 if sign == " " => (format!("{:>3}", look.symbols.dot), Role::Muted),
        0..=999 => (format!("{:>3}{sign}", cell.shared), role),
        _ => (format!("999{sign}"), role),
    }
}

/// What is known of the pair chosen.
fn pair(
    dossier: &Dossier,
    table: &Table,
    (row, column): (usize, usize),
    look: Look<'_>,
) -> Vec<Line<'static>> {
    let of = |k: usize| {
        table.actors.get(k).map_or(String::new(), |id| fit::one_line(name(dossier, *id)).into_owned())
    };
    let (one, other) = (of(row), of(column));
    if row == column {
        return vec![Line::from(look.span(one, Role::Title))];
    }
    let shared = table.cell(row, column).map_or(0, |c| c.shared);
    let plural = if shared == 1 { "" } else { "s" };
    let mut lines = vec![Line::from(vec![
        look.span(format!("{one} and {other}"), Role::Title),
        look.span(format!(": {shared} paragraph{plural} name both"), Role::Text),
    ])];
    for (from, to, cell) in [(&one, &other, table.cell(row, column)), (&other, &one, table.cell(column, row))]
    {
        let Some(cell) = cell.filter(|c| c.with + c.against > 0) else { continue };
        let told: Vec<String> = cell.evidence.iter().take(4).map(|deed| evidence(dossier, deed)).collect();
        lines.push(Line::from(vec![
            look.span(format!("{from} to {to}: "), Role::Muted),
            look.span(
                format!("{} with, {} against: {}", cell.with, cell.against, told.join(", ")),
                Role::Text,
            ),
        ]));
    }
    lines
}

fn evidence(dossier: &Dossier, deed: &Deed) -> String {
    let words = dossier.document(deed.doc).map_or("", |d| d.text.slice(deed.verb));
    let sign = match deed.quad {
        Quad::VerbalCooperation | Quad::MaterialCooperation => '+',
        Quad::VerbalConflict | Quad::MaterialConflict => '-',
    };
    let place = claims::place_of(dossier, deed.doc, deed.verb.from());
    format!("{sign}\"{}\" {place}", fit::one_line(words))
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn names_fit_their_columns() {
        assert_eq!(short("Qatari Foreign Ministry"), "QFM");
        assert_eq!(short("Pakistan"), "Paki");
        assert_eq!(short("UN"), "UN");
        assert_eq!(short("Ministry of Trade"), "MT");
    }
}

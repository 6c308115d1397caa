//! What the layout adds to the text for the eye alone: brackets around names, blanks that align the cells of a table.
//! Nothing of it has bytes of its own, so every offset stays what it is.

use super::cells::width_of;
use crate::model::{Block, BlockKind, Format, Span, Text};

/// Something shown before the character at a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Insert {
    /// The byte.
    pub at: u32,
    /// What is shown.
    pub kind: Kind,
    /// Columns a row must have; in narrower ones it is left out.
    pub min_width: u16,
}

/// What is inserted. The order is the one in which several at one byte are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Ends a name; belongs to the character before.
    Close,
    /// So many blanks.
    Pad(u16),
    /// Begins a name.
    Open,
}

const BLANKS: &str = "                                                                                                                        ";

impl Kind {
    /// What is drawn.
    pub(super) fn symbol(self) -> &'static str {
        match self {
            Kind::Open => "<",
            Kind::Close => ">",
            Kind::Pad(n) => BLANKS.get(..usize::from(n)).unwrap_or(BLANKS),
        }
    }
}

/// Brackets around spans in order; of those that overlap one is made.
pub fn brackets(spans: &[Span]) -> Vec<Insert> {
    let mut out: Vec<Insert> = Vec::with_capacity(2 * spans.len());
    let mut open: Option<Span> = None;
    let mut put = |s: Span| {
        out.push(Insert { at: s.start, kind: Kind::Open, min_width: 0 });
        out.push(Insert { at: s.end, kind: Kind::Close, min_width: 0 });
    };
    for span in spans {
        match &mut open {
            Some(o) if span.start < o.end => o.end = o.end.max(span.end),
            _ => {
                if let Some(done) = open.replace(*span) {
                    put(done);
                }
            }
        }
    }
    if let Some(done) = open {
        put(done);
    }
    out
}

/// Between the cells of a row in the reading text of every format but plain text.
const BAR: &str = " | ";

/// Adds the blanks that align the tables of a document, and puts all in order.
pub fn with_tables(text: &Text, blocks: &[Block], mut inserts: Vec<Insert>) -> Vec<Insert> {
    if text.format != Format::Text {
        let mut pads = Vec::new();
        let mut rest = blocks;
        while let Some(from) = rest.iter().position(|b| b.kind == BlockKind::TableRow) {
            let table = rest.get(from..).unwrap_or_default();
            let length = table.iter().take_while(|b| b.kind == BlockKind::TableRow).count();
            align(text, table.get(..length).unwrap_or_default(), &inserts, &mut pads);
            rest = table.get(length..).unwrap_or_default();
        }
        inserts.extend(pads);
    }
    inserts.sort_by_key(|i| (i.at, i.kind));
    inserts
}

/// A cell of a table: its bytes, and the columns it takes.
struct TableCell {
    span: Span,
    width: usize,
}

/// More columns than this are no table to align.
const MOST_COLUMNS: usize = 32;

fn align(text: &Text, rows: &[Block], shown: &[Insert], out: &mut Vec<Insert>) {
    let rows: Vec<Vec<TableCell>> = rows.iter().map(|b| cells(text, b.span, shown)).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns > MOST_COLUMNS {
        return;
    }
    let column = |k: usize| rows.iter().filter_map(move |row| row.get(k));
    let widths: Vec<usize> = (0..columns).map(|k| column(k).map(|c| c.width).max().unwrap_or(0)).collect();
    // Below its head a column of figures.
    let figures: Vec<bool> = (0..columns)
        .map(|k| column(k).count() > 1 && column(k).skip(1).all(|c| is_figure(text.slice(c.span))))
        .collect();
    let whole = widths.iter().sum::<usize>() + BAR.len() * columns.saturating_sub(1);
    let Ok(min_width) = u16::try_from(whole) else { return };
    for row in &rows {
        for (k, cell) in row.iter().enumerate() {
            let wide = widths.get(k).copied().unwrap_or(0);
            let right = figures.get(k).copied().unwrap_or(false);
            let missing = wide.saturating_sub(cell.width);
            if missing == 0 || missing > BLANKS.len() || (!right && k + 1 == row.len()) {
                continue;
            }
            let at = if right { cell.span.start } else { cell.span.end };
            out.push(Insert { at, kind: Kind::Pad(missing as u16), min_width });
        }
    }
}

fn cells(text: &Text, row: Span, shown: &[Insert]) -> Vec<TableCell> {
    let line = text.slice(row);
    let mut out = Vec::new();
    let mut from = row.from();
    for part in line.split(BAR) {
        let span = Span::new(from, from + part.len());
        let first = shown.partition_point(|i| (i.at as usize) < span.from());
        let inside = shown.get(first..).unwrap_or_default();
        // What closes at the cell's beginning belongs to the one before.
        let added = inside
            .iter()
            .take_while(|i| i.at as usize <= span.to())
            .filter(|i| match i.kind {
                Kind::Open => (i.at as usize) < span.to(),
                Kind::Close => (i.at as usize) > span.from(),
                Kind::Pad(_) => false,
            })
            .count();
        out.push(TableCell { span, width: width_of(part) + added });
        from = span.to() + BAR.len();
    }
    out
}

/// A number with what stands around numbers: signs, per cent, a currency, nothing at all.
fn is_figure(cell: &str) -> bool {
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    (digits > 0 && letters <= 3) || cell.trim().chars().all(|c| matches!(c, '-' | '–' | '—' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_names_have_one_pair_of_brackets() {
        let made = brackets(&[Span::new(0, 6), Span::new(2, 9), Span::new(9, 12)]);
        let at: Vec<(u32, Kind)> = made.iter().map(|i| (i.at, i.kind)).collect();
        assert_eq!(at, [(0, Kind::Open), (9, Kind::Close), (9, Kind::Open), (12, Kind::Close)]);
    }

    #[test]
    fn figures_are_told_from_words() {
        for cell in ["60 %", "1,200", "-", "–", "€ 3.5", "12 km"] {
            assert!(is_figure(cell), "{cell}");
        }
        for cell in ["Torkham", "none", "Gate 2 north"] {
            assert!(!is_figure(cell), "{cell}");
        }
    }
}

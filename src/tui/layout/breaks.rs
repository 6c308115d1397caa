//! The rows of one piece: at the break opportunities of UAX 14, as many words a row as fit.

use super::cells::Cells;
use super::pieces::Piece;
use super::{Hidden, Insert, InsertKind, Options};
use crate::model::Span;

/// Where the rows of a piece begin, the first at the piece's own start.
pub(super) type Starts = Box<[u32]>;

/// What is measured of a cell.
#[derive(Debug, Clone, Copy)]
struct Unit {
    at: u32,
    width: u16,
    space: bool,
    tab: bool,
    /// Whether a row may begin with it.
    opens: bool,
}

/// Breaks a piece into rows of `width` columns. `hidden`: as for [`Cells`].
pub(super) fn break_rows(
    text: &str,
    piece: &Piece,
    hidden: &[Hidden],
    inserts: &[Insert],
    width: u16,
    options: Options,
) -> Starts {
    let units = units(text, piece, hidden, inserts, width, options);
    let mut starts = vec![piece.span.start];
    let (mut k, mut row, mut column) = (0, 0, 0u16);
    // Where a row may end at best: the unit it would leave to the next row.
    let mut best = None;
    let mut room = piece.room(width, true);
    while let Some(unit) = units.get(k) {
        if unit.opens && k > row {
            best = Some(k);
        }
        let w = if unit.tab { options.tab.max(1) - column % options.tab.max(1) } else { unit.width };
        let fits = unit.space || w == 0 || column.saturating_add(w) <= room || k == row;
        if fits {
            column = column.saturating_add(w);
            k += 1;
            continue;
        }
        // No opportunity: between any two clusters.
        let next = best.take().unwrap_or(k);
        if let Some(unit) = units.get(next) {
            starts.push(unit.at);
        }
        (k, row, column) = (next, next, 0);
        room = piece.room(width, false);
    }
    starts.into_boxed_slice()
}

fn units(
    text: &str,
    piece: &Piece,
    hidden: &[Hidden],
    inserts: &[Insert],
    width: u16,
    options: Options,
) -> Vec<Unit> {
    let mut opportunities = Opportunities::new(text, piece.span, hidden);
    let bytes = text.as_bytes();
    let mut out: Vec<Unit> = Vec::with_capacity(piece.span.len());
    let mut breaks = opportunities.next();
    // What opens a name is not parted from it, what closes it neither.
    let mut opened = false;
    for cell in Cells::new(text, piece.span, hidden, piece.form(width, options)).inserting(inserts) {
        let at = cell.span.from();
        let inserted = cell.span.is_empty();
        let closes = inserted && cell.symbol == InsertKind::Close.symbol();
        while breaks.is_some_and(|b| b < at) {
            breaks = opportunities.next();
        }
        out.push(Unit {
            at: cell.span.start,
            width: cell.width,
            space: cell.space,
            tab: cell.symbol.is_empty() && bytes.get(at) == Some(&b'\t'),
            opens: breaks == Some(at) && cell.width > 0 && !cell.space && !closes && !opened,
        });
        opened = inserted && !closes;
    }
    out
}

/// Bytes before which a row may begin, ascending. Hidden text may be parted from what surrounds it.
struct Opportunities<'a> {
    text: &'a str,
    hidden: &'a [Hidden],
    end: usize,
    /// The stretch of shown text at hand, and its opportunities.
    from: usize,
    inner: Option<Box<dyn Iterator<Item = (usize, unicode_linebreak::BreakOpportunity)> + 'a>>,
}

impl<'a> Opportunities<'a> {
    fn new(text: &'a str, span: Span, hidden: &'a [Hidden]) -> Self {
        let mut new = Self { text, hidden, end: span.to(), from: span.from(), inner: None };
        new.open(span.from());
        new
    }

    /// Goes on at `from`, up to the next hidden span.
    fn open(&mut self, from: usize) {
        let to = self.hidden.first().map_or(self.end, |h| h.span.from().clamp(from, self.end.max(from)));
        let text = self.text;
        self.from = from;
        self.inner = text
            .get(from..to)
            .filter(|s| !s.is_empty())
            .map(|s| Box::new(unicode_linebreak::linebreaks(s)) as Box<_>);
    }
}

impl Iterator for Opportunities<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        loop {
            if let Some((at, _)) = self.inner.as_mut().and_then(Iterator::next) {
                let at = self.from + at;
                // A soft hyphen is not drawn, so a word broken there would read as two.
                if self.text.get(..at).is_some_and(|t| t.ends_with('\u{ad}')) {
                    continue;
                }
                return Some(at);
            }
            let (first, rest) = self.hidden.split_first()?;
            if first.span.from() >= self.end {
                return None;
            }
            self.hidden = rest;
            let from = first.span.to();
            self.open(from);
            return Some(from);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::layout::pieces::Piece;

    fn rows(text: &str, width: u16) -> Vec<&str> {
        let piece = Piece::prose(Span::new(0, text.len()));
        let starts = break_rows(text, &piece, &[], &[], width, Options::default());
        let ends = starts.iter().skip(1).map(|&s| s as usize).chain([text.len()]);
        starts.iter().zip(ends).map(|(&s, e)| text[s as usize..e].trim_end()).collect()
    }

    #[test]
    fn words_stay_whole_where_they_fit() {
        assert_eq!(rows("one two three", 7), ["one two", "three"]);
        assert_eq!(rows("one two three", 8), ["one two", "three"]);
        assert_eq!(rows("one two   three", 5), ["one", "two", "three"]);
        assert_eq!(rows("unbreakable x", 4), ["unbr", "eaka", "ble", "x"]);
    }

    #[test]
    fn breaks_follow_the_standard() {
        assert_eq!(rows("cross-border fire", 7), ["cross-", "border", "fire"]);
        assert_eq!(rows("10\u{a0}km on", 5), ["10\u{a0}km", "on"]);
        assert_eq!(rows("said “no” twice", 9), ["said “no”", "twice"]);
        assert_eq!(rows("東京都庁", 4), ["東京", "都庁"]);
        assert_eq!(rows("Ka\u{ad}bul fell", 5), ["Ka\u{ad}bul", "fell"]);
    }

    #[test]
    fn a_wide_character_has_a_row_however_narrow() {
        assert_eq!(rows("東京", 1), ["東", "京"]);
    }
}

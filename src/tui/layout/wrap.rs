//! The index of rows: anchors to rows and back, with exact heights where somebody has looked.

use std::sync::Arc;

use super::breaks::{Starts, break_rows};
use super::cells::Cells;
use super::heights::Heights;
use super::pieces::{Piece, cut};
use super::{Hidden, Insert, Options, Row};
use crate::model::{Block, Span, Text};

/// The rows of a text at a width.
///
/// An anchor is a byte of the text; [`Wrap::anchor`] gives the one that stands for its row. All others given are taken
/// for the row they lie in, so an anchor outlives any change of width.
#[derive(Debug, Clone)]
pub struct Wrap {
    text: Arc<str>,
    width: u16,
    options: Options,
    pieces: Vec<Piece>,
    /// In order, each within one piece.
    hidden: Vec<Hidden>,
    /// In order.
    inserts: Vec<Insert>,
    /// Rows of the pieces somebody has looked at.
    rows: Vec<Option<Starts>>,
    heights: Heights,
    /// Number of pieces whose rows are known, and one before which all are.
    known: usize,
    sharp: usize,
}

/// A row by its piece and its number in it, blank row included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    piece: usize,
    row: usize,
}

impl Wrap {
    /// Lays a text out for `width` columns. Without blocks, lines are taken for blocks.
    pub fn new(text: &Text, blocks: &[Block], hidden: &[Hidden], width: u16, options: Options) -> Self {
        let (pieces, hidden) = cut(text, blocks, hidden, options);
        let mut wrap = Self {
            text: text.shared(),
            width: 0,
            options,
            pieces,
            hidden,
            inserts: Vec::new(),
            rows: Vec::new(),
            heights: Heights::default(),
            known: 0,
            sharp: 0,
        };
        wrap.set_width(width);
        wrap
    }

    /// The same with what is shown between the characters, in order.
    pub fn inserting(mut self, inserts: Vec<Insert>) -> Self {
        self.inserts = inserts;
        let width = std::mem::take(&mut self.width);
        self.set_width(width);
        self
    }

    /// Columns of a row.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Takes another width. Anchors stay what they are.
    pub fn set_width(&mut self, width: u16) {
        let width = width.max(1);
        if width == self.width {
            return;
        }
        self.width = width;
        self.rows = vec![None; self.pieces.len()];
        self.heights = Heights::new(self.pieces.iter().map(|p| p.estimate(width)));
        (self.known, self.sharp) = (0, 0);
    }

    /// The anchor of the row in which byte `at` stands. White space between blocks belongs to the blank row there is, else
    /// to the row before.
    pub fn anchor(&mut self, at: usize) -> usize {
        match self.place(at) {
            Some(place) => self.anchor_of(place),
            None => 0,
        }
    }

    /// The anchor `rows` further down (or up), so far as the text reaches. With a `height`, not so far that the last row of
    /// the text would leave the bottom of a screen of that many rows.
    pub fn scroll(&mut self, anchor: usize, rows: isize, height: usize) -> usize {
        let Some(place) = self.place(anchor) else { return 0 };
        let moved = self.step(place, rows);
        let last = self.last_top_place(height);
        let moved = match last {
            Some(last) if rows > 0 && (moved.piece, moved.row) > (last.piece, last.row) => {
                // A screen that is already further down (after a change of height) does not jump back.
                if (place.piece, place.row) > (last.piece, last.row) { place } else { last }
            }
            _ => moved,
        };
        self.anchor_of(moved)
    }

    /// The anchor at which the last row of the text is the last of a screen of `height` rows.
    pub fn last_top(&mut self, height: usize) -> usize {
        self.last_top_place(height).map_or(0, |place| self.anchor_of(place))
    }

    /// `count` rows from the one `delta` below (or above) the anchor's.
    pub fn rows_from(&mut self, anchor: usize, delta: isize, count: usize) -> Vec<Row> {
        let Some(place) = self.place(anchor) else { return Vec::new() };
        let mut place = self.step(place, delta);
        let mut rows = Vec::with_capacity(count.min(512));
        while rows.len() < count {
            rows.push(self.row(place));
            match self.below(place) {
                Some(next) => place = next,
                None => break,
            }
        }
        rows
    }

    /// Rows from the row of byte `from` to the row of byte `to`, negative if that is above; not counted further than `most`.
    /// Exact, as it looks at what lies between.
    pub fn distance(&mut self, from: usize, to: usize, most: usize) -> isize {
        let (Some(a), Some(b)) = (self.place(from), self.place(to)) else { return 0 };
        let down = (a.piece, a.row) <= (b.piece, b.row);
        let (upper, lower) = if down { (a, b) } else { (b, a) };
        let mut rows = 0;
        for piece in upper.piece..lower.piece {
            rows += self.height(piece);
            if rows > most + upper.row {
                break;
            }
        }
        let rows = (rows + lower.row).saturating_sub(upper.row).min(most);
        let rows = isize::try_from(rows).unwrap_or(isize::MAX);
        if down { rows } else { -rows }
    }

    /// The number of the row in which byte `at` stands, counted from the top of the text: exact if all above it is known.
    pub fn row_of(&mut self, at: usize) -> usize {
        self.place(at).map_or(0, |place| self.heights.above(place.piece) + place.row)
    }

    /// The anchor of row `row` by the heights known so far, for the scrollbar.
    pub fn at_row(&mut self, row: usize) -> usize {
        if self.pieces.is_empty() {
            return 0;
        }
        let (piece, within) = self.heights.piece_of(row);
        let row = within.min(self.height(piece).saturating_sub(1));
        self.anchor_of(Place { piece, row })
    }

    /// Number of rows of the whole text, and whether it is exact.
    pub fn total_rows(&self) -> (usize, bool) {
        (self.heights.total(), self.known == self.pieces.len())
    }

    /// Breaks up to `pieces` further pieces into rows, from the top; for idle moments. Whether all rows are known now.
    pub fn sharpen(&mut self, pieces: usize) -> bool {
        let mut left = pieces;
        while self.sharp < self.pieces.len() && left > 0 {
            if self.rows.get(self.sharp).is_some_and(Option::is_none) {
                self.height(self.sharp);
                left -= 1;
            }
            self.sharp += 1;
        }
        self.known == self.pieces.len()
    }

    /// What stands in the cells of a row, from its indent on.
    pub fn cells<'a>(&'a self, row: &Row) -> Cells<'a> {
        let k = self.pieces.partition_point(|p| p.span.from() <= row.span.from()).saturating_sub(1);
        let hidden = self.hidden_in(row.span);
        match self.pieces.get(k) {
            Some(piece) => Cells::new(&self.text, row.span, hidden, piece.form(self.width, self.options))
                .inserting(self.inserts_in(row.span)),
            None => {
                Cells::new("", Span::default(), &[], super::cells::Form { reflow: false, tab: 1, width: 1 })
            }
        }
    }

    /// The placeholder that stands for the hidden byte `at`, if it is hidden.
    pub fn hidden_at(&self, at: usize) -> Option<&Hidden> {
        let k = self.hidden.partition_point(|h| h.span.to() <= at);
        self.hidden.get(k).filter(|h| h.span.has(at))
    }

    fn inserts_in(&self, span: Span) -> &[Insert] {
        let from = self.inserts.partition_point(|i| i.at < span.start);
        let to = self.inserts.partition_point(|i| i.at <= span.end);
        self.inserts.get(from..to).unwrap_or_default()
    }

    fn hidden_in(&self, span: Span) -> &[Hidden] {
        let from = self.hidden.partition_point(|h| h.span.to() <= span.from());
        let to = self.hidden.partition_point(|h| h.span.from() < span.to());
        self.hidden.get(from..to.max(from)).unwrap_or_default()
    }

    /// Rows of a piece with its blank row, broken now if they were not.
    fn height(&mut self, piece: usize) -> usize {
        let Some(p) = self.pieces.get(piece) else { return 0 };
        let blank = usize::from(p.blank);
        if let Some(Some(starts)) = self.rows.get(piece) {
            return blank + starts.len();
        }
        let (hidden, inserts) = (self.hidden_in(p.span), self.inserts_in(p.span));
        let starts = break_rows(&self.text, p, hidden, inserts, self.width, self.options);
        let exact = blank + starts.len();
        self.heights.change(piece, p.estimate(self.width), exact as u32);
        if let Some(slot) = self.rows.get_mut(piece) {
            *slot = Some(starts);
        }
        self.known += 1;
        exact
    }

    fn starts(&self, piece: usize) -> &[u32] {
        self.rows.get(piece).and_then(Option::as_deref).unwrap_or_default()
    }

    fn place(&mut self, at: usize) -> Option<Place> {
        let k = self.pieces.partition_point(|p| p.span.from() <= at);
        let Some(piece) = k.checked_sub(1) else {
            return (!self.pieces.is_empty()).then_some(Place { piece: 0, row: 0 });
        };
        let beyond = self.pieces.get(piece).is_some_and(|p| at >= p.span.to());
        if beyond && self.pieces.get(k).is_some_and(|next| next.blank) {
            self.height(k);
            return Some(Place { piece: k, row: 0 });
        }
        self.height(piece);
        let blank = self.pieces.get(piece).map_or(0, |p| usize::from(p.blank));
        let row = self.starts(piece).partition_point(|&s| s as usize <= at).max(1) - 1;
        Some(Place { piece, row: blank + row })
    }

    fn anchor_of(&mut self, place: Place) -> usize {
        self.row(place).span.from()
    }

    fn row(&mut self, place: Place) -> Row {
        self.height(place.piece);
        let before = place.piece.checked_sub(1).and_then(|k| self.pieces.get(k)).map_or(0, |p| p.span.to());
        let Some(piece) = self.pieces.get(place.piece) else {
            return Row {
                span: Span::default(),
                indent: 0,
                block: None,
                kind: None,
                first: false,
                blank: true,
            };
        };
        let (block, kind) = (piece.block(), piece.kind);
        let Some(row) = place.row.checked_sub(usize::from(piece.blank)) else {
            let span = Span::new(before, before);
            return Row { span, indent: 0, block, kind, first: false, blank: true };
        };
        let starts = self.starts(place.piece);
        let from = starts.get(row).map_or(piece.span.from(), |&s| s as usize);
        let to = starts.get(row + 1).map_or(piece.span.to(), |&s| s as usize);
        let first = row == 0 && piece.first;
        let span = self.without_white_end(Span::new(from, to));
        Row { span, indent: piece.indent(self.width, first), block, kind, first, blank: false }
    }

    fn without_white_end(&self, span: Span) -> Span {
        // White space that is hidden stands for its placeholder.
        let shown = self.hidden_in(span).last().map_or(span.from(), |h| h.span.to().min(span.to()));
        let tail = self.text.get(shown..span.to()).unwrap_or("");
        Span::new(span.from(), shown + tail.trim_end().len())
    }

    fn below(&mut self, place: Place) -> Option<Place> {
        if place.row + 1 < self.height(place.piece) {
            return Some(Place { row: place.row + 1, ..place });
        }
        (place.piece + 1 < self.pieces.len()).then_some(Place { piece: place.piece + 1, row: 0 })
    }

    /// Moves by rows, stopping at both ends of the text.
    fn step(&mut self, mut place: Place, rows: isize) -> Place {
        let mut left = rows.unsigned_abs();
        if rows >= 0 {
            loop {
                let below = self.height(place.piece).saturating_sub(place.row + 1);
                if left <= below {
                    return Place { row: place.row + left, ..place };
                }
                if place.piece + 1 >= self.pieces.len() {
                    return Place { row: place.row + below, ..place };
                }
                left -= below + 1;
                place = Place { piece: place.piece + 1, row: 0 };
            }
        }
        loop {
            if left <= place.row {
                return Place { row: place.row - left, ..place };
            }
            let Some(piece) = place.piece.checked_sub(1) else { return Place { row: 0, ..place } };
            left -= place.row + 1;
            place = Place { piece, row: self.height(piece).saturating_sub(1) };
        }
    }

    fn last_top_place(&mut self, height: usize) -> Option<Place> {
        let piece = self.pieces.len().checked_sub(1)?;
        let row = self.height(piece).saturating_sub(1);
        let up = isize::try_from(height.saturating_sub(1)).unwrap_or(isize::MAX);
        Some(self.step(Place { piece, row }, -up))
    }
}

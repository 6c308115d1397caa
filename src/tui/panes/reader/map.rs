//! Which byte stands in which cell, for the mouse and the cursor.

use ratatui::layout::{Position, Rect};

use crate::model::Span;

/// The bytes shown by the cells of an area, as they were last drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ByteMap {
    area: Rect,
    rows: Vec<MapRow>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct MapRow {
    span: Span,
    /// First column of each cell and its byte, in order.
    cells: Vec<(u16, u32)>,
    /// Column after the last cell.
    end: u16,
}

impl ByteMap {
    pub(super) fn new(area: Rect) -> Self {
        Self { area, rows: Vec::with_capacity(area.height.into()) }
    }

    /// Rows are begun from the top, without gaps.
    pub(super) fn begin_row(&mut self, y: u16, span: Span, x: u16) {
        debug_assert_eq!(usize::from(y - self.area.y), self.rows.len());
        self.rows.push(MapRow { span, cells: Vec::with_capacity(self.area.width.into()), end: x });
    }

    pub(super) fn put(&mut self, x: u16, _y: u16, _width: u16, at: usize) {
        if let Some(row) = self.rows.last_mut() {
            row.cells.push((x, at as u32));
        }
    }

    pub(super) fn end_row(&mut self, _y: u16, x: u16) {
        if let Some(row) = self.rows.last_mut() {
            row.end = x;
        }
    }

    /// The byte whose character stands at a position; `None` beside the text.
    pub fn byte_at(&self, at: Position) -> Option<usize> {
        let row = self.row(at.y)?;
        let k = row.cells.partition_point(|&(x, _)| x <= at.x);
        let &(_, byte) = row.cells.get(k.checked_sub(1)?)?;
        (at.x < row.end).then_some(byte as usize)
    }

    /// The byte nearest to a position, for dragging: above the text its first byte, below its last, right of a row the
    /// row's end. `None` if nothing is shown.
    pub fn nearest(&self, at: Position) -> Option<usize> {
        let (first, last) = (self.rows.first()?, self.rows.last()?);
        if at.y < self.area.y {
            return Some(first.span.from());
        }
        let Some(row) = self.row(at.y) else { return Some(last.span.to()) };
        if at.x >= row.end {
            return Some(row.span.to());
        }
        Some(self.byte_at(at).unwrap_or(row.span.from()))
    }

    /// Where byte `at` is shown: its own cell, or the row's end for white space there. `None` if it is off the screen.
    pub fn position_of(&self, at: usize) -> Option<Position> {
        let k = self.rows.partition_point(|r| r.span.from() <= at).checked_sub(1)?;
        let row = self.rows.get(k)?;
        if k + 1 == self.rows.len() && at > row.span.to() {
            return None;
        }
        let y = self.area.y + u16::try_from(k).ok()?;
        if at >= row.span.to() {
            return Some(Position::new(row.end.min(self.area.right().saturating_sub(1)), y));
        }
        let cell = row.cells.partition_point(|&(_, byte)| byte as usize <= at).saturating_sub(1);
        Some(Position::new(row.cells.get(cell).map_or(row.end, |c| c.0), y))
    }

    /// The bytes on the screen, from the first row's to the last's.
    pub fn shown(&self) -> Option<Span> {
        Some(Span::new(self.rows.first()?.span.from(), self.rows.last()?.span.to()))
    }

    fn row(&self, y: u16) -> Option<&MapRow> {
        self.rows.get(usize::from(y.checked_sub(self.area.y)?))
    }
}

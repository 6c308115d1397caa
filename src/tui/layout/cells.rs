//! Text as what stands in the cells of the screen. Measuring and drawing both walk it, so they cannot disagree.

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

use super::{Hidden, Insert, InsertKind};
use crate::ingest::sanitize::{Visible, escape_len, visible};
use crate::model::Span;

/// A grapheme cluster, or what stands in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell<'a> {
    /// The bytes of the text it shows.
    pub span: Span,
    /// What to draw; empty if nothing is shown. Wider than `width` only for a placeholder that must be cut.
    pub symbol: &'a str,
    /// Columns it takes.
    pub width: u16,
    /// White space, which may hang beyond the end of a row.
    pub space: bool,
    /// A placeholder for hidden text.
    pub placeholder: bool,
}

/// The cells of a span, which lies in one piece.
#[derive(Debug, Clone)]
pub struct Cells<'a> {
    text: &'a str,
    from: usize,
    at: usize,
    end: usize,
    hidden: &'a [Hidden],
    inserts: &'a [Insert],
    /// Columns already filled, for tab stops.
    column: u16,
    form: Form,
}

/// How a piece is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    /// Newlines inside are only where the source broke its lines: shown as a blank, with the white space around them.
    pub reflow: bool,
    /// Distance of tab stops.
    pub tab: u16,
    /// Columns of a row.
    pub width: u16,
}

impl<'a> Cells<'a> {
    /// `hidden`: in order, not overlapping, and none that ends before the span.
    pub(super) fn new(text: &'a str, span: Span, hidden: &'a [Hidden], form: Form) -> Self {
        let (from, end) = (span.from(), span.to().min(text.len()));
        Self { text, from, at: from, end, hidden, inserts: &[], column: 0, form }
    }

    /// The same with what is shown between the characters; in order, none before the span.
    pub(super) fn inserting(self, inserts: &'a [Insert]) -> Self {
        Self { inserts, ..self }
    }

    /// What is shown before the character that comes next, or after the last one.
    fn insert(&mut self) -> Option<Cell<'a>> {
        while let Some((first, rest)) = self.inserts.split_first().filter(|(i, _)| i.at as usize <= self.at) {
            self.inserts = rest;
            let here = first.at as usize == self.at && first.min_width <= self.form.width;
            let own = match first.kind {
                // A row that begins after a name does not close it.
                InsertKind::Close => self.at > self.from,
                InsertKind::Open | InsertKind::Pad(_) => self.at < self.end,
            };
            if here && own {
                let space = matches!(first.kind, InsertKind::Pad(_));
                let symbol = first.kind.symbol();
                return Some(self.cell(self.at, symbol, symbol.len() as u16, space));
            }
        }
        None
    }

    fn cell(&self, end: usize, symbol: &'a str, width: u16, space: bool) -> Cell<'a> {
        Cell { span: Span::new(self.at, end), symbol, width, space, placeholder: false }
    }

    fn ascii(&self, byte: u8, limit: usize) -> Cell<'a> {
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => self.white(byte, limit),
            b'!'..=b'~' => self.cell(self.at + 1, self.text.get(self.at..=self.at).unwrap_or(""), 1, false),
            _ => self.nothing(1, limit),
        }
    }

    /// White space: tabs as blanks to the next stop; in prose a line break with everything white around it as one.
    fn white(&self, byte: u8, limit: usize) -> Cell<'a> {
        if self.form.reflow {
            let rest = self.text.as_bytes().get(self.at..limit).unwrap_or_default();
            let run = rest.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r')).count();
            if rest.iter().take(run).any(|&b| b == b'\n') {
                return self.cell(self.at + run, " ", 1, true);
            }
        }
        match byte {
            b'\t' => {
                let tab = self.form.tab.max(1);
                self.cell(self.at + 1, "", tab - self.column % tab, true)
            }
            b' ' => self.cell(self.at + 1, " ", 1, true),
            _ => self.cell(self.at + 1, "", 0, true),
        }
    }

    /// A character that is not shown, with the escape sequence it may begin.
    fn nothing(&self, len: usize, limit: usize) -> Cell<'a> {
        let escape = escape_len(self.text, self.at).max(len);
        self.cell((self.at + escape).min(limit), "", 0, false)
    }

    fn other(&self, limit: usize) -> Option<Cell<'a>> {
        let grapheme = self.text.get(self.at..limit)?.graphemes(true).next()?;
        let mut chars = grapheme.char_indices();
        let (_, c) = chars.next()?;
        match visible(c) {
            Visible::Drop => return Some(self.nothing(c.len_utf8(), limit)),
            Visible::Replace(mark) => {
                let width = mark.cell_width();
                return Some(self.cell(self.at + c.len_utf8(), mark, width, mark == " "));
            }
            Visible::Keep => {}
        }
        // A cluster ends before a character that is not shown: what joins clusters is dropped.
        let cut = chars.find(|&(_, c)| visible(c) != Visible::Keep).map_or(grapheme.len(), |(k, _)| k);
        let symbol = grapheme.get(..cut)?;
        let space = c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}');
        Some(self.cell(self.at + cut, symbol, symbol.cell_width(), space))
    }
}

impl<'a> Iterator for Cells<'a> {
    type Item = Cell<'a>;

    fn next(&mut self) -> Option<Cell<'a>> {
        if let Some(cell) = self.insert() {
            self.column = self.column.saturating_add(cell.width);
            return Some(cell);
        }
        if self.at >= self.end {
            return None;
        }
        while let Some((first, rest)) = self.hidden.split_first()
            && first.span.to() <= self.at
        {
            self.hidden = rest;
        }
        let hide = self.hidden.first().filter(|h| h.span.from() < self.end);
        let cell = match hide {
            Some(hide) if hide.span.from() <= self.at => {
                let width = hide.placeholder.as_str();
                let width = if width.is_empty() { 0 } else { width.cell_width().min(self.form.width) };
                let end = hide.span.to().min(self.end);
                let cell = self.cell(end, &hide.placeholder, width, false);
                Cell { placeholder: true, ..cell }
            }
            _ => {
                let limit = hide.map_or(self.end, |h| h.span.from());
                let bytes = self.text.as_bytes();
                let next = if self.at + 1 < limit { bytes.get(self.at + 1) } else { None };
                match bytes.get(self.at) {
                    // An ASCII character before another one is a cluster of its own.
                    Some(&b) if b < 0x80 && next.is_none_or(|&n| n < 0x80) => self.ascii(b, limit),
                    Some(&b @ (b' ' | b'\t' | b'\n' | b'\r')) => self.white(b, limit),
                    _ => self.other(limit)?,
                }
            }
        };
        self.at = cell.span.to();
        self.column = self.column.saturating_add(cell.width);
        Some(cell)
    }
}

/// Columns a stretch of text takes where nothing in it is hidden.
pub(super) fn width_of(text: &str) -> usize {
    let form = Form { reflow: false, tab: 4, width: u16::MAX };
    Cells::new(text, Span::new(0, text.len()), &[], form).map(|c| usize::from(c.width)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, hidden: &[Hidden], reflow: bool) -> (String, u16) {
        let form = Form { reflow, tab: 4, width: 20 };
        let mut width = 0;
        let cells = Cells::new(text, Span::new(0, text.len()), hidden, form);
        let drawn = cells
            .map(|c| {
                width += c.width;
                if c.symbol.is_empty() { " ".repeat(c.width.into()) } else { c.symbol.to_owned() }
            })
            .collect();
        (drawn, width)
    }

    #[test]
    fn line_breaks_of_prose_are_blanks_and_tabs_go_to_the_next_stop() {
        assert_eq!(shown("one\r\n   two", &[], true), ("one two".into(), 7));
        assert_eq!(shown("a\tb  c", &[], false), ("a   b  c".into(), 8));
    }

    #[test]
    fn what_a_terminal_would_obey_is_not_drawn() {
        assert_eq!(shown("a\x1b[31mred\u{202e}\u{7}\u{9b}1mé", &[], false), ("aredé".into(), 5));
        assert_eq!(shown("x\u{e0041}y", &[], false), ("x\u{fffd}y".into(), 3));
    }

    #[test]
    fn wide_and_combined_characters() {
        assert_eq!(shown("東e\u{301}🙂", &[], false), ("東e\u{301}🙂".into(), 5));
        // A family joined by what is dropped falls apart into its members.
        assert_eq!(shown("👨\u{200d}👩", &[], false), ("👨👩".into(), 4));
    }

    #[test]
    fn hidden_text_is_its_placeholder() {
        let hidden = [Hidden { span: Span::new(2, 8), placeholder: "{..}".into() }];
        assert_eq!(shown("a hidden z", &hidden, true), ("a {..} z".into(), 8));
    }
}

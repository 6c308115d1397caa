//! The reader's state: which document, where in it, and how it is laid out. Places are bytes, never rows.

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use crate::model::{DocId, Document, NoiseReason, Span};
use crate::notes::Shift;

use super::layout::{self, Hidden, Options, Row, Wrap};
use super::panes::reader::{ByteMap, Columns, Intervals, Paragraphs, columns};

/// The text on the screen.
#[derive(Debug)]
pub struct Reader {
    /// Which document.
    pub doc: DocId,
    /// Where the reader is in it.
    pub cursor: usize,
    /// The passage shown to the reader: what a list, a find or a walk led to.
    pub target: Option<Span>,
    /// Whether injected text is shown.
    pub show_noise: bool,
    /// Whether lines and paragraphs are numbered.
    pub numbers: bool,
    /// Numbers of paragraphs.
    pub paragraphs: Paragraphs,
    /// Where the columns of the last frame were.
    pub columns: Option<Columns>,
    /// What each cell of the last frame showed.
    pub map: Option<ByteMap>,
    /// The rows of the last frame.
    pub rows: Vec<Row>,
    /// What stands for hidden text.
    pub placeholder: String,
    /// Words alone: no gutter, no scrollbar.
    pub plain: bool,
    /// Where a selection began, and whether it is still extended by moving.
    pub selecting: Option<Selecting>,
    /// Whether names stand in brackets, where nothing else could show them.
    pub brackets: bool,
    measure: u16,
    text: Option<Arc<str>>,
    top: usize,
    height: usize,
    wrap: Option<Wrap>,
    laid_out: Option<Laid>,
    /// The cursor is to be brought before the reader's eyes at the next layout.
    reveal: bool,
}

/// Text being selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selecting {
    /// What it began with: a place, a word, a paragraph.
    pub from: Span,
    /// The other end where the mouse made it; `None` while the cursor is the other end.
    pub to: Option<usize>,
}

/// What a layout was made for.
#[derive(Debug, PartialEq, Eq)]
struct Laid {
    doc: DocId,
    /// Only compared, to tell one text from another.
    text: *const u8,
    length: usize,
    blocks: usize,
    noise: usize,
    show_noise: bool,
    names: usize,
}

impl Reader {
    /// A reader whose text is at most `measure` columns wide.
    pub fn new(measure: u16) -> Self {
        Self {
            doc: DocId(0),
            cursor: 0,
            target: None,
            show_noise: false,
            numbers: false,
            paragraphs: Paragraphs::new(&[]),
            columns: None,
            map: None,
            rows: Vec::new(),
            placeholder: " {injected text}".to_owned(),
            brackets: false,
            plain: false,
            selecting: None,
            measure,
            text: None,
            top: 0,
            height: 1,
            wrap: None,
            laid_out: None,
            reveal: false,
        }
    }

    /// The layout of the last frame.
    pub fn wrap(&self) -> Option<&Wrap> {
        self.wrap.as_ref()
    }

    /// The text of its document has changed state; places stay.
    pub fn document_changed(&mut self) {
        self.laid_out = None;
    }

    /// The document has another text: what was before the reader's eyes stays there.
    pub fn text_changed(&mut self, shift: &Shift) {
        self.cursor = shift.byte(self.cursor);
        self.top = shift.byte(self.top);
        self.target = self.target.map(|span| shift.span(span)).filter(|span| !span.is_empty());
        if let Some(selecting) = &mut self.selecting {
            selecting.from = shift.span(selecting.from);
            selecting.to = selecting.to.map(|to| shift.byte(to));
        }
        (self.text, self.map, self.wrap, self.laid_out) = (None, None, None, None);
        self.rows.clear();
    }

    /// Shows or hides injected text; what is before the reader's eyes stays there.
    pub fn toggle_noise(&mut self) {
        self.show_noise = !self.show_noise;
    }

    /// Shows a passage of a document.
    pub fn go_to(&mut self, doc: DocId, span: Span) {
        if doc != self.doc {
            self.doc = doc;
            self.wrap = None;
            self.laid_out = None;
            self.selecting = None;
            // What is known of the other text counts no more, even if keys come before the next frame.
            self.text = None;
            self.map = None;
            self.rows.clear();
        }
        self.cursor = span.from();
        self.target = Some(span).filter(|s| !s.is_empty());
        self.reveal = true;
    }

    /// To a byte of the text shown.
    pub fn to_byte(&mut self, at: usize) {
        let at = self.text.as_deref().map_or(at, |t| t.floor_char_boundary(at));
        self.go_to(self.doc, Span::new(at, at));
    }

    /// Makes the layout fit an area, and the cursor visible. Called before every frame.
    pub fn lay_out(&mut self, document: &Document, names: &Intervals, area: Rect) {
        let text = document.text.as_str();
        let wanted = Laid {
            doc: self.doc,
            text: text.as_ptr(),
            length: text.len(),
            blocks: document.blocks.len(),
            noise: document.noise.len(),
            show_noise: self.show_noise,
            names: if self.brackets { names.spans().len() } else { 0 },
        };
        if self.laid_out.as_ref() != Some(&wanted) {
            self.paragraphs = Paragraphs::new(&document.blocks);
            self.text = Some(document.text.shared());
            self.cursor = text.floor_char_boundary(self.cursor.min(text.len()));
            if text.get(..self.cursor).is_some_and(|before| before.trim_start().is_empty()) {
                // White space at the very top is no place to be.
                self.cursor = text.len() - text.trim_start().len();
            }
            self.wrap = None;
        }
        let mut columns = columns(area, &document.text, &self.paragraphs, self.numbers, self.measure);
        if self.plain {
            let text = Rect { width: area.width.min(self.measure), ..area };
            columns =
                Columns { gutter: Rect { width: 0, ..area }, text, scrollbar: Rect { width: 0, ..area } };
        }
        let width = columns.text.width.max(1);
        if self.wrap.is_none() {
            let hidden = if self.show_noise { Vec::new() } else { self.hidden(document) };
            let inserts = if self.brackets { layout::brackets(names.spans()) } else { Vec::new() };
            let inserts = layout::with_tables(&document.text, &document.blocks, inserts);
            let wrap = Wrap::new(&document.text, &document.blocks, &hidden, width, Options::default());
            self.wrap = Some(wrap.inserting(inserts));
            self.laid_out = Some(wanted);
        }
        self.columns = Some(columns);
        let height = usize::from(area.height).max(1);
        let resized = height != self.height;
        self.height = height;
        let reveal = std::mem::take(&mut self.reveal);
        let (cursor, top) = (self.cursor, self.top);
        if let Some(wrap) = &mut self.wrap {
            let rewrapped = wrap.width() != width;
            wrap.set_width(width);
            self.top = settle(wrap, top, cursor, height, reveal, resized || rewrapped);
            self.rows = wrap.rows_from(self.top, 0, height);
        }
    }

    fn hidden(&self, document: &Document) -> Vec<Hidden> {
        let hides = |r: NoiseReason| matches!(r, NoiseReason::Injected | NoiseReason::Boilerplate);
        let noise = document.noise.iter().filter(|n| hides(n.reason));
        noise.map(|n| Hidden { span: n.span, placeholder: self.placeholder.clone() }).collect()
    }

    /// Moves by rows; blank rows are passed over.
    pub fn move_rows(&mut self, by: isize) {
        self.target = None;
        let cursor = self.cursor;
        let Some(wrap) = &mut self.wrap else { return };
        let mut to = wrap.scroll(cursor, by, 1);
        let blank = |wrap: &mut Wrap, at: usize| wrap.rows_from(at, 0, 1).first().is_some_and(|r| r.blank);
        if blank(wrap, to) {
            to = wrap.scroll(to, by.signum(), 1);
        }
        self.cursor = to;
    }

    /// Moves by a page (`part` 1) or half of one (`part` 2).
    pub fn page(&mut self, direction: isize, part: usize) {
        let rows = (self.height.saturating_sub(1) / part.max(1)).max(1) as isize * direction;
        let (top, height) = (self.top, self.height);
        if let Some(wrap) = &mut self.wrap {
            self.top = wrap.scroll(top, rows, height);
        }
        self.move_rows(rows);
    }

    /// Scrolls by rows; the cursor only moves to stay on the screen.
    pub fn scroll(&mut self, by: isize) {
        let (top, height, cursor) = (self.top, self.height, self.cursor);
        let Some(wrap) = &mut self.wrap else { return };
        self.top = wrap.scroll(top, by, height);
        let margin = margin(height);
        let here = wrap.distance(self.top, cursor, 2 * height + by.unsigned_abs());
        let (highest, lowest) = (margin as isize, height.saturating_sub(1 + margin) as isize);
        if here < highest && by > 0 {
            self.cursor = wrap.scroll(self.top, highest, 1);
        } else if here > lowest && by < 0 {
            self.cursor = wrap.scroll(self.top, lowest, 1);
        }
    }

    /// To the top or the bottom of the text.
    pub fn to_end(&mut self, last: bool) {
        self.target = None;
        let height = self.height;
        match &mut self.wrap {
            Some(wrap) if last => {
                self.cursor = wrap.last_top(1);
                self.top = wrap.last_top(height);
            }
            _ => (self.cursor, self.top) = (0, 0),
        }
    }

    /// To the place that lies at `part` of `whole` of the text.
    pub fn to_share(&mut self, part: usize, whole: usize) {
        let length = self.text.as_deref().map_or(0, str::len);
        self.to_byte(length * part / whole.max(1));
    }

    /// Moves by words, across lines.
    pub fn move_words(&mut self, by: isize) {
        self.target = None;
        let Some(text) = self.text.as_deref() else { return };
        let is_word = |c: char| c.is_alphanumeric();
        if by > 0 {
            let rest = text.get(self.cursor..).unwrap_or("");
            let after = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            let next = rest.get(after..).and_then(|r| r.find(is_word)).map_or(rest.len(), |k| after + k);
            if next < rest.len() {
                self.cursor += next;
            }
        } else {
            let before = text.get(..self.cursor).unwrap_or("");
            let end = before.rfind(is_word).map_or(0, |k| text.ceil_char_boundary(k + 1));
            let word = text.get(..end).unwrap_or("");
            self.cursor = word.rfind(|c| !is_word(c)).map_or(0, |k| text.ceil_char_boundary(k + 1));
        }
    }

    /// The text selected. With the keyboard whole words: from the first one to the one at the cursor.
    pub fn selection(&self) -> Option<Span> {
        let Selecting { from, to } = self.selecting?;
        let text = self.text.as_deref()?;
        let (a, b) = match to {
            Some(to) => (from.from().min(to), from.to().max(to)),
            None => {
                let word = word_around(text, self.cursor);
                (from.from().min(word.from()), from.to().max(word.to()))
            }
        };
        let (a, b) = (text.floor_char_boundary(a), text.ceil_char_boundary(b));
        let span = Span::new(a, b).trimmed(text);
        (!span.is_empty()).then_some(span)
    }

    /// Begins a selection with the word at the cursor.
    pub fn select_word(&mut self) {
        let Some(text) = self.text.as_deref() else { return };
        self.target = None;
        self.selecting = Some(Selecting { from: word_around(text, self.cursor), to: None });
    }

    /// The byte shown at a cell of the pane's inside.
    pub fn byte_at(&self, inside: Rect, column: u16, row: u16) -> Option<usize> {
        self.map.as_ref()?.nearest(Position { x: inside.x + column, y: inside.y + row })
    }

    /// How far in the text the reader is, in percent.
    pub fn percent(&self) -> usize {
        let length = self.text.as_deref().map_or(0, str::len);
        let end = self.rows.last().map_or(self.cursor, |r| r.span.to());
        match length {
            0 => 0,
            _ if self.top == 0 && self.cursor == 0 => 0,
            _ if end >= length.saturating_sub(1) => 100,
            _ => (100 * self.cursor / length).min(99),
        }
    }

    /// First byte on the screen.
    pub fn top(&self) -> usize {
        self.top
    }
}

/// The word at a byte: the letters and figures around it, else the character itself.
pub fn word_around(text: &str, at: usize) -> Span {
    let at = text.floor_char_boundary(at.min(text.len()));
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
    let (before, after) = (text.get(..at).unwrap_or(""), text.get(at..).unwrap_or(""));
    let to = at + after.find(|c| !is_word(c)).unwrap_or(after.len());
    if to == at {
        return Span::new(at, at + after.chars().next().map_or(0, char::len_utf8));
    }
    let from = before.char_indices().rev().take_while(|(_, c)| is_word(*c)).last().map_or(at, |(k, _)| k);
    Span::new(from, to)
}

/// Rows kept between the cursor and the edge of the screen.
fn margin(height: usize) -> usize {
    (height / 4).min(3)
}

/// Where the screen begins so that the cursor is on it: a third from the top after a jump, else moved no more than needed.
fn settle(wrap: &mut Wrap, top: usize, cursor: usize, height: usize, reveal: bool, resized: bool) -> usize {
    let top = wrap.anchor(top);
    // Counted, not estimated: what lies between decides whether the cursor is on the screen.
    let distance = wrap.distance(top, cursor, 3 * height);
    let (margin, rows) = (margin(height) as isize, height as isize);
    let far = distance < 0 || distance >= rows;
    if far && (reveal || resized || distance.abs() > 2 * rows) {
        let third = wrap.scroll(cursor, -(rows / 3), height);
        return wrap.scroll(third, 0, height);
    }
    if distance < margin {
        return wrap.scroll(top, distance - margin, height);
    }
    if distance > rows - 1 - margin {
        return wrap.scroll(top, distance - (rows - 1 - margin), height);
    }
    top
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Format, Text};

    fn reader(text: &str, area: Rect) -> (Reader, Document) {
        let document = Document::bare("t".into(), String::new(), Text::new(text, Format::Text));
        let mut reader = Reader::new(40);
        reader.lay_out(&document, &Intervals::default(), area);
        (reader, document)
    }

    #[test]
    fn the_cursor_stays_on_the_screen_through_moves_and_resizes() {
        let text: String =
            (0..200).map(|k| format!("line {k} of some words that wrap in a narrow pane\n")).collect();
        let (mut r, d) = reader(&text, Rect::new(0, 0, 44, 10));
        let visible =
            |r: &Reader| r.rows.iter().any(|row| row.span.from() <= r.cursor && r.cursor <= row.span.to());
        for (k, by) in [1isize, 5, 40, -3, 100, -200, 7].into_iter().enumerate() {
            r.move_rows(by);
            r.lay_out(&d, &Intervals::default(), Rect::new(0, 0, 44 - k as u16, 10 + k as u16));
            assert!(visible(&r), "after move {k}");
        }
        r.to_end(true);
        r.lay_out(&d, &Intervals::default(), Rect::new(0, 0, 30, 6));
        assert!(visible(&r) && r.percent() == 100);
        r.to_end(false);
        r.lay_out(&d, &Intervals::default(), Rect::new(0, 0, 80, 6));
        assert_eq!((r.cursor, r.percent()), (0, 0));
    }

    #[test]
    fn the_cursor_stays_on_the_screen_where_rows_are_not_what_their_length_suggests() {
        // Words that fill little more than half a row of the narrow pane.
        let text = format!("{}\n\n", "incidentally ".repeat(9)).repeat(60);
        for down in 0..14 {
            let (mut r, d) = reader(&text, Rect::new(0, 0, 44, 20));
            r.to_byte(text.len() / 2);
            r.lay_out(&d, &Intervals::default(), Rect::new(0, 0, 44, 20));
            r.move_rows(down);
            r.lay_out(&d, &Intervals::default(), Rect::new(0, 0, 44, 20));
            r.lay_out(&d, &Intervals::default(), Rect::new(0, 0, 26, 20));
            let visible = r.rows.iter().any(|row| row.span.has(r.cursor));
            assert!(visible, "{down} rows down");
        }
    }

    #[test]
    fn words_on_and_back() {
        let (mut r, _) = reader("One, two\nthree é.", Rect::new(0, 0, 40, 5));
        let mut seen = Vec::new();
        for _ in 0..5 {
            r.move_words(1);
            seen.push(r.cursor);
        }
        assert_eq!(seen, [5, 9, 15, 15, 15]);
        for _ in 0..4 {
            r.move_words(-1);
            seen.push(r.cursor);
        }
        assert_eq!(seen[5..], [9, 5, 0, 0]);
    }

    #[test]
    fn a_jump_leaves_context_above() {
        let text = "word\n".repeat(1000);
        let (mut r, d) = reader(&text, Rect::new(0, 0, 40, 12));
        r.go_to(DocId(0), Span::new(2500, 2504));
        r.lay_out(&d, &Intervals::default(), Rect::new(0, 0, 40, 12));
        assert!(r.top() < 2500 && r.rows[0].span.from() < 2500);
    }
}

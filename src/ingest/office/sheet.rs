//! Paragraphs, tables, boxes and notes as they come in the stream of a document → blocks of the reading text.
//!
//! Paragraphs in a box stand behind the one the box hangs on, notes at the end. A table is rows of cells unless it only lays
//! out a page: one column, or a heading or long prose in a cell.

use super::super::flow::Flow;
use super::super::{IngestError, Limits};
use crate::model::BlockKind;

/// The size of letters where a document states none, in half points.
const USUAL: u16 = 24;

/// A paragraph as far as it is read. A line feed in its text is a line break, a form feed the break of a page.
#[derive(Debug, Clone)]
pub(in crate::ingest) struct Paragraph {
    pub kind: BlockKind,
    pub level: u8,
    /// What stands before its text without being part of it ("- ").
    pub marker: String,
    pub text: String,
    /// Left out, as a line of a table of contents.
    pub skipped: bool,
    /// Bytes of its text that are bold.
    pub bold: usize,
    /// Of its letters, in half points.
    pub size: u16,
    /// Bytes of the longest piece that is set in a size of its own.
    piece: usize,
    after: Vec<Item>,
}

impl Paragraph {
    pub fn new(kind: BlockKind, level: u8) -> Self {
        Self {
            kind,
            level,
            marker: String::new(),
            text: String::new(),
            skipped: false,
            bold: 0,
            size: USUAL,
            piece: 0,
            after: Vec::new(),
        }
    }

    /// Takes note of a piece of so many bytes that may have a size of its own; the longest tells.
    pub fn set_in(&mut self, size: Option<u16>, bytes: usize) {
        if let Some(size) = size.filter(|_| bytes > self.piece) {
            (self.size, self.piece) = (size, bytes);
        }
    }
}

impl Paragraph {
    /// Whether it is set as a heading for its looks only: several sentences, or one that is too long for a name.
    fn is_prose(&self) -> bool {
        /// Bytes from which on no heading is that long, and from which on none that ends in a full stop is.
        const LONG: (usize, usize) = (400, 120);
        let text = self.text.trim();
        self.kind == BlockKind::Heading
            && (text.len() > LONG.0 || text.len() > LONG.1 && text.ends_with(['.', '!', '…']))
    }
}

/// What stands in a cell, a box or a note.
#[derive(Debug, Clone)]
enum Item {
    Paragraph(Paragraph),
    Table(Table),
}

/// Rows of cells.
#[derive(Debug, Clone, Default)]
struct Table {
    rows: Vec<Vec<Vec<Item>>>,
}

/// What is open.
#[derive(Debug)]
enum Frame {
    Paragraph(Paragraph),
    Table(Table),
    Box(Vec<Item>),
    Note(usize, Vec<Item>),
}

/// The page that a document is written on.
#[derive(Debug)]
pub(in crate::ingest) struct Sheet {
    flow: Flow,
    frames: Vec<Frame>,
    notes: Vec<(usize, Vec<Item>)>,
    /// Notes begun.
    count: usize,
    depth: usize,
}

impl Sheet {
    pub fn new(capacity: usize, limits: &Limits) -> Self {
        Self {
            flow: Flow::with_capacity(capacity),
            frames: Vec::new(),
            notes: Vec::new(),
            count: 0,
            depth: limits.depth,
        }
    }

    fn push(&mut self, frame: Frame) -> Result<(), IngestError> {
        self.frames.push(frame);
        if self.frames.len() > self.depth { Err(IngestError::TooDeep(self.depth)) } else { Ok(()) }
    }

    /// Begins a paragraph.
    pub fn open_paragraph(&mut self, paragraph: Paragraph) -> Result<(), IngestError> {
        self.push(Frame::Paragraph(paragraph))
    }

    /// The paragraph being read.
    pub fn paragraph(&mut self) -> Option<&mut Paragraph> {
        match self.frames.last_mut() {
            Some(Frame::Paragraph(paragraph)) => Some(paragraph),
            _ => None,
        }
    }

    /// Adds to the text of the paragraph.
    pub fn text(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraph() {
            paragraph.text.push_str(text);
        }
    }

    /// Ends the paragraph.
    pub fn close_paragraph(&mut self) {
        if let Some(Frame::Paragraph(mut paragraph)) =
            self.frames.pop_if(|f| matches!(f, Frame::Paragraph(_)))
        {
            let after = std::mem::take(&mut paragraph.after);
            if !paragraph.skipped {
                self.put(Item::Paragraph(paragraph));
            }
            for item in after {
                self.put(item);
            }
        }
    }

    pub fn open_table(&mut self) -> Result<(), IngestError> {
        self.push(Frame::Table(Table::default()))
    }

    pub fn open_row(&mut self) {
        if let Some(Frame::Table(table)) = self.frames.last_mut() {
            table.rows.push(Vec::new());
        }
    }

    pub fn open_cell(&mut self) {
        if let Some(Frame::Table(table)) = self.frames.last_mut() {
            if table.rows.is_empty() {
                table.rows.push(Vec::new());
            }
            if let Some(row) = table.rows.last_mut() {
                row.push(Vec::new());
            }
        }
    }

    pub fn close_table(&mut self) {
        if let Some(Frame::Table(table)) = self.frames.pop_if(|f| matches!(f, Frame::Table(_))) {
            self.put(Item::Table(table));
        }
    }

    pub fn open_box(&mut self) -> Result<(), IngestError> {
        self.push(Frame::Box(Vec::new()))
    }

    pub fn close_box(&mut self) {
        if let Some(Frame::Box(items)) = self.frames.pop_if(|f| matches!(f, Frame::Box(_))) {
            for item in items {
                self.put(item);
            }
        }
    }

    /// Begins the text of the next note; its number stands in the paragraph.
    pub fn open_note(&mut self) -> Result<(), IngestError> {
        self.count += 1;
        let number = self.count;
        self.text(&format!("[{number}]"));
        self.push(Frame::Note(number, Vec::new()))
    }

    pub fn close_note(&mut self) {
        if let Some(Frame::Note(number, items)) = self.frames.pop_if(|f| matches!(f, Frame::Note(..))) {
            self.notes.push((number, items));
        }
    }

    /// A whole note.
    pub fn note(&mut self, text: &str) -> Result<(), IngestError> {
        self.open_note()?;
        let mut paragraph = Paragraph::new(BlockKind::Footnote, 0);
        text.clone_into(&mut paragraph.text);
        self.open_paragraph(paragraph)?;
        self.close_paragraph();
        self.close_note();
        Ok(())
    }

    /// Puts what has ended where it belongs.
    fn put(&mut self, item: Item) {
        match self.frames.last_mut() {
            None => write(&mut self.flow, item),
            Some(Frame::Paragraph(paragraph)) => paragraph.after.push(item),
            Some(Frame::Box(items) | Frame::Note(_, items)) => items.push(item),
            Some(Frame::Table(table)) => match table.rows.last_mut().and_then(|row| row.last_mut()) {
                Some(cell) => cell.push(item),
                None => table.rows.push(vec![vec![item]]),
            },
        }
    }

    /// The text with the notes at its end.
    pub fn finish(mut self) -> Flow {
        while let Some(frame) = self.frames.last() {
            match frame {
                Frame::Paragraph(_) => self.close_paragraph(),
                Frame::Table(_) => self.close_table(),
                Frame::Box(_) => self.close_box(),
                Frame::Note(..) => self.close_note(),
            }
        }
        let mut flow = self.flow;
        self.notes.sort_by_key(|(number, _)| *number);
        for (number, items) in self.notes {
            let mut text = String::new();
            gather(&items, &mut text);
            flow.begin(BlockKind::Footnote, 0, &format!("[{number}] "));
            flow.words(&text, None);
        }
        flow.close();
        flow
    }
}

fn write(flow: &mut Flow, item: Item) {
    match item {
        Item::Paragraph(paragraph) => {
            let kind = if paragraph.is_prose() { BlockKind::Paragraph } else { paragraph.kind };
            let level = if kind == paragraph.kind { paragraph.level } else { 0 };
            flow.begin(kind, level, &paragraph.marker);
            if paragraph.bold > 0 && paragraph.bold >= paragraph.text.trim().len() {
                flow.embolden();
            }
            flow.set_size(paragraph.size);
            lines(flow, &paragraph.text);
            flow.close();
        }
        Item::Table(table) if table.is_data() => {
            for row in table.rows {
                flow.begin(BlockKind::TableRow, 0, "");
                for (k, cell) in row.iter().enumerate() {
                    if k > 0 {
                        flow.bar();
                    }
                    let mut text = String::new();
                    gather(cell, &mut text);
                    lines(flow, &text);
                }
                flow.close();
            }
        }
        Item::Table(table) => table.rows.into_iter().flatten().flatten().for_each(|item| write(flow, item)),
    }
}

/// Writes text with line and page breaks in it.
fn lines(flow: &mut Flow, text: &str) {
    for piece in text.split_inclusive(['\n', '\u{c}']) {
        if let Some(line) = piece.strip_suffix('\n') {
            flow.words(line, None);
            flow.line_break();
        } else if let Some(line) = piece.strip_suffix('\u{c}') {
            flow.words(line, None);
            flow.page_break();
        } else {
            flow.words(piece, None);
        }
    }
}

/// The text of several paragraphs as one.
fn gather(items: &[Item], out: &mut String) {
    for item in items {
        match item {
            Item::Paragraph(paragraph) => {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(&paragraph.marker);
                out.push_str(&paragraph.text);
            }
            Item::Table(table) => table.rows.iter().flatten().for_each(|cell| gather(cell, out)),
        }
    }
}

impl Table {
    fn is_data(&self) -> bool {
        /// Bytes of text in a cell from which on it is a page, and with several paragraphs.
        const PAGE: usize = 2000;
        const COLUMN: usize = 500;
        const SEVERAL: usize = 5;
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let page = |cell: &Vec<Item>| {
            let text: usize =
                cell.iter().map(|i| if let Item::Paragraph(p) = i { p.text.len() } else { 0 }).sum();
            let heading = |i: &Item| matches!(i, Item::Paragraph(p) if p.kind == BlockKind::Heading || p.kind == BlockKind::Title);
            text > PAGE || (text > COLUMN && cell.len() >= SEVERAL) || cell.iter().any(heading)
        };
        columns > 1 && !self.rows.iter().flatten().any(page)
    }
}

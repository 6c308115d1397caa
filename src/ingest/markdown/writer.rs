//! Writes the reading text block by block, with the runs that lead back to the source.

use super::super::runs::Runs;
use super::super::tags::{Piece, Scanner};
use crate::model::{Block, BlockKind, Span};

/// What a block stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Quote,
    /// The number of the next item, if items are numbered.
    List(Option<u64>),
    Item,
    Footnote,
}

/// The block being written.
#[derive(Debug, Clone, Copy)]
struct Open {
    /// Length of the text before it and its separator.
    before: usize,
    start: usize,
    /// After its marker.
    body: usize,
    kind: BlockKind,
    level: u8,
}

pub(super) struct Writer {
    pub(super) out: String,
    pub(super) blocks: Vec<Block>,
    /// (byte of `out`, byte of the Markdown body), both never falling.
    pub(super) runs: Runs,
    pub(super) containers: Vec<Container>,
    open: Option<Open>,
    /// The marker of the item or footnote that the next block begins, and where it stands in the source.
    pub(super) marker: Option<(String, usize)>,
    /// Cells begun in the table row being written.
    pub(super) cells: usize,
    pub(super) html: Scanner,
}

impl Writer {
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            out: String::with_capacity(capacity),
            blocks: Vec::new(),
            runs: Runs::default(),
            containers: Vec::new(),
            open: None,
            marker: None,
            cells: 0,
            html: Scanner::default(),
        }
    }

    /// What prose is where it stands now.
    pub(super) fn prose(&self) -> BlockKind {
        match self.containers.last() {
            Some(Container::Item) if self.marker.is_some() => BlockKind::ListItem,
            _ if self.containers.contains(&Container::Footnote) => BlockKind::Footnote,
            _ if self.containers.contains(&Container::Quote) => BlockKind::Quote,
            _ => BlockKind::Paragraph,
        }
    }

    /// A heading inside a quotation, an item or a footnote is none of the document.
    pub(super) fn heading(&self) -> BlockKind {
        if self.containers.is_empty() { BlockKind::Heading } else { self.prose() }
    }

    /// Begins a block whose markup stands at byte `at` of the source.
    pub(super) fn begin(&mut self, kind: BlockKind, at: usize) {
        self.close();
        let before = self.out.len();
        if before > 0 {
            self.out.push_str("\n\n");
        }
        let mut start = self.out.len();
        let mut level = 0;
        if let Some((marker, source)) = self.marker.take() {
            if kind == BlockKind::ListItem {
                let lists = self.containers.iter().filter(|c| matches!(c, Container::List(_))).count();
                level = u8::try_from(lists.saturating_sub(1)).unwrap_or(u8::MAX);
                // Deeper items stand further in, as in their source.
                self.out.extend((0..level).map(|_| "  "));
                start = self.out.len();
            }
            self.run(source);
            self.out.push_str(&marker);
        }
        self.run(at);
        self.open = Some(Open { before, start, body: self.out.len(), kind, level });
    }

    /// Gives the heading being written its depth.
    pub(super) fn set_heading_level(&mut self, level: u8) {
        if let Some(open) = self.open.as_mut().filter(|o| o.kind == BlockKind::Heading) {
            open.level = level;
        }
    }

    /// Ends the block being written; one without text leaves no trace.
    pub(super) fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let written = self.out.get(open.body..).unwrap_or("");
        let keep = written.trim_end().len();
        let bare = open.kind == BlockKind::TableRow && written.chars().all(|c| c == '|' || c.is_whitespace());
        if keep == 0 || bare {
            self.truncate(open.before);
            return;
        }
        self.truncate(open.body + keep);
        let mut block = Block::new(Span::new(open.start, self.out.len()), open.kind);
        block.level = open.level;
        block.body = open.body as u32;
        self.blocks.push(block);
    }

    /// Takes back what is written behind byte `to`.
    fn truncate(&mut self, to: usize) {
        self.out.truncate(to);
        self.runs.cut(to);
    }

    /// Remembers that what is written next stands at byte `source`.
    fn run(&mut self, source: usize) {
        self.runs.begin(self.out.len(), source);
    }

    /// Writes text that stands at byte `source`.
    pub(super) fn text(&mut self, text: &str, source: usize) {
        if self.open.is_none() {
            self.begin(self.prose(), source);
        }
        self.run(source);
        let code = self.open.is_some_and(|o| o.kind == BlockKind::Code);
        if !code && text.contains(['\n', '\r']) {
            self.out.extend(text.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        } else {
            self.out.push_str(text);
        }
    }

    /// The box of a task, which belongs to the marker of its item.
    pub(super) fn task(&mut self, done: bool, source: usize) {
        self.text(if done { "[x] " } else { "[ ] " }, source);
        if let Some(open) = self.open.as_mut().filter(|o| o.body + 4 == self.out.len()) {
            open.body = self.out.len();
        }
    }

    /// A line break inside a paragraph; where a block is one line whatever happens, a space.
    pub(super) fn line_break(&mut self, source: usize) {
        let Some(open) = self.open else { return };
        let trimmed = self.out.trim_end_matches([' ', '\t']).len();
        self.truncate(trimmed.max(open.body));
        if self.out.len() == open.body {
            return;
        }
        self.run(source);
        let lines = !matches!(open.kind, BlockKind::Heading | BlockKind::TableRow);
        self.out.push(if lines { '\n' } else { ' ' });
    }

    /// The visible text of a piece of an HTML block.
    pub(super) fn html(&mut self, html: &str, source: usize) {
        let mut scanner = std::mem::take(&mut self.html);
        scanner.feed(html, |piece| match piece {
            Piece::Text(at, text) => self.words(text, source + at),
            Piece::Char(at, c) => self.words(c.encode_utf8(&mut [0; 4]), source + at),
            Piece::Break => self.close(),
        });
        self.html = scanner;
    }

    /// Text of HTML, where any white space is one space.
    fn words(&mut self, text: &str, source: usize) {
        let mut at = 0;
        for word in text.split_inclusive([' ', '\t', '\n', '\r']) {
            let bare = word.trim_end_matches([' ', '\t', '\n', '\r']);
            if !bare.is_empty() {
                self.text(bare, source + at);
            }
            let spaced = bare.len() < word.len();
            if spaced && self.open.is_some_and(|o| self.out.len() > o.body) && !self.out.ends_with(' ') {
                self.text(" ", source + at + bare.len());
            }
            at += word.len();
        }
    }
}

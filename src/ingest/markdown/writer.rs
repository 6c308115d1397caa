//! Writes the reading text block by block, with the runs that lead back to the source.

use super::super::flow::{drop_questions, is_title};
use super::super::raised::{Raised, power, raised};
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
    /// Where raised text began, in the text and in the source, and whether it is a link.
    sup: Option<(usize, usize, bool)>,
    /// Emphases that are open.
    pub(super) strong: u32,
    /// Bytes of the open block that are set in bold.
    bold: usize,
    /// Depth of the last heading that is marked as one.
    depth: u8,
    /// Where the picture being written began.
    image: Option<usize>,
    /// Paragraphs that are bold as a whole: index, and depth as headings.
    bold_lines: Vec<(usize, u8)>,
}

/// Whether text begins with the numbers of a note, up to their bracket ("72-5").
fn is_number_of_note(text: &str) -> bool {
    let number = text.split(']').next().unwrap_or("");
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.len() <= 9
        && number.bytes().all(|b| b.is_ascii_digit() || b == b'-')
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
            sup: None,
            strong: 0,
            bold: 0,
            depth: 0,
            image: None,
            bold_lines: Vec::new(),
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
        self.bold = 0;
        self.open = Some(Open { before, start, body: self.out.len(), kind, level });
    }

    /// Gives the heading being written its depth.
    pub(super) fn set_heading_level(&mut self, level: u8) {
        if let Some(open) = self.open.as_mut().filter(|o| o.kind == BlockKind::Heading) {
            open.level = level;
            self.depth = level;
        }
    }

    /// Depth of a heading without marks: below those that have them.
    fn deeper(&self) -> u8 {
        self.depth.saturating_add(1).min(6)
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
        if open.kind == BlockKind::Paragraph && self.bold >= keep && is_title(written.trim_end()) {
            self.bold_lines.push((self.blocks.len(), self.deeper()));
        }
        self.truncate(open.body + keep);
        let mut block = Block::new(Span::new(open.start, self.out.len()), open.kind);
        block.level = open.level;
        block.body = open.body as u32;
        self.blocks.push(block);
    }

    /// Whether what is written of a paragraph is a line in capitals, as headings are set.
    pub(super) fn is_headline(&self) -> bool {
        let Some(open) = self.open.filter(|o| o.kind == BlockKind::Paragraph && self.containers.is_empty())
        else {
            return false;
        };
        let line = self.out.get(open.body..).unwrap_or("").trim();
        // The length first: a long paragraph asks at each of its lines.
        is_title(line)
            && line.split_whitespace().nth(1).is_some()
            && line.chars().filter(|c| c.is_uppercase()).count() >= 8
            && !line.contains(char::is_lowercase)
    }

    /// Ends a line in capitals as a heading; the paragraph goes on at byte `at` of the source.
    pub(super) fn end_headline(&mut self, at: usize) {
        let level = self.deeper();
        if let Some(open) = self.open.as_mut() {
            (open.kind, open.level) = (BlockKind::Heading, level);
        }
        self.begin(BlockKind::Paragraph, at);
    }

    /// Makes headings of the bold lines that text follows, and the title of the one that the document begins with.
    pub(super) fn raise_bold_lines(&mut self) {
        /// Shorter blocks may be lines of a list of names.
        const TEXT: usize = 60;
        let titled = self.blocks.iter().any(|b| b.kind == BlockKind::Heading && b.level == 1);
        if self.bold_lines.first().is_some_and(|(k, _)| *k == 0)
            && !titled
            && self.blocks.iter().skip(1).any(|b| b.kind == BlockKind::Paragraph && b.span.len() >= TEXT)
            && let Some(block) = self.blocks.first_mut()
        {
            block.kind = BlockKind::Title;
            self.bold_lines.remove(0);
        }
        drop_questions(&mut self.bold_lines, &self.blocks, &self.out);
        for (k, level) in std::mem::take(&mut self.bold_lines) {
            let text = self.blocks.get(k + 1).is_some_and(|b| {
                b.kind == BlockKind::ListItem || b.kind == BlockKind::Paragraph && b.span.len() >= TEXT
            });
            if let Some(block) = self.blocks.get_mut(k).filter(|_| text) {
                (block.kind, block.level) = (BlockKind::Heading, level);
            }
        }
    }

    /// Takes back what is written behind byte `to`.
    fn truncate(&mut self, to: usize) {
        self.out.truncate(to);
        self.runs.cut(to);
    }

    /// Takes back what is written from byte `from` on, and that it stood anywhere.
    fn take_back(&mut self, from: usize) {
        self.out.truncate(from);
        self.runs.cut(from.saturating_sub(1));
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
        // The mark of a note that is defined nowhere ("[^7]") is written like any other: "[7]".
        let (text, source) = match text.strip_prefix('^') {
            Some(number) if self.out.ends_with('[') && is_number_of_note(number) => (number, source + 1),
            _ => (text, source),
        };
        self.run(source);
        if self.strong > 0 {
            self.bold += text.len();
        }
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

    /// Raised text begins.
    pub(super) fn begin_raised(&mut self, source: usize) {
        self.sup = self.open.map(|_| (self.out.len(), source, false));
    }

    /// A link begins; where it is raised it leads to a note.
    pub(super) fn link_in_raised(&mut self) {
        if let Some((.., linked)) = self.sup.as_mut() {
            *linked = true;
        }
    }

    /// Raised text ends: what it is decides how it is written.
    pub(super) fn end_raised(&mut self, source: usize) {
        let Some((from, at, linked)) = self.sup.take() else { return };
        let Some(open) = self.open.filter(|o| o.body <= from) else { return };
        let (Some(before), Some(inside)) = (self.out.get(open.body..from), self.out.get(from..)) else {
            return;
        };
        let inside = inside.trim().to_owned();
        let bracketed = inside.starts_with('[');
        match raised(before, &inside, linked) {
            Raised::Mark if !bracketed => {
                self.take_back(from);
                self.text("[", at.saturating_sub(1));
                self.text(&inside, at);
                self.text("]", source);
            }
            Raised::Power => {
                self.take_back(from);
                self.text(&power(&inside), at);
            }
            _ => {}
        }
    }

    /// A picture begins. Its words end the paragraph that they are glued to.
    pub(super) fn begin_image(&mut self) {
        let paragraph = self.open.filter(|o| o.kind == BlockKind::Paragraph);
        if paragraph.is_some_and(|o| self.out.len() > o.body && !self.out.ends_with(char::is_whitespace)) {
            self.close();
        }
        self.image = Some(self.out.len());
    }

    /// A picture ends. What stands behind one that began its paragraph is another paragraph.
    pub(super) fn end_image(&mut self) {
        let from = self.image.take();
        let paragraph = self.open.filter(|o| o.kind == BlockKind::Paragraph);
        if paragraph.is_some_and(|o| from.is_some_and(|from| from <= o.body)) {
            self.close();
        }
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

//! The text cut into pieces that are broken into rows independently of each other.

use super::cells::{Cells, Form};
use super::{Hidden, Options};
use crate::model::{Block, BlockKind, Span, Text};

/// Bytes of a piece at most, not counting what is hidden: bounds the work of one step in documents of one line. Where a
/// longer block is cut the row before ends early.
const LONGEST: usize = 16 * 1024;
/// How far before the cut a blank is looked for.
const LOOK_BACK: usize = 1024;

/// A block, a line of one whose lines matter, or a bounded part of either.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// Without white space at its ends.
    pub span: Span,
    /// Index of the block; `u32::MAX` for none.
    block: u32,
    pub kind: Option<BlockKind>,
    /// Whether a blank row stands above it.
    pub blank: bool,
    /// Whether its block (or line) begins with it.
    pub first: bool,
    reflow: bool,
    /// Columns before its first row and before the others, in a row of any width.
    indent: u16,
    hang: u16,
}

impl Piece {
    #[cfg(test)]
    pub(super) fn prose(span: Span) -> Self {
        Self::new(span, None, None, true)
    }

    fn new(span: Span, block: Option<usize>, kind: Option<BlockKind>, reflow: bool) -> Self {
        let block = block.and_then(|b| u32::try_from(b).ok()).unwrap_or(u32::MAX);
        Self { span, block, kind, blank: false, first: true, reflow, indent: 0, hang: 0 }
    }

    pub(super) fn block(&self) -> Option<usize> {
        (self.block != u32::MAX).then_some(self.block as usize)
    }

    /// Columns before a row: never more than a third of the width, and a hanging indent as much again.
    pub(super) fn indent(&self, width: u16, first: bool) -> u16 {
        let indent = self.indent.min(width / 3);
        if first { indent } else { indent + self.hang.min(width / 3) }
    }

    /// Columns for the text of a row.
    pub(super) fn room(&self, width: u16, first: bool) -> u16 {
        (width.max(1) - self.indent(width.max(1), first && self.first)).max(1)
    }

    pub(super) fn form(&self, width: u16, options: Options) -> Form {
        Form { reflow: self.reflow, tab: options.tab.max(1), width: self.room(width, false) }
    }

    /// Rows it will have, by its length.
    pub(super) fn estimate(&self, width: u16) -> u32 {
        let room = u32::from(self.room(width, false));
        // Rows are on average half a word short.
        let full = (room - room / 20).max(1);
        u32::from(self.blank) + (self.span.len() as u32).div_ceil(full).max(1)
    }
}

/// The pieces of a text, and its hidden spans clipped to them. Text outside all blocks is cut by lines, so that none is
/// lost; without blocks that is the whole text.
pub(super) fn cut(
    text: &Text,
    blocks: &[Block],
    hidden: &[Hidden],
    options: Options,
) -> (Vec<Piece>, Vec<Hidden>) {
    let mut cutter = Cutter {
        text: text.as_str(),
        options,
        wanted: clean(text, hidden),
        next: 0,
        shown: 0,
        hidden: Vec::new(),
        pieces: Vec::with_capacity(if blocks.is_empty() { text.line_count() } else { blocks.len() }),
    };
    let mut at = 0;
    for (k, block) in blocks.iter().enumerate() {
        let span = Span::new(block.span.from().max(at), block.span.to().min(text.len()));
        if span.is_empty() {
            continue;
        }
        cutter.lines(Span::new(at, span.from()), None, None);
        if lines_matter(block.kind) {
            cutter.lines(span, Some(k), Some(block.kind));
        } else {
            cutter.block(k, block, span);
        }
        at = span.to();
    }
    cutter.lines(Span::new(at, text.len()), None, None);
    (cutter.pieces, cutter.hidden)
}

/// Hidden spans in order, apart, and within the text.
fn clean(text: &Text, hidden: &[Hidden]) -> Vec<Hidden> {
    let mut all: Vec<Hidden> = hidden
        .iter()
        .filter(|h| Span::checked(text.as_str(), h.span.from(), h.span.to()).is_ok() && !h.span.is_empty())
        .cloned()
        .collect();
    all.sort_by_key(|h| h.span);
    let mut end = 0;
    all.retain_mut(|h| {
        h.span = Span::new(h.span.from().max(end), h.span.to());
        end = end.max(h.span.to());
        !h.span.is_empty()
    });
    all
}

/// Whether lines are kept as they are, as in tables and code, instead of being filled.
fn lines_matter(kind: BlockKind) -> bool {
    use BlockKind::{Code, FrontMatter, Furniture, Mast, Rule, TableRow};
    matches!(kind, Code | FrontMatter | Furniture | Mast | Rule | TableRow)
}

struct Cutter<'a> {
    text: &'a str,
    options: Options,
    /// Hidden spans of the whole text, and the first that may reach into what comes.
    wanted: Vec<Hidden>,
    next: usize,
    /// End of the hidden span whose placeholder stands in an earlier piece.
    shown: usize,
    hidden: Vec<Hidden>,
    pieces: Vec<Piece>,
}

impl Cutter<'_> {
    fn lines(&mut self, span: Span, block: Option<usize>, kind: Option<BlockKind>) {
        let mut first = true;
        let mut from = span.from();
        while from < span.to() {
            let rest = self.text.as_bytes().get(from..span.to()).unwrap_or_default();
            let to = memchr::memchr(b'\n', rest).map_or(span.to(), |n| from + n);
            let line = Span::new(from, to);
            from = to + 1;
            let body = line.trimmed(self.text);
            if body.is_empty() {
                continue;
            }
            let mut piece = Piece::new(body, block, kind, false);
            let lead = Span::new(line.from(), body.from());
            piece.indent = self.columns(lead).saturating_add(base_indent(kind, 0));
            piece.hang = if kind == Some(BlockKind::Code) { 2 } else { 0 };
            piece.first = first || block.is_none();
            if self.push(piece) {
                first = false;
            }
        }
    }

    fn block(&mut self, index: usize, block: &Block, span: Span) {
        let body = span.trimmed(self.text);
        if body.is_empty() {
            return;
        }
        let mut piece = Piece::new(body, Some(index), Some(block.kind), true);
        piece.indent = base_indent(Some(block.kind), block.level);
        if block.kind == BlockKind::ListItem || block.kind == BlockKind::Footnote {
            // The text hangs under itself, not under its bullet or number.
            let text_from = block.label.map_or(block.body, |l| l.start.min(block.body));
            let marker = Span::new(body.from(), text_from as usize);
            let short = marker.len() <= 16 && marker.to() < body.to() && !marker.of(self.text).contains('\n');
            piece.hang = if short { self.columns(marker) } else { 0 };
        }
        self.push(piece);
    }

    fn columns(&self, span: Span) -> u16 {
        let form = Form { reflow: false, tab: self.options.tab.max(1), width: u16::MAX };
        Cells::new(self.text, span, &[], form).fold(0, |sum: u16, c| sum.saturating_add(c.width))
    }

    /// Adds a piece, without what is hidden at its start by a span whose placeholder has been shown, and in parts if it is
    /// long. `false` if nothing of it is left.
    fn push(&mut self, mut piece: Piece) -> bool {
        if piece.span.from() < self.shown {
            piece.span = Span::new(self.shown.min(piece.span.to()), piece.span.to()).trimmed(self.text);
        }
        let from_hidden = self.hidden.len();
        while let Some(hide) = self.wanted.get(self.next)
            && hide.span.from() < piece.span.to()
        {
            let span =
                Span::new(hide.span.from().max(piece.span.from()), hide.span.to().min(piece.span.to()));
            let whole = hide.placeholder.is_empty() && span == piece.span;
            if !span.is_empty() && !whole && hide.span.from() >= self.shown {
                self.hidden.push(Hidden { span, placeholder: hide.placeholder.clone() });
            }
            if whole {
                piece.span = Span::new(span.to(), span.to());
            }
            if hide.span.to() > piece.span.from() {
                self.shown = hide.span.to();
            }
            // One that reaches beyond the piece is done as well: `shown` keeps the rest of it out.
            self.next += 1;
        }
        if piece.span.is_empty() {
            self.hidden.truncate(from_hidden);
            return false;
        }
        piece.blank = self.blank_before(&piece);
        let mut first_hide = from_hidden;
        loop {
            let to = self.part_end(piece.span, &mut first_hide);
            let part = Span::new(piece.span.from(), to).trimmed(self.text);
            if !part.is_empty() {
                self.pieces.push(Piece { span: part, ..piece });
                piece.blank = false;
                piece.first = false;
            }
            if to >= piece.span.to() {
                return true;
            }
            piece.span = Span::new(to, piece.span.to());
        }
    }

    /// Where the first part of a long span ends: after a blank if there is one, never inside hidden text.
    fn part_end(&self, span: Span, first_hide: &mut usize) -> usize {
        let mut end = span.from() + LONGEST;
        while let Some(hide) = self.hidden.get(*first_hide)
            && hide.span.from() < end
        {
            end += hide.span.len();
            *first_hide += 1;
        }
        if end >= span.to() {
            return span.to();
        }
        let end = self.text.floor_char_boundary(end);
        let last_hidden =
            first_hide.checked_sub(1).and_then(|k| self.hidden.get(k)).map_or(0, |h| h.span.to());
        let back =
            self.text.floor_char_boundary(end.saturating_sub(LOOK_BACK)).max(span.from()).max(last_hidden);
        let window = self.text.get(back..end).unwrap_or("");
        let blank = window.rfind([' ', '\n', '\t']).map(|k| back + k + 1);
        // A cut at the very start would make no progress.
        blank.filter(|&b| b > span.from()).unwrap_or_else(|| end.max(span.from() + 1))
    }

    /// Whether an empty row sets a piece apart from the one before.
    fn blank_before(&self, piece: &Piece) -> bool {
        use BlockKind::{
            Code, Footnote, FrontMatter, Furniture, Heading, LeadIn, ListItem, Mast, Rule, TableRow, Title,
        };
        let Some(before) = self.pieces.last() else { return false };
        let gap = self.text.as_bytes().get(before.span.to()..piece.span.from()).unwrap_or_default();
        let newlines = memchr::memchr_iter(b'\n', gap).take(2).count();
        if newlines == 0 {
            return false;
        }
        let as_written = newlines > 1;
        match (before.kind, piece.kind) {
            _ if before.block == piece.block => as_written,
            (None, None) => as_written,
            (_, Some(Heading | Title)) => true,
            (Some(Heading), _) => false,
            (Some(ListItem | LeadIn), Some(ListItem)) => false,
            (Some(TableRow), Some(TableRow)) | (Some(Code), Some(Code)) => false,
            (Some(Footnote), Some(Footnote)) => false,
            (Some(FrontMatter | Mast | Furniture | Rule), Some(FrontMatter | Mast | Furniture | Rule)) => {
                as_written
            }
            _ => true,
        }
    }
}

/// Columns by which a block is set in.
fn base_indent(kind: Option<BlockKind>, level: u8) -> u16 {
    match kind {
        Some(BlockKind::ListItem) => 2 + 2 * u16::from(level.min(8)),
        Some(BlockKind::Quote | BlockKind::Code) => 2,
        _ => 0,
    }
}

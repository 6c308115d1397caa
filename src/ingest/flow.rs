//! Writes a reading text block by block: one line a block, blocks apart by a blank line, a block without text leaves no
//! trace. What the readers of all formats but Markdown hand their words to.

use rustc_hash::FxHashMap;

use super::runs::Runs;
use crate::model::{Block, BlockKind, Format, SourceMap, Span, Text};

/// A block that was begun; it takes its place in the text with its first word.
#[derive(Debug, Clone)]
struct Open {
    kind: BlockKind,
    level: u8,
    marker: String,
    /// Whether all of it is bold.
    bold: bool,
    /// Of its letters, in half points; 0 where nothing is known of it.
    size: u16,
    /// Where it stands and where its words begin behind the marker, once there are any.
    written: Option<(usize, usize)>,
}

/// The reading text as far as it is written.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// The text.
    pub out: String,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// (byte of `out`, byte of the source), both never falling.
    pub runs: Runs,
    /// Where pages begin.
    pub pages: Vec<u32>,
    /// Where chapters begin.
    pub chapters: Vec<u32>,
    /// Lines that are bold as a whole: the number of the block, and its depth as a heading.
    bold_lines: Vec<(usize, u8)>,
    /// Of the letters of paragraphs, in half points, by the number of the block.
    sizes: Vec<(usize, u16)>,
    /// Bytes of paragraphs that are bold as a whole, and of others.
    set: (usize, usize),
    /// Depth of the last heading that is marked as one.
    depth: u8,
    open: Option<Open>,
    /// White space that stands before the next word, if one comes.
    gap: Option<char>,
    /// Page breaks that came and stand before the next word.
    breaks: usize,
}

impl Flow {
    /// A text of about so many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self { out: String::with_capacity(bytes), ..Self::default() }
    }

    /// Begins a block; the one before ends. `marker` stands before its words ("- ").
    pub fn begin(&mut self, kind: BlockKind, level: u8, marker: &str) {
        self.close();
        self.open =
            Some(Open { kind, level, marker: marker.to_owned(), bold: false, size: 0, written: None });
    }

    /// Whether a block is open, and has words.
    pub fn has_words(&self) -> bool {
        self.open.as_ref().is_some_and(|o| o.written.is_some())
    }

    /// Whether a block is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Ends the block being written. Returns whether it has left a trace.
    pub fn close(&mut self) -> bool {
        self.gap = None;
        let Some(open) = self.open.take() else { return false };
        let Some((start, body)) = open.written else { return false };
        let kept = self.out.trim_end().len().max(body);
        self.cut(kept);
        let bare = open.kind == BlockKind::TableRow
            && self.out.get(body..).unwrap_or("").chars().all(|c| c == '|' || c.is_whitespace());
        if bare || kept == body {
            self.cut(start);
            self.cut(self.out.trim_end_matches('\n').len());
            return false;
        }
        match (open.kind, open.bold) {
            (BlockKind::Paragraph, true) => self.set.0 += kept - body,
            (BlockKind::Paragraph, false) => self.set.1 += kept - body,
            _ => {}
        }
        if open.kind == BlockKind::Heading {
            self.depth = open.level;
        } else if open.bold
            && open.kind == BlockKind::Paragraph
            && is_title(self.out.get(body..kept).unwrap_or(""))
        {
            self.bold_lines.push((self.blocks.len(), self.depth.saturating_add(1).min(6)));
        }
        if open.kind == BlockKind::Paragraph && open.size > 0 {
            self.sizes.push((self.blocks.len(), open.size));
        }
        let mut block = Block::new(Span::new(start, kept), open.kind);
        block.level = open.level;
        block.body = body as u32;
        self.blocks.push(block);
        true
    }

    fn cut(&mut self, to: usize) {
        self.out.truncate(to);
        self.runs.cut(to);
        for starts in [&mut self.pages, &mut self.chapters] {
            for start in starts.iter_mut().rev().take_while(|s| **s as usize > to) {
                *start = to as u32;
            }
        }
    }

    /// Makes the place of the next word: the block's own beginning and white space before it.
    fn make_room(&mut self) {
        if self.open.is_none() {
            self.begin(BlockKind::Paragraph, 0, "");
        }
        let Some(open) = self.open.as_mut() else { return };
        if open.written.is_none() {
            if !self.out.is_empty() {
                self.out.push_str("\n\n");
            }
            let start = self.out.len();
            self.out.push_str(&open.marker);
            open.written = Some((start, self.out.len()));
            self.pages.extend(std::iter::repeat_n(start as u32, self.breaks));
        } else {
            if let Some(gap) = self.gap {
                self.out.push(gap);
            }
            self.pages.extend(std::iter::repeat_n(self.out.len() as u32, self.breaks));
        }
        self.breaks = 0;
        self.gap = None;
    }

    /// Remembers that what is written next stands at byte `source`.
    fn run(&mut self, source: usize) {
        self.runs.begin(self.out.len(), source);
    }

    /// Writes words; any white space between them is one space. `source` is where they stand, if that is known.
    pub fn words(&mut self, text: &str, source: Option<usize>) {
        let mut at = 0;
        let bytes = text.as_bytes();
        while at < bytes.len() {
            let from = at;
            while bytes.get(at).is_some_and(|b| !is_blank(*b)) {
                at += 1;
            }
            if from < at {
                self.word(text.get(from..at).unwrap_or(""), source.map(|s| s + from));
            }
            if at < bytes.len() {
                self.space();
                at += 1;
            }
        }
    }

    /// A piece without ASCII white space.
    fn word(&mut self, word: &str, source: Option<usize>) {
        // Hyphens that only show where a line may break, and spaces that only keep it from breaking.
        if word.contains(['\u{ad}', '\u{a0}', '\u{202f}', '\u{feff}', '\0']) {
            let mut at = 0;
            for piece in word.split_inclusive(['\u{ad}', '\u{a0}', '\u{202f}', '\u{feff}', '\0']) {
                let bare = piece.trim_end_matches(['\u{ad}', '\u{a0}', '\u{202f}', '\u{feff}', '\0']);
                if !bare.is_empty() {
                    self.put(bare, source.map(|s| s + at));
                }
                if piece.ends_with(['\u{a0}', '\u{202f}', '\0']) {
                    self.space();
                }
                at += piece.len();
            }
        } else {
            self.put(word, source);
        }
    }

    fn put(&mut self, word: &str, source: Option<usize>) {
        self.make_room();
        if let Some(source) = source {
            self.run(source);
        }
        self.out.push_str(word);
    }

    /// White space between words.
    pub fn space(&mut self) {
        if self.gap.is_none() && self.has_words() && !self.out.ends_with(' ') {
            self.gap = Some(' ');
        }
    }

    /// A line break inside a block; a space where a block is one line whatever happens.
    pub fn line_break(&mut self) {
        let lines = self
            .open
            .as_ref()
            .is_some_and(|o| !matches!(o.kind, BlockKind::Heading | BlockKind::TableRow | BlockKind::Title));
        if self.has_words() {
            self.gap = Some(if lines { '\n' } else { ' ' });
        }
    }

    /// Writes a sign right behind the word before it; white space that came in between stands behind it.
    pub fn attach(&mut self, sign: &str) {
        let gap = self.gap.take();
        self.words(sign, None);
        self.gap = gap;
    }

    /// What is written of the open block.
    pub fn written(&self) -> &str {
        let body = self.open.as_ref().and_then(|o| o.written).map(|(_, body)| body);
        body.and_then(|body| self.out.get(body..)).unwrap_or("")
    }

    /// Forgets white space between the last word and the next.
    pub fn close_up(&mut self) {
        self.gap = None;
    }

    /// Says of the block being written that all of it is bold.
    pub fn embolden(&mut self) {
        if let Some(open) = self.open.as_mut() {
            open.bold = true;
        }
    }

    /// Makes headings of the bold lines that text follows, where the document has marked a few others; where it has none, such
    /// lines are paragraphs of depth 1, and what they are is decided with all that speaks for it.
    fn raise_bold_lines(&mut self) {
        /// Shorter blocks may be lines of a list of names.
        const TEXT: usize = 60;
        /// Marked headings beside which an author has set others by hand. Who marks more marks all.
        const FEW: usize = 2;
        let mut lines = std::mem::take(&mut self.bold_lines);
        drop_questions(&mut lines, &self.blocks, &self.out);
        // Where much is bold it says nothing.
        let marked = self.blocks.iter().filter(|b| b.kind == BlockKind::Heading).count();
        if self.set.0 * 2 > self.set.1 || marked > FEW {
            return;
        }
        let prose = |b: &Block| b.kind == BlockKind::Paragraph && b.span.len() >= TEXT;
        // What stands before all text is the mast.
        let first = self.blocks.iter().position(prose).unwrap_or(usize::MAX);
        for (k, level) in lines {
            let text = self.blocks.get(k + 1).is_some_and(|b| b.kind == BlockKind::ListItem || prose(b));
            let Some(block) = self.blocks.get_mut(k).filter(|_| text && k + 1 > first) else { continue };
            (block.kind, block.level) =
                if self.depth == 0 { (BlockKind::Paragraph, 1) } else { (BlockKind::Heading, level) };
        }
    }

    /// Says how large the letters of the block being written are.
    pub fn set_size(&mut self, size: u16) {
        if let Some(open) = self.open.as_mut() {
            open.size = size;
        }
    }

    /// Makes the title of the line that is set in the largest letters, where it stands above all text and headings.
    fn name_title(&mut self) {
        /// Blocks at the beginning among which it is, its bytes, and those of a block that is text.
        const NEAR: usize = 12;
        const LONGEST: usize = 200;
        const TEXT: usize = 200;
        let sizes = std::mem::take(&mut self.sizes);
        if self.blocks.iter().any(|b| b.kind == BlockKind::Title) {
            return;
        }
        let mut bytes: FxHashMap<u16, usize> = FxHashMap::default();
        for (k, size) in &sizes {
            *bytes.entry(*size).or_default() += self.blocks.get(*k).map_or(0, |b| b.span.len());
        }
        let body = bytes.iter().max_by_key(|(size, bytes)| (**bytes, **size)).map_or(0, |(size, _)| *size);
        let largest = bytes.keys().copied().max().unwrap_or(0);
        let above = |b: &&Block| b.kind != BlockKind::Heading && b.span.len() < TEXT;
        let head = self.blocks.iter().take(NEAR).take_while(above).count();
        // An eighth more is seen.
        let title = sizes.iter().find(|(_, size)| *size == largest && size * 8 >= body * 9);
        let Some((title, _)) = title.filter(|(k, _)| *k < head && head < self.blocks.len()) else { return };
        let fits = |b: &&mut Block| {
            b.span.len() <= LONGEST && is_name(self.out.get(b.span.from()..b.span.to()).unwrap_or(""))
        };
        if let Some(block) = self.blocks.get_mut(*title).filter(fits) {
            block.kind = BlockKind::Title;
            self.bold_lines.retain(|(k, _)| k != title);
        }
    }

    /// Says nothing of bold lines: where the outline is given, they are no part of it.
    pub fn forget_bold_lines(&mut self) {
        self.bold_lines.clear();
    }

    /// Makes another kind of block of the one being written.
    pub fn change(&mut self, kind: BlockKind, level: u8) {
        if let Some(open) = self.open.as_mut() {
            (open.kind, open.level) = (kind, level);
        }
    }

    /// Takes back the last block if it is a heading of this level or of one below it, whose text was left out.
    pub fn drop_heading(&mut self, level: u8) {
        self.close();
        if self.blocks.last().is_some_and(|b| b.kind == BlockKind::Heading && b.level >= level) {
            self.blocks.pop();
            self.bold_lines.retain(|(k, _)| *k < self.blocks.len());
            let kept = self.blocks.last().map_or(0, |b| b.span.to());
            self.cut(kept);
        }
    }

    /// Whether a line break has just been written.
    pub fn at_line_break(&self) -> bool {
        self.gap == Some('\n')
    }

    /// Takes back signs at the end of the block that only serve to link to it or to lead back.
    pub fn trim_signs(&mut self) {
        let body = self.open.as_ref().and_then(|o| o.written).map_or(self.out.len(), |(_, body)| body);
        let written = self.out.get(body..).unwrap_or("");
        let kept = written.trim_end_matches(['¶', '§', '🔗', '↩', '\u{fe0e}', ' ']).trim_end_matches(" #");
        if !kept.is_empty() {
            self.cut(body + kept.len());
        }
    }

    /// Writes text whose lines and blanks count.
    pub fn verbatim(&mut self, text: &str, source: Option<usize>) {
        let text = if self.has_words() { text } else { text.trim_start_matches(['\n', '\r']) };
        if text.is_empty() || (!self.has_words() && text.trim().is_empty()) {
            return;
        }
        self.make_room();
        if let Some(source) = source {
            self.run(source);
        }
        if text.contains(['\r', '\0']) {
            self.out.extend(text.chars().filter(|c| !matches!(c, '\r' | '\0')));
        } else {
            self.out.push_str(text);
        }
    }

    /// Takes back the last bytes written, for a word that goes on in the next line.
    pub fn unwrite(&mut self, bytes: usize) {
        let kept = self.out.len().saturating_sub(bytes);
        if self.out.is_char_boundary(kept) {
            self.cut(kept);
        }
        self.gap = None;
    }

    /// Writes the bar between two cells of a row, whether or not there are words in the first.
    pub fn bar(&mut self) {
        self.make_room();
        let kept = self.out.trim_end_matches(' ').len();
        self.cut(kept);
        self.out.push_str(" | ");
    }

    /// From here on the source is on its next page.
    pub fn page_break(&mut self) {
        if self.pages.is_empty() {
            self.pages.push(0);
        }
        self.breaks += 1;
    }

    /// From here on the source is in its next chapter.
    pub fn chapter(&mut self) {
        self.close();
        let start = if self.out.is_empty() { 0 } else { self.out.len() + 2 };
        self.chapters.push(start as u32);
    }

    /// The text, with nothing known of where its words stand in the source but pages and chapters.
    pub fn text(mut self, format: Format) -> Text {
        self.close();
        self.name_title();
        self.raise_bold_lines();
        let end = self.out.len() as u32;
        self.pages.extend(std::iter::repeat_n(end, self.breaks));
        let mut text = Text::new(self.out, format);
        text.blocks = std::sync::Arc::new(self.blocks);
        text.source = SourceMap::new(self.runs.into_pairs(), Vec::new());
        for starts in [&mut self.pages, &mut self.chapters] {
            starts.iter_mut().for_each(|s| *s = (*s).min(end));
        }
        text.pages = self.pages;
        text.chapters = self.chapters;
        text
    }
}

/// Takes out the bold lines that ask, where there are several: the questions of an interview head nothing.
pub(super) fn drop_questions(lines: &mut Vec<(usize, u8)>, blocks: &[Block], text: &str) {
    const SEVERAL: usize = 3;
    let asks = |k: usize| blocks.get(k).is_some_and(|b| b.span.of(text).ends_with('?'));
    if lines.iter().filter(|(k, _)| asks(*k)).count() >= SEVERAL {
        lines.retain(|(k, _)| !asks(*k));
    }
}

/// Whether a line could be a title: short, with letters, and not closed like a sentence; it may ask.
pub(super) fn is_title(line: &str) -> bool {
    /// Longest in bytes.
    const LONGEST: usize = 90;
    line.len() <= LONGEST && is_name(line)
}

/// Whether a line has letters, and is not closed like a sentence.
fn is_name(line: &str) -> bool {
    line.contains(char::is_alphabetic) && !line.contains(['\n', '=']) && !line.ends_with(['.', '!', ',', ';'])
}

/// White space in markup.
fn is_blank(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_without_words_leave_nothing() {
        let mut flow = Flow::default();
        flow.begin(BlockKind::Heading, 1, "");
        flow.words("  One \n two\u{ad}fold\u{a0}", Some(10));
        flow.begin(BlockKind::ListItem, 0, "- ");
        flow.words(" \t\n", Some(30));
        flow.begin(BlockKind::TableRow, 0, "");
        flow.bar();
        flow.begin(BlockKind::Paragraph, 0, "");
        flow.words("a", Some(40));
        flow.line_break();
        flow.words(" b ", Some(50));
        let text = flow.text(Format::Html);
        assert_eq!(text.as_str(), "One twofold\n\na\nb");
        assert_eq!(text.blocks.len(), 2);
        assert_eq!(text.source.to_source(0), 12);
        assert_eq!(text.source.to_source(4), 18);
        assert_eq!(text.source.to_source(13), 40);
    }

    #[test]
    fn the_largest_line_above_all_text_is_the_title() {
        let kinds = |lines: &[(&str, u16)]| {
            let mut flow = Flow::default();
            for (line, size) in lines {
                flow.begin(BlockKind::Paragraph, 0, "");
                flow.set_size(*size);
                flow.words(line, None);
            }
            flow.text(Format::Docx).blocks.iter().map(|b| b.kind).collect::<Vec<_>>()
        };
        use BlockKind::{Paragraph, Title};
        let prose =
            "The bridge at Osk fell in March, and the road to the coast has been shut since. ".repeat(3);
        let report = [("River Institute", 24), ("The Fall of a Bridge", 32), (prose.as_str(), 22)];
        assert_eq!(kinds(&report), [Paragraph, Title, Paragraph]);
        let behind = [(prose.as_str(), 22), ("The Fall of a Bridge", 32), (prose.as_str(), 22)];
        assert_eq!(kinds(&behind), [Paragraph; 3]);
        let even = [("River Institute", 22), (prose.as_str(), 22)];
        assert_eq!(kinds(&even), [Paragraph; 2]);
    }

    #[test]
    fn pages_begin_with_the_next_word() {
        let mut flow = Flow::default();
        flow.begin(BlockKind::Paragraph, 0, "");
        flow.words("one", None);
        flow.page_break();
        flow.words(" two", None);
        flow.page_break();
        flow.begin(BlockKind::Paragraph, 0, "");
        flow.words("three", None);
        flow.page_break();
        let text = flow.text(Format::Docx);
        assert_eq!(text.as_str(), "one two\n\nthree");
        let pages: Vec<Option<usize>> = [0, 4, 9].map(|at| text.page_of(at)).to_vec();
        assert_eq!(pages, [Some(1), Some(2), Some(3)]);
    }
}

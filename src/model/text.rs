//! The reading text: what every offset points into, and the way from it back to the source file.

use std::sync::Arc;

use super::{Block, Date, Format, Span};

/// How many bytes lie between two remembered code point counts.
const STRIDE: usize = 512;

/// The reading text of one document.
///
/// Plain text: the decoded file, newlines untouched. Other formats: what a reader sees, markup gone, one line a
/// block, blocks apart by a blank line.
#[derive(Debug, Clone)]
pub struct Text {
    content: Arc<str>,
    /// Byte offset of the first byte of every line.
    lines: Arc<Vec<u32>>,
    /// Code points before every `STRIDE` bytes (rounded down to a character boundary by the count itself).
    chars: Arc<Vec<u32>>,
    /// The format the bytes came in.
    pub format: Format,
    /// What the format itself says about blocks. Empty for plain text, whose blocks the structure stage finds. Shared, as
    /// all that grows with the text is: a text is cheap to clone.
    pub blocks: Arc<Vec<Block>>,
    /// Where the reading text stands in the source.
    pub source: SourceMap,
    /// Where the pages of the source begin, in order, the first one first; empty for a source without pages. A page
    /// without text begins where the next one does.
    pub pages: Vec<u32>,
    /// Where the chapters of a book begin, in order; empty for all other sources.
    pub chapters: Vec<u32>,
    /// What the format's metadata states (front matter, properties).
    pub metadata: Metadata,
    /// The character encoding the bytes were read in, by its WHATWG name ("UTF-8", "windows-1252").
    pub encoding: &'static str,
    /// Whether some bytes were no characters of that encoding; each stands as U+FFFD in the text.
    pub malformed: bool,
}

/// What a file says about itself outside its text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Metadata {
    /// Title from front matter or document properties.
    pub title: Option<String>,
    /// Date of publication, from front matter or the head of a page.
    pub date: Option<Date>,
    /// The day on which the file was made, from its properties. Weaker than a date that the text states: a report may
    /// be converted long after it was written.
    pub made: Option<Date>,
    /// Who wrote it.
    pub author: Option<String>,
}

/// Pairs (byte in the reading text, byte in the source) at which runs of equal bytes begin, in order of both.
/// Empty means that both are the same. Exact to the byte for UTF-8; for a file in another encoding only the start of
/// every line is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceMap {
    runs: Arc<Vec<(u32, u32)>>,
    /// Byte offset of the first byte of every line of the source.
    source_lines: Arc<Vec<u32>>,
}

impl SourceMap {
    /// A map from runs in ascending order of their first member, over a source with these line starts.
    pub fn new(runs: Vec<(u32, u32)>, source_lines: Vec<u32>) -> Self {
        Self { runs: Arc::new(runs), source_lines: Arc::new(source_lines) }
    }

    /// The byte of the source at which the byte `at` of the reading text stands. Never falls as `at` grows: what the
    /// reading text has beyond the source (a separator, a marker) stands at the latest where the next run begins.
    pub fn to_source(&self, at: usize) -> usize {
        let k = self.runs.partition_point(|&(t, _)| t as usize <= at);
        let source = match k.checked_sub(1).and_then(|k| self.runs.get(k)) {
            Some(&(text, source)) => source as usize + (at - text as usize),
            None => at,
        };
        self.runs.get(k).map_or(source, |&(_, next)| source.min(next as usize))
    }

    /// The line of the source, from 1, in which byte `at` of the reading text stands; `None` if the map is the identity.
    pub fn source_line(&self, at: usize) -> Option<usize> {
        if self.source_lines.is_empty() {
            return None;
        }
        let byte = self.to_source(at);
        Some(self.source_lines.partition_point(|&s| s as usize <= byte).max(1))
    }
}

impl Text {
    /// A reading text with its line and code point indexes.
    pub fn new(content: impl Into<Arc<str>>, format: Format) -> Self {
        let content: Arc<str> = content.into();
        let mut lines = vec![0];
        lines.extend(memchr::memchr_iter(b'\n', content.as_bytes()).map(|p| p as u32 + 1));
        let mut chars = Vec::with_capacity(content.len() / STRIDE + 1);
        let mut count = 0u32;
        for piece in content.as_bytes().chunks(STRIDE) {
            chars.push(count);
            count += piece.iter().filter(|b| (**b & 0xC0) != 0x80).count() as u32;
        }
        chars.push(count);
        Self {
            content,
            lines: Arc::new(lines),
            chars: Arc::new(chars),
            format,
            blocks: Arc::default(),
            source: SourceMap::default(),
            pages: Vec::new(),
            chapters: Vec::new(),
            metadata: Metadata::default(),
            encoding: "UTF-8",
            malformed: false,
        }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// The whole text, shared.
    pub fn shared(&self) -> Arc<str> {
        Arc::clone(&self.content)
    }

    /// Number of bytes.
    pub fn len(&self) -> usize {
        self.content.len()
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }

    /// The slice of a span, or the empty string where it does not fit.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.content)
    }

    /// Number of code points.
    pub fn char_count(&self) -> usize {
        self.chars.last().map_or(0, |&c| c as usize)
    }

    /// Code points before byte `at` (an offset inside a character counts as at its end).
    pub fn char_offset(&self, at: usize) -> usize {
        let at = at.min(self.content.len());
        let k = at / STRIDE;
        let base = self.chars.get(k).map_or(0, |&c| c as usize);
        // As many code points as bytes up to the next remembered count: one byte each.
        if self.chars.get(k + 1).is_some_and(|&next| next as usize - base == STRIDE) {
            return base + at % STRIDE;
        }
        let bytes = self.content.as_bytes().get(k * STRIDE..at).unwrap_or(&[]);
        base + bytes.iter().filter(|b| (**b & 0xC0) != 0x80).count()
    }

    /// The byte at which code point number `count` (from 0) begins; the end of the text for one beyond it. The way back
    /// of [`Text::char_offset`].
    pub fn byte_offset(&self, count: usize) -> usize {
        if self.char_count() == self.content.len() {
            return count.min(self.content.len());
        }
        let k = self.chars.partition_point(|&c| (c as usize) < count).saturating_sub(1);
        let begun = self.chars.get(k).map_or(0, |&c| c as usize);
        let mut left = count.saturating_sub(begun);
        let bytes = self.content.as_bytes().get(k * STRIDE..).unwrap_or(&[]);
        for (at, _) in bytes.iter().enumerate().filter(|(_, b)| (**b & 0xC0) != 0x80) {
            if left == 0 {
                return k * STRIDE + at;
            }
            left -= 1;
        }
        self.content.len()
    }

    /// The line, from 1, in which byte `at` stands.
    pub fn line_of(&self, at: usize) -> usize {
        self.lines.partition_point(|&s| s as usize <= at).max(1)
    }

    /// Number of lines; a final newline does not begin another.
    pub fn line_count(&self) -> usize {
        self.lines.len() - usize::from(self.content.ends_with('\n') || self.content.is_empty())
    }

    /// The span of line `number` (from 1) without its newline or carriage return.
    pub fn line(&self, number: usize) -> Option<Span> {
        let start = *self.lines.get(number.checked_sub(1)?)? as usize;
        let end = self.lines.get(number).map_or(self.content.len(), |&e| e as usize - 1);
        let end =
            if end > start && self.content.as_bytes().get(end - 1) == Some(&b'\r') { end - 1 } else { end };
        Some(Span::new(start, end))
    }

    /// All lines in order, without their newlines.
    pub fn lines(&self) -> impl Iterator<Item = Span> + '_ {
        (1..=self.line_count()).filter_map(|n| self.line(n))
    }

    /// The page of the source, from 1, on which byte `at` stands; `None` for a source without pages.
    pub fn page_of(&self, at: usize) -> Option<usize> {
        (!self.pages.is_empty()).then(|| self.pages.partition_point(|p| *p as usize <= at).max(1))
    }

    /// The chapter of a book, from 1, in which byte `at` stands.
    pub fn chapter_of(&self, at: usize) -> Option<usize> {
        (!self.chapters.is_empty()).then(|| self.chapters.partition_point(|c| *c as usize <= at).max(1))
    }

    /// The line of the source file, from 1, where byte `at` of the reading text stands.
    pub fn source_line(&self, at: usize) -> usize {
        self.source.source_line(at).unwrap_or_else(|| self.line_of(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_code_points() {
        let t = Text::new("aé\r\nb\n", Format::Text);
        assert_eq!(t.line_count(), 2);
        assert_eq!(t.line(1), Some(Span::new(0, 3)));
        assert_eq!(t.line(2), Some(Span::new(5, 6)));
        assert_eq!((t.line_of(0), t.line_of(5), t.line_of(99)), (1, 2, 3));
        assert_eq!((t.char_offset(3), t.char_offset(7), t.char_count()), (2, 6, 6));
    }

    proptest::proptest! {
        #[test]
        fn code_point_offsets_agree_with_counting(s in "[aé€𝄞\\n ]{0,2000}", k in 0usize..2000) {
            let t = Text::new(s.as_str(), Format::Text);
            let chars: Vec<usize> = s.char_indices().map(|(i, _)| i).chain([s.len()]).collect();
            let k = k % chars.len();
            proptest::prop_assert_eq!(t.char_offset(chars[k]), k);
            proptest::prop_assert_eq!(t.byte_offset(k), chars[k]);
            proptest::prop_assert_eq!(t.byte_offset(chars.len() + k), s.len());
            proptest::prop_assert_eq!(t.char_count(), chars.len() - 1);
        }

        #[test]
        fn every_byte_lies_in_the_line_it_is_said_to(s in "[ab\\r\\n]{0,60}") {
            let t = Text::new(s.as_str(), Format::Text);
            for at in 0..s.len() {
                let want = s[..at].matches('\n').count() + 1;
                proptest::prop_assert_eq!(t.line_of(at), want);
            }
        }
    }
}

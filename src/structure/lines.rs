//! The physical lines of a text that hold something, with what their place on the page says.

use crate::model::{Span, Text};

/// A line with something on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// From the first to the last sign that is no white space.
    pub span: Span,
    /// White space before it, in characters; a tab counts as four.
    pub indent: u16,
    /// Blank lines before it, at most 255; the first line of a text counts as after one.
    pub gap: u8,
    /// Whether a page break (form feed) stands before it.
    pub page: bool,
}

/// The lines of a text, blank ones only as the gaps they leave.
pub(super) fn lines(text: &Text) -> Vec<Line> {
    let content = text.as_str();
    let mut found = Vec::new();
    let (mut gap, mut page) = (1u8, false);
    for line in text.lines() {
        let span = line.trimmed(content);
        let before = Span::new(line.from(), span.from()).of(content);
        page |= before.contains('\u{c}') || (span.is_empty() && line.of(content).contains('\u{c}'));
        if span.is_empty() {
            gap = gap.saturating_add(1);
            continue;
        }
        let columns: usize = before.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
        let indent = u16::try_from(columns).unwrap_or(u16::MAX);
        found.push(Line { span, indent, gap, page });
        (gap, page) = (0, false);
    }
    found
}

/// How a text breaks its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// A line is a block: scraped text, one line a paragraph.
    Blocks,
    /// Paragraphs are broken into lines of about this many bytes.
    Wrapped {
        /// The width that all but a few lines keep.
        width: usize,
    },
}

/// Finds out how a text breaks its lines: where most lines that are followed by another one at once have no room
/// left for its first word, the lines are wrapped.
pub(super) fn layout(content: &str, lines: &[Line]) -> Layout {
    /// Wider lines are paragraphs; narrower ones a list.
    const WIDTHS: std::ops::RangeInclusive<usize> = 36..=132;
    let mut lengths: Vec<usize> = lines.iter().map(reach).collect();
    if lengths.is_empty() {
        return Layout::Blocks;
    }
    let k = lengths.len() * 96 / 100;
    let k = k.min(lengths.len() - 1);
    let (_, &mut width, _) = lengths.select_nth_unstable(k);
    if !WIDTHS.contains(&width) {
        return Layout::Blocks;
    }
    let (mut pairs, mut full) = (0usize, 0usize);
    for pair in lines.windows(2) {
        let [a, b] = pair else { continue };
        if b.gap > 0 {
            continue;
        }
        pairs += 1;
        full += usize::from(reach(a) + 1 + first_word(content, b) + width / 10 >= width);
    }
    if pairs >= 2 && full * 2 > pairs { Layout::Wrapped { width } } else { Layout::Blocks }
}

/// The column at which a line ends.
pub(super) fn reach(line: &Line) -> usize {
    usize::from(line.indent) + line.span.len()
}

/// Length of the first word of a line.
pub(super) fn first_word(content: &str, line: &Line) -> usize {
    let s = line.span.of(content);
    s.find(char::is_whitespace).unwrap_or(s.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Format;

    #[test]
    fn blank_lines_become_gaps() {
        let t = Text::new("\n\n  A\r\nb\n\n \n\u{c}c", Format::Text);
        let got: Vec<(&str, u16, u8, bool)> =
            lines(&t).iter().map(|l| (l.span.of(t.as_str()), l.indent, l.gap, l.page)).collect();
        assert_eq!(got, [("A", 2, 3, false), ("b", 0, 0, false), ("c", 1, 2, true)]);
    }

    #[test]
    fn wrapped_lines_are_told_from_paragraphs() {
        let wrapped = "The envoy arrived on Monday and met the\nministers of both sides for talks about\n\
                       the crossing, which had been closed for\nthree weeks by then.\n";
        let t = Text::new(wrapped, Format::Text);
        assert!(matches!(layout(t.as_str(), &lines(&t)), Layout::Wrapped { .. }));
        let short = "Aims\n- to open the crossing\n- to count the lorries\nMeans\n- money\n";
        let t = Text::new(short, Format::Text);
        assert_eq!(layout(t.as_str(), &lines(&t)), Layout::Blocks);
    }
}

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
/// left for its first word, or go on in the middle of a sentence, the lines are wrapped.
pub(super) fn layout(content: &str, lines: &[Line]) -> Layout {
    /// Wider lines are paragraphs; narrower ones a list.
    const WIDTHS: std::ops::RangeInclusive<usize> = 36..=132;
    /// What lines may measure that are seen to go on.
    const GOING_ON: std::ops::RangeInclusive<usize> = 36..=200;
    let Some(width) = quantile(lines.iter().map(reach).collect(), 96) else { return Layout::Blocks };
    let at_once = || {
        lines.windows(2).filter_map(|pair| match pair {
            [a, b] if b.gap == 0 => Some((a, b)),
            _ => None,
        })
    };
    let pairs = at_once().count();
    if WIDTHS.contains(&width) {
        let full =
            at_once().filter(|(a, b)| reach(a) + 1 + first_word(content, b) + width / 10 >= width).count();
        if pairs >= 2 && full * 2 > pairs {
            return Layout::Wrapped { width };
        }
    }
    // Notes in small print, or a few long lines, say nothing of how the rest is set.
    let going: Vec<usize> =
        at_once().filter(|(a, b)| in_one_sentence(content, a, b)).map(|(a, _)| reach(a)).collect();
    let many = going.len() >= 6 && going.len() * 5 >= pairs * 2;
    match quantile(going, 80) {
        Some(width) if many && GOING_ON.contains(&width) => Layout::Wrapped { width },
        _ => Layout::Blocks,
    }
}

/// The value below which `percent` of a hundred lie.
fn quantile(mut values: Vec<usize>, percent: usize) -> Option<usize> {
    let k = (values.len() * percent / 100).min(values.len().checked_sub(1)?);
    Some(*values.select_nth_unstable(k).1)
}

/// Whether a sentence runs from one line into the next: no stop at the end, and no capital where it goes on.
pub(super) fn in_one_sentence(content: &str, a: &Line, b: &Line) -> bool {
    let ends = a.span.of(content).chars().next_back();
    let next = b.span.of(content).chars().next();
    ends.is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | '-' | '–' | ')'))
        && next.is_some_and(char::is_lowercase)
}

/// Takes one blank line out of every gap where each line of the text, not just each paragraph, is followed by one: as
/// pages come that were set with wide spacing.
pub(super) fn close_up(content: &str, lines: &mut [Line]) {
    /// Fewer lines show no habit.
    const FEWEST: usize = 12;
    let pairs = lines.len().saturating_sub(1);
    let apart = lines.iter().skip(1).filter(|l| l.gap > 0).count();
    let going = lines.windows(2).filter(|p| matches!(p, [a, b] if in_one_sentence(content, a, b))).count();
    if pairs < FEWEST || apart * 20 < pairs * 19 || going * 3 < pairs {
        return;
    }
    for line in lines {
        line.gap = line.gap.saturating_sub(1);
    }
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
    fn wide_spacing_is_closed_up() {
        let line = "The envoy arrived on Monday and met the ministers of both\n\nsides for talks about the crossing, which\n\nhad been closed.\n\n";
        let t = Text::new(line.repeat(6), Format::Text);
        let mut found = lines(&t);
        close_up(t.as_str(), &mut found);
        assert!(found.iter().all(|l| l.gap == 0));
        assert!(matches!(layout(t.as_str(), &found), Layout::Wrapped { .. }));
        let apart = "The envoy arrived on Monday.\n\nShe met the ministers.\n\n".repeat(8);
        let t = Text::new(apart, Format::Text);
        let mut found = lines(&t);
        let before = found.clone();
        close_up(t.as_str(), &mut found);
        assert_eq!(found, before);
    }

    #[test]
    fn wrapped_lines_are_told_from_paragraphs() {
        let wrapped = "The envoy arrived on Monday and met the\nministers of both sides for talks about\n\
                       the crossing, which had been closed for\nthree weeks by then.\n";
        let t = Text::new(wrapped, Format::Text);
        assert!(matches!(layout(t.as_str(), &lines(&t)), Layout::Wrapped { .. }));
        let notes = format!(
            "{wrapped}5\nThe figures of this note were counted by hand from the books of the crossing, by two clerks who worked apart from one another and compared\n\
             their lists only when both had come to the end of the year that the books\nhad been kept for, which took them from early May to the middle of the autumn, and\nmore than once they began again.\n"
        );
        let t = Text::new(notes.repeat(2), Format::Text);
        assert!(matches!(layout(t.as_str(), &lines(&t)), Layout::Wrapped { .. }));
        let short = "Aims\n- to open the crossing\n- to count the lorries\nMeans\n- money\n";
        let t = Text::new(short, Format::Text);
        assert_eq!(layout(t.as_str(), &lines(&t)), Layout::Blocks);
    }
}

//! Byte ranges of the reading text.

use std::ops::Range;

/// A byte range of a reading text, end exclusive. Texts are limited to 4 GiB, so 32 bits an end are enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// Why a pair of offsets is no span of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SpanError {
    /// The end lies before the start.
    #[error("span {0}..{1} ends before it starts")]
    Reversed(usize, usize),
    /// An end lies outside the text.
    #[error("span {0}..{1} reaches beyond the text")]
    OutOfText(usize, usize),
    /// An end lies inside a character.
    #[error("span {0}..{1} cuts a character")]
    CutsCharacter(usize, usize),
}

impl Span {
    /// The span from `start` to `end`; an end before the start gives the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        let clip = |x: usize| u32::try_from(x).unwrap_or(u32::MAX);
        Self { start: clip(start), end: clip(end.max(start)) }
    }

    /// The span from `start` to `end` if both lie on character boundaries of `text`.
    pub fn checked(text: &str, start: usize, end: usize) -> Result<Self, SpanError> {
        if end < start {
            return Err(SpanError::Reversed(start, end));
        }
        if end > text.len() || u32::try_from(end).is_err() {
            return Err(SpanError::OutOfText(start, end));
        }
        if !text.is_char_boundary(start) || !text.is_char_boundary(end) {
            return Err(SpanError::CutsCharacter(start, end));
        }
        Ok(Self::new(start, end))
    }

    /// First byte as an index.
    pub fn from(self) -> usize {
        self.start as usize
    }

    /// One past the last byte as an index.
    pub fn to(self) -> usize {
        self.end as usize
    }

    /// As a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.from()..self.to()
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        self.to() - self.from()
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `at` lies inside.
    pub fn has(self, at: usize) -> bool {
        self.from() <= at && at < self.to()
    }

    /// Whether `other` lies wholly inside (an equal span does).
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The slice of `text`, or the empty string where the span does not fit it.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Without white space at both ends.
    pub fn trimmed(self, text: &str) -> Span {
        let slice = self.of(text);
        let left = slice.len() - slice.trim_start().len();
        let start = self.from() + left;
        Span::new(start, start + slice.trim().len())
    }
}

impl From<Range<usize>> for Span {
    fn from(r: Range<usize>) -> Self {
        Span::new(r.start, r.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_that_cuts_a_character_is_refused() {
        assert_eq!(Span::checked("é", 0, 1), Err(SpanError::CutsCharacter(0, 1)));
        assert_eq!(Span::checked("é", 0, 3), Err(SpanError::OutOfText(0, 3)));
        assert_eq!(Span::checked("abc", 2, 1), Err(SpanError::Reversed(2, 1)));
        assert_eq!(Span::checked("aé", 1, 3), Ok(Span::new(1, 3)));
    }

    #[test]
    fn overlap_and_containment_at_the_edges() {
        let a = Span::new(0, 4);
        assert!(!a.overlaps(Span::new(4, 5)));
        assert!(a.overlaps(Span::new(3, 5)));
        assert!(a.contains(a));
        assert_eq!(Span::new(1, 5).trimmed("x  a b"), Span::new(3, 4));
    }
}

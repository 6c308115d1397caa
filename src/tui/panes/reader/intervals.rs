//! Sorted spans, asked for those that meet the bytes on the screen.

use crate::model::Span;

/// Spans in order, which may overlap and nest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Intervals {
    spans: Vec<Span>,
    /// The furthest end of the spans up to each: tells where to begin looking.
    reach: Vec<u32>,
}

impl Intervals {
    /// From spans in any order; empty ones are left out.
    pub fn new(spans: impl IntoIterator<Item = Span>) -> Self {
        let mut spans: Vec<Span> = spans.into_iter().filter(|s| !s.is_empty()).collect();
        spans.sort_unstable();
        let mut furthest = 0;
        let reach = spans
            .iter()
            .map(|s| {
                furthest = furthest.max(s.end);
                furthest
            })
            .collect();
        Self { spans, reach }
    }

    /// Those that share a byte with `window`, in order.
    pub fn within(&self, window: Span) -> impl Iterator<Item = Span> + '_ {
        let from = self.reach.partition_point(|&end| end <= window.start);
        let to = self.spans.partition_point(|s| s.start < window.end).max(from);
        self.spans.get(from..to).unwrap_or_default().iter().copied().filter(move |s| s.overlaps(window))
    }

    /// Whether one begins within `window`.
    pub fn starts_within(&self, window: Span) -> bool {
        let k = self.spans.partition_point(|s| s.start < window.start);
        self.spans.get(k).is_some_and(|s| s.start < window.end)
    }

    /// All, in order.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The first that begins after byte `at`.
    pub fn after(&self, at: usize) -> Option<Span> {
        self.spans.get(self.spans.partition_point(|s| s.from() <= at)).copied()
    }

    /// The last that begins before byte `at`.
    pub fn before(&self, at: usize) -> Option<Span> {
        let k = self.spans.partition_point(|s| s.from() < at);
        self.spans.get(k.checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walking_goes_from_start_to_start() {
        let spans = Intervals::new([Span::new(8, 9), Span::new(2, 6), Span::new(3, 4)]);
        assert_eq!(spans.after(2), Some(Span::new(3, 4)));
        assert_eq!(spans.after(8), None);
        assert_eq!(spans.before(8), Some(Span::new(3, 4)));
        assert_eq!(spans.before(2), None);
    }

    proptest::proptest! {
        #[test]
        fn a_window_shows_what_overlaps_it(
            ends in proptest::collection::vec((0usize..50, 0usize..50), 0..30), a in 0usize..50, b in 0usize..50,
        ) {
            let window = Span::new(a.min(b), a.max(b));
            let all: Vec<Span> = ends.iter().map(|&(a, b)| Span::new(a.min(b), a.max(b))).collect();
            let spans = Intervals::new(all.iter().copied());
            let mut want: Vec<Span> = all.iter().copied().filter(|s| !s.is_empty() && s.overlaps(window)).collect();
            want.sort_unstable();
            proptest::prop_assert_eq!(spans.within(window).collect::<Vec<_>>(), want);
            let starts = all.iter().any(|s| !s.is_empty() && window.has(s.from()));
            proptest::prop_assert_eq!(spans.starts_within(window), starts);
        }
    }
}

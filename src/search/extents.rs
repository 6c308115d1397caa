//! Which pieces of a segment each claim or sentence is.

use std::ops::Range;

/// Ranges of pieces, by where they begin and how many they are; they begin in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Extents {
    /// Where every sixteenth begins.
    bases: Vec<u32>,
    /// How far behind the last of these each begins.
    steps: Vec<u8>,
    counts: Vec<u8>,
    /// The true starts and counts of those that fit in no byte, by number.
    long: Vec<(u32, u32, u32)>,
    /// The greatest count.
    most: u32,
}

/// Extents that share a base, as a power of two.
const BLOCK: u32 = 4;

/// The count of an extent that stands in `long`.
const LONG: u8 = u8::MAX;

impl Extents {
    pub(super) fn push(&mut self, range: Range<u32>) {
        let count = range.end.saturating_sub(range.start);
        if self.counts.len().trailing_zeros() >= BLOCK {
            self.bases.push(range.start);
        }
        let base = self.bases.last().copied().unwrap_or(0);
        let step = range.start.checked_sub(base).and_then(|step| u8::try_from(step).ok());
        let short = u8::try_from(count).ok().filter(|count| *count != LONG).zip(step);
        if short.is_none() {
            self.long.push((self.counts.len() as u32, range.start, count));
        }
        let (count_here, step) = short.unwrap_or((LONG, 0));
        self.counts.push(count_here);
        self.steps.push(step);
        self.most = self.most.max(count);
    }

    /// Where the extents of a range begin, if each is one piece and they lie side by side.
    #[inline]
    pub(super) fn side_by_side(&self, range: &Range<usize>) -> Option<usize> {
        let counts = self.counts.get(range.clone())?;
        let (first, last) = (self.start(range.start), self.start(range.end.checked_sub(1)?));
        let close = last.checked_sub(first).is_some_and(|step| step + 1 == range.len());
        (close && counts.iter().all(|c| *c == 1)).then_some(first)
    }

    /// Where sixteen extents begin, if each is one piece.
    #[inline]
    pub(super) fn single(&self, range: &Range<usize>) -> Option<[u32; 16]> {
        let counts = <&[u8; 16]>::try_from(self.counts.get(range.clone())?).ok()?;
        if *counts != [1; 16] {
            return None;
        }
        let steps = <&[u8; 16]>::try_from(self.steps.get(range.clone())?).ok()?;
        let base = |k: usize| self.bases.get(k >> BLOCK).copied().unwrap_or(0);
        let (first, last) = (base(range.start), base(range.end - 1));
        // From which on they have the base of the next block.
        let next = (1 << BLOCK) - range.start % (1 << BLOCK);
        Some(std::array::from_fn(|k| {
            let base = if k < next { first } else { last };
            base + steps.get(k).map_or(0, |s| u32::from(*s))
        }))
    }

    #[inline]
    fn start(&self, k: usize) -> usize {
        if self.counts.get(k) == Some(&LONG) {
            return self.long(k).0;
        }
        let base = self.bases.get(k >> BLOCK).map_or(0, |b| *b as usize);
        base + self.steps.get(k).map_or(0, |s| usize::from(*s))
    }

    fn long(&self, k: usize) -> (usize, usize) {
        let found = self.long.binary_search_by_key(&(k as u32), |l| l.0).ok();
        found.and_then(|n| self.long.get(n)).map_or((0, 0), |l| (l.1 as usize, l.2 as usize))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.counts.len()
    }

    /// First piece and one past the last.
    #[inline]
    pub(super) fn get(&self, k: usize) -> (usize, usize) {
        match self.counts.get(k).copied().unwrap_or(0) {
            LONG => {
                let (start, count) = self.long(k);
                (start, start + count)
            }
            count => {
                let start = self.start(k);
                (start, start + usize::from(count))
            }
        }
    }

    /// Those of a range of numbers that share a piece with `pieces`, the last first.
    pub(super) fn sharing(
        &self,
        range: Range<usize>,
        pieces: (usize, usize),
    ) -> impl Iterator<Item = usize> + '_ {
        let (mut low, mut high) = (range.start, range.end.max(range.start));
        while low < high {
            let middle = low + (high - low) / 2;
            if self.start(middle) < pieces.1 { low = middle + 1 } else { high = middle }
        }
        let near = (range.start..low).rev();
        let reaches = move |k: &usize| self.start(*k) + self.most as usize > pieces.0;
        near.take_while(reaches).filter(move |k| self.get(*k).1 > pieces.0)
    }

    /// The pieces that extents of a range of numbers lie in.
    #[inline]
    pub(super) fn hull(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.start(range.start);
        let last = range.end.checked_sub(1).map_or(first, |k| self.start(k));
        // One that began earlier may end later, but not by more than the longest.
        first..last + self.most as usize
    }

    /// Bytes it takes in memory.
    pub(super) fn size(&self) -> usize {
        self.bases.capacity() * 4
            + self.steps.capacity()
            + self.counts.capacity()
            + self.long.capacity() * size_of::<(u32, u32, u32)>()
    }

    /// Appends those of a range of numbers of others, whose pieces are moved.
    pub(super) fn append(&mut self, other: &Extents, range: Range<usize>, from: u32, to: u32) {
        for k in range {
            let (a, b) = other.get(k);
            let moved = |p: usize| p as u32 - from + to;
            self.push(moved(a)..moved(b));
        }
    }

    pub(super) fn shrink(&mut self) {
        self.bases.shrink_to_fit();
        self.steps.shrink_to_fit();
        self.counts.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn what_is_put_in_comes_out(
            parts in proptest::collection::vec(
                (0u32..40, proptest::prop_oneof![40 => 1u32..2, 1 => 0u32..4, 1 => 200u32..400]), 1..80,
            ),
            from in 0usize..80, len in proptest::prop_oneof![0usize..40, 16usize..17], pieces in (0usize..2000, 1usize..300),
        ) {
            let mut extents = Extents::default();
            let mut all: Vec<(usize, usize)> = Vec::new();
            let mut at = 0;
            for (step, count) in parts {
                at += step * step / 4;
                extents.push(at..at + count);
                all.push((at as usize, (at + count) as usize));
            }
            for (k, extent) in all.iter().enumerate() {
                proptest::prop_assert_eq!(extents.get(k), *extent);
            }
            let range = from.min(all.len())..(from + len).min(all.len()).max(from.min(all.len()));
            let pieces = (pieces.0, pieces.0 + pieces.1);
            let shares = |e: &(usize, usize)| e.0 < pieces.1 && e.1 > pieces.0;
            let want: Vec<usize> = range.clone().rev().filter(|k| shares(&all[*k])).collect();
            proptest::prop_assert_eq!(extents.sharing(range.clone(), pieces).collect::<Vec<_>>(), want);
            if !range.is_empty() {
                let hull = extents.hull(&range);
                proptest::prop_assert!(all[range.clone()].iter().all(|e| e.0 >= hull.start && e.1 <= hull.end));
                if let Some(starts) = extents.single(&range) {
                    let own: Vec<usize> = starts.iter().map(|s| *s as usize).collect();
                    let all: Vec<usize> = all[range.clone()].iter().map(|e| e.0).collect();
                    proptest::prop_assert_eq!(own, all);
                }
                let side = extents.side_by_side(&range);
                let apart = all[range].windows(2).any(|two| two[1].0 != two[0].0 + 1);
                proptest::prop_assert!(side.is_none() || !apart);
            }
        }
    }
}

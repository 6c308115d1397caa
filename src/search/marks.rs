//! How well each piece of a segment's text fits a word.

use super::postings::Postings;

/// A byte for each piece: 0 where the word does not occur, else how well it fits, 2 to 255.
#[derive(Debug, Default)]
pub(super) struct Marks {
    fits: Vec<u8>,
    /// A bit for every sixteen pieces: whether any fits. Most words occur in few places, and the rest is skipped.
    blocks: Vec<u64>,
    count: usize,
}

/// Pieces behind one bit of `blocks`, as a power of two.
const BLOCK: u32 = 4;

impl Marks {
    /// No marks on so many pieces.
    pub(super) fn of(pieces: usize) -> Self {
        Self { fits: vec![0; pieces], blocks: vec![0; (pieces >> (BLOCK + 6)) + 1], count: 0 }
    }

    /// Raises the pieces of a list to a fit. To be [settled](Self::settle) when all lists are in.
    pub(super) fn raise(&mut self, list: Postings<'_>, fit: u8) {
        let fits = self.fits.as_mut_slice();
        list.each(|piece| {
            if let Some(mark) = fits.get_mut(piece as usize) {
                *mark = (*mark).max(fit);
            }
        });
    }

    /// Gives a fit to the pieces that have a bit; others have none then.
    pub(super) fn begin(&mut self, bits: &[u64], fit: u8) {
        /// For each byte the eight bytes that are 1 where it has a bit.
        const SPREAD: [u64; 256] = {
            let (mut spread, mut bits) = ([0u64; 256], 0);
            while bits < 256 {
                let mut k = 0;
                while k < 8 {
                    spread[bits] |= ((bits as u64) >> k & 1) << (8 * k);
                    k += 1;
                }
                bits += 1;
            }
            spread
        };
        let bytes = bits.iter().flat_map(|bits| bits.to_le_bytes());
        for (fits, byte) in self.fits.chunks_mut(8).zip(bytes) {
            let spread = SPREAD.get(usize::from(byte)).copied().unwrap_or(0) * u64::from(fit);
            fits.iter_mut().zip(spread.to_le_bytes()).for_each(|(q, fit)| *q = fit);
        }
    }

    /// Raises one piece to a fit.
    #[inline]
    pub(super) fn raise_one(&mut self, piece: u32, fit: u8) {
        if let Some(mark) = self.fits.get_mut(piece as usize) {
            *mark = (*mark).max(fit);
        }
    }

    /// Counts what is marked, and notes where nothing is.
    pub(super) fn settle(&mut self) {
        self.count = 0;
        for (pieces, bits) in self.fits.chunks(64 << BLOCK).zip(&mut self.blocks) {
            // Counted in sixteen bytes side by side, each at most 64: compilers make single instructions of that.
            let mut counts = [0u8; 1 << BLOCK];
            let (blocks, rest) = pieces.as_chunks::<{ 1 << BLOCK }>();
            *bits = 0;
            for (k, block) in blocks.iter().enumerate() {
                counts.iter_mut().zip(block).for_each(|(count, q)| *count += u8::from(*q != 0));
                *bits |= u64::from(u128::from_ne_bytes(*block) != 0) << k;
            }
            let rest = rest.iter().filter(|q| **q != 0).count();
            self.count += counts.iter().map(|c| usize::from(*c)).sum::<usize>() + rest;
            *bits |= u64::from(rest > 0) << blocks.len().min(63);
        }
    }

    /// How well each piece of a range fits.
    #[inline]
    pub(super) fn slice(&self, range: std::ops::Range<usize>) -> &[u8] {
        self.fits.get(range).unwrap_or(&[])
    }

    /// How well each of sixteen pieces fits.
    #[inline]
    pub(super) fn at(&self, pieces: &[u32; 16]) -> [u8; 16] {
        pieces.map(|piece| self.fits.get(piece as usize).copied().unwrap_or(0))
    }

    /// In how many pieces the word occurs.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Whether the word may occur in a range of pieces.
    #[inline]
    pub(super) fn any(&self, start: usize, end: usize) -> bool {
        let (first, last) = (start >> BLOCK, end.saturating_sub(1) >> BLOCK);
        if end <= start {
            return false;
        }
        if last - first > 64 {
            let words = self.blocks.get(first >> 6..=(last >> 6).min(self.blocks.len().saturating_sub(1)));
            return words.unwrap_or(&[]).iter().any(|w| *w != 0);
        }
        (first..=last).any(|b| self.blocks.get(b >> 6).is_some_and(|w| w >> (b & 63) & 1 != 0))
    }

    /// The best fit in a range of pieces.
    #[inline]
    pub(super) fn best(&self, start: usize, end: usize) -> u8 {
        if end == start + 1 {
            return self.fits.get(start).copied().unwrap_or(0);
        }
        self.fits.get(start..end).and_then(|m| m.iter().max()).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::postings::Writing;

    proptest::proptest! {
        #[test]
        fn pieces_with_a_bit_fit(bits in proptest::collection::vec(proptest::bool::ANY, 0..300), fit in 2u8..=255) {
            let mut words = vec![0u64; bits.len().div_ceil(64)];
            bits.iter().enumerate().for_each(|(k, bit)| words[k / 64] |= u64::from(*bit) << (k % 64));
            let mut marks = Marks::of(bits.len());
            marks.begin(&words, fit);
            marks.settle();
            proptest::prop_assert_eq!(marks.count(), bits.iter().filter(|b| **b).count());
            for (k, bit) in bits.iter().enumerate() {
                proptest::prop_assert_eq!(marks.best(k, k + 1), if *bit { fit } else { 0 });
                proptest::prop_assert!(!bit || marks.any(k, k + 1));
            }
        }

        #[test]
        fn marks_are_where_the_list_says(
            mut places in proptest::collection::vec(0u32..3000, 1..20),
            start in 0usize..3000,
            len in 0usize..2000,
        ) {
            places.sort_unstable();
            let (mut bytes, mut list) = (Vec::new(), Writing::default());
            for &p in &places {
                list.push(&mut bytes, p);
            }
            places.dedup();
            let mut marks = Marks::of(3000);
            marks.raise(Postings::new(&bytes), 9);
            marks.settle();
            let end = (start + len).min(3000);
            let inside = places.iter().any(|p| (start..end).contains(&(*p as usize)));
            proptest::prop_assert_eq!(marks.count(), places.len());
            proptest::prop_assert_eq!(marks.best(start, end) > 0, inside);
            proptest::prop_assert!(marks.any(start, end) || !inside);
        }
    }
}

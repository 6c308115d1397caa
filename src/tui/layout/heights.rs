//! Heights of pieces and their running sums: from a piece to its first row, from a row to its piece.

/// A Fenwick tree over the heights of pieces.
#[derive(Debug, Clone, Default)]
pub(super) struct Heights {
    /// `tree[k]` holds the sum of the heights of the lowbit(k + 1) pieces that end with piece k.
    tree: Vec<u32>,
    total: usize,
}

impl Heights {
    /// Running sums of these heights.
    pub(super) fn new(heights: impl Iterator<Item = u32>) -> Self {
        let mut tree: Vec<u32> = heights.collect();
        let total = tree.iter().map(|&h| h as usize).sum();
        for k in 0..tree.len() {
            let sum = tree.get(k).copied().unwrap_or(0);
            if let Some(above) = tree.get_mut(k | (k + 1)) {
                *above += sum;
            }
        }
        Self { tree, total }
    }

    /// Rows of all pieces.
    pub(super) fn total(&self) -> usize {
        self.total
    }

    /// Replaces the height `old` of a piece by `new`.
    pub(super) fn change(&mut self, piece: usize, old: u32, new: u32) {
        self.total = self.total + new as usize - old as usize;
        let mut k = piece;
        while let Some(sum) = self.tree.get_mut(k) {
            *sum = *sum + new - old;
            k |= k + 1;
        }
    }

    /// Rows above a piece.
    pub(super) fn above(&self, piece: usize) -> usize {
        let (mut sum, mut k) = (0, piece.min(self.tree.len()));
        while k > 0 {
            sum += self.tree.get(k - 1).map_or(0, |&s| s as usize);
            k &= k - 1;
        }
        sum
    }

    /// The piece in which a row stands and the rows of it above that row; the last piece for rows beyond the end.
    pub(super) fn piece_of(&self, row: usize) -> (usize, usize) {
        let (mut k, mut left) = (0, row);
        let mut step = (self.tree.len() + 1).next_power_of_two();
        while step > 0 {
            if let Some(&sum) = self.tree.get(k + step - 1)
                && sum as usize <= left
            {
                k += step;
                left -= sum as usize;
            }
            step /= 2;
        }
        match self.tree.len().checked_sub(1) {
            Some(last) if k > last => (last, left + (self.above(k) - self.above(last))),
            _ => (k, left),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn sums_agree_with_adding(
            mut plain in proptest::collection::vec(0u32..5, 0..70),
            changes in proptest::collection::vec((0usize..70, 0u32..9), 0..20),
        ) {
            let mut tree = Heights::new(plain.iter().copied());
            for (k, new) in changes {
                if let Some(old) = plain.get_mut(k) {
                    tree.change(k, *old, new);
                    *old = new;
                }
            }
            let total: usize = plain.iter().map(|&h| h as usize).sum();
            proptest::prop_assert_eq!(tree.total(), total);
            let mut row = 0;
            for (k, &h) in plain.iter().enumerate() {
                proptest::prop_assert_eq!(tree.above(k), row);
                for within in 0..h as usize {
                    proptest::prop_assert_eq!(tree.piece_of(row + within), (k, within));
                }
                row += h as usize;
            }
        }
    }
}

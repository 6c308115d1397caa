//! Ascending lists of numbers, as the gaps between them in as few bytes as these need (LEB128: seven bits a byte, the eighth
//! says that more follow). Nine of ten gaps in prose take one byte.

/// Appends a gap.
fn push_gap(bytes: &mut Vec<u8>, mut gap: u32) {
    while gap >= 0x80 {
        bytes.push(gap as u8 | 0x80);
        gap >>= 7;
    }
    bytes.push(gap as u8);
}

/// A list in the making, at the end of a buffer that lists share.
#[derive(Debug, Default)]
pub(super) struct Writing {
    last: u32,
}

impl Writing {
    /// Appends a number, not smaller than any before; one that was the last is left out. Whether it was new.
    pub(super) fn push(&mut self, bytes: &mut Vec<u8>, number: u32) -> bool {
        // Counted from 1, so that the first number may be 0.
        let next = number.saturating_add(1);
        if next <= self.last {
            return false;
        }
        push_gap(bytes, next - self.last);
        self.last = next;
        true
    }
}

/// Reads a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Postings<'a> {
    bytes: &'a [u8],
    last: u32,
}

impl<'a> Postings<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, last: 0 }
    }
}

impl Postings<'_> {
    /// Hands over all numbers that are left. Eight gaps of a byte each are read at once.
    #[inline]
    pub(super) fn each(mut self, mut put: impl FnMut(u32)) {
        const LONG: u64 = 0x8080_8080_8080_8080;
        loop {
            while let Some((eight, rest)) = self.bytes.split_first_chunk::<8>() {
                if u64::from_ne_bytes(*eight) & LONG != 0 {
                    break;
                }
                for gap in eight {
                    self.last = self.last.wrapping_add(u32::from(*gap));
                    put(self.last.wrapping_sub(1));
                }
                self.bytes = rest;
            }
            let Some(number) = self.next() else { return };
            put(number);
        }
    }
}

impl Iterator for Postings<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let (&first, mut rest) = self.bytes.split_first()?;
        let mut gap = u32::from(first & 0x7f);
        if first >= 0x80 {
            let mut shift = 7;
            while let Some((&b, more)) = rest.split_first() {
                rest = more;
                gap |= u32::from(b & 0x7f) << shift;
                shift += 7;
                if b < 0x80 || shift > 28 {
                    break;
                }
            }
        }
        self.bytes = rest;
        self.last = self.last.wrapping_add(gap);
        Some(self.last.wrapping_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn lists_come_back(mut numbers in proptest::collection::vec(proptest::prop_oneof![0u32..300, 0u32..u32::MAX - 1], 0..60)) {
            numbers.sort_unstable();
            let (mut bytes, mut list) = (Vec::new(), Writing::default());
            for &n in &numbers {
                list.push(&mut bytes, n);
            }
            numbers.dedup();
            proptest::prop_assert_eq!(&Postings::new(&bytes).collect::<Vec<_>>(), &numbers);
            let mut each = Vec::new();
            Postings::new(&bytes).each(|n| each.push(n));
            proptest::prop_assert_eq!(each, numbers);
        }

        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(0u8..=255, 0..20)) {
            let mut each = Vec::new();
            Postings::new(&bytes).each(|n| each.push(n));
            proptest::prop_assert!(each.len() <= bytes.len());
            proptest::prop_assert_eq!(each, Postings::new(&bytes).collect::<Vec<_>>());
        }
    }

    #[test]
    fn neighbours_take_a_byte_each() {
        let (mut bytes, mut list) = (Vec::new(), Writing::default());
        assert!((0..100).all(|n| list.push(&mut bytes, n)) && !list.push(&mut bytes, 99));
        assert_eq!(bytes.len(), 100);
    }
}

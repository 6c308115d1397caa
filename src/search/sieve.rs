//! Which lines can have the letters of a typed word scattered, told from the words of the vocabulary, without reading lines.
//!
//! A line has them in stretches, each from the first letter of one of its words on. So every word of the vocabulary is asked once
//! which stretches of the typed letters it can be, and its list says in which pieces of text. A line is worth reading where
//! stretches of its words lead from the first typed letter to behind the last and do not cost too much; in which order they
//! stand, and what lies between, is seen when it is read.

use super::Cancelled;
use super::scattered::{Scattered, parts};
use super::segment::Segment;

/// So many words are looked at before asking again whether that is still wanted: less than a tenth of a millisecond.
const SLICE: usize = 1024;

/// What stretches cost that are kept apart: capitals and long beginnings, and all others. More classes would rule out more and
/// take longer to fill.
const CHEAP: i32 = 6;

/// For one typed word, where in a segment each stretch of it is the beginning of a word.
#[derive(Debug, Default)]
pub(super) struct Sieve {
    stretches: Vec<Stretch>,
    /// Where there is a first stretch, and a last.
    first: Bits,
    last: Bits,
    letters: usize,
    most: i32,
}

/// From one typed letter to before another, and the pieces in which a word can be that.
#[derive(Debug)]
struct Stretch {
    from: usize,
    to: usize,
    /// The least that it costs in any of them.
    cost: i32,
    dear: bool,
    pieces: Bits,
}

impl Sieve {
    /// Asks the words of a segment. `None` if cancelled.
    pub(super) fn new(segment: &Segment, typed: &Scattered, cancelled: Cancelled<'_>) -> Option<Self> {
        let letters = typed.letters();
        let mut sieve = Self { letters: letters.len(), most: typed.most(), ..Self::default() };
        let mut initials: Vec<char> = Vec::new();
        for letter in letters.iter().filter_map(|l| char::from_u32(*l)) {
            if !initials.contains(&letter) {
                initials.push(letter);
            }
        }
        let words = &segment.words;
        let mut asked = 0usize;
        let mut found: Vec<(usize, usize, i32)> = Vec::new();
        let mut take = |id: u32, surface: &str| {
            asked += 1;
            if asked.is_multiple_of(SLICE) && cancelled() {
                return None;
            }
            found.clear();
            parts(surface, |part| {
                typed.stretches(part, |from, len, cost| found.push((from, from + len, cost)));
            });
            if !found.is_empty() {
                let places = found.iter().map(|f| sieve.place(*f, segment.pieces())).collect::<Vec<_>>();
                let all = &mut sieve.stretches;
                words.places(id).each(|piece| {
                    for place in &places {
                        if let Some(stretch) = all.get_mut(*place) {
                            stretch.pieces.set(piece as usize);
                        }
                    }
                });
            }
            Some(())
        };
        for initial in &initials {
            for known in words.words(words.beginning(initial.encode_utf8(&mut [0; 4]))) {
                if !known.meant {
                    take(known.id, known.surface)?;
                }
            }
        }
        for id in words.with_lone_letters() {
            let known = words.words(*id as usize..*id as usize + 1).next();
            // The others have been asked already.
            let unasked = |k: &super::vocabulary::Known<'_>| !k.folded.starts_with(|c| initials.contains(&c));
            if let Some(known) = known.filter(|k| !k.meant && unasked(k)) {
                take(known.id, known.surface)?;
            }
        }
        sieve.settle(segment.pieces());
        Some(sieve)
    }

    /// The number of a stretch, which is made if it is new.
    fn place(&mut self, (from, to, cost): (usize, usize, i32), pieces: usize) -> usize {
        let dear = cost > CHEAP;
        let same = |s: &Stretch| s.from == from && s.to == to && s.dear == dear;
        if let Some(k) = self.stretches.iter().position(same) {
            if let Some(stretch) = self.stretches.get_mut(k) {
                stretch.cost = stretch.cost.min(cost);
            }
            return k;
        }
        self.stretches.push(Stretch { from, to, cost, dear, pieces: Bits::of(pieces) });
        self.stretches.len() - 1
    }

    /// Leaves out what leads nowhere, and puts the rest in order.
    fn settle(&mut self, pieces: usize) {
        self.stretches.sort_unstable_by_key(|s| (s.from, s.to, s.dear));
        // What letters before a stretch cost at least, and those behind it.
        let mut before = vec![None; self.letters + 1];
        let mut behind = before.clone();
        let least = |slot: &mut Option<i32>, cost: i32| *slot = Some(slot.map_or(cost, |s: i32| s.min(cost)));
        before.first_mut().into_iter().for_each(|b| *b = Some(0));
        behind.last_mut().into_iter().for_each(|b| *b = Some(0));
        for s in &self.stretches {
            if let (Some(cost), Some(slot)) = (before.get(s.from).copied().flatten(), before.get_mut(s.to)) {
                least(slot, cost + s.cost);
            }
        }
        for s in self.stretches.iter().rev() {
            if let (Some(cost), Some(slot)) = (behind.get(s.to).copied().flatten(), behind.get_mut(s.from)) {
                least(slot, cost + s.cost);
            }
        }
        let most = self.most;
        self.stretches.retain(|s| {
            let before = before.get(s.from).copied().flatten();
            let behind = behind.get(s.to).copied().flatten();
            before.zip(behind).is_some_and(|(a, b)| a + s.cost + b <= most)
        });
        (self.first, self.last) = (Bits::of(pieces), Bits::of(pieces));
        for s in &self.stretches {
            if s.from == 0 {
                self.first.join(&s.pieces);
            }
            if s.to == self.letters {
                self.last.join(&s.pieces);
            }
        }
    }

    /// Whether a line may begin the word somewhere in these pieces.
    #[inline]
    pub(super) fn any(&self, pieces: &std::ops::Range<usize>) -> bool {
        self.first.any(pieces.start, pieces.end)
    }

    /// Whether a line of these pieces is worth reading.
    #[inline]
    pub(super) fn may(&self, (start, end): (usize, usize)) -> bool {
        self.first.any(start, end) && self.last.any(start, end) && self.leads(start, end)
    }

    /// Whether stretches of these pieces lead from the first letter to the end at no more than the most.
    fn leads(&self, start: usize, end: usize) -> bool {
        const NEVER: i32 = i32::MAX / 2;
        let mut costs = [NEVER; 32];
        if let Some(first) = costs.first_mut() {
            *first = 0;
        }
        for s in &self.stretches {
            let cost = costs.get(s.from).map_or(NEVER, |c| c + s.cost);
            if cost <= self.most
                && let Some(slot) = costs.get_mut(s.to)
                && cost < *slot
                && s.pieces.any(start, end)
            {
                *slot = cost;
            }
        }
        costs.get(self.letters).is_some_and(|c| *c <= self.most)
    }
}

/// A bit for each piece.
#[derive(Debug, Clone, Default)]
struct Bits {
    words: Vec<u64>,
}

impl Bits {
    fn of(pieces: usize) -> Self {
        Self { words: vec![0; pieces.div_ceil(64)] }
    }

    #[inline]
    fn set(&mut self, piece: usize) {
        if let Some(word) = self.words.get_mut(piece / 64) {
            *word |= 1 << (piece % 64);
        }
    }

    fn join(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a |= b);
    }

    /// Whether a piece of a range has its bit set.
    #[inline]
    fn any(&self, start: usize, end: usize) -> bool {
        if end <= start {
            return false;
        }
        let (first, last) = (start / 64, (end - 1) / 64);
        let low = u64::MAX << (start % 64);
        let high = u64::MAX >> (63 - (end - 1) % 64);
        let word = |k: usize| self.words.get(k).copied().unwrap_or(0);
        if first == last {
            return word(first) & low & high != 0;
        }
        let between = self.words.get(first + 1..last.min(self.words.len())).unwrap_or(&[]);
        word(first) & low != 0 || word(last) & high != 0 || between.iter().any(|w| *w != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::scattered::Room;

    /// A segment of lines, a piece each.
    fn of(lines: &[&str]) -> Segment {
        Segment::of_notes(lines)
    }

    #[test]
    fn lines_without_the_words_are_not_read() {
        let lines = [
            "Then the European Commission said so.",
            "Europe said many a thing.",
            "An X-ray of the Nation.",
            "The U.S. left.",
            "nothing",
        ];
        let segment = of(&lines);
        let may = |typed: &str| -> Vec<usize> {
            let sieve = Sieve::new(&segment, &Scattered::new(typed).unwrap(), &|| false).unwrap();
            (0..lines.len()).filter(|k| sieve.may((*k, k + 1))).collect()
        };
        assert_eq!(may("eurcomm"), [0]);
        assert_eq!(may("xraynat"), [2]);
        assert_eq!(may("tus"), [3], "letters of an abbreviation are words of a line");
        assert!(may("zzxqj").is_empty());
        assert!(Sieve::new(&segment, &Scattered::new("eurcomm").unwrap(), &|| true).is_some());
    }

    proptest::proptest! {
        #[test]
        fn every_line_that_fits_is_read(
            lines in proptest::collection::vec("([A-Ca-c]{1,3}|[bé]c|ß| |-|\\.|, ){0,14}", 1..12),
            typed in "[a-cs]{3,6}",
        ) {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let scattered = Scattered::new(&typed).unwrap();
            let sieve = Sieve::new(&of(&lines), &scattered, &|| false).unwrap();
            let mut room = Room::default();
            for (k, line) in lines.iter().enumerate() {
                if scattered.fit(line, &mut room).is_some() {
                    proptest::prop_assert!(sieve.may((k, k + 1)) && sieve.any(&(0..lines.len())), "{}: {}", typed, line);
                }
            }
        }

        #[test]
        fn ranges_have_what_their_pieces_have(
            set in proptest::collection::vec(0usize..300, 0..6), start in 0usize..300, len in 0usize..300,
        ) {
            let mut bits = Bits::of(300);
            set.iter().for_each(|p| bits.set(*p));
            let end = (start + len).min(300);
            proptest::prop_assert_eq!(bits.any(start, end), set.iter().any(|p| (start..end).contains(p)));
        }
    }
}

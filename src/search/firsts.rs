//! Which pieces have a word that begins with each letter: the first key of a word asks for a tenth of all words, and reading their
//! lists would take longer than anything that is typed behind it.

use super::vocabulary::Vocabulary;

/// A bit for each piece, for each Latin letter.
#[derive(Debug, Default)]
pub(super) struct Firsts {
    letters: Vec<Box<[u64]>>,
}

impl Firsts {
    /// Reads the lists of all words that begin with one of the letters.
    pub(super) fn of(words: &Vocabulary, pieces: usize) -> Self {
        let one = |letter: char| {
            let mut bits = vec![0u64; pieces.div_ceil(64)].into_boxed_slice();
            for id in words.beginning(letter.encode_utf8(&mut [0; 4])) {
                words.places(id as u32).each(|piece| {
                    if let Some(bits) = bits.get_mut(piece as usize / 64) {
                        *bits |= 1 << (piece % 64);
                    }
                });
            }
            bits
        };
        Self { letters: ('a'..='z').map(one).collect() }
    }

    /// The pieces with a word that begins with `typed`, if that is a single Latin letter, folded.
    pub(super) fn begun(&self, typed: &str) -> Option<&[u64]> {
        let &[letter] = typed.as_bytes() else { return None };
        let k = usize::from(letter.checked_sub(b'a')?);
        self.letters.get(k).map(|bits| &**bits)
    }

    /// Bytes it takes in memory.
    pub(super) fn size(&self) -> usize {
        self.letters.iter().map(|bits| bits.len() * 8).sum()
    }
}

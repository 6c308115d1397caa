//! Words in order, each with the list of where it occurs.

use rustc_hash::FxHashMap;

use super::postings::{Postings, Writing};
use super::words::{each_word, fold_word};

/// Longer words are none: text that was encoded, or lost its blanks.
const LONGEST: usize = 250;

/// A vocabulary with places, sorted by folded form, then original form.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    /// Folded and original forms.
    letters: String,
    entries: Vec<Entry>,
    /// The lists of all entries one after another.
    lists: Vec<u8>,
    /// The numbers of words with letters inside that stand alone and are words of a line, but none of their own: "U.S.".
    lone: Vec<u32>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    /// Where its original form begins.
    surface: u32,
    /// Where its list begins; it ends where the next begins.
    list: u32,
    /// How far before the original form the folded one begins: words that differ in capitals alone share it.
    back: u16,
    folded_len: u8,
    surface_len: u8,
}

/// Set in `back` of a word that does not stand in the text but is meant by it.
const MEANT: u16 = 1 << 15;

/// A word of a vocabulary.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    /// Its number.
    pub(super) id: u32,
    /// Letters and digits, folded.
    pub(super) folded: &'a str,
    /// As it stands in the text.
    pub(super) surface: &'a str,
    /// Whether it does not stand there but is meant: the year of "last May".
    pub(super) meant: bool,
}

/// Words as they are read, with the places of each.
#[derive(Debug, Default)]
pub(super) struct Gathering<'a> {
    ids: FxHashMap<(&'a str, bool), u32>,
    surfaces: Vec<(&'a str, bool)>,
    pairs: Vec<(u32, u32)>,
}

impl<'a> Gathering<'a> {
    /// A gathering from about so many bytes of text.
    pub(super) fn of(bytes: usize) -> Self {
        Self { pairs: Vec::with_capacity(bytes / 6), ..Self::default() }
    }

    /// Takes in the words of a place. Places come in ascending order.
    pub(super) fn read(&mut self, text: &'a str, place: u32) {
        each_word(text, |a, b| {
            if let Some(surface) = text.get(a..b) {
                self.put(surface, false, place);
            }
        });
    }

    /// Takes in a word that is meant; for each word places come in ascending order.
    pub(super) fn meant(&mut self, word: &'a str, place: u32) {
        self.put(word, true, place);
    }

    fn put(&mut self, surface: &'a str, meant: bool, place: u32) {
        if surface.len() > LONGEST {
            return;
        }
        let id = *self.ids.entry((surface, meant)).or_insert_with(|| {
            self.surfaces.push((surface, meant));
            self.surfaces.len() as u32 - 1
        });
        self.pairs.push((id, place));
    }

    /// The vocabulary of what was taken in.
    pub(super) fn sorted(self) -> Vocabulary {
        let mut letters = String::new();
        let mut words: Vec<(Entry, u32)> = Vec::with_capacity(self.surfaces.len());
        // The first letters as a number decide nearly every comparison without a look at the letters.
        let mut order: Vec<(u64, u32)> = Vec::with_capacity(self.surfaces.len());
        for (id, &(surface, meant)) in self.surfaces.iter().enumerate() {
            let folded = letters.len();
            fold_word(surface, &mut letters);
            let folded_len = letters.len() - folded;
            let same = letters.get(folded..) == Some(surface);
            let at = if same { folded } else { letters.len() };
            if !same {
                letters.push_str(surface);
            }
            let (Ok(folded_len), Ok(surface_len)) = (folded_len.try_into(), surface.len().try_into()) else {
                // Folding makes no word so much longer; the number of the word is kept.
                letters.truncate(folded);
                words.push((Entry { surface: folded as u32, ..Entry::default() }, id as u32));
                order.push((0, id as u32));
                continue;
            };
            let back = (at - folded) as u16 | if meant { MEANT } else { 0 };
            let entry = Entry { surface: at as u32, list: 0, back, folded_len, surface_len };
            order.push((first_letters(entry.folded(&letters)), id as u32));
            words.push((entry, id as u32));
        }
        let key = |id: u32| words.get(id as usize).map(|(e, _)| e.key(&letters));
        order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| key(a.1).cmp(&key(b.1))));
        let words: Vec<(Entry, u32)> =
            order.iter().filter_map(|o| words.get(o.1 as usize).copied()).collect();
        let (entries, lists) = listed(&words, &self.pairs);
        Vocabulary { letters, entries, lists, lone: Vec::new() }.settled()
    }
}

/// Entries with their lists, from words in order and pairs (word, place).
fn listed(words: &[(Entry, u32)], pairs: &[(u32, u32)]) -> (Vec<Entry>, Vec<u8>) {
    // Places are laid out a word after the other, counted first, then filled.
    let mut starts = vec![0u32; words.len() + 1];
    for &(id, _) in pairs {
        if let Some(n) = starts.get_mut(id as usize + 1) {
            *n += 1;
        }
    }
    let mut sum = 0;
    for s in &mut starts {
        sum += *s;
        *s = sum;
    }
    let mut next = starts.clone();
    let mut places = vec![0u32; pairs.len()];
    for &(id, place) in pairs {
        if let Some(n) = next.get_mut(id as usize)
            && let Some(slot) = places.get_mut(*n as usize)
        {
            *slot = place;
            *n += 1;
        }
    }
    let mut lists = Vec::with_capacity(pairs.len() + pairs.len() / 8);
    let mut entries = Vec::with_capacity(words.len());
    for &(entry, id) in words {
        entries.push(Entry { list: lists.len() as u32, ..entry });
        let at = |k: usize| starts.get(k).map_or(0, |s| *s as usize);
        let mut writing = Writing::default();
        for &place in places.get(at(id as usize)..at(id as usize + 1)).unwrap_or(&[]) {
            writing.push(&mut lists, place);
        }
    }
    lists.shrink_to_fit();
    (entries, lists)
}

impl Entry {
    fn folded<'a>(&self, letters: &'a str) -> &'a str {
        piece(letters, self.surface - u32::from(self.back & !MEANT), self.folded_len)
    }

    fn surface<'a>(&self, letters: &'a str) -> &'a str {
        piece(letters, self.surface, self.surface_len)
    }

    fn key<'a>(&self, letters: &'a str) -> (&'a str, &'a str, bool) {
        (self.folded(letters), self.surface(letters), self.is_meant())
    }

    fn is_meant(&self) -> bool {
        self.back & MEANT != 0
    }
}

/// Whether a part of a joined word is no word of its own: a lone letter, or what stands behind a stop or comma.
fn has_lone_letters(surface: &str) -> bool {
    if surface.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return false;
    }
    let (mut len, mut parts, mut lone) = (0, 0, false);
    let mut end = |len: &mut usize| {
        lone |= *len == 1;
        parts += usize::from(std::mem::take(len) > 0);
    };
    for c in surface.chars() {
        if c.is_alphanumeric() { len += 1 } else { end(&mut len) }
    }
    end(&mut len);
    parts > 1 && (lone || surface.contains(['.', ',']))
}

/// The first eight bytes as a number that sorts as they do.
fn first_letters(word: &str) -> u64 {
    word.bytes().chain(std::iter::repeat(0)).take(8).fold(0, |number, b| number << 8 | u64::from(b))
}

fn piece(letters: &str, start: u32, len: u8) -> &str {
    letters.get(start as usize..start as usize + usize::from(len)).unwrap_or("")
}

impl Vocabulary {
    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Bytes it takes in memory: letters and entries, and lists.
    pub(super) fn size(&self) -> (usize, usize) {
        let words = self.entries.capacity() * size_of::<Entry>() + self.lone.capacity() * 4;
        (self.letters.capacity() + words, self.lists.capacity())
    }

    /// Finds the words with lone letters inside.
    fn settled(mut self) -> Self {
        let lone = (0u32..).zip(&self.entries).filter(|(_, e)| has_lone_letters(e.surface(&self.letters)));
        self.lone = lone.map(|(id, _)| id).collect();
        self
    }

    /// The numbers of the words with letters or figures inside that are no words of their own.
    pub(super) fn with_lone_letters(&self) -> &[u32] {
        &self.lone
    }

    /// The folded form of the word with this number.
    pub(super) fn folded(&self, id: usize) -> &str {
        self.entries.get(id).map_or("", |e| e.folded(&self.letters))
    }

    /// The words with numbers of a range.
    pub(super) fn words(&self, range: std::ops::Range<usize>) -> impl Iterator<Item = Known<'_>> {
        let first = range.start;
        self.entries.get(range).unwrap_or(&[]).iter().enumerate().map(move |(k, e)| Known {
            id: (first + k) as u32,
            folded: e.folded(&self.letters),
            surface: e.surface(&self.letters),
            meant: e.is_meant(),
        })
    }

    /// Where a word occurs.
    pub(super) fn places(&self, id: u32) -> Postings<'_> {
        Postings::new(self.list(id as usize))
    }

    fn key(&self, id: usize) -> Option<(&str, &str, bool)> {
        self.entries.get(id).map(|e| e.key(&self.letters))
    }

    fn list(&self, id: usize) -> &[u8] {
        let at = |k: usize| self.entries.get(k).map_or(self.lists.len(), |e| e.list as usize);
        self.lists.get(at(id)..at(id + 1)).unwrap_or(&[])
    }

    /// The numbers of the words whose folded form begins with `prefix`.
    pub(super) fn beginning(&self, prefix: &str) -> std::ops::Range<usize> {
        let a = self.entries.partition_point(|e| e.folded(&self.letters) < prefix);
        a..self.end_of(prefix, a)
    }

    /// The numbers of the words that have this folded form.
    pub(super) fn exactly(&self, folded: &str) -> std::ops::Range<usize> {
        let a = self.entries.partition_point(|e| e.folded(&self.letters) < folded);
        let rest = self.entries.get(a..).unwrap_or(&[]);
        a..a + rest.iter().take_while(|e| e.folded(&self.letters) == folded).count()
    }

    /// The number after the last word that begins with `prefix`, of which `from` is one or the place where it would be:
    /// looked for in steps that double, since most prefixes have few words.
    pub(super) fn end_of(&self, prefix: &str, from: usize) -> usize {
        let begins = |k: usize| {
            self.entries
                .get(k)
                .is_some_and(|e| e.folded(&self.letters).as_bytes().starts_with(prefix.as_bytes()))
        };
        let (mut low, mut step) = (from, 1);
        while begins(low + step - 1) {
            low += step;
            step *= 2;
        }
        let rest = self.entries.get(low..(low + step).min(self.len())).unwrap_or(&[]);
        low + rest.partition_point(|e| e.folded(&self.letters).as_bytes().starts_with(prefix.as_bytes()))
    }

    /// One vocabulary of several. `place` tells, for a part and a place in it, where that is now, if anywhere; it keeps the
    /// order within a part, and what it gives for a part lies behind what it gives for those before.
    pub(super) fn merged(
        parts: &[&Vocabulary],
        place: impl Fn(usize, Postings<'_>, &mut dyn FnMut(u32)),
    ) -> Self {
        let mut merged = Self::default();
        merged.lists.reserve(parts.iter().map(|p| p.lists.len()).sum());
        merged.letters.reserve(parts.iter().map(|p| p.letters.len()).max().unwrap_or(0));
        let mut at = vec![0usize; parts.len()];
        loop {
            let least = parts.iter().zip(&at).filter_map(|(p, k)| p.key(*k)).min();
            let Some(least) = least else { break };
            let begun = merged.lists.len();
            let mut writing = Writing::default();
            for (n, (part, k)) in parts.iter().zip(&mut at).enumerate() {
                if part.key(*k) == Some(least) {
                    let lists = &mut merged.lists;
                    place(n, part.places(*k as u32), &mut |p| {
                        writing.push(lists, p);
                    });
                    *k += 1;
                }
            }
            // A word of documents that are gone.
            if merged.lists.len() > begun {
                merged.push(least, begun);
            }
        }
        merged.lists.shrink_to_fit();
        merged.letters.shrink_to_fit();
        merged.entries.shrink_to_fit();
        merged.settled()
    }

    fn push(&mut self, (folded, surface, meant): (&str, &str, bool), list: usize) {
        let last = self.entries.last().filter(|e| e.folded(&self.letters) == folded);
        let known = last.map(|e| e.surface - u32::from(e.back & !MEANT));
        // Not if it lies further back than can be said.
        let near = known.filter(|at| self.letters.len() as u32 - at < u32::from(MEANT));
        let at = near.unwrap_or(self.letters.len() as u32);
        if near.is_none() {
            self.letters.push_str(folded);
        }
        let surface_at = if surface == folded { at } else { self.letters.len() as u32 };
        if surface != folded {
            self.letters.push_str(surface);
        }
        self.entries.push(Entry {
            surface: surface_at,
            list: list as u32,
            back: (surface_at - at) as u16 | if meant { MEANT } else { 0 },
            folded_len: folded.len() as u8,
            surface_len: surface.len() as u8,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(texts: &[(u32, &'static str)]) -> Vocabulary {
        let mut all = Gathering::default();
        texts.iter().for_each(|(place, text)| all.read(text, *place));
        all.sorted()
    }

    fn places(v: &Vocabulary, word: &str) -> Vec<Vec<u32>> {
        v.exactly(word).map(|k| v.places(k as u32).collect()).collect()
    }

    #[test]
    fn words_and_their_places() {
        let v = gathered(&[(0, "The talks, the talk"), (3, "the Talks"), (9, "talkative")]);
        assert_eq!(places(&v, "the"), [vec![0], vec![0, 3]]);
        assert_eq!(places(&v, "talks"), [vec![3], vec![0]]);
        let begun: Vec<&str> = v.words(v.beginning("talk")).map(|w| w.surface).collect();
        assert_eq!(begun, ["talk", "talkative", "Talks", "talks"]);
        assert!(v.beginning("x").is_empty() && v.exactly("tal").is_empty());
    }

    #[test]
    fn merging_is_reading_at_once() {
        let (a, b) = (gathered(&[(0, "one two"), (1, "two")]), gathered(&[(0, "two Two"), (1, "zero")]));
        let merged = Vocabulary::merged(&[&a, &b], |part, list, put| {
            list.filter(|p| (part, *p) != (1, 1)).for_each(|p| put(p + 10 * part as u32));
        });
        assert_eq!(places(&merged, "two"), [vec![10], vec![0, 1, 10]]);
        assert_eq!((places(&merged, "one"), places(&merged, "zero").len()), (vec![vec![0]], 0));
    }
}

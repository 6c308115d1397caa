//! The features of a token: hashes of its facts, of its neighbours' and of some of them together.

use super::facts::{Facts, Window};

/// How far from a token the words of its run of capitals are looked at.
const REACH: usize = 8;

/// Stands for whatever lies outside the segment.
const EDGE: u32 = 0x5bd1_e995;

/// Mixes a value into a hash.
fn mix(hash: u32, value: u32) -> u32 {
    let h = (hash.rotate_left(7) ^ value).wrapping_mul(0x9e37_79b1);
    h ^ (h >> 15)
}

/// Reads the facts of one window.
#[derive(Clone, Copy)]
pub struct Features<'f> {
    facts: &'f Facts,
    window: Window,
}

impl<'f> Features<'f> {
    /// Of the tokens in a window.
    pub fn new(facts: &'f Facts, window: Window) -> Self {
        Self { facts, window }
    }

    /// The token `by` from `k`, if it lies in the segment.
    fn beside(&self, k: usize, by: isize) -> Option<usize> {
        let t = k.checked_add_signed(by)?;
        (t >= self.window.segment.0 as usize && t < self.window.segment.1 as usize).then_some(t)
    }

    fn word(&self, t: Option<usize>) -> u32 {
        let word = t.and_then(|t| self.facts.tokens.get(t)).and_then(|t| self.facts.words.get(t.word()));
        word.map_or(EDGE, |w| w.hash)
    }

    fn flags(&self, t: Option<usize>) -> u32 {
        let word = t.and_then(|t| self.facts.tokens.get(t)).and_then(|t| self.facts.words.get(t.word()));
        word.map_or(EDGE, |w| w.flags)
    }

    fn company(&self, t: Option<usize>) -> u32 {
        let word = t.and_then(|t| self.facts.tokens.get(t)).and_then(|t| self.facts.words.get(t.word()));
        word.map_or(EDGE, |w| u32::from(w.company))
    }

    fn fact(&self, t: Option<usize>, of: impl Fn(&super::facts::TokenFacts) -> u8) -> u32 {
        t.and_then(|t| self.facts.tokens.get(t)).map_or(EDGE, |t| u32::from(of(t)))
    }

    /// The end of the run of capitals through `k`, backwards or onwards.
    fn run(&self, k: usize, step: isize) -> usize {
        let mut last = k;
        for _ in 0..REACH {
            match self.beside(last, step) {
                Some(t) if self.facts.tokens.get(t).is_some_and(|t| t.is_capital()) => last = t,
                _ => break,
            }
        }
        last
    }

    /// Calls `emit` with every feature of token `k`.
    pub fn each(&self, k: usize, mut emit: impl FnMut(u32)) {
        let at = |by| self.beside(k, by);
        let (here, b1, n1, b2, n2) = (Some(k), at(-1), at(1), at(-2), at(2));
        let Some(token) = self.facts.tokens.get(k) else { return };
        let Some(word) = self.facts.words.get(token.word()) else { return };
        let mut template = 0;
        let mut f = |a: u32, b: u32| {
            template += 1;
            emit(mix(mix(mix(0x2545_f491, template), a), b));
        };
        let shape = |t| self.fact(t, |t| t.shape);
        let (s, sb, sn) = (shape(here), shape(b1), shape(n1));
        let (w, wb, wn) = (word.hash, self.word(b1), self.word(n1));
        f(0, 0);
        f(w, 0);
        f(wb, 0);
        f(wn, 0);
        f(self.word(b2), 0);
        f(self.word(n2), 0);
        f(wb, w);
        f(w, wn);
        f(wb, wn);
        f(w, s);
        f(wb, s);
        f(wn, s);
        for affix in word.affixes {
            f(affix, s);
        }
        f(s, 0);
        f(sb, s);
        f(s, sn);
        f(mix(sb, s), sn);
        f(mix(shape(b2), sb), s);
        f(mix(s, sn), shape(n2));
        let (l, lb, ln) = (word.flags, self.flags(b1), self.flags(n1));
        f(l, s);
        f(lb, s);
        f(ln, s);
        f(lb, l);
        f(l, ln);
        f(self.flags(n2), s);
        f(self.flags(b2), s);
        let known = |t| self.fact(t, |t| t.known);
        let (q, qb, qn) = (known(here), known(b1), known(n1));
        f(q, s);
        f(qb, s);
        f(qn, s);
        f(mix(q, l), wn);
        f(q, wb);
        let guess = |t| self.fact(t, |t| t.guess);
        let (g, gb, gn) = (guess(here), guess(b1), guess(n1));
        f(g, 0);
        f(g, s);
        f(g, q);
        f(gb, g);
        f(g, gn);
        f(g, w);
        f(g, l);
        let title = |t| self.fact(t, |t| t.title);
        f(title(here), s);
        f(title(b1), s);
        f(title(n1), s);
        let place = u32::from(token.place());
        let writing = u32::from(word.writing);
        f(place, s);
        f(place, mix(g, q));
        f(mix(place, writing), s);
        f(mix(writing, g), l & 1);
        let company = |t| self.company(t);
        f(company(here), s);
        f(company(here), g);
        f(company(n1), company(here));
        let (from, last) = (self.run(k, -1), self.run(k, 1));
        f(company(Some(last)), company(Some(from)));
        let (before, behind) = (self.beside(from, -1), self.beside(last, 1));
        let length = (last - from).min(5) as u32;
        f(self.word(before), mix(length, (k - from) as u32));
        f(self.word(behind), mix(length, (last - k) as u32));
        f(self.word(before), self.word(behind));
        f(length, mix((k - from) as u32, s));
        f(self.word(Some(last)), u32::from(last == k));
        f(self.word(Some(from)), u32::from(from == k));
        f(self.flags(Some(last)), mix(length, u32::from(last == k)));
        f(self.flags(Some(from)), mix(length, u32::from(from == k)));
        f(mix(self.flags(before), length), self.flags(behind));
    }
}

//! Where the places of a text stand in a newer version of it, when both are at hand: for what was on the screen, which
//! nobody wants to see jump. What is remembered by its words is found by [`super::anchor`].
//!
//! Lines are matched as Heckel does (A technique for isolating differences between files, Communications of the ACM 21,
//! 1978): those that stand once in either version, and from there on their neighbours. Between matched lines words are
//! matched in the same way. Linear in both texts.

use rustc_hash::FxHashMap;

use crate::model::{Span, Text};

/// Which stretches of one text stand in the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shift {
    /// First byte in the old text, first byte in the new one, length: in the order of the old one, apart.
    same: Vec<(usize, usize, usize)>,
    /// Length of the new text.
    length: usize,
}

impl Shift {
    /// Compares two versions of a text.
    pub fn of(old: &Text, new: &Text) -> Self {
        let mut shift = Self { same: Vec::new(), length: new.len() };
        let (old, new) = (old.as_str(), new.as_str());
        let (before, after) = (pieces(old, 0, '\n'), pieces(new, 0, '\n'));
        let found = matched(&before, &after);
        let mut taken = vec![false; after.len()];
        for to in found.iter().flatten() {
            if let Some(slot) = taken.get_mut(*to) {
                *slot = true;
            }
        }
        let mut k = 0;
        while k < before.len() {
            if let Some(Some(to)) = found.get(k) {
                if let (Some(from), Some(to)) = (before.get(k), after.get(*to)) {
                    shift.add(from.0, to.0, from.1.len());
                }
                k += 1;
                continue;
            }
            let end = (k..before.len()).find(|n| found.get(*n).is_some_and(Option::is_some));
            let end = end.unwrap_or(before.len());
            let above = k.checked_sub(1).and_then(|n| found.get(n).copied().flatten()).map_or(0, |n| n + 1);
            let free = taken.get(above..).unwrap_or_default().iter().take_while(|taken| !**taken);
            let below = above + free.count();
            if above < below {
                shift.words(&before, k..end, &after, above..below, (old, new));
            }
            k = end;
        }
        shift
    }

    /// Matches the words of some lines.
    fn words(
        &mut self,
        before: &[Piece<'_>],
        old: std::ops::Range<usize>,
        after: &[Piece<'_>],
        new: std::ops::Range<usize>,
        (old_text, new_text): (&str, &str),
    ) {
        let stretch = |lines: &[Piece<'_>], range: std::ops::Range<usize>| {
            let lines = lines.get(range)?;
            let (first, last) = (lines.first()?, lines.last()?);
            Some((first.0, last.0 + last.1.len()))
        };
        let (Some(old), Some(new)) = (stretch(before, old), stretch(after, new)) else { return };
        let before = pieces(old_text.get(old.0..old.1).unwrap_or_default(), old.0, ' ');
        let after = pieces(new_text.get(new.0..new.1).unwrap_or_default(), new.0, ' ');
        for (from, to) in before.iter().zip(matched(&before, &after)) {
            if let Some(to) = to.and_then(|to| after.get(to)) {
                self.add(from.0, to.0, from.1.len());
            }
        }
    }

    fn add(&mut self, old: usize, new: usize, length: usize) {
        match self.same.last_mut() {
            Some((from, to, len)) if *from + *len == old && *to + *len == new => *len += length,
            _ => self.same.push((old, new, length)),
        }
    }

    /// That of a text of so many bytes to itself.
    pub fn identity(length: usize) -> Self {
        Self { same: vec![(0, 0, length)], length }
    }

    /// Whether nothing has changed.
    pub fn is_none(&self) -> bool {
        matches!(self.same.as_slice(), [(0, 0, length)] if *length == self.length)
    }

    /// Where a byte of the old text stands now; of one that is gone, where what stood before it ends.
    pub fn byte(&self, at: usize) -> usize {
        let k = self.same.partition_point(|(from, ..)| *from <= at);
        let now = match k.checked_sub(1).and_then(|k| self.same.get(k)) {
            Some((from, to, length)) => to + (at - from).min(*length),
            None => 0,
        };
        now.min(self.length)
    }

    /// Where a span stands now, as far as it is still there.
    pub fn span(&self, span: Span) -> Span {
        let from = self.byte(span.from());
        // By its last byte: what comes after it may have gone elsewhere.
        let to = if span.is_empty() { from } else { self.byte(span.to() - 1) + 1 };
        Span::new(from, to.clamp(from, self.length.max(from)))
    }

    /// The parts of a stretch that are in the new text unchanged, in the order of the old one.
    pub fn kept(&self, from: u32, to: u32) -> impl Iterator<Item = (u32, u32)> + '_ {
        let (from, to) = (from as usize, to as usize);
        let first = self.same.partition_point(move |(old, _, length)| old + length <= from);
        let within = self.same.get(first..).unwrap_or_default().iter().take_while(move |p| p.0 < to);
        within.map(move |(old, new, length)| {
            let (a, b) = (from.max(*old) - old, to.min(old + length) - old);
            ((new + a) as u32, (new + b) as u32)
        })
    }
}

/// A part of a text and where it begins.
type Piece<'t> = (usize, &'t str);

fn pieces(text: &str, from: usize, end: char) -> Vec<Piece<'_>> {
    let mut at = from;
    text.split_inclusive(end)
        .map(|piece| {
            let start = at;
            at += piece.len();
            (start, piece)
        })
        .collect()
}

/// Of each old piece, which of the new ones it is.
fn matched(old: &[Piece<'_>], new: &[Piece<'_>]) -> Vec<Option<usize>> {
    let mut known: FxHashMap<&str, [(usize, usize); 2]> = FxHashMap::default();
    for (side, all) in [old, new].into_iter().enumerate() {
        for (k, (_, piece)) in all.iter().enumerate().filter(|(_, p)| !p.1.trim().is_empty()) {
            if let Some(slot) = known.entry(piece).or_default().get_mut(side) {
                *slot = (slot.0 + 1, k);
            }
        }
    }
    let mut found: Vec<Option<usize>> = vec![None; old.len()];
    let mut taken = vec![false; new.len()];
    let mut pair = |a: usize, b: usize, found: &mut Vec<Option<usize>>| -> bool {
        let free = found.get(a).is_some_and(Option::is_none) && taken.get(b) == Some(&false);
        let same = free && old.get(a).map(|p| p.1) == new.get(b).map(|p| p.1);
        if let (true, Some(slot), Some(mark)) = (same, found.get_mut(a), taken.get_mut(b)) {
            (*slot, *mark) = (Some(b), true);
        }
        same
    };
    for [(in_old, a), (in_new, b)] in known.into_values() {
        if in_old == 1 && in_new == 1 {
            pair(a, b, &mut found);
        }
    }
    // From the beginning of both, and from each match on, down and then up.
    pair(0, 0, &mut found);
    for a in 0..old.len() {
        if let Some(b) = found.get(a).copied().flatten() {
            pair(a + 1, b + 1, &mut found);
        }
    }
    if let (Some(a), Some(b)) = (old.len().checked_sub(1), new.len().checked_sub(1)) {
        pair(a, b, &mut found);
    }
    for a in (1..old.len()).rev() {
        if let Some(b) = found.get(a).copied().flatten().and_then(|b| b.checked_sub(1)) {
            pair(a - 1, b, &mut found);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Format;

    fn text(content: &str) -> Text {
        Text::new(content, Format::Text)
    }

    #[test]
    fn places_follow_their_words() {
        let old = "One ferry left.\nThe crane rusts since May, they say.\n\nTwo boats sank.\n";
        let new = "Preface.\nTwo boats sank.\nOne ferry left.\nThe old crane rusts since May, we hear.\n\n";
        let shift = Shift::of(&text(old), &text(new));
        for word in ["ferry", "crane", "since", "Two", "sank"] {
            assert_eq!(shift.byte(old.find(word).unwrap()), new.find(word).unwrap(), "{word}");
        }
        // Words that are gone: behind those before them.
        assert_eq!(shift.byte(old.find("they").unwrap()), new.find("we hear").unwrap());
        let may = old.find("May").unwrap();
        assert_eq!(shift.span(Span::new(may, may + 4)).of(new), "May,");
    }

    #[test]
    fn what_was_seen_stays_seen_where_it_is_unchanged() {
        let (old, new) = ("first line\nsecond line\nthird line\n", "new\nfirst line\nthird line\n");
        let shift = Shift::of(&text(old), &text(new));
        let kept: Vec<_> = shift.kept(6, 34).map(|(a, b)| &new[a as usize..b as usize]).collect();
        assert_eq!(kept, ["line\n", "third line\n"]);
        assert!(Shift::of(&text(old), &text(old)).is_none());
        assert!(!shift.is_none());
    }

    proptest::proptest! {
        #[test]
        fn any_two_texts_can_be_compared(a in "[ab \n]{0,40}", b in "[ab \n]{0,40}", at in 0usize..50) {
            let shift = Shift::of(&text(&a), &text(&b));
            proptest::prop_assert!(shift.byte(at) <= b.len());
            let span = shift.span(Span::new(at.min(a.len()), a.len()));
            proptest::prop_assert!(span.from() <= span.to() && span.to() <= b.len());
            for (old, new, length) in &shift.same {
                proptest::prop_assert_eq!(&a[*old..old + length], &b[*new..new + length]);
            }
        }
    }
}

//! The items of a list of prose for which the terms of a query hold, sixteen at a time.

use std::ops::Range;

use crate::model::DocId;

use super::columns::{CHUNK, Groups, Pieces, Sixteen, score};
use super::evaluate::List;
use super::extents::Extents;
use super::gather::{Found, Sink};

/// A list of prose in one document, with what terms say of it.
pub(super) struct Prose<'a> {
    /// The pieces of each item; of events, one each, none are needed.
    pub(super) extents: Option<&'a Extents>,
    pub(super) range: Range<usize>,
    pub(super) groups: &'a Groups<'a>,
}

/// What is found in a list.
pub(super) enum Taken {
    /// So many items fit that cannot be among the best.
    Counted(usize),
    /// An item with its score and its pieces.
    Item(usize, f32, (usize, usize)),
}

impl Taken {
    /// Hands it to a sink, and gives the least score that is now more than counted.
    pub(super) fn give(self, list: List, doc: DocId, sink: &mut impl Sink) -> f32 {
        match self {
            Taken::Counted(count) => sink.counted(list, count),
            Taken::Item(index, score, _) => sink.item(Found { doc, list, index, score }),
        }
        sink.least(list, doc)
    }
}

impl Prose<'_> {
    /// Hands over the items that fit, those with a score less than `least` at times only counted; `take` gives the least that
    /// holds from then on.
    pub(super) fn each(&self, mut least: f32, mut take: impl FnMut(Taken) -> f32) {
        let may = |pieces: &Range<usize>| {
            self.groups.iter().any(|(_, columns)| columns.iter().all(|c| c.may(pieces)))
        };
        if self.groups.is_empty() {
            return;
        }
        let pieces = |k: usize| self.extents.map_or((k, k + 1), |extents| extents.get(k));
        for chunk in chunks(self.extents, self.range.clone(), may) {
            let item = chunk.start - self.range.start;
            let single = match self.extents {
                _ if chunk.len() < CHUNK => None,
                Some(extents) => match extents.side_by_side(&chunk) {
                    Some(piece) => Some(Pieces::From(piece)),
                    None => extents.single(&chunk).map(Pieces::At),
                },
                None => Some(Pieces::From(chunk.start)),
            };
            let mut left: Sixteen = [u8::MAX; CHUNK];
            if let Some(pieces) = single {
                if matches!(pieces, Pieces::From(piece) if !may(&(piece..piece + CHUNK))) {
                    continue;
                }
                let most = self.sieve(item, &pieces, &mut left);
                let count = left.iter().filter(|l| **l != 0).count();
                if count > 0 && most < least {
                    least = take(Taken::Counted(count));
                    continue;
                }
            }
            let mut counted = 0;
            for (k, _) in chunk.zip(left).filter(|(_, left)| *left != 0) {
                let fits = score(self.groups, k - self.range.start, pieces(k));
                if fits > 0.0 && fits < least {
                    counted += 1;
                } else if fits > 0.0 {
                    least = take(Taken::Item(k - self.range.start, fits, pieces(k)));
                }
            }
            if counted > 0 {
                least = take(Taken::Counted(counted));
            }
        }
    }

    /// Leaves those of sixteen items for which one of the groups holds, and gives the most that one of them can score.
    #[inline]
    fn sieve(&self, item: usize, pieces: &Pieces, left: &mut Sixteen) -> f32 {
        let (mut any, mut best) = ([0; CHUNK], f32::MIN_POSITIVE);
        for (start, columns) in self.groups {
            let (mut here, mut most) = ([u8::MAX; CHUNK], *start);
            columns.iter().for_each(|c| most += c.sieve(item, pieces, &mut here));
            any.iter_mut().zip(here).for_each(|(any, here)| *any |= here);
            best = best.max(most);
        }
        *left = any;
        best
    }
}

/// A range of items in chunks, without those in whose pieces nothing may be. Without extents each item is a piece.
pub(super) fn chunks<'a>(
    extents: Option<&'a Extents>,
    range: Range<usize>,
    may: impl Fn(&Range<usize>) -> bool + 'a,
) -> impl Iterator<Item = Range<usize>> + 'a {
    /// Looked at together first: most words are rare.
    const MANY: usize = 16;
    let (mut at, end) = (range.start, range.end);
    let mut sure = at;
    let hull = move |items: Range<usize>| extents.map_or(items.clone(), |extents| extents.hull(&items));
    std::iter::from_fn(move || {
        while at < end {
            if at >= sure {
                sure = (at + CHUNK * MANY).min(end);
                if !may(&hull(at..sure)) {
                    at = sure;
                    continue;
                }
            }
            let chunk = at..(at + CHUNK).min(sure);
            at = chunk.end;
            if may(&hull(chunk.clone())) {
                return Some(chunk);
            }
        }
        None
    })
}

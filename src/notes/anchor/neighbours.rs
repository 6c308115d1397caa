//! Places known by others: a word inside a passage that stands unchanged, a refrain between two passages that have moved
//! by the same distance. What words alone can't tell, the distance from a sure neighbour can, if the words are there.

use super::{Anchored, Anchoring, whole_at, words_at};
use crate::model::{Span, Text};
use crate::notes::selector::Selector;

/// Code points between a place and a neighbour at most: what lies between them is hardly a place of many edits.
const NEAR: usize = 4_000;

/// Neighbours looked at in either direction.
const LOOK: usize = 64;

/// Code points of context that must stand there on either side.
const TOUCH: usize = 16;

/// A shorter passage may be a refrain, and says nothing of what is in it.
const TELLING: usize = 80;

/// A passage found word for word: where it stood and stands, in code points.
#[derive(Debug, Clone, Copy)]
struct Sure {
    start: usize,
    end: usize,
    now: usize,
    /// What stood next to it still does.
    whole: bool,
}

impl Sure {
    fn moved(self) -> Option<isize> {
        self.now.checked_signed_diff(self.start)
    }
}

/// Places what was given up but is known by its neighbours; says whether there was any.
pub fn place(text: &Text, selectors: &[&Selector], anchored: &mut [Option<Anchored>]) -> bool {
    let mut sure: Vec<Sure> = Vec::new();
    for (selector, found) in selectors.iter().zip(anchored.iter()) {
        if let Some(found) = found.filter(|a| !matches!(a.how, Anchoring::Fuzzy { .. }))
            && selector.until.is_none()
            && text.slice(found.span) == selector.quote
        {
            let now = text.char_offset(found.span.from());
            let whole = touches(text, selector, found.span);
            sure.push(Sure { start: selector.start, end: selector.end, now, whole });
        }
    }
    sure.sort_by_key(|s| (s.start, s.end));
    sure.dedup_by_key(|s| (s.start, s.end));
    let mut any = false;
    for (selector, slot) in selectors.iter().zip(anchored.iter_mut()) {
        if slot.is_none()
            && let Some(span) = by_neighbours(text, selector, &sure)
        {
            let here = text.char_offset(span.from()) == selector.start;
            let how = if here { Anchoring::Exact } else { Anchoring::Moved };
            *slot = Some(Anchored { span, how });
            any = true;
        }
    }
    any
}

fn by_neighbours(text: &Text, selector: &Selector, sure: &[Sure]) -> Option<Span> {
    let (start, end) = (selector.start, selector.end);
    if selector.quote.trim().is_empty() {
        return None;
    }
    let at = sure.partition_point(|s| s.start <= start);
    let back = || sure.get(..at).unwrap_or_default().iter().rev().take(LOOK);
    let stands = |by: Option<isize>| words_at(text, selector, start.checked_add_signed(by?)?);
    // Inside a passage that is what it was, between what it was between: else a copy of some of it may have come in.
    let around = |s: &&Sure| s.whole && s.end >= end && s.end - s.start >= TELLING;
    if let Some(around) = back().find(around) {
        return stands(around.moved());
    }
    let before = back().filter(|s| s.end <= start && start - s.end <= NEAR).max_by_key(|s| s.end);
    let ahead = sure.get(at..).unwrap_or_default().iter().take(LOOK);
    let after = ahead.clone().find(|s| s.start >= end && s.start - end <= NEAR);
    let moved = |s: Option<&Sure>| s.and_then(|s| s.moved());
    if let (Some(one), Some(other)) = (moved(before), moved(after))
        && one == other
    {
        // What lies between them is as long as it was, and all that was remembered around the words still stands there.
        return whole_at(text, selector, start.checked_add_signed(one)?);
    }
    None
}

/// Whether what stood next to the words on both sides stands there.
fn touches(text: &Text, selector: &Selector, span: Span) -> bool {
    let all = text.as_str();
    let (before, after) = (last(&selector.prefix, TOUCH), first(&selector.suffix, TOUCH));
    let stands_before = all.get(..span.from()).is_some_and(|t| t.ends_with(before));
    let stands_after = all.get(span.to()..).is_some_and(|t| t.starts_with(after));
    stands_before && stands_after
}

fn first(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

fn last(text: &str, count: usize) -> &str {
    let at = count.checked_sub(1).and_then(|back| text.char_indices().rev().nth(back));
    at.and_then(|(at, _)| text.get(at..)).unwrap_or(text)
}

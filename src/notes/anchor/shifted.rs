//! What an edit elsewhere has moved: everything behind it stands as far from its old place as its neighbour does. Word
//! for word, with all that was remembered around it, or not at all.

use super::{Anchored, Anchoring, is_alone, whole_at};
use crate::model::{Span, Text};
use crate::notes::selector::Selector;

/// So many times the whole text is looked through for how far things have moved. More edits than that are left to the
/// search by words.
const SCANS: usize = 48;

/// Code points to either side in which a place is looked for first: a few paragraphs that have come in or gone.
const ROOM: usize = 4_000;

/// Places selectors that are not where they were, in the order of the old text.
pub fn place(text: &Text, selectors: &[&Selector], anchored: &mut [Option<Anchored>]) {
    let lost = |k: &usize| anchored.get(*k).is_some_and(Option::is_none);
    let may = |k: &usize| selectors.get(*k).is_some_and(|s| is_alone(s) && s.until.is_none());
    let mut order: Vec<usize> = (0..selectors.len()).filter(lost).filter(may).collect();
    order.sort_by_key(|k| selectors.get(*k).map(|s| s.start));
    let mut moved: Option<isize> = None;
    let mut scans = SCANS;
    for k in order {
        let Some(selector) = selectors.get(k) else { continue };
        let by = |by: isize| selector.start.checked_add_signed(by);
        let found = moved
            .and_then(|m| whole_at(text, selector, by(m)?))
            .or_else(|| only(text, selector, Some(by(moved?)?)))
            .or_else(|| {
                scans = scans.checked_sub(1)?;
                only(text, selector, None)
            });
        if let Some(span) = found {
            moved = text.char_offset(span.from()).checked_signed_diff(selector.start);
        }
        if let (Some(span), Some(slot)) = (found, anchored.get_mut(k)) {
            *slot = Some(Anchored { span, how: Anchoring::Moved });
        }
    }
}

/// Where a selector stands with all around it, if it does so once: anywhere, or about a code point.
fn only(text: &Text, selector: &Selector, about: Option<usize>) -> Option<Span> {
    if selector.quote.is_empty() {
        return None;
    }
    let whole = [&*selector.prefix, &selector.quote, &selector.suffix].concat();
    let all = text.as_str().as_bytes();
    let (from, to) = match about {
        None => (0, all.len()),
        Some(about) => {
            let from = text.byte_offset(about.saturating_sub(ROOM));
            (from, text.byte_offset(about + ROOM).saturating_add(whole.len()).min(all.len()))
        }
    };
    let mut found = memchr::memmem::find_iter(all.get(from..to)?, whole.as_bytes());
    let at = from + found.next()? + selector.prefix.len();
    found.next().is_none().then(|| Span::new(at, at + selector.quote.len()))
}

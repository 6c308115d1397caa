//! Finding a remembered place again.
//!
//! First where it was: in a text that has not changed that is all, and costs next to nothing. Otherwise the text is split
//! into words once, and for all places together it is looked up where their rarer words stand ([`seek`]); there the old
//! words are laid beside the new ones ([`align`]), and what speaks for the place is weighed ([`judge`]). A place is given
//! up rather than guessed: a note at a wrong passage is worse than a note without one.

mod align;
mod judge;
mod neighbours;
mod pattern;
mod place;
mod rival;
mod seek;
mod shifted;
mod words;

use rustc_hash::FxHashMap;

use self::judge::Verdict;
use self::pattern::Pattern;
use super::selector::Selector;
use crate::model::{Span, Text};

use self::place::begins;

/// How a place was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Anchoring {
    /// The words stand where they stood.
    Exact,
    /// The same words stand elsewhere, or with other white space.
    Moved,
    /// The words were changed.
    Fuzzy {
        /// How much of them is left: 0 to 1.
        similarity: f32,
    },
}

impl Anchoring {
    /// As in JSON and on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Moved => "moved",
            Self::Fuzzy { .. } => "fuzzy",
        }
    }

    /// What a reader should know of it; nothing where the words stand where they stood.
    pub fn note(self) -> Option<String> {
        match self {
            Self::Exact => None,
            Self::Moved => Some("moved since".to_owned()),
            Self::Fuzzy { similarity } => {
                Some(format!("the words have changed, {:.0} % are the same", similarity * 100.0))
            }
        }
    }
}

/// Where a remembered place is now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anchored {
    /// The words.
    pub span: Span,
    /// How they were found.
    pub how: Anchoring,
}

/// Where the words of each selector stand in `text` now; `None` for those that are gone or could be in more places than
/// one. Takes all of them together, so that the text is looked through once.
///
/// Thousands of selectors of an unchanged text take milliseconds; in a changed text the time goes with the length of the
/// text and the number of selectors.
pub fn anchor(text: &Text, selectors: &[&Selector]) -> Vec<Option<Anchored>> {
    let mut anchored: Vec<Option<Anchored>> = selectors.iter().map(|s| in_place(text, s)).collect();
    shifted::place(text, selectors, &mut anchored);
    // The same place may have many notes.
    let mut lost: FxHashMap<&Selector, Vec<usize>> = FxHashMap::default();
    let mut order: Vec<&Selector> = Vec::new();
    for (k, selector) in selectors.iter().enumerate() {
        if anchored.get(k).is_some_and(Option::is_none) {
            let places = lost.entry(selector).or_default();
            if places.is_empty() {
                order.push(selector);
            }
            places.push(k);
        }
    }
    if order.is_empty() {
        return anchored;
    }
    for (selector, verdict) in order.iter().zip(search(text, &order)) {
        for k in lost.get(selector).into_iter().flatten() {
            if let Some(place) = anchored.get_mut(*k) {
                *place = verdict.map(|verdict| verdict.anchored(text, selector));
            }
        }
    }
    judge::keep_apart(selectors, &mut anchored);
    if neighbours::place(text, selectors, &mut anchored) {
        judge::keep_apart(selectors, &mut anchored);
    }
    anchored
}

/// Where `quote` stands in `text` word for word, white space aside, in order. Nowhere if it is blank.
pub fn occurrences(text: &Text, quote: &str) -> Vec<Span> {
    let quote = quote.trim();
    let first = quote.split_whitespace().next().unwrap_or_default();
    if first.is_empty() {
        return Vec::new();
    }
    let all = text.as_str();
    let mut places: Vec<Span> = Vec::new();
    for at in memchr::memmem::find_iter(all.as_bytes(), first.as_bytes()) {
        let after = places.last().is_none_or(|last| last.to() <= at);
        if after && let Some(len) = all.get(at..).and_then(|rest| begins(rest, quote)) {
            places.push(Span::new(at, at + len));
        }
    }
    places
}

/// How like the place `span` of `text` is to the place most like it elsewhere: its words, and these with their context. See
/// [`Selector::rival`].
pub(super) fn rival(text: &Text, span: Span, selector: &Selector) -> [u8; 2] {
    rival::rival(text.as_str(), span, &patterns(selector))
}

fn patterns(selector: &Selector) -> Vec<Pattern> {
    Pattern::of(&selector.prefix, &selector.quote, selector.until.as_deref(), &selector.suffix)
}

/// The place where it was, if everything is as it was there, and no copy of it could have come there in its stead.
fn in_place(text: &Text, selector: &Selector) -> Option<Anchored> {
    let span = whole_at(text, selector, selector.start)?;
    let unchanged = selector.chars == Some(text.char_count());
    (unchanged || is_alone(selector)).then_some(Anchored { span, how: Anchoring::Exact })
}

/// Whether nothing else in the text it was made of stood in the same words between the same words.
fn is_alone(selector: &Selector) -> bool {
    selector.rival.is_some_and(|[_, whole]| whole < 100)
}

/// The words of a selector, if they begin at the code point `start`.
fn words_at(text: &Text, selector: &Selector, start: usize) -> Option<Span> {
    let length = selector.end.checked_sub(selector.start)?;
    let (start, end) = (text.byte_offset(start), text.byte_offset(start.checked_add(length)?));
    let words = text.as_str().get(start..end)?;
    let same = match &selector.until {
        None => words == selector.quote,
        Some(until) => words.starts_with(&selector.quote) && words.ends_with(until.as_str()),
    };
    same.then(|| Span::new(start, end))
}

/// The same, if they stand there with all that was remembered around them.
fn whole_at(text: &Text, selector: &Selector, start: usize) -> Option<Span> {
    let span = words_at(text, selector, start)?;
    let all = text.as_str();
    let before = all.get(..span.from())?.ends_with(&selector.prefix);
    (before && all.get(span.to()..)?.starts_with(&selector.suffix)).then_some(span)
}

/// What becomes of selectors whose words are not where they were.
fn search(text: &Text, selectors: &[&Selector]) -> Vec<Option<Verdict>> {
    let all = text.as_str();
    let words = words::words(all);
    let patterns: Vec<Vec<Pattern>> = selectors.iter().map(|s| patterns(s)).collect();
    let flat: Vec<&Pattern> = patterns.iter().flatten().collect();
    let mut found = seek::seek(&words, &flat).into_iter();
    let mut verdicts = Vec::with_capacity(selectors.len());
    for (selector, patterns) in selectors.iter().zip(&patterns) {
        let judged: Vec<Option<Verdict>> = patterns
            .iter()
            .map(|pattern| {
                let found = found.next().unwrap_or_default();
                let places = match found.whole {
                    // All of it stands here and nowhere else: nothing can be more like it.
                    Some(window) if is_alone(selector) => {
                        place::place(pattern, all, &words, window).into_iter().collect()
                    }
                    _ => place::places(pattern, all, &words, &found.windows),
                };
                judge::judge(selector, pattern, places, &found, &words)
            })
            .collect();
        verdicts.push(match judged.as_slice() {
            [one] => *one,
            [Some(head), Some(tail)] => judge::join(selector, all, *head, *tail),
            _ => None,
        });
    }
    verdicts
}

#[cfg(test)]
mod edited;
#[cfg(test)]
mod edits;
#[cfg(test)]
mod held_out;
#[cfg(test)]
mod tests;

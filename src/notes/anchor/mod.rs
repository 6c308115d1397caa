//! Finding a remembered place again.

use crate::model::{Span, Text};

use super::selector::Selector;

/// How a place was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Anchoring {
    /// The words stand where they stood.
    Exact,
    /// The same words stand elsewhere.
    Moved,
    /// The words were changed.
    Fuzzy {
        /// How much of them is left: 0 to 1.
        similarity: f32,
    },
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
pub fn anchor(text: &Text, selectors: &[&Selector]) -> Vec<Option<Anchored>> {
    selectors.iter().map(|s| in_place(text, s).or_else(|| elsewhere(text, s))).collect()
}

fn in_place(text: &Text, selector: &Selector) -> Option<Anchored> {
    let (start, end) = (text.byte_offset(selector.start), text.byte_offset(selector.end));
    fits(text, selector, start, end).then(|| Anchored { span: Span::new(start, end), how: Anchoring::Exact })
}

fn fits(text: &Text, selector: &Selector, start: usize, end: usize) -> bool {
    let all = text.as_str();
    let Some(words) = all.get(start..end) else { return false };
    let same = match &selector.until {
        None => words == selector.quote,
        Some(until) => words.starts_with(&selector.quote) && words.ends_with(until.as_str()),
    };
    same && all.get(..start).is_some_and(|before| before.ends_with(&selector.prefix))
        && all.get(end..).is_some_and(|after| after.starts_with(&selector.suffix))
}

fn elsewhere(text: &Text, selector: &Selector) -> Option<Anchored> {
    let len = selector.quote.len();
    let mut places = memchr::memmem::find_iter(text.as_str().as_bytes(), selector.quote.as_bytes())
        .filter(|at| fits(text, selector, *at, at + len));
    let at = places.next().filter(|_| places.next().is_none())?;
    Some(Anchored { span: Span::new(at, at + len), how: Anchoring::Moved })
}

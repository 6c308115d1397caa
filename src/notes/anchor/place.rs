//! A pattern at one place of a text: where exactly, and how much of it is there.

use super::align::{Pair, align};
use super::pattern::Pattern;
use super::seek::Window;
use super::words::Word;
use crate::model::Span;

/// How much of a pattern stands at a place. Shares are by weight, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// The quote, or what became of it.
    pub span: Span,
    /// Whether the words of the quote are the same, all that stands between them but white space included.
    pub same: bool,
    /// How like the quote it is.
    pub quote: f32,
    /// Whether every number and name of the quote stands in it: what tells one sentence from its like.
    pub telling: bool,
    /// Whether every number in its context stands there: what tells one line of figures from the next.
    pub figures: bool,
    /// Whether the words next to it are those that stood next to it.
    pub touching: bool,
    /// How much of the context before it stands there.
    pub before: f32,
    /// How much of the context after it stands there.
    pub after: f32,
    /// How like the whole pattern the whole place is.
    pub whole: f32,
}

/// The places of a pattern in some windows, and in what the best of them leaves of its window: a copy may stand close by.
pub fn places(pattern: &Pattern, text: &str, words: &[Word], windows: &[Window]) -> Vec<Place> {
    let mut places: Vec<Place> = windows.iter().filter_map(|w| place(pattern, text, words, *w)).collect();
    if let Some(best) = places.iter().max_by(|a, b| a.whole.total_cmp(&b.whole)).copied() {
        let from = words.partition_point(|w| (w.end as usize) <= best.span.from());
        let to = words.partition_point(|w| (w.start as usize) < best.span.to());
        let room = pattern.words.len() * 3 / 2 + 4;
        let before = Window { from: from.saturating_sub(room), to: from };
        let after = Window { from: to, to: (to + room).min(words.len()) };
        places.extend([before, after].into_iter().filter_map(|w| place(pattern, text, words, w)));
    }
    places
}

/// The best place of a pattern in a window; `None` where hardly anything of its quote is left.
pub fn place(pattern: &Pattern, text: &str, words: &[Word], window: Window) -> Option<Place> {
    let here = words.get(window.from..window.to)?;
    let pairs = align(pattern, text, here);
    let first = pairs.first()?;
    let last = pairs.last()?;
    let worth = |of: std::ops::Range<usize>| -> f32 {
        let within = pairs.iter().filter(|pair| of.contains(&pair.old));
        within.map(|pair| pair.credit * pattern.words.get(pair.old).map_or(0.0, |w| w.weight() as f32)).sum()
    };
    let share = |of: std::ops::Range<usize>| {
        let weight = pattern.weight(of.clone()) as f32;
        if weight > 0.0 { worth(of) / weight } else { 0.0 }
    };
    let bounds = bounds(pattern, text, here, &pairs)?;
    let span = exact(pattern, text, bounds).unwrap_or(bounds);
    let same = same_but_blanks(span.of(text), pattern.text.get(pattern.quote.clone()).unwrap_or_default());
    let inside = weight(here, |w| (w.end as usize) > span.from() && (w.start as usize) < span.to());
    let quoted = pattern.weight(pattern.middle.clone());
    let quote = match (same, quoted + inside) {
        (true, _) => 1.0,
        (false, 0) => 0.0,
        (false, both) => 2.0 * worth(pattern.middle.clone()) / both as f32,
    };
    let stretch = here.get(first.new..=last.new).unwrap_or_default();
    let stretch: u32 = stretch.iter().map(|w| w.weight()).sum();
    let all = 0..pattern.words.len();
    let whole = 2.0 * worth(all.clone()) / (pattern.weight(all) + stretch).max(1) as f32;
    // At the very beginning of a text nothing stood before, and nothing may stand there now; the same at its end.
    let edge = |context: &str, of, clear: bool| {
        if context.is_empty() && clear { 1.0 } else { share(of) }
    };
    let prefix = pattern.text.get(..pattern.quote.start).unwrap_or_default();
    let suffix = pattern.text.get(pattern.quote.end..).unwrap_or_default();
    let clear = |part: Option<&str>| part.is_some_and(|part| part.trim().is_empty());
    Some(Place {
        span,
        same,
        quote,
        figures: pattern
            .before()
            .chain(pattern.after())
            .all(|k| !is_figure(pattern, k) || pairs.iter().any(|pair| pair.old == k)),
        telling: pattern
            .middle
            .clone()
            .all(|k| !is_telling(pattern, k) || pairs.iter().any(|pair| pair.old == k)),
        touching: touching(pattern, &pairs) && ends_in(span, pattern, here, &pairs),
        before: edge(prefix, pattern.before(), clear(text.get(..span.from()))),
        after: edge(suffix, pattern.after(), clear(text.get(span.to()..))),
        whole,
    })
}

/// Whether the last word of the context before the quote and the first one after it stand at the first and the last word
/// of the quote, in both rows.
fn touching(pattern: &Pattern, pairs: &[Pair]) -> bool {
    let of = |old: usize| pairs.iter().find(|pair| pair.old == old).map(|pair| pair.new);
    let next = |old: usize| of(old).is_some_and(|new| of(old + 1) == Some(new + 1));
    let first = pattern.middle.start.checked_sub(1).is_none_or(next);
    let last =
        pattern.middle.end == pattern.words.len() || pattern.middle.end.checked_sub(1).is_some_and(next);
    first && last
}

/// Whether the ends of the quote were found at the ends of `span`, and not one of them in a copy close by.
fn ends_in(span: Span, pattern: &Pattern, here: &[Word], pairs: &[Pair]) -> bool {
    let within = |word: &Word| word.end > span.start && word.start < span.end;
    let quoted = pairs.iter().filter(|pair| pattern.middle.contains(&pair.old));
    quoted.filter_map(|pair| here.get(pair.new)).all(within)
}

/// Whether a word of the pattern has a digit.
fn is_figure(pattern: &Pattern, word: usize) -> bool {
    let word = pattern.words.get(word).map_or("", |w| w.span().of(&pattern.text));
    word.contains(|c: char| c.is_ascii_digit())
}

/// Whether a word of the pattern is a number, or written with a capital.
fn is_telling(pattern: &Pattern, word: usize) -> bool {
    let word = pattern.words.get(word).map_or("", |w| w.span().of(&pattern.text));
    word.starts_with(char::is_uppercase) || word.contains(|c: char| c.is_ascii_digit())
}

fn weight(words: &[Word], of: impl Fn(&Word) -> bool) -> u32 {
    words.iter().filter(|w| of(w)).map(|w| w.weight()).sum()
}

/// From the first to the last word of what became of the quote, by its own words and by the ends of the context.
fn bounds(pattern: &Pattern, text: &str, here: &[Word], pairs: &[Pair]) -> Option<Span> {
    let word = |k: usize| here.get(k);
    let of_quote = || pairs.iter().filter(|pair| pattern.middle.contains(&pair.old));
    let before = pairs.iter().rev().find(|pair| pair.old + 1 == pattern.middle.start);
    let after = pairs.iter().find(|pair| pair.old == pattern.middle.end);
    if pattern.middle.is_empty() {
        // No words at all, only signs: they stand between the two words around them.
        let from = before.and_then(|pair| word(pair.new))?.end;
        let to = after.and_then(|pair| word(pair.new))?.start;
        return (from <= to).then_some(Span { start: from, end: to });
    }
    let own: Vec<Pair> = of_quote().copied().collect();
    let own = coherent(pattern, &own);
    let (first, last) = (own.first()?, own.last()?);
    // The first word is another now: it begins where the context ends.
    let from = match before {
        Some(pair) if first.old > pattern.middle.start => pair.new + 1,
        _ => first.new,
    };
    let to = match after {
        Some(pair) if last.old + 1 < pattern.middle.end => pair.new.checked_sub(1)?,
        _ => last.new,
    };
    let (first_word, last_word) = (word(from)?, word(to)?);
    let old_first = pattern.words.get(pattern.middle.start)?;
    let old_last = pattern.words.get(pattern.middle.end.checked_sub(1)?)?;
    let (quote_from, quote_to) = (pattern.quote.start as u32, pattern.quote.end as u32);
    let alike = |a: &Word, b: &Word| a.hash == b.hash && a.end - a.start == b.end - b.start;
    // A quote may begin or end within a word.
    let from = match quote_from.checked_sub(old_first.start) {
        Some(cut) if cut > 0 && alike(old_first, first_word) => first_word.start + cut,
        _ => first_word.start,
    } as usize;
    let to = match old_last.end.checked_sub(quote_to) {
        Some(cut) if cut > 0 && alike(old_last, last_word) => last_word.end - cut,
        _ => last_word.end,
    } as usize;
    if from >= to || !text.is_char_boundary(from) || !text.is_char_boundary(to) {
        return None;
    }
    // Signs at the ends of the quote, a full stop or quotation marks, as far as they are there.
    let lead = pattern.text.get(pattern.quote.start..old_first.start as usize).unwrap_or_default();
    let trail = pattern.text.get(old_last.end as usize..pattern.quote.end).unwrap_or_default();
    let before = text.get(..from).unwrap_or_default();
    let after = text.get(to..).unwrap_or_default();
    let common = |(a, b): &(char, char)| a == b;
    let leading: usize =
        lead.chars().rev().zip(before.chars().rev()).take_while(common).map(|(a, _)| a.len_utf8()).sum();
    let trailing: usize =
        trail.chars().zip(after.chars()).take_while(common).map(|(a, _)| a.len_utf8()).sum();
    // Some of the signs alone may be those of the sentence before.
    let leading = if leading == lead.len() { leading } else { 0 };
    Some(Span::new(from - leading, to + trailing))
}

/// Without a few words at either end that are far from all others: they are those of another sentence.
fn coherent<'a>(pattern: &Pattern, pairs: &'a [Pair]) -> &'a [Pair] {
    let worth = |pair: &Pair| pair.credit * pattern.words.get(pair.old).map_or(0.0, |w| w.weight() as f32);
    let gap = |a: &Pair, b: &Pair| {
        let gone = pattern.weight(a.old + 1..b.old) as f32;
        let come = b.new.saturating_sub(a.new + 1) as f32 * MEAN;
        gone.max(come)
    };
    let (mut from, mut to) = (0, pairs.len());
    let mut sum = 0.0;
    for (k, two) in pairs.windows(2).enumerate() {
        let [one, next] = two else { break };
        sum += worth(one) - gap(one, next);
        if sum < 0.0 {
            (from, sum) = (k + 1, 0.0);
        }
    }
    sum = 0.0;
    for (k, two) in pairs.windows(2).enumerate().rev() {
        let [next, one] = two else { break };
        sum += worth(one) - gap(next, one);
        if sum < 0.0 {
            (to, sum) = (k + 1, 0.0);
        }
    }
    pairs.get(from..to).filter(|own| !own.is_empty()).unwrap_or(pairs)
}

/// The weight of an ordinary word.
const MEAN: f32 = 4.5;

/// The quote itself near `about`, white space aside, if it stands there once. A quote may end within a word.
fn exact(pattern: &Pattern, text: &str, about: Span) -> Option<Span> {
    /// Bytes on both sides in which it may begin or end.
    const ROOM: usize = 24;
    let quote = pattern.text.get(pattern.quote.clone())?.trim();
    let first = quote.chars().next()?;
    let from = text.floor_char_boundary(about.from().saturating_sub(ROOM));
    let to = text.ceil_char_boundary((about.from() + ROOM).min(text.len()));
    let near = text.get(from..to.max(about.to()).min(text.len()))?;
    let mut found = near
        .match_indices(first)
        .map(|(at, _)| from + at)
        .filter_map(|at| Some(Span::new(at, at + begins(text.get(at..)?, quote)?)));
    let one = found.next()?;
    found.next().is_none().then_some(one)
}

/// The bytes of `text` that are `words` but for white space, if it begins with them.
pub fn begins(text: &str, words: &str) -> Option<usize> {
    let mut rest = text;
    let mut wanted = words;
    loop {
        let (piece, blank) = match wanted.find(char::is_whitespace) {
            Some(at) => wanted.split_at(at),
            None => (wanted, ""),
        };
        rest = rest.strip_prefix(piece)?;
        if blank.is_empty() {
            return Some(text.len() - rest.len());
        }
        wanted = blank.trim_start();
        let trimmed = rest.trim_start();
        if trimmed.len() == rest.len() {
            return None;
        }
        rest = trimmed;
    }
}

/// Whether two strings are the same but for the kind and number of blanks.
pub fn same_but_blanks(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

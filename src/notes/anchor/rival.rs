//! How much the most similar other place of a text is like a place: what a changed text must beat.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::pattern::Pattern;
use super::words::{Word, words};
use crate::model::Span;

/// How like a place is to the place most like it among all others of the text, in percent: by the words of the quote,
/// and by these with their context. Words count by their weight, in any order. One pass over the text for each.
pub fn rival(text: &str, span: Span, patterns: &[Pattern]) -> [u8; 2] {
    let words = words(text);
    let percent = |most: f32| (most * 100.0).floor().clamp(0.0, 100.0) as u8;
    let most = |of: fn(&Pattern) -> Range<usize>| {
        percent(patterns.iter().map(|p| most_like(&words, span, p, of(p))).fold(0.0, f32::max))
    };
    [most(|p| p.middle.clone()), most(|p| 0..p.words.len())]
}

/// For the words `part` of a pattern.
fn most_like(words: &[Word], span: Span, pattern: &Pattern, part: Range<usize>) -> f32 {
    let len = part.len();
    if len == 0 {
        return 1.0;
    }
    // Of each word of the pattern, how many there are.
    let mut wanted: FxHashMap<u32, (usize, i32)> = FxHashMap::default();
    for word in pattern.words.get(part.clone()).unwrap_or_default() {
        let next = wanted.len();
        wanted.entry(word.hash).or_insert((next, 0)).1 += 1;
    }
    let mut seen = vec![0i32; wanted.len()];
    let whole: u32 = pattern.weight(part.clone());
    let (mut common, mut weight, mut best) = (0u32, 0u32, 0f32);
    let own = (
        words.partition_point(|w| (w.end as usize) <= span.from()),
        words.partition_point(|w| (w.start as usize) < span.to()),
    );
    for (end, word) in words.iter().enumerate() {
        weight += word.weight();
        if let Some((k, most)) = wanted.get(&word.hash)
            && let Some(count) = seen.get_mut(*k)
        {
            *count += 1;
            common += if *count <= *most { word.weight() } else { 0 };
        }
        let Some(start) = (end + 1).checked_sub(len) else { continue };
        let at = |k: usize| (start + k).saturating_sub(part.start);
        let middle = (at(pattern.middle.start), at(pattern.middle.end));
        // Signs without words stand between two words; only there are they themselves.
        let itself = middle.0 == own.0 || (middle.0 < own.1 && own.0 < middle.1);
        if !itself {
            best = best.max(2.0 * common as f32 / (whole + weight) as f32);
        }
        if let Some(first) = words.get(start) {
            weight -= first.weight();
            if let Some((k, most)) = wanted.get(&first.hash)
                && let Some(count) = seen.get_mut(*k)
            {
                // Words that differ in accents count as one and weigh differently.
                common = common.saturating_sub(if *count <= *most { first.weight() } else { 0 });
                *count -= 1;
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, quote: &str, prefix: &str, suffix: &str) -> [u8; 2] {
        let at = text.find(quote).unwrap();
        let span = Span::new(at, at + quote.len());
        rival(text, span, &Pattern::of(prefix, quote, None, suffix))
    }

    #[test]
    fn the_same_words_elsewhere_are_a_full_rival() {
        assert_eq!(of("The ferry left. A crane fell. The ferry left.", "The ferry left", "", ""), [100, 100]);
        assert_eq!(
            of("The ferry left. A crane fell. The\nFerry left.", "The ferry left", "", ""),
            [100, 100]
        );
    }

    #[test]
    fn context_tells_copies_apart_and_strangers_are_far() {
        let text = "In the north harbour the ferry left. In the deep south nobody saw that the ferry left.";
        let rival = of(text, "the ferry left", "In the north harbour ", ".");
        assert!(rival[0] == 100 && (50..90).contains(&rival[1]), "{rival:?}");
        let strangers = of(
            "The ferry left at noon. Prices of grain rose again in spring.",
            "The ferry left at noon",
            "",
            "",
        );
        assert!(strangers[1] < 25, "{strangers:?}");
    }
}

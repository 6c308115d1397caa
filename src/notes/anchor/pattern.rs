//! What is looked for: the words of a place with those around it.

use std::ops::Range;

use super::words::{Word, words};
use crate::notes::selector::CONTEXT;

/// Words of a quote that are compared one by one. Of a longer one its beginning and its end are looked for apart, this
/// many words of each, which bounds the cost of a comparison.
const HALF: usize = 40;

/// A stretch of text as it was, of which the middle is the quote (or an end of it).
#[derive(Debug, Clone)]
pub struct Pattern {
    /// Context, quote, context.
    pub text: String,
    /// The bytes of the quote in it.
    pub quote: Range<usize>,
    /// Its words, without those that the ends of the context cut.
    pub words: Vec<Word>,
    /// Which of them overlap the quote.
    pub middle: Range<usize>,
}

impl Pattern {
    fn new(prefix: &str, quote: &str, suffix: &str) -> Self {
        let text = [prefix, quote, suffix].concat();
        let quote = prefix.len()..prefix.len() + quote.len();
        let mut words = words(&text);
        // A shorter context begins where the text does.
        let cut =
            |c: Option<char>, of: &str| c.is_some_and(char::is_alphanumeric) && of.chars().count() >= CONTEXT;
        if cut(prefix.chars().next(), prefix)
            && words.first().is_some_and(|w| (w.end as usize) <= quote.start)
        {
            words.remove(0);
        }
        if cut(suffix.chars().next_back(), suffix)
            && words.last().is_some_and(|w| (w.start as usize) >= quote.end)
        {
            words.pop();
        }
        let from = words.partition_point(|w| (w.end as usize) <= quote.start);
        let to = words.partition_point(|w| (w.start as usize) < quote.end);
        Self { text, quote, words, middle: from..to.max(from) }
    }

    /// The pattern of a place, or of both ends of a long one. `until` is the end of a quote that is not all there.
    pub fn of(prefix: &str, quote: &str, until: Option<&str>, suffix: &str) -> Vec<Self> {
        let quoted = words(quote);
        if until.is_none() && quoted.len() <= 2 * HALF {
            return vec![Self::new(prefix, quote, suffix)];
        }
        let tail = until.unwrap_or(quote);
        let end = quoted.get(HALF.saturating_sub(1)).map_or(quote.len(), |w| w.end as usize);
        let tailed = words(tail);
        let start =
            tailed.len().checked_sub(HALF).and_then(|k| tailed.get(k)).map_or(0, |w| w.start as usize);
        let after = quote.get(end..).map_or("", |rest| first_words(rest));
        let before = tail.get(..start).map_or("", |rest| last_words(rest));
        vec![
            Self::new(prefix, quote.get(..end).unwrap_or(quote), after),
            Self::new(before, tail.get(start..).unwrap_or(tail), suffix),
        ]
    }

    /// The weight of some of its words.
    pub fn weight(&self, of: Range<usize>) -> u32 {
        self.words.get(of).unwrap_or_default().iter().map(|w| w.weight()).sum()
    }

    /// Its words before the quote.
    pub fn before(&self) -> Range<usize> {
        0..self.middle.start
    }

    /// Its words after the quote.
    pub fn after(&self) -> Range<usize> {
        self.middle.end..self.words.len()
    }
}

/// Bytes of the inside of a long quote that stand for the context of its ends.
const INNER: usize = 48;

fn first_words(text: &str) -> &str {
    text.get(..text.floor_char_boundary(INNER)).unwrap_or(text)
}

fn last_words(text: &str) -> &str {
    text.get(text.ceil_char_boundary(text.len().saturating_sub(INNER))..).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_the_context_cuts_are_left_out() {
        let patterns = Pattern::of(
            "rry was the one of the two that in the end left. ",
            "The crane",
            None,
            " rusts in the ha",
        );
        let [pattern] = patterns.as_slice() else { panic!("{patterns:?}") };
        let words: Vec<&str> = pattern.words.iter().map(|w| w.span().of(&pattern.text)).collect();
        assert_eq!(words[10..], ["left", "The", "crane", "rusts", "in", "the", "ha"][..]);
        assert_eq!(pattern.middle, 11..13);
    }

    #[test]
    fn of_a_long_quote_both_ends() {
        let quote: String = (0..200).map(|k| format!("w{k} ")).collect();
        let patterns = Pattern::of("a ", &quote, None, "z");
        assert_eq!(patterns.len(), 2);
        assert!(patterns[0].text.starts_with("a w0 w1 ") && patterns[1].text.contains("w199"));
        assert_eq!((patterns[0].middle.len(), patterns[1].middle.len()), (HALF, HALF));
    }
}

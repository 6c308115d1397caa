//! How a place in a document is remembered: by its words, the words around it, and where it stood. Quote, prefix and
//! suffix are the TextQuoteSelector, start and end the TextPositionSelector of the W3C Web Annotation Data Model (2017).

use serde::{Deserialize, Serialize};

use super::anchor;
use crate::model::{Span, Text};

/// Code points of context kept on either side.
pub(super) const CONTEXT: usize = 48;

/// From this likeness on, in percent, another place with its context is as good as the same: more context is kept.
const TOLD: u8 = 90;

/// Quotes longer than this are kept by their beginning and end. In code points.
const LONGEST: usize = 2_000;

/// Code points kept of the beginning and of the end of a longer one.
const HALF: usize = 500;

/// A place in a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Selector {
    /// The words; of a very long passage its beginning.
    pub quote: String,
    /// The end of a very long passage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// What stands before.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prefix: String,
    /// What stands after.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub suffix: String,
    /// Code points of the reading text before it.
    pub start: usize,
    /// Code points of the reading text up to its end.
    pub end: usize,
    /// Code points of the whole reading text; unknown in a selector of other make.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chars: Option<usize>,
    /// How like these words the words most like them elsewhere in the text were, and the same with the context included, in
    /// percent: 100 for words that stood there twice. What is found in a changed text must be more like them than that,
    /// or it could be the other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rival: Option<[u8; 2]>,
}

impl Selector {
    /// Remembers a span of a text, with what else in the text could be taken for it. Looks through the whole text.
    pub fn of(text: &Text, span: Span) -> Self {
        let mut selector = Self::at(text, span);
        selector.weigh(text);
        selector
    }

    /// Finds out what else in the text it was made of could be taken for it. Looks through the whole text.
    pub fn weigh(&mut self, text: &Text) {
        if self.chars.is_some_and(|chars| chars != text.char_count()) {
            // Made of another version: what was known of that one holds.
            return;
        }
        let span = Span::new(text.byte_offset(self.start), text.byte_offset(self.end));
        let mut rival = anchor::rival(text, span, self);
        for context in [2 * CONTEXT, 4 * CONTEXT] {
            if rival[1] < TOLD {
                break;
            }
            let mut wider = self.clone();
            (wider.prefix, wider.suffix) = around(text, span, context);
            let told = anchor::rival(text, span, &wider);
            // Of a word or two the neighbouring words have nearly the same context, the more so the wider it is.
            if told[1] >= rival[1] {
                break;
            }
            (*self, rival) = (wider, told);
        }
        self.rival = Some(rival);
    }

    /// Remembers a span of a text by itself, in no time; [`Selector::weigh`] is due before it is stored.
    pub fn at(text: &Text, span: Span) -> Self {
        let quote = text.slice(span);
        let (prefix, suffix) = around(text, span, CONTEXT);
        let (quote, until) = match quote.char_indices().nth(LONGEST) {
            None => (quote, None),
            Some(_) => (first(quote, HALF), Some(last(quote, HALF).to_owned())),
        };
        Self {
            quote: quote.to_owned(),
            until,
            prefix,
            suffix,
            start: text.char_offset(span.from()),
            end: text.char_offset(span.to()),
            chars: Some(text.char_count()),
            rival: None,
        }
    }
}

/// What stands before and after a span, so many code points of it.
fn around(text: &Text, span: Span, context: usize) -> (String, String) {
    let all = text.as_str();
    let before = all.get(..span.from()).unwrap_or_default();
    let after = all.get(span.to()..).unwrap_or_default();
    (last(before, context).to_owned(), first(after, context).to_owned())
}

/// The first `count` code points.
fn first(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// The last `count` code points.
fn last(text: &str, count: usize) -> &str {
    let at = count.checked_sub(1).and_then(|back| text.char_indices().rev().nth(back));
    at.and_then(|(at, _)| text.get(at..)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Format;

    #[test]
    fn a_place_is_remembered_in_code_points_with_its_context() {
        let text = Text::new("été: the ferry left Tarn at dawn.", Format::Text);
        let from = text.as_str().find("ferry").unwrap();
        let selector = Selector::of(&text, Span::new(from, from + 5));
        assert_eq!((selector.quote.as_str(), selector.start, selector.end), ("ferry", 9, 14));
        assert_eq!(
            (selector.prefix.as_str(), selector.suffix.as_str()),
            ("été: the ", " left Tarn at dawn.")
        );
    }

    #[test]
    fn a_very_long_passage_is_kept_by_its_ends() {
        let text = Text::new(format!("ab{}yz", "é".repeat(3_000)), Format::Text);
        let selector = Selector::of(&text, Span::new(0, text.len()));
        assert_eq!(selector.quote.chars().count(), HALF);
        assert!(selector.quote.starts_with("abé") && selector.until.is_some_and(|u| u.ends_with("éyz")));
        assert_eq!(selector.end, 3_004);
    }

    proptest::proptest! {
        #[test]
        fn any_span_can_be_remembered(content in "\\PC{0,60}", a in 0usize..61, b in 0usize..61) {
            let text = Text::new(content.as_str(), Format::Text);
            let ends: Vec<usize> = content.char_indices().map(|(at, _)| at).chain([content.len()]).collect();
            let at = |k: usize| ends[k.min(ends.len() - 1)];
            let (a, b) = (at(a.min(b)), at(a.max(b)));
            let s = Selector::of(&text, Span::new(a, b));
            proptest::prop_assert_eq!(&s.quote, &content[a..b]);
            proptest::prop_assert!(content[..a].ends_with(&s.prefix) && content[b..].starts_with(&s.suffix));
            proptest::prop_assert_eq!(s.end - s.start, s.quote.chars().count());
        }
    }
}

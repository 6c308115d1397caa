//! What a hit shows: words of the text on one line, with the letters that matched.

use std::ops::Range;

use crate::model::{Document, Item, ItemRef, Span};

/// Text on one line: runs of white space become one blank, soft hyphens and control characters go.
pub(super) fn one_line(text: &str) -> String {
    OneLine::new(text).text
}

/// A line and where each byte of the original went.
pub(super) struct OneLine {
    pub(super) text: String,
    /// For every byte of the original, and its end, the byte of the line; empty where the line is the original.
    places: Vec<u32>,
}

impl OneLine {
    pub(super) fn new(original: &str) -> Self {
        let printable = original.bytes().all(|b| (b' '..0x7f).contains(&b));
        if printable && !original.contains("  ") && original.trim() == original {
            return Self { text: original.to_owned(), places: Vec::new() };
        }
        let mut text = String::with_capacity(original.len());
        let mut places = Vec::with_capacity(original.len() + 1);
        for c in original.chars() {
            let at = text.len();
            if c.is_whitespace() {
                if !text.is_empty() && !text.ends_with(' ') {
                    text.push(' ');
                }
            } else if !c.is_control() && c != '\u{ad}' {
                text.push(c);
            }
            places.resize(places.len() + c.len_utf8(), at as u32);
        }
        text.truncate(text.trim_end().len());
        places.push(text.len() as u32);
        Self { text, places }
    }

    /// A range of the original as a range of the line; `None` if nothing of it is left.
    pub(super) fn place(&self, range: &Range<usize>) -> Option<Range<usize>> {
        if self.places.is_empty() {
            return (range.start < range.end && self.text.get(range.clone()).is_some())
                .then(|| range.clone());
        }
        let at =
            |k: usize| self.places.get(k).map_or(self.text.len(), |p| (*p as usize).min(self.text.len()));
        let (start, end) = (at(range.start), at(range.end));
        (start < end && self.text.get(start..end).is_some()).then_some(start..end)
    }
}

/// Ranges in order and apart.
pub(super) fn tidy(mut marks: Vec<Range<usize>>) -> Vec<Range<usize>> {
    marks.sort_by_key(|m| (m.start, m.end));
    let mut out: Vec<Range<usize>> = Vec::with_capacity(marks.len());
    for mark in marks {
        match out.last_mut() {
            Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
            _ => out.push(mark),
        }
    }
    out
}

/// Where an item stands in its document and in which section.
pub(super) fn stands(document: &Document, at: ItemRef) -> Option<(Span, Option<crate::model::SectionId>)> {
    let here = |span: Span| (span, document.section_at(span.from()));
    match at.item {
        Item::Section(id) => document.section(id).map(|s| (s.heading, Some(id))),
        Item::Actor(id) => document.actor(id)?.mentions.first().map(|m| here(m.span)),
        Item::Place(id) => document.place(id)?.mentions.first().map(|m| here(m.span)),
        Item::Claim(id) => document.claim(id).map(|c| (c.span, c.section)),
        Item::Event(id) => document.event(id)?.sources.first().map(|s| here(*s)),
        Item::Sentence(k) => document.sentences.get(k as usize).map(|s| (s.span, s.section)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_joined_and_places_follow() {
        let line = OneLine::new("  the\r\n  cease\u{ad}fire é\n");
        assert_eq!(line.text, "the ceasefire é");
        assert_eq!(line.place(&(9..16)), Some(4..9));
        assert_eq!(line.place(&(5..9)), Some(3..4));
        assert_eq!(line.place(&(0..2)), None);
    }

    #[test]
    fn marks_that_touch_become_one() {
        assert_eq!(tidy(vec![4..6, 0..2, 1..3, 3..4, 8..9]), [0..6, 8..9]);
    }

    proptest::proptest! {
        #[test]
        fn places_lie_on_boundaries(s in "[aé \\n\u{ad}]{0,20}", a in 0usize..20, b in 0usize..20) {
            let bounds: Vec<usize> = s.char_indices().map(|(k, _)| k).chain([s.len()]).collect();
            let (a, b) = (bounds[a % bounds.len()], bounds[b % bounds.len()]);
            let line = OneLine::new(&s);
            if let Some(r) = line.place(&(a.min(b)..a.max(b))) {
                proptest::prop_assert!(line.text.get(r).is_some());
            }
        }
    }
}

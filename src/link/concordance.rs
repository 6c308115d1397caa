//! Keyword in context: every place that names somebody, with what stands before and behind it.

use super::paragraphs::{Paragraphs, block_of};
use crate::fold::fold;
use crate::model::{DocId, Document, Dossier, Span};

/// By what the lines are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// As they stand in the text.
    #[default]
    Text,
    /// By the words before, the nearest first.
    Before,
    /// By the words behind.
    Behind,
}

impl Order {
    /// The next one in the cycle.
    pub fn next(self) -> Self {
        match self {
            Order::Text => Order::Behind,
            Order::Behind => Order::Before,
            Order::Before => Order::Text,
        }
    }

    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Order::Text => "in reading order",
            Order::Before => "by the words before",
            Order::Behind => "by the words behind",
        }
    }
}

/// A place that names somebody.
pub type Place = (DocId, Span);

/// Words that decide the order of two lines.
const WORDS: usize = 4;
/// Bytes in which these are looked for.
const REACH: usize = 80;

/// What stands before and behind a mention in its own paragraph, masked text left out; at most `reach` bytes of each.
pub fn context(document: &Document, span: Span, reach: usize) -> (&str, &str) {
    let text = document.text.as_str();
    let block = block_of(document, span.start).and_then(|k| document.blocks.get(k)).map(|b| b.span);
    let block = block.filter(|b| b.contains(span)).unwrap_or(span);
    let after = document.noise.partition_point(|n| n.span.start < span.end);
    let masked_from = document.noise.get(after).map_or(u32::MAX, |n| n.span.start);
    let masked_to = after.checked_sub(1).and_then(|k| document.noise.get(k)).map_or(0, |n| n.span.end);
    let from = (block.start.max(masked_to.min(span.start)) as usize).max(span.from().saturating_sub(reach));
    let to = (block.end.min(masked_from.max(span.end)) as usize).min(span.to() + reach);
    let from = text.ceil_char_boundary(from.min(span.from()));
    let to = text.floor_char_boundary(to.max(span.to()));
    (text.get(from..span.from()).unwrap_or(""), text.get(span.to()..to).unwrap_or(""))
}

/// The lines in their order; with `only` those that stand in one of these paragraphs. `None` if nobody waits for them any more.
pub fn lines(
    dossier: &Dossier,
    places: &[Place],
    only: Option<&Paragraphs>,
    order: Order,
    stale: &dyn Fn() -> bool,
) -> Option<Vec<Place>> {
    let inside = |(doc, span): &Place| {
        let Some(only) = only else { return true };
        dossier.document(*doc).and_then(|d| block_of(d, span.start)).is_some_and(|b| only.has(*doc, b))
    };
    let mut places: Vec<Place> = places.iter().filter(|p| inside(p)).copied().collect();
    places.sort_unstable();
    places.dedup();
    if order == Order::Text {
        return Some(places);
    }
    let mut keyed: Vec<(Vec<String>, Place)> = Vec::with_capacity(places.len());
    for (k, place) in places.into_iter().enumerate() {
        if k % 512 == 0 && stale() {
            return None;
        }
        let around = dossier.document(place.0).map(|d| context(d, place.1, REACH));
        let (before, behind) = around.unwrap_or(("", ""));
        let words = |text: &str, from_the_end: bool| -> Vec<String> {
            let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            if from_the_end {
                words.rev().take(WORDS).map(fold).collect()
            } else {
                words.take(WORDS).map(fold).collect()
            }
        };
        keyed.push((if order == Order::Before { words(before, true) } else { words(behind, false) }, place));
    }
    keyed.sort();
    Some(keyed.into_iter().map(|(_, place)| place).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::fixture::dossier;

    fn places(dossier: &Dossier, word: &str) -> Vec<Place> {
        let text = dossier.documents[0].text.as_str();
        text.match_indices(word).map(|(k, w)| (DocId(0), Span::new(k, k + w.len()))).collect()
    }

    #[test]
    fn lines_are_sorted_by_their_neighbours() {
        let dossier = dossier(&[
            "The boats of Norway waited.\n\nIn March Norway closed the line. Angry Norway Air agreed.\n",
        ]);
        let all = places(&dossier, "Norway");
        let behind = |order| -> Vec<&str> {
            let lines = lines(&dossier, &all, None, order, &|| false).unwrap();
            let word = |p: &Place| {
                let (_, behind) = context(&dossier.documents[0], p.1, 99);
                behind.split_whitespace().next().unwrap()
            };
            lines.iter().map(word).collect()
        };
        assert_eq!(behind(Order::Text), ["waited.", "closed", "Air"]);
        assert_eq!(behind(Order::Behind), ["Air", "closed", "waited."]);
        assert_eq!(behind(Order::Before), ["Air", "closed", "waited."], "angry, March, of");
        assert_eq!(lines(&dossier, &all, None, Order::Behind, &|| true), None);
    }

    #[test]
    fn a_paragraph_is_as_far_as_the_context_reaches() {
        let dossier = dossier(&["First block here.\n\nIn March Norway closed it.\n\nLast block here.\n"]);
        let place = places(&dossier, "Norway")[0];
        assert_eq!(context(&dossier.documents[0], place.1, 99), ("In March ", " closed it."));
        assert_eq!(context(&dossier.documents[0], place.1, 4), ("rch ", " clo"));
        let only = Paragraphs::holding(&dossier, std::iter::once((DocId(0), Span::new(0, 5))));
        assert_eq!(lines(&dossier, &[place], Some(&only), Order::Text, &|| false), Some(Vec::new()));
    }

    proptest::proptest! {
        #[test]
        fn any_reach_cuts_no_character(reach in 0usize..30, before in "[a-zé ]{0,20}", behind in "[a-zü ]{0,20}") {
            let dossier = dossier(&[&format!("{before} Norway {behind}")]);
            for place in places(&dossier, "Norway") {
                let (a, b) = context(&dossier.documents[0], place.1, reach);
                proptest::prop_assert!(a.len() <= reach && b.len() <= reach);
            }
        }
    }
}

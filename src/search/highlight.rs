//! Which letters of a text a query matches.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::loose::Words;
use super::names::letters_end;
use super::query::{Query, Value};
use super::resolved::Resolved;
use super::scattered::Room;
use super::shown::tidy;
use super::words::{Word, each_word, fold_word};
use super::{Index, Pattern};

/// Marks what a query asks for in any text: the reader, a preview, the text of a hit.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Highlighter {
    words: Vec<Marked>,
    patterns: Vec<Pattern>,
    /// For each word, whether its letters are marked where they are scattered; none if they are not looked for.
    loose: Words,
}

#[derive(Debug, Clone, PartialEq)]
struct Marked {
    word: Word,
    strict: bool,
    /// Words that count though they do not begin with the one typed, folded.
    others: FxHashSet<String>,
}

/// Marks in any text what matched in a search: around a hit, say. Cheap to clone.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marker(Arc<Highlighter>);

impl Marker {
    pub(super) fn new(highlighter: Highlighter) -> Self {
        Self(Arc::new(highlighter))
    }

    /// The letters of `text` that match, as byte ranges in order and apart.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        self.0.marks(text)
    }
}

impl Highlighter {
    /// What is asked for in plain text, its words as they were taken, in their order.
    pub(super) fn taking(query: &Query, index: &Index, taken: Vec<Resolved>) -> Self {
        let mut all = Self::default();
        for resolved in taken {
            let others = resolved.others(index);
            all.words.push(Marked { word: resolved.word, strict: resolved.strict, others });
        }
        let terms = query.terms().filter(|t| t.is_plain() && !t.negated);
        all.patterns.extend(terms.filter_map(|t| match &t.value {
            Value::Pattern(pattern) => Some(pattern.clone()),
            _ => None,
        }));
        all
    }

    /// The same, which marks the letters of these words where a text does not have them otherwise.
    pub(super) fn loosely(self, loose: Words) -> Self {
        Self { loose, ..self }
    }

    /// How many words and patterns are looked for.
    pub(super) fn words(&self) -> usize {
        self.words.len() + self.patterns.len()
    }

    /// The matches of patterns alone.
    pub(super) fn pattern_marks(&self, text: &str) -> Vec<Range<usize>> {
        self.patterns.iter().flat_map(|p| p.find_iter(text)).collect()
    }

    /// The narrowest stretch of `text` with as many neighbouring marks as are looked for: marked bytes and all bytes of
    /// it, blanks not counted.
    pub(super) fn narrowest(&self, text: &str) -> Option<(usize, usize)> {
        let marks = self.marks(text);
        let windows = marks.windows(self.words().max(1));
        let measured = windows.filter_map(|w| {
            let (first, last) = (w.first()?, w.last()?);
            let letters: usize = w.iter().map(|m| m.len()).sum();
            let between = text.get(first.start..last.end)?;
            Some((letters, between.bytes().filter(|b| *b != b' ').count().max(letters)))
        });
        measured.min_by(|a, b| (a.1 * b.0).cmp(&(b.1 * a.0)))
    }

    /// Whether it marks nothing in any text.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.patterns.is_empty()
    }

    /// The letters of `text` that match, in order and apart: the typed letters of a word, all of a word mistyped.
    pub(super) fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let mut marks = Vec::new();
        for pattern in &self.patterns {
            marks.extend(pattern.find_iter(text));
        }
        if !self.words.is_empty() {
            self.mark_words(text, &mut marks);
        }
        tidy(marks)
    }

    /// A bit for each letter or digit that a word looked for begins with, by its number in ASCII with the bit set that
    /// makes capitals small.
    fn first_letters(&self) -> u128 {
        let mut bits = 0;
        let mut add = |word: &str| {
            if let Some(b) = word.bytes().next().filter(u8::is_ascii) {
                bits |= 1u128 << (b | 0x20);
            }
        };
        for marked in &self.words {
            add(&marked.word.folded);
            marked.others.iter().for_each(|word| add(word));
        }
        bits
    }

    fn mark_words(&self, text: &str, marks: &mut Vec<Range<usize>>) {
        let mut folded = String::new();
        let mut missing = vec![true; self.loose.len()];
        let firsts = self.first_letters();
        each_word(text, |a, b| {
            // Most words begin with another letter.
            if text.as_bytes().get(a).is_some_and(|b| b.is_ascii() && firsts >> (b | 0x20) & 1 == 0) {
                return;
            }
            let surface = text.get(a..b).unwrap_or("");
            folded.clear();
            fold_word(surface, &mut folded);
            for (k, m) in self.words.iter().enumerate() {
                let before = marks.len();
                if folded.starts_with(&m.word.folded) {
                    if !m.strict || m.word.agrees(surface) {
                        marks.push(a..a + letters_end(surface, m.word.folded.chars().count()));
                    }
                } else if m.others.contains(&folded) {
                    marks.push(a..b);
                }
                if marks.len() > before
                    && let Some(missing) = missing.get_mut(k)
                {
                    *missing = false;
                }
            }
        });
        let mut room = Room::default();
        for (scattered, _) in self.loose.iter().zip(missing).filter(|(_, missing)| *missing) {
            marks.extend(scattered.iter().flat_map(|s| s.marks(text, &mut room)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::evaluate::{Ground, Wanted};
    use crate::search::fixture::Making;

    /// The highlighter of a query over a text, which is one sentence.
    fn highlighter(query: &str, text: &str) -> Highlighter {
        let document = Making::new("a.txt", text).sentence(text).document;
        let dossier = crate::link::dossier(vec![std::sync::Arc::new(document)]);
        let index = Index::build(&dossier, None, &|| false).unwrap();
        let wanted = Wanted { sentences: true, names: true, notes: false };
        let ground = Ground { index: &index, dossier: &dossier, layer: &(), wanted, cancelled: &|| false };
        let query = Query::parse(query);
        Highlighter::taking(&query, &index, ground.ask(&query).unwrap().taken)
    }

    fn marked(query: &str, text: &str) -> Vec<String> {
        highlighter(query, text).marks(text).into_iter().map(|r| text[r].to_owned()).collect()
    }

    #[test]
    fn typed_letters_are_marked() {
        for (query, text, want) in [
            ("cease", "The cease-fire ceased.", vec!["cease", "cease"]),
            ("ceasefi", "The cease-fire ceased.", vec!["cease-fi"]),
            ("goverment !talks kind:fact", "Government talks", vec!["Government"]),
            ("\"the talks\" 'all", "The talks stalled, the walks", vec!["The talks", "all"]),
            ("ecole", "E\u{301}cole École", vec!["E\u{301}cole", "École"]),
            ("US", "The US uses us", vec!["US"]),
        ] {
            assert_eq!(marked(query, text), want, "{query}");
        }
    }

    proptest::proptest! {
        #[test]
        fn marks_lie_on_boundaries_in_order_and_apart(query in "\\PC{0,12}", text in "\\PC{0,60}") {
            let mut last = 0;
            for m in highlighter(&query, &text).marks(&text) {
                proptest::prop_assert!(m.start >= last && text.get(m.clone()).is_some());
                last = m.end;
            }
        }
    }
}

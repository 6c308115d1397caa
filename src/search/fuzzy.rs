//! Fuzzy matching of names: letters in order, not necessarily side by side.
//!
//! The engine is `fuzzy-matcher`. It gives character positions, folds ASCII case only, scores below zero at times, and
//! its two scoring functions disagree; so it sees folded text only, one of the two functions is used throughout,
//! and its score counts relative to that of a perfect match.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Longer texts are no names; the engine's cost grows with the product of both lengths.
const LONGEST: usize = 200;

/// The least share of a perfect match's score that counts.
const ENOUGH: f32 = 0.55;

/// How many runs of matched letters may begin inside a word. Abbreviations take the beginnings of words; letters picked
/// from anywhere are found in any long title.
const RUNS_INSIDE: usize = 1;

/// How well a word fits by a share of a perfect match: less than any slip.
pub(super) fn worth(share: f32) -> f32 {
    0.2 + 0.15 * share
}

/// A typed word to be matched against folded names.
pub(super) struct Fuzzy {
    engine: SkimMatcherV2,
    typed: String,
    perfect: f32,
}

impl Fuzzy {
    /// Matches `typed`, which is folded. Words of fewer than three letters match too much to be matched like this.
    pub(super) fn new(typed: &str) -> Option<Self> {
        if typed.chars().count() < 3 {
            return None;
        }
        let engine = SkimMatcherV2::default().ignore_case();
        let (score, _) = engine.fuzzy_indices(typed, typed)?;
        (score > 0).then(|| Self { engine, typed: typed.to_owned(), perfect: score as f32 })
    }

    /// How well a folded name fits, from just above 0 to 1, and the bytes of it that match.
    pub(super) fn fit(&self, name: &str) -> Option<(f32, Vec<Range<usize>>)> {
        if name.len() > LONGEST || !could(&self.typed, name) {
            return None;
        }
        let (score, places) = self.engine.fuzzy_indices(name, &self.typed)?;
        let share = score as f32 / self.perfect;
        let bytes: Vec<(usize, char)> = name.char_indices().collect();
        let starts_word = |place: usize| {
            place.checked_sub(1).and_then(|k| bytes.get(k)).is_none_or(|(_, c)| !c.is_alphanumeric())
        };
        let runs = places.iter().enumerate().filter(|&(k, &p)| {
            k.checked_sub(1).and_then(|k| places.get(k)).is_none_or(|before| before + 1 != p)
        });
        let inside = runs.filter(|&(_, &p)| !starts_word(p)).count();
        if share < ENOUGH || inside > RUNS_INSIDE || !places.first().is_some_and(|&p| starts_word(p)) {
            return None;
        }
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for (at, c) in places.iter().filter_map(|&p| bytes.get(p).copied()) {
            let end = at + c.len_utf8();
            match ranges.last_mut() {
                Some(last) if last.end == at => last.end = end,
                _ => ranges.push(at..end),
            }
        }
        Some((share.min(1.0), ranges))
    }

    /// How well the typed letters shorten one word, which begins with the first of them: a share of a perfect match.
    pub(super) fn shortened(&self, word: &str) -> Option<f32> {
        /// The least share that counts; the letters between cost more the more there are.
        const ENOUGH: f32 = 0.4;
        if word.len() > LONGEST || !could(&self.typed, word) {
            return None;
        }
        let (score, places) = self.engine.fuzzy_indices(word, &self.typed)?;
        let share = score as f32 / self.perfect;
        (share >= ENOUGH && places.first() == Some(&0)).then_some(share.min(1.0))
    }
}

/// Whether the letters come in this order at all.
fn could(typed: &str, name: &str) -> bool {
    let mut letters = name.chars();
    typed.chars().all(|t| letters.any(|c| c == t))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_match_by_letters_in_order_from_the_start_of_a_word() {
        let fit = |typed, name| Fuzzy::new(typed).and_then(|f| f.fit(name));
        let (share, marks) = fit("minfor", "ministry of foreign affairs").unwrap();
        assert!(share < 1.0);
        assert_eq!(marks, [0..3, 12..15]);
        assert!(fit("inist", "ministry").is_none());
        assert!(fit("minfor", "actors and mediation efforts").is_none());
        assert!(fit("mi", "ministry").is_none());
        assert!(fit("mzz", "ministry").is_none());
    }

    #[test]
    fn marks_are_bytes_not_characters() {
        let (_, marks) = Fuzzy::new("яков").and_then(|f| f.fit("мост яков")).unwrap();
        assert_eq!(marks.first(), Some(&(9..17)));
    }

    proptest::proptest! {
        #[test]
        fn marks_lie_on_boundaries(name in "\\PC{0,40}", typed in "\\PC{3,6}") {
            let name = crate::fold::fold(&name);
            if let Some((share, marks)) = Fuzzy::new(&crate::fold::fold(&typed)).and_then(|f| f.fit(&name)) {
                proptest::prop_assert!(share > 0.0);
                for m in marks {
                    proptest::prop_assert!(name.get(m).is_some());
                }
            }
        }
    }
}

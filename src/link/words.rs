//! A claim as a bag of words: what it is about, without figures, denials and small words.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

#[derive(Deserialize, Default)]
struct File {
    pairs: Vec<[String; 2]>,
    negations: FxHashSet<String>,
    plain: FxHashSet<String>,
}

/// The lists of `opposites.toml`.
struct Lists {
    /// A form → its pair and side.
    sides: FxHashMap<String, (u16, bool)>,
    negations: FxHashSet<String>,
    plain: FxHashSet<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../assets/lexicon/opposites.toml")).unwrap_or_default();
    let mut sides = FxHashMap::default();
    for (k, pair) in file.pairs.iter().enumerate() {
        for (side, forms) in pair.iter().enumerate() {
            for form in forms.split(' ') {
                sides.insert(form.to_owned(), (k as u16, side == 1));
            }
        }
    }
    Lists { sides, negations: file.negations, plain: file.plain }
});

/// What a claim is about.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::link) struct Bag {
    /// Stems, sorted, each once. A word with an opposite stands for both sides.
    pub stems: Vec<String>,
    /// The opposites that stand in it.
    pub sides: Sides,
    /// A word that denies stands in the claim.
    pub negated: bool,
}

/// Pairs of opposites with the side that stands in a claim, sorted.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::link) struct Sides(Box<[(u16, bool)]>);

impl Sides {
    /// Whether the others hold the other side of a pair, and no pair on the same side.
    pub fn opposed(&self, other: &Sides) -> bool {
        let same = self.0.iter().any(|s| other.0.contains(s));
        !same && self.0.iter().any(|&(pair, side)| other.0.contains(&(pair, !side)))
    }
}

impl Bag {
    /// The bag of a claim's words.
    pub fn of(text: &str) -> Self {
        let mut bag = Bag::default();
        let mut sides: Vec<(u16, bool)> = Vec::new();
        for word in text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’'))) {
            let first = word.chars().next().unwrap_or(' ');
            if word.is_empty() || !first.is_alphabetic() {
                continue;
            }
            let lower = word.to_lowercase().replace('’', "'");
            let lower = lower.strip_suffix("'s").unwrap_or(&lower);
            if LISTS.negations.contains(lower) {
                bag.negated = true;
                continue;
            }
            if LISTS.plain.contains(lower) {
                continue;
            }
            if let Some(&(pair, side)) = LISTS.sides.get(lower) {
                sides.push((pair, side));
                bag.stems.push(format!("={pair}"));
                continue;
            }
            // An acronym counts however short it is.
            let acronym = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
            if lower.chars().count() >= 4 || acronym {
                bag.stems.push(stem(lower).to_owned());
            }
        }
        bag.stems.sort_unstable();
        bag.stems.dedup();
        sides.sort_unstable();
        sides.dedup();
        bag.sides = Sides(sides.into_boxed_slice());
        bag
    }
}

/// A word without the commonest endings; only words of one language's spelling are brought together by it.
fn stem(word: &str) -> &str {
    for end in ["ings", "ing", "edly", "ed", "ies", "es", "ly", "s"] {
        if let Some(rest) = word.strip_suffix(end)
            && rest.chars().count() >= 4
        {
            return rest;
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_parse() {
        assert!(LISTS.sides.len() > 100 && LISTS.negations.contains("not"));
    }

    #[test]
    fn forms_fall_together_and_small_words_away() {
        assert_eq!(Bag::of("The ports reopened").stems, Bag::of("A port closed").stems);
        assert!(Bag::of("The ports reopened").sides.opposed(&Bag::of("A port closed").sides));
        assert!(!Bag::of("The ports reopened").sides.opposed(&Bag::of("A port reopens").sides));
        assert_eq!(Bag::of("It was not 12 of 40").stems, Vec::<String>::new());
        assert_eq!(Bag::of("the EU").stems, ["eu"]);
    }
}

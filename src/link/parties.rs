//! Words around those who are asked to act or who hold an office, from `assets/lexicon/parties.toml`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// The lists of the file, in small letters.
#[derive(Debug, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Parties {
    /// What may stand between whoever is obliged and the word that obliges.
    pub between: FxHashSet<String>,
    /// What says that somebody holds an office no more, or not yet.
    pub qualifiers: FxHashSet<String>,
    /// What may lead to an office behind a name.
    pub leads: FxHashSet<String>,
    /// What a name is the same without.
    pub articles: FxHashSet<String>,
}

const FILE: &str = include_str!("../../assets/lexicon/parties.toml");

/// The words.
pub static PARTIES: LazyLock<Parties> = LazyLock::new(|| toml::from_str(FILE).unwrap_or_default());

/// Words without an article at their beginning: "the officials" are officials.
pub fn without_article(words: &str) -> &str {
    without_first(words, &PARTIES.articles)
}

/// Words without the first one, if it is on a list.
pub(super) fn without_first<'t>(words: &'t str, list: &FxHashSet<String>) -> &'t str {
    let words = words.trim();
    match words.split_once(char::is_whitespace) {
        Some((first, rest)) if list.contains(first.to_lowercase().as_str()) => rest.trim_start(),
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sound_and_every_list_has_words() {
        let read: Parties = toml::from_str(FILE).unwrap();
        for list in [&read.between, &read.qualifiers, &read.leads, &read.articles] {
            assert!(list.len() > 1 && list.iter().all(|w| *w == w.to_lowercase()), "{list:?}");
        }
    }

    #[test]
    fn articles_are_left_out() {
        let got =
            ["the officials", "The officials", " an  envoy", "theatre goers", "the"].map(without_article);
        assert_eq!(got, ["officials", "officials", "envoy", "theatre goers", "the"]);
    }
}

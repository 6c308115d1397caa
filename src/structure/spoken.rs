//! “Will you pay?” Holm asked: the words behind a quotation that belong to its sentence.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// The longest name before the verb, in words.
const LONGEST_NAME: usize = 6;

#[derive(Deserialize, Default)]
struct Words {
    verbs: FxHashSet<String>,
    pronouns: FxHashSet<String>,
    after: FxHashSet<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("../../assets/lexicon/speech_tags.toml")).unwrap_or_default()
});

/// Whether `before` ends in a quotation and `after` says who spoke it: behind a question or an exclamation a name or a
/// pronoun, a verb of saying, and then no clause of its own; behind any quotation a dash and a name.
pub(super) fn is_tagged(before: &str, after: &str) -> bool {
    let inner = before.trim_end_matches(['”', '"', '’', '\'', '»']);
    if inner.len() == before.len() || !inner.ends_with(['?', '!', '.', '…']) {
        return false;
    }
    if is_signature(after) {
        return true;
    }
    if !inner.ends_with(['?', '!']) {
        return false;
    }
    let mut words = after.split(' ').take(LONGEST_NAME + 2);
    for (n, word) in words.by_ref().take(LONGEST_NAME + 1).enumerate() {
        let bare = word.trim_end_matches(['.', ',', ':', '!', '?']);
        if n > 0 && WORDS.verbs.contains(bare) {
            return bare.len() < word.len()
                || words.next().is_none_or(|next| {
                    let next = next.trim_end_matches(['.', ',']);
                    next.starts_with(|c: char| c.is_uppercase() || c == '“' || c == '"')
                        || WORDS.after.contains(next)
                });
        }
        // Abbreviated titles keep their stop; any other sign ends the name.
        let named = word.starts_with(char::is_uppercase);
        let known = WORDS.pronouns.contains(bare.to_lowercase().as_str());
        let ends = bare.len() < word.len() && (bare.len() > 4 || !word.ends_with('.'));
        if ends || !named && !known && n == 0 {
            return false;
        }
    }
    false
}

/// Whether `s` is a dash and a name: “We pay.” — Ada Holm
fn is_signature(s: &str) -> bool {
    let Some(name) = s.strip_prefix(['—', '–', '―']).or_else(|| s.strip_prefix("--")) else {
        return false;
    };
    let name = name.trim_start();
    name.starts_with(char::is_uppercase)
        && name.split(' ').take(LONGEST_NAME * 2 + 1).count() <= LONGEST_NAME * 2
}

#[cfg(test)]
mod tests {
    use super::is_tagged;

    #[test]
    fn who_spoke_belongs_to_the_question() {
        for (before, after, want) in [
            ("“Will you pay?”", "Holm asked.", true),
            ("“Will you pay?”", "Sen. Ada Holm said on Friday.", true),
            ("“Never!”", "the harbour master shouted. He left.", true),
            ("“Will you pay?”", "Holm said he would not answer.", false),
            ("“Will you pay?”", "Nobody did. Holm said so.", false),
            ("Will you pay?", "Holm asked.", false),
            ("“We pay.”", "Holm said.", false),
            ("“We pay.”", "— Ada Holm, harbour master", true),
        ] {
            assert_eq!(is_tagged(before, after), want, "{before} {after}");
        }
    }
}

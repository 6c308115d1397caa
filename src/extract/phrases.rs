//! Tables of words and phrases from the lexicons, matched over tokens: the longest phrase that begins at a token.
//!
//! A table is built once from a lexicon. For each document it is bound to that document's distinct words, so that
//! looking for a phrase at a token costs an array access for most tokens.

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::model::Span;
use crate::structure::{Token, Tokens, WordId};

/// Phrases with what each of them stands for. Case is folded; a later entry with the same words replaces an earlier one.
#[derive(Debug)]
pub struct Phrases<T> {
    /// The words of all phrases, numbered.
    words: FxHashMap<Box<str>, WordId>,
    /// (node, word) → node; node 0 is the start.
    edges: FxHashMap<(u32, u32), u32>,
    /// What ends at a node.
    ends: Vec<Option<T>>,
}

impl<T> Phrases<T> {
    /// A table of phrases, each cut into tokens as texts are.
    pub fn new<S: AsRef<str>>(entries: impl IntoIterator<Item = (S, T)>) -> Self {
        Self::with(entries, |_, value, _, _| value)
    }

    /// The same where what a phrase stands for depends on how it is written.
    pub fn with<S: AsRef<str>, V>(
        entries: impl IntoIterator<Item = (S, V)>,
        mut value: impl FnMut(&str, V, &Tokens, &[Token]) -> T,
    ) -> Self {
        // All phrases are cut as the lines of one text, so that each distinct word is kept once.
        let mut text = String::new();
        let entries: Vec<(Span, V)> = entries
            .into_iter()
            .map(|(phrase, given)| {
                let start = text.len();
                text.push_str(phrase.as_ref());
                (Span::new(start, text.len()), given)
            })
            .collect();
        let tokens = Tokens::of(&text, entries.iter().map(|(span, _)| *span));
        let mut table = Self {
            edges: FxHashMap::with_capacity_and_hasher(tokens.all().len(), FxBuildHasher),
            ends: Vec::with_capacity(tokens.all().len() + 1),
            words: FxHashMap::default(),
        };
        table.ends.push(None);
        let mut rest = tokens.all();
        for (span, given) in entries {
            let (phrase, others) = rest.split_at(rest.iter().take_while(|t| t.span.start < span.end).count());
            rest = others;
            let node = table.node(phrase);
            if node != 0
                && let Some(end) = table.ends.get_mut(node as usize)
            {
                *end = Some(value(span.of(&text), given, &tokens, phrase));
            }
        }
        table.words = tokens.into_ids();
        table
    }

    /// The node at the end of a phrase.
    fn node(&mut self, phrase: &[Token]) -> u32 {
        phrase.iter().fold(0, |node, token| {
            let next = self.ends.len() as u32;
            let node = *self.edges.entry((node, token.word().0)).or_insert(next);
            if node == next {
                self.ends.push(None);
            }
            node
        })
    }

    /// Binds the table to the distinct words of a document.
    pub fn bind<'a>(&'a self, tokens: &Tokens) -> Bound<'a, T> {
        let own: Vec<u32> = tokens.words().map(|w| self.words.get(w).map_or(0, |id| id.0 + 1)).collect();
        let starts = own.iter().map(|&w| w != 0 && self.edges.contains_key(&(0, w - 1))).collect();
        Bound { table: self, own, starts }
    }
}

/// A table bound to one document's words.
#[derive(Debug)]
pub struct Bound<'a, T> {
    table: &'a Phrases<T>,
    /// Document word → word of the table + 1, 0 for none.
    own: Vec<u32>,
    /// Document word → whether a phrase begins with it.
    starts: Vec<bool>,
}

impl<'a, T> Bound<'a, T> {
    /// The longest phrase that begins with the first of `tokens`: how many tokens it takes and what it stands for.
    pub fn longest(&self, tokens: &[Token]) -> Option<(usize, &'a T)> {
        let first = tokens.first()?;
        if !self.begins(first.word()) {
            return None;
        }
        let mut node = 0;
        let mut best = None;
        for (k, token) in tokens.iter().enumerate() {
            let word = self.own.get(token.word().0 as usize).copied().unwrap_or(0);
            let Some(&next) = word.checked_sub(1).and_then(|w| self.table.edges.get(&(node, w))) else {
                break;
            };
            node = next;
            if let Some(value) = self.table.ends.get(node as usize).and_then(Option::as_ref) {
                best = Some((k + 1, value));
            }
        }
        best
    }

    /// Whether some phrase begins with this word.
    pub fn begins(&self, word: WordId) -> bool {
        self.starts.get(word.0 as usize).copied().unwrap_or(false)
    }

    /// What a single word stands for, if it is a phrase by itself.
    pub fn word(&self, word: WordId) -> Option<&'a T> {
        let own = self.own.get(word.0 as usize)?.checked_sub(1)?;
        let node = self.table.edges.get(&(0, own))?;
        self.table.ends.get(*node as usize)?.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_and_case_does_not_matter() {
        let table = Phrases::new([("United States", 1), ("united states of america", 2), ("Cease-fire", 3)]);
        let text = "The United States of America and the United States; a cease-fire";
        let tokens = Tokens::of(text, [Span::new(0, text.len())]);
        let bound = table.bind(&tokens);
        let mut found = Vec::new();
        for k in 0..tokens.all().len() {
            if let Some((n, v)) = bound.longest(&tokens.all()[k..]) {
                found.push((n, *v));
            }
        }
        assert_eq!(found, [(4, 2), (2, 1), (3, 3)]);
    }
}

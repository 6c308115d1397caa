//! What a typed word stands for: the word and those that begin with it; failing these, words near to it; failing these,
//! words that it shortens.

use super::forms::{EXACT, Forms, beginnings, letter, near, shortened, slipped};
use super::index::Index;
use super::words::Word;

/// A typed word with the words of every segment it stands for.
#[derive(Debug, Clone)]
pub(super) struct Resolved {
    pub(super) word: Word,
    /// For every segment.
    pub(super) forms: Vec<Forms>,
    /// Whether typed capitals and accents are kept to.
    pub(super) strict: bool,
    /// Whether words count that do not begin with the typed one.
    pub(super) bent: bool,
    /// Whether it occurs as a whole word.
    pub(super) known: bool,
    /// Whether it occurs, or begins a word that does: else what it stands for is a guess.
    pub(super) occurs: bool,
    /// Whether it is one letter, and stands for all words that begin with it besides its forms.
    pub(super) letter: bool,
}

impl Resolved {
    /// A word that occurs, or begins a word that does, stands for that. Only one that does not may be mistyped, until it is
    /// [widened](Self::widen): else hits for near words would outnumber those for the one meant.
    pub(super) fn new(word: &Word, index: &Index) -> Self {
        let some = |forms: &[Forms]| forms.iter().any(|f| !f.is_empty());
        let mut letters = index.segments().filter_map(|s| s.firsts.begun(&word.folded));
        if !word.strict && letters.any(|bits| bits.iter().any(|b| *b != 0)) {
            let forms: Vec<Forms> = index.segments().map(|s| letter(&s.words, word)).collect();
            let known = forms.iter().flatten().any(|f| f.1 >= EXACT);
            return Self {
                word: word.clone(),
                forms,
                strict: false,
                bent: false,
                known,
                occurs: true,
                letter: true,
            };
        }
        let begun = |strict| index.segments().map(|s| beginnings(&s.words, word, strict)).collect();
        let mut strict = word.strict;
        let mut forms: Vec<Forms> = begun(strict);
        if strict && !some(&forms) {
            strict = false;
            forms = begun(false);
        }
        let occurs = some(&forms);
        let known = forms.iter().flatten().any(|f| f.1 >= EXACT);
        let mut bent = forms.iter().flatten().any(|f| (0.9..EXACT).contains(&f.1));
        if !occurs {
            let all: Vec<_> = index.segments().map(|s| near(&s.words, word)).collect();
            let least = all.iter().flatten().map(|n| n.1).min().unwrap_or(0);
            for (forms, near) in forms.iter_mut().zip(all) {
                let nearest = near.into_iter().filter(|n| n.1 == least);
                forms.extend(nearest.map(|(id, slips, whole)| (id, slipped(slips, whole))));
            }
            bent = true;
        }
        if !some(&forms) {
            forms = shortened(index.segments().map(|s| &s.words), word);
        }
        Self { word: word.clone(), forms, strict, bent, known, occurs, letter: false }
    }

    /// Lets a word that occurs stand for near ones too, and gives these.
    pub(super) fn widen(&mut self, index: &Index) -> Vec<Forms> {
        if !self.occurs {
            return Vec::new();
        }
        let near = |words| near(words, &self.word).into_iter().filter(|n| n.1 > 0);
        let forms = |words| near(words).map(|(id, slips, whole)| (id, slipped(slips, whole))).collect();
        let more: Vec<Forms> = index.segments().map(|s| forms(&s.words)).collect();
        for (forms, more) in self.forms.iter_mut().zip(&more) {
            self.bent |= !more.is_empty();
            forms.extend(more);
        }
        more
    }

    /// The folded forms it stands for that do not begin with what was typed.
    pub(super) fn others(&self, index: &Index) -> rustc_hash::FxHashSet<String> {
        let mut all = rustc_hash::FxHashSet::default();
        if self.bent {
            for (segment, forms) in index.segments().zip(&self.forms) {
                let folded = forms.iter().map(|(id, _)| segment.words.folded(*id as usize));
                all.extend(folded.filter(|f| !f.starts_with(&self.word.folded)).map(str::to_owned));
            }
        }
        all
    }
}

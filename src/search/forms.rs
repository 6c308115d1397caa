//! Which words of a vocabulary a typed word stands for, and how well each fits.

use super::fuzzy::{Fuzzy, worth};
use super::slips::each_near;
use super::vocabulary::{Known, Vocabulary};
use super::words::Word;

/// Words with how well they fit, 0 to 1, by number in their vocabulary.
pub(super) type Forms = Vec<(u32, f32)>;

/// How well a word fits that is the one typed.
pub(super) const EXACT: f32 = 1.0;
/// One that is meant by the text without standing in it.
const MEANT: f32 = 0.9;
/// The same word in another number: "ministers" for "minister".
const NUMBER: f32 = 0.93;

/// How well a word of `letters` letters fits of which the first `typed` were typed.
fn beginning(typed: f32, letters: f32) -> f32 {
    0.6 + 0.3 * typed / letters.max(1.0)
}

/// How well a word fits after so many slips, or one whose beginning does.
pub(super) fn slipped(slips: u32, whole: bool) -> f32 {
    match (slips, whole) {
        (0 | 1, true) => 0.5,
        (0 | 1, false) => 0.42,
        (_, true) => 0.4,
        (_, false) => 0.32,
    }
}

/// How well a word fits of which one letter was typed: so little says nothing of its length.
pub(super) const BEGUN: f32 = 0.63;

/// The words that are `word`, where that is one letter; those that begin with it are [known](super::firsts).
pub(super) fn letter(vocabulary: &Vocabulary, word: &Word) -> Forms {
    let exact = vocabulary.words(vocabulary.exactly(&word.folded));
    exact.map(|known| (known.id, if known.meant { MEANT } else { EXACT })).collect()
}

/// The words that are `word`, begin with it, or are its singular or plural. With `strict`, only those with the capitals and accents
/// typed.
pub(super) fn beginnings(vocabulary: &Vocabulary, word: &Word, strict: bool) -> Forms {
    let typed = word.folded.chars().count() as f32;
    let fits = |known: &Known<'_>| !strict || word.agrees(known.surface);
    let fit = |known: &Known<'_>| match (known.folded.len() == word.folded.len(), known.meant) {
        (true, false) => EXACT,
        (true, true) => MEANT,
        // Folded words are letters and digits, of which nearly all take a byte.
        _ => beginning(typed, known.folded.len() as f32),
    };
    let begun = vocabulary.words(vocabulary.beginning(&word.folded));
    let mut forms: Forms = begun.filter(fits).map(|known| (known.id, fit(&known))).collect();
    let others = singulars(&word.folded).into_iter().chain(plural(&word.folded));
    for other in others.chain(word.also.iter().cloned()) {
        let exact = vocabulary.words(vocabulary.exactly(&other));
        forms.extend(exact.filter(fits).map(|known| (known.id, NUMBER)));
    }
    forms
}

/// What a plural may be the plural of.
pub(super) fn singulars(word: &str) -> Vec<String> {
    let mut found = Vec::new();
    let Some(stem) = word.strip_suffix('s').filter(|s| s.len() >= 3 && !s.ends_with(['s', 'u', 'i'])) else {
        return found;
    };
    if let Some(stem) = stem.strip_suffix("ie").filter(|s| s.len() >= 2) {
        found.push(format!("{stem}y"));
    }
    if let Some(stem) = stem.strip_suffix('e').filter(|s| s.ends_with(['s', 'x', 'z', 'h', 'o'])) {
        found.push(stem.to_owned());
    }
    found.push(stem.to_owned());
    found
}

/// The plural of a singular that does not begin it: "countries" for "country".
fn plural(word: &str) -> Option<String> {
    let stem = word.strip_suffix('y').filter(|s| s.len() >= 2 && !s.ends_with(['a', 'e', 'i', 'o', 'u']))?;
    Some(format!("{stem}ies"))
}

/// The words near to `word` by slips, with how many slips that takes.
pub(super) fn near(vocabulary: &Vocabulary, word: &Word) -> Vec<(u32, u32, bool)> {
    let mut found = Vec::new();
    each_near(vocabulary, &word.folded, |id, slips, whole| found.push((id, slips, whole)));
    found
}

/// The words of each vocabulary of which `word` has the first letter and others in order: "govt", "dept". What comes near the
/// best of all of them counts, so that it does not matter which words stand in which vocabulary.
pub(super) fn shortened<'a>(vocabularies: impl Iterator<Item = &'a Vocabulary>, word: &Word) -> Vec<Forms> {
    /// How much less than the best a match may be worth, as a share of a perfect one.
    const NEAR_THE_BEST: f32 = 0.06;
    let fuzzy = Fuzzy::new(&word.folded);
    let shares = |vocabulary| fuzzy.as_ref().map(|fuzzy| lengthened(vocabulary, &word.folded, fuzzy));
    let mut all: Vec<Forms> = vocabularies.map(|v| shares(v).unwrap_or_default()).collect();
    let best = all.iter().flatten().map(|f| f.1).fold(0.0, f32::max);
    for forms in &mut all {
        forms.retain(|f| f.1 + NEAR_THE_BEST >= best);
        forms.iter_mut().for_each(|f| f.1 = worth(f.1));
    }
    all
}

/// The words that `typed` may shorten, with how much each is worth as a share of a perfect match.
fn lengthened(vocabulary: &Vocabulary, typed: &str, fuzzy: &Fuzzy) -> Forms {
    /// No word is shortened to less.
    const LEAST_SHARE: usize = 4;
    let Some(first) = typed.chars().next() else { return Forms::new() };
    let mut found = Forms::new();
    let mut before: (&str, Option<f32>) = ("", None);
    for known in vocabulary.words(vocabulary.beginning(first.encode_utf8(&mut [0; 4]))) {
        let within = known.folded.len() > typed.len() && known.folded.len() <= typed.len() * LEAST_SHARE;
        if !within || known.meant {
            continue;
        }
        if before.0 != known.folded {
            before = (known.folded, fuzzy.shortened(known.folded));
        }
        found.extend(before.1.map(|share| (known.id, share)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::vocabulary::Gathering;

    fn found(words: &str, typed: &str, of: impl Fn(&Vocabulary, &Word) -> Forms) -> Vec<String> {
        let mut all = Gathering::default();
        all.read(words, 0);
        let vocabulary = all.sorted();
        let forms = of(&vocabulary, &Word::new(typed).unwrap());
        forms.iter().map(|(id, _)| vocabulary.folded(*id as usize).to_owned()).collect()
    }

    #[test]
    fn plurals_and_singulars_find_each_other() {
        let of = |v: &Vocabulary, w: &Word| beginnings(v, w, false);
        let words = "minister ministers country countries box boxes crisis status";
        assert_eq!(found(words, "ministers", of), ["ministers", "minister"]);
        assert_eq!(found(words, "countries", of), ["countries", "country"]);
        assert_eq!(found(words, "boxes", of), ["boxes", "box"]);
        assert_eq!(found(words, "status", of), ["status"]);
        assert_eq!(found(words, "country", of), ["country", "countries"]);
        assert_eq!(found("bay baies", "bay", of), ["bay"]);
    }

    #[test]
    fn shortened_words_begin_alike_and_keep_their_order() {
        let words = "government garment departments development dove";
        let of = |v: &Vocabulary, w: &Word| shortened([v].into_iter(), w).remove(0);
        assert_eq!(found(words, "govt", of), ["government"]);
        assert_eq!(found(words, "dept", of), ["departments"]);
        assert!(found(words, "tgov", of).is_empty());
    }
}

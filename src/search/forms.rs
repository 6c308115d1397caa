//! Which words of a vocabulary a typed word stands for, and how well each fits.

use super::fuzzy::Fuzzy;
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

/// The words that are `word`, begin with it, or are its singular. With `strict`, only those with the capitals and accents
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
    for singular in singulars(&word.folded) {
        let exact = vocabulary.words(vocabulary.exactly(&singular));
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

/// The words near to `word` by slips, with how many slips that takes.
pub(super) fn near(vocabulary: &Vocabulary, word: &Word) -> Vec<(u32, u32, bool)> {
    let mut found = Vec::new();
    each_near(vocabulary, &word.folded, |id, slips, whole| found.push((id, slips, whole)));
    found
}

/// The words of which `word` has the first letter and others in order: "govt", "dept".
pub(super) fn shortened(vocabulary: &Vocabulary, word: &Word) -> Forms {
    /// No word is shortened to less.
    const LEAST_SHARE: usize = 4;
    /// The least that a match is worth of a perfect one, and how much less than the best.
    const NEAR_THE_BEST: f32 = 0.06;
    let typed = word.folded.as_str();
    let Some(fuzzy) = Fuzzy::new(typed) else { return Forms::new() };
    let Some(first) = typed.chars().next() else { return Forms::new() };
    let mut found: Vec<(u32, f32)> = Vec::new();
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
    let best = found.iter().map(|f| f.1).fold(0.0, f32::max);
    found.retain(|f| f.1 + NEAR_THE_BEST >= best);
    found.iter().map(|&(id, share)| (id, 0.2 + 0.15 * share)).collect()
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
    fn plurals_find_their_singular() {
        let of = |v: &Vocabulary, w: &Word| beginnings(v, w, false);
        let words = "minister ministers country countries box boxes crisis status";
        assert_eq!(found(words, "ministers", of), ["ministers", "minister"]);
        assert_eq!(found(words, "countries", of), ["countries", "country"]);
        assert_eq!(found(words, "boxes", of), ["boxes", "box"]);
        assert_eq!(found(words, "status", of), ["status"]);
    }

    #[test]
    fn shortened_words_begin_alike_and_keep_their_order() {
        let words = "government garment departments development dove";
        assert_eq!(found(words, "govt", shortened), ["government"]);
        assert_eq!(found(words, "dept", shortened), ["departments"]);
        assert!(found(words, "tgov", shortened).is_empty());
    }
}

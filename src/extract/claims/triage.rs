//! A small linear model of what fact-checkers picked out of political debates: words and pairs of words, hashed.
//!
//! Hassan and others (2015) showed that words in ones and twos do as well here as richer features; hashing (Weinberger
//! and others, 2009) keeps the model at one byte a weight. It is trained by `casefile-train checkworthy`.

use std::sync::LazyLock;

/// Weights in the model: a power of two.
pub(crate) const WEIGHTS: usize = 1 << 14;
/// Bytes before the weights: the step of a weight and the bias, as 32-bit floats, least significant byte first.
pub(crate) const HEAD: usize = 8;

/// The model; without effect where the file has another size, which a test excludes.
static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::read(include_bytes!("../../../assets/models/checkworthy.bin")));

/// A linear model over hashed words.
#[derive(Debug, Default)]
struct Model {
    step: f32,
    bias: f32,
    weights: &'static [u8],
}

impl Model {
    fn read(bytes: &'static [u8]) -> Self {
        let float =
            |at: usize| bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0.0, f32::from_le_bytes);
        match bytes.get(HEAD..) {
            Some(weights) if weights.len() == WEIGHTS => Self { step: float(0), bias: float(4), weights },
            _ => Self::default(),
        }
    }

    fn weight(&self, place: u32) -> f32 {
        self.weights.get(place as usize % WEIGHTS).map_or(0.0, |&w| f32::from(w.cast_signed()) * self.step)
    }
}

/// The number of a word for the model: FNV-1a over its bytes; all figures are one word.
pub(crate) fn word(lower: &str) -> u32 {
    let lower = if lower.starts_with(|c: char| c.is_ascii_digit()) { "#" } else { lower };
    lower.bytes().fold(0x811c_9dc5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// Places of the features of a run of words: each word and each pair of neighbours, once.
pub(crate) fn features(words: impl Iterator<Item = u32>, places: &mut Vec<u32>) {
    places.clear();
    let spread = |h: u32| (h ^ (h >> 15)).wrapping_mul(0x2c1b_3c6d) >> (32 - WEIGHTS.trailing_zeros());
    let mut before: Option<u32> = None;
    for h in words {
        places.push(spread(h));
        if let Some(b) = before {
            places.push(spread(b.rotate_left(7).wrapping_mul(31) ^ h));
        }
        before = Some(h);
    }
    places.sort_unstable();
    places.dedup();
}

/// Log-odds that a fact-checker of debates would have picked a sentence of these features, where one in two is.
pub(super) fn log_odds(places: &[u32]) -> f32 {
    /// In the debates about one sentence in four was picked: what is added makes the odds even.
    const EVEN: f32 = 1.15;
    let sum: f32 = places.iter().map(|&p| MODEL.weight(p)).sum();
    EVEN + MODEL.bias + sum / (places.len().max(1) as f32).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> f32 {
        let mut places = Vec::new();
        features(text.split(' ').map(word), &mut places);
        log_odds(&places)
    }

    #[test]
    fn the_model_has_its_size_and_tells_figures_from_greetings() {
        assert_eq!(MODEL.weights.len(), WEIGHTS);
        assert!(of("the government cut the budget by 12 percent last year") > 0.0);
        assert!(of("thank you very much for having me here tonight") < -1.0);
    }

    #[test]
    fn features_are_places_of_the_model() {
        let mut places = Vec::new();
        features(["a", "b", "a", "b"].into_iter().map(word), &mut places);
        assert_eq!(places.len(), 4);
        assert!(places.iter().all(|&p| (p as usize) < WEIGHTS));
        assert_eq!(word("12"), word("2024"));
    }
}

//! Where in a text a pattern could be: wherever enough of its rare words stand in about their order. Linear in the text
//! for all patterns together.

use rustc_hash::FxHashMap;

use super::pattern::Pattern;
use super::words::Word;

/// A pair of words that stands in more places than this leads nowhere in particular.
const COMMON: usize = 24;

/// A single word leads somewhere only if it stands in at most this many places.
const RARE: usize = 4;

/// Places that are looked at closely, the most promising first. Two would do to see that a place is not the only one;
/// the rest is for places that promise much and hold little.
const CLOSELY: usize = 6;

/// A stretch of words in which a pattern could be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first word.
    pub from: usize,
    /// One past the last.
    pub to: usize,
}

/// The windows of one pattern, and whether its quote is too common for them to be all there are.
#[derive(Debug, Default, Clone)]
pub struct Found {
    /// The most promising first.
    pub windows: Vec<Window>,
    /// Where all of the pattern stands word for word, if it does so in one of them alone.
    pub whole: Option<Window>,
    /// Whether every pair of words of the quote stands in too many places to be looked up.
    pub common: bool,
}

/// Looks for all patterns at once.
pub fn seek(words: &[Word], patterns: &[&Pattern]) -> Vec<Found> {
    let mut places: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for pattern in patterns {
        for key in keys(&pattern.words) {
            places.entry(key.0).or_default();
        }
    }
    for (key, at) in keys(words) {
        if let Some(found) = places.get_mut(&key)
            && found.len() <= COMMON
        {
            found.push(at as u32);
        }
    }
    patterns.iter().map(|pattern| windows(words, pattern, &places)).collect()
}

/// Single words and pairs of neighbours as numbers, each with its place.
fn keys(words: &[Word]) -> impl Iterator<Item = (u64, usize)> + '_ {
    let single = |w: &Word| u64::from(w.hash);
    words.iter().enumerate().flat_map(move |(at, word)| {
        // A pair is told from a single word by its upper half, which is 0 for a single word only by rare chance.
        let pair = words.get(at + 1).map(|next| ((single(word) << 32) | single(next), at));
        std::iter::once((single(word), at)).chain(pair)
    })
}

/// Places tried one by one in each window for the whole of a pattern.
const NEAR: usize = 8;

fn is_whole(words: &[Word], pattern: &Pattern, at: usize) -> bool {
    let here = words.get(at..at + pattern.words.len()).unwrap_or_default();
    !here.is_empty() && here.iter().zip(&pattern.words).all(|(a, b)| a.hash == b.hash)
}

fn windows(words: &[Word], pattern: &Pattern, places: &FxHashMap<u64, Vec<u32>>) -> Found {
    let count = words.len();
    let len = pattern.words.len();
    // By how many words the text is ahead of the pattern, and which word says so.
    let mut hits: Vec<(i64, u32, u32)> = Vec::new();
    let (mut pairs, mut looked_up) = (0usize, 0usize);
    for (key, at) in keys(&pattern.words) {
        let pair = key > u64::from(u32::MAX);
        let most = if pair { COMMON } else { RARE };
        let Some(found) = places.get(&key) else { continue };
        let quoted = pair && pattern.middle.contains(&at) && pattern.middle.contains(&(at + 1));
        pairs += usize::from(quoted);
        if found.len() > most {
            continue;
        }
        looked_up += usize::from(quoted);
        let weight = pattern.words.get(at).map_or(0, |w| w.weight());
        hits.extend(found.iter().map(|place| (i64::from(*place) - at as i64, at as u32, weight)));
    }
    hits.sort_unstable();
    let slack = (len / 3 + 4) as i64;
    // Hits that differ by a few inserted words belong together.
    let mut clusters: Vec<(u32, i64, i64)> = Vec::new();
    for (ahead, _, weight) in hits {
        match clusters.last_mut() {
            Some((sum, from, to)) if ahead - *from <= slack => {
                *sum += weight;
                *to = ahead;
            }
            _ => clusters.push((weight, ahead, ahead)),
        }
    }
    clusters.sort_by_key(|(sum, from, _)| (std::cmp::Reverse(*sum), *from));
    let clip = |at: i64| usize::try_from(at.max(0)).unwrap_or(0).min(count);
    let mut windows: Vec<Window> = Vec::new();
    let mut wholes: Vec<Window> = Vec::new();
    for (_, from, to) in clusters.into_iter().take(CLOSELY) {
        let window = Window { from: clip(from - slack), to: clip(to + len as i64 + slack) };
        windows.push(window);
        let starts = (from..=to).take(NEAR).filter_map(|at| usize::try_from(at).ok());
        wholes.extend(
            starts.filter(|at| is_whole(words, pattern, *at)).map(|at| Window { from: at, to: at + len }),
        );
    }
    let whole = match wholes.as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    Found { windows, whole, common: pairs > 0 && looked_up == 0 }
}

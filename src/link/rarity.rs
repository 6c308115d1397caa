//! Things told in words, found by the rarest words that they share: what lets many be held against one another without each
//! being held against all.

use rustc_hash::FxHashMap;

/// Numbers words in the order in which they come.
#[derive(Debug, Default)]
pub(super) struct Numbers(FxHashMap<String, u32>);

impl Numbers {
    /// The number of a word.
    pub fn of(&mut self, word: &str) -> u32 {
        if let Some(&known) = self.0.get(word) {
            return known;
        }
        let next = self.0.len() as u32;
        self.0.insert(word.to_owned(), next);
        next
    }
}

/// How others are looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    /// Rarest words of one by which others are looked for.
    pub keys: usize,
    /// A word that more have finds none.
    pub common: usize,
}

/// Which words are rare, and who has them.
#[derive(Debug)]
pub(super) struct Rarity {
    /// Those who have a word, in order, word by word: one list, for a long report has words by the hundred thousand.
    having: Vec<u32>,
    /// By word: where those who have it begin in `having`, and behind the last word where they end.
    starts: Vec<u32>,
    /// By word: the logarithm of all over those who have it, a tenth at least.
    weights: Vec<f32>,
}

impl Rarity {
    /// Of the words of each, in the order of their numbers.
    pub fn of<'a>(numbers: &Numbers, bags: impl ExactSizeIterator<Item = &'a [u32]> + Clone) -> Self {
        let total = bags.len() as f32;
        let words = numbers.0.len();
        let mut counts: Vec<u32> = vec![0; words];
        for &word in bags.clone().flatten() {
            if let Some(count) = counts.get_mut(word as usize) {
                *count += 1;
            }
        }
        let mut starts = Vec::with_capacity(words + 1);
        let mut all = 0;
        for &count in &counts {
            starts.push(all);
            all += count;
        }
        starts.push(all);
        let mut having: Vec<u32> = vec![0; all as usize];
        let mut next = starts.clone();
        for (k, bag) in bags.enumerate() {
            for &word in bag {
                let Some(at) = next.get_mut(word as usize) else { continue };
                if let Some(slot) = having.get_mut(*at as usize) {
                    *slot = k as u32;
                }
                *at += 1;
            }
        }
        let weight = |count: &u32| ((total + 1.0) / (*count).max(1) as f32).ln().max(0.1);
        let weights = counts.iter().map(weight).collect();
        Self { having, starts, weights }
    }

    /// Those who have a word, in order.
    fn having(&self, word: u32) -> &[u32] {
        let at = |k: usize| self.starts.get(k).map(|&s| s as usize);
        let (Some(from), Some(to)) = (at(word as usize), at(word as usize + 1)) else { return &[] };
        self.having.get(from..to).unwrap_or_default()
    }

    /// What a word is worth.
    pub fn weigh(&self, word: u32) -> f32 {
        self.weights.get(word as usize).copied().unwrap_or_default()
    }

    /// What all words of a bag are worth.
    pub fn sum(&self, bag: &[u32]) -> f32 {
        bag.iter().map(|&word| self.weigh(word)).sum()
    }

    /// Puts into `near` those behind number `k` that share one of the rarest words of `bag`, in order, each once.
    pub fn behind(&self, k: usize, bag: &[u32], reach: Reach, near: &mut Vec<u32>) {
        near.clear();
        let mut keys = bag.to_vec();
        keys.sort_by(|a, b| self.weigh(*b).total_cmp(&self.weigh(*a)));
        for word in keys.into_iter().take(reach.keys) {
            let list = self.having(word);
            if list.len() <= reach.common {
                near.extend(list.iter().filter(|&&j| j as usize > k));
            }
        }
        near.sort_unstable();
        near.dedup();
    }
}

/// The share of what is common in what two have together: 0 to 1.
pub(super) fn share(common: f32, both: f32) -> f32 {
    common / (both - common).max(f32::MIN_POSITIVE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_find_and_common_ones_do_not() {
        let mut numbers = Numbers::default();
        let mut bag = |words: &str| words.split(' ').map(|w| numbers.of(w)).collect::<Vec<u32>>();
        let bags = [bag("the port closed"), bag("the port opened"), bag("the talks closed"), bag("the rain")];
        let rarity = Rarity::of(&numbers, bags.iter().map(Vec::as_slice));
        assert!(rarity.weigh(bags[0][1]) > rarity.weigh(bags[0][0]), "port is rarer than the");
        let mut near = vec![9];
        rarity.behind(0, &bags[0], Reach { keys: 3, common: 2 }, &mut near);
        assert_eq!(near, [1, 2]);
        rarity.behind(1, &bags[1], Reach { keys: 3, common: 2 }, &mut near);
        assert_eq!(near, Vec::<u32>::new());
        assert_eq!(share(1.0, 2.0), 1.0);
    }
}

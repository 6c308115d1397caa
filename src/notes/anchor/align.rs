//! Two rows of words beside each other: which word of the old one is which of the new one, at the least cost. An edit
//! distance over words in which words that matter weigh more, and a word with a letter mended counts nearly whole.

use super::pattern::Pattern;
use super::words::Word;

/// What a word is worth that stands in both, in tenths of its weight.
const SAME: i32 = 10;
/// With a letter or two changed.
const NEARLY: i32 = 8;
/// A word of the old row that is gone.
const GONE: i32 = -3;
/// A word of the new row that has come in.
const NEW: i32 = -2;

/// Words longer than this are not compared letter by letter.
const LONGEST: usize = 32;

/// One word of the old row beside one of the new.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// Which of the pattern's words.
    pub old: usize,
    /// Which of the text's.
    pub new: usize,
    /// 1 for the same word, less for one with a letter changed.
    pub credit: f32,
}

/// Which words of `pattern` are which of `words`, in order. What stands before the first and after the last of them costs
/// nothing.
pub fn align(pattern: &Pattern, text: &str, words: &[Word]) -> Vec<Pair> {
    let (rows, columns) = (pattern.words.len() + 1, words.len() + 1);
    // Best value of the first words of the one beside the first words of the other, and the step that led there.
    let mut value = vec![0i32; columns];
    let mut steps = vec![Step::New; rows * columns];
    for (i, old) in pattern.words.iter().enumerate() {
        let mut diagonal = value.first().copied().unwrap_or(0);
        if let Some(first) = value.first_mut() {
            *first += GONE * old.weight() as i32;
        }
        let mut left = value.first().copied().unwrap_or(0);
        for (j, new) in words.iter().enumerate() {
            let above = value.get(j + 1).copied().unwrap_or(0);
            let worth = worth(pattern, *old, text, *new);
            let gone = above + GONE * old.weight() as i32;
            let new = left + NEW * new.weight() as i32;
            let (best, step) = match worth {
                Some(worth) if diagonal + worth >= gone.max(new) => (diagonal + worth, Step::Both(worth)),
                _ if gone >= new => (gone, Step::Gone),
                _ => (new, Step::New),
            };
            if let Some(cell) = value.get_mut(j + 1) {
                *cell = best;
            }
            if let Some(cell) = steps.get_mut((i + 1) * columns + j + 1) {
                *cell = step;
            }
            (diagonal, left) = (above, best);
        }
    }
    let mut j =
        value.iter().enumerate().max_by_key(|(j, value)| (**value, usize::MAX - j)).map_or(0, |(j, _)| j);
    let mut i = pattern.words.len();
    let mut pairs = Vec::new();
    while i > 0 && j > 0 {
        match steps.get(i * columns + j) {
            Some(Step::Both(worth)) => {
                (i, j) = (i - 1, j - 1);
                let full = pattern.words.get(i).map_or(1, |w| w.weight() as i32 * SAME);
                pairs.push(Pair { old: i, new: j, credit: *worth as f32 / full as f32 });
            }
            Some(Step::Gone) => i -= 1,
            _ => j -= 1,
        }
    }
    pairs.reverse();
    pairs
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Both(i32),
    Gone,
    New,
}

fn worth(pattern: &Pattern, old: Word, text: &str, new: Word) -> Option<i32> {
    let weight = old.weight() as i32;
    if old.hash == new.hash {
        return Some(weight * SAME);
    }
    nearly(old.span().of(&pattern.text), new.span().of(text)).then_some(weight * NEARLY)
}

/// Whether two words differ by a slip: one letter, in long words two. Never numbers, of which every digit counts.
fn nearly(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let allowed = match short.len() {
        0..=4 => return false,
        5..=8 => 1,
        _ => 2,
    };
    // One slip leaves the two letters at one end as they are, and asking for them first spares the comparison of nearly
    // every pair of words.
    let (a, b) = (short.as_bytes(), long.as_bytes());
    let ends = a.get(..2) == b.get(..2) || a.get(a.len() - 2..) == b.get(b.len() - 2..);
    let far = long.len() - short.len() > allowed || long.len() > LONGEST || !ends;
    if far || short.bytes().chain(long.bytes()).any(|b| b.is_ascii_digit()) {
        return false;
    }
    distance(short.as_bytes(), long.as_bytes()) <= allowed
}

/// Letters to put in, take out, change or swap (optimal string alignment) to make one word of the other.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut before = [0usize; LONGEST + 1];
    let mut last = [0usize; LONGEST + 1];
    let mut row = [0usize; LONGEST + 1];
    for (k, cell) in last.iter_mut().enumerate() {
        *cell = k;
    }
    for (i, x) in a.iter().enumerate() {
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let same = x.eq_ignore_ascii_case(y);
            let mut best = (last[j] + usize::from(!same)).min(last[j + 1] + 1).min(row[j] + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                best = best.min(before[j - 1] + 1);
            }
            row[j + 1] = best;
        }
        (before, last) = (last, row);
    }
    last[b.len().min(LONGEST)]
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[test]
    fn slips_are_nearly_the_same_and_other_words_are_not() {
        for (a, b) in [("goverment", "government"), ("recieved", "received"), ("harbor", "harbour")] {
            assert!(nearly(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("2019", "2018"),
            ("12019", "12018"),
            ("Iran", "Iraq"),
            ("Austria", "Australia"),
            ("north", "south"),
        ] {
            assert!(!nearly(a, b), "{a} {b}");
        }
    }

    #[test]
    fn words_are_found_beside_their_like() {
        let patterns = Pattern::of("", "The old ferry left the harbour", None, "");
        let text = "Once more the ferry slowly left the old harbour again";
        let pairs = align(&patterns[0], text, &words(text));
        let found: Vec<(usize, usize)> = pairs.iter().map(|p| (p.old, p.new)).collect();
        assert_eq!(found, [(0, 2), (2, 3), (3, 5), (4, 6), (5, 8)]);
    }

    proptest::proptest! {
        #[test]
        fn pairs_are_in_order(a in "[abc]( [a-c]{1,6}){0,12}", b in "[abc]( [a-c]{1,6}){0,12}") {
            let pairs = align(&Pattern::of("", &a, None, "")[0], &b, &words(&b));
            proptest::prop_assert!(pairs.windows(2).all(|p| p[0].old < p[1].old && p[0].new < p[1].new));
        }
    }
}

//! Every word of a sorted vocabulary within a few slips of a typed one, found without looking at most of them.
//!
//! Words with a common beginning share the rows of the table of distances for it, and a beginning too far away already
//! rules out all words that have it: the table is walked as one would walk a tree of letters.

use super::typo::allowed;
use super::vocabulary::Vocabulary;

/// Typed words longer than this are not taken for slips.
const LONGEST: usize = 30;

/// One row of the table: distances between a beginning of the word looked at and every beginning of the typed one.
#[derive(Clone, Copy)]
struct Row {
    cells: [u8; LONGEST + 1],
    letter: char,
    /// The smallest cell.
    least: u8,
    /// The smallest last cell of this row and those above: the distance to the nearest beginning.
    nearest: u8,
}

/// Hands to `put` every word near to `typed` (folded): its number, how many slips away it is, and whether that is the whole
/// of it rather than its beginning. The first letter must be right.
pub(super) fn each_near(vocabulary: &Vocabulary, typed: &str, mut put: impl FnMut(u32, u32, bool)) {
    let letters: Vec<char> = typed.chars().collect();
    let most = allowed(letters.len()) as u8;
    let Some(first) = letters.first().filter(|_| most > 0 && letters.len() <= LONGEST) else { return };
    let range = vocabulary.beginning(first.encode_utf8(&mut [0; 4]));
    let mut walk = Walk::new(&letters, most);
    let mut at = range.start;
    let mut before = "";
    while at < range.end {
        let word = vocabulary.folded(at);
        if at > range.start && word == before {
            // Another spelling of the same letters.
            if let Some((slips, whole)) = walk.verdict {
                put(at as u32, slips, whole);
            }
            at += 1;
            continue;
        }
        let shared = word.bytes().zip(before.bytes()).take_while(|(a, b)| a == b).count();
        before = word;
        match walk.read(word, shared) {
            // No word that begins so is near.
            Some(dead) => {
                walk.verdict = None;
                at = vocabulary.end_of(word.get(..dead).unwrap_or(word), at).max(at + 1);
                // The row of the dead letter is not there to be shared.
                before = word.get(..walk.read_to()).unwrap_or("");
            }
            None => {
                if let Some((slips, whole)) = walk.verdict {
                    put(at as u32, slips, whole);
                }
                at += 1;
            }
        }
    }
}

struct Walk<'a> {
    typed: &'a [char],
    most: u8,
    /// One a letter read, behind that of no letter.
    rows: Vec<Row>,
    /// Where each letter read ends, in bytes.
    ends: Vec<usize>,
    verdict: Option<(u32, bool)>,
}

impl<'a> Walk<'a> {
    fn new(typed: &'a [char], most: u8) -> Self {
        let mut cells = [0; LONGEST + 1];
        for (k, cell) in cells.iter_mut().enumerate() {
            *cell = k as u8;
        }
        let top = Row { cells, letter: '\0', least: 0, nearest: typed.len() as u8 };
        Self { typed, most, rows: std::iter::once(top).collect(), ends: Vec::new(), verdict: None }
    }

    fn read_to(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }

    /// Reads a word of which the first `shared` bytes are those of the word before. Gives the byte behind the letter that
    /// puts it, and all that begin so, too far away.
    fn read(&mut self, word: &str, shared: usize) -> Option<usize> {
        let keep = self.ends.partition_point(|e| *e <= shared);
        self.ends.truncate(keep);
        self.rows.truncate(keep + 1);
        self.verdict = None;
        let from = self.read_to();
        for (k, c) in word.get(from..).unwrap_or("").char_indices() {
            let last = self.rows.last()?;
            // A near beginning is as good as it gets once the word is longer than the typed one can reach.
            if self.rows.len() > self.typed.len() + usize::from(self.most) {
                self.verdict = (last.nearest <= self.most).then_some((u32::from(last.nearest), false));
                return None;
            }
            let above = self.rows.len().checked_sub(2).and_then(|k| self.rows.get(k));
            let row = next_row(self.typed, above, last, c);
            let end = from + k + c.len_utf8();
            if row.least > self.most && row.nearest > self.most {
                return Some(end);
            }
            self.rows.push(row);
            self.ends.push(end);
        }
        let last = self.rows.last()?;
        let whole = last.cells.get(self.typed.len()).copied().unwrap_or(u8::MAX);
        // "governments" is not two slips from "goverment": its beginning is one.
        self.verdict = if whole <= self.most && whole <= last.nearest {
            Some((u32::from(whole), true))
        } else {
            (last.nearest <= self.most).then_some((u32::from(last.nearest), false))
        };
        None
    }
}

/// The row below `last`, for one letter more; `above` is the row above `last`.
fn next_row(typed: &[char], above: Option<&Row>, last: &Row, c: char) -> Row {
    let mut cells = [0u8; LONGEST + 1];
    let mut left = last.cells[0] + 1;
    let mut least = left;
    cells[0] = left;
    let mut before = '\0';
    let pairs = last.cells.windows(2).zip(typed).zip(cells.iter_mut().skip(1)).enumerate();
    for (k, ((pair, &t), slot)) in pairs {
        let &[diagonal, up] = pair else { break };
        let mut cell = (up + 1).min(left + 1).min(diagonal + u8::from(t != c));
        // Two neighbours swapped.
        if before == c
            && t == last.letter
            && let Some(corner) = above.and_then(|r| r.cells.get(k.wrapping_sub(1)))
        {
            cell = cell.min(corner + 1);
        }
        *slot = cell;
        left = cell;
        before = t;
        least = least.min(cell);
    }
    Row { cells, letter: c, least, nearest: last.nearest.min(left) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::typo::Typos;
    use crate::search::vocabulary::Gathering;

    fn near(words: &str, typed: &str) -> Vec<(String, u32, bool)> {
        let mut all = Gathering::default();
        all.read(words, 0);
        let vocabulary = all.sorted();
        let mut found = Vec::new();
        each_near(&vocabulary, typed, |id, slips, whole| {
            found.push((vocabulary.folded(id as usize).to_owned(), slips, whole));
        });
        found
    }

    #[test]
    fn near_words_and_beginnings() {
        let words = "government Government governments govern gone walks minister";
        let found = near(words, "goverment");
        let want = [("government", 1, true), ("government", 1, true), ("governments", 1, false)];
        assert_eq!(found.iter().map(|(w, s, b)| (w.as_str(), *s, *b)).collect::<Vec<_>>(), want);
        assert_eq!(near(words, "minsit"), [("minister".to_owned(), 1, false)]);
        assert!(near(words, "talks").is_empty() && near(words, "gone").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn the_walk_finds_what_one_by_one_finds(
            words in proptest::collection::vec("a[abcé]{0,11}", 1..30),
            typed in "a[abcé]{4,9}",
        ) {
            let typed = crate::fold::fold(&typed);
            let mut found: Vec<_> = near(&words.join(" "), &typed);
            let mut typos = Typos::new(&typed);
            let mut want: Vec<_> = Vec::new();
            let mut seen: Vec<&String> = Vec::new();
            for word in &words {
                let folded = crate::fold::fold(word);
                if !seen.contains(&word) && let Some((slips, whole)) = typos.to(&folded, &mut Vec::new()) {
                    want.push((folded, slips, whole));
                }
                seen.push(word);
            }
            found.sort();
            want.sort();
            proptest::prop_assert_eq!(near_whole(&found), near_whole(&want));
        }
    }

    /// What must agree: which words, and the slips of whole ones. Of beginnings the two count from different ends.
    fn near_whole(found: &[(String, u32, bool)]) -> Vec<(String, Option<u32>)> {
        found.iter().map(|(w, s, whole)| (w.clone(), whole.then_some(*s))).collect()
    }
}

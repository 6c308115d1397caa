//! The name that someone may have meant.

/// The candidate nearest to `typed`, if it is near enough to be meant: a third of its letters may differ.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed: Vec<char> = typed.chars().flat_map(char::to_lowercase).take(64).collect();
    candidates
        .into_iter()
        .map(|c| (distance(&typed, &c.chars().collect::<Vec<_>>()), c))
        .filter(|(d, c)| *d <= (c.chars().count().max(typed.len()) / 3).max(1))
        .min_by_key(|(d, _)| *d)
        .map(|(_, c)| c)
}

/// Edits between two words: insertions, deletions, replacements, and two neighbours swapped (optimal string alignment,
/// the restricted distance of Damerau and Levenshtein).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], k: usize| row.get(k).copied().unwrap_or(usize::MAX - 1);
            let mut best =
                (at(&last, j) + usize::from(x != y)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(a.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted() {
        let d = |a: &str, b: &str| distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        for (a, b, edits) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("theme", "them", 1),
            ("kyes", "keys", 1),
            ("abc", "xyz", 3),
        ] {
            assert_eq!(d(a, b), edits, "{a} {b}");
        }
    }

    #[test]
    fn only_what_is_near_is_offered() {
        let names = ["theme", "symbols", "measure"];
        assert_eq!(nearest("Them", names), Some("theme"));
        assert_eq!(nearest("mesaure", names), Some("measure"));
        assert_eq!(nearest("colour", names), None);
        assert_eq!(nearest("", names), None);
    }
}

//! How far two words are apart by mistyping: insertions, deletions, substitutions, and two neighbours swapped
//! (optimal string alignment, after Damerau 1964 and Levenshtein 1966).

/// How many slips a word of this many letters is allowed. Short words are too close to one another: "Iran" is not "Iraq".
pub fn allowed(letters: usize) -> u32 {
    match letters {
        0..=4 => 0,
        5..=7 => 1,
        _ => 2,
    }
}

/// The distance between `a` and `b` if it is at most `most`.
pub fn distance(a: &str, b: &str, most: u32) -> Option<u32> {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    Rows::new(&a).reach(&b, most, false)
}

/// The distance between a typed word and a word, or the beginning of a word, of the text.
#[derive(Debug)]
pub struct Typos {
    word: Vec<char>,
    most: u32,
    rows: Rows,
}

impl Typos {
    /// Looks for `word` (folded) with as many slips as its length allows.
    pub fn new(word: &str) -> Self {
        let word: Vec<char> = word.chars().collect();
        let most = allowed(word.len());
        let rows = Rows::new(&word);
        Self { word, most, rows }
    }

    /// Whether any slip is allowed.
    pub fn any(&self) -> bool {
        self.most > 0
    }

    /// How many slips lead to `word` (folded), and whether to the whole of it. The first letter must be right, since
    /// it hardly ever is mistyped and words that differ in it are other words.
    pub fn to(&mut self, word: &str, letters: &mut Vec<char>) -> Option<(u32, bool)> {
        if self.most == 0 || word.chars().next() != self.word.first().copied() {
            return None;
        }
        // Longer words are compared by their beginning.
        let reach = self.word.len() + self.most as usize;
        if word.len() + (self.most as usize) < self.word.len() {
            return None;
        }
        letters.clear();
        letters.extend(word.chars().take(reach + 1));
        let whole = (letters.len() <= reach).then(|| self.rows.reach(letters, self.most, false)).flatten();
        letters.truncate(reach);
        let begun = self.rows.reach(letters, self.most, true);
        match whole {
            Some(d) if begun.is_none_or(|begun| d <= begun) => Some((d, true)),
            _ => begun.map(|d| (d, false)),
        }
    }
}

/// Three rows of the table of distances, kept between words.
#[derive(Debug)]
struct Rows {
    a: Vec<char>,
    before: Vec<u32>,
    last: Vec<u32>,
    now: Vec<u32>,
}

impl Rows {
    fn new(a: &[char]) -> Self {
        let row = vec![0; a.len() + 1];
        Self { a: a.to_vec(), before: row.clone(), last: row.clone(), now: row }
    }

    /// The distance to `b`, or with `beginning` to the beginning of `b` that is nearest, if at most `most`.
    fn reach(&mut self, b: &[char], most: u32, beginning: bool) -> Option<u32> {
        for (k, cell) in self.last.iter_mut().enumerate() {
            *cell = k as u32;
        }
        let mut best = self.last.last().copied().unwrap_or(0);
        let mut previous = None;
        for (j, &cb) in b.iter().enumerate() {
            let mut smallest = j as u32 + 1;
            let mut left = smallest;
            if let Some(first) = self.now.first_mut() {
                *first = left;
            }
            let mut before_letter = None;
            let cells = self.a.iter().zip(self.last.windows(2)).zip(self.before.iter());
            for (i, ((&ca, last), &swapped)) in cells.enumerate() {
                let (diagonal, above) =
                    (last.first().copied().unwrap_or(0), last.get(1).copied().unwrap_or(0));
                let mut cell = (above + 1).min(left + 1).min(diagonal + u32::from(ca != cb));
                // `before` lags one row and one column: its cell i-1 is the corner of the swapped pair.
                let _ = swapped;
                if before_letter == Some(cb) && previous == Some(ca) {
                    let corner = i.checked_sub(1).and_then(|k| self.before.get(k)).copied().unwrap_or(0);
                    cell = cell.min(corner + 1);
                }
                if let Some(slot) = self.now.get_mut(i + 1) {
                    *slot = cell;
                }
                left = cell;
                before_letter = Some(ca);
                smallest = smallest.min(cell);
            }
            best = if beginning { best.min(left) } else { left };
            if smallest > most && !(beginning && best <= most) {
                return None;
            }
            previous = Some(cb);
            std::mem::swap(&mut self.before, &mut self.last);
            std::mem::swap(&mut self.last, &mut self.now);
        }
        (best <= most).then_some(best)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        for (a, b, d) in [
            ("government", "goverment", Some(1)),
            ("minister", "minsiter", Some(1)),
            ("ca", "abc", None),
            ("abc", "abc", Some(0)),
            ("", "ab", Some(2)),
            ("abcd", "wxyz", None),
        ] {
            assert_eq!(distance(a, b, 2), d, "{a} {b}");
        }
    }

    #[test]
    fn slips_to_words_and_their_beginnings() {
        let to = |typed: &str, word: &str| Typos::new(typed).to(word, &mut Vec::new());
        assert_eq!(to("goverment", "government"), Some((1, true)));
        assert_eq!(to("goverm", "governments"), Some((1, false)));
        assert_eq!(to("iran", "iraq"), None);
        assert_eq!(to("talks", "walks"), None);
        assert_eq!(to("negotaition", "negotiations"), Some((1, false)));
    }

    proptest::proptest! {
        #[test]
        fn one_slip_is_one_apart(word in "[a-e]{6,12}", at in 1usize..5, kind in 0..4) {
            let mut typed: Vec<char> = word.chars().collect();
            match kind {
                0 => { typed.remove(at); }
                1 => typed.insert(at, 'z'),
                2 => typed[at] = 'z',
                _ => typed.swap(at, at + 1),
            }
            let typed: String = typed.into_iter().collect();
            let d = distance(&typed, &word, 2);
            proptest::prop_assert!(d.is_some_and(|d| d <= 1), "{} {} {:?}", typed, word, d);
        }
    }
}

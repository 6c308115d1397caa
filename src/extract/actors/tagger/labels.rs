//! The labels of the tagger: every token is outside of names, or the first, an inner, the last or the only token of one.

/// What a name is of, as far as the tagger tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A human being.
    Person,
    /// Whoever acts and is no human being.
    Organisation,
    /// A place, states among them.
    Place,
}

impl Kind {
    /// All, in the order of their labels.
    pub const ALL: [Kind; 3] = [Kind::Person, Kind::Organisation, Kind::Place];
}

/// Number of labels: outside, and four positions for each kind.
pub const LABELS: usize = 13;
/// Labels padded to what a processor adds at once.
pub const WIDTH: usize = 16;

/// Label of a token outside of names.
pub const OUTSIDE: usize = 0;
const FIRST: usize = 1;
const LAST: usize = 3;
const ONLY: usize = 4;

/// The kind that a label tells; `None` outside.
pub fn kind(label: usize) -> Option<Kind> {
    Kind::ALL.get(label.checked_sub(FIRST)? / 4).copied()
}

/// Position in a name: 0 outside, 1 first, 2 inner, 3 last, 4 only.
fn position(label: usize) -> usize {
    if label == OUTSIDE { 0 } else { (label - FIRST) % 4 + FIRST }
}

/// Whether a name ends with this label or none is open.
pub fn closes(label: usize) -> bool {
    matches!(position(label), 0 | LAST | ONLY)
}

/// Whether a name begins with this label or none is open.
pub fn opens(label: usize) -> bool {
    matches!(position(label), 0 | FIRST | ONLY)
}

/// The labels that close.
const CLOSED: [usize; 7] = [0, 3, 4, 7, 8, 11, 12];
/// The labels that open.
const OPEN: [usize; 7] = [0, 1, 4, 5, 8, 9, 12];

/// The labels that may stand right before a label.
pub fn before_it(label: usize) -> &'static [usize] {
    const INSIDE: [[usize; 2]; 3] = [[1, 2], [5, 6], [9, 10]];
    match opens(label) {
        true => &CLOSED,
        false => INSIDE.get((label - FIRST) / 4).map_or(&[], |inside| inside),
    }
}

/// The labels that may stand right behind a label.
pub fn behind_it(label: usize) -> &'static [usize] {
    const INSIDE: [[usize; 2]; 3] = [[2, 3], [6, 7], [10, 11]];
    match closes(label) {
        true => &OPEN,
        false => INSIDE.get((label - FIRST) / 4).map_or(&[], |inside| inside),
    }
}

/// Whether `next` may stand right behind `before`.
#[cfg(test)]
pub fn follows(before: usize, next: usize) -> bool {
    match closes(before) {
        true => opens(next),
        false => !opens(next) && kind(before) == kind(next),
    }
}

/// The label of the token `at` of a name with `length` tokens.
pub fn of(kind: Kind, at: usize, length: usize) -> usize {
    let place = match (at, length) {
        (_, 0 | 1) => ONLY,
        (0, _) => FIRST,
        (k, n) if k + 1 == n => LAST,
        _ => FIRST + 1,
    };
    kind as usize * 4 + place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_tell_kind_and_position() {
        for k in Kind::ALL {
            let name: Vec<usize> = (0..3).map(|at| of(k, at, 3)).collect();
            assert!(name.iter().all(|&l| kind(l) == Some(k) && l < LABELS));
            assert!(opens(name[0]) && !closes(name[0]) && !opens(name[1]) && closes(name[2]));
            assert!(name.windows(2).all(|w| follows(w[0], w[1])));
            let only = of(k, 0, 1);
            assert!(opens(only) && closes(only) && follows(name[2], only) && !follows(name[0], only));
        }
        for a in 0..LABELS {
            for b in 0..LABELS {
                assert_eq!(
                    (before_it(b).contains(&a), behind_it(a).contains(&b)),
                    (follows(a, b), follows(a, b))
                );
            }
        }
        assert!(kind(OUTSIDE).is_none() && follows(OUTSIDE, OUTSIDE) && !follows(OUTSIDE, 2));
        assert!(!follows(of(Kind::Person, 0, 2), of(Kind::Place, 1, 2)));
    }
}

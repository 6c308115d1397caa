//! The best labels for the tokens of a window, and how much better they are than others.

use super::labels::{LABELS, OUTSIDE, WIDTH, before_it, behind_it, closes, kind};

/// One row of scores, by label.
pub type Row = [i32; WIDTH];

/// What may not be.
const NEVER: i32 = i32::MIN / 4;
/// Sums below come from what may not be: no score of a real way is so low.
const UNREACHED: i32 = NEVER / 2;

/// What it is worth that one label stands right behind another.
pub type Steps = [[i32; WIDTH]; LABELS];

/// Room for the work on one window, kept from window to window.
#[derive(Debug, Default)]
pub struct Decoder {
    /// By token and label: the best score of the labels up to it.
    forward: Vec<Row>,
    /// The best score of the labels behind it.
    backward: Vec<Row>,
    /// By token and label: the label before it on the best way.
    from: Vec<[u8; WIDTH]>,
    /// The best labels.
    pub labels: Vec<usize>,
}

impl Decoder {
    /// Finds the labels with the greatest sum of scores and steps.
    pub fn best(&mut self, scores: &[Row], steps: &Steps) {
        self.labels.clear();
        self.forward.clear();
        self.from.clear();
        let mut before = [NEVER; WIDTH];
        before[OUTSIDE] = 0;
        for row in scores {
            let mut to = [NEVER; WIDTH];
            let mut from = [0u8; WIDTH];
            for (label, score) in row.iter().enumerate().take(LABELS) {
                let (mut best, mut sum) = (OUTSIDE, NEVER);
                for &b in before_it(label) {
                    let here = before[b] + steps[b][label];
                    if here > sum {
                        (best, sum) = (b, here);
                    }
                }
                if sum > UNREACHED {
                    to[label] = sum + score;
                    from[label] = best as u8;
                }
            }
            self.forward.push(to);
            self.from.push(from);
            before = to;
        }
        let Some(end) = self.forward.last() else { return };
        let closed =
            (0..LABELS).filter(|&l| closes(l)).max_by_key(|&l| (end[l] + steps[l][0], std::cmp::Reverse(l)));
        let mut label = closed.unwrap_or(0);
        for from in self.from.iter().rev() {
            self.labels.push(label);
            label = usize::from(from[label]);
        }
        self.labels.reverse();
    }

    /// Fills the scores of the ways onwards; [`Decoder::lead`] needs them.
    pub fn look_back(&mut self, scores: &[Row], steps: &Steps) {
        self.backward.clear();
        self.backward.resize(scores.len(), [NEVER; WIDTH]);
        for k in (0..scores.len()).rev() {
            for label in 0..LABELS {
                let best = match (scores.get(k + 1), self.backward.get(k + 1)) {
                    (Some(score), Some(behind)) => behind_it(label)
                        .iter()
                        .map(|&n| behind[n] + score[n] + steps[label][n])
                        .max()
                        .filter(|best| *best > UNREACHED),
                    _ => closes(label).then_some(steps[label][0]),
                };
                if let (Some(best), Some(row)) = (best, self.backward.get_mut(k)) {
                    row[label] = best;
                }
            }
        }
    }

    /// By how much the best labels go before the best ones that make token `k` something of another kind.
    pub fn lead(&self, k: usize) -> i32 {
        let (Some(forward), Some(backward), Some(&label)) =
            (self.forward.get(k), self.backward.get(k), self.labels.get(k))
        else {
            return 0;
        };
        let best = forward[label] + backward[label];
        let other = (0..LABELS)
            .filter(|&l| kind(l) != kind(label) && forward[l] > UNREACHED && backward[l] > UNREACHED)
            .map(|l| forward[l] + backward[l])
            .max();
        other.map_or(0, |other| best.saturating_sub(other))
    }
}

#[cfg(test)]
mod tests {
    use super::super::labels::{Kind, follows, of};
    use super::*;

    #[test]
    fn a_name_is_whole_or_not_at_all() {
        let mut scores = vec![[0; WIDTH]; 3];
        scores[0][of(Kind::Person, 0, 2)] = 5;
        scores[1][of(Kind::Person, 1, 2)] = 5;
        scores[1][of(Kind::Place, 0, 1)] = 7;
        scores[2][0] = 1;
        let steps = [[0; WIDTH]; LABELS];
        let mut d = Decoder::default();
        d.best(&scores, &steps);
        assert_eq!(d.labels, [of(Kind::Person, 0, 2), of(Kind::Person, 1, 2), 0]);
        d.look_back(&scores, &steps);
        assert_eq!((d.lead(0), d.lead(2)), (3, 1));
    }

    #[test]
    fn steps_count_and_nothing_is_nothing() {
        let mut steps = [[0; WIDTH]; LABELS];
        let only = of(Kind::Place, 0, 1);
        steps[only][only] = -5;
        let mut scores = vec![[0; WIDTH]; 2];
        scores[0][only] = 2;
        scores[1][only] = 3;
        let mut d = Decoder::default();
        d.best(&scores, &steps);
        assert_eq!(d.labels, [0, only]);
        d.best(&[], &steps);
        assert!(d.labels.is_empty());
    }

    proptest::proptest! {
        #[test]
        fn the_best_is_the_best_of_all(rows in proptest::collection::vec(proptest::collection::vec(-9i32..9, LABELS), 1..4)) {
            let scores: Vec<Row> = rows.iter().map(|r| { let mut x = [0; WIDTH]; x[..LABELS].copy_from_slice(r); x }).collect();
            let mut steps = [[0; WIDTH]; LABELS];
            steps[0][1] = 2;
            let mut d = Decoder::default();
            d.best(&scores, &steps);
            let value = |labels: &[usize]| -> Option<i32> {
                let mut before = 0;
                let mut sum = 0;
                for (k, &l) in labels.iter().enumerate() {
                    if !follows(before, l) { return None; }
                    sum += steps[before][l] + scores[k][l];
                    before = l;
                }
                closes(before).then_some(sum + steps[before][0])
            };
            let n = scores.len();
            let all = (0..LABELS.pow(n as u32)).filter_map(|mut code| {
                let labels: Vec<usize> = (0..n).map(|_| { let l = code % LABELS; code /= LABELS; l }).collect();
                value(&labels)
            });
            proptest::prop_assert_eq!(value(&d.labels), all.max());
        }
    }
}

//! Averaged structured perceptron (Collins 2002): walk over the windows, and where the best labels are not the right ones,
//! move the weights of the features from the wrong ones to the right ones. The average over all steps is what is kept.

use rustc_hash::FxHashMap;

use crate::extract::actors::tagger::decode::{Decoder, Row, Steps};
use crate::extract::actors::tagger::facts::Facts;
use crate::extract::actors::tagger::features::Features;
use crate::extract::actors::tagger::labels::{LABELS, WIDTH};

/// One window with its right labels.
#[derive(Debug)]
struct Sequence {
    /// Where the features of each token end in the list of all.
    ends: Vec<u32>,
    /// Where they begin.
    start: u32,
    labels: Vec<u8>,
    /// How much a mistake here counts.
    weight: i32,
}

/// How it is trained.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Walks over all windows.
    pub rounds: usize,
    /// Features kept: those with the greatest weights.
    pub keep: usize,
    /// Features seen less often are left out.
    pub least: u32,
}

/// Weights as they are stored: one byte each, all on one scale.
#[derive(Debug, Default)]
pub struct Weights {
    /// Feature and its weight for every label, by feature.
    pub rows: Vec<(u32, [i8; LABELS])>,
    /// What steps from label to label are worth, on the same scale.
    pub steps: [[i16; LABELS]; LABELS],
    /// Units of a vote.
    pub scale: f32,
}

/// Windows to learn from.
#[derive(Debug, Default)]
pub struct Lessons {
    features: Vec<u32>,
    sequences: Vec<Sequence>,
}

impl Lessons {
    /// Takes all windows of a document; mistakes in them count `weight` times.
    pub fn add(&mut self, facts: &Facts, labels: &[u8], weight: i32) {
        for &window in &facts.windows {
            let start = self.features.len() as u32;
            let mut ends = Vec::new();
            let features = Features::new(facts, window);
            for k in window.from..window.to {
                features.each(k as usize, |f| self.features.push(f));
                ends.push(self.features.len() as u32);
            }
            let labels = labels.get(window.from as usize..window.to as usize).unwrap_or_default().to_vec();
            self.sequences.push(Sequence { ends, start, labels, weight });
        }
    }

    /// Trains on all lessons, keeps the strongest features, and trains those alone again.
    pub fn learn(&self, plan: Plan) -> Weights {
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        for f in &self.features {
            *counts.entry(*f).or_default() += 1;
        }
        let mut names: Vec<u32> = counts.iter().filter(|(_, n)| **n >= plan.least).map(|(f, _)| *f).collect();
        names.sort_unstable();
        let (rows, _) = self.train(&names, plan.rounds);
        let strength = |row: &[f32; WIDTH]| row.iter().fold(0f32, |m, w| m.max(w.abs()));
        let mut order: Vec<(u32, f32)> =
            names.iter().zip(&rows).map(|(f, row)| (*f, strength(row))).filter(|(_, s)| *s > 0.0).collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        order.truncate(plan.keep);
        let mut kept: Vec<u32> = order.into_iter().map(|(f, _)| f).collect();
        kept.sort_unstable();
        let (rows, steps) = self.train(&kept, plan.rounds);
        quantised(&kept, &rows, &steps)
    }

    /// Averaged weights of the given features, and of the steps.
    fn train(&self, names: &[u32], rounds: usize) -> (Vec<[f32; WIDTH]>, [[f32; WIDTH]; LABELS]) {
        let index: FxHashMap<u32, u32> = names.iter().enumerate().map(|(k, f)| (*f, k as u32)).collect();
        const NONE: u32 = u32::MAX;
        let features: Vec<u32> =
            self.features.iter().map(|f| index.get(f).copied().unwrap_or(NONE)).collect();
        let mut weights = vec![[0i32; WIDTH]; names.len()];
        let mut sums = vec![[0i64; WIDTH]; names.len()];
        let mut steps: Steps = [[0; WIDTH]; LABELS];
        let mut step_sums = [[0i64; WIDTH]; LABELS];
        let mut decoder = Decoder::default();
        let mut scores: Vec<Row> = Vec::new();
        let mut order: Vec<usize> = (0..self.sequences.len()).collect();
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        // The weight of an update shrinks with time, which is the same as averaging (Daumé 2006).
        let total = (rounds * order.len()) as i64;
        let mut time = 0i64;
        for _ in 0..rounds {
            shuffle(&mut order, &mut state);
            for &k in &order {
                time += 1;
                let Some(s) = self.sequences.get(k) else { continue };
                scores.clear();
                let mut from = s.start as usize;
                for &end in &s.ends {
                    let mut row: Row = [0; WIDTH];
                    for &f in features.get(from..end as usize).unwrap_or_default() {
                        if let Some(w) = weights.get(f as usize) {
                            row.iter_mut().zip(w).for_each(|(r, w)| *r += w);
                        }
                    }
                    scores.push(row);
                    from = end as usize;
                }
                decoder.best(&scores, &steps);
                if decoder.labels.iter().zip(&s.labels).all(|(a, b)| *a == usize::from(*b)) {
                    continue;
                }
                let left = total - time + 1;
                let mut from = s.start as usize;
                let (mut was, mut should) = (0, 0);
                let n = s.labels.len();
                for t in 0..=n {
                    let bad = decoder.labels.get(t).copied().unwrap_or(0);
                    let good = s.labels.get(t).copied().map_or(0, usize::from);
                    let mut step = |a: usize, b: usize, by: i32| {
                        steps[a][b] += by;
                        step_sums[a][b] += i64::from(by) * left;
                    };
                    if (was, bad) != (should, good) {
                        step(should, good, s.weight);
                        step(was, bad, -s.weight);
                    }
                    (was, should) = (bad, good);
                    let Some(&end) = s.ends.get(t) else { break };
                    if bad != good {
                        for &f in features.get(from..end as usize).unwrap_or_default() {
                            if let (Some(w), Some(sum)) =
                                (weights.get_mut(f as usize), sums.get_mut(f as usize))
                            {
                                w[good] += s.weight;
                                w[bad] -= s.weight;
                                sum[good] += i64::from(s.weight) * left;
                                sum[bad] -= i64::from(s.weight) * left;
                            }
                        }
                    }
                    from = end as usize;
                }
            }
        }
        let mean = |row: &[i64; WIDTH]| row.map(|x| x as f32 / total as f32);
        (sums.iter().map(mean).collect(), step_sums.each_ref().map(mean))
    }
}

/// Weights on a scale on which all but the few greatest fit into a byte.
fn quantised(names: &[u32], rows: &[[f32; WIDTH]], steps: &[[f32; WIDTH]; LABELS]) -> Weights {
    let mut sizes: Vec<f32> = rows.iter().flatten().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    let most = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0);
    let scale = 127.0 / most;
    let byte = |w: f32| (w * scale).round().clamp(-127.0, 127.0) as i8;
    let mut out = Weights { scale, ..Weights::default() };
    for (f, row) in names.iter().zip(rows) {
        let mut bytes = [0; LABELS];
        bytes.iter_mut().zip(row).for_each(|(b, w)| *b = byte(*w));
        if bytes.iter().any(|b| *b != 0) {
            out.rows.push((*f, bytes));
        }
    }
    for (to, from) in out.steps.iter_mut().zip(steps) {
        to.iter_mut().zip(from).for_each(|(b, w)| *b = (w * scale).round().clamp(-30000.0, 30000.0) as i16);
    }
    out
}

/// Fisher and Yates' shuffle with Marsaglia's xorshift: the same order on every machine.
fn shuffle(order: &mut [usize], state: &mut u64) {
    for k in (1..order.len()).rev() {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        order.swap(k, (*state % (k as u64 + 1)) as usize);
    }
}

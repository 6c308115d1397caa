//! `models/checkworthy.bin`: what fact-checkers would pick out of debates, as weights of hashed words.
//!
//! Logistic regression by AdaGrad (Duchi and others, 2011) over the sentences in an order that only their number decides.

use std::path::Path;

use anyhow::{Context, bail};

use super::read;
use crate::extract::claims::triage::{HEAD, WEIGHTS, features, word};
use crate::model::Span;
use crate::structure::{Shape, Tokens};

/// Times that the sentences are gone through.
const ROUNDS: usize = 4;
/// First step of a weight, and of the bias.
const STEP: (f64, f64) = (0.15, 0.5);
/// How strongly weights are drawn to nothing.
const DECAY: f64 = 1e-6;
/// One sentence in so many is held out to score.
const HELD_OUT: usize = 10;

/// A sentence by the places of its features, and whether it was picked.
struct Example {
    places: Vec<u32>,
    picked: bool,
}

/// Trains on lines of number, sentence, label (`CFS`: worth checking; `UFS`, `NFS`: not), parted by tabs.
pub fn run(file: &Path, assets: &Path) -> anyhow::Result<String> {
    let text = read(file)?;
    let mut examples = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [_, sentence, label, ..] = columns.as_slice() else {
            bail!("{}, line {}: three columns are needed", file.display(), n + 1);
        };
        examples.push(Example { places: places(sentence), picked: *label == "CFS" });
    }
    if examples.len() < HELD_OUT {
        bail!("{}: too few sentences", file.display());
    }
    let held: Vec<&Example> = examples.iter().step_by(HELD_OUT).collect();
    let kept: Vec<&Example> =
        examples.iter().enumerate().filter(|(k, _)| k % HELD_OUT != 0).map(|(_, e)| e).collect();
    let (p, r, f) = score(&fit(&kept), &held);
    let all: Vec<&Example> = examples.iter().collect();
    let bytes = pack(&fit(&all));
    let path = assets.join("models/checkworthy.bin");
    std::fs::write(&path, &bytes).with_context(|| format!("cannot write {}", path.display()))?;
    let picked = examples.iter().filter(|e| e.picked).count();
    Ok(format!(
        "{} sentences, {picked} picked\nheld out, one in {HELD_OUT}: precision {p:.3}, recall {r:.3}, F1 {f:.3} at even odds\n{} bytes in {}\n",
        examples.len(),
        bytes.len(),
        path.display()
    ))
}

fn places(sentence: &str) -> Vec<u32> {
    let tokens = Tokens::of(sentence, [Span::new(0, sentence.len())]);
    let mut places = Vec::new();
    let words = tokens.all().iter().filter(|t| t.shape() != Shape::Sign).map(|t| word(tokens.lower(t)));
    features(words, &mut places);
    places
}

/// Weights and bias.
struct Fit {
    weights: Vec<f64>,
    bias: f64,
}

impl Fit {
    fn odds(&self, e: &Example) -> f64 {
        let sum: f64 = e.places.iter().map(|&p| self.weights[p as usize]).sum();
        self.bias + sum / (e.places.len().max(1) as f64).sqrt()
    }
}

fn fit(examples: &[&Example]) -> Fit {
    let mut fit = Fit { weights: vec![0.0; WEIGHTS], bias: 0.0 };
    let mut squares = vec![1e-8; WEIGHTS];
    let mut square = 1e-8;
    for round in 0..ROUNDS {
        for e in shuffled(examples, round as u64) {
            let norm = 1.0 / (e.places.len().max(1) as f64).sqrt();
            let p = 1.0 / (1.0 + (-fit.odds(e).clamp(-30.0, 30.0)).exp());
            let slope = p - f64::from(u8::from(e.picked));
            square += slope * slope;
            fit.bias -= STEP.1 * slope / square.sqrt();
            for &place in &e.places {
                let k = place as usize;
                let g = slope * norm + DECAY * fit.weights[k];
                squares[k] += g * g;
                fit.weights[k] -= STEP.0 * g / squares[k].sqrt();
            }
        }
    }
    fit
}

/// The examples in an order drawn from a linear congruential generator (Knuth's constants).
fn shuffled<'e>(examples: &[&'e Example], round: u64) -> Vec<&'e Example> {
    let mut order = examples.to_vec();
    let mut state = round.wrapping_add(1);
    for k in (1..order.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(k, (state >> 33) as usize % (k + 1));
    }
    order
}

/// Precision, recall and F1 at even odds.
fn score(fit: &Fit, examples: &[&Example]) -> (f64, f64, f64) {
    let count = |yes: bool, picked: bool| {
        examples.iter().filter(|e| (fit.odds(e) >= 0.0) == yes && e.picked == picked).count() as f64
    };
    let hits = count(true, true);
    let p = hits / (hits + count(true, false)).max(1.0);
    let r = hits / (hits + count(false, true)).max(1.0);
    (p, r, 2.0 * p * r / (p + r).max(f64::MIN_POSITIVE))
}

/// One byte a weight, behind the step and the bias.
fn pack(fit: &Fit) -> Vec<u8> {
    let most = fit.weights.iter().fold(f64::MIN_POSITIVE, |m, w| m.max(w.abs()));
    let step = most / 127.0;
    let mut bytes = Vec::with_capacity(HEAD + WEIGHTS);
    bytes.extend((step as f32).to_le_bytes());
    bytes.extend((fit.bias as f32).to_le_bytes());
    bytes.extend(fit.weights.iter().map(|w| ((w / step).round() as i8).cast_unsigned()));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_picked_is_learnt_and_the_same_again() {
        let made: Vec<Example> = (0..60)
            .map(|k| {
                let picked = k % 2 == 0;
                let text =
                    if picked { format!("they cut {k} schools") } else { "i thank you all".to_owned() };
                Example { places: places(&text), picked }
            })
            .collect();
        let all: Vec<&Example> = made.iter().collect();
        let first = fit(&all);
        assert!(score(&first, &all).2 > 0.99);
        assert_eq!(pack(&first), pack(&fit(&all)));
        assert_eq!(pack(&first).len(), HEAD + WEIGHTS);
    }

    #[test]
    fn a_line_without_columns_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.tsv");
        std::fs::write(&file, "1\tHallo\n").unwrap();
        let error = run(&file, folder.path()).unwrap_err().to_string();
        assert!(error.contains("line 1"), "{error}");
    }
}

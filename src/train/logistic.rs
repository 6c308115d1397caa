//! Logistic regression held near given weights, by Newton's method.

use anyhow::bail;

/// One line with its cues.
#[derive(Debug, Clone)]
pub(super) struct Example {
    /// Cues that are not zero: their place and strength.
    pub cues: Vec<(usize, f64)>,
    /// Whether it is what is looked for.
    pub yes: bool,
    /// How much it counts; more than 0.
    pub weight: f64,
}

impl Example {
    /// Log-odds by the weights.
    pub fn score(&self, weights: &[f64]) -> f64 {
        self.cues.iter().map(|&(k, x)| x * weights.get(k).copied().unwrap_or(0.0)).sum()
    }
}

/// Steps after which a fit that still moves is an error. Newton's method needs about ten.
const STEPS: usize = 60;

/// The weights with the greatest likelihood, less `strength[k] / 2` times the square of how far each is from `prior[k]`.
pub(super) fn fit(examples: &[&Example], prior: &[f64], strength: &[f64]) -> anyhow::Result<Vec<f64>> {
    let n = prior.len();
    let mut weights = prior.to_vec();
    for _ in 0..STEPS {
        let mut gradient: Vec<f64> =
            weights.iter().zip(prior).zip(strength).map(|((w, p), s)| s * (w - p)).collect();
        let mut curve = vec![0.0; n * n];
        for (k, s) in strength.iter().enumerate().take(n) {
            curve[k * n + k] = *s;
        }
        for e in examples {
            let p = 1.0 / (1.0 + (-e.score(&weights).clamp(-30.0, 30.0)).exp());
            let slope = e.weight * (p - f64::from(u8::from(e.yes)));
            let bend = e.weight * p * (1.0 - p);
            for &(i, x) in &e.cues {
                gradient[i] += slope * x;
                for &(j, y) in &e.cues {
                    curve[i * n + j] += bend * x * y;
                }
            }
        }
        let Some(step) = solve(curve, gradient) else { bail!("the weights are not determined") };
        weights.iter_mut().zip(&step).for_each(|(w, s)| *w -= s);
        if step.iter().all(|s| s.abs() < 1e-6) {
            return Ok(weights);
        }
    }
    bail!("the fit does not settle in {STEPS} steps")
}

/// Solves `a x = b` for a symmetric positive definite matrix, row by row, by Cholesky's decomposition; `None` for any other.
fn solve(mut a: Vec<f64>, mut b: Vec<f64>) -> Option<Vec<f64>> {
    let n = b.len();
    for i in 0..n {
        for j in 0..=i {
            let dot: f64 = (0..j).map(|k| a[i * n + k] * a[j * n + k]).sum();
            let rest = a[i * n + j] - dot;
            if i > j {
                a[i * n + j] = rest / a[j * n + j];
            } else if rest > 0.0 {
                a[i * n + i] = rest.sqrt();
            } else {
                return None;
            }
        }
    }
    for i in 0..n {
        let dot: f64 = (0..i).map(|k| a[i * n + k] * b[k]).sum();
        b[i] = (b[i] - dot) / a[i * n + i];
    }
    for i in (0..n).rev() {
        let dot: f64 = (i + 1..n).map(|k| a[k * n + i] * b[k]).sum();
        b[i] = (b[i] - dot) / a[i * n + i];
    }
    Some(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equations() {
        let x = solve(vec![4.0, 2.0, 2.0, 3.0], vec![10.0, 9.0]).unwrap();
        assert!((x[0] - 1.5).abs() < 1e-12 && (x[1] - 2.0).abs() < 1e-12);
        assert!(solve(vec![1.0, 2.0, 2.0, 1.0], vec![1.0, 1.0]).is_none());
    }

    #[test]
    fn the_share_of_yes_becomes_the_bias() {
        let line = |yes| Example { cues: vec![(0, 1.0)], yes, weight: 1.0 };
        let lines = [line(true), line(true), line(true), line(false)];
        let refs: Vec<&Example> = lines.iter().collect();
        let w = fit(&refs, &[0.0, 0.7], &[1e-9, 1.0]).unwrap();
        assert!((w[0] - 3f64.ln()).abs() < 1e-6);
        // A cue that never occurs stays where it was expected.
        assert!((w[1] - 0.7).abs() < 1e-12);
    }

    #[test]
    fn a_strong_prior_holds() {
        let line = Example { cues: vec![(0, 1.0)], yes: false, weight: 1.0 };
        let loose = fit(&[&line], &[2.0], &[0.1]).unwrap();
        let tight = fit(&[&line], &[2.0], &[100.0]).unwrap();
        assert!(loose[0] < tight[0] && tight[0] < 2.0 && tight[0] > 1.9);
    }
}

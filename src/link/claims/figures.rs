//! The same thing counted twice, with figures that do not meet.

use crate::model::{Claim, Document, Quantity, Span};

/// Words behind a figure that are looked at to see whether the same thing is counted, small ones included.
const LOOKED_AT: usize = 4;

/// A figure of each claim, where both count the same thing in the same unit and no value fits both; `None` where they meet
/// or cannot be held together.
pub(super) fn differ(a: (&Document, &Claim), b: (&Document, &Claim)) -> Option<(Span, Span)> {
    for x in &a.1.quantities {
        for y in &b.1.quantities {
            let same = x.unit == y.unit && x.currency == y.currency && x.per == y.per;
            let (thing, other) = (counted(a.0, a.1, x), counted(b.0, b.1, y));
            let alike = thing.iter().any(|w| other.contains(w)) || thing.is_empty() && other.is_empty();
            if !same || !alike || !disjoint(x, y) {
                continue;
            }
            // A figure that the other claim has as well is no difference.
            let met = |q: &Quantity, claim: &Claim| {
                claim
                    .quantities
                    .iter()
                    .any(|p| p.unit == q.unit && p.currency == q.currency && !disjoint(p, q))
            };
            if met(x, b.1) || met(y, a.1) {
                continue;
            }
            return Some((x.span, y.span));
        }
    }
    None
}

/// Whether no value can be meant by both; a figure without bounds meets every other.
fn disjoint(a: &Quantity, b: &Quantity) -> bool {
    let known = (a.low.is_some() || a.high.is_some()) && (b.low.is_some() || b.high.is_some());
    let below = |x: Option<f64>, y: Option<f64>| matches!((x, y), (Some(x), Some(y)) if x < y);
    known && (below(a.high, b.low) || below(b.high, a.low))
}

/// The words behind a figure, folded: "40 wounded soldiers" counts "wounded soldiers".
fn counted(document: &Document, claim: &Claim, q: &Quantity) -> Vec<String> {
    let text = document.text.as_str();
    let rest = text.get(q.span.to()..claim.span.to()).unwrap_or("");
    rest.split_whitespace()
        .take(LOOKED_AT)
        .take_while(|w| w.chars().all(|c| c.is_alphabetic() || c == '-'))
        .map(|w| w.to_lowercase())
        .filter(|w| w.len() > 3)
        .collect()
}

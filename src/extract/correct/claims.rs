//! Claims hidden, retyped and added.

use crate::extract::{Input, claims as stage};
use crate::model::{ClaimCorrection, Corrections, Document, Why, meant};

/// Applies the corrections of claims to a document that has its actors and times.
pub fn claims(input: Input<'_>, corrections: &Corrections, document: &mut Document) {
    let added: Vec<_> = corrections
        .claims
        .iter()
        .filter_map(|(span, c)| match c {
            ClaimCorrection::Add(kind) => Some((*span, *kind)),
            _ => None,
        })
        .collect();
    let found = &mut document.claims;
    if !added.is_empty() {
        stage::add(input, &document.actors, &document.times, &document.attributions, &added, found);
    }
    for (span, correction) in &corrections.claims {
        let Some(k) = meant(found.iter().map(|c| c.span), *span) else { continue };
        match correction {
            ClaimCorrection::Hide => {
                found.remove(k);
            }
            ClaimCorrection::Kind(kind) => {
                if let Some(claim) = found.get_mut(k) {
                    claim.kind = *kind;
                    claim.why = Why::new("of this kind by the reader", 1.0);
                }
            }
            ClaimCorrection::Add(_) => {}
        }
    }
}

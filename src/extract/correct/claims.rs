//! Claims hidden, retyped, given to another source, and added.

use crate::extract::{Input, claims as stage};
use crate::fold::fold;
use crate::model::{
    Actor, ActorId, Attribution, AttributionId, AttributionKind, Claim, ClaimCorrection, Corrections,
    Document, Why, meant,
};

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
            ClaimCorrection::Source(source) => {
                let own = match source {
                    None => None,
                    Some(name) => match said_by(&document.actors, name, found.get(k)) {
                        Some(attribution) => {
                            document.attributions.push(attribution);
                            Some(AttributionId::new(document.attributions.len() - 1))
                        }
                        // Nobody here has that name any more: what was found stands.
                        None => continue,
                    },
                };
                if let Some(claim) = found.get_mut(k) {
                    claim.attribution = own;
                }
            }
            ClaimCorrection::Add(_) => {}
        }
    }
}

/// An attribution of a claim to the actor of a name, by the mention of it that is nearest before the end of the claim.
fn said_by(actors: &[Actor], name: &str, claim: Option<&Claim>) -> Option<Attribution> {
    let span = claim?.span;
    let wanted = fold(name);
    let named = |a: &Actor| fold(&a.name) == wanted || a.aliases.iter().any(|x| fold(&x.text) == wanted);
    let k = actors.iter().position(|a| fold(&a.name) == wanted).or_else(|| actors.iter().position(named))?;
    let mentions = &actors.get(k)?.mentions;
    let before = mentions.iter().rev().find(|m| m.span.end <= span.end);
    let mention = before.or_else(|| mentions.first())?;
    Some(Attribution {
        source: vec![mention.span],
        antecedent: None,
        source_actors: vec![ActorId::new(k)],
        cue: Vec::new(),
        content: vec![span],
        kind: AttributionKind::Named,
        why: Why::new("said so by the reader", 1.0),
    })
}

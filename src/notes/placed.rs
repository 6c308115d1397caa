//! The acts of a layer found again in a text, and the corrections they amount to.

use std::collections::HashMap;

use crate::model::{
    ActorCorrection, ClaimCorrection, Corrections, EventCorrection, Span, Text, TimeCorrection,
};

use super::anchor::{Anchored, anchor};
use super::{Act, Correction, Layer, RecordId, Selector, Target};

/// Where the acts of a layer stand in a text now.
#[derive(Debug, Clone, Default)]
pub struct Placed {
    places: HashMap<RecordId, Option<Anchored>>,
}

impl Placed {
    /// Finds the acts of `layer` in `text`.
    pub fn of(layer: &Layer, text: &Text) -> Self {
        let mut ids: Vec<&RecordId> = Vec::new();
        let mut selectors: Vec<&Selector> = Vec::new();
        for record in layer.acts() {
            if let Some(selector) = record.act.target().and_then(Target::selector) {
                ids.push(&record.id);
                selectors.push(selector);
            }
        }
        let places = ids.into_iter().cloned().zip(anchor(text, &selectors)).collect();
        Self { places }
    }

    /// Where an act stands; `None` for what has no place and for what has lost it.
    pub fn get(&self, id: &RecordId) -> Option<Anchored> {
        self.places.get(id).copied().flatten()
    }

    /// What the stages are to do otherwise.
    pub fn corrections(&self, layer: &Layer) -> Corrections {
        let mut all = Corrections::default();
        for record in layer.acts() {
            if let Act::Correct(correction) = &record.act {
                add(&mut all, correction, self.get(&record.id).map(|a| a.span));
            }
        }
        all
    }
}

fn add(all: &mut Corrections, correction: &Correction, place: Option<Span>) {
    match (correction, place) {
        (Correction::Heading { level, .. }, Some(at)) => all.headings.push((at, Some(*level))),
        (Correction::NoHeading { .. }, Some(at)) => all.headings.push((at, None)),
        (Correction::Rename { on: Target::Actor(actor), name }, _) => {
            all.actors.push(ActorCorrection::Rename { actor: actor.clone(), name: name.clone() });
        }
        (Correction::Rename { name, .. }, Some(at)) => all.titles.push((at, name.clone())),
        (Correction::Unmask { .. }, Some(at)) => {
            all.masked.retain(|m| !m.overlaps(at));
            all.unmasked.push(at);
        }
        (Correction::Mask { .. }, Some(at)) => {
            all.unmasked.retain(|u| !u.overlaps(at));
            all.masked.push(at);
        }
        (Correction::Hide { on }, place) => hide(all, on, place),
        (Correction::Merge { actor, into }, _) => {
            all.actors.push(ActorCorrection::Merge { actor: actor.clone(), into: into.clone() });
        }
        (Correction::Split { actor, name }, _) => {
            all.actors.push(ActorCorrection::Split { actor: actor.clone(), name: name.clone() });
        }
        (Correction::ActorKind { actor, kind }, _) => {
            all.actors.push(ActorCorrection::Kind { actor: actor.clone(), kind: *kind });
        }
        (Correction::ClaimKind { kind, .. }, Some(at)) => {
            all.claims.push((at, ClaimCorrection::Kind(*kind)));
        }
        (Correction::Reading { edtf, .. }, Some(at)) => {
            all.times.push((at, TimeCorrection::Reading(edtf.clone())));
        }
        (Correction::AddClaim { kind, .. }, Some(at)) => all.claims.push((at, ClaimCorrection::Add(*kind))),
        (Correction::AddMention { actor, kind, .. }, Some(span)) => {
            all.actors.push(ActorCorrection::Mention { span, actor: actor.clone(), kind: *kind });
        }
        (Correction::AddEvent { edtf, .. }, Some(at)) => {
            all.events.push((at, EventCorrection::Add(edtf.clone())));
        }
        (_, None) => {}
    }
}

fn hide(all: &mut Corrections, on: &Target, place: Option<Span>) {
    match (on, place) {
        (Target::Actor(actor), _) => all.actors.push(ActorCorrection::Hide { actor: actor.clone() }),
        (Target::Claim(_), Some(at)) => all.claims.push((at, ClaimCorrection::Hide)),
        (Target::Event(_), Some(at)) => all.events.push((at, EventCorrection::Hide)),
        (Target::Time(_), Some(at)) => all.times.push((at, TimeCorrection::Hide)),
        (Target::Section(_), Some(at)) => all.headings.push((at, None)),
        (Target::Passage(_), Some(at)) => all.masked.push(at),
        (Target::Document, _) | (_, None) => {}
    }
}

//! The acts of a layer found again in a text, and the corrections they amount to.

use rustc_hash::FxHashMap as HashMap;

use crate::model::{
    ActorCorrection, ClaimCorrection, Corrections, EventCorrection, Span, Text, TimeCorrection,
};

use super::anchor::{Anchored, anchor, occurrences};
use super::{Act, Correction, Layer, RecordId, Selector, Target};

/// Where the acts of a layer stand in a text now.
#[derive(Debug, Clone, Default)]
pub struct Placed {
    places: HashMap<RecordId, Option<Anchored>>,
    /// Of what is to be wherever the same words stand, these places.
    everywhere: HashMap<RecordId, Vec<Span>>,
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
        let mut placed = Self { places, everywhere: HashMap::default() };
        for record in layer.acts() {
            if let Act::Correct(Correction::AddMention { everywhere: true, .. }) = &record.act
                && let Some(place) = placed.get(&record.id)
            {
                placed.everywhere.insert(record.id.clone(), same_words(text, place.span));
            }
        }
        placed
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
                let place = self.get(&record.id).map(|a| a.span);
                add(&mut all, correction, place);
                if let Correction::AddMention { actor, kind, .. } = correction {
                    let others = self.everywhere.get(&record.id).into_iter().flatten().copied();
                    all.actors.extend(
                        others.filter(|span| Some(*span) != place).map(|span| ActorCorrection::Mention {
                            span,
                            actor: actor.clone(),
                            kind: *kind,
                        }),
                    );
                }
            }
        }
        all
    }
}

/// Wherever the words of a span stand as whole words.
pub fn same_words(text: &Text, span: Span) -> Vec<Span> {
    let all = text.as_str();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let whole = |s: &Span| {
        let (first, last) = (s.of(all).chars().next(), s.of(all).chars().next_back());
        let before = all.get(..s.from()).and_then(|t| t.chars().next_back());
        let after = all.get(s.to()..).and_then(|t| t.chars().next());
        let cut = (is_word(first) && is_word(before)) || (is_word(last) && is_word(after));
        !cut
    };
    occurrences(text, text.slice(span)).into_iter().filter(whole).collect()
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
        (Correction::ClaimSource { source, .. }, Some(at)) => {
            all.claims.push((at, ClaimCorrection::Source(source.clone())));
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

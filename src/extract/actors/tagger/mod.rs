//! A tagger of names: a linear model over the capitals of a text, trained by `casefile-train`. The rules' guesses are among its
//! features, so that it learns where they can be trusted.

pub mod decode;
pub mod facts;
pub mod features;
pub mod labels;
pub mod model;
pub(super) mod read;

use decode::{Decoder, Row};
use facts::Facts;
use features::Features;
use labels::{Kind, WIDTH};
use model::Model;

/// A name that the tagger finds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tag {
    /// First token.
    pub from: usize,
    /// One past the last.
    pub to: usize,
    pub kind: Kind,
    /// How far it goes before anything else, in votes of training.
    pub lead: f32,
}

/// What the tagger says about a document.
#[derive(Debug, Default)]
pub(super) struct Tags {
    /// In text order.
    pub names: Vec<Tag>,
    /// By token: whether it was asked and goes for no name rather than any.
    pub outside: Vec<bool>,
}

/// Tags the names of a document.
pub(super) fn tags(model: &Model, facts: &Facts) -> Tags {
    let mut tags = Tags { names: Vec::new(), outside: vec![false; facts.tokens.len()] };
    let mut decoder = Decoder::default();
    let mut scores: Vec<Row> = Vec::new();
    let unit = 1.0 / model.scale.max(f32::MIN_POSITIVE);
    for &window in &facts.windows {
        let features = Features::new(facts, window);
        scores.clear();
        for k in window.from..window.to {
            let mut row = [0; WIDTH];
            features.each(k as usize, |f| model.add(f, &mut row));
            scores.push(row);
        }
        decoder.best(&scores, &model.steps);
        decoder.look_back(&scores, &model.steps);
        let mut open = 0;
        let mut lead = f32::INFINITY;
        for (k, &label) in decoder.labels.iter().enumerate() {
            let own = decoder.lead(k) as f32 * unit;
            let at = window.from as usize + k;
            let Some(kind) = labels::kind(label) else {
                if let Some(o) = tags.outside.get_mut(at) {
                    *o = own > 0.0;
                }
                continue;
            };
            if labels::opens(label) {
                (open, lead) = (at, f32::INFINITY);
            }
            lead = lead.min(own);
            if labels::closes(label) {
                tags.names.push(Tag { from: open, to: at + 1, kind, lead });
            }
        }
    }
    tags
}

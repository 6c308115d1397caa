//! Claims beside one another, in one document or in several: the same words again, figures that differ, assertion and
//! denial, a forecast and what came of it.
//!
//! Hints for a reader, never verdicts: nothing here knows what is true, or whether two wordings mean the same. Each hint
//! names its reason, and both claims stand where they stand.

mod figures;
mod words;

#[cfg(test)]
mod tests;

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::model::{
    Certainty, Claim, ClaimId, ClaimKind, Date, DocId, Document, Dossier, DossierActorId, Polarity,
};
use words::Bag;

/// A claim of a dossier.
pub type ClaimRef = (DocId, ClaimId);

/// How two claims may stand to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Nearly the same words: copied, or said again. No confirmation.
    Repeated,
    /// Other words for much the same: they may agree.
    Agrees,
    /// Figures, or assertion and denial, that may not both hold.
    Clashes,
    /// A figure that a later date may have replaced.
    Revised,
    /// A forecast and a later fact about the same.
    Outcome,
}

impl Relation {
    /// As in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Repeated => "repeated",
            Relation::Agrees => "agrees",
            Relation::Clashes => "clashes",
            Relation::Revised => "revised",
            Relation::Outcome => "outcome",
        }
    }

    /// For people: a possibility, as it is meant.
    pub fn words(self) -> &'static str {
        match self {
            Relation::Repeated => "says the same again",
            Relation::Agrees => "may agree",
            Relation::Clashes => "may clash",
            Relation::Revised => "may be revised",
            Relation::Outcome => "may be its outcome",
        }
    }
}

/// Two claims and what may hold between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The one that is read first.
    pub a: ClaimRef,
    /// The other.
    pub b: ClaimRef,
    /// What may hold.
    pub relation: Relation,
    /// How much of their words they share, weighed by rarity: 0 to 1.
    pub similarity: f32,
    /// Why, in words.
    pub reason: String,
}

/// All comparisons of a dossier.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparisons {
    all: Vec<Comparison>,
    of: FxHashMap<ClaimRef, Vec<u32>>,
}

impl Comparisons {
    /// All of them, in reading order.
    pub fn all(&self) -> &[Comparison] {
        &self.all
    }

    /// Those that a claim is part of, each with the other claim.
    pub fn of(&self, claim: ClaimRef) -> impl Iterator<Item = (&Comparison, ClaimRef)> {
        self.of.get(&claim).into_iter().flatten().filter_map(move |&k| {
            let c = self.all.get(k as usize)?;
            Some((c, if c.a == claim { c.b } else { c.a }))
        })
    }
}

/// Claims of fewer different words are too short to be compared.
const FEWEST_WORDS: usize = 3;
/// From here on the words are nearly the same.
const REPEATED: f32 = 0.85;
/// From here on two claims are about the same.
const ALIKE: f32 = 0.6;
/// From here on a shared subject or figure decides.
const RELATED: f32 = 0.3;
/// Rarest words of a claim by which others are looked for.
const KEYS: usize = 6;
/// A word that more claims have finds none.
const COMMON: usize = 60;

/// A claim with what is compared.
struct Entry<'d> {
    at: ClaimRef,
    document: &'d Document,
    claim: &'d Claim,
    bag: Vec<u32>,
    words: Bag,
    weight: f32,
    actors: Vec<DossierActorId>,
    days: Option<(Date, Date)>,
}

/// Compares the claims of a dossier; linear in their number, as a claim is held only against those that share one of its rarest
/// words.
pub fn compare(dossier: &Dossier) -> Comparisons {
    let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for (doc, document) in dossier.iter() {
        for (k, claim) in document.claims.iter().enumerate() {
            if claim.kind == ClaimKind::Question {
                continue;
            }
            let words = Bag::of(document.text.slice(claim.span));
            if words.stems.len() < FEWEST_WORDS {
                continue;
            }
            let bag = words
                .stems
                .iter()
                .map(|s| {
                    let next = numbers.len() as u32;
                    *numbers.entry(s.clone()).or_insert(next)
                })
                .collect();
            let mut actors: Vec<DossierActorId> =
                claim.actors.iter().filter_map(|&a| dossier.dossier_actor(doc, a)).collect();
            actors.sort_unstable();
            let at = (doc, ClaimId::new(k));
            let days = days(document, claim);
            entries.push(Entry { at, document, claim, bag, words, weight: 0.0, actors, days });
        }
    }
    let mut having: Vec<Vec<u32>> = vec![Vec::new(); numbers.len()];
    for (k, e) in entries.iter().enumerate() {
        for &w in &e.bag {
            if let Some(list) = having.get_mut(w as usize) {
                list.push(k as u32);
            }
        }
    }
    let total = entries.len() as f32;
    let rarity: Vec<f32> =
        having.iter().map(|h| ((total + 1.0) / h.len().max(1) as f32).ln().max(0.1)).collect();
    let weigh = |w: u32| rarity.get(w as usize).copied().unwrap_or_default();
    for e in &mut entries {
        e.bag.sort_unstable();
        e.weight = e.bag.iter().map(|&w| weigh(w)).sum();
    }
    let mut found = Comparisons::default();
    let mut near: Vec<u32> = Vec::new();
    for (k, e) in entries.iter().enumerate() {
        near.clear();
        let mut keys: Vec<u32> = e.bag.clone();
        keys.sort_by(|a, b| weigh(*b).total_cmp(&weigh(*a)));
        for &w in keys.iter().take(KEYS) {
            let list = having.get(w as usize).map_or(&[][..], Vec::as_slice);
            if list.len() <= COMMON {
                near.extend(list.iter().filter(|&&j| (j as usize) > k));
            }
        }
        near.sort_unstable();
        near.dedup();
        for &j in &near {
            if let Some(other) = entries.get(j as usize)
                && let Some(c) = hold_together(e, other, &weigh)
            {
                let n = found.all.len() as u32;
                found.of.entry(c.a).or_default().push(n);
                found.of.entry(c.b).or_default().push(n);
                found.all.push(c);
            }
        }
    }
    found
}

/// What may hold between two claims.
fn hold_together(a: &Entry<'_>, b: &Entry<'_>, weigh: &impl Fn(u32) -> f32) -> Option<Comparison> {
    // A clause marked off inside a sentence is no second voice.
    if a.at.0 == b.at.0 && a.claim.span.overlaps(b.claim.span) {
        return None;
    }
    let shared: f32 = a.bag.iter().filter(|w| b.bag.binary_search(w).is_ok()).map(|&w| weigh(w)).sum();
    let similarity = shared / (a.weight + b.weight - shared).max(f32::MIN_POSITIVE);
    if similarity < RELATED {
        return None;
    }
    let made = |relation, reason: String| Some(Comparison { a: a.at, b: b.at, relation, similarity, reason });
    let share = (similarity * 100.0).round();
    let actor = a.actors.iter().any(|x| b.actors.contains(x));
    let apart = matches!((a.days, b.days), (Some(x), Some(y)) if x.1 < y.0 || y.1 < x.0);
    let (x, y) = (a.claim, b.claim);
    let foretells = |c: &Claim| c.kind == ClaimKind::Forecast;
    let tells = |c: &Claim| matches!(c.kind, ClaimKind::Fact | ClaimKind::Causal);
    if foretells(x) != foretells(y) && (tells(x) || tells(y)) {
        let later = a.at.0 != b.at.0 || foretells(x);
        return (later && similarity >= ALIKE.min(RELATED + 0.15) && actor)
            .then(|| {
                made(
                    Relation::Outcome,
                    format!("a forecast and a fact share {share} % of their words and an actor"),
                )
            })
            .flatten();
    }
    let asserted = |c: &Claim| {
        matches!(c.kind, ClaimKind::Fact | ClaimKind::Causal | ClaimKind::Evaluation)
            && !matches!(c.certainty, Certainty::Hypothetical)
            && !c.conditional
    };
    if asserted(x) && asserted(y) {
        if let Some(difference) = figures::differ((a.document, x), (b.document, y))
            && (actor || similarity >= RELATED + 0.15)
        {
            let later = apart || a.document.date != b.document.date && a.at.0 != b.at.0;
            return if later {
                made(Relation::Revised, format!("{difference}, at different dates"))
            } else {
                made(Relation::Clashes, difference)
            };
        }
        let opposed = a.words.opposed(&b.words);
        // "did not reject" and "approved" go together.
        let clash = if opposed {
            a.words.negated == b.words.negated
        } else {
            (x.polarity == Polarity::Negative) != (y.polarity == Polarity::Negative)
        };
        if clash && !apart && similarity >= ALIKE {
            let reason = if opposed {
                format!("words of opposite meaning; they share {share} % of the others")
            } else {
                format!("one denies what the other asserts; they share {share} % of their words")
            };
            return made(Relation::Clashes, reason);
        }
    }
    if apart || similarity < ALIKE {
        return None;
    }
    if similarity >= REPEATED {
        return made(Relation::Repeated, format!("they share {share} % of their words"));
    }
    made(Relation::Agrees, format!("they share {share} % of their words"))
}

/// The days that the dates of a claim reach over.
fn days(document: &Document, claim: &Claim) -> Option<(Date, Date)> {
    let mut days: Option<(Date, Date)> = None;
    for time in claim.times.iter().filter_map(|t| document.time(*t)) {
        let (Some(from), Some(to)) = (time.earliest, time.latest) else { continue };
        days = Some(days.map_or((from, to), |(a, b)| (a.min(from), b.max(to))));
    }
    days
}

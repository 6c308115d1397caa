//! Claims beside one another, in one document or in several: the same words again, figures that differ, assertion and
//! denial, a forecast and what came of it.
//!
//! Hints for a reader, never verdicts: nothing here knows what is true, or whether two wordings mean the same. Each hint
//! names its reason, and both claims stand where they stand.

mod clusters;
mod figures;
#[cfg(test)]
mod tests;

use serde::Serialize;

use super::rarity::{Numbers, Rarity, Reach, share};
use super::words::{Bag, Sides};
use crate::model::{
    Certainty, Claim, ClaimId, ClaimKind, Date, DocId, Document, Dossier, DossierActorId, Polarity, Span,
};
use clusters::Cluster;

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

    /// What a reader wants to see first.
    fn rank(self) -> u8 {
        match self {
            Relation::Clashes => 0,
            Relation::Revised => 1,
            Relation::Outcome => 2,
            Relation::Agrees => 3,
            Relation::Repeated => 4,
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

/// Why two claims are held together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reason {
    /// They share so many words.
    Words,
    /// A forecast and a fact share words and an actor.
    Foretold,
    /// Figures of the same thing, the place of each in its document.
    Figures(Span, Span),
    /// The same, at different dates.
    LaterFigures(Span, Span),
    /// One denies what the other asserts.
    Denial,
    /// Words of opposite meaning stand in them.
    Opposites,
}

/// Two claims and what may hold between them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// The one that is read first.
    pub a: ClaimRef,
    /// The other.
    pub b: ClaimRef,
    /// What may hold.
    pub relation: Relation,
    /// How much of their words they share, weighed by rarity: 0 to 1.
    pub similarity: f32,
    /// Why.
    pub reason: Reason,
}

impl Comparison {
    /// The reason in words.
    pub fn why(&self, dossier: &Dossier) -> String {
        let share = (self.similarity * 100.0).round();
        let figures = |a: Span, b: Span| {
            let of = |doc, span| dossier.document(doc).map_or("", |d| d.text.slice(span).trim());
            format!("{} and {}", of(self.a.0, a), of(self.b.0, b))
        };
        match self.reason {
            Reason::Words => format!("they share {share} % of their words"),
            Reason::Foretold => format!("a forecast and a fact share {share} % of their words and an actor"),
            Reason::Figures(a, b) => figures(a, b),
            Reason::LaterFigures(a, b) => format!("{}, at different dates", figures(a, b)),
            Reason::Denial => {
                format!("one denies what the other asserts; they share {share} % of their words")
            }
            Reason::Opposites => {
                format!("words of opposite meaning; they share {share} % of the others")
            }
        }
    }
}

/// All comparisons of a dossier.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparisons {
    /// By the first claim.
    all: Vec<Comparison>,
    /// Indexes into `all`, by the second claim.
    by_second: Vec<u32>,
    /// Claims that hang together, the weightiest relation first.
    clusters: Vec<Cluster>,
    /// The cluster of each claim that is in one, by the claim.
    by_claim: Vec<(ClaimRef, u32)>,
}

impl Comparisons {
    fn new(mut all: Vec<Comparison>) -> Self {
        all.shrink_to_fit();
        let mut by_second: Vec<u32> = (0..all.len() as u32).collect();
        by_second.sort_by_key(|&k| all.get(k as usize).map(|c| (c.b, c.a)));
        let clusters = clusters::clusters(&all);
        let of = |(k, c): (usize, &Cluster)| c.claims.iter().map(|&c| (c, k as u32)).collect::<Vec<_>>();
        let mut by_claim: Vec<(ClaimRef, u32)> = clusters.iter().enumerate().flat_map(of).collect();
        by_claim.sort_unstable();
        Self { all, by_second, clusters, by_claim }
    }

    /// The number of the cluster that a claim is in.
    pub fn cluster_of(&self, claim: ClaimRef) -> Option<usize> {
        let k = self.by_claim.binary_search_by_key(&claim, |c| c.0).ok()?;
        self.by_claim.get(k).map(|c| c.1 as usize)
    }

    /// The weightiest comparison of a cluster: what holds it together.
    pub fn heart(&self, cluster: usize) -> Option<&Comparison> {
        self.all.get(self.clusters.get(cluster)?.comparison)
    }

    /// All of them, in reading order.
    pub fn all(&self) -> &[Comparison] {
        &self.all
    }

    /// Those that a claim is part of, each with the other claim; the other claims in reading order.
    pub fn of(&self, claim: ClaimRef) -> impl Iterator<Item = (&Comparison, ClaimRef)> {
        let second = |k: &u32| self.all.get(*k as usize).map(|c| c.b);
        let from = self.by_second.partition_point(|k| second(k) < Some(claim));
        let before = self.by_second.iter().skip(from).take_while(move |k| second(k) == Some(claim));
        let from = self.all.partition_point(|c| c.a < claim);
        let after = self.all.iter().skip(from).take_while(move |c| c.a == claim);
        let before = before.filter_map(|&k| self.all.get(k as usize)).map(|c| (c, c.a));
        before.chain(after.map(|c| (c, c.b)))
    }
}

/// Claims of fewer different words are too short to be compared.
const FEWEST_WORDS: usize = 3;
/// From here on the words are nearly the same.
const REPEATED: f32 = 0.85;
/// From here on two claims are about the same.
const ALIKE: f32 = 0.6;
/// From here on figures decide without a shared actor, and a forecast may have met its outcome.
const NEARER: f32 = 0.45;
/// Below it claims are not held together, whatever else they share.
const RELATED: f32 = 0.3;
/// A sentence has words enough to be found by several.
const REACH: Reach = Reach { keys: 6, common: 60 };
/// Later claims that one is kept together with, the weightiest first: a sentence that a text says a hundred times would
/// else cost ten thousand pairs.
const KEPT: usize = 4;

/// A claim with what is compared.
struct Entry<'d> {
    at: ClaimRef,
    document: &'d Document,
    claim: &'d Claim,
    /// The numbers of its words, sorted.
    bag: Box<[u32]>,
    /// Words of the bag that do but name who says it.
    named: Box<[u32]>,
    /// Pairs of opposites with the side that stands in it.
    sides: Sides,
    negated: bool,
    weight: f32,
    actors: Box<[DossierActorId]>,
    /// Who makes the claim, where it is attributed.
    speakers: Box<[DossierActorId]>,
    days: Option<(Date, Date)>,
}

/// Compares the claims of a dossier; `None` once `stale` says that nobody waits for it any more. Linear in their number: a
/// claim is held only against those that share one of its rarest words.
pub fn compare(dossier: &Dossier, stale: &dyn Fn() -> bool) -> Option<Comparisons> {
    let mut numbers = Numbers::default();
    let mut entries: Vec<Entry<'_>> = Vec::with_capacity(dossier.iter().map(|(_, d)| d.claims.len()).sum());
    for (doc, document) in dossier.iter() {
        for (k, claim) in document.claims.iter().enumerate() {
            if claim.kind == ClaimKind::Question {
                continue;
            }
            let words = Bag::of(document.text.slice(claim.span));
            if words.stems.len() < FEWEST_WORDS {
                continue;
            }
            // From here on words go by their numbers; a long report has a million of them.
            let mut bag: Box<[u32]> = words.stems.iter().map(|s| numbers.of(s)).collect();
            bag.sort_unstable();
            let asserted = asserted(document, claim);
            let only_named =
                |s: &&String| asserted.as_ref().is_some_and(|a| a.stems.binary_search(s).is_err());
            let named = words.stems.iter().filter(only_named).map(|s| numbers.of(s)).collect();
            let mut actors: Box<[DossierActorId]> =
                claim.actors.iter().filter_map(|&a| dossier.dossier_actor(doc, a)).collect();
            actors.sort_unstable();
            let said = claim.attribution.and_then(|id| document.attribution(id));
            let speakers = said.map_or(&[][..], |a| a.source_actors.as_slice());
            let speakers = speakers.iter().filter_map(|&a| dossier.dossier_actor(doc, a)).collect();
            let at = (doc, ClaimId::new(k));
            let days = days(document, claim);
            entries.push(Entry {
                at,
                document,
                claim,
                bag,
                named,
                sides: words.sides,
                negated: words.negated,
                weight: 0.0,
                actors,
                speakers,
                days,
            });
        }
    }
    let rarity = Rarity::of(&numbers, entries.iter().map(|e| &*e.bag));
    drop(numbers);
    for e in &mut entries {
        e.weight = rarity.sum(&e.bag);
    }
    let mut all: Vec<Comparison> = Vec::new();
    let mut near: Vec<u32> = Vec::new();
    let mut found: Vec<Comparison> = Vec::new();
    for (k, e) in entries.iter().enumerate() {
        if k % 256 == 0 && stale() {
            return None;
        }
        rarity.behind(k, &e.bag, REACH, &mut near);
        found.clear();
        found.extend(near.iter().filter_map(|&j| hold_together(e, entries.get(j as usize)?, &rarity)));
        found.sort_by_key(|c| (c.relation.rank(), c.b));
        found.truncate(KEPT);
        found.sort_by_key(|c| c.b);
        all.append(&mut found);
    }
    // What they were found by takes more room than they do.
    drop((entries, rarity));
    Some(Comparisons::new(all))
}

/// How much of their words two claims share, weighed by rarity; where it is more, of those without the names of who says it.
fn similarity(a: &Entry<'_>, b: &Entry<'_>, rarity: &Rarity) -> f32 {
    let (mut shared, mut bare) = (0.0, 0.0);
    for &w in a.bag.iter().filter(|w| b.bag.binary_search(w).is_ok()) {
        shared += rarity.weigh(w);
        if !a.named.contains(&w) && !b.named.contains(&w) {
            bare += rarity.weigh(w);
        }
    }
    let all = a.weight + b.weight;
    let named: f32 = rarity.sum(&a.named) + rarity.sum(&b.named);
    if named > 0.0 { share(shared, all).max(share(bare, all - named)) } else { share(shared, all) }
}

/// What may hold between two claims.
fn hold_together(a: &Entry<'_>, b: &Entry<'_>, rarity: &Rarity) -> Option<Comparison> {
    // A clause marked off inside a sentence is no second voice.
    if a.at.0 == b.at.0 && a.claim.span.overlaps(b.claim.span) {
        return None;
    }
    let similarity = similarity(a, b, rarity);
    if similarity < RELATED {
        return None;
    }
    let made = |relation, reason| Some(Comparison { a: a.at, b: b.at, relation, similarity, reason });
    let actor = a.actors.iter().any(|x| b.actors.contains(x));
    let apart = matches!((a.days, b.days), (Some(x), Some(y)) if x.1 < y.0 || y.1 < x.0);
    let (x, y) = (a.claim, b.claim);
    let foretells = |c: &Claim| c.kind == ClaimKind::Forecast;
    let tells = |c: &Claim| matches!(c.kind, ClaimKind::Fact | ClaimKind::Causal);
    if foretells(x) != foretells(y) && (tells(x) || tells(y)) {
        // Within a text the fact comes after what foretold it.
        let later = a.at.0 != b.at.0 || foretells(x);
        let outcome = later && actor && similarity >= NEARER;
        return outcome.then(|| made(Relation::Outcome, Reason::Foretold)).flatten();
    }
    let holds = |c: &Claim| matches!(c.kind, ClaimKind::Fact | ClaimKind::Causal | ClaimKind::Evaluation);
    let meant = |c: &Claim| !matches!(c.certainty, Certainty::Hypothetical) && !c.conditional;
    // What is foretold, promised or asked for can be denied like what is so.
    let alike = holds(x) && holds(y) || x.kind == y.kind;
    let denied = (x.polarity == Polarity::Negative) != (y.polarity == Polarity::Negative);
    if alike && meant(x) && meant(y) {
        if (actor || similarity >= NEARER)
            && let Some((here, there)) = figures::differ((a.document, x), (b.document, y))
        {
            // Of the same days, or by two who speak at once, one figure does not replace the other.
            let told_at = a.document.date != b.document.date && a.at.0 != b.at.0;
            let disputed = a.days.is_some() && b.days.is_some() || speak_apart(a, b);
            let later = apart || told_at && !disputed;
            return if later {
                made(Relation::Revised, Reason::LaterFigures(here, there))
            } else {
                made(Relation::Clashes, Reason::Figures(here, there))
            };
        }
        let opposed = a.sides.opposed(&b.sides);
        // "did not reject" and "approved" go together.
        let clash = if opposed { a.negated == b.negated } else { denied };
        if clash && !apart && similarity >= ALIKE {
            return made(Relation::Clashes, if opposed { Reason::Opposites } else { Reason::Denial });
        }
    }
    // One that is denied in the other is neither said again nor agreed to.
    if apart || similarity < ALIKE || denied {
        return None;
    }
    let again = similarity >= REPEATED && !speak_apart(a, b);
    made(if again { Relation::Repeated } else { Relation::Agrees }, Reason::Words)
}

/// What a claim asserts: its words without those that name who says it, if it says that at all. The verb stays: "rejected"
/// and "denied" are what is asserted.
fn asserted(document: &Document, claim: &Claim) -> Option<Bag> {
    let said = claim.attribution.and_then(|id| document.attribution(id))?;
    let mut outside: Vec<Span> = said.source.iter().copied().filter(|s| claim.span.contains(*s)).collect();
    outside.sort_unstable();
    let text = document.text.as_str();
    let mut words = String::new();
    let mut from = claim.span.from();
    for span in outside {
        words.push_str(Span::new(from, span.from().max(from)).of(text));
        words.push(' ');
        from = from.max(span.to());
    }
    words.push_str(Span::new(from, claim.span.to()).of(text));
    let bag = Bag::of(&words);
    (bag.stems.len() >= FEWEST_WORDS).then_some(bag)
}

/// Whether two claims are attributed to different actors.
fn speak_apart(a: &Entry<'_>, b: &Entry<'_>) -> bool {
    !a.speakers.is_empty() && !b.speakers.is_empty() && !a.speakers.iter().any(|s| b.speakers.contains(s))
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

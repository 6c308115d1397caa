//! All that a query finds, counted, and the best of it in order.

use std::cmp::Ordering;

use rustc_hash::FxHashSet;

use crate::model::{DocId, Dossier, Item, ItemRef};

use super::Field;
use super::dates::number;
use super::evaluate::{Ground, List};
use super::fields::kind_of;
use super::gather::{self, Sink};
use super::query::{Query, Value};
use super::threshold::least_with;
use super::{Counts, HitKind, Index, Options, Order};

/// What a kind of hit is worth beside how well its words fit: a title tells more than a sentence. Who only sets
/// conditions (`actor:Kabul`) wants to read what is claimed.
fn worth(kind: HitKind, only_conditions: bool) -> f32 {
    match (kind, only_conditions) {
        (HitKind::Section | HitKind::Actor, false) => 0.25,
        // The reader's own words are few, and looked for because they are.
        (HitKind::Note, false) => 0.2,
        (HitKind::Place, false) => 0.15,
        (HitKind::Claim, false) => 0.05,
        (HitKind::Event, false) => 0.04,
        (HitKind::Claim, true) => 0.25,
        (HitKind::Event, true) => 0.2,
        (HitKind::Section | HitKind::Actor, true) => 0.15,
        (HitKind::Note, true) => 0.12,
        (HitKind::Place, true) => 0.1,
        (HitKind::Text, _) => 0.0,
    }
}

/// Something found, before it is known whether it is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) score: f32,
    pub(super) kind: HitKind,
    pub(super) doc: u32,
    /// First byte, for reading order; of actors 0.
    start: u32,
    pub(super) index: u32,
    /// The first day of it, counted from an arbitrary one; what has none comes last.
    day: i32,
}

/// The best first; of equals the earlier.
pub(super) fn by_score(a: &Candidate, b: &Candidate) -> Ordering {
    b.score.total_cmp(&a.score).then_with(|| by_place(a, b))
}

fn by_place(a: &Candidate, b: &Candidate) -> Ordering {
    let place = |c: &Candidate| (c.kind != HitKind::Actor, c.doc, c.start, c.kind, c.index);
    place(a).cmp(&place(b))
}

fn by_day(a: &Candidate, b: &Candidate) -> Ordering {
    a.day.cmp(&b.day).then_with(|| by_place(a, b))
}

/// Everything that is found, counted, and the best of it. A sentence is left out where a claim in it says the same, unless
/// text was asked for.
pub(super) struct Candidates<'a> {
    dossier: &'a Dossier,
    index: &'a Index,
    pub(super) counts: Counts,
    order: Order,
    only: Option<HitKind>,
    take: usize,
    kept: Vec<Candidate>,
    /// What scores less than this, or as much in a later document, is not among the best.
    least: (f32, u32),
    /// For each list the score that makes as much as that, and the one that makes more.
    thresholds: [[f32; 2]; 5],
    /// The names of the places found, folded: each is one place, whichever documents name it.
    places: FxHashSet<String>,
    /// Only conditions are asked, no words.
    conditions: bool,
    /// Whether sentences are wanted as such.
    pub(super) text_wanted: bool,
}

impl<'a> Candidates<'a> {
    /// Nothing yet; to keep `take` at the least.
    pub(super) fn new(ground: &Ground<'a>, query: &Query, options: &Options<'_>, take: usize) -> Self {
        let text_wanted = query.terms().any(|t| {
            !t.negated
                && (t.field == Some(Field::Text)
                    || matches!(&t.value, Value::Is(kinds) if kinds.contains(&HitKind::Text)))
        });
        Self {
            dossier: ground.dossier,
            index: ground.index,
            counts: Counts::default(),
            order: options.order,
            only: options.only,
            take: take.max(1),
            kept: Vec::new(),
            least: (f32::MIN, u32::MAX),
            thresholds: [[f32::MIN; 2]; 5],
            places: FxHashSet::default(),
            conditions: !query.is_empty() && !query.terms().any(|t| t.is_plain() && !t.negated),
            text_wanted,
        }
    }

    fn compare(&self) -> fn(&Candidate, &Candidate) -> Ordering {
        match self.order {
            Order::Best => by_score,
            Order::Reading => by_place,
            Order::Date => by_day,
        }
    }

    /// Whether it cannot be among the best. Documents come in order, and of equals the earlier is better.
    fn is_beaten(&self, score: f32, doc: u32) -> bool {
        match self.order {
            Order::Best => score < self.least.0 || (score == self.least.0 && doc > self.least.1),
            Order::Reading => doc > self.least.1,
            Order::Date => false,
        }
    }

    /// Whether a place has not been found in another document already.
    fn is_first(&mut self, found: &gather::Found) -> bool {
        let place = self.dossier.document(found.doc).and_then(|d| d.places.get(found.index));
        place.is_some_and(|place| self.places.insert(crate::fold::fold(&place.name)))
    }

    fn push(&mut self, candidate: Candidate) {
        self.kept.push(candidate);
        if self.kept.len() >= self.take.saturating_mul(2).max(512) {
            self.cut();
        }
    }

    /// Keeps the best.
    fn cut(&mut self) {
        if self.take < self.kept.len() {
            let compare = self.compare();
            self.kept.select_nth_unstable_by(self.take - 1, compare);
            self.kept.truncate(self.take);
            if self.order != Order::Date {
                self.least = self.kept.last().map_or(self.least, |c| (c.score, c.doc));
                let (least, conditions) = (self.least.0, self.conditions);
                self.thresholds = List::ALL.map(|list| {
                    [false, true].map(|above| least_with(worth(kind_of(list), conditions), least, above))
                });
            }
        }
    }

    /// The best, in order.
    pub(super) fn finish(mut self) -> Vec<Candidate> {
        self.cut();
        let compare = self.compare();
        self.kept.sort_unstable_by(compare);
        self.kept
    }
}

impl Sink for Candidates<'_> {
    fn least(&self, list: List, doc: DocId) -> f32 {
        // Of equals the earlier is better.
        let later = doc.0 > self.least.1;
        match self.order {
            _ if self.only.is_some_and(|only| only != kind_of(list)) => f32::MAX,
            Order::Best => {
                let [from, above] = self.thresholds.get(list as usize).copied().unwrap_or([f32::MIN; 2]);
                if later { above } else { from }
            }
            Order::Reading if later => f32::MAX,
            Order::Reading | Order::Date => 0.0,
        }
    }

    fn counted(&mut self, list: List, count: usize) {
        *self.counts.of_mut(kind_of(list)) += count;
    }

    fn wants_sentences_as_such(&self) -> bool {
        self.text_wanted
    }

    fn item(&mut self, found: gather::Found) {
        let kind = kind_of(found.list);
        if kind == HitKind::Place && !self.is_first(&found) {
            return;
        }
        *self.counts.of_mut(kind) += 1;
        let score = found.score + worth(kind, self.conditions);
        if self.is_beaten(score, found.doc.0) || self.only.is_some_and(|only| only != kind) {
            return;
        }
        let at = ItemRef { doc: found.doc, item: found.list.item(found.index) };
        let start = self.dossier.span_of(at).map_or(0, |s| s.start);
        let day = if self.order == Order::Date { day_of(self.dossier, at) } else { 0 };
        self.push(Candidate { score, kind, doc: found.doc.0, start, index: found.index as u32, day });
    }

    fn actor(&mut self, index: usize, score: f32) {
        self.counts.actors += 1;
        let score = score + worth(HitKind::Actor, self.conditions);
        if self.is_beaten(score, 0) || self.only.is_some_and(|only| only != HitKind::Actor) {
            return;
        }
        let index = index as u32;
        self.push(Candidate { score, kind: HitKind::Actor, doc: 0, start: 0, index, day: i32::MAX });
    }

    fn note(&mut self, doc: DocId, index: usize, score: f32) {
        let kind = HitKind::Note;
        self.counts.notes += 1;
        let score = score + worth(kind, self.conditions);
        if self.is_beaten(score, doc.0) || self.only.is_some_and(|only| only != kind) {
            return;
        }
        let span =
            self.index.notes().find(|n| n.1 == doc).and_then(|(.., notes)| notes.all().get(index)?.span);
        let start = span.map_or(0, |s| s.start);
        self.push(Candidate { score, kind, doc: doc.0, start, index: index as u32, day: i32::MAX });
    }
}

/// The first day on which it may be, as a number that grows with the days; `i32::MAX` without one.
fn day_of(dossier: &Dossier, at: ItemRef) -> i32 {
    let Some(document) = dossier.document(at.doc) else { return i32::MAX };
    let earliest = match at.item {
        Item::Event(id) => document.event(id).and_then(|e| e.earliest),
        Item::Claim(id) => {
            let times = document.claim(id).map_or(&[][..], |c| &c.times).iter();
            times.filter_map(|t| document.times.get(t.index())?.earliest).min()
        }
        _ => dossier.span_of(at).and_then(|span| {
            let first = document.times.partition_point(|t| t.span.start < span.start);
            let inside = document.times.get(first..).unwrap_or(&[]).iter();
            inside.take_while(|t| t.span.end <= span.end).filter_map(|t| t.earliest).min()
        }),
    };
    earliest.map_or(i32::MAX, number)
}

//! Events beside one another: the same one told by several documents, and one that is given two dates.
//!
//! Hints, as with claims: words, actors and days are compared, meanings are not.

use rustc_hash::FxHashMap;

use super::rarity::{Numbers, Rarity, Reach, share};
use super::sets::Sets;
use super::words::Bag;
use crate::model::{Date, DocId, Dossier, DossierActorId, Event, EventId, EventStatus};

/// An event of a dossier.
pub type EventRef = (DocId, EventId);

/// What is known of the events of a dossier beside one another.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EventLinks {
    /// Sets of events that may be one, each in reading order; two at least.
    same: Vec<Vec<EventRef>>,
    /// The set of each event that is in one.
    set_of: FxHashMap<EventRef, usize>,
    /// Each event that is given another date elsewhere, with the event there; both ways, sorted.
    differ: Vec<(EventRef, EventRef)>,
}

impl EventLinks {
    /// The events that may be the same as one, it among them; none where it stands alone.
    pub fn same_as(&self, event: EventRef) -> &[EventRef] {
        self.set_of.get(&event).and_then(|k| self.same.get(*k)).map_or(&[], |s| s)
    }

    /// Which set an event is in.
    pub fn set_of(&self, event: EventRef) -> Option<usize> {
        self.set_of.get(&event).copied()
    }

    /// Where the event is given another date.
    pub fn dated_otherwise(&self, event: EventRef) -> impl Iterator<Item = EventRef> {
        let from = self.differ.partition_point(|d| d.0 < event);
        self.differ.iter().skip(from).take_while(move |d| d.0 == event).map(|d| d.1)
    }

    /// Whether the event is given another date anywhere.
    pub fn is_disputed(&self, event: EventRef) -> bool {
        self.dated_otherwise(event).next().is_some()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.same.is_empty() && self.differ.is_empty()
    }
}

/// From here on two summaries tell the same, if their days agree.
const ALIKE: f32 = 0.6;
/// The same with somebody who takes part in both.
const NEARER: f32 = 0.45;
/// From here on two summaries tell the same whatever their days.
const NEARLY_THE_SAME: f32 = 0.75;
/// Days that two dates of one event may lie apart.
const APART: i32 = 400;
/// Days from which on a date is too coarse to contradict another.
const COARSE: i32 = 31;
/// Summaries are short: few words find, and only rare ones.
const REACH: Reach = Reach { keys: 4, common: 40 };
/// Words that a summary needs for its days to be held against others.
const FEWEST: usize = 3;

struct Entry<'d> {
    at: EventRef,
    event: &'d Event,
    words: Vec<u32>,
    weight: f32,
    actors: Vec<DossierActorId>,
}

/// Days from the first to the last that an event may mean.
fn length(event: &Event) -> Option<i32> {
    Some(event.latest?.since(event.earliest?).ok()?.get_days())
}

fn days(event: &Event) -> Option<(Date, Date)> {
    Some((event.earliest?, event.latest?))
}

/// Holds the events of a dossier against one another; `None` once `stale`. An event is held only against those that share
/// one of its rarest words.
pub fn link(dossier: &Dossier, stale: &dyn Fn() -> bool) -> Option<EventLinks> {
    let mut numbers = Numbers::default();
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for (doc, document) in dossier.iter() {
        for (k, event) in document.events.iter().enumerate() {
            if k % 512 == 0 && stale() {
                return None;
            }
            let stems = Bag::of(&event.summary).stems;
            let mut words: Vec<u32> = stems.iter().map(|stem| numbers.of(stem)).collect();
            words.sort_unstable();
            let mut actors: Vec<DossierActorId> =
                event.actors.iter().filter_map(|&a| dossier.dossier_actor(doc, a)).collect();
            actors.sort_unstable();
            entries.push(Entry { at: (doc, EventId::new(k)), event, words, weight: 0.0, actors });
        }
    }
    let rarity = Rarity::of(&numbers, entries.iter().map(|e| e.words.as_slice()));
    for e in &mut entries {
        e.weight = rarity.sum(&e.words);
    }
    let mut sets = Sets::of(entries.len());
    let mut differ: Vec<(EventRef, EventRef)> = Vec::new();
    let mut near: Vec<u32> = Vec::new();
    for (k, a) in entries.iter().enumerate() {
        if k % 256 == 0 && stale() {
            return None;
        }
        rarity.behind(k, &a.words, REACH, &mut near);
        for &j in &near {
            let Some(b) = entries.get(j as usize) else { continue };
            let shared = a.words.iter().filter(|w| b.words.binary_search(w).is_ok());
            let similarity = share(shared.map(|&w| rarity.weigh(w)).sum(), a.weight + b.weight);
            if is_same(a, b, similarity) {
                sets.join(k as u32, j);
            } else if is_dated_otherwise(a, b, similarity) {
                differ.extend([(a.at, b.at), (b.at, a.at)]);
            }
        }
    }
    let mut members: FxHashMap<u32, Vec<EventRef>> = FxHashMap::default();
    for (k, e) in entries.iter().enumerate() {
        members.entry(sets.root(k as u32)).or_default().push(e.at);
    }
    let mut same: Vec<Vec<EventRef>> = members.into_values().filter(|m| m.len() > 1).collect();
    same.sort_unstable();
    let set_of = same.iter().enumerate().flat_map(|(k, s)| s.iter().map(move |e| (*e, k))).collect();
    differ.sort_unstable();
    differ.dedup();
    Some(EventLinks { same, set_of, differ })
}

fn shares_actor(a: &Entry<'_>, b: &Entry<'_>) -> bool {
    a.actors.iter().any(|x| b.actors.binary_search(x).is_ok())
}

/// Whether two documents tell one event: the same words, and days of which one holds the other. Within a document that was
/// decided when it was read.
fn is_same(a: &Entry<'_>, b: &Entry<'_>, similarity: f32) -> bool {
    if a.at.0 == b.at.0 || a.event.status != b.event.status {
        return false;
    }
    let (Some(x), Some(y)) = (days(a.event), days(b.event)) else { return false };
    let within = |x: (Date, Date), y: (Date, Date)| y.0 <= x.0 && x.1 <= y.1;
    let equal = a.event.edtf == b.event.edtf;
    let narrow = [a, b].into_iter().all(|e| length(e.event).is_some_and(|days| days <= 2 * COARSE));
    if !equal && !(narrow && (within(x, y) || within(y, x))) {
        return false;
    }
    if a.words.len().min(b.words.len()) < FEWEST {
        return equal
            && a.words == b.words
            && !a.words.is_empty()
            && (a.actors.is_empty() || shares_actor(a, b));
    }
    similarity >= ALIKE || similarity >= NEARER && shares_actor(a, b)
}

/// Whether two events may be one that is given two dates.
fn is_dated_otherwise(a: &Entry<'_>, b: &Entry<'_>, similarity: f32) -> bool {
    let told = |e: &Entry<'_>| e.event.status == EventStatus::Reported && e.words.len() >= FEWEST;
    let fine = |e: &Entry<'_>| length(e.event).is_some_and(|days| days <= COARSE);
    if similarity < NEARLY_THE_SAME || !told(a) || !told(b) || !fine(a) || !fine(b) || !shares_actor(a, b) {
        return false;
    }
    let (Some(x), Some(y)) = (days(a.event), days(b.event)) else { return false };
    let apart = |from: Date, to: Date| to.since(from).map_or(i32::MAX, |d| d.get_days());
    (x.1 < y.0 && apart(x.1, y.0) <= APART) || (y.1 < x.0 && apart(y.1, x.0) <= APART)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::fixture::dossier;

    fn found(texts: &[&str]) -> (Vec<Vec<DocId>>, usize) {
        let links = link(&dossier(texts), &|| false).unwrap();
        let documents = links.same.iter().map(|s| s.iter().map(|e| e.0).collect()).collect();
        (documents, links.differ.len())
    }

    #[test]
    fn one_event_of_two_documents_is_one() {
        let a = "Norway and Chile signed the grain accord in Lima on 3 April 2024.\n";
        let b = "On 3 April 2024 Norway and Chile signed the grain accord in the port of Lima.\n";
        assert_eq!(found(&[a, b]), (vec![vec![DocId(0), DocId(1)]], 0));
        let month = "In April 2024 Norway and Chile signed the grain accord in Lima.\n";
        assert_eq!(found(&[a, month]).0.len(), 1, "a day lies in its month");
        let other = "Norway and Chile closed the fishing harbour on 3 April 2024.\n";
        assert_eq!(found(&[a, other]), (Vec::new(), 0));
    }

    #[test]
    fn two_dates_of_one_event_are_noticed() {
        let a = "Norway and Chile signed the grain accord in Lima on 3 April 2024.\n";
        let b = "Norway and Chile signed the grain accord in Lima on 9 May 2024.\n";
        let links = link(&dossier(&[a, b]), &|| false).unwrap();
        let (first, second) = ((DocId(0), EventId(0)), (DocId(1), EventId(0)));
        assert!(links.same_as(first).is_empty() && links.is_disputed(second));
        assert_eq!(links.dated_otherwise(first).collect::<Vec<_>>(), [second]);
        let later = "Norway and Chile signed the grain accord in Lima on 9 May 2031.\n";
        assert_eq!(found(&[a, later]), (Vec::new(), 0), "years apart: another one");
        let planned = "Norway and Chile will sign the grain accord in Lima on 9 May 2031.\n";
        assert_eq!(found(&[a, planned]), (Vec::new(), 0));
        assert_eq!(link(&dossier(&[a, b]), &|| true), None);
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(s in "(Norway (signed|left|joined) the [a-z]{4,9} accord on [1-9] (May|June) 20[0-2][0-9]\\. ){0,8}") {
            let d = dossier(&[&s, &s]);
            let links = link(&d, &|| false).unwrap();
            for (set, k) in links.same.iter().zip(0..) {
                proptest::prop_assert!(set.len() > 1 && set.iter().all(|e| links.set_of(*e) == Some(k)));
            }
        }
    }
}

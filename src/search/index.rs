//! The index of a dossier: what is prepared once so that every keystroke can be answered.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use crate::link::{self, claims::Comparisons};
use crate::model::{DocId, Document, Dossier, DossierActorId};

use super::evaluate::{Ground, Wanted};
use super::nametable::NameTable;
use super::noted::Notes;
use super::segment::{Rows, Segment};
use super::selection::Selection;
use super::{Layer, Loose, Options, Query, Results, rank, without};

/// Whether an answer is no longer wanted; asked often, from several threads.
pub type Cancelled<'a> = &'a (dyn Fn() -> bool + Sync);

/// What is known about the words and names of a dossier. Cheap to clone.
///
/// It is made of segments, each of some documents. Documents that come make a new one, and segments of like size are merged,
/// so that there are few of them and no word is read twice for another document's sake.
#[derive(Debug, Clone, Default)]
pub struct Index {
    segments: Vec<Arc<Segment>>,
    /// For every document of the dossier, in which segment it is and as which of its documents.
    places: Arc<[Option<(u32, u32)>]>,
    /// For every segment, which documents of the dossier it has.
    holds: Arc<[Vec<u32>]>,
    /// What the reader wrote on documents, while a search goes on: their segments are the last ones.
    notes: Vec<(DocId, Arc<Notes>)>,
    /// All names of every dossier actor, the canonical one first.
    actors: Arc<NameTable>,
    actor_count: usize,
    /// Whether more documents of the dossier are to come.
    partial: bool,
    /// How its claims stand to one another, once somebody has asked.
    comparisons: Arc<OnceLock<Arc<Comparisons>>>,
}

/// Bytes that an index takes, by what they are for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sizes {
    /// Letters of the vocabulary, and its order.
    pub vocabulary: usize,
    /// Where each word occurs.
    pub lists: usize,
    /// Which pieces of text claims and sentences are.
    pub tables: usize,
    /// Names of actors and places, titles of sections.
    pub names: usize,
    /// Different words, spellings apart.
    pub words: usize,
}

impl Sizes {
    /// All bytes together.
    pub fn total(&self) -> usize {
        self.vocabulary + self.lists + self.tables + self.names
    }
}

/// A document as its segment knows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Indexed<'a> {
    /// The number of the segment.
    pub(super) number: usize,
    pub(super) segment: &'a Segment,
    pub(super) rows: Rows,
    document: &'a Arc<Document>,
}

impl Index {
    /// Indexes a dossier; documents that `before` has indexed already are taken from there. `None` if `cancelled`. Takes
    /// less room than the text.
    pub fn build(dossier: &Dossier, before: Option<&Index>, cancelled: Cancelled<'_>) -> Option<Self> {
        Self::build_telling(dossier, before, cancelled, &mut |_, _| ())
    }

    /// Indexes a dossier as [`Index::build`] does, and hands out what there is on the way, which can be searched already, with
    /// the share that is done, 0 to 1.
    pub fn build_telling(
        dossier: &Dossier,
        before: Option<&Index>,
        cancelled: Cancelled<'_>,
        tell: &mut dyn FnMut(&Index, f32),
    ) -> Option<Self> {
        Self::of(dossier, before, true, cancelled, tell)
    }

    fn of(
        dossier: &Dossier,
        before: Option<&Index>,
        prose: bool,
        cancelled: Cancelled<'_>,
        tell: &mut dyn FnMut(&Index, f32),
    ) -> Option<Self> {
        let names = (0..dossier.actors.len()).flat_map(|k| {
            let names = names(dossier, DossierActorId::new(k));
            names.into_iter().map(move |n| (k as u32, Cow::Borrowed(n)))
        });
        let actors = Arc::new(NameTable::new(names));
        let addresses: rustc_hash::FxHashSet<*const Document> =
            dossier.documents.iter().map(Arc::as_ptr).collect();
        let alive = |d: &Arc<Document>| addresses.contains(&Arc::as_ptr(d));
        let known = before.map_or(&[][..], |b| &b.segments).iter();
        let mut segments: Vec<Arc<Segment>> =
            known.filter(|s| s.complete >= prose && s.documents.iter().any(alive)).cloned().collect();
        // What stood in documents that are gone decides nothing: neither how rare a word is nor whether it occurs.
        for segment in segments.iter_mut().filter(|s| !s.documents.iter().all(alive)) {
            *segment = Arc::new(Segment::merged(&[&**segment], &alive, cancelled)?);
        }
        let have: rustc_hash::FxHashSet<*const Document> =
            segments.iter().flat_map(|s| &s.documents).map(Arc::as_ptr).collect();
        let fresh: Vec<Arc<Document>> =
            dossier.documents.iter().filter(|d| !have.contains(&Arc::as_ptr(d))).cloned().collect();
        let bytes = |documents: &[Arc<Document>]| documents.iter().map(|d| d.text.len()).sum::<usize>();
        let (all, mut left) = (bytes(&dossier.documents).max(1), bytes(&fresh));
        let made = |segments: &[Arc<Segment>], partial| Self {
            segments: segments.to_vec(),
            holds: holds(&places(dossier, segments), segments),
            places: places(dossier, segments),
            actors: Arc::clone(&actors),
            actor_count: dossier.actors.len(),
            notes: Vec::new(),
            partial,
            comparisons: Arc::default(),
        };
        for batch in batches(fresh) {
            left -= bytes(&batch);
            segments.push(Arc::new(Segment::new(batch, prose, cancelled)?));
            if left > 0 {
                tell(&made(&segments, true), (all - left) as f32 / all as f32);
            }
        }
        // The last ones are merged as long as the one before is not much larger than they are together.
        let (mut from, mut together) = (segments.len(), 0);
        while prose
            && let Some(last) = from.checked_sub(1).and_then(|k| segments.get(k))
            && (together == 0 || last.pieces() <= 2 * together)
        {
            together += last.pieces().max(1);
            from -= 1;
        }
        let parts = segments.split_off(from);
        segments.extend(match parts.as_slice() {
            [_] | [] => parts,
            _ => {
                let parts: Vec<&Segment> = parts.iter().map(|p| &**p).collect();
                vec![Arc::new(Segment::merged(&parts, &alive, cancelled)?)]
            }
        });
        (!cancelled()).then(|| made(&segments, false))
    }

    /// An index with a segment for each document.
    #[cfg(test)]
    pub(super) fn in_segments(dossier: &Dossier) -> Self {
        let one = |d: &Arc<Document>| {
            Arc::new(Segment::new(vec![Arc::clone(d)], true, &|| false).unwrap_or_default())
        };
        let whole = Self::build(dossier, None, &|| false).unwrap_or_default();
        let segments: Vec<Arc<Segment>> = dossier.documents.iter().map(one).collect();
        let places = places(dossier, &segments);
        Self { holds: holds(&places, &segments), places, segments, ..whole }
    }

    /// How the claims of its dossier stand to one another; made when first asked for. `None` if `cancelled`.
    pub fn comparisons(&self, dossier: &Dossier, cancelled: &dyn Fn() -> bool) -> Option<Arc<Comparisons>> {
        if let Some(known) = self.comparisons.get() {
            return Some(Arc::clone(known));
        }
        let made = Arc::new(link::claims::compare(dossier, cancelled)?);
        Some(Arc::clone(self.comparisons.get_or_init(|| made)))
    }

    /// Answers a query, at most `limit` hits, the best first.
    pub fn search(
        &self,
        query: &Query,
        dossier: &Dossier,
        limit: usize,
        cancelled: Cancelled<'_>,
    ) -> Results {
        self.search_with(query, dossier, &Options { limit, ..Options::default() }, cancelled)
    }

    /// Answers a query.
    pub fn search_with(
        &self,
        query: &Query,
        dossier: &Dossier,
        options: &Options<'_>,
        cancelled: Cancelled<'_>,
    ) -> Results {
        let stopped = || Results { cancelled: true, ..Results::default() };
        let Some(index) = self.fitting(dossier, cancelled) else { return stopped() };
        let index = index.with_notes(dossier, options.layer);
        let wanted = Wanted { sentences: true, names: true, notes: true };
        let ground = Ground { index: &index, dossier, layer: options.layer, wanted, cancelled };
        rank::results(&ground, query, options).unwrap_or_else(stopped)
    }

    /// What a query that finds nothing would find with one of its terms left out: each such term as it could be typed, and
    /// how many things fit without it, the fewest first. Empty where no single term is in the way. `None` if cancelled.
    pub fn without_each(
        &self,
        query: &Query,
        dossier: &Dossier,
        options: &Options<'_>,
        cancelled: Cancelled<'_>,
    ) -> Option<Vec<(String, usize)>> {
        without::without_each(self, query, dossier, options, cancelled)
    }

    /// What has the letters of a query's words scattered, where [`search_with`](Self::search_with) finds it
    /// [weak](Results::weak); nothing elsewhere. Every claim may have to be looked at, so this is work for the background.
    /// `None` if cancelled.
    pub fn search_loosely(
        &self,
        query: &Query,
        dossier: &Dossier,
        options: &Options<'_>,
        cancelled: Cancelled<'_>,
    ) -> Option<Loose> {
        let index = self.fitting(dossier, cancelled)?;
        let index = index.with_notes(dossier, options.layer);
        let wanted = Wanted { sentences: true, names: true, notes: true };
        let ground = Ground { index: &index, dossier, layer: options.layer, wanted, cancelled };
        rank::loosely(&ground, query, options)
    }

    /// Everything that a query holds for, unranked. `None` if cancelled.
    pub fn select(
        &self,
        query: &Query,
        dossier: &Dossier,
        layer: &dyn Layer,
        cancelled: Cancelled<'_>,
    ) -> Option<Selection> {
        let index = self.whole(dossier, asks_words(query), cancelled)?;
        let wanted = Wanted { sentences: true, names: true, notes: false };
        let ground = Ground { index: &index, dossier, layer, wanted, cancelled };
        Selection::of(&ground, &ground.ask(query)?)
    }

    /// The letters that match in what a search for a query finds in one document: claims, and sentences that are no claim. Where a
    /// query has only conditions, all of these. `None` if cancelled.
    pub fn marks_in(
        &self,
        query: &Query,
        dossier: &Dossier,
        layer: &dyn Layer,
        doc: DocId,
        cancelled: Cancelled<'_>,
    ) -> Option<Vec<std::ops::Range<usize>>> {
        let index = self.whole(dossier, asks_words(query), cancelled)?;
        let wanted = Wanted { sentences: true, names: true, notes: false };
        let ground = Ground { index: &index, dossier, layer, wanted, cancelled };
        rank::marks_in(&ground, query, doc)
    }

    /// What a query holds for but sentences, by an index that is [`whole`](Self::whole).
    pub(crate) fn select_items(
        &self,
        query: &Query,
        dossier: &Dossier,
        layer: &dyn Layer,
        cancelled: Cancelled<'_>,
    ) -> Option<Selection> {
        let wanted = Wanted { sentences: false, names: true, notes: false };
        let ground = Ground { index: self, dossier, layer, wanted, cancelled };
        Selection::of(&ground, &ground.ask(query)?)
    }

    /// This index, or one of just these documents, if it is of others or only partly built: what is only partly read is no
    /// ground for leaving something out. Where no `words` are asked for, those that came are not read. `None` if cancelled.
    pub(crate) fn whole(
        &self,
        dossier: &Dossier,
        words: bool,
        cancelled: Cancelled<'_>,
    ) -> Option<Cow<'_, Index>> {
        if self.fits(dossier) {
            return Some(Cow::Borrowed(self));
        }
        Self::of(dossier, Some(self), words, cancelled, &mut |_, _| ()).map(Cow::Owned)
    }

    /// The same with what the reader wrote.
    fn with_notes(&self, dossier: &Dossier, layer: &dyn Layer) -> Self {
        let on = |doc: DocId| Some((doc, layer.notes(doc).filter(|notes| !notes.is_empty())?));
        let notes: Vec<_> = (0..dossier.documents.len()).map(DocId::new).filter_map(on).collect();
        let mut index = self.clone();
        index.segments.extend(notes.iter().map(|(_, notes)| Arc::clone(notes.segment())));
        Self { notes, ..index }
    }

    /// What the reader wrote: the number of its segment, on which document, the notes.
    pub(super) fn notes(&self) -> impl Iterator<Item = (usize, DocId, &Notes)> {
        let first = self.segments.len() - self.notes.len();
        self.notes.iter().enumerate().map(move |(k, (doc, notes))| (first + k, *doc, &**notes))
    }

    /// Whether it is the index of exactly these documents.
    pub fn fits(&self, dossier: &Dossier) -> bool {
        !self.partial
            && self.actor_count == dossier.actors.len()
            && self.places.len() == dossier.documents.len()
            && self.documents().zip(&dossier.documents).all(|(k, d)| k.is_some_and(|k| k.is(d)))
    }

    /// This index, or one that fits if documents have come or gone meanwhile. One still being built answers for what it has.
    fn fitting(&self, dossier: &Dossier, cancelled: Cancelled<'_>) -> Option<Cow<'_, Index>> {
        let partly = || {
            let mut documents = self.documents().zip(&dossier.documents);
            self.partial
                && self.places.len() == dossier.documents.len()
                && self.actor_count == dossier.actors.len()
                && documents.all(|(k, d)| k.is_none_or(|k| k.is(d)))
        };
        if self.fits(dossier) || partly() {
            return Some(Cow::Borrowed(self));
        }
        self.whole(dossier, true, cancelled)
    }

    /// Bytes it takes in memory.
    pub fn size(&self) -> usize {
        self.sizes().total()
    }

    /// Bytes it takes in memory, by what they are for.
    pub fn sizes(&self) -> Sizes {
        let mut sizes = Sizes { names: self.actors.size(), ..Sizes::default() };
        for segment in &self.segments {
            let [vocabulary, lists, tables, names] = segment.size();
            sizes.vocabulary += vocabulary;
            sizes.lists += lists;
            sizes.tables += tables;
            sizes.names += names;
            sizes.words += segment.words.len();
        }
        sizes
    }

    /// The segments of documents, each with which documents of the dossier it has. `None` if it has others too, or one twice.
    pub(super) fn holdings(&self) -> Option<Vec<(&Segment, &[u32])>> {
        let all = self.segments.iter().zip(self.holds.iter()).map(|(s, held)| (&**s, held.as_slice()));
        let all: Vec<_> = all.collect();
        let held: usize =
            all.iter().map(|(_, held)| held.iter().filter(|doc| **doc != u32::MAX).count()).sum();
        let known = self.places.iter().filter(|p| p.is_some()).count();
        let whole = all.iter().all(|(_, held)| held.iter().all(|doc| *doc != u32::MAX));
        (whole && held == known).then_some(all)
    }

    /// Every document of the dossier, as far as it is indexed.
    pub(super) fn documents(&self) -> impl ExactSizeIterator<Item = Option<Indexed<'_>>> {
        (0..self.places.len()).map(|k| self.document(k))
    }

    pub(super) fn document(&self, k: usize) -> Option<Indexed<'_>> {
        let &(number, at) = self.places.get(k)?.as_ref()?;
        let segment = self.segments.get(number as usize)?;
        let (rows, document) = (segment.rows(at as usize)?, segment.documents.get(at as usize)?);
        Some(Indexed { number: number as usize, segment, rows, document })
    }

    pub(super) fn segments(&self) -> impl ExactSizeIterator<Item = &Segment> {
        self.segments.iter().map(|s| &**s)
    }

    pub(super) fn actors(&self) -> &NameTable {
        &self.actors
    }
}

/// Whether words of the text decide what a query holds for.
fn asks_words(query: &Query) -> bool {
    query.terms().any(|t| t.is_plain())
}

impl Indexed<'_> {
    /// Whether it is the index of this document.
    fn is(&self, document: &Arc<Document>) -> bool {
        Arc::ptr_eq(self.document, document)
    }
}

/// For every document of a dossier, in which segment it is and as which of its documents.
fn places(dossier: &Dossier, segments: &[Arc<Segment>]) -> Arc<[Option<(u32, u32)>]> {
    let mut known: rustc_hash::FxHashMap<*const Document, (u32, u32)> = rustc_hash::FxHashMap::default();
    for (number, segment) in segments.iter().enumerate() {
        for (k, document) in segment.documents.iter().enumerate() {
            known.insert(Arc::as_ptr(document), (number as u32, k as u32));
        }
    }
    dossier.documents.iter().map(|d| known.get(&Arc::as_ptr(d)).copied()).collect()
}

/// For every segment, which documents of the dossier it has, in its order.
fn holds(places: &[Option<(u32, u32)>], segments: &[Arc<Segment>]) -> Arc<[Vec<u32>]> {
    let mut holds: Vec<Vec<u32>> = segments.iter().map(|s| vec![u32::MAX; s.documents.len()]).collect();
    for (k, place) in places.iter().enumerate() {
        let slot = place.and_then(|(n, at)| holds.get_mut(n as usize)?.get_mut(at as usize));
        slot.into_iter().for_each(|slot| *slot = k as u32);
    }
    holds.into()
}

/// Documents in batches, each four times as long as those before, so that the first can soon be searched and few are merged.
fn batches(documents: Vec<Arc<Document>>) -> Vec<Vec<Arc<Document>>> {
    const FIRST: usize = 4 << 20;
    let mut batches = vec![Vec::new()];
    let (mut bytes, mut most) = (0, FIRST);
    for document in documents {
        bytes += document.text.len();
        if let Some(batch) = batches.last_mut() {
            batch.push(document);
        }
        if bytes >= most {
            batches.push(Vec::new());
            (bytes, most) = (0, most.saturating_mul(4));
        }
    }
    batches.retain(|b| !b.is_empty());
    batches
}

/// All names of an actor, each once.
fn names(dossier: &Dossier, id: DossierActorId) -> Vec<&str> {
    let mut seen: Vec<&str> = Vec::new();
    for name in dossier.names_of(id) {
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
    seen
}

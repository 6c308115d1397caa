//! A part of the index: some documents with the words of their prose and the names in them.
//!
//! Sentences, claims and events share one numbering of *pieces*: the text is cut wherever a sentence or a claim begins or
//! ends, so that each of them is a range of pieces and one list of places a word serves all of them. The pieces of a
//! document are followed by its events, one piece each.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;
use std::thread;

use crate::model::{Document, SectionId};

use super::cut::{cut, dated};
use super::extents::Extents;
use super::facts::Facts;
use super::firsts::Firsts;
use super::index::Cancelled;
use super::meant;
use super::nametable::NameTable;
use super::postings::Postings;
use super::vocabulary::{Gathering, Vocabulary};

/// Some documents, indexed. 32-bit numbers throughout: a text is limited to 4 GiB.
#[derive(Debug, Default)]
pub(super) struct Segment {
    pub(super) documents: Vec<Arc<Document>>,
    /// Where each document begins in what follows, and an end.
    rows: Vec<Row>,
    /// The pieces of each claim and sentence.
    pub(super) claims: Extents,
    pub(super) sentences: Extents,
    /// The sentences that are not just one claim, by number. Words find the others as that claim.
    pub(super) lone: Vec<u32>,
    /// What is asked of every claim.
    pub(super) facts: Vec<u8>,
    /// Which claim of its document tells each event, by number; `u32::MAX` where none does.
    pub(super) tellers: Vec<u32>,
    /// Pieces with a date: the piece, the first day and the last, as numbers; in order of pieces.
    pub(super) dated: Vec<(u32, i32, i32)>,
    pub(super) words: Vocabulary,
    /// Which pieces have a word that begins with each letter.
    pub(super) firsts: Firsts,
    /// Number and title of every section.
    pub(super) sections: NameTable,
    pub(super) places: NameTable,
    /// Whether the words have been read.
    pub(super) complete: bool,
    /// A bit for each piece that is part of a claim.
    claimed: Box<[u64]>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Row {
    pieces: u32,
    events: u32,
    claims: u32,
    sentences: u32,
    sections: u32,
    places: u32,
    told: u32,
}

/// What one document has in a segment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows {
    first: Row,
    end: Row,
}

impl Rows {
    pub(super) fn claims(&self) -> Range<usize> {
        self.first.claims as usize..self.end.claims as usize
    }
    pub(super) fn sentences(&self) -> Range<usize> {
        self.first.sentences as usize..self.end.sentences as usize
    }
    pub(super) fn sections(&self) -> Range<usize> {
        self.first.sections as usize..self.end.sections as usize
    }
    pub(super) fn places(&self) -> Range<usize> {
        self.first.places as usize..self.end.places as usize
    }
    /// Its events among all.
    pub(super) fn tellers(&self) -> Range<usize> {
        self.first.told as usize..self.end.told as usize
    }
    /// The pieces of its events, one each.
    pub(super) fn events(&self) -> Range<usize> {
        self.first.events as usize..self.end.pieces as usize
    }
    /// All its pieces.
    pub(super) fn pieces(&self) -> Range<usize> {
        self.first.pieces as usize..self.end.pieces as usize
    }
}

impl Segment {
    /// Reads documents, their words too if `prose`. `None` if `cancelled`.
    pub(super) fn new(documents: Vec<Arc<Document>>, prose: bool, cancelled: Cancelled<'_>) -> Option<Self> {
        let mut segment = Self { complete: prose, ..Self::default() };
        let mut pieces: Vec<(u32, &str)> = Vec::new();
        let mut row = Row::default();
        segment.rows.push(row);
        for document in &documents {
            if cancelled() {
                return None;
            }
            let cut = cut(document);
            let moved = |r: &(u32, u32)| r.0 + row.pieces..r.1 + row.pieces;
            let claims: rustc_hash::FxHashSet<(u32, u32)> = cut.claims.iter().copied().collect();
            let lone = cut.sentences.iter().enumerate().filter(|(_, r)| !claims.contains(r));
            segment.lone.extend(lone.map(|(k, _)| row.sentences + k as u32));
            cut.sentences.iter().for_each(|r| segment.sentences.push(moved(r)));
            cut.claims.iter().for_each(|r| segment.claims.push(moved(r)));
            let text = document.text.as_str();
            let first = row.pieces;
            segment.facts.extend(document.claims.iter().map(|c| Facts::of(c).packed()));
            let tellers = document.events.iter().map(|e| e.claim.map_or(u32::MAX, |c| c.index() as u32));
            segment.tellers.extend(tellers);
            dated(document, &cut, first, &mut segment.dated);
            row.events = first + cut.pieces.len() as u32;
            if let Some(last) = segment.rows.last_mut() {
                last.events = row.events;
            }
            if prose {
                pieces.extend(cut.pieces.iter().enumerate().map(|(k, p)| (first + k as u32, p.of(text))));
                let events = document.events.iter().enumerate();
                pieces.extend(events.map(|(k, e)| (row.events + k as u32, e.summary.as_str())));
            }
            row.pieces = row.events + document.events.len() as u32;
            row.claims += document.claims.len() as u32;
            row.sentences += document.sentences.len() as u32;
            row.sections += document.sections.len() as u32;
            row.places += document.places.len() as u32;
            row.told += document.events.len() as u32;
            segment.rows.push(row);
        }
        if prose {
            let all = documents.iter().enumerate();
            let extents = |k: usize| {
                let first = segment.rows.get(k).map_or(0, |r| r.claims as usize);
                let events = segment.rows.get(k).map_or(0, |r| r.events);
                (first, events)
            };
            let mut said: Vec<(u32, String)> = Vec::new();
            for (k, document) in all {
                let (first, events) = extents(k);
                meant::words(document, |claim| segment.claims.get(first + claim).0 as u32, events, &mut said);
            }
            said.sort_unstable_by_key(|s| s.0);
            segment.words = read(&pieces, &said, cancelled)?;
            segment.firsts = Firsts::of(&segment.words, segment.pieces());
        }
        segment.documents = documents;
        segment.name();
        segment.cover();
        segment.shrink();
        (!cancelled()).then_some(segment)
    }

    /// A segment of notes, a piece each.
    pub(super) fn of_notes(notes: &[&str]) -> Self {
        let mut gathering = Gathering::of(notes.iter().map(|n| n.len()).sum());
        (0..).zip(notes).for_each(|(piece, note)| gathering.read(note, piece));
        let words = gathering.sorted();
        let firsts = Firsts::of(&words, notes.len());
        let pieces = notes.len() as u32;
        let rows = vec![Row::default(), Row { pieces, events: pieces, ..Row::default() }];
        Self { rows, words, firsts, complete: true, ..Self::default() }
    }

    /// One segment of several, of each the documents that are `alive`.
    pub(super) fn merged(
        parts: &[&Segment],
        alive: &dyn Fn(&Arc<Document>) -> bool,
        cancelled: Cancelled<'_>,
    ) -> Option<Self> {
        let mut merged = Self { complete: parts.iter().all(|p| p.complete), ..Self::default() };
        let mut row = Row::default();
        merged.rows.push(row);
        // Of each part, where the pieces of its documents begin and end, and where they begin now.
        let mut moves: Vec<Vec<(u32, u32, Option<u32>)>> = Vec::new();
        for part in parts {
            let mut moved = Vec::new();
            for (k, document) in part.documents.iter().enumerate() {
                let Some(rows) = part.rows(k) else { continue };
                let (from, end) = (rows.first.pieces, rows.end.pieces);
                if !alive(document) {
                    moved.push((from, end, None));
                    continue;
                }
                moved.push((from, end, Some(row.pieces)));
                merged.claims.append(&part.claims, rows.claims(), from, row.pieces);
                merged.sentences.append(&part.sentences, rows.sentences(), from, row.pieces);
                let lone = part.lone_of(&rows).iter();
                let first = rows.sentences().start as u32;
                merged.lone.extend(lone.map(|k| k - first + row.sentences));
                merged.facts.extend_from_slice(part.facts.get(rows.claims()).unwrap_or(&[]));
                merged.tellers.extend_from_slice(part.tellers.get(rows.tellers()).unwrap_or(&[]));
                let at = |piece: u32| part.dated.partition_point(|d| d.0 < piece);
                let dated = part.dated.get(at(from)..at(end)).unwrap_or(&[]).iter();
                merged.dated.extend(dated.map(|&(p, a, b)| (p - from + row.pieces, a, b)));
                if let Some(last) = merged.rows.last_mut() {
                    last.events = rows.first.events - from + row.pieces;
                }
                row.events = row.pieces + (end - from);
                row.pieces += end - from;
                row.claims += rows.claims().len() as u32;
                row.sentences += rows.sentences().len() as u32;
                row.sections += rows.sections().len() as u32;
                row.places += rows.places().len() as u32;
                row.told += rows.tellers().len() as u32;
                merged.rows.push(row);
                merged.documents.push(Arc::clone(document));
            }
            moves.push(joined(moved));
        }
        if cancelled() {
            return None;
        }
        let vocabularies: Vec<&Vocabulary> = parts.iter().map(|p| &p.words).collect();
        merged.words = Vocabulary::merged(&vocabularies, |part, list, put| {
            moved(moves.get(part).map_or(&[], |m| m), list, put);
        });
        if merged.complete {
            merged.firsts = Firsts::of(&merged.words, merged.pieces());
        }
        merged.name();
        merged.cover();
        merged.shrink();
        (!cancelled()).then_some(merged)
    }

    fn name(&mut self) {
        let section = |d: &Arc<Document>| {
            let d = Arc::clone(d);
            (0..d.sections.len()).map(move |k| Cow::Owned(heading(&d, SectionId::new(k))))
        };
        let sections = self.documents.iter().flat_map(section);
        self.sections = NameTable::new(sections.enumerate().map(|(k, n)| (k as u32, n)));
        let places = self.documents.iter().flat_map(|d| &d.places).map(|p| Cow::Borrowed(p.name.as_str()));
        self.places = NameTable::new(places.enumerate().map(|(k, n)| (k as u32, n)));
    }

    /// Notes which pieces are parts of claims.
    fn cover(&mut self) {
        let mut claimed = vec![0u64; self.pieces().div_ceil(64)].into_boxed_slice();
        for piece in (0..self.claims.len()).map(|k| self.claims.get(k)).flat_map(|(a, b)| a..b) {
            if let Some(bits) = claimed.get_mut(piece / 64) {
                *bits |= 1 << (piece % 64);
            }
        }
        self.claimed = claimed;
    }

    /// Those of some pieces that are parts of claims.
    #[inline]
    pub(super) fn covered(&self, (start, end): (usize, usize)) -> impl Iterator<Item = usize> + '_ {
        (start..end).filter(|p| self.claimed.get(p / 64).is_some_and(|bits| bits >> (p % 64) & 1 == 1))
    }

    /// Whether one of some pieces is part of a claim.
    #[inline]
    pub(super) fn is_in_claims(&self, pieces: (usize, usize)) -> bool {
        self.covered(pieces).next().is_some()
    }

    fn shrink(&mut self) {
        self.claims.shrink();
        self.sentences.shrink();
        self.facts.shrink_to_fit();
        self.lone.shrink_to_fit();
        self.tellers.shrink_to_fit();
        self.dated.shrink_to_fit();
        self.rows.shrink_to_fit();
    }

    /// What a document has here.
    pub(super) fn rows(&self, document: usize) -> Option<Rows> {
        Some(Rows { first: *self.rows.get(document)?, end: *self.rows.get(document + 1)? })
    }

    /// The sentences of a document that are not just one claim.
    pub(super) fn lone_of(&self, rows: &Rows) -> &[u32] {
        let at = |k: usize| self.lone.partition_point(|n| (*n as usize) < k);
        self.lone.get(at(rows.sentences().start)..at(rows.sentences().end)).unwrap_or(&[])
    }

    /// How many pieces there are.
    pub(super) fn pieces(&self) -> usize {
        self.rows.last().map_or(0, |r| r.pieces as usize)
    }

    /// Bytes it takes in memory: vocabulary, lists, tables of what stands where, names.
    pub(super) fn size(&self) -> [usize; 4] {
        let (vocabulary, lists) = self.words.size();
        let lists = lists + self.firsts.size();
        let tables = self.claims.size()
            + self.sentences.size()
            + self.facts.capacity()
            + self.claimed.len() * 8
            + self.lone.capacity() * 4
            + self.tellers.capacity() * 4
            + self.dated.capacity() * size_of::<(u32, i32, i32)>()
            + self.rows.capacity() * size_of::<Row>();
        [vocabulary, lists, tables, self.sections.size() + self.places.size()]
    }
}

/// Runs of documents that move together, as one.
fn joined(moves: Vec<(u32, u32, Option<u32>)>) -> Vec<(u32, u32, Option<u32>)> {
    let mut out: Vec<(u32, u32, Option<u32>)> = Vec::with_capacity(moves.len());
    for (from, end, to) in moves {
        match out.last_mut() {
            Some(last) if last.1 == from && last.2.map(|t| t + (from - last.0)) == to => last.1 = end,
            _ => out.push((from, end, to)),
        }
    }
    out
}

fn moved(moves: &[(u32, u32, Option<u32>)], list: Postings<'_>, put: &mut dyn FnMut(u32)) {
    let mut rest = moves.iter();
    let Some(mut now) = rest.next() else { return };
    for piece in list {
        while piece >= now.1 {
            let Some(next) = rest.next() else { return };
            now = next;
        }
        if let Some(to) = now.2.filter(|_| piece >= now.0) {
            put(piece - now.0 + to);
        }
    }
}

/// Pieces in order, and the words that they mean.
type Part<'a> = (&'a [(u32, &'a str)], &'a [(u32, String)]);

/// The vocabulary of pieces in order and of what they mean. A long text is read by several threads, each a part of it.
fn read(pieces: &[(u32, &str)], said: &[(u32, String)], cancelled: Cancelled<'_>) -> Option<Vocabulary> {
    /// Bytes from which another thread is worth its while.
    const WORTH_A_THREAD: usize = 1 << 20;
    let bytes: usize = pieces.iter().map(|p| p.1.len()).sum();
    let threads =
        thread::available_parallelism().map_or(1, |n| n.get()).min(4).min(1 + bytes / WORTH_A_THREAD);
    let mut parts: Vec<Part<'_>> = Vec::new();
    let (mut rest, mut said) = (pieces, said);
    for left in (1..=threads).rev() {
        let share = rest.iter().map(|p| p.1.len()).sum::<usize>().div_ceil(left);
        let mut sum = 0;
        let full = |p: &(u32, &str)| {
            sum += p.1.len();
            sum >= share
        };
        let end =
            if left == 1 { rest.len() } else { rest.iter().position(full).map_or(rest.len(), |k| k + 1) };
        let (now, later) = rest.split_at(end);
        let until = later.first().map_or(u32::MAX, |p| p.0);
        let (said_now, said_later) = said.split_at(said.partition_point(|s| s.0 < until));
        parts.push((now, said_now));
        (rest, said) = (later, said_later);
    }
    let one = |(pieces, said): &Part<'_>| {
        let mut gathering = Gathering::of(pieces.iter().map(|p| p.1.len()).sum());
        for (k, (piece, text)) in pieces.iter().enumerate() {
            if k % 4096 == 0 && cancelled() {
                return None;
            }
            gathering.read(text, *piece);
        }
        for (piece, word) in *said {
            gathering.meant(word, *piece);
        }
        Some(gathering.sorted())
    };
    if let [part] = parts.as_slice() {
        return one(part);
    }
    let read: Vec<Option<Vocabulary>> = thread::scope(|scope| {
        let threads: Vec<_> = parts.iter().map(|part| scope.spawn(|| one(part))).collect();
        threads.into_iter().map(|t| t.join().ok().flatten()).collect()
    });
    let read: Vec<Vocabulary> = read.into_iter().collect::<Option<_>>()?;
    let all: Vec<&Vocabulary> = read.iter().collect();
    Some(Vocabulary::merged(&all, |_, list, put| list.for_each(put)))
}

/// A section as it is shown: its full number and its title.
pub(super) fn heading(document: &Document, id: SectionId) -> String {
    let number = document.section_path(id);
    let title = document.section_title(id);
    let blank = if number.is_empty() || title.is_empty() { "" } else { " " };
    format!("{number}{blank}{}", super::shown::one_line(title))
}

//! Lines that do not have the words of a query but their letters, scattered: abbreviations across words.
//!
//! This looks at every claim and sentence that the rest of a query holds for, which takes tens of milliseconds a million
//! claims where words take a few: it is for queries whose words find little, behind what these find.

use crate::model::{DocId, Document};

use super::columns::{Column, Groups, Terms, score};
use super::evaluate::{Answer, Ground, List, quality};
use super::extents::Extents;
use super::gather::{Asked, Found, Sink};
use super::index::Indexed;
use super::prose::chunks;
use super::scattered::{Room, Scattered};
use super::sieve::Sieve;

/// How well scattered letters fit at best: less than any slip.
const BEST: f32 = 0.3;

/// So many lines are looked at before asking again whether that is still wanted: about a tenth of a millisecond.
const SLICE: usize = 512;

/// The plain words of a query that may be scattered, by their number among all.
pub(super) type Words = Vec<Option<Scattered>>;

impl Asked {
    /// Its words that may be scattered.
    pub(super) fn scattered(&self) -> Words {
        self.taken.iter().map(|taken| Scattered::new(&taken.word.folded)).collect()
    }
}

/// Which lines are looked at.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Where {
    /// Only those of this document.
    pub(super) doc: Option<DocId>,
    /// Sentences also where they are just a claim.
    pub(super) sentences_as_such: bool,
}

impl Ground<'_> {
    /// Hands claims and sentences to `sink` that a query holds for only if some of its words are found scattered. `None` if
    /// cancelled.
    pub(super) fn gather_loosely(
        &self,
        asked: &Asked,
        words: &Words,
        place: Where,
        sink: &mut impl Sink,
    ) -> Option<()> {
        let terms = asked.terms();
        // Of one document only its segment is asked.
        let only = place.doc.and_then(|doc| self.index.document(doc.index())).map(|i| i.number);
        let sieves = self.index.segments().enumerate().map(|(n, segment)| {
            let asked = only.is_none_or(|only| only == n);
            let sieve = |word: &Option<Scattered>| match word {
                Some(word) if asked => Sieve::new(segment, word, self.cancelled).map(Some),
                _ => Some(None),
            };
            words.iter().map(sieve).collect::<Option<Vec<_>>>()
        });
        let sieves: Sieves = sieves.collect::<Option<_>>()?;
        let room = Room::default();
        let mut lines = Lines { words, sieves: &sieves, room, looked_at: 0, cancelled: self.cancelled };
        for (k, indexed) in self.index.documents().enumerate() {
            let Some((indexed, document)) = indexed.zip(self.dossier.documents.get(k)) else { continue };
            // Most documents have not even the stretches in all their lines together.
            let (number, pieces) = (indexed.number, indexed.rows.pieces());
            let all = (pieces.start, pieces.end);
            let may = sieves.get(number).is_some_and(|s| s.iter().flatten().any(|sieve| sieve.may(all)));
            if may && place.doc.is_none_or(|doc| doc.index() == k) {
                let mut one = One { k, document, indexed, terms: &terms, lines: &mut lines };
                one.gather(place.sentences_as_such, sink)?;
            }
        }
        Some(())
    }
}

/// For each segment and each word which of its lines are worth reading.
type Sieves = Vec<Vec<Option<Sieve>>>;

/// What looks along lines.
struct Lines<'a> {
    words: &'a Words,
    sieves: &'a Sieves,
    room: Room,
    looked_at: usize,
    cancelled: super::Cancelled<'a>,
}

/// One document to be looked through.
struct One<'a, 'b> {
    k: usize,
    document: &'a Document,
    indexed: Indexed<'a>,
    terms: &'a [Terms<'a>],
    lines: &'b mut Lines<'a>,
}

/// What the terms of a query say of a list.
struct Asking<'a> {
    /// Where words may be scattered.
    loosely: Groups<'a>,
    /// Where they may not.
    plainly: Groups<'a>,
}

impl<'a> One<'a, '_> {
    fn asking(&self, list: List) -> Asking<'a> {
        let words = self.lines.words;
        let may = |answer: &Answer| answer.word.is_some_and(|w| words.get(w).is_some_and(Option::is_some));
        let columns = |group: &'a Terms<'a>, spare: &dyn Fn(&Answer) -> bool| {
            group.columns(self.k, &self.indexed, list, spare).map(|columns| (group.start, columns))
        };
        let some = self.terms.iter().filter(|group| group.answers().any(may));
        Asking {
            loosely: some.filter_map(|group| columns(group, &may)).collect(),
            plainly: self.terms.iter().filter_map(|group| columns(group, &|_| false)).collect(),
        }
    }

    /// `None` if cancelled.
    fn gather(&mut self, sentences_as_such: bool, sink: &mut impl Sink) -> Option<()> {
        let doc = DocId::new(self.k);
        let (document, rows, segment) = (self.document, self.indexed.rows, self.indexed.segment);
        let asked = self.asking(List::Claims);
        let mut found: Vec<usize> = Vec::new();
        let first = rows.claims().start;
        for item in self.may_fit(&asked, &segment.claims, rows.claims()) {
            let text = || document.claims.get(item - first).map_or("", |c| document.text.slice(c.span));
            let at =
                At { segment: self.indexed.number, item: item - first, pieces: segment.claims.get(item) };
            let score = self.lines.look(&asked, at, text)?;
            if score > 0.0 {
                found.push(item);
                sink.item(Found { doc, list: List::Claims, index: item - first, score });
            }
        }
        let told = |pieces: (usize, usize)| {
            let held = |c: usize| self::score(&asked.plainly, c - first, segment.claims.get(c)) > 0.0;
            let mut sharing = segment.claims.sharing(rows.claims(), pieces);
            sharing.any(|c| found.binary_search(&c).is_ok() || held(c))
        };
        let asked_of_sentences = self.asking(List::Sentences);
        let sentences: Vec<usize> = match sentences_as_such {
            true => self.may_fit(&asked_of_sentences, &segment.sentences, rows.sentences()).collect(),
            false => segment.lone_of(&rows).iter().map(|s| *s as usize).collect(),
        };
        for sentence in sentences {
            let (item, pieces) = (sentence - rows.sentences().start, segment.sentences.get(sentence));
            let Some(span) = document.sentences.get(item).map(|s| s.span) else { continue };
            let at = At { segment: self.indexed.number, item, pieces };
            let score = self.lines.look(&asked_of_sentences, at, || document.text.slice(span))?;
            if score > 0.0 && (sentences_as_such || !told(pieces)) {
                sink.item(Found { doc, list: List::Sentences, index: item, score });
            }
        }
        Some(())
    }

    /// The items of a list that terms do not rule out by where they occur.
    fn may_fit<'c>(
        &self,
        asked: &'c Asking<'a>,
        extents: &'c Extents,
        range: std::ops::Range<usize>,
    ) -> impl Iterator<Item = usize> + 'c
    where
        'a: 'c,
    {
        let sieves = self.lines.sieves.get(self.indexed.number).map_or(&[][..], |s| s);
        let scattered = move |c: &Column<'_>, pieces: &std::ops::Range<usize>| {
            c.word.and_then(|w| sieves.get(w)?.as_ref()).is_some_and(|sieve| sieve.any(pieces))
        };
        let may = move |pieces: &std::ops::Range<usize>| {
            let any = |(_, columns): &(f32, Vec<Column<'_>>)| {
                columns.iter().all(|c| c.may(pieces) || scattered(c, pieces))
            };
            asked.loosely.iter().any(any)
        };
        let range = if asked.loosely.is_empty() { 0..0 } else { range };
        chunks(Some(extents), range, may).flatten()
    }
}

/// An item of a list, with its segment and pieces.
#[derive(Debug, Clone, Copy)]
struct At {
    segment: usize,
    item: usize,
    pieces: (usize, usize),
}

impl Lines<'_> {
    /// How well an item fits with words scattered; 0 if it does not, or fits as it is. `line` gives its text. `None` if
    /// cancelled.
    fn look<'t>(&mut self, asked: &Asking<'_>, at: At, line: impl Fn() -> &'t str) -> Option<f32> {
        self.looked_at += 1;
        if self.looked_at.is_multiple_of(SLICE) && (self.cancelled)() {
            return None;
        }
        let mut best = 0.0f32;
        for (start, columns) in &asked.loosely {
            best = best.max(self.group(*start, columns, at, &line));
        }
        Some(if best > 0.0 && score(&asked.plainly, at.item, at.pieces) > 0.0 { 0.0 } else { best })
    }

    fn group<'t>(&mut self, start: f32, columns: &[Column<'_>], at: At, line: &impl Fn() -> &'t str) -> f32 {
        let scattered = |c: &Column<'_>| c.word.and_then(|w| self.words.get(w)).and_then(Option::as_ref);
        let (mut sum, mut missing) = (start, false);
        for column in columns {
            let adds = column.add(at.item, at.pieces);
            match scattered(column) {
                _ if adds >= 0.0 => sum += adds,
                Some(_) if self.may(column, at) => missing = true,
                _ => return 0.0,
            }
        }
        if !missing {
            return 0.0;
        }
        let line = line();
        for column in columns.iter().filter(|c| c.add(at.item, at.pieces) < 0.0) {
            let Some(fit) = scattered(column).and_then(|s| s.fit(line, &mut self.room)) else { return 0.0 };
            sum += column.adds(quality(BEST * fit));
        }
        sum.max(f32::MIN_POSITIVE)
    }

    /// Whether the line of an item may have the word of a column scattered.
    #[inline]
    fn may(&self, column: &Column<'_>, at: At) -> bool {
        let sieve = column.word.and_then(|w| self.sieves.get(at.segment)?.get(w)?.as_ref());
        sieve.is_some_and(|sieve| sieve.may(at.pieces))
    }
}

//! The terms of a query taken together: every item that all terms of one of its groups hold for, with how well.

use std::ops::Range;

use crate::model::DocId;

use super::evaluate::{APART, Answer, Ground, Held, List, NO, PLAIN, YES};
use super::index::Indexed;
use super::marks::Marks;
use super::query::Query;
use super::resolved::{Reach, Resolved};
use super::segment::Extents;

/// An item found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) doc: DocId,
    pub(super) list: List,
    /// Which of the list of its document.
    pub(super) index: usize,
    /// How well it fits, above 0.
    pub(super) score: f32,
    /// The pieces it is made of, as numbers of its document's; of what has a name none.
    pub(super) pieces: (usize, usize),
}

/// Takes what is found. Documents come in the order of the dossier; of each the claims, events, sentences, sections and
/// places, each list from its first to its last; at the end the actors.
pub(super) trait Sink {
    /// A document begins that has so many pieces.
    fn document(&mut self, _pieces: usize) {}
    /// The score that an item of this list in this document must have to be more than counted; 0 if all are wanted.
    fn least(&self, _: List, _: DocId) -> f32 {
        0.0
    }
    /// So many items of a list fit that are no more than counted.
    fn counted(&mut self, _: List, _count: usize) {}
    /// Whether sentences are wanted that are just one claim each.
    fn wants_sentences_as_such(&self) -> bool {
        true
    }
    fn item(&mut self, found: Found);
    fn actor(&mut self, index: usize, score: f32);
}

/// How many items are looked at together, to be skipped if a word is in none.
const CHUNK: usize = 16;

/// What one term says of a list of items.
struct Column<'a> {
    from: From<'a>,
    /// What each byte adds to the score; below 0 where it rules the item out.
    adds: &'a [f32; 256],
    /// Whether an item without the word is ruled out, so that stretches without it can be skipped.
    skips: bool,
}

enum From<'a> {
    Pieces(&'a Marks),
    Items(&'a [u8]),
}

impl Column<'_> {
    #[inline]
    fn add(&self, item: usize, (a, b): (usize, usize)) -> f32 {
        let q = match self.from {
            // A piece without the word is one of which it does not hold.
            From::Pieces(marks) => marks.best(a, b).max(NO),
            From::Items(items) => items.get(item).copied().unwrap_or(APART),
        };
        self.adds.get(usize::from(q)).copied().unwrap_or(OUT)
    }

    fn may(&self, pieces: &Range<usize>) -> bool {
        match self.from {
            From::Pieces(marks) if self.skips => marks.any(pieces.start, pieces.end),
            _ => true,
        }
    }
}

/// What rules an item out; more than any sum can make up for.
const OUT: f32 = -1.0e6;

/// The terms of a group, each with what its bytes add.
struct Terms {
    answers: Vec<(Answer, Box<[f32; 256]>)>,
    start: f32,
}

impl Terms {
    fn new(mut answers: Vec<Answer>) -> Self {
        // The rarest first: it rules out most.
        answers.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        let total: f32 = answers.iter().map(|a| a.weight).sum();
        let start = if total > 0.0 { 0.0 } else { PLAIN };
        let with_adds = |answer: Answer| {
            let share = if total > 0.0 { answer.weight / total } else { 0.0 };
            let mut adds = Box::new([OUT; 256]);
            for (q, add) in adds.iter_mut().enumerate() {
                let q = match (q as u8, answer.negated) {
                    (q, false) => q,
                    (APART, true) => APART,
                    (NO, true) => YES,
                    (_, true) => NO,
                };
                if q > NO {
                    let fit = f32::from(q - 2) / 253.0;
                    *add = share * fit * fit;
                }
            }
            (answer, adds)
        };
        Self { answers: answers.into_iter().map(with_adds).collect(), start }
    }

    /// The columns of a list of document number `k`; `None` if one of them rules all of it out.
    fn columns(&self, k: usize, indexed: &Indexed<'_>, list: List) -> Option<Vec<Column<'_>>> {
        let mut columns = Vec::with_capacity(self.answers.len());
        for (answer, adds) in &self.answers {
            let skips = !answer.negated;
            let from = match (&answer.held, list) {
                (Held::Items(all), _) => From::Items(all.documents.get(k).map_or(&[], |d| d.of(list))),
                (Held::Word(word), List::Sections) => {
                    From::Items(of(&word.sections, indexed.number, indexed.rows.sections()))
                }
                (Held::Word(word), List::Places) => {
                    From::Items(of(&word.places, indexed.number, indexed.rows.places()))
                }
                (Held::Word(word), _) => {
                    let marks = word.marks.get(indexed.number)?;
                    let pieces = indexed.rows.pieces();
                    if skips && !marks.any(pieces.start, pieces.end) {
                        return None;
                    }
                    From::Pieces(marks)
                }
            };
            if let From::Items(items) = from
                && skips
                && items.iter().all(|q| *q <= NO)
            {
                return None;
            }
            columns.push(Column { from, adds, skips });
        }
        Some(columns)
    }
}

fn of(all: &[Vec<u8>], segment: usize, range: Range<usize>) -> &[u8] {
    all.get(segment).and_then(|v| v.get(range)).unwrap_or(&[])
}

/// The terms of every group that are left for a list, with what a group's score begins at.
type Groups<'a> = Vec<(f32, Vec<Column<'a>>)>;

#[inline]
fn score(groups: &Groups<'_>, item: usize, pieces: (usize, usize)) -> f32 {
    let mut best = 0.0f32;
    for (start, columns) in groups {
        let mut sum = *start;
        for column in columns {
            sum += column.add(item, pieces);
            if sum < 0.0 {
                break;
            }
        }
        if sum >= 0.0 {
            // Whatever holds scores more than nothing.
            best = best.max(sum.max(f32::MIN_POSITIVE));
        }
    }
    best
}

impl Ground<'_> {
    /// Hands all that a query holds for to `sink`. `None` if cancelled.
    ///
    /// Gives what the plain words of the query were taken for, in their order.
    pub(super) fn gather(&self, query: &Query, reach: Reach, sink: &mut impl Sink) -> Option<Vec<Resolved>> {
        let mut resolved = Vec::new();
        let mut groups: Vec<Terms> = Vec::new();
        for group in query.groups.iter().filter(|g| !g.terms.is_empty()) {
            let answers = group.terms.iter().map(|t| self.term(t, reach, &mut resolved));
            groups.push(Terms::new(answers.collect::<Option<Vec<_>>>()?));
        }
        if groups.is_empty() {
            // Nothing is asked for: everything holds.
            groups.push(Terms::new(Vec::new()));
        }
        for (k, indexed) in self.index.documents().enumerate() {
            if (self.cancelled)() {
                return None;
            }
            if let Some(indexed) = indexed {
                self.of_document(k, &indexed, &groups, sink);
            }
        }
        if self.wanted.names {
            self.of_actors(&groups, sink);
        }
        Some(resolved)
    }

    fn of_document(&self, k: usize, indexed: &Indexed<'_>, groups: &[Terms], sink: &mut impl Sink) {
        let (rows, segment) = (&indexed.rows, indexed.segment);
        let first = rows.pieces().start;
        sink.document(rows.pieces().len());
        for list in [List::Claims, List::Events, List::Sentences, List::Sections, List::Places] {
            let named = matches!(list, List::Sections | List::Places);
            if (named && !self.wanted.names) || (list == List::Sentences && !self.wanted.sentences) {
                continue;
            }
            let left: Groups<'_> =
                groups.iter().filter_map(|g| Some((g.start, g.columns(k, indexed, list)?))).collect();
            if left.is_empty() {
                continue;
            }
            let doc = DocId::new(k);
            let only_pieces =
                |(_, c): &(f32, Vec<Column<'_>>)| c.iter().all(|c| matches!(c.from, From::Pieces(_)));
            let in_pieces = left.iter().all(only_pieces) && left.len() == groups.len();
            let lone = segment.lone_of(rows);
            if list == List::Claims
                && lone.is_empty()
                && in_pieces
                && !sink.wants_sentences_as_such()
                && let [(start, columns)] = left.as_slice()
                && let [Column { from: From::Pieces(marks), adds, skips: true }] = columns.as_slice()
            {
                one_word(&segment.claims, rows.claims(), (*start, marks, adds), doc, sink);
                continue;
            }
            if list == List::Sentences && in_pieces && !sink.wants_sentences_as_such() {
                let first_sentence = rows.sentences().start;
                for &sentence in lone {
                    let item = sentence as usize;
                    let (a, b) = segment.sentences.get(item);
                    let fits = score(&left, item - first_sentence, (a, b));
                    if fits > 0.0 {
                        let pieces = (a.saturating_sub(first), b.saturating_sub(first));
                        sink.item(Found { doc, list, index: item - first_sentence, score: fits, pieces });
                    }
                }
                continue;
            }
            let mut put = |index, score, pieces: (usize, usize)| {
                let pieces = (pieces.0.saturating_sub(first), pieces.1.saturating_sub(first));
                sink.item(Found { doc, list, index, score, pieces });
            };
            match list {
                List::Claims => in_prose(&segment.claims, rows.claims(), &left, &mut put),
                List::Sentences => in_prose(&segment.sentences, rows.sentences(), &left, &mut put),
                List::Events => {
                    let pieces = |chunk: usize| {
                        let start = rows.events().start + chunk * CHUNK;
                        start..(start + CHUNK).min(rows.events().end)
                    };
                    let chunks = (0..rows.events().len().div_ceil(CHUNK)).map(pieces);
                    let may =
                        |c: &Range<usize>| left.iter().any(|(_, columns)| columns.iter().all(|x| x.may(c)));
                    for piece in chunks.filter(may).flatten() {
                        let item = piece - rows.events().start;
                        let fits = score(&left, item, (piece, piece + 1));
                        if fits > 0.0 {
                            put(item, fits, (0, 0));
                        }
                    }
                }
                List::Sections | List::Places => {
                    let count = if list == List::Sections { rows.sections() } else { rows.places() }.len();
                    for item in 0..count {
                        let fits = score(&left, item, (0, 0));
                        if fits > 0.0 {
                            put(item, fits, (0, 0));
                        }
                    }
                }
            }
        }
    }

    fn of_actors(&self, groups: &[Terms], sink: &mut impl Sink) {
        let groups: Groups<'_> = groups
            .iter()
            .map(|g| {
                let column = g.answers.iter().map(|(answer, adds)| {
                    let items = match &answer.held {
                        Held::Items(all) => all.actors.as_slice(),
                        Held::Word(word) => word.actors.as_slice(),
                    };
                    Column { from: From::Items(items), adds, skips: false }
                });
                (g.start, column.collect())
            })
            .collect();
        for item in 0..self.dossier.actors.len() {
            let fits = score(&groups, item, (0, 0));
            if fits > 0.0 {
                sink.actor(item, fits);
            }
        }
    }
}

/// The claims that have one word: what most keys ask for. Those that cannot be among the best are counted alone.
fn one_word<S: Sink>(
    extents: &Extents,
    range: Range<usize>,
    (start, marks, adds): (f32, &Marks, &[f32; 256]),
    doc: DocId,
    sink: &mut S,
) {
    let list = List::Claims;
    let first = range.start;
    let scored =
        |fit: u8| (start + adds.get(usize::from(fit)).copied().unwrap_or(OUT)).max(f32::MIN_POSITIVE);
    let mut counted = 0;
    let mut least = sink.least(list, doc);
    let mut at = range.start;
    while at < range.end {
        let chunk = at..(at + CHUNK).min(range.end);
        at = chunk.end;
        let pieces = extents.hull(&chunk);
        if !marks.any(pieces.start, pieces.end) {
            continue;
        }
        if let Some(begin) = extents.side_by_side(&chunk) {
            let fits = marks.slice(begin..begin + chunk.len());
            let best = fits.iter().copied().max().unwrap_or(0);
            if best <= NO || scored(best) < least {
                counted += fits.iter().filter(|q| **q > NO).count();
                continue;
            }
        }
        for k in chunk {
            let (a, b) = extents.get(k);
            let fit = marks.best(a, b);
            if fit <= NO {
                continue;
            }
            let score = scored(fit);
            if score < least {
                counted += 1;
            } else {
                sink.item(Found { doc, list, index: k - first, score, pieces: (0, 0) });
                least = sink.least(list, doc);
            }
        }
    }
    sink.counted(list, counted);
}

/// The items of a list of prose that fit.
fn in_prose(
    extents: &Extents,
    range: Range<usize>,
    groups: &Groups<'_>,
    put: &mut impl FnMut(usize, f32, (usize, usize)),
) {
    let first = range.start;
    let mut at = range.start;
    while at < range.end {
        let chunk = at..(at + CHUNK).min(range.end);
        at = chunk.end;
        let pieces = extents.hull(&chunk);
        if !groups.iter().any(|(_, columns)| columns.iter().all(|c| c.may(&pieces))) {
            continue;
        }
        // A single word is what most keys ask for.
        if let [(start, columns)] = groups.as_slice()
            && let [Column { from: From::Pieces(marks), adds, skips: true }] = columns.as_slice()
        {
            for k in chunk {
                let (a, b) = extents.get(k);
                let fit = marks.best(a, b);
                if fit > NO {
                    let add = adds.get(usize::from(fit)).copied().unwrap_or(OUT);
                    put(k - first, (start + add).max(f32::MIN_POSITIVE), (a, b));
                }
            }
            continue;
        }
        for k in chunk {
            let pieces = extents.get(k);
            let fits = score(groups, k - first, pieces);
            if fits > 0.0 {
                put(k - first, fits, pieces);
            }
        }
    }
}

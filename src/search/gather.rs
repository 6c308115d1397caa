//! The terms of a query taken together: every item that all terms of one of its groups hold for, with how well.

use std::ops::Range;

use crate::model::DocId;

use super::evaluate::{APART, Answer, Ground, Held, List, NO, PLAIN, YES};
use super::index::Indexed;
use super::marks::Marks;
use super::query::{Query, Value};
use super::resolved::Resolved;
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
}

/// Takes what is found. Documents come in the order of the dossier; of each the claims, events, sentences, sections and
/// places, each list from its first to its last; at the end the actors.
pub(super) trait Sink {
    /// The score that an item of this list in this document must have to be more than counted; 0 if all are wanted.
    fn least(&self, _: List, _: DocId) -> f32 {
        0.0
    }
    /// So many items of a list fit that are no more than counted.
    fn counted(&mut self, _: List, _count: usize) {}
    /// Whether sentences are wanted also where a claim in them is found.
    fn wants_sentences_as_such(&self) -> bool {
        true
    }
    fn item(&mut self, found: Found);
    fn actor(&mut self, index: usize, score: f32);
}

/// How many items are looked at together, to be skipped if a word is in none.
const CHUNK: usize = 16;

/// What one term says of a list of items.
pub(super) struct Column<'a> {
    from: From<'a>,
    /// What each byte adds to the score; below 0 where it rules the item out.
    adds: &'a [f32; 256],
    /// Whether an item without the word is ruled out, so that stretches without it can be skipped.
    skips: bool,
    /// Of a plain word that is not negated, which of those asked for it is.
    pub(super) word: Option<usize>,
}

enum From<'a> {
    Pieces(&'a Marks),
    Items(&'a [u8]),
}

impl Column<'_> {
    /// What an item adds to the score of its group; below 0 if that rules it out.
    #[inline]
    pub(super) fn add(&self, item: usize, (a, b): (usize, usize)) -> f32 {
        let q = match self.from {
            // A piece without the word is one of which it does not hold.
            From::Pieces(marks) => marks.best(a, b).max(NO),
            From::Items(items) => items.get(item).copied().unwrap_or(APART),
        };
        self.adds.get(usize::from(q)).copied().unwrap_or(OUT)
    }

    /// What an item adds that fits so well.
    pub(super) fn adds(&self, fit: u8) -> f32 {
        self.adds.get(usize::from(fit)).copied().unwrap_or(OUT)
    }

    /// Whether the term may hold somewhere in these pieces.
    pub(super) fn may(&self, pieces: &Range<usize>) -> bool {
        match self.from {
            From::Pieces(marks) if self.skips => marks.any(pieces.start, pieces.end),
            _ => true,
        }
    }
}

/// What rules an item out; more than any sum can make up for.
const OUT: f32 = -1.0e6;

/// A query with what each of its terms says of everything.
pub(super) struct Asked {
    /// Those of each group.
    groups: Vec<Vec<Answer>>,
    /// What its plain words were taken for, in their order.
    pub(super) taken: Vec<Resolved>,
}

/// The terms of a group, each with what its bytes add.
pub(super) struct Terms<'a> {
    answers: Vec<(&'a Answer, Box<[f32; 256]>)>,
    pub(super) start: f32,
}

impl Asked {
    /// The terms of each group.
    pub(super) fn terms(&self) -> Vec<Terms<'_>> {
        self.groups.iter().map(|answers| Terms::new(answers)).collect()
    }
}

impl<'a> Terms<'a> {
    fn new(answers: &'a [Answer]) -> Self {
        let mut answers: Vec<&Answer> = answers.iter().collect();
        // The rarest first: it rules out most.
        answers.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        let total: f32 = answers.iter().map(|a| a.weight).sum();
        let start = if total > 0.0 { 0.0 } else { PLAIN };
        let with_adds = |answer: &'a Answer| {
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

    /// What its terms say.
    pub(super) fn answers(&self) -> impl Iterator<Item = &'a Answer> + '_ {
        self.answers.iter().map(|a| a.0)
    }

    /// The columns of a list of document number `k`; `None` if one of them that is not to be spared rules all of it out.
    pub(super) fn columns<'b>(
        &'b self,
        k: usize,
        indexed: &Indexed<'_>,
        list: List,
        spare: &dyn Fn(&Answer) -> bool,
    ) -> Option<Vec<Column<'b>>> {
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
                    if skips && !marks.any(pieces.start, pieces.end) && !spare(answer) {
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
            columns.push(Column { from, adds, skips, word: answer.word });
        }
        Some(columns)
    }
}

fn of(all: &[Vec<u8>], segment: usize, range: Range<usize>) -> &[u8] {
    all.get(segment).and_then(|v| v.get(range)).unwrap_or(&[])
}

/// The terms of every group that are left for a list, with what a group's score begins at.
pub(super) type Groups<'a> = Vec<(f32, Vec<Column<'a>>)>;

/// How well an item fits the best of the groups; 0 if none.
#[inline]
pub(super) fn score(groups: &Groups<'_>, item: usize, pieces: (usize, usize)) -> f32 {
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
    /// What each term of a query says of everything. `None` if cancelled.
    pub(super) fn ask(&self, query: &Query) -> Option<Asked> {
        let mut asked = Asked { groups: Vec::new(), taken: Vec::new() };
        for group in query.groups.iter().filter(|g| !g.terms.is_empty()) {
            // A value still to be typed rules nothing out.
            let terms = group.terms.iter().filter(|t| !matches!(t.value, Value::Any));
            let answers = terms.map(|t| self.term(t, &mut asked.taken));
            let answers = answers.collect::<Option<Vec<_>>>()?;
            asked.groups.push(answers);
        }
        if asked.groups.is_empty() {
            // Nothing is asked for: everything holds.
            asked.groups.push(Vec::new());
        }
        Some(asked)
    }

    /// Lets words stand for near ones too. Whether that makes a difference; `None` if cancelled.
    pub(super) fn ask_wider(&self, asked: &mut Asked) -> Option<bool> {
        let mut wider = false;
        for answer in asked.groups.iter_mut().flatten() {
            if let Some(resolved) = answer.word.and_then(|k| asked.taken.get_mut(k)) {
                wider |= self.widen(answer, resolved)?;
            }
        }
        Some(wider)
    }

    /// Hands all that a query holds for to `sink`. `None` if cancelled.
    pub(super) fn gather(&self, asked: &Asked, sink: &mut impl Sink) -> Option<()> {
        let groups = asked.terms();
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
        Some(())
    }

    fn of_document(&self, k: usize, indexed: &Indexed<'_>, groups: &[Terms<'_>], sink: &mut impl Sink) {
        let (rows, segment) = (&indexed.rows, indexed.segment);
        let doc = DocId::new(k);
        let left = |list: List| -> Groups<'_> {
            groups.iter().filter_map(|g| Some((g.start, g.columns(k, indexed, list, &|_| false)?))).collect()
        };
        let claims = left(List::Claims);
        match claims.as_slice() {
            [] => {}
            [(start, columns)] if columns.len() == 1 => {
                let list = Prose { list: List::Claims, doc, extents: &segment.claims, range: rows.claims() };
                columns.iter().for_each(|column| list.one(*start, column, sink));
            }
            _ => in_prose(&segment.claims, rows.claims(), &claims, |index, score, _| {
                sink.item(Found { doc, list: List::Claims, index, score });
            }),
        }
        self.of_events(doc, indexed, &left(List::Events), sink);
        if self.wanted.sentences {
            let sentences = left(List::Sentences);
            // A sentence that is one claim is left out where the claim is found. Of words the two have the same, so that only
            // the other sentences are looked at.
            let only_words =
                |g: &(f32, Vec<Column<'_>>)| g.1.iter().all(|c| matches!(c.from, From::Pieces(_)));
            let as_such = sink.wants_sentences_as_such();
            let alike = sentences.iter().all(only_words) && sentences.len() == groups.len();
            let first = rows.claims().start;
            let mut put = |index, score, pieces| {
                let mut sharing = segment.claims.sharing(rows.claims(), pieces);
                let told = |c: usize| self::score(&claims, c - first, segment.claims.get(c)) > 0.0;
                if as_such || !sharing.any(told) {
                    sink.item(Found { doc, list: List::Sentences, index, score });
                }
            };
            if sentences.is_empty() {
                // None fits.
            } else if alike && !as_such {
                for sentence in segment.lone_of(rows).iter().map(|s| *s as usize) {
                    let (item, pieces) = (sentence - rows.sentences().start, segment.sentences.get(sentence));
                    let fits = score(&sentences, item, pieces);
                    if fits > 0.0 {
                        put(item, fits, pieces);
                    }
                }
            } else {
                in_prose(&segment.sentences, rows.sentences(), &sentences, put);
            }
        }
        if self.wanted.names {
            for (list, count) in
                [(List::Sections, rows.sections().len()), (List::Places, rows.places().len())]
            {
                let left = left(list);
                for index in (0..count).filter(|_| !left.is_empty()) {
                    let score = score(&left, index, (0, 0));
                    if score > 0.0 {
                        sink.item(Found { doc, list, index, score });
                    }
                }
            }
        }
    }

    fn of_events(&self, doc: DocId, indexed: &Indexed<'_>, left: &Groups<'_>, sink: &mut impl Sink) {
        let events = indexed.rows.events();
        if left.is_empty() {
            return;
        }
        let chunks = (0..events.len().div_ceil(CHUNK)).map(|chunk| {
            let start = events.start + chunk * CHUNK;
            start..(start + CHUNK).min(events.end)
        });
        let may = |c: &Range<usize>| left.iter().any(|(_, columns)| columns.iter().all(|x| x.may(c)));
        for piece in chunks.filter(may).flatten() {
            let index = piece - events.start;
            let score = score(left, index, (piece, piece + 1));
            if score > 0.0 {
                sink.item(Found { doc, list: List::Events, index, score });
            }
        }
    }

    fn of_actors(&self, groups: &[Terms<'_>], sink: &mut impl Sink) {
        let groups: Groups<'_> = groups
            .iter()
            .map(|g| {
                let column = g.answers.iter().map(|(answer, adds)| {
                    let items = match &answer.held {
                        Held::Items(all) => all.actors.as_slice(),
                        Held::Word(word) => word.actors.as_slice(),
                    };
                    Column { from: From::Items(items), adds, skips: false, word: None }
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

/// A list of prose in one document.
struct Prose<'a> {
    list: List,
    doc: DocId,
    extents: &'a Extents,
    range: Range<usize>,
}

impl Prose<'_> {
    /// The items for which one term holds: what most keys ask for. Those that cannot be among the best are counted alone.
    fn one(&self, start: f32, column: &Column<'_>, sink: &mut impl Sink) {
        let scored = |fit: u8| start + column.adds.get(usize::from(fit)).copied().unwrap_or(OUT);
        // What each byte scores is looked up once.
        let held: [bool; 256] = std::array::from_fn(|fit| scored(fit as u8) >= 0.0);
        let holds = |fit: u8| held.get(usize::from(fit)).copied().unwrap_or(false);
        let mut counted = 0;
        let mut least = sink.least(self.list, self.doc);
        for chunk in chunks(self.extents, self.range.clone(), |pieces| column.may(pieces)) {
            let items = chunk.start - self.range.start..chunk.end - self.range.start;
            let fits = match column.from {
                From::Items(all) => all.get(items),
                From::Pieces(marks) if column.skips => {
                    self.extents.side_by_side(&chunk).map(|begin| marks.slice(begin..begin + chunk.len()))
                }
                From::Pieces(_) => None,
            };
            if let Some(fits) = fits {
                let best = fits.iter().copied().max().unwrap_or(0);
                // Better fits score more, but for terms turned round.
                if column.skips && (best <= NO || scored(best).max(f32::MIN_POSITIVE) < least) {
                    counted += fits.iter().filter(|q| **q > NO).count();
                    continue;
                }
            }
            for k in chunk {
                let fit = match column.from {
                    From::Items(all) => all.get(k - self.range.start).copied().unwrap_or(APART),
                    From::Pieces(marks) => {
                        let (a, b) = self.extents.get(k);
                        marks.best(a, b).max(NO)
                    }
                };
                if !holds(fit) {
                    continue;
                }
                let score = scored(fit).max(f32::MIN_POSITIVE);
                if score < least {
                    counted += 1;
                } else {
                    sink.item(Found { doc: self.doc, list: self.list, index: k - self.range.start, score });
                    least = sink.least(self.list, self.doc);
                }
            }
        }
        sink.counted(self.list, counted);
    }
}

/// A range of items in chunks, without those in whose pieces nothing may be.
pub(super) fn chunks<'a>(
    extents: &'a Extents,
    range: Range<usize>,
    may: impl Fn(&Range<usize>) -> bool + 'a,
) -> impl Iterator<Item = Range<usize>> + 'a {
    /// Looked at together first: most words are rare.
    const MANY: usize = 16;
    let (mut at, end) = (range.start, range.end);
    let mut sure = at;
    std::iter::from_fn(move || {
        while at < end {
            if at >= sure {
                sure = (at + CHUNK * MANY).min(end);
                if !may(&extents.hull(&(at..sure))) {
                    at = sure;
                    continue;
                }
            }
            let chunk = at..(at + CHUNK).min(sure);
            at = chunk.end;
            if may(&extents.hull(&chunk)) {
                return Some(chunk);
            }
        }
        None
    })
}

/// The items of a list of prose that fit, with their pieces.
fn in_prose(
    extents: &Extents,
    range: Range<usize>,
    groups: &Groups<'_>,
    mut put: impl FnMut(usize, f32, (usize, usize)),
) {
    let may = |pieces: &Range<usize>| groups.iter().any(|(_, columns)| columns.iter().all(|c| c.may(pieces)));
    for k in chunks(extents, range.clone(), may).flatten() {
        let pieces = extents.get(k);
        let fits = score(groups, k - range.start, pieces);
        if fits > 0.0 {
            put(k - range.start, fits, pieces);
        }
    }
}

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
    /// Whether it must hold, so that stretches without the word can be skipped; else it must not.
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

    /// Rules out those of sixteen neighbouring items, the first of which is `item` and has the piece `piece`, for which the
    /// term does not hold, and gives the most that it adds to one of them.
    fn sieve(&self, item: usize, piece: usize, left: &mut Sixteen) -> f32 {
        let fits = match self.from {
            From::Pieces(marks) => marks.slice(piece..piece + CHUNK),
            From::Items(items) => items.get(item..item + CHUNK).unwrap_or(&[]),
        };
        let Ok(fits) = Sixteen::try_from(fits) else {
            left.fill(0);
            return OUT;
        };
        let holds = |fits: bool| u8::from(fits).wrapping_neg();
        let mut most = NO;
        match self.from {
            _ if self.skips => {
                for (left, q) in left.iter_mut().zip(fits) {
                    *left &= holds(q > NO);
                    most = most.max(q);
                }
            }
            // A piece without the word is one of which it does not hold.
            From::Pieces(_) => left.iter_mut().zip(fits).for_each(|(left, q)| *left &= holds(q <= NO)),
            From::Items(_) => left.iter_mut().zip(fits).for_each(|(left, q)| *left &= holds(q == NO)),
        }
        self.adds(most)
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

/// A byte for each of sixteen neighbouring items. Compilers make single instructions of what is done with them.
type Sixteen = [u8; CHUNK];

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
        let list = Prose { extents: Some(&segment.claims), range: rows.claims(), groups: &claims };
        list.each(sink.least(List::Claims, doc), |taken| taken.give(List::Claims, doc, sink));
        let events = left(List::Events);
        let list = Prose { extents: None, range: rows.events(), groups: &events };
        list.each(sink.least(List::Events, doc), |taken| taken.give(List::Events, doc, sink));
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
                let list =
                    Prose { extents: Some(&segment.sentences), range: rows.sentences(), groups: &sentences };
                list.each(0.0, |taken| {
                    if let Taken::Item(item, fits, pieces) = taken {
                        put(item, fits, pieces);
                    }
                    0.0
                });
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

    fn of_actors(&self, groups: &[Terms<'_>], sink: &mut impl Sink) {
        let groups: Groups<'_> = groups
            .iter()
            .map(|g| {
                let column = g.answers.iter().map(|(answer, adds)| {
                    let items = match &answer.held {
                        Held::Items(all) => all.actors.as_slice(),
                        Held::Word(word) => word.actors.as_slice(),
                    };
                    Column { from: From::Items(items), adds, skips: !answer.negated, word: None }
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

/// What has all of some words.
pub(super) fn having<'a>(words: &[&'a Marks]) -> Groups<'a> {
    const HAS: [f32; 256] = {
        let mut adds = [0.0; 256];
        (adds[APART as usize], adds[NO as usize]) = (OUT, OUT);
        adds
    };
    let column =
        |marks: &&'a Marks| Column { from: From::Pieces(marks), adds: &HAS, skips: true, word: None };
    vec![(0.0, words.iter().map(column).collect())]
}

/// A list of prose in one document, with what terms say of it.
pub(super) struct Prose<'a> {
    /// The pieces of each item; of events, one each, none are needed.
    pub(super) extents: Option<&'a Extents>,
    pub(super) range: Range<usize>,
    pub(super) groups: &'a Groups<'a>,
}

/// What is found in a list.
pub(super) enum Taken {
    /// So many items fit that cannot be among the best.
    Counted(usize),
    /// An item with its score and its pieces.
    Item(usize, f32, (usize, usize)),
}

impl Taken {
    /// Hands it to a sink, and gives the least score that is now more than counted.
    fn give(self, list: List, doc: DocId, sink: &mut impl Sink) -> f32 {
        match self {
            Taken::Counted(count) => sink.counted(list, count),
            Taken::Item(index, score, _) => sink.item(Found { doc, list, index, score }),
        }
        sink.least(list, doc)
    }
}

impl Prose<'_> {
    /// Hands over the items that fit, those with a score less than `least` at times only counted; `take` gives the least that
    /// holds from then on.
    pub(super) fn each(&self, mut least: f32, mut take: impl FnMut(Taken) -> f32) {
        let may = |pieces: &Range<usize>| {
            self.groups.iter().any(|(_, columns)| columns.iter().all(|c| c.may(pieces)))
        };
        if self.groups.is_empty() {
            return;
        }
        let pieces = |k: usize| self.extents.map_or((k, k + 1), |extents| extents.get(k));
        for chunk in chunks(self.extents, self.range.clone(), may) {
            let item = chunk.start - self.range.start;
            let side_by_side = match self.extents {
                Some(extents) => extents.side_by_side(&chunk),
                None => Some(chunk.start),
            };
            let mut left: Sixteen = [u8::MAX; CHUNK];
            if let Some(piece) = side_by_side.filter(|_| chunk.len() == CHUNK) {
                let most = self.sieve(item, piece, &mut left);
                let count = left.iter().filter(|l| **l != 0).count();
                if count > 0 && most < least {
                    least = take(Taken::Counted(count));
                    continue;
                }
            }
            for (k, _) in chunk.zip(left).filter(|(_, left)| *left != 0) {
                let fits = score(self.groups, k - self.range.start, pieces(k));
                if fits > 0.0 {
                    least = take(Taken::Item(k - self.range.start, fits, pieces(k)));
                }
            }
        }
    }

    /// Leaves those of sixteen items for which one of the groups holds, and gives the most that one of them can score.
    fn sieve(&self, item: usize, piece: usize, left: &mut Sixteen) -> f32 {
        let (mut any, mut best) = ([0; CHUNK], f32::MIN_POSITIVE);
        for (start, columns) in self.groups {
            let (mut here, mut most) = ([u8::MAX; CHUNK], *start);
            columns.iter().for_each(|c| most += c.sieve(item, piece, &mut here));
            any.iter_mut().zip(here).for_each(|(any, here)| *any |= here);
            best = best.max(most);
        }
        *left = any;
        best
    }
}

/// A range of items in chunks, without those in whose pieces nothing may be. Without extents each item is a piece.
pub(super) fn chunks<'a>(
    extents: Option<&'a Extents>,
    range: Range<usize>,
    may: impl Fn(&Range<usize>) -> bool + 'a,
) -> impl Iterator<Item = Range<usize>> + 'a {
    /// Looked at together first: most words are rare.
    const MANY: usize = 16;
    let (mut at, end) = (range.start, range.end);
    let mut sure = at;
    let hull = move |items: Range<usize>| extents.map_or(items.clone(), |extents| extents.hull(&items));
    std::iter::from_fn(move || {
        while at < end {
            if at >= sure {
                sure = (at + CHUNK * MANY).min(end);
                if !may(&hull(at..sure)) {
                    at = sure;
                    continue;
                }
            }
            let chunk = at..(at + CHUNK).min(sure);
            at = chunk.end;
            if may(&hull(chunk.clone())) {
                return Some(chunk);
            }
        }
        None
    })
}

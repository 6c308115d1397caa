//! What the terms of a query say of a list of items, and how well each of these fits all of them.

use std::ops::Range;

use super::evaluate::{APART, Answer, Held, List, NO, PLAIN, YES};
use super::index::Indexed;
use super::marks::Marks;

/// How many items are looked at together, to be skipped if a word is in none.
pub(super) const CHUNK: usize = 16;

/// What one term says of a list of items.
pub(super) struct Column<'a> {
    pub(super) from: From<'a>,
    /// What each byte adds to the score; below 0 where it rules the item out.
    pub(super) adds: &'a [f32; 256],
    /// Whether it must hold, so that stretches without the word can be skipped; else it must not.
    pub(super) skips: bool,
    /// Of a plain word that is not negated, which of those asked for it is.
    pub(super) word: Option<usize>,
}

pub(super) enum From<'a> {
    Pieces(&'a Marks),
    Items(&'a [u8]),
}

impl<'a> Column<'a> {
    /// Where it holds, if it is a word that must.
    pub(super) fn present(&self) -> Option<&'a Marks> {
        match self.from {
            From::Pieces(marks) if self.skips => Some(marks),
            _ => None,
        }
    }

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

    /// Rules out those of sixteen neighbouring items of a piece each, the first of which is `item`, for which the term does not hold, and gives the most that it adds to one of them.
    #[inline]
    pub(super) fn sieve(&self, item: usize, pieces: &Pieces, left: &mut Sixteen) -> f32 {
        let fits = match (&self.from, pieces) {
            (From::Pieces(marks), Pieces::From(piece)) => marks.slice(*piece..piece + CHUNK).try_into(),
            (From::Pieces(marks), Pieces::At(pieces)) => Ok(marks.at(pieces)),
            (From::Items(items), _) => items.get(item..item + CHUNK).unwrap_or(&[]).try_into(),
        };
        let Ok(fits): Result<Sixteen, _> = fits else {
            left.fill(0);
            return OUT;
        };
        let holds = |fits: bool| u8::from(fits).wrapping_neg();
        let mut most = NO;
        match self.from {
            _ if self.skips => {
                left.iter_mut().zip(fits).for_each(|(left, q)| *left &= holds(q > NO));
                most = fits.iter().fold(NO, |most, q| most.max(*q));
            }
            // A piece without the word is one of which it does not hold.
            From::Pieces(_) => left.iter_mut().zip(fits).for_each(|(left, q)| *left &= holds(q <= NO)),
            From::Items(_) => left.iter_mut().zip(fits).for_each(|(left, q)| *left &= holds(q == NO)),
        }
        self.adds(most)
    }

    /// What an item adds that fits so well.
    #[inline]
    pub(super) fn adds(&self, fit: u8) -> f32 {
        self.adds.get(usize::from(fit)).copied().unwrap_or(OUT)
    }

    /// Whether the term may hold somewhere in these pieces.
    #[inline]
    pub(super) fn may(&self, pieces: &Range<usize>) -> bool {
        match self.from {
            From::Pieces(marks) if self.skips => marks.any(pieces.start, pieces.end),
            _ => true,
        }
    }
}

/// The pieces of sixteen neighbouring items that have one each.
pub(super) enum Pieces {
    /// Side by side, from one on.
    From(usize),
    /// Apart.
    At([u32; CHUNK]),
}

/// A byte for each of sixteen neighbouring items. Compilers make single instructions of what is done with them.
pub(super) type Sixteen = [u8; CHUNK];

/// What rules an item out; more than any sum can make up for.
const OUT: f32 = -1.0e6;

/// The terms of a group, each with what its bytes add.
pub(super) struct Terms<'a> {
    pub(super) answers: Vec<(&'a Answer, Box<[f32; 256]>)>,
    pub(super) start: f32,
}

impl<'a> Terms<'a> {
    /// Those of a group.
    pub(super) fn new(answers: &'a [Answer]) -> Self {
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

    /// The columns of a list of a whole segment, of words alone; `None` if one of them rules all of it out.
    pub(super) fn of_segment(&self, number: usize, list: List) -> Option<Vec<Column<'_>>> {
        let mut columns = Vec::with_capacity(self.answers.len());
        for (answer, adds) in &self.answers {
            let Held::Word(word) = &answer.held else { return None };
            let skips = !answer.negated;
            let (from, none) = match list {
                List::Sections | List::Places => {
                    let all = if list == List::Sections { &word.sections } else { &word.places };
                    let items = all.get(number)?;
                    (From::Items(items), items.iter().all(|q| *q <= NO))
                }
                _ => {
                    let marks = word.marks.get(number)?;
                    (From::Pieces(marks), marks.count() == 0)
                }
            };
            if none && skips {
                return None;
            }
            columns.push(Column { from, adds, skips, word: answer.word });
        }
        Some(columns)
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

//! What each term of a query says of all items of a dossier.
//!
//! A condition gives every item one byte: it does not apply, it does not hold, or how well it holds. A word gives one to
//! every piece of text; what that says of claims and sentences is seen when the terms are taken together.

use crate::model::{ClaimId, Dossier, EventId, Item, PlaceId, SectionId};

use super::Field;
use super::fields;
use super::forms::{BEGUN, Forms};
use super::index::{Cancelled, Index};
use super::marks::Marks;
use super::nametable::{Fitting, NameTable};
use super::query::{Term, Value};
use super::resolved::Resolved;
use super::segment::Segment;
use super::words::Word;
use super::{DateRange, Has, Layer};

/// The term does not apply to such an item: neither it nor its negation holds.
pub(super) const APART: u8 = 0;
/// The term applies and does not hold.
pub(super) const NO: u8 = 1;
/// The term holds, as well as can be.
pub(super) const YES: u8 = 255;

/// How well a term holds, from 0 to 1, as a byte.
pub(super) fn quality(fit: f32) -> u8 {
    2 + (fit.clamp(0.0, 1.0) * 253.0) as u8
}

/// The lists of items in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Sections,
    Claims,
    Events,
    Sentences,
    Places,
}

impl List {
    pub(super) const ALL: [List; 5] =
        [List::Sections, List::Claims, List::Events, List::Sentences, List::Places];

    /// The item at `index`.
    pub(super) fn item(self, index: usize) -> Item {
        match self {
            List::Sections => Item::Section(SectionId::new(index)),
            List::Claims => Item::Claim(ClaimId::new(index)),
            List::Events => Item::Event(EventId::new(index)),
            List::Sentences => Item::Sentence(index as u32),
            List::Places => Item::Place(PlaceId::new(index)),
        }
    }
}

/// Which lists are asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    pub(super) sentences: bool,
    /// Sections, places and actors: what has a name.
    pub(super) names: bool,
    /// Notes; else what is asked of them is asked of what they hang on.
    pub(super) notes: bool,
}

/// One value for each item of a document.
#[derive(Debug, Clone, Default)]
pub(super) struct PerItem<T> {
    lists: [Vec<T>; 5],
}

impl<T: Copy> PerItem<T> {
    pub(super) fn of(&self, list: List) -> &[T] {
        self.lists.get(list as usize).map_or(&[], |l| l)
    }

    pub(super) fn of_mut(&mut self, list: List) -> &mut [T] {
        self.lists.get_mut(list as usize).map_or(&mut [], |l| l)
    }
}

/// One value for each item of a dossier and each of its actors.
#[derive(Debug, Clone, Default)]
pub(super) struct PerDossier<T> {
    pub(super) documents: Vec<PerItem<T>>,
    pub(super) actors: Vec<T>,
    /// Those of each document with notes, one a note.
    pub(super) notes: Vec<Vec<T>>,
}

impl<T: Copy> PerDossier<T> {
    /// `value` for everything that is wanted; what is not wanted has an empty list.
    pub(super) fn filled(dossier: &Dossier, wanted: Wanted, value: T) -> Self {
        let documents = dossier.documents.iter().map(|d| {
            let lists = List::ALL.map(|list| {
                let len = match list {
                    List::Sections if wanted.names => d.sections.len(),
                    List::Places if wanted.names => d.places.len(),
                    List::Sentences if wanted.sentences => d.sentences.len(),
                    List::Claims => d.claims.len(),
                    List::Events => d.events.len(),
                    _ => 0,
                };
                vec![value; len]
            });
            PerItem { lists }
        });
        let actors = if wanted.names { dossier.actors.len() } else { 0 };
        Self { documents: documents.collect(), actors: vec![value; actors], notes: Vec::new() }
    }

    /// The values of one item or actor's document lists, paired with those of another table of the same shape.
    fn zip_with<U: Copy>(&mut self, other: &PerDossier<U>, mut f: impl FnMut(&mut T, U)) {
        for (a, b) in self.documents.iter_mut().zip(&other.documents) {
            for (a, b) in a.lists.iter_mut().zip(&b.lists) {
                a.iter_mut().zip(b).for_each(|(a, &b)| f(a, b));
            }
        }
        self.actors.iter_mut().zip(&other.actors).for_each(|(a, &b)| f(a, b));
        let notes = self.notes.iter_mut().flatten().zip(other.notes.iter().flatten());
        notes.for_each(|(a, &b)| f(a, b));
    }
}

impl PerDossier<u8> {
    /// What holds in either.
    pub(super) fn merge(&mut self, other: &Self) {
        self.zip_with(other, |a, b| *a = (*a).max(b));
    }
}

/// What everything is evaluated against.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) index: &'a Index,
    pub(super) dossier: &'a Dossier,
    pub(super) layer: &'a dyn Layer,
    pub(super) wanted: Wanted,
    pub(super) cancelled: Cancelled<'a>,
}

/// A term's answer for every item, and how much it counts in ranking (0 for conditions).
pub(super) struct Answer {
    pub(super) held: Held,
    pub(super) negated: bool,
    pub(super) weight: f32,
    /// Of a plain word that is not negated, which of those asked for it is.
    pub(super) word: Option<usize>,
}

impl Answer {
    pub(super) fn of(held: Held, weight: f32) -> Self {
        Self { held, negated: false, weight, word: None }
    }
}

/// For which items a term holds, and how well.
pub(super) enum Held {
    /// A byte for each item.
    Items(PerDossier<u8>),
    /// A word, by the pieces in which it occurs.
    Word(WordHeld),
}

/// Where a word occurs.
pub(super) struct WordHeld {
    /// In the prose of every segment.
    pub(super) marks: Vec<Marks>,
    /// In the titles and places of every segment, and in the names of actors: a byte for each.
    pub(super) sections: Vec<Vec<u8>>,
    pub(super) places: Vec<Vec<u8>>,
    pub(super) actors: Vec<u8>,
    /// Whether names and titles are asked.
    pub(super) names: bool,
    /// Whether one of them has the word as it is.
    pub(super) named: bool,
    /// Whether notes are asked: they have the last of the segments.
    pub(super) notes: bool,
}

impl Ground<'_> {
    /// What a term says of everything. `None` if cancelled.
    ///
    /// What a plain word that is not negated was taken for is put into `resolved`.
    pub(super) fn term(&self, term: &Term, resolved: &mut Vec<Resolved>) -> Option<Answer> {
        if (self.cancelled)() {
            return None;
        }
        let mut answer = match (&term.value, term.field) {
            (Value::Any, _) => self.all(YES),
            (Value::Nothing, _) => self.all(NO),
            (Value::Word(word), None | Some(Field::Text)) => {
                let taken = Resolved::new(word, self.index);
                let mut answer = self.word(&taken, term.field.is_none())?;
                if !term.negated {
                    answer.word = Some(resolved.len());
                    resolved.push(taken);
                }
                answer
            }
            (Value::Dates(range), _) => self.dated(range),
            (Value::Has(has), _) if has.contains(&Has::Date) => {
                self.dated(&DateRange { from: None, to: None })
            }
            (Value::Pattern(pattern), None | Some(Field::Text)) => {
                self.pattern(pattern, &term.atom, term.field.is_none())?
            }
            _ => Answer::of(Held::Items(fields::answer(self, term)?), 0.0),
        };
        if term.negated {
            // An empty value holds for everything, negated or not: it is still being typed.
            answer.negated = !matches!(term.value, Value::Any);
            answer.weight = 0.0;
        }
        Some(answer)
    }

    fn all(&self, value: u8) -> Answer {
        Answer::of(Held::Items(self.filled(value)), 0.0)
    }

    /// A value for everything that is wanted.
    pub(super) fn filled(&self, value: u8) -> PerDossier<u8> {
        let notes = self.index.notes().map(|(.., notes)| vec![value; notes.all().len()]).collect();
        PerDossier { notes, ..PerDossier::filled(self.dossier, self.wanted, value) }
    }

    /// What may have been on a day of a range; what has a name has no day.
    fn dated(&self, range: &DateRange) -> Answer {
        let (from, to) = range.numbers();
        let marks = |segment: &Segment| {
            let mut marks = Marks::of(segment.pieces());
            for &(piece, first, last) in &segment.dated {
                if first <= to && last >= from {
                    marks.raise_one(piece, YES);
                }
            }
            marks.settle();
            marks
        };
        let held = WordHeld {
            marks: self.index.segments().map(marks).collect(),
            sections: self.index.segments().map(|s| vec![APART; s.sections.len()]).collect(),
            places: self.index.segments().map(|s| vec![APART; s.places.len()]).collect(),
            actors: vec![APART; self.dossier.actors.len()],
            names: false,
            named: false,
            notes: false,
        };
        Answer::of(Held::Word(held), 0.0)
    }

    fn word(&self, resolved: &Resolved, names: bool) -> Option<Answer> {
        let mut marks: Vec<Marks> = self.index.segments().map(|s| Marks::of(s.pieces())).collect();
        for (marks, segment) in marks.iter_mut().zip(self.index.segments()).filter(|_| resolved.letter) {
            marks.begin(segment.firsts.begun(&resolved.word.folded).unwrap_or(&[]), quality(BEGUN));
        }
        self.raise(&mut marks, &resolved.forms)?;
        let mut held = WordHeld {
            marks,
            sections: self.index.segments().map(|s| vec![NO; s.sections.len()]).collect(),
            places: self.index.segments().map(|s| vec![NO; s.places.len()]).collect(),
            actors: vec![NO; self.dossier.actors.len()],
            names: names && self.wanted.names,
            named: false,
            notes: names,
        };
        if !names {
            held.sections.iter_mut().chain(&mut held.places).for_each(|q| q.fill(APART));
            held.actors.fill(APART);
        } else if self.wanted.names {
            self.word_in_names(resolved, &mut held);
        }
        let weight = self.weight(&held.marks);
        Some(Answer::of(Held::Word(held), weight))
    }

    /// Raises the pieces in which forms of a word occur. `None` if cancelled.
    fn raise(&self, marks: &mut [Marks], forms: &[Forms]) -> Option<()> {
        for ((segment, forms), marks) in self.index.segments().zip(forms).zip(marks) {
            for (k, &(id, fit)) in forms.iter().enumerate() {
                if k % 1024 == 0 && (self.cancelled)() {
                    return None;
                }
                marks.raise(segment.words.places(id), quality(fit));
            }
            marks.settle();
        }
        Some(())
    }

    fn weight(&self, marks: &[Marks]) -> f32 {
        let pieces = self.index.segments().map(Segment::pieces).sum();
        rarity(marks.iter().map(Marks::count).sum(), pieces)
    }

    /// Lets the plain words of an answer stand for near ones too. Whether that makes a difference; `None` if cancelled.
    pub(super) fn widen(&self, answer: &mut Answer, resolved: &mut Resolved) -> Option<bool> {
        let Held::Word(held) = &mut answer.held else { return Some(false) };
        let more = resolved.widen(self.index);
        let mut wider = more.iter().any(|forms| !forms.is_empty());
        if wider {
            self.raise(&mut held.marks, &more)?;
            answer.weight = self.weight(&held.marks);
        }
        // Where no name has the word as it is, slips have been looked for already.
        if held.names && held.named {
            wider |= self.fill_names(NameTable::mistyped, &resolved.word, held);
        }
        Some(wider)
    }

    /// How well the word fits names and titles. Slips and letters in order count only where nothing fits better.
    fn word_in_names(&self, resolved: &Resolved, held: &mut WordHeld) {
        let stages: [Stage; 3] = [NameTable::plainly_each, NameTable::mistyped, NameTable::fuzzily];
        for (k, stage) in stages.into_iter().enumerate() {
            let any = self.fill_names(stage, &resolved.word, held);
            held.named |= any && k == 0;
            if any || (self.cancelled)() || (k == 1 && resolved.known) {
                return;
            }
        }
    }

    /// Puts in how well a word fits names and titles in one way; whether it fits any.
    fn fill_names(&self, stage: Stage, word: &Word, held: &mut WordHeld) -> bool {
        let mut any = false;
        let mut fill = |table: &NameTable, out: &mut [u8]| {
            for (name, _, fit) in stage(table, word) {
                if let Some(q) = out.get_mut(table.owner(name) as usize) {
                    *q = (*q).max(quality(fit));
                    any = true;
                }
            }
        };
        for (n, segment) in self.index.segments().enumerate() {
            held.sections.get_mut(n).into_iter().for_each(|out| fill(&segment.sections, out));
            held.places.get_mut(n).into_iter().for_each(|out| fill(&segment.places, out));
        }
        fill(self.index.actors(), &mut held.actors);
        any
    }
}

/// The names of a table that a word fits in one way.
type Stage = fn(&NameTable, &Word) -> Vec<Fitting>;

/// The score of what fulfils conditions, where no word says how well.
pub(super) const PLAIN: f32 = 0.5;

/// How much a word tells that occurs in `with` of `all` pieces of text: inverse document frequency.
pub(super) fn rarity(with: usize, all: usize) -> f32 {
    (1.0 + all as f32 / (with.max(1) as f32)).ln().max(0.1)
}

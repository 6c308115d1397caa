//! What each term of a query says of all items of a dossier.
//!
//! A condition gives every item one byte: it does not apply, it does not hold, or how well it holds. A word gives one to
//! every piece of text; what that says of claims and sentences is seen when the terms are taken together.

use crate::model::{
    ClaimId, DocId, Document, Dossier, DossierActorId, EventId, Item, ItemRef, PlaceId, SectionId, Span,
};

use super::Field;
use super::fields;
use super::gather::{Found, Sink};
use super::index::{Cancelled, Index};
use super::marks::Marks;
use super::nametable::{Fitting, NameTable};
use super::query::{Atom, Query, Term, Value};
use super::quick::Quick;
use super::resolved::{Reach, Resolved};
use super::segment::{Extents, Segment};
use super::words::Word;
use super::{DateRange, Has, Layer, Pattern};

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
        Self { documents: documents.collect(), actors: vec![value; actors] }
    }

    /// The values of one item or actor's document lists, paired with those of another table of the same shape.
    fn zip_with<U: Copy>(&mut self, other: &PerDossier<U>, mut f: impl FnMut(&mut T, U)) {
        for (a, b) in self.documents.iter_mut().zip(&other.documents) {
            for (a, b) in a.lists.iter_mut().zip(&b.lists) {
                a.iter_mut().zip(b).for_each(|(a, &b)| f(a, b));
            }
        }
        self.actors.iter_mut().zip(&other.actors).for_each(|(a, &b)| f(a, b));
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
}

impl Ground<'_> {
    /// What a term says of everything. `None` if cancelled.
    ///
    /// What a plain word was taken for is put into `resolved`.
    pub(super) fn term(&self, term: &Term, reach: Reach, resolved: &mut Vec<Resolved>) -> Option<Answer> {
        if (self.cancelled)() {
            return None;
        }
        let mut answer = match (&term.value, term.field) {
            (Value::Any, _) => self.all(YES),
            (Value::Nothing, _) => self.all(NO),
            (Value::Word(word), None | Some(Field::Text)) => {
                let taken = Resolved::new(word, self.index, reach);
                let answer = self.word(&taken, reach, term.field.is_none())?;
                if !term.negated {
                    resolved.push(taken);
                }
                answer
            }
            (Value::Dates(range), _) => self.dated(range),
            (Value::Has(has), _) if has.as_slice() == [Has::Date] => {
                self.dated(&DateRange { from: None, to: None })
            }
            (Value::Pattern(pattern), None | Some(Field::Text)) => {
                self.pattern(pattern, &term.atom, term.field.is_none())?
            }
            _ => Answer { held: Held::Items(fields::answer(self, term)?), negated: false, weight: 0.0 },
        };
        if term.negated {
            // An empty value holds for everything, negated or not: it is still being typed.
            answer.negated = !matches!(term.value, Value::Any);
            answer.weight = 0.0;
        }
        Some(answer)
    }

    fn all(&self, value: u8) -> Answer {
        let held = Held::Items(PerDossier::filled(self.dossier, self.wanted, value));
        Answer { held, negated: false, weight: 0.0 }
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
            marks.settle()
        };
        let held = WordHeld {
            marks: self.index.segments().map(marks).collect(),
            sections: self.index.segments().map(|s| vec![APART; s.sections.len()]).collect(),
            places: self.index.segments().map(|s| vec![APART; s.places.len()]).collect(),
            actors: vec![APART; self.dossier.actors.len()],
        };
        Answer { held: Held::Word(held), negated: false, weight: 0.0 }
    }

    fn word(&self, resolved: &Resolved, reach: Reach, names: bool) -> Option<Answer> {
        let (mut with, mut pieces) = (0usize, 0usize);
        let mut marks = Vec::with_capacity(self.index.segments().len());
        for (segment, forms) in self.index.segments().zip(&resolved.forms) {
            let mut held = Marks::of(segment.pieces());
            for (k, &(id, fit)) in forms.iter().enumerate() {
                if k % 1024 == 0 && (self.cancelled)() {
                    return None;
                }
                held.raise(segment.words.places(id), quality(fit));
            }
            let held = held.settle();
            pieces += segment.pieces();
            with += held.count();
            marks.push(held);
        }
        let mut held = WordHeld {
            marks,
            sections: self.index.segments().map(|s| vec![NO; s.sections.len()]).collect(),
            places: self.index.segments().map(|s| vec![NO; s.places.len()]).collect(),
            actors: vec![NO; self.dossier.actors.len()],
        };
        if !names {
            held.sections.iter_mut().chain(&mut held.places).for_each(|q| q.fill(APART));
            held.actors.fill(APART);
        } else if self.wanted.names {
            self.word_in_names(resolved, reach, &mut held);
        }
        Some(Answer { held: Held::Word(held), negated: false, weight: rarity(with, pieces) })
    }

    /// How well the word fits names and titles. Slips and letters in order count only where nothing fits better.
    fn word_in_names(&self, resolved: &Resolved, reach: Reach, held: &mut WordHeld) {
        let stages: [fn(&NameTable, &Word) -> Vec<Fitting>; 3] =
            [NameTable::plainly, NameTable::mistyped, NameTable::fuzzily];
        for (k, stage) in stages.into_iter().enumerate() {
            let mut any = false;
            let mut fill = |table: &NameTable, out: &mut [u8]| {
                for (name, _, fit) in stage(table, &resolved.word) {
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
            let enough = any && !(reach == Reach::Near && k == 0);
            if enough || (self.cancelled)() || (k == 1 && resolved.known) {
                return;
            }
        }
    }

    fn pattern(&self, pattern: &Pattern, atom: &Atom, names: bool) -> Option<Answer> {
        let mut held = PerDossier::filled(self.dossier, self.wanted, NO);
        let anchored = matches!(atom, Atom::Anchored { .. });
        let (mut with, mut all) = (0usize, 0usize);
        if let Some(word) = lone_word(atom) {
            return Some(self.lone(&word, names));
        }
        let words = needed_words(atom);
        let mut quick = Quick::new(pattern, atom);
        let needed = self.with_words(&words);
        let some = !words.is_empty() && names;
        let segments = || self.index.segments().filter(|_| some);
        let in_titles: Vec<Vec<bool>> = segments().map(|s| s.sections.with_words(&words)).collect();
        let in_places: Vec<Vec<bool>> = segments().map(|s| s.places.with_words(&words)).collect();
        let documents = self.dossier.documents.iter().zip(self.index.documents()).zip(&mut held.documents);
        for ((document, indexed), out) in documents {
            let Some(indexed) = indexed else { continue };
            let text = &document.text;
            let marks: Vec<&Marks> = needed.iter().filter_map(|n| n.get(indexed.number)).collect();
            let pieces = indexed.rows.pieces();
            let in_prose = marks.iter().all(|m| m.any(pieces.start, pieces.end));
            let may = |extents: &Extents, k: usize| {
                marks.is_empty() || {
                    let (a, b) = extents.get(k);
                    marks.iter().all(|m| m.best(a, b) > 0)
                }
            };
            let (first_claim, first_sentence) = (indexed.rows.claims().start, indexed.rows.sentences().start);
            let mut claims = 0;
            let prose = if in_prose { usize::MAX } else { 0 };
            for (k, (q, c)) in
                out.of_mut(List::Claims).iter_mut().zip(&document.claims).enumerate().take(prose)
            {
                if k % 1024 == 0 && (self.cancelled)() {
                    return None;
                }
                if may(&indexed.segment.claims, first_claim + k) && quick.is_in(text.slice(c.span)) {
                    *q = YES;
                    claims += 1;
                }
            }
            with += claims;
            all += document.claims.len();
            let first_event = indexed.rows.events().start;
            for (k, (q, e)) in
                out.of_mut(List::Events).iter_mut().zip(&document.events).enumerate().take(prose)
            {
                let piece = first_event + k;
                if marks.iter().all(|m| m.best(piece, piece + 1) > 0) && quick.is_in(&e.summary) {
                    *q = YES;
                }
            }
            // Most sentences are a claim, which has been looked at.
            let found: Vec<u8> = out.of(List::Claims).to_vec();
            let mut next = document.claims.iter().zip(found).peekable();
            for (k, (q, s)) in
                out.of_mut(List::Sentences).iter_mut().zip(&document.sentences).enumerate().take(prose)
            {
                while next.next_if(|(c, _)| c.span.start < s.span.start).is_some() {}
                if let Some((_, told)) = next.peek().filter(|(c, _)| c.span == s.span) {
                    *q = *told;
                    continue;
                }
                if k % 1024 == 0 && (self.cancelled)() {
                    return None;
                }
                if may(&indexed.segment.sentences, first_sentence + k) && quick.is_in(text.slice(s.span)) {
                    *q = YES;
                }
            }
            if !names {
                continue;
            }
            let titles = &indexed.segment.sections;
            let first = indexed.rows.sections().start;
            let words = in_titles.get(indexed.number);
            let may = |k: usize| words.is_none_or(|w| w.get(first + k).copied().unwrap_or(false));
            for (k, q) in out.of_mut(List::Sections).iter_mut().enumerate().filter(|(k, _)| may(*k)) {
                // The title alone, where its number in front of it would be in the way.
                let title = document.section_title(SectionId::new(k));
                if pattern.is_in(titles.text((first + k) as u32)) || (anchored && pattern.is_in(title)) {
                    *q = YES;
                }
            }
            let words = in_places.get(indexed.number);
            let first = indexed.rows.places().start;
            let may = |k: usize| words.is_none_or(|w| w.get(first + k).copied().unwrap_or(false));
            let places = out.of_mut(List::Places).iter_mut().zip(&document.places).enumerate();
            for (_, (q, p)) in places.filter(|(k, _)| may(*k)) {
                if pattern.is_in(&p.name) {
                    *q = YES;
                }
            }
        }
        match names {
            true => {
                let table = self.index.actors();
                let words = (!needed.is_empty()).then(|| table.with_words(&words));
                let may = |k: u32| words.as_ref().is_none_or(|w| w.get(k as usize).copied().unwrap_or(false));
                for name in (0..table.len() as u32).filter(|k| may(*k)) {
                    if let Some(q) = held.actors.get_mut(table.owner(name) as usize)
                        && *q != YES
                        && pattern.is_in(table.text(name))
                    {
                        *q = YES;
                    }
                }
            }
            false => {
                for out in &mut held.documents {
                    out.of_mut(List::Sections).fill(APART);
                    out.of_mut(List::Places).fill(APART);
                }
                held.actors.fill(APART);
            }
        }
        Some(Answer { held: Held::Items(held), negated: false, weight: rarity(with, all) })
    }

    /// What has a word, neither more nor less of it: a phrase of one word.
    fn lone(&self, word: &str, names: bool) -> Answer {
        let words = [word.to_owned()];
        let marks: Vec<Marks> = self.with_words(&words).into_iter().next().unwrap_or_default();
        let (with, pieces) =
            (marks.iter().map(Marks::count).sum(), self.index.segments().map(Segment::pieces).sum());
        let byte = |has: bool| {
            if !names {
                APART
            } else if has {
                YES
            } else {
                NO
            }
        };
        let bytes = |table: &NameTable| table.with_words(&words).into_iter().map(byte).collect::<Vec<u8>>();
        let table = self.index.actors();
        let mut actors = vec![byte(false); self.dossier.actors.len()];
        for (name, q) in bytes(table).into_iter().enumerate() {
            if let Some(slot) = actors.get_mut(table.owner(name as u32) as usize) {
                *slot = q.max(*slot);
            }
        }
        let held = WordHeld {
            marks,
            sections: self.index.segments().map(|s| bytes(&s.sections)).collect(),
            places: self.index.segments().map(|s| bytes(&s.places)).collect(),
            actors,
        };
        Answer { held: Held::Word(held), negated: false, weight: rarity(with, pieces) }
    }

    /// Where words occur: for each, in each segment.
    fn with_words(&self, words: &[String]) -> Vec<Vec<Marks>> {
        let in_segment = |segment: &Segment, word: &str| {
            let mut marks = Marks::of(segment.pieces());
            for id in segment.words.exactly(word) {
                marks.raise(segment.words.places(id as u32), YES);
            }
            marks.settle()
        };
        words.iter().map(|w| self.index.segments().map(|s| in_segment(s, w)).collect()).collect()
    }
}

/// The one word, in small letters, that a phrase is made of.
fn lone_word(atom: &Atom) -> Option<String> {
    let (Atom::Phrase(text) | Atom::Exact { text, whole: true }) = atom else { return None };
    let word = text.trim();
    (word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase())).then(|| word.to_owned())
}

/// The words, folded, without which an atom cannot occur.
fn needed_words(atom: &Atom) -> Vec<String> {
    let (text, first, last) = match atom {
        Atom::Phrase(text) | Atom::Exact { text, whole: true } => (text, true, true),
        Atom::Exact { text, .. } => (text, false, false),
        Atom::Anchored { text, start, end } => (text, *start, *end),
        _ => return Vec::new(),
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let count = words.len();
    let whole = |k: usize| (k > 0 || first) && (k + 1 < count || last);
    // Words with signs inside may stand in the text in other ways, and single letters are left out of joined words.
    let plain = |w: &str| w.len() > 1 && w.bytes().all(|b| b.is_ascii_alphabetic());
    let words = words.into_iter().enumerate().filter(|(k, w)| whole(*k) && plain(w));
    words.map(|(_, w)| w.to_ascii_lowercase()).collect()
}

/// The score of what fulfils conditions, where no word says how well.
pub(super) const PLAIN: f32 = 0.5;

/// How much a word tells that occurs in `with` of `all` pieces of text: inverse document frequency.
fn rarity(with: usize, all: usize) -> f32 {
    (1.0 + all as f32 / (with.max(1) as f32)).ln().max(0.1)
}

/// The items of a dossier that a query holds for.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    held: PerDossier<bool>,
}

/// Ticks off what is found.
struct Ticked<'a>(&'a mut PerDossier<bool>);

impl Sink for Ticked<'_> {
    fn item(&mut self, found: Found) {
        let document = self.0.documents.get_mut(found.doc.index());
        if let Some(held) = document.and_then(|d| d.of_mut(found.list).get_mut(found.index)) {
            *held = true;
        }
    }

    fn actor(&mut self, index: usize, _: f32) {
        if let Some(held) = self.0.actors.get_mut(index) {
            *held = true;
        }
    }
}

impl Selection {
    /// What a query holds for. `None` if cancelled.
    pub(super) fn of(ground: &Ground<'_>, query: &Query) -> Option<Self> {
        let mut held = PerDossier::filled(ground.dossier, ground.wanted, false);
        ground.gather(query, Reach::Plain, &mut Ticked(&mut held))?;
        Some(Self { held })
    }

    /// Whether an item is among them. An actor of a document is if its dossier actor is.
    pub fn has(&self, dossier: &Dossier, at: ItemRef) -> bool {
        let (list, index) = match at.item {
            Item::Actor(id) => {
                return dossier.dossier_actor(at.doc, id).is_some_and(|a| self.has_actor(a));
            }
            Item::Section(id) => (List::Sections, id.index()),
            Item::Place(id) => (List::Places, id.index()),
            Item::Claim(id) => (List::Claims, id.index()),
            Item::Event(id) => (List::Events, id.index()),
            Item::Sentence(k) => (List::Sentences, k as usize),
        };
        self.list(at.doc, list).get(index).copied().unwrap_or(false)
    }

    /// Whether an actor is among them.
    pub fn has_actor(&self, id: DossierActorId) -> bool {
        self.held.actors.get(id.index()).copied().unwrap_or(false)
    }

    fn list(&self, doc: DocId, list: List) -> &[bool] {
        self.held.documents.get(doc.index()).map_or(&[], |d| d.of(list))
    }

    /// Where the claims and sentences stand that are among them.
    pub(super) fn spans(&self, document: &Document, doc: DocId) -> Vec<Span> {
        let claims = document.claims.iter().zip(self.claims(doc)).map(|(c, held)| (c.span, held));
        let sentences = document.sentences.iter().zip(self.list(doc, List::Sentences));
        let both = claims.chain(sentences.map(|(s, held)| (s.span, *held)));
        both.filter(|(_, held)| *held).map(|(span, _)| span).collect()
    }

    /// Whether each claim of a document is among them.
    pub fn claims(&self, doc: DocId) -> impl Iterator<Item = bool> + '_ {
        self.list(doc, List::Claims).iter().copied()
    }

    /// Whether each event of a document is among them.
    pub fn events(&self, doc: DocId) -> impl Iterator<Item = bool> + '_ {
        self.list(doc, List::Events).iter().copied()
    }
}

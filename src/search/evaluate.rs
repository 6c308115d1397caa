//! Terms and queries over all items of a dossier at once.
//!
//! A term gives every item one byte: it does not apply, it does not hold, or how well it holds. A few hundred thousand
//! bytes are combined in well under a millisecond, so nothing cleverer is needed.

use crate::model::{ClaimId, DocId, Dossier, DossierActorId, EventId, Item, ItemRef, PlaceId, SectionId};

use super::Field;
use super::fields;
use super::index::Index;
use super::names::{Class, Leniency};
use super::prose::Forms;
use super::query::{Atom, Group, Query, Term, Value};
use super::words::Word;
use super::{Layer, Pattern};

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
    pub(super) cancelled: &'a dyn Fn() -> bool,
}

/// A typed word with the words of every document it stands for.
#[derive(Debug, Clone)]
pub(super) struct Resolved {
    pub(super) word: Word,
    /// For every document.
    pub(super) forms: Vec<Forms>,
    /// Whether typed capitals and accents are kept to.
    pub(super) strict: bool,
    /// Whether the word does not occur and stands for words near to it.
    pub(super) mistyped: bool,
    /// Whether it occurs as a whole word.
    pub(super) known: bool,
}

impl Resolved {
    /// A word that occurs, or begins a word that does, stands for that. Only one that does not may be mistyped: else
    /// hits for near words would outnumber those for the one meant.
    pub(super) fn new(word: &Word, index: &Index) -> Self {
        let some = |forms: &[Forms]| forms.iter().any(|f| !f.entries.is_empty());
        let mut strict = word.strict;
        let mut forms: Vec<Forms> = index.prose().map(|p| p.beginnings(word, strict)).collect();
        if strict && !some(&forms) {
            strict = false;
            forms = index.prose().map(|p| p.beginnings(word, false)).collect();
        }
        let mistyped = !some(&forms);
        if mistyped {
            let near: Vec<_> = index.prose().map(|p| p.mistyped(word)).collect();
            let least = near.iter().map(|(slips, _)| *slips).min();
            forms =
                near.into_iter().map(|(s, f)| if Some(s) == least { f } else { Forms::default() }).collect();
        }
        let exact = |f: &Forms| f.entries.iter().any(|(_, fit)| *fit >= super::prose::EXACT);
        let known = !mistyped && forms.iter().any(exact);
        Self { word: word.clone(), forms, strict, mistyped, known }
    }
}

/// A term's answer for every item, and how much it counts in ranking (0 for conditions).
pub(super) struct Answer {
    pub(super) held: PerDossier<u8>,
    pub(super) weight: f32,
}

impl Ground<'_> {
    /// What a term says of everything. `None` if cancelled.
    pub(super) fn term(&self, term: &Term) -> Option<Answer> {
        if (self.cancelled)() {
            return None;
        }
        let mut answer = match (&term.value, term.field) {
            (Value::Any, _) => self.all(YES),
            (Value::Nothing, _) => self.all(NO),
            (Value::Word(word), None | Some(Field::Text)) => self.word(word, term.field.is_none())?,
            (Value::Pattern(pattern), None | Some(Field::Text)) => {
                self.pattern(pattern, &term.atom, term.field.is_none())?
            }
            _ => Answer { held: fields::answer(self, term)?, weight: 0.0 },
        };
        if term.negated {
            // An empty value holds for everything, negated or not: it is still being typed.
            let not = |q: u8| match q {
                APART => APART,
                NO => YES,
                _ if matches!(term.value, Value::Any) => YES,
                _ => NO,
            };
            for document in &mut answer.held.documents {
                document.lists.iter_mut().flatten().for_each(|q| *q = not(*q));
            }
            answer.held.actors.iter_mut().for_each(|q| *q = not(*q));
            answer.weight = 0.0;
        }
        Some(answer)
    }

    fn all(&self, value: u8) -> Answer {
        Answer { held: PerDossier::filled(self.dossier, self.wanted, value), weight: 0.0 }
    }

    fn word(&self, word: &Word, names: bool) -> Option<Answer> {
        let resolved = Resolved::new(word, self.index);
        let mut held = PerDossier::filled(self.dossier, self.wanted, NO);
        let (mut with, mut pieces) = (0usize, 0usize);
        let documents = self.index.prose().zip(&resolved.forms).zip(&mut held.documents);
        for ((prose, forms), out) in documents {
            if (self.cancelled)() {
                return None;
            }
            pieces += prose.pieces;
            if forms.entries.is_empty() {
                continue;
            }
            let mut marked = vec![NO; prose.pieces];
            prose.mark(forms, &mut marked);
            with += marked.iter().filter(|q| **q > NO).count();
            let best = |&(a, b): &(u32, u32)| {
                marked.get(a as usize..b as usize).and_then(|m| m.iter().max()).copied().unwrap_or(NO)
            };
            let fill = |out: &mut [u8], ranges: &[(u32, u32)]| {
                out.iter_mut().zip(ranges).for_each(|(q, r)| *q = best(r));
            };
            fill(out.of_mut(List::Claims), &prose.claims);
            fill(out.of_mut(List::Sentences), &prose.sentences);
            let events = marked.get(prose.events as usize..).unwrap_or(&[]);
            out.of_mut(List::Events).iter_mut().zip(events).for_each(|(q, e)| *q = *e);
        }
        if self.wanted.names {
            match names {
                true => self.word_in_names(&resolved, &mut held),
                false => self.names_apart(&mut held),
            }
        }
        Some(Answer { held, weight: rarity(with, pieces) })
    }

    /// How well the word fits names and titles. Slips and letters in order count only where nothing fits better.
    fn word_in_names(&self, resolved: &Resolved, held: &mut PerDossier<u8>) {
        let mut lenient = Leniency::none();
        for attempt in 0..3 {
            if self.fill_names(&resolved.word, &lenient, held) || (self.cancelled)() {
                return;
            }
            match attempt {
                0 => lenient.typos = true,
                _ if resolved.known => return,
                _ => lenient.fuzzy = super::fuzzy::Fuzzy::new(&resolved.word.folded),
            }
        }
    }

    fn fill_names(&self, word: &Word, lenient: &Leniency, held: &mut PerDossier<u8>) -> bool {
        let mut any = false;
        let mut fit = |q: &mut u8, names: &[super::names::Name]| {
            let best = names.iter().filter_map(|n| n.fit(word, lenient)).map(|f| quality(f.quality)).max();
            if let Some(best) = best {
                *q = best;
                any = true;
            }
        };
        for (document, out) in self.index.documents().zip(&mut held.documents) {
            for (list, names) in [(List::Sections, &document.sections), (List::Places, &document.places)] {
                out.of_mut(list).iter_mut().zip(names).for_each(|(q, n)| fit(q, std::slice::from_ref(n)));
            }
        }
        held.actors.iter_mut().zip(self.index.actors()).for_each(|(q, names)| fit(q, names));
        any
    }

    /// Names are no text.
    fn names_apart(&self, held: &mut PerDossier<u8>) {
        for out in &mut held.documents {
            out.of_mut(List::Sections).fill(APART);
            out.of_mut(List::Places).fill(APART);
        }
        held.actors.fill(APART);
    }

    fn pattern(&self, pattern: &Pattern, atom: &Atom, names: bool) -> Option<Answer> {
        let mut held = PerDossier::filled(self.dossier, self.wanted, NO);
        let anchored = matches!(atom, Atom::Anchored { .. });
        let (mut with, mut all) = (0usize, 0usize);
        let documents = self.dossier.documents.iter().zip(self.index.documents()).zip(&mut held.documents);
        for ((document, indexed), out) in documents {
            let text = &document.text;
            let mut claims = 0;
            for (k, (q, c)) in out.of_mut(List::Claims).iter_mut().zip(&document.claims).enumerate() {
                if k % 1024 == 0 && (self.cancelled)() {
                    return None;
                }
                if pattern.is_in(text.slice(c.span)) {
                    *q = YES;
                    claims += 1;
                }
            }
            with += claims;
            all += document.claims.len();
            for (q, e) in out.of_mut(List::Events).iter_mut().zip(&document.events) {
                if pattern.is_in(&e.summary) {
                    *q = YES;
                }
            }
            for (k, (q, s)) in out.of_mut(List::Sentences).iter_mut().zip(&document.sentences).enumerate() {
                if k % 1024 == 0 && (self.cancelled)() {
                    return None;
                }
                if pattern.is_in(text.slice(s.span)) {
                    *q = YES;
                }
            }
            if !names {
                continue;
            }
            for (k, (q, n)) in out.of_mut(List::Sections).iter_mut().zip(&indexed.sections).enumerate() {
                // The title alone, where its number in front of it would be in the way.
                let title = document.section_title(SectionId::new(k));
                if pattern.is_in(&n.text) || (anchored && pattern.is_in(title)) {
                    *q = YES;
                }
            }
            for (q, n) in out.of_mut(List::Places).iter_mut().zip(&indexed.places) {
                if pattern.is_in(&n.text) {
                    *q = YES;
                }
            }
        }
        match names {
            true => {
                for (q, all) in held.actors.iter_mut().zip(self.index.actors()) {
                    if all.iter().any(|n| pattern.is_in(&n.text)) {
                        *q = YES;
                    }
                }
            }
            false => self.names_apart(&mut held),
        }
        Some(Answer { held, weight: rarity(with, all) })
    }

    /// How well a query fits everything: 0 where it does not hold. `None` if cancelled.
    pub(super) fn query(&self, query: &Query) -> Option<PerDossier<f32>> {
        if query.is_empty() {
            return Some(PerDossier::filled(self.dossier, self.wanted, PLAIN));
        }
        let mut scores = PerDossier::filled(self.dossier, self.wanted, 0.0f32);
        for group in query.groups.iter().filter(|g| !g.terms.is_empty()) {
            let fits = self.group(group)?;
            scores.zip_with(&fits, |a, b| *a = a.max(b));
        }
        Some(scores)
    }

    fn group(&self, group: &Group) -> Option<PerDossier<f32>> {
        let answers = group.terms.iter().map(|t| self.term(t)).collect::<Option<Vec<_>>>()?;
        let total: f32 = answers.iter().map(|a| a.weight).sum();
        let start = if total > 0.0 { 0.0 } else { PLAIN };
        let mut sums = PerDossier::filled(self.dossier, self.wanted, start);
        for answer in &answers {
            let share = if total > 0.0 { answer.weight / total } else { 0.0 };
            sums.zip_with(&answer.held, |sum, q| {
                let fit = f32::from(q.saturating_sub(2)) / 253.0;
                *sum = if q > NO { *sum + share * fit * fit } else { f32::NEG_INFINITY };
            });
        }
        for sum in sums.documents.iter_mut().flat_map(|d| &mut d.lists).flatten().chain(&mut sums.actors) {
            // Whatever holds scores more than nothing.
            *sum = if *sum == f32::NEG_INFINITY { 0.0 } else { sum.max(f32::MIN_POSITIVE) };
        }
        Some(sums)
    }
}

/// The score of what fulfils conditions, where no word says how well.
const PLAIN: f32 = 0.5;

/// How much a word tells that occurs in `with` of `all` pieces of text: inverse document frequency.
fn rarity(with: usize, all: usize) -> f32 {
    (1.0 + all as f32 / (with.max(1) as f32)).ln().max(0.1)
}

/// The items of a dossier that a query holds for.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    scores: PerDossier<f32>,
}

impl Selection {
    pub(super) fn new(scores: PerDossier<f32>) -> Self {
        Self { scores }
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
        self.list(at.doc, list).get(index).is_some_and(|s| *s > 0.0)
    }

    /// Whether an actor is among them.
    pub fn has_actor(&self, id: DossierActorId) -> bool {
        self.scores.actors.get(id.index()).is_some_and(|s| *s > 0.0)
    }

    fn list(&self, doc: DocId, list: List) -> &[f32] {
        self.scores.documents.get(doc.index()).map_or(&[], |d| d.of(list))
    }

    /// Whether each claim of a document is among them.
    pub fn claims(&self, doc: DocId) -> impl Iterator<Item = bool> + '_ {
        self.list(doc, List::Claims).iter().map(|s| *s > 0.0)
    }

    /// Whether each event of a document is among them.
    pub fn events(&self, doc: DocId) -> impl Iterator<Item = bool> + '_ {
        self.list(doc, List::Events).iter().map(|s| *s > 0.0)
    }
}

/// The best class in which any of `names` fits the value of a field; the first of them is the canonical one.
pub(super) fn best_class(names: &[super::names::Name], term: &Term, lenient: &Leniency) -> Option<Class> {
    let class = |(k, n): (usize, &super::names::Name)| {
        let class = n.class(&term.atom, &term.value, lenient)?;
        Some(if k > 0 && class == Class::Whole { Class::OtherName } else { class })
    };
    names.iter().enumerate().filter_map(class).max()
}

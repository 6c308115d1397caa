//! Scores → hits: counted by kind, ordered, cut to what is asked for, and made ready to be shown.

use std::cmp::Ordering;
use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::model::{DocId, Dossier, DossierActorId, Item, ItemRef, Span};

use super::Field;
use super::dates::number;
use super::evaluate::{Ground, List};
use super::fields::kind_of;
use super::fuzzy::Fuzzy;
use super::gather::{self, Asked, Sink};
use super::highlight::{Highlighter, Marker};
use super::loose::{Where, Words};
use super::names::{Leniency, Name};
use super::query::{Query, Value};
use super::segment::heading;
use super::selection::Selection;
use super::shown::{OneLine, stands, tidy};
use super::threshold::least_with;
use super::typo::Typos;
use super::{Counts, Found, Hit, HitKind, Index, Loose, Options, Order, Results};

/// What a kind of hit is worth beside how well its words fit: a title tells more than a sentence. Who only sets
/// conditions (`actor:Kabul`) wants to read what is claimed.
fn worth(kind: HitKind, only_conditions: bool) -> f32 {
    match (kind, only_conditions) {
        (HitKind::Section | HitKind::Actor, false) => 0.25,
        // The reader's own words are few, and looked for because they are.
        (HitKind::Note, false) => 0.2,
        (HitKind::Place, false) => 0.15,
        (HitKind::Claim, false) => 0.05,
        (HitKind::Event, false) => 0.04,
        (HitKind::Claim, true) => 0.25,
        (HitKind::Event, true) => 0.2,
        (HitKind::Section | HitKind::Actor, true) => 0.15,
        (HitKind::Note, true) => 0.12,
        (HitKind::Place, true) => 0.1,
        (HitKind::Text, _) => 0.0,
    }
}

/// How many of the best hits are looked at again for words that stand together.
const LOOKED_AT_AGAIN: usize = 120;

/// Where fewer things fit, near words are let in too.
const FEW: usize = 10;

#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    score: f32,
    kind: HitKind,
    doc: u32,
    /// First byte, for reading order; of actors 0.
    start: u32,
    index: u32,
    /// The first day of it, counted from an arbitrary one; what has none comes last.
    day: i32,
}

/// `None` if cancelled.
pub(super) fn results(ground: &Ground<'_>, query: &Query, options: &Options<'_>) -> Option<Results> {
    let again = options.order == Order::Best && query.terms().filter(|t| t.is_plain()).count() > 1;
    let take = if again { options.limit.max(LOOKED_AT_AGAIN) } else { options.limit };
    let (asked, found) = sought(ground, query, options, take)?;
    let weak = is_weak(&asked, &asked.scattered(), found.counts.total());
    let highlighter = Highlighter::taking(query, ground.index, asked.taken);
    let mut results =
        Results { counts: found.counts, total: found.counts.total(), weak, ..Results::default() };
    let mut best = found.finish();
    if again && highlighter.words() > 1 {
        for (k, c) in best.iter_mut().take(LOOKED_AT_AGAIN).enumerate() {
            if k % 64 == 0 && (ground.cancelled)() {
                return None;
            }
            c.score += together(ground.dossier, c, &highlighter);
        }
        best.sort_unstable_by(by_score);
    }
    best.truncate(options.limit);
    let names = words_of_names(query, ground);
    results.hits = best.iter().filter_map(|c| hit(ground, c, &highlighter, &names)).collect();
    results.marker = Marker::new(highlighter);
    Some(results)
}

/// What a query asks for, with near words where few things have the words themselves, and the best of what it finds. `None` if
/// cancelled.
fn sought<'a>(
    ground: &Ground<'a>,
    query: &Query,
    options: &Options<'_>,
    take: usize,
) -> Option<(Asked, Candidates<'a>)> {
    let mut asked = ground.ask(query)?;
    let mut found = Candidates::new(ground, query, options, take);
    ground.gather(&asked, &mut found)?;
    if found.counts.total() < FEW && may_be_mistyped(query) && ground.ask_wider(&mut asked)? {
        found = Candidates::new(ground, query, options, take);
        ground.gather(&asked, &mut found)?;
    }
    Some((asked, found))
}

/// Whether so little is found, or by a guess at what a word may be, that lines with scattered letters are worth a look.
fn is_weak(asked: &Asked, words: &Words, found: usize) -> bool {
    words.iter().any(Option::is_some) && (found < FEW || asked.taken.iter().any(|taken| !taken.occurs))
}

/// What has the letters of words scattered, where the words themselves find little. `None` if cancelled.
pub(super) fn loosely(ground: &Ground<'_>, query: &Query, options: &Options<'_>) -> Option<Loose> {
    /// More lines of this sort than anyone looks at.
    const MOST: usize = 200;
    let (asked, plain) = sought(ground, query, options, 0)?;
    let words = asked.scattered();
    if !is_weak(&asked, &words, plain.counts.total()) {
        return Some(Loose::default());
    }
    let mut found = Candidates::new(ground, query, options, options.limit.min(MOST));
    let place = Where { doc: None, sentences_as_such: found.text_wanted };
    ground.gather_loosely(&asked, &words, place, &mut found)?;
    let highlighter = Highlighter::taking(query, ground.index, asked.taken).loosely(words);
    let counts = found.counts;
    let mut best = found.finish();
    best.truncate(options.limit);
    let hits = best.iter().filter_map(|c| hit(ground, c, &highlighter, &[]));
    let hits = hits.map(|hit| Hit { loose: true, ..hit }).collect();
    Some(Loose { hits, counts, marker: Marker::new(highlighter) })
}

/// Where letters match in the claims and sentences of a document that a search for a query finds. `None` if cancelled.
pub(super) fn marks_in(ground: &Ground<'_>, query: &Query, doc: DocId) -> Option<Vec<Range<usize>>> {
    let (asked, found) = sought(ground, query, &Options::default(), 0)?;
    let Some(document) = ground.dossier.document(doc) else { return Some(Vec::new()) };
    let mut selection = Selection::of(ground, &asked)?;
    let words = asked.scattered();
    let weak = is_weak(&asked, &words, found.counts.total());
    if weak {
        let place = Where { doc: Some(doc), sentences_as_such: false };
        ground.gather_loosely(&asked, &words, place, &mut selection.ticking())?;
    }
    let highlighter = Highlighter::taking(query, ground.index, asked.taken);
    let highlighter = if weak { highlighter.loosely(words) } else { highlighter };
    let mut marks = Vec::new();
    for span in selection.spans(document, doc) {
        if highlighter.is_empty() {
            marks.push(span.range());
            continue;
        }
        let found = highlighter.marks(document.text.slice(span)).into_iter();
        marks.extend(found.map(|m| m.start + span.from()..m.end + span.from()));
    }
    Some(tidy(marks))
}

/// Whether a word of it is long enough to be a slip of another.
fn may_be_mistyped(query: &Query) -> bool {
    query.terms().any(|t| match &t.value {
        Value::Word(word) => t.is_plain() && !t.negated && Typos::new(&word.folded).any(),
        _ => false,
    })
}

fn by_score(a: &Candidate, b: &Candidate) -> Ordering {
    b.score.total_cmp(&a.score).then_with(|| by_place(a, b))
}

fn by_place(a: &Candidate, b: &Candidate) -> Ordering {
    let place = |c: &Candidate| (c.kind != HitKind::Actor, c.doc, c.start, c.kind, c.index);
    place(a).cmp(&place(b))
}

fn by_day(a: &Candidate, b: &Candidate) -> Ordering {
    a.day.cmp(&b.day).then_with(|| by_place(a, b))
}

/// Everything that is found, counted, and the best of it. A sentence is left out where a claim in it says the same, unless
/// text was asked for.
struct Candidates<'a> {
    dossier: &'a Dossier,
    index: &'a Index,
    counts: Counts,
    order: Order,
    only: Option<HitKind>,
    take: usize,
    kept: Vec<Candidate>,
    /// What scores less than this, or as much in a later document, is not among the best.
    least: (f32, u32),
    /// For each list the score that makes as much as that, and the one that makes more.
    thresholds: [[f32; 2]; 5],
    /// The names of the places found, folded: each is one place, whichever documents name it.
    places: FxHashSet<String>,
    /// Only conditions are asked, no words.
    conditions: bool,
    text_wanted: bool,
}

impl<'a> Candidates<'a> {
    fn new(ground: &Ground<'a>, query: &Query, options: &Options<'_>, take: usize) -> Self {
        let text_wanted = query.terms().any(|t| {
            !t.negated
                && (t.field == Some(Field::Text)
                    || matches!(&t.value, Value::Is(kinds) if kinds.contains(&HitKind::Text)))
        });
        Self {
            dossier: ground.dossier,
            index: ground.index,
            counts: Counts::default(),
            order: options.order,
            only: options.only,
            take: take.max(1),
            kept: Vec::new(),
            least: (f32::MIN, u32::MAX),
            thresholds: [[f32::MIN; 2]; 5],
            places: FxHashSet::default(),
            conditions: !query.is_empty() && !query.terms().any(|t| t.is_plain() && !t.negated),
            text_wanted,
        }
    }

    fn compare(&self) -> fn(&Candidate, &Candidate) -> Ordering {
        match self.order {
            Order::Best => by_score,
            Order::Reading => by_place,
            Order::Date => by_day,
        }
    }

    /// Whether it cannot be among the best. Documents come in order, and of equals the earlier is better.
    fn is_beaten(&self, score: f32, doc: u32) -> bool {
        match self.order {
            Order::Best => score < self.least.0 || (score == self.least.0 && doc > self.least.1),
            Order::Reading => doc > self.least.1,
            Order::Date => false,
        }
    }

    /// Whether a place has not been found in another document already.
    fn is_first(&mut self, found: &gather::Found) -> bool {
        let place = self.dossier.document(found.doc).and_then(|d| d.places.get(found.index));
        place.is_some_and(|place| self.places.insert(crate::fold::fold(&place.name)))
    }

    fn push(&mut self, candidate: Candidate) {
        self.kept.push(candidate);
        if self.kept.len() >= self.take.saturating_mul(2).max(512) {
            self.cut();
        }
    }

    /// Keeps the best.
    fn cut(&mut self) {
        if self.take < self.kept.len() {
            let compare = self.compare();
            self.kept.select_nth_unstable_by(self.take - 1, compare);
            self.kept.truncate(self.take);
            if self.order != Order::Date {
                self.least = self.kept.last().map_or(self.least, |c| (c.score, c.doc));
                let (least, conditions) = (self.least.0, self.conditions);
                self.thresholds = List::ALL.map(|list| {
                    [false, true].map(|above| least_with(worth(kind_of(list), conditions), least, above))
                });
            }
        }
    }

    fn finish(mut self) -> Vec<Candidate> {
        self.cut();
        let compare = self.compare();
        self.kept.sort_unstable_by(compare);
        self.kept
    }
}

impl Sink for Candidates<'_> {
    fn least(&self, list: List, doc: DocId) -> f32 {
        // Of equals the earlier is better.
        let later = doc.0 > self.least.1;
        match self.order {
            _ if self.only.is_some_and(|only| only != kind_of(list)) => f32::MAX,
            Order::Best => {
                let [from, above] = self.thresholds.get(list as usize).copied().unwrap_or([f32::MIN; 2]);
                if later { above } else { from }
            }
            Order::Reading if later => f32::MAX,
            Order::Reading | Order::Date => 0.0,
        }
    }

    fn counted(&mut self, list: List, count: usize) {
        *self.counts.of_mut(kind_of(list)) += count;
    }

    fn wants_sentences_as_such(&self) -> bool {
        self.text_wanted
    }

    fn item(&mut self, found: gather::Found) {
        let kind = kind_of(found.list);
        if kind == HitKind::Place && !self.is_first(&found) {
            return;
        }
        *self.counts.of_mut(kind) += 1;
        let score = found.score + worth(kind, self.conditions);
        if self.is_beaten(score, found.doc.0) || self.only.is_some_and(|only| only != kind) {
            return;
        }
        let at = ItemRef { doc: found.doc, item: found.list.item(found.index) };
        let start = self.dossier.span_of(at).map_or(0, |s| s.start);
        let day = if self.order == Order::Date { day_of(self.dossier, at) } else { 0 };
        self.push(Candidate { score, kind, doc: found.doc.0, start, index: found.index as u32, day });
    }

    fn actor(&mut self, index: usize, score: f32) {
        self.counts.actors += 1;
        let score = score + worth(HitKind::Actor, self.conditions);
        if self.is_beaten(score, 0) || self.only.is_some_and(|only| only != HitKind::Actor) {
            return;
        }
        let index = index as u32;
        self.push(Candidate { score, kind: HitKind::Actor, doc: 0, start: 0, index, day: i32::MAX });
    }

    fn note(&mut self, doc: DocId, index: usize, score: f32) {
        let kind = HitKind::Note;
        self.counts.notes += 1;
        let score = score + worth(kind, self.conditions);
        if self.is_beaten(score, doc.0) || self.only.is_some_and(|only| only != kind) {
            return;
        }
        let span =
            self.index.notes().find(|n| n.1 == doc).and_then(|(.., notes)| notes.all().get(index)?.span);
        let start = span.map_or(0, |s| s.start);
        self.push(Candidate { score, kind, doc: doc.0, start, index: index as u32, day: i32::MAX });
    }
}

/// The first day on which it may be, as a number that grows with the days; `i32::MAX` without one.
fn day_of(dossier: &Dossier, at: ItemRef) -> i32 {
    let Some(document) = dossier.document(at.doc) else { return i32::MAX };
    let earliest = match at.item {
        Item::Event(id) => document.event(id).and_then(|e| e.earliest),
        Item::Claim(id) => {
            let times = document.claim(id).map_or(&[][..], |c| &c.times).iter();
            times.filter_map(|t| document.times.get(t.index())?.earliest).min()
        }
        _ => dossier.span_of(at).and_then(|span| {
            let first = document.times.partition_point(|t| t.span.start < span.start);
            let inside = document.times.get(first..).unwrap_or(&[]).iter();
            inside.take_while(|t| t.span.end <= span.end).filter_map(|t| t.earliest).min()
        }),
    };
    earliest.map_or(i32::MAX, number)
}

/// Up to 0.15 for words that stand close together.
fn together(dossier: &Dossier, c: &Candidate, highlighter: &Highlighter) -> f32 {
    let Some(text) = prose(dossier, c) else { return 0.0 };
    match highlighter.narrowest(text) {
        Some((letters, window)) if window > 0 => 0.15 * (letters as f32 / window as f32).min(1.0),
        _ => 0.0,
    }
}

fn prose<'a>(dossier: &'a Dossier, c: &Candidate) -> Option<&'a str> {
    let document = dossier.document(DocId(c.doc))?;
    match c.kind {
        HitKind::Claim => document.claims.get(c.index as usize).map(|x| document.text.slice(x.span)),
        HitKind::Text => document.sentences.get(c.index as usize).map(|x| document.text.slice(x.span)),
        HitKind::Event => document.events.get(c.index as usize).map(|x| x.summary.as_str()),
        _ => None,
    }
}

/// Words as they are matched against names, with what to forgive.
fn words_of_names<'a>(query: &'a Query, ground: &Ground<'_>) -> Vec<(&'a super::words::Word, Leniency)> {
    let plain = query.terms().filter(|t| !t.negated && matches!(t.field, None | Some(Field::Actor)));
    let words = plain.filter_map(|t| match &t.value {
        Value::Word(word) => Some(word),
        _ => None,
    });
    let known =
        |w: &super::words::Word| ground.index.segments().any(|s| !s.words.exactly(&w.folded).is_empty());
    let lenient = |w| Leniency { typos: true, fuzzy: if known(w) { None } else { Fuzzy::new(&w.folded) } };
    words.map(|w| (w, lenient(w))).collect()
}

fn hit(
    ground: &Ground<'_>,
    c: &Candidate,
    highlighter: &Highlighter,
    words: &[(&super::words::Word, Leniency)],
) -> Option<Hit> {
    if c.kind == HitKind::Actor {
        return actor_hit(ground, c, highlighter, words);
    }
    if c.kind == HitKind::Note {
        return note_hit(ground, c, highlighter);
    }
    let doc = DocId(c.doc);
    let document = ground.dossier.document(doc)?;
    let list = List::ALL.into_iter().find(|l| kind_of(*l) == c.kind)?;
    let at = ItemRef { doc, item: list.item(c.index as usize) };
    let (span, section) = stands(document, at)?;
    let (text, marks) = match at.item {
        Item::Section(id) => name_shown(&Name::new(&heading(document, id)), highlighter, words),
        Item::Place(id) => name_shown(&Name::new(&document.place(id)?.name), highlighter, words),
        Item::Event(id) => prose_shown(&document.event(id)?.summary, highlighter),
        _ => prose_shown(document.text.slice(span), highlighter),
    };
    Some(Hit {
        at: Found::Item(at),
        kind: c.kind,
        doc,
        span,
        section,
        text,
        marks,
        score: c.score,
        loose: false,
    })
}

fn note_hit(ground: &Ground<'_>, c: &Candidate, highlighter: &Highlighter) -> Option<Hit> {
    let doc = DocId(c.doc);
    let (.., notes) = ground.index.notes().find(|n| n.1 == doc)?;
    let note = notes.get(c.index)?;
    let (text, marks) = prose_shown(&note.text, highlighter);
    let section = note.span.and_then(|span| ground.dossier.document(doc)?.section_at(span.from()));
    Some(Hit {
        at: Found::Note(doc, c.index),
        kind: c.kind,
        doc,
        span: note.span.unwrap_or_default(),
        section,
        text,
        marks,
        score: c.score,
        loose: false,
    })
}

fn actor_hit(
    ground: &Ground<'_>,
    c: &Candidate,
    highlighter: &Highlighter,
    words: &[(&super::words::Word, Leniency)],
) -> Option<Hit> {
    let id = DossierActorId(c.index);
    let actor = ground.dossier.actor(id)?;
    let table = ground.index.actors();
    let mut names = table.of(c.index).map(|n| Name::new(table.text(n)));
    let (mut text, mut marks) = name_shown(&names.next()?, highlighter, words);
    if marks.is_empty() {
        // Found under another name: that is shown too.
        let other = names.map(|n| name_shown(&n, highlighter, words)).find(|(_, m)| !m.is_empty());
        if let Some((name, found)) = other {
            text.push_str(" (");
            marks = found.into_iter().map(|m| m.start + text.len()..m.end + text.len()).collect();
            text.push_str(&name);
            text.push(')');
        }
    }
    let first = actor.members.iter().find_map(|&(doc, a)| {
        let document = ground.dossier.document(doc)?;
        let mention = document.actor(a)?.mentions.first()?;
        Some((doc, mention.span, document.section_at(mention.span.from())))
    });
    let (doc, span, section) = first.unwrap_or((DocId(0), Span::default(), None));
    Some(Hit {
        at: Found::Actor(id),
        kind: HitKind::Actor,
        doc,
        span,
        section,
        text,
        marks,
        score: c.score,
        loose: false,
    })
}

fn prose_shown(text: &str, highlighter: &Highlighter) -> (String, Vec<Range<usize>>) {
    let line = OneLine::new(text);
    let marks = highlighter.marks(text).iter().filter_map(|m| line.place(m)).collect();
    (line.text, tidy(marks))
}

fn name_shown(
    name: &Name,
    highlighter: &Highlighter,
    words: &[(&super::words::Word, Leniency)],
) -> (String, Vec<Range<usize>>) {
    let line = OneLine::new(&name.text);
    let mut marks = highlighter.pattern_marks(&name.text);
    for (word, lenient) in words {
        marks.extend(name.fit(word, lenient).map(|f| f.marks).unwrap_or_default());
    }
    let marks = marks.iter().filter_map(|m| line.place(m)).collect();
    (line.text, tidy(marks))
}

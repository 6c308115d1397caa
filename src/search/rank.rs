//! Scores → hits: counted by kind, ordered, cut to what is asked for, and made ready to be shown.

use std::cmp::Ordering;

use crate::model::{DocId, Document, Dossier, DossierActorId, Item, ItemRef, Span};

use super::Field;
use super::evaluate::{Ground, List, PerDossier};
use super::fields::kind_of;
use super::highlight::Highlighter;
use super::names::{Leniency, Name};
use super::query::{Query, Value};
use super::shown::{OneLine, stands, tidy};
use super::{Found, Hit, HitKind, Options, Order, Results};

/// What a kind of hit is worth beside how well its words fit: a title tells more than a sentence. Who only sets
/// conditions (`actor:Kabul`) wants to read what is claimed.
fn worth(kind: HitKind, only_conditions: bool) -> f32 {
    match (kind, only_conditions) {
        (HitKind::Section | HitKind::Actor, false) => 0.25,
        (HitKind::Place, false) => 0.15,
        (HitKind::Claim, false) => 0.05,
        (HitKind::Event, false) => 0.04,
        (HitKind::Claim, true) => 0.25,
        (HitKind::Event, true) => 0.2,
        (HitKind::Section | HitKind::Actor, true) => 0.15,
        (HitKind::Place, true) => 0.1,
        (HitKind::Text | HitKind::Note, _) => 0.0,
    }
}

/// How many of the best hits are looked at again for words that stand together.
const LOOKED_AT_AGAIN: usize = 400;

#[derive(Clone, Copy)]
struct Candidate {
    score: f32,
    kind: HitKind,
    doc: u32,
    /// First byte, for reading order; of actors 0.
    start: u32,
    index: u32,
}

pub(super) fn results(
    ground: &Ground<'_>,
    query: &Query,
    options: &Options<'_>,
    scores: &PerDossier<f32>,
) -> Results {
    let mut results = Results::default();
    let mut found = candidates(ground.dossier, query, scores, &mut results);
    results.total = results.counts.total();
    if let Some(only) = options.only {
        found.retain(|c| c.kind == only);
    }
    let order: fn(&Candidate, &Candidate) -> Ordering = match options.order {
        Order::Best => by_score,
        Order::Reading => by_place,
    };
    let highlighter = Highlighter::new(query, Some(ground.index));
    let again = options.order == Order::Best && highlighter.words() > 1;
    let take = if again { options.limit.max(LOOKED_AT_AGAIN) } else { options.limit };
    if take < found.len() {
        found.select_nth_unstable_by(take, order);
        found.truncate(take);
    }
    if again {
        for (k, c) in found.iter_mut().enumerate() {
            if k % 64 == 0 && (ground.cancelled)() {
                return Results { cancelled: true, ..Results::default() };
            }
            c.score += together(ground.dossier, c, &highlighter);
        }
    }
    found.sort_unstable_by(order);
    found.truncate(options.limit);
    let names = words_of_names(query, ground);
    results.hits = found.iter().filter_map(|c| hit(ground, c, &highlighter, &names)).collect();
    results
}

fn by_score(a: &Candidate, b: &Candidate) -> Ordering {
    b.score.total_cmp(&a.score).then_with(|| by_place(a, b))
}

fn by_place(a: &Candidate, b: &Candidate) -> Ordering {
    let place = |c: &Candidate| (c.kind != HitKind::Actor, c.doc, c.start, c.kind, c.index);
    place(a).cmp(&place(b))
}

/// Everything that scores, counted. A sentence is left out where a claim in it says the same, unless text was asked for.
fn candidates(
    dossier: &Dossier,
    query: &Query,
    scores: &PerDossier<f32>,
    results: &mut Results,
) -> Vec<Candidate> {
    let text_wanted = query.terms().any(|t| {
        !t.negated
            && (t.field == Some(Field::Text)
                || matches!(&t.value, Value::Is(kinds) if kinds.contains(&HitKind::Text)))
    });
    let conditions = !query.is_empty() && !query.terms().any(|t| t.is_plain() && !t.negated);
    let mut found = Vec::new();
    for ((doc, document), values) in dossier.iter().zip(&scores.documents) {
        let told = if text_wanted { Vec::new() } else { told_by_claims(document, values.of(List::Claims)) };
        for list in List::ALL {
            let kind = kind_of(list);
            let before = found.len();
            for (k, &score) in values.of(list).iter().enumerate() {
                if score <= 0.0 || (list == List::Sentences && told.get(k).copied().unwrap_or(false)) {
                    continue;
                }
                let start = dossier.span_of(ItemRef { doc, item: list.item(k) }).map_or(0, |s| s.start);
                let score = score + worth(kind, conditions);
                found.push(Candidate { score, kind, doc: doc.0, start, index: k as u32 });
            }
            *results.counts.of_mut(kind) += found.len() - before;
        }
    }
    for (k, &score) in scores.actors.iter().enumerate().filter(|(_, s)| **s > 0.0) {
        let score = score + worth(HitKind::Actor, conditions);
        found.push(Candidate { score, kind: HitKind::Actor, doc: 0, start: 0, index: k as u32 });
        results.counts.actors += 1;
    }
    found
}

/// For every sentence whether a claim that overlaps it matches.
fn told_by_claims(document: &Document, claims: &[f32]) -> Vec<bool> {
    let mut told = vec![false; document.sentences.len()];
    for (claim, _) in document.claims.iter().zip(claims).filter(|(_, s)| **s > 0.0) {
        let first = document.sentences.partition_point(|s| s.span.end <= claim.span.start);
        for (sentence, told) in document.sentences.iter().zip(&mut told).skip(first) {
            if sentence.span.start >= claim.span.end {
                break;
            }
            *told = true;
        }
    }
    told
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
    words
        .map(|w| {
            let known = super::evaluate::Resolved::new(w, ground.index).known;
            let fuzzy = if known { None } else { super::fuzzy::Fuzzy::new(&w.folded) };
            (w, Leniency { typos: true, fuzzy })
        })
        .collect()
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
    let doc = DocId(c.doc);
    let document = ground.dossier.document(doc)?;
    let list = List::ALL.into_iter().find(|l| kind_of(*l) == c.kind)?;
    let at = ItemRef { doc, item: list.item(c.index as usize) };
    let (span, section) = stands(document, at)?;
    let indexed = ground.index.documents().nth(doc.index())?;
    let (text, marks) = match at.item {
        Item::Section(id) => name_shown(indexed.sections.get(id.index())?, highlighter, words),
        Item::Place(id) => name_shown(indexed.places.get(id.index())?, highlighter, words),
        Item::Event(id) => prose_shown(&document.event(id)?.summary, highlighter),
        _ => prose_shown(document.text.slice(span), highlighter),
    };
    Some(Hit { at: Found::Item(at), kind: c.kind, doc, span, section, text, marks, score: c.score })
}

fn actor_hit(
    ground: &Ground<'_>,
    c: &Candidate,
    highlighter: &Highlighter,
    words: &[(&super::words::Word, Leniency)],
) -> Option<Hit> {
    let id = DossierActorId(c.index);
    let actor = ground.dossier.actor(id)?;
    let names = ground.index.actors().nth(id.index())?;
    let (canonical, others) = names.split_first()?;
    let (mut text, mut marks) = name_shown(canonical, highlighter, words);
    if marks.is_empty() {
        // Found under another name: that is shown too.
        let other = others.iter().map(|n| name_shown(n, highlighter, words)).find(|(_, m)| !m.is_empty());
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
    Some(Hit { at: Found::Actor(id), kind: HitKind::Actor, doc, span, section, text, marks, score: c.score })
}

fn prose_shown(text: &str, highlighter: &Highlighter) -> (String, Vec<std::ops::Range<usize>>) {
    let line = OneLine::new(text);
    let marks = highlighter.marks(text).iter().filter_map(|m| line.place(m)).collect();
    (line.text, tidy(marks))
}

fn name_shown(
    name: &Name,
    highlighter: &Highlighter,
    words: &[(&super::words::Word, Leniency)],
) -> (String, Vec<std::ops::Range<usize>>) {
    let line = OneLine::new(&name.text);
    let mut marks = highlighter.pattern_marks(&name.text);
    for (word, lenient) in words {
        marks.extend(name.fit(word, lenient).map(|f| f.marks).unwrap_or_default());
    }
    let marks = marks.iter().filter_map(|m| line.place(m)).collect();
    (line.text, tidy(marks))
}

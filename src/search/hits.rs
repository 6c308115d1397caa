//! A candidate made ready to be shown: where it stands, its words, and the letters that matched.

use std::ops::Range;

use crate::model::{DocId, DossierActorId, Item, ItemRef, Span};

use super::Field;
use super::candidates::Candidate;
use super::evaluate::{Ground, List};
use super::fields::kind_of;
use super::fuzzy::Fuzzy;
use super::highlight::Highlighter;
use super::names::{Leniency, Name};
use super::query::{Query, Value};
use super::segment::heading;
use super::shown::{OneLine, stands, tidy};
use super::words::Word;
use super::{Found, Hit, HitKind};

/// Words as they are matched against names, with what to forgive.
pub(super) fn words_of_names<'a>(query: &'a Query, ground: &Ground<'_>) -> Vec<(&'a Word, Leniency)> {
    let plain = query.terms().filter(|t| !t.negated && matches!(t.field, None | Some(Field::Actor)));
    let words = plain.filter_map(|t| match &t.value {
        Value::Word(word) => Some(word),
        _ => None,
    });
    let known = |w: &Word| ground.index.segments().any(|s| !s.words.exactly(&w.folded).is_empty());
    let lenient = |w| Leniency { typos: true, fuzzy: if known(w) { None } else { Fuzzy::new(&w.folded) } };
    words.map(|w| (w, lenient(w))).collect()
}

/// The hit of a candidate; `None` if the dossier no longer has it.
pub(super) fn hit(
    ground: &Ground<'_>,
    c: &Candidate,
    highlighter: &Highlighter,
    words: &[(&Word, Leniency)],
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
    words: &[(&Word, Leniency)],
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
    words: &[(&Word, Leniency)],
) -> (String, Vec<Range<usize>>) {
    let line = OneLine::new(&name.text);
    let mut marks = highlighter.pattern_marks(&name.text);
    for (word, lenient) in words {
        marks.extend(name.fit(word, lenient).map(|f| f.marks).unwrap_or_default());
    }
    let marks = marks.iter().filter_map(|m| line.place(m)).collect();
    (line.text, tidy(marks))
}

//! A query → its hits: gathered, looked at again where words stand together, cut to what is asked for.

use std::ops::Range;

use crate::model::{DocId, Dossier};

use super::candidates::{Candidate, Candidates, by_score};
use super::evaluate::Ground;
use super::gather::Asked;
use super::highlight::{Highlighter, Marker};
use super::hits::{hit, words_of_names};
use super::loose::{Where, Words};
use super::query::{Query, Value};
use super::selection::Selection;
use super::shown::tidy;
use super::typo::Typos;
use super::{Hit, HitKind, Loose, Options, Order, Results};

/// How many of the best hits are looked at again for words that stand together.
const LOOKED_AT_AGAIN: usize = 120;

/// Where fewer things fit, near words are let in too.
const FEW: usize = 10;

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

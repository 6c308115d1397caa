//! A document cut into the pieces that claims and sentences are made of, and which of these have a date.

use crate::model::{Date, Document, Span};

use super::dates::number;

/// A document cut where a sentence or claim begins or ends: the pieces that lie in one of them, and the pieces of each, first
/// and one past the last.
pub(super) struct Cut {
    pub(super) pieces: Vec<Span>,
    pub(super) sentences: Vec<(u32, u32)>,
    pub(super) claims: Vec<(u32, u32)>,
}

/// Cuts a document.
pub(super) fn cut(document: &Document) -> Cut {
    let spans = || {
        let sentences = document.sentences.iter().map(|s| s.span);
        sentences.chain(document.claims.iter().map(|c| c.span)).filter(|s| !s.is_empty())
    };
    // (place, +1 where one begins, -1 where one ends)
    let mut edges: Vec<(u32, i32)> = spans().flat_map(|s| [(s.start, 1), (s.end, -1)]).collect();
    edges.sort_unstable();
    let mut pieces = Vec::with_capacity(edges.len() / 2);
    let (mut depth, mut from) = (0, 0);
    for (at, step) in edges {
        if depth > 0 && at > from {
            pieces.push(Span { start: from, end: at });
        }
        depth += step;
        from = at;
    }
    let range = |s: Span| {
        let a = pieces.partition_point(|p| p.start < s.start);
        let b = pieces.partition_point(|p| p.start < s.end);
        (a as u32, b.max(a) as u32)
    };
    let sentences = document.sentences.iter().map(|s| range(s.span)).collect();
    let claims = document.claims.iter().map(|c| range(c.span)).collect();
    Cut { pieces, sentences, claims }
}

/// The pieces of a document that have a date: those in which one is written, of claims dated from elsewhere the first, and
/// those of dated events. `first` is the document's first piece.
pub(super) fn dated(document: &Document, cut: &Cut, first: u32, out: &mut Vec<(u32, i32, i32)>) {
    let days = |earliest: Option<Date>, latest: Option<Date>| {
        let known = earliest.is_some() || latest.is_some();
        known.then(|| (earliest.map_or(i32::MIN, number), latest.map_or(i32::MAX, number)))
    };
    let begun = out.len();
    for time in &document.times {
        let at = cut.pieces.partition_point(|p| p.end <= time.span.start);
        let inside = cut.pieces.get(at).is_some_and(|p| p.start <= time.span.start);
        if let Some((from, to)) = days(time.earliest, time.latest).filter(|_| inside) {
            out.push((first + at as u32, from, to));
        }
    }
    for (claim, pieces) in document.claims.iter().zip(&cut.claims).filter(|(_, p)| p.0 < p.1) {
        for time in claim.times.iter().filter_map(|t| document.times.get(t.index())) {
            if let Some((from, to)) =
                days(time.earliest, time.latest).filter(|_| !claim.span.contains(time.span))
            {
                out.push((first + pieces.0, from, to));
            }
        }
    }
    let events = first + cut.pieces.len() as u32;
    for (k, event) in document.events.iter().enumerate() {
        out.extend(days(event.earliest, event.latest).map(|(from, to)| (events + k as u32, from, to)));
    }
    if let Some(new) = out.get_mut(begun..) {
        new.sort_unstable();
    }
}

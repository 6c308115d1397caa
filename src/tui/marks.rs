//! What stands where in one document's text, in order, for highlights and for walking from one to the next.

use crate::model::{ActorId, ClaimId, Document, PlaceId, Span, TimeId};

use super::panes::reader::Intervals;

/// Sorted lists of what a document's text holds. Built once a document, on a worker.
#[derive(Debug, Default)]
pub struct Marks {
    /// Mentions of actors. A collective stands once for each of its members.
    pub mentions: Vec<(Span, ActorId)>,
    /// Mentions of places.
    pub places: Vec<(Span, PlaceId)>,
    /// Dates, times and durations.
    pub times: Vec<(Span, TimeId)>,
    /// Claims.
    pub claims: Vec<(Span, ClaimId)>,
    /// Mentions of actors, to paint.
    pub actor_layer: Intervals,
    /// Mentions of places, to paint.
    pub place_layer: Intervals,
    /// Dates, to paint.
    pub date_layer: Intervals,
    /// Masked text, to paint where it is shown.
    pub noise_layer: Intervals,
}

impl Marks {
    /// Reads the marks of a document.
    pub fn of(document: &Document) -> Self {
        let mut mentions = Vec::new();
        for (k, actor) in document.actors.iter().enumerate() {
            mentions.extend(actor.mentions.iter().map(|m| (m.span, ActorId::new(k))));
        }
        let mut places = Vec::new();
        for (k, place) in document.places.iter().enumerate() {
            places.extend(place.mentions.iter().map(|m| (m.span, PlaceId::new(k))));
        }
        let mut times: Vec<_> =
            document.times.iter().enumerate().map(|(k, t)| (t.span, TimeId::new(k))).collect();
        let mut claims: Vec<_> =
            document.claims.iter().enumerate().map(|(k, c)| (c.span, ClaimId::new(k))).collect();
        mentions.sort_unstable();
        places.sort_unstable();
        times.sort_unstable();
        claims.sort_unstable();
        let actor_layer = Intervals::new(mentions.iter().map(|m| m.0));
        let place_layer = Intervals::new(places.iter().map(|m| m.0));
        let date_layer = Intervals::new(times.iter().map(|m| m.0));
        let noise_layer = Intervals::new(document.noise.iter().map(|n| n.span));
        Self { mentions, places, times, claims, actor_layer, place_layer, date_layer, noise_layer }
    }
}

/// The marks that overlap `window`. Marks may be nested; none is longer than `LONGEST` bytes of look-back.
pub fn within<T: Copy>(marks: &[(Span, T)], window: Span) -> impl Iterator<Item = (Span, T)> {
    /// How far before the window a mark may begin and still be found.
    const LONGEST: u32 = 4096;
    let from = marks.partition_point(|(s, _)| s.start < window.start.saturating_sub(LONGEST));
    let inside = marks.get(from..).unwrap_or(&[]);
    inside
        .iter()
        .take_while(move |(s, _)| s.start < window.end)
        .filter(move |(s, _)| s.end > window.start)
        .copied()
}

/// The first mark that begins after `at`.
pub fn next_after<T: Copy>(marks: &[(Span, T)], at: usize) -> Option<(Span, T)> {
    marks.get(marks.partition_point(|(s, _)| s.from() <= at)).copied()
}

/// The last mark that begins before `at`.
pub fn last_before<T: Copy>(marks: &[(Span, T)], at: usize) -> Option<(Span, T)> {
    marks.partition_point(|(s, _)| s.from() < at).checked_sub(1).and_then(|k| marks.get(k)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walking_and_windows() {
        let marks = [(Span::new(2, 4), 'a'), (Span::new(2, 9), 'b'), (Span::new(12, 13), 'c')];
        assert_eq!(within(&marks, Span::new(4, 12)).map(|m| m.1).collect::<String>(), "b");
        assert_eq!(within(&marks, Span::new(0, 20)).count(), 3);
        assert_eq!(next_after(&marks, 2).map(|m| m.1), Some('c'));
        assert_eq!(last_before(&marks, 12).map(|m| m.1), Some('b'));
        assert_eq!(last_before(&marks, 2), None);
    }
}

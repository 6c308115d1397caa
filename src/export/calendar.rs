//! The events of several documents in one calendar.

use std::cmp::Reverse;

use crate::model::{Date, Event, EventId};

use super::Extent;

/// The place of an event in the calendar: by the first day it may mean (the last one for an open beginning), of those the
/// longest first, as a year comes before its months; what has no day comes last.
pub fn rank(event: &Event) -> impl Ord + Copy + use<> {
    let from = event.earliest.or(event.latest);
    (from.is_none(), from, Reverse(event.latest.unwrap_or(Date::MAX)))
}

/// All events that are taken, with the place of their part; those of one rank as they stand in the dossier.
pub fn order(extent: &Extent<'_>) -> Vec<(usize, EventId)> {
    let mut events: Vec<_> = Vec::new();
    for (k, part) in extent.parts.iter().enumerate() {
        let ranked = part.events.iter().filter_map(|id| Some((rank(part.document.event(*id)?), k, *id)));
        events.extend(ranked);
    }
    events.sort_by_key(|(rank, ..)| *rank);
    events.into_iter().map(|(_, k, id)| (k, id)).collect()
}

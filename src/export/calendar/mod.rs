//! The events of several documents in one calendar, and the calendar in the forms of other programs.

#[cfg(test)]
mod fixture;
pub mod ics;
pub mod table;
pub mod timelinejs;

use std::cmp::Reverse;
use std::io;

use crate::model::{Date, Document, Event, EventId, EventStatus, Modifier};

use super::passage::{section_title, words};

use super::Extent;

/// The place of an event in the calendar: by the first day it may mean (the last one for an open beginning), of those the
/// longest first, as a year comes before its months; what has no day comes last.
pub fn rank(event: &Event) -> impl Ord + Copy + use<> {
    let from = event.earliest.or(event.latest);
    (from.is_none(), from, Reverse(event.latest.unwrap_or(Date::MAX)))
}

/// A form of the calendar for other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A table for spreadsheets.
    Csv,
    /// iCalendar.
    Ics,
    /// JSON for TimelineJS.
    TimelineJs,
}

impl Form {
    /// Every form.
    pub const ALL: [Form; 3] = [Form::Csv, Form::Ics, Form::TimelineJs];

    /// As typed.
    pub fn name(self) -> &'static str {
        match self {
            Form::Csv => "csv",
            Form::Ics => "ics",
            Form::TimelineJs => "timelinejs",
        }
    }

    /// Writes entries in this form.
    pub fn write(self, entries: &[Entry], out: &mut impl io::Write) -> io::Result<()> {
        match self {
            Form::Csv => table::write(entries, out),
            Form::Ics => ics::write(entries, out),
            Form::TimelineJs => timelinejs::write(entries, out),
        }
    }
}

/// An event as calendars of other programs take it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The path of its document.
    pub path: String,
    /// Its number there.
    pub id: String,
    /// When, as EDTF.
    pub edtf: Option<String>,
    /// First day, inclusive.
    pub earliest: Option<Date>,
    /// Last day, inclusive; `None` with a first day is an open end.
    pub latest: Option<Date>,
    /// Early, late, about.
    pub modifier: Option<Modifier>,
    /// Told, planned or hypothetical.
    pub status: EventStatus,
    /// What happened.
    pub summary: String,
    /// The words that tell it.
    pub quote: String,
    /// Who takes part.
    pub actors: Vec<String>,
    /// Line of the file, from 1.
    pub line: Option<usize>,
    /// Title of the section.
    pub section: String,
}

impl Entry {
    /// Of an event of a document.
    pub fn of(document: &Document, id: EventId, event: &Event) -> Self {
        let place = event.sources.first().copied();
        let names = event.actors.iter().filter_map(|a| document.actor(*a)).map(|a| a.name.clone());
        Self {
            path: document.path.clone(),
            id: id.to_string(),
            edtf: event.edtf.clone(),
            earliest: event.earliest,
            latest: event.latest,
            modifier: event.modifier,
            status: event.status,
            summary: event.summary.split_whitespace().collect::<Vec<_>>().join(" "),
            quote: place.map_or(String::new(), |span| words(document, span)),
            actors: names.collect(),
            line: place.map(|span| document.text.source_line(span.from())),
            section: section_title(document, place.and_then(|s| document.section_at(s.from()))),
        }
    }

    /// The date in words that hide no doubt: "early 2025-11", "about 2021"; EDTF otherwise.
    pub fn when(&self) -> Option<String> {
        let edtf = self.edtf.as_deref()?;
        Some(match self.modifier {
            Some(Modifier::Start) => format!("early {edtf}"),
            Some(Modifier::Mid) => format!("mid {edtf}"),
            Some(Modifier::End) => format!("late {edtf}"),
            Some(Modifier::Approx) => format!("about {edtf}"),
            _ => edtf.to_owned(),
        })
    }

    /// Whether the day is known.
    pub fn is_day(&self) -> bool {
        self.earliest.is_some() && self.earliest == self.latest
    }
}

/// Puts entries into the order of the calendar: long before short of the same day, undated ones last.
pub fn sort(entries: &mut [Entry]) {
    entries.sort_by_key(|e| {
        let from = e.earliest.or(e.latest);
        (from.is_none(), from, Reverse(e.latest.unwrap_or(Date::MAX)))
    });
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

//! `casefile timeline`: the events of all documents in one calendar.

use std::io::{self, BufWriter, Write};

use rustc_hash::FxHashSet;
use serde::Serialize;

use super::args::{Common, Timeline};
use super::hung::Hung;
use super::listing::{Column, Fit, Listing, Row};
use super::narrow::Narrowed;
use super::session::{Session, Without};
use super::values::AnyFormat;
use super::{Status, narrow};
use crate::export::calendar::{self, Entry, Form};
use crate::export::json::day;
use crate::export::passage::section_title;
use crate::link::events::{EventRef, link};
use crate::model::{Date, DocId, Document, Dossier, Event, EventId, EventStatus, Item};

#[derive(Debug, Serialize)]
struct Line {
    path: String,
    line: Option<usize>,
    id: String,
    edtf: Option<String>,
    earliest: Option<String>,
    latest: Option<String>,
    status: EventStatus,
    summary: String,
    actors: Vec<String>,
    section_title: String,
    start: Option<usize>,
    end: Option<usize>,
    /// Where other documents may tell the same event.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    same_as: Vec<Told>,
    /// Where other documents may give the same event another date.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dated_otherwise: Vec<Told>,
    #[serde(skip)]
    days: (Option<Date>, Option<Date>),
}

/// An event as another document tells it.
#[derive(Debug, Serialize)]
struct Told {
    path: String,
    id: String,
    edtf: Option<String>,
}

impl Told {
    fn of(dossier: &Dossier, (doc, id): EventRef) -> Option<Self> {
        let document = dossier.document(doc)?;
        let edtf = document.event(id)?.edtf.clone();
        Some(Self { path: document.path.clone(), id: id.to_string(), edtf })
    }
}

impl Row for Line {
    const COLUMNS: &'static [Column] = &[
        ("path", Fit::UpTo(32)),
        ("line", Fit::Number),
        ("edtf", Fit::UpTo(24)),
        ("status", Fit::UpTo(12)),
        ("summary", Fit::Rest),
        ("actors", Fit::UpTo(32)),
        ("section title", Fit::UpTo(24)),
    ];

    fn cells(&self, people: bool) -> Vec<String> {
        let undated = if people { "undated" } else { "" };
        vec![
            self.path.clone(),
            self.line.map_or(String::new(), |line| line.to_string()),
            self.edtf.clone().unwrap_or_else(|| undated.to_owned()),
            self.status.name().to_owned(),
            self.summary.clone(),
            self.actors.join("; "),
            self.section_title.clone(),
        ]
    }
}

/// Lists the events of all documents by their first day, long before short; undated ones last.
pub fn run(common: &Common, args: &Timeline) -> anyhow::Result<Status> {
    let Some(narrowed) = args.filter.narrowed() else { return Ok(Status::Failed) };
    let session =
        Session::plan(common, &args.listed.paths.paths, Without::Nothing)?.with(&args.listed.with)?;
    // Rows for people and columns say nothing of other documents: read one by one, the documents take no room together.
    let beside = session.is_dossier() && (common.json || args.form.is_some());
    if !narrowed.is_all() || beside {
        return of_dossier(common, &session, &narrowed, args.form);
    }
    if let Some(AnyFormat::Calendar(form)) = args.form {
        return written(&session, form);
    }
    let mut lines = Vec::new();
    let status = session.each(|document| {
        let layer = session.layer(&document)?;
        lines.extend(document.events.iter().enumerate().map(|(k, event)| {
            let id = EventId::new(k);
            let hung = layer.as_ref().map(|layer| Hung::on(layer, &document, Item::Event(id)));
            (line(&document, id, event), hung)
        }));
        Ok(())
    })?;
    list(common, &session, lines)?;
    Ok(status)
}

fn list(common: &Common, session: &Session, mut lines: Vec<(Line, Option<Hung>)>) -> io::Result<()> {
    lines.sort_by_key(|(line, _)| place_of(line.days));
    let mut listing = Listing::new(common, session.is_dossier()).noted(session.has_notes());
    lines.iter().try_for_each(|(line, hung)| listing.push_with(line, hung.as_ref()))?;
    listing.finish::<Line>()
}

/// The events of all documents together that a filter keeps.
fn of_dossier(
    common: &Common,
    session: &Session,
    narrowed: &Narrowed,
    form: Option<AnyFormat>,
) -> anyhow::Result<Status> {
    let (dossier, status) = session.dossier()?;
    let layers = narrow::layers(session, &dossier)?;
    let kept = narrowed.apply(&dossier, &layers);
    let found =
        |(doc, id): (DocId, EventId)| Some((dossier.document(doc)?, dossier.document(doc)?.event(id)?));
    let links = link(&dossier, &|| false).unwrap_or_default();
    let events =
        kept.events.iter().filter_map(|at| found(*at).map(|(document, event)| (*at, document, event)));
    if let Some(AnyFormat::Calendar(form)) = form {
        // A calendar has an event once, as the first document tells it that is kept.
        let mut told: FxHashSet<usize> = FxHashSet::default();
        let mut entries: Vec<Entry> = events
            .filter(|(at, ..)| links.set_of(*at).is_none_or(|set| told.insert(set)))
            .map(|(at, document, event)| Entry::of(document, at.1, event))
            .collect();
        finish(&mut entries, form)?;
    } else {
        let lines = events.map(|(at @ (doc, id), document, event)| {
            let hung = layers.0.get(doc.index()).map(|layer| Hung::on(layer, document, Item::Event(id)));
            let mut line = line(document, id, event);
            let same = links.same_as(at).iter().copied().filter(|other| *other != at);
            line.same_as = same.filter_map(|other| Told::of(&dossier, other)).collect();
            let otherwise = links.dated_otherwise(at);
            line.dated_otherwise = otherwise.filter_map(|other| Told::of(&dossier, other)).collect();
            (line, hung)
        });
        list(common, session, lines.collect())?;
    }
    Ok(if status == Status::Done && kept.events.is_empty() { Status::Nothing } else { status })
}

/// Writes the events of all documents for another program.
fn written(session: &Session, form: Form) -> anyhow::Result<Status> {
    let mut entries = Vec::new();
    let status = session.each(|document| {
        let events = document.events.iter().enumerate();
        entries.extend(events.map(|(k, e)| Entry::of(&document, EventId::new(k), e)));
        Ok(())
    })?;
    finish(&mut entries, form)?;
    Ok(status)
}

fn finish(entries: &mut [Entry], form: Form) -> io::Result<()> {
    calendar::sort(entries);
    let mut out = BufWriter::new(io::stdout().lock());
    form.write(entries, &mut out)?;
    out.flush()
}

/// The place in the calendar: by the first day it may mean (the last one for an open beginning), of those the longest
/// first, as a year comes before its months; what has no day comes last.
fn place_of((earliest, latest): (Option<Date>, Option<Date>)) -> impl Ord {
    let from = earliest.or(latest);
    (from.is_none(), from, std::cmp::Reverse(latest.unwrap_or(Date::MAX)))
}

fn line(document: &Document, id: EventId, event: &Event) -> Line {
    let text = &document.text;
    let place = event.sources.first().copied();
    Line {
        path: document.path.clone(),
        line: place.map(|span| text.source_line(span.from())),
        id: id.to_string(),
        edtf: event.edtf.clone(),
        earliest: event.earliest.map(day),
        latest: event.latest.map(day),
        status: event.status,
        summary: event.summary.split_whitespace().collect::<Vec<_>>().join(" "),
        actors: event.actors.iter().filter_map(|id| document.actor(*id)).map(|a| a.name.clone()).collect(),
        section_title: section_title(document, place.and_then(|span| document.section_at(span.from()))),
        start: place.map(|span| text.char_offset(span.from())),
        end: place.map(|span| text.char_offset(span.to())),
        same_as: Vec::new(),
        dated_otherwise: Vec::new(),
        days: (event.earliest, event.latest),
    }
}

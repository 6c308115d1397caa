//! `casefile notes PATH…`: what was noted, where it stands now, and what stands nowhere any more.

use std::collections::HashSet;
use std::path::PathBuf;

use serde::Serialize;

use super::super::Status;
use super::super::args::Common;
use super::super::listing::{Column, Fit, Listing, Row};
use super::super::session::{Session, Without};
use crate::export::passage::{section_title, words};
use crate::model::Document;
use crate::notes::{Act, Anchored, Anchoring, Correction, Layer, Record, Selector, Store, Target, anchor};

#[derive(Debug, Serialize)]
pub(super) struct Line {
    path: String,
    line: Option<usize>,
    id: String,
    is: &'static str,
    on: &'static str,
    how: Option<&'static str>,
    similarity: Option<f32>,
    text: String,
    tags: Vec<String>,
    by: String,
    at: String,
    quote: String,
    section_title: String,
    start: Option<usize>,
    end: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    correction: Option<Correction>,
}

impl Row for Line {
    const COLUMNS: &'static [Column] = &[
        ("path", Fit::UpTo(32)),
        ("line", Fit::Number),
        ("is", Fit::UpTo(10)),
        ("how", Fit::UpTo(8)),
        ("text", Fit::Rest),
        ("tags", Fit::UpTo(20)),
        ("by", Fit::UpTo(12)),
        ("at", Fit::UpTo(16)),
        ("quote", Fit::UpTo(40)),
        ("section title", Fit::UpTo(24)),
    ];

    fn cells(&self, people: bool) -> Vec<String> {
        let at =
            if people { self.at.get(..16).unwrap_or(&self.at).replace('T', " ") } else { self.at.clone() };
        vec![
            self.path.clone(),
            self.line.map_or(String::new(), |line| line.to_string()),
            self.is.to_owned(),
            self.how.unwrap_or_default().to_owned(),
            self.text.clone(),
            self.tags.join(" "),
            self.by.clone(),
            at,
            self.quote.clone(),
            self.section_title.clone(),
        ]
    }
}

/// Lists the layer of each document: in text order, then what concerns the whole document, then what stands nowhere.
pub(super) fn run(common: &Common, store: &Store, paths: &[PathBuf]) -> anyhow::Result<Status> {
    let session = Session::plan(common, paths, Without::Nothing)?;
    let mut listing = Listing::new(common, session.is_dossier());
    let mut seen = Vec::new();
    let status = session.each(|document| {
        let log = super::open(store, &document.path, &document.hash)?;
        lines(&document, log.records()).iter().try_for_each(|line| listing.push(line))?;
        seen.push((document.path.clone(), document.hash));
        Ok(())
    })?;
    if seen.len() > 1 {
        let log = store.open_dossier(&seen)?;
        let layer = Layer::of(log.records());
        let lines = layer.acts().iter().filter(|record| record.doc.is_none());
        lines.filter_map(|record| line(None, record, None)).try_for_each(|line| listing.push(&line))?;
    }
    listing.finish::<Line>()?;
    Ok(status)
}

/// The acts in force as lines.
pub(super) fn lines(document: &Document, records: &[Record]) -> Vec<Line> {
    let layer = Layer::of(records);
    let acts: Vec<&Record> = in_force(layer.acts());
    let selectors: Vec<Option<&Selector>> =
        acts.iter().map(|record| record.act.target()?.selector()).collect();
    let looked_for: Vec<&Selector> = selectors.iter().copied().flatten().collect();
    let mut found = anchor(&document.text, &looked_for).into_iter();
    let places: Vec<Option<Anchored>> =
        selectors.iter().map(|s| s.and_then(|_| found.next().flatten())).collect();
    let mut order: Vec<usize> = (0..acts.len()).collect();
    let rank = |k: usize| match (places.get(k).copied().flatten(), selectors.get(k).copied().flatten()) {
        (Some(place), _) => (0, Some(place.span)),
        (None, None) => (1, None),
        (None, Some(_)) => (2, None),
    };
    order.sort_by_key(|k| rank(*k));
    let each = |k: usize| line(Some(document), acts.get(k)?, places.get(k).copied().flatten());
    order.into_iter().filter_map(each).collect()
}

/// Without marks, judgements and scopes in whose place later ones have come.
fn in_force(acts: &[Record]) -> Vec<&Record> {
    #[derive(PartialEq, Eq, Hash)]
    enum Slot<'a> {
        Mark(char),
        Status(&'a Target),
        Scope(&'a str),
    }
    fn slot_of(act: &Act) -> Option<Slot<'_>> {
        match act {
            Act::Mark { name, .. } => Some(Slot::Mark(*name)),
            Act::Status { on, .. } => Some(Slot::Status(on)),
            Act::Save { name, .. } => Some(Slot::Scope(name)),
            _ => None,
        }
    }
    let mut taken = HashSet::new();
    let mut kept: Vec<&Record> =
        acts.iter().rev().filter(|r| slot_of(&r.act).is_none_or(|slot| taken.insert(slot))).collect();
    kept.reverse();
    kept
}

fn line(document: Option<&Document>, record: &Record, place: Option<Anchored>) -> Option<Line> {
    let (is, text, tags) = match &record.act {
        Act::Note { text, tags, .. } => ("note", text.clone(), tags.clone()),
        Act::Mark { name, .. } => ("mark", name.to_string(), Vec::new()),
        Act::Status { status, .. } => ("status", status.name().to_owned(), Vec::new()),
        Act::Tag { tags, .. } => ("tags", String::new(), tags.clone()),
        Act::Save { name, query } => ("scope", format!("{name}: {query}"), Vec::new()),
        Act::Correct(correction) => ("correction", correction.phrase(), Vec::new()),
        _ => return None,
    };
    let on = record.act.target();
    let selector = on.and_then(Target::selector);
    let at = |byte: usize| document.map(|d| d.text.char_offset(byte));
    let similarity = match place.map(|place| place.how) {
        Some(Anchoring::Fuzzy { similarity }) => Some((similarity * 100.0).round() / 100.0),
        _ => None,
    };
    Some(Line {
        path: document.map_or(String::new(), |d| d.path.clone()),
        line: place.and_then(|p| document.map(|d| d.text.source_line(p.span.from()))),
        id: record.id.0.clone(),
        is,
        on: on.map_or("the document", Target::noun),
        how: selector.map(|_| place.map_or("orphaned", |p| p.how.name())),
        similarity,
        text,
        tags,
        by: record.by.clone(),
        at: record.at.clone(),
        quote: match (place, selector, on) {
            (Some(place), ..) => document.map_or(String::new(), |d| words(d, place.span)),
            (None, Some(selector), _) => selector.quote.split_whitespace().collect::<Vec<_>>().join(" "),
            (None, None, Some(Target::Actor(name))) => name.clone(),
            _ => String::new(),
        },
        section_title: place.map_or(String::new(), |place| {
            document.map_or(String::new(), |d| section_title(d, d.section_at(place.span.from())))
        }),
        start: place.and_then(|place| at(place.span.from())),
        end: place.and_then(|place| at(place.span.to())),
        correction: match &record.act {
            Act::Correct(correction) => Some(correction.clone()),
            _ => None,
        },
    })
}

//! `casefile notes check`: whether every log is sound, and whether everything in it is still found.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::super::args::Common;
use super::super::listing::{Column, Fit, Listing, Row};
use super::super::{Status, report};
use crate::load::{self, Input, LoadOptions};
use crate::notes::{Checked, Layer, Record, Selector, Store, Target, anchor, check};

#[derive(Debug, Serialize)]
struct Line {
    path: String,
    state: &'static str,
    records: usize,
    orphans: Option<usize>,
    damaged: usize,
    set_aside: usize,
    document: String,
}

impl Row for Line {
    const COLUMNS: &'static [Column] = &[
        ("path", Fit::UpTo(60)),
        ("state", Fit::UpTo(10)),
        ("records", Fit::Number),
        ("orphans", Fit::Number),
        ("damaged", Fit::Number),
        ("set aside", Fit::Number),
        ("document", Fit::Rest),
    ];

    fn cells(&self, _: bool) -> Vec<String> {
        vec![
            self.path.clone(),
            self.state.to_owned(),
            self.records.to_string(),
            self.orphans.map_or(String::new(), |n| n.to_string()),
            self.damaged.to_string(),
            self.set_aside.to_string(),
            self.document.clone(),
        ]
    }
}

/// Looks at every log, or at those of some documents. Nothing is changed. Damage fails the command.
pub(super) fn run(common: &Common, store: &Store, paths: &[PathBuf]) -> anyhow::Result<Status> {
    let mut files: Vec<PathBuf> = if paths.is_empty() { store.logs()? } else { Vec::new() };
    for path in paths {
        let (name, hash) = match super::document(common, path) {
            Ok(loaded) => (loaded.path, loaded.hash),
            Err(error) if path.exists() || path == Path::new("-") => return Err(error),
            Err(_) => (path.display().to_string(), String::new()),
        };
        let log = Store::private(store.clone()).open(&name, &hash)?;
        files.extend(log.file().map(Path::to_owned));
    }
    files.retain(|file| file.symlink_metadata().is_ok());
    files.dedup();
    let mut listing = Listing::new(common, true);
    let mut status = Status::Done;
    for file in files {
        match check(&file) {
            Ok(checked) => {
                if !checked.is_sound() {
                    status = Status::Failed;
                }
                rows(common, &checked).iter().try_for_each(|row| listing.push(row))?;
            }
            Err(error) => {
                report::error(&error.to_string());
                status = Status::Failed;
            }
        }
    }
    listing.finish::<Line>()?;
    Ok(status)
}

/// A line for each document of a log.
fn rows(common: &Common, checked: &Checked) -> Vec<Line> {
    let state = match (checked.is_newer(), checked.is_sound()) {
        (true, _) => "newer",
        (false, true) => "sound",
        (false, false) => "damaged",
    };
    let line = |records: usize, orphans: Option<usize>, document: &str| Line {
        path: checked.file.display().to_string(),
        state,
        records,
        orphans,
        damaged: checked.damaged + usize::from(checked.torn),
        set_aside: checked.aside.len(),
        document: document.to_owned(),
    };
    let documents = checked.documents();
    if documents.is_empty() || checked.is_newer() {
        return vec![line(checked.records.len() + checked.foreign, None, "")];
    }
    let each = |&(doc, path, _): &(Option<&str>, &str, &str)| {
        let own: Vec<Record> = checked.records.iter().filter(|r| r.doc.as_deref() == doc).cloned().collect();
        line(own.len(), orphans(common, path, &own), path)
    };
    documents.iter().map(each).collect()
}

/// How many acts in force are about words that are not found any more; `None` where the document is not there.
fn orphans(common: &Common, path: &str, records: &[Record]) -> Option<usize> {
    if !Path::new(path).is_absolute() {
        return None;
    }
    let options = LoadOptions {
        format: common.document_format(),
        limits: common.limits,
        pdf: load::PdfParsing::InChild,
    };
    let loaded = load::read(&Input::File(path.into()), &options).ok()?;
    let layer = Layer::of(records);
    let targets = layer.acts().iter().filter_map(|record| record.act.target());
    let selectors: Vec<&Selector> = targets.filter_map(Target::selector).collect();
    Some(anchor(&loaded.text, &selectors).iter().filter(|found| found.is_none()).count())
}

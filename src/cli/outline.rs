//! `casefile outline`: the sections.

use serde::Serialize;

use super::Status;
use super::args::{Common, Listed};
use super::hung::Hung;
use super::listing::{Column, Fit, Listing, Row};
use super::session::{Session, Without};
use crate::export::passage::words;
use crate::model::{Document, Item, SectionId};

#[derive(Debug, Serialize)]
struct Line {
    path: String,
    line: usize,
    id: String,
    level: u8,
    label: Option<String>,
    title: String,
    parent: Option<String>,
    start: usize,
    end: usize,
    body_end: usize,
}

impl Row for Line {
    const COLUMNS: &'static [Column] = &[
        ("path", Fit::UpTo(32)),
        ("line", Fit::Number),
        ("level", Fit::Number),
        ("label", Fit::UpTo(16)),
        ("title", Fit::Rest),
    ];

    fn cells(&self, people: bool) -> Vec<String> {
        let indent = if people { usize::from(self.level.saturating_sub(1)) * 2 } else { 0 };
        vec![
            self.path.clone(),
            self.line.to_string(),
            self.level.to_string(),
            self.label.clone().unwrap_or_default(),
            format!("{:indent$}{}", "", self.title),
        ]
    }
}

/// Lists the sections of each document.
pub fn run(common: &Common, args: &Listed) -> anyhow::Result<Status> {
    let session = Session::plan(common, &args.paths.paths, Without::Nothing)?.with(&args.with)?;
    let mut listing = Listing::new(common, session.is_dossier()).noted(session.has_notes());
    let status = session.each(|document| {
        let layer = session.layer(&document)?;
        for (k, line) in sections(&document).enumerate() {
            let item = Item::Section(SectionId::new(k));
            let hung = layer.as_ref().map(|layer| Hung::on(layer, &document, item));
            listing.push_with(&line, hung.as_ref())?;
        }
        Ok(())
    })?;
    listing.finish::<Line>()?;
    Ok(status)
}

fn sections(document: &Document) -> impl Iterator<Item = Line> + '_ {
    let text = &document.text;
    document.sections.iter().enumerate().map(move |(k, section)| Line {
        path: document.path.clone(),
        line: text.source_line(section.heading.from()),
        id: SectionId::new(k).to_string(),
        level: section.level,
        label: section.label.map(|label| words(document, label)),
        title: words(document, section.title),
        parent: section.parent.map(|id| id.to_string()),
        start: text.char_offset(section.heading.from()),
        end: text.char_offset(section.heading.to()),
        body_end: text.char_offset(section.body_end as usize),
    })
}

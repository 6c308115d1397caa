//! `casefile claims`: what is asserted, in reading order.

use serde::Serialize;

use super::Status;
use super::args::{Common, Paths};
use super::listing::{Column, Fit, Listing, Row};
use super::session::{Session, Without};
use crate::export::passage::{section_title, source, words};
use crate::model::{Certainty, Claim, ClaimId, ClaimKind, Document, Polarity};

#[derive(Debug, Serialize)]
struct Line {
    path: String,
    line: usize,
    id: String,
    kind: ClaimKind,
    certainty: Certainty,
    polarity: Polarity,
    source: Option<String>,
    text: String,
    section_title: String,
    start: usize,
    end: usize,
}

impl Row for Line {
    const COLUMNS: &'static [Column] = &[
        ("path", Fit::UpTo(32)),
        ("line", Fit::Number),
        ("kind", Fit::UpTo(12)),
        ("certainty", Fit::UpTo(12)),
        ("polarity", Fit::UpTo(8)),
        ("source", Fit::UpTo(24)),
        ("text", Fit::Rest),
        ("section title", Fit::UpTo(24)),
    ];

    fn cells(&self, _: bool) -> Vec<String> {
        vec![
            self.path.clone(),
            self.line.to_string(),
            self.kind.name().to_owned(),
            self.certainty.name().to_owned(),
            self.polarity.name().to_owned(),
            self.source.clone().unwrap_or_default(),
            self.text.clone(),
            self.section_title.clone(),
        ]
    }
}

/// Lists the claims of each document.
pub fn run(common: &Common, args: &Paths) -> anyhow::Result<Status> {
    let session = Session::plan(common, &args.paths, Without::Nothing)?;
    let mut listing = Listing::new(common, session.is_dossier());
    let status = session.each(|document| {
        let mut claims = document.claims.iter().enumerate();
        Ok(claims.try_for_each(|(k, claim)| listing.push(&line(&document, ClaimId::new(k), claim)))?)
    })?;
    listing.finish::<Line>()?;
    Ok(status)
}

fn line(document: &Document, id: ClaimId, claim: &Claim) -> Line {
    let text = &document.text;
    Line {
        path: document.path.clone(),
        line: text.source_line(claim.span.from()),
        id: id.to_string(),
        kind: claim.kind,
        certainty: claim.certainty,
        polarity: claim.polarity,
        source: source(document, claim),
        text: words(document, claim.span),
        section_title: section_title(document, claim.section),
        start: text.char_offset(claim.span.from()),
        end: text.char_offset(claim.span.to()),
    }
}

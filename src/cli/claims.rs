//! `casefile claims`: what is asserted, in reading order.

use serde::Serialize;

use super::Status;
use super::args::{Common, Listed};
use super::hung::Hung;
use super::listing::{Column, Fit, Listing, Place, Row};
use super::session::{Session, Without};
use crate::export::passage::{source, words};
use crate::model::{Certainty, Claim, ClaimId, ClaimKind, Document, Item, Polarity};

#[derive(Debug, Serialize)]
struct Line {
    #[serde(flatten)]
    place: Place,
    id: String,
    kind: ClaimKind,
    certainty: Certainty,
    polarity: Polarity,
    source: Option<String>,
    text: String,
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

    fn cells(&self, people: bool) -> Vec<String> {
        // What is expected of a claim goes without saying.
        let unless =
            |expected: bool, name: &str| if people && expected { String::new() } else { name.to_owned() };
        let plain = matches!(self.certainty, Certainty::Stated | Certainty::Na);
        vec![
            self.place.path.clone(),
            self.place.line.to_string(),
            self.kind.name().to_owned(),
            unless(plain, self.certainty.name()),
            unless(self.polarity == Polarity::Positive, self.polarity.name()),
            self.source.clone().unwrap_or_default(),
            self.text.clone(),
            self.place.section_title.clone(),
        ]
    }
}

/// Lists the claims of each document.
pub fn run(common: &Common, args: &Listed) -> anyhow::Result<Status> {
    let session = Session::plan(common, &args.paths.paths, Without::Nothing)?.with(&args.with)?;
    let mut listing = Listing::new(common, session.is_dossier()).noted(session.has_notes());
    let status = session.each(|document| {
        let layer = session.layer(&document)?;
        for (k, claim) in document.claims.iter().enumerate() {
            let id = ClaimId::new(k);
            let hung = layer.as_ref().map(|layer| Hung::on(layer, &document, Item::Claim(id)));
            listing.push_with(&line(&document, id, claim), hung.as_ref())?;
        }
        Ok(())
    })?;
    listing.finish::<Line>()?;
    Ok(status)
}

fn line(document: &Document, id: ClaimId, claim: &Claim) -> Line {
    Line {
        place: Place::new(document, claim.span, claim.section),
        id: id.to_string(),
        kind: claim.kind,
        certainty: claim.certainty,
        polarity: claim.polarity,
        source: source(document, claim),
        text: words(document, claim.span),
    }
}

//! `casefile compare`: claims that repeat one another, may agree, may clash or were revised, side by side.

use serde::Serialize;

use super::Status;
use super::args::{Common, Listed};
use super::listing::{Column, Fit, Listing, Place, Row};
use super::session::{Session, Without};
use crate::export::passage::{source, words};
use crate::link;
use crate::link::claims::{ClaimRef, Relation};
use crate::model::Dossier;

/// One of the two claims.
#[derive(Debug, Serialize)]
struct Side {
    #[serde(flatten)]
    place: Place,
    id: String,
    source: Option<String>,
    text: String,
}

#[derive(Debug, Serialize)]
struct Line {
    relation: Relation,
    similarity: f32,
    reason: String,
    a: Side,
    b: Side,
}

impl Row for Line {
    const COLUMNS: &'static [Column] = &[
        ("path", Fit::UpTo(24)),
        ("line", Fit::Number),
        ("relation", Fit::UpTo(9)),
        ("text", Fit::UpTo(48)),
        ("path", Fit::UpTo(24)),
        ("line", Fit::Number),
        ("text", Fit::UpTo(48)),
        ("reason", Fit::Rest),
    ];

    fn cells(&self, _: bool) -> Vec<String> {
        vec![
            self.a.place.path.clone(),
            self.a.place.line.to_string(),
            self.relation.name().to_owned(),
            self.a.text.clone(),
            self.b.place.path.clone(),
            self.b.place.line.to_string(),
            self.b.text.clone(),
            self.reason.clone(),
        ]
    }
}

/// Lists the comparisons of all claims in the documents together; finding none is no error.
pub fn run(common: &Common, args: &Listed) -> anyhow::Result<Status> {
    let session = Session::plan(common, &args.paths.paths, Without::Nothing)?.with(&args.with)?;
    let (dossier, status) = session.dossier()?;
    let mut listing = Listing::new(common, true);
    let comparisons = link::claims::compare(&dossier, &|| false).unwrap_or_default();
    for c in comparisons.all() {
        if let (Some(a), Some(b)) = (side(&dossier, c.a), side(&dossier, c.b)) {
            let (relation, reason) = (c.relation, c.why(&dossier));
            listing.push(&Line { relation, similarity: c.similarity, reason, a, b })?;
        }
    }
    listing.finish::<Line>()?;
    Ok(status)
}

fn side(dossier: &Dossier, (doc, id): ClaimRef) -> Option<Side> {
    let document = dossier.document(doc)?;
    let claim = document.claim(id)?;
    Some(Side {
        place: Place::new(document, claim.span, claim.section),
        id: id.to_string(),
        source: source(document, claim),
        text: words(document, claim.span),
    })
}

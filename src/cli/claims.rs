//! `casefile claims`: what is asserted, in reading order.

use std::io::{self, BufWriter, Write as _};

use serde::Serialize;

use super::args::{Claims, Common, Listed};
use super::hung::Hung;
use super::listing::{Column, Fit, Listing, Place, Row};
use super::narrow::{ClaimOrder, Narrowed};
use super::session::{Session, Without};
use super::values::AnyFormat;
use super::{Status, narrow};
use crate::export;
use crate::export::passage::{source, words};
use crate::export::{Added, Exported};
use crate::model::{Certainty, Claim, ClaimId, ClaimKind, DocId, Document, Item, Polarity};

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
    importance: f32,
    checkworthy: f32,
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

/// Lists the claims of each document, or those that a filter keeps.
pub fn run(common: &Common, args: &Claims) -> anyhow::Result<Status> {
    let Listed { paths, with } = &args.listed;
    let Some(narrowed) = args.filter.narrowed() else { return Ok(Status::Failed) };
    let session = Session::plan(common, &paths.paths, Without::Nothing)?.with(with)?;
    let form = match args.form {
        Some(AnyFormat::Export(form)) => Some(form),
        _ => None,
    };
    let json = common.json || args.form == Some(AnyFormat::JsonLines);
    let listing = Listing::in_shape(common, json, session.is_dossier()).noted(session.has_notes());
    if form.is_some() || !narrowed.is_all() || args.sort != ClaimOrder::Reading {
        return of_dossier(&session, &narrowed, args.sort, form, listing);
    }
    let mut listing = listing;
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

/// The claims of all documents together: narrowed, in another order, or in another form.
fn of_dossier(
    session: &Session,
    narrowed: &Narrowed,
    sort: ClaimOrder,
    form: Option<export::Format>,
    mut listing: Listing,
) -> anyhow::Result<Status> {
    let (dossier, status) = session.dossier()?;
    let layers = narrow::layers(session, &dossier)?;
    let mut kept = narrowed.apply(&dossier, &layers);
    let nothing = kept.claims.is_empty() && !narrowed.is_all();
    let found =
        |(doc, id): (DocId, ClaimId)| Some((dossier.document(doc)?, dossier.document(doc)?.claim(id)?));
    let weight = |at: &(DocId, ClaimId)| {
        found(*at).map_or(0.0, |(_, c)| match sort {
            ClaimOrder::Reading => 0.0,
            ClaimOrder::Importance => c.importance.value,
            ClaimOrder::Checkworthy => c.checkworthy,
        })
    };
    if let Some(form) = form {
        // Only claims are asked for.
        kept.events.clear();
        let mut added = Added::default();
        for ((doc, document), layer) in dossier.iter().zip(&layers.0) {
            added.take(doc, document, layer);
        }
        let query = narrowed.query();
        let exported = Exported {
            dossier: &dossier,
            kept: &kept,
            scope: &query,
            text: None,
            added: &added,
            citation: None,
        };
        let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        export::write(form, &exported, export::Choice::default(), &mut out)?;
        out.flush()?;
    } else {
        let mut order = kept.claims.clone();
        order.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
        for at in order {
            let Some((document, claim)) = found(at) else { continue };
            let layer = layers.0.get(at.0.index());
            let hung = layer.map(|layer| Hung::on(layer, document, Item::Claim(at.1)));
            listing.push_with(&line(document, at.1, claim), hung.as_ref())?;
        }
        listing.finish::<Line>()?;
    }
    Ok(if status == Status::Done && nothing { Status::Nothing } else { status })
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
        importance: claim.importance.value,
        checkworthy: claim.checkworthy,
    }
}

//! `casefile stats`: how much there is of what, and what the index takes in memory.

use serde::Serialize;

use super::Status;
use super::args::{Common, Listed};
use super::listing::{Column, Fit, Listing, Row};
use super::session::{Session, Without};
use crate::model::Document;
use crate::search::Index;

#[derive(Debug, Serialize)]
struct Stats {
    documents: usize,
    bytes: usize,
    sections: usize,
    sentences: usize,
    claims: usize,
    events: usize,
    times: usize,
    places: usize,
    actors: usize,
    mentions: usize,
    /// Different words in the index, spellings apart.
    words: usize,
    /// Bytes of the index, and what they are for.
    index: usize,
    index_vocabulary: usize,
    index_lists: usize,
    index_tables: usize,
    index_names: usize,
    /// Bytes of the index for each claim; none without claims.
    index_per_claim: Option<f64>,
    /// Bytes of text for each claim.
    text_per_claim: Option<f64>,
}

#[derive(Debug, Serialize)]
struct Figure {
    name: &'static str,
    number: String,
}

impl Row for Figure {
    const COLUMNS: &'static [Column] = &[("name", Fit::UpTo(32)), ("number", Fit::Number)];

    fn cells(&self, _: bool) -> Vec<String> {
        vec![self.name.to_owned(), self.number.clone()]
    }
}

/// Counts what is in all documents together.
pub fn run(common: &Common, args: &Listed) -> anyhow::Result<Status> {
    let session = Session::plan(common, &args.paths.paths, Without::Nothing)?.with(&args.with)?;
    let (dossier, status) = session.dossier()?;
    let sizes = Index::build(&dossier, None, &|| false).unwrap_or_default().sizes();
    let sum = |count: fn(&Document) -> usize| dossier.documents.iter().map(|d| count(d)).sum::<usize>();
    let claims = sum(|d| d.claims.len());
    let bytes = sum(|d| d.text.len());
    let per_claim = |n: usize| (claims > 0).then(|| (n as f64 / claims as f64 * 10.0).round() / 10.0);
    let stats = Stats {
        documents: dossier.documents.len(),
        bytes,
        sections: sum(|d| d.sections.len()),
        sentences: sum(|d| d.sentences.len()),
        claims,
        events: sum(|d| d.events.len()),
        times: sum(|d| d.times.len()),
        places: sum(|d| d.places.len()),
        actors: dossier.actors.len(),
        mentions: dossier.actors.iter().map(|a| a.mentions as usize).sum(),
        words: sizes.words,
        index: sizes.total(),
        index_vocabulary: sizes.vocabulary,
        index_lists: sizes.lists,
        index_tables: sizes.tables,
        index_names: sizes.names,
        index_per_claim: per_claim(sizes.total()),
        text_per_claim: per_claim(bytes),
    };
    let mut listing = Listing::new(common, false);
    if common.json {
        listing.push(&stats)?;
    } else {
        for figure in stats.figures() {
            listing.push(&figure)?;
        }
    }
    listing.finish::<Figure>()?;
    Ok(status)
}

/// The object as a whole is a row only for other programs.
impl Row for Stats {
    const COLUMNS: &'static [Column] = Figure::COLUMNS;

    fn cells(&self, _: bool) -> Vec<String> {
        Vec::new()
    }
}

impl Stats {
    fn figures(&self) -> Vec<Figure> {
        let share = |n: Option<f64>| n.map_or_else(|| "-".to_owned(), |n| format!("{n:.1}"));
        [
            ("documents", self.documents.to_string()),
            ("bytes of text", self.bytes.to_string()),
            ("sections", self.sections.to_string()),
            ("sentences", self.sentences.to_string()),
            ("claims", self.claims.to_string()),
            ("events", self.events.to_string()),
            ("dates", self.times.to_string()),
            ("places", self.places.to_string()),
            ("actors", self.actors.to_string()),
            ("mentions", self.mentions.to_string()),
            ("words", self.words.to_string()),
            ("bytes of index", self.index.to_string()),
            ("of these vocabulary", self.index_vocabulary.to_string()),
            ("of these lists", self.index_lists.to_string()),
            ("of these tables", self.index_tables.to_string()),
            ("of these names", self.index_names.to_string()),
            ("bytes of index a claim", share(self.index_per_claim)),
            ("bytes of text a claim", share(self.text_per_claim)),
        ]
        .map(|(name, number)| Figure { name, number })
        .into()
    }
}

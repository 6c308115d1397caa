//! `casefile search`: what fits a query, the best first.

use std::sync::Arc;

use serde::Serialize;

use super::args::{Common, Search};
use super::listing::{Column, Fit, Listing, Place, Row};
use super::session::{Session, Without};
use super::{Status, report};
use crate::link;
use crate::model::{ActorId, Dossier, Item};
use crate::search::{Found, Hit, Index, Query};

#[derive(Debug, Serialize)]
struct Line {
    #[serde(flatten)]
    place: Place,
    is: &'static str,
    id: Option<String>,
    /// Of an actor: what it is called in each document, as `actors` and `extract` have it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    members: Vec<Member>,
    text: String,
    /// Comparable within one search only.
    score: f32,
    /// The letters that matched, as code points of `text`.
    marks: Vec<Marked>,
}

#[derive(Debug, Serialize)]
struct Member {
    path: String,
    id: String,
}

#[derive(Debug, Serialize)]
struct Marked {
    start: usize,
    end: usize,
}

impl Row for Line {
    const COLUMNS: &'static [Column] = &[
        ("path", Fit::UpTo(32)),
        ("line", Fit::Number),
        ("is", Fit::UpTo(8)),
        ("text", Fit::Rest),
        ("section title", Fit::UpTo(32)),
    ];

    fn cells(&self, _: bool) -> Vec<String> {
        vec![
            self.place.path.clone(),
            self.place.line.to_string(),
            self.is.to_owned(),
            self.text.clone(),
            self.place.section_title.clone(),
        ]
    }
}

/// Reports what in a query was not understood. Whether it can be answered: as with the searchers that people know, a
/// pattern that is none is an error and not an empty answer.
pub fn report_problems(query: &Query) -> bool {
    for problem in &query.problems {
        let hint = problem.hint.as_ref().map_or(String::new(), |hint| format!("; {hint}"));
        report::error(&format!("query: {}{hint}", problem.message));
    }
    !query.is_broken()
}

/// Lists the hits in all documents together.
pub fn run(common: &Common, args: &Search) -> anyhow::Result<Status> {
    let query = Query::parse(&args.query);
    if !report_problems(&query) {
        return Ok(Status::Failed);
    }
    let session = Session::plan(common, &args.paths.paths, Without::Nothing)?;
    let mut documents = Vec::new();
    let status = session.each(|document| {
        documents.push(Arc::new(document));
        Ok(())
    })?;
    let dossier = link::dossier(documents);
    let results = Index::build(&dossier, None, &|| false)
        .map(|index| index.search(&query, &dossier, usize::MAX, &|| false))
        .unwrap_or_default();
    let mut listing = Listing::new(common, session.is_dossier());
    results.hits.iter().filter_map(|hit| line(&dossier, hit)).try_for_each(|line| listing.push(&line))?;
    listing.finish::<Line>()?;
    Ok(if status == Status::Done && results.hits.is_empty() { Status::Nothing } else { status })
}

fn line(dossier: &Dossier, hit: &Hit) -> Option<Line> {
    let document = dossier.document(hit.doc)?;
    let chars = |to: usize| hit.text.get(..to).map_or(0, |s| s.chars().count());
    Some(Line {
        place: Place::new(document, hit.span, hit.section),
        is: hit.kind.name(),
        id: id(hit.at),
        members: members(dossier, hit.at),
        text: hit.text.split_whitespace().collect::<Vec<_>>().join(" "),
        score: hit.score,
        marks: hit.marks.iter().map(|m| Marked { start: chars(m.start), end: chars(m.end) }).collect(),
    })
}

/// An actor in each of its documents; nothing else has members.
fn members(dossier: &Dossier, found: Found) -> Vec<Member> {
    let Found::Actor(id) = found else { return Vec::new() };
    let members = dossier.actor(id).map_or(&[][..], |a| &a.members).iter();
    let member =
        |&(doc, id)| Some(Member { path: dossier.document(doc)?.path.clone(), id: ActorId::to_string(&id) });
    members.filter_map(member).collect()
}

/// The id as `extract` has it, of actors that across the documents; sentences have none.
fn id(found: Found) -> Option<String> {
    match found {
        Found::Actor(id) => Some(id.to_string()),
        Found::Item(at) => match at.item {
            Item::Section(id) => Some(id.to_string()),
            Item::Actor(id) => Some(id.to_string()),
            Item::Place(id) => Some(id.to_string()),
            Item::Claim(id) => Some(id.to_string()),
            Item::Event(id) => Some(id.to_string()),
            Item::Sentence(_) => None,
        },
    }
}

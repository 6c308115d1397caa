//! `casefile search`: what fits a query, the best first.

use std::sync::Arc;

use serde::Serialize;

use super::args::{Common, Search};
use super::hung::Hung;
use super::listing::{Column, Fit, Listing, Place, Row};
use super::session::{Session, Without};
use super::{Status, report};
use crate::link;
use crate::model::{ActorId, Dossier, Item, ItemRef};
use crate::notes::Layers;
use crate::search::{Found, Hit, Index, Options, Query};

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
    let session = Session::plan(common, &args.paths.paths, Without::Nothing)?.with(&args.with)?;
    let asks = query.asks_for_the_layer() && !session.has_notes();
    let mut documents = Vec::new();
    let status = session.each(|document| {
        documents.push(Arc::new(document));
        Ok(())
    })?;
    let dossier = link::dossier(documents);
    let mut layers = Layers::default();
    if session.has_notes() {
        for document in &dossier.documents {
            layers.0.push(Arc::new(session.layer(document)?.unwrap_or_default()));
        }
    }
    let options = Options { limit: usize::MAX, layer: &layers, ..Options::default() };
    let results = Index::build(&dossier, None, &|| false)
        .map(|index| index.search_with(&query, &dossier, &options, &|| false))
        .unwrap_or_default();
    let mut listing = Listing::new(common, session.is_dossier()).noted(session.has_notes());
    for hit in &results.hits {
        let Some(line) = line(&dossier, hit) else { continue };
        let hung = session.has_notes().then(|| hung(&dossier, &layers, hit));
        listing.push_with(&line, hung.as_ref())?;
    }
    listing.finish::<Line>()?;
    if results.hits.is_empty() && asks {
        report::error("query: your notes, tags and judgements are looked at only with --notes");
    }
    Ok(if status == Status::Done && results.hits.is_empty() { Status::Nothing } else { status })
}

/// What was noted on a hit; of an actor of several documents, in all of them.
fn hung(dossier: &Dossier, layers: &Layers, hit: &Hit) -> Hung {
    let on = |at: ItemRef| {
        let (layer, document) = (layers.0.get(at.doc.index())?, dossier.document(at.doc)?);
        Some(Hung::on(layer, document, at.item))
    };
    match hit.at {
        Found::Item(at) => on(at).unwrap_or_default(),
        Found::Actor(id) => {
            let members = dossier.actor(id).map_or(&[][..], |a| &a.members).iter();
            let all = members.filter_map(|&(doc, actor)| on(ItemRef { doc, item: Item::Actor(actor) }));
            all.fold(Hung::default(), Hung::and)
        }
    }
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

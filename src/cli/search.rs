//! `casefile search`: what fits a query, the best first.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use serde::Serialize;

use super::args::{Common, Search, Sort};
use super::hung::Hung;
use super::listing::{Column, Fit, Listing, Place, Row};
use super::session::{Session, Without};
use super::{Status, queries, report};
use crate::export::passage::words;
use crate::link;
use crate::model::{ActorId, ClaimKind, Dossier, Item, ItemRef};
use crate::notes::Layers;
use crate::search::{Found, Hit, HitKind, Index, Options, Order, Query, Results};

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

/// Documents that can be searched, with what was noted on them.
struct Searched {
    dossier: Dossier,
    index: Index,
    layers: Layers,
    noted: bool,
}

impl Searched {
    fn read(session: &Session) -> anyhow::Result<(Self, Status)> {
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
        let index = Index::build(&dossier, None, &|| false).unwrap_or_default();
        Ok((Self { dossier, index, layers, noted: session.has_notes() }, status))
    }
}

/// What is asked for besides the query.
struct Asked {
    limit: usize,
    order: Order,
    only: Option<HitKind>,
    /// A kind of claim.
    kind: Option<ClaimKind>,
    context: usize,
}

impl Asked {
    fn new(args: &Search) -> anyhow::Result<Self> {
        let name = args.kind.as_deref().map(str::to_lowercase);
        let only = HitKind::ALL.into_iter().find(|k| Some(k.name()) == name.as_deref());
        let kind = ClaimKind::ALL.into_iter().find(|k| Some(k.name()) == name.as_deref());
        if let Some(name) = name.filter(|_| only.is_none() && kind.is_none()) {
            let kinds = HitKind::ALL.iter().map(|k| k.name()).chain(ClaimKind::ALL.iter().map(|k| k.name()));
            anyhow::bail!("there is no kind “{name}”, but {}", kinds.collect::<Vec<_>>().join(", "));
        }
        Ok(Self {
            limit: args.limit.map_or(usize::MAX, NonZeroUsize::get),
            order: match args.sort {
                Sort::Rank => Order::Best,
                Sort::Reading => Order::Reading,
                Sort::Date => Order::Date,
            },
            only: if kind.is_some() { Some(HitKind::Claim) } else { only },
            kind,
            context: args.context.unwrap_or(0),
        })
    }

    /// The hits of a query.
    fn of(&self, query: &Query, searched: &Searched) -> Results {
        let Searched { dossier, index, layers, .. } = searched;
        let options = Options { limit: self.limit, order: self.order, only: self.only, layer: layers };
        let narrowed = self.kind.map(|kind| query.and(Query::parse(&format!("kind:{}", kind.name()))));
        index.search_with(narrowed.as_ref().unwrap_or(query), dossier, &options, &|| false)
    }
}

/// Lists the hits in all documents together.
pub fn run(common: &Common, args: &Search) -> anyhow::Result<Status> {
    let asked = Asked::new(args)?;
    if let Some(file) = &args.queries {
        return run_all(common, args, &asked, file);
    }
    let typed = args.query.as_deref().unwrap_or_default();
    let query = Query::parse(typed);
    if !report_problems(&query) {
        return Ok(Status::Failed);
    }
    let session = Session::plan(common, &args.paths.paths, Without::Nothing)?.with(&args.with)?;
    let asks = query.asks_for_the_layer() && !session.has_notes();
    let (searched, status) = Searched::read(&session)?;
    let results = asked.of(&query, &searched);
    let mut listing = Listing::new(common, session.is_dossier()).noted(session.has_notes());
    for hit in &results.hits {
        let Some(line) = line(&searched.dossier, hit) else { continue };
        let hung = searched.noted.then(|| hung(&searched.dossier, &searched.layers, hit));
        match around(&searched.dossier, hit, asked.context) {
            Some((before, behind)) => {
                listing.push_with(&InContext { line, before, behind }, hung.as_ref())?;
            }
            None => listing.push_with(&line, hung.as_ref())?,
        }
    }
    match asked.context {
        0 => listing.finish::<Line>()?,
        _ => listing.finish::<InContext>()?,
    }
    if results.hits.is_empty() && asks {
        report::error("query: your notes, tags and judgements are looked at only with --notes");
    }
    Ok(if status == Status::Done && results.hits.is_empty() { Status::Nothing } else { status })
}

/// Answers the queries of a file, in turn.
fn run_all(common: &Common, args: &Search, asked: &Asked, file: &Path) -> anyhow::Result<Status> {
    let queries = queries::read(file)?;
    let first = args.query.iter().map(PathBuf::from);
    let paths: Vec<PathBuf> = first.chain(args.paths.paths.iter().cloned()).collect();
    let session = Session::plan(common, &paths, Without::Nothing)?.with(&args.with)?;
    let (searched, mut status) = Searched::read(&session)?;
    // A list of all hits of all queries is more than anyone asked for.
    let asked = Asked { limit: asked.limit.min(args.limit.map_or(10, NonZeroUsize::get)), ..*asked };
    let mut listing = Listing::new(common, session.is_dossier());
    let mut any = false;
    for typed in queries {
        let begun = Instant::now();
        let query = Query::parse(&typed);
        let results = asked.of(&query, &searched);
        let took = begun.elapsed();
        if !report_problems(&query) {
            status = Status::Failed;
        }
        any |= !results.hits.is_empty();
        let found: Vec<Line> = results.hits.iter().filter_map(|hit| line(&searched.dossier, hit)).collect();
        let hits = asked.only.map_or(results.total, |only| results.counts.of(only));
        listing.push(&queries::Answered::new(typed, hits, took, &results.counts, found))?;
    }
    listing.finish::<queries::Answered<Line>>()?;
    Ok(if status == Status::Done && !any { Status::Nothing } else { status })
}

/// The sentences before and behind a hit, so many of each; `None` if none are asked for.
fn around(dossier: &Dossier, hit: &Hit, count: usize) -> Option<(String, String)> {
    let document = dossier.document(hit.doc).filter(|_| count > 0)?;
    let sentences = &document.sentences;
    let first = sentences.partition_point(|s| s.span.end <= hit.span.start);
    let last = sentences.partition_point(|s| s.span.start < hit.span.end).max(first);
    let said = |range: std::ops::Range<usize>| {
        let all = sentences.get(range).unwrap_or(&[]).iter().map(|s| words(document, s.span));
        all.collect::<Vec<_>>().join(" ")
    };
    Some((said(first.saturating_sub(count)..first), said(last..(last + count).min(sentences.len()))))
}

/// A hit with the text around it.
#[derive(Debug, Serialize)]
struct InContext {
    #[serde(flatten)]
    line: Line,
    before: String,
    behind: String,
}

impl Row for InContext {
    const COLUMNS: &'static [Column] = &[
        ("path", Fit::UpTo(32)),
        ("line", Fit::Number),
        ("is", Fit::UpTo(8)),
        ("text", Fit::Rest),
        ("section title", Fit::UpTo(32)),
        ("before", Fit::UpTo(60)),
        ("behind", Fit::UpTo(60)),
    ];

    fn cells(&self, people: bool) -> Vec<String> {
        let mut cells = self.line.cells(people);
        cells.extend([self.before.clone(), self.behind.clone()]);
        cells
    }
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

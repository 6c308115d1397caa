//! `casefile search`: what fits a query, the best first.

use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::args::{Common, Search, Sort};
use super::hit::{Shown, hung};
use super::hung::Hung;
use super::listing::Listing;
use super::queries::{self, Answered};
use super::session::{Session, Without};
use super::{Status, narrow, report};
use crate::model::{ClaimKind, Dossier};
use crate::notes::Layers;
use crate::search::{Hit, HitKind, Index, Options, Order, Problem, Query, Results};

/// Reports what in a query was not understood. Whether it can be answered: as with the searchers that people know, a
/// pattern that is none is an error and not an empty answer.
pub fn report_problems(query: &Query) -> bool {
    for problem in &query.problems {
        report::error(&format!("query: {}", said_of(problem)));
    }
    !query.is_broken()
}

fn said_of(problem: &Problem) -> String {
    let hint = problem.hint.as_ref().map_or(String::new(), |hint| format!("; {hint}"));
    format!("{}{hint}", problem.message)
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
        let (dossier, status) = session.dossier()?;
        let layers = narrow::layers(session, &dossier)?;
        let index = Index::build(&dossier, None, &|| false).unwrap_or_default();
        Ok((Self { dossier, index, layers, noted: session.has_notes() }, status))
    }

    /// What was noted on a hit, if notes are taken in.
    fn hung(&self, hit: &Hit) -> Option<Hung> {
        self.noted.then(|| hung(&self.dossier, &self.layers, hit))
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
        let query = narrowed.as_ref().unwrap_or(query);
        let mut results = index.search_with(query, dossier, &options, &|| false);
        if results.weak
            && results.hits.len() < self.limit
            && let Some(loose) = index.search_loosely(query, dossier, &options, &|| false)
        {
            results.append(loose);
            results.hits.truncate(self.limit);
        }
        results
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
    let listing = Listing::new(common, session.is_dossier()).noted(session.has_notes());
    match asked.context {
        0 => list::<false>(&searched, &results, 0, listing)?,
        context => list::<true>(&searched, &results, context, listing)?,
    }
    if results.total == 0 && !results.hits.is_empty() && io::stdout().is_terminal() {
        report::line(
            "casefile: nothing has the words; what is marked ~ has their letters in the beginnings of words",
        );
    }
    if results.hits.is_empty() && asks {
        report::error(WITHOUT_NOTES);
    }
    Ok(if status == Status::Done && results.hits.is_empty() { Status::Nothing } else { status })
}

/// Said where nothing is found that only notes could tell.
const WITHOUT_NOTES: &str = "query: your notes, tags and judgements are looked at only with --notes";

fn list<const AROUND: bool>(
    searched: &Searched,
    results: &Results,
    context: usize,
    mut listing: Listing,
) -> io::Result<()> {
    for hit in &results.hits {
        if let Some(shown) = Shown::<AROUND>::new(&searched.dossier, &searched.layers, hit, context) {
            listing.push_with(&shown, searched.hung(hit).as_ref())?;
        }
    }
    listing.finish::<Shown<AROUND>>()
}

/// Answers the queries of a file, in turn.
fn run_all(common: &Common, args: &Search, asked: &Asked, file: &Path) -> anyhow::Result<Status> {
    let queries = queries::read(file)?;
    let first = args.query.iter().map(PathBuf::from);
    let paths: Vec<PathBuf> = first.chain(args.paths.paths.iter().cloned()).collect();
    let session = Session::plan(common, &paths, Without::Nothing)?.with(&args.with)?;
    let (searched, status) = Searched::read(&session)?;
    // A list of all hits of all queries is more than anyone asked for.
    let asked = Asked { limit: asked.limit.min(args.limit.map_or(10, NonZeroUsize::get)), ..*asked };
    let listing = Listing::new(common, session.is_dossier()).noted(session.has_notes());
    let answered = match asked.context {
        0 => answer::<false>(&searched, &asked, queries, listing)?,
        _ => answer::<true>(&searched, &asked, queries, listing)?,
    };
    Ok(if status == Status::Done { answered } else { status })
}

/// Answers queries, each with a row. Whether anything was found; a query that cannot be answered fails alone.
fn answer<const AROUND: bool>(
    searched: &Searched,
    asked: &Asked,
    queries: Vec<String>,
    mut listing: Listing,
) -> io::Result<Status> {
    let (mut any, mut failed) = (false, false);
    for typed in queries {
        let begun = Instant::now();
        let query = Query::parse(&typed);
        let results = if query.is_broken() { Results::default() } else { asked.of(&query, searched) };
        let took = begun.elapsed();
        for problem in &query.problems {
            report::error(&format!("query “{typed}”: {}", said_of(problem)));
        }
        failed |= query.is_broken();
        any |= !results.hits.is_empty();
        if results.hits.is_empty() && query.asks_for_the_layer() && !searched.noted {
            report::error(WITHOUT_NOTES);
        }
        let mut found: Vec<Shown<AROUND>> = Vec::new();
        for hit in &results.hits {
            let shown = Shown::new(&searched.dossier, &searched.layers, hit, asked.context);
            found.extend(shown.map(|shown| shown.with(searched.hung(hit))));
        }
        let hits = asked.only.map_or(results.total, |only| results.counts.of(only));
        let broken = query.problems.iter().find(|_| query.is_broken()).map(|p| p.message.clone());
        let best = results.hits.first().and_then(|hit| searched.hung(hit));
        let loose = asked.only.map_or(results.loose.total(), |only| results.loose.of(only));
        let row = Answered::new(typed, hits, took, &results.counts, found).beside(loose).unanswered(broken);
        listing.push_in_fields(&row, best.as_ref())?;
    }
    listing.finish::<Answered<AROUND>>()?;
    Ok(match (failed, any) {
        (true, _) => Status::Failed,
        (_, true) => Status::Done,
        _ => Status::Nothing,
    })
}

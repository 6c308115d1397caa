//! What updates ask the world to do, and what workers report back. Updates themselves touch nothing.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::export::{self, Added};
use crate::extract::{self, Stage};
use crate::link;
use crate::link::claims::Comparisons;
use crate::link::events::EventLinks;
use crate::model::{Corrections, Date, DocId, Document, Dossier};
use crate::notes::{Act, Layer, Layers, Placed, Resolved, Sessions, Shift};
use crate::save;
use crate::scope::{Kept, Scope};
use crate::search::{self, Completions, Finder, HitKind, Index, Loose, Order, Query, Results};

use super::ask::Taken;
use super::held::Pin;
use super::marks::Marks;
use super::panes::Pane;
use super::panes::reader::Intervals;
use super::scribe::Recorded;
use super::sheet::Made;

/// Asked of the world, in order.
pub enum Effect {
    /// Work for a thread of its own.
    Work(Job),
    /// Leave the program.
    Quit,
    /// Stop as a shell's job.
    Suspend,
    /// Mouse reports on or off.
    Mouse(bool),
    /// Copy to the clipboard.
    Copy(String),
    /// Say [`Work::Later`] with this generation after a while.
    Later(Duration, u64),
    /// Open a file in $EDITOR at a line.
    Edit(String, usize),
    /// Store an act in the layer of a document.
    Record(DocId, Act),
    /// Say [`Work::Keep`] after a while.
    KeepSoon,
    /// Have it stored how things are now.
    Keep(Box<Sessions>),
    /// Have a note written in $EDITOR, beginning with this, and say [`Work::Composed`].
    Compose(String),
    /// Read a document again, which is known as this.
    Reload(DocId, Arc<Document>),
}

/// A piece of work: what it has to say goes to the function it is given.
pub type Job = Box<dyn FnOnce(&dyn Fn(Work)) + Send>;

impl std::fmt::Debug for Effect {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Effect::Work(_) => "Work",
            Effect::Quit => "Quit",
            Effect::Suspend => "Suspend",
            Effect::Mouse(_) => "Mouse",
            Effect::Copy(..) => "Copy",
            Effect::Later(..) => "Later",
            Effect::Edit(..) => "Edit",
            Effect::Record(..) => "Record",
            Effect::KeepSoon => "KeepSoon",
            Effect::Keep(..) => "Keep",
            Effect::Compose(..) => "Compose",
            Effect::Reload(..) => "Reload",
        })
    }
}

/// What a worker reports. Results carry the generation they were asked in; older ones are dropped.
#[derive(Debug)]
pub enum Work {
    /// A document's text is there, nothing else yet.
    Text(DocId, Arc<Document>),
    /// Its structure is there.
    Outline(DocId, Arc<Document>),
    /// A stage of its extraction is done.
    Stage(DocId, Stage),
    /// All of it is there.
    Document(DocId, Arc<Document>, Arc<Marks>),
    /// It could not be read: why.
    Failed(DocId, String),
    /// An act was stored, or could not be.
    Recorded(Box<Recorded>),
    /// The layer of a document, applied to it.
    Resolved(DocId, Arc<Resolved>),
    /// It is time to store how things are.
    Keep,
    /// What was in scope was taken away.
    Exported(Box<Exported>),
    /// What was written in $EDITOR, or why nothing was.
    Composed(Result<String, String>),
    /// The file of a document is another than it was.
    Changed(DocId),
    /// A document was read again.
    Reloaded(Box<Reloaded>),
    /// A document was read again and is the same.
    Unchanged(DocId),
    /// A document could not be read again: why.
    NotReloaded(DocId, String),
    /// Something is wrong with a file of the user's.
    Warning(String),
    /// Actors across documents, what the scope keeps, and what those of pinned panes keep.
    Linked(u64, Arc<Dossier>, Arc<Kept>, Vec<(Pane, Pin)>),
    /// What the scope keeps.
    Kept(u64, Arc<Kept>),
    /// The search index.
    Indexed(u64, Arc<Index>),
    /// The index as far as it is built, which can be searched, and the share that is done.
    Indexing(u64, Arc<Index>, f32),
    /// Claims that agree or clash.
    Compared(u64, Arc<Comparisons>),
    /// Events that may be one, or are given two dates.
    EventsLinked(u64, Arc<EventLinks>),
    /// What an open sheet shows, with what it was made of.
    Made(u64, Box<(Arc<Dossier>, Arc<Kept>, Made)>),
    /// Hits of the search overlay.
    Results(u64, Results),
    /// What has the letters of its words scattered.
    Loose(u64, Loose),
    /// Of a query that finds nothing: its terms, and how many things fit without each.
    Without(u64, Vec<(String, usize)>),
    /// What could be typed next in it.
    Completions(u64, Completions),
    /// The time asked for is over.
    Later(u64),
    /// Matches of the find in the reader.
    FoundText(u64, Intervals),
    /// Rows that match the find in a list.
    FoundRows(u64, Vec<usize>),
}

/// What came of taking something away.
#[derive(Debug)]
pub struct Exported {
    /// What was to be taken away.
    pub taken: Taken,
    /// Where to, as it was typed.
    pub path: String,
    /// Where it went and how much it was; or what was in the way.
    pub outcome: Result<String, save::SaveError>,
}

/// What goes along with an export.
#[derive(Debug)]
pub struct Luggage {
    /// The documents.
    pub dossier: Arc<Dossier>,
    /// What the scope keeps of them.
    pub kept: Arc<Kept>,
    /// The scope.
    pub scope: Scope,
    /// The search index, where it is built.
    pub index: Option<Arc<Index>>,
    /// The layers of the documents.
    pub layers: Layers,
    /// How places are cited, where the reader has said how.
    pub citation: Option<String>,
}

/// Writes what is in scope to a path; over what is there only if `replace`.
pub fn export(taken: Taken, luggage: Luggage, path: String, replace: bool) -> Job {
    Box::new(move |say| {
        let outcome = luggage.write(taken, &path, replace);
        say(Work::Exported(Box::new(Exported { taken, path, outcome })));
    })
}

impl Luggage {
    fn write(&self, taken: Taken, typed: &str, replace: bool) -> Result<String, save::SaveError> {
        let mut added = Added::default();
        if taken.with_notes {
            for ((doc, document), layer) in self.dossier.iter().zip(&self.layers.0) {
                added.take(doc, document, layer);
            }
        }
        let go_on = || false;
        let query = self.scope.to_query();
        let index = self.index.as_ref().filter(|_| !query.is_empty());
        let parsed = Query::parse(&query);
        let text = index.and_then(|index| index.select(&parsed, &self.dossier, &self.layers, &go_on));
        let exported = export::Exported {
            dossier: &self.dossier,
            kept: &self.kept,
            scope: &query,
            text: text.as_ref(),
            added: &added,
            citation: self.citation.as_deref(),
        };
        let path = expanded(typed);
        if let Some(own) = self.dossier.documents.iter().find(|d| is_same_file(&path, &d.path)) {
            let cause = std::io::Error::other("is the document itself, which is never written to");
            return Err(save::SaveError::Io { path: own.path.clone().into(), cause });
        }
        match taken.form {
            export::Format::Obsidian => save::folder(&path, &export::obsidian::files(&exported), replace)?,
            form => {
                save::file(&path, replace, |mut out| export::write(form, &exported, taken.choice, &mut out))?;
            }
        }
        let whole = std::fs::canonicalize(&path).unwrap_or(path);
        Ok(whole.display().to_string())
    }
}

/// A path as a shell would read it: `~/` is the user's folder.
fn expanded(typed: &str) -> PathBuf {
    let home = || std::env::var_os("HOME").map(PathBuf::from);
    match typed.strip_prefix("~/").and_then(|rest| Some(home()?.join(rest))) {
        Some(path) => path,
        None => PathBuf::from(typed),
    }
}

fn is_same_file(a: &Path, b: &str) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    real(a).is_some_and(|a| real(Path::new(b)) == Some(a))
}

/// A document that was read again.
#[derive(Debug)]
pub struct Reloaded {
    /// Which.
    pub doc: DocId,
    /// As it is now.
    pub document: Arc<Document>,
    /// What stands where in it.
    pub marks: Arc<Marks>,
    /// The layer on it.
    pub resolved: Arc<Resolved>,
    /// Where its places are now.
    pub shift: Shift,
    /// The hash of what it was compared with.
    pub before: String,
    /// What is wrong with its notes.
    pub warnings: Vec<String>,
}

/// Numbers jobs of one sort, so that a newer one makes the older ones stop.
#[derive(Debug, Clone, Default)]
pub struct Generation(Arc<AtomicU64>);

impl Generation {
    /// Begins a new generation; those before it are stale from now on.
    pub fn next(&self) -> u64 {
        self.0.fetch_add(1, Ordering::SeqCst) + 1
    }

    /// Whether this is still the newest.
    pub fn is_current(&self, generation: u64) -> bool {
        self.0.load(Ordering::SeqCst) == generation
    }
}

/// Links the actors of `documents` and applies the scope, and those of pinned panes.
pub fn link_documents(
    generation: u64,
    documents: Vec<Arc<Document>>,
    scope: Scope,
    pinned: Vec<(Pane, Scope)>,
    layers: Layers,
) -> Job {
    Box::new(move |say| {
        let dossier = Arc::new(link::dossier(documents));
        let apply = |scope: &Scope| {
            let kept = scope.apply_with(&dossier, None, &layers, &|| false);
            Arc::new(kept.unwrap_or_default())
        };
        let kept = apply(&scope);
        let pin = |(pane, own): (Pane, Scope)| {
            let kept = if own == scope { Arc::clone(&kept) } else { apply(&own) };
            (pane, Pin { scope: own, kept })
        };
        let pins = pinned.into_iter().map(pin).collect();
        say(Work::Linked(generation, Arc::clone(&dossier), kept, pins));
    })
}

/// Applies a layer to its document. With other corrections than before the document is read anew, on `date`.
pub fn resolve(
    doc: DocId,
    document: Arc<Document>,
    layer: Layer,
    before: Corrections,
    date: Option<Date>,
) -> Job {
    Box::new(move |say| {
        let placed = Placed::of(&layer, &document.text);
        let corrections = placed.corrections(&layer);
        if corrections == before {
            say(Work::Resolved(doc, Arc::new(Resolved::new(layer, &placed, &document))));
            return;
        }
        let options = extract::Options { date, corrections };
        let (path, hash, text) = (document.path.clone(), document.hash.clone(), document.text.clone());
        let document = extract::extract(path, hash, text, &options, &mut ());
        let marks = Marks::of(&document);
        let resolved = Resolved::new(layer, &placed, &document);
        say(Work::Document(doc, Arc::new(document), Arc::new(marks)));
        say(Work::Resolved(doc, Arc::new(resolved)));
    })
}

/// Applies the scope; with an index words are looked up in it.
pub fn apply_scope(
    generation: u64,
    current: Generation,
    dossier: Arc<Dossier>,
    index: Option<Arc<Index>>,
    scope: Scope,
    layers: Layers,
) -> Job {
    Box::new(move |say| {
        let stale = || !current.is_current(generation);
        if let Some(kept) = scope.apply_with(&dossier, index.as_deref(), &layers, &stale) {
            say(Work::Kept(generation, Arc::new(kept)));
        }
    })
}

/// Builds the search index, taking over from the one before what did not change; then compares the claims.
pub fn build_index(
    generation: u64,
    current: Generation,
    dossier: Arc<Dossier>,
    before: Option<Arc<Index>>,
) -> Job {
    Box::new(move |say| {
        let stale = || !current.is_current(generation);
        let mut tell = |index: &Index, share| say(Work::Indexing(generation, Arc::new(index.clone()), share));
        let built = Index::build_telling(&dossier, before.as_deref(), &stale, &mut tell);
        let Some(index) = built else { return };
        let index = Arc::new(index);
        say(Work::Indexed(generation, Arc::clone(&index)));
        if let Some(links) = link::events::link(&dossier, &stale) {
            say(Work::EventsLinked(generation, Arc::new(links)));
        }
        if let Some(comparisons) = index.comparisons(&dossier, &stale) {
            say(Work::Compared(generation, comparisons));
        }
    })
}

/// What a search asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// As typed.
    pub query: String,
    /// Only hits of this kind.
    pub only: Option<HitKind>,
    /// In which order.
    pub order: Order,
}

/// Searches everything.
pub fn search(
    generation: u64,
    current: Generation,
    index: Arc<Index>,
    dossier: Arc<Dossier>,
    asked: Asked,
    layers: Layers,
) -> Job {
    /// More hits than anyone scrolls through.
    const LIMIT: usize = 500;
    Box::new(move |say| {
        let query = Query::parse(&asked.query);
        let options = search::Options { limit: LIMIT, order: asked.order, only: asked.only, layer: &layers };
        let stale = || !current.is_current(generation);
        let results = index.search_with(&query, &dossier, &options, &stale);
        if !results.cancelled {
            let (weak, mut nothing) = (results.weak, results.hits.is_empty());
            say(Work::Results(generation, results));
            let mut completions = search::completions(&asked.query, asked.query.len(), &dossier);
            // What is typed already is no news.
            let typed = asked.query.get(completions.replace.clone()).map(str::to_owned);
            completions.items.retain(|item| Some(&item.insert) != typed.as_ref());
            say(Work::Completions(generation, completions));
            let loose = weak.then(|| index.search_loosely(&query, &dossier, &options, &stale)).flatten();
            if let Some(loose) = loose.filter(|loose| !loose.hits.is_empty()) {
                nothing = false;
                say(Work::Loose(generation, loose));
            }
            let without = nothing.then(|| index.without_each(&query, &dossier, &options, &stale)).flatten();
            if let Some(without) = without.filter(|terms| !terms.is_empty()) {
                say(Work::Without(generation, without));
            }
        }
    })
}

/// Finds in the text of a document.
pub fn find_text(generation: u64, current: Generation, document: Arc<Document>, finder: Finder) -> Job {
    /// More matches than anyone steps through; they are counted up to here.
    const LIMIT: usize = 100_000;
    Box::new(move |say| {
        let stale = || !current.is_current(generation);
        if let Some(found) = finder.all(document.text.as_str(), LIMIT, &stale) {
            say(Work::FoundText(generation, Intervals::new(found.into_iter().map(Into::into))));
        }
    })
}

/// Finds the hits of a query in one document.
pub fn find_hits(
    generation: u64,
    current: Generation,
    index: Arc<Index>,
    dossier: Arc<Dossier>,
    doc: DocId,
    query: String,
    layers: Layers,
) -> Job {
    Box::new(move |say| {
        let stale = || !current.is_current(generation);
        let query = Query::parse(&query);
        if let Some(found) = index.marks_in(&query, &dossier, &layers, doc, &stale) {
            say(Work::FoundText(generation, Intervals::new(found.into_iter().map(Into::into))));
        }
    })
}

/// Finds the rows of a list, given the text of each.
pub fn find_rows(
    generation: u64,
    current: Generation,
    finder: Finder,
    texts: impl Iterator<Item = (usize, String)> + Send + 'static,
) -> Job {
    Box::new(move |say| {
        let mut rows = Vec::new();
        for (row, text) in texts {
            if !current.is_current(generation) {
                return;
            }
            if finder.is_in(&text) {
                rows.push(row);
            }
        }
        say(Work::FoundRows(generation, rows));
    })
}

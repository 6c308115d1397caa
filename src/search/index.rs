//! The index of a dossier: what is prepared once so that every keystroke can be answered.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use crate::link::{self, claims::Comparisons};
use crate::model::{Document, Dossier, DossierActorId, SectionId};

use super::evaluate::{Ground, Selection, Wanted};
use super::names::Name;
use super::prose::Prose;
use super::{Layer, Options, Query, Results, rank};

/// What is known about the words and names of a dossier. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Index {
    documents: Vec<Arc<DocumentIndex>>,
    /// All names of every dossier actor, the canonical one first.
    actors: Arc<Vec<Vec<Name>>>,
    /// How its claims stand to one another, once somebody has asked.
    comparisons: Arc<OnceLock<Arc<Comparisons>>>,
}

/// What is known about one document. Built once for each, so that a dossier may grow.
#[derive(Debug)]
pub(super) struct DocumentIndex {
    document: Arc<Document>,
    pub(super) prose: Prose,
    /// Number and title of every section.
    pub(super) sections: Vec<Name>,
    /// The title alone.
    pub(super) titles: Vec<Name>,
    pub(super) places: Vec<Name>,
    /// Whether the prose has been read.
    complete: bool,
}

impl Index {
    /// Indexes a dossier; documents that `before` has indexed already are taken from there. `None` if `cancelled`.
    /// About a second for 50 MB of text; the result takes less room than the text.
    pub fn build(dossier: &Dossier, before: Option<&Index>, cancelled: &dyn Fn() -> bool) -> Option<Self> {
        Self::of(dossier, before, true, cancelled)
    }

    /// An index of names and titles only, for queries that ask for no words.
    pub(crate) fn of_names(dossier: &Dossier, cancelled: &dyn Fn() -> bool) -> Option<Self> {
        Self::of(dossier, None, false, cancelled)
    }

    fn of(
        dossier: &Dossier,
        before: Option<&Index>,
        prose: bool,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let mut documents = Vec::with_capacity(dossier.documents.len());
        for document in &dossier.documents {
            let known = before.into_iter().flat_map(|b| &b.documents);
            let mut known = known.filter(|k| Arc::ptr_eq(&k.document, document) && k.complete >= prose);
            documents.push(match known.next() {
                Some(k) => Arc::clone(k),
                None => Arc::new(DocumentIndex::new(document, prose, cancelled)?),
            });
        }
        let actors = (0..dossier.actors.len()).map(|k| names(dossier, DossierActorId::new(k))).collect();
        (!cancelled()).then(|| Self { documents, actors: Arc::new(actors), comparisons: Arc::default() })
    }

    /// How the claims of its dossier stand to one another; made when first asked for. `None` if `cancelled`.
    pub fn comparisons(&self, dossier: &Dossier, cancelled: &dyn Fn() -> bool) -> Option<Arc<Comparisons>> {
        if let Some(known) = self.comparisons.get() {
            return Some(Arc::clone(known));
        }
        let made = Arc::new(link::claims::compare(dossier, cancelled)?);
        Some(Arc::clone(self.comparisons.get_or_init(|| made)))
    }

    /// Answers a query, at most `limit` hits, the best first.
    pub fn search(
        &self,
        query: &Query,
        dossier: &Dossier,
        limit: usize,
        cancelled: &dyn Fn() -> bool,
    ) -> Results {
        self.search_with(query, dossier, &Options { limit, ..Options::default() }, cancelled)
    }

    /// Answers a query.
    pub fn search_with(
        &self,
        query: &Query,
        dossier: &Dossier,
        options: &Options<'_>,
        cancelled: &dyn Fn() -> bool,
    ) -> Results {
        let stopped = || Results { cancelled: true, ..Results::default() };
        let Some(index) = self.fitting(dossier, cancelled) else { return stopped() };
        let wanted = Wanted { sentences: true, names: true };
        let ground = Ground { index: &index, dossier, layer: options.layer, wanted, cancelled };
        let Some(scores) = ground.query(query) else { return stopped() };
        rank::results(&ground, query, options, &scores)
    }

    /// Everything that a query holds for, unranked. `None` if cancelled.
    pub fn select(
        &self,
        query: &Query,
        dossier: &Dossier,
        layer: &dyn Layer,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Selection> {
        let wanted = Wanted { sentences: true, names: true };
        self.select_from(query, dossier, layer, wanted, cancelled)
    }

    pub(crate) fn select_items(
        &self,
        query: &Query,
        dossier: &Dossier,
        layer: &dyn Layer,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Selection> {
        let wanted = Wanted { sentences: false, names: true };
        self.select_from(query, dossier, layer, wanted, cancelled)
    }

    fn select_from(
        &self,
        query: &Query,
        dossier: &Dossier,
        layer: &dyn Layer,
        wanted: Wanted,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Selection> {
        let index = self.fitting(dossier, cancelled)?;
        let ground = Ground { index: &index, dossier, layer, wanted, cancelled };
        ground.query(query).map(Selection::new)
    }

    /// Whether it is the index of exactly these documents.
    pub fn fits(&self, dossier: &Dossier) -> bool {
        self.documents.len() == dossier.documents.len()
            && self.actors.len() == dossier.actors.len()
            && self.documents.iter().zip(&dossier.documents).all(|(k, d)| Arc::ptr_eq(&k.document, d))
    }

    /// This index, or one that fits if documents have come or gone meanwhile.
    fn fitting(&self, dossier: &Dossier, cancelled: &dyn Fn() -> bool) -> Option<Cow<'_, Index>> {
        if self.fits(dossier) {
            return Some(Cow::Borrowed(self));
        }
        Self::build(dossier, Some(self), cancelled).map(Cow::Owned)
    }

    /// Bytes it takes in memory, about.
    pub fn size(&self) -> usize {
        let names = |names: &[Name]| names.iter().map(Name::size).sum::<usize>();
        let documents = self
            .documents
            .iter()
            .map(|d| d.prose.size() + names(&d.sections) + names(&d.titles) + names(&d.places));
        documents.sum::<usize>() + self.actors.iter().map(|a| names(a)).sum::<usize>()
    }

    pub(super) fn documents(&self) -> impl ExactSizeIterator<Item = &DocumentIndex> {
        self.documents.iter().map(|d| &**d)
    }

    pub(super) fn prose(&self) -> impl Iterator<Item = &Prose> {
        self.documents.iter().map(|d| &d.prose)
    }

    pub(super) fn actors(&self) -> impl ExactSizeIterator<Item = &[Name]> {
        self.actors.iter().map(|a| a.as_slice())
    }
}

/// All names of an actor, each once.
fn names(dossier: &Dossier, id: DossierActorId) -> Vec<Name> {
    let mut seen: Vec<&str> = Vec::new();
    for name in dossier.names_of(id) {
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
    seen.into_iter().map(Name::new).collect()
}

impl DocumentIndex {
    fn new(document: &Arc<Document>, prose: bool, cancelled: &dyn Fn() -> bool) -> Option<Self> {
        let sections = (0..document.sections.len()).map(SectionId::new);
        Some(Self {
            prose: if prose { Prose::new(document, cancelled)? } else { Prose::default() },
            sections: sections.clone().map(|s| Name::new(&heading(document, s))).collect(),
            titles: sections.map(|s| Name::new(document.section_title(s))).collect(),
            places: document.places.iter().map(|p| Name::new(&p.name)).collect(),
            document: Arc::clone(document),
            complete: prose,
        })
    }
}

/// A section as it is shown: its full number and its title.
pub(super) fn heading(document: &Document, id: SectionId) -> String {
    let number = document.section_path(id);
    let title = document.section_title(id);
    let blank = if number.is_empty() || title.is_empty() { "" } else { " " };
    format!("{number}{blank}{}", super::shown::one_line(title))
}

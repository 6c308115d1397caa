//! The rows of the ledger: claims in their order, and groups with headings that fold.
//!
//! A claim's group is a small key; the words of the heading are made once a group, so that a hundred thousand claims are
//! grouped between two frames.

use std::collections::HashSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{ClaimRow, Sort};
use crate::link::claims::Comparisons;
use crate::link::parties::without_article;
use crate::model::{
    AttributionKind, Claim, ClaimKind, DocId, Document, Dossier, DossierActorId, SectionId, Span,
};
use crate::scope::Kept;
use crate::tui::fit;
use crate::tui::list::{GroupKey, Heading, Row};
use crate::tui::panes::actors::first_mention;

/// What the claims are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Group {
    /// Not at all.
    #[default]
    None,
    /// Kind of claim.
    Kind,
    /// Who says so.
    Who,
    /// Section.
    Section,
    /// Who or what it is about.
    Subject,
    /// What it may clash or agree with.
    Clash,
}

impl Group {
    /// The next one in the cycle.
    pub fn next(self) -> Self {
        match self {
            Group::None => Group::Kind,
            Group::Kind => Group::Who,
            Group::Who => Group::Section,
            Group::Section => Group::Subject,
            Group::Subject => Group::Clash,
            Group::Clash => Group::None,
        }
    }

    /// As shown in the title.
    pub fn name(self) -> &'static str {
        match self {
            Group::None => "not grouped",
            Group::Kind => "grouped by kind",
            Group::Who => "grouped by who says so",
            Group::Section => "grouped by section",
            Group::Subject => "grouped by subject",
            Group::Clash => "grouped by clash",
        }
    }
}

/// What the claims of a group have in common. The order is that of the groups, where size does not decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Key<'d> {
    Kind(ClaimKind),
    Cluster(usize),
    Section(DocId, Option<SectionId>),
    Actor(DossierActorId),
    /// A source that is no actor, in the words of the text.
    Words(&'d str),
    TheDocument,
    Impersonal,
    /// Nobody is said to say so; it is about nobody; it stands alone.
    None,
}

impl Key<'_> {
    /// Whether its group comes after all others.
    fn is_rest(&self) -> bool {
        matches!(self, Key::TheDocument | Key::Impersonal | Key::None)
    }
}

/// What the groups of a list were made of.
type Of = (Arc<Kept>, Arc<Comparisons>, (Sort, Group));

/// The claims of a list in their groups: made once for what is kept and how it is arranged, however often groups are folded.
#[derive(Debug, Default)]
pub struct Groups {
    of: Option<Of>,
    all: Vec<(GroupKey, Vec<ClaimRow>)>,
}

impl Groups {
    /// The rows in their order and groups; of folded groups the heading only.
    pub fn rows(
        &mut self,
        dossier: &Dossier,
        kept: &Arc<Kept>,
        comparisons: &Arc<Comparisons>,
        arranged: (Sort, Group),
        folded: &HashSet<GroupKey>,
    ) -> Vec<Row<ClaimRow>> {
        let (sort, group) = arranged;
        if group == Group::None {
            *self = Self::default();
            return ordered(dossier, kept, sort).into_iter().map(Row::Item).collect();
        }
        let is_same =
            |of: &Of| Arc::ptr_eq(&of.0, kept) && Arc::ptr_eq(&of.1, comparisons) && of.2 == arranged;
        if !self.of.as_ref().is_some_and(is_same) {
            self.of = Some((Arc::clone(kept), Arc::clone(comparisons), arranged));
            self.all = groups(dossier, kept, comparisons, arranged);
        }
        let mut rows = Vec::with_capacity(kept.claims.len() + self.all.len());
        for (key, members) in &self.all {
            let folded = folded.contains(key);
            rows.push(Row::Group(Box::new(Heading { key: key.clone(), count: members.len(), folded })));
            if !folded {
                rows.extend(members.iter().copied().map(Row::Item));
            }
        }
        rows
    }
}

fn groups(
    dossier: &Dossier,
    kept: &Kept,
    comparisons: &Comparisons,
    (sort, group): (Sort, Group),
) -> Vec<(GroupKey, Vec<ClaimRow>)> {
    let mut groups: Vec<(Key<'_>, Vec<ClaimRow>)> = Vec::new();
    let mut index: FxHashMap<Key<'_>, usize> = FxHashMap::default();
    for row in ordered(dossier, kept, sort) {
        let key = key(dossier, comparisons, row, group);
        let k = *index.entry(key).or_insert_with(|| {
            groups.push((key, Vec::new()));
            groups.len() - 1
        });
        if let Some(g) = groups.get_mut(k) {
            g.1.push(row);
        }
    }
    let by_size = matches!(group, Group::Who | Group::Subject);
    groups.sort_by_key(|(key, members)| {
        let size = if by_size { members.len() } else { 0 };
        (key.is_rest(), std::cmp::Reverse(size), *key)
    });
    let named = |(key, members): (Key<'_>, Vec<ClaimRow>)| {
        let (name, at) = (heading(dossier, comparisons, key, group), place(dossier, comparisons, key));
        (GroupKey { by: group.name().into(), name, at }, members)
    };
    groups.into_iter().map(named).collect()
}

fn ordered(dossier: &Dossier, kept: &Kept, sort: Sort) -> Vec<ClaimRow> {
    let weight = |row: &ClaimRow| {
        let claim = dossier.document(row.0).and_then(|d| d.claim(row.1));
        claim.map_or(0.0, |c| sort.weight(c))
    };
    if sort == Sort::Reading {
        return kept.claims.clone();
    }
    let mut claims: Vec<(f32, ClaimRow)> = kept.claims.iter().map(|row| (weight(row), *row)).collect();
    claims.sort_by(|a, b| b.0.total_cmp(&a.0));
    claims.into_iter().map(|(_, row)| row).collect()
}

fn key<'d>(dossier: &'d Dossier, comparisons: &Comparisons, row: ClaimRow, group: Group) -> Key<'d> {
    let Some(document) = dossier.document(row.0) else { return Key::None };
    let Some(claim) = document.claim(row.1) else { return Key::None };
    match group {
        Group::None => Key::None,
        Group::Kind => Key::Kind(claim.kind),
        Group::Who => who(dossier, row.0, document, claim),
        Group::Section => Key::Section(row.0, claim.section),
        Group::Subject => subject(document, claim)
            .and_then(|a| dossier.dossier_actor(row.0, a))
            .map_or(Key::None, Key::Actor),
        Group::Clash => comparisons.cluster_of(row).map_or(Key::None, Key::Cluster),
    }
}

fn who<'d>(dossier: &'d Dossier, doc: DocId, document: &'d Document, claim: &Claim) -> Key<'d> {
    let Some(said) = claim.attribution.and_then(|id| document.attribution(id)) else { return Key::None };
    let actor = said.source_actors.first().and_then(|a| dossier.dossier_actor(doc, *a));
    let words = |span: &Span| without_article(document.text.slice(*span));
    match (actor, said.who().first(), said.kind) {
        (Some(actor), ..) => Key::Actor(actor),
        (None, Some(span), _) if !words(span).is_empty() => Key::Words(words(span)),
        (None, _, AttributionKind::Author) => Key::TheDocument,
        (None, ..) => Key::Impersonal,
    }
}

/// Who a claim is about: the first one named in it who does not say it; a source that speaks of nobody else speaks of
/// itself.
pub fn subject(document: &Document, claim: &Claim) -> Option<crate::model::ActorId> {
    let said = claim.attribution.and_then(|id| document.attribution(id));
    let sources = said.map_or(&[][..], |a| &a.source_actors);
    claim.actors.iter().find(|a| !sources.contains(a)).or(claim.actors.first()).copied()
}

/// Where what a group has in common stands, if it has a place.
fn place(dossier: &Dossier, comparisons: &Comparisons, key: Key<'_>) -> Option<(DocId, u32)> {
    match key {
        Key::Actor(id) => first_mention(dossier, id),
        Key::Section(doc, section) => Some((
            doc,
            section.and_then(|s| dossier.document(doc)?.section(s)).map_or(0, |s| s.heading.start),
        )),
        Key::Cluster(k) => {
            let (doc, claim) = comparisons.heart(k)?.a;
            Some((doc, dossier.document(doc)?.claim(claim)?.span.start))
        }
        Key::Kind(_) | Key::Words(_) | Key::TheDocument | Key::Impersonal | Key::None => None,
    }
}

fn heading(dossier: &Dossier, comparisons: &Comparisons, key: Key<'_>, group: Group) -> String {
    match key {
        Key::Kind(kind) => kind.name().to_owned(),
        Key::Actor(id) => dossier.actor(id).map_or(String::new(), |a| a.name.clone()),
        Key::Words(words) => fit::one_line(words).into_owned(),
        Key::TheDocument => "the document".to_owned(),
        Key::Impersonal => "(impersonal)".to_owned(),
        Key::Section(doc, section) => {
            let Some(document) = dossier.document(doc) else { return String::new() };
            let title = section.map_or("(before the first heading)", |s| document.section_title(s));
            let path = section.map_or(String::new(), |s| document.section_path(s));
            let several = if dossier.documents.len() > 1 { document.file_name() } else { "" };
            [several, &path, title].iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join(" ")
        }
        Key::Cluster(k) => comparisons
            .heart(k)
            .map_or(String::new(), |c| format!("{}: {}", c.relation.words(), fit::one_line(&c.why(dossier)))),
        Key::None => match group {
            Group::Subject => "(about no one named)".to_owned(),
            Group::Clash => "(nothing found that repeats it, agrees or clashes)".to_owned(),
            _ => "(no one named: the author)".to_owned(),
        },
    }
}

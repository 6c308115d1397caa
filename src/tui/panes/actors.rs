//! Who is in the report: type, role, how often, and where in the text; places below them.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use ratatui::text::Line;

use super::Look;
use crate::model::{ActorId, ActorKind, DocId, Dossier, DossierActorId, PlaceId, Span};
use crate::scope::Kept;
use crate::tui::fit;
use crate::tui::list::{GroupKey, Heading, Row};
use crate::tui::naming;
use crate::tui::theme::Role;

/// Buckets of the spread bar.
pub const SPREAD: usize = 8;

/// A place in the documents that know it.
pub type Members = Vec<(DocId, PlaceId)>;

/// An actor of the dossier, or a place under one name in all documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActorRow {
    /// An actor.
    Actor(DossierActorId),
    /// A place, and its places in the documents.
    Place(Members),
}

/// How the actors are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The most mentioned first.
    #[default]
    Mentions,
    /// By name.
    Name,
    /// By first mention.
    First,
}

impl Sort {
    /// The next one in the cycle.
    pub fn next(self) -> Self {
        match self {
            Sort::Mentions => Sort::Name,
            Sort::Name => Sort::First,
            Sort::First => Sort::Mentions,
        }
    }

    /// As shown in the title.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Mentions => "by mentions",
            Sort::Name => "by name",
            Sort::First => "by first mention",
        }
    }
}

/// The rows: actors (in the scope first, the rest dim below them), then places.
pub fn rows(
    dossier: &Dossier,
    kept: &Kept,
    sort: Sort,
    grouped: bool,
    folded: &HashSet<GroupKey>,
) -> Vec<Row<ActorRow>> {
    let mut ids: Vec<DossierActorId> = (0..dossier.actors.len()).map(DossierActorId::new).collect();
    match sort {
        Sort::Mentions => {}
        Sort::Name => ids.sort_by_key(|id| dossier.actors.get(id.index()).map(|a| a.name.to_lowercase())),
        Sort::First => ids.sort_by_key(|id| first_mention(dossier, *id)),
    }
    ids.sort_by_key(|id| kept.actor(*id).is_none());
    let mut rows = Vec::new();
    if grouped {
        let kinds = [
            (ActorKind::State, "States"),
            (ActorKind::Organisation, "Organisations"),
            (ActorKind::Group, "Groups"),
            (ActorKind::Person, "Persons"),
        ];
        for (kind, name) in kinds {
            let of_kind =
                |id: &&DossierActorId| dossier.actors.get(id.index()).is_some_and(|a| a.kind == kind);
            let members = ids.iter().filter(of_kind).map(|id| ActorRow::Actor(*id)).collect();
            group(name, members, folded, &mut rows);
        }
    } else {
        rows.extend(ids.into_iter().map(|id| Row::Item(ActorRow::Actor(id))));
    }
    let places = places(dossier).into_iter().map(ActorRow::Place).collect();
    group("Places", places, folded, &mut rows);
    rows
}

fn group(name: &str, members: Vec<ActorRow>, folded: &HashSet<GroupKey>, rows: &mut Vec<Row<ActorRow>>) {
    if members.is_empty() {
        return;
    }
    let key = GroupKey { by: "type".into(), name: name.to_owned(), at: None };
    let folded = folded.contains(&key);
    rows.push(Row::Group(Box::new(Heading { key, count: members.len(), folded })));
    if !folded {
        rows.extend(members.into_iter().map(Row::Item));
    }
}

/// Where an actor is first mentioned: the document and the byte.
pub fn first_mention(dossier: &Dossier, id: DossierActorId) -> Option<(DocId, u32)> {
    let members = &dossier.actors.get(id.index())?.members;
    members.iter().find_map(|&(doc, a)| {
        let first = dossier.document(doc)?.actor(a)?.mentions.first()?;
        Some((doc, first.span.start))
    })
}

/// Places of the same name in all documents, the most mentioned first.
fn places(dossier: &Dossier) -> Vec<Members> {
    let mut by_name: BTreeMap<&str, (usize, Members)> = BTreeMap::new();
    for (doc, document) in dossier.iter() {
        for (k, place) in document.places.iter().enumerate() {
            let entry = by_name.entry(&place.name).or_default();
            entry.0 += place.mentions.len();
            entry.1.push((doc, PlaceId::new(k)));
        }
    }
    let mut all: Vec<_> = by_name.into_iter().collect();
    all.sort_by(|a, b| b.1.0.cmp(&a.1.0).then(a.0.cmp(b.0)));
    all.into_iter().map(|(_, (_, members))| members).collect()
}

/// The name of a row.
pub fn name<'a>(dossier: &'a Dossier, row: &ActorRow) -> &'a str {
    match row {
        ActorRow::Actor(id) => dossier.actors.get(id.index()).map_or("", |a| &a.name),
        ActorRow::Place(members) => {
            let first = members.first().and_then(|&(doc, p)| dossier.document(doc)?.place(p));
            first.map_or("", |p| &p.name)
        }
    }
}

/// Every place that names a row, or those of one document; document by document.
pub fn mentions(dossier: &Dossier, row: &ActorRow, only: Option<DocId>) -> Vec<(DocId, Span)> {
    let mut all = Vec::new();
    let is_asked = |doc: DocId| only.is_none_or(|only| only == doc);
    match row {
        ActorRow::Actor(id) => {
            let members = dossier.actor(*id).map_or(&[][..], |a| &a.members);
            for &(doc, member) in members.iter().filter(|m| is_asked(m.0)) {
                let actor = dossier.document(doc).and_then(|d| d.actor(member));
                all.extend(actor.iter().flat_map(|a| &a.mentions).map(|m| (doc, m.span)));
            }
        }
        ActorRow::Place(members) => {
            for &(doc, member) in members.iter().filter(|m| is_asked(m.0)) {
                let place = dossier.document(doc).and_then(|d| d.place(member));
                all.extend(place.iter().flat_map(|p| &p.mentions).map(|m| (doc, m.span)));
            }
        }
    }
    all
}

/// The mentions of a row in one document, as byte offsets in order.
pub fn mentions_in(dossier: &Dossier, row: &ActorRow, doc: DocId) -> Vec<u32> {
    let mut at: Vec<u32> = mentions(dossier, row, Some(doc)).into_iter().map(|m| m.1.start).collect();
    at.sort_unstable();
    at
}

/// The rows of whoever is named where a mention of a document begins: of one expression for several there are several.
pub fn named_at(dossier: &Dossier, doc: DocId, at: u32) -> Vec<ActorRow> {
    let Some(document) = dossier.document(doc) else { return Vec::new() };
    let begins = |span: Span| span.start == at;
    let actors = document.actors.iter().enumerate();
    let actors = actors.filter(|(_, a)| a.mentions.iter().any(|m| begins(m.span)));
    let actors = actors.filter_map(|(k, _)| dossier.dossier_actor(doc, ActorId::new(k)));
    let mut rows: Vec<ActorRow> = actors.map(ActorRow::Actor).collect();
    if document.places.iter().any(|p| p.mentions.iter().any(|m| begins(m.span))) {
        let here = |&(d, p): &(DocId, PlaceId)| {
            d == doc && document.place(p).is_some_and(|p| p.mentions.iter().any(|m| begins(m.span)))
        };
        let named = places(dossier).into_iter().filter(|members| members.iter().any(here));
        rows.extend(named.map(ActorRow::Place));
    }
    rows
}

/// Where in the documents the mentions lie: a sign a bucket, from the first text to the last.
fn spread(dossier: &Dossier, row: &ActorRow, look: Look<'_>) -> String {
    let total: usize = dossier.documents.iter().map(|d| d.text.len().max(1)).sum();
    let mut counts = [0usize; SPREAD];
    let mut before = 0;
    for (doc, document) in dossier.iter() {
        for at in mentions_in(dossier, row, doc) {
            let k = (before + at as usize) * SPREAD / total.max(1);
            if let Some(c) = counts.get_mut(k.min(SPREAD - 1)) {
                *c += 1;
            }
        }
        before += document.text.len().max(1);
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let top = look.symbols.ramp.len() - 1;
    counts.iter().map(|c| look.symbols.ramp.get((c * top).div_ceil(most)).copied().unwrap_or(" ")).collect()
}

/// One row: type, name, role, count, spread.
pub fn line(
    dossier: &Dossier,
    kept: &Kept,
    active: bool,
    row: &ActorRow,
    width: usize,
    look: Look<'_>,
) -> Line<'static> {
    let (kind, role, count, dim) = match row {
        ActorRow::Actor(id) => {
            let Some(actor) = dossier.actors.get(id.index()) else { return Line::default() };
            let kind = match actor.kind {
                ActorKind::Person => "person",
                ActorKind::Organisation => "org",
                ActorKind::State => "state",
                ActorKind::Group => "group",
            };
            let first = actor.members.first().and_then(|&(doc, a)| dossier.document(doc)?.actor(a));
            let role = first.and_then(|a| a.role).unwrap_or("");
            (kind, role, actor.mentions as usize, kept.actor(*id).is_none())
        }
        ActorRow::Place(members) => {
            let of = |&(doc, p): &(DocId, PlaceId)| Some(dossier.document(doc)?.place(p)?.mentions.len());
            ("place", "", members.iter().filter_map(of).sum(), false)
        }
    };
    let wide = width >= 44;
    let tail = if width >= 30 && !look.symbols.plain { SPREAD + 1 } else { 0 };
    // As wide as the greatest count, which is that of the first.
    let most = dossier.actors.first().map_or(0, |a| a.mentions as usize).max(count);
    let digits = (most.max(1).ilog10() as usize + 1).max(2);
    let fixed = 7 + 1 + digits + tail + if wide { 5 } else { 0 };
    let room = width.saturating_sub(fixed);
    let name = match row {
        ActorRow::Actor(id) => naming::both(dossier, *id, room, look.symbols),
        ActorRow::Place(_) => Cow::Borrowed(name(dossier, row)),
    };
    let name = fit::fill(&name, room, look.symbols);
    let text = match (active, dim) {
        (true, _) => Role::ActorActive,
        (_, true) => Role::Muted,
        _ => Role::Text,
    };
    let mut spans = vec![look.span(fit::fill(kind, 7, look.symbols), Role::Muted), look.span(name, text)];
    if wide {
        spans.push(look.span(format!(" {}", fit::fill(role, 4, look.symbols)), Role::Muted));
    }
    spans.push(look.span(format!(" {count:>digits$}"), Role::Muted));
    if tail > 0 {
        spans.push(look.span(format!(" {}", spread(dossier, row, look)), Role::Bar));
    }
    Line::from(spans)
}

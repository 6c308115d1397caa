//! An actor or place: what it is, its names and the rules that linked them, and with whom it stands.

use std::collections::BTreeMap;
use std::sync::Arc;

use ratatui::text::Line;

use super::{field, why};
use crate::link::offices::{self, Office};
use crate::model::{ActorId, DocId, Document, DossierActorId, SectionId};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::fit;
use crate::tui::panes::actors::{self, ActorRow};
use crate::tui::panes::claims;
use crate::tui::theme::Role;

pub(super) fn lines(app: &App, row: &ActorRow, full: bool) -> Vec<Line<'static>> {
    match row {
        ActorRow::Actor(id) => actor(app, *id, full),
        ActorRow::Place(members) => place(app, row, members),
    }
}

fn place(app: &App, row: &ActorRow, members: &[(DocId, crate::model::PlaceId)]) -> Vec<Line<'static>> {
    let look = app.look();
    let name = actors::name(&app.dossier, row).to_owned();
    let mut lines = vec![Line::from(vec![look.span(name, Role::Place), look.span(", place", Role::Text)])];
    for &(doc, id) in members {
        let Some(place) = app.dossier.document(doc).and_then(|d| d.place(id)) else { continue };
        lines.push(why(look, place.why));
        lines.push(field(look, "named", format!("{} times{}", place.mentions.len(), in_document(app, doc))));
    }
    lines
}

fn in_document(app: &App, doc: DocId) -> String {
    if app.dossier.documents.len() < 2 {
        return String::new();
    }
    app.dossier.document(doc).map_or(String::new(), |d| format!(" in {}", d.file_name()))
}

fn actor(app: &App, id: DossierActorId, full: bool) -> Vec<Line<'static>> {
    let look = app.look();
    let Some(linked) = app.dossier.actors.get(id.index()) else { return Vec::new() };
    let members: Vec<(DocId, &Document, ActorId)> =
        linked.members.iter().filter_map(|&(doc, a)| Some((doc, &**app.dossier.document(doc)?, a))).collect();
    let first = members.first().and_then(|(_, d, a)| d.actor(*a));
    let mut head = vec![
        look.span(fit::one_line(&linked.name).into_owned(), Role::Actor),
        look.span(format!(", {:?}", linked.kind).to_lowercase(), Role::Text),
    ];
    if let Some(role) = first.and_then(|a| a.role) {
        head.push(look.span(format!(" {role}"), Role::Text));
    }
    let whole = members.first().and_then(|(_, d, _)| d.actor(first?.part_of?));
    if let Some(whole) = whole {
        head.push(look.span(format!(", part of {}", whole.name), Role::Text));
    }
    head.push(look.span(format!(", {} mentions", linked.mentions), Role::Muted));
    let mut lines = vec![Line::from(head)];
    let mut names: BTreeMap<(String, &str), u32> = BTreeMap::new();
    for (_, document, a) in &members {
        for alias in document.actor(*a).map_or(&[][..], |a| &a.aliases) {
            *names.entry((alias.text.clone(), alias.rule)).or_default() += alias.count;
        }
    }
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort_by_key(|n| std::cmp::Reverse(n.1));
    let limit = if full { usize::MAX } else { 6 };
    if full {
        for ((name, rule), count) in &names {
            lines.push(field(look, "alias", format!("{name} ({count}): {rule}")));
        }
    } else if !names.is_empty() {
        let short: Vec<String> = names.iter().take(limit).map(|((n, _), c)| format!("{n} ({c})")).collect();
        lines.push(field(look, "aka", short.join(", ")));
    }
    lines.extend(offices(app, id, full));
    let (about, by) = counts(&members);
    let events = |(_, document, a): &(DocId, &Document, ActorId)| {
        document.events.iter().filter(|e| e.actors.contains(a)).count()
    };
    let events: usize = members.iter().map(events).sum();
    lines.push(field(look, "claims", format!("{about} about it, {by} by it; {events} events")));
    let with = companions(app, &members, id);
    if !with.is_empty() {
        let short: Vec<String> =
            with.iter().take(if full { 20 } else { 5 }).map(|(n, c)| format!("{n} ({c})")).collect();
        lines.push(field(look, "with", short.join(", ")));
    }
    if full {
        lines.extend(deeds(app, id));
    }
    let ends = [members.first().map(|m| (m, false)), members.last().map(|m| (m, true))];
    for ((doc, document, a), last) in ends.into_iter().flatten().filter(|(_, last)| !last || full) {
        let mentions = document.actor(*a).map_or(&[][..], |a| &a.mentions);
        let mention = if last { mentions.last() } else { mentions.first() };
        if let Some(mention) = mention {
            let place = claims::place_of(&app.dossier, *doc, mention.span.from());
            lines.push(field(look, if last { "last" } else { "first" }, place));
        }
    }
    if full {
        lines.extend(spread(app, &members));
    }
    if let Some(actor) = first {
        lines.push(why(look, actor.why));
    }
    lines
}

/// What the actor does to others and they to it, as far as it has been read: with the verb and the place.
fn deeds(app: &App, id: DossierActorId) -> Vec<Line<'static>> {
    const MOST: usize = 8;
    let Some(deeds) = app.tables.deeds(&app.dossier) else {
        return vec![field(app.look(), "does", "being read ..".to_owned())];
    };
    let name = |id: DossierActorId| app.dossier.actor(id).map_or("", |a| &a.name);
    let own: Vec<_> = deeds.iter().filter(|d| d.from == id || d.to == id).collect();
    let more = own.len().saturating_sub(MOST);
    let table = app.keymap.keys_of(Action::Matrix).into_iter().next().unwrap_or_default();
    let rest =
        (more > 0).then(|| field(app.look(), "", format!("{more} more; {table} shows who stands with whom")));
    let told = own.into_iter().take(MOST).map(|deed| {
        let verb = app.dossier.document(deed.doc).map_or("", |d| d.text.slice(deed.verb));
        let place = claims::place_of(&app.dossier, deed.doc, deed.verb.from());
        let told = format!("{} “{verb}” {}: {}, {place}", name(deed.from), name(deed.to), deed.quad.name());
        field(app.look(), "does", told)
    });
    told.chain(rest).collect()
}

/// In which sections the actor is named how often, the most first.
fn spread(app: &App, members: &[(DocId, &Document, ActorId)]) -> Option<Line<'static>> {
    const MOST: usize = 10;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (doc, document, a) in members {
        // Counted by section first: words for a place are made once a section.
        let mut own: BTreeMap<Option<SectionId>, (usize, usize)> = BTreeMap::new();
        for mention in document.actor(*a).map_or(&[][..], |a| &a.mentions) {
            let at = mention.span.from();
            own.entry(document.section_at(at)).or_insert((at, 0)).1 += 1;
        }
        for (at, count) in own.into_values() {
            *counts.entry(claims::place_of(&app.dossier, *doc, at)).or_default() += count;
        }
    }
    // Without sections every line would be a place of its own.
    let sections = members.iter().any(|(_, document, _)| !document.sections.is_empty());
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let more = counts.len().saturating_sub(MOST);
    let mut told: Vec<String> =
        counts.into_iter().take(MOST).map(|(place, n)| format!("{place} ({n})")).collect();
    if more > 0 {
        told.push(format!("{more} more"));
    }
    sections.then(|| field(app.look(), "in", told.join(", ")))
}

/// Mentions read for offices where every keystroke waits for it.
const GLANCED: usize = 200;

/// The offices under which the actor is named, over time. Where a worker has read them all, those.
fn offices(app: &App, id: DossierActorId, full: bool) -> Vec<Line<'static>> {
    let look = app.look();
    let read = app.tables.offices(&app.dossier, id);
    let all = read.unwrap_or_else(|| Arc::new(offices::of_dossier(&app.dossier, id, GLANCED)));
    let told = |(doc, office): &(DocId, Office)| {
        let place = claims::place_of(&app.dossier, *doc, office.first.from());
        let days = match office.days {
            Some((a, b)) if a == b => format!(", {a}"),
            Some((a, b)) => format!(", {a} to {b}"),
            None => String::new(),
        };
        let times = if office.count > 1 { format!(" ({})", office.count) } else { String::new() };
        format!("{}{times}: {place}{days}", office.words)
    };
    if full {
        return all.iter().map(|office| field(look, "office", told(office))).collect();
    }
    let short: Vec<String> = all.iter().take(3).map(|(_, office)| office.words.clone()).collect();
    if short.is_empty() { Vec::new() } else { vec![field(look, "office", short.join(", "))] }
}

/// Claims that name the actor, and claims that it is the source of.
fn counts(members: &[(DocId, &Document, ActorId)]) -> (usize, usize) {
    let (mut about, mut by) = (0, 0);
    for (_, document, a) in members {
        for claim in &document.claims {
            let said = claim.attribution.and_then(|q| document.attribution(q));
            by += usize::from(said.is_some_and(|q| q.source_actors.contains(a)));
            about += usize::from(claim.actors.contains(a));
        }
    }
    (about, by)
}

/// The actors named in the same claims, the most frequent first.
fn companions(
    app: &App,
    members: &[(DocId, &Document, ActorId)],
    own: DossierActorId,
) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<DossierActorId, usize> = BTreeMap::new();
    for (doc, document, a) in members {
        for claim in document.claims.iter().filter(|c| c.actors.contains(a)) {
            for other in &claim.actors {
                if let Some(id) = app.dossier.dossier_actor(*doc, *other).filter(|id| *id != own) {
                    *counts.entry(id).or_default() += 1;
                }
            }
        }
    }
    let name =
        |id: DossierActorId| app.dossier.actors.get(id.index()).map_or(String::new(), |a| a.name.clone());
    let mut all: Vec<(String, usize)> = counts.into_iter().map(|(id, c)| (name(id), c)).collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    all
}

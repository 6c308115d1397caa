//! Fields that ask who: `actor:`, `by:`, `about:`.

use crate::model::{DocId, Document, Span};

use super::evaluate::{Ground, List, NO, PerDossier, PerItem, YES};
use super::fields::{best, each, events_as_claims, mark_sentence, reads, yes};
use super::names::Class;
use super::query::Term;

/// The dossier actors that the value of a field means.
fn actors(ground: &Ground<'_>, term: &Term) -> Vec<bool> {
    let mut found = vec![false; ground.dossier.actors.len()];
    let table = ground.index.actors();
    let classes: Vec<(usize, Class)> = table
        .asked(&term.atom, &term.value)
        .into_iter()
        .map(|(name, class)| {
            let owner = table.owner(name);
            let first = table.of(owner).next() == Some(name);
            (owner as usize, if class == Class::Whole && !first { Class::OtherName } else { class })
        })
        .collect();
    let named = classes.iter().any(|(_, c)| *c >= Class::OtherName);
    let numbered = term.atom.text().strip_prefix('A').and_then(|n| n.parse::<usize>().ok());
    if let Some(slot) = numbered.filter(|_| !named).and_then(|n| found.get_mut(n.checked_sub(1)?)) {
        *slot = true;
        return found;
    }
    for k in best(&classes) {
        if let Some(slot) = found.get_mut(k) {
            *slot = true;
        }
    }
    found
}

/// For every actor of a document whether it is one of the dossier actors meant.
fn members(ground: &Ground<'_>, doc: DocId, document: &Document, meant: &[bool]) -> Vec<bool> {
    let one = |k| {
        let actor = ground.dossier.dossier_actor(doc, crate::model::ActorId::new(k))?;
        meant.get(actor.index()).copied()
    };
    (0..document.actors.len()).map(|k| one(k).unwrap_or(false)).collect()
}

fn any_of(ids: &[crate::model::ActorId], meant: &[bool]) -> bool {
    ids.iter().any(|a| meant.get(a.index()).copied().unwrap_or(false))
}

/// Claims, events, sentences, sections and actors in which one meant is involved.
pub(super) fn involved(ground: &Ground<'_>, term: &Term, held: &mut PerDossier<u8>) {
    let meant = actors(ground, term);
    for (doc, document, out) in each(ground, held) {
        let meant = members(ground, doc, document, &meant);
        for list in [List::Claims, List::Events, List::Sentences, List::Sections] {
            out.of_mut(list).fill(NO);
        }
        if !meant.contains(&true) {
            continue;
        }
        for (q, c) in out.of_mut(List::Claims).iter_mut().zip(&document.claims) {
            let said = c.attribution.and_then(|a| document.attribution(a));
            *q = yes(any_of(&c.actors, &meant) || said.is_some_and(|a| any_of(&a.source_actors, &meant)));
        }
        let events = out.of_mut(List::Events).iter_mut().zip(&document.events);
        events.for_each(|(q, e)| *q = yes(any_of(&e.actors, &meant)));
        let mentions = document.actors.iter().zip(&meant).filter(|(_, m)| **m).flat_map(|(a, _)| &a.mentions);
        for mention in mentions {
            mark_sentence(document, mention.span, out);
            mark_claims(document, mention.span, out);
            let section = document.section_at(mention.span.from());
            if let Some(q) = section.and_then(|s| out.of_mut(List::Sections).get_mut(s.index())) {
                *q = YES;
            }
        }
    }
    held.actors.iter_mut().zip(&meant).for_each(|(q, m)| *q = yes(*m));
}

/// The claims in whose words a mention stands. Claims are in text order and lie in one sentence, so few are looked at.
fn mark_claims(document: &Document, span: Span, out: &mut PerItem<u8>) {
    const MOST_IN_A_SENTENCE: usize = 12;
    let end = document.claims.partition_point(|c| c.span.start <= span.start);
    let start = end.saturating_sub(MOST_IN_A_SENTENCE);
    let claims = document.claims.get(start..end).unwrap_or(&[]);
    let values = out.of_mut(List::Claims).get_mut(start..end).unwrap_or(&mut []);
    for (q, c) in values.iter_mut().zip(claims) {
        if c.span.contains(span) {
            *q = YES;
        }
    }
}

/// What one meant says.
pub(super) fn said_by(ground: &Ground<'_>, term: &Term, held: &mut PerDossier<u8>) {
    let meant = actors(ground, term);
    for (doc, document, out) in each(ground, held) {
        let meant = members(ground, doc, document, &meant);
        let says: Vec<bool> = document
            .attributions
            .iter()
            .map(|a| {
                any_of(&a.source_actors, &meant)
                    // "Officials", "two analysts": sources that are no actors.
                    || (a.source_actors.is_empty() && a.source.iter().any(|s| reads(document.text.slice(*s), term)))
            })
            .collect();
        for (q, c) in out.of_mut(List::Claims).iter_mut().zip(&document.claims) {
            *q = yes(c.attribution.is_some_and(|a| says.get(a.index()).copied().unwrap_or(false)));
        }
        events_as_claims(document, out);
    }
}

/// What is said of one meant by others.
pub(super) fn about(ground: &Ground<'_>, term: &Term, held: &mut PerDossier<u8>) {
    let meant = actors(ground, term);
    for (doc, document, out) in each(ground, held) {
        let meant = members(ground, doc, document, &meant);
        for (q, c) in out.of_mut(List::Claims).iter_mut().zip(&document.claims) {
            let said = c.attribution.and_then(|a| document.attribution(a));
            let sources = said.map_or(&[][..], |a| &a.source_actors);
            let spoken_of = |a: &&crate::model::ActorId| !sources.contains(a);
            let is_meant = |a: &crate::model::ActorId| meant.get(a.index()).copied().unwrap_or(false);
            *q = yes(c.actors.iter().filter(spoken_of).any(is_meant));
        }
        events_as_claims(document, out);
    }
}

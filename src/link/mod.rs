//! Documents → dossier: the same actor across documents; claims that agree or clash.
//!
//! Joining two actors that differ does more harm than leaving one actor apart: what a reader sees joined, he believes.
//! So actors of one document are never joined, kinds must agree, and every rule asks that the name be unambiguous.

pub mod board;
pub mod claims;
pub mod concordance;
pub mod events;
#[cfg(test)]
mod fixture;
pub mod matrix;
mod names;
pub mod network;
pub mod offices;
pub mod paragraphs;
pub mod parties;
mod rarity;
pub mod relations;
mod sets;
mod words;

use std::cmp::Reverse;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::model::{Actor, ActorId, ActorKind, DocId, Document, Dossier, DossierActor};
use names::{acronym, key, words_in};

/// The dossier of `documents` in the order given. The same documents give the same dossier.
pub fn dossier(documents: Vec<Arc<Document>>) -> Dossier {
    let actors = Linker::new(&documents).link();
    Dossier::new(documents, actors)
}

/// An actor of a document on its way into a group.
struct Candidate<'a> {
    doc: DocId,
    id: ActorId,
    actor: &'a Actor,
    /// Folded canonical name.
    key: String,
}

/// Joins candidates into groups. A group is a list of candidate numbers; a candidate knows its group.
struct Linker<'a> {
    candidates: Vec<Candidate<'a>>,
    groups: Vec<Vec<usize>>,
    group_of: Vec<usize>,
}

impl<'a> Linker<'a> {
    fn new(documents: &'a [Arc<Document>]) -> Self {
        let mut candidates = Vec::new();
        for (d, document) in documents.iter().enumerate() {
            for (a, actor) in document.actors.iter().enumerate() {
                let (doc, id) = (DocId::new(d), ActorId::new(a));
                candidates.push(Candidate { doc, id, actor, key: key(&actor.name) });
            }
        }
        let groups = (0..candidates.len()).map(|k| vec![k]).collect();
        let group_of = (0..candidates.len()).collect();
        Self { candidates, groups, group_of }
    }

    fn link(mut self) -> Vec<DossierActor> {
        self.same_name();
        self.full_alias();
        self.bare_acronym();
        let mut actors: Vec<DossierActor> =
            self.groups.iter().filter(|g| !g.is_empty()).map(|g| self.actor(g)).collect();
        keep_unique(&mut actors);
        actors.sort_by(|a, b| (Reverse(a.mentions), &a.name).cmp(&(Reverse(b.mentions), &b.name)));
        actors
    }

    /// The same canonical name and kind. A person of one name only is no name to go by if the dossier knows several
    /// full names that end in it.
    fn same_name(&mut self) {
        let surnames = self.full_names_by_surname();
        let mut seen: FxHashMap<(ActorKind, String), usize> = FxHashMap::default();
        for k in 0..self.candidates.len() {
            let Some(c) = self.candidates.get(k) else { continue };
            let kind = c.actor.kind;
            let shared = kind == ActorKind::Person
                && words_in(&c.key) == 1
                && surnames.get(&c.key).is_some_and(|full| full.len() > 1);
            if c.key.is_empty() || shared {
                continue;
            }
            match seen.get(&(kind, c.key.clone())) {
                Some(&first) => self.join(first, k),
                None => {
                    seen.insert((kind, c.key.clone()), k);
                }
            }
        }
    }

    fn full_names_by_surname(&self) -> FxHashMap<String, Vec<String>> {
        let mut by_surname: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for c in &self.candidates {
            if c.actor.kind != ActorKind::Person || words_in(&c.key) < 2 {
                continue;
            }
            if let Some(last) = c.key.rsplit(' ').next() {
                let full = by_surname.entry(last.to_owned()).or_default();
                if !full.contains(&c.key) {
                    full.push(c.key.clone());
                }
            }
        }
        by_surname
    }

    /// An alias of several words that is another's canonical name, if only one group has that name and one that alias.
    fn full_alias(&mut self) {
        let mut aliases: FxHashMap<(ActorKind, String), Vec<usize>> = FxHashMap::default();
        for (k, c) in self.candidates.iter().enumerate() {
            for alias in &c.actor.aliases {
                let alias = key(&alias.text);
                if words_in(&alias) >= 2 && alias != c.key {
                    aliases.entry((c.actor.kind, alias)).or_default().push(k);
                }
            }
        }
        for k in 0..self.candidates.len() {
            let Some(c) = self.candidates.get(k) else { continue };
            let Some(holders) = aliases.get(&(c.actor.kind, c.key.clone())) else { continue };
            if let Some(other) = self.only_group(holders, k) {
                self.join(other, k);
            }
        }
    }

    /// An acronym of three letters or more that stands alone in one document and is spelt out, in one way only, in others.
    fn bare_acronym(&mut self) {
        let mut spelt: FxHashMap<(ActorKind, String), Vec<usize>> = FxHashMap::default();
        for (k, c) in self.candidates.iter().enumerate() {
            for alias in &c.actor.aliases {
                if let Some(letters) = acronym(&alias.text)
                    && words_in(&c.key) >= 2
                {
                    spelt.entry((c.actor.kind, letters)).or_default().push(k);
                }
            }
        }
        for k in 0..self.candidates.len() {
            let Some(c) = self.candidates.get(k) else { continue };
            let Some(letters) = acronym(&c.actor.name) else { continue };
            let Some(holders) = spelt.get(&(c.actor.kind, letters)) else { continue };
            if let Some(other) = self.only_group(holders, k) {
                self.join(other, k);
            }
        }
    }

    /// A member of the one group, other than that of `own`, in which all of `holders` are.
    fn only_group(&self, holders: &[usize], own: usize) -> Option<usize> {
        let own = self.group_of.get(own)?;
        let mut found = None;
        for &h in holders {
            let group = self.group_of.get(h)?;
            if group == own || found.is_some_and(|(g, _)| g != group) {
                return None;
            }
            found = Some((group, h));
        }
        found.map(|(_, h)| h)
    }

    /// Joins the groups of two candidates unless they share a document.
    fn join(&mut self, a: usize, b: usize) {
        let (Some(&into), Some(&from)) = (self.group_of.get(a), self.group_of.get(b)) else { return };
        let documents = |g: usize| {
            let members = self.groups.get(g).map_or(&[][..], |g| g);
            members.iter().filter_map(|&m| self.candidates.get(m)).map(|c| c.doc)
        };
        if into == from || documents(into).any(|d| documents(from).any(|e| d == e)) {
            return;
        }
        let moved = self.groups.get_mut(from).map(std::mem::take).unwrap_or_default();
        for &m in &moved {
            if let Some(g) = self.group_of.get_mut(m) {
                *g = into;
            }
        }
        if let Some(g) = self.groups.get_mut(into) {
            g.extend(moved);
        }
    }

    fn actor(&self, group: &[usize]) -> DossierActor {
        let mut all: Vec<&Candidate<'_>> = group.iter().filter_map(|&k| self.candidates.get(k)).collect();
        all.sort_by_key(|c| (c.doc, c.id));
        // Spelt out before an acronym, then the name used most, then the first document's.
        let best = all.iter().max_by_key(|c| (words_in(&c.key) >= 2, c.actor.mentions.len(), Reverse(c.doc)));
        DossierActor {
            name: best.map_or_else(String::new, |c| c.actor.name.clone()),
            short: all.iter().find_map(|c| c.actor.short_name()).map(str::to_owned),
            kind: best.map_or(ActorKind::Organisation, |c| c.actor.kind),
            members: all.iter().map(|c| (c.doc, c.id)).collect(),
            mentions: all.iter().map(|c| c.actor.mentions.len() as u32).sum(),
        }
    }
}

/// Drops short names by which another actor goes too.
fn keep_unique(actors: &mut [DossierActor]) {
    let mut bearers: FxHashMap<&str, usize> = FxHashMap::default();
    for name in actors.iter().flat_map(|a| a.short.iter().chain([&a.name])) {
        *bearers.entry(name).or_default() += 1;
    }
    let is_shared = |a: &DossierActor| a.short.as_ref().is_some_and(|s| bearers.get(s.as_str()) != Some(&1));
    let shared: Vec<bool> = actors.iter().map(is_shared).collect();
    for (actor, _) in actors.iter_mut().zip(shared).filter(|(_, shared)| *shared) {
        actor.short = None;
    }
}

#[cfg(test)]
mod tests;

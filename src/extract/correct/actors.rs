//! Actors merged, split, renamed, retyped, hidden, added. An actor is meant by any of its names, so that a correction
//! outlives an actor's getting another main name.

use crate::fold::fold;
use crate::model::{
    Actor, ActorCorrection, ActorId, ActorKind, Alias, Corrections, Mention, Place, Span, Text, Via, Why,
};

/// Applies the corrections of actors in the order in which they were made.
pub fn actors(text: &Text, corrections: &Corrections, actors: &mut Vec<Actor>, places: &mut Vec<Place>) {
    let mut cast = Cast { text, actors, places };
    for correction in &corrections.actors {
        match correction {
            ActorCorrection::Merge { actor, into } => cast.merge(actor, into),
            ActorCorrection::Split { actor, name } => cast.split(actor, name),
            ActorCorrection::Rename { actor, name } => cast.rename(actor, name),
            ActorCorrection::Kind { actor, kind } => cast.retype(actor, *kind),
            ActorCorrection::Hide { actor } => cast.hide(actor),
            ActorCorrection::Mention { span, actor, kind } => cast.mention(*span, actor, *kind),
        }
    }
}

struct Cast<'a> {
    text: &'a Text,
    actors: &'a mut Vec<Actor>,
    places: &'a mut Vec<Place>,
}

impl Cast<'_> {
    /// The actor of this name: by its main name, else by another.
    fn find(&self, name: &str) -> Option<usize> {
        let wanted = fold(name);
        let main = self.actors.iter().position(|a| fold(&a.name) == wanted);
        main.or_else(|| self.actors.iter().position(|a| a.aliases.iter().any(|x| fold(&x.text) == wanted)))
    }

    fn find_place(&self, name: &str) -> Option<usize> {
        let wanted = fold(name);
        self.places.iter().position(|p| fold(&p.name) == wanted)
    }

    fn merge(&mut self, actor: &str, into: &str) {
        let Some(to) = self.find(into) else { return };
        match self.find(actor) {
            Some(from) if from != to => {
                let gone = self.actors.get(from).cloned();
                let (Some(gone), Some(stays)) = (gone, self.actors.get_mut(to)) else { return };
                let mentions = gone.mentions.iter().map(|m| match m.via {
                    Via::Name => Mention { via: Via::Alias, ..*m },
                    _ => *m,
                });
                stays.mentions.extend(mentions);
                if stays.role.is_none() {
                    stays.role = gone.role;
                }
                let names = [(gone.name.clone(), 0)].into_iter();
                for (name, count) in names.chain(gone.aliases.into_iter().map(|a| (a.text, a.count))) {
                    alias(stays, name, count, "merged by the reader");
                }
                settle(stays, self.text);
                self.drop(from, Some(to));
            }
            Some(_) => {}
            None => {
                let Some(place) = self.find_place(actor) else { return };
                let place = self.places.remove(place);
                let Some(stays) = self.actors.get_mut(to) else { return };
                stays.mentions.extend(place.mentions.iter().map(|m| Mention { via: Via::Alias, ..*m }));
                alias(stays, place.name, 0, "merged by the reader");
                settle(stays, self.text);
            }
        }
    }

    fn split(&mut self, actor: &str, name: &str) {
        let wanted = fold(name);
        let text = self.text;
        let Some(k) = self.find(actor) else { return };
        let Some(whole) = self.actors.get_mut(k) else { return };
        let is_part = |m: &Mention| fold(text.slice(m.span)) == wanted;
        let part: Vec<Mention> = whole.mentions.iter().copied().filter(is_part).collect();
        if part.is_empty() || part.len() == whole.mentions.len() {
            return;
        }
        whole.mentions.retain(|m| !is_part(m));
        whole.aliases.retain(|a| fold(&a.text) != wanted);
        let fresh = Actor {
            name: name.to_owned(),
            kind: whole.kind,
            role: None,
            part_of: None,
            aliases: Vec::new(),
            mentions: part.into_iter().map(|m| Mention { via: Via::Name, ..m }).collect(),
            why: Why::new("split off by the reader", 1.0),
        };
        settle(whole, text);
        self.insert(fresh);
    }

    fn rename(&mut self, actor: &str, name: &str) {
        let Some(known) = self.find(actor).and_then(|k| self.actors.get_mut(k)) else { return };
        let before = std::mem::replace(&mut known.name, name.to_owned());
        if fold(&before) != fold(name) {
            alias(known, before, 0, "the name before the reader's");
            settle(known, self.text);
        }
    }

    fn retype(&mut self, actor: &str, kind: ActorKind) {
        let why = Why::new("of this kind by the reader", 1.0);
        match self.find(actor) {
            Some(k) => {
                if let Some(known) = self.actors.get_mut(k) {
                    known.kind = kind;
                    known.why = why;
                }
            }
            None => {
                let Some(k) = self.find_place(actor) else { return };
                let Place { name, mentions, .. } = self.places.remove(k);
                self.insert(Actor {
                    name,
                    kind,
                    role: None,
                    part_of: None,
                    aliases: Vec::new(),
                    mentions,
                    why,
                });
            }
        }
    }

    fn hide(&mut self, actor: &str) {
        match self.find(actor) {
            Some(k) => self.drop(k, None),
            None => {
                if let Some(k) = self.find_place(actor) {
                    self.places.remove(k);
                }
            }
        }
    }

    fn mention(&mut self, span: Span, actor: &str, kind: ActorKind) {
        let span = span.trimmed(self.text.as_str());
        if span.is_empty() {
            return;
        }
        // The words are this actor's now, whoever had them before.
        for other in self.actors.iter_mut() {
            other.mentions.retain(|m| m.span != span);
        }
        let why = Why::new("marked by the reader", 1.0);
        let Some(k) = self.find(actor) else {
            let mentions = vec![Mention { span, via: Via::Name, why }];
            let name = actor.to_owned();
            self.insert(Actor { name, kind, role: None, part_of: None, aliases: Vec::new(), mentions, why });
            return;
        };
        let Some(known) = self.actors.get_mut(k) else { return };
        known.mentions.push(Mention { span, via: Via::Alias, why });
        alias(known, self.text.slice(span).to_owned(), 0, "marked by the reader");
        settle(known, self.text);
    }

    /// Puts a new actor behind those that are mentioned as often.
    fn insert(&mut self, actor: Actor) {
        let at = self.actors.iter().position(|a| a.mentions.len() < actor.mentions.len());
        let at = at.unwrap_or(self.actors.len());
        self.actors.insert(at, actor);
        for a in self.actors.iter_mut() {
            a.part_of = a.part_of.map(|p| if p.index() >= at { ActorId::new(p.index() + 1) } else { p });
        }
    }

    /// Takes an actor away; what was part of it is part of `heir`.
    fn drop(&mut self, gone: usize, heir: Option<usize>) {
        self.actors.remove(gone);
        let after = |k: usize| ActorId::new(if k > gone { k - 1 } else { k });
        for (k, a) in self.actors.iter_mut().enumerate() {
            a.part_of = match a.part_of {
                Some(p) if p.index() == gone => heir.map(after),
                p => p.map(|p| after(p.index())),
            };
            a.part_of = a.part_of.filter(|p| p.index() != k);
        }
    }
}

/// Adds a name, unless the actor has it.
fn alias(actor: &mut Actor, text: String, count: u32, rule: &'static str) {
    let wanted = fold(&text);
    if fold(&actor.name) != wanted && !actor.aliases.iter().any(|a| fold(&a.text) == wanted) {
        actor.aliases.push(Alias { text, count, rule });
    }
}

/// Mentions in text order and once each; aliases counted, the most frequent first.
fn settle(actor: &mut Actor, text: &Text) {
    actor.mentions.sort_by_key(|m| m.span);
    actor.mentions.dedup_by_key(|m| m.span);
    let said: Vec<String> = actor.mentions.iter().map(|m| fold(text.slice(m.span))).collect();
    for a in &mut actor.aliases {
        let wanted = fold(&a.text);
        a.count = u32::try_from(said.iter().filter(|s| **s == wanted).count()).unwrap_or(u32::MAX);
    }
    actor.aliases.sort_by_key(|a| std::cmp::Reverse(a.count));
}

//! Mentions grouped into actors and places, named, and put in the order of their salience.

use rustc_hash::{FxHashMap, FxHashSet};

use super::gather::{Found, Key, kind};
use super::names::{Names, SPOUSE};
use super::reading::Reading;
use crate::extract::Input;
use crate::model::{Actor, ActorId, ActorKind, Alias, Mention, Place, Via, Why};

/// Actors, the most salient first, and places, the most mentioned first.
pub(super) fn ranked(
    input: Input<'_>,
    r: &Reading<'_>,
    names: &Names,
    found: &[Found],
) -> (Vec<Actor>, Vec<Place>) {
    let mut groups: Vec<(Key, Vec<&Found>)> = Vec::new();
    let mut index: FxHashMap<Key, usize> = FxHashMap::default();
    for f in found {
        let k = *index.entry(f.key).or_insert_with(|| {
            groups.push((f.key, Vec::new()));
            groups.len() - 1
        });
        if let Some((_, list)) = groups.get_mut(k) {
            list.push(f);
        }
    }
    let mut actors = Vec::new();
    let mut places: Vec<Place> = Vec::new();
    for (key, list) in groups {
        match kind(r, names, key) {
            Some(kind) => {
                let salience = salience(input, &list);
                actors.push((salience, key, actor(r, names, key, kind, &list)));
            }
            None => add_place(&mut places, r, &list),
        }
    }
    // The first in the text goes first among equals, so that the order does not depend on hashing.
    actors.sort_by(|a, b| {
        let first = |x: &Actor| x.mentions.first().map_or(u32::MAX, |m| m.span.start);
        b.0.total_cmp(&a.0).then_with(|| first(&a.2).cmp(&first(&b.2)))
    });
    let ids: FxHashMap<Key, ActorId> =
        actors.iter().enumerate().map(|(k, (_, key, _))| (*key, ActorId::new(k))).collect();
    let actors = actors
        .into_iter()
        .map(|(_, key, mut actor)| {
            let state = match key {
                Key::Body(b) => r.lexicon.bodies.get(b as usize).and_then(|b| b.state),
                Key::Named(k) => names.all.get(k).and_then(|n| n.state),
                _ => None,
            };
            actor.part_of = state.and_then(|s| ids.get(&Key::State(s)).copied());
            actor
        })
        .collect();
    places.sort_by(|a, b| {
        let first = |x: &Place| x.mentions.first().map_or(u32::MAX, |m| m.span.start);
        b.mentions.len().cmp(&a.mentions.len()).then_with(|| first(a).cmp(&first(b)))
    });
    (actors, places)
}

/// A name that nothing but its capitals tells counts this much less: among those named once, the certain come first.
const DOUBT: f32 = 0.75;
/// From here on a mention is certain enough.
const CERTAIN: f32 = 0.8;

/// Frequency, with a small bonus for each section: the best simple measure of what readers call salient.
fn salience(input: Input<'_>, list: &[&Found]) -> f32 {
    let sections = &input.structure.sections;
    let spread: FxHashSet<usize> =
        list.iter().map(|f| sections.partition_point(|s| s.heading.start <= f.span.start)).collect();
    let weight = |f: &&Found| if f.via.is_name() { 1.0 } else { 0.6 };
    let doubt = if list.iter().any(|f| f.sure >= CERTAIN) { 0.0 } else { DOUBT };
    list.iter().map(weight).sum::<f32>() + 0.5 * spread.len() as f32 - doubt
}

fn mention(f: &Found) -> Mention {
    Mention { span: f.span, via: f.via, why: Why::new(f.rule, f.sure) }
}

fn actor(r: &Reading<'_>, names: &Names, key: Key, kind: ActorKind, list: &[&Found]) -> Actor {
    let mut texts: Vec<(String, u32, &'static str, Via)> = Vec::new();
    let mut index: FxHashMap<String, usize> = FxHashMap::default();
    for f in list.iter().filter(|f| f.via.is_name()) {
        let text = f.span.of(r.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let k = *index.entry(text.to_lowercase()).or_insert_with(|| {
            texts.push((text.clone(), 0, f.rule, f.via));
            texts.len() - 1
        });
        if let Some(t) = texts.get_mut(k) {
            t.1 += 1;
            // A spelling with small letters goes before one in capitals.
            if t.0 != text && t.0.to_uppercase() == t.0 && f.via != Via::Acronym {
                t.0 = text;
            }
        }
    }
    // "the Ruritanian Velm Front" is longer than its name.
    let plain = |text: &str| {
        let first = text.split(' ').next().unwrap_or("").to_lowercase();
        !matches!(key, Key::Body(_)) || !r.tokens.id(&first).is_some_and(|w| r.is_adjective(w))
    };
    let name = match key {
        Key::State(s) => r.lexicon.states.get(s as usize).map(|s| s.name.clone()),
        _ => texts
            .iter()
            .max_by_key(|(text, count, _, via)| {
                (*via == Via::Name, plain(text), text.split(' ').count(), text.chars().count(), *count)
            })
            .map(|t| t.0.clone()),
    };
    let name = name.or_else(|| list.first().map(|f| f.span.of(r.text).to_owned())).unwrap_or_default();
    // "Mrs Osei", where "Osei" alone would not tell her from him.
    let name = match key {
        Key::Named(k) => {
            names.all.get(k).filter(|n| n.words.first() == Some(&SPOUSE)).map_or(name.clone(), |n| {
                let stop = n.sample.checked_sub(1).filter(|&k| r.slice(k) == ".").unwrap_or(n.sample);
                let title = stop.checked_sub(1).map_or("", |k| r.slice(k));
                format!("{title} {name}")
            })
        }
        _ => name,
    };
    let mut aliases: Vec<Alias> = texts
        .into_iter()
        .filter(|(text, ..)| *text != name)
        .map(|(text, count, rule, _)| Alias { text, count, rule })
        .collect();
    aliases.sort_by_key(|a| std::cmp::Reverse(a.count));
    let role = match key {
        Key::State(_) => Some("GOV"),
        Key::Body(b) => r.lexicon.bodies.get(b as usize).and_then(|b| b.role),
        Key::Named(k) => names.all.get(k).and_then(|n| n.role),
        _ => None,
    };
    let why = list
        .iter()
        .max_by(|a, b| a.sure.total_cmp(&b.sure))
        .map_or(Why::new("named", 0.5), |f| Why::new(f.rule, f.sure));
    Actor {
        name,
        kind,
        role,
        part_of: None,
        aliases,
        mentions: list.iter().map(|f| mention(f)).collect(),
        why,
    }
}

/// Places of the same name are one, whatever rule found them.
fn add_place(places: &mut Vec<Place>, r: &Reading<'_>, list: &[&Found]) {
    let Some(first) = list.first() else { return };
    let name = first.span.of(r.text).split_whitespace().collect::<Vec<_>>().join(" ");
    places.push(Place {
        name,
        mentions: list.iter().map(|f| mention(f)).collect(),
        why: Why::new(first.rule, first.sure),
    });
}

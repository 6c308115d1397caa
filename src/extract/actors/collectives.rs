//! "Both nations", "the two parties": one expression for two actors, linked to each where the text leaves no doubt.

use rustc_hash::FxHashMap;

use super::gather::{Found, Key, kind};
use super::lexicon::is;
use super::names::Names;
use super::reading::Reading;
use crate::model::{ActorKind, Via};

/// How far back, in bytes, the two may stand when no pair rules the whole text.
const NEAR: u32 = 500;

/// Adds a mention on every collective for each of its two members. `found` is in text order and stays so.
pub(super) fn add(r: &Reading<'_>, names: &Names, found: &mut Vec<Found>) {
    let mut added = Vec::new();
    // Pairs that rule the text: among states only, and among states and groups.
    let (states, parties) = (ruling(r, names, found, false), ruling(r, names, found, true));
    for segment in &r.segments {
        let mut k = segment.from;
        while k < segment.to {
            let Some((from, head)) = expression(r, k, segment.to) else {
                k += 1;
                continue;
            };
            let span = r.span(from, head + 1);
            let with_groups = matches!(
                r.lower(head),
                "sides" | "parties" | "rivals" | "foes" | "adversaries" | "leaders" | "side" | "party"
            );
            let ruled = if with_groups { parties } else { states };
            let members = ruled
                .map(|pair| (pair, "the two that the text is about"))
                .or_else(|| Some((near(r, names, found, span.start, with_groups)?, "the two named last")));
            if let Some((pair, rule)) = members {
                for key in pair {
                    added.push(Found { span, key, via: Via::Collective, rule, sure: 0.7 });
                }
            }
            k = head + 1;
        }
    }
    found.extend(added);
    found.sort_by_key(|f| (f.span.start, f.span.end));
}

/// "both (neighbouring) nations", "the two parties", "neither government" at token `k`: its first token and its head noun.
fn expression(r: &Reading<'_>, k: usize, limit: usize) -> Option<(usize, usize)> {
    let first = r.lower(k);
    let (after, singular) = match first {
        "both" => (k + 1, false),
        "either" | "neither" => (k + 1, true),
        "the" | "these" | "those" if r.lower(k + 1) == "two" => (k + 2, false),
        _ => return None,
    };
    // At most two words between: "both South Asian nations", "the two warring parties".
    (after..limit.min(after + 3)).take_while(|&t| r.is_word(t)).find_map(|t| {
        let head = if singular { r.any(t, is::MEMBER) } else { r.any(t, is::MEMBERS) };
        head.then_some((k, t))
    })
}

fn is_member(r: &Reading<'_>, names: &Names, key: Key, with_groups: bool) -> bool {
    match kind(r, names, key) {
        Some(ActorKind::State) => true,
        Some(ActorKind::Group) => with_groups,
        _ => false,
    }
}

/// The two most mentioned, if the second has half as many mentions again as the third.
fn ruling(r: &Reading<'_>, names: &Names, found: &[Found], with_groups: bool) -> Option<[Key; 2]> {
    let mut counts: FxHashMap<Key, u32> = FxHashMap::default();
    for f in found.iter().filter(|f| is_member(r, names, f.key, with_groups)) {
        *counts.entry(f.key).or_default() += 1;
    }
    let mut order: Vec<(u32, Key)> = counts.into_iter().map(|(key, n)| (n, key)).collect();
    order.sort_by_key(|&(n, key)| (std::cmp::Reverse(n), key));
    match order.as_slice() {
        [(_, a), (b, second), rest @ ..] if *b >= 2 && rest.first().is_none_or(|(n, _)| b * 2 >= n * 3) => {
            Some([*a, *second])
        }
        _ => None,
    }
}

/// The two named together closely before ("Chad and Niger"), if no third is named there.
fn near(r: &Reading<'_>, names: &Names, found: &[Found], at: u32, with_groups: bool) -> Option<[Key; 2]> {
    let end = found.partition_point(|f| f.span.start < at);
    let mut last: Vec<&Found> = Vec::new();
    for f in found.get(..end)?.iter().rev().take_while(|f| at - f.span.start <= NEAR) {
        if is_member(r, names, f.key, with_groups) && last.iter().all(|l| l.key != f.key) {
            last.push(f);
        }
    }
    let &[b, a] = last.as_slice() else { return None };
    let between = r.text.get(a.span.to()..b.span.from())?.trim();
    // A mediator and a party stand near each other as well: only what is joined is a pair.
    matches!(between, "and" | "-" | "–" | "—" | "/" | "versus" | "vs").then_some([a.key, b.key])
}

//! "The minister", "she said": titles and pronouns that mean a person named before, where only one can be meant.

use rustc_hash::FxHashMap;

use super::gather::{Found, Key, kind};
use super::lexicon::{Title, is};
use super::names::Names;
use super::reading::Reading;
use crate::model::{ActorKind, Via};
use crate::structure::{Shape, WordId};

/// How far back, in bytes, the holder of a title and the person behind a pronoun may be named.
const NEAR_TITLE: u32 = 1500;
const NEAR_PRONOUN: u32 = 300;

/// Adds mentions by title and by pronoun. `found` is in text order and stays so.
pub(super) fn add(r: &Reading<'_>, names: &Names, found: &mut Vec<Found>) {
    let persons: Vec<Found> = found
        .iter()
        .filter(|f| kind(r, names, f.key) == Some(ActorKind::Person) && f.via.is_name())
        .copied()
        .collect();
    if persons.is_empty() {
        return;
    }
    let holders = Holders::of(r, &persons);
    let mut added = Vec::new();
    let mut k = 0;
    while k < r.all.len() {
        let here = match r.lower(k) {
            "the" => holders.meant(r, &persons, k),
            "he" | "she" => speaker(r, names, &persons, k),
            _ => None,
        };
        match here {
            Some((n, found)) => {
                added.push(found);
                k += n;
            }
            None => k += 1,
        }
    }
    found.extend(added);
    found.sort_by_key(|f| (f.span.start, f.span.end));
}

/// Who holds which office in the text.
struct Holders {
    /// By the words of the office; `None` where two hold it.
    by_words: FxHashMap<Vec<WordId>, Option<Key>>,
    /// By its last word.
    by_head: FxHashMap<WordId, Option<Key>>,
}

impl Holders {
    fn of(r: &Reading<'_>, persons: &[Found]) -> Self {
        let mut holders = Self { by_words: FxHashMap::default(), by_head: FxHashMap::default() };
        for p in persons {
            let from = r.all.partition_point(|t| t.span.start < p.span.start);
            let to = r.all.partition_point(|t| t.span.start < p.span.end);
            // "Foreign Minister Ana Osei"
            let before = (1..=5).rev().find_map(|n| {
                let start = from.checked_sub(n)?;
                (office(r, start, from) == Some(n)).then_some((start, from))
            });
            // "Ana Osei, the foreign minister"
            let the = r.slice(to) == "," && matches!(r.lower(to + 1), "the" | "its" | "their");
            let behind = the.then(|| office(r, to + 2, to + 8)).flatten().map(|n| (to + 2, to + 2 + n));
            // "Ana Osei, the director's aunt" is no director.
            let behind =
                behind.filter(|&(_, end)| r.token(end).is_none_or(|t| t.shape() != Shape::Possessive));
            for (a, b) in before.into_iter().chain(behind) {
                let words = super::names::words(r, a, b);
                let Some(&head) = words.last() else { continue };
                let hold = |slot: &mut Option<Key>| *slot = slot.filter(|key| *key == p.key);
                holders.by_words.entry(words).and_modify(hold).or_insert(Some(p.key));
                holders.by_head.entry(head).and_modify(hold).or_insert(Some(p.key));
            }
        }
        holders
    }

    /// The holder meant by "the …" at token `k`, and how many tokens it takes.
    fn meant(&self, r: &Reading<'_>, persons: &[Found], k: usize) -> Option<(usize, Found)> {
        let n = office(r, k + 1, k + 7)?;
        let end = k + 1 + n;
        // "the minister of health", "the minister Ana Osei", "the foreign minister-designate": other things.
        if r.is_capitalised(end) || matches!(r.slice(end), "of" | "for" | "-") {
            return None;
        }
        let words = super::names::words(r, k + 1, end);
        let key = match (self.by_words.get(&words), words.as_slice()) {
            (Some(key), _) => (*key)?,
            (None, &[head]) => (*self.by_head.get(&head)?)?,
            _ => return None,
        };
        let span = r.span(k, end);
        let before = persons.get(..persons.partition_point(|p| p.span.start < span.start))?;
        let near = before.iter().rev().find(|p| p.key == key)?;
        (span.start - near.span.end <= NEAR_TITLE).then_some((
            n + 1,
            Found { span, key, via: Via::Title, rule: "the only holder of the title in the text", sure: 0.7 },
        ))
    }
}

/// How many tokens the office at `k` takes, if one stands there.
fn office(r: &Reading<'_>, k: usize, limit: usize) -> Option<usize> {
    r.title_at(k, limit).filter(|(_, t)| *t == Title::Office).map(|(n, _)| n)
}

/// The person who speaks at "he said", if only one was named closely before.
fn speaker(r: &Reading<'_>, names: &Names, persons: &[Found], k: usize) -> Option<(usize, Found)> {
    let verb = k + 1 + usize::from(matches!(r.lower(k + 1), "also" | "then" | "later" | "has" | "had"));
    if !r.any(verb, is::SAYS) || r.token(verb)?.shape() != Shape::Word {
        return None;
    }
    let span = r.span(k, k + 1);
    let before = persons.get(..persons.partition_point(|p| p.span.start < span.start))?;
    let mut near = before.iter().rev().take_while(|p| span.start - p.span.end <= NEAR_PRONOUN);
    let first = near.next()?;
    let from = r.all.partition_point(|t| t.span.start < first.span.end);
    if others_spoke(r, from, k) || other_sex(r, names, first, k) {
        return None;
    }
    near.all(|p| p.key == first.key).then_some((
        1,
        Found {
            span,
            key: first.key,
            via: Via::Pronoun,
            rule: "the only person named closely before",
            sure: 0.6,
        },
    ))
}

/// Whether somebody without a name spoke between tokens `from` and `to`: "A witness told reporters … He said".
fn others_spoke(r: &Reading<'_>, from: usize, to: usize) -> bool {
    /// How far behind its article the verb of an unnamed speaker may stand, in tokens: "a doctor at the hospital told".
    const FAR: usize = 8;
    let unnamed = |k: usize| {
        matches!(r.lower(k), "a" | "an" | "one" | "another")
            && (k + 2..to.min(k + FAR)).take_while(|&v| !matches!(r.slice(v), "." | "?" | "!" | ";")).any(
                |v| {
                    r.any(v, is::SAYS)
                        && !r.is_capitalised(v)
                        && !matches!(r.lower(v - 1), "to" | "that" | ",")
                },
            )
    };
    (from..to).any(|k| r.is_start(k) && unnamed(k))
}

/// Whether the text tells that the person is a man and the pronoun a woman's, or the reverse.
fn other_sex(r: &Reading<'_>, names: &Names, person: &Found, pronoun: usize) -> bool {
    let Key::Named(k) = person.key else { return false };
    let man = names.all.get(k).and_then(|n| names.men.get(&n.words)).copied();
    man.is_some_and(|man| man != (r.lower(pronoun) == "he"))
}

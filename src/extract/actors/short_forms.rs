//! Short forms of organisations by their head noun: "the Commission", where it is clear which one is meant.

use rustc_hash::FxHashMap;

use super::lexicon::{Meaning, is};
use super::names::{Names, Verdict};
use super::persons::the_one;
use super::reading::Reading;
use super::scan::{Candidate, Guess};
use crate::model::ActorKind;
use crate::structure::WordId;

/// How many tokens an explanation in brackets may have.
const BRACKETS: usize = 12;

impl Names {
    /// Links a head noun to the organisation that the text itself gives it to in brackets, else to the only one of that
    /// kind, else to the one clearly more frequent than every other.
    pub(super) fn link_short_organisations(&mut self, r: &Reading<'_>, candidates: &[Candidate]) {
        let mut heads: FxHashMap<WordId, Vec<(Verdict, u32)>> = FxHashMap::default();
        for (k, name) in self.all.iter().enumerate() {
            if name.verdict != Verdict::Actor(ActorKind::Organisation) || name.words.len() < 2 {
                continue;
            }
            let tail = name.words.last().copied().filter(|&w| r.word_flag(w) & is::ORG_TAIL != 0);
            let head =
                tail.or_else(|| name.words.first().copied().filter(|&w| r.word_flag(w) & is::ORG_OF != 0));
            if let Some(head) = head {
                let link = Verdict::Short(k, "the one of that kind that the text is about");
                heads.entry(head).or_default().push((link, name.count));
            }
        }
        let defined = self.defined(r, candidates);
        for name in &mut self.all {
            let &[word] = name.words.as_slice() else { continue };
            if r.word_flag(word) & (is::ORG_TAIL | is::ORG_OF) == 0 || name.acronym > 0 {
                continue;
            }
            let counted = heads.get(&word).map_or(&[][..], Vec::as_slice).iter().copied();
            if let Some(link) = defined.get(&word).copied().or_else(|| the_one(counted)) {
                name.verdict = link;
            }
        }
    }

    /// Links the first words of an organisation's name to it where they can mean nothing else in the text: "Coral Gate" to
    /// "Coral Gate Fisheries Ltd", "Port Authority" to "Port Authority of Tarn".
    pub(super) fn link_first_words(&mut self, r: &Reading<'_>) {
        let mut full: FxHashMap<&[WordId], Option<usize>> = FxHashMap::default();
        for (k, name) in self.all.iter().enumerate() {
            if name.verdict != Verdict::Actor(ActorKind::Organisation) {
                continue;
            }
            for n in 1..name.words.len() {
                let (first, rest) = name.words.split_at(n);
                let of = rest.first().is_some_and(|w| matches!(r.tokens.word(*w), "of" | "for" | "on"));
                let whole = first
                    .last()
                    .is_some_and(|w| r.word_flag(*w) & (is::ORG_TAIL | is::ORG_OF | is::PLACE_TAIL) != 0);
                // "Ministry" alone is the business of the head nouns, and "the National Bank" is not the National Bank Union.
                let fits = if of { n > 1 } else { !whole };
                if fits {
                    full.entry(first).and_modify(|f| *f = None).or_insert(Some(k));
                }
            }
        }
        let links: Vec<(usize, usize)> = self
            .all
            .iter()
            .enumerate()
            .filter_map(|(k, name)| {
                let target = full.get(name.words.as_slice()).copied().flatten()?;
                let open = match name.verdict {
                    Verdict::Nothing | Verdict::Actor(ActorKind::Organisation) => true,
                    Verdict::Actor(_) => !name.titled,
                    Verdict::Place => name.place_best < 3 || name.words.len() > 1,
                    _ => false,
                };
                let plain = is::COMMON | is::FUNCTION | is::NOT_NAME | is::GIVEN;
                let telling = match name.words.as_slice() {
                    &[word] => {
                        r.word_flag(word) & plain == 0 && r.known_at(name.sample, name.sample + 1).is_none()
                    }
                    words => {
                        words.iter().any(|w| r.word_flag(*w) & (is::COMMON | is::FUNCTION) == 0)
                            || words.len() > 2
                    }
                };
                (open && telling && target != k).then_some((k, target))
            })
            .collect();
        for (k, target) in links {
            if let Some(name) = self.all.get_mut(k) {
                name.verdict = Verdict::Short(target, "its first words");
            }
        }
    }

    /// Head nouns that stand quoted, or behind "the", in brackets right behind an organisation's name.
    fn defined(&self, r: &Reading<'_>, candidates: &[Candidate]) -> FxHashMap<WordId, Verdict> {
        let mut defined = FxHashMap::default();
        for c in candidates.iter().filter(|c| r.slice(c.to) == "(") {
            let target = match c.guess {
                Guess::Known(Meaning::Body(b) | Meaning::BodyAcronym(b)) => Some(Verdict::Body(b)),
                Guess::Known(_) => None,
                _ => self
                    .of(r, c)
                    .filter(|&k| {
                        self.all.get(k).is_some_and(|n| n.verdict == Verdict::Actor(ActorKind::Organisation))
                    })
                    .map(|k| Verdict::Short(k, "the text says so in brackets")),
            };
            let Some(target) = target else { continue };
            let limit = c.to + 1 + BRACKETS;
            for k in (c.to + 1..limit).take_while(|&k| !matches!(r.slice(k), ")" | "")) {
                let before = r.lower(k - 1);
                let after = r.slice(k + 1);
                let alone = matches!(before, "“" | "\"" | "‘" | "the" | "''")
                    && matches!(after, "”" | "\"" | "’" | ")" | "," | "''");
                if alone
                    && r.any(k, is::ORG_TAIL | is::ORG_OF)
                    && r.is_capitalised(k)
                    && let Some(token) = r.token(k)
                {
                    defined.entry(token.word).or_insert(target);
                }
            }
        }
        defined
    }
}

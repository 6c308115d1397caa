//! Short forms of organisations by their head noun: "the Commission", where it is clear which one is meant.

use rustc_hash::FxHashMap;

use super::acronyms::Explained;
use super::lexicon::{Meaning, is};
use super::names::{INITIALS, Names, Verdict, words};
use super::persons::the_one;
use super::reading::Reading;
use super::scan::{Candidate, Guess};
use crate::model::ActorKind;
use crate::structure::{Caps, WordId};

impl Names {
    /// Links a head noun to the organisation that the text itself gives it to in brackets, else to the only one of that
    /// kind, else to the one clearly more frequent than every other.
    pub(super) fn link_short_organisations(&mut self, r: &Reading<'_>, candidates: &[Candidate]) {
        let mut heads: FxHashMap<WordId, Vec<(Verdict, u32)>> = FxHashMap::default();
        let mut companies: Vec<(Verdict, u32)> = Vec::new();
        for (k, name) in self.all.iter().enumerate() {
            if name.verdict != Verdict::Actor(ActorKind::Organisation) || name.words.len() < 2 {
                continue;
            }
            let link = (Verdict::Short(k, "the one of that kind that the text is about"), name.count);
            if name.role == Some("BUS") {
                companies.push(link);
            }
            if let Some(head) = head(r, &name.words) {
                heads.entry(head).or_default().push(link);
            }
        }
        // Known ones may be meant as well.
        let mut known: FxHashMap<(u16, Option<WordId>), u32> = FxHashMap::default();
        for c in candidates {
            if let Guess::Known(Meaning::Body(b) | Meaning::BodyAcronym(b)) = c.guess {
                let words = words(r, c.from, c.to);
                let head = Some(words).filter(|w| w.len() > 1).and_then(|w| head(r, &w));
                *known.entry((b, head)).or_default() += 1;
            }
        }
        let mut totals: FxHashMap<u16, (Option<WordId>, u32)> = FxHashMap::default();
        for ((b, head), count) in known {
            let total = totals.entry(b).or_default();
            total.0 = total.0.max(head);
            total.1 += count;
        }
        for (b, (head, count)) in totals {
            if let Some(head) = head {
                heads.entry(head).or_default().push((Verdict::Body(b), count));
            }
            if r.lexicon.bodies.get(usize::from(b)).is_some_and(|b| b.role == Some("BUS")) {
                companies.push((Verdict::Body(b), count));
            }
        }
        for name in &mut self.all {
            let &[word] = name.words.as_slice() else { continue };
            if r.word_flag(word) & (is::ORG_TAIL | is::ORG_OF) == 0 || name.acronym > 0 || name.defined {
                continue;
            }
            let counted = heads.get(&word).map_or(&[][..], Vec::as_slice);
            // What only headings have stands back.
            let prose = counted.iter().any(|(_, n)| *n > 0);
            let counted = counted.iter().copied().filter(|(_, n)| !prose || *n > 0);
            let company = r.lexicon.role(r.tokens.word(word), false) == Some("BUS");
            let one = the_one(counted);
            if let Some(link) = one.or_else(|| company.then(|| the_one(companies.iter().copied())).flatten())
            {
                name.verdict = link;
            } else if company {
                // "the Company", where nothing tells which.
                name.verdict = Verdict::Nothing;
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
            // "Velmond Board" is an organ of Velmond.
            let organ = name.words.last().is_some_and(|w| r.lexicon.organs.contains(r.tokens.word(*w)));
            if organ && name.words.len() == 2 {
                continue;
            }
            for n in 1..name.words.len() {
                let (first, rest) = name.words.split_at(n);
                let of = rest.first().is_some_and(|w| matches!(r.tokens.word(*w), "of" | "for" | "on"));
                let whole = first
                    .last()
                    .is_some_and(|w| r.word_flag(*w) & (is::ORG_TAIL | is::ORG_OF | is::PLACE_TAIL) != 0);
                // "Ministry" alone is the business of the head nouns, and "the National Bank" is not the National Bank Union.
                // "West Tarnik Combined Authority": the first words of a public body are a place.
                let public = !of
                    && name.words.last().is_some_and(|w| {
                        let word = r.tokens.word(*w);
                        matches!(r.lexicon.role(word, true), Some("GOV" | "COP" | "JUD" | "LEG" | "MIL"))
                    });
                let fits = if of { n > 1 } else { !whole && !public };
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
                // "NHS Legislation Programme" is not the NHS, but "TRQF Ltd" is TRQF.
                let capitals = r.token(name.sample).is_some_and(|t| t.caps() == Caps::Upper);
                if name.words.len() == 1
                    && capitals
                    && self.all.get(target).is_none_or(|t| t.role != Some("BUS"))
                {
                    return None;
                }
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
                // "Velmond Card Solutions Ltd" belongs to Velmond, of which the text speaks before and far more often.
                let subsidiary = self.all.get(target).is_some_and(|t| {
                    let legal = |w: &WordId| {
                        let word = r.tokens.word(*w);
                        r.lexicon.company_nouns.contains(word) || r.lexicon.role(word, false) == Some("BUS")
                    };
                    let rest = t.words.get(name.words.len()..).unwrap_or(&[]);
                    name.words.len() == 1
                        && t.sample > name.sample
                        && name.count >= super::persons::CLEARLY * t.count
                        && rest.iter().filter(|w| !legal(w)).count() > 1
                });
                (open && telling && !subsidiary && target != k).then_some((k, target))
            })
            .collect();
        for (k, target) in links {
            if let Some(name) = self.all.get_mut(k) {
                name.verdict = Verdict::Short(target, "its first words");
            }
        }
    }

    /// "Tarek Osei" beside "Tarek Osei Companies" and "Tarek Osei Management Corporation": the name of a firm, where no title
    /// shows a person.
    pub(super) fn name_firms(&mut self, r: &Reading<'_>) {
        let mut firms: FxHashMap<&[WordId], u32> = FxHashMap::default();
        for name in self.all.iter().filter(|n| n.verdict == Verdict::Actor(ActorKind::Organisation)) {
            let company = name.role == Some("BUS")
                || name.words.last().is_some_and(|w| r.tokens.word(*w) == "companies");
            if company && let Some(first) = name.words.get(..2).filter(|_| name.words.len() > 2) {
                *firms.entry(first).or_default() += 1;
            }
        }
        let found: Vec<usize> = (0..self.all.len())
            .filter(|&k| {
                self.all.get(k).is_some_and(|n| {
                    n.verdict == Verdict::Actor(ActorKind::Person)
                        && !n.titled
                        && firms.get(n.words.as_slice()).is_some_and(|&n| n > 1)
                })
            })
            .collect();
        for k in found {
            if let Some(name) = self.all.get_mut(k) {
                name.verdict = Verdict::Actor(ActorKind::Organisation);
            }
        }
    }

    /// Links names that differ in nothing but nouns for a company: "TRQF", "TRQF Group", "TRQF Group Limited".
    pub(super) fn link_companies(&mut self, r: &Reading<'_>) {
        let mut first: FxHashMap<Vec<WordId>, usize> = FxHashMap::default();
        let mut links = Vec::new();
        for (k, name) in self.all.iter().enumerate() {
            let noun = |w: &&WordId| r.lexicon.company_nouns.contains(r.tokens.word(**w));
            let nouns = name.words.iter().rev().take_while(noun).count();
            let base = name.words.get(..name.words.len() - nouns).unwrap_or(&[]);
            let telling = base.iter().any(|w| r.word_flag(*w) & (is::COMMON | is::FUNCTION | is::GIVEN) == 0);
            if name.verdict != Verdict::Actor(ActorKind::Organisation) || !telling {
                continue;
            }
            match first.get(base) {
                Some(&target) => links.push((k, target)),
                None => {
                    first.insert(base.to_vec(), k);
                }
            }
        }
        for (k, target) in links {
            if let Some(name) = self.all.get_mut(k) {
                name.verdict = Verdict::Short(target, "the same but for nouns of a company");
            }
        }
    }

    /// Links what a ministry is for to the ministry, where the text names it so: "Veterans Affairs" to "Department of
    /// Veterans Affairs".
    pub(super) fn link_portfolios(&mut self, r: &Reading<'_>, candidates: &[Candidate]) {
        const RULE: &str = "what the body of that name is for";
        let mut full: FxHashMap<Vec<WordId>, Option<Verdict>> = FxHashMap::default();
        let mut add = |rest: Vec<WordId>, verdict: Verdict| {
            let other = |f: &mut Option<Verdict>| *f = f.filter(|f| *f == verdict);
            full.entry(rest).and_modify(other).or_insert(Some(verdict));
        };
        for c in candidates {
            if let Guess::Known(Meaning::Body(b)) = c.guess
                && r.any(c.from, is::ORG_OF)
                && matches!(r.lower(c.from + 1), "of" | "for")
                && c.to > c.from + 3
            {
                add(words(r, c.from + 2, c.to), Verdict::Body(b));
            }
        }
        for (k, name) in self.all.iter().enumerate() {
            if let [first, of, rest @ ..] = name.words.as_slice()
                && name.verdict == Verdict::Actor(ActorKind::Organisation)
                && r.word_flag(*first) & is::ORG_OF != 0
                && matches!(r.tokens.word(*of), "of" | "for")
                && rest.len() > 1
            {
                add(rest.to_vec(), Verdict::Short(k, RULE));
            }
        }
        for name in &mut self.all {
            if name.verdict == Verdict::Actor(ActorKind::Organisation)
                && let Some(verdict) = full.get(&name.words).copied().flatten()
            {
                name.verdict = verdict;
            }
        }
    }

    /// Links names of organisations that differ in nothing but the endings of some words: "Velmic Election and Boundary
    /// Board" and "Velmic Electoral and Boundaries Board".
    pub(super) fn link_endings(&mut self, r: &Reading<'_>) {
        /// Shorter names are soon alike.
        const WORDS: usize = 3;
        let mut groups: FxHashMap<(WordId, WordId, usize), Vec<usize>> = FxHashMap::default();
        for (k, name) in self.all.iter().enumerate() {
            let told = name.words.iter().filter(|w| r.word_flag(**w) & is::FUNCTION == 0).count();
            if name.verdict == Verdict::Actor(ActorKind::Organisation)
                && told >= WORDS
                && let (Some(first), Some(last)) = (name.words.first(), name.words.last())
            {
                groups.entry((*first, *last, name.words.len())).or_default().push(k);
            }
        }
        let mut links = Vec::new();
        for group in groups.into_values().filter(|g| (2..=16).contains(&g.len())) {
            for (at, &k) in group.iter().enumerate() {
                let alike = |&&other: &&usize| {
                    let (Some(a), Some(b)) = (self.all.get(k), self.all.get(other)) else { return false };
                    a.words.iter().zip(&b.words).all(|(a, b)| a == b || has_other_ending(r, *a, *b))
                };
                if let Some(&target) = group.get(..at).unwrap_or(&[]).iter().find(alike) {
                    links.push((k, target));
                }
            }
        }
        for (k, target) in links {
            if let Some(name) = self.all.get_mut(k) {
                name.verdict = Verdict::Short(target, "the same name but for the endings of its words");
            }
        }
    }

    /// Links a company with its legal form to the known one: "Toyota Corp." where the list has "Toyota".
    pub(super) fn link_known_companies(&mut self, r: &Reading<'_>, candidates: &[Candidate]) {
        for c in candidates.iter().filter(|c| c.guess == Guess::Organisation) {
            let Some((n, known)) = r.known_at(c.from, c.to) else { continue };
            let form = c.from + n + usize::from(r.slice(c.from + n) == ",");
            let Meaning::Body(b) = known.meaning else { continue };
            // "Toyota Corporation" as "Toyota Corp."
            let word = form + 1 == c.to && r.lexicon.role(r.lower(form), false) == Some("BUS");
            if (r.legal_at(form, c.to).is_some() || word)
                && let Some(k) = self.of(r, c)
                && let Some(name) = self.all.get_mut(k)
            {
                name.verdict = Verdict::Body(b);
            }
        }
    }

    /// Links an acronym that the text never explains to the only organisation whose initials it has.
    pub(super) fn link_initials(&mut self, r: &Reading<'_>, explained: &Explained) {
        /// Fewer letters are too many names' initials.
        const LETTERS: std::ops::RangeInclusive<usize> = 3..=7;
        let mut spelt: FxHashMap<String, Option<usize>> = FxHashMap::default();
        for (k, name) in self.all.iter().enumerate() {
            if name.verdict != Verdict::Actor(ActorKind::Organisation) || name.words.len() < *LETTERS.start()
            {
                continue;
            }
            let initials: String = name
                .words
                .iter()
                .filter(|w| r.word_flag(**w) & is::FUNCTION == 0)
                .filter_map(|w| r.tokens.word(*w).chars().next())
                .collect();
            spelt.entry(initials).and_modify(|s| *s = None).or_insert(Some(k));
        }
        for name in &mut self.all {
            let &[word] = name.words.as_slice() else { continue };
            let letters = r.tokens.word(word);
            let written = r.token(name.sample).is_some_and(|t| t.caps() == Caps::Upper);
            let open = matches!(name.verdict, Verdict::Actor(ActorKind::Organisation) | Verdict::Nothing)
                && !name.defined
                && r.word_flag(word) & is::NOT_ACRONYM == 0
                && !explained.full.contains_key(&word)
                && !explained.dropped.contains(&word);
            if written
                && open
                && LETTERS.contains(&letters.chars().count())
                && let Some(&Some(full)) = spelt.get(letters)
            {
                name.verdict = Verdict::Short(full, INITIALS);
            }
        }
    }
}

/// Whether two words are forms of one: "Electoral" and "Election".
fn has_other_ending(r: &Reading<'_>, a: WordId, b: WordId) -> bool {
    /// The most letters of an ending.
    const ENDING: usize = 4;
    let (a, b) = (r.tokens.word(a), r.tokens.word(b));
    let same = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    same >= 5 && same + ENDING >= a.chars().count().max(b.chars().count())
}

/// The noun by which an organisation goes for short: its last word or the one before its legal form, or its first.
fn head(r: &Reading<'_>, words: &[WordId]) -> Option<WordId> {
    // "Standing Committee on Public Accounts", "Department of Fishing and Forest Services"
    let of = words.iter().position(|w| matches!(r.tokens.word(*w), "of" | "for" | "on"));
    let before_of = of.and_then(|k| words.get(k.checked_sub(1)?)).copied();
    if let Some(word) = before_of.filter(|w| r.word_flag(*w) & (is::ORG_TAIL | is::ORG_OF) != 0) {
        return Some(word);
    }
    let tail = |w: &&WordId| r.word_flag(**w) & is::ORG_TAIL != 0;
    let legal = |w: &WordId| r.lexicon.role(r.tokens.word(*w), false) == Some("BUS");
    let last = words.last().filter(tail);
    // "Velm Bank Limited"
    let before = words
        .len()
        .checked_sub(2)
        .and_then(|k| words.get(k))
        .filter(tail)
        .filter(|_| last.is_some_and(legal));
    before.or(last).or_else(|| words.first().filter(|w| r.word_flag(**w) & is::ORG_OF != 0)).copied()
}

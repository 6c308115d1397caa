//! The names of one document: the same words are one name, whose kind all its candidates decide together.

use rustc_hash::{FxHashMap, FxHashSet};

use super::acronyms::Explained;
use super::borders::LETTERED;
use super::defined::Definition;
use super::evidence::{CORPORATE, Evidence, surnames};
use super::join::READ;
use super::lexicon::{Meaning, is};
use super::reading::Reading;
use super::scan::{Candidate, Guess};
use super::shape::{NAMED_BODY, NAMED_PLACE, TITLED};
use crate::model::ActorKind;
use crate::structure::{Shape, WordId};

/// What a name was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Actor(ActorKind),
    Place,
    /// The short form of another name, by its index.
    Short(usize, &'static str),
    /// The capital form of a state's government ("Government of Kazakhstan").
    State(u16),
    /// The short form of a known organisation or group, by its index in the lexicon.
    Body(u16),
    /// Not accepted.
    Nothing,
}

/// One name in a document.
#[derive(Debug)]
pub(super) struct Name {
    /// Its words, without signs.
    pub words: Vec<WordId>,
    /// First token of a candidate that has it.
    pub sample: usize,
    pub(super) person: u32,
    pub(super) organisation: u32,
    pub(super) place: u32,
    /// The most votes of one candidate for a place.
    pub(super) place_best: u32,
    pub(super) acronym: u32,
    /// Whether a rule, not only the tagger, takes one of its candidates for a person.
    pub(super) told: bool,
    /// Whether a title stands before one of its candidates.
    pub(super) titled: bool,
    /// Whether the text defines it as another name of somebody.
    pub(super) defined: bool,
    /// Candidates outside headings.
    pub(super) count: u32,
    pub verdict: Verdict,
    /// The rule with the most votes at its first candidate.
    pub rule: &'static str,
    /// What speaks for it besides its form.
    pub(super) evidence: Evidence,
    /// The state it is part of.
    pub state: Option<u16>,
    /// CAMEO role code.
    pub role: Option<&'static str>,
}

/// All names by their words.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub all: Vec<Name>,
    index: FxHashMap<Vec<WordId>, usize>,
    /// Surnames that a man and a woman of the text have, and whether the one named in full, or more often, is the man.
    pub(super) couples: FxHashMap<WordId, bool>,
    /// People named in full of whom the text tells whether they are men, by their words.
    pub(super) men: FxHashMap<Vec<WordId>, bool>,
    /// Bare surnames that several persons of the text have, with these persons' names.
    pub(super) bearers: FxHashMap<usize, Vec<usize>>,
    /// Words of organisations that several states have ("Foreign Ministry").
    shared: FxHashSet<Vec<WordId>>,
}

impl Names {
    /// Collects the unknown candidates into names and decides what each is.
    pub fn decide(
        r: &Reading<'_>,
        candidates: &[Candidate],
        explained: &Explained,
        defined: &[Definition],
    ) -> Self {
        let men = men(r, candidates);
        let couples = couples(r, candidates, &men);
        let mut names = Self { shared: shared(r, candidates), couples, men, ..Self::default() };
        for c in candidates {
            names.vote(r, c);
        }
        names.judge(r, candidates, explained);
        names.link_defined(r, candidates, defined);
        names.link_same(r, candidates, explained);
        names.name_firms(r);
        names.link_persons(r);
        names.link_ministries(r);
        names.link_companies(r);
        names.link_endings(r);
        names.link_first_words(r);
        names.link_portfolios(r, candidates);
        names.link_known_companies(r, candidates);
        names.link_initials(r, explained);
        names.link_short_organisations(r, candidates);
        names
    }

    /// The name of a candidate.
    pub fn of(&self, r: &Reading<'_>, c: &Candidate) -> Option<usize> {
        self.get(&self.key(r, c))
    }

    /// The words of a candidate; where several states have an organisation of these words, with its state in front.
    fn key(&self, r: &Reading<'_>, c: &Candidate) -> Vec<WordId> {
        // "Osei JC": the letters are no part of what others call him.
        let mut key = words(r, c.from, c.to - usize::from(c.rule == LETTERED));
        if c.guess == Guess::Organisation
            && self.shared.contains(&key)
            && let Some(state) = possessor(r, c.from)
        {
            key.insert(0, WordId(u32::MAX - u32::from(state)));
        }
        // "Mrs Osei" where "Mr Osei" is another person.
        if let &[surname] = key.as_slice()
            && let Some(&man) = self.couples.get(&surname)
            && is_man(r, c.from).is_some_and(|m| m != man)
        {
            key.insert(0, SPOUSE);
        }
        key
    }

    /// The name with these words.
    pub fn get(&self, words: &[WordId]) -> Option<usize> {
        self.index.get(words).copied()
    }

    fn vote(&mut self, r: &Reading<'_>, c: &Candidate) {
        if matches!(c.guess, Guess::Known(_)) || c.quiet && c.votes < 4 {
            return;
        }
        let words = self.key(r, c);
        if words.is_empty() {
            return;
        }
        let k = match self.index.get(&words) {
            Some(&k) => k,
            None => {
                let k = self.all.len();
                self.index.insert(words.clone(), k);
                self.all.push(Name {
                    words,
                    sample: c.from,
                    person: 0,
                    organisation: 0,
                    place: 0,
                    place_best: 0,
                    acronym: 0,
                    told: false,
                    titled: false,
                    defined: false,
                    count: 0,
                    evidence: Evidence::default(),
                    verdict: Verdict::Nothing,
                    rule: c.rule,
                    state: None,
                    role: None,
                });
                k
            }
        };
        let Some(name) = self.all.get_mut(k) else { return };
        // What the text calls a firm once is a firm throughout.
        let votes = u32::from(c.votes) * if matches!(c.rule, NAMED_BODY | NAMED_PLACE) { SAID_SO } else { 1 };
        name.count += u32::from(!c.quiet);
        name.evidence.note(r, c);
        name.titled |= c.rule == TITLED;
        match c.guess {
            Guess::Person => {
                name.person += votes;
                name.told |= votes >= 2 && c.rule != READ;
            }
            Guess::Organisation => name.organisation += votes,
            Guess::Place => {
                name.place += votes;
                name.place_best = name.place_best.max(votes);
            }
            Guess::Acronym => name.acronym += votes,
            Guess::Unknown | Guess::Known(_) => {}
        }
        if c.guess == Guess::Organisation {
            let (state, role) = organisation_facts(r, c);
            name.state = name.state.or(state);
            name.role = name.role.or(role);
        }
    }

    fn judge(&mut self, r: &Reading<'_>, candidates: &[Candidate], explained: &Explained) {
        let code = shows_code(r.text);
        let surnames = surnames(&self.all);
        for c in explained.full.values().filter_map(|&k| candidates.get(k)) {
            if let Some(name) = self.of(r, c).and_then(|k| self.all.get_mut(k)) {
                name.evidence.founded = true;
            }
        }
        for name in &mut self.all {
            let mut best = name.person.max(name.organisation).max(name.place);
            let single = name.words.len() == 1;
            let acronym_defined =
                single && name.words.first().is_some_and(|w| explained.full.contains_key(w));
            let plain = name.words.first().is_some_and(|w| r.word_flag(*w) & (is::GIVEN | is::SURNAME) == 0);
            // "the Sellers": a side in a contract.
            let side = single
                && name.words.first().is_some_and(|w| {
                    let word = r.tokens.word(*w);
                    let parties = &r.lexicon.parties;
                    parties.contains_key(word)
                        || word.strip_suffix('s').is_some_and(|w| parties.contains_key(w))
                })
                && best == name.person
                && !name.titled;
            // "Velm's CFO", "Velm shares": what one word is that a person might be called as well.
            if single
                && best == name.person
                && name.evidence.corporate >= CORPORATE
                && !name.titled
                && !name.words.first().is_some_and(|w| surnames.contains(w))
            {
                name.organisation += name.person;
                name.person = 0;
                best = name.organisation;
            }
            let dropped = side || single && name.words.first().is_some_and(|w| explained.dropped.contains(w));
            // "the Harbour Dredging Programme": carried out by others.
            let carried_out = !single
                && !name.evidence.speaks
                && name.words.last().is_some_and(|w| r.lexicon.programmes.contains(r.tokens.word(*w)))
                || name.words.first().is_some_and(|w| r.lexicon.programme_opens.contains(r.tokens.word(*w)));
            let doubtful = !acronym_defined && name.is_doubtful(r, best);
            name.verdict = if dropped || carried_out && best == name.organisation || doubtful {
                Verdict::Nothing
            } else if acronym_defined || name.acronym > 0 && best <= name.organisation.max(2 * name.acronym) {
                Verdict::Actor(ActorKind::Organisation)
            } else if best == 0
                || best < 2 && (!single || best == name.person)
                || code && single && is_identifier(r, name.sample) && name.organisation < 4
            {
                Verdict::Nothing
            } else if best == name.organisation {
                Verdict::Actor(ActorKind::Organisation)
            } else if best == name.place {
                Verdict::Place
            } else if single && plain && !name.titled && !name.told && !name.is_settled() {
                // One word that no list knows as a name and that never speaks: a product or a place as often as a person,
                // unless a full name turns up that it belongs to.
                Verdict::Nothing
            } else {
                Verdict::Actor(ActorKind::Person)
            };
        }
        for c in candidates.iter().filter(|c| c.guess == Guess::Organisation) {
            // "Government of Kazakhstan", "Pakistani Government": the state itself.
            let head = r.lower(c.from);
            let tail = r.lower(c.to - 1);
            let government = matches!(head, "government") || matches!(tail, "government" | "administration");
            // "U.S. Federal Aviation Administration": of one thing, not of all.
            let is_state = |m: Meaning| {
                matches!(
                    m,
                    Meaning::State(_) | Meaning::StateAlso(_) | Meaning::Demonym(_) | Meaning::Capital(_)
                )
            };
            let state = |k: usize| {
                (c.from..=k)
                    .any(|p| r.known_at(p, c.to).is_some_and(|(n, x)| p + n > k && is_state(x.meaning)))
            };
            let plain = |k: usize| {
                !r.is_word(k)
                    || r.any(k, is::FUNCTION)
                    || matches!(r.lower(k), "federal" | "national" | "interim" | "transitional" | "central")
                    || state(k)
            };
            let whole = tail != "administration" || (c.from..c.to - 1).all(plain);
            if let Some(k) = self.of(r, c).filter(|_| government && whole)
                && let Some(name) = self.all.get_mut(k)
                && let Some(state) = name.state
                && name.words.len() <= 6
            {
                name.verdict = Verdict::State(state);
            }
        }
    }

    /// "the Foreign Ministry" and "Oman's Foreign Ministry" where the text has one "Omani Foreign Ministry".
    fn link_ministries(&mut self, r: &Reading<'_>) {
        let mut full: FxHashMap<&[WordId], Option<usize>> = FxHashMap::default();
        let mut of_state: FxHashMap<(u16, &[WordId]), usize> = FxHashMap::default();
        for (k, name) in self.all.iter().enumerate() {
            let (Verdict::Actor(ActorKind::Organisation), Some(state)) = (name.verdict, name.state) else {
                continue;
            };
            let known = r.known_at(name.sample, name.sample + name.words.len());
            if let Some((n, known)) = known
                && matches!(known.meaning, Meaning::Demonym(_) | Meaning::State(_))
                && let Some(rest) = name.words.get(n..).filter(|rest| rest.len() > 1)
            {
                full.entry(rest).and_modify(|f| *f = None).or_insert(Some(k));
                of_state.insert((state, rest), k);
            }
        }
        let links: Vec<(usize, usize)> = self
            .all
            .iter()
            .enumerate()
            .filter_map(|(k, name)| {
                let own = name.words.iter().position(|w| w.0 < r.tokens.words().len() as u32).unwrap_or(0);
                let words = name.words.get(own..)?;
                let target = match name.state {
                    Some(state) => of_state.get(&(state, words)).copied(),
                    None => full.get(words).copied().flatten(),
                };
                target
                    .filter(|&t| t != k && name.verdict == Verdict::Actor(ActorKind::Organisation))
                    .map(|t| (k, t))
            })
            .collect();
        for (k, target) in links {
            if let Some(name) = self.all.get_mut(k) {
                name.verdict = Verdict::Short(target, "the only one of that name");
            }
        }
    }
}

/// The rule of an acronym that the text never explains.
pub(super) const INITIALS: &str = "the initials of the only name that has them";

/// How many times as much as its form it counts that the text says what a name is.
const SAID_SO: u32 = 12;

/// Whether a text shows program code: signs that prose never has, more than once.
fn shows_code(text: &str) -> bool {
    /// So many of them are no slip.
    const ENOUGH: usize = 3;
    text.matches("::").take(ENOUGH).count() + text.matches("()").take(ENOUGH).count() >= ENOUGH
}

/// "HashMap", "readFile": capitals inside a word as programs write them.
fn is_identifier(r: &Reading<'_>, k: usize) -> bool {
    r.slice(k)
        .as_bytes()
        .windows(2)
        .any(|w| matches!(w, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase()))
}

/// Stands before the surname of the other of two who share it.
pub(super) const SPOUSE: WordId = WordId(u32::MAX - 100_000);

/// Whether the title before token `from` is a man's or a woman's, if it is either.
fn is_man(r: &Reading<'_>, from: usize) -> Option<bool> {
    let stop = from.checked_sub(1).filter(|&k| r.slice(k) == ".").unwrap_or(from);
    // "told him Osei was late": what stands for a name is written small.
    stop.checked_sub(1).filter(|&k| r.is_capitalised(k)).and_then(|k| told(r, k))
}

/// Whether a word tells a man or a woman, if it tells either.
fn told(r: &Reading<'_>, k: usize) -> Option<bool> {
    r.any(k, is::MAN).then_some(true).or_else(|| r.any(k, is::WOMAN).then_some(false))
}

/// Of people named in full, whether they are men: by their title, or by the pronoun that follows before anybody else does.
fn men(r: &Reading<'_>, candidates: &[Candidate]) -> FxHashMap<Vec<WordId>, bool> {
    /// How far a pronoun may be, in tokens.
    const FAR: usize = 24;
    let mut counts: FxHashMap<Vec<WordId>, [u32; 2]> = FxHashMap::default();
    for (k, c) in candidates.iter().enumerate() {
        if matches!(c.guess, Guess::Known(_) | Guess::Place | Guess::Organisation | Guess::Acronym) {
            continue;
        }
        let words = words(r, c.from, c.to);
        if words.len() < 2 {
            continue;
        }
        let next = candidates.get(k + 1).map_or(usize::MAX, |n| n.from);
        let man = is_man(r, c.from).or_else(|| {
            // A title there is somebody else's.
            (c.to..next.min(c.to + FAR)).filter(|&k| r.title_at(k, k + 1).is_none()).find_map(|k| told(r, k))
        });
        if let Some(man) = man {
            counts.entry(words).or_default()[usize::from(!man)] += 1;
        }
    }
    let clear =
        |[men, women]: [u32; 2]| (men >= 2 * women).then_some(true).or((women >= 2 * men).then_some(false));
    counts.into_iter().filter_map(|(words, of)| Some((words, clear(of)?))).collect()
}

/// Surnames that a man and a woman of the text have, where a title tells whom one means.
fn couples(
    r: &Reading<'_>,
    candidates: &[Candidate],
    known: &FxHashMap<Vec<WordId>, bool>,
) -> FxHashMap<WordId, bool> {
    // Of men and women: named in full, by the surname alone.
    let mut counts: FxHashMap<WordId, [[u32; 2]; 2]> = FxHashMap::default();
    for c in candidates.iter().filter(|c| !matches!(c.guess, Guess::Known(_))) {
        let words = words(r, c.from, c.to);
        let Some(man) = is_man(r, c.from).or_else(|| known.get(&words).copied()) else { continue };
        let Some(&surname) = words.last() else { continue };
        let of = &mut counts.entry(surname).or_default()[usize::from(!man)];
        of[usize::from(words.len() == 1)] += 1;
    }
    counts
        .into_iter()
        .filter(|(_, [men, women])| men.iter().sum::<u32>() > 0 && women.iter().sum::<u32>() > 0)
        .map(|(surname, [men, women])| {
            let man = match (men[0] > 0, women[0] > 0) {
                (true, false) => true,
                (false, true) => false,
                _ => men[1] >= women[1],
            };
            (surname, man)
        })
        .collect()
}

/// The words of tokens `from..to`, without signs.
pub(super) fn words(r: &Reading<'_>, from: usize, to: usize) -> Vec<WordId> {
    r.all.get(from..to).unwrap_or(&[]).iter().filter(|t| t.shape() == Shape::Word).map(|t| t.word()).collect()
}

/// The state an organisation's name or possessor tells, and the role its head word tells.
fn organisation_facts(r: &Reading<'_>, c: &Candidate) -> (Option<u16>, Option<&'static str>) {
    let state_at = |k: usize| {
        r.known_at(k, c.to.max(k + 1)).and_then(|(_, known)| match known.meaning {
            Meaning::State(s) | Meaning::StateAlso(s) | Meaning::Demonym(s) | Meaning::Capital(s) => Some(s),
            _ => None,
        })
    };
    let inside = (c.from..c.to).find_map(state_at);
    let of = (c.from..c.to).find(|&k| matches!(r.slice(k), "of" | "for" | "on"));
    // "Tarn Foods Inc."
    let last = (c.from..c.to).rev().find(|&k| r.is_word(k)).unwrap_or(c.from);
    let head = of.map_or(last, |k| k.saturating_sub(1));
    let state = possessor(r, c.from).or(inside);
    // "Central Bank of Velm"
    let central = head > c.from && r.lower(head) == "bank" && r.lexicon.central.contains(r.lower(head - 1));
    let role = r.lexicon.role(r.lower(head), state.is_some());
    (state, if central { Some("GOV") } else { role })
}

/// The state before a possessive that ends right before token `from`: "South Sudan's Land Commission".
fn possessor(r: &Reading<'_>, from: usize) -> Option<u16> {
    let sign = from.checked_sub(1).filter(|&k| r.token(k).is_some_and(|t| t.shape() == Shape::Possessive))?;
    (1..=4).rev().find_map(|n| {
        let (length, known) = r.known_at(sign.checked_sub(n)?, sign)?;
        match known.meaning {
            Meaning::State(s) | Meaning::StateAlso(s) | Meaning::Capital(s) if length == n => Some(s),
            _ => None,
        }
    })
}

/// The words of organisations that are named with the possessives of two states or more.
fn shared(r: &Reading<'_>, candidates: &[Candidate]) -> FxHashSet<Vec<WordId>> {
    let mut owner: FxHashMap<Vec<WordId>, u16> = FxHashMap::default();
    let mut shared = FxHashSet::default();
    for c in candidates.iter().filter(|c| c.guess == Guess::Organisation) {
        let Some(state) = possessor(r, c.from) else { continue };
        let key = words(r, c.from, c.to);
        match owner.get(&key) {
            Some(&other) if other != state => {
                shared.insert(key);
            }
            _ => {
                owner.insert(key, state);
            }
        }
    }
    shared
}

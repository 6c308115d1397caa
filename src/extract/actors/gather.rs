//! From candidates and the names they belong to → mentions, each with its actor or place.

use rustc_hash::{FxHashMap, FxHashSet};

use super::acronyms::Explained;
use super::capitals::{Seat, seat};
use super::defined::{self, Definition};
use super::headings;
use super::join::SURE;
use super::lexicon::{Meaning, is};
use super::names::{INITIALS, Names, Verdict, words};
use super::reading::Reading;
use super::scan::{Candidate, Guess};
use crate::model::{ActorKind, Span, Via};
use crate::structure::Shape;

/// Who or what a mention is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Key {
    State(u16),
    Body(u16),
    /// Index of a name.
    Named(usize),
    /// Index of a name that is a place.
    Place(usize),
    /// A place of the lexicon, by the word its name begins with and the number of words.
    Venue(u32, u32, u32),
}

/// One mention before the actors are numbered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub span: Span,
    pub key: Key,
    pub via: Via,
    pub rule: &'static str,
    pub sure: f32,
}

/// The rule of a surname that several have.
const ONE_OF: &str = "whoever of that surname was named last";

/// All mentions in text order.
pub(super) fn mentions(
    r: &Reading<'_>,
    candidates: &[Candidate],
    explained: &Explained,
    names: &Names,
    terms: &[Definition],
) -> Vec<Found> {
    let mut gather = Gather {
        r,
        candidates,
        explained,
        names,
        out: Vec::new(),
        seats: FxHashMap::default(),
        regions: regions(r),
        spelt: FxHashSet::default(),
    };
    gather.judge_seats();
    gather.spelt = gather.spelt_out();
    for k in 0..candidates.len() {
        gather.candidate(k);
    }
    gather.out.sort_by_key(|f| (f.span.start, f.span.end));
    let keys: Vec<Option<Key>> = terms.iter().map(|d| gather.key_of(d.target).map(|(key, _)| key)).collect();
    defined::add(r, terms, &keys, &mut gather.out);
    gather.out
}

struct Gather<'g, 'a> {
    r: &'g Reading<'a>,
    candidates: &'g [Candidate],
    explained: &'g Explained,
    names: &'g Names,
    out: Vec<Found>,
    /// Candidate index → verdict on a capital.
    seats: FxHashMap<usize, Seat>,
    /// States whose name means a region elsewhere in this text.
    regions: FxHashSet<u16>,
    /// Organisations and groups that the text names in full, and states that it names.
    spelt: FxHashSet<Key>,
}

/// States whose name the text uses for a region elsewhere, by the words beside it.
fn regions(r: &Reading<'_>) -> FxHashSet<u16> {
    let beside = || r.tokens.words().filter_map(|w| r.lexicon.beside.get(w).copied());
    let told: FxHashSet<u16> = beside().filter(|(_, state)| *state).map(|(s, _)| s).collect();
    beside().filter(|(s, state)| !state && !told.contains(s)).map(|(s, _)| s).collect()
}

impl Gather<'_, '_> {
    /// Judges every capital, then lets the open ones follow their partner in a pair ("Kabul and Islamabad").
    fn judge_seats(&mut self) {
        for (k, c) in self.candidates.iter().enumerate() {
            if matches!(c.guess, Guess::Known(Meaning::Capital(_))) {
                self.seats.insert(k, seat(self.r, c.from, c.to));
            }
        }
        for k in 1..self.candidates.len() {
            let (Some(&a), Some(&b)) = (self.seats.get(&(k - 1)), self.seats.get(&k)) else { continue };
            let (Some(ca), Some(cb)) = (self.candidates.get(k - 1), self.candidates.get(k)) else { continue };
            let gap = cb.from.saturating_sub(ca.to);
            let paired = gap == 1 && matches!(self.r.lower(ca.to), "and" | "or" | "," | "-" | "–" | "/")
                || gap == 2 && self.r.slice(ca.to) == "," && matches!(self.r.lower(ca.to + 1), "and" | "or");
            if !paired {
                continue;
            }
            match (a, b) {
                (Seat::Government(_), Seat::Open) => {
                    self.seats.insert(k, Seat::Government("paired with a government"));
                }
                (Seat::Open, Seat::Government(_)) => {
                    self.seats.insert(k - 1, Seat::Government("paired with a government"));
                }
                (Seat::Venue(_), _) => {
                    self.seats.insert(k, Seat::Venue("paired with a venue"));
                }
                _ => {}
            }
        }
    }

    fn spelt_out(&self) -> FxHashSet<Key> {
        let key = |c: &Candidate| match c.guess {
            Guess::Known(Meaning::Body(b)) => Some(Key::Body(b)),
            Guess::Known(Meaning::State(s) | Meaning::StateAlso(s) | Meaning::Demonym(s)) => {
                Some(Key::State(s))
            }
            _ => None,
        };
        self.candidates.iter().filter_map(key).collect()
    }

    /// "PDF", "ICU": an acronym that things have more often stands for a body only where the text names it in full, or the
    /// state where it acts.
    fn is_doubtful(&self, b: u16, c: Candidate) -> bool {
        let home = self.r.lexicon.bodies.get(usize::from(b)).and_then(|b| b.home);
        self.r.any(c.from, is::NOT_ACRONYM)
            && !self.spelt.contains(&Key::Body(b))
            && !home.is_some_and(|s| self.spelt.contains(&Key::State(s)))
    }

    /// "PA-31": the type of a machine, the number of a thing.
    fn is_code(&self, c: Candidate) -> bool {
        let r = self.r;
        // "(US 86127)": a piece of evidence.
        let number = r.token(c.to).is_some_and(|t| t.shape() == Shape::Number && t.span.len() > 4)
            && c.from.checked_sub(1).is_some_and(|k| r.slice(k) == "(");
        number
            || matches!(r.slice(c.to), "-" | "‑")
                && r.is_joined(c.to)
                && r.is_joined(c.to + 1)
                && r.slice(c.to + 1).starts_with(|x: char| x.is_ascii_digit())
    }

    /// "Investing in Ruritania", "Ruritania Latina": another name of a state inside a longer name of something else.
    fn is_inside_title(&self, c: Candidate) -> bool {
        let r = self.r;
        let title_case =
            (c.from..c.to).all(|k| r.token(k).is_some_and(|t| t.caps() == crate::structure::Caps::Title));
        let next = c.to;
        let longer = r.is_capitalised(next)
            && !r.is_start(next)
            && !r.any(next, is::ORG_TAIL | is::NOT_NAME | is::DATE | is::FUNCTION)
            && r.title_at(next, next + 6).is_none()
            && r.known_at(next, next + 8)
                .is_none_or(|(_, x)| matches!(x.meaning, Meaning::Place | Meaning::UncertainPlace));
        let doing = c.from.checked_sub(2).is_some_and(|k| {
            matches!(r.slice(k + 1), "in" | "for")
                && r.is_capitalised(k)
                && !r.is_start(k)
                && r.lower(k).ends_with("ing")
        });
        title_case && (longer || doing)
    }

    fn push(&mut self, from: usize, to: usize, key: Key, via: Via, rule: &'static str, sure: f32) {
        let span = self.r.span(from, to);
        if !span.is_empty() {
            self.out.push(Found { span, key, via, rule, sure });
        }
    }

    fn candidate(&mut self, k: usize) {
        let Some(&c) = self.candidates.get(k) else { return };
        match c.guess {
            Guess::Known(meaning) => self.known(k, c, meaning),
            Guess::Organisation if c.quiet && !headings::is_told(self.r, self.names, &c) => {
                self.in_heading(c);
            }
            _ if c.quiet && c.votes < SURE && !(c.guess == Guess::Organisation && c.votes >= 4) => {
                self.in_heading(c);
            }
            _ => self.named(c),
        }
    }

    fn known(&mut self, k: usize, c: Candidate, meaning: Meaning) {
        let r = self.r;
        // The text's own explanation of an acronym goes before the lexicon's.
        if matches!(meaning, Meaning::BodyAcronym(_) | Meaning::StateAlso(_))
            && c.to == c.from + 1
            && let Some(token) = r.token(c.from)
            && let Some(&full) = self.explained.full.get(&token.word())
            && let Some((key, _)) = self.key_of(full)
        {
            return self.push(c.from, c.to, key, Via::Acronym, "acronym explained in the text", 0.95);
        }
        match meaning {
            Meaning::State(s) if self.regions.contains(&s) => {
                self.push(c.from, c.to, self.venue(c), Via::Name, "a region that has a state's name", 0.7);
            }
            Meaning::StateAlso(_) if self.is_inside_title(c) || self.is_code(c) => {}
            Meaning::BodyAcronym(b) if self.is_doubtful(b, c) || self.is_code(c) => {}
            // "Catch Failure Ratio (CFR)": the text spells out a thing.
            Meaning::BodyAcronym(b)
                if c.to == c.from + 1
                    && !self.spelt.contains(&Key::Body(b))
                    && r.token(c.from).is_some_and(|t| self.explained.dropped.contains(&t.word())) => {}
            // "East Ruritania, Ohio": a list has the states that are called so.
            Meaning::State(_) if self.is_widened(c) => {
                self.push(
                    c.from,
                    c.to,
                    self.venue(c),
                    Via::Name,
                    "a place with a state's name in its own",
                    0.7,
                );
            }
            Meaning::State(s) => {
                self.push(c.from, c.to, Key::State(s), Via::Name, "name of a state", 0.95);
                self.possessed(s, c.to);
            }
            Meaning::StateAlso(s) => {
                let upper = r.token(c.from).is_some_and(|t| t.caps() == crate::structure::Caps::Upper);
                let via = if upper && c.to == c.from + 1 { Via::Acronym } else { Via::Alias };
                self.push(c.from, c.to, Key::State(s), via, "another name of the state", 0.95);
                self.possessed(s, c.to);
            }
            Meaning::Demonym(s) => self.demonym(s, c),
            Meaning::Capital(s) => match self.seats.get(&k) {
                Some(&Seat::Government(rule)) => {
                    self.push(c.from, c.to, Key::State(s), Via::Alias, rule, 0.8);
                }
                Some(&Seat::Venue(rule)) => self.push(c.from, c.to, self.venue(c), Via::Name, rule, 0.85),
                _ => self.push(c.from, c.to, self.venue(c), Via::Name, "a town; nothing says it acts", 0.6),
            },
            Meaning::Body(b) => self.push(c.from, c.to, Key::Body(b), Via::Name, "known name", 0.9),
            Meaning::BodyAcronym(b) => {
                self.push(c.from, c.to, Key::Body(b), Via::Acronym, "known acronym", 0.9);
            }
            Meaning::Place | Meaning::UncertainPlace => {
                self.push(c.from, c.to, self.venue(c), Via::Name, "known place", 0.85);
            }
        }
    }

    fn venue(&self, c: Candidate) -> Key {
        let word = |k: usize| self.r.token(k).map_or(0, |t| t.word().0);
        Key::Venue(word(c.from), word(c.to.saturating_sub(1)), (c.to - c.from) as u32)
    }

    /// "Afghanistan's governing body": the noun is a description of the state.
    fn possessed(&mut self, s: u16, at: usize) {
        let r = self.r;
        if r.token(at).is_none_or(|t| t.shape() != Shape::Possessive) {
            return;
        }
        if let Some(n) = r.government_at(at + 1, at + 5)
            && !r.is_capitalised(at + 1)
        {
            self.push(
                at + 1,
                at + 1 + n,
                Key::State(s),
                Via::Nominal,
                "possessive and a word for a government",
                0.85,
            );
        }
    }

    /// Whether a word before a state's name or adjective makes it part of something else ("Latin American").
    fn is_widened(&self, c: Candidate) -> bool {
        let r = self.r;
        let before = c.from.checked_sub(1);
        before.is_some_and(|k| r.is_capitalised(k) && r.lexicon.widens_adjective.contains(r.lower(k)))
    }

    /// "Pakistani", "the Pakistani government".
    fn demonym(&mut self, s: u16, c: Candidate) {
        let r = self.r;
        // "Latin American football", "an African American": no adjective of one state.
        let of_more = self.is_widened(c);
        // "the American Convention on Rights": of a continent as likely as of a state.
        let titled =
            r.is_capitalised(c.to) && matches!(r.lower(c.to), "convention" | "charter" | "declaration");
        // "written in Spanish", "in Dari and Pashto": a language.
        let language = c.from.checked_sub(1).is_some_and(|k| r.lower(k) == "in")
            && (!r.is_word(c.to) || r.any(c.to, is::FUNCTION));
        if of_more || titled || language {
            return;
        }
        match r.government_at(c.to, c.to + 4) {
            Some(n) if !r.is_capitalised(c.to) => {
                self.push(
                    c.from,
                    c.to + n,
                    Key::State(s),
                    Via::Nominal,
                    "adjective and a word for a government",
                    0.9,
                );
            }
            _ => self.push(c.from, c.to, Key::State(s), Via::Demonym, "adjective of a state", 0.9),
        }
    }

    /// The key of what the candidate at `k` names.
    fn key_of(&self, k: usize) -> Option<(Key, &'static str)> {
        let c = self.candidates.get(k)?;
        match c.guess {
            Guess::Known(Meaning::State(s) | Meaning::StateAlso(s)) => Some((Key::State(s), "known name")),
            Guess::Known(Meaning::Body(b) | Meaning::BodyAcronym(b)) => Some((Key::Body(b), "known name")),
            Guess::Known(_) => None,
            _ => self.key_of_name(self.names.of(self.r, c)?),
        }
    }

    fn key_of_name(&self, mut k: usize) -> Option<(Key, &'static str)> {
        let mut rule = None;
        for _ in 0..4 {
            let name = self.names.all.get(k)?;
            if let (&[word], Some(&full)) =
                (name.words.as_slice(), name.words.first().and_then(|w| self.explained.full.get(w)))
                && name.verdict != Verdict::Nothing
            {
                let _ = word;
                let own =
                    self.candidates.get(full).is_some_and(|c| words(self.r, c.from, c.to) == name.words);
                if !own {
                    return Some((self.key_of(full)?.0, "acronym explained in the text"));
                }
            }
            match name.verdict {
                Verdict::Nothing => return None,
                Verdict::Place => return Some((Key::Place(k), rule.unwrap_or(name.rule))),
                Verdict::Actor(_) => return Some((Key::Named(k), rule.unwrap_or(name.rule))),
                Verdict::State(s) => return Some((Key::State(s), "the state's government by name")),
                Verdict::Body(b) => return Some((Key::Body(b), "a known one, clearly the one meant")),
                Verdict::Short(full, why) => {
                    rule = Some(why);
                    k = full;
                }
            }
        }
        None
    }

    fn named(&mut self, c: Candidate) {
        let r = self.r;
        let Some(k) = self.names.of(r, &c) else { return };
        // "the Osei family": all of them.
        if c.to == c.from + 1
            && matches!(r.lower(c.to), "family" | "families" | "household" | "clan" | "estate")
            && c.from.checked_sub(1).is_some_and(|k| r.lower(k) == "the")
            && self
                .names
                .all
                .get(k)
                .is_some_and(|n| !matches!(n.verdict, Verdict::Actor(ActorKind::Organisation)))
        {
            return;
        }
        if let Some(bearers) = self.names.bearers.get(&k) {
            return self.one_of(bearers, c);
        }
        let Some((key, rule)) = self.key_of_name(k) else { return };
        let via = self.via(k, rule);
        let sure = self.names.all.get(k).map_or(0.65, |n| n.confidence(r));
        let sure = if c.votes >= 4 { sure } else { sure.min(0.65) };
        self.push(c.from, c.to, key, via, rule, sure);
        if c.guess == Guess::Organisation
            && let Some((n, known)) = r.known_at(c.from, c.to)
            && let Meaning::Demonym(s) = known.meaning
            && c.from + n < c.to
            && key != Key::State(s)
        {
            self.push(c.from, c.from + n, Key::State(s), Via::Demonym, "adjective of a state", 0.9);
        }
    }

    /// A surname that several have means the one of them who was named last, if that was not long ago.
    fn one_of(&mut self, bearers: &[usize], c: Candidate) {
        /// How far back, in bytes.
        const NEAR: u32 = 3000;
        /// How far back "right here" is.
        const HERE: u32 = 80;
        let keys: Vec<Key> = bearers.iter().filter_map(|&b| Some(self.key_of_name(b)?.0)).collect();
        let at = self.r.span(c.from, c.to).start;
        let last = self.out.iter().rev().take_while(|f| at.saturating_sub(f.span.end) <= NEAR);
        let mut last = last.filter(|f| f.via.is_name() && keys.contains(&f.key));
        // Whoever went by the surname before goes by it again, unless another was named right here.
        let here = last.next().map(|f| match f {
            f if f.via == Via::Name && at.saturating_sub(f.span.end) > HERE => {
                last.find(|f| f.rule == ONE_OF).map_or(f.key, |f| f.key)
            }
            f => f.key,
        });
        if let Some(key) = here {
            self.push(c.from, c.to, key, Via::Alias, ONE_OF, 0.6);
        }
    }

    fn via(&self, k: usize, rule: &str) -> Via {
        let Some(name) = self.names.all.get(k) else { return Via::Name };
        match name.verdict {
            _ if rule.starts_with("acronym explained") || rule == INITIALS => Via::Acronym,
            Verdict::Short(..) | Verdict::Body(_) => Via::Alias,
            Verdict::State(_) => Via::Alias,
            _ if name.words.len() == 1
                && self.r.token(name.sample).is_some_and(|t| t.caps() == crate::structure::Caps::Upper) =>
            {
                Via::Acronym
            }
            _ => Via::Name,
        }
    }

    /// In headings every word has a capital: only names that the prose has too are seen there.
    fn in_heading(&mut self, c: Candidate) {
        let mut k = c.from;
        while k < c.to {
            let mut next = k + 1;
            for end in (k + 1..=c.to.min(k + 8)).rev() {
                let words = words(self.r, k, end);
                let Some(name) = self.names.get(&words) else { continue };
                let lone = words.len() == 1 && self.r.any(k, is::COMMON);
                let prose = self.names.all.get(name).is_some_and(|n| n.count > 0);
                if lone || !prose || !self.r.is_word(k) || !self.r.is_word(end - 1) {
                    continue;
                }
                if let Some((key, rule)) = self.key_of_name(name) {
                    let via = self.via(name, rule);
                    self.push(k, end, key, via, rule, 0.7);
                    next = end;
                    break;
                }
            }
            k = next;
        }
    }
}

/// The kind of actor a key is of; `None` for places.
pub(super) fn kind(r: &Reading<'_>, names: &Names, key: Key) -> Option<ActorKind> {
    match key {
        Key::State(_) => Some(ActorKind::State),
        Key::Body(b) => r.lexicon.bodies.get(b as usize).map(|b| b.kind),
        Key::Named(k) => names.all.get(k).and_then(|n| match n.verdict {
            Verdict::Actor(kind) => Some(kind),
            _ => None,
        }),
        Key::Place(_) | Key::Venue(..) => None,
    }
}

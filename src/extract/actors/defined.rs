//! Terms that a text defines in brackets: "Ana Osei (“the applicant”)", "Acme Foods Inc. (the “Company”)". From there on
//! the term means that actor, until the text defines it for another.

use rustc_hash::FxHashMap;

use super::acronyms::Explained;
use super::gather::{Found, Key};
use super::lexicon::{Meaning, is};
use super::names::{Names, Verdict, words};
use super::reading::Reading;
use super::scan::{Candidate, Guess};
use crate::model::{ActorKind, Span, Via};
use crate::structure::{Shape, WordId};

/// The rule of a mention by a defined term.
pub(super) const DEFINED: &str = "the text defines it so in brackets";
/// How sure it is.
const SURE: f32 = 0.9;

/// How many tokens an explanation in brackets may have.
const BRACKETS: usize = 24;
/// How far back in its sentence the person may stand of whom a bracket says how he is known, in tokens.
const SENTENCE: usize = 24;
/// The most tokens of a term.
const TERM: usize = 8;

/// One definition.
#[derive(Debug, Clone, Copy)]
pub(super) struct Definition {
    /// First token of the term, without article and quotation marks.
    pub from: usize,
    /// One past its last.
    pub to: usize,
    /// Index of the candidate that it is defined for.
    pub target: usize,
    /// An ordinary noun: it means the actor only with its article.
    pub noun: bool,
}

/// All definitions in text order.
pub(super) fn defined(r: &Reading<'_>, candidates: &[Candidate], explained: &Explained) -> Vec<Definition> {
    let mut out = Vec::new();
    // The last person named: what a bracket further on says of "him" is said of this one.
    let mut person: Option<usize> = None;
    for (k, c) in candidates.iter().enumerate() {
        if c.guess == Guess::Person && c.to > c.from + 1 {
            person = Some(k);
        }
        let open = c.to + usize::from(r.token(c.to).is_some_and(|t| t.shape() == Shape::Possessive));
        let open = behind_apposition(r, open).unwrap_or(open);
        if r.slice(open) == "(" {
            in_brackets(r, candidates, k, open, explained, &mut out);
        } else if let Some(k) = person
            && let Some((from, to)) = known_as(r, c)
            && candidates.get(k).is_some_and(|p| {
                // In the same sentence, at most so many tokens back.
                p.to <= from
                    && from - p.to <= SENTENCE
                    && (p.to..from).all(|t| r.slice(t) != "." && !r.is_block_start(t))
                    && term(r, p, (from, to), true, explained).is_some()
            })
        {
            out.push(Definition { from, to, target: k, noun: false });
        }
    }
    out
}

/// "(known as the Osei)": the name in a bracket that does not stand behind whom it is for.
fn known_as(r: &Reading<'_>, c: &Candidate) -> Option<(usize, usize)> {
    let article = usize::from(r.lower(c.from.checked_sub(1)?) == "the");
    let known = c.from.checked_sub(2 + article)?;
    (r.lower(known) == "known"
        && r.lower(known + 1) == "as"
        && r.slice(known.checked_sub(1)?) == "("
        && r.slice(c.to) == ")")
        .then_some((c.from, c.to))
}

/// The bracket behind what is said of a name: "Tarn Foods Inc., a Velmund corporation (“Seller”)".
fn behind_apposition(r: &Reading<'_>, end: usize) -> Option<usize> {
    /// The most tokens said.
    const SAID: usize = 10;
    if r.slice(end) != "," || !matches!(r.lower(end + 1), "a" | "an") {
        return None;
    }
    let open = (end + 3..end + 3 + SAID).find(|&k| !r.is_word(k) && r.slice(k) != "-")?;
    let noun = open - 1;
    let told = r.any(noun, is::ORG_TAIL | is::NAMES_BODY) || r.lexicon.parties.contains_key(r.lower(noun));
    (r.slice(open) == "(" && told).then_some(open)
}

fn in_brackets(
    r: &Reading<'_>,
    candidates: &[Candidate],
    target: usize,
    open: usize,
    explained: &Explained,
    out: &mut Vec<Definition>,
) {
    let Some(c) = candidates.get(target) else { return };
    let Some(close) = (open + 2..open + BRACKETS).find(|&k| r.slice(k) == ")") else { return };
    let mut k = open + 1;
    while k < close {
        let word = r.lower(k);
        if let Some(ends) = closing(r.slice(k)) {
            let Some(end) = (k + 2..close.min(k + 2 + TERM)).find(|&e| ends.contains(&r.slice(e))) else {
                return;
            };
            let from = k + 1 + usize::from(r.lower(k + 1) == "the");
            let article = from > k + 1 || r.lower(k - 1) == "the";
            term(r, c, (from, end), article, explained).into_iter().for_each(|noun| {
                out.push(Definition { from, to: end, target, noun });
            });
            k = end + 1;
        } else if r.lexicon.defines_several.contains(word) {
            return;
        } else if r.lower(k - 1) == "the"
            && k + 1 == close
            && r.is_capitalised(k)
            && r.any(k, is::ORG_TAIL | is::ORG_OF)
        {
            // "(the Authority)" without quotation marks.
            if term(r, c, (k, close), true, explained).is_some() {
                out.push(Definition { from: k, to: close, target, noun: true });
            }
            return;
        } else if r.lexicon.announces_acronym.contains(word) || matches!(word, "," | "and") {
            k += 1;
        } else {
            return;
        }
    }
}

/// The signs that close what `open` opens, if it is a quotation mark.
fn closing(open: &str) -> Option<&'static [&'static str]> {
    match open {
        "“" | "\"" | "”" | "„" => Some(&["”", "\"", "“"]),
        "‘" | "'" | "’" => Some(&["’", "'"]),
        "«" => Some(&["»"]),
        _ => None,
    }
}

/// Whether a term can be one for the candidate, and whether it is an ordinary noun.
fn term(
    r: &Reading<'_>,
    c: &Candidate,
    (from, to): (usize, usize),
    article: bool,
    explained: &Explained,
) -> Option<bool> {
    let head = to.checked_sub(1).filter(|&h| h >= from && r.is_word(h))?;
    let sound = (from..to).all(|k| r.is_word(k) || matches!(r.slice(k), "-" | "." | "&"));
    if !sound
        || matches!(
            c.guess,
            Guess::Known(
                Meaning::Demonym(_) | Meaning::Place | Meaning::UncertainPlace | Meaning::Capital(_)
            )
        )
    {
        return None;
    }
    let word = r.token(head)?.word();
    if to == from + 1 && (explained.full.contains_key(&word) || explained.dropped.contains(&word)) {
        return None;
    }
    let capitals =
        (from..to).all(|k| !r.is_word(k) || r.is_capitalised(k) || r.any(k, is::FUNCTION | is::PARTICLE));
    let small = (from..to).all(|k| !r.is_capitalised(k));
    let plain = is::COMMON | is::ORG_TAIL | is::ORG_OF | is::NOT_NAME;
    let ordinary = small
        || (from..to).all(|k| !r.is_word(k) || r.any(k, plain) || r.lexicon.parties.contains_key(r.lower(k)));
    let own = words(r, c.from, c.to);
    // A word of the name, as it is or shortened ("Velm" for "Velmund", "Osei" for "Ana Osei").
    let shared =
        (from..to).filter(|&k| r.is_word(k) && !r.any(k, is::FUNCTION) && r.is_capitalised(k)).any(|k| {
            let part = r.lower(k);
            own.iter().any(|w| {
                let full = r.tokens.word(*w);
                full == part || part.len() > 2 && full.starts_with(part)
            })
        });
    let person = c.guess == Guess::Person;
    if ordinary {
        let party = match r.lexicon.parties.get(r.lower(head)) {
            Some(&of_person) => !of_person || person,
            None => false,
        };
        let body = !person && r.any(head, is::ORG_TAIL | is::ORG_OF | is::NAMES_BODY);
        // "the Velm Project" is no company, though it has its name.
        let weak = r.any(head, is::ORG_WEAK) && !shared;
        return (party || body && !weak).then_some(!capitals || article && to == from + 1);
    }
    (capitals && shared && !r.any(head, is::WORK)).then_some(false)
}

impl Names {
    /// What the text defines as another name of somebody goes before every other reading of these words.
    pub(super) fn link_defined(&mut self, r: &Reading<'_>, candidates: &[Candidate], defined: &[Definition]) {
        let mut targets: FxHashMap<usize, Option<Verdict>> = FxHashMap::default();
        for d in defined {
            let Some(k) = self.get(&words(r, d.from, d.to)) else { continue };
            let single_noun = d.noun && !r.any(d.from, is::ORG_TAIL | is::ORG_OF);
            let Some(verdict) = candidates.get(d.target).and_then(|c| self.verdict_for(r, c)) else {
                continue;
            };
            if single_noun || verdict == Verdict::Short(k, DEFINED) {
                continue;
            }
            targets.entry(k).and_modify(|t| *t = t.filter(|t| *t == verdict)).or_insert(Some(verdict));
        }
        for (k, verdict) in targets {
            if let (Some(name), Some(verdict)) = (self.all.get_mut(k), verdict) {
                name.verdict = verdict;
                name.defined = true;
            }
        }
    }

    /// What stands in brackets behind a name in another language, or as an acronym with a hyphen, is the same one.
    pub(super) fn link_same(&mut self, r: &Reading<'_>, candidates: &[Candidate], explained: &Explained) {
        for &(from, to, target) in &explained.same {
            let Some(verdict) = candidates.get(target).and_then(|c| self.verdict_for(r, c)) else { continue };
            if let Some(k) = self.get(&words(r, from, to))
                && verdict != Verdict::Short(k, DEFINED)
                && let Some(name) = self.all.get_mut(k)
                && !matches!(name.verdict, Verdict::Short(..) | Verdict::Body(_))
            {
                name.verdict = verdict;
                name.defined = true;
            }
        }
    }

    fn verdict_for(&self, r: &Reading<'_>, c: &Candidate) -> Option<Verdict> {
        match c.guess {
            Guess::Known(Meaning::Body(b) | Meaning::BodyAcronym(b)) => Some(Verdict::Body(b)),
            Guess::Known(Meaning::State(s) | Meaning::StateAlso(s)) => Some(Verdict::State(s)),
            Guess::Known(_) => None,
            _ => self
                .of(r, c)
                .filter(|&k| {
                    self.all.get(k).is_some_and(|n| {
                        matches!(n.verdict, Verdict::Actor(ActorKind::Organisation | ActorKind::Person))
                    })
                })
                .map(|k| Verdict::Short(k, DEFINED)),
        }
    }
}

/// A definition with the actor it means, and where it ends to hold.
struct Term {
    words: Vec<WordId>,
    from: usize,
    until: usize,
    key: Key,
    noun: bool,
    /// Whether its words have capitals.
    capital: bool,
}

/// Adds the mentions by defined terms; they go before what else was read in the same words. `found` is in text order
/// and stays so. `keys`: by definition, the actor of its candidate.
pub(super) fn add(r: &Reading<'_>, defined: &[Definition], keys: &[Option<Key>], found: &mut Vec<Found>) {
    let mut terms: FxHashMap<WordId, Vec<Term>> = FxHashMap::default();
    for (d, key) in defined.iter().zip(keys) {
        let Some(key) = *key else { continue };
        let words = term_words(r, d.from, d.to);
        let Some(&first) = words.first() else { continue };
        let list = terms.entry(first).or_default();
        let other = list.iter_mut().filter(|t| t.words == words && t.key != key);
        let mut stands = false;
        for t in other {
            t.until = t.until.min(d.from);
            stands = true;
        }
        // Defined for two: from there on it tells neither.
        if stands || list.iter().any(|t| t.words == words) {
            continue;
        }
        let capital = r.is_capitalised(d.from);
        list.push(Term { words, from: d.from, until: usize::MAX, key, noun: d.noun, capital });
    }
    if terms.is_empty() {
        return;
    }
    let mut added: Vec<Found> = Vec::new();
    for (k, token) in r.all.iter().enumerate() {
        let Some(list) = terms.get(&token.word()) else { continue };
        if let Some(f) = list.iter().find_map(|t| mention(r, t, k)) {
            added.push(f);
        }
    }
    // What stands inside a longer name is part of that.
    let within = |a: Span, b: Span| b.start <= a.start && a.end <= b.end;
    let near = |at: &Found, list: &[Found]| {
        let end = list.partition_point(|f| f.span.start < at.span.end);
        end.saturating_sub(4)..end
    };
    added.retain(|a| {
        let around = found.get(near(a, found)).unwrap_or(&[]);
        !around.iter().any(|f| within(a.span, f.span) && (f.key == a.key || f.span.len() > a.span.len()))
    });
    let replaced = |f: &Found| {
        let from = added.partition_point(|a| a.span.end <= f.span.start);
        added.get(from).is_some_and(|a| a.span.start < f.span.end)
    };
    found.retain(|f| !replaced(f));
    found.extend(added);
    found.sort_by_key(|f| (f.span.start, f.span.end));
}

fn term_words(r: &Reading<'_>, from: usize, to: usize) -> Vec<WordId> {
    r.all.get(from..to).unwrap_or(&[]).iter().map(|t| t.word()).collect()
}

/// The mention by a term at token `k`, if it stands there as it was defined.
fn mention(r: &Reading<'_>, t: &Term, k: usize) -> Option<Found> {
    let end = k + t.words.len();
    let matches = r.all.get(k..end)?.iter().zip(&t.words).all(|(token, w)| token.word() == *w);
    if !matches || k < t.from || k >= t.until {
        return None;
    }
    let capital = !t.capital
        || (k..end).all(|j| !r.is_word(j) || r.is_capitalised(j) || r.any(j, is::FUNCTION | is::PARTICLE));
    let own = k == t.from;
    let article = k.checked_sub(1).is_some_and(|p| r.lower(p) == "the");
    // "the Company Secretary", "the Company of Heroes", "the bank-run": other things.
    let longer = r.is_capitalised(end) && t.capital && !r.is_start(end)
        || t.noun && r.slice(end) == "of"
        || r.slice(end) == "-" && r.is_joined(end)
        || k.checked_sub(1).is_some_and(|p| r.slice(p) == "-" && r.is_joined(p) && r.is_joined(k));
    if !capital || !own && (t.noun && !article || longer) {
        return None;
    }
    // A mention is without the title in front.
    let mut from = k;
    while let Some((n, _)) = r.title_at(from, end).filter(|(n, _)| !t.noun && from + n < end) {
        from += n + usize::from(r.slice(from + n) == "." && from + n + 1 < end);
    }
    let via = if t.capital { Via::Alias } else { Via::Nominal };
    Some(Found { span: r.span(from, end), key: t.key, via, rule: DEFINED, sure: SURE })
}

//! Acronyms that a text explains: "Full Name (FN)" and "FN (Full Name)".

use rustc_hash::FxHashMap;

use super::join::SURE;
use super::lexicon::{Meaning, is};
use super::reading::Reading;
use super::scan::{Candidate, Guess};
use crate::structure::{Caps, Shape, WordId};

/// What a text says about its acronyms.
#[derive(Debug, Default)]
pub(super) struct Explained {
    /// Acronym → index of the candidate that spells it out.
    pub full: FxHashMap<WordId, usize>,
    /// Acronyms of something that is no actor ("Strategic Environmental Assessment").
    pub dropped: Vec<WordId>,
    /// Other names of a candidate: first token, one past the last, and the candidate's index.
    pub same: Vec<(usize, usize, usize)>,
}

/// Reads all explanations; candidates may be widened to the whole name that an acronym spells out.
pub(super) fn explained(r: &Reading<'_>, candidates: &mut [Candidate]) -> Explained {
    let mut out = Explained::default();
    super::other_names::find(r, candidates, &mut out);
    let mut c = 0;
    for open in 1..r.all.len().saturating_sub(2) {
        if r.slice(open) != "(" {
            continue;
        }
        if let Some(inner) = acronym_inside(r, open) {
            while candidates.get(c).is_some_and(|x| x.to + usize::from(is_possessive(r, open - 1)) < open) {
                c += 1;
            }
            in_brackets(r, candidates, c, open, inner, &mut out);
        } else if let Some(acronym) = term_inside(r, open) {
            out.dropped.push(acronym);
        } else {
            // "The FPV's (Front pour la Velmie) coalition"
            let end = open - usize::from(open > 1 && is_possessive(r, open - 1));
            if is_acronym(r, end - 1) {
                before_brackets(r, candidates, end - 1, open, &mut out);
            }
        }
    }
    out
}

/// The acronym that a bracket at `open` gives: "(FN)", "(“FN”)", "(hereinafter referred to as the FN)".
fn acronym_inside(r: &Reading<'_>, open: usize) -> Option<usize> {
    /// The longest announcement, in tokens.
    const LONGEST: usize = 9;
    let close = (open + 2..open + LONGEST).find(|&k| r.slice(k) == ")")?;
    let quote = |k: usize| matches!(r.slice(k), "“" | "”" | "\"" | "'" | "‘" | "’");
    let inner = close - 1 - usize::from(quote(close - 1));
    let announced = (open + 1..inner).all(|k| quote(k) || r.lexicon.announces_acronym.contains(r.lower(k)));
    (inner > open && announced && is_acronym(r, inner)).then_some(inner)
}

/// The acronym of a thing that a bracket at `open` spells out: "(Catch Adjustment Terms – TAC)".
fn term_inside(r: &Reading<'_>, open: usize) -> Option<WordId> {
    /// The longest, in tokens.
    const LONGEST: usize = 9;
    let close = (open + 4..open + LONGEST).find(|&k| r.slice(k) == ")")?;
    let told = matches!(r.slice(close - 2), "–" | "—" | "-")
        && !r.is_joined(close - 2)
        && is_acronym(r, close - 1)
        && (open + 1..close - 2).all(|k| r.is_word(k))
        && r.is_capitalised(open + 1)
        && !(open + 1..close - 2).any(|k| r.any(k, is::ORG_TAIL | is::ORG_OF));
    let acronym = r.token(close - 1).filter(|_| told)?;
    r.known_at(close - 1, close).is_none().then(|| acronym.word())
}

/// "Full Name (FN)".
fn in_brackets(
    r: &Reading<'_>,
    candidates: &mut [Candidate],
    c: usize,
    open: usize,
    inner: usize,
    out: &mut Explained,
) {
    let Some(acronym) = r.token(inner) else { return };
    // "Vehicle Registration Marks (VRMs)": several of a thing.
    if let Some(one) = r.slice(inner).strip_suffix('s').filter(|w| w.bytes().all(|b| b.is_ascii_uppercase()))
    {
        let letters = one.to_lowercase();
        if spelled(r, &letters, open, Small::LeftOut).is_some() {
            out.dropped.push(acronym.word());
            out.dropped.extend(r.tokens.id(&letters));
            return;
        }
    }
    // "“Below the Line” (“BTL”)"
    let quoted = |k: usize| matches!(r.slice(k), "”" | "\"" | "’");
    let open = if open.checked_sub(1).is_some_and(quoted) { open - 1 } else { open };
    // "Fish Protection Act 1998 (FPA)": the year is no part of the name.
    let dated = open
        .checked_sub(1)
        .is_some_and(|k| r.token(k).is_some_and(|t| t.shape() == Shape::Number && t.span.len() == 4));
    let open = if dated { open - 1 } else { open };
    // "Central Command's (CENTCOM) fleet"
    let open = if is_possessive(r, open.saturating_sub(1)) { open - 1 } else { open };
    // "Coast Watch and River Studies Centre (CWRS)": the noun at the end may be left out.
    let start = spelled_out(r, r.tokens.lower(acronym), open).or_else(|| {
        let noun = open.checked_sub(1).filter(|&k| r.any(k, is::ORG_TAIL) && r.is_capitalised(k))?;
        spelled_out(r, r.tokens.lower(acronym), noun).filter(|_| acronym.span.len() > 2)
    });
    // "Royal Commission into Dredging in Tarn (RCIDIT)": small words have letters too, and one of them ended the name.
    let lettered = |&s: &usize| r.is_capitalised(s);
    let start = start.or_else(|| {
        spelled(r, r.tokens.lower(acronym), open, Small::Lettered)
            .filter(lettered)
            .filter(|_| acronym.span.len() > 3)
    });
    // "Forces velmiennes de libération de Tarn (FVLT)": small words of another language.
    let start = start.or_else(|| {
        spelled(r, r.tokens.lower(acronym), open, Small::Foreign)
            .filter(lettered)
            .filter(|_| acronym.span.len() > 2)
            .filter(|&s| (s..open).any(|k| r.is_word(k) && !r.is_capitalised(k) && r.any(k, is::PARTICLE)))
    });
    let mut c = c;
    if let Some(start) = start {
        let first = candidates.partition_point(|x| x.from < start);
        let opens = candidates.get(first).is_some_and(|x| {
            x.from == start && x.to < open && x.guess == Guess::Organisation && x.votes >= 4
        });
        if opens {
            for x in candidates.iter_mut().skip(first + 1).take_while(|x| x.from < open) {
                (x.guess, x.votes, x.to) = (Guess::Unknown, 0, x.from);
            }
            if let Some(x) = candidates.get_mut(first) {
                x.to = open;
            }
            c = first;
        }
    }
    // "Managers' Index (MI)", "World Outlook (WO)": a figure, a text, no body.
    let office_of = |k: usize| r.any(k, is::ORG_OF) && matches!(r.lower(k + 1), "of" | "for" | "on");
    if open.checked_sub(1).is_some_and(|k| r.any(k, is::WORK))
        && !candidates.get(c).is_some_and(|x| x.to == open && (x.from..open).any(office_of))
    {
        out.dropped.push(acronym.word());
        if let Some(c) = candidates.get_mut(c).filter(|x| x.to == open && !matches!(x.guess, Guess::Known(_)))
        {
            (c.guess, c.votes) = (Guess::Unknown, 0);
        }
        return;
    }
    let treaty = treaty(r, open);
    if let Some(treaty) = treaty {
        out.dropped.push(acronym.word());
        let first = candidates.partition_point(|x| x.from < treaty);
        for c in candidates.iter_mut().skip(first).take_while(|x| x.to <= open) {
            if !matches!(c.guess, Guess::Known(_)) {
                (c.guess, c.votes) = (Guess::Unknown, 0);
            }
        }
        return;
    }
    let Some(candidate) = candidates.get_mut(c).filter(|x| x.to == open) else {
        // "parallel vote tabulation (PVT)": in small letters it is a method or a thing.
        let small = spelled(r, r.tokens.lower(acronym), open, Small::Lettered).is_some_and(|s| {
            (s..open).all(|k| !r.is_capitalised(k)) && !r.any(open - 1, is::ORG_TAIL | is::NAMES_BODY)
        });
        if start.is_some() || small {
            out.dropped.push(acronym.word());
        }
        return;
    };
    let is_body = match candidate.guess {
        Guess::Organisation => true,
        Guess::Known(m) => {
            !matches!(m, Meaning::Capital(_) | Meaning::Demonym(_) | Meaning::UncertainPlace | Meaning::Place)
                || start.is_some_and(|s| s < candidate.from)
        }
        _ => false,
    };
    if let Some(start) = start {
        if is_thing(r, start.min(candidate.from), open, candidate) {
            out.dropped.push(acronym.word());
            candidate.guess = Guess::Unknown;
            candidate.votes = 0;
            return;
        }
        // "Regional Water Authority", "Party of Rights"; but "Federation Level" is a level and a relying party a side.
        let has_sign = (start..open).any(|k| {
            r.any(k, is::ORG_TAIL | is::ORG_OF)
                && !r.is_side(k)
                && (k + 1 == open || !r.is_capitalised(k + 1))
        });
        let names_state = matches!(candidate.guess, Guess::Known(_)) && start < candidate.from;
        // "China-Nepal-India (CNI) railway"
        if !has_sign && super::doubts::is_states(r, start, open) {
            out.dropped.push(acronym.word());
            return;
        }
        if is_body || has_sign || names_state {
            // Initials may leave out the first words of a name: "Upper Basin Water Authority (BWA)".
            if start < candidate.from || !is_body {
                candidate.from = start.min(candidate.from);
                candidate.guess = Guess::Organisation;
            }
            candidate.votes = 4;
            let from = candidate.from;
            out.full.entry(acronym.word()).or_insert(c);
            // What the name has swallowed is no candidate any more.
            for x in candidates.get_mut(..c).unwrap_or(&mut []).iter_mut().rev().take_while(|x| x.to > from) {
                (x.guess, x.votes, x.to) = (Guess::Unknown, 0, x.from);
            }
        } else if candidate.guess != Guess::Person {
            out.dropped.push(acronym.word());
        } else if start == candidate.from && acronym.span.len() > 2 {
            // "Kwame Siaw Mensah (KSM)": the initials of a person are his name.
            out.full.entry(acronym.word()).or_insert(c);
        }
    } else if is_body
        // "Ruritania (AP)": a known one that is not this is whoever reports.
        && is_free(r, inner, candidate)
        && (fits(r, r.tokens.lower(acronym), candidate) || is_foreign(r, acronym, inner, candidate))
    {
        out.full.entry(acronym.word()).or_insert(c);
    }
}

/// "Virtual Private Network", "Remote User Service": a noun that institutions share with things, behind ordinary words none
/// of which tells an institution.
fn is_thing(r: &Reading<'_>, from: usize, to: usize, c: &Candidate) -> bool {
    let head = to.saturating_sub(1);
    !matches!(c.guess, Guess::Known(_))
        && (c.votes < SURE || is_one_of_many(r, from))
        && r.any(head, is::ORG_WEAK)
        && (from..head).filter(|&k| r.is_word(k)).all(|k| {
            let prefix = r.slice(k + 1) == "-" && r.slice(k).len() < 5 && !r.any(k, is::PARTICLE);
            (r.any(k, is::COMMON) || prefix) && !r.any(k, is::INSTITUTIONAL)
        })
        && r.known_at(from, to).is_none()
}

/// Whether "a" stands before token `from`, with small words between at most: "a publicly traded Fish Trust".
fn is_one_of_many(r: &Reading<'_>, from: usize) -> bool {
    /// The most small words between.
    const BETWEEN: usize = 3;
    (from.saturating_sub(BETWEEN + 1)..from)
        .rev()
        .take_while(|&k| r.is_word(k) && !r.is_capitalised(k))
        .any(|k| matches!(r.lower(k), "a" | "an"))
}

/// "FN (Full Name)".
fn before_brackets(
    r: &Reading<'_>,
    candidates: &mut [Candidate],
    at: usize,
    open: usize,
    out: &mut Explained,
) {
    let Some(acronym) = r.token(at) else { return };
    // "PVT (parallel vote tabulation)": spelled out as a thing.
    if let Some(close) = (open + 2..open + 12).find(|&k| r.slice(k) == ")")
        && is_spelled_small(r, r.tokens.lower(acronym), open + 1, close)
        && !r.any(close - 1, is::ORG_TAIL)
    {
        out.dropped.push(acronym.word());
        return;
    }
    let k = candidates.partition_point(|x| x.from <= open);
    let Some(x) = candidates.get_mut(k).filter(|x| x.from == open + 1 && r.slice(x.to) == ")") else {
        return;
    };
    if spelled(r, r.lower(at), x.to, Small::Foreign) != Some(x.from) || !r.is_capitalised(x.from) {
        // "ESBRV (River Police Squad)": the letters are those of the name in its own language.
        let told = x.guess == Guess::Organisation
            && x.votes >= 4
            && r.any(x.to - 1, is::ORG_TAIL)
            && x.to > x.from + 1
            && acronym.caps() == Caps::Upper
            && (3..=8).contains(&acronym.span.len())
            && r.known_at(at, at + 1).is_none()
            && !r.any(at, is::NOT_ACRONYM);
        if told {
            out.full.entry(acronym.word()).or_insert(k);
        }
        return;
    }
    match x.guess {
        Guess::Organisation | Guess::Known(Meaning::Body(_)) => {}
        // "Front Populaire pour la Velmie": read as somebody's name, but its first word tells.
        Guess::Person | Guess::Place | Guess::Unknown if r.any(x.from, is::ORG_OF) => {
            (x.guess, x.votes) = (Guess::Organisation, 4);
        }
        _ => return,
    }
    out.full.entry(acronym.word()).or_insert(k);
}

/// Whether ordinary words in small letters have the acronym's letters as their initials.
fn is_spelled_small(r: &Reading<'_>, acronym: &str, from: usize, to: usize) -> bool {
    let mut words = (from..to).filter(|&k| r.is_word(k) && !r.any(k, is::FUNCTION));
    let small = (from..to).any(|k| r.is_word(k) && !r.is_capitalised(k));
    small
        && acronym.chars().all(|x| words.next().is_some_and(|k| r.lower(k).starts_with(x)))
        && words.next().is_none()
}

/// Whether an acronym can stand for a name whose initials it does not simply spell: its letters come in the name in
/// their order ("Central Command", CENTCOM), or all of them are initials in another order, as in another language.
pub(super) fn fits(r: &Reading<'_>, acronym: &str, c: &Candidate) -> bool {
    let name = || (c.from..c.to).filter(|&k| r.is_word(k)).map(|k| r.lower(k));
    let mut letters = name().flat_map(str::chars);
    let in_order = acronym.chars().filter(|x| x.is_alphabetic()).all(|x| letters.any(|l| l == x));
    // Two letters are soon found in a long name.
    in_order && acronym.chars().count() > 2 || acronym.chars().all(|x| name().any(|w| w.starts_with(x)))
}

/// Whether the acronym at token `at` may be explained by a candidate whose initials it does not spell. "Ruritania (AP)": a
/// known one that is not this is whoever reports.
fn is_free(r: &Reading<'_>, at: usize, c: &Candidate) -> bool {
    let Some((_, known)) = r.known_at(at, at + 1) else { return true };
    match known.meaning {
        Meaning::StateAlso(_) => false,
        Meaning::BodyAcronym(b) => {
            let media = r.lexicon.bodies.get(usize::from(b)).is_some_and(|b| b.role == Some("MED"));
            // "Autonomous Units of Velm (AUV)", known by a name of its own.
            let acronym = r.lower(at);
            let opens = r.lower(c.from).chars().next() == acronym.chars().next();
            let spelt = initials_in_order(r, acronym, c) || acronym.len() > 2 && opens && fits(r, acronym, c);
            !media && c.guess == Guess::Organisation && c.votes >= 4 && spelt
        }
        _ => true,
    }
}

/// Whether the letters of an acronym are initials of the candidate's words, in their order.
pub(super) fn initials_in_order(r: &Reading<'_>, acronym: &str, c: &Candidate) -> bool {
    let mut words = (c.from..c.to).filter(|&k| r.is_word(k)).map(|k| r.lower(k));
    acronym.chars().all(|x| words.any(|w| w.starts_with(x)))
}

/// Whether an acronym may stand for a name in another language: "Republic Electoral Commission (RIK)". The name is told
/// by its own words, and the acronym is no name of its own.
fn is_foreign(r: &Reading<'_>, acronym: &crate::structure::Token, at: usize, c: &Candidate) -> bool {
    c.guess == Guess::Organisation
        && c.votes >= 4
        && c.to > c.from + 1
        && acronym.caps() == Caps::Upper
        && (2..=8).contains(&acronym.span.len())
        && r.known_at(at, at + 1).is_none()
        && !r.any(at, is::NOT_ACRONYM)
}

fn is_possessive(r: &Reading<'_>, k: usize) -> bool {
    r.token(k).is_some_and(|t| t.shape() == Shape::Possessive)
}

pub(super) fn is_acronym(r: &Reading<'_>, k: usize) -> bool {
    r.token(k)
        .is_some_and(|t| matches!(t.caps(), Caps::Upper | Caps::Mixed) && (2..=10).contains(&t.span.len()))
}

/// Where a treaty or law begins that ends before `end`: "Convention on the Prohibition of Dredging".
fn treaty(r: &Reading<'_>, end: usize) -> Option<usize> {
    /// How far back its first word may stand, in tokens.
    const BACK: usize = 14;
    (end.saturating_sub(BACK)..end)
        .rev()
        .take_while(|&k| r.is_capitalised(k) || r.any(k, is::FUNCTION) || matches!(r.slice(k), "," | "-"))
        .find(|&k| {
            r.is_capitalised(k)
                && r.any(k, is::WORK)
                && matches!(r.lower(k + 1), "on" | "for" | "against" | "concerning" | "relating")
        })
}

/// Where the words before `end` begin whose initials are the letters of `acronym`, the first with a capital; small words may
/// be left out.
fn spelled_out(r: &Reading<'_>, acronym: &str, end: usize) -> Option<usize> {
    spelled(r, acronym, end, Small::LeftOut).filter(|&s| r.is_capitalised(s))
}

/// What small words are to an acronym.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Small {
    /// They may be left out.
    LeftOut,
    /// They may have a letter too: "other".
    Lettered,
    /// Those of other languages may be left out as well: "Front pour la Paix".
    Foreign,
}

/// The same without regard to the capital.
fn spelled(r: &Reading<'_>, acronym: &str, end: usize, how: Small) -> Option<usize> {
    let mut letters = acronym.chars().filter(|c| c.is_alphabetic()).rev().peekable();
    let mut start = None;
    let floor = end.saturating_sub(16);
    let mut k = end;
    while k > floor {
        let Some(&letter) = letters.peek() else { break };
        k -= 1;
        if !r.is_word(k) {
            match r.slice(k) {
                "-" | "," | "&" | "–" | "/" => continue,
                _ => break,
            }
        }
        let initial = r.lower(k).chars().next();
        let filler = !r.is_capitalised(k)
            && match how {
                Small::Foreign => r.any(k, is::FUNCTION | is::PARTICLE) || r.slice(k).chars().count() <= 4,
                _ => r.any(k, is::FUNCTION),
            };
        if initial == Some(letter) && (how == Small::Lettered || !filler) {
            letters.next();
            start = Some(k);
        } else if !filler {
            return None;
        }
    }
    letters.peek().is_none().then_some(start).flatten()
}

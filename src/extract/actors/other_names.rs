//! Other names that a text gives right beside a name: "Ruritanian Force, or FR", "Strike Committee (Comité de Greve)",
//! "EU Mission (EU-M)".

use super::acronyms::{Explained, fits, initials_in_order, is_acronym};
use super::lexicon::{Meaning, is};
use super::reading::{Reading, Style};
use super::scan::{COMPANY, Candidate, Guess};
use crate::structure::Caps;

/// Adds them to what the text explains.
pub(super) fn find(r: &Reading<'_>, candidates: &[Candidate], out: &mut Explained) {
    for (k, c) in candidates.iter().enumerate().filter(|(_, c)| is_body(c)) {
        if r.slice(c.to) == "(" {
            in_brackets(r, candidates, k, out);
        } else if let Some(at) = behind_or(r, c.to) {
            // "Ruritanian Force, or FR"
            if let Some(token) = r.token(at)
                && fits(r, r.tokens.lower(token), c)
            {
                out.full.entry(token.word()).or_insert(k);
            }
        } else if let Some(acronym) = shared_acronym(r, candidates, k) {
            out.full.entry(acronym).or_insert(k);
        }
    }
}

fn is_body(c: &Candidate) -> bool {
    matches!(c.guess, Guess::Organisation | Guess::Known(Meaning::Body(_)))
}

/// The acronym behind ", or", "also known as".
fn behind_or(r: &Reading<'_>, end: usize) -> Option<usize> {
    let mut k = end + usize::from(r.slice(end) == ",");
    match (r.lower(k), r.lower(k + 1), r.lower(k + 2)) {
        ("or", ..) => k += 1,
        ("known", "as", _) => k += 2,
        ("also", "known", "as") | ("better", "known", "as") => k += 3,
        _ => return None,
    }
    k += usize::from(r.lower(k) == "the");
    let written = r.token(k).is_some_and(|t| t.caps() == Caps::Upper && t.span.len() > 2);
    let longer = r.slice(k + 1) == "-" || r.is_capitalised(k + 1);
    (written && is_acronym(r, k) && !r.any(k, is::NOT_ACRONYM) && !longer).then_some(k)
}

/// "Frente Velmo de Osei or the Osei Velm Front (FVO)": the acronym behind the second name that the first spells.
fn shared_acronym(r: &Reading<'_>, candidates: &[Candidate], k: usize) -> Option<crate::structure::WordId> {
    let (c, next) = (candidates.get(k)?, candidates.get(k + 1)?);
    let article = usize::from(r.lower(c.to + 1) == "the");
    let open = next.to;
    let token = r.token(open + 1)?;
    let beside = r.lower(c.to) == "or" && next.from == c.to + 1 + article && is_body(next);
    let bracketed = r.slice(open) == "(" && r.slice(open + 2) == ")" && is_acronym(r, open + 1);
    let acronym = r.tokens.lower(token);
    (beside && bracketed && initials_in_order(r, acronym, c) && !initials_in_order(r, acronym, next))
        .then(|| token.word())
}

/// What stands alone in the bracket behind a body: its acronym with a hyphen, or its name in another language.
fn in_brackets(r: &Reading<'_>, candidates: &[Candidate], k: usize, out: &mut Explained) {
    /// The longest name in a bracket, in tokens.
    const LONGEST: usize = 12;
    let Some(c) = candidates.get(k) else { return };
    let Some(close) = (c.to + 2..c.to + LONGEST).find(|&k| r.slice(k) == ")") else { return };
    let from = c.to + 1;
    let letters = |k: usize| r.token(k).is_some_and(|t| t.caps() == Caps::Upper && t.span.len() > 1);
    // "(EU-M)"
    if close == from + 3 && r.slice(from + 1) == "-" && r.is_joined(from + 1) && letters(from) {
        let acronym = [r.lower(from), r.lower(from + 2)].concat();
        if letters(from + 2) && initials_in_order(r, &acronym, c) {
            out.same.push((from, close, k));
        }
        return;
    }
    // The name in brackets is a candidate of its own, and no acronym.
    if next_company(candidates, k, from, close) {
        out.same.push((from, close, k));
        return;
    }
    let next = candidates.get(k + 1).filter(|n| (n.from, n.to) == (from, close) && n.to > n.from + 2);
    if let Some(next) = next
        && c.guess == Guess::Organisation
        && matches!(next.guess, Guess::Organisation | Guess::Unknown | Guess::Person)
        && is_foreign(r, next) != is_foreign(r, c)
        && !next.quiet
    {
        out.same.push((from, close, k));
    }
}

/// "Highway Two Limited (HW2 Ltd)": both by their legal form.
fn next_company(candidates: &[Candidate], k: usize, from: usize, close: usize) -> bool {
    let company = |c: &Candidate| c.rule == COMPANY;
    candidates.get(k).is_some_and(company)
        && candidates.get(k + 1).is_some_and(|n| company(n) && (n.from, n.to) == (from, close))
}

/// Whether small words or letters of another language stand in a name.
fn is_foreign(r: &Reading<'_>, c: &Candidate) -> bool {
    (c.from..c.to).any(|k| {
        let word = r.slice(k);
        r.is_word(k) && (!word.is_ascii() || !r.is_capitalised(k) && !r.any(k, is::FUNCTION))
    })
}

/// Acronyms that a list gives to a body or group of which the text shows no other trace, and for which the text has a name with
/// these initials: they are that name's.
pub(super) fn strangers(r: &Reading<'_>, candidates: &mut [Candidate]) {
    let mut spelt = rustc_hash::FxHashSet::default();
    let mut seen = rustc_hash::FxHashSet::default();
    for c in candidates.iter() {
        match c.guess {
            Guess::Organisation if c.to > c.from + 2 => {
                let initials: String = (c.from..c.to)
                    .filter(|&k| r.is_word(k) && !r.any(k, is::FUNCTION | is::PARTICLE))
                    .filter_map(|k| r.lower(k).chars().next())
                    .collect();
                spelt.insert(initials);
            }
            Guess::Known(Meaning::Body(b)) => {
                seen.insert((true, b));
            }
            Guess::Known(
                Meaning::State(s) | Meaning::StateAlso(s) | Meaning::Demonym(s) | Meaning::Capital(s),
            ) => {
                seen.insert((false, s));
            }
            _ => {}
        }
    }
    for c in candidates.iter_mut() {
        let Guess::Known(Meaning::BodyAcronym(b)) = c.guess else { continue };
        let Some(body) = r.lexicon.bodies.get(usize::from(b)) else { continue };
        let home = body.home.is_some_and(|s| seen.contains(&(false, s)));
        if c.to == c.from + 1
            && !seen.contains(&(true, b))
            && !home
            && spelt.contains(r.lower(c.from))
            && r.segments
                .get(r.segments.partition_point(|s| s.to <= c.from))
                .is_none_or(|s| s.style != Style::Shouted)
        {
            (c.guess, c.votes) = (Guess::Acronym, 1);
        }
    }
}

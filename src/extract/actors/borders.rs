//! Where names begin and end by what stands around them: letters behind a judge's name, a second word before "and",
//! a number in front. It runs when rules and tagger have agreed on the names.

use super::lexicon::{Meaning, is};
use super::reading::{Reading, Style};
use super::scan::{COMPANY, Candidate, Guess};
use crate::structure::{Caps, Shape};

/// The rule by which letters behind a name tell a person.
pub(super) const LETTERED: &str = "a judge's or lawyer's letters behind the name";
/// Votes of a name with such letters.
const SURELY: u8 = 6;

/// Moves the borders of candidates. The list stays in text order and nothing in it overlaps.
pub(super) fn set(r: &Reading<'_>, candidates: &mut Vec<Candidate>) {
    for k in 0..candidates.len() {
        // What is no name so far does not hold another back.
        let before = candidates.get(..k).unwrap_or(&[]).iter().rev().take(4);
        let floor = before.clone().find(|c| c.votes > 0 && c.guess != Guess::Unknown).map_or(0, |c| c.to);
        let Some(c) = candidates.get_mut(k) else { break };
        if c.guess == Guess::Organisation {
            cut_possessive(r, c);
            numbered(r, c, floor);
            paired(r, c, floor);
            hyphened(r, c, floor);
            firm(r, c, floor);
            generic_company(r, c, floor);
        }
        if is_portfolio(r, c)
            || is_case_name(r, c)
            || is_clipped(r, c)
            || is_side(r, c)
            || !behind_office(r, c)
        {
            (c.guess, c.votes) = (Guess::Unknown, 0);
        }
    }
    rows(r, candidates);
    partners(r, candidates);
    // A name that has grown to the left swallows what stood there.
    let mut end = usize::MAX;
    let mut apart: Vec<bool> = candidates
        .iter()
        .rev()
        .map(|c| {
            let apart = c.to <= end;
            end = if apart { c.from } else { end };
            apart
        })
        .collect();
    candidates.retain(|_| apart.pop().unwrap_or(true));
    lettered(r, candidates);
}

/// "the Ruritania Administration’s Investing": what an institution has is no part of its name.
fn cut_possessive(r: &Reading<'_>, c: &mut Candidate) {
    let cut = (c.from + 1..c.to).find(|&k| {
        r.token(k).is_some_and(|t| t.shape() == Shape::Possessive)
            && r.any(k - 1, is::ORG_TAIL)
            && !r.any(c.to - 1, is::ORG_TAIL)
    });
    if let Some(cut) = cut {
        c.to = cut;
    }
}

/// "1st Front", "42nd Rifle Battalion": the number in front belongs to the name; "in Velm" behind it does not.
fn numbered(r: &Reading<'_>, c: &mut Candidate, floor: usize) {
    let ordinal =
        |k: usize| matches!(r.slice(k), "st" | "nd" | "rd" | "th") && r.is_joined(k) && !r.is_word(k - 1);
    let Some(before) = c.from.checked_sub(2).filter(|&k| k >= floor && ordinal(k + 1)) else { return };
    let place = (c.from + 1..c.to).find(|&k| matches!(r.slice(k), "in" | "at") && r.any(k - 1, is::ORG_TAIL));
    c.to = place.unwrap_or(c.to);
    if r.any(c.to - 1, is::ORG_TAIL) {
        c.from = before;
    }
}

/// "the Maritime and Coastguard Agency", "the Culture, Media and Sport Committee": behind "the", ordinary words before
/// "and" belong to the name that ends in its head word.
fn paired(r: &Reading<'_>, c: &mut Candidate, floor: usize) {
    let part = |k: usize| {
        r.is_capitalised(k)
            && !r.is_start(k)
            && r.token(k).is_some_and(|t| t.caps() == Caps::Title)
            && !r.any(k, is::ORG_TAIL | is::ORG_OF | is::DATE | is::NOT_NAME | is::GIVEN | is::PLACE_TAIL)
            && (r.any(k, is::COMMON) || !r.any(k, is::SURNAME))
            && r.known_at(k, k + 1).is_none()
            && r.title_at(k, k + 1).is_none()
    };
    if c.votes < 4 || !r.any(c.to - 1, is::ORG_TAIL) || c.to < c.from + 2 {
        return;
    }
    let Some(and) = c.from.checked_sub(1).filter(|&k| matches!(r.slice(k), "and" | "&")) else { return };
    let mut from = and;
    // Two words a part at most, three parts.
    for _ in 0..3 {
        let mut start = from;
        // "the Building Rules and Standards Division"
        let opens = |k: usize| {
            k > 0
                && r.any(k, is::PLACE_TAIL)
                && r.any(k, is::COMMON)
                && r.is_capitalised(k)
                && r.lower(k - 1) == "the"
        };
        while start > floor && from - start < 2 && (part(start - 1) || start < from && opens(start - 1)) {
            start -= 1;
        }
        if start == from {
            return;
        }
        from = start;
        match start.checked_sub(1).map(|k| (k, r.lower(k))) {
            Some((_, "the")) => break,
            // "Senate Environment and Public Works Committee"
            Some((k, word))
                if k + 1 >= floor && r.is_capitalised(k) && r.lexicon.role(word, false) == Some("LEG") =>
            {
                c.from = k;
                return;
            }
            Some((k, "," | "and" | "&")) if k > floor => from = k,
            _ => return,
        }
    }
    let behind_article = from.checked_sub(1).is_some_and(|k| r.lower(k) == "the");
    if behind_article && from >= floor {
        c.from = from;
    }
}

/// "the Multi-national Joint Squad": what a hyphen joins to an ordinary word in front belongs to the name.
fn hyphened(r: &Reading<'_>, c: &mut Candidate, floor: usize) {
    let Some(first) = c.from.checked_sub(3).filter(|&k| k >= floor) else { return };
    let joined = matches!(r.slice(first + 1), "-" | "‑") && r.is_joined(first + 1) && r.is_joined(first + 2);
    let small = r.is_word(first + 2) && !r.is_capitalised(first + 2);
    if joined
        && small
        && r.is_capitalised(first)
        && !r.is_start(first)
        && c.votes >= 4
        && r.any(c.to - 1, is::ORG_TAIL)
        && matches!(
            r.lower(first),
            "multi" | "inter" | "pan" | "trans" | "anti" | "counter" | "cross" | "joint"
        )
    {
        c.from = first;
    }
}

/// "Shaw, Osei & Welk", read as three persons.
fn partners(r: &Reading<'_>, candidates: &mut Vec<Candidate>) {
    let single = |c: &Candidate| {
        c.to == c.from + 1
            && matches!(c.guess, Guess::Person | Guess::Unknown | Guess::Organisation)
            && r.token(c.from).is_some_and(|t| t.caps() == Caps::Title)
            && !r.any(c.from, is::NOT_NAME | is::DATE | is::FUNCTION)
            && c.rule != super::shape::TITLED
    };
    let firms: Vec<usize> = (0..candidates.len().saturating_sub(2))
        .filter(|&k| match candidates.get(k..k + 3) {
            Some([a, b, c]) => {
                [a, b, c].into_iter().all(single)
                    && a.to + 1 == b.from
                    && r.slice(a.to) == ","
                    && b.to + 1 == c.from
                    && r.slice(b.to) == "&"
            }
            _ => false,
        })
        .collect();
    for k in firms.into_iter().rev() {
        let Some(to) = candidates.get(k + 2).map(|c| c.to) else { continue };
        candidates.drain(k + 1..k + 3);
        if let Some(c) = candidates.get_mut(k) {
            (c.to, c.guess, c.votes, c.rule) = (to, Guess::Organisation, 4, super::shape::NAMED_BODY);
        }
    }
}

/// "Shaw, Osei & Welk": a firm has all its partners.
fn firm(r: &Reading<'_>, c: &mut Candidate, floor: usize) {
    let partners = c.to == c.from + 3 && r.slice(c.from + 1) == "&" && r.is_capitalised(c.to - 1);
    let strange = |k: usize| {
        r.is_capitalised(k)
            && !r.is_start(k)
            && r.token(k).is_some_and(|t| t.caps() == Caps::Title)
            && !r.any(k, is::NOT_NAME | is::ORG_TAIL | is::DATE | is::FUNCTION)
            && !k.checked_sub(1).is_some_and(|p| r.is_capitalised(p))
    };
    let first = c.from.checked_sub(2).filter(|&k| k + 1 >= floor && r.slice(k + 1) == "," && strange(k));
    if partners
        && strange(c.from)
        && let Some(first) = first
    {
        c.from = first;
    }
}

/// "Velm Terminal and Brokerage Services, Inc.": ordinary words and a legal form are no name without what stands before "and".
fn generic_company(r: &Reading<'_>, c: &mut Candidate, floor: usize) {
    /// The most words before "and".
    const WORDS: usize = 4;
    let Some(and) = c.from.checked_sub(1).filter(|&k| matches!(r.slice(k), "and" | "&")) else { return };
    let ordinary =
        |k: usize| !r.is_word(k) || r.any(k, is::COMMON | is::ORG_TAIL) || r.legal_at(k, c.to).is_some();
    if c.rule != COMPANY || !(c.from..c.to).all(ordinary) {
        return;
    }
    let mut from = and;
    while from > floor
        && and - from < WORDS
        && r.is_capitalised(from - 1)
        && !r.any(from - 1, is::FUNCTION | is::NOT_NAME | is::DATE)
    {
        from -= 1;
    }
    if from < and {
        c.from = from;
    }
}

/// Whether a candidate is a side in the name of a case, "Osei Union v Minister of Works": it does nothing there.
fn is_case_name(r: &Reading<'_>, c: &Candidate) -> bool {
    /// How far behind the sides the year of the case stands, in tokens: "Osei v Welk and others [2011] 2 SLR 4".
    const FAR: usize = 16;
    let versus = |k: usize| matches!(r.slice(k), "v" | "vs");
    let behind = versus(c.to) && r.is_capitalised(c.to + 1 + usize::from(r.slice(c.to + 1) == "."));
    let stop = c.from.checked_sub(1).map(|k| if r.slice(k) == "." { k.saturating_sub(1) } else { k });
    let before =
        stop.is_some_and(versus) && stop.and_then(|k| k.checked_sub(1)).is_some_and(|k| r.is_capitalised(k));
    // A match has two sides as well.
    let cited = || {
        let year = |k: usize| r.slice(k).len() == 4 && r.slice(k).bytes().all(|b| b.is_ascii_digit());
        (c.to..c.to + FAR).any(|k| matches!(r.slice(k), "[" | "(") && year(k + 1))
    };
    !matches!(c.guess, Guess::Known(_)) && (behind || before) && cited()
}

/// "H.C", "ETCs", "India AIR1938 Velm": a shortened word, several of a thing, a number of a report.
fn is_clipped(r: &Reading<'_>, c: &Candidate) -> bool {
    let single = c.to == c.from + 1;
    let word = r.slice(c.from);
    let initials = word.len() < 5 && word.contains('.');
    let several =
        word.strip_suffix('s').is_some_and(|w| w.len() > 1 && w.bytes().all(|b| b.is_ascii_uppercase()));
    let numbered = |k: usize| {
        let word = r.slice(k);
        r.is_word(k) && word.len() > 4 && word.bytes().rev().take(3).all(|b| b.is_ascii_digit())
    };
    match c.guess {
        Guess::Known(_) => false,
        Guess::Acronym => single && initials,
        _ => single && (initials || several) || (c.from..c.to).any(numbered),
    }
}

/// "Velm Plaintiff": a town and a side in a case.
fn is_side(r: &Reading<'_>, c: &Candidate) -> bool {
    let last = c.to.saturating_sub(1);
    c.guess == Guess::Organisation
        && c.to > c.from + 1
        && r.any(last, is::NOT_NAME)
        && r.lexicon.parties.contains_key(r.lower(last))
        && !r.any(last, is::ORG_TAIL)
}

/// "Judge of the Supreme Court": the court, not the judge, is the organisation. False where none is left.
fn behind_office(r: &Reading<'_>, c: &mut Candidate) -> bool {
    // "Judgment of the Court", "Rules of the House": a text.
    if c.guess == Guess::Organisation
        && r.any(c.from, is::WORK)
        && r.lower(c.from + 1) == "of"
        && c.to > c.from + 2
    {
        return false;
    }
    if c.guess != Guess::Organisation || c.votes < 4 || r.any(c.from, is::ORG_TAIL | is::ORG_OF) {
        return true;
    }
    let Some((n, _)) = r.title_at(c.from, c.to) else { return true };
    let of = c.from + n;
    if r.lower(of) != "of" || of + 1 >= c.to {
        return true;
    }
    c.from = of + 1 + usize::from(r.lower(of + 1) == "the");
    c.from < c.to && (c.from..c.to).any(|k| r.any(k, is::ORG_TAIL | is::ORG_OF))
}

/// "Secretary of State for Health and Social Care": what an office is for, in ordinary words, is no organisation.
fn is_portfolio(r: &Reading<'_>, c: &Candidate) -> bool {
    /// The longest office, in tokens.
    const OFFICE: usize = 5;
    let plain = |k: usize| {
        !r.is_word(k) || r.any(k, is::COMMON | is::FUNCTION) && !r.any(k, is::ORG_TAIL | is::ORG_OF)
    };
    // "Rules of Court": a part of a title.
    let titled = c.from.checked_sub(2).is_some_and(|k| {
        r.lower(k + 1) == "of" && r.is_capitalised(k) && r.any(k, is::WORK) && c.to == c.from + 1
    });
    if c.guess == Guess::Organisation && titled {
        return true;
    }
    // "Minister for Finance & Treasury"
    let minister = c.from.checked_sub(2).is_some_and(|k| {
        r.lower(k + 1) == "for" && matches!(r.lower(k), "minister" | "secretary") && r.is_capitalised(k)
    });
    if c.guess == Guess::Organisation
        && minister
        && !r.any(c.from, is::ORG_OF)
        && r.known_at(c.from, c.to).is_none()
    {
        return true;
    }
    if c.guess != Guess::Organisation || !(c.from..c.to).all(plain) {
        return false;
    }
    let Some(of) = c.from.checked_sub(1).filter(|&k| matches!(r.lower(k), "for" | "of")) else {
        return false;
    };
    (of.saturating_sub(OFFICE)..of).any(|k| r.title_at(k, of).is_some_and(|(n, _)| k + n == of))
}

/// "Osei, Toyota and Samsung": one word in a row of companies is one of them.
fn rows(r: &Reading<'_>, candidates: &mut [Candidate]) {
    let company = |c: &Candidate| match c.guess {
        Guess::Known(Meaning::Body(b) | Meaning::BodyAcronym(b)) => {
            r.lexicon.bodies.get(usize::from(b)).is_some_and(|b| b.role == Some("BUS"))
        }
        _ => false,
    };
    let joined = |a: &Candidate, b: &Candidate| {
        let gap = b.from.saturating_sub(a.to);
        gap == 1 && matches!(r.lower(a.to), "," | "and" | "or" | "&")
            || gap == 2 && r.slice(a.to) == "," && matches!(r.lower(a.to + 1), "and" | "or")
    };
    let told: Vec<usize> = (0..candidates.len())
        .filter(|&k| {
            let Some(c) = candidates.get(k) else { return false };
            if matches!(c.guess, Guess::Known(_)) || c.to != c.from + 1 || c.rule == super::shape::TITLED {
                return false;
            }
            let right = candidates
                .get(k..)
                .unwrap_or(&[])
                .windows(2)
                .take(2)
                .take_while(|w| matches!(w, [a, b] if joined(a, b)));
            let left = candidates
                .get(..=k)
                .unwrap_or(&[])
                .windows(2)
                .rev()
                .take(2)
                .take_while(|w| matches!(w, [a, b] if joined(a, b)));
            let right = right.filter_map(|w| w.last()).filter(|c| company(c)).count();
            let left = left.filter_map(|w| w.first()).filter(|c| company(c)).count();
            left + right > 1
        })
        .collect();
    for k in told {
        if let Some(c) = candidates.get_mut(k) {
            (c.guess, c.votes, c.rule) = (Guess::Organisation, 4, super::shape::NAMED_BODY);
        }
    }
}

/// Letters behind a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    /// One word before them is enough.
    Judge,
    Barrister,
    /// A seat or a degree: no part of the name.
    Honour,
}

/// The letters at `k`, if the word there is written as such.
fn letters(r: &Reading<'_>, k: usize) -> Option<Letters> {
    let token = r.token(k).filter(|t| matches!(t.caps(), Caps::Upper | Caps::Mixed) || t.span.len() == 1)?;
    let joined = r.is_joined(k + 1) && r.slice(k + 1) == "-";
    if token.shape() != Shape::Word || !token.is_capitalised() || joined {
        return None;
    }
    let word = r.tokens.lower(token);
    let lists = [
        (&r.lexicon.judges_letters, Letters::Judge),
        (&r.lexicon.letters_behind, Letters::Barrister),
        (&r.lexicon.honours, Letters::Honour),
    ];
    lists.into_iter().find(|(list, _)| list.contains(word)).map(|(_, of)| of)
}

/// Takes the words before a judge's or lawyer's letters for a person's name, letters included.
fn lettered(r: &Reading<'_>, candidates: &mut Vec<Candidate>) {
    /// The most words of such a name.
    const LONGEST: usize = 6;
    let mut added: Vec<Candidate> = Vec::new();
    for segment in r.segments.iter().filter(|s| s.style != Style::Shouted) {
        for k in segment.from + 1..segment.to {
            let Some(of) = letters(r, k) else { continue };
            // "Osei SC Velm": a club or a code in a longer run.
            if r.is_capitalised(k + 1) && k + 1 < segment.to && letters(r, k + 1).is_none() {
                continue;
            }
            // "Osei J. Welk": an initial, unless the sentence ends there.
            if r.slice(k + 1) == "." && r.is_joined(k + 1) && k + 2 < segment.to && r.slice(k).len() < 3 {
                continue;
            }
            let mut from = k;
            let mut words = 0;
            while from > segment.from && k - from < 2 * LONGEST {
                let p = from - 1;
                let word = r.is_word(p) && r.is_capitalised(p) && is_part(r, p);
                let short = p > segment.from && r.is_capitalised(p - 1) && r.slice(p - 1).len() < 4;
                let joint = r.slice(p) == "-" && r.is_joined(p)
                    || r.slice(p) == "." && r.is_joined(p) && short
                    || r.any(p, is::PARTICLE) && !r.is_capitalised(p) && from < k;
                if !word && !joint {
                    break;
                }
                words += usize::from(word);
                from = p;
            }
            while from < k && !(r.is_word(from) && r.is_capitalised(from)) {
                from += 1;
            }
            let known = r.known_at(from, k).is_some_and(|(n, _)| from + n == k);
            let enough = if of == Letters::Judge {
                words >= 1 && (words > 1 || r.slice(from).len() > 1)
            } else {
                words >= 2
            };
            if enough && !known && !(words == 1 && r.any(from, is::COMMON | is::NOT_NAME)) {
                let quiet = segment.style != Style::Prose;
                let (to, rule) = match of {
                    Letters::Honour => (k, "an honour or a seat behind the name"),
                    _ => (k + 1, LETTERED),
                };
                added.push(Candidate {
                    from,
                    to,
                    guess: Guess::Person,
                    votes: SURELY,
                    rule,
                    quiet,
                    own: SURELY,
                    lead: 0.0,
                });
            }
        }
    }
    if added.is_empty() {
        return;
    }
    let mut at = 0;
    candidates.retain(|c| {
        while added.get(at).is_some_and(|a| a.to <= c.from) {
            at += 1;
        }
        added.get(at).is_none_or(|a| c.to <= a.from)
    });
    candidates.extend(added);
    candidates.sort_by_key(|c| c.from);
}

/// Whether the word at `k` may stand in a person's name: no title, no institution, no small word at a sentence's start.
fn is_part(r: &Reading<'_>, k: usize) -> bool {
    let title = r.title_at(k, k + 1).is_some() && !r.any(k, is::GIVEN | is::SURNAME);
    let country = r
        .known_at(k, k + 1)
        .is_some_and(|(_, x)| matches!(x.meaning, Meaning::Body(_) | Meaning::BodyAcronym(_)));
    !title
        && !country
        && letters(r, k).is_none()
        && !r.any(k, is::FUNCTION | is::DATE | is::ORG_TAIL | is::NOT_NAME)
}

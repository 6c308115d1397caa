//! Candidates that are less than they look, or something else: an ordinary phrase read as somebody's name, what a minister
//! answers for, a region of two places, a kind of body in front of its name.

use super::borders::LETTERED;
use super::join::{READ, SURE};
use super::lexicon::{Meaning, Title, is};
use super::names::words;
use super::reading::Reading;
use super::scan::{COMPANY, Candidate, Guess, is_inflected};
use super::shape::{NAMED_BODY, NAMED_PLACE, TITLED};
use crate::structure::{Caps, WordId};
use rustc_hash::{FxHashMap, FxHashSet};

/// A body that ends in a noun for people needs so much of the tagger, in votes of training.
const PEOPLE: f32 = 100.0;

/// Settles them. The list stays in order.
pub(super) fn settle(r: &Reading<'_>, candidates: &mut Vec<Candidate>) {
    let mut grown = false;
    let mut floor = 0;
    for c in candidates.iter_mut() {
        // "PT Osei Velm", read without its legal form.
        if let Some(k) =
            c.from.checked_sub(1).filter(|&k| k >= floor && r.lexicon.legal_opens.contains(r.slice(k)))
            && matches!(c.guess, Guess::Person | Guess::Organisation | Guess::Unknown)
            && c.to > c.from
        {
            c.from = k;
        }
        // "PT. Osei Velm"
        if let Some(k) = c.from.checked_sub(2).filter(|&k| {
            k >= floor
                && r.slice(k + 1) == "."
                && r.is_joined(k + 1)
                && r.lexicon.legal_opens.contains(r.slice(k))
        }) && matches!(c.guess, Guess::Person | Guess::Organisation | Guess::Unknown)
            && c.to > c.from
        {
            c.from = k;
        }
        floor = c.to;
        let institution = matches!(c.guess, Guess::Person | Guess::Place)
            && c.to > c.from + 1
            && r.lexicon.foreign_opens.contains(r.lower(c.from))
            && r.is_capitalised(c.from)
            && c.rule != TITLED;
        if institution {
            (c.guess, c.votes) = (Guess::Organisation, 4);
        }
        // "PT Osei Velm": the legal form stands in front.
        if c.to > c.from + 1
            && !matches!(c.guess, Guess::Known(_))
            && r.lexicon.legal_opens.contains(r.slice(c.from))
            && (r.slice(c.from + 1) == "." || r.token(c.from + 1).is_some_and(|t| t.caps() == Caps::Title))
        {
            (c.guess, c.votes, c.rule) = (Guess::Organisation, 4, COMPANY);
        }
        match c.guess {
            Guess::Person if is_kind_first(r, c) => organisation(r, c),
            // "steel producer Osei-Cliffs"
            Guess::Place if is_firm(r, c.from) && c.to > c.from + 1 => {
                (c.guess, c.votes, c.rule) = (Guess::Organisation, 4, NAMED_BODY);
            }
            Guess::Person => person(r, c),
            Guess::Organisation => organisation(r, c),
            Guess::Unknown if is_kind_first(r, c) => organisation(r, c),
            Guess::Known(Meaning::BodyAcronym(_)) if is_longer(r, c.to) => {
                c.to += 2;
                (c.guess, c.votes) = (Guess::Acronym, 1);
                grown = true;
            }
            _ => {}
        }
    }
    troubled(r, candidates);
    joined(r, candidates);
    if grown {
        let mut end = 0;
        candidates.retain(|c| {
            let apart = c.from >= end;
            end = end.max(c.to);
            apart
        });
    }
}

/// "Velmond Troubles": behind a name that the text has alone elsewhere, ordinary words are no part of it.
fn troubled(r: &Reading<'_>, candidates: &mut [Candidate]) {
    let mut alone: FxHashMap<WordId, u32> = FxHashMap::default();
    for c in candidates.iter() {
        let body = matches!(c.guess, Guess::Organisation | Guess::Acronym | Guess::Known(Meaning::Body(_)));
        if body
            && c.to == c.from + 1
            && !c.quiet
            && let Some(token) = r.token(c.from)
        {
            *alone.entry(token.word()).or_default() += 1;
        }
    }
    for c in candidates.iter_mut().filter(|c| c.guess == Guess::Organisation && c.rule == READ) {
        let first = r.token(c.from).and_then(|t| alone.get(&t.word())).is_some_and(|&n| n > 1);
        let more = c.from + 1..c.to;
        if first
            && !more.is_empty()
            && more.clone().all(|k| r.is_word(k) && is_plain(r, k) && !r.any(k, is::ORG_TAIL | is::ORG_OF))
        {
            c.to = c.from + 1;
        }
    }
}

/// "the Department and Velm Water Ltd": two, where the text has both alone.
fn joined(r: &Reading<'_>, candidates: &mut Vec<Candidate>) {
    let and = |c: &Candidate| {
        let body = c.guess == Guess::Organisation;
        (c.from + 1..c.to.saturating_sub(1)).find(|&k| body && r.slice(k) == "and")
    };
    if !candidates.iter().any(|c| and(c).is_some()) {
        return;
    }
    let named = |c: &&Candidate| and(c).is_none() && !c.quiet && (c.votes > 0 || c.guess == Guess::Acronym);
    let alone: FxHashSet<Vec<WordId>> =
        candidates.iter().filter(named).map(|c| words(r, c.from, c.to)).filter(|w| !w.is_empty()).collect();
    let mut added = Vec::new();
    for c in candidates.iter_mut() {
        let Some(at) = and(c) else { continue };
        // "the Department", whichever it is.
        let noun = at == c.from + 1 && r.any(c.from, is::ORG_TAIL | is::ORG_OF);
        if (noun || alone.contains(&words(r, c.from, at))) && alone.contains(&words(r, at + 1, c.to)) {
            added.push(Candidate { to: at, ..*c });
            c.from = at + 1;
        }
    }
    if !added.is_empty() {
        candidates.extend(added);
        candidates.sort_by_key(|c| c.from);
    }
}

/// Whether a noun for companies stands in small letters before token `k`.
fn is_firm(r: &Reading<'_>, k: usize) -> bool {
    k.checked_sub(1).is_some_and(|k| r.any(k, is::NAMES_BODY) && !r.is_capitalised(k))
}

/// Whether what stands at `k` makes another acronym of the one before it: "SPLM-N"; but "NATO-EU" are two.
fn is_longer(r: &Reading<'_>, k: usize) -> bool {
    matches!(r.slice(k), "-" | "‑")
        && r.is_joined(k)
        && r.is_joined(k + 1)
        && r.token(k + 1).is_some_and(|t| {
            (t.caps() == Caps::Upper || t.span.len() == 1 && t.is_capitalised()) && t.span.len() < 4
        })
        && r.known_at(k + 1, k + 2).is_none()
}

fn person(r: &Reading<'_>, c: &mut Candidate) {
    if c.rule == LETTERED {
        return;
    }
    // "P.C, J OSEI WELK": letters and a comma stand before the name.
    if let Some(comma) = (c.from..c.to).find(|&k| r.slice(k) == ",")
        && (c.from..comma).all(|k| r.slice(k).len() < 2)
        && comma + 1 < c.to
    {
        c.from = comma + 1;
    }
    // "H.C": a court or a rank.
    let letters = (c.from..c.to).all(|k| {
        r.slice(k).len() < 2
            || r.slice(k).contains('.') && r.slice(k).len() < 5
            || c.to > c.from + 1 && matches!(r.lower(k), "jr" | "sr" | "jr." | "sr.")
    });
    let named = (c.from..c.to).any(|k| r.any(k, is::GIVEN | is::SURNAME));
    let plain = !named && (c.from..c.to).all(|k| !r.is_word(k) || is_plain(r, k));
    let titled = c.rule == TITLED;
    let single = c.to == c.from + 1;
    // "steel producer Osei-Welk"
    if !titled && !named && is_firm(r, c.from) {
        (c.guess, c.votes, c.rule) = (Guess::Organisation, 4, NAMED_BODY);
        return;
    }
    // "General Staff": the title is an adjective.
    let adjective = titled
        && single
        && c.from.checked_sub(1).is_some_and(|k| r.lexicon.title_adjectives.contains(r.lower(k)));
    // "Osei Welk TARNY": a mark in capitals, and no given name.
    let mark = !titled
        && c.to > c.from + 2
        && !(c.from..c.to).any(|k| r.any(k, is::GIVEN))
        && r.token(c.to - 1).is_some_and(|t| t.caps() == Caps::Upper && t.span.len() > 4)
        && (c.from..c.to - 1).all(|k| r.token(k).is_some_and(|t| t.caps() == Caps::Title));
    if mark && !c.quiet {
        c.guess = Guess::Organisation;
        return;
    }
    // "Anti-Osei"
    if matches!(r.lower(c.from), "anti" | "pro" | "non" | "post" | "pre")
        && r.slice(c.from + 1) == "-"
        && c.to > c.from + 2
    {
        c.from += 2;
    }
    // "Velm Tarni Párt"
    if !titled && c.to > c.from + 1 && r.lexicon.foreign_parties.contains(r.lower(c.to - 1)) {
        (c.guess, c.votes, c.rule) = (Guess::Organisation, 4, NAMED_BODY);
        return;
    }
    // "Osei Cement": what a company makes.
    if !titled
        && !single
        && !(c.from..c.to).any(|k| r.any(k, is::GIVEN))
        && r.lexicon.industries.contains(r.lower(c.to - 1))
    {
        (c.guess, c.votes, c.rule) = (Guess::Organisation, 4, NAMED_BODY);
        return;
    }
    // "Kimia II": an operation, a ship, a plant.
    let numbered =
        !single && !titled && !r.any(c.from, is::GIVEN) && matches!(r.slice(c.to - 1), "II" | "III" | "IV");
    // "Chief Finance Officers": a title that the list has in part.
    let doubted = c.lead <= 0.0 && !single;
    if numbered || letters && (!titled || single) || plain && (!titled || adjective || doubted) {
        (c.guess, c.votes) = (Guess::Unknown, 0);
        return;
    }
    // "the Hawks": several of one name are a body, unless they are a family.
    let several = single
        && !titled
        && c.from.checked_sub(1).is_some_and(|k| r.lower(k) == "the")
        && r.lower(c.from).strip_suffix('s').is_some_and(|one| {
            let family =
                r.lexicon.flags(one) & (is::GIVEN | is::SURNAME) != 0 && !r.any(c.from, is::ORG_TAIL);
            one.len() > 2 && !family && !r.lexicon.parties.contains_key(one) && r.tokens.id(one).is_none()
        })
        && r.token(c.from).is_some_and(|t| t.caps() == Caps::Title);
    if several {
        c.guess = Guess::Organisation;
    }
}

fn organisation(r: &Reading<'_>, c: &mut Candidate) {
    // "the Ruritanian Velm Front", "U.S. Aviation Board", where the list has the front and the board.
    if let Some((n, known)) = r.known_at(c.from, c.to)
        && let Meaning::Demonym(s) | Meaning::State(s) | Meaning::StateAlso(s) = known.meaning
        && let Some((m, body)) = r.known_at(c.from + n, c.to)
        && let Meaning::Body(b) = body.meaning
        && c.from + n + m == c.to
        && m > 1
        && r.lexicon.bodies.get(usize::from(b)).is_some_and(|b| b.home == Some(s))
    {
        c.guess = Guess::Known(body.meaning);
        return;
    }
    // "Defendant Velm Mills"
    if c.to > c.from + 2 && r.is_capitalised(c.from + 1) && r.lexicon.sides.contains(r.lower(c.from)) {
        c.from += 1;
    }
    // "NGO Osei Velm": what kind of body it is stands before the name.
    if is_kind_first(r, c) {
        c.from += 1;
        (c.guess, c.votes, c.rule) = (Guess::Organisation, 4, NAMED_BODY);
        return;
    }
    // "Public Enterprises Minister Ana Osei"
    let answers = r.title_at(c.to, c.to + 4).is_some_and(|(n, t)| {
        t == Title::Office && r.is_capitalised(c.to) && r.lower(c.to + n - 1) == "minister"
    });
    let has_ministry = (c.from..c.to).any(|k| r.any(k, is::ORG_OF));
    // "a retired Marine lieutenant colonel": the word tells the rank.
    let ranked = c.to == c.from + 1
        && r.any(c.from, is::COMMON)
        && !r.is_capitalised(c.to)
        && r.token(c.from).is_some_and(|t| t.caps() == Caps::Title)
        && r.title_at(c.to, c.to + 4).is_some_and(|(_, t)| t == Title::Honorific);
    if answers && !has_ministry || ranked && c.votes < SURE + 1 {
        (c.guess, c.votes) = (Guess::Unknown, 0);
        return;
    }
    // "TRQF Executive Director for Dredging": who works there, and on what.
    let post = (c.from + 1..c.to).find(|&k| {
        r.title_at(k, c.to).is_some_and(|(n, t)| t == Title::Office && matches!(r.lower(k + n), "for" | "of"))
    });
    if let Some(post) = post.filter(|&k| c.rule == READ && !(k..c.to).any(|k| r.any(k, is::ORG_OF))) {
        c.to = post;
        return;
    }
    // "Independent national Election Board": known, but for a capital.
    if let Some(meaning @ Meaning::Body(_)) = r.known_folded(c.from, c.to) {
        c.guess = Guess::Known(meaning);
        return;
    }
    // "NATO HQ"
    if c.to == c.from + 2
        && matches!(r.lower(c.from + 1), "hq" | "headquarters")
        && let Some((1, known)) = r.known_at(c.from, c.from + 1)
    {
        c.to -= 1;
        c.guess = Guess::Known(known.meaning);
        return;
    }
    // "Velm Medical Officer": who works there.
    let officer = c.rule == READ
        && c.to > c.from + 1
        && !(c.from..c.to).any(|k| r.any(k, is::ORG_TAIL | is::ORG_OF))
        && r.title_at(c.to - 1, c.to).is_some_and(|(_, t)| t == Title::Office);
    if officer {
        (c.guess, c.votes) = (Guess::Unknown, 0);
        return;
    }
    // "in Velm Division": an area, where nothing tells soldiers.
    let division = c.to == c.from + 2
        && matches!(r.lower(c.to - 1), "division" | "region")
        && !r.any(c.from, is::COMMON | is::ORG_TAIL)
        && c.from.checked_sub(1).is_some_and(|k| {
            matches!(r.lower(k), "in" | "from" | "to" | "upper" | "lower" | "northern" | "southern")
        })
        && r.known_at(c.from, c.to).is_none();
    if division {
        (c.guess, c.votes, c.rule) = (Guess::Place, 4, NAMED_PLACE);
        return;
    }
    // "Velm Landowners": those who do or have something.
    let many = c.rule == READ
        && c.lead < PEOPLE
        && c.to > c.from + 1
        && !(c.from..c.to).any(|k| r.any(k, is::ORG_TAIL | is::ORG_OF))
        && [r.lower(c.to - 1), r.lower(c.to - 1).trim_end_matches('s')].iter().any(|w| {
            (w.ends_with("er") || w.ends_with("ers") || w.ends_with("or") || w.ends_with("ors"))
                && r.lexicon.flags(w) & is::COMMON != 0
        });
    // "an Incorporated Company": any of a kind.
    let any = c.lead <= 0.0
        && c.to == c.from + 2
        && is_plain(r, c.from)
        && !r.lexicon.parties.contains_key(r.lower(c.from))
        && r.lexicon.role(r.lower(c.from + 1), false) == Some("BUS");
    if many || any {
        (c.guess, c.votes) = (Guess::Unknown, 0);
        return;
    }
    let area = c.to > c.from + 1
        && r.lexicon.administrative.contains(r.lower(c.to - 1))
        && !(c.from..c.to).any(|k| r.any(k, is::ORG_TAIL | is::ORG_OF));
    if area && c.rule == READ {
        (c.guess, c.votes) = (Guess::Place, 4);
        return;
    }
    // "China-Nepal-India": states, and no body.
    if is_states(r, c.from, c.to) {
        (c.guess, c.votes) = (Guess::Unknown, 0);
        return;
    }
    if c.rule == READ && is_regions(r, c.from, c.to) {
        (c.guess, c.votes) = (Guess::Place, 4);
    }
}

/// "NGO Osei Velm": a noun for a kind of body in capitals.
fn is_kind_first(r: &Reading<'_>, c: &Candidate) -> bool {
    c.to > c.from + 1
        && r.any(c.from, is::NAMES_BODY)
        && r.token(c.from).is_some_and(|t| t.caps() == Caps::Upper)
        && r.is_capitalised(c.from + 1)
        && !c.quiet
}

/// Whether tokens `from..to` are names of states that hyphens join.
pub(super) fn is_states(r: &Reading<'_>, from: usize, to: usize) -> bool {
    to > from + 1
        && (from..to).step_by(2).all(|k| is_state(r, k))
        && (from + 1..to).step_by(2).all(|k| matches!(r.slice(k), "-" | "–" | "/"))
}

fn is_state(r: &Reading<'_>, k: usize) -> bool {
    r.known_at(k, k + 1).is_some_and(|(_, x)| {
        matches!(
            x.meaning,
            Meaning::State(_) | Meaning::StateAlso(_) | Meaning::Demonym(_) | Meaning::Capital(_)
        )
    })
}

/// Whether a word is an ordinary one, whatever its capital.
fn is_plain(r: &Reading<'_>, k: usize) -> bool {
    r.any(k, is::COMMON | is::FUNCTION | is::NOT_NAME | is::DATE)
        || r.writing(k).lower > r.writing(k).inner
        || is_inflected(r.lower(k))
        // "Deaths", "Troubles"
        || r.lower(k).strip_suffix('s').is_some_and(|one| {
            one.len() > 3 && r.lexicon.flags(one) & is::COMMON != 0 && !r.any(k, is::GIVEN | is::SURNAME)
        })
}

/// "Carib Sea and South Pacific": known places and nothing else.
fn is_regions(r: &Reading<'_>, from: usize, to: usize) -> bool {
    let mut k = from;
    let mut places = 0;
    while k < to {
        match r.known_at(k, to) {
            Some((n, known)) if matches!(known.meaning, Meaning::Place | Meaning::UncertainPlace) => {
                places += 1;
                k += n;
            }
            _ if matches!(r.slice(k), "and" | "," | "&" | "/" | "the") && k > from => k += 1,
            _ => return false,
        }
    }
    places > 1
}

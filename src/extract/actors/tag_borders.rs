//! Where the tagger's names begin and end: what the rules know of titles, hyphens, possessives and small words is taken from
//! them or given to them, before they are weighed against the rules' candidates.

use super::lexicon::{Meaning, is};
use super::reading::Reading;
use super::tagger::Tag;
use super::tagger::labels::Kind;
use crate::structure::{Caps, Shape};

/// A body of one word that is no acronym, behind a preposition of place, needs so much of the tagger, in votes of training.
const BODY_THERE: f32 = 20.0;

/// The tagger's names without those that are words of peoples or faiths, and with the parts that a hyphen joins to them.
pub(super) fn whole(r: &Reading<'_>, names: &[Tag]) -> Vec<Tag> {
    let mut out: Vec<Tag> = Vec::with_capacity(names.len());
    for mut t in names.iter().flat_map(|tag| apart(r, *tag)) {
        while t.from < t.to
            && !r.is_word(t.from)
            && !r.slice(t.from).starts_with(|x: char| x.is_alphanumeric())
        {
            t.from += 1;
        }
        // Quotation marks and initials may stand in a name; these may not.
        if let Some(cut) =
            (t.from..t.to).find(|&k| matches!(r.slice(k), "]" | "[" | ":" | ";" | "(" | ")" | "?" | "!"))
        {
            t.to = cut;
        }
        // "v. Velm Mills": the name of a case.
        while t.from + 1 < t.to && matches!(r.slice(t.from), "v" | "vs" | "versus" | ".") {
            t.from += 1;
        }
        // "See Ana Osei": a pointer to what she wrote.
        if t.kind == Kind::Person
            && t.to > t.from + 2
            && r.is_start(t.from)
            && r.lexicon.signals.contains(r.lower(t.from))
        {
            t.from += 1;
        }
        // "from the Plaintiff to Velm Mills": two sides.
        if t.kind == Kind::Organisation
            && r.any(t.from, is::NOT_NAME)
            && r.slice(t.from + 1) == "to"
            && t.from + 2 < t.to
        {
            t.from += 2;
        }
        // "(b) Velm Velm Mills": a heading run into the text.
        let same = |a: usize, b: usize| r.token(a).map(|t| t.word()) == r.token(b).map(|t| t.word());
        if t.kind == Kind::Organisation && t.to > t.from + 2 && same(t.from, t.from + 1) {
            t.from += 1;
        }
        // "the TRQF mission"
        if t.kind == Kind::Organisation
            && t.to == t.from + 2
            && !r.is_capitalised(t.to - 1)
            && r.token(t.from).is_some_and(|t| t.caps() == Caps::Upper)
        {
            t.to -= 1;
        }
        // "the Central Bank of New", where the list has New Velm.
        if t.kind == Kind::Organisation
            && t.to > t.from + 1
            && let Some((n, _)) = r.known_at(t.to - 1, t.to + 3)
        {
            t.to = t.to.max(t.to - 1 + n);
        }
        // "Velm Brothers' TRQF", "the Velm Bank's Treasury bills": what somebody has is no part of his name.
        if t.kind == Kind::Organisation
            && let Some(own) = (t.from + 1..t.to).find(|&k| is_possessive(r, k))
        {
            let known = |from: usize, to: usize| r.known_at(from, to).is_some_and(|(n, _)| from + n == to);
            if known(own + 1, t.to) {
                t.to = own;
            } else if known(t.from, own) {
                if !(own + 1..t.to).any(|k| r.any(k, is::ORG_TAIL | is::ORG_OF)) {
                    continue;
                }
                t.from = own + 1;
            }
        }
        // "VELMTON, RURITANIA Osei Foods": a place line in capitals is no part of what follows.
        let shouted_place = r.token(t.from).is_some_and(|w| w.caps() == Caps::Upper && w.span.len() > 3)
            && r.token(t.from + 1).is_some_and(|w| w.caps() == Caps::Title && w.span.len() > 1)
            && r.known_at(t.from, t.from + 1).is_some_and(|(_, x)| {
                matches!(
                    x.meaning,
                    Meaning::Place | Meaning::UncertainPlace | Meaning::Capital(_) | Meaning::State(_)
                )
            });
        if shouted_place && t.from + 1 < t.to {
            t.from += 1;
        }
        // "for the Middle East": small words open no name.
        while t.from + 1 < t.to
            && !r.is_capitalised(t.from)
            && r.any(t.from, is::FUNCTION)
            && !r.any(t.from, is::PARTICLE)
        {
            t.from += 1;
        }
        // "Within Asia": the rules know what stands behind the small word.
        while t.from + 1 < t.to && r.any(t.from, is::PLACE_PREPOSITION) && r.is_start(t.from) {
            t.from += 1;
        }
        let letter = (t.from..t.to).all(|k| r.slice(k).len() < 2);
        if t.to <= t.from || letter {
            continue;
        }
        let floor = out.last().map_or(0, |l| l.to);
        // "al-Saiari", "O'Dea-Ruiz"
        while let Some(p) = t.from.checked_sub(2)
            && p >= floor
            && is_hyphen(r, p + 1)
            && r.is_word(p)
            && (r.is_capitalised(p) && !is_country(r, p) || r.any(p, is::PARTICLE))
        {
            t.from = p;
        }
        while is_hyphen(r, t.to) && goes_on(r, t.to + 1, t.kind) && !is_country(r, t.to - 1) {
            t.to += 2;
        }
        // "Lorries wait at Velm": one strange word behind such a preposition is a place unless much speaks for a body.
        let alone = t.to == t.from + 1 && r.token(t.from).is_some_and(|t| t.caps() == Caps::Title);
        let there =
            t.from.checked_sub(1).is_some_and(|k| matches!(r.lower(k), "at" | "in" | "near" | "around"));
        if t.kind == Kind::Organisation
            && alone
            && there
            && t.lead < BODY_THERE
            && !r.any(t.from, is::ORG_TAIL)
        {
            t.kind = Kind::Place;
        }
        if t.kind == Kind::Person {
            t.from = behind_titles(r, t.from, t.to);
            // "Osei of TRQF": where he works.
            let of = (t.from + 1..t.to).find(|&k| {
                r.slice(k) == "of"
                    && (r.token(k + 1).is_some_and(|t| t.caps() == Caps::Upper)
                        || r.known_at(k + 1, t.to).is_some_and(|(_, x)| {
                            matches!(x.meaning, Meaning::Body(_) | Meaning::BodyAcronym(_))
                        }))
            });
            t.to = of.unwrap_or(t.to);
            // "Velm Plaintiff": the side in a case is no surname.
            while t.to > t.from + 1 && r.any(t.to - 1, is::NOT_NAME) && !r.any(t.to - 1, is::SURNAME) {
                t.to -= 1;
            }
            // "CO2-LULUCF", "H.C": a formula, a short form of a court.
            let formula = (t.from..t.to).any(|k| r.slice(k).bytes().any(|b| b.is_ascii_digit()));
            let clipped = t.to == t.from + 1 && r.slice(t.from).len() < 5 && r.slice(t.from).contains('.');
            if formula || clipped {
                continue;
            }
        }
        // A letter code with a number is a level, a form, a unit.
        let code = t.to == t.from + 1 && r.slice(t.from).ends_with(|c: char| c.is_ascii_digit());
        let side = t.to - t.from == 2 && r.is_side(t.to - 1);
        let direction = |k: usize| matches!(r.lower(k), "north" | "south" | "east" | "west" | "central");
        let nothing = (t.from..t.to).all(|k| {
            r.any(k, is::NOT_NAME | is::DATE | is::FUNCTION)
                || !r.is_word(k)
                || direction(k) && t.to > t.from + 1
        });
        let shouted = t.to == t.from + 1 && r.token(t.from).is_some_and(|t| t.caps() == Caps::Upper);
        if side
            || code
            || shouted
                && (r.any(t.from, is::NOT_ACRONYM)
                    // "REVIEW: And then?" is whoever asks.
                    || r.slice(t.from).len() > 4 && r.any(t.from, is::COMMON) && r.slice(t.to) != ":")
            || nothing && !shouted
            || is_ordinary(r, &t)
        {
            continue;
        }
        match out.last_mut() {
            Some(last) if t.from < last.to => {
                last.to = last.to.max(t.to);
                last.lead = last.lead.min(t.lead);
            }
            _ => out.push(t),
        }
    }
    out
}

/// Two where one tag holds both: the sides of a case, "Velm Bank v. Tarn Mills", and a body and a company, "Commission on
/// Harbours and Velm Land Corporation".
fn apart(r: &Reading<'_>, t: Tag) -> impl Iterator<Item = Tag> {
    let versus = |k: usize| matches!(r.slice(k), "v" | "vs" | "versus");
    let of = |k: usize| matches!(r.slice(k), "of" | "on" | "for");
    let company = t.kind == Kind::Organisation
        && r.any(t.from, is::ORG_OF)
        && r.lexicon.role(r.lower(t.to.saturating_sub(1)), false) == Some("BUS");
    let cut = (t.from + 1..t.to.saturating_sub(1)).find(|&k| {
        versus(k)
            || company
                && r.slice(k) == "and"
                && r.is_capitalised(k + 1)
                && !r.any(k + 1, is::COMMON | is::ORG_TAIL)
                && (t.from..k).any(of)
    });
    let first = Tag { to: cut.unwrap_or(t.to), ..t };
    let second = cut.map(|k| Tag { from: k + 1 + usize::from(r.slice(k + 1) == "."), ..t });
    std::iter::once(first).chain(second.filter(|s| s.from < s.to))
}

fn is_possessive(r: &Reading<'_>, k: usize) -> bool {
    let plural = matches!(r.slice(k), "'" | "’") && r.is_joined(k) && !r.is_joined(k + 1);
    plural || r.token(k).is_some_and(|t| t.shape() == Shape::Possessive)
}

/// Whether a name of one word is rather a word that the document writes small as often.
fn is_ordinary(r: &Reading<'_>, t: &Tag) -> bool {
    let writing = r.writing(t.from);
    t.to == t.from + 1
        && writing.lower > 0
        && writing.lower >= writing.inner
        && r.token(t.from).is_some_and(|t| t.caps() == Caps::Title)
        && !r.any(t.from, is::GIVEN | is::SURNAME | is::ORG_TAIL | is::ORG_OF)
}

/// Where a person's name begins behind the last title in it: "Port Secretary Pia Wolling".
fn behind_titles(r: &Reading<'_>, from: usize, to: usize) -> usize {
    let mut start = from;
    let mut k = from;
    // "Ruritanian President Ana Osei": the people is no part of the title, nor of the name.
    if let Some((n, known)) = r.known_at(from, to)
        && matches!(known.meaning, Meaning::Demonym(_) | Meaning::State(_) | Meaning::StateAlso(_))
        && from + n + 2 < to
        && r.title_at(from + n, to).is_some()
    {
        k = from + n;
        start = k;
    }
    // "Velm Mayor Pia Wolling": what stands before an office is no given name.
    let behind = |k: usize, n: usize| k + n + 2 <= to && !r.any(from, is::GIVEN);
    while k < to {
        match r.title_at(k, to) {
            Some((n, _))
                if k + n < to
                    && (n > 1
                        || k == start && !r.any(k, is::GIVEN | is::SURNAME)
                        || behind(k, n) && !r.any(k, is::GIVEN | is::SURNAME)) =>
            {
                k += n;
                start = k + usize::from(r.slice(k) == "." && k + 1 < to);
            }
            // "Foreign Ministry Ana Osei", "Deputy Pia Wolling": an institution or a rank before a given name.
            _ if k + 2 < to
                && r.any(k + 1, is::GIVEN)
                && !r.any(k, is::GIVEN | is::SURNAME)
                && (r.any(k, is::ORG_TAIL) && k > from || r.lower(k) == "deputy") =>
            {
                k += 1;
                start = k;
            }
            _ => k += 1,
        }
    }
    start
}

/// Whether a hyphen at `k` joins what stands before and behind it.
fn is_hyphen(r: &Reading<'_>, k: usize) -> bool {
    matches!(r.slice(k), "-" | "‑") && r.is_joined(k) && r.is_joined(k + 1)
}

/// Whether the word at `k` behind a hyphen belongs to the name before it: "Ruiz-Ortega", "Chin-lung"; but "Kabul-based".
fn goes_on(r: &Reading<'_>, k: usize, kind: Kind) -> bool {
    r.is_word(k) && (r.is_capitalised(k) && !is_country(r, k) || kind == Kind::Person && is_syllable(r, k))
}

/// Whether a small word behind a hyphen goes on with a name: a syllable of Chinese and Korean names, or a word that no list
/// has and that looks like none ("Osei-latok").
fn is_syllable(r: &Reading<'_>, k: usize) -> bool {
    let word = r.lower(k);
    let strange = r.flag(k) == 0
        && r.writing(k).inner == 0
        && word.len() >= 4
        && !super::scan::is_inflected(word)
        && !word.ends_with("ed")
        && r.title_at(k, k + 1).is_none()
        && r.known_at(k, k + 1).is_none();
    r.any(k, is::SYLLABLE) || strange
}

fn is_country(r: &Reading<'_>, k: usize) -> bool {
    r.known_at(k, k + 1).is_some_and(|(_, known)| {
        matches!(
            known.meaning,
            Meaning::State(_) | Meaning::StateAlso(_) | Meaning::Demonym(_) | Meaning::Capital(_)
        )
    })
}

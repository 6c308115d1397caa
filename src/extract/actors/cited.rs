//! Authors of other texts in brackets with a year, "(Osei, 2015; Welk & Rhys, 2019)": they do nothing in this text.

use super::lexicon::Meaning;
use super::reading::Reading;
use super::scan::{Candidate, Guess};
use crate::structure::Shape;

/// Whether a candidate is the author of a citation by author and year. Places are none: "(Geneva, 2019)".
pub(super) fn is_cited(r: &Reading<'_>, c: &Candidate) -> bool {
    /// How far before the candidate the bracket or the semicolon may stand, in tokens: "(see also Welk & Osei, 2015)".
    const BACK: usize = 6;
    let place = matches!(
        c.guess,
        Guess::Place
            | Guess::Known(
                Meaning::State(_)
                    | Meaning::Capital(_)
                    | Meaning::Place
                    | Meaning::UncertainPlace
                    | Meaning::Demonym(_)
            )
    );
    if place || !is_year(r, c.to) {
        return false;
    }
    for k in (c.from.saturating_sub(BACK)..c.from).rev() {
        match r.slice(k) {
            "(" | ";" | "[" => return true,
            ")" | "." | ":" => return false,
            _ => {}
        }
    }
    false
}

/// Whether a candidate is no name but a part of something written: "2014 Rev Ed", "2nd Edn", a folder in an address.
pub(super) fn is_written(r: &Reading<'_>, c: &Candidate) -> bool {
    let edition = matches!(r.lower(c.from), "ed" | "edn" | "edition")
        && c.to == c.from + 1
        && c.from.checked_sub(1).is_some_and(|k| {
            matches!(r.lower(k), "rev" | "revised") || r.slice(k).starts_with(|x: char| x.is_ascii_digit())
        });
    edition || in_address(r, c)
}

/// Whether a candidate stands in the path of an address: "www.velm.org/Osei/page.htm".
fn in_address(r: &Reading<'_>, c: &Candidate) -> bool {
    /// How far back the address may begin, in tokens.
    const BACK: usize = 40;
    if c.from.checked_sub(1).is_none_or(|k| !matches!(r.slice(k), "/" | "_" | "-" | ".")) {
        return false;
    }
    let mut k = c.from;
    while k > c.from.saturating_sub(BACK) && k > 0 && r.is_joined(k) {
        k -= 1;
    }
    let lead = r.lower(k);
    matches!(lead, "http" | "https" | "www") || lead.starts_with("www.")
}

/// Whether ", 2015)", " et al., 2015;" or "and Osei, 2015)" stands at `k`.
fn is_year(r: &Reading<'_>, k: usize) -> bool {
    /// Other authors between the candidate and the year.
    const FURTHER: usize = 6;
    let at = (k..k + FURTHER).find(|&j| r.token(j).is_some_and(|t| t.shape() == Shape::Number));
    let Some(at) = at else { return false };
    let year = r.slice(at);
    let plain = year.len() == 4 && matches!(year.as_bytes(), [b'1' | b'2', ..]);
    // Names, commas, "&", "and", "et al." are all that may stand between.
    let between =
        (k..at).all(|j| matches!(r.slice(j), "," | "&" | "and" | "et" | "al" | ".") || r.is_capitalised(j));
    // "2015a" is cut in two.
    let end = at + 1 + usize::from(r.slice(at + 1).len() == 1 && r.is_joined(at + 1) && r.is_word(at + 1));
    plain
        && between
        && r.slice(at.saturating_sub(1)) == ","
        && matches!(r.slice(end), ")" | ";" | "," | "]" | ":")
}

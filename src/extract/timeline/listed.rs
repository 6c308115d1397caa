//! Several dates of one verb: "met on 3, 5 and 9 March", "took the mayor on 11 March, his deputy on 12 March and, on 16
//! March, the clerk".

use crate::extract::claims::reading::Reading;
use crate::extract::claims::words::Classes;

use super::site::{Happening, Site};
use super::summary::LONGEST;
use super::when::When;

/// The longest member of such a list, in tokens.
const LONGEST_MEMBER: usize = 25;

/// Whether nothing but a comma or "and" stands between two dates: they date the same words.
pub(super) fn adjacent(r: &Reading<'_>, first: &When, second: &When) -> bool {
    second.from >= first.to
        && second.from - first.to <= 2
        && (first.to..second.from).all(|k| r.is_sign(k, &[',', '&']) || matches!(r.lower(k), "and" | "or"))
}

/// The tokens of the member of a list that the date `w` dates, where the verb of `h` governs it and `before` dated the
/// member in front of it.
pub(super) fn member(site: &Site<'_, '_>, h: &Happening, before: &When, w: &When) -> Option<(usize, usize)> {
    let r = site.r;
    let (from, to) = (before.to, w.from);
    let same_way = before.preposition == w.preposition && !w.preposition.is_empty();
    let opens = r.is_sign(from, &[',', ';']) || matches!(r.lower(from), "and");
    if h.nominal || !same_way || !opens || h.head >= before.from || to - from > LONGEST_MEMBER {
        return None;
    }
    let joint = |k: &usize| r.is_sign(*k, &[',', ';']) || r.is(*k, Classes::COORDINATOR);
    let first = (from..to).find(|k| !joint(k))?;
    let own = !site.p.has_sure_finite(first, to);
    let named = (first..to).any(|k| r.is_nounlike(k));
    (own && named).then_some((first, to))
}

/// The verb's words and the member's: "Troops took … his deputy". The first of the verb's wordings that leaves room.
pub(super) fn summary(verbs: &[String], member: &str) -> String {
    let all = verbs.iter().map(|verb| format!("{verb} … {member}"));
    all.into_iter().find(|s| s.chars().count() <= LONGEST).unwrap_or_else(|| member.to_owned())
}

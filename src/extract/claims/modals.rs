//! What "could", "may" and "would" mean where they stand: a possibility, an ability of the past, a permission, or the
//! future as it was seen then.

use super::parse::{Finite, Parse, Role};
use super::reading::Reading;
use super::words::Classes;
use crate::structure::Caps;

/// What a modal says of its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Something may, could or would happen.
    Possibility,
    /// Somebody was able or allowed to: "the crew could not see the coast", "a client MAY retry".
    Ability,
    /// The narrator's "would" for what happened again and again, or came later.
    Narrated,
}

/// The meaning of the modal at `at`.
pub(super) fn meaning(r: &Reading<'_>, p: &Parse, at: usize) -> Meaning {
    let word = r.lower(at);
    if word == "may" {
        let imposed =
            r.tokens.get(at).is_some_and(|t| t.caps() == Caps::Upper) || r.normative && permits(r, p, at);
        return if imposed { Meaning::Ability } else { Meaning::Possibility };
    }
    let conditional = (p.from..p.to).any(|k| p.role(k) == Role::Condition);
    if conditional || perfect(r, at, p.to) {
        return Meaning::Possibility;
    }
    if word == "couldn't" || word == "could" && r.lower(at + 1) == "not" {
        return Meaning::Ability;
    }
    if !told_in_past(r, p, at) && !foretold(r, p, at) {
        return Meaning::Possibility;
    }
    match word {
        "could" => Meaning::Ability,
        "would" | "wouldn't" => Meaning::Narrated,
        _ => Meaning::Possibility,
    }
}

/// "would have agreed", "could have been".
pub(super) fn perfect(r: &Reading<'_>, at: usize, to: usize) -> bool {
    // "may very well have"
    let next = (at + 1..to).find(|&k| !r.is_adverb(k) && !matches!(r.lower(k), "very" | "well"));
    next.is_some_and(|k| {
        r.lower(k) == "have"
            && (r.is(k + 1, Classes::PARTICIPLE | Classes::ADVERB) || r.lower(k + 1) == "been")
    })
}

/// Whether "may" grants something: an act follows, not a state ("may be higher", "may have", "may not be known").
fn permits(r: &Reading<'_>, p: &Parse, at: usize) -> bool {
    let Some(next) = r.after(at, p.to) else { return false };
    if r.lower(at + 1) == "not" || r.lower(next) == "have" || perfect(r, at, p.to) {
        return false;
    }
    r.lower(next) != "be" || r.after(next, p.to).is_some_and(|k| r.is(k, Classes::PARTICIPLE))
}

/// Whether another verb of the clause tells of the past: then the modal belongs to that past.
fn told_in_past(r: &Reading<'_>, p: &Parse, at: usize) -> bool {
    (p.from..p.to).any(|k| {
        let c = r.class(k);
        k != at
            && p.role(k) != Role::Relative
            && p.role(k) != Role::Aside
            && p.finite(k) == Finite::Surely
            && (c.any(Classes::PAST) && !c.any(Classes::MODAL | Classes::BASE)
                || matches!(
                    r.lower(k),
                    "was" | "were" | "wasn't" | "weren't" | "had" | "did" | "didn't" | "hadn't"
                ))
    })
}

/// "In the coming hours, he would step on the stage", "would later become": the narrator looks ahead from a time told of.
fn foretold(r: &Reading<'_>, p: &Parse, at: usize) -> bool {
    if r.lower(at) != "would" {
        return false;
    }
    let next =
        |k: usize| matches!(r.lower(k), "later" | "eventually" | "soon" | "subsequently" | "ultimately");
    let coming = || {
        let comma = (p.from..at).find(|&k| r.sign(k) == Some(','));
        comma.is_some_and(|comma| {
            r.is(p.from, Classes::PREPOSITION)
                && (p.from..comma).any(|k| matches!(r.lower(k), "coming" | "following" | "ensuing" | "next"))
        })
    };
    next(at + 1) && !matches!(r.lower(at + 2), "be" | "have") || coming()
}

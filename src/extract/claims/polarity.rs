//! Whether the main predicate is affirmed or denied.

use super::lexicon::{Group, Sense};
use super::parse::{Parse, Role};
use super::reading::Reading;
use super::words::Classes;
use crate::model::Polarity;

/// Polarity of a clause; of its content by its source where it is attributed.
pub(super) fn polarity(r: &Reading<'_>, p: &Parse, group: Option<Group>) -> Polarity {
    let denied = group == Some(Group::Denial);
    // A denial of a negated content stays a denial in the source's words: both read as negative.
    if denied || negated(r, p) { Polarity::Negative } else { Polarity::Positive }
}

fn negated(r: &Reading<'_>, p: &Parse) -> bool {
    let Some(main) = p.main else {
        // An order ("Do not …", "Never …"), or a verb that the lexicon does not know ("hardly sails").
        return p.marks.iter().any(|m| {
            let adverb = r.is(m.at, Classes::ADVERB) || m.at < p.from + 2;
            m.entry.senses.has(Sense::Negation)
                && !m.entry.senses.has(Sense::NoNegation)
                && adverb
                && m.role == Role::Main
        });
    };
    p.with(r, Sense::Negation)
        .any(|m| m.is_main() && !m.entry.senses.has(Sense::NoNegation) && on_predicate(r, p, m.at, main))
}

fn on_predicate(r: &Reading<'_>, p: &Parse, at: usize, main: usize) -> bool {
    let word = r.lower(at);
    // "described this as “repel, don't expel”": the words of a slogan.
    if at > main && is_slogan(r, main, at) {
        return false;
    }
    // "Case No 5"
    let number = at + 1 + usize::from(r.sign(at + 1) == Some('.'));
    if word == "no" && r.is_number(number) && r.is_capital(at) {
        return false;
    }
    if at < main {
        // "No party has …", "Neither side appears …", "None of …", "Never has …": before the verb, at the subject's head.
        let first = (p.from..at).all(|k| {
            r.is(k, Classes::ADVERB | Classes::COORDINATOR)
                || !r.is_word(k)
                || p.role(k) != Role::Main
                || r.in_time(k)
        });
        let adverb = matches!(word, "never" | "rarely" | "hardly" | "seldom" | "scarcely" | "barely" | "no");
        return first || adverb && at + 5 > main && word != "no" || r.lower(at + 1) == "longer";
    }
    if at == main {
        return !contrasted(r, p, at) || !r.is(at, Classes::BE);
    }
    // "has not", "is no", "will hardly", "have never": nothing but auxiliaries and adverbs between.
    if p.heads_predicate(r, at)
        || (main..at).all(|k| {
            r.is(k, Classes::AUXILIARY | Classes::ADVERB | Classes::COPULA)
                || matches!(r.lower(k), "been" | "be" | "to" | "yet" | "also")
        })
    {
        return !contrasted(r, p, at);
    }
    // "has no plan", "offers no way": the object is nothing.
    matches!(word, "no" | "nothing" | "nobody" | "none") && at <= main + 2
}

/// Whether a quotation opens between `from` and `to` and is still open there.
pub(super) fn opens_quotation(r: &Reading<'_>, from: usize, to: usize) -> bool {
    (from..to).fold(false, |open, k| match r.sign(k) {
        Some('“' | '«') => true,
        Some('”' | '»') => false,
        Some('"') => !open,
        _ => open,
    })
}

/// Whether the quotation in which `at` stands, behind `from`, is named by the words before it: "described it as “…”".
fn is_slogan(r: &Reading<'_>, from: usize, at: usize) -> bool {
    let Some(open) = (from..at).rev().find(|&k| r.is_sign(k, &['“', '«', '"'])) else { return false };
    open > from
        && opens_quotation(r, from, at)
        && (r.is_sign(open - 1, &[':', ','])
            || matches!(
                r.lower(open - 1),
                "as" | "called" | "slogan" | "motto" | "phrase" | "dubbed" | "titled"
            ))
}

/// Whether the main predicate is of the form "is not X but Y".
pub(super) fn is_contrasted(r: &Reading<'_>, p: &Parse) -> bool {
    let Some(main) = p.main else { return false };
    p.marks.iter().any(|m| {
        m.entry.senses.has(Sense::Negation) && m.at >= main && m.at <= main + 2 && contrasted(r, p, m.at)
    })
}

/// "not X but Y": one affirmed claim.
fn contrasted(r: &Reading<'_>, p: &Parse, at: usize) -> bool {
    let end = p.to;
    (at + 1..end).any(|k| {
        r.lower(k) == "but" && !p.has_sure_finite(k, (k + 5).min(end)) && !matches!(r.lower(k + 1), "will" | "would" | "has" | "is")
            // "not about forms; it is about trust", "isn't a single issue; it's …"
            || r.is_sign(k, &[';', '—']) && matches!(r.lower(k + 1), "it" | "it's" | "they" | "they're" | "this" | "that")
            || r.sign(k) == Some(',') && matches!(r.lower(k + 1), "it's" | "they're")
    })
}

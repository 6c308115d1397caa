//! Where a clause begins within what looks like one phrase: "the police and | Mr Osk saw the van", "they | report losses".

use super::finite::finite;
use super::parse::Finite;
use super::reading::Reading;
use super::sources::{self, Np};
use super::words::Classes;

/// Whether a verb at `at`, within a phrase that ends with token `last`, makes a clause of it: the word before it is a pronoun
/// that opens the clause, or nothing but a finite verb is possible there. That of a relative clause describes the noun.
pub(super) fn is_clause(r: &Reading<'_>, at: usize, from: usize, last: usize) -> bool {
    /// The longest relative clause looked through, in tokens.
    const FAR: usize = 24;
    let c = r.class(at);
    if !c.any(Classes::BASE | Classes::THIRD | Classes::PAST) || at <= from || r.is_capital(at) {
        return false;
    }
    // "a man named Osk"
    let subject = r.is_nounlike(at - 1) || r.is(at - 1, Classes::PERSON) || r.is_adverb(at - 1);
    let named = matches!(r.lower(at), "named" | "called" | "titled" | "entitled" | "nicknamed" | "dubbed");
    if !subject || named {
        return false;
    }
    let described = || {
        (from.max(at.saturating_sub(FAR))..at)
            .rev()
            .take_while(|&k| r.is_word(k))
            .any(|k| matches!(r.lower(k), "who" | "which" | "that" | "whose" | "whom" | "where"))
    };
    let led = matches!(r.lower(at - 1), "i" | "we" | "he" | "she" | "they")
        && (at < from + 2 || !r.is_nounlike(at - 2) || r.is(at - 2, Classes::VERB));
    // "Osk continued to discuss …", "the claim interested Osk": a past with what follows a verb.
    let told = c.any(Classes::PAST)
        && (r.lower(at + 1) == "to" && r.is(at + 2, Classes::BASE)
            || r.is_capital(at + 1) && !r.in_time(at + 1))
        && finite(r, at, from, last + 3) != Finite::No;
    led || (told || finite(r, at, from, last + 3) == Finite::Surely) && !described()
}

/// A phrase up to the "and" behind which another clause begins: "the police and | Mr Osk saw the van".
pub(super) fn own_part(r: &Reading<'_>, np: Np, to: usize) -> Np {
    let joint = (np.0 + 1..np.1).find(|&k| r.is(k, Classes::COORDINATOR) && opens_clause(r, np.0, k, to));
    joint.filter(|&k| sources::speaks(r, np.0, k)).map_or(np, |k| (np.0, k))
}

/// Whether a clause with a finite verb of its own, or a further verb, stands behind the conjunction at `at`, before `to`, and
/// is joined to the phrase that begins at `from` and not to a clause within it ("who Osk and Holm were").
pub(super) fn opens_clause(r: &Reading<'_>, from: usize, at: usize, to: usize) -> bool {
    /// The longest subject, in tokens.
    const FAR: usize = 16;
    let clause = Classes::RELATIVE | Classes::SUBORDINATOR | Classes::QUESTION;
    let inner = |k: usize| r.is(k, clause) && !r.is(k, Classes::ALSO_PREPOSITION);
    if !matches!(r.lower(at), "and" | "but" | "yet") || (from..at).any(inner) {
        return false;
    }
    // "the wealth and power he was after": a pronoun behind a noun describes it.
    let described = |k: usize| k > at + 1 && r.is(k, Classes::PERSON) && r.is_nounlike(k - 1);
    (at + 1..to.min(at + FAR))
        .take_while(|&k| {
            !r.is_sign(k, &[',', ';', ':', '(', '“', '"', '—', '–', '-'])
                && !r.is(k, Classes::COORDINATOR)
                && !inner(k)
                && !described(k)
        })
        .any(|k| {
            r.is(k, Classes::AUXILIARY | Classes::PAST | Classes::THIRD)
                && finite(r, k, at, to) == Finite::Surely
        })
}

/// Whether an "and" at `at` joins nouns: no verb stands between the start of the clause and it.
pub(super) fn joins(r: &Reading<'_>, at: usize, from: usize) -> bool {
    if !matches!(r.lower(at), "and" | "or") {
        return false;
    }
    let low =
        (from..at).rev().find(|&k| r.is_sign(k, &[',', ';', ':', '”', '“', '"'])).map_or(from, |k| k + 1);
    !(low..at).any(|k| {
        let c = r.class(k);
        // "Engineers hired by the port and the firm"
        let reduced = || c.any(Classes::PARTICIPLE) && r.lower(k + 1) == "by" && k > low;
        c.any(Classes::AUXILIARY)
            || c.any(Classes::PAST) && !r.is(k, Classes::NOUNY) && !c.any(Classes::GUESSED) && !reduced()
            || c.any(Classes::THIRD) && !c.any(Classes::NOUNY)
    })
}

//! How surely a word is a finite verb, by what stands around it.

use super::lexicon::Group;
use super::parse::Finite;
use super::reading::Reading;
use super::words::Classes;

/// How surely the token at `at` is a finite verb of a clause that begins at `from`.
pub(super) fn finite(r: &Reading<'_>, at: usize, from: usize, to: usize) -> Finite {
    let c = r.class(at);
    if !c.any(Classes::AUXILIARY | Classes::VERB) {
        return Finite::No;
    }
    // "the follow-ups": the front of a compound is no verb.
    if r.sign(at + 1) == Some('-') && r.tokens.get(at + 1).is_some_and(|t| !t.spaced()) && at + 2 < to {
        return Finite::No;
    }
    // "an open-ended truce": the end of a compound behind a determiner is no verb.
    let joined = at >= from + 3
        && r.sign(at - 1) == Some('-')
        && [at, at - 1].iter().all(|&k| r.tokens.get(k).is_some_and(|t| !t.spaced()));
    if joined && r.is(at - 3, Classes::DETERMINER) {
        return Finite::No;
    }
    let before = r.before(at, from);
    let lead = before.map_or(Classes::default(), |k| r.class(k));
    let lead_word = before.map_or("", |k| r.lower(k));
    let determined = before.is_some() && lead.any(Classes::DETERMINER) && !lead.any(Classes::SUBJECT)
        || before.is_some_and(|k| {
            r.tokens.get(k).is_some_and(|t| t.shape() == crate::structure::Shape::Possessive)
        });
    // "Some will stay", "many believe that": the determiner is the subject.
    let determined = determined
        && !(lead.any(Classes::PRONOUN)
            && (c.any(Classes::AUXILIARY) || c.any(Classes::BASE) && !c.any(Classes::NOUNY)));
    if c.any(Classes::MODAL) {
        // "May 2024", "the will", "political will".
        let noun = determined
            || lead_word == "political"
            || r.in_time(at)
            || r.lower(at) == "may"
                && at > from
                && r.tokens.get(at).is_some_and(|t| t.caps() == crate::structure::Caps::Title);
        return if noun { Finite::No } else { Finite::Surely };
    }
    if c.any(Classes::BE) {
        return Finite::Surely;
    }
    let in_group = lead_word == "to"
        || lead.any(Classes::MODAL)
        || lead.any(Classes::DO) && before.is_some_and(|k| k >= from);
    if c.any(Classes::HAVE | Classes::DO) {
        return if in_group { Finite::No } else { Finite::Surely };
    }
    if in_group
        || determined
        || lead.any(Classes::BE | Classes::HAVE)
        || matches!(lead_word, "been" | "being" | "be" | "having")
    {
        return Finite::No;
    }
    // "one of those interviewed"
    if lead_word == "those" && c.any(Classes::PARTICIPLE) {
        return Finite::No;
    }
    let next = r.after(at, to);
    // "a resident called Osk said": the name belongs to the noun, and the verb behind it to the sentence.
    let in_passing = c.any(Classes::PAST)
        && r.reporting_at(at).is_some_and(|v| v.group == Group::Naming)
        && (at + 1..to)
            .find(|&k| !r.is_capital(k))
            .is_some_and(|k| k > at + 1 && r.is(k, Classes::AUXILIARY | Classes::PAST | Classes::THIRD));
    // "the study released this week": a time is no object.
    let object = !in_passing
        && next.is_some_and(|k| {
            r.is(k, Classes::DETERMINER | Classes::OBJECT | Classes::PERSON) && !r.in_time(k)
                || r.lower(k) == "that"
                || r.is_number(k) && !r.in_time(k)
                || r.is_capital(k) && c.any(Classes::PAST) && !r.in_time(k)
        });
    let person = lead.any(Classes::PERSON) || lead.any(Classes::RELATIVE);
    let sure = if c.any(Classes::PAST) && !c.any(Classes::PARTICIPLE) {
        return Finite::Surely;
    } else if c.any(Classes::THIRD) {
        if lead.any(Classes::PREPOSITION) || before.is_none() {
            return Finite::No;
        }
        let nouny = c.any(Classes::NOUNY);
        if nouny && lead.any(Classes::VERB) && !lead.any(Classes::NOUNY) {
            return Finite::No;
        }
        if nouny && !object && !person && next.is_none_or(|k| r.is_sign(k, &[',', ';', '.'])) {
            return Finite::No;
        }
        !nouny || object || person
    } else if c.any(Classes::PAST) {
        // "the raids of the day before killed twenty": "before" is an adverb behind a time.
        let dated =
            before.is_some_and(|k| k > from && matches!(r.lower(k), "before" | "after") && times(r, k - 1));
        if lead.any(Classes::PREPOSITION) && !dated || before.is_none() {
            return Finite::No;
        }
        if next.is_some_and(|k| r.lower(k) == "by" && !r.is_number(k + 1)) && !person {
            return Finite::No;
        }
        object || person
    } else if c.any(Classes::BASE) {
        let plural =
            before.is_some_and(|k| {
                r.is_plural(k) && !r.is(k, Classes::THIRD) || r.is_plural(k) && r.is(k, Classes::NOUNY)
            }) || matches!(lead_word, "they" | "we" | "i" | "you" | "who" | "that" | "which" | "people")
                || lead.any(Classes::PRONOUN);
        if !plural {
            // "Critics of the law say", "Witnesses who fled say": the plural stands before what describes it.
            if before.is_some_and(|k| heads_plural(r, from, k)) {
                let says = r.reporting_at(at).is_some() && next.is_some_and(|k| r.lower(k) == "that");
                return if says { Finite::Surely } else { Finite::Possibly };
            }
            // "The raid and the reply serve as …": two subjects make a plural.
            let joined =
                || (from..at).any(|k| r.lower(k) == "and") && before.is_some_and(|k| r.is_nounlike(k));
            let led = before.is_some_and(|k| k + 1 < at);
            let verb = (led || !c.any(Classes::NOUNY))
                && (lead.any(Classes::NOUNY) || !lead.any(Classes::VERB & !Classes::ING))
                && joined();
            return if verb { Finite::Possibly } else { Finite::No };
        }
        !c.any(Classes::NOUNY) || object || lead.any(Classes::PERSON)
    } else {
        return Finite::No;
    };
    if sure && !c.any(Classes::GUESSED) { Finite::Surely } else { Finite::Possibly }
}

/// Whether a word of time stands at `at` that "before" or "after" may follow ("the day before").
fn times(r: &Reading<'_>, at: usize) -> bool {
    r.in_time(at)
        || matches!(r.lower(at), "day" | "night" | "week" | "month" | "year" | "evening" | "morning")
}

/// Whether the noun phrase that ends with token `last` has a plural at its head, with a phrase or a relative clause behind
/// it: "critics of the law", "witnesses who were there".
fn heads_plural(r: &Reading<'_>, from: usize, last: usize) -> bool {
    /// The longest description looked through, in tokens.
    const FAR: usize = 14;
    let mut verbs = 0;
    for k in (from.max(last.saturating_sub(FAR))..=last).rev() {
        if !r.is_word(k) && !r.is_sign(k, &['-', '’', '\''])
            || r.lower(k) == "to" && r.is(k + 1, Classes::BASE)
        {
            return false;
        }
        let c = r.class(k);
        if c.any(Classes::COORDINATOR | Classes::SUBORDINATOR) && !c.any(Classes::ALSO_PREPOSITION) {
            return false;
        }
        let relative = matches!(r.lower(k), "who" | "which" | "that");
        if k < last && relative {
            // The clause has its own verb, and the plural stands before it.
            return verbs == 1 && k > from && r.is_plural(k - 1);
        }
        if c.any(Classes::AUXILIARY)
            || c.any(Classes::PAST)
                && !r.is(k - usize::from(k > from), Classes::DETERMINER | Classes::PREPOSITION)
            || c.any(Classes::THIRD) && !c.any(Classes::NOUNY)
        {
            verbs += 1;
        }
        // "people close to the mayor"
        let described = k == from
            && k + 2 < last
            && r.is(k + 2, Classes::PREPOSITION)
            && !r.is(k + 1, Classes::AUXILIARY | Classes::PAST | Classes::THIRD);
        if verbs == 0
            && k < last
            && r.is_plural(k)
            && (r.is(k + 1, Classes::PREPOSITION) || described)
            && !(k > from && r.is(k - 1, Classes::PREPOSITION))
        {
            return true;
        }
    }
    false
}

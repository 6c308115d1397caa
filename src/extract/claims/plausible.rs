//! Whether a phrase can be who says something. What cannot is worse than no source: it puts words into nobody's mouth.

use super::frames::Site;
use super::sources::Np;
use super::words::Classes;
use crate::structure::Shape;

/// Whether the text may be quoting a phrase: it names an actor or is a pronoun, or it is a noun phrase of its own and not the
/// end of one, nor a clause.
pub(super) fn may_be_cited(site: &Site<'_, '_>, np: Np) -> bool {
    let r = site.r;
    let (first, end) = np;
    if end == first + 1 && r.is(first, Classes::PERSON | Classes::DETERMINER | Classes::PRONOUN) {
        return true;
    }
    // "the cable records Mr Osk as having": a verb of its own, outside a description, makes it a clause.
    let clause = (first + 1..end).any(|k| {
        let described = |j: usize| {
            r.is(j, Classes::RELATIVE) || matches!(r.lower(j), "where" | "when" | "while") || !r.is_word(j)
        };
        (r.is(k, Classes::AUXILIARY) || r.lower(k) == "having")
            && !r.is_capital(k)
            && !(first..k).any(described)
    });
    // "the paper published documents": a past behind a name with an object of its own.
    let told = (first + 1..end.saturating_sub(1)).any(|k| {
        let here = r.span(k - 1, k);
        r.is(k, Classes::PAST)
            && !r.is_capital(k)
            && r.mentions_in(r.span(first, k)).iter().any(|m| m.0.end == here.end && m.2.is_name())
            && (r.is(k + 1, Classes::DETERMINER) || r.is_nounlike(k + 1))
            && !r.in_time(k + 1)
            && !(first..k).any(|j| r.is(j, Classes::RELATIVE) || !r.is_word(j))
    });
    // "Osk criticised stated income loans": a verb, and "stated" describes its object.
    let verb = end > first + 1
        && r.is(end - 1, Classes::PAST)
        && !r.is(end - 1, Classes::NOUNY)
        && !r.is_capital(end - 1)
        && r.says(end - 1)
        && !(first..end).any(|k| r.is(k, Classes::RELATIVE) || !r.is_word(k));
    if told || verb {
        return false;
    }
    if clause && !r.is(first, Classes::RELATIVE) {
        return false;
    }
    // "doctrine to weaken the crews", "consistent with the results": without an article, a name, a plural or a speaker.
    let stop = (first + 1..end)
        .find(|&k| {
            r.is(k, Classes::PREPOSITION | Classes::RELATIVE) && !r.is(k, Classes::DETERMINER)
                || !r.is_word(k) && r.sign(k) != Some('-')
        })
        .unwrap_or(end);
    let head = stop - 1;
    let plain = |k: usize| r.tokens.get(k).is_some_and(|t| t.shape() == Shape::Word) && !r.is_capital(k);
    let bare = (first..stop).all(plain)
        && !(first..stop).any(|k| {
            r.is(
                k,
                Classes::DETERMINER
                    | Classes::SUBJECT
                    | Classes::PERSON
                    | Classes::PRONOUN
                    | Classes::SPEAKER
                    | Classes::PAPER
                    | Classes::OBJECT,
            )
        })
        && r.mentions_in(r.span(first, stop)).is_empty()
        && !r.is_plural(head)
        && r.tokens.get(head).is_none_or(|t| r.parts.word(t.word()).is_none())
        && !(first..stop).any(|k| r.lower(k) == "and");
    !bare
}

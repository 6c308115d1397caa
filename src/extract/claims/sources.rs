//! The source of an attribution: the noun phrase before or behind its cue.

use super::joints::{is_clause, joins};
use super::lexicon::{Group, LEXICON};
use super::reading::Reading;
use super::words::{Classes, Form};
use crate::structure::Shape;

/// The longest source looked for, in tokens.
const LONGEST: usize = 28;

/// The longest bracket within a source, in tokens: "Osk (secretary to the board of the old harbour)".
const BRACKET: usize = 20;

/// A source as tokens from `.0` up to `.1`.
pub(super) type Np = (usize, usize);

/// The noun phrase that ends right before `cue`, not before `from`. `quoted` tells which tokens lie in quotation marks.
pub(super) fn before(r: &Reading<'_>, cue: usize, from: usize, quoted: &dyn Fn(usize) -> bool) -> Option<Np> {
    let end = cue;
    let mut k = cue.checked_sub(1).filter(|&k| k >= from)?;
    // ", a spokesman for the ministry, said": the name stands before the first comma.
    // "Ada Holm (Osk), said": the comma parts nothing.
    if r.sign(k) == Some(',') && k > from + 2 && r.sign(k - 1) == Some(')') && !quoted(k) {
        let start = trim(r, walk_left(r, k - 1, from, quoted)?, k)?;
        return speaks(r, start, k).then_some((start, k));
    }
    if r.sign(k) == Some(',') {
        let low = k.saturating_sub(18).max(from);
        let open = (low..k).rev().find(|&j| r.sign(j) == Some(','))?;
        if quoted(open) || open == from {
            return None;
        }
        // "having Osk's name, Holm looked for him, said": what stands between is no description.
        let verb = |j: usize| {
            r.is(j, Classes::AUXILIARY)
                || r.is(j, Classes::PAST)
                    && !r.is(j, Classes::NOUNY)
                    && !r.is_capital(j)
                    && j > open + 1
                    && r.is_nounlike(j - 1)
        };
        let relative = |j: usize| (open + 1..j).any(|i| r.is(i, Classes::RELATIVE) || r.lower(i) == "where");
        if (open + 1..end - 1).any(|j| verb(j) && !relative(j) && r.lower(j + 1) != "by") {
            return None;
        }
        k = open.checked_sub(1)?;
        let start = walk_left(r, k, from, quoted)?;
        let start = trim(r, start, open)?;
        return speaks(r, start, open).then_some((start, end - 1));
    }
    if matches!(r.lower(k), "who" | "which") {
        let comma = k > from && r.sign(k - 1) == Some(',');
        let last = k.checked_sub(1 + usize::from(comma)).filter(|&last| last >= from)?;
        let start = trim(r, walk_left(r, last, from, quoted)?, last + 1)?;
        return speaks(r, start, last + 1).then_some((start, last + 1));
    }
    k = end - 1;
    let start = compound(r, trim(r, walk_left(r, k, from, quoted)?, end)?, from);
    speaks(r, start, end).then_some((start, end))
}

/// The first token of the compound that ends at `start`: "would-be volunteers" begins with "would".
fn compound(r: &Reading<'_>, start: usize, from: usize) -> usize {
    let tight = |k: usize| r.tokens.get(k).is_some_and(|t| !t.spaced());
    let joined = start >= from + 2 && r.sign(start - 1) == Some('-') && r.is_word(start - 2);
    if joined && tight(start - 1) && tight(start) { start - 2 } else { start }
}

/// The tokens from `from` up to `to` as one noun phrase that can be a source.
pub(super) fn phrase(r: &Reading<'_>, from: usize, to: usize) -> Option<Np> {
    let last = to.checked_sub(1).filter(|&k| k >= from)?;
    let start = trim(r, walk_left(r, last, from, &|_| false)?, to)?;
    speaks(r, start, to).then_some((start, to))
}

/// The first token of the noun phrase that ends with token `last`.
fn walk_left(r: &Reading<'_>, last: usize, from: usize, quoted: &dyn Fn(usize) -> bool) -> Option<usize> {
    let mut k = last;
    let mut start = None;
    loop {
        if quoted(k) && nickname(r, k, from).is_none()
            || r.in_time(k) && !r.is(k, Classes::PERSON) && !describes(r, k)
        {
            break;
        }
        let t = r.tokens.get(k)?;
        match t.shape() {
            Shape::Sign => {
                let c = r.sign(k)?;
                if c == ')' {
                    // A bracket belongs to the phrase: "the Commission (EEC)".
                    let open =
                        (k.saturating_sub(BRACKET).max(from)..k).rev().find(|&j| r.sign(j) == Some('('))?;
                    k = open;
                } else if let Some(open) = nickname(r, k, from) {
                    k = open;
                } else if c == '’'
                    && k > from
                    && r.is_capital(k - 1)
                    && r.lower(k - 1).ends_with('s')
                    && !t.spaced()
                {
                    // "Mr Thomas’ statement"
                } else if c == '.' && k == last && k > from && abbreviates(r, k - 1) {
                    // "Osk Corp. said"
                } else if !(matches!(c, '-' | '&' | '/' | '.' | '\'') && k != last)
                    // "SARN--(Wire)--", "(Sarn) - ": what stands before a dash is where it was written.
                    || c == '-' && is_long_dash(r, k)
                {
                    break;
                }
            }
            Shape::Word => {
                let c = r.class(k);
                let clause =
                    Classes::AUXILIARY | Classes::RELATIVE | Classes::SUBORDINATOR | Classes::QUESTION;
                let opens = matches!(r.lower(k), "that" | "who" | "which");
                // Words that end a noun phrase to the left, unless they have another use inside one.
                let harmless = r.is(k, Classes::ALSO_PREPOSITION) && k != last
                    || c.any(Classes::PERSON)
                    || c.any(Classes::DETERMINER) && !opens
                    || r.is_capital(k) && r.lower(k) == "may";
                if c.any(clause) && !harmless {
                    break;
                }
                // "so-called experts"
                let compound = r.sign(k + 1) == Some('-') && k + 1 < last;
                if c.any(Classes::COORDINATOR) && !compound && (k == last || !joins(r, k, from)) {
                    break;
                }
                if c.any(Classes::PAST) && !c.any(Classes::PARTICIPLE) {
                    break;
                }
                // "described the anger after officials left": the word opens the clause of the source.
                if k != last
                    && matches!(r.lower(k), "after" | "before" | "since" | "until" | "as")
                    && (from..k).any(|j| {
                        r.is(j, Classes::AUXILIARY | Classes::PAST)
                            || r.is(j, Classes::THIRD) && !r.is(j, Classes::NOUNY)
                    })
                {
                    break;
                }
                // "She said leaders agreed": what stands before the saying is no part of the phrase.
                if k != last && says(r, k) {
                    break;
                }
                // "they report more accurate …", "The UN estimates 40,000 people …": a clause of its own is no noun phrase.
                if k != last && is_clause(r, k, from, last) {
                    return None;
                }
            }
            Shape::Number | Shape::Possessive => {}
        }
        start = Some(k);
        if k <= from || last - k > LONGEST {
            break;
        }
        // A pronoun is a source by itself.
        if r.is(k, Classes::PERSON) && k == last {
            break;
        }
        k -= 1;
    }
    start
}

/// Whether a hyphen stands for a dash: between blanks, or next to another.
fn is_long_dash(r: &Reading<'_>, at: usize) -> bool {
    let twin = |k: Option<usize>| k.and_then(|k| r.sign(k)) == Some('-');
    twin(at.checked_sub(1)) || twin(Some(at + 1)) || super::parse::is_dash(r, at)
}

/// Where a nickname opens that a quotation mark at `at` closes, within a name: Ada "Dot" Holm.
fn nickname(r: &Reading<'_>, at: usize, from: usize) -> Option<usize> {
    if !r.is_sign(at, &['"', '”']) || !r.is_capital(at + 1) {
        return None;
    }
    let open = at.checked_sub(2).filter(|&k| k > from && r.is_sign(k, &['"', '“']))?;
    (r.is_capital(at - 1) && r.is_capital(open - 1)).then_some(open)
}

/// Whether a short word with a capital stands at `at`, as abbreviations are.
fn abbreviates(r: &Reading<'_>, at: usize) -> bool {
    r.is_capital(at) && r.tokens.get(at).is_some_and(|t| t.span.len() <= 5)
}

/// Whether a word of time describes the noun behind it: "former Minister Osk", "the current chair".
pub(super) fn describes(r: &Reading<'_>, at: usize) -> bool {
    let year = r.is_number(at) && at > 0 && r.is(at - 1, Classes::DETERMINER);
    (year || LEXICON.dated.contains(r.lower(at))) && r.is_nounlike(at + 1) && !r.in_time(at + 1)
}

/// Whether a finite verb of saying stands at `at`, a person, a name or a noun before it.
fn says(r: &Reading<'_>, at: usize) -> bool {
    r.reporting_at(at).is_some_and(|v| {
        let finite = matches!(v.form, Form::Past | Form::Third | Form::Base);
        v.group == Group::Strong && finite
            // "a link alleging Osk had left": the words of the link.
            || matches!(v.group, Group::Strong | Group::Speech) && v.form == Form::Ing
                && r.is_nounlike(at - 1)
                && !r.is(at + 1, Classes::SPEAKER)
    }) && !r.is(at, Classes::NOUNY)
}

/// Cuts adverbs, conjunctions and an opening phrase ("In a statement the ministry") off a phrase's front.
fn trim(r: &Reading<'_>, start: usize, end: usize) -> Option<usize> {
    let mut k = start;
    while k < end && (!r.is_word(k) || r.is(k, Classes::COORDINATOR) || r.is_adverb(k)) {
        k += 1;
    }
    // "3.8 In his letter Mr Osk said": the number of a paragraph.
    if k + 2 < end
        && r.is_number(k)
        && r.is_capital(k + 1)
        && r.is(k + 1, Classes::PREPOSITION | Classes::SUBORDINATOR | Classes::DETERMINER)
    {
        k += 1;
    }
    // "the day before Osk said", "the reason Osk gave": the time or the reason is no part of who speaks.
    if k + 2 < end
        && r.is(k, Classes::DETERMINER)
        && matches!(
            r.lower(k + 1),
            "day" | "week" | "month" | "year" | "moment" | "time" | "reason" | "way" | "evening" | "night"
        )
    {
        let next = k + 2 + usize::from(matches!(r.lower(k + 2), "before" | "after"));
        let own = r
            .tokens
            .get(next)
            .is_some_and(|t| r.mentions_in(t.span).iter().any(|m| m.0.start == t.span.start));
        if next < end && (own || r.is(next, Classes::DETERMINER | Classes::PERSON)) {
            k = next;
        }
    }
    // "Speaking to reporters Ada Holm said", "Asked about the plan she said": the name behind the participle.
    if k + 3 < end
        && r.is(k, Classes::ING | Classes::PARTICIPLE)
        && !r.is(k, Classes::NOUNY)
        && r.is(k + 1, Classes::PREPOSITION | Classes::DETERMINER)
        && let Some(name) = (k + 3..end).find(|&j| {
            let here = r.span(j, j + 1);
            r.mentions_in(here).iter().any(|m| m.0.start == here.start && m.2.is_name() && r.is_person(m.1))
                && !r.is(j - 1, Classes::PREPOSITION | Classes::DETERMINER | Classes::COORDINATOR)
        })
    {
        k = name;
    }
    if k < end
        && r.is(k, Classes::PREPOSITION)
        && !r.is(k, Classes::DETERMINER)
        && !matches!(r.lower(k), "about" | "over" | "under" | "near")
    {
        // The source begins at the next determiner or mention that no preposition leads.
        // "After Holm said": the conjunction opens the clause of the source.
        let conjunction = r.is(k, Classes::SUBORDINATOR).then_some(k + 1).filter(|&j| {
            j < end && r.is_capital(j) && matches!(r.lower(j), "mr" | "mrs" | "ms" | "dr" | "sir")
                || j < end
                    && r.tokens
                        .get(j)
                        .is_some_and(|t| r.mentions_in(t.span).iter().any(|m| m.0.start == t.span.start))
        });
        // "After the incident Ada Holm, the mayor, said": the name of a person behind a common noun.
        let person = (k + 3..end).find(|&j| {
            let here = r.span(j, j + 1);
            !r.is_capital(j - 1)
                && r.is_nounlike(j - 1)
                && !r.is(j - 1, Classes::SPEAKER)
                && r.mentions_in(here)
                    .iter()
                    .any(|m| m.0.start == here.start && m.2.is_name() && r.is_person(m.1))
        });
        k = person.map_or(k, |j| j.saturating_sub(2).max(k));
        k = (k + 2..end)
            .find(|&j| {
                let fresh = !r.is(j - 1, Classes::PREPOSITION | Classes::DETERMINER);
                let opens = r.is(j, Classes::DETERMINER | Classes::PERSON)
                    || r.is_capital(j)
                        && matches!(r.lower(j), "mr" | "mrs" | "ms" | "dr" | "sir" | "lord" | "lady")
                    || r.tokens
                        .get(j)
                        .is_some_and(|t| r.mentions_in(t.span).iter().any(|m| m.0.start == t.span.start));
                fresh && opens
            })
            .or(conjunction)?;
    }
    (k < end).then_some(k)
}

/// Whether a phrase may be a source at all: it holds a noun or a personal pronoun, and is no "there" or "what".
pub(super) fn speaks(r: &Reading<'_>, start: usize, end: usize) -> bool {
    if start >= end {
        return false;
    }
    // A lone form of a verb speaks for nobody ("what was adduced had held").
    if end == start + 1
        && r.is(start, Classes::PAST | Classes::PARTICIPLE)
        && !r.is(start, Classes::NOUNY | Classes::SPEAKER | Classes::PAPER | Classes::PERSON)
        && !r.is_capital(start)
    {
        return false;
    }
    let first = r.lower(start);
    if matches!(first, "there" | "what" | "here" | "how" | "why" | "where" | "let's" | "let’s" | "having") {
        return false;
    }
    (start..end).any(|k| {
        r.is_nounlike(k)
            || r.is(k, Classes::PERSON | Classes::PRONOUN)
            || r.lower(k) == "other" && k > start && matches!(first, "the" | "each")
            || matches!(
                r.lower(k),
                "some" | "many" | "others" | "both" | "one" | "another" | "neither" | "most"
            )
    })
}

/// The noun phrase that begins at `start`: up to a comma, a stop, a verb or a clause.
pub(super) fn behind(r: &Reading<'_>, start: usize, to: usize) -> Option<Np> {
    let mut k = start;
    while k < to && k - start <= LONGEST {
        if let Some(c) = r.sign(k) {
            if matches!(c, '(' | '[') {
                match (k..to.min(k + 8)).find(|&j| r.is_sign(j, &[')', ']'])) {
                    Some(close) => {
                        k = close + 1;
                        continue;
                    }
                    None => break,
                }
            }
            // "the “Clean Water” plan": a title in quotation marks.
            if matches!(c, '“' | '"')
                && k > start
                && let Some(close) = (k + 1..to.min(k + 8)).find(|&j| r.is_sign(j, &['”', '"']))
            {
                k = close + 1;
                continue;
            }
            // The stop of "Gov.", "Capt." or of an initial.
            let short = k > 0
                && r.tokens.get(k - 1).is_some_and(|t| {
                    t.span.len() <= 3 || t.span.len() <= 5 && t.is_capitalised() && k - 1 == start
                });
            let abbreviates = c == '.' && k + 1 < to && r.is_capital(k + 1) && short;
            if !matches!(c, '-' | '&' | '/' | '\'') && !abbreviates {
                break;
            }
        }
        let c = r.class(k);
        let past = c.any(Classes::PAST) && !c.any(Classes::PARTICIPLE);
        // "seen by Osk and interviews show"
        let verb = c.any(Classes::BASE | Classes::THIRD)
            && !c.any(Classes::NOUNY | Classes::SPEAKER | Classes::PAPER | Classes::PREPOSITION)
            && k > start
            && !r.is_capital(k)
            && r.is_nounlike(k - 1);
        if c.any(Classes::AUXILIARY) && !r.is_capital(k)
            || past
            || verb
            || matches!(
                r.lower(k),
                "that" | "who" | "which" | "but" | "while" | "as" | "when" | "where" | "whose" | "whom"
            )
        {
            break;
        }
        // "the court in 2003": the time is no part of it; "the report of 2003" names one.
        if k > start
            && r.in_time(k)
            && !describes(r, k)
            && !r.is(k - 1, Classes::DETERMINER)
            && r.lower(k - 1) != "of"
        {
            break;
        }
        // "According to Osk the wall fell": another phrase begins.
        if k > start
            && c.any(Classes::DETERMINER)
            && r.is_nounlike(k - 1)
            && !r.is(k - 1, Classes::DETERMINER | Classes::PRONOUN | Classes::ING)
            && !matches!(r.lower(k), "all" | "both" | "each" | "no" | "several" | "such" | "other" | "own")
        {
            break;
        }
        // "According to Ms Osk her daughter was ill": another phrase begins.
        let owned = matches!(r.lower(k), "his" | "her" | "their" | "its" | "my" | "our");
        if k > start
            && (c.any(Classes::PERSON)
                || owned && !r.is(k - 1, Classes::PREPOSITION | Classes::COORDINATOR | Classes::ING))
        {
            break;
        }
        k += 1;
        if k == start + 1 && c.any(Classes::PERSON | Classes::OBJECT) {
            break;
        }
    }
    // "according to a poll released Monday": without the time the participle says nothing.
    let idle = k > start + 2
        && r.in_time(k)
        && r.is(k - 1, Classes::PARTICIPLE)
        && !r.is(k - 1, Classes::NOUNY | Classes::SPEAKER)
        && !r.is_capital(k - 1)
        && r.is_nounlike(k - 2);
    k -= usize::from(idle);
    // No preposition or conjunction at its end ("the report on").
    while k > start
        && (r.is(k - 1, Classes::PREPOSITION | Classes::COORDINATOR | Classes::DETERMINER)
            || r.is_adverb(k - 1))
    {
        k -= 1;
    }
    speaks(r, start, k).then_some((start, k))
}

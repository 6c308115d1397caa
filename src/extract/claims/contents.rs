//! The content behind a reporting verb: a "that"-clause, a quotation, a bare clause, what is asked for or promised.

use super::finite::finite;
use super::frames::Site;
use super::lexicon::{Group, Reporting, Sense};
use super::parse::Finite;
use super::sources::Np;
use super::words::Classes;

/// Content as tokens, the rule that found it, and how far to trust it.
pub(super) type Content = (Np, &'static str, f32);

impl Site<'_, '_> {
    /// The content behind a verb: tokens, rule, confidence. `at` is where circumstances end, `verb_end` where the verb does.
    pub(super) fn content_behind(
        &self,
        at: usize,
        verb_end: usize,
        verb: &Reporting,
        speaking: bool,
    ) -> Option<Content> {
        let r = self.r;
        let end = self.clause_end(at);
        // "has stated as follows; …"
        let end = if matches!(r.lower(at), "as") && r.sign(at + 2) == Some(';') { self.end() } else { end };
        let mut k = at;
        if verb.addressed && !self.quotes.opens(k) && r.lower(k) != "that" && !r.is_sign(k, &[',', ':']) {
            k = self.addressee_end(k, end);
        }
        if k >= end {
            return None;
        }
        let group = verb.group;
        // "has stated as follows: …"
        if r.lower(k) == "as"
            && matches!(r.lower(k + 1), "follows" | "under")
            && r.is_sign(k + 2, &[':', ';', ','])
            && k + 4 < self.end()
            && matches!(group, Group::Strong | Group::Speech)
        {
            return Some(((k + 3, self.end()), "a verb of saying with a colon", 0.8));
        }
        // "told his advisers to find a way"
        if verb.addressed
            && speaking
            && k > verb_end
            && r.lower(k) == "to"
            && (r.is(k + 1, Classes::BASE | Classes::ADVERB | Classes::BE | Classes::HAVE)
                || self.quotes.opens(k + 1))
        {
            return Some(((k, self.said_until(k, end)), "a verb of telling with what is to be done", 0.75));
        }
        // "continued", "elaborated": only what is quoted is said.
        if verb.quoted
            && r.lower(k) != "that"
            && !self.quotes.opens(k)
            && !(r.is_sign(k, &[',', ':']) && self.quotes.opens(k + 1))
        {
            return None;
        }
        // "accepted that advice and she left": a determiner.
        let pointing = r.is(k + 2, Classes::COORDINATOR)
            && r.is(k + 3, Classes::PERSON)
            && r.is_nounlike(k + 1)
            && !r.is_plural(k + 1)
            && !r.is_capital(k + 1);
        if r.lower(k) == "that" && pointing {
            return None;
        }
        // "told a lie that they would use", "emailed them a letter that claimed": what was told is a thing.
        let thing = k > verb_end
            && verb.addressed
            && matches!(r.lower(verb_end), "a" | "an")
            && !r.is(k - 1, Classes::SPEAKER)
            && !r.is_capital(k - 1);
        if r.lower(k) == "that" && thing {
            return None;
        }
        if r.lower(k) == "that" && k + 2 < end && !matches!(group, Group::Stance) {
            let stop = self.said_until(k + 1, end);
            // "said that satisfied her"
            let pronoun = r.is(k + 1, Classes::AUXILIARY)
                && !r.is(k + 2, Classes::PERSON | Classes::DETERMINER)
                || r.is(k + 1, Classes::PAST) && r.is(k + 2, Classes::DETERMINER | Classes::OBJECT);
            let comma = r.sign(k + 1) == Some(',') && k + 3 < stop;
            let start = if pronoun { k } else { k + 1 + usize::from(comma) };
            return Some(((start, stop), "a verb of saying with \"that\"", 0.9));
        }
        if matches!(group, Group::Mention | Group::Intent) {
            return None;
        }
        let mark = if r.is_sign(k, &[',', ':']) { k + 1 } else { k };
        if self.quotes.opens(mark)
            && !matches!(
                group,
                Group::Stance | Group::Demand | Group::Request | Group::Promise | Group::Naming
            )
        {
            let close = self.quote_end(mark);
            // A few quoted words are part of a longer content.
            let whole = close + 2 >= end || close - mark > 6 || mark > k;
            return Some((
                (mark, if whole { close } else { end }),
                "a verb of saying before a quotation",
                0.9,
            ));
        }
        if r.sign(k) == Some(':') && k + 2 < end && matches!(group, Group::Strong | Group::Speech) {
            return Some(((k + 1, end), "a verb of saying with a colon", 0.8));
        }
        if matches!(group, Group::Demand | Group::Request | Group::Promise) {
            // ", illustrating …" is no part of what is asked for.
            let tail = (verb_end + 1..end).find(|&j| {
                r.sign(j) == Some(',') && r.is(j + 1, Classes::ING) && !self.lists(verb_end, j, end)
            });
            let stop = self.said_until(verb_end, tail.unwrap_or(end));
            return self.demand(verb_end, stop, verb, speaking);
        }
        if group == Group::Naming {
            // "called the plan “a trap”": a name, in quotation marks or behind "a", shows that somebody's words are given.
            let stop = self.object_end(verb_end);
            let article = |j: usize| {
                matches!(r.lower(j), "a" | "an" | "the")
                    && (r.is_nounlike(j - 1) || r.is(j - 1, Classes::OBJECT) || r.lower(j - 1) == "it")
            };
            let judged = |j: usize| {
                r.cues.longest(r.slice(j, stop)).is_some_and(|(_, e)| e.senses.has(Sense::Judgement))
                    || r.is(j, Classes::PARTICIPLE) && !r.is(j, Classes::GUESSED) && r.is_nounlike(j - 1)
                    || j == verb_end + 1
                        && r.is(verb_end, Classes::OBJECT)
                        && r.is_nounlike(j)
                        && !r.in_time(j)
            };
            let named = speaking
                && !r.in_time(verb_end)
                && (self.quotes.opens(verb_end)
                    || (verb_end + 1..stop).any(|j| self.quotes.opens(j) || article(j) || judged(j)));
            return named.then_some(((verb_end, stop), "a verb of naming with the name it gives", 0.75));
        }
        if group == Group::Denial
            && speaking
            && matches!(r.lower(k), "whether" | "how" | "why")
            && k + 2 < end
        {
            return Some(((k, end), "a verb of doubting with what it doubts", 0.75));
        }
        if matches!(group, Group::Denial | Group::Stance) {
            let np = r.is(verb_end, Classes::DETERMINER | Classes::OBJECT)
                || r.is_capital(verb_end)
                || r.is_plural(verb_end)
                || r.is(verb_end, Classes::ING)
                || r.is_nounlike(verb_end);
            // "dismissed the appeal", "questioned the suspect": an act upon a case or a person.
            let acts = verb.act && {
                let stop = self.object_end(verb_end);
                let stop = (verb_end..stop).find(|&j| r.is(j, Classes::PREPOSITION)).unwrap_or(stop);
                stop.checked_sub(1).filter(|&j| j >= verb_end).is_some_and(|j| {
                    // "dismissed OS 675": a case by its number.
                    r.is(j, Classes::SPEAKER)
                        || r.is_number(j)
                        || r.tokens.get(j).is_some_and(|t| r.filings.word(t.word()).is_some())
                })
            };
            let enough = match group {
                Group::Denial => speaking && np && !acts,
                _ => {
                    speaking
                        && np
                        && r.is(verb_end, Classes::DETERMINER | Classes::OBJECT) | r.is_capital(verb_end)
                }
            };
            return enough
                .then(|| {
                    (
                        (verb_end, self.object_end(verb_end)),
                        if group == Group::Denial {
                            "a verb of denial with its object"
                        } else {
                            "a verb of praise or blame with its object"
                        },
                        0.7,
                    )
                })
                .filter(|(c, _, _)| c.0 < c.1);
        }
        if matches!(r.lower(k), "whether" | "if" | "how" | "why" | "what")
            && k + 2 < end
            && matches!(group, Group::Strong | Group::Speech | Group::Finding)
            && speaking
        {
            // "asked what the price was, and Osk answered …"
            let stop = self.said_until(k + 1, end);
            return Some(((k, stop), "a verb of saying with an indirect question", 0.75));
        }
        // "reported being beaten", "recalled seeing the van"
        if r.is(k, Classes::ING)
            && speaking
            && verb.object
            && matches!(group, Group::Speech)
            && k == verb_end
            && (r.is(
                k + 1,
                Classes::DETERMINER | Classes::PARTICIPLE | Classes::OBJECT | Classes::PREPOSITION,
            ) || matches!(r.lower(k), "being" | "having"))
        {
            return Some(((k, self.said_until(k, end)), "a verb of saying with what its source did", 0.75));
        }
        // "alleges to have lost the cargo", "claims to be the owner"
        if r.lower(k) == "to"
            && k == verb_end
            && speaking
            && group == Group::Speech
            && (r.is(k + 1, Classes::HAVE) || r.lower(k + 1) == "be")
            && k + 3 < end
        {
            return Some(((k, self.said_until(k, end)), "a verb of saying with what its source did", 0.75));
        }
        // A clause without "that": a subject, then a verb.
        // "showed Osk a chart": somebody is shown a thing.
        let shown = || {
            let m = r.tokens.get(k).and_then(|t| r.mentions_in(t.span).first())?;
            let next = r.range(m.0).1;
            (group == Group::Finding && r.is(next, Classes::DETERMINER) && r.lower(next) != "that")
                .then_some(())
        };
        if shown().is_some() {
            return None;
        }
        let subject = r.is(k, Classes::DETERMINER | Classes::SUBJECT | Classes::PERSON)
            || group == Group::Strong && (k..k + 3).any(|j| r.is_number(j))
            || r.is_capital(k)
            || r.is_nounlike(k) && (group == Group::Strong || !r.is(k, Classes::NOUNY));
        // "said he's content": subject and verb in one word.
        if r.is(k, Classes::AUXILIARY) && r.lower(k).contains('\'') && (speaking || group == Group::Strong) {
            return Some(((k, self.said_until(k, end)), "a verb of saying with a clause", 0.85));
        }
        if subject && !r.is_sign(k, &[',']) && k == at.max(k) {
            let limit = (k + 1..end).find(|&j| r.is_sign(j, &[',', ';'])).unwrap_or(end);
            let verb_at =
                self.clause_verb(k, limit, verb).or_else(|| self.verb_past_apposition(k, end, verb));
            let trusted = match group {
                Group::Strong => true,
                // "the capital saw fewer visitors": what is seen or viewed is no clause.
                Group::Belief => speaking && !self.takes_predicate(verb_end),
                Group::Finding => {
                    speaking
                        && !verb.nominal
                        && verb_at.is_some_and(|j| {
                            r.is(j, Classes::AUXILIARY) || !r.is(j, Classes::NOUNY | Classes::PARTICIPLE)
                        })
                }
                // "described the anger of those who …" takes no clause.
                Group::Speech => speaking && !verb.nominal,
                Group::Outlook => speaking,
                _ => false,
            };
            // Behind "say" a clause follows even where its verb is not known for one.
            let says = group == Group::Strong
                && !verb.addressed
                && (!verb.object || r.is(k, Classes::PERSON) && r.lower(k) != "it")
                && speaking
                && end > k + 3;
            if trusted && (verb_at.is_some() || says) {
                let sure = (k + 1..limit).any(|j| r.is(j, Classes::AUXILIARY)) || group == Group::Strong;
                return Some((
                    (k, self.said_until(k, end)),
                    "a verb of saying with a clause",
                    if sure { 0.85 } else { 0.7 },
                ));
            }
        }
        // "described the plan as a trap", "puts losses at 4 percent", "estimates the cost at …".
        let described = speaking
            && matches!(group, Group::Speech | Group::Finding | Group::Belief)
            && (verb_end + 1..end.min(verb_end + 16)).any(|j| matches!(r.lower(j), "as" | "at"))
            && self.takes_predicate(verb_end)
            // "put losses at 4 percent", but "put us in a fine position".
            && (!r.lower(verb_end - 1).starts_with("put") || (verb_end..end).any(|j| r.is_number(j)));
        if described && (r.is(verb_end, Classes::DETERMINER | Classes::OBJECT) || r.is_nounlike(verb_end)) {
            return Some((
                (verb_end, self.said_until(verb_end, end)),
                "a verb of describing with its object",
                0.7,
            ));
        }
        if group == Group::Belief && speaking && r.lower(verb_end) == "this" {
            return Some((
                (verb_end, self.comma_or(verb_end, end)),
                "a verb of judging with its object",
                0.65,
            ));
        }
        if matches!(group, Group::Outlook)
            && speaking
            && (r.is(verb_end, Classes::DETERMINER | Classes::OBJECT) || r.is_nounlike(verb_end))
        {
            return Some((
                (verb_end, self.object_end(verb_end)),
                "a verb of expecting with its object",
                0.65,
            ));
        }
        None
    }

    /// The verb of a clause whose subject begins at `k`, before `limit`. What stands behind a conjunction is no part of it:
    /// "has shown a will to pay but must sell", "reported a loss because it paid", "reported a loss and the bank sued".
    fn clause_verb(&self, k: usize, limit: usize, verb: &Reporting) -> Option<usize> {
        /// The longest subject, in tokens.
        const SUBJECT: usize = 24;
        let r = self.r;
        let sure = r.is(k, Classes::PERSON) || r.is_capital(k) || verb.group == Group::Strong;
        let mut joined = false;
        for j in k + 1..limit.min(k + SUBJECT) {
            let c = r.class(j);
            // "find it hard to accept that": no clause.
            if r.lower(j) == "to" && r.lower(k) == "it" {
                return None;
            }
            if c.any(Classes::SUBORDINATOR) && !c.any(Classes::ALSO_PREPOSITION) && !self.quotes.inside(j) {
                return None;
            }
            if c.any(Classes::COORDINATOR) {
                let next = (j + 1..limit).find(|&n| !r.is_adverb(n))?;
                if self.starts_predicate(next) && !r.is(next, Classes::NOUNY) {
                    return None;
                }
                joined |= verb.object && !sure && r.is(next, Classes::DETERMINER);
            } else if self.starts_predicate(j) {
                // "reported higher costs because": a plural, unless it can be nothing but a verb.
                let plural = c.any(Classes::THIRD)
                    && c.any(Classes::NOUNY)
                    && verb.group != Group::Strong
                    && finite(r, j, k, limit) != Finite::Surely;
                // "report more accurate estimated costs": a participle before its noun.
                let attribute = c.any(Classes::PARTICIPLE)
                    && !c.any(Classes::AUXILIARY)
                    && verb.group != Group::Strong
                    && r.is_nounlike(j + 1)
                    && !r.in_time(j + 1)
                    && finite(r, j, k, limit) != Finite::Surely;
                if plural || attribute {
                    continue;
                }
                return (!joined).then_some(j);
            }
        }
        None
    }

    /// The verb of a clause whose subject begins at `k` and has an apposition between commas: "said Osk, a smith, had left".
    fn verb_past_apposition(&self, k: usize, end: usize, verb: &Reporting) -> Option<usize> {
        /// The longest apposition, in tokens.
        const APPOSITION: usize = 14;
        let r = self.r;
        if verb.group != Group::Strong
            || !(r.is_capital(k) || r.is(k, Classes::DETERMINER | Classes::SUBJECT | Classes::PERSON))
        {
            return None;
        }
        let comma = |a: usize, b: usize| (a..b).find(|&j| r.sign(j) == Some(',') && !self.quotes.inside(j));
        let open = comma(k + 1, end.min(k + APPOSITION))?;
        let close = comma(open + 1, end.min(open + APPOSITION))?;
        // "he, too, was", "she, for her part, left"
        let aside = r.asides.longest(r.slice(open + 1, close)).is_some_and(|(n, _)| open + 1 + n == close);
        let described = r.is(open + 1, Classes::DETERMINER | Classes::RELATIVE | Classes::PARTICIPLE)
            || r.is_number(open + 1)
            || close == open + 2 && r.is_adverb(open + 1)
            || aside;
        let plain =
            (k..open).chain(open + 1..close).all(|j| !self.is_predicate(j) || self.in_relative(open, j));
        let own = close + 1;
        let stop = comma(own, end).unwrap_or(end).min(own + APPOSITION);
        let first = (own..stop).find(|&j| self.starts_predicate(j))?;
        (described && plain && !r.is(own, Classes::SUBJECT | Classes::PERSON)).then_some(first)
    }

    /// Whether the verb before `end` is one of "describe X as", "put X at", "regard X as".
    fn takes_predicate(&self, end: usize) -> bool {
        [
            "describ",
            "put",
            "estimat",
            "characteri",
            "regard",
            "view",
            "see",
            "assess",
            "consider",
            "saw",
            "seen",
            "portray",
        ]
        .iter()
        .any(|s| self.r.lower(end - 1).starts_with(s))
    }

    fn comma_or(&self, at: usize, end: usize) -> usize {
        (at..end).find(|&k| self.r.sign(k) == Some(',')).unwrap_or(end)
    }

    fn starts_predicate(&self, at: usize) -> bool {
        let c = self.r.class(at);
        if c.any(Classes::MODAL | Classes::BE | Classes::HAVE | Classes::DO) {
            return true;
        }
        let prev = self.r.class(at - 1);
        let after_noun =
            !prev.any(Classes::DETERMINER | Classes::PREPOSITION) && self.r.lower(at - 1) != "to";
        after_noun
            && (c.any(Classes::PAST)
                || c.any(Classes::THIRD)
                || c.any(Classes::BASE) && self.r.is_plural(at - 1))
    }

    /// Past the person told ("reporters", "the council", "him").
    pub(super) fn addressee_end(&self, at: usize, end: usize) -> usize {
        let r = self.r;
        // "her" alone is somebody, "her aides" are others.
        let owns = r.lower(at) == "her" && r.is_nounlike(at + 1);
        if r.is(at, Classes::OBJECT) && !owns || matches!(r.lower(at), "you" | "it") {
            return at + 1;
        }
        let limit = end.min(at + 12);
        if let Some(k) = (at..limit).find(|&k| {
            matches!(r.lower(k), "that" | "to" | "how" | "why" | "whether" | "what")
                || self.quotes.opens(k)
                || r.is_sign(k, &[',', ':'])
        }) {
            return k;
        }
        // "told Osk", "told the Osk"
        let named = |k: usize| r.tokens.get(k).and_then(|t| r.mentions_in(t.span).first());
        let name = named(at).or_else(|| (r.lower(at) == "the").then(|| named(at + 1)).flatten());
        if let Some(m) = name.filter(|m| r.range(m.0).1 > at) {
            return r.range(m.0).1;
        }
        (at + 1..limit)
            .find(|&k| r.is(k, Classes::DETERMINER | Classes::SUBJECT) || r.in_time(k))
            .unwrap_or(at)
    }
}

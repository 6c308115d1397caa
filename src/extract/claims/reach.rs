//! How far a content reaches: what the same source says next, what another says, and what describes it are no part of it.

use super::frames::Site;
use super::joints;
use super::lexicon::Group;
use super::sources;
use super::words::{Classes, Form};

impl Site<'_, '_> {
    /// One past a content from `at`, at the latest `end`: what the same source says or does next is no part of it
    /// (", adding that …", "and said", "and criticised").
    pub(super) fn said_until(&self, at: usize, end: usize) -> usize {
        let r = self.r;
        // "and found the site empty" is what was told, not another saying.
        let says = |k: usize| {
            let (_, v) = r.reporting.longest(r.slice(k, end))?;
            let again = matches!(
                v.group,
                Group::Strong
                    | Group::Speech
                    | Group::Denial
                    | Group::Demand
                    | Group::Request
                    | Group::Promise
                    | Group::Stance
            );
            (again || v.form == Form::Ing).then_some(v.form)
        };
        let next = |k: usize| {
            if self.quotes.inside(k) {
                return false;
            }
            if r.sign(k) == Some(',') && r.is(k + 1, Classes::ING) {
                return says(k + 1) == Some(Form::Ing);
            }
            // ", but the union says …": another speaks.
            if r.sign(k) == Some(',')
                && matches!(r.lower(k + 1), "but" | "and" | "while" | "whereas" | "although" | "though")
                && self.other_speaks(k + 2, end)
            {
                return true;
            }
            // "– the mate said that …": so does another behind a dash.
            if (r.is_sign(k, &['—', '–']) || super::parse::is_dash(r, k)) && self.other_speaks(k + 1, end)
            {
                return true;
            }
            // ", an assertion that Osk rejects": the text's own word.
            if r.sign(k) == Some(',') && matches!(r.lower(k + 1), "a" | "an") {
                let noun = r.tokens.get(k + 2).and_then(|t| r.phrases.word(t.word()));
                return noun.is_some_and(|p| *p == super::lexicon::Phrase::Nouns);
            }
            let joint = if r.sign(k) == Some(',') { k + 1 } else { k };
            let verb = joint + 1 + usize::from(r.is_adverb(joint + 1));
            r.lower(joint) == "and" && says(verb) == Some(Form::Past) && !r.is(verb, Classes::NOUNY)
        };
        (at + 2..end).find(|&k| next(k)).unwrap_or(end)
    }

    /// Whether a subject and a verb of saying open the clause at `at`.
    fn other_speaks(&self, at: usize, end: usize) -> bool {
        /// The longest subject, in tokens.
        const SUBJECT: usize = 10;
        let r = self.r;
        let limit = end.min(at + SUBJECT);
        let says = |k: usize| {
            r.reporting.longest(r.slice(k, end)).is_some_and(|(n, v)| {
                matches!(v.group, Group::Strong | Group::Speech | Group::Denial)
                    && (matches!(v.form, Form::Past | Form::Third)
                        || r.before(k, at).is_some_and(|j| r.is(j, Classes::DO)))
                    && (!r.is(k, Classes::NOUNY) || r.lower(k + n) == "that")
            })
        };
        // The stop of "Mr. Osk answered"
        let stop = |k: usize| r.sign(k) == Some('.') && k > at && r.is_capital(k - 1) && r.is_capital(k + 1);
        let Some(verb) = (at + 1..limit).take_while(|&k| r.is_word(k) || stop(k)).find(|&k| says(k)) else {
            return false;
        };
        let group = (at..verb).find(|&k| r.is(k, Classes::AUXILIARY)).unwrap_or(verb);
        let subject = sources::phrase(r, at, group).is_some_and(|np| np.0 == at && self.speaking(np));
        subject && (at..verb).all(|k| !self.is_predicate(k) || r.is(k, Classes::HAVE | Classes::DO))
    }

    /// One past a noun phrase as content: before a comma with a relative clause, a conjunction or a participle.
    pub(super) fn object_end(&self, at: usize) -> usize {
        let r = self.r;
        let end = self.said_until(at, self.clause_end(at));
        let ends = |k: usize| {
            r.sign(k) == Some(',')
                && !self.quotes.inside(k)
                && r.is(
                    k + 1,
                    Classes::RELATIVE | Classes::SUBORDINATOR | Classes::COORDINATOR | Classes::ING,
                )
                && !self.lists(at, k, end)
                || r.sign(k) == Some('—')
                // "a commitment but must pay", "a loss and the bank sued": what follows has a verb of its own.
                || r.is(k, Classes::COORDINATOR) && !self.quotes.inside(k) && joints::opens_clause(r, at, k, end)
                // "his anger after they left": a clause with a verb of its own.
                || matches!(r.lower(k), "after" | "before" | "when" | "because" | "while" | "although" | "though")
                    && !self.quotes.inside(k)
                    && (r.is(k + 1, Classes::DETERMINER | Classes::PERSON) || r.is_nounlike(k + 1))
                    && (k + 2..end.min(k + 7))
                        .take_while(|&j| r.is_word(j))
                        .any(|j| self.is_predicate(j))
        };
        let stop = (at + 1..end).find(|&k| ends(k)).unwrap_or(end);
        stop - usize::from(stop > at + 1 && stop < end && r.sign(stop - 1) == Some(','))
    }

    /// Whether the comma at `k` parts items of a list that begins behind `at`: "liquidity, funding, and risks".
    pub(super) fn lists(&self, at: usize, k: usize, end: usize) -> bool {
        /// The longest item, in tokens.
        const ITEM: usize = 9;
        let r = self.r;
        let next = k + 1;
        if r.is(next, Classes::RELATIVE | Classes::SUBORDINATOR) {
            return false;
        }
        if r.is(next, Classes::COORDINATOR) {
            // ", and broaden the base": the last of three or more.
            let earlier = (at..k).any(|j| r.sign(j) == Some(',') && !self.quotes.inside(j));
            let clause = joints::opens_clause(r, next, next, end)
                || r.is(
                    next + 1,
                    Classes::DETERMINER
                        | Classes::SUBJECT
                        | Classes::PAST
                        | Classes::THIRD
                        | Classes::AUXILIARY,
                ) && !r.is(next + 1, Classes::NOUNY);
            return earlier && matches!(r.lower(next), "and" | "or") && !clause;
        }
        // ", funding, and": a comma and a conjunction follow, with nothing but the item between.
        let stop = (next + 1..end.min(next + ITEM))
            .find(|&j| r.sign(j) == Some(',') || r.is(j, Classes::COORDINATOR));
        stop.is_some_and(|j| {
            let last = r.is(j, Classes::COORDINATOR) || r.is(j + 1, Classes::COORDINATOR);
            last && j <= next + 2
                && !(next + 1..j).any(|i| r.is(i, Classes::DETERMINER) || r.lower(i) == "that")
        })
    }
}

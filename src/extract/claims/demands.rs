//! What is asked for or promised: "urged Kabul to withdraw", "called for talks", "pledged to leave".

use super::contents::Content;
use super::frames::Site;
use super::joints;
use super::lexicon::{Group, Reporting};
use super::words::Classes;

impl Site<'_, '_> {
    /// Whether what is ordered from `at` on is an act ("an inquiry into", "the closure of", "troops to leave").
    fn orders(&self, at: usize, end: usize) -> bool {
        let r = self.r;
        let stop = (at..end)
            .find(|&k| {
                !r.is_word(k) && r.sign(k) != Some('-')
                    || k > at && r.is(k, Classes::PREPOSITION | Classes::RELATIVE | Classes::COORDINATOR)
            })
            .unwrap_or(end);
        let Some(head) = stop.checked_sub(1).filter(|&k| k >= at) else { return false };
        let word = r.lower(head).trim_end_matches('s');
        let act =
            ["tion", "sion", "ment", "ance", "ence", "ing", "al", "ure", "out", "down", "strike", "inquiry"]
                .iter()
                .any(|e| word.len() > 4 && word.ends_with(e));
        act || r.is(head, Classes::NOUNY) || r.lower(stop) == "to" || (at..stop).any(|k| r.lower(k) == "that")
    }

    /// "urged Kabul to withdraw", "called for talks", "pledged to leave", "agreed a truce".
    pub(super) fn demand(&self, at: usize, end: usize, verb: &Reporting, speaking: bool) -> Option<Content> {
        let r = self.r;
        if !speaking || at >= end {
            return None;
        }
        let joined = |k: &usize| {
            r.is(*k, Classes::COORDINATOR) && !self.quotes.inside(*k) && joints::opens_clause(r, at, *k, end)
        };
        let end = (at + 1..end).find(joined).unwrap_or(end);
        let end = end - usize::from(end > at + 1 && r.sign(end - 1) == Some(','));
        let rule = if matches!(verb.group, Group::Demand | Group::Request) {
            "a verb of demanding with what it asks"
        } else {
            "a verb of promising with what it promises"
        };
        // "appealed to the court": a step, unless it tells what is asked.
        if verb.act && !(at..end).any(|k| matches!(r.lower(k), "to" | "for") && k > at) {
            return None;
        }
        // "ordered new engines": bought, unless it is something to be done.
        if verb.trade && !self.orders(at, end) {
            return None;
        }
        if r.lower(at) == "to" && r.is(at + 1, Classes::BASE | Classes::ADVERB) || verb.particle {
            return Some(((at, end), rule, 0.8));
        }
        let to = (at..end.min(at + 14)).find(|&k| {
            r.lower(k) == "to" && (r.is(k + 1, Classes::BASE) || matches!(r.lower(k + 1), "be" | "not"))
        });
        let first = if r.is_adverb(at) { at + 1 } else { at };
        // "demands “full access”": the words of the source as the object.
        let quoted = self.quotes.opens(first) && r.is_word(first + 1);
        let object = quoted
            || r.is(first, Classes::DETERMINER | Classes::OBJECT | Classes::ING)
            || r.is_nounlike(first);
        match verb.group {
            Group::Demand | Group::Request
                if object
                    && (to.is_some()
                        || !r.is(at - 1, Classes::PARTICIPLE)
                        || r.is(at - 1, Classes::PAST)) =>
            {
                Some(((at, end), rule, 0.75))
            }
            Group::Promise if object => Some(((at, end), rule, 0.65)),
            _ => None,
        }
    }
}

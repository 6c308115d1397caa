//! Noun phrases and infinitives as content: what a source announces, cites, wants or means to do.
//!
//! They tell who takes which position; no claim is judged by them, for nothing is asserted of the thing.

use super::frames::{Found, Site};
use super::joints;
use super::lexicon::{Group, Reporting};
use super::sources::{self, Np};
use super::words::{Classes, Form};

impl Site<'_, '_> {
    /// "the raid was condemned by the union", "a plan proposed by the envoy": the source follows, what it speaks of is
    /// the noun phrase before.
    pub(super) fn passive(&self, at: usize, n: usize, verb: &Reporting, floor: usize) -> Option<Found> {
        let r = self.r;
        let by = at + n;
        let speaks = matches!(
            verb.group,
            Group::Speech
                | Group::Stance
                | Group::Denial
                | Group::Request
                | Group::Demand
                | Group::Mention
                | Group::Belief
        );
        if r.lower(by) != "by" || !matches!(verb.form, Form::Past | Form::Participle) {
            return None;
        }
        // "It was found by the auditors that …" tells whatever the verb.
        let it = || (floor..at).rev().take(4).find(|&k| r.lower(k) == "it").is_some() && verb.group.asserts();
        let finds = matches!(verb.group, Group::Finding | Group::Clause);
        if !speaks && !finds && !it() {
            return None;
        }
        let source = sources::behind(r, by + 1, self.end()).filter(|&np| self.speaking(np))?;
        // "by" leads a means as well: "refuted by the figures of the week" names nobody.
        if !(source.0..source.1).any(|k| r.is(k, Classes::SPEAKER | Classes::PERSON))
            && r.mentions_in(r.span(source.0, source.1)).is_empty()
        {
            return None;
        }
        let mut first = self.verb_group(at, floor);
        while first > floor && r.is(first - 1, Classes::MODAL) {
            first = self.verb_group(first - 1, floor);
        }
        // "was denied by Osk and the road was closed"
        let finite = (first..at).any(|k| r.is(k, Classes::BE) || r.lower(k) == "been");
        let source = if finite { joints::own_part(r, source, self.end()) } else { source };
        // "It was conceded by the union that …"
        let that = finite && first > floor && r.lower(first - 1) == "it" && r.lower(source.1) == "that";
        if that && source.1 + 2 < self.end() {
            return Some(Found {
                source: Some(source),
                cue: (first, by + 1),
                content: vec![(source.1 + 1, self.end())],
                rule: "a passive of saying with its source behind \"by\"",
                confidence: 0.85,
                group: Some(verb.group),
                asserts: verb.group.asserts(),
            });
        }
        // "The statement was found by the court to be false": the clause is told in two parts.
        let to = (source.0 + 1..source.1).find(|&k| r.lower(k) == "to").unwrap_or(source.1);
        let found_to = matches!(verb.group, Group::Finding | Group::Belief | Group::Clause | Group::Speech)
            && finite
            && r.lower(to) == "to"
            && (r.is(to + 1, Classes::HAVE) || r.lower(to + 1) == "be")
            && to + 2 < self.end();
        if found_to {
            let subject = self.source_before(first, floor).or_else(|| sources::phrase(r, floor, first))?;
            return Some(Found {
                source: Some((source.0, to)),
                cue: (first, by + 1),
                content: vec![subject, (to, self.clause_end(to))],
                rule: "a passive of saying with its source behind \"by\"",
                confidence: 0.8,
                group: Some(verb.group),
                asserts: !(first..at).any(|k| r.is(k, Classes::MODAL) || r.lower(k) == "not"),
            });
        }
        if !speaks {
            return None;
        }
        let content = self.source_before(first, floor).or_else(|| sources::phrase(r, floor, first))?;
        Some(Found {
            source: Some(source),
            cue: (first, by + 1),
            content: vec![content],
            rule: "a passive of saying with its source behind \"by\"",
            confidence: 0.7,
            group: Some(verb.group),
            asserts: false,
        })
    }

    /// The object of a verb that ends at `verb_end`, and the rule that says so.
    pub(super) fn object(&self, verb_end: usize, verb: &Reporting, source: Np) -> Option<(Np, &'static str)> {
        let r = self.r;
        if verb_end >= self.end() {
            return None;
        }
        if verb.group == Group::Intent {
            let to = verb_end.checked_sub(1)?;
            let start = if r.lower(to) == "to" { to } else { verb_end };
            let acts = r
                .is(verb_end, Classes::BASE | Classes::ADVERB | Classes::BE | Classes::HAVE | Classes::DO)
                || r.is(verb_end, Classes::ING);
            return (acts && self.speaking(source)).then(|| {
                ((start, self.object_end(verb_end)), "a verb of wanting or refusing with what it is about")
            });
        }
        if !verb.object {
            return None;
        }
        let able = match verb.group {
            Group::Finding => (source.0..source.1).any(|k| r.is(k, Classes::PAPER)),
            _ => self.speaking(source),
        };
        // "demands “full access”": the words of the source as the object.
        let first = if self.quotes.opens(verb_end) { verb_end + 1 } else { verb_end };
        let opens = !r.in_time(first)
            && (r.is(first, Classes::DETERMINER | Classes::OBJECT | Classes::ING)
                || r.is_capital(first)
                || first > verb_end && r.is_word(first)
                || r.is_nounlike(first));
        // "the figures show up", "he disclosed in May": no object.
        let stop = self.object_end(verb_end);
        let noun = (verb_end..stop).any(|k| r.is_nounlike(k) || r.is(k, Classes::OBJECT));
        (able && opens && noun && stop > verb_end)
            .then_some(((verb_end, stop), "a verb of saying with the thing it speaks of"))
    }
}

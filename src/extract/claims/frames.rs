//! What stands around a reporting verb: where its content lies and on which side its source.

use super::lexicon::{Group, Reporting};
use super::quotes::Quotes;
use super::reading::Reading;
use super::sources::{self, Np};
use super::words::{Classes, Form};

/// An attribution as tokens.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub source: Option<Np>,
    pub cue: Np,
    pub content: Vec<Np>,
    pub rule: &'static str,
    pub confidence: f32,
    pub group: Option<Group>,
}

/// The sentence in which a cue is looked at.
pub(super) struct Site<'s, 'a> {
    pub r: &'s Reading<'a>,
    pub from: usize,
    /// One past the last token, final stop included.
    pub to: usize,
    pub quotes: &'s Quotes,
}

impl Site<'_, '_> {
    /// One past the last token without the final stop.
    pub fn sentence_end(&self) -> usize {
        self.end()
    }

    fn end(&self) -> usize {
        let mut end = self.to;
        while end > self.from && self.r.is_sign(end - 1, &['.', '!', '?', '…']) {
            end -= 1;
        }
        end
    }

    /// One past the clause that begins at `at`: up to a semicolon, or the end.
    fn clause_end(&self, at: usize) -> usize {
        let end = self.end();
        (at..end).find(|&k| self.r.sign(k) == Some(';') && !self.quotes.inside(k)).unwrap_or(end)
    }

    /// The first token of the clause in which `at` stands.
    fn clause_start(&self, at: usize) -> usize {
        (self.from..at)
            .rev()
            .find(|&k| self.r.sign(k) == Some(';') && !self.quotes.inside(k))
            .map_or(self.from, |k| k + 1)
    }

    /// A reporting verb of `n` tokens at `at`.
    pub fn verb(&self, at: usize, n: usize, verb: &Reporting) -> Option<Found> {
        let r = self.r;
        let floor = self.clause_start(at);
        if verb.form == Form::Ing {
            return self.participle(at, n, verb, floor);
        }
        let first = self.group_start(at, floor, verb)?;
        let after = self.skip_circumstance(at + n);
        // "…," said the minister.
        if let Some(found) = self.inverted(first, at + n, verb, floor) {
            return Some(found);
        }
        let own = sources::before(r, first, floor, &|k| self.quotes.inside(k));
        // "met in Lomar and agreed": the subject stands before the first verb.
        let shared = || {
            matches!(r.lower(first - 1), "and" | "but" | "then").then(|| self.subject(floor, first)).flatten()
        };
        let source = own.or_else(|| (first > floor).then(shared).flatten())?;
        // A relative clause or a plain noun before a form that is a noun as well is no subject.
        if verb.form == Form::Base && !self.plural_source(source) {
            return None;
        }
        let cue = (first, at + n);
        let fixed = self.speaking(source);
        let found = |content: Vec<Np>, rule, confidence| Found {
            source: Some(source),
            cue,
            content,
            rule,
            confidence,
            group: Some(verb.group),
        };
        if let Some(content) = self.content_behind(after, at + n, verb, fixed) {
            return Some(found(vec![content.0], content.1, content.2));
        }
        // Trailing: "<content>, the minister said."
        if matches!(
            verb.group,
            Group::Strong | Group::Speech | Group::Finding | Group::Belief | Group::Outlook
        ) {
            let comma = source.0.checked_sub(1).filter(|&k| k > floor)?;
            let closes = r.sign(comma) == Some(',') || self.quotes.closes(comma);
            let rest = after >= self.end()
                || r.is_sign(after, &[',', ';', '—', ':', '“', '"'])
                || self.quotes.opens(after)
                || r.is(after, Classes::PREPOSITION | Classes::ADVERB | Classes::ING | Classes::COORDINATOR);
            if closes && rest {
                let stop =
                    if r.sign(comma) == Some(',') && !self.quotes.inside(comma) { comma } else { comma + 1 };
                let start = self.content_start(floor, comma);
                let long = self.quotes.any(start, stop)
                    || stop - start >= 3
                        && (start..stop).any(|k| r.is(k, Classes::VERB | Classes::AUXILIARY));
                if long {
                    let mut content = vec![(start, stop)];
                    if let Some(open) =
                        (after..self.end()).find(|&k| self.quotes.opens(k)).filter(|&k| k <= after + 12)
                    {
                        content.push((open, self.quote_end(open)));
                    }
                    return Some(found(content, "the source and its verb follow the content", 0.88));
                }
            }
        }
        None
    }

    /// ", adding that …": the source is the subject of the sentence.
    fn participle(&self, at: usize, n: usize, verb: &Reporting, floor: usize) -> Option<Found> {
        let r = self.r;
        let before = at.checked_sub(1).filter(|&k| k >= floor)?;
        if r.is(before, Classes::BE) {
            let source = sources::before(r, before, floor, &|k| self.quotes.inside(k))?;
            let content =
                self.content_behind(self.skip_circumstance(at + n), at + n, verb, self.speaking(source))?;
            return Some(Found {
                source: Some(source),
                cue: (before, at + n),
                content: vec![content.0],
                rule: content.1,
                confidence: content.2,
                group: Some(verb.group),
            });
        }
        if r.sign(before) != Some(',')
            && !self.quotes.closes(before)
            && !matches!(r.lower(before), "by" | "while" | "and")
        {
            return None;
        }
        let content = self.content_behind(self.skip_circumstance(at + n), at + n, verb, true)?;
        let source = self.subject(floor, at)?;
        Some(Found {
            source: Some(source),
            cue: (at, at + n),
            content: vec![content.0],
            rule: "a participle of saying with the subject of the sentence",
            confidence: 0.75,
            group: Some(verb.group),
        })
    }

    /// The subject of the clause from `floor` to `at`: the noun phrase that ends at its first verb.
    fn subject(&self, floor: usize, at: usize) -> Option<Np> {
        let first_verb = (floor + 1..at).find(|&k| !self.quotes.inside(k) && self.is_predicate(k))?;
        sources::before(self.r, first_verb, floor, &|k| self.quotes.inside(k))
    }

    fn is_predicate(&self, at: usize) -> bool {
        let c = self.r.class(at);
        c.any(Classes::AUXILIARY)
            || c.any(Classes::PAST) && !self.r.is(at - 1, Classes::DETERMINER | Classes::PREPOSITION)
            || c.any(Classes::THIRD) && !c.any(Classes::NOUNY)
    }

    /// The first token of the verb group whose reporting verb stands at `at` ("has also said"); `None` where the form
    /// is passive, an infinitive, under a modal or a noun.
    fn group_start(&self, at: usize, floor: usize, verb: &Reporting) -> Option<usize> {
        let r = self.r;
        let mut k = at;
        while k > floor && r.is_adverb(k - 1) && !r.is_sign(k - 1, &[',']) {
            k -= 1;
        }
        if k == floor {
            // At the very start only an inversion or an order is possible.
            return (at > self.from || self.quotes.carried()).then_some(at);
        }
        let before = k - 1;
        let c = r.class(before);
        if verb.form == Form::Base {
            return (!c.any(Classes::MODAL | Classes::DETERMINER | Classes::PREPOSITION | Classes::BE)
                && r.lower(before) != "to"
                && !c.any(Classes::DO))
            .then_some(k);
        }
        if c.any(Classes::BE) || matches!(r.lower(before), "been" | "being" | "be") {
            return None;
        }
        if c.any(Classes::HAVE) {
            return match before.checked_sub(1).filter(|&j| j >= floor) {
                Some(j) if r.is(j, Classes::MODAL) || r.lower(j) == "to" => None,
                _ => Some(before),
            };
        }
        if c.any(Classes::MODAL | Classes::DO) || r.lower(before) == "to" {
            return None;
        }
        // "the report", "its claims", "a proposed": a noun or an adjective.
        if c.any(Classes::DETERMINER) && !c.any(Classes::SUBJECT)
            || c.any(Classes::PREPOSITION)
            || r.tokens.get(before).is_some_and(|t| t.shape == crate::structure::Shape::Possessive)
        {
            return None;
        }
        Some(k)
    }

    fn plural_source(&self, source: Np) -> bool {
        let r = self.r;
        let last = source.1 - 1;
        r.is_plural(last)
            || matches!(r.lower(last), "i" | "we" | "you" | "they" | "who" | "some" | "others")
            || (source.0..source.1).any(|k| r.lower(k) == "and" || r.is_plural(k))
    }

    /// Whether a source can speak: a pronoun of a person, an actor, a noun of the lists, a capitalised name.
    fn speaking(&self, source: Np) -> bool {
        let r = self.r;
        !r.mentions_in(r.span(source.0, source.1)).is_empty()
            || (source.0..source.1).any(|k| {
                r.is(k, Classes::SPEAKER | Classes::PAPER)
                    || r.is(k, Classes::PERSON) && r.lower(k) != "it"
                    || r.is_capital(k) && k > self.from
            })
    }

    /// "…," said the minister: the content ends before the verb and the source follows it.
    fn inverted(&self, first: usize, after: usize, verb: &Reporting, floor: usize) -> Option<Found> {
        let r = self.r;
        if !matches!(verb.group, Group::Strong | Group::Speech)
            || !matches!(verb.form, Form::Past | Form::Third)
        {
            return None;
        }
        let before = first.checked_sub(1).filter(|&k| k >= floor)?;
        let quoted = self.quotes.closes(before)
            || r.sign(before) == Some(',') && before > floor && self.quotes.closes(before - 1);
        if !quoted && r.sign(before) != Some(',') {
            return None;
        }
        if !(r.is_capital(after)
            || r.is(after, Classes::DETERMINER | Classes::PERSON | Classes::SPEAKER)
            || r.is_nounlike(after) && quoted)
            || r.in_time(after)
            || r.lower(after) == "that"
        {
            return None;
        }
        let source = sources::behind(r, after, self.end())?;
        if !quoted && !self.speaking(source) {
            return None;
        }
        let start = self.content_start(floor, before);
        let stop = if self.quotes.closes(before) { before + 1 } else { before };
        if stop < start + 2 {
            return None;
        }
        let mut content = vec![(start, stop)];
        if let Some(open) =
            (source.1..self.end()).find(|&k| self.quotes.opens(k)).filter(|&k| k <= source.1 + 12)
        {
            content.push((open, self.quote_end(open)));
        }
        Some(Found {
            source: Some(source),
            cue: (first, after),
            content,
            rule: "the verb and its source follow the content",
            confidence: 0.88,
            group: Some(verb.group),
        })
    }

    /// Where content that ends before `stop` begins: at its quotation mark, else at the clause, conjunction skipped.
    fn content_start(&self, floor: usize, stop: usize) -> usize {
        let r = self.r;
        let mut k = floor;
        while k < stop && (r.is(k, Classes::COORDINATOR) && r.lower(k) != "so" || r.sign(k) == Some(',')) {
            k += 1;
        }
        k
    }

    fn quote_end(&self, open: usize) -> usize {
        (open + 1..self.to).find(|&k| self.quotes.closes(k)).map_or(self.end(), |k| k + 1)
    }

    /// Past "on Tuesday", "in a statement", "to reporters" between the verb and its content.
    fn skip_circumstance(&self, at: usize) -> usize {
        const PLACES: [&str; 13] =
            ["in", "on", "at", "to", "during", "from", "by", "via", "after", "before", "of", "about", "with"];
        let r = self.r;
        let mut k = at;
        while k < self.to && (r.in_time(k) || r.is_adverb(k) && r.lower(k) != "that") {
            k += 1;
        }
        if !PLACES.contains(&r.lower(k)) || r.lower(k) == "to" && r.is(k + 1, Classes::BASE | Classes::COPULA)
        {
            return k;
        }
        // The phrase ends before "that", a comma, a colon or a quotation mark; without them it is no circumstance.
        let limit = (k + 14).min(self.to);
        let ends =
            |j: usize| r.lower(j) == "that" || r.is_sign(j, &[',', ':', ';', '.']) || self.quotes.opens(j);
        let Some(stop) = (k..limit).find(|&j| ends(j)) else { return k };
        let verb =
            |j: usize| r.is(j, Classes::AUXILIARY) || r.is(j, Classes::PAST) && !r.is(j, Classes::PARTICIPLE);
        if (k..stop).any(verb) {
            return k;
        }
        let comma = r.sign(stop) == Some(',') && (r.lower(stop + 1) == "that" || self.quotes.opens(stop + 1));
        stop + usize::from(comma)
    }

    /// The content behind a verb: tokens, rule, confidence. `at` is where circumstances end, `verb_end` where the verb does.
    fn content_behind(
        &self,
        at: usize,
        verb_end: usize,
        verb: &Reporting,
        speaking: bool,
    ) -> Option<(Np, &'static str, f32)> {
        let r = self.r;
        let end = self.clause_end(at);
        let mut k = at;
        if verb.addressed && !self.quotes.opens(k) && r.lower(k) != "that" && !r.is_sign(k, &[',', ':']) {
            k = self.addressee_end(k, end);
        }
        if k >= end {
            return None;
        }
        let group = verb.group;
        if r.lower(k) == "that" && k + 2 < end && !matches!(group, Group::Stance) {
            let stop = self.trailing_cut(k + 1, end);
            return Some(((k + 1, stop), "a verb of saying with \"that\"", 0.9));
        }
        let mark = if r.is_sign(k, &[',', ':']) { k + 1 } else { k };
        if self.quotes.opens(mark) && !matches!(group, Group::Stance | Group::Demand | Group::Promise) {
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
        if matches!(group, Group::Demand | Group::Promise) {
            // ", illustrating …" is no part of what is asked for.
            let tail = (verb_end + 1..end).find(|&j| r.sign(j) == Some(',') && r.is(j + 1, Classes::ING));
            return self.demand(verb_end, tail.unwrap_or(end), verb, speaking);
        }
        if matches!(group, Group::Denial | Group::Stance) {
            let np = r.is(verb_end, Classes::DETERMINER | Classes::OBJECT)
                || r.is_capital(verb_end)
                || r.is_plural(verb_end)
                || r.is(verb_end, Classes::ING)
                || r.is_nounlike(verb_end);
            let enough = match group {
                Group::Denial => speaking && np,
                _ => {
                    speaking
                        && np
                        && r.is(verb_end, Classes::DETERMINER | Classes::OBJECT) | r.is_capital(verb_end)
                }
            };
            return enough
                .then(|| {
                    (
                        (verb_end, self.clause_end(verb_end)),
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
            return Some(((k, end), "a verb of saying with an indirect question", 0.75));
        }
        // A clause without "that": a subject, then a verb.
        let subject = r.is(k, Classes::DETERMINER | Classes::SUBJECT | Classes::PERSON)
            || r.is_capital(k)
            || r.is_nounlike(k) && !r.is(k, Classes::NOUNY);
        if subject && !r.is_sign(k, &[',']) && k == at.max(k) {
            let limit = (k + 1..end).find(|&j| r.is_sign(j, &[',', ';'])).unwrap_or(end);
            let verb_at = (k + 1..limit.min(k + 24)).find(|&j| self.starts_predicate(j));
            let trusted = match group {
                Group::Strong => true,
                Group::Speech | Group::Finding | Group::Belief | Group::Outlook => speaking,
                _ => false,
            };
            if verb_at.is_some() && trusted {
                let sure = (k + 1..limit).any(|j| r.is(j, Classes::AUXILIARY)) || group == Group::Strong;
                return Some((
                    (k, self.trailing_cut(k, end)),
                    "a verb of saying with a clause",
                    if sure { 0.85 } else { 0.7 },
                ));
            }
        }
        // "described the plan as a trap", "puts losses at 4 percent", "estimates the cost at …".
        let described = speaking
            && matches!(group, Group::Speech | Group::Finding | Group::Belief)
            && (verb_end + 1..end.min(verb_end + 16)).any(|j| matches!(r.lower(j), "as" | "at"))
            && self.takes_predicate(verb_end);
        if described && (r.is(verb_end, Classes::DETERMINER | Classes::OBJECT) || r.is_nounlike(verb_end)) {
            return Some(((verb_end, end), "a verb of describing with its object", 0.7));
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
            return Some(((verb_end, end), "a verb of expecting with its object", 0.65));
        }
        None
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

    /// ", the ministry said, …": cuts a second attribution off the end of a content.
    fn trailing_cut(&self, _at: usize, end: usize) -> usize {
        end
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
    fn addressee_end(&self, at: usize, end: usize) -> usize {
        let r = self.r;
        if r.is(at, Classes::OBJECT) || matches!(r.lower(at), "you" | "it") {
            return at + 1;
        }
        let limit = end.min(at + 12);
        if let Some(k) =
            (at..limit).find(|&k| r.lower(k) == "that" || self.quotes.opens(k) || r.is_sign(k, &[',', ':']))
        {
            return k;
        }
        if let Some(m) = r.tokens.get(at).and_then(|t| r.mentions_in(t.span).first()) {
            return r.range(m.0).1;
        }
        (at + 1..limit)
            .find(|&k| r.is(k, Classes::DETERMINER | Classes::SUBJECT) || r.in_time(k))
            .unwrap_or(at)
    }

    /// "urged Kabul to withdraw", "called for talks", "pledged to leave", "agreed a truce".
    fn demand(
        &self,
        at: usize,
        end: usize,
        verb: &Reporting,
        speaking: bool,
    ) -> Option<(Np, &'static str, f32)> {
        let r = self.r;
        if !speaking || at >= end {
            return None;
        }
        let rule = if verb.group == Group::Demand {
            "a verb of demanding with what it asks"
        } else {
            "a verb of promising with what it promises"
        };
        if r.lower(at) == "to" && r.is(at + 1, Classes::BASE | Classes::ADVERB) || verb.particle {
            return Some(((at, end), rule, 0.8));
        }
        let to = (at..end.min(at + 14)).find(|&k| {
            r.lower(k) == "to" && (r.is(k + 1, Classes::BASE) || matches!(r.lower(k + 1), "be" | "not"))
        });
        let object = r.is(at, Classes::DETERMINER | Classes::OBJECT) || r.is_nounlike(at);
        match verb.group {
            Group::Demand
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

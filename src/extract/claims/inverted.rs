//! A verb of saying with its source behind it: "…," said the minister.

use super::frames::{Found, Site};
use super::lexicon::{Group, Reporting};
use super::sources;
use super::words::{Classes, Form};

impl Site<'_, '_> {
    /// "…," said the minister: the content ends before the verb and the source follows it.
    pub(super) fn inverted(
        &self,
        first: usize,
        after: usize,
        verb: &Reporting,
        floor: usize,
    ) -> Option<Found> {
        let r = self.r;
        // Who tells, reminds or informs somebody stands before the verb.
        if !matches!(verb.group, Group::Strong | Group::Speech)
            || !matches!(verb.form, Form::Past | Form::Third)
            || verb.forward
        {
            return None;
        }
        let before = first.checked_sub(1).filter(|&k| k >= floor)?;
        let quoted = self.quotes.closes(before)
            || r.sign(before) == Some(',') && before > floor && self.quotes.closes(before - 1);
        if !quoted && r.sign(before) != Some(',') {
            return None;
        }
        // "which, he claimed, confirmed a link": the verb of the clause around it.
        if !quoted && before > floor && r.says(before - 1) {
            return None;
        }
        if !(r.is_capital(after)
            || sources::describes(r, after)
            || r.is(after, Classes::DETERMINER | Classes::PERSON | Classes::SPEAKER)
            || r.is_nounlike(after) && quoted)
            || r.in_time(after) && !sources::describes(r, after)
            || r.lower(after) == "that"
        {
            return None;
        }
        let source = sources::behind(r, after, self.end())?;
        // "…,” states those loans cannot grow": a clause of its own.
        if r.is(source.1, Classes::AUXILIARY) {
            return None;
        }
        // "the “new” alleged intent": an adjective before what can say nothing.
        let plain = !r.is_capital(after) && !r.is(after, Classes::DETERMINER | Classes::PERSON);
        if plain && !sources::describes(r, after) && !self.speaking(source) {
            return None;
        }
        // ", a spokesman for the port, said the union expected more": a clause of its own, and no source.
        if !quoted
            && (!self.speaking(source)
                || self.is_predicate(source.1)
                || self.described(first, floor).is_some())
        {
            return None;
        }
        let start = self.content_start(floor, before);
        // "Many spoke of alarm: “It burns,” said Osk": the words alone.
        let told = (start..before)
            .rev()
            .find(|&k| self.quotes.opens(k))
            .filter(|&k| quoted && k > start && r.sign(k - 1) == Some(':'));
        let start = told.unwrap_or(start);
        let stop = if self.quotes.closes(before) { before + 1 } else { before };
        // "The book, printed in 2010, says …": no clause stands before the comma.
        let told = |k: usize| {
            self.is_predicate(k) && r.sign(k - 1) != Some(',') || r.is(k, Classes::BASE | Classes::THIRD)
        };
        if stop < start + 2 || !quoted && !(start + 1..stop).any(told) {
            return None;
        }
        let mut content = vec![(start, stop)];
        if let Some(open) = (source.1..self.end())
            .find(|&k| self.quotes.opens(k))
            .filter(|&k| k <= source.1 + 12 && self.goes_on(k))
            // "said Osk, who called the plan “a trap from the start”": another verb has it.
            .filter(|&k| !(source.1..k).any(|j| r.says(j)))
        {
            content.push((open, self.quote_end(open)));
        }
        // ", a lawyer for the port": up to the end of the sentence, if no verb and no quotation stand there.
        let speaks_on =
            |k: usize| self.quotes.inside(k) || r.is(k, Classes::AUXILIARY | Classes::SUBORDINATOR);
        let apposed = r.sign(source.1) == Some(',')
            && (source.1..self.end()).all(|k| !speaks_on(k))
            && !r.is(source.1 + 1, Classes::ING | Classes::COORDINATOR | Classes::ADVERB);
        let source = if apposed { (source.0, self.end()) } else { self.without_occasion(source) };
        Some(Found {
            source: Some(source),
            cue: (first, after),
            content,
            rule: "the verb and its source follow the content",
            confidence: 0.88,
            group: Some(verb.group),
            asserts: true,
        })
    }
}

//! A source and its verb that stand behind or within their content: "…, the minister said", "which he said were empty".

use super::frames::Site;
use super::joints;
use super::lexicon::{Group, Reporting};
use super::sources::Np;
use super::words::Classes;

impl Site<'_, '_> {
    /// Trailing: "<content>, the minister said", and whether the content is a quotation.
    pub(super) fn trailing(
        &self,
        source: Np,
        after: usize,
        verb_end: usize,
        verb: &Reporting,
        floor: usize,
    ) -> Option<(Vec<Np>, bool)> {
        /// The longest name of whom somebody tells, in tokens.
        const ADDRESSEE: usize = 9;
        let r = self.r;
        let comma = source.0.checked_sub(1).filter(|&k| k > floor)?;
        let vows = matches!(verb.group, Group::Promise | Group::Demand | Group::Request)
            && self.quotes.closes(comma)
            && !verb.particle;
        if !vows && !verb.group.tells()
            || verb.group == Group::Clause && !self.speaking(source)
            || verb.measures
        {
            return None;
        }
        // 'Ada "Dot" Holm said': a nickname is no quotation.
        let points = |k: usize| r.is_sign(k, &[',', '.', '!', '?', '…', '-', '—']);
        let closes = r.sign(comma) == Some(',')
            || self.quotes.closes(comma) && (points(comma - 1) || self.quotes.any(floor, comma + 1));
        if !closes {
            return None;
        }
        let quoted = (self.quotes.closes(comma) || self.quotes.closes(comma - 1))
            && (vows || matches!(verb.group, Group::Strong | Group::Speech));
        if vows && after < self.end() && !r.is_sign(after, &[',', ';', ':']) {
            return None;
        }
        // "…, the tone and the commitments announced there": no speaker, and nothing quoted. "…, it added." has one.
        let it = source.1 == source.0 + 1 && r.lower(source.0) == "it" && verb.group == Group::Speech;
        let mute = verb.group != Group::Strong && !it && !self.speaking(source);
        if !quoted && (verb.quoted || mute && !(source.0..source.1).any(|k| r.is(k, Classes::PAPER))) {
            return None;
        }
        if verb.group == Group::Finding
            && !self.speaking(source)
            && !(source.0..source.1).any(|k| r.is(k, Classes::PAPER))
        {
            return None;
        }
        let after = if verb.addressed && !quoted {
            let told = self.skip_circumstance(self.addressee_end(verb_end, self.end()));
            // "…, he told a reporter of the Osk Times": nothing but whom he told.
            let close = (told..self.end()).find(|&k| r.is_sign(k, &[',', ';', ':'])).unwrap_or(self.end());
            let plain = close < told + ADDRESSEE
                && (told..close).all(|k| {
                    r.is_word(k)
                        && !self.is_predicate(k)
                        && !r.is(k, Classes::SUBJECT & !Classes::DETERMINER | Classes::SUBORDINATOR)
                })
                && !(told..close).any(|k| r.lower(k) == "to" || r.lower(k) == "that");
            if plain { close } else { told }
        } else {
            after
        };
        // "And perhaps, she said, it could help": the content goes on behind the verb.
        let goes_on = r.sign(after) == Some(',')
            && after + 3 < self.end()
            && !self.quotes.opens(after + 1)
            // "…, she said, but the port knew it": the text's own word.
            && !(r.lower(after + 1) == "but" && joints::opens_clause(r, after + 1, after + 1, self.end()));
        let rest = quoted
            || after >= self.end()
            || r.is_sign(after, &[',', ';', '—', ':', '“', '"'])
            || self.quotes.opens(after)
            || r.is(after, Classes::PREPOSITION | Classes::ADVERB | Classes::ING | Classes::COORDINATOR);
        if !rest {
            return None;
        }
        let stop = if r.sign(comma) == Some(',') && !self.quotes.inside(comma) { comma } else { comma + 1 };
        let start = self.content_start(floor, comma);
        // 'As they called it a "trap," Holm recalled …': the words of a clause that leads to this one.
        let words = || (start..stop).filter(|&k| self.quotes.inside(k) && r.is_word(k)).count();
        if self.quotes.closes(comma) && r.is(start, Classes::SUBORDINATOR) && words() < 4 {
            return None;
        }
        // 'He sent a note: "Be there," he urged': the words alone.
        let told = (start..comma)
            .rev()
            .find(|&k| self.quotes.opens(k))
            .filter(|&k| self.quotes.closes(comma) && k > start && r.sign(k - 1) == Some(':'));
        let start = told.unwrap_or(start);
        // "a report which, she said, was late": what describes the report.
        let described = comma.checked_sub(1).filter(|&k| k > start && r.is(k, Classes::RELATIVE) && !quoted);
        let start = described.unwrap_or(start);
        let long = self.quotes.any(start, stop) || stop - start >= 3 && self.holds_clause(start, stop);
        if !(long || goes_on && stop > start && after == verb_end) {
            return None;
        }
        let mut content = vec![(start, stop)];
        if goes_on && !quoted {
            content.push((after + 1, self.end()));
        } else if let Some(open) = (after..self.end())
            .find(|&k| self.quotes.opens(k))
            .filter(|&k| k <= after + 12 && self.goes_on(k))
        {
            content.push((open, self.quote_end(open)));
        }
        Some((content, quoted && self.quotes.any(start, stop)))
    }

    /// Whether a clause of its own stands between two tokens, and not only what leads to another: "In an effort to help",
    /// "When asked about the plan".
    fn holds_clause(&self, start: usize, stop: usize) -> bool {
        let r = self.r;
        let comma = |k: usize| r.is_sign(k, &[',', '—', '–', ';', ':']) && !self.quotes.inside(k);
        let leads = Classes::SUBORDINATOR | Classes::RELATIVE;
        let mut from = start;
        while from < stop {
            let to = (from..stop).find(|&k| comma(k)).unwrap_or(stop);
            let first =
                (from..to).find(|&k| r.is_word(k) && !r.is_adverb(k) && !r.is(k, Classes::COORDINATOR));
            let Some(first) = first else {
                from = to + 1;
                continue;
            };
            let led = r.is(first, leads) && !r.is(first, Classes::DETERMINER)
                || r.is(first, Classes::ING | Classes::PARTICIPLE)
                    && !r.is(first, Classes::NOUNY)
                    && !r.is_capital(first);
            let mut inner = false;
            let told = (first..to).any(|k| {
                inner |= k > first && r.is(k, leads) && !r.is(k, Classes::DETERMINER);
                let verb = self.is_predicate(k)
                    || r.is(k, Classes::THIRD)
                    || r.is(k, Classes::BASE)
                        && k > first
                        && (r.is_plural(k - 1)
                            || r.is(k - 1, Classes::PERSON)
                            || r.lower(k - 1) == "to" && inner);
                verb && !inner
            });
            if told && !led {
                return true;
            }
            from = to + 1;
        }
        false
    }

    /// "the ships, which he said were empty", "what they said was theft": the content is what stands around the source.
    pub(super) fn relative(
        &self,
        source: Np,
        after: usize,
        verb: &Reporting,
        floor: usize,
    ) -> Option<Vec<Np>> {
        let r = self.r;
        let pronoun = source.0.checked_sub(1).filter(|&k| k >= floor)?;
        if !matches!(r.lower(pronoun), "which" | "what" | "that" | "who" | "whom") {
            return None;
        }
        let end = self.clause_end(after);
        let stop = (after..end).find(|&k| r.sign(k) == Some(',') && !self.quotes.inside(k)).unwrap_or(end);
        let finite = r.is(after, Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO)
            || r.is(after, Classes::PAST | Classes::THIRD) && !r.is(after, Classes::NOUNY);
        // "whom the union accused of theft", "what the envoy described as a trap".
        let judged = matches!(verb.group, Group::Speech | Group::Stance | Group::Naming | Group::Belief)
            && self.speaking(source)
            && r.lower(pronoun) != "that"
            && (matches!(r.lower(after), "as" | "of" | "for")
                || verb.group == Group::Naming
                || self.quotes.opens(after));
        // "the talk that she recalled took place": it is what she recalled, and took place.
        let gap = verb.gap && r.sign(pronoun.wrapping_sub(1)) != Some(',');
        let says = matches!(verb.group, Group::Strong | Group::Speech | Group::Belief) && finite && !gap;
        // "which the union called “a trap” and more"
        let stop = match self.quotes.opens(after + 1) && judged && !says {
            true => self.quote_end(after + 1).min(stop),
            false => stop,
        };
        ((says || judged) && after < stop).then(|| vec![(pronoun, pronoun + 1), (after, stop)])
    }
}

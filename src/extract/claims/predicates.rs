//! Whether a form that may report is a verb where it stands, where its verb group begins, and whether a source can speak.

use super::frames::Site;
use super::lexicon::{Group, Reporting};
use super::sources::Np;
use super::words::{Classes, Form};

impl Site<'_, '_> {
    /// The first token of the verb group whose reporting verb stands at `at` ("has also said"); `None` where the form
    /// is passive, an infinitive, under a modal or a noun.
    pub(super) fn group_start(&self, at: usize, floor: usize, verb: &Reporting) -> Option<usize> {
        let r = self.r;
        let mut k = at;
        // "has since admitted"
        let since = |k: usize| k > floor + 1 && r.lower(k - 1) == "since" && r.is(k - 2, Classes::HAVE);
        while k > floor
            && (r.is_adverb(k - 1) || r.lower(k - 1) == "likely" || since(k))
            && !r.is_sign(k - 1, &[','])
        {
            k -= 1;
        }
        if k == floor {
            // At the very start only an inversion or an order is possible.
            return (at > self.from || self.quotes.carried()).then_some(at);
        }
        let before = k - 1;
        let c = r.class(before);
        // "did not say": the source is that of "did".
        if verb.form == Form::Base && c.any(Classes::DO) && before > floor {
            return Some(before);
        }
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
        let stands_alone = c.any(Classes::SUBJECT)
            || c.any(Classes::PRONOUN)
                && (r.lower(at + 1) == "that"
                    || !r.is(at, Classes::NOUNY)
                        && (verb.group == Group::Strong
                            || r.is(at + 1, Classes::DETERMINER | Classes::SUBJECT | Classes::PERSON)
                            || self.quotes.opens(at + 1)));
        if c.any(Classes::DETERMINER) && !stands_alone
            || c.any(Classes::PREPOSITION)
            || r.tokens.get(before).is_some_and(|t| t.shape() == crate::structure::Shape::Possessive)
        {
            return None;
        }
        Some(k)
    }

    /// Whether a form that is a noun as well ("reports", "claims") stands where only a verb can.
    pub(super) fn stands_as_verb(&self, first: usize, at: usize, verb: &Reporting) -> bool {
        let r = self.r;
        if !r.is(at, Classes::NOUNY) || first == self.from {
            return true;
        }
        let k = first - 1;
        // "the analyst estimates were wrong", "member states announced", "Osk documents indicate": a noun before a verb,
        // before a preposition, or behind an adjective of a people.
        let next = at + 1;
        let noun_follows = r.is(next, Classes::AUXILIARY | Classes::PAST)
            || r.is(next, Classes::BASE | Classes::THIRD)
                && !r.is(next, Classes::NOUNY | Classes::DETERMINER)
            || r.is(k, Classes::SPEAKER | Classes::PAPER)
                && !r.is_plural(k)
                && (next >= self.end()
                    || r.is(next, Classes::COORDINATOR)
                    || r.sign(next) == Some(',')
                    || r.is(next, Classes::PREPOSITION) && !r.is(next, Classes::DETERMINER));
        let people = |k: usize| {
            r.tokens.get(k).is_some_and(|t| {
                r.mentions_in(t.span).iter().any(|m| m.2 == crate::model::Via::Demonym && m.0 == t.span)
            }) && !r.is_plural(k)
        };
        // "he observed documents", "have reviewed claims": the object of the verb before it.
        let object = r.is(k, Classes::PAST)
            && !r.is(k, Classes::NOUNY | Classes::SPEAKER)
            && !r.is_capital(k)
            && verb.form == Form::Third
            && r.lower(next) != "that";
        // "the Osk emails of May", "the harbour project into which": a compound that a determiner opens.
        let compound = r.is_capital(k) && r.lower(next) != "that" && !self.quotes.opens(next) && {
            let open = (self.from..k).rev().find(|&j| !r.is_capital(j)).filter(|&j| j >= self.from);
            let person = r
                .tokens
                .get(k)
                .is_some_and(|t| r.mentions_in(t.span).iter().any(|m| m.0 == t.span && r.is_person(m.1)));
            let led = open.is_some_and(|j| {
                r.is(j, Classes::DETERMINER | Classes::PARTICIPLE) && r.lower(j) != "that" || r.is_number(j)
            });
            led && (person || r.is(next, Classes::PREPOSITION) && !r.is(next, Classes::DETERMINER))
        };
        if (noun_follows || object || compound || people(k)) && first == at {
            return false;
        }
        r.is(
            k,
            Classes::PERSON
                | Classes::HAVE
                | Classes::SPEAKER
                | Classes::PAPER
                | Classes::RELATIVE
                | Classes::COORDINATOR,
        ) || r.is_capital(k)
            || r.is_plural(k) && (r.lower(next) == "that" || r.is(next, Classes::DETERMINER))
            || r.is_number(k)
            || r.lower(next) == "that"
                && r.is(k, Classes::PAST)
                && (k.saturating_sub(2).max(self.from)..k).any(|j| matches!(r.lower(j), "who" | "which"))
            || matches!(r.lower(k), "percent" | "cent")
            || first < at && r.is(first, Classes::HAVE)
            || r.is_sign(k, &[',', ')', '”', '"'])
    }

    /// Whether nearly all words of the sentence begin with a capital, as in headlines, so that a verb may too.
    pub(super) fn is_titled(&self, form: Form) -> bool {
        /// Shorter words are written small in headlines too.
        const LONG: usize = 4;
        let long = |k: &usize| {
            self.r.is_word(*k)
                && !self.r.is_number(*k)
                && self.r.tokens.get(*k).is_some_and(|t| t.span.len() >= LONG)
        };
        let (all, capital) = (self.from..self.to)
            .filter(long)
            .fold((0usize, 0usize), |(a, c), k| (a + 1, c + usize::from(self.r.is_capital(k))));
        matches!(form, Form::Third | Form::Past) && all >= 4 && capital * 5 >= all * 4
    }

    pub(super) fn plural_source(&self, source: Np) -> bool {
        let r = self.r;
        let last = source.1 - 1;
        r.is_plural(last)
            || r.is_number(last)
            || matches!(r.lower(last), "percent" | "cent")
            || matches!(
                r.lower(last),
                "i" | "we" | "you" | "they" | "who" | "some" | "others" | "majority" | "minority"
            )
            || (source.0..source.1).any(|k| {
                // "members of the crew say", "the ships, which …, say": the plural heads the phrase.
                let heads = r.is(k + 1, Classes::PREPOSITION | Classes::RELATIVE)
                    || !r.is_word(k + 1)
                    // "people close to the president say"
                    || k == source.0 && r.is(k + 2, Classes::PREPOSITION);
                r.lower(k) == "and" || r.is_plural(k) && heads
            })
    }

    /// Whether a source can speak: a pronoun of a person, an actor, a noun of the lists, a capitalised name.
    pub(super) fn speaking(&self, source: Np) -> bool {
        let r = self.r;
        // "the election in Osk", "the invasion of the north": what a preposition leads speaks for nobody, except behind
        // a part of a whole ("most of the delegates").
        let split = (source.0 + 1..source.1)
            .find(|&k| r.is(k, Classes::PREPOSITION) && !r.is(k, Classes::DETERMINER));
        let source = match split {
            Some(k) if !(r.lower(k) == "of" && self.is_part(source.0, k)) => (source.0, k),
            _ => source,
        };
        !r.mentions_in(r.span(source.0, source.1)).is_empty()
            || r.is(source.1 - 1, Classes::PRONOUN) && (source.0..source.1).all(|k| r.is_word(k))
            || (source.0..source.1).any(|k| {
                r.is(k, Classes::SPEAKER | Classes::PAPER)
                    || r.is(k, Classes::PERSON) && r.lower(k) != "it"
                    // A capital at the start may be that of the sentence; an acronym's is its own.
                    || r.is_capital(k) && (k > self.from || r.is_acronym(k))
            })
    }

    /// "most", "a majority", "two thirds", "60 percent", "members": a part of those who speak.
    fn is_part(&self, from: usize, to: usize) -> bool {
        (from..to).any(|k| self.r.is_number(k) || self.r.is(k, Classes::PRONOUN))
            || self
                .r
                .parts
                .word(self.r.tokens.get(to - 1).map_or(crate::structure::WordId(u32::MAX), |t| t.word()))
                .is_some()
    }
}

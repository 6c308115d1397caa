//! Subjects that stand apart from the words that tell of them: in front of a relative clause, of a participle between
//! commas, of a second verb.

use crate::extract::claims::parse::{Finite, Role};
use crate::extract::claims::words::Classes;

use super::site::Site;

/// Longest subject that is repeated in a summary, in tokens.
const LONGEST: usize = 14;
/// How far around a date a participle between commas may reach, in tokens.
const REACH: usize = 24;

/// A participle between two commas, with the verb of its noun behind the second: "The levy, raised in May, was lifted".
#[derive(Debug, Clone, Copy)]
pub(super) struct Inserted {
    /// The comma in front.
    pub open: usize,
    /// The participle.
    pub verb: usize,
    /// The comma behind.
    pub close: usize,
}

impl Site<'_, '_> {
    /// "the 23 people who had been shot": the words that a relative clause from token `at` speaks of.
    pub fn antecedent(&self, at: usize) -> Option<(usize, usize)> {
        /// Longest such phrase, in tokens.
        const LONGEST: usize = 8;
        let pronoun = (at..at + 2).find(|&k| matches!(self.r.lower(k), "who" | "whom" | "which" | "that"))?;
        // "on the basis that his appointment was backdated": what follows has a subject of its own.
        if self.r.lower(pronoun) == "that"
            && (self.r.is(pronoun + 1, Classes::DETERMINER | Classes::PERSON)
                && !self.r.is(pronoun + 1, Classes::AUXILIARY))
            && matches!(
                self.r.lower(pronoun.saturating_sub(1)),
                "basis"
                    | "ground"
                    | "grounds"
                    | "fact"
                    | "condition"
                    | "view"
                    | "idea"
                    | "belief"
                    | "claim"
                    | "claims"
                    | "allegation"
                    | "allegations"
                    | "assumption"
                    | "understanding"
                    | "news"
                    | "evidence"
                    | "reports"
                    | "rumours"
                    | "rumors"
                    | "concern"
                    | "concerns"
                    | "hope"
                    | "fear"
                    | "fears"
            )
        {
            return None;
        }
        let end = if self.r.is_sign(pronoun.checked_sub(1)?, &[',']) { pronoun - 1 } else { pronoun };
        let mut k = end;
        // "the round in Istanbul": what stands behind a preposition goes with the noun before it.
        let joined = |k: usize| {
            self.r.is(k - 1, Classes::PREPOSITION)
                && k > self.p.from + 1
                && self.r.is_nounlike(k - 2)
                && !self.r.is(k - 2, Classes::PAST | Classes::PARTICIPLE)
        };
        // "the three-month truce"
        let hyphen =
            |k: usize| k < end && self.r.is_sign(k - 1, &['-']) && !self.spaced(k - 1) && !self.spaced(k);
        while k > self.p.from
            && end - k < LONGEST
            && (self.r.is_nounlike(k - 1) || k < end && joined(k) || hyphen(k))
        {
            k -= 1;
        }
        let determined = k > self.p.from && self.r.is(k - 1, Classes::DETERMINER);
        // "told the council that …": what follows is what was told.
        if self.r.lower(pronoun) == "that"
            && (k.saturating_sub(2).max(self.p.from)..end).any(|j| self.r.says(j))
        {
            return None;
        }
        (k < end).then_some((k - usize::from(determined), end))
    }

    /// The pronoun right before a verb that makes its clause a relative one, where the reading took it for the main clause:
    /// "the strike that killed nine".
    pub fn relative_before(&self, verb: usize) -> Option<usize> {
        let k = self.r.before(verb, self.p.from)?;
        let pronoun = matches!(self.r.lower(k), "that" | "who" | "which") && k > self.p.from;
        (pronoun && (self.r.is_nounlike(k - 1) || self.r.is_sign(k - 1, &[',']))).then_some(k)
    }

    /// Where a relative clause around a date that ends at `b` gives way to the verb of its sentence: "the march that began
    /// in May quickly grew".
    pub fn relative_end(&self, b: usize, to: usize) -> usize {
        for k in b..self.p.to {
            if self.r.sign(k).is_some() || self.r.is(k, Classes::COORDINATOR | Classes::PREPOSITION) && k == b
            {
                return to;
            }
            let tells = self.r.is(k, Classes::PAST | Classes::AUXILIARY | Classes::THIRD);
            if self.p.finite(k) != Finite::No && tells {
                let adverbs = (b..k).rev().take_while(|&j| self.r.is_adverb(j)).count();
                return if adverbs == k - b { b.min(to) } else { to };
            }
        }
        to
    }

    /// The subject of the sentence: the first words before its verb, without what leads up to them and what is told of them
    /// in passing.
    pub fn subject(&self) -> Option<(usize, usize)> {
        let own = |k: usize| matches!(self.p.role(k), Role::Main | Role::Content);
        let mut a = self.p.from;
        for _ in 0..4 {
            while a < self.p.to && (!own(a) || self.r.sign(a).is_some() || self.r.is_adverb(a)) {
                a += 1;
            }
            let leads = self.r.in_time(a) || self.r.is(a, Classes::PREPOSITION | Classes::COORDINATOR);
            if !leads {
                break;
            }
            let comma = (a..self.p.to.min(a + REACH)).find(|&k| self.r.is_sign(k, &[',']))?;
            if self.p.has_sure_finite(a, comma) {
                return None;
            }
            a = comma + 1;
        }
        let ends = |k: usize| {
            !own(k)
                || self.r.is_sign(k, &[',', ';', ':', '(', '—', '–'])
                || self.r.in_time(k)
                || matches!(self.r.lower(k), "that" | "who" | "which")
                // "the levy": behind an article stands a noun.
                || k > a
                    && !self.r.is(k - 1, Classes::DETERMINER)
                    && self.verb(k)
                    && (self.p.finite(k) == Finite::Surely
                        || self.r.is(k, Classes::PAST | Classes::THIRD | Classes::AUXILIARY))
        };
        let b = (a..self.p.to.min(a + LONGEST + 1)).find(|&k| ends(k))?;
        // "HAREL – The yard": a place in front of a report.
        let place = self.r.is_sign(b, &['—', '–', '-', '(']) && (a..b).all(|k| self.r.is_acronym(k));
        if place {
            return None;
        }
        let noun = |k: usize| self.r.is_nounlike(k) || self.r.is(k, Classes::PERSON) || self.telling(k).noun;
        let said = (a..b).any(noun) || b > a + 1 && self.r.is(a, Classes::DETERMINER);
        (b > a && b - a <= LONGEST && said).then_some((a, b))
    }

    /// The subject in front of a clause that begins at `from` with its verb: "Inflation, which had peaked in May, eased".
    pub fn far_subject(&self, from: usize, verb: usize) -> Option<(usize, usize)> {
        let noun = |k: usize| {
            !self.r.in_time(k)
                && (self.r.is_nounlike(k) || self.r.is(k, Classes::PERSON | Classes::DETERMINER))
                && !self.r.is_adverb(k)
        };
        if from <= self.p.from || (from..verb).any(noun) {
            return None;
        }
        self.subject().filter(|s| s.1 <= from)
    }

    /// The participle between commas in which the tokens `a..b` stand.
    pub fn inserted(&self, a: usize, b: usize) -> Option<Inserted> {
        let low = self.p.from.max(a.saturating_sub(REACH)) + 1;
        let participle = |k: usize| {
            let told =
                self.r.is(k, Classes::PARTICIPLE) && !self.r.is(k, Classes::AUXILIARY | Classes::NOUNY);
            told || self.telling(k).to_come && self.telling(k).postnominal
        };
        let open = (low..a.min(self.p.to)).rev().find(|&k| {
            self.r.is_sign(k, &[','])
                && self.r.after(k, self.p.to).is_some_and(|v| v <= a && participle(v))
                && (self.r.is_nounlike(k - 1) || k > 1 && self.r.is(k - 2, Classes::DETERMINER))
        })?;
        let verb = self.r.after(open, self.p.to)?;
        let tells = |comma: usize| {
            self.r.after(comma, self.p.to).is_some_and(|v| {
                self.p.finite(v) != Finite::No
                    && self.r.is(v, Classes::PAST | Classes::AUXILIARY | Classes::THIRD)
            })
        };
        let close = (b..self.p.to.min(b + REACH)).find(|&k| self.r.is_sign(k, &[',']) && tells(k))?;
        // "in May" is no "may".
        let aux = |k: usize| self.r.is(k, Classes::AUXILIARY | Classes::RELATIVE) && !self.r.in_time(k);
        // The noun before it has no verb yet.
        let (start, end) = self.subject()?;
        let bare = end <= open && start < open && !(end..open).any(|k| self.verb(k));
        (bare && !(verb + 1..close).any(aux)).then_some(Inserted { open, verb, close })
    }
}

//! What only may be the verb of a clause and is none: participles that are put in, plural nouns, forms before a surer one.

use super::parse::{Finite, Parse};
use super::reading::Reading;
use super::words::Classes;

impl Parse {
    /// "The survey, conducted in May, found …": a participle between two commas with a verb behind them.
    pub(super) fn is_inserted_participle(&self, r: &Reading<'_>, at: usize) -> bool {
        at > self.from
            && r.sign(at - 1) == Some(',')
            && r.is(at, Classes::PARTICIPLE)
            && (at..self.to)
                .find(|&k| r.sign(k) == Some(','))
                .is_some_and(|comma| self.finite(comma + 1) != Finite::No || r.is_adverb(comma + 1))
    }

    /// "The files handed to the paper, amounting to a million, included …": a participle of the subject, which another one
    /// between commas follows, with the verb behind them.
    pub(super) fn is_before_insertion(&self, r: &Reading<'_>, at: usize) -> bool {
        let comma = |from: usize| (from..self.to).find(|&k| r.sign(k) == Some(','));
        if !r.is(at, Classes::PARTICIPLE) || at == self.from {
            return false;
        }
        let Some(open) = comma(at + 1).filter(|&k| r.is(k + 1, Classes::ING)) else { return false };
        comma(open + 2).is_some_and(|close| {
            self.finite(close + 1) == Finite::Surely
                || self.finite(close + 1) == Finite::Possibly
                    && r.is(close + 1, Classes::PAST)
                    && !r.is(close + 2, Classes::PREPOSITION)
        })
    }

    /// "Security forces arrested …", "the results from the survey showed …": a form that may be a plural noun, with
    /// another verb right behind it or behind the phrase that a preposition leads.
    pub(super) fn is_plural_noun(&self, r: &Reading<'_>, at: usize) -> bool {
        /// How far the other verb may be, in tokens.
        const FAR: usize = 9;
        if !r.is(at, Classes::THIRD) || !r.is(at, Classes::NOUNY) {
            return false;
        }
        let Some(next) = r.after(at, self.to) else { return false };
        let told = |k: usize| self.finite(k) != Finite::No && r.is(k, Classes::PAST | Classes::AUXILIARY);
        if told(next) {
            return true;
        }
        r.is(next, Classes::PREPOSITION)
            && r.lower(next) != "to"
            && (next + 1..self.to.min(next + FAR))
                .take_while(|&k| {
                    r.is_word(k) && !r.is(k, Classes::COORDINATOR | Classes::RELATIVE | Classes::SUBORDINATOR)
                        || r.sign(k) == Some('-')
                })
                .any(|k| {
                    told(k)
                        || r.is(k, Classes::BASE)
                            && !r.is(k, Classes::NOUNY)
                            && !r.is(k - 1, Classes::MODAL | Classes::DO)
                            && r.lower(k - 1) != "to"
                })
    }

    /// "For the costs reviewed, we found …", "After attacks on Osk, she wrote …": a participle or a plural of the phrase that a
    /// preposition opens, before the comma behind which subject and verb stand.
    pub(super) fn is_fronted_participle(&self, r: &Reading<'_>, at: usize) -> bool {
        /// How far the comma may be, in tokens.
        const FAR: usize = 16;
        let plural = r.is(at, Classes::THIRD) && r.is(at, Classes::NOUNY);
        let first = (self.from..at).find(|&k| !r.is_adverb(k)).unwrap_or(at);
        if !r.is(at, Classes::PARTICIPLE) && !plural
            || !r.is(first, Classes::PREPOSITION)
            || r.is(first, Classes::DETERMINER)
            || (self.from..at).any(|k| r.sign(k) == Some(','))
        {
            return false;
        }
        let comma =
            |from: usize| (from..self.to.min(from + FAR)).find(|&k| r.sign(k) == Some(',') && !r.in_time(k));
        let Some(next) = comma(at + 1).map(|k| k + 1) else { return false };
        let opens = Classes::COORDINATOR
            | Classes::RELATIVE
            | Classes::SUBORDINATOR
            | Classes::PREPOSITION & !Classes::DETERMINER
            | Classes::ING;
        let stop = comma(next).unwrap_or(self.to);
        !r.is(next, opens) && self.has_finite(next + 1, stop)
    }

    /// Whether a sure verb follows in the same stretch: then a possible one before it is a participle or a noun.
    pub(super) fn surer_verb_follows(&self, r: &Reading<'_>, at: usize) -> bool {
        for k in at + 1..self.to {
            if self.finite(k) == Finite::Surely {
                return true;
            }
            // "The ferry closed and …": what ends right here, or goes on with another verb, is no participle.
            let joins = r.is(k, Classes::COORDINATOR)
                && (k == at + 1 || r.after(k, self.to).is_some_and(|j| self.finite(j) != Finite::No));
            let opens =
                r.is(k, Classes::RELATIVE | Classes::SUBORDINATOR) && !r.is(k, Classes::ALSO_PREPOSITION);
            if r.is_sign(k, &[',', ';', ':']) || joins || opens {
                return false;
            }
            // "The ferry closed after the crew left": the only sure verb is that of the clause behind "after".
            if matches!(r.lower(k), "after" | "before" | "until" | "because") && r.is(at, Classes::PAST) {
                let stop = (k + 1..self.to).find(|&j| r.is_sign(j, &[',', ';', ':'])).unwrap_or(self.to);
                if (k + 1..stop).filter(|&j| self.finite(j) == Finite::Surely).count() == 1 {
                    return false;
                }
            }
        }
        false
    }
}

//! Participles that tell of the noun before them, while the clause has a verb of its own: "the plan adopted in 2004 was
//! dropped", "took boats registered with the port before March".

use crate::extract::claims::parse::Finite;
use crate::extract::claims::words::Classes;
use crate::model::EventStatus;

use super::site::{Happening, Site};

/// Longest noun that is told of, in tokens.
const NOUN: usize = 6;
/// How far before the date its participle may stand, where "before" or "since" says that the verb of the clause is not meant.
const REACH: usize = 6;

impl Site<'_, '_> {
    /// What a participle tells that governs the date `a..b`, where it is not the verb of the clause.
    pub fn reduced(&self, a: usize, preposition: &str) -> Option<Happening> {
        let away = matches!(preposition, "before" | "since");
        let reach = if away { REACH } else { 1 };
        let participle = (a.saturating_sub(reach).max(self.p.from + 1)..a).rev().find(|&k| {
            let led = k + 1 == a || self.r.is(k + 1, Classes::PREPOSITION);
            led && self.tells_of_noun(k, a)
        })?;
        let glued = |k: usize| {
            self.r.is_sign(k, &['-']) && !self.spaced(k)
                || self.r.is_nounlike(k) && self.p.finite(k) == Finite::No
        };
        let from = (self.p.from..participle)
            .rev()
            .take(NOUN)
            .take_while(|&k| glued(k) && !self.r.in_time(k))
            .last()
            .filter(|&k| self.r.sign(k).is_none())?;
        let currency = |&k: &usize| self.r.is_sign(k, &['£', '$', '€', '¥']);
        let from = from.checked_sub(1).filter(|k| *k >= self.p.from).filter(currency).unwrap_or(from);
        let status =
            if self.telling(participle).to_come { EventStatus::Planned } else { EventStatus::Reported };
        let told = Happening::told(from, a, participle, status, "a participle tells of the noun before it");
        Some(Happening { nominal: true, ..told })
    }

    /// "for a protest she held in 2013", "the siege it began in March": a clause with a pronoun right behind its noun, and its
    /// verb right before the date at `a`.
    pub fn bare_relative(&self, a: usize) -> Option<Happening> {
        let verb = a.checked_sub(1).filter(|&k| k > self.p.from + 2)?;
        let pronoun = verb - 1;
        let told = self.r.is(verb, Classes::PAST)
            && !self.r.is(verb, Classes::AUXILIARY)
            && !self.telling(verb).stative
            && matches!(self.r.lower(pronoun), "he" | "she" | "it" | "they" | "we" | "i")
            && self.r.is_nounlike(pronoun - 1)
            && self.p.finite(pronoun - 1) == Finite::No
            && !self.r.is(pronoun - 1, Classes::PAST | Classes::PERSON)
            && !self.r.in_time(pronoun - 1)
            && self.p.main.is_some_and(|m| m < pronoun && !self.r.says(m));
        if !told {
            return None;
        }
        let noun = |k: usize| self.r.is_nounlike(k) && self.p.finite(k) == Finite::No && !self.r.in_time(k);
        let from =
            (self.p.from..pronoun).rev().take(NOUN).take_while(|&k| noun(k)).last().unwrap_or(pronoun - 1);
        let rule = "a clause tells of the noun before it";
        Some(Happening::told(from, a, verb, EventStatus::Reported, rule))
    }

    /// "The bombardment, delivered by more guns than any army had possessed, began on 3 May": where nothing else is dated, the verb right before the
    /// date.
    pub fn verb_beside(&self, a: usize, b: usize) -> Option<Happening> {
        let verb = a.checked_sub(1).filter(|&k| k > self.p.from)?;
        let told = self.r.is(verb, Classes::PAST)
            && !self.r.is(verb, Classes::AUXILIARY | Classes::PARTICIPLE)
            && !self.telling(verb).stative
            && self.p.finite(verb) == Finite::Surely;
        let subject = self.subject().filter(|s| told && s.1 <= verb && !self.denies(s.0, verb))?;
        let own = self.r.is_sign(verb - 1, &[',']) || subject.1 == verb;
        let to = (b..self.p.to).find(|&k| self.r.sign(k).is_some()).unwrap_or(self.p.to);
        let rule = "the date stands behind the verb";
        own.then(|| Happening {
            subject: Some(subject),
            ..Happening::told(verb, to, verb, EventStatus::Reported, rule)
        })
    }

    /// Whether the word at `k` is a participle behind its noun, with the verb of the clause elsewhere.
    fn tells_of_noun(&self, k: usize, a: usize) -> bool {
        // "by letter dated 3 May", "the answer filed on 3 May": the day of a paper is that of what is done by it.
        let form = self.r.is(k, Classes::PARTICIPLE)
            && !self.r.is(k, Classes::AUXILIARY)
            && !self.telling(k - 1).document
            && self.r.lower(k) != "dated"
            && !self.telling(k).stative
            && !self.r.in_time(k);
        let noun = self.r.is_nounlike(k - 1)
            && !self.r.is(k - 1, Classes::PAST | Classes::PARTICIPLE | Classes::PERSON)
            && self.p.finite(k - 1) == Finite::No
            && !matches!(self.r.lower(k - 1), "be" | "been" | "being")
            && !self.r.is_capital(k - 1)
            && !self.r.in_time(k - 1);
        // "After reviewing the plan adopted in 2004, she wrote": a clause without a verb of its own.
        let doing = |m: usize| {
            m > a
                && (self.p.from..k).any(|j| self.r.is(j, Classes::ING))
                && !self.p.has_sure_finite(self.p.from, k)
        };
        let one = |m: usize| self.p.role(m) == self.p.role(k) || doing(m);
        let Some(main) = self.p.main.filter(|&m| m != k && form && noun && one(m)) else {
            return false;
        };
        let sure = self.p.finite(main) == Finite::Surely;
        // "was then first raised": a verb group of its own.
        let group = (k.saturating_sub(3).max(self.p.from)..k).any(|j| self.r.is(j, Classes::AUXILIARY));
        let joint =
            |j: usize| self.r.is_sign(j, &[',', ';', ':', '—', '–']) || self.r.is(j, Classes::COORDINATOR);
        // "said rebels attacked in May": what was said has a verb of its own.
        let before = main < k && !self.r.says(main) && !(main + 1..k).any(joint);
        sure && !group && (main > a || before)
    }

    /// "In resolution 2391 of 8 December, the council called", "By letter of 3 May, he resigned": the day of a paper that leads the
    /// sentence is that of its verb.
    pub fn led_by_document(&self, a: usize, b: usize) -> bool {
        let from = self.p.from;
        let lead = matches!(self.r.lower(from), "in" | "by" | "with" | "through" | "under" | "via");
        lead && self.r.is_sign(b, &[','])
            && (from + 1..a).any(|k| self.telling(k).document)
            && !(from..a).any(|k| self.r.is_sign(k, &[',']) || self.p.finite(k) == Finite::Surely)
    }

    /// "During days of fighting in May, dozens were killed": what leads up to the comma is of the same time.
    pub fn at_once(&self, b: usize) -> bool {
        let lead = matches!(self.r.lower(self.p.from), "during" | "amid" | "amidst" | "throughout");
        lead && self.r.is_sign(b, &[',']) && self.p.main.is_some_and(|m| m > b)
    }
}

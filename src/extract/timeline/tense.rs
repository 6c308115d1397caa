//! Whether a verb tells a happening, and whether it tells it as past, planned or only thought of.

use crate::extract::claims::words::Classes;
use crate::model::EventStatus;

use super::clause::Coming;
use super::site::{Happening, Site};
use super::words::Tense;

impl Site<'_, '_> {
    /// Whether the verb at `head` is told as something past: "left", "was taken", "had been taken".
    pub fn is_told_as_past(&self, head: usize) -> bool {
        let t = self.telling(head);
        if t.auxiliary.is_none() && self.r.is(head, Classes::PAST) && !self.r.is(head, Classes::PARTICIPLE) {
            return true;
        }
        // The auxiliary right before it, adverbs and "been" stepped over.
        let aux = (self.p.from..head)
            .rev()
            .take(4)
            .find(|&k| !self.r.is_adverb(k) && !matches!(self.r.lower(k), "been" | "being"));
        match aux.map(|k| self.r.lower(k)) {
            Some("was" | "were" | "had" | "did") => true,
            _ => {
                let plain = self.r.is(head, Classes::PAST) || t.past;
                plain && aux.is_none_or(|k| self.telling(k).auxiliary.is_none())
            }
        }
    }

    /// "The next report will be issued on 3 May", "Page last updated in May": what a publication says of itself.
    pub fn is_furniture(&self, head: usize) -> bool {
        /// The verb stands among so many first words.
        const REACH: usize = 12;
        let first = (self.p.from..head).find(|&k| self.r.sign(k).is_none() && !self.r.is_adverb(k));
        let passive = matches!(self.r.lower(head), "be" | "been" | "being");
        let head = if passive { self.r.after(head, self.p.to).unwrap_or(head) } else { head };
        let Some(first) = first.filter(|_| self.telling(head).publishes) else { return false };
        let itself = matches!(self.r.lower(first), "this" | "next" | "it");
        let next = self.r.lower(first) == "the" && matches!(self.r.lower(first + 1), "next" | "following");
        let bare = self.telling(first).publication && !self.r.is_plural(first);
        let noun = (first..head).any(|k| self.telling(k).publication);
        let covers = self.r.lower(first) == "it"
            && matches!(self.r.lower(head), "covers" | "covered")
            && (head + 1..self.p.to.min(head + 4)).any(|k| self.telling(k).accounting);
        head - first <= REACH && (covers || noun && (itself || next || bare))
    }

    /// "until May, when he fled": what the clause behind a date that ends at `b` tells.
    pub fn when_behind(&self, b: usize, coming: Coming) -> Option<Happening> {
        let k = if self.r.is_sign(b, &[',']) { b + 1 } else { b };
        if self.r.lower(k) != "when" || k >= self.p.to {
            return None;
        }
        let end = (k + 1..self.p.to).find(|&j| self.r.sign(j).is_some()).unwrap_or(self.p.to);
        let verb = |j: &usize| {
            self.r.is(*j, Classes::PAST | Classes::AUXILIARY) && !self.r.in_time(*j) && *j > k + 1
        };
        let (head, status) = (k + 1..end).find(verb).and_then(|v| self.tells(v, end, coming))?;
        Some(Happening::told(k + 1, end, head, status, "what happened at the end of a time"))
    }

    /// "ships, including those of Osk in 1998, had sailed": the date at `a` is that of an instance, not of the verb.
    pub fn of_instance(&self, a: usize) -> bool {
        let open = (self.p.from..a).rev().find(|&k| self.r.is_sign(k, &[',', '(', ';', '—', '–']));
        open.is_some_and(|k| {
            let led = self.r.lower(k + 1) == "including" || self.r.lower(k + 1) == "notably";
            led && !self.p.has_finite(k + 1, a) && self.p.main.is_some_and(|m| !(k..a).contains(&m))
        })
    }

    /// "While living in Osk in 1994, she wrote": the date `a..b` stands in words with a form in -ing that lead up to the
    /// clause.
    pub fn leads_doing(&self, a: usize, b: usize) -> bool {
        let from = self.p.from;
        matches!(self.r.lower(from), "while" | "whilst" | "when")
            && self.r.is(from + 1, Classes::ING)
            && self.r.is_sign(b, &[','])
            && !self.p.has_sure_finite(from + 1, a)
    }

    /// "The agency said on Friday": of what tokens up to `to` tell nothing but that something was said.
    pub fn only_says(&self, h: &Happening, to: usize) -> bool {
        let said = matches!(self.r.lower(h.head), "said" | "says" | "added");
        let nothing = |k: usize| {
            self.r.in_time(k)
                || self.r.is_adverb(k)
                || self.r.sign(k).is_some()
                || self.r.is(k, Classes::PREPOSITION)
        };
        said && !h.nominal && h.to <= to + 1 && (h.head + 1..h.to).all(nothing)
    }

    /// Whether the verb at `v` tells a happening, which word names it, and how it is told.
    pub fn tells(&self, v: usize, to: usize, coming: Coming) -> Option<(usize, EventStatus)> {
        // "is due to leave", but not "is due to rain".
        let planned =
            self.t.planned.as_ref().and_then(|p| p.longest(self.r.slice(v, to))).is_some_and(|(n, ())| {
                self.r.lower(v + n - 1) != "to"
                    || self.r.is(v + n, Classes::BASE | Classes::VERB | Classes::ADVERB)
            });
        let next = |k: usize| {
            let n = self.r.after(k, to).filter(|&n| n <= k + 4)?;
            // "was on 19 May declared over": a date between the auxiliary and its verb.
            let dated = self.r.is(n, Classes::PREPOSITION) && self.r.in_time(n + 1);
            if dated { (n + 1..to).find(|&j| !self.r.in_time(j) && !self.r.is_adverb(j)) } else { Some(n) }
        };
        // "did not sail"; but "pleaded not guilty" is told of.
        let denied = self.telling(v).auxiliary.is_some()
            && (v..to.min(v + 4)).any(|k| self.telling(k).auxiliary == Some(Tense::Denied));
        if denied {
            return None;
        }
        if planned {
            let head = (v..to.min(v + 6)).rev().find(|&k| self.r.is(k, Classes::VERB)).unwrap_or(v);
            return Some((head, EventStatus::Planned));
        }
        let after = next(v);
        let participle = |k: usize| {
            let t = self.telling(k);
            !t.stative && (self.r.is(k, Classes::PARTICIPLE) || t.past)
        };
        match self.telling(v).auxiliary {
            Some(Tense::Future) => Some((after.unwrap_or(v), EventStatus::Planned)),
            Some(Tense::Modal | Tense::Duty) => Some((after.unwrap_or(v), EventStatus::Hypothetical)),
            Some(Tense::Perfect) => {
                let mut k = after?;
                if self.r.lower(k) == "been" {
                    k = next(k)?;
                    if self.r.is(k, Classes::ING) {
                        return Some((k, EventStatus::Reported));
                    }
                }
                participle(k).then_some((k, EventStatus::Reported))
            }
            Some(Tense::Past) => {
                let mut k = after?;
                // "had to leave": it did.
                if self.r.lower(v) == "had" && self.r.lower(k) == "to" {
                    return Some((next(k)?, EventStatus::Reported));
                }
                if self.r.lower(k) == "been" || self.r.lower(k) == "being" {
                    k = next(k)?;
                }
                let did = matches!(self.r.lower(v), "did");
                let going_on =
                    self.r.is(k, Classes::ING) && !self.telling(k).stative && self.is_verb_group(k);
                (did || going_on || participle(k)).then_some((k, EventStatus::Reported))
            }
            Some(Tense::Present) => {
                let k = after?;
                let going_on =
                    self.r.is(k, Classes::ING) && !self.telling(k).stative && self.is_verb_group(k);
                // "is payable on 3 May"
                let due = coming != Some(false) && self.telling(k).due && self.r.lower(k + 1) != "to";
                if coming == Some(true) && (participle(k) || going_on) || due {
                    return Some((k, EventStatus::Planned));
                }
                going_on.then_some((k, EventStatus::Reported))
            }
            Some(Tense::Base | Tense::Denied) => None,
            None => {
                let t = self.telling(v);
                // "appeared in court" is no "appeared to be".
                let placed = matches!(self.r.lower(v), "appeared" | "stood")
                    && matches!(self.r.lower(v + 1), "at" | "in" | "before" | "on" | "for");
                // "The files dated from 1977"
                let dates = matches!(self.r.lower(v), "dated" | "dates" | "date")
                    && matches!(self.r.lower(v + 1), "from" | "back" | "to");
                if t.stative && !placed || dates {
                    return None;
                }
                if t.past || self.r.is(v, Classes::PAST) {
                    return Some((v, EventStatus::Reported));
                }
                // "The mandate expires on 3 May": the present tells what is fixed.
                let fixed = coming.unwrap_or(t.fixed);
                fixed.then_some((v, EventStatus::Planned))
            }
        }
    }

    /// Whether a form in -ing goes on as a verb does: with an object, a preposition, a date or the end of the sentence behind.
    fn is_verb_group(&self, k: usize) -> bool {
        let next = k + 1;
        next >= self.p.to
            || self.r.sign(next).is_some()
            || self.r.in_time(next)
            || self.r.is(next, Classes::PREPOSITION | Classes::DETERMINER | Classes::ADVERB)
            || self.r.is_capital(next)
            || self.r.is_plural(next)
            || self.r.is(next, Classes::PRONOUN)
    }
}

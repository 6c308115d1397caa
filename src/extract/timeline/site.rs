//! A stretch of text with a date in it: the words around the date, and what it is that the date dates.

use crate::extract::claims::parse::{Finite, Parse};
use crate::extract::claims::reading::Reading;
use crate::extract::claims::words::Classes;

use super::words::{Telling, Tellings};
use crate::model::EventStatus;

/// How far left of a date its noun may begin, in tokens.
const REACH: usize = 24;

/// A claim or sentence, read.
pub(super) struct Site<'s, 'a> {
    pub r: &'s Reading<'a>,
    pub t: &'s Tellings,
    pub p: &'s Parse,
}

/// What a date dates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Happening {
    /// First token of the words that tell it.
    pub from: usize,
    /// One past the last.
    pub to: usize,
    /// The noun or verb that names it.
    pub head: usize,
    pub status: EventStatus,
    pub rule: &'static str,
    /// Told by a noun.
    pub nominal: bool,
    /// The tokens of its subject, where they stand apart from it.
    pub subject: Option<(usize, usize)>,
}

impl Happening {
    /// What the tokens `from..to` tell by the verb `head`.
    pub fn told(from: usize, to: usize, head: usize, status: EventStatus, rule: &'static str) -> Self {
        Self { from, to, head, status, rule, nominal: false, subject: None }
    }
}

impl Site<'_, '_> {
    pub fn telling(&self, at: usize) -> Telling {
        let mut t = self.r.tokens.get(at).map(|t| self.t.of(t.word())).unwrap_or_default();
        t.noun &= !(t.derived && at > self.p.from && self.r.is_capital(at));
        t
    }

    /// The head of a hyphenated or plain event noun at `at`: "cease-fire" is three tokens.
    fn event_noun(&self, at: usize) -> bool {
        let t = self.telling(at);
        if t.noun {
            return true;
        }
        // "cease" "-" "fire": the last part decides.
        self.r.is_sign(at + 1, &['-']) && !self.spaced(at + 1) && self.telling(at + 2).noun
    }

    pub fn spaced(&self, at: usize) -> bool {
        self.r.tokens.get(at).is_some_and(|t| t.spaced())
    }

    /// One past a noun group that begins at `at`: words without finite verb or preposition, hyphens inside.
    fn group_end(&self, at: usize) -> usize {
        let mut k = at;
        while k < self.p.to && k - at < 6 {
            let hyphen = self.r.is_sign(k, &['-']) && !self.spaced(k) && !self.spaced(k + 1);
            let stop = Classes::PREPOSITION
                | Classes::DETERMINER
                | Classes::AUXILIARY
                | Classes::COORDINATOR
                | Classes::RELATIVE
                | Classes::SUBORDINATOR;
            let word = self.r.is_nounlike(k)
                && !self.r.is(k, stop)
                && (self.p.finite(k) != Finite::Surely || self.event_noun(k))
                && !self.r.in_time(k);
            if !hyphen && !word || (k > at && self.is_verb_after_noun(k)) {
                break;
            }
            k += 1;
        }
        k
    }

    /// "the October talks collapsed in": a past form behind an event noun is the verb.
    fn is_verb_after_noun(&self, k: usize) -> bool {
        self.p.finite(k) != Finite::No && self.telling(k - 1).noun && !self.event_noun(k)
    }

    /// "the October cease-fire", "the 2021 withdrawal": the date of tokens `a..b` describes the noun behind it.
    pub fn premodifier(&self, a: usize, b: usize) -> Option<Happening> {
        if b >= self.p.to || !self.spaced(b) || !self.r.is_nounlike(b) {
            return None;
        }
        if a > self.p.from {
            let lead = self.r.lower(a - 1);
            let determined = self.r.is(a - 1, Classes::DETERMINER)
                // "following the 4 January raid": the article is the date's own.
                || self.r.is(a, Classes::DETERMINER)
                || self.r.tokens.get(a - 1).is_some_and(|t| t.shape() == crate::structure::Shape::Possessive)
                || (self.r.is_nounlike(a - 1)
                    && a >= self.p.from + 2
                    && self.r.is(a - 2, Classes::DETERMINER))
                || matches!(lead, "since" | "of" | "after");
            if !determined {
                return None;
            }
        }
        let end = self.group_end(b);
        let head = (b..end).rev().find(|&k| self.telling(k).noun)?;
        let from = self.possessor(self.group_start(a));
        // "the 1997 Harbour Founding Act": a name goes on to its last capital; "the 2014 raid on the port" to its noun.
        let named = (head + 1..end).rev().find(|&k| self.r.is_capital(k) && self.r.is_capital(head));
        let to = named.map_or_else(|| self.complement(head + 1), |k| k + 1);
        Some(Happening {
            from,
            to,
            head,
            status: EventStatus::Reported,
            rule: "the date describes the noun behind it",
            nominal: true,
            subject: None,
        })
    }

    /// "was close to its 2014 average": a date between a determiner and a noun that is no happening, behind the verb, dates
    /// nothing. "In the 2018 season": one that leads the sentence dates what follows.
    pub fn describes(&self, a: usize, b: usize) -> bool {
        let Some((main, lead)) = self.p.main.zip(a.checked_sub(1)) else { return false };
        // "The 2011 flood killed nine" is of that year; "the May committee has met" is not of that month.
        let told = self.r.is(main, Classes::PAST) && !self.r.is(main, Classes::AUXILIARY);
        (main < lead || !told) && self.names(a, b)
    }

    /// Whether a date between a determiner and a noun that is no happening is part of a name: "the 1989 Cup Finals".
    pub fn names(&self, a: usize, b: usize) -> bool {
        let Some(lead) = a.checked_sub(1).filter(|&k| k >= self.p.from) else { return false };
        let possessive =
            |k: usize| self.r.tokens.get(k).is_some_and(|t| t.shape() == crate::structure::Shape::Possessive);
        let noun = b < self.p.to
            && self.spaced(b)
            && self.r.is_nounlike(b)
            && !self.r.in_time(b)
            && !self.r.is(b, Classes::PAST | Classes::AUXILIARY | Classes::PREPOSITION)
            && self.p.finite(b) != Finite::Surely;
        noun && (self.r.is(lead, Classes::DETERMINER) || possessive(lead))
    }

    /// Where the name of the one whose doing it is begins, in front of a noun group that begins at `at`: "Harel's 2014 raid".
    fn possessor(&self, at: usize) -> usize {
        let possessive =
            |k: usize| self.r.tokens.get(k).is_some_and(|t| t.shape() == crate::structure::Shape::Possessive);
        let Some(mark) = at.checked_sub(1).filter(|&k| k > self.p.from && possessive(k)) else { return at };
        let name = (self.p.from..mark).rev().take(4).take_while(|&k| self.r.is_capital(k)).last();
        name.unwrap_or(at)
    }

    /// One past the phrase with "of", "on" or "in" that goes with a noun before `at`, if one follows right there.
    fn complement(&self, at: usize) -> usize {
        let leads =
            matches!(self.r.lower(at), "of" | "on" | "in" | "against" | "between" | "with" | "at" | "for");
        if !leads || self.r.in_time(at + 1) || at >= self.p.to {
            return at;
        }
        let goes_on = |k: usize| {
            let hyphen = self.r.is_sign(k, &['-']) && !self.spaced(k) && !self.spaced(k + 1);
            let owner = k > at + 1
                && self.r.tokens.get(k).is_some_and(|t| t.shape() == crate::structure::Shape::Possessive)
                && self.r.is_nounlike(k + 1);
            hyphen
                || owner
                || !self.r.in_time(k)
                    && !self.verb(k)
                    && (self.r.is_nounlike(k)
                        || self.r.is(k, Classes::DETERMINER)
                        || k > at + 1 && self.r.lower(k) == "of"
                        || k > at + 1
                            && self.r.lower(k) == "and"
                            && self.r.is_capital(k + 1)
                            && self.r.is_capital(k - 1))
                    && self.p.finite(k) != Finite::Surely
        };
        let mut end = at + 1;
        while end < self.p.to && end - at < 8 && goes_on(end) {
            end += 1;
        }
        // A phrase that is broken off says nothing.
        let whole = end > at + 1 && self.r.is_nounlike(end - 1) && end - at < 8;
        if whole { end } else { at }
    }

    /// The first token of the noun group that ends before `at`, its determiner left out.
    fn group_start(&self, at: usize) -> usize {
        let mut k = at;
        while k > self.p.from && at - k < 4 {
            let word = self.r.is_nounlike(k - 1)
                && self.p.finite(k - 1) != Finite::Surely
                && !self.r.is_sign(k - 1, &[','])
                && self.r.tokens.get(k - 1).is_some_and(|t| t.shape() == crate::structure::Shape::Word);
            if !word {
                break;
            }
            k -= 1;
        }
        // Without a determiner before it the words may be anything.
        if k > self.p.from && self.r.is(k - 1, Classes::DETERMINER) { k } else { at }
    }

    /// A noun with the date behind a preposition: "the withdrawal in 2021", "a visit to the capital by the minister in
    /// October", "the summit scheduled for 27 June". `a` is the preposition, or the date where there is none.
    pub fn postmodifier(&self, a: usize, b: usize, preposition: &str) -> Option<Happening> {
        let mut end = a;
        let mut status = EventStatus::Reported;
        let mut participle = false;
        if end > self.p.from && self.telling(end - 1).postnominal {
            participle = true;
            if self.telling(end - 1).to_come {
                status = EventStatus::Planned;
            }
            end -= 1;
            if end > self.p.from && self.r.is_sign(end - 1, &[',']) {
                end -= 1;
            }
        }
        let (from, strong) = self.noun_region(end, participle || preposition == "of")?;
        let head = self.region_head(from, end)?;
        if preposition == "of" {
            // "the events of October": the noun right before. One word says little: "the losses of 1 July".
            let start = self.region_from(from, head);
            let end = if start + 1 == end { b } else { end };
            return Some(self.nominal(start, end, head, status, "the date describes the noun before it"));
        }
        if participle {
            let start = self.region_from(from, head);
            // "Investigations conducted on 3 May": one word says little.
            let to = if start + 1 == end { b } else { end };
            return Some(self.nominal(
                start,
                to,
                head,
                status,
                "a participle hangs the date on the noun before it",
            ));
        }
        if !strong {
            // The noun is the subject. If its verb tells a happening, the clause does; else the noun.
            let tells = (b..self.p.to.min(b + 4)).any(|k| {
                self.p.finite(k) != Finite::No
                    && self.telling(k).auxiliary.is_none()
                    && !self.telling(k).stative
                    && self.r.is(k, Classes::PAST)
            });
            if tells {
                return None;
            }
        }
        let start = self.region_from(from, head);
        Some(self.nominal(start, end, head, status, "the date describes the noun before it"))
    }

    /// "Since the start of the outbreak in 2018, 300 cases have been counted": what has gone on since the date `a..b` that leads
    /// the sentence.
    pub fn gone_on_since(&self, a: usize, b: usize) -> Option<Happening> {
        let main = self.p.main.filter(|&m| m > b)?;
        let first =
            (self.p.from..a).find(|&k| !self.r.is_adverb(k) && !self.r.is(k, Classes::COORDINATOR))?;
        let comma = (b..main).find(|&k| self.r.is_sign(k, &[',']))?;
        if self.r.lower(first) != "since" || !matches!(self.r.lower(main), "has" | "have") {
            return None;
        }
        let (from, to) = self.clause_around(main, main + 1);
        let (head, status) = self.tells(main, to, Some(false))?;
        let from = from.max(comma + 1);
        (!self.denies(from, head))
            .then(|| Happening::told(from, to, head, status, "what has gone on since the date"))
    }

    fn nominal(
        &self,
        from: usize,
        to: usize,
        head: usize,
        status: EventStatus,
        rule: &'static str,
    ) -> Happening {
        Happening { nominal: true, ..Happening::told(from, to, head, status, rule) }
    }

    /// Walks left from `end` to where its noun phrase may begin. Says whether something that takes a happening stands
    /// before it ("since", "including"), `None` where a finite verb comes first.
    fn noun_region(&self, end: usize, of: bool) -> Option<(usize, bool)> {
        let low = self.p.from.max(end.saturating_sub(REACH));
        let mut k = end;
        while k > low {
            let at = k - 1;
            // "with the police assault of 17 February": a noun that could be a verb.
            let named = at + 1 == end
                && self.telling(at).noun
                && self.r.is(at, Classes::BASE)
                && !self.r.is(at, Classes::PAST);
            if self.verb(at) && !named
                || at > low
                    && self.noun_before_verb(at - 1)
                    && self.r.is(at, Classes::PAST)
                    && !self.telling(at).postnominal
            {
                // "feared the truce of April": "of" belongs to the noun whatever stands before.
                return (of && k < end).then_some((k, true));
            }
            let word = self.r.lower(at);
            // "an application to enforce the decision dated 3 May"
            let verb = word == "to" && self.r.is(at + 1, Classes::BASE) && !self.r.is(at + 1, Classes::NOUNY);
            if verb && self.region_head(at + 2, end).is_some() {
                return (k < end).then_some((k, true));
            }
            let strong = matches!(
                word,
                "since"
                    | "after"
                    | "following"
                    | "before"
                    | "including"
                    | "until"
                    | "during"
                    | "amid"
                    | "amidst"
                    | "despite"
                    | "upon"
                    | "throughout"
                    | "pending"
                    | "notwithstanding"
                    | "besides"
            );
            if strong {
                return (k < end).then_some((k, true));
            }
            if self.r.is_sign(at, &[';', ':', '—', '–', '(']) {
                return (k < end).then_some((k, at > self.p.from && self.r.is_sign(at, &['—', '–', '('])));
            }
            if self.r.is_sign(at, &[',']) {
                // "an earlier, successfully mediated conflict" goes on.
                let listed = !self.r.is(at + 1, Classes::DETERMINER)
                    && (at.saturating_sub(3)..at)
                        .any(|j| j >= self.p.from && self.r.is(j, Classes::DETERMINER));
                if !listed {
                    return (k < end).then_some((k, false));
                }
            }
            if at > self.p.from
                && self.r.is(at, Classes::COORDINATOR)
                && self.r.is(at + 1, Classes::DETERMINER)
            {
                return (k < end).then_some((k, false));
            }
            k -= 1;
        }
        (k == self.p.from && k < end).then_some((k, false))
    }

    /// "talks collapsed": of an event noun that could be a verb and the verb behind it, the second is the verb.
    pub fn noun_before_verb(&self, at: usize) -> bool {
        self.telling(at).noun && (self.p.finite(at + 1) != Finite::No || self.r.is(at + 1, Classes::PAST))
    }

    /// Whether a word is a verb here and no participle before its noun.
    pub fn verb(&self, at: usize) -> bool {
        if self.noun_before_verb(at) {
            return false;
        }
        match self.p.finite(at) {
            Finite::Surely => true,
            Finite::No => false,
            Finite::Possibly if self.p.main == Some(at) && !self.r.is_capital(at) => true,
            Finite::Possibly => {
                let next = at + 1;
                let before_noun = self.r.is_nounlike(next)
                    && !self.r.is_capital(next)
                    && !self.r.is(next, Classes::DETERMINER | Classes::PREPOSITION)
                    && !self.r.in_time(next);
                !before_noun
            }
        }
    }

    /// The noun that heads the region: the first event noun before any preposition but "of".
    fn region_head(&self, from: usize, to: usize) -> Option<usize> {
        let mut found = None;
        for k in from..to {
            if self.telling(k).noun && self.r.is_nounlike(k) {
                found = Some(k);
                // "peace talks", "border conflict": the last noun of the group heads it.
                continue;
            }
            if found.is_some() && !self.r.is_nounlike(k) && !self.r.is_sign(k, &['-']) {
                break;
            }
            let of = self.r.lower(k) == "of";
            if found.is_none() && self.r.is(k, Classes::PREPOSITION) && !of {
                return None;
            }
        }
        found
    }

    /// Where the words of a noun begin: after its determiner, at most a few words before the head.
    pub fn region_from(&self, from: usize, head: usize) -> usize {
        let mut k = from;
        for j in (from..head).rev() {
            if self.r.is(j, Classes::DETERMINER) && self.r.lower(j) != "no"
                || self.r.is_sign(j, &[',']) && head - j < 3
            {
                k = j + 1;
                break;
            }
        }
        k.min(head)
    }

    /// "after growing 6 percent in the first nine months": a clause without a finite verb.
    pub fn gerund(&self, a: usize) -> Option<Happening> {
        let low = self.p.from.max(a.saturating_sub(REACH));
        for k in (low..a).rev() {
            if self.verb(k) || self.r.is_sign(k, &[';', ':', ',']) {
                return None;
            }
            let word = if k > self.p.from { self.r.lower(k - 1) } else { "" };
            let after = matches!(word, "after" | "before" | "while" | "since" | "by" | "despite" | "upon");
            // "accused of killing two men in 2013"
            let of = word == "of"
                && k > self.p.from + 1
                && self.r.is(k - 2, Classes::PARTICIPLE | Classes::PAST | Classes::VERB)
                && !self.telling(k).noun;
            if (after || of) && self.r.is(k, Classes::ING) && !self.r.in_time(k) {
                let told = Happening::told(k, a, k, EventStatus::Reported, "a clause with the date in it");
                let own = self.subject().filter(|s| !matches!(self.r.lower(s.0), "it" | "there"));
                return Some(Happening { subject: own, ..told });
            }
        }
        None
    }
}

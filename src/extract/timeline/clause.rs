//! The clause that a date stands in, and what its verb tells.

use crate::extract::claims::parse::{Finite, Role};
use crate::extract::claims::words::Classes;
use crate::model::EventStatus;

use super::site::{Happening, Site};
use super::subject::Inserted;
use super::words::{Governs, Tense};

/// Whether a date lies after the document's; `None` where the document has none.
pub(super) type Coming = Option<bool>;

/// Longest remark in brackets that is stepped over, in tokens: "(hereinafter referred to as the Commercial Court)".
const BRACKET: usize = 16;
/// How far behind "there was" the noun of a happening may stand, in tokens.
const THERE: usize = 10;

impl Site<'_, '_> {
    /// What the main verb tells. `chronicle`: also where it stands in the present; else what "had" happened before is not
    /// told of this time.
    pub fn main(&self, coming: Coming, chronicle: bool) -> Option<Happening> {
        let m = self.p.main?;
        let (from, to) = self.clause_around(m, m + 1);
        let told = self.tells(m, to, coming);
        let present = || {
            let (head, _) = self.tells(m, to, Some(chronicle))?;
            self.telling(m).auxiliary.is_none().then_some((head, EventStatus::Reported))
        };
        let (head, status) = told.filter(|_| chronicle || self.r.lower(m) != "had").or_else(present)?;
        if self.denies(from, head) {
            return None;
        }
        Some(Happening::told(from, to, head, status, "it stands under its date"))
    }

    /// The word that names what tokens `from..to` tell: the main verb, a noun of a happening, else the first word.
    pub fn named(&self, from: usize, to: usize) -> usize {
        let verb = self.p.main.map(|m| match self.telling(m).auxiliary {
            Some(_) => self.r.after(m, to).unwrap_or(m),
            None => m,
        });
        let noun = || (from..to).find(|&k| self.telling(k).noun);
        verb.or_else(noun).unwrap_or(from)
    }

    /// "No talks": nothing happened. "No 197" is a number.
    pub fn denies(&self, from: usize, head: usize) -> bool {
        (from..head).any(|k| match self.r.lower(k) {
            "no" => !self.r.is_number(k + 1) && !self.r.is_sign(k + 1, &['.']),
            word => matches!(word, "neither" | "nor" | "nobody" | "none"),
        })
    }

    /// The clause in which the date of tokens `a..b` stands, if its verb tells a happening.
    pub fn clause(&self, a: usize, b: usize, coming: Coming) -> Option<Happening> {
        if let Some(h) = self.inserted(a, b).and_then(|i| self.told_in_passing(i, a, b)) {
            return Some(h);
        }
        let (from, to) = self.clause_around(a, b);
        let role = self.p.role(a);
        // "He said that on 3 May they left": what was said has a verb of its own.
        let content = || (from..a).rev().take_while(|&k| self.p.role(k) == Role::Content).last();
        // "accepted that advice and she left": no clause of its own before the "and".
        let joins =
            |j: usize| self.r.is(j, Classes::COORDINATOR) && !self.r.in_time(j - 1) && !self.r.in_time(j + 1);
        let own_verb = |k: &usize| {
            let and = (*k + 1..to).find(|&j| joins(j)).unwrap_or(to);
            (*k..and).any(|j| self.p.finite(j) != Finite::No || self.r.is(j, Classes::PAST))
        };
        let from = if role == Role::Content { content().filter(own_verb).unwrap_or(from) } else { from };
        let main = self.p.main.filter(|&m| {
            m >= from
                && m < to
                && self.p.role(m) == self.p.role(a)
                && !self.noun_before_verb(m)
                && !self.r.in_time(m)
        });
        let verb = main
            .or_else(|| {
                (from..to).find(|&k| {
                    self.p.finite(k) == Finite::Surely && !self.noun_before_verb(k) && !self.r.in_time(k)
                })
            })
            .or_else(|| {
                (from..to)
                    .find(|&k| self.p.finite(k) == Finite::Possibly && self.verb(k) && !self.r.in_time(k))
            });
        // "Forces from Harel crossed the river": a plural that could be a verb, with no subject of its own before it.
        let plural = |v: usize| {
            let subject = (from..v)
                .any(|k| self.r.is_nounlike(k) && !self.r.in_time(k) || self.r.is(k, Classes::PERSON));
            let listed = v > from && self.r.is(v - 1, Classes::COORDINATOR);
            self.r.is(v, Classes::THIRD) && self.r.is(v, Classes::NOUNY) && (!subject || listed)
        };
        let verb = verb.map(|v| {
            // "last met in Sochi"
            if self.r.lower(v) == "last" && self.r.is(v + 1, Classes::PAST) {
                return v + 1;
            }
            let past =
                |k: &usize| self.r.is(*k, Classes::PAST) && self.verb(*k) && !self.telling(*k).postnominal;
            if plural(v) { (v + 1..to).find(past).unwrap_or(v) } else { v }
        });
        // A past form behind an event noun is its verb, even where the reading took the noun for one.
        let verb = verb.or_else(|| {
            (from + 1..to).find(|&k| self.noun_before_verb(k - 1) && self.r.is(k, Classes::PAST))
        });
        // "Before dawn on 3 May, six men entered": a phrase without a verb dates the clause behind its comma.
        // "On 3 May, while off Sarn, the boat sank": what stands between says nothing of the verb.
        let leads = matches!(role, Role::Sub | Role::Main);
        let led = verb.is_none() && leads && self.p.main.is_some_and(|m| m >= b);
        let verb = verb.or(self.p.main.filter(|_| led))?;
        let (mut from, to) = if led { self.clause_around(verb, verb + 1) } else { (from, to) };
        let mut role = if led { Role::Main } else { role };
        let mut verb = verb;
        let mut subject = None;
        // "The levy, raised in May, was lifted in June": the date behind the second comma is that of the verb behind it.
        if let Some(passing) = self.inserted(verb, verb + 1).filter(|i| a >= i.close) {
            (from, verb) = (passing.close + 1, self.r.after(passing.close, to)?);
            subject = self.subject();
        } else if role != Role::Relative
            && let Some(k) = self.relative_before(verb)
            && self.antecedent(k).is_some()
        {
            (from, role) = (k, Role::Relative);
        }
        let hypothetical = |h: Happening| match role {
            Role::Condition => Happening { status: EventStatus::Hypothetical, ..h },
            _ => h,
        };
        if self.telling(verb).auxiliary.is_some()
            && let Some(h) = self.there(verb, a, to, coming).or_else(|| self.held(from, verb, a, b, coming))
        {
            return Some(hypothetical(h));
        }
        if let Some(h) = self.joined(from, verb, a, to, coming) {
            return Some(hypothetical(h));
        }
        let (verb, (head, status)) = match self.tells(verb, to, coming) {
            Some(told) => (verb, told),
            // "rebel groups declared": a noun that could be a verb, with the verb behind it.
            None => {
                let noun = self.telling(verb).auxiliary.is_none()
                    && !self.r.is(verb, Classes::PAST | Classes::PARTICIPLE)
                    && self.p.finite(verb) != Finite::Surely;
                let past = |k: &usize| {
                    self.r.is(*k, Classes::PAST)
                        && (self.r.is_nounlike(k - 1) || self.r.is_sign(k - 1, &[',']))
                        && !self.r.in_time(*k)
                        && !self.telling(*k).postnominal
                };
                let sure =
                    |k: &usize| self.p.finite(*k) == Finite::Surely && self.r.is(*k, Classes::AUXILIARY);
                let behind = (verb + 1..to).find(|k| past(k) || sure(k));
                // "received distress signals": the past form in front of what was taken for the verb.
                let before = || (from + 1..verb).rev().find(|k| past(k) && !self.r.in_time(k - 1));
                let own = behind.or_else(before).filter(|_| noun)?;
                (own, self.tells(own, to, coming)?)
            }
        };
        // "No talks were held": nothing happened.
        if self.denies(from, head) {
            return None;
        }
        if let Some(h) = self.judged(from, head, a) {
            return Some(hypothetical(h));
        }
        match self.governed(from, head, a, coming) {
            Some(Some(h)) => return Some(hypothetical(h)),
            Some(None) => return None,
            None => {}
        }
        let to = if led { to } else { self.run_on(to, b) };
        let mut to = self.before_next(b, to);
        if role == Role::Relative {
            to = self.relative_end(b, to);
            // "It was in May that the yard was shut": the pronoun stands for nothing.
            let cleft = self.r.lower(self.p.from) == "it" && self.r.is(self.p.from + 1, Classes::BE);
            subject = self.antecedent(from).filter(|_| !cleft);
        } else if subject.is_none() && !led {
            subject = self.far_subject(from, verb);
        }
        let told = Happening::told(from, to, head, status, "the date stands in the clause of the verb");
        Some(hypothetical(Happening { subject, ..told }))
    }

    /// "There was an attack on the base": the noun behind the verb is what happened.
    fn there(&self, verb: usize, a: usize, to: usize, coming: Coming) -> Option<Happening> {
        let before = (self.p.from..verb).rev().take(4);
        before.into_iter().find(|&k| self.r.lower(k) == "there").filter(|&k| k + 3 > verb)?;
        let first = (verb + 1..to).find(|&k| !matches!(self.r.lower(k), "been" | "be" | "also"))?;
        let head = (first..to.min(first + THERE)).find(|&k| self.telling(k).noun && !self.r.in_time(k))?;
        if self.denies(verb, head) {
            return None;
        }
        let to = if a > head { a } else { to };
        let status = self.of_state(verb, coming)?;
        Some(Happening::told(first, to, head, status, "the date stands in the clause of the verb"))
    }

    /// "The elections are on 3 May": the date is said of the noun.
    fn held(&self, from: usize, verb: usize, a: usize, b: usize, coming: Coming) -> Option<Happening> {
        let direct = a == verb + 1 || a == verb + 2 && self.r.is(verb + 1, Classes::PREPOSITION);
        let ends = b >= self.p.to || self.r.sign(b).is_some();
        let last = (from..verb).rev().find(|&k| self.r.is_nounlike(k))?;
        let told = self.telling(last).noun && last + 3 > verb && !self.denies(from, last);
        if !(direct && ends && told) {
            return None;
        }
        let status = self.of_state(verb, coming)?;
        Some(Happening::told(from, verb, last, status, "the date is said of the noun"))
    }

    /// What "is", "was" or "will be" says of the time of a noun.
    fn of_state(&self, verb: usize, coming: Coming) -> Option<EventStatus> {
        Some(match self.telling(verb).auxiliary? {
            Tense::Past | Tense::Perfect => EventStatus::Reported,
            Tense::Future => EventStatus::Planned,
            Tense::Present if coming == Some(false) => EventStatus::Reported,
            Tense::Present => EventStatus::Planned,
            Tense::Modal | Tense::Duty => EventStatus::Hypothetical,
            Tense::Base | Tense::Denied => return None,
        })
    }

    /// "was arrested on 3 May, charged on 5 May and released": where an earlier verb has its date, the date at `a` is that of
    /// the verb joined on right before it.
    fn joined(&self, from: usize, verb: usize, a: usize, to: usize, coming: Coming) -> Option<Happening> {
        let joint = |k: usize| self.r.is_sign(k, &[',', ';']) || self.r.is(k, Classes::COORDINATOR);
        let (k, own, auxiliary) = (verb + 1..a).rev().filter(|&k| joint(k)).find_map(|k| {
            let auxiliary = self.joined_auxiliary(k, a);
            let own = self.joined_verb(k, a).or(auxiliary)?;
            let apart = auxiliary.is_some() || self.r.is_dated(self.r.span(verb, k));
            apart.then_some((k, own, auxiliary))
        })?;
        let end = self.before_next(a, to);
        let (head, status, subject) = if auxiliary == Some(own) {
            // "was adjourned and is due to resume on 3 May"
            let (head, status) = self.tells(own, end, coming)?;
            (head, status, self.subject().filter(|s| s.1 <= own))
        } else {
            let (_, status) = self.tells(verb, k, coming)?;
            // "was announced in May and took effect in June"
            let aux = self.telling(verb).auxiliary.is_some() && self.r.is(own, Classes::PARTICIPLE);
            (own, status, Some((from, verb + usize::from(aux))))
        };
        let told = Happening::told(own, end, head, status, "the date is that of a verb joined on");
        Some(Happening { subject, ..told })
    }

    /// The auxiliary that an "and" at `k` joins on: a verb group of its own.
    fn joined_auxiliary(&self, k: usize, to: usize) -> Option<usize> {
        let own = self.r.after(k, to).filter(|_| self.r.is(k, Classes::COORDINATOR))?;
        let aux = self.telling(own).auxiliary.is_some() && self.p.finite(own) == Finite::Surely;
        // "was signed in April and enters into force on 1 July"
        let fixed = self.telling(own).fixed && self.r.is(own, Classes::THIRD);
        (aux || fixed).then_some(own)
    }

    /// What a participle between commas tells of the noun before it, by the date `a..b` in it.
    fn told_in_passing(&self, i: Inserted, a: usize, b: usize) -> Option<Happening> {
        // "The cable, dated 3 May, describes": the day of a paper is no happening.
        if self.telling(i.verb).stative || self.r.lower(i.verb) == "dated" {
            return None;
        }
        let next = self.before_next(b, i.close);
        // "introduced in May and raised a year later": of several participles the one right before the date.
        let own = (i.verb + 1..a)
            .rev()
            .filter(|&k| self.r.is(k, Classes::COORDINATOR) || self.r.is_sign(k, &[',']))
            .find_map(|k| self.joined_verb(k, a))
            .filter(|&own| self.r.is_dated(self.r.span(i.verb, own)))
            .unwrap_or(i.verb);
        let status = if self.telling(own).to_come { EventStatus::Planned } else { EventStatus::Reported };
        let told = Happening::told(own, next, own, status, "a participle tells of the noun before it");
        Some(Happening { subject: self.subject().filter(|s| s.1 <= i.open), ..told })
    }

    /// What someone was tried or praised for: "was sentenced for taking part in the rally in 2018", "was jailed for the
    /// murder of a guard in 2018" date what was done.
    fn judged(&self, from: usize, head: usize, a: usize) -> Option<Happening> {
        if !self.telling(head).judges {
            return None;
        }
        let about =
            |k: usize| matches!(self.r.lower(k), "for" | "of" | "over" | "with") && !self.r.in_time(k + 1);
        let comma = (head..a).rev().find(|&k| self.r.is_sign(k, &[',', ';'])).unwrap_or(head);
        if let Some(k) = (comma + 1..a).rev().find(|&k| about(k) && self.r.is(k + 1, Classes::ING)) {
            let told = Happening::told(
                k + 1,
                a,
                k + 1,
                EventStatus::Reported,
                "the date is that of what was judged",
            );
            return Some(Happening { subject: Some((from, head + 1)), ..told });
        }
        let k = (comma + 1..a).find(|&k| about(k) && self.r.is(k + 1, Classes::DETERMINER))?;
        let noun = (k + 2..a).find(|&k| self.telling(k).noun && self.r.is_nounlike(k))?;
        let told =
            Happening::told(k + 2, a, noun, EventStatus::Reported, "the date is that of what was judged");
        (self.r.lower(a) == "in").then_some(Happening { nominal: true, ..told })
    }

    /// The past form that a comma or "and" at `k` joins on, before token `to`.
    fn joined_verb(&self, k: usize, to: usize) -> Option<usize> {
        let own = (k + 1..to).find(|&j| !self.r.is_adverb(j) && !self.r.is(j, Classes::COORDINATOR))?;
        let past = self.r.is(own, Classes::PAST | Classes::PARTICIPLE) || self.telling(own).past;
        let noun = self.r.is_nounlike(own + 1) && !self.r.in_time(own + 1) && self.telling(own).postnominal;
        (past && !self.telling(own).stative && !noun && !self.r.is_capital(own)).then_some(own)
    }

    /// Where the next verb that has a date of its own is joined on, behind a date that ends at `b`.
    fn before_next(&self, b: usize, to: usize) -> usize {
        let joint = |k: usize| self.r.is_sign(k, &[',', ';']) || self.r.is(k, Classes::COORDINATOR);
        let next = (b..to).filter(|&k| joint(k)).find(|&k| {
            let own = self.joined_verb(k, to).or_else(|| self.joined_auxiliary(k, to));
            own.is_some_and(|own| self.r.is_dated(self.r.span(own, to)))
        });
        next.unwrap_or(to)
    }

    /// What the date at `a` dates where the verb at `head` governs it through another word: "agreed to meet on 3 May" dates
    /// the meeting, "recalled the raid of last May" the raid. `Some(None)` where that cannot be told, `None` where the verb
    /// itself is dated.
    fn governed(&self, from: usize, head: usize, a: usize, coming: Coming) -> Option<Option<Happening>> {
        let infinitive = (head + 1..a).rev().find(|&k| {
            self.r.lower(k) == "to" && self.r.is(k + 1, Classes::BASE | Classes::VERB) && !self.r.in_time(k)
        });
        let governs = self.telling(head).governs.filter(|_| self.r.lower(a) != "since");
        if let Some(k) = infinitive {
            // "agreed to pay by 2 May": the day is that of the paying.
            let due = governs == Some(Governs::Promise) && matches!(self.r.lower(a), "by" | "before");
            // "agreed to talk on 2 May": unless that day is to come, it is more likely when they agreed.
            if governs.is_some() && coming != Some(true) && !due {
                return None;
            }
            // "agreed to meet", "urged the new owners to meet".
            let verbal = |j: usize| {
                self.p.finite(j) == Finite::Surely || self.r.is(j, Classes::ING | Classes::PREPOSITION)
            };
            let near = k - head <= 6 && !(head + 1..k).any(verbal);
            let status = match governs {
                Some(Governs::Promise) if self.r.after(head, k + 1) == Some(k) => EventStatus::Planned,
                Some(Governs::Demand) if near => EventStatus::Hypothetical,
                _ => {
                    let inner = (head + 1..k).any(|j| self.telling(j).governs.is_some());
                    return inner.then_some(None);
                }
            };
            let told =
                Happening::told(k + 1, a, k + 1, status, "the date is set for what was agreed or asked");
            return Some(Some(Happening { subject: Some((from, head + 1)), ..told }));
        }
        if governs != Some(Governs::Recount) || a < head + 3 {
            return None;
        }
        let noun = (head + 1..a).rev().find(|&k| self.telling(k).noun && self.r.is_nounlike(k));
        Some(noun.map(|k| Happening {
            nominal: true,
            ..Happening::told(
                self.region_from(head + 1, k),
                a,
                k,
                EventStatus::Reported,
                "the date describes the noun before it",
            )
        }))
    }

    /// The run of tokens around the date that stand in the same part of the sentence.
    pub fn clause_around(&self, a: usize, b: usize) -> (usize, usize) {
        let side = |k: usize| match self.p.role(k) {
            Role::Content | Role::Main => 0,
            Role::Condition => 1,
            Role::Sub => 2,
            Role::Relative => 3,
            Role::Aside => 4,
        };
        let own = side(a);
        let edge = |k: usize| {
            side(k) != own
                || self.r.is_sign(k, &[';', '—'])
                || self.r.is_sign(k, &[':']) && self.spaced(k + 1)
        };
        let left = |mut k: usize| {
            // "…, so that on 3 May the list was sent"
            let result = |k: usize| self.r.lower(k) == "so" && self.r.lower(k + 1) == "that";
            while k > self.p.from && !edge(k - 1) && !result(k) {
                k -= 1;
            }
            k
        };
        let right = |mut k: usize| {
            while k < self.p.to && !edge(k) {
                k += 1;
            }
            k
        };
        let (mut from, mut to) = (left(a), right(b));
        // "the army, which had 300 men, left": what stands between a subject and its verb is stepped over.
        let between = |k: usize| own == 0 && matches!(self.p.role(k), Role::Relative | Role::Aside);
        let headless = |from: usize, to: usize| {
            let first = (from..to).find(|&k| !self.r.is_adverb(k) && self.r.sign(k).is_none());
            !self.p.has_finite(from, to) || first.is_some_and(|k| self.p.finite(k) == Finite::Surely)
        };
        if from > self.p.from && between(from - 1) && headless(from, to) {
            let over = (self.p.from..from).rev().find(|&k| !between(k));
            from = over.filter(|&k| !edge(k)).map_or(from, left);
        }
        if to < self.p.to && between(to) && !self.p.has_finite(from, to) {
            let over = (to..self.p.to).find(|&k| !between(k));
            to = over.filter(|&k| !edge(k)).map_or(to, right);
        }
        // "said that the clerk, who had been freed, might leave": what is said has its verb behind the relative clause.
        let said = (from..to)
            .rev()
            .find(|&k| self.p.role(k) == Role::Content && (k == from || self.p.role(k - 1) != Role::Content));
        if own == 0
            && let Some(said) = said
            && to < self.p.to
            && between(to)
            && !self.p.has_finite(said, to)
        {
            let over = (to..self.p.to).find(|&k| !between(k));
            to = over.filter(|&k| !edge(k)).map_or(to, right);
        }
        // "including 21 National Harbour Trust (NHT) contracts": a few words in brackets end no clause.
        for _ in 0..4 {
            let close = (to..self.p.to.min(to + BRACKET)).find(|&k| self.r.is_sign(k, &[')']));
            let goes_on = |k: usize| k + 1 < self.p.to && !edge(k + 1) && self.r.is_word(k + 1);
            let Some(close) = close.filter(|&k| self.r.is_sign(to, &['(']) && to > b && goes_on(k)) else {
                break;
            };
            to = right(close + 1);
        }
        for _ in 0..4 {
            let Some(close) = from.checked_sub(1).filter(|&k| k > self.p.from && self.r.is_sign(k, &[')']))
            else {
                break;
            };
            let low = self.p.from.max(close.saturating_sub(BRACKET));
            let Some(open) = (low..close).rev().find(|&k| self.r.is_sign(k, &['('])).filter(|&k| k > low)
            else {
                break;
            };
            let headless = self.r.is(from, Classes::PAST) && !self.r.is(from, Classes::NOUNY);
            if self.p.has_finite(from, a) && !headless || self.r.is_sign(from, &[',', ';']) || edge(open - 1)
            {
                break;
            }
            from = left(open);
        }
        // "when …" inside one role: nothing more to cut; an "and" with a verb of its own behind it is cut.
        let subject_goes_on = |k: usize| {
            // "a team from the port, and two guards, searched": the verb is still to come.
            self.p.main.is_some_and(|m| m > k)
                && !(b..k).any(|j| self.verb(j) && self.r.is(j, Classes::PAST) && self.r.lower(j + 1) != "by")
        };
        for k in (b..to).rev() {
            if k + 1 < to
                && !subject_goes_on(k)
                && self.r.is(k, Classes::COORDINATOR)
                && self.r.is_sign(k.saturating_sub(1), &[','])
                && self.p.has_finite(k + 1, to)
            {
                to = k - 1;
            }
        }
        let cut = (from + 1..a).rev().find(|&k| {
            self.r.is(k, Classes::COORDINATOR)
                && self.r.is_sign(k - 1, &[','])
                && self.p.has_finite(from, k)
                && self.p.has_finite(k, a)
        });
        from = cut.map_or(from, |k| k + 1);
        (from, to.max(b))
    }

    /// Past the end of a clause up to the next comma or other date, where no sign marks that end: "every lorry that enters".
    fn run_on(&self, to: usize, date_end: usize) -> usize {
        let mut k = to;
        while k < self.p.to && k - to < 12 && k >= date_end {
            let stop = self.r.is_sign(k, &[',', ';', ':', '—', '–', '(', '.']) || self.r.in_time(k);
            if stop {
                return if self.r.in_time(k) { to } else { k };
            }
            k += 1;
        }
        if k == self.p.to { k } else { to }
    }
}

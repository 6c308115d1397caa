//! A rough reading of one clause: which words are finite verbs, which words stand in the main clause, where its verb is.
//!
//! There is no tagger. Closed classes, verb forms and positions decide; where they do not, a verb is only "possibly" one
//! and gives way to a sure one.

use super::finite::finite;
use super::lexicon::{Entry, Sense};
use super::reading::Reading;
use super::words::Classes;

/// What part of a clause a token stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extract) enum Role {
    Main,
    /// Under "if", "unless".
    Condition,
    /// Under another subordinator.
    Sub,
    /// In a relative clause.
    Relative,
    /// Between dashes or in brackets.
    Aside,
    /// After "that", as the object of the main verb.
    Content,
}

/// How surely a token is a finite verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::extract) enum Finite {
    No,
    Possibly,
    Surely,
}

/// A cue of the lexicon in the clause.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    /// Its first token.
    pub at: usize,
    /// Number of tokens.
    pub len: usize,
    pub entry: &'static Entry,
    pub role: Role,
}

impl Mark {
    /// Whether it stands where it speaks of the main predicate.
    pub fn is_main(&self) -> bool {
        matches!(self.role, Role::Main | Role::Content)
    }
}

/// A clause, read.
pub(in crate::extract) struct Parse {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    roles: Vec<Role>,
    finite: Vec<Finite>,
    /// The first word of the main predicate.
    pub main: Option<usize>,
    /// Its subject stands in the clause before it ("…, and agreed to pay"): it can be no order.
    pub elided: bool,
    /// It opens with a condition without "if": "Should the vote fail, …".
    pub inverted: bool,
    pub(super) marks: Vec<Mark>,
}

impl Parse {
    pub fn of(r: &Reading<'_>, from: usize, to: usize) -> Self {
        let finite: Vec<Finite> = (from..to).map(|k| finite(r, k, from, to)).collect();
        let mut parse = Self {
            from,
            to,
            roles: vec![Role::Main; to.saturating_sub(from)],
            finite,
            main: None,
            elided: false,
            inverted: false,
            marks: Vec::new(),
        };
        parse.assign(r);
        parse.mark(r);
        parse
    }

    pub fn role(&self, at: usize) -> Role {
        at.checked_sub(self.from).and_then(|k| self.roles.get(k)).copied().unwrap_or(Role::Main)
    }

    pub fn finite(&self, at: usize) -> Finite {
        at.checked_sub(self.from).and_then(|k| self.finite.get(k)).copied().unwrap_or(Finite::No)
    }

    /// Whether a finite verb stands from `a` up to `b`.
    pub fn has_finite(&self, a: usize, b: usize) -> bool {
        (a..b).any(|k| self.finite(k) != Finite::No)
    }

    /// Whether a sure finite verb stands from `a` up to `b`.
    pub fn has_sure_finite(&self, a: usize, b: usize) -> bool {
        (a..b).any(|k| self.finite(k) == Finite::Surely)
    }

    /// Whether the word at `at` heads the main predicate: it is the main verb, or nothing but auxiliaries, adverbs and
    /// "to" lie between.
    pub fn heads_predicate(&self, r: &Reading<'_>, at: usize) -> bool {
        let Some(main) = self.main else { return false };
        let between = Classes::AUXILIARY | Classes::ADVERB | Classes::COPULA;
        // "has, in a way, pushed": what stands between two commas does not part a verb from its auxiliary.
        let comma = |k: usize| r.sign(k) == Some(',');
        let resumed = comma(main + 1)
            .then(|| (main + 2..at.min(main + 12)).find(|&k| comma(k)).map(|k| k + 1))
            .flatten()
            .unwrap_or(main);
        at >= main
            && at - resumed <= 6
            && (resumed..at).all(|k| {
                r.is(k, between) || matches!(r.lower(k), "to" | "been" | "be" | "being" | "have" | "not")
            })
    }

    /// Whether a modal stands in the clause.
    pub(super) fn has_modal(&self, r: &Reading<'_>) -> bool {
        (self.from..self.to).any(|k| r.is(k, Classes::MODAL) && self.finite(k) != Finite::No)
    }

    fn set(&mut self, a: usize, b: usize, role: Role) {
        for k in a..b {
            if let Some(slot) = k.checked_sub(self.from).and_then(|k| self.roles.get_mut(k)) {
                *slot = role;
            }
        }
    }

    /// The role that the word at `at` opens, if it opens a clause of its own.
    fn opener(&self, r: &Reading<'_>, at: usize) -> Option<Role> {
        let c = r.class(at);
        if c.any(Classes::RELATIVE) && r.lower(at) != "that" {
            return Some(Role::Relative);
        }
        if !c.any(Classes::SUBORDINATOR) {
            return None;
        }
        match r.lower(at) {
            "if" if at > self.from && matches!(r.lower(at - 1), "as" | "even" | "what" | "only") => {
                Some(if r.lower(at - 1) == "only" { Role::Condition } else { Role::Sub })
            }
            "provided" if !provides(r, self.from, at) => None,
            // "the clerk, an aide, provided the list": a clause that has no verb yet can set no condition.
            "provided" if at > self.from && !self.has_sure_finite(self.from, at) => None,
            // "because of the storm": a preposition.
            "because" if r.lower(at + 1) == "of" => None,
            "if" | "unless" | "provided" => Some(Role::Condition),
            // "As of 9 October", "as for the crew", "as in May"
            "as" if r.is(at + 1, Classes::PREPOSITION & !Classes::DETERMINER) => None,
            "even" => matches!(r.lower(at + 1), "as" | "though" | "if" | "when").then_some(Role::Sub),
            "so" => (r.lower(at + 1) == "that").then_some(Role::Sub),
            _ => Some(Role::Sub),
        }
    }

    /// Gives roles from left to right and finds the main verb.
    fn assign(&mut self, r: &Reading<'_>) {
        let (from, to) = (self.from, self.to);
        let mut k = from;
        while k < to && (r.is(k, Classes::COORDINATOR) || r.is_adverb(k) || r.is_sign(k, &[',', '“', '"']))
        {
            k += 1;
        }
        let mut opening = None;
        // "When …," / "If …,": up to the first comma behind a verb of its own.
        let opener = if k < to && inverts(r, k, to) { Some(Role::Condition) } else { None };
        self.inverted = opener.is_some();
        if k < to
            && let Some(role) = opener.or_else(|| self.opener(r, k))
            && role != Role::Relative
        {
            // "Though many fled - accused of theft, arson and worse - others stayed": what stands between dashes has
            // commas of its own.
            let dashes: Vec<usize> = (k..to).filter(|&j| is_dash(r, j) || r.sign(j) == Some('—')).collect();
            let aside = match dashes.as_slice() {
                [open, close, ..] => (*open, *close),
                _ => (to, to),
            };
            // A comma within a date ("30 September, 2008") parts nothing.
            let commas = || {
                (k..to).filter(|&j| r.sign(j) == Some(',') && !(aside.0 < j && j < aside.1) && !r.in_time(j))
            };
            // "After reviewing the files, we hold that …": no verb of its own is to be waited for.
            let reduced = || {
                let clause = |j: usize| {
                    r.is(j + 1, Classes::DETERMINER | Classes::PERSON) && self.has_finite(j + 2, to)
                };
                r.is(k + 1, Classes::ING).then(|| commas().find(|&j| clause(j))).flatten()
            };
            // "Since its discovery in May, a strain has …": a preposition with a noun, and no clause.
            let prepositional = || {
                let j =
                    commas().next().filter(|_| r.is(k, Classes::ALSO_PREPOSITION) && r.lower(k) != "as")?;
                let subject = r.is(j + 1, Classes::DETERMINER | Classes::PERSON) || r.is_nounlike(j + 1);
                let own = commas().nth(1).unwrap_or(to);
                (subject && !self.has_finite(k + 1, j) && self.has_sure_finite(j + 2, own)).then_some(j)
            };
            let end = reduced()
                .or_else(prepositional)
                .or_else(|| {
                    commas().find(|&j| {
                        self.has_finite(k, j) && self.has_finite(j, to) && !r.is(j + 1, Classes::COORDINATOR)
                    })
                })
                .or_else(|| {
                    // "If the vote fails - and it may - the talks end."
                    let close = dashes.get(1).copied();
                    close.filter(|&j| self.has_finite(k, j) && self.has_finite(j, to))
                })
                .or_else(|| if self.inverted { None } else { commas().next() });
            self.inverted &= end.is_some();
            // "Since troops left in 2021 its rulers have wanted …, and …": the comma comes too late to end the clause.
            let sure = |a: usize, b: usize| (a..b).filter(|&j| self.finite(j) == Finite::Surely).count();
            let late = end.is_some_and(|end| {
                // "While the bank says prices rose, …": a verb of saying has another behind it.
                sure(k, end) > 1
                    && !(k..end).any(|j| {
                        r.is(j, Classes::COORDINATOR | Classes::RELATIVE)
                            || self.finite(j) == Finite::Surely && r.says(j) && !r.is(j, Classes::NOUNY)
                    })
            });
            if late {
                opening = Some(role);
            } else if let Some(end) = end {
                self.set(k, end, role);
                k = end + 1;
            } else if r.is(k, Classes::ALSO_PREPOSITION) {
                k += 1;
            }
        }
        let mut state = opening.unwrap_or(Role::Main);
        // Finite verbs that belong to an open relative or subordinate clause before the main verb.
        let mut owed = i32::from(opening.is_some());
        while k < to {
            let sign = r.sign(k);
            if let Some(close) = match sign {
                Some('(') => Some(&[')'][..]),
                // "“[They should] help us,”": words put into a quotation.
                Some('[') if k > from && !r.is_sign(k - 1, &['“', '"', '‘', '\'']) => Some(&[']'][..]),
                Some('—') => Some(&['—'][..]),
                Some('–') if r.tokens.get(k).is_some_and(|t| t.spaced()) => Some(&['–'][..]),
                Some('-') if is_dash(r, k) => Some(&['-'][..]),
                _ => None,
            } {
                let end = (k + 1..to).find(|&j| r.is_sign(j, close) && (sign != Some('-') || is_dash(r, j)));
                // A lone dash opens a remark up to the end, if the sentence has said something before.
                if let Some(end) =
                    end.or((self.main.is_some() && !matches!(sign, Some('(' | '['))).then_some(to))
                {
                    let end = (end + 1).min(to);
                    self.set(k, end, Role::Aside);
                    k = end;
                    continue;
                }
            }
            match sign {
                Some(';' | ':') => {
                    state = Role::Main;
                    owed = 0;
                }
                // "will press on until it yields, ends the raids and pays": a third person can be no verb of "will".
                Some(',')
                    if matches!(state, Role::Sub | Role::Relative)
                        && r.is(k + 1, Classes::THIRD)
                        && self.main.is_some_and(|m| r.is(m, Classes::MODAL)) => {}
                Some(',') if state != Role::Content => {
                    state = Role::Main;
                    owed = 0;
                }
                _ => {}
            }
            if k > from && r.lower(k) == "that" && r.is(k, Classes::RELATIVE) {
                if let Some(role) = self.that(r, k) {
                    state = role;
                    owed = i32::from(self.main.is_none());
                }
            } else if k > from
                && let Some(role) = self.opener(r, k)
                && self.opens(r, k)
            {
                state = role;
                owed = i32::from(self.main.is_none());
            }
            // "after market forces began": of a noun that could be a verb and the sure verb behind it, the second is the verb.
            let noun = owed > 0
                && self.finite(k) == Finite::Possibly
                && r.is(k, Classes::NOUNY)
                && r.is(k + 1, Classes::PAST)
                && !r.is(k + 1, Classes::AUXILIARY)
                && self.finite(k + 1) == Finite::Surely;
            if self.finite(k) != Finite::No && self.main.is_none() && !noun {
                if owed > 0 {
                    // "the union, which says it is poor, asked …": the clause of what is said is owed as well.
                    let says = state == Role::Relative
                        && r.says(k)
                        && (r.is(k + 1, Classes::PERSON) || r.lower(k + 1) == "that");
                    owed -= i32::from(!says);
                } else if self.finite(k) == Finite::Surely
                    || !self.surer_verb_follows(r, k)
                        && !self.is_inserted_participle(r, k)
                        && !self.is_plural_noun(r, k)
                        && !self.is_before_insertion(r, k)
                        && !self.is_fronted_participle(r, k)
                {
                    state = Role::Main;
                    self.main = Some(k);
                }
            }
            self.set(k, k + 1, state);
            k += 1;
        }
        // "backed down after others threatened": a verb without its subject opens the clause, the other is in one of its own.
        let first = (from..to).find(|&k| !r.is_adverb(k));
        if let (Some(first), Some(main)) = (first, self.main)
            && r.is(first, Classes::PAST)
            && !r.is(first, Classes::NOUNY | Classes::GUESSED)
            && !r.is_capital(first)
            && !(first..main).any(|k| r.sign(k) == Some(','))
            && (first + 1..main)
                .any(|k| matches!(r.lower(k), "after" | "before" | "when" | "because" | "until"))
        {
            self.main = Some(first);
        }
        if self.main.is_none() {
            self.main = (from..to).find(|&k| self.finite(k) == Finite::Surely && self.role(k) == Role::Main);
        }
        // A clause without a subject of its own: "agreed to share the catch".
        if self.main.is_none() {
            let first = (from..to).find(|&k| !r.is_adverb(k));
            // "Left to themselves, …": a participle that opens a sentence is no verb of it.
            let parted = |k: usize| (k..to.min(k + 8)).any(|j| r.sign(j) == Some(','));
            self.main = first.filter(|&k| {
                !(r.is(k, Classes::PARTICIPLE | Classes::ING) && parted(k))
                    && r.is(k, Classes::PAST | Classes::THIRD | Classes::ING)
                    && !r.is(k, Classes::NOUNY | Classes::GUESSED)
            });
        }
    }

    /// What a "that" opens: the object of the main verb, a relative clause, or nothing (a determiner).
    fn that(&self, r: &Reading<'_>, at: usize) -> Option<Role> {
        let before = r.before(at, self.from)?;
        let verb_before =
            r.is(before, Classes::VERB) && (self.main == Some(before) || !r.is(before, Classes::NOUNY));
        if self.main.is_some() {
            let predicative =
                before > self.from && r.is(before - 1, Classes::BE | Classes::COPULA | Classes::ADVERB);
            if verb_before || predicative || r.is(before, Classes::BE | Classes::COPULA) {
                return Some(Role::Content);
            }
        }
        // "claimed on 17 March that …", "said in a statement that …": the object of the saying, past its circumstances.
        if let Some(main) = self.main
            && let Some(verb) =
                (main..at.min(main + 4)).find(|&k| r.reporting.longest(r.slice(k, at)).is_some())
            && (r.is(verb + 1, Classes::PREPOSITION) || r.in_time(verb + 1) || r.is_adverb(verb + 1))
            && !(verb + 1..at).any(|k| r.sign(k) == Some(',') || self.finite(k) != Finite::No)
        {
            return Some(Role::Content);
        }
        let relative = r.is_nounlike(before) && self.has_finite(at + 1, self.to);
        relative.then_some(Role::Relative)
    }

    /// Whether a subordinator in the middle opens a clause here. Those that are prepositions as well need a verb behind them.
    fn opens(&self, r: &Reading<'_>, at: usize) -> bool {
        if !r.is(at, Classes::ALSO_PREPOSITION) {
            return true;
        }
        let end = (at..self.to).find(|&j| r.is_sign(j, &[',', ';'])).unwrap_or(self.to);
        match self.main {
            Some(_) => self.has_finite(at + 1, end),
            None => (at + 1..self.to).filter(|&k| self.finite(k) == Finite::Surely).nth(1).is_some(),
        }
    }

    fn mark(&mut self, r: &Reading<'_>) {
        let mut k = self.from;
        while k < self.to {
            match r.cues.longest(r.slice(k, self.to)) {
                Some((len, entry)) => {
                    let role = self.role(k);
                    self.marks.push(Mark { at: k, len, entry, role });
                    k += len;
                }
                None => k += 1,
            }
        }
    }

    /// Marks with this sense where it is one: senses that need a verb are dropped where the word is a noun.
    pub(super) fn with<'p>(
        &'p self,
        r: &'p Reading<'_>,
        sense: Sense,
    ) -> impl Iterator<Item = &'p Mark> + 'p {
        self.marks.iter().filter(move |m| {
            m.entry.senses.has(sense) && (!m.entry.as_verb.has(sense) || self.is_verb(r, m.at))
        })
    }

    /// Whether a verb form is used as one.
    pub fn is_verb(&self, r: &Reading<'_>, at: usize) -> bool {
        if self.finite(at) != Finite::No || self.main == Some(at) {
            return true;
        }
        let c = r.class(at);
        let Some(before) = r.before(at, self.from) else { return false };
        let lead = r.lower(before);
        if c.any(Classes::PARTICIPLE)
            && (r.is(before, Classes::BE | Classes::HAVE) || matches!(lead, "been" | "being" | "be"))
        {
            return true;
        }
        if c.any(Classes::BASE) && (r.is(before, Classes::MODAL | Classes::DO) || lead == "to") {
            return true;
        }
        c.any(Classes::ING) && (r.sign(before) == Some(',') || r.is(before, Classes::BE))
    }
}

/// Whether "provided" at `at` sets a condition: it opens a clause, or "that" follows. "is also provided" does not.
pub(super) fn provides(r: &Reading<'_>, from: usize, at: usize) -> bool {
    // "and provided an introduction" tells what somebody did.
    let opens = at == from || r.is_sign(at - 1, &[',', ';', '(', '—']);
    let led = r.before(at, from).is_some_and(|k| {
        r.is(k, Classes::BE | Classes::HAVE | Classes::DETERMINER)
            || matches!(r.lower(k), "been" | "being" | "be")
    });
    opens && !r.is(at + 1, Classes::PREPOSITION) || r.lower(at + 1) == "that" && !led
}

/// Whether a hyphen stands as a dash does, between blanks.
pub(super) fn is_dash(r: &Reading<'_>, at: usize) -> bool {
    let spaced = |k: usize| r.tokens.get(k).is_some_and(|t| t.spaced());
    r.sign(at) == Some('-') && spaced(at) && spaced(at + 1)
}

/// "Should the vote fail, …", "Had they known, …": a condition without "if", which opens its sentence at `at`.
fn inverts(r: &Reading<'_>, at: usize, to: usize) -> bool {
    matches!(r.lower(at), "should" | "had" | "were")
        && r.is_capital(at)
        && !r.is_sign(to.saturating_sub(1), &['?'])
        && (r.is(at + 1, Classes::DETERMINER | Classes::PERSON)
            || r.lower(at + 1) == "there"
            || r.is_capital(at + 1)
            || r.is_plural(at + 1))
}

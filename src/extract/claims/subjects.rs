//! The subject of a reporting verb that does not stand right before it: adverbials and appositions lie between.

use super::frames::Site;
use super::lexicon::Group;
use super::sources::{self, Np};
use super::words::Classes;

/// The longest apposition looked through, in tokens.
const APPOSITION: usize = 45;

impl Site<'_, '_> {
    /// The source whose verb group begins at `first`: the noun phrase before it, adverbials and an apposition apart.
    pub(super) fn source_before(&self, first: usize, floor: usize) -> Option<Np> {
        let end = self.before_adverbial(first, floor);
        let np = self
            .described(end, floor)
            .or_else(|| sources::before(self.r, end, floor, &|k| self.quotes.inside(k)))
            .or_else(|| self.relative_source(end, floor))?;
        // "(Osk, 2015) Some say": what a bracket before it holds is no part of it.
        let mut depth = 0;
        let start = (np.0..np.1).rev().find(|&k| {
            match self.r.sign(k) {
                Some(')') => depth += 1,
                Some('(') => depth -= 1,
                _ => {}
            }
            depth > 0 && !(np.0..k).any(|j| self.r.sign(j) == Some('('))
        });
        let start = start.map_or(np.0, |k| k + 1);
        if start >= np.1 {
            return None;
        }
        let np = self.with_list((start, np.1), floor);
        let np = self.without_occasion(np);
        let np = self.with_relative(np, floor);
        let np = self.with_name(np, floor);
        // "a study released this week found": without the time the participle says nothing.
        let last = np.1 - 1;
        let idle = end < first
            && np.1 == end
            && last > np.0 + 1
            && self.r.is(last, Classes::PARTICIPLE)
            && !self.r.is(last, Classes::NOUNY | Classes::SPEAKER)
            && !self.r.is_capital(last);
        let mut stop = if idle { last } else { np.1 };
        // "Osk quickly" before "asking": how is no part of who.
        let how = |k: usize| self.r.is_adverb(k) && !self.r.is(k, Classes::NOUNY) && !self.r.is_capital(k);
        while stop > np.0 + 1 && how(stop - 1) {
            stop -= 1;
        }
        // "the decision of | 4 May 2010"
        if end < first && stop > np.0 + 2 && self.r.lower(stop - 1) == "of" {
            stop -= 1;
        }
        Some((np.0, stop))
    }

    /// "Osk, Sarn, and Lomar said", "The heads of Osk, Sarn and Lomar followed, saying": all that a list names before its last
    /// item, where nothing else stands between it and the start of the clause.
    fn with_list(&self, np: Np, floor: usize) -> Np {
        let r = self.r;
        let joint = np.0.saturating_sub(1);
        // "neither Osk nor the port said"
        if joint > floor && r.lower(joint) == "nor" {
            let neither = (floor..joint).rev().take(14).find(|&k| r.lower(k) == "neither");
            return neither.map_or(np, |k| (k, np.1));
        }
        if joint < floor + 3 || r.lower(joint) != "and" || r.sign(joint - 1) != Some(',') {
            return np;
        }
        let plain = |k: usize| {
            r.sign(k) == Some(',')
                || r.is_word(k)
                    && !self.is_predicate(k)
                    && !r.is(
                        k,
                        Classes::RELATIVE
                            | Classes::PERSON
                            | Classes::VERB & !Classes::NOUNY & !Classes::PARTICIPLE,
                    )
                    && !r.is(k, Classes::SUBORDINATOR | Classes::COORDINATOR)
        };
        let leads =
            r.is(floor, Classes::PREPOSITION) && !r.is(floor, Classes::DETERMINER) || r.is_adverb(floor);
        if leads || !(floor..joint - 1).all(plain) {
            return np;
        }
        (floor, np.1)
    }

    /// "Mr Osk in his evidence", "the minister in a statement": where it was said is no part of who said it.
    pub(super) fn without_occasion(&self, np: Np) -> Np {
        let r = self.r;
        let last = np.1 - 1;
        if np.1 < np.0 + 4
            || !r.is(last, Classes::PAPER) && !matches!(r.lower(last), "interview" | "speech" | "hearing")
        {
            return np;
        }
        let open = (np.0 + 1..last - 1).rev().find(|&k| {
            matches!(r.lower(k), "in" | "during" | "at" | "on" | "through" | "via")
                && matches!(r.lower(k + 1), "his" | "her" | "its" | "their" | "a" | "an")
        });
        open.filter(|&k| self.speaking((np.0, k))).map_or(np, |k| (np.0, k))
    }

    /// "Witnesses who were there", "the refugees who spoke to Holm": a relative clause that no noun phrase of its own ends.
    fn relative_source(&self, end: usize, floor: usize) -> Option<Np> {
        /// The longest relative clause looked through, in tokens.
        const FAR: usize = 16;
        let r = self.r;
        let pronoun = (floor.max(end.saturating_sub(FAR))..end)
            .rev()
            .take_while(|&k| r.is_word(k) && !self.quotes.inside(k))
            .find(|&k| {
                // "staff we spoke to"
                let contact = matches!(r.lower(k), "we" | "they" | "he" | "she" | "i")
                    && k > floor
                    && r.is(k - 1, Classes::SPEAKER | Classes::PAPER)
                    && r.is(end - 1, Classes::PREPOSITION | Classes::PAST);
                matches!(r.lower(k), "who" | "which") || contact
            })?;
        let verbs = (pronoun + 1..end).filter(|&k| r.is(k, Classes::AUXILIARY | Classes::PAST)).count();
        let head = sources::phrase(r, floor, pronoun)?;
        // "who treated the men and | asked"
        let end = if r.is(end - 1, Classes::COORDINATOR) { end - 1 } else { end };
        (verbs > 0 && self.speaking(head)).then_some((head.0, end))
    }

    /// A noun phrase that ends a relative clause is its object: "refugees who left the camp and reached Sarn", "the man
    /// who lives with his mother". Then the source is what the clause describes, with the clause.
    fn with_relative(&self, np: Np, floor: usize) -> Np {
        /// The longest relative clause looked through, in tokens.
        const FAR: usize = 24;
        let r = self.r;
        let verb = |k: usize| {
            r.is(k, Classes::AUXILIARY | Classes::PAST) || r.is(k, Classes::THIRD) && !r.is(k, Classes::NOUNY)
        };
        let low = floor.max(np.0.saturating_sub(FAR));
        // Back to the pronoun, over nothing that ends a clause.
        let pronoun = (low..np.0)
            .rev()
            .take_while(|&k| {
                !r.is_sign(k, &[',', ';', ':', '—', '–', '“', '”', '"', '(', ')']) && !self.quotes.inside(k)
            })
            .find(|&k| matches!(r.lower(k), "who" | "which" | "that"));
        let Some(pronoun) = pronoun else { return np };
        // "Osk said that he knew Holm": the word opens what is said.
        let said = pronoun > floor && r.lower(pronoun) == "that" && {
            let verb = r.before(pronoun, floor).unwrap_or(pronoun);
            r.is(verb, Classes::VERB | Classes::AUXILIARY) && !r.is(verb, Classes::NOUNY)
        };
        if said {
            return np;
        }
        // "who he said …", "that the minister said": the source is the subject of the clause.
        let has_verb = (pronoun + 1..np.0).any(verb) || np.0 == pronoun + 1 && verb(np.0);
        if !has_verb {
            return np;
        }
        // "the man who owned it and the mayor said": two subjects.
        if matches!(r.lower(np.0 - 1), "and" | "but" | "or") && !verb(np.0)
            || r.is(np.0, Classes::PERSON)
            || r.is(np.0 - 1, Classes::SUBORDINATOR) && !r.is(np.0 - 1, Classes::PREPOSITION)
            // "said the man who left that the mayor …": the verb before takes a clause.
            || r.reporting_at(np.0 - 1).is_some_and(|v| matches!(v.group, Group::Strong | Group::Speech))
        {
            return np;
        }
        match pronoun.checked_sub(1).filter(|&k| k >= floor).and_then(|_| sources::phrase(r, floor, pronoun))
        {
            Some(head) if self.speaking(head) => (head.0, np.1),
            _ => np,
        }
    }

    /// "Ada Holm, head of the union said": a name before a comma that nothing closes, and what the person is.
    fn with_name(&self, np: Np, floor: usize) -> Np {
        let r = self.r;
        let Some(comma) = np.0.checked_sub(1).filter(|&k| k > floor && r.sign(k) == Some(',')) else {
            return np;
        };
        let head = (np.0..np.1).find(|&k| r.is(k + 1, Classes::PREPOSITION)).unwrap_or(np.1 - 1);
        let role = !r.is_capital(np.0)
            && !r.is(np.0, Classes::DETERMINER | Classes::PERSON)
            && r.is(head, Classes::SPEAKER)
            && !r.is_plural(head);
        if !role {
            return np;
        }
        match sources::phrase(r, floor, comma) {
            Some(name)
                if r.mentions_in(r.span(name.0, name.1))
                    .iter()
                    .any(|m| m.2.is_name() && r.is_person(m.1) && m.0.end == r.span(name.0, comma).end)
                    && (floor..name.0).all(|k| !r.is_word(k) || r.is(k, Classes::COORDINATOR)) =>
            {
                (name.0, np.1)
            }
            _ => np,
        }
    }

    /// Where the subject may end: before "on Tuesday", "just this month", ", meanwhile," that precede the verb.
    fn before_adverbial(&self, first: usize, floor: usize) -> usize {
        let r = self.r;
        let mut k = first;
        let mut moved = false;
        while k > floor + 1 {
            let last = k - 1;
            if r.in_time(last) && !r.is(last, Classes::PERSON) {
                k = last;
                moved = true;
            } else if moved
                && matches!(
                    r.lower(last),
                    "in" | "on" | "at" | "by" | "since" | "just" | "early" | "late" | "earlier" | "later"
                )
            {
                k = last;
            } else if r.sign(last) == Some(',')
                && k > floor + 3
                && r.is_adverb(last - 1)
                && r.sign(last - 2) == Some(',')
            {
                // ", meanwhile, said"
                k = last - 2;
            } else {
                break;
            }
        }
        // "In 2021 said" and "On Tuesday, said" leave no subject.
        if k > floor && moved && r.sign(k - 1) == Some(',') {
            return first;
        }
        if k > floor { k } else { first }
    }

    /// "X, a lawyer who knows the port, said", "X – formerly of the court – said": the source is X with what describes
    /// it. The first comma behind a phrase without a verb opens the description, the one before the verb closes it.
    pub(super) fn described(&self, end: usize, floor: usize) -> Option<Np> {
        let r = self.r;
        let close = end.checked_sub(1).filter(|&k| k > floor + 1)?;
        let comma = r.sign(close) == Some(',');
        let dash = |k: usize| {
            r.is_sign(k, &['—', '–'])
                || r.sign(k) == Some('-') && k > 0 && r.sign(k - 1) == Some('-')
                || super::parse::is_dash(r, k)
        };
        if !comma && !dash(close) || self.quotes.inside(close) {
            return None;
        }
        let opens = |k: usize| if comma { r.sign(k) == Some(',') } else { dash(k) && k + 1 < close };
        let low = floor.max(close.saturating_sub(APPOSITION));
        let mut start = self.clause_opening(low, close);
        for open in (start + 1..close).filter(|&k| opens(k)) {
            if self.quotes.inside(open) {
                return None;
            }
            let head_end = if !comma && r.sign(open) == Some('-') && open > 0 && r.sign(open - 1) == Some('-')
            {
                open - 1
            } else {
                open
            };
            // A phrase that a preposition leads, or with a verb in it, is no subject: the next may be.
            let names =
                sources::phrase(r, start, head_end).map(|np| self.with_relative(np, start)).filter(|&np| {
                    self.may_speak(np)
                        && !(np.0..np.1)
                            .any(|k| k > np.0 && self.is_predicate(k) && !self.in_relative(np.0, k))
                });
            // "After the incident Ada Holm, the mayor, said": the phrase that opens the sentence is no part of who.
            let names = names.map(|np| match self.behind_opening(np, floor) {
                Some(first) => {
                    start = first;
                    (first, np.1)
                }
                None => np,
            });
            // "…, but Mr Osk – the envoy – said"
            let opens_own = |np: Np| {
                np.0 == start
                    || !comma
                        && (r.is(np.0 - 1, Classes::COORDINATOR | Classes::SUBORDINATOR)
                            || r.sign(np.0 - 1) == Some(','))
            };
            if let Some(np) = names
                && opens_own(np)
                && self.describes(open + 1, close, &opens)
            {
                // "Mr Osk, on the other hand, said"
                let aside =
                    r.asides.longest(r.slice(open + 1, close)).is_some_and(|(n, _)| open + 1 + n == close);
                // "The board, after a vote, said": when is no part of who.
                let when = r.is(open + 1, Classes::ALSO_PREPOSITION) && r.lower(open + 1) != "as";
                return Some((np.0, if aside || when { open } else { close }));
            }
            start = self.clause_opening(open + 1, close);
        }
        None
    }

    /// Where a person's name begins behind a common noun that a preposition leads: "After the incident | Ada Holm".
    fn behind_opening(&self, np: Np, floor: usize) -> Option<usize> {
        let r = self.r;
        let led = np.0.checked_sub(1).filter(|&k| k >= floor).is_some_and(|k| {
            r.is(k, Classes::PREPOSITION | Classes::SUBORDINATOR) && !r.is(k, Classes::DETERMINER)
        });
        (np.0 + 1..np.1).find(|&k| {
            let here = r.span(k, k + 1);
            led && !r.is_capital(k - 1)
                && r.is_nounlike(k - 1)
                && !r.is(k - 1, Classes::SPEAKER)
                && r.mentions_in(here)
                    .iter()
                    .any(|m| m.0.start == here.start && m.2.is_name() && r.is_person(m.1))
        })
    }

    /// "praise for the efforts of Osk and Sarn underscores": before a verb in the singular the second of two names is what a
    /// preposition governs; who speaks stands before it, or nobody does.
    pub(super) fn is_under_preposition(&self, np: Np, floor: usize) -> bool {
        /// The longest first name looked through, in tokens.
        const FAR: usize = 6;
        let r = self.r;
        let joint = np.0.saturating_sub(1);
        if joint < floor + 2 || r.lower(joint) != "and" || !r.is_capital(joint - 1) {
            return false;
        }
        (floor.max(joint.saturating_sub(FAR))..joint)
            .rev()
            .find(|&k| !r.is_capital(k) && !r.is(k, Classes::DETERMINER))
            .is_some_and(|k| r.is(k, Classes::PREPOSITION))
    }

    /// Whether a phrase is a speaker, or at least a name that the sentence begins with.
    fn may_speak(&self, np: Np) -> bool {
        let unknown = self.r.class(np.0) == Classes::default();
        self.speaking(np) || self.r.is_capital(np.0) && unknown
    }

    /// Past conjunctions, adverbs and signs at the opening of a clause.
    fn clause_opening(&self, at: usize, end: usize) -> usize {
        let r = self.r;
        (at..end)
            .find(|&k| {
                r.is_word(k)
                    && !r.is(k, Classes::COORDINATOR)
                    && !r.is_adverb(k)
                    && !matches!(
                        r.lower(k),
                        "that" | "while" | "when" | "as" | "after" | "because" | "although" | "though"
                    )
            })
            .unwrap_or(end)
    }

    /// Whether the tokens from `from` up to `to` describe what stands before them: a noun phrase, a participle or a
    /// relative clause, and no clause of their own.
    fn describes(&self, from: usize, to: usize, opens: &dyn Fn(usize) -> bool) -> bool {
        let r = self.r;
        if from >= to {
            return false;
        }
        let relative = |k: usize| matches!(r.lower(k), "who" | "whose" | "which" | "whom" | "where" | "that");
        // ", he said" and ", the minister said" end in their own subject, which stands behind a comma.
        let last_open = (from..to).rev().find(|&k| opens(k)).map_or(from, |k| k + 1);
        if r.is(last_open, Classes::SUBJECT | Classes::PERSON) && !relative(last_open) {
            return false;
        }
        let first = r.class(from);
        if first.any(Classes::COORDINATOR | Classes::MODAL) || r.lower(from) == "not" {
            return false;
        }
        // "drafted by the ministry and seen by the paper"
        let participle = |k: usize| {
            r.is(k, Classes::PARTICIPLE)
                && !r.is(k, Classes::AUXILIARY)
                && (k == from || r.is(k - 1, Classes::COORDINATOR | Classes::ADVERB))
        };
        let reduced = participle(from);
        (from..to).all(|k| {
            self.quotes.inside(k)
                || !self.is_predicate(k)
                || self.in_relative(from, k)
                || reduced && participle(k)
        })
    }

    /// Whether a relative pronoun from `from` on makes the verb at `at` one of a relative clause.
    pub(super) fn in_relative(&self, from: usize, at: usize) -> bool {
        (from..at).any(|k| matches!(self.r.lower(k), "who" | "whose" | "which" | "whom" | "where" | "that"))
    }
}

//! The subject of a reporting verb that does not stand right before it: adverbials and appositions lie between.

use super::frames::Site;
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
            .or_else(|| sources::before(self.r, end, floor, &|k| self.quotes.inside(k)))?;
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
        (start < np.1).then_some((start, np.1))
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
            r.is_sign(k, &['—', '–']) || r.sign(k) == Some('-') && k > 0 && r.sign(k - 1) == Some('-')
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
            let names = sources::phrase(r, start, head_end).filter(|&np| {
                self.may_speak(np)
                    && !(np.0..np.1).any(|k| k > np.0 && self.is_predicate(k) && !self.in_relative(np.0, k))
            });
            if let Some(np) = names
                && np.0 == start
                && self.describes(open + 1, close, &opens)
            {
                return Some((np.0, close));
            }
            start = self.clause_opening(open + 1, close);
        }
        None
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
        (from..to).all(|k| self.quotes.inside(k) || !self.is_predicate(k) || self.in_relative(from, k))
    }

    /// Whether a relative pronoun from `from` on makes the verb at `at` one of a relative clause.
    fn in_relative(&self, from: usize, at: usize) -> bool {
        (from..at).any(|k| matches!(self.r.lower(k), "who" | "whose" | "which" | "whom" | "where" | "that"))
    }
}

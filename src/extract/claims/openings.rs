//! A subordinate clause that opens a sentence: where the main clause begins behind it, and that what is said in the one
//! does not run on into the other.

use super::frames::{Found, Site};
use super::words::Classes;

impl Site<'_, '_> {
    /// Where the main clause begins behind a subordinate one that opens at `floor` ("While the crew slept, | the ship
    /// sank"), before `end`.
    pub(super) fn main_clause(&self, floor: usize, end: usize) -> Option<usize> {
        let open = self.subordinate(floor, end)?;
        let verb = (open + 1..end).find(|&k| !self.quotes.inside(k) && self.is_predicate(k))?;
        (verb + 1..end).find_map(|k| self.opens_clause(k, end))
    }

    /// The conjunction that makes a subordinate clause of what opens at `floor`.
    fn subordinate(&self, floor: usize, end: usize) -> Option<usize> {
        let r = self.r;
        let open =
            (floor..end).find(|&k| r.is_word(k) && !r.is(k, Classes::COORDINATOR) && !r.is_adverb(k))?;
        (r.is(open, Classes::SUBORDINATOR) && r.lower(open) != "whether").then_some(open)
    }

    /// Where the main clause begins behind a subordinate one whose verb is the cue, which may look like a noun ("When one side
    /// demands access, | the talks fail").
    fn main_clause_behind(&self, floor: usize, cue: usize, end: usize) -> Option<usize> {
        let open = self.subordinate(floor, cue)?;
        if (open..cue).any(|k| self.r.sign(k) == Some(',')) {
            return None;
        }
        (cue..end).find_map(|k| self.opens_clause(k, end))
    }

    /// The first token of a clause with a subject of its own behind a comma at `at`, or behind one that a quotation mark
    /// closes there.
    fn opens_clause(&self, at: usize, end: usize) -> Option<usize> {
        /// The longest subject, in tokens.
        const SUBJECT: usize = 20;
        let r = self.r;
        let comma = r.sign(at) == Some(',') && !self.quotes.inside(at)
            || self.quotes.closes(at) && r.sign(at - 1) == Some(',');
        let first = at + 1;
        let opens = r.is(first, Classes::DETERMINER | Classes::SUBJECT | Classes::PERSON)
            || r.is_nounlike(first) && !r.is(first, Classes::ING | Classes::PARTICIPLE);
        if !comma || !opens || r.is(first, Classes::RELATIVE) && r.lower(first) != "that" {
            return None;
        }
        let mut verbs = (first + 1..end.min(first + SUBJECT))
            .take_while(|&k| !r.is_sign(k, &[',', ';', ':']))
            .filter(|&k| self.is_predicate(k) || r.is(k, Classes::BASE) && r.is_plural(k - 1));
        let verb = verbs.next()?;
        // "the crew, dock workers who struck" is no clause; "levels that fell are low" is one.
        let described = (first + 1..verb).any(|k| r.is(k, Classes::RELATIVE));
        (!described || verbs.any(|k| !self.is_predicate(k - 1))).then_some(first)
    }
}

/// Ends the content of a saying in the clause that opens a sentence before the main clause: "While studies show that losses
/// grew, | funds are small".
pub(super) fn within(site: &Site<'_, '_>, f: &mut Found) {
    let floor = site.clause_start(f.cue.0);
    let end = site.sentence_end();
    let main = site.main_clause_behind(floor, f.cue.1, end).or_else(|| site.main_clause(floor, end));
    let Some(main) = main else { return };
    if f.cue.1 > main || f.rule == "\"as\" with a source and its verb" {
        return;
    }
    for c in &mut f.content {
        if c.0 >= f.cue.1 && c.0 < main && c.1 > main {
            // The comma itself, or the one before a closing quotation mark.
            let stop = if site.quotes.closes(main - 1) { main } else { main - 1 };
            c.1 = stop.max(c.0 + 1);
        }
    }
}

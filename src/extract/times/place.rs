//! Where an expression stands: its block, section and sentence, and what the words before it say about the time it
//! tells of. "since 1990", "who had come in 1911" and "the 1918 offensive" look away from the story's own time.

use super::lexicon::Role;
use super::meaning::{Field, Found, Meaning, Which};
use super::stream::Stream;
use crate::structure::Structure;

/// How many tokens before a date a word still governs it.
const REACH: usize = 10;

/// Surroundings of an expression.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place {
    /// Number of its block.
    pub block: usize,
    /// How many headings stand before it.
    pub section: usize,
    /// Its sentence, if it stands in one.
    pub sentence: Option<usize>,
    /// In a heading.
    pub heading: bool,
    /// Alone on the first line of its block: what stands below is of that time.
    pub alone: bool,
    /// In brackets.
    pub bracket: bool,
    /// Among the first words of its sentence.
    pub opens: bool,
    /// Looks away from the story: back to what had been, on to an end, or as the name of a thing.
    pub aside: bool,
    /// Led by "since", "until" or "through".
    pub lead: bool,
    /// Led by words of what is to come.
    pub coming: bool,
    /// Led by "by".
    pub due: bool,
    /// Right behind a verb of the past: "ended in May".
    pub past: bool,
}

/// Finds the surroundings of expressions that come in text order.
pub struct Places<'a> {
    structure: &'a Structure,
    section: usize,
    sentence: usize,
}

impl<'a> Places<'a> {
    /// Of a text's structure.
    pub fn new(structure: &'a Structure) -> Self {
        Self { structure, section: 0, sentence: 0 }
    }

    /// Of the next expression; `stream` is its block.
    pub fn next(&mut self, stream: Stream<'_>, found: &Found, block: usize) -> Place {
        let at = stream.token(found.from).map_or(0, |t| t.span.start);
        let (sections, sentences) = (&self.structure.sections, &self.structure.sentences);
        while sections.get(self.section).is_some_and(|s| s.heading.start <= at) {
            self.section += 1;
        }
        while sentences.get(self.sentence).is_some_and(|s| s.span.end <= at) {
            self.sentence += 1;
        }
        let heading = self
            .section
            .checked_sub(1)
            .and_then(|k| sections.get(k))
            .is_some_and(|s| s.heading.start <= at && at < s.heading.end);
        let sentence = sentences.get(self.sentence).filter(|s| s.span.start <= at);
        let opens = sentence.is_none_or(|s| {
            let (first, _) = self.structure.tokens.range(s.span);
            found.from.saturating_sub(first) <= 2
        });
        Place {
            block,
            section: self.section,
            sentence: sentence.map(|_| self.sentence),
            heading,
            alone: found.from == stream.from && stream.ends_line(found.to),
            bracket: stream.in_brackets(found.from),
            opens,
            aside: stream.looks_away(found),
            coming: stream.is_coming(found.from)
                || matches!(found.meaning, Meaning::Weekday(_, Which::Bare, _)) && stream.is_awaited(found),
            lead: matches!(
                stream.role(found.from.wrapping_sub(1)),
                Role::Since | Role::Until | Role::Through
            ),
            due: stream.is(found.from.wrapping_sub(1), Role::By),
            past: stream.is_past(found.from),
        }
    }
}

impl Stream<'_> {
    /// Whether an opening bracket stands a few tokens before, without its closing one.
    fn in_brackets(&self, at: usize) -> bool {
        for k in (at.saturating_sub(6)..at).rev() {
            match self.slice(k) {
                ")" | "]" => return false,
                "(" | "[" => return true,
                _ => {}
            }
        }
        false
    }

    /// Whether a line ends in front of token `at`, a colon left aside.
    fn ends_line(&self, at: usize) -> bool {
        let at = if self.sign(at, ":") { at + 1 } else { at };
        let end = |i: usize| self.token(i).map_or(self.text.len(), |t| t.span.from());
        let last = at.checked_sub(1).and_then(|k| self.token(k)).map_or(0, |t| t.span.to());
        at >= self.end || self.text.get(last..end(at)).is_some_and(|gap| gap.contains('\n'))
    }

    /// Whether the clause has ended at `i`, going backwards.
    fn stops(&self, i: usize) -> bool {
        // The stop of "Daniel P. Davison" ends nothing.
        let initial = self.sign(i, ".") && self.slice(i.wrapping_sub(1)).len() == 1;
        self.token(i).is_none() || !initial && [",", ";", ".", ":", "(", "—"].iter().any(|s| self.sign(i, s))
    }

    /// "until 1945", "since 1990", "had come in 1911", "the August 1792 rising", "planned for 1976".
    fn looks_away(&self, found: &Found) -> bool {
        let at = found.from;
        let before = at.wrapping_sub(1);
        if matches!(self.role(before), Role::Since | Role::Until | Role::Through) {
            return true;
        }
        let article =
            |i: usize| matches!(self.role(i), Role::The | Role::A | Role::Its | Role::That | Role::This);
        let dated = matches!(
            found.meaning,
            Meaning::Calendar(_, Field::Year | Field::Month(_) | Field::Day(..) | Field::Season(_))
        );
        let described = self.lower(found.to) && self.role(found.to) == Role::None || self.capital(found.to);
        let as_name =
            article(before) || self.possessive(before) || self.is(at, Role::The) && found.to > at + 1;
        if dated && described && as_name && !self.glued(found.to) {
            return true;
        }
        for k in (at.saturating_sub(REACH)..at).rev() {
            if self.stops(k) {
                break;
            }
            if self.is(k, Role::Until)
                || self.class(k).to_come
                || self.class(k).flashback && !self.is(k + 1, Role::To)
            {
                return true;
            }
        }
        false
    }

    /// "would report on Thursday", "is to resume Tuesday", "set for Friday", "as early as Monday", "until 9 a.m. Tuesday": a
    /// weekday that the clause awaits.
    fn is_awaited(&self, found: &Found) -> bool {
        let at = found.from;
        let word = |k: usize, w: &str| self.word_is(k, w);
        let early = word(at.wrapping_sub(1), "as")
            && ["early", "soon", "late"].iter().any(|w| word(at.wrapping_sub(2), w))
            && word(at.wrapping_sub(3), "as");
        let until = found.clock.is_some()
            && self.is(at.wrapping_sub(1), Role::Until)
            && !self.class(at.wrapping_sub(2)).negates;
        if early || until || self.ends_at_clock(at) {
            return true;
        }
        for k in (at.saturating_sub(REACH)..at).rev() {
            if self.stops(k) || self.class(k).tells_past || self.class(k).flashback {
                return false;
            }
            let to = self.is(k, Role::To) && self.lower(k + 1) && self.role(k + 1) == Role::None;
            let led = ["is", "are", "set", "plans", "plan"].iter().any(|w| word(k.wrapping_sub(1), w));
            if word(k, "would") || to && led || word(k, "set") && self.is(k + 1, Role::For) {
                return true;
            }
        }
        false
    }

    /// "until 6 a.m. on" before a weekday: an hour of that day is the end of something.
    fn ends_at_clock(&self, at: usize) -> bool {
        let on = at.wrapping_sub(1);
        if !self.is(on, Role::On) {
            return false;
        }
        let until = (on.saturating_sub(6)..on).rev().find(|&k| self.is(k, Role::Until));
        until.is_some_and(|k| {
            let clock = |i: usize| {
                self.class(i).digits > 0
                    || ["a", "m", "am", "pm", "a.m", "p.m", "a.m.", "p.m.", "noon", "midnight"]
                        .iter()
                        .any(|w| self.slice(i).eq_ignore_ascii_case(w))
                    || [".", ":"].iter().any(|s| self.sign(i, s))
            };
            k + 1 < on && (k + 1..on).all(clock) && !self.class(k.wrapping_sub(1)).negates
        })
    }

    /// "ended in May", "went public on 28 March", "was seized in Osk in May": a verb of the past governs the date.
    fn is_past(&self, at: usize) -> bool {
        /// How many tokens back the verb may stand, the preposition included.
        const BACK: usize = 3;
        /// The same behind "was" or "were".
        const FAR: usize = 8;
        // "was extended to 16 May", "open until May": a date to come.
        if matches!(
            self.role(at.wrapping_sub(1)),
            Role::To | Role::Until | Role::By | Role::Through | Role::Before | Role::Since | Role::From
        ) {
            return false;
        }
        for k in (at.saturating_sub(FAR)..at).rev() {
            if self.stops(k) || self.class(k).to_come {
                return false;
            }
            if k + BACK < at {
                let led = matches!(self.slice(k.wrapping_sub(1)), "was" | "were");
                let plain = self.role(k) == Role::None && self.lower(k) && !self.slice(k).ends_with("ing");
                if led && plain && !self.class(k).fixes {
                    return !self.is_coming(at);
                }
                if self.is(k, Role::To) || self.class(k).tells_past {
                    return false;
                }
                continue;
            }
            // "to be published in May"
            let passive = matches!(self.slice(k.wrapping_sub(1)), "be" | "is" | "are" | "being");
            let participle = !passive
                && self.slice(k).len() > 4
                && self.slice(k).ends_with("ed")
                && self.lower(k)
                && !self.class(k.wrapping_sub(1)).to_come
                && matches!(self.role(k + 1), Role::In | Role::On | Role::During);
            if self.class(k).tells_past || participle {
                // "is expected to have ended in May" is still to come.
                return !self.is_coming(at);
            }
        }
        false
    }

    /// "will leave on Thursday", "due by February", "set to resume Monday".
    fn is_coming(&self, at: usize) -> bool {
        // "the year that ends on 30 September"
        let near = at.wrapping_sub(1);
        let verb = if matches!(self.role(near), Role::On | Role::In | Role::At) {
            near.wrapping_sub(1)
        } else {
            near
        };
        if self.class(verb).fixes && self.lower(verb) {
            return true;
        }
        for k in (at.saturating_sub(REACH)..at).rev() {
            if self.stops(k) {
                return false;
            }
            // "is to begin on 10 December"
            let to = self.is(k, Role::To) && self.lower(k + 1) && self.role(k + 1) == Role::None;
            if to && ["is", "are"].iter().any(|w| self.word_is(k.wrapping_sub(1), w)) {
                return true;
            }
            // "expected earnings" expects nothing; "had been due" is over.
            let governs = !self.slice(k).ends_with("ed") || self.role(k + 1) != Role::None || k + 1 == at;
            if self.class(k).to_come && governs {
                let before = self.class(k.wrapping_sub(1));
                return !(before.tells_past || before.flashback);
            }
            // A verb in the past between: "what he will do was said on Thursday".
            if self.class(k).tells_past {
                return false;
            }
        }
        false
    }
}

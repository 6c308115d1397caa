//! Speech that is told in a roundabout way: "quoted the driver as saying", "expressed the view that", "is confident that",
//! "was told by the police that", "…, it is claimed, …".

use super::frames::{Found, Site};
use super::joints;
use super::lexicon::{Group, Phrase};
use super::nouns;
use super::sources::{self, Np};
use super::told::from_whom;
use super::words::{Classes, Form};

impl Site<'_, '_> {
    /// "The paper quoted a doctor as saying that …", "Osk was quoted as saying …": who is quoted is the source.
    pub(super) fn quoted_as(&self, at: usize) -> Option<Found> {
        /// The longest source, in tokens.
        const SOURCE: usize = 24;
        let r = self.r;
        let end = self.clause_end(at);
        // "as saying", "as having said"
        let says = (at + 1..end.min(at + SOURCE)).find(|&k| {
            let having = usize::from(r.lower(k + 1) == "having");
            let verb = r.reporting_at(k + 1 + having);
            r.lower(k) == "as"
                && verb.is_some_and(|v| {
                    v.group == Group::Strong
                        && if having == 1 { v.form.is_past() } else { v.form == Form::Ing }
                })
        })?;
        let having = usize::from(r.lower(says + 1) == "having");
        let floor = self.clause_start(at);
        let first = self.verb_group(at, floor);
        let passive = (first..at).any(|k| r.is(k, Classes::BE)) || says == at + 1;
        let (source, cue) = if passive {
            (self.source_before(first, floor)?, (first, says + 2 + having))
        } else {
            let comma = usize::from(r.sign(says - 1) == Some(','));
            let np = sources::behind(r, at + 1, says - comma)?;
            ((np.0, says - comma), (first, at + 1))
        };
        let said = says + 2 + having;
        let start = said + usize::from(r.lower(said) == "that");
        let stop = if self.quotes.opens(start) { self.quote_end(start) } else { self.said_until(start, end) };
        let content = if start + 1 < stop {
            (start, stop)
        } else {
            // "Nine died, the paper quoted a doctor as saying."
            let teller = if passive { source } else { self.source_before(first, floor)? };
            let comma = teller.0.checked_sub(1).filter(|&k| k > floor && r.sign(k) == Some(','))?;
            (floor, comma)
        };
        Some(Found {
            source: Some(source),
            cue,
            content: vec![content],
            rule: "\"quoted as saying\"",
            confidence: 0.85,
            group: Some(Group::Speech),
            asserts: true,
        })
    }

    /// "expressed the view that", "gave evidence that": a verb at `at` whose object is a noun of saying with its clause.
    pub(super) fn lent(&self, at: usize) -> Option<Found> {
        /// How far the noun may be: "expressed the firm and settled view that".
        const FAR: usize = 7;
        let r = self.r;
        let floor = self.clause_start(at);
        if at == floor || r.is_capital(at) {
            return None;
        }
        let that = (at + 2..(at + FAR).min(self.to)).find(|&k| r.lower(k) == "that")?;
        // "gave evidence to the effect that"
        let effect = that > at + 4 && r.lower(that - 1) == "effect" && r.lower(that - 3) == "to";
        let noun = if effect { that - 4 } else { that - 1 };
        let named = r.tokens.get(noun).and_then(|t| r.phrases.word(t.word()));
        // "gave no evidence that", "gave Osk's view that", "held the belief that divides them".
        let plain = (at + 1..noun).all(|k| {
            r.is_word(k)
                && !r.is(k, Classes::PREPOSITION & !Classes::DETERMINER)
                && r.lower(k) != "no"
                && r.tokens.get(k).is_some_and(|t| t.shape() == crate::structure::Shape::Word)
        });
        let relative = r.is(that + 1, Classes::AUXILIARY)
            || r.is(that + 1, Classes::VERB)
                && !r.is(that + 1, Classes::NOUNY | Classes::ING)
                && !r.is_capital(that + 1);
        if !matches!(named, Some(Phrase::Nouns | Phrase::Rumours))
            || !plain
            || relative
            || that + 3 >= self.to
        {
            return None;
        }
        let first = self.verb_group(at, floor);
        let lead = r.before(first, floor)?;
        if r.is(lead, Classes::MODAL | Classes::DO | Classes::DETERMINER | Classes::PREPOSITION)
            || r.lower(lead) == "to"
            || (first..at).any(|k| r.is(k, Classes::BE))
        {
            return None;
        }
        let shared = || matches!(r.lower(lead), "and" | "but").then(|| self.subject(floor, first)).flatten();
        let source = self.source_before(first, floor).or_else(shared).filter(|&np| self.speaking(np))?;
        Some(Found {
            source: Some(source),
            cue: (first, that),
            content: vec![(that + 1, self.said_until(that + 1, self.clause_end(that)))],
            rule: "a verb with a noun of saying and \"that\"",
            confidence: 0.8,
            group: Some(Group::Speech),
            asserts: true,
        })
    }

    /// "The mayor is confident that …": `n` tokens of an adjective of belief with "that", behind a form of "be".
    pub(super) fn minded(&self, at: usize, n: usize) -> Option<Found> {
        /// The longest subject of what is believed, in tokens.
        const FAR: usize = 12;
        let r = self.r;
        let floor = self.clause_start(at);
        let be = r.before(at, floor)?;
        let copula =
            r.is(be, Classes::BE) || matches!(r.lower(be), "remain" | "remains" | "remained" | "been");
        if !copula || be == floor && !r.lower(be).contains(['\'', '’']) {
            return None;
        }
        let first = if r.is(be, Classes::BE) { be } else { self.verb_group(be, floor) };
        // "he's satisfied that": subject and verb in one word.
        let source = match r.lower(be).contains(['\'', '’']) {
            true => (be, be + 1),
            false => self.source_before(first, floor)?,
        };
        let first = if source.0 == be { at } else { first };
        if !self.speaking(source) {
            return None;
        }
        if r.lower(source.0) == "it" && source.1 == source.0 + 1
            || r.is(first - 1, Classes::MODAL | Classes::DO)
        {
            return None;
        }
        let start = at + n;
        // "She is sure the port was shut", but "sure of it", "sure to fail".
        let that = matches!(r.lower(start - 1), "that");
        if !that {
            let aside = usize::from(r.lower(start) == "at" && r.lower(start + 1) == "least") * 2;
            let open = start + aside;
            let opens = aside > 0
                || r.is(open, Classes::DETERMINER | Classes::PERSON | Classes::PRONOUN)
                || r.is_capital(open)
                || r.is_number(open)
                || r.is_plural(open);
            let verb = (open + 1..self.end().min(open + FAR))
                .take_while(|&k| r.is_word(k))
                .any(|k| self.is_predicate(k) && !r.is(k, Classes::RELATIVE));
            if !opens || !verb || r.is(open, Classes::PREPOSITION & !Classes::DETERMINER) {
                return None;
            }
        }
        Some(Found {
            source: Some(source),
            cue: (first, if that { start - 1 } else { start }),
            content: vec![(start, self.said_until(start, self.clause_end(start)))],
            rule: "an adjective of belief with \"that\"",
            confidence: 0.75,
            group: Some(Group::Belief),
            // "unless the court is satisfied that"
            asserts: source.0 == floor || !r.is(source.0 - 1, Classes::SUBORDINATOR),
        })
        .filter(|_| start + 2 < self.to)
    }

    /// "The mayor was told by the police that …".
    pub(super) fn told_by(&self, at: usize) -> Option<Found> {
        let r = self.r;
        let source = from_whom(self, at + 1)?;
        let that = source.1;
        let floor = self.clause_start(at);
        let first = self.verb_group(at, floor);
        let passive = (first..at).any(|k| r.is(k, Classes::BE));
        // "was told by Osk: “…”"
        let quoted = r.is_sign(that, &[':', ',']) && self.quotes.opens(that + 1);
        let stop = match quoted {
            true => self.quote_end(that + 1),
            false => self.said_until(that + 1, self.clause_end(that)),
        };
        (passive && (quoted || r.lower(that) == "that") && that + 3 < self.to).then(|| Found {
            source: Some(source),
            cue: (first, at + 2),
            content: vec![(that + 1, stop)],
            rule: "a passive of telling with its source behind \"by\"",
            confidence: 0.85,
            group: Some(Group::Speech),
            asserts: true,
        })
    }

    /// "…, it is claimed, …": the passive of saying at `verb`, its "it" at `at`, between two signs.
    pub(super) fn inserted(&self, at: usize, verb: usize) -> Option<Found> {
        let r = self.r;
        let end = self.end();
        let open = at.checked_sub(1).filter(|&k| k > self.from && r.is_sign(k, &[',', '—', '–']))?;
        let next = verb + 1;
        if next < end && !r.is_sign(next, &[',', '—', '–', ';']) {
            return None;
        }
        let start = self.clause_start(at);
        let mut content: Vec<Np> = vec![(start, open)];
        let own = r.lower(next + 1) == "but" && joints::opens_clause(r, next + 1, next + 1, end);
        if next + 3 < end && r.sign(next) != Some(';') && !own {
            content.push((next + 1, self.clause_end(next)));
        }
        content.retain(|c| c.0 < c.1);
        (!content.is_empty()).then_some(Found {
            source: None,
            cue: (at, next),
            content,
            rule: "\"it is said\" between commas",
            confidence: 0.8,
            group: Some(Group::Speech),
            asserts: true,
        })
    }

    /// The first token of a group of "be" and "have" with adverbs that ends before `at`.
    pub(super) fn verb_group(&self, at: usize, floor: usize) -> usize {
        let r = self.r;
        let mut first = at;
        while first > floor
            && (r.is(first - 1, Classes::BE | Classes::HAVE)
                || r.is_adverb(first - 1)
                || r.lower(first - 1) == "been")
        {
            first -= 1;
        }
        first
    }
}

/// "allegations from villagers that soldiers …", "claims by the union that …": the noun of saying has `n` tokens at `at`.
pub(super) fn from_somebody(site: &Site<'_, '_>, at: usize, n: usize) -> Option<Found> {
    let r = site.r;
    let source = from_whom(site, at + n)?;
    let that = source.1;
    // "The report by the ministry found that …": the word before is the verb.
    let told = r.is(that - 1, Classes::PAST | Classes::THIRD | Classes::BASE)
        && !r.is_capital(that - 1)
        && !r.is(that - 1, Classes::SPEAKER);
    if r.lower(that) != "that" || that + 3 >= site.to || told {
        return None;
    }
    let end = site.clause_end(that);
    let stop = (that + 1..end).find(|&k| r.is_sign(k, &[',', '—'])).unwrap_or(end);
    Some(Found {
        source: Some(source),
        cue: (at, at + n),
        content: vec![(that + 1, stop)],
        rule: "a noun of saying with whom it comes from and \"that\"",
        confidence: 0.75,
        group: Some(Group::Speech),
        asserts: !nouns::opens_sentence(site, at),
    })
}

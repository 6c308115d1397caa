//! A speaker before a colon at the end of a sentence: the words follow in the next one.

use super::frames::{Found, Site};
use super::lexicon::{Group, LEXICON};
use super::words::{Classes, Form};

impl Site<'_, '_> {
    /// A cue that announces with a colon what follows in the next sentence: "The minister continued:".
    pub(super) fn announced(&self) -> Option<(Found, bool)> {
        let r = self.r;
        let colon = self.to.checked_sub(1)?;
        // The verb stands near the colon, with nothing but circumstances between.
        const NEAR: usize = 14;
        // "wrote to Osk (the envoy of the port at the time):" tells in brackets who somebody is.
        let mut depth = 0;
        let near: Vec<usize> = (self.from..colon)
            .rev()
            .filter(|&k| {
                let closes = r.sign(k) == Some(')');
                depth += i32::from(closes);
                let plain = depth <= 0;
                depth -= i32::from(r.sign(k) == Some('('));
                plain
            })
            .take(NEAR)
            .collect();
        let message = near.clone();
        near.into_iter()
            .find_map(|k| {
                let (n, verb) = r.reporting.longest(r.slice(k, colon))?;
                let says =
                    matches!(verb.group, Group::Strong | Group::Speech | Group::Finding | Group::Demand);
                if !says || self.quotes.inside(k) || r.is_capital(k) && k > self.from {
                    return None;
                }
                let floor = self.clause_start(k);
                let (first, source) = if verb.form == Form::Ing {
                    (k, self.subject(floor, k)?)
                } else {
                    let first =
                        self.group_start(k, floor, verb).filter(|&f| self.stands_as_verb(f, k, verb))?;
                    let own = self.source_before(first, floor);
                    (first, own.or_else(|| self.subject(floor, first))?)
                };
                let able = self.speaking(source);
                let found = Found {
                    source: Some(source),
                    cue: (first, k + n),
                    content: Vec::new(),
                    rule: "a verb of saying with a colon",
                    confidence: 0.8,
                    group: Some(verb.group),
                    asserts: true,
                };
                let says = matches!(verb.group, Group::Strong | Group::Speech);
                (able || says).then_some((found, able))
            })
            .or_else(|| self.sent(&message))
    }

    /// "Osk followed up with an email to the port:", "The union issued a statement:": a verb of sending with a message, among
    /// the tokens before the colon.
    fn sent(&self, near: &[usize]) -> Option<(Found, bool)> {
        /// How far the message may be from its verb, in tokens.
        const FAR: usize = 7;
        let r = self.r;
        near.iter().find_map(|&k| {
            if !LEXICON.sends.contains(r.lower(k)) || r.is_capital(k) || self.quotes.inside(k) {
                return None;
            }
            let floor = self.clause_start(k);
            let first = self.verb_group(k, floor);
            let before = first.checked_sub(1).filter(|&j| j >= floor)?;
            if r.is(before, Classes::MODAL | Classes::DO | Classes::DETERMINER) || r.lower(before) == "to" {
                return None;
            }
            let message = (k + 1..(k + FAR).min(self.to)).find(|&j| {
                r.is(j, Classes::PAPER) && !r.is_plural(j) && matches!(r.lower(j - 1), "a" | "an" | "this")
            })?;
            let own = self.source_before(first, floor).filter(|&np| self.speaking(np));
            let source = own.or_else(|| self.subject(floor, first)).filter(|&np| self.speaking(np))?;
            let found = Found {
                source: Some(source),
                cue: (first, message + 1),
                content: Vec::new(),
                rule: "a message with a colon",
                confidence: 0.75,
                group: Some(Group::Speech),
                asserts: true,
            };
            Some((found, true))
        })
    }
}

/// Whether a sentence announces words behind the colon at its end: with the cue that does where the sentence has no
/// words of the speaker itself.
pub(super) fn announces(site: &Site<'_, '_>, found: &[Found]) -> Option<Option<(Found, bool)>> {
    /// How far the verb of the last speaker may stand before the end, in tokens.
    const NEAR: usize = 6;
    if site.r.sign(site.to.checked_sub(1)?) != Some(':') {
        return None;
    }
    if !found.iter().any(|f| f.asserts) {
        return site.announced().map(Some);
    }
    // "When the port asked Osk to explain, Osk wrote:": the last to speak announces.
    let last = site.announced().filter(|(own, able)| {
        let past = site.r.is(own.cue.1 - 1, Classes::PAST | Classes::THIRD);
        let apart = |f: &Found| f.cue.1 <= own.cue.0 && f.content.iter().all(|c| c.1 <= own.cue.0);
        *able && past && own.cue.1 + NEAR >= site.to && found.iter().filter(|f| f.asserts).all(apart)
    });
    Some(last)
}

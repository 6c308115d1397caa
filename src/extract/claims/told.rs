//! Frames in which source, cue and content stand in another order than subject, verb and clause: "as the court noted",
//! "was told that", "was accused of", "seemed to blame", "with the union calling it a trap", "Poll: …".

use super::frames::{Found, Site};
use super::lexicon::{Group, LEXICON, Reporting};
use super::sources::{self, Np};
use super::words::{Classes, Form};
use crate::model::Via;

/// The longest source between "as" and its verb, in tokens.
const BEHIND_AS: usize = 24;

impl Site<'_, '_> {
    /// "As the court noted, …", "…, as the envoy put it": the content is what stands around.
    pub(super) fn as_told(&self, at: usize) -> Option<Found> {
        let r = self.r;
        let comma = at.checked_sub(1).filter(|&k| k >= self.from);
        let opens =
            comma.is_none_or(|k| r.is_sign(k, &[',', '—', '–', ';', '(']) || r.is(k, Classes::COORDINATOR));
        if !opens {
            return None;
        }
        let end = self.clause_end(at);
        for k in at + 2..end.min(at + BEHIND_AS) {
            if r.is_sign(k, &[';']) || self.quotes.inside(k) {
                return None;
            }
            let Some((n, verb)) = r.reporting.longest(r.slice(k, end)) else { continue };
            if !verb.group.tells() || matches!(verb.form, Form::Ing | Form::Participle) || r.is_capital(k) {
                continue;
            }
            let mut first = k;
            while first > at + 2 && (r.is(first - 1, Classes::HAVE) || r.is_adverb(first - 1)) {
                first -= 1;
            }
            // "as the mayor told the board, …"
            let told = verb.addressed && !r.is_sign(k + n, &[',']);
            let behind = if told { self.addressee_end(k + n, end) } else { self.skip_circumstance(k + n) };
            let closed = behind >= end
                || r.is_sign(behind, &[',', '—', '–', ')', ';', ':'])
                || r.sign(behind.saturating_sub(1)) == Some(',')
                || self.quotes.opens(behind);
            if !closed || r.is(first - 1, Classes::BE | Classes::MODAL | Classes::DETERMINER) {
                continue;
            }
            let source =
                self.source_before(first, at + 1).filter(|&np| self.speaking(np) || r.is_capital(np.0))?;
            // "as part of the search, the crew noted …": another clause, with a subject of its own.
            if (at + 1..source.0).any(|j| !r.is_adverb(j) && r.lower(j) != "even") {
                return None;
            }
            let mut content = Vec::new();
            if let Some(comma) = comma
                && !r.is(comma, Classes::COORDINATOR)
            {
                let start = self.clause_start(at);
                // "It says that, as Osk put it, …"; "to flood, as he put it, “the market”": the words quoted alone.
                if start < comma && r.lower(comma - 1) != "that" && !self.quotes.opens(behind + 1) {
                    content.push((start, comma));
                }
            }
            let rest = if self.quotes.opens(behind) { behind } else { behind + 1 };
            let rest = if r.sign(behind.saturating_sub(1)) == Some(',') { behind } else { rest };
            if rest + 2 < end {
                // "As Osk put it, “…,” and the port fell silent."
                let quoted = self.quotes.opens(rest).then(|| self.quote_end(rest));
                content.push((rest, quoted.filter(|&k| k > rest + 4).unwrap_or(end)));
            }
            content.retain(|c: &Np| c.0 < c.1);
            return (!content.is_empty()).then(|| Found {
                source: Some(source),
                cue: (first, k + n),
                content,
                rule: "\"as\" with a source and its verb",
                confidence: 0.85,
                group: Some(verb.group),
                asserts: true,
            });
        }
        None
    }

    /// "Holm: the talks have failed", "Poll: most voters back the deal": a speaker and a colon before a clause.
    pub(super) fn label(&self) -> Option<Found> {
        /// The longest label, in tokens.
        const LABEL: usize = 6;
        let r = self.r;
        let end = self.end();
        let start = self.from + usize::from(self.quotes.opens(self.from));
        let colon = (start + 1..end.min(start + LABEL + 1)).find(|&k| r.sign(k) == Some(':'))?;
        let first = self.tokens_span(start, colon)?;
        let person = r.mentions_in(first).iter().any(|m| m.2.is_name() && m.0 == first && r.is_person(m.1));
        let cites =
            colon == start + 1 && r.is(start, Classes::PAPER | Classes::SPEAKER) && r.is_plural(start)
                || colon <= start + 2 && matches!(r.lower(colon - 1), "poll" | "survey" | "study");
        let clause = colon + 4 < end
            && (colon + 1..end)
                .any(|k| r.is(k, Classes::AUXILIARY | Classes::PAST | Classes::THIRD | Classes::BASE));
        ((person || cites) && clause).then(|| Found {
            source: Some((start, colon)),
            cue: (colon, colon + 1),
            content: vec![(colon + 1, end)],
            rule: "a speaker with a colon",
            confidence: 0.7,
            group: Some(Group::Speech),
            asserts: true,
        })
    }

    fn tokens_span(&self, from: usize, to: usize) -> Option<crate::model::Span> {
        (from < to).then(|| self.r.span(from, to))
    }

    /// "seemed to blame the port", "went on to say that …": the verb of `n` tokens at `at` leads to one of saying;
    /// `said`: what is so led is said indeed.
    pub(super) fn raised(&self, at: usize, n: usize, said: bool) -> Option<Found> {
        let r = self.r;
        let floor = self.clause_start(at);
        let k = (at + n..self.to).find(|&k| !r.is_adverb(k))?;
        let (m, verb) = r.reporting.longest(r.slice(k, self.to)).filter(|(_, v)| v.form == Form::Base)?;
        if verb.group == Group::Intent {
            return None;
        }
        let mut first = at;
        while first > floor && (r.is(first - 1, Classes::HAVE) || r.is_adverb(first - 1)) {
            first -= 1;
        }
        let own = self.source_before(first, floor).filter(|&np| self.speaking(np));
        let source = own.or_else(|| {
            matches!(r.lower(first.checked_sub(1)?), "and" | "but")
                .then(|| self.subject(floor, first))
                .flatten()
        })?;
        let (content, rule, asserts) = self.behind(k + m, verb, source)?;
        Some(Found {
            source: Some(source),
            cue: (first, k + m),
            content: vec![content],
            rule,
            confidence: 0.7,
            group: Some(verb.group),
            asserts: asserts && said,
        })
    }

    /// "will say that …", "moved to reassure the crews": a bare verb of saying behind a modal or behind another verb and
    /// "to". What may or is meant to be said is nobody's word yet: no claim rests on it.
    pub(super) fn led(&self, at: usize, n: usize, verb: &Reporting, floor: usize) -> Option<Found> {
        let r = self.r;
        let lead = r.before(at, floor)?;
        if verb.form != Form::Base || self.quotes.inside(at) {
            return None;
        }
        let (first, source) = if r.is(lead, Classes::MODAL) && !r.is_capital(lead) {
            (lead, self.source_before(lead, floor)?)
        } else if r.lower(lead) == "to" {
            // The verb before "to", with nothing but adverbs between: its subject is that of the saying.
            let governor = r.before(lead, floor).filter(|&k| {
                r.is(k, Classes::PAST | Classes::THIRD) && !r.is(k, Classes::AUXILIARY | Classes::NOUNY)
            })?;
            let start = r.before(governor, floor).filter(|&k| r.is(k, Classes::HAVE)).unwrap_or(governor);
            (start, self.source_before(start, floor)?)
        } else {
            return None;
        };
        if !self.speaking(source) {
            return None;
        }
        let after = self.skip_circumstance(at + n);
        // A mere object is not enough behind a modal: "could call the police".
        let clause = matches!(r.lower(after), "that" | "whether" | "how" | "why")
            || self.quotes.opens(after)
            || self.quotes.opens(after + 1);
        if r.lower(lead) != "to" && !clause {
            return None;
        }
        let (content, _, _) = self.behind(at + n, verb, source)?;
        Some(Found {
            source: Some(source),
            cue: (first, at + n),
            content: vec![content],
            rule: "a verb of saying behind another verb",
            confidence: 0.6,
            group: Some(verb.group),
            asserts: false,
        })
    }

    /// The content behind a verb that ends at `verb_end`, of any kind, and whether a claim rests on it.
    pub(super) fn behind(
        &self,
        verb_end: usize,
        verb: &Reporting,
        source: Np,
    ) -> Option<(Np, &'static str, bool)> {
        let clause =
            self.content_behind(self.skip_circumstance(verb_end), verb_end, verb, self.speaking(source));
        match clause {
            Some((content, rule, _)) => Some((content, rule, verb.group.asserts())),
            None => self.object(verb_end, verb, source).map(|(content, rule)| (content, rule, false)),
        }
    }

    /// "was accused of theft", "is described as weak": of whom it is said stands before, nobody says who says so.
    pub(super) fn charged(&self, at: usize, n: usize) -> Option<Found> {
        let r = self.r;
        let floor = self.clause_start(at);
        let stop = self.object_end(at + n);
        if stop <= at + n || r.lower(at + n) == "by" || !(at + n..stop).any(|k| r.is_word(k)) {
            return None;
        }
        let mut first = at;
        while first > floor
            && (r.is(first - 1, Classes::BE | Classes::HAVE | Classes::MODAL)
                || r.is_adverb(first - 1)
                || matches!(r.lower(first - 1), "been" | "being"))
        {
            first -= 1;
        }
        if first == at {
            return None;
        }
        let mut content: Vec<Np> = self.source_before(first, floor).into_iter().collect();
        content.push((at + n, stop));
        Some(Found {
            source: None,
            cue: (first, at + n),
            content,
            rule: "a passive of saying, nobody named",
            confidence: 0.7,
            group: Some(Group::Speech),
            asserts: false,
        })
    }

    /// "was told that the port would close", "Asked whether he would stay, …": somebody says or asks so.
    pub(super) fn addressed(&self, at: usize) -> Option<Found> {
        let r = self.r;
        let mut first = at;
        while first > self.from
            && (r.is(first - 1, Classes::BE) || r.is_adverb(first - 1) || r.lower(first - 1) == "been")
        {
            first -= 1;
        }
        let passive = (first..at).any(|k| r.is(k, Classes::BE) || r.lower(k) == "been");
        let opens =
            at == self.from || matches!(r.lower(at - 1), "when" | "if") || r.sign(at - 1) == Some(',');
        if !(passive || opens && r.lower(at) == "asked") {
            return None;
        }
        let next = at + 1;
        let clause = matches!(
            r.lower(next),
            "that" | "whether" | "if" | "what" | "how" | "why" | "which" | "who" | "when" | "where"
        ) || matches!(r.lower(next), "about" | "to") && !passive
            || r.lower(next) == "about";
        if !clause {
            return None;
        }
        let start = if r.lower(next) == "that" { next + 1 } else { next };
        let end = self.clause_end(next);
        let stop = if passive && !opens {
            end
        } else {
            (next..end).find(|&k| r.sign(k) == Some(',') && !self.quotes.inside(k)).unwrap_or(end)
        };
        (start + 1 < stop).then(|| Found {
            source: None,
            cue: (first, at + 1),
            content: vec![(start, stop)],
            rule: "a passive of telling or asking, nobody named",
            confidence: 0.7,
            group: Some(Group::Speech),
            // "She was told that the port was shut": somebody says so.
            asserts: passive && !opens && r.lower(next) == "that",
        })
    }

    /// "with the union calling it a trap", "a statement saying that …", "protesters chanting “…”": the source of a
    /// participle without a comma.
    pub(super) fn attached(&self, at: usize, floor: usize) -> Option<Np> {
        /// The longest phrase between "with" and the participle, in tokens.
        const BEHIND_WITH: usize = 14;
        /// The longest name of whom somebody writes to, in tokens.
        const CONTACT: usize = 10;
        let r = self.r;
        let with = (floor.max(at.saturating_sub(BEHIND_WITH))..at)
            .rev()
            .take_while(|&k| !r.is_sign(k, &[',', ';', ':']))
            .find(|&k| r.lower(k) == "with");
        if let Some(np) = with.and_then(|k| sources::phrase(r, k + 1, at)) {
            return (self.speaking(np) && with == np.0.checked_sub(1)).then_some(np);
        }
        // "at these submitting laboratories": an adjective.
        if at.checked_sub(1).is_none_or(|k| r.is(k, Classes::DETERMINER | Classes::PREPOSITION)) {
            return None;
        }
        // "Osk emailed Holm saying that …": who writes, not to whom.
        let contact = (floor + 1..at).rev().take(CONTACT).find(|&k| LEXICON.contacts.contains(r.lower(k)));
        if let Some(k) = contact.filter(|&k| {
            !self.quotes.inside(k)
                && !r.is_capital(k)
                && !r.is(k - 1, Classes::DETERMINER | Classes::MODAL | Classes::BE)
                && r.lower(k - 1) != "to"
                && (k + 1..at).all(|j| r.is_word(j) || r.sign(j) == Some('.'))
                && !(k + 1..at).any(|j| self.is_predicate(j))
        }) {
            let first = self.verb_group(k, floor);
            let own = self.source_before(first, floor).filter(|&np| self.speaking(np));
            return own.or_else(|| self.subject(floor, first)).filter(|&np| self.speaking(np));
        }
        // "issued a short statement saying": the message, where no phrase can be told from the verb.
        let paper = || {
            let noun = at - 1;
            let open = (floor..noun).rev().take(4).find(|&k| r.is(k, Classes::DETERMINER))?;
            (r.is(noun, Classes::PAPER) && !r.is_capital(noun)).then_some((open, at))
        };
        let np = self.source_before(at, floor).or_else(paper)?;
        let head = np.1.checked_sub(1)?;
        if r.is(head, Classes::PAPER) && !r.is_capital(head) {
            let verb = (floor..at).rev().find(|&k| self.is_predicate(k));
            let paper = (verb.map_or(np.0, |k| np.0.max(k + 1)), np.1);
            // "obtained a letter saying": the words of the letter; "issued a letter saying": of who issued it.
            let takes = [
                "obtain", "receive", "review", "saw", "see", "found", "find", "read", "leak", "cit",
                "contain", "examin", "collect", "gather", "analy",
            ];
            let takes = verb.is_some_and(|k| {
                (k..at).any(|j| r.is(j, Classes::VERB) && takes.iter().any(|t| r.lower(j).starts_with(t)))
            });
            if takes {
                return Some(paper);
            }
            return self.subject(floor, at).filter(|&s| self.speaking(s) && s.1 < head).or(Some(paper));
        }
        let named = r
            .mentions_in(r.span(np.0, np.1))
            .iter()
            .any(|m| m.2 != Via::Demonym && m.0.end == r.span(np.0, np.1).end);
        (r.is(head, Classes::SPEAKER) && !r.is_capital(head) || named).then_some(np)
    }
}

/// The noun phrase behind "by" or "from" at `at`, where it can speak.
pub(super) fn from_whom(site: &Site<'_, '_>, at: usize) -> Option<Np> {
    matches!(site.r.lower(at), "by" | "from")
        .then(|| sources::behind(site.r, at + 1, site.end()))
        .flatten()
        .filter(|&np| site.speaking(np))
}

#[cfg(test)]
mod tests {
    use super::super::tests::read_with;

    #[test]
    fn frames_in_another_order() {
        for (text, source, cue, content) in [
            ("As the court noted, the fee was unfair.", "the court", "noted", "the fee was unfair"),
            ("The fee was unfair, as Dara Venn put it.", "Dara Venn", "put it", "The fee was unfair"),
            ("The minister seemed to blame the crew.", "The minister", "seemed to blame", "the crew"),
            (
                "The envoy went on to say that the ferry had sunk.",
                "The envoy",
                "went on to say",
                "the ferry had sunk",
            ),
            ("The vote passed, with the union calling it a trap.", "the union", "calling", "it a trap"),
            (
                "The ministry sent out a letter saying that the port was shut.",
                "The ministry",
                "saying",
                "the port was shut",
            ),
            ("Poll: most skippers back the deal.", "Poll", ":", "most skippers back the deal"),
            (
                "The ministry did not say that the port was shut.",
                "The ministry",
                "did not say",
                "the port was shut",
            ),
            ("The minister will say that the port is shut.", "The minister", "will say", "the port is shut"),
            (
                "The envoy returned to accuse the crew of theft.",
                "The envoy",
                "returned to accuse",
                "the crew of theft",
            ),
            ("The crew was notified that the port was shut.", "", "was notified", "the port was shut"),
            (
                "The envoy proceeds to say that the port is shut.",
                "The envoy",
                "proceeds to say",
                "the port is shut",
            ),
            ("The fee drew criticism from the union.", "the union", "criticism from", "The fee"),
            ("It was the council's criticism of the fee.", "the council", "criticism of", "the fee"),
            ("What the envoy described as a trap was a deal.", "the envoy", "described", "What"),
        ] {
            let (_, all) = read_with(text, &["Dara Venn"]);
            let a = all.first().unwrap_or_else(|| panic!("nothing in {text}"));
            assert_eq!(a.source.first().map_or("", |s| s.of(text)), source, "{text} {all:?}");
            assert_eq!(a.cue.first().map(|s| s.of(text)), Some(cue), "{text}");
            assert_eq!(a.content.first().map(|s| s.of(text)), Some(content), "{text}");
        }
    }

    #[test]
    fn nobody_is_named_where_nobody_speaks() {
        for text in [
            "The skipper was accused of theft.",
            "Asked whether he would stay, the skipper laughed.",
            "There were allegations of theft.",
        ] {
            let (_, all) = read_with(text, &[]);
            assert!(all.len() == 1 && all[0].source.is_empty(), "{text}: {all:?}");
        }
    }

    #[test]
    fn nouns_and_acts_are_no_speech() {
        for text in [
            "The work is going according to plan.",
            "The court dismissed the appeal.",
            "The owner appealed to the court.",
            "The port of Sarn saw fewer ships.",
            "The member states announced nothing.",
            "If you want to sail, paint the hull.",
            "The form uses vague terms that confuse the crews.",
            "It is not needed to link and put in more.",
        ] {
            let (_, all) = read_with(text, &["Sarn"]);
            let stated = all.iter().any(|a| a.cue.iter().any(|c| c.of(text) == "states"));
            assert!(all.is_empty() || text.starts_with("The member") && !stated, "{text}: {all:?}");
        }
    }
}

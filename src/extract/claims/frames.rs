//! What stands around a reporting verb: where its content lies and on which side its source.

use super::lexicon::{Group, LEXICON, Reporting};
use super::quotes::Quotes;
use super::reading::Reading;
use super::sources::Np;
use super::words::{Classes, Form};

/// An attribution as tokens.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub source: Option<Np>,
    pub cue: Np,
    pub content: Vec<Np>,
    pub rule: &'static str,
    pub confidence: f32,
    pub group: Option<Group>,
    /// Whether a claim is judged by its content and bears it; not what is only spoken of or meant to be done.
    pub asserts: bool,
}

/// The sentence in which a cue is looked at.
pub(super) struct Site<'s, 'a> {
    pub r: &'s Reading<'a>,
    pub from: usize,
    /// One past the last token, final stop included.
    pub to: usize,
    pub quotes: &'s Quotes,
}

impl Site<'_, '_> {
    /// One past the last token without the final stop.
    pub fn sentence_end(&self) -> usize {
        self.end()
    }

    pub(super) fn end(&self) -> usize {
        let mut end = self.to;
        while end > self.from && self.r.is_sign(end - 1, &['.', '!', '?', '…']) {
            end -= 1;
        }
        end
    }

    /// One past the clause that begins at `at`: up to a semicolon, or the end.
    pub(super) fn clause_end(&self, at: usize) -> usize {
        let end = self.end();
        (at..end).find(|&k| self.r.sign(k) == Some(';') && !self.quotes.inside(k)).unwrap_or(end)
    }

    /// The first token of the clause in which `at` stands.
    pub(super) fn clause_start(&self, at: usize) -> usize {
        (self.from..at)
            .rev()
            .find(|&k| self.r.sign(k) == Some(';') && !self.quotes.inside(k))
            .map_or(self.from, |k| k + 1)
    }

    /// A reporting verb of `n` tokens at `at`.
    pub fn verb(&self, at: usize, n: usize, verb: &Reporting) -> Option<Found> {
        let r = self.r;
        let floor = self.clause_start(at);
        // "the United States": a capital inside a sentence makes a name.
        if r.is_capital(at) && at > self.from && !self.quotes.closes(at - 1) && !self.is_titled(verb.form) {
            return None;
        }
        if verb.form == Form::Ing {
            return self.participle(at, n, verb, floor);
        }
        if let Some(found) = self.passive(at, n, verb, floor) {
            return Some(found);
        }
        // "the millions expected by the agency to come": nobody before it expects anything.
        let agent = at + n + 1;
        if verb.form.is_past()
            && r.lower(at + n) == "by"
            && (r.is(agent, Classes::DETERMINER | Classes::SPEAKER | Classes::PERSON) || r.is_capital(agent))
            && !r.in_time(agent)
            && !r.is(at.saturating_sub(1), Classes::PERSON)
        {
            return None;
        }
        let Some(first) = self.group_start(at, floor, verb) else { return self.led(at, n, verb, floor) };
        if !self.stands_as_verb(first, at, verb) {
            return None;
        }
        // "the cases reported were few": a participle, unless somebody who speaks stands right before it.
        if verb.form == Form::Past
            && first == at
            && at > floor
            && r.is(at + n, Classes::AUXILIARY)
            && !r.is(at - 1, Classes::PERSON | Classes::SPEAKER | Classes::PAPER)
            && !r.is_capital(at - 1)
        {
            return None;
        }
        // "a resident called Osk said": a participle that gives a name.
        if verb.group == Group::Naming
            && verb.form == Form::Past
            && first == at
            && self.names_in_passing(at + n)
        {
            return None;
        }
        let after = self.skip_circumstance(at + n);
        // "…," said the minister.
        if let Some(found) = self.inverted(first, at + n, verb, floor) {
            return Some(found);
        }
        let own = self.source_before(first, floor);
        // "met in Lomar and agreed": the subject stands before the first verb.
        let shared = || {
            // "The letter was from Osk, who wrote it and said so": that of the relative clause.
            let who =
                (floor..first).rev().take_while(|&k| r.sign(k) != Some(',')).any(|k| r.lower(k) == "who");
            let joined = matches!(r.lower(first - 1), "and" | "but" | "then") && !who;
            joined.then(|| self.subject(floor, first)).flatten()
        };
        // "can look past it and commit": an infinitive under the modal, nothing that was said.
        let under_modal = || {
            verb.form == Form::Base
                && (floor..first).any(|k| r.is(k, Classes::MODAL) && !self.quotes.inside(k))
        };
        let source = match own {
            Some(own) if verb.form == Form::Third && self.is_under_preposition(own, floor) => return None,
            Some(own) => own,
            None if under_modal() => return None,
            None => (first > floor).then(shared).flatten()?,
        };
        // A relative clause or a plain noun before a form that is a noun as well is no subject.
        // "did find" has found, "did not find" has not.
        let denied =
            |k: usize| r.lower(k) == "not" || r.lower(k).ends_with("n't") || r.lower(k).ends_with("n’t");
        let helped = (first..at).any(|k| r.is(k, Classes::DO));
        let done = helped && (first..at).any(denied);
        // "his family maintain that", "the police say that".
        let of_many = r.lower(at + n) == "that" && self.speaking(source);
        if verb.form == Form::Base && !helped && !of_many && !self.plural_source(source) {
            return None;
        }
        let cue = (first, at + n);
        let fixed = self.speaking(source);
        // "No witness said that …": nobody has.
        // "at the time of the March meeting suggested": what a preposition or a date leads is cut from its head.
        if !fixed && source.0 > floor && (r.in_time(source.0 - 1) || r.is(source.0 - 1, Classes::PREPOSITION))
        {
            return None;
        }
        let nobody = matches!(r.lower(source.0), "no" | "nobody" | "none" | "neither" | "no-one" | "few")
            && !(source.0..source.1).any(|k| r.lower(k) == "doubt");
        // "The flood showed that the dam was weak": an event proves, it does not speak.
        let proves = !fixed && verb.proves;
        // "asked not to be named"
        if verb.form.is_past()
            && r.lower(at + n) == "not"
            && r.lower(at + n + 1) == "to"
            && r.lower(at + n + 2) == "be"
        {
            return None;
        }
        // "to ensure that they report the costs": nobody has said so.
        let meant = source.0 > floor + 1
            && r.lower(source.0 - 1) == "that"
            && (r.lower(source.0 - 2) == "so"
                || ["ensur", "requir", "demand", "recommend", "verif"]
                    .iter()
                    .any(|s| r.lower(source.0 - 2).starts_with(s)))
            && verb.form == Form::Base;
        let found = |content: Vec<Np>, rule, confidence| Found {
            source: Some(source),
            cue,
            content,
            rule,
            confidence,
            group: Some(verb.group),
            asserts: verb.group.asserts() && !done && !meant && !nobody && !proves,
        };
        let trailing = self.trailing(source, after, at + n, verb, floor);
        // A quotation that ends before the source is what was said, whatever follows.
        if let Some((content, true)) = &trailing {
            return Some(found(content.clone(), "the source and its verb follow the content", 0.88));
        }
        if let Some(content) = self.relative(source, at + n, verb, floor) {
            return Some(found(content, "a verb of saying in a relative clause", 0.75));
        }
        if let Some((np, rule, confidence)) = self.content_behind(after, at + n, verb, fixed) {
            // "The memorandum mentioned that …": with a clause it is told.
            let told = verb.group == Group::Mention && !done && r.lower(at + n) == "that";
            // "The union, which says it is poor, asked for help": the clause ends before the verb of its noun.
            let relative =
                matches!(r.lower(first - 1), "who" | "which") && r.sign(first.wrapping_sub(2)) == Some(',');
            let close = (np.0..np.1).find(|&k| {
                relative && r.sign(k) == Some(',') && self.is_predicate(k + 1) && !self.quotes.inside(k)
            });
            let content = vec![(np.0, close.filter(|&k| k > np.0).unwrap_or(np.1))];
            let behind = found(content, rule, confidence);
            return Some(Found { asserts: behind.asserts || told, ..behind });
        }
        if let Some((content, _)) = trailing {
            return Some(found(content, "the source and its verb follow the content", 0.88));
        }
        // "that which I have described above": what the pronoun means is described.
        if source.0.checked_sub(1).is_some_and(|k| matches!(r.lower(k), "which" | "whom")) {
            return None;
        }
        let (content, rule) = self.object(at + n, verb, source)?;
        let cue = if verb.group == Group::Intent { (first, content.0) } else { cue };
        // "spoke of how they were beaten" tells that they were.
        let how = verb.group == Group::Mention
            && matches!(r.lower(content.0), "how" | "why")
            && (content.0 + 2..content.1).any(|k| self.is_predicate(k));
        // "referred to allegations that the crew had fled"
        let rumour = || {
            let that = (content.0 + 1..content.1.min(content.0 + 6)).find(|&k| r.lower(k) == "that")?;
            let noun = r.tokens.get(that - 1)?.word();
            let tells = verb.group == Group::Mention && that + 3 < content.1;
            r.phrases
                .word(noun)
                .filter(|p| tells && matches!(p, super::lexicon::Phrase::Rumours))
                .map(|_| that)
        };
        if let Some(that) = rumour() {
            let asserts = !done;
            return Some(Found {
                cue: (cue.0, that),
                asserts,
                ..found(vec![(that + 1, content.1)], rule, 0.65)
            });
        }
        let asserts = (verb.things && self.is_indefinite(content) || how) && !done;
        Some(Found { cue, asserts, ..found(vec![content], rule, 0.65) })
    }

    /// Whether a name begins at `at` and a verb follows it.
    fn names_in_passing(&self, at: usize) -> bool {
        let r = self.r;
        let behind =
            (at..self.end()).find(|&k| !r.is_capital(k) && !self.quotes.inside(k)).unwrap_or(self.end());
        behind > at && r.is(behind, Classes::AUXILIARY | Classes::PAST | Classes::THIRD)
    }

    /// Whether a noun phrase tells of things that the text has not spoken of before: "serious violations", "a fall in
    /// prices", but not "the plan" or a name.
    fn is_indefinite(&self, np: Np) -> bool {
        let r = self.r;
        let first = np.0;
        let head = (first..np.1)
            .find(|&k| r.is(k + 1, Classes::PREPOSITION) || !r.is_word(k + 1))
            .unwrap_or(np.1 - 1);
        let open = matches!(r.lower(first), "a" | "an" | "no" | "several" | "many" | "some" | "few")
            || r.is_number(first)
            || !r.is(first, Classes::DETERMINER | Classes::OBJECT | Classes::ING) && !r.is_capital(first);
        // "reported inaccurate costs": that they are is the text's own word.
        let judged = (first..=head).any(|k| LEXICON.verdicts.contains(r.lower(k)));
        open && !judged
            && np.1 - first >= 2
            && (r.is_number(first)
                || matches!(r.lower(first), "a" | "an" | "no")
                || r.is_plural(head)
                || head > first)
    }

    /// ", adding that …": the source is the subject of the sentence.
    fn participle(&self, at: usize, n: usize, verb: &Reporting, floor: usize) -> Option<Found> {
        let r = self.r;
        // Prepositions by now.
        if matches!(
            r.lower(at),
            "regarding" | "considering" | "seeing" | "assuming" | "understanding" | "feeling"
        ) {
            return None;
        }
        // "a Reuters reporting team": what the team does.
        let before = at.checked_sub(1).filter(|&k| k >= floor)?;
        if r.is(at + n, Classes::SPEAKER) && r.sign(before) != Some(',') && !r.is(before, Classes::BE) {
            return None;
        }
        let adverbs = (floor..at).rev().take_while(|&k| r.is_adverb(k)).count();
        let be = before.saturating_sub(adverbs).max(floor);
        // "he's claiming" holds its subject, "Osk's claiming" its verb.
        let contracted = r.is(be, Classes::BE) && r.lower(be).contains('\'') && !r.lower(be).ends_with("n't");
        let clipped = r.tokens.get(be).is_some_and(|t| t.shape() == crate::structure::Shape::Possessive);
        if r.is(be, Classes::BE) || clipped && be + 1 == at {
            let before = be;
            let source = if contracted { (be, be + 1) } else { self.source_before(before, floor)? };
            let before = if contracted { at } else { before };
            let behind =
                self.content_behind(self.skip_circumstance(at + n), at + n, verb, self.speaking(source));
            // "was not questioning whether"
            let denied = (be..at).any(|k| r.lower(k) == "not");
            let ((content, rule, confidence), asserts) = match behind {
                Some(content) => (content, verb.group.asserts() && !denied),
                None => self.object(at + n, verb, source).map(|(c, rule)| ((c, rule, 0.65), false))?,
            };
            return Some(Found {
                source: Some(source),
                cue: (before, if verb.group == Group::Intent { content.0 } else { at + n }),
                content: vec![content],
                rule,
                confidence,
                group: Some(verb.group),
                asserts,
            });
        }
        if r.sign(before) != Some(',')
            && !self.quotes.closes(before)
            && !matches!(
                r.lower(before),
                "by" | "while"
                    | "and"
                    | "for"
                    | "from"
                    | "after"
                    | "before"
                    | "without"
                    | "in"
                    | "when"
                    | "upon"
                    | "despite"
            )
        {
            let source = self.attached(at, floor)?;
            let (content, rule, asserts) = self.behind(at + n, verb, source)?;
            let with = source.0 > floor && r.lower(source.0 - 1) == "with";
            let says = matches!(verb.group, Group::Strong | Group::Speech)
                && rule != "a verb of saying with the thing it speaks of";
            return (with || says || source.1 < at).then(|| Found {
                source: Some(source),
                cue: (at, at + n),
                content: vec![content],
                rule,
                confidence: 0.65,
                group: Some(verb.group),
                asserts,
            });
        }
        // "charged with conspiracy, and insulting the leader": no second participle of the subject.
        if r.lower(before) == "and" && !(floor..before).any(|k| r.is(k, Classes::ING)) {
            return None;
        }
        let source = self.subject(floor, at)?;
        let found = |content: Np, asserts: bool| Found {
            source: Some(source),
            cue: (at, if verb.group == Group::Intent { content.0 } else { at + n }),
            content: vec![content],
            rule: "a participle of saying with the subject of the sentence",
            confidence: 0.75,
            group: Some(verb.group),
            asserts,
        };
        if let Some(content) = self.content_behind(self.skip_circumstance(at + n), at + n, verb, true) {
            return Some(found(content.0, verb.group.asserts()));
        }
        let (content, _) = self.object(at + n, verb, source)?;
        Some(found(content, false))
    }

    /// The subject of the clause from `floor` to `at`: the noun phrase that ends at its first verb.
    pub(super) fn subject(&self, floor: usize, at: usize) -> Option<Np> {
        let floor = self.main_clause(floor, at).unwrap_or(floor);
        let first_verb = (floor + 1..at).find(|&k| !self.quotes.inside(k) && self.is_predicate(k))?;
        self.source_before(first_verb, floor)
    }

    /// Whether something is told between two tokens.
    pub(super) fn is_told(&self, from: usize, to: usize) -> bool {
        (from + 1..to).any(|k| self.is_predicate(k))
    }

    pub(super) fn is_predicate(&self, at: usize) -> bool {
        let c = self.r.class(at);
        // "in its letter of 4 May"
        if c.any(Classes::MODAL) && self.r.is_capital(at) && self.r.in_time(at) {
            return false;
        }
        c.any(Classes::AUXILIARY)
            || c.any(Classes::PAST)
                && !at
                    .checked_sub(1)
                    .is_some_and(|k| self.r.is(k, Classes::DETERMINER | Classes::PREPOSITION))
            || c.any(Classes::THIRD) && !c.any(Classes::NOUNY)
    }

    /// Past the place where a report was written: "(Sarn) - The port …".
    fn behind_dateline(&self, floor: usize, stop: usize) -> usize {
        /// The longest dateline, in tokens.
        const LONGEST: usize = 7;
        let r = self.r;
        if floor != self.from || r.sign(floor) != Some('(') {
            return floor;
        }
        let close = (floor..stop.min(floor + LONGEST)).find(|&k| r.sign(k) == Some(')'));
        close
            .filter(|&k| {
                r.is_sign(k + 1, &['—', '–', '-'])
                    && (floor + 1..k).all(|j| r.is_capital(j) || r.sign(j) == Some(','))
            })
            .map_or(floor, |k| k + 2)
    }

    /// Where content that ends before `stop` begins: at its quotation mark, else at the clause, conjunction skipped.
    pub(super) fn content_start(&self, floor: usize, stop: usize) -> usize {
        let r = self.r;
        let mut k = self.behind_dateline(floor, stop);
        while k < stop
            && (r.is(k, Classes::COORDINATOR) && !matches!(r.lower(k), "so" | "nor")
                || r.sign(k) == Some(','))
        {
            k += 1;
        }
        k
    }

    /// Whether the quotation that opens at `open` is more than a word or two within a sentence ("the “yes” vote").
    pub(super) fn goes_on(&self, open: usize) -> bool {
        let close = self.quote_end(open);
        close > open + 4 || close >= self.end()
    }

    pub(super) fn quote_end(&self, open: usize) -> usize {
        (open + 1..self.to).find(|&k| self.quotes.closes(k)).map_or(self.end(), |k| k + 1)
    }

    /// The "that" behind what stands between two signs: "revealed, apparently, that", "maintains – and I believe her – that".
    fn past_aside(&self, at: usize) -> Option<usize> {
        /// The longest aside, in tokens.
        const LONGEST: usize = 14;
        let r = self.r;
        let opens = |k: usize| r.is_sign(k, &[',', '—', '–', '(']) || super::parse::is_dash(r, k);
        if !opens(at) || self.quotes.inside(at) {
            return None;
        }
        let comma = r.sign(at) == Some(',');
        let closes = |k: usize| match r.sign(at) {
            Some('(') => r.sign(k) == Some(')'),
            Some(',') => r.sign(k) == Some(','),
            _ => r.is_sign(k, &['—', '–']) || super::parse::is_dash(r, k),
        };
        let close = (at + 2..self.to.min(at + LONGEST)).find(|&k| closes(k))?;
        let own = comma && (at + 1..close).any(|k| self.is_predicate(k));
        (r.lower(close + 1) == "that" && !own).then_some(close + 1)
    }

    /// Past "on Tuesday", "in a statement", "to reporters" between the verb and its content.
    pub(super) fn skip_circumstance(&self, at: usize) -> usize {
        const PLACES: [&str; 13] =
            ["in", "on", "at", "to", "during", "from", "by", "via", "after", "before", "of", "about", "with"];
        let r = self.r;
        let mut k = at;
        // "contended that time was short" tells no time.
        while k < self.to && r.lower(k) != "that" && (r.in_time(k) || r.is_adverb(k)) {
            k += 1;
        }
        if let Some(that) = self.past_aside(k) {
            return that;
        }
        if !PLACES.contains(&r.lower(k)) || r.lower(k) == "to" && r.is(k + 1, Classes::BASE | Classes::COPULA)
        {
            return k;
        }
        // The phrase ends before "that", a comma, a colon or a quotation mark; without them it is no circumstance.
        let limit = (k + 14).min(self.to);
        let ends = |j: usize| {
            r.lower(j) == "that"
                || r.is_sign(j, &[',', ':', ';', '.'])
                || self.quotes.opens(j)
                || j > k + 1 && r.is(j, Classes::SUBJECT) && !r.is(j, Classes::DETERMINER)
        };
        let Some(stop) = (k..limit).find(|&j| ends(j)) else { return k };
        let verb =
            |j: usize| r.is(j, Classes::AUXILIARY) || r.is(j, Classes::PAST) && !r.is(j, Classes::PARTICIPLE);
        // "announced at the fair found that": the clause belongs to the second verb.
        let told = stop > k + 1
            && r.lower(stop) == "that"
            && r.reporting_at(stop - 1).is_some_and(|v| matches!(v.form, Form::Past | Form::Third));
        if (k..stop).any(verb) || told {
            return k;
        }
        // "in Lomar, Osk, that"
        let further = (stop..limit).find(|&j| r.sign(j) == Some(',') && r.lower(j + 1) == "that");
        if let Some(j) = further.filter(|&j| r.sign(stop) == Some(',') && !(stop..j).any(verb)) {
            return j + 1;
        }
        let comma = r.sign(stop) == Some(',') && self.quotes.opens(stop + 1);
        stop + usize::from(comma)
    }
}

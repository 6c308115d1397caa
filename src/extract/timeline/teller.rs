//! What the claims of a document tell of happenings, one claim after the other.

use crate::extract::claims::parse::{Finite, Parse};
use crate::extract::claims::reading::Reading;
use crate::extract::claims::words::Classes;
use crate::extract::times::Part;
use crate::model::{
    ActorId, Claim, ClaimId, ClaimKind, Date, Event, EventStatus, Sentence, Span, TimeExpression, TimeId,
    TimeKind, Why,
};

use super::clause::Coming;
use super::entry::{Above, Entries, Entry};
use super::merge::Draft;
use super::site::{Happening, Site};
use super::when::{When, whens};
use super::words::{Telling, Tellings, Tense, singular};
use super::{happening, listed, says_little, status, summary, undated_noun};

/// Tells the events of a document.
pub(super) struct Teller<'s, 'a> {
    pub r: &'s Reading<'a>,
    pub t: &'s Tellings,
    pub times: &'s [TimeExpression],
    pub entries: &'s Entries,
    /// By start.
    pub sentences: &'s [Sentence],
    /// The document's date.
    pub own: Option<Date>,
    /// The dates that hold in parts of it.
    pub parts: &'s [Part],
    /// What it tells, until it is taken away.
    pub drafts: Vec<Draft>,
}

/// How far before a clause its subject may stand, in tokens.
const REACH: usize = 60;

/// A claim and its number.
pub(super) type Numbered<'c> = Option<(ClaimId, &'c Claim)>;

/// What a clause was found to tell, by which date, and the number of its draft.
struct Told<'w> {
    what: Happening,
    when: &'w When,
    draft: usize,
}

impl Teller<'_, '_> {
    /// The events of one claim or sentence.
    pub fn unit(&mut self, span: Span, claim: Numbered<'_>) {
        let (r, t) = (self.r, self.t);
        let (from, to) = inside(r, r.range(span));
        let undated = undated_noun(r, t, from, to);
        let timed = r.times_in(span);
        let entry = self.entries.begins_in(from, to);
        let above = self.entries.above(span).filter(|_| entry.is_none());
        if from >= to || timed.is_empty() && undated.is_none() && entry.is_none() && above.is_none() {
            return;
        }
        if claim.is_some_and(|(_, c)| c.kind == ClaimKind::Question) {
            return;
        }
        let before = self.drafts.len();
        if let Some(e) = entry {
            self.entry(e, to, claim);
        }
        let first = entry.map_or(from, |e| e.from);
        let ids = timed.iter().filter(|x| r.range(x.0).0 >= first).map(|x| x.1);
        let found = whens(r, t, self.times, ids, first, to);
        let p = Parse::of(r, from, to);
        let site = Site { r, t, p: &p };
        match above.filter(|_| found.is_empty()) {
            Some(above) => self.under(&site, above, claim),
            None => self.dated(&site, &found, claim),
        }
        if self.drafts.len() == before
            && found.is_empty()
            && let Some(&(_, id)) = timed.iter().find(|x| r.range(x.0).0 >= first && self.is_ahead(x.1))
        {
            self.plan(&site, id, claim);
        }
        if let Some((start, head)) = undated {
            let at = r.span(head, head + 1).from();
            if !self.drafts.iter().skip(before).any(|d| d.source.has(at)) {
                let status = EventStatus::Reported;
                let told = Happening::told(start, head + 1, head, status, "a happening without a date");
                let h = Happening { nominal: true, ..told };
                self.drafts.push(draft(&site, h, None, claim));
            }
        }
    }

    /// Whether an expression without a date speaks of what is to come: "in the coming weeks", "in the near future".
    fn is_ahead(&self, id: TimeId) -> bool {
        let Some(time) = self.times.get(id.index()).filter(|t| t.edtf.is_none()) else { return false };
        let (from, to) = self.r.range(time.span);
        &*time.value == "FUTURE_REF"
            || (from..to).any(|k| matches!(self.r.lower(k), "coming" | "next" | "upcoming" | "following"))
                && time.kind != TimeKind::Set
    }

    /// "In the coming weeks the council will publish its findings": what is planned for a time without a date.
    fn plan(&mut self, site: &Site<'_, '_>, id: TimeId, claim: Numbered<'_>) {
        let future = |m: &usize| site.telling(*m).auxiliary == Some(Tense::Future);
        let Some(m) = site.p.main.filter(future) else { return };
        let (from, to) = site.clause_around(m, m + 1);
        let Some((head, status)) = site.tells(m, to, None) else { return };
        let verb = site.r.is(head, Classes::VERB | Classes::BASE) && !site.telling(head).stative;
        if site.denies(from, head) || site.is_furniture(head) || !verb {
            return;
        }
        let told = Happening::told(from, to, head, status, "it is told as a plan without a date");
        let span = self.times.get(id.index()).map_or(site.r.span(from, from), |t| t.span);
        let (a, b) = site.r.range(span);
        let lead = a.saturating_sub(1).max(from);
        let a = if lead < a && site.r.is(lead, Classes::PREPOSITION) { lead } else { a };
        let mut new = draft(site, told, None, claim);
        if (from..to).contains(&a) && b <= to {
            let words = summary::summary(site.r, site.t, from, to, (a, b));
            new.tell(site.r, words, from, to);
        }
        new.event.times.push(id);
        self.drafts.push(new);
    }

    /// What the dates in a claim date.
    fn dated(&mut self, site: &Site<'_, '_>, found: &[When], claim: Numbered<'_>) {
        let (r, t) = (self.r, self.t);
        let mut told: Option<Told<'_>> = None;
        // "The draw for the 1989 finals was made on 20 March": where a date leads or follows the verb, a year in a name says nothing.
        let adverbial = |w: &&When| {
            w.from < w.date && matches!(w.preposition.as_str(), "on" | "in" | "at" | "during" | "by")
        };
        let dated = found.iter().filter(adverbial).count() > 0;
        for w in found {
            let named = dated && w.from == w.date && site.names(w.date, w.to);
            if named && site.premodifier(w.date, w.to).is_none() {
                continue;
            }
            let ahead = self.coming(w);
            let told_of = happening(site, w, ahead, claim.map(|c| c.1));
            let Some(mut h) = told_of.filter(|&h| !says_little(site, h)) else { continue };
            // "on Saturday (3 May 2014) evening, and the vote …": the words of the date before are none of its own.
            let cut = found.iter().map(|o| o.to).find(|&end| {
                end <= w.from
                    && end <= h.head
                    && found.iter().any(|o| o.to == end && (o.from..end).contains(&h.from))
            });
            h.from = cut.filter(|_| !h.nominal).unwrap_or(h.from);
            let coming = ahead == Some(true);
            if h.subject.is_none() && !h.nominal {
                h.subject = self.subject_before(site, &h);
            }
            // Two dates of one clause are two events only if the verb is another, or if they date what a list tells.
            let same = told.as_ref().filter(|last| !h.nominal && last.what.head == h.head);
            let member = match same {
                Some(last) if listed::adjacent(r, last.when, w) => None,
                Some(last) => match listed::member(site, &last.what, last.when, w) {
                    Some(member) => Some((last.draft, last.when, member)),
                    None => continue,
                },
                None => None,
            };
            if let Some((_, c)) = claim {
                // What a verb of the past tells was, whatever is said in its content.
                let past = r.is(h.head, Classes::PAST)
                    || h.head > 0 && matches!(r.lower(h.head - 1), "was" | "were" | "had" | "been");
                let was = !coming && !h.nominal && h.status == EventStatus::Reported && past;
                if !was {
                    h.status = status(h, c, coming);
                }
            }
            // "At the 2024 summit the ministers will vote", written in 2024: it is still to come.
            let this_year = self.own_at(w.date).is_some_and(|d| w.edtf == d.year().to_string());
            let future = site.p.main.is_some_and(|m| site.telling(m).auxiliary == Some(Tense::Future));
            if h.nominal && this_year && future && h.status == EventStatus::Reported {
                h.status = EventStatus::Planned;
            }
            // "On 16 October an aid worker was abducted": a plain past is no plan, whatever the document's date.
            // A date more than a year on is an aim: "pledged to phase them out by 2040".
            let soon = self.own_at(w.date).zip(w.earliest).is_some_and(|(own, then)| {
                own.checked_add(jiff::Span::new().years(1)).is_ok_and(|year| then < year)
            });
            let past = soon && !h.nominal && site.is_told_as_past(h.head);
            if coming && h.status == EventStatus::Reported && !past {
                // "has granted aid through next September": the end of what was granted.
                if !h.nominal && matches!(w.preposition.as_str(), "until" | "till" | "through") {
                    continue;
                }
                h.status = EventStatus::Planned;
            }
            if let Some(since) = site.gone_on_since(w.date, w.to).filter(|s| s.head != h.head) {
                let open = w.since();
                self.drafts.push(draft(site, since, Some(&open), claim));
            }
            let ended = Some(w).filter(|_| h.status == EventStatus::Reported && !coming);
            let ended = ended.and_then(|w| w.ended_before(r, self.times));
            let mut new = draft(site, h, ended.as_ref().or(Some(w)), claim);
            if let Some((of, last, (a, b))) = member {
                if let Some(first) = self.drafts.get_mut(of)
                    && first.source.has(r.span(a, b).from())
                {
                    first.tell(
                        r,
                        summary::summary(r, t, h.from, last.to, (last.from, last.to)),
                        h.from,
                        last.to,
                    );
                }
                let verb = summary::summary(r, t, h.from, h.head + 1, NOWHERE);
                let alone = summary::summary(r, t, h.head, h.head + 1, NOWHERE);
                let words = listed::summary(&[verb, alone], &summary::summary(r, t, a, b, NOWHERE));
                new.tell(r, words, a, w.to);
                for actor in actors_in(r, r.span(h.from, h.head)).into_iter().rev() {
                    if !new.event.actors.contains(&actor) {
                        new.event.actors.insert(0, actor);
                    }
                }
            }
            if !h.nominal {
                told = Some(Told { what: h, when: w, draft: self.drafts.len() });
            }
            self.drafts.push(new);
        }
    }

    /// The subject of a clause that is told apart from it: "The hearing was adjourned | and is due to resume in May".
    fn subject_before(&self, site: &Site<'_, '_>, h: &Happening) -> Option<(usize, usize)> {
        let from = site.p.from;
        let opens = (from..h.head + 1).find(|&k| {
            !self.r.is_adverb(k) && self.r.sign(k).is_none() && !self.r.is(k, Classes::COORDINATOR)
        })?;
        // "… and is due": joined on to what is told before.
        let joined = (from.saturating_sub(1)..opens).any(|k| self.r.is(k, Classes::COORDINATOR));
        if !joined
            || site.p.finite(opens) != Finite::Surely
            || !self.r.is(opens, Classes::AUXILIARY | Classes::PAST)
        {
            return None;
        }
        let at = self.r.tokens.get(from)?.span;
        let k = self.sentences.partition_point(|s| s.span.to() <= at.from());
        let (start, _) = self.r.range(self.sentences.get(k)?.span);
        if start >= from || from - start > REACH {
            return None;
        }
        let p = Parse::of(self.r, start, from);
        Site { r: self.r, t: self.t, p: &p }.subject()
    }

    /// What stands behind a date set in front, up to token `to`.
    pub fn entry(&mut self, e: &Entry, to: usize, claim: Numbered<'_>) {
        let to = e.to.min(to).max(e.from + 1);
        // "1982 | In May, the council meets. In June, it adjourns.": the finer dates in an entry part it.
        let ids = self.r.times_in(self.r.span(e.from, to)).iter().map(|x| x.1);
        let finer = whens(self.r, self.t, self.times, ids, e.from, to).into_iter().filter(|w| {
            let opens = w.from == e.from || self.r.is_sign(w.from - 1, &['.', ';']);
            let (own, all) = ((w.earliest, w.latest), (e.when.earliest, e.when.latest));
            opens && own.0 >= all.0 && own.1 <= all.1 && own != all
        });
        let (mut from, mut when) = (e.from, e.when.clone());
        for w in finer {
            if w.from > from + 1 {
                self.part(&when, from, w.from, claim);
            }
            from = (w.to..to).find(|&k| self.r.sign(k).is_none()).unwrap_or(to);
            when = w;
        }
        if from < to {
            self.part(&when, from, to, claim);
        }
    }

    /// What tokens `from..to` of an entry tell.
    fn part(&mut self, when: &When, from: usize, to: usize, claim: Numbered<'_>) {
        let p = Parse::of(self.r, from, to);
        let site = Site { r: self.r, t: self.t, p: &p };
        let head = site.named(from, to);
        let coming = self.coming(when) == Some(true);
        let reported = if coming { EventStatus::Planned } else { EventStatus::Reported };
        let mut h = Happening::told(from, to, head, reported, "what stands behind a date set in front");
        if let Some((_, c)) = claim {
            h.status = status(h, c, coming);
        }
        self.drafts.push(draft(&site, h, Some(when), claim));
    }

    /// What a claim without a date tells under a date that stands alone.
    fn under(&mut self, site: &Site<'_, '_>, above: &Above, claim: Numbered<'_>) {
        let ahead = self.coming(&above.when);
        let coming = ahead == Some(true);
        let Some(mut h) = site.main(ahead, above.chronicle) else { return };
        if let Some((_, c)) = claim {
            h.status = status(h, c, coming);
        }
        if coming && h.status == EventStatus::Reported {
            h.status = EventStatus::Planned;
        }
        let mut new = draft(site, h, Some(&above.when), claim);
        let words = std::mem::take(&mut new.event.summary);
        new.tell(self.r, words, h.from, h.to);
        self.drafts.push(new);
    }

    /// Whether a date lies after the document's.
    fn coming(&self, w: &When) -> Coming {
        self.own_at(w.date).map(|d| w.earliest.is_some_and(|e| e > d))
    }

    /// The date of the text at a token.
    fn own_at(&self, token: usize) -> Option<Date> {
        let k = self.parts.partition_point(|p| p.at <= token);
        let part = k.checked_sub(1).and_then(|k| self.parts.get(k));
        part.and_then(|p| p.date).or(self.own)
    }
}

/// The tokens of a sentence without the brackets in which all of it stands.
fn inside(r: &Reading<'_>, (from, to): (usize, usize)) -> (usize, usize) {
    if !r.is_sign(from, &['(', '[']) {
        return (from, to);
    }
    let close = (from + 1..to).find(|&k| r.is_sign(k, &['(', ')', ']']));
    let last = (from..to).rev().find(|&k| !r.is_sign(k, &['.', '!', '?']));
    if close.is_some() && close == last && last.is_some_and(|k| !r.is_sign(k, &['('])) {
        (from + 1, last.unwrap_or(to))
    } else if close.is_none() {
        (from + 1, to)
    } else {
        (from, to)
    }
}

/// Signs that part what is said in passing.
const DASHES: &[char] = &['—', '–'];

/// No token: a date that is not to be left out of a summary.
const NOWHERE: (usize, usize) = (usize::MAX, usize::MAX);

impl Draft {
    /// Tells it by other words, which stand in tokens `from..to`.
    fn tell(&mut self, r: &Reading<'_>, summary: String, from: usize, to: usize) {
        self.source = r.span(from, to);
        self.event.sources = vec![self.source];
        self.event.summary = summary;
        self.event.actors = actors_in(r, self.source);
    }
}

fn draft(site: &Site<'_, '_>, h: Happening, w: Option<&When>, claim: Numbered<'_>) -> Draft {
    let (r, t) = (site.r, site.t);
    // The date of a noun is part of its name; one woven into its clause cannot be left out.
    let whole = |w: &When| if h.from <= w.list.0 && w.list.1 <= h.to { w.list } else { (w.from, w.to) };
    let date = w.filter(|w| !h.nominal && !w.woven).map_or(NOWHERE, whole);
    // "In response to the raid, on 3 May the navy left": what leads up to the date is not what happened.
    let leads =
        r.is(h.from, Classes::PREPOSITION) || matches!(r.lower(h.from), "given" | "following" | "owing");
    let led = date.0 > h.from && date.1 <= h.head && leads;
    let mut first = if led { date.1 } else { h.from };
    // "In our 2016 report, we asked for more": the date belongs to what leads up to the comma.
    let reach = if first > h.from && r.is(first, Classes::PREPOSITION) { 16 } else { 4 };
    let comma = (first..h.head.min(first + reach)).find(|&k| led && r.is_sign(k, &[',']));
    if let Some(comma) = comma.filter(|&k| !site.p.has_sure_finite(first, k)) {
        first = comma + 1;
    }
    while led
        && first < h.head
        && (r.in_time(first) || r.in_time(first + 1) && r.is(first, Classes::PREPOSITION))
    {
        first += 1;
    }
    let opens = date.0 == h.from && date.1 <= h.head;
    let start = if opens { date.1 } else { first };
    let subject = past_lead(site, start, h.head, date, led || opens);
    if subject > start {
        first = subject;
    }
    // "On 3 May—at the height of the storm—the port was shut": what stands between dashes leads up to it too.
    let start = if opens { first.max(date.1) } else { first };
    if start < h.head && r.is_sign(start, DASHES) {
        let close = (start + 1..h.head).find(|&k| r.is_sign(k, DASHES));
        if let Some(close) = close.filter(|&k| !site.p.has_sure_finite(start, k)) {
            first = close + 1;
        }
    }
    let words = summary::summary(r, t, first, h.to, date);
    let words = match h.subject {
        Some((a, b)) => listed::summary(&[summary::summary(r, t, a, b, NOWHERE)], &words),
        None => words,
    };
    let (a, b) = w.map_or((h.from, h.to), |w| (h.from.min(w.from), h.to.max(w.to)));
    let source = r.span(a, b);
    let mut who = actors_in(r, source);
    for actor in h.subject.map(|(a, b)| actors_in(r, r.span(a, b))).unwrap_or_default().into_iter().rev() {
        if !who.contains(&actor) {
            who.insert(0, actor);
        }
    }
    if who.is_empty() && h.nominal {
        let (a, b) = site.clause_around(h.from, h.to);
        who = actors_in(r, r.span(a, b));
    }
    let (stem, telling) = name(r, site, h.head);
    Draft {
        event: Event {
            edtf: w.map(|w| w.edtf.clone()),
            earliest: w.and_then(|w| w.earliest),
            latest: w.and_then(|w| w.latest),
            modifier: w.and_then(|w| w.modifier),
            summary: words,
            times: w.map(|w| w.times.clone()).unwrap_or_default(),
            actors: who,
            claim: claim.map(|c| c.0),
            status: h.status,
            sources: vec![source],
            why: Why::new(h.rule, if h.nominal { 0.8 } else { 0.75 }),
        },
        head: stem,
        kin: telling.kin,
        generic: h.nominal && telling.generic,
        nominal: h.nominal,
        source,
    }
}

/// Past what leads up to the subject between commas: "On 3 May, just weeks before the vote, the council met", "Having sat the
/// examination, she was appointed".
fn past_lead(site: &Site<'_, '_>, first: usize, head: usize, date: (usize, usize), led: bool) -> usize {
    /// Longest such phrase, in tokens.
    const PHRASE: usize = 36;
    let r = site.r;
    let mut from = first;
    for _ in 0..2 {
        let Some(a) = (from..head).find(|&k| r.sign(k).is_none()) else { return from };
        let comma = (a + 1..head.min(a + PHRASE)).find(|&k| r.is_sign(k, &[',']));
        let Some(comma) = comma.filter(|&k| !(a..k).contains(&date.0)) else { return from };
        let time = r.in_time(a) || r.is_adverb(a) && r.in_time(a + 1);
        let doing = r.is(a, Classes::ING) && !r.is(a, Classes::NOUNY) || r.lower(a) == "having";
        let subject = r.is_nounlike(comma + 1) || r.is(comma + 1, Classes::DETERMINER | Classes::PERSON);
        let leads = led && time || doing && a == site.p.from;
        if !leads || !subject || comma + 1 >= head || site.p.has_sure_finite(a, comma) {
            return from;
        }
        from = comma + 1;
    }
    from
}

/// The noun or verb that names a happening, in the singular, with the parts that hyphens join.
fn name(r: &Reading<'_>, site: &Site<'_, '_>, head: usize) -> (String, Telling) {
    let glued = |k: usize| r.tokens.get(k).is_some_and(|t| !t.spaced());
    if head >= 2 && r.is_sign(head - 1, &['-']) && glued(head) && glued(head - 1) {
        let word = format!("{}-{}", r.lower(head - 2), singular(r.lower(head)));
        let telling = Tellings::named(&word);
        return (word, telling);
    }
    (singular(r.lower(head)).to_owned(), site.telling(head))
}

fn actors_in(r: &Reading<'_>, span: Span) -> Vec<ActorId> {
    let mut out: Vec<ActorId> = Vec::new();
    for &(s, id, _) in r.mentions_in(span) {
        if span.contains(s) && !out.contains(&id) {
            out.push(id);
        }
    }
    out
}

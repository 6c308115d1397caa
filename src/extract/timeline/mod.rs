//! Events: what happened or is planned, tied to when the text says it did.
//!
//! A date dates the noun it describes ("the October talks", "the withdrawal in 2021") or the clause it stands in, if the
//! verb tells a happening and no state. Durations and expressions without a date of their own date nothing.

mod merge;
mod site;
mod summary;
mod when;
mod words;

#[cfg(test)]
mod tests;

use super::Input;
use super::claims::parse::Parse;
use super::claims::reading::Reading;
use super::claims::words::Classes;
use crate::model::{
    Actor, ActorId, BlockKind, Certainty, Claim, ClaimId, ClaimKind, Date, Event, EventStatus, Span,
    TimeExpression, Why,
};
use merge::Draft;
pub(super) use merge::in_order;
use site::{Happening, Site};
use when::{When, whens};
use words::{Tellings, singular};

/// Events in calendar order (coarse before fine), undated ones last in text order.
pub fn events(input: Input<'_>, actors: &[Actor], times: &[TimeExpression], claims: &[Claim]) -> Vec<Event> {
    let r = Reading::new(input, actors, times);
    let t = Tellings::bind(&input.structure.tokens);
    let mut drafts = Vec::new();
    let own = input.date.map(|d| d.date);
    if claims.is_empty() {
        for s in &input.structure.sentences {
            let kind = input.structure.blocks.get(s.block.index()).map(|b| b.kind);
            if !matches!(kind, Some(BlockKind::Mast | BlockKind::LeadIn | BlockKind::Code)) {
                unit(&r, &t, times, s.span, None, own, &mut drafts);
            }
        }
    } else {
        for (k, claim) in claims.iter().enumerate() {
            unit(&r, &t, times, claim.span, Some((ClaimId::new(k), claim)), own, &mut drafts);
        }
    }
    merge::merge(drafts)
}

/// The events of one claim or sentence.
fn unit(
    r: &Reading<'_>,
    t: &Tellings,
    times: &[TimeExpression],
    span: Span,
    claim: Option<(ClaimId, &Claim)>,
    own: Option<Date>,
    out: &mut Vec<Draft>,
) {
    let (from, to) = r.range(span);
    let undated = undated_noun(r, t, from, to);
    let timed = r.times_in(span);
    if from >= to || timed.is_empty() && undated.is_none() {
        return;
    }
    if claim.is_some_and(|(_, c)| c.kind == ClaimKind::Question) {
        return;
    }
    let found = whens(r, t, times, timed.iter().map(|x| x.1), from, to);
    let p = Parse::of(r, from, to);
    let site = Site { r, t, p: &p };
    let mut clause_told: Option<usize> = None;
    for w in &found {
        let coming = own.is_some_and(|d| w.earliest.is_some_and(|e| e > d));
        let Some(mut h) = happening(&site, w, coming, claim.map(|c| c.1)) else { continue };
        // Two dates of one clause are two events only if the verb is another.
        if !h.nominal {
            if clause_told == Some(h.head) {
                continue;
            }
            clause_told = Some(h.head);
        }
        if let Some((_, c)) = claim {
            // What a verb of the past tells was, whatever is said in its content.
            let was =
                !coming && !h.nominal && h.status == EventStatus::Reported && r.is(h.head, Classes::PAST);
            if !was {
                h.status = status(h, c, coming);
            }
        }
        if coming && h.status == EventStatus::Reported {
            h.status = EventStatus::Planned;
        }
        out.push(draft(r, t, &site, h, Some(w), claim.map(|c| c.0)));
    }
    if let Some((start, head)) = undated {
        let covered = out.iter().any(|d| d.source.has(r.span(head, head + 1).from()));
        if !covered {
            let h = Happening {
                from: start,
                to: head + 1,
                head,
                status: EventStatus::Reported,
                rule: "a happening without a date",
                nominal: true,
            };
            out.push(draft(r, t, &site, h, None, claim.map(|c| c.0)));
        }
    }
}

/// What a date dates, by the first rule that fits.
fn happening(site: &Site<'_, '_>, w: &When, coming: bool, claim: Option<&Claim>) -> Option<Happening> {
    if w.from == w.date
        && let Some(h) = site.premodifier(w.date, w.to)
    {
        return Some(h);
    }
    let postmodified =
        !matches!(w.preposition.as_str(), "since" | "by" | "until" | "till" | "between" | "from");
    if postmodified && let Some(h) = site.postmodifier(w.from, w.to, &w.preposition) {
        return Some(h);
    }
    if w.preposition == "of" {
        return None;
    }
    if let Some(h) = site.gerund(w.from) {
        return Some(h);
    }
    let h = site.clause(w.from, w.to, coming);
    if h.is_none() && claim.is_some_and(|c| c.kind == ClaimKind::Prescription) {
        // "Replace the checks by 1 September": an order has no finite verb.
        let (from, to) = site.clause_around(w.from, w.to);
        let head = (from..to).find(|&k| site.r.is(k, Classes::BASE | Classes::VERB)).unwrap_or(from);
        return Some(Happening {
            from,
            to,
            head,
            status: EventStatus::Hypothetical,
            rule: "a date set in a demand",
            nominal: false,
        });
    }
    h
}

/// The status by the claim that tells it.
fn status(h: Happening, claim: &Claim, coming: bool) -> EventStatus {
    match claim.kind {
        ClaimKind::Prescription if !h.nominal || coming => EventStatus::Hypothetical,
        ClaimKind::Forecast | ClaimKind::Commitment if coming && !h.nominal => EventStatus::Planned,
        _ if claim.certainty == Certainty::Hypothetical && !h.nominal => EventStatus::Hypothetical,
        _ => h.status,
    }
}

fn draft(
    r: &Reading<'_>,
    t: &Tellings,
    site: &Site<'_, '_>,
    h: Happening,
    w: Option<&When>,
    claim: Option<ClaimId>,
) -> Draft {
    // The date of a noun is part of its name; one woven into its clause cannot be left out.
    let outside = (usize::MAX, usize::MAX);
    let date = w.filter(|w| !h.nominal && !w.woven).map_or(outside, |w| (w.from, w.to));
    let words = summary::summary(r, t, h.from, h.to, date);
    let (a, b) = w.map_or((h.from, h.to), |w| (h.from.min(w.from), h.to.max(w.to)));
    let source = r.span(a, b);
    let mut who = actors_in(r, source);
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
            claim,
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

/// The noun or verb that names a happening, in the singular, with the parts that hyphens join.
fn name(r: &Reading<'_>, site: &Site<'_, '_>, head: usize) -> (String, words::Telling) {
    let glued = |k: usize| r.tokens.get(k).is_some_and(|t| !t.spaced);
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

/// A known point event without a date: "the initial airstrikes". Its first and head token.
fn undated_noun(r: &Reading<'_>, t: &Tellings, from: usize, to: usize) -> Option<(usize, usize)> {
    let of = |k: usize| r.tokens.get(k).map(|w| t.of(w.word)).unwrap_or_default();
    (from..to).find_map(|k| {
        if !of(k).undated || k == from {
            return None;
        }
        let lead = (k.saturating_sub(2).max(from)..k).find(|&j| of(j).undated_lead)?;
        (lead > from && r.is(lead - 1, Classes::DETERMINER)).then_some((lead, k))
    })
}

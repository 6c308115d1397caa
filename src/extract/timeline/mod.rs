//! Events: what happened or is planned, tied to when the text says it did.
//!
//! A date dates the noun it describes ("the October talks", "the withdrawal in 2021") or the clause it stands in, if the
//! verb tells a happening and no state. A date set in front of a line or above it dates what stands there. Durations and
//! expressions without a date of their own date nothing.

mod clause;
mod entry;
mod listed;
mod merge;
mod reduced;
mod site;
mod subject;
mod summary;
mod teller;
mod tense;
mod when;
mod words;

#[cfg(test)]
mod story_tests;
#[cfg(test)]
mod tests;

use super::Input;
use super::claims::reading::Reading;
use super::claims::words::Classes;
use super::times::dates_of_parts;
use crate::model::{
    Actor, BlockKind, Certainty, Claim, ClaimId, ClaimKind, Event, EventStatus, Span, TimeExpression,
};
use crate::structure::Shape;
use clause::Coming;
use entry::Entries;
use merge::Joined;
pub(super) use merge::in_order;
use site::{Happening, Site};
use teller::Teller;
use when::When;
use words::Tellings;

/// Events in calendar order (coarse before fine), undated ones last in text order.
pub fn events(input: Input<'_>, actors: &[Actor], times: &[TimeExpression], claims: &[Claim]) -> Vec<Event> {
    let r = Reading::new(input, actors, times);
    let t = Tellings::bind(&input.structure.tokens);
    let entries = Entries::of(&r, &t, times, input.structure, input.date.and_then(|d| d.span));
    let parts = dates_of_parts(input);
    let mut teller = Teller {
        r: &r,
        t: &t,
        times,
        entries: &entries,
        sentences: &input.structure.sentences,
        own: input.date.map(|d| d.date),
        parts: &parts,
        drafts: Vec::new(),
    };
    let mut joined = Joined::default();
    // Rows of tables are no claims: their entries come in between, in the order of the text.
    let mut rows = entries.entries.iter().peekable();
    let mut tell = |span: Span, claim: Option<(ClaimId, &Claim)>| {
        let (from, to) = r.range(span);
        while let Some(e) = rows.next_if(|e| e.from < to || span.is_empty()) {
            if e.from < from || span.is_empty() {
                teller.entry(e, e.to, None);
            }
        }
        teller.unit(span, claim);
        teller.drafts.drain(..).for_each(|draft| joined.add(draft));
    };
    if claims.is_empty() {
        for s in &input.structure.sentences {
            let kind = input.structure.blocks.get(s.block.index()).map(|b| b.kind);
            if !matches!(kind, Some(BlockKind::Mast | BlockKind::LeadIn | BlockKind::Code)) {
                tell(s.span, None);
            }
        }
    } else {
        for (k, claim) in claims.iter().enumerate() {
            tell(claim.span, Some((ClaimId::new(k), claim)));
        }
    }
    let end = input.text.as_str().len();
    tell(Span::new(end, end), None);
    joined.events()
}

/// What a date dates, by the first rule that fits.
fn happening(site: &Site<'_, '_>, w: &When, coming: Coming, claim: Option<&Claim>) -> Option<Happening> {
    if w.from == w.date
        && let Some(h) = site.premodifier(w.date, w.to)
    {
        return Some(h);
    }
    if w.from == w.date && site.describes(w.date, w.to) {
        return None;
    }
    // "Today's meeting": a date in the possessive has no verb.
    let possessive = |k: usize| site.r.tokens.get(k).is_some_and(|t| t.shape() == Shape::Possessive);
    if w.to > w.date && possessive(w.to - 1) || possessive(w.to) && !site.spaced(w.to) {
        return None;
    }
    let postmodified =
        !matches!(w.preposition.as_str(), "since" | "by" | "until" | "till" | "between" | "from");
    if (site.at_once(w.to) || site.leads_doing(w.from, w.to))
        && let Some(h) = site.clause(w.from, w.to, coming)
    {
        return Some(h);
    }
    if postmodified && let Some(h) = site.postmodifier(w.from, w.to, &w.preposition) {
        return Some(h);
    }
    if w.preposition == "of" && !site.led_by_document(w.from, w.to) {
        return None;
    }
    if let Some(h) = site.reduced(w.from, &w.preposition) {
        return Some(h);
    }
    if let Some(h) = site.bare_relative(w.from) {
        return Some(h);
    }
    if let Some(h) = site.gerund(w.from) {
        return Some(h);
    }
    let until = matches!(w.preposition.as_str(), "until" | "till");
    // "He stayed until May, when he fled": what is told of that time follows it.
    if until && let Some(h) = site.when_behind(w.to, coming) {
        return Some(h);
    }
    // "Until 3 May the board asked": no day on which it did.
    if until && (site.p.from..w.from).all(|k| site.r.is_adverb(k) || site.r.sign(k).is_some()) {
        return None;
    }
    if site.of_instance(w.from) {
        return None;
    }
    let h = site.clause(w.from, w.to, coming).or_else(|| site.verb_beside(w.from, w.to));
    let h = h.filter(|h| !site.is_furniture(h.head) && !site.only_says(h, w.to));
    // "extended the mandate until 31 March", "postponed the vote to May": the day is that of an end, not of the verb.
    let end = matches!(w.preposition.as_str(), "until" | "till" | "through" | "to");
    if end && h.is_some_and(|h| site.telling(h.head).prolongs) {
        return None;
    }
    if h.is_none() && claim.is_some_and(|c| c.kind == ClaimKind::Prescription) {
        // "Replace the checks by 1 September": an order has no finite verb.
        let (from, to) = site.clause_around(w.from, w.to);
        let head = (from..to).find(|&k| site.r.is(k, Classes::BASE | Classes::VERB)).unwrap_or(from);
        return Some(Happening::told(from, to, head, EventStatus::Hypothetical, "a date set in a demand"));
    }
    h
}

/// "confirmation" alone, a noun of doing without the one who does it or what is done, tells nothing.
fn says_little(site: &Site<'_, '_>, h: Happening) -> bool {
    let t = site.telling(h.head);
    let alone = (h.from..h.to).all(|k| {
        k == h.head || site.r.in_time(k) || site.r.is(k, Classes::DETERMINER | Classes::PREPOSITION)
    });
    h.nominal && alone && t.derived && t.kin == 0 && !site.r.is_capital(h.head)
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

/// A known point event without a date: "the initial airstrikes". Its first and head token.
fn undated_noun(r: &Reading<'_>, t: &Tellings, from: usize, to: usize) -> Option<(usize, usize)> {
    let of = |k: usize| r.tokens.get(k).map(|w| t.of(w.word())).unwrap_or_default();
    (from..to).find_map(|k| {
        if !of(k).undated || k == from {
            return None;
        }
        let lead = (k.saturating_sub(2).max(from)..k).find(|&j| of(j).undated_lead)?;
        (lead > from && r.is(lead - 1, Classes::DETERMINER)).then_some((lead, k))
    })
}

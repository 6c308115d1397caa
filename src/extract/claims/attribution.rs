//! Who is said to say so: source, cue and content of reported speech and thought within one sentence.
//!
//! Precise rather than complete: an attribution stands only where a cue was found, and its spans are those of the words.

use super::adverbs;
use super::frames::{Found, Site};
use super::joints;
use super::lexicon::{Group, LEXICON, Phrase};
use super::nouns;
use super::openings;
use super::plausible;
use super::relayed;
use super::sources::{self, Np};
use super::words::Classes;

/// All attributions of a sentence. No two share a cue.
pub(super) fn find(site: &Site<'_, '_>) -> Vec<Found> {
    let r = site.r;
    let mut found: Vec<Found> = Vec::new();
    if !site.quotes.is_empty() {
        found.extend(signed(site));
    }
    found.extend(site.label());
    let mut k = site.from;
    while k < site.to {
        if !r.opens_frame(k) || site.quotes.inside(k) {
            k += 1;
            continue;
        }
        // Most words open none of these frames: a look at their classes saves the comparing.
        let may_open = r.is(k, Classes::SUBORDINATOR | Classes::PERSON | Classes::BE)
            || r.tokens.get(k).is_some_and(|t| r.reporting.begins(t.word()));
        let other = match r.lower(k) {
            _ if !may_open => None,
            "as" => site.as_told(k),
            _ if r.reporting_at(k).is_some_and(|v| v.addressed && v.form.is_past()) => {
                site.addressed(k).or_else(|| site.told_by(k))
            }
            "it" | "it's" => impersonal(site, k),
            _ if r.is(k, Classes::BE) => impersonal(site, k),
            _ => None,
        };
        if let Some(f) = other {
            k = f.cue.1;
            found.push(f);
            continue;
        }
        let rest = r.slice(k, site.to);
        if let Some((n, phrase)) = r.phrases.longest(rest)
            && let Some(f) = by_phrase(site, k, n, *phrase)
        {
            k = f.cue.1.max(k + n);
            found.push(f);
            continue;
        }
        match r.reporting.longest(rest) {
            Some((n, verb)) => {
                if let Some(f) = site.verb(k, n, verb)
                    && !is_nobody(site, &f)
                    && !thinks_itself(site, &f, &found)
                    && !found.iter().any(|g| g.cue.0 < f.cue.1 && f.cue.0 < g.cue.1)
                {
                    found.push(f);
                }
                k += n;
            }
            None => k += 1,
        }
    }
    within_others(&mut found);
    found.retain(|f| f.source.is_none_or(|np| plausible::may_be_cited(site, np)));
    for f in &mut found {
        openings::within(site, f);
    }
    found
}

/// "Few understand that the port is shut, said Osk": what stands before a speaker that follows ends where his words do.
fn within_others(found: &mut [Found]) {
    let ends: Vec<Np> = found
        .iter()
        .filter(|g| g.source.is_some())
        .filter_map(|g| g.content.first().map(|c| (c.1, g.cue.0.min(g.source.map_or(g.cue.0, |s| s.0)))))
        .filter(|(end, cue)| end <= cue)
        .collect();
    for f in found {
        for c in &mut f.content {
            if let Some((end, _)) =
                ends.iter().find(|(end, cue)| c.0 < *end && *end <= *cue && *cue < c.1 && f.cue.1 <= *end)
            {
                c.1 = *end;
            }
        }
    }
}

/// Whether the source is no speaker: "you" of a text that speaks to its reader ("if you want to"), the "it" of "it is not
/// necessary to".
fn is_nobody(site: &Site<'_, '_>, f: &Found) -> bool {
    let r = site.r;
    let Some((a, b)) = f.source.filter(|s| s.1 == s.0 + 1) else { return false };
    let speech = matches!(f.group, Some(Group::Strong | Group::Speech));
    match r.lower(a) {
        "you" => !speech,
        "it" | "there" => r.is(b, Classes::BE | Classes::COPULA) && f.cue.0 > b,
        _ => false,
    }
}

/// Whether a source only says of itself what it thinks or wants ("he said he hopes …"): one attribution is enough.
fn thinks_itself(site: &Site<'_, '_>, f: &Found, found: &[Found]) -> bool {
    let inner = matches!(
        f.group,
        Some(Group::Belief | Group::Outlook | Group::Intent | Group::Mention | Group::Promise)
    );
    let pronoun = f.source.is_some_and(|s| s.1 == s.0 + 1 && site.r.is(s.0, Classes::PERSON));
    inner
        && pronoun
        && found.iter().any(|g| {
            matches!(g.group, Some(Group::Strong | Group::Speech))
                && g.content.iter().any(|c| Some(c.0) == f.source.map(|s| s.0))
        })
}

/// A quotation with a dash and a name behind it: “…” — Ada Holm.
fn signed(site: &Site<'_, '_>) -> Option<Found> {
    /// The longest signature, in tokens.
    const LONGEST: usize = 14;
    let r = site.r;
    let end = site.sentence_end();
    let dash = (site.from + 3..end).find(|&k| {
        r.is_sign(k, &['—', '–', '―']) && site.quotes.closes(k - 1)
            || r.sign(k) == Some('-') && site.quotes.closes(k - 1)
    })?;
    let start = (dash..end).find(|&k| r.is_word(k))?;
    let names = r.is_capital(start) && end - start <= LONGEST && end > start;
    let plain =
        (start..end).all(|k| !r.is(k, Classes::AUXILIARY | Classes::SUBJECT) && !site.quotes.inside(k));
    let open = (site.from..dash).rev().find(|&k| site.quotes.opens(k));
    let first = open.unwrap_or(site.from);
    (names && plain && site.quotes.any(first, dash)).then(|| Found {
        source: Some((start, end)),
        cue: (dash, start),
        content: vec![(first, dash)],
        rule: "a quotation with its speaker behind a dash",
        confidence: 0.8,
        group: Some(Group::Speech),
        asserts: true,
    })
}

/// "it has been observed that …", "is said to have …".
fn impersonal(site: &Site<'_, '_>, at: usize) -> Option<Found> {
    let r = site.r;
    let that = || {
        let k = at + 1 + usize::from(r.is_adverb(at + 1));
        matches!(r.lower(k), "that" | "to")
    };
    if (!r.is(at, Classes::BE) || that())
        && let Some(found) = nouns::held(site, at)
    {
        return Some(found);
    }
    let passive = |k: usize| {
        let one = r.phrases.word(r.tokens.get(k)?.word()).filter(|p| **p == Phrase::Passive).map(|_| k);
        // "it was brought up that"
        let more = || r.phrases.longest(r.slice(k, site.to)).filter(|(_, p)| **p == Phrase::Passive);
        one.or_else(|| more().map(|(n, _)| k + n - 1))
    };
    if r.lower(at) == "it" || r.lower(at) == "it's" {
        let limit = site.to.min(at + 6);
        let k = (at + 1..limit).find_map(passive)?;
        let group = (at + 1..k).all(|j| {
            r.is(j, Classes::AUXILIARY) && !r.is(j, Classes::MODAL)
                || r.is_adverb(j)
                || matches!(r.lower(j), "been" | "being")
                || j + 1 == k && passive(j) == Some(k)
        });
        let real = (at + 1..k).any(|j| r.is(j, Classes::BE | Classes::HAVE)) || r.lower(at) == "it's";
        if group
            && real
            && at > site.from
            && let Some(found) = site.inserted(at, k)
        {
            return Some(found);
        }
        if group && real && r.lower(k + 1) == "that" && k + 3 < site.to {
            let end = site.sentence_end();
            return Some(Found {
                source: None,
                cue: (at, k + 1),
                content: vec![(k + 2, end)],
                rule: "\"it is said that\"",
                confidence: 0.85,
                group: Some(Group::Speech),
                asserts: true,
            });
        }
        return None;
    }
    // "is said to have fled".
    if r.is(at, Classes::BE) && at > site.from + 1 {
        let k = if r.is_adverb(at + 1) { at + 2 } else { at + 1 };
        passive(k)?;
        if matches!(
            r.lower(k),
            "said"
                | "reported"
                | "believed"
                | "thought"
                | "alleged"
                | "claimed"
                | "rumoured"
                | "rumored"
                | "understood"
        ) && r.lower(k + 1) == "to"
        {
            let first = (site.from..at).find(|&j| r.is_word(j) && !r.is(j, Classes::COORDINATOR))?;
            // "the port was shut while others were said to be open"
            let told = |start: usize| (first + 1..start).any(|j| site.is_predicate(j));
            let start = site.source_before(at, site.clause_start(at)).map(|np| np.0).filter(|&j| told(j));
            let start = start.unwrap_or(first);
            return Some(Found {
                source: None,
                cue: (at, k + 1),
                content: vec![(start, at), (k + 1, site.sentence_end())],
                rule: "\"is said to\"",
                confidence: 0.75,
                group: Some(Group::Speech),
                asserts: true,
            });
        }
    }
    None
}

fn by_phrase(site: &Site<'_, '_>, at: usize, n: usize, phrase: Phrase) -> Option<Found> {
    let r = site.r;
    let end = site.sentence_end();
    let first =
        (site.from..at).find(|&k| r.is_word(k) && !r.is(k, Classes::COORDINATOR) || site.quotes.opens(k));
    match phrase {
        Phrase::AccordingTo | Phrase::By => {
            if r.lower(at) == "per" && (at > site.from || r.is_number(at + 1) || !r.is_capital(at + 1)) {
                return None;
            }
            let source = sources::behind(r, at + n, end)?;
            // "According to an employee of the port, Ada Holm, …": the name belongs to the source.
            let source = if first.is_none() { with_apposed_name(r, source, end) } else { source };
            // "The wall fell according to Osk and nobody cared", "was confirmed by Osk and Holm saw it".
            let led = first.is_some() && (phrase == Phrase::AccordingTo || r.is(at, Classes::BE));
            let source = if led { joints::own_part(r, source, end) } else { source };
            // "It was reported by the bank that …": the verb tells what was reported.
            let group = site.verb_group(at, site.from);
            let it = group > site.from && r.lower(group - 1) == "it";
            if phrase == Phrase::By && it && r.lower(source.1) == "that" {
                return None;
            }
            // "according to plan", "according to custom": a bare noun that can neither speak nor be cited.
            let head = source.1 - 1;
            if source.1 == source.0 + 1
                && !r.is_capital(head)
                && !r.is_plural(head)
                && !r.is(head, Classes::SPEAKER | Classes::PAPER | Classes::PERSON | Classes::OBJECT)
            {
                return None;
            }
            // "information reported by the ministries": what was reported is the noun before it, not the sentence.
            let attached = phrase == Phrase::By
                && !matches!(r.lower(at), "as" | "was")
                && at > site.from
                && !r.is_sign(at - 1, &[',', '—', '–'])
                && !r.is(at - 1, Classes::BE | Classes::ADVERB);
            if attached {
                let np = site.source_before(at, site.from).or_else(|| sources::phrase(r, site.from, at))?;
                return Some(Found {
                    source: Some(source),
                    cue: (at, at + n),
                    content: vec![np],
                    rule: "a participle of saying with its source behind \"by\"",
                    confidence: 0.7,
                    group: Some(Group::Speech),
                    asserts: false,
                });
            }
            let mut content = Vec::new();
            match first {
                // "According to X, …"
                None => {
                    let start = (source.1..end).find(|&k| r.sign(k) == Some(',')).map_or(source.1, |k| k + 1);
                    content.push((start, end));
                }
                Some(first) => {
                    let mut stop = at;
                    while stop > first
                        && r.is_sign(stop - 1, &[',', '—', '–'])
                        && !site.quotes.inside(stop - 1)
                    {
                        stop -= 1;
                    }
                    // "…; according to X, …"
                    let low = (first..stop).rev().find(|&k| r.sign(k) == Some(';')).map_or(first, |k| k + 1);
                    if low < stop {
                        content.push((low, stop));
                    }
                    let next = source.1;
                    let own = r.lower(next + 1) == "but" && joints::opens_clause(r, next + 1, next + 1, end);
                    if r.sign(next) == Some(',') && next + 3 < end && phrase == Phrase::AccordingTo && !own {
                        content.push((next + 1, end));
                    }
                }
            }
            content.retain(|c| c.0 < c.1);
            if content.is_empty() {
                return None;
            }
            Some(Found {
                source: Some(source),
                cue: (at, at + n),
                content,
                rule: "\"according to\"",
                confidence: 0.9,
                group: Some(Group::Speech),
                asserts: true,
            })
        }
        Phrase::Impersonal => adverbs::reportedly(site, at, n),
        Phrase::Citing => {
            if let Some(found) = site.quoted_as(at) {
                return Some(found);
            }
            if at == site.from || !matches!(r.sign(at - 1), Some(',' | '—')) {
                return None;
            }
            // Whoever is cited can speak; a thing that is cited is content of the one who cites it.
            let source = sources::behind(r, at + n, end).filter(|&np| {
                // "citing fear of the government": the fear is not who is cited.
                let np = (np.0, (np.0 + 1..np.1).find(|&k| r.is(k, Classes::PREPOSITION)).unwrap_or(np.1));
                let whole = r.span(np.0, np.1);
                let named = r.mentions_in(whole).iter().any(|m| m.2.is_name() && m.0.end == whole.end);
                // "citing company policy": the last noun tells what is cited.
                named || r.is(np.1 - 1, Classes::SPEAKER | Classes::PAPER)
            })?;
            // "declined to comment, citing an inquiry": a reason.
            let floor = site.clause_start(at);
            let refuses = |k: usize| {
                let verb = r.reporting.longest(r.slice(k, at));
                verb.is_some_and(|(_, v)| v.group == Group::Intent) && !site.quotes.inside(k)
            };
            if (floor..at).any(refuses) {
                return None;
            }
            Some(Found {
                source: Some(source),
                cue: (at, at + n),
                content: vec![(first?, at - 1)],
                rule: "\"citing\"",
                confidence: 0.7,
                group: Some(Group::Speech),
                asserts: true,
            })
        }
        Phrase::Possessive => in_the_view(site, at, first),
        Phrase::Nouns | Phrase::Rumours => nouns::owned(site, at, n)
            .or_else(|| in_the_view(site, at, first).filter(|_| LEXICON.views.contains(r.lower(at))))
            .or_else(|| relayed::from_somebody(site, at, n))
            .or_else(|| nouns::rumour(site, at, n, phrase)),
        Phrase::Lent => site.lent(at),
        Phrase::Minded => site.minded(at, n),
        Phrase::Attitude | Phrase::Loose => nouns::attitude(site, at, n, phrase),
        Phrase::Received => nouns::received(site, at, n),
        Phrase::Raising => site.raised(at, n, false),
        Phrase::Proceeding => site.raised(at, n, true),
        Phrase::Charged => site.quoted_as(at).or_else(|| site.charged(at, n)),
        Phrase::QuotedAs => site.quoted_as(at),
        Phrase::Passive => None,
    }
}

/// A source with the person's name that stands between two commas behind it.
fn with_apposed_name(r: &super::reading::Reading<'_>, np: Np, end: usize) -> Np {
    let comma = np.1;
    if r.sign(comma) != Some(',') || comma + 2 >= end {
        return np;
    }
    let common = (np.0..np.1).any(|k| r.is(k, Classes::SPEAKER) && !r.is_capital(k));
    let next = r.span(comma + 1, comma + 2);
    let name = r.mentions_in(next).iter().find(|m| {
        m.0.start == next.start && m.2.is_name() && r.is_person(m.1) && {
            let close = r.range(m.0).1;
            r.sign(close) == Some(',') && close + 2 < end
        }
    });
    match name.filter(|_| common && r.is(np.0, Classes::DETERMINER)) {
        Some(m) => (np.0, r.range(m.0).1),
        None => np,
    }
}

/// "in Kabul's view": the noun stands at `at`, the first word of the sentence at `first`.
fn in_the_view(site: &Site<'_, '_>, at: usize, first: Option<usize>) -> Option<Found> {
    let r = site.r;
    let end = site.sentence_end();
    // "in Kabul's view"
    let mark = at.checked_sub(1).filter(|&k| {
        r.tokens.get(k).is_some_and(|t| t.shape() == crate::structure::Shape::Possessive)
            || r.is(k, Classes::DETERMINER)
    })?;
    let own = r.is(mark, Classes::DETERMINER);
    let open = (site.from..mark + 1).rev().take(12).find(|&k| matches!(r.lower(k), "in" | "by"))?;
    if own && !matches!(r.lower(mark), "his" | "her" | "their" | "our" | "my") || open + 1 > mark {
        return None;
    }
    let source = if own { (mark, mark + 1) } else { (open + 1, mark) };
    if source.0 >= source.1 {
        return None;
    }
    let start = if r.sign(at + 1) == Some(',') { at + 2 } else { at + 1 };
    // "…; in their view, the port was shut", "… and, in its view, …"
    let joined = open > site.from && (r.sign(open - 1) == Some(';') || r.is(open - 1, Classes::COORDINATOR));
    let joined = joined && at + 3 < end;
    let content = match first.filter(|&f| f < open && !joined) {
        Some(f) => (f, if r.sign(open - 1) == Some(',') { open - 1 } else { open }),
        None => (start, end),
    };
    (content.0 < content.1).then_some(Found {
        source: Some(source),
        cue: (at, at + 1),
        content: vec![content],
        rule: "\"in X's view\"",
        confidence: 0.8,
        group: Some(Group::Belief),
        asserts: true,
    })
}

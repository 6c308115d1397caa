//! Who is said to say so: source, cue and content of reported speech and thought.
//!
//! Precise rather than complete: an attribution stands only where a cue was found, and its spans are those of the words.

use super::frames::{Found, Site};
use super::lexicon::{Group, Phrase};
use super::quotes::Quotes;
use super::reading::Reading;
use super::sources;
use super::words::Classes;
use crate::model::{Attribution, AttributionKind, BlockId, Span, Why};

/// An attribution with its tokens, for the clauses of its sentence.
#[derive(Debug, Clone)]
pub(super) struct Said {
    /// Index of the attribution.
    pub id: usize,
    pub found: Found,
    /// It carries on a quotation of an earlier sentence.
    pub inherited: bool,
}

/// What a block remembers from sentence to sentence: an open quotation and who spoke last.
#[derive(Debug, Default)]
pub(super) struct Speech {
    block: Option<BlockId>,
    /// First byte of a quotation that is open.
    open: Option<u32>,
    /// The last attribution with a quotation as its content.
    last: Option<usize>,
}

impl Speech {
    /// Finds the attributions of the sentence with tokens `from` up to `to` and adds them to `all`.
    pub fn sentence(
        &mut self,
        r: &Reading<'_>,
        block: BlockId,
        from: usize,
        to: usize,
        all: &mut Vec<Attribution>,
    ) -> Vec<Said> {
        if self.block != Some(block) {
            *self = Speech { block: Some(block), ..Speech::default() };
        }
        let mut quotes = Quotes::of(r, from, to, self.open.is_some());
        // A mark that was never closed carries nothing over a sentence that opens one itself.
        if self.open.is_some()
            && (from..to)
                .find(|&k| quotes.opens(k) || quotes.closes(k))
                .is_some_and(|k| quotes.opens(k) && r.sign(k) != Some('"'))
        {
            quotes = Quotes::of(r, from, to, false);
            self.open = None;
        }
        let site = Site { r, from, to, quotes: &quotes };
        let mut found = find(&site);
        found.sort_by_key(|f| f.cue);
        let mut said = Vec::new();
        for f in found {
            let carried = quotes.carried().then_some(self.open).flatten();
            let id = all.len();
            all.push(self.attribution(r, &f, carried, from));
            let quoted = f.content.iter().any(|c| quotes.any(c.0, c.1));
            if quoted {
                self.last = Some(id);
            }
            said.push(Said { id, found: f, inherited: false });
        }
        // A sentence that is all quotation and has no cue belongs to whoever spoke last in the block.
        let whole = !quotes.is_empty() && (from..to).all(|k| quotes.inside(k) || !r.is_word(k));
        if said.is_empty()
            && whole
            && let Some(last) = self.last
        {
            let open = self.open.map_or(r.span(from, to), |at| Span { start: at, end: r.span(from, to).end });
            if let Some(a) = all.get_mut(last) {
                a.content.push(Span {
                    start: open.start.min(open.end).max(a.content.last().map_or(0, |c| c.end)),
                    end: open.end,
                });
                a.content.retain(|c| !c.is_empty());
            }
            let found = Found {
                source: None,
                cue: (from, from),
                content: vec![(from, to)],
                rule: "carries on a quotation",
                confidence: 0.7,
                group: None,
                asserts: true,
            };
            said.push(Said { id: last, found, inherited: true });
            self.open = None;
        }
        if !quotes.open_at_end {
            self.open = None;
        } else if self.open.is_none() {
            self.open = (from..to)
                .rev()
                .find(|&k| quotes.opens(k))
                .and_then(|k| r.tokens.get(k))
                .map(|t| t.span.start);
        }
        said
    }

    fn attribution(&self, r: &Reading<'_>, f: &Found, carried: Option<u32>, from: usize) -> Attribution {
        let source: Vec<Span> = f.source.iter().map(|s| r.span(s.0, s.1)).collect();
        let source_actors = f.source.map_or_else(Vec::new, |s| sources::actors(r, s));
        let kind = f.source.map_or(AttributionKind::Impersonal, |s| sources::kind(r, s));
        let mut content: Vec<Span> = f.content.iter().map(|c| r.span(c.0, c.1)).collect();
        if let (Some(at), Some(first)) = (carried, content.first_mut())
            && f.content.first().is_some_and(|c| c.0 == from)
        {
            first.start = at.min(first.start);
        }
        let mut cue = vec![r.span(f.cue.0, f.cue.1)];
        cue.retain(|c| !c.is_empty());
        Attribution { source, source_actors, cue, content, kind, why: Why::new(f.rule, f.confidence) }
    }
}

/// All attributions of a sentence. No two share a cue.
fn find(site: &Site<'_, '_>) -> Vec<Found> {
    let r = site.r;
    let mut found: Vec<Found> = Vec::new();
    if !site.quotes.is_empty() {
        found.extend(signed(site));
    }
    let mut k = site.from;
    while k < site.to {
        if site.quotes.inside(k) {
            k += 1;
            continue;
        }
        if let Some(f) = impersonal(site, k) {
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
    found
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
    let passive =
        |k: usize| r.phrases.word(r.tokens.get(k)?.word).filter(|p| **p == Phrase::Passive).map(|_| k);
    if r.lower(at) == "it" || r.lower(at) == "it's" {
        let limit = site.to.min(at + 6);
        let k = (at + 1..limit).find_map(passive)?;
        let group = (at + 1..k).all(|j| {
            r.is(j, Classes::AUXILIARY) && !r.is(j, Classes::MODAL)
                || r.is_adverb(j)
                || matches!(r.lower(j), "been" | "being")
        });
        let real = (at + 1..k).any(|j| r.is(j, Classes::BE | Classes::HAVE)) || r.lower(at) == "it's";
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
            let start = (site.from..at).find(|&j| r.is_word(j) && !r.is(j, Classes::COORDINATOR))?;
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
                    if r.sign(next) == Some(',') && next + 3 < end && phrase == Phrase::AccordingTo {
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
        Phrase::Impersonal => {
            let mut content = Vec::new();
            if let Some(first) = first {
                content.push((first, at));
            }
            content.push((at + n, end));
            content.retain(|c| c.0 < c.1);
            Some(Found {
                source: None,
                cue: (at, at + n),
                content,
                rule: "\"reportedly\"",
                confidence: 0.8,
                group: Some(Group::Speech),
                asserts: true,
            })
        }
        Phrase::Citing => {
            if at == site.from || !matches!(r.sign(at - 1), Some(',' | '—')) {
                return None;
            }
            // Whoever is cited can speak; a thing that is cited is content of the one who cites it.
            let source = sources::behind(r, at + n, end).filter(|&np| {
                (np.0..np.1).any(|k| r.is(k, Classes::SPEAKER | Classes::PAPER))
                    || r.mentions_in(r.span(np.0, np.1)).iter().any(|m| m.2.is_name())
            })?;
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
        Phrase::Possessive => {
            // "in Kabul's view"
            let mark = at.checked_sub(1).filter(|&k| {
                r.tokens.get(k).is_some_and(|t| t.shape == crate::structure::Shape::Possessive)
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
            let content = match first.filter(|&f| f < open) {
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
        Phrase::Nouns | Phrase::Rumours => owned(site, at, n).or_else(|| rumour(site, at, n, phrase)),
        Phrase::Passive => None,
    }
}

/// "its long-standing claim that …": a noun of saying, its owner before it.
fn owned(site: &Site<'_, '_>, at: usize, n: usize) -> Option<Found> {
    let r = site.r;
    let end = site.sentence_end();
    if r.lower(at + n) != "that" || at + n + 3 >= site.to {
        return None;
    }
    let owner = at.checked_sub(1).filter(|&k| k >= site.from)?;
    // "its long-standing claim that": adjectives may lie between.
    let own = (site.from..=owner).rev().take(4).find(|&k| {
        r.tokens.get(k).is_some_and(|t| t.shape == crate::structure::Shape::Possessive)
            || matches!(r.lower(k), "his" | "her" | "their" | "our" | "my" | "its")
    })?;
    if (own + 1..at).any(|k| !r.is_nounlike(k) && !r.is_adverb(k) && r.sign(k) != Some('-')) {
        return None;
    }
    let source = if r.is(own, Classes::DETERMINER) {
        (own, own + 1)
    } else {
        sources::before(r, own, site.from, &|k| site.quotes.inside(k))?
    };
    let stop = (at + n + 1..end).find(|&k| r.is_sign(k, &[',', ';', '—'])).unwrap_or(end);
    Some(Found {
        source: Some(source),
        cue: (at, at + n),
        content: vec![(at + n + 1, stop)],
        rule: "a noun of saying with its owner and \"that\"",
        confidence: 0.7,
        group: Some(Group::Speech),
        asserts: true,
    })
}

/// "amid fears that …": somebody says so, the text does not tell who.
fn rumour(site: &Site<'_, '_>, at: usize, n: usize, phrase: Phrase) -> Option<Found> {
    let r = site.r;
    let that = at + n;
    let end = site.sentence_end();
    // "claims that divide the city" is a relative clause.
    let relative = r.is(that + 1, Classes::AUXILIARY)
        || r.is(that + 1, Classes::VERB)
            && !r.is(that + 1, Classes::NOUNY | Classes::ING)
            && !r.is_capital(that + 1);
    if phrase != Phrase::Rumours || r.lower(that) != "that" || that + 3 >= site.to || relative {
        return None;
    }
    let stop = (that + 1..end).find(|&k| r.is_sign(k, &[',', ';', '—'])).unwrap_or(end);
    if !(that + 1..stop).any(|k| r.is_word(k)) {
        return None;
    }
    Some(Found {
        source: None,
        cue: (at, that),
        content: vec![(that + 1, stop)],
        rule: "a noun of saying with \"that\", nobody named",
        confidence: 0.65,
        group: Some(Group::Speech),
        asserts: true,
    })
}

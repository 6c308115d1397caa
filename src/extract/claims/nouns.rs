//! Nouns of saying and of attitude: "its claim that", "the union's criticism of", "amid fears that", "allegations of".

use super::frames::{Found, Site};
use super::lexicon::{Group, Phrase};
use super::sources::{self, Np};
use super::told::from_whom;
use super::words::{Classes, Form};

/// "its long-standing claim that …": a noun of saying, its owner before it.
pub(super) fn owned(site: &Site<'_, '_>, at: usize, n: usize) -> Option<Found> {
    let r = site.r;
    let end = site.sentence_end();
    // "His main complaint was that …" says the same with a verb between.
    let that = if r.is(at + n, Classes::BE) { behind_be(site, at + n) } else { at + n };
    if r.lower(that) != "that" || that + 3 >= site.to {
        return None;
    }
    let source = match possessor(site, at) {
        Some(source) => Some(source),
        None if that > at + n => evidence(site, at)?,
        None => return None,
    };
    let stop = if that > at + n {
        site.clause_end(that)
    } else {
        (that + 1..end).find(|&k| r.is_sign(k, &[',', ';', '—'])).unwrap_or(end)
    };
    // "His claim that the port is shut was rejected" speaks of the claim.
    let spoken_of = that == at + n && source.is_some_and(|np| opens_sentence(site, np.0));
    Some(Found {
        source,
        cue: (at, that),
        content: vec![(that + 1, stop)],
        rule: if source.is_some() {
            "a noun of saying with its owner and \"that\""
        } else {
            "a noun of saying with \"that\", nobody named"
        },
        confidence: 0.7,
        group: Some(Group::Speech),
        asserts: !spoken_of,
    })
}

/// Past a form of "be" at `at`: the "that" of "was broadly that", "was to the effect that".
fn behind_be(site: &Site<'_, '_>, at: usize) -> usize {
    let r = site.r;
    let k = (at + 1..site.to).find(|&k| !r.is_adverb(k)).unwrap_or(at + 1);
    if r.lower(k) == "to" && r.lower(k + 1) == "the" && r.lower(k + 2) == "effect" { k + 3 } else { k }
}

/// "The evidence was that …": nobody need own what is told with an article; its source is nobody, or whom "of" names ("the
/// view of the union was that"). `None` for a noun without an article, which says nothing.
fn evidence(site: &Site<'_, '_>, at: usize) -> Option<Option<Np>> {
    let r = site.r;
    let open = (site.from..at).rev().find(|&k| !r.is_nounlike(k) && !r.is_adverb(k))?;
    matches!(r.lower(open), "the" | "this" | "another").then_some(None)
}

/// "It is the case of the plaintiff that …", "It was the view of the board that …", "The evidence I heard was that …": the
/// form of "be" or the "it" at `at`.
pub(super) fn held(site: &Site<'_, '_>, at: usize) -> Option<Found> {
    /// The longest phrase between the parts, in tokens.
    const FAR: usize = 14;
    let r = site.r;
    let end = site.sentence_end();
    let told = |k: usize| {
        let word = r.tokens.get(k)?.word();
        r.phrases.word(word).filter(|p| matches!(p, Phrase::Nouns | Phrase::Rumours)).map(|_| ())
    };
    let found = |source: Option<Np>, cue: Np, that: usize| Found {
        source,
        cue,
        content: vec![(that + 1, site.said_until(that + 1, site.clause_end(that)))],
        rule: "a noun of saying with \"that\" and whose it is",
        confidence: 0.75,
        group: Some(Group::Speech),
        asserts: true,
    };
    if r.lower(at) == "it" {
        let be = at + 1;
        let open = be + 1;
        if !r.is(be, Classes::BE) || !matches!(r.lower(open), "the" | "a") {
            return None;
        }
        let noun = (open + 1..open + 4).find(|&k| told(k).is_some() || r.lower(k) == "case")?;
        if r.lower(noun + 1) != "of" {
            return None;
        }
        let source = sources::behind(r, noun + 2, end).filter(|&np| site.speaking(np))?;
        let that = source.1;
        return (r.lower(that) == "that" && that + 3 < end)
            .then(|| found(Some(source), (at, noun + 2), that));
    }
    // "The evidence I heard was that"
    let that = behind_be(site, at);
    if r.lower(that) != "that" || that + 3 >= end || !r.is(at, Classes::BE) {
        return None;
    }
    let floor = site.clause_start(at);
    let noun = (floor.max(at.saturating_sub(FAR))..at).find(|&k| told(k).is_some())?;
    let the = noun.checked_sub(1).filter(|&k| k >= floor && r.lower(k) == "the")?;
    if (floor..the).any(|k| r.is_word(k) && !r.is_adverb(k) && !r.is(k, Classes::COORDINATOR)) {
        return None;
    }
    // "of the union", "I heard", "given by the witness"
    let of = (r.lower(noun + 1) == "of").then(|| sources::phrase(r, noun + 2, at)).flatten();
    let of = of.filter(|&np| np.0 == noun + 2 && np.1 == at && site.speaking(np));
    let heard = r.is(noun + 1, Classes::SUBJECT | Classes::PERSON)
        && (noun + 2..at).all(|k| r.is_word(k))
        && at <= noun + 5;
    (of.is_some() || heard).then(|| found(of, (if of.is_some() { the } else { noun }, that), that))
}

/// "amid fears that …": somebody says so, the text does not tell who.
pub(super) fn rumour(site: &Site<'_, '_>, at: usize, n: usize, phrase: Phrase) -> Option<Found> {
    let r = site.r;
    let that = at + n;
    let end = site.sentence_end();
    // "claims that divide the city" is a relative clause.
    let relative = r.is(that + 1, Classes::AUXILIARY)
        || r.is(that + 1, Classes::VERB)
            && !r.is(that + 1, Classes::NOUNY | Classes::ING)
            && !r.is_capital(that + 1);
    if phrase != Phrase::Rumours
        || r.lower(that) != "that"
        || that + 3 >= site.to
        || relative
        || is_said(site, at, n)
    {
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
        asserts: !opens_sentence(site, at),
    })
}

/// Whether nothing but conjunctions, adverbs and determiners stands between the start of its clause and `at`.
pub(super) fn opens_sentence(site: &Site<'_, '_>, at: usize) -> bool {
    let r = site.r;
    (site.clause_start(at)..at)
        .all(|k| !r.is_word(k) || r.is_adverb(k) || r.is(k, Classes::COORDINATOR | Classes::DETERMINER))
}

/// "The union claims that …": the word is the verb of a speaker that opens the clause, and no noun.
fn is_said(site: &Site<'_, '_>, at: usize, n: usize) -> bool {
    let r = site.r;
    if n != 1 || r.reporting_at(at).is_none_or(|v| v.form != Form::Third) {
        return false;
    }
    let floor = site.clause_start(at);
    let first = (floor..at).rev().take_while(|&k| r.is_adverb(k)).last().unwrap_or(at);
    // "Mr Jones" ends like a plural and is none.
    let plural = |np: Np| {
        let last = np.1 - 1;
        r.is_plural(last) && !r.is_acronym(last) && (np.1 == np.0 + 1 || !r.is_capital(last))
    };
    let Some(np) = site.source_before(first, floor).filter(|&np| site.speaking(np) && !plural(np)) else {
        return false;
    };
    let opens = np.0 == floor
        || r.is_sign(np.0 - 1, &[',', ':', '—', '–', '(', '“', '"'])
        || r.is(np.0 - 1, Classes::COORDINATOR | Classes::SUBORDINATOR | Classes::RELATIVE)
        || (floor..np.0).all(|k| r.is_adverb(k) || !r.is_word(k));
    opens && !(np.0..np.1).any(|k| site.is_predicate(k) && !site.in_relative(np.0, k))
}

/// "the union's criticism of the plan", "his support for the deal", "allegations of fraud": a noun of attitude whose
/// preposition leads what it is about. Its owner stands before it, or behind "by" or "from"; without one it is a rumour,
/// and only of some nouns.
pub(super) fn attitude(site: &Site<'_, '_>, at: usize, n: usize, phrase: Phrase) -> Option<Found> {
    let r = site.r;
    let start = at + n;
    let stop = site.object_end(start);
    let comma = (start..stop).find(|&k| r.sign(k) == Some(',') && !site.quotes.inside(k));
    let stop = comma.unwrap_or(stop);
    // "its pledge to end the trade could fail": the verb of the sentence is no part of it.
    let verb = |k: usize| {
        r.is(k, Classes::AUXILIARY)
            && !r.is(k - 1, Classes::RELATIVE | Classes::PERSON)
            && r.lower(k - 1) != "to"
    };
    let stop = (start + 1..stop).find(|&k| verb(k)).unwrap_or(stop);
    let opens = r.is(start, Classes::DETERMINER | Classes::OBJECT | Classes::ING)
        || r.is_capital(start)
        || r.is_nounlike(start)
        || r.lower(at + n - 1) == "to" && r.is(start, Classes::BASE | Classes::BE | Classes::HAVE);
    if stop <= start || !opens || r.in_time(start) {
        return None;
    }
    let owner = possessor(site, at);
    let by = (start + 1..stop).find_map(|k| Some((k, from_whom(site, k)?)));
    let (source, stop) = match (owner, by) {
        (Some(own), _) => (Some(own), stop),
        (None, Some((k, np))) => (Some(np), k),
        (None, None) if phrase == Phrase::Loose => (None, stop),
        (None, None) => return None,
    };
    Some(Found {
        source,
        cue: (at, start),
        content: vec![(start, stop)],
        rule: if source.is_some() {
            "a noun of attitude with whose it is"
        } else {
            "a noun of saying, nobody named"
        },
        confidence: 0.65,
        group: Some(Group::Mention),
        asserts: false,
    })
}

/// "The plan drew criticism from the union": the source stands behind the noun, what it speaks of is the subject.
pub(super) fn received(site: &Site<'_, '_>, at: usize, n: usize) -> Option<Found> {
    let r = site.r;
    let source = sources::behind(r, at + n, site.end()).filter(|&np| site.speaking(np))?;
    let content = site.subject(site.clause_start(at), at)?;
    (content.1 <= at).then(|| Found {
        source: Some(source),
        cue: (at, at + n),
        content: vec![content],
        rule: "a noun of attitude with whom it comes from",
        confidence: 0.65,
        group: Some(Group::Mention),
        asserts: false,
    })
}

/// Whose a noun at `at` is: "the union's strong", "its", "Mr Osk's".
fn possessor(site: &Site<'_, '_>, at: usize) -> Option<Np> {
    let r = site.r;
    let owner = at.checked_sub(1).filter(|&k| k >= site.from)?;
    // "its long-standing claim that": adjectives may lie between.
    let own = (site.from..=owner).rev().take(4).find(|&k| {
        r.tokens.get(k).is_some_and(|t| t.shape() == crate::structure::Shape::Possessive)
            || matches!(r.lower(k), "his" | "her" | "their" | "our" | "my" | "its")
    })?;
    if (own + 1..at).any(|k| !r.is_nounlike(k) && !r.is_adverb(k) && r.sign(k) != Some('-')) {
        return None;
    }
    if r.is(own, Classes::DETERMINER) {
        return Some((own, own + 1));
    }
    let np = sources::before(r, own, site.from, &|k| site.quotes.inside(k))?;
    // "media circulated the Speaker's statement": the verb before it and its subject are no part of the owner.
    let verb = |k: usize| {
        r.is(k, Classes::PAST | Classes::THIRD | Classes::BASE | Classes::ING)
            && !r.is(k, Classes::NOUNY | Classes::SPEAKER | Classes::PAPER)
            && !r.is_capital(k)
            && k + 1 < np.1
    };
    // "an analysis of Osk's pledge": the owner is what the preposition leads, unless a name holds both.
    let leads = |k: usize| {
        r.is(k, Classes::PREPOSITION)
            && !r.is(k, Classes::DETERMINER)
            && !r.mentions_in(r.span(np.0, k)).iter().any(|m| m.0.end > r.span(k, k + 1).start)
    };
    let start = (np.0..np.1).rev().find(|&k| verb(k) || leads(k)).map_or(np.0, |k| k + 1);
    // "allay Osk's concerns": the name alone, where no noun or title stands before it.
    let whole = r.span(start, np.1);
    let named = r.mentions_in(whole).iter().rev().find(|m| m.2.is_name() && m.0.end == whole.end);
    let start = named.map(|m| r.range(m.0).0).filter(|&k| {
        k > start && (start..k).all(|j| r.class(j) == Classes::default() && !r.is_capital(j) && r.is_word(j))
    });
    let np = (start.unwrap_or(r.range(whole).0), np.1);
    (np.0 < np.1 && site.speaking(np)).then_some(np)
}

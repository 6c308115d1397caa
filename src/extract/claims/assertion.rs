//! What asserts nothing although it stands among the prose: captions, entries of a bibliography, bare citations, names and
//! labels on a line of their own, sentences that only send their reader elsewhere.

use super::kind::imperative;
use super::lexicon::{LEXICON, Sense};
use super::parse::{Finite, Parse, Role};
use super::reading::Reading;
use super::words::Classes;
use crate::model::{Block, BlockKind, Section};
use crate::structure;

/// Blocks longer than this (in tokens) are no captions, whatever they begin with.
const LONGEST_CAPTION: usize = 60;

/// Whether blocks of a kind hold assertions of the text itself.
pub(super) fn holds_claims(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote | BlockKind::Footnote)
}

/// Whether a section lists sources ("References", "Normative References", "Works cited"): what stands there are titles
/// of other texts.
pub(super) fn lists_sources(text: &str, section: &Section) -> bool {
    let title = section.title.of(text).trim().trim_end_matches([':', '.']).to_lowercase();
    let last = title.rsplit(' ').next().unwrap_or("");
    LEXICON.bibliographies.contains(title.as_str()) || LEXICON.bibliographies.contains(last)
}

/// Whether a block captions a picture or table ("Figure 4. Lorries a month", "Table 2: …", "Source: …").
pub(super) fn is_caption(r: &Reading<'_>, block: &Block) -> bool {
    let (from, to) = r.range(block.span);
    let Some(first) = (from..to).find(|&k| r.is_word(k)) else { return false };
    if to > from + LONGEST_CAPTION || !r.is_capital(first) || !structure::captions(r.lower(first)) {
        return false;
    }
    let mut k = first + 1;
    if k >= to || r.sign(k) == Some(':') {
        return true;
    }
    if r.sign(k) == Some('.') {
        k += 1;
    }
    // "Figure 4", "Table A.2", "Box II"; the number is followed by a sign, by nothing, or by no sentence.
    let letter = r.tokens.get(k).is_some_and(|t| t.span.len() <= 4) && r.is_capital(k);
    if k >= to || !r.is_number(k) && !letter {
        return false;
    }
    let mut behind = k + 1;
    while behind + 1 < to
        && r.is_sign(behind, &['.', '-', '–'])
        && r.is_number(behind + 1)
        && r.tokens.get(behind + 1).is_some_and(|t| !t.spaced())
    {
        behind += 2;
    }
    behind >= to
        || r.is_sign(behind, &['.', ':', '—', '–', '|', '-', '*'])
        || !Parse::of(r, from, to).has_sure_finite(behind, to)
}

/// Where a sentence stands, as far as it matters for whether it asserts anything.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Standing {
    /// It is all there is in its block.
    pub alone: bool,
    /// Its section lists sources.
    pub among_sources: bool,
}

/// Whether a sentence asserts, asks or orders anything: it has a verb, and is no title, label or citation.
pub(super) fn asserts(r: &Reading<'_>, p: &Parse, standing: Standing) -> bool {
    // Among sources only what reads as plain prose is said by the text itself.
    if standing.among_sources {
        let manner = Manner::of(r, p);
        if !main_is_sure(p) || manner.small <= 3 * manner.other {
            return false;
        }
    }
    let stopped = ends(r, p);
    if standing.alone && !stopped && is_title(r, p) {
        return false;
    }
    if main_is_sure(p) {
        return !is_indirect_question(r, p);
    }
    let plain = is_plain(r, p);
    if !plain && Manner::of(r, p).is_citation() {
        return false;
    }
    if plain && stopped {
        return true;
    }
    if imperative(r, p).is_some() {
        return true;
    }
    // What is only possibly a verb makes a sentence where the line is closed like one, or long.
    let told = |k: usize| p.finite(k) != Finite::No;
    if p.main.is_some_and(told) {
        return (stopped || p.to > p.from + 9) && (p.has_sure_finite(p.from, p.to) || !is_title(r, p));
    }
    // A lone verb in a relative clause belongs to a noun ("a ship that carries grain").
    let verbs: Vec<usize> = (p.from..p.to).filter(|&k| p.finite(k) == Finite::Surely).collect();
    match verbs.as_slice() {
        [] => {}
        [only] if p.role(*only) == Role::Relative => return stopped && has_likely_verb(r, p),
        _ => return true,
    }
    if (p.from..p.to).any(|k| told(k) && p.role(k) != Role::Relative) {
        return (stopped || p.to > p.from + 9) && !is_title(r, p);
    }
    // "Agreed to pay in full."
    if p.main.is_some_and(|m| !r.is(m, Classes::ING)) || p.with(r, Sense::Obligation).next().is_some() {
        return stopped;
    }
    stopped && (has_likely_verb(r, p) || has_unknown_verb(r, p))
}

/// Whether a subject and a verb in small letters open the sentence, with no sign between them: "The Ministry of Health
/// vaccinated 300 children". A citation has commas and stops before any word that could be a verb.
fn is_plain(r: &Reading<'_>, p: &Parse) -> bool {
    let Some(main) = p.main.filter(|&m| p.finite(m) != Finite::No && !r.is_capital(m)) else { return false };
    let Some(start) = (p.from..main).rev().find(|&k| r.sign(k) == Some(',')).map_or(Some(p.from), |comma| {
        // "However, on 11 October, the minister died": what stands before the comma is an adverbial.
        let adverbial = (p.from..comma).all(|k| {
            !r.is_word(k) && r.sign(k) == Some(',')
                || r.in_time(k)
                || r.is_adverb(k)
                || r.is(k, Classes::PREPOSITION | Classes::DETERMINER)
                || r.is_word(k) && !r.is_capital(k)
        });
        adverbial.then_some(comma + 1)
    }) else {
        return false;
    };
    start < main
        && (start..main)
            .all(|k| r.is_word(k) || r.is_sign(k, &['-', '’', '\'', '/', '&']) || p.role(k) == Role::Aside)
        && (start..main).any(|k| r.is_nounlike(k) || r.is(k, Classes::SUBJECT | Classes::PERSON))
}

/// A form that is a verb in most places, outside every relative clause, where the rules found no main verb: "the envoy
/// concluded by telling them what he wants".
fn has_likely_verb(r: &Reading<'_>, p: &Parse) -> bool {
    /// Below this many tokens a form that is a noun as well is taken for one.
    const LONG: usize = 9;
    (p.from + 1..p.to).any(|k| {
        let Some(before) = r.before(k, p.from) else { return false };
        let form = r.is(k, Classes::PAST | Classes::THIRD | Classes::BASE) && !r.is_capital(k);
        let object = r.is(k + 1, Classes::DETERMINER | Classes::OBJECT) || r.lower(k + 1) == "that";
        form && p.role(k) != Role::Relative
            && (!r.is(k, Classes::NOUNY) || object && p.to - p.from >= LONG)
            && !r.is(before, Classes::PREPOSITION | Classes::AUXILIARY | Classes::VERB & !Classes::NOUNY)
            && (!r.is(before, Classes::DETERMINER) || r.is(before, Classes::PRONOUN))
            && !(r.is(k, Classes::PARTICIPLE)
                && r.is(k + 1, Classes::PREPOSITION)
                && r.sign(before) == Some(','))
            && r.tokens.get(before).is_some_and(|t| t.shape() != crate::structure::Shape::Possessive)
    })
}

/// "What you can do." asks without a question mark: its only verb belongs to the word that asks.
fn is_indirect_question(r: &Reading<'_>, p: &Parse) -> bool {
    let Some(first) = (p.from..p.to).find(|&k| r.is_word(k)) else { return false };
    matches!(r.lower(first), "what" | "how" | "why" | "where" | "who")
        && !(p.from..p.to).any(|k| r.is_sign(k, &['?', '!', ',']))
        && (p.from..p.to).filter(|&k| p.finite(k) == Finite::Surely).count() < 2
}

/// Whether the clause ends in a stop, closing quotation marks and brackets aside.
fn ends(r: &Reading<'_>, p: &Parse) -> bool {
    let mut k = p.to;
    while k > p.from && r.is_sign(k - 1, &['”', '"', '’', '\'', ')', ']', '*', '_']) {
        k -= 1;
    }
    k > p.from && r.is_sign(k - 1, &['.', '!', '?', '…', ';'])
}

fn main_is_sure(p: &Parse) -> bool {
    p.main.is_some_and(|m| p.finite(m) == Finite::Surely && p.role(m) == Role::Main)
}

/// Whether a line is set like a title: nearly all of its longer words begin with a capital.
fn is_title(r: &Reading<'_>, p: &Parse) -> bool {
    /// Shorter words are written small in titles too.
    const LONG: usize = 4;
    let (mut long, mut capital) = (0usize, 0usize);
    for k in p.from..p.to {
        let Some(t) = r.tokens.get(k).filter(|_| r.is_word(k) && !r.is_number(k)) else { continue };
        if t.span.len() >= LONG {
            long += 1;
            capital += usize::from(r.is_capital(k));
        }
    }
    p.to - p.from <= 24 && long > 0 && capital * 5 >= long * 4
}

/// What a sentence is written with.
#[derive(Debug, Clone, Copy, Default)]
struct Manner {
    /// Words in small letters, of more than two.
    small: usize,
    /// Words with a capital, numbers, signs of citations.
    other: usize,
    /// Of these, numbers.
    numbers: usize,
    /// Signs and words that only citations have: "§", "v.", "id.", "Vol.".
    marks: usize,
}

impl Manner {
    fn of(r: &Reading<'_>, p: &Parse) -> Self {
        let mut m = Self::default();
        for k in p.from..p.to {
            // A single letter is an initial where it is a capital ("V. Bell"), a sign of a citation where not ("v. Bell").
            // A date is no more a sign of a citation than of prose.
            if r.in_time(k) {
                continue;
            }
            let letter = r.tokens.get(k).is_some_and(|t| t.span.len() == 1) && r.is_capital(k);
            let cites = !letter && r.sign(k + 1) == Some('.') && LEXICON.citing.contains(r.lower(k));
            if cites || r.is_sign(k, &['§', '¶']) {
                m.marks += 1;
                m.other += 1;
            } else if r.is_number(k) {
                m.numbers += 1;
                m.other += 1;
            } else if r.is_capital(k) {
                m.other += 1;
            } else if r.is_word(k) && r.tokens.get(k).is_some_and(|t| t.span.len() > 2) {
                m.small += 1;
            }
        }
        m
    }

    /// Whether it is made of names, numbers and signs as a citation is ("Mem. at 3, Ames v. Bell, No. 12 (Osk, 2 May 2019),
    /// Doc. 4."; "18 U.S.C. § 951(a).").
    fn is_citation(self) -> bool {
        self.numbers + self.marks > 0
            && (self.small * 2 <= self.other || self.marks > 0 && self.small <= self.other)
    }
}

/// A verb that the lexicon does not know, in a sentence that has no other: a small word that is neither known nor led by
/// what leads nouns, behind something that can be its subject.
fn has_unknown_verb(r: &Reading<'_>, p: &Parse) -> bool {
    p.to > p.from + 3
        && (p.from + 1..p.to).any(|k| {
            // "‘803’ denotes": past the mark that closes a quotation.
            let closed = r.is_sign(k - 1, &['”', '"', '’', '\'']) && k - 1 > p.from;
            let Some(before) = r.before(if closed { k - 1 } else { k }, p.from) else { return false };
            let form = r.lower(k).ends_with('s') && !r.is_capital(k) || r.is(k, Classes::PAST);
            form && (r.class(k) == Classes::default() || r.is(k, Classes::GUESSED))
                && p.role(k) == Role::Main
                && !r.is(before, Classes::DETERMINER | Classes::PREPOSITION | Classes::COORDINATOR)
                && (r.is_nounlike(before) || r.is(before, Classes::PERSON))
                && r.tokens.get(before).is_some_and(|t| t.shape() != crate::structure::Shape::Possessive)
        })
}

/// Whether a sentence only sends its reader elsewhere ("See annex B", "To understand this, look at …", "A good place to start …").
pub(super) fn addresses_reader(r: &Reading<'_>, p: &Parse) -> bool {
    let Some(first) = (p.from..p.to).find(|&k| r.is_word(k)) else { return false };
    if r.reader.longest(r.slice(first, p.to)).is_some() {
        return true;
    }
    if matches!(r.lower(first), "thank" | "thanks") && p.to < p.from + 8 {
        return true;
    }
    // "The full report can be found on the site", "Further details are available at …"
    if let Some(main) = p.main
        && (r.lower(main + 1) == "be" && r.lower(main + 2) == "found" || r.lower(main + 1) == "available")
        && {
            let next = main + if r.lower(main + 1) == "be" { 3 } else { 2 };
            matches!(r.lower(next), "on" | "at" | "here" | "online" | "in")
        }
        && (first..main).any(|k| r.is(k, Classes::PAPER) || matches!(r.lower(k), "information" | "details"))
    {
        return true;
    }
    // "To understand X, look closely at Y"; "For a fuller account, see Y".
    if matches!(r.lower(first), "to" | "for" | "if") {
        let comma = (first..p.to).find(|&k| r.sign(k) == Some(','));
        if let Some(comma) = comma {
            let k = (comma + 1..p.to).find(|&k| !r.is_adverb(k)).unwrap_or(comma);
            return r.is(k, Classes::READER_VERB)
                && !r.is(k, Classes::MODAL)
                && (r.lower(k) != "start" && r.lower(k) != "begin" || r.lower(k + 1) == "with");
        }
    }
    false
}

//! What the text asserts and who says so.
//!
//! Every assertion of the prose is a claim; the unit is the sentence, cut only where its halves differ. Stages, a file a
//! topic: the [`reading`] of a document binds the lexicons to its words, [`parse`] finds the main verb of a clause,
//! [`attribution`] who says it, [`clauses`] where to cut, [`judge`] what sort of assertion it is and how sure.

mod adverbs;
mod announced;
mod asked;
mod assertion;
mod attribution;
mod candidates;
mod certainty;
mod checkworthy;
mod clauses;
mod contents;
mod cues;
mod demands;
mod finite;
mod frames;
mod grounds;
mod importance;
mod inverted;
mod joints;
mod judge;
mod kind;
mod lexicon;
mod marker;
mod modals;
mod named;
mod nominal;
mod nouns;
mod objects;
mod openings;
pub(super) mod parse;
mod plausible;
mod polarity;
mod predicates;
mod quantities;
mod quotes;
mod reach;
pub(super) mod reading;
mod relayed;
mod sources;
mod speech;
mod subjects;
mod told;
mod trailing;
pub(crate) mod triage;
mod voices;
pub(super) mod words;

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use super::Input;
use crate::model::{
    Actor, ActorId, Attribution, AttributionId, Block, BlockId, BlockKind, Claim, ClaimKind, Importance,
    SectionId, Span, TimeExpression, Why,
};
use assertion::{Standing, addresses_reader, asserts, holds_claims};
use grounds::Connectives;
use importance::Surroundings;
use judge::judge;
use parse::Parse;
use quantities::Figures;
use reading::Reading;
use speech::{Said, Speech, Turn};

/// Builds the tables of the word lists, if nobody has yet.
pub fn build_tables() {
    LazyLock::force(&lexicon::LEXICON);
}

/// Claims and attributions in text order.
pub fn find(input: Input<'_>, actors: &[Actor], times: &[TimeExpression]) -> (Vec<Claim>, Vec<Attribution>) {
    let r = Reading::new(input, actors, times);
    let figures = Figures::bind(&input.structure.tokens);
    let mut attributions = Vec::new();
    let said = speakers(&r, input, &mut attributions);
    // About one claim a sentence: a list that grows by doubling would leave holes as large as itself.
    let mut claims = Vec::with_capacity(input.structure.sentences.len());
    let mut section: Option<Option<SectionId>> = None;
    let text = input.text.as_str();
    let sources: Vec<bool> =
        input.structure.sections.iter().map(|s| assertion::lists_sources(text, s)).collect();
    let mut shown: (Option<BlockId>, bool) = (None, false);
    let connectives = Connectives::bind(&input.structure.tokens);
    let mut before: Option<(BlockId, Span)> = None;
    for (k, sentence) in input.structure.sentences.iter().enumerate() {
        let said = said.of(k);
        let block = input.structure.blocks.get(sentence.block.index());
        let last = before.replace((sentence.block, sentence.span));
        let last = last.filter(|(block, _)| *block == sentence.block).map(|(_, span)| span);
        if block.is_some_and(|b| !holds_claims(b.kind)) {
            continue;
        }
        let (from, to) = r.range(sentence.span);
        if from >= to {
            continue;
        }
        if shown.0 != Some(sentence.block) {
            shown = (Some(sentence.block), block.is_some_and(|b| assertion::is_caption(&r, b)));
        }
        let standing = Standing {
            alone: block.is_some_and(|b| b.prose().trimmed(text) == sentence.span),
            among_sources: sentence.section.is_some_and(|s| sources.get(s.index()).copied().unwrap_or(false)),
        };
        let first = claims.len();
        let p = Parse::of(&r, from, to);
        // A sentence that ends in a colon announces what follows.
        let announces = r.sign(to - 1) == Some(':');
        if announces || shown.1 || !asserts(&r, &p, standing) || addresses_reader(&r, &p) {
            continue;
        }
        let question = ends_in_question(&r, from, to);
        let cuts = if question { vec![(from, to)] } else { clauses::split(&r, &p, said) };
        let whole = cuts.len() == 1;
        for cut in cuts {
            let part;
            let parse = if whole {
                &p
            } else {
                part = clauses::read(&r, &p, cut);
                &part
            };
            let span = if whole { sentence.span } else { r.span(cut.0, cut.1) };
            let opens_section = section != Some(sentence.section);
            section = Some(sentence.section);
            let place = Place { section: sentence.section, block, opens_section };
            let found = connectives.of(&r, cut.0, cut.1, last.filter(|_| cut.0 == from));
            let made = claim(&r, &figures, parse, span, question, said, place, &attributions);
            claims.push(Claim { grounds: found.grounds, consequence: found.consequence, ..made });
        }
        let place = Place { section: sentence.section, block, opens_section: false };
        for (from, to) in nominal::counts(&r, &figures, &p) {
            let parse = Parse::of(&r, from, to);
            let mut counted = claim(&r, &figures, &parse, r.span(from, to), false, &[], place, &attributions);
            counted.why = nominal::WHY;
            claims.push(counted);
        }
        // Sentences come in text order: within one is enough, and takes no room for a second list.
        if let Some(own) = claims.get_mut(first..) {
            own.sort_by_key(|c| (c.span.start, std::cmp::Reverse(c.span.end)));
        }
    }
    (claims, attributions)
}

/// What is said in each sentence, in one list: a report has a hundred thousand sentences, and most say nothing.
struct Spoken {
    all: Vec<Said>,
    /// Where the part of each sentence ends.
    ends: Vec<u32>,
}

impl Spoken {
    fn of(&self, sentence: usize) -> &[Said] {
        let end = |k: usize| self.ends.get(k).map_or(self.all.len(), |e| *e as usize);
        let from = sentence.checked_sub(1).map_or(0, end);
        self.all.get(from..end(sentence)).unwrap_or(&[])
    }
}

/// Who says what, sentence for sentence. The words of a sentence may belong to a speaker whom a later one names.
fn speakers(r: &Reading<'_>, input: Input<'_>, attributions: &mut Vec<Attribution>) -> Spoken {
    let mut speech = Speech::default();
    let mut said = vec![Vec::new(); input.structure.sentences.len()];
    for (index, sentence) in input.structure.sentences.iter().enumerate() {
        let shape = input.structure.blocks.get(sentence.block.index());
        let lead_in = shape.is_some_and(|b| b.kind == BlockKind::LeadIn);
        let (from, to) = r.range(sentence.span);
        if from < to && (lead_in || shape.is_none_or(|b| holds_claims(b.kind))) {
            let turn = Turn { index, block: sentence.block, shape, from, to };
            speech.sentence(r, turn, attributions, &mut said);
            // Most have one entry in a list made for four.
            if let Some(own) = said.get_mut(index) {
                own.shrink_to_fit();
            }
        }
    }
    let mut spoken = Spoken {
        all: Vec::with_capacity(said.iter().map(Vec::len).sum()),
        ends: Vec::with_capacity(said.len()),
    };
    for own in said {
        spoken.all.extend(own);
        spoken.ends.push(spoken.all.len() as u32);
    }
    spoken
}

/// Adds claims that a reader found where the program found none; all but their kind is judged like that of any other.
pub fn add(
    input: Input<'_>,
    actors: &[Actor],
    times: &[TimeExpression],
    attributions: &[Attribution],
    added: &[(Span, ClaimKind)],
    claims: &mut Vec<Claim>,
) {
    let r = Reading::new(input, actors, times);
    let figures = Figures::bind(&input.structure.tokens);
    for &(span, kind) in added {
        let span = span.trimmed(input.text.as_str());
        let (from, to) = r.range(span);
        if from >= to {
            continue;
        }
        claims.retain(|c| c.span != span);
        let block = input.structure.blocks.iter().find(|b| b.span.overlaps(span));
        let place = Place { section: block.and_then(|b| b.section), block, opens_section: false };
        let parse = Parse::of(&r, from, to);
        let made = claim(&r, &figures, &parse, span, false, &[], place, attributions);
        claims.push(Claim { kind, why: Why::new("added by the reader", 1.0), ..made });
    }
    claims.sort_by_key(|c| (c.span.start, std::cmp::Reverse(c.span.end)));
}

/// Where a claim stands.
#[derive(Clone, Copy)]
struct Place<'b> {
    section: Option<SectionId>,
    block: Option<&'b Block>,
    opens_section: bool,
}

/// Whether the last sign is a question mark, closing quotation marks and brackets aside.
fn ends_in_question(r: &Reading<'_>, from: usize, to: usize) -> bool {
    let mut k = to;
    while k > from && (r.is_sign(k - 1, &['”', '"', '’', ')', '*', '_', '!'])) {
        k -= 1;
    }
    k > from && r.sign(k - 1) == Some('?') && !names_a_title(r, from, k - 1)
}

/// "It made two reports: What Price Salt? and What Price Salt Now?": a question mark behind words that are set like a title
/// belongs to the title, if a sentence in small letters stands before it.
fn names_a_title(r: &Reading<'_>, from: usize, mark: usize) -> bool {
    /// Shorter words are written small in titles too, fewer words are no title.
    const LONG: usize = 4;
    const WORDS: usize = 3;
    let title = (from..mark)
        .rev()
        .take_while(|&k| {
            r.is_capital(k) || r.is_word(k) && r.tokens.get(k).is_some_and(|t| t.span.len() < LONG)
        })
        .filter(|&k| r.is_capital(k))
        .count();
    let start = mark.saturating_sub(title);
    title >= WORDS
        && start > from + WORDS
        && (from + 1..start).any(|k| r.is(k, words::Classes::AUXILIARY | words::Classes::PAST))
        && (from..start).filter(|&k| r.is_word(k) && !r.is_capital(k)).count() >= WORDS
}

#[allow(clippy::too_many_arguments)]
fn claim(
    r: &Reading<'_>,
    figures: &Figures<'static>,
    p: &Parse,
    span: Span,
    question: bool,
    said: &[Said],
    place: Place<'_>,
    attributions: &[Attribution],
) -> Claim {
    let verdict = judge(r, p, question, said);
    let mut actors: Vec<ActorId> = Vec::new();
    for &(_, id, _) in r.mentions_in(span).iter().filter(|m| span.contains(m.0)) {
        if !actors.contains(&id) {
            actors.push(id);
        }
    }
    let times = r.times_in(span).iter().filter(|t| span.contains(t.0)).map(|t| t.1).collect();
    let mut claim = Claim {
        span,
        section: place.section,
        kind: verdict.kind,
        polarity: verdict.polarity,
        certainty: verdict.surety.certainty,
        likelihood: verdict.surety.likelihood,
        conditional: verdict.surety.conditional,
        attribution: verdict.attribution.map(AttributionId::new),
        actors: actors.into(),
        times,
        quantities: figures.within(r, p.from, p.to).into(),
        cues: cues::cues(r, p).into(),
        addressee: place
            .block
            .and_then(|b| addressee(r, b))
            .or_else(|| (verdict.kind == ClaimKind::Prescription).then(|| asked::of(r, p, said)).flatten()),
        grounds: None,
        consequence: None,
        checkworthy: 0.0,
        importance: Importance::default(),
        why: verdict.why,
    };
    claim.checkworthy = checkworthy::score(r, p, &claim);
    let source = verdict.attribution.and_then(|id| importance::source_kind(said, id, attributions));
    let around = Surroundings { opens_section: place.opens_section, source, words: p.to - p.from };
    claim.importance = importance::importance(&claim, around);
    claim
}

/// To whom a block speaks: its run-in label behind "To" or "For" ("For Traders:").
fn addressee(r: &Reading<'_>, block: &Block) -> Option<Span> {
    let label = block.label?;
    let (from, to) = r.range(label);
    if !matches!(r.lower(from), "to" | "for") || from + 1 >= to {
        return None;
    }
    let from = if r.lower(from + 1) == "the" && from + 2 < to { from + 2 } else { from + 1 };
    Some(r.span(from, to))
}

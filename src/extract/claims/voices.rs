//! Whom "he said", "they said" and "the witness said" mean: who spoke in the sentence before, or the only one it names. Where
//! two can be meant nobody is.

use super::frames::{Found, Site};
use super::lexicon::LEXICON;
use super::named;
use super::reading::Reading;
use super::sources::{self, Np};
use super::speech::{Said, Turn};
use super::words::Classes;
use crate::model::{ActorId, Attribution, AttributionKind, BlockId, SectionId, Span, Via};
use crate::structure::Shape;

/// How many sentences are remembered.
const NEAR: usize = 4;

/// How many there are of a speaker, and whether it is a human being.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Person,
    People,
    /// Speaks as one and is no human being: a ministry, a report.
    Body,
}

/// Somebody whom a pronoun may mean.
#[derive(Debug, Clone, PartialEq)]
struct Voice {
    /// The words that name it.
    span: Span,
    actors: Vec<ActorId>,
    kind: AttributionKind,
    sort: Sort,
    /// Whether the text tells that it is a man (or a woman).
    man: Option<bool>,
}

/// A sentence that is over.
#[derive(Debug)]
struct Past {
    block: BlockId,
    section: Option<SectionId>,
    from: usize,
    to: usize,
    /// Who speaks in it, no matter what is told within the words of another.
    voices: Vec<Voice>,
}

/// The last sentences of a document.
#[derive(Debug, Default)]
pub(super) struct Voices {
    past: Vec<Past>,
}

/// What a source that names nobody stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pronoun {
    He,
    She,
    They,
    It,
    /// "The witness": a person, no matter of which sex.
    StandIn,
}

impl Pronoun {
    fn of(r: &Reading<'_>, np: Np) -> Option<Self> {
        let (a, b) = np;
        if b == a + 1 {
            return match r.lower(a) {
                "he" | "his" => Some(Self::He),
                "she" | "her" => Some(Self::She),
                "they" | "their" => Some(Self::They),
                "it" | "its" => Some(Self::It),
                _ => None,
            };
        }
        (b == a + 2 && r.lower(a) == "the" && LEXICON.stand_ins.contains(r.lower(a + 1)))
            .then_some(Self::StandIn)
    }

    fn means(self, v: &Voice) -> bool {
        match self {
            Self::He => v.sort == Sort::Person && v.man != Some(false),
            Self::She => v.sort == Sort::Person && v.man != Some(true),
            Self::They => v.sort != Sort::Person,
            Self::It => v.sort == Sort::Body,
            Self::StandIn => v.sort == Sort::Person && v.kind == AttributionKind::Named,
        }
    }
}

impl Voices {
    /// Gives an attribution whose source is a pronoun the speaker whom it means. `said` are those of its sentence before it.
    pub fn resolve(
        &self,
        site: &Site<'_, '_>,
        turn: Turn<'_>,
        f: &Found,
        said: &[Said],
        all: &[Attribution],
        made: &mut Attribution,
    ) {
        let r = site.r;
        let Some((np, pronoun)) = f.source.and_then(|np| Some((np, Pronoun::of(r, np)?))) else { return };
        // "He told the court …, he said": what stands before a speaker that follows its words are those words.
        let trails = f.content.first().is_some_and(|c| c.1 <= np.0);
        let voice = match self.here(site, np, pronoun, trails, said, all) {
            Here::Found(voice) => Some(voice),
            Here::Doubtful => None,
            Here::Open => {
                made.source_actors.clear();
                made.kind = AttributionKind::Unnamed;
                return;
            }
            Here::Nobody => self.before(site, turn, pronoun, trails),
        };
        match voice {
            Some(voice) => {
                made.antecedent = Some(voice.span);
                made.kind = voice.kind;
                made.source_actors = voice.actors;
            }
            None if made.source_actors.is_empty() => {}
            // The actor that is named closely before.
            None => made.antecedent = self.named(r, &made.source_actors, r.span(np.0, np.1)),
        }
    }

    /// Remembers a sentence and who speaks in it.
    pub fn over(&mut self, r: &Reading<'_>, turn: Turn<'_>, said: &[Said], all: &[Attribution]) {
        let own = said.iter().filter(|s| !s.inherited);
        let voices = own
            .clone()
            .filter(|s| {
                let Some(np) = s.found.source else { return false };
                !own.clone()
                    .any(|o| o.id != s.id && o.found.content.iter().any(|c| c.0 <= np.0 && np.0 < c.1))
            })
            .filter_map(|s| voice(r, &s.found, all.get(s.id)?))
            .fold(Vec::new(), |mut list: Vec<Voice>, v| {
                if !list.iter().any(|known| same(known, &v)) {
                    list.push(v);
                }
                list
            });
        if self.past.len() == NEAR {
            self.past.remove(0);
        }
        let section = turn.shape.and_then(|b| b.section);
        self.past.push(Past { block: turn.block, section, from: turn.from, to: turn.to, voices });
    }

    /// The report that the sentence before names, where "this document" behind it means that one and not the text itself.
    pub fn other_paper(&self, r: &Reading<'_>, turn: Turn<'_>, np: Np) -> Option<Span> {
        let past = self.past.last().filter(|p| p.block == turn.block)?;
        let head = np.1.checked_sub(1).filter(|&k| r.is(k, Classes::PAPER) && np.1 > np.0 + 1)?;
        if r.lower(np.0) != "this" || r.is_plural(head) {
            return None;
        }
        let last = (past.from + 1..past.to)
            .rev()
            .find(|&k| r.is(k, Classes::PAPER) && r.is_capital(k) && r.is_capital(k - 1))?;
        let first = (past.from..last).rev().take_while(|&k| r.is_capital(k)).last()?;
        let first = if r.is(first, Classes::DETERMINER) { first + 1 } else { first };
        // "This Annual Report", "Our Annual Report": the text itself.
        let own = (past.from..last).any(|k| matches!(r.lower(k), "this" | "our" | "we" | "present"));
        (first < last && !own).then(|| r.span(first, last + 1))
    }

    /// The last words before `at` that name one of `actors`.
    fn named(&self, r: &Reading<'_>, actors: &[ActorId], at: Span) -> Option<Span> {
        /// How far back, in bytes.
        const FAR: u32 = 1500;
        let before = Span { start: at.start.saturating_sub(FAR), end: at.start };
        r.mentions_in(before).iter().rev().find(|m| m.2.is_name() && actors.contains(&m.1)).map(|m| m.0)
    }

    /// Whom the words of the sentence before the pronoun name.
    fn here(
        &self,
        site: &Site<'_, '_>,
        np: Np,
        pronoun: Pronoun,
        trails: bool,
        said: &[Said],
        all: &[Attribution],
    ) -> Here {
        let r = site.r;
        // "Holm said that he had warned them": within the words of somebody.
        let around = said
            .iter()
            .filter(|s| s.found.source.is_some_and(|source| source.1 <= np.0))
            .filter(|s| s.found.content.iter().any(|c| c.0 <= np.0 && np.0 < c.1))
            .min_by_key(|s| s.found.content.iter().map(|c| c.1 - c.0).sum::<usize>());
        if let Some(s) = around
            && let Some(v) = all.get(s.id).and_then(|a| voice(r, &s.found, a)).filter(|v| pronoun.means(v))
        {
            let from = s.found.source.map_or(site.from, |source| source.1);
            let others = people(r, from, np.0, pronoun);
            return match others.iter().all(|o| same(o, &v) || owns(r, o)) {
                true => Here::Found(v),
                false => Here::Doubtful,
            };
        }
        if trails {
            return Here::Nobody;
        }
        // "He did not recall …, though he said": the same again.
        let again = said.iter().rev().find_map(|s| {
            let source = s.found.source.filter(|source| source.1 <= np.0)?;
            let a = all.get(s.id)?;
            let same = Pronoun::of(r, source) == Some(pronoun) && a.antecedent.is_some();
            if same { voice(r, &s.found, a) } else { None }
        });
        if let Some(v) = again {
            return Here::Found(v);
        }
        match pronoun {
            // "He met Holm – his view was": the same again.
            Pronoun::He | Pronoun::She if self.leads(r, site.from, np.0, pronoun) => Here::Nobody,
            Pronoun::He | Pronoun::She => {
                let mut all = people(r, site.from, np.0, pronoun);
                all.retain(|v| !owns(r, v));
                // "Officer 5 told another of Holm's letter, and he said": a name that is no actor.
                let own = subject_of(r, site.from, np.0).filter(|v| v.actors.is_empty() && pronoun.means(v));
                all.extend(own);
                // "VKM rejoined his crew; he said": short for a man whom nothing tells for one.
                if all.is_empty() && short_name(r, site.from, np.0) {
                    return Here::Open;
                }
                match all.as_slice() {
                    [] => Here::Nobody,
                    [one] => Here::Found(one.clone()),
                    _ => Here::Doubtful,
                }
            }
            _ => {
                let before = said.iter().filter(|s| s.found.source.is_some_and(|source| source.1 <= np.0));
                let meant: Vec<Voice> = before
                    .filter_map(|s| voice(r, &s.found, all.get(s.id)?))
                    .filter(|v| pronoun.means(v))
                    .collect();
                match meant.as_slice() {
                    // "Some groups have left; in their view": whoever the clause before tells of.
                    [] if pronoun != Pronoun::StandIn && site.is_told(site.from, np.0) => {
                        let own = subject_of(r, site.from, np.0)
                            .filter(|v| pronoun.means(v) && opens(r, site.from, v));
                        own.map_or(Here::Doubtful, Here::Found)
                    }
                    [] => Here::Nobody,
                    [first, rest @ ..] if rest.iter().all(|v| same(v, first)) => Here::Found(first.clone()),
                    _ => Here::Doubtful,
                }
            }
        }
    }

    /// Whether the same pronoun stands before all whom the words before `to` name.
    fn leads(&self, r: &Reading<'_>, from: usize, to: usize, pronoun: Pronoun) -> bool {
        let word = if pronoun == Pronoun::He { "he" } else { "she" };
        let Some(first) = (from..to).find(|&k| r.lower(k) == word) else { return false };
        people(r, from, first, pronoun).is_empty()
    }

    /// Whom the sentences before mean.
    fn before(&self, site: &Site<'_, '_>, turn: Turn<'_>, pronoun: Pronoun, trails: bool) -> Option<Voice> {
        let r = site.r;
        let section = turn.shape.and_then(|b| b.section);
        let mut block = turn.block;
        let mut crossed = 0;
        for past in self.past.iter().rev() {
            if past.section != section {
                return None;
            }
            // The paragraph before at most.
            if past.block != block {
                crossed += 1;
                block = past.block;
            }
            if crossed > 1 {
                return None;
            }
            let mut meant = past.voices.iter().filter(|v| pronoun.means(v));
            if let Some(v) = meant.next() {
                return meant.next().is_none().then(|| v.clone());
            }
            if matches!(pronoun, Pronoun::They | Pronoun::It) {
                // "The council has met. They said": its subject, where that can speak.
                // "The council agreed, but the court struck it down. It held": the last clause tells of another.
                if other_subject(r, past) {
                    return None;
                }
                return subject(r, past)
                    .filter(|v| pronoun.means(v) && opens(r, past.from, v))
                    .or_else(|| body(r, past).filter(|_| pronoun == Pronoun::It));
            }
            if pronoun == Pronoun::StandIn {
                continue;
            }
            // "He left. He said": the same again.
            let again = (past.from..past.to).any(|k| {
                let here = r.lower(k);
                pronoun == Pronoun::He && here == "he" || pronoun == Pronoun::She && here == "she"
            });
            if again {
                continue;
            }
            let mut named = people(r, past.from, past.to, pronoun);
            // "The Harbour News printed it, it said": what has been called "it" is no man.
            let thing = |v: &Voice, o: &Voice| o.sort == Sort::Body && o.actors == v.actors;
            named.retain(|v| !self.past.iter().flat_map(|p| &p.voices).any(|o| thing(v, o)));
            if let Some(v) = subject(r, past).filter(|v| pronoun.means(v) && v.actors.is_empty()) {
                named.push(v);
            }
            match named.as_slice() {
                [] if short_name(r, past.from, past.to) => return None,
                [] => {}
                [one] => return Some(one.clone()),
                // "Holm compared it to Venn's work. “It is late,” he wrote": the words of who is spoken of first.
                many => {
                    let first = subject(r, past).filter(|v| trails && many.iter().any(|o| same(o, v)));
                    return first.filter(|v| pronoun.means(v));
                }
            }
        }
        None
    }
}

/// What the sentence of a pronoun tells of whom it means.
enum Here {
    Found(Voice),
    /// Two or more may be meant.
    Doubtful,
    /// Somebody of whom nothing tells that it is a person: nobody else is meant either.
    Open,
    Nobody,
}

fn same(a: &Voice, b: &Voice) -> bool {
    if a.actors.is_empty() || b.actors.is_empty() { a.span == b.span } else { a.actors == b.actors }
}

/// The speaker of an attribution.
fn voice(r: &Reading<'_>, f: &Found, a: &Attribution) -> Option<Voice> {
    let np = f.source?;
    if a.kind == AttributionKind::Author {
        return None;
    }
    let man = a.source_actors.first().and_then(|id| r.sex(*id)).or_else(|| titled(r, np));
    let Some(pronoun) = Pronoun::of(r, np) else {
        let sort = sort(r, np, &a.source_actors)?;
        let span = named::head(r, np);
        return Some(Voice { span, actors: a.source_actors.clone(), kind: a.kind, sort, man });
    };
    let (sort, man) = match pronoun {
        Pronoun::He => (Sort::Person, Some(true)),
        Pronoun::She => (Sort::Person, Some(false)),
        Pronoun::They => (Sort::People, None),
        Pronoun::It => (Sort::Body, None),
        Pronoun::StandIn => (Sort::Person, man),
    };
    let span = match a.antecedent {
        Some(span) => span,
        None if pronoun == Pronoun::StandIn => r.span(np.0, np.1),
        None => return None,
    };
    Some(Voice { span, actors: a.source_actors.clone(), kind: a.kind, sort, man })
}

/// How many a source is, and whether it is human. `None` for what is neither a speaker nor a name.
fn sort(r: &Reading<'_>, np: Np, actors: &[ActorId]) -> Option<Sort> {
    if let [one] = actors {
        let head = r.range(named::head(r, np)).1.saturating_sub(1);
        let many = r.is_plural(head) && !r.is_capital(head);
        return Some(match r.is_person(*one) {
            // "Directors" that are taken for one.
            true if r.is_plural(head) && r.is(head, Classes::SPEAKER) => Sort::People,
            true => Sort::Person,
            false if many => Sort::People,
            false => Sort::Body,
        });
    }
    if actors.len() > 1 {
        return Some(Sort::People);
    }
    let (a, end) = r.range(named::head(r, np));
    let head = end.checked_sub(1).filter(|&k| k >= a)?;
    if r.is(head, Classes::PERSON) {
        return None;
    }
    let joined = (a + 1..end).any(|k| r.lower(k) == "and");
    if joined || r.is(head, Classes::PRONOUN) || r.is_plural(head) && !r.is_acronym(head) {
        return Some(Sort::People);
    }
    if (a..end).any(|k| r.is(k, Classes::BODY | Classes::PAPER)) {
        return Some(Sort::Body);
    }
    // "Officer 5"
    let numbered = head > a && r.is_number(head) && r.is_capital(head - 1);
    let named = numbered || r.is_capital(head) && (head > a || r.is_acronym(head));
    (r.is(head, Classes::SPEAKER) || named).then_some(Sort::Person)
}

/// Whether a title within the phrase tells a man from a woman.
fn titled(r: &Reading<'_>, np: Np) -> Option<bool> {
    (np.0..np.1).find_map(|k| LEXICON.sexes.get(r.lower(k)).copied())
}

/// The persons named between two tokens whom the pronoun may mean, each once.
fn people(r: &Reading<'_>, from: usize, to: usize, pronoun: Pronoun) -> Vec<Voice> {
    let mut all: Vec<Voice> = Vec::new();
    if from >= to {
        return all;
    }
    for &(span, id, via) in r.mentions_in(r.span(from, to)) {
        if !r.is_person(id)
            || matches!(via, Via::Demonym | Via::Collective)
            || all.iter().any(|v| v.actors == [id])
        {
            continue;
        }
        let v = Voice {
            span,
            actors: vec![id],
            kind: AttributionKind::Named,
            sort: Sort::Person,
            man: r.sex(id),
        };
        if pronoun.means(&v) {
            all.push(v);
        }
    }
    all
}

/// The only body that a sentence names.
fn body(r: &Reading<'_>, past: &Past) -> Option<Voice> {
    let mut named = r.mentions_in(r.span(past.from, past.to)).iter().filter(|m| m.2.is_name());
    let &(span, id, _) = named.next()?;
    (!r.is_person(id) && named.all(|m| m.1 == id)).then(|| Voice {
        span,
        actors: vec![id],
        kind: AttributionKind::Named,
        sort: Sort::Body,
        man: None,
    })
}

/// Whether the subject of what is told between two tokens is a name of capitals alone, as a man may be called for short.
fn short_name(r: &Reading<'_>, from: usize, to: usize) -> bool {
    let verb = |k: usize| r.is(k, Classes::PAST | Classes::THIRD | Classes::AUXILIARY) && !r.is_capital(k);
    (from..to).any(|k| {
        r.is_acronym(k)
            && verb(k + 1)
            && k + 1 < to
            && (k == from || !r.is(k - 1, Classes::DETERMINER | Classes::PREPOSITION) && !r.is_capital(k - 1))
            && r.mentions_in(r.span(k, k + 1)).iter().all(|m| m.2.is_name() && r.is_plain_body(m.1))
    })
}

/// Whether the last clause of a sentence has a body for its subject of which the first does not tell.
fn other_subject(r: &Reading<'_>, past: &Past) -> bool {
    let joint =
        (past.from + 2..past.to).rev().find(|&k| r.is(k, Classes::COORDINATOR) && r.sign(k - 1) == Some(','));
    joint.is_some_and(|joint| {
        let body = |k: usize| {
            r.is(k, Classes::BODY)
                && !r.is(k - 1, Classes::PREPOSITION)
                && r.is(k + 1, Classes::PAST | Classes::THIRD | Classes::AUXILIARY)
        };
        (joint + 1..past.to).any(body)
    })
}

/// Whether the words only tell whose something is: "thought little of Holm's work – his view was".
fn owns(r: &Reading<'_>, v: &Voice) -> bool {
    let next = r.range(v.span).1;
    r.tokens.get(next).is_some_and(|t| t.shape() == Shape::Possessive)
}

/// Whether a speaker is named by the first words of a sentence: a later noun may belong to anything.
fn opens(r: &Reading<'_>, from: usize, v: &Voice) -> bool {
    let (first, _) = r.range(v.span);
    (from..first).all(|k| r.is_adverb(k) || r.is(k, Classes::COORDINATOR) || !r.is_word(k) || r.is_number(k))
}

/// The subject of a sentence as a speaker: the phrase before its first verb.
fn subject(r: &Reading<'_>, past: &Past) -> Option<Voice> {
    subject_of(r, past.from, past.to)
}

fn subject_of(r: &Reading<'_>, from: usize, to: usize) -> Option<Voice> {
    let first = (from + 1..to).find(|&k| {
        let c = r.class(k);
        c.any(Classes::AUXILIARY) && !r.is_capital(k)
            || c.any(Classes::PAST) && !r.is(k - 1, Classes::DETERMINER | Classes::PREPOSITION)
            || c.any(Classes::THIRD) && !c.any(Classes::NOUNY)
    })?;
    let np = sources::before(r, first, from, &|_| false)?;
    let mark = |k: usize| r.tokens.get(k).is_some_and(|t| t.shape() == Shape::Possessive);
    if mark(np.1 - 1) || r.is(np.0, Classes::PERSON) {
        return None;
    }
    // "The port's owner": the owner.
    if let Some(own) = (np.0..np.1).rev().find(|&k| mark(k)).map(|k| (k + 1, np.1)) {
        let sort = sort(r, own, &named::actors(r, own))?;
        let kind = named::kind(r, np);
        let man = titled(r, own);
        return Some(Voice { span: r.span(np.0, np.1), actors: named::actors(r, np), kind, sort, man });
    }
    let actors = named::actors(r, np);
    let sort = sort(r, np, &actors)?;
    let man = actors.first().and_then(|id| r.sex(*id)).or_else(|| titled(r, np));
    Some(Voice { span: named::head(r, np), actors, kind: named::kind(r, np), sort, man })
}

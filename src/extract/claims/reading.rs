//! One document as this stage reads it: tokens with their word classes, the lexicons bound to its words, and the places
//! of actors and times.

use super::lexicon::{Entry, LEXICON, Phrase, Reporting};
use super::triage;
use super::words::Classes;
use crate::extract::Input;
use crate::extract::phrases::Bound;
use crate::model::{Actor, ActorId, ActorKind, Span, TimeExpression, TimeId, TimeKind, Via};
use crate::structure::{Caps, Shape, Token};

/// A document with everything that the rules of this stage look up. Tokens are named by their index.
pub(in crate::extract) struct Reading<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    /// By word number.
    classes: Vec<Classes>,
    /// By word number: the words as the model of check-worthiness knows them.
    triage: Vec<u32>,
    /// By word number: whether a frame of speech may begin with it, so that most words are passed over at one look.
    opens: Vec<bool>,
    /// Words by number, for the few rules that name one.
    words: &'a crate::structure::Tokens,
    pub(super) cues: Bound<'static, Entry>,
    pub(super) reporting: Bound<'static, Reporting>,
    pub(super) phrases: Bound<'static, Phrase>,
    pub(super) parts: Bound<'static, ()>,
    pub(super) filings: Bound<'static, ()>,
    pub(super) asides: Bound<'static, ()>,
    pub author: Bound<'static, ()>,
    pub reader: Bound<'static, ()>,
    /// Lays down rules with MUST, SHALL and MAY in capitals: its "may" permits.
    pub normative: bool,
    /// By start.
    mentions: Vec<(Span, ActorId, Via)>,
    /// By actor: whether it is a person.
    persons: Vec<bool>,
    /// By actor: whether a title before its name, or before a name of it, tells that it is a man, or a woman.
    sexes: Vec<Option<bool>>,
    /// By actor: whether it is a body of citizens, no state's and no firm's.
    societies: Vec<bool>,
    /// By actor: whether it is an organisation of which nothing else is known.
    plain: Vec<bool>,
    /// By start.
    times: Vec<(Span, TimeId)>,
    /// By time: whether it is a date with a day, month or year.
    dates: Vec<bool>,
}

impl<'a> Reading<'a> {
    pub fn new(input: Input<'a>, actors: &[Actor], times: &[TimeExpression]) -> Self {
        let words = &input.structure.tokens;
        let classes: Vec<Classes> = words
            .words()
            .map(|w| Classes::of(w, LEXICON.classes.get(w).copied().unwrap_or_default()))
            .collect();
        let mut mentions: Vec<(Span, ActorId, Via)> = actors
            .iter()
            .enumerate()
            .flat_map(|(k, a)| a.mentions.iter().map(move |m| (m.span, ActorId::new(k), m.via)))
            .collect();
        mentions.sort_by_key(|(span, id, _)| (span.start, span.end, *id));
        let dates = times
            .iter()
            .map(|t| t.kind == TimeKind::Date && t.value.starts_with(|c: char| c.is_ascii_digit()))
            .collect();
        let mut times: Vec<(Span, TimeId)> =
            times.iter().enumerate().map(|(k, t)| (t.span, TimeId::new(k))).collect();
        times.sort_by_key(|(span, id)| (span.start, *id));
        let normative = is_normative(words, &classes);
        let reporting = LEXICON.reporting.bind(words);
        let phrases = LEXICON.phrases.bind(words);
        let opens = classes
            .iter()
            .enumerate()
            .map(|(k, c)| {
                let word = crate::structure::WordId(k as u32);
                c.any(Classes::SUBORDINATOR | Classes::PERSON | Classes::BE)
                    || reporting.begins(word)
                    || phrases.begins(word)
            })
            .collect();
        Self {
            normative,
            text: input.text.as_str(),
            tokens: words.all(),
            classes,
            triage: words.words().map(triage::word).collect(),
            words,
            cues: LEXICON.cues.bind(words),
            reporting,
            phrases,
            opens,
            parts: LEXICON.parts.bind(words),
            filings: LEXICON.filings.bind(words),
            asides: LEXICON.asides.bind(words),
            author: LEXICON.author.bind(words),
            reader: LEXICON.reader.bind(words),
            mentions,
            persons: actors.iter().map(|a| a.kind == ActorKind::Person).collect(),
            sexes: actors.iter().map(|a| sex(words, a)).collect(),
            societies: actors
                .iter()
                .map(|a| a.kind == ActorKind::Organisation && a.role == Some("NGO"))
                .collect(),
            plain: actors
                .iter()
                .map(|a| a.kind == ActorKind::Organisation && a.role.is_none() && a.aliases.is_empty())
                .collect(),
            times,
            dates,
        }
    }

    /// Indexes of the tokens that begin in `span`.
    pub fn range(&self, span: Span) -> (usize, usize) {
        self.words.range(span)
    }

    /// The tokens from `from` up to `to`, or none where they do not exist.
    pub fn slice(&self, from: usize, to: usize) -> &'a [Token] {
        self.tokens.get(from..to).unwrap_or(&[])
    }

    /// The classes of a token; none for what is no word.
    pub fn class(&self, at: usize) -> Classes {
        match self.tokens.get(at) {
            Some(t) if t.shape() == Shape::Word => {
                if t.caps() == Caps::Upper && self.names_a_body(at, t) {
                    Classes::default()
                } else {
                    self.listed(t)
                }
            }
            _ => Classes::default(),
        }
    }

    /// The classes of a word wherever it stands.
    fn listed(&self, t: &Token) -> Classes {
        self.classes.get(t.word().0 as usize).copied().unwrap_or_default()
    }

    /// Whether a pronoun in capitals stands among words that are not: "WHO said". Asked of words in capitals only, and kept
    /// out of the way of all others.
    #[inline(never)]
    fn names_a_body(&self, at: usize, t: &Token) -> bool {
        if t.span.len() < 2 || !self.listed(t).any(Classes::RELATIVE) {
            return false;
        }
        let shouted = |k: usize| {
            let word = self.tokens.get(k).filter(|t| t.shape() == Shape::Word);
            word.is_some_and(|t| t.caps() == Caps::Upper && t.span.len() > 1)
        };
        !shouted(at + 1) && !at.checked_sub(1).is_some_and(shouted)
    }

    /// A word as the model of check-worthiness knows it.
    pub(super) fn triage(&self, at: usize) -> u32 {
        self.tokens.get(at).and_then(|t| self.triage.get(t.word().0 as usize)).copied().unwrap_or_default()
    }

    /// Whether a token is a word of one of these classes.
    pub fn is(&self, at: usize, classes: Classes) -> bool {
        self.class(at).any(classes)
    }

    /// The verb of saying that a token is by itself.
    pub(super) fn reporting_at(&self, at: usize) -> Option<&Reporting> {
        self.reporting.word(self.tokens.get(at)?.word())
    }

    /// Whether a token is a verb of saying by itself.
    pub fn says(&self, at: usize) -> bool {
        self.reporting_at(at).is_some()
    }

    /// A token in lower case, but a pronoun that names a body ("WHO") as it stands; empty beyond the end.
    pub fn lower(&self, at: usize) -> &'a str {
        let lower = |t: &Token| match t.caps() == Caps::Upper && self.names_a_body(at, t) {
            true => t.span.of(self.text),
            false => self.words.lower(t),
        };
        self.tokens.get(at).map_or("", lower)
    }

    /// The sign that a token is.
    pub fn sign(&self, at: usize) -> Option<char> {
        let t = self.tokens.get(at).filter(|t| t.shape() == Shape::Sign)?;
        // Nearly all signs are one byte.
        match *self.text.as_bytes().get(t.span.from())? {
            byte if byte.is_ascii() => Some(char::from(byte)),
            _ => self.text.get(t.span.from()..)?.chars().next(),
        }
    }

    /// Whether a token is one of the given signs.
    pub fn is_sign(&self, at: usize, signs: &[char]) -> bool {
        self.sign(at).is_some_and(|c| signs.contains(&c))
    }

    /// Whether a token is a word, number or possessive.
    pub fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.shape() != Shape::Sign)
    }

    /// Whether a token is a capitalised word.
    pub fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_capitalised)
    }

    /// Whether a token is a word all in capitals.
    pub fn is_acronym(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.shape() == Shape::Word && t.caps() == Caps::Upper)
    }

    /// Whether a token is a number in digits.
    pub fn is_number(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.shape() == Shape::Number)
    }

    /// The span of the tokens from `from` up to `to`.
    pub fn span(&self, from: usize, to: usize) -> Span {
        match (self.tokens.get(from), to.checked_sub(1).and_then(|k| self.tokens.get(k))) {
            (Some(a), Some(b)) if from < to => a.span.cover(b.span),
            (Some(a), _) => Span::new(a.span.from(), a.span.from()),
            _ => Span::new(self.text.len(), self.text.len()),
        }
    }

    /// Mentions that begin in `span`, in text order.
    pub fn mentions_in(&self, span: Span) -> &[(Span, ActorId, Via)] {
        let a = self.mentions.partition_point(|m| m.0.start < span.start);
        let b = self.mentions.partition_point(|m| m.0.start < span.end);
        self.mentions.get(a..b).unwrap_or(&[])
    }

    /// Whether an actor is a person.
    pub(super) fn is_person(&self, actor: ActorId) -> bool {
        self.persons.get(actor.index()).copied().unwrap_or(false)
    }

    /// Whether an actor is known to be a man (or a woman).
    pub(super) fn sex(&self, actor: ActorId) -> Option<bool> {
        self.sexes.get(actor.index()).copied().flatten()
    }

    /// Whether an actor is an organisation of which nothing but its name is known.
    pub(super) fn is_plain_body(&self, actor: ActorId) -> bool {
        self.plain.get(actor.index()).copied().unwrap_or(false)
    }

    /// Whether an actor is a body of citizens, no state's and no firm's.
    pub(super) fn is_society(&self, actor: ActorId) -> bool {
        self.societies.get(actor.index()).copied().unwrap_or(false)
    }

    /// Whether a frame of speech may begin with the word at `at`.
    pub(super) fn opens_frame(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| self.opens.get(t.word().0 as usize).copied().unwrap_or(false))
    }

    /// Time expressions that begin in `span`, in text order.
    pub fn times_in(&self, span: Span) -> &[(Span, TimeId)] {
        let a = self.times.partition_point(|t| t.0.start < span.start);
        let b = self.times.partition_point(|t| t.0.start < span.end);
        self.times.get(a..b).unwrap_or(&[])
    }

    /// Whether a date (no duration, nothing vague) begins in `span`.
    pub fn is_dated(&self, span: Span) -> bool {
        self.times_in(span).iter().any(|t| self.dates.get(t.1.index()).copied().unwrap_or(false))
    }

    /// Whether a token lies in a time expression.
    pub fn in_time(&self, at: usize) -> bool {
        let Some(t) = self.tokens.get(at) else { return false };
        let k = self.times.partition_point(|x| x.0.start <= t.span.start);
        k.checked_sub(1).and_then(|k| self.times.get(k)).is_some_and(|x| x.0.overlaps(t.span))
    }

    /// The word before `at`, not before `from`, adverbs skipped.
    pub fn before(&self, at: usize, from: usize) -> Option<usize> {
        let mut k = at;
        while k > from {
            k -= 1;
            if !self.is_adverb(k) {
                return Some(k);
            }
        }
        None
    }

    /// The token after `at`, before `to`, adverbs skipped.
    pub fn after(&self, at: usize, to: usize) -> Option<usize> {
        (at + 1..to).find(|&k| !self.is_adverb(k))
    }

    /// Whether a token is an adverb and nothing else that matters for the order of words.
    pub fn is_adverb(&self, at: usize) -> bool {
        let c = self.class(at);
        c.any(Classes::ADVERB)
            && !c.any(Classes::DETERMINER | Classes::AUXILIARY | Classes::VERB | Classes::SUBORDINATOR)
    }

    /// Whether a token may be the noun that ends a subject: a word that is no function word, or a number.
    pub fn is_nounlike(&self, at: usize) -> bool {
        let Some(t) = self.tokens.get(at) else { return false };
        match t.shape() {
            Shape::Number => true,
            Shape::Possessive | Shape::Sign => false,
            Shape::Word => !self.is(
                at,
                Classes::DETERMINER
                    | Classes::PREPOSITION
                    | Classes::AUXILIARY
                    | Classes::COORDINATOR
                    | Classes::SUBORDINATOR
                    | Classes::RELATIVE
                    | Classes::ADVERB,
            ),
        }
    }

    /// Whether a token looks like a plural noun.
    pub fn is_plural(&self, at: usize) -> bool {
        let w = self.lower(at);
        self.is_nounlike(at) && w.len() > 3 && w.ends_with('s') && !w.ends_with("ss") && !w.ends_with("us")
            || matches!(
                w,
                "people"
                    | "police"
                    | "men"
                    | "women"
                    | "children"
                    | "both"
                    | "many"
                    | "some"
                    | "others"
                    | "data"
            )
    }
}

/// Whether a title before or within the first names of a person tells that it is a man.
fn sex(words: &crate::structure::Tokens, actor: &Actor) -> Option<bool> {
    /// How many mentions are looked at.
    const MENTIONS: usize = 8;
    if actor.kind != ActorKind::Person {
        return None;
    }
    let told = |k: usize| LEXICON.sexes.get(words.lower(words.all().get(k)?)).copied();
    let names = actor.mentions.iter().filter(|m| m.via.is_name()).take(MENTIONS);
    names.map(|m| words.range(m.span).0).find_map(|first| {
        let stop =
            first.checked_sub(1).filter(|&k| words.all().get(k).is_some_and(|t| t.shape() == Shape::Sign));
        told(first).or_else(|| told(stop.unwrap_or(first).checked_sub(1)?))
    })
}

/// Whether a text writes its rules as technical standards do: several modals in capitals, and not because it is
/// written in capitals throughout.
fn is_normative(words: &crate::structure::Tokens, classes: &[Classes]) -> bool {
    /// Fewer may be mere emphasis.
    const KEY_WORDS: usize = 6;
    let (mut modals, mut small) = (0usize, 0usize);
    for t in words.all() {
        let modal = classes.get(t.word().0 as usize).is_some_and(|c| c.any(Classes::MODAL));
        match t.caps() {
            Caps::Upper if modal && t.shape() == Shape::Word => modals += 1,
            Caps::Lower if t.shape() == Shape::Word => small += 1,
            _ => {}
        }
    }
    modals >= KEY_WORDS && small > modals * 4
}

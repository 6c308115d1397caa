//! One document prepared for the search of names: what each word may be, where sentences begin, how the text around a
//! capital uses capitals, and how often each word is written with and without one.

use super::lexicon::{Known, LEXICON, Lexicon, Meaning, Title, is};
use crate::extract::Input;
use crate::extract::phrases::Bound;
use crate::model::Span;
use crate::structure::{Caps, Shape, Token, Tokens, WordId};

/// How a segment uses capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Capitals mark names and sentence starts.
    Prose,
    /// Most words have a capital, as in headings.
    Titled,
    /// Everything is in capitals.
    Shouted,
}

/// A sentence, or a line outside of sentences.
#[derive(Debug, Clone, Copy)]
pub(super) struct Segment {
    /// Tokens from here …
    pub from: usize,
    /// … to before here.
    pub to: usize,
    pub style: Style,
}

/// How often a word is written how.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Writing {
    /// In lower case.
    pub lower: u32,
    /// With a capital in prose where no sentence begins.
    pub inner: u32,
    /// With a capital where a sentence begins.
    pub start: u32,
}

/// A document as the search sees it.
pub(super) struct Reading<'a> {
    pub text: &'a str,
    pub tokens: &'a Tokens,
    pub all: &'a [Token],
    pub lexicon: &'static Lexicon,
    pub segments: Vec<Segment>,
    /// By token: whether a sentence, quotation or item begins here.
    starts: Vec<bool>,
    /// By word.
    flags: Vec<u32>,
    /// By word.
    writing: Vec<Writing>,
    known: Bound<'static, Known>,
    titles: Bound<'static, Title>,
    government: Bound<'static, ()>,
    legal: Bound<'static, &'static str>,
}

impl<'a> Reading<'a> {
    pub fn new(input: Input<'a>) -> Self {
        let lexicon: &'static Lexicon = &LEXICON;
        let tokens = &input.structure.tokens;
        let all = tokens.all();
        let text = input.text.as_str();
        let segments = segments(text, all, input);
        let mut reading = Self {
            text,
            tokens,
            all,
            lexicon,
            segments,
            starts: vec![false; all.len()],
            flags: tokens.words().map(|w| lexicon.flags(w)).collect(),
            writing: vec![Writing::default(); tokens.words().len()],
            known: lexicon.known.bind(tokens),
            titles: lexicon.titles.bind(tokens),
            government: lexicon.government.bind(tokens),
            legal: lexicon.legal.bind(tokens),
        };
        for k in 0..reading.segments.len() {
            reading.mark(k);
        }
        reading
    }

    /// Marks the starts of a segment, judges its style, and counts how its words are written.
    fn mark(&mut self, k: usize) {
        let Some(segment) = self.segments.get(k).copied() else { return };
        let (mut words, mut capitals, mut shouted, mut longest) = (0, 0, 0, 0);
        let mut start = true;
        for t in segment.from..segment.to {
            let Some(token) = self.all.get(t) else { break };
            match token.shape() {
                Shape::Word => {
                    if let Some(s) = self.starts.get_mut(t) {
                        *s = start;
                    }
                    start = false;
                    if self.flag(t) & is::FUNCTION == 0 && token.span.len() > 1 {
                        words += 1;
                        capitals += u32::from(token.is_capitalised());
                        shouted += u32::from(token.caps() == Caps::Upper);
                        longest = longest.max(token.span.len());
                    }
                }
                Shape::Number => start = start && !token.spaced(),
                Shape::Sign => start |= self.opens(t, segment.from),
                Shape::Possessive => {}
            }
        }
        let style = match words {
            1.. if shouted == words && longest > 4 => Style::Shouted,
            1.. if shouted * 10 >= words * 8 && words > 3 => Style::Shouted,
            2.. if capitals == words && !self.ends_with_stop(segment) => Style::Titled,
            4.. if capitals * 10 >= words * 7 && !self.ends_with_stop(segment) => Style::Titled,
            _ => Style::Prose,
        };
        if let Some(s) = self.segments.get_mut(k) {
            s.style = style;
        }
        for t in segment.from..segment.to {
            let (Some(token), Some(&start)) = (self.all.get(t), self.starts.get(t)) else { break };
            let Some(w) = self.writing.get_mut(token.word().0 as usize) else { continue };
            match token.caps() {
                _ if token.shape() != Shape::Word => {}
                Caps::Lower => w.lower += 1,
                _ if style != Style::Prose => {}
                _ if start => w.start += 1,
                _ => w.inner += 1,
            }
        }
    }

    fn ends_with_stop(&self, s: Segment) -> bool {
        s.to.checked_sub(1).is_some_and(|k| matches!(self.slice(k), "." | "?" | "!"))
    }

    /// Whether the sign at `t` lets a sentence, quotation or item begin behind it.
    fn opens(&self, t: usize, from: usize) -> bool {
        match self.slice(t) {
            "?" | "!" | ":" | "“" | "\"" | "‘" | "•" | "*" | "…" => true,
            "(" | "[" => false,
            // A stop behind an initial or a short title ends no sentence.
            "." => t
                .checked_sub(1)
                .filter(|&p| p >= from)
                .and_then(|p| self.all.get(p))
                .is_none_or(|p| p.span.len() > 1 && !self.is_abbreviation(p)),
            // Bullets and dashes at the start of a line.
            "-" | "–" | "—" => t == from,
            _ => false,
        }
    }

    fn is_abbreviation(&self, token: &Token) -> bool {
        token.caps() == Caps::Title && token.span.len() <= 4 && self.titles.word(token.word()).is_some()
    }

    pub fn token(&self, k: usize) -> Option<&'a Token> {
        self.all.get(k)
    }

    /// The text of a token.
    pub fn slice(&self, k: usize) -> &'a str {
        self.all.get(k).map_or("", |t| t.span.of(self.text))
    }

    /// The token in lower case.
    pub fn lower(&self, k: usize) -> &'a str {
        self.all.get(k).map_or("", |t| self.tokens.lower(t))
    }

    /// What the word of a token may be.
    pub fn flag(&self, k: usize) -> u32 {
        self.all.get(k).map_or(0, |t| self.word_flag(t.word()))
    }

    pub fn word_flag(&self, word: WordId) -> u32 {
        self.flags.get(word.0 as usize).copied().unwrap_or(0)
    }

    /// Whether the word of a token may be any of `flags`.
    pub fn any(&self, k: usize, flags: u32) -> bool {
        self.flag(k) & flags != 0
    }

    /// How the word of a token is written in this document.
    pub fn writing(&self, k: usize) -> Writing {
        self.all.get(k).and_then(|t| self.writing.get(t.word().0 as usize)).copied().unwrap_or_default()
    }

    /// Whether a sentence, quotation or item begins with this token.
    pub fn is_start(&self, k: usize) -> bool {
        self.starts.get(k).copied().unwrap_or(false)
    }

    pub fn is_capitalised(&self, k: usize) -> bool {
        self.all.get(k).is_some_and(Token::is_capitalised)
    }

    pub fn is_word(&self, k: usize) -> bool {
        self.all.get(k).is_some_and(|t| t.shape() == Shape::Word)
    }

    /// The span of tokens `from..to`.
    pub fn span(&self, from: usize, to: usize) -> Span {
        match (self.all.get(from), to.checked_sub(1).and_then(|l| self.all.get(l))) {
            (Some(a), Some(b)) if from < to => a.span.cover(b.span),
            (Some(a), _) => Span::new(a.span.from(), a.span.from()),
            _ => Span::default(),
        }
    }

    fn window(&self, from: usize, to: usize) -> &'a [Token] {
        self.all.get(from..to.min(self.all.len())).unwrap_or(&[])
    }

    /// The longest known name at a token, ending before `to`, if it is written as one.
    pub fn known_at(&self, k: usize, to: usize) -> Option<(usize, &'static Known)> {
        let window = self.window(k, to);
        let mut window = window;
        loop {
            let (n, known) = self.known.longest(window)?;
            let matched = window.get(..n)?;
            if known.is_written(self.text, matched) {
                return Some((n, known));
            }
            // A longer phrase that is not written as a name may hide a shorter one that is.
            window = window.get(..n - 1)?;
        }
    }

    /// What tokens `from..to` are known to stand for, whatever capitals they have.
    pub fn known_folded(&self, from: usize, to: usize) -> Option<Meaning> {
        let (n, known) = self.known.longest(self.window(from, to))?;
        (from + n == to && n > 1).then_some(known.meaning)
    }

    /// The longest title at a token.
    pub fn title_at(&self, k: usize, to: usize) -> Option<(usize, Title)> {
        self.titles.longest(self.window(k, to)).map(|(n, t)| (n, *t))
    }

    /// The longest noun for a government at a token.
    pub fn government_at(&self, k: usize, to: usize) -> Option<usize> {
        self.government.longest(self.window(k, to)).map(|(n, ())| n)
    }

    /// The longest legal form of a company at a token ("Pte Ltd"), if it is written as one.
    pub fn legal_at(&self, k: usize, to: usize) -> Option<usize> {
        let (n, form) = self.legal.longest(self.window(k, to))?;
        (self.span(k, k + n).of(self.text) == *form).then_some(n)
    }

    /// Whether a known name may begin with this word.
    pub fn may_be_known(&self, k: usize) -> bool {
        self.all.get(k).is_some_and(|t| self.known.begins(t.word()))
    }

    /// Whether a word by itself is the adjective of a state.
    pub fn is_adjective(&self, word: WordId) -> bool {
        self.known.word(word).is_some_and(|known| matches!(known.meaning, Meaning::Demonym(_)))
    }

    /// Whether token `k` is the head of "Relying Party", "Contracting Party": a side, no political party.
    pub fn is_side(&self, k: usize) -> bool {
        self.lower(k) == "party" && k.checked_sub(1).is_some_and(|p| self.lower(p).ends_with("ing"))
    }

    /// Whether token `k` is the first of its line.
    pub fn is_line_start(&self, k: usize) -> bool {
        self.gap(k).is_none_or(|gap| gap.contains('\n'))
    }

    /// Whether an empty line stands between tokens `k - 1` and `k`.
    pub fn is_block_start(&self, k: usize) -> bool {
        self.gap(k).is_none_or(|gap| gap.bytes().filter(|b| *b == b'\n').count() > 1)
    }

    /// The text between tokens `k - 1` and `k`; `None` before the first.
    fn gap(&self, k: usize) -> Option<&'a str> {
        let before = self.all.get(k.checked_sub(1)?)?;
        self.text.get(before.span.to()..self.all.get(k)?.span.from())
    }

    /// Whether tokens `k - 1` and `k` stand together without a space.
    pub fn is_joined(&self, k: usize) -> bool {
        self.all.get(k).is_some_and(|t| !t.spaced())
    }
}

/// Sentences, and outside of them lines.
fn segments(text: &str, all: &[Token], input: Input<'_>) -> Vec<Segment> {
    let sentences = &input.structure.sentences;
    let mut segments = Vec::with_capacity(sentences.len() * 2 + 8);
    let mut next = sentences.iter().peekable();
    let mut at = 0;
    while let Some(first) = all.get(at) {
        let start = first.span.from();
        while next.peek().is_some_and(|s| s.span.to() <= start) {
            next.next();
        }
        let inside = next.peek().is_some_and(|s| s.span.has(start));
        let limit = next.peek().map_or(usize::MAX, |s| if inside { s.span.to() } else { s.span.from() });
        let mut to = at + 1;
        while let Some(t) = all.get(to) {
            let previous = all.get(to - 1).map_or(0, |p| p.span.to());
            let breaks = !inside
                && t.spaced()
                && text.get(previous..t.span.from()).is_some_and(|gap| gap.contains('\n'));
            if t.span.from() >= limit || breaks {
                break;
            }
            to += 1;
        }
        segments.push(Segment { from: at, to, style: Style::Prose });
        at = to;
    }
    segments
}

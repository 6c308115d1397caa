//! From a document prepared for the search to the facts of its tokens, and to the windows in which names are looked for.

use super::super::lexicon::{Meaning, Title, is};
use super::super::reading::{Reading, Segment, Style};
use super::super::scan::{Candidate, Guess};
use super::facts::{Facts, TokenFacts, Window, WordFacts};
use crate::model::ActorKind;
use crate::structure::{Caps, Shape, Token};

/// How many tokens without a capital two names' worth of capitals may have between them and still share a window.
const GAP: usize = 3;

/// The facts of a document's tokens, with what the rules take them for.
pub(in crate::extract::actors) fn facts(r: &Reading<'_>, candidates: &[Candidate]) -> Facts {
    let mut facts = Facts {
        tokens: r.all.iter().map(|t| token(r, t)).collect(),
        words: vec![WordFacts::default(); r.tokens.words().len()],
        windows: Vec::new(),
    };
    for &segment in &r.segments {
        windows(r, segment, &mut facts.windows);
    }
    let company = company(r, candidates);
    for k in 0..facts.windows.len() {
        let Some(&window) = facts.windows.get(k) else { break };
        window_facts(r, window, &company, &mut facts);
    }
    for c in candidates {
        let code = guess(c);
        for k in c.from..c.to {
            if let Some(t) = facts.tokens.get_mut(k) {
                t.guess = code
                    + super::labels::of(super::labels::Kind::Person, k - c.from, c.to - c.from) as u8
                    - 1;
            }
        }
    }
    facts
}

/// Fills in what is asked of the tokens in and around a window.
fn window_facts(r: &Reading<'_>, w: Window, company: &[u8], facts: &mut Facts) {
    let from = (w.from as usize).saturating_sub(2).max(w.segment.0 as usize);
    let to = (w.to as usize + 2).min(w.segment.1 as usize);
    let style = match r.segments.get(r.segments.partition_point(|s| s.to <= from)).map(|s| s.style) {
        Some(Style::Titled) => 1,
        Some(Style::Shouted) => 2,
        _ => 0,
    };
    let mut known_to = from;
    let mut title_to = from;
    for k in from..to {
        let Some(token) = r.token(k) else { break };
        if let Some(word) = facts.words.get_mut(token.word().0 as usize)
            && word.hash == 0
        {
            *word = WordFacts::of(r.tokens.lower(token), r.flag(k), writing(r, k));
            word.company = company.get(token.word().0 as usize).copied().unwrap_or(0);
        }
        if k >= known_to
            && let Some((n, known)) = r.known_at(k, to)
        {
            known_to = k + n;
            let class = class(r, known.meaning) * 4;
            for t in k..k + n {
                if let Some(f) = facts.tokens.get_mut(t) {
                    f.known = class + super::labels::of(super::labels::Kind::Person, t - k, n) as u8;
                }
            }
        }
        if k >= title_to
            && let Some((n, title)) = r.title_at(k, to)
        {
            title_to = k + n;
            let class = if title == Title::Office { 1 } else { 3 };
            for t in k..k + n {
                if let Some(f) = facts.tokens.get_mut(t) {
                    f.title = class + u8::from(t + 1 == k + n);
                }
            }
        }
        if let Some(f) = facts.tokens.get_mut(k) {
            f.set_place(u8::from(r.is_start(k)) | style << 1 | u8::from(token.spaced()) << 3);
        }
    }
}

/// By word: in whose company it stands in the document; see [`WordFacts::company`].
fn company(r: &Reading<'_>, candidates: &[Candidate]) -> Vec<u8> {
    let mut company = vec![0; r.tokens.words().len()];
    let mut mark = |k: usize, bit: u8| {
        if let Some(c) = r.token(k).and_then(|t| company.get_mut(t.word().0 as usize)) {
            *c |= bit;
        }
    };
    for c in candidates {
        let bit = match c.guess {
            Guess::Person if c.votes >= 3 => 1,
            Guess::Organisation if c.votes >= 4 => 2,
            Guess::Known(Meaning::Body(_) | Meaning::BodyAcronym(_)) => 2,
            Guess::Place if c.votes >= 2 => 4,
            Guess::Known(Meaning::Demonym(_)) => continue,
            Guess::Known(_) => 4,
            _ => continue,
        };
        (c.from..c.to).filter(|&k| r.is_capitalised(k)).for_each(|k| mark(k, bit));
    }
    for s in r.segments.iter().filter(|s| s.style == Style::Prose) {
        let mut k = s.from;
        while k < s.to {
            let end = (k..s.to).find(|&t| !r.is_capitalised(t)).unwrap_or(s.to);
            match end - k {
                0 => {}
                1 => mark(k, if r.is_start(k) { 0 } else { 8 }),
                _ => {
                    mark(k, 16);
                    mark(end - 1, 32);
                }
            }
            k = end + 1;
        }
    }
    company
}

fn token(r: &Reading<'_>, t: &Token) -> TokenFacts {
    TokenFacts::new(t.word().0, shape(r, t), t.is_capitalised())
}

/// One number for what a token looks like.
fn shape(r: &Reading<'_>, t: &Token) -> u8 {
    let length = t.span.len();
    match t.shape() {
        Shape::Word => {
            let caps = match t.caps() {
                Caps::Lower => return 1,
                Caps::Title => 0,
                Caps::Upper => 1,
                Caps::Mixed => 2,
            };
            let long = match length {
                1 => 0,
                2 => 1,
                3 | 4 => 2,
                _ => 3,
            };
            let bytes = t.span.of(r.text).as_bytes();
            let digit = u8::from(bytes.iter().any(u8::is_ascii_digit));
            let mark = u8::from(bytes.iter().any(|b| matches!(b, b'.' | b'\'')));
            32 + caps * 16 + long * 4 + digit * 2 + mark
        }
        Shape::Number => {
            if length == 4 {
                3
            } else {
                2
            }
        }
        Shape::Possessive => 4,
        Shape::Sign => match t.span.of(r.text) {
            "." => 5,
            "," => 6,
            "-" | "‑" => 7,
            "–" | "—" => 8,
            "(" | "[" => 9,
            ")" | "]" => 10,
            "\"" | "“" | "”" | "‘" | "’" | "'" => 11,
            ":" | ";" => 12,
            "&" => 13,
            "/" => 14,
            "!" | "?" => 15,
            _ => 16,
        },
    }
}

fn writing(r: &Reading<'_>, k: usize) -> u8 {
    let w = r.writing(k);
    u8::from(w.lower > 0) | u8::from(w.inner > 0) << 1 | u8::from(w.lower > w.inner) << 2
}

/// A number from 0 on for each kind of known name.
fn class(r: &Reading<'_>, meaning: Meaning) -> u8 {
    match meaning {
        Meaning::State(_) => 0,
        Meaning::StateAlso(_) => 1,
        Meaning::Capital(_) => 2,
        Meaning::Demonym(_) => 3,
        Meaning::Body(b) | Meaning::BodyAcronym(b)
            if r.lexicon.bodies.get(b as usize).is_some_and(|b| b.kind == ActorKind::Group) =>
        {
            4
        }
        Meaning::Body(_) => 5,
        Meaning::BodyAcronym(_) => 6,
        Meaning::Place => 7,
        Meaning::UncertainPlace => 8,
    }
}

/// A number from 1 on for what the rules say, four apart; the position in the name is added.
fn guess(c: &Candidate) -> u8 {
    let kind = match c.guess {
        Guess::Known(_) => 0,
        Guess::Person => 1,
        Guess::Organisation => 2,
        Guess::Place => 3,
        Guess::Acronym => 4,
        Guess::Unknown => 5,
    };
    let sure = match c.votes {
        0 => 0,
        1 | 2 => 1,
        _ => 2,
    };
    1 + (kind * 3 + sure) * 4
}

/// Whether a capital is only that of a sentence: "The", "However". No window begins with it.
fn opens_no_name(r: &Reading<'_>, k: usize) -> bool {
    let plain =
        r.any(k, is::FUNCTION) || r.any(k, is::COMMON) && r.writing(k).inner == 0 && !r.is_capitalised(k + 1);
    r.is_start(k)
        && plain
        && r.token(k).is_some_and(|t| t.caps() == Caps::Title)
        && !r.any(k, is::GIVEN | is::SURNAME | is::ORG_TAIL | is::ORG_OF)
        && !r.may_be_known(k)
}

/// Whether a block ends between tokens, or outside of prose a line: no name reaches beyond.
fn ends_between(r: &Reading<'_>, s: Segment, last: usize, next: usize) -> bool {
    (last..=next).any(|k| r.is_block_start(k) || s.style != Style::Prose && r.is_line_start(k))
}

/// The windows of a segment: its capitals, with what little stands between them.
fn windows(r: &Reading<'_>, s: Segment, out: &mut Vec<Window>) {
    let segment = (s.from as u32, s.to as u32);
    let mut open: Option<(usize, usize)> = None;
    for k in s.from..s.to {
        if !r.is_capitalised(k) {
            continue;
        }
        // "al-Shabaab": a small particle belongs to the name.
        let from = match k.checked_sub(2) {
            Some(p) if p >= s.from && r.slice(p + 1) == "-" && r.any(p, is::PARTICLE) => p,
            _ => k,
        };
        open = match open {
            Some((first, last)) if from <= last + GAP && !ends_between(r, s, last, k) => Some((first, k + 1)),
            _ if opens_no_name(r, k) => open,
            Some((first, last)) => {
                out.push(Window { segment, from: first as u32, to: last as u32 });
                Some((from, k + 1))
            }
            None => Some((from, k + 1)),
        };
    }
    if let Some((first, last)) = open {
        // "Channel 4", "Unit 61398"
        let last =
            last + usize::from(last < s.to && r.token(last).is_some_and(|t| t.shape() == Shape::Number));
        out.push(Window { segment, from: first as u32, to: last as u32 });
    }
}

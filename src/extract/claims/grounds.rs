//! On what grounds something is asserted, and what follows from it, where a connective says so.
//!
//! Nothing is inferred: without "because", "so that" and their like there is neither. What stands on either side of a
//! connective is taken as it stands, up to where its clause plainly ends.

use std::sync::LazyLock;

use serde::Deserialize;

use super::reading::Reading;
use super::words::Classes;
use crate::extract::phrases::{Bound, Phrases};
use crate::model::Span;
use crate::structure::Tokens;

/// What a connective says of what stands behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Behind {
    Ground,
    Consequence,
}

#[derive(Deserialize, Default)]
struct File {
    grounds: Vec<String>,
    consequences: Vec<String>,
    follows: Vec<String>,
}

struct Tables {
    inside: Phrases<Behind>,
    first: Phrases<()>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../../../assets/lexicon/connectives.toml")).unwrap_or_default();
    let grounds = file.grounds.into_iter().map(|w| (w, Behind::Ground));
    let consequences = file.consequences.into_iter().map(|w| (w, Behind::Consequence));
    Tables {
        inside: Phrases::new(grounds.chain(consequences)),
        first: Phrases::new(file.follows.into_iter().map(|w| (w, ()))),
    }
});

/// The connectives of a document.
pub(super) struct Connectives {
    inside: Bound<'static, Behind>,
    first: Bound<'static, ()>,
}

/// What a claim rests on and what it leads to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Grounds {
    pub grounds: Option<Span>,
    pub consequence: Option<Span>,
}

/// Words of which a ground or a consequence has two at least: "because of it" tells nothing.
const FEWEST: usize = 2;

impl Connectives {
    pub fn bind(tokens: &Tokens) -> Self {
        Self { inside: TABLES.inside.bind(tokens), first: TABLES.first.bind(tokens) }
    }

    /// The grounds and the consequence of a claim; `before` is the sentence before it in the same paragraph, if the claim
    /// begins its own.
    pub fn of(&self, r: &Reading<'_>, from: usize, to: usize, before: Option<Span>) -> Grounds {
        let mut found = Grounds::default();
        if let Some((_, ())) = self.first.longest(r.slice(from, to)) {
            found.grounds = before;
        }
        let mut k = from;
        while k < to {
            let Some((n, behind)) = self.inside.longest(r.slice(k, to)) else {
                k += 1;
                continue;
            };
            let start = k + n;
            let slot = match behind {
                Behind::Ground => &mut found.grounds,
                Behind::Consequence => &mut found.consequence,
            };
            // The first of each counts. What opens the sentence says how it follows from the one before.
            let leads = k == from;
            if slot.is_none() && !(leads && *behind == Behind::Consequence) && !is_noun(r, k, n) {
                let end = if leads { comma(r, start, to) } else { Some(end(r, start, to)) };
                *slot = end.and_then(|end| stretch(r, start, end));
            }
            k = start;
        }
        found
    }
}

/// "a given year": no connective.
fn is_noun(r: &Reading<'_>, k: usize, n: usize) -> bool {
    n == 1 && r.lower(k) == "given" && k > 0 && (r.is(k - 1, Classes::DETERMINER | Classes::AUXILIARY))
}

/// The comma that ends what opens a sentence.
fn comma(r: &Reading<'_>, from: usize, to: usize) -> Option<usize> {
    (from..to).find(|&k| r.is_sign(k, &[',']))
}

/// Where the clause behind a connective plainly ends.
fn end(r: &Reading<'_>, from: usize, to: usize) -> usize {
    let ends = |&k: &usize| {
        r.is_sign(k, &[';', '—', '–', '(', ')', '“', '”', '"'])
            || r.is_sign(k, &[','])
                && (matches!(r.lower(k + 1), "but" | "while" | "whereas" | "although" | "which" | "and")
                    || r.is(k + 1, Classes::ING)
                    || is_aside(r, k + 1, to))
    };
    (from..to).find(ends).unwrap_or(to)
}

/// Whether what is left only says who says so: ", the ministry said".
fn is_aside(r: &Reading<'_>, from: usize, to: usize) -> bool {
    const MOST: usize = 8;
    to.saturating_sub(from) <= MOST && (from..to).any(|k| r.reporting.longest(r.slice(k, to)).is_some())
}

/// The words from one token to another, without the stop behind them.
fn stretch(r: &Reading<'_>, from: usize, to: usize) -> Option<Span> {
    let last = (from..to).rev().find(|&k| r.is_word(k) || r.is_number(k))? + 1;
    let words = (from..last).filter(|&k| r.is_word(k)).count();
    (words >= FEWEST).then(|| r.span(from, last))
}

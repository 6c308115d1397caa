//! Candidates → headings with their levels, and the document's title.

use crate::model::{Span, Why};

use super::blocks::Draft;
use super::headings::{Candidate, sequenced};
use super::numbering::Style;

/// A heading found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Heading {
    /// Its place among the drafts.
    pub draft: usize,
    /// The bare number.
    pub label: Option<Span>,
    /// The title without number.
    pub title: Span,
    /// Depth from 1.
    pub level: u8,
    /// Why it is one.
    pub why: Why,
}

/// Headings of a text and its title.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Outline {
    /// In text order.
    pub headings: Vec<Heading>,
    /// Place of the title among the drafts.
    pub title: Option<usize>,
}

/// A manner of heading on the way from the root to where we are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Numbered in this style, at this depth of number.
    Numbered(Style, u8),
    /// Without number.
    Plain,
    /// Known to close documents, or to open them.
    Known,
}

/// Decides which candidates are headings, and at which level each stands.
pub(super) fn decode(drafts: &[Draft], candidates: &[Candidate]) -> Outline {
    let mut outline = Outline { headings: Vec::new(), title: title(drafts, candidates) };
    let accepted: Vec<&Candidate> =
        candidates.iter().filter(|c| c.score > 0.0 && outline.title.is_none_or(|t| c.draft > t)).collect();
    let mut stack: Vec<(Manner, u16)> = Vec::new();
    for c in accepted {
        let Some(d) = drafts.get(c.draft) else { continue };
        let confidence = 1.0 / (1.0 + (-c.score).exp());
        let number = c.best().filter(|b| {
            sequenced(b) || b.reading.style.word.is_some() || b.reading.depth > 1 || c.score > 1.0
        });
        let span = d.text();
        let (manner, value) = match number {
            Some(b) => (Manner::Numbered(b.reading.style, b.reading.depth), b.reading.last()),
            None if c.cues.known == Some(true) => (Manner::Known, 0),
            None => (Manner::Plain, 0),
        };
        place(&mut stack, manner, value, number.map_or(0, |b| b.reading.depth));
        let level = u8::try_from(stack.len()).unwrap_or(u8::MAX).max(1);
        let (label, title) = match number {
            Some(b) if b.reading.title < span.end && !b.reading.style.series => {
                (Some(b.reading.label), Span { start: b.reading.title, end: span.end })
            }
            Some(b) if !b.reading.style.series => (Some(b.reading.label), span),
            _ => (None, span),
        };
        let rule = match (number, c.cues.known) {
            (Some(b), _) if sequenced(b) => {
                "numbered line whose number counts on from, or to, another heading"
            }
            (Some(_), _) => "numbered line standing by itself",
            (None, Some(_)) => "line with a usual section title",
            (None, None) => "short line without a full stop, followed by its text",
        };
        outline.headings.push(Heading {
            draft: c.draft,
            label,
            title,
            level,
            why: Why::new(rule, confidence),
        });
    }
    outline
}

/// Brings the stack to where a heading of this manner stands, itself included.
fn place(stack: &mut Vec<(Manner, u16)>, manner: Manner, value: u16, depth: u8) {
    let same = |m: &Manner| match (m, &manner) {
        (Manner::Numbered(a, da), Manner::Numbered(b, db)) => {
            if depth > 1 || *da > 1 {
                da == db && a.numeral == b.numeral
            } else {
                a == b
            }
        }
        (a, b) => a == b,
    };
    if manner == Manner::Known {
        stack.clear();
        stack.push((manner, value));
        return;
    }
    if let Some(at) = stack.iter().rposition(|(m, v)| same(m) && (value == 0 || value > *v)) {
        stack.truncate(at);
        stack.push((manner, value));
        return;
    }
    if depth > 1 {
        // Deeper numbers stand below shorter ones of their kind.
        let at = stack.iter().rposition(|(m, _)| matches!(m, Manner::Numbered(_, d) if *d < depth));
        stack.truncate(at.map_or(0, |a| a + 1));
    } else if stack.last().is_some_and(|(m, _)| matches!(m, Manner::Plain | Manner::Known)) && value != 0 {
        stack.retain(|(m, _)| matches!(m, Manner::Numbered(..)));
    }
    stack.push((manner, value));
}

/// The title: a first short block that is no numbered or usual section heading, with more to come.
fn title(drafts: &[Draft], candidates: &[Candidate]) -> Option<usize> {
    let first = candidates.first()?;
    let leads = drafts
        .iter()
        .take(first.draft)
        .all(|d| d.kind == crate::model::BlockKind::Furniture || d.kind == crate::model::BlockKind::Rule);
    let fits = leads
        && drafts.len() > first.draft + 2
        && first.best().is_none_or(|b| !sequenced(b))
        && first.cues.known.is_none()
        && !first.cues.small
        && matches!(
            first.cues.ending,
            super::cues::Ending::Open | super::cues::Ending::Question | super::cues::Ending::Exclamation
        )
        && first.cues.words <= 25;
    fits.then_some(first.draft)
}

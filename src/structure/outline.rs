//! Candidates → headings with their levels, and the document's title.

use crate::model::{BlockKind, Corrections, Span, Why};

use super::blocks::Draft;
use super::cues::LEXICON;
use super::headings::{Candidate, sequenced};
use super::numbering::{Style, readings};

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
    /// The title that the reader gave it.
    pub given: Option<String>,
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

impl Outline {
    /// Applies what the reader decided about headings.
    pub fn correct(&mut self, content: &str, drafts: &[Draft], corrections: &Corrections) {
        for &(line, level) in &corrections.headings {
            let Some(draft) = drafts.iter().position(|d| d.span.overlaps(line)) else { continue };
            let at = self.headings.partition_point(|h| h.draft < draft);
            let found = self.headings.get_mut(at).filter(|h| h.draft == draft);
            match (found, level) {
                (Some(heading), Some(level)) => {
                    heading.level = level.max(1);
                    heading.why = Why::new("at this level by the reader", 1.0);
                }
                (Some(_), None) => {
                    self.headings.remove(at);
                }
                (None, Some(level)) => self.headings.insert(at, made(content, drafts, draft, level.max(1))),
                (None, None) => {}
            }
            if level.is_some() && self.title == Some(draft) {
                self.title = None;
            }
        }
        for (line, title) in &corrections.titles {
            let heading = self
                .headings
                .iter_mut()
                .find(|h| drafts.get(h.draft).is_some_and(|d| d.span.overlaps(*line)));
            if let Some(heading) = heading {
                heading.given = Some(title.clone());
            }
        }
    }
}

/// The heading that the reader makes of a block.
fn made(content: &str, drafts: &[Draft], draft: usize, level: u8) -> Heading {
    let span = drafts.get(draft).map_or(Span::default(), Draft::text);
    let number =
        readings(content, span, &LEXICON).into_iter().find(|r| r.title < span.end && !r.style.series);
    let (label, title) = match number {
        Some(r) => (Some(r.label), Span { start: r.title, end: span.end }),
        None => (None, span),
    };
    Heading { draft, label, title, level, given: None, why: Why::new("made a heading by the reader", 1.0) }
}

/// A manner of heading on the way from the root to where we are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Numbered in this style, at this depth of number.
    Numbered(Style, u8),
    /// Without number.
    Plain,
    /// Without number, and the next heading without number stands right below it: it has parts.
    Opener,
    /// Known to close documents.
    Closing,
}

/// Decides which candidates are headings, and at which level each stands.
pub(super) fn decode(drafts: &[Draft], candidates: &[Candidate]) -> Outline {
    let mut outline = Outline { headings: Vec::new(), title: title(drafts, candidates) };
    let mut accepted: Vec<&Candidate> =
        candidates.iter().filter(|c| c.score > 0.0 && outline.title.is_none_or(|t| c.draft > t)).collect();
    if let Some(title) = outline.title {
        drop_datelines(&mut accepted, title);
    }
    let mut stack: Vec<(Manner, u16)> = Vec::new();
    for (k, c) in accepted.iter().enumerate() {
        let Some(d) = drafts.get(c.draft) else { continue };
        let confidence = 1.0 / (1.0 + (-c.score).exp());
        let number = c.best().filter(|b| {
            sequenced(b) || b.reading.style.word.is_some() || b.reading.depth > 1 || c.score > 1.0
        });
        let span = d.text();
        let (manner, value) = match number {
            Some(b) => (Manner::Numbered(b.reading.style, b.reading.depth), b.reading.last()),
            None if c.cues.known == Some(true) => (Manner::Closing, 0),
            None if accepted.get(k + 1).is_some_and(|n| follows_at_once(drafts, c, n)) => (Manner::Opener, 0),
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
            given: None,
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
    let plain = |m: &Manner| matches!(m, Manner::Plain | Manner::Opener | Manner::Closing);
    match manner {
        Manner::Closing => stack.clear(),
        // A title that closes documents has parts only below the others of its kind, so the next one stands beside it.
        Manner::Plain | Manner::Opener if stack.first().is_some_and(|(m, _)| *m == Manner::Closing) => {
            stack.clear();
        }
        Manner::Opener => {
            if let Some(at) = stack.iter().position(|(m, _)| plain(m)) {
                stack.truncate(at);
            }
        }
        Manner::Plain => {
            if let Some(at) = stack.iter().rposition(|(m, _)| plain(m)) {
                let below = stack.get(at).is_some_and(|(m, _)| *m == Manner::Opener);
                stack.truncate(at + usize::from(below));
            }
        }
        Manner::Numbered(..) => {}
    }
    if plain(&manner) {
        stack.push((manner, 0));
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
    } else if !matches!(manner, Manner::Numbered(style, _) if style.series) {
        // "I." after an unnumbered preface is no part of it; "Step 1" is part of what stands above it.
        stack.retain(|(m, _)| !plain(m));
    }
    stack.push((manner, value));
}

/// Takes out the lines of the mast that say nothing but a date: near the title, and with no text of their own. A date
/// that heads its own text, as in a chronology, stays.
fn drop_datelines(accepted: &mut Vec<&Candidate>, title: usize) {
    /// Lines below the title that may be of the mast.
    const NEAR: usize = 5;
    let heads: Vec<usize> = accepted.iter().map(|c| c.draft).collect();
    accepted.retain(|c| {
        let text_below = !heads.contains(&(c.draft + 1));
        !c.cues.dateline || c.draft > title + NEAR || text_below
    });
}

/// Whether `next` is a heading without number right below `c`.
fn follows_at_once(drafts: &[Draft], c: &Candidate, next: &Candidate) -> bool {
    next.best().is_none()
        && next.cues.known != Some(true)
        && drafts
            .get(c.draft + 1..next.draft)
            .is_some_and(|d| d.iter().all(|d| matches!(d.kind, BlockKind::Rule | BlockKind::Furniture)))
}

/// The title: a first short block that is no numbered or usual section heading, with more to come.
fn title(drafts: &[Draft], candidates: &[Candidate]) -> Option<usize> {
    let first = candidates.first()?;
    let leads =
        drafts.iter().take(first.draft).all(|d| matches!(d.kind, BlockKind::Furniture | BlockKind::Rule));
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

#[cfg(test)]
mod tests {
    use crate::model::{Format, Text};
    use crate::structure::{Corrections, structure};

    fn outline(s: &str) -> Vec<(u8, String)> {
        let text = Text::new(s, Format::Text);
        let found = structure(&text, &Corrections::default());
        found.sections.iter().map(|x| (x.level, text.slice(x.title).to_owned())).collect()
    }

    const PROSE: &str =
        "The lorries had been waiting for nine days when the envoys came to look at them, and it rained.";

    #[test]
    fn a_document_may_begin_in_its_middle_and_letters_restart_below_each_number() {
        let mut s = String::new();
        for head in [
            "IX. The Third Winter",
            "A. At the Gate",
            "B. In the Town",
            "X. The Thaw",
            "A. On the Road",
            "B. At Sea",
            "Conclusion: What Is Left",
        ] {
            s.push_str(&format!("{head}\n{PROSE} {PROSE}\n{PROSE}\n"));
        }
        let levels: Vec<u8> = outline(&s).iter().map(|h| h.0).collect();
        assert_eq!(levels, [1, 2, 2, 1, 2, 2, 1], "{:?}", outline(&s));
    }

    #[test]
    fn a_date_below_the_title_is_of_the_mast_and_a_date_above_its_text_a_heading() {
        let s =
            format!("The Ferry Quarrel\nAs of 20 May 2024\nI. The cause\n{PROSE}\nII. The end\n{PROSE}\n");
        let titles: Vec<String> = outline(&s).into_iter().map(|h| h.1).collect();
        assert_eq!(titles, ["The cause", "The end"]);
        let s = format!("The Ferry Quarrel\n\nMarch 2024\n\n{PROSE}\n\nApril 2024\n\n{PROSE}\n");
        let titles: Vec<String> = outline(&s).into_iter().map(|h| h.1).collect();
        assert_eq!(titles, ["March 2024", "April 2024"]);
    }

    #[test]
    fn items_of_a_numbered_list_are_no_headings() {
        let s = format!(
            "1. Aims\n{PROSE} {PROSE}\n1. open the road\n2. open the rail\n3. open the port\n2. Means\n{PROSE} {PROSE}\n3. Costs\n{PROSE} {PROSE}\n"
        );
        let titles: Vec<String> = outline(&s).into_iter().map(|h| h.1).collect();
        assert_eq!(titles, ["Aims", "Means", "Costs"]);
    }

    #[test]
    fn a_heading_right_below_another_is_its_part() {
        let s = format!(
            "{PROSE} {PROSE}\nThe crossings\nNorthern gate\n{PROSE}\nSouthern gate\n{PROSE}\nThe towns\nOsk and its market\n{PROSE}\n"
        );
        assert_eq!(outline(&s).iter().map(|h| h.0).collect::<Vec<_>>(), [1, 2, 2, 1, 2], "{:?}", outline(&s));
    }

    #[test]
    fn lead_ins_are_no_headings() {
        let s = format!(
            "1. Aims\n{PROSE}\nAdvice for Drivers and Traders:\n- Wait at home, if you can.\n2. Means\n{PROSE}\n"
        );
        assert_eq!(outline(&s).len(), 2);
    }
}

//! Candidates → headings with their levels, and the document's title.

use rustc_hash::FxHashSet;

use crate::model::{BlockKind, Corrections, Span, Why};

use super::blocks::Draft;
use super::contents::{Contents, folded};
use super::cues::{Ending, LEXICON, ending};
use super::headings::{Candidate, sequenced};
use super::levels::{self, Placed};
use super::numbering::readings;
use super::ranks;

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
    /// The title is no section where it stands once more without text of its own.
    pub fn drop_title(&mut self, content: &str, drafts: &[Draft]) {
        let Some(title) = self.title else { return };
        let heads: Vec<usize> = self.headings.iter().map(|h| h.draft).collect();
        let gone = returning(content, drafts, title, &heads);
        self.headings.retain(|h| !gone.contains(&h.draft));
    }

    /// The title of a judgment is the case, not the court that stands above it.
    pub fn name_case(&mut self, content: &str, drafts: &[Draft]) {
        /// Lines behind the court among which the case is named, and bytes of such a line.
        const NEAR: usize = 6;
        const LONGEST: usize = 300;
        let says = |k: usize| drafts.get(k).map_or("", |d| d.text().of(content));
        let Some(title) =
            self.title.filter(|k| LEXICON.names_court(says(*k)) && !LEXICON.names_case(says(*k)))
        else {
            return;
        };
        let short = |k: &usize| says(*k).len() <= LONGEST && !matches!(ending(says(*k)), Ending::Stop);
        let case =
            (title + 1..drafts.len()).take(NEAR).take_while(short).find(|k| LEXICON.names_case(says(*k)));
        if let Some(case) = case {
            self.title = Some(case);
            self.headings.retain(|h| h.draft != case);
        }
    }

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

/// Those of the `heads` under which nothing stands but the title once more, or nothing at all, and that say no more than it.
pub(super) fn returning(content: &str, drafts: &[Draft], title: usize, heads: &[usize]) -> FxHashSet<usize> {
    let Some(title) = drafts.get(title).map(|d| folded(d.text().of(content))).filter(|t| !t.is_empty())
    else {
        return FxHashSet::default();
    };
    // What is longer says more, folded or not.
    let longest = title.len() * 2 + 100;
    let says = |d: &Draft| d.text().len() <= longest && folded(d.text().of(content)) == title;
    let next = heads.iter().skip(1).copied().chain([drafts.len()]);
    let bare = |(head, next): &(usize, usize)| {
        let own = drafts.get(*head..*next).unwrap_or(&[]);
        !own.is_empty() && own.iter().all(says)
    };
    heads.iter().copied().zip(next).filter(bare).map(|(head, _)| head).collect()
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

/// Decides which candidates are headings, and at which level each stands.
pub(super) fn decode(
    content: &str,
    drafts: &[Draft],
    candidates: &[Candidate],
    contents: &Contents,
) -> Outline {
    let mut outline = Outline { headings: Vec::new(), title: title(drafts, candidates) };
    let mut likely: Vec<&Candidate> = candidates
        .iter()
        .filter(|c| c.score > levels::FLOOR && outline.title.is_none_or(|t| c.draft > t))
        .collect();
    if let Some(title) = outline.title {
        drop_datelines(&mut likely, title);
    }
    let title_line = outline.title.and_then(|t| drafts.get(t)).map(|d| d.text().of(content)).unwrap_or("");
    let ranks = ranks::ranks(content, title_line, drafts, &likely, contents);
    for Placed { at, number, level, why } in levels::place(&likely, &ranks) {
        let Some(c) = likely.get(at) else { continue };
        let confidence = 1.0 / (1.0 + (-c.score).exp());
        let number = number.and_then(|n| c.numbers.get(n));
        let span = c.text;
        let (label, title) = match number {
            Some(b) if b.reading.title < span.end && !b.reading.style.series => {
                (Some(b.reading.label), Span { start: b.reading.title, end: span.end })
            }
            Some(b) if !b.reading.style.series => (Some(b.reading.label), span),
            _ => (None, span),
        };
        outline.headings.push(Heading {
            draft: c.draft,
            label,
            title,
            level,
            given: None,
            why: Why::new(why, confidence),
        });
    }
    outline
}

/// Takes out the lines of the mast that say nothing but a date: near the title, and with no text of their own. A date
/// that heads its own text, as in a chronology, stays.
fn drop_datelines(accepted: &mut Vec<&Candidate>, title: usize) {
    /// Lines below the title that may be of the mast.
    const NEAR: usize = 5;
    let heads: Vec<usize> = accepted.iter().map(|c| c.draft).collect();
    accepted.retain(|c| !c.cues.dateline || c.draft > title + NEAR || !heads.contains(&(c.draft + 1)));
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
        && matches!(first.cues.ending, Ending::Open | Ending::Question | Ending::Exclamation)
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
    fn lines_in_bold_are_headings_without_their_marks() {
        let s = format!(
            "The Ferry Quarrel\n\n{PROSE}\n\n**What it costs to row, and who pays**\n\n{PROSE}\n\n**II. The end**\n\n{PROSE}\n"
        );
        let titles: Vec<String> = outline(&s).into_iter().map(|h| h.1).collect();
        assert_eq!(titles, ["What it costs to row, and who pays", "The end"]);
    }

    #[test]
    fn lines_with_hashes_are_headings_without_their_marks() {
        let s =
            format!("The ferry\n\n{PROSE}\n\n## What it costs\n\n{PROSE}\n\n## Whom it serves\n\n{PROSE}\n");
        let titles: Vec<String> = outline(&s).into_iter().map(|h| h.1).collect();
        assert_eq!(titles, ["What it costs", "Whom it serves"]);
    }

    #[test]
    fn a_title_that_returns_without_text_is_no_section() {
        use crate::ingest::{Limits, Origin, ingest};
        let titles = |page: &str| -> Vec<String> {
            let text = ingest(page.as_bytes(), Origin::File("a.html"), None, Limits::default()).unwrap();
            let found = structure(&text, &Corrections::default());
            found.sections.iter().map(|x| text.slice(x.title).to_owned()).collect()
        };
        let prose = format!("<p>{PROSE}</p>").repeat(8);
        let top = "<div class=top><h1>The Ferry Quarrel</h1></div>";
        let again = "<p>The Ferry Quarrel</p>";
        assert_eq!(titles(&format!("{top}<main>{prose}{again}{again}</main>")), Vec::<String>::new());
        let told = format!("{top}<main>{prose}{again}{prose}</main>");
        assert_eq!(titles(&told), ["The Ferry Quarrel"]);
    }

    #[test]
    fn a_judgment_is_called_by_its_case() {
        let title = |s: &str| {
            let text = Text::new(s, Format::Text);
            structure(&text, &Corrections::default()).title.map(|t| text.slice(t).to_owned())
        };
        let judgment = |case: &str| {
            format!("IN THE HIGH COURT OF OSK\n\nNo. 12 of 2019\n\n{case}\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n")
        };
        assert_eq!(
            title(&judgment("Holm Ferries Ltd v. The Port of Osk")).as_deref(),
            Some("Holm Ferries Ltd v. The Port of Osk")
        );
        assert_eq!(title(&judgment("Holm against Osk")).as_deref(), Some("IN THE HIGH COURT OF OSK"));
    }

    #[test]
    fn a_day_is_no_number_of_a_heading() {
        let s = format!("The ferry\n\n{PROSE}\n\n1 April 2019\n\n{PROSE}\n\n2 May 2019\n\n{PROSE}\n");
        let text = Text::new(s.as_str(), Format::Text);
        let shape = structure(&text, &Corrections::default());
        assert!(shape.sections.iter().all(|x| x.label.is_none()), "{:?}", shape.sections);
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

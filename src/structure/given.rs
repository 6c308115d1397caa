//! The outline of a format that knows its headings: which is the title, and which head nothing.

use rustc_hash::FxHashSet;

use crate::model::{BlockKind, Metadata, Span, Why};

use super::blocks::Draft;
use super::contents::folded;
use super::cues::{Cues, Ending, LEXICON, ending};
use super::numbering::readings;
use super::outline::{Heading, Outline, returning};

/// Text in front of the title is at most so long: a series, a kicker.
const KICKER: usize = 200;

/// The outline that a format's own headings give. A single heading of the first level before all others is the title, unless
/// it is all there is and bears the usual title of a section; so is one that bears the title that the format states in its `metadata`.
pub(super) fn given(content: &str, drafts: &[Draft], metadata: &Metadata) -> Outline {
    /// Headings among which the author may be named.
    const NEAR: usize = 3;
    let states = metadata.title.as_deref();
    let mut outline = Outline::default();
    let headings: Vec<(usize, &Draft)> =
        drafts.iter().enumerate().filter(|(_, d)| d.kind == BlockKind::Heading).collect();
    outline.title = drafts
        .iter()
        .position(|d| d.kind == BlockKind::Title)
        .or_else(|| stated_title(content, drafts, &headings, states))
        .or_else(|| first_title(content, drafts, &headings));
    let mut masthead = masthead(content, drafts, outline.title, &headings);
    masthead.extend(deck(content, drafts, outline.title, &headings));
    let mut depths: Vec<u8> = Vec::new();
    for (number, (k, d)) in headings.into_iter().enumerate() {
        let span = d.text();
        let by = number < NEAR && names_author(span.of(content), metadata.author.as_deref());
        if outline.title == Some(k) || masthead.contains(&k) || by || is_beside(span.of(content)) {
            continue;
        }
        while depths.last().is_some_and(|&l| l >= d.level) {
            depths.pop();
        }
        depths.push(d.level);
        let number =
            readings(content, span, &LEXICON).into_iter().find(|r| r.title < span.end && !r.style.series);
        let (label, title) = match number {
            Some(r) => (Some(r.label), Span { start: r.title, end: span.end }),
            None => (None, span),
        };
        let level = u8::try_from(depths.len()).unwrap_or(u8::MAX);
        outline.headings.push(Heading {
            draft: k,
            label,
            title,
            level,
            given: None,
            why: Why::new("heading in the source", 1.0),
        });
    }
    outline
}

/// The heading that is none: a sentence under the title that says what the text is about, or the day it came out. No other
/// heading is like it.
fn deck(
    content: &str,
    drafts: &[Draft],
    title: Option<usize>,
    headings: &[(usize, &Draft)],
) -> Option<usize> {
    /// Words of a sentence, and bytes of a block that is text.
    const WORDS: usize = 8;
    const TEXT: usize = 200;
    let behind = || headings.iter().filter(|(k, _)| title.is_none_or(|t| *k > t));
    let (first, d) = behind().next()?;
    let text =
        drafts.get(..*first)?.iter().any(|d| super::sentences::is_prose(d.kind) && d.text().len() >= TEXT);
    let line = d.text().of(content);
    let says = line.split_whitespace().count() >= WORDS;
    let numbered = !readings(content, d.text(), &LEXICON).is_empty();
    let alone = behind().skip(1).all(|(_, h)| h.level != d.level);
    let dated = Cues::of(line, &LEXICON).dateline
        && behind().skip(1).all(|(_, h)| !Cues::of(h.text().of(content), &LEXICON).dateline);
    // A part that holds others is one.
    let parts = behind().nth(1).is_some_and(|(_, next)| next.level > d.level);
    (!text && !numbered && (says && alone && !parts || dated)).then_some(*first)
}

/// Whether a line says no more than who wrote the document, as the format states it.
fn names_author(line: &str, author: Option<&str>) -> bool {
    /// Letters of the shortest name.
    const SHORTEST: usize = 4;
    let by = |line: &str| {
        let (first, rest) = line.split_once(' ')?;
        first.trim_end_matches(':').eq_ignore_ascii_case("by").then(|| rest.to_owned())
    };
    let name = folded(by(line).as_deref().unwrap_or(line));
    name.len() >= SHORTEST && author.is_some_and(|author| folded(author).contains(&name))
}

/// Whether a heading stands over what is beside the text: a box ("Warning"), a picture ("Figure 2. The harbour").
fn is_beside(heading: &str) -> bool {
    LEXICON.is_notice(heading) || LEXICON.is_credit(heading) || Cues::of(heading, &LEXICON).caption
}

/// The heading at the top that bears the title the format states, which may have the name of a site behind it.
fn stated_title(
    content: &str,
    drafts: &[Draft],
    headings: &[(usize, &Draft)],
    states: Option<&str>,
) -> Option<usize> {
    /// Headings among which it may be, and the fewest bytes of letters that tell it where it is but a part of what is stated.
    const NEAR: usize = 3;
    const TELLING: usize = 12;
    let stated = folded(states?);
    if stated.is_empty() {
        return None;
    }
    let bears = |d: &Draft| {
        let own = folded(d.text().of(content));
        let (long, short) = if own.len() > stated.len() { (&own, &stated) } else { (&stated, &own) };
        own == stated
            || short.len() >= TELLING
                && short.len() * 2 >= long.len()
                && (long.starts_with(short) || long.ends_with(short))
    };
    headings
        .iter()
        .take(NEAR)
        .find(|(k, d)| {
            bears(d) && drafts.len() > k + 1 && is_kicker(content, drafts.get(..*k).unwrap_or(&[]))
        })
        .map(|(k, _)| *k)
}

/// The first heading, where it stands above all others, or has neither text nor parts of its own.
fn first_title(content: &str, drafts: &[Draft], headings: &[(usize, &Draft)]) -> Option<usize> {
    let (first, d) = headings.first()?;
    // Whatever the first level is called.
    let above = headings.len() > 1 && headings.iter().skip(1).all(|(_, h)| h.level > d.level);
    let numbered = readings(content, d.text(), &LEXICON)
        .into_iter()
        .any(|r| r.title < d.text().end && !r.style.series && r.style.word.is_none());
    let second = headings.get(1);
    let empty = headings.len() > 3
        && second.is_some_and(|(k, h)| h.level == 1 && *k == first + 1)
        && Cues::of(d.text().of(content), &LEXICON).known.is_none();
    let whole = headings.len() > 1 || Cues::of(d.text().of(content), &LEXICON).known.is_none();
    let fits = (above && whole || d.level == 1 && (headings.len() == 1 && whole || empty))
        && !numbered
        && drafts.len() > first + 1
        && is_kicker(content, drafts.get(..*first).unwrap_or(&[]));
    fits.then_some(*first)
}

/// The headings between the title and the first text that have neither text nor parts: who wrote it, which edition it is.
fn masthead(
    content: &str,
    drafts: &[Draft],
    title: Option<usize>,
    headings: &[(usize, &Draft)],
) -> FxHashSet<usize> {
    /// More such lines are an outline without text.
    const MOST: usize = 4;
    let Some(title) = title else { return FxHashSet::default() };
    let behind: Vec<usize> = headings.iter().map(|(k, _)| *k).filter(|k| *k > title).collect();
    let mut found = returning(content, drafts, title, &behind);
    let own = drafts.get(title).map_or(0, |d| d.level);
    let behind = drafts.get(title + 1..).unwrap_or(&[]);
    let bare = |d: &&Draft| matches!(d.kind, BlockKind::Heading | BlockKind::Mast | BlockKind::Rule);
    let end = title + 1 + behind.iter().take_while(bare).count();
    let group: Vec<&(usize, &Draft)> =
        headings.iter().filter(|(k, _)| *k > title && *k < end && !found.contains(k)).collect();
    // In front of a table of contents none has text.
    let contents = drafts.get(end).is_some_and(|d| d.kind == BlockKind::Furniture);
    let mut level = if contents { 0 } else { u8::MAX };
    let mut heads = Vec::new();
    for (k, d) in group.iter().rev() {
        let numbered = d.text().of(content).starts_with(|c: char| c.is_ascii_digit());
        if d.level < level {
            level = d.level;
        } else if !numbered && d.level > own {
            heads.push(*k);
        }
    }
    if heads.len() <= MOST {
        found.extend(heads);
    }
    found
}

/// Whether nothing, or no more than a line or two without a sentence, stands in front of the title.
fn is_kicker(content: &str, before: &[Draft]) -> bool {
    let prose = || before.iter().filter(|d| super::sentences::is_prose(d.kind)).map(|d| d.text().of(content));
    prose().map(str::len).sum::<usize>() <= KICKER
        && prose().all(|s| !matches!(ending(s), Ending::Stop | Ending::Colon))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_under_the_title_is_no_section() {
        let titles = |s: &str| -> Vec<String> {
            use crate::ingest::{Limits, Origin, ingest};
            let text = ingest(s.as_bytes(), Origin::File("a.md"), None, Limits::default()).unwrap();
            let shape = crate::structure::structure(&text, &Default::default());
            shape.sections.iter().map(|x| text.slice(x.title).to_owned()).collect()
        };
        let prose =
            "The ferry crossed twice a day until the winter, when the ice came down the river.\n\n".repeat(4);
        let deck = "## A captain tells how the ice came down the river";
        assert_eq!(
            titles(&format!("# The Ferry\n\n{deck}\n\n{prose}### The ice\n\n{prose}")),
            ["A captain tells how the ice came down the river", "The ice"]
        );
        assert_eq!(titles(&format!("# The Ferry\n\n#{deck}\n\n{prose}## The ice\n\n{prose}")), ["The ice"]);
        assert_eq!(titles(&format!("# The Ferry\n\n{deck}\n\n{prose}")), [""; 0]);
        assert_eq!(titles(&format!("# The Ferry\n\n{deck}\n\n{prose}## The ice\n\n{prose}")).len(), 2);
    }

    #[test]
    fn the_author_is_no_section() {
        assert!(names_author("Ada Bell", Some("Ada Bell, Carl Holm")));
        assert!(names_author("By: CARL HOLM", Some("Ada Bell, Carl Holm")));
        assert!(!names_author("Ada Bell and the bridge", Some("Ada Bell")));
        assert!(!names_author("Aim", Some("Ada Aimes")) && !names_author("By Osk", None));
    }

    fn outline(page: &str) -> (Option<String>, Vec<(u8, String)>) {
        use crate::ingest::{Limits, Origin, ingest};
        let text = ingest(page.as_bytes(), Origin::File("a.html"), None, Limits::default()).unwrap();
        let found = crate::structure::structure(&text, &Default::default());
        let sections = found.sections.iter().map(|s| (s.level, text.slice(s.title).to_owned())).collect();
        (found.title.map(|t| text.slice(t).to_owned()), sections)
    }

    const PROSE: &str =
        "<p>The bridge at Osk fell in March, and nobody was hurt. The road has been shut since.</p>";

    #[test]
    fn the_title_that_a_page_states_is_no_section_and_neither_is_who_wrote_it() {
        let page = format!(
            "<title>The bridge at Osk - River News</title><h1>The bridge at Osk</h1><h2>A. Bell</h2><h3>Third edition</h3><h1>The bridge at Osk</h1><h1>Its fall</h1>{PROSE}<h2>Why</h2>{PROSE}<h1>Its price</h1>{PROSE}"
        );
        let want = [(1, "Its fall"), (2, "Why"), (1, "Its price")].map(|(l, t)| (l, t.to_owned()));
        assert_eq!(outline(&page), (Some("The bridge at Osk".to_owned()), want.to_vec()));
        // A chapter without text is none of it.
        let page = format!("<title>Osk</title><h1>Osk</h1><h1>The war</h1><h1>Its end</h1>{PROSE}");
        let want = [(1, "The war"), (1, "Its end")].map(|(l, t)| (l, t.to_owned()));
        assert_eq!(outline(&page).1, want);
        // Parts above their chapters have no text either.
        let page = format!("<title>Osk</title><h1>Osk</h1><h1>The war</h1><h2>Its end</h2>{PROSE}");
        let want = [(1, "The war"), (2, "Its end")].map(|(l, t)| (l, t.to_owned()));
        assert_eq!(outline(&page).1, want);
    }

    #[test]
    fn boxes_and_lists_of_the_titles_that_follow_are_no_sections() {
        let page = format!(
            "<main><h1>Contents</h1><p>The fall</p><p>The price</p><p>The end</p><h1>The fall</h1>{PROSE}<h2>Warning</h2>{PROSE}<h1>The price</h1>{PROSE}<h1>The end</h1>{PROSE}</main>"
        );
        let want = [(1, "The fall"), (1, "The price"), (1, "The end")].map(|(l, t)| (l, t.to_owned()));
        assert_eq!(outline(&page).1, want);
    }
}

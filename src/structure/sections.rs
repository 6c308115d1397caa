//! Drafts and outline → blocks with their kinds, labels and sections.

use rustc_hash::FxHashSet;

use crate::model::{Block, BlockKind, Metadata, Section, SectionId, Span, Text, Why};

use super::blocks::Draft;
use super::contents::folded;
use super::cues::{Cues, Ending, LEXICON, ending};
use super::numbering::{Form, Reading, readings};
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

/// Builds blocks and sections.
pub(super) fn build(
    content: &str,
    drafts: &[Draft],
    outline: &Outline,
    text: &Text,
) -> (Vec<Block>, Vec<Section>, Option<Span>) {
    let mut blocks: Vec<Block> = Vec::with_capacity(drafts.len());
    let mut sections: Vec<Section> = Vec::with_capacity(outline.headings.len());
    let mut open: Vec<SectionId> = Vec::new();
    let mut headings = outline.headings.iter().peekable();
    for (k, d) in drafts.iter().enumerate() {
        let mut block = Block { body: d.body, level: d.level, ..Block::new(d.span, d.kind) };
        if let Some(h) = headings.next_if(|h| h.draft == k) {
            let id = SectionId::new(sections.len());
            while open.last().and_then(|o| sections.get(o.index())).is_some_and(|s| s.level >= h.level) {
                open.pop();
            }
            if let Some(last) = sections.last_mut() {
                last.body_end = end_before(content, last.heading, d.span.start);
            }
            sections.push(Section {
                label: h.label,
                title: h.title,
                given: h.given.clone(),
                level: h.level,
                parent: open.last().copied(),
                heading: d.span,
                body_end: d.span.end,
                why: h.why,
            });
            open.push(id);
            block.kind = BlockKind::Heading;
            block.level = h.level;
            block.body = h.title.start;
        } else if outline.title == Some(k) {
            block.kind = BlockKind::Title;
        } else if d.kind == BlockKind::Heading {
            block.kind = BlockKind::Mast;
            block.level = 0;
        } else if d.kind == BlockKind::Paragraph {
            block.level = 0;
        }
        block.section = sections.len().checked_sub(1).map(SectionId::new);
        blocks.push(block);
    }
    if let Some(last) = sections.last_mut() {
        last.body_end = end_before(content, last.heading, u32::try_from(text.len()).unwrap_or(u32::MAX));
    }
    if let Some(k) = outline.title {
        mast(content, k, &mut blocks);
    }
    label_items(content, drafts, &mut blocks);
    let title = outline.title.and_then(|k| drafts.get(k)).map(Draft::text);
    (blocks, sections, title)
}

/// Marks the lines of the mast: short lines without a full stop between the title and the first text or heading.
fn mast(content: &str, title: usize, blocks: &mut [Block]) {
    /// Most lines of a mast, and bytes of one of them.
    const MOST: (usize, usize) = (6, 160);
    let open = |b: &Block| {
        b.kind == BlockKind::Paragraph
            && b.span.len() <= MOST.1
            && !matches!(ending(b.span.of(content)), Ending::Stop | Ending::Question | Ending::Colon)
    };
    // The court above its case.
    for block in blocks.iter_mut().take(title).filter(|b| open(b) && LEXICON.names_court(b.span.of(content)))
    {
        block.kind = BlockKind::Mast;
    }
    for block in blocks.iter_mut().skip(title + 1).take(MOST.0).take_while(|b| open(b)) {
        block.kind = BlockKind::Mast;
    }
}

/// End of a section's text: before the blanks in front of `next`.
fn end_before(content: &str, heading: Span, next: u32) -> u32 {
    let own = Span { start: heading.end.min(next), end: next };
    own.start + u32::try_from(own.of(content).trim_end().len()).unwrap_or(0)
}

/// Run-in labels of list items, and lead-ins before lists.
fn label_items(content: &str, drafts: &[Draft], blocks: &mut [Block]) {
    number_items(content, blocks);
    number_paragraphs(content, blocks);
    number_plainly(content, blocks);
    for k in 0..blocks.len() {
        let next_is_item = blocks.get(k + 1).is_some_and(|b| b.kind == BlockKind::ListItem);
        let (Some(d), Some(block)) = (drafts.get(k), blocks.get_mut(k)) else { continue };
        let text = Span { start: block.body, end: d.text_end.max(block.body) };
        match block.kind {
            BlockKind::ListItem if block.label.is_none() => {
                if let Some((label, body)) = run_in(content, text) {
                    block.label = Some(label);
                    block.body = body;
                }
            }
            BlockKind::Paragraph if next_is_item => {
                let s = text.of(content);
                if ending(s) == Ending::Colon && !s.contains(". ") {
                    block.kind = BlockKind::LeadIn;
                }
            }
            // "Background: The bridge …": a usual title run into its text.
            BlockKind::Paragraph if block.label.is_none() => {
                if let Some((label, body)) = run_in(content, text)
                    && LEXICON.known(label.of(content)).is_some()
                {
                    block.label = Some(label);
                    block.body = body;
                }
            }
            _ => {}
        }
    }
}

/// Makes items of paragraphs whose numbers count on from one to the next.
fn number_items(content: &str, blocks: &mut [Block]) {
    let prose: Vec<(usize, Option<Reading>)> = blocks
        .iter()
        .enumerate()
        .filter(|(_, b)| b.kind == BlockKind::Paragraph)
        .map(|(k, b)| {
            let number = readings(content, b.span, &LEXICON).into_iter().find(|r| {
                matches!(r.style.form, Form::Stop | Form::Bracket | Form::Brackets) && r.style.word.is_none()
            });
            (k, number.filter(|r| r.title < b.span.end))
        })
        .collect();
    for pair in prose.windows(2) {
        let [(i, Some(a)), (j, Some(b))] = pair else { continue };
        if a.style == b.style && b.before() == Some(a.path) {
            for (k, r) in [(*i, a), (*j, b)] {
                if let Some(block) = blocks.get_mut(k) {
                    block.kind = BlockKind::ListItem;
                    block.body = r.title;
                }
            }
        }
    }
}

/// The number without a stop in front of a paragraph ("14 The judge refused it."), and where its text begins.
fn plain_number(content: &str, block: &Block) -> Option<(u32, u32)> {
    let s = block.span.of(content);
    let digits = s.find(|c: char| !c.is_ascii_digit()).filter(|n| (1..=4).contains(n))?;
    let rest = s.get(digits..)?;
    let body = rest.trim_start_matches([' ', '\t', '\u{a0}']);
    let opens = body.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '‘' | '('));
    let month = LEXICON.is_month(body.split(|c: char| !c.is_alphabetic()).next().unwrap_or(""));
    let apart = body.len() < rest.len() && opens && body.contains(' ') && !month;
    let at = u32::try_from(block.span.to() - body.len()).ok()?;
    Some((s.get(..digits)?.parse().ok()?, at)).filter(|_| apart)
}

/// Sets plain numbers apart from the text of their paragraphs where at least three count on, as in a judgment.
fn number_plainly(content: &str, blocks: &mut [Block]) {
    /// Two may be chance: "12 Guards …", "13 Sailors …".
    const FEWEST: usize = 3;
    let mut run: Vec<(usize, u32)> = Vec::new();
    let mut next = None;
    let mut found: Vec<(usize, u32)> = Vec::new();
    for (k, block) in blocks.iter().enumerate().filter(|(_, b)| b.kind == BlockKind::Paragraph) {
        let Some((number, body)) = plain_number(content, block) else { continue };
        if next != Some(number) {
            if run.len() >= FEWEST {
                found.append(&mut run);
            }
            run.clear();
        }
        run.push((k, body));
        next = number.checked_add(1);
    }
    if run.len() >= FEWEST {
        found.append(&mut run);
    }
    for (k, body) in found {
        if let Some(block) = blocks.get_mut(k).filter(|b| b.body <= body) {
            block.body = body;
        }
    }
}

/// Sets the numbers of counted paragraphs apart from their text ("6.102 When they left …", "6.103 The next day …"),
/// whatever stands between two of them: inquiries, judgments and minutes are quoted by these numbers.
fn number_paragraphs(content: &str, blocks: &mut [Block]) {
    /// Paragraphs that an excerpt may leave out between two, where others count on without a gap.
    const LEFT_OUT: u16 = 10;
    let mut last: Option<(usize, Reading)> = None;
    let (mut counted, mut skipped) = (Vec::new(), Vec::new());
    for (k, block) in blocks.iter().enumerate() {
        let s = block.span.of(content);
        let lettered = s.starts_with(|c: char| c.is_ascii_uppercase()) && s.get(1..2) == Some(".");
        if block.kind != BlockKind::Paragraph || !(lettered || s.starts_with(|c: char| c.is_ascii_digit())) {
            continue;
        }
        let number = readings(content, block.span, &LEXICON)
            .into_iter()
            .find(|r| r.style.form == Form::Bare && r.style.word.is_none() && r.depth >= 2);
        let Some(number) = number.filter(|r| r.title < block.span.end) else { continue };
        if let Some((before, first)) = last
            && first.style == number.style
            && first.parent() == number.parent()
        {
            let pair = [(before, first.title), (k, number.title)];
            match number.last().checked_sub(first.last()) {
                Some(1) => counted.extend(pair),
                Some(2..=LEFT_OUT) => skipped.extend(pair),
                _ => {}
            }
        }
        last = Some((k, number));
    }
    if counted.is_empty() {
        return;
    }
    for (k, body) in counted.into_iter().chain(skipped) {
        if let Some(block) = blocks.get_mut(k) {
            block.body = body;
        }
    }
}

/// The label that runs into an item ("For Traders: …", "Drift. …", "**Costs:** …") and where the rest begins.
fn run_in(content: &str, text: Span) -> Option<(Span, u32)> {
    /// Longest label in bytes, and in words before a colon and before a full stop.
    const LONGEST: (usize, usize, usize) = (90, 10, 3);
    let s = text.of(content);
    let bold = ["**", "__"].into_iter().find(|m| s.starts_with(m));
    let inner = bold.map_or(s, |m| s.get(m.len()..).unwrap_or(""));
    let sign = inner.find([':', '.', '!', '?', ';']).filter(|&p| p > 0 && p <= LONGEST.0)?;
    let label = inner.get(..sign)?;
    let stop = inner.as_bytes().get(sign).copied()?;
    let mut rest = inner.get(sign + 1..)?;
    let mut label_end = label.len();
    if let Some(m) = bold {
        if let Some(bare) = label.strip_suffix(m) {
            label_end = bare.len();
        } else {
            rest = rest.strip_prefix(m)?;
        }
    }
    let body = rest.trim_start();
    let words = label.split_whitespace().count();
    let starts = label.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let fits = match stop {
        b':' => words <= LONGEST.1 && starts,
        // "Drift. Checks go on": a stop makes a label only of a few words without a verb.
        b'.' => {
            words <= LONGEST.2
                && label.len() > 3
                && starts
                && body.starts_with(|c: char| c.is_uppercase() || c == '“')
                && !label.split_whitespace().any(|w| LEXICON.is_finite(w))
                && LEXICON.abbreviation(label).is_none()
        }
        _ => false,
    };
    if !fits || body.is_empty() || body.len() == rest.len() {
        return None;
    }
    let start = text.from() + (s.len() - inner.len());
    let span = Span::new(start, start + label_end).trimmed(content);
    Some((span, u32::try_from(text.to() - body.len()).unwrap_or(text.end)))
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

    #[test]
    fn numbers_of_paragraphs_are_set_apart_where_an_excerpt_leaves_some_out() {
        let source = "4.99 The ferry sank.\n\n4.100 Nobody said why.\n\n4.103 The evidence was thin.\n\n4.5 Million was paid.\n";
        let text = crate::ingest::ingest(
            source.as_bytes(),
            crate::ingest::Origin::File("a.md"),
            None,
            crate::ingest::Limits::default(),
        );
        let text = text.unwrap();
        let shape = crate::structure::structure(&text, &Default::default());
        let bodies: Vec<&str> = shape.blocks.iter().map(|b| text.slice(b.prose())).collect();
        assert_eq!(
            bodies,
            ["The ferry sank.", "Nobody said why.", "The evidence was thin.", "4.5 Million was paid."]
        );
    }

    #[test]
    fn plain_numbers_that_count_on_are_set_apart() {
        let bodies = |s: &str| -> Vec<String> {
            let text = Text::new(s, crate::model::Format::Text);
            let shape = crate::structure::structure(&text, &Default::default());
            shape
                .blocks
                .iter()
                .map(|b| s.get(b.body as usize..b.span.to()).unwrap_or("").to_owned())
                .collect()
        };
        let counted = "12 On 16 June the owner sued.\n\n13 The crew left on 21 June.\n\nThey had no pay.\n\n14 The judge refused it.";
        assert_eq!(
            bodies(counted),
            [
                "On 16 June the owner sued.",
                "The crew left on 21 June.",
                "They had no pay.",
                "The judge refused it."
            ]
        );
        for whole in [
            "12 Guards came to the yard.\n\n13 Sailors left the yard.",
            "12 May was cold.\n\n13 May was dry.\n\n14 May was wet.",
        ] {
            assert!(bodies(whole).iter().all(|b| b.starts_with('1')), "{whole}");
        }
    }

    #[test]
    fn labels_run_into_items() {
        for (s, want) in [
            ("For Traders: The road is shut.", Some(("For Traders", "The road is shut."))),
            ("Drift. Checks go on.", Some(("Drift", "Checks go on."))),
            ("**Costs:** they rose.", Some(("Costs", "they rose."))),
            ("**Costs**: they rose.", Some(("Costs", "they rose."))),
            ("The talks were short. Nobody came.", None),
            ("U.S. envoys came.", None),
            ("It was late. Nobody came.", None),
            ("at noon: nothing", None),
            ("Costs:", None),
            ("http://example.org is a page", None),
        ] {
            let got = run_in(s, Span::new(0, s.len()));
            let got = got.map(|(l, b)| (l.of(s), s.get(b as usize..).unwrap_or("")));
            assert_eq!(got, want, "{s}");
        }
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

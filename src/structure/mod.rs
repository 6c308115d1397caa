//! Text → blocks, outline, noise, sentences, tokens: the shape of a document, before anyone asks what it says.
//!
//! In this order: lines ([`lines`]), lines that are no text ([`furniture`], [`boilerplate`]), blocks ([`blocks`]), injected fragments
//! ([`injected`]), candidates for headings ([`headings`], by their words [`cues`], numbers [`numbering`] and the
//! sequences these form [`sequence`]), the outline ([`outline`], by the table of [`contents`], one search for [`levels`] and
//! the [`ranks`] of unnumbered titles), sections, labels and lead-ins ([`sections`]),
//! sentences ([`sentences`]) and tokens ([`tokens`]).

mod blocks;
mod boilerplate;
mod contents;
mod cues;
mod furniture;
mod given;
mod headings;
mod injected;
mod levels;
mod lines;
mod numbering;
mod outline;
mod ranks;
mod references;
mod run_in;
mod sections;
mod sentences;
mod sequence;
mod spoken;
mod stops;
pub mod tokens;

pub use crate::model::Corrections;
use crate::model::{Block, BlockKind, Format, Noise, NoiseReason, Section, Sentence, Span, Text, Why};
use blocks::Draft;
use contents::Contents;
use cues::{Cues, LEXICON};
use lines::Layout;
use outline::Outline;
pub use tokens::{Caps, Shape, Token, Tokens, WordId};

/// The shape of one text.
#[derive(Debug, Clone, Default)]
pub struct Structure {
    /// The document's title and where it stands.
    pub title: Option<Span>,
    /// In order, not overlapping.
    pub blocks: Vec<Block>,
    /// In text order.
    pub sections: Vec<Section>,
    /// In text order, not overlapping.
    pub noise: Vec<Noise>,
    /// In text order, each in one block.
    pub sentences: Vec<Sentence>,
    /// Words, numbers and signs of everything but noise.
    pub tokens: Tokens,
}

/// Whether a word, followed by a number, captions a picture or table ("Figure 4").
pub fn captions(word: &str) -> bool {
    LEXICON.captions(word)
}

/// Finds blocks, outline, noise and sentences of a text.
pub fn structure(text: &Text, corrections: &Corrections) -> Structure {
    let content = text.as_str();
    let (drafts, layout, noise) = drafts(text, corrections);
    let headed = drafts.iter().any(|d| d.kind == BlockKind::Heading) && !text.blocks.is_empty();
    let mut outline = if text.blocks.is_empty() || (!headed && text.format != Format::Markdown) {
        let candidates = headings::candidates(content, &drafts, layout);
        let contents = Contents::of(content, &drafts, &noise);
        let mut outline = outline::decode(content, &drafts, &candidates, &contents);
        // Where the format says which line is the title, that is it.
        outline.title = drafts.iter().position(|d| d.kind == BlockKind::Title).or(outline.title);
        outline.drop_title(content, &drafts);
        outline
    } else {
        given::given(content, &drafts, &text.metadata)
    };
    outline.name_case(content, &drafts);
    outline.correct(content, &drafts, corrections);
    finish(text, &drafts, &outline, noise)
}

#[cfg(feature = "train")]
pub use headings::NAMES as HEADING_CUES;

/// The lines that could be headings: the byte at which each begins, and the strength of every cue of [`HEADING_CUES`].
/// What the weights in `assets/models/headings.toml` are fitted on.
#[cfg(feature = "train")]
pub fn heading_cues(text: &Text) -> Vec<(u32, Vec<f32>)> {
    let (drafts, layout, _) = drafts(text, &Corrections::default());
    headings::features(text.as_str(), &drafts, layout)
}

/// Blocks without outline, how the lines are broken, and noise.
fn drafts(text: &Text, corrections: &Corrections) -> (Vec<Draft>, Layout, Vec<Noise>) {
    let content = text.as_str();
    let kept = |span: Span| corrections.unmasked.iter().any(|u| u.overlaps(span));
    let (mut drafts, layout, mut noise) =
        if text.blocks.is_empty() { plain(text, kept) } else { given(text, kept) };
    let injected = injected::find(content, &drafts, &LEXICON);
    noise.extend(injected.into_iter().filter(|n| !kept(n.span)));
    set_aside(&mut noise, corrections);
    noise.sort_unstable_by_key(|n| n.span);
    noise.dedup_by(|b, a| a.span.overlaps(b.span));
    cut_tails(content, &mut drafts, &noise);
    (drafts, layout, noise)
}

/// Adds what the reader set aside; what it overlaps gives way to it.
fn set_aside(noise: &mut Vec<Noise>, corrections: &Corrections) {
    for &span in &corrections.masked {
        if span.is_empty() || corrections.unmasked.contains(&span) {
            continue;
        }
        noise.retain(|n| !n.span.overlaps(span));
        let why = Why::new("set aside by the reader", 1.0);
        noise.push(Noise { span, reason: NoiseReason::Boilerplate, why });
    }
}

fn finish(text: &Text, drafts: &[Draft], outline: &Outline, noise: Vec<Noise>) -> Structure {
    let content = text.as_str();
    let (blocks, sections, title) = sections::build(content, drafts, outline, text);
    let sentences = sentences::find(content, &blocks, &noise, &LEXICON);
    let mut spans = Vec::with_capacity(noise.len() + 1);
    let mut from = 0;
    for n in &noise {
        spans.push(Span::new(from, n.span.from()));
        from = n.span.to();
    }
    spans.push(Span::new(from, text.len()));
    let tokens = Tokens::of(content, spans);
    Structure { title, blocks, sections, noise, sentences, tokens }
}

/// Blocks of a text whose format says nothing about them, and the lines that are no text.
fn plain(text: &Text, kept: impl Fn(Span) -> bool) -> (Vec<Draft>, Layout, Vec<Noise>) {
    let content = text.as_str();
    let mut lines = lines::lines(text);
    lines::close_up(content, &mut lines);
    let layout = lines::layout(content, &lines);
    let mut noise = Vec::new();
    let mut off = vec![false; lines.len()];
    for (k, reason) in furniture::find(content, &lines, &LEXICON).into_iter().enumerate() {
        let (Some(reason), Some(line)) = (reason, lines.get(k)) else { continue };
        if kept(line.span) {
            continue;
        }
        let (rule, confidence) = match reason {
            NoiseReason::Contents => ("lines that lead to page numbers", 0.95),
            NoiseReason::Boilerplate => ("a line of page navigation", 0.8),
            _ => ("a line that returns on every page", 0.95),
        };
        noise.push(Noise { span: line.span, reason, why: Why::new(rule, confidence) });
        if let Some(slot) = off.get_mut(k) {
            *slot = true;
        }
    }
    let mut drafts = blocks::blocks(content, &lines, layout, &off, &LEXICON);
    noise.extend(boilerplate::find(content, &mut drafts, &LEXICON, &kept));
    noise.extend(contents::find(content, &mut drafts, kept));
    noise.sort_unstable_by_key(|n| n.span);
    (drafts, layout, noise)
}

/// Blocks that the format gives, and those of them that are tables of contents.
fn given(text: &Text, kept: impl Fn(Span) -> bool) -> (Vec<Draft>, Layout, Vec<Noise>) {
    let content = text.as_str();
    // A title that only names a part ("Summary") heads that part; one that says what a picture shows is none.
    let kind = |b: &Block| match b.kind {
        BlockKind::Title => {
            let cues = Cues::of(b.prose().of(content), &LEXICON);
            match () {
                () if cues.known.is_some() => BlockKind::Heading,
                () if cues.caption => BlockKind::Paragraph,
                () => BlockKind::Title,
            }
        }
        kind => kind,
    };
    let level = |b: &Block| match (b.kind, kind(b)) {
        (BlockKind::Title, BlockKind::Heading) => 1,
        _ => b.level,
    };
    let mut drafts: Vec<Draft> = text
        .blocks
        .iter()
        .map(|b| Draft {
            span: b.span,
            kind: kind(b),
            level: level(b),
            body: b.prose().start,
            text_end: b.span.end,
            indent: 0,
            gap: 1,
            lines: 1,
            underlined: false,
        })
        .collect();
    let headed = drafts.iter().any(|d| d.kind == BlockKind::Heading);
    let mut noise = if headed { contents::find(content, &mut drafts, &kept) } else { Vec::new() };
    noise.extend(contents::find_bare(content, &mut drafts, kept));
    (drafts, Layout::Blocks, noise)
}

/// Ends the text of a block before a fragment at its end.
fn cut_tails(content: &str, drafts: &mut [Draft], noise: &[Noise]) {
    let mut at = 0;
    for d in drafts {
        while noise.get(at).is_some_and(|n| n.span.end <= d.span.start) {
            at += 1;
        }
        if let Some(n) =
            noise.get(at..).unwrap_or(&[]).iter().take_while(|n| n.span.start < d.span.end).last()
            && n.reason == NoiseReason::Injected
            && d.kind != BlockKind::Furniture
            && n.span.end >= d.text_end
        {
            let text = Span { start: d.span.start, end: n.span.start.max(d.span.start) };
            d.text_end = text.trimmed(content).end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Format;

    fn of(s: &str) -> Structure {
        structure(&Text::new(s, Format::Text), &Corrections::default())
    }

    const REPORT: &str = "The Bridge at Osk: Who Pays for It\n\
        Brief 4, River Institute, 3 May 2019\n\
        I. What happened\n\
        The bridge at Osk fell in March. Nobody was hurt, but the road to the coast has been shut since then.\n\
        A. The first week\n\
        Two envoys met on the bank. They agreed on nothing and went home in the rain.\n\
        B. The second week\n\
        Three points were raised:\n\
        - Money. The council has none of it, as its treasurer said twice.\n\
        - For drivers: The way round takes nine hours.\n\
        II. What may follow\n\
        The council will vote in June, and its vote will be close. Much hangs on the price of steel.\n\
        Conclusion: a bridge is needed\n\
        It is needed soon, and everybody knows it. Who will pay?\n";

    #[test]
    fn sections_of_a_report() {
        let s = of(REPORT);
        let got: Vec<(u8, Option<&str>, &str)> =
            s.sections.iter().map(|x| (x.level, x.label.map(|l| l.of(REPORT)), x.title.of(REPORT))).collect();
        assert_eq!(
            got,
            [
                (1, Some("I"), "What happened"),
                (2, Some("A"), "The first week"),
                (2, Some("B"), "The second week"),
                (1, Some("II"), "What may follow"),
                (1, None, "Conclusion: a bridge is needed"),
            ]
        );
        assert_eq!(s.title.map(|t| t.of(REPORT)), Some("The Bridge at Osk: Who Pays for It"));
    }

    #[test]
    fn a_section_without_text_ends_with_its_heading() {
        let s = of(
            "1. Aims\n1.1 Roads\nThe road is shut. Nobody knows for how long, and nobody asks any more.\n\n",
        );
        let ends: Vec<(u32, u32)> = s.sections.iter().map(|x| (x.heading.end, x.body_end)).collect();
        assert_eq!(ends, [(7, 7), (17, 88)]);
    }

    #[test]
    fn labels_and_lead_ins() {
        let s = of(REPORT);
        let labels: Vec<&str> = s.blocks.iter().filter_map(|b| b.label).map(|l| l.of(REPORT)).collect();
        assert_eq!(labels, ["Money", "For drivers"]);
        let lead: Vec<&str> =
            s.blocks.iter().filter(|b| b.kind == BlockKind::LeadIn).map(|b| b.span.of(REPORT)).collect();
        assert_eq!(lead, ["Three points were raised:"]);
        assert!(s.sentences.iter().any(|x| x.span.of(REPORT) == "The way round takes nine hours."));
    }

    /// Signs of a span that are no white space and stand in none of the holes.
    fn signs(s: &str, span: Span, holes: &[Noise]) -> Vec<(usize, char)> {
        let at = |(k, c): (usize, char)| (span.from() + k, c);
        let hole = |k: usize| holes.iter().any(|n| n.span.from() <= k && k < n.span.to());
        span.of(s).char_indices().map(at).filter(|(k, c)| !c.is_whitespace() && !hole(*k)).collect()
    }

    proptest::proptest! {
        #[test]
        fn every_letter_of_prose_is_in_one_sentence(s in "([A-Z][a-z]{0,6}[ .:?\\n]|[IVX]{1,3}\\. |[0-9]\\.|- |• |\\n\\n|é…|\\.\\. |\\(a\\) |“|” |No\\. 5 |U\\.S\\. |Mr\\. ){0,60}") {
            let out = of(&s);
            let prose = out.blocks.iter().filter(|b| sentences::is_prose(b.kind));
            let want: Vec<_> = prose.flat_map(|b| signs(&s, b.prose(), &out.noise)).collect();
            let got: Vec<_> = out.sentences.iter().flat_map(|x| signs(&s, x.span, &[])).collect();
            proptest::prop_assert_eq!(want, got);
        }

        #[test]
        fn any_text_gives_valid_spans_in_order(s in "([A-Z][a-z]{0,6}[ .:\\n]|[IVX]{1,3}\\. |[0-9]\\.|- |\\n\\n|é…|\\.\\. ){0,60}") {
            let out = of(&s);
            let ok = |x: Span| Span::checked(&s, x.from(), x.to()).is_ok();
            proptest::prop_assert!(out.blocks.iter().all(|b| ok(b.span) && ok(b.prose()) && b.label.is_none_or(ok)));
            proptest::prop_assert!(out.blocks.windows(2).all(|w| w[0].span.end <= w[1].span.start));
            proptest::prop_assert!(out.sections.iter().all(|x| ok(x.heading) && ok(x.title) && x.label.is_none_or(ok)));
            proptest::prop_assert!(out.sections.windows(2).all(|w| w[0].body_end <= w[1].heading.start));
            proptest::prop_assert!(out.noise.windows(2).all(|w| w[0].span.end <= w[1].span.start));
            proptest::prop_assert!(out.sentences.windows(2).all(|w| w[0].span.end <= w[1].span.start));
            for x in &out.sentences {
                proptest::prop_assert!(ok(x.span) && !x.span.is_empty());
                proptest::prop_assert!(out.blocks[x.block.index()].span.contains(x.span));
                proptest::prop_assert!(!out.noise.iter().any(|n| n.span.overlaps(x.span)));
            }
        }
    }
}

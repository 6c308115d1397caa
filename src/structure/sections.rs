//! Drafts and outline → blocks with their kinds, labels and sections.

use crate::model::{Block, BlockKind, Section, SectionId, Span, Text};

use super::blocks::Draft;
use super::cues::{Ending, LEXICON, ending};
use super::outline::Outline;
use super::run_in::label_items;

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

//! Tables of contents: what they say about headings, and those that are plain lists of titles.

use rustc_hash::FxHashMap;

use crate::model::{BlockKind, Noise, NoiseReason, Span, Why};

use super::blocks::Draft;

/// Entries in a row before they are taken for a table of contents.
const RUN: usize = 3;
/// Longest entry in bytes.
const LONGEST: usize = 160;

/// The entries of a document's table of contents.
#[derive(Debug, Clone, Default)]
pub(super) struct Contents {
    depths: FxHashMap<String, u8>,
}

impl Contents {
    /// How deep the contents put a title, from 0; `None` if they leave it out.
    pub fn depth(&self, title: &str) -> Option<u8> {
        self.depths.get(&folded(title)).copied()
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.depths.len()
    }

    /// The entries among the lines that are set aside as contents.
    pub fn of(content: &str, drafts: &[Draft], noise: &[Noise]) -> Self {
        let mut depths = FxHashMap::default();
        let mut columns: Vec<u16> = Vec::new();
        let mut rows: Vec<(u16, String)> = Vec::new();
        let mut lines = noise.iter().filter(|n| n.reason == NoiseReason::Contents).map(|n| n.span).peekable();
        for d in drafts.iter().filter(|d| d.kind == BlockKind::Furniture) {
            while lines.next_if(|l| l.end <= d.span.start).is_some() {}
            if lines.peek().is_some_and(|l| l.start < d.span.end) {
                let title = folded(d.text().of(content));
                if title.len() > 2 {
                    rows.push((d.indent + u16::from(d.level) * 4, title));
                    columns.push(d.indent + u16::from(d.level) * 4);
                }
            }
        }
        columns.sort_unstable();
        columns.dedup();
        for (column, title) in rows {
            let depth = columns.iter().position(|c| *c == column).unwrap_or(0);
            depths.entry(title).or_insert(u8::try_from(depth).unwrap_or(u8::MAX));
        }
        Self { depths }
    }
}

/// Runs of short lines or list items that stand again, in the same order and apart from each other, further down: a
/// table of contents without page numbers.
pub(super) fn find(content: &str, drafts: &mut [Draft], kept: impl Fn(Span) -> bool) -> Vec<Noise> {
    let entry = |d: &Draft| {
        matches!(d.kind, BlockKind::ListItem | BlockKind::Paragraph)
            && d.lines == 1
            && d.text().len() <= LONGEST
    };
    if !drafts.iter().any(entry) {
        return Vec::new();
    }
    // Where each line stands last as a paragraph of its own.
    let mut later: FxHashMap<String, usize> = FxHashMap::default();
    for (k, d) in drafts.iter().enumerate() {
        if entry(d) && d.kind == BlockKind::Paragraph {
            let title = folded(d.text().of(content));
            if title.len() > 2 {
                later.insert(title, k);
            }
        }
    }
    let mut noise = Vec::new();
    let mut from = 0;
    while from < drafts.len() {
        let target = |k: usize| {
            let d = drafts.get(k).filter(|d| entry(d))?;
            later.get(&folded(d.text().of(content))).copied()
        };
        let Some(mut last) = target(from).filter(|t| *t > from + RUN) else {
            from += 1;
            continue;
        };
        let first = last;
        let mut end = from + 1;
        // Titles must be apart, with text between them, and none may stand before the end of the table.
        while let Some(t) = target(end).filter(|t| *t > last + 1 && first > end) {
            last = t;
            end += 1;
        }
        if end - from >= RUN && first >= end {
            for d in drafts.get_mut(from..end).unwrap_or(&mut []).iter_mut().filter(|d| !kept(d.span)) {
                let why = Why::new("a list of the titles that follow", 0.85);
                noise.push(Noise { span: d.span, reason: NoiseReason::Contents, why });
                d.kind = BlockKind::Furniture;
            }
            from = end;
        } else {
            from += 1;
        }
    }
    noise
}

/// A title for comparison: letters in lower case, numbers and leaders at its ends gone.
pub(super) fn folded(title: &str) -> String {
    let core = title.trim_matches(|c: char| !c.is_alphabetic());
    core.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

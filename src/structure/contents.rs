//! Tables of contents: what they say about headings, and those that are plain lists of titles.

use std::hash::{Hash, Hasher};
use std::num::NonZeroU64;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHasher};

use crate::model::{BlockKind, Noise, NoiseReason, Span, Why};

use super::blocks::Draft;
use super::cues::LEXICON;

/// Entries in a row before they are taken for a table of contents.
const RUN: usize = 3;
/// Longest entry in bytes.
const LONGEST: usize = 160;

/// What lists of titles tell of the headings that bear these.
#[derive(Debug, Clone, Default)]
pub(super) struct Contents {
    /// Depth of each entry of the document's table of contents.
    depths: FxHashMap<String, u8>,
    /// For each title of a list inside the text, the draft at which the list begins: the parts of a section.
    parts: FxHashMap<String, usize>,
}

impl Contents {
    /// How deep the document's table of contents puts a title, from 0; `None` if it leaves it out.
    pub fn depth(&self, title: &str) -> Option<u8> {
        self.depths.get(&folded(title)).copied()
    }

    /// The draft at which the list begins that names the title as a part of its section.
    pub fn part(&self, title: &str) -> Option<usize> {
        if self.parts.is_empty() { None } else { self.parts.get(&folded(title)).copied() }
    }

    /// Number of entries of the document's table of contents.
    pub fn len(&self) -> usize {
        self.depths.len()
    }

    /// Reads the lines that are set aside as contents, and the lists of titles inside the text.
    pub fn of(content: &str, drafts: &[Draft], noise: &[Noise]) -> Self {
        let mut rows: Vec<(u16, String)> = Vec::new();
        let mut lines = noise.iter().filter(|n| n.reason == NoiseReason::Contents).map(|n| n.span).peekable();
        for d in drafts.iter().filter(|d| d.kind == BlockKind::Furniture) {
            while lines.next_if(|l| l.end <= d.span.start).is_some() {}
            if lines.peek().is_some_and(|l| l.start < d.span.end) {
                let title = folded(d.text().of(content));
                if title.len() > 2 {
                    rows.push((d.indent.saturating_add(u16::from(d.level) * 4), title));
                }
            }
        }
        let mut columns: Vec<u16> = rows.iter().map(|r| r.0).collect();
        columns.sort_unstable();
        columns.dedup();
        let depth = |column: u16| u8::try_from(columns.partition_point(|c| *c < column)).unwrap_or(u8::MAX);
        let mut depths = FxHashMap::default();
        for (column, title) in rows {
            depths.entry(title).or_insert(depth(column));
        }
        let mut parts = FxHashMap::default();
        for list in lists(content, drafts) {
            for d in drafts.get(list.clone()).unwrap_or(&[]) {
                parts.entry(folded(d.text().of(content))).or_insert(list.start);
            }
        }
        Self { depths, parts }
    }
}

/// Sets aside tables of contents without page numbers: lists of titles below a line that says so, or before any text.
pub(super) fn find(content: &str, drafts: &mut [Draft], kept: impl Fn(Span) -> bool) -> Vec<Noise> {
    /// A list of this many titles that stands before all text needs no line that says so.
    const LONG: usize = 5;
    /// How many items may stand between that line and the first title.
    const AROUND: usize = 32;
    let text = drafts.iter().position(|d| d.text().len() > LONGEST).unwrap_or(drafts.len());
    let mut noise = Vec::new();
    for list in announced(content, drafts) {
        set_aside(drafts, list, &kept, &mut noise);
    }
    for list in lists(content, drafts) {
        let above = drafts.get(..list.start).unwrap_or(&[]).iter().rev();
        let above = above.take(AROUND).find(|d| !matches!(d.kind, BlockKind::Rule | BlockKind::ListItem));
        let named = above.is_some_and(|d| LEXICON.is_contents(d.text().of(content)));
        if !named && (list.len() < LONG || list.start > text) {
            continue;
        }
        let list = if named { whole_list(drafts, list) } else { list };
        // The heading of the list goes with it, if the format says it is one.
        let own = list.start.checked_sub(1).filter(|k| {
            drafts
                .get(*k)
                .is_some_and(|d| d.kind == BlockKind::Heading && LEXICON.is_contents(d.text().of(content)))
        });
        let list = own.unwrap_or(list.start)..list.end;
        set_aside(drafts, list, &kept, &mut noise);
    }
    noise
}

/// Makes noise of a list of titles.
fn set_aside(drafts: &mut [Draft], list: Range<usize>, kept: &impl Fn(Span) -> bool, noise: &mut Vec<Noise>) {
    for d in drafts.get_mut(list).unwrap_or(&mut []).iter_mut().filter(|d| !kept(d.span)) {
        let why = Why::new("a list of the titles that follow", 0.85);
        noise.push(Noise { span: d.span, reason: NoiseReason::Contents, why });
        d.kind = BlockKind::Furniture;
    }
}

/// Lists of titles below a line that says so, with the line: most of them stand again further down. The others are broken in two
/// or worded otherwise there.
fn announced(content: &str, drafts: &[Draft]) -> Vec<Range<usize>> {
    /// Titles without another place in a row before the list ends.
    const MISSES: usize = 3;
    /// Lines that may announce a list: a document of several parts has one for each.
    const PARTS: usize = 32;
    /// Bytes of a title that may end in a full stop.
    const SHORT: usize = 60;
    let starts: Vec<usize> = (0..drafts.len())
        .filter(|k| {
            drafts.get(*k).is_some_and(|d| {
                matches!(d.kind, BlockKind::Heading | BlockKind::Paragraph)
                    && LEXICON.is_contents(d.text().of(content))
            })
        })
        .take(PARTS)
        .collect();
    if starts.is_empty() {
        return Vec::new();
    }
    let entry = |d: &Draft| {
        matches!(d.kind, BlockKind::ListItem | BlockKind::Paragraph | BlockKind::Rule)
            && d.lines <= 2
            && d.text().len() <= LONGEST
    };
    let headed = drafts.iter().any(|d| d.kind == BlockKind::Heading);
    let mut later: FxHashMap<NonZeroU64, usize> = FxHashMap::default();
    for (k, d) in drafts.iter().enumerate().filter(|(_, d)| {
        d.text().len() <= LONGEST
            && if headed { d.kind == BlockKind::Heading } else { d.kind == BlockKind::Paragraph }
    }) {
        if let Some(fold) = fold_number(d.text().of(content)) {
            later.insert(fold, k);
        }
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for start in starts {
        if found.last().is_some_and(|list| start < list.end) {
            continue;
        }
        let (mut hits, mut misses, mut all, mut end) = (0usize, 0usize, 0usize, start + 1);
        let mut targets = Vec::new();
        for (k, d) in drafts.iter().enumerate().skip(start + 1).take_while(|(_, d)| entry(d)) {
            // The list ends where the first of its titles stands again.
            if targets.first().is_some_and(|at| *at <= k) {
                break;
            }
            all += usize::from(d.kind != BlockKind::Rule);
            let line = d.text().of(content);
            let fold = fold_number(line).filter(|_| line.len() <= SHORT || !line.ends_with('.'));
            match fold.and_then(|fold| later.get(&fold)).filter(|at| **at > k) {
                Some(at) => {
                    (hits, misses, end) = (hits + 1, 0, k + 1);
                    targets.push(*at);
                }
                None if d.kind == BlockKind::Rule => {}
                None => misses += 1,
            }
            if misses > MISSES {
                break;
            }
        }
        let apart = targets.iter().all(|at| *at >= end);
        if hits >= RUN && hits * 2 > all.saturating_sub(misses) && apart {
            found.push(start..end);
        }
    }
    found
}

/// Sets aside headings of tables of contents that are gone: where pages are printed, their lines are left out with the numbers.
pub(super) fn find_bare(content: &str, drafts: &mut [Draft], kept: impl Fn(Span) -> bool) -> Vec<Noise> {
    let mut noise = Vec::new();
    for k in 0..drafts.len() {
        let bare = drafts
            .get(k + 1)
            .is_none_or(|next| matches!(next.kind, BlockKind::Heading | BlockKind::Furniture));
        let Some(d) = drafts.get_mut(k).filter(|d| bare && d.kind == BlockKind::Heading && !kept(d.span))
        else {
            continue;
        };
        if LEXICON.is_contents(d.text().of(content)) {
            let why = Why::new("the heading of a list that is left out", 0.9);
            noise.push(Noise { span: d.span, reason: NoiseReason::Contents, why });
            d.kind = BlockKind::Furniture;
        }
    }
    noise
}

/// The list items around those that are titles to the letter, if these are not too few: a table may shorten its titles.
fn whole_list(drafts: &[Draft], titles: Range<usize>) -> Range<usize> {
    let item = |d: &Draft| d.kind == BlockKind::ListItem && d.lines == 1;
    if !drafts.get(titles.clone()).is_some_and(|run| run.iter().all(item)) {
        return titles;
    }
    let before = drafts.get(..titles.start).unwrap_or(&[]).iter().rev().take_while(|d| item(d)).count();
    let after = drafts.get(titles.end..).unwrap_or(&[]).iter().take_while(|d| item(d)).count();
    if before + after > 3 * titles.len() {
        return titles;
    }
    titles.start - before..titles.end + after
}

/// Runs of short lines or list items that stand again as lines of their own, in the same order and apart from each other,
/// further down.
fn lists(content: &str, drafts: &[Draft]) -> Vec<Range<usize>> {
    let entry = |d: &Draft| {
        matches!(d.kind, BlockKind::ListItem | BlockKind::Paragraph)
            && d.lines == 1
            && d.text().len() <= LONGEST
    };
    // The short lines, each by a number for its folded words, and where each stands last as a paragraph of its own, or as a
    // heading where the format knows these.
    let headed = drafts.iter().any(|d| d.kind == BlockKind::Heading);
    let title = if headed { BlockKind::Heading } else { BlockKind::Paragraph };
    let folds: Vec<Option<NonZeroU64>> =
        drafts
            .iter()
            .map(|d| {
                if entry(d) || d.kind == BlockKind::Heading {
                    fold_number(d.text().of(content))
                } else {
                    None
                }
            })
            .collect();
    let mut later: FxHashMap<NonZeroU64, u32> = FxHashMap::default();
    for (k, (d, fold)) in drafts.iter().zip(&folds).enumerate() {
        if let Some(fold) = fold.filter(|_| d.kind == title) {
            later.insert(fold, u32::try_from(k).unwrap_or(u32::MAX));
        }
    }
    let listed = |k: usize| drafts.get(k).is_some_and(|d| d.kind != BlockKind::Heading);
    let target = |k: usize| {
        let fold = folds.get(k).copied().flatten().filter(|_| listed(k))?;
        later.get(&fold).map(|k| *k as usize)
    };
    let mut found = Vec::new();
    let mut from = 0;
    while from < drafts.len() {
        let Some(first) = target(from).filter(|t| *t >= from + RUN) else {
            from += 1;
            continue;
        };
        let (mut last, mut end) = (first, from + 1);
        // Titles must be apart, with text between them, and none may stand before the end of the list.
        while let Some(t) = target(end).filter(|t| *t > last + 1 && first > end) {
            last = t;
            end += 1;
        }
        if end - from >= RUN {
            found.push(from..end);
            from = end;
        } else {
            from += 1;
        }
    }
    found
}

/// A number for a folded title; `None` for a title of no more than two bytes.
fn fold_number(title: &str) -> Option<NonZeroU64> {
    // Where it stands it may be called a chapter.
    let (first, rest) = title.trim_start().split_once(' ').unwrap_or(("", title));
    let folded = folded(if LEXICON.division(first).is_some() { rest } else { title });
    if folded.len() <= 2 {
        return None;
    }
    let mut hasher = FxHasher::default();
    folded.hash(&mut hasher);
    NonZeroU64::new(hasher.finish())
}

/// A title for comparison: letters in lower case, numbers and leaders at its ends gone.
pub(super) fn folded(title: &str) -> String {
    let core = title.trim_matches(|c: char| !c.is_alphabetic());
    core.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use crate::model::{Format, NoiseReason, Text};
    use crate::structure::{Corrections, structure};

    const PROSE: &str = "The ferry crossed twice a day until the winter, when the ice came down the river and shut both of its landings for good.";

    fn contents(s: &str) -> Vec<&str> {
        let found = structure(&Text::new(s, Format::Text), &Corrections::default());
        let lines = found.noise.iter().filter(|n| n.reason == NoiseReason::Contents);
        lines.map(|n| n.span.of(s)).collect()
    }

    #[test]
    fn a_list_of_the_titles_that_follow_is_set_aside() {
        let s = format!(
            "Contents\n- The landings\n- The boats\n- The crews\nThe landings\n{PROSE}\nThe boats\n{PROSE}\nThe crews\n{PROSE}\n"
        );
        assert_eq!(contents(&s), ["Contents", "- The landings", "- The boats", "- The crews"]);
    }

    #[test]
    fn titles_below_a_line_that_announces_them_may_be_broken_or_called_chapters() {
        let s = format!(
            "Table of Contents\n\n1. The landings\n2. The boats\n  2.1. Barges and the many rafts\n  on the river\n3. The crews\n4. The \
             end\n\nChapter 1. The landings\n\n{PROSE}\n\nChapter 2. The boats\n\n{PROSE}\n\n2.1. Barges and the many rafts on the \
             river\n\n{PROSE}\n\nChapter 3. The crews\n\n{PROSE}\n\nChapter 4. The end\n\n{PROSE}\n"
        );
        assert_eq!(contents(&s).len(), 7, "{:?}", contents(&s));
        let found = structure(&Text::new(s.as_str(), Format::Text), &Corrections::default());
        let titles: Vec<&str> = found.sections.iter().map(|x| x.title.of(&s)).collect();
        assert_eq!(
            titles,
            ["The landings", "The boats", "Barges and the many rafts on the river", "The crews", "The end"]
        );
    }

    #[test]
    fn shortened_titles_are_set_aside_with_the_others() {
        let s = format!(
            "Contents\n- Landings\n- The boats\n- The crews\n- The end\nAll the landings\n{PROSE}\nThe boats\n{PROSE}\nThe crews\n{PROSE}\nThe end\n{PROSE}\n"
        );
        assert_eq!(contents(&s), ["Contents", "- Landings", "- The boats", "- The crews", "- The end"]);
    }

    #[test]
    fn a_refrain_and_the_fields_of_a_form_are_no_contents() {
        let s = format!(
            "Row, ferryman\nRow home\nRow slow\n{PROSE}\nRow, ferryman\nRow home\nRow slow\n{PROSE}\n"
        );
        assert_eq!(contents(&s), Vec::<&str>::new());
        let s =
            "Name of boat\nHome port\nCrew\nName of boat\nHome port\nCrew\nName of boat\nHome port\nCrew\n";
        assert_eq!(contents(s), Vec::<&str>::new());
    }

    #[test]
    fn a_list_inside_a_section_names_its_parts_and_stays() {
        let s = format!(
            "The river at work\n\nThe landings\n{PROSE}\nThe boats\n{PROSE} {PROSE}\n- Barges\n- Rafts\n- Punts\nBarges\n{PROSE}\nRafts\n{PROSE}\nPunts\n{PROSE}\nThe crews\n{PROSE}\n"
        );
        assert_eq!(contents(&s), Vec::<&str>::new());
        let found = structure(&Text::new(s.as_str(), Format::Text), &Corrections::default());
        let levels: Vec<u8> = found.sections.iter().map(|x| x.level).collect();
        assert_eq!(
            levels,
            [1, 1, 2, 2, 2, 1],
            "{:?}",
            found.sections.iter().map(|x| x.title.of(&s)).collect::<Vec<_>>()
        );
    }
}

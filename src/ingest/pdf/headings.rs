//! Which lines are headings, and at which level: what the bookmarks name, else what is set in larger letters.

use rustc_hash::FxHashMap;

use super::bookmarks::Bookmark;
use super::lines::{Line, Page};

/// What a line is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Title,
    /// A heading of this level. Lines of one heading have the same number.
    Heading(u8, u32),
}

/// The size most letters have, in points; letters of lines that are long enough for prose, if there are any, because figures
/// may be full of small ones.
pub(super) fn body_size(pages: &[Page]) -> f64 {
    /// Bytes of a line of prose in a narrow column.
    const PROSE: usize = 30;
    let prose = pages.iter().flat_map(|p| &p.lines).any(|l| l.text.len() >= PROSE);
    let mut sizes: FxHashMap<i64, usize> = FxHashMap::default();
    for line in pages.iter().flat_map(|p| &p.lines).filter(|l| !prose || l.text.len() >= PROSE) {
        *sizes.entry((line.size * 4.0).round() as i64).or_default() += line.text.len();
    }
    let most = sizes.into_iter().max_by_key(|(size, letters)| (*letters, *size));
    most.map_or(10.0, |(size, _)| size as f64 / 4.0)
}

/// Marks by page and line.
pub(super) fn find(pages: &[Page], bookmarks: &[Bookmark], body: f64) -> FxHashMap<(usize, usize), Mark> {
    let mut marks = by_bookmarks(pages, bookmarks);
    let named = marks.len();
    let sized = by_size(pages, body);
    if named < 2 {
        marks = sized;
    } else if let Some((place, mark)) =
        sized.iter().find(|(place, m)| **m == Mark::Title && !marks.contains_key(*place))
    {
        marks.insert(*place, *mark);
    }
    marks
}

/// The letters and digits of a title, in lower case.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).take(300).flat_map(char::to_lowercase).collect()
}

/// Whether two titles differ by the number of a section only: it may stand on the page alone or in the bookmark alone.
fn same_but_number(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    let number = |before: &str| {
        before.len() <= 6
            && (before.chars().all(|c| c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x' | 'l' | 'c'))
                || before.starts_with(|c: char| c.is_ascii_alphabetic())
                    && before.bytes().skip(1).all(|b| b.is_ascii_digit()))
    };
    short.len() > 3 && long.strip_suffix(short).is_some_and(number)
}

fn by_bookmarks(pages: &[Page], bookmarks: &[Bookmark]) -> FxHashMap<(usize, usize), Mark> {
    /// Lines that a title may take.
    const LINES: usize = 4;
    let mut marks = FxHashMap::default();
    let mut folded: FxHashMap<usize, Vec<String>> = FxHashMap::default();
    for (number, bookmark) in bookmarks.iter().enumerate() {
        let (Some(at), title) = (bookmark.page, letters(&bookmark.title)) else { continue };
        if title.is_empty() {
            continue;
        }
        let found = [at, at + 1].into_iter().find_map(|p| {
            let page = pages.get(p)?;
            let lines =
                folded.entry(p).or_insert_with(|| page.lines.iter().map(|l| letters(&l.text)).collect());
            // As it is, else with more or less of a number before it.
            [true, false].into_iter().find_map(|exact| {
                let free = (0..lines.len()).filter(|k| !marks.contains_key(&(p, *k)));
                free.clone().find_map(|first| {
                    let mut joined = String::new();
                    for (count, line) in lines.iter().skip(first).take(LINES).enumerate() {
                        joined.push_str(line);
                        if joined == title || (!exact && same_but_number(&joined, &title)) {
                            return Some((p, first, count + 1));
                        }
                        if joined.len() > title.len() + 6 || joined.is_empty() {
                            break;
                        }
                    }
                    None
                })
            })
        });
        if let Some((page, first, count)) = found {
            for k in first..first + count {
                marks.insert((page, k), Mark::Heading(bookmark.depth, number as u32));
            }
        }
    }
    marks
}

fn by_size(pages: &[Page], body: f64) -> FxHashMap<(usize, usize), Mark> {
    /// Levels told apart.
    const LEVELS: usize = 4;
    let large = |l: &Line| l.size > body * 1.12 && l.text.len() < 250 && is_worded(&l.text);
    let class = |size: f64| (size * 2.0).round() as i64;
    // Runs of large lines of one size, one below the other.
    let mut runs: Vec<(usize, usize, usize, i64, usize)> = Vec::new();
    let mut total = 0usize;
    for (p, page) in pages.iter().enumerate() {
        for (k, line) in page.lines.iter().enumerate() {
            total += line.text.len();
            if !large(line) {
                continue;
            }
            match runs.last_mut() {
                Some((page, first, count, size, bytes))
                    if *page == p
                        && *first + *count == k
                        && (*size - class(line.size)).abs() <= 1
                        && page_gap(pages, p, k) < 1.8 * line.size =>
                {
                    *count += 1;
                    *bytes += line.text.len();
                }
                _ => runs.push((p, k, 1, class(line.size), line.text.len())),
            }
        }
    }
    // Large letters all over, or whole paragraphs of them, are no headings.
    runs.retain(|(.., count, _, bytes)| *count <= 4 && *bytes <= 300);
    // Nor is what is mostly long sentences.
    let mut prose: FxHashMap<i64, (usize, usize)> = FxHashMap::default();
    for (.., size, bytes) in &runs {
        let (count, sum) = prose.entry(*size).or_default();
        *count += 1;
        *sum += bytes;
    }
    runs.retain(|(.., size, _)| {
        prose.get(size).is_none_or(|(count, sum)| *count < 2 || sum / count < 110 || sum * 20 < total)
    });
    let mut sizes: FxHashMap<i64, usize> = FxHashMap::default();
    for (.., size, _) in &runs {
        *sizes.entry(*size).or_default() += 1;
    }
    // The number that a paper is filed under stands above its title, in larger letters.
    runs.retain(|(p, first, count, ..)| {
        let line = pages.get(*p).and_then(|page| page.lines.get(*first));
        let filed = line.is_some_and(|l| {
            !l.text.trim().contains(' ') && l.text.bytes().filter(u8::is_ascii_digit).count() >= 3
        });
        *p > 0 || *count > 1 || !filed
    });
    let mut marks = FxHashMap::default();
    let largest = runs.iter().filter(|(p, ..)| *p == 0).map(|(.., size, _)| *size).max();
    let title = runs.iter().position(|(p, .., size, _)| *p == 0 && Some(*size) == largest).filter(|_| {
        largest.is_some_and(|l| sizes.get(&l).is_some_and(|n| *n <= 2) && sizes.keys().all(|s| *s <= l))
    });
    if let Some((p, first, count, ..)) = title.and_then(|k| runs.get(k)) {
        for k in *first..first + count {
            marks.insert((*p, k), Mark::Title);
        }
    }
    let mut levels: Vec<i64> =
        runs.iter().enumerate().filter(|(k, _)| Some(*k) != title).map(|(_, r)| r.3).collect();
    levels.sort_unstable_by(|a, b| b.cmp(a));
    levels.dedup();
    // Half a point more or less is the same level.
    levels.dedup_by(|b, a| *a - *b <= 1);
    let headings = runs.len() - usize::from(title.is_some());
    let share: usize = runs.iter().map(|r| r.4).sum();
    if headings < 2 || share * 4 > total {
        return marks;
    }
    for (number, (p, first, count, size, _)) in runs.iter().enumerate() {
        if Some(number) == title {
            continue;
        }
        let level = levels.iter().position(|l| l - size <= 1 && size - l <= 0).unwrap_or(levels.len() - 1);
        let level = u8::try_from(level.min(LEVELS - 1) + 1).unwrap_or(1);
        for k in *first..first + count {
            marks.insert((*p, k), Mark::Heading(level, number as u32));
        }
    }
    marks
}

/// Whether there is a word among the letters, or most of them are such: large signs of a formula stand alone.
fn is_worded(text: &str) -> bool {
    let letters = |w: &str| w.chars().filter(|c| c.is_alphabetic()).count();
    let signs = text.chars().filter(|c| !c.is_alphabetic() && !c.is_whitespace() && !c.is_ascii()).count();
    let wide = text.chars().any(|c| c.is_alphabetic() && c as u32 >= 0x2E80);
    letters(text) > signs && (wide || text.split(|c: char| !c.is_alphabetic()).any(|w| letters(w) >= 3))
}

/// The distance of a line from the one before it.
fn page_gap(pages: &[Page], page: usize, line: usize) -> f64 {
    let lines = pages.get(page).map_or(&[][..], |p| &p.lines);
    match (lines.get(line.wrapping_sub(1)), lines.get(line)) {
        (Some(a), Some(b)) => (b.y - a.y).abs(),
        _ => f64::MAX,
    }
}

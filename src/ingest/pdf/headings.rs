//! Which lines are headings, and at which level: what the bookmarks name, else what is set in larger letters.

use std::ops::Range;

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
pub(super) fn find(
    pages: &[Page],
    bookmarks: &[Bookmark],
    stated: Option<&str>,
    body: f64,
) -> FxHashMap<(usize, usize), Mark> {
    let mut marks = by_bookmarks(pages, bookmarks);
    let named = marks.len();
    let mut sized = by_size(pages, body);
    if let Some((page, lines)) = stated.and_then(|title| stated_title(pages, title)) {
        sized.retain(|_, mark| *mark != Mark::Title);
        for k in lines {
            // The first bookmark may lead to it.
            marks.remove(&(page, k));
            sized.insert((page, k), Mark::Title);
        }
    }
    let headings = sized.values().filter(|m| matches!(m, Mark::Heading(..))).count();
    if named < 2 && headings >= named {
        return sized;
    }
    // The title is no bookmark, or it is one and then heads all others.
    for (place, mark) in sized.into_iter().filter(|(_, mark)| *mark == Mark::Title) {
        marks.entry(place).or_insert(mark);
    }
    marks
}

/// The lines at the beginning that say the title that the file states, and nothing else.
fn stated_title(pages: &[Page], title: &str) -> Option<(usize, Range<usize>)> {
    /// Pages and lines it may take, and letters that tell.
    const PAGES: usize = 2;
    const LINES: usize = 5;
    const FEWEST: usize = 8;
    let title = letters(title);
    if title.chars().count() < FEWEST {
        return None;
    }
    pages.iter().take(PAGES).enumerate().find_map(|(p, page)| {
        let found = (0..page.lines.len()).find_map(|first| {
            let mut joined = String::new();
            page.lines.iter().skip(first).take(LINES).enumerate().find_map(|(count, line)| {
                joined.push_str(&letters(&line.text));
                (joined == title).then_some(first..first + count + 1)
            })
        });
        found.map(|lines| (p, lines))
    })
}

/// The letters and digits of a title, in lower case.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).take(300).flat_map(char::to_lowercase).collect()
}

/// Whether two titles of at least so many letters differ by the number of a section only: it may stand on the page alone or in
/// the bookmark alone.
fn same_but_number(a: &str, b: &str, fewest: usize) -> bool {
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    let number = |before: &str| {
        before.len() <= 6
            && (before.chars().all(|c| c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x' | 'l' | 'c'))
                || before.starts_with(|c: char| c.is_ascii_alphabetic())
                    && before.bytes().skip(1).all(|b| b.is_ascii_digit()))
    };
    short.len() >= fewest && long.strip_suffix(short).is_some_and(number)
}

/// How well lines of a page bear the title of a bookmark, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// Letter by letter.
    Same,
    /// But for so many letters of a number.
    Number(usize),
    /// But for a word and a number in front of it ("Appendix A").
    Worded,
    /// But for letters that the bookmark spells otherwise.
    Close,
}

/// How much lines that say `joined` look like a bookmark's `title`. `placed`: whether they stand where it leads.
fn likeness(joined: &str, title: &str, placed: bool) -> Option<Likeness> {
    /// Letters of a word and a number before a title.
    const BEFORE: usize = 14;
    /// The least share of pairs of letters in common, and the letters that tell.
    const ALIKE: f64 = 0.72;
    const FEWEST: usize = 6;
    if joined == title {
        return Some(Likeness::Same);
    }
    if same_but_number(joined, title, if placed { 1 } else { 4 }) {
        return Some(Likeness::Number(joined.len().abs_diff(title.len())));
    }
    if placed && joined.strip_suffix(title).is_some_and(|before| before.len() <= BEFORE) {
        return Some(Likeness::Worded);
    }
    (placed && title.len() >= FEWEST && alike(joined, title) >= ALIKE).then_some(Likeness::Close)
}

/// The share of the pairs of ASCII letters that two titles have in common (Dice's coefficient).
fn alike(a: &str, b: &str) -> f64 {
    let pairs = |s: &str| {
        let letters: Vec<u8> = s.bytes().filter(u8::is_ascii).collect();
        let mut pairs: Vec<[u8; 2]> =
            letters.windows(2).filter_map(|w| <[u8; 2]>::try_from(w).ok()).collect();
        pairs.sort_unstable();
        pairs
    };
    let (a, b) = (pairs(a), pairs(b));
    let (mut i, mut k, mut common) = (0, 0, 0usize);
    while let (Some(x), Some(y)) = (a.get(i), b.get(k)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => k += 1,
            std::cmp::Ordering::Equal => (i, k, common) = (i + 1, k + 1, common + 1),
        }
    }
    2.0 * common as f64 / (a.len() + b.len()).max(1) as f64
}

/// Whether a line stands where a bookmark leads: not above that place, nor far below it.
pub(super) fn stands_at(bookmark: &Bookmark, page: &Page, line: &Line) -> bool {
    /// How far the foot of the line may be above that place and below it, in sizes of its letters.
    const NEAR: (f64, f64) = (0.5, 6.0);
    bookmark.top.is_some_and(|top| {
        let below = line.y - (page.height - top);
        -NEAR.0 * line.size <= below && below <= NEAR.1 * line.size
    })
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
            let mut best: Option<((Likeness, bool), usize, usize)> = None;
            for first in (0..lines.len()).filter(|k| !marks.contains_key(&(p, *k))) {
                let placed = p == at && page.lines.get(first).is_some_and(|l| stands_at(bookmark, page, l));
                let mut joined = String::new();
                for (count, line) in lines.iter().skip(first).take(LINES).enumerate() {
                    if line.is_empty() {
                        break;
                    }
                    joined.push_str(line);
                    if let Some(likeness) = likeness(&joined, &title, placed) {
                        let rank = (likeness, !placed);
                        if best.is_none_or(|(least, ..)| rank < least) {
                            best = Some((rank, first, count + 1));
                        }
                    }
                    if joined.len() > title.len() + 16 {
                        break;
                    }
                }
            }
            best.map(|(_, first, count)| (p, first, count))
        });
        if let Some((page, first, count)) = found {
            for k in first..first + count {
                marks.insert((page, k), Mark::Heading(bookmark.depth, number as u32));
            }
        }
    }
    marks
}

/// Large lines of one size, one below the other: page, first line, number of lines, size in half points, bytes.
type Run = (usize, usize, usize, i64, usize);

fn by_size(pages: &[Page], body: f64) -> FxHashMap<(usize, usize), Mark> {
    /// Levels told apart.
    const LEVELS: usize = 4;
    let large = |l: &Line| l.size > body * 1.12 && l.text.len() < 250 && is_worded(&l.text);
    let class = |size: f64| (size * 2.0).round() as i64;
    // Lines of one heading stand no further apart, in sizes; those of a title may be set with wide spacing.
    let apart = |page: usize, size: f64| if page == 0 && size > body * 1.4 { 2.4 } else { 1.8 };
    // Runs of large lines of one size, one below the other.
    let mut runs: Vec<Run> = Vec::new();
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
                        && page_gap(pages, p, k) < apart(p, line.size) * line.size =>
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
    if let Some((page, first, count, ..)) = title.and_then(|k| runs.get(k)).copied() {
        drop_mast(pages, (page, first + count), body, &mut runs, &sizes);
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

/// Takes out the lines between the title and the first line of text that are set in sizes of their own: who wrote it.
fn drop_mast(
    pages: &[Page],
    (page, from): (usize, usize),
    body: f64,
    runs: &mut Vec<Run>,
    sizes: &FxHashMap<i64, usize>,
) {
    /// Bytes of a line of text.
    const TEXT: usize = 60;
    let lines = pages.get(page).map_or(&[][..], |p| &p.lines);
    let text = |l: &Line| l.text.len() >= TEXT && l.size < body * 1.12;
    let end = lines.iter().skip(from).position(text).map_or(lines.len(), |k| from + k);
    let within = |run: &Run| run.0 == page && (from..end).contains(&run.1);
    // Several people, and the signs of their notes.
    let names_people = |run: &Run| {
        let line = lines.get(run.1).map_or("", |l| l.text.as_str());
        line.contains(['∗', '†', '‡', '§', '¶', '@']) || line.matches(',').count() >= 2
    };
    let mut own: FxHashMap<i64, usize> = FxHashMap::default();
    for run in runs.iter().filter(|run| within(run)) {
        *own.entry(run.3).or_default() += 1;
    }
    runs.retain(|run| !within(run) || !names_people(run) && own.get(&run.3) != sizes.get(&run.3));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[(&str, f64, f64)]) -> Page {
        let lines = lines
            .iter()
            .map(|(text, y, size)| Line::new(text, 60.0, *y, 60.0 + 5.0 * text.len() as f64, *size))
            .collect();
        Page { lines, height: 800.0 }
    }

    fn bookmark(title: &str, top: Option<f64>) -> Bookmark {
        Bookmark { title: title.to_owned(), depth: 1, page: Some(0), top }
    }

    fn marked(page: &Page, bookmarks: &[Bookmark]) -> Vec<usize> {
        let marks = by_bookmarks(std::slice::from_ref(page), bookmarks);
        (0..page.lines.len()).filter(|k| marks.contains_key(&(0, *k))).collect()
    }

    #[test]
    fn headings_are_found_where_their_bookmarks_lead() {
        let page = page(&[
            ("Bridges", 60.0, 10.0),
            ("265", 100.0, 5.0),
            ("3.5. Old Bridges", 100.0, 12.0),
            ("Appendix A Roads", 300.0, 12.0),
            ("Schönheit der Bauten", 500.0, 12.0),
            ("Bridges", 600.0, 12.0),
        ]);
        assert_eq!(marked(&page, &[bookmark("Old Bridges", None)]), [2]);
        assert_eq!(marked(&page, &[bookmark("A Roads", Some(510.0))]), [3]);
        assert_eq!(marked(&page, &[bookmark("A Roads", None)]), [0; 0]);
        assert_eq!(marked(&page, &[bookmark("Schonheit der Bauten", Some(310.0))]), [4]);
        assert_eq!(marked(&page, &[bookmark("Bridges", Some(215.0))]), [5]);
        assert_eq!(marked(&page, &[bookmark("Bridges", None)]), [0]);
    }

    #[test]
    fn the_title_that_the_file_states_is_the_title() {
        let prose = "The bridge at Osk fell in March, and the road to the coast has been shut since.";
        let mut lines = vec![
            ("Accepted Manuscript", 60.0, 20.0),
            ("The Fall of the Bridge", 100.0, 12.0),
            ("at Osk", 114.0, 12.0),
        ];
        lines.extend((0..30).map(|k| (prose, 140.0 + 12.0 * f64::from(k), 10.0)));
        let page = [page(&lines)];
        let titles = |stated: Option<&str>| {
            let marks = find(&page, &[], stated, 10.0);
            let mut titles: Vec<usize> =
                marks.iter().filter(|(_, m)| **m == Mark::Title).map(|((_, k), _)| *k).collect();
            titles.sort_unstable();
            titles
        };
        assert_eq!(titles(None), [0]);
        assert_eq!(titles(Some("Untitled document 1")), [0]);
        assert_eq!(titles(Some("The fall of the bridge at Osk")), [1, 2]);
    }
}

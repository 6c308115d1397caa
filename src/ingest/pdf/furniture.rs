//! Which lines of a page are no text of the document: what returns on every page, numbers of pages and of lines, lines of a table
//! of contents.

use rustc_hash::{FxHashMap, FxHashSet};

use super::bookmarks::Bookmark;
use super::headings::{letters, stands_at};
use super::lines::{Line, Page};
use crate::ingest::office::numerals::roman_value;

/// What lines that return on pages have in common: their shape, whether they stand in the upper half, and their height.
type Key = (String, bool, i64);

/// Takes out headers, footers, numbers of pages, and the lines of a table of contents; never what a bookmark leads to.
pub(super) fn strip(pages: &mut [Page], bookmarks: &[Bookmark]) {
    /// Lines at either end of a page that may be such.
    const ENDS: usize = 4;
    let mut seen: FxHashMap<Key, usize> = FxHashMap::default();
    let mut keys: Vec<Vec<(usize, Key)>> = Vec::with_capacity(pages.len());
    for (number, page) in pages.iter().enumerate() {
        let mut order: Vec<usize> = (0..page.lines.len()).collect();
        let y = |k: &usize| page.lines.get(*k).map_or(0.0, |l| l.y);
        order.sort_by(|a, b| y(a).total_cmp(&y(b)));
        let mut own = Vec::new();
        let last = order.len();
        for (rank, k) in order.into_iter().enumerate() {
            let (top, bottom) = (rank < ENDS, rank + ENDS >= last);
            if !top && !bottom {
                continue;
            }
            let Some(line) = page.lines.get(k) else { continue };
            let near_edge = line.y < page.height * 0.16 || line.y > page.height * 0.84;
            if near_edge {
                let (top, y) = (line.y < page.height / 2.0, (line.y / 4.0).round() as i64);
                own.push((k, (shape(&line.text), top, y)));
                // A header that names the chapter changes with it; its number goes on counting.
                for printed in numbers(&line.text) {
                    own.push((k, (format!("{COUNTED}{}", printed - number as i64), top, y)));
                }
            }
        }
        for (_, key) in &own {
            *seen.entry(key.clone()).or_default() += 1;
        }
        keys.push(own);
    }
    let heads = heads(pages);
    let mut named: FxHashMap<usize, Vec<(String, &Bookmark)>> = FxHashMap::default();
    for bookmark in bookmarks {
        if let Some(page) = bookmark.page {
            named.entry(page).or_default().push((letters(&bookmark.title), bookmark));
        }
    }
    // On fewer pages what stands on each of them.
    let several = pages.len().min(3);
    for (number, (page, keys)) in pages.iter_mut().zip(keys).enumerate() {
        let kept: Vec<usize> = match named.get(&number) {
            Some(named) => (0..page.lines.len()).filter(|k| is_named(page, *k, named)).collect(),
            None => Vec::new(),
        };
        let mut drop = vec![false; page.lines.len()];
        for (k, key) in keys {
            let (text, top, y) = &key;
            // A line may stand a hair higher on some pages.
            let count: usize =
                [*y - 1, *y, *y + 1].iter().filter_map(|y| seen.get(&(text.clone(), *top, *y))).sum();
            let number = is_page_number(text);
            let returns = (text.starts_with(COUNTED) && count >= 3)
                || (!text.starts_with(COUNTED) && several >= 2 && count >= several)
                || (number && (count >= 2 || several < 3));
            if let Some(slot) = drop.get_mut(k).filter(|_| returns) {
                *slot = true;
            }
        }
        let mut k = 0;
        page.lines.retain(|line| {
            let dropped = drop.get(k).copied().unwrap_or(false) || leads_to_page(&line.text);
            k += 1;
            !dropped && !heads.iter().any(|head| head.holds(line)) || kept.contains(&(k - 1))
        });
    }
}

/// Whether a line of a page is the heading that one of its bookmarks leads to.
fn is_named(page: &Page, k: usize, named: &[(String, &Bookmark)]) -> bool {
    page.lines.get(k).is_some_and(|line| {
        let said = letters(&line.text);
        named.iter().any(|(title, bookmark)| {
            said.strip_suffix(title.as_str()).is_some_and(|before| before.len() <= 6)
                && stands_at(bookmark, page, line)
        })
    })
}

/// What no shape of a line begins with: the mark of a number that counts pages.
const COUNTED: char = '\0';

/// The numbers that a short line begins and ends with.
fn numbers(text: &str) -> impl Iterator<Item = i64> {
    const LONGEST: usize = 120;
    let text = if text.len() > LONGEST { "" } else { text };
    let mut words = text.split_whitespace();
    let ends = [words.next(), words.next_back()];
    ends.into_iter().flatten().filter_map(|word| word.parse().ok()).filter(|n| (0..100_000).contains(n))
}

/// A line with its digits made alike, and the small Roman number that it may begin or end with.
fn shape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut text = text.trim();
    let (first, rest) = text.split_once(' ').unwrap_or(("", text));
    if is_roman(first) {
        out.push('#');
        text = rest;
    }
    let (rest, last) = text.rsplit_once(' ').unwrap_or(("", text));
    let ends = is_roman(last);
    if ends {
        text = rest;
    }
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match c {
            '0'..='9' if out.ends_with('#') => {}
            '0'..='9' => out.push('#'),
            c => out.extend(c.to_lowercase()),
        }
    }
    if ends {
        out.push('#');
    }
    out
}

/// Whether a word is a small Roman number, as pages before the first have.
fn is_roman(word: &str) -> bool {
    // "civil" and "ill" have the letters of one and are none.
    word.bytes().all(|b| b.is_ascii_lowercase()) && roman_value(word).is_some_and(|value| value < 400)
}

/// A height at which pages have a line that stands apart from their text.
struct Head {
    y: i64,
}

impl Head {
    fn holds(&self, line: &Line) -> bool {
        (step(line.y) - self.y).abs() <= 1
    }
}

fn step(y: f64) -> i64 {
    (y / 2.0).round() as i64
}

/// The places of headers that change with the chapter, which show by their place alone: the uppermost line of most pages, always at
/// the same height, always with a gap below it, none larger than the text, and with words that return.
fn heads(pages: &[Page]) -> Vec<Head> {
    const FEWEST: usize = 6;
    let body = super::headings::body_size(pages);
    let mut places: FxHashMap<i64, Vec<&str>> = FxHashMap::default();
    let mut counted = 0;
    for page in pages {
        let mut order: Vec<&Line> = page.lines.iter().collect();
        order.sort_by(|a, b| a.y.total_cmp(&b.y));
        let mut lines = order.iter();
        let Some(first) = lines.next().filter(|_| order.len() > 3) else { continue };
        counted += 1;
        let Some(second) = lines.find(|l| l.y > first.y + 0.3 * first.size) else { continue };
        let apart = second.y - first.y > 1.9 * body;
        if apart && first.size < 1.05 * body && first.y < page.height * 0.16 && first.text.len() < 200 {
            places.entry(step(first.y)).or_default().push(&first.text);
        }
    }
    let found = places.iter().filter(|(_, texts)| {
        let distinct: FxHashSet<String> = texts.iter().map(|t| shape(t)).collect();
        texts.len() >= FEWEST && texts.len() * 5 >= counted * 2 && distinct.len() * 4 <= texts.len() * 3
    });
    found.map(|(y, _)| Head { y: *y }).collect()
}

/// Takes out the numbers that stand before the lines of pages, to cite them by. Where several pages have them, others with
/// fewer lines have them as well.
pub(super) fn drop_line_numbers(pages: &mut [Page]) {
    /// Numbers on a page that tell by themselves, those that do where other pages tell, and how many of these there are.
    const FEWEST: usize = 8;
    const FEW: usize = 2;
    const PAGES: usize = 3;
    let found: Vec<bool> = pages.iter_mut().map(|page| drop_numbers(page, FEWEST, true)).collect();
    if found.iter().filter(|f| **f).count() < PAGES {
        return;
    }
    for (page, _) in pages.iter_mut().zip(found).filter(|(_, found)| !found) {
        drop_numbers(page, FEW, false);
    }
}

/// Takes them out of a page that has at least so many, over half its height if `spread`.
fn drop_numbers(page: &mut Page, fewest: usize, spread: bool) -> bool {
    let mut numbers: Vec<(f64, f64, i64)> = Vec::new();
    let (mut left, mut top, mut bottom) = (Vec::new(), f64::MAX, f64::MIN);
    for line in &page.lines {
        match line.text.trim().parse::<i64>() {
            Ok(number) if line.is_number() => numbers.push((line.y, line.x1, number)),
            _ => {
                left.push(line.x0);
                top = top.min(line.y);
                bottom = bottom.max(line.y);
            }
        }
    }
    if numbers.len() < fewest || left.is_empty() {
        return false;
    }
    left.sort_by(f64::total_cmp);
    // All but a few lines stand to the right of them.
    let edge = left.get(left.len() / 10).copied().unwrap_or(0.0);
    numbers.retain(|(_, x1, _)| *x1 < edge + 1.0);
    numbers.sort_by(|a, b| a.0.total_cmp(&b.0));
    let steps = numbers.windows(2).filter(|w| matches!(w, [a, b] if (1..=10).contains(&(b.2 - a.2)))).count();
    let height = match (numbers.first(), numbers.last()) {
        (Some(a), Some(b)) => b.0 - a.0,
        _ => 0.0,
    };
    let enough =
        numbers.len() >= fewest && (steps * 10 >= numbers.len() * 8 || !spread && steps + 1 == numbers.len());
    if enough && (!spread || height * 2.0 > bottom - top) {
        let own: FxHashSet<i64> = numbers.iter().map(|n| n.2).collect();
        page.lines.retain(|l| {
            !(l.is_number() && l.x1 < edge + 1.0 && l.text.trim().parse().is_ok_and(|n| own.contains(&n)))
        });
    }
    enough
}

/// Takes out the lines of a table of contents without dots: several on a page that end in a number behind the words of a bookmark.
pub(super) fn drop_contents(pages: &mut [Page], bookmarks: &[Bookmark]) {
    const FEWEST: usize = 3;
    let titles: FxHashSet<String> = bookmarks.iter().map(|b| letters(&b.title)).collect();
    let names = |line: &Line| {
        let (words, number) = line.text.trim().rsplit_once(' ')?;
        let page = is_roman(number) || number.len() <= 4 && number.bytes().all(|b| b.is_ascii_digit());
        if !page {
            return None;
        }
        let words = letters(words);
        let bare = words.trim_start_matches(|c: char| c.is_ascii_digit());
        (titles.contains(&words) || (!bare.is_empty() && titles.contains(bare))).then_some(())
    };
    if titles.len() < FEWEST {
        return;
    }
    for page in pages {
        let found: Vec<bool> = page.lines.iter().map(|l| names(l).is_some()).collect();
        if found.iter().filter(|f| **f).count() >= FEWEST {
            let mut found = found.into_iter();
            page.lines.retain(|_| !found.next().unwrap_or(false));
        }
    }
}

/// Whether the shape of a line is that of the number of a page.
fn is_page_number(shape: &str) -> bool {
    let bare = shape.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '|' | '[' | ']' | '.' | '•'));
    is_roman(bare) || matches!(bare, "#" | "page#" | "p.#" | "#of#" | "page#of#" | "#/#" | "page#/#")
}

/// Whether a line is one of a table of contents: dots that lead to a number.
fn leads_to_page(text: &str) -> bool {
    let text = text.trim_end();
    let number = text.len() - text.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
    let (before, page) = text.split_at(text.len() - number);
    let number = if is_roman(page) || page.bytes().all(|b| b.is_ascii_digit()) { number } else { 0 };
    let mut dots = 0;
    for c in before.chars().rev().filter(|c| !c.is_whitespace()) {
        match c {
            '.' | '·' | '…' | '_' => dots += if c == '…' { 3 } else { 1 },
            _ => break,
        }
    }
    dots >= 4 && number > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_and_lines_of_contents_are_known() {
        for number in ["12", "- 3 -", "Page 4 of 90", "xiv", "| 7", "4/9"] {
            assert!(is_page_number(&shape(number)), "{number}");
        }
        for text in ["2019 report", "I was there", "Mix", "12 and 13", "Civil", "Ill", "Civic"] {
            assert!(!is_page_number(&shape(text)), "{text}");
        }
        assert!(leads_to_page("1.2 Aims . . . . . . . . 14") && leads_to_page("Preface.....iii"));
        assert!(!leads_to_page("And so on... 14") && !leads_to_page("He said ...."));
    }

    fn page(lines: &[(&str, f64, f64)]) -> Page {
        let lines = lines
            .iter()
            .map(|(text, x, y)| Line::new(text, *x, *y, x + 5.0 * text.len() as f64, 10.0))
            .collect();
        Page { lines, height: 800.0 }
    }

    fn texts(page: &Page) -> Vec<&str> {
        page.lines.iter().map(|l| l.text.as_str()).collect()
    }

    #[test]
    fn numbers_of_lines_go_and_numbers_of_rows_stay() {
        let rows: Vec<String> = (1..12).map(|n| n.to_string()).collect();
        let numbered = |apart: f64| {
            let numbers = rows.iter().enumerate().map(|(k, n)| (n.as_str(), 20.0, 100.0 + apart * k as f64));
            let words = (0..50).map(|k| ("Some words of a line", 60.0, 100.0 + 12.0 * f64::from(k)));
            page(&numbers.chain(words).collect::<Vec<_>>())
        };
        let mut lines = [numbered(48.0)];
        drop_line_numbers(&mut lines);
        assert_eq!(lines[0].lines.len(), 50);
        let mut table = [numbered(12.0)];
        drop_line_numbers(&mut table);
        assert_eq!(table[0].lines.len(), 61);
        // A page with a figure has few lines; the pages around it tell.
        let short = page(&[("12", 20.0, 100.0), ("13", 20.0, 112.0), ("Two lines of words", 60.0, 100.0)]);
        let mut pages = [numbered(48.0), numbered(48.0), short.clone(), numbered(48.0)];
        drop_line_numbers(&mut pages);
        assert_eq!(texts(&pages[2]), ["Two lines of words"]);
        let mut alone = [short];
        drop_line_numbers(&mut alone);
        assert_eq!(alone[0].lines.len(), 3);
    }

    #[test]
    fn headers_with_chapters_and_roman_numbers_go() {
        let names =
            ["Chapter 1. Aims", "1.1 Why", "Chapter 1. Aims", "1.2 How", "Chapter 2. Ends", "1.2 How"];
        let numbers = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"];
        let bodies: Vec<String> =
            (0..8).map(|k| format!("Words that differ on page {}", "abcdefgh".get(k..=k).unwrap())).collect();
        let mut pages: Vec<Page> = (0..8)
            .map(|k| {
                let mut lines = vec![(names[k % 6], 60.0, 40.0)];
                lines.extend((0..40).map(|n| (bodies[k].as_str(), 60.0, 80.0 + 12.0 * f64::from(n))));
                lines.push((numbers[k], 300.0, 760.0));
                page(&lines)
            })
            .collect();
        strip(&mut pages, &[]);
        for (page, body) in pages.iter().zip(&bodies) {
            assert!(
                page.lines.len() == 40 && texts(page).iter().all(|t| t == body),
                "{:?}",
                texts(page).first()
            );
        }
    }

    #[test]
    fn lines_of_contents_that_name_bookmarks_go() {
        let mark = |title: &str| Bookmark { title: title.to_owned(), depth: 1, page: None, top: None };
        let marks = ["Aims", "2 Means", "Ends of it"].map(mark);
        let mut pages = [page(&[
            ("1 Aims 3", 0.0, 0.0),
            ("2 Means 14", 0.0, 12.0),
            ("Ends of it xv", 0.0, 24.0),
            ("In 3", 0.0, 36.0),
        ])];
        drop_contents(&mut pages, &marks);
        assert_eq!(texts(&pages[0]), ["In 3"]);
        let mut pages = [page(&[("Aims 3", 0.0, 0.0), ("2 Means 14", 0.0, 12.0)])];
        drop_contents(&mut pages, &marks);
        assert_eq!(pages[0].lines.len(), 2);
    }
}

//! Lines → paragraphs: where one ends, by distances, indents and punctuation; hyphens at the ends of lines.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::flow::Flow;
use super::bookmarks::Bookmark;
use super::furniture;
use super::headings::{self, Mark};
use super::lines::{self, BULLETS, Line, Page};
use crate::model::BlockKind;

/// Writes the pages, one paragraph a block.
pub(super) fn write(mut pages: Vec<Page>, bookmarks: &[Bookmark], stated: Option<&str>) -> Flow {
    furniture::drop_line_numbers(&mut pages);
    pages.iter_mut().for_each(lines::join);
    furniture::strip(&mut pages, bookmarks);
    furniture::drop_contents(&mut pages, bookmarks);
    let body = headings::body_size(&pages);
    let marks = headings::find(&pages, bookmarks, stated, body);
    let words = Words::of(&pages);
    let mut writer = Writer {
        flow: Flow::with_capacity(pages.iter().flat_map(|p| &p.lines).map(|l| l.text.len() + 1).sum()),
        words,
        open: None,
        notes: Vec::new(),
        in_note: false,
    };
    for (p, page) in pages.iter().enumerate() {
        let leading = leading(page, body);
        let foot = foot(page, body);
        for (k, line) in page.lines.iter().enumerate() {
            let mark = marks.get(&(p, k)).copied();
            if k >= foot && mark.is_none() {
                writer.notes.push((line.clone(), p));
                continue;
            }
            let place = Place {
                page: p,
                mark,
                leading,
                right: right(page, k),
                left: left(page, k),
                next: page.lines.get(k + 1).map(|l| l.x0),
            };
            writer.line(line, place);
        }
        writer.turn(p + 1 < pages.len());
    }
    writer.end();
    writer.flush_notes();
    let mut flow = writer.flow;
    if flow.pages.is_empty() {
        flow.pages.push(0);
    }
    flow
}

/// Where a line stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    page: usize,
    mark: Option<Mark>,
    /// The usual distance of lines on the page.
    leading: f64,
    /// The edges of its column.
    left: f64,
    right: f64,
    /// Where the line after it begins.
    next: Option<f64>,
}

/// The distance that most lines of a page have.
fn leading(page: &Page, body: f64) -> f64 {
    let mut gaps: FxHashMap<i64, usize> = FxHashMap::default();
    for pair in page.lines.windows(2) {
        if let [a, b] = pair {
            let gap = b.y - a.y;
            if gap > 0.5 * body && gap < 2.6 * body && (a.size - body).abs() < 0.1 * body {
                *gaps.entry((gap * 2.0).round() as i64).or_default() += 1;
            }
        }
    }
    gaps.into_iter()
        .max_by_key(|(gap, count)| (*count, -*gap))
        .map_or(1.3 * body, |(gap, _)| gap as f64 / 2.0)
}

/// The first of the lines at the foot of a page that are set smaller: its notes.
fn foot(page: &Page, body: f64) -> usize {
    let small =
        page.lines.iter().rev().take_while(|l| l.size < body * 0.93 && l.y > page.height * 0.4).count();
    let first = page.lines.len() - small;
    // Notes begin with their sign, and something else stands above them.
    let begins =
        |l: &&Line| l.text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | '['));
    let from = page.lines.iter().skip(first).position(|l| begins(&l));
    match from {
        Some(k) if first > 0 => first + k,
        _ => page.lines.len(),
    }
}

/// Lines around one that stand in the same column.
fn beside(page: &Page, k: usize) -> impl Iterator<Item = &Line> {
    const AROUND: usize = 6;
    let own = page.lines.get(k);
    page.lines
        .iter()
        .skip(k.saturating_sub(AROUND))
        .take(2 * AROUND + 1)
        .filter(move |l| own.is_some_and(|own| l.x0 < own.x1 && own.x0 < l.x1))
}

fn right(page: &Page, k: usize) -> f64 {
    beside(page, k).map(|l| l.x1).fold(f64::MIN, f64::max)
}

fn left(page: &Page, k: usize) -> f64 {
    beside(page, k).map(|l| l.x0).fold(f64::MAX, f64::min)
}

/// The words of a document, to tell a hyphen that belongs to a word from one that parts it.
struct Words {
    plain: FxHashSet<String>,
    hyphened: FxHashSet<String>,
}

impl Words {
    fn of(pages: &[Page]) -> Self {
        let mut words = Self { plain: FxHashSet::default(), hyphened: FxHashSet::default() };
        let mut parted = false;
        for line in pages.iter().flat_map(|p| &p.lines) {
            // The rest of a word that the line before parted is no word.
            let rest = std::mem::replace(&mut parted, line.text.ends_with(['-', '\u{2010}', '\u{ad}']));
            let all = line.text.split(|c: char| !c.is_alphanumeric() && c != '-');
            for word in all.skip(usize::from(rest)) {
                if word.len() < 4 || word.starts_with('-') || word.ends_with('-') {
                    continue;
                }
                if word.contains('-') {
                    words.hyphened.insert(word.to_lowercase());
                } else {
                    words.plain.insert(word.to_lowercase());
                }
            }
        }
        words
    }

    /// Whether the halves of a word stand somewhere as one.
    fn knows(&self, before: &str, behind: &str) -> bool {
        self.plain.contains(&format!("{before}{behind}").to_lowercase())
    }

    /// Whether the hyphen between the halves of a word stays.
    fn keeps(&self, before: &str, behind: &str) -> bool {
        let (before, behind) = (before.to_lowercase(), behind.to_lowercase());
        if self.plain.contains(&format!("{before}{behind}")) {
            return false;
        }
        if self.hyphened.contains(&format!("{before}-{behind}")) {
            return true;
        }
        // Two words of the document, each whole.
        before.len() > 3 && behind.len() > 3 && self.plain.contains(&before) && self.plain.contains(&behind)
    }
}

/// The line last written.
struct Open {
    line: Line,
    place: Place,
}

struct Writer {
    flow: Flow,
    words: Words,
    open: Option<Open>,
    /// Lines of notes that wait for the paragraph to end.
    notes: Vec<(Line, usize)>,
    in_note: bool,
}

impl Writer {
    fn line(&mut self, line: &Line, place: Place) {
        let goes_on = self.open.as_ref().is_some_and(|open| goes_on(open, line, place));
        if !goes_on {
            self.end();
            self.flush_notes();
            let (kind, level) = match place.mark {
                Some(Mark::Title) => (BlockKind::Title, 0),
                Some(Mark::Heading(level, _)) => (BlockKind::Heading, level),
                None if bullet(&line.text).is_some() => (BlockKind::ListItem, 0),
                None => (BlockKind::Paragraph, 0),
            };
            let marker = if kind == BlockKind::ListItem { "- " } else { "" };
            self.flow.begin(kind, level, marker);
        }
        let text = match bullet(&line.text) {
            Some(rest) if !goes_on && place.mark.is_none() => rest,
            _ => &line.text,
        };
        self.write(text, goes_on);
        self.open = Some(Open { line: line.clone(), place });
    }

    /// Writes a line behind the one before it.
    fn write(&mut self, text: &str, goes_on: bool) {
        if goes_on {
            let written = self.flow.out.as_str();
            let hyphen = written.chars().next_back().filter(|c| matches!(c, '-' | '\u{2010}' | '\u{ad}'));
            let stem = hyphen.and_then(|h| written.get(..written.len() - h.len_utf8()));
            let before = stem.map_or("", |s| s.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or(""));
            let behind = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            let capitals = |word: &str| word.len() > 1 && word.chars().all(char::is_uppercase);
            let parted = before.chars().next_back().is_some_and(char::is_alphabetic)
                && (behind.starts_with(|c: char| c.is_lowercase())
                    || capitals(before) && capitals(behind) && self.words.knows(before, behind));
            match hyphen {
                Some('\u{ad}') if !before.is_empty() => self.flow.unwrite(2),
                Some(h) if parted && !self.words.keeps(before, behind) => self.flow.unwrite(h.len_utf8()),
                // A hyphen or a dash at the end of a line has no blank behind it.
                Some(_) if !before.is_empty() => {}
                _ if written.ends_with(['–', '—', '/'])
                    && !written.ends_with(" –")
                    && !written.ends_with(" —") => {}
                _ => self.flow.space(),
            }
        }
        self.flow.words(text, None);
    }

    fn end(&mut self) {
        self.open = None;
        self.flow.close();
    }

    /// Writes the notes of pages that are done.
    fn flush_notes(&mut self) {
        if self.notes.is_empty() || std::mem::replace(&mut self.in_note, true) {
            return;
        }
        let mut begun = false;
        for (line, _) in std::mem::take(&mut self.notes) {
            let sign = line.text.find(|c: char| !c.is_ascii_digit()).unwrap_or(line.text.len());
            let starts = sign > 0
                && sign <= 3
                && line.text.get(sign..).is_some_and(|r| {
                    r.starts_with(|c: char| c.is_whitespace() || c.is_alphabetic() || c == '.')
                })
                || line.text.starts_with(['*', '†', '‡']);
            if !begun || starts {
                let (number, rest) = line.text.split_at_checked(sign).unwrap_or(("", &line.text));
                let marker = if number.is_empty() { String::new() } else { format!("[{number}] ") };
                self.flow.begin(BlockKind::Footnote, 0, &marker);
                self.write(rest.trim_start_matches(['.', ' ', ']']), false);
            } else {
                self.write(&line.text, true);
            }
            begun = true;
        }
        self.flow.close();
        self.in_note = false;
    }

    /// Goes to the next page, if there is one.
    fn turn(&mut self, more: bool) {
        if more {
            self.flow.page_break();
        }
    }
}

/// What stands behind the bullet of an item.
fn bullet(text: &str) -> Option<&str> {
    let rest =
        text.strip_prefix(BULLETS).or_else(|| text.strip_prefix("– ")).or_else(|| text.strip_prefix("- "))?;
    Some(rest.trim_start()).filter(|r| !r.is_empty())
}

/// Whether a line begins with a number or letter of a list.
fn numbered(text: &str) -> bool {
    let inside = text.strip_prefix('(').unwrap_or(text);
    let end = inside.find(|c: char| !c.is_alphanumeric()).unwrap_or(inside.len());
    let (number, rest) = inside.split_at_checked(end).unwrap_or(("", inside));
    let short = !number.is_empty()
        && (number.len() <= 2
            || number.len() <= 4 && number.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'I' | 'V' | 'X')));
    let number = number.bytes().all(|b| b.is_ascii_digit()) || number.len() <= 4;
    short && number && (rest.starts_with(". ") || rest.starts_with(") "))
}

/// Whether a paragraph goes on in a line.
fn goes_on(open: &Open, line: &Line, place: Place) -> bool {
    let (a, from) = (&open.line, open.place);
    match (from.mark, place.mark) {
        (None, None) => {}
        (Some(a), Some(b)) => return a == b,
        _ => return false,
    }
    if bullet(&line.text).is_some() || (a.size - line.size).abs() > 0.12 * a.size.max(line.size) {
        return false;
    }
    let ended = a
        .text
        .trim_end_matches(['"', '”', '’', ')', ']', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '['])
        .ends_with(['.', '!', '?', ':'])
        || a.text.ends_with(['.', '!', '?', ':']);
    let lower = line.text.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | ')'));
    let width = (from.right - from.left).max(1.0);
    let short = a.x1 < from.right - 0.12 * width;
    let indented = line.x0 > place.left + 0.8 * line.size && line.x0 < place.left + 6.0 * line.size;
    // Further lines of an item or an entry hang; a first line stands in front of one that does not.
    let hangs = place.next.is_some_and(|next| (next - line.x0).abs() < 0.5 * line.size);
    let gap = line.y - a.y;
    if from.page != place.page || gap < -0.5 * line.size {
        // On the next page or in the next column.
        return lower || (!ended && !short && (!indented || hangs));
    }
    if gap > 1.32 * from.leading.max(line.size * 1.05) {
        return lower && gap < 2.2 * from.leading && !ended;
    }
    if gap.abs() < 0.3 * line.size {
        // Beside it: cells of a row.
        return true;
    }
    if numbered(&line.text) && (ended || short) {
        return false;
    }
    let item = bullet(&a.text).is_some() || numbered(&a.text);
    let deeper = line.x0 > a.x0 + 0.8 * line.size;
    if indented && deeper && !hangs && !item && (ended || short) {
        return false;
    }
    if line.x0 < a.x0 - 0.8 * line.size && short && ended {
        return false;
    }
    if short && ended && !lower {
        return false;
    }
    // A short line that ends in nothing is a heading or a line of an address, unless the next one carries on.
    let very_short = a.x1 < from.left + 0.55 * width;
    !very_short || lower
}

//! Lines of a page, and which of them are no text of the document: what returns on every page, numbers of pages, lines of a
//! table of contents.

use rustc_hash::FxHashMap;

/// A page as it is drawn.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub lines: Vec<Line>,
    /// In points.
    pub height: f64,
}

/// Glyphs that stand on one line, one behind the other. Distances in points, from the left and from above.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub text: String,
    pub x0: f64,
    pub x1: f64,
    /// The line that letters stand on.
    pub y: f64,
    /// Of the letters.
    pub size: f64,
    /// Bytes of letters in that size.
    weight: usize,
    /// Where raised digits began, if the line ends in some.
    raised: Option<usize>,
}

impl Line {
    pub fn new(glyph: &str, x: f64, y: f64, end: f64, size: f64) -> Self {
        Self { text: glyph.to_owned(), x0: x, x1: end, y, size, weight: glyph.len(), raised: None }
    }

    /// Adds a glyph.
    pub fn push(&mut self, glyph: &str, size: f64, y: f64, end: f64) {
        let raised = size < self.size * 0.85
            && y < self.y - self.size * 0.1
            && glyph.bytes().all(|b| b.is_ascii_digit());
        if raised {
            self.raised.get_or_insert(self.text.len());
        } else {
            self.end_raised();
        }
        self.text.push_str(glyph);
        self.x1 = self.x1.max(end);
        if raised {
            return;
        }
        if (size - self.size).abs() < 0.2 {
            self.weight += glyph.len();
        } else if size > self.size || self.weight <= glyph.len() {
            // A line is as large as most of it.
            if self.weight <= self.text.len() / 2 || self.weight <= glyph.len() {
                self.size = size;
                self.y = y;
                self.weight = glyph.len();
            }
        }
    }

    /// Puts raised digits behind a word in brackets: they are the number of a note.
    fn end_raised(&mut self) {
        let Some(from) = self.raised.take() else { return };
        let before = self.text.get(..from).and_then(|t| t.chars().next_back());
        let behind_word = before.is_some_and(|c| {
            c.is_alphabetic() && !self.text.get(..from).is_some_and(|t| t.ends_with("10"))
                || matches!(c, '.' | ',' | '”' | '"' | ')' | '’' | ';' | ':')
        });
        let digits = self.text.get(from..).map_or(0, |d| d.trim_end().len());
        // Longer ones are powers and dates.
        if behind_word && (1..=3).contains(&digits) {
            let end = from + digits;
            self.text.insert(end, ']');
            self.text.insert(from, '[');
        }
    }

    pub fn space(&mut self) {
        if !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    pub fn finish(&mut self) {
        self.end_raised();
        let kept = self.text.trim_end().len();
        self.text.truncate(kept);
    }
}

/// Puts pieces that stand on the same line together: words set apart, cells of a row.
pub(super) fn join(page: &mut Page) {
    let mut joined: Vec<Line> = Vec::with_capacity(page.lines.len());
    for mut line in std::mem::take(&mut page.lines) {
        line.finish();
        if line.text.trim().is_empty() {
            continue;
        }
        if let Some(last) = joined.last_mut()
            && (last.y - line.y).abs() < 0.25 * last.size.max(line.size)
            && line.x0 >= last.x1 - 0.5 * last.size
            && line.x0 - last.x1 < 3.0 * last.size
        {
            last.space();
            last.text.push_str(&line.text);
            last.x1 = last.x1.max(line.x1);
            if line.weight > last.weight {
                last.size = line.size;
            }
            last.weight += line.weight;
        } else {
            joined.push(line);
        }
    }
    page.lines = joined;
}

/// What lines that return on pages have in common: their shape, whether they stand in the upper half, and their height.
type Key = (String, bool, i64);

/// Takes out headers, footers, numbers of pages, and the lines of a table of contents.
pub(super) fn strip(pages: &mut [Page]) {
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
    // On fewer pages what stands on each of them.
    let several = pages.len().min(3);
    for (page, keys) in pages.iter_mut().zip(keys) {
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
            !dropped
        });
    }
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

/// A line with its digits made alike.
fn shape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match c {
            '0'..='9' if out.ends_with('#') => {}
            '0'..='9' => out.push('#'),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Whether the shape of a line is that of the number of a page.
fn is_page_number(shape: &str) -> bool {
    let bare = shape.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '|' | '[' | ']' | '.' | '•'));
    let roman =
        !bare.is_empty() && bare.len() <= 6 && bare.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l'));
    roman || matches!(bare, "#" | "page#" | "p.#" | "#of#" | "page#of#" | "#/#" | "page#/#")
}

/// Whether a line is one of a table of contents: dots that lead to a number.
fn leads_to_page(text: &str) -> bool {
    let text = text.trim_end();
    let number =
        text.chars().rev().take_while(|c| c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x')).count();
    let before = text.get(..text.len() - number).unwrap_or("");
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
        for text in ["2019 report", "I was there", "Mix", "12 and 13"] {
            assert!(!is_page_number(&shape(text)), "{text}");
        }
        assert!(leads_to_page("1.2 Aims . . . . . . . . 14") && leads_to_page("Preface.....iii"));
        assert!(!leads_to_page("And so on... 14") && !leads_to_page("He said ...."));
    }

    #[test]
    fn raised_digits_are_notes() {
        let mut line = Line::new("said", 0.0, 100.0, 20.0, 10.0);
        line.push("1", 6.0, 96.0, 23.0);
        line.push(" so", 10.0, 100.0, 40.0);
        line.push(" m", 10.0, 100.0, 40.0);
        line.push("2", 6.0, 104.0, 43.0);
        line.finish();
        assert_eq!(line.text, "said[1] so m2");
    }
}

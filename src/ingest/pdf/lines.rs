//! Lines of a page, put together from the pieces that the page draws.

use super::super::raised::POWERED;
use super::accents::{self, Mark};

/// A page as it is drawn.
#[derive(Debug, Clone, Default)]
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
        let glyph = raised_digit(glyph).unwrap_or(glyph);
        Self { text: glyph.to_owned(), x0: x, x1: end, y, size, weight: glyph.len(), raised: None }
    }

    /// Whether there are digits in it and nothing else.
    pub fn is_number(&self) -> bool {
        self.text.len() <= 5 && self.text.trim_end().bytes().all(|b| b.is_ascii_digit())
    }

    /// Puts an accent on the letter written last. Returns whether there is one that it can stand on.
    pub fn accent(&mut self, mark: Mark) -> bool {
        let Some(last) = self.text.chars().next_back() else { return false };
        let Some(letter) = accents::compose(last.encode_utf8(&mut [0; 4]), mark) else { return false };
        self.text.truncate(self.text.len() - last.len_utf8());
        self.text.push_str(&letter);
        true
    }

    /// Adds a glyph.
    pub fn push(&mut self, glyph: &str, size: f64, y: f64, end: f64) {
        let small = raised_digit(glyph);
        let raised = small.is_some()
            || size < self.size * 0.85
                && y < self.y - self.size * 0.1
                && glyph.bytes().all(|b| b.is_ascii_digit());
        let glyph = small.unwrap_or(glyph);
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
        let word = self.text.get(..from).and_then(|t| t.rsplit(|c: char| !c.is_alphabetic()).next());
        let unit = word.is_some_and(|w| POWERED.contains(&w));
        let digits = self.text.get(from..).map_or(0, |d| d.trim_end().len());
        // Longer ones are powers and dates.
        if behind_word && !unit && (1..=3).contains(&digits) {
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

/// The digit that a raised one is.
fn raised_digit(glyph: &str) -> Option<&'static str> {
    const DIGITS: [(&str, &str); 10] = [
        ("⁰", "0"),
        ("¹", "1"),
        ("²", "2"),
        ("³", "3"),
        ("⁴", "4"),
        ("⁵", "5"),
        ("⁶", "6"),
        ("⁷", "7"),
        ("⁸", "8"),
        ("⁹", "9"),
    ];
    DIGITS.iter().find(|(raised, _)| *raised == glyph).map(|(_, digit)| *digit)
}

/// Bullets that a page may draw apart from what they stand before.
pub(super) const BULLETS: [char; 14] =
    ['•', '▪', '■', '●', '○', '◦', '‣', '⁃', '∙', '·', '►', '➢', '\u{f0b7}', '\u{f0a7}'];

/// Puts bullets before the lines they belong to, where a page draws them all after its text. Those with no line at their
/// height are points of a figure and go; those with one, but none close to their right, are cells of a table and stay.
fn place_bullets(page: &mut Page) {
    let lone = |l: &Line| !l.text.is_empty() && l.text.chars().all(|c| BULLETS.contains(&c) || c == ' ');
    if !page.lines.iter().any(lone) {
        return;
    }
    let mut order: Vec<usize> =
        (0..page.lines.len()).filter(|&k| page.lines.get(k).is_some_and(|l| !lone(l))).collect();
    let y = |page: &Page, k: usize| page.lines.get(k).map_or(0.0, |l| l.y);
    order.sort_by(|a, b| y(page, *a).total_cmp(&y(page, *b)));
    let mut gone = vec![false; page.lines.len()];
    for k in 0..page.lines.len() {
        let Some(bullet) = page.lines.get(k).filter(|l| lone(l)).cloned() else { continue };
        let near = 0.45 * bullet.size;
        let first = order.partition_point(|o| y(page, *o) < bullet.y - near);
        let beside: Vec<usize> =
            order.iter().skip(first).copied().take_while(|o| y(page, *o) <= bullet.y + near).collect();
        let right = |o: &usize| {
            page.lines
                .get(*o)
                .is_some_and(|l| l.x0 >= bullet.x0 && l.x0 - bullet.x1 < 4.0 * l.size.max(bullet.size))
        };
        let x0 = |o: &usize| page.lines.get(*o).map_or(f64::MAX, |l| l.x0);
        let found = beside.iter().copied().filter(right).min_by(|a, b| x0(a).total_cmp(&x0(b)));
        if let Some(slot) = gone.get_mut(k) {
            *slot = found.is_some() || beside.is_empty();
        }
        if let Some(line) = found.and_then(|o| page.lines.get_mut(o))
            && let Some(sign) = bullet.text.chars().next()
            && !line.text.starts_with(BULLETS)
        {
            // Raised digits at its end are known by where they stand.
            line.finish();
            line.text.insert(0, ' ');
            line.text.insert(0, sign);
        }
    }
    let mut gone = gone.into_iter();
    page.lines.retain(|_| !gone.next().unwrap_or(false));
}

/// Puts pieces that stand on the same line together: words set apart, cells of a row.
pub(super) fn join(page: &mut Page) {
    place_bullets(page);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_digits_are_notes() {
        let mut line = Line::new("said", 0.0, 100.0, 20.0, 10.0);
        line.push("1", 6.0, 96.0, 23.0);
        line.push(" so", 10.0, 100.0, 40.0);
        line.push(" m", 10.0, 100.0, 40.0);
        line.push("2", 6.0, 104.0, 43.0);
        line.finish();
        assert_eq!(line.text, "said[1] so m2");
        let mut line = Line::new("the EU", 0.0, 100.0, 20.0, 10.0);
        line.push("3", 6.0, 96.0, 23.0);
        line.finish();
        assert_eq!(line.text, "the EU[3]");
    }

    #[test]
    fn notes_of_bulleted_lines_stay_and_ticks_of_tables_too() {
        let mut said = Line::new("He said", 20.0, 30.0, 60.0, 10.0);
        said.push("1", 6.0, 26.0, 63.0);
        let at = |text: &str, x: f64, y: f64| Line::new(text, x, y, x + 5.0, 10.0);
        let lines = vec![said, at("Roads", 20.0, 60.0), at("•", 10.0, 30.0), at("●", 300.0, 60.0)];
        let mut page = Page { lines, height: 800.0 };
        join(&mut page);
        let texts: Vec<&str> = page.lines.iter().map(|l| l.text.as_str()).collect();
        assert_eq!(texts.first(), Some(&"• He said[1]"));
        assert!(texts.iter().any(|t| t.starts_with("Roads")) && texts.concat().contains('●'), "{texts:?}");
    }

    #[test]
    fn bullets_stand_before_their_lines() {
        let lines = [
            ("One", 20.0, 30.0),
            ("Two", 20.0, 42.0),
            ("◦", 10.0, 30.5),
            ("●", 10.0, 42.0),
            ("●", 10.0, 200.0),
        ];
        let lines = lines.map(|(text, x, y)| Line::new(text, x, y, x + 5.0, 10.0)).to_vec();
        let mut page = Page { lines, height: 800.0 };
        join(&mut page);
        let texts: Vec<&str> = page.lines.iter().map(|l| l.text.as_str()).collect();
        assert_eq!(texts, ["◦ One", "● Two"]);
    }
}

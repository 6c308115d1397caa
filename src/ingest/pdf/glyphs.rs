//! Glyphs with their places → the lines of a page, in the order in which the page draws them.

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

use super::accents::{self, Mark};
use super::lines::{Line, Page};

/// A glyph, upright: distances in points, from the left and from above of the page turned the way it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Which of the four directions it is written in.
    turn: usize,
    pub x: f64,
    pub end: f64,
    pub y: f64,
    pub size: f64,
}

/// Takes the glyphs that the library finds.
pub(super) struct Collector {
    pub pages: Vec<Page>,
    /// Lines of each direction of writing on the page being drawn: upright, and turned by a quarter, half, three quarters.
    turned: [Vec<Line>; 4],
    /// Where the next glyph of a line is expected.
    end: Option<(usize, f64)>,
    /// An accent that waits for the letter below it.
    accent: Option<(Mark, Place)>,
    /// The letter drawn last.
    letter: Option<Place>,
    height: f64,
    begun: bool,
    /// Bytes of text that may still come.
    left: usize,
    /// Whether more came.
    pub full: bool,
}

impl Collector {
    pub fn new(most: usize) -> Self {
        Self {
            pages: Vec::new(),
            turned: Default::default(),
            end: None,
            accent: None,
            letter: None,
            height: 0.0,
            begun: false,
            left: most,
            full: false,
        }
    }

    /// Gives up the page being drawn, keeping what there is of it; there are `pages` pages then.
    pub fn abandon(&mut self, pages: usize) {
        if self.begun {
            self.end_of_page();
        }
        while self.pages.len() < pages {
            self.pages.push(Page::default());
        }
    }

    pub fn finish(mut self) -> Vec<Page> {
        if self.begun {
            self.end_of_page();
        }
        self.pages
    }

    fn end_of_page(&mut self) {
        self.end_accent();
        self.letter = None;
        // Most pages are written in one direction; what runs across it are stamps and labels of figures.
        let size = |lines: &Vec<Line>| lines.iter().map(|l| l.text.len()).sum::<usize>();
        let sizes: Vec<usize> = self.turned.iter().map(size).collect();
        let most = (0..4).rev().max_by_key(|k| sizes.get(*k)).unwrap_or(0);
        let lines = self.turned.get_mut(most).map(std::mem::take).unwrap_or_default();
        self.turned = Default::default();
        self.pages.push(Page { lines, height: self.height });
        self.end = None;
        self.begun = false;
    }

    /// Writes an accent that stands over no letter as a sign of its own.
    fn end_accent(&mut self) {
        if let Some((mark, place)) = self.accent.take() {
            self.put(mark.alone, place);
        }
    }

    /// Adds a glyph to its line.
    fn put(&mut self, glyph: &str, place: Place) {
        let Place { turn, x, end, y, size } = place;
        let Some(lines) = self.turned.get_mut(turn) else { return };
        let expected = self.end.filter(|(t, _)| *t == turn).map(|(_, end)| end);
        self.end = Some((turn, end));
        let blank = glyph.trim().is_empty();
        self.letter = (!blank).then_some(place);
        if let Some(line) = lines.last_mut()
            && let Some(expected) = expected
        {
            let rise = (y - line.y).abs();
            let tall = line.size.max(size);
            let forward = x >= expected - 0.6 * tall
                || (x >= line.x0 && rise < 0.1 * tall && x >= expected - 2.0 * tall);
            // The number of a line stands apart from it.
            let apart = x > expected + 0.9 * tall && line.is_number();
            if rise < 0.45 * tall && forward && !apart {
                if blank {
                    line.space();
                } else {
                    if x > expected + GAP * tall.min(size * 1.5) {
                        line.space();
                    }
                    line.push(glyph, size, y, end);
                }
                return;
            }
        }
        if !blank {
            lines.push(Line::new(glyph, x, y, end, size));
        }
    }
}

/// The distance between glyphs, in parts of their size, from which on a space is meant that is not drawn. The narrowest spaces of
/// justified lines are a little wider, kerning is far below.
const GAP: f64 = 0.13;

/// The letters that a ligature joins.
fn letters(glyph: &str) -> &str {
    match glyph {
        "\u{fb00}" => "ff",
        "\u{fb01}" => "fi",
        "\u{fb02}" => "fl",
        "\u{fb03}" => "ffi",
        "\u{fb04}" => "ffl",
        "\u{fb05}" | "\u{fb06}" => "st",
        "\u{a0}" | "\t" | "\n" | "\r" => " ",
        other => other,
    }
}

impl OutputDev for Collector {
    fn begin_page(
        &mut self,
        _: u32,
        media: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        if self.begun {
            self.end_of_page();
        }
        self.begun = true;
        self.height = (media.ury - media.lly).abs();
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        self.end_of_page();
        Ok(())
    }

    fn output_character(
        &mut self,
        trm: &Transform,
        width: f64,
        _: f64,
        font_size: f64,
        glyph: &str,
    ) -> Result<(), OutputError> {
        let (a, b, c, d) = (trm.m11, trm.m12, trm.m21, trm.m22);
        let size = font_size.abs() * (a * d - b * c).abs().sqrt();
        let (px, py) = (trm.m31, self.height - trm.m32);
        let (turn, x, y) = if a.abs() >= b.abs() {
            if a >= 0.0 { (0, px, py) } else { (2, -px, -py) }
        } else if b >= 0.0 {
            (1, -py, px)
        } else {
            (3, py, -px)
        };
        let glyph = letters(glyph);
        if !size.is_finite()
            || !x.is_finite()
            || !y.is_finite()
            || size <= 0.01
            || glyph.is_empty()
            || glyph == "\0"
        {
            return Ok(());
        }
        let Some(left) = self.left.checked_sub(glyph.len()) else {
            self.full = true;
            return Err(OutputError::PdfError(pdf_extract::Error::Unimplemented("over the limit")));
        };
        self.left = left;
        let along = font_size.abs() * (a * a + b * b).sqrt();
        let place = Place { turn, x, end: x + width * along, y, size };
        if let Some(mark) = accents::mark(glyph) {
            // Set before its letter by some programs, behind it by others.
            let last = self.letter.filter(|l| accents::follows(mark, &place, l));
            let lines = last.and_then(|l| self.turned.get_mut(l.turn));
            if lines.and_then(|lines| lines.last_mut()).is_some_and(|line| line.accent(mark)) {
                return Ok(());
            }
            self.end_accent();
            self.accent = Some((mark, place));
            return Ok(());
        }
        match self.accent.filter(|(mark, accent)| accents::awaits(*mark, accent, &place)) {
            Some((mark, accent)) => match accents::compose(glyph, mark) {
                Some(letter) => {
                    self.accent = None;
                    let end = place.end.max(accent.end.min(place.end + 0.2 * size));
                    self.put(&letter, Place { end, ..place });
                }
                None => {
                    self.end_accent();
                    self.put(glyph, place);
                }
            },
            None => {
                if !glyph.trim().is_empty() {
                    self.end_accent();
                }
                self.put(glyph, place);
            }
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

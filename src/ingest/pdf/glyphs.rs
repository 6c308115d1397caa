//! Glyphs with their places → the lines of a page, in the order in which the page draws them.

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

use super::lines::{Line, Page};

/// Takes the glyphs that the library finds.
pub(super) struct Collector {
    pub pages: Vec<Page>,
    /// Lines of each direction of writing on the page being drawn: upright, and turned by a quarter, half, three quarters.
    turned: [Vec<Line>; 4],
    /// Where the next glyph of a line is expected.
    end: Option<(usize, f64)>,
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
}

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
        let end = x + width * along;
        let Some(lines) = self.turned.get_mut(turn) else { return Ok(()) };
        let expected = self.end.filter(|(t, _)| *t == turn).map(|(_, end)| end);
        self.end = Some((turn, end));
        let blank = glyph.trim().is_empty();
        if let Some(line) = lines.last_mut()
            && let Some(expected) = expected
        {
            let rise = (y - line.y).abs();
            let tall = line.size.max(size);
            let forward = x >= expected - 0.6 * tall
                || (x >= line.x0 && rise < 0.1 * tall && x >= expected - 2.0 * tall);
            if rise < 0.45 * tall && forward {
                if blank {
                    line.space();
                } else {
                    if x > expected + 0.16 * tall.min(size * 1.5) {
                        line.space();
                    }
                    line.push(glyph, size, y, end);
                }
                return Ok(());
            }
        }
        if !blank {
            lines.push(Line::new(glyph, x, y, end, size));
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

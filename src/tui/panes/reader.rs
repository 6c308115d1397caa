//! The reader: rows of the text with what was found in them, a gutter, and a scrollbar with ticks.
//!
//! Nothing is baked into the text: what is to be marked comes as sorted intervals ([`Intervals`]) in layers, is
//! intersected with the bytes on the screen, and painted in the order of the layers. The scrollbar counts bytes, not
//! rows, so it is exact before the text has been laid out.

mod intervals;
mod map;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

pub use crate::model::Paragraphs;
pub use intervals::Intervals;
pub use map::ByteMap;

use crate::model::{BlockKind, Span, Text};
use crate::tui::layout::{Row, Wrap};
use crate::tui::symbols::Symbols;
use crate::tui::theme::{Role, Theme};

/// The longest line that is comfortable to read, in columns.
pub const MEASURE: u16 = 80;

/// What is marked with one role. Later layers are painted over earlier ones; styles add up.
#[derive(Debug, Clone, Copy)]
pub struct Layer<'a> {
    /// What the marks mean.
    pub role: Role,
    /// Where they are.
    pub spans: &'a Intervals,
}

/// A letter in the gutter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign {
    /// The byte at whose row it stands.
    pub at: usize,
    /// One or two columns.
    pub symbol: &'static str,
    /// What it means.
    pub role: Role,
    /// Whether the reader put it there: it stands beside what was found.
    pub own: bool,
}

/// What stands left of the text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Gutter<'a> {
    /// Letters at their rows, in text order. Where several fall on a row, the first is shown with a plus.
    pub signs: &'a [Sign],
    /// Line and paragraph numbers.
    pub numbers: bool,
}

/// What the reader shows. Plain data: it decides nothing.
#[derive(Debug, Clone, Copy)]
pub struct ReaderView<'a> {
    /// The reading text.
    pub text: &'a Text,
    /// The layout that the rows are from; its width is [`Columns::text`]'s.
    pub wrap: &'a Wrap,
    /// The rows on the screen, from the top.
    pub rows: &'a [Row],
    /// Marks, the least important first.
    pub layers: &'a [Layer<'a>],
    /// What stands left of the text.
    pub gutter: Gutter<'a>,
    /// Numbers of paragraphs.
    pub paragraphs: &'a Paragraphs,
    /// What has been on the screen: elsewhere the scrollbar's track is dotted.
    pub seen: &'a [(u32, u32)],
    /// Layers whose marks also show as ticks in the scrollbar.
    pub ticks: &'a [Layer<'a>],
    /// Styles.
    pub theme: &'a Theme,
    /// Signs.
    pub symbols: &'a Symbols,
}

/// How an area is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Columns {
    /// Signs and numbers.
    pub gutter: Rect,
    /// The text, of the measure at most.
    pub text: Rect,
    /// One column at the right edge; none where room is short.
    pub scrollbar: Rect,
}

/// Divides an area: gutter and text together in the middle, the text no wider than `measure`, the scrollbar at the
/// right edge. The caller gives the layout the width of the text.
pub fn columns(area: Rect, text: &Text, paragraphs: &Paragraphs, numbers: bool, measure: u16) -> Columns {
    let bar = u16::from(area.width >= 20);
    // A free column keeps the text apart from the bar.
    let free = area.width - 2 * bar;
    let gutter = match (numbers, free) {
        (_, 0..=12) => 0,
        (true, 31..) => 2 + number_width(text, paragraphs) + 1,
        _ => 3,
    };
    let gutter = gutter.min(free / 2);
    let width = (free - gutter).min(measure.max(1));
    // The text is centred; the gutter leans on it as far as there is room.
    let left = (free.saturating_sub(width) / 2).max(gutter).min(free - width);
    Columns {
        gutter: Rect { x: area.x + left - gutter, width: gutter, ..area },
        text: Rect { x: area.x + left, width, ..area },
        scrollbar: Rect { x: area.right() - bar, width: bar, ..area },
    }
}

fn digits(n: usize) -> u16 {
    n.max(1).ilog10() as u16 + 1
}

fn number_width(text: &Text, paragraphs: &Paragraphs) -> u16 {
    digits(text.source_line(text.len())) + 2 + digits(paragraphs.total())
}

impl ReaderView<'_> {
    /// Draws into the columns and returns which byte each cell of the text shows.
    pub fn draw(&self, columns: Columns, buf: &mut Buffer) -> ByteMap {
        let area = columns.text.intersection(buf.area);
        let mut map = ByteMap::new(area);
        self.draw_gutter(columns.gutter.intersection(buf.area), buf);
        for (row, y) in self.rows.iter().zip(area.top()..area.bottom()) {
            self.draw_row(row, area, y, buf, &mut map);
        }
        self.draw_scrollbar(columns.scrollbar.intersection(buf.area), buf);
        map
    }

    fn draw_row(&self, row: &Row, area: Rect, y: u16, buf: &mut Buffer, map: &mut ByteMap) {
        let base = self.theme.style(role_of(row.kind));
        let mut x = area.x.saturating_add(row.indent).min(area.right());
        map.begin_row(y, row.span, x);
        if row.blank {
            return;
        }
        // Where each cell begins; one more for the end of the last.
        let mut starts: Vec<(Span, u16)> = Vec::with_capacity(area.width.into());
        for cell in self.wrap.cells(row) {
            let room = area.right() - x;
            let width = cell.width.min(room);
            if width > 0 {
                let style = if cell.placeholder { self.theme.style(Role::Muted) } else { base };
                buf.set_style(Rect { x, y, width, height: 1 }, style);
                buf.set_stringn(x, y, cell.symbol, width.into(), style);
                map.put(x, y, width, cell.span.from());
                starts.push((cell.span, x));
                x += width;
            }
            if cell.width > room {
                break;
            }
        }
        map.end_row(y, x);
        for layer in self.layers {
            let style = self.theme.style(layer.role);
            for span in layer.spans.within(row.span) {
                let from = starts.partition_point(|(s, _)| s.to() <= span.from());
                let to = starts.partition_point(|(s, _)| s.from() < span.to());
                let left = starts.get(from).map_or(x, |s| s.1);
                let right = starts.get(to).map_or(x, |s| s.1);
                if left < right {
                    buf.set_style(Rect { x: left, y, width: right - left, height: 1 }, style);
                }
                if layer.role == Role::ActorActive {
                    rebracket(buf, y, left, right);
                }
            }
        }
    }

    fn draw_gutter(&self, area: Rect, buf: &mut Buffer) {
        if area.width < 3 {
            return;
        }
        let muted = self.theme.style(Role::Muted);
        let mut last_line = 0;
        for (row, y) in self.rows.iter().zip(area.top()..area.bottom()) {
            let from = self.gutter.signs.partition_point(|s| s.at < row.span.from());
            let to = self.gutter.signs.partition_point(|s| s.at < row.span.to());
            let signs = self.gutter.signs.get(from..to).unwrap_or_default();
            if let Some((first, others)) = signs.split_first() {
                let style = self.theme.style(first.role);
                let (after, _) = buf.set_stringn(area.x, y, first.symbol, 2, style);
                if !others.is_empty() && after < area.x + 2 {
                    let own = others.iter().find(|s| s.own);
                    let (sign, style) = own.map_or(("+", muted), |s| (s.symbol, self.theme.style(s.role)));
                    buf.set_stringn(after, y, sign, 1, style);
                }
            }
            if row.blank || !self.gutter.numbers {
                continue;
            }
            let line = self.text.source_line(row.span.from());
            let paragraph = row.block.filter(|_| row.first).and_then(|b| self.paragraphs.number(b));
            let line_width = digits(self.text.source_line(self.text.len())).into();
            let paragraph_width = usize::from(digits(self.paragraphs.total())) + 1;
            let shown_line = if line == last_line { String::new() } else { line.to_string() };
            // The paragraph sign is of ambiguous width.
            let shown_paragraph = paragraph.map_or_else(String::new, |p| format!("p{p}"));
            let numbers = format!("{shown_line:>line_width$} {shown_paragraph:>paragraph_width$}");
            last_line = line;
            let room = usize::from(area.width - 2);
            buf.set_stringn(area.x + 2, y, numbers, room.saturating_sub(1), muted);
        }
    }

    /// A thumb over the bytes on the screen, and ticks where marks are.
    fn draw_scrollbar(&self, area: Rect, buf: &mut Buffer) {
        let (Some(first), Some(last)) = (self.rows.first(), self.rows.last()) else { return };
        if area.is_empty() || self.text.is_empty() {
            return;
        }
        let height = usize::from(area.height);
        let length = self.text.as_str().trim_end().len().max(1);
        let scale = |at: usize| at.min(length) * height / length;
        let top = scale(first.span.from()).min(height - 1);
        let bottom = (last.span.to().min(length) * height).div_ceil(length).clamp(top + 1, height);
        // All on the screen: nothing to show.
        if first.span.from() == 0 && last.span.to() >= length {
            return;
        }
        let (track, thumb) = if self.symbols.unicode { ("│", "█") } else { ("|", "#") };
        let muted = self.theme.style(Role::Muted);
        for y in 0..height {
            let within = (top..bottom).contains(&y);
            // The bytes that this cell of the bar stands for.
            let bytes = Span::new(y * length / height, ((y + 1) * length).div_ceil(height));
            let middle = bytes.start + (bytes.end - bytes.start) / 2;
            let k = self.seen.partition_point(|(_, to)| *to <= middle);
            let seen = self.seen.get(k).is_some_and(|(from, _)| *from <= middle);
            let track = if seen { track } else { self.symbols.dot };
            let (mut symbol, mut style) = if within { (thumb, Style::new()) } else { (track, muted) };
            for layer in self.ticks {
                if layer.spans.starts_within(bytes) {
                    symbol = if within { thumb } else { self.symbols.claim };
                    style = self.theme.style(layer.role);
                }
            }
            buf.set_stringn(area.x, area.y + y as u16, symbol, 1, style);
        }
    }
}

/// The byte that a click into the scrollbar at row `y` asks for.
pub fn scrollbar_byte(columns: Columns, text: &Text, y: u16) -> usize {
    let height = usize::from(columns.scrollbar.height).max(1);
    let within = usize::from(y.saturating_sub(columns.scrollbar.y)).min(height - 1);
    text.as_str().floor_char_boundary(within * text.len() / height)
}

/// The brackets around the chosen actor are square.
fn rebracket(buf: &mut Buffer, y: u16, left: u16, right: u16) {
    for (x, round, square) in [(left.checked_sub(1), "<", "["), (Some(right), ">", "]")] {
        if let Some(cell) = x.and_then(|x| buf.cell_mut((x, y))).filter(|c| c.symbol() == round) {
            cell.set_symbol(square);
        }
    }
}

fn role_of(kind: Option<BlockKind>) -> Role {
    match kind {
        Some(BlockKind::Title) => Role::Title,
        Some(BlockKind::Heading) => Role::Heading,
        Some(BlockKind::Mast | BlockKind::FrontMatter | BlockKind::Rule) => Role::Muted,
        Some(BlockKind::Furniture) => Role::Noise,
        _ => Role::Text,
    }
}

#[cfg(test)]
mod tests;

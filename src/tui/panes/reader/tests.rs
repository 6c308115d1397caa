//! The reader against literal buffers.

use ratatui::layout::Position;
use ratatui::style::Modifier;

use super::*;
use crate::model::{Block, Format};
use crate::tui::layout::{Hidden, Options};
use crate::tui::symbols::ASCII;
use crate::tui::theme::Depth;

const SOURCE: &str = "HEAD\nThe port master said no on Monday.\nSubscribe now.\nThe ship sailed.\n";

struct Reader {
    text: Text,
    wrap: Wrap,
    paragraphs: Paragraphs,
    blocks: Vec<Block>,
}

impl Reader {
    fn new() -> Self {
        let text = Text::new(SOURCE, Format::Text);
        let kinds = [BlockKind::Heading, BlockKind::Paragraph, BlockKind::Paragraph, BlockKind::Paragraph];
        let blocks: Vec<Block> = text.lines().zip(kinds).map(|(span, kind)| Block::new(span, kind)).collect();
        let hidden =
            [Hidden { span: blocks[2].span, placeholder: "{boilerplate: 1 fragment hidden}".into() }];
        let wrap = Wrap::new(&text, &blocks, &hidden, 10, Options::default());
        Self { paragraphs: Paragraphs::new(&blocks), text, wrap, blocks }
    }

    fn draw(
        &mut self,
        area: Rect,
        anchor: usize,
        gutter: Gutter<'_>,
        layers: &[Layer<'_>],
    ) -> (Buffer, ByteMap) {
        let columns = columns(area, &self.text, &self.paragraphs, gutter.numbers, 20);
        self.wrap.set_width(columns.text.width);
        let rows = self.wrap.rows_from(anchor, 0, area.height.into());
        let view = ReaderView {
            text: &self.text,
            wrap: &self.wrap,
            rows: &rows,
            layers,
            gutter,
            paragraphs: &self.paragraphs,
            seen: &[(0, 1_000_000)],
            ticks: layers,
            theme: &Theme::named("auto", Depth::None),
            symbols: &ASCII,
        };
        let mut buf = Buffer::empty(area);
        let map = view.draw(columns, &mut buf);
        (buf, map)
    }
}

fn lines(buf: &Buffer) -> Vec<String> {
    buf.content
        .chunks(buf.area.width.max(1).into())
        .map(|row| row.iter().map(|c| c.symbol()).collect::<String>().trim_end().to_owned())
        .collect()
}

#[test]
fn text_gutter_and_scrollbar() {
    let mut reader = Reader::new();
    let no = SOURCE.find("no on").unwrap();
    let signs = [
        Sign { at: 5, symbol: "F", role: Role::Fact, own: false },
        Sign { at: no, symbol: "F", role: Role::Fact, own: false },
        Sign { at: no + 1, symbol: "E", role: Role::Evaluation, own: false },
    ];
    let matches = Intervals::new([Span::new(SOURCE.find("ship").unwrap(), SOURCE.find("ship").unwrap() + 4)]);
    let layers = [Layer { role: Role::Match, spans: &matches }];
    let gutter = Gutter { signs: &signs, numbers: false };
    let (buf, _) = reader.draw(Rect::new(0, 0, 25, 6), 0, gutter, &layers);
    assert_eq!(
        lines(&buf),
        [
            "   HEAD                 #",
            "F  The port master said #",
            "F+ no on Monday.        #",
            "                        #",
            "   {boilerplate: 1 frag #",
            "                        *",
        ]
    );
}

#[test]
fn numbers_of_lines_and_paragraphs() {
    let mut reader = Reader::new();
    let (buf, _) = reader.draw(Rect::new(0, 0, 40, 5), 0, Gutter { signs: &[], numbers: true }, &[]);
    let shown = lines(&buf);
    assert_eq!(shown[0].trim_end_matches(['#', '|', ' ']), "    1    HEAD");
    assert_eq!(shown[1].trim_end_matches(['#', '|', ' ']), "    2 p1 The port master said");
    assert_eq!(shown[2].trim_end_matches(['#', '|', ' ']), "         no on Monday.");
}

#[test]
fn layers_are_painted_in_order_over_what_they_cover() {
    let mut reader = Reader::new();
    let master = SOURCE.find("master").unwrap();
    let actors = Intervals::new([Span::new(master, master + 6)]);
    // From inside the name over the end of the row into the next.
    let claims = Intervals::new([Span::new(master + 3, SOURCE.find("on Mon").unwrap())]);
    let layers =
        [Layer { role: Role::Actor, spans: &actors }, Layer { role: Role::Selection, spans: &claims }];
    let (buf, map) = reader.draw(Rect::new(0, 0, 25, 6), 0, Gutter::default(), &layers);
    let styled: Vec<String> = (0..3)
        .map(|y| {
            (0..23)
                .map(|x| match buf[(x, y)].modifier {
                    m if m.contains(Modifier::REVERSED | Modifier::UNDERLINED) => 'b',
                    m if m.contains(Modifier::REVERSED) => 's',
                    m if m.contains(Modifier::UNDERLINED) => 'a',
                    _ => '.',
                })
                .collect()
        })
        .collect();
    assert_eq!(styled[1], "............aaabbbsssss");
    assert_eq!(styled[2], "...sss.................");
    // Every cell that shows a character leads to its byte, and back.
    for at in master..master + 6 {
        let position = map.position_of(at).unwrap();
        assert_eq!(map.byte_at(position), Some(at));
    }
    assert_eq!(map.byte_at(Position::new(24, 1)), None);
    assert_eq!(map.nearest(Position::new(90, 2)), Some(SOURCE.find("\nSub").unwrap()));
    assert_eq!(map.nearest(Position::new(5, 99)), map.shown().map(Span::to));
    assert_eq!(map.nearest(Position::new(0, 1)), Some(5));
}

#[test]
fn the_thumb_is_at_the_bottom_with_the_last_row() {
    let mut reader = Reader::new();
    reader.wrap.set_width(20);
    let last = reader.wrap.last_top(3);
    let (buf, _) = reader.draw(Rect::new(0, 0, 24, 3), last, Gutter::default(), &[]);
    let bar: Vec<&str> = (0..3).map(|y| buf[(23, y)].symbol()).collect();
    assert_eq!(bar, ["|", "#", "#"]);
}

#[test]
fn wide_areas_centre_the_text() {
    let reader = Reader::new();
    let c = columns(Rect::new(10, 0, 120, 5), &reader.text, &reader.paragraphs, false, 60);
    assert_eq!((c.text.width, c.gutter.width, c.gutter.right()), (60, 3, c.text.x));
    let (left, right) = (c.text.x - 10, c.scrollbar.x - c.text.right());
    assert!(left.abs_diff(right) <= 1, "{left} and {right}");
    assert_eq!(c.scrollbar.right(), 130);
}

#[test]
fn no_size_panics_and_nothing_is_drawn_outside() {
    let mut reader = Reader::new();
    let signs = [Sign { at: 5, symbol: "F", role: Role::Fact, own: false }];
    let spans = Intervals::new(reader.blocks.iter().map(|b| b.span));
    let layers = [Layer { role: Role::Actor, spans: &spans }];
    for width in 0..45 {
        for height in 0..12 {
            for numbers in [false, true] {
                let area = Rect::new(3, 2, width, height);
                let c = columns(area, &reader.text, &reader.paragraphs, numbers, 20);
                for part in [c.gutter, c.text, c.scrollbar] {
                    assert_eq!(part.intersection(area), part, "{width}x{height}");
                }
                reader.draw(area, 0, Gutter { signs: &signs, numbers }, &layers);
            }
        }
    }
}

#[test]
fn a_view_for_another_size_than_the_buffer_is_clipped() {
    let mut reader = Reader::new();
    let area = Rect::new(0, 0, 60, 10);
    let columns = columns(area, &reader.text, &reader.paragraphs, true, 80);
    reader.wrap.set_width(columns.text.width);
    let rows = reader.wrap.rows_from(0, 0, 10);
    let view = ReaderView {
        text: &reader.text,
        wrap: &reader.wrap,
        rows: &rows,
        layers: &[],
        gutter: Gutter { signs: &[], numbers: true },
        paragraphs: &reader.paragraphs,
        seen: &[(0, 1_000_000)],
        ticks: &[],
        theme: &Theme::named("auto", Depth::None),
        symbols: &ASCII,
    };
    for (w, h) in [(0, 0), (5, 1), (20, 3), (59, 10)] {
        view.draw(columns, &mut Buffer::empty(Rect::new(0, 0, w, h)));
    }
}

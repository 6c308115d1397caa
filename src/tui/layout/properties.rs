//! What holds of rows whatever the text, the blocks, the hidden spans and the width.

use proptest::prelude::*;

use super::{Hidden, Options, Row, Wrap};
use crate::model::{Block, BlockKind, Format, Span, Text};

/// A text with blocks and hidden spans as they may come.
#[derive(Debug, Clone)]
struct Case {
    text: String,
    blocks: Vec<Block>,
    hidden: Vec<Hidden>,
}

fn case() -> impl Strategy<Value = Case> {
    let piece = prop_oneof![
        6 => "[a-z]{1,12}",
        6 => Just(" ".to_owned()),
        2 => Just("\n".to_owned()),
        2 => Just("\n\n".to_owned()),
        1 => Just("\r\n  ".to_owned()),
        1 => Just("\t".to_owned()),
        1 => Just("東京都".to_owned()),
        1 => Just("e\u{301}".to_owned()),
        1 => Just("\u{a0}".to_owned()),
        1 => Just("\u{200b}\u{ad}".to_owned()),
        1 => Just("\x1b[31m".to_owned()),
        1 => Just("- ".to_owned()),
        1 => any::<char>().prop_map(String::from),
    ];
    let kinds = prop_oneof![
        Just(BlockKind::Paragraph),
        Just(BlockKind::Heading),
        Just(BlockKind::ListItem),
        Just(BlockKind::Code),
        Just(BlockKind::TableRow),
        Just(BlockKind::Furniture),
    ];
    (
        proptest::collection::vec(piece, 0..80),
        proptest::collection::vec((0usize..400, kinds, 0u8..3, 0usize..6), 0..8),
        proptest::collection::vec((0usize..400, 0usize..60, "[.{} x]{0,9}"), 0..4),
    )
        .prop_map(|(pieces, blocks, hidden)| {
            let text = pieces.concat();
            let on = |at: usize| text.floor_char_boundary(at.min(text.len()));
            let mut cuts = blocks;
            cuts.sort_by_key(|c| c.0);
            let blocks = cuts
                .windows(2)
                .map(|w| {
                    let span = Span::new(on(w[0].0), on(w[1].0));
                    let body = on(span.from() + w[0].3) as u32;
                    Block { level: w[0].2, body, ..Block::new(span, w[0].1) }
                })
                .collect();
            let hidden = hidden
                .into_iter()
                .map(|(at, len, placeholder)| Hidden { span: Span::new(on(at), on(at + len)), placeholder })
                .collect();
            Case { text, blocks, hidden }
        })
}

impl Case {
    fn wrap(&self, width: u16) -> Wrap {
        let text = Text::new(self.text.as_str(), Format::Text);
        Wrap::new(&text, &self.blocks, &self.hidden, width, Options::default())
    }

    fn is_hidden(&self, at: usize) -> bool {
        self.hidden.iter().any(|h| h.span.has(at))
    }
}

fn all(wrap: &mut Wrap) -> Vec<Row> {
    wrap.rows_from(0, isize::MIN + 1, usize::MAX)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn every_shown_byte_is_in_exactly_one_row(case in case(), width in 1u16..200) {
        let rows = all(&mut case.wrap(width));
        for pair in rows.windows(2) {
            prop_assert!(pair[0].span.to() <= pair[1].span.from(), "{:?}", pair);
        }
        for (at, c) in case.text.char_indices() {
            let holding = rows.iter().filter(|r| r.span.has(at)).count();
            prop_assert!(holding <= 1);
            prop_assert!(holding == 1 || c.is_whitespace() || case.is_hidden(at), "{:?} at {at}", c);
        }
        for row in &rows {
            prop_assert!(Span::checked(&case.text, row.span.from(), row.span.to()).is_ok());
        }
    }

    #[test]
    fn no_row_is_wider_than_the_width(case in case(), width in 1u16..200) {
        let mut wrap = case.wrap(width);
        for row in all(&mut wrap) {
            // White space may hang beyond the end.
            let mut seen: Vec<_> = wrap.cells(&row).filter(|c| c.width > 0).collect();
            while seen.pop_if(|c| c.space).is_some() {}
            let sum: u16 = seen.iter().map(|c| c.width).sum();
            prop_assert!(row.indent + sum <= width || seen.len() == 1, "{row:?} takes {sum}");
            let mut at = row.span.from();
            for cell in wrap.cells(&row) {
                prop_assert_eq!(cell.span.from(), at);
                at = cell.span.to();
            }
            prop_assert_eq!(at, row.span.to());
        }
    }

    #[test]
    fn what_is_drawn_passes_the_filter(case in case(), width in 1u16..50) {
        let mut wrap = case.wrap(width);
        for row in all(&mut wrap) {
            for cell in wrap.cells(&row) {
                let clean = crate::ingest::sanitize::sanitize_line(cell.symbol);
                prop_assert_eq!(clean.as_ref(), cell.symbol);
            }
        }
    }

    #[test]
    fn anywhere_is_the_same_as_from_the_top(
        case in case(), width in 1u16..100, at in 0usize..400, delta in -9isize..9, count in 0usize..20,
    ) {
        let rows = all(&mut case.wrap(width));
        let mut wrap = case.wrap(width);
        let part = wrap.rows_from(at, delta, count);
        if rows.is_empty() || count == 0 {
            prop_assert!(part.is_empty());
        } else {
            let here = wrap.anchor(at);
            let k = rows.iter().position(|r| r.span.from() == here).unwrap();
            let from = k.saturating_add_signed(delta).min(rows.len() - 1);
            prop_assert_eq!(&part[..], &rows[from..(from + count).min(rows.len())]);
        }
    }

    #[test]
    fn an_anchor_is_the_start_of_the_row_that_holds_the_byte(case in case(), width in 1u16..100) {
        let mut wrap = case.wrap(width);
        let rows = all(&mut wrap);
        for at in 0..case.text.len() + 2 {
            let anchor = wrap.anchor(at);
            prop_assert_eq!(wrap.anchor(anchor), anchor);
            if let Some(row) = rows.iter().find(|r| r.span.has(at)) {
                prop_assert_eq!(anchor, row.span.from());
            }
        }
        for (k, row) in rows.iter().enumerate() {
            prop_assert_eq!(wrap.anchor(row.span.from()), row.span.from());
            prop_assert_eq!(wrap.row_of(row.span.from()), k);
            prop_assert_eq!(wrap.at_row(k), row.span.from());
        }
    }

    #[test]
    fn scrolling_there_and_back_is_the_identity(
        case in case(), width in 1u16..60, at in 0usize..400, by in 0isize..12, height in 1usize..9,
    ) {
        let mut wrap = case.wrap(width);
        let rows = all(&mut wrap);
        let last = wrap.last_top(height);
        let from = wrap.anchor(at).min(last);
        let to = wrap.scroll(from, by, height);
        prop_assert!(to <= last);
        if to < last {
            prop_assert_eq!(wrap.scroll(to, -by, height), from);
        }
        if !rows.is_empty() {
            prop_assert_eq!(wrap.rows_from(last, 0, height).len(), height.min(rows.len()));
            prop_assert_eq!(wrap.rows_from(last, 0, height).last().copied(), rows.last().copied());
            prop_assert_eq!(wrap.scroll(from, -10_000, height), rows[0].span.from());
            prop_assert_eq!(wrap.scroll(from, 10_000, height), last);
        }
    }

    #[test]
    fn distances_are_counted_in_rows(
        case in case(), width in 1u16..60, a in 0usize..400, b in 0usize..400, most in 0usize..30,
    ) {
        let rows = all(&mut case.wrap(width));
        let mut wrap = case.wrap(width);
        let distance = wrap.distance(a, b, most);
        let (a, b) = (wrap.anchor(a), wrap.anchor(b));
        let number = |at: usize| rows.iter().position(|r| r.span.from() == at).unwrap_or(0) as isize;
        let want = number(b) - number(a);
        prop_assert_eq!(distance, want.clamp(-(most as isize), most as isize));
    }

    #[test]
    fn another_width_keeps_the_anchor_on_the_screen(case in case(), a in 1u16..120, b in 1u16..120, at in 0usize..400) {
        let mut wrap = case.wrap(a);
        let anchor = wrap.anchor(at);
        wrap.set_width(b);
        if let Some(row) = wrap.rows_from(anchor, 0, 1).first() {
            let seen = row.span.has(anchor) || row.blank && row.span.from() == anchor;
            // A row that shows nothing (its text is all of width nought) may hold only the anchor's place.
            prop_assert!(seen || row.span.from() <= anchor, "{row:?} for {anchor}");
            prop_assert!(seen || case.text[anchor..].chars().next().is_none_or(char::is_whitespace) || case.is_hidden(anchor));
        }
        wrap.set_width(a);
        prop_assert_eq!(wrap.anchor(anchor), anchor);
    }

    #[test]
    fn the_count_of_rows_becomes_exact(case in case(), width in 1u16..60, slice in 1usize..5) {
        let mut wrap = case.wrap(width);
        let rows = all(&mut case.wrap(width)).len();
        let mut rounds = 0;
        while !wrap.sharpen(slice) {
            rounds += 1;
            prop_assert!(rounds < 1000);
        }
        prop_assert_eq!(wrap.total_rows(), (rows, true));
    }
}

#[test]
fn a_long_line_is_cut_at_blanks_and_loses_nothing() {
    let text = "word ".repeat(20_000) + &"東".repeat(20_000) + &"e\u{301}".repeat(9_000);
    let text = Text::new(text, Format::Text);
    let mut wrap = Wrap::new(&text, &[], &[], 80, Options::default());
    let rows = all(&mut wrap);
    let bytes: usize =
        rows.iter().map(|r| text.slice(r.span).chars().filter(|c| !c.is_whitespace()).count()).sum();
    assert_eq!(bytes, text.as_str().chars().filter(|c| !c.is_whitespace()).count());
    assert!(rows.iter().filter(|r| r.first).count() == 1 && rows[0].first);
    assert!(rows.iter().all(|r| text.slice(r.span).split(' ').all(|w| w.len() != 1)));
}

#[test]
fn blocks_are_set_apart_and_items_hang() {
    let source = "Title\nOne long paragraph\nof two lines.\n\nHEAD\nText.\n- item that goes on\n- next\n| a | b |\n| c | d |\n";
    let text = Text::new(source, Format::Text);
    let block = |from: &str, to: &str, kind| {
        let start = source.find(from).unwrap();
        Block::new(Span::new(start, source.find(to).unwrap() + to.len()), kind)
    };
    let mut item = block("- item", "on\n", BlockKind::ListItem);
    item.body = item.span.start + 2;
    let mut next = block("- next", "next", BlockKind::ListItem);
    next.body = next.span.start + 2;
    let blocks = [
        block("Title", "Title", BlockKind::Title),
        block("One", "lines.", BlockKind::Paragraph),
        block("HEAD", "HEAD", BlockKind::Heading),
        block("Text.", "Text.", BlockKind::Paragraph),
        item,
        next,
        block("| a", "b |", BlockKind::TableRow),
        block("| c", "d |", BlockKind::TableRow),
    ];
    let mut wrap = Wrap::new(&text, &blocks, &[], 14, Options::default());
    let drawn: Vec<String> = all(&mut wrap)
        .iter()
        .map(|r| " ".repeat(r.indent.into()) + &wrap.cells(r).map(|c| c.symbol).collect::<String>())
        .collect();
    let want = [
        "Title",
        "",
        "One long",
        "paragraph of",
        "two lines.",
        "",
        "HEAD",
        "Text.",
        "",
        "  - item that",
        "    goes on",
        "  - next",
        "",
        "| a | b |",
        "| c | d |",
    ];
    assert_eq!(drawn, want);
}

#[test]
fn hidden_text_is_replaced_across_blocks() {
    let source = "Start .Find out\n\nmore about\n\nthis end.\n";
    let text = Text::new(source, Format::Text);
    let hidden = [Hidden { span: Span::new(6, source.find(" end").unwrap()), placeholder: "{..}".into() }];
    let mut wrap = Wrap::new(&text, &[], &hidden, 40, Options::default());
    let drawn: Vec<String> =
        all(&mut wrap).iter().map(|r| wrap.cells(r).map(|c| c.symbol).collect()).collect();
    assert_eq!(drawn, ["Start {..}", "", "end."]);
    assert_eq!(wrap.hidden_at(8).map(|h| h.placeholder.as_str()), Some("{..}"));
}

//! What the mouse does, and what keys do in its stead: selecting text, moving borders.

use ratatui::crossterm::event::{MouseButton, MouseEventKind};

use super::harness::{Explorer, REPORT};
use crate::tui::effect::Effect;
use crate::tui::overlay::Overlay;
use crate::tui::panes::Pane;
use crate::tui::view::shape::Choice;

/// Where words stand in the reader, which is the lowest pane of the screens used here.
fn find(e: &mut Explorer, words: &str, width: u16, height: u16) -> (u16, u16) {
    let screen = e.screen(width, height);
    let lines: Vec<&str> = screen.lines().collect();
    let y = lines.iter().rposition(|l| l.contains(words)).unwrap_or_else(|| panic!("{words}: {screen}"));
    let line = screen.lines().nth(y).unwrap();
    (line[..line.find(words).unwrap()].chars().count() as u16, y as u16)
}

fn selected(e: &Explorer) -> String {
    let (_, span) = e.app.selected_passage().expect("nothing selected");
    e.app.document().unwrap().text.slice(span).to_owned()
}

fn copied(e: &Explorer) -> &str {
    match e.asked.last() {
        Some(Effect::Copy(text)) => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn text_drawn_over_is_selected_copied_and_let_go() {
    let mut e = Explorer::open(&[REPORT]);
    let (x, y) = find(&mut e, "Norway closed", 80, 24);
    e.drag((x, y), (x + 13, y));
    assert_eq!(selected(&e), "Norway closed");
    assert!(e.said().starts_with("13 characters selected"), "{}", e.said());
    e.keys("y");
    assert_eq!(copied(&e), "Norway closed");
    e.keys("Y");
    assert!(copied(&e).contains("Norway closed"), "{}", copied(&e));
    e.keys("Esc");
    assert_eq!(e.app.selected_passage(), None);
    // Backwards and over a line.
    let (a, b) = (find(&mut e, "Oslo", 80, 24), find(&mut e, "closed", 80, 24));
    e.drag(a, b);
    assert_eq!(selected(&e), "closed the ferry line to Denmark.");
    e.click(a.0, a.1);
    assert_eq!(e.app.selected_passage(), None, "a click lets go");
    e.drag(a, b);
    e.keys("j");
    assert_eq!(e.app.selected_passage(), None, "moving on lets go");
}

#[test]
fn a_second_click_selects_the_word() {
    let mut e = Explorer::open(&[REPORT]);
    let (x, y) = find(&mut e, "ferry line", 80, 24);
    e.click(x + 2, y);
    assert_eq!(e.app.selected_passage(), None);
    e.click(x + 2, y);
    assert_eq!(selected(&e), "ferry");
}

#[test]
fn text_is_selected_by_keys_word_by_word_and_by_paragraphs() {
    let mut e = Explorer::open(&[REPORT]);
    e.screen(80, 24);
    e.keys("5 / <ferry_line> Enter Esc v l");
    assert_eq!(selected(&e), "ferry line");
    e.keys("h h");
    assert_eq!(selected(&e), "the ferry");
    e.keys("y");
    assert_eq!((copied(&e), e.app.selected_passage()), ("the ferry", None));
    e.keys("v");
    e.keys("v");
    assert_eq!(e.app.selected_passage(), None);
    e.keys("V");
    assert!(
        selected(&e).starts_with("In March 2024") && selected(&e).contains("rejected"),
        "{}",
        selected(&e)
    );
}

#[test]
fn the_right_button_explains() {
    let mut e = Explorer::open(&[REPORT]);
    let (x, y) = find(&mut e, "Denmark rejected", 120, 40);
    e.mouse(MouseEventKind::Down(MouseButton::Right), x, y);
    assert!(matches!(e.app.overlays.last(), Some(Overlay::Card(_))));
}

#[test]
fn borders_move_with_the_mouse_and_with_keys_and_go_back() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut e = Explorer::open(&[REPORT]);
        e.screen(width, height);
        let before = e.app.hits.frames.clone();
        for border in e.app.hits.borders.clone() {
            let from = (border.grip.x, border.grip.y);
            let to = if border.upright { (from.0 + 4, from.1) } else { (from.0, from.1 - 1) };
            e.drag(from, to);
        }
        e.screen(width, height);
        assert_ne!(e.app.hits.frames, before, "{width}x{height}");
        e.keys("Ctrl-w =");
        e.screen(width, height);
        assert_eq!(e.app.hits.frames, before, "{width}x{height}");
    }
    let mut e = Explorer::open(&[REPORT]);
    let width_of = |e: &mut Explorer| {
        e.screen(120, 40);
        e.app.hits.frames.iter().find(|(p, _)| *p == e.app.focus).unwrap().1
    };
    e.keys("5");
    let first = width_of(&mut e);
    e.keys("Ctrl-w >");
    assert_eq!(width_of(&mut e).width, first.width + 2);
    e.keys("Ctrl-w <");
    assert_eq!(width_of(&mut e), first);
    e.keys("Ctrl-w +");
    assert_eq!(width_of(&mut e).height, first.height + 1);
    e.keys("1");
    let sections = width_of(&mut e);
    e.keys("Ctrl-w -");
    assert_eq!(width_of(&mut e).height, sections.height - 1);
}

#[test]
fn layouts_go_around_and_say_what_they_are() {
    let mut e = Explorer::open(&[REPORT]);
    e.screen(120, 40);
    for (choice, panes) in
        [(Choice::Single, 1), (Choice::Stacked, 2), (Choice::Two, 4), (Choice::Three, 5), (Choice::Auto, 4)]
    {
        e.keys("Ctrl-w w");
        e.screen(120, 40);
        assert_eq!((e.app.shape.choice, e.app.hits.frames.len()), (choice, panes));
        assert!(e.said().starts_with("layout: "));
    }
    e.screen(50, 20);
    e.keys("Ctrl-w w Ctrl-w w Ctrl-w w");
    assert!(e.said().contains("70x16"), "{}", e.said());
}

#[test]
fn plain_screens_have_words_only() {
    use crate::tui::symbols::PLAIN;
    use crate::tui::theme::Depth;
    let mut e = Explorer::open_with(&[REPORT], PLAIN, Depth::None);
    e.screen(80, 24);
    for (keys, name) in
        [("1", "Sections"), ("2", "Actors"), ("3 j", "Claims"), ("4", "Timeline"), ("5", "Reader")]
    {
        e.keys(keys);
        let screen = e.screen(80, 24);
        assert!(screen.contains(name), "{screen}");
        let drawn = |l: &str| {
            l.contains("--") || l.contains("==") || l.contains('|') || l.contains('#') || l.starts_with('+')
        };
        assert!(!screen.lines().any(drawn), "{screen}");
        assert!(!screen.contains("<Norway>"), "{screen}");
    }
    assert_eq!(e.said(), "Reader");
    e.app.config.popup_delay = 0;
    for keys in ["K", "Esc :", "Esc ?", "Esc Ctrl-P <norway>", "Esc d", "Esc ]", "Esc g m"] {
        e.keys(keys);
        let screen = e.screen(80, 24);
        let drawn =
            |l: &str| l.contains("--") || l.contains("==") || l.starts_with('+') || l.starts_with('#');
        assert!(!screen.lines().any(drawn), "{keys}: {screen}");
    }
    e.keys("Esc");
    e.keys("3");
    insta::assert_snapshot!("plain_80x24", e.screen(80, 24));
    assert_eq!(e.app.focus, Pane::Claims);
}

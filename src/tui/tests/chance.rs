//! Keys, clicks and sizes by chance: nothing panics, the focus is on the screen, and there is always a way out.

use proptest::prelude::*;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEventKind};

use super::harness::{Explorer, REPORT};
use crate::tui::effect::Effect;
use crate::tui::event::Msg;
use crate::tui::keymap::{Keymap, presets};
use crate::tui::symbols::{ASCII, PLAIN, UNICODE};
use crate::tui::theme::Depth;

#[derive(Debug, Clone)]
enum Step {
    Binding(usize),
    Typed(char),
    Escape,
    Mouse(u8, u16, u16),
    Size(u16, u16),
    Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0usize..200).prop_map(Step::Binding),
        2 => prop_oneof![Just('a'), Just('%'), Just('9'), Just('é'), Just(':'), Just('/')].prop_map(Step::Typed),
        2 => Just(Step::Escape),
        3 => (0u8..7, 0u16..130, 0u16..50).prop_map(|(k, x, y)| Step::Mouse(k, x, y)),
        1 => (0u16..170, 0u16..60).prop_map(|(w, h)| Step::Size(w, h)),
        1 => (0u64..3000).prop_map(Step::Wait),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn nothing_panics(preset in 0usize..3, signs in 0usize..3, steps in proptest::collection::vec(step(), 1..80)) {
        let map = Keymap::preset(presets::NAMES[preset]);
        let signs = [UNICODE, ASCII, PLAIN][signs];
        let mut e = Explorer::open_with(&[REPORT, "# Not\n\nIn 2020 Peru said “little”. — 東京 met Chile’s envoy on 3 May 2021.\n"], signs, Depth::True);
        e.app.keymap = map.clone();
        let (mut width, mut height) = (110, 36);
        e.buffer(width, height);
        for step in steps {
            match step {
                Step::Binding(k) => {
                    for key in &map.bindings()[k % map.bindings().len()].keys {
                        e.send(Msg::Input(Event::Key(key.event())));
                    }
                }
                Step::Typed(c) => e.send(Msg::Input(Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)))),
                Step::Escape => e.send(Msg::Input(Event::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE)))),
                Step::Mouse(k, x, y) => {
                    let kind = match k {
                        0 | 1 => MouseEventKind::Down(MouseButton::Left),
                        2 => MouseEventKind::Up(MouseButton::Left),
                        3 => MouseEventKind::Drag(MouseButton::Left),
                        4 => MouseEventKind::Down(MouseButton::Right),
                        5 => MouseEventKind::ScrollDown,
                        _ => MouseEventKind::ScrollUp,
                    };
                    e.mouse(kind, x, y);
                }
                Step::Size(w, h) => (width, height) = (w, h),
                Step::Wait(ms) => e.app.now += std::time::Duration::from_millis(ms),
            }
            e.buffer(width, height);
            let text = e.app.document().map_or("", |d| d.text.as_str()).to_owned();
            prop_assert!(text.is_char_boundary(e.app.reader.cursor));
            if let Some((_, span)) = e.app.selected_passage() {
                prop_assert!(text.get(span.from()..span.to()).is_some_and(|t| !t.is_empty()));
            }
            if width >= 20 && height >= 5 {
                prop_assert!(e.app.hits.frames.iter().any(|(pane, _)| *pane == e.app.focus), "{:?}", e.app.focus);
            }
        }
        e.asked.clear();
        e.send(Msg::Input(Event::Key(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL))));
        prop_assert!(e.asked.iter().any(|a| matches!(a, Effect::Quit)));
        // And it can be found again.
        e.app.leave_session();
    }
}

//! A range of dates chosen in the timeline.

use super::harness::Explorer;

const LOG: &str = "\
The Harwick Log
As of 20 May 2024
The port was shut on 3 May 2024 by order. The crews left on 7 May 2024 by rail. The port opened on 14 May 2024 again. A \
strike began on 18 May 2024 at noon.
";

fn scope(e: &Explorer) -> String {
    e.app.scope.now().to_query()
}

#[test]
fn keys_make_a_range_the_scope_and_undo_takes_it_back() {
    let mut e = Explorer::open(&[LOG]);
    e.screen(80, 24);
    e.keys("4 g g v j j v");
    assert_eq!(scope(&e), "date:2024-05-03..2024-05-14");
    // In a narrow terminal it goes before the count of all that it keeps.
    for (width, shown) in [(80, "date:2024-05-03..2024-05-14"), (60, "date:2024-05-03..202")] {
        let screen = e.screen(width, 24);
        assert!(screen.lines().nth(1).unwrap().contains(shown), "{screen}");
    }
    e.keys("u");
    assert_eq!(scope(&e), "");
    // The other way round; and Esc lets go.
    e.keys("G v k v");
    assert_eq!(scope(&e), "date:2024-05-14..2024-05-18");
    e.keys("u G v Esc v");
    assert_eq!((scope(&e).as_str(), e.app.lists.range_from.is_some()), ("", true));
    // While it is chosen the hint names the whole range, and the filter key takes it.
    e.keys("Esc g g v j j");
    let screen = e.screen(120, 40);
    // All of the rows within it are shaded, whatever ground their parts have.
    let inside = e.app.hits.inside(crate::tui::panes::Pane::Timeline).unwrap();
    let buffer = e.buffer(120, 40);
    let first = inside.y + inside.height - e.app.lists.timeline.height as u16;
    let grounds =
        (inside.x + 2..inside.right()).map(|x| (buffer[(x, first)].bg, buffer[(x, first)].modifier));
    let idle = e.app.theme.style(crate::tui::theme::Role::SelectionIdle);
    assert!(
        grounds.clone().all(|g| g.0 == idle.bg.unwrap_or_default() && g.1.contains(idle.add_modifier)),
        "{:?}",
        grounds.collect::<Vec<_>>()
    );
    assert!(screen.contains("f:+date:2024-05-03..2024-05-14"), "{screen}");
    e.keys("f");
    assert_eq!(scope(&e), "date:2024-05-03..2024-05-14");
    assert!(e.app.lists.range_from.is_none());
}

#[test]
fn the_mouse_draws_a_range() {
    let mut e = Explorer::open(&[LOG]);
    e.keys("4 z");
    e.screen(80, 24);
    let inside = e.app.hits.inside(crate::tui::panes::Pane::Timeline).unwrap();
    e.drag((inside.x + 3, inside.y), (inside.x + 3, inside.y + 1));
    assert_eq!(scope(&e), "date:2024-05-03..2024-05-07");
}

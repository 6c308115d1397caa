//! The explorer is found as it was left, and knows what has been on the screen.

use std::time::Duration;

use super::harness::{Explorer, REPORT};
use crate::load::Input;
use crate::notes::Sessions;
use crate::tui::effect::{Effect, Work};
use crate::tui::event::Msg;
use crate::tui::panes::Pane;
use crate::tui::symbols::UNICODE;
use crate::tui::theme::Depth;
use crate::tui::view::shape::{Choice, Split};

const OTHER: &str = "Another paper\n\nI. Words\nIn 2020 Peru said little. Chile denied it.\n";

/// An explorer over two files that knows the sessions of a file.
fn open(file: &std::path::Path, private: bool, fresh: bool) -> Explorer {
    let inputs = ["/one.txt", "/two.txt"].map(|p| Input::File(p.into())).into();
    let mut e = Explorer::waiting_for(inputs, UNICODE, Depth::Ansi);
    e.app.sessions = Sessions::load_from(file, private);
    e.app.begin_fresh = fresh;
    e.app.begin_session();
    for (k, (path, text)) in [("/one.txt", REPORT), ("/two.txt", OTHER)].into_iter().enumerate() {
        e.load_as(k, path.to_owned(), text);
    }
    e.screen(120, 40);
    e
}

fn leave(mut e: Explorer) {
    e.app.leave_session();
    e.app.sessions.save().unwrap();
}

#[test]
fn everything_is_where_it_was_left() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sessions.json");
    let mut e = open(&file, false, false);
    e.keys("Ctrl-P <kind:fact> Ctrl-X 1 j h 2 s c j j j Enter 4 G 3 c j Ctrl-w w Ctrl-w w Ctrl-w w #");
    e.screen(120, 40);
    e.keys("Ctrl-w +");
    let session = e.app.session();
    assert_eq!(e.app.shape.choice, Choice::Two);
    assert!(e.app.shape.share(Split::Reader).is_some(), "{:?}", e.app.shape);
    let (claim, active, folded) =
        (e.app.lists.claims.selected().copied(), e.app.active.clone(), e.app.lists.folded.clone());
    assert!(claim.is_some() && active.is_some() && folded.len() == 1, "{folded:?}");
    leave(e);

    let e = open(&file, false, false);
    assert_eq!(e.app.session(), session);
    assert_eq!(e.app.focus, Pane::Claims);
    assert_eq!(e.app.lists.claims.selected().copied(), claim);
    assert_eq!((e.app.active.clone(), e.app.lists.folded.clone()), (active, folded));
    assert!(e.app.reader.numbers);
    assert!(e.said().contains("with the scope kind:fact (X clears it)"), "{}", e.said());
    assert_eq!(e.app.kept.claims.len(), e.app.lists.claims.place().1);
    assert!(e.app.kept.claims.len() < e.app.kept.totals.claims);

    let fresh = open(&file, false, true);
    assert_eq!(fresh.app.focus, Pane::Reader);
    assert!(fresh.app.scope.now().is_empty() && fresh.app.lists.folded.is_empty());
}

#[test]
fn a_crash_costs_the_last_moments_only() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sessions.json");
    let mut e = open(&file, false, false);
    e.asked.clear();
    e.keys("3 j j P 1 j");
    assert_eq!(e.timers, 1);
    e.app.now = Duration::from_secs(10);
    e.send(Msg::Work(Work::Keep));
    let Some(Effect::Keep(mut sessions)) = e.asked.pop() else { panic!("{:?}", e.asked) };
    sessions.save().unwrap();
    let claim = e.app.lists.claims.selected().copied();
    // Nothing else is written: the explorer dies here.
    drop(e);
    let mut e = open(&file, false, false);
    assert_eq!(e.app.lists.claims.selected().copied(), claim);
    assert_eq!(e.app.focus, Pane::Sections);
    assert!(e.app.lists.pinned.contains_key(&Pane::Claims));
    let pinned = e.app.lists.claims.rows().len();
    e.keys("Ctrl-P <kind:prescription> Ctrl-X");
    assert_eq!(e.app.lists.claims.rows().len(), pinned, "pinned as before");
    assert!(e.app.coverage.share(crate::model::DocId(0), crate::model::Span::new(0, 40)) > 90);
}

#[test]
fn undo_takes_the_restored_scope_away() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sessions.json");
    let mut e = open(&file, false, false);
    e.keys("Ctrl-P <kind:fact> Ctrl-X");
    leave(e);
    let mut e = open(&file, false, false);
    e.keys("u");
    assert!(e.app.scope.now().is_empty(), "{}", e.said());
}

#[test]
fn private_reading_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("casefile/sessions.json");
    let mut e = open(&file, true, false);
    e.app.now = Duration::from_secs(60);
    e.keys("3 j");
    leave(e);
    assert!(!folder.path().join("casefile").exists());
}

#[test]
fn what_was_on_the_screen_is_shown_walked_around_and_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sessions.json");
    let mut e = open(&file, false, false);
    e.keys("1 g g");
    assert!(!e.screen(120, 40).contains("% seen"));
    // The whole of the first paper is on a screen of this size, and stays there.
    e.app.now = Duration::from_secs(10);
    let screen = e.screen(120, 40);
    assert!(screen.contains("100 % seen"), "{screen}");
    assert!(screen.contains('✓'), "{screen}");
    e.keys("5 ] u");
    assert_eq!(e.said(), "every section of this document has been on the screen");
    leave(e);
    let mut e = open(&file, false, false);
    assert!(e.screen(120, 40).contains("100 % seen"));
    // Of the second paper nothing was seen; a glance does not change that.
    let second = crate::model::DocId(1);
    e.app.show(second, crate::model::Span::new(0, 0));
    e.screen(120, 40);
    e.app.now += Duration::from_millis(300);
    e.screen(120, 40);
    assert_eq!(e.app.coverage.spans(second), []);
    e.keys("] u");
    assert!(e.here(2).starts_with("I."), "{}", e.here(9));
    assert!(e.said().starts_with("0 % of this document has been on the screen; "), "{}", e.said());
    assert!(e.said().ends_with(" claims have not"), "{}", e.said());
}

#[test]
fn folded_groups_and_pins_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sessions.json");
    let mut e = open(&file, false, false);
    e.keys("Ctrl-P <kind:prescription> Ctrl-X 3 P X c c c g g h 2 c h");
    let (claims, groups) = (e.app.lists.claims.rows().to_vec(), e.app.lists.folded_groups.clone());
    assert!(e.app.lists.claims.headings().any(|h| h.folded));
    assert_eq!(groups.values().map(|g| g.len()).sum::<usize>(), 2);
    leave(e);
    let mut e = open(&file, false, false);
    assert_eq!(e.app.lists.folded_groups, groups);
    assert_eq!(e.app.lists.claims.rows(), claims);
    assert!(e.app.scope.now().is_empty());
    // The pane goes on to be pinned to the scope it was pinned under.
    e.keys("3 g - s");
    assert_eq!(e.app.lists.claims.place().1, e.app.kept_in(Pane::Claims).claims.len());
    assert!(e.app.kept_in(Pane::Claims).claims.len() < e.app.kept.claims.len());
    e.keys("P");
    assert_eq!(e.app.lists.claims.place().1, e.app.kept.claims.len());
}

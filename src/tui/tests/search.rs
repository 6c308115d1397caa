//! The search overlay, driven by keys.

use std::time::{Duration, Instant};

use crate::search::{HitKind, Results};
use crate::tui::effect::Work;
use crate::tui::event::Msg;
use crate::tui::overlay::{Overlay, Search};
use crate::tui::theme::Role;

use super::harness::{Explorer, REPORT};

fn open(e: &Explorer) -> &Search {
    match e.app.overlays.last() {
        Some(Overlay::Search(search)) => search,
        _ => panic!("no search is open"),
    }
}

fn results(e: &Explorer) -> &Results {
    open(e).results.as_ref().unwrap()
}

#[test]
fn a_note_just_written_is_found_and_gone_to() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("3 j a <ring_Oda_at_the_harbourmaster_#ferry> Enter g g");
    let on = e.app.layers[0].notes[0].span.unwrap();
    e.keys("5 g g Ctrl-P <harbrmaster>");
    let screen = e.screen(120, 30);
    assert!(
        screen.contains("notes 1") && screen.contains("ring Oda at the harbourmaster #ferry"),
        "{screen}"
    );
    assert_eq!(results(&e).hits[0].kind, HitKind::Note);
    e.keys("Enter");
    assert_eq!(e.app.reader.cursor, on.from());
    // Among other kinds it has its tab, and its tags are words.
    e.keys("Ctrl-P <ferry> BackTab");
    assert_eq!(open(&e).only, Some(HitKind::Note));
    assert_eq!((results(&e).hits.len(), results(&e).counts.notes), (1, 1));
    assert!(results(&e).counts.claims > 0);
    e.keys("Esc u");
    e.keys("Ctrl-P <harbourmaster>");
    assert!(results(&e).hits.is_empty(), "what is undone is not found");
}

#[test]
fn tags_without_a_note_are_found() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("3 j a <#ropework_#desk> Enter Ctrl-P <ropework>");
    let hits = &results(&e).hits;
    assert_eq!((hits.len(), hits[0].kind, hits[0].text.as_str()), (1, HitKind::Note, "#ropework #desk"));
    e.keys("Enter");
    assert!(e.app.overlays.is_empty() && e.app.reader.cursor > 0);
}

#[test]
fn a_note_whose_words_are_gone_is_found_still() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("3 j a <pilotage_dues> Enter");
    let mut next = Explorer::beside(&e, 1);
    next.load(0, "Another text altogether.\nIt has nothing of the first.\n");
    next.keys("Ctrl-P <pilotage>");
    assert_eq!(results(&next).counts.notes, 1);
    next.keys("Enter");
    assert!(next.said().contains("no words of the text"), "{}", next.said());
}

#[test]
fn queries_are_kept_under_a_name_and_taken_up_again() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("Ctrl-P Ctrl-O");
    assert!(e.said().contains("^K keeps"), "{}", e.said());
    e.keys("Ctrl-K");
    assert!(e.said().contains("nothing to keep"), "{}", e.said());
    e.keys("<lorries_kind:fact> Ctrl-K <waiting> Enter");
    assert_eq!(open(&e).input.value(), "lorries kind:fact", "the search is still open");
    let found = results(&e).hits.len();
    assert!(found > 0);
    let mut next = Explorer::beside(&e, 1);
    next.load(0, REPORT);
    next.keys("Ctrl-P <norway> Ctrl-O");
    assert!(next.screen(100, 30).contains("waiting"));
    next.keys("<wait> Enter");
    assert_eq!((open(&next).input.value(), results(&next).hits.len()), ("lorries kind:fact", found));
    // It is a scope as well.
    next.keys("Esc g F <wait> Enter");
    assert_eq!(next.app.scope.now().to_query(), "lorries kind:fact");
}

#[test]
fn what_matches_is_marked_in_the_preview_too() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("Ctrl-P <lorries>");
    let buffer = e.buffer(100, 30);
    let style = e.app.theme.style(Role::Match);
    let marked = |y: u16| -> String {
        let cells = (0..100u16).map(|x| &buffer[(x, y)]);
        cells
            .filter(|c| c.fg == style.fg.unwrap_or_default() && c.modifier.contains(style.add_modifier))
            .map(|c| c.symbol())
            .collect()
    };
    let rows: Vec<u16> = (0..30).filter(|y| marked(*y).contains("lorries")).collect();
    assert!(rows.len() >= 2, "in the list and below it: {rows:?}");
}

#[test]
fn sections_say_how_many_matches_they_have() {
    let mut e = Explorer::open(&[REPORT]);
    e.screen(120, 40);
    e.keys("Ctrl-P <denmark> Enter");
    let screen = e.screen(120, 40);
    let row = |title: &str| {
        screen.lines().find(|l| l.starts_with('│') && l.contains(title)).unwrap_or_default().to_owned()
    };
    assert!(row("The quarrel").contains("/2"), "{screen}");
    e.keys("Esc / <lorries> Enter");
    assert!(e.screen(120, 40).lines().any(|l| l.contains("What is known") && l.contains("/1")));
}

#[test]
fn what_is_selected_stays_while_the_index_grows() {
    let mut e = Explorer::open(&[REPORT]);
    e.screen(100, 30);
    e.keys("Ctrl-P <denmark> Down Down");
    let held = open(&e).hit().unwrap().clone();
    let index = e.app.index.clone().unwrap();
    let generation = e.app.generations.index.next();
    e.send(Msg::Work(Work::Indexing(generation, index, 0.5)));
    assert_eq!(open(&e).hit().unwrap(), &held);
    e.keys("Backspace");
    assert_eq!(open(&e).list.position(), 0, "another query begins at the top");
}

#[test]
fn a_key_does_not_keep_the_interface_waiting() {
    // What a key does here is to hand over what is asked; everything else is a worker's.
    let text = REPORT.repeat(400);
    let mut e = Explorer::open(&[&text]);
    e.screen(100, 30);
    e.keys("Ctrl-P");
    let key = |c: char| crate::tui::keymap::Key::parse(&c.to_string()).unwrap().event();
    let mut least = Duration::MAX;
    for c in "norway denmark lorries".chars().filter(|c| *c != ' ') {
        let begun = Instant::now();
        let effects = e.app.update(Msg::Input(ratatui::crossterm::event::Event::Key(key(c))));
        least = least.min(begun.elapsed());
        assert_eq!(effects.len(), 1, "one job");
    }
    assert!(least < Duration::from_millis(1), "{least:?}");
}

#[test]
fn where_nothing_fits_the_term_in_the_way_is_named() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("Ctrl-P <lorries_zeppelin>");
    let screen = e.screen(100, 30);
    assert!(screen.contains("without zeppelin"), "{screen}");
    assert!(!screen.contains("without lorries"), "{screen}");
}

#[test]
fn every_kind_has_its_tab_at_eighty_columns() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("Ctrl-P <norway>");
    let screen = e.screen(80, 24);
    for kind in ["sections", "actors", "claims", "events", "places", "text", "notes"] {
        assert!(screen.contains(&format!(" {kind}")), "{kind}:\n{screen}");
    }
}

#[test]
fn kinds_of_which_nothing_is_found_are_passed_by() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("Ctrl-P <lorries> Tab");
    let counts = results(&e).counts;
    assert!(counts.sections == 0 && counts.actors == 0 && counts.claims > 0, "{counts:?}");
    assert_eq!(open(&e).only, Some(HitKind::Claim));
    e.keys("BackTab");
    assert_eq!(open(&e).only, None);
}

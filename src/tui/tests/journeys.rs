//! What a person does, key by key.

use super::harness::{Explorer, REPORT};
use crate::tui::effect::Effect;
use crate::tui::panes::Pane;

#[test]
fn moving_in_a_list_peeks_and_escape_returns() {
    let mut e = Explorer::open(&[REPORT]);
    e.screen(80, 24);
    let start = e.app.here();
    e.keys("3 j j");
    assert_ne!(e.app.here(), start, "the reader shows the claim");
    e.keys("Esc");
    assert_eq!(e.app.here(), start, "Esc brings it back");
    e.keys("H");
    assert_eq!(e.said(), "no place before", "a peek leaves no history");
}

#[test]
fn enter_commits_and_history_leads_back_and_forward() {
    let mut e = Explorer::open(&[REPORT]);
    e.screen(80, 24);
    let start = e.app.here();
    e.keys("3 G Enter");
    assert_eq!(e.app.focus, Pane::Reader);
    let there = e.app.here();
    assert!(e.here(10).starts_with("Will the b"), "{}", e.here(10));
    e.keys("H");
    assert_eq!(e.app.here(), start);
    e.keys("L");
    assert_eq!(e.app.here(), there);
}

#[test]
fn o_commits_but_stays_in_the_list() {
    let mut e = Explorer::open(&[REPORT]);
    e.screen(80, 24);
    e.keys("3 G o");
    assert_eq!(e.app.focus, Pane::Claims);
    e.keys("Esc");
    assert!(e.here(4).starts_with("Will"), "committed: Esc does not go back");
}

#[test]
fn a_chip_filters_all_panes_and_undo_takes_it_back() {
    let mut e = Explorer::open(&[REPORT]);
    let all = e.app.kept.claims.len();
    assert!(all > 3, "{all} claims");
    e.keys("2");
    assert!(e.app.lists.actors.select_where(|_| true));
    e.keys("f");
    let kept = e.app.kept.claims.len();
    assert!(0 < kept && kept < all, "{kept} of {all}");
    assert_eq!(e.app.lists.claims.place().1, kept);
    assert!(e.screen(120, 40).contains(&format!("{kept}/{all} claims")));
    e.keys("u");
    assert_eq!(e.app.kept.claims.len(), all);
    assert!(e.said().starts_with("undone: added actor:"), "{}", e.said());
    e.keys("Ctrl-R");
    assert_eq!(e.app.kept.claims.len(), kept);
    e.keys("X");
    assert_eq!(e.app.kept.claims.len(), all);
    e.keys("u Backspace");
    assert_eq!(e.app.kept.claims.len(), all, "dropping the last chip");
}

#[test]
fn a_scope_that_keeps_nothing_says_which_chip_to_drop() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("Ctrl-P <kind:question_actor:Denmark> Ctrl-X 3");
    assert_eq!(e.app.kept.claims.len(), 0);
    let screen = e.screen(120, 40);
    assert!(screen.contains("The scope keeps nothing here."), "{screen}");
    assert!(screen.contains("Without "), "{screen}");
}

#[test]
fn find_counts_steps_and_goes_around() {
    let mut e = Explorer::open(&[REPORT]);
    e.screen(80, 24);
    e.keys("5 / <norway> Enter");
    assert!(e.screen(80, 24).contains("1/2"), "{}", e.screen(80, 24));
    assert!(e.here(6).starts_with("Norway"));
    let first = e.app.here();
    e.keys("n");
    assert_ne!(e.app.here(), first);
    e.keys("n");
    assert_eq!(e.app.here(), first);
    assert!(e.screen(80, 24).contains("(wrapped)"));
    e.keys("Esc");
    assert!(e.app.find.is_none());
    e.keys("/ <zzz> Enter");
    assert!(e.screen(80, 24).contains("no match"));
}

#[test]
fn find_in_a_list_selects_rows() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("3 / <lorries> Enter");
    let row = *e.app.lists.claims.selected().unwrap();
    let document = e.app.document().unwrap();
    assert!(document.text.slice(document.claim(row.1).unwrap().span).contains("lorries"));
}

#[test]
fn search_finds_with_a_typo_previews_and_jumps() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("Ctrl-P <inspectoins>");
    let screen = e.screen(100, 30);
    assert!(screen.contains("The inspections must be published"), "{screen}");
    e.keys("Enter");
    assert!(e.app.overlays.is_empty());
    assert!(e.here(60).contains("inspections"), "{}", e.here(60));
    e.keys("Ctrl-P Up");
    assert!(e.screen(100, 30).contains("inspectoins"), "the query is remembered");
}

#[test]
fn scattered_letters_come_behind_and_move_nothing() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("Ctrl-P <ferli>");
    let screen = e.screen(100, 30);
    let row = screen.lines().find(|l| l.contains("claim ~")).unwrap_or_else(|| panic!("{screen}"));
    assert!(row.contains("closed the ferry line"), "{screen}");
    assert!(screen.contains("~ not the words"), "{screen}");
    e.keys("Enter");
    assert!(e.here(60).contains("Norway closed the ferry line"), "{}", e.here(60));
    let find = e.app.find.as_ref().unwrap();
    assert!(matches!(&find.matches, crate::tui::find::Matches::Text(_, spans) if spans.spans().len() == 2));
    // What is selected stays selected.
    e.keys("Ctrl-P <the> Down");
    let Some(crate::tui::overlay::Overlay::Search(search)) = e.app.overlays.last() else { panic!() };
    let (selected, hits) = (search.list.selected().copied(), search.results.as_ref().unwrap().hits.clone());
    e.app.take_loose(crate::search::Loose { hits: hits[..1].to_vec(), ..Default::default() });
    let Some(crate::tui::overlay::Overlay::Search(search)) = e.app.overlays.last() else { panic!() };
    assert_eq!(search.list.selected().copied(), selected);
    assert_eq!(search.results.as_ref().unwrap().hits[..hits.len()], hits);
}

#[test]
fn a_bad_pattern_keeps_the_last_hits() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("Ctrl-P </lorr/>");
    let before = e.screen(100, 30);
    assert!(before.contains("300 lorries"), "{before}");
    e.keys("Backspace Backspace <[>");
    assert!(e.screen(100, 30).contains("300 lorries"));
}

#[test]
fn walking_from_thing_to_thing() {
    let mut e = Explorer::open(&[REPORT]);
    e.screen(80, 24);
    e.keys("5 ] s ] s");
    assert!(e.here(17).starts_with("A. What is known"), "{}", e.here(17));
    e.keys("[ s");
    assert!(e.here(2).starts_with("I."), "{}", e.here(17));
    e.keys("] d");
    assert!(e.here(10).starts_with("March 2024"), "{}", e.here(10));
    e.keys("] a");
    assert!(e.here(6).starts_with("Norway"), "{}", e.here(10));
    e.keys("* ] a");
    assert!(e.here(6).starts_with("Oslo") || e.here(6).starts_with("Norway"), "{}", e.here(10));
}

#[test]
fn injected_text_is_hidden_shown_and_never_counted() {
    let mut e = Explorer::open(&[REPORT]);
    let hidden = e.screen(100, 40);
    assert!(!hidden.contains("ferry safety rules") && hidden.contains("{injected text}"), "{hidden}");
    e.keys("x");
    let shown = e.screen(100, 40);
    assert!(shown.contains("ferry safety rules guide"), "{shown}");
    assert!(e.said().contains("3 fragments"), "{}", e.said());
    let document = e.app.document().unwrap();
    assert!(document.claims.iter().all(|c| !document.text.slice(c.span).contains("Read more")));
}

#[test]
fn a_resize_keeps_the_place() {
    let long: String =
        (0..300).map(|k| format!("Paragraph {k} says a little about something else again.\n\n")).collect();
    let mut e = Explorer::open(&[&long]);
    e.screen(80, 24);
    e.keys("5 :");
    e.keys("<200> Enter");
    let place = e.app.here();
    for (w, h) in [(80, 24), (61, 17), (200, 60), (40, 10), (120, 40)] {
        let screen = e.screen(w, h);
        assert!(screen.contains("Paragraph 199"), "{w}x{h}\n{screen}");
        assert_eq!(e.app.here(), place);
    }
}

#[test]
fn copying_a_claim_and_citing_a_passage() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("3 y Y");
    let copied: Vec<&str> = e
        .asked
        .iter()
        .filter_map(|a| match a {
            Effect::Copy(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert!(copied[0].starts_with("In March 2024"), "{}", copied[0]);
    assert!(copied[1].contains("one.txt:4") && copied[1].contains("The quarrel"), "{}", copied[1]);
}

#[test]
fn several_documents_have_a_switcher_and_share_actors() {
    let other = "I. Aftermath\nIn April 2024 Norway opened the line again. Denmark welcomed it.\n";
    let mut e = Explorer::open(&[REPORT, other]);
    let norway = e.app.dossier.actors.iter().find(|a| a.name == "Norway").unwrap();
    assert_eq!(norway.members.len(), 2);
    e.keys("d");
    assert!(e.screen(100, 30).contains("two.txt"));
    e.keys("j Enter");
    assert_eq!(e.app.reader.doc.index(), 1);
    e.keys("H");
    assert_eq!(e.app.reader.doc.index(), 0);
}

#[test]
fn folding_hides_what_is_below() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("1 g g");
    let all = e.app.lists.sections.place().1;
    e.keys("h");
    assert_eq!(e.app.lists.sections.place().1, all - 1);
    e.keys("l");
    assert_eq!(e.app.lists.sections.place().1, all);
}

#[test]
fn help_is_filtered_by_typing_and_runs_what_is_chosen() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("?");
    assert!(e.screen(80, 24).contains("search everything"));
    e.keys("<zoom>");
    let screen = e.screen(80, 24);
    assert!(screen.contains("zoom the pane") && !screen.contains("search everything"), "{screen}");
    e.keys("Enter");
    assert!(e.app.zoomed && e.app.overlays.is_empty());
}

#[test]
fn escape_never_quits_and_q_closes_before_it_quits() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("Esc Esc z q");
    assert!(e.asked.is_empty() && !e.app.zoomed);
    e.keys("q");
    assert!(matches!(e.asked[..], [Effect::Quit]));
}

#[test]
fn a_pinned_pane_keeps_its_rows() {
    let mut e = Explorer::open(&[REPORT]);
    let all = e.app.lists.claims.place().1;
    e.keys("3 P Ctrl-P <kind:question> Ctrl-X");
    assert_eq!(e.app.kept.claims.len(), 1);
    assert_eq!(e.app.lists.claims.place().1, all);
    e.keys("3 P");
    assert_eq!(e.app.lists.claims.place().1, 1);
}

#[test]
fn a_click_on_a_tab_focuses_and_a_click_on_a_chip_drops_it() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("Ctrl-P <kind:fact> Ctrl-X");
    e.screen(80, 24);
    let (chip, _) = e.app.hits.chips[0];
    let (tab, pane) = e.app.hits.tabs[3];
    e.click(tab.x + 1, tab.y);
    assert_eq!(e.app.focus, pane);
    e.click(chip.x + 1, chip.y);
    assert!(e.app.scope.now().is_empty());
}

#[test]
fn what_could_not_be_read_is_said_and_the_rest_opens() {
    use crate::model::DocId;
    use crate::tui::effect::Work;
    use crate::tui::event::Msg;
    let mut e = Explorer::waiting(2, crate::tui::symbols::UNICODE, crate::tui::theme::Depth::Ansi);
    e.send(Msg::Work(Work::Failed(DocId(0), "broken.txt: not a text file".into())));
    e.load(1, REPORT);
    assert_eq!(e.app.reader.doc.index(), 1);
    e.keys("g m");
    assert!(e.screen(80, 24).contains("broken.txt: not a text file"));
}

#[test]
fn the_card_scrolls_and_says_how_far() {
    let mut e = Explorer::open(&[REPORT]);
    e.screen(60, 16);
    e.keys("3 j K");
    let first = e.screen(40, 12);
    assert!(first.contains("1-") && first.contains(" of "), "{first}");
    e.keys("G");
    let last = e.screen(40, 12);
    assert_ne!(first, last);
    e.keys("j j");
    assert_eq!(e.screen(40, 12), last, "it stops at its end");
    e.keys("Home");
    assert_eq!(e.screen(40, 12), first);
    e.keys("Esc");
    assert!(e.app.overlays.is_empty());
}

#[test]
fn walking_in_the_text_moves_the_lists_along() {
    let mut e = Explorer::open(&[REPORT]);
    e.screen(120, 40);
    e.keys("2 ] a ] a");
    let at = e.app.reader.cursor;
    let row = e.app.lists.actors.selected().cloned().unwrap();
    let starts = crate::tui::panes::actors::mentions_in(&e.app.dossier, &row, e.app.reader.doc);
    assert!(starts.contains(&(at as u32)), "{starts:?} {at}");
    e.keys("3 ] c");
    let row = *e.app.lists.claims.selected().unwrap();
    let claim = e.app.document().unwrap().claim(row.1).unwrap().span;
    assert_eq!(claim.from(), e.app.reader.cursor);
    e.keys("5 g g ] d");
    assert!(e.app.lists.timeline.selected().is_some());
}

#[test]
fn a_number_beyond_the_end_says_so() {
    let mut e = Explorer::open(&[REPORT]);
    e.screen(80, 24);
    e.keys(": <999999> Enter");
    assert!(e.said().contains("this is the last"), "{}", e.said());
    e.keys(": <200%> Enter");
    assert!(e.said().contains("100 %"), "{}", e.said());
}

#[test]
fn the_filter_hint_says_what_it_adds_and_takes_out() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("2 j");
    let screen = e.screen(120, 40);
    assert!(screen.contains("f:+actor:"), "{screen}");
    e.keys("f");
    assert!(e.screen(120, 40).contains("f:-actor:"));
    e.keys("X 1 j");
    assert!(e.screen(120, 40).contains("f:+in:"));
    e.keys("f");
    assert!(e.screen(120, 40).contains("f:-in:"), "{}", e.screen(120, 40));
}

#[test]
fn a_claim_leads_to_the_one_that_may_clash_and_back() {
    let mut e = Explorer::open(&[
        "Norway opened the fishing harbour of Vardø to foreign trawlers.\n",
        "Norway did not open the fishing harbour of Vardø to foreign trawlers.\n",
    ]);
    e.screen(120, 40);
    e.keys("3");
    assert!(e.screen(120, 40).contains("may clash"), "{}", e.screen(120, 40));
    e.keys("5 g c");
    assert_eq!(e.app.here().doc, crate::model::DocId::new(1));
    assert!(e.said().starts_with("may clash"), "{}", e.said());
    e.keys("g c");
    assert_eq!(e.app.here().doc, crate::model::DocId::new(0));
    assert!(e.said().starts_with("back at the first"), "{}", e.said());
    let mut e = Explorer::open(&["Norway opened the fishing harbour of Vardø to foreign trawlers.\n"]);
    e.screen(120, 40);
    e.keys("3 g c");
    assert!(e.said().starts_with("nothing in these documents"), "{}", e.said());
}

//! The ledger of claims in groups: headings, folding, steps from group to group, and the order by weight.

use super::harness::{Explorer, REPORT};
use crate::tui::panes::Pane;

/// Two reports that differ in a figure, agree in a sentence, and speak of the same states.
const FIRST: &str = "\
I. The flood
In Peru the flood damaged 40 percent of the irrigated farmland along the coast. Chile closed the northern border crossing at \
Arica to all lorries. Peru must repair the dams before the winter.
";
const SECOND: &str = "\
I. The damage
In Peru the flood damaged 55 percent of the irrigated farmland along the coast. The governor said that Chile would send boats.
";

fn headings(e: &Explorer) -> Vec<(String, usize, bool)> {
    e.app.lists.claims.headings().map(|h| (h.key.name.clone(), h.count, h.folded)).collect()
}

fn names(e: &Explorer) -> Vec<String> {
    headings(e).into_iter().map(|h| h.0).collect()
}

#[test]
fn claims_are_grouped_by_everything_in_turn() {
    let mut e = Explorer::open(&[FIRST, SECOND]);
    e.screen(120, 40);
    e.keys("3 c");
    assert_eq!(names(&e)[0], "fact", "{:?}", names(&e));
    e.keys("c");
    assert_eq!(names(&e).last().unwrap(), "(no one named: the author)");
    assert!(names(&e).contains(&"governor".to_owned()), "{:?}", names(&e));
    e.keys("c");
    assert!(names(&e)[0].starts_with("one.txt") && names(&e)[1].starts_with("two.txt"), "{:?}", names(&e));
    e.keys("c");
    assert_eq!(names(&e)[0], "Peru", "the biggest group first: {:?}", headings(&e));
    e.keys("c");
    let clash = &names(&e)[0];
    assert!(clash.starts_with("may clash") && clash.contains("40 percent"), "{clash}");
    assert_eq!(headings(&e)[0].1, 2);
    let total: usize = headings(&e).iter().map(|h| h.1).sum();
    assert_eq!(total, e.app.kept.claims.len());
    e.keys("c");
    assert!(headings(&e).is_empty());
}

#[test]
fn a_group_folds_to_its_heading_and_back() {
    let mut e = Explorer::open(&[REPORT]);
    e.screen(100, 30);
    e.keys("3 c j");
    let (name, count, _) = headings(&e)[0].clone();
    e.keys("h");
    assert_eq!(headings(&e)[0], (name.clone(), count, true));
    assert_eq!(e.app.lists.claims.selected(), None);
    assert!(e.screen(100, 30).contains("▸ fact"), "{}", e.screen(100, 30));
    e.keys("h f");
    assert!(e.app.scope.now().is_empty(), "a heading is nothing to filter by");
    e.keys("j k Enter");
    assert_eq!(headings(&e)[0], (name, count, false));
    assert!(e.app.lists.claims.selected().is_some());
    e.keys("g -");
    assert!(headings(&e).iter().all(|h| h.2), "{:?}", headings(&e));
    let whole = e.app.kept.claims.len();
    assert_eq!(e.app.lists.claims.place().1, whole, "what is folded away is still counted");
    e.keys("G l g -");
    assert!(headings(&e).iter().all(|h| h.2), "one was open: all are folded");
    e.keys("g -");
    assert!(headings(&e).iter().all(|h| !h.2));
}

#[test]
fn keys_step_from_group_to_group() {
    let mut e = Explorer::open(&[REPORT]);
    e.screen(100, 30);
    e.keys("3 c ] g");
    let second = names(&e)[1].clone();
    assert_eq!(e.app.lists.claims.heading().map(|h| h.key.name.clone()), Some(second));
    e.keys("[ g");
    assert_eq!(e.app.lists.claims.heading().map(|h| h.key.name.clone()), Some(names(&e)[0].clone()));
    e.keys("[ g");
    assert!(e.said().contains("no group before"), "{}", e.said());
    e.keys("4 ] g");
    assert!(e.said().contains("has no groups"), "{}", e.said());
}

#[test]
fn a_click_on_a_heading_folds_its_group() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("3 c");
    e.screen(100, 30);
    let inside = e.app.hits.inside(Pane::Claims).unwrap();
    e.click(inside.x + 3, inside.y);
    assert!(headings(&e)[0].2);
    e.screen(100, 30);
    e.click(inside.x + 3, inside.y);
    assert!(!headings(&e)[0].2);
}

#[test]
fn the_order_by_importance_shows_its_parts() {
    let mut e = Explorer::open(&[REPORT]);
    e.screen(200, 60);
    e.keys("3 s z");
    let screen = e.screen(160, 30);
    let rows = e.app.lists.claims.rows();
    let first = *rows[0].item().unwrap();
    let claim = e.app.document().unwrap().claim(first.1).unwrap();
    let parts = crate::tui::panes::claims::parts(claim);
    let (name, _) = parts.iter().find(|p| p.0 != "kind").unwrap();
    assert!(screen.contains(&format!("{:.2} {name}", claim.importance.value)), "{screen}");
    assert!(screen.contains("importance 0.") && screen.contains(" = "), "{screen}");
}

#[test]
fn actors_fold_by_type() {
    let mut e = Explorer::open(&[REPORT]);
    e.screen(100, 40);
    e.keys("2 c h");
    let folded: Vec<String> =
        e.app.lists.actors.headings().filter(|h| h.folded).map(|h| h.key.name.clone()).collect();
    assert_eq!(folded, ["States"]);
}

#[test]
fn what_clashes_can_be_asked_for() {
    let mut e = Explorer::open(&[FIRST, SECOND]);
    e.screen(100, 30);
    e.keys("Ctrl-P <has:clash> Ctrl-X");
    assert_eq!(e.app.kept.claims.len(), 2);
    e.keys("X Ctrl-P <!has:clash_is:claim> Ctrl-X");
    assert_eq!(e.app.kept.claims.len(), e.app.kept.totals.claims - 2);
}

#[test]
fn related_claims_are_walked_in_the_list_too() {
    let mut e = Explorer::open(&[FIRST, SECOND]);
    e.screen(120, 40);
    e.keys("3 g g");
    let first = *e.app.lists.claims.selected().unwrap();
    e.keys("g c");
    let second = *e.app.lists.claims.selected().unwrap();
    assert!(second != first && e.said().starts_with("may clash"), "{}", e.said());
    e.keys("g c");
    assert_eq!(*e.app.lists.claims.selected().unwrap(), first);
    assert!(e.said().starts_with("back at the first"), "{}", e.said());
}

#[test]
fn the_grouped_ledger() {
    let mut e = Explorer::open(&[FIRST, SECOND]);
    e.screen(80, 24);
    e.keys("3 c c c c c j");
    insta::assert_snapshot!("ledger_clash_80x24", e.screen(80, 24));
    e.keys("c c h s z");
    insta::assert_snapshot!("ledger_importance_200x60", e.screen(200, 60));
    let mut e = Explorer::ascii(&[FIRST, SECOND]);
    e.screen(80, 24);
    e.keys("3 c h");
    let screen = e.screen(80, 24);
    assert!(screen.is_ascii(), "{screen}");
    insta::assert_snapshot!("ledger_ascii_80x24", screen);
}

#[test]
fn what_is_said_is_seen_although_a_find_is_open() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("3 / <ferry> Enter");
    assert!(e.screen(120, 30).contains("/ferry"));
    e.keys("u");
    let said = e.said().to_owned();
    assert!(e.screen(120, 30).contains(&said) && !said.is_empty(), "{said}");
    e.keys("n");
    let screen = e.screen(120, 30);
    assert!(screen.contains("/ferry") && !screen.contains(&said), "{screen}");
}

#[test]
fn of_several_complaints_the_last_is_shown_with_how_many_more() {
    let mut e = Explorer::open(&[REPORT]);
    e.app.complain("the first is gone");
    e.app.complain("the second is gone");
    e.app.say("where you left off");
    assert!(e.screen(120, 30).contains("the second is gone (+1, gm)"));
    e.keys("j");
    assert!(!e.screen(120, 30).contains("is gone"));
}

#[test]
fn mentions_of_a_word_under_the_cursor_are_counted_and_walked() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("5 ] a * n");
    assert!(e.said().contains("mention 2 of"), "{}", e.said());
    e.keys("N");
    assert!(e.said().contains("mention 1 of"), "{}", e.said());
}

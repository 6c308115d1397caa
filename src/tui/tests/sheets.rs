//! Sheets over the panes: the concordance, the table of actors, the board; and filtering by a part of the selection.

use super::harness::{Explorer, REPORT};
use crate::tui::overlay::Overlay;
use crate::tui::panes::Pane;
use crate::tui::sheet::Sheet;
use crate::tui::symbols::UNICODE;
use crate::tui::theme::Depth;

const QUARREL: &str = "\
I. Words
Norway accused Sweden of haste. Peru waited for both.

Sweden thanked Norway in May 2024. Norway replied to Sweden.

Norway threatened Peru with a boycott. Peru rejected the boycott.
";

const OTHER: &str = "\
I. Aftermath
In June 2024 Norway praised Sweden again. Then Denmark promised to pay Norway for the boats.
";

fn sheet(e: &Explorer) -> &Sheet {
    match e.app.overlays.last() {
        Some(Overlay::Sheet(sheet)) => sheet,
        other => panic!("no sheet: {other:?}"),
    }
}

#[test]
fn the_concordance_aligns_sorts_and_jumps() {
    let mut e = Explorer::open(&[QUARREL, OTHER]);
    e.screen(100, 30);
    e.keys("2 g g");
    let name =
        crate::tui::panes::actors::name(&e.app.dossier, e.app.lists.actors.selected().unwrap()).to_owned();
    assert_eq!(name, "Norway");
    e.keys("g k");
    let screen = e.screen(100, 30);
    assert!(screen.contains("Norway: in context, in reading order"), "{screen}");
    let lines = |screen: &str| -> Vec<Vec<char>> {
        let own =
            screen.lines().filter(|l| l.contains(" d1 line ") || l.contains("┃  d2 I") || l.contains("› d1"));
        own.map(|l| l.chars().collect()).collect()
    };
    let word_at = |line: &[char], column: usize| line.iter().skip(column).take(8).collect::<String>();
    let aligned = |lines: &[Vec<char>]| {
        (0..100)
            .find(|column| lines.iter().all(|l| word_at(l, *column) == " Norway "))
            .expect("all in one column")
    };
    let all = lines(&screen);
    assert!(all.len() >= 5, "{screen}");
    aligned(&all);
    e.keys("s");
    let all = lines(&e.screen(100, 30));
    let column = aligned(&all);
    let behind: Vec<String> = all
        .iter()
        .map(|l| l.iter().skip(column + 8).collect::<String>())
        .map(|l| l.split_whitespace().next().unwrap_or("").trim_matches('.').to_lowercase())
        .collect();
    assert!(behind.is_sorted(), "{behind:?}");
    e.keys("j Enter");
    assert!(e.app.overlays.is_empty() && e.app.focus == Pane::Reader);
    assert!(e.here(6) == "Norway", "{}", e.here(20));
    assert!(e.app.active.is_some(), "its mentions are highlighted");
    e.keys("H");
    assert_eq!(e.app.reader.cursor, 0, "back to where it was opened");
}

#[test]
fn the_concordance_keeps_to_the_scope() {
    let mut e = Explorer::open(&[QUARREL, OTHER]);
    e.screen(100, 30);
    e.keys("Ctrl-P <doc:d2> Ctrl-X 2 g g g k");
    let Sheet::Concordance(sheet) = sheet(&e) else { panic!() };
    assert!(sheet.list.place().1 < sheet.all, "{} of {}", sheet.list.place().1, sheet.all);
    assert!(e.screen(100, 30).contains(" of "));
    e.keys("Esc 5 g g g k");
    assert!(e.app.overlays.len() == 1, "the actor chosen in the list where the text names none");
}

#[test]
fn the_matrix_counts_signs_and_scopes_to_a_pair() {
    let mut e = Explorer::open(&[QUARREL]);
    e.screen(100, 30);
    e.keys("2 g w");
    let screen = e.screen(100, 30);
    assert!(screen.contains("Norw") && screen.contains("Swed"), "{screen}");
    assert!(
        screen.contains("Norway and Sweden: 2 paragraphs name both") || screen.contains("Norway and Peru: 2"),
        "{screen}"
    );
    let Sheet::Matrix(sheet) = sheet(&e) else { panic!() };
    let table = sheet.table.clone().unwrap();
    let at =
        |name: &str| table.actors.iter().position(|a| e.app.dossier.actor(*a).unwrap().name == name).unwrap();
    let (norway, sweden) = (at("Norway"), at("Sweden"));
    assert!(table.cell(norway, sweden).unwrap().against > 0);
    assert!(table.cell(sweden, norway).unwrap().with > 0);
    // To the cell of Norway and Sweden, wherever it is.
    e.keys("Home h h h");
    for _ in 0..norway {
        e.keys("j");
    }
    for _ in 0..sweden {
        e.keys("l");
    }
    let screen = e.screen(100, 30);
    assert!(screen.contains("1 against: -\"accused\""), "{screen}");
    e.keys("o");
    assert!(e.here(7) == "accused", "{}", e.here(20));
    e.keys("g w Home h h h");
    for _ in 0..norway {
        e.keys("j");
    }
    for _ in 0..sweden {
        e.keys("l");
    }
    e.keys("Enter");
    assert_eq!(e.app.scope.now().to_query(), "actor:Norway actor:Sweden");
    assert_eq!(e.app.focus, Pane::Claims);
    e.keys("g w Home h h h Enter");
    assert!(e.said().contains("a pair is two actors"), "{}", e.said());
}

#[test]
fn the_table_is_made_once_for_a_scope() {
    let mut e = Explorer::open(&[QUARREL]);
    e.screen(100, 30);
    e.keys("g w Esc");
    let first = e.app.tables.table(&e.app.dossier, &e.app.kept).unwrap();
    e.keys("g w");
    let Sheet::Matrix(sheet) = sheet(&e) else { panic!() };
    assert!(std::sync::Arc::ptr_eq(&first, sheet.table.as_ref().unwrap()));
    e.keys("Esc Ctrl-P <actor:peru> Ctrl-X");
    assert!(e.app.tables.table(&e.app.dossier, &e.app.kept).is_none(), "another scope, another table");
}

#[test]
fn the_board_has_parties_and_folds() {
    let mut e = Explorer::open(&[REPORT, OTHER]);
    e.screen(100, 30);
    e.keys("3 g b");
    let screen = e.screen(100, 30);
    assert!(
        screen.contains("recommended") && screen.contains("Norway (") && screen.contains("Denmark ("),
        "{screen}"
    );
    e.keys("h");
    let folded = e.screen(100, 30);
    assert!(folded.contains("▸"), "{folded}");
    e.keys("Enter j Enter");
    assert!(e.app.overlays.is_empty() && e.app.focus == Pane::Reader);
    e.keys("X Ctrl-P <kind:question> Ctrl-X g b");
    assert!(e.screen(100, 30).contains("keeps no recommendation"));
}

#[test]
fn the_mouse_works_in_sheets() {
    let mut e = Explorer::open(&[QUARREL]);
    e.keys("2 g k");
    e.screen(100, 30);
    let area = e.app.hits.overlay.unwrap();
    e.click(area.x + 3, area.y + 1);
    assert_eq!(e.app.overlays.len(), 1);
    e.click(area.x + 3, area.y + 1);
    assert!(e.app.overlays.is_empty());
    e.keys("g w");
    e.screen(100, 30);
    let area = e.app.hits.overlay.unwrap();
    e.click(area.x + 3, area.y + 1);
    let Sheet::Matrix(sheet) = sheet(&e) else { panic!() };
    assert_eq!(sheet.row, 1);
}

#[test]
fn filtering_by_a_part_of_the_selection() {
    let mut e = Explorer::open(&[QUARREL, OTHER]);
    e.screen(100, 30);
    e.keys("4 g g +");
    let screen = e.screen(100, 30);
    for part in ["status:reported", "actor:Norway", "resolved:explicit", "doc:d"] {
        assert!(screen.contains(part), "{part}\n{screen}");
    }
    e.keys("<status> Enter");
    assert_eq!(e.app.scope.now().to_query(), "status:reported");
    e.keys("X 3 +");
    assert!(e.screen(100, 30).contains("kind:fact"));
    e.keys("Esc 2 +");
    assert!(e.screen(100, 30).contains("what Norway says"));
}

#[test]
fn sheets_at_every_size_and_in_every_dress() {
    for keys in ["2 g k", "2 g k s s", "g w", "g b", "4 +"] {
        let mut e = Explorer::open(&[QUARREL, OTHER]);
        e.keys(keys);
        for width in [0, 1, 2, 19, 20, 24, 59, 60, 80, 110, 200] {
            for height in [0, 1, 2, 4, 5, 6, 8, 16, 24, 60] {
                e.buffer(width, height);
            }
        }
    }
    let mut e = Explorer::ascii(&[QUARREL, OTHER]);
    for keys in ["2 g k", "Esc g w", "Esc g b"] {
        e.keys(keys);
        let screen = e.screen(80, 24);
        assert!(screen.is_ascii(), "{screen}");
    }
    let mut e = Explorer::open_with(&[QUARREL, OTHER], UNICODE, Depth::None);
    for keys in ["2 g k", "Esc g w l", "Esc g b"] {
        e.keys(keys);
        let reset = ratatui::style::Color::Reset;
        assert!(e.buffer(120, 40).content().iter().all(|c| c.fg == reset && c.bg == reset), "{keys}");
    }
}

#[test]
fn the_sheets() {
    let mut e = Explorer::open(&[QUARREL, OTHER]);
    e.screen(80, 24);
    e.keys("2 g g g k s");
    insta::assert_snapshot!("concordance_80x24", e.screen(80, 24));
    e.keys("Esc g w");
    insta::assert_snapshot!("matrix_80x24", e.screen(80, 24));
    e.keys("Esc g b");
    insta::assert_snapshot!("board_80x24", e.screen(80, 24));
}

#[test]
fn the_card_of_an_actor_tells_offices_deeds_and_spread() {
    let text = "I. Flight\nForeign Minister Ana Osei flew to Lima in March 2019. Norway accused Sweden of haste.\n\nII. Return\nOn 4 May \
                2021 Prime Minister Ana Osei left Lima. Sweden thanked Norway.\n";
    let mut e = Explorer::open(&[text]);
    e.screen(120, 40);
    e.keys("2");
    while !crate::tui::panes::actors::name(&e.app.dossier, e.app.lists.actors.selected().unwrap())
        .contains("Osei")
    {
        e.keys("j");
    }
    e.keys("K");
    let card = e.screen(120, 40);
    for told in [
        "foreign minister: I, 2019-03-01 to 2019-03-31",
        "prime minister: II, 2021-05-04",
        "last     II",
        "I (1), II (1)",
    ] {
        assert!(card.contains(told), "{told}\n{card}");
    }
    // Nobody has opened the table of actors.
    e.keys("Esc g g j K");
    let card = e.screen(120, 40);
    assert!(card.contains("Norway “accused” Sweden: verbal conflict, I"), "{card}");
}

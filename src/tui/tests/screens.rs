//! What a person sees: whole screens, every size, without colour, without Unicode, with hostile text.

use super::harness::{Explorer, REPORT};
use crate::tui::symbols::UNICODE;
use crate::tui::theme::Depth;
use ratatui::style::Color;

/// The README shows what the program shows: run the tests once with CASEFILE_WRITE_DOCS=1 to take the screens anew.
#[test]
fn the_screens_in_the_readme_are_the_programs_own() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    let mut printed = readme.clone();
    for (name, keys, width, height) in
        [("explorer", "3 j j", 110, 36), ("search", "Ctrl-P <actor:qatar_!kind:fact>", 90, 24)]
    {
        let mut e = Explorer::sample();
        e.screen(width, height);
        e.keys(keys);
        let screen = e.screen(width, height);
        let mark = format!("<!-- screen: {name} -->\n");
        let from = printed.find(&mark).unwrap_or_else(|| panic!("no {mark}")) + mark.len();
        let to = from + printed[from..].find("\n```\n").unwrap() + 5;
        printed.replace_range(from..to, &format!("```text\n{screen}```\n"));
    }
    if std::env::var_os("CASEFILE_WRITE_DOCS").is_some() {
        std::fs::write(path, &printed).unwrap();
        return;
    }
    assert!(printed == readme, "the screens in README.md are old");
}

#[test]
fn the_four_layouts() {
    for (width, height) in [(50, 14), (80, 24), (120, 40), (200, 60)] {
        let mut e = Explorer::open(&[REPORT]);
        e.screen(width, height);
        e.keys("3 j");
        insta::assert_snapshot!(format!("layout_{width}x{height}"), e.screen(width, height));
    }
}

#[test]
fn ascii_only() {
    let mut e = Explorer::ascii(&[REPORT]);
    e.screen(80, 24);
    e.keys("4");
    let screen = e.screen(80, 24);
    assert!(screen.is_ascii(), "{screen}");
    insta::assert_snapshot!("ascii_80x24", screen);
}

#[test]
fn the_search_overlay() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("Ctrl-P <denmark>");
    insta::assert_snapshot!("search_100x30", e.screen(100, 30));
}

#[test]
fn no_size_panics_whatever_is_open() {
    let openers = [
        "",
        "1",
        "2",
        "4",
        "5",
        "Ctrl-P <norway>",
        "?",
        "d",
        ":",
        "K",
        "/ <a>",
        "]",
        "z",
        "x #",
        "g m",
        "3 c c c c c h",
        "2 g k",
        "g w",
        "g b",
        "4 l +",
    ];
    for keys in openers {
        let mut e = Explorer::open(&[REPORT, "Another\n\nIn 2020 Peru said little.\n"]);
        e.keys(keys);
        for width in (0..=24).chain([59, 60, 80, 109, 110, 159, 160, 300]) {
            for height in (0..=12).chain([15, 16, 23, 24, 40, 100]) {
                e.buffer(width, height);
            }
        }
    }
}

#[test]
fn without_colour_no_cell_has_one() {
    let mut e = Explorer::open_with(&[REPORT], UNICODE, Depth::None);
    for keys in ["", "2", "Enter", "Ctrl-P <norway>"] {
        e.keys(keys);
        let buffer = e.buffer(120, 40);
        assert!(buffer.content().iter().all(|c| c.fg == Color::Reset && c.bg == Color::Reset));
    }
}

#[test]
fn nothing_a_terminal_would_obey_reaches_a_cell() {
    let hostile = "I. He\u{1b}[31mading\u{202e}\nKabul \u{1b}]52;c;aGk=\u{7}said\u{9b}2J that\u{200f} it \u{2066}agreed in May 2020.\n\n\
                   II. Second\nIran \u{0}denied\u{8} it.\n";
    let mut e = Explorer::open(&[hostile]);
    for keys in ["", "3", "K", "Esc Ctrl-P <kabul>"] {
        e.keys(keys);
        for cell in e.buffer(120, 40).content() {
            let bad = |c: char| {
                c.is_control()
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
            };
            assert!(!cell.symbol().chars().any(bad), "{:?}", cell.symbol());
        }
    }
}

#[test]
fn an_empty_and_a_foreign_document_say_what_they_are() {
    let french = "Le gouvernement a annoncé hier que les négociations avaient échoué. Les deux pays ne veulent plus se \
                  parler, et les habitants de la région attendent depuis des semaines une réponse des autorités.\n";
    let mut e = Explorer::open(&[french]);
    assert!(e.said().contains("French"), "{}", e.said());
    assert!(e.screen(120, 40).contains("No headings were found"));
}

#[test]
fn the_text_is_shown_before_anything_is_extracted() {
    use crate::model::{DocId, Document, Format, Text};
    use crate::tui::effect::Work;
    use crate::tui::event::Msg;
    let mut e = Explorer::waiting(1, UNICODE, Depth::Ansi);
    let text = Text::new(REPORT, Format::Text);
    let bare = Document::bare("one.txt".into(), String::new(), text);
    e.send(Msg::Work(Work::Text(DocId(0), std::sync::Arc::new(bare))));
    let screen = e.screen(120, 40);
    assert!(screen.contains("In March 2024 Norway closed"), "{screen}");
    assert!(screen.contains("reading 0 %"), "{screen}");
}

#[test]
fn without_unicode_names_stand_in_brackets() {
    let mut e = Explorer::ascii(&[REPORT]);
    let screen = e.screen(80, 24);
    assert!(screen.contains("In March 2024 <Norway> closed the ferry line to <Denmark>."), "{screen}");
    e.keys("5 ] a Enter");
    let screen = e.screen(80, 24);
    assert!(screen.contains("[Norway] closed"), "{screen}");
    let e = Explorer::open(&[REPORT]).screen(80, 24);
    assert!(e.contains("In March 2024 Norway closed"), "{e}");
}

#[test]
fn tables_of_markdown_are_aligned_where_they_fit() {
    let table = "# Gates\n\nSome words.\n\n| Gate | Loss | Who |\n|---|---|---|\n| Torkham | 60 % | Pakistan |\n\
                 | Chaman crossing | 7 % | Iran |\n";
    let mut e = Explorer::waiting(1, UNICODE, Depth::Ansi);
    e.load_markdown(table);
    let screen = e.screen(80, 24);
    assert!(screen.contains("Gate            | Loss | Who"), "{screen}");
    assert!(screen.contains("Torkham         | 60 % | Pakistan"), "{screen}");
    assert!(screen.contains("Chaman crossing |  7 % | Iran"), "{screen}");
    let narrow = e.screen(30, 24);
    assert!(narrow.contains("Gate | Loss | Who"), "{narrow}");
}

#[test]
fn the_selected_hit_shows_its_matched_letters() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("Ctrl-P <denmark>");
    let buffer = e.buffer(100, 30);
    let style = e.app.theme.style(crate::tui::theme::Role::MatchCurrent);
    let marked = buffer.content().iter().filter(|c| c.modifier == style.add_modifier).count();
    assert!(marked >= 7, "{marked} letters");
}

#[test]
fn tabs_of_the_search_that_do_not_fit_are_announced() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("Ctrl-P <denmark>");
    assert!(e.screen(60, 24).contains("…"));
    for _ in 0..6 {
        e.keys("Tab");
        let screen = e.screen(50, 24);
        let row = screen.lines().find(|l| l.contains('[')).unwrap_or_else(|| panic!("{screen}"));
        assert!(row.contains(']'), "{screen}");
    }
}

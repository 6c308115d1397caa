//! No key is shown or documented that does not do what it says: every binding of every preset is typed.

use ratatui::crossterm::event::Event;

use super::harness::{Explorer, REPORT};
use crate::tui::action::{ACTIONS, Action, Place};
use crate::tui::event::Msg;
use crate::tui::keymap::{Key, Keymap, parse_sequence, presets, written};
use crate::tui::overlay::Overlay;
use crate::tui::panes::{Pane, help};

fn type_keys(e: &mut Explorer, keys: &[Key]) {
    for key in keys {
        e.send(Msg::Input(Event::Key(key.event())));
    }
}

/// Opens an explorer where the focus is in a list, or in the reader.
fn opened(preset: &str, in_list: bool) -> Explorer {
    let mut e = Explorer::with_preset(REPORT, preset);
    e.screen(120, 40);
    e.app.focus = if in_list { Pane::Claims } else { Pane::Reader };
    e
}

#[test]
fn every_key_of_every_preset_leads_to_its_action() {
    for preset in presets::NAMES {
        let map = Keymap::preset(preset);
        for in_list in [true, false] {
            let mut e = opened(preset, in_list);
            for binding in map.bindings() {
                e.app.focus = if in_list { Pane::Claims } else { Pane::Reader };
                if !e.app.applies(binding.place) {
                    continue;
                }
                e.app.overlays.clear();
                e.app.find = None;
                e.app.awaits = None;
                e.app.last_action = None;
                type_keys(&mut e, &binding.keys);
                let typed = written(&binding.keys);
                assert_eq!(
                    e.app.last_action.as_ref(),
                    binding.actions.first(),
                    "{preset}: {typed} in {:?}",
                    e.app.focus
                );
            }
        }
    }
}

#[test]
fn help_lists_every_key_that_works_where_it_is_opened() {
    for preset in presets::NAMES {
        let map = Keymap::preset(preset);
        for in_list in [true, false] {
            let rows = help::rows(&map, in_list, "");
            let listed: usize = rows.iter().map(|s| map.keys_of(s.action).len()).sum();
            let place = if in_list { Place::Lists } else { Place::Reader };
            let works = map.bindings().iter().filter(|b| b.place == Place::Panes || b.place == place).count();
            assert_eq!(listed, works, "{preset}");
        }
    }
}

#[test]
fn hints_are_keys_that_work() {
    for preset in presets::NAMES {
        for in_list in [true, false] {
            let mut e = opened(preset, in_list);
            let screen = e.screen(240, 40);
            let hints = screen.lines().last().unwrap();
            let mut seen = 0;
            for spec in ACTIONS.iter().filter(|s| s.hint.is_some() && e.app.applies(s.place)) {
                if spec.home.is_some_and(|home| home != e.app.focus) {
                    continue;
                }
                let key = e.app.keymap.keys_of(spec.action).remove(0);
                assert!(hints.contains(&format!("{key}:")), "{preset}: {key} is not in {hints}");
                seen += 1;
            }
            assert!(seen > 5);
        }
    }
}

#[test]
fn the_printed_table_is_the_one_in_the_docs() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keys.md");
    let printed = crate::tui::keymap::keys_markdown();
    if std::env::var_os("CASEFILE_WRITE_DOCS").is_some() {
        std::fs::write(path, &printed).unwrap();
    }
    let stored = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(stored, printed, "run the tests once with CASEFILE_WRITE_DOCS=1 set");
    // And every key in it is one of the bindings, which are typed above.
    for row in stored.lines().filter(|l| l.starts_with("| ") && !l.starts_with("| action")) {
        let row = row.replace("\\|", "\0");
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let name = cells[1].trim_matches('`');
        let action = Action::by_name(name).unwrap_or_else(|| panic!("{name}"));
        for (cell, preset) in cells[2..].iter().zip(presets::NAMES) {
            let keys = Keymap::preset(preset).keys_of(action);
            let shown: Vec<String> = cell
                .split("` `")
                .map(|k| k.trim_matches('`').replace('\0', "|"))
                .filter(|k| !k.is_empty())
                .collect();
            assert_eq!(
                shown,
                keys.iter().filter(|k| !k.is_empty()).cloned().collect::<Vec<_>>(),
                "{name} in {preset}"
            );
        }
    }
}

#[test]
fn the_keys_in_the_readme_work() {
    let readme = include_str!("../../../README.md");
    let map = Keymap::default();
    let works = |key: &str| {
        let bound =
            |keys: &str| parse_sequence(keys).is_some_and(|k| map.bindings().iter().any(|b| b.keys == k));
        let apart = key.chars().map(|c| format!("{c} ")).collect::<String>();
        let named = key.replace("PgUp", "PageUp").replace("PgDn", "PageDown");
        let prefix = parse_sequence(&named.replace("-W", "-w")).is_some_and(|k| {
            map.bindings()
                .iter()
                .any(|b| b.keys.starts_with(&k) || (b.keys.len() == 2 && b.keys[1..] == k[..]))
        });
        bound(&named) || bound(&apart) || prefix
    };
    let table = readme.split("| key | does | key | does |").nth(1).unwrap();
    let mut seen = 0;
    for row in table.lines().skip(2).take_while(|l| l.starts_with('|')) {
        let cells: Vec<&str> = row.split('|').collect();
        for key in cells[1].split('`').skip(1).step_by(2).chain(cells[3].split('`').skip(1).step_by(2)) {
            assert!(works(key), "{key} in the README");
            seen += 1;
        }
    }
    assert!(seen > 30);
}

#[test]
fn the_example_in_the_docs_is_a_sound_configuration() {
    let docs = include_str!("../../../docs/config.md");
    let mut examples = docs.split("```toml\n").skip(1).map(|e| e.split("```").next().unwrap());
    let (example, theme) = (examples.next().unwrap(), examples.next().unwrap());
    assert!(crate::tui::theme::check(theme, "mine.toml").is_empty());
    for (_, role) in crate::tui::theme::ROLES {
        assert!(docs.contains(&format!("`{role}`")), "{role} is not in the docs");
    }
    let actions: Vec<&str> = ACTIONS.iter().map(|s| s.name).collect();
    let themes = crate::tui::theme::BUILT_IN.map(|t| t.0);
    let vocabulary = crate::config::Vocabulary {
        themes: &themes,
        presets: &presets::NAMES,
        actions: &actions,
        is_keys: |keys| parse_sequence(keys).is_some(),
    };
    for text in [example, &crate::config::DEFAULTS.replace("# \"g o\"", "\"g o\"").replace("# quit", "quit")]
    {
        let (config, warnings) = crate::config::parse(text, "config.toml", vocabulary);
        assert!(warnings.is_empty(), "{warnings:?}");
        let (_, said) = Keymap::configured(&config);
        assert!(said.iter().all(|(_, note)| *note), "{said:?}");
    }
}

#[test]
fn conflicts_name_file_and_line() {
    let actions: Vec<&str> = ACTIONS.iter().map(|s| s.name).collect();
    let vocabulary = crate::config::Vocabulary {
        themes: &["auto"],
        presets: &presets::NAMES,
        actions: &actions,
        is_keys: |keys| parse_sequence(keys).is_some(),
    };
    let text =
        "[keys]\nsort = 'Q'\nquit = 'Q'\n\n[sequences]\nz = ['pane_claims', 'sort']\n'] s x' = 'sort'\n";
    let (mut config, warnings) = crate::config::parse(text, "c.toml", vocabulary);
    assert!(warnings.is_empty(), "{warnings:?}");
    config.file = Some("c.toml".into());
    let (map, said) = Keymap::configured(&config);
    let said: Vec<String> = said.iter().map(|(w, _)| w.to_string()).collect();
    assert_eq!(
        said,
        [
            "c.toml:3: Q is given to quit and to sort; quit has it",
            "c.toml:6: pane_claims, sort takes z from zoom",
            "c.toml:7: ]s (next_section) hides ]sx (sort)"
        ]
    );
    let mut e = Explorer::open(&[REPORT]);
    e.app.keymap = map;
    e.keys("5 z");
    assert_eq!((e.app.focus, e.app.last_action), (Pane::Claims, Some(Action::Sort)));
}

#[test]
fn nothing_leaves_anyone_without_a_way_out() {
    let config = crate::config::Config {
        keys: ["quit", "force_quit"]
            .map(|name| crate::config::KeyChange {
                name: name.into(),
                values: Vec::new(),
                sequence: false,
                line: 1,
            })
            .into(),
        ..Default::default()
    };
    assert_eq!(Keymap::configured(&config).0.keys_of(Action::ForceQuit), ["^C"]);
}

#[test]
fn force_quit_works_in_the_middle_of_anything() {
    for preset in crate::tui::keymap::presets::NAMES {
        let map = Keymap::preset(preset);
        for binding in map.bindings() {
            for typed in 1..=binding.keys.len() {
                let mut e = Explorer::open(&[REPORT]);
                e.app.keymap = map.clone();
                e.buffer(80, 24);
                let out = Key::parse("Ctrl-C").expect("a key");
                for key in binding.keys[..typed].iter().chain([&out]) {
                    e.send(Msg::Input(Event::Key(key.event())));
                }
                let quits = e.asked.iter().any(|a| matches!(a, crate::tui::effect::Effect::Quit));
                assert!(quits, "{preset}: Ctrl-C after {:?}", &binding.keys[..typed]);
            }
        }
    }
}

#[test]
fn keys_that_may_follow_are_shown_after_the_delay_and_not_when_typing_went_on() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("3 ]");
    assert!(!e.app.popup);
    let Some(crate::tui::effect::Effect::Later(_, generation)) = e.asked.pop() else {
        panic!("no delay asked for")
    };
    e.send(Msg::Work(crate::tui::effect::Work::Later(generation)));
    insta::assert_snapshot!("following_keys_80x24", e.screen(80, 24));
    e.keys("c");
    assert!(!e.app.popup && e.app.last_action == Some(Action::NextClaim));
    e.keys("] c");
    e.send(Msg::Work(crate::tui::effect::Work::Later(generation + 1)));
    assert!(!e.app.popup);
    e.app.config.popup_delay = 0;
    e.keys("g");
    assert!(e.app.popup);
}

#[test]
fn the_palette_filters_runs_and_remembers() {
    let mut e = Explorer::open(&[REPORT]);
    e.screen(80, 24);
    e.keys("5 : <zoo>");
    insta::assert_snapshot!("palette_80x24", e.screen(80, 24));
    e.keys("Enter");
    assert!(e.app.zoomed && e.app.overlays.is_empty());
    e.keys(":");
    let Some(Overlay::Command(palette)) = e.app.overlays.last() else { panic!("no palette") };
    let first = palette.list.selected().cloned();
    assert_eq!(first, Some(crate::tui::overlay::Entry::Action(Action::Zoom, None)), "recent first");
    e.keys("<sort>");
    assert!(e.screen(100, 30).contains("(only in a list)"), "{}", e.screen(100, 30));
    e.keys("Enter");
    assert_eq!(e.said(), "sort does nothing now: only in a list");
    e.keys(": <2> Enter");
    assert!(e.app.focus == Pane::Reader);
}

#[test]
fn keys_of_a_preset_work_in_overlays_and_inputs_too() {
    let mut e = opened("emacs", true);
    e.keys("Alt-x Ctrl-n Ctrl-n Ctrl-p");
    let Some(Overlay::Command(palette)) = e.app.overlays.last() else { panic!("no palette") };
    assert_eq!(palette.list.position(), 1);
    e.keys("Ctrl-g");
    assert!(e.app.overlays.is_empty());
    e.keys("Ctrl-x Ctrl-x");
    e.app.focus = Pane::Reader;
    e.keys("Ctrl-s <norway>");
    let first = e.app.reader.cursor;
    e.keys("Ctrl-s");
    assert_ne!(e.app.reader.cursor, first, "again: the next match");
    e.keys("Ctrl-g");
    assert!(e.app.find.is_none());
}

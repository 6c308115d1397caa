//! What is in scope taken away, and long notes.

use super::harness::{Explorer, REPORT};
use crate::tui::effect::{Effect, Work};
use crate::tui::event::Msg;
use crate::tui::overlay::Overlay;

/// Types a path over the name that is offered.
fn write_to(e: &mut Explorer, path: &std::path::Path) {
    e.keys("Ctrl-U");
    for c in path.display().to_string().chars() {
        e.keys(&format!("<{c}>"));
    }
    e.keys("Enter");
}

fn title(e: &Explorer) -> &str {
    match e.app.overlays.last() {
        Some(Overlay::Ask(ask)) => &ask.title,
        _ => "",
    }
}

#[test]
fn the_scope_is_exported_and_nothing_is_overwritten_unasked() {
    let mut e = Explorer::of_files(&[REPORT]);
    let to = e.folder.path().join("out.md");
    e.keys("3 a <is_it_so> Enter Ctrl-P <kind:prescription> Ctrl-X e");
    assert_eq!(title(&e), "Export what kind:prescription keeps as");
    e.keys("m");
    let Some(Overlay::Ask(ask)) = e.app.overlays.last() else { panic!("not asked where") };
    assert_eq!(ask.input.value(), "0-casefile.md");
    assert!(e.screen(100, 30).contains("0-casefile.md"));
    write_to(&mut e, &to);
    assert!(e.said().starts_with("exported as md to ") && e.said().ends_with("out.md"), "{}", e.said());
    let first = std::fs::read_to_string(&to).unwrap();
    assert!(first.contains("must be published") && !first.contains("About 300 lorries"), "{first}");
    assert!(first.contains("is it so"), "the notes go along: {first}");

    e.keys("X e m");
    write_to(&mut e, &to);
    assert!(title(&e).ends_with("out.md exists already"), "{}", title(&e));
    assert_eq!(std::fs::read_to_string(&to).unwrap(), first);
    e.keys("n");
    assert_eq!(title(&e), "Write to");
    write_to(&mut e, &to);
    e.keys("r");
    assert!(std::fs::read_to_string(&to).unwrap().contains("About 300 lorries"), "{}", e.said());

    // The document itself is never written to.
    e.keys("e m");
    let own = e.folder.path().join("0.txt");
    write_to(&mut e, &own);
    assert!(e.said().contains("the document itself"), "{}", e.said());
    assert_eq!(std::fs::read_to_string(&own).unwrap(), REPORT);
}

#[test]
fn open_questions_and_notes_left_out_are_choices() {
    let mut e = Explorer::of_files(&[REPORT]);
    let (list, bare) = (e.folder.path().join("list.md"), e.folder.path().join("bare.csv"));
    e.keys("3 t c a <settled> Enter e q");
    write_to(&mut e, &list);
    let written = std::fs::read_to_string(&list).unwrap();
    let claims = e.app.dossier.documents[0].claims.len();
    assert_eq!(written.matches("- [ ] ").count(), claims - 1, "{written}");
    e.keys("e Down Down Down Down Down Down Down Down Down Enter");
    write_to(&mut e, &bare);
    let written = std::fs::read_to_string(&bare).unwrap();
    assert!(!written.contains("settled") && !written.contains("confirmed"), "{written}");
    e.keys("e o");
    let folder = e.folder.path().join("vault");
    write_to(&mut e, &folder);
    assert!(folder.join("Claims.md").exists(), "{}", e.said());
    e.keys("e h");
    write_to(&mut e, std::path::Path::new("/nowhere/at/all.html"));
    assert!(e.said().starts_with("not exported: /nowhere"), "{}", e.said());
}

#[test]
fn a_long_note_is_written_in_the_editor() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("3 a <draft> Ctrl-O");
    assert!(matches!(e.asked.last(), Some(Effect::Compose(text)) if text == "draft"));
    // Left as it was it is still asked for.
    e.send(Msg::Work(Work::Composed(Ok("draft\n".into()))));
    assert_eq!(title(&e), "Note on a claim");
    e.send(Msg::Work(Work::Composed(Ok("First line #ferry\n\nsecond  line\n".into()))));
    let note = e.app.layers[0].notes[0].clone();
    assert_eq!(
        (note.text.as_str(), note.tags.as_slice()),
        ("First line\n\nsecond line", &["ferry".to_owned()][..])
    );
    let screen = e.screen(120, 40);
    assert!(screen.contains("First line") && screen.contains("second line"), "{screen}");
    // Opened again its lines are kept.
    e.keys("a Ctrl-A <Now:_> Enter");
    assert_eq!(e.app.layers[0].notes[0].text, "Now: First line\n\nsecond line");
    e.keys("g n Esc");
    e.keys("a Ctrl-O");
    e.send(Msg::Work(Work::Composed(Err("set EDITOR to write a note in it".into()))));
    assert_eq!(e.said(), "set EDITOR to write a note in it");
    assert_eq!(title(&e), "Note (empty it to take it away)");
}

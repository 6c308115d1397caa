//! A document whose file changes while it is read.

use ratatui::crossterm::event::Event;

use super::harness::{Explorer, REPORT};
use crate::load::Input;
use crate::model::DocId;
use crate::tui::effect::Work;
use crate::tui::event::Msg;
use crate::tui::panes::Pane;
use crate::tui::symbols::UNICODE;
use crate::tui::theme::Depth;

fn rewrite(e: &Explorer, k: usize, text: &str) {
    std::fs::write(e.folder.path().join(format!("{k}.txt")), text).unwrap();
}

/// The report with a preface, a mended figure and a claim less.
fn edited() -> String {
    let text = REPORT
        .replace("About 300 lorries", "About 350 lorries")
        .replace("Denmark rejected the claim.. ", ".. ");
    format!("A preface that was not there.\n\n{text}")
}

#[test]
fn everything_follows_its_words() {
    let mut e = Explorer::of_files(&[REPORT]);
    e.screen(100, 20);
    // A mark on the line, a note on a claim that stays, a status on one that goes.
    e.keys("5 ] c ] c m a");
    let claim = |e: &Explorer, words: &str| {
        let d = &e.app.dossier.documents[0];
        d.claims.iter().position(|c| d.text.slice(c.span).contains(words)).unwrap()
    };
    let select = |e: &mut Explorer, words: &str| {
        let id = crate::model::ClaimId::new(claim(e, words));
        e.keys("3");
        assert!(e.app.lists.claims.select_where(|row| row.1 == id));
    };
    select(&mut e, "Denmark rejected");
    e.keys("t d");
    select(&mut e, "may reopen");
    e.keys("a <when> Enter 1 j j h 3");
    e.keys("Enter");
    assert!(e.here(8).starts_with("The line"), "{}", e.here(20));
    let folded: Vec<_> = e.app.lists.folded.iter().copied().collect();

    rewrite(&e, 0, &edited());
    e.keys("R");
    assert_eq!(e.said(), "reloaded: 2 notes moved, 1 orphaned");
    assert_eq!(e.app.progress[0], crate::tui::app::Progress::Ready);
    assert!(e.here(8).starts_with("The line"), "{}", e.here(20));
    let d = &e.app.dossier.documents[0];
    let selected = e.app.lists.claims.selected().unwrap().1;
    assert!(d.text.slice(d.claim(selected).unwrap().span).contains("may reopen"));
    assert_eq!(e.app.layers[0].notes[0].span.map(|s| d.text.slice(s).contains("may reopen")), Some(true));
    assert_eq!(e.app.lists.folded.iter().copied().collect::<Vec<_>>().len(), folded.len());
    // What is written from now on is about the new version.
    select(&mut e, "350 lorries");
    e.keys("t c");
    assert!(e.said().starts_with("stored"), "{}", e.said());
    rewrite(&e, 0, REPORT);
    e.keys("R");
    assert_eq!(e.said(), "reloaded: 3 notes exact, 1 on words that have changed");
    e.keys("R");
    assert_eq!(e.said(), "0.txt has not changed");
    e.screen(100, 20);
}

#[test]
fn the_place_on_the_screen_stays() {
    let text: String =
        (0..300).map(|k| format!("In {} the port of Tarn closed {k} times.\n", 1700 + k)).collect();
    let mut e = Explorer::of_files(&[&text]);
    e.keys("5");
    e.screen(80, 24);
    e.keys("5 : <:50%> Enter");
    e.app.reader.to_byte(text.find("closed 150").unwrap());
    e.screen(80, 24);
    let before = e.app.reader.top();
    let top = text[before..before + 30].to_owned();
    rewrite(&e, 0, &text.replacen("In 1700", "A line more.\nAnother one.\nIn 1700", 1));
    e.send(Msg::Work(Work::Changed(DocId(0))));
    e.screen(80, 24);
    let now = e.app.dossier.documents[0].text.as_str();
    assert_eq!(now[e.app.reader.top()..e.app.reader.top() + 30], top);
    assert!(e.here(10).starts_with("closed 150"), "{}", e.here(20));
    assert_eq!(e.said(), "reloaded");
}

#[test]
fn a_scope_and_the_other_documents_stay() {
    let mut e = Explorer::of_files(&[REPORT, "Another paper\n\nIn 2020 Peru said little.\n"]);
    e.keys("Ctrl-P <kind:fact> Ctrl-X");
    let kept = e.app.kept.claims.len();
    rewrite(&e, 1, "Another paper\n\nIn 2020 Peru said little. In 2021 Peru closed a port.\n");
    e.send(Msg::Work(Work::Changed(DocId(1))));
    assert_eq!(e.app.scope.now().to_query(), "kind:fact");
    assert!(e.app.kept.claims.len() > kept);
    assert_eq!(e.said(), "reloaded 1.txt");
    assert_eq!(e.app.reader.doc, DocId(0));
}

#[test]
fn what_cannot_be_read_again_says_so_and_stays() {
    let mut e = Explorer::of_files(&[REPORT]);
    let claims = e.app.dossier.documents[0].claims.len();
    std::fs::remove_file(e.folder.path().join("0.txt")).unwrap();
    e.keys("R");
    assert!(e.said().starts_with("not read again: ") && e.said().contains("0.txt"), "{}", e.said());
    assert_eq!(e.app.dossier.documents[0].claims.len(), claims);
    let mut e = Explorer::open(&[REPORT]);
    e.keys("R");
    assert!(e.said().contains("standard input"), "{}", e.said());
    let mut e = Explorer::waiting_for(vec![Input::Sample(0)], UNICODE, Depth::Ansi);
    e.read_files();
    e.keys("R");
    assert!(e.said().contains("part of casefile"), "{}", e.said());
}

#[test]
fn a_correction_of_the_old_text_is_put_on_the_new_one() {
    let mut e = Explorer::of_files(&[REPORT]);
    e.keys("2 g g");
    // The correction is stored, and before it is applied the file has changed and was read again.
    let effects = {
        e.keys("= t");
        let Some(crate::tui::overlay::Overlay::Ask(_)) = e.app.overlays.last() else { panic!("not asked") };
        e.app.update(Msg::Input(Event::Key(crate::tui::keymap::Key::parse("g").unwrap().event())))
    };
    let Some(crate::tui::effect::Effect::Record(doc, act)) = effects.into_iter().next() else {
        panic!("nothing to store")
    };
    let recorded = e.scribe.write(doc, act);
    let effects = e.app.update(Msg::Work(Work::Recorded(Box::new(recorded))));
    rewrite(&e, 0, &edited());
    e.keys("R");
    for effect in effects {
        if let crate::tui::effect::Effect::Work(job) = effect {
            let said = std::cell::RefCell::new(Vec::new());
            job(&|work| said.borrow_mut().push(work));
            said.into_inner().into_iter().for_each(|work| e.send(Msg::Work(work)));
        }
    }
    let d = &e.app.dossier.documents[0];
    assert!(d.text.as_str().starts_with("A preface"), "the old text is back");
    assert!(d.actors.iter().any(|a| a.kind == crate::model::ActorKind::Group));
    assert_eq!(e.app.focus, Pane::Actors);
}

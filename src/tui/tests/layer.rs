//! The reader's own layer, driven by keys.

use crate::model::ActorKind;
use crate::notes::Status;
use crate::tui::panes::Pane;

use super::harness::{Explorer, REPORT};

fn said(e: &Explorer) -> &str {
    e.app.messages.all.last().map_or("", |m| m.1.as_str())
}

fn actor_names(e: &Explorer) -> Vec<&str> {
    e.app.dossier.documents[0].actors.iter().map(|a| a.name.as_str()).collect()
}

/// The same notes in a new run.
fn again(e: &Explorer) -> Explorer {
    let mut next = Explorer::beside(e, 1);
    next.load(0, REPORT);
    next
}

#[test]
fn a_note_on_a_claim_is_stored_shown_and_found_again() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("3 j a <ask_the_port_about_it_#ferry> Enter");
    assert_eq!(said(&e), "stored: note “ask the port about it” (u undoes it)");
    let screen = e.screen(120, 40);
    assert!(screen.contains("note     ask the port about it"), "{screen}");
    assert!(screen.contains("✎"), "{screen}");
    let mut next = again(&e);
    assert_eq!(next.app.layers[0].notes.len(), 1);
    // Opened again it is written anew, emptied it goes.
    next.keys("3 j a <_now> Enter");
    assert_eq!(next.app.layers[0].notes[0].text, "ask the port about it now");
    next.keys("3 a Ctrl-U Enter");
    assert!(next.app.layers[0].notes.is_empty());
    next.keys("u");
    assert_eq!(next.app.layers[0].notes[0].text, "ask the port about it now");
}

#[test]
fn claims_are_judged_and_asked_for_by_status() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("3 t d j t c");
    let judged: Vec<Status> = {
        let mut all: Vec<_> = e.app.layers[0].judged.iter().collect();
        all.sort_by_key(|(id, _)| **id);
        all.into_iter().map(|(_, j)| j.status).collect()
    };
    assert_eq!(judged, [Status::Disputed, Status::Confirmed]);
    e.keys("Ctrl-P <status:disputed> Ctrl-X");
    assert_eq!(e.app.kept.claims.len(), 1, "{:?}", e.app.messages.all);
    e.keys("u");
    assert!(e.app.kept.claims.len() > 1, "one undo for scope and layer");
    e.keys("u");
    assert_eq!(e.app.layers[0].judged.len(), 1);
    assert_eq!(said(&e), "undone: status confirmed (^R does it again)");
    e.keys("Ctrl-R");
    assert_eq!(e.app.layers[0].judged.len(), 2);
}

#[test]
fn acts_of_an_earlier_run_are_undone_too() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("3 t f");
    let mut next = again(&e);
    assert_eq!(next.app.layers[0].judged.len(), 1);
    next.keys("u");
    assert!(next.app.layers[0].judged.is_empty());
    next.keys("Ctrl-R");
    assert_eq!(next.app.layers[0].judged.len(), 1);
    next.keys("u u u");
    assert_eq!(said(&next), "nothing to undo");
}

#[test]
fn marks_are_set_gone_to_and_walked() {
    let mut e = Explorer::open(&[REPORT]);
    e.screen(100, 30);
    e.keys("5 ] c ] c ] c m a");
    let there = e.app.reader.cursor;
    e.keys("g g ' a");
    assert_eq!(e.app.reader.cursor, there);
    e.keys("g g ] m");
    assert_eq!(e.app.reader.cursor, there);
    e.keys("' z");
    assert_eq!(said(&e), "no mark z");
    e.keys("' Esc g n Enter");
    assert_eq!(e.app.reader.cursor, there);
    e.keys("g n Ctrl-X");
    assert!(e.app.layers[0].marks.is_empty());
}

#[test]
fn actors_are_merged_renamed_retyped_and_hidden_and_the_selection_stays() {
    let mut e = Explorer::open(&[REPORT]);
    let count = actor_names(&e).len();
    e.keys("2");
    assert!(e.app.lists.actors.rows().len() > 1);
    e.keys("= r Ctrl-U <Realm_of_Denmark> Enter");
    assert!(
        actor_names(&e).contains(&"Realm of Denmark") || actor_names(&e).contains(&"Realm"),
        "{:?}",
        actor_names(&e)
    );
    e.keys("= t g");
    let renamed = e.app.dossier.documents[0].actors.iter().find(|a| a.name == "Realm of Denmark").unwrap();
    assert_eq!(renamed.kind, ActorKind::Group);
    e.keys("= m <Norway> Enter");
    assert_eq!(actor_names(&e).len(), count - 1, "{:?}", actor_names(&e));
    e.keys("u");
    assert_eq!(actor_names(&e).len(), count);
    e.keys("g g = h");
    assert_eq!(actor_names(&e).len(), count - 1);
}

#[test]
fn headings_are_promoted_dropped_and_made() {
    let mut e = Explorer::open(&[REPORT]);
    let outline = |e: &Explorer| -> Vec<(u8, String)> {
        let d = &e.app.dossier.documents[0];
        d.sections.iter().map(|s| (s.level, d.text.slice(s.title).to_owned())).collect()
    };
    let before = outline(&e);
    assert_eq!(before[1], (2, "What is known".to_owned()));
    e.keys("1 j = p");
    assert_eq!(outline(&e)[1].0, 1);
    assert_eq!(e.app.lists.sections.selected().unwrap().section.unwrap().index(), 1, "still selected");
    e.keys("= r Ctrl-U <Facts> Enter");
    let d = &e.app.dossier.documents[0];
    assert_eq!(d.section_title(crate::model::SectionId::new(1)), "Facts");
    e.keys("= h");
    assert_eq!(outline(&e).len(), before.len() - 1);
    e.keys("u u u");
    assert_eq!(outline(&e), before);
}

#[test]
fn a_date_gets_another_reading_and_the_timeline_follows() {
    let mut e = Explorer::open(&[REPORT]);
    let dates = |e: &Explorer| -> Vec<Option<String>> {
        e.app.dossier.documents[0].events.iter().map(|x| x.edtf.clone()).collect()
    };
    let before = dates(&e);
    e.keys("4 = t <soon> Enter");
    assert!(
        matches!(e.app.overlays.last(), Some(crate::tui::overlay::Overlay::Ask(a)) if a.hint == "soon is no date")
    );
    e.keys("Ctrl-U <2019-07> Enter");
    assert!(dates(&e).contains(&Some("2019-07".to_owned())), "{before:?} {:?}", dates(&e));
    e.keys("u");
    assert_eq!(dates(&e), before);
}

#[test]
fn what_was_missed_is_added() {
    let mut e = Explorer::open(&[REPORT]);
    e.screen(100, 30);
    let claims = e.app.dossier.documents[0].claims.len();
    let at = REPORT.find("As of 20").unwrap();
    e.app.focus = Pane::Reader;
    e.app.reader.cursor = at;
    e.keys("= a f");
    assert_eq!(e.app.dossier.documents[0].claims.len(), claims + 1, "{}", said(&e));
    e.app.reader.cursor = at;
    e.keys("= a v <2024-05-20> Enter");
    let d = &e.app.dossier.documents[0];
    assert!(
        d.events
            .iter()
            .any(|x| x.edtf.as_deref() == Some("2024-05-20") && x.why.rule == "added by the reader")
    );
    e.app.reader.cursor = REPORT.find("lorries").unwrap();
    e.keys("= a a <Hauliers'_union> Enter g");
    let hauliers = |e: &Explorer| {
        let found = e.app.dossier.documents[0].actors.iter().find(|a| a.name == "Hauliers' union").cloned();
        found.unwrap_or_else(|| panic!("{:?} {}", actor_names(e), said(e)))
    };
    assert_eq!((hauliers(&e).kind, hauliers(&e).mentions.len()), (ActorKind::Group, 1));
    assert_eq!(hauliers(&e).mentions[0].span.of(REPORT), "lorries", "the word at the cursor");
    // Words that stand in several places are asked about; one undo takes all of them back.
    e.keys("u");
    e.app.reader.cursor = REPORT.find("ferry safety").unwrap();
    let ferries = REPORT.matches("ferry").count();
    e.keys("= a a <Hauliers'_union> Enter o e");
    assert_eq!(hauliers(&e).kind, ActorKind::Organisation);
    assert!(hauliers(&e).mentions.len() > 1 && hauliers(&e).mentions.len() <= ferries, "{}", said(&e));
    e.keys("u");
    assert!(!actor_names(&e).contains(&"Hauliers' union"));
}

#[test]
fn injected_text_becomes_text_and_back() {
    let mut e = Explorer::open(&[REPORT]);
    e.screen(100, 30);
    let noise = e.app.dossier.documents[0].noise.clone();
    e.keys("x");
    e.app.focus = Pane::Reader;
    e.app.reader.cursor = noise[0].span.from() + 4;
    e.keys("= x");
    assert_eq!(e.app.dossier.documents[0].noise.len(), noise.len() - 1);
    e.keys("u");
    assert_eq!(e.app.dossier.documents[0].noise.len(), noise.len());
}

#[test]
fn scopes_are_kept_and_taken_up() {
    let mut e = Explorer::open(&[REPORT]);
    e.keys("2 f g f <first> Enter");
    let kept = e.app.scope.now().to_query();
    e.keys("X");
    let mut next = again(&e);
    next.keys("g F Enter");
    assert_eq!(next.app.scope.now().to_query(), kept);
}

#[test]
fn an_act_that_cannot_be_stored_says_so_and_keeps_the_words() {
    let mut e = Explorer::open(&[REPORT]);
    // A file where the folder of the notes should be made.
    std::fs::write(e.folder.path().join("notes"), "").unwrap();
    e.keys("3 a <do_not_lose_this> Enter");
    let (bad, text) = e.app.messages.all.last().unwrap();
    assert!(bad & text.starts_with("not stored: "), "{text}");
    let Some(crate::tui::overlay::Overlay::Ask(ask)) = e.app.overlays.last() else { panic!("closed") };
    assert_eq!(ask.input.value(), "do not lose this");
    assert!(e.app.layers[0].notes.is_empty());
}

#[test]
fn who_says_a_claim_is_corrected_and_taken_back() {
    let mut e = Explorer::of_files(&[REPORT]);
    let said_by = |e: &Explorer, words: &str| {
        let d = e.app.dossier.documents[0].clone();
        let claim = d.claims.iter().find(|c| d.text.slice(c.span).contains(words)).unwrap();
        crate::tui::panes::claims::speaker(&d, claim)
    };
    e.keys("3 g g");
    let first = e.app.dossier.documents[0].claims[0].span;
    let words = e.app.dossier.documents[0].text.slice(first).to_owned();
    let before = said_by(&e, &words);
    assert_ne!(before.as_deref(), Some("Denmark"));
    e.keys("= w D e n m a r k Enter");
    assert_eq!(said_by(&e, &words).as_deref(), Some("Denmark"), "{}", e.said());
    e.keys("= w Enter");
    assert_eq!(said_by(&e, &words), None, "the document itself is the first choice: {}", e.said());
    e.keys("u u");
    assert_eq!(said_by(&e, &words), before);
}

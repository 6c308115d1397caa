//! Documents that come in, or are read again, give the items of a dossier other numbers: what is selected, folded, pinned
//! and open stays about the same.

use std::sync::Arc;

use super::harness::{Explorer, REPORT};
use crate::tui::effect::Work;
use crate::tui::event::Msg;
use crate::tui::overlay::Overlay;
use crate::tui::panes::{Pane, actors};
use crate::tui::sheet::Sheet;
use crate::tui::symbols::UNICODE;
use crate::tui::theme::Depth;

const FIRST: &str = "\
I. The flood
In Peru the flood damaged 40 percent of the irrigated farmland along the coast. Norway accused Chile of haste. Peru must repair \
the dams before the winter.
";
/// Names others more often than the first, so that all actors get other numbers.
const SECOND: &str = "\
I. The damage
In Peru the flood damaged 55 percent of the irrigated farmland along the coast. Sweden praised Denmark. Sweden left Denmark. \
Sweden thanked Denmark. Denmark must help Sweden. Sweden accused Denmark of haste.
";

/// The first document is there, the second is still to come.
fn half() -> Explorer {
    let mut e = Explorer::waiting(2, UNICODE, Depth::Ansi);
    e.load(0, FIRST);
    e.screen(120, 40);
    e
}

fn select_actor(e: &mut Explorer, name: &str) {
    let row = e.app.lists.actors.rows().iter().filter_map(|r| r.item());
    let row = row.into_iter().find(|r| actors::name(&e.app.dossier, r) == name).cloned().unwrap();
    e.keys("2");
    assert!(e.app.lists.actors.select_where(|r| *r == row));
}

fn name(e: &Explorer, row: &actors::ActorRow) -> String {
    actors::name(&e.app.dossier, row).to_owned()
}

#[test]
fn an_actor_stays_selected_and_highlighted_when_another_document_comes_in() {
    let mut e = half();
    select_actor(&mut e, "Norway");
    e.keys("Enter");
    e.load(1, SECOND);
    let selected = e.app.lists.actors.selected().unwrap();
    assert_eq!(name(&e, selected), "Norway");
    assert_eq!(name(&e, e.app.active.as_ref().unwrap()), "Norway");
}

#[test]
fn open_sheets_stay_about_whom_they_were() {
    let mut e = half();
    select_actor(&mut e, "Norway");
    e.keys("g k");
    e.load(1, SECOND);
    let Some(Overlay::Sheet(sheet)) = e.app.overlays.last() else { panic!("closed") };
    let Sheet::Concordance(sheet) = &**sheet else { panic!() };
    assert_eq!(name(&e, &sheet.row), "Norway");
    assert!(e.screen(100, 24).contains("Norway accused"), "{}", e.screen(100, 24));

    let mut e = half();
    e.keys("g w j");
    let pair = |e: &Explorer| -> Vec<String> {
        let Some(Overlay::Sheet(sheet)) = e.app.overlays.last() else { panic!("closed") };
        let Sheet::Matrix(sheet) = &**sheet else { panic!() };
        sheet.pair().map(|id| e.app.dossier.actor(id).unwrap().name.clone()).collect()
    };
    let before = pair(&e);
    e.load(1, SECOND);
    assert_eq!(pair(&e), before);

    let mut e = half();
    e.keys("g b");
    let line = |e: &Explorer| {
        let Some(Overlay::Sheet(sheet)) = e.app.overlays.last() else { panic!("closed") };
        let Sheet::Board(sheet) = &**sheet else { panic!() };
        let (doc, id) = *sheet.list.selected().unwrap();
        let d = e.app.dossier.document(doc).unwrap();
        d.text.slice(d.claim(id).unwrap().span).to_owned()
    };
    let before = line(&e);
    e.load(1, SECOND);
    assert_eq!(line(&e), before);
}

#[test]
fn a_hit_of_the_search_leads_to_whom_it_names() {
    let mut e = half();
    e.keys("Ctrl-P <norway>");
    // The second document is linked, and the search is not asked again yet.
    let Some(Overlay::Search(search)) = e.app.overlays.last() else { panic!() };
    let results = search.results.clone().unwrap();
    e.load(1, SECOND);
    let Some(Overlay::Search(search)) = e.app.overlays.last_mut() else { panic!() };
    let actor = results.hits.iter().position(|h| h.kind == crate::search::HitKind::Actor).unwrap();
    search.results = Some(results);
    search.list.set_rows(vec![crate::tui::list::Row::Item(actor)]);
    e.keys("Enter");
    assert_eq!(name(&e, e.app.active.as_ref().unwrap()), "Norway");
}

#[test]
fn what_was_compared_is_forgotten_with_the_numbers_it_was_known_by() {
    let mut e = Explorer::open(&[FIRST, SECOND]);
    e.screen(120, 40);
    e.keys("3 g g g c");
    assert!(e.app.related.is_some() && !e.app.comparisons.all().is_empty());
    let document = Arc::clone(&e.app.dossier.documents[0]);
    let marks = Arc::clone(&e.app.marks[0]);
    // Read anew after a correction; nothing has been compared since.
    let _ = e.app.update(Msg::Work(Work::Document(crate::model::DocId(0), document, marks)));
    assert!(e.app.related.is_none() && e.app.comparisons.all().is_empty());
}

#[test]
fn a_pinned_pane_keeps_its_rows_however_they_are_arranged() {
    let mut e = Explorer::waiting(2, UNICODE, Depth::Ansi);
    e.load(0, REPORT);
    e.screen(120, 40);
    e.keys("Ctrl-P <kind:prescription> Ctrl-X 3 P X");
    let kept = e.app.kept_in(Pane::Claims).claims.len();
    assert!(kept < e.app.kept.claims.len());
    for keys in ["s", "c", "h", "l", "g -", "g -", "c c c c c"] {
        e.keys(keys);
        assert_eq!(e.app.lists.claims.place().1, kept, "{keys}");
    }
    assert!(e.screen(120, 40).contains(&format!("/{kept} of ")), "{}", e.screen(120, 40));
    // Another document is held to the scope it was pinned under.
    e.load(1, "I. Peru\nPeru must repair the dams. Peru closed the port.\n");
    assert_eq!(e.app.lists.claims.place().1, kept + 1);
    e.keys("P");
    assert_eq!(e.app.lists.claims.place().1, e.app.kept.claims.len());
}

#[test]
fn groups_of_one_name_fold_apart() {
    let text = "# North\n\n## Ports\n\nNorway closed a port.\n\n# South\n\n## Ports\n\nPeru opened a port.\n";
    let mut e = Explorer::waiting(1, UNICODE, Depth::Ansi);
    e.load_markdown(text);
    e.screen(120, 40);
    e.keys("3 c c c g g h");
    let folded: Vec<(String, bool)> =
        e.app.lists.claims.headings().map(|h| (h.key.name.clone(), h.folded)).collect();
    assert_eq!(folded, [("Ports".to_owned(), true), ("Ports".to_owned(), false)]);
    e.keys("j h");
    assert!(e.app.lists.claims.headings().all(|h| h.folded));
    e.keys("G l");
    let open: Vec<bool> = e.app.lists.claims.headings().map(|h| !h.folded).collect();
    assert_eq!(open, [false, true]);
}

#[test]
fn a_walk_through_hits_goes_on_through_what_is_found_later() {
    let mut e = Explorer::open(&[REPORT]);
    e.screen(120, 40);
    e.keys("Ctrl-P <kind:fact> Enter");
    let find = e.app.find.as_mut().unwrap();
    let all = find.count();
    assert!(all > 1 && find.is_query);
    // As if the index had known little when the walk began.
    find.matches = crate::tui::find::Matches::Rows(Vec::new());
    let index = e.app.index.clone().unwrap();
    let generation = e.app.generations.index.next();
    e.send(Msg::Work(Work::Indexed(generation, index)));
    assert_eq!(e.app.find.as_ref().unwrap().count(), all);
}

/// The same events as told in another paper.
const ACCORD: &str = "\
The accord
As of 20 June 2024
Norway and Chile signed the grain accord in Lima on 3 April 2024. Peru opened the harbour of Callao on 9 April 2024.
";
const AGAIN: &str = "\
The accord again
As of 21 June 2024
In April 2024 Norway and Chile signed the grain accord in the port of Lima. On 9 April 2024 Peru opened the harbour of Callao.
";

#[test]
fn an_event_is_selected_by_the_row_that_stands_for_it() {
    let mut e = Explorer::open(&[ACCORD, AGAIN]);
    e.screen(120, 40);
    let rows = e.app.lists.timeline.place().1;
    let events = e.app.dossier.documents[1].events.len();
    assert!(events >= 2 && rows < e.app.kept.events.len());
    for k in 0..events {
        let id = crate::model::EventId::new(k);
        let event = (crate::model::DocId(1), id);
        if e.app.events.same_as(event).is_empty() {
            continue;
        }
        let hidden = !e.app.lists.timeline.rows().iter().any(|r| r.item() == Some(&event));
        assert!(hidden, "the first paper stands for it");
        // A hit of the search.
        e.keys("4 g g G Ctrl-P <is:event_doc:d2>");
        let Some(Overlay::Search(search)) = e.app.overlays.last_mut() else { panic!() };
        let hits = &search.results.as_ref().unwrap().hits;
        let of = |h: &crate::search::Hit| {
            h.at == crate::search::Found::Item(crate::model::ItemRef {
                doc: event.0,
                item: crate::model::Item::Event(id),
            })
        };
        let hit = hits.iter().position(of).unwrap();
        search.list.select_where(|h| *h == hit);
        e.keys("Enter");
        let selected = *e.app.lists.timeline.selected().unwrap();
        assert!(e.app.events.same_as(selected).contains(&event), "{selected:?}");
    }
}

#[test]
fn an_event_stays_selected_while_events_are_held_together_again() {
    let mut e = Explorer::of_files(&[ACCORD, AGAIN]);
    e.screen(120, 40);
    e.keys("4 g g");
    let signed = |e: &Explorer| {
        let (doc, id) = *e.app.lists.timeline.selected().unwrap();
        let event = e.app.dossier.document(doc).unwrap().event(id).unwrap().clone();
        (event.summary, event.edtf)
    };
    while !signed(&e).0.contains("opened") {
        e.keys("j");
    }
    let before = signed(&e);
    assert_eq!(e.app.lists.timeline.selected().unwrap().0, crate::model::DocId(0));
    let path = e.folder.path().join("0.txt");
    let coarser =
        ACCORD.replace("on 9 April", "in April").replace("Norway and", "In 1999 Peru left. Norway and");
    std::fs::write(path, coarser).unwrap();
    e.send(Msg::Work(Work::Changed(crate::model::DocId(0))));
    // The other paper tells it more finely now, and stands for both.
    assert_eq!(e.app.lists.timeline.selected().unwrap().0, crate::model::DocId(1));
    assert_eq!(signed(&e), before);
}

//! The timeline across documents: one row for one event, two dates of one event, gaps, zoom; and five thousand events.

use super::harness::Explorer;
use crate::tui::list::Row;

const FIRST: &str = "\
The accord
As of 20 June 2024
Norway and Chile signed the grain accord in Lima on 3 April 2024. Peru opened the harbour of Callao on 9 April 2024. In 2019 \
Peru had left the older treaty.
";
const SECOND: &str = "\
The accord again
As of 21 June 2024
On 3 April 2024 Norway and Chile signed the grain accord in the port of Lima. Peru opened the harbour of Callao on 2 May 2024.
";

fn rows(e: &Explorer) -> Vec<String> {
    let summary = |row: &Row<(crate::model::DocId, crate::model::EventId)>| match row {
        Row::Item((doc, id)) => e.app.dossier.document(*doc).unwrap().event(*id).unwrap().summary.clone(),
        Row::Header(text) => text.trim().to_owned(),
        Row::Group(heading) => heading.key.name.clone(),
    };
    e.app.lists.timeline.rows().iter().map(summary).collect()
}

#[test]
fn one_event_of_two_documents_is_one_row_with_both_sources() {
    let mut e = Explorer::open(&[FIRST, SECOND]);
    e.screen(120, 40);
    let signed = rows(&e).iter().filter(|r| r.contains("signed")).count();
    assert_eq!(signed, 1, "{:?}", rows(&e));
    e.keys("4 z");
    assert!(e.screen(120, 30).contains("(2 tell it)"), "{}", e.screen(120, 30));
    while !rows(&e)[e.app.lists.timeline.position()].contains("signed") {
        e.keys("j");
    }
    e.keys("K");
    let card = e.screen(120, 40);
    assert!(
        card.contains("told") && card.contains("port of Lima") && card.contains("in Lima on 3 April"),
        "{card}"
    );
    e.keys("Esc");
    assert_eq!(e.app.kept.events.len(), e.app.kept.totals.events, "nothing is kept back");
    assert!(!e.screen(120, 30).contains(" of 5"), "{}", e.screen(120, 30));
}

#[test]
fn two_dates_of_one_event_are_both_shown_and_lead_to_one_another() {
    let mut e = Explorer::open(&[FIRST, SECOND]);
    e.screen(120, 40);
    e.keys("4 z");
    let screen = e.screen(120, 30);
    assert_eq!(screen.matches("! Peru opened").count(), 2, "{screen}");
    while !rows(&e)[e.app.lists.timeline.position()].contains("opened") {
        e.keys("j");
    }
    let first = *e.app.lists.timeline.selected().unwrap();
    assert!(e.screen(120, 30).contains("2024-05-02"), "the other date is told");
    e.keys("g c");
    let second = *e.app.lists.timeline.selected().unwrap();
    assert!(first != second && e.said().contains("dated otherwise"), "{}", e.said());
    e.keys("g c");
    assert_eq!(*e.app.lists.timeline.selected().unwrap(), first);
}

#[test]
fn a_gap_is_seen() {
    let mut e = Explorer::open(&[FIRST]);
    e.screen(120, 40);
    let rows = rows(&e);
    assert!(rows.iter().any(|r| r.ends_with("years without an event")), "{rows:?}");
}

#[test]
fn the_calendar_is_zoomed_around_the_selected_event() {
    let mut e = Explorer::open(&[FIRST]);
    e.keys("4 z G");
    let far = e.screen(120, 30);
    assert!(far.contains("2019"), "{far}");
    e.keys("l");
    let near = e.screen(120, 30);
    assert!(near.contains("a year") && near.contains("Apr") && near != far, "{near}");
    e.keys("l");
    assert!(e.screen(120, 30).contains("three months"));
    e.keys("l");
    assert!(e.said().contains("as closely as it goes"), "{}", e.said());
    e.keys("h h");
    assert_eq!(e.screen(120, 30).lines().nth(3), far.lines().nth(3));
}

#[test]
fn what_happened_has_the_room_of_those_who_are_not_named() {
    let mut e = Explorer::open(&[
        "The port on the far northern side of the old bay was shut on 3 May 2024 by order. Norway opened it on 14 May \
         2024 again.\n",
    ]);
    e.keys("4");
    let screen = e.screen(80, 24);
    assert!(screen.contains("on the far northern side of"), "{screen}");
    let rows = screen.lines().filter(|l| l.contains(" 2024-05-"));
    let places: Vec<usize> = rows.filter_map(|l| Some(l.split_once(" line 1")?.0.chars().count())).collect();
    assert_eq!(places.len(), 2, "{screen}");
    assert_eq!(places[0], places[1], "below one another\n{screen}");
}

/// Five thousand events, a day or two apart.
fn chronicle() -> String {
    const VERBS: [&str; 5] = ["opened", "closed", "bought", "sold", "inspected"];
    const PORTS: [&str; 7] = ["Lima", "Oslo", "Bergen", "Arica", "Callao", "Malmo", "Tarn"];
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut text = String::from("A chronicle of harbours\n\n");
    for k in 0..5_200usize {
        let (year, month, day) = (1980 + k / 240, MONTHS[(k / 20) % 12], 1 + k % 20);
        let (verb, port) = (VERBS[k % 5], PORTS[(k / 3) % 7]);
        text.push_str(&format!("Norway {verb} warehouse number {k} of {port} on {day} {month} {year}.\n\n"));
    }
    text
}

#[test]
fn five_thousand_events_cost_no_frame_more_than_its_rows() {
    let mut e = Explorer::open(&[&chronicle()]);
    e.keys("4 z");
    e.screen(200, 60);
    assert!(e.app.kept.events.len() > 5_000, "{}", e.app.kept.events.len());
    let made = e.app.lists.strips.made;
    e.keys("j j PageDown k");
    e.screen(200, 60);
    e.keys("G");
    let last = e.screen(200, 60);
    assert!(last.contains("2001-08-20"), "{last}");
    assert_eq!(e.app.lists.strips.made, made, "moving lays nothing out anew");
    e.screen(120, 60);
    assert!(e.app.lists.strips.made > made, "another width does");
    e.keys("g g");
    assert!(e.screen(200, 60).contains("1980-01-01"));
}

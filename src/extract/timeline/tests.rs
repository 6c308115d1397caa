use crate::extract::{Input, claims, timeline, times};
use crate::model::{DateSource, DocumentDate, Event, EventStatus, Format, Span, Text};
use crate::structure::{Corrections, structure};
use jiff::civil::date;

fn events_of(text: &str) -> (Text, Vec<Event>) {
    let text = Text::new(text, Format::Text);
    let shape = structure(&text, &Corrections::default());
    let own = DocumentDate { date: date(2024, 6, 20), source: DateSource::Option, span: None };
    let input = Input { text: &text, structure: &shape, date: Some(own) };
    let found = times::find(input);
    let (told, _) = claims::find(input, &[], &found);
    let events = timeline::events(input, &[], &found, &told);
    (text, events)
}

/// Date, status and summary of each event.
fn told(text: &str) -> Vec<(Option<String>, EventStatus, String)> {
    events_of(text).1.into_iter().map(|e| (e.edtf, e.status, e.summary)).collect()
}

fn one(text: &str) -> (String, EventStatus, String) {
    let mut all = told(text);
    assert_eq!(all.len(), 1, "{all:?}");
    let (edtf, status, summary) = all.remove(0);
    (edtf.unwrap_or_default(), status, summary)
}

#[test]
fn a_clause_with_a_date_is_an_event_without_its_date() {
    let (edtf, status, summary) = one("On 4 May 2024 the harbour master closed the northern quay.");
    assert_eq!((edtf.as_str(), status), ("2024-05-04", EventStatus::Reported));
    assert_eq!(summary, "the harbour master closed the northern quay");
}

#[test]
fn an_event_noun_that_could_be_a_verb_is_the_subject_of_the_verb_behind_it() {
    let (edtf, _, summary) = one("The harbour talks collapsed in early May.");
    assert_eq!((edtf.as_str(), summary.as_str()), ("2024-05", "The harbour talks collapsed"));
}

#[test]
fn a_date_that_describes_a_noun_dates_what_the_noun_names() {
    let (edtf, _, summary) = one("The envoy praised the April cease-fire as a model.");
    assert_eq!((edtf.as_str(), summary.as_str()), ("2024-04", "April cease-fire"));
    let (edtf, _, summary) = one("The port has been quiet since the naval withdrawal in 2019.");
    assert_eq!((edtf.as_str(), summary.as_str()), ("2019", "naval withdrawal"));
}

#[test]
fn what_is_to_come_is_planned_and_what_is_demanded_hypothetical() {
    let (edtf, status, summary) = one("Nobody moves before the fisheries summit scheduled for 9 July.");
    assert_eq!(
        (edtf.as_str(), status, summary.as_str()),
        ("2024-07-09", EventStatus::Planned, "fisheries summit")
    );
    let (edtf, status, _) = one("Ministers must publish the catch figures by 1 September 2024.");
    assert_eq!((edtf.as_str(), status), ("2024-09-01", EventStatus::Hypothetical));
}

#[test]
fn states_totals_comparisons_and_denials_are_no_events() {
    for text in [
        "In 2023 the fleet was larger.",
        "The town had 4,000 inhabitants in 2021.",
        "Exports amounted to nine million crowns in 2022.",
        "Catches are lower than in 2020.",
        "As of 3 May 2024 the fleet counts forty boats.",
        "The ships did not sail in March 2024.",
        "The ships now sail for three days.",
    ] {
        assert_eq!(told(text), [], "{text}");
    }
}

#[test]
fn a_change_over_a_period_is_one_event() {
    let (edtf, _, _) = one("Waiting rose from two hours in February to nine hours in May.");
    assert_eq!(edtf, "2024-02/2024-05");
    let (edtf, _, _) = one("Since March 2023 the navy has escorted every convoy.");
    assert_eq!(edtf, "2023-03/..");
}

#[test]
fn an_undated_happening_stays_undated() {
    let all = told("The initial airstrikes are hard to date. The quay was blocked in May 2024.");
    assert_eq!(all.len(), 2);
    assert_eq!(all[0].0.as_deref(), Some("2024-05"));
    assert_eq!((all[1].0.clone(), all[1].2.as_str()), (None, "initial airstrikes"));
}

#[test]
fn the_same_happening_is_told_once_with_all_its_sources() {
    let (_, events) = events_of("The April truce held. Traders feared that the truce of April would end.");
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].sources.len(), 2);
}

#[test]
fn events_stand_in_calendar_order_the_coarse_first() {
    let text = "In May 2024 the guards left the mole. In 2024 the owners sold the yard. On 2 May 2024 a mine sank the tug.";
    let order: Vec<_> = told(text).into_iter().filter_map(|e| e.0).collect();
    assert_eq!(order, ["2024", "2024-05", "2024-05-02"]);
}

#[test]
fn a_phrase_before_the_comma_dates_the_clause_behind_it() {
    let (edtf, status, _) = one("Before dawn on 3 May 2024, six men entered the yard.");
    assert_eq!((edtf.as_str(), status), ("2024-05-03", EventStatus::Reported));
}

#[test]
fn what_was_said_is_reported_whatever_it_asks() {
    let (edtf, status, _) = one("The union said on 3 May 2024 that the yard must close.");
    assert_eq!((edtf.as_str(), status), ("2024-05-03", EventStatus::Reported));
    let (_, status, _) = one("She pleaded not guilty on 3 May 2024.");
    assert_eq!(status, EventStatus::Reported);
}

proptest::proptest! {
    #[test]
    fn any_text_gives_events_with_sound_spans(
        parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "In May", "the talks", "collapsed", "since", "2021", ",", "—", "(", ")", "the October raid", "of", "and",
                "to", "was signed", "by", "on 3 June 2024", "must", "not", ". ", "\n\n", "é€", "from", "rose", "growing",
            ]),
            0..40,
        )
    ) {
        let (text, events) = events_of(&parts.join(" "));
        for e in &events {
            for s in &e.sources {
                proptest::prop_assert!(Span::checked(text.as_str(), s.from(), s.to()).is_ok());
            }
            proptest::prop_assert!(e.edtf.is_some() || e.earliest.is_none() && e.latest.is_none());
            proptest::prop_assert!(e.summary.chars().count() <= super::summary::LONGEST);
        }
    }
}

#[test]
fn an_event_told_often_keeps_every_place_once() {
    let times = 60;
    let (_, events) = events_of(&"The guards shut the port on 3 May 2021. ".repeat(times));
    assert_eq!(events.iter().map(|e| e.sources.len()).sum::<usize>(), times);
    for event in &events {
        assert!(event.sources.windows(2).all(|w| w[0] < w[1]), "in the order of the text, each once");
        assert!(event.times.windows(2).all(|w| w[0] < w[1]));
    }
    assert!(events.iter().any(|e| e.sources.len() >= times - 1), "one event: {}", events.len());
}

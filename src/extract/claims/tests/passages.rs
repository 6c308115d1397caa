//! Numbered paragraphs, quotations under a label, and messages, in made-up texts read through all stages.

use super::speakers::{expect, read, told};
use crate::extract::{Options, extract};
use crate::model::{Document, Format};

fn markdown(text: &str) -> Document {
    let origin = crate::ingest::Origin::Stdin;
    let text =
        crate::ingest::ingest(text.as_bytes(), origin, Some(Format::Markdown), Default::default()).unwrap();
    extract(String::new(), String::new(), text, &Options::default(), &mut ())
}

/// The claims with the source that each bears.
fn sources(d: &Document) -> Vec<(&str, Option<&str>)> {
    let source = |k: usize| d.attributions.get(k)?.source.first().map(|s| d.text.slice(*s));
    d.claims.iter().map(|c| (d.text.slice(c.span), c.attribution.and_then(|a| source(a.index())))).collect()
}

#[test]
fn a_numbered_paragraph_announces_its_quotation_and_not_the_next_paragraphs() {
    let d = markdown("The board said:\n\n1. The harbour was never dredged.\n2. The chart was lost.");
    assert!(sources(&d).iter().all(|(_, who)| *who == Some("The board")), "{:?}", sources(&d));
    let d = markdown(
        "7\\. The board said:\n\n- The harbour was never dredged.\n- The chart was lost.\n\n8\\. The spring was cold.",
    );
    let who: Vec<_> = sources(&d).iter().map(|(_, who)| *who).collect();
    assert_eq!(who, [Some("The board"), Some("The board"), None]);
}

#[test]
fn a_quotation_belongs_to_the_label_of_its_own_paragraph() {
    let d = markdown(
        "18\\. Mr Osk saw the chart. He concluded that the harbour was safe.\n\n19\\. Lord Venn wrote (paragraph 6): \"The narrow channel was shut.\"",
    );
    let all = sources(&d);
    assert_eq!(all.last(), Some(&("\"The narrow channel was shut.\"", Some("Lord Venn"))), "{all:?}");
}

#[test]
fn a_message_with_a_colon_announces_the_words_behind_it() {
    for text in [
        "Mr Osk followed up with an email to the Harbour Board:\n\n> \"The channel was shut at noon.\"",
        "Mr Osk (secretary to the harbour board of the old town and to its council) wrote to Ms Venn (the clerk of the northern yard and of its many sheds) on 4 May 2011:\n\n> \"The channel was shut at noon.\"",
    ] {
        let d = markdown(text);
        let all = sources(&d);
        assert!(all.last().is_some_and(|(_, who)| who.is_some_and(|w| w.starts_with("Mr Osk"))), "{all:?}");
    }
    // No message, no announcement.
    let d = markdown("The board painted a boat:\n\n> \"The channel was shut at noon.\"");
    assert!(sources(&d).iter().all(|(_, who)| who.is_none()), "{:?}", sources(&d));
}

#[test]
fn who_writes_or_issues_is_the_source_and_not_whom_they_write_to() {
    expect(
        "Ada Holm, the agent of the yard, emailed Mr. Venn saying the channel was shut.",
        "Ada Holm, the agent of the yard",
        "saying",
        "the channel was shut",
    );
    expect(
        "The mayor issued a statement saying his crew had no patience for theft and would help the port.",
        "The mayor",
        "saying",
        "his crew had no patience for theft and would help the port",
    );
}

#[test]
fn the_last_to_speak_before_the_colon_announces() {
    let d = markdown(
        "When the Harbour Bank asked Mr. Osk to explain the fee, Mr. Osk wrote:\n\n> \"The channel was shut at noon.\"",
    );
    let all = sources(&d);
    assert_eq!(all.last().and_then(|c| c.1), Some("Mr. Osk"), "{all:?}");
    expect(
        "The bank was told by Mr. Osk: \"The channel was shut at noon.\"",
        "Mr. Osk",
        "was told by",
        "\"The channel was shut at noon.\"",
    );
}

#[test]
fn asked_and_answered_are_two_speakers() {
    expect(
        "Mr. Holm asked what the fee was, and Mr. Venn responded: \"Ninety crowns a day.\"",
        "Mr. Venn",
        "responded",
        "\"Ninety crowns a day.\"",
    );
}

#[test]
fn the_name_in_apposition_belongs_to_the_source_and_an_opening_phrase_does_not() {
    let d = read("According to a clerk in the port office, Ada Holm, the fee was too high. Ada Holm left.");
    let a = &d.attributions[0];
    assert_eq!(d.text.slice(a.source[0]), "a clerk in the port office, Ada Holm");
    assert_eq!(d.text.slice(a.content[0]), "the fee was too high");
    assert_eq!(d.actors[a.source_actors[0].index()].name, "Ada Holm");
    let d =
        read("After the collision Ada Holm, the mayor of the town, apologised, saying the pilot had slept.");
    let a = d.attributions.last().unwrap();
    assert_eq!(d.text.slice(a.source[0]), "Ada Holm, the mayor of the town");
    let d = read("The office of President Ada Holm confirmed that the pilot had slept.");
    assert!(d.attributions[0].source_actors.is_empty(), "{:?}", d.attributions);
}

#[test]
fn this_document_behind_another_report_is_that_report() {
    use crate::model::AttributionKind::{Author, Named};
    let kind = |text: &str| read(text).attributions.last().map(|a| a.kind);
    let other =
        "The figures are in the Annual Harbour Report. This document warned that the fee had changed.";
    assert_eq!(kind(other), Some(Named));
    assert_eq!(kind("The figures are old. This document warned that the fee had changed."), Some(Author));
}

#[test]
fn speech_behind_and_between_other_words() {
    for (text, source, cue, content) in [
        (
            "The crew checked the cargo against the lists, he told the Harbour News.",
            "he",
            "told",
            "The crew checked the cargo against the lists",
        ),
        (
            "The chart was found by the harbour court to be false.",
            "the harbour court",
            "was found by",
            "The chart + to be false",
        ),
        ("It was brought up that trade had slowed.", "", "It was brought up", "trade had slowed"),
        ("The inquest found no evidence of fire.", "The inquest", "found", "no evidence of fire"),
        (
            "She is sure at least one of the pilots was asleep.",
            "She",
            "is sure",
            "at least one of the pilots was asleep",
        ),
        (
            "The union has since admitted that the crew slept.",
            "The union",
            "has since admitted",
            "the crew slept",
        ),
    ] {
        expect(text, source, cue, content);
    }
    for text in ["She is sure of the fee.", "The plan is sure to fail.", "She is confident in the crew."] {
        assert_eq!(told(text), None, "{text}");
    }
}

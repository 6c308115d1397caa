//! Whom "he said" and "they said" mean, in made-up sentences read through all stages.

use super::speakers::read;
use crate::model::{AttributionKind, Document};

/// Whom the pronoun of the last attribution means; nothing where that stays open.
fn meant(d: &Document) -> Option<&str> {
    d.attributions.last()?.antecedent.map(|s| d.text.slice(s))
}

#[track_caller]
fn expect(text: &str, who: Option<&str>) {
    let d = read(text);
    assert_eq!(meant(&d), who, "{text}\n{:?}", d.attributions);
}

#[test]
fn he_is_who_spoke_before_whoever_else_is_named() {
    expect(
        "Mr Dara Holm said that the port was shut. He added that Mr Odo Venn had left.",
        Some("Mr Dara Holm"),
    );
    expect(
        "Mr Dara Holm said that Mr Odo Venn had left. He added that the port was shut.",
        Some("Mr Dara Holm"),
    );
    expect("Mr Dara Holm said that he had warned the crew that the port was shut.", Some("Mr Dara Holm"));
    let text = "Mr Dara Holm told the court that the port was shut. “Nobody came,” he said. He added that it rained.";
    let d = read(text);
    assert_eq!(meant(&d), Some("Mr Dara Holm"), "{:?}", d.attributions);
    let a = d.attributions.last().unwrap();
    assert_eq!((a.kind, a.source_actors.len()), (AttributionKind::Named, 1));
    assert_eq!(d.text.slice(a.source[0]), "He");
}

#[test]
fn he_is_the_only_man_whom_the_sentence_before_names() {
    expect("Mr Dara Holm left the port in May. He said that it was shut.", Some("Dara Holm"));
    expect("Mrs Ada Holm met Mr Odo Venn. She said that the port was shut.", Some("Ada Holm"));
    // Two can be meant.
    expect("Mr Dara Holm met Mr Odo Venn. He said that the port was shut.", None);
    // A woman is not.
    expect("Mrs Ada Holm left the port in May. He said that it was shut.", None);
}

#[test]
fn he_goes_on_being_who_he_was() {
    expect(
        "Mr Dara Holm said that the port was shut. He met Mr Odo Venn in May. He said that it rained.",
        Some("Mr Dara Holm"),
    );
    let text = "Mr Dara Holm said that it rained. He thought little of Mr Venn’s work – his view was that the port was shut.";
    let d = read(text);
    let a = d.attributions.last().unwrap();
    assert_eq!(d.text.slice(a.source[0]), "his", "{:?}", d.attributions);
    assert_eq!(meant(&d), Some("Mr Dara Holm"));
}

#[test]
fn they_are_who_spoke_before() {
    expect("The directors noted that growth was slow. They added that prices rose.", Some("The directors"));
    expect("The council said that growth was slow. It added that prices rose.", Some("The council"));
    expect("Mr Dara Holm said that growth was slow. They added that prices rose.", None);
    expect("Some groups have left the port; in their view, it was shut.", Some("Some groups"));
}

#[test]
fn the_witness_is_who_gave_evidence() {
    expect(
        "Mr Dara Holm gave evidence that the port was shut. The witness said that it rained.",
        Some("Mr Dara Holm"),
    );
}

#[test]
fn a_nameless_speaker_is_meant_without_an_actor() {
    let d = read("Mr Dara Holm left. A witness said that the port was shut. He said that it rained.");
    assert_eq!(meant(&d), Some("A witness"));
    assert!(d.attributions.last().unwrap().source_actors.is_empty());
}

#[test]
fn whoever_is_owned_is_meant_whole() {
    let text = "The State of Lomar’s attorney general said that the port was shut. He added that it rained.";
    expect(text, Some("The State of Lomar’s attorney general"));
}

#[test]
fn it_is_the_only_body_of_the_sentence_before() {
    expect(
        "The same day, Harbour Bank Ltd issued a statement. “Nobody was hurt,” it said.",
        Some("Harbour Bank Ltd"),
    );
}

#[test]
fn i_is_who_is_quoted() {
    let (text, mut structure) = super::lines("The mayor said:\nI think that the port was shut.\nI left.");
    structure.blocks[1].kind = crate::model::BlockKind::Quote;
    let input = crate::extract::Input { text: &text, structure: &structure, date: None };
    let (claims, all) = crate::extract::claims::find(input, &[], &[]);
    let thought = all.iter().find(|a| a.cue.iter().any(|c| text.slice(*c) == "think")).unwrap();
    assert_eq!(thought.kind, AttributionKind::Unnamed, "{all:?}");
    assert_eq!(thought.antecedent.map(|s| text.slice(s)), Some("The mayor"));
    assert!(claims.last().unwrap().attribution.is_none(), "{claims:?}");
}

#[test]
fn a_body_of_an_earlier_clause_is_not_meant_by_it() {
    expect(
        "The Harbour Council agreed, but on appeal that court struck the plan down. It found that the fee was unfair.",
        None,
    );
    expect("The Harbour Council agreed. It found that the fee was unfair.", Some("The Harbour Council"));
}

#[test]
fn initials_that_may_be_a_man_leave_he_open() {
    expect(
        "Dara Holm met VKM in May. Dara Holm heard the plan. VKM slept. In June, VKM rejoined his crew; he claims to have sold it.",
        None,
    );
}

//! Who speaks, in made-up sentences read through all stages.

use crate::extract::{Options, extract};
use crate::model::{Attribution, AttributionKind, ClaimKind, Document, Format, Span, Text};

pub(super) fn read(text: &str) -> Document {
    extract(String::new(), String::new(), Text::new(text, Format::Text), &Options::default(), &mut ())
}

fn joined(text: &str, spans: &[Span]) -> String {
    spans.iter().map(|s| s.of(text)).collect::<Vec<_>>().join(" + ")
}

/// The attribution that the last claim bears.
fn borne(d: &Document) -> Option<&Attribution> {
    d.attributions.get(d.claims.last()?.attribution?.index())
}

/// Source, cue and content of the attribution that the claim of a sentence bears; nothing where it bears none.
pub(super) fn told(text: &str) -> Option<[String; 3]> {
    let d = read(text);
    let a = borne(&d)?;
    Some([joined(text, &a.source), joined(text, &a.cue), joined(text, &a.content)])
}

#[track_caller]
pub(super) fn expect(text: &str, source: &str, cue: &str, content: &str) {
    assert_eq!(told(text), Some([source.into(), cue.into(), content.into()]), "{text}");
}

#[test]
fn a_form_that_is_a_noun_as_well_is_the_verb_of_who_speaks() {
    expect(
        "The plaintiff claims that the yard lost money.",
        "The plaintiff",
        "claims",
        "the yard lost money",
    );
    expect("The Harbour Bank reports that trade slowed.", "The Harbour Bank", "reports", "trade slowed");
    expect("The union hopes that the talks resume.", "The union", "hopes", "the talks resume");
    for text in
        ["Amid fears that the dam would break, people fled.", "There are reports that the port was shut."]
    {
        assert_eq!(told(text), None, "{text}");
    }
}

#[test]
fn an_acronym_is_no_pronoun() {
    expect("WHO said the risk was high.", "WHO", "said", "the risk was high");
    expect("The risk is high, WHO said.", "WHO", "said", "The risk is high");
    assert_eq!(read("WHO has sent experts to the port.").claims.len(), 1);
    assert_eq!(read("The doctor who said so has left the port.").claims.len(), 1);
}

#[test]
fn a_plural_with_a_description_speaks_in_the_present() {
    expect("Experts in Norway warn that prices will rise.", "Experts in Norway", "warn", "prices will rise");
    expect("Critics of the toll say that it is unfair.", "Critics of the toll", "say", "it is unfair");
    expect(
        "Villagers who fled say that soldiers burned the mill.",
        "Villagers who fled",
        "say",
        "soldiers burned the mill",
    );
    expect("Witnesses who were there say that it burned.", "Witnesses who were there", "say", "it burned");
    expect(
        "All the crews on the quay who spoke to the council said they were cold.",
        "All the crews on the quay who spoke to the council",
        "said",
        "they were cold",
    );
    assert_eq!(read("Sailors at the school say that the ice is melting.").claims.len(), 1);
}

#[test]
fn a_relative_clause_belongs_to_the_source() {
    for (text, source) in [
        (
            "Farmers who refused the offer and stayed in the hills said they were content.",
            "Farmers who refused the offer and stayed in the hills",
        ),
        (
            "A farmer who gave her first name, Ilsa, said she had walked for days.",
            "A farmer who gave her first name, Ilsa",
        ),
        ("The envoy, on the other hand, said the road was shut.", "The envoy"),
        (
            "A farmer who gave only his first name - Odo - said he had left.",
            "A farmer who gave only his first name - Odo",
        ),
    ] {
        assert_eq!(told(text).map(|t| t[0].clone()).as_deref(), Some(source), "{text}");
    }
    // Two subjects are no relative clause.
    let text = "He met the man who owned the mill and the mayor said it was late.";
    let d = read(text);
    assert_eq!(d.attributions.first().map(|a| joined(text, &a.source)).as_deref(), Some("the mayor"));
}

#[test]
fn a_nameless_source_names_no_actor() {
    for text in [
        "Farmers in Brazil said the rains failed.",
        "Many Brazilians say the drought is over.",
        "An official at the Ministry of Health said the road was shut.",
        "White House aides said the road was shut.",
    ] {
        let d = read(text);
        let a = borne(&d).unwrap_or_else(|| panic!("nothing in {text}"));
        assert!(a.source_actors.is_empty(), "{text}: {a:?}");
    }
    for text in
        ["The Ministry of Health said the road was shut.", "The government of Brazil said the rains failed."]
    {
        let d = read(text);
        assert_eq!(borne(&d).map(|a| a.source_actors.len()), Some(1), "{text}");
    }
}

#[test]
fn he_and_she_are_the_nameless_speaker_of_the_sentence_before() {
    let d =
        read("Ada Holm rules the island. A witness said that the guards fired. She said that people fell.");
    let a = borne(&d).expect("she said so");
    assert!(a.source_actors.is_empty() && a.kind == AttributionKind::Unnamed, "{a:?}");
    // Somebody named since then is nearer.
    let d = read("A witness said that the guards fired. Ada Holm took the floor. She said that people fell.");
    assert_eq!(borne(&d).map(|a| a.source_actors.len()), Some(1));
    let d = read("Ada Holm opened the meeting. She said that the road was shut.");
    assert_eq!(borne(&d).map(|a| a.source_actors.len()), Some(1));
}

#[test]
fn orders_of_words_around_the_speaker() {
    expect(
        "\"It is over,\" said former President Odo Venn.",
        "former President Odo Venn",
        "said",
        "\"It is over,\"",
    );
    expect("\"It will be wild,\" Venn promised.", "Venn", "promised", "\"It will be wild,\"");
    expect("Several also said they had left.", "Several", "also said", "they had left");
    expect(
        "While studies show that losses grew, officials said funds were small.",
        "officials",
        "said",
        "funds were small",
    );
    expect(
        "The skipper said he reached the pier and found the crew asleep.",
        "The skipper",
        "said",
        "he reached the pier and found the crew asleep",
    );
    expect(
        "Observers reported grave breaches at the polls.",
        "Observers",
        "reported",
        "grave breaches at the polls",
    );
    let text = "Venn sent word to all: \"It will be wild,\" Venn promised.";
    let all = read(text).attributions;
    assert!(all.iter().any(|a| joined(text, &a.content) == "\"It will be wild,\""), "{all:?}");
    expect("A villager named Odo said he had fled.", "A villager named Odo", "said", "he had fled");
    expect("A villager called Odo said he had fled.", "A villager called Odo", "said", "he had fled");
    for text in [
        "As some called the raid \"calm,\" Venn left the room.",
        "The council ordered new engines which were too dear.",
        "The crew put out a call for fuel.",
        "Odo \"Dot\" Venn also testified in May.",
        "The owner filed a suit, ostensibly against the port.",
    ] {
        assert_eq!(told(text), None, "{text}");
    }
}

#[test]
fn single_marks_carry_a_quotation_over_its_sentences() {
    let text = "Mrs Venn said: 'The plan began well. The members' dues were paid. It was not kept.'";
    let d = read(text);
    assert_eq!(d.claims.len(), 3);
    assert!(d.claims.iter().all(|c| c.attribution.is_some()), "{:?}", d.attributions);
    // A single mark closes no double one.
    let d = read("Venn said: \"It was late. I said, 'Let them in. They have no knives.' Nobody left.\"");
    assert!(d.claims.iter().all(|c| c.attribution.is_some()), "{:?}", d.claims);
    // An apostrophe opens nothing.
    assert!(read("The crews' pay fell. It fell in the '90s too.").attributions.is_empty());
}

#[test]
fn a_bracket_with_a_definition_parts_no_claim() {
    for text in [
        "The Harbour Society of Osk (“the Society”) met.",
        "Registrar Ada Dot Venn (“AR Venn”) refused.",
        "In this table '803' denotes a slow train.",
    ] {
        assert_eq!(read(text).claims.len(), 1, "{text}");
    }
}

#[test]
fn kinds_by_the_grammar_around_a_cue() {
    use ClaimKind::{Causal, Evaluation, Fact, Forecast};
    for (text, kind) in [
        ("Security forces arrested a skipper.", Fact),
        ("The results from the survey were published.", Fact),
        ("Sales fell, driven by a weak spring.", Causal),
        ("This should happen smoothly.", Forecast),
        ("The crews lack the money they need to mend the nets.", Fact),
        ("The record of the port is abysmal.", Evaluation),
        ("There was more interest in the vote.", Fact),
        ("In the coming hours, he would board the ferry.", Fact),
    ] {
        assert_eq!(read(text).claims.first().map(|c| c.kind), Some(kind), "{text}");
    }
    assert!(read("Rule 9(2) – attempting to mislead the port.").claims.is_empty());
    let d = read("Should the vote fail, the talks will end.");
    assert!(d.claims.iter().all(|c| c.conditional), "{:?}", d.claims);
}

#[test]
fn a_name_that_a_preposition_governs_says_nothing() {
    for text in [
        "Praise for the efforts of Osk and Norway underscores the need for talks.",
        "It is unclear whether both governments can look past the war and commit to talks.",
    ] {
        assert_eq!(read(text).attributions, [], "{text}");
    }
    expect("Norway and Sweden say the port is closed.", "Norway and Sweden", "say", "the port is closed");
}

#[test]
fn what_is_demanded_stands_in_the_words_of_who_demands_it() {
    let d = read("When one side demands “firm commitments” against the militias, the talks end.");
    let said = |a: &Attribution| joined(d.text.as_str(), &a.source);
    assert_eq!(d.attributions.iter().map(said).collect::<Vec<_>>(), ["one side"]);
}

#[test]
fn an_aside_behind_the_subject_of_what_is_said_parts_nothing() {
    expect(
        "Brian Holm said he, too, was expecting a storm.",
        "Brian Holm",
        "said",
        "he, too, was expecting a storm",
    );
}

#[test]
fn what_somebody_expects_in_a_participle_is_not_said_by_the_subject() {
    let text = "That is good news for Ada Holm, who joined the travellers expected by the port to come.";
    assert_eq!(read(text).attributions, []);
}

#[test]
fn what_is_demanded_in_a_subordinate_clause_ends_with_it() {
    let text = "When one side demands firm commitments against militants, the gap is wide.";
    let d = read(text);
    let content = d.attributions.iter().map(|a| joined(text, &a.content)).collect::<Vec<_>>();
    assert_eq!(content, ["firm commitments against militants"]);
    assert_eq!(told(text), None, "the gap is the author's");
}

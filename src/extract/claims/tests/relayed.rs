//! Speech told in a roundabout way, and where a source and what it says end, in made-up sentences read through all stages.

use super::speakers::{expect, read, told};
use crate::model::{AttributionKind, Certainty, ClaimKind, Polarity};

/// The claims of a text.
fn claims(text: &str) -> Vec<String> {
    read(text).claims.iter().map(|c| c.span.of(text).to_owned()).collect()
}

/// What the claims of a text bear, source and content.
fn borne(text: &str) -> Vec<Option<(String, String)>> {
    let d = read(text);
    let joined =
        |spans: &[crate::model::Span]| spans.iter().map(|s| s.of(text)).collect::<Vec<_>>().join(" + ");
    d.claims
        .iter()
        .map(|c| {
            let a = d.attributions.get(c.attribution?.index())?;
            Some((joined(&a.source), joined(&a.content)))
        })
        .collect()
}

#[test]
fn a_source_ends_where_another_clause_begins() {
    expect("It was confirmed by the police and Mr Venn saw the van.", "the police", "was confirmed by", "It");
    expect("It was reported by the port and the skipper was held.", "the port", "was reported by", "It");
    expect(
        "Mr Venn in his evidence also said that the files were sound.",
        "Mr Venn",
        "also said",
        "the files were sound",
    );
    expect(
        "In his evidence to the Inquiry Mr Venn said that he had seen it.",
        "Mr Venn",
        "said",
        "he had seen it",
    );
    expect("According to Venn the wall fell at night.", "Venn", "According to", "the wall fell at night");
    expect(
        "Workers hired by the port and the yard said the dam leaks.",
        "Workers hired by the port and the yard",
        "said",
        "the dam leaks",
    );
    expect(
        "The report, drafted by the port and seen by the paper, says the dam leaks.",
        "The report, drafted by the port and seen by the paper",
        "says",
        "the dam leaks",
    );
    expect(
        "Sen. Ada Venn (D-R.I.), said that she had left.",
        "Sen. Ada Venn (D-R.I.)",
        "said",
        "she had left",
    );
    expect(
        "\"It is over,\" said Capt. Ada Venn, head of the yard.",
        "Capt. Ada Venn, head of the yard",
        "said",
        "\"It is over,\"",
    );
    expect("People close to the mayor say that he is ill.", "People close to the mayor", "say", "he is ill");
}

#[test]
fn what_only_looks_like_a_saying_names_nobody() {
    for text in [
        "The port has shown a firm will to pay but must sell its cranes.",
        "The agencies reported inaccurate costs because they had no clerk.",
        "During the search of the yard, as part of the inquiry, Mr Venn observed documents.",
        "The port should ensure that they report more accurate estimated costs.",
        "The court charged him with theft, and insulting the mayor.",
        "Mr Venn added two rooms to the house and sold it.",
        "The book, printed in 2010, tells the story of two skippers.",
        "The claim by Venn that the port was shut was rejected.",
        "His claim that the port was shut was rejected.",
        "He remembered the house and sold its garden.",
    ] {
        assert_eq!(told(text), None, "{text}");
    }
    // Nor do compounds, times and clauses that stand before a verb of saying.
    for (text, source) in [
        ("Venn asked the crew to find the deleted Dara emails of May.", "Dara"),
        ("The union continued to discuss a trip to the Sarn Harbour project into the spring.", "trip"),
        ("The mayor also stated that he was unaware Venn sought to be paid.", "mayor also"),
        ("The letter alleging Mr Venn had urged a raid was lost.", "letter alleging"),
        ("The day before Venn told Dara that he had left, the port closed.", "day"),
        ("The reason Mr Venn says so is plain.", "reason"),
        ("With Venn's name from Dara, Mr Osk searched the list, learned that he had left.", "searched"),
        ("The mayor isn't saying what he would do.", "isn't"),
    ] {
        let d = read(text);
        let wrong = d.attributions.iter().flat_map(|a| &a.source).find(|s| s.of(text).contains(source));
        assert!(wrong.is_none(), "{text} {:?}", d.attributions);
    }
    let text = "Ten died, according to a report released Monday.";
    assert_eq!(told(text).map(|[source, ..]| source).as_deref(), Some("a report"));
    // What is found beside the claim names no half clause either.
    for text in [
        "The port should ensure that they report more accurate estimated costs.",
        "The board estimates 40 people fled and put the loss at ten.",
    ] {
        let d = read(text);
        assert!(
            d.attributions.iter().all(|a| a
                .source
                .iter()
                .all(|s| !s.of(text).contains("report more") && !s.of(text).contains("people"))),
            "{text} {:?}",
            d.attributions
        );
    }
}

#[test]
fn nouns_and_adjectives_of_belief_attribute() {
    expect(
        "Mr Venn expressed the view that the books held many entries.",
        "Mr Venn",
        "expressed the view",
        "the books held many entries",
    );
    expect(
        "Mr Venn gave evidence that the total number was high.",
        "Mr Venn",
        "gave evidence",
        "the total number was high",
    );
    expect(
        "The mayor remains confident that the port can be saved.",
        "The mayor",
        "remains confident",
        "the port can be saved",
    );
    expect(
        "The Panel is of the view that the fund was emptied.",
        "The Panel",
        "is of the view",
        "the fund was emptied",
    );
    expect("In the Court's opinion the law is void.", "the Court", "opinion", "the law is void");
    assert_eq!(told("It is certain that the port was shut."), None);
    assert_eq!(told("The port gave no evidence that helped the yard."), None);
}

#[test]
fn quoted_as_saying_and_told_by() {
    expect("The paper quoted a skipper as saying that ten died.", "a skipper", "quoted", "ten died");
    expect("Ten died, the paper quoted a skipper as saying.", "a skipper", "quoted", "Ten died");
    expect("Venn was quoted as saying he was tired.", "Venn", "was quoted as saying", "he was tired");
    expect(
        "The mayor was told by the police that the bridge was shut.",
        "the police",
        "was told by",
        "the bridge was shut",
    );
    expect(
        "It was conceded by all skippers that the nets were sound.",
        "all skippers",
        "was conceded by",
        "the nets were sound",
    );
    expect("A third man spoke of how he was beaten.", "A third man", "spoke of", "how he was beaten");
    expect(
        "A source said Venn, a champion, and his brothers had left.",
        "A source",
        "said",
        "Venn, a champion, and his brothers had left",
    );
    expect("The brothers were beaten, it added.", "it", "added", "The brothers were beaten");
    let d = read("The crew was beaten, it is claimed, in the yard.");
    let a = &d.attributions[d.claims[0].attribution.unwrap().index()];
    assert_eq!(a.kind, AttributionKind::Impersonal);
}

#[test]
fn a_clause_that_a_source_tells_is_a_claim_of_its_own() {
    let text = "The port made similar charges, alleging that the crew fled.";
    assert_eq!(claims(text), ["The port made similar charges", "alleging that the crew fled"]);
    assert_eq!(borne(text)[1], Some(("The port".into(), "the crew fled".into())));
    let text = "The mayor spoke for an hour and said that the fire was lit.";
    assert_eq!(borne(text), [None, Some(("The mayor".into(), "the fire was lit".into()))]);
    let text = "The army said two men died, but the family says four did.";
    assert_eq!(
        borne(text),
        [Some(("The army".into(), "two men died".into())), Some(("the family".into(), "four did".into()))]
    );
    let text = "While the bank says prices rose, the union says they fell.";
    assert_eq!(borne(text).len(), 2, "{:?}", borne(text));
    // One source for both: one claim.
    assert_eq!(claims("The mayor said that the dam broke, adding that ten died.").len(), 1);
}

#[test]
fn no_claim_is_cut_at_a_date_a_list_or_a_figure() {
    for text in [
        "As of 9 October 2018, a total of 194 cases (159 confirmed and 35 probable), including 122 deaths, have been seen.",
        "After reviewing comments, we hold that the report as of September 30, 2008, is sound.",
        "The raid will be swift, violent, and aimed at the port.",
        "Many voices want a higher goal — 2.5 percent or even 3 percent.",
        "We will press the port until it yields, ends the raids and pays the towns.",
        "The gate can pass 7,000m3/s (317,832cuft/s) of water.",
        "It made two reports in 2006: What Price Salt? and What Price Salt Now?",
    ] {
        assert_eq!(claims(text), [text]);
        assert!(read(text).claims.iter().all(|c| c.kind != ClaimKind::Question), "{text}");
    }
    assert_eq!(claims("Ten crews were paid to date.As of May, none was left.").len(), 2);
    assert_eq!(claims("The port fell on 13 Dec. “The chief knew it,” said Ada Venn.").len(), 2);
    assert_eq!(claims("The talks failed in Syria.In this respect, the envoy was right.").len(), 2);
    assert!(claims("Thank you.").is_empty());
    assert_eq!(claims("The full report can be found on the site of the board.").len(), 0);
}

#[test]
fn words_of_other_senses_leave_a_claim_as_it_is() {
    for text in [
        "Of the 194 confirmed cases, most are old.",
        "The zones are a mix of towns and remote villages.",
        "The war revived the possibility of a raid.",
        "The crew met the mayor and provided a list.",
    ] {
        let d = read(text);
        assert_eq!(d.claims[0].certainty, Certainty::Stated, "{text}");
        assert!(!d.claims[0].conditional, "{text}");
    }
    for (text, kind) in [
        ("Floods severely impact farmers.", ClaimKind::Fact),
        ("It is important to acknowledge that the buyers were not only crews.", ClaimKind::Fact),
        ("Circular A-50 requires prompt action by the port.", ClaimKind::Fact),
        ("The mayor is reflecting on his youth.", ClaimKind::Fact),
        ("The pier is the most recent venture of the port.", ClaimKind::Fact),
        ("The commissions are an abject failure.", ClaimKind::Evaluation),
        (
            "Especially in the wake of recent attacks inside Osk, the ministry is committed to paying the crews.",
            ClaimKind::Commitment,
        ),
    ] {
        assert_eq!(read(text).claims.first().map(|c| c.kind), Some(kind), "{text}");
    }
    for text in
        ["The crews call this “repel, don’t expel.”", "In terms of Act No. 44 of 1980, the day was fixed."]
    {
        assert_eq!(read(text).claims[0].polarity, Polarity::Positive, "{text}");
    }
    assert_eq!(read("There are few signs the port will pay.").claims[0].certainty, Certainty::Doubtful);
}

#[test]
fn a_group_is_the_only_society_named_shortly_before() {
    let d =
        read("Amnesty International published a list on Monday. The rights group said the men were beaten.");
    let a = d.attributions.last().unwrap();
    let named: Vec<&str> = a.source_actors.iter().map(|id| d.actors[id.index()].name.as_str()).collect();
    assert_eq!(named, ["Amnesty International"]);
    // Two may be meant, or none.
    for text in [
        "Amnesty International and Human Rights Watch published a list. The rights group said the men were beaten.",
        "The State Department published a list. The rights group said the men were beaten.",
        "Amnesty International published a list. The Syrian group said the men were beaten.",
    ] {
        assert!(read(text).attributions.last().unwrap().source_actors.is_empty(), "{text}");
    }
}

#[test]
fn nobody_says_what_no_witness_said() {
    for text in [
        "No witness said that the door was locked.",
        "Mrs Venn accepted that advice and she left the port.",
        "The flood in Sarn showed that the dam was weak.",
        "Nobody told the clerk that the door was locked.",
        "The port should act to ensure that they report more accurate estimated costs.",
        "I find it hard to accept that the door was locked.",
        "The crowd marched to the port, chanting, \"Down with the toll.\"",
    ] {
        assert_eq!(told(text), None, "{text}");
    }
    assert_eq!(read("No witness said that the door was locked.").claims[0].polarity, Polarity::Negative);
    let text = "She repeated that there was “no real sign” with regard to the van.";
    assert_eq!(read(text).claims[0].polarity, Polarity::Negative);
}

#[test]
fn descriptions_of_a_source_are_passed_over() {
    expect(
        "3.8 In his letter to the board Mr Venn said that the door was locked.",
        "Mr Venn",
        "said",
        "the door was locked",
    );
    expect(
        "Mr Thomas’ witness statement says that the door was locked.",
        "Mr Thomas’ witness statement",
        "says",
        "the door was locked",
    );
    expect(
        "The Board, in its letter of 4 May 2010, held that the door was locked.",
        "The Board, in its letter of 4 May 2010",
        "held",
        "the door was locked",
    );
    expect(
        "One of those interviewed, a nurse, said that the door was locked.",
        "One of those interviewed, a nurse",
        "said",
        "the door was locked",
    );
    expect(
        "A nurse who treated the men and asked not to be named said they had left.",
        "A nurse who treated the men and asked not to be named",
        "said",
        "they had left",
    );
    expect(
        "As the mayor and his clerk told the board, the door was locked.",
        "the mayor and his clerk",
        "told",
        "the door was locked",
    );
    expect("Some voters reported being unable to vote.", "Some voters", "reported", "being unable to vote");
    let d = read("Two of the three judges agreed that the door was locked.");
    assert_eq!(d.claims[0].kind, ClaimKind::Fact);
}

#[test]
fn a_source_is_cut_neither_at_a_hyphen_nor_at_a_date() {
    expect(
        "Would-be volunteers worried that the losses were greater.",
        "Would-be volunteers",
        "worried",
        "the losses were greater",
    );
    let text = "The information available at the time of the March meeting suggested that output was rising.";
    assert_eq!(told(text), None);
}

#[test]
fn who_gives_evidence_or_alleges_is_told_with_the_claim() {
    expect(
        "Witness Tharanga Venn, an accountant, gave evidence to the effect that the loss was small.",
        "Witness Tharanga Venn, an accountant",
        "gave evidence to the effect",
        "the loss was small",
    );
    expect(
        "News reports and politicians alleged that the harbour turned away boats.",
        "News reports and politicians",
        "alleged",
        "the harbour turned away boats",
    );
}

#[test]
fn to_agree_that_something_may_be_is_no_promise() {
    let kind = |text: &str| read(text).claims.last().map(|c| c.kind);
    let may = kind("Participants agreed that the caps could be raised in June.");
    assert_ne!(may, Some(crate::model::ClaimKind::Commitment));
    assert_eq!(
        kind("The parties agreed that the border would reopen."),
        Some(crate::model::ClaimKind::Commitment)
    );
}

#[test]
fn it_is_told_by_somebody_in_every_tense() {
    for (text, source, cue) in [
        ("It was reported by the bank that prices rose in May.", "the bank", "was reported by"),
        ("It has been confirmed by the police that the road is open.", "the police", "has been confirmed by"),
        ("It is alleged by prosecutors that Ada Holm took the money.", "prosecutors", "is alleged by"),
    ] {
        let content = text.split(" that ").nth(1).unwrap_or_default().trim_end_matches('.');
        expect(text, source, cue, content);
    }
}

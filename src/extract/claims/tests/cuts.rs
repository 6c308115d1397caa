//! Where a sentence is cut into several claims.

use super::*;

#[test]
fn what_is_granted_is_a_claim_of_its_own_where_the_rest_is_of_another_kind() {
    let text = "While the ferry sank last May, the owners must pay the crew.";
    assert_eq!(texts(text, &read(text)), ["the ferry sank last May", "the owners must pay the crew"]);
    let text = "Although the ferry sank, the owners paid the crew.";
    assert_eq!(read(text).len(), 1);
}

#[test]
fn cut_only_where_the_halves_differ() {
    let text = "Lomar is unlikely to pay, but Sarn could lend the sum.\nThe ferry sank and the crew drowned.\n\
                The envoys met in Sarn and agreed to share the catch.\nLomar puts the loss at 4 million; skippers dispute that figure.\n\
                The quarrel is not about fish; it is about pride.\n\
                Shift cargo early, even though freight costs more; firms that wait may lose.\n\
                The ferry was painted, so that rust did not spread.\n\
                It needs a steady, open and trust-based talk.\n\
                Success is measured not by calm, but by the work done in committees.";
    let (claims, _) = read_with(text, &["Lomar", "Sarn", "The envoys"]);
    assert_eq!(
        texts(text, &claims),
        [
            "Lomar is unlikely to pay",
            "Sarn could lend the sum",
            "The ferry sank and the crew drowned.",
            "The envoys met in Sarn",
            "agreed to share the catch",
            "Lomar puts the loss at 4 million",
            "skippers dispute that figure",
            "The quarrel is not about fish; it is about pride.",
            "Shift cargo early, even though freight costs more",
            "firms that wait may lose",
            "The ferry was painted, so that rust did not spread.",
            "It needs a steady, open and trust-based talk.",
            "Success is measured not by calm, but by the work done in committees.",
        ]
    );
}

#[test]
fn counts_in_an_apposition_are_claims_inside_their_sentence() {
    let text = "The toll is plain: the dozens of sailors drowned, the 300 injured, and the hundreds left without work.";
    let claims = read(text);
    let shown = texts(text, &claims);
    assert_eq!(shown[0], text);
    assert_eq!(
        shown[1..],
        ["the dozens of sailors drowned", "the 300 injured", "the hundreds left without work"]
    );
}

#[test]
fn grounds_and_consequences_stand_where_a_connective_says_so() {
    // (text, the claim's words, grounds, consequence)
    for (text, of, grounds, consequence) in [
        ("The port closed because of the long strike.", "The port", Some("the long strike"), None),
        ("Because of the long strike, the port closed.", "Because", Some("the long strike"), None),
        (
            "The crews left the harbour, leading to a shortage of pilots.",
            "The crews",
            None,
            Some("a shortage of pilots"),
        ),
        (
            "Norway cut the tariff so that farmers could sell more.",
            "Norway",
            None,
            Some("farmers could sell more"),
        ),
        (
            "The dam broke in May. As a result, the valley was flooded.",
            "As a result",
            Some("The dam broke in May."),
            None,
        ),
        (
            "The port closed because the crews had left, the ministry said.",
            "The port",
            Some("the crews had left"),
            None,
        ),
        ("In a given year the port handles many ships.", "In a given", None, None),
        ("The port closed because.", "The port", None, None),
        ("The port closed in May.", "The port", None, None),
    ] {
        let read = crate::extract::extract;
        let given = Text::new(text, Format::Text);
        let document = read("a".into(), String::new(), given, &crate::extract::Options::default(), &mut ());
        let claim = document.claims.iter().find(|c| document.text.slice(c.span).starts_with(of));
        let claim = claim.unwrap_or_else(|| panic!("no claim begins with {of}: {text}"));
        let words = |span: Option<Span>| span.map(|s| document.text.slice(s));
        assert_eq!((words(claim.grounds), words(claim.consequence)), (grounds, consequence), "{text}");
    }
}

#[test]
fn what_is_put_between_subject_and_verb_cuts_nothing() {
    let text =
        "The charts handed to the paper, amounting to two tonnes of vellum, included letters and maps.";
    assert_eq!(texts(text, &read(text)), [text]);
}

#[test]
fn since_with_a_noun_opens_no_clause() {
    let text = "Since its discovery on 6 May 2018, a worm has spread and is in every hull; however, this does not stop trade.";
    let all = read(text);
    assert_eq!(
        texts(text, &all),
        [
            "Since its discovery on 6 May 2018, a worm has spread and is in every hull",
            "this does not stop trade"
        ]
    );
}

//! Where the words of one speaker end, and phrases that look like sources and are none.

use super::speakers::{expect, read, told};

fn all(text: &str) -> Vec<(String, String)> {
    let d = read(text);
    let first =
        |spans: &[crate::model::Span]| spans.first().map_or(String::new(), |s| d.text.slice(*s).to_owned());
    d.attributions.iter().map(|a| (first(&a.source), first(&a.content))).collect()
}

#[test]
fn the_end_of_a_phrase_is_no_source() {
    for text in [
        "Its pattern makes it evident that it is using its “four cuts” doctrine to push them out of Lomar state.",
        "The losses were consistent with results, which were low.",
    ] {
        assert_eq!(told(text), None, "{text}");
    }
    let text = "The second talk that Mr Holm recalled took place in 2006.";
    assert_eq!(told(text), None, "{:?}", all(text));
}

#[test]
fn what_leads_to_a_saying_is_not_what_is_said() {
    for text in [
        "In May 2007, in an effort to gain support, the union asked the crew to brief the mayor.",
        "Owing to the failure of the port, the owner complains.",
    ] {
        assert!(
            all(text)
                .iter()
                .all(|(_, content)| !content.starts_with("In May") && !content.starts_with("Owing")),
            "{text}"
        );
    }
    expect(
        "Nonetheless, the audit revealed, apparently, that the till was short.",
        "the audit",
        "revealed",
        "the till was short",
    );
    expect(
        "Mr Holm maintains – and I believe him – that the till was short.",
        "Mr Holm",
        "maintains",
        "the till was short",
    );
}

#[test]
fn a_dash_begins_the_words_of_another() {
    let text = "Mr Holm demanded ten dollars for the list – Mr Venn said that the list was false.";
    assert_eq!(
        all(text),
        [
            ("Mr Holm".to_owned(), "ten dollars for the list".to_owned()),
            ("Mr Venn".to_owned(), "the list was false".to_owned())
        ]
    );
    assert_eq!(read(text).claims.len(), 2);
}

#[test]
fn hearsay_covers_its_own_clause() {
    for (text, content) in [
        (
            "The council banned the ferry and reportedly ordered the crew to leave.",
            "ordered the crew to leave",
        ),
        ("The police sought the money that the clerk had allegedly stolen.", "that the clerk had"),
        ("Six sailors were hurt when the guards reportedly opened fire.", "the guards"),
        (
            "Nobody knew the number, but the crew was sheltering while others were said to be at sea.",
            "others",
        ),
    ] {
        assert_eq!(all(text).last().map(|a| a.1.as_str()), Some(content), "{text}");
        assert_eq!(told(text), None, "{text}");
    }
    assert!(told("The guards reportedly opened fire.").is_some());
}

#[test]
fn pleadings_and_evidence_are_told_by_somebody() {
    expect(
        "The owner has averred that the ship was sound.",
        "The owner",
        "has averred",
        "the ship was sound",
    );
    expect(
        "It is the case of the owner that the ship was sound.",
        "the owner",
        "It is the case of",
        "the ship was sound",
    );
    expect("It was submitted that the ship was sound.", "", "It was submitted", "the ship was sound");
    expect(
        "The evidence I heard was that the ship was sound.",
        "",
        "evidence I heard was",
        "the ship was sound",
    );
    expect(
        "Her evidence was to the effect that the ship was sound.",
        "Her",
        "evidence was to the effect",
        "the ship was sound",
    );
    expect(
        "The owner has stated as follows; The ship was sound.",
        "The owner",
        "has stated",
        "The ship was sound",
    );
    expect(
        "The cable records Mr Holm as having stated that the ship was sound.",
        "Mr Holm",
        "records",
        "the ship was sound",
    );
    expect("The owner alleges to have lost the ship.", "The owner", "alleges", "to have lost the ship");
    expect("The clerk was told that the till was short.", "", "was told", "the till was short");
}

#[test]
fn what_was_not_questioned_is_told_by_who_is_cited() {
    let text = "According to the pilot, the mate was not questioning whether the ship was sound.";
    assert_eq!(told(text).map(|t| t[0].clone()).as_deref(), Some("the pilot"));
    expect(
        "While the losses were small, the board did find that the ship was unsound.",
        "the board",
        "did find",
        "the ship was unsound",
    );
}

#[test]
fn a_list_is_a_source_and_a_content_as_a_whole() {
    expect(
        "Osk, Sarn, and Lomar said that the ship was sound.",
        "Osk, Sarn, and Lomar",
        "said",
        "the ship was sound",
    );
    let text = "The board called for close control of liquidity, funding, and risks, and the crew has left.";
    assert_eq!(
        all(text).first().map(|a| a.1.as_str()),
        Some("close control of liquidity, funding, and risks")
    );
}

#[test]
fn a_source_names_only_actors_that_are_near() {
    let d = read("Talking points prepared for Director Ada Holm noted that the ship was sound.");
    assert!(d.attributions[0].source_actors.is_empty(), "{:?}", d.attributions);
    let d = read("Ada Holm was heard in May. According to the evidence of Ada Holm, the ship was sound.");
    assert_eq!(d.attributions.last().map(|a| a.source_actors.len()), Some(1), "{:?}", d.attributions);
}

#[test]
fn what_stands_before_a_verb_is_not_always_its_subject() {
    // An adjective, a clause of its own, a thing shown, a relative clause, a reason.
    for text in [
        "Inspector Holm also criticised stated income loans.",
        "The new sort of “safe loans,” states those loans cannot grow.",
        "The board showed Osk a chart of the losses.",
        "The bank declined to comment, citing an inquiry by the police.",
        "The port, citing company policy, was shut.",
    ] {
        assert_eq!(told(text), None, "{text} {:?}", all(text));
    }
    expect(
        "A Reuters reporting team at the scene said that the port was shut.",
        "A Reuters reporting team at the scene",
        "said",
        "the port was shut",
    );
    expect(
        "The 2004 case study found that the port was shut.",
        "The 2004 case study",
        "found",
        "the port was shut",
    );
    // "Few understand" tells that the others do not.
    let text = "Few sailors understand that the port is shut, said the mayor.";
    assert_eq!(told(text).map(|t| t[0].clone()).as_deref(), Some("the mayor"), "{:?}", all(text));
}

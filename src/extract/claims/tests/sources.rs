//! Who says so, sentence for sentence.

use super::*;

#[test]
fn attributions_by_frame() {
    for (text, source, cue, content) in [
        ("Lomar says the ferry sank.", "Lomar", "says", "the ferry sank"),
        ("The minister said that the ferry sank.", "The minister", "said", "the ferry sank"),
        ("The ferry sank, officials said.", "officials", "said", "The ferry sank"),
        (
            "“The ferry sank on its way home,” said Dara Venn.",
            "Dara Venn",
            "said",
            "“The ferry sank on its way home,”",
        ),
        ("According to port officials, the ferry sank.", "port officials", "According to", "the ferry sank"),
        (
            "The ferry sank, according to the port authority.",
            "the port authority",
            "according to",
            "The ferry sank",
        ),
        (
            "Dara Venn, a port official, said the ferry sank.",
            "Dara Venn, a port official",
            "said",
            "the ferry sank",
        ),
        ("Lomar urged the council to act.", "Lomar", "urged", "the council to act"),
        ("Lomar called for a new vote.", "Lomar", "called for", "a new vote"),
        ("Lomar denied the charge.", "Lomar", "denied", "the charge"),
        ("“The ferry sank at noon,” she told a reporter.", "she", "told", "“The ferry sank at noon,”"),
        ("''The ferry sank at noon,'' Mr. Venn said.", "Mr. Venn", "said", "''The ferry sank at noon,''"),
        ("Perhaps, she said, the ferry sank.", "she", "said", "Perhaps"),
        ("Dara Venn says he’s sure of it.", "Dara Venn", "says", "he’s sure of it"),
        ("Lomar called the raid a breach of law.", "Lomar", "called", "the raid a breach of law"),
        ("Lomar dismissed the offer, which Sarn had made.", "Lomar", "dismissed", "the offer"),
        ("Dara Venn said the ferry sank and added that it was old.", "Dara Venn", "said", "the ferry sank"),
        ("Dara Venn called the plan “a trap”.", "Dara Venn", "called", "the plan “a trap”"),
        (
            "Our survey of skippers found that fees had doubled.",
            "Our survey of skippers",
            "found",
            "fees had doubled",
        ),
        (
            "Lomar has repeatedly warned that fees will double.",
            "Lomar",
            "has repeatedly warned",
            "fees will double",
        ),
    ] {
        let (_, all) = read_with(text, &["Lomar"]);
        let a = all.first().unwrap_or_else(|| panic!("nothing in {text}"));
        assert_eq!(a.source.first().map(|s| s.of(text)), Some(source), "{text}");
        assert_eq!(a.cue.first().map(|s| s.of(text)), Some(cue), "{text}");
        assert_eq!(a.content.first().map(|s| s.of(text)), Some(content), "{text}");
    }
}

#[test]
fn attributions_with_words_between_source_and_verb() {
    for (text, source, cue, content) in [
        (
            "Ada Holm, a pilot who knows the port, said fees would double.",
            "Ada Holm, a pilot who knows the port",
            "said",
            "fees would double",
        ),
        (
            "Dara Venn, speaking in Osk, said he would appeal.",
            "Dara Venn, speaking in Osk",
            "said",
            "he would appeal",
        ),
        (
            "Dara Venn – once a pilot – said fees would double.",
            "Dara Venn – once a pilot",
            "said",
            "fees would double",
        ),
        (
            "Venn, a spokesman for the port, said the union expected delays.",
            "Venn, a spokesman for the port",
            "said",
            "the union expected delays",
        ),
        ("In a statement, the minister said fees would double.", "the minister", "said", "fees would double"),
        (
            "Many traders say the new rule obscures the risk.",
            "Many traders",
            "say",
            "the new rule obscures the risk",
        ),
        (
            "“The ferry sank on its way,” Venn said on the “Morning Boat”.",
            "Venn",
            "said",
            "“The ferry sank on its way,”",
        ),
        (
            "“Will the ferry ever be raised again?” Venn asked.",
            "Venn",
            "asked",
            "“Will the ferry ever be raised again?”",
        ),
        ("Lomar announced a ban on night sailings.", "Lomar", "announced", "a ban on night sailings"),
        ("A survey of skippers shows a sharp fall.", "A survey of skippers", "shows", "a sharp fall"),
        ("Dara Venn cited the old rule.", "Dara Venn", "cited", "the old rule"),
        ("Lomar refuses to pay the fee.", "Lomar", "refuses", "to pay the fee"),
        ("The ban was condemned by Lomar.", "Lomar", "was condemned by", "The ban"),
        ("The minister told her aides to find a berth.", "The minister", "told", "to find a berth"),
        (
            "“The ferry will sail on Monday.” — Dara Venn",
            "Dara Venn",
            "—",
            "“The ferry will sail on Monday.”",
        ),
    ] {
        let (_, all) = read_with(text, &["Lomar"]);
        let a = all.first().unwrap_or_else(|| panic!("nothing in {text}"));
        assert_eq!(a.source.first().map(|s| s.of(text)), Some(source), "{text}");
        assert_eq!(a.cue.first().map(|s| s.of(text)), Some(cue), "{text}");
        assert_eq!(a.content.first().map(|s| s.of(text)), Some(content), "{text}");
    }
}

#[test]
fn a_clause_before_the_source_is_no_part_of_it() {
    let text = "She said leaders had agreed to meet.";
    let (_, all) = read_with(text, &[]);
    assert_eq!(all.first().and_then(|a| a.source.first()).map(|s| s.of(text)), Some("She"));
    assert!(all.iter().all(|a| a.source.first().is_none_or(|s| s.of(text) != "She said leaders")), "{all:?}");
}

#[test]
fn what_is_only_spoken_of_or_wanted_attributes_no_claim() {
    for text in [
        "Lomar refuses to pay the fee.",
        "Lomar cited the old rule.",
        "Lomar announced a ban on night sailings.",
    ] {
        let (claims, all) = read_with(text, &["Lomar"]);
        assert_eq!((claims.len(), all.len()), (1, 1), "{text}");
        assert_eq!(claims.first().and_then(|c| c.attribution), None, "{text}");
    }
    let text = "The talks went on amid fears that the ferry would sink.";
    let (_, all) = read_with(text, &[]);
    assert_eq!(all.first().map(|a| (a.kind, a.source.len())), Some((AttributionKind::Impersonal, 0)));
}

#[test]
fn nouns_and_passives_are_no_reporting_verbs() {
    for text in [
        "The report was long.",
        "The ship was told to stop.",
        "They came to claim the prize.",
        "There is a claim on the ship.",
    ] {
        assert!(read_with(text, &[]).1.is_empty(), "{text}: {:?}", read_with(text, &[]).1);
    }
}

#[test]
fn impersonal_and_own_sources() {
    let (_, all) = read_with("It has been observed that fees rose.", &[]);
    assert_eq!(all.first().map(|a| (a.kind, a.source.len())), Some((AttributionKind::Impersonal, 0)));
    let (claims, all) = read_with("This report confirms that the ferry sank.", &[]);
    assert_eq!(all.first().map(|a| a.kind), Some(AttributionKind::Author));
    assert_eq!(
        claims.first().map(|c| (c.certainty, c.attribution)),
        Some((Certainty::Boosted, Some(AttributionId(0))))
    );
}

#[test]
fn a_relative_pronoun_without_a_noun_is_no_source() {
    for text in ["Fees rose; who said the ferry sank.", "It; , who said that it is", "; who said that it"] {
        assert!(read_with(text, &[]).1.iter().all(|a| !a.cue.is_empty()), "{text}");
    }
}

#[test]
fn a_quotation_goes_on_over_sentences() {
    let text = "“We lost the ferry,” said Dara Venn. “We lost the crew as well.”";
    let (text, mut structure) = lines(text);
    structure.sentences[0].span = Span::new(0, text.as_str().find(" “We lost the crew").unwrap());
    let second = Span::new(structure.sentences[0].span.to() + 1, text.len());
    structure.sentences.push(Sentence { span: second, ..structure.sentences[0] });
    let (claims, all) = find(Input { text: &text, structure: &structure, date: None }, &[], &[]);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].content.len(), 2);
    assert_eq!(claims[1].attribution, claims[0].attribution);
}

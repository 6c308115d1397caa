//! Kind, certainty and polarity of a claim, and to whom it speaks.

use super::*;

#[test]
fn kinds() {
    use ClaimKind::*;
    for (text, kind) in [
        ("The ferry to Lomar sank on Tuesday.", Fact),
        ("The ministry must publish the list.", Prescription),
        ("Publish the list before the vote.", Prescription),
        ("To curb smuggling, publish the list.", Prescription),
        ("Do not reopen the bridge.", Prescription),
        ("Press for a committee with the power to check claims.", Prescription),
        ("Durable calm requires joint patrols.", Prescription),
        ("The treaty requires both sides to disarm.", Fact),
        ("The premier pledged to release the prisoners.", Commitment),
        ("The port will close in winter.", Forecast),
        ("The dam is expected to open next year.", Forecast),
        ("Grain could run out if the siege lasts.", Forecast),
        ("The port closed because of the strike.", Causal),
        ("The blast led to a run on the banks.", Causal),
        ("The delay is due to a lack of funds.", Causal),
        ("The truce remains fragile.", Evaluation),
        ("The vote represents a shift in mood.", Evaluation),
        ("Who gains from the delay?", Question),
        ("The committee would have resigned.", Evaluation),
        (
            "The truce, secured after the raids and amid the failure of the talks, represents a first step.",
            Evaluation,
        ),
        (
            "In fact, the praise received from both towns for the work of the envoys underscores the need.",
            Evaluation,
        ),
        ("The raid and the later reply serve as a reminder.", Evaluation),
        ("The quarrel has, in a sense, pushed Lomar into debt.", Causal),
        ("Here is the truth: the truce remains fragile.", Evaluation),
        ("A deal at the summit is possible but would need time.", Forecast),
        ("Demand fell sharply.", Fact),
        ("Support for the plan is falling.", Fact),
    ] {
        let claims = read_with(text, &["The premier"]).0;
        assert_eq!(claims.first().map(|c| c.kind), Some(kind), "{text}");
    }
}

#[test]
fn certainty_of_the_main_predicate() {
    use Certainty::*;
    for (text, certainty) in [
        ("The ferry sank.", Stated),
        ("The ferry probably sank.", Probable),
        ("The ferry may have sunk.", Possible),
        ("The ferry is unlikely to sail again.", Doubtful),
        ("The ferry will undoubtedly sail again.", Boosted),
        ("If it rains, the ferry will stop.", Hypothetical),
        ("If it rains, the ferry will probably stop.", Probable),
        ("The ferry must stop.", Na),
        ("It played a useful, perhaps decisive, part in the talks.", Stated),
        ("The envoy appeared in court on Monday.", Stated),
        ("The envoy appears to agree.", Probable),
        ("In May 2024 the ferry sank.", Stated),
    ] {
        let claims = read(text);
        assert_eq!(claims.first().map(|c| c.certainty), Some(certainty), "{text}");
    }
}

#[test]
fn polarity_of_the_main_predicate() {
    for (text, negative) in [
        ("The ferry did not sail.", true),
        ("No party has signed.", true),
        ("Neither side appears ready to give way.", true),
        ("The ferry hardly sails in winter.", true),
        ("The plan has no chance of success.", true),
        ("Left to themselves, Lomar and Sarn seldom step back.", true),
        ("The talks failed.", false),
        ("The dispute is not about fish but about pride.", false),
        ("The ferry carried not only cars.", false),
        ("Men who did not flee were arrested.", false),
        ("There is no doubt that the ferry sank.", false),
    ] {
        let claims = read(text);
        assert_eq!(claims.first().map(|c| c.polarity == Polarity::Negative), Some(negative), "{text}");
    }
}

#[test]
fn readers_are_no_addressees_of_claims() {
    for text in [
        "See annex B for the full list.",
        "To understand the dispute, look closely at the fishing accords.",
        "A good place to start reading is the 1998 survey.",
        "Harbour fees and dredging",
    ] {
        assert!(read(text).is_empty(), "{text}");
    }
}

#[test]
fn a_claim_has_the_kind_of_its_content() {
    for (text, kind, polarity) in [
        ("Lomar says the port will close.", ClaimKind::Forecast, Polarity::Positive),
        ("Lomar denied the charge.", ClaimKind::Fact, Polarity::Negative),
        ("Lomar urged the council to act.", ClaimKind::Prescription, Polarity::Positive),
        ("Lomar argues that the fee is unfair.", ClaimKind::Evaluation, Polarity::Positive),
        ("Lomar said the ship had not sailed.", ClaimKind::Fact, Polarity::Negative),
    ] {
        let (claims, _) = read_with(text, &["Lomar"]);
        assert_eq!(claims.first().map(|c| (c.kind, c.polarity)), Some((kind, polarity)), "{text}");
    }
}

#[test]
fn a_label_gives_the_addressee() {
    let (text, mut structure) = lines("To the skippers: Paint the hulls red.");
    let block = &mut structure.blocks[0];
    block.label = Some(Span::new(0, 15));
    block.body = 17;
    structure.sentences[0].span = Span::new(17, text.len());
    let (claims, _) = find(Input { text: &text, structure: &structure, date: None }, &[], &[]);
    assert_eq!(claims[0].kind, ClaimKind::Prescription);
    assert_eq!(claims[0].addressee.map(|s| text.slice(s)), Some("skippers"));
}

#[test]
fn modals_of_ability_permission_and_telling_foretell_nothing() {
    use Certainty::*;
    for (text, kind, certainty) in [
        ("The crew could not see the coast.", ClaimKind::Fact, Stated),
        ("Although only members could vote, guests asked questions.", ClaimKind::Fact, Stated),
        ("In most cases the guard would open the gate when he saw a lorry.", ClaimKind::Fact, Stated),
        ("Venn said that the port would close.", ClaimKind::Forecast, Stated),
        ("Venn said that the port would close if it rained.", ClaimKind::Forecast, Hypothetical),
        ("Longer queues would hurt the port.", ClaimKind::Forecast, Hypothetical),
        ("Grain could run out.", ClaimKind::Forecast, Possible),
        ("A client MAY retry the call.", ClaimKind::Fact, Stated),
        ("Fees may rise.", ClaimKind::Forecast, Possible),
    ] {
        let claims = read(text);
        assert_eq!(claims.first().map(|c| (c.kind, c.certainty)), Some((kind, certainty)), "{text}");
    }
    let standard = "Ports MUST log fees. Ports SHALL keep logs. Ports MUST lock them. Ports SHOULD sign them. \
                    Ports MUST NOT sell them. Guards SHALL read the list at noon on each working day of the week.\n\
                    A port may keep other records.\nThe state of the lock may be unknown to the guard.";
    let claims = read(standard);
    let of = |needle: &str| claims.iter().find(|c| c.span.of(standard).contains(needle)).map(|c| c.certainty);
    assert_eq!((of("may keep"), of("may be unknown")), (Some(Stated), Some(Possible)));
}

#[test]
fn what_was_asked_of_somebody_once_is_told_and_not_asked() {
    for (text, kind) in [
        ("Venn requested a copy of the list.", ClaimKind::Fact),
        ("Venn instructed the crew to leave.", ClaimKind::Fact),
        ("The committee requests that the port close.", ClaimKind::Prescription),
        ("The committee recommended that the port close.", ClaimKind::Prescription),
        ("Venn offered to sell the crew the old maps.", ClaimKind::Commitment),
        ("Venn asked Holm what the crew should say.", ClaimKind::Fact),
        ("The records name the ships, but do not give their ports.", ClaimKind::Fact),
        ("The treaty has to do with fish.", ClaimKind::Fact),
        ("Entry requires only one stamp.", ClaimKind::Fact),
        ("The next part discusses costs should a port close.", ClaimKind::Fact),
    ] {
        let claims = read_with(text, &["Venn", "The committee"]).0;
        assert_eq!(claims.last().map(|c| c.kind), Some(kind), "{text}");
    }
}

#[test]
fn posts_offices_and_places_are_no_judgements() {
    for text in [
        "Venn served as the chief negotiator.",
        "The crews represented themselves as traders.",
        "Dara Venn represented the Harbour Group.",
        "The steps are illustrated in Figure 1.",
        "The guard checks any other matters within the scope of the order.",
        "The fees are beyond the scope of this note.",
    ] {
        let claims = read_with(text, &["Venn"]).0;
        assert_eq!(
            claims.first().map(|c| (c.kind, c.certainty)),
            Some((ClaimKind::Fact, Certainty::Stated)),
            "{text}"
        );
    }
}

#[test]
fn plans_nouns_and_what_was_foreseen_are_told() {
    for text in [
        "He was due to travel to Lomar on 10 May.",
        "The talks were due to open on Monday.",
        "State and local officials defied the federal plan.",
        "The council had not foreseen that a spill could harm anybody.",
    ] {
        let claims = read(text);
        assert_eq!(claims.iter().map(|c| c.kind).collect::<Vec<_>>(), [ClaimKind::Fact], "{text}");
    }
    for text in [
        "The fare fell in March, reflecting a reduction in travel to Lomar.",
        "They paid each owner a fee, depending on the size of the boat.",
    ] {
        assert_eq!(read(text).len(), 1, "{text}");
    }
}

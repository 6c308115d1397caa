//! Made-up sentences, one a line; each line is a paragraph.

use super::*;
use crate::model::{
    Actor, ActorKind, AttributionKind, BlockId, BlockKind, Certainty, ClaimKind, Format, Mention, Polarity,
    Sentence, Text, Via, Why,
};
use crate::structure::{Structure, Tokens};

/// A text whose lines are paragraphs of one sentence each.
pub(super) fn lines(text: &str) -> (Text, Structure) {
    let text = Text::new(text, Format::Text);
    let mut structure = Structure { tokens: Tokens::of(text.as_str(), text.lines()), ..Structure::default() };
    for span in text.lines().filter(|l| !l.is_empty()) {
        structure.sentences.push(Sentence {
            span,
            section: None,
            block: BlockId::new(structure.blocks.len()),
        });
        structure.blocks.push(Block::new(span, BlockKind::Paragraph));
    }
    (text, structure)
}

fn actor(text: &str, name: &str) -> Actor {
    let why = Why::new("given", 1.0);
    let mentions = text
        .match_indices(name)
        .map(|(at, m)| Mention { span: Span::new(at, at + m.len()), via: Via::Name, why })
        .collect();
    Actor {
        name: name.to_owned(),
        kind: ActorKind::State,
        role: None,
        part_of: None,
        aliases: Vec::new(),
        mentions,
        why,
    }
}

pub(super) fn read_with(text: &str, names: &[&str]) -> (Vec<Claim>, Vec<Attribution>) {
    let (text, structure) = lines(text);
    let actors: Vec<Actor> = names.iter().map(|n| actor(text.as_str(), n)).collect();
    find(Input { text: &text, structure: &structure, date: None }, &actors, &[])
}

fn read(text: &str) -> Vec<Claim> {
    read_with(text, &[]).0
}

fn texts<'t>(text: &'t str, claims: &[Claim]) -> Vec<&'t str> {
    claims.iter().map(|c| c.span.of(text)).collect()
}

#[test]
fn what_is_granted_is_a_claim_of_its_own_where_the_rest_is_of_another_kind() {
    let text = "While the ferry sank last May, the owners must pay the crew.";
    assert_eq!(texts(text, &read(text)), ["the ferry sank last May", "the owners must pay the crew"]);
    let text = "Although the ferry sank, the owners paid the crew.";
    assert_eq!(read(text).len(), 1);
}

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
fn quantities_with_scale_unit_and_rate() {
    let text = "The $20 million monthly loss cost about 300 jobs, up to 12 percent of the dozens of crews.";
    let claims = read(text);
    let q = &claims[0].quantities;
    let shown: Vec<&str> = q.iter().map(|q| q.span.of(text)).collect();
    assert_eq!(shown, ["$20 million", "about 300", "up to 12 percent", "dozens"]);
    assert_eq!((q[0].low, q[0].currency, q[0].per), (Some(2e7), Some("USD"), Some("month")));
    assert_eq!(
        (q[1].low, q[1].unit.as_deref(), q[1].approx.as_deref()),
        (Some(300.0), Some("job"), Some("about"))
    );
    assert_eq!((q[2].low, q[2].high, q[2].unit.as_deref()), (None, Some(12.0), Some("%")));
    assert_eq!((q[3].low, q[3].high), (None, None));
}

#[test]
fn ranges_and_numbers_that_count_nothing() {
    let text = "Losses lie between $1.1 billion and $1.4 billion a year.\nArticle 5 of Resolution 2231 bound the two sides in 1998.";
    let claims = read(text);
    let q = &claims[0].quantities;
    assert_eq!(q.len(), 1);
    assert_eq!((q[0].low, q[0].high, q[0].per), (Some(1.1e9), Some(1.4e9), Some("year")));
    assert!(claims[1].quantities.is_empty(), "{:?}", claims[1].quantities);
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
fn headings_and_tables_assert_nothing() {
    let (text, mut structure) = lines("The ferry sank.\nThe port closed.\nThe crew drowned.");
    for (k, kind) in [(0, BlockKind::Heading), (1, BlockKind::TableRow), (2, BlockKind::LeadIn)] {
        structure.blocks[k].kind = kind;
    }
    assert!(find(Input { text: &text, structure: &structure, date: None }, &[], &[]).0.is_empty());
}

#[test]
fn captions_citations_names_and_labels_assert_nothing() {
    for text in [
        "Figure 4. Lorries that crossed at Sarn, by month",
        "Figure 4: Lorries cross at Sarn.",
        "Table A.2 — Fees paid in Lomar",
        "Source: port authority, 2019",
        "March 2019",
        "Spring 2016.",
        "Rob Holm",
        "ii",
        "Harbour Fees Raised by Lomar",
        "401 Unsupported Vessel",
        "Mem. at 3, Lomar v. Dara Venn, No. 1:18-cr-24 (D.D.C. Sept. 26, 2018), Doc. 24.",
        "18 U.S.C. § 951(a).",
        "Venn Information ¶ 5.",
        "Harbour Law of Sarn, RFC 2104, February 1997.",
        "See 52 U.S.C. § 30109(d)(1).",
        "Ibid., p. 4.",
        "A vessel that carries grain to Lomar.",
        "What you can do.",
        "Cost reduction to both the port and its users.",
        "Identifying the ports of the region,",
    ] {
        let claims = read(text);
        assert!(claims.is_empty(), "{text}: {:?}", claims.iter().map(|c| c.why.rule).collect::<Vec<_>>());
    }
}

#[test]
fn sentences_that_look_a_little_like_labels_assert() {
    for text in [
        "Figure 4 shows a sharp fall in traffic.",
        "The ferry probably sank around 1900.",
        "Some will reload the page.",
        "Many believe that the ferry sank.",
        "Dara Venn told Lomar that the ferry sank.",
        "Although Venn said no, Holm met Bell in Sarn.",
        "Venn concluded by telling them what he wanted.",
        "Fees are only required in winter",
        "On 3 May 2019 Lomar signed Treaty No. 12 with Sarn.",
        "The port must obey 18 U.S.C. § 951(a).",
        "Table 3 of the report lists the ports that closed.",
    ] {
        assert!(!read(text).is_empty(), "{text}");
    }
}

#[test]
fn entries_of_a_bibliography_are_no_claims_but_prose_below_such_a_heading_is() {
    let (text, mut structure) = lines(
        "Normative References\nVenn, D., Why harbours fail, Sarn Press, 2004.\n\
         The authors praise the crew that carried their instruments over the bar in both winters.",
    );
    structure.blocks[0].kind = BlockKind::Heading;
    let heading = structure.sentences.remove(0).span;
    structure.sections.push(crate::model::Section {
        label: None,
        title: heading,
        level: 1,
        parent: None,
        heading,
        body_end: text.len() as u32,
        given: None,
        why: Why::new("given", 1.0),
    });
    for s in &mut structure.sentences {
        s.section = Some(SectionId::new(0));
    }
    let (claims, _) = find(Input { text: &text, structure: &structure, date: None }, &[], &[]);
    assert_eq!(claims.len(), 1);
    assert!(text.slice(claims[0].span).starts_with("The authors"));
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
fn a_relative_pronoun_without_a_noun_is_no_source() {
    for text in ["Fees rose; who said the ferry sank.", "It; , who said that it is", "; who said that it"] {
        assert!(read_with(text, &[]).1.iter().all(|a| !a.cue.is_empty()), "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn no_input_panics_and_every_span_is_valid(words in proptest::collection::vec(
        proptest::sample::select(vec![
            "said", "“", "”", "\"", ",", ";", "—", "(", ")", "the", "It", "is", "that", "will", "not", "X’s", "Ärzte", "5", "$", "million",
            "if", "must", "report", "according to", "and", "agreed", "to", "?", ".", "between", "–", "half", "of", "who", "claims", "in", "view",
            "\n", "after", "growing", "calling for", "been", "reportedly", "one", "twenty", "-", "€", "%",
        ]), 0..40)) {
        let text = words.join(" ");
        let (claims, all) = read_with(&text, &["X"]);
        let valid = |s: &Span| Span::checked(&text, s.from(), s.to()).is_ok();
        for c in &claims {
            proptest::prop_assert!(valid(&c.span) && !c.span.is_empty());
            for s in c.quantities.iter().map(|q| &q.span).chain(c.cues.iter().map(|c| &c.span)) {
                proptest::prop_assert!(valid(s));
                proptest::prop_assert!(c.span.overlaps(*s));
            }
            proptest::prop_assert!(c.attribution.is_none_or(|a| a.index() < all.len()));
            proptest::prop_assert!((0.0..=1.0).contains(&c.checkworthy) && (0.0..=1.0).contains(&c.importance.value));
        }
        for a in &all {
            for s in a.source.iter().chain(&a.cue).chain(&a.content) {
                proptest::prop_assert!(valid(s) && !s.is_empty());
            }
        }
    }
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
fn what_only_announces_is_no_claim() {
    assert!(read("This is the plan for the coming months:").is_empty());
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

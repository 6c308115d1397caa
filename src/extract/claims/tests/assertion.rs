//! What asserts something and what does not.

use super::*;

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
fn what_only_announces_is_no_claim() {
    assert!(read("This is the plan for the coming months:").is_empty());
}

//! Made-up claims, read as the program reads them.

use super::*;
use crate::link::fixture::dossier;

fn all(dossier: &Dossier) -> Comparisons {
    compare(dossier, &|| false).expect("nobody called it off")
}

fn compared(texts: &[&str]) -> Vec<(Relation, String)> {
    let dossier = dossier(texts);
    all(&dossier).all().iter().map(|c| (c.relation, c.why(&dossier))).collect()
}

fn relations(texts: &[&str]) -> Vec<Relation> {
    compared(texts).into_iter().map(|c| c.0).collect()
}

#[test]
fn the_same_words_are_a_repetition_and_no_confirmation() {
    let said = "Norway closed the fishing harbour of Vardø to foreign trawlers on Monday.\n";
    assert_eq!(relations(&[said, said]), [Relation::Repeated]);
}

#[test]
fn other_claims_are_left_alone() {
    let a = "Norway closed the fishing harbour of Vardø to foreign trawlers on Monday.\n";
    let b = "Peru raised the tariff on imported wheat after long debates in Lima.\n";
    assert_eq!(relations(&[a, b]), []);
}

#[test]
fn figures_that_do_not_meet_clash_and_later_ones_revise() {
    let a = "The flood in Peru damaged 40 percent of the irrigated farmland along the coast.\n";
    let b = "In Peru the flood damaged 55 percent of irrigated farmland along the whole coast.\n";
    let found = compared(&[a, b]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, Relation::Clashes);
    assert!(found[0].1.contains("40 percent") && found[0].1.contains("55 percent"), "{}", found[0].1);
    let a =
        "By 3 May 2021 the flood in Peru had damaged 40 percent of the irrigated farmland along the coast.\n";
    let b = "By 9 June 2021 the flood in Peru had damaged 55 percent of the irrigated farmland along the coast.\n";
    assert_eq!(relations(&[a, b]), [Relation::Revised]);
    let c = "The flood in Peru damaged 40 percent of irrigated farmland along the coast there.\n";
    assert!(
        !relations(&["The flood in Peru damaged 40 percent of the irrigated farmland along the coast.\n", c])
            .contains(&Relation::Clashes)
    );
}

#[test]
fn short_claims_are_held_together_too() {
    let a = "The port authority said that 40 percent of berths were closed.\n";
    let b = "Then 55 percent of berths were closed, the authority said.\n";
    assert_eq!(relations(&[a, b]), [Relation::Clashes]);
}

#[test]
fn denial_and_opposite_words_clash() {
    let a = "Norway opened the fishing harbour of Vardø to foreign trawlers.\n";
    let b = "Norway did not open the fishing harbour of Vardø to foreign trawlers.\n";
    assert_eq!(relations(&[a, b]), [Relation::Clashes]);
    let a = "Parliament in Oslo approved the fishing treaty with its northern neighbours.\n";
    let b = "Parliament in Oslo rejected the fishing treaty with its northern neighbours.\n";
    assert_eq!(relations(&[a, b]), [Relation::Clashes]);
}

#[test]
fn what_is_foretold_and_what_is_denied_of_it_clash() {
    let a = "President Osman announced that talks will resume in Geneva on 10 March.\n";
    let b = "President Osman announced that talks will not resume in Geneva on 10 March.\n";
    assert_eq!(relations(&[a, b]), [Relation::Clashes]);
    let a = "The border at Torkham will open to lorries with food on 5 May.\n";
    let b = "The border at Torkham will not open to lorries with food on 5 May.\n";
    assert_eq!(relations(&[a, b]), [Relation::Clashes]);
    assert_eq!(relations(&[a, a]), [Relation::Repeated]);
}

#[test]
fn figures_of_two_who_speak_clash_whenever_they_were_written_down() {
    let a = "Report of 3 May 2021\n\nThe Ministry of Health said that 14 nurses were killed in the raid on the Osk hospital.\n";
    let b = "Report of 9 May 2021\n\nThe Red Cross said that 31 nurses were killed in the raid on the Osk hospital.\n";
    assert!(relations(&[a, b]).contains(&Relation::Clashes), "{:?}", compared(&[a, b]));
}

#[test]
fn the_same_said_by_others_may_agree() {
    let a = "Turkey said that the harbour of Mersin was closed to foreign trawlers.\n";
    let b = "Iran said that the harbour of Mersin was closed to foreign trawlers.\n";
    assert_eq!(relations(&[a, b]), [Relation::Agrees]);
    assert_eq!(relations(&[a, a]), [Relation::Repeated]);
}

#[test]
fn a_forecast_meets_what_came_of_it() {
    let a = "Norway will probably close the fishing harbour of Vardø to foreign trawlers.\n";
    let b = "Norway closed the fishing harbour of Vardø to foreign trawlers in March 2021.\n";
    assert_eq!(relations(&[a, b]), [Relation::Outcome]);
}

#[test]
fn both_claims_know_of_it() {
    let said = "Norway closed the fishing harbour of Vardø to foreign trawlers on Monday.\n";
    let d = dossier(&[said, said]);
    let c = all(&d);
    let (a, b) = ((DocId::new(0), ClaimId::new(0)), (DocId::new(1), ClaimId::new(0)));
    assert_eq!(c.of(a).map(|(_, other)| other).collect::<Vec<_>>(), [b]);
    assert_eq!(c.of(b).map(|(_, other)| other).collect::<Vec<_>>(), [a]);
}

#[test]
fn a_sentence_said_over_and_over_costs_few_pairs() {
    let said = "Norway closed the fishing harbour of Vardø to foreign trawlers on Monday.\n\n";
    let d = dossier(&[&said.repeat(50)]);
    let (c, n) = (all(&d), d.documents[0].claims.len());
    assert!(n >= 40 && c.all().len() <= KEPT * n, "{} pairs of {n} claims", c.all().len());
    let middle = (DocId::new(0), ClaimId::new(20));
    assert_eq!(c.of(middle).count(), 2 * KEPT, "before and after");
}

#[test]
fn what_nobody_waits_for_is_called_off() {
    assert_eq!(compare(&dossier(&["Norway closed the harbour of Vardø.\n"]), &|| true), None);
}

proptest::proptest! {
    #[test]
    fn no_text_panics(s in "([A-Z][a-z]{3,7} (did not )?(close|open|cut)(ed|s)? [0-9]{1,3} (percent|ports) of [a-z ]{4,20}\\. ){0,8}") {
        let d = dossier(&[&s, &s]);
        for c in all(&d).all() {
            proptest::prop_assert!(c.a < c.b && (0.0..=1.001).contains(&c.similarity));
        }
    }
}

use super::*;
use crate::model::{ClaimId, DocId, DossierActorId, SectionId};
use crate::search::fixture::dossier;

fn scope(text: &str) -> Scope {
    Scope::from_query(&Query::parse(text))
}

#[test]
fn shared_terms_become_chips_and_the_rest_alternatives() {
    let texts = |s: &Scope| s.chips().iter().map(|c| c.text().to_owned()).collect::<Vec<_>>();
    for (query, chips, back) in [
        ("kind:fact actor:Kabul", vec!["kind:fact", "actor:Kabul"], "kind:fact actor:Kabul"),
        ("a b | a c", vec!["a", "b | c"], "a b | a c"),
        ("a | b", vec!["a | b"], "a | b"),
        ("a | a b", vec!["a"], "a"),
        ("", vec![], ""),
    ] {
        let s = scope(query);
        assert_eq!(
            (texts(&s), s.to_query().as_str()),
            (chips.iter().map(|c| (*c).to_owned()).collect(), back)
        );
    }
}

#[test]
fn chips_are_toggled_dropped_and_undone() {
    let mut h = History::default();
    let chip = |t: &str| Chip::parse(t).unwrap();
    assert_eq!(h.act(|s| Some(s.toggle(chip("actor:Kabul")))).as_deref(), Some("added actor:Kabul"));
    assert_eq!(h.act(|s| Some(s.toggle(chip("by:\"Red Cross\"")))).as_deref(), Some("added by:Red Cross"));
    assert_eq!(h.act(|s| Some(s.add(chip("actor:Kabul")))), None);
    assert_eq!(h.act(|s| Some(s.toggle(chip("actor:Kabul")))).as_deref(), Some("removed actor:Kabul"));
    assert_eq!(h.now().to_query(), "by:\"Red Cross\"");
    assert_eq!(h.undo().as_deref(), Some("removed actor:Kabul"));
    assert_eq!(h.undo().as_deref(), Some("added by:Red Cross"));
    assert_eq!(h.redo().as_deref(), Some("added by:Red Cross"));
    assert_eq!(h.now().chips().len(), 2);
    assert_eq!(h.act(Scope::clear).as_deref(), Some("cleared the scope"));
    assert_eq!((h.act(Scope::clear), h.redo()), (None, None));
}

#[test]
fn an_empty_scope_keeps_everything() {
    let d = dossier();
    let kept = Scope::default().apply(&d);
    let t = kept.totals;
    assert_eq!((kept.claims.len(), kept.events.len(), kept.actors.len()), (t.claims, t.events, t.actors));
    assert_eq!((kept.places.len(), t.places, t.sections), (1, 1, 4));
    assert!(kept.widening.is_empty());
    // "II Findings" has no claims of its own, but three below it.
    let findings = kept.section(DocId(0), SectionId(1)).unwrap();
    assert_eq!((findings.own, findings.all), (0, 3));
}

#[test]
fn a_scope_keeps_claims_with_their_actors_places_and_sections() {
    let d = dossier();
    let named = |name: &str| {
        DossierActorId::new(d.actors.iter().position(|a| a.name == name).expect("an actor of this name"))
    };
    let kept = scope("actor:Norway kind:fact").apply(&d);
    assert_eq!(kept.claims, [(DocId(0), ClaimId(0)), (DocId(1), ClaimId(0))]);
    assert!(kept.has_claim(DocId(1), ClaimId(0)) && !kept.has_claim(DocId(0), ClaimId(5)));
    assert_eq!(kept.actor(named("Norway")), Some(2));
    assert_eq!(kept.actor(named("Lorn")), Some(1));
    assert_eq!(kept.actor(named("Éva Müller")), None);
    assert_eq!(kept.events.len(), 1);
    assert_eq!(kept.sections.len(), 1);
    assert!(kept.places.is_empty());
    assert_eq!(scope("kind:forecast").apply(&d).places.len(), 1);
    // Who says something occurs in what he says.
    assert_eq!(scope("polarity:neg").apply(&d).actor(named("Éva Müller")), Some(1));
}

#[test]
fn chips_of_rows_keep_what_the_row_shows() {
    let d = dossier();
    for (k, actor) in d.actors.iter().enumerate() {
        let chip = Chip::actor(&d, DossierActorId::new(k)).unwrap();
        assert_eq!(chip.label(), format!("actor:{}", actor.name));
        let mut s = Scope::default();
        s.add(chip);
        let again = scope(&s.to_query());
        assert_eq!(again.apply(&d), s.apply(&d), "{}", actor.name);
        assert!(s.apply(&d).actor(DossierActorId::new(k)).is_some(), "{}", actor.name);
    }
    let mut s = Scope::default();
    s.add(Chip::section(&d, DocId(0), SectionId(1)).unwrap());
    assert_eq!((s.to_query().as_str(), s.apply(&d).claims.len()), ("in:II", 3));
    s.replace(Chip::document(DocId(1)).unwrap());
    assert_eq!(s.apply(&d).claims, [(DocId(1), ClaimId(0))]);
}

#[test]
fn words_of_a_scope_need_no_index_and_are_the_same_with_one() {
    let d = dossier();
    let index = Index::build(&d, None, &|| false).unwrap();
    for query in ["ceasefire", "acounts | norway", "!norway", "text:fire actor:lorn", "\"cease-fire\""] {
        let s = scope(query);
        let with = s.apply_with(&d, Some(&index), &(), &|| false).unwrap();
        assert_eq!(s.apply(&d), with, "{query}");
    }
}

#[test]
fn when_nothing_is_kept_it_says_what_to_drop_and_what_that_gives() {
    let d = dossier();
    let kept = scope("actor:Norway kind:forecast").apply(&d);
    assert!(kept.claims.is_empty());
    assert_eq!(kept.widening, [Widening { chip: 1, claims: 3 }, Widening { chip: 0, claims: 1 }]);
    let kept = scope("actor:Norway kind:forecast polarity:neg").apply(&d);
    assert!(kept.widening.is_empty());
}

#[test]
fn a_cancelled_scope_gives_nothing() {
    assert_eq!(scope("kind:fact").apply_with(&dossier(), None, &(), &|| true), None);
}

proptest::proptest! {
    #[test]
    fn a_scope_keeps_what_its_query_finds(text in "((kind:f|kind:commitment|actor:norway|!norway|date:2016|ceasefire|in:II|polarity:neg) ?\\|? ?){0,4}") {
        let d = dossier();
        let query = Query::parse(&text);
        let index = Index::build(&d, None, &|| false).unwrap();
        let found = index.select(&query, &d, &(), &|| false).unwrap();
        let s = Scope::from_query(&query);
        let kept = s.apply_with(&d, Some(&index), &(), &|| false).unwrap();
        for (doc, _) in d.iter() {
            for (k, holds) in found.claims(doc).enumerate() {
                proptest::prop_assert_eq!(kept.has_claim(doc, ClaimId::new(k)), holds, "{}", s.to_query());
            }
        }
        proptest::prop_assert_eq!(scope(&s.to_query()).apply(&d), kept);
    }
}

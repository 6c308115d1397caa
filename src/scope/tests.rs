use super::*;

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

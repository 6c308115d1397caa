use super::*;
use crate::search::HitKind;

fn atoms(input: &str) -> Vec<Vec<String>> {
    let show = |t: &Term| {
        let (not, field) = (if t.negated { "!" } else { "" }, t.field.map_or("", Field::name));
        match &t.atom {
            Atom::Word(s) => format!("{not}{field}:word:{s}"),
            Atom::Exact { text, whole } => format!("{not}{field}:exact{}:{text}", u8::from(*whole)),
            Atom::Anchored { text, start, end } => {
                format!("{not}{field}:anchor{}{}:{text}", u8::from(*start), u8::from(*end))
            }
            Atom::Phrase(s) => format!("{not}{field}:phrase:{s}"),
            Atom::Regex(s) => format!("{not}{field}:regex:{s}"),
        }
    };
    Query::parse(input).groups.iter().map(|g| g.terms.iter().map(show).collect()).collect()
}

#[test]
fn terms_as_typed() {
    for (input, want) in [
        ("a b", vec![":word:a", ":word:b"]),
        ("!a", vec!["!:word:a"]),
        ("!!a", vec![":word:a"]),
        ("actor:kabul", vec!["actor:word:kabul"]),
        ("!ac:Kabul", vec!["!actor:word:Kabul"]),
        ("'exact 'whole'", vec![":exact0:exact", ":exact1:whole"]),
        ("^start end$ ^both$", vec![":anchor10:start", ":anchor01:end", ":anchor11:both"]),
        ("\"a | phrase\" “quoted”", vec![":phrase:a | phrase", ":phrase:quoted"]),
        ("by:\"Red Cross\"", vec!["by:phrase:Red Cross"]),
        (r"/a\/b \w/ x", vec![r":regex:a/b \w", ":word:x"]),
        (r"a\ b \!c d\:e \\", vec![":word:a b", ":word:!c", ":word:d:e", r":word:\"]),
        ("http://x.org", vec![":word:http://x.org"]),
        ("10:30 $200 $", vec![":word:10:30", ":word:$200", ":word:$"]),
        ("date:>2017-06", vec!["date:word:>2017-06"]),
        ("actor: b", vec!["actor:word:", ":word:b"]),
        ("! ' ^ \"\" //", vec![]),
        (r"cost\$", vec![":word:cost$"]),
        (r"end\", vec![r":word:end\"]),
    ] {
        let got = atoms(input);
        assert!(got.len() <= 1, "{input}");
        assert_eq!(got.into_iter().flatten().collect::<Vec<_>>(), want, "{input}");
    }
}

#[test]
fn alternatives() {
    assert_eq!(atoms("a b|c | "), [vec![":word:a", ":word:b"], vec![":word:c"]]);
    assert!(Query::parse(" | | ").is_empty());
}

#[test]
fn faults_are_named_with_their_place_and_what_would_help() {
    for (input, kind, at, hint) in [
        ("x foo:bar", ProblemKind::UnknownField, "foo:", "fields"),
        ("knd:fact", ProblemKind::UnknownField, "knd:", "kind:"),
        ("a:kabul", ProblemKind::AmbiguousField, "a:", "actor, about"),
        ("kind:wish", ProblemKind::UnknownValue, "wish", "fact"),
        ("certainty:posible", ProblemKind::UnknownValue, "posible", "certainty:possible"),
        ("date:soon", ProblemKind::BadDate, "soon", "2016"),
        ("id:x", ProblemKind::UnknownValue, "x", "c12"),
        ("kind:fact|causal", ProblemKind::SplitValue, "|causal", "kind:causal"),
        ("\"open", ProblemKind::Unclosed, "\"open", "\""),
    ] {
        let q = Query::parse(input);
        assert_eq!(q.problems.len(), 1, "{input}: {:?}", q.problems);
        let p = &q.problems[0];
        assert_eq!((p.kind, p.span.of(input)), (kind, at), "{input}");
        assert!(p.hint.as_deref().unwrap_or("").contains(hint), "{input}: {:?}", p.hint);
    }
    let q = Query::parse("talks /a(b/");
    assert!(q.is_broken());
    assert_eq!(q.problems[0].span, Span::new(8, 9));
    assert_eq!(q.groups[0].terms[1].value, Value::Nothing);
}

#[test]
fn values_of_closed_fields() {
    let value = |input: &str| Query::parse(input).groups[0].terms[0].value.clone();
    assert_eq!(value("is:cl"), Value::Is(vec![HitKind::Claim]));
    assert_eq!(value("id:d2.c12"), Value::Id(Some(DocId(1)), 'c', 11));
    assert_eq!(value("kind:"), Value::Any);
    assert!(matches!(value("date:2016..2018"), Value::Dates(_)));
}

proptest::proptest! {
    #[test]
    fn any_string_is_a_query_whose_spans_are_valid(s in "\\PC{0,40}") {
        check(&s)?;
    }

    #[test]
    fn any_string_of_signs_is_a_query(s in "[ab:!'^$\"/|\\\\ .é“”]{0,24}") {
        check(&s)?;
    }

    #[test]
    fn fields_with_any_value(field in "(is|kind|actor|date|id|in|by|text|has):", s in "[a-z0-9:!'^$\"/|\\\\ .>()]{0,12}") {
        check(&format!("{field}{s}"))?;
    }
}

fn check(s: &str) -> Result<(), proptest::test_runner::TestCaseError> {
    use proptest::{prop_assert, prop_assert_eq};
    let q = Query::parse(s);
    for t in q.terms() {
        for span in [t.span, t.field_span, t.atom_span] {
            prop_assert!(Span::checked(s, span.from(), span.to()).is_ok());
        }
        prop_assert!(t.span.contains(t.atom_span));
    }
    for p in &q.problems {
        prop_assert!(Span::checked(s, p.span.from(), p.span.to()).is_ok(), "{:?}", p);
    }
    let printed = q.to_string();
    let again = Query::parse(&printed);
    prop_assert_eq!(q.groups.len(), again.groups.len(), "{}", printed);
    for (a, b) in q.terms().zip(again.terms()) {
        prop_assert!(a.same_as(b), "{:?} printed {} read {:?}", a, printed, b);
    }
    prop_assert_eq!(again.to_string(), printed);
    Ok(())
}

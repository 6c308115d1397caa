use serde_json::{Value, json};

use super::*;
use crate::model::{
    ActorKind, AttributionKind, BlockId, Certainty, ClaimKind, CueKind, DateSource, DocumentDate,
    EventStatus, Format, Likelihood, Modifier, NoiseReason, Polarity, ResolvedBy, TimeKind, Via, Weight,
};

const TEXT: &str = "1 Été\n“Kaval” said it won’t pay €3m in May 2025. Buy!";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A document in which every field holds something.
fn full() -> Document {
    let why = Why::new("made up", 0.75);
    let mut d = Document::bare("a/b.txt".into(), "00ff".into(), Text::new(TEXT, Format::Text));
    d.text.metadata.author = Some("A. Writer".into());
    d.text.pages = vec![0, TEXT.find('\n').unwrap() as u32 + 1];
    d.title = Some(("Été".into(), Some(span("Été"))));
    d.date = Some(DocumentDate { date: day("2025-06-01"), source: DateSource::Metadata, span: None });
    d.language = Some(crate::model::Language { code: "en", name: "English", confidence: 1.0 });
    let body_end = u32::try_from(TEXT.len()).unwrap();
    d.sections = vec![Section {
        label: Some(span("1")),
        title: span("Été"),
        given: None,
        level: 1,
        parent: None,
        heading: span("1 Été"),
        body_end,
        why,
    }];
    d.noise = vec![Noise { span: span("Buy!"), reason: NoiseReason::Injected, why }];
    let sentence = span("“Kaval” said it won’t pay €3m in May 2025.");
    d.sentences = vec![Sentence { span: sentence, section: Some(SectionId(0)), block: BlockId(0) }];
    let mention = |span, via| Mention { span, via, why };
    d.actors = vec![Actor {
        name: "Kaval Group".into(),
        kind: ActorKind::Organisation,
        role: Some("MNC"),
        part_of: Some(ActorId(0)),
        aliases: vec![Alias { text: "Kaval".into(), count: 1, rule: "short form" }],
        mentions: vec![mention(span("Kaval"), Via::Alias), mention(span("it"), Via::Pronoun)],
        why,
    }];
    d.places = vec![Place { name: "May".into(), mentions: vec![mention(span("May"), Via::Name)], why }];
    d.times = vec![TimeExpression {
        span: span("May 2025"),
        kind: TimeKind::Date,
        value: "2025-05".into(),
        modifier: Some(Modifier::Start),
        edtf: Some("2025-05".into()),
        earliest: Some(day("2025-05-01")),
        latest: None,
        resolved_by: Some(ResolvedBy::DocumentDate),
        readings: vec!["2024-05".into()],
        why,
    }];
    d.events = vec![Event {
        edtf: None,
        earliest: None,
        latest: None,
        modifier: None,
        summary: "no payment".into(),
        times: vec![TimeId(0)],
        actors: vec![ActorId(0)],
        claim: Some(ClaimId(0)),
        status: EventStatus::Planned,
        sources: vec![span("won’t pay")],
        why,
    }];
    d.attributions = vec![Attribution {
        source: vec![span("Kaval")],
        antecedent: None,
        source_actors: vec![ActorId(0)],
        cue: vec![span("said")],
        content: vec![span("it won’t pay €3m in May 2025")],
        kind: AttributionKind::Author,
        why,
    }];
    d.claims = vec![Claim {
        span: sentence,
        section: Some(SectionId(0)),
        kind: ClaimKind::Commitment,
        polarity: Polarity::Negative,
        certainty: Certainty::Na,
        likelihood: Some(Likelihood::VeryLikely),
        conditional: false,
        attribution: Some(AttributionId(0)),
        actors: Box::new([ActorId(0)]),
        times: Box::new([TimeId(0)]),
        quantities: Box::new([Quantity {
            span: span("€3m"),
            low: Some(3e6),
            high: Some(3.5),
            unit: Some("EUR".into()),
            currency: Some("EUR"),
            per: None,
            approx: None,
        }]),
        cues: Box::new([Cue { span: span("won’t"), kind: CueKind::Negation }]),
        addressee: Some(span("Kaval")),
        grounds: None,
        consequence: None,
        checkworthy: 0.7,
        importance: Importance::of([(Weight::Figures, 0.1), (Weight::Actors, 0.2)]),
        why,
    }];
    d
}

fn written(document: &Document) -> (String, Value) {
    let mut out = Vec::new();
    write(document, &mut out).unwrap();
    let line = String::from_utf8(out).unwrap();
    let value = serde_json::from_str(&line).unwrap();
    (line, value)
}

#[test]
fn every_field_of_the_schema() {
    let (line, value) = written(&full());
    assert!(line.starts_with("{\"schema\":\"casefile.document/1\",\"path\":\"a/b.txt\","));
    assert!(line.ends_with("}\n") && line.matches('\n').count() == 1);
    let wanted = r#"{
        "schema": "casefile.document/1",
        "path": "a/b.txt",
        "format": "text",
        "title": "Été",
        "date": "2025-06-01",
        "date_source": "metadata",
        "language": "en",
        "chars": 53,
        "hash": "00ff",
        "author": "A. Writer",
        "pages": [0, 6],
        "chapters": [],
        "sections": [{"id": "s1", "label": "1", "title": "Été", "level": 1, "parent": null, "start": 0,
            "line_end": 5, "title_start": 2, "title_end": 5, "body_end": 53, "why": {"rule": "made up", "confidence": 0.75}}],
        "noise": [{"start": 49, "end": 53, "reason": "injected", "why": {"rule": "made up", "confidence": 0.75}}],
        "sentences": [{"start": 6, "end": 48, "section": "s1"}],
        "actors": [{"id": "a1", "name": "Kaval Group", "type": "organisation", "role": "MNC", "part_of": "a1",
            "aliases": [{"text": "Kaval", "count": 1, "rule": "short form"}],
            "mentions": [{"start": 7, "end": 12, "via": "alias"}, {"start": 19, "end": 21, "via": "pronoun"}],
            "why": {"rule": "made up", "confidence": 0.75}}],
        "places": [{"id": "p1", "name": "May", "mentions": [{"start": 39, "end": 42, "via": "name"}], "why": {"rule": "made up", "confidence": 0.75}}],
        "times": [{"id": "t1", "start": 39, "end": 47, "type": "DATE", "value": "2025-05", "mod": "START",
            "edtf": "2025-05", "earliest": "2025-05-01", "latest": null, "resolved_by": "document_date", "readings": ["2024-05"],
            "why": {"rule": "made up", "confidence": 0.75}}],
        "events": [{"id": "e1", "edtf": null, "mod": null, "earliest": null, "latest": null,
            "summary": "no payment", "times": ["t1"], "actors": ["a1"], "claim": "c1", "status": "planned",
            "sources": [{"start": 22, "end": 31}], "why": {"rule": "made up", "confidence": 0.75}}],
        "attributions": [{"id": "q1", "source": [{"start": 7, "end": 12}], "antecedent": null, "source_actors": ["a1"],
            "cue": [{"start": 14, "end": 18}], "content": [{"start": 19, "end": 47}], "type": "self",
            "why": {"rule": "made up", "confidence": 0.75}}],
        "claims": [{"id": "c1", "start": 6, "end": 48, "section": "s1", "kind": "commitment", "polarity": "neg",
            "certainty": "na", "likelihood": "very_likely", "conditional": false, "attribution": "q1",
            "actors": ["a1"], "times": ["t1"],
            "quantities": [{"start": 32, "end": 35, "low": 3000000, "high": 3.5, "unit": "EUR",
                "currency": "EUR", "per": null, "approx": null}],
            "cues": [{"start": 22, "end": 27, "type": "negation"}], "addressee": {"start": 7, "end": 12}, "grounds": null, "consequence": null,
            "checkworthy": 0.7, "importance": {"value": 0.3, "parts": {"figures": 0.1, "actors": 0.2}},
            "why": {"rule": "made up", "confidence": 0.75}}]
    }"#;
    let wanted: Value = serde_json::from_str(wanted).unwrap();
    assert_eq!(value, wanted);
}

#[test]
fn what_is_unknown_is_null_or_an_empty_list() {
    let (_, value) = written(&Document::bare("-".into(), String::new(), Text::new("", Format::Markdown)));
    assert_eq!(value.get("format"), Some(&json!("markdown")));
    for field in ["title", "date", "date_source", "language", "author"] {
        assert_eq!(value.get(field), Some(&Value::Null), "{field}");
    }
    for field in
        ["sections", "noise", "sentences", "actors", "places", "times", "events", "attributions", "claims"]
    {
        assert_eq!(value.get(field), Some(&json!([])), "{field}");
    }
    let mut document = full();
    document.times[0].value = smol_str::SmolStr::default();
    document.claims[0].quantities[0].low = Some(f64::NAN);
    let (_, value) = written(&document);
    assert_eq!(value["times"][0]["value"], Value::Null);
    assert_eq!(value["claims"][0]["quantities"][0]["low"], Value::Null);
}

#[test]
fn days_before_christ_have_four_digits_and_a_sign() {
    assert_eq!(super::day(Date::constant(-43, 3, 15)), "-0043-03-15");
    assert_eq!(super::day(Date::constant(800, 12, 25)), "0800-12-25");
}

#[test]
fn json_on_a_terminal_does_no_harm() {
    let text = "a\u{1b}[2J b\u{9b}31m c\u{7f}d “e” \u{202e}f\u{2066}g é\u{a0}";
    let mut out = Vec::new();
    write_line(&text, &mut out).unwrap();
    let line = String::from_utf8(out).unwrap();
    assert_eq!(line, "\"a\\u001b[2J b\\u009b31m c\\u007fd “e” \\u202ef\\u2066g é\u{a0}\"\n");
    assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
}

proptest::proptest! {
    #[test]
    fn any_text_reads_back(text in "(\\PC|[\\x00-\\x1f\\x7f-\\u{9f}\\u{2020}-\\u{2070}\"\\\\é€𝄞]){0,40}") {
        let mut out = Vec::new();
        write_line(&text, &mut out).unwrap();
        let back: String = serde_json::from_slice(&out).unwrap();
        proptest::prop_assert_eq!(back, text);
    }
}

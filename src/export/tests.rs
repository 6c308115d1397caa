//! What holds for every form: quotations are those of the text, and nothing of a document becomes more than words.

#![allow(clippy::unwrap_used, reason = "tests")]

use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;

use super::fixture::{HOSTILE, REPORT, document, dossier};
use super::*;
use crate::model::{ClaimId, ClaimKind, DocId};
use crate::scope::Scope;
use crate::search::{Index, Query};

fn exported(dossier: &Dossier, scope: &str, added: &Added, form: Format, choice: Choice) -> String {
    let query = Query::parse(scope);
    let kept = Scope::from_query(&query).apply(dossier);
    let index = Index::build(dossier, None, &|| false).unwrap();
    let text = index.select(&query, dossier, added, &|| false);
    let text = text.as_ref().filter(|_| !scope.is_empty());
    let mut out = Vec::new();
    write(form, &Exported { dossier, kept: &kept, scope, text, added, citation: None }, choice, &mut out)
        .unwrap();
    String::from_utf8(out).unwrap()
}

fn plain(documents: &[(&str, &str)], scope: &str, form: Format) -> String {
    exported(&dossier(documents), scope, &Added::default(), form, Choice::default())
}

fn table(documents: &[(&str, &str)], table: csv::Table) -> Vec<Vec<String>> {
    let choice = Choice { table, ..Choice::default() };
    rows(&exported(&dossier(documents), "", &Added::default(), Format::Csv, choice))
}

/// Reads CSV by RFC 4180 and nothing else.
fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if cell.is_empty() => loop {
                match chars.next() {
                    Some('"') if chars.peek() == Some(&'"') => {
                        chars.next();
                        cell.push('"');
                    }
                    Some('"') => {
                        assert!(matches!(chars.peek(), Some(',' | '\r')), "{cell}");
                        break;
                    }
                    other => cell.push(other.unwrap()),
                }
            },
            ',' => row.push(std::mem::take(&mut cell)),
            '\r' => {
                assert_eq!(chars.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => {
                assert!(c != '\n' && c != '"', "{cell}");
                cell.push(c);
            }
        }
    }
    assert!(row.is_empty() && cell.is_empty(), "no end of line");
    rows
}

fn slice(text: &str, start: &Value, end: &Value) -> String {
    let at = |v: &Value| usize::try_from(v.as_u64().unwrap()).unwrap();
    text.chars().skip(at(start)).take(at(end) - at(start)).collect()
}

/// Checks every object with a `quote` in a value; gives how many there are.
fn check_quotes(value: &Value, text: &str) -> usize {
    match value {
        Value::Object(map) => {
            let own = map.get("quote").map_or(0, |quote| {
                assert_eq!(*quote, slice(text, &map["start"], &map["end"]));
                1
            });
            own + map.values().map(|v| check_quotes(v, text)).sum::<usize>()
        }
        Value::Array(all) => all.iter().map(|v| check_quotes(v, text)).sum(),
        _ => 0,
    }
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn of<'a>(lines: &'a [Value], is: &str) -> Vec<&'a Value> {
    lines.iter().filter(|line| line["is"] == is).collect()
}

#[test]
fn json_lines_quote_exactly_what_stands_at_their_offsets() {
    let report = REPORT.replace("Chile", "Île-de-Paix 🌾");
    let d = document("a.txt", &report);
    let lines = lines(&plain(&[("a.txt", &report)], "", Format::Jsonl));
    let quotes: usize = lines.iter().map(|line| check_quotes(line, &report)).sum();
    assert!(quotes > 25, "{quotes}");
    assert_eq!(lines[0]["is"], "document");
    for (is, count) in [
        ("claim", d.claims.len()),
        ("event", d.events.len()),
        ("section", d.sections.len()),
        ("place", d.places.len()),
        ("actor", d.actors.len()),
        ("text", d.sentences.len()),
    ] {
        assert_eq!(of(&lines, is).len(), count, "{is}");
    }
    let claim = of(&lines, "claim")[1];
    assert_eq!((&claim["doc"], &claim["path"], &claim["id"]), (&"d1".into(), &"a.txt".into(), &"c2".into()));
    assert!(claim["line"].as_u64() > Some(4) && claim["section_title"] == "Background", "{claim}");
}

#[test]
fn a_scope_narrows_every_list() {
    let documents = [("a.txt", REPORT), ("b.txt", "Nothing of interest stands here at all.\n")];
    let lines = lines(&plain(&documents, "kind:prescription", Format::Jsonl));
    assert_eq!(of(&lines, "document").len(), 1);
    assert_eq!(lines[0]["scope"], "kind:prescription");
    let claims = of(&lines, "claim");
    assert!(!claims.is_empty() && claims.iter().all(|c| c["kind"] == "prescription"));
    assert!(of(&lines, "text").len() < 4 && of(&lines, "section").len() < 4);
    assert!(!of(&lines, "actor").iter().any(|a| a["name"] == "Chile"));
    let words = self::lines(&plain(&documents, "drought", Format::Jsonl));
    assert!(
        of(&words, "text").iter().any(|t| t["quote"] == "A drought may return this summer."),
        "{words:?}"
    );
    let section = self::lines(&plain(&documents, "in:Background", Format::Jsonl));
    assert_eq!(of(&section, "section").len(), 1, "{section:?}");
    assert_eq!(of(&section, "text").len(), 2);
}

#[test]
fn annotations_have_both_selectors_and_names_of_their_own() {
    let report = REPORT.replace("Chile", "Île-de-Paix 🌾");
    let name = "a b/ü: 1.txt";
    let page: Value = serde_json::from_str(&plain(&[(name, &report)], "", Format::WebAnnotation)).unwrap();
    assert_eq!(
        (&page["@context"], &page["type"]),
        (&"http://www.w3.org/ns/anno.jsonld".into(), &"AnnotationPage".into())
    );
    let items = page["items"].as_array().unwrap();
    let mut ids: Vec<&str> = items.iter().map(|i| i["id"].as_str().unwrap()).collect();
    assert!(
        ids.len() > 10 && ids.iter().all(|id| id.starts_with("urn:uuid:") && id.as_bytes()[23] == b'8'),
        "{ids:?}"
    );
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), items.len());
    for item in items {
        assert_eq!(
            (&item["type"], &item["target"]["source"]["id"]),
            (&"Annotation".into(), &"a%20b/%C3%BC%3A%201.txt".into())
        );
        let [quote, position] = item["target"]["selector"].as_array().unwrap().as_slice() else {
            panic!("{item}")
        };
        assert_eq!(
            (&quote["type"], &position["type"]),
            (&"TextQuoteSelector".into(), &"TextPositionSelector".into())
        );
        assert_eq!(quote["exact"], slice(&report, &position["start"], &position["end"]));
        let around = format!(
            "{}{}{}",
            quote["prefix"].as_str().unwrap(),
            quote["exact"].as_str().unwrap(),
            quote["suffix"].as_str().unwrap()
        );
        assert!(report.contains(&around), "{around}");
    }
    assert!(
        items.iter().any(|i| i["motivation"] == "classifying" && i["body"][0]["value"] == "prescription")
    );
    assert_eq!(
        plain(&[(name, &report)], "", Format::WebAnnotation),
        plain(&[(name, &report)], "", Format::WebAnnotation)
    );
}

#[test]
fn tables_are_csv_and_their_offsets_are_those_of_the_words() {
    let report = REPORT.replace("Chile", "Île-de-Paix 🌾");
    for kind in [csv::Table::Claims, csv::Table::Actors, csv::Table::Timeline, csv::Table::Sections] {
        let rows = table(&[("a.txt", &report)], kind);
        assert!(rows.len() > 2 && rows.iter().all(|r| r.len() == rows[0].len()), "{kind:?}");
        assert!(
            rows[0].iter().all(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_')),
            "{:?}",
            rows[0]
        );
    }
    let rows = table(&[("a.txt", &report)], csv::Table::Claims);
    let column = |name: &str| rows[0].iter().position(|n| n == name).unwrap();
    for row in &rows[1..] {
        let number = |name| row[column(name)].parse::<usize>().unwrap();
        let quote: String =
            report.chars().skip(number("start")).take(number("end") - number("start")).collect();
        let words: Vec<&str> = quote.split_whitespace().collect();
        assert_eq!(row[column("text")], words.join(" "));
        assert!(row[column("citation")].starts_with(&row[column("text")]));
    }
}

#[test]
fn no_cell_is_a_formula() {
    for kind in [csv::Table::Claims, csv::Table::Actors, csv::Table::Timeline, csv::Table::Sections] {
        let rows = table(&[("=cmd.txt", HOSTILE), ("@b.md", HOSTILE)], kind);
        for cell in rows.iter().flatten() {
            let first = cell.trim_start().chars().next().unwrap_or(' ');
            assert!(!"=+-@＝＋－＠\t\r".contains(first), "{cell}");
        }
        assert!(rows.len() < 3 || rows.iter().flatten().any(|cell| cell.starts_with("'=")), "{kind:?}");
    }
}

#[test]
fn markdown_has_no_link_image_or_html_from_a_document() {
    for choice in [Choice::default(), Choice { open: true, ..Choice::default() }] {
        let dossier = dossier(&[("<b>.txt", HOSTILE), ("[x](y).md", HOSTILE)]);
        let report = exported(&dossier, "Norway", &Added::default(), Format::Markdown, choice);
        assert!(report.contains("Norway"));
        for event in Parser::new_ext(&report, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Html(_)
                | Event::InlineHtml(_)
                | Event::InlineMath(_)
                | Event::FootnoteReference(_)
                | Event::Rule => {
                    panic!("{event:?}")
                }
                Event::Start(
                    Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::Strikethrough,
                ) => {
                    panic!("{event:?} in {report}")
                }
                _ => {}
            }
        }
        assert!(report.chars().all(|c| c == '\n' || !c.is_control()) && !report.contains('\u{202e}'));
    }
}

#[test]
fn the_report_has_every_part() {
    let report = plain(&[("a.txt", REPORT)], "", Format::Markdown);
    for piece in [
        "# Grain and the Straits: One Year On\n",
        "- 2025-05-12, a.txt, SHA-256 abab",
        "## Outline\n",
        "  - 2.1 The figures (line ",
        "| Norway | state |",
        "| 2024-04-03 |",
        "### Facts (",
        "### Prescriptions (2)",
        "“Norway should publish all figures by September 2025.” (3, line ",
        "**Chile**",
    ] {
        assert!(report.contains(piece), "{piece}: {report}");
    }
}

#[test]
fn what_is_settled_is_no_open_question() {
    let dossier = dossier(&[("a.txt", REPORT)]);
    let all = dossier.documents[0].claims.len();
    let mut added = Added::default();
    let mut give = |k, status: &str| added.statuses.insert((DocId(0), ClaimId::new(k)), status.to_owned());
    give(0, "confirmed");
    give(1, "disputed");
    give(2, "unchecked");
    let choice = Choice { open: true, ..Choice::default() };
    let list = exported(&dossier, "", &added, Format::Markdown, choice);
    assert_eq!(list.matches("- [ ] ").count(), all - 1, "{list}");
    assert!(list.starts_with(&format!("# Open questions ({})\n", all - 1)));
    let first = list.lines().find(|l| l.starts_with("- [ ]")).unwrap();
    assert!(first.contains("*disputed*"), "{first}");
    let facts = dossier.documents[0].claims.iter().skip(1).filter(|c| c.kind == ClaimKind::Fact).count();
    let narrow = exported(&dossier, "kind:fact", &added, Format::Markdown, choice);
    assert!(narrow.matches("- [ ] fact").count() <= facts + 1 && !narrow.contains("prescription"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]
    #[test]
    fn any_text_can_be_taken_away(
        text in "(Norway |Chile |said |on 3 April 2024 |must |\"|=|<b>|\\[\\[|\\|#|\\n|\\n\\n|1\\. |- |\u{1f33e}|\u{202e}|é|\\. ){1,60}",
    ) {
        // A byte of every kind of line, so that the file is never empty.
        let text = format!("x{text}");
        let documents = dossier(&[("a.txt", &text), ("b.md", &text)]);
        for form in Format::ALL.into_iter().filter(|f| f.extension().is_some()) {
            let out = exported(&documents, "", &Added::default(), form, Choice::default());
            if form == Format::Jsonl {
                for line in lines(&out) {
                    let text = documents.documents[usize::from(line["doc"] == "d2")].text.as_str();
                    check_quotes(&line, text);
                }
            }
            let turned = out.contains('\u{202e}');
            proptest::prop_assert!(!turned);
        }
        let kept = Scope::default().apply(&documents);
        let added = Added::default();
        let all = Exported { dossier: &documents, kept: &kept, scope: "", text: None, added: &added, citation: None };
        proptest::prop_assert!(obsidian::files(&all).len() >= 4);
    }
}

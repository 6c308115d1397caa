//! A quotation with where it stands, by a template of the user.

use super::json::day;
use super::locator::Locator;
use super::passage::words;
use crate::config::CITATION_FIELDS;
use crate::model::{Document, Span};

/// The words of `span` and where they stand, in the form of `template`: text with the fields of [`CITATION_FIELDS`] in
/// braces. A field of which nothing is known goes together with the comma before it.
pub fn cite(template: &str, document: &Document, span: Span) -> String {
    cite_at(template, &Locator::new(document), span)
}

/// [`cite`] for many places of one document.
pub fn cite_at(template: &str, places: &Locator<'_>, span: Span) -> String {
    let mut citation = String::new();
    // A line of a file that has none to look at leads nowhere: its page or paragraph does.
    let lines = places.document().text.format.has_source_lines();
    let placed = template.replace(":{line}", ", {place}");
    let mut rest = if lines { template } else { &placed };
    while let Some((before, after)) = rest.split_once('{') {
        citation.push_str(before);
        let known = after.split_once('}').filter(|(name, _)| CITATION_FIELDS.contains(name));
        let Some((name, tail)) = known else {
            citation.push('{');
            rest = after;
            continue;
        };
        // A document without a title is named once, where its file is.
        let twice = name == "title" && places.document().title.is_none() && names_file(tail);
        let value = if twice { String::new() } else { field(name, places, span) };
        rest = tail;
        if value.is_empty() {
            let kept = citation.trim_end_matches([' ', ',', ';']).len();
            citation.truncate(kept);
            if citation.ends_with(['(', '[']) {
                rest = rest.trim_start_matches([',', ';', ' ']);
            }
        }
        citation.push_str(&value);
    }
    citation.push_str(rest);
    citation
}

/// Whether a template names the file.
fn names_file(template: &str) -> bool {
    ["{file}", "{path}"].iter().any(|name| template.contains(name))
}

/// The first name that is in braces and is no field, with the nearest field if one is near.
pub fn unknown_field(template: &str) -> Option<(&str, Option<&'static str>)> {
    let named = template.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name);
    let mut unknown = named.filter(|name| !CITATION_FIELDS.contains(name));
    unknown.next().map(|name| (name, crate::config::nearest(name, CITATION_FIELDS)))
}

fn field(name: &str, places: &Locator<'_>, span: Span) -> String {
    let document = places.document();
    let text = &document.text;
    let at = span.from();
    let number = |n: Option<usize>| n.map_or(String::new(), |n| n.to_string());
    match name {
        "text" => words(document, span),
        "title" => document.display_name().to_owned(),
        "file" => document.file_name().to_owned(),
        "path" => document.path.clone(),
        "line" => places.line(at).to_string(),
        "page" => number(places.page(at)),
        "place" => places.page_or_line(at),
        "paragraph" => number(places.paragraph(at)),
        "section" => places.section(at),
        "date" => document.date.map_or(String::new(), |date| day(date.date)),
        "hash" => document.hash.clone(),
        "hash8" => document.hash.chars().take(8).collect(),
        "start" => text.char_offset(span.from()).to_string(),
        "end" => text.char_offset(span.to()).to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::model::{DateSource, DocumentDate, Format, Section, Text, Why};

    fn document(with_section: bool) -> (Document, Span) {
        let text = "II. Été\nA claim over\ntwo lines.";
        let mut d = Document::bare("r/a.txt".into(), "ff".into(), Text::new(text, Format::Text));
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        if with_section {
            d.sections = vec![Section {
                label: Some(at("II")),
                title: at("Été"),
                given: None,
                level: 1,
                parent: None,
                heading: at("II. Été"),
                body_end: u32::try_from(text.len()).unwrap(),
                why: Why::new("test", 1.0),
            }];
        }
        (d, at("A claim over\ntwo lines."))
    }

    #[test]
    fn the_default_names_title_date_section_and_line() {
        let template = Config::default().citation;
        let (d, span) = document(true);
        assert_eq!(cite(&template, &d, span), "“A claim over two lines.” (II Été, a.txt:2)");
        let (mut d, span) = document(false);
        assert_eq!(cite(&template, &d, span), "“A claim over two lines.” (a.txt:2)");
        d.title = Some(("II. Été".to_owned(), None));
        let date = "2024-02-29".parse().unwrap();
        d.date = Some(DocumentDate { date, source: DateSource::Option, span: None });
        assert_eq!(cite(&template, &d, span), "“A claim over two lines.” (II. Été, 2024-02-29, a.txt:2)");
    }

    #[test]
    fn every_field_is_filled_and_other_braces_stay() {
        let (d, span) = document(true);
        assert_eq!(cite("{hash} {start}-{end} {x} {", &d, span), "ff 8-31 {x} {");
        let (mut d, span) = document(true);
        assert_eq!(cite("{path}, {date}.", &d, span), "r/a.txt.");
        let date = "2024-02-29".parse().unwrap();
        d.date = Some(DocumentDate { date, source: DateSource::Option, span: None });
        for name in CITATION_FIELDS.into_iter().filter(|name| !matches!(*name, "page" | "paragraph")) {
            assert!(!cite(&format!("{{{name}}}"), &d, span).is_empty(), "{name}");
        }
        assert_eq!(cite("{date}", &d, span), "2024-02-29");
    }

    #[test]
    fn section_paragraph_page_and_hash_are_those_of_the_place() {
        let text = "# R\n\n## 1. One\n\nNorway signed.\n\n## 2. Two\n\nChile left.\n\nPeru stayed.\n";
        let d = crate::export::fixture::document("r/a.md", text);
        let start = d.text.as_str().find("Peru").unwrap();
        let span = Span::new(start, start + "Peru stayed.".len());
        let template =
            "{text} [{file}, {section}, par. {paragraph}, p. {page}, {place}, line {line}, {hash8}]";
        assert_eq!(
            cite(template, &d, span),
            "Peru stayed. [a.md, 2 Two, par. 3, p., line 11, line 11, abababab]"
        );
        let paged = crate::export::fixture::document("a.txt", "Norway signed.\n\x0cChile left.\n");
        assert_eq!(cite("{file}, {page}, {place}", &paged, Span::new(16, 21)), "a.txt, 2, page 2");
    }

    #[test]
    fn a_file_without_lines_is_cited_by_its_pages() {
        let mut d =
            crate::export::fixture::document("r/a.md", "# R\n\n## 1. One\n\nNorway signed.\n\nChile left.\n");
        let start = d.text.as_str().find("Chile").unwrap();
        let span = Span::new(start, start + "Chile left.".len());
        d.text.format = Format::Pdf;
        let template = Config::default().citation;
        assert!(
            cite(&template, &d, span).ends_with("1 One, a.md, paragraph 2)"),
            "{}",
            cite(&template, &d, span)
        );
        d.text.pages = vec![0, 4, 8];
        assert!(cite(&template, &d, span).ends_with("1 One, a.md, page 3)"));
    }

    #[test]
    fn a_template_with_a_field_that_does_not_exist_is_told() {
        assert_eq!(unknown_field("{text} {page}"), None);
        assert_eq!(unknown_field("{text} {pgae}"), Some(("pgae", Some("page"))));
    }
}

//! A quotation with where it stands, by a template of the user.

use super::json::day;
use super::passage::words;
use crate::config::CITATION_FIELDS;
use crate::model::{Document, Span};

/// The words of `span` and where they stand, in the form of `template`: text with the fields of [`CITATION_FIELDS`] in
/// braces. A field of which nothing is known goes together with the comma before it.
pub fn cite(template: &str, document: &Document, span: Span) -> String {
    let mut citation = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        citation.push_str(before);
        let known = after.split_once('}').filter(|(name, _)| CITATION_FIELDS.contains(name));
        let Some((name, tail)) = known else {
            citation.push('{');
            rest = after;
            continue;
        };
        let value = field(name, document, span);
        if value.is_empty() {
            let kept = citation.trim_end_matches([' ', ',', ';']).len();
            citation.truncate(kept);
        }
        citation.push_str(&value);
        rest = tail;
    }
    citation.push_str(rest);
    citation
}

fn field(name: &str, document: &Document, span: Span) -> String {
    let text = &document.text;
    match name {
        "text" => words(document, span),
        "title" => document.display_name().to_owned(),
        "path" => document.path.clone(),
        "line" => text.source_line(span.from()).to_string(),
        "section" => document.section_at(span.from()).map_or(String::new(), |id| {
            let title = super::passage::section_title(document, Some(id));
            format!("{} {title}", document.section_path(id)).trim().to_owned()
        }),
        "date" => document.date.map_or(String::new(), |date| day(date.date)),
        "hash" => document.hash.clone(),
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
    fn the_default_names_title_section_and_line() {
        let template = Config::default().citation;
        let (d, span) = document(true);
        assert_eq!(cite(&template, &d, span), "“A claim over two lines.” (a.txt, II Été, r/a.txt:2)");
        let (d, span) = document(false);
        assert_eq!(cite(&template, &d, span), "“A claim over two lines.” (a.txt, r/a.txt:2)");
    }

    #[test]
    fn every_field_is_filled_and_other_braces_stay() {
        let (d, span) = document(true);
        assert_eq!(cite("{hash} {start}-{end} {x} {", &d, span), "ff 8-31 {x} {");
        let (mut d, span) = document(true);
        assert_eq!(cite("{path}, {date}.", &d, span), "r/a.txt.");
        let date = "2024-02-29".parse().unwrap();
        d.date = Some(DocumentDate { date, source: DateSource::Option, span: None });
        for name in CITATION_FIELDS {
            assert!(!cite(&format!("{{{name}}}"), &d, span).is_empty(), "{name}");
        }
        assert_eq!(cite("{date}", &d, span), "2024-02-29");
    }
}

//! What is typed behind a flag, read: formats, dates, numbers; and what is said of what is none.

use std::num::NonZeroUsize;

use crate::config::nearest;
use crate::export::{self, calendar, network};
use crate::model::{Date, Format};

/// A format of documents, or a form to export them in: which of the two depends on where it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnyFormat {
    /// Of documents.
    Document(Format),
    /// Of what is exported.
    Export(export::Format),
    /// Of a network of actors.
    Network(network::Form),
    /// Of a calendar.
    Calendar(calendar::Form),
    /// Rows as JSON.
    JsonLines,
}

/// One of the named forms; what is none of them is told with all there are and the nearest.
fn named<T: Copy>(typed: &str, known: &[(&'static str, T)], told: &str) -> Result<T, String> {
    if let Some((_, found)) = known.iter().find(|(name, _)| *name == typed) {
        return Ok(*found);
    }
    let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
    let near = nearest(typed, names.iter().copied());
    let near = near.map_or(String::new(), |near| format!("; did you mean {near}?"));
    Err(format!("{told} {}{near}", names.join(", ")))
}

/// A form of export by its name.
pub(super) fn form(typed: &str) -> Result<AnyFormat, String> {
    named(typed, &export::Format::ALL.map(|f| (f.name(), AnyFormat::Export(f))), "casefile exports")
}

/// A form in which claims are listed, or else a format of documents.
pub(super) fn claims_form(typed: &str) -> Result<AnyFormat, String> {
    let forms = [
        ("md", AnyFormat::Export(export::Format::Markdown)),
        ("csv", AnyFormat::Export(export::Format::Csv)),
        ("json", AnyFormat::JsonLines),
        ("webanno", AnyFormat::Export(export::Format::WebAnnotation)),
    ];
    format(typed).or_else(|_| named(typed, &forms, "casefile lists claims as"))
}

/// A form of the calendar, or else a format of documents.
pub(super) fn calendar_form(typed: &str) -> Result<AnyFormat, String> {
    let forms = calendar::Form::ALL.map(|f| (f.name(), AnyFormat::Calendar(f)));
    format(typed).or_else(|_| named(typed, &forms, "casefile writes a timeline as"))
}

/// A form of the network of actors, or else a format of documents.
pub(super) fn network_form(typed: &str) -> Result<AnyFormat, String> {
    let forms = network::Form::ALL.map(|f| (f.name(), AnyFormat::Network(f)));
    format(typed).or_else(|_| named(typed, &forms, "casefile writes a network as"))
}

/// A format of documents by its name in JSON.
pub(super) fn format(typed: &str) -> Result<AnyFormat, String> {
    named(typed, &Format::ALL.map(|f| (f.name(), AnyFormat::Document(f))), "casefile reads")
}

/// A number of threads.
pub(super) fn jobs(typed: &str) -> Result<NonZeroUsize, String> {
    typed.parse().map_err(|_| "a whole number from 1 is needed".to_owned())
}

/// A day as YYYY-MM-DD and nothing else.
pub(super) fn date(typed: &str) -> Result<Date, String> {
    let fits = |(k, b): (usize, u8)| if matches!(k, 4 | 7) { b == b'-' } else { b.is_ascii_digit() };
    if typed.len() != 10 || !typed.bytes().enumerate().all(fits) {
        return Err("a date is written YYYY-MM-DD".to_owned());
    }
    typed.parse().map_err(|_| "there is no such day".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        assert!(date("2024-02-29").is_ok());
        for wrong in
            ["2023-02-29", "20240229", "2024-2-29", "2024-02-29T00:00", "", "2024-٠2-29", "yesterday"]
        {
            assert!(date(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_form_is_told_from_a_format_and_what_is_neither_gets_a_hint() {
        assert_eq!(claims_form("json"), Ok(AnyFormat::JsonLines));
        assert_eq!(network_form("gexf").map(|f| matches!(f, AnyFormat::Network(_))), Ok(true));
        let said = network_form("graphm").unwrap_err();
        assert!(
            said.starts_with("casefile writes a network as ") && said.ends_with("did you mean graphml?"),
            "{said}"
        );
        assert_eq!(form("html"), Ok(AnyFormat::Export(export::Format::Html)));
        assert_eq!(format("html"), Ok(AnyFormat::Document(Format::Html)));
    }
}

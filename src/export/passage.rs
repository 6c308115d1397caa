//! Stretches of a document as they stand in a list: on one line, without what is set aside.

use crate::model::{AttributionKind, Claim, Document, SectionId, Span};

/// The words of `span` on one line: runs of white space as one blank, noise left out.
pub fn words(document: &Document, span: Span) -> String {
    let mut line = String::with_capacity(span.len());
    let mut at = span.from();
    let noise = &document.noise;
    let from = noise.partition_point(|n| n.span.to() <= span.from());
    for masked in noise.iter().skip(from).map(|n| n.span).take_while(|n| n.overlaps(span)) {
        append(&mut line, document.text.slice(Span::new(at, masked.from())));
        at = masked.to();
    }
    append(&mut line, document.text.slice(Span::new(at, span.to().max(at))));
    line
}

fn append(line: &mut String, text: &str) {
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
}

/// The title of a section on one line; empty for none.
pub fn section_title(document: &Document, id: Option<SectionId>) -> String {
    let section = id.and_then(|id| document.section(id));
    section.map_or(String::new(), |s| s.given.clone().unwrap_or_else(|| words(document, s.title)))
}

/// Who is said to say a claim: the actors behind the source, else its words. `None` where it is the document itself or
/// where the text names nobody.
pub fn source(document: &Document, claim: &Claim) -> Option<String> {
    let attribution = document.attribution(claim.attribution?)?;
    if matches!(attribution.kind, AttributionKind::Impersonal | AttributionKind::Author) {
        return None;
    }
    let actors: Vec<&str> = attribution
        .source_actors
        .iter()
        .filter_map(|id| document.actor(*id))
        .map(|a| a.name.as_str())
        .collect();
    if !actors.is_empty() {
        return Some(actors.join(", "));
    }
    let said: Vec<String> = attribution.who().iter().map(|span| words(document, *span)).collect();
    Some(said.join(" … ")).filter(|s| !s.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Format, Noise, NoiseReason, Text, Why};

    #[test]
    fn lines_are_joined_and_noise_is_left_out() {
        let text = "One two\r\n  three. Buy now. four\tfive";
        let mut document = Document::bare("x".into(), String::new(), Text::new(text, Format::Text));
        let span = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let why = Why::new("test", 1.0);
        document.noise = vec![Noise { span: span("Buy now."), reason: NoiseReason::Injected, why }];
        assert_eq!(words(&document, Span::new(0, text.len())), "One two three. four five");
        assert_eq!(words(&document, span("now. four")), "four");
        assert_eq!(words(&document, span("Buy now.")), "");
        assert_eq!(words(&document, Span::new(3, 3)), "");
    }
}

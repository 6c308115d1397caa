//! W3C Web Annotations as JSON-LD (<https://www.w3.org/TR/annotation-model/>): claims, events, mentions and notes, each on
//! its words.
//!
//! A target has two selectors that mean the same: the quotation with what stands around it, which outlives small changes of
//! the text, and its position in code points of the reading text (what `casefile text` prints).

use std::io::{self, Write};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::json::write_line;
use super::passage::source;
use super::{Exported, Extent, Is, Part};
use crate::model::{Document, Span};

/// Bytes of text around a quotation at most, on either side.
const AROUND: usize = 32;

#[derive(Debug, Serialize)]
struct Annotation<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Creator<'a>>,
    body: Vec<Body<'a>>,
    target: Target<'a>,
}

#[derive(Debug, Serialize)]
struct Creator<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'a str,
}

#[derive(Debug, Serialize)]
struct Body<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
}

fn body<'a>(purpose: &'static str, value: &'a str) -> Body<'a> {
    Body { kind: "TextualBody", purpose, value, format: None }
}

#[derive(Debug, Serialize)]
struct Target<'a> {
    source: Source<'a>,
    selector: Vec<Selector<'a>>,
}

#[derive(Debug, Serialize)]
struct Source<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'static str>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    TextQuoteSelector { exact: &'a str, prefix: &'a str, suffix: &'a str },
    TextPositionSelector { start: usize, end: usize },
}

/// Writes one page of annotations.
pub fn write(exported: &Exported<'_>, out: &mut impl Write) -> io::Result<()> {
    let extent = Extent::of(exported);
    out.write_all(b"{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationPage\",")?;
    write!(
        out,
        "\"generator\":{{\"type\":\"Software\",\"name\":\"casefile {}\"}},",
        env!("CARGO_PKG_VERSION")
    )?;
    out.write_all(b"\"items\":[\n")?;
    let mut first = true;
    for part in &extent.parts {
        let page = Page { part, path: iri(&part.document.path) };
        page.annotations(exported, &mut |annotation| {
            if !std::mem::take(&mut first) {
                out.write_all(b",")?;
            }
            write_line(&annotation, out)
        })?;
    }
    out.write_all(b"]}\n")
}

struct Page<'a> {
    part: &'a Part<'a>,
    path: String,
}

impl Page<'_> {
    fn annotations(
        &self,
        exported: &Exported<'_>,
        put: &mut dyn FnMut(Annotation<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let d = self.part.document;
        for &id in &self.part.claims {
            let Some(claim) = d.claim(id) else { continue };
            let source = source(d, claim);
            let mut bodies = vec![body("classifying", claim.kind.name())];
            bodies.push(body("tagging", claim.certainty.name()));
            bodies.push(body("tagging", claim.polarity.name()));
            bodies.extend(source.as_deref().map(|source| body("describing", source)));
            bodies.extend(exported.added.status(self.part.doc, id).map(|status| body("moderating", status)));
            bodies.extend(exported.added.tags_of(self.part.doc, id).iter().map(|tag| body("tagging", tag)));
            put(self.annotation(&id.to_string(), "classifying", claim.span, bodies))?;
        }
        for &id in &self.part.events {
            let Some(event) = d.event(id) else { continue };
            let Some(span) = event.sources.first() else { continue };
            let mut bodies = vec![body("describing", &event.summary), body("tagging", event.status.name())];
            bodies.extend(event.edtf.as_deref().map(|edtf| body("tagging", edtf)));
            put(self.annotation(&id.to_string(), "describing", *span, bodies))?;
        }
        for (id, _, actor) in self.part.actors(exported) {
            let taken = actor.mentions.iter().filter(|m| self.part.has(m.span.from()));
            for (k, mention) in taken.enumerate() {
                let bodies = vec![body("identifying", &actor.name), body("tagging", actor.kind.name())];
                put(self.annotation(&format!("{id}.{k}"), "identifying", mention.span, bodies))?;
            }
        }
        for &id in &self.part.places {
            let Some(place) = d.place(id) else { continue };
            let taken = place.mentions.iter().filter(|m| self.part.has(m.span.from()));
            for (k, mention) in taken.enumerate() {
                let bodies = vec![body("identifying", &place.name), body("tagging", "place")];
                put(self.annotation(&format!("{id}.{k}"), "identifying", mention.span, bodies))?;
            }
        }
        for (k, note) in exported.added.notes(self.part.doc).enumerate() {
            // The motivations are those of the vocabulary of web annotations.
            let motivation = match note.is {
                Is::Note => "commenting",
                Is::Mark | Is::Scope => "bookmarking",
                Is::Tags => "tagging",
                Is::Status => "moderating",
                Is::Correction => "editing",
            };
            let mut bodies = Vec::new();
            if !note.text.is_empty() {
                bodies.push(Body { format: Some("text/plain"), ..body(motivation, &note.text) });
            }
            bodies.extend(note.tags.iter().map(|tag| body("tagging", tag)));
            let span = note.span.unwrap_or(Span::new(0, d.text.len()));
            let mut annotation = self.annotation(&format!("n{k}"), motivation, span, bodies);
            if note.span.is_none() {
                annotation.target.selector.clear();
            }
            annotation.created = note.time.as_deref();
            annotation.creator = note.author.as_deref().map(|name| Creator { kind: "Person", name });
            put(annotation)?;
        }
        Ok(())
    }

    fn annotation<'b>(
        &'b self,
        id: &str,
        motivation: &'static str,
        span: Span,
        body: Vec<Body<'b>>,
    ) -> Annotation<'b> {
        let document = self.part.document;
        let text = &document.text;
        let (prefix, suffix) = around(document, span);
        Annotation {
            id: urn(&[&document.hash, &document.path, id, &span.from().to_string(), &span.to().to_string()]),
            kind: "Annotation",
            motivation,
            created: None,
            creator: None,
            body,
            target: Target {
                source: Source {
                    id: &self.path,
                    kind: "Text",
                    format: text.format.media_type(),
                    language: document.language.map(|l| l.code),
                },
                selector: vec![
                    Selector::TextQuoteSelector { exact: text.slice(span), prefix, suffix },
                    Selector::TextPositionSelector {
                        start: text.char_offset(span.from()),
                        end: text.char_offset(span.to()),
                    },
                ],
            },
        }
    }
}

/// What stands before and behind a span.
fn around(document: &Document, span: Span) -> (&str, &str) {
    let text = document.text.as_str();
    let mut from = span.from().saturating_sub(AROUND);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (span.to() + AROUND).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    (text.get(from..span.from()).unwrap_or(""), text.get(span.to()..to).unwrap_or(""))
}

/// A name for an annotation that stays the same as long as text and place do: a UUID of the custom version 8 (RFC 9562) from
/// the SHA-256 of its parts.
fn urn(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part.as_bytes());
    }
    let mut digits = [0u8; 16];
    for (to, from) in digits.iter_mut().zip(hash.finalize()) {
        *to = from;
    }
    let number = u128::from_be_bytes(digits);
    let number = number & !(0xf << 76) & !(0x3 << 62) | (0x8 << 76) | (0x2 << 62);
    let hex = format!("{number:032x}");
    let group = |from: usize, to: usize| hex.get(from..to).unwrap_or("");
    format!("urn:uuid:{}-{}-{}-{}-{}", group(0, 8), group(8, 12), group(12, 16), group(16, 20), group(20, 32))
}

/// A path as a relative IRI: what has a meaning there is written in percent signs.
fn iri(path: &str) -> String {
    let mut iri = String::with_capacity(path.len());
    // A colon in the first part would make it a scheme.
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            iri.push(char::from(byte));
        } else {
            iri.push_str(&format!("%{byte:02X}"));
        }
    }
    iri
}

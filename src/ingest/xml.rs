//! XML as documents use it: elements by their local names, text with its references resolved. Entities of a document's own
//! are never expanded, nothing outside of it is ever fetched.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{IngestError, Limits};

/// What stands next.
pub(super) enum Node<'e, 'r> {
    /// An element begins.
    Open(Element<'e, 'r>),
    /// An element ends; its local name.
    Close(&'e str),
    /// Text.
    Text(&'e str),
}

/// An element that begins.
pub(super) struct Element<'e, 'r> {
    start: &'e BytesStart<'r>,
}

impl Element<'_, '_> {
    /// The name without prefix.
    pub fn name(&self) -> &str {
        local(self.start.name().0)
    }

    /// The value of an attribute, by its name without prefix.
    pub fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let attributes = attributes.with_checks(false);
        attributes
            .flatten()
            .find(|a| local(a.key.0) == name)
            .map(|a| super::html::resolve(&a.value).into_owned())
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Hands the nodes of a part of a document to `visit`, one after the other. `what` names the document, should it be
/// broken; what was read of it before that has been handed over.
pub(super) fn walk(
    bytes: &[u8],
    limits: &Limits,
    what: &'static str,
    mut visit: impl FnMut(Node<'_, '_>) -> Result<(), IngestError>,
) -> Result<(), IngestError> {
    let decoded = super::decode::decode(bytes);
    let mut reader = Reader::from_str(&decoded.text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    config.expand_empty_elements = true;
    let mut elements = 0usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                elements += 1;
                if elements > limits.elements.saturating_mul(4) {
                    return Err(IngestError::TooMany {
                        what: "elements",
                        most: limits.elements.saturating_mul(4),
                    });
                }
                visit(Node::Open(Element { start: &start }))?;
            }
            Ok(Event::End(end)) => visit(Node::Close(local(end.name().0)))?,
            Ok(Event::Text(text)) => visit(Node::Text(&text.xml10_content()))?,
            Ok(Event::CData(text)) => visit(Node::Text(&text.xml10_content()))?,
            Ok(Event::GeneralRef(reference)) => match reference.resolve_char_ref() {
                Ok(Some(c)) => visit(Node::Text(c.encode_utf8(&mut [0; 4])))?,
                _ => {
                    let name = reference.xml10_content();
                    if let Some(text) = quick_xml::escape::resolve_html5_entity(&name) {
                        visit(Node::Text(text))?;
                    }
                }
            },
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(_) => return Err(IngestError::Damaged(what)),
        }
    }
}

/// Where a reader stands among nested elements, and whether it passes over the one that it is in.
#[derive(Debug, Default)]
pub(super) struct Depth {
    depth: usize,
    /// The depth of the element whose content is passed over.
    skip: Option<usize>,
}

impl Depth {
    /// An element begins. Returns whether it is read.
    pub fn enter(&mut self) -> bool {
        self.depth += 1;
        self.reads()
    }

    /// Whether what stands here is read.
    pub fn reads(&self) -> bool {
        self.skip.is_none()
    }

    /// Passes over the rest of the element so many levels above the one that has begun; 0 is that one.
    pub fn pass_over(&mut self, above: usize) {
        self.skip = Some(self.depth.saturating_sub(above));
    }

    /// An element ends.
    pub fn leave(&mut self) {
        if self.skip == Some(self.depth) {
            self.skip = None;
        }
        self.depth = self.depth.saturating_sub(1);
    }
}

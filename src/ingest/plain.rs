//! Plain text: the reading text is the decoded file, newlines untouched. Its blocks are the structure stage's business. A form
//! feed begins a page, as converters write it.

use super::decode::Decoded;
use crate::model::{Format, Text};

/// The text of a decoded file as it stands.
pub(super) fn read(decoded: Decoded<'_>) -> Text {
    let mut text = Text::new(decoded.text.as_ref(), Format::Text);
    let mut pages: Vec<u32> =
        memchr::memchr_iter(b'\x0c', text.as_str().as_bytes()).map(|at| at as u32 + 1).collect();
    if !pages.is_empty() {
        pages.insert(0, 0);
    }
    text.pages = pages;
    text.source = decoded.file;
    text.encoding = decoded.encoding;
    text.malformed = decoded.malformed;
    text
}

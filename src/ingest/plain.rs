//! Plain text: the reading text is the decoded file, newlines untouched. Its blocks are the structure stage's business; here they
//! are only counted. A form feed begins a page, as converters write it.

use super::decode::Decoded;
use super::{IngestError, Limits};
use crate::model::{Format, Text};

/// The text of a decoded file as it stands.
pub(super) fn read(decoded: Decoded<'_>, limits: &Limits) -> Result<Text, IngestError> {
    if blocks(&decoded.text) > limits.blocks {
        return Err(IngestError::TooMany { what: "blocks", most: limits.blocks });
    }
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
    Ok(text)
}

/// Lines that are blocks for sure: those behind a blank line, and those too short to be filled with a paragraph's words.
fn blocks(text: &str) -> usize {
    /// The narrowest width, in bytes, that paragraphs are broken to.
    const NARROWEST: usize = 36;
    let bytes = text.as_bytes();
    let (mut count, mut from, mut gap) = (0, 0, true);
    for end in memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]) {
        let line = bytes.get(from..end).unwrap_or(&[]);
        let blank = line.iter().all(u8::is_ascii_whitespace);
        count += usize::from(!blank && (gap || line.len() < NARROWEST));
        (from, gap) = (end + 1, blank);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_one_paragraph_are_one_block() {
        let paragraph =
            "The council met in the hall of the old mill\nand spoke of the bridge until it grew dark.\n";
        assert_eq!(blocks(paragraph), 1);
        assert_eq!(blocks(&format!("{paragraph}\n \n{paragraph}")), 2);
        assert_eq!(blocks("- one\n- two\n\n\nthree"), 3);
        assert_eq!(blocks("\n\n"), 0);
    }
}

//! HTML → what a reader sees of the document on a page: navigation, banners and programs gone, one line a block, blocks
//! apart by a blank line.
//!
//! Kept: headings, paragraphs, lists with their markers, rows of tables with " | " between cells, quotations,
//! preformatted text, the text of links, footnotes with "[1]". Title, day and author come from the page's metadata.
//!
//! ```text
//! characters ─tokens→ tags and text ─tree→ elements in order ─content→ what is the document ─write→ reading text
//! ```

mod content;
mod element;
mod lexicon;
mod meta;
#[cfg(test)]
mod tests;
mod tokens;
mod tree;
mod write;

use super::decode::Decoded;
use super::flow::Flow;
use super::{IngestError, Limits};
use crate::model::{Format, Text};
use content::Content;

/// The reading text of a decoded page.
pub(super) fn read(decoded: &Decoded<'_>, limits: &Limits) -> Result<Text, IngestError> {
    let source = decoded.text.as_ref();
    if source.len() > limits.markup {
        return Err(IngestError::TooLarge(limits.markup));
    }
    let tree = tree::tree(source, limits, false)?;
    let content = Content::of(&tree);
    let mut flow = Flow::with_capacity(source.len() / 4);
    write::write(&tree, &content, &mut flow, &mut |_, _| {});
    let metadata = meta::metadata(&tree);
    drop(tree);
    let source = std::mem::take(&mut flow.runs).into_map(flow.out.len(), 0..source.len(), decoded);
    let mut text = flow.text(Format::Html);
    text.source = source;
    text.metadata = metadata;
    text.encoding = decoded.encoding;
    text.malformed = decoded.malformed;
    Ok(text)
}

/// Adds a page of a book to a text: the whole of it. `named` hears of every name of a place and where that is in the text.
pub(super) fn read_page(
    bytes: &[u8],
    limits: &Limits,
    flow: &mut Flow,
    mut named: impl FnMut(&str, usize),
) -> Result<(), IngestError> {
    let decoded = super::decode::decode_stated(bytes, stated_encoding(bytes));
    let tree = tree::tree(&decoded.text, limits, true)?;
    let mut anchors = tree.anchors.iter().peekable();
    write::write(&tree, &Content::page(&tree), flow, &mut |event, flow| {
        while let Some((name, _)) = anchors.next_if(|(_, at)| *at as usize <= event) {
            named(name, flow.out.len());
        }
    });
    // Places lead back to pages and chapters only: bytes of a page inside an archive are of no use to anyone.
    flow.runs.clear();
    Ok(())
}

/// Text with its character references resolved.
pub(super) fn resolve(text: &str) -> std::borrow::Cow<'_, str> {
    tokens::resolved(text)
}

/// The encoding that the beginning of a page names.
pub(super) fn stated_encoding(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    /// Browsers look at this many bytes and so do writers of pages.
    const HEAD: usize = 4096;
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    let mut at = 0;
    while let Some(k) = head.get(at..).and_then(|rest| memchr::memmem::find(rest, b"charset")) {
        at += k + 7;
        let rest = head.get(at..).unwrap_or(&[]).trim_ascii_start();
        let Some(rest) = rest.strip_prefix(b"=") else { continue };
        let rest = rest.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let end = rest.iter().position(|b| !b.is_ascii_alphanumeric() && !matches!(b, b'-' | b'_' | b':'));
        if let Some(encoding) = encoding_rs::Encoding::for_label(rest.get(..end.unwrap_or(rest.len()))?) {
            return Some(encoding);
        }
    }
    None
}

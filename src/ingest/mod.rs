//! Bytes → reading text. No file is opened here: the caller brings the bytes.

pub mod sanitize;

use crate::model::{Format, Text};

/// What a reader may cost. Beyond a limit the document is refused with a line that says which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of input.
    pub bytes: usize,
    /// Depth of nested Markdown blocks.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 256 * 1024 * 1024, depth: 100 }
    }
}

/// Why bytes are no document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IngestError {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Not text.
    #[error("not a text file ({0})")]
    Binary(&'static str),
    /// Over the size limit.
    #[error("larger than the limit of {0} bytes")]
    TooLarge(usize),
}

/// How the caller learnt of the bytes, which says what format they may be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin<'a> {
    /// A file of this name.
    File(&'a str),
    /// Standard input: the content decides.
    Stdin,
}

/// Decodes `bytes` and finds their reading text. `format` goes before any detection.
pub fn ingest(
    bytes: &[u8],
    origin: Origin<'_>,
    format: Option<Format>,
    limits: Limits,
) -> Result<Text, IngestError> {
    let _ = origin;
    if bytes.len() > limits.bytes {
        return Err(IngestError::TooLarge(limits.bytes));
    }
    if bytes.is_empty() {
        return Err(IngestError::Empty);
    }
    Ok(Text::new(String::from_utf8_lossy(bytes).as_ref(), format.unwrap_or(Format::Text)))
}

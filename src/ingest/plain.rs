//! Plain text: the reading text is the decoded file, newlines untouched. Its blocks are the structure stage's business.

use super::decode::Decoded;
use crate::model::{Format, Text};

/// The text of a decoded file as it stands.
pub(super) fn read(decoded: Decoded<'_>) -> Text {
    let mut text = Text::new(decoded.text.as_ref(), Format::Text);
    text.source = decoded.file;
    text.encoding = decoded.encoding;
    text.malformed = decoded.malformed;
    text
}

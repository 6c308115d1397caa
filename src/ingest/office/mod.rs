//! What Word and OpenDocument files have in common: paragraphs, tables and notes in a stream of XML.

pub(super) mod docx;
pub(super) mod numerals;
pub(super) mod odt;
pub(super) mod properties;
pub(super) mod sheet;

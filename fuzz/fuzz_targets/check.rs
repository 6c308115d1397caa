//! What must hold of every document that a reader takes.

use casefile::ingest::{Limits, Origin, ingest, sanitize::sanitize};
use casefile::model::{Format, Span};
use casefile::structure::{Corrections, structure};

/// Reads bytes in a format and checks what comes out.
pub fn check(bytes: &[u8], format: Option<Format>) {
    let limits = Limits { bytes: 1 << 20, unpacked: 1 << 22, markup: 1 << 22, ..Limits::default() };
    let Ok(text) = ingest(bytes, Origin::Stdin, format, limits) else { return };
    let content = text.as_str();
    let mut past = 0;
    for block in text.blocks.iter() {
        assert!(Span::checked(content, block.span.from(), block.span.to()).is_ok());
        assert!(block.span.from() >= past && !text.slice(block.prose()).trim().is_empty());
        past = block.span.to();
    }
    assert!(text.pages.is_sorted() && text.chapters.is_sorted());
    assert!((0..=text.len()).map(|at| text.source_line(at)).is_sorted());
    for sentence in structure(&text, &Corrections::default()).sentences {
        assert!(Span::checked(content, sentence.span.from(), sentence.span.to()).is_ok());
    }
    assert!(!sanitize(content).contains(['\u{1b}', '\u{9b}', '\u{7}', '\u{202e}']));
}

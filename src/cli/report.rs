//! What goes to standard error.

use std::io::{self, Write};

use crate::ingest::sanitize::sanitize_line;

/// An error in one line. Nothing from a file name or a document gets through to the terminal.
pub fn error(message: &str) {
    line(&format!("casefile: {}", sanitize_line(message)));
}

/// A line as it is.
pub fn line(line: &str) {
    // A closed standard error leaves nobody to tell.
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Whether writing failed because nobody reads any more, as in `casefile … | head`.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let closed = |e: &io::Error| e.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref().is_some_and(closed))
}

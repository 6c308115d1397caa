//! What goes to standard error.

use std::io::{self, Write};

use crate::ingest::sanitize;

/// One line on standard error. Nothing from a file name or a document gets through to the terminal.
pub fn error(message: &str) {
    let line = sanitize::sanitize(message).replace(['\n', '\r', '\t'], " ");
    // A closed standard error leaves nobody to tell.
    let _ = writeln!(io::stderr().lock(), "casefile: {line}");
}

/// Whether writing failed because nobody reads any more, as in `casefile … | head`.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}

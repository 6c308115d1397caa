//! Why something could not be opened: always the name the user knows it by, and the reason.

use std::io;

use crate::ingest::IngestError;

/// Why a path gave no document. Displayed as one line: the name, a colon, the reason; so the cause is no
/// [`source`](std::error::Error::source) as well, or a report of the whole chain would say it twice.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The system refused.
    #[error("{name}: {}", reason(.cause))]
    Io {
        /// As the user typed it.
        name: String,
        /// What the system said.
        cause: io::Error,
    },
    /// The bytes are no document.
    #[error("{name}: {cause}")]
    Ingest {
        /// As the user typed it.
        name: String,
        /// Why not.
        cause: IngestError,
    },
    /// Nothing came in.
    #[error("standard input is empty: name a file, or pipe one in")]
    EmptyInput,
    /// A folder that holds none.
    #[error("{name}: no documents in this folder (looked for {extensions})")]
    NoDocuments {
        /// As the user typed it.
        name: String,
        /// The file names that would have counted.
        extensions: String,
    },
    /// A stage panicked.
    #[error("{name}: casefile itself failed on this document; please report it")]
    Bug {
        /// As the user typed it.
        name: String,
    },
}

/// The system's words without its error number: "No such file or directory".
pub(crate) fn reason(error: &io::Error) -> String {
    let words = error.to_string();
    match words.split_once(" (os error") {
        Some((words, _)) => words.to_owned(),
        None => words,
    }
}

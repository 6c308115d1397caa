//! What can go wrong with the analyst's layer.

use std::io;
use std::path::PathBuf;

use crate::load::reason;

/// Why a log could not be read or an act could not be kept. Displayed as one line that names the file.
#[derive(Debug, thiserror::Error)]
pub enum NotesError {
    /// The system refused; what was to be written is not there.
    #[error("{}: {}", file.display(), reason(cause))]
    Io {
        /// The log, or the folder of logs.
        file: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// Another process has kept the log to itself for too long.
    #[error("{}: another program holds these notes and does not let go", file.display())]
    Busy {
        /// The log.
        file: PathBuf,
    },
    /// Written by a newer casefile in a way that this one does not know.
    #[error("{}: notes of version {version}, written by a newer casefile; left as they are", file.display())]
    Newer {
        /// The log.
        file: PathBuf,
        /// Its version.
        version: u32,
    },
    /// Something other than a file stands where the log would be.
    #[error("{}: not a file of its own (a folder, a link or a device): no notes are written there", file.display())]
    NotAFile {
        /// Where.
        file: PathBuf,
    },
    /// Far more than a person writes.
    #[error("{}: larger than {most} bytes, so not a log of notes", file.display())]
    TooLarge {
        /// The file.
        file: PathBuf,
        /// The limit.
        most: u64,
    },
    /// `--private`.
    #[error("nothing is kept with --private: the note is not written")]
    Private,
    /// The user has no home.
    #[error(
        "there is no folder for notes: neither a home nor XDG_DATA_HOME is known (--notes FILE names a file)"
    )]
    Nowhere,
}

impl NotesError {
    /// For `map_err`: the system's refusal, with the file.
    pub(super) fn io(file: &std::path::Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |cause| Self::Io { file: file.to_owned(), cause }
    }
}

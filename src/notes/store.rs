//! Where logs lie.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use etcetera::BaseStrategy;

use super::author::author;
use super::check::beside;
use super::error::NotesError;
use super::index::{self, Index};
use super::log::{About, Log, Place};
use super::subject::Subject;

/// Where logs lie, and who writes them. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    lies: Lies,
    private: bool,
    by: Arc<str>,
}

#[derive(Debug, Clone)]
enum Lies {
    Nowhere,
    Folder(Arc<Path>),
    File(Arc<Path>),
}

impl Default for Store {
    fn default() -> Self {
        Self::nowhere()
    }
}

impl Store {
    /// The user's folder: `$XDG_DATA_HOME/casefile/notes`, or what the platform has instead; nowhere for a user without
    /// a home. Written by whoever is logged in.
    pub fn default_folder() -> Self {
        match etcetera::choose_base_strategy() {
            Ok(strategy) => Self::in_folder(&strategy.data_dir().join("casefile").join("notes")),
            Err(_) => Self::nowhere(),
        }
    }

    /// A folder of the caller's choice, with a log for each document.
    pub fn in_folder(path: &Path) -> Self {
        Self::new(Lies::Folder(path.into()))
    }

    /// One file for all documents. It is made by the first act; the folder it lies in has to be there. A link is
    /// followed: the user has named it.
    pub fn in_file(path: &Path) -> Self {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        Self::new(Lies::File(path.into()))
    }

    /// No log at all: nothing is read and nothing can be written.
    pub fn nowhere() -> Self {
        Self::new(Lies::Nowhere)
    }

    /// The same logs, read and never written.
    pub fn private(inner: Self) -> Self {
        Self { private: true, ..inner }
    }

    /// The same logs, written by another author (see [`author`]).
    pub fn by(self, author: &str) -> Self {
        Self { by: author.into(), ..self }
    }

    fn new(lies: Lies) -> Self {
        Self { lies, private: false, by: author(None).into() }
    }

    /// The log of a document, of which `path` and `hash` are those of [`crate::model::Document`]. It is found by path, then
    /// by hash; standard input and the samples by hash alone. One that does not exist yet is empty.
    pub fn open(&self, path: &str, hash: &str) -> Result<Log, NotesError> {
        let subject = Subject::new(path, hash);
        let about = match &self.lies {
            Lies::File(_) => About::One(subject),
            Lies::Folder(_) | Lies::Nowhere => About::Document(subject),
        };
        self.log(about)
    }

    /// The log of what concerns several documents together, each given by path and hash, in any order.
    pub fn open_dossier(&self, documents: &[(String, String)]) -> Result<Log, NotesError> {
        let subjects = documents.iter().map(|(path, hash)| Subject::new(path, hash)).collect();
        let about = match &self.lies {
            Lies::File(_) => About::Several,
            Lies::Folder(_) | Lies::Nowhere => About::Dossier(subjects),
        };
        self.log(about)
    }

    fn log(&self, about: About) -> Result<Log, NotesError> {
        let (file, index) = match &self.lies {
            Lies::Nowhere => (None, None),
            Lies::File(file) => (Some(file.to_path_buf()), None),
            Lies::Folder(folder) => {
                let index = Index::new(folder.to_path_buf());
                let file = match index.find(&about)? {
                    Some(file) => file,
                    None => folder.join(index::name(&about)),
                };
                (Some(file), Some(index))
            }
        };
        Log::open(Place { file, index, private: self.private, by: Arc::clone(&self.by) }, about)
    }

    /// Forgets a document: its log, what was set aside of it, and what leads to it; in a file of several documents its
    /// records. With an empty `hash` it is found by path alone. The files that were removed or rewritten.
    pub fn purge(&self, path: &str, hash: &str) -> Result<Vec<PathBuf>, NotesError> {
        if self.private {
            return Err(NotesError::Private);
        }
        let log = self.open(path, hash)?;
        let Some(file) = log.file().map(Path::to_owned) else { return Ok(Vec::new()) };
        if let Lies::File(_) = self.lies {
            return log.forget_own().map(|any| if any { vec![file] } else { Vec::new() });
        }
        let mut removed = Vec::new();
        for gone in std::iter::once(file.clone()).chain(beside(&file)) {
            match std::fs::remove_file(&gone) {
                Ok(()) => removed.push(gone),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(NotesError::io(&gone)(error)),
            }
        }
        if let Lies::Folder(folder) = &self.lies {
            Index::new(folder.to_path_buf()).forget(&file)?;
        }
        Ok(removed)
    }

    /// The files of all logs, sorted.
    pub fn logs(&self) -> Result<Vec<PathBuf>, NotesError> {
        match &self.lies {
            Lies::Nowhere => Ok(Vec::new()),
            Lies::File(file) => Ok(vec![file.to_path_buf()]),
            Lies::Folder(folder) => Index::new(folder.to_path_buf()).logs(),
        }
    }
}

#[cfg(test)]
#[path = "store_tests.rs"]
mod tests;

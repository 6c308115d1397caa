//! What state a log file is in, without changing anything.

use std::path::{Path, PathBuf};

use super::act::{Act, Record};
use super::disk::Held;
use super::error::NotesError;
use super::lines::{Lines, VERSION};

/// The state of a log file.
#[derive(Debug)]
pub struct Checked {
    /// The file.
    pub file: PathBuf,
    /// Its records.
    pub records: Vec<Record>,
    /// Records that only a newer casefile knows.
    pub foreign: usize,
    /// Whole lines that are nothing of a log.
    pub damaged: usize,
    /// Whether the last line is unfinished.
    pub torn: bool,
    /// Its version.
    pub version: u32,
    /// Damage of the past that lies beside it.
    pub aside: Vec<PathBuf>,
}

impl Checked {
    /// Whether everything in it is as casefile writes it.
    pub fn is_sound(&self) -> bool {
        self.damaged == 0 && !self.torn
    }

    /// Whether a newer casefile wrote it.
    pub fn is_newer(&self) -> bool {
        self.version > VERSION
    }

    /// The documents it was about last: mark (in a file of several), path, hash.
    pub fn documents(&self) -> Vec<(Option<&str>, &str, &str)> {
        let mut documents: Vec<(Option<&str>, &str, &str)> = Vec::new();
        for record in &self.records {
            if let Act::Document { path, hash } = &record.act {
                let doc = record.doc.as_deref();
                documents.retain(|(known, ..)| *known != doc);
                documents.push((doc, path, hash));
            }
        }
        documents
    }
}

/// Looks at a log file. Nothing is mended or written.
pub fn check(file: &Path) -> Result<Checked, NotesError> {
    let mut held =
        Held::to_read(file)?.ok_or_else(|| NotesError::io(file)(std::io::ErrorKind::NotFound.into()))?;
    let lines = Lines::read(&held.read_from(0)?);
    Ok(Checked {
        file: file.to_owned(),
        foreign: lines.foreign.len(),
        damaged: lines.bad.len(),
        torn: lines.torn.is_some(),
        version: lines.file_version(),
        aside: beside(file),
        records: lines.records,
    })
}

/// What was set aside of a log, sorted by name.
pub fn beside(file: &Path) -> Vec<PathBuf> {
    let Some(name) = file.file_name().and_then(|name| name.to_str()) else { return Vec::new() };
    let folder = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let of_it = |other: &str| {
        let rest = other.strip_prefix(name);
        rest.is_some_and(|rest| rest.starts_with(".damaged-") || rest.starts_with(".old-"))
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> =
        entries.filter(|e| e.file_name().to_str().is_some_and(of_it)).map(|e| e.path()).collect();
    found.sort();
    found
}

//! Which log belongs to which document: tiny files that lead from a path, or from a content, to the name of a log. They
//! only save the reading of all logs: what is lost of them is made again from the logs.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::act::{Act, Record};
use super::disk::Held;
use super::error::NotesError;
use super::file;
use super::lines::Lines;
use super::log::About;
use super::subject::{Subject, digest};

/// The ending of a log.
const ENDING: &str = ".jsonl";

/// The folder of logs with its pointers.
#[derive(Debug, Clone)]
pub struct Index {
    folder: PathBuf,
}

impl Index {
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where the logs lie.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn pointer(&self, name: &str) -> PathBuf {
        self.folder.join("index").join(name)
    }

    /// The logs in the folder, sorted by name.
    pub fn logs(&self) -> Result<Vec<PathBuf>, NotesError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(NotesError::io(&self.folder)(error)),
        };
        let mut logs = Vec::new();
        for entry in entries {
            let entry = entry.map_err(NotesError::io(&self.folder))?;
            if entry.file_name().to_str().is_some_and(|name| name.ends_with(ENDING)) {
                logs.push(entry.path());
            }
        }
        logs.sort();
        Ok(logs)
    }

    /// The log of a document: by its path, then by its content.
    pub fn find(&self, about: &About) -> Result<Option<PathBuf>, NotesError> {
        let own = self.folder.join(name(about));
        if own.symlink_metadata().is_ok() {
            return Ok(Some(own));
        }
        let keys = keys(about);
        let pointed = keys.iter().find_map(|key| self.follow(key));
        match pointed {
            Some(log) => Ok(Some(log)),
            None => self.search(&keys),
        }
    }

    fn follow(&self, key: &str) -> Option<PathBuf> {
        let name = fs::read_to_string(self.pointer(key)).ok()?;
        let name = name.trim();
        let plain = name.ends_with(ENDING) && !name.contains(['/', '\\']);
        Some(self.folder.join(name)).filter(|log| plain && log.symlink_metadata().is_ok())
    }

    /// Looks into the logs that nobody has looked into yet: all, if the pointers were lost; those that were put there
    /// by other means.
    fn search(&self, keys: &[String]) -> Result<Option<PathBuf>, NotesError> {
        let mut found: Vec<Option<PathBuf>> = vec![None; keys.len()];
        for log in self.logs()? {
            let marker = marker(&log);
            if self.pointer(&marker).exists() {
                continue;
            }
            for key in self.keys_in(&log) {
                if let Some(place) = keys.iter().position(|k| *k == key).and_then(|k| found.get_mut(k)) {
                    place.get_or_insert_with(|| log.clone());
                }
            }
        }
        Ok(found.into_iter().flatten().next())
    }

    /// Makes the pointers to logs that nobody has looked into yet, or with `all` every one that is not there. Reads logs, so
    /// that none may be held meanwhile.
    pub fn rebuild(&self, all: bool) -> Result<(), NotesError> {
        for log in self.logs()? {
            if !all && self.pointer(&marker(&log)).exists() {
                continue;
            }
            let name = log.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
            for key in self.keys_in(&log) {
                if self.follow(&key).is_none() {
                    self.put(&key, &name)?;
                }
            }
            self.put(&marker(&log), &name)?;
        }
        Ok(())
    }

    /// What a log is about, as the keys of pointers. One that can't be read is about nothing.
    fn keys_in(&self, log: &Path) -> BTreeSet<String> {
        let bytes = Held::to_read(log).ok().flatten().and_then(|mut held| held.read_from(0).ok());
        keys_of(&Lines::read(&bytes.unwrap_or_default()).records)
    }

    /// Points from what a log is about to the log.
    pub fn point(&self, about: &About, log: &str) -> Result<(), NotesError> {
        let mut keys = keys(about);
        keys.push(marker(Path::new(log)));
        keys.iter().try_for_each(|key| match self.follow(key) {
            Some(old) if old.ends_with(log) => Ok(()),
            // A path leads where it is written now; the same content was there before.
            Some(_) if key.starts_with('h') => Ok(()),
            _ => self.put(key, log),
        })
    }

    /// Removes what leads to a log that is gone.
    pub fn forget(&self, log: &Path) -> Result<(), NotesError> {
        let folder = self.folder.join("index");
        let name = log.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Ok(entries) = fs::read_dir(&folder) else { return Ok(()) };
        for entry in entries.flatten() {
            let pointer = entry.path();
            if fs::read_to_string(&pointer).is_ok_and(|to| to.trim() == name) {
                fs::remove_file(&pointer).map_err(NotesError::io(&pointer))?;
            }
        }
        Ok(())
    }

    fn put(&self, key: &str, log: &str) -> Result<(), NotesError> {
        let pointer = self.pointer(key);
        file::replace(&pointer, format!("{log}\n").as_bytes()).map_err(NotesError::io(&pointer))
    }
}

/// The file name of a new log.
pub fn name(about: &About) -> String {
    match about {
        About::Document(subject) | About::One(subject) => subject.log_name(),
        About::Dossier(subjects) => {
            let path = |s: &Subject| if s.by_path { s.path.clone() } else { s.hash.clone() };
            format!("dossier-{}{ENDING}", digest(&together(subjects, path)))
        }
        About::Several => format!("notes{ENDING}"),
    }
}

/// The pointers that lead to a log, in the order in which they are followed.
fn keys(about: &About) -> Vec<String> {
    match about {
        About::Document(subject) | About::One(subject) => keys_of_subject(subject),
        About::Dossier(subjects) => vec![format!("h-{}", digest(&together(subjects, |s| s.hash.clone())))],
        About::Several => Vec::new(),
    }
}

fn keys_of_subject(subject: &Subject) -> Vec<String> {
    let path = subject.by_path.then(|| format!("p-{}", digest(&subject.path)));
    let hash = (!subject.hash.is_empty()).then(|| format!("h-{}", digest(&subject.hash)));
    path.into_iter().chain(hash).collect()
}

/// The same whatever the order in which the documents were opened.
fn together(subjects: &[Subject], of: impl Fn(&Subject) -> String) -> String {
    let all: BTreeSet<String> = subjects.iter().map(of).collect();
    all.into_iter().collect::<Vec<_>>().join("\n")
}

fn keys_of(records: &[Record]) -> BTreeSet<String> {
    let mut keys_found = BTreeSet::new();
    let mut together = std::collections::BTreeMap::new();
    for record in records {
        if let Act::Document { path, hash } = &record.act {
            let subject =
                Subject { path: path.clone(), hash: hash.clone(), by_path: Path::new(path).is_absolute() };
            match &record.doc {
                None => keys_found.extend(keys_of_subject(&subject)),
                Some(doc) => {
                    together.insert(doc.clone(), subject);
                }
            }
        }
    }
    if !together.is_empty() {
        keys_found.extend(keys(&About::Dossier(together.into_values().collect())));
    }
    keys_found
}

/// The pointer that says that a log has been looked into.
fn marker(log: &Path) -> String {
    format!("l-{}", log.file_name().and_then(|name| name.to_str()).unwrap_or_default())
}

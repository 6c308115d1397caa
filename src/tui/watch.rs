//! Looks at the files of the documents now and then, and says which have changed. By asking for their date and size: that
//! works on every file system, over a network too, and costs next to nothing for the few files of a dossier.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::load::Input;
use crate::model::DocId;

/// How often.
pub const EVERY: Duration = Duration::from_millis(400);

/// What tells one version of a file from another, without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    size: u64,
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        let about = fs::metadata(path).ok()?;
        Some(Self { modified: about.modified().ok(), size: about.len() })
    }
}

/// The files that are watched.
#[derive(Debug)]
pub struct Watch {
    files: Vec<Watched>,
}

#[derive(Debug)]
struct Watched {
    doc: DocId,
    path: PathBuf,
    /// The version that was told of last.
    told: Option<Stamp>,
    /// The one seen last.
    seen: Option<Stamp>,
}

impl Watch {
    /// Watches the inputs that are files, as they are now.
    pub fn new(inputs: &[Input]) -> Self {
        let file = |(k, input): (usize, &Input)| match input {
            Input::File(path) => {
                let told = Stamp::of(path);
                Some(Watched { doc: DocId::new(k), path: path.clone(), told, seen: told })
            }
            Input::Stdin | Input::Sample(_) => None,
        };
        Self { files: inputs.iter().enumerate().filter_map(file).collect() }
    }

    /// Whether there is anything to watch.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Looks at all files once: those that have changed and are now as they were at the last look, so that a file is not
    /// read while it is written. One that is gone is waited for: editors put a new file in its place.
    pub fn look(&mut self) -> Vec<DocId> {
        let mut changed = Vec::new();
        for file in &mut self.files {
            let Some(now) = Stamp::of(&file.path) else { continue };
            if file.seen == Some(now) && file.told != Some(now) {
                file.told = Some(now);
                changed.push(file.doc);
            }
            file.seen = Some(now);
        }
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_of_once_when_it_has_come_to_rest() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "one").unwrap();
        let mut watch = Watch::new(&[Input::Stdin, Input::File(path.clone()), Input::Sample(0)]);
        assert_eq!(watch.look(), []);
        fs::write(&path, "one two").unwrap();
        assert_eq!(watch.look(), [], "it may still be written");
        fs::write(&path, "one two three").unwrap();
        assert_eq!(watch.look(), [], "it was");
        fs::remove_file(&path).unwrap();
        assert_eq!(watch.look(), []);
        fs::write(&path, "one two three four").unwrap();
        assert_eq!(watch.look(), []);
        assert_eq!(watch.look(), [DocId(1)]);
        assert_eq!(watch.look(), []);
        assert!(!watch.is_empty() && Watch::new(&[Input::Stdin]).is_empty());
    }
}

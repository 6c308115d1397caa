//! Where the reader was in each document.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::file;
use super::versioned::{self, absolute};

/// Positions remembered at most; the ones set longest ago go first.
const MOST: usize = 2_000;

const VERSION: u32 = 1;

/// A place in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Byte of the reading text at the top of the reader. It lies on a character boundary of the document it was set
    /// in; where [`Positions::get`] found it for an edited document, clip it to one.
    pub at: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    path: String,
    hash: String,
    #[serde(flatten)]
    position: Position,
}

#[derive(Debug, Serialize, Deserialize)]
struct Stored {
    version: u32,
    /// The one set last comes last.
    positions: Vec<Entry>,
}

/// The positions of all documents, as they were when the file was read, with what was set since.
#[derive(Debug, Default)]
pub struct Positions {
    /// Where they are stored; `None` when nothing is to be written.
    file: Option<PathBuf>,
    stored: Vec<Entry>,
    /// Set in this run, in order; merged into the file as it is when it is saved, because other casefiles may have
    /// written meanwhile.
    fresh: Vec<Entry>,
    warning: Option<String>,
}

impl Positions {
    /// Reads the positions from the user's state folder. With `private` they are used but nothing is ever written.
    /// Never fails: without a usable file there are no positions, and [`Positions::warning`] says why.
    pub fn load(private: bool) -> Self {
        match versioned::place("positions.json") {
            Some(file) => Self::load_from(&file, private),
            None => Self::default(),
        }
    }

    /// The same from a file of the caller's choice.
    pub fn load_from(path: &Path, private: bool) -> Self {
        let (stored, writes, warning) = versioned::open::<Stored>(path, VERSION, private);
        Self {
            file: Some(path.to_owned()).filter(|_| writes),
            stored: stored.map_or(Vec::new(), |s| s.positions),
            fresh: Vec::new(),
            warning,
        }
    }

    /// What went wrong with the file, in one line.
    pub fn warning(&self) -> Option<&str> {
        self.warning.as_deref()
    }

    /// Where the reader was: in this document at this path, else in the same document elsewhere (it was moved, or came
    /// through standard input), else in another version at this path (it was edited).
    pub fn get(&self, path: &str, hash: &str) -> Option<Position> {
        let path = absolute(path);
        let latest = |wanted: &dyn Fn(&Entry) -> bool| {
            self.fresh.iter().rev().chain(self.stored.iter().rev()).find(|e| wanted(e)).map(|e| e.position)
        };
        latest(&|e| e.hash == hash && e.path == path)
            .or_else(|| latest(&|e| e.hash == hash))
            .or_else(|| latest(&|e| e.path == path && path != "-"))
    }

    /// Remembers where the reader is. Nothing is written before [`Positions::save`].
    pub fn set(&mut self, path: &str, hash: &str, position: Position) {
        let entry = Entry { path: absolute(path), hash: hash.to_owned(), position };
        self.fresh.retain(|e| (&e.path, &e.hash) != (&entry.path, &entry.hash));
        self.fresh.push(entry);
    }

    /// Forgets a document at this path, whatever its version was, and everywhere under this hash, if it is known. Written at
    /// once; says whether there was anything to forget.
    pub fn forget(&mut self, path: &str, hash: Option<&str>) -> io::Result<bool> {
        let path = absolute(path);
        let other = |e: &Entry| (e.path != path || path == "-") && hash != Some(e.hash.as_str());
        self.fresh.retain(other);
        self.stored.retain(other);
        let Some(file) = self.file.clone() else { return Ok(false) };
        let Ok(stored) = versioned::read::<Stored>(&file, VERSION) else { return Ok(false) };
        let before = stored.positions.len();
        let positions: Vec<Entry> = stored.positions.into_iter().filter(other).collect();
        if positions.len() == before {
            return Ok(false);
        }
        let json = serde_json::to_vec(&Stored { version: VERSION, positions })?;
        file::replace(&file, &json)?;
        Ok(true)
    }

    /// Writes what was set, into the file as it is now. Does nothing if nothing was set or nothing is to be written.
    pub fn save(&mut self) -> io::Result<()> {
        let Some(path) = self.file.clone().filter(|_| !self.fresh.is_empty()) else {
            return Ok(());
        };
        // What another casefile has written since is kept; a file damaged since is replaced.
        let mut all = versioned::read::<Stored>(&path, VERSION).map_or(Vec::new(), |s| s.positions);
        let fresh =
            |e: &Entry| self.fresh.iter().any(|f| f.path == e.path && (f.hash == e.hash || e.path != "-"));
        all.retain(|e| !fresh(e));
        all.append(&mut self.fresh);
        all.drain(..all.len().saturating_sub(MOST));
        let stored = Stored { version: VERSION, positions: all };
        let written =
            serde_json::to_vec(&stored).map_err(io::Error::from).and_then(|json| file::replace(&path, &json));
        self.stored = stored.positions;
        written
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::versioned::aside;
    use super::*;

    fn at(at: u32) -> Position {
        Position { at }
    }

    #[test]
    fn a_position_outlives_the_program() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state/casefile/positions.json");
        let mut positions = Positions::load_from(&file, false);
        positions.set("/a.txt", "1", at(7));
        positions.set("/b.txt", "2", at(8));
        positions.set("/a.txt", "1", at(9));
        positions.save().unwrap();
        let positions = Positions::load_from(&file, false);
        assert_eq!(positions.get("/a.txt", "1"), Some(at(9)));
        assert_eq!(positions.get("/moved.txt", "2"), Some(at(8)), "same bytes elsewhere");
        assert_eq!(positions.get("/a.txt", "3"), Some(at(9)), "edited");
        assert_eq!(positions.get("/c.txt", "3"), None);
        assert_eq!(positions.warning(), None);
    }

    #[test]
    fn standard_input_is_known_by_its_bytes_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("positions.json");
        let mut positions = Positions::load_from(&file, false);
        positions.set("-", "1", at(1));
        positions.set("-", "2", at(2));
        positions.save().unwrap();
        let positions = Positions::load_from(&file, false);
        assert_eq!((positions.get("-", "1"), positions.get("-", "2")), (Some(at(1)), Some(at(2))));
        assert_eq!(positions.get("-", "3"), None);
    }

    #[test]
    fn two_casefiles_at_once_keep_each_others_positions() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("positions.json");
        let mut one = Positions::load_from(&file, false);
        let mut two = Positions::load_from(&file, false);
        one.set("/a", "1", at(1));
        two.set("/b", "2", at(2));
        one.save().unwrap();
        two.save().unwrap();
        let after = Positions::load_from(&file, false);
        assert_eq!((after.get("/a", "1"), after.get("/b", "2")), (Some(at(1)), Some(at(2))));
    }

    #[test]
    fn a_forgotten_document_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("positions.json");
        let mut positions = Positions::load_from(&file, false);
        for (path, hash) in [("/secret", "1"), ("/moved", "2"), ("/b", "3")] {
            positions.set(path, hash, at(1));
        }
        positions.save().unwrap();
        positions.forget("/secret", Some("2")).unwrap();
        let left = fs::read_to_string(&file).unwrap();
        assert!(!left.contains("secret") && !left.contains("moved") && left.contains("/b"), "{left}");
        assert_eq!(positions.get("/secret", "1"), None);
    }

    #[test]
    fn a_document_is_forgotten_at_its_path_and_wherever_its_bytes_were() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("positions.json");
        let mut positions = Positions::load_from(&file, false);
        for (path, hash) in [("/a", "1"), ("/a", "2"), ("-", "2"), ("/b", "3")] {
            positions.set(path, hash, at(1));
        }
        positions.save().unwrap();
        assert!(positions.forget("/a", Some("2")).unwrap() && !positions.forget("/a", Some("2")).unwrap());
        let after = Positions::load_from(&file, false);
        assert_eq!(
            (after.get("/a", "1"), after.get("-", "2"), after.get("/b", "3")),
            (None, None, Some(at(1)))
        );
    }

    #[test]
    fn private_writes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("casefile/positions.json");
        let mut positions = Positions::load_from(&file, true);
        positions.set("/a", "1", at(1));
        positions.save().unwrap();
        assert_eq!(positions.get("/a", "1"), Some(at(1)));
        assert!(!file.exists() && !folder.path().join("casefile").exists());
        fs::create_dir(folder.path().join("casefile")).unwrap();
        fs::write(&file, "{").unwrap();
        let positions = Positions::load_from(&file, true);
        assert!(positions.warning().is_some());
        assert_eq!(fs::read_to_string(&file).unwrap(), "{");
    }

    #[test]
    fn a_damaged_file_is_set_aside_and_a_newer_one_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("positions.json");
        for damage in ["", "{", "[1]", "{\"version\":1}", "{\"version\":1,\"positions\":[{}]}", "\0\u{ffff}"]
        {
            fs::write(&file, damage).unwrap();
            let mut positions = Positions::load_from(&file, false);
            assert!(positions.warning().is_some_and(|w| w.contains("set aside")), "{damage:?}");
            assert_eq!(fs::read_to_string(aside(&file)).unwrap(), damage);
            positions.set("/a", "1", at(1));
            positions.save().unwrap();
            assert_eq!(Positions::load_from(&file, false).get("/a", "1"), Some(at(1)));
        }
        let newer = "{\"version\":2,\"places\":[]}";
        fs::write(&file, newer).unwrap();
        let mut positions = Positions::load_from(&file, false);
        positions.set("/a", "1", at(1));
        positions.save().unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), newer);
    }

    #[test]
    fn the_oldest_positions_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("positions.json");
        let mut positions = Positions::load_from(&file, false);
        for k in 0..=MOST as u32 {
            positions.set(&format!("/{k}"), &k.to_string(), at(k));
        }
        positions.save().unwrap();
        let after = Positions::load_from(&file, false);
        assert_eq!(after.get("/0", "0"), None);
        assert_eq!(after.get("/1", "1"), Some(at(1)));
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_it_and_nothing_else_is_left() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("casefile/positions.json");
        let mut positions = Positions::load_from(&file, false);
        positions.set("/a", "1", at(1));
        positions.save().unwrap();
        let mode = |p: &Path| fs::metadata(p).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
        assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1);
    }
}

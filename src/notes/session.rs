//! How the explorer was left: what a dossier looked like, and what of each document has been on the screen.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::file;
use super::versioned::{self, absolute};

/// Dossiers remembered at most; the ones left longest ago go first.
const MOST: usize = 200;
/// Documents whose seen parts are remembered at most.
const MOST_SEEN: usize = 1_000;

const VERSION: u32 = 1;

/// A place in a document: its path, and the byte at which something begins.
pub type At = (String, u32);

/// A group of a list, folded away.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct FoldedGroup {
    /// The pane of the list.
    pub pane: String,
    /// How the list was grouped.
    pub by: String,
    /// The name of the group.
    pub name: String,
    /// Where what its items have in common stands.
    pub at: Option<At>,
}

/// How a dossier was left. Names are those of the explorer; what it does not know any more it leaves out.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// The pane with the focus.
    pub focus: String,
    /// The list shown where there is room for one.
    pub list: String,
    /// Claims or timeline, where they share a place.
    pub ledger: String,
    /// Whether the focused pane had the screen to itself.
    pub zoomed: bool,
    /// The layout chosen.
    pub layout: String,
    /// Borders that were moved: name and share, in thousandths.
    pub borders: Vec<(String, u16)>,
    /// Whether lines were numbered.
    pub numbers: bool,
    /// Whether injected text was shown.
    pub show_noise: bool,
    /// The document in the reader, by its path.
    pub document: String,
    /// The chips of the scope.
    pub scope: Vec<String>,
    /// Panes that went on to show what another scope kept: name, and chips of that scope.
    pub pins: Vec<(String, Vec<String>)>,
    /// Order and groups of the lists, by their names.
    pub arranged: Vec<String>,
    /// Sections folded away; byte 0 of no section is the document itself.
    pub folded: Vec<At>,
    /// Groups folded away.
    pub folded_groups: Vec<FoldedGroup>,
    /// The actor whose mentions were highlighted.
    pub active: Option<String>,
    /// The actor selected.
    pub actor: Option<String>,
    /// The claim selected.
    pub claim: Option<At>,
    /// The event selected.
    pub event: Option<At>,
    /// Actions chosen from the palette, the newest last.
    pub recent: Vec<String>,
    /// Queries searched, the newest last.
    pub queries: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Entry {
    paths: Vec<String>,
    #[serde(flatten)]
    session: Session,
}

/// The parts of a document that have been on the screen, apart and in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Seen {
    hash: String,
    spans: Vec<(u32, u32)>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Stored {
    version: u32,
    /// The one left last comes last.
    sessions: Vec<Entry>,
    seen: Vec<Seen>,
}

/// The sessions of all dossiers, as they were when the file was read, with what was set since.
#[derive(Debug, Clone, Default)]
pub struct Sessions {
    file: Option<PathBuf>,
    stored: Stored,
    fresh: Option<Entry>,
    seen: BTreeMap<String, Vec<(u32, u32)>>,
    warning: Option<String>,
}

impl Sessions {
    /// Reads the sessions from the user's state folder. With `private` they are used but nothing is ever written. Never
    /// fails: without a usable file there are none, and [`Sessions::warning`] says why.
    pub fn load(private: bool) -> Self {
        match versioned::place("sessions.json") {
            Some(file) => Self::load_from(&file, private),
            None => Self::default(),
        }
    }

    /// The same from a file of the caller's choice.
    pub fn load_from(path: &Path, private: bool) -> Self {
        let (stored, writes, warning) = versioned::open::<Stored>(path, VERSION, private);
        let file = Some(path.to_owned()).filter(|_| writes);
        Self { file, stored: stored.unwrap_or_default(), warning, ..Self::default() }
    }

    /// What went wrong with the file, in one line.
    pub fn warning(&self) -> Option<&str> {
        self.warning.as_deref()
    }

    /// How the dossier of these documents, in this order, was left. What came through standard input is never known again.
    pub fn get(&self, paths: &[String]) -> Option<&Session> {
        let paths = known(paths)?;
        self.stored.sessions.iter().rev().find(|e| e.paths == paths).map(|e| &e.session)
    }

    /// What of a document has been on the screen, by the hash of its bytes.
    pub fn seen(&self, hash: &str) -> &[(u32, u32)] {
        self.stored.seen.iter().find(|s| s.hash == hash).map_or(&[], |s| &s.spans)
    }

    /// Remembers how a dossier is left. Nothing is written before [`Sessions::save`].
    pub fn set(&mut self, paths: &[String], session: Session) {
        self.fresh = known(paths).map(|paths| Entry { paths, session });
    }

    /// Remembers what has been on the screen.
    pub fn set_seen(&mut self, hash: &str, spans: Vec<(u32, u32)>) {
        if !hash.is_empty() && !spans.is_empty() {
            self.seen.insert(hash.to_owned(), spans);
        }
    }

    /// Forgets a document, as it was never opened: every dossier it was in, and what was seen of it. Written at once.
    pub fn forget(&mut self, path: &str, hash: &str) -> io::Result<()> {
        let Some(file) = self.file.clone() else { return Ok(()) };
        let path = absolute(path);
        let mut stored: Stored = versioned::read(&file, VERSION).unwrap_or_default();
        stored.version = VERSION;
        let before = (stored.sessions.len(), stored.seen.len());
        stored.sessions.retain(|e| !e.paths.contains(&path));
        stored.seen.retain(|s| s.hash != hash);
        let changed = before != (stored.sessions.len(), stored.seen.len());
        self.seen.remove(hash);
        self.fresh = self.fresh.take().filter(|e| !e.paths.contains(&path));
        let json = serde_json::to_vec(&stored)?;
        self.stored = stored;
        if changed { file::replace(&file, &json) } else { Ok(()) }
    }

    /// Writes what was set, into the file as it is now. Does nothing if nothing is to be written.
    pub fn save(&mut self) -> io::Result<()> {
        let Some(path) = self.file.clone() else { return Ok(()) };
        if self.fresh.is_none() && self.seen.is_empty() {
            return Ok(());
        }
        // What another casefile has written since is kept; a file damaged since is replaced.
        let mut stored: Stored = versioned::read(&path, VERSION).unwrap_or_default();
        stored.version = VERSION;
        if let Some(entry) = self.fresh.take() {
            stored.sessions.retain(|e| e.paths != entry.paths);
            stored.sessions.push(entry);
        }
        for (hash, mut spans) in std::mem::take(&mut self.seen) {
            if let Some(k) = stored.seen.iter().position(|s| s.hash == hash) {
                spans.extend(stored.seen.remove(k).spans);
            }
            stored.seen.push(Seen { hash, spans: joined(spans) });
        }
        stored.sessions.drain(..stored.sessions.len().saturating_sub(MOST));
        stored.seen.drain(..stored.seen.len().saturating_sub(MOST_SEEN));
        let json = serde_json::to_vec(&stored)?;
        self.stored = stored;
        file::replace(&path, &json)
    }
}

/// Absolute paths; none where one is standard input, which can be anything next time.
fn known(paths: &[String]) -> Option<Vec<String>> {
    let stdin = paths.iter().any(|p| p == "-");
    (!stdin && !paths.is_empty()).then(|| paths.iter().map(|p| absolute(p)).collect())
}

/// Spans put in order, those that touch made one.
pub fn joined(mut spans: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    spans.retain(|(a, b)| a < b);
    spans.sort_unstable();
    let mut out: Vec<(u32, u32)> = Vec::with_capacity(spans.len());
    for (a, b) in spans {
        match out.last_mut() {
            Some(last) if a <= last.1 => last.1 = last.1.max(b),
            _ => out.push((a, b)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn paths(names: &[&str]) -> Vec<String> {
        names.iter().map(|n| (*n).to_owned()).collect()
    }

    fn session(focus: &str) -> Session {
        Session { focus: focus.to_owned(), scope: vec!["kind:fact".into()], ..Session::default() }
    }

    #[test]
    fn what_is_saved_is_found_again_by_the_same_documents_in_the_same_order() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("casefile/sessions.json");
        let mut sessions = Sessions::load_from(&file, false);
        sessions.set(&paths(&["/a", "/b"]), session("Claims"));
        sessions.set_seen("h", vec![(0, 10)]);
        sessions.save().unwrap();
        let mut sessions = Sessions::load_from(&file, false);
        assert_eq!(sessions.get(&paths(&["/a", "/b"])), Some(&session("Claims")));
        assert_eq!(sessions.get(&paths(&["/b", "/a"])), None);
        assert_eq!(sessions.seen("h"), [(0, 10)]);
        // What two explorers have seen is seen.
        sessions.set_seen("h", vec![(5, 12), (20, 30)]);
        sessions.save().unwrap();
        assert_eq!(Sessions::load_from(&file, false).seen("h"), [(0, 12), (20, 30)]);
    }

    #[test]
    fn a_forgotten_document_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("sessions.json");
        let mut sessions = Sessions::load_from(&file, false);
        sessions.forget("/secret", "h").unwrap();
        assert!(!file.exists(), "nothing to forget, nothing written");
        for dossier in [&["/a", "/secret"][..], &["/b"]] {
            sessions.set(&paths(dossier), session("Claims"));
            sessions.set_seen("h", vec![(0, 10)]);
            sessions.save().unwrap();
        }
        sessions.forget("/secret", "h").unwrap();
        let left = fs::read_to_string(&file).unwrap();
        assert!(!left.contains("secret") && !left.contains("\"h\"") && left.contains("/b"), "{left}");
    }

    #[test]
    fn standard_input_and_private_reading_leave_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("casefile/sessions.json");
        let mut sessions = Sessions::load_from(&file, true);
        sessions.set(&paths(&["/a"]), session("Claims"));
        sessions.set_seen("h", vec![(0, 10)]);
        sessions.save().unwrap();
        let mut sessions = Sessions::load_from(&file, false);
        sessions.set(&paths(&["-"]), session("Claims"));
        sessions.save().unwrap();
        assert!(!folder.path().join("casefile").exists());
    }

    #[test]
    fn damaged_files_are_set_aside_and_newer_ones_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("sessions.json");
        fs::write(&file, "{\"version\":1,\"sessions\":3}").unwrap();
        assert!(Sessions::load_from(&file, false).warning().is_some_and(|w| w.contains("set aside")));
        let newer = "{\"version\":9}";
        fs::write(&file, newer).unwrap();
        let mut sessions = Sessions::load_from(&file, false);
        sessions.set(&paths(&["/a"]), session("Claims"));
        sessions.save().unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), newer);
    }

    #[test]
    fn a_session_of_another_casefile_may_have_more_or_less() {
        let entry: Entry =
            serde_json::from_str("{\"paths\":[\"/a\"],\"focus\":\"Actors\",\"mood\":1}").unwrap();
        assert_eq!(entry.session.focus, "Actors");
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("sessions.json");
        let entry = |k: usize| Entry { paths: vec![format!("/{k}")], session: Session::default() };
        let stored = Stored { version: 1, sessions: (0..MOST).map(entry).collect(), seen: Vec::new() };
        fs::write(&file, serde_json::to_vec(&stored).unwrap()).unwrap();
        let mut sessions = Sessions::load_from(&file, false);
        sessions.set(&paths(&["/new"]), session("Claims"));
        sessions.save().unwrap();
        let after = Sessions::load_from(&file, false);
        assert!(after.get(&paths(&["/0"])).is_none() && after.get(&paths(&["/1"])).is_some());
    }

    proptest::proptest! {
        #[test]
        fn joined_spans_cover_the_same(spans in proptest::collection::vec((0u32..60, 0u32..60), 0..20)) {
            let out = joined(spans.clone());
            proptest::prop_assert!(out.windows(2).all(|w| w[0].1 < w[1].0));
            for at in 0..60 {
                let has = |list: &[(u32, u32)]| list.iter().any(|(a, b)| *a <= at && at < *b);
                proptest::prop_assert_eq!(has(&spans), has(&out));
            }
        }
    }
}

//! What is taken away, put into files: each whole or not at all, and none over another unless that was asked for.
//!
//! The counterpart of [`crate::load`]. Into a folder only names below it are written, and through no link.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Component, Path, PathBuf};

/// Why a file could not be written. One line: the path and the reason.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// There is something of this name.
    #[error("{}: exists already; --force replaces it", path.display())]
    Exists {
        /// Its path.
        path: PathBuf,
    },
    /// A folder stands where a file should.
    #[error("{}: is a folder; name a file in it", path.display())]
    IsFolder {
        /// Its path.
        path: PathBuf,
    },
    /// Something else stands where a folder should.
    #[error("{}: is no folder", path.display())]
    NoFolder {
        /// Its path.
        path: PathBuf,
    },
    /// A name would lead out of the folder.
    #[error("{}: leads out of the folder", path.display())]
    Outside {
        /// The path.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The path.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
}

/// Writes a file. Whoever reads meanwhile sees the old file or the new one, never half of either; what is there already
/// stays unless `replace`. Devices and pipes are written to as they are.
pub fn file(
    path: &Path,
    replace: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), SaveError> {
    let failed = |cause| SaveError::Io { path: path.to_owned(), cause };
    match fs::metadata(path) {
        Ok(about) if about.is_dir() => return Err(SaveError::IsFolder { path: path.to_owned() }),
        Ok(about) if !about.is_file() => {
            let mut device = OpenOptions::new().write(true).open(path).map_err(failed)?;
            return write(&mut device).and_then(|()| device.flush()).map_err(failed);
        }
        Ok(_) if !replace => return Err(SaveError::Exists { path: path.to_owned() }),
        _ => {}
    }
    // Through a link the file behind it is replaced, not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    place(&target, replace, true, write)
}

/// Writes several files below `root`, which is made if need be. Nothing is written if one of them exists and `replace`
/// was not asked for. Names use `/` between folders.
pub fn folder(root: &Path, files: &[(String, String)], replace: bool) -> Result<(), SaveError> {
    let mut targets = Vec::with_capacity(files.len());
    for (name, content) in files {
        let name = Path::new(name);
        if name.as_os_str().is_empty() || !name.components().all(|c| matches!(c, Component::Normal(_))) {
            return Err(SaveError::Outside { path: name.to_owned() });
        }
        targets.push((name, content));
    }
    make_folder(root)?;
    let mut made: Vec<PathBuf> = Vec::new();
    for (name, _) in &targets {
        let mut below = root.to_owned();
        for part in name.parent().into_iter().flat_map(Path::components) {
            below.push(part);
            if made.contains(&below) {
                continue;
            }
            // A link in the folder may lead anywhere.
            if fs::symlink_metadata(&below).is_ok_and(|about| about.is_symlink()) {
                return Err(SaveError::Outside { path: below });
            }
            make_folder(&below)?;
            made.push(below.clone());
        }
        let path = root.join(name);
        match fs::symlink_metadata(&path) {
            Ok(about) if about.is_dir() => return Err(SaveError::IsFolder { path }),
            Ok(_) if !replace => return Err(SaveError::Exists { path }),
            _ => {}
        }
    }
    targets.iter().try_for_each(|(name, content)| {
        place(&root.join(name), replace, false, |out| out.write_all(content.as_bytes()))
    })
}

fn make_folder(path: &Path) -> Result<(), SaveError> {
    match fs::metadata(path) {
        Ok(about) if about.is_dir() => Ok(()),
        Ok(_) => Err(SaveError::NoFolder { path: path.to_owned() }),
        Err(_) => fs::create_dir_all(path).map_err(|cause| SaveError::Io { path: path.to_owned(), cause }),
    }
}

/// Writes beside `target` and puts the result in its place.
fn place(
    target: &Path,
    replace: bool,
    lasting: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), SaveError> {
    let failed = |cause| SaveError::Io { path: target.to_owned(), cause };
    let (fresh, file) = fresh(target).map_err(failed)?;
    let mut out = BufWriter::with_capacity(1 << 16, file);
    let written = write(&mut out).and_then(|()| out.flush()).and_then(|()| match lasting {
        true => out.get_ref().sync_all(),
        false => Ok(()),
    });
    drop(out);
    let placed = written.and_then(|()| publish(&fresh, target, replace));
    if placed.is_err() || !replace {
        // After a failure it is half a file; after a link it is a second name of the whole one.
        let _ = fs::remove_file(&fresh);
    }
    placed.map_err(|cause| match cause.kind() {
        io::ErrorKind::AlreadyExists => SaveError::Exists { path: target.to_owned() },
        _ => failed(cause),
    })
}

/// Gives the file `fresh` the name `target`. A link, unlike a change of name, fails where there is something already:
/// also if it has come to be since we looked.
fn publish(fresh: &Path, target: &Path, replace: bool) -> io::Result<()> {
    if replace {
        return fs::rename(fresh, target);
    }
    match fs::hard_link(fresh, target) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            // A file system without links.
            if fs::symlink_metadata(target).is_ok() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            fs::rename(fresh, target)
        }
        done => done,
    }
}

/// A new file in the folder of `target`, under a name that nobody has.
fn fresh(target: &Path) -> io::Result<(PathBuf, File)> {
    let folder = target.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut tries = 0;
    loop {
        let path = folder.join(format!(".casefile-{}-{tries}.new", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((path, file)),
            // Left behind by a process of the same number that was killed, or another thread of this one.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && tries < 100 => tries += 1,
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn put(path: &Path, replace: bool, text: &str) -> Result<(), String> {
        file(path, replace, |out| out.write_all(text.as_bytes())).map_err(|e| e.to_string())
    }

    #[test]
    fn nothing_is_overwritten_unasked_and_nothing_is_left_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        put(&path, false, "one").unwrap();
        assert!(put(&path, false, "two").unwrap_err().contains("exists already"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        put(&path, true, "three").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "three");
        assert!(put(folder.path(), true, "x").unwrap_err().ends_with("is a folder; name a file in it"));
        assert!(put(&folder.path().join("no/such/x"), false, "x").is_err());
        assert_eq!(left(folder.path()), ["a.md"]);
    }

    #[test]
    fn half_a_file_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        let failing = |out: &mut dyn Write| out.write_all(b"half").and(Err(io::Error::other("gone")));
        assert!(file(&path, false, failing).is_err());
        assert!(left(folder.path()).is_empty());
        fs::write(&path, "old").unwrap();
        assert!(file(&path, true, failing).is_err());
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), left(folder.path()).len()), ("old", 1));
    }

    #[test]
    fn a_folder_is_written_whole_or_not_at_all_and_nothing_outside_of_it() {
        let outer = tempfile::tempdir().unwrap();
        let root = outer.path().join("vault");
        let files =
            |names: &[&str]| names.iter().map(|n| ((*n).to_owned(), (*n).to_owned())).collect::<Vec<_>>();
        folder(&root, &files(&["a.md", "Actors/b.md"]), false).unwrap();
        assert_eq!(
            (left(&root), left(&root.join("Actors"))),
            (vec!["Actors".into(), "a.md".into()], vec!["b.md".into()])
        );
        let refused = folder(&root, &files(&["new.md", "Actors/b.md"]), false).unwrap_err();
        assert!(matches!(refused, SaveError::Exists { .. }));
        assert!(!root.join("new.md").exists());
        folder(&root, &files(&["new.md", "Actors/b.md"]), true).unwrap();
        assert!(root.join("new.md").exists());
        for outside in ["../x.md", "/x.md", "a/../../x.md", "", "./x.md"] {
            assert!(
                matches!(folder(&root, &files(&[outside]), true), Err(SaveError::Outside { .. })),
                "{outside}"
            );
        }
        assert_eq!(left(outer.path()), ["vault"]);
        assert!(matches!(folder(&root.join("a.md"), &files(&["x"]), true), Err(SaveError::NoFolder { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn links_in_the_folder_are_not_followed() {
        let outer = tempfile::tempdir().unwrap();
        let (root, elsewhere) = (outer.path().join("vault"), outer.path().join("elsewhere"));
        fs::create_dir_all(&root).unwrap();
        fs::create_dir(&elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, root.join("Actors")).unwrap();
        fs::write(outer.path().join("precious"), "old").unwrap();
        std::os::unix::fs::symlink(outer.path().join("precious"), root.join("a.md")).unwrap();
        let files = |name: &str| vec![(name.to_owned(), "new".to_owned())];
        assert!(matches!(folder(&root, &files("Actors/b.md"), true), Err(SaveError::Outside { .. })));
        assert!(left(&elsewhere).is_empty());
        assert!(matches!(folder(&root, &files("a.md"), false), Err(SaveError::Exists { .. })));
        folder(&root, &files("a.md"), true).unwrap();
        assert_eq!(fs::read_to_string(outer.path().join("precious")).unwrap(), "old");
        // A single file behind a link is meant, if it is asked for.
        let link = outer.path().join("link");
        std::os::unix::fs::symlink(outer.path().join("precious"), &link).unwrap();
        file(&link, true, |out| out.write_all(b"newer")).unwrap();
        assert_eq!(fs::read_to_string(outer.path().join("precious")).unwrap(), "newer");
    }
}

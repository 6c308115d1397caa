//! A note being written in the user's editor: a file that only the user can read, gone when it is read.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// Dropped, the file goes.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
}

static NUMBER: AtomicU32 = AtomicU32::new(0);

impl Draft {
    /// A file with `text` in the folder of the session, where it lies in memory, else in that for temporary files.
    pub fn new(text: &str) -> io::Result<Self> {
        let folder = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|f| f.is_dir());
        Self::within(&folder.unwrap_or_else(std::env::temp_dir), text)
    }

    fn within(folder: &Path, text: &str) -> io::Result<Self> {
        let number = NUMBER.fetch_add(1, Ordering::SeqCst);
        let path = folder.join(format!("casefile-note-{}-{number}.txt", std::process::id()));
        let mut options = OpenOptions::new();
        // Never through a file or link that somebody else has put there.
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path)?;
        let draft = Self { path };
        file.write_all(text.as_bytes())?;
        Ok(draft)
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What it says now.
    pub fn read(&self) -> io::Result<String> {
        fs::read_to_string(&self.path)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_the_users_alone_and_goes() {
        let folder = tempfile::tempdir().unwrap();
        let draft = Draft::within(folder.path(), "one\n").unwrap();
        let path = draft.path().to_owned();
        fs::write(&path, "two\n").unwrap();
        assert_eq!(draft.read().unwrap(), "two\n");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        drop(draft);
        assert!(!path.exists());
    }
}

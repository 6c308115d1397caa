//! Small files of user data with a version in them: read whole, set aside when damaged, left alone when newer.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A larger file is none of ours.
const MOST_BYTES: u64 = 16 << 20;

/// Why nothing was read.
pub enum Unread {
    /// There is no such file.
    Missing,
    /// A newer casefile wrote it.
    Newer,
    /// It is not what was written.
    Broken,
    /// The system would not let us.
    System(io::Error),
}

/// Reads a file of at most this version.
pub fn read<T: DeserializeOwned>(path: &Path, version: u32) -> Result<T, Unread> {
    let mut json = Vec::new();
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Unread::Missing),
        Err(error) => return Err(Unread::System(error)),
    };
    file.take(MOST_BYTES).read_to_end(&mut json).map_err(Unread::System)?;
    #[derive(Deserialize)]
    struct Head {
        version: u32,
    }
    let head: Head = serde_json::from_slice(&json).map_err(|_| Unread::Broken)?;
    if head.version > version {
        return Err(Unread::Newer);
    }
    serde_json::from_slice(&json).map_err(|_| Unread::Broken)
}

/// What a file holds, if anything; whether it may be written; and what is to be said about it. A damaged file is set
/// aside unless nothing is to be written.
pub fn open<T: DeserializeOwned>(
    path: &Path,
    version: u32,
    private: bool,
) -> (Option<T>, bool, Option<String>) {
    let say = |what: &str| Some(format!("{}: {what}", path.display()));
    match read(path, version) {
        Ok(stored) => (Some(stored), !private, None),
        Err(Unread::Missing) => (None, !private, None),
        Err(Unread::Newer) => (None, false, say("written by a newer casefile; left as it is")),
        Err(Unread::System(error)) => (None, false, say(&error.to_string())),
        Err(Unread::Broken) if private => (None, false, say("damaged; not used")),
        Err(Unread::Broken) => {
            let aside = aside(path);
            match fs::rename(path, &aside) {
                Ok(()) => (None, true, say(&format!("damaged; set aside as {}", aside.display()))),
                Err(error) => (None, false, say(&format!("damaged, and can't be set aside: {error}"))),
            }
        }
    }
}

/// The place of a file in the user's state folder: `$XDG_STATE_HOME/casefile/`, or what the platform has instead.
pub fn place(name: &str) -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    let folder = strategy.state_dir().unwrap_or_else(|| strategy.data_dir());
    Some(folder.join("casefile").join(name))
}

/// A path as it is known from any folder; the names of standard input and of samples stay.
pub fn absolute(path: &str) -> String {
    if path == "-" {
        return path.to_owned();
    }
    std::path::absolute(path).map_or_else(|_| path.to_owned(), |p| p.display().to_string())
}

/// Where a damaged file goes.
pub fn aside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".broken");
    PathBuf::from(name)
}

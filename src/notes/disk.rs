//! One log file on the disk: locked while it is read or written, so that no process sees half of another's line, and
//! synced before anything is said to be kept.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::error::NotesError;
use super::file;

/// A larger file is no log: ten thousand notes take about six megabytes.
const MOST_BYTES: u64 = 1 << 30;

/// How long another process may hold a log. Writing a line takes milliseconds; a process that was stopped in the midst of
/// it must not hold up everybody else for ever.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a file is known by while others may put another in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Identity(u64, u64);

/// A log that nobody else reads or writes meanwhile (or, for reading, that nobody writes).
#[derive(Debug)]
pub struct Held {
    file: File,
    path: PathBuf,
    /// Bytes in it.
    pub len: u64,
    /// Which file it is.
    pub identity: Identity,
}

impl Held {
    /// Opens the log to read it; `None` if there is none.
    pub fn to_read(path: &Path) -> Result<Option<Self>, NotesError> {
        Self::hold(path, OpenOptions::new().read(true), Lock::Shared)
    }

    /// Opens the log to append to it, and makes it if there is none. Not the folder it lies in.
    pub fn to_write(path: &Path) -> Result<Self, NotesError> {
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let held = Self::hold(path, &options, Lock::Exclusive)?;
        held.ok_or_else(|| NotesError::io(path)(io::ErrorKind::NotFound.into()))
    }

    fn hold(path: &Path, options: &OpenOptions, lock: Lock) -> Result<Option<Self>, NotesError> {
        let failed = |cause| NotesError::io(path)(cause);
        let begun = Instant::now();
        loop {
            match fs::symlink_metadata(path) {
                Ok(about) if about.is_file() => {}
                // A folder, a device, a pipe that would wait for ever; and a link could lead anywhere.
                Ok(_) => return Err(NotesError::NotAFile { file: path.to_owned() }),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(failed(error)),
            }
            let file = match options.open(path) {
                Ok(file) => file,
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
                Err(error) => return Err(failed(error)),
            };
            match lock.at_once(&file) {
                Ok(()) => {}
                // Some network file systems have no locks; better notes without them than none.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(failed(error)),
                Err(TryLockError::WouldBlock) => {
                    match lock.in_time(&file, PATIENCE.saturating_sub(begun.elapsed())) {
                        Some(locked) => locked.map_err(failed)?,
                        None => return Err(NotesError::Busy { file: path.to_owned() }),
                    }
                }
            }
            let about = file.metadata().map_err(failed)?;
            // While this process waited, another may have put a mended file there, or removed it.
            let there = fs::symlink_metadata(path).map(|about| identity(&about));
            let identity = identity(&about);
            if there.is_ok_and(|there| there == identity) {
                return Ok(Some(Self { file, path: path.to_owned(), len: about.len(), identity }));
            }
            if begun.elapsed() > PATIENCE {
                return Err(NotesError::Busy { file: path.to_owned() });
            }
        }
    }

    /// The bytes from `from` to the end.
    pub fn read_from(&mut self, from: u64) -> Result<Vec<u8>, NotesError> {
        if self.len > MOST_BYTES {
            return Err(NotesError::TooLarge { file: self.path.clone(), most: MOST_BYTES });
        }
        let mut bytes = Vec::with_capacity(self.len.saturating_sub(from) as usize + 1);
        let failed = |cause| NotesError::io(&self.path)(cause);
        self.file.seek(SeekFrom::Start(from)).map_err(failed)?;
        self.file.read_to_end(&mut bytes).map_err(failed)?;
        Ok(bytes)
    }

    /// Adds whole lines at the end. They are on the disk when it returns `Ok`; after an error the file is as before.
    pub fn append(&mut self, lines: &[u8]) -> Result<(), NotesError> {
        let fresh = self.len == 0;
        let written = self.file.write_all(lines).and_then(|()| self.file.sync_all());
        let written = written.and_then(|()| if fresh { sync_folders(&self.path) } else { Ok(()) });
        match written {
            Ok(()) => {
                self.len += lines.len() as u64;
                Ok(())
            }
            Err(cause) => {
                // Part of a line may be there: the disk is full. If even this fails, the next reader sets it aside.
                let _ = self.cut(self.len);
                Err(NotesError::io(&self.path)(cause))
            }
        }
    }

    /// Takes away what stands beyond `len`.
    pub fn cut(&mut self, len: u64) -> Result<(), NotesError> {
        let cut = self.file.set_len(len).and_then(|()| self.file.sync_all());
        cut.map_err(NotesError::io(&self.path))?;
        self.len = len;
        Ok(())
    }

    /// Its file name.
    pub fn name(&self) -> &str {
        self.path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
    }

    /// Puts another file in its place. Whoever waits for the old one finds out and takes the new one.
    pub fn replace(self, content: &[u8]) -> Result<(), NotesError> {
        file::replace(&self.path, content).map_err(NotesError::io(&self.path))
    }
}

/// Reading together or writing alone.
#[derive(Debug, Clone, Copy)]
enum Lock {
    Shared,
    Exclusive,
}

impl Lock {
    fn at_once(self, file: &File) -> Result<(), TryLockError> {
        match self {
            Self::Shared => file.try_lock_shared(),
            Self::Exclusive => file.try_lock(),
        }
    }

    /// Waits its turn; `None` if it does not come in time. The system has no lock that waits for so long and no longer, and
    /// asking again and again loses against those who wait; so a thread waits.
    fn in_time(self, file: &File, patience: Duration) -> Option<io::Result<()>> {
        let waiting = match file.try_clone() {
            Ok(waiting) => waiting,
            Err(error) => return Some(Err(error)),
        };
        let (done, locked) = mpsc::channel();
        // Both handles are one to the system: the lock is that of `file`, and goes when both are closed.
        thread::spawn(move || {
            let lock = match self {
                Self::Shared => waiting.lock_shared(),
                Self::Exclusive => waiting.lock(),
            };
            drop(waiting);
            // Nobody may be left to hear of it.
            let _ = done.send(lock);
        });
        locked.recv_timeout(patience).ok()
    }
}

/// Makes the folder of a log, readable by its owner alone.
pub fn create_folder(path: &Path) -> Result<(), NotesError> {
    file::create_folder(path).map_err(NotesError::io(path))
}

/// Writes `content` beside the log under a name with the time in it that nothing has yet, and says which.
pub fn set_aside(log: &Path, why: &str, at: &str, content: &[u8]) -> Result<PathBuf, NotesError> {
    // 2025-11-19T08:30:00.000Z → 20251119T083000Z
    let stamp: String =
        at.split('.').next().unwrap_or(at).chars().filter(char::is_ascii_alphanumeric).collect();
    for attempt in 1..1_000 {
        let mut name = log.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{why}-{stamp}Z"));
        if attempt > 1 {
            name.push(format!("-{attempt}"));
        }
        let aside = log.with_file_name(name);
        match file::create(&aside) {
            Ok(mut file) => {
                let written = file.write_all(content).and_then(|()| file.sync_all());
                let written = written.and_then(|()| sync_folders(&aside));
                return written.map(|()| aside.clone()).map_err(|cause| {
                    let _ = fs::remove_file(&aside);
                    NotesError::io(&aside)(cause)
                });
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(NotesError::io(&aside)(error)),
        }
    }
    Err(NotesError::io(log)(io::ErrorKind::AlreadyExists.into()))
}

/// Makes the name of a new file last: the folder, and those above it that may be as new.
fn sync_folders(file: &Path) -> io::Result<()> {
    const NEW: usize = 3;
    for (k, folder) in file.ancestors().skip(1).take(NEW).enumerate() {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        // Folders above may not be ours to open, and some systems sync no folders at all.
        if k == 0
            && let Err(error) = synced
            && !matches!(
                error.kind(),
                io::ErrorKind::PermissionDenied | io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            )
        {
            return Err(error);
        }
    }
    Ok(())
}

#[cfg(unix)]
fn identity(about: &fs::Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    Identity(about.dev(), about.ino())
}

/// Elsewhere a file that is open can't be replaced.
#[cfg(not(unix))]
fn identity(_: &fs::Metadata) -> Identity {
    Identity::default()
}

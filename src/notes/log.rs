//! The log of one document (or dossier): read, kept up with, appended to.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::act::{Act, Record, RecordId};
use super::clock;
use super::disk::{self, Held, Identity};
use super::error::NotesError;
use super::index::Index;
use super::lines::{self, Lines, VERSION};
use super::subject::Subject;

/// How often a log may be put in another's place while one act is written, before it is given up.
const ATTEMPTS: usize = 8;

/// Which records of a file are those of the log.
#[derive(Debug, Clone)]
pub(super) enum About {
    /// All: the file is about this document.
    Document(Subject),
    /// All: the file is about these documents together.
    Dossier(Vec<Subject>),
    /// Those about this document, in a file of several.
    One(Subject),
    /// Those about no document in particular, in a file of several.
    Several,
}

/// Where a log lies and who may write it.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// `None`: nowhere.
    pub file: Option<PathBuf>,
    /// How it is found again, in the folder of all logs.
    pub index: Option<Index>,
    /// Nothing is to be written.
    pub private: bool,
    /// The author.
    pub by: Arc<str>,
}

/// The log of one document: every record read so far, and the way to append. Neither reading nor appending waits for
/// another process longer than a few seconds; both touch the disk.
#[derive(Debug)]
pub struct Log {
    place: Place,
    about: About,
    /// Of the whole file, in its order.
    all: Vec<Record>,
    /// Those of this log, where they are not all.
    own: Option<Vec<Record>>,
    /// Where in `all` each is.
    ids: FxHashMap<RecordId, usize>,
    /// The last bytes read of which file.
    identity: Identity,
    read_to: u64,
    /// The last line has no newline yet.
    open: bool,
    /// The version that the file is of, where that is another.
    version: u32,
    warnings: Vec<String>,
}

impl Log {
    pub(super) fn open(place: Place, about: About) -> Result<Self, NotesError> {
        let own = matches!(about, About::One(_) | About::Several).then(Vec::new);
        let mut log = Self {
            place,
            about,
            all: Vec::new(),
            own,
            ids: FxHashMap::default(),
            identity: Identity::default(),
            read_to: 0,
            open: false,
            version: VERSION,
            warnings: Vec::new(),
        };
        log.refresh()?;
        Ok(log)
    }

    /// Every record, in the order of the file: of a log of one document all, in a file of several those of this document.
    pub fn records(&self) -> &[Record] {
        self.own.as_deref().unwrap_or(&self.all)
    }

    /// Damage that was set aside, a newer version and the like: one line each.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Where it lies, or will lie.
    pub fn file(&self) -> Option<&Path> {
        self.place.file.as_deref()
    }

    /// Takes in what others appended meanwhile, and says whether there was anything.
    pub fn refresh(&mut self) -> Result<bool, NotesError> {
        let before = (self.identity, self.read_to);
        let Some(file) = self.place.file.clone() else {
            return Ok(false);
        };
        let Some(mut held) = Held::to_read(&file)? else {
            self.forget();
            self.identity = Identity::default();
            return Ok(before != (self.identity, self.read_to));
        };
        let lines = self.take_in(&mut held)?;
        drop(held);
        if !lines.is_sound() {
            self.mend_or_warn(&lines);
        }
        Ok(before != (self.identity, self.read_to))
    }

    /// Appends an act. It is on the disk when this returns `Ok`, after whatever another process appended meanwhile, which
    /// is taken in; after an error the log is as before.
    pub fn append(&mut self, act: Act) -> Result<Record, NotesError> {
        if self.place.private {
            return Err(NotesError::Private);
        }
        let file = self.place.file.clone().ok_or(NotesError::Nowhere)?;
        if let Some(index) = &self.place.index {
            disk::create_folder(index.folder())?;
            if !self.introductions().is_empty() {
                index.rebuild(false)?;
            }
        }
        let mut held = self.sound(file)?;
        self.write(&mut held, act)
    }

    /// The file, locked for writing, with all that is in it read: mended if it was damaged or of an older version.
    fn sound(&mut self, file: PathBuf) -> Result<Held, NotesError> {
        for _ in 0..ATTEMPTS {
            let mut held = Held::to_write(&file)?;
            let lines = self.take_in(&mut held)?;
            if self.version > VERSION {
                return Err(NotesError::Newer { file, version: self.version });
            }
            if lines.is_sound() && self.version == VERSION {
                return Ok(held);
            }
            self.mend(held)?;
        }
        Err(NotesError::Busy { file })
    }

    /// Takes the records of this document out of a file of several; says whether there were any.
    pub(super) fn forget_own(mut self) -> Result<bool, NotesError> {
        let file = self.place.file.clone().ok_or(NotesError::Nowhere)?;
        if Held::to_read(&file)?.is_none() {
            return Ok(false);
        }
        let mut held = self.sound(file)?;
        let own: FxHashSet<&RecordId> = self.records().iter().map(|r| &r.id).collect();
        if own.is_empty() {
            return Ok(false);
        }
        let bytes = held.read_from(0)?;
        held.replace(&lines::without(&bytes, |record| own.contains(&record.id)))?;
        Ok(true)
    }

    fn write(&mut self, held: &mut Held, act: Act) -> Result<Record, NotesError> {
        let mut bytes = String::new();
        if held.len == 0 {
            bytes.push_str(&lines::header());
        } else if self.open {
            bytes.push('\n');
        }
        let introduced = self.introductions();
        if let Some(index) = &self.place.index
            && !introduced.is_empty()
        {
            // Before the record: a pointer to a log that does not come to be does no harm.
            index.point(&self.about, held.name())?;
        }
        let mut fresh = Vec::new();
        for (doc, subject) in introduced {
            let act = Act::Document { path: subject.path.clone(), hash: subject.hash.clone() };
            fresh.push(self.record(&fresh, doc, act));
        }
        let doc = match &self.about {
            About::One(subject) => Some(self.key_of(subject).unwrap_or_else(|| subject.key())),
            _ => None,
        };
        let record = self.record(&fresh, doc, act);
        fresh.push(record.clone());
        fresh.iter().for_each(|record| bytes.push_str(&lines::line(record)));
        held.append(bytes.as_bytes())?;
        (self.identity, self.read_to, self.open) = (held.identity, held.len, false);
        self.add(fresh);
        Ok(record)
    }

    fn record(&self, fresh: &[Record], doc: Option<String>, act: Act) -> Record {
        let last = fresh.last().or(self.all.last());
        let at = clock::after(last.map(|record| record.at.as_str()));
        Record { id: clock::record_id(), at, by: self.place.by.to_string(), doc, act }
    }

    /// What has to be said of the documents before the next act: which version it is about, if that is another than at
    /// the last act.
    fn introductions(&self) -> Vec<(Option<String>, &Subject)> {
        let latest = |subject: &Subject| {
            let versions = self.all.iter().rev().filter_map(|record| match &record.act {
                Act::Document { path, hash } => Some((path, hash)),
                _ => None,
            });
            let mut versions = versions.filter(|(path, _)| !subject.by_path || **path == subject.path);
            match subject.by_path {
                true => versions.next().is_some_and(|(_, hash)| *hash == subject.hash),
                false => versions.any(|(_, hash)| *hash == subject.hash),
            }
        };
        let keyed = |subject: &Subject| Some(self.key_of(subject).unwrap_or_else(|| subject.key()));
        match &self.about {
            About::Document(subject) if latest(subject) => Vec::new(),
            About::Document(subject) => vec![(None, subject)],
            About::One(subject) if latest(subject) => Vec::new(),
            About::One(subject) => vec![(keyed(subject), subject)],
            About::Dossier(subjects) => {
                subjects.iter().filter(|s| !latest(s)).map(|s| (keyed(s), s)).collect()
            }
            About::Several => Vec::new(),
        }
    }

    /// What marks the records of a document in a file of several: the mark given last.
    fn key_of(&self, subject: &Subject) -> Option<String> {
        self.all.iter().rev().find_map(|record| match &record.act {
            Act::Document { path, hash } if subject.is(path, hash) => record.doc.clone(),
            _ => None,
        })
    }

    /// Reads what is new in the file. What is damaged is passed over; a torn last line stays unread.
    fn take_in(&mut self, held: &mut Held) -> Result<Lines, NotesError> {
        if held.identity != self.identity || held.len < self.read_to {
            self.forget();
        }
        self.identity = held.identity;
        if held.len == self.read_to {
            return Ok(Lines::default());
        }
        let bytes = held.read_from(self.read_to)?;
        let mut lines = Lines::read(&bytes);
        if self.read_to == 0 {
            self.version = lines.file_version();
        } else if let Some(version) = lines.version {
            self.version = self.version.max(version);
        }
        if self.version > VERSION {
            let file = self.file().unwrap_or(Path::new("")).to_owned();
            self.warn(NotesError::Newer { file, version: self.version }.to_string());
            self.forget_records();
            self.read_to = held.len;
            return Ok(Lines::default());
        }
        let end = lines.torn.as_ref().map_or(bytes.len(), |torn| torn.start);
        self.read_to += end as u64;
        self.open = lines.open;
        if !lines.foreign.is_empty() {
            let file = self.file().unwrap_or(Path::new("")).display().to_string();
            self.warn(format!("{file}: {} of a newer casefile kept and not used", acts(lines.foreign.len())));
        }
        self.add(std::mem::take(&mut lines.records));
        Ok(lines)
    }

    fn add(&mut self, records: Vec<Record>) {
        if records.is_empty() {
            return;
        }
        self.all.reserve(records.len());
        for record in records {
            match self.ids.get(&record.id).and_then(|k| self.all.get(*k)) {
                None => {
                    self.ids.insert(record.id.clone(), self.all.len());
                    self.all.push(record);
                }
                Some(known) if *known == record => {}
                Some(_) => {
                    let file = self.file().unwrap_or(Path::new("")).display().to_string();
                    let id = &record.id.0;
                    self.warn(format!("{file}: two different records are called {id}; the first one counts"));
                }
            }
        }
        if self.own.is_some() {
            self.own = Some(self.select());
        }
    }

    /// The records of this log in a file of several.
    fn select(&self) -> Vec<Record> {
        let About::One(subject) = &self.about else {
            return self.all.iter().filter(|record| record.doc.is_none()).cloned().collect();
        };
        let keys: std::collections::BTreeSet<&str> = self
            .all
            .iter()
            .filter_map(|record| match &record.act {
                Act::Document { path, hash } if subject.is(path, hash) => record.doc.as_deref(),
                _ => None,
            })
            .collect();
        let ours = |record: &&Record| record.doc.as_deref().is_some_and(|doc| keys.contains(doc));
        self.all.iter().filter(ours).cloned().collect()
    }

    fn forget(&mut self) {
        self.forget_records();
        (self.read_to, self.open, self.version) = (0, false, VERSION);
    }

    fn forget_records(&mut self) {
        self.all.clear();
        self.ids.clear();
        self.own.iter_mut().for_each(Vec::clear);
    }

    /// Mends the file if it may be written, and says what was wrong.
    fn mend_or_warn(&mut self, lines: &Lines) {
        let Some(file) = self.place.file.clone() else { return };
        let damage = damage(lines);
        let mended = match self.place.private {
            true => Err("passed over".to_owned()),
            false => Held::to_write(&file)
                .and_then(|held| self.mend(held))
                .map_err(|error| format!("passed over, because it can't be set aside: {error}")),
        };
        match mended {
            // The file is another now.
            Ok(()) => {
                if let Ok(Some(mut held)) = Held::to_read(&file)
                    && let Err(error) = self.take_in(&mut held)
                {
                    self.warn(error.to_string());
                }
            }
            Err(how) => self.warn(format!("{}: {damage} {how}", file.display())),
        }
    }

    /// Sets damage aside and brings the file to the present version. Nothing is dropped: what does not stay in the log
    /// lies beside it.
    fn mend(&mut self, mut held: Held) -> Result<(), NotesError> {
        let bytes = held.read_from(0)?;
        let lines = Lines::read(&bytes);
        let name = self.place.file.clone().unwrap_or_default();
        let at = clock::after(None);
        let slice = |range: &std::ops::Range<usize>| bytes.get(range.clone()).unwrap_or_default();
        let old = lines.file_version() < VERSION;
        if lines.is_sound() && !old {
            return Ok(());
        }
        if !lines.is_sound() {
            let broken: Vec<&[u8]> = lines.bad.iter().chain(&lines.torn).map(slice).collect();
            let aside = disk::set_aside(&name, "damaged", &at, &broken.join(&b'\n'))?;
            self.warn(format!("{}: {} set aside as {}", name.display(), damage(&lines), aside.display()));
        }
        let torn = lines.torn.as_ref().map_or(bytes.len(), |torn| torn.start);
        if lines.bad.is_empty() && !old {
            return held.cut(torn as u64);
        }
        if old {
            let aside = disk::set_aside(&name, "old", &at, &bytes)?;
            let (from, aside) = (lines.file_version(), aside.display());
            self.warn(format!(
                "{}: brought from version {from} to {VERSION}; as it was: {aside}",
                name.display()
            ));
        }
        held.replace(&lines::migrated(&bytes, &lines))
    }

    fn warn(&mut self, warning: String) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }
}

/// "one damaged line", "3 damaged lines and an unfinished one".
fn damage(lines: &Lines) -> String {
    let bad = match lines.bad.len() {
        0 => None,
        1 => Some("a damaged line".to_owned()),
        n => Some(format!("{n} damaged lines")),
    };
    let torn = lines.torn.as_ref().map(|_| "an unfinished line".to_owned());
    bad.into_iter().chain(torn).collect::<Vec<_>>().join(" and ")
}

fn acts(count: usize) -> String {
    if count == 1 { "an act".to_owned() } else { format!("{count} acts") }
}

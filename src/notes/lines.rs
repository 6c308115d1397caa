//! The file format of a log: JSON lines, a header first, then one record a line. `docs/notes.md` shows it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::act::Record;

/// The version that is written. Fields and acts may be added within it: a line that is a JSON object with an `id` and yet
/// no record known here is left where it is.
pub const VERSION: u32 = 1;

/// What the header says the file is.
const FORMAT: &str = "casefile notes";

#[derive(Debug, Serialize, Deserialize)]
struct Header {
    format: String,
    version: u32,
}

/// The header line, with its newline.
pub fn header() -> String {
    line(&Header { format: FORMAT.to_owned(), version: VERSION })
}

/// A value as one line, with its newline.
pub fn line(value: &impl Serialize) -> String {
    // A record holds nothing that JSON cannot: its keys are strings and its numbers are finite.
    let mut line = serde_json::to_string(value).unwrap_or_default();
    line.push('\n');
    line
}

/// A line of a newer casefile of the same version: kept, not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    /// Its id.
    pub id: String,
    /// Its time.
    pub at: String,
    /// The line without its newline.
    pub line: String,
}

/// What a stretch of a log holds.
#[derive(Debug, Default)]
pub struct Lines {
    /// The version in the header; `None` without one.
    pub version: Option<u32>,
    /// In order.
    pub records: Vec<Record>,
    /// What only a newer casefile knows.
    pub foreign: Vec<Foreign>,
    /// Whole lines that are nothing of a log, as byte ranges without their newlines.
    pub bad: Vec<Range<usize>>,
    /// The last line, if it has no newline and is nothing of a log: its writer was killed, or the disk was full.
    pub torn: Option<Range<usize>>,
    /// Whether the last line is sound but has no newline.
    pub open: bool,
}

impl Lines {
    /// Reads `bytes`, which begin at the beginning of a line. Never fails: what is no record is said to be none.
    pub fn read(bytes: &[u8]) -> Self {
        let mut lines = Self::default();
        let mut from = if bytes.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
        while from < bytes.len() {
            let rest = bytes.get(from..).unwrap_or_default();
            let newline = memchr::memchr(b'\n', rest);
            let to = newline.map_or(bytes.len(), |n| from + n);
            let line = bytes.get(from..to).unwrap_or_default();
            if lines.take(line) {
                lines.open = newline.is_none() && !line.trim_ascii().is_empty();
            } else if newline.is_some() {
                lines.bad.push(from..to);
            } else {
                lines.torn = Some(from..to);
            }
            from = to + 1;
        }
        lines
    }

    /// Whether everything is as casefile writes it.
    pub fn is_sound(&self) -> bool {
        self.bad.is_empty() && self.torn.is_none()
    }

    /// The version of a whole file: one without a header is of version 0 if it holds anything.
    pub fn file_version(&self) -> u32 {
        let empty = self.records.is_empty() && self.foreign.is_empty() && self.bad.is_empty();
        self.version.unwrap_or(if empty { VERSION } else { 0 })
    }

    fn take(&mut self, line: &[u8]) -> bool {
        let line = line.trim_ascii();
        if line.is_empty() {
            return true;
        }
        if let Ok(record) = serde_json::from_slice::<Record>(line) {
            self.records.push(record);
            return true;
        }
        if let Ok(header) = serde_json::from_slice::<Header>(line)
            && header.format == FORMAT
        {
            self.version = self.version.max(Some(header.version));
            return true;
        }
        #[derive(Deserialize)]
        struct Outline {
            id: String,
            at: String,
            #[serde(rename = "act")]
            _act: serde::de::IgnoredAny,
        }
        let foreign = serde_json::from_slice::<Outline>(line).ok().zip(std::str::from_utf8(line).ok());
        foreign.is_some_and(|(Outline { id, at, .. }, line)| {
            self.foreign.push(Foreign { id, at, line: line.to_owned() });
            true
        })
    }
}

/// The file as this version writes it: a header, and every sound line in order.
///
/// From version 0, which has no header (a log put together from lines of others), nothing else changes. A later version
/// that changes lines does so here, one version after the other.
pub fn migrated(bytes: &[u8], lines: &Lines) -> Vec<u8> {
    let mut out = header().into_bytes();
    let broken = |from: usize| lines.bad.iter().chain(&lines.torn).any(|range| range.start == from);
    let mut from = 0;
    for line in bytes.split(|b| *b == b'\n') {
        let content = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line).trim_ascii();
        let skip = broken(from) || content.is_empty() || serde_json::from_slice::<Header>(content).is_ok();
        if !skip {
            out.extend_from_slice(content);
            out.push(b'\n');
        }
        from += line.len() + 1;
    }
    out
}

/// The file without some of its records.
pub fn without(bytes: &[u8], gone: impl Fn(&Record) -> bool) -> Vec<u8> {
    let is_gone = |line: &[u8]| serde_json::from_slice::<Record>(line).is_ok_and(|record| gone(&record));
    bytes.split_inclusive(|b| *b == b'\n').filter(|line| !is_gone(line)).flatten().copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str =
        r#"{"id":"1","at":"2025-01-01T00:00:00.000Z","by":"ana","act":{"save":{"name":"n","query":"q"}}}"#;

    #[test]
    fn each_line_is_taken_for_what_it_is() {
        let newer = r#"{"id":"2","at":"2025","by":"b","act":{"sing":{"song":1}}}"#;
        let file = format!("{}{RECORD}\r\n\n<<<<<<< ours\n{newer}\n{RECORD}\n{{\"id\":\"3", header());
        let lines = Lines::read(file.as_bytes());
        assert_eq!((lines.version, lines.records.len(), lines.foreign.len()), (Some(1), 2, 1));
        assert_eq!((lines.bad.len(), &file[lines.bad[0].clone()]), (1, "<<<<<<< ours"));
        assert_eq!(&file[lines.torn.clone().unwrap()], "{\"id\":\"3");
        assert!(!lines.open && !lines.is_sound());
        let whole = String::from_utf8(migrated(file.as_bytes(), &lines)).unwrap();
        assert_eq!(whole, format!("{}{RECORD}\n{newer}\n{RECORD}\n", header()));
    }

    #[test]
    fn a_last_line_without_newline_is_sound_if_it_is_whole() {
        let lines = Lines::read(RECORD.as_bytes());
        assert!(lines.open && lines.is_sound() && lines.records.len() == 1);
        assert_eq!(lines.file_version(), 0, "no header");
        assert_eq!(Lines::read(b"").file_version(), VERSION);
        assert!(!Lines::read(format!("{RECORD}\n").as_bytes()).open);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_panic_and_none_are_lost(bytes in proptest::collection::vec(0u8..=255, 0..200)) {
            let lines = Lines::read(&bytes);
            let whole = migrated(&bytes, &lines);
            let kept: usize = lines.bad.iter().chain(&lines.torn).map(ExactSizeIterator::len).sum();
            let ink = bytes.iter().filter(|b| !b.is_ascii_whitespace()).count();
            proptest::prop_assert!(kept + whole.len() >= ink);
        }
    }
}

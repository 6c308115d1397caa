//! The directory of a ZIP file and the members of it, as far as documents use them: stored or deflated, none encrypted.
//!
//! Read here and by no library, so that the limits hold before anything is allocated for a member, and because nothing is
//! ever written to a path that a file names.

use std::ops::Range;

use memchr::memmem;
use rustc_hash::FxHashMap;

use super::packed::drain;
use super::{IngestError, Limits};

/// A ZIP file, its members by name.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    members: FxHashMap<String, Member>,
    limits: &'a Limits,
    /// Bytes that may still come out.
    left: usize,
}

/// What the directory says of a member.
#[derive(Debug, Clone, Copy)]
struct Member {
    deflated: bool,
    known: bool,
    encrypted: bool,
    packed: u64,
    header: u64,
}

pub(super) const BROKEN: IngestError = IngestError::Damaged("a ZIP file");

fn number(bytes: &[u8], at: usize, width: usize) -> Option<u64> {
    let digits = bytes.get(at..at.checked_add(width)?)?;
    Some(digits.iter().rev().fold(0, |sum, b| sum << 8 | u64::from(*b)))
}

impl<'a> Archive<'a> {
    /// Reads the directory.
    pub fn new(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, IngestError> {
        let (directory, count) = directory(bytes).ok_or(BROKEN)?;
        if count > limits.entries as u64 {
            return Err(IngestError::TooMany { what: "files in the archive", most: limits.entries });
        }
        let mut archive = Self { bytes, members: FxHashMap::default(), limits, left: limits.unpacked };
        let mut at = directory.start;
        for _ in 0..count {
            at = archive.member(at, directory.end).ok_or(BROKEN)?;
        }
        Ok(archive)
    }

    /// Reads one line of the directory; returns where the next begins.
    fn member(&mut self, at: usize, end: usize) -> Option<usize> {
        let bytes = self.bytes.get(..end)?;
        if number(bytes, at, 4)? != 0x0201_4B50 {
            return None;
        }
        let field = |offset, width| number(bytes, at + offset, width);
        let (flags, method) = (field(8, 2)?, field(10, 2)?);
        let (mut packed, mut header) = (field(20, 4)?, field(42, 4)?);
        let sizes = [field(28, 2)?, field(30, 2)?, field(32, 2)?].map(|n| n as usize);
        let [name_len, extra_len, comment_len] = sizes;
        let name_at = at + 46;
        let name = bytes.get(name_at..name_at + name_len)?;
        let extra = bytes.get(name_at + name_len..name_at + name_len + extra_len)?;
        if packed == u64::from(u32::MAX)
            || header == u64::from(u32::MAX)
            || field(24, 4)? == u64::from(u32::MAX)
        {
            let large = zip64(extra)?;
            // The fields that are full stand there, in this order: size, packed size, header.
            let mut k = if field(24, 4)? == u64::from(u32::MAX) { 8 } else { 0 };
            if packed == u64::from(u32::MAX) {
                packed = number(large, k, 8)?;
                k += 8;
            }
            if header == u64::from(u32::MAX) {
                header = number(large, k, 8)?;
            }
        }
        let name = String::from_utf8_lossy(name).replace('\\', "/");
        let member = Member {
            deflated: method == 8,
            known: matches!(method, 0 | 8),
            encrypted: flags & 1 != 0,
            packed,
            header,
        };
        self.members.entry(name).or_insert(member);
        Some(name_at + name_len + extra_len + comment_len)
    }

    /// Whether there is a member of this name.
    pub fn has(&self, name: &str) -> bool {
        self.members.contains_key(name)
    }

    /// Bytes that a member takes in the file; none where there is no such member.
    pub fn packed(&self, name: &str) -> u64 {
        self.members.get(name).map_or(0, |m| m.packed)
    }

    /// The names of the members; sorted, so that the same file always reads the same.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let mut names: Vec<&str> = self.members.keys().map(String::as_str).collect();
        names.sort_unstable();
        names.into_iter()
    }

    /// Where the packed bytes of a member stand: behind its own header.
    fn place(&self, member: &Member) -> Option<Range<usize>> {
        let header = usize::try_from(member.header).ok()?;
        if number(self.bytes, header, 4)? != 0x0403_4B50 {
            return None;
        }
        let name = number(self.bytes, header.checked_add(26)?, 2)? as usize;
        let extra = number(self.bytes, header.checked_add(28)?, 2)? as usize;
        let start = header + 30 + name + extra;
        let end = start.checked_add(usize::try_from(member.packed).ok()?)?;
        (end <= self.bytes.len()).then_some(start..end)
    }

    /// The bytes of a member; `None` if there is none of this name.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, IngestError> {
        let Some(member) = self.members.get(name).copied() else { return Ok(None) };
        if member.encrypted {
            return Err(IngestError::Encrypted("a ZIP file"));
        }
        if !member.known {
            return Err(IngestError::Damaged("a document packed in an unusual way, or one"));
        }
        let packed = self.place(&member).and_then(|place| self.bytes.get(place)).ok_or(BROKEN)?;
        let limits = Limits { unpacked: self.left.min(self.limits.markup), ..*self.limits };
        let mut out = Vec::new();
        let drained = if member.deflated {
            drain(flate2::bufread::DeflateDecoder::new(packed), &mut out, packed.len(), &limits, "zip")
        } else {
            drain(packed, &mut out, packed.len(), &limits, "zip")
        };
        match drained {
            Err(IngestError::Unpacked(_)) if self.left < self.limits.markup => {
                return Err(IngestError::Unpacked(self.limits.unpacked));
            }
            other => other?,
        }
        self.left = self.left.saturating_sub(out.len());
        Ok(Some(out))
    }
}

/// The value of the ZIP64 field among the extra fields of a member.
fn zip64(mut extra: &[u8]) -> Option<&[u8]> {
    loop {
        let (id, len) = (number(extra, 0, 2)?, number(extra, 2, 2)? as usize);
        let value = extra.get(4..4 + len)?;
        if id == 1 {
            return Some(value);
        }
        extra = extra.get(4 + len..)?;
    }
}

/// Where the directory stands and how many members it has: what the last record of the file says.
fn directory(bytes: &[u8]) -> Option<(Range<usize>, u64)> {
    // A comment of up to 64 KiB may stand behind it.
    let tail = bytes.len().saturating_sub(22 + 0xFFFF);
    let end = tail + memmem::rfind(bytes.get(tail..)?, b"PK\x05\x06")?;
    let (mut count, mut size, mut start) =
        (number(bytes, end + 10, 2)?, number(bytes, end + 12, 4)?, number(bytes, end + 16, 4)?);
    let mut past = end;
    if count == 0xFFFF || size == u64::from(u32::MAX) || start == u64::from(u32::MAX) {
        let locator = end.checked_sub(20)?;
        if number(bytes, locator, 4)? == 0x0706_4B50 {
            let record = usize::try_from(number(bytes, locator + 8, 8)?).ok()?;
            if number(bytes, record, 4)? == 0x0606_4B50 {
                count = number(bytes, record.checked_add(32)?, 8)?;
                size = number(bytes, record.checked_add(40)?, 8)?;
                start = number(bytes, record.checked_add(48)?, 8)?;
                past = record;
            }
        }
    }
    let (start, size) = (usize::try_from(start).ok()?, usize::try_from(size).ok()?);
    let stop = start.checked_add(size)?;
    (stop <= past).then_some((start..stop, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::ingest::make_zip::zip;

    #[test]
    fn members_come_out_as_they_went_in() {
        let limits = Limits::default();
        for deflated in [false, true] {
            let bytes = zip(&[("a", b"one"), ("d/b.xml", &b"two ".repeat(1000))], deflated);
            let mut archive = Archive::new(&bytes, &limits).unwrap();
            assert_eq!(archive.read("a"), Ok(Some(b"one".to_vec())));
            assert_eq!(archive.read("d/b.xml"), Ok(Some(b"two ".repeat(1000))));
            assert_eq!(archive.read("c"), Ok(None));
        }
    }

    #[test]
    fn limits_hold() {
        let bytes = zip(&[("a", &vec![0; 4 << 20]), ("b", b"x")], true);
        let limits = Limits::default();
        let read = |limits: &Limits| Archive::new(&bytes, limits).and_then(|mut a| a.read("a"));
        assert_eq!(read(&limits), Err(IngestError::Ratio(limits.ratio)));
        let small = Limits { unpacked: 100, ..limits };
        assert_eq!(read(&small), Err(IngestError::Unpacked(100)));
        let few = Limits { entries: 1, ..limits };
        assert!(matches!(read(&few), Err(IngestError::TooMany { .. })));
    }

    #[test]
    fn every_byte_broken_and_every_cut() {
        let bytes = zip(&[("a", b"one one one one"), ("b", b"two")], true);
        let limits = Limits::default();
        let read = |bytes: &[u8]| {
            if let Ok(mut archive) = Archive::new(bytes, &limits) {
                let _ = (archive.read("a"), archive.read("b"));
            }
        };
        for k in 0..bytes.len() {
            read(&bytes[..k]);
            for byte in [0, 0xFF, 0x7F] {
                let mut broken = bytes.clone();
                broken[k] = byte;
                read(&broken);
            }
        }
    }
}

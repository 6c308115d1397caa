//! Compressed files: gzip and Zstandard, each by its first bytes, up to the limits.

use std::io::Read;

use super::{IngestError, Limits};

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    Gzip,
    Zstd,
}

/// The packing that the first bytes show.
pub(super) fn packing(bytes: &[u8]) -> Option<Packing> {
    match bytes {
        [0x1F, 0x8B, 8, ..] => Some(Packing::Gzip),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Packing::Zstd),
        _ => None,
    }
}

/// A file's name without the ending of its packing.
pub(super) fn inner_name(name: &str) -> &str {
    let ending = [".gz", ".zst", ".zstd", ".gzip"].into_iter().find(|e| {
        let stem = name.len().saturating_sub(e.len());
        name.get(stem..).is_some_and(|tail| tail.eq_ignore_ascii_case(e))
    });
    ending.and_then(|e| name.get(..name.len() - e.len())).unwrap_or(name)
}

/// The bytes of a compressed file.
pub(super) fn unpack(bytes: &[u8], packing: Packing, limits: &Limits) -> Result<Vec<u8>, IngestError> {
    let mut out = Vec::new();
    match packing {
        Packing::Gzip => {
            drain(flate2::bufread::MultiGzDecoder::new(bytes), &mut out, bytes.len(), limits, "gzip")?;
        }
        Packing::Zstd => {
            let mut rest = bytes;
            // Files may be joined of several frames.
            while !rest.is_empty() {
                let before = rest.len();
                let frame = ruzstd::decoding::StreamingDecoder::new(&mut rest);
                let frame = frame.map_err(|_| IngestError::Damaged("a Zstandard file"))?;
                drain(frame, &mut out, bytes.len(), limits, "zstd")?;
                if rest.len() == before {
                    return Err(IngestError::Damaged("a Zstandard file"));
                }
            }
        }
    }
    Ok(out)
}

/// Reads what comes out of `source` behind `out`, never more than the limits allow for `packed` bytes.
pub(super) fn drain(
    mut source: impl Read,
    out: &mut Vec<u8>,
    packed: usize,
    limits: &Limits,
    what: &'static str,
) -> Result<(), IngestError> {
    let mut buffer = vec![0u8; 1 << 16];
    loop {
        let read = match source.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(read) => read,
            Err(_) => {
                return Err(IngestError::Damaged(match what {
                    "gzip" => "a gzip file",
                    "zstd" => "a Zstandard file",
                    _ => "a ZIP file",
                }));
            }
        };
        out.extend_from_slice(buffer.get(..read).unwrap_or(&[]));
        if out.len() > limits.unpacked {
            return Err(IngestError::Unpacked(limits.unpacked));
        }
        if out.len() > DENSE && out.len() / packed.max(1) > limits.ratio {
            return Err(IngestError::Ratio(limits.ratio));
        }
    }
}

/// As much may come out of anything whatever the ratio: a short file of blanks is no attack.
pub(super) const DENSE: usize = 1 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    use crate::ingest::make_zip::{gzip, zstd};

    #[test]
    fn what_is_packed_comes_out_and_bombs_do_not() {
        let limits = Limits::default();
        let twice = [gzip(b"one "), gzip(b"two")].concat();
        assert_eq!(packing(&twice), Some(Packing::Gzip));
        assert_eq!(unpack(&twice, Packing::Gzip, &limits), Ok(b"one two".to_vec()));
        let bomb = gzip(&vec![b' '; 8 << 20]);
        assert_eq!(unpack(&bomb, Packing::Gzip, &limits), Err(IngestError::Ratio(limits.ratio)));
        let small = Limits { unpacked: 5, ..limits };
        assert_eq!(unpack(&twice, Packing::Gzip, &small), Err(IngestError::Unpacked(5)));
        let cut = twice.get(..twice.len() - 3).unwrap();
        assert_eq!(unpack(cut, Packing::Gzip, &limits), Err(IngestError::Damaged("a gzip file")));
    }

    #[test]
    fn zstandard_too() {
        let frame = &zstd(b"hello")[..];
        assert_eq!(packing(frame), Some(Packing::Zstd));
        let limits = Limits::default();
        assert_eq!(unpack(frame, Packing::Zstd, &limits), Ok(b"hello".to_vec()));
        assert_eq!(unpack(&frame.repeat(2), Packing::Zstd, &limits), Ok(b"hellohello".to_vec()));
        assert!(unpack(&frame[..frame.len() - 2], Packing::Zstd, &limits).is_err());
    }

    #[test]
    fn the_name_inside_is_that_without_the_ending() {
        assert_eq!(inner_name("a/b.txt.GZ"), "a/b.txt");
        assert_eq!(inner_name("b.tar.zst"), "b.tar");
        assert_eq!(inner_name("b.txt"), "b.txt");
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_end(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
            let limits = Limits { unpacked: 1 << 16, ..Limits::default() };
            let _ = unpack(&[&[0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3], &bytes[..]].concat(), Packing::Gzip, &limits);
            let _ = unpack(&[&[0x28, 0xB5, 0x2F, 0xFD], &bytes[..]].concat(), Packing::Zstd, &limits);
        }
    }
}

//! An input → its text.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::{Input, LoadError, child, sample};
use crate::ingest::{self, IngestError, Limits, Origin};
use crate::model::{Format, Text};

/// Where PDF documents are parsed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PdfParsing {
    /// In this process, which a hostile file can bring down.
    #[default]
    Here,
    /// In a child process with limits of time and memory: for the program itself, of which the child is another run.
    InChild,
}

/// How inputs are read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LoadOptions {
    /// The format given by the user; goes before any detection.
    pub format: Option<Format>,
    /// What a document may cost.
    pub limits: Limits,
    /// Where PDF documents are parsed.
    pub pdf: PdfParsing,
}

/// A document of which only the text is known yet.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// As the user named it; `-` for standard input, a plain name for the built-in sample.
    pub path: String,
    /// SHA-256 of the source bytes, as lower-case hexadecimal digits.
    pub hash: String,
    /// Number of source bytes.
    pub bytes: usize,
    /// The reading text.
    pub text: Text,
}

/// Reads one input. Blocks on a pipe until its writer is done.
pub fn read(input: &Input, options: &LoadOptions) -> Result<Loaded, LoadError> {
    let name = input.name();
    let bytes = match bytes(input, options.limits) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => {
            return Err(LoadError::Ingest { name, cause: IngestError::TooLarge(options.limits.bytes) });
        }
        Err(cause) => return Err(LoadError::Io { name, cause }),
    };
    let origin = match input {
        Input::File(_) | Input::Sample(_) => Origin::File(&name),
        Input::Stdin => Origin::Stdin,
    };
    let parser = match options.pdf {
        PdfParsing::Here => ingest::print_pdf,
        PdfParsing::InChild => child::print_in_child,
    };
    let text = match ingest::ingest_with(&bytes, origin, options.format, options.limits, parser) {
        Ok(text) => text,
        Err(IngestError::Empty) if *input == Input::Stdin => return Err(LoadError::EmptyInput),
        Err(cause) => return Err(LoadError::Ingest { name, cause }),
    };
    Ok(Loaded { hash: hash(&bytes), bytes: bytes.len(), path: name, text })
}

/// Finds out cheaply whether an input can be read, as far as its size and first bytes say. Standard input and pipes
/// are not touched.
pub fn probe(input: &Input, options: &LoadOptions) -> Result<(), LoadError> {
    let Input::File(path) = input else {
        return Ok(());
    };
    let name = input.name();
    let mut head = Vec::new();
    let size = match look(path, &mut head) {
        Ok(Some(size)) => size,
        Ok(None) => return Ok(()),
        Err(cause) => return Err(LoadError::Io { name, cause }),
    };
    let refused = if size > options.limits.bytes as u64 {
        Some(IngestError::TooLarge(options.limits.bytes))
    } else {
        ingest::refused(&head, Origin::File(&name), options.format, options.limits)
    };
    refused.map_or(Ok(()), |cause| Err(LoadError::Ingest { name, cause }))
}

/// The size of a regular file and its first bytes.
fn look(path: &Path, head: &mut Vec<u8>) -> io::Result<Option<u64>> {
    const HEAD: u64 = 1 << 16;
    // Opening a pipe would wait for its writer.
    if !path.metadata()?.is_file() {
        return Ok(None);
    }
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    file.take(HEAD).read_to_end(head)?;
    Ok(Some(size))
}

/// The source bytes. A file is refused by its size before a byte of it is read; of anything else at most one byte
/// more than the limit is taken, so that the reader of the format sees what is too large.
fn bytes(input: &Input, limits: Limits) -> io::Result<Option<Vec<u8>>> {
    let most = (limits.bytes as u64).saturating_add(1);
    let mut bytes = Vec::new();
    match input {
        Input::Sample(k) => bytes.extend_from_slice(sample().get(*k).map_or(&[], |s| s.content.as_bytes())),
        Input::Stdin => {
            io::stdin().lock().take(most).read_to_end(&mut bytes)?;
        }
        Input::File(path) => {
            let file = File::open(path)?;
            let size = file.metadata()?.len();
            if size >= most {
                return Ok(None);
            }
            bytes.reserve_exact(room(size));
            file.take(most).read_to_end(&mut bytes)?;
        }
    }
    Ok(Some(bytes))
}

/// How many bytes to reserve for a file of this size: one more, in which its end is noticed.
///
/// For a large file more, which nobody touches and so costs no memory. The GNU allocator takes a freed block of up to 32 MiB as a
/// sign that such blocks come and go, and from then on keeps what is freed of that size instead of giving it back. The
/// bytes of a file are freed once: without this, a text of ten megabytes costs fifteen more to the end.
fn room(size: u64) -> usize {
    const LARGE: usize = 1 << 20;
    const GIVEN_BACK: usize = 33 << 20;
    let exact = size as usize + 1;
    if exact > LARGE { exact.max(GIVEN_BACK) } else { exact }
}

/// SHA-256 as hexadecimal digits.
fn hash(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limited(bytes: usize) -> LoadOptions {
        LoadOptions { limits: Limits { bytes, ..Limits::default() }, ..LoadOptions::default() }
    }

    #[test]
    fn the_hash_is_of_the_source_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, b"abc").unwrap();
        let loaded = read(&Input::File(path.clone()), &LoadOptions::default()).unwrap();
        // The test vector of FIPS 180-2.
        assert_eq!(loaded.hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!((loaded.bytes, loaded.text.as_str()), (3, "abc"));
        assert_eq!(loaded.path, path.display().to_string());
    }

    #[test]
    fn the_sample_reads_and_every_name_is_its_own() {
        let inputs = Input::all_samples();
        let mut names: Vec<String> = inputs.iter().map(Input::name).collect();
        for input in &inputs {
            assert!(!read(input, &LoadOptions::default()).unwrap().text.is_empty());
        }
        names.sort();
        names.dedup();
        assert_eq!(names.len(), inputs.len());
    }

    #[test]
    fn what_is_too_large_is_refused_by_its_size() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, b"abcd").unwrap();
        let input = Input::File(path);
        assert!(read(&input, &limited(4)).is_ok() && probe(&input, &limited(4)).is_ok());
        for error in [read(&input, &limited(3)).map(|_| ()), probe(&input, &limited(3))] {
            let message = error.unwrap_err().to_string();
            assert!(message.ends_with("a.txt: larger than the limit of 3 bytes"), "{message}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn an_endless_device_ends_at_the_limit() {
        let input = Input::File("/dev/zero".into());
        assert!(probe(&input, &limited(1000)).is_ok(), "a device is not touched");
        assert!(matches!(
            read(&input, &limited(1000)),
            Err(LoadError::Ingest { cause: IngestError::TooLarge(1000), .. })
        ));
    }

    #[test]
    fn a_missing_file_is_named_with_the_reason() {
        let message =
            probe(&Input::File("no/such.txt".into()), &LoadOptions::default()).unwrap_err().to_string();
        assert_eq!(message, "no/such.txt: No such file or directory");
    }
}

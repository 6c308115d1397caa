//! What a log is about: a document as it is found again.

use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::versioned::absolute;
use crate::load;

/// Standard input as a path.
const STDIN: &str = "-";

/// A version of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Absolute path, `-` for standard input, the plain name of a sample.
    pub path: String,
    /// SHA-256 of the source bytes in hexadecimal digits; empty where nobody has read them.
    pub hash: String,
    /// Whether the path says which document it is: not for standard input and the samples.
    pub by_path: bool,
}

impl Subject {
    /// The document of this path and hash, as in [`crate::model::Document`].
    pub fn new(path: &str, hash: &str) -> Self {
        let by_path = path != STDIN && !is_sample(path, hash);
        let path = if by_path { absolute(path) } else { path.to_owned() };
        Self { path, hash: hash.to_owned(), by_path }
    }

    /// Whether a log that was about `path` and `hash` is about this one: the same place, else the same bytes.
    pub fn is(&self, path: &str, hash: &str) -> bool {
        (self.by_path && self.path == path) || (!self.hash.is_empty() && self.hash == hash)
    }

    /// What marks its records in a log of several documents.
    pub fn key(&self) -> String {
        self.hash.get(..12).unwrap_or(&self.hash).to_owned()
    }

    /// The file name of its log: readable, and one for each path (each content, where there is no path).
    pub fn log_name(&self) -> String {
        let name = if self.path == STDIN { "standard input" } else { self.path.as_str() };
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let of = if self.by_path { &self.path } else { &self.hash };
        format!("{}-{}.jsonl", slug(stem), digest(of))
    }
}

/// Whether it is a document of the built-in sample and no file of that name and content that lies in this folder.
fn is_sample(path: &str, hash: &str) -> bool {
    let content = || load::sample().iter().find(|sample| sample.name == path).map(|sample| sample.content);
    content().is_some_and(|content| hex(content.as_bytes()) == hash) && !Path::new(path).exists()
}

/// 48 bits of the SHA-256 of a string as hexadecimal digits.
pub fn digest(of: &str) -> String {
    let mut digits = hex(of.as_bytes());
    digits.truncate(12);
    digits
}

fn hex(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// A name as a part of a file name that any system takes.
fn slug(name: &str) -> String {
    const LONGEST: usize = 40;
    let mut slug = String::new();
    for c in crate::fold::fold(name).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
        if slug.len() >= LONGEST {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "document".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_has_a_readable_name_of_its_own() {
        let name = |path: &str, hash: &str| Subject::new(path, hash).log_name();
        let one = name("/a/École & Été (2).txt", "1");
        assert!(one.starts_with("ecole-ete-2-") && one.ends_with(".jsonl"), "{one}");
        assert_ne!(one, name("/b/École & Été (2).txt", "1"));
        assert_eq!(one, name("/a/École & Été (2).txt", "2"), "another version");
        assert!(name("-", "1").starts_with("standard-input-"));
        assert_ne!(name("-", "1"), name("-", "2"));
        assert!(name("/東京", "").starts_with("document-"));
        assert!(name(&format!("/{}", "x".repeat(300)), "").len() < 64);
    }

    #[test]
    fn samples_are_known_by_their_bytes() {
        let sample = load::sample()[0];
        let hash = hex(sample.content.as_bytes());
        assert!(!Subject::new(sample.name, &hash).by_path);
        assert!(Subject::new(sample.name, "another").by_path, "a file of the same name");
    }
}

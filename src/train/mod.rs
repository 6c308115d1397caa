//! Rebuilding what in `assets/` was fitted or counted: the weights of headings, and lists of words, names and cities.
//!
//! Behind the feature `train`, for `casefile-train`; the program itself never needs it. The texts these assets come from
//! are not kept with the program: `assets/README.md` names them, their licences and the commands. The same input gives the same
//! bytes. Unlike the stages, this module reads and writes files.

#[cfg(feature = "train")]
pub mod checkworthy;
#[cfg(feature = "train")]
pub mod cities;
#[cfg(feature = "train")]
pub mod headings;
#[cfg(feature = "train")]
mod licence;
#[cfg(feature = "train")]
mod lists;
#[cfg(feature = "train")]
mod logistic;
#[cfg(feature = "train")]
pub mod names;
pub mod reports;
#[cfg(feature = "train")]
pub mod tagger;
#[cfg(feature = "train")]
pub mod words;

#[cfg(feature = "train")]
use std::{fs, path::Path};

#[cfg(feature = "train")]
use anyhow::Context;

#[cfg(feature = "train")]
/// The text of a file, with the path in the error.
fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(feature = "train")]
/// Writes a file, with the path in the error.
fn write(path: &Path, content: &str) -> anyhow::Result<()> {
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}

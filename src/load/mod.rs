//! Paths, folders and standard input → documents. The only reader of documents on the disk.
//!
//! In three steps that the explorer takes one by one on its worker thread: [`plan`] turns what the user typed into
//! [`Input`]s, [`read`] turns an input into its text, and [`crate::extract::extract`] does the rest.

mod error;
mod plan;
mod read;
mod sample;

pub use error::LoadError;
pub use plan::{Input, Plan, plan};
pub use read::{LoadOptions, Loaded, read};
pub use sample::sample;

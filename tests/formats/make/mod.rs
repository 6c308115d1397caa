//! Writers of documents for the tests: small, and only as much of each format as readers meet in every file.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
#![allow(dead_code)]

pub mod office;
pub mod pdf;
pub mod report;
pub mod zip;

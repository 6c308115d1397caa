//! casefile reads reports that matter: who did what, when, who says so, and where exactly it stands.
//!
//! The data's way through the program, which is also the order of the modules:
//!
//! ```text
//! bytes ─ingest→ Text ─structure→ outline, noise, sentences ─extract→ mentions, times, claims, events = Document
//! Documents ─link→ Dossier ─search/scope→ what is asked for ─tui│cli│export→ a person
//! ```
//!
//! Everything up to [`scope`] is pure: no disk, no clock, no terminal, the same result for the same bytes.
//! [`load`], [`config`] and [`notes`] touch the disk; `cli` and `tui` talk to a person. `train` is no part of the program:
//! it rebuilds what in `assets/` was fitted or counted.

pub mod fold;
pub mod model;

pub mod ingest;
pub mod structure;

pub mod extract;

pub mod link;

pub mod scope;
pub mod search;

pub mod config;
pub mod export;
pub mod load;
pub mod notes;
pub mod save;

#[cfg(feature = "cli")]
pub mod cli;
#[cfg(any(test, feature = "train"))]
pub mod train;
#[cfg(feature = "tui")]
pub mod tui;

//! What the command line hands to the explorer.

use crate::extract;
use crate::load::{Input, LoadOptions};

/// Whether colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Everything the explorer begins with.
#[derive(Debug, Default)]
pub struct Start {
    /// The documents to read, in order.
    pub inputs: Vec<Input>,
    /// Paths that led nowhere and settings that can't be used, a line each, to be told inside.
    pub problems: Vec<String>,
    /// How inputs are read.
    pub reading: LoadOptions,
    /// What extraction knows beforehand: the date given with `--date`.
    pub extraction: extract::Options,
    /// Settings from the configuration file.
    pub config: crate::config::Config,
    /// Nothing is to be written.
    pub private: bool,
    /// ASCII symbols only; `None` leaves it to the configuration and the locale.
    pub ascii: Option<bool>,
    /// Whether colours are used.
    pub color: Color,
}

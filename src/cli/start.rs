//! What the command line hands to the explorer.

use crate::config::Config;
use crate::extract;
use crate::load::{Input, LoadOptions};
use crate::notes::Store;

/// Whether colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Whether to use colours on a stream that is a terminal or is none. `NO_COLOR` counts when it is not empty
    /// (no-color.org), and the option goes before it.
    pub fn on(self, terminal: bool) -> bool {
        match self {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
        }
    }
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
    pub config: Config,
    /// Where notes are kept.
    pub store: Store,
    /// Nothing is to be written.
    pub private: bool,
    /// ASCII symbols only; `None` leaves it to the configuration and the locale.
    pub ascii: Option<bool>,
    /// Nothing of last time is put back.
    pub fresh: bool,
    /// Files are watched, and read again when they change.
    pub watch: bool,
    /// Words instead of drawings.
    pub plain: bool,
    /// Whether colours are used.
    pub color: Color,
}

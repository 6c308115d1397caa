//! The configuration file: a patch over the built-in defaults, which `assets/config.toml` shows.
//!
//! What can't be used is told with its line and leaves the default: a mistake in the file never keeps anyone from
//! reading a report.

mod file;
mod nearest;
mod parse;

pub use file::{load, path};
pub(crate) use nearest::nearest;
pub use parse::parse;

/// The built-in defaults as a file, with comments. What `casefile` does without any configuration.
pub const DEFAULTS: &str = include_str!("../../assets/config.toml");

/// The narrowest and the widest measure that can be set, in columns.
pub const MEASURE: std::ops::RangeInclusive<u16> = 20..=400;

/// What a citation template may refer to.
pub const CITATION_FIELDS: [&str; 14] = [
    "text",
    "title",
    "file",
    "path",
    "section",
    "paragraph",
    "page",
    "line",
    "place",
    "date",
    "hash",
    "hash8",
    "start",
    "end",
];

/// Settings in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Name of the theme; "auto" keeps to the terminal's own colours.
    pub theme: String,
    /// Which symbols are drawn.
    pub symbols: Symbols,
    /// Width of the reader's text in columns, at most.
    pub measure: u16,
    /// Action → keys, each a key or a sequence; in the order of the file. Only what differs from the defaults.
    pub keys: Vec<(String, Vec<String>)>,
    /// What "copy with citation" puts on the clipboard; see [`CITATION_FIELDS`].
    pub citation: String,
}

/// Which symbols are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Symbols {
    /// As the locale allows.
    #[default]
    Auto,
    /// Box drawing and arrows.
    Unicode,
    /// ASCII only.
    Ascii,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            theme: "auto".to_owned(),
            symbols: Symbols::Auto,
            measure: 80,
            keys: Vec::new(),
            citation: "“{text}” ({title}, {section}, {path}:{line})".to_owned(),
        }
    }
}

/// The names that a configuration file may use and that other modules own.
#[derive(Debug, Clone, Copy)]
pub struct Vocabulary<'a> {
    /// Themes.
    pub themes: &'a [&'a str],
    /// Actions that keys can be bound to.
    pub actions: &'a [&'a str],
    /// Whether a string is a key or a sequence of keys.
    pub is_keys: fn(&str) -> bool,
}

/// Something in the file that could not be used. Displayed as one line: file, line, what is wrong, what would fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {message}", line.map_or(String::new(), |line| format!(":{line}")))]
pub struct Warning {
    /// The file.
    pub file: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong and what would fit.
    pub message: String,
}

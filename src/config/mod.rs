//! The configuration file: a patch over the built-in defaults, which `assets/config.toml` shows.
//!
//! What can't be used is told with its line and leaves the default: a mistake in the file never keeps anyone from
//! reading a report.

mod file;
mod limits;
mod nearest;
mod parse;

pub use file::{load, path, theme, theme_names};
pub(crate) use nearest::nearest;
pub use parse::parse;

/// The built-in defaults as a file, with comments. What `casefile` does without any configuration.
pub const DEFAULTS: &str = include_str!("../../assets/config.toml");

/// The narrowest and the widest measure that can be set, in columns.
pub const MEASURE: std::ops::RangeInclusive<u16> = 20..=400;

/// The layouts that can be set.
pub const LAYOUTS: [&str; 5] = ["auto", "single", "stacked", "two", "three"];

/// The longest delay of the list of keys, in milliseconds.
pub const POPUP_DELAY: std::ops::RangeInclusive<u16> = 0..=10_000;

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
    /// Name of the layout: "auto" goes by the size of the terminal; see [`LAYOUTS`].
    pub layout: String,
    /// Name of the preset of keys that the changes below are made to.
    pub preset: String,
    /// What changes of the keys, in the order of the file.
    pub keys: Vec<KeyChange>,
    /// Milliseconds after the first key of a sequence until the keys that may follow are shown.
    pub popup_delay: u16,
    /// The file the settings are from, if there is one.
    pub file: Option<String>,
    /// What "copy with citation" puts on the clipboard; see [`CITATION_FIELDS`].
    pub citation: String,
    /// Who writes notes; without a name it is whoever is logged in.
    pub author: String,
    /// What a document may cost.
    pub limits: crate::ingest::Limits,
}

/// A change of the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyChange {
    /// What is changed: `[keys]` names an action, `[sequences]` keys.
    pub name: String,
    /// Keys of the action, each a key or a sequence; or the actions that the sequence runs.
    pub values: Vec<String>,
    /// Whether `name` is a sequence and `values` are actions.
    pub sequence: bool,
    /// The line of the file, from 1.
    pub line: usize,
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
    /// Words instead of drawings, for screen readers.
    Plain,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            theme: "auto".to_owned(),
            symbols: Symbols::Auto,
            measure: 80,
            layout: "auto".to_owned(),
            preset: "vim".to_owned(),
            keys: Vec::new(),
            popup_delay: 300,
            file: None,
            citation: "“{text}” ({title}, {date}, {section}, {file}:{line})".to_owned(),
            author: String::new(),
            limits: crate::ingest::Limits::default(),
        }
    }
}

/// The names that a configuration file may use and that other modules own.
#[derive(Debug, Clone, Copy)]
pub struct Vocabulary<'a> {
    /// Themes.
    pub themes: &'a [&'a str],
    /// Presets of keys.
    pub presets: &'a [&'a str],
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

//! Where the configuration lies, and reading it.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::{Config, Vocabulary, Warning, parse};

/// Names another file, before the platform's convention.
const VARIABLE: &str = "CASEFILE_CONFIG";

/// Nobody writes a longer one by hand.
const MOST_BYTES: u64 = 1 << 20;

/// The configuration file that counts, whether or not it exists, and whether the user named it by `CASEFILE_CONFIG`.
/// `None` where the user has no home and named none.
pub fn path() -> Option<(PathBuf, bool)> {
    if let Some(named) = std::env::var_os(VARIABLE).filter(|v| !v.is_empty()) {
        return Some((PathBuf::from(named), true));
    }
    let strategy = etcetera::choose_base_strategy().ok()?;
    Some((strategy.config_dir().join("casefile").join("config.toml"), false))
}

/// Reads the configuration. No file at the usual place is no mistake; a missing file that the user named is one.
pub fn load(vocabulary: Vocabulary<'_>) -> (Config, Vec<Warning>) {
    let Some((path, named)) = path() else {
        return (Config::default(), Vec::new());
    };
    match read(&path) {
        Ok(text) => {
            let file = path.display().to_string();
            let (mut config, warnings) = parse(&text, &file, vocabulary);
            config.file = Some(file);
            (config, warnings)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound && !named => (Config::default(), Vec::new()),
        Err(error) => {
            let file = path.display().to_string();
            (Config::default(), vec![Warning { file, line: None, message: error.to_string() }])
        }
    }
}

/// The user's theme of this name: its file and its text. Themes lie in the folder `themes` beside the configuration.
pub fn theme(name: &str) -> Option<(PathBuf, io::Result<String>)> {
    let path = themes()?.join(format!("{name}.toml"));
    match read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        read => Some((path, read)),
    }
}

/// The names of the user's themes, in order.
pub fn theme_names() -> Vec<String> {
    let entries = themes().and_then(|folder| std::fs::read_dir(folder).ok());
    let mut names: Vec<String> = entries
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_stem()?.to_str()?.to_owned();
            (path.extension()? == "toml").then_some(name)
        })
        .collect();
    names.sort();
    names
}

fn themes() -> Option<PathBuf> {
    Some(path()?.0.parent()?.join("themes"))
}

fn read(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(MOST_BYTES).read_to_string(&mut text)?;
    Ok(text)
}

//! `casefile config`: the defaults, the place of the file, and what is wrong with it.

use std::io::Write;

use super::Status;
use super::args;
use crate::config::{self, Config, Vocabulary, Warning};

/// Reads the configuration file with the names the explorer knows.
#[cfg(feature = "tui")]
pub(super) fn load() -> (Config, Vec<Warning>) {
    use crate::tui;
    let own = config::theme_names();
    let built_in = tui::theme::BUILT_IN.iter().map(|(name, _)| *name);
    let themes: Vec<&str> = built_in.chain(own.iter().map(String::as_str)).collect();
    let actions: Vec<&str> = tui::action::ACTIONS.iter().map(|spec| spec.name).collect();
    let is_keys = |keys: &str| tui::keymap::parse_sequence(keys).is_some();
    let presets = tui::keymap::presets::NAMES;
    config::load(Vocabulary { themes: &themes, presets: &presets, actions: &actions, is_keys })
}

/// What is to be said about the keys of a configuration, and whether each is no mistake.
#[cfg(feature = "tui")]
fn keys(config: &Config) -> Vec<(Warning, bool)> {
    crate::tui::keymap::Keymap::configured(config).1
}

/// What is wrong with the user's themes, the one in use or not.
#[cfg(feature = "tui")]
fn themes() -> Vec<Warning> {
    let mut warnings = Vec::new();
    for name in config::theme_names() {
        match config::theme(&name) {
            Some((path, Ok(text))) => {
                warnings.extend(crate::tui::theme::check(&text, &path.display().to_string()));
            }
            Some((path, Err(error))) => {
                let file = path.display().to_string();
                warnings.push(Warning { file, line: None, message: error.to_string() });
            }
            None => {}
        }
    }
    warnings
}

#[cfg(not(feature = "tui"))]
fn themes() -> Vec<Warning> {
    Vec::new()
}

#[cfg(not(feature = "tui"))]
fn load() -> (Config, Vec<Warning>) {
    config::load(Vocabulary { themes: &["auto"], presets: &["vim"], actions: &[], is_keys: |_| true })
}

#[cfg(not(feature = "tui"))]
fn keys(_: &Config) -> Vec<(Warning, bool)> {
    Vec::new()
}

/// Runs the command.
pub(super) fn run(asked: &args::Settings) -> anyhow::Result<Status> {
    let mut out = std::io::stdout().lock();
    if asked.print_default {
        out.write_all(config::DEFAULTS.as_bytes())?;
        return Ok(Status::Done);
    }
    let path = config::path();
    if asked.path || !asked.check {
        match &path {
            Some((path, _)) => writeln!(out, "{}", path.display())?,
            None => anyhow::bail!("there is no home folder; CASEFILE_CONFIG can name a file"),
        }
        return Ok(Status::Done);
    }
    let (config, mut warnings) = load();
    for (warning, is_note) in keys(&config) {
        match is_note {
            true => writeln!(out, "note: {warning}")?,
            false => warnings.push(warning),
        }
    }
    warnings.sort_by_key(|w| w.line);
    warnings.extend(themes());
    for warning in &warnings {
        writeln!(out, "{warning}")?;
    }
    if !warnings.is_empty() {
        return Ok(Status::Failed);
    }
    let told = match (&config.file, path) {
        (Some(file), _) => format!("{file}: nothing wrong"),
        (None, Some((path, _))) => format!("{}: no such file; the defaults are in force", path.display()),
        (None, None) => "no file; the defaults are in force".to_owned(),
    };
    writeln!(out, "{told}")?;
    Ok(Status::Done)
}

//! `casefile config`: the defaults, the place of the file, and what is wrong with it.

use std::io::Write;

use serde_json::json;

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
pub(super) fn load() -> (Config, Vec<Warning>) {
    config::load(Vocabulary { themes: &["auto"], presets: &["vim"], actions: &[], is_keys: |_| true })
}

#[cfg(not(feature = "tui"))]
fn keys(_: &Config) -> Vec<(Warning, bool)> {
    Vec::new()
}

/// Runs the command.
pub(super) fn run(common: &args::Common, asked: &args::Settings) -> anyhow::Result<Status> {
    let mut out = std::io::stdout().lock();
    if asked.print_default {
        out.write_all(config::DEFAULTS.as_bytes())?;
        return Ok(Status::Done);
    }
    let path = config::path();
    if asked.path || !asked.check {
        let Some((path, _)) = &path else {
            anyhow::bail!("there is no home folder; CASEFILE_CONFIG can name a file")
        };
        let told = match common.json {
            true => json!({"path": path.display().to_string(), "exists": path.exists()}).to_string(),
            false => path.display().to_string(),
        };
        writeln!(out, "{told}")?;
        return Ok(Status::Done);
    }
    let (config, warnings) = load();
    let mut said: Vec<(Warning, bool)> = warnings.into_iter().map(|w| (w, false)).collect();
    said.extend(keys(&config));
    said.sort_by_key(|(w, _)| w.line);
    said.extend(themes().into_iter().map(|w| (w, false)));
    for (warning, is_note) in &said {
        let Warning { file, line, message } = warning;
        let told = match (common.json, is_note) {
            (true, _) => json!({"path": file, "line": line, "message": message, "note": is_note}).to_string(),
            (false, true) => format!("note: {warning}"),
            (false, false) => warning.to_string(),
        };
        writeln!(out, "{told}")?;
    }
    if said.iter().any(|(_, is_note)| !is_note) {
        return Ok(Status::Failed);
    }
    let told = match (&config.file, path) {
        _ if common.json => return Ok(Status::Done),
        (Some(file), _) => format!("{file}: nothing wrong"),
        (None, Some((path, _))) => format!("{}: no such file; the defaults are in force", path.display()),
        (None, None) => "no file; the defaults are in force".to_owned(),
    };
    writeln!(out, "{told}")?;
    Ok(Status::Done)
}

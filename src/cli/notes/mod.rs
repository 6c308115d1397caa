//! `casefile notes`: the analyst's own layer from the command line.

mod add;
mod check;
mod list;
mod merge;

use std::path::{Path, PathBuf};

use super::args::{Common, Notes, NotesAction};
use super::session::{Session, Without};
use super::{Status, report, settings};
use crate::load::{self, Loaded};
use crate::notes::{Log, Positions, Store, author};

/// Runs the command.
pub fn run(common: &Common, private: bool, args: &Notes) -> anyhow::Result<Status> {
    let store = store(args.notes.as_deref(), private);
    match &args.action {
        None => list::run(common, &store, &args.paths),
        Some(NotesAction::Add(asked)) => add::note(common, &store, asked),
        Some(NotesAction::Status(asked)) => add::status(common, &store, asked),
        Some(NotesAction::Undo { path }) => add::undo(common, &store, path, true),
        Some(NotesAction::Redo { path }) => add::undo(common, &store, path, false),
        Some(NotesAction::Check { paths }) => check::run(common, &store, paths),
        Some(NotesAction::Merge(asked)) => merge::run(common, asked),
        Some(NotesAction::Purge { paths }) => purge(common, &store, private, paths),
    }
}

/// The logs in force: of the user's folder, or in one file.
pub fn store(file: Option<&Path>, private: bool) -> Store {
    let (config, _) = settings::load();
    let author = author(Some(&config.author));
    let store = file.map_or_else(Store::default_folder, Store::in_file).by(&author);
    if private { Store::private(store) } else { store }
}

/// The one document of a command.
fn document(common: &Common, path: &Path) -> anyhow::Result<Loaded> {
    let session = Session::plan(common, &[path.to_owned()], Without::Nothing)?;
    match (session.inputs.as_slice(), session.problems.as_slice()) {
        ([input], _) => Ok(load::read(input, &session.options().0)?),
        ([], [problem, ..]) => anyhow::bail!("{problem}"),
        _ => anyhow::bail!("{}: holds several documents: name a file", path.display()),
    }
}

/// The log of a document, with its warnings told.
fn open(store: &Store, path: &str, hash: &str) -> anyhow::Result<Log> {
    let log = store.open(path, hash)?;
    log.warnings().iter().for_each(|warning| report::error(warning));
    Ok(log)
}

/// Forgets documents: the notes and the reading position.
fn purge(common: &Common, store: &Store, private: bool, paths: &[PathBuf]) -> anyhow::Result<Status> {
    let mut status = Status::Done;
    let mut lines = Vec::new();
    for path in paths {
        // Notes of a file that is gone are forgotten by its path.
        let (name, hash) = match document(common, path) {
            Ok(loaded) => (loaded.path, loaded.hash),
            Err(error) if path.exists() || path == Path::new("-") => return Err(error),
            Err(_) => (path.display().to_string(), String::new()),
        };
        let mut removed: Vec<String> =
            store.purge(&name, &hash)?.iter().map(|file| file.display().to_string()).collect();
        let known = Some(hash.as_str()).filter(|hash| !hash.is_empty());
        if Positions::load(private).forget(&name, known)? {
            removed.push("the reading position".to_owned());
        }
        match removed.is_empty() {
            true => {
                report::error(&format!("{name}: nothing was kept about it"));
                status = Status::Nothing;
            }
            false => lines.push(format!("{name}: forgotten ({})", removed.join(", "))),
        }
    }
    told(&lines)?;
    Ok(status)
}

/// What was done, on standard output.
fn told(lines: &[String]) -> std::io::Result<()> {
    use crate::ingest::sanitize::sanitize_line;
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    lines.iter().try_for_each(|line| writeln!(out, "{}", sanitize_line(line)))
}

//! `casefile` without a command: the explorer, or the overview where there is no terminal for it.

use std::io::{self, IsTerminal};
use std::path::Path;

use clap::CommandFactory;

use super::args::Args;
use super::session::{Session, Without};
use super::{Status, overview};
use crate::config::nearest;

/// Opens the explorer.
pub fn run(args: &Args) -> anyhow::Result<Status> {
    if let Some(command) = args.paths.first().and_then(|path| meant(path)) {
        anyhow::bail!(
            "{}: no such file, and no such command; did you mean `casefile {command}`?",
            args.paths.first().map_or(String::new(), |path| path.display().to_string())
        );
    }
    let session = Session::plan(&args.common, &args.paths, Without::Sample)?;
    if !io::stdout().is_terminal() || args.common.json {
        return overview::run(&args.common, &session);
    }
    open(args, session)
}

/// The command that was meant by the first of the paths, if it leads nowhere and looks like the name of one.
fn meant(path: &Path) -> Option<String> {
    let word = path.to_str().filter(|word| word.chars().all(|c| c.is_ascii_alphabetic()))?;
    if path.exists() {
        return None;
    }
    let commands = Args::command();
    if word == "help" {
        return Some("--help".to_owned());
    }
    let names = commands.get_subcommands().map(clap::Command::get_name);
    nearest(word, names).map(str::to_owned)
}

#[cfg(not(feature = "tui"))]
fn open(args: &Args, session: Session) -> anyhow::Result<Status> {
    overview::run(&args.common, &session)
}

#[cfg(feature = "tui")]
fn open(args: &Args, session: Session) -> anyhow::Result<Status> {
    use super::start::Start;
    use super::{report, settings};
    use crate::notes::{self, Store};
    use crate::{load, tui};

    let (reading, extraction) = session.options();
    let mut problems = session.problems;
    let mut inputs = session.inputs;
    // What can't be opened at all is told before the screen is taken, if nothing else is left to show.
    if let [input] = inputs.as_slice()
        && let Err(error) = load::probe(input, &reading)
    {
        problems.push(error.to_string());
        inputs.clear();
    }
    if inputs.is_empty() {
        problems.iter().for_each(|problem| report::error(problem));
        return Ok(Status::Failed);
    }
    // The screen of the explorer goes, and what it has said with it: paths that lead nowhere are told once more behind it.
    let mut unread = problems.clone();
    let (config, warnings) = settings::load();
    problems.extend(warnings.iter().map(ToString::to_string));
    let common = &args.common;
    let store = args.notes.as_deref().map_or_else(Store::default_folder, Store::in_file);
    let store = store.by(&notes::author(Some(&config.author)));
    let store = if args.private { Store::private(store) } else { store };
    unread.extend(tui::run(Start {
        store,
        inputs,
        problems,
        reading,
        extraction,
        config,
        private: args.private,
        ascii: common.ascii.then_some(true),
        plain: args.plain,
        fresh: args.fresh,
        watch: args.watch,
        color: common.color,
    })?);
    unread.iter().for_each(|problem| report::error(problem));
    Ok(if unread.is_empty() { Status::Done } else { Status::Failed })
}

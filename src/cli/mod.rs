//! The command line: what is asked for, who does it, and how it ends. Knows no terminal widget.

mod actors;
mod args;
mod claims;
mod compare;
mod explorer;
mod export;
mod extract;
mod hit;
mod hung;
mod listing;
mod manual;
mod memory;
mod narrow;
mod notes;
mod outline;
mod overview;
mod print_pdf;
mod queries;
mod report;
mod search;
mod session;
mod settings;
pub mod start;
mod stats;
mod text;
mod timeline;
mod timings;
mod values;
mod wrap;

use std::io;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Args, Command};
use session::{Session, Without};

/// How a command ended, as its exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// Everything was done.
    Done = 0,
    /// A search has found nothing.
    Nothing = 1,
    /// Something could not be read; it has been reported.
    Failed = 2,
}

/// Parses the arguments, runs the command, and says how it ended.
pub fn main() -> ExitCode {
    memory::give_back_large_pieces();
    if let Some(ended) = print_pdf::asked() {
        return ended;
    }
    let mut args = Args::parse();
    // What `extract` prints depends on its input and its options alone.
    if !matches!(args.command, Some(Command::Extract(_) | Command::Config(_))) {
        args.common.limits = settings::load().0.limits;
    }
    match run(&args) {
        Ok(status) => ExitCode::from(status as u8),
        Err(error) if report::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            report::error(&format!("{error:#}"));
            ExitCode::from(Status::Failed as u8)
        }
    }
}

fn run(args: &Args) -> anyhow::Result<Status> {
    let common = &args.common;
    match &args.command {
        None => explorer::run(args),
        Some(Command::Overview(asked)) => {
            let session = Session::plan(common, &asked.paths.paths, Without::Sample)?;
            overview::run(common, &session.with(&asked.with)?)
        }
        Some(Command::Text(path)) => text::run(common, path),
        Some(Command::Outline(paths)) => outline::run(common, paths),
        Some(Command::Actors(paths)) => actors::run(common, paths),
        Some(Command::Timeline(paths)) => timeline::run(common, paths),
        Some(Command::Claims(paths)) => claims::run(common, paths),
        Some(Command::Compare(paths)) => compare::run(common, paths),
        Some(Command::Search(search)) => search::run(common, search),
        Some(Command::Stats(paths)) => stats::run(common, paths),
        Some(Command::Extract(extract)) => extract::run(common, extract),
        Some(Command::Export(export)) => export::run(common, export),
        Some(Command::Notes(asked)) => notes::run(common, args.private, asked),
        Some(Command::Man { output, force }) => manual::run(output.as_deref(), *force),
        Some(Command::Config(asked)) => settings::run(common, asked),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Args::command(), "casefile", &mut script);
            io::Write::write_all(&mut io::stdout().lock(), &script)?;
            Ok(Status::Done)
        }
    }
}

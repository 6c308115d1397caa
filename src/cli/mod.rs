//! The command line: what is asked for, who does it, and how it ends. Knows no terminal widget.

mod args;
mod extract;
mod report;
pub mod start;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

/// How a command ended, as its exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// Everything was done.
    Done = 0,
    /// Nothing was found.
    Nothing = 1,
    /// Something could not be read or was asked for wrongly; it has been reported.
    Failed = 2,
}

/// Parses the arguments, runs the command, and says how it ended.
pub fn main() -> ExitCode {
    let args = Args::parse();
    let outcome = match &args.command {
        Some(Command::Extract(extract)) => extract::run(&args.common, extract),
        None => Ok(Status::Nothing),
    };
    match outcome {
        Ok(status) => ExitCode::from(status as u8),
        Err(error) if report::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            report::error(&format!("{error:#}"));
            ExitCode::from(Status::Failed as u8)
        }
    }
}

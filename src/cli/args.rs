//! The arguments, as clap reads them. Help texts are these comments.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::model::{Date, Format};

/// Read reports that matter: who did what, when, who says so, and where exactly it stands.
#[derive(Debug, Parser)]
#[command(name = "casefile", version, disable_help_subcommand = true)]
pub struct Args {
    /// What to do; without it, the explorer opens.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What all commands take.
    #[command(flatten)]
    pub common: Common,
}

/// What all commands take.
#[derive(Debug, clap::Args)]
pub struct Common {
    /// The date of the document, which "last week" hangs on (YYYY-MM-DD)
    #[arg(long, global = true, value_name = "DATE", value_parser = date)]
    pub date: Option<Date>,
    /// Read the input as this format, whatever its name and content say
    #[arg(long, global = true, value_name = "FORMAT", value_parser = format)]
    pub format: Option<Format>,
    /// Documents read at the same time (default: one a processor)
    #[arg(long, global = true, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// One JSON object a line
    #[arg(long, global = true)]
    pub json: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the whole document model, one JSON object a line and document
    Extract(Extract),
}

/// `casefile extract`.
#[derive(Debug, clap::Args)]
pub struct Extract {
    /// Files and folders; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// Say on standard error how long each stage took, as one line of JSON
    #[arg(long)]
    pub timings: bool,
}

/// A day as YYYY-MM-DD and nothing else.
fn date(typed: &str) -> Result<Date, String> {
    let shape = typed.len() == 10
        && typed
            .bytes()
            .enumerate()
            .all(|(k, b)| if matches!(k, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    if !shape {
        return Err("a date is written YYYY-MM-DD".to_owned());
    }
    typed.parse().map_err(|_| "there is no such day".to_owned())
}

/// The name of a format.
fn format(typed: &str) -> Result<Format, String> {
    match typed {
        "text" => Ok(Format::Text),
        "markdown" => Ok(Format::Markdown),
        _ => Err("known formats: text, markdown".to_owned()),
    }
}

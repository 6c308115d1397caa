//! `casefile man`: manual pages, from the same table as the help.

use std::io::{self, Write};
use std::path::Path;

use clap::{Command, CommandFactory};

use super::Status;
use super::args::Args;
use crate::save;

/// Prints the page of casefile, or writes one for it and for every command into a folder.
pub fn run(folder: Option<&Path>, force: bool) -> anyhow::Result<Status> {
    let pages = pages()?;
    match folder {
        Some(folder) => save::folder(folder, &pages, force)?,
        None => {
            let first = pages.first().map_or("", |(_, page)| page);
            io::stdout().lock().write_all(first.as_bytes())?;
        }
    }
    Ok(Status::Done)
}

/// A page for casefile and for each of its commands, with the name of its file.
fn pages() -> anyhow::Result<Vec<(String, String)>> {
    let mut root = Args::command().disable_help_flag(true);
    root.build();
    let page = |command: &Command, name: &str| -> anyhow::Result<(String, String)> {
        let command = command.clone().display_name(name.to_owned());
        let mut roff = Vec::new();
        clap_mangen::Man::new(command).manual("casefile").render(&mut roff)?;
        Ok((format!("{name}.1"), String::from_utf8_lossy(&roff).into_owned()))
    };
    let commands = root.get_subcommands();
    let names = commands.map(|c| (c, format!("casefile-{}", c.get_name())));
    std::iter::once((&root, "casefile".to_owned())).chain(names).map(|(c, name)| page(c, &name)).collect()
}

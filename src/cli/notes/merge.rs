//! `casefile notes merge`: two logs made one.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::super::args::{Common, MergeLogs};
use super::super::{Status, report};
use crate::load;
use crate::notes::merge;
use crate::save;

/// Merges two log files into a third, or onto standard output.
pub(super) fn run(_: &Common, asked: &MergeLogs) -> anyhow::Result<Status> {
    let read = |path: &Path| {
        fs::read(path).map_err(|error| anyhow::anyhow!("{}: {}", path.display(), load::reason(&error)))
    };
    let merged = merge(&read(&asked.first)?, &read(&asked.second)?);
    if let Some(version) = merged.newer {
        anyhow::bail!("a log of version {version}, written by a newer casefile: nothing is merged");
    }
    match &asked.output {
        Some(path) => {
            save::file(path, asked.force, |out| out.write_all(merged.content.as_bytes()))?;
        }
        None => std::io::stdout().lock().write_all(merged.content.as_bytes())?,
    }
    for id in &merged.conflicts {
        report::error(&format!("two different records are called {id}: that of the first log is kept"));
    }
    for (path, damaged) in [&asked.first, &asked.second].into_iter().zip(merged.damaged) {
        if damaged > 0 {
            report::error(&format!("{}: {damaged} damaged lines left out", path.display()));
        }
    }
    let clean = merged.conflicts.is_empty() && merged.damaged == [0, 0];
    Ok(if clean { Status::Done } else { Status::Failed })
}

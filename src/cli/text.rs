//! `casefile text`: the reading text of one document.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;

use super::args::{Common, OneListed};
use super::session::{Session, Without};
use super::{Status, report};
use crate::export::json;
use crate::ingest::sanitize::sanitize;
use crate::load;
use crate::model::Format;

#[derive(Debug, Serialize)]
struct Line<'a> {
    path: &'a str,
    format: Format,
    text: &'a str,
    start: usize,
    end: usize,
}

/// Prints the reading text: as it is for other programs, sanitised on a terminal.
pub fn run(common: &Common, args: &OneListed) -> anyhow::Result<Status> {
    let session = Session::plan(common, args.path.as_slice(), Without::Nothing)?;
    for problem in &session.problems {
        report::error(problem);
    }
    let input = match session.inputs.as_slice() {
        [] => return Ok(Status::Failed),
        [input] => input,
        several => anyhow::bail!(
            "{}: holds {} documents, and offsets point into the text of one: name a file",
            args.path.as_deref().unwrap_or("-".as_ref()).display(),
            several.len()
        ),
    };
    let loaded = load::read(input, &session.options().0)?;
    let text = loaded.text.as_str();
    let mut out = io::stdout().lock();
    if common.json {
        let end = loaded.text.char_count();
        json::write_line(
            &Line { path: &loaded.path, format: loaded.text.format, text, start: 0, end },
            &mut out,
        )?;
    } else if out.is_terminal() {
        out.write_all(sanitize(text).as_bytes())?;
        if !text.ends_with('\n') {
            out.write_all(b"\n")?;
        }
    } else {
        out.write_all(text.as_bytes())?;
    }
    out.flush()?;
    Ok(if session.problems.is_empty() { Status::Done } else { Status::Failed })
}

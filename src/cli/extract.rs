//! `casefile extract`: the document model as JSON.

use std::io::{self, BufWriter, Write};

use super::args::{Common, Extract};
use super::{Status, report};
use crate::{export, extract, load};

/// Writes one line a document.
pub fn run(common: &Common, args: &Extract) -> anyhow::Result<Status> {
    let plan = load::plan(&args.paths);
    let mut status = Status::Done;
    for error in &plan.errors {
        report::error(&error.to_string());
        status = Status::Failed;
    }
    let reading = load::LoadOptions { format: common.format, ..Default::default() };
    let options = extract::Options { date: common.date, ..Default::default() };
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    for input in &plan.inputs {
        match load::read(input, &reading) {
            Ok(loaded) => {
                let document = extract::extract(loaded.path, loaded.hash, loaded.text, &options, &mut ());
                export::json::write(&document, &mut out)?;
            }
            Err(error) => {
                report::error(&error.to_string());
                status = Status::Failed;
            }
        }
    }
    out.flush()?;
    Ok(status)
}

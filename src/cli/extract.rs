//! `casefile extract`: the document model as JSON.

use std::io::{self, BufWriter, Write};

use super::args::{Common, Extract};
use super::session::{Session, Without};
use super::timings::{Cost, Stopwatch, thread_time};
use super::{Status, report};
use crate::export;

/// Writes one line a document.
pub fn run(common: &Common, args: &Extract) -> anyhow::Result<Status> {
    let session = Session::plan(common, &args.paths.paths, Without::Nothing)?;
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut total = Cost::default();
    let status = session.each_watched(
        Stopwatch::start,
        |watch, loaded| watch.ingested(loaded.bytes),
        |document, watch| {
            let begun = thread_time();
            export::json::write(&document, &mut out)?;
            let write = thread_time().saturating_sub(begun).as_secs_f64();
            total += Cost { documents: 1, write, ..watch.cost };
            Ok(())
        },
    )?;
    out.flush()?;
    if args.timings {
        report::line(&serde_json::to_string(&total)?);
    }
    Ok(status)
}

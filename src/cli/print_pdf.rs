//! `casefile print-pdf`: the child process that parses a PDF document from standard input and writes what it says as JSON.
//! No command for people: only casefile itself calls it, and it stands in no help. First of all it takes from itself what it
//! does not need.

use std::io::{self, Read, Write};
use std::process::ExitCode;

use rustix::process::{Resource, Rlimit, setrlimit};

use crate::ingest::{self, Limits, PdfError};
use crate::load::{self, Answer};

/// Room for the recursion of the parser; beyond it the child dies, and only the child.
const STACK: usize = 48 * 1024 * 1024;

/// Does what is asked if this is the child process, and says how it ended.
pub fn asked() -> Option<ExitCode> {
    let mut words = std::env::args_os().skip(1);
    if words.next()? != load::PRINT_PDF {
        return None;
    }
    let numbers: Vec<u64> = words.map_while(|word| word.to_str()?.parse().ok()).collect();
    let [bytes, pages, seconds, memory] = *numbers.as_slice() else { return None };
    let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let limits = Limits { bytes: count(bytes), pages: count(pages), seconds, memory, ..Limits::default() };
    Some(match print(limits) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    })
}

fn print(limits: Limits) -> io::Result<()> {
    limit(Resource::Core, 0);
    limit(Resource::Fsize, 0);
    limit(Resource::Cpu, limits.seconds.saturating_add(1));
    limit(Resource::As, limits.memory);
    // What the parser has to say about a panic is for nobody's eyes.
    std::panic::set_hook(Box::new(|_| {}));
    let parser = std::thread::Builder::new().stack_size(STACK).spawn(move || {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().take(limits.bytes as u64 + 1).read_to_end(&mut bytes);
        match read {
            Ok(_) if bytes.len() <= limits.bytes => ingest::print_pdf(&bytes, &limits),
            Ok(_) => Err(PdfError::TooLarge(limits.bytes)),
            Err(_) => Err(PdfError::Failed),
        }
    })?;
    let answer: Answer = parser.join().unwrap_or(Err(PdfError::Failed));
    let mut out = io::BufWriter::new(io::stdout().lock());
    serde_json::to_writer(&mut out, &answer)?;
    out.flush()
}

/// Where a system has no such limit, the others and the parent's clock must do.
fn limit(resource: Resource, most: u64) {
    let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
}

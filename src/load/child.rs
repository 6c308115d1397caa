//! Parsing PDF documents in a child process: this program once more, under limits of time and memory. Whatever a file makes the
//! parser do, it is the child that spins, overflows its stack or runs out of memory.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::ingest::{Limits, PdfError, Printed};

/// The hidden command of the program that is the child.
pub const COMMAND: &str = "print-pdf";

/// What the child writes: a document or the reason why there is none.
pub type Answer = Result<Printed, PdfError>;

/// Has a PDF document parsed by a child process.
pub fn print_in_child(bytes: &[u8], limits: &Limits) -> Answer {
    let mut child = spawn(limits).ok_or(PdfError::Failed)?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        end(&mut child);
        return Err(PdfError::Failed);
    };
    // Escapes make text longer, by half at the most in any language.
    let most = (limits.bytes as u64).saturating_mul(3);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        // A child that ends early closes the pipe, which is no error here.
        scope.spawn(move || {
            let _ = input.write_all(bytes);
        });
        scope.spawn(move || {
            let mut written = Vec::new();
            let _ = output.take(most).read_to_end(&mut written);
            let _ = sender.send(written);
        });
        match receiver.recv_timeout(Duration::from_secs(limits.seconds)) {
            Ok(written) => {
                let status = child.wait().ok();
                serde_json::from_slice(&written).unwrap_or_else(|_| Err(reason(status, limits)))
            }
            Err(_) => {
                end(&mut child);
                Err(PdfError::TooSlow(limits.seconds))
            }
        }
    })
}

fn spawn(limits: &Limits) -> Option<Child> {
    // On Linux the program that runs, even if another has been put in its place.
    let own = PathBuf::from("/proc/self/exe");
    let program = if own.exists() { own } else { std::env::current_exe().ok()? };
    let numbers = [limits.bytes as u64, limits.pages as u64, limits.seconds, limits.memory];
    Command::new(program)
        .arg(COMMAND)
        .args(numbers.map(|n| n.to_string()))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()
}

/// Kills the child, so that nobody waits for it.
fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// Why a child ended without an answer.
fn reason(status: Option<ExitStatus>, limits: &Limits) -> PdfError {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        const ABORT: i32 = 6;
        const CPU_TIME: i32 = 24;
        match status.and_then(|s| s.signal()) {
            // How a program ends that gets no memory.
            Some(ABORT) => return PdfError::Memory(limits.memory),
            Some(CPU_TIME) => return PdfError::TooSlow(limits.seconds),
            _ => {}
        }
    }
    let _ = (status, limits);
    PdfError::Failed
}

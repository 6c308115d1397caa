//! The one way bytes reach the terminal: whole frames, and short sequences between them.

use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rustix::io::Errno;

const BEGIN_UPDATE: &[u8] = b"\x1b[?2026h";
const END_UPDATE: &[u8] = b"\x1b[?2026l";

/// What is written but not sent yet. Held while bytes go out, so that nothing comes between them.
static PENDING: Mutex<Pending> = Mutex::new(Pending { bytes: Vec::new(), held: false });

struct Pending {
    bytes: Vec<u8>,
    /// A frame is being drawn: flushes wait for its end.
    held: bool,
}

fn pending() -> MutexGuard<'static, Pending> {
    PENDING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The writer of the terminal backend. Collects, and sends on flush; inside a [`FrameGuard`] only at the frame's end.
/// What was collected is dropped, not sent, once the terminal has been given back.
#[derive(Debug, Default)]
pub struct Output;

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        pending().bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut out = pending();
        if out.held { Ok(()) } else { flush(&mut out, false) }
    }
}

/// While it lives, drawing is collected; when it is dropped, everything goes out as one synchronized update.
#[derive(Debug)]
#[must_use = "the frame is sent when the guard is dropped"]
pub struct FrameGuard(());

impl FrameGuard {
    /// Begins a frame.
    pub fn begin() -> Self {
        pending().held = true;
        Self(())
    }
}

impl Drop for FrameGuard {
    fn drop(&mut self) {
        let mut out = pending();
        out.held = false;
        // A terminal that takes no more is noticed by the input thread and by SIGHUP.
        let _ = flush(&mut out, true);
    }
}

fn flush(out: &mut Pending, update: bool) -> io::Result<()> {
    if out.bytes.is_empty() {
        return Ok(());
    }
    let sent = if !super::entered() {
        Ok(())
    } else if update {
        let frame = [BEGIN_UPDATE, &out.bytes, END_UPDATE].concat();
        write_all(&frame)
    } else {
        write_all(&out.bytes)
    };
    out.bytes.clear();
    sent
}

/// Sends a control sequence between two frames; from any thread. Nothing is sent while the terminal is not ours.
pub fn send_raw(bytes: &[u8]) -> io::Result<()> {
    let _between_frames = pending();
    if super::entered() { write_all(bytes) } else { Ok(()) }
}

/// Sends bytes between two frames.
pub(super) fn send(bytes: &[u8]) -> io::Result<()> {
    let _between_frames = pending();
    write_all(bytes)
}

/// Runs `f` between two frames, after dropping what was still to be sent.
pub(super) fn close<T>(f: impl FnOnce() -> T) -> T {
    let mut out = pending();
    out.bytes.clear();
    f()
}

/// Writes to standard output past the standard library's buffer, whose rest would otherwise be written at exit, onto
/// a screen that is no longer ours. Allocates nothing and takes no lock, so a signal handler may call it.
pub(super) fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    // A terminal whose other end is gone may say "try again" for ever.
    let mut patience = 500;
    while !bytes.is_empty() {
        match rustix::io::write(rustix::stdio::stdout(), bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) if patience > 0 => {
                patience -= 1;
                std::thread::sleep(Duration::from_millis(2));
            }
            Err(e) => return Err(e.into()),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_sent_while_the_terminal_is_not_ours() {
        // Standard output of the test would show it; what can be seen here is that it is dropped, not kept.
        let guard = FrameGuard::begin();
        Output.write_all(b"frame").unwrap();
        Output.flush().unwrap();
        assert_eq!(pending().bytes, b"frame");
        drop(guard);
        assert!(pending().bytes.is_empty());
    }
}

//! Crashes: the panic hook and the abort handler, both of which give the terminal back first.

use std::io::Write;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, Once, PoisonError};
use std::thread;

use super::{ENTERED, FOUND, LEAVE, output, restore};

/// Messages of threads that panicked behind the screen; printed when the terminal is given back.
static KEPT: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Installs both, once a process. The calling thread is taken for the interface's.
pub(super) fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        install_hook();
        install_abort_handler();
    });
}

/// A panic of the interface thread ends the program: the terminal is restored before the message is printed, so that it
/// is seen. A panic of a worker does not (unless panics abort): its message is kept for later instead of being
/// written across the screen.
fn install_hook() {
    let print = std::panic::take_hook();
    let interface = thread::current().id();
    std::panic::set_hook(Box::new(move |panic| {
        if thread::current().id() == interface || cfg!(panic = "abort") || !super::entered() {
            let _ = restore();
            print(panic);
        } else {
            KEPT.lock().unwrap_or_else(PoisonError::into_inner).push(panic.to_string());
        }
    }));
}

/// Prints the messages kept from worker threads.
pub(super) fn print_kept() {
    let kept = std::mem::take(&mut *KEPT.lock().unwrap_or_else(PoisonError::into_inner));
    for message in kept {
        let _ = writeln!(std::io::stderr(), "{message}");
    }
}

/// `std::process::abort` and a stack overflow run neither destructors nor hooks; only a handler of SIGABRT sees them.
fn install_abort_handler() {
    // SAFETY: the handler is async-signal-safe. It swaps an atomic, reads a `OnceLock` that is set before the
    // terminal is taken, and makes the system calls write and tcsetattr; it takes no lock, allocates nothing and
    // cannot panic.
    #[allow(unsafe_code)]
    let registered = unsafe {
        signal_hook::low_level::register(signal_hook::consts::SIGABRT, || {
            if ENTERED.swap(false, Ordering::SeqCst) {
                let _ = output::write_all(LEAVE);
                if let Some(found) = FOUND.get() {
                    let _ = found.cooked();
                }
            }
        })
    };
    // Without it an abort leaves the terminal as it is; no reason not to start.
    let _ = registered;
}

/// Crashes as `CASEFILE_TEST_CRASH` says (`panic`, `abort`, `error`, `worker`), so that tests can see the terminal
/// restored. The interface calls it once after the first frame. Builds for release leave it out.
#[cfg(debug_assertions)]
#[allow(clippy::panic, reason = "this is what it is for")]
pub fn test_crash() -> std::io::Result<()> {
    match std::env::var("CASEFILE_TEST_CRASH").as_deref() {
        Ok("panic") => panic!("test crash"),
        Ok("abort") => std::process::abort(),
        Ok("error") => Err(std::io::Error::other("test error")),
        Ok("worker") => {
            let _ = thread::spawn(|| panic!("test crash of a worker")).join();
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Does nothing in builds for release.
#[cfg(not(debug_assertions))]
pub fn test_crash() -> std::io::Result<()> {
    Ok(())
}

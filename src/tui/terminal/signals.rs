//! Signals from outside: those that end the program, and those that stop and continue it.

use std::io;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, getpgid, getpgrp, getpid, getppid, getsid, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGSTOP, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::{LENT, restore};
use crate::tui::event::Msg;

/// How long the interface has to end in good order before it is ended.
const GRACE: Duration = Duration::from_secs(2);
/// How long giving the terminal back may take at the very end: its other end may no longer read.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// What the system asks of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// Save and end with [`exit_after`] this signal: SIGTERM, SIGHUP, SIGINT or SIGQUIT.
    End(i32),
    /// Stop, as by [`super::Screen::suspend`] of this process alone: SIGTSTP from outside. Ctrl-Z is a key.
    Suspend,
    /// The program was stopped and goes on: [`super::Screen::resume`].
    Continued,
}

/// Starts the thread that turns signals into messages; to be called before the first frame, as a change of size between
/// that and the call would go unseen. If the interface does not end within two seconds of being told
/// to, or a second signal comes, the thread gives the terminal back and ends the program itself.
pub fn watch(to: Sender<Msg>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        let mut ending = false;
        for signal in &mut signals {
            let lent = LENT.load(Ordering::SeqCst);
            match signal {
                SIGWINCH => drop(to.send(Msg::Resize)),
                // Ctrl-C and Ctrl-\ in an editor we started concern the editor.
                SIGINT | SIGQUIT if lent => {}
                // The editor stops itself; the shell only takes over once the whole job stands still.
                SIGTSTP if lent => drop(signal_hook::low_level::raise(SIGSTOP)),
                SIGCONT if lent => {}
                SIGTSTP => drop(to.send(Msg::Signal(Signal::Suspend))),
                SIGCONT => drop(to.send(Msg::Signal(Signal::Continued))),
                _ if ending || to.send(Msg::Signal(Signal::End(signal))).is_err() => exit_after(signal),
                _ => {
                    ending = true;
                    let late = thread::Builder::new().name("grace".into());
                    let _ = late.spawn(move || {
                        thread::sleep(GRACE);
                        exit_after(signal)
                    });
                }
            }
        }
    })?;
    Ok(())
}

/// Gives the terminal back and ends the program with the status that shells use for a signal, 128 + its number.
#[allow(clippy::exit, reason = "the program was told to end")]
pub fn exit_after(signal: i32) -> ! {
    let (done, wait) = mpsc::channel();
    let last = thread::Builder::new().name("restore".into());
    if last.spawn(move || done.send(restore())).is_ok() {
        let _ = wait.recv_timeout(LAST_WORDS);
    }
    std::process::exit(128 + signal)
}

/// Stops this process, or its whole process group, until it is continued.
pub(super) fn stop(whole_job: bool) -> io::Result<()> {
    if whole_job {
        Ok(kill_current_process_group(rustix::process::Signal::STOP)?)
    } else {
        signal_hook::low_level::raise(SIGSTOP)
    }
}

/// Whether somebody could continue the process: some process of its group has a parent in the same session but in
/// another group, as jobs of a shell do. Otherwise the group is orphaned, and a stop would be for ever; the system
/// ignores SIGTSTP there for the same reason.
pub(super) fn can_be_continued() -> bool {
    let Ok(session) = getsid(None) else { return false };
    if session == getpid() {
        return false;
    }
    let group = getpgrp();
    let mut parent = getppid();
    // Wrappers in the same group (a script, a pager's caller) are passed over.
    for _ in 0..32 {
        let Some(pid) = parent else { return false };
        if getsid(Some(pid)) != Ok(session) {
            return false;
        }
        if getpgid(Some(pid)) != Ok(group) {
            return true;
        }
        parent = parent_of(pid);
    }
    false
}

/// The parent of another process, from the system's process table in files where there is one.
fn parent_of(pid: Pid) -> Option<Pid> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The command in brackets may hold anything; after the last bracket come state and parent.
    let parent = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?;
    Pid::from_raw(parent.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn the_parent_of_this_process_is_found() {
        assert_eq!(parent_of(getpid()), getppid());
    }
}

//! Programs that start the explorer as a shell would, played by the test binary itself.
//!
//! They are tests in name only: without [`PART`] in the environment they do nothing.

use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal, WaitOptions, kill_process_group, waitpid};
use rustix::termios::tcsetpgrp;

use super::session::command;

/// Which of them to play.
const PART: &str = "CASEFILE_TEST_PART";
/// The program, its argument, and the text to pipe into it.
const PROGRAM: &str = "CASEFILE_TEST_PROGRAM";
const ARGUMENT: &str = "CASEFILE_TEST_ARGUMENT";

/// How to start this binary in a part, as words.
fn words(part: &str) -> Vec<String> {
    let name = format!("parents::{part}");
    ["--exact", &name, "--ignored", "--nocapture", "--test-threads=1"].map(str::to_owned).into()
}

/// What to set so that this binary is the user's editor.
pub fn editor() -> [(&'static str, String); 2] {
    let me = std::env::current_exe().unwrap();
    let line = format!("{} {}", me.to_str().unwrap(), words("edit").join(" "));
    [(PART, "edit".to_owned()), ("EDITOR", line)]
}

/// The command that starts this binary in the part of `parent`, which then starts `program`.
pub fn under(parent: &str, program: &Path, argument: &str) -> CommandBuilder {
    let me = std::env::current_exe().unwrap();
    let program = program.to_str().unwrap();
    let environment = [(PART, parent), (PROGRAM, program), (ARGUMENT, argument)];
    let words = words(parent);
    command(&me, &words.iter().map(String::as_str).collect::<Vec<_>>(), &environment)
}

fn program(part: &str) -> Option<(Command, String)> {
    if std::env::var(PART).ok()? != part {
        return None;
    }
    Some((Command::new(std::env::var(PROGRAM).ok()?), std::env::var(ARGUMENT).ok()?))
}

fn say(line: &str) {
    // The terminal may be in raw mode if the program under test is wrong: then too each line begins at the left.
    let mut out = std::io::stdout().lock();
    let _ = write!(out, "\r\n{line}\r\n");
    let _ = out.flush();
}

/// A shell with job control that runs one job in the foreground. Says `stopped PID` each time the job stops and
/// `ended STATUS` at its end. Continuing the job is left to the test.
#[test]
#[ignore = "a part played for another test"]
fn shell() {
    let Some((mut job, argument)) = program("shell") else { return };
    let child = job.arg(argument).process_group(0).spawn().unwrap();
    let pid = Pid::from_child(&child);
    tcsetpgrp(rustix::stdio::stdin(), pid).unwrap();
    loop {
        let (_, status) = waitpid(Some(pid), WaitOptions::UNTRACED).unwrap().unwrap();
        if let Some(signal) = status.stopping_signal() {
            // It may have wanted the terminal before it was given it.
            if [Signal::TTOU, Signal::TTIN].iter().any(|s| s.as_raw() == signal) {
                kill_process_group(pid, Signal::CONT).unwrap();
            } else {
                say(&format!("stopped {}", pid.as_raw_pid()));
            }
        } else {
            let code = status.exit_status().map_or("by a signal".to_owned(), |c| c.to_string());
            say(&format!("ended {code}"));
            return;
        }
    }
}

/// `cat FILE | program -`, with the terminal as standard output only.
#[test]
#[ignore = "a part played for another test"]
fn pipe() {
    let Some((mut program, text)) = program("pipe") else { return };
    let mut child = program.arg("-").stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let status = child.wait().unwrap();
    say(&format!("ended {}", status.code().unwrap_or(-1)));
}

/// An editor that reads one line. What follows the words that make it one, the file and the line, is left alone: to the
/// test binary they are names of tests that do not exist.
#[test]
#[ignore = "a part played for another test"]
fn edit() {
    if std::env::var(PART).is_ok_and(|p| p == "edit") {
        say("editing");
        let mut line = String::new();
        std::io::stdin().read_line(&mut line).unwrap();
        say(&format!("got {}", line.trim_end()));
        // Time to be seen: the explorer takes the screen as soon as this ends.
        std::io::stdin().read_line(&mut line).unwrap();
    }
}

//! A program on a pseudo-terminal: what it shows, what it leaves behind.
//!
//! Nothing sleeps: every wait is for a condition, woken by output, with a deadline.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use vt100::{MouseProtocolMode, Parser, Screen};

/// How long anything may take before a test fails.
const DEADLINE: Duration = Duration::from_secs(20);

/// What came out of the terminal so far.
struct Output {
    parser: Parser,
    raw: Vec<u8>,
}

pub struct Session {
    output: Arc<(Mutex<Output>, Condvar)>,
    master: Box<dyn MasterPty + Send>,
    /// Kept open, so that the terminal outlives the program.
    _slave: Box<dyn SlavePty + Send>,
    writer: Box<dyn Write + Send>,
    exit: mpsc::Receiver<ExitStatus>,
    pid: Pid,
    /// The terminal's attributes before the program ran, as text: the type is the pty crate's own affair.
    attributes: String,
    /// Where the program may keep its files, if nobody else looks after it.
    _home: Option<tempfile::TempDir>,
}

/// A command with an environment of its own: nothing of the tester's configuration reaches it.
pub fn command(program: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.args(arguments);
    command.env_clear();
    for (name, value) in
        [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("PATH", "/nowhere"), ("RUST_BACKTRACE", "0")]
    {
        command.env(name, value);
    }
    for (name, value) in environment {
        command.env(name, value);
    }
    command
}

impl Session {
    pub fn start(command: CommandBuilder) -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut session = Self::start_in(home.path(), command);
        session._home = Some(home);
        session
    }

    /// The same with a home that outlives it.
    pub fn start_in(home: &Path, mut command: CommandBuilder) -> Self {
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"] {
            command.env(name, home);
        }
        let pair = native_pty_system().openpty(size(80, 24)).unwrap();
        let attributes = format!("{:?}", pair.master.get_termios());
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let mut child: Box<dyn Child + Send + Sync> = pair.slave.spawn_command(command).unwrap();
        let pid = child.process_id().and_then(|p| Pid::from_raw(p as i32)).unwrap();
        let output = Arc::new((
            Mutex::new(Output { parser: Parser::new(cells(24), cells(80), 0), raw: Vec::new() }),
            Condvar::new(),
        ));
        let theirs = Arc::clone(&output);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(n) = reader.read(&mut bytes)
                && n > 0
            {
                let mut output = theirs.0.lock().unwrap();
                output.parser.process(&bytes[..n]);
                output.raw.extend_from_slice(&bytes[..n]);
                theirs.1.notify_all();
            }
        });
        let (ended, exit) = mpsc::channel();
        thread::spawn(move || ended.send(child.wait().unwrap()));
        Self { output, master: pair.master, _slave: pair.slave, writer, exit, pid, attributes, _home: None }
    }

    /// Waits until the screen is as wanted; `what` says it in words for the failure.
    pub fn until(&self, what: &str, wanted: impl Fn(&Screen) -> bool) {
        let (output, change) = &*self.output;
        let end = Instant::now() + DEADLINE;
        let mut output = output.lock().unwrap();
        while !wanted(output.parser.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                let screen = output.parser.screen().contents();
                drop(output);
                panic!("never {what}; the screen:\n{screen}");
            }
            output = change.wait_timeout(output, left).unwrap().0;
        }
    }

    pub fn until_shown(&self, text: &str) {
        self.until(&format!("shown: {text:?}"), |s| s.contents().contains(text));
    }

    /// The screen's text as it is now.
    pub fn contents(&self) -> String {
        self.output.0.lock().unwrap().parser.screen().contents()
    }

    /// Every byte so far.
    pub fn raw(&self) -> Vec<u8> {
        self.output.0.lock().unwrap().raw.clone()
    }

    pub fn keys(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    pub fn resize(&self, columns: u16, rows: u16) {
        self.output.0.lock().unwrap().parser.screen_mut().set_size(cells(rows), cells(columns));
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// Sends a signal to the program that was started.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).unwrap();
    }

    /// Waits for the end of the program that was started.
    pub fn exit(&self) -> ExitStatus {
        self.exit.recv_timeout(DEADLINE).unwrap_or_else(|_| panic!("still running:\n{}", self.contents()))
    }

    /// Waits until the screen is the program's own and its terminal modes are on.
    pub fn until_taken(&self) {
        self.until("taken", |s| s.alternate_screen() && s.bracketed_paste());
    }

    /// Waits until the terminal is as it was before the program: screen, cursor, mouse, paste and attributes.
    pub fn until_restored(&self) {
        self.until("restored", |s| {
            !s.alternate_screen()
                && !s.hide_cursor()
                && s.mouse_protocol_mode() == MouseProtocolMode::None
                && !s.bracketed_paste()
        });
        assert_eq!(format!("{:?}", self.master.get_termios()), self.attributes);
        let raw = self.raw();
        let last = raw.windows(7).rposition(|w| w == b"\x1b[?2026").map(|k| raw.get(k + 7));
        assert!(matches!(last, None | Some(Some(b'l'))), "a synchronized update is left open");
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A test that failed leaves nothing running. The program leads a session of its own.
        if matches!(self.exit.try_recv(), Err(mpsc::TryRecvError::Empty)) {
            let _ = kill_process_group(self.pid, Signal::KILL);
        }
    }
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn cells(n: u16) -> NonZero<u16> {
    NonZero::new(n).unwrap()
}

//! The explorer on a real pseudo-terminal: whatever ends it, the terminal is given back as it was found.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::zombie_processes, reason = "tests")]

mod parents;
mod session;

use std::path::{Path, PathBuf};

use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use session::{Session, command};
use vt100::{MouseProtocolEncoding, MouseProtocolMode};

/// A report short enough to be on one screen.
const REPORT: &str = "Harbour report\n\nThe port master denied on 3 June 2018 that the ship had sailed.\n\n\
    The audit office found two containers missing.\n";
/// A line of it that no pane but the reader shows.
const SEEN: &str = "two containers missing";

fn casefile() -> PathBuf {
    env!("CARGO_BIN_EXE_casefile").into()
}

struct Report {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

impl Report {
    fn new() -> Self {
        Self::of(REPORT)
    }

    fn of(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("harbour.txt");
        std::fs::write(&path, text).unwrap();
        Self { _folder: folder, path }
    }

    fn path(&self) -> &str {
        self.path.to_str().unwrap()
    }
}

fn open(report: &Report, environment: &[(&str, &str)]) -> Session {
    Session::start(command(&casefile(), &[report.path()], environment))
}

fn open_in_shell(report: &Report) -> Session {
    Session::start(parents::under("shell", &casefile(), report.path()))
}

#[test]
fn it_opens_and_quits() {
    let report = Report::new();
    let mut session = open(&report, &[]);
    session.until_shown(SEEN);
    session.until_taken();
    session.until("asking for buttons only", |s| {
        s.mouse_protocol_mode() == MouseProtocolMode::ButtonMotion
            && s.mouse_protocol_encoding() == MouseProtocolEncoding::Sgr
    });
    session.keys("q");
    assert_eq!(session.exit().exit_code(), 0);
    session.until_restored();
    assert!(!session.contents().contains(SEEN), "the report is left on the screen");
}

#[test]
fn the_terminal_is_asked_nothing_and_frames_come_whole() {
    let report = Report::new();
    let mut session = open(&report, &[]);
    session.until_shown(SEEN);
    session.keys("q");
    session.exit();
    session.until_restored();
    let raw = String::from_utf8_lossy(&session.raw()).into_owned();
    // Cursor position, colours, attributes, keyboard protocol: each would have to be waited for.
    for question in
        ["\x1b[6n", "\x1b]10;?", "\x1b]11;?", "\x1b[c", "\x1b[0c", "\x1b[?u", "\x1b[>c", "\x1b[>q"]
    {
        assert!(!raw.contains(question), "{question:?} is asked");
    }
    let (begin, end) = ("\x1b[?2026h", "\x1b[?2026l");
    let first = raw.find(begin).expect("no frame is a synchronized update");
    assert!(raw.find(SEEN.split(' ').next().unwrap()).unwrap() > first);
    // Each update is ended, and leaving ends one more, for safety.
    assert_eq!(raw.matches(begin).count() + 1, raw.matches(end).count());
}

#[test]
fn a_claim_leads_to_the_one_that_may_clash() {
    let report = Report::of(
        "Norway opened the fishing harbour of Tarn to foreign trawlers.\n\nNorway did not open the fishing harbour of Tarn to \
         foreign trawlers.\n",
    );
    let mut session = open(&report, &[]);
    session.until_shown("did not open");
    session.resize(120, 40);
    session.keys("3");
    session.until_shown("may clash");
    session.keys("gc");
    session.until_shown("may clash: one denies");
    session.keys("gc");
    session.until_shown("back at the first");
    session.keys("q");
    assert_eq!(session.exit().exit_code(), 0);
    session.until_restored();
}

#[test]
fn the_sheets_open_and_close() {
    let report = Report::of(
        "Norway accused Sweden of haste. Sweden thanked Norway in May 2024.\n\nNorway must repair the harbour.\n",
    );
    let mut session = open(&report, &[]);
    session.until_shown("accused Sweden");
    session.keys("2");
    session.until_shown("state  Norway");
    session.keys("gk");
    session.until_shown("in context, in reading order");
    session.keys("s");
    session.until_shown("by the words behind");
    session.keys("\x1b");
    session.until_shown("[2 Actors]");
    session.keys("gw");
    session.until_shown("Who stands with whom");
    session.until_shown("-\"accused\"");
    session.keys("q");
    session.until_shown("[2 Actors]");
    session.keys("gb");
    session.until_shown("1 recommended");
    session.keys("q");
    session.until_shown("[2 Actors]");
    session.keys("q");
    assert_eq!(session.exit().exit_code(), 0);
    session.until_restored();
}

#[test]
fn any_size_will_do() {
    let report = Report::new();
    let mut session = open(&report, &[]);
    session.until_shown(SEEN);
    for (columns, rows) in [(200, 60), (12, 4), (1, 1), (59, 15), (121, 41)] {
        session.resize(columns, rows);
    }
    session.until_shown(SEEN);
    session.keys("q");
    assert_eq!(session.exit().exit_code(), 0);
    session.until_restored();
}

#[test]
fn an_error_inside_is_told_on_the_restored_screen() {
    let report = Report::new();
    let session = open(&report, &[("CASEFILE_TEST_CRASH", "error")]);
    assert_eq!(session.exit().exit_code(), 2);
    session.until_restored();
    session.until_shown("test error");
}

#[test]
fn a_panic_is_told_on_the_restored_screen() {
    let report = Report::new();
    let session = open(&report, &[("CASEFILE_TEST_CRASH", "panic")]);
    assert_eq!(session.exit().exit_code(), 101);
    session.until_restored();
    session.until_shown("test crash");
}

#[test]
fn an_abort_restores() {
    let report = Report::new();
    let session = open(&report, &[("CASEFILE_TEST_CRASH", "abort")]);
    assert!(!session.exit().success());
    session.until_restored();
}

#[test]
fn a_panic_behind_the_screen_waits_for_its_end() {
    let report = Report::new();
    let mut session = open(&report, &[("CASEFILE_TEST_CRASH", "worker")]);
    session.until_shown(SEEN);
    session.keys("q");
    assert_eq!(session.exit().exit_code(), 0);
    session.until_restored();
    session.until_shown("test crash of a worker");
}

#[test]
fn signals_that_end_it_restore() {
    for (signal, status) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)]
    {
        let report = Report::new();
        let session = open(&report, &[]);
        session.until_shown(SEEN);
        session.signal(signal);
        assert_eq!(session.exit().exit_code(), status);
        session.until_restored();
    }
}

/// The process that the shell says stands still.
fn stopped(session: &Session) -> Pid {
    session.until_shown("stopped ");
    let screen = session.contents();
    let pid = screen.rsplit_once("stopped ").unwrap().1.split_whitespace().next().unwrap();
    Pid::from_raw(pid.parse().unwrap()).unwrap()
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_takes_it_again() {
    let report = Report::new();
    let mut session = open_in_shell(&report);
    session.until_shown(SEEN);
    session.keys("\x1a");
    let job = stopped(&session);
    session.until_restored();
    kill_process_group(job, Signal::CONT).unwrap();
    session.until_taken();
    session.until_shown(SEEN);
    session.keys("q");
    session.until_shown("ended 0");
    session.until_restored();
}

#[test]
fn a_stop_from_outside_does_the_same() {
    let report = Report::new();
    let mut session = open_in_shell(&report);
    session.until_shown(SEEN);
    session.keys("\x1a");
    let job = stopped(&session);
    kill_process_group(job, Signal::CONT).unwrap();
    session.until_taken();
    session.until_shown(SEEN);
    kill_process(job, Signal::TSTP).unwrap();
    session
        .until("stopped again", |s| !s.alternate_screen() && s.contents().matches("stopped ").count() == 2);
    session.until_restored();
    kill_process_group(job, Signal::CONT).unwrap();
    session.until_taken();
    session.until_shown(SEEN);
    session.keys("q");
    session.until_shown("ended 0");
    session.until_restored();
}

#[test]
fn ctrl_z_without_a_shell_does_not_freeze() {
    let report = Report::new();
    let mut session = open(&report, &[]);
    session.until_shown(SEEN);
    session.keys("\x1aq");
    assert_eq!(session.exit().exit_code(), 0);
    session.until_restored();
}

#[test]
fn an_editor_gets_every_key_and_the_explorer_comes_back() {
    let report = Report::new();
    let editor = parents::editor();
    let environment: Vec<(&str, &str)> = editor.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let mut session = open(&report, &environment);
    session.until_shown(SEEN);
    session.keys("E");
    session.until_shown("editing");
    session.until("lent", |s| !s.alternate_screen() && s.mouse_protocol_mode() == MouseProtocolMode::None);
    // Quits the explorer, if it takes any of these keys.
    session.keys("qqqq\n");
    session.until_shown("got qqqq");
    session.keys("\n");
    session.until_taken();
    session.until_shown(SEEN);
    session.keys("q");
    assert_eq!(session.exit().exit_code(), 0);
    session.until_restored();
}

#[test]
fn text_may_be_piped_in_while_keys_come_from_the_terminal() {
    let mut session = Session::start(parents::under("pipe", &casefile(), REPORT));
    session.until_shown(SEEN);
    session.until_taken();
    session.keys("q");
    session.until_shown("ended 0");
    session.until_restored();
}

#[test]
fn a_file_that_is_not_there_never_takes_the_screen() {
    let missing = Path::new("/nowhere/report.txt");
    let session = Session::start(command(&casefile(), &[missing.to_str().unwrap()], &[]));
    assert_eq!(session.exit().exit_code(), 2);
    session.until_shown("/nowhere/report.txt");
    assert!(!String::from_utf8_lossy(&session.raw()).contains("\x1b[?1049h"));
    session.until_restored();
}

#[test]
fn what_could_not_be_read_is_told_again_behind_the_screen() {
    let report = Report::new();
    let broken = report.path.with_file_name("broken.pdf");
    std::fs::write(&broken, "%PDF-1.7 and nothing else").unwrap();
    let arguments = [report.path(), broken.to_str().unwrap(), "/nowhere/report.txt"];
    let mut session = Session::start(command(&casefile(), &arguments, &[]));
    session.until_shown(SEEN);
    session.until_shown("(+1, gm)");
    session.keys("q");
    assert_eq!(session.exit().exit_code(), 2);
    session.until_restored();
    session.until_shown("broken.pdf");
    session.until_shown("/nowhere/report.txt");
}

#[test]
fn it_opens_again_as_it_was_left_unless_that_is_not_wanted() {
    let report = Report::new();
    let home = tempfile::tempdir().unwrap();
    let open = |arguments: &[&str]| {
        let all: Vec<&str> = arguments.iter().copied().chain([report.path()]).collect();
        let session = Session::start_in(home.path(), command(&casefile(), &all, &[]));
        session.until_taken();
        session
    };
    let end = |mut session: Session| {
        session.keys("q");
        assert_eq!(session.exit().exit_code(), 0);
    };
    let mut session = open(&["--private"]);
    session.until_shown(SEEN);
    session.keys("3");
    session.until_shown("[3 Claims]");
    end(session);
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0, "private reading leaves files");
    let mut session = open(&[]);
    session.until_shown("[5 Reader]");
    // Only what was read to its end is remembered.
    session.until("read", |s| s.contents().contains("claims") && !s.contents().contains("reading"));
    session.keys("2");
    session.until_shown("[2 Actors]");
    end(session);
    let session = open(&[]);
    session.until_shown("[2 Actors]");
    end(session);
    let session = open(&["--fresh"]);
    session.until_shown("[5 Reader]");
    end(session);
}

#[test]
fn text_drawn_over_with_the_mouse_is_selected() {
    let report = Report::new();
    let mut session = open(&report, &[]);
    session.until_shown(SEEN);
    session.until_taken();
    let screen = session.contents();
    let row = 1 + screen.lines().position(|l| l.contains(SEEN)).unwrap();
    let line = screen.lines().nth(row - 1).unwrap();
    let column = 1 + line[..line.find(SEEN).unwrap()].chars().count();
    session.keys(&format!(
        "\x1b[<0;{column};{row}M\x1b[<32;{};{row}M\x1b[<0;{};{row}m",
        column + 3,
        column + 3
    ));
    session.until_shown("3 characters selected");
    session.keys("q");
    session.exit();
    session.until_restored();
}

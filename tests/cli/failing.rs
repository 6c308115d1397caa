//! What goes wrong, and how it is said.

use std::fs;
use std::io::Read;

use super::folder::{Folder, REPORT};

#[test]
fn what_cannot_be_read_is_told_in_a_line_each_and_the_rest_is_done() {
    let folder = Folder::with(&[
        ("good.txt", b"Fine.\n"),
        ("empty.txt", b""),
        ("binary.pdf", b"%PDF-1.7\n\x00\x01\x02\xff\xfe binary \x00\x00"),
        ("picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01"),
        ("nothing/here.jpg", b"x"),
    ]);
    let ran =
        folder.run(&["extract", "missing.txt", "empty.txt", "nothing", "binary.pdf", "picture", "good.txt"]);
    assert_eq!(ran.status, Some(2));
    assert_eq!(ran.text().lines().count(), 1);
    assert!(ran.text().contains("\"path\":\"good.txt\""));
    let mut lines: Vec<&str> = ran.err.lines().collect();
    lines.sort_unstable();
    assert_eq!(lines.len(), 5, "{}", ran.err);
    for (line, name) in lines.iter().zip(["binary.pdf", "empty.txt", "missing.txt", "nothing", "picture"]) {
        assert!(line.starts_with(&format!("casefile: {name}: ")), "{line}");
    }
    for args in [&["text", "missing.txt"], &["overview", "missing.txt"], &["claims", "nothing"]] {
        let ran = folder.run(args);
        assert_eq!((ran.status, ran.err.lines().count(), ran.out.len()), (Some(2), 1, 0), "{args:?}");
    }
    for args in [
        &["overview"][..],
        &["text"],
        &["outline"],
        &["actors"],
        &["timeline"],
        &["claims"],
        &["extract"],
        &["search", "x"],
        &[],
    ] {
        for (name, reason) in [
            ("missing.txt", "No such file or directory"),
            ("empty.txt", "the file is empty"),
            ("binary.pdf", "a PDF document that is broken or cut off"),
        ] {
            let ran = folder.run(&[args, &[name]].concat());
            assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
            assert_eq!(ran.err.matches(reason).count(), 1, "{args:?}: {}", ran.err);
        }
    }
    let several = Folder::with(&[("in/a.txt", b"a"), ("in/b.txt", b"b")]).run(&["text", "in"]);
    assert_eq!((several.status, several.out.len()), (Some(2), 0));
    assert!(several.err.starts_with("casefile: in: "), "{}", several.err);
}

#[test]
fn what_is_asked_for_wrongly_is_an_error() {
    let folder = Folder::with(&[("a.txt", b"Fine.\n")]);
    for args in [
        &["--bogus", "a.txt"][..],
        &["claims", "--bogus", "a.txt"],
        &["--color", "sometimes", "a.txt"],
        &["--format", "scroll", "a.txt"],
        &["text", "a.txt", "b.txt"],
        &["completions", "tcl"],
    ] {
        let ran = folder.run(args);
        assert_eq!((ran.status, ran.out.len()), (Some(2), 0), "{args:?}");
        assert!(ran.err.starts_with("error: "), "{}", ran.err);
    }
    assert!(folder.run(&["--help"]).text().contains("timeline"));
    assert_eq!(folder.run(&["--version"]).status, Some(0));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = Folder::with(&[("a.txt", REPORT.repeat(400).as_bytes())]);
    for args in
        [&["extract", "a.txt", "a.txt", "a.txt"][..], &["text", "a.txt"], &["extract", "--timings", "a.txt"]]
    {
        let mut child = folder.command(args).spawn().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut [0; 10]).unwrap();
        drop(stdout);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
    }
}

#[test]
fn nothing_that_a_terminal_obeys_gets_into_lists_and_messages() {
    let evil = "1. \u{1b}]0;owned\u{7}Heading\n\nNorway \u{1b}[31msigned\u{9b}2J the \u{202e}accord on 3 April 2024.\n";
    let folder = Folder::with(&[("a\u{1b}[2J.txt", evil.as_bytes()), ("e\u{1b}[2J.txt", b"")]);
    let harmless = |text: &str| text.chars().all(|c| c == '\n' || c == '\t' || !c.is_control());
    for command in ["outline", "claims", "actors", "timeline", "overview", "extract"] {
        let ran = folder.run(&[command, "a\u{1b}[2J.txt"]);
        assert_eq!(ran.status, Some(0));
        assert!(harmless(ran.text()), "{command}: {:?}", ran.text());
        let ran = folder.run(&[command, "--json", "e\u{1b}[2J.txt", "no\u{9b}2J"]);
        assert!(harmless(&ran.err) && ran.err.lines().count() == 2, "{:?}", ran.err);
    }
    let object = &folder.objects(&["extract", "a\u{1b}[2J.txt"])[0];
    assert_eq!(object["path"], "a\u{1b}[2J.txt", "JSON keeps what was there, escaped");
    assert_eq!(folder.run(&["text", "a\u{1b}[2J.txt"]).text(), evil, "in a pipe the text is raw");
}

#[test]
fn commands_write_nothing_to_the_disk() {
    let folder = Folder::with(&[("a.txt", REPORT.as_bytes())]);
    for command in ["overview", "text", "outline", "actors", "timeline", "claims", "extract"] {
        assert_eq!(folder.run(&[command, "a.txt"]).status, Some(0), "{command}");
    }
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["a.txt"]);
}

#[test]
fn what_was_meant_is_said_in_plain_words() {
    let folder = Folder::with(&[("a.txt", REPORT.as_bytes()), ("claim", b"A text.\n")]);
    let mistyped = folder.run(&["clams", "a.txt"]);
    assert_eq!(mistyped.status, Some(2));
    assert_eq!(
        mistyped.err,
        "casefile: clams: no such file, and no such command; did you mean `casefile claims`?\n"
    );
    assert_eq!(folder.run(&["claim"]).status, Some(0), "a file goes before a guess");
    assert!(folder.run(&["./clams"]).err.contains("No such file"), "a path is a path");
    assert!(folder.run(&["claims", "--jobs", "0", "a.txt"]).err.contains("a whole number from 1 is needed"));
    let empty = folder.pipe(&["claims"], b"");
    assert_eq!(empty.status, Some(2));
    assert_eq!(empty.err, "casefile: standard input is empty: name a file, or pipe one in\n");
    let turned = folder.run(&["search", "date:2026..2024", "a.txt"]);
    assert_eq!(turned.err, "casefile: query: “2026..2024” runs backwards; read as 2024..2026\n");
    assert_eq!(turned.out, folder.run(&["search", "date:2024..2026", "a.txt"]).out);
}

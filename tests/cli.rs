//! The command line as other programs meet it: output, errors, exit status. Every test has a folder of its own and
//! nothing of the environment; no other program is run.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A small report with everything in it that the commands list.
const REPORT: &str = "\
Grain and the Straits: One Year On

As of 12 May 2025

1. Background
Norway and Chile signed the Grain Accord on 3 April 2024. According to the Chilean Ministry of Trade, both states have since \
shared their figures every month.

2. Disputes
2.1 The figures
Chile said in January 2025 that Norway had withheld about 40 million tonnes. Norway denied the claim.
A drought may return this summer.

3. What should happen next
Norway should publish all figures by September 2025. The two ministries must not leave the accord.
";

struct Folder(TempDir);

struct Ran {
    status: Option<i32>,
    out: Vec<u8>,
    err: String,
}

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn with(files: &[(&str, &[u8])]) -> Self {
        let folder = Self::new();
        for (name, content) in files {
            folder.write(name, content);
        }
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, content: &[u8]) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_casefile"));
        command.args(args).current_dir(self.path()).env_clear();
        for variable in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"] {
            command.env(variable, self.path().join(".home"));
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        let output = self.command(args).output().unwrap();
        Ran {
            status: output.status.code(),
            out: output.stdout,
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn pipe(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        let feeder = std::thread::spawn(move || stdin.write_all(&input).ok());
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        Ran {
            status: output.status.code(),
            out: output.stdout,
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs what has to succeed without a word on standard error.
    fn lines(&self, args: &[&str]) -> Vec<String> {
        let ran = self.run(args);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{args:?}");
        ran.text().lines().map(str::to_owned).collect()
    }

    fn objects(&self, args: &[&str]) -> Vec<Value> {
        self.lines(args).iter().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

impl Ran {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.out).unwrap()
    }
}

/// The code points from `start` to `end`, as every offset in the output is meant.
fn slice(text: &str, item: &Value) -> String {
    let at = |name: &str| usize::try_from(item[name].as_u64().unwrap()).unwrap();
    text.chars().skip(at("start")).take(at("end") - at("start")).collect()
}

#[test]
fn extract_prints_one_object_a_document_with_all_fields() {
    let folder = Folder::with(&[("a.txt", REPORT.as_bytes()), ("b.md", b"# Title\n\nSome *prose*.\n")]);
    let objects = folder.objects(&["extract", "a.txt", "b.md"]);
    assert_eq!(objects.len(), 2);
    for (object, (path, format)) in objects.iter().zip([("a.txt", "text"), ("b.md", "markdown")]) {
        assert_eq!(object["schema"], "casefile.document/1");
        assert_eq!((&object["path"], &object["format"]), (&path.into(), &format.into()));
        for field in [
            "sections",
            "noise",
            "sentences",
            "actors",
            "places",
            "times",
            "events",
            "attributions",
            "claims",
        ] {
            assert!(object[field].is_array(), "{field}");
        }
        for field in ["title", "date", "date_source", "language", "chars"] {
            assert!(object.get(field).is_some(), "{field}");
        }
    }
}

#[test]
fn every_offset_is_a_code_point_of_the_reading_text() {
    let report = REPORT.replace("Chile", "Île-de-Paix 🌾");
    let folder = Folder::with(&[("a.txt", report.as_bytes())]);
    let object = &folder.objects(&["extract", "a.txt"])[0];
    let text = folder.run(&["text", "a.txt"]);
    assert_eq!(text.text(), report, "plain text is not touched");
    assert_eq!(object["chars"], report.chars().count());
    for list in ["sentences", "times", "claims", "noise"] {
        for item in object[list].as_array().unwrap() {
            let words = slice(&report, item);
            assert!(!words.is_empty() && words == words.trim(), "{list}: {words:?}");
        }
    }
    for list in ["actors", "places"] {
        for mention in object[list].as_array().unwrap().iter().flat_map(|a| a["mentions"].as_array().unwrap())
        {
            assert!(!slice(&report, mention).is_empty());
        }
    }
}

#[test]
fn the_date_option_goes_before_the_text() {
    let folder = Folder::with(&[("a.txt", REPORT.as_bytes())]);
    let object = &folder.objects(&["extract", "--date", "2020-02-29", "a.txt"])[0];
    assert_eq!((&object["date"], &object["date_source"]), (&"2020-02-29".into(), &"option".into()));
    for wrong in ["2021-02-29", "yesterday", "2020-2-9"] {
        let ran = folder.run(&["extract", "--date", wrong, "a.txt"]);
        assert_eq!(ran.status, Some(2), "{wrong}");
        assert!(ran.err.contains(wrong) && ran.out.is_empty());
    }
}

#[test]
fn timings_are_one_line_of_json_on_standard_error() {
    let folder = Folder::with(&[("a.txt", REPORT.as_bytes()), ("b.txt", b"Short.\n")]);
    let ran = folder.run(&["extract", "--timings", "a.txt", "b.txt"]);
    assert_eq!(ran.status, Some(0));
    assert_eq!(ran.err.lines().count(), 1);
    let timings: Value = serde_json::from_str(&ran.err).unwrap();
    assert_eq!(timings["bytes"], REPORT.len() + 7);
    for stage in ["ingest", "structure", "times", "actors", "claims", "timeline", "write"] {
        let seconds = timings[stage].as_f64().unwrap();
        assert!((0.0..10.0).contains(&seconds), "{stage}: {seconds}");
    }
    assert_eq!(ran.out, folder.run(&["extract", "a.txt", "b.txt"]).out);
}

#[test]
fn lists_are_fields_apart_by_tabs_and_say_what_extract_says() {
    let folder = Folder::with(&[("a.txt", REPORT.as_bytes())]);
    let document = &folder.objects(&["extract", "a.txt"])[0];
    for (command, list, columns) in [
        ("outline", "sections", 5),
        ("actors", "actors", 6),
        ("timeline", "events", 7),
        ("claims", "claims", 8),
    ] {
        let rows = folder.lines(&[command, "a.txt"]);
        let objects = folder.objects(&[command, "--json", "a.txt"]);
        let wanted = document[list].as_array().unwrap();
        assert_eq!((rows.len(), objects.len()), (wanted.len(), wanted.len()), "{command}");
        for row in &rows {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!((cells.len(), cells[0]), (columns, "a.txt"), "{row}");
        }
        let ids = |items: &[Value]| items.iter().map(|i| i["id"].to_string()).collect::<Vec<_>>();
        assert_eq!(ids(&objects), ids(wanted), "{command}");
        for object in &objects {
            assert_eq!(object["path"], "a.txt");
            assert!(object["start"].as_u64() <= object["end"].as_u64(), "{object}");
        }
    }
    for claim in folder.objects(&["claims", "--json", "a.txt"]) {
        let words = slice(REPORT, &claim);
        assert_eq!(claim["text"], words);
        let line = 1 + REPORT[..REPORT.find(&words).unwrap()].matches('\n').count();
        assert_eq!(claim["line"], line, "{words}");
    }
}

#[test]
fn a_timeline_of_several_documents_is_one_calendar() {
    let older = "Peru and Chile signed a treaty on 5 May 1999.\n";
    let folder = Folder::with(&[("a.txt", REPORT.as_bytes()), ("b.txt", older.as_bytes())]);
    let events = folder.objects(&["timeline", "--json", "a.txt", "b.txt"]);
    let days: Vec<&str> = events.iter().filter_map(|e| e["earliest"].as_str()).collect();
    assert!(days.is_sorted(), "{days:?}");
    let dated = events.iter().take_while(|e| !e["earliest"].is_null()).count();
    assert!(events.iter().skip(dated).all(|e| e["earliest"].is_null()), "undated events come last");
}

#[test]
fn without_a_command_and_a_terminal_it_prints_the_overview() {
    let folder = Folder::with(&[("a.txt", REPORT.as_bytes())]);
    let bare = folder.run(&["a.txt"]);
    assert_eq!(bare.status, Some(0));
    assert_eq!(bare.text(), folder.run(&["overview", "a.txt"]).text());
    assert!(bare.text().contains("a.txt"));
    for heading in ["Sections (", "Actors (", "Dated events (", "Claims ("] {
        assert!(bare.text().contains(heading), "{heading}");
    }
    assert!(bare.text().lines().count() <= 24, "one screen: {}", bare.text());
    let piped = folder.pipe(&[], REPORT.as_bytes());
    assert_eq!(piped.status, Some(0), "{}", piped.err);
    assert_eq!(piped.text(), bare.text().replace("a.txt", "-"));
    assert_eq!(folder.objects(&["--json", "a.txt"])[0]["path"], "a.txt");
}

#[test]
fn standard_input_by_name_by_dash_and_by_default() {
    let folder = Folder::new();
    let mut ways = vec![vec!["text", "-"], vec!["text"]];
    if cfg!(target_os = "linux") {
        ways.push(vec!["text", "/dev/stdin"]);
    }
    for args in ways {
        let ran = folder.pipe(&args, b"caf\xc3\xa9\r\nno newline");
        assert_eq!(
            (ran.status, ran.text(), ran.err.as_str()),
            (Some(0), "café\r\nno newline", ""),
            "{args:?}"
        );
    }
    let markdown = folder.pipe(&["extract", "-"], b"# One\n\nText.\n");
    let object: Value = serde_json::from_slice(&markdown.out).unwrap();
    assert_eq!((&object["path"], &object["format"]), (&"-".into(), &"markdown".into()));
    let told = folder.pipe(&["extract", "-", "--format", "text"], b"# One\n\nText.\n");
    let object: Value = serde_json::from_slice(&told.out).unwrap();
    assert_eq!(object["format"], "text");
}

#[test]
fn folders_are_read_in_order_and_the_number_of_jobs_does_not_show() {
    let folder = Folder::new();
    for k in 0..40 {
        let report = REPORT.repeat(1 + (40 - k) % 7).replace("Norway", ["Norway", "Peru", "Egypt"][k % 3]);
        folder.write(&format!("in/{}/{k:02}.txt", k % 4), report.as_bytes());
    }
    folder.write("in/.hidden/x.txt", b"hidden");
    folder.write("in/0/data.bin", b"\0");
    for command in ["extract", "claims", "actors", "timeline", "outline", "overview"] {
        let one = folder.run(&[command, "--jobs", "1", "in"]);
        let four = folder.run(&[command, "--jobs", "4", "in"]);
        assert_eq!((one.status, four.status), (Some(0), Some(0)));
        assert!(one.out == four.out, "{command}");
    }
    let paths: Vec<Value> = folder.objects(&["extract", "in"]).iter().map(|d| d["path"].clone()).collect();
    assert_eq!((paths.len(), &paths[0], &paths[1]), (40, &"in/0/00.txt".into(), &"in/0/04.txt".into()));
    assert_eq!(folder.run(&["extract", "--jobs", "0", "in"]).status, Some(2));
}

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
fn search_tells_by_its_status_whether_anything_was_found() {
    let folder = Folder::with(&[("a.txt", REPORT.as_bytes()), ("b.txt", b"Nothing of interest here.\n")]);
    let nothing = folder.run(&["search", "xylophone", "a.txt"]);
    assert_eq!((nothing.status, nothing.out.len(), nothing.err.as_str()), (Some(1), 0, ""));
    let error = folder.run(&["search", "xylophone", "a.txt", "missing.txt"]);
    assert_eq!(error.status, Some(2), "an error goes before an empty answer");
    let broken = folder.run(&["search", "/(/", "a.txt"]);
    assert_eq!((broken.status, broken.err.lines().count(), broken.out.len()), (Some(2), 1, 0));
    for row in folder.run(&["search", "drought", "a.txt", "b.txt"]).text().lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        assert_eq!((cells.len(), cells[0]), (5, "a.txt"), "{row}");
    }
    for hit in folder.run(&["search", "--json", "drought", "a.txt"]).text().lines() {
        let hit: Value = serde_json::from_str(hit).unwrap();
        assert!(slice(REPORT, &hit).contains("drought"), "{hit}");
    }
}

#[test]
fn one_very_long_line() {
    let line = "Norway signed the accord on 3 April 2024 and Chile denied it. ".repeat(50_000_000 / 62);
    let folder = Folder::with(&[("long.txt", line.as_bytes())]);
    let ran = folder.run(&["text", "long.txt"]);
    assert_eq!((ran.status, ran.out.len()), (Some(0), line.len()));
    folder.write("less.txt", &line.as_bytes()[..62 * 8_000]);
    let ran = folder.run(&["extract", "less.txt"]);
    assert_eq!(ran.status, Some(0));
    let object: Value = serde_json::from_slice(&ran.out).unwrap();
    assert_eq!(object["chars"], 62 * 8_000);
}

#[test]
fn completions_for_shells() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish"] {
        let ran = folder.run(&["completions", shell]);
        assert_eq!(ran.status, Some(0));
        assert!(ran.text().contains("timeline"), "{shell}");
    }
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
fn settings_are_shown_found_and_checked() {
    let folder = Folder::new();
    let run = |args: &[&str]| {
        folder.command(args).env("CASEFILE_CONFIG", folder.path().join("c.toml")).output().unwrap()
    };
    let text = |out: &[u8]| String::from_utf8_lossy(out).replace(&folder.path().display().to_string(), "");
    assert!(text(&run(&["config", "--path"]).stdout).ends_with("c.toml\n"));
    let defaults = run(&["config", "--print-default"]);
    assert!(text(&defaults.stdout).contains("measure = 80"));
    // What is printed is itself a sound file.
    folder.write("c.toml", &defaults.stdout);
    let checked = run(&["config", "--check"]);
    assert_eq!(
        (checked.status.code(), text(&checked.stdout).as_str()),
        (Some(0), "/c.toml: nothing wrong\n")
    );
    folder.write("c.toml", b"them = 'dark'\n[keys]\nsort = 'q'\nfnid = 'x'\ngroup = ']'\n");
    let checked = run(&["config", "--check"]);
    let lines = text(&checked.stdout);
    let lines: Vec<&str> = lines.lines().collect();
    assert_eq!(checked.status.code(), Some(2), "{lines:?}");
    assert_eq!(lines[0], "/c.toml:1: there is no setting `them`; did you mean `theme`?");
    assert_eq!(lines[1], "note: /c.toml:3: sort takes q from quit");
    assert_eq!(lines[2], "/c.toml:4: there is no action `fnid`; did you mean `find`?");
    assert!(lines[3].starts_with("/c.toml:5: ] (group) hides ]s (next_section)"), "{lines:?}");
    let objects = text(&run(&["config", "--check", "--json"]).stdout);
    let first: Value = serde_json::from_str(objects.lines().next().unwrap()).unwrap();
    assert_eq!((first["line"].as_u64(), first["note"].as_bool()), (Some(1), Some(false)));
    // Themes of one's own are known by their names, and checked.
    folder.write("c.toml", b"theme = 'mine'\n");
    folder.write("themes/mine.toml", b"inherits = 'dark'\n[styles]\nactr = {}\n");
    let checked = run(&["config", "--check"]);
    let wrong = "/themes/mine.toml:3: there is no role `actr`; did you mean `actor`?\n";
    assert_eq!((checked.status.code(), text(&checked.stdout).as_str()), (Some(2), wrong));
}

#[test]
fn a_dossier_is_taken_away_in_every_form() {
    let folder = Folder::with(&[("a.txt", REPORT.as_bytes()), ("b.md", b"# B\n\nNorway left the accord.\n")]);
    for (form, piece) in [
        ("md", "## Claims"),
        ("html", "<!DOCTYPE html>"),
        ("csv", "path,line,page,paragraph"),
        ("jsonl", "{\"is\":\"document\""),
        ("webanno", "AnnotationPage"),
    ] {
        let ran = folder.run(&["export", "--format", form, "a.txt", "b.md"]);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{form}");
        assert!(ran.text().contains(piece), "{form}");
        assert_eq!(ran.out, folder.run(&["export", "--jobs", "1", "--format", form, "a.txt", "b.md"]).out);
    }
    assert!(folder.run(&["export", "a.txt"]).text().starts_with("# Grain and the Straits: One Year On\n"));
    assert_eq!(folder.objects(&["export", "--json", "a.txt"])[0]["is"], "document");
    assert!(folder.pipe(&["export"], REPORT.as_bytes()).text().starts_with("# Grain"));
    let table = folder.run(&["export", "--format", "csv", "--table", "actors", "a.txt"]);
    assert!(table.text().starts_with("id,name,type,") && table.text().contains("Norway,state"));
    let open = folder.run(&["export", "--open", "--query", "kind:forecast", "a.txt"]);
    assert!(open.text().contains("- [ ] forecast: “A drought may return this summer.”"), "{}", open.text());
    let cited =
        folder.run(&["export", "--citation", "{text} [{file}, {section}, par. {paragraph}]", "a.txt"]);
    assert!(cited.text().contains("summer. \\[a.txt, 2.1 The figures, par. "), "{}", cited.text());
    let markdown = folder.run(&["export", "--from", "markdown", "--json", "a.txt"]);
    assert!(markdown.text().contains("\"format\":\"markdown\""));
}

#[test]
fn exported_files_are_chosen_by_their_ending_and_overwritten_only_by_force() {
    let folder = Folder::with(&[("a.txt", REPORT.as_bytes())]);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(folder.lines(&["export", "-o", "r.html", "a.txt"]), [""; 0]);
    assert!(read("r.html").contains("Norway"));
    folder.write("r.csv", b"mine");
    let refused = folder.run(&["export", "-o", "r.csv", "a.txt"]);
    assert_eq!(refused.status, Some(2));
    assert_eq!(refused.err, "casefile: r.csv: exists already; --force replaces it\n");
    assert_eq!(read("r.csv"), "mine");
    folder.lines(&["export", "-o", "r.csv", "--force", "a.txt"]);
    assert!(read("r.csv").starts_with("path,line,"));
    folder.lines(&["export", "--format", "obsidian", "-o", "vault", "a.txt"]);
    assert!(read("vault/Actors/Norway.md").contains("# Norway"));
    let again = folder.run(&["export", "--format", "obsidian", "-o", "vault", "a.txt"]);
    assert!(again.status == Some(2) && again.err.contains("exists already"), "{}", again.err);
    for (args, reason) in [
        (&["export", "--format", "obsidian", "a.txt"][..], "name it with --output FOLDER"),
        (&["export", "-o", "r.docx", "a.txt"], "no form of export ends in .docx"),
        (&["export", "-o", "vault", "a.txt"], "is a folder"),
        (&["export", "-o", "no/such/r.md", "a.txt"], "no/such/r.md: "),
        (&["export", "--open", "--format", "csv", "a.txt"], "--open"),
        (&["export", "--citation", "{pgae}", "a.txt"], "did you mean {page}?"),
        (&["export", "--format", "cvs", "a.txt"], "did you mean csv?"),
        (&["export", "--query", "/(/", "a.txt"], "query: "),
        (&["export", "--notes=none.jsonl", "a.txt"], "none.jsonl: "),
        (&["export", "missing.txt"], "missing.txt: No such file"),
    ] {
        let ran = folder.run(args);
        assert_eq!((ran.status, ran.out.len()), (Some(2), 0), "{args:?}");
        assert!(ran.err.contains(reason), "{args:?}: {}", ran.err);
    }
    let mut left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["a.txt", "r.csv", "r.html", "vault"], "nothing half done is left");
}

#[test]
fn a_query_on_everything_else_is_said_to_keep_nothing() {
    let folder = Folder::with(&[("a.txt", REPORT.as_bytes())]);
    let ran = folder.run(&["export", "--query", "xylophone", "a.txt"]);
    assert_eq!(ran.status, Some(1), "as a search that finds nothing");
    assert!(ran.text().contains("0 of "), "{}", ran.text());
    assert_eq!(ran.err, "");
}

#[test]
fn completions_and_manual_name_every_command() {
    const COMMANDS: [&str; 10] = [
        "overview",
        "text",
        "outline",
        "actors",
        "timeline",
        "claims",
        "search",
        "extract",
        "export",
        "completions",
    ];
    let folder = Folder::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = folder.run(&["completions", shell]);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
        for command in COMMANDS {
            assert!(ran.text().contains(command), "{shell}: {command}");
        }
    }
    let page = folder.run(&["man"]);
    assert!(page.status == Some(0) && page.text().contains(".TH casefile 1"));
    assert_eq!(folder.lines(&["man", "--output", "man"]), [""; 0]);
    for command in COMMANDS {
        assert!(page.text().contains(&format!("casefile\\-{command}")), "{command}");
        let own = fs::read_to_string(folder.path().join(format!("man/casefile-{command}.1"))).unwrap();
        assert!(
            own.contains(&format!(".TH casefile-{command} 1")) && own.contains(".SH SYNOPSIS"),
            "{command}"
        );
    }
    assert_eq!(folder.run(&["man", "--output", "man"]).status, Some(2));
    assert_eq!(folder.run(&["man", "--output", "man", "--force"]).status, Some(0));
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

#[test]
fn an_actor_found_is_the_one_that_is_listed() {
    let folder = Folder::with(&[("a.txt", REPORT.as_bytes())]);
    let hit = &folder.objects(&["search", "--json", "is:actor norway", "a.txt"])[0];
    let actors = folder.objects(&["actors", "--json", "a.txt"]);
    let listed = actors.iter().find(|a| a["name"] == "Norway").unwrap();
    assert_eq!((&hit["members"][0]["path"], &hit["members"][0]["id"]), (&"a.txt".into(), &listed["id"]));
}

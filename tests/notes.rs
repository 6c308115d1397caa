//! The analyst's notes from outside: what was acknowledged is there, whatever happens to the program.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use casefile::model::{Format, Span, Text};
use casefile::notes::{Act, Correction, Selector, Store, Target};

const REPORT: &str = "\
The Lorn Ferry Dispute

In March 2024 Norway closed the ferry line to Denmark. Oslo said the boats were unsafe. Denmark rejected the claim.
";

fn casefile(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casefile"));
    command.env_clear().env("HOME", home).env("XDG_DATA_HOME", home.join("data")).env("USER", "ana");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn report(home: &Path) -> std::path::PathBuf {
    let path = home.join("report.txt");
    std::fs::write(&path, REPORT).unwrap();
    path
}

/// Numbers from a seed: the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

/// `CASEFILE_KILL_ROUNDS` sets how often; every third round has two writers at once.
#[test]
fn what_was_acknowledged_is_there_after_any_kill() {
    let rounds = std::env::var("CASEFILE_KILL_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(60);
    let home = tempfile::tempdir().unwrap();
    let path = report(home.path());
    let mut dice = Dice(7);
    let (mut acknowledged, mut killed) = (Vec::new(), 0);
    for round in 0..rounds {
        let writers = if round % 3 == 0 { 2 } else { 1 };
        let mut running: Vec<_> = (0..writers)
            .map(|k| {
                let words = format!("note {round}-{k}");
                let mut add = casefile(home.path());
                add.arg("notes").arg("add").arg(&path);
                add.args(["--quote", "Oslo said the boats were unsafe.", "--text", &words]);
                (words, add.spawn().unwrap())
            })
            .collect();
        // The moment is what is tried, not waited for.
        std::thread::sleep(Duration::from_micros(dice.roll(14_000)));
        for (_, child) in &mut running {
            let _ = child.kill();
        }
        for (words, mut child) in running {
            match child.wait().unwrap().success() {
                true => acknowledged.push(words),
                false => killed += 1,
            }
        }
    }
    let listed = casefile(home.path()).args(["notes", "--json"]).arg(&path).stdout(Stdio::piped()).output();
    let listed = listed.unwrap();
    assert!(listed.status.success(), "the notes no longer open");
    let listed = String::from_utf8(listed.stdout).unwrap();
    for words in &acknowledged {
        assert!(listed.contains(&format!("\"{words}\"")), "{words} was acknowledged and is gone");
    }
    println!("{rounds} rounds: {} acknowledged, {killed} killed, none missing", acknowledged.len());
    // Else nothing was tried.
    assert!(!acknowledged.is_empty() && killed > 0, "{} acknowledged, {killed} killed", acknowledged.len());
}

#[test]
fn a_log_torn_at_any_byte_of_its_last_line_loses_that_line_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notes.jsonl");
    let note = |text: &str| Act::Note { on: Target::Document, text: text.into(), tags: Vec::new() };
    let mut log = Store::in_file(&file).open("/r.txt", "1").unwrap();
    log.append(note("first")).unwrap();
    let sound = std::fs::metadata(&file).unwrap().len() as usize;
    log.append(note("second")).unwrap();
    let whole = std::fs::read(&file).unwrap();
    for cut in sound..whole.len() {
        let torn = folder.path().join(format!("{cut}.jsonl"));
        std::fs::write(&torn, &whole[..cut]).unwrap();
        let mut log = Store::in_file(&torn).open("/r.txt", "1").unwrap();
        let texts = |log: &casefile::notes::Log| -> Vec<String> {
            let text = |r: &casefile::notes::Record| match &r.act {
                Act::Note { text, .. } => Some(text.clone()),
                _ => None,
            };
            log.records().iter().filter_map(text).collect()
        };
        let found = texts(&log);
        assert_eq!(found.first().map(String::as_str), Some("first"), "cut at {cut}");
        log.append(note("third")).unwrap();
        let again = texts(&Store::in_file(&torn).open("/r.txt", "1").unwrap());
        assert_eq!(again.first().map(String::as_str), Some("first"), "cut at {cut}");
        assert_eq!(again.last().map(String::as_str), Some("third"), "cut at {cut}");
        assert!(again.len() == found.len() + 1, "cut at {cut}: {again:?}");
    }
}

#[test]
fn a_file_where_the_folder_should_be_is_an_error_that_names_it() {
    let home = tempfile::tempdir().unwrap();
    let path = report(home.path());
    std::fs::write(home.path().join("data"), "").unwrap();
    let mut add = casefile(home.path());
    add.args(["notes", "add"])
        .arg(&path)
        .args(["--quote", "Oslo said", "--text", "x"])
        .stderr(Stdio::piped());
    let out = add.output().unwrap();
    assert_eq!(out.status.code(), Some(2));
    let error = String::from_utf8(out.stderr).unwrap();
    assert!(error.lines().count() == 1 && error.contains("data"), "{error}");
}

#[test]
fn an_export_with_notes_has_the_corrections_too() {
    let home = tempfile::tempdir().unwrap();
    let path = report(home.path());
    let notes = home.path().join("mine.jsonl");
    let text = Text::new(REPORT, Format::Text);
    let at = REPORT.find("Oslo said").unwrap();
    let claim = Selector::of(&text, Span::new(at, at + "Oslo said the boats were unsafe.".len()));
    let hash = {
        let out = casefile(home.path()).args(["extract"]).arg(&path).stdout(Stdio::piped()).output().unwrap();
        let document: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
        document["hash"].as_str().unwrap().to_owned()
    };
    let mut log = Store::in_file(&notes).open(&path.display().to_string(), &hash).unwrap();
    log.append(Act::Correct(Correction::Hide { on: Target::Claim(claim) })).unwrap();
    let export = |with: bool| {
        let mut command = casefile(home.path());
        command.args(["export", "--format", "csv"]);
        if with {
            command.arg(format!("--notes={}", notes.display()));
        }
        let out = command.arg(&path).stdout(Stdio::piped()).output().unwrap();
        assert!(out.status.success());
        String::from_utf8(out.stdout).unwrap()
    };
    assert!(export(false).contains("boats were unsafe"));
    assert!(!export(true).contains("boats were unsafe") && export(true).contains("rejected the claim"));
}

//! The analyst's notes from outside: what was acknowledged is there, whatever happens to the program.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

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
        // Killed at any moment, unless all are done before it.
        let moment = Instant::now() + Duration::from_micros(dice.roll(14_000));
        while Instant::now() < moment && running.iter_mut().any(|(_, c)| matches!(c.try_wait(), Ok(None))) {
            std::thread::yield_now();
        }
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

/// What a command prints, with the user's own notes in a file.
fn printed(home: &Path, arguments: &[&str]) -> String {
    let out = casefile(home).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
    assert!(out.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn lists_take_the_notes_in_when_asked_and_only_then() {
    let home = tempfile::tempdir().unwrap();
    let path = report(home.path());
    let path = path.to_str().unwrap();
    let bare = |command: &str| printed(home.path(), &[command, path, "--json"]);
    let before: Vec<String> = ["overview", "outline", "actors", "timeline", "claims"].map(bare).into();
    printed(home.path(), &["notes", "status", path, "Oslo said", "disputed"]);
    let quote = "Oslo said the boats were unsafe.";
    printed(
        home.path(),
        &["notes", "add", path, "--quote", quote, "--text", "who exactly?", "--tag", "ferry"],
    );
    let json = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
    let claims = printed(home.path(), &["claims", path, "--json", "--notes"]);
    let claim = claims.lines().map(json).find(|c| c["text"].as_str().unwrap().contains("unsafe")).unwrap();
    assert_eq!(claim["status"], "disputed");
    assert_eq!(claim["tags"], serde_json::json!(["ferry"]));
    assert_eq!(claim["notes"][0]["text"], "who exactly?");
    assert_eq!(claim["notes"][0]["by"], "ana");
    let other = claims.lines().map(json).find(|c| c["text"].as_str().unwrap().contains("rejected")).unwrap();
    assert_eq!((&other["status"], &other["notes"]), (&serde_json::Value::Null, &serde_json::json!([])));
    // Behind all other columns.
    let table = printed(home.path(), &["claims", path, "--notes"]);
    let row = table.lines().find(|row| row.contains("unsafe")).unwrap();
    assert!(row.ends_with("\tdisputed\tferry\twho exactly?"), "{row}");
    assert!(printed(home.path(), &["overview", path, "--notes"]).contains("1 note · 1 disputed"));
    for command in ["outline", "actors", "timeline", "text"] {
        printed(home.path(), &[command, path, "--notes"]);
    }
    for (command, before) in ["overview", "outline", "actors", "timeline", "claims"].iter().zip(before) {
        assert_eq!(bare(command), before, "{command} without --notes");
    }
    let found = |query: &str, notes: bool| {
        let mut search = casefile(home.path());
        search.args(["search", query, path, "--json"]).stdout(Stdio::piped()).stderr(Stdio::piped());
        if notes {
            search.arg("--notes");
        }
        let out = search.output().unwrap();
        (String::from_utf8(out.stdout).unwrap(), String::from_utf8(out.stderr).unwrap())
    };
    for query in ["status:disputed", "has:note is:claim", "tag:ferry is:claim"] {
        let (hits, _) = found(query, true);
        assert_eq!(hits.lines().count(), 1, "{query}: {hits}");
        assert_eq!(json(hits.trim())["status"], "disputed", "{query}");
        let (hits, hint) = found(query, false);
        assert!(hits.is_empty() && hint.contains("--notes"), "{query}: {hits} {hint}");
    }
    let mut extract = casefile(home.path());
    assert_eq!(extract.args(["extract", "--notes", path]).status().unwrap().code(), Some(2));
}

#[test]
fn lists_are_of_the_corrected_document() {
    let home = tempfile::tempdir().unwrap();
    let path = report(home.path());
    let path = path.to_str().unwrap();
    let notes = home.path().join("mine.jsonl");
    let document: serde_json::Value =
        serde_json::from_str(&printed(home.path(), &["extract", path])).unwrap();
    let mut log = Store::in_file(&notes).open(path, document["hash"].as_str().unwrap()).unwrap();
    let rename =
        |name: &str| Correction::Rename { on: Target::Actor("Norway".to_owned()), name: name.to_owned() };
    log.append(Act::Correct(rename("Kingdom of Norway"))).unwrap();
    let with = format!("--notes={}", notes.display());
    assert!(printed(home.path(), &["actors", path, &with]).contains("Kingdom of Norway"));
    assert!(!printed(home.path(), &["actors", path]).contains("Kingdom of Norway"));
    let hits = printed(home.path(), &["search", "is:actor kingdom", path, &with]);
    assert!(hits.contains("Kingdom of Norway"), "{hits}");
    let missing = casefile(home.path()).args(["claims", path, "--notes=nowhere.jsonl"]).status().unwrap();
    assert_eq!(missing.code(), Some(2));
}

#[test]
fn the_file_is_as_the_page_shows_it() {
    let page = include_str!("../docs/notes.md");
    let example = page.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notes.jsonl");
    std::fs::write(&file, example).unwrap();
    // The hash of the example is cut short; whatever stands there, the path leads to the log.
    let log = Store::in_folder(folder.path()).open("/reports/ferry.txt", "").unwrap();
    assert!(log.warnings().is_empty(), "{:?}", log.warnings());
    let acts: Vec<&Act> = log.records().iter().map(|r| &r.act).collect();
    assert!(
        matches!(
            acts.as_slice(),
            [Act::Document { .. }, Act::Note { on: Target::Claim(_), .. }, Act::Undo { .. }]
        ),
        "{acts:?}"
    );
    // Every act that the page names is one, and every command is known.
    for name in ["mark", "note", "rewrite", "status", "tag", "remove", "save", "correct", "undo", "redo"] {
        assert!(page.contains(&format!("`{name}`")), "{name}");
    }
    for line in page.lines().filter_map(|l| l.trim().strip_prefix("casefile ")) {
        let words: Vec<&str> =
            line.split_whitespace().take_while(|w| w.chars().all(|c| c.is_ascii_lowercase())).collect();
        let help = casefile(folder.path()).args(&words).arg("--help").status().unwrap();
        assert!(help.success(), "casefile {line}");
    }
}

/// Adds notes until one is refused: what was said of the last one, and the words of all before it.
#[cfg(unix)]
fn until_refused(home: &Path, mut add: impl FnMut(&str) -> Command) -> (Vec<String>, String) {
    let mut acknowledged = Vec::new();
    for k in 0..60 {
        let words = format!("note {k}: {}", "words that take up some room ".repeat(6));
        let out = add(&words).stderr(Stdio::piped()).output().unwrap();
        if !out.status.success() {
            assert_eq!(out.status.code(), Some(2), "{:?}", out.status);
            return (acknowledged, String::from_utf8(out.stderr).unwrap());
        }
        acknowledged.push(words);
    }
    panic!("nothing was refused in {}", home.display());
}

#[cfg(unix)]
#[test]
fn on_a_full_disk_what_was_acknowledged_stays_and_the_rest_is_said() {
    let home = tempfile::tempdir().unwrap();
    let path = report(home.path());
    let arguments = |words: &str| {
        let on = ["--quote", "Oslo said the boats were unsafe.", "--text", words].map(str::to_owned);
        [["notes".to_owned(), "add".to_owned(), path.display().to_string()].as_slice(), &on].concat()
    };
    // A limit on the size of files stands for a disk that is full: writing fails halfway through a line.
    let (acknowledged, error) = until_refused(home.path(), |words| {
        let plain = casefile(home.path());
        let mut limited = Command::new("/bin/sh");
        limited.args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\""]);
        limited.arg(plain.get_program()).args(arguments(words));
        limited.env_clear().envs(plain.get_envs().filter_map(|(k, v)| Some((k, v?))));
        limited.stdin(Stdio::null()).stdout(Stdio::null());
        limited
    });
    assert!(!acknowledged.is_empty());
    assert!(error.lines().count() == 1 && error.contains(".jsonl") && error.contains("too large"), "{error}");
    let list = || printed(home.path(), &["notes", path.to_str().unwrap(), "--json"]);
    let texts = |list: &str| -> Vec<String> {
        let text = |l: &str| {
            serde_json::from_str::<serde_json::Value>(l).unwrap()["text"].as_str().unwrap().to_owned()
        };
        list.lines().map(text).collect()
    };
    assert_eq!(texts(&list()), acknowledged);
    // With room again it goes on, and nothing was damaged.
    let mut add = casefile(home.path());
    assert!(add.args(arguments("room again")).status().unwrap().success());
    assert_eq!(texts(&list()).len(), acknowledged.len() + 1);
    assert!(printed(home.path(), &["notes", "check"]).contains("sound"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_that_is_full_is_said_to_be() {
    let home = tempfile::tempdir().unwrap();
    let path = report(home.path());
    let mut add = casefile(home.path());
    add.args(["notes", "add", path.to_str().unwrap(), "--text", "x", "--notes", "/dev/full"]);
    let out = add.stderr(Stdio::piped()).output().unwrap();
    let error = String::from_utf8(out.stderr).unwrap();
    assert_eq!(out.status.code(), Some(2), "{error}");
    assert!(error.lines().count() == 1 && error.contains("/dev/full"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_to_is_named_and_what_is_in_it_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let path = report(home.path());
    let path = path.to_str().unwrap();
    let add = |home: &Path| {
        let mut add = casefile(home);
        add.args(["notes", "add", path, "--text", "first"]).stderr(Stdio::piped());
        add.output().unwrap()
    };
    assert!(add(home.path()).status.success());
    let folder = home.path().join("data/casefile/notes");
    for (mode, file_mode) in [(0o555, 0o444), (0o755, 0o644)] {
        for file in std::fs::read_dir(&folder).unwrap() {
            let file = file.unwrap().path();
            if file.is_file() {
                std::fs::set_permissions(file, std::fs::Permissions::from_mode(file_mode)).unwrap();
            }
        }
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode)).unwrap();
        let out = add(home.path());
        let error = String::from_utf8(out.stderr).unwrap();
        // Nothing keeps the superuser from writing.
        let refused = mode == 0o555
            && !std::fs::metadata("/proc/self").is_ok_and(|m| std::os::unix::fs::MetadataExt::uid(&m) == 0);
        assert_eq!(out.status.success(), !refused, "{error}");
        assert_eq!(refused, error.contains("notes"), "{error}");
        assert!(printed(home.path(), &["notes", path]).contains("first"));
    }
    // A place where nobody can write.
    let mut nowhere = casefile(home.path());
    nowhere.env("XDG_DATA_HOME", "/proc/none").args(["notes", "add", path, "--text", "x"]);
    let out = nowhere.stderr(Stdio::piped()).output().unwrap();
    let error = String::from_utf8(out.stderr).unwrap();
    if cfg!(target_os = "linux") {
        assert_eq!(out.status.code(), Some(2), "{error}");
        assert!(error.lines().count() == 1 && error.contains("/proc/none"), "{error}");
    }
}

//! Settings, completions, the manual.

use serde_json::Value;
use std::fs;

use super::folder::Folder;

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

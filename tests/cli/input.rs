//! What is read, and from where.

use serde_json::Value;

use super::folder::{Folder, REPORT};

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

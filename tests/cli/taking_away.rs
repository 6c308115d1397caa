//! `export`.

use std::fs;

use super::folder::{Folder, REPORT};

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

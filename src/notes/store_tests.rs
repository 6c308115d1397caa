use std::fs;

use tempfile::TempDir;

use super::super::act::{Act, Target};
use super::*;

fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::in_folder(&folder.path().join("casefile/notes")).by("ana");
    (folder, store)
}

fn note(text: &str) -> Act {
    Act::Note { on: Target::Document, text: text.to_owned(), tags: Vec::new() }
}

/// The texts of the notes of a log.
fn notes(log: &Log) -> Vec<String> {
    let text = |act: &Act| match act {
        Act::Note { text, .. } => Some(text.clone()),
        _ => None,
    };
    log.records().iter().filter_map(|r| text(&r.act)).collect()
}

fn reopened(store: &Store, path: &str, hash: &str) -> Vec<String> {
    let log = store.open(path, hash).unwrap();
    assert!(log.warnings().is_empty(), "{:?}", log.warnings());
    notes(&log)
}

#[test]
fn a_log_is_found_by_path_and_by_content() {
    let (folder, store) = store();
    let mut log = store.open("/a/x.txt", "11").unwrap();
    assert!(log.records().is_empty());
    assert!(!folder.path().join("casefile").exists(), "opening writes nothing");
    let record = log.append(note("one")).unwrap();
    assert_eq!((record.by.as_str(), log.records().len()), ("ana", 2));
    assert_eq!(reopened(&store, "/a/x.txt", "11"), ["one"]);
    assert_eq!(reopened(&store, "/a/x.txt", "22"), ["one"], "edited");
    assert_eq!(reopened(&store, "/b/y.txt", "11"), ["one"], "moved");
    assert_eq!(reopened(&store, "-", "11"), ["one"], "through standard input");
    assert!(reopened(&store, "/b/y.txt", "22").is_empty());
    assert!(reopened(&store, "-", "22").is_empty());
    // From now on it is known at its new place, whatever becomes of its content.
    store.open("/b/y.txt", "11").unwrap().append(note("two")).unwrap();
    assert_eq!(reopened(&store, "/b/y.txt", "33"), ["one", "two"]);
    store.open("/b/y.txt", "33").unwrap().append(note("three")).unwrap();
    assert_eq!(reopened(&store, "/c/z.txt", "33"), ["one", "two", "three"]);
}

#[test]
fn a_version_is_told_before_the_first_act_on_it_and_once() {
    let (_folder, store) = store();
    for (hash, text) in [("11", "one"), ("11", "two"), ("22", "three"), ("11", "four")] {
        store.open("/a/x.txt", hash).unwrap().append(note(text)).unwrap();
    }
    let log = store.open("/a/x.txt", "11").unwrap();
    let acts: Vec<String> = log
        .records()
        .iter()
        .map(|r| match &r.act {
            Act::Document { path, hash } => format!("{path} {hash}"),
            Act::Note { text, .. } => text.clone(),
            other => format!("{other:?}"),
        })
        .collect();
    let expected = ["/a/x.txt 11", "one", "two", "/a/x.txt 22", "three", "/a/x.txt 11", "four"];
    assert_eq!(acts, expected);
    assert!(log.records().is_sorted_by(|a, b| a.at < b.at));
}

#[test]
fn what_is_lost_of_the_index_is_made_again() {
    let (folder, store) = store();
    store.open("/a/x.txt", "11").unwrap().append(note("one")).unwrap();
    store.open("/a/z.txt", "33").unwrap().append(note("other")).unwrap();
    let index = folder.path().join("casefile/notes/index");
    fs::remove_dir_all(&index).unwrap();
    assert_eq!(reopened(&store, "/b/y.txt", "11"), ["one"]);
    assert!(!index.exists(), "reading writes nothing");
    store.open("/a/new.txt", "44").unwrap().append(note("new")).unwrap();
    assert!(fs::read_dir(&index).unwrap().count() >= 9, "a path, a content and a marker for each");
    assert_eq!(reopened(&store, "/b/y.txt", "33"), ["other"]);
}

#[test]
fn one_file_for_several_documents() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::in_file(&folder.path().join("case.jsonl"));
    store.open("/a/x.txt", "11").unwrap().append(note("x")).unwrap();
    store.open("/a/y.txt", "22").unwrap().append(note("y")).unwrap();
    store.open_dossier(&[("/a/x.txt".into(), "11".into())]).unwrap().append(note("both")).unwrap();
    store.open("/a/x.txt", "33").unwrap().append(note("x, edited")).unwrap();
    assert_eq!(reopened(&store, "/a/x.txt", "33"), ["x", "x, edited"]);
    assert_eq!(reopened(&store, "/moved.txt", "22"), ["y"]);
    assert_eq!(reopened(&store, "/moved.txt", "33"), ["x", "x, edited"]);
    assert!(reopened(&store, "/moved.txt", "44").is_empty());
    assert_eq!(notes(&store.open_dossier(&[]).unwrap()), ["both"]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_dossier_is_found_whatever_the_order_and_wherever_it_moved() {
    let (_folder, store) = store();
    let pair =
        |a: &str, b: &str| [(format!("/{a}.txt"), "11".to_owned()), (format!("/{b}.txt"), "22".to_owned())];
    store.open_dossier(&pair("a", "b")).unwrap().append(note("both")).unwrap();
    let [a, b] = pair("a", "b");
    assert_eq!(notes(&store.open_dossier(&[b, a]).unwrap()), ["both"]);
    assert_eq!(notes(&store.open_dossier(&pair("moved/a", "b")).unwrap()), ["both"]);
    assert!(notes(&store.open_dossier(&pair("a", "c")[..1]).unwrap()).is_empty());
    assert!(reopened(&store, "/a.txt", "11").is_empty());
}

#[test]
fn two_logs_of_one_document_see_each_other() {
    let (_folder, store) = store();
    let mut one = store.open("/a", "11").unwrap();
    let mut two = store.open("/a", "11").unwrap();
    one.append(note("1")).unwrap();
    assert!(two.refresh().unwrap() && !two.refresh().unwrap());
    assert_eq!(notes(&two), ["1"]);
    two.append(note("2")).unwrap();
    one.append(note("3")).unwrap();
    assert_eq!(notes(&one), ["1", "2", "3"]);
    assert_eq!(reopened(&store, "/a", "11"), ["1", "2", "3"]);
}

#[test]
fn many_threads_lose_nothing() {
    let (_folder, store) = store();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let store = &store;
            scope.spawn(move || {
                let mut log = store.open("/a", "11").unwrap();
                for k in 0..25 {
                    log.append(note(&format!("{writer} {k}"))).unwrap();
                }
            });
        }
    });
    let mut found = reopened(&store, "/a", "11");
    assert_eq!(found.len(), 100);
    found.sort();
    found.dedup();
    assert_eq!(found.len(), 100);
}

#[test]
fn private_reads_and_writes_nothing() {
    let (folder, store) = store();
    let private = Store::private(store.clone());
    assert!(matches!(private.open("/a", "11").unwrap().append(note("no")), Err(NotesError::Private)));
    assert!(!folder.path().join("casefile").exists());
    store.open("/a", "11").unwrap().append(note("one")).unwrap();
    assert_eq!(reopened(&private, "/a", "11"), ["one"]);
    assert!(matches!(
        Store::nowhere().open("/a", "11").unwrap().append(note("no")),
        Err(NotesError::Nowhere)
    ));
}

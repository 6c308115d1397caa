//! `extract`: the whole model, and what its offsets mean.

use serde_json::Value;

use super::folder::{Folder, REPORT, slice};

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

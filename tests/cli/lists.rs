//! Lists and search.

use serde_json::Value;

use super::folder::{Folder, REPORT, slice};

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
fn an_event_that_two_documents_tell_is_said_to_be_one() {
    let a =
        "The navy of Chile seized the trawler off Arica on 5 May 1999. The crew was freed in June 1999.\n";
    let b = "On 5 May 1999 the navy of Chile seized the trawler off Arica.\n";
    let folder = Folder::with(&[("a.txt", a.as_bytes()), ("b.txt", b.as_bytes())]);
    let events = folder.objects(&["timeline", "--json", "a.txt", "b.txt"]);
    let seized: Vec<&Value> = events.iter().filter(|e| e["edtf"] == "1999-05-05").collect();
    assert_eq!(seized.len(), 2, "{events:?}");
    for (event, other) in [(seized[0], seized[1]), (seized[1], seized[0])] {
        assert_eq!(event["same_as"][0]["path"], other["path"], "{event}");
        assert_eq!(event["same_as"][0]["id"], other["id"], "{event}");
    }
    assert!(events.iter().any(|e| e["edtf"] == "1999-06" && e.get("same_as").is_none()), "{events:?}");
    let calendar = folder.run(&["timeline", "--format", "ics", "a.txt", "b.txt"]);
    assert_eq!(calendar.text().matches("BEGIN:VEVENT").count(), 2, "{}", calendar.text());
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
fn filters_narrow_lists_and_leave_a_status() {
    let folder = Folder::with(&[("a.txt", REPORT.as_bytes())]);
    let all = folder.objects(&["claims", "--json", "a.txt"]);
    let kinds = |args: &[&str]| -> Vec<String> {
        let objects = folder.objects(&[&["claims", "--json", "a.txt"], args].concat());
        objects.iter().map(|c| c["kind"].as_str().unwrap().to_owned()).collect()
    };
    let forecasts = kinds(&["--kind", "forecast"]);
    assert!(!forecasts.is_empty() && forecasts.iter().all(|k| k == "forecast"), "{forecasts:?}");
    let either = kinds(&["--kind", "forecast", "--kind", "prescription"]);
    assert!(either.len() > forecasts.len() && either.len() < all.len(), "{either:?}");
    assert_eq!(kinds(&["--query", "kind:forecast | kind:prescription"]), either);
    assert!(kinds(&["--by", "Chile", "--has", "quantity"]).len() == 1);
    let nothing = folder.run(&["claims", "--kind", "forecast", "--by", "Norway", "a.txt"]);
    assert_eq!((nothing.status, nothing.out.len()), (Some(1), 0));
    let wrong = folder.run(&["claims", "--kind", "opinion", "a.txt"]);
    assert_eq!((wrong.status, wrong.err.lines().count()), (Some(2), 1), "{}", wrong.err);
    let sorted = folder.objects(&["claims", "--json", "--sort", "importance", "a.txt"]);
    let weights: Vec<f64> = sorted.iter().map(|c| c["importance"].as_f64().unwrap()).collect();
    assert!(weights.len() == all.len() && weights.is_sorted_by(|a, b| a >= b), "{weights:?}");
    assert_eq!(folder.lines(&["claims", "--format", "json", "a.txt"]).len(), all.len());
    let table = folder.run(&["claims", "--format", "csv", "--kind", "forecast", "a.txt"]);
    assert_eq!(table.text().lines().count(), 1 + forecasts.len(), "{}", table.text());
    let noted = folder.run(&["claims", "--format", "webanno", "a.txt"]);
    assert!(serde_json::from_str::<Value>(noted.text()).is_ok());

    let names = |args: &[&str]| -> Vec<String> {
        let objects = folder.objects(&[&["actors", "--json", "a.txt"], args].concat());
        objects.iter().map(|a| a["name"].as_str().unwrap().to_owned()).collect()
    };
    assert!(names(&["--type", "state"]).contains(&"Norway".to_owned()));
    assert!(!names(&["--type", "state"]).contains(&"Chilean Ministry of Trade".to_owned()));
    assert_eq!(
        names(&["--role", "gov", "--type", "organisation", "--state", "chile"]),
        ["Chilean Ministry of Trade"]
    );
    assert!(names(&["--min", "2"]).len() < names(&[]).len());
    assert_eq!(folder.run(&["actors", "--min", "999", "a.txt"]).status, Some(1));

    let edges = |args: &[&str]| -> String {
        let args = [&["actors", "--network", "--format", "csv"], args, &["a.txt"]].concat();
        String::from_utf8(folder.run(&args).out).unwrap()
    };
    assert!(edges(&[]).contains("Chilean Ministry of Trade") && edges(&[]).contains("Norway"));
    let states = edges(&["--type", "state"]);
    assert!(states.contains("Norway,Chile") || states.contains("Chile,Norway"), "{states}");
    assert!(!states.contains("Ministry"), "{states}");
    assert_eq!(folder.run(&["actors", "--network", "--min", "999", "a.txt"]).status, Some(1));

    let events = |args: &[&str]| folder.objects(&[&["timeline", "--json", "a.txt"], args].concat());
    assert!(events(&["--status", "reported"]).iter().all(|e| e["status"] == "reported"));
    assert!(events(&["--resolved", "explicit"]).len() < events(&[]).len());
    assert_eq!(folder.run(&["timeline", "--actor", "Chile", "--on", "1850", "a.txt"]).status, Some(1));
}

#[test]
fn a_search_is_narrowed_ordered_and_shown_in_context() {
    let folder = Folder::with(&[("a.txt", REPORT.as_bytes())]);
    let claims =
        folder.objects(&["search", "--json", "--kind", "claim", "--sort", "reading", "the", "a.txt"]);
    let starts: Vec<u64> = claims.iter().filter_map(|c| c["start"].as_u64()).collect();
    assert!(starts.len() > 1 && starts.is_sorted() && claims.iter().all(|c| c["is"] == "claim"));
    let facts = folder.objects(&["search", "--json", "--kind", "fact", "the", "a.txt"]);
    assert!(facts.len() < claims.len() && facts.iter().all(|c| claims.iter().any(|d| d["id"] == c["id"])));
    assert_eq!(folder.objects(&["search", "--json", "-n", "1", "the", "a.txt"]).len(), 1);
    let around =
        &folder.objects(&["search", "--json", "-n", "1", "-C", "1", "--kind", "claim", "the", "a.txt"])[0];
    assert!(around["before"].is_string() && around["behind"].is_string(), "{around}");
    for row in folder.lines(&["search", "-C", "1", "the", "a.txt"]) {
        assert_eq!(row.split('\t').count(), 7, "{row}");
    }
    let wrong = folder.run(&["search", "--kind", "nonsense", "the", "a.txt"]);
    assert_eq!((wrong.status, wrong.err.lines().count()), (Some(2), 1));
}

#[test]
fn scattered_letters_are_marked() {
    let text = b"The European Commission met in May. It rejected the plan of the World Bank.\n";
    let folder = Folder::with(&[("a.txt", text), ("q.txt", b"eurcomm\n")]);
    let hits = folder.objects(&["search", "--json", "--kind", "claim", "eurcomm met", "a.txt"]);
    assert!(hits.iter().any(|h| h["loose"] == true && h["text"].as_str().unwrap().contains("Commission")));
    let ran = folder.run(&["search", "--kind", "claim", "wrldbnk", "a.txt"]);
    assert!(ran.text().contains("\tclaim ~\t") && ran.status == Some(0), "{}", ran.text());
    let answer = &folder.objects(&["search", "--json", "--kind", "claim", "--queries", "q.txt", "a.txt"])[0];
    assert_eq!((answer["hits"].as_u64(), answer["loose"].as_u64()), (Some(0), Some(1)), "{answer}");
    assert_eq!(folder.run(&["search", "zzxqj", "a.txt"]).status, Some(1));
}

#[test]
fn many_queries_are_answered_one_a_line() {
    let queries = "id,query\n1,the\n2,\"the, xylophone\"\n3,xylophone\n";
    let folder = Folder::with(&[
        ("a.txt", REPORT.as_bytes()),
        ("q.csv", queries.as_bytes()),
        ("none.txt", b"xylophone\n\n"),
    ]);
    let answers = folder.objects(&["search", "--json", "--queries", "q.csv", "a.txt"]);
    let asked: Vec<&str> = answers.iter().filter_map(|a| a["query"].as_str()).collect();
    assert_eq!(asked, ["the", "the, xylophone", "xylophone"]);
    assert!(answers[0]["hits"].as_u64() > Some(0) && answers[0]["found"][0]["path"] == "a.txt");
    assert!(answers.iter().all(|a| a["ms"].is_number()) && answers[2]["hits"] == 0);
    let rows = folder.run(&["search", "--queries", "none.txt", "a.txt"]);
    assert_eq!((rows.status, rows.text().lines().count()), (Some(1), 1));
    // With the text around it, as for one query.
    let near = &folder.objects(&["search", "--json", "-C", "1", "--queries", "q.csv", "a.txt"])[0];
    let one = &folder.objects(&["search", "--json", "-C", "1", "the", "a.txt"])[0];
    assert!(near["found"][0] == *one && one["behind"].is_string(), "{near}");
    assert!(folder.lines(&["search", "-C", "1", "--queries", "q.csv", "a.txt"])[0].split('\t').count() == 9);
    // One that is broken fails alone, and is not said to find nothing.
    folder.write("broken.txt", b"/a(b/\nthe\n");
    let ran = folder.run(&["search", "--json", "--queries", "broken.txt", "a.txt"]);
    let answers: Vec<Value> = ran.text().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!((ran.status, ran.err.lines().count()), (Some(2), 1), "{}", ran.err);
    assert!(ran.err.contains("/a(b/") && answers[0]["error"].is_string());
    assert!(answers[1]["error"].is_null() && answers[1]["hits"].as_u64() > Some(0));
}

#[test]
fn stats_account_for_the_memory_of_the_index() {
    let folder = Folder::with(&[("a.txt", REPORT.as_bytes())]);
    let stats = &folder.objects(&["stats", "--json", "a.txt"])[0];
    let claims = folder.objects(&["claims", "--json", "a.txt"]).len();
    assert_eq!(stats["claims"], claims);
    let parts = ["index_vocabulary", "index_lists", "index_tables", "index_names"];
    let sum: u64 = parts.iter().filter_map(|p| stats[*p].as_u64()).sum();
    assert_eq!(stats["index"].as_u64(), Some(sum));
    assert!(folder.lines(&["stats", "a.txt"]).iter().all(|row| row.split('\t').count() == 2));
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
fn an_actor_found_is_the_one_that_is_listed() {
    let folder = Folder::with(&[("a.txt", REPORT.as_bytes())]);
    let hit = &folder.objects(&["search", "--json", "is:actor norway", "a.txt"])[0];
    let actors = folder.objects(&["actors", "--json", "a.txt"]);
    let listed = actors.iter().find(|a| a["name"] == "Norway").unwrap();
    assert_eq!((&hit["members"][0]["path"], &hit["members"][0]["id"]), (&"a.txt".into(), &listed["id"]));
}

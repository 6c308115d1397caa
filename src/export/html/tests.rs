#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::{HashMap, HashSet};

use super::*;
use crate::export::fixture::{HOSTILE, REPORT, dossier};
use crate::export::{Added, Is, Note};
use crate::model::{ClaimId, Dossier, Span};
use crate::scope::Scope;
use crate::search::Query;

fn page_of(dossier: &Dossier, scope: &str, added: &Added) -> String {
    let kept = Scope::from_query(&Query::parse(scope)).apply(dossier);
    let exported = Exported { dossier, kept: &kept, scope, text: None, added, citation: None };
    let mut out = Vec::new();
    write(&exported, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn page(documents: &[(&str, &str)], scope: &str) -> String {
    page_of(&dossier(documents), scope, &Added::default())
}

/// Every tag of the page behind the style: its name and its attributes as they are written.
fn tags(page: &str) -> Vec<(String, HashMap<String, String>)> {
    let body = page.split_once("</style>").unwrap().1;
    let mut found = Vec::new();
    for piece in body.split('<').skip(1) {
        let (tag, _) = piece.split_once('>').unwrap();
        let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes = HashMap::new();
        while let Some((name, value)) = rest.split_once("=\"") {
            let (value, after) = value.split_once('"').unwrap();
            attributes.insert(name.trim().to_owned(), value.to_owned());
            rest = after;
        }
        found.push((name.to_owned(), attributes));
    }
    found
}

/// Fails unless every link leads to one id of the page and nothing is loaded from anywhere.
fn check(page: &str) -> usize {
    let tags = tags(page);
    let mut ids = HashSet::new();
    for (_, attributes) in &tags {
        if let Some(id) = attributes.get("id") {
            assert!(ids.insert(id.clone()), "{id} twice");
        }
    }
    let mut links = 0;
    for (name, attributes) in &tags {
        for attribute in ["src", "srcset", "action", "style", "data", "poster", "xlink:href", "ping"] {
            assert!(!attributes.contains_key(attribute), "{attribute} of {name}");
        }
        assert!(!attributes.keys().any(|a| a.starts_with("on")), "{attributes:?}");
        if let Some(target) = attributes.get("href") {
            let target = target.strip_prefix('#').unwrap_or_else(|| panic!("{target} leads out of the page"));
            assert!(ids.contains(target), "nothing is called {target}");
            links += 1;
        }
        for label in ["aria-labelledby", "for"].iter().filter_map(|a| attributes.get(*a)) {
            assert!(ids.contains(label), "nothing is called {label}");
        }
    }
    const KNOWN: &[&str] = &[
        "a",
        "b",
        "body",
        "blockquote",
        "code",
        "details",
        "div",
        "fieldset",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "input",
        "label",
        "legend",
        "li",
        "line",
        "main",
        "mark",
        "nav",
        "ol",
        "p",
        "pre",
        "q",
        "rect",
        "section",
        "small",
        "span",
        "strong",
        "summary",
        "svg",
        "table",
        "td",
        "text",
        "th",
        "title",
        "tr",
        "ul",
    ];
    let mut open: Vec<&str> = vec!["html", "head"];
    for (name, _) in &tags {
        let bare = name.trim_start_matches('/').trim_end_matches('/');
        assert!(KNOWN.contains(&bare), "{name}");
        if let Some(closed) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed));
        } else if !matches!(bare, "hr" | "input" | "rect" | "line") {
            assert!(bare != "a" || !open.contains(&"a"), "a link in a link");
            open.push(bare);
        }
    }
    assert!(open.is_empty(), "{open:?}");
    assert!(!page.contains("url(") && !page.contains("@import") && !page.contains("<script"));
    links
}

#[test]
fn every_link_leads_somewhere_and_nothing_is_loaded() {
    let page = page(&[("a.txt", REPORT)], "");
    assert!(check(&page) > 40);
    for piece in
        ["d1-c1-text", "d1-e1-text", "d1-s1-outline", "id=\"A1\"", "Grain and the Straits: One Year On"]
    {
        assert!(page.contains(piece), "{piece}");
    }
    check(&self::page(
        &[
            ("a.txt", REPORT),
            ("b.md", "# B\n\nNorway left.\n\n| a | b |\n|---|---|\n| c | d |\n"),
            ("c.txt", "x"),
        ],
        "",
    ));
    check(&self::page(&[("a.txt", "x")], ""));
}

#[test]
fn claims_and_text_lead_to_each_other() {
    let page = page(&[("a.txt", REPORT)], "");
    let claims = tags(&page).into_iter().filter(|(name, _)| name == "mark").count();
    assert!(claims >= 6, "{claims}");
    for k in 1..=claims {
        for anchor in [format!("href=\"#d1-c{k}\""), format!("href=\"#d1-c{k}-text\"")] {
            assert!(page.contains(&anchor), "{anchor}");
        }
    }
}

#[test]
fn the_policy_has_the_hash_of_the_style_and_allows_nothing_else() {
    let page = page(&[("a.txt", REPORT)], "");
    let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    let policy =
        format!("default-src 'none'; style-src 'sha256-{}'; base-uri", base64(&Sha256::digest(style)));
    assert!(page.contains(&policy));
    // Test vectors of RFC 4648.
    let vectors = [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="),
    ];
    for (bytes, text) in vectors {
        assert_eq!(base64(bytes.as_bytes()), text);
    }
}

#[test]
fn what_a_document_tries_stays_text() {
    let name = "x\"><script>alert(1)</script>.txt";
    let page = page(&[(name, HOSTILE), ("b.md", HOSTILE)], "");
    check(&page);
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;"));
    assert!(page.chars().all(|c| c == '\n' || c == '\t' || !c.is_control()));
    assert!(!page.contains(['\u{202e}', '\u{1b}']));
}

#[test]
fn a_scope_takes_what_it_keeps_and_says_so() {
    let page = page(
        &[("a.txt", REPORT), ("b.txt", "Nothing of interest stands here at all.\n")],
        "kind:prescription",
    );
    check(&page);
    assert!(page.contains("<code>kind:prescription</code>"));
    assert!(page.contains("Norway</a> should publish") && !page.contains("A drought may return"));
    assert!(page.contains("text left out"));
    assert!(!page.contains("Nothing of interest"));
    check(&self::page(&[("a.txt", REPORT)], "kind:prescription kind:fact"));
}

#[test]
fn notes_and_statuses_go_along() {
    let dossier = dossier(&[("a.txt", REPORT)]);
    let start = dossier.documents[0].text.as_str().find("40 million").unwrap();
    let note = |span| Note {
        is: Is::Note,
        doc: DocId(0),
        span,
        about: None,
        text: "Ask <them>".into(),
        tags: vec!["todo".into()],
        author: Some("ana".into()),
        time: None,
    };
    let mut added =
        Added { notes: vec![note(Some(Span::new(start, start + 17))), note(None)], ..Added::default() };
    added.statuses.insert((DocId(0), ClaimId(0)), "disputed".into());
    let page = page_of(&dossier, "", &added);
    check(&page);
    for piece in ["Ask &lt;them&gt;", "#todo", "id=\"n1-text\"", "<span class=\"status\">disputed</span>"] {
        assert!(page.contains(piece), "{piece}");
    }
}

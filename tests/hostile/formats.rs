//! Files made to do harm, in every format but plain text: they are read or refused, and nothing else happens.

use std::io::Write;
use std::process::{Command, Stdio};

use casefile::extract::{Options, extract};
use casefile::ingest::{IngestError, Limits, Origin, ingest};

use super::make::office::{docx, docx_of, epub, epub_of, odt, odt_of, paragraph};
use super::make::pdf::{Words, pdf, report};
use super::make::report::{REPORT, html};
use super::make::zip::{gzip, zip, zstd};
use super::sound::assert_sound;

/// Reads a file through all stages; what is read must be sound.
fn read(bytes: &[u8], name: &str) -> Result<String, IngestError> {
    let text = ingest(bytes, Origin::File(name), None, Limits::default())?;
    let document = extract(name.to_owned(), String::new(), text, &Options::default(), &mut ());
    assert_sound(&document);
    Ok(document.text.as_str().to_owned())
}

#[test]
fn pages_nested_without_end() {
    const DEEP: usize = 200_000;
    for (open, close) in [
        ("<div>", "</div>"),
        ("<div class=nav>", ""),
        ("<b>", "</p>"),
        ("<ul><li>", "</i>"),
        ("<table><tr><td>", "</table>"),
        ("<blockquote>", "</div>"),
        ("<a href=x><sup>", "</a>"),
        ("<h1>", "</h2>"),
        ("<svg>", "</svg>"),
    ] {
        let page = format!("{}The bottom is here.{}", open.repeat(DEEP), close.repeat(DEEP));
        match read(page.as_bytes(), "a.html") {
            Ok(text) => assert!(text.contains("The bottom is here."), "{open}"),
            Err(error) => assert!(matches!(error, IngestError::NoText(_)), "{open}: {error}"),
        }
    }
}

#[test]
fn pages_that_never_end_what_they_begin() {
    const MANY: usize = 10_000;
    for piece in [
        "<",
        "</",
        "<!--",
        "<!",
        "<?",
        "<a b=\"",
        "<a b='",
        "<a =",
        "<title>",
        "<script>",
        "<textarea>",
        "<![CDATA[",
        "&",
        "&#",
        "&#x",
        "&amp",
        "<p",
        "<td>",
        "<li>",
        "</p>",
        "<br>",
        "<hr>x",
        "<style>x</styl",
        "<meta name=a content=b>",
        "\0",
        "\u{202e}<b>",
        "<p>\u{1b}[31m",
    ] {
        let _ = read(piece.repeat(MANY).as_bytes(), "a.html");
        let _ = read(format!("<p>Words.</p>{}", piece.repeat(MANY)).as_bytes(), "a.html");
    }
    let numbers = "<p>&#0; &#xD800; &#xDFFF; &#x110000; &#99999999999; &#x80; &#x1b;[2J &#x202e; end.</p>";
    assert!(read(numbers.as_bytes(), "a.html").unwrap().contains("end."));
}

#[test]
fn bombs_are_refused_before_they_burst() {
    let zeros = vec![b' '; 40 << 20];
    let limits = Limits::default();
    for (name, bomb) in [
        ("a.txt.gz", gzip(&zeros)),
        ("a.docx", zip(&[("word/document.xml", &zeros), ("[Content_Types].xml", b"<Types/>")], true)),
        ("a.epub", zip(&[("mimetype", b"application/epub+zip"), ("META-INF/container.xml", &zeros)], true)),
        (
            "a.odt",
            zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", &zeros)], true),
        ),
    ] {
        let refused = ingest(&bomb, Origin::File(name), None, limits).err();
        assert!(
            matches!(refused, Some(IngestError::Ratio(_) | IngestError::Unpacked(_))),
            "{name}: {refused:?}"
        );
    }
    let stored = zstd(&zeros);
    assert_eq!(
        ingest(&stored, Origin::Stdin, None, limits).err(),
        Some(IngestError::Unpacked(limits.unpacked))
    );
    // A directory that speaks of more files than there are.
    let mut many = zip(&[("word/document.xml", b"<x/>")], true);
    let end = many.len() - 22;
    many[end + 10..end + 12].copy_from_slice(&[0xFE, 0xFF]);
    let refused = ingest(&many, Origin::File("a.docx"), None, limits).err();
    assert!(matches!(refused, Some(IngestError::TooMany { .. } | IngestError::Damaged(_))), "{refused:?}");
}

#[test]
fn entities_are_not_expanded_and_nothing_is_fetched() {
    let laughs: String =
        (1..20).map(|k| format!("<!ENTITY a{k} \"{}\">", format!("&a{};", k - 1).repeat(10))).collect();
    let body = "<w:p><w:r><w:t>Before &a19; &file; after.</w:t></w:r></w:p>";
    let document = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a0 \"ha\">{laughs}<!ENTITY file SYSTEM \"file:///etc/passwd\">]>\
         <w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"
    );
    let bytes = zip(&[("word/document.xml", document.as_bytes())], true);
    if let Ok(text) = read(&bytes, "a.docx") {
        assert!(text.len() < 100 && !text.contains("root:") && !text.contains("haha"), "{text}");
    }
    let page = format!("<!DOCTYPE html [<!ENTITY a0 \"ha\">{laughs}]><p>Words &a19; here.</p>");
    assert!(read(page.as_bytes(), "a.xhtml").unwrap().contains("here."));
}

#[test]
fn documents_nested_without_end() {
    let deep =
        |open: &str, inner: &str, close: &str| format!("{}{inner}{}", open.repeat(8000), close.repeat(8000));
    for body in [
        deep("<w:tbl><w:tr><w:tc>", &paragraph("", "x"), "</w:tc></w:tr></w:tbl>"),
        deep("<w:p>", "<w:r><w:t>x</w:t></w:r>", "</w:p>"),
        deep("<w:p><w:r><w:txbxContent>", &paragraph("", "x"), "</w:txbxContent></w:r></w:p>"),
        deep("<w:sdt>", &paragraph("", "x"), "</w:sdt>"),
        deep("<w:p>", "", ""),
    ] {
        if let Err(error) = read(&docx_of(&body, ""), "a.docx") {
            assert!(matches!(error, IngestError::TooDeep(_) | IngestError::Damaged(_)), "{error}");
        }
    }
    for body in [
        deep("<text:list><text:list-item>", "<text:p>x</text:p>", "</text:list-item></text:list>"),
        deep(
            "<text:p><text:note><text:note-body>",
            "<text:p>x</text:p>",
            "</text:note-body></text:note></text:p>",
        ),
        deep(
            "<table:table><table:table-row><table:table-cell>",
            "<text:p>x</text:p>",
            "</table:table-cell></table:table-row></table:table>",
        ),
        deep("<text:section>", "<text:p>x</text:p>", "</text:section>"),
    ] {
        if let Err(error) = read(&odt_of(&body), "a.odt") {
            assert!(matches!(error, IngestError::TooDeep(_) | IngestError::Damaged(_)), "{error}");
        }
    }
    let contents = deep("<ol><li><a href=\"text/a.xhtml\">x</a>", "", "</li></ol>");
    read(&epub_of(&[("a.xhtml", "<p>Some words.</p>".to_owned())], &contents), "a.epub").unwrap();
}

#[test]
fn names_in_an_archive_lead_nowhere_else() {
    let pages = [
        ("../../../../../../etc/passwd", "<p>Some words.</p>".to_owned()),
        ("/etc/passwd", "<p>More words.</p>".to_owned()),
    ];
    if let Ok(text) =
        read(&epub_of(&pages, "<ol><li><a href=\"../../../../etc/passwd#x\">x</a></li></ol>"), "a.epub")
    {
        assert!(!text.contains("root:"));
    }
    // A style based on itself, a list that is none, references to nothing.
    let body = "<w:p><w:pPr><w:pStyle w:val=\"None\"/><w:numPr><w:ilvl w:val=\"99\"/><w:numId w:val=\"404\"/></w:numPr><w:outlineLvl w:val=\"300\"/></w:pPr>\
        <w:r><w:footnoteReference w:id=\"77\"/><w:t>Words.</w:t></w:r></w:p>";
    assert_eq!(read(&docx_of(body, ""), "a.docx").unwrap(), "Words.");
}

/// Every format, whole.
fn whole() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("a.html", html(REPORT).into_bytes()),
        ("a.docx", docx(REPORT)),
        ("a.odt", odt(REPORT)),
        ("a.epub", epub(REPORT)),
        ("a.html.gz", gzip(html(REPORT).as_bytes())),
        ("a.html.zst", zstd(html(REPORT).as_bytes())),
    ]
}

#[test]
fn files_cut_off_and_files_with_broken_bytes() {
    let mut state = 7u32;
    let mut random = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below.max(1)
    };
    for (name, bytes) in whole() {
        for _ in 0..60 {
            let cut = random(bytes.len());
            let _ = read(&bytes[..cut], name);
            let mut broken = bytes.clone();
            for _ in 0..=random(4) {
                let at = random(broken.len());
                broken[at] ^= 1 << random(8);
            }
            let _ = read(&broken, name);
        }
    }
}

#[test]
fn escapes_in_names_and_texts_do_not_reach_a_terminal() {
    let body = paragraph("", "Words \u{1b}]52;c;ZXZp\u{7} and \u{9b}31m more.");
    let bytes = docx_of(&body, "");
    let text = read(&bytes, "a.docx").unwrap();
    let shown = casefile::ingest::sanitize::sanitize(&text);
    assert!(!shown.contains('\u{1b}') && !shown.contains('\u{9b}') && !shown.contains('\u{7}'), "{shown:?}");
}

/// What the program says of a file on standard input: its exit status and what it wrote.
fn program(bytes: &[u8]) -> (Option<i32>, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_casefile"))
        .args(["text", "-"])
        .env("CASEFILE_CONFIG", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/hostile/limits.toml"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let bytes = bytes.to_vec();
    let writer = std::thread::spawn(move || {
        let _ = input.write_all(&bytes);
    });
    let out = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let said = String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
    (out.status.code(), said)
}

fn line(text: &str) -> Vec<Words> {
    vec![Words { x: 72.0, y: 700.0, size: 11.0, text: text.to_owned() }]
}

#[test]
fn documents_that_bring_the_parser_down_cost_one_line() {
    let plain = pdf(&[line("The crossing at Osk was closed in March by the council.")], &[]);
    assert_eq!(program(&plain).0, Some(0));
    let text = String::from_utf8_lossy(&plain).into_owned();
    // Arrays within arrays, in an object that is looked at and in what a page draws.
    let deep = "[".repeat(200_000);
    let nested = text.replace("/Type /Catalog", &format!("/Type /Catalog /X {deep}"));
    let drawn = pdf(&[line(&"(".repeat(10))], &[]);
    let drawn = String::from_utf8_lossy(&drawn).replace("BT", &format!("{deep} BT"));
    // Pages that are their own parents, contents that are their own page.
    let circle = text.replace("/Kids [6 0 R ]", "/Kids [2 0 R 6 0 R 2 0 R]");
    let own = text.replace("/Contents 7 0 R", "/Contents 6 0 R");
    let wrong = text.replace("/MediaBox [0 0 595 842]", "/MediaBox [1 2]");
    let font =
        text.replace("/BaseFont /Helvetica", "/BaseFont 3 0 R /DescendantFonts [3 0 R] /Subtype /Type0");
    for (k, hostile) in [nested, drawn, circle, own, wrong, font].iter().enumerate() {
        let (status, said) = program(hostile.as_bytes());
        assert!(matches!(status, Some(0 | 2)), "{k}: {status:?} {said}");
        if status == Some(2) {
            assert!(said.starts_with("casefile: -: ") && said.trim_end().lines().count() == 1, "{k}: {said}");
        }
    }
}

#[test]
fn pdf_documents_cut_off_and_with_broken_bytes() {
    let bytes = report(REPORT);
    let mut state = 3u32;
    let mut random = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below.max(1)
    };
    for _ in 0..12 {
        let cut = random(bytes.len());
        let mut broken = bytes.clone();
        for _ in 0..6 {
            let at = random(broken.len());
            broken[at] ^= 1 << random(8);
        }
        for hostile in [&bytes[..cut], &broken] {
            let (status, said) = program(hostile);
            assert!(matches!(status, Some(0 | 2)), "{status:?} {said}");
        }
    }
}

/// Pieces of the XML of Word and OpenDocument files, in any order.
fn xmlish() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    const PIECES: [&str; 44] = [
        "<w:p>",
        "</w:p>",
        "<w:pPr>",
        "</w:pPr>",
        "<w:r><w:t>words and more. </w:t></w:r>",
        "<w:t>",
        "</w:t>",
        "<w:tbl>",
        "</w:tbl>",
        "<w:tr>",
        "<w:tc>",
        "</w:tc>",
        "<w:txbxContent>",
        "</w:txbxContent>",
        "<w:del>",
        "</w:del>",
        "<w:pStyle w:val=\"Titel\"/>",
        "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"8\"/></w:numPr>",
        "<w:lastRenderedPageBreak/>",
        "<w:br/>",
        "<w:footnoteReference w:id=\"2\"/>",
        "<w:docPartGallery w:val=\"Table of Contents\"/>",
        "<text:p>",
        "</text:p>",
        "<text:h text:outline-level=\"3\">",
        "</text:h>",
        "<text:list>",
        "</text:list>",
        "<text:list-item>",
        "</text:list-item>",
        "<text:note>",
        "<text:note-body>",
        "</text:note>",
        "<table:table>",
        "<table:table-row>",
        "<table:table-cell>",
        "</table:table>",
        "<draw:text-box>",
        "</draw:text-box>",
        "<text:soft-page-break/>",
        "&amp;",
        "&#xD800;",
        "<![CDATA[ x ]]>",
        "é ",
    ];
    proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..60).prop_map(|v| v.concat())
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(150))]

    #[test]
    fn any_order_of_xml(body in xmlish()) {
        let note = "<w:footnote w:id=\"2\"><w:p><w:r><w:t>A source.</w:t></w:r></w:p></w:footnote>";
        let _ = read(&docx_of(&body, note), "a.docx");
        let _ = read(&odt_of(&body), "a.odt");
        let _ = read(&epub_of(&[("a.xhtml", body.clone())], &body), "a.epub");
    }

    #[test]
    fn any_bytes_in_an_archive(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
        let _ = read(&zip(&[("word/document.xml", &bytes), ("word/styles.xml", &bytes)], true), "a.docx");
        let _ = read(&zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", &bytes)], true), "a.odt");
        let _ = read(&zip(&[("META-INF/container.xml", &bytes)], true), "a.epub");
        let _ = read(&[b"PK\x03\x04", &bytes[..]].concat(), "a.docx");
    }
}

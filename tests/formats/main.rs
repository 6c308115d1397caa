//! What each format keeps, and that the same report is the same in all of them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod make;

use casefile::extract::{Options, extract};
use casefile::ingest::{IngestError, Limits, Origin, ingest};
use casefile::model::{BlockKind, Document, Format, Text};
use make::office::{docx_of, epub_of, odt_of, paragraph};
use make::pdf::{Words, pdf};
use make::report::{self, Part, REPORT};
use make::{office, zip};

fn text(bytes: &[u8], name: &str) -> Text {
    ingest(bytes, Origin::File(name), None, Limits::default()).unwrap()
}

fn read(bytes: &[u8], name: &str) -> Document {
    extract(name.to_owned(), String::new(), text(bytes, name), &Options::default(), &mut ())
}

/// Kind, level and text of every block.
fn blocks(text: &Text) -> Vec<(BlockKind, u8, &str)> {
    text.blocks.iter().map(|b| (b.kind, b.level, text.slice(b.span))).collect()
}

/// The report in every format, under a name that says nothing wrong.
fn saved() -> Vec<(&'static str, Format, Vec<u8>)> {
    let parts = REPORT;
    let markdown = report::markdown(parts);
    vec![
        ("a.txt", Format::Text, report::text(parts).into_bytes()),
        ("a.md", Format::Markdown, markdown.clone().into_bytes()),
        ("a.html", Format::Html, report::html(parts).into_bytes()),
        ("a.docx", Format::Docx, office::docx(parts)),
        ("a.odt", Format::Odt, office::odt(parts)),
        ("a.epub", Format::Epub, office::epub(parts)),
        ("a.pdf", Format::Pdf, make::pdf::report(parts)),
        ("a.md.gz", Format::Markdown, zip::gzip(markdown.as_bytes())),
        ("a.docx.zst", Format::Docx, zip::zstd(&office::docx(parts))),
    ]
}

/// What a report says, apart from where: outline, actors, dates, claims.
fn said(d: &Document) -> [Vec<String>; 4] {
    let outline = d.sections.iter().enumerate().map(|(k, s)| {
        let label = s.label.map_or("", |l| d.text.slice(l));
        format!("{} {label} {}", s.level, d.section_title(casefile::model::SectionId::new(k)))
    });
    let mut actors: Vec<String> =
        d.actors.iter().map(|a| format!("{} {:?} {}", a.name, a.kind, a.mentions.len())).collect();
    actors.sort();
    let times =
        d.times.iter().map(|t| format!("{} {}", d.text.slice(t.span), t.edtf.clone().unwrap_or_default()));
    let claims = d.claims.iter().map(|c| format!("{:?} {:?} {}", c.kind, c.certainty, d.text.slice(c.span)));
    [outline.collect(), actors, times.collect(), claims.collect()]
}

#[test]
fn the_same_report_says_the_same_in_every_format() {
    let want = said(&read(report::text(REPORT).as_bytes(), "a.txt"));
    assert!(want.iter().all(|list| list.len() >= 5), "{want:#?}");
    for (name, format, bytes) in saved() {
        let d = read(&bytes, name);
        assert_eq!(d.text.format, format, "{name}");
        let got = said(&d);
        for (want, got) in want.iter().zip(&got) {
            assert_eq!(want, got, "{name}: {}", d.text.as_str());
        }
        assert_eq!(d.date.map(|d| d.date.to_string()).as_deref(), Some("2024-05-03"), "{name}");
        assert_eq!(d.display_name(), "The Osk Crossing: Who Closed It and Who Pays", "{name}");
    }
}

#[test]
fn content_decides_and_names_do_not() {
    for (name, format, bytes) in saved() {
        let read = |origin| ingest(&bytes, origin, None, Limits::default()).unwrap().format;
        if format != Format::Text && !name.ends_with(".gz") {
            assert_eq!(read(Origin::Stdin), format, "{name}");
        }
        if !matches!(format, Format::Text | Format::Markdown | Format::Html) {
            assert_eq!(read(Origin::File("report.dat")), format, "{name}");
            // A text by its name is read as nothing else, and such bytes are no text.
            let refused = ingest(&bytes, Origin::File("report.txt"), None, Limits::default());
            assert!(refused.is_err() || refused.is_ok_and(|t| t.format == Format::Text), "{name}");
        }
    }
}

#[test]
fn word_numbers_notes_changes_and_tables() {
    let list = |level: u8, text: &str| {
        paragraph(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"8\"/></w:numPr>"), text)
    };
    let heading = "<w:p><w:pPr><w:pStyle w:val=\"Own\"/><w:numPr><w:numId w:val=\"8\"/></w:numPr></w:pPr><w:r><w:t>Aims</w:t></w:r></w:p>";
    let changed = "<w:p><w:r><w:t xml:space=\"preserve\">It </w:t></w:r><w:del><w:r><w:delText>was</w:delText><w:t>no</w:t></w:r></w:del>\
        <w:ins><w:r><w:t>is</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r><w:r><w:t> open</w:t>\
        <w:footnoteReference w:id=\"2\"/></w:r><w:r><w:br/><w:t>and shut</w:t><w:tab/><w:t>at night.</w:t></w:r></w:p>";
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph("", text));
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}<w:tc>{}{}</w:tc></w:tr></w:tbl>",
        cell("Gate"),
        cell("Loss"),
        cell("Osk"),
        paragraph("", "60"),
        paragraph("", "per cent")
    );
    let framed = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell("In a frame."));
    let boxed = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Around.</w:t></w:r></w:p>",
        paragraph("", "In a box.")
    );
    let body = [
        &paragraph("<w:pStyle w:val=\"Verzeichnis1\"/>", "Aims 4"),
        heading,
        changed,
        &list(0, "two"),
        &list(1, "deeper"),
        &list(1, "again"),
        &paragraph("<w:pStyle w:val=\"Zitat\"/>", "Said she."),
        &table,
        &framed,
        &boxed,
    ]
    .concat();
    let note = "<w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>A source.</w:t></w:r></w:p></w:footnote>";
    let text = text(&docx_of(&body, note), "a.docx");
    use BlockKind::{Footnote, Heading, ListItem, Paragraph, Quote, TableRow};
    let want = [
        (Heading, 2, "I. Aims"),
        (Paragraph, 0, "It is open[1]\nand shut at night."),
        (ListItem, 0, "II. two"),
        (ListItem, 1, "II.1 deeper"),
        (ListItem, 1, "II.2 again"),
        (Quote, 0, "Said she."),
        (TableRow, 0, "Gate | Loss"),
        (TableRow, 0, "Osk | 60 per cent"),
        (Paragraph, 0, "In a frame."),
        (Paragraph, 0, "Around."),
        (Paragraph, 0, "In a box."),
        (Footnote, 0, "[1] A source."),
    ];
    assert_eq!(blocks(&text), want);
    assert_eq!(text.metadata.made.map(|d| d.to_string()).as_deref(), Some("2024-05-03"));
    assert_eq!(
        (text.metadata.title.as_deref(), text.metadata.author.as_deref()),
        (Some("A title"), Some("A. Writer"))
    );
}

#[test]
fn word_lines_in_bold_are_headings_raised_numbers_marks_and_long_headings_prose() {
    let run = |properties: &str, text: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let plain = |runs: &[String]| format!("<w:p>{}</w:p>", runs.concat());
    let raised = "<w:vertAlign w:val=\"superscript\"/>";
    let prose = "The harbour was closed for three weeks, and nobody could say who had ordered it";
    let part = |title: &str| {
        plain(&[run("<w:b/>", title)])
            + &plain(&[
                run("<w:b w:val=\"0\"/>", prose),
                run(raised, "1"),
                run(raised, "2"),
                run("", " or why 10"),
                run(raised, "6"),
                run("", " m"),
                run(raised, "2"),
                run("", " were lost."),
            ])
    };
    let long =
        format!("{prose}, though many had asked for it and some had gone there to see for themselves.");
    let styled = format!("<w:p><w:pPr><w:pStyle w:val=\"berschrift1\"/></w:pPr>{}</w:p>", run("", &long));
    let body =
        [plain(&[run("", prose)]), part("Who pays"), styled, part("Who paid"), part("Who will")].concat();
    let text = text(&docx_of(&body, ""), "a.docx");
    let said = format!("{prose}[12] or why 10⁶ m2 were lost.");
    use BlockKind::Paragraph;
    let want = [
        (Paragraph, 0, prose),
        (Paragraph, 1, "Who pays"),
        (Paragraph, 0, &said),
        (Paragraph, 0, &long),
        (Paragraph, 1, "Who paid"),
        (Paragraph, 0, &said),
        (Paragraph, 1, "Who will"),
        (Paragraph, 0, &said),
    ];
    assert_eq!(blocks(&text), want);
    let found = read(&docx_of(&body, ""), "a.docx");
    let titles: Vec<&str> = found.sections.iter().map(|s| found.text.slice(s.title)).collect();
    assert_eq!(titles, ["Who pays", "Who paid", "Who will"]);
}

#[test]
fn books_beside_a_book_are_not_read_and_its_notes_are() {
    let prose = |name: &str| format!("<p>{}</p>", format!("{name} was closed for three weeks. ").repeat(40));
    let links = "<div class=\"related\" role=\"navigation\"><h3>Navigation</h3><ul><li><a href=\"a\">next</a></li><li><a href=\"b\">before</a></li></ul></div>";
    let pages = [
        ("one.xhtml", format!("{links}<h1>One</h1>{}", prose("The harbour"))),
        ("beside1.xhtml", "<p>A short note.</p>".to_owned()),
    ];
    let with_notes = text(&epub_of(&pages, ""), "a.epub");
    assert!(
        with_notes.as_str().starts_with("One\n\nThe harbour")
            && with_notes.as_str().ends_with("A short note.")
    );
    let words: String = (0..900).map(|k| format!("w{} ", k * 7919 % 1000)).collect();
    let pages = [pages[0].clone(), ("beside1.xhtml", format!("<h1>Eins</h1><p>{words}</p>"))];
    assert!(!text(&epub_of(&pages, ""), "a.epub").as_str().contains("Eins"));
}

#[test]
fn word_knows_its_pages_where_it_has_stored_them() {
    let body = "<w:p><w:r><w:t>One</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\">Two </w:t><w:lastRenderedPageBreak/><w:t>three</w:t></w:r></w:p>";
    let text = text(&docx_of(body, ""), "a.docx");
    let page = |word: &str| text.page_of(text.as_str().find(word).unwrap());
    assert_eq!((page("One"), page("Two"), page("three")), (Some(1), Some(1), Some(2)));
}

#[test]
fn opendocument_lists_notes_changes_and_tables() {
    let body = "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>\
        <text:table-of-content><text:p>Aims 4</text:p></text:table-of-content>\
        <text:h text:outline-level=\"2\">Aims<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A source.</text:p></text:note-body></text:note></text:h>\
        <text:p text:style-name=\"Quotations\">Said<text:s text:c=\"3\"/>she.<text:line-break/>Twice.<office:annotation><text:p>no</text:p></office:annotation></text:p>\
        <text:list text:style-name=\"L2\"><text:list-item><text:p>one</text:p><text:p>more</text:p><text:list><text:list-item><text:p>inner</text:p></text:list-item></text:list></text:list-item>\
        <text:list-item><text:p>two</text:p></text:list-item></text:list>\
        <table:table><table:table-row><table:table-cell><text:p>Gate</text:p></table:table-cell><table:table-cell><text:p>Loss</text:p></table:table-cell></table:table-row></table:table>\
        <text:soft-page-break/><text:p>Next<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame> page.</text:p>";
    let text = text(&odt_of(body), "a.odt");
    use BlockKind::{Footnote, Heading, ListItem, Paragraph, Quote, TableRow};
    let want = [
        (Heading, 2, "Aims[1]"),
        (Quote, 0, "Said she.\nTwice."),
        (ListItem, 0, "a) one"),
        (Paragraph, 0, "more"),
        (ListItem, 1, "1.1 inner"),
        (ListItem, 0, "b) two"),
        (TableRow, 0, "Gate | Loss"),
        (Paragraph, 0, "Next page."),
        (Paragraph, 0, "In a box."),
        (Footnote, 0, "[1] A source."),
    ];
    assert_eq!(blocks(&text), want);
    assert_eq!(text.page_of(text.as_str().find("Next").unwrap()), Some(2));
    assert_eq!(text.metadata.made.map(|d| d.to_string()).as_deref(), Some("2024-05-03"));
}

#[test]
fn books_have_the_levels_of_their_table_of_contents() {
    let pages = [
        ("a.xhtml", "<h1>Part One</h1><p>It begins.</p>".to_owned()),
        ("b.xhtml", "<p class=\"chapter\">1</p><p>The Bridge</p><p>It fell.</p><h2>At night</h2><p/><p id=\"x\">Nobody saw it.</p>".to_owned()),
        ("c.xhtml", "<h1>Part Two</h1><p>It ends.</p>".to_owned()),
    ];
    let contents = "<ol><li><a href=\"text/a.xhtml\">Part One</a><ol><li><a href=\"text/b.xhtml\">The Bridge</a></li></ol></li>\
        <li><a href=\"text/c.xhtml#top\">Part Two</a></li></ol>";
    let text = text(&epub_of(&pages, contents), "a.epub");
    let headings: Vec<(u8, &str)> = text
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Heading)
        .map(|b| (b.level, text.slice(b.span)))
        .collect();
    assert_eq!(headings, [(1, "Part One"), (2, "The Bridge"), (3, "At night"), (1, "Part Two")]);
    let at = |words: &str| text.as_str().find(words).unwrap();
    assert_eq!(
        [at("begins"), at("fell"), at("ends")].map(|at| text.chapter_of(at)),
        [Some(1), Some(2), Some(3)]
    );
    assert_eq!(text.metadata.date.map(|d| d.to_string()).as_deref(), Some("2024-05-03"));
}

fn line(x: f64, y: f64, size: f64, text: &str) -> Words {
    Words { x, y, size, text: text.to_owned() }
}

#[test]
fn pages_of_pdf_lose_headers_and_hyphens_and_keep_their_numbers() {
    let page = |n: usize, body: &[&str]| {
        let mut words =
            vec![line(72.0, 800.0, 9.0, "Harbour Council: Brief"), line(290.0, 40.0, 9.0, &n.to_string())];
        words
            .extend(body.iter().enumerate().map(|(k, text)| line(72.0, 740.0 - 14.0 * k as f64, 11.0, text)));
        words
    };
    let pages = [
        page(
            1,
            &[
                "The crossing at Osk was closed by the council in March, and its long-term fu-",
                "ture is not known. The report that follows was written by three well-known engi-",
            ],
        ),
        page(
            2,
            &[
                "neers, who walked over the bridge with great care and were paid for it in full by",
                "both of the governments.",
            ],
        ),
        page(3, &["On the third page the long-term plans of the well-known council are given in full."]),
    ];
    let text = text(&pdf(&pages, &[]), "a.pdf");
    assert_eq!(
        text.as_str(),
        "The crossing at Osk was closed by the council in March, and its long-term future is not known. The report that follows was written by three well-known engineers, who walked over the bridge with great care and were paid for it in full by both of the governments.\n\nOn the third page the long-term plans of the well-known council are given in full."
    );
    let page = |word: &str| text.page_of(text.as_str().find(word).unwrap());
    assert_eq!((page("future"), page("walked"), page("third")), (Some(1), Some(2), Some(3)));
    assert_eq!(text.metadata.made.map(|d| d.to_string()).as_deref(), Some("2024-05-03"));
}

#[test]
fn bookmarks_of_pdf_are_its_outline() {
    let body = "The crossing at Osk was closed by the council in March, and nobody knows for how long.";
    let pages = [
        vec![
            line(72.0, 740.0, 11.0, "1. Aims"),
            line(72.0, 715.0, 11.0, body),
            line(72.0, 690.0, 11.0, "2. Means of the council and"),
            line(72.0, 676.0, 11.0, "of everybody else"),
            line(72.0, 650.0, 11.0, body),
        ],
        vec![line(72.0, 740.0, 11.0, "Annex"), line(72.0, 715.0, 11.0, body)],
    ];
    let marks = [("Aims", 0), ("2. Means of the council and of everybody else", 0), ("Annex", 1)];
    let text = text(&pdf(&pages, &marks), "a.pdf");
    let headings: Vec<&str> =
        text.blocks.iter().filter(|b| b.kind == BlockKind::Heading).map(|b| text.slice(b.span)).collect();
    assert_eq!(headings, ["1. Aims", "2. Means of the council and of everybody else", "Annex"]);
}

#[test]
fn files_that_give_no_text_say_why_on_one_line() {
    let locked = [
        b"\xD0\xCF\x11\xE0".to_vec(),
        vec![0; 600],
        "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ]
    .concat();
    let odt = zip::zip(
        &[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", b"x"),
            ("META-INF/manifest.xml", b"<encryption-data/>"),
        ],
        true,
    );
    let epub = zip::zip(
        &[("mimetype", b"application/epub+zip"), ("META-INF/encryption.xml", b"<e><EncryptedData><EncryptionMethod Algorithm='x'/><CipherReference URI='a.xhtml'/></EncryptedData></e>")],
        true,
    );
    let scanned = pdf(&[Vec::new(), Vec::new()], &[]);
    for (bytes, words) in [
        (&scanned[..], "no text in it: a PDF document of pictures"),
        (&locked, "an office document locked by a password"),
        (&odt, "an OpenDocument text locked by a password"),
        (&epub, "no text in it: the pages of this book are encrypted"),
        (&zip::zip(&[("xl/workbook.xml", b"<x/>")], true), "not a text file: an Excel workbook"),
        (&zip::zip(&[("a.txt", b"x")], true), "not a text file: a ZIP archive"),
        (&docx_of("", ""), "no text in it"),
        (&zip::gzip(&zip::gzip(b"x")), "not a text file: compressed twice"),
        (&pdf(&[], &[])[..200], "a PDF document that is broken or cut off"),
    ] {
        let error = ingest(bytes, Origin::Stdin, None, Limits::default()).unwrap_err().to_string();
        assert!(error.starts_with(words) && !error.contains('\n'), "{error}");
    }
    let _ = IngestError::Empty;
}

/// A report by its parts, so that no part is forgotten by a writer.
#[test]
fn the_report_has_every_kind_of_part() {
    let has = |is: fn(&Part) -> bool| REPORT.iter().any(is);
    assert!(has(|p| matches!(p, Part::Title(_))) && has(|p| matches!(p, Part::Heading(2, _))));
    assert!(has(|p| matches!(p, Part::Prose(_))) && has(|p| matches!(p, Part::Item(_))));
}

/// The members of a ZIP file packed again, as they come and in a folder.
fn packed_again(members: &[(&str, &[u8])], folder: &str) -> Vec<u8> {
    let members: Vec<(String, &[u8])> =
        members.iter().map(|(name, c)| (format!("{folder}{name}"), *c)).collect();
    let members: Vec<(&str, &[u8])> = members.iter().map(|(name, c)| (name.as_str(), *c)).collect();
    zip::zip(&members, true)
}

#[test]
fn documents_packed_again_by_other_programs_are_known() {
    let words = "The crossing at Osk was closed in March.";
    let content = format!("<office:body><office:text><text:p>{words}</text:p></office:text></office:body>");
    let manifest = ("META-INF/manifest.xml", &b"<manifest:manifest/>"[..]);
    let late = [
        ("content.xml", content.as_bytes()),
        manifest,
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
    ];
    assert_eq!(text(&packed_again(&late, ""), "a.odt").as_str(), words);
    assert_eq!(text(&packed_again(late.get(..2).unwrap(), ""), "a.odt").as_str(), words);
    let package = "<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/></spine></package>";
    let page = format!("<html><body><p>{words}</p></body></html>");
    let book = [
        ("META-INF/container.xml", &b"<container><rootfile full-path='b/book.opf'/></container>"[..]),
        ("b/book.opf", package.as_bytes()),
        ("b/a.xhtml", page.as_bytes()),
    ];
    assert_eq!(text(&packed_again(&book, ""), "a.epub").as_str(), words);
    assert_eq!(text(&packed_again(&book, "book/"), "a.epub").as_str(), words);
}

#[test]
fn accents_that_a_page_draws_apart_stand_on_their_letters() {
    let words = |x, text: &str| Words { x, y: 700.0, size: 11.0, text: text.to_owned() };
    // Before the letter, over it; behind it, over it; in front of a letter as a quotation mark.
    let line = vec![
        words(72.0, "M"),
        words(82.4, "¨"),
        words(81.2, "uller ca"),
        words(115.5, "¸"),
        words(125.0, "`so´."),
    ];
    let text = text(&pdf(&[line], &[]), "a.pdf");
    assert!(text.as_str().starts_with("Müller ca") && text.as_str().ends_with("`so´."), "{}", text.as_str());
}

#[test]
fn a_column_beside_the_text_is_no_cell() {
    let cell = |paragraphs: &[&str]| {
        let all: String = paragraphs.iter().map(|t| paragraph("", t)).collect();
        format!("<w:tc>{all}</w:tc>")
    };
    let long = "The crossing at Osk was closed in March, and nobody could say for how long it would stay so.";
    let aside = cell(&["Country: Norway", long, long, long, long, long, long]);
    let table = format!("<w:tbl><w:tr>{aside}{}</w:tr></w:tbl>", cell(&["The talks went on."]));
    let read = text(&docx_of(&table, ""), "a.docx");
    assert!(
        read.blocks.iter().all(|b| b.kind == BlockKind::Paragraph) && read.blocks.len() == 8,
        "{}",
        read.as_str()
    );
}

//! Word documents, OpenDocument texts and EPUB books.

use super::report::{Part, elements, escaped};
use super::zip::zip;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

const STYLES: &str = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Standard\"><w:name w:val=\"Normal\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Titel\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"Standard\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"berschrift2\"><w:name w:val=\"heading 2\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Own\"><w:name w:val=\"House heading\"/><w:basedOn w:val=\"berschrift2\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Zitat\"><w:name w:val=\"Quote\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Verzeichnis1\"><w:name w:val=\"toc 1\"/></w:style>";

const NUMBERING: &str = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\u{f0b7}\"/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
    <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.%2\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"7\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"8\"><w:abstractNumId w:val=\"1\"/></w:num>";

const CORE: &str = "<cp:coreProperties xmlns:cp=\"a\" xmlns:dc=\"b\" xmlns:dcterms=\"c\"><dc:title>A title</dc:title><dc:creator>A. Writer</dc:creator>\
    <dcterms:created>2024-05-03T08:00:00Z</dcterms:created></cp:coreProperties>";

/// A Word document with this body.
pub fn docx_of(body: &str, footnotes: &str) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:document {W}><w:body>{body}</w:body></w:document>"
    );
    let styles = format!("<w:styles {W}>{STYLES}</w:styles>");
    let numbering = format!("<w:numbering {W}>{NUMBERING}</w:numbering>");
    let notes = format!(
        "<w:footnotes {W}><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/></w:footnote>{footnotes}</w:footnotes>"
    );
    let relations = "<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    zip(
        &[
            ("[Content_Types].xml", b"<Types/>"),
            ("_rels/.rels", relations.as_bytes()),
            ("docProps/core.xml", CORE.as_bytes()),
            ("word/styles.xml", styles.as_bytes()),
            ("word/numbering.xml", numbering.as_bytes()),
            ("word/footnotes.xml", notes.as_bytes()),
            ("word/document.xml", document.as_bytes()),
        ],
        true,
    )
}

/// A paragraph of Word.
pub fn paragraph(properties: &str, text: &str) -> String {
    // Word cuts a text into runs wherever its author paused.
    let half = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(k, _)| k);
    let (a, b) = text.split_at(half);
    let run =
        |t: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(t));
    format!("<w:p><w:pPr>{properties}</w:pPr>{}<w:proofErr w:type=\"x\"/>{}</w:p>", run(a), run(b))
}

pub fn docx(parts: &[Part]) -> Vec<u8> {
    docx_of(&docx_body(parts), "")
}

/// Bytes of markup in a Word document.
pub fn docx_markup(parts: &[Part]) -> usize {
    docx_body(parts).len()
}

fn docx_body(parts: &[Part]) -> String {
    parts
        .iter()
        .map(|part| match part {
            Part::Title(t) => paragraph("<w:pStyle w:val=\"Titel\"/>", t),
            Part::Heading(level, t) => paragraph(&format!("<w:pStyle w:val=\"berschrift{level}\"/>"), t),
            Part::Prose(t) => paragraph("", t),
            Part::Item(t) => paragraph("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"7\"/></w:numPr>", t),
        })
        .collect()
}

/// An OpenDocument text with this body.
pub fn odt_of(body: &str) -> Vec<u8> {
    let names = "xmlns:office=\"o\" xmlns:text=\"t\" xmlns:style=\"s\" xmlns:table=\"b\" xmlns:draw=\"d\" xmlns:dc=\"c\" xmlns:meta=\"m\"";
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content {names}><office:automatic-styles>\
         <style:style style:name=\"P1\" style:family=\"paragraph\" style:parent-style-name=\"Title\"/>\
         <text:list-style style:name=\"L1\"><text:list-level-style-bullet text:level=\"1\" text:bullet-char=\"•\"/></text:list-style>\
         <text:list-style style:name=\"L2\"><text:list-level-style-number text:level=\"1\" style:num-format=\"a\" style:num-suffix=\")\"/>\
         <text:list-level-style-number text:level=\"2\" style:num-format=\"1\" text:display-levels=\"2\"/></text:list-style>\
         </office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let styles = format!(
        "<office:document-styles {names}><style:style style:name=\"Quotations\" style:family=\"paragraph\"/></office:document-styles>"
    );
    let meta = format!(
        "<office:document-meta {names}><office:meta><dc:title>A title</dc:title><dc:creator>A. Writer</dc:creator>\
         <meta:creation-date>2024-05-03T08:00:00</meta:creation-date></office:meta></office:document-meta>"
    );
    zip(
        &[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", content.as_bytes()),
            ("styles.xml", styles.as_bytes()),
            ("meta.xml", meta.as_bytes()),
            ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ],
        true,
    )
}

pub fn odt(parts: &[Part]) -> Vec<u8> {
    let body: String = parts
        .iter()
        .map(|part| match part {
            Part::Title(t) => format!("<text:p text:style-name=\"P1\">{}</text:p>", escaped(t)),
            Part::Heading(level, t) => format!("<text:h text:outline-level=\"{level}\">{}</text:h>", escaped(t)),
            Part::Prose(t) => format!("<text:p>{}</text:p>", escaped(t)),
            Part::Item(t) => {
                format!("<text:list text:style-name=\"L1\"><text:list-item><text:p>{}</text:p></text:list-item></text:list>", escaped(t))
            }
        })
        .collect();
    odt_of(&body)
}

/// A book of these pages with this table of contents (EPUB 3).
pub fn epub_of(pages: &[(&str, String)], contents: &str) -> Vec<u8> {
    let items: String = pages
        .iter()
        .map(|(name, _)| {
            format!("<item id=\"{name}\" href=\"text/{name}\" media-type=\"application/xhtml+xml\"/>")
        })
        .collect();
    let aside = |name: &str| if name.starts_with("beside") { " linear=\"no\"" } else { "" };
    let spine: String =
        pages.iter().map(|(name, _)| format!("<itemref idref=\"{name}\"{}/>", aside(name))).collect();
    let package = format!(
        "<package xmlns:dc=\"d\"><metadata><dc:title>A title</dc:title><dc:creator>A. Writer</dc:creator><dc:date>2024-05-03</dc:date></metadata>\
         <manifest><item id=\"nav\" href=\"nav.xhtml\" properties=\"nav\" media-type=\"application/xhtml+xml\"/>{items}</manifest><spine><itemref idref=\"nav\"/>{spine}</spine></package>"
    );
    let nav = format!(
        "<html xmlns:epub=\"e\"><body><nav epub:type=\"toc\"><h1>Contents</h1>{contents}</nav></body></html>"
    );
    let container = "<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>";
    let mut members: Vec<(String, Vec<u8>)> = vec![
        ("mimetype".to_owned(), b"application/epub+zip".to_vec()),
        ("META-INF/container.xml".to_owned(), container.into()),
        ("OEBPS/book.opf".to_owned(), package.into()),
        ("OEBPS/nav.xhtml".to_owned(), nav.into()),
    ];
    for (name, page) in pages {
        let page = format!(
            "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/></head><body>{page}</body></html>"
        );
        members.push((format!("OEBPS/text/{name}"), page.into()));
    }
    let members: Vec<(&str, &[u8])> = members.iter().map(|(n, c)| (n.as_str(), c.as_slice())).collect();
    zip(&members, true)
}

/// One page a section of the first level, and a table of contents down to the second.
pub fn epub(parts: &[Part]) -> Vec<u8> {
    let mut pages: Vec<Vec<Part>> = vec![Vec::new()];
    for part in parts {
        if matches!(part, Part::Heading(1, _)) {
            pages.push(Vec::new());
        }
        pages.last_mut().unwrap().push(*part);
    }
    let names = ["a.xhtml", "b.xhtml", "c.xhtml", "d.xhtml", "e.xhtml", "f.xhtml"];
    let pages: Vec<(&str, String)> = names.iter().zip(&pages).map(|(n, p)| (*n, elements(p))).collect();
    epub_of(&pages, "")
}

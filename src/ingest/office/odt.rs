//! OpenDocument texts → reading text: headings with their levels and numbers, lists, tables, notes; what is marked as
//! deleted is gone. Where the program has stored where its pages break, pages are known.

mod styles;

use super::super::xml::{Depth, Element, Node, walk};
use super::super::zip::Archive;
use super::super::{IngestError, Limits};
use super::properties;
use super::sheet::{Paragraph, Sheet};
use crate::model::{BlockKind, Format, Text};
use styles::{Role, Styles};

const WHAT: &str = "an OpenDocument text";

/// The reading text of an OpenDocument text.
pub(in crate::ingest) fn read(mut archive: Archive<'_>, limits: &Limits) -> Result<Text, IngestError> {
    if let Some(manifest) = archive.read("META-INF/manifest.xml")?
        && memchr::memmem::find(&manifest, b"encryption-data").is_some()
    {
        return Err(IngestError::Encrypted(WHAT));
    }
    let mut styles = Styles::default();
    if let Some(bytes) = archive.read("styles.xml")? {
        styles.read(&bytes, limits, WHAT)?;
    }
    let meta = archive.read("meta.xml")?;
    let bytes = archive.read("content.xml")?.ok_or(IngestError::Damaged(WHAT))?;
    styles.read(&bytes, limits, WHAT)?;
    let mut body = Body {
        sheet: Sheet::new(bytes.len() / 6, limits),
        styles,
        depth: Depth::default(),
        inside: false,
        lists: Vec::new(),
        fresh: false,
        headings: [0; styles::LEVELS],
        paragraphs: 0,
    };
    walk(&bytes, limits, WHAT, |node| body.node(&node))?;
    drop(bytes);
    let mut text = body.sheet.finish().text(Format::Odt);
    text.metadata = meta.map(|bytes| properties::metadata(&bytes, limits)).unwrap_or_default();
    Ok(text)
}

/// A list around the paragraph.
#[derive(Debug)]
struct List {
    style: Option<String>,
    /// The number of the item being read; 0 before the first.
    count: u32,
}

struct Body {
    sheet: Sheet,
    styles: Styles,
    depth: Depth,
    /// Whether the text of the document has begun.
    inside: bool,
    lists: Vec<List>,
    /// Whether an item has begun that has no paragraph yet.
    fresh: bool,
    headings: [u32; styles::LEVELS],
    /// Paragraphs around the words.
    paragraphs: usize,
}

impl Body {
    fn node(&mut self, node: &Node<'_, '_>) -> Result<(), IngestError> {
        match node {
            Node::Open(element) => {
                if self.depth.enter() {
                    self.open(element)?;
                }
            }
            Node::Close(name) => {
                if self.depth.reads() {
                    self.close(name);
                }
                self.depth.leave();
            }
            Node::Text(text) => {
                if self.paragraphs > 0 && self.depth.reads() {
                    self.words(text);
                }
            }
        }
        Ok(())
    }

    /// Text, where any white space is one space.
    fn words(&mut self, text: &str) {
        if text.contains(['\n', '\u{c}']) {
            self.sheet.text(&text.replace(['\n', '\u{c}'], " "));
        } else {
            self.sheet.text(text);
        }
    }

    fn open(&mut self, e: &Element<'_, '_>) -> Result<(), IngestError> {
        if !self.inside {
            self.inside = e.name() == "text";
            return Ok(());
        }
        match e.name() {
            "tracked-changes" | "annotation" | "annotation-end" | "table-of-content"
            | "illustration-index" | "table-index" | "alphabetical-index" | "object-index" | "user-index"
            | "hidden-text" | "hidden-paragraph" | "forms" | "ruby-text" | "title" | "desc"
            | "covered-table-cell" | "sequence-decls" | "variable-decls" | "user-field-decls"
            | "note-citation" | "event-listeners" => self.depth.pass_over(0),
            "h" => {
                let level =
                    e.get("outline-level").and_then(|l| l.parse::<u8>().ok()).unwrap_or(1).clamp(1, 10);
                self.heading(level, &e.get("is-list-header").unwrap_or_default())?;
            }
            "p" => self.paragraph(e.get("style-name").as_deref())?,
            "s" => self.sheet.text(" "),
            "tab" => self.sheet.text(" "),
            "line-break" => self.sheet.text("\n"),
            "soft-page-break" => {
                if self.paragraphs > 0 {
                    self.sheet.text("\u{c}");
                } else {
                    // Between paragraphs: an empty one carries it.
                    self.sheet.open_paragraph(Paragraph::new(BlockKind::Paragraph, 0))?;
                    self.sheet.text("\u{c}");
                    self.sheet.close_paragraph();
                }
            }
            "list" => {
                let style = e.get("style-name").or_else(|| self.lists.last().and_then(|l| l.style.clone()));
                if self.lists.len() >= 200 {
                    return Err(IngestError::TooDeep(200));
                }
                self.lists.push(List { style, count: 0 });
            }
            "list-item" | "list-header" => {
                let start = e.get("start-value").and_then(|v| v.parse().ok());
                let depth = self.lists.len();
                let own = self.lists.last().and_then(|l| l.style.as_deref());
                let first = self.styles.level(own, depth).map_or(1, |l| l.start);
                if e.name() == "list-item"
                    && let Some(list) = self.lists.last_mut()
                {
                    list.count = match start {
                        Some(start) => start,
                        None if list.count == 0 => first,
                        None => list.count.saturating_add(1),
                    };
                    self.fresh = true;
                }
            }
            "note" => self.sheet.open_note()?,
            "text-box" => self.sheet.open_box()?,
            "table" => self.sheet.open_table()?,
            "table-row" => self.sheet.open_row(),
            "table-cell" => self.sheet.open_cell(),
            _ => {}
        }
        Ok(())
    }

    fn heading(&mut self, level: u8, unnumbered: &str) -> Result<(), IngestError> {
        let mut heading = Paragraph::new(BlockKind::Heading, level);
        let k = usize::from(level) - 1;
        if unnumbered != "true" {
            for (k, count) in self.headings.iter_mut().enumerate().skip(k) {
                *count = if k + 1 == usize::from(level) { count.saturating_add(1) } else { 0 };
            }
            if let Some(label) = self.styles.heading_label(k, &self.headings) {
                heading.text = format!("{label} ");
            }
        }
        self.fresh = false;
        self.paragraphs += 1;
        self.sheet.open_paragraph(heading)
    }

    fn paragraph(&mut self, style: Option<&str>) -> Result<(), IngestError> {
        let mut paragraph = Paragraph::new(BlockKind::Paragraph, 0);
        paragraph.size = self.styles.size(style).unwrap_or(paragraph.size);
        match self.styles.role(style) {
            Role::Title => paragraph.kind = BlockKind::Title,
            Role::Subtitle => paragraph.kind = BlockKind::Mast,
            Role::Quote => paragraph.kind = BlockKind::Quote,
            Role::Code => paragraph.kind = BlockKind::Code,
            Role::Contents => paragraph.skipped = true,
            Role::Heading(level) => {
                paragraph.kind = BlockKind::Heading;
                paragraph.level = level;
            }
            Role::Body => {
                if let Some(list) = self.lists.last().filter(|_| std::mem::take(&mut self.fresh)) {
                    let depth = self.lists.len();
                    paragraph.kind = BlockKind::ListItem;
                    paragraph.level = u8::try_from(depth - 1).unwrap_or(u8::MAX);
                    let counts: Vec<u32> = self.lists.iter().map(|l| l.count).collect();
                    let label = self.styles.level(list.style.as_deref(), depth).map(|l| l.label(&counts));
                    paragraph.marker = match label {
                        Some(label) if !label.is_empty() => format!("{label} "),
                        _ => "- ".to_owned(),
                    };
                }
            }
        }
        self.paragraphs += 1;
        self.sheet.open_paragraph(paragraph)
    }

    fn close(&mut self, name: &str) {
        if !self.inside {
            return;
        }
        match name {
            "p" | "h" => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                self.sheet.close_paragraph();
            }
            "list" => {
                self.lists.pop();
            }
            "note" => self.sheet.close_note(),
            "text-box" => self.sheet.close_box(),
            "table" => self.sheet.close_table(),
            _ => {}
        }
    }
}

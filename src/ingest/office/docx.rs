//! Word documents (Office Open XML) → reading text: styles as headings, numbers as they are shown, tables, notes; what is
//! marked as deleted is gone, what is marked as inserted stays. Where Word has stored where its pages break, pages are known.

mod numbering;
mod styles;

use rustc_hash::FxHashMap;

use super::super::raised::{Raised, power, raised};
use super::super::xml::{Depth, Element, Node, walk};
use super::super::zip::Archive;
use super::super::{IngestError, Limits};
use super::properties;
use super::sheet::{Paragraph, Sheet};
use crate::model::{BlockKind, Format, Text};
use numbering::Numbering;
use styles::{Role, Styles};

const WHAT: &str = "a Word document";

/// The reading text of a Word document.
pub(in crate::ingest) fn read(mut archive: Archive<'_>, limits: &Limits) -> Result<Text, IngestError> {
    let main = main_part(&mut archive, limits)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let beside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let styles = match archive.read(&beside("styles.xml"))? {
        Some(bytes) => Styles::read(&bytes, limits)?,
        None => Styles::default(),
    };
    let numbering = match archive.read(&beside("numbering.xml"))? {
        Some(bytes) => Numbering::read(&bytes, limits)?,
        None => Numbering::default(),
    };
    let mut notes = FxHashMap::default();
    for (part, element) in [("footnotes.xml", "footnote"), ("endnotes.xml", "endnote")] {
        if let Some(bytes) = archive.read(&beside(part))? {
            read_notes(&bytes, element, limits, &mut notes)?;
        }
    }
    let core = archive.read("docProps/core.xml")?;
    let bytes = archive.read(&main)?.ok_or(IngestError::Damaged(WHAT))?;
    let mut body = Body {
        sheet: Sheet::new(bytes.len() / 8, limits),
        styles,
        numbering,
        notes,
        depth: Depth::default(),
        words: false,
        hidden: false,
        bold: false,
        raised: false,
        size: None,
        run: 0,
        raised_end: 0,
        properties: Properties::default(),
    };
    walk(&bytes, limits, WHAT, |node| body.node(&node))?;
    drop(bytes);
    let mut text = body.sheet.finish().text(Format::Docx);
    text.metadata = core.map(|bytes| properties::metadata(&bytes, limits)).unwrap_or_default();
    Ok(text)
}

/// The name of the part with the text.
fn main_part(archive: &mut Archive<'_>, limits: &Limits) -> Result<String, IngestError> {
    let mut found = None;
    if let Some(bytes) = archive.read("_rels/.rels")? {
        walk(&bytes, limits, WHAT, |node| {
            if let Node::Open(e) = node
                && e.get("Type").is_some_and(|t| t.ends_with("/officeDocument"))
            {
                found = e.get("Target");
            }
            Ok(())
        })?;
    }
    let found = found.map(|target| target.trim_start_matches('/').to_owned()).filter(|t| archive.has(t));
    Ok(found.unwrap_or_else(|| "word/document.xml".to_owned()))
}

/// The texts of notes by kind and id.
fn read_notes(
    bytes: &[u8],
    element: &'static str,
    limits: &Limits,
    notes: &mut FxHashMap<(&'static str, String), String>,
) -> Result<(), IngestError> {
    let (mut id, mut words, mut text) = (None, false, String::new());
    walk(bytes, limits, WHAT, |node| {
        match node {
            Node::Open(e) if e.name() == element => {
                // Lines that part notes from the text have a type.
                id = e.get("type").filter(|t| t != "normal").is_none().then(|| e.get("id")).flatten();
                text.clear();
            }
            Node::Close(name) if name == element => {
                if let Some(id) = id.take() {
                    notes.insert((element, id), std::mem::take(&mut text));
                }
            }
            Node::Open(e) => match e.name() {
                "t" => words = true,
                "p" | "tab" | "br" => text.push(' '),
                _ => {}
            },
            Node::Close("t") => words = false,
            Node::Text(t) if words => text.push_str(t),
            _ => {}
        }
        Ok(())
    })
}

/// What a paragraph says about itself before its text.
#[derive(Debug, Default)]
struct Properties {
    style: Option<String>,
    outline: Option<u8>,
    list: Option<String>,
    level: Option<u8>,
    open: bool,
}

/// Whether a property that is on where it stands alone is on.
fn is_on(value: Option<String>) -> bool {
    !value.is_some_and(|v| matches!(v.as_str(), "0" | "false" | "off"))
}

struct Body {
    sheet: Sheet,
    styles: Styles,
    numbering: Numbering,
    notes: FxHashMap<(&'static str, String), String>,
    depth: Depth,
    /// Whether text is words.
    words: bool,
    /// Whether the run is hidden.
    hidden: bool,
    /// Whether it is bold, and raised.
    bold: bool,
    raised: bool,
    /// Of its letters, in half points.
    size: Option<u16>,
    /// Where it begins in its paragraph, and where the raised text before it ended.
    run: usize,
    raised_end: usize,
    properties: Properties,
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
                    self.close(name)?;
                }
                self.depth.leave();
            }
            Node::Text(text) => {
                if self.words && self.depth.reads() && !self.hidden {
                    self.sheet.text(text);
                }
            }
        }
        Ok(())
    }

    fn open(&mut self, e: &Element<'_, '_>) -> Result<(), IngestError> {
        let value = || e.get("val");
        match e.name() {
            // Text and properties that were there before a tracked change, and the second of two ways to show a thing.
            "del" | "moveFrom" | "Fallback" | "rt" | "pPrChange" | "rPrChange" => {
                self.depth.pass_over(0);
            }
            "p" => {
                self.sheet.open_paragraph(Paragraph::new(BlockKind::Paragraph, 0))?;
                self.hidden = false;
                self.raised_end = 0;
            }
            "pPr" => self.properties = Properties { open: true, ..Properties::default() },
            "pStyle" if self.properties.open => self.properties.style = value(),
            "outlineLvl" if self.properties.open => {
                self.properties.outline = value().and_then(|v| v.parse().ok());
            }
            "numId" if self.properties.open => self.properties.list = value(),
            "ilvl" if self.properties.open => self.properties.level = value().and_then(|v| v.parse().ok()),
            "r" => {
                (self.hidden, self.bold, self.raised) = (false, false, false);
                self.size = None;
                self.run = self.sheet.paragraph().map_or(0, |p| p.text.len());
            }
            "b" if !self.properties.open => self.bold = is_on(value()),
            "sz" if !self.properties.open => self.size = value().and_then(|v| v.parse().ok()),
            "vertAlign" if !self.properties.open => self.raised = value().is_some_and(|v| v == "superscript"),
            "vanish" if !self.properties.open => {
                self.hidden = is_on(value());
            }
            "t" => self.words = true,
            "tab" if !self.properties.open => self.sheet.text(" "),
            "br" | "cr" if !self.properties.open => {
                let line = e.get("type").is_none_or(|t| t == "textWrapping");
                self.sheet.text(if line { "\n" } else { " " });
            }
            "noBreakHyphen" => self.sheet.text("-"),
            "lastRenderedPageBreak" => self.sheet.text("\u{c}"),
            "footnoteReference" | "endnoteReference" => {
                let kind = if e.name() == "footnoteReference" { "footnote" } else { "endnote" };
                if let Some(text) = e.get("id").and_then(|id| self.notes.get(&(kind, id))).cloned() {
                    self.sheet.note(&text)?;
                }
            }
            "txbxContent" => self.sheet.open_box()?,
            "tbl" => self.sheet.open_table()?,
            "tr" => self.sheet.open_row(),
            "tc" => self.sheet.open_cell(),
            "docPartGallery" if value().is_some_and(|v| v == "Table of Contents") => {
                // The whole of the block around it: two levels up stands its name, three its content.
                self.depth.pass_over(3);
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), IngestError> {
        match name {
            "t" => self.words = false,
            "r" => self.end_run(),
            "pPr" => self.style(),
            "p" => self.sheet.close_paragraph(),
            "txbxContent" => self.sheet.close_box(),
            "tbl" => self.sheet.close_table(),
            _ => {}
        }
        Ok(())
    }

    /// Counts what is bold, and writes raised text as what it is.
    fn end_run(&mut self) {
        let (from, raised_end) = (self.run, self.raised_end);
        let Some(paragraph) = self.sheet.paragraph() else { return };
        let Some((before, inside)) = paragraph.text.split_at_checked(from) else { return };
        if self.bold {
            paragraph.bold += inside.len();
        }
        let bare = inside.trim().len();
        if !self.raised || bare == 0 {
            paragraph.set_in(self.size, bare);
            return;
        }
        let inside = inside.to_owned();
        // A program may cut a number in two.
        let goes_on = raised_end == from && from > 0 && before.ends_with(']');
        match raised(if goes_on { "goes on" } else { before }, &inside, false) {
            Raised::Mark => {
                paragraph.text.truncate(if goes_on { from - 1 } else { from });
                paragraph.text.push_str(if goes_on { "" } else { "[" });
                paragraph.text.push_str(inside.trim());
                paragraph.text.push(']');
            }
            Raised::Power => {
                paragraph.text.truncate(from);
                paragraph.text.push_str(&power(&inside));
            }
            Raised::Word => return,
        }
        self.raised_end = paragraph.text.len();
    }

    /// Gives the paragraph the kind that its properties and its style say.
    fn style(&mut self) {
        let properties = std::mem::take(&mut self.properties);
        let style = self.styles.get(properties.style.as_deref());
        let role = match properties.outline {
            Some(level) if level < 9 => Role::Heading(level + 1),
            Some(_) if matches!(style.role, Role::Heading(_)) => Role::Body,
            _ => style.role,
        };
        let list = properties.list.or_else(|| style.list.clone()).filter(|id| id != "0");
        let depth = properties.level.or(style.level).unwrap_or(0);
        let label = list.and_then(|id| self.numbering.next(&id, depth));
        let size = style.size;
        let Some(paragraph) = self.sheet.paragraph() else { return };
        paragraph.size = size.unwrap_or(paragraph.size);
        match role {
            Role::Heading(level) => {
                paragraph.kind = BlockKind::Heading;
                paragraph.level = level;
                if let Some(label) = label.filter(|l| !l.bullet) {
                    paragraph.text.push_str(&label.text);
                    paragraph.text.push(' ');
                }
            }
            Role::Title => paragraph.kind = BlockKind::Title,
            Role::Subtitle => paragraph.kind = BlockKind::Mast,
            Role::Quote => paragraph.kind = BlockKind::Quote,
            Role::Contents => paragraph.skipped = true,
            Role::Body => {
                if let Some(label) = label {
                    paragraph.kind = BlockKind::ListItem;
                    paragraph.level = depth;
                    paragraph.marker =
                        if label.bullet { "- ".to_owned() } else { format!("{} ", label.text) };
                }
            }
        }
    }
}

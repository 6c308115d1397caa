//! The shape of a text: blocks, outline, noise, sentences.

use serde::{Deserialize, Serialize};

use super::{SectionId, Span, Why};

/// What a stretch of lines is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The document's own title; no section.
    Title,
    /// Mast: byline, series, place and date lines around the title.
    Mast,
    /// The heading of a section.
    Heading,
    /// Running prose.
    Paragraph,
    /// An item of a list, with its marker.
    ListItem,
    /// A line that announces the list below it ("Three scenarios deserve attention:").
    LeadIn,
    /// Quoted prose set apart.
    Quote,
    /// Code or preformatted text.
    Code,
    /// One row of a table.
    TableRow,
    /// A footnote's text.
    Footnote,
    /// A rule or ornament between blocks.
    Rule,
    /// Metadata at the head of a file.
    FrontMatter,
    /// A line of a table of contents, a page header or footer, a share bar: masked as [`Noise`].
    Furniture,
}

/// A block of the reading text: a paragraph, a heading, an item. Blocks are in order and do not overlap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Block {
    /// The lines it covers, without the last newline.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Depth: of a heading from 1, of a list item from 0; 1 for a paragraph that its format sets in bold as a whole; else 0.
    pub level: u8,
    /// The run-in label of an item or paragraph ("For Traders"), without its colon or stop.
    pub label: Option<Span>,
    /// Where the prose begins: after bullet and label. `span.start` where there is neither.
    pub body: u32,
    /// The section it belongs to; a heading belongs to its own.
    pub section: Option<SectionId>,
}

impl Block {
    /// A block without marker, label or section.
    pub fn new(span: Span, kind: BlockKind) -> Self {
        Self { span, kind, level: 0, label: None, body: span.start, section: None }
    }

    /// Its prose: the block without bullet and run-in label.
    pub fn prose(&self) -> Span {
        Span { start: self.body.clamp(self.span.start, self.span.end), end: self.span.end }
    }
}

/// A section of the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The bare number in front of the title ("VII", "2.1", "A").
    pub label: Option<Span>,
    /// The title without number and without noise.
    pub title: Span,
    /// The title that the reader gave it.
    pub given: Option<String>,
    /// Depth in the outline, from 1.
    pub level: u8,
    /// The section it stands in.
    pub parent: Option<SectionId>,
    /// The heading's line: from its first character to its end.
    pub heading: Span,
    /// End of the section's own text: before the next heading, of whatever level.
    pub body_end: u32,
    /// Why this is a heading.
    pub why: Why,
}

/// Why a stretch of text is set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoiseReason {
    /// A fragment put in by a template ("Find out more about …").
    Injected,
    /// Repeated boilerplate: "Subscribe …", share bars.
    Boilerplate,
    /// Page headers and footers, page numbers.
    Furniture,
    /// A table of contents.
    Contents,
}

/// A stretch of text that is shown dim and counted nowhere. Never deleted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Noise {
    /// From its own superfluous full stop, if it has one.
    pub span: Span,
    /// What it is.
    pub reason: NoiseReason,
    /// The rule that found it.
    pub why: Why,
}

/// A sentence of prose. Sentences are in order, do not overlap, and lie in one block each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Without white space around it; with its final stop.
    pub span: Span,
    /// The section it stands in.
    pub section: Option<SectionId>,
    /// Index of its block in [`super::Document::blocks`].
    pub block: super::BlockId,
}

//! One document with everything found in it.

use serde::{Deserialize, Serialize};

use super::{
    Actor, ActorId, Attribution, AttributionId, Block, Claim, ClaimId, Date, Event, EventId, Noise, Place,
    PlaceId, Section, SectionId, Sentence, Span, Text, TimeExpression, TimeId,
};

/// The format a document came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown (CommonMark with tables, footnotes and front matter).
    Markdown,
    /// A web page.
    Html,
    /// A PDF document.
    Pdf,
    /// A Word document (Office Open XML).
    Docx,
    /// An OpenDocument text.
    Odt,
    /// An EPUB book.
    Epub,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 7] =
        [Format::Text, Format::Markdown, Format::Html, Format::Pdf, Format::Docx, Format::Odt, Format::Epub];

    /// Its name in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Odt => "odt",
            Format::Epub => "epub",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Text => "text/plain",
            Format::Markdown => "text/markdown",
            Format::Html => "text/html",
            Format::Pdf => "application/pdf",
            Format::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Format::Odt => "application/vnd.oasis.opendocument.text",
            Format::Epub => "application/epub+zip",
        }
    }

    /// Whether its source is lines that an editor shows. The lines of all others are those of the reading text.
    pub fn has_source_lines(self) -> bool {
        matches!(self, Format::Text | Format::Markdown | Format::Html)
    }
}

/// Where the document's date was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateSource {
    /// The `--date` option.
    Option,
    /// Front matter or document properties.
    Metadata,
    /// The text states it ("as of November 19, 2025").
    Text,
}

/// The date on which "last week" hangs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DocumentDate {
    /// The day.
    pub date: Date,
    /// Who says so.
    pub source: DateSource,
    /// Where the text states it.
    pub span: Option<Span>,
}

/// The language of the prose, as far as it shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Language {
    /// ISO 639-1 code where there is one, else ISO 639-3.
    pub code: &'static str,
    /// English name of the language.
    pub name: &'static str,
    /// 0 to 1.
    pub confidence: f32,
}

/// One document: its text and all that was found in it. Immutable once built.
#[derive(Debug, Clone)]
pub struct Document {
    /// As the user named it; `-` for standard input, a plain name for the built-in sample.
    pub path: String,
    /// The reading text.
    pub text: Text,
    /// SHA-256 of the source bytes, as lower-case hexadecimal digits.
    pub hash: String,
    /// The title, and where it stands if it stands in the text.
    pub title: Option<(String, Option<Span>)>,
    /// The date on which relative dates hang.
    pub date: Option<DocumentDate>,
    /// The language, where enough prose shows it.
    pub language: Option<Language>,
    /// Blocks in order, without gaps of prose between them.
    pub blocks: Vec<Block>,
    /// The outline in text order.
    pub sections: Vec<Section>,
    /// What is masked, in text order.
    pub noise: Vec<Noise>,
    /// Sentences in text order.
    pub sentences: Vec<Sentence>,
    /// Actors, the most salient first.
    pub actors: Vec<Actor>,
    /// Places, the most mentioned first.
    pub places: Vec<Place>,
    /// Time expressions in text order.
    pub times: Vec<TimeExpression>,
    /// Events in calendar order, undated ones last.
    pub events: Vec<Event>,
    /// Attributions in text order.
    pub attributions: Vec<Attribution>,
    /// Claims in text order.
    pub claims: Vec<Claim>,
}

impl Document {
    /// A document of which only the text is known yet.
    pub fn bare(path: String, hash: String, text: Text) -> Self {
        Self {
            path,
            text,
            hash,
            title: None,
            date: None,
            language: None,
            blocks: Vec::new(),
            sections: Vec::new(),
            noise: Vec::new(),
            sentences: Vec::new(),
            actors: Vec::new(),
            places: Vec::new(),
            times: Vec::new(),
            events: Vec::new(),
            attributions: Vec::new(),
            claims: Vec::new(),
        }
    }

    /// What a person calls it: its title, else the last part of its path.
    pub fn display_name(&self) -> &str {
        match &self.title {
            Some((title, _)) => title,
            None => self.file_name(),
        }
    }

    /// The last part of its path.
    pub fn file_name(&self) -> &str {
        if self.path == "-" {
            return "standard input";
        }
        self.path.rsplit(['/', '\\']).find(|p| !p.is_empty()).unwrap_or(&self.path)
    }

    /// Its path, for those who get a report: as the user named it, but of a path from the root only the last part, for the
    /// rest is nobody's business.
    pub fn shown_path(&self) -> &str {
        let windows = self.path.as_bytes().get(1) == Some(&b':');
        if windows || self.path.starts_with(['/', '\\', '~']) { self.file_name() } else { &self.path }
    }

    /// The section in which byte `at` stands.
    pub fn section_at(&self, at: usize) -> Option<SectionId> {
        let k = self.sections.partition_point(|s| s.heading.from() <= at);
        k.checked_sub(1).map(SectionId::new)
    }

    /// The full number of a section ("VIII.B"): its label behind those of the sections around it.
    pub fn section_path(&self, id: SectionId) -> String {
        let mut labels = Vec::new();
        let mut next = Some(id);
        while let Some(s) = next.and_then(|id| self.sections.get(id.index())) {
            if let Some(label) = s.label {
                let label = self.text.slice(label);
                labels.push(label);
                // A decimal number holds its parents' numbers already.
                if label.contains('.') {
                    break;
                }
            }
            next = s.parent;
        }
        labels.reverse();
        labels.join(".")
    }

    /// The title of a section: the one the reader gave it, else that of the text.
    pub fn section_title(&self, id: SectionId) -> &str {
        let section = self.sections.get(id.index());
        section.map_or("", |s| s.given.as_deref().unwrap_or_else(|| self.text.slice(s.title)))
    }

    /// Whether byte `at` lies in masked text.
    pub fn is_noise(&self, at: usize) -> bool {
        let k = self.noise.partition_point(|n| n.span.to() <= at);
        self.noise.get(k).is_some_and(|n| n.span.has(at))
    }

    /// The block in which byte `at` stands, or the next one after it, or the last.
    pub fn block_at(&self, at: usize) -> Option<usize> {
        let k = self.blocks.partition_point(|b| b.span.to() <= at);
        (!self.blocks.is_empty()).then(|| k.min(self.blocks.len() - 1))
    }

    /// The sentence that holds byte `at`.
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        let k = self.sentences.partition_point(|s| s.span.to() <= at);
        self.sentences.get(k).is_some_and(|s| s.span.has(at)).then_some(k)
    }

    /// An actor by id.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.actors.get(id.index())
    }

    /// A place by id.
    pub fn place(&self, id: PlaceId) -> Option<&Place> {
        self.places.get(id.index())
    }

    /// A time expression by id.
    pub fn time(&self, id: TimeId) -> Option<&TimeExpression> {
        self.times.get(id.index())
    }

    /// An event by id.
    pub fn event(&self, id: EventId) -> Option<&Event> {
        self.events.get(id.index())
    }

    /// A claim by id.
    pub fn claim(&self, id: ClaimId) -> Option<&Claim> {
        self.claims.get(id.index())
    }

    /// An attribution by id.
    pub fn attribution(&self, id: AttributionId) -> Option<&Attribution> {
        self.attributions.get(id.index())
    }

    /// A section by id.
    pub fn section(&self, id: SectionId) -> Option<&Section> {
        self.sections.get(id.index())
    }
}

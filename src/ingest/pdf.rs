//! PDF → reading text: glyphs by their places → lines → paragraphs, without what returns on every page, with hyphens at line
//! ends mended, bookmarks or sizes of letters as the outline, and the page of every word.
//!
//! The libraries that read PDF files can be made to spin, to overflow their stack and to eat memory. So [`print`] is only to be
//! called where that does no harm: the program calls it in a child process with limits; what comes back is checked in
//! [`text`]. Who uses the library alone decides: see [`super::PdfParser`].

mod accents;
mod bookmarks;
mod cmaps;
mod furniture;
mod glyphs;
mod headings;
mod lines;
mod paragraphs;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use pdf_extract::{Document as File, Object};
use serde::{Deserialize, Serialize};

use super::{IngestError, Limits, front_matter};
use crate::model::{Block, BlockKind, Format, Metadata, Span, Text};
use glyphs::Collector;

const WHAT: &str = "a PDF document";

/// What a PDF document says, as it comes back from wherever it was parsed: plain data that is checked before it is believed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Printed {
    /// The reading text.
    pub text: String,
    /// Its blocks: kind, level, start, end.
    pub blocks: Vec<(BlockKind, u8, u32, u32)>,
    /// Where pages begin in it.
    pub pages: Vec<u32>,
    /// What the properties state.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The day the file was made, as the file states it.
    pub made: Option<String>,
}

/// Why a PDF document gave no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PdfError {
    /// Broken or cut off.
    Damaged,
    /// A password is needed.
    Encrypted,
    /// Pictures of text, perhaps.
    NoText,
    /// The parser gave up.
    Failed,
    /// More pages than the limit.
    Pages(usize),
    /// More text than the limit.
    TooLarge(usize),
    /// More time than the limit, in seconds.
    TooSlow(u64),
    /// More memory than the limit, in bytes.
    Memory(u64),
}

impl From<PdfError> for IngestError {
    fn from(error: PdfError) -> Self {
        match error {
            PdfError::Damaged => IngestError::Damaged(WHAT),
            PdfError::Encrypted => IngestError::Encrypted(WHAT),
            PdfError::NoText => IngestError::NoText(
                "a PDF document of pictures, scanned perhaps; recognise its text first, with “ocrmypdf” for instance",
            ),
            PdfError::Failed => IngestError::Failed,
            PdfError::Pages(most) => IngestError::TooMany { what: "pages", most },
            PdfError::TooLarge(most) => IngestError::TooLarge(most),
            PdfError::TooSlow(seconds) => IngestError::TooSlow(seconds),
            PdfError::Memory(bytes) => IngestError::Memory(bytes),
        }
    }
}

/// Parses a PDF document here and now. A file made for it can make this spin, exhaust memory or overflow the stack.
pub fn print(bytes: &[u8], limits: &Limits) -> Result<Printed, PdfError> {
    catch_unwind(AssertUnwindSafe(|| parse(bytes, limits))).unwrap_or(Err(PdfError::Failed))
}

fn parse(bytes: &[u8], limits: &Limits) -> Result<Printed, PdfError> {
    let mut file = File::load_mem(bytes).map_err(|error| {
        let encrypted =
            matches!(error, pdf_extract::Error::Decryption(_) | pdf_extract::Error::InvalidPassword);
        if encrypted { PdfError::Encrypted } else { PdfError::Damaged }
    })?;
    if file.is_encrypted() && file.decrypt("").is_err() {
        return Err(PdfError::Encrypted);
    }
    let count = file.page_iter().take(limits.pages + 1).count();
    if count > limits.pages {
        return Err(PdfError::Pages(limits.pages));
    }
    cmaps::mend(&mut file);
    let pages = collect(&file, count, limits.bytes)?;
    let letters: usize = pages.iter().flat_map(|p| &p.lines).map(|l| l.text.len()).sum();
    if letters == 0 || letters < count * 4 {
        return Err(if count == 0 { PdfError::Damaged } else { PdfError::NoText });
    }
    let marks = bookmarks::read(&file);
    let (title, author, made) = properties(&file);
    drop(file);
    let flow = paragraphs::write(pages, &marks, title.as_deref());
    let printed = flow.text(Format::Pdf);
    if printed.len() > limits.bytes.min(u32::MAX as usize) {
        return Err(PdfError::TooLarge(limits.bytes));
    }
    Ok(Printed {
        blocks: printed.blocks.iter().map(|b| (b.kind, b.level, b.span.start, b.span.end)).collect(),
        pages: printed.pages.clone(),
        text: printed.as_str().to_owned(),
        title,
        author,
        made,
    })
}

/// The lines of every page. A page that the library fails on is left empty.
fn collect(file: &File, count: usize, most: usize) -> Result<Vec<lines::Page>, PdfError> {
    let mut collector = Collector::new(most);
    let all = catch_unwind(AssertUnwindSafe(|| pdf_extract::output_doc(file, &mut collector)));
    if !matches!(all, Ok(Ok(()))) {
        // One page broke off the whole; the others one by one.
        let mut page = collector.pages.len();
        while page < count && !collector.full {
            page += 1;
            collector.abandon(page);
            let number = u32::try_from(page + 1).unwrap_or(u32::MAX);
            if page < count {
                let _ = catch_unwind(AssertUnwindSafe(|| {
                    pdf_extract::output_doc_page(file, &mut collector, number)
                }));
            }
        }
    }
    if collector.full {
        return Err(PdfError::TooLarge(most));
    }
    Ok(collector.finish())
}

/// Title, author and day of making, as the file states them.
fn properties(file: &File) -> (Option<String>, Option<String>, Option<String>) {
    let info = file.trailer.get(b"Info").ok();
    let info = info.and_then(|info| match info {
        Object::Reference(id) => file.get_object(*id).ok(),
        other => Some(other),
    });
    let Some(info) = info.and_then(|info| info.as_dict().ok()) else { return (None, None, None) };
    let value = |key: &[u8]| {
        let value = match info.get(key).ok()? {
            Object::Reference(id) => file.get_object(*id).ok()?,
            other => other,
        };
        let line = bookmarks::decoded(value.as_str().ok()?);
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty() && line.len() < 1000).then_some(line)
    };
    (value(b"Title"), value(b"Author"), value(b"CreationDate"))
}

/// The reading text of what came back from the parser, everything in it checked.
pub(super) fn text(printed: Printed, limits: &Limits) -> Result<Text, IngestError> {
    let most = limits.bytes.min(u32::MAX as usize);
    if printed.text.len() > most {
        return Err(IngestError::TooLarge(most));
    }
    if printed.text.trim().is_empty() {
        return Err(PdfError::NoText.into());
    }
    let mut text = Text::new(printed.text, Format::Pdf);
    let (mut past, mut blocks) = (0, Vec::with_capacity(printed.blocks.len()));
    for (kind, level, start, end) in printed.blocks {
        let (start, end) = (start as usize, end as usize);
        let Ok(span) = Span::checked(text.as_str(), start, end) else { return Err(IngestError::Failed) };
        if start < past || start >= end {
            return Err(IngestError::Failed);
        }
        past = end;
        let mut block = Block::new(span, kind);
        block.level = level;
        if kind == BlockKind::ListItem {
            let words = text.slice(span);
            let marker = words.find(' ').map_or(0, |k| k + 1);
            block.body = u32::try_from(start + marker).unwrap_or(block.body);
        }
        blocks.push(block);
    }
    text.blocks = Arc::new(blocks);
    if !printed.pages.is_sorted() || printed.pages.last().is_some_and(|p| *p as usize > text.len()) {
        return Err(IngestError::Failed);
    }
    text.pages = printed.pages;
    let made = printed.made.as_deref().and_then(|made| {
        let digits = made.strip_prefix("D:").unwrap_or(made);
        front_matter::date(
            digits.get(..8).filter(|d| d.bytes().all(|b| b.is_ascii_digit())).unwrap_or(digits),
        )
    });
    // What programs put there for want of a title.
    let file_name = |t: &String| {
        let lower = t.to_ascii_lowercase();
        t.starts_with("Microsoft Word - ")
            || lower == "untitled"
            || [".doc", ".docx", ".pdf", ".indd", ".qxd", ".dvi"].iter().any(|e| lower.ends_with(e))
    };
    text.metadata =
        Metadata { title: printed.title.filter(|t| !file_name(t)), author: printed.author, made, date: None };
    Ok(text)
}

//! The dossier written out, for people and for other programs: one file a format.
//!
//! Every format takes an [`Exported`]: documents, what a scope keeps of them, and what the reader has added. Nothing here
//! touches the disk: what is written goes to whoever calls ([`write`], [`obsidian::files`]); `save` puts it into files.

mod added;
pub mod calendar;
pub mod citation;

pub mod csv;
mod escape;
mod extent;
#[cfg(test)]
mod fixture;
pub mod html;
pub mod json;
pub mod jsonl;
pub mod locator;
pub mod markdown;
pub mod names;
pub mod network;
pub mod obsidian;
pub mod passage;
pub mod spoken;
#[cfg(test)]
mod tests;
pub mod webanno;

use std::io::{self, Write};

pub use added::{Added, Is, Note};
pub use extent::{Extent, Part};

use crate::model::Dossier;
use crate::scope::Kept;
use crate::search::Selection;

/// A form in which a dossier is taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A report as Markdown.
    Markdown,
    /// A report with the text as one self-contained page.
    Html,
    /// A table for spreadsheets.
    Csv,
    /// One JSON object an item.
    Jsonl,
    /// W3C Web Annotations as JSON-LD.
    WebAnnotation,
    /// A folder of linked notes.
    Obsidian,
}

impl Format {
    /// Every form.
    pub const ALL: [Format; 6] =
        [Format::Markdown, Format::Html, Format::Csv, Format::Jsonl, Format::WebAnnotation, Format::Obsidian];

    /// As typed.
    pub fn name(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Csv => "csv",
            Format::Jsonl => "jsonl",
            Format::WebAnnotation => "webanno",
            Format::Obsidian => "obsidian",
        }
    }

    /// What it is, for help and menus.
    pub fn about(self) -> &'static str {
        match self {
            Format::Markdown => "a report: outline, actors, timeline, claims with their places",
            Format::Html => "the same with the text, linked both ways, in one page that needs no network",
            Format::Csv => "a table for spreadsheets: claims, actors, timeline or sections",
            Format::Jsonl => "one JSON object an item, each with its exact quotation",
            Format::WebAnnotation => "W3C Web Annotations (JSON-LD)",
            Format::Obsidian => "a folder of linked notes: documents, actors, claims, timeline",
        }
    }

    /// How its files end; `None` for a folder.
    pub fn extension(self) -> Option<&'static str> {
        match self {
            Format::Markdown => Some("md"),
            Format::Html => Some("html"),
            Format::Csv => Some("csv"),
            Format::Jsonl => Some("jsonl"),
            Format::WebAnnotation => Some("jsonld"),
            Format::Obsidian => None,
        }
    }

    /// The form that a file of this ending has.
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Some(Format::Markdown),
            "html" | "htm" => Some(Format::Html),
            "csv" => Some(Format::Csv),
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            "jsonld" => Some(Format::WebAnnotation),
            _ => None,
        }
    }
}

/// What is taken away.
#[derive(Clone, Copy)]
pub struct Exported<'a> {
    /// The documents.
    pub dossier: &'a Dossier,
    /// What of them the scope keeps.
    pub kept: &'a Kept,
    /// The scope as a query; empty where everything is kept.
    pub scope: &'a str,
    /// The sentences that the scope holds for. Without them text is taken by the claims and events in it.
    pub text: Option<&'a Selection>,
    /// What the reader has added, where that is to go along.
    pub added: &'a Added,
    /// How claims are cited, as [`citation::cite`] has it; `None`: section and line behind the words.
    pub citation: Option<&'a str>,
}

/// What a form leaves to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choice {
    /// The table that [`Format::Csv`] writes.
    pub table: csv::Table,
    /// Only what is still open: claims not yet checked, and disputed ones, as a list of tasks. For [`Format::Markdown`].
    pub open: bool,
}

/// Writes `exported` as one file. [`Format::Obsidian`] is none: see [`obsidian::files`].
pub fn write(
    format: Format,
    exported: &Exported<'_>,
    choice: Choice,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Markdown if choice.open => markdown::write_open(exported, out),
        Format::Markdown => markdown::write(exported, out),
        Format::Html => html::write(exported, out),
        Format::Csv => csv::write(exported, choice.table, out),
        Format::Jsonl => jsonl::write(exported, out),
        Format::WebAnnotation => webanno::write(exported, out),
        Format::Obsidian => Err(io::Error::new(io::ErrorKind::IsADirectory, "a folder of notes is no file")),
    }
}

//! Tables for spreadsheets: CSV by RFC 4180, in UTF-8, with a header.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe in front (as OWASP advises against CSV
//! injection). Texts stand on one line; `start` and `end` are code points of the reading text.

use std::io::{self, Write};

use super::citation::cite_at;
use super::json::day;
use super::locator::Locator;
use super::passage::{section_title, source, words};
use super::{Exported, Extent, Is, Note, Part, calendar};
use crate::ingest::sanitize::sanitize_line;
use crate::model::{ActorId, Document, Span};

/// Which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Table {
    /// What is asserted
    #[default]
    Claims,
    /// Who acts
    Actors,
    /// What happened when
    Timeline,
    /// The outline
    Sections,
    /// What you have added: notes, marks, tags, corrections
    Notes,
}

/// Writes one table.
pub fn write(exported: &Exported<'_>, table: Table, out: &mut impl Write) -> io::Result<()> {
    let extent = Extent::of(exported);
    match table {
        Table::Claims => claims(exported, &extent, out),
        Table::Actors => actors(exported, &extent, out),
        Table::Timeline => timeline(&extent, out),
        Table::Sections => sections(&extent, out),
        Table::Notes => notes(exported, &extent, out),
    }
}

/// Writes a row.
pub(super) fn row<S: AsRef<str>>(out: &mut impl Write, cells: &[S]) -> io::Result<()> {
    for (k, cell) in cells.iter().enumerate() {
        if k > 0 {
            out.write_all(b",")?;
        }
        let cell = sanitize_line(cell.as_ref());
        let guard = if is_formula(&cell) { "'" } else { "" };
        if cell.contains([',', '"', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ') {
            write!(out, "\"{guard}{}\"", cell.replace('"', "\"\""))?;
        } else {
            write!(out, "{guard}{cell}")?;
        }
    }
    out.write_all(b"\r\n")
}

/// Whether a spreadsheet may take a cell for a formula: by its first sign, in the full width of East Asian text too.
/// Blanks before it are passed over, as some programs do.
fn is_formula(cell: &str) -> bool {
    cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// The names of actors of a document, as one cell.
fn names(document: &Document, ids: &[ActorId]) -> String {
    let names: Vec<&str> = ids.iter().filter_map(|id| document.actor(*id)).map(|a| a.name.as_str()).collect();
    names.join("; ")
}

/// Where something stands: the columns after the path that all tables share.
const PLACE: [&str; 7] = ["line", "page", "paragraph", "section", "section_title", "start", "end"];

fn place(places: &Locator<'_>, span: Option<Span>) -> Vec<String> {
    let Some(span) = span else { return vec![String::new(); PLACE.len()] };
    let document = places.document();
    let at = span.from();
    let number = |n: Option<usize>| n.map_or(String::new(), |n| n.to_string());
    let section = document.section_at(at);
    vec![
        places.line(at).to_string(),
        number(places.page(at)),
        number(places.paragraph(at)),
        section.map_or(String::new(), |id| document.section_path(id)),
        section_title(document, section),
        document.text.char_offset(at).to_string(),
        document.text.char_offset(span.to()).to_string(),
    ]
}

fn claims(exported: &Exported<'_>, extent: &Extent<'_>, out: &mut impl Write) -> io::Result<()> {
    const OWN: [&str; 19] = [
        "id",
        "kind",
        "certainty",
        "likelihood",
        "polarity",
        "conditional",
        "source",
        "text",
        "actors",
        "dates",
        "addressee",
        "importance",
        "checkworthy",
        "status",
        "citation",
        "rule",
        "confidence",
        "tags",
        "notes",
    ];
    row(out, &[&["path"][..], &PLACE, &OWN].concat())?;
    let template = exported.citation.unwrap_or(CITATION);
    for part in &extent.parts {
        let document = part.document;
        let places = Locator::new(document);
        for &id in &part.claims {
            let Some(claim) = document.claim(id) else { continue };
            let mut cells = vec![document.path.clone()];
            cells.extend(place(&places, Some(claim.span)));
            let dates = claim.times.iter().filter_map(|t| document.time(*t)?.edtf.as_deref());
            cells.extend([
                id.to_string(),
                claim.kind.name().to_owned(),
                claim.certainty.name().to_owned(),
                claim.likelihood.map_or("", |l| l.name()).to_owned(),
                claim.polarity.name().to_owned(),
                claim.conditional.to_string(),
                source(document, claim).unwrap_or_default(),
                words(document, claim.span),
                names(document, &claim.actors),
                dates.collect::<Vec<_>>().join("; "),
                claim.addressee.map_or(String::new(), |a| words(document, a)),
                share(claim.importance.value),
                share(claim.checkworthy),
                exported.added.status(part.doc, id).unwrap_or("").to_owned(),
                cite_at(template, &places, claim.span),
                claim.why.rule.to_owned(),
                share(claim.why.confidence),
                exported.added.tags_of(part.doc, id).join("; "),
                noted(exported, part, claim.span),
            ]);
            row(out, &cells)?;
        }
    }
    Ok(())
}

/// The notes on some words.
fn noted(exported: &Exported<'_>, part: &Part<'_>, words: Span) -> String {
    let on = |note: &&Note| note.is == Is::Note && note.span.is_some_and(|s| s.overlaps(words));
    let notes: Vec<&str> = exported.added.notes(part.doc).filter(on).map(|n| n.text.as_str()).collect();
    notes.join(" / ")
}

fn notes(exported: &Exported<'_>, extent: &Extent<'_>, out: &mut impl Write) -> io::Result<()> {
    const OWN: [&str; 7] = ["is", "text", "tags", "about", "author", "time", "citation"];
    row(out, &[&["path"][..], &OWN, &PLACE].concat())?;
    let template = exported.citation.unwrap_or(CITATION);
    for part in &extent.parts {
        let places = Locator::new(part.document);
        for note in exported.added.notes(part.doc) {
            let mut cells = vec![
                part.document.path.clone(),
                note.is.name().to_owned(),
                note.text.clone(),
                note.tags.join("; "),
                note.about.clone().unwrap_or_default(),
                note.author.clone().unwrap_or_default(),
                note.time.clone().unwrap_or_default(),
                note.span.map_or(String::new(), |span| cite_at(template, &places, span)),
            ];
            cells.extend(place(&places, note.span));
            row(out, &cells)?;
        }
    }
    Ok(())
}

/// How places are cited where nobody has said how.
const CITATION: &str = "{text} ({title}, {section}, {place})";

/// A share of 1 with the decimals that mean something.
fn share(value: f32) -> String {
    format!("{value:.2}")
}

fn actors(exported: &Exported<'_>, extent: &Extent<'_>, out: &mut impl Write) -> io::Result<()> {
    const OWN: [&str; 8] = ["id", "name", "type", "role", "mentions", "claims", "also_called", "documents"];
    row(out, &[&OWN[..], &["path"], &PLACE].concat())?;
    let dossier = exported.dossier;
    for &(id, claims) in &exported.kept.actors {
        let Some(actor) = dossier.actor(id) else { continue };
        let mut also: Vec<&str> = Vec::new();
        for name in dossier.names_of(id).filter(|name| *name != actor.name) {
            if !also.contains(&name) {
                also.push(name);
            }
        }
        let members = actor.members.iter();
        let role = members.clone().find_map(|&(doc, a)| dossier.document(doc)?.actor(a)?.role);
        let paths: Vec<&str> =
            members.clone().filter_map(|(doc, _)| dossier.document(*doc)).map(|d| d.path.as_str()).collect();
        let first = members.clone().find_map(|&(doc, a)| {
            let part = extent.part(doc)?;
            let at =
                part.document.actor(a)?.mentions.iter().map(|m| m.span).find(|span| part.has(span.from()))?;
            Some((part.document, at))
        });
        let mut cells = vec![
            id.to_string(),
            actor.name.clone(),
            actor.kind.name().to_owned(),
            role.unwrap_or("").to_owned(),
            actor.mentions.to_string(),
            claims.to_string(),
            also.join("; "),
            paths.join("; "),
        ];
        match first {
            Some((document, span)) => {
                cells.push(document.path.clone());
                cells.extend(place(&Locator::new(document), Some(span)));
            }
            None => cells.extend(vec![String::new(); 1 + PLACE.len()]),
        }
        row(out, &cells)?;
    }
    Ok(())
}

fn timeline(extent: &Extent<'_>, out: &mut impl Write) -> io::Result<()> {
    const OWN: [&str; 8] = ["id", "edtf", "earliest", "latest", "status", "summary", "actors", "claim"];
    row(out, &[&["path"][..], &OWN, &PLACE].concat())?;
    let places: Vec<Locator<'_>> = extent.parts.iter().map(|p| Locator::new(p.document)).collect();
    for (k, id) in calendar::order(extent) {
        let Some((part, places)) = extent.parts.get(k).zip(places.get(k)) else { continue };
        let document = part.document;
        let Some(event) = document.event(id) else { continue };
        let mut cells = vec![
            document.path.clone(),
            id.to_string(),
            event.edtf.clone().unwrap_or_default(),
            event.earliest.map_or(String::new(), day),
            event.latest.map_or(String::new(), day),
            event.status.name().to_owned(),
            event.summary.clone(),
            names(document, &event.actors),
            event.claim.map_or(String::new(), |c| c.to_string()),
        ];
        cells.extend(place(places, event.sources.first().copied()));
        row(out, &cells)?;
    }
    Ok(())
}

fn sections(extent: &Extent<'_>, out: &mut impl Write) -> io::Result<()> {
    row(
        out,
        &[
            "path", "line", "page", "id", "level", "number", "label", "title", "parent", "claims", "start",
            "end", "body_end",
        ],
    )?;
    for part in &extent.parts {
        let document = part.document;
        let places = Locator::new(document);
        let mut claims = vec![0usize; document.sections.len()];
        for section in part.claims.iter().filter_map(|c| document.claim(*c)?.section) {
            if let Some(n) = claims.get_mut(section.index()) {
                *n += 1;
            }
        }
        for &id in &part.sections {
            let Some(section) = document.section(id) else { continue };
            let at = section.heading.from();
            let chars = |at: usize| document.text.char_offset(at).to_string();
            row(
                out,
                &[
                    document.path.clone(),
                    places.line(at).to_string(),
                    places.page(at).map_or(String::new(), |page| page.to_string()),
                    id.to_string(),
                    section.level.to_string(),
                    document.section_path(id),
                    section.label.map_or(String::new(), |label| words(document, label)),
                    section_title(document, Some(id)),
                    section.parent.map_or(String::new(), |p| p.to_string()),
                    claims.get(id.index()).map_or(String::new(), usize::to_string),
                    chars(at),
                    chars(section.heading.to()),
                    chars(section.body_end as usize),
                ],
            )?;
        }
    }
    Ok(())
}

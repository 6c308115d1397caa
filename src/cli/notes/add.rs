//! `casefile notes add`, `status`, `undo`, `redo`: one act each.

use std::path::Path;

use super::super::args::{AddNote, Common, SetStatus};
use super::super::session::{Session, Without};
use super::super::{Status, report};
use crate::config::nearest;
use crate::load::Loaded;
use crate::model::{Document, Span, Text};
use crate::notes::{self, Act, Layer, Selector, Store, Target, anchor};

/// Writes a note on the words quoted, or on the document.
pub(super) fn note(common: &Common, store: &Store, asked: &AddNote) -> anyhow::Result<Status> {
    let loaded = super::document(common, &asked.path)?;
    if asked.text.trim().is_empty() {
        anyhow::bail!("--text: a note without words");
    }
    let (on, place) = match &asked.quote {
        None => (Target::Document, String::new()),
        Some(quote) => {
            let spans = anchor::occurrences(&loaded.text, quote);
            let span = choose(&loaded.path, &loaded.text, "this quotation", quote, &spans, asked.nth)?;
            let line = loaded.text.source_line(span.from());
            (Target::Passage(Selector::of(&loaded.text, span)), format!(":{line}"))
        }
    };
    let tags = asked.tag.iter().map(|tag| tag.trim_start_matches('#').to_owned()).filter(|t| !t.is_empty());
    let act = Act::Note { on, text: asked.text.clone(), tags: tags.collect() };
    keep(store, &loaded, act, &format!("{}{place}: noted", loaded.path))
}

/// Judges a claim.
pub(super) fn status(common: &Common, store: &Store, asked: &SetStatus) -> anyhow::Result<Status> {
    let Some(status) = notes::Status::by_name(&asked.status) else {
        let names = notes::Status::ALL.map(notes::Status::name);
        let near =
            nearest(&asked.status, names).map_or(String::new(), |near| format!("; did you mean {near}?"));
        anyhow::bail!("there is no status {}{near} ({})", asked.status, names.join(", "));
    };
    let session = Session::plan(common, std::slice::from_ref(&asked.path), Without::Nothing)?;
    if session.is_dossier() {
        anyhow::bail!("{}: holds several documents: name a file", asked.path.display());
    }
    let mut documents = Vec::new();
    let read = session.each(|document| {
        documents.push(document);
        Ok(())
    })?;
    let Some(document) = documents.pop() else { return Ok(read) };
    let span = claim(&document, &asked.claim, asked.nth)?;
    let line = document.text.source_line(span.from());
    let act = Act::Status { on: Target::Claim(Selector::of(&document.text, span)), status };
    let mut log = super::open(store, &document.path, &document.hash)?;
    log.append(act)?;
    super::told(&[format!("{}:{line}: {}", document.path, status.name())])?;
    Ok(Status::Done)
}

/// A claim by its id, or by its words or a part of them.
fn claim(document: &Document, named: &str, nth: Option<usize>) -> anyhow::Result<Span> {
    let number = named.strip_prefix('c').and_then(|n| n.parse::<usize>().ok());
    if let Some(number) = number {
        let claim = number.checked_sub(1).and_then(|k| document.claims.get(k));
        return claim.map(|claim| claim.span).ok_or_else(|| {
            anyhow::anyhow!("{}: there is no claim {named} (c1 to c{})", document.path, document.claims.len())
        });
    }
    let quoted = anchor::occurrences(&document.text, named);
    let mut spans: Vec<Span> = Vec::new();
    for place in &quoted {
        let holding = || document.claims.iter().map(|claim| claim.span).filter(|span| span.overlaps(*place));
        // The claim of exactly these words, else the smallest that holds them, else one that they run beyond.
        let exact = holding().find(|span| span.trimmed(document.text.as_str()) == *place);
        let within = || holding().filter(|span| span.contains(*place)).min_by_key(|span| span.len());
        spans.extend(exact.or_else(within).or_else(|| holding().next()));
    }
    spans.dedup();
    if spans.is_empty() && !quoted.is_empty() {
        anyhow::bail!("{}: no claim was found in these words: {named}", document.path);
    }
    choose(&document.path, &document.text, "a claim of these words", named, &spans, nth)
}

/// The one place, or the one that `--nth` names.
fn choose(
    path: &str,
    text: &Text,
    what: &str,
    quote: &str,
    spans: &[Span],
    nth: Option<usize>,
) -> anyhow::Result<Span> {
    /// Lines named at most.
    const LINES: usize = 8;
    match (spans, nth) {
        ([], _) => anyhow::bail!("{path}: {what} is not in the text: {quote}"),
        (_, Some(n)) => {
            let span = n.checked_sub(1).and_then(|k| spans.get(k)).copied();
            span.ok_or_else(|| {
                anyhow::anyhow!("{path}: {what} is there {} times: --nth {n} is none", spans.len())
            })
        }
        ([one], None) => Ok(*one),
        (several, None) => {
            let lines: Vec<String> =
                several.iter().take(LINES).map(|span| text.source_line(span.from()).to_string()).collect();
            let more = if several.len() > LINES { ", …" } else { "" };
            anyhow::bail!(
                "{path}: {what} is there {} times (lines {}{more}): --nth N says which",
                several.len(),
                lines.join(", ")
            )
        }
    }
}

/// Takes back the last act, or does the one undone last again.
pub(super) fn undo(common: &Common, store: &Store, path: &Path, undo: bool) -> anyhow::Result<Status> {
    let loaded = super::document(common, path)?;
    let log = super::open(store, &loaded.path, &loaded.hash)?;
    let layer = Layer::of(log.records());
    let of = if undo { layer.to_undo() } else { layer.to_redo() };
    let Some(of) = of.cloned() else {
        let what = if undo { "undo" } else { "redo" };
        report::error(&format!("{}: there is nothing to {what}", loaded.path));
        return Ok(Status::Nothing);
    };
    let phrase = layer.phrase(&of).to_owned();
    let (act, did) = if undo { (Act::Undo { of }, "undid") } else { (Act::Redo { of }, "did again") };
    drop(log);
    keep(store, &loaded, act, &format!("{}: {did}: {phrase}", loaded.path))
}

fn keep(store: &Store, loaded: &Loaded, act: Act, told: &str) -> anyhow::Result<Status> {
    let mut log = super::open(store, &loaded.path, &loaded.hash)?;
    log.append(act)?;
    super::told(&[told.to_owned()])?;
    Ok(Status::Done)
}

//! `casefile export`: the documents, or what a query keeps of them, taken away.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::args::{Common, Export};
use super::session::{Session, Without};
use super::values::AnyFormat;
use super::{Status, search, settings};
use crate::config::Config;
use crate::export::{self, Added, Choice, Exported, Format, citation, obsidian};
use crate::model::Dossier;
use crate::save;
use crate::scope::{Kept, Scope};
use crate::search::{Index, Layer, Query, Selection};

/// Reads the documents and writes what is kept of them.
pub fn run(common: &Common, args: &Export) -> anyhow::Result<Status> {
    let target = args.output.as_deref().filter(|path| *path != Path::new("-"));
    let form = form(common, args, target)?;
    if form == Format::Obsidian && target.is_none() {
        anyhow::bail!("obsidian writes a folder of notes: name it with --output FOLDER");
    }
    if args.open && form != Format::Markdown {
        anyhow::bail!("--open is a list in Markdown: leave out --format, or say md");
    }
    if let Some((name, near)) = args.citation.as_deref().and_then(citation::unknown_field) {
        let near = near.map_or(String::new(), |near| format!("; did you mean {{{near}}}?"));
        anyhow::bail!("--citation: there is no field {{{name}}}{near}");
    }
    // Said before the documents are read, which may take a while.
    if let Some(path) = target.filter(|_| form != Format::Obsidian && !args.force)
        && path.is_file()
    {
        return Err(save::SaveError::Exists { path: path.to_owned() }.into());
    }
    let query = args.query.as_deref().unwrap_or("");
    let scope = Query::parse(query);
    if !search::report_problems(&scope) {
        return Ok(Status::Failed);
    }

    let mut session = Session::plan(common, &args.paths.paths, Without::Nothing)?.with(&args.with)?;
    if let Some(AnyFormat::Document(format)) = args.from {
        session.read_as(format);
    }
    let (dossier, status) = session.dossier()?;
    if dossier.documents.is_empty() {
        return Ok(status);
    }
    let mut added = Added::default();
    for (doc, document) in dossier.iter() {
        if let Some(layer) = session.layer(document)? {
            added.take(doc, document, &layer);
        }
    }
    let (kept, text) = kept(&dossier, &scope, &added);
    // A template that the user has chosen goes for reports too; the built-in one is made for single passages.
    let configured = Some(settings::load().0.citation).filter(|c| *c != Config::default().citation);
    let exported = Exported {
        dossier: &dossier,
        kept: &kept,
        scope: query.trim(),
        text: text.as_ref(),
        added: &added,
        citation: args.citation.as_deref().or(configured.as_deref()),
    };
    let choice = Choice { table: args.table, open: args.open };
    match (target, form) {
        (Some(folder), Format::Obsidian) => save::folder(folder, &obsidian::files(&exported), args.force)?,
        (Some(path), _) => {
            save::file(path, args.force, |mut out| export::write(form, &exported, choice, &mut out))?;
        }
        (None, _) => {
            let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
            export::write(form, &exported, choice, &mut out)?;
            out.flush()?;
        }
    }
    let nothing = kept.claims.is_empty() && kept.events.is_empty() && kept.actors.is_empty();
    Ok(if status == Status::Done && !query.trim().is_empty() && nothing { Status::Nothing } else { status })
}

/// The form asked for: by name, by `--json`, by the ending of the file, else Markdown.
fn form(common: &Common, args: &Export, target: Option<&Path>) -> anyhow::Result<Format> {
    if let Some(AnyFormat::Export(form)) = args.form {
        return Ok(form);
    }
    if common.json {
        return Ok(Format::Jsonl);
    }
    let Some(extension) = target.and_then(Path::extension).and_then(|e| e.to_str()) else {
        return Ok(Format::Markdown);
    };
    Format::of_extension(extension).ok_or_else(|| {
        anyhow::anyhow!("--output: no form of export ends in .{extension}: name one with --format")
    })
}

/// What a query keeps, and the sentences it holds for; everything, and no list of sentences, for an empty query.
fn kept(dossier: &Dossier, query: &Query, layer: &dyn Layer) -> (Kept, Option<Selection>) {
    let scope = Scope::from_query(query);
    let go_on = || false;
    if query.is_empty() {
        return (scope.apply(dossier), None);
    }
    let index = Index::build(dossier, None, &go_on);
    let kept = scope.apply_with(dossier, index.as_ref(), layer, &go_on).unwrap_or_default();
    (kept, index.and_then(|index| index.select(query, dossier, layer, &go_on)))
}

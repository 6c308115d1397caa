//! One run of a command: its documents, how they are read, and whether anything went wrong.

use std::collections::HashMap;
use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::args::{Common, WithNotes};
use super::{Status, report};
use crate::extract::{self, Watch};
use crate::link;
use crate::load::{self, Input, LoadOptions, Loaded};
use crate::model::{Corrections, Document, Dossier, Format};
use crate::notes::{Layer, Placed, Resolved, Store};

/// What stands for no path at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Without {
    /// Standard input if it is no terminal, else the sample.
    Sample,
    /// Standard input if it is no terminal, else nothing.
    Nothing,
}

/// The documents of a run.
pub struct Session {
    /// In order.
    pub inputs: Vec<Input>,
    /// Paths that led nowhere, a line each.
    pub problems: Vec<String>,
    reading: LoadOptions,
    extraction: extract::Options,
    notes: Option<Store>,
    /// The layers of documents being read, found in their texts, by path and hash.
    found: Mutex<HashMap<(String, String), Found>>,
    jobs: usize,
}

/// A layer found in a text, or why it can't be read.
type Found = Result<(Layer, Placed), String>;

impl Session {
    /// Finds the documents of a command. Without any path it is standard input, the sample or an error.
    pub fn plan(common: &Common, paths: &[PathBuf], without: Without) -> anyhow::Result<Self> {
        let plan = if !paths.is_empty() {
            load::plan(paths)
        } else if !io::stdin().is_terminal() {
            load::Plan { inputs: vec![Input::Stdin], ..Default::default() }
        } else if without == Without::Sample {
            load::Plan { inputs: Input::all_samples(), ..Default::default() }
        } else {
            anyhow::bail!("no document given: name a file or a folder, or pipe one in");
        };
        let processors = || std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Self {
            inputs: plan.inputs,
            problems: plan.errors.iter().map(ToString::to_string).collect(),
            reading: LoadOptions {
                format: common.document_format(),
                limits: common.limits,
                pdf: load::PdfParsing::InChild,
            },
            extraction: extract::Options { date: common.date, ..extract::Options::default() },
            notes: None,
            found: Mutex::default(),
            jobs: common.jobs.map_or_else(processors, usize::from),
        })
    }

    /// Has all inputs read in one format.
    pub fn read_as(&mut self, format: Format) {
        self.reading.format = Some(format);
    }

    /// How inputs are read, and what extraction knows beforehand.
    pub fn options(&self) -> (LoadOptions, extract::Options) {
        (self.reading, self.extraction.clone())
    }

    /// The same with the notes that the user asks for, if any: from now on documents are read as they were corrected.
    pub fn with(mut self, asked: &WithNotes) -> anyhow::Result<Self> {
        self.notes = asked.notes.as_ref().map(|file| store(file.as_deref())).transpose()?;
        Ok(self)
    }

    /// Whether notes are taken in.
    pub fn has_notes(&self) -> bool {
        self.notes.is_some()
    }

    /// The corrections of a document. That notes can't be read is told with [`Session::layer`].
    fn corrections(&self, loaded: &Loaded) -> Corrections {
        let Some(notes) = &self.notes else { return Corrections::default() };
        let found = notes.open(&loaded.path, &loaded.hash).map_err(|error| error.to_string()).map(|log| {
            log.warnings().iter().for_each(|warning| report::error(warning));
            let layer = Layer::of(log.records());
            let placed = Placed::of(&layer, &loaded.text);
            (layer, placed)
        });
        let corrections = match &found {
            Ok((layer, placed)) => placed.corrections(layer),
            Err(_) => Corrections::default(),
        };
        let key = (loaded.path.clone(), loaded.hash.clone());
        self.found.lock().unwrap_or_else(PoisonError::into_inner).insert(key, found);
        corrections
    }

    /// What was added to a document of this session; `None` where no notes are taken in.
    pub fn layer(&self, document: &Document) -> anyhow::Result<Option<Resolved>> {
        let key = (document.path.clone(), document.hash.clone());
        let found = self.found.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        match found {
            None => Ok(None),
            Some(Err(error)) => anyhow::bail!("{error}"),
            Some(Ok((layer, placed))) => Ok(Some(Resolved::new(layer, &placed, document))),
        }
    }

    /// Whether more than one document was asked for.
    pub fn is_dossier(&self) -> bool {
        self.inputs.len() + self.problems.len() > 1
    }

    /// Reads the documents and hands each to `visit` in order. What can't be read is reported and the others go on.
    pub fn each(&self, mut visit: impl FnMut(Document) -> anyhow::Result<()>) -> anyhow::Result<Status> {
        self.each_watched(|| (), |(), _| {}, |document, ()| visit(document))
    }

    /// Reads the documents and links them. What can't be read is reported and left out.
    pub fn dossier(&self) -> anyhow::Result<(Dossier, Status)> {
        let mut documents = Vec::new();
        let status = self.each(|document| {
            documents.push(Arc::new(document));
            Ok(())
        })?;
        Ok((link::dossier(documents), status))
    }

    /// Like [`Session::each`], with somebody who watches the stages of each document.
    pub fn each_watched<W: Watch + Send>(
        &self,
        watch: impl Fn() -> W + Sync,
        read_text: impl Fn(&mut W, &Loaded) + Sync,
        mut visit: impl FnMut(Document, W) -> anyhow::Result<()>,
    ) -> anyhow::Result<Status> {
        let mut status = Status::Done;
        for problem in &self.problems {
            report::error(problem);
            status = Status::Failed;
        }
        load::build_tables();
        let mut outcome = Ok(());
        let work = |input: &Input| {
            let mut watch = watch();
            let document = load::document(input, &self.reading, &self.extraction, &mut watch, |w, l| {
                read_text(w, l);
                self.corrections(l)
            });
            (document, watch)
        };
        load::in_order(&self.inputs, self.jobs, work, |(document, watch)| match document {
            Ok(document) => match visit(document, watch) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    outcome = Err(error);
                    ControlFlow::Break(())
                }
            },
            Err(error) => {
                report::error(&error.to_string());
                status = Status::Failed;
                ControlFlow::Continue(())
            }
        });
        outcome.map(|()| status)
    }
}

/// The notes in the user's own folder, or in a file. Nothing is written to them.
fn store(file: Option<&Path>) -> anyhow::Result<Store> {
    if let Some(file) = file.filter(|file| !file.is_file()) {
        anyhow::bail!("{}: there are no notes: no such file", file.display());
    }
    Ok(Store::private(file.map_or_else(Store::default_folder, Store::in_file)))
}

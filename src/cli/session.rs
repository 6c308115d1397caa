//! One run of a command: its documents, how they are read, and whether anything went wrong.

use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::path::PathBuf;

use super::args::Common;
use super::{Status, report};
use crate::extract::{self, Watch};
use crate::load::{self, Input, LoadOptions, Loaded};
use crate::model::Corrections;
use crate::model::{Document, Format};
use crate::notes::{Layer, Placed, Store};

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
    jobs: usize,
}

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
            reading: LoadOptions { format: common.document_format(), ..LoadOptions::default() },
            extraction: extract::Options { date: common.date, ..extract::Options::default() },
            notes: None,
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

    /// From now on documents are read as they were corrected in these notes.
    pub fn read_with(&mut self, notes: Store) {
        self.notes = Some(notes);
    }

    /// The corrections of a document. Notes that can't be read are reported by whoever needs them.
    fn corrections(&self, loaded: &Loaded) -> Corrections {
        let log = self.notes.as_ref().and_then(|notes| notes.open(&loaded.path, &loaded.hash).ok());
        log.map_or_else(Corrections::default, |log| {
            let layer = Layer::of(log.records());
            Placed::of(&layer, &loaded.text).corrections(&layer)
        })
    }

    /// Whether more than one document was asked for.
    pub fn is_dossier(&self) -> bool {
        self.inputs.len() + self.problems.len() > 1
    }

    /// Reads the documents and hands each to `visit` in order. What can't be read is reported and the others go on.
    pub fn each(&self, mut visit: impl FnMut(Document) -> anyhow::Result<()>) -> anyhow::Result<Status> {
        self.each_watched(|| (), |(), _| {}, |document, ()| visit(document))
    }

    /// The same with somebody who watches the stages of each document.
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

//! Text and structure → who, when, what. Every stage is a function of what came before it.

pub mod actors;
pub mod claims;
mod correct;
pub mod phrases;
pub mod timeline;
pub mod times;

use std::time::Duration;

use crate::model::{Corrections, Date, DateSource, Document, DocumentDate, Text};
use crate::structure::{self, Structure};

/// What the caller knows beforehand.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The document date given by the user; goes before any other.
    pub date: Option<Date>,
    /// What the reader has corrected.
    pub corrections: Corrections,
}

/// What every extraction stage reads.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The reading text.
    pub text: &'a Text,
    /// Its shape.
    pub structure: &'a Structure,
    /// The date on which relative dates hang.
    pub date: Option<DocumentDate>,
}

/// The stages, in order. [`Stage::ALL`] is what progress counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Blocks, outline, noise, sentences, tokens.
    Structure,
    /// Dates and durations.
    Times,
    /// Actors and places.
    Actors,
    /// Attributions and claims.
    Claims,
    /// Events.
    Timeline,
}

impl Stage {
    /// Every stage in its order.
    pub const ALL: [Stage; 5] =
        [Stage::Structure, Stage::Times, Stage::Actors, Stage::Claims, Stage::Timeline];

    /// As in `--timings`.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Structure => "structure",
            Stage::Times => "times",
            Stage::Actors => "actors",
            Stage::Claims => "claims",
            Stage::Timeline => "timeline",
        }
    }
}

/// Watches the stages go by: the explorer shows what is there already, `--timings` measures.
pub trait Watch {
    /// `stage` is done; `so_far` holds everything found up to now.
    fn done(&mut self, stage: Stage, so_far: &Document);
    /// Whether the result is still wanted; asked between stages.
    fn wanted(&self) -> bool {
        true
    }
}

/// Nobody watches.
impl Watch for () {
    fn done(&mut self, _: Stage, _: &Document) {}
}

/// Time spent a stage, for those who measure.
pub type Timings = Vec<(Stage, Duration)>;

/// Builders of the tables that the stages read their words from. The first document waits for them, unless they are run
/// before on threads of their own, while it is still being read; running them again does nothing.
pub const TABLES: [fn(); 2] = [actors::build_tables, claims::build_tables];

/// Reads one document through all stages. `path` and `hash` are only carried along.
pub fn extract(path: String, hash: String, text: Text, options: &Options, watch: &mut dyn Watch) -> Document {
    let mut document = Document::bare(path, hash, text);
    let text = document.text.clone();
    let structure = structure::structure(&text, &options.corrections);
    document.title = match (&text.metadata.title, structure.title) {
        (_, Some(span)) => Some((text.slice(span).to_owned(), Some(span))),
        (Some(title), None) => Some((title.clone(), None)),
        (None, None) => None,
    };
    document.language = language(&text, &structure);
    document.blocks.clone_from(&structure.blocks);
    document.sections.clone_from(&structure.sections);
    document.noise.clone_from(&structure.noise);
    let given = options.date.map(|date| DocumentDate { date, source: DateSource::Option, span: None });
    document.date = given
        .or_else(|| {
            let date = text.metadata.date?;
            Some(DocumentDate { date, source: DateSource::Metadata, span: None })
        })
        .or_else(|| times::document_date(&text, &structure))
        .or_else(|| {
            let date = text.metadata.made?;
            Some(DocumentDate { date, source: DateSource::Metadata, span: None })
        });
    watch.done(Stage::Structure, &document);
    if !watch.wanted() {
        return document;
    }
    let input = Input { text: &text, structure: &structure, date: document.date };

    document.times = times::find(input);
    correct::times(&text, &options.corrections, &mut document.times);
    watch.done(Stage::Times, &document);
    if !watch.wanted() {
        return document;
    }

    (document.actors, document.places) = actors::find(input);
    correct::actors(&text, &options.corrections, &mut document.actors, &mut document.places);
    watch.done(Stage::Actors, &document);
    if !watch.wanted() {
        return document;
    }

    (document.claims, document.attributions) = claims::find(input, &document.actors, &document.times);
    correct::claims(input, &options.corrections, &mut document);
    watch.done(Stage::Claims, &document);
    if !watch.wanted() {
        return document;
    }

    document.events = timeline::events(input, &document.actors, &document.times, &document.claims);
    correct::events(&options.corrections, &mut document);
    // Last, and not copied: no stage asks the document for them.
    document.sentences = structure.sentences;
    watch.done(Stage::Timeline, &document);
    document
}

/// The language of the prose, from at most the first 20 kB of it; `None` where there is too little to tell.
fn language(text: &Text, structure: &Structure) -> Option<crate::model::Language> {
    const ENOUGH: usize = 20_000;
    let mut sample = String::new();
    for s in &structure.sentences {
        if sample.len() + s.span.len() > ENOUGH {
            break;
        }
        sample.push_str(text.slice(s.span));
        sample.push(' ');
    }
    let info = whatlang::detect(&sample)?;
    let short = [("eng", "en"), ("fra", "fr"), ("deu", "de"), ("spa", "es"), ("rus", "ru"), ("ara", "ar")];
    let code = info.lang().code();
    let code = short.iter().find(|(long, _)| *long == code).map_or(code, |(_, s)| s);
    Some(crate::model::Language { code, name: info.lang().eng_name(), confidence: info.confidence() as f32 })
}

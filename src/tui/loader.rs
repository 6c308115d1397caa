//! Reads the documents in the background: the text first, then the outline, then everything.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, Once, PoisonError};
use std::time::Duration;

use crate::extract::{Options, Stage, Watch};
use crate::load::{self, Input, LoadOptions};
use crate::model::{DocId, Document};
use crate::notes::{Placed, Resolved, Shift};

use super::effect::{Reloaded, Work};
use super::marks::Marks;
use super::scribe::Scribe;

/// What there is to read, shared by the threads that read it.
#[derive(Debug)]
pub struct Loader {
    inputs: Vec<Input>,
    reading: LoadOptions,
    extraction: Options,
    scribe: Arc<Scribe>,
    tables: Once,
    next: AtomicUsize,
    shown: (Mutex<bool>, Condvar),
}

/// How long what comes after the text waits for the first screen, should that never be said to stand.
const SCREEN: Duration = Duration::from_millis(100);

impl Loader {
    /// Reads `inputs` in their order; `scribe` has their layers.
    pub fn new(inputs: Vec<Input>, reading: LoadOptions, extraction: Options, scribe: Arc<Scribe>) -> Self {
        Self {
            inputs,
            reading,
            extraction,
            scribe,
            tables: Once::new(),
            next: AtomicUsize::new(0),
            shown: Default::default(),
        }
    }

    /// The first screen stands: what comes after the text may begin.
    pub fn screen_stands(&self) {
        *self.shown.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.shown.1.notify_all();
    }

    /// Waits for [`Loader::screen_stands`]. On few processors the first screen would else wait for what is not in it.
    fn await_screen(&self) {
        let shown = self.shown.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A screen that comes late is no reason to do without panes.
        let _ = self.shown.1.wait_timeout_while(shown, SCREEN, |shown| !*shown);
    }

    /// Takes one input after the other until none is left. Several threads may run this at once.
    pub fn run(&self, say: &dyn Fn(Work)) {
        loop {
            let k = self.next.fetch_add(1, Ordering::SeqCst);
            let Some(input) = self.inputs.get(k) else { return };
            self.read(DocId::new(k), input, say);
        }
    }

    /// Reads one input, as it is now on the disk.
    pub fn read(&self, doc: DocId, input: &Input, say: &dyn Fn(Work)) {
        let mut progress = Progress { doc, say };
        let mut own = None;
        let document =
            load::document(input, &self.reading, &self.extraction, &mut progress, |progress, loaded| {
                let bare = Document::bare(loaded.path.clone(), loaded.hash.clone(), loaded.text.clone());
                let bare = Arc::new(bare);
                (progress.say)(Work::Text(progress.doc, Arc::clone(&bare)));
                self.await_screen();
                self.tables.call_once(load::build_tables);
                let (layer, warnings) = self.scribe.open(progress.doc, &bare);
                for warning in warnings {
                    (progress.say)(Work::Warning(warning));
                }
                let placed = Placed::of(&layer, &bare.text);
                let corrections = placed.corrections(&layer);
                own = Some((layer, placed));
                corrections
            });
        match document {
            Ok(document) => {
                let marks = Marks::of(&document);
                let resolved = own.map(|(layer, placed)| Resolved::new(layer, &placed, &document));
                say(Work::Document(doc, Arc::new(document), Arc::new(marks)));
                if let Some(resolved) = resolved {
                    say(Work::Resolved(doc, Arc::new(resolved)));
                }
            }
            Err(error) => say(Work::Failed(doc, error.to_string())),
        }
    }
}

impl Loader {
    /// Reads an input again and says what has become of `before`, the document as it is known. Nothing is shown before
    /// all of it is there.
    pub fn reload(&self, doc: DocId, before: &Document, say: &dyn Fn(Work)) {
        let Some(input) = self.inputs.get(doc.index()) else { return };
        match self.read_again(doc, input, before) {
            Ok(Some(reloaded)) => {
                for warning in &reloaded.warnings {
                    say(Work::Warning(warning.clone()));
                }
                say(Work::Reloaded(Box::new(reloaded)));
            }
            Ok(None) => say(Work::Unchanged(doc)),
            Err(error) => say(Work::NotReloaded(doc, error.to_string())),
        }
    }

    /// `None`: its bytes are the same.
    fn read_again(
        &self,
        doc: DocId,
        input: &Input,
        before: &Document,
    ) -> Result<Option<Reloaded>, load::LoadError> {
        // A large file that has not changed need not be extracted to find that out.
        if load::read(input, &self.reading)?.hash == before.hash {
            return Ok(None);
        }
        let mut own = None;
        let document = load::document(input, &self.reading, &self.extraction, &mut (), |(), loaded| {
            let bare = Document::bare(loaded.path.clone(), loaded.hash.clone(), loaded.text.clone());
            let (layer, warnings) = self.scribe.open(doc, &bare);
            let placed = Placed::of(&layer, &bare.text);
            let corrections = placed.corrections(&layer);
            own = Some((layer, placed, warnings));
            corrections
        })?;
        let (layer, placed, warnings) = own.unwrap_or_default();
        let marks = Arc::new(Marks::of(&document));
        let resolved = Arc::new(Resolved::new(layer, &placed, &document));
        let shift = Shift::of(&before.text, &document.text);
        let before = before.hash.clone();
        Ok(Some(Reloaded { doc, document: Arc::new(document), marks, resolved, shift, before, warnings }))
    }
}

struct Progress<'a> {
    doc: DocId,
    say: &'a dyn Fn(Work),
}

impl Watch for Progress<'_> {
    fn done(&mut self, stage: Stage, so_far: &Document) {
        if stage == Stage::Structure {
            (self.say)(Work::Outline(self.doc, Arc::new(so_far.clone())));
        }
        (self.say)(Work::Stage(self.doc, stage));
    }
}

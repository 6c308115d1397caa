//! Writes what the analyst does: the one thread that appends to logs, so that acts are stored in the order in which they
//! were done. An act is told of only when it is on the disk.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use crate::model::{DocId, Document, Text};
use crate::notes::{Act, Layer, Log, Sessions, Store};

use super::effect::Work;

/// The logs of the documents that were opened.
#[derive(Debug)]
pub struct Scribe {
    store: Store,
    held: Mutex<HashMap<DocId, Held>>,
}

/// The log of a document, or why there is none, and the text that acts are about.
#[derive(Debug)]
struct Held {
    text: Text,
    log: Result<Log, String>,
}

/// What came of an act.
#[derive(Debug)]
pub struct Recorded {
    /// Which document.
    pub doc: DocId,
    /// What was to be done.
    pub act: Act,
    /// The layer with it, or why it could not be stored.
    pub outcome: Result<Layer, String>,
}

impl Scribe {
    /// A scribe who writes to `store`.
    pub fn new(store: Store) -> Self {
        Self { store, held: Mutex::default() }
    }

    /// The layer of a document that was just read, and what is wrong with its log.
    pub fn open(&self, doc: DocId, document: &Document) -> (Layer, Vec<String>) {
        let log = self.store.open(&document.path, &document.hash).map_err(|error| error.to_string());
        let opened = match &log {
            Ok(log) => (Layer::of(log.records()), log.warnings().to_vec()),
            Err(why) => (Layer::default(), vec![why.clone()]),
        };
        let held = Held { text: document.text.clone(), log };
        self.held.lock().unwrap_or_else(PoisonError::into_inner).insert(doc, held);
        opened
    }

    /// Stores an act, and takes in what other casefiles have stored meanwhile.
    pub fn write(&self, doc: DocId, mut act: Act) -> Recorded {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let outcome = match held.get_mut(&doc) {
            Some(Held { text, log: Ok(log) }) => {
                if let Some(selector) = act.selector_mut() {
                    selector.weigh(text);
                }
                match log.append(act.clone()) {
                    Ok(_) => Ok(Layer::of(log.records())),
                    Err(error) => Err(error.to_string()),
                }
            }
            Some(Held { log: Err(why), .. }) => Err(why.clone()),
            None => Err("the document is still being read".to_owned()),
        };
        Recorded { doc, act, outcome }
    }
}

/// What there is to write.
#[derive(Debug)]
enum Task {
    Act(DocId, Act),
    Session(Box<Sessions>),
}

/// The thread that writes. Dropped, it finishes what it was given first.
#[derive(Debug)]
pub struct Desk {
    queue: Option<Sender<Task>>,
    thread: Option<JoinHandle<()>>,
}

impl Desk {
    /// Starts the thread; what came of each act goes to `say`.
    pub fn start(scribe: Arc<Scribe>, say: impl Fn(Work) + Send + 'static) -> std::io::Result<Self> {
        let (queue, tasks): (Sender<Task>, Receiver<Task>) = channel();
        let thread = thread::Builder::new().name("scribe".to_owned()).spawn(move || {
            for task in tasks {
                match task {
                    Task::Act(doc, act) => say(Work::Recorded(Box::new(scribe.write(doc, act)))),
                    // What can't be stored now is told of when the program ends, if it still can't.
                    Task::Session(mut sessions) => drop(sessions.save()),
                }
            }
        })?;
        Ok(Self { queue: Some(queue), thread: Some(thread) })
    }

    /// Has an act stored.
    pub fn write(&self, doc: DocId, act: Act) {
        self.send(Task::Act(doc, act));
    }

    /// Has it stored how the explorer is now.
    pub fn keep(&self, sessions: Box<Sessions>) {
        self.send(Task::Session(sessions));
    }

    fn send(&self, task: Task) {
        if let Some(queue) = &self.queue {
            // The thread ends only when this is dropped.
            let _ = queue.send(task);
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

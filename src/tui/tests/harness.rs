//! An explorer over texts in memory, driven by keys in the notation of the key map.

use std::collections::VecDeque;
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use crate::config::Config;
use crate::extract::{self, Options, Stage};
use crate::ingest::{self, Limits, Origin};
use crate::load::{Input, LoadOptions};
use crate::model::{DocId, Document};
use crate::notes::{Placed, Positions, Resolved, Store};
use crate::tui::app::App;
use crate::tui::effect::{Effect, Work};
use crate::tui::event::Msg;
use crate::tui::keymap::{Key, Keymap};
use crate::tui::loader::Loader;
use crate::tui::marks::Marks;
use crate::tui::scribe::Scribe;
use crate::tui::symbols::{ASCII, Symbols, UNICODE};
use crate::tui::theme::{Depth, Theme};
use crate::tui::view;

/// A report small enough to know by heart, with a heading of each sort, an injected fragment twice, and dates.
pub const REPORT: &str = "\
The Lorn Ferry Dispute
As of 20 May 2024
I. The quarrel
In March 2024 Norway closed the ferry line to Denmark. Oslo said the boats were unsafe. Denmark rejected the \
claim.. Read more about ferry safety rules guide.
A. What is known
About 300 lorries wait at Hirtshals every day. The line may reopen in June. Both governments agreed to talk on 2 May \
2024.. Read more about ferry safety rules tips.
II. What should be done
- For Norway: The inspections must be published.
- For Denmark: Publish the figures every week.. Read more about ferry safety rules overview.
Will the boats sail again?
";

/// What stands for the hash of the document of this number.
fn hash(k: usize) -> String {
    k.to_string().repeat(64)
}

/// The explorer and what it asked of the world.
pub struct Explorer {
    pub app: App,
    pub asked: Vec<Effect>,
    /// How often it was asked to be reminded of storing how things are.
    pub timers: usize,
    pub scribe: Arc<Scribe>,
    /// Holds the notes until the test ends.
    pub folder: Arc<tempfile::TempDir>,
}

impl Explorer {
    /// Opens texts as plain-text documents named `one.txt`, `two.txt` …
    pub fn open(texts: &[&str]) -> Self {
        Self::open_with(texts, UNICODE, Depth::Ansi)
    }

    pub fn ascii(texts: &[&str]) -> Self {
        Self::open_with(texts, ASCII, Depth::None)
    }

    pub fn open_with(texts: &[&str], symbols: Symbols, depth: Depth) -> Self {
        let mut explorer = Self::waiting(texts.len(), symbols, depth);
        for (k, text) in texts.iter().enumerate() {
            explorer.load(k, text);
        }
        explorer
    }

    /// An explorer whose documents have not come yet.
    pub fn waiting(count: usize, symbols: Symbols, depth: Depth) -> Self {
        Self::waiting_for(vec![Input::Stdin; count], symbols, depth)
    }

    /// The same for documents that are files.
    pub fn waiting_for(inputs: Vec<Input>, symbols: Symbols, depth: Depth) -> Self {
        let theme = Theme::named("auto", depth);
        let mut app =
            App::new(inputs, Config::default(), Keymap::default(), theme, symbols, Positions::default());
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let scribe = Arc::new(Scribe::new(Store::in_folder(&folder.path().join("notes")).by("ana")));
        // Keys at random come to write files too.
        app.folder = folder.path().to_owned();
        Self { app, asked: Vec::new(), timers: 0, scribe, folder }
    }

    /// Files with these texts, in the folder of the explorer, read as the program does.
    pub fn of_files(texts: &[&str]) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let path = |k: usize| folder.path().join(format!("{k}.txt"));
        let inputs: Vec<Input> = (0..texts.len()).map(|k| Input::File(path(k))).collect();
        for (k, text) in texts.iter().enumerate() {
            std::fs::write(path(k), text).unwrap();
        }
        let mut explorer = Self::waiting_for(inputs, UNICODE, Depth::Ansi);
        explorer.scribe = Arc::new(Scribe::new(Store::in_folder(&folder.path().join("notes")).by("ana")));
        explorer.app.folder = folder.path().to_owned();
        explorer.folder = folder;
        explorer.read_files();
        explorer
    }

    /// Has the loader read everything.
    pub fn read_files(&mut self) {
        let said = std::cell::RefCell::new(Vec::new());
        self.loader().run(&|work| said.borrow_mut().push(work));
        for work in said.into_inner() {
            self.send(Msg::Work(work));
        }
    }

    fn loader(&self) -> Loader {
        let inputs = self.app.inputs.clone();
        let loader =
            Loader::new(inputs, LoadOptions::default(), Options::default(), Arc::clone(&self.scribe));
        loader.screen_stands();
        loader
    }

    /// Another run over the same notes.
    pub fn beside(other: &Self, count: usize) -> Self {
        let mut explorer = Self::waiting(count, UNICODE, Depth::Ansi);
        explorer.folder = Arc::clone(&other.folder);
        let store = Store::in_folder(&other.folder.path().join("notes")).by("ana");
        explorer.scribe = Arc::new(Scribe::new(store));
        explorer
    }

    /// The sample dossier.
    pub fn sample() -> Self {
        let sample = crate::load::sample();
        let mut explorer = Self::waiting(sample.len(), UNICODE, Depth::Ansi);
        for (k, document) in sample.iter().enumerate() {
            explorer.load_as(k, document.name.to_owned(), document.content);
        }
        explorer
    }

    /// Opens a text with the keys of a preset.
    pub fn with_preset(text: &str, preset: &str) -> Self {
        let mut explorer = Self::waiting(1, UNICODE, Depth::Ansi);
        explorer.app.keymap = Keymap::preset(preset);
        explorer.load(0, text);
        explorer
    }

    /// What the loader says about a document, in its order.
    pub fn load(&mut self, k: usize, text: &str) {
        const NAMES: [&str; 4] = ["one.txt", "two.txt", "three.txt", "four.txt"];
        self.load_as(k, NAMES.get(k).copied().unwrap_or("more.txt").to_owned(), text);
    }

    /// A document of Markdown.
    pub fn load_markdown(&mut self, text: &str) {
        self.load_as(0, "one.md".to_owned(), text);
    }

    pub fn load_as(&mut self, k: usize, path: String, text: &str) {
        let text = ingest::ingest(text.as_bytes(), Origin::File(&path), None, Limits::default()).unwrap();
        let doc = DocId::new(k);
        let bare = Document::bare(path.clone(), hash(k), text.clone());
        self.send(Msg::Work(Work::Text(doc, Arc::new(bare.clone()))));
        let (layer, warnings) = self.scribe.open(doc, &bare);
        assert!(warnings.is_empty(), "{warnings:?}");
        let placed = Placed::of(&layer, &bare.text);
        let options = Options { date: None, corrections: placed.corrections(&layer) };
        let document = extract::extract(path, hash(k), text, &options, &mut ());
        self.send(Msg::Work(Work::Outline(doc, Arc::new(document.clone()))));
        self.send(Msg::Work(Work::Stage(doc, Stage::Structure)));
        let marks = Marks::of(&document);
        let resolved = Resolved::new(layer, &placed, &document);
        self.send(Msg::Work(Work::Document(doc, Arc::new(document), Arc::new(marks))));
        self.send(Msg::Work(Work::Resolved(doc, Arc::new(resolved))));
    }

    /// Takes a message in and does all the work that follows from it.
    pub fn send(&mut self, msg: Msg) {
        let mut queue = VecDeque::from([msg]);
        while let Some(msg) = queue.pop_front() {
            for effect in self.app.update(msg) {
                match effect {
                    Effect::Work(job) => {
                        let said = std::cell::RefCell::new(Vec::new());
                        job(&|work| said.borrow_mut().push(work));
                        queue.extend(said.into_inner().into_iter().map(Msg::Work));
                    }
                    Effect::Record(doc, act) => {
                        let recorded = self.scribe.write(doc, act);
                        queue.push_back(Msg::Work(Work::Recorded(Box::new(recorded))));
                    }
                    Effect::Reload(doc, before) => {
                        let said = std::cell::RefCell::new(Vec::new());
                        self.loader().reload(doc, &before, &|work| said.borrow_mut().push(work));
                        queue.extend(said.into_inner().into_iter().map(Msg::Work));
                    }
                    Effect::KeepSoon => self.timers += 1,
                    other => self.asked.push(other),
                }
            }
        }
    }

    /// Presses keys: notation apart by blanks; a word in brackets is typed letter by letter.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for word in keys.split_whitespace() {
            if let Some(typed) = word.strip_prefix('<').and_then(|w| w.strip_suffix('>')) {
                for c in typed.chars() {
                    let letter = c.to_string();
                    self.press(if c == '_' { "Space" } else { &letter });
                }
            } else {
                self.press(word);
            }
        }
        self
    }

    fn press(&mut self, key: &str) {
        let event = Key::parse(key).unwrap_or_else(|| panic!("{key} is no key")).event();
        self.send(Msg::Input(Event::Key(event)));
    }

    pub fn click(&mut self, column: u16, row: u16) {
        self.mouse(MouseEventKind::Down(MouseButton::Left), column, row);
        self.mouse(MouseEventKind::Up(MouseButton::Left), column, row);
    }

    /// Presses at one cell, draws to another, and lets go.
    pub fn drag(&mut self, from: (u16, u16), to: (u16, u16)) {
        self.mouse(MouseEventKind::Down(MouseButton::Left), from.0, from.1);
        self.mouse(MouseEventKind::Drag(MouseButton::Left), to.0, to.1);
        self.mouse(MouseEventKind::Up(MouseButton::Left), to.0, to.1);
    }

    pub fn mouse(&mut self, kind: MouseEventKind, column: u16, row: u16) {
        self.send(Msg::Input(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })));
    }

    /// Draws at a size.
    pub fn buffer(&mut self, width: u16, height: u16) -> Buffer {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| view::draw(&mut self.app, frame)).unwrap();
        terminal.backend().buffer().clone()
    }

    /// The screen as text, blanks at the ends of lines cut.
    pub fn screen(&mut self, width: u16, height: u16) -> String {
        let buffer = self.buffer(width, height);
        let mut out = String::new();
        for y in 0..height {
            let mut x = 0;
            let mut line = String::new();
            while x < width {
                let symbol = buffer[(x, y)].symbol();
                line.push_str(symbol);
                x += (unicode_width::UnicodeWidthStr::width(symbol) as u16).max(1);
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }

    /// What the status line says.
    pub fn said(&self) -> &str {
        self.app.messages.all.last().map_or("", |m| m.1.as_str())
    }

    /// The words at the reader's cursor.
    pub fn here(&self, length: usize) -> &str {
        let text = self.app.document().map_or("", |d| d.text.as_str());
        let from = self.app.reader.cursor.min(text.len());
        text.get(from..text.floor_char_boundary(from + length)).unwrap_or("")
    }
}

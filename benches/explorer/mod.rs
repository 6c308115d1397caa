//! An explorer over a text in memory, for measuring.

use std::sync::Arc;

use casefile::config::Config;
use casefile::extract::{self, Options};
use casefile::load::Input;
use casefile::model::{DocId, Document, Format, Text};
use casefile::notes::Positions;
use casefile::tui::app::App;
use casefile::tui::effect::{Effect, Work};
use casefile::tui::event::Msg;
use casefile::tui::keymap::Keymap;
use casefile::tui::marks::Marks;
use casefile::tui::symbols::UNICODE;
use casefile::tui::theme::{Depth, Theme};

/// About ten megabytes of report: the sample's documents over and over, each time with other numbers.
pub fn long_text() -> String {
    let sample = casefile::load::sample();
    let mut out = String::new();
    let mut k = 0;
    while out.len() < 10_000_000 {
        for document in sample {
            out.push_str(document.content);
            out.push_str(&format!("\nIn 20{:02} the council of Town{k} met {k} times in Doha.\n\n", k % 30));
            k += 1;
        }
    }
    out
}

/// The text with everything found in it.
pub fn document(text: String) -> Document {
    let text = Text::new(text, Format::Text);
    extract::extract("long.txt".into(), String::new(), text, &Options::default(), &mut ())
}

/// An explorer that has been told all of a document and has done what follows.
pub fn app(document: Document) -> App {
    let theme = Theme::named("auto", Depth::Ansi);
    let mut app = App::new(
        vec![Input::Stdin],
        Config::default(),
        Keymap::default(),
        theme,
        UNICODE,
        Positions::default(),
    );
    let bare = Document::bare("long.txt".into(), String::new(), document.text.clone());
    settle(&mut app, Msg::Work(Work::Text(DocId(0), Arc::new(bare))));
    let marks = Marks::of(&document);
    settle(&mut app, Msg::Work(Work::Document(DocId(0), Arc::new(document), Arc::new(marks))));
    app
}

/// Takes a message in and does the work that follows, here and now.
pub fn settle(app: &mut App, msg: Msg) {
    let mut queue = vec![msg];
    while let Some(msg) = queue.pop() {
        for effect in app.update(msg) {
            if let Effect::Work(job) = effect {
                queue.extend(said(job));
            }
        }
    }
}

/// What a piece of work has to say.
pub fn said(job: casefile::tui::effect::Job) -> Vec<Msg> {
    let said = std::cell::RefCell::new(Vec::new());
    job(&|work| said.borrow_mut().push(Msg::Work(work)));
    said.into_inner()
}

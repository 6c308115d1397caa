//! From a key to the frame it leads to, on a long document: what a person waits for.

use std::hint::black_box;
use std::sync::Arc;

use casefile::config::Config;
use casefile::extract::{self, Options};
use casefile::load::Input;
use casefile::model::{DocId, Document, Dossier, Format, Text};
use casefile::notes::Positions;
use casefile::scope::Scope;
use casefile::tui::app::App;
use casefile::tui::effect::{Effect, Work};
use casefile::tui::event::Msg;
use casefile::tui::keymap::{Key, Keymap};
use casefile::tui::marks::Marks;
use casefile::tui::symbols::UNICODE;
use casefile::tui::theme::{Depth, Theme};
use casefile::tui::view;
use criterion::{Criterion, criterion_group, criterion_main};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::Event;

/// About ten megabytes of report: the sample's documents over and over, each time with other numbers.
fn long_text() -> String {
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

fn app() -> App {
    let text = Text::new(long_text(), Format::Text);
    let theme = Theme::named("auto", Depth::Ansi);
    let mut app = App::new(
        vec![Input::Stdin],
        Config::default(),
        Keymap::default(),
        theme,
        UNICODE,
        Positions::default(),
    );
    let document = extract::extract("long.txt".into(), String::new(), text, &Options::default(), &mut ());
    let bare = Document::bare("long.txt".into(), String::new(), document.text.clone());
    settle(&mut app, Msg::Work(Work::Text(DocId(0), Arc::new(bare))));
    let marks = Marks::of(&document);
    settle(&mut app, Msg::Work(Work::Document(DocId(0), Arc::new(document), Arc::new(marks))));
    app
}

/// Takes a message in and does the work that follows, here and now.
fn settle(app: &mut App, msg: Msg) {
    let mut queue = vec![msg];
    while let Some(msg) = queue.pop() {
        for effect in app.update(msg) {
            if let Effect::Work(job) = effect {
                let said = std::cell::RefCell::new(Vec::new());
                job(&|work| said.borrow_mut().push(Msg::Work(work)));
                queue.extend(said.into_inner());
            }
        }
    }
}

fn press(app: &mut App, keys: &str) {
    for key in keys.split_whitespace().filter_map(Key::parse) {
        settle(app, Msg::Input(Event::Key(key.event())));
    }
}

fn frames(c: &mut Criterion) {
    let mut app = app();
    let mut terminal = match Terminal::new(TestBackend::new(200, 60)) {
        Ok(terminal) => terminal,
        Err(never) => match never {},
    };
    let mut draw = |app: &mut App| {
        let _ = black_box(terminal.draw(|frame| view::draw(app, frame)));
    };
    draw(&mut app);
    let mut group = c.benchmark_group("key to frame, 10 MB, 200x60");
    // Keys that lead there and back, so that every round does the same.
    for (name, first, keys) in [
        ("reader, a row down and up", "5", "j k"),
        ("reader, a page down and up", "5", "PageDown PageUp"),
        ("reader, to the bottom and the top", "5", "G g g"),
        ("claims, a row down and up", "3", "j k"),
        ("claims, to the bottom and the top", "3", "G g g"),
        ("actors, a row down and up", "2", "j k"),
        ("timeline, a row down and up", "4", "j k"),
        ("next claim and back", "5", "] c [ c"),
    ] {
        press(&mut app, first);
        draw(&mut app);
        group.bench_function(name, |b| {
            b.iter(|| {
                for key in keys.split_whitespace() {
                    press(&mut app, key);
                    draw(&mut app);
                }
            });
        });
    }
    group.finish();
    c.bench_function("link and keep everything, 10 MB", |b| {
        let documents: Vec<Arc<Document>> = app.dossier.documents.clone();
        b.iter(|| {
            let dossier: Dossier = casefile::link::dossier(documents.clone());
            black_box(Scope::default().apply(&dossier));
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = frames
}
criterion_main!(benches);

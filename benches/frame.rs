//! From a key to the frame it leads to, on a long document: what a person waits for.

mod explorer;

use std::hint::black_box;
use std::sync::Arc;

use casefile::model::{Document, Dossier};
use casefile::scope::Scope;
use casefile::tui::app::App;
use casefile::tui::event::Msg;
use casefile::tui::keymap::Key;
use casefile::tui::view;
use criterion::{Criterion, criterion_group, criterion_main};
use explorer::{document, long_text, settle};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::Event;

/// Five thousand events and more, a day or two apart.
fn chronicle() -> String {
    const VERBS: [&str; 5] = ["opened", "closed", "bought", "sold", "inspected"];
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut text = String::from("A chronicle of harbours\n\n");
    for k in 0..5_200 {
        let (year, month, day) = (1980 + k / 240, MONTHS[(k / 20) % 12], 1 + k % 20);
        text.push_str(&format!(
            "Norway {} warehouse number {k} of Lima on {day} {month} {year}.\n\n",
            VERBS[k % 5]
        ));
    }
    text
}

fn press(app: &mut App, keys: &str) {
    for key in keys.split_whitespace().filter_map(Key::parse) {
        settle(app, Msg::Input(Event::Key(key.event())));
    }
}

fn frames(c: &mut Criterion) {
    let mut app = explorer::app(document(long_text()));
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
    let mut group = c.benchmark_group("key to frame, the ledger in groups, 10 MB, 200x60");
    press(&mut app, "3");
    // Around the cycle: all six ways to group eighty thousand claims, and the three orders.
    for (name, first, keys) in [
        ("grouped by kind", "c", "g - g -"),
        ("grouped by who says so", "c", "g - g -"),
        ("grouped by section", "c", "g - g -"),
        ("grouped by subject", "c", "g - g -"),
        ("grouped by clash", "c", "g - g -"),
        ("by importance", "c s", "j k"),
    ] {
        press(&mut app, first);
        draw(&mut app);
        group.bench_function(name, |b| {
            b.iter(|| {
                press(&mut app, keys);
                draw(&mut app);
            });
        });
    }
    group.finish();
    let mut few = explorer::app(document(chronicle()));
    let mut group = c.benchmark_group("key to frame, 5,000 events, 200x60");
    press(&mut few, "4 z");
    draw(&mut few);
    for (name, first, keys) in [
        ("a row down and up", "g g", "j k"),
        ("to the bottom and the top", "g g", "G g g"),
        ("in narrative order and back", "g g", "s s"),
        ("a row down and up, zoomed", "l", "j k"),
    ] {
        press(&mut few, first);
        draw(&mut few);
        group.bench_function(name, |b| {
            b.iter(|| {
                for key in keys.split_whitespace() {
                    press(&mut few, key);
                    draw(&mut few);
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

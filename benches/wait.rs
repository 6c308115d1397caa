//! What a person waits for in the explorer: from each key to its frame, over walks through everything there is, at three
//! sizes of the terminal; from each report of a worker to its frame; and what ten thousand notes add to opening a document.
//!
//! `cargo bench --bench wait -- [FILE]`; without a file ten megabytes made of the sample. Processor time of the thread is
//! counted, so that others on the machine do not.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "what was measured is printed; a bench may end"
)]

mod explorer;

use std::collections::BTreeMap;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use casefile::model::{DocId, Document, Format, Text};
use casefile::notes::{Act, Placed, Record, RecordId, Resolved, Selector, Store, Target};
use casefile::tui::app::App;
use casefile::tui::effect::{Effect, Work};
use casefile::tui::event::Msg;
use casefile::tui::keymap::Key;
use casefile::tui::marks::Marks;
use casefile::tui::scribe::Scribe;
use casefile::tui::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

/// Walks: keys apart by blanks, text to type in angle brackets. Each begins in the reader at the top, without a scope.
const WALKS: &[&str] = &[
    "j j j k PageDown PageDown PageUp Ctrl-d Ctrl-u h l h",
    "G g g : <50%> Enter j k : <7%> Enter PageDown ] s ] s [ s ] c ] c [ c ] a ] a ] d ] d [ d ] u",
    "/ <government> Enter n n N Esc * n n",
    "1 j j j h l h j G g g Enter",
    "2 j j j K j j Esc Enter ] a ] a [ a s s s c h l g - g - c f f",
    "2 g k s s j j Esc g w j l j Esc g b j j h l Esc",
    "3 j j j K Esc PageDown PageDown G g g s s s f u",
    "3 c j ] g h g - g - c ] g h g - g - c ] g h g - g - c ] g h g - g - c ] g h g - g - c",
    "4 j j K Esc PageDown G g g l l l h h h s s v j j v u f u",
    "3 + Esc 4 + Esc ? <find> Esc : <copy> Esc d Esc",
    "Ctrl-P <election_observers> Down Down Tab Tab Enter n n Esc",
    "Ctrl-P <kind:fact_2015> Ctrl-X j j u Ctrl-r X",
    "z z # # x x v j j Esc V y P P H L H",
    "2 P f u P",
    "g c g c 3 g c",
];

/// Everything that was measured, by what it was.
#[derive(Default)]
struct Times(Vec<(Duration, String)>);

impl Times {
    fn tell(&mut self, what: &str) {
        self.0.sort();
        let at = |share: f64| self.0.get(((self.0.len() - 1) as f64 * share).round() as usize).unwrap();
        let ms = |d: Duration| d.as_secs_f64() * 1000.0;
        println!(
            "{what}: {} measured, half {:.2} ms, p95 {:.2}, p99 {:.2}, worst {:.2}",
            self.0.len(),
            ms(at(0.5).0),
            ms(at(0.95).0),
            ms(at(0.99).0),
            ms(at(1.0).0)
        );
        let mut worst: BTreeMap<&str, Duration> = BTreeMap::new();
        for (time, name) in &self.0 {
            let slot = worst.entry(name).or_default();
            *slot = (*slot).max(*time);
        }
        let mut worst: Vec<_> = worst.into_iter().collect();
        worst.sort_by_key(|(_, time)| std::cmp::Reverse(*time));
        for (name, time) in worst.into_iter().take(16) {
            println!("    {:>7.2} ms  {name}", ms(time));
        }
    }
}

/// What this thread has computed so far.
fn thread_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

struct Person {
    app: App,
    terminal: Terminal<TestBackend>,
    keys: Times,
    works: Times,
}

impl Person {
    /// Takes a message in and draws, then what it leads to.
    fn live(&mut self, msg: Msg, name: String) {
        let mut queue = VecDeque::from([(msg, name)]);
        while let Some((msg, name)) = queue.pop_front() {
            let is_work = matches!(msg, Msg::Work(_));
            let begun = thread_time();
            let effects = self.app.update(msg);
            let updated = thread_time() - begun;
            self.terminal.draw(|frame| view::draw(&mut self.app, frame)).unwrap();
            let took = thread_time() - begun;
            let share = format!("{name} (update {:.2})", updated.as_secs_f64() * 1000.0);
            let name = if took > Duration::from_millis(4) { share } else { name };
            if is_work { &mut self.works } else { &mut self.keys }.0.push((took, name));
            for effect in effects {
                if let Effect::Work(job) = effect {
                    for msg in explorer::said(job) {
                        let Msg::Work(work) = &msg else { continue };
                        let said = format!("{work:?}");
                        let name = said.split('(').next().unwrap_or("").to_owned();
                        queue.push_back((msg, name));
                    }
                }
            }
        }
    }

    fn press(&mut self, key: &str, walk: usize, typed: &str) {
        let Some(key) = Key::parse(key) else { panic!("{key} is no key") };
        self.live(Msg::Input(Event::Key(key.event())), format!("walk {walk}: {typed}"));
    }

    fn walk(&mut self, n: usize, walk: &str) {
        for key in ["Esc", "Esc", "Esc", "5", "X", "g", "g"] {
            self.press(key, n, key);
        }
        let mut done = String::new();
        for word in walk.split_whitespace() {
            done = format!("{done} {word}")
                .split(' ')
                .rev()
                .take(3)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect::<Vec<_>>()
                .join(" ");
            match word.strip_prefix('<').and_then(|w| w.strip_suffix('>')) {
                Some(typed) => {
                    for c in typed.chars() {
                        let c = if c == '_' { "Space".to_owned() } else { c.to_string() };
                        self.press(&c, n, &done);
                    }
                }
                None => self.press(word, n, &done),
            }
        }
    }

    fn mouse(&mut self, kind: MouseEventKind, column: u16, row: u16) {
        let event = MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE };
        self.live(Msg::Input(Event::Mouse(event)), format!("{kind:?} at {column},{row}"));
    }
}

fn main() {
    let file = std::env::args().skip(1).find(|a| !a.starts_with("--"));
    let text = file.map_or_else(explorer::long_text, |file| std::fs::read_to_string(file).unwrap());
    println!("{:.1} MB", text.len() as f64 / 1e6);
    notes(&text);
    let document = explorer::document(text);
    println!(
        "{} claims, {} actors, {} events",
        document.claims.len(),
        document.actors.len(),
        document.events.len()
    );
    let mut app = Some(explorer::app(document));
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let Some(app_now) = app.take() else { return };
        let mut person = Person { app: app_now, terminal, keys: Times::default(), works: Times::default() };
        person.live(Msg::Resize, "the first frame of this size".to_owned());
        for (n, walk) in WALKS.iter().enumerate() {
            person.walk(n, walk);
        }
        for (column, row) in
            [(10, 5), (width / 2, height / 2), (width - 3, height - 5), (width - 1, height / 3)]
        {
            let button = MouseButton::Left;
            person.mouse(MouseEventKind::ScrollDown, column, row);
            person.mouse(MouseEventKind::Down(button), column, row);
            person.mouse(MouseEventKind::Drag(button), column, row + 2);
            person.mouse(MouseEventKind::Up(button), column, row + 2);
        }
        person.keys.tell(&format!("{width}x{height}, keys"));
        person.works.tell(&format!("{width}x{height}, reports of workers"));
        app = Some(person.app);
    }
}

/// What ten thousand notes add to opening a document: reading them, finding their places, hanging them on what was found,
/// and the frame that takes them in.
fn notes(text: &str) {
    const NOTES: usize = 10_000;
    let folder = tempfile::tempdir().unwrap();
    // A report of a megabyte, as people write so many notes on.
    let whole: String = text
        .split_inclusive('\n')
        .scan(0, |n, l| {
            *n += l.len();
            (*n < 1_000_000).then_some(l)
        })
        .collect();
    let mut document = explorer::document(whole);
    document.path = "/long.txt".to_owned();
    document.hash = "a".repeat(64);
    let store = || Store::in_folder(folder.path()).by("ana");
    let mut log = store().open(&document.path, &document.hash).unwrap();
    let at = document.sentences[0].span;
    log.append(Act::Note {
        on: Target::Passage(Selector::at(&document.text, at)),
        text: "one".into(),
        tags: Vec::new(),
    })
    .unwrap();
    let file = log.file().unwrap().to_owned();
    let mut lines = std::fs::read_to_string(&file).unwrap();
    for k in 0..NOTES {
        let sentence = document.sentences[k * document.sentences.len() / NOTES].span;
        let selector = Selector::at(&document.text, sentence);
        let on = if k % 3 == 0 { Target::Claim(selector) } else { Target::Passage(selector) };
        let act = Act::Note { on, text: format!("note {k}: see the annex"), tags: vec!["annex".into()] };
        let (id, at) = (RecordId(format!("{k:016x}")), "2026-01-01T00:00:00.000Z".to_owned());
        let record = Record { id, at, by: "ana".into(), doc: None, act };
        lines.push_str(&serde_json::to_string(&record).unwrap());
        lines.push('\n');
    }
    std::fs::write(&file, lines).unwrap();
    let bare = Document::bare(document.path.clone(), document.hash.clone(), document.text.clone());
    let open = |store: Store| {
        let mut three: Vec<[Duration; 4]> = (0..5)
            .map(|_| {
                let mut app = explorer::app(Document::bare(
                    "/long.txt".into(),
                    document.hash.clone(),
                    Text::new("", Format::Text),
                ));
                let marks = Marks::of(&document);
                explorer::settle(
                    &mut app,
                    Msg::Work(Work::Document(DocId(0), Arc::new(document.clone()), Arc::new(marks))),
                );
                let mut terminal = Terminal::new(TestBackend::new(120, 40)).unwrap();
                terminal.draw(|frame| view::draw(&mut app, frame)).unwrap();
                let begun = thread_time();
                // Kept, as the explorer does.
                let scribe = Scribe::new(store.clone());
                let (layer, warnings) = scribe.open(DocId(0), &bare);
                assert!(warnings.is_empty(), "{warnings:?}");
                let read = thread_time();
                let placed = Placed::of(&layer, &bare.text);
                let corrections = placed.corrections(&layer);
                std::hint::black_box(corrections);
                let found = thread_time();
                let resolved = Resolved::new(layer, &placed, &document);
                let hung = thread_time();
                explorer::settle(&mut app, Msg::Work(Work::Resolved(DocId(0), Arc::new(resolved))));
                terminal.draw(|frame| view::draw(&mut app, frame)).unwrap();
                [read - begun, found - read, hung - found, thread_time() - hung]
            })
            .collect();
        three.sort_by_key(|t| t.iter().sum::<Duration>());
        three[2]
    };
    let (without, with) = (open(Store::nowhere()), open(store()));
    let ms = |d: Duration| d.as_secs_f64() * 1000.0;
    let sum = |t: &[Duration; 4]| ms(t.iter().sum());
    println!(
        "{NOTES} notes on {:.1} MB cost {:.1} ms more than none:",
        document.text.len() as f64 / 1e6,
        sum(&with) - sum(&without)
    );
    for (k, what) in ["read", "find their places", "hang them", "show them"].iter().enumerate() {
        println!("    {:>6.1} ms  {what} ({:.1} without)", ms(with[k]), ms(without[k]));
    }
}

//! The explorer's life: start, loop, end. The loop is generic over the backend, so that tests drive the real program.

use std::ffi::OsStr;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;
use ratatui::backend::CrosstermBackend;

use crate::cli::start::{Color, Start};
use crate::config;
use crate::notes::{Position, Positions, Sessions};

use super::app::{App, Progress};
use super::draft::Draft;
use super::effect::{Effect, Job, Work};
use super::event::{self, Input, Msg};
use super::keymap::Keymap;
use super::loader::Loader;
use super::scribe::{Desk, Scribe};
use super::symbols::{ASCII, PLAIN, Symbols, UNICODE};
use super::terminal::{self, Output, Screen, Signal};
use super::theme::{Depth, Theme};
use super::watch::{self, Watch};
use super::{clipboard, view};

/// How long the first frame waits for the text, so that a short document is there in it.
const FIRST_TEXT: Duration = Duration::from_millis(40);
/// So long after something was done it is stored how things are.
const KEEP: Duration = Duration::from_secs(10);
/// Threads that read documents at the same time.
const READERS: usize = 2;

/// Opens the explorer and returns when the reader leaves it: with a line for each document that could not be read.
pub fn run(start: Start) -> anyhow::Result<Vec<String>> {
    let (to, from) = event::channel();
    let mut app = prepare(&start);
    let scribe = Arc::new(Scribe::new(start.store.clone()));
    let desk = {
        let to = to.clone();
        let say = move |work| drop(to.send(Msg::Work(work)));
        Desk::start(Arc::clone(&scribe), say).context("cannot start a thread")?
    };
    // Reading begins before the terminal is taken, so that the first frame has the text.
    let watch = start.watch.then(|| Watch::new(&start.inputs)).filter(|watch| !watch.is_empty());
    let loader = begin_loading(start, scribe, &to);
    if let Some(watch) = watch {
        begin_watching(watch, &to);
    }
    terminal::watch(to.clone()).context("cannot watch for signals")?;
    let mut screen = Screen::enter().context("cannot take the terminal")?;
    let input = Input::start(to.clone()).context("cannot read the terminal")?;
    let ended = live(&mut app, &mut screen, &input, &from, &to, &desk, &loader);
    let left = screen.leave().context("cannot give the terminal back");
    // What was asked for last is stored before the program ends.
    drop(desk);
    remember(&mut app);
    let signal = ended?;
    left?;
    match signal {
        Some(signal) => terminal::exit_after(signal),
        None => Ok(unread(app.progress)),
    }
}

/// Why documents could not be read, in their order.
fn unread(progress: Vec<Progress>) -> Vec<String> {
    let why = |p| if let Progress::Failed(why) = p { Some(why) } else { None };
    progress.into_iter().filter_map(why).collect()
}

/// The state before anything is read.
fn prepare(start: &Start) -> App {
    let variable = |name: &str| std::env::var(name).ok();
    let depth = match start.color {
        Color::Never => Depth::None,
        Color::Auto => Depth::detect(variable),
        // Asked for on the command line: `NO_COLOR` is a wish, this is an order.
        Color::Always => Depth::detect(|name| variable(name).filter(|_| name != "NO_COLOR")),
    };
    let symbols = match (start.ascii, start.config.symbols) {
        _ if start.plain => PLAIN,
        (None, config::Symbols::Plain) => PLAIN,
        (Some(true), _) | (None, config::Symbols::Ascii) => ASCII,
        (Some(false), _) | (None, config::Symbols::Unicode) => UNICODE,
        (None, config::Symbols::Auto) => Symbols::detect(variable),
    };
    let (keymap, said) = Keymap::configured(&start.config);
    let (theme, flaws) = Theme::configured(&start.config.theme, depth);
    let positions = Positions::load(start.private);
    let warning = positions.warning().map(str::to_owned);
    let mut app = App::new(start.inputs.clone(), start.config.clone(), keymap, theme, symbols, positions);
    app.begin_fresh = start.fresh;
    app.sessions = Sessions::load(start.private);
    if let Some(warning) = app.sessions.warning().map(str::to_owned) {
        app.complain(warning);
    }
    app.begin_session();
    for (warning, _) in said.iter().filter(|(_, is_note)| !is_note) {
        app.complain(warning.to_string());
    }
    for flaw in flaws {
        app.complain(flaw.to_string());
    }
    app.date = start.extraction.date;
    for problem in &start.problems {
        app.complain(problem.to_string());
    }
    if let Some(warning) = warning {
        app.complain(warning);
    }
    app
}

fn begin_loading(start: Start, scribe: Arc<Scribe>, to: &Sender<Msg>) -> Arc<Loader> {
    let threads = READERS.min(start.inputs.len());
    let loader = Arc::new(Loader::new(start.inputs, start.reading, start.extraction, scribe));
    for _ in 0..threads {
        let loader = Arc::clone(&loader);
        spawn("reader", to.clone(), Box::new(move |say| loader.run(say)));
    }
    loader
}

/// Watches files until the program ends.
fn begin_watching(mut watch: Watch, to: &Sender<Msg>) {
    let to = to.clone();
    let look = move || {
        loop {
            thread::sleep(watch::EVERY);
            for doc in watch.look() {
                if to.send(Msg::Work(Work::Changed(doc))).is_err() {
                    return;
                }
            }
        }
    };
    let spawned = thread::Builder::new().name("watch".to_owned()).spawn(look);
    debug_assert!(spawned.is_ok(), "no thread to watch files");
}

/// Runs a job on a thread of its own.
fn spawn(name: &str, to: Sender<Msg>, job: Job) {
    let say = move |work: Work| {
        // Nobody listens any more when the program ends.
        let _ = to.send(Msg::Work(work));
    };
    let spawned = thread::Builder::new().name(name.to_owned()).spawn(move || job(&say));
    debug_assert!(spawned.is_ok(), "no thread for {name}");
}

/// Draws, waits, takes in, until the reader leaves. Gives the signal that ended it, if one did.
fn live(
    app: &mut App,
    screen: &mut Screen<CrosstermBackend<Output>>,
    input: &Input,
    from: &Receiver<Msg>,
    to: &Sender<Msg>,
    desk: &Desk,
    loader: &Arc<Loader>,
) -> anyhow::Result<Option<i32>> {
    let (mut effects, mut early) = wait_for_text(app, from);
    let mut first = true;
    let begun = Instant::now();
    loop {
        let mut effects_after = Vec::new();
        for effect in effects.drain(..) {
            match effect {
                Effect::Work(job) => spawn("worker", to.clone(), job),
                Effect::Quit => return Ok(None),
                Effect::Suspend => {
                    input.pause();
                    let stopped = screen.suspend(true);
                    input.resume();
                    if !stopped.context("cannot suspend")? {
                        app.say("no shell is there that could continue the program");
                    }
                }
                Effect::Mouse(on) => terminal::set_mouse(on).context("cannot switch the mouse")?,
                Effect::Later(delay, generation) => {
                    let wait = move |say: &dyn Fn(Work)| {
                        thread::sleep(delay);
                        say(Work::Later(generation));
                    };
                    spawn("delay", to.clone(), Box::new(wait));
                }
                Effect::Copy(text) => clipboard::copy(&text, to.clone()),
                Effect::Record(doc, act) => desk.write(doc, act),
                Effect::Reload(doc, before) => {
                    let loader = Arc::clone(loader);
                    let job = move |say: &dyn Fn(Work)| loader.reload(doc, &before, say);
                    spawn("reader", to.clone(), Box::new(job));
                }
                Effect::KeepSoon => {
                    let wait = |say: &dyn Fn(Work)| {
                        thread::sleep(KEEP);
                        say(Work::Keep);
                    };
                    spawn("delay", to.clone(), Box::new(wait));
                }
                Effect::Keep(sessions) => desk.keep(sessions),
                Effect::Compose(text) => {
                    let composed = compose(screen, input, &text)?;
                    effects_after.extend(app.update(Msg::Work(Work::Composed(composed))));
                }
                Effect::Edit(path, line) => {
                    edit(app, screen, input, &path, line)?;
                    // What was changed there is read; if nothing was, nothing is said.
                    effects_after.extend(app.update(Msg::Work(Work::Changed(app.reader.doc))));
                }
            }
        }
        if !effects_after.is_empty() {
            effects = effects_after;
            continue;
        }
        app.now = begun.elapsed();
        screen.draw(|frame| view::draw(app, frame)).context("cannot draw")?;
        if std::mem::take(&mut first) {
            loader.screen_stands();
            terminal::test_crash()?;
        }
        let Some(batch) = early.take().map(|msg| vec![msg]).or_else(|| event::next_batch(from)) else {
            return Ok(None);
        };
        app.now = begun.elapsed();
        for msg in batch {
            match msg {
                Msg::Signal(Signal::End(signal)) => return Ok(Some(signal)),
                Msg::Signal(Signal::Suspend) => {
                    input.pause();
                    screen.suspend(false).context("cannot suspend")?;
                    input.resume();
                }
                Msg::Signal(Signal::Continued) => {
                    screen.resume().context("cannot take the terminal again")?;
                }
                msg => effects.extend(app.update(msg)),
            }
        }
    }
}

/// Takes in messages until the text of the first document is there, but not for long. A signal is handed on.
fn wait_for_text(app: &mut App, from: &Receiver<Msg>) -> (Vec<Effect>, Option<Msg>) {
    let mut effects = Vec::new();
    let until = Instant::now() + FIRST_TEXT;
    while matches!(app.progress.first(), Some(Progress::Waiting)) {
        let left = until.saturating_duration_since(Instant::now());
        match from.recv_timeout(left) {
            Ok(signal @ Msg::Signal(_)) => return (effects, Some(signal)),
            Ok(msg) => effects.extend(app.update(msg)),
            Err(_) => break,
        }
    }
    (effects, None)
}

/// Opens a file in the user's editor at a line, the terminal lent to it meanwhile.
fn edit(
    app: &mut App,
    screen: &mut Screen<CrosstermBackend<Output>>,
    input: &Input,
    path: &str,
    line: usize,
) -> anyhow::Result<()> {
    match editor(screen, input, &[format!("+{line}").as_ref(), path.as_ref()])? {
        None => app.complain(format!("set EDITOR to open {path} at line {line}")),
        Some(Err(why)) => app.complain(why),
        Some(Ok(())) => {}
    }
    Ok(())
}

/// Runs the user's editor, the terminal lent to it meanwhile; `None` where there is none.
fn editor(
    screen: &mut Screen<CrosstermBackend<Output>>,
    input: &Input,
    arguments: &[&OsStr],
) -> anyhow::Result<Option<Result<(), String>>> {
    let variable = |name| std::env::var(name).ok().filter(|v: &String| !v.trim().is_empty());
    let Some(editor) = variable("VISUAL").or_else(|| variable("EDITOR")) else { return Ok(None) };
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default().to_owned();
    let mut command = std::process::Command::new(&program);
    command.args(words).args(arguments);
    input.pause();
    let ended = screen.lend(|| command.status());
    input.resume();
    Ok(Some(match ended.context("cannot take the terminal again")? {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program} ended with {status}")),
        Err(error) => Err(format!("cannot run {program}: {error}")),
    }))
}

/// Has a note written in the user's editor: what it is then, or why there is nothing.
fn compose(
    screen: &mut Screen<CrosstermBackend<Output>>,
    input: &Input,
    text: &str,
) -> anyhow::Result<Result<String, String>> {
    let draft = match Draft::new(text) {
        Ok(draft) => draft,
        Err(error) => return Ok(Err(format!("cannot write a draft for the editor: {error}"))),
    };
    Ok(match editor(screen, input, &[draft.path().as_os_str()])? {
        None => Err("set EDITOR to write a note in it".to_owned()),
        Some(Err(why)) => Err(why),
        Some(Ok(())) => draft.read().map_err(|error| format!("cannot read the draft: {error}")),
    })
}

/// Stores where the reader is in every document that was read.
fn remember(app: &mut App) {
    let here = app.here();
    if let Some(document) = app.document().cloned()
        && !document.hash.is_empty()
    {
        let at = u32::try_from(here.at).unwrap_or(0);
        app.positions.set(&document.path, &document.hash, Position { at });
        // A position that can't be stored is no reason to fail at the very end.
        let _ = app.positions.save();
    }
    app.leave_session();
    let _ = app.sessions.save();
}

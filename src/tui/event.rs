//! Everything that happens, as one stream of messages: keys, mouse, size, signals, and what workers report.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use ratatui::crossterm::event::{self, Event, KeyEventKind, MouseEventKind};

use super::clipboard::Copied;
use super::terminal::Signal;

/// What the interface is told. One channel carries all of it.
#[derive(Debug)]
pub enum Msg {
    /// A key press, a mouse button, drag or wheel step, or a paste.
    Input(Event),
    /// The terminal has another size; the next frame takes it.
    Resize,
    /// The system asks to end, stop or go on.
    Signal(Signal),
    /// A copy is done, or failed.
    Copied(Copied),
    /// A worker reports.
    Work(super::effect::Work),
    /// No more input will come: the terminal is gone.
    InputLost(String),
}

/// The shortest time between two steps of the wheel: touchpads send bursts.
const WHEEL: Duration = Duration::from_millis(20);

/// Decides which events of the terminal become messages.
#[derive(Debug, Default)]
struct Sieve {
    wheel: Option<Instant>,
}

impl Sieve {
    /// The message for an event at time `now`: key presses only, no movement without a button, the wheel throttled.
    fn pass(&mut self, event: Event, now: Instant) -> Option<Msg> {
        match &event {
            Event::Key(key) if key.kind == KeyEventKind::Press => {}
            // A key held down on terminals that tell presses and repeats apart.
            Event::Key(key) if key.kind == KeyEventKind::Repeat => {}
            Event::Key(_) | Event::FocusGained | Event::FocusLost => return None,
            // Told by the thread of signals: this one learns of no change of size before it first reads, and window
            // managers like to make one just after the start.
            Event::Resize(..) => return None,
            Event::Paste(_) => {}
            Event::Mouse(mouse) => match mouse.kind {
                MouseEventKind::Moved => return None,
                MouseEventKind::ScrollUp
                | MouseEventKind::ScrollDown
                | MouseEventKind::ScrollLeft
                | MouseEventKind::ScrollRight => {
                    if self.wheel.is_some_and(|last| now.duration_since(last) < WHEEL) {
                        return None;
                    }
                    self.wheel = Some(now);
                }
                _ => {}
            },
        }
        Some(Msg::Input(event))
    }
}

/// Waits for a message and takes all that are there: the interface applies them and draws once. Of several resizes
/// only one stays, and of a run of drags the last. `None` when every sender is gone.
pub fn next_batch(from: &Receiver<Msg>) -> Option<Vec<Msg>> {
    let mut batch = vec![from.recv().ok()?];
    batch.extend(from.try_iter());
    Some(coalesce(batch))
}

fn coalesce(batch: Vec<Msg>) -> Vec<Msg> {
    let drags = |m: &Msg| match m {
        Msg::Input(Event::Mouse(mouse)) => match mouse.kind {
            MouseEventKind::Drag(button) => Some(button),
            _ => None,
        },
        _ => None,
    };
    let mut kept: Vec<Msg> = Vec::with_capacity(batch.len());
    let mut resized = false;
    for msg in batch {
        if matches!(msg, Msg::Resize) {
            if resized {
                continue;
            }
            resized = true;
        }
        match kept.last_mut() {
            Some(last) if drags(last).is_some() && drags(last) == drags(&msg) => *last = msg,
            _ => kept.push(msg),
        }
    }
    kept
}

/// The thread that reads the terminal. It sleeps until something comes, and can be paused while another program has
/// the terminal.
#[derive(Debug)]
pub struct Input {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    paused: AtomicBool,
    /// Whether the thread is away from the terminal.
    parked: Mutex<bool>,
    change: Condvar,
}

impl Input {
    /// Starts the thread. With text piped in, keys are read from the controlling terminal.
    pub fn start(to: Sender<Msg>) -> io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        thread::Builder::new().name("input".into()).spawn(move || read(&to, &theirs))?;
        Ok(Self { shared })
    }

    /// Keeps the thread away from the terminal; returns when it is (or after a second, if it does not come back).
    pub fn pause(&self) {
        self.shared.paused.store(true, Ordering::SeqCst);
        // The thread waits for the terminal without end. A change of size wakes it; its own would come the same way.
        let _ = signal_hook::low_level::raise(signal_hook::consts::SIGWINCH);
        let parked = self.shared.parked.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = self.shared.change.wait_timeout_while(parked, Duration::from_secs(1), |parked| !*parked);
    }

    /// Lets the thread read again.
    pub fn resume(&self) {
        self.shared.paused.store(false, Ordering::SeqCst);
        self.shared.change.notify_all();
    }
}

fn read(to: &Sender<Msg>, shared: &Shared) {
    let mut sieve = Sieve::default();
    let mut failures = 0;
    loop {
        wait_while_paused(shared);
        match event::read() {
            Ok(event) => {
                failures = 0;
                if let Some(msg) = sieve.pass(event, Instant::now())
                    && to.send(msg).is_err()
                {
                    return;
                }
            }
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => {
                failures += 1;
                if failures == 3 {
                    let _ = to.send(Msg::InputLost(e.to_string()));
                    return;
                }
            }
        }
    }
}

fn wait_while_paused(shared: &Shared) {
    if !shared.paused.load(Ordering::SeqCst) {
        return;
    }
    let mut parked = shared.parked.lock().unwrap_or_else(PoisonError::into_inner);
    *parked = true;
    shared.change.notify_all();
    while shared.paused.load(Ordering::SeqCst) {
        // With a time limit, as `resume` changes the flag without the lock.
        let wait = shared.change.wait_timeout(parked, Duration::from_millis(100));
        parked = wait.unwrap_or_else(PoisonError::into_inner).0;
    }
    *parked = false;
}

/// A channel for messages.
pub fn channel() -> (Sender<Msg>, Receiver<Msg>) {
    mpsc::channel()
}

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent};

    use super::*;

    fn mouse(kind: MouseEventKind, column: u16) -> Event {
        Event::Mouse(MouseEvent { kind, column, row: 0, modifiers: KeyModifiers::NONE })
    }

    #[test]
    fn releases_and_mere_movement_are_dropped() {
        let (mut sieve, now) = (Sieve::default(), Instant::now());
        let release =
            KeyEvent { kind: KeyEventKind::Release, ..KeyEvent::new(KeyCode::Char('j'), KeyModifiers::NONE) };
        assert!(sieve.pass(Event::Key(release), now).is_none());
        assert!(sieve.pass(mouse(MouseEventKind::Moved, 1), now).is_none());
        let press = Event::Key(KeyEvent::new(KeyCode::Char('j'), KeyModifiers::NONE));
        assert!(matches!(sieve.pass(press, now), Some(Msg::Input(Event::Key(_)))));
    }

    #[test]
    fn the_wheel_is_throttled_and_clicks_are_not() {
        let (mut sieve, now) = (Sieve::default(), Instant::now());
        let mut at = |ms, kind| sieve.pass(mouse(kind, 0), now + Duration::from_millis(ms)).is_some();
        let (wheel, click) = (MouseEventKind::ScrollDown, MouseEventKind::Down(MouseButton::Left));
        assert_eq!(
            [at(0, wheel), at(5, wheel), at(6, click), at(7, click), at(19, wheel), at(20, wheel)],
            [true, false, true, true, false, true]
        );
    }

    #[test]
    fn one_resize_and_the_last_drag_of_a_run_are_left() {
        let drag = |x| Msg::Input(mouse(MouseEventKind::Drag(MouseButton::Left), x));
        let up = Msg::Input(mouse(MouseEventKind::Up(MouseButton::Left), 9));
        let kept = coalesce(vec![Msg::Resize, drag(1), drag(2), Msg::Resize, drag(3), up, drag(4)]);
        let columns: Vec<Option<u16>> = kept
            .iter()
            .map(|m| match m {
                Msg::Input(Event::Mouse(m)) => Some(m.column),
                _ => None,
            })
            .collect();
        assert_eq!(columns, [None, Some(3), Some(9), Some(4)]);
    }

    #[test]
    fn a_batch_holds_all_that_is_there_and_ends_with_the_senders() {
        let (to, from) = channel();
        to.send(Msg::Resize).unwrap();
        to.send(Msg::Signal(Signal::Continued)).unwrap();
        assert_eq!(next_batch(&from).map(|b| b.len()), Some(2));
        drop(to);
        assert!(next_batch(&from).is_none());
    }
}

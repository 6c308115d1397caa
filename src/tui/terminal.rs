//! The terminal: entered once, and given back as it was found on every way out.
//!
//! Invariant: whatever [`Screen::enter`] switches on, [`restore`] switches off; it may be called any number of times
//! and from any thread, and each of its steps is tried even if another fails. It runs when the [`Screen`] is dropped
//! (quitting, and errors passed up), in the panic hook, on signals that end the program, before a suspension, and in
//! the handler of an abort.
//!
//! The terminal is asked no question: `ratatui::Terminal::clear` is not used, because it asks for the cursor position
//! and would wait for an answer that the input thread takes; [`Screen::repaint`] does without.

mod output;
mod rescue;
mod signals;

use std::io;
use std::os::fd::OwnedFd;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::Frame;
use ratatui::Terminal;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::layout::Rect;
use rustix::termios::{OptionalActions, Termios, isatty, tcgetattr, tcsetattr};

pub use output::{FrameGuard, Output, send_raw};
pub use rescue::test_crash;
pub use signals::{Signal, exit_after, watch};

/// Alternate screen; bracketed paste; buttons (1000) and dragging (1002) in the wide encoding (1006), but no reports of
/// mere movement (1003); cursor hidden until a frame places it.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?1000h\x1b[?1002h\x1b[?1006h\x1b[?25l";
/// Everything off again: the synchronized update that may stand open, mouse, paste, style, alternate screen; the cursor
/// shown last, on the screen that stays.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?2004l\x1b[0m\x1b[?1049l\x1b[?25h";
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// Whether the terminal is in our hands.
static ENTERED: AtomicBool = AtomicBool::new(false);
/// Whether another program (an editor) has the terminal in the meantime.
static LENT: AtomicBool = AtomicBool::new(false);
/// The terminal and its attributes as they were found, fixed for the life of the process.
static FOUND: OnceLock<Found> = OnceLock::new();

struct Found {
    tty: OwnedFd,
    attributes: Termios,
}

impl Found {
    /// Standard input if it is the terminal, else the controlling terminal: text may be piped in.
    fn now() -> io::Result<Self> {
        let stdin = rustix::stdio::stdin();
        let tty = if isatty(stdin) {
            stdin.try_clone_to_owned()?
        } else {
            std::fs::File::options().read(true).write(true).open("/dev/tty")?.into()
        };
        let attributes = tcgetattr(&tty)?;
        Ok(Self { tty, attributes })
    }

    fn raw(&self) -> io::Result<()> {
        let mut raw = self.attributes.clone();
        raw.make_raw();
        set(&self.tty, &raw)
    }

    fn cooked(&self) -> io::Result<()> {
        set(&self.tty, &self.attributes)
    }
}

/// Sets attributes at once: waiting for output to drain could wait for ever on a terminal that is gone.
fn set(tty: &OwnedFd, attributes: &Termios) -> io::Result<()> {
    loop {
        match tcsetattr(tty, OptionalActions::Now, attributes) {
            Err(rustix::io::Errno::INTR) => {}
            other => return Ok(other?),
        }
    }
}

/// Takes the terminal. [`restore`] undoes it, also when this fails halfway.
fn enter() -> io::Result<()> {
    let found = match FOUND.get() {
        Some(found) => found,
        None => {
            let now = Found::now()?;
            FOUND.get_or_init(|| now)
        }
    };
    ENTERED.store(true, Ordering::SeqCst);
    LENT.store(false, Ordering::SeqCst);
    // Attributes first: in the background this stops the program until the shell brings it to the front.
    let begun = found.raw().and_then(|()| output::send(ENTER));
    if begun.is_err() {
        let _ = restore();
    }
    begun
}

/// Gives the terminal back as it was found. Does nothing if it is not ours at the moment.
pub fn restore() -> io::Result<()> {
    output::close(|| {
        if !ENTERED.swap(false, Ordering::SeqCst) {
            return Ok(());
        }
        let shown = output::write_all(LEAVE);
        let cooked = FOUND.get().map_or(Ok(()), Found::cooked);
        rescue::print_kept();
        shown.and(cooked)
    })
}

/// Whether the terminal is in our hands.
pub fn entered() -> bool {
    ENTERED.load(Ordering::SeqCst)
}

/// Reports of mouse buttons and the wheel on, or off so that the terminal's own selection works.
pub fn set_mouse(on: bool) -> io::Result<()> {
    send_raw(if on { MOUSE_ON } else { MOUSE_OFF })
}

/// The screen that frames are drawn on: the terminal, or in tests a buffer.
pub struct Screen<B: Backend> {
    terminal: Terminal<B>,
    /// Whether this is the terminal, which must be given back.
    live: bool,
}

impl Screen<CrosstermBackend<Output>> {
    /// Takes the terminal and installs what gives it back if the program crashes.
    pub fn enter() -> io::Result<Self> {
        rescue::install();
        enter()?;
        match Terminal::new(CrosstermBackend::new(Output)) {
            Ok(terminal) => Ok(Self { terminal, live: true }),
            Err(e) => {
                let _ = restore();
                Err(e)
            }
        }
    }

    /// Gives the terminal back, and says so if that failed. Dropping the screen does the same in silence.
    pub fn leave(self) -> io::Result<()> {
        restore()
    }

    /// Stops the program as Ctrl-Z does (`whole_job`: with everything in its process group) and returns when it is
    /// continued, the terminal taken again. `false`: there is no shell that could continue it, so nothing was done.
    pub fn suspend(&mut self, whole_job: bool) -> io::Result<bool> {
        if !signals::can_be_continued() {
            return Ok(false);
        }
        restore()?;
        signals::stop(whole_job)?;
        self.resume()?;
        Ok(true)
    }

    /// Takes the terminal again, whatever happened to it while the program was stopped, and paints everything anew.
    pub fn resume(&mut self) -> io::Result<()> {
        enter()?;
        self.repaint()
    }

    /// Lends the terminal to another program while `f` runs (an editor), then takes it again. The input thread must
    /// be paused, or it takes the other program's keys.
    pub fn lend<T>(&mut self, f: impl FnOnce() -> T) -> io::Result<T> {
        restore()?;
        LENT.store(true, Ordering::SeqCst);
        let result = f();
        self.resume()?;
        Ok(result)
    }
}

impl<B: Backend> Screen<B> {
    /// A screen over another backend, for tests.
    pub fn over(backend: B) -> Result<Self, B::Error> {
        Ok(Self { terminal: Terminal::new(backend)?, live: false })
    }

    /// Draws one frame; it reaches the terminal in one piece, inside one synchronized update.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> Result<(), B::Error> {
        let guard = self.live.then(FrameGuard::begin);
        let drawn = self.terminal.draw(render).map(|_| ());
        drop(guard);
        drawn
    }

    /// Forgets what is on the screen, so that the next frame paints every cell.
    pub fn repaint(&mut self) -> Result<(), B::Error> {
        let guard = self.live.then(FrameGuard::begin);
        let size = self.terminal.size()?;
        let cleared = self.terminal.resize(Rect::from((ratatui::layout::Position::ORIGIN, size)));
        drop(guard);
        cleared
    }

    /// The backend, which tests read.
    pub fn backend(&self) -> &B {
        self.terminal.backend()
    }

    /// The backend, which tests resize.
    pub fn backend_mut(&mut self) -> &mut B {
        self.terminal.backend_mut()
    }
}

impl<B: Backend> Drop for Screen<B> {
    fn drop(&mut self) {
        if self.live {
            let _ = restore();
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::backend::TestBackend;
    use ratatui::widgets::Paragraph;

    use super::*;

    #[test]
    fn what_entering_sets_leaving_resets() {
        let (enter, leave) = (String::from_utf8_lossy(ENTER), String::from_utf8_lossy(LEAVE));
        for mode in enter.split('\x1b').filter(|m| !m.is_empty()) {
            let undone = match mode.strip_suffix('h') {
                Some(mode) => format!("{mode}l"),
                None => mode.replace('l', "h"),
            };
            assert!(leave.contains(&undone), "{mode} is not undone");
        }
        assert!(!enter.contains("1003"), "mere movement is not to be reported");
    }

    #[test]
    fn restoring_a_terminal_that_was_never_taken_does_nothing() {
        assert!(!entered());
        assert!(restore().is_ok());
    }

    #[test]
    fn a_test_screen_draws_and_repaints() {
        let mut screen = Screen::over(TestBackend::new(5, 1)).unwrap();
        screen.draw(|f| f.render_widget(Paragraph::new("one"), f.area())).unwrap();
        screen.backend().assert_buffer_lines(["one  "]);
        screen.repaint().unwrap();
        screen.backend().assert_buffer_lines(["     "]);
        screen.draw(|f| f.render_widget(Paragraph::new("one"), f.area())).unwrap();
        screen.backend().assert_buffer_lines(["one  "]);
    }
}

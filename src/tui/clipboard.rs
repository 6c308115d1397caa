//! Copying, never on the interface thread: through a tool of the desktop, or by asking the terminal (OSC 52).
//!
//! Over ssh, in tmux and without a display only the terminal knows where the clipboard is. Elsewhere tools go first, as
//! some terminals ignore the request without a word; for the same reason the report says which way was taken.

use std::fmt;
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use crossterm::clipboard::CopyToClipboard;

use super::event::Msg;
use super::terminal;
use crate::ingest::sanitize::sanitize;

/// The longest text sent through the terminal, in bytes: multiplexers drop sequences beyond a megabyte in silence.
const LONGEST_SEQUENCE: usize = 512 * 1024;
/// How long a tool may take.
const PATIENCE: Duration = Duration::from_secs(3);

/// A way to the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A program that takes the text on its standard input, and its arguments.
    Tool(&'static str, &'static [&'static str]),
    /// The control sequence OSC 52. Whether the terminal obeyed cannot be known.
    Terminal,
}

/// What became of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// Code points of the text.
    pub characters: usize,
    /// The way taken, or why each failed.
    pub outcome: Result<Way, String>,
}

impl fmt::Display for Copied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.characters;
        let s = if n == 1 { "" } else { "s" };
        match &self.outcome {
            Ok(Way::Tool(tool, _)) => write!(f, "copied {n} character{s} with {tool}"),
            Ok(Way::Terminal) => write!(f, "sent {n} character{s} to the terminal's clipboard (OSC 52)"),
            Err(why) => write!(f, "not copied: {why}"),
        }
    }
}

/// Copies a text, without what a terminal would obey, on a thread of its own; the result comes as [`Msg::Copied`].
pub fn copy(text: &str, to: Sender<Msg>) {
    let text = sanitize(text).into_owned();
    let characters = text.chars().count();
    let ways = ways(|name| std::env::var(name).ok());
    let failed = to.clone();
    let job = move || {
        let _ = to.send(Msg::Copied(Copied { characters, outcome: by_any(&ways, &text) }));
    };
    if let Err(e) = thread::Builder::new().name("clipboard".into()).spawn(job) {
        let _ = failed.send(Msg::Copied(Copied { characters, outcome: Err(e.to_string()) }));
    }
}

/// The ways to try, in order, by the environment.
fn ways(variable: impl Fn(&str) -> Option<String>) -> Vec<Way> {
    let set = |name: &str| variable(name).is_some_and(|v| !v.is_empty());
    let mut ways = Vec::new();
    if set("TMUX") {
        // tmux ignores the sequence from programs unless told otherwise, but takes the text and hands it on.
        ways.push(Way::Tool("tmux", &["load-buffer", "-w", "-"]));
    } else if !set("SSH_TTY") && !set("SSH_CONNECTION") {
        if cfg!(target_os = "macos") {
            ways.push(Way::Tool("pbcopy", &[]));
        }
        if set("WAYLAND_DISPLAY") {
            ways.push(Way::Tool("wl-copy", &[]));
        }
        if set("DISPLAY") {
            ways.push(Way::Tool("xclip", &["-selection", "clipboard"]));
            ways.push(Way::Tool("xsel", &["--clipboard", "--input"]));
        }
    }
    ways.push(Way::Terminal);
    ways
}

fn by_any(ways: &[Way], text: &str) -> Result<Way, String> {
    if text.is_empty() {
        return Err("nothing is selected".into());
    }
    let mut reasons = Vec::new();
    for &way in ways {
        let done = match way {
            Way::Tool(tool, arguments) => run(tool, arguments, text).map_err(|e| format!("{tool}: {e}")),
            Way::Terminal if text.len() > LONGEST_SEQUENCE => Err("too long for the terminal".into()),
            Way::Terminal => sequence(text)
                .and_then(|bytes| terminal::send_raw(&bytes))
                .map_err(|e| format!("terminal: {e}")),
        };
        match done {
            Ok(()) => return Ok(way),
            Err(why) => reasons.push(why),
        }
    }
    Err(reasons.join("; "))
}

/// The control sequence that asks the terminal to take a text.
fn sequence(text: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    crossterm::queue!(bytes, CopyToClipboard::to_clipboard_from(text))?;
    Ok(bytes)
}

/// Runs a tool on a text. It may go on in the background to serve the clipboard, so its output is not waited for.
fn run(tool: &str, arguments: &[&str], text: &str) -> io::Result<()> {
    let mut child = Command::new(tool)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let stdin = child.stdin.take();
    thread::scope(|scope| {
        // On a thread of its own: a tool that does not read would hold it up.
        let written = scope.spawn(move || stdin.map_or(Ok(()), |mut stdin| stdin.write_all(text.as_bytes())));
        let start = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            if start.elapsed() > PATIENCE {
                child.kill()?;
                child.wait()?;
                return Err(io::Error::from(io::ErrorKind::TimedOut));
            }
            thread::sleep(Duration::from_millis(5));
        };
        if !status.success() {
            return Err(io::Error::other(status.to_string()));
        }
        written.join().unwrap_or_else(|_| Err(io::ErrorKind::BrokenPipe.into()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(set: &[&str]) -> Vec<String> {
        let ways = ways(|name| set.contains(&name).then(|| "x".to_owned()));
        ways.iter()
            .filter_map(|w| match w {
                Way::Tool("pbcopy", _) => None,
                Way::Tool(tool, _) => Some((*tool).to_owned()),
                Way::Terminal => Some("terminal".to_owned()),
            })
            .collect()
    }

    #[test]
    fn the_terminal_is_asked_where_no_display_is_ours() {
        assert_eq!(names(&[]), ["terminal"]);
        assert_eq!(names(&["SSH_TTY", "DISPLAY"]), ["terminal"]);
        assert_eq!(names(&["TMUX", "DISPLAY"]), ["tmux", "terminal"]);
        assert_eq!(names(&["DISPLAY"]), ["xclip", "xsel", "terminal"]);
        assert_eq!(names(&["WAYLAND_DISPLAY", "DISPLAY"]), ["wl-copy", "xclip", "xsel", "terminal"]);
    }

    #[test]
    fn the_sequence_holds_the_text_in_base64() {
        assert_eq!(sequence("né").unwrap(), b"\x1b]52;c;bsOp\x1b\\");
    }

    #[test]
    #[cfg(unix)]
    fn a_tool_that_fails_gives_way_to_the_next() {
        let (missing, fails, works) =
            (Way::Tool("no-such-clipboard-tool", &[]), Way::Tool("false", &[]), Way::Tool("cat", &[]));
        assert_eq!(by_any(&[missing, works], "x"), Ok(works));
        let why = by_any(&[missing, fails], "x").unwrap_err();
        assert!(why.contains("no-such-clipboard-tool") && why.contains("false: exit status: 1"), "{why}");
        assert!(by_any(&[works], "").is_err());
        assert_eq!(
            by_any(&[Way::Terminal], &"x".repeat(LONGEST_SEQUENCE + 1)),
            Err("too long for the terminal".into())
        );
    }

    #[test]
    fn what_is_copied_is_clean_and_counted() {
        let (to, from) = super::super::event::channel();
        copy("", to);
        assert!(matches!(from.recv(), Ok(Msg::Copied(Copied { characters: 0, outcome: Err(_) }))));
        let said = Copied { characters: 2, outcome: Ok(Way::Terminal) }.to_string();
        assert_eq!(said, "sent 2 characters to the terminal's clipboard (OSC 52)");
    }
}

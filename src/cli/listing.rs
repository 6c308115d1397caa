//! Rows for people, for other programs, and as JSON.
//!
//! On a terminal: a header, columns aligned, one of them wrapped into the width that is left. In a pipe: fields apart
//! by tabs, no header. With `--json`: an object a line. Only the first needs all rows before it can begin.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::args::Common;
use super::hung::Hung;
use super::wrap::{clip, wrap};
use crate::export::json;
use crate::export::passage::section_title;
use crate::ingest::sanitize::sanitize_line;
use crate::model::{Document, SectionId, Span};

/// How wide a column is on a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// As its content needs, at most this; what is longer is cut.
    UpTo(usize),
    /// A number, to the right.
    Number,
    /// What the others leave; long content goes on below.
    Rest,
}

/// A column: its heading and its width.
pub type Column = (&'static str, Fit);

/// Something that is listed. Its JSON has the names of the contract.
pub trait Row: Serialize {
    /// In order; the first is the path.
    const COLUMNS: &'static [Column];
    /// A text for each column; `people` is false for other programs.
    fn cells(&self, people: bool) -> Vec<String>;
}

/// Where something stands: what rows of the text have in common.
#[derive(Debug, Serialize)]
pub struct Place {
    /// The document.
    pub path: String,
    /// The line of its file.
    pub line: usize,
    /// The title of the section.
    pub section_title: String,
    /// Code points before it.
    pub start: usize,
    /// Code points up to its end.
    pub end: usize,
}

impl Place {
    /// The place of a span.
    pub fn new(document: &Document, span: Span, section: Option<SectionId>) -> Self {
        let text = &document.text;
        Self {
            path: document.path.clone(),
            line: text.source_line(span.from()),
            section_title: section_title(document, section),
            start: text.char_offset(span.from()),
            end: text.char_offset(span.to()),
        }
    }
}

/// Behind all other columns, where notes are taken in.
const NOTED: &[Column] = &[("status", Fit::UpTo(10)), ("tags", Fit::UpTo(20)), ("notes", Fit::UpTo(40))];

#[derive(Serialize)]
struct With<'a, R: Serialize> {
    #[serde(flatten)]
    row: &'a R,
    #[serde(flatten)]
    hung: &'a Hung,
}

/// The narrowest that [`Fit::Rest`] becomes.
const LEAST: usize = 24;

/// The narrowest that [`Fit::UpTo`] becomes for the sake of the rest.
const NARROWEST: usize = 8;

/// Between columns.
const GAP: &str = "  ";

enum Shape {
    Json,
    Fields,
    Aligned(Aligned),
}

struct Aligned {
    rows: Vec<Vec<String>>,
    paths: bool,
    width: usize,
    color: bool,
    ascii: bool,
}

/// Standard output as a list of rows.
pub struct Listing {
    out: BufWriter<StdoutLock<'static>>,
    shape: Shape,
    noted: bool,
}

impl Listing {
    /// The same with columns for what was noted.
    pub fn noted(self, noted: bool) -> Self {
        Self { noted, ..self }
    }

    /// A list on standard output. `dossier`: whether a reader has to be told which document a row is from.
    pub fn new(common: &Common, dossier: bool) -> Self {
        Self::in_shape(common, common.json, dossier)
    }

    /// The same with JSON or without, whatever the common options say.
    pub fn in_shape(common: &Common, json: bool, dossier: bool) -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        let shape = if json {
            Shape::Json
        } else if terminal {
            Shape::Aligned(Aligned {
                rows: Vec::new(),
                paths: dossier,
                width: terminal_width(),
                color: common.color.on(terminal),
                ascii: common.ascii,
            })
        } else {
            Shape::Fields
        };
        Self { out: BufWriter::with_capacity(1 << 16, stdout.lock()), shape, noted: false }
    }

    /// Adds a row.
    pub fn push<R: Row>(&mut self, row: &R) -> io::Result<()> {
        self.push_with(row, None)
    }

    /// Adds a row with what was noted on it.
    pub fn push_with<R: Row>(&mut self, row: &R, hung: Option<&Hung>) -> io::Result<()> {
        let cells = |people: bool| {
            let mut cells = row.cells(people);
            if self.noted {
                cells.extend(hung.map_or_else(|| vec![String::new(); NOTED.len()], Hung::cells));
            }
            cells
        };
        match &mut self.shape {
            Shape::Json => match hung {
                None => json::write_line(row, &mut self.out),
                Some(hung) => json::write_line(&With { row, hung }, &mut self.out),
            },
            Shape::Fields => {
                for (k, cell) in cells(false).iter().enumerate() {
                    if k > 0 {
                        self.out.write_all(b"\t")?;
                    }
                    self.out.write_all(sanitize_line(cell).as_bytes())?;
                }
                self.out.write_all(b"\n")
            }
            Shape::Aligned(aligned) => {
                aligned.rows.push(cells(true).iter().map(|c| sanitize_line(c).into_owned()).collect());
                Ok(())
            }
        }
    }

    /// Adds a row that has in its JSON what was noted; the columns are of `hung`.
    pub fn push_in_fields<R: Row>(&mut self, row: &R, hung: Option<&Hung>) -> io::Result<()> {
        self.push_with(row, hung.filter(|_| !matches!(self.shape, Shape::Json)))
    }

    /// Writes what is not written yet.
    pub fn finish<R: Row>(mut self) -> io::Result<()> {
        if let Shape::Aligned(aligned) = &self.shape {
            let noted = if self.noted { NOTED } else { &[] };
            aligned.write(&[R::COLUMNS, noted].concat(), &mut self.out)?;
        }
        self.out.flush()
    }
}

impl Aligned {
    fn write(&self, columns: &[Column], out: &mut impl Write) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let widths = self.widths(columns);
        let header: Vec<String> = columns.iter().map(|(name, _)| (*name).to_owned()).collect();
        let (bold, plain) = if self.color { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
        write!(out, "{bold}")?;
        self.line(columns, &widths, &header, plain, out)?;
        self.rows.iter().try_for_each(|row| self.line(columns, &widths, row, "", out))
    }

    /// The width of each column; 0 for one that is not shown: without any content, or the path where all rows are of
    /// one document.
    fn widths(&self, columns: &[Column]) -> Vec<usize> {
        let natural = |k: usize| {
            let shown = k > 0 || self.paths;
            let cells = self.rows.iter().filter_map(|row| row.get(k)).filter(|_| shown);
            cells.map(|cell| cell.width()).max().unwrap_or(0)
        };
        let mut widths: Vec<usize> = Vec::new();
        for (k, (name, fit)) in columns.iter().enumerate() {
            let natural = natural(k);
            widths.push(match fit {
                _ if natural == 0 => 0,
                Fit::UpTo(most) => natural.min(*most).max(name.width()),
                Fit::Number => natural.max(name.width()),
                Fit::Rest => 0,
            });
        }
        // On a narrow terminal the text has half of it at least: the widest of the others give way.
        let rest = columns.iter().any(|(_, fit)| *fit == Fit::Rest);
        let half = if rest { self.width / 2 } else { self.width };
        let taken =
            |widths: &[usize]| -> usize { widths.iter().filter(|w| **w > 0).map(|w| w + GAP.len()).sum() };
        while taken(&widths) > half {
            let shrinks = |(_, fit): &Column| matches!(fit, Fit::UpTo(_));
            let others = widths.iter_mut().zip(columns).filter(|(w, c)| shrinks(c) && **w > NARROWEST);
            let Some((widest, _)) = others.max_by_key(|(w, _)| **w) else { break };
            *widest -= 1;
        }
        let taken = taken(&widths);
        for (k, (name, fit)) in columns.iter().enumerate() {
            if *fit == Fit::Rest
                && let Some(width) = widths.get_mut(k)
            {
                let left = self.width.saturating_sub(taken).max(LEAST);
                *width = natural(k).min(left).max(name.width());
            }
        }
        widths
    }

    fn line(
        &self,
        columns: &[Column],
        widths: &[usize],
        row: &[String],
        end: &str,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let ellipsis = if self.ascii { ".." } else { "…" };
        let cells: Vec<Vec<&str>> = row.iter().zip(widths).map(|(cell, width)| wrap(cell, *width)).collect();
        let height = |fit: Fit, cell: &[&str]| if fit == Fit::Rest { cell.len() } else { 1 };
        let lines = cells.iter().zip(columns).map(|(cell, (_, fit))| height(*fit, cell)).max().unwrap_or(1);
        for n in 0..lines {
            let mut line = String::new();
            for (k, ((_, fit), width)) in columns.iter().zip(widths).enumerate() {
                if *width == 0 {
                    continue;
                }
                if !line.is_empty() {
                    line.push_str(GAP);
                }
                let content = match fit {
                    Fit::Rest => {
                        cells.get(k).and_then(|c| c.get(n)).map_or(String::new(), |c| (*c).to_owned())
                    }
                    _ if n > 0 => String::new(),
                    _ => clip(row.get(k).map_or("", |c| c), *width, ellipsis),
                };
                let blanks = width.saturating_sub(content.width());
                let (before, after) = if *fit == Fit::Number { (blanks, 0) } else { (0, blanks) };
                line.extend(std::iter::repeat_n(' ', before));
                line.push_str(&content);
                line.extend(std::iter::repeat_n(' ', after));
            }
            let end = if n + 1 == lines { end } else { "" };
            writeln!(out, "{}{end}", line.trim_end())?;
        }
        Ok(())
    }
}

/// The width of the terminal that is standard output, else what `COLUMNS` says, else 80.
pub fn terminal_width() -> usize {
    let asked = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).map_or(0, |size| size.ws_col);
    let columns = || std::env::var("COLUMNS").ok()?.parse().ok();
    Some(usize::from(asked)).filter(|w| *w > 0).or_else(columns).unwrap_or(80)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] =
        &[("path", Fit::UpTo(8)), ("line", Fit::Number), ("role", Fit::UpTo(8)), ("text", Fit::Rest)];

    fn table(paths: bool, width: usize, rows: &[[&str; 4]]) -> String {
        let rows = rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
        let mut out = Vec::new();
        Aligned { rows, paths, width, color: false, ascii: true }.write(COLUMNS, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_are_aligned_and_the_last_is_wrapped() {
        let rows = [
            ["long/path.txt", "9", "", "a text that is longer than what is left of the line"],
            ["b.txt", "1205", "", "東京 short"],
        ];
        assert_eq!(
            table(true, 44, &rows),
            "path      line  text\n\
             long/p..     9  a text that is longer than\n\
             \u{20}               what is left of the line\n\
             b.txt     1205  東京 short\n"
        );
        assert!(
            table(false, 80, &rows)
                .starts_with("line  text\n   9  a text that is longer than what is left of")
        );
        assert_eq!(table(true, 44, &[]), "");
    }
}

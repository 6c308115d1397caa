//! `casefile search --queries`: many queries, from a list or a table, and what is said of each.

use std::io::{self, Read};
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use serde::Serialize;

use super::hit::{BEFORE, BEHIND, Shown};
use super::listing::{Column, Fit, Row};
use crate::search::{Counts, HitKind};

/// The queries of a file, in its order: one a line, or the column `query` of a CSV file, else its first. Empty ones are left
/// out.
pub fn read(file: &Path) -> anyhow::Result<Vec<String>> {
    let mut text = String::new();
    if file.as_os_str() == "-" {
        io::stdin().lock().read_to_string(&mut text).context("cannot read standard input")?;
    } else {
        text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    }
    let table = file.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv"));
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let all = if table { of_table(text) } else { text.lines().map(str::to_owned).collect() };
    Ok(all.into_iter().filter(|q| !q.trim().is_empty()).collect())
}

/// The cells of one column: that headed `query`, else the first.
fn of_table(text: &str) -> Vec<String> {
    let mut rows = rows(text);
    let headed = |c: &String| c.trim().eq_ignore_ascii_case("query");
    let column = rows.first().and_then(|head| head.iter().position(headed));
    if column.is_some() {
        rows.remove(0);
    }
    rows.into_iter().filter_map(|row| row.into_iter().nth(column.unwrap_or(0))).collect()
}

/// The rows of a CSV file (RFC 4180).
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        match c {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !quoted && signs.peek() == Some(&'\n') => {}
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

/// What is said of a query.
#[derive(Debug, Serialize)]
pub struct Answered<const AROUND: bool> {
    query: String,
    /// How many things fit.
    hits: usize,
    /// How many more have the letters of its words but not the words.
    loose: usize,
    /// How long the answer took, in milliseconds.
    ms: f64,
    /// How many of each sort.
    counts: serde_json::Map<String, serde_json::Value>,
    /// The best.
    found: Vec<Shown<AROUND>>,
    /// Why there is no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

impl<const AROUND: bool> Answered<AROUND> {
    /// A query with its answer.
    pub fn new(
        query: String,
        hits: usize,
        took: Duration,
        counts: &Counts,
        found: Vec<Shown<AROUND>>,
    ) -> Self {
        let counts = HitKind::ALL.iter().map(|k| (k.name().to_owned(), counts.of(*k).into()));
        // Microseconds are as fine as clocks are.
        let ms = (took.as_secs_f64() * 1e6).round() / 1e3;
        Self { query, hits, loose: 0, ms, counts: counts.collect(), found, error: None }
    }

    /// The same with so many loose hits.
    pub fn beside(self, loose: usize) -> Self {
        Self { loose, ..self }
    }

    /// The same, but for a query that cannot be answered.
    pub fn unanswered(self, error: Option<String>) -> Self {
        Self { error, ..self }
    }
}

impl<const AROUND: bool> Row for Answered<AROUND> {
    const COLUMNS: &'static [Column] = {
        const ALL: &[Column] = &[
            ("query", Fit::UpTo(32)),
            ("hits", Fit::Number),
            ("ms", Fit::Number),
            ("path", Fit::UpTo(24)),
            ("line", Fit::Number),
            ("is", Fit::UpTo(8)),
            ("text", Fit::Rest),
            BEFORE,
            BEHIND,
        ];
        if AROUND { ALL } else { ALL.split_at(7).0 }
    };

    fn cells(&self, _: bool) -> Vec<String> {
        let mut cells = vec![self.query.clone(), self.hits.to_string(), format!("{:.3}", self.ms)];
        if let Some(best) = self.found.first() {
            cells.extend(best.start());
            cells.extend(best.around().into_iter().filter(|_| AROUND));
        }
        cells.resize(Self::COLUMNS.len(), String::new());
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_of_a_table() {
        assert_eq!(
            of_table("id,Query\n1,\"red \"\"cross\"\", aid\"\r\n2,talks\n"),
            ["red \"cross\", aid", "talks"]
        );
        assert_eq!(of_table("talks\nborder,x"), ["talks", "border"]);
        assert!(of_table("").is_empty());
    }
}

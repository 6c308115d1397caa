//! All dated events on one line of time, as a picture that needs no script: a bar is as long as its date is vague.

use std::fmt::Write;

use crate::export::escape::html;
use crate::model::Date;

/// An event.
#[derive(Debug, Clone)]
pub struct Bar {
    /// First day it may mean.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// The anchor of its row.
    pub target: String,
    /// What a pointer on it shows.
    pub title: String,
    /// Whether it is yet to happen, or only thought of.
    pub planned: bool,
}

/// Rows of bars at most; what finds no free place overlaps in the last.
const ROWS: usize = 6;

/// Appends the picture. `bars` are in the order of the calendar; fewer than two tell nothing.
pub fn push(out: &mut String, bars: &[Bar]) {
    let years = |bar: &Bar| (bar.from.year(), bar.to.year());
    let first = bars.iter().map(|b| years(b).0).min().unwrap_or(0);
    let last = bars.iter().map(|b| years(b).1).max().unwrap_or(0);
    if bars.len() < 2 || first < 1 {
        return;
    }
    let days = |date: Date| f64::from(date.year()) * 365.2425 + f64::from(date.day_of_year());
    let begin = f64::from(first) * 365.2425;
    let span = (f64::from(last) + 1.0) * 365.2425 - begin;
    let percent = |at: f64| ((at - begin) / span * 100.0).clamp(0.0, 100.0);
    let mut rows: Vec<f64> = Vec::new();
    let mut drawn = String::new();
    for bar in bars {
        let x = percent(days(bar.from));
        let width = (percent(days(bar.to) + 1.0) - x).max(0.6).min(100.0 - x.min(99.4));
        let free = rows.iter().position(|end| *end <= x);
        let row = free.unwrap_or_else(|| rows.len().min(ROWS - 1));
        match rows.get_mut(row) {
            Some(end) => *end = end.max(x + width + 0.3),
            None => rows.push(x + width + 0.3),
        }
        let class = if bar.planned { " class=\"planned\"" } else { "" };
        let _ = writeln!(
            drawn,
            "<a href=\"#{}\"{class}><title>{}</title><rect x=\"{x:.2}%\" y=\"{}\" width=\"{width:.2}%\" height=\"6\" rx=\"2\"/></a>",
            bar.target,
            html(&bar.title),
            row * 9
        );
    }
    let height = rows.len() * 9;
    let _ = writeln!(
        out,
        "<svg class=\"strip\" role=\"group\" aria-label=\"Events by date\" height=\"{}\">",
        height + 24
    );
    let count = i32::from(last) - i32::from(first) + 1;
    // At most a dozen years are named.
    let step =
        [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].into_iter().find(|s| count / s <= 12).unwrap_or(1000);
    for year in (i32::from(first)..=i32::from(last)).filter(|y| y % step == 0 || count == 1) {
        let x = percent(f64::from(year) * 365.2425);
        let _ = writeln!(out, "<line x1=\"{x:.2}%\" x2=\"{x:.2}%\" y1=\"0\" y2=\"{}\"/>", height + 12);
        let _ = writeln!(out, "<text x=\"{x:.2}%\" dx=\"4\" y=\"{}\">{year}</text>", height + 14);
    }
    out.push_str(&drawn);
    out.push_str("</svg>\n");
}

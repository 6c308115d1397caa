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
    let early = early(bars);
    let Some(shown) = bars.get(early..).filter(|shown| shown.len() > 1) else { return };
    let first = shown.iter().map(|b| b.from.year()).min().unwrap_or(0);
    let last = shown.iter().map(|b| b.to.year()).max().unwrap_or(0);
    if first < 1 {
        return;
    }
    let begin = f64::from(first) * YEAR;
    let span = (f64::from(last) + 1.0) * YEAR - begin;
    let percent = |at: f64| ((at - begin) / span * 100.0).clamp(0.0, 100.0);
    let mut rows: Vec<f64> = Vec::new();
    let mut drawn = String::new();
    for bar in shown {
        let x = percent(days(bar.from)).min(99.4);
        let width = (percent(days(bar.to) + 1.0) - x).max(0.6).min(100.0 - x);
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
    for (at, name) in ticks(first, last) {
        let x = percent(at);
        let _ = writeln!(out, "<line x1=\"{x:.2}%\" x2=\"{x:.2}%\" y1=\"0\" y2=\"{}\"/>", height + 12);
        let _ = writeln!(out, "<text x=\"{x:.2}%\" dx=\"4\" y=\"{}\">{name}</text>", height + 14);
    }
    out.push_str(&drawn);
    out.push_str("</svg>\n");
    if early > 0 {
        let _ = writeln!(out, "<p class=\"meta early\">{early} before {first}: see the list</p>");
    }
}

/// Days of a year.
const YEAR: f64 = 365.2425;

fn days(date: Date) -> f64 {
    f64::from(date.year()) * YEAR + f64::from(date.day_of_year() - 1)
}

/// How many of the first bars are so far from the rest that the others would be crowded into a corner: at most a third,
/// and only if what is left takes less than a third of the time.
fn early(bars: &[Bar]) -> usize {
    let span = |bars: &[Bar]| match (bars.first(), bars.last()) {
        (Some(first), Some(last)) => days(last.to).max(days(last.from)) - days(first.from) + YEAR,
        _ => 0.0,
    };
    let whole = span(bars);
    let left = |k: usize| bars.get(k..).map_or(whole, span);
    let most = bars.len() / 3;
    if left(most) * 3.0 >= whole {
        return 0;
    }
    // The fewest that make the difference.
    (0..=most).find(|k| left(*k) <= left(most) * 1.5).unwrap_or(most)
}

/// Where the axis is named: years, at most a dozen of them, and the quarters of one or two.
fn ticks(first: i16, last: i16) -> Vec<(f64, String)> {
    let years = i32::from(first)..=i32::from(last);
    let count = i32::from(last) - i32::from(first) + 1;
    if count <= 2 {
        let month =
            |year: i32, name: &str, day: f64| (f64::from(year) * YEAR + day, format!("{name} {year}"));
        let quarters =
            |y| [month(y, "Jan", 0.0), month(y, "Apr", 90.0), month(y, "Jul", 181.0), month(y, "Oct", 273.0)];
        return years.flat_map(quarters).collect();
    }
    let step =
        [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].into_iter().find(|s| count / s <= 12).unwrap_or(1000);
    years.filter(|y| y % step == 0).map(|y| (f64::from(y) * YEAR, y.to_string())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(from: &str, to: &str) -> Bar {
        let title = format!("{from} <b>");
        Bar {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
            target: "e".into(),
            title,
            planned: false,
        }
    }

    #[test]
    fn what_is_far_from_the_rest_does_not_crowd_it() {
        let near = ["2020-01-01", "2021-05-05", "2022-01-01", "2023-01-01"].map(|d| bar(d, d));
        assert_eq!(early(&near), 0);
        let mut far = vec![bar("1893-11-12", "1893-11-12")];
        far.extend(near);
        assert_eq!(early(&far), 1);
        let mut out = String::new();
        push(&mut out, &far);
        assert!(out.contains("1 before 2020") && out.matches("<rect").count() == 4, "{out}");
        assert!(!out.contains("<b>"));
        assert_eq!(early(&[]), 0);
    }

    #[test]
    fn one_event_is_no_picture_and_a_short_span_has_its_quarters() {
        let mut out = String::new();
        push(&mut out, &[bar("2020-01-01", "2020-12-31")]);
        assert_eq!(out, "");
        push(&mut out, &[bar("2020-01-01", "2020-12-31"), bar("2020-03-01", "2020-03-01")]);
        assert!(out.contains("Apr 2020") && out.matches("<rect").count() == 2, "{out}");
        assert!(ticks(1800, 2025).len() <= 13);
    }
}

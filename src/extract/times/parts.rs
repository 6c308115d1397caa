//! The dates on which the parts of a compilation hang: a line of their own ("Created: 3 May 2024") or their heading
//! ("Situation report 5 (as of 3 May 2024)", "Update 3, 12 May").

use std::cell::OnceCell;

use super::fields::{self, fill};
use super::lexicon::LEXICON;
use super::meaning::{Field, Meaning, YearOf};
use super::own_date::full_date;
use super::stamp::Stamp;
use super::stream::{Stream, Tables};
use crate::model::{Date, Text};
use crate::structure::Structure;

/// A date that holds from a token on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The first token for which it holds.
    pub at: usize,
    /// The date; `None` where that of the document holds again.
    pub date: Option<Date>,
    /// The heading is that of a report, which tells of the days before it.
    pub report: bool,
}

/// The dates of the parts of a document, in text order. None unless several have one. `own` is the document's date.
pub fn parts(text: &Text, structure: &Structure, tables: &Tables, own: Option<Date>) -> Vec<Part> {
    if structure.sections.len() < 2 {
        return Vec::new();
    }
    let tokens = structure.tokens.all();
    let stream = Stream { text: text.as_str(), tokens, tables, from: 0, end: tokens.len() };
    let mut parts = lines(text, structure, stream);
    if parts.len() < 2 {
        parts.clear();
    }
    let mut headings = headings(structure, stream, own);
    headings.extend(under_headings(text, structure, stream));
    if headings.iter().filter(|p| p.date.is_some()).count() > 1 {
        parts.extend(headings);
        parts.sort_by_key(|p| p.at);
    }
    parts
}

/// The first line of each section that labels a date as its own.
fn lines(text: &Text, structure: &Structure, stream: Stream<'_>) -> Vec<Part> {
    let order = OnceCell::new();
    let leads = LEXICON.own_date_leads.bind(&structure.tokens);
    let (mut parts, mut last) = (Vec::new(), None);
    for (i, token) in stream.tokens.iter().enumerate() {
        if !leads.begins(token.word()) || !stream.capital(i) {
            continue;
        }
        let Some((n, ())) = leads.longest(stream.rest(i)) else { continue };
        let at = if stream.sign(i + n, ":") { i + n + 1 } else { i + n };
        let Some((end, date)) = full_date(stream, at, &order) else { continue };
        let section = structure.sections.partition_point(|s| s.heading.start <= token.span.start);
        let line = text.line(text.line_of(token.span.from())).unwrap_or(token.span);
        let (first, past) = structure.tokens.range(line);
        if section > 0 && last != Some(section) && first == i && past == end {
            last = Some(section);
            parts.push(Part { at: i, date: Some(date), report: true });
        }
    }
    parts
}

/// The dates that stand alone on the line under a heading, each up to the next heading of its rank.
fn under_headings(text: &Text, structure: &Structure, stream: Stream<'_>) -> Vec<Part> {
    let order = OnceCell::new();
    let mut out: Vec<Part> = Vec::new();
    let mut open: Option<u8> = None;
    for section in &structure.sections {
        let (start, at) = structure.tokens.range(section.heading);
        let line = stream.token(at).and_then(|t| text.line(text.line_of(t.span.from())));
        let (first, past) = line.map_or((0, 0), |l| structure.tokens.range(l));
        let dated = full_date(stream, at, &order).filter(|d| first == at && d.0 == past);
        match dated {
            Some((_, date)) => {
                out.push(Part { at, date: Some(date), report: false });
                open = Some(section.level);
            }
            None if open.is_some_and(|level| section.level <= level) => {
                out.push(Part { at: start, date: None, report: false });
                open = None;
            }
            None => {}
        }
    }
    out
}

/// The dates in headings, each up to the next heading of its rank.
fn headings(structure: &Structure, stream: Stream<'_>, own: Option<Date>) -> Vec<Part> {
    let order = OnceCell::new();
    let mut out: Vec<Part> = Vec::new();
    let mut open: Option<u8> = None;
    let mut last = own;
    for section in &structure.sections {
        let (from, end) = structure.tokens.range(section.heading);
        match dated(structure, stream, (from, end), last, &order) {
            Some((date, report)) => {
                out.push(Part { at: from, date: Some(date), report });
                (open, last) = (Some(section.level), Some(date));
            }
            None if open.is_some_and(|level| section.level <= level) => {
                out.push(Part { at: from, date: None, report: false });
                open = None;
            }
            None => {}
        }
    }
    out
}

/// The date of a heading, and whether it is a report's.
fn dated(
    structure: &Structure,
    stream: Stream<'_>,
    (from, end): (usize, usize),
    near: Option<Date>,
    order: &OnceCell<Option<super::order::Order>>,
) -> Option<(Date, bool)> {
    let dates = (from..end)
        .any(|k| stream.class(k).month > 0 || stream.class(k).digits > 0 || stream.class(k).broken_digits);
    if !dates {
        return None;
    }
    let leads = LEXICON.own_date_leads.bind(&structure.tokens);
    let reports = LEXICON.own_date_reports.bind(&structure.tokens);
    let report = (from..end).any(|k| reports.longest(stream.rest(k)).is_some());
    (from..end).find_map(|i| {
        let (to, date) = full_date(stream, i, order).or_else(|| yearless(stream, i, near))?;
        let led = (i.saturating_sub(3).max(from)..i)
            .any(|k| leads.longest(stream.rest(k)).is_some_and(|(n, ())| k + n == i));
        let alone = i == from && to == end;
        (to <= end && (led || report || alone)).then_some((date, led || report))
    })
}

/// "12 May" in the year around the date before it.
fn yearless(stream: Stream<'_>, i: usize, near: Option<Date>) -> Option<(usize, Date)> {
    let near = near?;
    let m = stream.plain_date(i)?;
    let Meaning::Calendar(YearOf::Unsaid, field @ Field::Day(month, _)) = m.found.meaning else {
        return None;
    };
    let year = fields::in_window(near.year(), near.month(), month, fields::DATED)?;
    match fill(year, field)? {
        Stamp::Day(day) if m.more.is_empty() => Some((m.end, day)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Format;
    use crate::structure::{Corrections, structure};

    #[test]
    fn parts_of_a_compilation_have_dates_of_their_own() {
        let text = "# Notes\n\n## Osk\n\nCreated: 3 May 2020\n\nIt rained.\n\n## Harel\n\nCreated: 9 June 2017\n\nIt was dry.";
        let text = crate::ingest::ingest(
            text.as_bytes(),
            crate::ingest::Origin::Stdin,
            Some(Format::Markdown),
            Default::default(),
        )
        .unwrap();
        let shape = structure(&text, &Corrections::default());
        let dates = |t: &Text, s: &Structure| -> Vec<String> {
            let all = parts(t, s, &Tables::bind(s), None);
            all.iter().filter_map(|p| p.date).map(|d| d.to_string()).collect()
        };
        assert_eq!(dates(&text, &shape), ["2020-05-03", "2017-06-09"]);
        let one = Text::new("Created: 3 May 2020\n\nIt rained.", Format::Text);
        assert!(dates(&one, &structure(&one, &Corrections::default())).is_empty());
    }
}

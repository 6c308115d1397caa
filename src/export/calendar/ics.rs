//! iCalendar (RFC 5545), for calendars of other programs.
//!
//! A calendar knows days only. What is known to the month is an entry over that whole month, says so in its title, and
//! does not block time; its EDTF stands in `X-CASEFILE-EDTF`. What has no date, or lies before the year 1, is left out,
//! and the calendar's description counts it.

use std::io::{self, Write};

use jiff::ToSpan;

use super::Entry;
use crate::ingest::sanitize::sanitize_line;
use crate::model::{Date, EventStatus};

/// A line has at most so many bytes before it is folded (RFC 5545, 3.1).
const FOLD: usize = 75;

/// Writes the entries as one calendar.
pub fn write(entries: &[Entry], out: &mut impl Write) -> io::Result<()> {
    let dated: Vec<(&Entry, Date)> = entries.iter().filter_map(|e| Some((e, first(e)?))).collect();
    line(out, "BEGIN", "VCALENDAR")?;
    line(out, "VERSION", "2.0")?;
    line(out, "PRODID", "-//casefile//timeline//EN")?;
    line(out, "CALSCALE", "GREGORIAN")?;
    let left = entries.len() - dated.len();
    if left > 0 {
        let note = format!("{left} events without a date that calendars know are left out");
        line(out, "X-WR-CALDESC", &escape(&note))?;
    }
    for (entry, first) in dated {
        event(entry, first, out)?;
    }
    line(out, "END", "VCALENDAR")
}

/// The first day, if a calendar has it.
fn first(entry: &Entry) -> Option<Date> {
    entry.earliest.or(entry.latest).filter(|d| d.year() >= 1)
}

fn event(entry: &Entry, first: Date, out: &mut impl Write) -> io::Result<()> {
    line(out, "BEGIN", "VEVENT")?;
    line(out, "UID", &format!("{}-{}@casefile", uid(&entry.path), entry.id))?;
    // The same documents give the same bytes, so the stamp is no time of writing.
    line(out, "DTSTAMP", "19700101T000000Z")?;
    line(out, "DTSTART;VALUE=DATE", &day(first))?;
    // The end is exclusive. An open end is not made up: the entry stands on its first day and says "since".
    let end = entry.latest.unwrap_or(first).checked_add(1.days()).unwrap_or(first);
    line(out, "DTEND;VALUE=DATE", &day(end))?;
    let when = entry.when().unwrap_or_default();
    let title = match (entry.earliest, entry.latest) {
        (Some(a), Some(b)) if a == b => entry.summary.clone(),
        _ => format!("[{when}] {}", entry.summary),
    };
    line(out, "SUMMARY", &escape(&title))?;
    let place = entry.line.map_or(entry.path.clone(), |n| format!("{}, line {n}", entry.path));
    let doubt = if entry.is_day() { String::new() } else { format!("\nKnown as: {when}") };
    line(out, "DESCRIPTION", &escape_lines(&format!("{}\n{place}{doubt}", entry.quote)))?;
    if !entry.actors.is_empty() {
        let names: Vec<String> = entry.actors.iter().map(|a| escape(a)).collect();
        line(out, "CATEGORIES", &names.join(","))?;
    }
    line(out, "STATUS", if entry.status == EventStatus::Reported { "CONFIRMED" } else { "TENTATIVE" })?;
    line(out, "TRANSP", "TRANSPARENT")?;
    if let Some(edtf) = &entry.edtf {
        line(out, "X-CASEFILE-EDTF", &escape(edtf))?;
    }
    line(out, "END", "VEVENT")
}

fn day(d: Date) -> String {
    format!("{:04}{:02}{:02}", d.year(), d.month(), d.day())
}

/// A path as part of an identifier: letters and digits, all else as a hyphen.
fn uid(path: &str) -> String {
    path.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

/// A text by RFC 5545, 3.3.11, on one line.
fn escape(text: &str) -> String {
    escape_lines(&sanitize_line(text))
}

fn escape_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for part in text.split('\n').map(sanitize_line) {
        if !out.is_empty() {
            out.push_str("\\n");
        }
        for c in part.chars() {
            if matches!(c, '\\' | ';' | ',') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

/// Writes `name:value`, folded.
fn line(out: &mut impl Write, name: &str, value: &str) -> io::Result<()> {
    let whole = format!("{name}:{value}");
    let (mut at, mut room) = (0, FOLD);
    while at < whole.len() {
        let mut end = (at + room).min(whole.len());
        while !whole.is_char_boundary(end) {
            end -= 1;
        }
        if at > 0 {
            out.write_all(b" ")?;
        }
        out.write_all(whole.get(at..end).unwrap_or("").as_bytes())?;
        out.write_all(b"\r\n")?;
        // The blank of the fold counts.
        (at, room) = (end, FOLD - 1);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{entry, written};
    use super::*;

    #[test]
    fn precision_is_not_faked() {
        let ics = written(|out| write(&[entry("2025-11"), entry("2025-11-05"), entry("2024-10/..")], out));
        let has = |text: &str| assert!(ics.contains(text), "{text} in\n{ics}");
        has("DTSTART;VALUE=DATE:20251101\r\nDTEND;VALUE=DATE:20251201\r\nSUMMARY:[2025-11] ");
        has("X-CASEFILE-EDTF:2025-11\r\n");
        has("DTSTART;VALUE=DATE:20251105\r\nDTEND;VALUE=DATE:20251106\r\nSUMMARY:The bridge");
        has("SUMMARY:[2024-10/..] ");
    }

    #[test]
    fn undated_and_ancient_events_are_counted_not_dated() {
        let ics = written(|out| write(&[entry(""), entry("-0489"), entry("1999")], out));
        assert_eq!(ics.matches("BEGIN:VEVENT").count(), 1);
        assert!(ics.contains("X-WR-CALDESC:2 events"));
    }

    #[test]
    fn lines_are_folded_and_signs_escaped() {
        let mut long = entry("2025-11-05");
        long.summary = "Talks; on ä, and more talks, ".repeat(8);
        let ics = written(|out| write(&[long], out));
        assert!(ics.split("\r\n").all(|l| l.len() <= FOLD), "{ics}");
        assert!(ics.contains("Talks\\; on ä\\, and"));
    }
}

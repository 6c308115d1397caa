//! TimelineJS (Knight Lab): a date has exactly the fields that are known, so a month is no first day; doubt stands in the
//! words that are shown for the date. Undated events have no place in it and are left out.

use std::io::{self, Write};

use serde::Serialize;

use super::Entry;
use crate::export::escape::html;
use crate::model::{Date, EventStatus};

#[derive(Serialize)]
struct Timeline {
    events: Vec<Slide>,
}

#[derive(Serialize)]
struct Slide {
    start_date: Day,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    display_date: Option<String>,
    text: Words,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    unique_id: String,
}

#[derive(Serialize)]
struct Day {
    year: i16,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<i8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<i8>,
}

#[derive(Serialize)]
struct Words {
    headline: String,
    text: String,
}

/// Writes the entries as one timeline.
pub fn write(entries: &[Entry], out: &mut impl Write) -> io::Result<()> {
    let timeline = Timeline { events: entries.iter().filter_map(slide).collect() };
    serde_json::to_writer_pretty(&mut *out, &timeline)?;
    out.write_all(b"\n")
}

fn slide(entry: &Entry) -> Option<Slide> {
    let first = entry.earliest.or(entry.latest)?;
    let edtf = entry.edtf.as_deref()?;
    let (from, to) = edtf.split_once('/').unwrap_or((edtf, edtf));
    let span = from != to || !is_plain(edtf);
    let start_date = if from.is_empty() || from == ".." { day(first, to) } else { day(first, from) };
    let end_date = entry.latest.filter(|last| span && *last != first).map(|last| day(last, to));
    let status = match entry.status {
        EventStatus::Reported => "",
        EventStatus::Planned => "Planned. ",
        EventStatus::Hypothetical => "Hypothetical. ",
    };
    let place = entry.line.map_or(entry.path.clone(), |n| format!("{}, line {n}", entry.path));
    Some(Slide {
        start_date,
        end_date,
        display_date: entry.when().filter(|when| span || when != edtf).map(|when| html(&when)),
        text: Words {
            headline: html(&entry.summary),
            text: format!("<p>{status}{}</p><p>{}</p>", html(&entry.quote), html(&place)),
        },
        group: entry.actors.first().map(|a| html(a)),
        unique_id: format!("{}-{}", entry.path, entry.id),
    })
}

/// Whether an EDTF is a year, a month or a day, which TimelineJS says with its fields alone.
fn is_plain(edtf: &str) -> bool {
    let digits = edtf.strip_prefix('-').unwrap_or(edtf);
    let month = digits.split('-').nth(1).and_then(|m| m.parse::<u8>().ok());
    digits.bytes().all(|b| b.is_ascii_digit() || b == b'-') && month.is_none_or(|m| m <= 12)
}

/// A day with as many fields as the EDTF has.
fn day(day: Date, edtf: &str) -> Day {
    let bare = edtf.trim_end_matches(['?', '~', '%']);
    let parts = bare.strip_prefix('-').unwrap_or(bare).split('-').count();
    // A season or quarter is told by the months it covers.
    let coarse = !is_plain(bare) && parts == 2;
    Day {
        year: day.year(),
        month: (parts >= 2 || coarse).then_some(day.month()),
        day: (parts >= 3).then_some(day.day()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{entry, written};
    use super::*;

    fn slides(edtf: &str) -> serde_json::Value {
        let json = written(|out| write(&[entry(edtf)], out));
        let all: serde_json::Value = serde_json::from_str(&json).unwrap();
        all["events"][0].clone()
    }

    #[test]
    fn a_date_has_the_fields_that_are_known() {
        assert_eq!(slides("2025")["start_date"], serde_json::json!({"year": 2025}));
        assert_eq!(slides("2025-11")["start_date"], serde_json::json!({"year": 2025, "month": 11}));
        assert_eq!(
            slides("2025-11-05")["start_date"],
            serde_json::json!({"year": 2025, "month": 11, "day": 5})
        );
        assert_eq!(slides("2025-11")["end_date"], serde_json::Value::Null);
    }

    #[test]
    fn spans_and_seasons_have_two_ends_and_their_own_words() {
        let winter = slides("2025-36");
        assert_eq!(winter["start_date"], serde_json::json!({"year": 2025, "month": 10}));
        assert_eq!(winter["end_date"], serde_json::json!({"year": 2025, "month": 12}));
        assert_eq!(winter["display_date"], "2025-36");
        let span = slides("2021-03/2024");
        assert_eq!(span["start_date"], serde_json::json!({"year": 2021, "month": 3}));
        assert_eq!(span["end_date"], serde_json::json!({"year": 2024}));
        assert_eq!(slides("2021/..")["end_date"], serde_json::Value::Null);
        assert_eq!(slides("199X")["end_date"], serde_json::json!({"year": 1999}));
        assert_eq!(slides(""), serde_json::Value::Null);
    }

    #[test]
    fn words_are_no_markup() {
        let mut e = entry("2025");
        e.summary = "<b>Talks</b>".to_owned();
        assert!(written(|out| write(&[e], out)).contains("&lt;b&gt;Talks"));
    }
}

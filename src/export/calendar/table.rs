//! The calendar as CSV (RFC 4180): one row an event, undated ones last with empty cells.

use std::io::{self, Write};

use super::Entry;
use crate::export::csv::row;
use crate::export::json::day;

/// Writes the entries with a header.
pub fn write(entries: &[Entry], out: &mut impl Write) -> io::Result<()> {
    row(
        out,
        &[
            "edtf", "earliest", "latest", "modifier", "status", "summary", "actors", "path", "line",
            "section", "quote",
        ],
    )?;
    for e in entries {
        let date = |d: Option<crate::model::Date>| d.map_or(String::new(), day);
        row(
            out,
            &[
                e.edtf.clone().unwrap_or_default(),
                date(e.earliest),
                date(e.latest),
                e.modifier.map_or("", |m| m.name()).to_owned(),
                e.status.name().to_owned(),
                e.summary.clone(),
                e.actors.join("; "),
                e.path.clone(),
                e.line.map_or(String::new(), |n| n.to_string()),
                e.section.clone(),
                e.quote.clone(),
            ],
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{entry, written};
    use super::*;

    #[test]
    fn a_month_has_two_days_and_no_date_has_none() {
        let csv = written(|out| write(&[entry("2025-11"), entry("")], out));
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[1].starts_with("2025-11,2025-11-01,2025-11-30,,reported,"), "{}", lines[1]);
        assert!(lines[2].starts_with(",,,,reported,"), "{}", lines[2]);
    }
}

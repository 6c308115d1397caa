//! What has been before the reader's eyes: the rows of the text that stayed on the screen long enough to be read.

use std::time::Duration;

use super::layout::Row;
use crate::model::{DocId, Span};
use crate::notes::session::joined;

/// How long a row must stay to count: jumped over, it was not read.
const GLANCE: Duration = Duration::from_millis(1_200);

/// From this share on, in hundredths, a section counts as seen: nobody waits at the last line.
pub const ENOUGH: u32 = 90;

/// The parts of each document that were seen, and the rows on the screen now.
#[derive(Debug, Default)]
pub struct Coverage {
    seen: Vec<Vec<(u32, u32)>>,
    doc: DocId,
    rows: Vec<(Span, Duration)>,
}

impl Coverage {
    /// What was seen of a document before.
    pub fn set(&mut self, doc: DocId, spans: &[(u32, u32)]) {
        let mut all = self.spans(doc).to_vec();
        all.extend_from_slice(spans);
        if self.seen.len() <= doc.index() {
            self.seen.resize(doc.index() + 1, Vec::new());
        }
        if let Some(slot) = self.seen.get_mut(doc.index()) {
            *slot = joined(all);
        }
    }

    /// What was seen of a document that has changed, and nothing else of it.
    pub fn replace(&mut self, doc: DocId, spans: Vec<(u32, u32)>) {
        if self.doc == doc {
            self.rows.clear();
        }
        if let Some(slot) = self.seen.get_mut(doc.index()) {
            *slot = joined(spans);
        }
    }

    /// The parts seen of a document, apart and in order.
    pub fn spans(&self, doc: DocId) -> &[(u32, u32)] {
        self.seen.get(doc.index()).map_or(&[], Vec::as_slice)
    }

    /// Counts the rows that have been on the screen long enough by now.
    pub fn age(&mut self, now: Duration) {
        let known = self.spans(self.doc);
        let old = self.rows.iter().filter(|(_, since)| now.saturating_sub(*since) >= GLANCE);
        let fresh: Vec<(u32, u32)> = old
            .map(|(s, _)| (s.start, s.end))
            .filter(|s| !known.iter().any(|k| k.0 <= s.0 && s.1 <= k.1))
            .collect();
        if !fresh.is_empty() {
            self.set(self.doc, &fresh);
        }
    }

    /// The rows that are on the screen from now on; without any, nothing is.
    pub fn look(&mut self, doc: DocId, rows: &[Row], now: Duration) {
        self.age(now);
        let before = std::mem::take(&mut self.rows);
        let same = self.doc == doc;
        self.doc = doc;
        // A row reaches to the next one, so that the white space between them counts with it.
        let rows: Vec<Span> = rows.iter().filter(|r| !r.blank).map(|r| r.span).collect();
        let ends = rows.iter().skip(1).map(|r| r.start).chain(rows.last().map(|r| r.end));
        let mut old = before.iter().filter(|_| same).peekable();
        for (row, end) in rows.iter().zip(ends) {
            let span = Span { start: row.start, end: end.max(row.end) };
            while old.next_if(|(s, _)| s.start < span.start).is_some() {}
            let since = old.peek().filter(|(s, _)| s.start == span.start).map_or(now, |(_, since)| *since);
            self.rows.push((span, since));
        }
    }

    /// How many of some stretches have not been seen, or not enough of each.
    pub fn unseen(&self, doc: DocId, stretches: impl Iterator<Item = Span>) -> usize {
        stretches.filter(|s| self.share(doc, *s) < ENOUGH).count()
    }

    /// How much of a stretch was seen, in hundredths, rounded down.
    pub fn share(&self, doc: DocId, of: Span) -> u32 {
        let spans = self.spans(doc);
        let from = spans.partition_point(|(_, b)| *b <= of.start);
        let seen: u64 = spans
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(|(a, _)| *a < of.end)
            .map(|(a, b)| u64::from(b.min(&of.end) - a.max(&of.start)))
            .sum();
        let whole = u64::from(of.end.saturating_sub(of.start));
        (100 * seen).checked_div(whole).unwrap_or(0) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(spans: &[(usize, usize)]) -> Vec<Row> {
        let row = |&(a, b): &(usize, usize)| Row {
            span: Span::new(a, b),
            indent: 0,
            block: None,
            kind: None,
            first: false,
            blank: false,
        };
        spans.iter().map(row).collect()
    }

    #[test]
    fn what_stays_is_seen_and_what_flies_past_is_not() {
        let at = Duration::from_millis;
        let mut c = Coverage::default();
        let doc = DocId(0);
        c.look(doc, &rows(&[(0, 9), (10, 19)]), at(0));
        c.look(doc, &rows(&[(10, 19), (20, 29)]), at(100));
        assert_eq!(c.spans(doc), [], "the first row was there for a moment");
        c.look(doc, &rows(&[(20, 29), (30, 39)]), at(1_250));
        assert_eq!(c.spans(doc), [(10, 20)], "the second one long enough, though the screen moved");
        c.look(DocId(1), &rows(&[(0, 9)]), at(1_300));
        c.look(DocId(1), &[], at(3_000));
        assert_eq!(c.spans(doc), [(10, 30)], "the third until the document was left");
        assert_eq!(c.spans(DocId(1)), [(0, 9)]);
    }

    #[test]
    fn shares_are_of_the_stretch() {
        let mut c = Coverage::default();
        c.set(DocId(2), &[(0, 10), (20, 30), (10, 12)]);
        assert_eq!(c.share(DocId(2), Span::new(0, 12)), 100);
        assert_eq!(c.share(DocId(2), Span::new(12, 20)), 0);
        assert_eq!(c.share(DocId(2), Span::new(5, 25)), 60);
        assert_eq!(c.share(DocId(0), Span::new(5, 25)), 0);
        assert_eq!(c.share(DocId(2), Span::new(5, 5)), 0);
    }
}

//! The date that a text states as its own: in a date line by the title, behind "Published" or "Date:", or where the text
//! speaks of itself ("this report … as of …"). A date that prose merely mentions is never taken.

use super::lexicon::LEXICON;
use super::meaning::{Field, Meaning, YearOf};
use super::stream::{Stream, Tables};
use crate::model::{BlockKind, Date, DateSource, DocumentDate, Span, Text};
use crate::structure::{Shape, Structure};

/// A date line has at most so many bytes; longer lines are prose.
const LINE: usize = 160;
/// The date line stands among the first lines with text.
const HEAD_LINES: usize = 14;
/// How many tokens before "as of" the text may speak of itself.
const SELF_REACH: usize = 12;

/// The date that the text states as its own ("as of November 19, 2025"), if it does.
pub fn document_date(text: &Text, structure: &Structure) -> Option<DocumentDate> {
    let tokens = structure.tokens.all();
    let tables = Tables::bind(structure);
    let stream = Stream { text: text.as_str(), tokens, tables: &tables, from: 0, end: tokens.len() };
    let found = labelled(text, structure, stream).or_else(|| date_line(text, structure, stream))?;
    Some(DocumentDate { date: found.0, source: DateSource::Text, span: Some(found.1) })
}

/// The first day of the month that a line by the title gives as the text's own, where it gives no day.
pub fn document_month(text: &Text, structure: &Structure) -> Option<Date> {
    let tokens = structure.tokens.all();
    let tables = Tables::bind(structure);
    let stream = Stream { text: text.as_str(), tokens, tables: &tables, from: 0, end: tokens.len() };
    line_with(text, structure, stream, month_and_year).map(|found| found.0)
}

/// A month with its year at a token.
fn month_and_year(stream: Stream<'_>, i: usize) -> Option<(usize, Date)> {
    let m = stream.plain_date(i)?;
    match m.found.meaning {
        Meaning::Calendar(YearOf::Known(y), Field::Month(month)) if m.more.is_empty() => {
            Some((m.end, Date::new(y, month, 1).ok()?))
        }
        _ => None,
    }
}

/// A full date at a token.
fn full_date(stream: Stream<'_>, i: usize) -> Option<(usize, Date)> {
    let m = stream.plain_date(i)?;
    match m.found.meaning {
        Meaning::Calendar(YearOf::Known(y), Field::Day(month, day)) if m.more.is_empty() => {
            Some((m.end, Date::new(y, month, day).ok()?))
        }
        _ => None,
    }
}

fn span_of(stream: Stream<'_>, from: usize, to: usize) -> Option<Span> {
    Some(stream.token(from)?.span.cover(stream.token(to.checked_sub(1)?)?.span))
}

/// "Published: 3 May 2024", "this report … as of 3 May 2024".
fn labelled(text: &Text, structure: &Structure, stream: Stream<'_>) -> Option<(Date, Span)> {
    let leads = LEXICON.own_date_leads.bind(&structure.tokens);
    let claims = LEXICON.own_date_claims.bind(&structure.tokens);
    let mut of_itself = None;
    for (i, token) in stream.tokens.iter().enumerate() {
        if !leads.begins(token.word()) {
            continue;
        }
        let Some((n, ())) = leads.longest(stream.rest(i)) else { continue };
        let mut j = i + n;
        while stream
            .token(j)
            .is_some_and(|t| t.shape() == Shape::Sign && matches!(t.span.of(text.as_str()), ":" | "*" | "|"))
        {
            j += 1;
        }
        let Some((end, date)) = full_date(stream, j) else { continue };
        let line = text.line(text.line_of(token.span.from())).unwrap_or(token.span);
        let sentence = text.slice(line).trim_end().ends_with('.');
        if line.len() <= LINE
            && !sentence
            && apart_before(text, line, token.span.from())
            && apart_after(text, line, stream, end)
        {
            return Some((date, span_of(stream, j, end)?));
        }
        // Prose: only where the text speaks of itself in the same sentence.
        let itself = (i.saturating_sub(SELF_REACH)..i)
            .rev()
            .take_while(|&k| !stream.sign(k, ".") && !stream.sign(k, "?"))
            .any(|k| claims.longest(stream.rest(k)).is_some_and(|(n, ())| k + n <= i));
        if itself && of_itself.is_none() {
            of_itself = Some((date, span_of(stream, j, end)?));
        }
    }
    of_itself
}

/// A line near the top that holds a full date set apart: "Policy Brief 7, Some Institute, 12 March 2025".
fn date_line(text: &Text, structure: &Structure, stream: Stream<'_>) -> Option<(Date, Span)> {
    line_with(text, structure, stream, full_date).or_else(|| dateline(text, structure, stream))
}

/// The date in front of a text that comes from a place, or behind the name of its author: "OSK, Harel — 3 May 2024 — The
/// quay …", "(Osk, 3 May 2024) – The quay …", "by Ann Lee 3 May 2024".
fn dateline(text: &Text, structure: &Structure, stream: Stream<'_>) -> Option<(Date, Span)> {
    /// How many tokens may stand before the date.
    const REACH: usize = 12;
    text.lines().filter(|l| !text.slice(*l).trim().is_empty()).take(HEAD_LINES).find_map(|line| {
        let (from, end) = structure.tokens.range(line);
        let by = stream.slice(from).eq_ignore_ascii_case("by");
        let first = from + usize::from(by);
        let at = (first..end.min(first + REACH)).find(|&i| full_date(stream, i).is_some())?;
        let (to, date) = full_date(stream, at)?;
        let named = (first..at).all(|i| !stream.lower(i)) && (first..at).any(|i| stream.capital(i));
        let set_off = ["—", "–", "-", ")"].iter().any(|s| stream.sign(to, s));
        (named && (by || set_off)).then_some((date, span_of(stream, at, to)?))
    })
}

/// A line near the top that holds a date of some sort set apart.
fn line_with(
    text: &Text,
    structure: &Structure,
    stream: Stream<'_>,
    date_at: fn(Stream<'_>, usize) -> Option<(usize, Date)>,
) -> Option<(Date, Span)> {
    let head = || text.lines().filter(|l| !text.slice(*l).trim().is_empty()).take(HEAD_LINES);
    // Several lines that begin with a date are a chronology, whose dates are those of its entries.
    let entry = |line: Span| {
        let (from, end) = structure.tokens.range(line);
        let first = (from..end).find(|&k| stream.token(k).is_some_and(|t| t.shape() != Shape::Sign))?;
        let (to, _) = date_at(stream, first)?;
        (to < end).then_some(line)
    };
    let entries: Vec<Span> = head().filter_map(entry).collect();
    let row = |line: Span| {
        let k = structure.blocks.partition_point(|b| b.span.to() <= line.from());
        structure.blocks.get(k).is_some_and(|b| b.kind == BlockKind::TableRow && b.span.overlaps(line))
    };
    for line in head().filter(|l| !(row(*l) || entries.len() > 1 && entries.contains(l))) {
        if line.len() > LINE || text.slice(line).trim_end().ends_with('.') {
            if line.len() > LINE {
                // The prose begins.
                break;
            }
            continue;
        }
        let (mut i, end) = structure.tokens.range(line);
        while i < end {
            let Some((to, date)) = date_at(stream, i) else {
                i += 1;
                continue;
            };
            let start = stream.token(i).map_or(0, |t| t.span.from());
            if apart_before(text, line, start) && apart_after(text, line, stream, to) {
                return Some((date, span_of(stream, i, to)?));
            }
            i = to.max(i + 1);
        }
    }
    None
}

/// Whether nothing or a separator stands before byte `at` in its line.
fn apart_before(text: &Text, line: Span, at: usize) -> bool {
    let before = text.slice(Span::new(line.from(), at)).trim_end();
    before.chars().all(|c| !c.is_alphanumeric())
        || before.ends_with([',', '|', '·', '•', '—', '–', '-', ':', '(', '/', ';', '*'])
}

/// Whether nothing or a separator stands behind token `end` in its line.
fn apart_after(text: &Text, line: Span, stream: Stream<'_>, end: usize) -> bool {
    let at = end.checked_sub(1).and_then(|k| stream.token(k)).map_or(line.to(), |t| t.span.to());
    let after = text.slice(Span::new(at, line.to())).trim_start();
    after.chars().all(|c| !c.is_alphanumeric())
        || after.starts_with("by ")
        || after.starts_with(['|', '·', '•', '—', '–', '-', ')', '/', ';', '*', ','])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Format;
    use crate::structure::{Corrections, structure};

    fn own(text: &str) -> Option<String> {
        let text = Text::new(text, Format::Text);
        let shape = structure(&text, &Corrections::default());
        document_date(&text, &shape).map(|d| d.date.to_string())
    }

    #[test]
    fn date_lines_and_labels_are_taken() {
        assert_eq!(
            own("Ports at Risk\nPaper 4, Harbour Institute, 2 June 2024\n\nThe quay was shut."),
            Some("2024-06-02".into())
        );
        assert_eq!(
            own("Ports at Risk\nPublished on June 2, 2024 by Ann Lee\nThe quay was shut."),
            Some("2024-06-02".into())
        );
        assert_eq!(
            own("Ports at Risk\nPublished: June 2, 2024 | Ann Lee\nThe quay was shut."),
            Some("2024-06-02".into())
        );
        assert_eq!(own("Ports\n2024-06-02\nThe quay was shut."), Some("2024-06-02".into()));
        for text in [
            "OSK, Harel — June 2, 2024 — The quay was shut today by the guards of the port.",
            "(Osk, 2 June 2024) – The quay was shut today by the guards of the port.",
            "The quay\nby Ann Lee June 2, 2024 from the site of the port",
        ] {
            assert_eq!(own(text), Some("2024-06-02".into()), "{text}");
        }
        let itself = "The quay was shut. This report shows that as of June 2, 2024, no ship had sailed.";
        assert_eq!(own(itself), Some("2024-06-02".into()));
    }

    #[test]
    fn a_date_that_is_merely_mentioned_is_not() {
        assert_eq!(own("The strike of 2 June 2024\nOn 2 June 2024 the quay was shut."), None);
        assert_eq!(own("As of 2 June 2024 the port held nine cranes and forty men."), None);
        assert_eq!(own("Ports\n2 June 2024 – The quay is shut\n5 June 2024 – The quay is opened"), None);
        assert_eq!(
            own("Ports\nReleased on 2 June 2024, the crew flew home to meet the families there."),
            None
        );
    }
}

//! The date that a text states as its own: in a date line by the title, behind "Published" or "Date:", or where the text
//! speaks of itself ("this report … as of …"). A date that prose merely mentions is never taken.

use std::cell::OnceCell;

use super::lexicon::LEXICON;
use super::meaning::{Field, Meaning, YearOf};
use super::order::{self, Order};
use super::stream::{Stream, Tables};
use crate::model::{BlockKind, Date, DateSource, DocumentDate, Span, Text};
use crate::structure::{Shape, Structure};

/// A date line has at most so many bytes; longer lines are prose.
const LINE: usize = 160;
/// The date line stands among the first lines with text.
const HEAD_LINES: usize = 14;
/// The day on which a judgment was given stands among the first tokens.
const DECIDED: usize = 1500;
/// How many tokens before "as of" the text may speak of itself.
const SELF_REACH: usize = 12;

/// The date that the text states as its own ("as of November 19, 2025"), if it does.
pub fn document_date(text: &Text, structure: &Structure) -> Option<DocumentDate> {
    let tokens = structure.tokens.all();
    let tables = Tables::bind(structure);
    let stream = Stream { text: text.as_str(), tokens, tables: &tables, from: 0, end: tokens.len() };
    let order = OnceCell::new();
    let full = |i: usize| full_date(stream, i, &order);
    let found =
        labelled(text, structure, stream, &full).or_else(|| date_line(text, structure, stream, &full))?;
    Some(DocumentDate { date: found.0, source: DateSource::Text, span: Some(found.1) })
}

/// The first day of the month that a line by the title gives as the text's own, where it gives no day.
pub fn document_month(text: &Text, structure: &Structure) -> Option<Date> {
    let tokens = structure.tokens.all();
    let tables = Tables::bind(structure);
    let stream = Stream { text: text.as_str(), tokens, tables: &tables, from: 0, end: tokens.len() };
    let found = line_with(text, structure, stream, &|i| month_and_year(stream, i))?;
    // "Third attempt (December 2016 – February 2017)": what a section is about.
    let line = text.line(text.line_of(found.1.from())).unwrap_or(found.1);
    let before = text.slice(Span::new(line.from(), found.1.from()));
    let after = text.slice(Span::new(found.1.to(), line.to()));
    let heading = structure.sections.iter().any(|s| s.heading.overlaps(found.1));
    let span = after.chars().any(|c| c.is_ascii_digit());
    (!(heading && (span || before.contains('(')))).then_some(found.0)
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

/// Reads a date at a token: one past its last token, and the date.
type DateAt<'a> = &'a dyn Fn(usize) -> Option<(usize, Date)>;

/// A full date at a token. One in digits that can be read both ways is read as the document writes its other dates;
/// `order` keeps how that is.
pub(super) fn full_date(
    stream: Stream<'_>,
    i: usize,
    order: &OnceCell<Option<Order>>,
) -> Option<(usize, Date)> {
    let m = stream.plain_date(i)?;
    match m.found.meaning {
        Meaning::AmbiguousDay(y, a, b) if m.more.is_empty() => {
            let order = (*order.get_or_init(|| order::habit(stream)))?;
            let (month, day) = order::month_and_day(order, a, b);
            Some((m.end, Date::new(y, month, day).ok()?))
        }
        Meaning::Calendar(YearOf::Known(y), Field::Day(month, day)) if m.more.is_empty() => {
            Some((m.end, Date::new(y, month, day).ok()?))
        }
        // "March 15–16, 2022": the last day of what the text tells of.
        Meaning::Calendar(_, Field::Day(..)) => {
            let [last] = m.more.as_slice() else { return None };
            let Meaning::Calendar(YearOf::Known(y), Field::Day(month, day)) = last.meaning else {
                return None;
            };
            let range = (m.found.to..last.from).all(|k| stream.dash(k)) && m.found.to < last.from;
            Some((m.end, Date::new(y, month, day).ok().filter(|_| range)?))
        }
        _ => None,
    }
}

fn span_of(stream: Stream<'_>, from: usize, to: usize) -> Option<Span> {
    Some(stream.token(from)?.span.cover(stream.token(to.checked_sub(1)?)?.span))
}

/// "Published: 3 May 2024", "this report … as of 3 May 2024"; of a judgment the day on which it was given, before all others.
fn labelled(
    text: &Text,
    structure: &Structure,
    stream: Stream<'_>,
    full: DateAt<'_>,
) -> Option<(Date, Span)> {
    let leads = LEXICON.own_date_leads.bind(&structure.tokens);
    let claims = LEXICON.own_date_claims.bind(&structure.tokens);
    let decided = LEXICON.own_date_decided.bind(&structure.tokens);
    let (mut of_itself, mut plain) = (None, None);
    for (i, token) in stream.tokens.iter().enumerate() {
        let near = i < DECIDED && decided.begins(token.word());
        if !near && (plain.is_some() || !leads.begins(token.word())) {
            if plain.is_some() && i >= DECIDED {
                break;
            }
            continue;
        }
        let judged = decided.longest(stream.rest(i)).filter(|_| near);
        let Some((n, ())) = judged.or_else(|| leads.longest(stream.rest(i))) else { continue };
        let mut j = i + n;
        while stream
            .token(j)
            .is_some_and(|t| t.shape() == Shape::Sign && matches!(t.span.of(text.as_str()), ":" | "*" | "|"))
        {
            j += 1;
        }
        let Some((end, date)) = full(j) else { continue };
        let line = text.line(text.line_of(token.span.from())).unwrap_or(token.span);
        let sentence = text.slice(line).trim_end().ends_with('.');
        if line.len() <= LINE
            && !sentence
            && apart_before(text, line, token.span.from())
            && apart_after(text, line, stream, end)
        {
            let found = (date, span_of(stream, j, end)?);
            if judged.is_some() {
                return Some(found);
            }
            plain = plain.or(Some(found));
            continue;
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
    plain.or(of_itself)
}

/// A line near the top that holds a full date set apart: "Policy Brief 7, Some Institute, 12 March 2025".
fn date_line(
    text: &Text,
    structure: &Structure,
    stream: Stream<'_>,
    full: DateAt<'_>,
) -> Option<(Date, Span)> {
    line_with(text, structure, stream, full)
        .or_else(|| dateline(text, structure, stream, full))
        .or_else(|| dated_heading(text, structure, stream, full))
        .or_else(|| sitting(text, structure, stream, full))
}

/// Whether a line is a heading or stands above the text.
fn is_title(structure: &Structure, line: Span) -> bool {
    let k = structure.blocks.partition_point(|b| b.span.to() <= line.from());
    let kind = structure.blocks.get(k).filter(|b| b.span.overlaps(line)).map(|b| b.kind);
    matches!(kind, Some(BlockKind::Title | BlockKind::Heading | BlockKind::Mast))
}

/// The day at the end of a heading near the top that says when what was written down was held: "Meeting 12, held on 3 May
/// 2019", "Minutes of 3 May 2019".
fn sitting(text: &Text, structure: &Structure, stream: Stream<'_>, full: DateAt<'_>) -> Option<(Date, Span)> {
    let reports = LEXICON.own_date_reports.bind(&structure.tokens);
    let lines = text.lines().filter(|l| !text.slice(*l).trim().is_empty()).take(HEAD_LINES);
    lines.filter(|l| is_title(structure, *l)).find_map(|line| {
        let (from, end) = structure.tokens.range(line);
        let end = if end > from && stream.sign(end - 1, ".") { end - 1 } else { end };
        let named = (from..end).any(|k| reports.longest(stream.rest(k)).is_some());
        let (at, (to, date)) = (from + 2..end).filter(|_| named).find_map(|i| Some((i, full(i)?)))?;
        let led = matches!(stream.slice(at - 1), "on" | "of")
            && (stream.slice(at - 2).eq_ignore_ascii_case("held")
                || reports.longest(stream.rest(at - 2)).is_some_and(|(n, ())| n == 1));
        (led && to == end).then_some((date, span_of(stream, at, to)?))
    })
}

/// The date in digits with which a heading near the top begins: "12-09-2014 Costs of the northern yards". Several such
/// headings are those of a chronology.
fn dated_heading(
    text: &Text,
    structure: &Structure,
    stream: Stream<'_>,
    full: DateAt<'_>,
) -> Option<(Date, Span)> {
    /// Among so many lines with text.
    const LINES: usize = 5;
    let lines = || text.lines().filter(|l| !text.slice(*l).trim().is_empty()).take(HEAD_LINES);
    let begins = |line: Span| {
        let (from, end) = structure.tokens.range(line);
        let digits = stream.class(from).digits > 0 || stream.class(from).broken_digits;
        let (to, date) = full(from).filter(|_| digits)?;
        // A day in words reads on: "3 May 2019 was cold".
        let plain = (from..to).all(|k| stream.class(k).month == 0);
        (plain && to < end && stream.capital(to)).then_some((date, span_of(stream, from, to)?))
    };
    if lines().filter(|l| begins(*l).is_some()).count() > 1 {
        return None;
    }
    lines().take(LINES).filter(|l| is_title(structure, *l)).find_map(begins)
}

/// The date in front of a text that comes from a place, or behind the name of its author: "OSK, Harel — 3 May 2024 — The
/// quay …", "(Osk, 3 May 2024) – The quay …", "by Ann Lee 3 May 2024".
fn dateline(
    text: &Text,
    structure: &Structure,
    stream: Stream<'_>,
    full: DateAt<'_>,
) -> Option<(Date, Span)> {
    /// How many tokens may stand before the date.
    const REACH: usize = 12;
    text.lines().filter(|l| !text.slice(*l).trim().is_empty()).take(HEAD_LINES).find_map(|line| {
        let (from, end) = structure.tokens.range(line);
        let by = stream.slice(from).eq_ignore_ascii_case("by");
        let first = from + usize::from(by);
        let (at, (to, date)) = (first..end.min(first + REACH)).find_map(|i| Some((i, full(i)?)))?;
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
    date_at: DateAt<'_>,
) -> Option<(Date, Span)> {
    let head = || text.lines().filter(|l| !text.slice(*l).trim().is_empty()).take(HEAD_LINES);
    // Several lines that begin with a date are a chronology, whose dates are those of its entries.
    let entry = |line: Span| {
        let (from, end) = structure.tokens.range(line);
        let first = (from..end).find(|&k| stream.token(k).is_some_and(|t| t.shape() != Shape::Sign))?;
        let (to, _) = date_at(first)?;
        (to < end).then_some(line)
    };
    let entries: Vec<Span> = head().filter_map(entry).collect();
    let others = LEXICON.own_date_others.bind(&structure.tokens);
    // "ARGUED ON: 9 May 2022"
    let of_other = |from: usize, at: usize| {
        let end = (from..at).rev().find(|&k| stream.word(k)).map_or(from, |k| k + 1);
        (from..end).rev().take(4).any(|k| others.longest(stream.rest(k)).is_some_and(|(n, ())| k + n == end))
    };
    let row = |line: Span| {
        let k = structure.blocks.partition_point(|b| b.span.to() <= line.from());
        structure.blocks.get(k).is_some_and(|b| b.kind == BlockKind::TableRow && b.span.overlaps(line))
    };
    for line in head().filter(|l| !(row(*l) || entries.len() > 1 && entries.contains(l))) {
        if line.len() > LINE || text.slice(line).trim_end().ends_with('.') {
            // A long title is not yet prose.
            if line.len() > LINE && !is_title(structure, line) {
                // The prose begins.
                break;
            }
            continue;
        }
        let (first, end) = structure.tokens.range(line);
        let mut i = first;
        while i < end {
            let Some((to, date)) = date_at(i).filter(|_| !of_other(first, i)) else {
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
    fn a_heading_says_when_the_meeting_was_held_and_a_long_title_is_no_prose() {
        let markdown = |text: &str| {
            let origin = crate::ingest::Origin::Stdin;
            let text =
                crate::ingest::ingest(text.as_bytes(), origin, Some(Format::Markdown), Default::default());
            let text = text.unwrap();
            let shape = structure(&text, &Corrections::default());
            document_date(&text, &shape).map(|d| d.date.to_string())
        };
        let minutes =
            "# Minutes\n\n#### Meeting No. 12, held on 3 May 2019.\n\nThe board voted to shut the quay.";
        assert_eq!(markdown(minutes).as_deref(), Some("2019-05-03"));
        let other = "# The quay\n\n#### The attack on the meeting of the yards on 3 May 2019\n\nIt was shut.";
        assert_eq!(markdown(other), None);
        let title = "Votes counted in the harbour ".repeat(7);
        let long = format!("# {title}\n\n*06:00 PM, Saturday, September 21, 2024*\n\nThe quay was shut.");
        assert_eq!(markdown(&long).as_deref(), Some("2024-09-21"));
    }

    #[test]
    fn the_day_of_a_decision_goes_before_that_of_its_hearing() {
        let head = "IN THE COURT OF OSK\n\nARGUED ON: 09.05.2022\n\nDECIDED ON: 13.01.2023\n\nLee J.";
        assert_eq!(own(head), Some("2023-01-13".into()));
        assert_eq!(own("IN THE COURT OF OSK\n\nArgued on: 09.05.2022\n\nLee J."), None);
        assert_eq!(
            own("Minutes of the Board\nMarch 15–16, 2022\n\nThe board met."),
            Some("2022-03-16".into())
        );
    }

    #[test]
    fn digits_are_read_as_the_document_writes_its_dates() {
        let heading = |date: &str, prose: &str| {
            own(&format!("HARBOUR REVIEW\n\n{date} Costs of the Northern Yards\n\nSummary\n\n{prose}"))
        };
        let american =
            "The yards told of their costs on September 30, 2012. They were asked again on May 4, 2013.";
        let british =
            "The yards told of their costs on 30 September 2012. They were asked again on 4 May 2013.";
        let line = |date: &str, prose: &str| own(&format!("Costs of the Yards\n{date}\n\n{prose}"));
        assert_eq!(line("12-09-2014", american), Some("2014-12-09".into()));
        assert_eq!(line("12/09/2014", british), Some("2014-09-12".into()));
        assert_eq!(line("12/09/2014", "The yards told of their costs."), None);
        assert_eq!(heading("12-09-2014", "The yards told of their costs."), None);
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

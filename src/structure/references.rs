//! What refers to a source or a note at the end of a sentence: marks of footnotes, and author and year in brackets.

use super::sentences::last_word;

/// Length of the marks of footnotes on a stop that covers `start..end`: `[^9]` (behind a blank too), "[12]", "[3, 4]", "¹²",
/// and up to four bare digits behind a word in small letters ("the road.12"): notes of the longest reports.
pub(super) fn mark_on(s: &str, start: usize, end: usize) -> usize {
    let rest = s.get(end..).unwrap_or("");
    let mut len = 0;
    loop {
        let more = rest.get(len..).unwrap_or("");
        let gap = usize::from(more.starts_with(" [^"));
        let one = bracketed_mark(more.get(gap..).unwrap_or("")).map(|n| n + gap).or_else(|| raised(more));
        match one {
            Some(n) => len += n,
            None => break,
        }
    }
    if len > 0 {
        return len;
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let word = s.get(..start).unwrap_or("").bytes().rev().take_while(u8::is_ascii_lowercase).count();
    let closed = rest.get(digits..).is_some_and(|r| r.is_empty() || r.starts_with(char::is_whitespace));
    let sure = word >= 4 || end > start + 1 || ends_in_year(s.get(..start).unwrap_or(""));
    if (1..=4).contains(&digits) && closed && sure { digits } else { 0 }
}

/// Whether text ends in a year of four digits that stands for itself ("in 2019").
fn ends_in_year(before: &str) -> bool {
    let year = last_word(before);
    let stands = before.strip_suffix(year).is_some_and(|b| b.ends_with(' '));
    stands
        && year.len() == 4
        && year.bytes().all(|b| b.is_ascii_digit())
        && (year.starts_with("19") || year.starts_with("20"))
}

/// Length of a reference in brackets by author and year at the start ("(Bell, 2015; Town Council, 2012b: 14)"), where a
/// sentence begins behind it or nothing does.
pub(super) fn reference(s: &str) -> Option<usize> {
    /// Longest one in bytes.
    const LONGEST: usize = 240;
    let inner = s.strip_prefix('(')?;
    let close = inner.bytes().take(LONGEST).position(|b| matches!(b, b'(' | b')'))?;
    let rest = inner.get(close..)?.strip_prefix(')')?;
    let inner = inner.get(..close)?;
    let year = |part: &str| {
        let part = part.trim_end_matches(|c: char| c.is_ascii_lowercase());
        part.len() == 4
            && part.bytes().all(|b| b.is_ascii_digit())
            && matches!(part.get(..2), Some("19" | "20"))
    };
    let dated = inner.split([',', ';', ':', ' ']).skip(1).any(year);
    let named = inner.starts_with(char::is_uppercase) && inner.contains(", ");
    let next = rest.trim_start().chars().next();
    let free =
        next.is_none() || (rest.starts_with(char::is_whitespace) && next.is_some_and(|c| !c.is_lowercase()));
    (dated && named && free).then_some(close + 2)
}

/// Length of `[^9]`, `[12]` or `[3, 4]` at the start.
fn bracketed_mark(s: &str) -> Option<usize> {
    /// Longest content in bytes.
    const LONGEST: usize = 24;
    let inner = s.strip_prefix('[')?;
    let close = inner.bytes().take(LONGEST).position(|b| b == b']')?;
    let inner = inner.get(..close)?;
    let note = inner.strip_prefix('^').is_some_and(|name| !name.is_empty());
    let numbers = inner.starts_with(|c: char| c.is_ascii_digit())
        && inner.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–'));
    (note || numbers).then_some(close + 2)
}

/// Length of the raised digits at the start.
fn raised(s: &str) -> Option<usize> {
    let is = |c: &char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    let len: usize = s.chars().take_while(is).map(char::len_utf8).sum();
    (len > 0).then_some(len)
}

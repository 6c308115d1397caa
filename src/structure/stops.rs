//! Stops: where a sentence may end, and what can be said of that without further inquiry.

use super::cues::Lexicon;
use super::references::{mark_on, reference};
use super::sentences::{goes_on_behind_bracket, last_word};

/// A run of sentence-ending signs with closing quotes and brackets, before white space or at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stop {
    /// The first sign.
    pub(super) start: usize,
    /// Behind the closing quotes.
    pub(super) end: usize,
    /// Whether it is one full stop and nothing else.
    plain: bool,
    /// Whether the mark of a footnote stands on it ("the road.`[^9]`", "the road.12").
    marked: bool,
    /// Where the next word begins.
    next: usize,
}

/// All stops of a text.
pub(super) struct Stops<'a> {
    s: &'a str,
    at: usize,
}

impl<'a> Stops<'a> {
    pub(super) fn new(s: &'a str) -> Self {
        Self { s, at: 0 }
    }
}

impl Iterator for Stops<'_> {
    type Item = Stop;

    fn next(&mut self) -> Option<Stop> {
        let bytes = self.s.as_bytes();
        loop {
            let rest = bytes.get(self.at..)?;
            let start = self.at + next_sign(rest)?;
            let mut end = start;
            let mut signs = 0;
            for c in self.s.get(start..)?.chars() {
                let ender = matches!(c, '.' | '!' | '?' | '…');
                let closer = matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*' | '_');
                if !ender && !closer {
                    break;
                }
                signs += 1;
                end += c.len_utf8();
            }
            let mark = mark_on(self.s, start, end);
            let marked = mark > 0;
            end += mark;
            self.at = end;
            let tail = self.s.get(end..)?;
            let word = tail.trim_start();
            if word.is_empty() {
                return None;
            }
            if word.len() < tail.len() || signs == 1 && self.is_glued(start, end) {
                let plain = signs == 1 && !marked && bytes.get(start) == Some(&b'.');
                return Some(Stop { start, end, plain, marked, next: self.s.len() - word.len() });
            }
        }
    }
}

impl Stops<'_> {
    /// Whether a full stop without a blank behind it ends a sentence: "to date.As of May", but not
    /// "example.Com" and "e.g.The".
    fn is_glued(&self, start: usize, end: usize) -> bool {
        let next = self.s.get(end..).unwrap_or("");
        if !next.starts_with(|c: char| c.is_ascii_uppercase()) {
            return false;
        }
        let before = self.s.get(..start).unwrap_or("");
        let small = before.bytes().rev().take_while(u8::is_ascii_lowercase).count();
        let capital = before.as_bytes().iter().rev().nth(small).is_some_and(u8::is_ascii_uppercase);
        let word = small + usize::from(capital && small >= 3);
        let stands = before.get(..before.len() - word).is_some_and(|b| b.ends_with([' ', '-', '\n']));
        let opening = next.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        word >= 3
            && stands
            && next.get(opening.len()..).is_some_and(|r| r.starts_with([' ', ',']))
            && (super::cues::LEXICON.is_function(opening) || is_long_word(opening))
    }
}

/// Whether a capitalised word is longer than the ending of the name of a file.
fn is_long_word(word: &str) -> bool {
    word.len() >= 5 && word.bytes().skip(1).all(|b| b.is_ascii_lowercase())
}

/// Whether text ends in a month that no year is to follow: "in May", and behind a day also a shortened one ("on 7 Dec").
fn ends_in_month(before: &str, lexicon: &Lexicon) -> bool {
    let month = last_word(before);
    if !month.starts_with(|c: char| c.is_ascii_uppercase()) || !lexicon.is_month(month) {
        return false;
    }
    let day = before.strip_suffix(month).unwrap_or("").trim_end();
    let day = ["st", "nd", "rd", "th"].iter().find_map(|o| day.strip_suffix(o)).unwrap_or(day);
    lexicon.abbreviation(month).is_none() || day.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether the word before a stop is one of small letters that is no abbreviation.
fn word_before_is_plain(before: &str, lexicon: &Lexicon) -> bool {
    let word = last_word(before);
    word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase()) && lexicon.abbreviation(word).is_none()
}

/// Whether a bracket at the start holds a sentence of its own, with its stop.
fn holds_a_sentence(s: &str) -> bool {
    /// Longest one in bytes.
    const LONGEST: usize = 400;
    let Some(inner) = s.strip_prefix('(').filter(|i| i.starts_with(char::is_uppercase)) else { return false };
    let Some(close) = inner.bytes().take(LONGEST).position(|b| matches!(b, b'(' | b')')) else {
        return false;
    };
    inner.get(..close).is_some_and(|i| i.ends_with(['.', '!', '?']))
        && inner.as_bytes().get(close) == Some(&b')')
}

/// Position of the next full stop, question or exclamation mark or ellipsis.
fn next_sign(bytes: &[u8]) -> Option<usize> {
    let ascii = memchr::memchr3(b'.', b'?', b'!', bytes);
    let window = bytes.get(..ascii.unwrap_or(bytes.len()))?;
    memchr::memmem::find(window, "…".as_bytes()).or(ascii)
}

/// What a stop is without further inquiry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The sentence ends at this byte.
    Boundary(usize),
    Inside,
    Doubt,
}

pub(super) fn judge(s: &str, from: usize, stop: &Stop, lexicon: &Lexicon) -> Verdict {
    let next = s.get(stop.next..).and_then(|r| r.chars().next()).unwrap_or(' ');
    // "(The talks failed.) Nobody …": brackets around a whole sentence.
    let signs = s.get(stop.start..stop.end).unwrap_or("");
    if matches!(signs, ".)" | "!)" | "?)" | ".]" | "?]")
        && s.get(from..stop.start).is_some_and(|whole| whole.trim_start().starts_with(['(', '[']))
        && next.is_uppercase()
    {
        return Verdict::Boundary(stop.end);
    }
    // "under pressure to accept ... [the] resolution": what was left out, and a word put in instead.
    if (signs.starts_with("..") || signs.starts_with('…'))
        && let Some(put_in) = s.get(stop.next..).and_then(|r| r.strip_prefix('['))
        && put_in.starts_with(char::is_lowercase)
    {
        return Verdict::Inside;
    }
    if stop.marked && !next.is_lowercase() {
        let word = last_word(s.get(..stop.start).unwrap_or(""));
        let sure = word.len() > 2 && lexicon.abbreviation(word).is_none();
        return if sure || signs.contains("[^") { Verdict::Boundary(stop.end) } else { Verdict::Doubt };
    }
    if !stop.plain {
        return Verdict::Doubt;
    }
    if next.is_lowercase() || matches!(next, ',' | ';' | ':' | '.' | ')') {
        return Verdict::Inside;
    }
    let before = s.get(..stop.start).unwrap_or("");
    // "the town. . . . The envoy": a full stop, and three more that stand for what was left out of the next sentence.
    if let Some(host) = before.strip_suffix(". . . ")
        && host.ends_with(char::is_alphanumeric)
        && next.is_uppercase()
    {
        return Verdict::Boundary(host.len() + 1);
    }
    if goes_on_behind_bracket(before, s.get(stop.end..).unwrap_or("")) {
        return Verdict::Inside;
    }
    // "It was burnt. (Bell, 2015) The town …": the reference belongs to what it is given for.
    if next == '('
        && let Some(len) = reference(s.get(stop.next..).unwrap_or(""))
    {
        return Verdict::Boundary(stop.next + len);
    }
    // "It was burnt. (It burnt again.) They left.": a bracket of its own.
    if next == '('
        && word_before_is_plain(before, lexicon)
        && s.get(stop.next..).is_some_and(holds_a_sentence)
    {
        return Verdict::Boundary(stop.end);
    }
    // "(Bell, 2015). The town": a bracket that is closed is no abbreviation.
    if before.ends_with(')') && next.is_uppercase() {
        return Verdict::Boundary(stop.end);
    }
    if (next.is_uppercase() || next == '“') && ends_in_month(before, lexicon) {
        return Verdict::Boundary(stop.end);
    }
    let word = before.as_bytes().iter().rev().take_while(|b| b.is_ascii_lowercase()).count();
    let stands = before.as_bytes().iter().rev().nth(word).is_none_or(|b| matches!(b, b' ' | b'\n' | b'-'));
    let known = word <= 6 && lexicon.abbreviation(before.get(before.len() - word..).unwrap_or("")).is_some();
    let starts = next.is_ascii_uppercase() || matches!(next, '“');
    if word >= 3 && stands && starts && !known { Verdict::Boundary(stop.end) } else { Verdict::Doubt }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_between_words_without_a_blank_ends_a_sentence() {
        for (s, glued) in [
            ("Many have recovered to date.As of June, others had not.", true),
            ("They left the harbour.Nobody knew why.", true),
            ("See node.Js or the file readme.Txt for that.", false),
            ("It calls log.Fatal(x) and std.Option.", false),
            ("A page at www.example.Org is gone.", false),
        ] {
            let found = Stops::new(s).any(|stop| stop.next == stop.end);
            assert_eq!(found, glued, "{s}");
        }
    }
}

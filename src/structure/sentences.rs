//! Blocks → sentences: every stretch of prose in exactly one, none across a block, none in headings, labels and noise.
//!
//! Boundaries that nobody would doubt ("… the town. The envoy …") are cut here; what lies between is asked of
//! `sentencex` only if a stop inside is in doubt, which keeps its cost off most of a text and its inputs short.

use crate::model::{Block, BlockId, BlockKind, Noise, Sentence, Span};

use super::blocks::{inline_bullet, is_bullet};
use super::cues::{Abbreviation, Lexicon};
use super::numbering::{Form, Numeral, readings};
use super::spoken::is_tagged;

/// Pieces without any sure boundary are cut at white space after this many bytes: nothing a person wrote is as long.
const LONGEST_PIECE: usize = 8 * 1024;

/// The sentences of all blocks, in text order.
pub(super) fn find(content: &str, blocks: &[Block], noise: &[Noise], lexicon: &Lexicon) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut masked = noise.iter().map(|n| n.span).peekable();
    let mut cuts = Vec::new();
    for (k, block) in blocks.iter().enumerate() {
        let prose = block.prose();
        while masked.peek().is_some_and(|m| m.end <= prose.start) {
            masked.next();
        }
        if !is_prose(block.kind) {
            continue;
        }
        let mut emit = |span: Span| {
            split(content, span, lexicon, &mut cuts);
            let mut from = span.from();
            for &to in &cuts {
                let s = Span::new(from, to).trimmed(content);
                from = to;
                if !s.is_empty() {
                    sentences.push(Sentence { span: s, section: block.section, block: BlockId::new(k) });
                }
            }
        };
        let mut from = prose.start;
        while let Some(m) = masked.peek().filter(|m| m.start < prose.end) {
            if m.start > from {
                emit(Span { start: from, end: m.start });
            }
            from = from.max(m.end);
            if m.end >= prose.end {
                break;
            }
            masked.next();
        }
        if from < prose.end {
            emit(Span { start: from, end: prose.end });
        }
    }
    sentences
}

/// Whether a block holds prose.
pub(super) fn is_prose(kind: BlockKind) -> bool {
    use BlockKind::{Footnote, LeadIn, ListItem, Mast, Paragraph, Quote};
    matches!(kind, Paragraph | ListItem | LeadIn | Quote | Footnote | Mast)
}

/// Ends of the sentences of a stretch of prose, the last one being its end.
fn split(content: &str, span: Span, lexicon: &Lexicon, cuts: &mut Vec<usize>) {
    cuts.clear();
    let mut from = span;
    for at in inline_items(content, span, lexicon) {
        let next = at.clamp(from.from(), from.to());
        split_item(content, Span::new(from.from(), next), lexicon, cuts);
        from = Span::new(next, span.to());
    }
    split_item(content, from, lexicon, cuts);
}

/// Where the items of a list begin that runs on within one line ("1) the road 2) the rail"), the first one left out.
fn inline_items(content: &str, span: Span, lexicon: &Lexicon) -> Vec<usize> {
    let mut found = Vec::new();
    let s = span.of(content);
    if let Some(bullet) = inline_bullet(s) {
        let stands = |at: usize| s.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace));
        found.extend(
            s.match_indices(bullet).skip(1).filter(|(at, _)| stands(*at)).map(|(at, _)| span.from() + at),
        );
        return found;
    }
    let Some(first) = readings(content, span, lexicon).into_iter().find(|r| {
        // "A. Bell and B. Holm" are persons.
        let counts = matches!(r.style.numeral, Numeral::Decimal | Numeral::LetterLower)
            || (r.style.numeral == Numeral::LetterUpper && r.style.form != Form::Stop);
        counts
            && r.depth == 1
            && r.style.word.is_none()
            && matches!(r.style.form, Form::Stop | Form::Bracket | Form::Brackets)
    }) else {
        return found;
    };
    let sign = Span::new(first.label.to(), first.title as usize).of(content).trim_end();
    let open = if first.style.form == Form::Brackets { " (" } else { " " };
    let mut value = first.last();
    let mut at = first.title as usize;
    loop {
        value = value.saturating_add(1);
        let number = match first.style.numeral {
            Numeral::Decimal => value.to_string(),
            numeral => {
                let base = if numeral == Numeral::LetterLower { b'a' } else { b'A' };
                let Some(letter) = u8::try_from(value).ok().filter(|v| *v <= 26).map(|v| base + v - 1) else {
                    break;
                };
                char::from(letter).to_string()
            }
        };
        let mark = format!("{open}{number}{sign} ");
        let Some(p) = Span::new(at, span.to()).of(content).find(&mark) else { break };
        found.push(at + p + 1);
        at += p + mark.len() - 1;
    }
    found
}

fn split_item(content: &str, span: Span, lexicon: &Lexicon, cuts: &mut Vec<usize>) {
    let s = span.of(content);
    let mut from = 0;
    let mut doubtful = false;
    for stop in Stops::new(s) {
        // It stands in a reference that the sentence before has taken along.
        if stop.end <= from {
            continue;
        }
        if stop.end - from > LONGEST_PIECE {
            chop(s, from, stop.start, span.from(), cuts);
            from = cuts.last().map_or(from, |c| c - span.from());
        }
        match judge(s, from, &stop, lexicon) {
            Verdict::Boundary(end) => {
                piece(s, from, end, doubtful, span.from(), lexicon, cuts);
                (from, doubtful) = (end, false);
            }
            Verdict::Doubt => doubtful = true,
            Verdict::Inside => {}
        }
    }
    if s.len() - from > LONGEST_PIECE {
        chop(s, from, s.len(), span.from(), cuts);
        from = cuts.last().map_or(from, |c| c - span.from());
    }
    piece(s, from, s.len(), doubtful, span.from(), lexicon, cuts);
}

/// Cuts an overlong stretch without stops at white space.
fn chop(s: &str, mut from: usize, to: usize, base: usize, cuts: &mut Vec<usize>) {
    while to.saturating_sub(from) > LONGEST_PIECE {
        let mut end = from + LONGEST_PIECE;
        while !s.is_char_boundary(end) {
            end -= 1;
        }
        let window = s.get(from..end).unwrap_or("");
        let cut = window.rfind(char::is_whitespace).filter(|&p| p > 0).map_or(end, |p| from + p);
        cuts.push(base + cut);
        from = cut;
    }
}

/// Adds the sentence ends within `from..to`; `to` itself is one.
fn piece(
    s: &str,
    from: usize,
    to: usize,
    doubtful: bool,
    base: usize,
    lexicon: &Lexicon,
    cuts: &mut Vec<usize>,
) {
    let Some(text) = s.get(from..to).filter(|t| !t.is_empty()) else { return };
    if doubtful {
        let bounds = sentencex::get_sentence_boundaries("en", text);
        for pair in bounds.windows(2) {
            let [a, b] = pair else { continue };
            let at = from + b.start_byte;
            if !a.is_paragraph_break && !joined(s, at, lexicon) {
                cuts.push(base + at);
            }
        }
    }
    cuts.push(base + to);
}

/// Whether a boundary that was found at byte `at` is none after all.
fn joined(s: &str, at: usize, lexicon: &Lexicon) -> bool {
    let before = s.get(..at).unwrap_or("").trim_end();
    let after = s.get(at..).unwrap_or("").trim_start();
    let Some(first) = after.chars().next() else { return true };
    if before.is_empty() || before.ends_with([',', ';']) {
        return true;
    }
    // A stretch of mere punctuation belongs to the sentence before it.
    if !after.chars().take(200).any(char::is_alphanumeric) {
        return true;
    }
    if is_tagged(before, after) {
        return true;
    }
    if goes_on_behind_bracket(before, s.get(at..).unwrap_or("")) {
        return true;
    }
    let Some(stem) = before.strip_suffix('.') else { return false };
    if first.is_lowercase() || matches!(first, '§' | '¶' | '&') || in_short_brackets(before, after) {
        return true;
    }
    let word = last_word(stem);
    if is_numbering(word, after) || is_initials(word, after, lexicon) {
        return true;
    }
    // "1. The road": the number of an item is no sentence.
    let own = stem.trim_start_matches(|c: char| c.is_whitespace() || is_bullet(c));
    if word.len() == own.len() && own.len() <= 3 {
        return true;
    }
    match lexicon.abbreviation(word) {
        Some(Abbreviation::Title) => first.is_uppercase() || first.is_ascii_digit(),
        Some(Abbreviation::Number) => first.is_ascii_digit(),
        _ => false,
    }
}

/// Whether a stop stands in brackets behind which the sentence goes on ("(see No. 4. It is long) and left").
fn goes_on_behind_bracket(before: &str, after: &str) -> bool {
    /// How far a bracket may be, in bytes.
    const FAR: usize = 160;
    let floor = before.len().saturating_sub(FAR);
    let near = before.as_bytes().get(floor..).unwrap_or(&[]);
    let open = memchr::memrchr2(b'(', b'[', near);
    if open.is_none() || memchr::memrchr2(b')', b']', near) > open {
        return false;
    }
    let near = after.as_bytes().get(..FAR.min(after.len())).unwrap_or(&[]);
    let Some(close) = memchr::memchr2(b')', b']', near) else { return false };
    if memchr::memchr2(b'(', b'[', near).is_some_and(|o| o < close) {
        return false;
    }
    let rest = after.get(close + 1..).unwrap_or("");
    rest.starts_with([',', ';', ':'])
        || rest
            .strip_prefix(' ')
            .is_some_and(|r| r.starts_with(|c: char| c.is_lowercase() || c == '–' || c == '—'))
}

/// Whether a stop stands in brackets too short to hold a sentence ("(9th Cir. 2007)").
fn in_short_brackets(before: &str, after: &str) -> bool {
    const SHORT: usize = 40;
    let open = before.char_indices().rev().take(SHORT).find(|&(_, c)| matches!(c, '(' | ')' | '[' | ']'));
    let close = after.chars().take(SHORT).find(|c| matches!(c, '(' | ')' | '[' | ']'));
    matches!(open, Some((_, '(' | '['))) && matches!(close, Some(')' | ']')) && !after.starts_with('(')
}

/// "Section IV. B.3": a Roman number with the rest of its label behind it.
fn is_numbering(word: &str, after: &str) -> bool {
    let mut next = after.chars();
    let label = next.next().is_some_and(|c| c.is_ascii_uppercase())
        && next.next() == Some('.')
        && next.next().is_some_and(|c| c.is_ascii_digit());
    label && !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'))
}

/// Initials before a surname ("J.D. Bell") or more initials ("U. S."); those that a word too small for a name follows may
/// end a sentence, and so may the known ones ("in Washington, D.C. The …").
fn is_initials(word: &str, after: &str, lexicon: &Lexicon) -> bool {
    let letters = |s: &str| s.split('.').all(|p| p.len() == 1 && p.bytes().all(|b| b.is_ascii_uppercase()));
    if !letters(word) {
        return false;
    }
    let next = after.split(|c: char| !(c.is_alphanumeric() || c == '’' || c == '\'')).next().unwrap_or("");
    if next.len() == 1 && after.get(1..).is_some_and(|r| r.starts_with(['.', ','])) && next != "I" {
        return true;
    }
    word.contains('.')
        && lexicon.abbreviation(word).is_none()
        && next.len() > 1
        && next.starts_with(|c: char| c.is_ascii_uppercase())
        && next.bytes().any(|b| b.is_ascii_lowercase())
        && !lexicon.is_function(next)
}

/// The word that ends `s`, inner full stops included ("U.S").
fn last_word(s: &str) -> &str {
    let from = s
        .char_indices()
        .rev()
        .take(24)
        .take_while(|&(_, c)| c.is_alphanumeric() || c == '.')
        .last()
        .map_or(s.len(), |(i, _)| i);
    s.get(from..).unwrap_or("")
}

/// A run of sentence-ending signs with closing quotes and brackets, before white space or at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stop {
    /// The first sign.
    start: usize,
    /// Behind the closing quotes.
    end: usize,
    /// Whether it is one full stop and nothing else.
    plain: bool,
    /// Whether the mark of a footnote stands on it ("the road.`[^9]`", "the road.12").
    marked: bool,
    /// Where the next word begins.
    next: usize,
}

/// All stops of a text.
struct Stops<'a> {
    s: &'a str,
    at: usize,
}

impl<'a> Stops<'a> {
    fn new(s: &'a str) -> Self {
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
            let mark = reference_mark(self.s, start, end);
            let marked = mark > 0;
            end += mark;
            self.at = end;
            let tail = self.s.get(end..)?;
            let word = tail.trim_start();
            if word.is_empty() {
                return None;
            }
            if word.len() < tail.len() {
                let plain = signs == 1 && !marked && bytes.get(start) == Some(&b'.');
                return Some(Stop { start, end, plain, marked, next: self.s.len() - word.len() });
            }
        }
    }
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

/// Length of the marks of footnotes on a stop that covers `start..end`: `[^9]` (behind a blank too), "[12]", "[3, 4]", "¹²",
/// and bare digits behind a word in small letters ("the road.12").
fn reference_mark(s: &str, start: usize, end: usize) -> usize {
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
    if (1..=3).contains(&digits) && closed && sure { digits } else { 0 }
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

/// Length of a reference in brackets by author and year at the start ("(Bell, 2015; Town Council, 2012b: 14)"), where a
/// sentence begins behind it or nothing does.
fn reference(s: &str) -> Option<usize> {
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

/// Position of the next full stop, question or exclamation mark or ellipsis.
fn next_sign(bytes: &[u8]) -> Option<usize> {
    let ascii = memchr::memchr3(b'.', b'?', b'!', bytes);
    let window = bytes.get(..ascii.unwrap_or(bytes.len()))?;
    memchr::memmem::find(window, "…".as_bytes()).or(ascii)
}

/// What a stop is without further inquiry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// The sentence ends at this byte.
    Boundary(usize),
    Inside,
    Doubt,
}

fn judge(s: &str, from: usize, stop: &Stop, lexicon: &Lexicon) -> Verdict {
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
    if next.is_uppercase() && ends_in_month(before, lexicon) {
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
    use crate::structure::cues::LEXICON;

    fn cut(s: &str) -> Vec<&str> {
        let mut cuts = Vec::new();
        split(s, Span::new(0, s.len()), &LEXICON, &mut cuts);
        let mut from = 0;
        let mut out = Vec::new();
        for to in cuts {
            out.push(s[from..to].trim());
            from = to;
        }
        out.retain(|s| !s.is_empty());
        out
    }

    #[test]
    fn stops_that_end_and_stops_that_do_not() {
        for (s, n) in [
            ("The envoy left. Nobody saw it.", 2),
            ("Gen. Ames met Dr. Bell at 3.30 p.m. on Monday.", 1),
            ("The U.S. Senate sat. It rose late.", 2),
            ("See No. 5 of the list. It is short.", 2),
            ("“We won.” They left at dawn.", 2),
            ("“Will you pay?” he asked.", 1),
            ("“Will you pay?” Holm asked. “I will not.”", 2),
            ("It fell by 3.5 percent... and rose again.", 1),
            ("J. R. Holm spoke first. M. Aro did not.", 2),
            ("It is **over.** They said so.", 2),
            ("1) The road is shut 2) The rail is open", 2),
            ("A. Bell and B. Holm signed it.", 1),
            ("3. The road is shut.", 1),
            ("Adviser J.D. Holm spoke first. Then K.T. Bell did.", 2),
            ("He holds a J.D. The court asked for it.", 2),
            ("They met in Washington, D.C. The talks went on.", 2),
            ("It cites Ames v. Bell, 12 F. Supp. 3d 60 (D. Osk 2018). It rests on 18 U.S.C. § 951.", 2),
            ("It cites Ames v. Bell (9th Cir. 2007) and more. It ends.", 2),
            ("Ships of the U. S. Navy came. They left.", 2),
            ("See Section IV. B.3 above. It is long.", 2),
            ("Ames & Bell Mgmt. & Consulting paid. It was late.", 2),
            ("The border will open on 5 May. Qatar said so.", 2),
            ("They met on 7 Dec. Turkey objected.", 2),
            ("They met on Dec. 7. Turkey objected.", 2),
            ("It has been shut since May. Osk is quiet.", 2),
            ("It fell on 3 Sept. 2004, he says.", 1),
            ("The road is shut.[^9] Holm had said so.[^10] Nobody was there.", 3),
            ("The road is shut. [^9] Holm had said so.", 2),
            ("“The road is shut.”[^a1] Holm had said so.", 2),
            ("The road is shut.[12, 13] Holm had said so.¹² Nobody was there.3 It rained.", 4),
            ("See vol.3 and No.5 The list is long.", 1),
            ("It closed in 2019.1 The chair left.", 2),
            (
                "It was burnt. (Bell, 2015) The town lay empty. (U.S. Office of Towns, 2012b: 14; Holm, 2013) Nobody came.",
                3,
            ),
            ("It was burnt (Bell & Holm, 2013; BOP, 2015). They left.", 2),
            ("It was burnt. (In May 2015 it burnt again.) They left.", 3),
            ("They accept ... [resolution] 1284 because it pays.", 1),
            ("Sec. Holm wrote to Reps. Bell and Aro. They replied.", 2),
        ] {
            assert_eq!(cut(s).len(), n, "{:?}", cut(s));
        }
    }

    #[test]
    fn sentences_are_cut_where_a_reader_would() {
        let cases: &[&[&str]] = &[
            // Abbreviations, initials, ranks.
            &["Prof. Ada Bell met Lt. Col. Holm and Sen. Aro.", "They talked until 6 p.m.", "It was late."],
            &["The firm Bell & Co. paid nothing.", "Holm Inc. paid all of it."],
            &["J. K. Bell and M. Holm wrote it.", "Nobody read it."],
            &["See vol. 3, pp. 14–19, and fig. 2.", "Then stop."],
            &["Ships, boats, etc. were counted.", "Rafts were not."],
            // Numbers.
            &["It cost $3.5 million in 2019.", "In 2020 it cost 4.25 million."],
            &["No. 5 was sunk.", "No. 6 was not."],
            &["He lived at 12 St. Ann Rd. in Osk.", "She did not."],
            // U.S. at an end or not.
            &["He left the U.S. for good.", "She stayed."],
            &["They fled to the U.S.", "The others stayed behind."],
            &["The U.S. Navy sent two ships.", "Both sank."],
            &["At 5 a.m. the guns fell silent.", "Nobody cheered."],
            // Quotes.
            &["“It is over.", "We go home,” she said.", "They went."],
            &["“Is it over?” she asked.", "Nobody knew."],
            &["He called it “a mess.”", "It was one."],
            &["\"Stop!\" he cried.", "They stopped."],
            // Ellipses.
            &["He waited … and waited.", "Nothing came."],
            &["“I wonder...” she began.", "Nobody heard."],
            // Lists within a line.
            &["(a) the road", "(b) the rail", "(c) the port"],
            &["• 1. The road is shut", "• 2. The rail is open"],
            &["⁃1. The road is shut", "⁃2. The rail is open"],
            &["‣ Roads ", "‣ Rails ", "‣ Ports"],
            // Brackets and dashes.
            &["The talks (they began in May. They failed in June) cost much.", "Nobody paid."],
            &["(The talks failed.)", "Nobody was told."],
            &["It rained – it always rains there.", "The road was mud."],
            &["The envoy came — late, as ever.", "He left at once!"],
            &["Who won?", "Nobody!", "And who lost?"],
        ];
        let texts: Vec<String> = cases.iter().map(|want| want.join(" ").replace("  ", " ")).collect();
        let wrong: Vec<Vec<&str>> = texts
            .iter()
            .zip(cases)
            .map(|(text, want)| (cut(text), want.iter().map(|s| s.trim()).collect::<Vec<_>>()))
            .filter(|(got, want)| got != want)
            .map(|(got, _)| got)
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert_eq!(cut("They spoke. . . . The rest is lost."), ["They spoke.", ". . . The rest is lost."]);
    }

    #[test]
    fn a_text_without_stops_is_cut_into_bearable_pieces() {
        let s = "word ".repeat(5000);
        let got = cut(&s);
        assert!(got.len() >= 3 && got.iter().all(|p| p.len() <= LONGEST_PIECE));
        assert_eq!(got.iter().map(|p| p.split(' ').count()).sum::<usize>(), 5000);
    }

    proptest::proptest! {
        #[test]
        fn every_word_is_in_exactly_one_sentence(s in "[A-Za-c .!?…”\"(é\\n]{0,120}") {
            let letters: Vec<char> = s.chars().filter(|c| !c.is_whitespace()).collect();
            let got: Vec<char> = cut(&s).concat().chars().filter(|c| !c.is_whitespace()).collect();
            proptest::prop_assert_eq!(letters, got);
        }
    }
}

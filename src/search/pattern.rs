//! Patterns over text: regular expressions as typed, and literal strings that forgive case, accents and typography.
//!
//! Both become one compiled regular expression, which runs in time linear in the text whatever was typed.

use std::fmt::Write;
use std::ops::Range;

use regex::{Regex, RegexBuilder};

use crate::fold::fold;

/// Room for a compiled pattern. A pattern that needs more is refused rather than slow.
const SIZE_LIMIT: usize = 4 << 20;

/// A compiled pattern that remembers what was typed.
#[derive(Debug, Clone)]
pub struct Pattern {
    source: String,
    regex: Regex,
    /// Whether its last word may go on.
    open: bool,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source && self.regex.as_str() == other.regex.as_str()
    }
}

/// Why a regular expression is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// In words.
    pub message: String,
    /// The byte of the pattern at fault, where it is known.
    pub at: Option<usize>,
}

/// Where a literal must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// At the beginning.
    pub start: bool,
    /// At the end; a final stop does not count.
    pub end: bool,
    /// Between ends of words.
    pub whole: bool,
    /// Whether the last word may go on: it is still being typed.
    pub open: bool,
}

impl Pattern {
    /// A regular expression as typed between slashes. Case matters if a capital was typed.
    pub fn regex(source: &str) -> Result<Self, PatternError> {
        let regex = RegexBuilder::new(source)
            .case_insensitive(!has_capital(source))
            .multi_line(true)
            .size_limit(SIZE_LIMIT)
            .build()
            .map_err(|e| error(&e))?;
        Ok(Self { source: source.to_owned(), regex, open: false })
    }

    /// A literal string. Case matters if a capital was typed, an accent if it was typed; typographic quotes and dashes
    /// are plain ones, and any run of white space is a blank. `None` if nothing is left to look for.
    pub fn literal(source: &str, place: Place) -> Option<Self> {
        let mut pattern = String::new();
        if place.start {
            // Opening quotes and brackets stand before the first word.
            pattern.push_str(r#"\A[\s"'“”‘’«(\[]*"#);
        } else if place.whole && source.trim().starts_with(|c: char| c.is_alphanumeric()) {
            pattern.push_str(r"\b");
        }
        let sensitive = source.chars().any(char::is_uppercase);
        let before = pattern.len();
        let mut blank = false;
        for c in source.trim().chars() {
            if c.is_whitespace() {
                blank = true;
                continue;
            }
            if std::mem::take(&mut blank) {
                pattern.push_str(r"\s+");
            }
            one_char(c, sensitive, &mut pattern);
        }
        if pattern.len() == before {
            return None;
        }
        if place.end {
            pattern.push_str(r#"[\s"'“”‘’».!?…:;)\]]*\z"#);
        } else if place.whole && !place.open && source.trim().ends_with(|c: char| c.is_alphanumeric()) {
            pattern.push_str(r"\b");
        }
        let regex = RegexBuilder::new(&pattern).size_limit(SIZE_LIMIT).build().ok()?;
        Some(Self { source: source.to_owned(), regex, open: place.open })
    }

    /// Whether its last word may go on, since it is still being typed.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// As typed.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether it occurs.
    pub fn is_in(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }

    /// Where it occurs, without empty matches.
    pub fn find_iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        self.regex.find_iter(text).filter(|m| !m.is_empty()).map(|m| m.range())
    }

    /// The first occurrence that begins at or after byte `from` and is not empty.
    pub fn find_at(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let mut from = from;
        loop {
            let m = self.regex.find_at(text, from)?;
            if !m.is_empty() {
                return Some(m.range());
            }
            from = m.end() + text.get(m.end()..)?.chars().next()?.len_utf8();
        }
    }
}

/// Whether a capital stands in it outside an escape (`\W`, `\P`).
fn has_capital(source: &str) -> bool {
    let mut escaped = false;
    source.chars().any(|c| {
        let counts = !escaped && c.is_uppercase();
        escaped = !escaped && c == '\\';
        counts
    })
}

/// Adds what matches one typed character.
fn one_char(c: char, sensitive: bool, pattern: &mut String) {
    match c {
        '\'' | '‘' | '’' | 'ʼ' | '‛' => pattern.push_str("['‘’‛ʼ′]"),
        '"' | '“' | '”' | '„' | '«' | '»' => pattern.push_str("[\"“”„‟«»″]"),
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' => pattern.push_str("[-‐‑‒–—―−]"),
        c if c.is_ascii_alphabetic() => {
            let lower = c.to_ascii_lowercase();
            let accented = ACCENTED.iter().find(|(l, _)| *l == lower).map_or("", |(_, a)| a);
            pattern.push('[');
            if sensitive {
                pattern.push(c);
                let same_case = |a: &char| a.is_uppercase() == c.is_ascii_uppercase();
                pattern.extend(accented.chars().filter(same_case));
            } else {
                pattern.push(lower);
                pattern.push(c.to_ascii_uppercase());
                pattern.push_str(accented);
            }
            pattern.push(']');
            pattern.push_str(MARKS);
        }
        c if c.is_ascii() => pattern.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
        // A typed accent is meant; written in one character or two.
        c if sensitive => {
            let mut two = String::new();
            unicode_normalization::char::decompose_canonical(c, |d| two.push(d));
            let _ =
                write!(pattern, "(?:{}|{})", regex::escape(c.encode_utf8(&mut [0; 4])), regex::escape(&two));
        }
        c => {
            let mut two = String::new();
            unicode_normalization::char::decompose_canonical(c, |d| two.push(d));
            let one = regex::escape(c.encode_utf8(&mut [0; 4]));
            let _ = write!(pattern, "(?i:{one}|{})", regex::escape(&two));
        }
    }
}

/// Combining marks behind a letter typed without any.
const MARKS: &str = "[\u{300}-\u{36f}]*";

/// Letters with accents that plain ones find. Written for casefile from the Latin blocks of Unicode.
const ACCENTED: [(char, &str); 20] = [
    ('a', "àáâãäåāăąǎạảấầẩẫậắằẳẵặÀÁÂÃÄÅĀĂĄǍẠẢẤẦẨẪẬẮẰẲẴẶ"),
    ('c', "çćĉċčÇĆĈĊČ"),
    ('d', "ďđðḍĎĐÐḌ"),
    ('e', "èéêëēĕėęěẹẻẽếềểễệÈÉÊËĒĔĖĘĚẸẺẼẾỀỂỄỆ"),
    ('g', "ĝğġģǧĜĞĠĢǦ"),
    ('h', "ĥħḥḫĤĦḤḪ"),
    ('i', "ìíîïĩīĭįıǐỉịÌÍÎÏĨĪĬĮİǏỈỊ"),
    ('j', "ĵĴ"),
    ('k', "ķǩḳĶǨḲ"),
    ('l', "ĺļľłḷĹĻĽŁḶ"),
    ('n', "ñńņňṇÑŃŅŇṆ"),
    ('o', "òóôõöøōŏőǒọỏốồổỗộơớờởỡợÒÓÔÕÖØŌŎŐǑỌỎỐỒỔỖỘƠỚỜỞỠỢ"),
    ('r', "ŕŗřṛŔŖŘṚ"),
    ('s', "śŝşšșṣŚŜŞŠȘṢ"),
    ('t', "ţťțŧṭŢŤȚŦṬ"),
    ('u', "ùúûüũūŭůűųǔụủưứừửữựÙÚÛÜŨŪŬŮŰŲǓỤỦƯỨỪỬỮỰ"),
    ('v', "ṿṾ"),
    ('w', "ŵẁẃẅŴẀẂẄ"),
    ('y', "ýÿŷỳỵỷỹÝŸŶỲỴỶỸ"),
    ('z', "źżžẓŹŻŽẒ"),
];

/// The engine's message in one line, and the byte its caret points at.
fn error(e: &regex::Error) -> PatternError {
    let text = e.to_string();
    let message = match e {
        regex::Error::CompiledTooBig(_) => "the pattern is too large".to_owned(),
        _ => text
            .lines()
            .rev()
            .find_map(|l| l.trim().strip_prefix("error: "))
            .map_or_else(|| fold(text.lines().last().unwrap_or("no regular expression")), str::to_owned),
    };
    let mut lines = text.lines();
    let caret = lines.position(|l| l.contains('^') && l.trim().chars().all(|c| matches!(c, '^' | ' ')));
    let at = caret.and_then(|k| {
        let column = text.lines().nth(k)?.find('^')?.checked_sub(4)?;
        let pattern = text.lines().nth(k.checked_sub(1)?)?.get(4..)?;
        Some(pattern.char_indices().nth(column).map_or(pattern.len(), |(i, _)| i))
    });
    PatternError { message, at }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str, text: &str) -> Vec<String> {
        let p = Pattern::literal(typed, Place::default()).unwrap();
        p.find_iter(text).map(|r| text[r].to_owned()).collect()
    }

    #[test]
    fn case_and_accents_matter_only_if_typed() {
        let text = "Éric, eric, ERIC, éric, e\u{301}ric";
        assert_eq!(found("eric", text).len(), 5);
        assert_eq!(found("Eric", text), ["Éric"]);
        assert_eq!(found("éric", text), ["Éric", "éric", "e\u{301}ric"]);
        assert_eq!(found("cease-fire", "Cease–fire, cease‑fire"), ["Cease–fire", "cease‑fire"]);
        assert_eq!(found("isn't a", "isn’t\n  a"), ["isn’t\n  a"]);
    }

    #[test]
    fn places_of_a_literal() {
        let at = |typed: &str, start, end, whole, text: &str| {
            Pattern::literal(typed, Place { start, end, whole, open: false }).unwrap().is_in(text)
        };
        assert!(at("talks", true, false, false, "“Talks failed.”"));
        assert!(!at("failed", true, false, false, "Talks failed."));
        assert!(at("failed", false, true, false, "Talks failed.”"));
        assert!(!at("talks", false, true, false, "Talks failed."));
        assert!(at("talks", true, true, false, "Talks."));
        assert!(!at("talk", false, false, true, "Talks failed."));
    }

    #[test]
    fn a_bad_expression_says_what_is_wrong_and_where() {
        let e = Pattern::regex("a(b").unwrap_err();
        assert_eq!((e.message.as_str(), e.at), ("unclosed group", Some(1)));
        assert!(Pattern::regex("(?:a{1000}){1000}").is_err());
    }

    #[test]
    fn an_expression_is_case_sensitive_once_a_capital_is_typed() {
        assert!(Pattern::regex(r"min\W").unwrap().is_in("MIN "));
        assert!(!Pattern::regex("Min").unwrap().is_in("min"));
    }

    proptest::proptest! {
        #[test]
        fn a_literal_finds_itself(s in "\\PC{1,12}") {
            if let Some(p) = Pattern::literal(&s, Place::default()) {
                proptest::prop_assert!(p.is_in(&format!("x {} y", s.trim())), "{:?}", p);
            }
        }
    }
}

//! What a Markdown file says about itself before its text: `---` with YAML lines, or `+++` with TOML.
//!
//! Of YAML only what front matter uses for titles and dates is understood: `key: value` at the left margin, quotes,
//! comments, values that go on in indented lines. Anything else is passed over, never guessed.

use crate::model::{Date, Metadata};

/// Front matter cut off a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FrontMatter<'a> {
    toml: bool,
    lines: &'a str,
    /// Where the text behind it begins.
    pub end: usize,
}

/// Front matter longer than this is none; a rule at the start of a long text must not be searched for its end.
const LONGEST: usize = 64 * 1024;

/// Names under which a date stands, the best first.
const DATE_KEYS: [&str; 9] = [
    "date",
    "published",
    "pubDate",
    "published_at",
    "publishedAt",
    "publish_date",
    "publication_date",
    "date_published",
    "updated",
];

/// How dates are written there; a date whose day and month could be exchanged is none of these.
const DATE_FORMS: [&str; 7] =
    ["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y"];

/// The front matter at the start of `text`, if there is one that is closed and holds at least one key.
pub(super) fn split(text: &str) -> Option<FrontMatter<'_>> {
    let mut longest = LONGEST.min(text.len());
    while !text.is_char_boundary(longest) {
        longest -= 1;
    }
    let mut lines = text.get(..longest)?.split_inclusive('\n');
    let first = lines.next()?;
    let toml = match first.trim_end() {
        "---" => false,
        "+++" => true,
        _ => return None,
    };
    let start = first.len();
    let mut at = start;
    let mut keys = 0;
    for line in lines {
        let bare = line.trim_end();
        if bare == if toml { "+++" } else { "---" } || !toml && bare == "..." {
            let lines = text.get(start..at)?;
            return (keys > 0).then_some(FrontMatter { toml, lines, end: at + line.len() });
        }
        keys += usize::from(key(bare, if toml { '=' } else { ':' }).is_some());
        at += line.len();
    }
    None
}

impl FrontMatter<'_> {
    /// Title and date, as far as they are stated.
    pub(super) fn metadata(&self) -> Metadata {
        if self.toml { self.toml_metadata() } else { self.yaml_metadata() }
    }

    fn toml_metadata(&self) -> Metadata {
        let Ok(table) = self.lines.parse::<toml::Table>() else { return Metadata::default() };
        let date = |key: &str| match table.get(key)? {
            toml::Value::String(written) => date(written),
            toml::Value::Datetime(when) => {
                let day = when.date?;
                Date::new(i16::try_from(day.year).ok()?, day.month as i8, day.day as i8).ok()
            }
            _ => None,
        };
        let title = table.get("title").and_then(|t| t.as_str()).map(str::trim);
        Metadata {
            title: title.filter(|t| !t.is_empty()).map(str::to_owned),
            date: DATE_KEYS.iter().find_map(|k| date(k)),
            author: table
                .get("author")
                .and_then(|a| a.as_str())
                .map(|a| a.trim().to_owned())
                .filter(|a| !a.is_empty()),
            made: None,
        }
    }

    fn yaml_metadata(&self) -> Metadata {
        let value = |wanted: &str| {
            let mut lines = self.lines.lines();
            let first = lines.find_map(|line| {
                let (key, value) = key(line, ':')?;
                key.eq_ignore_ascii_case(wanted).then_some(value)
            })?;
            // `>` and `|` only announce the lines that follow.
            let folded = first.starts_with(['>', '|']);
            let mut whole = if folded { String::new() } else { first.to_owned() };
            for more in lines.take_while(|line| line.starts_with([' ', '\t'])) {
                whole.push(' ');
                whole.push_str(more.trim());
            }
            unquoted(whole.trim()).filter(|v| !v.is_empty())
        };
        Metadata {
            title: value("title"),
            date: DATE_KEYS.iter().find_map(|k| date(&value(k)?)),
            author: value("author"),
            made: None,
        }
    }
}

/// Key and value of a line at the left margin.
fn key(line: &str, sign: char) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(sign)?;
    let key = key.trim_end();
    let named = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let apart = sign == '=' || value.is_empty() || value.starts_with([' ', '\t']);
    (named && apart).then(|| (key, value.trim()))
}

/// A YAML scalar without its quotes or comment.
fn unquoted(value: &str) -> Option<String> {
    let Some(quote @ ('"' | '\'')) = value.chars().next() else {
        let end = value.find(" #").unwrap_or(value.len());
        return value
            .get(..end)
            .filter(|v| !v.starts_with(['[', '{', '&', '*', '#']))
            .map(|v| v.trim().to_owned());
    };
    let mut out = String::new();
    let mut chars = value.chars().skip(1).peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if quote == '"' => match chars.next() {
                // A line broken off: nothing stands there.
                Some(' ') => while chars.next_if_eq(&' ').is_some() {},
                Some(c @ ('"' | '\\' | '/')) => out.push(c),
                Some(kind @ ('x' | 'u' | 'U')) => {
                    let digits = match kind {
                        'x' => 2,
                        'u' => 4,
                        _ => 8,
                    };
                    let code = (0..digits).try_fold(0u32, |code, _| {
                        Some(code.checked_mul(16)? + chars.next_if(char::is_ascii_hexdigit)?.to_digit(16)?)
                    });
                    out.push(code.and_then(char::from_u32).filter(|c| !c.is_control()).unwrap_or(' '));
                }
                _ => out.push(' '),
            },
            _ if c == quote && quote == '\'' && chars.peek() == Some(&'\'') => {
                chars.next();
                out.push(c);
            }
            _ if c == quote => return Some(out.trim().to_owned()),
            _ => out.push(c),
        }
    }
    None
}

/// The day that a written date states, where it states one without doubt; what follows a day in ISO form (the time) is left aside.
pub(super) fn date(written: &str) -> Option<Date> {
    let written = written.trim();
    let day = match written.get(10..11) {
        Some("T" | "t" | " " | "-") if written.as_bytes().first().is_some_and(u8::is_ascii_digit) => {
            written.get(..10).filter(|d| Date::strptime("%Y-%m-%d", d).is_ok()).unwrap_or(written)
        }
        _ => written,
    };
    // Earlier years are what programs write for want of a day.
    DATE_FORMS.iter().find_map(|form| Date::strptime(form, day).ok()).filter(|d| d.year() >= FIRST_YEAR)
}

/// The year from which on reports are dated.
const FIRST_YEAR: i16 = 1000;

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (Option<String>, Option<String>) {
        let m = split(text).map(|f| f.metadata()).unwrap_or_default();
        (m.title, m.date.map(|d| d.to_string()))
    }

    fn both(title: &str, date: &str) -> (Option<String>, Option<String>) {
        let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
        (some(title), some(date))
    }

    #[test]
    fn escapes_in_quotes_stand_for_their_signs() {
        let text =
            "---\ntitle: \"Ports\\_and\\\n  \\u0020prices: the harbour\\u2019s \\x41 list\"\n---\nText";
        assert_eq!(of(text).0.as_deref(), Some("Ports and prices: the harbour’s A list"));
    }

    #[test]
    fn a_day_of_publication_has_many_names_and_a_month_is_no_day() {
        let date = |line: &str| of(&format!("---\ntitle: Ports\n{line}\n---\nText")).1;
        for line in
            ["pubDate: 2003-08-12", "published_at: \"August 12, 2003\"", "publication_date: 2003-08-12"]
        {
            assert_eq!(date(line).as_deref(), Some("2003-08-12"), "{line}");
        }
        assert_eq!(date("published_at: \"August 2003\""), None);
    }

    #[test]
    fn titles_and_dates_in_yaml() {
        for (text, want) in [
            (
                "---\ntitle: Ports and prices\ndate: 2025-11-19\n---\nText",
                both("Ports and prices", "2025-11-19"),
            ),
            (
                "---\ntitle: \"A \\\"quiet\\\" week: notes\"\r\ndate: 2025-11-19-08-30-15\r\n---\r\n",
                both("A \"quiet\" week: notes", "2025-11-19"),
            ),
            ("---\ntitle: x\ndate: 0101-01-01\n---\n", both("x", "")),
            ("---\nTitle: 'It''s done'  \nDate: 19 November 2025\n...\n", both("It's done", "2025-11-19")),
            (
                "---\ndate: November 3, 2025\ntitle: >-\n  Long\n  title\nlang: en\n---\n",
                both("Long title", "2025-11-03"),
            ),
            (
                "---\ntitle: Plain # draft\npublished: \"2024-02-29 10:00\"\n---\n",
                both("Plain", "2024-02-29"),
            ),
            // Not guessed: a list, an ambiguous day, an open quote, a month without day.
            ("---\ntitle: [a, b]\ndate: 03/04/2025\n---\n", both("", "")),
            ("---\ntitle: \"open\ndate: 2025-11\n---\n", both("", "")),
            ("---\nauthor:\n  title: Dr\n---\n", both("", "")),
        ] {
            assert_eq!(of(text), want, "{text:?}");
        }
    }

    #[test]
    fn titles_and_dates_in_toml() {
        assert_eq!(of("+++\ntitle = \"Ports\"\ndate = 2025-11-19\n+++\n"), both("Ports", "2025-11-19"));
        assert_eq!(of("+++\ntitle = 'P'\ndate = 2025-11-19T10:00:00Z\n+++\n"), both("P", "2025-11-19"));
        assert_eq!(of("+++\ntitle = broken\n+++\n"), both("", ""));
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        assert_eq!(split("---\n\nText between rules.\n\n---\n"), None);
        assert_eq!(split("---\ntitle: never closed\n"), None);
        assert_eq!(split("Text\n---\ntitle: x\n---\n"), None);
        assert_eq!(split("---\nNote that: this\nis prose: yes\n---\n").map(|f| f.end), None);
    }

    proptest::proptest! {
        #[test]
        fn no_front_matter_panics(s in "(---|\\+\\+\\+)\n([a-z\"'\\\\:=> #\\[0-9é-]{0,30}\n){0,6}(---|\\+\\+\\+)\n?") {
            if let Some(f) = split(&s) {
                f.metadata();
                proptest::prop_assert!(s.is_char_boundary(f.end));
            }
        }
    }
}

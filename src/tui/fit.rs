//! Text made to fit a number of columns, and safe to draw.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::symbols::Symbols;
use crate::ingest::sanitize;

/// Columns a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// `text` on one line, at most `columns` wide, with an ellipsis where something was cut.
pub fn cut(text: &str, columns: usize, symbols: &Symbols) -> String {
    let clean = one_line(text);
    if clean.width() <= columns {
        return clean.into_owned();
    }
    let room = columns.saturating_sub(symbols.ellipsis.width());
    let mut out = String::new();
    let mut used = 0;
    for g in clean.graphemes(true) {
        let w = g.width();
        if used + w > room {
            break;
        }
        out.push_str(g);
        used += w;
    }
    if used + symbols.ellipsis.width() <= columns {
        out.push_str(symbols.ellipsis);
    }
    out
}

/// `text` cut or filled with blanks to exactly `columns`.
pub fn fill(text: &str, columns: usize, symbols: &Symbols) -> String {
    let mut out = cut(text, columns, symbols);
    let used = out.width();
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(used)));
    out
}

/// `text` without control characters, every run of white space as one blank.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let clean = sanitize::sanitize(text);
    let plain = |c: char| !c.is_whitespace() || c == ' ';
    if clean.chars().all(plain) && !clean.contains("  ") {
        return clean;
    }
    Cow::Owned(clean.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `text` without control characters, its blanks as they are: for what is being typed.
pub fn one_line_keep(text: &str) -> Cow<'_, str> {
    sanitize::sanitize_line(text)
}

/// `text` broken at blanks into lines of at most `columns`; words longer than that are cut.
pub fn wrap(text: &str, columns: usize, symbols: &Symbols) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let clean = one_line(text);
    for word in clean.split(' ') {
        let word = cut(word, columns.max(1), symbols);
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= columns => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::symbols::{ASCII, UNICODE};
    use super::*;

    #[test]
    fn cut_and_filled() {
        assert_eq!(cut("abcdef", 4, &UNICODE), "abc…");
        assert_eq!(cut("abcdef", 4, &ASCII), "ab..");
        assert_eq!(fill("ab", 4, &ASCII), "ab  ");
        assert_eq!(cut("a\n  b", 9, &ASCII), "a b");
        assert_eq!(cut("日本語", 5, &UNICODE), "日本…");
        assert_eq!(wrap("one two three", 7, &ASCII), ["one two", "three"]);
    }

    proptest::proptest! {
        #[test]
        fn never_wider_than_asked(s in "\\PC{0,40}", columns in 0usize..30) {
            proptest::prop_assert!(cut(&s, columns, &ASCII).width() <= columns);
            proptest::prop_assert_eq!(fill(&s, columns, &UNICODE).width(), columns);
        }
    }
}

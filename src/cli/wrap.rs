//! Text into a number of terminal columns.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The lines of `text` at most `width` columns wide, broken between words, and inside a word only where it is longer
/// than a line. A width of 0 gives the text as one line.
pub fn wrap(text: &str, width: usize) -> Vec<&str> {
    if width == 0 || text.width() <= width {
        return vec![text];
    }
    let mut lines = Vec::new();
    let mut rest = text;
    while rest.width() > width {
        let fits = fitting(rest, width);
        let at = match rest.get(..fits).and_then(|line| line.rfind(' ')) {
            // The blank itself may stand just behind the edge.
            _ if rest.get(fits..).is_some_and(|r| r.starts_with(' ')) => fits,
            Some(blank) if rest.get(..blank).is_some_and(|line| !line.trim().is_empty()) => blank,
            _ => fits,
        };
        let (line, after) = rest.split_at(at);
        lines.push(line.trim_end());
        rest = after.trim_start();
    }
    if !rest.is_empty() {
        lines.push(rest);
    }
    lines
}

/// `text` in at most `width` columns, with `ellipsis` where something is missing.
pub fn clip(text: &str, width: usize, ellipsis: &str) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(ellipsis.width());
    if room == 0 {
        return String::new();
    }
    let kept = fitting(text, room);
    format!("{}{ellipsis}", text.get(..kept).unwrap_or("").trim_end())
}

/// Bytes of the longest beginning of `text` that takes at most `width` columns; at least one grapheme, so that
/// whoever cuts repeatedly gets on.
fn fitting(text: &str, width: usize) -> usize {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme.width();
        if used > width && at > 0 {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("one two three", 6), ["one", "two", "three"]);
        assert_eq!(wrap("extraordinary", 5), ["extra", "ordin", "ary"]);
        assert_eq!(wrap("東京都", 4), ["東京", "都"]);
        assert_eq!(wrap("", 4), [""]);
        assert_eq!(wrap("東", 1), ["東"]);
    }

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(clip("harbour", 7, ".."), "harbour");
        assert_eq!(clip("harbours", 7, ".."), "harbo..");
        assert_eq!(clip("東京都庁", 5, "…"), "東京…");
        assert_eq!(clip("harbour", 2, ".."), "");
    }

    proptest::proptest! {
        #[test]
        fn no_word_is_lost_and_no_line_too_wide(text in "[a-zé東 ]{0,80}", width in 2usize..30) {
            let lines = wrap(&text, width);
            let letters = |s: &str| s.chars().filter(|c| *c != ' ').collect::<String>();
            proptest::prop_assert_eq!(letters(&lines.concat()), letters(&text));
            for line in lines {
                proptest::prop_assert!(line.width() <= width);
            }
        }
    }
}

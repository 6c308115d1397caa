//! Accents that a page draws as glyphs of their own, above or below a letter, as old fonts need: put together with it.

use unicode_normalization::char::compose as composed;

use super::glyphs::Place;

/// An accent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// The sign that joins a letter.
    joining: char,
    /// The sign as it stands alone.
    pub alone: &'static str,
    /// Whether it has a width of its own, and so stands over its letter only if it is drawn there.
    wide: bool,
}

/// Signs that stand alone and those that join a letter.
const MARKS: [(&str, char); 14] = [
    ("`", '\u{300}'),
    ("\u{b4}", '\u{301}'),
    ("\u{2c6}", '\u{302}'),
    ("\u{2dc}", '\u{303}'),
    ("\u{af}", '\u{304}'),
    ("\u{2d8}", '\u{306}'),
    ("\u{2d9}", '\u{307}'),
    ("\u{a8}", '\u{308}'),
    ("\u{2da}", '\u{30a}'),
    ("\u{2dd}", '\u{30b}'),
    ("\u{2c7}", '\u{30c}'),
    ("\u{b8}", '\u{327}'),
    ("\u{2db}", '\u{328}'),
    ("\u{25ef}", '\u{20dd}'),
];

/// The accent that a glyph is.
pub(super) fn mark(glyph: &str) -> Option<Mark> {
    let mut chars = glyph.chars();
    let (sign, None) = (chars.next()?, chars.next()) else { return None };
    let found = MARKS.iter().find(|(alone, joining)| *alone == glyph || *joining == sign);
    found.map(|(alone, joining)| Mark { joining: *joining, alone, wide: *joining != sign })
}

/// Whether an accent drawn before a letter stands over it or under it.
pub(super) fn awaits(mark: Mark, accent: &Place, letter: &Place) -> bool {
    // Well within it, and begun there: what stands in front of a letter is a quotation mark, whatever width its font states.
    let within = 0.2 * (letter.end - letter.x);
    let middle = f64::midpoint(accent.x, accent.end);
    let begun = accent.x >= letter.x - 0.2 * letter.size;
    // A sign that joins a letter comes behind it.
    mark.wide
        && begun
        && letter.x + within <= middle
        && middle <= letter.end - within
        && level(accent, letter)
}

/// Whether an accent drawn behind a letter stands over it or under it.
pub(super) fn follows(mark: Mark, accent: &Place, letter: &Place) -> bool {
    let middle = f64::midpoint(accent.x, accent.end);
    let slack = if mark.wide { -0.02 } else { 0.05 } * accent.size.max(letter.size);
    letter.x - slack <= middle && middle <= letter.end + slack && level(accent, letter)
}

fn level(accent: &Place, letter: &Place) -> bool {
    (accent.y - letter.y).abs() < 0.5 * accent.size.max(letter.size)
}

/// A letter with its accent. Nothing else than letters carries one.
pub(super) fn compose(glyph: &str, mark: Mark) -> Option<String> {
    let mut chars = glyph.chars();
    let (Some(letter), None) = (chars.next(), chars.next()) else { return None };
    let letter = match letter {
        // The letters without their dots.
        'ı' => 'i',
        'ȷ' => 'j',
        letter => letter,
    };
    match (letter, mark.joining) {
        ('c', '\u{20dd}') => return Some("©".to_owned()),
        ('r' | 'R', '\u{20dd}') => return Some("®".to_owned()),
        (_, '\u{20dd}') => return None,
        _ => {}
    }
    if !letter.is_alphabetic() {
        return None;
    }
    Some(match composed(letter, mark.joining) {
        Some(whole) => whole.to_string(),
        None => format!("{letter}{}", mark.joining),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_carry_accents() {
        let with = |letter: &str, sign: &str| mark(sign).and_then(|m| compose(letter, m));
        assert_eq!(with("u", "¨").as_deref(), Some("ü"));
        assert_eq!(with("ı", "ˆ").as_deref(), Some("î"));
        assert_eq!(with("x", "ˆ").as_deref(), Some("x\u{302}"));
        assert_eq!(with("c", "\u{20dd}").as_deref(), Some("©"));
        assert_eq!(with("s", "\u{300}").as_deref(), Some("s\u{300}"));
        assert_eq!((with("1", "¨"), with("fi", "¨"), with("u", "x")), (None, None, None));
        assert_eq!(mark("\u{300}").map(|m| m.alone), Some("`"));
    }
}

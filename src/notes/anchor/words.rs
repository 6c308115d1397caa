//! Text as a row of words, case and accents aside. What stands between them does not count, so that a wrapped line or
//! another sort of quotation mark changes nothing.

use crate::fold;
use crate::model::Span;

/// A word: a run of letters and digits; of scripts written without blanks every character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// First byte.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Equal for equal words.
    pub hash: u32,
}

/// Letters that count at most: long words say more than short ones, and very long ones not still more.
const HEAVIEST: u32 = 8;

impl Word {
    /// How much it says: its length, up to a limit.
    pub fn weight(self) -> u32 {
        (self.end - self.start).min(HEAVIEST)
    }

    /// Where it stands.
    pub fn span(self) -> Span {
        Span { start: self.start, end: self.end }
    }
}

/// Hands every word of `text` to `each`, in order.
pub fn for_each(text: &str, mut each: impl FnMut(Word)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut begun: Option<usize> = None;
    let mut hash = FNV;
    let mut end = |begun: &mut Option<usize>, hash: &mut u32, at: usize| {
        if let Some(start) = begun.take() {
            // A text has fewer than 4 GiB.
            each(Word { start: start as u32, end: at as u32, hash: *hash });
        }
        *hash = FNV;
    };
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() {
                begun.get_or_insert(at);
                mix(&mut hash, byte.to_ascii_lowercase());
            } else {
                end(&mut begun, &mut hash, at);
            }
            at += 1;
            continue;
        }
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        let after = at + c.len_utf8();
        let alone = stands_alone(c);
        if alone || !(c.is_alphanumeric() || is_part(c)) {
            end(&mut begun, &mut hash, at);
        }
        if c.is_alphanumeric() {
            begun.get_or_insert(at);
            fold::each(c, |folded| {
                let mut bytes = [0; 4];
                folded.encode_utf8(&mut bytes).bytes().for_each(|b| mix(&mut hash, b));
            });
            if alone {
                end(&mut begun, &mut hash, after);
            }
        }
        at = after;
    }
    end(&mut begun, &mut hash, bytes.len());
}

/// All words of `text`.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6);
    for_each(text, |word| words.push(word));
    words
}

/// Start of the FNV-1a hash (Fowler, Noll and Vo).
const FNV: u32 = 0x811c_9dc5;

fn mix(hash: &mut u32, byte: u8) {
    *hash = (*hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
}

/// Accents on their own, soft hyphens, joiners: inside a word, and no letter.
fn is_part(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{300}'..='\u{36f}')
}

/// Scripts without blanks between words: Thai, Lao, Burmese, Khmer; kana and Chinese characters.
fn stands_alone(c: char) -> bool {
    matches!(
        c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{a4cf}'
            | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        words(text).into_iter().map(|word| word.span().of(text)).collect()
    }

    #[test]
    fn words_of_all_scripts() {
        assert_eq!(
            split("It’s 3.5 km—“Été”, co\u{ad}op\n東京へ x"),
            ["It", "s", "3", "5", "km", "Été", "co\u{ad}op", "東", "京", "へ", "x"]
        );
        let hash = |text: &str| words(text)[0].hash;
        assert_eq!(hash("École"), hash("e\u{301}cole"));
        assert_eq!(hash("coop"), hash("Co\u{ad}op"));
        assert_ne!(hash("coop"), hash("coops"));
    }

    proptest::proptest! {
        #[test]
        fn words_lie_on_boundaries_in_order(text in "\\PC{0,60}") {
            let mut last = 0;
            for word in words(&text) {
                proptest::prop_assert!(word.start >= last && word.start < word.end);
                proptest::prop_assert!(text.get(word.span().range()).is_some());
                last = word.end;
            }
        }
    }
}

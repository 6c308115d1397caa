//! The one filter for everything that reaches a terminal: text, names, file names, errors, what is copied.
//!
//! What goes:
//! - escape sequences, whole, in the 7-bit (`ESC [`) and 8-bit (U+009B) forms of ECMA-48, unterminated ones too;
//! - all other controls but newline and tab: C0, DEL, C1;
//! - bidirectional controls, with which text can be made to read otherwise than it stands;
//! - zero-width characters that only steer typesetting (joiners, soft hyphens, variation selectors): dropped, because
//!   scraped text is full of them and terminals disagree about their width;
//! - invisible characters that can carry hidden text (tags, fillers, annotation marks) and noncharacters: each shown
//!   as [`HIDDEN`], so that a reader sees that something stands there.
//!
//! What a sequence swallows: a control sequence ends with its final byte; a string sequence (OSC, DCS, SOS, PM, APC)
//! with its terminator, and at the latest before the end of the line, so that a stray introducer cannot hide the rest
//! of a document. The functions on characters let the reader's layout apply the same filter without copying.

use std::borrow::Cow;

/// Stands for an invisible character that may carry hidden text.
pub const HIDDEN: &str = "\u{FFFD}";

const ESC: char = '\x1b';

/// What becomes of a character on a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visible {
    /// Shown as it is; newline and tab are kept too, layout is the caller's business.
    Keep,
    /// Not shown.
    Drop,
    /// Shown as this.
    Replace(&'static str),
}

/// `text` without anything a terminal would obey; newlines and tabs stay.
///
/// Idempotent. Borrows where there is nothing to do.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    filter(text, false)
}

/// [`sanitize`] for what must stay on one line: newlines and tabs become spaces.
pub fn sanitize_line(text: &str) -> Cow<'_, str> {
    filter(text, true)
}

/// What becomes of `c` where it is not part of an escape sequence (see [`escape_len`]).
pub fn visible(c: char) -> Visible {
    match c {
        '\n' | '\t' | ' '..='~' => Visible::Keep,
        // C0, DEL and C1.
        '\0'..='\x1f' | '\x7f'..='\u{9f}' => Visible::Drop,
        // Bidirectional marks, embeddings, overrides, isolates.
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Visible::Drop
        }
        // Soft hyphen, zero-width space and joiners, word joiner, byte order mark, variation selectors.
        '\u{ad}'
        | '\u{34f}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{e0100}'..='\u{e01ef}' => Visible::Drop,
        // Line and paragraph separator: terminals show nothing, and the words around them would run together.
        '\u{2028}' | '\u{2029}' => Visible::Replace(" "),
        // Invisible operators, deprecated format characters, fillers, interlinear annotation, shorthand and musical
        // format controls, tags, noncharacters.
        '\u{2061}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{3164}'
        | '\u{ffa0}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e00ff}' => Visible::Replace(HIDDEN),
        _ if u32::from(c) & 0xfffe == 0xfffe => Visible::Replace(HIDDEN),
        _ => Visible::Keep,
    }
}

/// Whether a byte of UTF-8 can begin a character that is not kept. Everything else need not be looked at.
const SUSPECT: [bool; 256] = {
    let mut table = [false; 256];
    let mut b = 0;
    while b < 256 {
        table[b] = matches!(b as u8,
            0..=0x1f | 0x7f | 0xc2 | 0xcd | 0xd8 | 0xe1..=0xe3 | 0xef | 0xf0..=0xf4)
            && b as u8 != b'\n'
            && b as u8 != b'\t';
        b += 1;
    }
    table
};

fn filter(text: &str, line: bool) -> Cow<'_, str> {
    let mut out = String::new();
    // Everything before `done` is in `out` or dropped; everything from there to `at` is kept as it stands.
    let (mut done, mut at) = (0, 0);
    while let Some(next) = suspect(text, at, line) {
        at = next;
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        let (skip, instead) = match visible(c) {
            Visible::Keep if line && (c == '\n' || c == '\t') => (1, " "),
            Visible::Keep => {
                at += c.len_utf8();
                continue;
            }
            Visible::Drop => (escape_len(text, at).max(c.len_utf8()), ""),
            Visible::Replace(mark) => (c.len_utf8(), mark),
        };
        out.push_str(text.get(done..at).unwrap_or(""));
        out.push_str(instead);
        at += skip;
        done = at;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(done..).unwrap_or(""));
    Cow::Owned(out)
}

/// The first place from `at` on where a character begins that may have to go.
fn suspect(text: &str, at: usize, line: bool) -> Option<usize> {
    let bytes = text.as_bytes().get(at..)?;
    let found = bytes
        .iter()
        .position(|&b| SUSPECT.get(usize::from(b)) == Some(&true) || line && (b == b'\n' || b == b'\t'))?;
    Some(at + found)
}

/// How many bytes the escape sequence at byte `at` of `text` takes; 0 where none begins.
///
/// A C1 character that follows a letter or byte of mangled UTF-8 ("â", U+0080, U+009D: a quotation mark decoded twice)
/// begins no sequence: it would hide honest text up to the next mangled quotation mark. It is dropped alone.
pub fn escape_len(text: &str, at: usize) -> usize {
    let Some(rest) = text.get(at..) else { return 0 };
    let mut chars = rest.chars();
    match chars.next() {
        Some(ESC) => match chars.next() {
            Some('[') => 2 + control_len(rest.get(2..)),
            Some(']' | 'P' | 'X' | '^' | '_') => 2 + string_len(rest.get(2..)),
            // Intermediates and a final byte: character sets, "ESC # 8"; without intermediates "ESC c", "ESC 7".
            Some(' '..='~') => 1 + plain_len(rest.get(1..)),
            _ => 1,
        },
        Some(c @ '\u{80}'..='\u{9f}') => {
            if after_mangled(text, at) {
                return 0;
            }
            match c {
                '\u{9b}' => 2 + control_len(rest.get(2..)),
                '\u{90}' | '\u{98}' | '\u{9d}' | '\u{9e}' | '\u{9f}' => 2 + string_len(rest.get(2..)),
                _ => 0,
            }
        }
        _ => 0,
    }
}

/// Whether the character before `at` is one that doubly encoded text has before a C1 character.
fn after_mangled(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|t| t.chars().next_back());
    matches!(before, Some('\u{80}'..='\u{bf}' | '\u{c2}'..='\u{f4}'))
}

/// Parameters, intermediates and the final byte of a control sequence, as far as they are there.
fn control_len(rest: Option<&str>) -> usize {
    let bytes = rest.unwrap_or("").as_bytes();
    let parameters = bytes.iter().take_while(|b| (0x30..=0x3f).contains(*b)).count();
    parameters + plain_len(rest.and_then(|r| r.get(parameters..)))
}

/// Intermediates and the final byte, as far as they are there.
fn plain_len(rest: Option<&str>) -> usize {
    let bytes = rest.unwrap_or("").as_bytes();
    let intermediates = bytes.iter().take_while(|b| (0x20..=0x2f).contains(*b)).count();
    let last = bytes.get(intermediates).is_some_and(|b| (0x30..=0x7e).contains(b));
    intermediates + usize::from(last)
}

/// A string sequence after its introducer, with its terminator: ST, BEL, CAN, SUB. The end of the line or another
/// escape ends it too and is not part of it.
fn string_len(rest: Option<&str>) -> usize {
    let rest = rest.unwrap_or("");
    for (k, c) in rest.char_indices() {
        match c {
            '\x07' | '\x18' | '\x1a' | '\u{9c}' => return k + c.len_utf8(),
            '\n' | '\r' => return k,
            ESC if rest.get(k + 1..).is_some_and(|r| r.starts_with('\\')) => return k + 2,
            ESC => return k,
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_text_is_borrowed() {
        for clean in ["", "plain", "two\nlines\tand a tab", "Paşa’s “quote” — naïve 東京 🙂"] {
            assert!(matches!(sanitize(clean), Cow::Borrowed(t) if t == clean), "{clean:?}");
        }
        assert!(matches!(sanitize_line("Paşa’s “quote”"), Cow::Borrowed(_)));
    }

    #[test]
    fn sequences_go_whole() {
        for (dirty, clean) in [
            ("a\x1b[31mred\x1b[0m z", "ared z"),
            ("a\x1b[38;2;1;2;3 qb", "ab"),
            ("a\x1b]52;c;ZXZpbA==\x07b", "ab"),
            ("a\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\b", "alinkb"),
            ("a\x1bPq#0;2\x1b\\b", "ab"),
            ("a\x1b_apc\u{9c}b\x1b^pm\x1b\\c\x1bXsos\x1b\\d", "abcd"),
            ("a\u{9b}1mb \u{9d}0;title\x07c\u{90}q\u{9c}d", "ab cd"),
            ("a\x1b(Bb\x1bcc\x1b#8d\x1b7e", "abcde"),
            ("a\x1b\x1b[1mb", "ab"),
            // Aborted and nested ones.
            ("a\x1b]0;t\x18b", "ab"),
            ("a\x1bPtmux;\x1b\x1b]0;t\x07\x1b\\b", "ab"),
        ] {
            assert_eq!(sanitize(dirty), clean, "{dirty:?}");
        }
    }

    #[test]
    fn an_unterminated_sequence_takes_its_line_at_most() {
        assert_eq!(sanitize("a\x1b]0;gone\nstays"), "a\nstays");
        assert_eq!(sanitize("a\x1b[31\nstays"), "a\nstays");
        assert_eq!(sanitize("a\x1b[31é"), "aé");
        assert_eq!(sanitize("a\x1b"), "a");
        assert_eq!(sanitize("a\x1b["), "a");
        assert_eq!(sanitize("a\u{9d}0;gone"), "a");
        assert_eq!(sanitize_line("a\x1b]0;gone\nstays"), "a stays");
    }

    #[test]
    fn a_doubly_encoded_quotation_mark_hides_nothing() {
        let mangled = "He said â\u{80}\u{9c}noâ\u{80}\u{9d} and then â\u{80}\u{9c}yesâ\u{80}\u{9d} again";
        assert_eq!(sanitize(mangled), "He said ânoâ and then âyesâ again");
    }

    #[test]
    fn controls_bidi_and_zero_width() {
        assert_eq!(sanitize("a\0\x08\r\x0b\x7f\u{85}b"), "ab");
        assert_eq!(sanitize("\u{202e}gpj.exe\u{202c} \u{2066}x\u{2069}\u{200e}\u{200f}\u{61c}"), "gpj.exe x");
        assert_eq!(sanitize("Ka\u{200b}bul\u{ad}\u{feff}\u{200d}"), "Kabul");
        assert_eq!(sanitize("x\u{e0041}y\u{ffff}z\u{1fffe}"), "x\u{fffd}y\u{fffd}z\u{fffd}");
        assert_eq!(sanitize("one\u{2028}two"), "one two");
        assert_eq!(sanitize_line("one\r\ntwo\tthree"), "one two three");
    }

    #[test]
    fn the_scan_suspects_every_character_that_is_not_kept() {
        for c in '\0'..=char::MAX {
            if visible(c) != Visible::Keep {
                let mut buffer = [0; 4];
                let first = c.encode_utf8(&mut buffer).as_bytes()[0];
                assert!(SUSPECT[usize::from(first)], "U+{:04X}", u32::from(c));
            }
        }
    }

    fn nasty() -> impl proptest::strategy::Strategy<Value = String> {
        use proptest::prelude::*;
        let piece = prop_oneof![
            Just("\x1b".to_owned()),
            Just("\x1b[".to_owned()),
            Just("\x1b]".to_owned()),
            Just("\x1b\\".to_owned()),
            Just("\x07".to_owned()),
            Just("\u{9b}".to_owned()),
            Just("\u{9d}".to_owned()),
            Just("\u{9c}".to_owned()),
            Just("\u{202e}".to_owned()),
            Just("\n".to_owned()),
            "[ -~]{0,4}",
            any::<char>().prop_map(String::from),
        ];
        proptest::collection::vec(piece, 0..40).prop_map(|v| v.concat())
    }

    proptest::proptest! {
        #[test]
        fn nothing_a_terminal_obeys_is_left(s in nasty()) {
            let clean = sanitize(&s);
            proptest::prop_assert!(clean.chars().all(|c| visible(c) == Visible::Keep));
            proptest::prop_assert!(clean.chars().all(|c| !c.is_control() || c == '\n' || c == '\t'));
            let line = sanitize_line(&s);
            proptest::prop_assert!(line.chars().all(|c| !c.is_control()));
        }

        #[test]
        fn twice_is_once(s in nasty()) {
            let once = sanitize(&s).into_owned();
            proptest::prop_assert!(matches!(sanitize(&once), Cow::Borrowed(t) if t == once));
            let line = sanitize_line(&s).into_owned();
            proptest::prop_assert!(matches!(sanitize_line(&line), Cow::Borrowed(t) if t == line));
        }

        #[test]
        fn the_functions_on_characters_agree_with_the_whole(s in nasty()) {
            let (mut out, mut at) = (String::new(), 0);
            while let Some(c) = s[at..].chars().next() {
                let escape = escape_len(&s, at);
                match visible(c) {
                    _ if escape > 0 => {}
                    Visible::Keep => out.push(c),
                    Visible::Drop => {}
                    Visible::Replace(mark) => out.push_str(mark),
                }
                at += escape.max(c.len_utf8());
            }
            proptest::prop_assert_eq!(sanitize(&s), out);
        }
    }
}

//! Bytes → characters: byte order mark, else UTF-8, else the guess of the detector that Firefox uses.
//!
//! NULs are characters like others (the terminal never sees them); lone surrogates and malformed sequences become
//! U+FFFD, and the text says so.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use crate::model::SourceMap;

/// Characters, and where they come from.
pub(super) struct Decoded<'a> {
    /// Without byte order mark.
    pub text: Cow<'a, str>,
    /// WHATWG name of the encoding ("UTF-32LE" and "UTF-32BE" besides).
    pub encoding: &'static str,
    /// Whether anything became U+FFFD.
    pub malformed: bool,
    /// From the text to the bytes of the file: exact for clean UTF-8, at line starts otherwise.
    pub file: SourceMap,
}

/// Decodes `bytes` in the encoding they show.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    // UTF-32 first: its little-endian mark begins with that of UTF-16.
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE, 0, 0]) {
        return utf32(rest, 4, "UTF-32LE", u32::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(&[0, 0, 0xFE, 0xFF]) {
        return utf32(rest, 4, "UTF-32BE", u32::from_be_bytes);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return in_encoding(bytes, mark, encoding);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return in_encoding(bytes, 0, encoding);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded {
            text: Cow::Borrowed(text),
            encoding: encoding_rs::UTF_8.name(),
            malformed: false,
            file: SourceMap::default(),
        },
        Err(_) => in_encoding(bytes, 0, guess(bytes)),
    }
}

/// Decodes `bytes` in the encoding they show, else in the one they name themselves. A page that names one and is written in
/// another is common, so that whole UTF-8 goes before it.
pub(super) fn decode_stated<'a>(bytes: &'a [u8], stated: Option<&'static Encoding>) -> Decoded<'a> {
    let shown = Encoding::for_bom(bytes).is_some()
        || is_wide(bytes)
        || (!bytes.is_ascii() && std::str::from_utf8(bytes).is_ok());
    match stated {
        // UTF-16 that can be read as ASCII is none.
        Some(encoding) if !shown && encoding != UTF_16LE && encoding != UTF_16BE && !damaged_utf8(bytes) => {
            in_encoding(bytes, 0, encoding)
        }
        _ => decode(bytes),
    }
}

/// Whether bytes are text in UTF-16 or UTF-32, where NULs are ordinary.
pub(super) fn is_wide(bytes: &[u8]) -> bool {
    const MARKS: [&[u8]; 3] = [&[0xFF, 0xFE], &[0xFE, 0xFF], &[0, 0, 0xFE, 0xFF]];
    MARKS.iter().any(|mark| bytes.starts_with(mark)) || utf16_without_mark(bytes).is_some()
}

/// Whether every second byte of the beginning is NUL, as in UTF-16 of a European language.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    const SAMPLE: usize = 4096;
    let sample = bytes.get(..SAMPLE.min(bytes.len() & !1))?;
    let units = sample.len() / 2;
    // In one or two units a NUL says nothing.
    if units < 4 {
        return None;
    }
    let nuls = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    if odd * 10 > units * 7 && even * 20 < units {
        Some(UTF_16LE)
    } else if even * 10 > units * 7 && odd * 20 < units {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The likely encoding of what is no valid UTF-8.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if damaged_utf8(bytes) {
        return encoding_rs::UTF_8;
    }
    // The detector does about 10 MB/s; what it can learn it learns from the first piece that is not ASCII.
    const SAMPLE: usize = 128 * 1024;
    const BEFORE: usize = 256;
    let first = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0).saturating_sub(BEFORE);
    let sample = bytes.get(first..(first + SAMPLE).min(bytes.len())).unwrap_or(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, first + sample.len() == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

/// UTF-8 in which something is broken (a cut end, a spliced fragment): far more whole sequences than broken ones.
/// In other encodings whole sequences are accidents.
fn damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        let inner = chunk.valid().bytes().filter(|b| (b & 0xC0) == 0xC0).count();
        whole += inner;
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken * 2
}

fn in_encoding<'a>(bytes: &'a [u8], mark: usize, encoding: &'static Encoding) -> Decoded<'a> {
    let rest = bytes.get(mark..).unwrap_or(&[]);
    let (text, malformed) = encoding.decode_without_bom_handling(rest);
    let runs = match &text {
        Cow::Borrowed(_) if mark > 0 => vec![(0, mark as u32)],
        Cow::Borrowed(_) => Vec::new(),
        Cow::Owned(text) if encoding == UTF_16LE => at_lines(text, units(rest, mark, u16::from_le_bytes)),
        Cow::Owned(text) if encoding == UTF_16BE => at_lines(text, units(rest, mark, u16::from_be_bytes)),
        // In all others a line feed is the byte 0x0A and part of nothing else.
        Cow::Owned(text) => at_lines(text, memchr::memchr_iter(b'\n', rest).map(|p| mark + p + 1)),
    };
    Decoded { text, encoding: encoding.name(), malformed, file: SourceMap::new(runs, Vec::new()) }
}

/// The places after every line feed of UTF-16.
fn units(rest: &[u8], mark: usize, unit: fn([u8; 2]) -> u16) -> impl Iterator<Item = usize> + '_ {
    rest.as_chunks::<2>()
        .0
        .iter()
        .enumerate()
        .filter(move |(_, u)| unit(**u) == 0x0A)
        .map(move |(k, _)| mark + 2 * k + 2)
}

fn utf32<'a>(rest: &[u8], mark: usize, encoding: &'static str, unit: fn([u8; 4]) -> u32) -> Decoded<'a> {
    let (units, tail) = rest.as_chunks::<4>();
    let mut malformed = !tail.is_empty();
    let mut text = String::with_capacity(rest.len() / 3);
    for &bytes in units {
        let c = char::from_u32(unit(bytes));
        malformed |= c.is_none();
        text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    let starts = units.iter().enumerate().filter(|(_, u)| unit(**u) == 0x0A).map(|(k, _)| mark + 4 * k + 4);
    let runs = at_lines(&text, starts);
    Decoded { text: Cow::Owned(text), encoding, malformed, file: SourceMap::new(runs, Vec::new()) }
}

/// Runs that pair the start of every line of the text with that of the file. Lines whose distance did not change need
/// no run of their own.
fn at_lines(text: &str, starts: impl Iterator<Item = usize>) -> Vec<(u32, u32)> {
    let mut runs = Vec::new();
    let lines = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|p| p + 1));
    let mut shift = None;
    for (line, start) in lines.skip(1).zip(starts) {
        let distance = start as i64 - line as i64;
        if shift != Some(distance) {
            shift = Some(distance);
            runs.push((line as u32, start as u32));
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn utf8_with_and_without_mark() {
        let d = decode("čaj\n".as_bytes());
        assert_eq!((d.text.as_ref(), d.encoding, d.malformed), ("čaj\n", "UTF-8", false));
        assert!(matches!(d.text, Cow::Borrowed(_)) && d.file == SourceMap::default());
        let d = decode("\u{feff}čaj\n".as_bytes());
        assert_eq!((d.text.as_ref(), d.file.to_source(0), d.file.to_source(5)), ("čaj\n", 3, 8));
    }

    #[test]
    fn utf16_with_and_without_mark() {
        let text = "Line one\nGaňa, two\nthree 🙂\n";
        for (unit, name, mark) in [
            (u16::to_le_bytes as fn(u16) -> [u8; 2], "UTF-16LE", [0xFF, 0xFE]),
            (u16::to_be_bytes, "UTF-16BE", [0xFE, 0xFF]),
        ] {
            let bare = utf16(text, unit);
            let marked = [&mark[..], &bare].concat();
            for (bytes, shift) in [(&bare, 0), (&marked, 2)] {
                let d = decode(bytes);
                assert_eq!((d.text.as_ref(), d.encoding, d.malformed), (text, name, false));
                assert_eq!(d.file.to_source(9), shift + 18, "start of line 2");
                assert_eq!(d.file.to_source(20), shift + 38, "start of line 3");
            }
        }
    }

    #[test]
    fn a_lone_surrogate_is_replaced_and_told() {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend([0x41, 0, 0x00, 0xD8, 0x42, 0]);
        let d = decode(&bytes);
        assert_eq!((d.text.as_ref(), d.malformed), ("A\u{fffd}B", true));
    }

    #[test]
    fn utf32_by_its_mark() {
        let le: Vec<u8> = [0xFEFF, 0x41, 0x1F642, 0xD800].into_iter().flat_map(u32::to_le_bytes).collect();
        let d = decode(&le);
        assert_eq!((d.text.as_ref(), d.encoding, d.malformed), ("A🙂\u{fffd}", "UTF-32LE", true));
    }

    #[test]
    fn western_and_cyrillic_bytes_are_guessed() {
        let bytes = b"The caf\xe9 on the quay was clos\xe9d, said the mayor\x92s office.\nNext";
        let d = decode(bytes);
        assert_eq!(d.encoding, "windows-1252");
        assert!(d.text.contains("café") && d.text.contains("mayor’s"));
        let line = d.text.find("Next").unwrap();
        assert_eq!(d.file.to_source(line), bytes.len() - 4);
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("Переговоры в Стамбуле закончились ничем.");
        let d = decode(&bytes);
        assert_eq!(d.encoding, "windows-1251");
        assert!(d.text.starts_with("Переговоры"));
    }

    #[test]
    fn broken_utf8_stays_utf8() {
        let mut bytes = "“Señor Peña,” she said — naïve as ever".as_bytes().to_vec();
        bytes.push(0xE2);
        let d = decode(&bytes);
        assert_eq!((d.encoding, d.malformed), ("UTF-8", true));
        assert!(d.text.starts_with("“Señor") && d.text.ends_with('\u{fffd}'));
    }

    #[test]
    fn nuls_stay_characters() {
        let d = decode(b"a\0b\0\0c and more");
        assert_eq!((d.text.as_ref(), d.encoding), ("a\0b\0\0c and more", "UTF-8"));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_decode_and_places_never_fall(
            bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)
        ) {
            let d = decode(&bytes);
            let mut last = 0;
            for at in 0..=d.text.len() {
                let file = d.file.to_source(at);
                proptest::prop_assert!(file >= last);
                last = file;
            }
        }
    }
}

//! Bad input is ordinary: whatever the bytes, every stage ends, and what it hands on is sound.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod formats;
#[path = "../formats/make/mod.rs"]
mod make;
mod sound;

use casefile::extract::{Options, extract};
use casefile::ingest::{IngestError, Limits, Origin, ingest};
use casefile::model::Document;
use sound::assert_sound;

/// Reads bytes through all stages under each kind of name; asserts that every result is sound.
fn read(bytes: &[u8]) -> Vec<Document> {
    let names = [Origin::File("a.txt"), Origin::File("a.md"), Origin::File("a.html"), Origin::Stdin];
    let read = names.into_iter().filter_map(|origin| read_as(bytes, origin).ok());
    read.inspect(assert_sound).collect()
}

fn read_as(bytes: &[u8], origin: Origin<'_>) -> Result<Document, IngestError> {
    let text = ingest(bytes, origin, None, Limits::default())?;
    Ok(extract("a".to_owned(), String::new(), text, &Options::default(), &mut ()))
}

fn plain(bytes: &[u8]) -> Document {
    let read = read_as(bytes, Origin::File("a.txt"));
    let document = read.unwrap_or_else(|e| panic!("text in a .txt file is always read, but: {e}"));
    assert_sound(&document);
    document
}

/// A small report with a bit of everything.
const REPORT: &str = "\
Grain and the Strait\n\n\
As of 4 March 2024\n\n\
I. What happened\n\
On 12 February 2024 Estmark closed the strait to Norland’s ships. According to the Harbour Council (HC), \
about 40 per cent of the grain trade was lost. Norland denied that it had broken the treaty.. Find out more about grain.\n\
II. What should be done\n\
- For Norland: The government must publish its figures by May 2024.\n\
- For Estmark: If the strait is not opened, prices will probably rise.\n\
\n\
Both capitals said last week that talks “may resume” in Port Alder.\n";

#[test]
fn nothing_but_white_space() {
    for bytes in ["\n", "\n\n\n\n", " ", "\t\r\n\r\n", "\u{a0}\u{2003}\u{3000}", &"\n".repeat(200_000)] {
        for d in read(bytes.as_bytes()) {
            assert!(d.sentences.is_empty() && d.claims.is_empty() && d.sections.is_empty(), "{bytes:.10?}");
        }
    }
}

#[test]
fn escape_sequences_and_controls() {
    let all: String = (0..=0xFFu8).map(char::from).collect();
    for hostile in [
        "\x1b]0;owned\x07On 12 May 2024 \x1b[31mEstmark\x1b[0m said that it \x1b[?1049hmust leave.",
        "\x1b]52;c;ZXZpbA==\x1b\\The Harbour Council (\x1b[1mHC\x1b[0m) denied it.\x1bP+q544e\x1b\\\u{9b}2J",
        "I. \x1b[2J\nThe HC said.\nII. \u{202e}gnidaeH\u{202c}\nText \u{2066}of\u{2069} 2024\u{200b}-\u{200d}05.",
        &all,
        &all.repeat(300),
    ] {
        read(hostile.as_bytes());
    }
}

#[test]
fn nuls_are_characters() {
    let report = REPORT.replace(". ", ".\0 ").replace("II.", "\0II.");
    plain(report.as_bytes());
    // Hardly any text at all is no text, whatever its name.
    assert!(matches!(read_as(&[0; 10_000], Origin::File("a.txt")), Err(IngestError::Binary(_))));
    assert!(matches!(read_as(report.as_bytes(), Origin::Stdin), Err(IngestError::Binary(_))));
}

#[test]
fn every_byte_broken_in_turn() {
    for k in (0..REPORT.len()).step_by(7) {
        for byte in [0xFF, 0x80, 0xE2, 0x00, b'\n', b'"'] {
            let mut bytes = REPORT.as_bytes().to_vec();
            bytes[k] = byte;
            plain(&bytes);
        }
        plain(&REPORT.as_bytes()[..=k]);
    }
}

#[test]
fn bytes_of_no_encoding() {
    let mut state = 1u32;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    })
    .take(50_000)
    .collect();
    assert!(matches!(read_as(&noise, Origin::File("a.txt")), Err(IngestError::Binary(_))));
    let printable: Vec<u8> = noise.iter().map(|b| if b.is_ascii_control() { b' ' } else { *b }).collect();
    plain(&printable);
    plain(&printable[..999]);
    plain(&b"\xE2\x80".repeat(10_000));
    plain(&"\u{fffd}".repeat(10_000).into_bytes());
}

#[test]
fn the_encoding_changes_nothing() {
    let want = plain(REPORT.as_bytes());
    let wide = |unit: fn(u16) -> [u8; 2]| REPORT.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let western = encoding_rs::WINDOWS_1252.encode(REPORT).0.into_owned();
    for (bytes, name) in [
        ([b"\xEF\xBB\xBF", REPORT.as_bytes()].concat(), "UTF-8"),
        (wide(u16::to_le_bytes), "UTF-16LE"),
        ([b"\xFE\xFF".to_vec(), wide(u16::to_be_bytes)].concat(), "UTF-16BE"),
        (western, "windows-1252"),
    ] {
        let got = plain(&bytes);
        assert_eq!((got.text.encoding, got.text.as_str()), (name, REPORT));
        assert_eq!(format!("{:?}", got.claims), format!("{:?}", want.claims));
    }
}

#[test]
fn line_ends_change_nothing_that_is_said() {
    let unix = plain(REPORT.as_bytes());
    let dos = plain(REPORT.replace('\n', "\r\n").as_bytes());
    let said = |d: &Document| {
        let titles: Vec<_> = d.sections.iter().map(|s| d.text.slice(s.title).to_owned()).collect();
        let sentences: Vec<_> = d.sentences.iter().map(|s| d.text.slice(s.span).to_owned()).collect();
        let claims: Vec<_> = d.claims.iter().map(|c| d.text.slice(c.span).to_owned()).collect();
        let times: Vec<_> =
            d.times.iter().map(|t| (d.text.slice(t.span).to_owned(), t.edtf.clone())).collect();
        (titles, sentences, claims, times)
    };
    assert_eq!(said(&unix), said(&dos));
}

#[test]
fn one_huge_line() {
    let line = REPORT.replace('\n', " ").repeat(3_000);
    assert!(line.len() > 1_500_000);
    plain(line.as_bytes());
    // No space, no stop: one word; one number; one opening bracket after another.
    for piece in
        ["a", "A", "9", "(", "“", "'", "-", ".", "é", "\u{301}", "🙂", "1,", "a.", "A B", "X-", "(A", "of "]
    {
        plain(piece.repeat(300_000 / piece.len()).as_bytes());
    }
}

#[test]
fn many_short_lines() {
    for line in [
        "I.\n",
        "1.\n",
        "- \n",
        "A. x\n",
        "Contents\n",
        "a\n\n",
        "1.1.1.1 X\n",
        "Note: a.. Read on.\n",
        "# \n",
        "> \n",
        "|\n",
    ] {
        read(line.repeat(100_000 / line.len()).as_bytes());
    }
}

#[test]
fn deep_nesting() {
    let deep = format!("{} bottom\n", ">".repeat(50_000));
    plain(deep.as_bytes());
    assert_eq!(read_as(deep.as_bytes(), Origin::File("a.md")).err(), Some(IngestError::TooDeep(100)));
    for piece in [
        "[", "![", "(", "*", "**a", "_", "`", "<b>", "<div>\n", "- ", "1. ", "  - a\n", "[^1]: ", "&#", "\\",
        "| ",
    ] {
        read(piece.repeat(50_000).as_bytes());
    }
    let stairs: String = (0..3_000).map(|k| format!("{}- item {k}\n", " ".repeat(2 * (k % 60)))).collect();
    read(stairs.as_bytes());
    let numbers: String = (1..2_000).map(|k| format!("{} Heading\nText.\n", "1.".repeat(k % 300))).collect();
    read(numbers.as_bytes());
}

#[test]
fn dates_and_sums_beyond_all_bounds() {
    let hostile = "On 99 May 99999 and 31 February 2024, 0000-00-00, 2024-13-45, Q9 2024, in the 99th century, \
        99999999999999999999 years ago, $999,999,999,999,999,999,999,999 million per cent, week 77 of 0, \
        −1 January −1, 29/29/2929, from 2030 to 1930, since 9999999999, the 1990s 1990s, XIXIXIX. Heading.";
    for d in read(hostile.repeat(20).as_bytes()) {
        assert!(d.times.iter().all(|t| t.earliest.is_none() || t.latest.is_none() || t.earliest <= t.latest));
    }
}

#[test]
fn the_same_bytes_give_the_same_document() {
    let (a, b) = (plain(REPORT.as_bytes()), plain(REPORT.as_bytes()));
    assert_eq!(format!("{a:?}"), format!("{b:?}"));
}

fn pieces() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let words = [
        "Estmark ",
        "Norland’s ",
        "the Harbour Council (HC) ",
        "both capitals ",
        "said that ",
        "“",
        "” ",
        "’s ",
        "must ",
        "may ",
        "not ",
        "if ",
        "on 3 May 2024 ",
        "last week ",
        "in 2021–22 ",
        "$200 million ",
        "40% ",
        ". ",
        ".. ",
        "? ",
        "\n",
        "\n\n",
        "\r\n",
        "I. ",
        "II. ",
        "A. ",
        "1.1 ",
        "- ",
        "* ",
        "For X: ",
        "# ",
        "---\n",
        "| a | b |\n",
        "(",
        ") ",
        "—",
        "…",
        ", ",
        "; ",
        "Find out more about ",
        "\t",
        "\0",
        "\x1b[1m",
        "\u{202e}",
        "é",
        "\u{feff}",
        "Dr. ",
        "U.S. ",
    ];
    let piece = prop_oneof![
        6 => proptest::sample::select(words.to_vec()).prop_map(str::to_owned),
        1 => "[ -~]{0,6}",
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..120).prop_map(|v| v.concat())
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]

    #[test]
    fn any_mixture_of_what_reports_are_made_of(text in pieces()) {
        read(text.as_bytes());
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..600)) {
        read(&bytes);
    }
}

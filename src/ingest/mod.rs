//! Bytes → reading text. No file is opened here: the caller brings the bytes.
//!
//! ```text
//! bytes ─packed→ ─detect→ format ─decode→ characters ─plain│markdown│html→ Text (reading text, blocks, way to the source)
//!                               └───────zip→ parts ─docx│odt│epub→ Text
//!                               └─────────────────────────────pdf→ Text
//! ```

mod decode;
mod detect;
mod epub;
mod flow;
mod front_matter;
mod html;
#[cfg(test)]
#[path = "../../tests/formats/make/zip.rs"]
#[allow(dead_code, reason = "shared with the tests of whole documents, which use more of it")]
mod make_zip;
mod markdown;
mod office;
mod packed;
mod pdf;
mod plain;
mod raised;
mod runs;
pub mod sanitize;
mod tags;
mod xml;
mod zip;

pub use pdf::{PdfError, Printed, print as print_pdf};

use crate::model::{Format, Text};

/// What a reader may cost. Beyond a limit the document is refused with a line that says which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of input, and of its reading text. More than 4 GiB are never read: a span has 32 bits an end.
    pub bytes: usize,
    /// Bytes that may come out of a compressed file, all its parts together.
    pub unpacked: usize,
    /// How many times larger than the file that may be, beyond the first megabyte.
    pub ratio: usize,
    /// Files in an archive.
    pub entries: usize,
    /// Bytes of markup in one page or one part of a document.
    pub markup: usize,
    /// Elements in them.
    pub elements: usize,
    /// Paragraphs, items and rows.
    pub blocks: usize,
    /// Depth of nested blocks.
    pub depth: usize,
    /// Pages of a PDF document.
    pub pages: usize,
    /// Seconds that a PDF document may take.
    pub seconds: u64,
    /// Bytes of memory that a PDF document may take.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 256 * MEGABYTE,
            unpacked: 32 * MEGABYTE,
            ratio: 200,
            entries: 10_000,
            markup: 32 * MEGABYTE,
            elements: 3_000_000,
            blocks: 300_000,
            depth: 100,
            pages: 10_000,
            seconds: 60,
            memory: 400 * MEGABYTE as u64,
        }
    }
}

const MEGABYTE: usize = 1024 * 1024;

/// Why bytes are no document. Each is one line that says what they are and, where something helps, what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IngestError {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// A format with text in it, but not in this one.
    #[error("no text in it: {0}")]
    NoText(&'static str),
    /// Not text.
    #[error("not a text file: {0}")]
    Binary(&'static str),
    /// Broken or cut off.
    #[error("{0} that is broken or cut off; get the file again")]
    Damaged(&'static str),
    /// Locked by a password.
    #[error("{0} locked by a password; save it without one")]
    Encrypted(&'static str),
    /// Over the size limit.
    #[error("larger than the limit of {0} bytes")]
    TooLarge(usize),
    /// More comes out of it than the limit.
    #[error("more than the limit of {0} bytes when unpacked")]
    Unpacked(usize),
    /// More comes out of it than text does.
    #[error("more than {0} times its size when unpacked, as only an attack is; refused")]
    Ratio(usize),
    /// Over the limit of nesting.
    #[error("blocks nested deeper than the limit of {0}")]
    TooDeep(usize),
    /// Over the limit of a number of things.
    #[error("more {what} than the limit of {most}")]
    TooMany {
        /// Which things.
        what: &'static str,
        /// The limit.
        most: usize,
    },
    /// The parser gave up.
    #[error(
        "a PDF document that its parser fails on; print it to a new PDF, or take its text out with “pdftotext”"
    )]
    Failed,
    /// Over the limit of memory.
    #[error("reading it took more memory than the limit of {0} bytes")]
    Memory(u64),
    /// Over the limit of time.
    #[error("reading it took longer than the limit of {0} seconds")]
    TooSlow(u64),
}

/// How the caller learnt of the bytes, which says what format they may be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin<'a> {
    /// A file of this name.
    File(&'a str),
    /// Standard input: the content decides.
    Stdin,
}

/// Who parses a PDF document: [`print_pdf`] here and now, or somebody who has it done elsewhere, under limits.
pub type PdfParser = fn(&[u8], &Limits) -> Result<Printed, PdfError>;

/// Decodes `bytes` and finds their reading text. `format` goes before any detection. A PDF document is parsed in this very
/// process, which a hostile one can bring down: see [`ingest_with`].
pub fn ingest(
    bytes: &[u8],
    origin: Origin<'_>,
    format: Option<Format>,
    limits: Limits,
) -> Result<Text, IngestError> {
    ingest_with(bytes, origin, format, limits, print_pdf)
}

/// [`ingest`] with the parser of PDF documents given.
pub fn ingest_with(
    bytes: &[u8],
    origin: Origin<'_>,
    format: Option<Format>,
    limits: Limits,
    parser: PdfParser,
) -> Result<Text, IngestError> {
    let text = unpack_and_read(bytes, origin, format, limits, parser)?;
    // Each costs all stages some hundred bytes, however few words are in it.
    if text.blocks.len() > limits.blocks {
        return Err(IngestError::TooMany { what: "blocks", most: limits.blocks });
    }
    Ok(text)
}

fn unpack_and_read(
    bytes: &[u8],
    origin: Origin<'_>,
    format: Option<Format>,
    limits: Limits,
    parser: PdfParser,
) -> Result<Text, IngestError> {
    let most = limits.bytes.min(u32::MAX as usize);
    if bytes.len() > most {
        return Err(IngestError::TooLarge(most));
    }
    // A text is read as it is, whatever its first bytes resemble.
    if let Some(packing) = packed::packing(bytes).filter(|_| !detect::is_text_by_name(origin)) {
        let unpacked = packed::unpack(bytes, packing, &limits)?;
        if packed::packing(&unpacked).is_some() {
            return Err(IngestError::Binary("compressed twice; unpack it first"));
        }
        let origin = match origin {
            Origin::File(name) => Origin::File(packed::inner_name(name)),
            Origin::Stdin => Origin::Stdin,
        };
        return read(&unpacked, origin, format, limits, parser);
    }
    read(bytes, origin, format, limits, parser)
}

/// Whether a file that begins with `head` is refused, as far as its beginning shows.
pub fn refused(
    head: &[u8],
    origin: Origin<'_>,
    format: Option<Format>,
    limits: Limits,
) -> Option<IngestError> {
    // The beginning of an archive says nothing of what is in it.
    let packed = packed::packing(head).is_some() || head.starts_with(b"PK");
    if packed && !detect::is_text_by_name(origin) {
        return None;
    }
    let named = match format {
        Some(format) => Ok(Some(format)),
        None => detect::by_name_and_magic(head, origin),
    };
    match named {
        Ok(None | Some(Format::Text | Format::Markdown)) => {
            read(head, origin, format, limits, print_pdf).err()
        }
        Ok(_) => None,
        Err(error) => Some(error),
    }
}

fn read(
    bytes: &[u8],
    origin: Origin<'_>,
    format: Option<Format>,
    limits: Limits,
    parser: PdfParser,
) -> Result<Text, IngestError> {
    let named = match format {
        Some(format) => Some(format),
        None => detect::by_name_and_magic(bytes, origin)?,
    };
    if bytes.is_empty() {
        return Err(IngestError::Empty);
    }
    let archive = |what| {
        zip::Archive::new(bytes, &limits)
            .map_err(|e| if e == zip::BROKEN { IngestError::Damaged(what) } else { e })
    };
    let text = match named {
        Some(Format::Pdf) => pdf::text(parser(bytes, &limits)?, &limits)?,
        Some(Format::Docx) => office::docx::read(archive("a Word document")?, &limits)?,
        Some(Format::Odt) => office::odt::read(archive("an OpenDocument text")?, &limits)?,
        Some(Format::Epub) => epub::read(archive("an EPUB book")?, &limits)?,
        _ => return read_characters(bytes, named, limits),
    };
    if text.is_empty() {
        return Err(IngestError::NoText("a document of pictures or of nothing at all"));
    }
    Ok(text)
}

/// The reading text of a file that is characters.
fn read_characters(bytes: &[u8], named: Option<Format>, limits: Limits) -> Result<Text, IngestError> {
    let most = limits.bytes.min(u32::MAX as usize);
    let stated = || html::stated_encoding(bytes);
    let decoded = match named {
        Some(Format::Html) => decode::decode_stated(bytes, stated()),
        _ => decode::decode(bytes),
    };
    if decoded.text.is_empty() {
        return Err(IngestError::Empty);
    }
    // A single-byte encoding can grow threefold.
    if decoded.text.len() > most {
        return Err(IngestError::TooLarge(most));
    }
    let text = match named.unwrap_or_else(|| detect::by_content(&decoded.text)) {
        Format::Text => return plain::read(decoded, &limits),
        Format::Markdown => return markdown::read(&decoded, limits),
        _ => html::read(&decode::decode_stated(bytes, stated()), &limits)?,
    };
    if text.is_empty() {
        return Err(IngestError::NoText(
            "a page of pictures or programs only; save it from a browser as it is shown",
        ));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn file(name: &str, bytes: &[u8]) -> Result<Format, String> {
        read(Origin::File(name), bytes)
    }

    fn stdin(bytes: &[u8]) -> Result<Format, String> {
        read(Origin::Stdin, bytes)
    }

    fn read(origin: Origin<'_>, bytes: &[u8]) -> Result<Format, String> {
        ingest(bytes, origin, None, Limits::default()).map(|t| t.format).map_err(|e| e.to_string())
    }

    #[test]
    fn a_program_under_the_name_of_a_text_is_refused_and_a_text_with_a_stray_nul_is_not() {
        let mut program = b"\x7FELF\x02\x01\x01".to_vec();
        program.extend((0..2000u32).flat_map(|k| [0, (k % 200) as u8, 1, 0x90]));
        let read = |bytes: &[u8]| ingest(bytes, Origin::File("x.txt"), None, Limits::default());
        assert_eq!(read(&program).err(), Some(IngestError::Binary("a program (ELF)")));
        assert!(
            read(b"The talks \0 went on for a week, and nobody could say what they had been about.").is_ok()
        );
    }

    #[test]
    fn names_decide_formats() {
        use Format::{Markdown, Text};
        assert_eq!(file("a/b.md", b"No heading here"), Ok(Markdown));
        assert_eq!(file("B.MARKDOWN", b"x"), Ok(Markdown));
        assert_eq!(file("a.txt", b"# Heading\n\ntext"), Ok(Text));
        assert_eq!(file("a.txt", b"<html><body>x"), Ok(Text));
        assert_eq!(file("a.txt", b"%PDF-1.7 is how such files begin"), Ok(Text));
        assert_eq!(file("a.txt", b"cut off here\0\0\0\0"), Ok(Text));
        assert_eq!(file("setup.conf", b"# Comment\n\nkey = value"), Ok(Text));
        assert_eq!(file("dir.d/README", b"# Heading\n\ntext"), Ok(Markdown));
        assert_eq!(file(".profile", b"text"), Ok(Text));
    }

    #[test]
    fn content_decides_for_standard_input() {
        use Format::{Html, Markdown, Text};
        assert_eq!(stdin(b"# Heading\n\ntext"), Ok(Markdown));
        assert_eq!(stdin(b"Text first.\n\n## Then a heading\ntext"), Ok(Markdown));
        assert_eq!(stdin(b"---\ntitle: x\n---\ntext"), Ok(Markdown));
        for plain in [
            "VII. Heading\ntext",
            "#hashtag\n",
            "#!/bin/sh\n# one\n# two\nls",
            "text\n# in a paragraph\n",
            "# 1\n# 2\n",
            "---\n\ntext\n\n---\n",
            "```\n\n# comment\n\n```\n",
            "a < b and <b>bold</b>",
        ] {
            assert_eq!(stdin(plain.as_bytes()), Ok(Text), "{plain:?}");
        }
        for page in [
            "<!DOCTYPE html><p>x",
            " <html lang=en>x",
            "<?xml version='1.0'?>\n<!-- x -->\n<HTML>x",
            "\u{feff}<body>x",
        ] {
            assert_eq!(stdin(page.as_bytes()), Ok(Html), "{page:?}");
        }
        assert_eq!(file("a.html", b"anything"), Ok(Html));
        assert!(stdin(b"<html><script>x</script>").is_err_and(|e| e.starts_with("no text in it")));
    }

    #[test]
    fn what_is_no_text_is_named_with_what_to_do() {
        let odt = b"PK\x03\x04\x14\0\0\0\0\0mimetypeapplication/vnd.oasis.opendocument.textPK";
        for (bytes, words) in [
            (&b"%PDF-1.7\n%\xE2\xE3"[..], "a PDF document that is broken or cut off; get the file again"),
            (odt, "an OpenDocument text that is broken or cut off"),
            (
                b"PK\x03\x04....[Content_Types].xml....word/document.xml",
                "a Word document that is broken or cut off",
            ),
            (b"PK\x03\x04....a.txt", "not a text file: a ZIP archive; unpack it first"),
            (b"\x1F\x8B\x08\0", "a gzip file that is broken or cut off; get the file again"),
            (b"\x89PNG\r\n\x1A\n\0", "not a text file: a PNG image"),
            (b"\x7FELF\x02\x01\x01\0", "not a text file: a program (ELF)"),
            (b"some\0thing\0else", "not a text file: binary data"),
            (b"", "the file is empty"),
            (b"\xEF\xBB\xBF", "the file is empty"),
        ] {
            for got in [stdin(bytes), file("report.md", bytes)] {
                let got = got.unwrap_err();
                assert!(got.starts_with(words), "{got}");
                assert!(!got.contains('\n'));
            }
        }
        assert!(stdin(b"BZh is no word, but RIFF is").is_ok());
        let wide: Vec<u8> = "Wide text".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(stdin(&wide), Ok(Format::Text));
    }

    #[test]
    fn limits_and_the_format_option() {
        let small = Limits { bytes: 10, ..Limits::default() };
        let refused = ingest(b"eleven byte", Origin::Stdin, None, small).err();
        assert_eq!(refused, Some(IngestError::TooLarge(10)));
        // Six bytes that are eighteen in UTF-8.
        let grown = ingest(b"\x80\x80\x80\x80\x80\x80", Origin::File("a.txt"), None, small).err();
        assert_eq!(grown, Some(IngestError::TooLarge(10)));
        let forced = ingest(b"# x", Origin::Stdin, Some(Format::Text), Limits::default()).unwrap();
        assert_eq!((forced.format, forced.as_str()), (Format::Text, "# x"));
        let forced =
            ingest(b"# x", Origin::File("a.txt"), Some(Format::Markdown), Limits::default()).unwrap();
        assert_eq!((forced.format, forced.as_str()), (Format::Markdown, "x"));
    }

    #[test]
    fn blocks_are_counted() {
        let limits = Limits { blocks: 2, ..Limits::default() };
        let read = |s: &str| ingest(s.as_bytes(), Origin::File("a.md"), None, limits).map(|t| t.blocks.len());
        assert_eq!(read("One\n\ntwo\n"), Ok(2));
        assert_eq!(read("One\n\ntwo\n\nthree\n"), Err(IngestError::TooMany { what: "blocks", most: 2 }));
        let plain = |s: &str| ingest(s.as_bytes(), Origin::File("a.txt"), None, limits).err();
        assert_eq!(plain("One\n\ntwo\n"), None);
        assert_eq!(plain("One\n\ntwo\n\nthree\n"), Some(IngestError::TooMany { what: "blocks", most: 2 }));
    }

    #[test]
    fn plain_text_is_the_file_itself() {
        let source = "\n One\r\n\ttwo\u{202e}\n\n";
        let text = ingest(source.as_bytes(), Origin::File("a.txt"), None, Limits::default()).unwrap();
        assert_eq!(text.as_str(), source);
        assert!(text.blocks.is_empty());
        assert_eq!((text.source_line(6), text.source.to_source(6)), (2, 6));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(
            bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300),
            name in proptest::sample::select(vec!["a.txt", "a.md", "a", "a.log", "-"]),
        ) {
            if let Ok(text) = ingest(&bytes, Origin::File(name), None, Limits::default()) {
                for b in text.blocks.iter() {
                    proptest::prop_assert!(Span::checked(text.as_str(), b.span.from(), b.span.to()).is_ok());
                }
                let mut line = 1;
                for at in 0..=text.len() {
                    let here = text.source_line(at);
                    proptest::prop_assert!(here >= line);
                    line = here;
                }
            }
        }
    }
}

//! What bytes are: by the name of their file, by their first bytes, by what stands in them.

use memchr::memmem;

use super::{IngestError, Origin};
use crate::model::Format;

/// How far into a file the content is asked.
const HEAD: usize = 8192;

/// First bytes of the files of old office programs, and of new ones that are locked.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0";

/// First bytes of what is no text, and the line that says so.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document under the name of a text; give it its own name"),
    (b"%!PS", "a PostScript document; convert it with “ps2ascii”"),
    (b"{\\rtf", "a rich text document; save it as plain text in a word processor"),
    (OLE, "an old Word, Excel or PowerPoint document; save it as plain text in a word processor"),
    (b"\x1F\x8B", "compressed with gzip under the name of a text; give it its own name"),
    (b"BZh", "compressed with bzip2; unpack it with “bunzip2”"),
    (b"\xFD7zXZ\0", "compressed with xz; unpack it with “unxz”"),
    (b"\x28\xB5\x2F\xFD", "compressed with Zstandard under the name of a text; give it its own name"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive; unpack it first"),
    (b"Rar!\x1A\x07", "a RAR archive; unpack it first"),
    (b"\x89PNG\r\n", "a PNG image; text must be recognised in it first"),
    (b"\xFF\xD8\xFF", "a JPEG image; text must be recognised in it first"),
    (b"GIF8", "a GIF image; text must be recognised in it first"),
    (b"II*\0", "a TIFF image; text must be recognised in it first"),
    (b"MM\0*", "a TIFF image; text must be recognised in it first"),
    (b"RIFF", "a sound, video or WebP image file"),
    (b"OggS", "a sound or video file"),
    (b"ID3", "a sound file"),
    (b"\x7FELF", "a program (ELF)"),
    (b"\xFE\xED\xFA", "a program (Mach-O)"),
    (b"\xCF\xFA\xED\xFE", "a program (Mach-O)"),
    (b"\xCA\xFE\xBA\xBE", "a program (Mach-O or Java)"),
    (b"\0asm", "a program (WebAssembly)"),
    (b"SQLite format 3\0", "an SQLite database"),
];

/// Whether a file's own name says it is plain text.
pub(super) fn is_text_by_name(origin: Origin<'_>) -> bool {
    let Origin::File(name) = origin else { return false };
    extension(name).is_some_and(|e| e.eq_ignore_ascii_case("txt") || e.eq_ignore_ascii_case("text"))
}

/// The format that name and first bytes decide, `None` where the content must.
///
/// A `.txt` file is read as text whatever format its content resembles, unless it holds hardly any text at all.
pub(super) fn by_name_and_magic(bytes: &[u8], origin: Origin<'_>) -> Result<Option<Format>, IngestError> {
    let extension = match origin {
        Origin::File(name) => extension(name),
        Origin::Stdin => None,
    };
    let extension = extension.map(str::to_ascii_lowercase);
    if is_text_by_name(origin) {
        if mostly_controls(bytes) {
            return Err(IngestError::Binary(binary(bytes).unwrap_or("binary data")));
        }
        return Ok(Some(Format::Text));
    }
    if bytes.starts_with(b"%PDF-") || late_pdf(bytes) {
        return Ok(Some(Format::Pdf));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return zip(bytes).map(Some).map_err(IngestError::Binary);
    }
    if bytes.starts_with(OLE) && memmem::find(bytes, &wide("EncryptedPackage")).is_some() {
        return Err(IngestError::Encrypted("an office document"));
    }
    if let Some(what) = binary(bytes) {
        return Err(IngestError::Binary(what));
    }
    match extension.as_deref() {
        Some("md" | "markdown" | "mdown" | "mkd") => Ok(Some(Format::Markdown)),
        Some("html" | "htm" | "xhtml" | "xht") => Ok(Some(Format::Html)),
        // Its own name for a kind of text that has none here: comments in it are no headings.
        Some(_) if looks_like_html(&String::from_utf8_lossy(head(bytes))) => Ok(Some(Format::Html)),
        Some(_) => Ok(Some(Format::Text)),
        None => Ok(None),
    }
}

/// The format that decoded characters show: HTML by its tags, Markdown by front matter or headings, else plain text.
pub(super) fn by_content(text: &str) -> Format {
    if looks_like_html(text) {
        Format::Html
    } else if looks_like_markdown(text) {
        Format::Markdown
    } else {
        Format::Text
    }
}

/// What stands behind the last dot of a file's name.
fn extension(name: &str) -> Option<&str> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map(|(_, extension)| extension)
}

fn head(bytes: &[u8]) -> &[u8] {
    bytes.get(..HEAD).unwrap_or(bytes)
}

/// What bytes are that are no text.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Some("a ZIP archive under the name of a text; give it its own name");
    }
    // Four letters at the start of a text are no signature.
    let textual: [&[u8]; 4] = [b"BZh", b"GIF8", b"RIFF", b"ID3"];
    for (magic, what) in MAGIC {
        if bytes.starts_with(magic) && (!textual.contains(magic) || memchr::memchr(0, head(bytes)).is_some())
        {
            return Some(what);
        }
    }
    if bytes.get(257..262) == Some(b"ustar") {
        return Some("a tar archive; unpack it first");
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some("a video or HEIF image file");
    }
    if bytes.starts_with(b"MZ") && memchr::memchr(0, head(bytes)).is_some() {
        return Some("a program (Windows)");
    }
    nuls(bytes).then_some("binary data")
}

/// Whether more than a twentieth of the beginning are control characters that no text has: a program or a picture under
/// the name of a text. A stray NUL does not make a text binary.
fn mostly_controls(bytes: &[u8]) -> bool {
    let head = head(bytes);
    let strange =
        head.iter().filter(|b| b.is_ascii_control() && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B));
    let strange = strange.count();
    strange > 8 && strange * 20 > head.len() && !super::decode::is_wide(head)
}

/// NULs that are not the high bytes of UTF-16 or UTF-32.
fn nuls(bytes: &[u8]) -> bool {
    let head = head(bytes);
    memchr::memchr(0, head).is_some() && !super::decode::is_wide(head)
}

/// A PDF document with something in front, as mail programs and web servers leave it.
fn late_pdf(bytes: &[u8]) -> bool {
    /// As far in readers of PDF look for its beginning.
    const WITHIN: usize = 1024;
    let start = bytes.get(..WITHIN).unwrap_or(bytes);
    memmem::find(start, b"%PDF-1.").is_some() && memmem::rfind(bytes, b"%%EOF").is_some()
}

/// Letters in UTF-16.
fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Which document a ZIP file is, or which other archive, by names that stand uncompressed in it.
fn zip(bytes: &[u8]) -> Result<Format, &'static str> {
    let head = head(bytes);
    let first = |name: &str| memmem::find(head, name.as_bytes()).is_some();
    let anywhere = |name: &str| memmem::find(bytes, name.as_bytes()).is_some();
    if first("mimetypeapplication/epub+zip") {
        Ok(Format::Epub)
    } else if first("mimetypeapplication/vnd.oasis.opendocument.text") {
        Ok(Format::Odt)
    } else if first("mimetypeapplication/vnd.oasis.opendocument") {
        Err("an OpenDocument file; save it as a text in an office program")
    } else if anywhere("word/document") {
        Ok(Format::Docx)
    } else if anywhere("xl/workbook") {
        Err("an Excel workbook; save it as a text in an office program")
    } else if anywhere("ppt/presentation") {
        Err("a PowerPoint presentation; save it as a text in an office program")
    } else if anywhere("META-INF/container.xml") {
        Ok(Format::Epub)
    } else if anywhere("mimetypeapplication/vnd.oasis.opendocument.text") {
        // Packed again by a program that does not know that this has to come first.
        Ok(Format::Odt)
    } else if anywhere("mimetypeapplication/vnd.oasis.opendocument") {
        Err("an OpenDocument file; save it as a text in an office program")
    } else if anywhere("content.xml") && anywhere("META-INF/manifest.xml") {
        Ok(Format::Odt)
    } else if anywhere("[Content_Types].xml") && anywhere("_rels/.rels") {
        Ok(Format::Docx)
    } else {
        Err("a ZIP archive; unpack it first")
    }
}

/// Whether a document begins as web pages do: a doctype or one of the outermost elements, after comments and an XML
/// declaration.
fn looks_like_html(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let skipped = if rest.starts_with("<!--") {
            rest.split_once("-->").map(|(_, after)| after)
        } else if rest.starts_with("<?") {
            rest.split_once("?>").map(|(_, after)| after)
        } else {
            None
        };
        match skipped {
            Some(after) => rest = after.trim_start(),
            None => break,
        }
    }
    const FIRST: [&str; 7] = ["<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<article"];
    FIRST.iter().any(|tag| {
        rest.split_at_checked(tag.len()).is_some_and(|(start, after)| {
            let ends = after.starts_with(|c: char| c == '>' || c.is_ascii_whitespace());
            start.eq_ignore_ascii_case(tag) && ends
        })
    })
}

/// Whether a document has front matter or an ATX heading that stands alone.
fn looks_like_markdown(text: &str) -> bool {
    if super::front_matter::split(text).is_some() {
        return true;
    }
    let mut fenced = false;
    let mut before_blank = true;
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("```") || line.starts_with("~~~") {
            fenced = !fenced;
        }
        // Several such lines in a row are comments of a script or a settings file.
        let alone = before_blank && lines.peek().is_none_or(|next| !next.starts_with('#'));
        if !fenced && alone && is_atx_heading(line) {
            return true;
        }
        before_blank = line.trim().is_empty();
    }
    false
}

fn is_atx_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    (1..=6).contains(&level) && rest.starts_with([' ', '\t']) && rest.contains(char::is_alphanumeric)
}

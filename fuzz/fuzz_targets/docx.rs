#![no_main]

use casefile::model::Format;
use libfuzzer_sys::fuzz_target;

mod check;
mod parts;

const NAMES: [&str; 6] = [
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/footnotes.xml",
    "word/endnotes.xml",
    "docProps/core.xml",
];

fuzz_target!(|bytes: &[u8]| check::check(&parts::packed(bytes, &[], &NAMES), Some(Format::Docx)));

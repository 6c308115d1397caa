#![no_main]

use casefile::model::Format;
use libfuzzer_sys::fuzz_target;

mod check;
mod parts;

const FIXED: [(&str, &[u8]); 2] = [
    ("mimetype", b"application/epub+zip"),
    ("META-INF/container.xml", b"<container><rootfile full-path=\"book.opf\"/></container>"),
];
const NAMES: [&str; 6] =
    ["book.opf", "nav.xhtml", "toc.ncx", "a.xhtml", "b.xhtml", "META-INF/encryption.xml"];

fuzz_target!(|bytes: &[u8]| check::check(&parts::packed(bytes, &FIXED, &NAMES), Some(Format::Epub)));

#![no_main]

use casefile::model::Format;
use libfuzzer_sys::fuzz_target;

mod check;
mod parts;

const FIXED: [(&str, &[u8]); 1] = [("mimetype", b"application/vnd.oasis.opendocument.text")];
const NAMES: [&str; 4] = ["content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"];

fuzz_target!(|bytes: &[u8]| check::check(&parts::packed(bytes, &FIXED, &NAMES), Some(Format::Odt)));

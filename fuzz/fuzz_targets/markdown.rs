#![no_main]

use casefile::model::Format;
use libfuzzer_sys::fuzz_target;

mod check;

fuzz_target!(|bytes: &[u8]| check::check(bytes, Some(Format::Markdown)));

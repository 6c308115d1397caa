#![no_main]

use casefile::model::Format;
use libfuzzer_sys::fuzz_target;

mod check;

// The library that parses panics on broken files, and the reader catches that: only what is not caught may end the run.
fuzz_target!(
    init: std::panic::set_hook(Box::new(|_| {})),
    |bytes: &[u8]| check::check(bytes, Some(Format::Pdf))
);

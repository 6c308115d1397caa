#![no_main]

use libfuzzer_sys::fuzz_target;

mod check;

// Nothing is said of the format: detection and unpacking decide.
fuzz_target!(|bytes: &[u8]| check::check(bytes, None));

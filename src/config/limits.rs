//! `[limits]`: what a document may cost.

use toml::de::{DeTable, DeValue};

use super::parse::Reader;
use crate::ingest::Limits;

/// The limits by name, each with the least and the most it can be set to.
const LIMITS: [(&str, u64, u64); 11] = [
    ("file", 1, 4000),
    ("unpacked", 1, 4000),
    ("ratio", 2, 100_000),
    ("files", 1, 1_000_000),
    ("markup", 1, 4000),
    ("elements", 1000, 100_000_000),
    ("blocks", 1000, 100_000_000),
    ("depth", 10, 1000),
    ("pages", 1, 1_000_000),
    ("seconds", 1, 3600),
    ("memory", 64, 64_000),
];

const MEGABYTE: u64 = 1024 * 1024;

impl Reader<'_> {
    /// Sets the limits that a section names.
    pub(super) fn limits(&mut self, table: &DeTable<'_>) {
        for (name, value) in table {
            let key = name.get_ref().as_ref();
            let Some((_, least, most)) = LIMITS.iter().find(|(known, ..)| *known == key) else {
                self.unknown(name.span().start, "limit", key, LIMITS.map(|(known, ..)| known));
                continue;
            };
            let number = match value.get_ref() {
                DeValue::Integer(digits) => u64::from_str_radix(digits.as_str(), digits.radix()).ok(),
                _ => None,
            };
            match number.filter(|n| (least..=most).contains(&n)) {
                Some(number) => set(&mut self.config.limits, key, number),
                None => {
                    self.warn(
                        Some(value.span().start),
                        format!("`{key}` is a number from {least} to {most}"),
                    );
                }
            }
        }
    }
}

fn set(limits: &mut Limits, name: &str, number: u64) {
    let count = usize::try_from(number).unwrap_or(usize::MAX);
    let bytes = usize::try_from(number.saturating_mul(MEGABYTE)).unwrap_or(usize::MAX);
    match name {
        "file" => limits.bytes = bytes,
        "unpacked" => limits.unpacked = bytes,
        "ratio" => limits.ratio = count,
        "files" => limits.entries = count,
        "markup" => limits.markup = bytes,
        "elements" => limits.elements = count,
        "blocks" => limits.blocks = count,
        "depth" => limits.depth = count,
        "pages" => limits.pages = count,
        "seconds" => limits.seconds = number,
        "memory" => limits.memory = number.saturating_mul(MEGABYTE),
        _ => {}
    }
}

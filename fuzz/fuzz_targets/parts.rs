//! Documents that are ZIP files: what is fuzzed is their parts, one behind the other with [`BREAK`] between. Bytes changed in a
//! deflated file would hardly ever get past the packing, which has a target of its own.

#[path = "../../tests/formats/make/zip.rs"]
#[allow(dead_code, reason = "shared with the tests of whole documents, which use more of it")]
mod make;

/// The sign that ends a part: one that no XML may have in it.
const BREAK: u8 = 0x1E;

/// A ZIP file of the parts in `bytes`, each under its name; parts beyond the last name are dropped.
pub fn packed(bytes: &[u8], fixed: &[(&str, &[u8])], names: &[&str]) -> Vec<u8> {
    let mut members: Vec<(&str, &[u8])> = fixed.to_vec();
    members.extend(names.iter().copied().zip(bytes.split(|b| *b == BREAK)));
    make::zip(&members, false)
}

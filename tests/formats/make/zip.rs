//! ZIP files.

use std::io::Write;

/// A ZIP file of these members, deflated or stored; one named `mimetype` is always stored.
pub fn zip(members: &[(&str, &[u8])], deflated: bool) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in members {
        let (method, packed) = if deflated && *name != "mimetype" {
            let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
            encoder.write_all(content).unwrap();
            (8u16, encoder.finish().unwrap())
        } else {
            (0, content.to_vec())
        };
        let start = out.len() as u32;
        let mut common = Vec::new();
        common.extend(method.to_le_bytes());
        common.extend([0; 8]);
        common.extend((packed.len() as u32).to_le_bytes());
        common.extend((content.len() as u32).to_le_bytes());
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0; 2]);
        out.extend(b"PK\x03\x04\x14\0\0\0");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(&packed);
        directory.extend(b"PK\x01\x02\x14\0\x14\0\0\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(start.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let start = out.len() as u32;
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend((members.len() as u16).to_le_bytes());
    out.extend((members.len() as u16).to_le_bytes());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0; 2]);
    out
}

/// A gzip file.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A Zstandard file of blocks stored as they are.
pub fn zstd(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x58];
    let blocks: Vec<&[u8]> = bytes.chunks(100_000).collect();
    for (k, block) in blocks.iter().enumerate() {
        let header = (block.len() as u32) << 3 | u32::from(k + 1 == blocks.len());
        out.extend(header.to_le_bytes().iter().take(3));
        out.extend(*block);
    }
    out
}

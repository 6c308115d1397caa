//! Tables in a file that say which letters its glyphs stand for (`ToUnicode`), written anew where the library below gives up
//! a page over them: ranges that begin with a ligature, half bytes, halves of characters. And names of glyphs that say nothing,
//! where their place says that they are ligatures.

use pdf_extract::{Dictionary, Document as File, Object, ObjectId};

/// More entries than any font has glyphs.
const MOST: usize = 70_000;

/// Writes those tables anew that need it.
pub(super) fn mend(file: &mut File) {
    let mut tables: Vec<ObjectId> = Vec::new();
    for object in file.objects.values_mut() {
        let Ok(font) = object.as_dict_mut() else { continue };
        name_ligatures(font);
        if let Ok(Object::Dictionary(encoding)) = font.get_mut(b"Encoding") {
            name_ligatures(encoding);
        }
        match font.get(b"ToUnicode") {
            Ok(Object::Reference(id)) => tables.push(*id),
            Ok(Object::Name(name)) if name != b"Identity-H" => {
                font.remove(b"ToUnicode");
            }
            _ => {}
        }
    }
    tables.sort_unstable();
    tables.dedup();
    for id in tables {
        let Some(Object::Stream(stream)) = file.objects.get_mut(&id) else { continue };
        let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        if let Some(mended) = mended(&content) {
            stream.dict.remove(b"Filter");
            stream.dict.remove(b"DecodeParms");
            stream.set_content(mended);
        }
    }
}

/// Gives ligatures of an encoding their names, where TeX has drawn its fonts as pictures and named glyphs by their numbers only
/// ("a28"): those are their places in the encodings OT1 and T1 (LaTeX font encodings, tables 2 and 3).
fn name_ligatures(encoding: &mut Dictionary) {
    const NAMES: [&[u8]; 5] = [b"ff", b"fi", b"fl", b"ffi", b"ffl"];
    const FIRST: [i64; 2] = [11, 27];
    let Ok(Object::Array(names)) = encoding.get_mut(b"Differences") else { return };
    let mut code = 0i64;
    for object in names {
        match object {
            Object::Integer(next) => code = *next,
            Object::Name(name) => {
                let number =
                    name.get(1..).and_then(|n| std::str::from_utf8(n).ok()).and_then(|n| n.parse().ok());
                let bare = name.first().is_some_and(u8::is_ascii_alphabetic) && number == Some(code);
                let ligature = FIRST
                    .iter()
                    .find_map(|first| usize::try_from(code - first).ok().and_then(|k| NAMES.get(k)));
                if let Some(ligature) = ligature.filter(|_| bare) {
                    *name = ligature.to_vec();
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
}

/// A sign of a table.
#[derive(Debug, PartialEq)]
enum Sign {
    Text(Vec<u8>),
    Open,
    Close,
    Word(bool),
}

/// The table with one entry a glyph; `None` if the library can read it as it is.
fn mended(content: &[u8]) -> Option<Vec<u8>> {
    let mut entries: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
    let mut needed = false;
    // Between the words that begin and end entries, in ranges or one by one.
    let mut range: Option<bool> = None;
    let mut held: Vec<Vec<u8>> = Vec::new();
    let mut listed: Option<u32> = None;
    signs(content, &mut needed, |sign| {
        if entries.len() > MOST {
            return;
        }
        match (sign, range) {
            (Sign::Word(ranges), _) => {
                range = Some(ranges);
                held.clear();
                listed = None;
            }
            (Sign::Text(text), Some(true)) => match (held.as_slice(), listed) {
                ([from, _], Some(at)) => {
                    entries.push((coded(number(from).saturating_add(at), from.len()), text));
                    listed = Some(at.saturating_add(1));
                }
                ([from, to], None) => {
                    let (a, b) = (number(from), number(to));
                    let width = from.len();
                    for k in 0..=b.saturating_sub(a).min(0xFFFF) {
                        entries.push((coded(a.saturating_add(k), width), counted(&text, k)));
                    }
                    held.clear();
                }
                _ => held.push(text),
            },
            (Sign::Text(text), Some(false)) => {
                held.push(text);
                if let [code, letters] = held.as_slice() {
                    entries.push((code.clone(), letters.clone()));
                    held.clear();
                }
            }
            (Sign::Open, Some(true)) => listed = Some(0),
            (Sign::Close, Some(true)) => {
                listed = None;
                held.clear();
            }
            _ => {}
        }
    });
    let sound = |letters: &[u8]| {
        let units: Vec<u16> =
            letters.chunks_exact(2).map(|p| p.iter().fold(0, |n, b| n << 8 | u16::from(*b))).collect();
        letters.len().is_multiple_of(2) && String::from_utf16(&units).is_ok()
    };
    let all = entries.len();
    entries.retain(|(_, letters)| !letters.is_empty() && sound(letters));
    if !needed && entries.len() == all && !has_long_range(content) {
        return None;
    }
    let mut out = format!("begincmap\n{} beginbfchar\n", entries.len());
    let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02X}")).collect::<String>();
    for (code, letters) in &entries {
        out.push_str(&format!("<{}> <{}>\n", hex(code), hex(letters)));
    }
    out.push_str("endbfchar\nendcmap\n");
    Some(out.into_bytes())
}

/// Whether a range begins with letters that are neither two bytes nor four.
fn has_long_range(content: &[u8]) -> bool {
    let (mut needed, mut range, mut place, mut long) = (false, false, 0usize, false);
    signs(content, &mut needed, |sign| match sign {
        Sign::Word(ranges) => (range, place) = (ranges, 0),
        Sign::Text(text) if range => {
            long |= place % 3 == 2 && !matches!(text.len(), 2 | 4);
            place += 1;
        }
        // The letters of a list may have any length.
        Sign::Open => (range, place) = (false, place),
        Sign::Close => (range, place) = (true, 0),
        _ => {}
    });
    long
}

/// Hands over the signs of a table that matter; `odd` is set where a text has half a byte.
fn signs(content: &[u8], odd: &mut bool, mut found: impl FnMut(Sign)) {
    let mut at = 0;
    while let Some(&b) = content.get(at) {
        at += 1;
        match b {
            b'<' if content.get(at) != Some(&b'<') => {
                let end =
                    memchr::memchr(b'>', content.get(at..).unwrap_or(&[])).map_or(content.len(), |k| at + k);
                let digits: Vec<u8> =
                    content.get(at..end).unwrap_or(&[]).iter().filter_map(|b| hex(*b)).collect();
                *odd |= digits.len() % 2 == 1;
                let bytes = digits.chunks(2).map(|p| match p {
                    [a, b] => a << 4 | b,
                    [a] => a << 4,
                    _ => 0,
                });
                found(Sign::Text(bytes.take(64).collect()));
                at = end + 1;
            }
            b'<' => at += 1,
            b'[' => found(Sign::Open),
            b']' => found(Sign::Close),
            b'b' if content.get(at..).is_some_and(|r| r.starts_with(b"eginbfrange")) => {
                found(Sign::Word(true));
            }
            b'b' if content.get(at..).is_some_and(|r| r.starts_with(b"eginbfchar")) => {
                found(Sign::Word(false));
            }
            _ => {}
        }
    }
}

fn hex(b: u8) -> Option<u8> {
    char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok())
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0u32, |n, b| n << 8 | u32::from(*b))
}

fn coded(code: u32, width: usize) -> Vec<u8> {
    let bytes = code.to_be_bytes();
    bytes.get(4 - width.clamp(1, 4)..).unwrap_or(&bytes).to_vec()
}

/// Letters whose last one is so many further on.
fn counted(letters: &[u8], by: u32) -> Vec<u8> {
    let mut letters = letters.to_vec();
    let mut carry = by;
    for b in letters.iter_mut().rev() {
        carry += u32::from(*b);
        *b = (carry & 0xFF) as u8;
        carry >>= 8;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mend(table: &str) -> Option<String> {
        mended(table.as_bytes()).map(|t| String::from_utf8(t).unwrap())
    }

    #[test]
    fn ranges_of_ligatures_become_entries() {
        let table = "1 beginbfchar <05> <0041> endbfchar 2 beginbfrange\n<00><00><006600660069>\n<10> <12> <0061>\nendbfrange";
        let want = "begincmap\n5 beginbfchar\n<05> <0041>\n<00> <006600660069>\n<10> <0061>\n<11> <0062>\n<12> <0063>\nendbfchar\nendcmap\n";
        assert_eq!(mend(table).as_deref(), Some(want));
    }

    #[test]
    fn ligatures_are_named_where_only_their_place_tells() {
        let named = |first: i64, names: [&str; 2]| {
            let mut all = vec![Object::Integer(first)];
            all.extend(names.map(|n| Object::Name(n.as_bytes().to_vec())));
            let mut encoding = Dictionary::new();
            encoding.set("Differences", Object::Array(all));
            name_ligatures(&mut encoding);
            let names = encoding.get(b"Differences").and_then(Object::as_array).unwrap();
            let name = |o: &Object| String::from_utf8(o.as_name().unwrap().to_vec()).unwrap();
            names.iter().skip(1).map(name).collect::<Vec<_>>()
        };
        assert_eq!(named(28, ["a28", "a29"]), ["fi", "fl"]);
        assert_eq!(named(11, ["A11", "A12"]), ["ff", "fi"]);
        assert_eq!(named(28, ["oslash", "a30"]), ["oslash", "a30"]);
        assert_eq!(named(97, ["a97", "a98"]), ["a97", "a98"]);
    }

    #[test]
    fn what_the_library_reads_stays_and_halves_of_characters_go() {
        assert_eq!(
            mend("2 beginbfrange <00> <02> <0061> <03> <04> [<006600660069> <0062>] endbfrange"),
            None
        );
        let half = mend("2 beginbfchar <01> <D835> <02> <006> endbfchar").unwrap();
        assert!(half.contains("1 beginbfchar\n<02> <0060>"), "{half}");
    }

    proptest::proptest! {
        #[test]
        fn any_table_is_mended_or_left(table in "(<|>|\\[|\\]|0|F|61| |beginbfrange|beginbfchar|end|\n)*") {
            mended(table.as_bytes());
        }
    }
}

//! The bookmarks of a file: titles, depths and places. Walked with a count, because a file may link them in a circle.

use std::collections::HashSet;

use pdf_extract::{Dictionary, Document as File, Object, ObjectId};
use rustc_hash::FxHashMap;

/// A bookmark.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bookmark {
    pub title: String,
    /// From 1.
    pub depth: u8,
    /// From 0; `None` where the file does not say.
    pub page: Option<usize>,
    /// How high on the page, in points from its lower edge; `None` where the file does not say.
    pub top: Option<f64>,
}

/// More bookmarks than any document has.
const MOST: usize = 20_000;
/// Names of places in a file that are looked at.
const MOST_NAMES: usize = 100_000;

/// All bookmarks in order; none where the file has none or they cannot be read.
pub(super) fn read(file: &File) -> Vec<Bookmark> {
    let Ok(catalog) = file.catalog() else { return Vec::new() };
    let Some(outlines) = follow(file, catalog.get(b"Outlines").ok()).and_then(|o| o.as_dict().ok()) else {
        return Vec::new();
    };
    let pages: FxHashMap<ObjectId, usize> = file.page_iter().enumerate().map(|(k, id)| (id, k)).collect();
    let reader = Reader { file, catalog, pages, names: names(file, catalog) };
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut waiting = vec![(outlines.get(b"First").ok().cloned(), 1u8)];
    while let Some((next, depth)) = waiting.pop() {
        let Some(next) = next else { continue };
        if let Object::Reference(id) = next
            && !seen.insert(id)
        {
            continue;
        }
        let Some(mark) = follow(file, Some(&next)).and_then(|m| m.as_dict().ok()) else { continue };
        if found.len() >= MOST {
            break;
        }
        if let Some(title) = follow(file, mark.get(b"Title").ok()).and_then(|t| t.as_str().ok()) {
            let title = decoded(title).split_whitespace().collect::<Vec<_>>().join(" ");
            let (page, top) = reader.leads_to(mark).map_or((None, None), |(page, top)| (Some(page), top));
            found.push(Bookmark { title, depth, page, top });
        }
        // The one beside it comes after those below it.
        waiting.push((mark.get(b"Next").ok().cloned(), depth));
        waiting.push((mark.get(b"First").ok().cloned(), depth.saturating_add(1)));
    }
    found
}

struct Reader<'a> {
    file: &'a File,
    catalog: &'a Dictionary,
    pages: FxHashMap<ObjectId, usize>,
    names: FxHashMap<Vec<u8>, Object>,
}

impl Reader<'_> {
    /// The page a bookmark leads to, and the height on it.
    fn leads_to(&self, mark: &Dictionary) -> Option<(usize, Option<f64>)> {
        let place = follow(self.file, mark.get(b"Dest").ok()).or_else(|| {
            let action = follow(self.file, mark.get(b"A").ok())?.as_dict().ok()?;
            follow(self.file, action.get(b"D").ok())
        })?;
        self.place(place, 0)
    }

    fn place(&self, place: &Object, depth: usize) -> Option<(usize, Option<f64>)> {
        if depth > 4 {
            return None;
        }
        match place {
            Object::Array(parts) => {
                let page = match parts.first()? {
                    Object::Reference(id) => self.pages.get(id).copied(),
                    Object::Integer(page) => usize::try_from(*page).ok(),
                    _ => None,
                };
                Some((page?, self.top(parts)))
            }
            Object::Dictionary(dictionary) => {
                self.place(follow(self.file, dictionary.get(b"D").ok())?, depth + 1)
            }
            Object::String(name, _) | Object::Name(name) => {
                let old = || {
                    let all = follow(self.file, self.catalog.get(b"Dests").ok())?.as_dict().ok()?;
                    follow(self.file, all.get(name).ok())
                };
                let found = self.names.get(name).and_then(|o| follow(self.file, Some(o))).or_else(old)?;
                self.place(found, depth + 1)
            }
            _ => None,
        }
    }
}

impl Reader<'_> {
    /// The height of a place (PDF 32000-1, table 151).
    fn top(&self, parts: &[Object]) -> Option<f64> {
        let at = match parts.get(1)? {
            Object::Name(fit) => match fit.as_slice() {
                b"XYZ" => 3,
                b"FitH" | b"FitBH" => 2,
                b"FitR" => 5,
                _ => return None,
            },
            _ => return None,
        };
        let top = match follow(self.file, parts.get(at))? {
            Object::Integer(top) => *top as f64,
            Object::Real(top) => f64::from(*top),
            _ => return None,
        };
        top.is_finite().then_some(top)
    }
}

/// The named places of a file.
fn names(file: &File, catalog: &Dictionary) -> FxHashMap<Vec<u8>, Object> {
    let mut found = FxHashMap::default();
    let tree = follow(file, catalog.get(b"Names").ok()).and_then(|n| n.as_dict().ok());
    let tree = tree.and_then(|names| names.get(b"Dests").ok().cloned());
    let mut seen = HashSet::new();
    let mut waiting: Vec<Object> = tree.into_iter().collect();
    while let Some(node) = waiting.pop() {
        if let Object::Reference(id) = node
            && !seen.insert(id)
        {
            continue;
        }
        let Some(node) = follow(file, Some(&node)).and_then(|n| n.as_dict().ok()) else { continue };
        if let Some(Object::Array(kids)) = follow(file, node.get(b"Kids").ok()) {
            waiting.extend(kids.iter().cloned());
        }
        if let Some(Object::Array(pairs)) = follow(file, node.get(b"Names").ok()) {
            for pair in pairs.chunks(2) {
                if let [Object::String(name, _), place] = pair {
                    found.insert(name.clone(), place.clone());
                }
            }
        }
        if found.len() > MOST_NAMES || seen.len() > MOST_NAMES || waiting.len() > MOST_NAMES {
            break;
        }
    }
    found
}

/// The object that a reference leads to.
fn follow<'a>(file: &'a File, object: Option<&'a Object>) -> Option<&'a Object> {
    let mut object = object?;
    for _ in 0..8 {
        match object {
            Object::Reference(id) => object = file.get_object(*id).ok()?,
            other => return Some(other),
        }
    }
    None
}

/// The characters of a string of a file: UTF-16 or UTF-8 by their marks, else Latin letters.
pub(super) fn decoded(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        return encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned();
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        return encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned();
    }
    match std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

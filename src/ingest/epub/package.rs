//! The package of a book: which pages it has, in which order, and where its table of contents is.

use rustc_hash::FxHashMap;

use super::super::xml::{Node, walk};
use super::super::zip::Archive;
use super::super::{IngestError, Limits};
use super::WHAT;

/// What the package says.
pub(super) struct Package {
    /// Paths of the pages in reading order, without the table of contents.
    pub pages: Vec<String>,
    /// Path of the table of contents as a page (EPUB 3).
    pub nav: Option<String>,
    /// Path of the table of contents as a list (EPUB 2).
    pub ncx: Option<String>,
    /// The package itself, which holds the metadata.
    pub metadata: Vec<u8>,
}

/// Where a book says where its package is.
const CONTAINER: &str = "META-INF/container.xml";

impl Package {
    pub fn read(archive: &mut Archive<'_>, limits: &Limits) -> Result<Self, IngestError> {
        let folder = folder(archive);
        let container = archive.read(&format!("{folder}{CONTAINER}"))?.ok_or(IngestError::Damaged(WHAT))?;
        let mut paths = Vec::new();
        walk(&container, limits, WHAT, |node| {
            if let Node::Open(e) = node
                && e.name() == "rootfile"
                && paths.len() < 100
            {
                paths.extend(e.get("full-path"));
            }
            Ok(())
        })?;
        let mut paths = paths.into_iter().map(|path| format!("{folder}{path}"));
        let path = paths.find(|path| archive.has(path)).ok_or(IngestError::Damaged(WHAT))?;
        let metadata = archive.read(&path)?.ok_or(IngestError::Damaged(WHAT))?;
        let mut items: FxHashMap<String, (String, bool)> = FxHashMap::default();
        let (mut nav, mut ncx, mut spine) = (None, None, Vec::new());
        walk(&metadata, limits, WHAT, |node| {
            let Node::Open(e) = node else { return Ok(()) };
            match e.name() {
                "item" => {
                    let (Some(id), Some(href)) = (e.get("id"), e.get("href")) else { return Ok(()) };
                    let href = resolve(&path, &href);
                    let kind = e.get("media-type").unwrap_or_default();
                    if e.get("properties").is_some_and(|p| p.split(' ').any(|p| p == "nav")) {
                        nav = Some(href.clone());
                    }
                    if kind == "application/x-dtbncx+xml" {
                        ncx = Some(href.clone());
                    }
                    items.insert(id, (href, kind.contains("html")));
                }
                "itemref" if spine.len() <= limits.entries => {
                    let aside = e.get("linear").is_some_and(|l| l == "no");
                    spine.extend(e.get("idref").map(|id| (id, aside)));
                }
                _ => {}
            }
            Ok(())
        })?;
        if spine.len() > limits.entries {
            return Err(IngestError::TooMany { what: "pages", most: limits.entries });
        }
        let pages = spine.iter().filter_map(|(id, aside)| Some((items.get(id)?, *aside)));
        let pages: Vec<(&String, bool)> = pages
            .filter(|((href, page), _)| *page && nav.as_ref() != Some(href))
            .map(|((href, _), aside)| (href, aside))
            .collect();
        // Pages beside the text hold its notes. If they outweigh it they are other books: translations of it.
        let weight = |wanted: bool| -> u64 {
            pages.iter().filter(|(_, aside)| *aside == wanted).map(|(href, _)| archive.packed(href)).sum()
        };
        let all = weight(true) <= weight(false);
        let pages =
            pages.iter().filter(|(_, aside)| all || !aside).map(|(href, _)| (*href).clone()).collect();
        Ok(Self { pages, nav, ncx, metadata })
    }
}

/// The folder in the archive that a book stands in: none, unless somebody packed the folder instead of what is in it.
pub(super) fn folder(archive: &Archive<'_>) -> String {
    if archive.has(CONTAINER) {
        return String::new();
    }
    let found = archive.names().find_map(|name| name.strip_suffix(CONTAINER).filter(|f| f.ends_with('/')));
    found.unwrap_or_default().to_owned()
}

/// The path that a link in a file means: names in an archive, never one on the disk.
pub(super) fn resolve(file: &str, link: &str) -> String {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    let link = percent_decoded(link);
    for part in link.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A link with its `%20` read.
pub(super) fn percent_decoded(link: &str) -> String {
    if !link.contains('%') {
        return link.to_owned();
    }
    let bytes = link.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        let code = link.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code.filter(|_| b == b'%') {
            Some(code) => {
                out.push(code);
                at += 3;
            }
            None => {
                out.push(b);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Whether more than fonts is encrypted.
pub(super) fn is_locked(bytes: &[u8], limits: &Limits) -> bool {
    let (mut font, mut locked) = (false, false);
    let _ = walk(bytes, limits, WHAT, |node| {
        if let Node::Open(e) = node {
            match e.name() {
                "EncryptionMethod" => {
                    font = e.get("Algorithm").is_some_and(|a| {
                        a == "http://www.idpf.org/2008/embedding" || a == "http://ns.adobe.com/pdf/enc#RC"
                    });
                }
                "CipherReference" => {
                    locked |= !font && e.get("URI").is_some_and(|u| u.contains("html") || u.contains(".xml"));
                }
                _ => {}
            }
        }
        Ok(())
    });
    locked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_names_in_the_archive() {
        assert_eq!(resolve("OEBPS/content.opf", "text/a%20b.xhtml"), "OEBPS/text/a b.xhtml");
        assert_eq!(resolve("OEBPS/toc/nav.xhtml", "../a.xhtml"), "OEBPS/a.xhtml");
        assert_eq!(resolve("a.opf", "../../../../etc/passwd"), "etc/passwd");
        assert_eq!(percent_decoded("%zz%4é%c3%a9%"), "%zz%4éé%");
    }
}

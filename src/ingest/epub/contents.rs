//! A book's own table of contents, in either of its two forms.

use super::super::xml::{Node, walk};
use super::super::zip::Archive;
use super::super::{IngestError, Limits};
use super::WHAT;
use super::package::{Package, percent_decoded, resolve};

/// A line of the table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Entry {
    pub title: String,
    /// Path of the page.
    pub path: String,
    /// Name of a place in it; empty for its beginning.
    pub fragment: String,
    /// From 1.
    pub depth: u8,
}

/// Longer tables are no help to anyone.
const MOST: usize = 5000;

/// The table of contents; empty where there is none, or none that can be read.
pub(super) fn read(
    package: &Package,
    archive: &mut Archive<'_>,
    limits: &Limits,
) -> Result<Vec<Entry>, IngestError> {
    if let Some(path) = &package.nav
        && let Some(bytes) = archive.read(path)?
    {
        let found = nav(path, &bytes, limits);
        if !found.is_empty() {
            return Ok(found);
        }
    }
    if let Some(path) = &package.ncx
        && let Some(bytes) = archive.read(path)?
    {
        return Ok(ncx(path, &bytes, limits));
    }
    Ok(Vec::new())
}

fn target(file: &str, link: &str) -> (String, String) {
    let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
    let path = if path.is_empty() { file.to_owned() } else { resolve(file, path) };
    (path, percent_decoded(fragment))
}

fn nav(file: &str, bytes: &[u8], limits: &Limits) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    let (mut toc, mut depth, mut link) = (false, 0u8, false);
    let _ = walk(bytes, limits, WHAT, |node| {
        match node {
            Node::Open(e) => match e.name() {
                "nav" => toc = e.get("type").is_some_and(|t| t.split(' ').any(|t| t == "toc")),
                "ol" if toc => depth = depth.saturating_add(1),
                "a" if toc && found.len() < MOST => {
                    let (path, fragment) = target(file, &e.get("href").unwrap_or_default());
                    found.push(Entry { title: String::new(), path, fragment, depth: depth.max(1) });
                    link = true;
                }
                _ => {}
            },
            Node::Text(text) if link => {
                if let Some(entry) = found.last_mut().filter(|e| e.title.len() < 1000) {
                    entry.title.push_str(text);
                }
            }
            Node::Close("a") => link = false,
            Node::Close("ol") if toc => depth = depth.saturating_sub(1),
            Node::Close("nav") => toc = false,
            _ => {}
        }
        Ok(())
    });
    found
}

fn ncx(file: &str, bytes: &[u8], limits: &Limits) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    let (mut depth, mut title, mut text) = (0u8, String::new(), false);
    let _ = walk(bytes, limits, WHAT, |node| {
        match node {
            Node::Open(e) => match e.name() {
                "navPoint" => {
                    depth = depth.saturating_add(1);
                    title.clear();
                }
                "text" => text = depth > 0,
                "content" if depth > 0 && found.len() < MOST => {
                    let (path, fragment) = target(file, &e.get("src").unwrap_or_default());
                    found.push(Entry { title: std::mem::take(&mut title), path, fragment, depth });
                }
                _ => {}
            },
            Node::Text(t) if text && title.len() < 1000 => title.push_str(t),
            Node::Close("text") => text = false,
            Node::Close("navPoint") => depth = depth.saturating_sub(1),
            _ => {}
        }
        Ok(())
    });
    found
}

//! What an office document says about itself: `docProps/core.xml`, `meta.xml`, the metadata of an EPUB package.

use super::super::xml::{Node, walk};
use super::super::{Limits, front_matter};
use crate::model::Metadata;

/// Title, author and the day the file was made, of an XML part with Dublin Core elements. A part that is broken says nothing.
pub(in crate::ingest) fn metadata(bytes: &[u8], limits: &Limits) -> Metadata {
    let mut found = Metadata::default();
    let mut open: Option<String> = None;
    let (mut value, mut before) = (String::new(), String::new());
    let _ = walk(bytes, limits, "", |node| {
        match node {
            Node::Open(element) => {
                open = Some(element.name().to_owned());
                value.clear();
            }
            Node::Text(text) if value.len() < 2000 => value.push_str(text),
            Node::Text(_) => {}
            Node::Close(name) => {
                if open.take().as_deref() == Some(name) {
                    take(&mut found, name, &before, &value);
                    before.clear();
                    before.push_str(name);
                }
            }
        }
        Ok(())
    });
    found
}

/// Takes what an element of this `name` says; `before` is the one before it that said something.
fn take(found: &mut Metadata, name: &str, before: &str, value: &str) {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return;
    }
    match name {
        // What programs put there for want of a title.
        "title" if found.title.is_none() && !line.starts_with("Microsoft Word - ") => {
            found.title = Some(line);
        }
        "creator" | "initial-creator" if found.author.is_none() => found.author = Some(line),
        // A book has as many elements of the name as people who wrote it.
        "creator" if before == "creator" => {
            if let Some(author) = found.author.as_mut().filter(|a| a.len() + line.len() < 1000) {
                author.push_str(", ");
                author.push_str(&line);
            }
        }
        "created" | "creation-date" | "date" if found.made.is_none() => {
            found.made = front_matter::date(&line);
        }
        _ => {}
    }
}

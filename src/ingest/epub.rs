//! EPUB books → reading text: the pages of the spine one after the other, each through the reader of HTML, headings at the
//! levels that the book's own table of contents gives them.

mod contents;
mod package;

use std::sync::Arc;

use super::html;
use super::office::properties;
use super::zip::Archive;
use super::{IngestError, Limits, flow::Flow};
use crate::model::{BlockKind, Format, Text};
use contents::Entry;
use package::Package;

const WHAT: &str = "an EPUB book";

/// The reading text of a book.
pub(super) fn read(mut archive: Archive<'_>, limits: &Limits) -> Result<Text, IngestError> {
    let folder = package::folder(&archive);
    if let Some(bytes) = archive.read(&format!("{folder}META-INF/encryption.xml"))?
        && package::is_locked(&bytes, limits)
    {
        return Err(IngestError::NoText("the pages of this book are encrypted by a copy protection"));
    }
    let package = Package::read(&mut archive, limits)?;
    let contents = contents::read(&package, &mut archive, limits)?;
    let mut flow = Flow::default();
    // Where the places that the table of contents names stand in the text.
    let mut places: Vec<Option<u32>> = vec![None; contents.len()];
    for path in &package.pages {
        let Some(bytes) = archive.read(path)? else { continue };
        let wanted: Vec<(usize, &Entry)> =
            contents.iter().enumerate().filter(|(_, e)| e.path == *path).collect();
        let before = flow.out.len();
        flow.chapter();
        let start = if before == 0 { 0 } else { before + 2 };
        for (k, _) in wanted.iter().filter(|(_, e)| e.fragment.is_empty()) {
            set(&mut places, *k, start);
        }
        html::read_page(&bytes, limits, &mut flow, |name, at| {
            for (k, _) in wanted.iter().filter(|(_, e)| e.fragment == name) {
                set(&mut places, *k, at);
            }
        })?;
        // A place that the page does not have is taken for its beginning.
        for (k, _) in &wanted {
            set(&mut places, *k, start);
        }
        if flow.out.len() == before {
            flow.chapters.pop();
        }
        if flow.out.len() > limits.bytes.min(u32::MAX as usize) {
            return Err(IngestError::TooLarge(limits.bytes));
        }
    }
    if !contents.is_empty() {
        flow.forget_bold_lines();
    }
    let mut text = flow.text(Format::Epub);
    give_levels(&mut text, &contents, &places);
    text.metadata = properties::metadata(&package.metadata, limits);
    // What a package states is the day of publication.
    text.metadata.date = text.metadata.made.take();
    Ok(text)
}

fn set(places: &mut [Option<u32>], k: usize, at: usize) {
    if let Some(place) = places.get_mut(k).filter(|p| p.is_none()) {
        *place = u32::try_from(at).ok();
    }
}

/// Makes the blocks that the table of contents names headings of its levels; other headings stand below them.
fn give_levels(text: &mut Text, contents: &[Entry], places: &[Option<u32>]) {
    /// Blocks behind a place among which its heading is looked for: pictures leave none, a number may stand alone.
    const NEAR: usize = 4;
    let mut named: Vec<(usize, u8)> = Vec::new();
    for (entry, place) in contents.iter().zip(places) {
        let Some(place) = *place else { continue };
        let first = text.blocks.partition_point(|b| b.span.end <= place);
        let title = letters(&entry.title);
        let near = text.blocks.iter().enumerate().skip(first).take(NEAR);
        let fits = |b: &&(usize, &crate::model::Block)| {
            let words = letters(text.slice(b.1.span));
            !title.is_empty()
                && !words.is_empty()
                && (words == title || title.ends_with(&words) || words.ends_with(&title))
        };
        let all: Vec<_> = near.collect();
        let found = all.iter().find(fits).or_else(|| all.iter().find(|(_, b)| b.kind == BlockKind::Heading));
        if let Some((k, _)) = found {
            named.push((*k, entry.depth));
        }
    }
    named.sort_unstable();
    named.dedup_by_key(|(k, _)| *k);
    let mut above: Option<(u8, u8)> = None;
    let mut next = named.iter().peekable();
    for (k, block) in Arc::make_mut(&mut text.blocks).iter_mut().enumerate() {
        if let Some((_, depth)) = next.next_if(|(named, _)| *named == k) {
            let own = if block.kind == BlockKind::Heading { block.level } else { *depth };
            block.kind = BlockKind::Heading;
            block.level = *depth;
            block.body = block.span.start;
            above = Some((*depth, own));
        } else if block.kind == BlockKind::Heading
            && let Some((depth, own)) = above
        {
            block.level = depth.saturating_add(block.level.saturating_sub(own).max(1));
        }
    }
}

/// The letters and digits of a title, in lower case: what two ways of setting it have in common.
fn letters(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).take(200).flat_map(char::to_lowercase).collect()
}

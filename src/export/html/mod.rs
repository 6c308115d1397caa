//! A report as one page: outline, actors, places, timeline and claims, and the text with all of it marked, linked both ways.
//!
//! The page needs no network and runs no script; its policy forbids both. Words of a document are escaped wherever they
//! stand, and filtered as for a terminal.

mod anchors;
mod lists;
mod marked;
mod strip;
#[cfg(test)]
mod tests;
mod text;

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{self, Write};

use sha2::{Digest, Sha256};

use super::escape::html;
use super::locator::Locator;
use super::{Exported, Extent, Part};
use crate::model::DocId;

const STYLE: &str = include_str!("../../../assets/page.css");

/// Writes the page.
pub fn write(exported: &Exported<'_>, out: &mut impl Write) -> io::Result<()> {
    let extent = Extent::of(exported);
    let locators: Vec<Locator<'_>> = extent.parts.iter().map(|p| Locator::new(p.document)).collect();
    // The text first: the lists link only to what is there.
    let mut texts = String::new();
    for (part, places) in extent.parts.iter().zip(&locators) {
        let several = exported.dossier.documents.len() > 1;
        let (class, name) = match several {
            true => (" class=\"document\"", html(part.document.display_name())),
            false => ("", "Text".to_owned()),
        };
        let _ = writeln!(
            texts,
            "<section class=\"prose\" aria-labelledby=\"{0}\">\n<h2 id=\"{0}\"{class}>{name}</h2>",
            anchors::text(part.doc)
        );
        text::push(&mut texts, exported, part, places);
        texts.push_str("</section>\n");
    }
    let report = Report { exported, extent: &extent, locators: &locators, there: ids(&texts) };
    let mut page = String::with_capacity(texts.len());
    report.begin(&mut page);
    out.write_all(page.as_bytes())?;
    out.write_all(texts.as_bytes())?;
    out.write_all(b"</main>\n<footer>Made by casefile ")?;
    out.write_all(env!("CARGO_PKG_VERSION").as_bytes())?;
    out.write_all(
        b". What it lists was found by rules, which miss things and mistake some; the words are those of the document. \
          Lines are those of its file.</footer>\n</div>\n</body>\n</html>\n",
    )
}

/// The ids of a piece of the page.
fn ids(page: &str) -> HashSet<&str> {
    // Nothing of a document can hold this: its quotation marks are escaped.
    page.split(" id=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(id, _)| id).collect()
}

struct Report<'a> {
    exported: &'a Exported<'a>,
    extent: &'a Extent<'a>,
    locators: &'a [Locator<'a>],
    /// The ids in the texts.
    there: HashSet<&'a str>,
}

/// A list of the page: its anchor, its name, how many rows it has.
type List = (&'static str, &'static str, usize);

impl<'a> Report<'a> {
    fn several(&self) -> bool {
        self.exported.dossier.documents.len() > 1
    }

    fn is_there(&self, anchor: &str) -> bool {
        self.there.contains(anchor)
    }

    fn parts(&self) -> impl Iterator<Item = (&'a Part<'a>, &'a Locator<'a>)> {
        self.extent.parts.iter().zip(self.locators)
    }

    fn part(&self, doc: DocId) -> Option<(&'a Part<'a>, &'a Locator<'a>)> {
        let k = self.extent.parts.binary_search_by_key(&doc, |p| p.doc).ok()?;
        self.extent.parts.get(k).zip(self.locators.get(k))
    }

    /// Where something stands, with the document where there are several.
    fn place(&self, part: &Part<'_>, places: &Locator<'_>, at: usize) -> String {
        let name = if self.several() { format!("{}, ", part.document.file_name()) } else { String::new() };
        format!("{name}{}", places.short(at))
    }

    /// The lists that have something in them.
    fn lists(&self) -> Vec<List> {
        let count = |of: fn(&Part<'_>) -> usize| self.extent.parts.iter().map(of).sum::<usize>();
        let mut lists = vec![
            ("actors", "Actors", self.exported.kept.actors.len()),
            ("places", "Places", count(|p| p.places.len())),
            ("timeline", "Timeline", count(|p| p.events.len())),
            ("claims", "Claims", count(|p| p.claims.len())),
            ("notes", "Notes", self.exported.added.notes.len()),
        ];
        lists.retain(|(_, _, n)| *n > 0);
        lists
    }

    /// The page up to its text.
    fn begin(&self, out: &mut String) {
        let title = match self.exported.dossier.documents.as_slice() {
            [one] => html(one.display_name()),
            several => format!("Dossier of {} documents", several.len()),
        };
        let language = match self.exported.dossier.documents.as_slice() {
            [one, ..] => one.language.map_or("en", |l| l.code),
            [] => "en",
        };
        let _ = write!(
            out,
            "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#main\">To the content</a>\n<div class=\"page\">\n\
             <header>\n<p class=\"eyebrow\">casefile report</p>\n<h1 dir=\"auto\">{title}</h1>\n",
            base64(&Sha256::digest(STYLE)),
        );
        self.facts(out);
        out.push_str("</header>\n");
        self.nav(out);
        out.push_str("<main id=\"main\" tabindex=\"-1\">\n");
        for (id, name, count) in self.lists() {
            let _ = writeln!(
                out,
                "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{name} <span class=\"count\">{count}</span></h2>"
            );
            match id {
                "actors" => self.actors(out),
                "places" => self.places(out),
                "timeline" => self.timeline(out),
                "claims" => self.claims(out),
                _ => self.notes(out),
            }
            out.push_str("</section>\n");
        }
    }
}

/// Base 64 with padding (RFC 4648), which policies write hashes in.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let byte = |k: usize| u32::from(three.get(k).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for k in 0..4 {
            let sign = SIGNS.get((bits >> (18 - 6 * k) & 63) as usize).copied().unwrap_or(b'=');
            out.push(if k > three.len() { '=' } else { char::from(sign) });
        }
    }
    out
}

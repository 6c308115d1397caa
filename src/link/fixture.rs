//! Dossiers for tests, read from texts as the program reads files.

use std::sync::Arc;

use crate::extract::{Options, extract};
use crate::model::{Dossier, Format, Text};

/// The dossier of texts, one a document.
pub(in crate::link) fn dossier(texts: &[&str]) -> Dossier {
    let read = |(k, t): (usize, &&str)| {
        let text = Text::new(*t, Format::Text);
        Arc::new(extract(format!("{k}.txt"), k.to_string(), text, &Options::default(), &mut ()))
    };
    crate::link::dossier(texts.iter().enumerate().map(read).collect())
}

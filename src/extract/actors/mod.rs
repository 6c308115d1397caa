//! Who is in the text, under which names, and where things happen.
//!
//! tokens → candidates (known names, titles, runs of capitals) → names (the same words are one name, whose kind all its
//! candidates decide) → mentions → actors and places. Every step is a rule; a mention carries the one that made it.

mod acronyms;
mod borders;
mod capitals;
mod cited;
mod collectives;
mod defined;
mod doubts;
mod evidence;
mod gather;
mod headings;
mod holders;
mod is;
mod join;
mod known_names;
mod lexicon;
mod names;
mod organisations;
mod other_names;
mod persons;
mod rank;
mod reading;
mod runs;
mod scan;
mod shape;
mod short_forms;
mod tag_borders;
pub(crate) mod tagger;

use std::sync::LazyLock;

use super::Input;
use crate::model::{Actor, Place};

/// Builds the tables of the word lists, if nobody has yet.
pub fn build_tables() {
    LazyLock::force(&lexicon::LEXICON);
    LazyLock::force(&tagger::model::MODEL);
}

/// Actors (the most salient first) and places of a text.
pub fn find(input: Input<'_>) -> (Vec<Actor>, Vec<Place>) {
    let reading = reading::Reading::new(input);
    let candidates = scan::candidates(&reading);
    let tags = tagger::tags(&tagger::model::MODEL, &tagger::read::facts(&reading, &candidates));
    let mut candidates = join::join(&reading, &candidates, &tags);
    candidates.retain(|c| !cited::is_cited(&reading, c) && !cited::is_written(&reading, c));
    borders::set(&reading, &mut candidates);
    doubts::settle(&reading, &mut candidates);
    other_names::strangers(&reading, &mut candidates);
    let explained = acronyms::explained(&reading, &mut candidates);
    let defined = defined::defined(&reading, &candidates, &explained);
    let names = names::Names::decide(&reading, &candidates, &explained, &defined);
    let mut found = gather::mentions(&reading, &candidates, &explained, &names, &defined);
    collectives::add(&reading, &names, &mut found);
    holders::add(&reading, &names, &mut found);
    rank::ranked(input, &reading, &names, &found)
}

/// A document as the tagger is trained on it.
#[cfg(feature = "train")]
pub(crate) fn facts(input: Input<'_>) -> tagger::facts::Facts {
    let reading = reading::Reading::new(input);
    let candidates = scan::candidates(&reading);
    tagger::read::facts(&reading, &candidates)
}

#[cfg(test)]
mod reports;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_salient;

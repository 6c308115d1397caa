//! Who is in the text, under which names, and where things happen.
//!
//! tokens → candidates (known names, titles, runs of capitals) → names (the same words are one name, whose kind all its
//! candidates decide) → mentions → actors and places. Every step is a rule; a mention carries the one that made it.

mod acronyms;
mod capitals;
mod collectives;
mod gather;
mod lexicon;
mod names;
mod persons;
mod rank;
mod reading;
mod scan;
mod shape;
mod short_forms;

use std::sync::LazyLock;

use super::Input;
use crate::model::{Actor, Place};

/// Builds the tables of the word lists, if nobody has yet.
pub fn build_tables() {
    LazyLock::force(&lexicon::LEXICON);
}

/// Actors (the most salient first) and places of a text.
pub fn find(input: Input<'_>) -> (Vec<Actor>, Vec<Place>) {
    let reading = reading::Reading::new(input);
    let mut candidates = scan::candidates(&reading);
    let explained = acronyms::explained(&reading, &mut candidates);
    let names = names::Names::decide(&reading, &candidates, &explained);
    let mut found = gather::mentions(&reading, &candidates, &explained, &names);
    collectives::add(&reading, &names, &mut found);
    rank::ranked(input, &reading, &names, &found)
}

#[cfg(test)]
mod tests;

//! Texts whose names are marked, as the tagger learns from them.

use std::path::Path;

use anyhow::{Context, bail};
use serde::Deserialize;

use super::super::read;
use crate::extract::actors::tagger::facts::Facts;
use crate::extract::actors::tagger::labels::{self, Kind};
use crate::extract::{Input, actors};
use crate::model::{Corrections, Format, Text};
use crate::structure::{self, Shape};

/// A text with its names.
#[derive(Debug, Default)]
pub struct Labelled {
    pub text: String,
    /// Byte ranges in text order.
    pub names: Vec<(usize, usize, Kind)>,
}

/// A document ready to be learnt from.
#[derive(Debug)]
pub struct Example {
    pub facts: Facts,
    /// By token.
    pub labels: Vec<u8>,
}

/// Reads marked texts: `.bio` (word, space behind it, tag, in columns parted by tabs), `.jsonl` (text, entities).
pub fn texts(path: &Path) -> anyhow::Result<Vec<Labelled>> {
    let content = read(path)?;
    match path.extension().and_then(|e| e.to_str()) {
        Some("bio") => Ok(bio(&content)),
        Some("jsonl") => content.lines().filter(|l| !l.trim().is_empty()).map(jsonl).collect(),
        Some("report") => Ok(vec![super::super::reports::Report::parse(&content)?.labelled()]),
        _ => bail!("{}: neither .bio, .jsonl nor .report", path.display()),
    }
    .with_context(|| format!("cannot read {}", path.display()))
}

fn kind(name: &str) -> Option<Kind> {
    match name {
        "PER" => Some(Kind::Person),
        "ORG" => Some(Kind::Organisation),
        "LOC" => Some(Kind::Place),
        _ => None,
    }
}

fn bio(content: &str) -> Vec<Labelled> {
    let mut out: Vec<Labelled> = Vec::new();
    for document in content.split("-DOCSTART-").skip(1) {
        let mut doc = Labelled::default();
        let body = document.split_once('\n').map_or("", |(_, b)| b);
        for sentence in body.split("\n\n").filter(|s| !s.trim().is_empty()) {
            append(&mut doc, sentence);
        }
        out.push(doc);
    }
    out
}

/// Puts a sentence behind the text; what ends without a stop is a heading or an item, and stands alone.
fn append(doc: &mut Labelled, sentence: &str) {
    let rows: Vec<(&str, bool, &str)> = sentence
        .lines()
        .filter_map(|l| {
            let mut columns = l.split('\t');
            Some((columns.next()?, columns.next()? == "1", columns.next()?))
        })
        .collect();
    let ends = rows.last().is_some_and(|(w, ..)| w.ends_with(['.', '!', '?', '"', '”', ')', ':', ';', ',']));
    if !doc.text.is_empty() && !doc.text.ends_with('\n') {
        doc.text.push_str(if ends { " " } else { "\n\n" });
    }
    for &(word, space, tag) in &rows {
        let from = doc.text.len();
        doc.text.push_str(word);
        let to = doc.text.len();
        match tag.split_once('-') {
            Some(("B", name)) => doc.names.extend(kind(name).map(|k| (from, to, k))),
            Some(("I", name)) if kind(name).is_some() => {
                if let Some(last) = doc.names.last_mut() {
                    last.1 = to;
                }
            }
            _ => {}
        }
        if space {
            doc.text.push(' ');
        }
    }
    let end = doc.text.trim_end().len();
    doc.text.truncate(end);
    if !ends {
        doc.text.push_str("\n\n");
    }
}

#[derive(Deserialize)]
struct Line {
    text: String,
    entities: Vec<Entity>,
}

#[derive(Deserialize)]
struct Entity {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

fn jsonl(line: &str) -> anyhow::Result<Labelled> {
    let line: Line = serde_json::from_str(line)?;
    let mut at: Vec<usize> = line.text.char_indices().map(|(i, _)| i).collect();
    at.push(line.text.len());
    let byte = |k: usize| at.get(k).copied().context("an offset beyond the text");
    let mut names = Vec::new();
    for e in &line.entities {
        if let Some(kind) = kind(&e.kind) {
            names.push((byte(e.start)?, byte(e.end)?, kind));
        }
    }
    Ok(Labelled { text: line.text, names })
}

impl Labelled {
    /// Runs the program's own reading over the text and sets the labels of its tokens.
    pub fn example(&self) -> Example {
        let text = Text::new(self.text.as_str(), Format::Text);
        let structure = structure::structure(&text, &Corrections::default());
        let facts = actors::facts(Input { text: &text, structure: &structure, date: None });
        let all = structure.tokens.all();
        let mut labels = vec![labels::OUTSIDE as u8; all.len()];
        for &(start, end, kind) in &self.names {
            let mut from = all.partition_point(|t| t.span.from() < start);
            let mut to = all.partition_point(|t| t.span.from() < end);
            // Articles, titles and possessives are no part of a name here.
            while from + 1 < to
                && (facts.tokens.get(from).is_some_and(|t| t.title > 0 && kind == Kind::Person)
                    || all
                        .get(from)
                        .is_some_and(|t| matches!(structure.tokens.lower(t), "the" | "a" | "an" | ".")))
            {
                from += 1;
            }
            if to > from + 1 && all.get(to - 1).is_some_and(|t| t.shape() == Shape::Possessive) {
                to -= 1;
            }
            let inside = facts.windows.iter().any(|w| w.from as usize <= from && to <= w.to as usize);
            let free =
                labels.get(from..to).is_some_and(|l| l.iter().all(|l| usize::from(*l) == labels::OUTSIDE));
            if from < to && inside && free {
                for (k, label) in labels.get_mut(from..to).unwrap_or_default().iter_mut().enumerate() {
                    *label = labels::of(kind, k, to - from) as u8;
                }
            }
        }
        Example { facts, labels }
    }
}

impl super::super::reports::Report {
    /// The names of a report as the tagger learns them: states are places, groups organisations.
    pub fn labelled(&self) -> Labelled {
        use super::super::reports::Type;
        let names = self.marks.iter().filter(|m| m.is_name()).filter_map(|m| {
            let kind = match self.kind(m)? {
                Type::Person => Kind::Person,
                Type::Organisation | Type::Group => Kind::Organisation,
                Type::State | Type::Place => Kind::Place,
            };
            Some((m.from, m.to, kind))
        });
        Labelled { text: self.text.clone(), names: names.collect() }
    }
}

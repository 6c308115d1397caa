//! A hit as `casefile search` lists it.

use serde::Serialize;

use super::hung::Hung;
use super::listing::{Column, Fit, Place, Row};
use crate::export::passage::words;
use crate::model::{ActorId, Dossier, Item, ItemRef};
use crate::notes::Layers;
use crate::search::{Found, Hit, Layer};

#[derive(Debug, Serialize)]
struct Line {
    #[serde(flatten)]
    place: Place,
    is: &'static str,
    id: Option<String>,
    /// Of an actor: what it is called in each document, as `actors` and `extract` have it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    members: Vec<Member>,
    text: String,
    /// Comparable within one search only.
    score: f32,
    /// Whether it has the letters of a word but not the word.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    loose: bool,
    /// The letters that matched, as code points of `text`.
    marks: Vec<Marked>,
}

#[derive(Debug, Serialize)]
struct Member {
    path: String,
    id: String,
}

#[derive(Debug, Serialize)]
struct Marked {
    start: usize,
    end: usize,
}

/// A hit as it is listed; `AROUND` with columns for the text around it.
#[derive(Debug, Serialize)]
pub struct Shown<const AROUND: bool> {
    #[serde(flatten)]
    line: Line,
    #[serde(flatten)]
    around: Option<Around>,
    /// What was noted on it, where it is listed inside another row.
    #[serde(flatten)]
    hung: Option<Hung>,
}

/// The sentences before and behind a hit.
#[derive(Debug, Serialize)]
struct Around {
    before: String,
    behind: String,
}

impl<const AROUND: bool> Shown<AROUND> {
    /// A hit with so many sentences before and behind it, where there are columns for them.
    pub fn new(dossier: &Dossier, layers: &Layers, hit: &Hit, context: usize) -> Option<Self> {
        let around = if AROUND { around(dossier, hit, context) } else { None };
        Some(Self { line: line(dossier, layers, hit)?, around, hung: None })
    }

    /// The same with what was noted on it.
    pub fn with(self, hung: Option<Hung>) -> Self {
        Self { hung, ..self }
    }

    /// Path, line, what it is, with a sign if it is loose, and text.
    pub fn start(&self) -> [String; 4] {
        let line = &self.line;
        let is = if line.loose { format!("{} ~", line.is) } else { line.is.to_owned() };
        [line.place.path.clone(), line.place.line.to_string(), is, line.text.clone()]
    }

    /// The text around it.
    pub fn around(&self) -> [String; 2] {
        self.around.as_ref().map_or_else(Default::default, |a| [a.before.clone(), a.behind.clone()])
    }
}

/// The text around a hit, behind all other columns.
pub const BEFORE: Column = ("before", Fit::UpTo(60));
/// The same behind it.
pub const BEHIND: Column = ("behind", Fit::UpTo(60));

impl<const AROUND: bool> Row for Shown<AROUND> {
    const COLUMNS: &'static [Column] = {
        const ALL: &[Column] = &[
            ("path", Fit::UpTo(32)),
            ("line", Fit::Number),
            ("is", Fit::UpTo(8)),
            ("text", Fit::Rest),
            ("section title", Fit::UpTo(32)),
            BEFORE,
            BEHIND,
        ];
        if AROUND { ALL } else { ALL.split_at(5).0 }
    };

    fn cells(&self, _: bool) -> Vec<String> {
        let mut cells = self.start().to_vec();
        cells.push(self.line.place.section_title.clone());
        cells.extend(self.around().into_iter().filter(|_| AROUND));
        cells
    }
}

/// The sentences before and behind a hit, so many of each; `None` if none are asked for.
fn around(dossier: &Dossier, hit: &Hit, count: usize) -> Option<Around> {
    let document = dossier.document(hit.doc).filter(|_| count > 0)?;
    let sentences = &document.sentences;
    let first = sentences.partition_point(|s| s.span.end <= hit.span.start);
    let last = sentences.partition_point(|s| s.span.start < hit.span.end).max(first);
    let said = |range: std::ops::Range<usize>| {
        let all = sentences.get(range).unwrap_or(&[]).iter().map(|s| words(document, s.span));
        all.collect::<Vec<_>>().join(" ")
    };
    let before = said(first.saturating_sub(count)..first);
    Some(Around { before, behind: said(last..(last + count).min(sentences.len())) })
}

/// What was noted on a hit; of an actor of several documents, in all of them.
pub fn hung(dossier: &Dossier, layers: &Layers, hit: &Hit) -> Hung {
    let on = |at: ItemRef| {
        let (layer, document) = (layers.0.get(at.doc.index())?, dossier.document(at.doc)?);
        Some(Hung::on(layer, document, at.item))
    };
    match hit.at {
        Found::Item(at) => on(at).unwrap_or_default(),
        Found::Note(..) => Hung::default(),
        Found::Actor(id) => {
            let members = dossier.actor(id).map_or(&[][..], |a| &a.members).iter();
            let all = members.filter_map(|&(doc, actor)| on(ItemRef { doc, item: Item::Actor(actor) }));
            all.fold(Hung::default(), Hung::and)
        }
    }
}

fn line(dossier: &Dossier, layers: &Layers, hit: &Hit) -> Option<Line> {
    let document = dossier.document(hit.doc)?;
    let chars = |to: usize| hit.text.get(..to).map_or(0, |s| s.chars().count());
    Some(Line {
        place: Place::new(document, hit.span, hit.section),
        is: hit.kind.name(),
        id: id(layers, hit.at),
        members: members(dossier, hit.at),
        text: hit.text.split_whitespace().collect::<Vec<_>>().join(" "),
        score: hit.score,
        loose: hit.loose,
        marks: hit.marks.iter().map(|m| Marked { start: chars(m.start), end: chars(m.end) }).collect(),
    })
}

/// An actor in each of its documents; nothing else has members.
fn members(dossier: &Dossier, found: Found) -> Vec<Member> {
    let Found::Actor(id) = found else { return Vec::new() };
    let members = dossier.actor(id).map_or(&[][..], |a| &a.members).iter();
    let member =
        |&(doc, id)| Some(Member { path: dossier.document(doc)?.path.clone(), id: ActorId::to_string(&id) });
    members.filter_map(member).collect()
}

/// The id as `extract` has it, of actors that across the documents, of notes that of their record; sentences have none.
fn id(layers: &Layers, found: Found) -> Option<String> {
    match found {
        Found::Note(doc, number) => layers.notes(doc)?.get(number).map(|note| note.id.clone()),
        Found::Actor(id) => Some(id.to_string()),
        Found::Item(at) => match at.item {
            Item::Section(id) => Some(id.to_string()),
            Item::Actor(id) => Some(id.to_string()),
            Item::Place(id) => Some(id.to_string()),
            Item::Claim(id) => Some(id.to_string()),
            Item::Event(id) => Some(id.to_string()),
            Item::Sentence(_) => None,
        },
    }
}

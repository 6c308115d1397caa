//! One JSON object an item: what `is:` says of it, the document, where it stands, and exactly the words that stand there.
//!
//! Of every `start` and `end` (code points of the reading text, end exclusive) the object also has the `quote`: what
//! `casefile text` prints between them.

use std::io::{self, Write};

use serde::Serialize;

use super::json::{day, write_line};
use super::locator::Locator;
use super::passage::source;
use super::{Exported, Extent, Is, Note, Part, calendar};
use crate::model::{
    ActorKind, Certainty, ClaimKind, DateSource, Document, EventStatus, Format, Likelihood, Polarity, Span,
    Via,
};
use crate::search::HitKind;

/// A stretch of the text with its words.
#[derive(Debug, Serialize)]
struct Quote<'a> {
    start: usize,
    end: usize,
    quote: &'a str,
}

impl<'a> Quote<'a> {
    fn new(document: &'a Document, span: Span) -> Self {
        let text = &document.text;
        Self {
            start: text.char_offset(span.from()),
            end: text.char_offset(span.to()),
            quote: text.slice(span),
        }
    }
}

/// What every item has: where it stands.
#[derive(Debug, Serialize)]
struct Place<'a> {
    #[serde(flatten)]
    words: Option<Quote<'a>>,
    line: Option<usize>,
    page: Option<usize>,
    paragraph: Option<usize>,
    section: Option<String>,
    section_path: Option<String>,
    section_title: Option<&'a str>,
}

fn place<'a>(places: &Locator<'a>, span: Option<Span>) -> Place<'a> {
    let document = places.document();
    let at = span.map(Span::from);
    let section = at.and_then(|at| document.section_at(at));
    Place {
        words: span.map(|span| Quote::new(document, span)),
        line: at.map(|at| places.line(at)),
        page: at.and_then(|at| places.page(at)),
        paragraph: at.and_then(|at| places.paragraph(at)),
        section: section.map(|id| id.to_string()),
        section_path: section.map(|id| document.section_path(id)).filter(|path| !path.is_empty()),
        section_title: section.map(|id| document.section_title(id)),
    }
}

/// An item: its sort, its document, its own fields, its place.
#[derive(Debug, Serialize)]
struct Line<'a, T> {
    is: &'static str,
    doc: String,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(flatten)]
    own: T,
    #[serde(flatten)]
    place: Place<'a>,
}

#[derive(Debug, Serialize)]
struct Head<'a> {
    is: &'static str,
    doc: String,
    path: &'a str,
    title: Option<&'a str>,
    date: Option<String>,
    date_source: Option<DateSource>,
    language: Option<&'static str>,
    format: Format,
    hash: &'a str,
    chars: usize,
    /// The query; `null` where everything is taken.
    scope: Option<&'a str>,
    claims: usize,
    events: usize,
}

#[derive(Debug, Serialize)]
struct Section<'a> {
    level: u8,
    label: Option<&'a str>,
    title: &'a str,
    parent: Option<String>,
}

#[derive(Debug, Serialize)]
struct Mention<'a> {
    via: Via,
    #[serde(flatten)]
    words: Quote<'a>,
}

#[derive(Debug, Serialize)]
struct Actor<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: ActorKind,
    role: Option<&'static str>,
    /// The actor across the documents.
    dossier_actor: Option<String>,
    aliases: Vec<&'a str>,
    mentions: Vec<Mention<'a>>,
}

#[derive(Debug, Serialize)]
struct NamedPlace<'a> {
    name: &'a str,
    mentions: Vec<Mention<'a>>,
}

#[derive(Debug, Serialize)]
struct Event<'a> {
    edtf: Option<&'a str>,
    earliest: Option<String>,
    latest: Option<String>,
    status: EventStatus,
    summary: &'a str,
    actors: Vec<&'a str>,
    claim: Option<String>,
    sources: Vec<Quote<'a>>,
}

#[derive(Debug, Serialize)]
struct Claim<'a> {
    kind: ClaimKind,
    certainty: Certainty,
    likelihood: Option<Likelihood>,
    polarity: Polarity,
    conditional: bool,
    source: Option<String>,
    actors: Vec<&'a str>,
    dates: Vec<&'a str>,
    importance: f64,
    checkworthy: f64,
    rule: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
}

#[derive(Debug, Serialize)]
struct NoteLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    /// What it is, where it is no note.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    /// The actor it is on, or words that are gone.
    about: Option<&'a str>,
    tags: &'a [String],
    author: Option<&'a str>,
    time: Option<&'a str>,
}

/// Nothing but what every item has.
#[derive(Debug, Serialize)]
struct Bare {}

/// Writes one line an item, document by document.
pub fn write(exported: &Exported<'_>, out: &mut impl Write) -> io::Result<()> {
    Extent::of(exported).parts.iter().try_for_each(|part| document(exported, part, out))
}

fn document(exported: &Exported<'_>, part: &Part<'_>, out: &mut impl Write) -> io::Result<()> {
    let d = part.document;
    let head = Head {
        is: "document",
        doc: part.doc.to_string(),
        path: &d.path,
        title: d.title.as_ref().map(|(title, _)| title.as_str()),
        date: d.date.map(|date| day(date.date)),
        date_source: d.date.map(|date| date.source),
        language: d.language.map(|l| l.code),
        format: d.text.format,
        hash: &d.hash,
        chars: d.text.char_count(),
        scope: Some(exported.scope).filter(|scope| !scope.is_empty()),
        claims: part.claims.len(),
        events: part.events.len(),
    };
    write_line(&head, out)?;
    let lines = Lines { part, places: Locator::new(d) };
    lines.sections(out)?;
    lines.actors(exported, out)?;
    lines.places(out)?;
    lines.events(out)?;
    lines.claims(exported, out)?;
    for &k in &part.sentences {
        let span = d.sentences.get(k).map(|s| s.span);
        lines.line(HitKind::Text.name(), None, span, Bare {}, out)?;
    }
    exported.added.notes(part.doc).try_for_each(|note| lines.note(note, out))
}

struct Lines<'a> {
    part: &'a Part<'a>,
    places: Locator<'a>,
}

impl<'a> Lines<'a> {
    fn line(
        &self,
        is: &'static str,
        id: Option<String>,
        span: Option<Span>,
        own: impl Serialize,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let document = self.part.document;
        let place = place(&self.places, span);
        let line = Line { is, doc: self.part.doc.to_string(), path: &document.path, id, own, place };
        write_line(&line, out)
    }

    fn sections(&self, out: &mut impl Write) -> io::Result<()> {
        let d = self.part.document;
        for &id in &self.part.sections {
            let Some(section) = d.section(id) else { continue };
            let own = Section {
                level: section.level,
                label: section.label.map(|label| d.text.slice(label)),
                title: d.section_title(id),
                parent: section.parent.map(|id| id.to_string()),
            };
            self.line(HitKind::Section.name(), Some(id.to_string()), Some(section.heading), own, out)?;
        }
        Ok(())
    }

    /// Mentions in the text that is taken.
    fn mentions(&self, all: &'a [crate::model::Mention]) -> Vec<Mention<'a>> {
        let taken = all.iter().filter(|m| self.part.has(m.span.from()));
        taken.map(|m| Mention { via: m.via, words: Quote::new(self.part.document, m.span) }).collect()
    }

    fn actors(&self, exported: &Exported<'_>, out: &mut impl Write) -> io::Result<()> {
        for (id, dossier_actor, actor) in self.part.actors(exported) {
            let own = Actor {
                name: &actor.name,
                kind: actor.kind,
                role: actor.role,
                dossier_actor: dossier_actor.map(|id| id.to_string()),
                aliases: actor.aliases.iter().map(|a| a.text.as_str()).collect(),
                mentions: self.mentions(&actor.mentions),
            };
            let first = actor.mentions.iter().map(|m| m.span).find(|span| self.part.has(span.from()));
            self.line(HitKind::Actor.name(), Some(id.to_string()), first, own, out)?;
        }
        Ok(())
    }

    fn places(&self, out: &mut impl Write) -> io::Result<()> {
        for &id in &self.part.places {
            let Some(place) = self.part.document.place(id) else { continue };
            let own = NamedPlace { name: &place.name, mentions: self.mentions(&place.mentions) };
            let first = place.mentions.iter().map(|m| m.span).find(|span| self.part.has(span.from()));
            self.line(HitKind::Place.name(), Some(id.to_string()), first, own, out)?;
        }
        Ok(())
    }

    fn names(&self, ids: &[crate::model::ActorId]) -> Vec<&'a str> {
        ids.iter().filter_map(|id| self.part.document.actor(*id)).map(|a| a.name.as_str()).collect()
    }

    fn events(&self, out: &mut impl Write) -> io::Result<()> {
        let d = self.part.document;
        let mut events = self.part.events.clone();
        events.sort_by_key(|id| d.event(*id).map(calendar::rank));
        for id in events {
            let Some(event) = d.event(id) else { continue };
            let own = Event {
                edtf: event.edtf.as_deref(),
                earliest: event.earliest.map(day),
                latest: event.latest.map(day),
                status: event.status,
                summary: &event.summary,
                actors: self.names(&event.actors),
                claim: event.claim.map(|id| id.to_string()),
                sources: event.sources.iter().map(|span| Quote::new(d, *span)).collect(),
            };
            self.line(HitKind::Event.name(), Some(id.to_string()), event.sources.first().copied(), own, out)?;
        }
        Ok(())
    }

    fn claims(&self, exported: &Exported<'_>, out: &mut impl Write) -> io::Result<()> {
        let d = self.part.document;
        let share = |value: f32| (f64::from(value) * 1e4).round() / 1e4;
        for &id in &self.part.claims {
            let Some(claim) = d.claim(id) else { continue };
            let own = Claim {
                kind: claim.kind,
                certainty: claim.certainty,
                likelihood: claim.likelihood,
                polarity: claim.polarity,
                conditional: claim.conditional,
                source: source(d, claim),
                actors: self.names(&claim.actors),
                dates: claim.times.iter().filter_map(|t| d.time(*t)?.edtf.as_deref()).collect(),
                importance: share(claim.importance.value),
                checkworthy: share(claim.checkworthy),
                rule: claim.why.rule,
                status: exported.added.status(self.part.doc, id),
                tags: exported.added.tags_of(self.part.doc, id),
            };
            self.line(HitKind::Claim.name(), Some(id.to_string()), Some(claim.span), own, out)?;
        }
        Ok(())
    }

    fn note(&self, note: &Note, out: &mut impl Write) -> io::Result<()> {
        let own = NoteLine {
            note: Some(note.text.as_str()).filter(|_| note.is == Is::Note),
            text: Some(note.text.as_str()).filter(|_| note.is != Is::Note),
            about: note.about.as_deref(),
            tags: &note.tags,
            author: note.author.as_deref(),
            time: note.time.as_deref(),
        };
        self.line(note.is.name(), None, note.span, own, out)
    }
}

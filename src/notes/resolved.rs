//! The layer on a document: what hangs on which claim, actor, section, passage, and what has lost its place.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::fold::fold;
use crate::model::{
    ActorId, ClaimId, Corrections, Document, EventId, Item, PlaceId, SectionId, Span, TimeId, meant,
};

use super::anchor::{Anchored, Anchoring};
use super::searched::Searched;
use super::{Act, Layer, Placed, Record, RecordId, Standing, Status, Target};

/// What a note, mark or tag hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Referent {
    /// The document as a whole.
    Document,
    /// A stretch of text, by where it begins.
    Passage(u32),
    /// A claim, event, section, actor or place.
    Item(Item),
    /// A time expression.
    Time(TimeId),
}

/// A note where it stands now.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The record that wrote it.
    pub id: RecordId,
    /// What it hangs on.
    pub on: Referent,
    /// Where that stands; of an actor its first mention, nothing for the document.
    pub span: Option<Span>,
    /// How its place was found; nothing where it has none.
    pub how: Option<Anchoring>,
    /// The words.
    pub text: String,
    /// Tags, without `#`.
    pub tags: Vec<String>,
    /// When it was written, RFC 3339.
    pub at: String,
    /// By whom.
    pub by: String,
}

/// A mark where it stands now.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The record that set it.
    pub id: RecordId,
    /// Its letter.
    pub name: char,
    /// Where it stands.
    pub span: Span,
    /// How its place was found.
    pub how: Anchoring,
}

/// A judgement of a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The record.
    pub id: RecordId,
    /// The judgement.
    pub status: Status,
    /// How the claim was found: a claim whose words have changed is to be looked at again.
    pub how: Anchoring,
}

/// The layer on a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resolved {
    /// The acts in force.
    pub layer: Layer,
    /// In text order, those on the document first.
    pub notes: Vec<Note>,
    /// In text order.
    pub marks: Vec<Mark>,
    /// Judgements by claim.
    pub judged: HashMap<ClaimId, Judged>,
    /// Tags by what they hang on, in the order given.
    pub tags: HashMap<Referent, Vec<String>>,
    /// Acts whose words are gone from the text, in the order in which they were done.
    pub orphans: Vec<Record>,
    /// What the stages do otherwise for it.
    pub corrections: Corrections,
    /// The version of the document it is on, by the hash of its bytes.
    pub hash: String,
    /// How its acts stand there.
    pub standing: Standing,
    /// The notes by what they hang on, sorted.
    noted: Vec<(Referent, usize)>,
    /// Claims and sentences with a note on some of their words, and whatever has a note itself.
    noted_items: HashSet<Item>,
    /// The same with a mark.
    marked_items: HashSet<Item>,
    /// Tags of whatever has one itself, and of claims and sentences with some of their words tagged.
    item_tags: HashMap<Item, Vec<String>>,
    /// Where tagged passages stand.
    passages: HashMap<Referent, Span>,
    /// Where marks, tags and corrections stand.
    places: HashMap<RecordId, Span>,
    /// Tags given without a note: the record, what they hang on, where that stands.
    pub(super) tagged: Vec<(RecordId, Referent, Option<Span>)>,
    pub(super) searched: Searched,
}

impl Resolved {
    /// Finds what every act hangs on.
    pub fn new(layer: Layer, placed: &Placed, document: &Document) -> Self {
        let mut resolved = Self::default();
        let finder = Finder::new(document);
        // All of them at most: growing bit by bit costs more.
        let most = layer.acts().len();
        resolved.notes.reserve(most);
        resolved.noted.reserve(most);
        resolved.noted_items.reserve(most);
        resolved.tags.reserve(most);
        resolved.item_tags.reserve(most);
        resolved.passages.reserve(most);
        for record in layer.acts() {
            resolved.take(record, placed.get(&record.id), &finder);
        }
        resolved.notes.sort_by_key(|n| n.span);
        resolved.marks.sort_by_key(|m| m.span);
        for (k, note) in resolved.notes.iter().enumerate() {
            resolved.noted.push((note.on, k));
            if let Referent::Item(item) = note.on {
                resolved.noted_items.insert(item);
            }
            if let (Some(span), Referent::Passage(_) | Referent::Item(Item::Claim(_))) = (note.span, note.on)
            {
                resolved.noted_items.extend(over(document, span, finder.back));
            }
        }
        resolved.noted.sort_unstable();
        for mark in &resolved.marks {
            resolved.marked_items.extend(over(document, mark.span, finder.back));
        }
        resolved.hang_tags(&finder);
        resolved.corrections = placed.corrections(&layer);
        resolved.hash.clone_from(&document.hash);
        resolved.standing = Standing::of(&layer, placed, &resolved);
        resolved.layer = layer;
        resolved
    }

    fn take(&mut self, record: &Record, place: Option<Anchored>, finder: &Finder<'_>) {
        let Some(target) = record.act.target() else { return };
        let found = finder.referent(target, place);
        let Some((referent, span)) = found else {
            self.orphans.push(record.clone());
            return;
        };
        let id = record.id.clone();
        if let (Some(span), Act::Mark { .. } | Act::Tag { .. } | Act::Correct(_)) = (span, &record.act) {
            self.places.insert(id.clone(), span);
        }
        if let (Some(span), Referent::Passage(_)) = (span, referent) {
            self.passages.insert(referent, span);
        }
        match &record.act {
            Act::Note { text, tags, .. } => {
                for tag in tags {
                    self.tag(referent, tag);
                }
                self.notes.push(Note {
                    id,
                    on: referent,
                    span,
                    how: place.map(|p| p.how),
                    text: text.clone(),
                    tags: tags.clone(),
                    at: record.at.clone(),
                    by: record.by.clone(),
                });
            }
            Act::Mark { name, .. } => {
                self.marks.retain(|m| m.name != *name);
                if let (Some(span), Some(place)) = (span, place) {
                    self.marks.push(Mark { id, name: *name, span, how: place.how });
                }
            }
            Act::Status { status, .. } => match (referent, place) {
                (Referent::Item(Item::Claim(claim)), Some(place)) => {
                    self.judged.insert(claim, Judged { id, status: *status, how: place.how });
                }
                // The words are there, but no claim stands on them any more.
                _ => self.orphans.push(record.clone()),
            },
            Act::Tag { tags, .. } => {
                self.tagged.push((id, referent, span));
                for tag in tags {
                    self.tag(referent, tag);
                }
            }
            _ => {}
        }
    }

    fn hang_tags(&mut self, finder: &Finder<'_>) {
        let document = finder.document;
        for (referent, tags) in &self.tags {
            let span = match referent {
                Referent::Item(Item::Claim(id)) => document.claim(*id).map(|c| c.span),
                referent => self.passages.get(referent).copied(),
            };
            let words = span.map_or(Vec::new(), |span| over(document, span, finder.back));
            let own = match referent {
                Referent::Item(item) if !words.contains(item) => Some(*item),
                _ => None,
            };
            for item in own.into_iter().chain(words) {
                let known = self.item_tags.entry(item).or_default();
                for tag in tags {
                    if !known.contains(tag) {
                        known.push(tag.clone());
                    }
                }
            }
        }
    }

    fn tag(&mut self, referent: Referent, tag: &str) {
        let tags = self.tags.entry(referent).or_default();
        match tag.strip_prefix('-') {
            Some(gone) => tags.retain(|t| t != gone),
            None if tags.iter().any(|t| t == tag) => {}
            None => tags.push(tag.to_owned()),
        }
    }

    /// Words of the text that have a note: all but those of notes on actors and places, which stand in many places.
    pub fn noted_text(&self) -> impl Iterator<Item = Span> + '_ {
        let on_text = |n: &&Note| !matches!(n.on, Referent::Item(Item::Actor(_) | Item::Place(_)));
        self.notes.iter().filter(on_text).filter_map(|n| n.span)
    }

    /// The notes on something.
    pub fn notes_on(&self, referent: Referent) -> impl Iterator<Item = &Note> {
        let from = self.noted.partition_point(|(on, _)| *on < referent);
        let own = self.noted.iter().skip(from).take_while(move |(on, _)| *on == referent);
        own.filter_map(|(_, k)| self.notes.get(*k))
    }

    /// The tags of something.
    pub fn tags_on(&self, referent: Referent) -> &[String] {
        self.tags.get(&referent).map_or(&[], Vec::as_slice)
    }

    /// The tags of an item: those it was given, and of claims and sentences those on their words.
    pub fn tags_of(&self, item: Item) -> &[String] {
        self.item_tags.get(&item).map_or(&[], Vec::as_slice)
    }

    /// The status of a claim; `None` where nobody judged it.
    pub fn status(&self, claim: ClaimId) -> Option<Status> {
        self.judged.get(&claim).map(|j| j.status)
    }

    /// Where the words of a mark, a correction or of tags stand.
    pub fn place_of(&self, id: &RecordId) -> Option<Span> {
        self.places.get(id).copied()
    }

    /// Whether something has a note, or words with a note.
    pub fn is_noted(&self, item: Item) -> bool {
        self.noted_items.contains(&item)
    }

    /// Whether words of something are marked.
    pub fn is_marked(&self, item: Item) -> bool {
        self.marked_items.contains(&item)
    }

    /// The mark of a letter.
    pub fn mark(&self, name: char) -> Option<&Mark> {
        self.marks.iter().find(|m| m.name == name)
    }

    /// Notes whose words overlap a span.
    pub fn notes_within(&self, span: Span) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(move |n| n.span.is_some_and(|s| s.overlaps(span) || span.contains(s)))
    }
}

/// Claims and sentences that have words in common with a span; no claim is longer than `back` bytes.
fn over(document: &Document, span: Span, back: u32) -> Vec<Item> {
    let from = document.sentences.partition_point(|s| s.span.end <= span.start);
    let sentences =
        document.sentences.iter().enumerate().skip(from).take_while(|(_, s)| s.span.start < span.end);
    let mut items: Vec<Item> =
        sentences.map(|(k, _)| Item::Sentence(u32::try_from(k).unwrap_or(u32::MAX))).collect();
    let from = document.claims.partition_point(|c| c.span.start.saturating_add(back) < span.start);
    let claims = document.claims.iter().enumerate().skip(from).take_while(|(_, c)| c.span.start < span.end);
    items.extend(claims.filter(|(_, c)| c.span.overlaps(span)).map(|(k, _)| Item::Claim(ClaimId::new(k))));
    items
}

/// Looks up what targets mean in a document.
struct Finder<'d> {
    document: &'d Document,
    names: HashMap<String, Item>,
    /// Length of the longest claim: one that begins further before a place does not reach it.
    back: u32,
}

impl<'d> Finder<'d> {
    fn new(document: &'d Document) -> Self {
        let mut names = HashMap::default();
        for (k, place) in document.places.iter().enumerate() {
            names.insert(fold(&place.name), Item::Place(PlaceId::new(k)));
        }
        for (k, actor) in document.actors.iter().enumerate().rev() {
            for alias in &actor.aliases {
                names.insert(fold(&alias.text), Item::Actor(ActorId::new(k)));
            }
        }
        // A main name goes before another's alias.
        for (k, actor) in document.actors.iter().enumerate().rev() {
            names.insert(fold(&actor.name), Item::Actor(ActorId::new(k)));
        }
        let back = document.claims.iter().map(|c| c.span.end - c.span.start).max().unwrap_or(0);
        Self { document, names, back }
    }

    /// What a target means now, and where it stands. `None` where its words, or its actor, are gone.
    fn referent(&self, target: &Target, place: Option<Anchored>) -> Option<(Referent, Option<Span>)> {
        let d = self.document;
        if let Target::Actor(name) = target {
            let item = *self.names.get(&fold(name))?;
            let span = match item {
                Item::Actor(id) => d.actor(id).and_then(|a| a.mentions.first()),
                Item::Place(id) => d.place(id).and_then(|p| p.mentions.first()),
                _ => None,
            };
            return Some((Referent::Item(item), span.map(|m| m.span)));
        }
        if *target == Target::Document {
            return Some((Referent::Document, None));
        }
        let span = place?.span;
        let item = match target {
            Target::Claim(_) => self.claim(span).map(|id| Referent::Item(Item::Claim(id))),
            Target::Event(_) => {
                let near = |e: &crate::model::Event| e.sources.iter().any(|s| s.overlaps(span));
                let all: Vec<(usize, Span)> = d
                    .events
                    .iter()
                    .enumerate()
                    .filter(|(_, e)| near(e))
                    .flat_map(|(k, e)| e.sources.iter().map(move |s| (k, *s)))
                    .collect();
                meant(all.iter().map(|a| a.1), span)
                    .and_then(|k| all.get(k))
                    .map(|a| Referent::Item(Item::Event(EventId::new(a.0))))
            }
            Target::Section(_) => {
                let k = d.sections.partition_point(|s| s.heading.end <= span.start);
                d.sections
                    .get(k)
                    .filter(|s| s.heading.overlaps(span))
                    .map(|_| Referent::Item(Item::Section(SectionId::new(k))))
            }
            Target::Time(_) => {
                let k = d.times.partition_point(|t| t.span.end <= span.start);
                d.times.get(k).filter(|t| t.span.overlaps(span)).map(|_| Referent::Time(TimeId::new(k)))
            }
            Target::Passage(_) | Target::Document | Target::Actor(_) => None,
        };
        Some((item.unwrap_or(Referent::Passage(span.start)), Some(span)))
    }

    fn claim(&self, span: Span) -> Option<ClaimId> {
        let claims = &self.document.claims;
        let from = claims.partition_point(|c| c.span.start < span.start.saturating_sub(self.back));
        let near = claims.get(from..)?.iter().take_while(|c| c.span.start < span.end);
        meant(near.map(|c| c.span), span).map(|k| ClaimId::new(from + k))
    }
}

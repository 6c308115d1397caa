//! What an analyst does to a document, as typed operations. The layer is their log, in order; nothing else is stored.

use serde::{Deserialize, Serialize};

use crate::model::{ActorKind, ClaimKind};

use super::selector::Selector;

/// Names one record of the log, unique in every log: it stays the same when logs are merged.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecordId(pub String);

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Its name.
    pub id: RecordId,
    /// When, as RFC 3339 in UTC with milliseconds: records sort by it as strings.
    pub at: String,
    /// Who: the author from the configuration, else the login name.
    pub by: String,
    /// In a log of several documents, which one ([`Act::Document`] introduces them); else nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc: Option<String>,
    /// What.
    pub act: Act,
}

/// What a claim is held to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// To be looked into.
    Unchecked,
    /// Found right.
    Confirmed,
    /// Somebody denies it.
    Disputed,
    /// Found wrong.
    False,
    /// Of no use here.
    Irrelevant,
}

impl Status {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 5] =
        [Self::Unchecked, Self::Confirmed, Self::Disputed, Self::False, Self::Irrelevant];

    /// As in queries, files and on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unchecked => "unchecked",
            Self::Confirmed => "confirmed",
            Self::Disputed => "disputed",
            Self::False => "false",
            Self::Irrelevant => "irrelevant",
        }
    }

    /// The status of this name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.name() == name)
    }
}

/// What an act is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// The document as a whole.
    Document,
    /// A stretch of text.
    Passage(Selector),
    /// The claim that stands there. Claims are known by their words, so that what is said of one outlives a changed
    /// file and a changed extraction.
    Claim(Selector),
    /// The event that is told there.
    Event(Selector),
    /// The section under this heading.
    Section(Selector),
    /// The time expression that stands there.
    Time(Selector),
    /// An actor or place by one of its names, letters' case and accents aside.
    Actor(String),
}

impl Target {
    /// The same, to be changed.
    pub fn selector_mut(&mut self) -> Option<&mut Selector> {
        match self {
            Self::Passage(s) | Self::Claim(s) | Self::Event(s) | Self::Section(s) | Self::Time(s) => Some(s),
            Self::Document | Self::Actor(_) => None,
        }
    }

    /// Where it stands, of what stands somewhere.
    pub fn selector(&self) -> Option<&Selector> {
        match self {
            Self::Passage(s) | Self::Claim(s) | Self::Event(s) | Self::Section(s) | Self::Time(s) => Some(s),
            Self::Document | Self::Actor(_) => None,
        }
    }
}

impl Act {
    /// What it is about.
    pub fn target(&self) -> Option<&Target> {
        match self {
            Self::Mark { on, .. }
            | Self::Note { on, .. }
            | Self::Status { on, .. }
            | Self::Tag { on, .. } => Some(on),
            Self::Correct(correction) => correction.target(),
            Self::Document { .. }
            | Self::Rewrite { .. }
            | Self::Remove { .. }
            | Self::Save { .. }
            | Self::Undo { .. }
            | Self::Redo { .. } => None,
        }
    }

    /// The place it is about, to be changed.
    pub fn selector_mut(&mut self) -> Option<&mut Selector> {
        match self {
            Self::Mark { on, .. }
            | Self::Note { on, .. }
            | Self::Status { on, .. }
            | Self::Tag { on, .. } => on.selector_mut(),
            Self::Correct(correction) => correction.target_mut()?.selector_mut(),
            _ => None,
        }
    }
}

impl Correction {
    /// What is corrected, of what is a place or an actor; `None` where only names are.
    pub fn target(&self) -> Option<&Target> {
        match self {
            Self::Heading { on, .. }
            | Self::NoHeading { on }
            | Self::Rename { on, .. }
            | Self::Unmask { on }
            | Self::Mask { on }
            | Self::Hide { on }
            | Self::ClaimKind { on, .. }
            | Self::ClaimSource { on, .. }
            | Self::Reading { on, .. }
            | Self::AddClaim { on, .. }
            | Self::AddMention { on, .. }
            | Self::AddEvent { on, .. } => Some(on),
            Self::Merge { .. } | Self::Split { .. } | Self::ActorKind { .. } => None,
        }
    }

    /// The same, to be changed.
    pub fn target_mut(&mut self) -> Option<&mut Target> {
        match self {
            Self::Heading { on, .. }
            | Self::NoHeading { on }
            | Self::Rename { on, .. }
            | Self::Unmask { on }
            | Self::Mask { on }
            | Self::Hide { on }
            | Self::ClaimKind { on, .. }
            | Self::ClaimSource { on, .. }
            | Self::Reading { on, .. }
            | Self::AddClaim { on, .. }
            | Self::AddMention { on, .. }
            | Self::AddEvent { on, .. } => Some(on),
            Self::Merge { .. } | Self::Split { .. } | Self::ActorKind { .. } => None,
        }
    }
}

/// What was done. Undoing is an act like any other: nothing is ever taken out of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// From here on the log is about this version of this file. No act of a person.
    Document {
        /// Absolute path, `-` for standard input, the plain name of a sample.
        path: String,
        /// SHA-256 of the source bytes in hexadecimal digits.
        hash: String,
    },
    /// Set a mark; a later one of the same name takes its place.
    Mark {
        /// A letter.
        name: char,
        /// Where.
        on: Target,
    },
    /// Wrote a note.
    Note {
        /// On what.
        on: Target,
        /// The words.
        text: String,
        /// Tags, without `#`.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        tags: Vec<String>,
    },
    /// Wrote a note anew.
    Rewrite {
        /// The record of the note.
        note: RecordId,
        /// The words now.
        text: String,
        /// The tags now.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        tags: Vec<String>,
    },
    /// Judged a claim.
    Status {
        /// The claim.
        on: Target,
        /// The judgement.
        status: Status,
    },
    /// Put tags on something; those with a `-` in front are taken off.
    Tag {
        /// On what.
        on: Target,
        /// Tags, without `#`.
        tags: Vec<String>,
    },
    /// Took away a mark, a note, or what was added by hand.
    Remove {
        /// Its record.
        what: RecordId,
    },
    /// Kept a scope under a name; a later one of the same name takes its place.
    Save {
        /// The name.
        name: String,
        /// The scope as a query.
        query: String,
    },
    /// Corrected what was extracted.
    Correct(Correction),
    /// Undid an act.
    Undo {
        /// Its record.
        of: RecordId,
    },
    /// Did an undone act again.
    Redo {
        /// Its record.
        of: RecordId,
    },
}

/// A correction of what was extracted. The document never changes: corrections are arguments of the stages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Correction {
    /// The line is a heading of this level (from 1). Promotes, demotes, and makes a heading of what was none.
    Heading {
        /// The line.
        on: Target,
        /// The level.
        level: u8,
    },
    /// The line is no heading.
    NoHeading {
        /// The line.
        on: Target,
    },
    /// A section or an actor goes by another name.
    Rename {
        /// Which.
        on: Target,
        /// The name.
        name: String,
    },
    /// What was taken for noise is text.
    Unmask {
        /// Where.
        on: Target,
    },
    /// What was taken for text is noise.
    Mask {
        /// Where.
        on: Target,
    },
    /// Not to be listed: a claim, an event, an actor, a date.
    Hide {
        /// Which.
        on: Target,
    },
    /// Two names are one actor's.
    Merge {
        /// A name of the actor that goes.
        actor: String,
        /// A name of the actor that stays.
        into: String,
    },
    /// A name is another actor's.
    Split {
        /// A name of the actor it was taken for.
        actor: String,
        /// The name that becomes an actor of its own.
        name: String,
    },
    /// An actor is of another kind.
    ActorKind {
        /// A name of it.
        actor: String,
        /// The kind.
        kind: ActorKind,
    },
    /// A claim is of another kind.
    ClaimKind {
        /// The claim.
        on: Target,
        /// The kind.
        kind: ClaimKind,
    },
    /// A claim is made by somebody else.
    ClaimSource {
        /// The claim.
        on: Target,
        /// A name of the actor who makes it; `None` for the document itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<String>,
    },
    /// A date is to be read so.
    Reading {
        /// The time expression.
        on: Target,
        /// The day, month, year, season or interval in EDTF.
        edtf: String,
    },
    /// A claim that extraction missed.
    AddClaim {
        /// Its words.
        on: Target,
        /// Its kind.
        kind: ClaimKind,
    },
    /// An actor's name that extraction missed; a name that no actor has makes a new actor.
    AddMention {
        /// The words.
        on: Target,
        /// The actor's name.
        actor: String,
        /// The kind of a new actor.
        kind: ActorKind,
        /// Wherever the same words stand, not only here.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        everywhere: bool,
    },
    /// An event that extraction missed; undated without a date.
    AddEvent {
        /// The words that tell it.
        on: Target,
        /// The date in EDTF.
        edtf: Option<String>,
    },
}

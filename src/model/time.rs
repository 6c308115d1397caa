//! When: expressions of time and the events they date.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::{ActorId, ClaimId, Date, Span, TimeId, Why};

/// TIMEX3 type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeKind {
    /// A day or something coarser.
    Date,
    /// Finer than a day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

/// TIMEX3 modifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Modifier {
    /// Early, the beginning of.
    Start,
    /// Mid.
    Mid,
    /// Late, the end of.
    End,
    /// About.
    Approx,
    /// Before.
    Before,
    /// After.
    After,
    /// On or before.
    OnOrBefore,
    /// On or after.
    OnOrAfter,
    /// Less than.
    LessThan,
    /// More than.
    MoreThan,
    /// At most.
    EqualOrLess,
    /// At least.
    EqualOrMore,
}

impl Modifier {
    /// As in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Modifier::Start => "START",
            Modifier::Mid => "MID",
            Modifier::End => "END",
            Modifier::Approx => "APPROX",
            Modifier::Before => "BEFORE",
            Modifier::After => "AFTER",
            Modifier::OnOrBefore => "ON_OR_BEFORE",
            Modifier::OnOrAfter => "ON_OR_AFTER",
            Modifier::LessThan => "LESS_THAN",
            Modifier::MoreThan => "MORE_THAN",
            Modifier::EqualOrLess => "EQUAL_OR_LESS",
            Modifier::EqualOrMore => "EQUAL_OR_MORE",
        }
    }
}

/// What gave a partial date its missing part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResolvedBy {
    /// Nothing was missing.
    Explicit,
    /// The date of the document.
    DocumentDate,
    /// A date mentioned before.
    Narrative,
    /// An event dated elsewhere.
    Event,
}

/// A stretch of text that says when, how long or how often.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeExpression {
    /// The expression by TimeML's rules.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimeKind,
    /// TIMEX3 value ("2025-11", "P2D", "PRESENT_REF"); empty where nothing is known.
    pub value: SmolStr,
    /// TIMEX3 modifier.
    pub modifier: Option<Modifier>,
    /// EDTF, where the value is a date.
    pub edtf: Option<SmolStr>,
    /// First day it may mean, inclusive.
    pub earliest: Option<Date>,
    /// Last day it may mean, inclusive.
    pub latest: Option<Date>,
    /// What it hangs on; `None` while unresolved.
    pub resolved_by: Option<ResolvedBy>,
    /// Other readings that were weighed and rejected, as EDTF, the likelier first.
    pub readings: Vec<String>,
    /// The rule, for people.
    pub why: Why,
}

/// Whether an event is told, planned or only thought of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventStatus {
    /// The text says that it happened.
    Reported,
    /// It is to happen.
    Planned,
    /// It might, or should.
    Hypothetical,
}

impl EventStatus {
    /// As in JSON and in queries.
    pub fn name(self) -> &'static str {
        match self {
            EventStatus::Reported => "reported",
            EventStatus::Planned => "planned",
            EventStatus::Hypothetical => "hypothetical",
        }
    }
}

/// Something that happened or is planned. Undated ones have neither `edtf` nor days.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// When, as EDTF.
    pub edtf: Option<String>,
    /// First day, inclusive.
    pub earliest: Option<Date>,
    /// Last day, inclusive; `None` with an `earliest` is an open end.
    pub latest: Option<Date>,
    /// TIMEX3 modifier of the date that it hangs on ("early November").
    pub modifier: Option<Modifier>,
    /// What happened, in the words of the text.
    pub summary: String,
    /// The expressions that date it.
    pub times: Vec<TimeId>,
    /// Who takes part.
    pub actors: Vec<ActorId>,
    /// The claim that tells it.
    pub claim: Option<ClaimId>,
    /// Told, planned or hypothetical.
    pub status: EventStatus,
    /// Where the text tells it.
    pub sources: Vec<Span>,
    /// The rule that made it an event.
    pub why: Why,
}

//! What the text asserts, and who says so. Definitions of the kinds and scales: the decision list in ARCHITECTURE.md.

use serde::{Deserialize, Serialize};

use super::{ActorId, AttributionId, SectionId, Span, TimeId, Why};

/// What sort of assertion a claim is; the first that fits, in this order of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    /// An event, state, position or number.
    Fact,
    /// An explicit causal link carries the predication.
    Causal,
    /// A value judgement that no public record settles.
    Evaluation,
    /// The predicate is about a time after the document's date.
    Forecast,
    /// Someone should or must act.
    Prescription,
    /// A party promises, agrees, undertakes to act.
    Commitment,
    /// The clause asks.
    Question,
}

impl ClaimKind {
    /// Every kind, in the order of the questions that decide it.
    pub const ALL: [ClaimKind; 7] = [
        ClaimKind::Fact,
        ClaimKind::Causal,
        ClaimKind::Evaluation,
        ClaimKind::Forecast,
        ClaimKind::Prescription,
        ClaimKind::Commitment,
        ClaimKind::Question,
    ];

    /// One letter or sign of its own, for margins.
    pub fn sign(self) -> &'static str {
        match self {
            ClaimKind::Fact => "F",
            ClaimKind::Causal => "C",
            ClaimKind::Evaluation => "E",
            ClaimKind::Forecast => "W",
            ClaimKind::Prescription => "P",
            ClaimKind::Commitment => "K",
            ClaimKind::Question => "?",
        }
    }

    /// As in JSON and in queries.
    pub fn name(self) -> &'static str {
        match self {
            ClaimKind::Fact => "fact",
            ClaimKind::Causal => "causal",
            ClaimKind::Evaluation => "evaluation",
            ClaimKind::Forecast => "forecast",
            ClaimKind::Prescription => "prescription",
            ClaimKind::Commitment => "commitment",
            ClaimKind::Question => "question",
        }
    }
}

/// Whether the predicate is affirmed or denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Polarity {
    /// Affirmed.
    #[serde(rename = "pos")]
    Positive,
    /// Negated or nearly so (hardly, rarely).
    #[serde(rename = "neg")]
    Negative,
}

impl Polarity {
    /// As in JSON and in queries.
    pub fn name(self) -> &'static str {
        match self {
            Polarity::Positive => "pos",
            Polarity::Negative => "neg",
        }
    }
}

/// How surely the main predicate is asserted, by the author or by the attributed source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// No marker.
    Stated,
    /// Undoubtedly, confirmed.
    Boosted,
    /// Likely, appears.
    Probable,
    /// May, might, perhaps.
    Possible,
    /// Unlikely.
    Doubtful,
    /// Only under an if.
    Hypothetical,
    /// Questions and prescriptions.
    Na,
}

impl Certainty {
    /// All, in the order of their declaration.
    pub const ALL: [Certainty; 7] = [
        Certainty::Stated,
        Certainty::Boosted,
        Certainty::Probable,
        Certainty::Possible,
        Certainty::Doubtful,
        Certainty::Hypothetical,
        Certainty::Na,
    ];

    /// As in JSON and in queries.
    pub fn name(self) -> &'static str {
        match self {
            Certainty::Stated => "stated",
            Certainty::Boosted => "boosted",
            Certainty::Probable => "probable",
            Certainty::Possible => "possible",
            Certainty::Doubtful => "doubtful",
            Certainty::Hypothetical => "hypothetical",
            Certainty::Na => "na",
        }
    }
}

/// Bands of ICD-203 (US Intelligence Community Directive 203, 2015).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likelihood {
    /// 1 to 5 %.
    AlmostNoChance,
    /// 5 to 20 %.
    VeryUnlikely,
    /// 20 to 45 %.
    Unlikely,
    /// 45 to 55 %.
    RoughlyEven,
    /// 55 to 80 %.
    Likely,
    /// 80 to 95 %.
    VeryLikely,
    /// 95 to 99 %.
    AlmostCertain,
}

impl Likelihood {
    /// As in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Likelihood::AlmostNoChance => "almost_no_chance",
            Likelihood::VeryUnlikely => "very_unlikely",
            Likelihood::Unlikely => "unlikely",
            Likelihood::RoughlyEven => "roughly_even",
            Likelihood::Likely => "likely",
            Likelihood::VeryLikely => "very_likely",
            Likelihood::AlmostCertain => "almost_certain",
        }
    }
}

/// What a cue word signals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CueKind {
    /// Weakens the assertion.
    Hedge,
    /// Hides who asserts ("it has been observed").
    Weasel,
    /// Strengthens it.
    Booster,
    /// A word of estimative probability.
    Likelihood,
    /// Negates.
    Negation,
    /// If, unless.
    Condition,
    /// Due to, led to.
    Cause,
    /// Must, should.
    Obligation,
    /// Will, is set to.
    Future,
    /// More than, the most.
    Comparison,
}

/// A word or phrase that decided kind, certainty or polarity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cue {
    /// The words.
    pub span: Span,
    /// What they signal.
    pub kind: CueKind,
}

/// A figure with its unit. "Dozens" has neither `low` nor `high`: no number is invented.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The words, approximator included.
    pub span: Span,
    /// Smallest value meant, in `unit`.
    pub low: Option<f64>,
    /// Largest value meant.
    pub high: Option<f64>,
    /// What is counted or measured ("percent", "km").
    pub unit: Option<String>,
    /// ISO 4217 code.
    pub currency: Option<&'static str>,
    /// The period of a rate ("month").
    pub per: Option<&'static str>,
    /// The word that makes it inexact ("about", "more than").
    pub approx: Option<String>,
}

/// What makes a claim matter for triage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// What sort of assertion it is.
    Kind,
    /// Who is spoken of.
    Actors,
    /// Its figures.
    Figures,
    /// Whether it is dated.
    Date,
    /// How its source is given.
    Source,
    /// It gives a likelihood.
    Likelihood,
    /// It is said with stress.
    Boosted,
    /// How much a fact-checker would care.
    CheckWorthy,
    /// It is the first of its section.
    OpensSection,
    /// It has a few words only.
    VeryShort,
}

impl Weight {
    /// All, in the order in which they are added up.
    pub const ALL: [Weight; 10] = [
        Weight::Kind,
        Weight::Actors,
        Weight::Figures,
        Weight::Date,
        Weight::Source,
        Weight::Likelihood,
        Weight::Boosted,
        Weight::CheckWorthy,
        Weight::OpensSection,
        Weight::VeryShort,
    ];

    /// As in JSON and on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Weight::Kind => "kind",
            Weight::Actors => "actors",
            Weight::Figures => "figures",
            Weight::Date => "date",
            Weight::Source => "source",
            Weight::Likelihood => "likelihood",
            Weight::Boosted => "boosted",
            Weight::CheckWorthy => "check-worthy",
            Weight::OpensSection => "opens a section",
            Weight::VeryShort => "very short",
        }
    }
}

/// Why a claim matters for triage, with the parts that make the sum. A sort key, never a filter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Importance {
    /// 0 to 1.
    pub value: f32,
    /// By weight, in ten-thousandths; [`ABSENT`] for what adds nothing. A list a claim would take five times the room.
    parts: [i16; Weight::ALL.len()],
}

/// The part of a weight that does not count.
const ABSENT: i16 = i16::MIN;

impl Importance {
    /// The sum of parts, each between -3 and 3; those that are 0 are none.
    pub fn of(parts: impl IntoIterator<Item = (Weight, f32)>) -> Self {
        let mut all = Self::default();
        let mut sum = 0.0;
        for (weight, part) in parts {
            if let Some(slot) = all.parts.get_mut(weight as usize).filter(|_| part != 0.0) {
                *slot = (f64::from(part) * 1e4).round() as i16;
                sum += part;
            }
        }
        all.value = sum.clamp(0.0, 1.0);
        all
    }

    /// Named shares of the value, to four decimals.
    pub fn parts(&self) -> impl Iterator<Item = (&'static str, f32)> + '_ {
        let counted = Weight::ALL.iter().zip(&self.parts).filter(|(_, part)| **part != ABSENT);
        counted.map(|(weight, part)| (weight.name(), f32::from(*part) / 1e4))
    }
}

impl Default for Importance {
    /// Of a claim that has not been weighed.
    fn default() -> Self {
        Self { value: 0.0, parts: [ABSENT; Weight::ALL.len()] }
    }
}

/// Who is said to say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttributionKind {
    /// A named source.
    Named,
    /// Officials, experts, documents.
    Unnamed,
    /// It is said.
    Impersonal,
    /// The document itself.
    #[serde(rename = "self")]
    Author,
}

/// Source, cue and content of reported speech or thought.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// Who says it; empty when impersonal.
    pub source: Vec<Span>,
    /// Whom a pronoun as the source means: the words that name the speaker, in a sentence before or earlier in this one.
    pub antecedent: Option<Span>,
    /// The actors behind the source.
    pub source_actors: Vec<ActorId>,
    /// The words that attribute ("said", "according to").
    pub cue: Vec<Span>,
    /// What is said.
    pub content: Vec<Span>,
    /// How the source is given.
    pub kind: AttributionKind,
    /// The rule that found it.
    pub why: Why,
}

impl Attribution {
    /// The words that tell who says it: those of the source, or those for which its pronoun stands.
    pub fn who(&self) -> &[Span] {
        self.antecedent.as_ref().map_or(&self.source, std::slice::from_ref)
    }
}

/// One assertion of the text. A long report has a hundred thousand: its lists are no longer than what they hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The sentence, or the clause that differs from the rest of it.
    pub span: Span,
    /// Where it stands.
    pub section: Option<SectionId>,
    /// What sort.
    pub kind: ClaimKind,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// How surely.
    pub certainty: Certainty,
    /// ICD-203 band, where such a term stands.
    pub likelihood: Option<Likelihood>,
    /// Holds only under a condition.
    pub conditional: bool,
    /// The innermost attribution it stands in.
    pub attribution: Option<AttributionId>,
    /// Who is spoken of, in text order.
    pub actors: Box<[ActorId]>,
    /// When.
    pub times: Box<[TimeId]>,
    /// Figures.
    pub quantities: Box<[Quantity]>,
    /// The words that decided.
    pub cues: Box<[Cue]>,
    /// To whom a recommendation is addressed: the run-in label, else whom its words name ("the ministry must").
    pub addressee: Option<Span>,
    /// On what grounds, where a connective says so ("because", "due to"); perhaps the sentence before.
    pub grounds: Option<Span>,
    /// What follows from it, where a connective says so ("so that", "leading to").
    pub consequence: Option<Span>,
    /// 0 to 1: how much a fact-checker would care.
    pub checkworthy: f32,
    /// Sort key.
    pub importance: Importance,
    /// The rule that decided the kind.
    pub why: Why,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ActorKind, EventStatus};

    fn json(value: impl Serialize) -> String {
        serde_json::to_string(&value).unwrap().trim_matches('"').to_owned()
    }

    #[test]
    fn names_are_those_of_the_json() {
        for kind in ClaimKind::ALL {
            assert_eq!(kind.name(), json(kind));
        }
        use Likelihood::{
            AlmostCertain, AlmostNoChance, Likely, RoughlyEven, Unlikely, VeryLikely, VeryUnlikely,
        };
        for band in [AlmostNoChance, VeryUnlikely, Unlikely, RoughlyEven, Likely, VeryLikely, AlmostCertain] {
            assert_eq!(band.name(), json(band));
        }
        use Certainty::{Boosted, Doubtful, Hypothetical, Na, Possible, Probable, Stated};
        for certainty in [Stated, Boosted, Probable, Possible, Doubtful, Hypothetical, Na] {
            assert_eq!(certainty.name(), json(certainty));
        }
        for polarity in [Polarity::Positive, Polarity::Negative] {
            assert_eq!(polarity.name(), json(polarity));
        }
        for kind in [ActorKind::Person, ActorKind::Organisation, ActorKind::State, ActorKind::Group] {
            assert_eq!(kind.name(), json(kind));
        }
        for status in [EventStatus::Reported, EventStatus::Planned, EventStatus::Hypothetical] {
            assert_eq!(status.name(), json(status));
        }
    }
}

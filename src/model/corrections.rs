//! What a reader has decided otherwise than the program: an argument of the stages, which are functions of a text and
//! its corrections.

use super::{ActorKind, ClaimKind, Span};

/// All corrections of one document. Spans are of its reading text; where two contradict, the later one holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Corrections {
    /// Noise that is to be treated as text.
    pub unmasked: Vec<Span>,
    /// Text that is to be treated as noise.
    pub masked: Vec<Span>,
    /// Lines that are headings of a level from 1 on, or no headings.
    pub headings: Vec<(Span, Option<u8>)>,
    /// Titles of sections, by their heading.
    pub titles: Vec<(Span, String)>,
    /// How dates are to be read.
    pub times: Vec<(Span, TimeCorrection)>,
    /// In the order in which they were made.
    pub actors: Vec<ActorCorrection>,
    /// By the words of the claim.
    pub claims: Vec<(Span, ClaimCorrection)>,
    /// By the words that tell the event.
    pub events: Vec<(Span, EventCorrection)>,
}

/// What a time expression is held to mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimeCorrection {
    /// It is no date.
    Hide,
    /// It means this, in EDTF. A place that holds no time expression becomes one.
    Reading(String),
}

/// A decision about an actor, who is named by any of its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActorCorrection {
    /// The first is the second.
    Merge {
        /// Goes.
        actor: String,
        /// Stays.
        into: String,
    },
    /// One of its names belongs to somebody else.
    Split {
        /// The actor.
        actor: String,
        /// The name.
        name: String,
    },
    /// It goes by another name.
    Rename {
        /// The actor.
        actor: String,
        /// The name.
        name: String,
    },
    /// It is of another kind.
    Kind {
        /// The actor.
        actor: String,
        /// The kind.
        kind: ActorKind,
    },
    /// It is not to be listed.
    Hide {
        /// The actor.
        actor: String,
    },
    /// It is named here too, and is listed from now on if it was not.
    Mention {
        /// The words.
        span: Span,
        /// The actor.
        actor: String,
        /// The kind of a new one.
        kind: ActorKind,
    },
}

/// A decision about a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClaimCorrection {
    /// It is not to be listed.
    Hide,
    /// It is of this kind.
    Kind(ClaimKind),
    /// The actor of this name makes it; `None`: nobody but the document.
    Source(Option<String>),
    /// Here stands one.
    Add(ClaimKind),
}

/// A decision about an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventCorrection {
    /// It is not to be listed.
    Hide,
    /// Here one is told, at this date in EDTF.
    Add(Option<String>),
}

impl Corrections {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Of `spans`, the one that `wanted` most likely means: that which shares the most with it, at least half of the shorter
/// of the two.
pub fn meant(spans: impl Iterator<Item = Span>, wanted: Span) -> Option<usize> {
    let shared = |s: Span| s.end.min(wanted.end).saturating_sub(s.start.max(wanted.start));
    let (mut best, mut most) = (None, 0.0f32);
    for (k, s) in spans.enumerate() {
        let common = shared(s);
        if common == 0 || (common as usize) * 2 < s.len().min(wanted.len()) {
            continue;
        }
        let union = s.len() + wanted.len() - common as usize;
        let share = common as f32 / union.max(1) as f32;
        if share > most {
            (best, most) = (Some(k), share);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_span_that_shares_the_most_is_meant() {
        let spans = [Span::new(0, 10), Span::new(10, 30), Span::new(12, 20)];
        let meant = |a, b| super::meant(spans.iter().copied(), Span::new(a, b));
        assert_eq!(meant(0, 9), Some(0));
        assert_eq!(meant(10, 29), Some(1));
        assert_eq!(meant(12, 19), Some(2));
        assert_eq!(meant(7, 12), Some(0), "half of the shorter");
        assert_eq!(meant(40, 50), None);
        assert_eq!(meant(5, 5), None);
    }
}

//! What queries ask of every claim, a byte a claim, so that a condition reads through them all in a moment.

use crate::model::{Certainty, Claim, ClaimKind, Polarity};

/// Kind, polarity, certainty of a claim, and whether it has a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) kind: ClaimKind,
    pub(super) polarity: Polarity,
    pub(super) certainty: Certainty,
    pub(super) quantity: bool,
}

impl Facts {
    pub(super) fn of(claim: &Claim) -> Self {
        Self {
            kind: claim.kind,
            polarity: claim.polarity,
            certainty: claim.certainty,
            quantity: !claim.quantities.is_empty(),
        }
    }

    /// In a byte: three bits each for kind and certainty, one each for the others.
    pub(super) fn packed(self) -> u8 {
        let place = |found: Option<usize>| found.map_or(7, |k| k.min(7) as u8);
        let kind = place(ClaimKind::ALL.iter().position(|k| *k == self.kind));
        let certainty = place(Certainty::ALL.iter().position(|c| *c == self.certainty));
        kind | certainty << 3
            | u8::from(self.polarity == Polarity::Negative) << 6
            | u8::from(self.quantity) << 7
    }

    fn unpacked(byte: u8) -> Option<Self> {
        Some(Self {
            kind: *ClaimKind::ALL.get(usize::from(byte & 7))?,
            certainty: *Certainty::ALL.get(usize::from(byte >> 3 & 7))?,
            polarity: if byte >> 6 & 1 == 1 { Polarity::Negative } else { Polarity::Positive },
            quantity: byte >> 7 == 1,
        })
    }

    /// For every byte whether what it stands for is asked for.
    pub(super) fn table(ask: impl Fn(Facts) -> bool) -> [bool; 256] {
        let mut table = [false; 256];
        for (byte, slot) in table.iter_mut().enumerate() {
            *slot = Self::unpacked(byte as u8).is_some_and(&ask);
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_combination_comes_back() {
        for kind in ClaimKind::ALL {
            for certainty in Certainty::ALL {
                for polarity in [Polarity::Positive, Polarity::Negative] {
                    for quantity in [false, true] {
                        let facts = Facts { kind, polarity, certainty, quantity };
                        assert_eq!(Facts::unpacked(facts.packed()), Some(facts));
                    }
                }
            }
        }
        assert!(Facts::table(|f| f.quantity).iter().filter(|t| **t).count() == 7 * 7 * 2);
    }
}

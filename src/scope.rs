//! One filter for all panes: a conjunction of chips.
//!
//! A scope narrows lists and dims sections and actors; it never cuts anything out of the text.

mod chip;
mod history;
mod kept;

pub use chip::Chip;
pub use history::History;
pub use kept::{Kept, SectionCount, Totals, Widening};

use crate::model::Dossier;
use crate::search::{Cancelled, Index, Layer, Query};

/// Chips that must all hold. Empty: everything is kept.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scope {
    chips: Vec<Chip>,
}

impl Scope {
    /// The chips in the order added.
    pub fn chips(&self) -> &[Chip] {
        &self.chips
    }

    /// Whether everything is kept.
    pub fn is_empty(&self) -> bool {
        self.chips.is_empty()
    }

    /// Whether it has this chip.
    pub fn has(&self, chip: &Chip) -> bool {
        self.chips.iter().any(|c| c.text() == chip.text())
    }

    /// Adds a chip, or takes it away if it is there. Says what was done, for undo ("added actor:Kabul").
    pub fn toggle(&mut self, chip: Chip) -> String {
        match self.chips.iter().position(|c| c.text() == chip.text()) {
            Some(k) => {
                let gone = self.chips.remove(k);
                format!("removed {}", gone.label())
            }
            None => self.add(chip),
        }
    }

    /// Adds a chip unless it is there.
    pub fn add(&mut self, chip: Chip) -> String {
        let done = format!("added {}", chip.label());
        if !self.has(&chip) {
            self.chips.push(chip);
        }
        done
    }

    /// Makes one chip the whole scope.
    pub fn replace(&mut self, chip: Chip) -> String {
        let done = format!("scope is {}", chip.label());
        self.chips = vec![chip];
        done
    }

    /// Takes away the chip at `index`.
    pub fn remove(&mut self, index: usize) -> Option<String> {
        (index < self.chips.len()).then(|| format!("removed {}", self.chips.remove(index).label()))
    }

    /// Takes away the chip added last.
    pub fn drop_last(&mut self) -> Option<String> {
        self.chips.pop().map(|c| format!("removed {}", c.label()))
    }

    /// Takes away all chips.
    pub fn clear(&mut self) -> Option<String> {
        (!self.chips.is_empty()).then(|| {
            self.chips.clear();
            "cleared the scope".to_owned()
        })
    }

    /// The scope that keeps what a query finds. Terms that all its alternatives share become chips of their own; what
    /// is left of the alternatives becomes one chip.
    pub fn from_query(query: &Query) -> Self {
        Self { chips: chip::factor(query) }
    }

    /// Whether it depends on what the reader has added.
    pub fn asks_for_the_layer(&self) -> bool {
        Query::parse(&self.to_query()).asks_for_the_layer()
    }

    /// The query that finds what the scope keeps.
    pub fn to_query(&self) -> String {
        chip::multiply(&self.chips)
    }

    /// What is kept. With an `index` of the dossier words are looked up, without one they are read through.
    pub fn apply(&self, dossier: &Dossier) -> Kept {
        self.apply_with(dossier, None, &(), &|| false).unwrap_or_default()
    }

    /// What is kept, with an index of the dossier where there is one, and what the reader has added. `None` if
    /// `cancelled`.
    pub fn apply_with(
        &self,
        dossier: &Dossier,
        index: Option<&Index>,
        layer: &dyn Layer,
        cancelled: Cancelled<'_>,
    ) -> Option<Kept> {
        kept::apply(&self.chips, dossier, index, layer, cancelled)
    }
}

#[cfg(test)]
mod tests;

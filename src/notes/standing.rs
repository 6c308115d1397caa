//! How the acts of a layer stand in a text: what is said after a document has changed.

use std::fmt;

use super::{Anchoring, Layer, Placed, Resolved, Target};

/// How many of the acts that are on some words stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// Where they stood.
    pub exact: usize,
    /// On the same words elsewhere.
    pub moved: usize,
    /// On words that have changed.
    pub changed: usize,
    /// Nowhere any more.
    pub orphaned: usize,
}

impl Standing {
    /// Counts the acts of a layer that was put on a document.
    pub fn of(layer: &Layer, placed: &Placed, resolved: &Resolved) -> Self {
        let mut standing = Self { orphaned: resolved.orphans.len(), ..Self::default() };
        let lost: rustc_hash::FxHashSet<_> = resolved.orphans.iter().map(|r| &r.id).collect();
        for record in layer.acts() {
            if record.act.target().and_then(Target::selector).is_none() || lost.contains(&record.id) {
                continue;
            }
            match placed.get(&record.id).map(|place| place.how) {
                Some(Anchoring::Exact) => standing.exact += 1,
                Some(Anchoring::Moved) => standing.moved += 1,
                Some(Anchoring::Fuzzy { .. }) => standing.changed += 1,
                None => {}
            }
        }
        standing
    }

    /// Whether all stand where they stood.
    pub fn is_undisturbed(&self) -> bool {
        self.moved + self.changed + self.orphaned == 0
    }
}

/// "12 notes exact, 1 moved, 1 orphaned"; nothing where there are no notes.
impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = [
            (self.exact, "exact"),
            (self.moved, "moved"),
            (self.changed, "on words that have changed"),
            (self.orphaned, "orphaned"),
        ];
        let mut noun = true;
        for (count, how) in all.into_iter().filter(|(count, _)| *count > 0) {
            match (std::mem::take(&mut noun), count) {
                (true, 1) => write!(f, "1 note {how}")?,
                (true, _) => write!(f, "{count} notes {how}")?,
                (false, _) => write!(f, ", {count} {how}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_in_a_line() {
        let standing = Standing { exact: 12, moved: 1, changed: 0, orphaned: 1 };
        assert_eq!(standing.to_string(), "12 notes exact, 1 moved, 1 orphaned");
        assert_eq!(Standing { moved: 1, ..Standing::default() }.to_string(), "1 note moved");
        assert_eq!(Standing::default().to_string(), "");
    }
}

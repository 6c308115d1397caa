//! Where the reader has been: jumps back and forward.

use crate::model::DocId;

/// A place in the dossier: never a row, so that it outlives every resize.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// Which document.
    pub doc: DocId,
    /// Byte of its reading text.
    pub at: usize,
}

/// At most this many places are remembered.
const CAPACITY: usize = 200;

/// The places jumped from, and those that "back" has left ahead.
#[derive(Debug, Clone, Default)]
pub struct History {
    back: Vec<Anchor>,
    ahead: Vec<Anchor>,
}

impl History {
    /// Remembers `from`, the place a jump leaves. What lay ahead is forgotten.
    pub fn push(&mut self, from: Anchor) {
        self.ahead.clear();
        if self.back.last() != Some(&from) {
            self.back.push(from);
        }
        if self.back.len() > CAPACITY {
            self.back.remove(0);
        }
    }

    /// Every place of a document is elsewhere now.
    pub fn shift(&mut self, doc: DocId, to: impl Fn(usize) -> usize) {
        for anchor in self.back.iter_mut().chain(&mut self.ahead).filter(|a| a.doc == doc) {
            anchor.at = to(anchor.at);
        }
    }

    /// The place before, if there is one; `now` becomes the place ahead.
    pub fn back(&mut self, now: Anchor) -> Option<Anchor> {
        let to = loop {
            let to = self.back.pop()?;
            if to != now {
                break to;
            }
        };
        self.ahead.push(now);
        Some(to)
    }

    /// The place ahead, if there is one; `now` becomes the place before.
    pub fn forward(&mut self, now: Anchor) -> Option<Anchor> {
        let to = self.ahead.pop()?;
        self.back.push(now);
        Some(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(at: usize) -> Anchor {
        Anchor { doc: DocId(0), at }
    }

    #[test]
    fn back_and_forward_again() {
        let mut h = History::default();
        h.push(at(1));
        h.push(at(2));
        assert_eq!(h.back(at(3)), Some(at(2)));
        assert_eq!(h.back(at(2)), Some(at(1)));
        assert_eq!(h.back(at(1)), None);
        assert_eq!(h.forward(at(1)), Some(at(2)));
        assert_eq!(h.forward(at(2)), Some(at(3)));
        assert_eq!(h.forward(at(3)), None);
    }

    #[test]
    fn a_new_jump_forgets_what_lay_ahead_and_the_oldest_falls_out() {
        let mut h = History::default();
        for k in 0..CAPACITY + 5 {
            h.push(at(k));
        }
        assert_eq!(h.back.len(), CAPACITY);
        h.back(at(900));
        h.push(at(901));
        assert_eq!(h.forward(at(901)), None);
    }
}

//! Numbers that count on: which candidates for headings have a number before or after theirs elsewhere in the text.

use rustc_hash::FxHashMap;

use super::numbering::{DEPTH, Reading, Style};

/// What speaks for one reading of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Support {
    /// The candidate with the number before, in the same manner and under the same parent.
    pub before: Option<usize>,
    /// The candidate with the number after.
    pub after: Option<usize>,
    /// The candidate with the parent's number ("2" of "2.1").
    pub parent: Option<usize>,
}

/// A reading of the number of the candidate at a position, with its support.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Counted {
    /// The reading.
    pub reading: Reading,
    /// Its support.
    pub support: Support,
}

/// What must agree for two numbers to be of one sequence. The form counts for single numbers only: "2." heads "2.1".
type Key = (Style, [u16; DEPTH]);

fn key(reading: &Reading, path: [u16; DEPTH]) -> Key {
    let mut style = reading.style;
    if reading.depth > 1 {
        style.form = super::numbering::Form::Bare;
    }
    (style, path)
}

/// Finds the support of all readings. `readings` holds those of every candidate in text order.
pub(super) fn support(readings: &[Vec<Reading>]) -> Vec<Vec<Counted>> {
    let mut out: Vec<Vec<Counted>> = readings
        .iter()
        .map(|all| all.iter().map(|&reading| Counted { reading, support: Support::default() }).collect())
        .collect();
    let mut last: FxHashMap<Key, usize> = FxHashMap::default();
    // Numbers of depth one by value only, to find the parent "2." of "2.1" whatever its form.
    let mut heads: FxHashMap<[u16; DEPTH], usize> = FxHashMap::default();
    for (k, all) in out.iter_mut().enumerate() {
        for c in all.iter_mut() {
            c.support.before = c.reading.before().and_then(|p| last.get(&key(&c.reading, p)).copied());
            c.support.parent = c.reading.parent().and_then(|p| heads.get(&p).copied());
        }
        for c in all.iter() {
            last.insert(key(&c.reading, c.reading.path), k);
            if !c.reading.style.series {
                heads.insert(c.reading.path, k);
            }
        }
    }
    last.clear();
    for (k, all) in out.iter_mut().enumerate().rev() {
        for c in all.iter_mut() {
            let mut path = c.reading.path;
            if let Some(v) = path.get_mut(usize::from(c.reading.depth).wrapping_sub(1)) {
                *v = v.saturating_add(1);
            }
            c.support.after = last.get(&key(&c.reading, path)).copied();
        }
        for c in all.iter() {
            last.insert(key(&c.reading, c.reading.path), k);
        }
    }
    out
}

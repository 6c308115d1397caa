//! Finding in one text, as one types: the `/` of the panes.

use std::ops::Range;

use super::pattern::{Pattern, PatternError, Place};

/// How many bytes are searched between two questions whether the answer is still wanted.
const CHUNK: usize = 1 << 20;

/// Something to find: a literal string that forgives case, accents and typography unless they are typed, or `/regex/`.
#[derive(Debug, Clone, PartialEq)]
pub struct Finder {
    pattern: Option<Pattern>,
}

impl Finder {
    /// What to find, as typed. Nothing is found while nothing is typed.
    pub fn new(typed: &str) -> Result<Self, PatternError> {
        let expression = typed.strip_prefix('/').filter(|rest| !rest.is_empty());
        let pattern = match expression {
            Some(rest) => {
                let source = rest.strip_suffix('/').unwrap_or(rest);
                if source.is_empty() { None } else { Some(Pattern::regex(source)?) }
            }
            None => Pattern::literal(typed, Place::default()),
        };
        Ok(Self { pattern })
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.pattern.is_none()
    }

    /// Every match in order, not empty, not overlapping; at most `limit`. `None` if `cancelled`.
    pub fn all(&self, text: &str, limit: usize, cancelled: &dyn Fn() -> bool) -> Option<Vec<Range<usize>>> {
        let mut found = Vec::new();
        let Some(pattern) = &self.pattern else { return Some(found) };
        let mut at = 0;
        let mut ask = CHUNK;
        while found.len() < limit {
            let Some(m) = pattern.find_at(text, at) else { break };
            at = m.end;
            found.push(m);
            if at >= ask {
                ask = at + CHUNK;
                if cancelled() {
                    return None;
                }
            }
        }
        (!cancelled()).then_some(found)
    }

    /// The first match that begins at or after byte `from`.
    pub fn next(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let from = (from..=text.len()).find(|&k| text.is_char_boundary(k))?;
        self.pattern.as_ref()?.find_at(text, from)
    }

    /// Whether it occurs, for narrowing the rows of a list.
    pub fn is_in(&self, text: &str) -> bool {
        self.pattern.as_ref().is_none_or(|p| p.is_in(text))
    }
}

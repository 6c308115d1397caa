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

    /// Every match in order, not empty, not overlapping; at most `limit`. `None` if `cancelled`. A match lies within one
    /// paragraph.
    pub fn all(&self, text: &str, limit: usize, cancelled: &dyn Fn() -> bool) -> Option<Vec<Range<usize>>> {
        let mut found = Vec::new();
        let Some(pattern) = &self.pattern else { return Some(found) };
        for chunk in chunks(text) {
            if cancelled() {
                return None;
            }
            let part = text.get(chunk.clone()).unwrap_or("");
            let left = limit - found.len();
            let matches = pattern.find_iter(part).take(left);
            found.extend(matches.map(|m| m.start + chunk.start..m.end + chunk.start));
            if found.len() >= limit {
                break;
            }
        }
        Some(found)
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

/// The text cut into pieces of about [`CHUNK`] bytes, between paragraphs.
fn chunks(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let gap = memchr::memmem::Finder::new("\n\n");
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= text.len() {
            return None;
        }
        let start = at;
        let rest = text.as_bytes().get(start + CHUNK..);
        at = rest.and_then(|r| gap.find(r)).map_or(text.len(), |k| start + CHUNK + k + 2);
        Some(start..at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str, text: &str) -> Vec<String> {
        let found = Finder::new(typed).unwrap().all(text, 100, &|| false).unwrap();
        found.into_iter().map(|r| text[r].to_owned()).collect()
    }

    #[test]
    fn literals_forgive_what_is_not_typed() {
        let text = "The cease–fire. the\nCease-fire; (3.5 %) Éva";
        assert_eq!(found("the cease-fire", text), ["The cease–fire", "the\nCease-fire"]);
        assert_eq!(found("The c", text), ["The c"]);
        assert_eq!(found("3.5", text), ["3.5"]);
        assert_eq!(found("(", text), ["("]);
        assert_eq!(found("eva", text), ["Éva"]);
        assert!(found("", text).is_empty() && found("éva x", text).is_empty());
    }

    #[test]
    fn expressions_between_slashes() {
        assert_eq!(found("/c\\w+-/", "Cease-fire"), ["Cease-"]);
        assert_eq!(found("/^b/", "a\nb"), ["b"]);
        assert!(found("/x*/", "abc").is_empty());
        assert_eq!(found("/", "and/or"), ["/"]);
        assert!(Finder::new("/(/").is_err());
    }

    #[test]
    fn long_texts_are_read_in_pieces_and_can_be_cancelled() {
        let text = format!("{}\n\nneedle\n\n{}needle", "x".repeat(CHUNK), "é ".repeat(CHUNK));
        let finder = Finder::new("needle").unwrap();
        let all = finder.all(&text, 10, &|| false).unwrap();
        assert_eq!(all, [CHUNK + 2..CHUNK + 8, text.len() - 6..text.len()]);
        assert_eq!(finder.all(&text, 1, &|| false).map(|f| f.len()), Some(1));
        assert_eq!(finder.all(&text, 10, &|| true), None);
        let asked = std::cell::Cell::new(0);
        let second = || asked.replace(asked.get() + 1) > 0;
        assert_eq!(finder.all(&text, 10, &second), None);
        assert_eq!(finder.next(&text, CHUNK + 3).map(|r| r.start), Some(text.len() - 6));
    }

    proptest::proptest! {
        #[test]
        fn matches_lie_on_boundaries_in_order(typed in "\\PC{0,6}", text in "\\PC{0,40}") {
            let Ok(finder) = Finder::new(&typed) else { return Ok(()) };
            let mut last = 0;
            for m in finder.all(&text, 100, &|| false).unwrap() {
                proptest::prop_assert!(m.start >= last && text.get(m.clone()).is_some_and(|t| !t.is_empty()));
                last = m.end;
            }
        }
    }
}

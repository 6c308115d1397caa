//! Find in the focused pane: what is looked for, what matched, and which match is the current one.

use tui_input::Input;

use crate::model::{DocId, Span};

use super::panes::Pane;
use super::panes::reader::Intervals;

/// What matched.
#[derive(Debug, Clone, PartialEq)]
pub enum Matches {
    /// Nothing yet: the answer is under way.
    Pending,
    /// Spans of a document's text, in order.
    Text(DocId, Intervals),
    /// Rows of a list.
    Rows(Vec<usize>),
}

/// A find in one pane.
#[derive(Debug, Clone)]
pub struct Find {
    /// Where.
    pub pane: Pane,
    /// What is typed.
    pub input: Input,
    /// Whether what is looked for is a query, and what matches are its hits.
    pub is_query: bool,
    /// Whether keys go to the input.
    pub editing: bool,
    /// What matched.
    pub matches: Matches,
    /// Which match is the current one.
    pub current: usize,
    /// Whether the last step went past an end of the text.
    pub wrapped: bool,
}

impl Find {
    /// An empty find, being typed.
    pub fn new(pane: Pane) -> Self {
        Self {
            pane,
            input: Input::default(),
            is_query: false,
            editing: true,
            matches: Matches::Pending,
            current: 0,
            wrapped: false,
        }
    }

    /// Number of matches.
    pub fn count(&self) -> usize {
        match &self.matches {
            Matches::Pending => 0,
            Matches::Text(_, spans) => spans.spans().len(),
            Matches::Rows(rows) => rows.len(),
        }
    }

    /// How many matches begin in a stretch of a document's text.
    pub fn within(&self, doc: DocId, stretch: Span) -> usize {
        let Matches::Text(of, spans) = &self.matches else { return 0 };
        let before = |at: usize| spans.spans().partition_point(|s| s.from() < at);
        if *of == doc { before(stretch.to()).saturating_sub(before(stretch.from())) } else { 0 }
    }

    /// "4/14", or why there is nothing.
    pub fn tally(&self) -> String {
        match (&self.matches, self.count()) {
            (Matches::Pending, _) => String::new(),
            (_, 0) => "no match".to_owned(),
            (_, n) => format!("{}/{n}{}", self.current + 1, if self.wrapped { " (wrapped)" } else { "" }),
        }
    }

    /// To the next or previous match, around the ends.
    pub fn step(&mut self, forward: bool) {
        let count = self.count();
        if count == 0 {
            return;
        }
        self.wrapped = if forward { self.current + 1 >= count } else { self.current == 0 };
        self.current = if forward { (self.current + 1) % count } else { (self.current + count - 1) % count };
    }

    /// Makes the first match at or after a place the current one, else the first.
    pub fn begin_at(&mut self, at: usize) {
        let next = match &self.matches {
            Matches::Pending => return,
            Matches::Text(_, found) => found.spans().partition_point(|s| s.from() < at),
            Matches::Rows(rows) => rows.partition_point(|&r| r < at),
        };
        self.wrapped = self.count() > 0 && next >= self.count();
        self.current = if next < self.count() { next } else { 0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stepping_goes_around_and_says_so() {
        let mut f = Find::new(Pane::Claims);
        assert_eq!(f.tally(), "");
        f.matches = Matches::Rows(vec![2, 5, 9]);
        f.begin_at(5);
        assert_eq!(f.tally(), "2/3");
        f.step(true);
        f.step(true);
        assert_eq!(f.tally(), "1/3 (wrapped)");
        f.step(true);
        assert_eq!(f.tally(), "2/3");
        f.begin_at(10);
        assert_eq!(f.tally(), "1/3 (wrapped)");
        f.matches = Matches::Rows(Vec::new());
        f.step(false);
        assert_eq!(f.tally(), "no match");
    }
}

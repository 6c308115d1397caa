//! The query language: what was typed, as a tree with the place of every part.
//!
//! ```text
//! query = group { "|" group }     group = { term }          (a blank is AND)
//! term  = ["!"] [ field ":" ] atom
//! atom  = word | 'exact | ^start | end$ | "a phrase" | /regex/
//! ```
//!
//! [`Query::parse`] takes any string. What it cannot make sense of it keeps as plain text and says so in
//! [`Query::problems`]. `docs/query.md` describes the language for people; a test holds its tables against the parser.

use std::fmt;

use crate::model::{Certainty, ClaimKind, DocId, Polarity, ResolvedBy, Span};

use super::dates::DateRange;
use super::field::{Field, Has};
use super::pattern::Pattern;
use super::words::Word;
use super::{HitKind, parse};

/// A query: any of its groups may hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    /// Alternatives. None, or one without terms, holds for everything.
    pub groups: Vec<Group>,
    /// What could not be made sense of, in order of place.
    pub problems: Vec<Problem>,
}

/// Terms that must all hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Group {
    /// In the order typed.
    pub terms: Vec<Term>,
}

/// One condition.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// All of it, `!` and field included, as a byte range of the input.
    pub span: Span,
    /// Whether it must not hold.
    pub negated: bool,
    /// What it asks about; `None` for plain text.
    pub field: Option<Field>,
    /// Where field and colon stand; empty without a field.
    pub field_span: Span,
    /// What is asked for, as typed.
    pub atom: Atom,
    /// Where it stands, quotes and slashes included.
    pub atom_span: Span,
    /// What it means in this field.
    pub value: Value,
}

/// What is asked for, as typed and without its signs and escapes.
#[derive(Debug, Clone, PartialEq)]
pub enum Atom {
    /// Matched fuzzily on names, as a word in prose. Empty while a field's value is still to be typed.
    Word(String),
    /// `'exact`: these letters, anywhere; with a second quote behind it, whole words.
    Exact {
        /// The letters.
        text: String,
        /// Between ends of words only.
        whole: bool,
    },
    /// `^start`, `end$`, or both.
    Anchored {
        /// The letters.
        text: String,
        /// At the beginning.
        start: bool,
        /// At the end.
        end: bool,
    },
    /// `"a phrase"`: these words in a row.
    Phrase(String),
    /// `/regex/`, as typed between the slashes.
    Regex(String),
}

/// What a term's atom means in its field.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing is typed yet: holds for everything.
    Any,
    /// No such value: holds for nothing.
    Nothing,
    /// A word, to be looked for by its forms.
    Word(Word),
    /// A compiled pattern.
    Pattern(Pattern),
    /// One of these kinds of item.
    Is(Vec<HitKind>),
    /// One of these kinds of claim.
    Kinds(Vec<ClaimKind>),
    /// One of these polarities.
    Polarities(Vec<Polarity>),
    /// One of these certainties.
    Certainties(Vec<Certainty>),
    /// One of these belongings.
    Has(Vec<Has>),
    /// Dates that hang on one of these.
    Resolved(Vec<Option<ResolvedBy>>),
    /// A day of this range.
    Dates(DateRange),
    /// An id, perhaps of a certain document: its letter and its number from 0.
    Id(Option<DocId>, char, u32),
}

/// What sort of fault a query has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// No field begins so; read as plain text.
    UnknownField,
    /// Several fields begin so; read as plain text.
    AmbiguousField,
    /// A closed field has no such value; nothing matches it.
    UnknownValue,
    /// No date; nothing matches it.
    BadDate,
    /// A range of dates that runs backwards; read the other way round.
    ReversedRange,
    /// No regular expression; nothing matches it, and hits of the query before should stay.
    BadRegex,
    /// A quote or slash is not closed; read as if it were at the end.
    Unclosed,
    /// A `|` inside a value begins a new alternative.
    SplitValue,
}

/// Something in a query that was not understood, and what would help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where, as a byte range of the input.
    pub span: Span,
    /// What sort.
    pub kind: ProblemKind,
    /// One line.
    pub message: String,
    /// What would help, in one line.
    pub hint: Option<String>,
}

impl Query {
    /// Reads any string as a query.
    pub fn parse(input: &str) -> Self {
        parse::query(input)
    }

    /// What both it and `other` ask for.
    pub fn and(&self, other: Self) -> Self {
        if self.is_empty() {
            return other;
        }
        let with = |group: &Group| {
            let others = other.groups.iter().filter(|g| !g.terms.is_empty());
            let joined =
                others.map(|o| Group { terms: group.terms.iter().chain(&o.terms).cloned().collect() });
            joined.collect::<Vec<_>>()
        };
        let groups = self.groups.iter().filter(|g| !g.terms.is_empty());
        Self { groups: groups.flat_map(with).collect(), problems: self.problems.clone() }
    }

    /// Whether it asks for nothing, so that everything matches.
    pub fn is_empty(&self) -> bool {
        self.groups.iter().all(|g| g.terms.is_empty())
    }

    /// Whether it asks for what the reader has added.
    pub fn asks_for_the_layer(&self) -> bool {
        self.groups.iter().flat_map(|group| &group.terms).any(|term| match &term.value {
            Value::Has(has) => has.iter().any(|h| matches!(h, Has::Note | Has::Mark)),
            Value::Is(kinds) => kinds.contains(&HitKind::Note),
            _ => matches!(term.field, Some(Field::Status | Field::Tag)),
        })
    }

    /// Whether a part of it cannot be carried out, so that hits of the query before should stay.
    pub fn is_broken(&self) -> bool {
        self.problems.iter().any(Problem::breaks)
    }

    /// All terms of all groups.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.groups.iter().flat_map(|g| &g.terms)
    }
}

impl Problem {
    /// Whether its part of the query cannot be carried out.
    pub fn breaks(&self) -> bool {
        self.kind == ProblemKind::BadRegex
    }
}

impl Term {
    /// Whether it asks for plain text, with or without `text:`.
    pub fn is_plain(&self) -> bool {
        matches!(self.field, None | Some(Field::Text))
    }

    /// Whether two terms ask the same, wherever they stand.
    pub fn same_as(&self, other: &Term) -> bool {
        (self.negated, self.field, &self.atom) == (other.negated, other.field, &other.atom)
    }
}

impl Atom {
    /// The letters without signs.
    pub fn text(&self) -> &str {
        match self {
            Atom::Word(text)
            | Atom::Exact { text, .. }
            | Atom::Anchored { text, .. }
            | Atom::Phrase(text)
            | Atom::Regex(text) => text,
        }
    }
}

/// As it could have been typed; parsing it again gives the same query.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (k, group) in self.groups.iter().enumerate() {
            if k > 0 {
                f.write_str(" | ")?;
            }
            group.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (k, term) in self.terms.iter().enumerate() {
            if k > 0 {
                f.write_str(" ")?;
            }
            term.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negated {
            f.write_str("!")?;
        }
        if let Some(field) = self.field {
            write!(f, "{}:", field.name())?;
        }
        match &self.atom {
            Atom::Word(text) => f.write_str(&escaped(text, self.field.is_none(), true)),
            Atom::Exact { text, whole } => {
                let close = if *whole { "'" } else { "" };
                write!(f, "'{}{close}", escaped_exact(text))
            }
            Atom::Anchored { text, start, end } => {
                let (open, close) = (if *start { "^" } else { "" }, if *end { "$" } else { "" });
                write!(f, "{open}{}{close}", escaped(text, self.field.is_none() && !start, true))
            }
            Atom::Phrase(text) => {
                f.write_str("\"")?;
                for c in text.chars() {
                    if matches!(c, '\\' | '"' | '“' | '”') {
                        f.write_str("\\")?;
                    }
                    write!(f, "{c}")?;
                }
                f.write_str("\"")
            }
            Atom::Regex(text) => write!(f, "/{}/", slashes_escaped(text)),
        }
    }
}

/// A word with backslashes before whatever would mean something else.
fn escaped(text: &str, may_look_like_a_field: bool, opens: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters_only = may_look_like_a_field;
    let last = text.chars().count().saturating_sub(1);
    for (k, c) in text.chars().enumerate() {
        let special = match c {
            '\\' | '|' => true,
            '!' | '\'' | '^' | '"' | '“' | '”' | '/' => k == 0 && opens,
            ':' => letters_only && k > 0,
            '$' => k == last,
            c => c.is_whitespace(),
        };
        if special {
            out.push('\\');
        }
        letters_only &= c.is_ascii_alphabetic();
        out.push(c);
    }
    out
}

fn escaped_exact(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let last = text.chars().count().saturating_sub(1);
    for (k, c) in text.chars().enumerate() {
        if matches!(c, '\\' | '|') || c.is_whitespace() || (c == '\'' && k == last) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A regular expression with a backslash before every slash that has none.
fn slashes_escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut escaped = false;
    for c in text.chars() {
        if c == '/' && !escaped {
            out.push('\\');
        }
        escaped = !escaped && c == '\\';
        out.push(c);
    }
    out
}

//! Input → [`Query`]. Takes any string; a fault becomes a [`Problem`] and the rest is read on.

use crate::model::{DocId, Span};

use super::dates::DateRange;
use super::field::{self, Field, Lookup};
use super::pattern::{Pattern, Place};
use super::query::{Atom, Group, Problem, ProblemKind, Query, Term, Value};
use super::words::Word;

pub(super) fn query(input: &str) -> Query {
    let mut p = Parser { input, at: 0, problems: Vec::new() };
    let mut groups = vec![Group::default()];
    let mut glued = false;
    loop {
        let blank = p.skip_blanks();
        match p.peek() {
            None => break,
            Some('|') => {
                p.bump();
                glued = !blank && p.peek().is_some_and(|c| !c.is_whitespace());
                p.warn_split(&groups, glued);
                groups.push(Group::default());
            }
            Some(_) => {
                let term = p.term();
                if let (Some(term), Some(group)) = (term, groups.last_mut()) {
                    group.terms.push(term);
                }
            }
        }
    }
    let _ = glued;
    // "a |" is a query still being typed, not "a or everything".
    groups.retain(|g| !g.terms.is_empty());
    p.problems.sort_by_key(|p| p.span);
    Query { groups, problems: p.problems }
}

struct Parser<'a> {
    input: &'a str,
    at: usize,
    problems: Vec<Problem>,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.input.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn skip_blanks(&mut self) -> bool {
        let before = self.at;
        while self.peek().is_some_and(char::is_whitespace) {
            self.bump();
        }
        self.at > before || before == 0
    }

    fn problem(&mut self, span: Span, kind: ProblemKind, message: String, hint: Option<String>) {
        self.problems.push(Problem { span, kind, message, hint });
    }

    /// `kind:fact|causal` is `kind:fact` or the word "causal". Who means two values should hear of it.
    fn warn_split(&mut self, groups: &[Group], glued: bool) {
        let Some(field) = groups.last().and_then(|g| g.terms.last()).and_then(|t| t.field) else { return };
        let next: String = self.rest().chars().take_while(|c| !c.is_whitespace() && *c != '|').collect();
        if !glued || next.contains(':') {
            return;
        }
        let name = field.name();
        let span = Span::new(self.at - 1, self.at + next.len());
        let message = format!("“{next}” is read as plain text, not as a value of {name}:");
        self.problem(span, ProblemKind::SplitValue, message, Some(format!("{name}:… | {name}:{next}")));
    }

    fn term(&mut self) -> Option<Term> {
        let start = self.at;
        let mut negated = false;
        while self.peek() == Some('!') {
            self.bump();
            negated = !negated;
        }
        let field_start = self.at;
        let field = self.field();
        let field_span = Span::new(field_start, self.at);
        let atom_start = self.at;
        let atom = self.atom();
        let atom_span = Span::new(atom_start, self.at);
        let span = Span::new(start, self.at);
        if field.is_none() && atom.text().is_empty() {
            // A sign alone: the rest of it is still to be typed.
            return None;
        }
        let value = self.value(field, &atom, atom_span);
        Some(Term { span, negated, field, field_span, atom, atom_span, value })
    }

    /// A field and its colon, if that is what stands here.
    fn field(&mut self) -> Option<Field> {
        let rest = self.rest();
        let len = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if len == 0 || rest.as_bytes().get(len) != Some(&b':') {
            return None;
        }
        let name = rest.get(..len).unwrap_or("").to_owned();
        let span = Span::new(self.at, self.at + len + 1);
        match Field::lookup(&name) {
            Lookup::One(field) => {
                self.at += len + 1;
                Some(field)
            }
            Lookup::Several(fields) => {
                let names: Vec<&str> = fields.iter().map(|f| f.name()).collect();
                let hint = format!("type more of it: {}", names.join(", "));
                let message = format!("“{name}:” could be several fields; read as plain text");
                self.problem(span, ProblemKind::AmbiguousField, message, Some(hint));
                None
            }
            Lookup::None => {
                let names: Vec<&str> = field::FIELDS.iter().map(|i| i.name).collect();
                let message = format!("no field “{name}:”; read as plain text");
                let near = nearest(&name.to_ascii_lowercase(), &names);
                let hint = near.map_or_else(
                    || format!("fields: {}", names.join(", ")),
                    |near| format!("did you mean {near}: ?"),
                );
                self.problem(span, ProblemKind::UnknownField, message, Some(hint));
                None
            }
        }
    }

    fn atom(&mut self) -> Atom {
        match self.peek() {
            Some('"' | '“' | '”') => {
                let open = self.at;
                self.bump();
                Atom::Phrase(self.quoted(open))
            }
            Some('/') => {
                let open = self.at;
                self.bump();
                Atom::Regex(self.slashed(open))
            }
            Some('\'') => {
                self.bump();
                let (mut text, tail) = self.bare();
                let whole = tail == Some('\'');
                if whole {
                    text.pop();
                } else if tail == Some('$') {
                    // `'it$` has no anchor of its own: the sign is meant.
                    return Atom::Exact { text, whole: false };
                }
                Atom::Exact { text, whole }
            }
            Some('^') => {
                self.bump();
                let (text, end) = self.anchored_text();
                Atom::Anchored { text, start: true, end }
            }
            _ => {
                let (text, end) = self.anchored_text();
                if end { Atom::Anchored { text, start: false, end } } else { Atom::Word(text) }
            }
        }
    }

    /// Bare text and whether an unescaped `$` ended it.
    fn anchored_text(&mut self) -> (String, bool) {
        let (mut text, tail) = self.bare();
        let end = tail == Some('$') && text.len() > 1;
        if end {
            text.pop();
        }
        (text, end)
    }

    /// Text up to a blank or `|`, escapes undone, and its last character if that was typed without a backslash.
    fn bare(&mut self) -> (String, Option<char>) {
        let mut text = String::new();
        let mut tail = None;
        while let Some(c) = self.peek() {
            if c.is_whitespace() || c == '|' {
                break;
            }
            self.bump();
            tail = Some(c);
            match c {
                '\\' => {
                    text.push(self.bump().unwrap_or('\\'));
                    tail = None;
                }
                c => text.push(c),
            }
        }
        (text, tail)
    }

    fn quoted(&mut self, open: usize) -> String {
        let mut text = String::new();
        while let Some(c) = self.bump() {
            match c {
                '"' | '“' | '”' => return text,
                '\\' => text.push(self.bump().unwrap_or('\\')),
                c => text.push(c),
            }
        }
        if !text.is_empty() {
            let span = Span::new(open, self.at);
            let message = "the quotation is not closed".to_owned();
            self.problem(span, ProblemKind::Unclosed, message, Some("add \"".to_owned()));
        }
        // A letter or two of a further word say little yet: words of nearly every line begin so.
        let last = text.rsplit_once(char::is_whitespace).filter(|(before, _)| !before.trim().is_empty());
        match last {
            Some((before, last)) if last.chars().nth(2).is_none() => before.to_owned(),
            _ => text,
        }
    }

    /// A regular expression up to its slash. Escapes are the expression's own, but for the escaped slash.
    fn slashed(&mut self, open: usize) -> String {
        let mut text = String::new();
        while let Some(c) = self.bump() {
            match c {
                '/' => return text,
                '\\' if self.peek() == Some('/') => {
                    self.bump();
                    text.push('/');
                }
                // At the end of the input an escape is still being typed.
                '\\' => {
                    if let Some(c) = self.bump() {
                        text.extend(['\\', c]);
                    }
                }
                c => text.push(c),
            }
        }
        if !text.is_empty() {
            let span = Span::new(open, self.at);
            let message = "the regular expression is not closed".to_owned();
            self.problem(span, ProblemKind::Unclosed, message, Some("add /".to_owned()));
        }
        text
    }

    fn value(&mut self, field: Option<Field>, atom: &Atom, span: Span) -> Value {
        let text = atom.text();
        if text.is_empty() {
            return Value::Any;
        }
        match field {
            Some(Field::Is) => self.closed(Field::Is, &field::KINDS_OF_HIT, text, span, Value::Is),
            Some(Field::Kind) => self.closed(Field::Kind, &field::claim_kinds(), text, span, Value::Kinds),
            Some(Field::Polarity) => {
                self.closed(Field::Polarity, &field::POLARITIES, text, span, Value::Polarities)
            }
            Some(Field::Certainty) => {
                self.closed(Field::Certainty, &field::certainties(), text, span, Value::Certainties)
            }
            Some(Field::Has) => self.closed(Field::Has, &field::HAVINGS, text, span, Value::Has),
            Some(Field::Resolved) => {
                self.closed(Field::Resolved, &field::RESOLUTIONS, text, span, Value::Resolved)
            }
            Some(Field::Date) => match DateRange::parse(text) {
                Some(range) => {
                    if let Some((from, to)) = DateRange::turned(text) {
                        let message = format!("“{text}” runs backwards; read as {from}..{to}");
                        self.problem(span, ProblemKind::ReversedRange, message, None);
                    }
                    Value::Dates(range)
                }
                None => {
                    let message = format!("“{text}” is no date");
                    let hint = "2016, 2016-03, 2016..2018, >2017-06 or <2015".to_owned();
                    self.problem(span, ProblemKind::BadDate, message, Some(hint));
                    Value::Nothing
                }
            },
            Some(Field::Id) => match id(text) {
                Some((doc, letter, number)) => Value::Id(doc, letter, number),
                None => {
                    let message = format!("“{text}” is no id");
                    let hint = "as in c12, e3, s4, or d2.c12 for the second document".to_owned();
                    self.problem(span, ProblemKind::UnknownValue, message, Some(hint));
                    Value::Nothing
                }
            },
            _ => self.text_value(atom, span),
        }
    }

    fn closed<T: Copy + PartialEq>(
        &mut self,
        field: Field,
        table: &[(&'static str, T)],
        text: &str,
        span: Span,
        wrap: fn(Vec<T>) -> Value,
    ) -> Value {
        let values = field::values_of(table, text);
        if !values.is_empty() {
            return wrap(values);
        }
        let names = field.values();
        let name = field.name();
        let hint = match nearest(&text.to_ascii_lowercase(), &names) {
            Some(near) => format!("did you mean {name}:{near} ?"),
            None => names.join(", "),
        };
        let message = format!("{name}: has no value “{text}”");
        self.problem(span, ProblemKind::UnknownValue, message, Some(hint));
        Value::Nothing
    }

    fn text_value(&mut self, atom: &Atom, span: Span) -> Value {
        // One letter of a phrase that is still being typed says nothing yet.
        let unclosed = |p: &Problem| p.kind == ProblemKind::Unclosed && p.span == span;
        let open = self.problems.iter().any(unclosed);
        if matches!(atom, Atom::Phrase(text) if text.chars().nth(1).is_none()) && open {
            return Value::Any;
        }
        let literal = |text: &str, place| Pattern::literal(text, place).map_or(Value::Any, Value::Pattern);
        match atom {
            Atom::Word(text) => match Word::meant(text) {
                Some(word) => Value::Word(word),
                // "and/or", "R&D", "$200": no word by itself, so just these signs.
                None => literal(text, Place::default()),
            },
            Atom::Exact { text, whole } => literal(text, Place { whole: *whole, ..Place::default() }),
            Atom::Anchored { text, start, end } => {
                literal(text, Place { start: *start, end: *end, ..Place::default() })
            }
            // Whole words: who quotes "the ban" does not mean "bathe bank".
            Atom::Phrase(text) => literal(text, Place { whole: true, open, ..Place::default() }),
            Atom::Regex(text) => match Pattern::regex(text) {
                Ok(pattern) => Value::Pattern(pattern),
                Err(e) => {
                    // One byte for the slash before it.
                    let at = e.at.map(|k| (span.from() + 1 + k).min(span.to()));
                    // Escapes make the pattern shorter than what was typed: where no character begins there, all of it.
                    let span = at
                        .map(|k| (k, self.char_end(k)))
                        .filter(|&(a, b)| a < b && self.input.is_char_boundary(a))
                        .map_or(span, |(a, b)| Span::new(a, b));
                    let message = format!("regular expression: {}", e.message);
                    self.problem(span, ProblemKind::BadRegex, message, None);
                    Value::Nothing
                }
            },
        }
    }

    /// The end of the character that begins at `at`.
    fn char_end(&self, at: usize) -> usize {
        let len = self.input.get(at..).and_then(|r| r.chars().next()).map_or(0, char::len_utf8);
        at + len
    }
}

/// `c12`, or `d2.c12` with the document; numbers from 1 as in JSON, from 0 here.
fn id(text: &str) -> Option<(Option<DocId>, char, u32)> {
    fn one(text: &str) -> Option<(char, u32)> {
        let letter = text.chars().next()?;
        let digits = text.get(letter.len_utf8()..)?;
        let fits = letter.is_ascii_alphabetic() && digits.bytes().all(|b| b.is_ascii_digit());
        let number: u32 = digits.parse().ok().filter(|_| fits)?;
        Some((letter, number.checked_sub(1)?))
    }
    match text.split_once(['.', '/']) {
        Some((doc, item)) => {
            let (d, doc) = one(doc)?;
            let (letter, number) = one(item)?;
            matches!(d, 'd' | 'D').then_some((Some(DocId(doc)), letter, number))
        }
        None => one(text).map(|(letter, number)| (None, letter, number)),
    }
}

/// The name at most two edits away from `typed`.
fn nearest<'a>(typed: &str, names: &[&'a str]) -> Option<&'a str> {
    let distance = |name: &str| super::typo::distance(typed, name, 2);
    let near = names.iter().filter_map(|n| distance(n).map(|d| (d, *n))).min();
    near.filter(|(d, n)| (*d as usize) * 2 < n.len()).map(|(_, n)| n)
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;

//! What could be typed next.

use std::ops::Range;

use crate::fold::fold;
use crate::model::{Dossier, DossierActorId, SectionId};

use super::field::{FIELDS, Field};
use super::query::{Query, Term};
use super::shown::one_line;

/// At most so many proposals.
const MOST: usize = 20;

/// Proposals for the place of the cursor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completions {
    /// The bytes of the input that a proposal replaces.
    pub replace: Range<usize>,
    /// The likeliest first.
    pub items: Vec<Completion>,
}

/// One proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What is put in, quoted where that is needed.
    pub insert: String,
    /// What is shown.
    pub label: String,
    /// What it is, in few words; may be empty.
    pub detail: String,
}

/// Proposals for `input` with the cursor at byte `cursor`: fields, and the values of a field that the dossier has.
pub fn completions(input: &str, cursor: usize, dossier: &Dossier) -> Completions {
    let cursor = (0..=cursor.min(input.len())).rev().find(|&k| input.is_char_boundary(k)).unwrap_or(0);
    let query = Query::parse(input);
    let in_field = |t: &&Term| t.field_span.from() < cursor && cursor < t.field_span.to();
    if let Some(term) = query.terms().find(in_field) {
        let typed = input.get(term.field_span.from()..cursor).unwrap_or("");
        return Completions { replace: term.field_span.range(), items: fields(&fold(typed)) };
    }
    let at_cursor = |t: &&Term| t.atom_span.from() <= cursor && cursor <= t.atom_span.to();
    let Some(term) = query.terms().find(at_cursor) else {
        let blank = input.get(..cursor).is_none_or(|s| s.is_empty() || s.ends_with([' ', '|', '!']));
        let items = if blank { fields("") } else { Vec::new() };
        return Completions { replace: cursor..cursor, items };
    };
    let typed = input.get(term.atom_span.from()..cursor).unwrap_or("");
    let typed = fold(typed.trim_start_matches(['"', '“', '\'', '^']));
    let mut items = match term.field {
        None => plain(&typed, dossier),
        Some(field) => values(field, &typed, dossier),
    };
    items.truncate(MOST);
    Completions { replace: term.atom_span.range(), items }
}

/// A value as it must be typed: in quotation marks if it would fall apart without.
pub fn quoted(value: &str) -> String {
    let plain =
        !value.is_empty() && value.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
    if plain {
        return value.to_owned();
    }
    let mut out = String::from("\"");
    for c in value.chars() {
        if matches!(c, '\\' | '"' | '“' | '”') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}

fn fields(typed: &str) -> Vec<Completion> {
    let begun = FIELDS.iter().filter(|i| i.name.starts_with(typed));
    let item = |i: &super::FieldInfo| {
        let insert = format!("{}:", i.name);
        Completion { label: insert.clone(), insert, detail: i.doc.to_owned() }
    };
    begun.map(item).collect()
}

/// Fields that begin so, then actors.
fn plain(typed: &str, dossier: &Dossier) -> Vec<Completion> {
    if typed.is_empty() {
        return fields("");
    }
    let mut items = fields(typed);
    let actors = actors(typed, dossier).into_iter().take(5);
    items.extend(actors.map(|a| Completion { insert: format!("actor:{}", a.insert), ..a }));
    items
}

fn values(field: Field, typed: &str, dossier: &Dossier) -> Vec<Completion> {
    match field {
        Field::Actor | Field::By | Field::About => actors(typed, dossier),
        Field::In => sections(typed, dossier),
        Field::To => distinct(
            typed,
            dossier
                .documents
                .iter()
                .flat_map(|d| d.claims.iter().filter_map(|c| c.addressee.map(|s| one_line(d.text.slice(s))))),
        ),
        Field::Doc => distinct(typed, dossier.documents.iter().map(|d| d.file_name().to_owned())),
        Field::Date => {
            let dates = dossier.documents.iter().flat_map(|d| &d.events).filter_map(|e| e.earliest);
            let mut years: Vec<i16> = dates.map(|d| d.year()).collect();
            years.sort_unstable();
            years.dedup();
            distinct(typed, years.into_iter().map(|y| format!("{y:04}")))
        }
        closed => {
            let begun = closed.values().into_iter().filter(|v| v.starts_with(typed));
            begun
                .map(|v| Completion { insert: v.to_owned(), label: v.to_owned(), detail: String::new() })
                .collect()
        }
    }
}

/// Whether a word of `name` begins with what was typed.
fn begins(name: &str, typed: &str) -> bool {
    let folded = fold(name);
    let starts = folded.match_indices(typed).map(|(at, _)| at);
    let at_word = |at: usize| !folded.get(..at).is_some_and(|b| b.ends_with(|c: char| c.is_alphanumeric()));
    starts.into_iter().any(at_word)
}

fn actors(typed: &str, dossier: &Dossier) -> Vec<Completion> {
    let mut items = Vec::new();
    for (k, actor) in dossier.actors.iter().enumerate() {
        let id = DossierActorId::new(k);
        let Some(name) = dossier.names_of(id).find(|n| begins(n, typed)) else { continue };
        let other = if name == actor.name { String::new() } else { format!("also {name}, ") };
        let detail = format!("{other}{} mentions", actor.mentions);
        items.push(Completion { insert: quoted(&actor.name), label: actor.name.clone(), detail });
        if items.len() == MOST {
            break;
        }
    }
    items
}

fn sections(typed: &str, dossier: &Dossier) -> Vec<Completion> {
    let mut items = Vec::new();
    for (_, document) in dossier.iter() {
        for id in (0..document.sections.len()).map(SectionId::new) {
            let number = document.section_path(id);
            let title = one_line(document.section_title(id));
            if !fold(&number).starts_with(typed) && !begins(&title, typed) {
                continue;
            }
            let insert = quoted(if number.is_empty() { &title } else { &number });
            let label = format!("{number} {title}").trim().to_owned();
            items.push(Completion { insert, label, detail: document.file_name().to_owned() });
            if items.len() == MOST {
                return items;
            }
        }
    }
    items
}

/// Each value once, in the order they come.
fn distinct(typed: &str, values: impl Iterator<Item = String>) -> Vec<Completion> {
    let mut items: Vec<Completion> = Vec::new();
    for value in values.filter(|v| begins(v, typed)) {
        if items.len() < MOST && !items.iter().any(|i| i.label == value) {
            items.push(Completion { insert: quoted(&value), label: value, detail: String::new() });
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixture::dossier;

    fn proposed(input: &str) -> Vec<String> {
        completions(input, input.len(), &dossier()).items.into_iter().map(|i| i.insert).collect()
    }

    #[test]
    fn fields_and_values() {
        assert_eq!(proposed("").len(), FIELDS.len());
        assert_eq!(proposed("x !").len(), FIELDS.len());
        assert_eq!(proposed("po"), ["polarity:"]);
        assert_eq!(proposed("kind:f"), ["fact", "forecast"]);
        assert_eq!(proposed("x !by:mül"), ["\"Éva Müller\""]);
        assert_eq!(proposed("actor:vel"), ["Lorn"]);
        assert_eq!(proposed("in:ii"), ["II", "II.A", "III"]);
        assert_eq!(proposed("in:recom"), ["III"]);
        assert_eq!(proposed("date:2"), ["2016", "2018"]);
        assert_eq!(proposed("doc:riv"), ["river.txt"]);
        assert_eq!(proposed("to:"), ["\"For the ministry\""]);
        assert_eq!(proposed("norw"), ["actor:Norway"]);
        assert_eq!(proposed("date:2016 "), proposed(""));
    }

    #[test]
    fn the_whole_value_under_the_cursor_is_replaced() {
        let c = completions("kind:fact by:mu x", 11, &dossier());
        assert_eq!((c.replace, c.items[0].insert.as_str(), c.items.len()), (10..13, "by:", 1));
        let c = completions("kind:fact by:mu x", 14, &dossier());
        assert_eq!(c.replace, 13..15);
    }

    proptest::proptest! {
        #[test]
        fn any_input_and_cursor(input in "\\PC{0,20}", cursor in 0usize..30) {
            let c = completions(&input, cursor, &dossier());
            proptest::prop_assert!(input.get(c.replace).is_some());
        }

        #[test]
        fn a_quoted_value_is_one_term(value in "\\PC{1,20}") {
            let query = Query::parse(&format!("actor:{}", quoted(&value)));
            proptest::prop_assert_eq!(query.terms().count(), 1);
            proptest::prop_assert_eq!(query.groups[0].terms[0].atom.text(), value);
        }
    }
}

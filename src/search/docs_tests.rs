//! `docs/query.md` against the parser, row by row.

use super::*;

const DOCS: &str = include_str!("../../docs/query.md");

/// Rows of the table whose header begins with these columns, cells without backticks and with `\|` undone.
fn table(header: &[&str]) -> Vec<Vec<String>> {
    let cells = |line: &str| -> Vec<String> {
        let inner = line.trim().trim_start_matches('|');
        let inner = inner.replace("\\|", "\u{1}");
        let cells = inner.split('|').map(|c| c.trim().replace('\u{1}', "|"));
        let mut cells: Vec<String> = cells.map(|c| c.trim_matches('`').to_owned()).collect();
        cells.pop();
        cells
    };
    let mut lines = DOCS.lines().skip_while(|l| {
        !l.starts_with('|')
            || !cells(l).iter().zip(header).all(|(a, b)| a == b)
            || cells(l).len() < header.len()
    });
    lines.next();
    let rows: Vec<_> = lines.skip(1).take_while(|l| l.starts_with('|')).map(cells).collect();
    assert!(!rows.is_empty(), "no table {header:?}");
    rows
}

#[test]
fn what_is_typed_is_read_as_the_page_says() {
    for row in table(&["typed", "read as", "finds"]) {
        let query = Query::parse(&row[0]);
        assert!(query.problems.is_empty(), "{row:?} {:?}", query.problems);
        let [group] = query.groups.as_slice() else { panic!("{row:?}") };
        let [term] = group.terms.as_slice() else { panic!("{row:?}") };
        let flag = |on: bool, name: &'static str| on.then_some(name);
        let form: Vec<&str> = match (&term.atom, &term.value) {
            (Atom::Word(_), Value::Word(_)) => vec!["word"],
            (Atom::Word(_), _) => vec!["exact"],
            (Atom::Exact { whole, .. }, _) => {
                [Some("exact"), flag(*whole, "whole")].into_iter().flatten().collect()
            }
            (Atom::Anchored { start, end, .. }, _) => {
                [flag(*start, "start"), flag(*end, "end")].into_iter().flatten().collect()
            }
            (Atom::Phrase(_), _) => vec!["phrase"],
            (Atom::Regex(_), _) => vec!["regex"],
        };
        let read =
            [flag(term.negated, "not")].into_iter().flatten().chain(form).collect::<Vec<_>>().join(" ");
        assert_eq!(read, row[1], "{row:?}");
    }
}

#[test]
fn fields_are_those_of_the_page() {
    let rows = table(&["field", "shortest", "values", "asks"]);
    assert_eq!(rows.len(), FIELDS.len());
    for (row, info) in rows.iter().zip(&FIELDS) {
        assert_eq!(row[0], info.name);
        assert_eq!(row[2], info.field.values().join(", "), "{}", info.name);
        let shortest = (1..=info.name.len()).map(|n| &info.name[..n]);
        let shortest = shortest.into_iter().find(|p| Field::lookup(p) == Lookup::One(info.field));
        assert_eq!(Some(row[1].as_str()), shortest, "{}", info.name);
    }
}

#[test]
fn dates_are_read_as_the_page_says() {
    for row in table(&["typed", "from", "to"]) {
        let range = DateRange::parse(&row[0]).unwrap_or_else(|| panic!("{row:?}"));
        let shown = |d: Option<crate::model::Date>| d.map(|d| d.to_string()).unwrap_or_default();
        assert_eq!((shown(range.from), shown(range.to)), (row[1].clone(), row[2].clone()), "{row:?}");
    }
}

#[test]
fn hints_are_those_of_the_page() {
    for row in table(&["typed", "hint"]) {
        let query = Query::parse(&row[0]);
        let messages: Vec<&str> = query.problems.iter().map(|p| p.message.as_str()).collect();
        assert_eq!(messages, [row[1].as_str()], "{row:?}");
    }
}

#[test]
fn slips_by_length_are_those_of_the_page() {
    for row in table(&["letters", "slips"]) {
        let numbers: Vec<u32> = row.iter().map(|c| c.parse().unwrap()).collect();
        assert_eq!(typo::allowed(numbers[0] as usize), numbers[1]);
    }
}

#[test]
fn letters_apart_are_those_of_the_page() {
    for row in table(&["typed", "finds", "by"]) {
        let scattered = scattered::Scattered::new(&row[0]).unwrap_or_else(|| panic!("{row:?}"));
        let line = format!("Then the {} said so.", row[1]);
        let marks = scattered.marks(&line, &mut scattered::Room::default());
        let found: Vec<&str> = marks.into_iter().map(|m| &line[m]).collect();
        assert_eq!(found.join(", "), row[2], "{row:?}");
    }
}

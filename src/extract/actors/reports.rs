//! The program's own annotated reports: what it finds in those it has never learnt from.

use std::path::Path;

use super::find;
use crate::extract::Input;
use crate::model::{ActorKind, Format, Text};
use crate::structure::{Corrections, structure};
use crate::train::reports::{Counted, Report, Tally, Type, read_all};

/// Exact names, in the shares of a hundred, that a change must not fall below. A few points under what is reached.
const FLOOR: f64 = 85.0;

fn found(report: &Report) -> Vec<Counted> {
    let text = Text::new(report.text.as_str(), Format::Text);
    let structure = structure(&text, &Corrections::default());
    let (actors, places) = find(Input { text: &text, structure: &structure, date: None });
    let mut names = Vec::new();
    for actor in &actors {
        let kind = match actor.kind {
            ActorKind::Person => Type::Person,
            ActorKind::Organisation | ActorKind::Group => Type::Organisation,
            ActorKind::State => Type::Place,
        };
        let own = actor.mentions.iter().filter(|m| m.via.is_name());
        names.extend(own.map(|m| (m.span.from(), m.span.to(), kind)));
    }
    let places = places.iter().flat_map(|p| &p.mentions);
    names.extend(places.map(|m| (m.span.from(), m.span.to(), Type::Place)));
    names
}

#[test]
fn names_in_unseen_reports_are_found() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reports"));
    let reports = read_all(folder).unwrap();
    let mut all = Tally::default();
    let mut kinds = [
        (Type::Person, Tally::default()),
        (Type::Organisation, Tally::default()),
        (Type::Place, Tally::default()),
    ];
    for (_, report) in reports.iter().filter(|(_, r)| r.is_test()) {
        let (ours, theirs) = (found(report), report.names());
        all.add(Tally::of(&ours, &theirs));
        for (kind, tally) in &mut kinds {
            let of = |names: &[Counted]| names.iter().copied().filter(|n| n.2 == *kind).collect::<Vec<_>>();
            tally.add(Tally::of(&of(&ours), &of(&theirs)));
        }
    }
    assert!(all.second > 500, "too few names to measure on: {all:?}");
    let f1 = 100.0 * all.f1();
    let by_kind: Vec<String> =
        kinds.iter().map(|(kind, t)| format!("{kind:?} {:.1}", 100.0 * t.f1())).collect();
    assert!(f1 >= FLOOR, "F1 of exact names fell to {f1:.1} ({})", by_kind.join(", "));
}

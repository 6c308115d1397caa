//! The fields of a query and the values that closed fields take.

use crate::link::claims::Relation;
use crate::model::{Certainty, ClaimKind, Polarity, ResolvedBy};

use super::HitKind;

/// What a term asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// What sort of thing: a claim, an actor …
    Is,
    /// The kind of a claim.
    Kind,
    /// Affirmed or denied.
    Polarity,
    /// How surely a claim is asserted.
    Certainty,
    /// Who is involved, in whatever part.
    Actor,
    /// Who is said to say so.
    By,
    /// Who is spoken of, without the source.
    About,
    /// To whom a recommendation is addressed.
    To,
    /// The section, with those below it.
    In,
    /// The days it may fall on.
    Date,
    /// What its date hangs on.
    Resolved,
    /// Whether it has a quantity, a date, a source, a note, a mark, another claim that it may clash or agree with.
    Has,
    /// The status of an event, or the one the reader gave a claim.
    Status,
    /// A tag that the reader gave.
    Tag,
    /// The document.
    Doc,
    /// The id of one item.
    Id,
    /// The words of prose, and nothing else.
    Text,
}

/// A field with what help and completion say of it.
#[derive(Debug, Clone, Copy)]
pub struct FieldInfo {
    /// Which.
    pub field: Field,
    /// As typed in full.
    pub name: &'static str,
    /// One line for help.
    pub doc: &'static str,
}

/// Every field, in the order of help.
pub const FIELDS: [FieldInfo; 17] = [
    info(Field::Is, "is", "what it is: claim, actor, place, event, section, text, note"),
    info(Field::Kind, "kind", "kind of claim: fact, causal, evaluation, forecast, …"),
    info(Field::Polarity, "polarity", "pos or neg: affirmed or denied"),
    info(Field::Certainty, "certainty", "stated, boosted, probable, possible, doubtful, …"),
    info(Field::Actor, "actor", "who is involved, under whatever name"),
    info(Field::By, "by", "who says so"),
    info(Field::About, "about", "who is spoken of"),
    info(Field::To, "to", "to whom a recommendation is addressed"),
    info(Field::In, "in", "section by number or title, with those below it"),
    info(Field::Date, "date", "2016, 2016-03, 2016..2018, >2017-06, <2015"),
    info(
        Field::Resolved,
        "resolved",
        "how its date is known: explicit, document_date, narrative, event, open",
    ),
    info(Field::Has, "has", "quantity, date, source, note, mark; clash, agreement, revision, …"),
    info(Field::Status, "status", "reported, planned, hypothetical; the status you gave a claim"),
    info(Field::Tag, "tag", "the tags you gave, without #"),
    info(Field::Doc, "doc", "document by name, title or number"),
    info(Field::Id, "id", "one item by its id"),
    info(Field::Text, "text", "words of the text itself, not of names or titles"),
];

const fn info(field: Field, name: &'static str, doc: &'static str) -> FieldInfo {
    FieldInfo { field, name, doc }
}

/// What a field's name, perhaps cut short, stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// One field.
    One(Field),
    /// Several begin so.
    Several(Vec<Field>),
    /// None does.
    None,
}

impl Field {
    /// As typed in full.
    pub fn name(self) -> &'static str {
        FIELDS.iter().find(|i| i.field == self).map_or("", |i| i.name)
    }

    /// The field that `name` names or begins; case does not matter.
    pub fn lookup(name: &str) -> Lookup {
        let name = name.to_ascii_lowercase();
        if let Some(i) = FIELDS.iter().find(|i| i.name == name) {
            return Lookup::One(i.field);
        }
        let begun: Vec<Field> = FIELDS
            .iter()
            .filter(|i| !name.is_empty() && i.name.starts_with(&name))
            .map(|i| i.field)
            .collect();
        match begun.as_slice() {
            [] => Lookup::None,
            [one] => Lookup::One(*one),
            _ => Lookup::Several(begun),
        }
    }

    /// The values of a closed field, for completion and hints; empty for open ones.
    pub fn values(self) -> Vec<&'static str> {
        fn names<T>(table: &[(&'static str, T)]) -> Vec<&'static str> {
            table.iter().map(|(n, _)| *n).collect()
        }
        match self {
            Field::Is => names(&KINDS_OF_HIT),
            Field::Kind => names(&claim_kinds()),
            Field::Polarity => names(&POLARITIES),
            Field::Certainty => names(&certainties()),
            Field::Has => names(&HAVINGS),
            Field::Resolved => names(&RESOLUTIONS),
            Field::Status => [&["reported", "planned", "hypothetical"], GIVEN.as_slice()].concat(),
            _ => Vec::new(),
        }
    }
}

/// What a reader can hold a claim to be.
const GIVEN: [&str; 5] = ["unchecked", "confirmed", "disputed", "false", "irrelevant"];

/// What `has:` asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Has {
    /// A figure.
    Quantity,
    /// A date.
    Date,
    /// A source other than the document itself.
    Source,
    /// A note of the reader.
    Note,
    /// A mark of the reader.
    Mark,
    /// Another claim to which it may stand so.
    Compared(Relation),
}

impl Has {
    /// As typed behind `has:`.
    pub fn name(self) -> &'static str {
        HAVINGS.iter().find(|(_, has)| *has == self).map_or("", |(name, _)| name)
    }
}

/// What a date hangs on, as typed behind `resolved:`.
pub fn resolution(by: Option<ResolvedBy>) -> &'static str {
    RESOLUTIONS.iter().find(|(_, known)| *known == by).map_or("", |(name, _)| name)
}

pub(super) const KINDS_OF_HIT: [(&str, HitKind); 7] = [
    ("claim", HitKind::Claim),
    ("actor", HitKind::Actor),
    ("place", HitKind::Place),
    ("event", HitKind::Event),
    ("section", HitKind::Section),
    ("text", HitKind::Text),
    ("note", HitKind::Note),
];

pub(super) fn claim_kinds() -> [(&'static str, ClaimKind); 7] {
    ClaimKind::ALL.map(|kind| (kind.name(), kind))
}

pub(super) const POLARITIES: [(&str, Polarity); 4] = [
    ("pos", Polarity::Positive),
    ("neg", Polarity::Negative),
    ("positive", Polarity::Positive),
    ("negative", Polarity::Negative),
];

pub(super) fn certainties() -> [(&'static str, Certainty); 7] {
    Certainty::ALL.map(|certainty| (certainty.name(), certainty))
}

pub(super) const HAVINGS: [(&str, Has); 10] = [
    ("quantity", Has::Quantity),
    ("date", Has::Date),
    ("source", Has::Source),
    ("note", Has::Note),
    ("mark", Has::Mark),
    ("clash", Has::Compared(Relation::Clashes)),
    ("revision", Has::Compared(Relation::Revised)),
    ("outcome", Has::Compared(Relation::Outcome)),
    ("agreement", Has::Compared(Relation::Agrees)),
    ("repetition", Has::Compared(Relation::Repeated)),
];

/// What a date may hang on; nothing where it is left open.
pub(super) const RESOLUTIONS: [(&str, Option<ResolvedBy>); 5] = [
    ("explicit", Some(ResolvedBy::Explicit)),
    ("document_date", Some(ResolvedBy::DocumentDate)),
    ("narrative", Some(ResolvedBy::Narrative)),
    ("event", Some(ResolvedBy::Event)),
    ("open", None),
];

/// Every value whose name begins with `typed`; a full name stands for itself alone. Plurals and case are forgiven.
pub(super) fn values_of<T: Copy + PartialEq>(table: &[(&'static str, T)], typed: &str) -> Vec<T> {
    let typed = typed.to_ascii_lowercase();
    let exact = |name: &str| table.iter().find(|(n, _)| *n == name).map(|(_, v)| *v);
    if let Some(v) = exact(&typed).or_else(|| typed.strip_suffix('s').and_then(exact)) {
        return vec![v];
    }
    let mut found = Vec::new();
    for &(_, v) in table.iter().filter(|(n, _)| n.starts_with(&typed)) {
        if !found.contains(&v) {
            found.push(v);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_names_a_field_if_only_one_begins_so() {
        for (typed, want) in [
            ("actor", Lookup::One(Field::Actor)),
            ("ac", Lookup::One(Field::Actor)),
            ("K", Lookup::One(Field::Kind)),
            ("to", Lookup::One(Field::To)),
            ("a", Lookup::Several(vec![Field::Actor, Field::About])),
            ("i", Lookup::Several(vec![Field::Is, Field::In, Field::Id])),
            ("http", Lookup::None),
            ("", Lookup::None),
        ] {
            assert_eq!(Field::lookup(typed), want, "{typed}");
        }
    }

    #[test]
    fn a_value_may_be_cut_short_and_then_stands_for_all_that_begin_so() {
        assert_eq!(values_of(&claim_kinds(), "f"), [ClaimKind::Fact, ClaimKind::Forecast]);
        assert_eq!(values_of(&claim_kinds(), "Facts"), [ClaimKind::Fact]);
        assert_eq!(values_of(&POLARITIES, "ne"), [Polarity::Negative]);
        assert!(values_of(&HAVINGS, "wings").is_empty());
    }
}

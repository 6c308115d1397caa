//! One condition of a scope, and the way between chips and queries.

use crate::model::{ClaimKind, DocId, Dossier, DossierActorId, SectionId};
use crate::search::{Atom, Field, Group, Query, Term, quoted};

/// One condition: a term of the query language, or alternatives of which any may hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Chip {
    query: Query,
    text: String,
}

impl Chip {
    /// A chip from a query; `None` if it asks for nothing.
    pub fn new(query: Query) -> Option<Self> {
        let text = query.to_string();
        (!query.is_empty()).then_some(Self { query, text })
    }

    /// A chip as typed.
    pub fn parse(typed: &str) -> Option<Self> {
        Self::new(Query::parse(typed))
    }

    /// The chip of one term.
    pub fn of_term(term: Term) -> Option<Self> {
        Self::new(Query { groups: vec![Group { terms: vec![term] }], problems: Vec::new() })
    }

    /// The chip that keeps what involves an actor, under whatever name.
    pub fn actor(dossier: &Dossier, id: DossierActorId) -> Option<Self> {
        let actor = dossier.actor(id)?;
        let same = |a: &crate::model::DossierActor| a.name.eq_ignore_ascii_case(&actor.name);
        // A person and a state of the same name: only the id tells them apart.
        if dossier.actors.iter().filter(|a| same(a)).count() > 1 {
            return Self::parse(&format!("id:{id}"));
        }
        Self::parse(&format!("actor:{}", quoted(&actor.name)))
    }

    /// The chip that keeps claims of a source.
    pub fn by(dossier: &Dossier, id: DossierActorId) -> Option<Self> {
        Self::parse(&format!("by:{}", quoted(&dossier.actor(id)?.name)))
    }

    /// The chip that keeps what stands in a section and below it.
    pub fn section(dossier: &Dossier, doc: DocId, id: SectionId) -> Option<Self> {
        let document = dossier.document(doc)?;
        let number = document.section_path(id);
        let title = document.section_title(id);
        let only = |holds: &dyn Fn(&crate::model::Document, SectionId) -> bool| {
            let sections =
                dossier.iter().flat_map(|(_, d)| (0..d.sections.len()).map(move |k| (d, SectionId::new(k))));
            sections.filter(|(d, s)| holds(d, *s)).count() == 1
        };
        if !number.is_empty() && only(&|d, s| d.section_path(s).eq_ignore_ascii_case(&number)) {
            return Self::parse(&format!("in:{}", quoted(&number)));
        }
        if !title.is_empty() && only(&|d, s| d.section_title(s).eq_ignore_ascii_case(title)) {
            return Self::parse(&format!("in:{}", quoted(title)));
        }
        Self::parse(&format!("in:{doc}.{id}"))
    }

    /// The chip that keeps claims of a kind.
    pub fn kind(kind: ClaimKind) -> Option<Self> {
        Self::parse(&format!("kind:{}", kind.name()))
    }

    /// The chip that keeps what may fall on the days of an EDTF date or range as [`crate::search::DateRange`] reads it.
    pub fn date(range: &str) -> Option<Self> {
        Self::parse(&format!("date:{range}"))
    }

    /// The chip that keeps one document.
    pub fn document(id: DocId) -> Option<Self> {
        Self::parse(&format!("doc:{id}"))
    }

    /// What it asks.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// As it would be typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// As it is shown: without quotation marks where the field says where the value begins.
    pub fn label(&self) -> String {
        match self.query.groups.as_slice() {
            [Group { terms }] => match terms.as_slice() {
                [Term { negated, field: Some(field), atom: Atom::Phrase(text), .. }] => {
                    format!("{}{}:{text}", if *negated { "!" } else { "" }, field.name())
                }
                _ => self.text.clone(),
            },
            _ => self.text.clone(),
        }
    }

    /// The chip that keeps what this one does not, if it is a single term.
    pub fn negated(&self) -> Option<Self> {
        match self.query.groups.as_slice() {
            [Group { terms }] => match terms.as_slice() {
                [term] => Self::of_term(Term { negated: !term.negated, ..term.clone() }),
                _ => None,
            },
            _ => None,
        }
    }

    /// The field it asks about, if it is a single term.
    pub fn field(&self) -> Option<Field> {
        match self.query.groups.as_slice() {
            [Group { terms }] => match terms.as_slice() {
                [term] => term.field,
                _ => None,
            },
            _ => None,
        }
    }
}

/// Chips of a query: one for each term that all alternatives share, and one for what is left of the alternatives.
pub(super) fn factor(query: &Query) -> Vec<Chip> {
    let Some((first, others)) = query.groups.split_first() else { return Vec::new() };
    let in_all = |t: &Term| others.iter().all(|g| g.terms.iter().any(|u| u.same_as(t)));
    let shared: Vec<&Term> = first.terms.iter().filter(|t| in_all(t)).collect();
    let mut chips: Vec<Chip> = shared.iter().filter_map(|t| Chip::of_term((*t).clone())).collect();
    let mut rest: Vec<Group> = Vec::new();
    for group in &query.groups {
        let left = |t: &&Term| !shared.iter().any(|s| s.same_as(t));
        rest.push(Group { terms: group.terms.iter().filter(left).cloned().collect() });
    }
    // An alternative without conditions of its own holds wherever the shared ones do.
    if rest.iter().all(|g| !g.terms.is_empty()) {
        chips.extend(Chip::new(Query { groups: rest, problems: Vec::new() }));
    }
    let mut seen: Vec<String> = Vec::new();
    chips.retain(|c| {
        let new = !seen.contains(&c.text);
        seen.push(c.text.clone());
        new
    });
    chips
}

/// The query that asks for all chips at once: alternatives are multiplied out, for the language has no brackets.
pub(super) fn multiply(chips: &[Chip]) -> String {
    let mut groups = vec![Group::default()];
    for chip in chips {
        let mut next = Vec::with_capacity(groups.len() * chip.query.groups.len());
        for group in &groups {
            for more in &chip.query.groups {
                let terms = group.terms.iter().chain(&more.terms).cloned().collect();
                next.push(Group { terms });
            }
        }
        groups = next;
    }
    Query { groups, problems: Vec::new() }.to_string()
}

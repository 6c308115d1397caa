//! Options that narrow a list: each is a term of the query language, so that they mean what they mean everywhere.

use std::sync::Arc;

use clap::ValueEnum;

use super::{report, search};
use crate::model::{Actor, ActorId, DocId, Document, Dossier, DossierActorId};
use crate::notes::Layers;
use crate::scope::{Chip, Kept, Scope};
use crate::search::{Query, quoted};

/// Which claims.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Filters")]
pub struct OfClaims {
    /// Only what this query keeps, in the language of `search`
    #[arg(long, short, value_name = "QUERY")]
    query: Option<String>,
    /// fact, causal, evaluation, forecast, prescription, commitment, question
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,
    /// stated, boosted, probable, possible, doubtful, hypothetical, na
    #[arg(long, value_name = "CERTAINTY")]
    certainty: Vec<String>,
    /// pos or neg
    #[arg(long, value_name = "POLARITY")]
    polarity: Vec<String>,
    /// Who says so
    #[arg(long, value_name = "WHO")]
    by: Vec<String>,
    /// Who is spoken of
    #[arg(long, value_name = "WHO")]
    about: Vec<String>,
    /// Who is involved in whatever part
    #[arg(long, value_name = "WHO")]
    actor: Vec<String>,
    /// To whom it is addressed
    #[arg(long, value_name = "WHOM")]
    to: Vec<String>,
    /// The section by number or title, with those below it
    #[arg(long = "in", value_name = "SECTION")]
    within: Vec<String>,
    /// The days it may fall on: 2016, 2016-03, 2016..2018, >2017-06
    #[arg(long, value_name = "DATES")]
    on: Vec<String>,
    /// quantity, date, source, clash, agreement, revision, outcome, repetition; with --notes also note, mark
    #[arg(long, value_name = "WHAT")]
    has: Vec<String>,
    /// With --notes: unchecked, confirmed, disputed, false, irrelevant
    #[arg(long, value_name = "STATUS")]
    status: Vec<String>,
}

/// Which events.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Filters")]
pub struct OfEvents {
    /// Only what this query keeps, in the language of `search`
    #[arg(long, short, value_name = "QUERY")]
    query: Option<String>,
    /// Who takes part
    #[arg(long, value_name = "WHO")]
    actor: Vec<String>,
    /// reported, planned, hypothetical
    #[arg(long, value_name = "STATUS")]
    status: Vec<String>,
    /// How surely it is told: stated, boosted, probable, possible, doubtful, hypothetical, na
    #[arg(long, value_name = "CERTAINTY")]
    certainty: Vec<String>,
    /// How the date is known: explicit, document_date, narrative, event, open
    #[arg(long, value_name = "HOW")]
    resolved: Vec<String>,
    /// The days it may fall on: 2016, 2016-03, 2016..2018, >2017-06
    #[arg(long, value_name = "DATES")]
    on: Vec<String>,
}

/// Which actors.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Filters")]
pub struct OfActors {
    /// person, organisation, state, group
    #[arg(long = "type", value_name = "TYPE", value_parser = ["person", "organisation", "state", "group"])]
    kind: Vec<String>,
    /// The CAMEO role: GOV, MIL, REB, OPP, IGO, NGO, MED, BUS, CVL …
    #[arg(long, value_name = "ROLE")]
    role: Vec<String>,
    /// The state it is or belongs to, by one of its names
    #[arg(long, value_name = "STATE")]
    state: Vec<String>,
    /// Only those mentioned so often at least
    #[arg(long, value_name = "N")]
    min: Option<usize>,
}

/// The order of claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ClaimOrder {
    /// As in the text
    #[default]
    Reading,
    /// The weightiest first: figures, named actors, dates, sources count
    Importance,
    /// What a fact-checker would look at first
    Checkworthy,
}

/// A scope as options of the command line ask for it, and whether it asks for what the reader has added.
pub struct Narrowed {
    scope: Scope,
    asks: bool,
}

impl Narrowed {
    /// The scope of a query and of fields with their values. `None`, after saying why, if it can't be answered.
    fn of(query: Option<&String>, fields: &[(&str, &[String])]) -> Option<Self> {
        let query = Query::parse(query.map_or("", |q| q));
        if !search::report_problems(&query) {
            return None;
        }
        let mut scope = Scope::from_query(&query);
        for (field, values) in fields.iter().filter(|(_, values)| !values.is_empty()) {
            let terms: Vec<String> = values.iter().map(|v| format!("{field}:{}", quoted(v))).collect();
            let typed = Query::parse(&terms.join(" | "));
            // A value that a field does not have finds nothing, which nobody means who types it.
            if let Some(problem) = typed.problems.first() {
                let hint = problem.hint.as_ref().map_or(String::new(), |hint| format!("; {hint}"));
                report::error(&format!("{}{hint}", problem.message));
                return None;
            }
            if let Some(chip) = Chip::new(typed) {
                scope.add(chip);
            }
        }
        let asks = scope.asks_for_the_layer();
        Some(Self { scope, asks })
    }

    /// Whether everything is kept.
    pub fn is_all(&self) -> bool {
        self.scope.is_empty()
    }

    /// The scope as a query.
    pub fn query(&self) -> String {
        self.scope.to_query()
    }

    /// What is kept of a dossier; with `layers` what the reader has added counts.
    pub fn apply(&self, dossier: &Dossier, layers: &Layers) -> Kept {
        let kept = self.scope.apply_with(dossier, None, layers, &|| false).unwrap_or_default();
        if self.asks && layers.0.is_empty() && kept.claims.is_empty() && kept.events.is_empty() {
            report::error("query: your notes, tags and judgements are looked at only with --notes");
        }
        kept
    }
}

impl OfClaims {
    /// The scope asked for. `None`, after saying why, if it can't be answered.
    pub fn narrowed(&self) -> Option<Narrowed> {
        Narrowed::of(
            self.query.as_ref(),
            &[
                ("kind", &self.kind),
                ("certainty", &self.certainty),
                ("polarity", &self.polarity),
                ("by", &self.by),
                ("about", &self.about),
                ("actor", &self.actor),
                ("to", &self.to),
                ("in", &self.within),
                ("date", &self.on),
                ("has", &self.has),
                ("status", &self.status),
            ],
        )
    }
}

impl OfEvents {
    /// The scope asked for. `None`, after saying why, if it can't be answered.
    pub fn narrowed(&self) -> Option<Narrowed> {
        Narrowed::of(
            self.query.as_ref(),
            &[
                ("actor", &self.actor),
                ("status", &self.status),
                ("certainty", &self.certainty),
                ("resolved", &self.resolved),
                ("date", &self.on),
            ],
        )
    }
}

impl OfActors {
    /// Whether every actor is listed.
    pub fn is_all(&self) -> bool {
        self.kind.is_empty() && self.role.is_empty() && self.state.is_empty() && self.min.is_none()
    }

    /// Whether an actor is listed.
    pub fn keeps(&self, document: &Document, actor: &Actor) -> bool {
        self.min.is_none_or(|min| actor.mentions.len() >= min) && self.is_such(document, actor)
    }

    /// The same of an actor of all documents together: its mentions in all of them count, and any of them may tell what it is.
    pub fn keeps_linked(&self, dossier: &Dossier, id: DossierActorId) -> bool {
        let Some(linked) = dossier.actor(id) else { return false };
        let known = |&(doc, member): &(DocId, ActorId)| Some((dossier.document(doc)?, member));
        self.min.is_none_or(|min| linked.mentions as usize >= min)
            && linked.members.iter().filter_map(known).any(|(document, member)| {
                document.actor(member).is_some_and(|actor| self.is_such(document, actor))
            })
    }

    /// Whether it is of the type, role and state asked for. A role or a state that it has from the actor it is part of
    /// counts as its own.
    fn is_such(&self, document: &Document, actor: &Actor) -> bool {
        let whole = actor.part_of.and_then(|id| document.actor(id));
        let has_role = |role: &String| actor.role.is_some_and(|own| own.eq_ignore_ascii_case(role));
        let named = |state: &String, actor: &Actor| {
            let names = std::iter::once(&actor.name).chain(actor.aliases.iter().map(|alias| &alias.text));
            actor.kind == crate::model::ActorKind::State
                && names.into_iter().any(|n| folded(n) == folded(state))
        };
        let of_state = |state: &String| named(state, actor) || whole.is_some_and(|whole| named(state, whole));
        (self.kind.is_empty() || self.kind.iter().any(|kind| kind == actor.kind.name()))
            && (self.role.is_empty() || self.role.iter().any(has_role))
            && (self.state.is_empty() || self.state.iter().any(of_state))
    }
}

fn folded(name: &str) -> String {
    crate::fold::fold(name.trim())
}

/// The layers of a dossier's documents, as far as notes are taken in.
pub fn layers(session: &super::Session, dossier: &Dossier) -> anyhow::Result<Layers> {
    let mut layers = Layers::default();
    if session.has_notes() {
        for document in &dossier.documents {
            layers.0.push(Arc::new(session.layer(document)?.unwrap_or_default()));
        }
    }
    Ok(layers)
}

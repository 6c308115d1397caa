//! Names of actors in columns that may be too narrow for them.

use std::borrow::Cow;

use crate::model::{Actor, ActorId, Document, Dossier, DossierActorId};

use super::fit;
use super::symbols::Symbols;

/// Columns from which on the beginning of a long name says more than an empty column.
const TELLING: usize = 12;

/// The whole name where `columns` hold it, else the short one that the text uses, if it has one.
pub fn of_actor(actor: &Actor, columns: usize) -> &str {
    if fit::width(&actor.name) <= columns {
        return &actor.name;
    }
    actor.short_name().unwrap_or(&actor.name)
}

/// The same of an actor of the dossier: its short name is that of the first document that has one.
pub fn of_dossier_actor(dossier: &Dossier, id: DossierActorId, columns: usize) -> &str {
    let Some(actor) = dossier.actor(id) else { return "" };
    if fit::width(&actor.name) <= columns {
        return &actor.name;
    }
    let mut members = actor.members.iter().filter_map(|&(doc, a)| dossier.document(doc)?.actor(a));
    members.find_map(Actor::short_name).unwrap_or(&actor.name)
}

/// The short name and behind it as much of the whole one as there is room for; the whole one alone where it fits.
pub fn both_names<'a>(
    dossier: &'a Dossier,
    id: DossierActorId,
    columns: usize,
    symbols: &Symbols,
) -> Cow<'a, str> {
    let fitting = of_dossier_actor(dossier, id, columns);
    let whole = dossier.actor(id).map_or("", |a| &a.name);
    let room = columns.saturating_sub(fit::width(fitting) + 3);
    if fitting == whole || room < TELLING {
        return Cow::Borrowed(fitting);
    }
    Cow::Owned(format!("{fitting} {} {}", symbols.nobody, fit::cut(whole, room, symbols)))
}

/// Several actors of a document, parted by commas: whole names if all of them have room, else short ones.
pub fn of_actors(document: &Document, actors: &[ActorId], columns: usize) -> String {
    let known = || actors.iter().filter_map(|a| document.actor(*a));
    let whole = known().map(|a| a.name.as_str()).collect::<Vec<_>>().join(", ");
    if fit::width(&whole) <= columns {
        return whole;
    }
    known().map(|a| a.short_name().unwrap_or(&a.name)).collect::<Vec<_>>().join(", ")
}

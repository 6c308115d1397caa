//! Names of actors in columns that may be too narrow for them.

use std::borrow::Cow;

use crate::model::{ActorId, DocId, Dossier, DossierActorId};

use super::fit;
use super::symbols::Symbols;

/// Columns from which on the beginning of a long name says more than an empty column.
const TELLING: usize = 12;

/// The whole name where `columns` hold it, else the short one that the texts use, if it has one for itself.
pub fn name(dossier: &Dossier, id: DossierActorId, columns: usize) -> &str {
    let Some(actor) = dossier.actor(id) else { return "" };
    if fit::width(&actor.name) <= columns {
        return &actor.name;
    }
    actor.short.as_ref().unwrap_or(&actor.name)
}

/// The short name and behind it as much of the whole one as there is room for; the whole one alone where it fits.
pub fn both<'a>(dossier: &'a Dossier, id: DossierActorId, columns: usize, symbols: &Symbols) -> Cow<'a, str> {
    let fitting = name(dossier, id, columns);
    let whole = dossier.actor(id).map_or("", |a| &a.name);
    let room = columns.saturating_sub(fit::width(fitting) + 3);
    if fitting == whole || room < TELLING {
        return Cow::Borrowed(fitting);
    }
    Cow::Owned(format!("{fitting} {} {}", symbols.nobody, fit::cut(whole, room, symbols)))
}

/// Several actors of a document, parted by commas: whole names if all of them have room, else short ones.
pub fn list(dossier: &Dossier, doc: DocId, actors: &[ActorId], columns: usize) -> String {
    let named = |columns: usize| {
        let known = actors.iter().filter_map(|a| dossier.dossier_actor(doc, *a));
        known.map(|id| name(dossier, id, columns)).collect::<Vec<_>>().join(", ")
    };
    let whole = named(usize::MAX);
    if fit::width(&whole) <= columns { whole } else { named(0) }
}

//! What each field asks of an item.

use crate::link::claims::Relation;
use crate::model::{
    ActorId, AttributionKind, Claim, DocId, Document, EventStatus, Item, ItemRef, ResolvedBy, Span,
};

use super::HitKind;
use super::evaluate::{APART, Ground, List, NO, PerDossier, PerItem, YES};
use super::facts::Facts;
use super::fuzzy::Fuzzy;
use super::names::{Class, Leniency, Name};
use super::query::{Term, Value};
use super::{Field, Has, involved, within};

/// What a term with a field says of everything. `None` if cancelled.
pub(super) fn answer(ground: &Ground<'_>, term: &Term) -> Option<PerDossier<u8>> {
    let mut held = ground.filled(APART);
    match (&term.value, term.field) {
        (Value::Is(kinds), _) => is(ground, kinds, &mut held),
        (Value::Kinds(kinds), _) => by_facts(ground, &mut held, |f| kinds.contains(&f.kind)),
        (Value::Polarities(p), _) => by_facts(ground, &mut held, |f| p.contains(&f.polarity)),
        (Value::Certainties(v), _) => by_facts(ground, &mut held, |f| v.contains(&f.certainty)),
        (Value::Has(has), _) => has_any(ground, has, &mut held),
        (Value::Resolved(ways), _) => resolved(ground, ways, &mut held),
        (Value::Id(doc, letter, number), _) => id(ground, *doc, *letter, *number, &mut held),
        (_, Some(Field::Actor)) => involved::involved(ground, term, &mut held),
        (_, Some(Field::By)) => involved::said_by(ground, term, &mut held),
        (_, Some(Field::About)) => involved::about(ground, term, &mut held),
        (_, Some(Field::To)) => {
            of_claims(ground, &mut held, |d, c| {
                yes(c.addressee.is_some_and(|s| reads(d.text.slice(s), term)))
            });
        }
        (_, Some(Field::In)) => within::in_section(ground, term, &mut held),
        (_, Some(Field::Status)) => status(ground, term, &mut held),
        (_, Some(Field::Tag)) => tagged(ground, term, &mut held),
        (_, Some(Field::Doc)) => within::in_document(ground, term, &mut held),
        _ => {}
    }
    (!(ground.cancelled)()).then_some(held)
}

/// A byte for what holds or does not.
pub(super) fn yes(holds: bool) -> u8 {
    if holds { YES } else { NO }
}

/// Claims by what the index knows of them, and events as the claims that tell them.
fn by_facts(ground: &Ground<'_>, held: &mut PerDossier<u8>, ask: impl Fn(Facts) -> bool) {
    let table = Facts::table(ask).map(yes);
    for (indexed, out) in ground.index.documents().zip(&mut held.documents) {
        let Some(indexed) = indexed else { continue };
        let facts = indexed.segment.facts.get(indexed.rows.claims()).unwrap_or(&[]);
        for (q, fact) in out.of_mut(List::Claims).iter_mut().zip(facts) {
            *q = table.get(usize::from(*fact)).copied().unwrap_or(NO);
        }
        let tellers = indexed.segment.tellers.get(indexed.rows.tellers()).unwrap_or(&[]);
        for (k, teller) in tellers.iter().enumerate() {
            let told = facts.get(*teller as usize).and_then(|f| table.get(usize::from(*f)));
            if let (Some(told), Some(q)) = (told, out.of_mut(List::Events).get_mut(k)) {
                *q = *told;
            }
        }
    }
}

/// Claims, and events as the claims that tell them.
fn of_claims(ground: &Ground<'_>, held: &mut PerDossier<u8>, ask: impl Fn(&Document, &Claim) -> u8) {
    for (document, out) in ground.dossier.documents.iter().zip(&mut held.documents) {
        out.of_mut(List::Claims).iter_mut().zip(&document.claims).for_each(|(q, c)| *q = ask(document, c));
        events_as_claims(document, out);
    }
}

/// Events as the claims that tell them.
pub(super) fn events_as_claims(document: &Document, out: &mut PerItem<u8>) {
    for (k, e) in document.events.iter().enumerate() {
        let told = e.claim.and_then(|c| out.of(List::Claims).get(c.index())).copied();
        if let (Some(told), Some(q)) = (told, out.of_mut(List::Events).get_mut(k)) {
            *q = told;
        }
    }
}

/// A document with the values of its items.
pub(super) type Row<'a> = (DocId, &'a Document, &'a mut PerItem<u8>);

/// Every document with the values of its items.
pub(super) fn each<'a>(ground: &Ground<'a>, held: &'a mut PerDossier<u8>) -> impl Iterator<Item = Row<'a>> {
    ground.dossier.iter().zip(&mut held.documents).map(|((doc, d), out)| (doc, &**d, out))
}

fn is(ground: &Ground<'_>, kinds: &[HitKind], held: &mut PerDossier<u8>) {
    // Where notes are no hits themselves, what they hang on is meant.
    let notes = kinds.contains(&HitKind::Note);
    let noted = notes && !ground.wanted.notes;
    for (doc, _, out) in each(ground, held) {
        for list in List::ALL {
            let kind = kind_of(list);
            let this = kinds.contains(&kind);
            for (k, q) in out.of_mut(list).iter_mut().enumerate() {
                *q = yes(this || (noted && ground.layer.has_note(ItemRef { doc, item: list.item(k) })));
            }
        }
    }
    held.actors.fill(yes(kinds.contains(&HitKind::Actor)));
    held.notes = ground.of_notes(|_, _| notes);
}

pub(super) fn kind_of(list: List) -> HitKind {
    match list {
        List::Sections => HitKind::Section,
        List::Claims => HitKind::Claim,
        List::Events => HitKind::Event,
        List::Sentences => HitKind::Text,
        List::Places => HitKind::Place,
    }
}

fn has_any(ground: &Ground<'_>, asked: &[Has], held: &mut PerDossier<u8>) {
    for &has in asked {
        let mut one = ground.filled(APART);
        match has {
            Has::Quantity => by_facts(ground, &mut one, |f| f.quantity),
            Has::Source => of_claims(ground, &mut one, |d, c| {
                let said = c.attribution.and_then(|a| d.attribution(a));
                yes(said.is_some_and(|a| a.kind != AttributionKind::Author))
            }),
            Has::Compared(relation) => compared(ground, relation, &mut one),
            // Asked of the index; no other value begins like it.
            Has::Date => {}
            Has::Note | Has::Mark => {
                for (doc, _, out) in each(ground, &mut one) {
                    for list in List::ALL {
                        for (k, q) in out.of_mut(list).iter_mut().enumerate() {
                            let at = ItemRef { doc, item: list.item(k) };
                            let layer = ground.layer;
                            *q = yes(if has == Has::Note { layer.has_note(at) } else { layer.has_mark(at) });
                        }
                    }
                }
            }
        }
        held.merge(&one);
    }
}

/// Claims that may stand so to another one.
fn compared(ground: &Ground<'_>, relation: Relation, held: &mut PerDossier<u8>) {
    of_claims(ground, held, |_, _| NO);
    let Some(comparisons) = ground.index.comparisons(ground.dossier, ground.cancelled) else { return };
    for (doc, id) in comparisons.all().iter().filter(|c| c.relation == relation).flat_map(|c| [c.a, c.b]) {
        let claims = held.documents.get_mut(doc.index()).map(|out| out.of_mut(List::Claims));
        if let Some(q) = claims.and_then(|c| c.get_mut(id.index())) {
            *q = YES;
        }
    }
    for (_, document, out) in each(ground, held) {
        events_as_claims(document, out);
    }
}

/// What has a date that hangs on one of these. An event without any expression of time is left open.
fn resolved(ground: &Ground<'_>, ways: &[Option<ResolvedBy>], held: &mut PerDossier<u8>) {
    for (_, document, out) in each(ground, held) {
        let fits: Vec<bool> = document.times.iter().map(|t| ways.contains(&t.resolved_by)).collect();
        let fit = |id: &crate::model::TimeId| fits.get(id.index()).copied().unwrap_or(false);
        let claims = out.of_mut(List::Claims).iter_mut().zip(&document.claims);
        claims.for_each(|(q, c)| *q = yes(c.times.iter().any(fit)));
        let events = out.of_mut(List::Events).iter_mut().zip(&document.events);
        let open = ways.contains(&None);
        events.for_each(|(q, e)| *q = yes(e.times.iter().any(fit) || open && e.times.is_empty()));
        out.of_mut(List::Sentences).fill(NO);
        for (time, _) in document.times.iter().zip(&fits).filter(|(_, f)| **f) {
            mark_sentence(document, time.span, out);
        }
    }
}

/// Lets it hold for the sentence in which a span begins.
pub(super) fn mark_sentence(document: &Document, span: Span, out: &mut PerItem<u8>) {
    if let Some(k) = document.sentence_at(span.from())
        && let Some(q) = out.of_mut(List::Sentences).get_mut(k)
    {
        *q = YES;
    }
}

fn id(ground: &Ground<'_>, only: Option<DocId>, letter: char, number: u32, held: &mut PerDossier<u8>) {
    let list = match letter.to_ascii_lowercase() {
        's' => Some(List::Sections),
        'c' => Some(List::Claims),
        'e' => Some(List::Events),
        'p' => Some(List::Places),
        _ => None,
    };
    let mut member = None;
    for (doc, document, out) in each(ground, held) {
        for list in List::ALL {
            out.of_mut(list).fill(NO);
        }
        if only.is_some_and(|d| d != doc) {
            continue;
        }
        if letter == 'a' && (number as usize) < document.actors.len() && member.is_none() {
            member = ground.dossier.dossier_actor(doc, crate::model::ActorId(number));
        }
        if let Some(q) = list.and_then(|l| out.of_mut(l).get_mut(number as usize)) {
            *q = YES;
        }
    }
    held.actors.fill(NO);
    held.notes.iter_mut().for_each(|notes| notes.fill(NO));
    let actor =
        if letter == 'A' && only.is_none() { Some(number as usize) } else { member.map(|m| m.index()) };
    if let Some(q) = actor.and_then(|k| held.actors.get_mut(k)) {
        *q = YES;
    }
}

/// What to try when nothing simply fits: slips and letters in order.
pub(super) fn lenient(term: &Term) -> Leniency {
    match &term.value {
        Value::Word(word) => Leniency { typos: true, fuzzy: Fuzzy::new(&word.folded) },
        _ => Leniency::none(),
    }
}

/// Keeps those of the best class. So a full name means the one who bears it, and the beginning of a word all who have it.
pub(super) fn best<T: Copy>(classes: &[(T, Class)]) -> impl Iterator<Item = T> + '_ {
    // Within the weaker classes fits differ too little to tell apart; those of one class go together.
    let best = classes.iter().map(|(_, c)| *c).max();
    classes.iter().filter(move |(_, c)| Some(*c) == best).map(|(t, _)| *t)
}

/// Whether a few words of the text read as the value of a field does.
pub(super) fn reads(text: &str, term: &Term) -> bool {
    Name::new(text).class(&term.atom, &term.value, &lenient(term)).is_some_and(|c| c >= Class::Inside)
}

fn status(ground: &Ground<'_>, term: &Term, held: &mut PerDossier<u8>) {
    for (doc, document, out) in each(ground, held) {
        for list in [List::Claims, List::Events] {
            for (k, q) in out.of_mut(list).iter_mut().enumerate() {
                let given = ground.layer.status(ItemRef { doc, item: list.item(k) });
                let own = document.events.get(k).filter(|_| list == List::Events).map(|e| match e.status {
                    EventStatus::Reported => "reported",
                    EventStatus::Planned => "planned",
                    EventStatus::Hypothetical => "hypothetical",
                });
                *q = yes(given.into_iter().chain(own).any(|s| reads(s, term)));
            }
        }
    }
}

fn tagged(ground: &Ground<'_>, term: &Term, held: &mut PerDossier<u8>) {
    for (doc, _, out) in each(ground, held) {
        for list in List::ALL {
            for (k, q) in out.of_mut(list).iter_mut().enumerate() {
                let tags = ground.layer.tags(ItemRef { doc, item: list.item(k) });
                *q = yes(tags.iter().any(|tag| reads(tag, term)));
            }
        }
    }
    held.notes = ground.of_notes(|_, note| note.tags.iter().any(|tag| reads(tag, term)));
    let of = |&(doc, actor): &(DocId, ActorId)| ground.layer.tags(ItemRef { doc, item: Item::Actor(actor) });
    for (q, actor) in held.actors.iter_mut().zip(&ground.dossier.actors) {
        *q = yes(actor.members.iter().flat_map(of).any(|tag| reads(tag, term)));
    }
}

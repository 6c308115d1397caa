//! What each field asks of an item.

use crate::link::claims::Relation;
use crate::model::{
    ActorId, AttributionKind, Claim, DocId, Document, EventStatus, Item, ItemRef, ResolvedBy, SectionId, Span,
};

use super::HitKind;
use super::evaluate::{APART, Ground, List, NO, PerDossier, PerItem, YES};
use super::facts::Facts;
use super::fuzzy::Fuzzy;
use super::names::{Class, Leniency, Name};
use super::query::{Term, Value};
use super::{Field, Has};

/// What a term with a field says of everything. `None` if cancelled.
pub(super) fn answer(ground: &Ground<'_>, term: &Term) -> Option<PerDossier<u8>> {
    let mut held = PerDossier::filled(ground.dossier, ground.wanted, APART);
    match (&term.value, term.field) {
        (Value::Is(kinds), _) => is(ground, kinds, &mut held),
        (Value::Kinds(kinds), _) => by_facts(ground, &mut held, |f| kinds.contains(&f.kind)),
        (Value::Polarities(p), _) => by_facts(ground, &mut held, |f| p.contains(&f.polarity)),
        (Value::Certainties(v), _) => by_facts(ground, &mut held, |f| v.contains(&f.certainty)),
        (Value::Has(has), _) => has_any(ground, has, &mut held),
        (Value::Resolved(ways), _) => resolved(ground, ways, &mut held),
        (Value::Id(doc, letter, number), _) => id(ground, *doc, *letter, *number, &mut held),
        (_, Some(Field::Actor)) => involved(ground, term, &mut held),
        (_, Some(Field::By)) => said_by(ground, term, &mut held),
        (_, Some(Field::About)) => about(ground, term, &mut held),
        (_, Some(Field::To)) => {
            of_claims(ground, &mut held, |d, c| {
                yes(c.addressee.is_some_and(|s| reads(d.text.slice(s), term)))
            });
        }
        (_, Some(Field::In)) => in_section(ground, term, &mut held),
        (_, Some(Field::Status)) => status(ground, term, &mut held),
        (_, Some(Field::Tag)) => tagged(ground, term, &mut held),
        (_, Some(Field::Doc)) => in_document(ground, term, &mut held),
        _ => {}
    }
    (!(ground.cancelled)()).then_some(held)
}

fn yes(holds: bool) -> u8 {
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

fn events_as_claims(document: &Document, out: &mut PerItem<u8>) {
    for (k, e) in document.events.iter().enumerate() {
        let told = e.claim.and_then(|c| out.of(List::Claims).get(c.index())).copied();
        if let (Some(told), Some(q)) = (told, out.of_mut(List::Events).get_mut(k)) {
            *q = told;
        }
    }
}

/// A document with the values of its items.
type Row<'a> = (DocId, &'a Document, &'a mut PerItem<u8>);

fn each<'a>(ground: &Ground<'a>, held: &'a mut PerDossier<u8>) -> impl Iterator<Item = Row<'a>> {
    ground.dossier.iter().zip(&mut held.documents).map(|((doc, d), out)| (doc, &**d, out))
}

fn is(ground: &Ground<'_>, kinds: &[HitKind], held: &mut PerDossier<u8>) {
    let noted = kinds.contains(&HitKind::Note);
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
        let mut one = PerDossier::filled(ground.dossier, ground.wanted, APART);
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

fn mark_sentence(document: &Document, span: Span, out: &mut PerItem<u8>) {
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
    let actor =
        if letter == 'A' && only.is_none() { Some(number as usize) } else { member.map(|m| m.index()) };
    if let Some(q) = actor.and_then(|k| held.actors.get_mut(k)) {
        *q = YES;
    }
}

/// What to try when nothing simply fits: slips and letters in order.
fn lenient(term: &Term) -> Leniency {
    match &term.value {
        Value::Word(word) => Leniency { typos: true, fuzzy: Fuzzy::new(&word.folded) },
        _ => Leniency::none(),
    }
}

/// Keeps those of the best class. So a full name means the one who bears it, and the beginning of a word all who have it.
fn best<T: Copy>(classes: &[(T, Class)]) -> impl Iterator<Item = T> + '_ {
    // Within the weaker classes fits differ too little to tell apart; those of one class go together.
    let best = classes.iter().map(|(_, c)| *c).max();
    classes.iter().filter(move |(_, c)| Some(*c) == best).map(|(t, _)| *t)
}

/// The dossier actors that the value of a field means.
fn actors(ground: &Ground<'_>, term: &Term) -> Vec<bool> {
    let mut found = vec![false; ground.dossier.actors.len()];
    let table = ground.index.actors();
    let classes: Vec<(usize, Class)> = table
        .asked(&term.atom, &term.value)
        .into_iter()
        .map(|(name, class)| {
            let owner = table.owner(name);
            let first = table.of(owner).next() == Some(name);
            (owner as usize, if class == Class::Whole && !first { Class::OtherName } else { class })
        })
        .collect();
    let named = classes.iter().any(|(_, c)| *c >= Class::OtherName);
    let numbered = term.atom.text().strip_prefix('A').and_then(|n| n.parse::<usize>().ok());
    if let Some(slot) = numbered.filter(|_| !named).and_then(|n| found.get_mut(n.checked_sub(1)?)) {
        *slot = true;
        return found;
    }
    for k in best(&classes) {
        if let Some(slot) = found.get_mut(k) {
            *slot = true;
        }
    }
    found
}

/// For every actor of a document whether it is one of the dossier actors meant.
fn members(ground: &Ground<'_>, doc: DocId, document: &Document, meant: &[bool]) -> Vec<bool> {
    let one = |k| {
        let actor = ground.dossier.dossier_actor(doc, crate::model::ActorId::new(k))?;
        meant.get(actor.index()).copied()
    };
    (0..document.actors.len()).map(|k| one(k).unwrap_or(false)).collect()
}

fn any_of(ids: &[crate::model::ActorId], meant: &[bool]) -> bool {
    ids.iter().any(|a| meant.get(a.index()).copied().unwrap_or(false))
}

fn involved(ground: &Ground<'_>, term: &Term, held: &mut PerDossier<u8>) {
    let meant = actors(ground, term);
    for (doc, document, out) in each(ground, held) {
        let meant = members(ground, doc, document, &meant);
        for list in [List::Claims, List::Events, List::Sentences, List::Sections] {
            out.of_mut(list).fill(NO);
        }
        if !meant.contains(&true) {
            continue;
        }
        for (q, c) in out.of_mut(List::Claims).iter_mut().zip(&document.claims) {
            let said = c.attribution.and_then(|a| document.attribution(a));
            *q = yes(any_of(&c.actors, &meant) || said.is_some_and(|a| any_of(&a.source_actors, &meant)));
        }
        let events = out.of_mut(List::Events).iter_mut().zip(&document.events);
        events.for_each(|(q, e)| *q = yes(any_of(&e.actors, &meant)));
        let mentions = document.actors.iter().zip(&meant).filter(|(_, m)| **m).flat_map(|(a, _)| &a.mentions);
        for mention in mentions {
            mark_sentence(document, mention.span, out);
            mark_claims(document, mention.span, out);
            let section = document.section_at(mention.span.from());
            if let Some(q) = section.and_then(|s| out.of_mut(List::Sections).get_mut(s.index())) {
                *q = YES;
            }
        }
    }
    held.actors.iter_mut().zip(&meant).for_each(|(q, m)| *q = yes(*m));
}

/// The claims in whose words a mention stands. Claims are in text order and lie in one sentence, so few are looked at.
fn mark_claims(document: &Document, span: Span, out: &mut PerItem<u8>) {
    const MOST_IN_A_SENTENCE: usize = 12;
    let end = document.claims.partition_point(|c| c.span.start <= span.start);
    let start = end.saturating_sub(MOST_IN_A_SENTENCE);
    let claims = document.claims.get(start..end).unwrap_or(&[]);
    let values = out.of_mut(List::Claims).get_mut(start..end).unwrap_or(&mut []);
    for (q, c) in values.iter_mut().zip(claims) {
        if c.span.contains(span) {
            *q = YES;
        }
    }
}

fn said_by(ground: &Ground<'_>, term: &Term, held: &mut PerDossier<u8>) {
    let meant = actors(ground, term);
    for (doc, document, out) in each(ground, held) {
        let meant = members(ground, doc, document, &meant);
        let says: Vec<bool> = document
            .attributions
            .iter()
            .map(|a| {
                any_of(&a.source_actors, &meant)
                    // "Officials", "two analysts": sources that are no actors.
                    || (a.source_actors.is_empty() && a.source.iter().any(|s| reads(document.text.slice(*s), term)))
            })
            .collect();
        for (q, c) in out.of_mut(List::Claims).iter_mut().zip(&document.claims) {
            *q = yes(c.attribution.is_some_and(|a| says.get(a.index()).copied().unwrap_or(false)));
        }
        events_as_claims(document, out);
    }
}

fn about(ground: &Ground<'_>, term: &Term, held: &mut PerDossier<u8>) {
    let meant = actors(ground, term);
    for (doc, document, out) in each(ground, held) {
        let meant = members(ground, doc, document, &meant);
        for (q, c) in out.of_mut(List::Claims).iter_mut().zip(&document.claims) {
            let said = c.attribution.and_then(|a| document.attribution(a));
            let sources = said.map_or(&[][..], |a| &a.source_actors);
            let spoken_of = |a: &&crate::model::ActorId| !sources.contains(a);
            let is_meant = |a: &crate::model::ActorId| meant.get(a.index()).copied().unwrap_or(false);
            *q = yes(c.actors.iter().filter(spoken_of).any(is_meant));
        }
        events_as_claims(document, out);
    }
}

/// Whether a few words of the text read as the value of a field does.
fn reads(text: &str, term: &Term) -> bool {
    Name::new(text).class(&term.atom, &term.value, &lenient(term)).is_some_and(|c| c >= Class::Inside)
}

/// The sections whose title the value of a field means, each with its document.
fn titles(ground: &Ground<'_>, term: &Term) -> Vec<((usize, usize), Class)> {
    let lenient = lenient(term);
    let mut found = Vec::new();
    let mut asked: Vec<Option<Vec<(u32, Class)>>> = ground.index.segments().map(|_| None).collect();
    for (d, indexed) in ground.index.documents().enumerate() {
        let (Some(indexed), Some(document)) = (indexed, ground.dossier.documents.get(d)) else { continue };
        let rows = indexed.rows.sections();
        let Some(asked) = asked.get_mut(indexed.number) else { continue };
        let all = asked.get_or_insert_with(|| indexed.segment.sections.asked(&term.atom, &term.value));
        let first = all.partition_point(|a| (a.0 as usize) < rows.start);
        for &(name, _) in all.get(first..).unwrap_or(&[]).iter().take_while(|a| (a.0 as usize) < rows.end) {
            let k = name as usize - rows.start;
            // Without the number that stands before it.
            let title = Name::new(document.section_title(SectionId::new(k)));
            found.extend(title.class(&term.atom, &term.value, &lenient).map(|c| ((d, k), c)));
        }
    }
    found
}

fn in_section(ground: &Ground<'_>, term: &Term, held: &mut PerDossier<u8>) {
    let mut classes: Vec<((usize, usize), Class)> = Vec::new();
    let wanted = term.atom.text();
    let bare = matches!(term.atom, super::Atom::Word(_) | super::Atom::Phrase(_));
    for (d, document) in ground.dossier.documents.iter().enumerate() {
        for (k, section) in document.sections.iter().enumerate().filter(|_| bare) {
            let label = section.label.map_or("", |l| document.text.slice(l));
            if document.section_path(SectionId::new(k)).eq_ignore_ascii_case(wanted) {
                classes.push(((d, k), Class::Whole));
            } else if (!label.is_empty() && label.eq_ignore_ascii_case(wanted))
                || names_item(wanted, d, 's', k)
            {
                classes.push(((d, k), Class::OtherName));
            }
        }
    }
    classes.extend(titles(ground, term));
    let mut flags: Vec<Vec<bool>> =
        ground.dossier.documents.iter().map(|d| vec![false; d.sections.len()]).collect();
    for (d, k) in best(&classes) {
        if let Some(flag) = flags.get_mut(d).and_then(|f| f.get_mut(k)) {
            *flag = true;
        }
    }
    for (document, flags) in ground.dossier.documents.iter().zip(&mut flags) {
        // Parents come before their children.
        for (k, section) in document.sections.iter().enumerate() {
            let above = section.parent.and_then(|p| flags.get(p.index())).copied().unwrap_or(false);
            if let Some(flag) = flags.get_mut(k).filter(|_| above) {
                *flag = true;
            }
        }
    }
    for ((_, document, out), flags) in each(ground, held).zip(&flags) {
        let within =
            |s: Option<SectionId>| yes(s.and_then(|s| flags.get(s.index())).copied().unwrap_or(false));
        let at = |span: Option<Span>| within(span.and_then(|s| document.section_at(s.from())));
        let claims = out.of_mut(List::Claims).iter_mut().zip(&document.claims);
        claims.for_each(|(q, c)| *q = within(c.section));
        let sentences = out.of_mut(List::Sentences).iter_mut().zip(&document.sentences);
        sentences.for_each(|(q, s)| *q = within(s.section));
        let events = out.of_mut(List::Events).iter_mut().zip(&document.events);
        events.for_each(|(q, e)| *q = at(e.sources.first().copied()));
        let places = out.of_mut(List::Places).iter_mut().zip(&document.places);
        places.for_each(|(q, p)| *q = p.mentions.iter().map(|m| at(Some(m.span))).max().unwrap_or(NO));
        out.of_mut(List::Sections).iter_mut().zip(flags).for_each(|(q, f)| *q = yes(*f));
    }
    for (q, actor) in held.actors.iter_mut().zip(&ground.dossier.actors) {
        let inside = |&(doc, id): &(DocId, crate::model::ActorId)| {
            let document = ground.dossier.document(doc);
            let flags = flags.get(doc.index());
            let mentions = document.and_then(|d| d.actor(id)).map_or(&[][..], |a| &a.mentions);
            mentions.iter().any(|m| {
                let section = document.and_then(|d| d.section_at(m.span.from()));
                section.is_some_and(|s| flags.and_then(|f| f.get(s.index())).copied().unwrap_or(false))
            })
        };
        *q = yes(actor.members.iter().any(inside));
    }
}

/// Whether `typed` is the id of item number `k` (`s3`), perhaps with its document (`d2.s3`).
fn names_item(typed: &str, doc: usize, letter: char, k: usize) -> bool {
    let (of, item) = typed.split_once('.').map_or((None, typed), |(d, i)| (Some(d), i));
    let is = |text: &str, letter: char, k: usize| {
        text.strip_prefix(letter).and_then(|n| n.parse::<usize>().ok()) == Some(k + 1)
    };
    is(item, letter, k) && of.is_none_or(|d| is(d, 'd', doc))
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
    let of = |&(doc, actor): &(DocId, ActorId)| ground.layer.tags(ItemRef { doc, item: Item::Actor(actor) });
    for (q, actor) in held.actors.iter_mut().zip(&ground.dossier.actors) {
        *q = yes(actor.members.iter().flat_map(of).any(|tag| reads(tag, term)));
    }
}

fn in_document(ground: &Ground<'_>, term: &Term, held: &mut PerDossier<u8>) {
    let lenient = lenient(term);
    let mut classes: Vec<(usize, Class)> = Vec::new();
    for (d, document) in ground.dossier.documents.iter().enumerate() {
        let names = [document.path.as_str(), document.file_name(), document.display_name()];
        let class = |n: &&str| Name::new(n).class(&term.atom, &term.value, &lenient);
        let numbered = term.atom.text() == DocId::new(d).to_string();
        let class = if numbered { Some(Class::Whole) } else { names.iter().filter_map(class).max() };
        classes.extend(class.map(|c| (d, c)));
    }
    let mut flags = vec![false; ground.dossier.documents.len()];
    for d in best(&classes) {
        if let Some(flag) = flags.get_mut(d) {
            *flag = true;
        }
    }
    for (out, flag) in held.documents.iter_mut().zip(&flags) {
        for list in List::ALL {
            out.of_mut(list).fill(yes(*flag));
        }
    }
    for (q, actor) in held.actors.iter_mut().zip(&ground.dossier.actors) {
        let inside = |(doc, _): &(DocId, _)| flags.get(doc.index()).copied().unwrap_or(false);
        *q = yes(actor.members.iter().any(inside));
    }
}

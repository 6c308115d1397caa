//! Fields that ask where: `in:` a section, `doc:`.

use crate::model::{DocId, SectionId, Span};

use super::evaluate::{Ground, List, NO, PerDossier};
use super::fields::{best, each, lenient, yes};
use super::names::{Class, Name};
use super::query::Term;

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

/// What stands in a section meant, or below it.
pub(super) fn in_section(ground: &Ground<'_>, term: &Term, held: &mut PerDossier<u8>) {
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
    held.notes = ground.of_notes(|doc, note| {
        let document = ground.dossier.document(doc);
        let section = note.span.and_then(|span| document?.section_at(span.from()));
        section
            .is_some_and(|s| flags.get(doc.index()).and_then(|f| f.get(s.index())).copied().unwrap_or(false))
    });
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

/// What stands in a document meant.
pub(super) fn in_document(ground: &Ground<'_>, term: &Term, held: &mut PerDossier<u8>) {
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
    held.notes = ground.of_notes(|doc, _| flags.get(doc.index()).copied().unwrap_or(false));
    for (q, actor) in held.actors.iter_mut().zip(&ground.dossier.actors) {
        let inside = |(doc, _): &(DocId, _)| flags.get(doc.index()).copied().unwrap_or(false);
        *q = yes(actor.members.iter().any(inside));
    }
}

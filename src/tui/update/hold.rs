//! What is selected, held over while a document is read anew: its items get other numbers then.

use crate::model::{ClaimId, DocId, Document, EventId, SectionId};
use crate::notes::Shift;
use crate::tui::app::{App, Held, Selection};
use crate::tui::list::Row;
use crate::tui::panes::actors;
use crate::tui::panes::sections::SectionRow;

impl App {
    /// Remembers the selections by what outlives the change. The first of several changes counts.
    pub(super) fn hold_selection(&mut self) {
        if self.held.is_some() {
            return;
        }
        let dossier = &self.dossier;
        let section = self.lists.sections.selected().and_then(|row| {
            let document = dossier.document(row.doc)?;
            Some((row.doc, document.section(row.section?)?.heading))
        });
        let claim = self
            .lists
            .claims
            .selected()
            .and_then(|(doc, id)| Some((*doc, dossier.document(*doc)?.claim(*id)?.span)));
        let event = self
            .lists
            .timeline
            .selected()
            .and_then(|(doc, id)| Some((*doc, *dossier.document(*doc)?.event(*id)?.sources.first()?)));
        let actor =
            self.lists.actors.selected().and_then(|row| Selection::Actor(row.clone()).target(dossier));
        let active = self.active.as_ref().and_then(|row| Selection::Actor(row.clone()).target(dossier));
        self.held = Some(Held { section, actor, claim, event, active });
    }

    /// Sections folded away in a document that was read anew, `shift` saying where its headings are now.
    pub(super) fn hold_folded(&mut self, doc: DocId, now: &Document, shift: &Shift) {
        let Some(before) = self.dossier.document(doc) else { return };
        let moved = |row: &SectionRow| {
            let Some(id) = row.section.filter(|_| row.doc == doc) else { return Some(*row) };
            let heading = shift.span(before.section(id)?.heading);
            let k = now.sections.iter().position(|s| s.heading == heading || s.heading.overlaps(heading))?;
            Some(SectionRow { doc, section: Some(SectionId::new(k)) })
        };
        let folded = self.lists.folded.iter().filter_map(moved).collect();
        self.lists.folded = folded;
    }

    /// What is held of a document stands elsewhere now.
    pub(super) fn shift_held(&mut self, doc: DocId, shift: &Shift) {
        let Some(held) = &mut self.held else { return };
        let all = [&mut held.section, &mut held.actor, &mut held.claim, &mut held.event, &mut held.active];
        for (_, span) in all.into_iter().flatten().filter(|(d, _)| *d == doc) {
            *span = shift.span(*span);
        }
    }

    /// Selects again what was selected, where it is still there.
    pub(super) fn restore_selection(&mut self) {
        let Some(held) = self.held.take() else { return };
        let dossier = &self.dossier;
        if let Some((doc, heading)) = held.section {
            self.lists.sections.select_where(|row| {
                let section = row.section.and_then(|id| dossier.document(row.doc)?.section(id));
                row.doc == doc && section.is_some_and(|s| s.heading == heading)
            });
        }
        if let Some((doc, span)) = held.claim {
            let claim = |row: &(DocId, ClaimId)| {
                let claim = dossier.document(row.0).and_then(|d| d.claim(row.1));
                claim.filter(|_| row.0 == doc).map(|c| c.span)
            };
            let claims = &mut self.lists.claims;
            // The words themselves, else what has become of them.
            if !claims.select_where(|row| claim(row) == Some(span)) {
                claims.select_where(|row| claim(row).is_some_and(|c| c.overlaps(span)));
            }
        }
        if let Some((doc, span)) = held.event {
            let source = |row: &(DocId, EventId)| {
                let event = dossier.document(row.0).and_then(|d| d.event(row.1));
                event.filter(|_| row.0 == doc).and_then(|e| e.sources.first().copied())
            };
            let events = &mut self.lists.timeline;
            if !events.select_where(|row| source(row) == Some(span)) {
                events.select_where(|row| source(row).is_some_and(|s| s.overlaps(span)));
            }
        }
        if let Some((doc, span)) = held.actor {
            // Whoever is named there now: the actor may have been renamed or merged.
            self.lists
                .actors
                .select_where(|row| actors::mentions_in(dossier, row, doc).contains(&span.start));
        }
        if let Some((doc, span)) = held.active {
            let rows = self.lists.actors.rows().iter().filter_map(Row::item);
            let mut named = rows.filter(|row| actors::mentions_in(dossier, row, doc).contains(&span.start));
            self.active = named.next().cloned();
        }
    }
}

//! What is selected, held over while a document is read anew: its items get other numbers then.

use crate::tui::app::{App, Held, Selection};
use crate::tui::panes::actors;

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
        self.held = Some(Held { section, actor, claim, event });
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
            self.lists.claims.select_where(|row| {
                let claim = dossier.document(row.0).and_then(|d| d.claim(row.1));
                row.0 == doc && claim.is_some_and(|c| c.span == span)
            });
        }
        if let Some((doc, span)) = held.event {
            self.lists.timeline.select_where(|row| {
                let event = dossier.document(row.0).and_then(|d| d.event(row.1));
                row.0 == doc && event.is_some_and(|e| e.sources.first() == Some(&span))
            });
        }
        if let Some((doc, span)) = held.actor {
            // Whoever is named there now: the actor may have been renamed or merged.
            self.lists
                .actors
                .select_where(|row| actors::mentions_in(dossier, row, doc).contains(&span.start));
        }
    }
}

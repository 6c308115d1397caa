//! What is selected, held over while a document is read anew: its items get other numbers then.

use std::sync::Arc;

use crate::model::{DocId, Document, Dossier, EventId, SectionId, Span};
use crate::notes::Shift;
use crate::tui::app::{App, Selection};
use crate::tui::held::{Held, Named, Place};
use crate::tui::list::List;
use crate::tui::overlay::Overlay;
use crate::tui::panes::actors::{self, ActorRow};
use crate::tui::panes::claims::ClaimRow;
use crate::tui::panes::sections::SectionRow;
use crate::tui::sheet::Sheet;

impl App {
    /// Remembers what is selected by what outlives the change; lists that nobody has `moved` in begin at their top again
    /// if asked to. The first of several changes counts.
    pub(super) fn hold_selection(&mut self, moved: bool) {
        if self.held.is_some() {
            return;
        }
        let (dossier, lists) = (&self.dossier, &self.lists);
        let place = |selection: Selection| selection.target(dossier);
        // The document's own row needs no holding: its number stays.
        let section = lists
            .sections
            .selected()
            .filter(|row| row.section.is_some() && (!moved || lists.sections.is_moved()));
        let claim = lists.claims.selected().filter(|_| !moved || lists.claims.is_moved());
        let event = lists.timeline.selected().filter(|_| !moved || lists.timeline.is_moved());
        let actor = lists.actors.selected().filter(|_| !moved || lists.actors.is_moved());
        let (sheet, line) = match self.sheet() {
            Some(Sheet::Concordance(sheet)) => (vec![sheet.row.clone()], None),
            Some(Sheet::Matrix(sheet)) => (sheet.pair().map(ActorRow::Actor).collect(), None),
            Some(Sheet::Board(sheet)) => {
                (Vec::new(), sheet.list.selected().map(|row| Selection::Claim(*row)))
            }
            None => (Vec::new(), None),
        };
        self.held = Some(Held {
            section: section.and_then(|row| place(Selection::Section(*row))),
            actor: actor.and_then(|row| self.named(row)),
            claim: claim.and_then(|row| place(Selection::Claim(*row))),
            event: event.and_then(|row| place(Selection::Event(*row))),
            active: self.active.as_ref().and_then(|row| self.named(row)),
            sheet: sheet.iter().filter_map(|row| self.named(row)).collect(),
            line: line.and_then(place),
        });
    }

    /// An actor or place by what outlives its number.
    fn named(&self, row: &ActorRow) -> Option<Named> {
        let at = Selection::Actor(row.clone()).target(&self.dossier)?;
        Some(Named { at, name: actors::name(&self.dossier, row).to_owned() })
    }

    /// The row of an actor or place now: of the same name, else whoever is named there, as it may have been renamed or
    /// merged.
    fn row_of(&self, named: &Named) -> Option<ActorRow> {
        let (doc, span) = named.at;
        let rows = actors::named_at(&self.dossier, doc, span.start);
        let same = rows.iter().find(|row| actors::name(&self.dossier, row) == named.name);
        same.or(rows.first()).cloned()
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
        for groups in self.lists.folded_groups.values_mut() {
            *groups = groups
                .drain()
                .map(|mut key| {
                    if let Some((_, at)) = key.at.as_mut().filter(|at| at.0 == doc) {
                        *at = shift.byte(*at as usize) as u32;
                    }
                    key
                })
                .collect();
        }
    }

    /// What is held of a document stands elsewhere now.
    pub(super) fn shift_held(&mut self, doc: DocId, shift: &Shift) {
        let Some(held) = &mut self.held else { return };
        for (_, span) in held.places_mut().filter(|at| at.0 == doc) {
            *span = shift.span(*span);
        }
    }

    /// Selects again what was selected, where it is still there.
    pub(super) fn restore_selection(&mut self) {
        let Some(held) = self.held.take() else { return };
        let dossier = Arc::clone(&self.dossier);
        if let Some((doc, heading)) = held.section {
            self.lists.sections.select_where(|row| {
                let section = row.section.and_then(|id| dossier.document(row.doc)?.section(id));
                row.doc == doc && section.is_some_and(|s| s.heading == heading)
            });
        }
        if let Some(place) = held.claim {
            select_claim(&mut self.lists.claims, &dossier, place);
        }
        if let Some((doc, span)) = held.event {
            let events = dossier.document(doc).map_or(&[][..], |d| &d.events).iter().enumerate();
            let told = |fits: &dyn Fn(Span) -> bool| -> Vec<EventId> {
                let own = events.clone().filter(|(_, e)| e.sources.first().is_some_and(|s| fits(*s)));
                own.map(|(k, _)| EventId::new(k)).collect()
            };
            // The words themselves, else what has become of them.
            let found = told(&|s| s == span).into_iter().chain(told(&|s| s.overlaps(span)));
            let _ = found.into_iter().any(|id| self.select_event((doc, id)));
        }
        if let Some(row) = held.actor.and_then(|named| self.row_of(&named)) {
            self.lists.actors.select_where(|r| *r == row);
        }
        if let Some(named) = held.active {
            self.active = self.row_of(&named);
        }
        self.restore_sheet(&held.sheet, held.line);
    }

    /// An open sheet goes on about whom it was.
    fn restore_sheet(&mut self, about: &[Named], line: Option<Place>) {
        let rows: Vec<ActorRow> = about.iter().filter_map(|named| self.row_of(named)).collect();
        match self.sheet_mut() {
            Some(Sheet::Concordance(sheet)) => match rows.into_iter().next() {
                Some(row) => sheet.row = row,
                None => {
                    let gone = format!("{} is not found any more", sheet.name);
                    self.overlays.retain(|o| !matches!(o, Overlay::Sheet(_)));
                    self.say(gone);
                }
            },
            Some(Sheet::Matrix(sheet)) => {
                let actors = rows.into_iter().filter_map(|row| match row {
                    ActorRow::Actor(id) => Some(id),
                    ActorRow::Place(_) => None,
                });
                sheet.forget(actors.collect());
            }
            Some(Sheet::Board(sheet)) => sheet.forget(line),
            None => {}
        }
    }
}

/// Selects the claim that stands at a place: the words themselves, else what has become of them.
pub(super) fn select_claim(list: &mut List<ClaimRow>, dossier: &Dossier, (doc, span): Place) -> bool {
    let claim = |row: &ClaimRow| {
        let claim = dossier.document(row.0).and_then(|d| d.claim(row.1));
        claim.filter(|_| row.0 == doc).map(|c| c.span)
    };
    list.select_where(|row| claim(row) == Some(span))
        || list.select_where(|row| claim(row).is_some_and(|c| c.overlaps(span)))
}

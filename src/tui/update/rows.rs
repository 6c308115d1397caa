//! The rows of the lists, made anew when documents, scope, order or groups change.

use std::collections::HashSet;
use std::sync::Arc;

use crate::tui::app::App;
use crate::tui::held::Pin;
use crate::tui::panes::timeline::EventRow;
use crate::tui::panes::{Pane, actors, sections, timeline};

impl App {
    /// Makes the rows of all lists anew.
    pub(super) fn refresh_rows(&mut self) {
        for pane in [Pane::Sections, Pane::Actors, Pane::Claims, Pane::Timeline] {
            self.refresh_pane(pane);
        }
    }

    pub(super) fn refresh_pane(&mut self, pane: Pane) {
        let kept = &Arc::clone(self.kept_in(pane));
        let (dossier, lists) = (&self.dossier, &mut self.lists);
        let unfolded = HashSet::new();
        let folded = lists.folded_groups.get(&pane).unwrap_or(&unfolded);
        match pane {
            Pane::Sections => lists.sections.set_rows(sections::rows(dossier, &lists.folded)),
            Pane::Actors => {
                let (sort, grouped) = (lists.actor_sort, lists.actor_group);
                lists.actors.set_rows(actors::rows(dossier, kept, sort, grouped, folded));
            }
            Pane::Claims => {
                let arranged = (lists.claim_sort, lists.claim_group);
                let rows = lists.claim_groups.rows(dossier, kept, &self.comparisons, arranged, folded);
                lists.claims.set_rows(rows);
            }
            Pane::Timeline => {
                let selected = lists.timeline.selected().copied().filter(|_| lists.timeline.is_moved());
                lists.timeline.set_rows(timeline::rows(dossier, kept, &self.events, lists.event_sort));
                if let Some(event) = selected {
                    self.select_event(event);
                }
            }
            Pane::Reader => {}
        }
    }

    /// Selects the row of an event: its own, else that of the one that stands for all that are the same. Whether there is one.
    pub(super) fn select_event(&mut self, event: EventRow) -> bool {
        let links = &self.events;
        let stands_for = |row: &EventRow| links.same_as(*row).contains(&event);
        let events = &mut self.lists.timeline;
        events.select_where(|row| *row == event) || events.select_where(stands_for)
    }

    pub(super) fn sort(&mut self) {
        let lists = &mut self.lists;
        let said = match self.focus {
            Pane::Actors => {
                lists.actor_sort = lists.actor_sort.next();
                format!("actors {}", lists.actor_sort.name())
            }
            Pane::Claims => {
                lists.claim_sort = lists.claim_sort.next();
                format!("claims {}", lists.claim_sort.name())
            }
            Pane::Timeline => {
                lists.event_sort = lists.event_sort.next();
                format!("events {}", lists.event_sort.name())
            }
            Pane::Sections => "sections stand in the order of the text".to_owned(),
            Pane::Reader => return,
        };
        self.refresh_pane(self.focus);
        self.say(said);
    }

    pub(super) fn group(&mut self) {
        let lists = &mut self.lists;
        let said = match self.focus {
            Pane::Actors => {
                lists.actor_group = !lists.actor_group;
                if lists.actor_group { "actors grouped by type" } else { "actors not grouped" }.to_owned()
            }
            Pane::Claims => {
                lists.claim_group = lists.claim_group.next();
                format!("claims {}", lists.claim_group.name())
            }
            _ => "only actors and claims can be grouped".to_owned(),
        };
        self.refresh_pane(self.focus);
        self.say(said);
    }

    pub(super) fn toggle_pin(&mut self) {
        let pane = self.focus;
        if self.lists.pinned.remove(&pane).is_some() {
            self.refresh_pane(pane);
            self.say(format!("{} follows the scope again", pane.name()));
        } else {
            let pin = Pin { scope: self.scope.now().clone(), kept: Arc::clone(&self.kept) };
            self.lists.pinned.insert(pane, pin);
            self.say(format!("{} is pinned: it keeps its rows whatever the scope", pane.name()));
        }
    }
}

//! The scope: chips added, dropped, undone.

use crate::model::EventId;
use crate::scope::{Chip, Scope};
use crate::search::Query;
use crate::tui::action::Action;
use crate::tui::app::{App, Selection};
use crate::tui::effect::{self, Effect};
use crate::tui::panes::actors::{self, ActorRow};
use crate::tui::steps::Step;

impl App {
    /// The chip that stands for the selection.
    fn chip(&self) -> Option<Chip> {
        match self.selection(self.focus)? {
            Selection::Section(row) => match row.section {
                Some(id) => Chip::section(&self.dossier, row.doc, id),
                None => Chip::document(row.doc),
            },
            Selection::Actor(row) => self.actor_chip(&row),
            Selection::Claim((doc, id)) => Chip::kind(self.dossier.document(doc)?.claim(id)?.kind),
            Selection::Event((doc, id)) => self.date_chip(doc, id),
            Selection::Text(anchor) => match self.actor_under(anchor.at) {
                Some(row) => self.actor_chip(&row),
                None => {
                    let section = self.document()?.section_at(anchor.at)?;
                    Chip::section(&self.dossier, anchor.doc, section)
                }
            },
        }
    }

    /// What "add to scope" would do to the scope now: "+actor:Kabul", "-kind:fact"; nothing where it does nothing.
    pub(super) fn filter_hint(&self) -> Option<String> {
        if let Some(range) = self.range_chip() {
            return Some(format!("+{}", range.label()));
        }
        // Asked for at every key: a section's chip is only named here, as making it looks at all sections there are.
        let section = match self.selection(self.focus)? {
            Selection::Section(row) => row.section.map(|id| (row.doc, id)),
            Selection::Text(anchor) if self.actor_under(anchor.at).is_none() => {
                Some((anchor.doc, self.document()?.section_at(anchor.at)?))
            }
            _ => None,
        };
        let label = match section {
            Some((doc, id)) => {
                let document = self.dossier.document(doc)?;
                let number = document.section_path(id);
                format!("in:{}", if number.is_empty() { document.section_title(id) } else { &number })
            }
            None => self.chip()?.label(),
        };
        let there = self.scope.now().chips().iter().any(|c| c.label() == label);
        Some(format!("{}{label}", if there { '-' } else { '+' }))
    }

    fn actor_chip(&self, row: &ActorRow) -> Option<Chip> {
        match row {
            ActorRow::Actor(id) => Chip::actor(&self.dossier, *id),
            ActorRow::Place(_) => {
                Chip::parse(&format!("\"{}\"", actors::name(&self.dossier, row).replace('"', "")))
            }
        }
    }

    /// The days of an event as a range of dates.
    fn date_chip(&self, doc: crate::model::DocId, id: EventId) -> Option<Chip> {
        let event = self.dossier.document(doc)?.event(id)?;
        match (event.earliest?, event.latest) {
            (a, Some(b)) if a == b => Chip::date(&a.to_string()),
            (a, Some(b)) => Chip::date(&format!("{a}..{b}")),
            (a, None) => Chip::date(&format!(">={a}")).or_else(|| Chip::date(&format!(">{a}"))),
        }
    }

    pub(super) fn add_to_scope(&mut self) {
        if self.range_chip().is_some() {
            return self.toggle_range();
        }
        match self.chip() {
            Some(chip) => self.change_scope(|scope| Some(scope.toggle(chip))),
            None => self.say("nothing here to filter by"),
        }
    }

    pub(super) fn make_scope(&mut self) {
        match self.chip() {
            Some(chip) => self.change_scope(|scope| Some(scope.replace(chip))),
            None => self.say("nothing here to filter by"),
        }
    }

    pub(super) fn drop_chip(&mut self) {
        self.change_scope(Scope::drop_last);
    }

    pub(super) fn drop_chip_at(&mut self, index: usize) {
        self.change_scope(|scope| scope.remove(index));
    }

    pub(super) fn clear_scope(&mut self) {
        self.change_scope(Scope::clear);
    }

    /// Makes a query the scope.
    pub(super) fn scope_from(&mut self, query: &str) {
        let parsed = Query::parse(query);
        if let Some(problem) = parsed.problems.first().filter(|_| parsed.is_broken()) {
            self.complain(problem.message.clone());
            return;
        }
        let scope = Scope::from_query(&parsed);
        if scope.is_empty() {
            self.say("an empty query is no scope");
            return;
        }
        let done = format!("scope is {query}");
        self.change_scope(|now| {
            *now = scope;
            Some(done)
        });
    }

    pub(super) fn change_scope(&mut self, act: impl FnOnce(&mut Scope) -> Option<String>) {
        match self.scope.act(act) {
            Some(done) => {
                let undo = self.key_of(Action::Undo);
                self.steps.did(Step::Scope);
                self.say(format!("{done} ({undo} undoes it)"));
                self.apply_scope();
            }
            None if self.scope.now().is_empty() => self.say("the scope is everything already"),
            None => self.say("that is the scope already"),
        }
    }

    /// Asks a worker what the scope keeps.
    pub(super) fn apply_scope(&mut self) {
        let current = self.generations.scope.clone();
        let generation = current.next();
        let scope = self.scope.now().clone();
        let job = effect::apply_scope(
            generation,
            current,
            self.dossier.clone(),
            self.index.clone(),
            scope,
            self.all_layers(),
        );
        self.effects.push(Effect::Work(job));
    }
}

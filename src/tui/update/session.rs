//! How the explorer is left and found again: written down at the end, put back as documents come in.

use std::sync::Arc;

use crate::config::LAYOUTS;
use crate::model::{DocId, EventId, Span};
use crate::notes::{FoldedGroup, Session};
use crate::scope::{Chip, Scope};
use crate::tui::action::Action;
use crate::tui::app::{App, Progress};
use crate::tui::effect::Effect;
use crate::tui::held::Pin;
use crate::tui::list::GroupKey;
use crate::tui::panes::sections::SectionRow;
use crate::tui::panes::{Pane, actors, claims};
use crate::tui::steps::Step;
use crate::tui::view::shape::{Choice, SPLITS};

/// Queries remembered from one time to the next.
const QUERIES: usize = 50;

fn chips(scope: &Scope) -> Vec<String> {
    scope.chips().iter().map(|c| c.text().to_owned()).collect()
}

fn pane(name: &str) -> Option<Pane> {
    Pane::ALL.into_iter().find(|p| p.name() == name)
}

/// The layouts, in the order of their names in the configuration.
const CHOICES: [Choice; LAYOUTS.len()] =
    [Choice::Auto, Choice::Single, Choice::Stacked, Choice::Two, Choice::Three];

fn layout(name: &str) -> Option<Choice> {
    LAYOUTS.iter().zip(CHOICES).find(|(n, _)| **n == name).map(|(_, c)| c)
}

impl App {
    /// The paths of the documents, in order: what a dossier is known by.
    fn paths(&self) -> Vec<String> {
        self.dossier.documents.iter().map(|d| d.path.clone()).collect()
    }

    fn path_of(&self, doc: DocId) -> String {
        self.dossier.document(doc).map_or(String::new(), |d| d.path.clone())
    }

    fn doc_of(&self, path: &str) -> Option<DocId> {
        self.dossier.documents.iter().position(|d| d.path == path).map(DocId::new)
    }

    /// Writes down how things are now, to be saved.
    pub fn leave_session(&mut self) {
        let doc = self.reader.doc;
        self.coverage.look(doc, &[], self.now);
        self.write_down();
    }

    /// Has it stored how things are, so that a crash costs little.
    pub(super) fn keep_session(&mut self) {
        self.keeping = false;
        self.coverage.age(self.now);
        self.write_down();
        self.effects.push(Effect::Keep(Box::new(self.sessions.clone())));
    }

    fn write_down(&mut self) {
        for k in 0..self.dossier.documents.len() {
            let spans = self.coverage.spans(DocId::new(k)).to_vec();
            if let Some(document) = self.dossier.documents.get(k) {
                self.sessions.set_seen(&document.hash, spans);
            }
        }
        let ready = self.progress.iter().all(|p| !matches!(p, Progress::Waiting | Progress::Reading(_)));
        if !ready {
            // Left before all was there: what was put back so far is not what was wanted.
            return;
        }
        let paths = self.paths();
        let session = self.session();
        self.sessions.set(&paths, session);
    }

    /// How things are now.
    pub fn session(&self) -> Session {
        let lists = &self.lists;
        let name = |row: &actors::ActorRow| actors::name(&self.dossier, row).to_owned();
        let names =
            |list: &[Action]| list.iter().filter_map(|a| a.spec()).map(|s| s.name.to_owned()).collect();
        let at = |row: &SectionRow| {
            let section = row.section.and_then(|id| self.dossier.document(row.doc)?.section(id));
            (self.path_of(row.doc), section.map_or(0, |s| s.heading.start))
        };
        let claim = lists.claims.selected().and_then(|(doc, id)| {
            Some((self.path_of(*doc), self.dossier.document(*doc)?.claim(*id)?.span.start))
        });
        let event = lists.timeline.selected().and_then(|(doc, id)| {
            Some((self.path_of(*doc), self.dossier.document(*doc)?.event(*id)?.sources.first()?.start))
        });
        let grouped = if lists.actor_group { "grouped by type" } else { "" };
        let mut folded: Vec<_> = lists.folded.iter().map(at).collect();
        folded.sort();
        let from = self.queries.len().saturating_sub(QUERIES);
        Session {
            focus: self.focus.name().to_owned(),
            list: self.list_pane.name().to_owned(),
            ledger: self.ledger.name().to_owned(),
            zoomed: self.zoomed,
            layout: LAYOUTS
                .iter()
                .zip(CHOICES)
                .find(|(_, c)| *c == self.shape.choice)
                .map_or(String::new(), |(name, _)| (*name).to_owned()),
            borders: SPLITS
                .iter()
                .filter_map(|s| Some((format!("{s:?}").to_lowercase(), self.shape.share(*s)?)))
                .collect(),
            numbers: self.reader.numbers,
            show_noise: self.reader.show_noise,
            document: self.path_of(self.reader.doc),
            scope: chips(self.scope.now()),
            pins: Pane::ALL
                .iter()
                .filter_map(|p| Some((p.name().to_owned(), chips(&lists.pinned.get(p)?.scope))))
                .collect(),
            arranged: [
                lists.actor_sort.name(),
                grouped,
                lists.claim_sort.name(),
                lists.claim_group.name(),
                lists.event_sort.name(),
            ]
            .map(str::to_owned)
            .into(),
            folded,
            folded_groups: self.folded_groups(),
            active: self.active.as_ref().map(name),
            actor: lists.actors.selected().map(name),
            claim,
            event,
            recent: names(&self.recent),
            queries: self.queries.get(from..).unwrap_or_default().to_vec(),
        }
    }

    fn folded_groups(&self) -> Vec<FoldedGroup> {
        let stored = |(pane, key): (&Pane, &GroupKey)| FoldedGroup {
            pane: pane.name().to_owned(),
            by: key.by.to_string(),
            name: key.name.clone(),
            at: key.at.map(|(doc, at)| (self.path_of(doc), at)),
        };
        let groups =
            self.lists.folded_groups.iter().flat_map(|(pane, keys)| keys.iter().map(move |k| (pane, k)));
        let mut all: Vec<FoldedGroup> = groups.map(stored).collect();
        all.sort();
        all
    }

    /// Groups are folded, and panes pinned, before there is anything in them.
    fn restore_lists(&mut self, session: &Session) {
        for group in &session.folded_groups {
            let Some(pane) = pane(&group.pane) else { continue };
            // What stood in a document that is not opened stands nowhere.
            let at = match &group.at {
                Some((path, at)) => match self.doc_of(path) {
                    Some(doc) => Some((doc, *at)),
                    None => continue,
                },
                None => None,
            };
            let key = GroupKey { by: group.by.clone().into(), name: group.name.clone(), at };
            self.lists.folded_groups.entry(pane).or_default().insert(key);
        }
        for (name, chips) in &session.pins {
            let Some(pane) = pane(name).filter(|p| *p != Pane::Reader) else { continue };
            let mut scope = Scope::default();
            for chip in chips.iter().filter_map(|text| Chip::parse(text)) {
                scope.add(chip);
            }
            self.lists.pinned.insert(pane, Pin { scope, kept: Arc::default() });
        }
    }

    /// Puts back what needs no document: panes, layout, orders, the scope. The rest waits until all is there.
    pub fn begin_session(&mut self) {
        self.shape.choice = layout(&self.config.layout).unwrap_or_default();
        let Some(session) = self.sessions.get(&self.paths()).filter(|_| !self.begin_fresh).cloned() else {
            return;
        };
        if let Some(list) = pane(&session.list).filter(|p| *p != Pane::Reader) {
            self.list_pane = list;
        }
        if let Some(ledger) = pane(&session.ledger).filter(|p| matches!(p, Pane::Claims | Pane::Timeline)) {
            self.ledger = ledger;
        }
        if let Some(focus) = pane(&session.focus) {
            self.focus_on(focus);
        }
        self.zoomed = session.zoomed;
        if let Some(choice) = layout(&session.layout) {
            self.shape.choice = choice;
        }
        for (name, share) in &session.borders {
            if let Some(split) = SPLITS.iter().find(|s| format!("{s:?}").eq_ignore_ascii_case(name)) {
                self.shape.set_share(*split, *share);
            }
        }
        self.reader.numbers = session.numbers;
        if session.show_noise {
            self.reader.toggle_noise();
        }
        if let Some(doc) = self.doc_of(&session.document) {
            self.reader.go_to(doc, Span::new(0, 0));
        }
        self.arrange_lists(&session.arranged);
        self.restore_lists(&session);
        let chips: Vec<Chip> = session.scope.iter().filter_map(|text| Chip::parse(text)).collect();
        if !chips.is_empty() {
            self.scope.act(|scope| {
                for chip in chips {
                    scope.add(chip);
                }
                Some("the scope of last time".to_owned())
            });
            self.steps.did(Step::Scope);
        }
        self.recent = session.recent.iter().filter_map(|name| Action::by_name(name)).collect();
        self.queries.clone_from(&session.queries);
        self.restoring = Some(session);
    }

    fn arrange_lists(&mut self, names: &[String]) {
        let lists = &mut self.lists;
        let [actor_sort, actor_group, claim_sort, claim_group, event_sort] = names else { return };
        // Each cycle is gone around once at most.
        for _ in 0..8 {
            if lists.actor_sort.name() != actor_sort {
                lists.actor_sort = lists.actor_sort.next();
            }
            if lists.claim_sort.name() != claim_sort {
                lists.claim_sort = lists.claim_sort.next();
            }
            if lists.claim_group.name() != claim_group {
                lists.claim_group = lists.claim_group.next();
            }
            if lists.event_sort.name() != event_sort {
                lists.event_sort = lists.event_sort.next();
            }
        }
        lists.actor_group = !actor_group.is_empty();
    }

    /// Puts back what stands on what was found: folded sections, selections, the actor highlighted. Done once, when all
    /// documents are linked; what the user has moved meanwhile stays.
    pub(super) fn finish_session(&mut self) {
        let Some(session) = self.restoring.take() else { return };
        let dossier = self.dossier.clone();
        for (path, at) in &session.folded {
            let Some(doc) = self.doc_of(path) else { continue };
            let Some(document) = dossier.document(doc) else { continue };
            let own = SectionRow { doc, section: None };
            let row = match document.sections.iter().position(|s| s.heading.start == *at) {
                Some(k) => SectionRow { section: Some(crate::model::SectionId::new(k)), ..own },
                None if *at == 0 => own,
                None => continue,
            };
            self.lists.folded.insert(row);
        }
        let named = |app: &Self, name: &String| {
            let rows = app.lists.actors.rows().iter().filter_map(|r| r.item());
            rows.into_iter().find(|r| actors::name(&dossier, r) == name).cloned()
        };
        if let Some(row) =
            session.active.as_ref().and_then(|n| named(self, n)).filter(|_| self.active.is_none())
        {
            self.active = Some(row);
        }
        if let Some(row) =
            session.actor.as_ref().and_then(|n| named(self, n)).filter(|_| !self.lists.actors.is_moved())
        {
            self.lists.actors.select_where(|r| *r == row);
        }
        if let Some((path, at)) = session.claim.as_ref().filter(|_| !self.lists.claims.is_moved()) {
            let doc = self.doc_of(path);
            self.lists.claims.select_where(|row: &claims::ClaimRow| {
                let claim = dossier.document(row.0).and_then(|d| d.claim(row.1));
                Some(row.0) == doc && claim.is_some_and(|c| c.span.start == *at)
            });
        }
        if let Some((path, at)) = session.event.as_ref().filter(|_| !self.lists.timeline.is_moved()) {
            let doc = self.doc_of(path);
            let events = doc.and_then(|doc| dossier.document(doc)).map_or(&[][..], |d| &d.events);
            let told =
                events.iter().enumerate().filter(|(_, e)| e.sources.first().is_some_and(|s| s.start == *at));
            let told = told.filter_map(|(k, _)| Some((doc?, EventId::new(k))));
            let _ = told.into_iter().any(|event| self.select_event(event));
        }
        self.refresh_rows();
        self.follow_reader();
        let chips = self.scope.now().to_query();
        if !chips.is_empty() && !session.scope.is_empty() {
            let clear = self.key_of(Action::ClearScope);
            self.say(format!("as you left it, with the scope {chips} ({clear} clears it)"));
        }
    }
}

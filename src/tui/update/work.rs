//! What workers report: documents as they come in, links, the index, results.

use std::sync::Arc;

use crate::extract::Stage;
use crate::model::{DocId, Document, Dossier, Span};
use crate::notes::Shift;
use crate::scope::Kept;
use crate::tui::app::{App, Progress};
use crate::tui::effect::{self, Effect, Work};
use crate::tui::find::Matches;
use crate::tui::held::Pin;
use crate::tui::marks::Marks;
use crate::tui::panes::Pane;
use crate::tui::panes::claims::Group;
use crate::tui::sheet::Tables;

impl App {
    pub(super) fn work(&mut self, work: Work) {
        match work {
            Work::Text(doc, document) => self.text_came(doc, document),
            Work::Outline(doc, document) => {
                self.replace(doc, document);
                self.refresh_rows();
                self.follow_reader();
            }
            Work::Stage(doc, stage) => {
                let done = Stage::ALL.iter().position(|s| *s == stage).map_or(0, |k| k + 1);
                self.set_progress(doc, Progress::Reading(done));
            }
            Work::Document(doc, document, marks) => self.document_came(doc, document, marks),
            Work::Failed(doc, why) => {
                self.complain(why.clone());
                self.set_progress(doc, Progress::Failed(why));
                self.leave_failed();
            }
            Work::Recorded(recorded) => self.recorded(*recorded),
            Work::Resolved(doc, resolved) => self.resolved(doc, resolved),
            Work::Keep => self.keep_session(),
            Work::Exported(exported) => self.exported(*exported),
            Work::Composed(composed) => self.composed(composed),
            Work::Changed(doc) => self.file_changed(doc),
            Work::Reloaded(reloaded) => self.reloaded(*reloaded),
            Work::Unchanged(doc) => self.unchanged(doc),
            Work::NotReloaded(doc, why) => self.not_reloaded(doc, &why),
            Work::Warning(warning) => self.complain(warning),
            Work::Linked(generation, dossier, kept, pins) => self.linked(generation, &dossier, kept, pins),
            Work::Kept(generation, kept) => {
                if self.generations.scope.is_current(generation) {
                    self.kept = kept;
                    self.refresh_rows();
                    self.fill_sheet();
                }
            }
            Work::Indexed(generation, index) => {
                if self.generations.index.is_current(generation) {
                    self.index = Some(index);
                    self.indexed = None;
                    self.search_again();
                    self.walk_again();
                }
            }
            Work::Indexing(generation, index, share) => {
                if self.generations.index.is_current(generation) {
                    self.index = Some(index);
                    self.indexed = Some(share);
                    self.search_again();
                }
            }
            Work::Compared(generation, comparisons) => {
                if self.generations.index.is_current(generation) {
                    self.comparisons = comparisons;
                    self.related = None;
                    if self.lists.claim_group == Group::Clash {
                        self.refresh_pane(Pane::Claims);
                    }
                }
            }
            Work::EventsLinked(generation, links) => {
                if self.generations.index.is_current(generation) {
                    self.events = links;
                    if !self.events.is_empty() {
                        self.refresh_pane(Pane::Timeline);
                    }
                }
            }
            Work::Made(generation, made) => self.made(generation, *made),
            Work::Results(generation, results) => {
                if self.generations.search.is_current(generation) {
                    self.take_results(results);
                }
            }
            Work::Loose(generation, loose) => {
                if self.generations.search.is_current(generation) {
                    self.take_loose(loose);
                }
            }
            Work::Without(generation, terms) => {
                if self.generations.search.is_current(generation) {
                    self.take_without(terms);
                }
            }
            Work::Completions(generation, completions) => {
                if self.generations.search.is_current(generation) {
                    self.take_completions(completions);
                }
            }
            Work::Later(generation) => self.show_keys(generation),
            Work::FoundText(generation, spans) => {
                let doc = self.reader.doc;
                self.found(generation, Matches::Text(doc, spans));
            }
            Work::FoundRows(generation, rows) => self.found(generation, Matches::Rows(rows)),
        }
    }

    pub(super) fn set_progress(&mut self, doc: DocId, progress: Progress) {
        if let Some(slot) = self.progress.get_mut(doc.index()) {
            *slot = progress;
        }
    }

    /// Puts a newer state of a document in place; the linked actors stay until they are linked anew.
    pub(super) fn replace(&mut self, doc: DocId, document: Arc<Document>) {
        let dossier = Arc::make_mut(&mut self.dossier);
        if let Some(slot) = dossier.documents.get_mut(doc.index()) {
            *slot = document;
        }
        if doc == self.reader.doc {
            self.reader.document_changed();
        }
    }

    fn text_came(&mut self, doc: DocId, document: Arc<Document>) {
        self.set_progress(doc, Progress::Reading(0));
        let place = self.positions.get(&document.path, &document.hash).map(|p| p.at as usize);
        let place = place.filter(|_| !self.begin_fresh);
        let seen = if self.begin_fresh { Vec::new() } else { self.sessions.seen(&document.hash).to_vec() };
        self.coverage.set(doc, &seen);
        let length = document.text.len();
        self.replace(doc, document);
        // The first lines are where everyone begins.
        let worth = |at: usize| doc == self.reader.doc && 100 * at >= length && at < length;
        let Some(at) = place.filter(|&at| worth(at)) else { return };
        self.show(doc, Span::new(at, at));
        let top = self.key_of(crate::tui::action::Action::Top);
        self.say(format!("where you left off, at {} % ({top} goes to the top)", 100 * at / length));
    }

    fn document_came(&mut self, doc: DocId, document: Arc<Document>, marks: Arc<Marks>) {
        // A correction of what has been read again meanwhile.
        if self.document_is_other(doc, &document.hash) {
            return;
        }
        if self.progress.get(doc.index()) == Some(&Progress::Ready) {
            self.hold_selection(false);
            self.forget_links();
            self.hold_folded(doc, &document, &Shift::identity(document.text.len()));
        }
        self.set_progress(doc, Progress::Ready);
        let foreign = document.language.filter(|l| l.code != "en" && l.confidence > 0.5);
        let name = document.file_name().to_owned();
        self.replace(doc, document);
        if let Some(slot) = self.marks.get_mut(doc.index()) {
            *slot = marks;
        }
        if let Some(language) = foreign {
            self.complain(format!(
                "{name} seems to be {}: outline, search and dates in digits work; the rest is made for English",
                language.name
            ));
        }
        self.link();
        self.catch_up(doc);
    }

    /// A reader without a document moves on to the first one that could be read.
    fn leave_failed(&mut self) {
        let failed = |p: &Progress| matches!(p, Progress::Failed(_));
        if self.progress.get(self.reader.doc.index()).is_some_and(failed)
            && let Some(k) = self.progress.iter().position(|p| !failed(p))
        {
            self.show(DocId::new(k), Span::new(0, 0));
        }
    }

    /// Links the actors of what is there; one job at a time.
    pub(super) fn link(&mut self) {
        if self.generations.linking.0 {
            self.generations.linking.1 = true;
            return;
        }
        self.generations.linking = (true, false);
        let generation = self.generations.scope.next();
        let job = effect::link_documents(
            generation,
            self.dossier.documents.clone(),
            self.scope.now().clone(),
            self.lists.pinned.iter().map(|(pane, pin)| (*pane, pin.scope.clone())).collect(),
            self.all_layers(),
        );
        self.effects.push(Effect::Work(job));
    }

    /// What is known of items beside one another goes by their numbers, which are others from now on; it is made anew
    /// once all is linked.
    pub(super) fn forget_links(&mut self) {
        self.events = Arc::default();
        self.comparisons = Arc::default();
        self.related = None;
        self.tables = Tables::default();
    }

    /// What pinned panes go on to show. Whether that is known of all of them.
    fn take_pins(&mut self, pins: Vec<(Pane, Pin)>) -> bool {
        let mut open: Vec<Pane> = self.lists.pinned.keys().copied().collect();
        for (pane, pin) in pins {
            if let Some(own) = self.lists.pinned.get_mut(&pane).filter(|own| own.scope == pin.scope) {
                *own = pin;
                open.retain(|p| *p != pane);
            }
        }
        open.is_empty()
    }

    fn linked(&mut self, generation: u64, linked: &Arc<Dossier>, kept: Arc<Kept>, pins: Vec<(Pane, Pin)>) {
        // Actors get other numbers whenever a document comes in.
        self.hold_selection(true);
        // Documents that came in meanwhile stay; the next link takes them in.
        let mut dossier = Dossier::clone(linked);
        dossier.documents.clone_from(&self.dossier.documents);
        self.dossier = Arc::new(dossier);
        self.forget_links();
        let more = self.generations.linking.1 | !self.take_pins(pins);
        self.generations.linking = (false, false);
        let stale = !self.generations.scope.is_current(generation);
        self.kept = kept;
        self.refresh_rows();
        self.restore_selection();
        self.follow_reader();
        self.fill_sheet();
        if more {
            self.link();
            return;
        }
        if !self.progress.iter().any(|p| matches!(p, Progress::Waiting | Progress::Reading(_))) {
            self.finish_session();
        }
        if stale {
            self.apply_scope();
        }
        let current = self.generations.index.clone();
        let generation = current.next();
        let job = effect::build_index(generation, current, self.dossier.clone(), self.index.clone());
        self.effects.push(Effect::Work(job));
    }
}

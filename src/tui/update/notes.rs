//! The reader's own layer: notes, marks, judgements, and what comes back when they are stored.

use std::sync::Arc;

use crate::export::passage::words;
use crate::model::{DocId, Span};
use crate::notes::{Act, Resolved, Selector, Status, Target};
use crate::tui::action::Action;
use crate::tui::app::{App, Awaits, Selection};
use crate::tui::ask::{Ask, Choice, Entry, Question};
use crate::tui::effect::{self, Effect};
use crate::tui::overlay::Overlay;
use crate::tui::panes::reader::Intervals;
use crate::tui::panes::{Pane, actors};
use crate::tui::scribe::Recorded;
use crate::tui::steps::Step;

use super::asking::BREAK;

impl App {
    /// What the selection is, as something to remember.
    pub(super) fn target(&self) -> Option<(DocId, Target)> {
        let selection = self.selection(self.focus)?;
        match &selection {
            Selection::Section(row) => {
                let document = self.dossier.document(row.doc)?;
                let Some(section) = row.section.and_then(|id| document.section(id)) else {
                    return Some((row.doc, Target::Document));
                };
                Some((row.doc, Target::Section(Selector::at(&document.text, section.heading))))
            }
            Selection::Actor(row) => {
                let (doc, _) = selection.target(&self.dossier)?;
                Some((doc, Target::Actor(actors::name(&self.dossier, row).to_owned())))
            }
            Selection::Claim(_) => self.select(&selection, Target::Claim),
            Selection::Event(_) => self.select(&selection, Target::Event),
            Selection::Text(_) => {
                let (doc, span) = self.passage(&selection)?;
                let document = self.dossier.document(doc)?;
                Some((doc, Target::Passage(Selector::at(&document.text, span))))
            }
        }
    }

    fn select(&self, selection: &Selection, make: fn(Selector) -> Target) -> Option<(DocId, Target)> {
        let (doc, span) = selection.target(&self.dossier)?;
        Some((doc, make(Selector::at(&self.dossier.document(doc)?.text, span))))
    }

    /// The claim meant: the selected one, or in the text the one under the cursor.
    pub(super) fn claim_meant(&self) -> Option<(DocId, Span)> {
        match self.selection(self.focus)? {
            Selection::Claim((doc, id)) => Some((doc, self.dossier.document(doc)?.claim(id)?.span)),
            Selection::Text(anchor) => {
                let here = Span::new(anchor.at, anchor.at + 1);
                let claims = &self.dossier.document(anchor.doc)?.claims;
                let around = claims.iter().filter(|c| c.span.overlaps(here));
                Some((anchor.doc, around.min_by_key(|c| c.span.len())?.span))
            }
            Selection::Event((doc, id)) => {
                let document = self.dossier.document(doc)?;
                Some((doc, document.claim(document.event(id)?.claim?)?.span))
            }
            _ => None,
        }
    }

    pub(super) fn add_note(&mut self) {
        let Some((doc, target)) = self.target() else {
            self.say("nothing here to write a note on");
            return;
        };
        // A note that is there already is opened.
        let known = self.note_meant(doc, &target);
        let (value, record) = known.map_or((String::new(), None), |(id, text)| (text, Some(id)));
        let title = match (&record, &target) {
            (Some(_), _) => "Note (empty it to take it away)".to_owned(),
            (None, Target::Actor(name)) => format!("Note on {name}"),
            (None, target) => format!("Note on {}", target.noun()),
        };
        let hint = "Enter stores it; words with # become tags; Ctrl-O opens $EDITOR for a long one";
        let value = value.replace('\n', BREAK);
        self.ask(Ask::line(title, &value, hint, Question::Note(doc, target, record)));
    }

    /// The note that stands on the same thing, with its words as they were typed.
    fn note_meant(&self, doc: DocId, target: &Target) -> Option<(crate::notes::RecordId, String)> {
        let layer = self.layers.get(doc.index())?;
        let same = |on: &Target| match (on, target) {
            (Target::Actor(a), Target::Actor(b)) => a == b,
            (Target::Document, Target::Document) => true,
            (a, b) => {
                std::mem::discriminant(a) == std::mem::discriminant(b)
                    && matches!((a.selector(), b.selector()), (Some(a), Some(b)) if a.quote == b.quote && a.start == b.start)
            }
        };
        layer.layer.acts().iter().rev().find_map(|r| match &r.act {
            Act::Note { on, text, tags } if same(on) => {
                let tags: String = tags.iter().map(|t| format!(" #{t}")).collect();
                Some((r.id.clone(), format!("{text}{tags}")))
            }
            _ => None,
        })
    }

    pub(super) fn set_status(&mut self) {
        let Some((doc, span)) = self.claim_meant() else {
            self.say("no claim here to judge");
            return;
        };
        let Some(document) = self.dossier.document(doc) else { return };
        let target = Target::Claim(Selector::at(&document.text, span));
        let choices = Status::ALL.iter().map(|s| Choice {
            answer: s.name().to_owned(),
            detail: String::new(),
            key: s.name().chars().next(),
        });
        let title = format!("Status of: {}", words(document, span));
        self.ask(Ask::choice(title, choices.collect(), Question::Status(doc, target)));
    }

    /// Sets or goes to the mark of the letter that comes next.
    pub(super) fn await_mark(&mut self, awaits: Awaits) {
        self.awaits = Some(awaits);
    }

    /// The letter of a mark.
    pub(super) fn mark_letter(&mut self, awaits: Awaits, letter: Option<char>) {
        let Some(name) = letter.filter(|c| c.is_alphanumeric() || *c == '\'') else {
            self.say("marks are letters");
            return;
        };
        match awaits {
            Awaits::GoToMark if name == '\'' => self.act(Action::HistoryBack),
            Awaits::GoToMark => {
                let here = self.reader.doc;
                let found = |doc: DocId| {
                    let mark = self.layers.get(doc.index())?.mark(name)?;
                    Some((doc, mark.span, mark.how))
                };
                let docs = (0..self.layers.len()).map(DocId::new);
                let Some((doc, span, how)) = found(here).or_else(|| docs.filter_map(found).next()) else {
                    self.say(format!("no mark {name}"));
                    return;
                };
                self.jump(doc, span);
                self.focus_on(Pane::Reader);
                if let Some(note) = how.note() {
                    self.say(format!("mark {name}: {note}"));
                }
            }
            Awaits::SetMark => {
                let anchor = self.here();
                let Some(document) = self.dossier.document(anchor.doc) else { return };
                let sentence = document.sentence_at(anchor.at).and_then(|k| document.sentences.get(k));
                let block = document.block_at(anchor.at).and_then(|k| document.blocks.get(k));
                let Some(span) = sentence.map(|s| s.span).or_else(|| block.map(|b| b.span)) else {
                    self.say("nothing here to mark");
                    return;
                };
                let on = Target::Passage(Selector::at(&document.text, span));
                self.record(anchor.doc, Act::Mark { name, on });
            }
        }
    }

    /// All notes, marks, judgements and orphans, to go to.
    pub(super) fn open_notebook(&mut self) {
        let (mut choices, mut entries) = (Vec::new(), Vec::new());
        for (k, layer) in self.layers.iter().enumerate() {
            let doc = DocId::new(k);
            let Some(document) = self.dossier.document(doc) else { continue };
            let place = |span: Span| crate::tui::panes::claims::place_of(&self.dossier, doc, span.from());
            let mut put = |answer: String, detail: String, at: Option<Span>, record| {
                choices.push(Choice::new(answer, detail));
                entries.push(Entry { doc, at, record });
            };
            for note in &layer.notes {
                let tags: String = note.tags.iter().map(|t| format!(" #{t}")).collect();
                let on = note.span.map_or_else(
                    || document.display_name().to_owned(),
                    |s| format!("{}  {}", place(s), words(document, s)),
                );
                let changed = note.how.and_then(|h| h.note()).map_or(String::new(), |n| format!(" ({n})"));
                put(
                    format!("note  {}{tags}", one_line(&note.text)),
                    format!("{on}{changed}"),
                    note.span,
                    note.id.clone(),
                );
            }
            for mark in &layer.marks {
                let on = format!("{}  {}", place(mark.span), words(document, mark.span));
                put(format!("mark {}", mark.name), on, Some(mark.span), mark.id.clone());
            }
            let mut judged: Vec<_> = layer.judged.iter().collect();
            judged.sort_by_key(|(id, _)| **id);
            for (id, judgement) in judged {
                let Some(claim) = document.claim(*id) else { continue };
                let on = format!("{}  {}", place(claim.span), words(document, claim.span));
                put(judgement.status.name().to_owned(), on, Some(claim.span), judgement.id.clone());
            }
            for orphan in &layer.orphans {
                let quote = orphan.act.target().and_then(Target::selector);
                let quote = quote.map_or(String::new(), |s| format!("stood on: {}", s.quote));
                put(format!("orphaned: {}", orphan.act.phrase()), quote, None, orphan.id.clone());
            }
        }
        if choices.is_empty() {
            let (note, mark) = (self.key_of(Action::AddNote), self.key_of(Action::SetMark));
            self.say(format!("no notes yet: {note} writes one, {mark} and a letter sets a mark"));
            return;
        }
        let title = "Notes, marks, judgements: Enter goes there, Ctrl-X takes away";
        self.ask(Ask::choice(title, choices, Question::Notebook(entries)));
    }

    pub(super) fn walk_mark(&mut self, forward: bool) {
        let marks = self.layers.get(self.reader.doc.index()).map_or(Vec::new(), |l| l.marks.clone());
        self.walk_spans(marks.iter().map(|m| m.span).collect(), "mark", forward);
    }

    pub(super) fn walk_note(&mut self, forward: bool) {
        let layer = self.layers.get(self.reader.doc.index());
        let spans = layer.map_or(Vec::new(), |l| l.notes.iter().filter_map(|n| n.span).collect());
        self.walk_spans(spans, "note", forward);
    }

    /// Keeps the scope under a name.
    pub(super) fn save_scope(&mut self) {
        if self.scope.now().is_empty() {
            self.say("the scope is everything: nothing to keep");
            return;
        }
        let hint = format!("keeps {}", self.scope.now().to_query());
        self.ask(Ask::line("Keep the scope as", "", hint, Question::SaveScope));
    }

    /// Offers the scopes kept.
    pub(super) fn load_scope(&mut self) {
        let kept = self.kept_queries();
        if kept.is_empty() {
            let key = self.key_of(Action::SaveScope);
            self.say(format!("no scope was kept yet; {key} keeps one"));
            return;
        }
        let choices = kept.iter().map(|(name, query)| Choice::new(name, query)).collect();
        self.ask(Ask::choice("Kept scopes", choices, Question::LoadScope(kept)));
    }

    /// Scopes and queries kept under a name.
    fn kept_queries(&self) -> Vec<(String, String)> {
        let kept = self.layers.iter().flat_map(|layer| layer.layer.scopes());
        kept.map(|(name, query)| (name.to_owned(), query.to_owned())).collect()
    }

    /// Keeps what is typed in the search under a name.
    pub(super) fn save_query(&mut self, query: String) {
        if query.trim().is_empty() {
            self.say("nothing is typed: nothing to keep");
            return;
        }
        let hint = format!("keeps {query}");
        self.ask(Ask::line("Keep the query as", "", hint, Question::SaveQuery(query)));
    }

    /// Offers the queries kept.
    pub(super) fn load_query(&mut self) {
        let kept = self.kept_queries();
        if kept.is_empty() {
            self.say("no query was kept yet; ^K keeps what is typed");
            return;
        }
        let choices = kept.iter().map(|(name, query)| Choice::new(name, query)).collect();
        self.ask(Ask::choice("Kept queries and scopes", choices, Question::LoadQuery(kept)));
    }

    pub(super) fn ask(&mut self, ask: Ask) {
        self.overlays.push(Overlay::Ask(Box::new(ask)));
    }

    /// Has an act stored; it is told of when it is.
    pub(super) fn record(&mut self, doc: DocId, act: Act) {
        self.effects.push(Effect::Record(doc, act));
    }

    /// An act was stored, or could not be.
    pub(super) fn recorded(&mut self, recorded: Recorded) {
        let Recorded { doc, act, outcome } = recorded;
        let layer = match outcome {
            Ok(layer) => layer,
            Err(why) => {
                // What was typed is not lost.
                if let Act::Note { on, text, tags } = &act {
                    let tags: String = tags.iter().map(|t| format!(" #{t}")).collect();
                    let value = format!("{text}{tags}").replace('\n', BREAK);
                    let question = Question::Note(doc, on.clone(), None);
                    self.ask(Ask::line("Note, not stored yet", &value, why.clone(), question));
                }
                self.complain(format!("not stored: {why}"));
                return;
            }
        };
        let (undo, redo) = (self.key_of(Action::Undo), self.key_of(Action::Redo));
        let said = match &act {
            Act::Undo { of } => {
                self.steps.undid(Step::Act(doc, of.clone()));
                format!("undone: {} ({redo} does it again)", layer.phrase(of))
            }
            Act::Redo { of } => {
                self.steps.redid(Step::Act(doc, of.clone()));
                format!("done again: {}", layer.phrase(of))
            }
            act => {
                if let Some(id) = layer.to_undo() {
                    self.steps.did(Step::Act(doc, id.clone()));
                }
                format!("stored: {} ({undo} undoes it)", act.phrase())
            }
        };
        self.say(said);
        self.resolve(doc, layer);
    }

    /// Has a worker apply a layer to its document; with other corrections than before the document is read anew.
    pub(super) fn resolve(&mut self, doc: DocId, layer: crate::notes::Layer) {
        let Some(document) = self.dossier.document(doc).cloned() else { return };
        let before = self.layers.get(doc.index()).map(|r| r.corrections.clone()).unwrap_or_default();
        let job = effect::resolve(doc, document, layer, before, self.date);
        self.effects.push(Effect::Work(job));
    }

    /// A layer was applied to its document. One that is older than what is known is dropped.
    pub(super) fn resolved(&mut self, doc: DocId, resolved: Arc<Resolved>) {
        let Some(slot) = self.layers.get_mut(doc.index()) else { return };
        if resolved.layer.version() < slot.layer.version() {
            return;
        }
        if self.document_is_other(doc, &resolved.hash) {
            // It was found in the text as it was before the document was read again.
            self.resolve(doc, resolved.layer.clone());
            return;
        }
        let Some(slot) = self.layers.get_mut(doc.index()) else { return };
        if let Some(noted) = self.noted.get_mut(doc.index()) {
            *noted = Arc::new(Intervals::new(resolved.noted_text()));
        }
        *slot = resolved;
        self.refresh_rows();
        self.search_again();
        if self.scope.now().asks_for_the_layer() {
            self.apply_scope();
        }
    }
}

/// A note as one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! Keys in a question, and what its answer does.

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use tui_input::backend::crossterm::EventHandler;

use crate::extract::times::edtf;
use crate::model::{ActorKind, DocId, Span};
use crate::notes::{Act, Correction, Selector, Status, Target, same_words};
use crate::scope::Chip;
use crate::tui::app::App;
use crate::tui::ask::{Ask, Choice, Question};
use crate::tui::effect::Effect;
use crate::tui::overlay::Overlay;
use crate::tui::panes::Pane;
use crate::tui::reader::word_around;

use super::correct::{ACTOR_KINDS, CLAIM_KINDS};
use super::export::REPLACE;

impl App {
    pub(super) fn ask_key(&mut self, event: KeyEvent) {
        let Some(Overlay::Ask(ask)) = self.overlays.last_mut() else { return };
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        match event.code {
            KeyCode::Esc => {
                self.overlays.pop();
            }
            KeyCode::Enter => self.answer_now(),
            _ if ask.list.moved_by(event) => {}
            KeyCode::Char('x') if control => self.take_away(),
            KeyCode::Char('o') if control && matches!(ask.question, Question::Note(..)) => {
                let text = ask.input.value().replace(BREAK, "\n");
                self.effects.push(Effect::Compose(text));
            }
            KeyCode::Char(c) if !control && ask.by_key(c).is_some() => {
                let chosen = ask.by_key(c);
                let answer = chosen.and_then(|k| ask.choices.get(k)).map(|choice| choice.answer.clone());
                if let Some(answer) = answer {
                    self.answer(&answer, chosen);
                }
            }
            _ => {
                ask.input.handle_event(&Event::Key(event));
                ask.filter();
            }
        }
    }

    /// Takes the answer as it stands.
    pub(super) fn answer_now(&mut self) {
        let Some(Overlay::Ask(ask)) = self.overlays.last() else { return };
        match ask.answer() {
            Some((answer, chosen)) => self.answer(&answer, chosen),
            None => self.say("none of these fits; Esc closes"),
        }
    }

    /// Takes the chosen entry of the notebook away.
    fn take_away(&mut self) {
        let Some(Overlay::Ask(ask)) = self.overlays.last() else { return };
        let Question::Notebook(entries) = &ask.question else { return };
        let Some(entry) = ask.list.selected().and_then(|k| entries.get(*k)).cloned() else { return };
        self.overlays.pop();
        self.record(entry.doc, Act::Remove { what: entry.record });
    }

    fn answer(&mut self, answer: &str, chosen: Option<usize>) {
        let Some(Overlay::Ask(ask)) = self.overlays.pop() else { return };
        let correct = |c| Some(Act::Correct(c));
        let (doc, act) = match ask.question.clone() {
            Question::Note(doc, on, record) => (doc, note(answer, on, record)),
            Question::Status(doc, on) => {
                (doc, Status::by_name(answer).map(|status| Act::Status { on, status }))
            }
            Question::MergeInto(doc, actor) => {
                (doc, correct(Correction::Merge { actor, into: answer.to_owned() }))
            }
            Question::SplitOff(doc, actor) => {
                (doc, correct(Correction::Split { actor, name: answer.to_owned() }))
            }
            Question::Rename(doc, on) if !answer.is_empty() => {
                (doc, correct(Correction::Rename { on, name: answer.to_owned() }))
            }
            Question::Rename(doc, _) => (doc, None),
            Question::ActorKind(doc, actor) => {
                let kind = ACTOR_KINDS.iter().find(|(k, _)| k.name() == answer);
                (doc, kind.and_then(|(kind, _)| correct(Correction::ActorKind { actor, kind: *kind })))
            }
            Question::ClaimKind(doc, on) => {
                let kind = CLAIM_KINDS.iter().find(|(k, _)| k.name() == answer);
                (doc, kind.and_then(|(kind, _)| correct(Correction::ClaimKind { on, kind: *kind })))
            }
            // The first choice is the document itself.
            Question::ClaimSource(doc, on) => {
                let source = chosen.filter(|k| *k > 0).map(|_| answer.to_owned());
                (doc, correct(Correction::ClaimSource { on, source }))
            }
            Question::Reading(doc, on) => match edtf::parse(answer) {
                Some(period) => (doc, correct(Correction::Reading { on, edtf: period.edtf })),
                None => return self.ask_again(*ask, format!("{answer} is no date")),
            },
            Question::AddEvent(doc, on) => match (answer, edtf::parse(answer)) {
                ("", _) => (doc, correct(Correction::AddEvent { on, edtf: None })),
                (_, Some(p)) => (doc, correct(Correction::AddEvent { on, edtf: Some(p.edtf) })),
                (_, None) => return self.ask_again(*ask, format!("{answer} is no date")),
            },
            Question::AddMention(doc, on) => return self.name_mention(doc, on, answer),
            Question::MentionKind(doc, on, actor) => {
                if let Some((kind, _)) = ACTOR_KINDS.iter().find(|(k, _)| k.name() == answer) {
                    self.add_mention(doc, on, actor, *kind);
                }
                return;
            }
            Question::Mentions(doc, on, actor, kind) => {
                let everywhere = answer == EVERYWHERE;
                (doc, correct(Correction::AddMention { on, actor, kind, everywhere }))
            }
            Question::Add(doc, on) => return self.add(doc, on, answer),
            Question::Export(taken) => {
                if let Some(taken) = chosen.and_then(|k| taken.get(k)) {
                    self.ask_where(*taken);
                }
                return;
            }
            Question::ExportTo(taken) => return self.export_to(taken, answer, false),
            Question::ExportOver(taken, path) if answer == REPLACE => {
                return self.export_to(taken, &path, true);
            }
            Question::ExportOver(taken, _) => return self.ask_where(taken),
            Question::Notebook(entries) => {
                let entry = chosen.and_then(|k| entries.get(k));
                if let Some((doc, span)) = entry.and_then(|e| Some((e.doc, e.at?))) {
                    self.jump(doc, span);
                    self.focus_on(Pane::Reader);
                }
                return;
            }
            Question::SaveScope => {
                let doc = self.reader.doc;
                let query = self.scope.now().to_query();
                let save = Act::Save { name: answer.to_owned(), query };
                (doc, (!answer.is_empty()).then_some(save))
            }
            Question::Filter(chips) => {
                if let Some(chip) = chosen.and_then(|k| Chip::parse(chips.get(k)?)) {
                    self.change_scope(|scope| Some(scope.toggle(chip)));
                }
                return;
            }
            Question::SaveQuery(query) => {
                let save = Act::Save { name: answer.to_owned(), query };
                (self.reader.doc, (!answer.is_empty()).then_some(save))
            }
            Question::LoadQuery(kept) => {
                if let Some((_, query)) = chosen.and_then(|k| kept.get(k)) {
                    self.take_up_query(query);
                }
                return;
            }
            Question::LoadScope(kept) => {
                if let Some((_, query)) = chosen.and_then(|k| kept.get(k)) {
                    self.scope_from(query);
                }
                return;
            }
        };
        if let Some(act) = act {
            self.record(doc, act);
        }
    }

    /// A note was written in $EDITOR: it is stored; left as it was, it is still asked for.
    pub(super) fn composed(&mut self, composed: Result<String, String>) {
        let text = match composed {
            Ok(text) => text,
            Err(why) => return self.complain(why),
        };
        let Some(Overlay::Ask(ask)) = self.overlays.last_mut() else { return };
        if !matches!(ask.question, Question::Note(..)) {
            return;
        }
        let typed = text.trim().replace('\n', BREAK);
        let changed = typed != ask.input.value();
        ask.input = typed.as_str().into();
        if changed && !typed.is_empty() {
            self.answer(&typed, None);
        }
    }

    fn ask_again(&mut self, ask: Ask, why: String) {
        self.ask(Ask { hint: why, ..ask });
    }

    /// Adds what extraction missed; what more is needed is asked.
    fn add(&mut self, doc: crate::model::DocId, on: Target, what: &str) {
        match what {
            "event" => {
                let hint = "a day 2025-11-05, a month 2025-11, a year, from/to with a slash; empty: undated";
                self.ask(Ask::line("The event's date", "", hint, Question::AddEvent(doc, on)));
            }
            "date" => {
                let hint = "a day 2025-11-05, a month 2025-11, a year, from/to with a slash";
                self.ask(Ask::line("The words mean", "", hint, Question::Reading(doc, on)));
            }
            "actor" => {
                let on = self.words_meant(doc).unwrap_or(on);
                let known = self.dossier.document(doc).map_or(Vec::new(), |d| {
                    d.actors.iter().map(|a| Choice::new(&a.name, a.kind.name())).collect()
                });
                let hint = "an actor of the list, or a new name";
                let words = on.selector().map_or(String::new(), |s| format!("“{}” names", s.quote));
                self.ask(Ask::open(words, known, hint, Question::AddMention(doc, on)));
            }
            kind => {
                if let Some((kind, _)) = CLAIM_KINDS.iter().find(|(k, _)| k.name() == kind) {
                    self.record(doc, Act::Correct(Correction::AddClaim { on, kind: *kind }));
                }
            }
        }
    }
}

/// What stands for the end of a line where a note of several lines is typed in one.
pub(super) const BREAK: &str = " ⏎ ";

impl App {
    /// The words in which somebody is named: those selected, else the word at the cursor.
    fn words_meant(&self, doc: DocId) -> Option<Target> {
        let text = &self.dossier.document(doc)?.text;
        let span = match self.selected_passage() {
            Some((_, span)) => span,
            None => word_around(text.as_str(), self.here().at),
        };
        (!span.of(text.as_str()).trim().is_empty()).then(|| Target::Passage(Selector::at(text, span)))
    }

    /// Whom the words name is known by now; of somebody new the kind is asked.
    fn name_mention(&mut self, doc: DocId, on: Target, actor: &str) {
        if actor.is_empty() {
            return;
        }
        let known = self.dossier.document(doc).and_then(|d| d.actors.iter().find(|a| a.name == actor));
        match known.map(|a| a.kind) {
            Some(kind) => self.add_mention(doc, on, actor.to_owned(), kind),
            None => {
                let choice = |(kind, key): (ActorKind, char)| Choice {
                    key: Some(key),
                    ..Choice::new(kind.name(), String::new())
                };
                let kinds = ACTOR_KINDS.into_iter().map(choice).collect();
                let question = Question::MentionKind(doc, on, actor.to_owned());
                self.ask(Ask::choice(format!("{actor} is a"), kinds, question));
            }
        }
    }

    /// Adds the mention; where the same words stand elsewhere too, asks whether they mean the same.
    fn add_mention(&mut self, doc: DocId, on: Target, actor: String, kind: ActorKind) {
        let places = self.dossier.document(doc).zip(on.selector()).map_or(0, |(document, selector)| {
            let text = &document.text;
            let span = Span::new(text.byte_offset(selector.start), text.byte_offset(selector.end));
            same_words(text, span).len()
        });
        if places < 2 {
            let everywhere = false;
            let correction = Correction::AddMention { on, actor, kind, everywhere };
            return self.record(doc, Act::Correct(correction));
        }
        let choices = vec![
            Choice {
                key: Some('e'),
                ..Choice::new(EVERYWHERE, format!("in all {places} places of these words"))
            },
            Choice { key: Some('h'), ..Choice::new("here", "and nowhere else") },
        ];
        let title = format!("The same words name {actor}");
        self.ask(Ask::choice(title, choices, Question::Mentions(doc, on, actor, kind)));
    }
}

/// What answers where words name an actor.
const EVERYWHERE: &str = "everywhere";

/// The act of a note as it was typed: words with `#` are tags.
fn note(typed: &str, on: Target, record: Option<crate::notes::RecordId>) -> Option<Act> {
    let is_tag = |w: &&str| w.len() > 1 && w.starts_with('#') && !w.starts_with("##");
    let typed = typed.replace(BREAK, "\n");
    let tags: Vec<String> =
        typed.split_whitespace().filter(is_tag).map(|w| w.trim_start_matches('#').to_owned()).collect();
    let words = |line: &str| line.split_whitespace().filter(|w| !is_tag(w)).collect::<Vec<_>>().join(" ");
    let mut lines: Vec<String> = typed.lines().map(words).collect();
    // Paragraphs stay apart by one blank line.
    lines.dedup_by(|a, b| a.is_empty() && b.is_empty());
    let text = lines.join("\n").trim().to_owned();
    match record {
        Some(what) if text.is_empty() && tags.is_empty() => Some(Act::Remove { what }),
        Some(note) => Some(Act::Rewrite { note, text, tags }),
        None if text.is_empty() && tags.is_empty() => None,
        None if text.is_empty() => Some(Act::Tag { on, tags }),
        None => Some(Act::Note { on, text, tags }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_a_hash_are_tags() {
        let on = Target::Document;
        let Some(Act::Note { text, tags, .. }) = note("ask #tarn about #1 #ferry", on.clone(), None) else {
            panic!("no note")
        };
        assert_eq!((text.as_str(), tags), ("ask about", vec!["tarn".to_owned(), "1".into(), "ferry".into()]));
        assert!(matches!(note("#tarn", on.clone(), None), Some(Act::Tag { .. })));
        assert_eq!(note("  ", on.clone(), None), None);
        let Some(Act::Note { text, .. }) = note("one  two ⏎  ⏎  ⏎ three #x\nfour", on.clone(), None)
        else {
            panic!("no note")
        };
        assert_eq!(text, "one two\n\nthree\nfour");
        let id = crate::notes::RecordId("a".into());
        assert!(matches!(note("", on.clone(), Some(id.clone())), Some(Act::Remove { .. })));
        assert!(matches!(note("new", on, Some(id)), Some(Act::Rewrite { .. })));
    }
}

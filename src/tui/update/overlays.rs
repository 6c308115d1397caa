//! Overlays: help, documents, cards to read; the keys of each.

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use tui_input::Input;
use tui_input::backend::crossterm::EventHandler;

use crate::model::{DocId, DossierActorId, Span};
use crate::tui::action::Action;
use crate::tui::app::{App, Selection};
use crate::tui::effect::Effect;
use crate::tui::keymap::Key;
use crate::tui::list::{List, Row};
use crate::tui::overlay::{Card, Overlay};
use crate::tui::panes::actors::ActorRow;
use crate::tui::panes::{Pane, details, help};

impl App {
    pub(super) fn open_help(&mut self) {
        self.overlays.push(Overlay::Help(Input::default(), List::default()));
        self.filter_help();
    }

    fn filter_help(&mut self) {
        let in_list = self.focus != Pane::Reader;
        if let Some(Overlay::Help(input, list)) = self.overlays.last_mut() {
            let rows = help::rows(&self.keymap, in_list, input.value());
            list.set_rows(rows.into_iter().map(|s| Row::Item(s.action)).collect());
        }
    }

    pub(super) fn open_documents(&mut self) {
        let mut list = List::default();
        list.set_rows((0..self.dossier.documents.len()).map(|k| Row::Item(DocId::new(k))).collect());
        let current = self.reader.doc;
        list.select_where(|d| *d == current);
        self.overlays.push(Overlay::Documents(list));
    }

    /// Why the selection is here: everything known of it.
    pub(super) fn open_why(&mut self) {
        let Some(selection) = self.selection(self.focus) else { return };
        let about = match &selection {
            Selection::Actor(ActorRow::Actor(id)) => Some(*id),
            _ => None,
        };
        if let Some(id) = about {
            self.ask_about(id);
        }
        let lines = details::lines(self, &selection, true);
        let card = Card { about, ..Card::new("Why is this here", lines) };
        self.overlays.push(Overlay::Card(card));
    }

    /// More has become known of an actor whose card may be open.
    pub(super) fn tell_of(&mut self, id: DossierActorId) {
        let is_open = matches!(self.overlays.last(), Some(Overlay::Card(card)) if card.about == Some(id));
        if !is_open || self.tables.offices(&self.dossier, id).is_none() {
            return;
        }
        let lines = details::lines(self, &Selection::Actor(ActorRow::Actor(id)), true);
        if let Some(Overlay::Card(card)) = self.overlays.last_mut() {
            card.lines = lines;
        }
    }

    pub(super) fn open_messages(&mut self) {
        let mut lines: Vec<_> = Vec::new();
        for (bad, text) in self.messages.all.iter().rev() {
            let role = if *bad { crate::tui::theme::Role::Error } else { crate::tui::theme::Role::Text };
            lines.push(ratatui::text::Line::from(self.look().span(text.clone(), role)));
        }
        if lines.is_empty() {
            lines.push("nothing was said yet".into());
        }
        self.overlays.push(Overlay::Card(Card::new("Messages, the newest first", lines)));
    }

    /// Keys while an overlay is open. Whether the key was taken.
    pub(super) fn overlay_key(&mut self, key: Key, event: KeyEvent) -> bool {
        if self.overlays.is_empty() {
            return false;
        }
        if self.leads_to(key, Action::ForceQuit) {
            self.effects.push(Effect::Quit);
            return true;
        }
        if self.leads_to(key, Action::Suspend) {
            self.effects.push(Effect::Suspend);
            return true;
        }
        let event = self.as_in_lists(key, event);
        let key = Key::of(event);
        match self.overlays.last_mut() {
            Some(Overlay::Search(_)) => self.search_key(event),
            Some(Overlay::Help(..)) => self.help_key(event),
            Some(Overlay::Documents(_)) => self.documents_key(key, event),
            Some(Overlay::Command(_)) => self.palette_key(event),
            Some(Overlay::Ask(_)) => self.ask_key(event),
            Some(Overlay::Card(_)) => self.card_key(key),
            Some(Overlay::Sheet(_)) => self.sheet_key(key),
            None => return false,
        }
        true
    }

    /// Keys with a modifier that back out, or move up and down in lists, do so in overlays and inputs too.
    pub(super) fn as_in_lists(&self, key: Key, event: KeyEvent) -> KeyEvent {
        let modified = event.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
        let meant = [
            (Action::BackOut, KeyCode::Esc),
            (Action::MoveDown, KeyCode::Down),
            (Action::MoveUp, KeyCode::Up),
        ];
        let found = meant.into_iter().find(|(action, _)| modified && self.leads_to(key, *action));
        found.map_or(event, |(_, code)| plain(code))
    }

    fn help_key(&mut self, event: KeyEvent) {
        let Some(Overlay::Help(input, list)) = self.overlays.last_mut() else { return };
        match event.code {
            KeyCode::Esc => {
                self.overlays.pop();
            }
            _ if list.moved_by(event) => {}
            KeyCode::Char('?' | 'q') if input.value().is_empty() => {
                self.overlays.pop();
            }
            KeyCode::Enter => {
                let action = list.selected().copied();
                self.overlays.pop();
                if let Some(action) = action {
                    self.act(action);
                }
            }
            _ => {
                input.handle_event(&Event::Key(event));
                self.filter_help();
            }
        }
    }

    fn documents_key(&mut self, key: Key, event: KeyEvent) {
        let down = self.leads_to(key, Action::MoveDown);
        let up = self.leads_to(key, Action::MoveUp);
        let close = self.leads_to(key, Action::Quit) || self.leads_to(key, Action::Documents);
        let filter = self.leads_to(key, Action::AddToScope);
        let Some(Overlay::Documents(list)) = self.overlays.last_mut() else { return };
        match event.code {
            _ if down => list.step(1),
            _ if up => list.step(-1),
            KeyCode::Enter => {
                let doc = list.selected().copied();
                self.overlays.pop();
                if let Some(doc) = doc {
                    self.jump(doc, Span::new(0, 0));
                }
            }
            _ if filter => {
                let doc = list.selected().copied();
                self.overlays.pop();
                if let Some(doc) = doc {
                    self.scope_from(&format!("doc:{doc}"));
                }
            }
            KeyCode::Esc => {
                self.overlays.pop();
            }
            _ if close => {
                self.overlays.pop();
            }
            _ => {}
        }
    }

    fn card_key(&mut self, key: Key) {
        let is = |action| self.leads_to(key, action);
        let step = [
            (Action::MoveDown, 1, 0),
            (Action::MoveUp, -1, 0),
            (Action::PageDown, 1, 1),
            (Action::PageUp, -1, 1),
            (Action::HalfPageDown, 1, 2),
            (Action::HalfPageUp, -1, 2),
        ]
        .into_iter()
        .find(|(action, ..)| is(*action));
        let ends = (is(Action::Top) || key.character() == Some('g'), is(Action::Bottom));
        let Some(Overlay::Card(card)) = self.overlays.last_mut() else { return };
        match (step, ends) {
            (Some((_, direction, 0)), _) => card.scroll(direction),
            (Some((_, direction, part)), _) => {
                card.scroll(direction * (card.rows.0.saturating_sub(1) / part).max(1) as isize);
            }
            (None, (true, _)) => card.top = 0,
            (None, (_, true)) => card.scroll(isize::MAX / 2),
            _ => {
                self.overlays.pop();
            }
        }
    }

    /// Text pasted into whatever takes text.
    pub(super) fn type_text(&mut self, text: &str) {
        let insert = |input: &mut Input| {
            for c in text.chars() {
                input.handle(tui_input::InputRequest::InsertChar(c));
            }
        };
        match self.overlays.last_mut() {
            Some(Overlay::Search(_)) => self.search_typed(text),
            Some(Overlay::Help(input, _)) => {
                insert(input);
                self.filter_help();
            }
            Some(Overlay::Ask(ask)) => {
                insert(&mut ask.input);
                ask.filter();
            }
            Some(Overlay::Command(palette)) => {
                insert(&mut palette.input);
                self.filter_palette();
            }
            Some(_) => {}
            None => {
                if let Some(find) = self.find.as_mut().filter(|f| f.editing) {
                    insert(&mut find.input);
                    self.ask_find();
                }
            }
        }
    }
}

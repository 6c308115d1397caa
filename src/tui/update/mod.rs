//! Messages → changes of the state and effects. One file a topic; nothing here touches the world.

mod asking;
mod copy;
mod correct;
mod details;
mod export;
mod filter;
mod find;
mod groups;
pub(super) mod hold;
mod jump;
mod mouse;
mod movement;
mod notes;
pub mod overlays;
mod palette;
mod range;
mod related;
mod reload;
mod rows;
mod scope;
pub mod search;
mod select;
mod session;
mod shape;
mod sheets;
mod undo;
mod walk;
mod work;

use std::time::Duration;

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent};

use super::action::{Action, Place};
use super::app::{App, Awaits};
use super::effect::Effect;
use super::event::Msg;
use super::keymap::{Key, Lookup};
use super::panes::Pane;

impl App {
    /// Takes in one message and says what the world is to do.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        if matches!(msg, Msg::Input(_)) && !std::mem::replace(&mut self.keeping, true) {
            self.effects.push(Effect::KeepSoon);
        }
        match msg {
            Msg::Input(Event::Key(key)) => self.key(key),
            Msg::Input(Event::Mouse(mouse)) => self.mouse(mouse),
            Msg::Input(Event::Paste(text)) => self.paste(&text),
            Msg::Work(work) => self.work(work),
            Msg::Copied(copied) if copied.outcome.is_ok() => self.say(copied.to_string()),
            Msg::Copied(copied) => self.complain(copied.to_string()),
            Msg::InputLost(_) => self.effects.push(Effect::Quit),
            Msg::Input(_) | Msg::Resize | Msg::Signal(_) => {}
        }
        self.refresh_details();
        std::mem::take(&mut self.effects)
    }

    /// Runs an action as if its key had been pressed.
    pub fn act(&mut self, action: Action) {
        self.last_action = Some(action);
        match action {
            Action::Help => self.open_help(),
            Action::Find => self.open_find(),
            Action::Search => self.open_search(),
            Action::NextPane => self.cycle_pane(true),
            Action::PreviousPane => self.cycle_pane(false),
            Action::PaneSections => self.focus_on(Pane::Sections),
            Action::PaneActors => self.focus_on(Pane::Actors),
            Action::PaneClaims => self.focus_on(Pane::Claims),
            Action::PaneTimeline => self.focus_on(Pane::Timeline),
            Action::PaneReader => self.focus_on(Pane::Reader),
            Action::AddToScope => self.add_to_scope(),
            Action::MakeScope => self.make_scope(),
            Action::DropChip => self.drop_chip(),
            Action::ClearScope => self.clear_scope(),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Pin => self.toggle_pin(),
            Action::Commit => self.commit(false),
            Action::CommitStay => self.commit(true),
            Action::BackOut => self.back_out(),
            Action::Copy => self.copy_and_let_go(false),
            Action::CopyCitation => self.copy_and_let_go(true),
            Action::Quit => self.close_or_quit(),
            Action::ForceQuit => self.effects.push(Effect::Quit),
            Action::Suspend => self.effects.push(Effect::Suspend),
            Action::MoveDown => self.step(1),
            Action::MoveUp => self.step(-1),
            Action::Left => self.sideways(false),
            Action::Right => self.sideways(true),
            Action::PageDown => self.page(1, 1),
            Action::PageUp => self.page(-1, 1),
            Action::HalfPageDown => self.page(1, 2),
            Action::HalfPageUp => self.page(-1, 2),
            Action::Top => self.go_to_end(false),
            Action::Bottom => self.go_to_end(true),
            Action::NextParagraph => self.walk_paragraph(true),
            Action::PreviousParagraph => self.walk_paragraph(false),
            Action::NextSection => self.walk_section(true),
            Action::PreviousSection => self.walk_section(false),
            Action::NextClaim => self.walk_claim(true),
            Action::PreviousClaim => self.walk_claim(false),
            Action::NextUnseen => self.walk_unseen(true),
            Action::PreviousUnseen => self.walk_unseen(false),
            Action::NextMention => self.walk_mention(true),
            Action::PreviousMention => self.walk_mention(false),
            Action::NextDate => self.walk_date(true),
            Action::PreviousDate => self.walk_date(false),
            Action::FindNext => self.find_step(true),
            Action::FindPrevious => self.find_step(false),
            Action::FindWord => self.find_word(),
            Action::Sort => self.sort(),
            Action::Group => self.group(),
            Action::NextGroup => self.step_group(true),
            Action::PreviousGroup => self.step_group(false),
            Action::FoldGroups => self.fold_groups(),
            Action::Concordance => self.open_concordance(),
            Action::Matrix => self.open_matrix(),
            Action::Board => self.open_board(),
            Action::FilterBy => self.ask_filter(),
            Action::Why => self.open_why(),
            Action::HistoryBack => self.history_step(false),
            Action::HistoryForward => self.history_step(true),
            Action::OpenSource => self.open_source(),
            Action::Export => self.ask_export(),
            Action::Reload => self.reload(),
            Action::ToggleNoise => self.toggle_noise(),
            Action::Select => self.toggle_select(),
            Action::SelectParagraph => self.select_paragraph(),
            Action::Wider => self.resize_pane(true, true),
            Action::Narrower => self.resize_pane(true, false),
            Action::Taller => self.resize_pane(false, true),
            Action::Shorter => self.resize_pane(false, false),
            Action::EqualPanes => self.reset_borders(),
            Action::CycleLayout => self.cycle_layout(),
            Action::Zoom => self.zoomed = !self.zoomed,
            Action::Documents => self.open_documents(),
            Action::ToggleMouse => self.toggle_mouse(),
            Action::ToggleNumbers => self.reader.numbers = !self.reader.numbers,
            Action::Command => self.open_command(),
            Action::Messages => self.open_messages(),
            Action::AddNote => self.add_note(),
            Action::Related => self.go_to_related(),
            Action::SetStatus => self.set_status(),
            Action::SetMark => self.await_mark(Awaits::SetMark),
            Action::GoToMark => self.await_mark(Awaits::GoToMark),
            Action::NextMark => self.walk_mark(true),
            Action::PreviousMark => self.walk_mark(false),
            Action::NextNote => self.walk_note(true),
            Action::PreviousNote => self.walk_note(false),
            Action::Notebook => self.open_notebook(),
            Action::SaveScope => self.save_scope(),
            Action::LoadScope => self.load_scope(),
            Action::MergeActor => self.merge_actor(),
            Action::SplitActor => self.split_actor(),
            Action::Rename => self.rename(),
            Action::Retype => self.retype(),
            Action::Attribute => self.attribute(),
            Action::Hide => self.hide(),
            Action::Promote => self.promote(true),
            Action::Demote => self.promote(false),
            Action::ToggleMask => self.toggle_mask(),
            Action::AddMissed => self.add_missed(),
        }
    }

    fn key(&mut self, event: KeyEvent) {
        self.messages.fresh = 0;
        let key = Key::of(event);
        if let Some(awaits) = self.awaits.take()
            && !self.leads_to(key, Action::ForceQuit)
        {
            if event.code != KeyCode::Esc {
                self.mark_letter(awaits, key.character());
            }
            return;
        }
        if self.overlay_key(key, event) || self.find_key(key, event) {
            return;
        }
        self.pending.push(key);
        self.popup = false;
        match self.keymap.lookup(&self.pending, |place| self.applies(place)) {
            Lookup::Action(action) => {
                self.pending.clear();
                self.act(action);
            }
            Lookup::Several(actions) => {
                self.pending.clear();
                for action in actions {
                    self.act(action);
                }
            }
            Lookup::Prefix => self.show_keys_soon(),
            // Whatever was begun, the way out is never the rest of it.
            Lookup::Nothing if self.leads_to(key, Action::ForceQuit) => self.act(Action::ForceQuit),
            Lookup::Nothing => {
                if self.pending.len() > 1 || key.character().is_some() {
                    let typed: String = self.pending.iter().map(Key::to_string).collect();
                    let help = self.key_of(Action::Help);
                    self.say(format!("{typed} does nothing here; {help} shows the keys"));
                }
                self.pending.clear();
            }
        }
    }

    /// Shows what may follow the keys typed so far, at once or after the delay that is set.
    fn show_keys_soon(&mut self) {
        let generation = self.generations.popup.next();
        match self.config.popup_delay {
            0 => self.popup = true,
            ms => self.effects.push(Effect::Later(Duration::from_millis(ms.into()), generation)),
        }
    }

    /// The delay is over: unless the sequence went on meanwhile, what may follow is shown.
    pub(super) fn show_keys(&mut self, generation: u64) {
        self.popup = !self.pending.is_empty() && self.generations.popup.is_current(generation);
    }

    /// Whether what belongs to a place counts where the focus is.
    pub fn applies(&self, place: Place) -> bool {
        match place {
            Place::Panes => true,
            Place::Lists => self.focus != Pane::Reader,
            Place::Reader => self.focus == Pane::Reader,
        }
    }

    /// The first key of an action, for messages.
    pub(super) fn key_of(&self, action: Action) -> String {
        self.keymap.keys_of(action).into_iter().next().unwrap_or_default()
    }

    /// Whether a key by itself leads to this action in the panes.
    pub(super) fn leads_to(&self, key: Key, action: Action) -> bool {
        self.keymap.lookup(&[key], |_| true) == Lookup::Action(action)
    }

    fn close_or_quit(&mut self) {
        if self.zoomed {
            self.zoomed = false;
        } else {
            self.effects.push(Effect::Quit);
        }
    }

    pub(super) fn focus_on(&mut self, pane: Pane) {
        if self.symbols.plain && self.focus != pane {
            self.say(pane.name());
        }
        self.focus = pane;
        if pane != Pane::Reader {
            self.list_pane = pane;
        }
        if matches!(pane, Pane::Claims | Pane::Timeline) {
            self.ledger = pane;
        }
    }

    fn cycle_pane(&mut self, forward: bool) {
        let all = Pane::ALL;
        let k = self.focus.number() - 1;
        let next = if forward { (k + 1) % all.len() } else { (k + all.len() - 1) % all.len() };
        if let Some(pane) = all.get(next) {
            self.focus_on(*pane);
        }
    }

    fn toggle_mouse(&mut self) {
        self.mouse = !self.mouse;
        self.effects.push(Effect::Mouse(self.mouse));
        let key = self.key_of(Action::ToggleMouse);
        self.say(if self.mouse {
            "the mouse scrolls and clicks again".to_owned()
        } else {
            format!("the mouse selects text in the terminal; {key} takes it back")
        });
    }

    fn toggle_noise(&mut self) {
        self.reader.toggle_noise();
        self.ask_find();
        let count = self.document().map_or(0, |d| d.noise.len());
        let what = if count == 1 { "1 fragment".to_owned() } else { format!("{count} fragments") };
        self.say(match (count, self.reader.show_noise) {
            (0, _) => "no injected text was found in this document".to_owned(),
            (_, true) => format!("injected text shown: {what}, counted nowhere"),
            (_, false) => format!("injected text hidden: {what}"),
        });
    }

    fn open_source(&mut self) {
        let Some(document) = self.document() else { return };
        let line = document.text.source_line(self.reader.cursor);
        let path = document.path.clone();
        match self.inputs.get(self.reader.doc.index()) {
            Some(crate::load::Input::File(_)) if document.text.format.has_source_lines() => {
                self.effects.push(Effect::Edit(path, line));
            }
            Some(crate::load::Input::File(_)) => {
                let place = crate::export::locator::Locator::new(document).page_or_line(self.reader.cursor);
                self.say(format!("{place} of {path}, which is no file for an editor"));
            }
            _ => self.complain(format!("{path} is no file that an editor could open (line {line})")),
        }
    }

    fn paste(&mut self, text: &str) {
        let line: String = text.chars().filter(|c| !c.is_control()).collect();
        self.type_text(&line);
    }
}

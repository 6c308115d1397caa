//! The palette: every action by name, what is typed filters; numbers and percentages go to places.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent};
use tui_input::backend::crossterm::EventHandler;

use crate::model::Span;
use crate::tui::action::{ACTIONS, Action, Place, Spec};
use crate::tui::app::App;
use crate::tui::list::Row;
use crate::tui::overlay::{Entry, Overlay, Palette};
use crate::tui::panes::Pane;

/// Actions remembered as recent.
const RECENT: usize = 8;

impl App {
    pub(super) fn open_command(&mut self) {
        self.overlays.push(Overlay::Command(Palette::default()));
        self.filter_palette();
    }

    pub(super) fn filter_palette(&mut self) {
        let Some(Overlay::Command(palette)) = self.overlays.last() else { return };
        let typed = palette.input.value().trim().to_owned();
        let entries = match place(&typed) {
            Some(entry) => vec![entry],
            None => self.fitting(&typed),
        };
        if let Some(Overlay::Command(palette)) = self.overlays.last_mut() {
            palette.list.set_rows(entries.into_iter().map(Row::Item).collect());
            palette.list.end(false);
        }
    }

    /// The actions that fit what is typed: those that can be done first, the best match first; with nothing typed those
    /// done last.
    fn fitting(&self, typed: &str) -> Vec<Entry> {
        let matcher = SkimMatcherV2::default().ignore_case();
        let recency = |action| self.recent.iter().rev().position(|a| *a == action).unwrap_or(RECENT);
        let mut fitting: Vec<((bool, i64, usize), Entry)> = ACTIONS
            .iter()
            .filter(|spec| spec.action != Action::Command)
            .filter_map(|spec| {
                let score = score(&matcher, spec, typed)?;
                let reason = self.unavailable(spec.action);
                // Who types a name wants that action, and wants to know why it would do nothing.
                let key = (reason.is_some() && score < NAMED, -score, recency(spec.action));
                Some((key, Entry::Action(spec.action, reason)))
            })
            .collect();
        fitting.sort_by_key(|(key, _)| *key);
        fitting.into_iter().map(|(_, entry)| entry).collect()
    }

    /// Why an action would do nothing now.
    pub(super) fn unavailable(&self, action: Action) -> Option<&'static str> {
        let scope_empty = self.scope.now().is_empty();
        let reason = match action {
            _ if !self.applies(action.spec()?.place) => match action.spec()?.place {
                Place::Lists => "only in a list",
                _ => "only in the reader",
            },
            Action::FindNext | Action::FindPrevious if self.find.is_none() => "nothing to find yet",
            Action::DropChip | Action::ClearScope if scope_empty => "the scope is everything",
            Action::AddToScope | Action::MakeScope if self.filter_hint.is_none() => {
                "nothing here to filter by"
            }
            Action::ToggleNoise if self.document().is_some_and(|d| d.noise.is_empty()) => {
                "no injected text here"
            }
            Action::Group if !matches!(self.focus, Pane::Actors | Pane::Claims) => "only actors and claims",
            _ => return None,
        };
        Some(reason)
    }

    pub(super) fn palette_key(&mut self, event: KeyEvent) {
        let Some(Overlay::Command(palette)) = self.overlays.last_mut() else { return };
        match event.code {
            KeyCode::Esc => {
                self.overlays.pop();
            }
            KeyCode::Backspace if palette.input.value().is_empty() => {
                self.overlays.pop();
            }
            _ if palette.list.moved_by(event) => {}
            KeyCode::Enter => self.run_palette(),
            KeyCode::Tab => {
                if let Some(Entry::Action(action, _)) = palette.list.selected() {
                    palette.input = action.spec().map_or("", |s| s.name).into();
                    self.filter_palette();
                }
            }
            _ => {
                palette.input.handle_event(&Event::Key(event));
                self.filter_palette();
            }
        }
    }

    /// Does what is selected.
    pub(super) fn run_palette(&mut self) {
        let Some(Overlay::Command(palette)) = self.overlays.last() else { return };
        let typed = palette.input.value().trim().to_owned();
        let entry = palette.list.selected().cloned();
        self.overlays.pop();
        match entry {
            // As in other programs that have a colon.
            _ if typed == "q" => self.act(Action::ForceQuit),
            Some(Entry::Paragraph(number)) => self.go_to_paragraph(number),
            Some(Entry::Percent(percent)) => self.go_to_percent(percent),
            Some(Entry::Action(action, reason)) => {
                self.recent.retain(|a| *a != action);
                self.recent.push(action);
                let from = self.recent.len().saturating_sub(RECENT);
                self.recent.drain(..from);
                match reason {
                    Some(reason) => {
                        let name = action.spec().map_or("", |s| s.name);
                        self.say(format!("{name} does nothing now: {reason}"));
                    }
                    None => self.act(action),
                }
            }
            None => {
                self.complain(format!("{typed} is no action; a number goes to a paragraph, 50% to a place"));
            }
        }
    }

    fn go_to_percent(&mut self, percent: usize) {
        self.history.push(self.here());
        self.focus_on(Pane::Reader);
        let at = self.document().map_or(0, |d| {
            let text = d.text.as_str();
            text.floor_char_boundary(text.len() * percent.min(100) / 100)
        });
        self.move_reader(|r| r.to_byte(at));
        if percent > 100 {
            self.say("the text ends at 100 %; this is its end");
        }
    }

    fn go_to_paragraph(&mut self, number: usize) {
        let count = self.reader.paragraphs.total();
        let block = self.reader.paragraphs.block(number);
        let block = block.and_then(|k| self.document()?.blocks.get(k)).map(|b| b.span);
        match block {
            Some(span) => {
                self.focus_on(Pane::Reader);
                self.jump(self.reader.doc, Span::new(span.from(), span.from()));
                if number > count {
                    self.say(format!("there are {count} paragraphs; this is the last"));
                }
            }
            None => self.say("this document has no paragraphs"),
        }
    }
}

/// A place that is typed: `120`, `50%`.
fn place(typed: &str) -> Option<Entry> {
    match typed.strip_suffix('%') {
        Some(percent) => percent.trim().parse().ok().map(Entry::Percent),
        None => typed.parse().ok().map(Entry::Paragraph),
    }
}

/// What a name or the beginning of one is worth at least: more than any match of letters.
const NAMED: i64 = 1 << 40;

/// How well an action fits what is typed; 0 for everything where nothing is.
fn score(matcher: &SkimMatcherV2, spec: &Spec, typed: &str) -> Option<i64> {
    if typed.is_empty() {
        return Some(0);
    }
    let name = typed.replace([' ', '-'], "_").to_lowercase();
    if spec.name == name {
        return Some(3 * NAMED);
    }
    if spec.name.starts_with(&name) {
        return Some(2 * NAMED - spec.name.len() as i64);
    }
    let in_name = matcher.fuzzy_match(spec.name, &name).map(|s| 2 * s);
    // In a sentence letters that lie apart are chance: there only words count.
    let lower = spec.doc.to_lowercase();
    let in_doc = typed.to_lowercase().split_whitespace().all(|w| lower.contains(w)).then_some(1);
    in_name.max(in_doc)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_before_letters_and_letters_before_sentences() {
        let matcher = SkimMatcherV2::default().ignore_case();
        let of = |action: Action, typed: &str| score(&matcher, action.spec().unwrap(), typed);
        assert!(of(Action::Find, "find") > of(Action::FindNext, "find"));
        assert!(of(Action::FindNext, "find") > of(Action::Zoom, "find"));
        assert!(of(Action::NextClaim, "nxcl") > Some(0));
        assert_eq!(of(Action::OpenSource, "editor"), Some(1));
        assert_eq!(of(Action::Zoom, "xyzzy"), None);
        assert_eq!(place("50%"), Some(Entry::Percent(50)));
        assert_eq!(place("120"), Some(Entry::Paragraph(120)));
        assert_eq!(place("zoom"), None);
    }
}

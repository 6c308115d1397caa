//! Find in the focused pane: typing, answers, steps.

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent};
use tui_input::backend::crossterm::EventHandler;

use crate::search::Finder;
use crate::tui::app::App;
use crate::tui::effect::{self, Effect};
use crate::tui::find::{Find, Matches};
use crate::tui::keymap::Key;
use crate::tui::panes::reader::Intervals;
use crate::tui::panes::{Pane, actors, row_texts};

impl App {
    pub(super) fn open_find(&mut self) {
        self.find = Some(Find::new(self.focus));
    }

    /// Keys while the find is typed. Whether the key was taken.
    pub(super) fn find_key(&mut self, key: Key, event: KeyEvent) -> bool {
        let quits = self.leads_to(key, crate::tui::action::Action::ForceQuit);
        let again = key.character().is_none() && self.leads_to(key, crate::tui::action::Action::Find);
        let event = self.as_in_lists(key, event);
        let Some(find) = self.find.as_mut().filter(|f| f.editing) else { return false };
        match event.code {
            KeyCode::Esc => self.find = None,
            KeyCode::Enter => {
                find.editing = false;
                if find.input.value().is_empty() {
                    self.find = None;
                }
            }
            KeyCode::Down => self.find_step(true),
            KeyCode::Up => self.find_step(false),
            _ if quits => self.effects.push(Effect::Quit),
            _ if again => self.find_step(true),
            _ => {
                find.input.handle_event(&Event::Key(event));
                self.ask_find();
            }
        }
        true
    }

    /// Asks a worker for the matches of what is typed now.
    pub(super) fn ask_find(&mut self) {
        if self.find.as_ref().is_some_and(|f| f.is_query) {
            return self.ask_hits();
        }
        let Some(find) = &mut self.find else { return };
        let finder = match Finder::new(find.input.value()) {
            Ok(finder) => finder,
            // A pattern half typed: the matches so far stay.
            Err(_) => return,
        };
        let current = self.generations.find.clone();
        let generation = current.next();
        if finder.is_empty() {
            find.matches = Matches::Pending;
            return;
        }
        let job = match find.pane {
            Pane::Reader => match self.document() {
                Some(document) => effect::find_text(generation, current, document.clone(), finder),
                None => return,
            },
            pane => {
                effect::find_rows(generation, current, finder, row_texts(&self.dossier, &self.lists, pane))
            }
        };
        self.effects.push(Effect::Work(job));
    }

    /// Asks a worker for the hits of a query in the reader's document.
    fn ask_hits(&mut self) {
        let (Some(find), Some(index)) = (&self.find, self.index.clone()) else { return };
        let current = self.generations.find.clone();
        let generation = current.next();
        let query = find.input.value().to_owned();
        let (dossier, doc, layers) = (self.dossier.clone(), self.reader.doc, self.all_layers());
        self.effects
            .push(Effect::Work(effect::find_hits(generation, current, index, dossier, doc, query, layers)));
    }

    pub(super) fn found(&mut self, generation: u64, mut matches: Matches) {
        if !self.generations.find.is_current(generation) {
            return;
        }
        let Some(pane) = self.find.as_ref().map(|f| f.pane) else { return };
        if let Matches::Text(_, spans) = &mut matches
            && !self.reader.show_noise
            && let Some(document) = self.document()
        {
            // What is not shown is not found.
            let shown = spans.spans().iter().copied().filter(|s| !document.is_noise(s.from()));
            *spans = Intervals::new(shown);
        }
        let at = match pane {
            Pane::Reader => self.peek.map_or(self.reader.cursor, |p| p.at),
            list => self.selected_row(list),
        };
        if let Some(find) = &mut self.find {
            find.matches = matches;
            find.begin_at(at);
            // One is at a hit already.
            if find.is_query {
                return;
            }
        }
        self.show_match();
    }

    pub(super) fn find_step(&mut self, forward: bool) {
        let Some(find) = &mut self.find else {
            // An actor found by `*` is walked like a word.
            if self.active.is_some() {
                self.walk_mention(forward);
                return;
            }
            let key = self.key_of(crate::tui::action::Action::Find);
            self.say(format!("nothing to find yet; {key} begins"));
            return;
        };
        find.step(forward);
        self.show_match();
    }

    /// Shows the current match. In the reader a find is a peek until something else moves it.
    fn show_match(&mut self) {
        let Some(find) = &self.find else { return };
        let (pane, current) = (find.pane, find.current);
        match &find.matches {
            Matches::Text(doc, spans) => {
                let Some(span) = spans.spans().get(current).copied() else { return };
                let doc = *doc;
                if self.peek.is_none() {
                    self.peek = Some(self.here());
                    self.history.push(self.here());
                }
                self.show(doc, span);
            }
            Matches::Rows(rows) => {
                let Some(row) = rows.get(current).copied() else { return };
                self.select_row(pane, row);
                self.peek();
            }
            Matches::Pending => {}
        }
    }

    /// Finds the actor (highlighting all its mentions) or the word under the cursor.
    pub(super) fn find_word(&mut self) {
        if let Some(row) = self.actor_under(self.reader.cursor) {
            let name = actors::name(&self.dossier, &row).to_owned();
            self.active = Some(row);
            let next = self.key_of(crate::tui::action::Action::NextMention);
            self.say(format!("{name}: mentions highlighted; {next} goes to the next"));
            return;
        }
        let Some(word) = self.document().and_then(|d| word_at(d.text.as_str(), self.reader.cursor)) else {
            self.say("no word under the cursor");
            return;
        };
        let mut find = Find::new(Pane::Reader);
        find.input = word.into();
        find.editing = false;
        self.find = Some(find);
        self.focus_on(Pane::Reader);
        self.ask_find();
    }
}

/// The word that holds byte `at`, or the next one on the line.
fn word_at(text: &str, at: usize) -> Option<String> {
    let is_word = |c: char| c.is_alphanumeric() || c == '\'' || c == '’' || c == '-';
    let before = text.get(..at)?;
    let start = before.char_indices().rev().take_while(|(_, c)| is_word(*c)).last().map_or(at, |(k, _)| k);
    let word: String = text
        .get(start..)?
        .chars()
        .skip_while(|c| !is_word(*c) && *c != '\n')
        .take_while(|c| is_word(*c))
        .collect();
    (!word.is_empty()).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::word_at;

    #[test]
    fn the_word_around_a_byte() {
        assert_eq!(word_at("a cease-fire held", 4), Some("cease-fire".into()));
        assert_eq!(word_at("a cease-fire held", 0), Some("a".into()));
        assert_eq!(word_at("é — été", 3), Some("été".into()));
        assert_eq!(word_at("a  \nb", 2), None);
    }
}

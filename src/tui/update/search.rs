//! The search overlay: typing, kinds, order, where a hit leads, and the query as the scope.

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use tui_input::backend::crossterm::EventHandler;

use crate::search::{Completions, Found, Hit, HitKind, Loose, Order, Problem, Query, Results};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::effect::{self, Asked, Effect};
use crate::tui::find::Find;
use crate::tui::list::Row;
use crate::tui::overlay::{Overlay, Search};
use crate::tui::panes::Pane;
use crate::tui::panes::actors::{self, ActorRow};
use crate::tui::update::hold::select_claim;

/// The kinds of hits that there are tabs for.
pub const TABS: [Option<HitKind>; 8] = [
    None,
    Some(HitKind::Section),
    Some(HitKind::Actor),
    Some(HitKind::Claim),
    Some(HitKind::Event),
    Some(HitKind::Place),
    Some(HitKind::Text),
    Some(HitKind::Note),
];

impl App {
    pub(super) fn open_search(&mut self) {
        self.overlays.push(Overlay::Search(Box::default()));
    }

    fn search_state(&mut self) -> Option<&mut Search> {
        match self.overlays.last_mut() {
            Some(Overlay::Search(search)) => Some(search),
            _ => None,
        }
    }

    /// Keys in the search overlay.
    pub(super) fn search_key(&mut self, event: KeyEvent) {
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        let Some(search) = self.search_state() else { return };
        match event.code {
            KeyCode::Esc => {
                self.overlays.pop();
            }
            KeyCode::Enter => self.open_hit(),
            KeyCode::Down => self.search_down(1),
            KeyCode::Up => self.search_up(),
            KeyCode::PageDown => self.search_down(10),
            KeyCode::PageUp => search.list.step(-10),
            KeyCode::Char('n') if control => self.search_down(1),
            KeyCode::Char('p') if control => search.list.step(-1),
            KeyCode::Tab => self.search_tab(true),
            KeyCode::BackTab => self.search_tab(false),
            KeyCode::Char('r') if control => {
                search.order = match search.order {
                    Order::Best => Order::Reading,
                    Order::Reading => Order::Date,
                    Order::Date => Order::Best,
                };
                self.ask_search();
            }
            KeyCode::Char('x') if control => {
                let query = search.input.value().to_owned();
                self.remember_query();
                self.overlays.pop();
                self.scope_from(&query);
            }
            KeyCode::Char('y') if control => {
                let query = search.input.value().replace('\'', "'\\''");
                let paths = self.inputs.iter().map(|i| i.name()).collect::<Vec<_>>().join(" ");
                let command = format!("casefile search '{query}' {paths}");
                self.effects.push(Effect::Copy(command));
            }
            KeyCode::Char('k') if control => {
                let query = search.input.value().to_owned();
                self.save_query(query);
            }
            KeyCode::Char('o') if control => self.load_query(),
            KeyCode::Right if !search.next().is_empty() => {
                search.complete();
                self.ask_search();
            }
            _ => {
                let before = search.input.value().to_owned();
                search.input.handle_event(&Event::Key(event));
                search.recalled = None;
                if search.input.value() != before {
                    self.ask_search();
                }
            }
        }
    }

    fn search_down(&mut self, by: isize) {
        let count = self.queries.len();
        let queries = self.queries.clone();
        let Some(search) = self.search_state() else { return };
        // While earlier queries are leafed through, down leads back to the newer ones.
        match search.recalled {
            Some(0) => {
                search.recalled = None;
                search.input.reset();
                self.ask_search();
            }
            Some(k) => {
                search.recalled = Some(k - 1);
                search.input = queries.get(count - k).cloned().unwrap_or_default().into();
                self.ask_search();
            }
            None => search.list.step(by),
        }
    }

    fn search_up(&mut self) {
        let count = self.queries.len();
        let queries = self.queries.clone();
        let Some(search) = self.search_state() else { return };
        let recalling = search.input.value().is_empty() || search.recalled.is_some();
        if !recalling {
            search.list.step(-1);
            return;
        }
        let next = search.recalled.map_or(0, |k| k + 1);
        if next < count {
            search.recalled = Some(next);
            search.input = queries.get(count - 1 - next).cloned().unwrap_or_default().into();
            self.ask_search();
        }
    }

    fn search_tab(&mut self, forward: bool) {
        let Some(search) = self.search_state() else { return };
        let has_some = |tab: &Option<HitKind>| match (tab, &search.results) {
            (Some(kind), Some(results)) => results.counts.of(*kind) + results.loose.of(*kind) > 0,
            _ => true,
        };
        let k = TABS.iter().position(|t| *t == search.only).unwrap_or(0);
        let next = |by: usize| TABS.get((k + by) % TABS.len()).copied();
        let mut others =
            (1..=TABS.len()).map(|by| next(if forward { by } else { TABS.len() - by % TABS.len() }));
        // Kinds of which nothing is found are passed by.
        search.only = others.find_map(|tab| tab.filter(has_some)).flatten();
        self.ask_search();
    }

    /// Text typed or pasted into the search.
    pub(super) fn search_typed(&mut self, text: &str) {
        if let Some(search) = self.search_state() {
            for c in text.chars() {
                search.input.handle(tui_input::InputRequest::InsertChar(c));
            }
            self.ask_search();
        }
    }

    fn ask_search(&mut self) {
        let index = self.index.clone();
        let dossier = self.dossier.clone();
        let current = self.generations.search.clone();
        let Some(search) = self.search_state() else { return };
        let query = search.input.value().to_owned();
        let mut parsed = Query::parse(&query);
        search.problems = std::mem::take(&mut parsed.problems);
        let Some(index) = index else { return };
        if parsed.is_empty() {
            search.results = None;
            search.completions = Completions::default();
            search.list.set_rows(Vec::new());
            current.next();
            return;
        }
        // A pattern half typed: the last good results stay.
        if search.problems.iter().any(Problem::breaks) {
            return;
        }
        let asked = Asked { query, only: search.only, order: search.order };
        search.asked.clone_from(&asked);
        let generation = current.next();
        self.effects.push(Effect::Work(effect::search(
            generation,
            current,
            index,
            dossier,
            asked,
            self.all_layers(),
        )));
    }

    /// Puts a query that was kept into the search.
    pub(super) fn take_up_query(&mut self, query: &str) {
        if let Some(search) = self.search_state() {
            search.input = query.into();
            search.recalled = None;
            self.ask_search();
        }
    }

    /// Searches anew where the index or the notes have changed under an open search.
    pub(super) fn search_again(&mut self) {
        if self.search_state().is_some() {
            self.ask_search();
        }
    }

    pub(super) fn take_completions(&mut self, completions: Completions) {
        if let Some(search) = self.search_state() {
            search.completions = completions;
        }
    }

    /// Loose hits come behind the others, so that nothing moves that may be looked at already.
    pub(in crate::tui) fn take_loose(&mut self, loose: Loose) {
        let Some(search) = self.search_state() else { return };
        if let Some(results) = &mut search.results {
            results.append(loose);
            search.list.set_rows((0..results.hits.len()).map(Row::Item).collect());
        }
    }

    pub(super) fn take_without(&mut self, without: Vec<(String, usize)>) {
        if let Some(search) = self.search_state() {
            search.without = without;
        }
    }

    pub(super) fn take_results(&mut self, results: Results) {
        let Some(search) = self.search_state() else { return };
        // The same asked anew, as the index grows or a note is stored: what is selected stays so.
        let same = search.answered == search.asked && search.list.position() > 0;
        let held = if same { search.hit().cloned() } else { None };
        search.answered.clone_from(&search.asked);
        search.without.clear();
        search.list.set_rows((0..results.hits.len()).map(Row::Item).collect());
        let is = |hit: &Hit, held: &Hit| (hit.kind, hit.doc, hit.span) == (held.kind, held.doc, held.span);
        let at = held.and_then(|held| results.hits.iter().position(|hit| is(hit, &held)));
        match at {
            Some(at) => search.list.select(at),
            None => search.list.end(false),
        }
        search.results = Some(results);
    }

    /// Makes the hits of a query in the reader's document what the keys for the next and previous match go through.
    fn walk_hits(&mut self, query: String) {
        let mut find = Find::new(Pane::Reader);
        find.input = query.into();
        find.editing = false;
        find.is_query = true;
        self.find = Some(find);
        self.ask_find();
    }

    /// The walk goes on through what the index finds now.
    pub(super) fn walk_again(&mut self) {
        if self.find.as_ref().is_some_and(|find| find.is_query) {
            self.ask_find();
        }
    }

    fn remember_query(&mut self) {
        let Some(query) = self.search_state().map(|s| s.input.value().to_owned()) else { return };
        if !query.trim().is_empty() {
            self.queries.retain(|q| *q != query);
            self.queries.push(query);
        }
    }

    /// Goes to the selected hit and selects it in its own pane.
    pub(super) fn open_hit(&mut self) {
        self.remember_query();
        let Some(search) = self.search_state() else { return };
        let hit = search.hit().cloned();
        let query = search.input.value().to_owned();
        let Some(hit) = hit else { return };
        self.overlays.pop();
        if matches!(hit.at, Found::Note(..)) && hit.span.is_empty() {
            self.show(hit.doc, hit.span);
            self.focus_on(Pane::Reader);
            let notebook = self.key_of(Action::Notebook);
            self.say(format!("this note stands on no words of the text; {notebook} lists it"));
            return;
        }
        self.jump(hit.doc, hit.span);
        self.focus_on(Pane::Reader);
        self.walk_hits(query);
        use crate::model::Item;
        match hit.at {
            Found::Actor(id) => {
                // The hits may be those of the dossier before.
                let there = actors::named_at(&self.dossier, hit.doc, hit.span.start);
                let row = ActorRow::Actor(id);
                let row = if there.contains(&row) { Some(row) } else { there.into_iter().next() };
                let Some(row) = row else { return };
                self.lists.actors.select_where(|r| *r == row);
                self.list_pane = Pane::Actors;
                self.active = Some(row);
            }
            Found::Note(..) => {}
            Found::Item(item) => match item.item {
                Item::Claim(_) => {
                    select_claim(&mut self.lists.claims, &self.dossier, (hit.doc, hit.span));
                    self.list_pane = Pane::Claims;
                }
                Item::Event(id) => {
                    self.select_event((item.doc, id));
                    self.list_pane = Pane::Timeline;
                }
                Item::Section(_) => self.list_pane = Pane::Sections,
                _ => {}
            },
        }
    }
}

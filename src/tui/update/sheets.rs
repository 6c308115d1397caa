//! Sheets: opened, filled by workers, walked by keys.

use std::sync::Arc;

use crate::link::concordance::{Order, Place};
use crate::link::paragraphs::Paragraphs;
use crate::link::{board, concordance, matrix, offices};
use crate::model::{Dossier, DossierActorId};
use crate::scope::{Chip, Kept};
use crate::tui::action::Action;
use crate::tui::app::{App, Selection};
use crate::tui::effect::{Effect, Work};
use crate::tui::keymap::Key;
use crate::tui::list::{List, Row};
use crate::tui::overlay::Overlay;
use crate::tui::panes::actors::{self, ActorRow};
use crate::tui::panes::claims::ClaimRow;
use crate::tui::panes::{Pane, sheets};
use crate::tui::sheet::{Board, Concordance, Made, Matrix, Sheet};
use crate::tui::update::hold::select_claim;

/// A move in a sheet.
#[derive(Debug, Clone, Copy)]
enum Move {
    Rows(isize),
    /// Pages, or parts of one.
    Pages(isize, usize),
    /// To the first row, or the last.
    End(bool),
}

impl App {
    /// Every mention of the actor meant, in its words.
    pub(super) fn open_concordance(&mut self) {
        let row = match self.selection(self.focus) {
            Some(Selection::Actor(row)) => Some(row),
            Some(Selection::Text(anchor)) => self.actor_under(anchor.at).or_else(|| self.active.clone()),
            _ => self.active.clone(),
        };
        let Some(row) = row.or_else(|| self.lists.actors.selected().cloned()) else {
            self.say("no actor here: choose one in the actors, or one that the text names");
            return;
        };
        let name = actors::name(&self.dossier, &row).to_owned();
        let all = actors::mentions(&self.dossier, &row, None).len();
        let order = Order::Text;
        let sheet = Concordance { row, name, order, list: List::default(), all, waiting: true };
        self.overlays.push(Overlay::Sheet(Box::new(Sheet::Concordance(sheet))));
        self.fill_sheet();
    }

    pub(super) fn open_matrix(&mut self) {
        self.overlays.push(Overlay::Sheet(Box::new(Sheet::Matrix(Matrix::default()))));
        self.fill_sheet();
    }

    pub(super) fn open_board(&mut self) {
        self.overlays.push(Overlay::Sheet(Box::new(Sheet::Board(Board::default()))));
        self.fill_sheet();
    }

    pub(super) fn sheet(&self) -> Option<&Sheet> {
        self.overlays
            .iter()
            .rev()
            .find_map(|o| if let Overlay::Sheet(sheet) = o { Some(&**sheet) } else { None })
    }

    pub(super) fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        self.overlays
            .iter_mut()
            .rev()
            .find_map(|o| if let Overlay::Sheet(sheet) = o { Some(&mut **sheet) } else { None })
    }

    /// Asks a worker for what the open sheet shows, unless it is known.
    pub(super) fn fill_sheet(&mut self) {
        let (dossier, kept) = (self.dossier.clone(), self.kept.clone());
        let generation = self.generations.sheet.next();
        let known = match self.sheet() {
            Some(Sheet::Matrix(_)) => {
                let table = self.tables.table(&dossier, &kept);
                table.and_then(|table| Some(Made::Table(self.tables.deeds(&dossier)?, table)))
            }
            Some(Sheet::Board(_)) => self.tables.parties(&dossier, &kept).map(Made::Parties),
            Some(Sheet::Concordance(_)) => None,
            None => return,
        };
        if let Some(made) = known {
            self.show_made(made);
            return;
        }
        let deeds = self.tables.deeds(&dossier);
        let asked = match self.sheet_mut() {
            Some(Sheet::Concordance(sheet)) => {
                sheet.waiting = true;
                Asked::Lines(sheet.row.clone(), sheet.order)
            }
            Some(Sheet::Matrix(_)) => Asked::Table(deeds),
            Some(Sheet::Board(_)) => Asked::Parties,
            None => return,
        };
        self.ask_worker(generation, asked);
    }

    /// Asks a worker for what the card of an actor tells and is not known yet.
    pub(super) fn ask_about(&mut self, id: DossierActorId) {
        let deeds = self.tables.deeds(&self.dossier);
        if deeds.is_none() || self.tables.offices(&self.dossier, id).is_none() {
            let generation = self.generations.sheet.next();
            self.ask_worker(generation, Asked::Actor(deeds, id));
        }
    }

    fn ask_worker(&mut self, generation: u64, asked: Asked) {
        let (dossier, kept) = (self.dossier.clone(), self.kept.clone());
        let scoped = !self.scope.now().is_empty();
        let current = self.generations.sheet.clone();
        let job: crate::tui::effect::Job = Box::new(move |say| {
            let stale = || !current.is_current(generation);
            if let Some(made) = asked.make(&dossier, &kept, scoped, &stale) {
                say(Work::Made(generation, Box::new((dossier, kept, made))));
            }
        });
        self.effects.push(Effect::Work(job));
    }

    /// A worker has made what was asked for.
    pub(super) fn made(&mut self, generation: u64, (dossier, kept, made): (Arc<Dossier>, Arc<Kept>, Made)) {
        self.tables.keep(&made, &dossier, &kept);
        if let Made::Actor(_, id, _) = made {
            self.tell_of(id);
        } else if self.generations.sheet.is_current(generation) {
            self.show_made(made);
        }
    }

    fn show_made(&mut self, made: Made) {
        let dossier = Arc::clone(&self.dossier);
        match (self.sheet_mut(), made) {
            (Some(Sheet::Concordance(sheet)), Made::Lines(lines)) => {
                sheet.waiting = false;
                sheet.list.set_rows(lines.into_iter().map(Row::Item).collect());
            }
            (Some(Sheet::Matrix(sheet)), Made::Table(_, table)) => sheet.set(table),
            (Some(Sheet::Board(sheet)), Made::Parties(parties)) => {
                sheet.list.set_rows(sheets::board::rows(&dossier, &parties, &sheet.folded));
                sheet.parties = Some(parties);
                if let Some(place) = sheet.wanted.take() {
                    select_claim(&mut sheet.list, &dossier, place);
                }
            }
            _ => {}
        }
    }

    /// Keys in a sheet: those of the lists move in it, Enter goes there, Esc and `q` close it.
    pub(super) fn sheet_key(&mut self, key: Key) {
        let is = |action| self.leads_to(key, action);
        let (commit, stay) = (is(Action::Commit), is(Action::CommitStay));
        let (left, right) = (is(Action::Left), is(Action::Right));
        let (sort, close) = (is(Action::Sort), is(Action::BackOut) || is(Action::Quit));
        let filter = is(Action::AddToScope);
        let moved = self.sheet_move(key);
        let dossier = Arc::clone(&self.dossier);
        if close {
            self.overlays.pop();
            return;
        }
        match self.sheet_mut() {
            Some(Sheet::Concordance(sheet)) => {
                if let Some(by) = moved {
                    move_list(&mut sheet.list, by);
                } else if sort {
                    sheet.order = sheet.order.next();
                    // From the top: neighbours that come first are what one sorts for.
                    sheet.list = List::default();
                    self.fill_sheet();
                } else if commit || stay {
                    self.go_to_line();
                }
            }
            Some(Sheet::Matrix(sheet)) => {
                let page = sheet.shown.0.max(2) as isize - 1;
                match moved {
                    Some(Move::Rows(by)) => sheet.step(by, 0),
                    Some(Move::Pages(by, part)) => sheet.step(by * page / part as isize, 0),
                    Some(Move::End(last)) => sheet.step(if last { isize::MAX } else { isize::MIN }, 0),
                    None if left || right => sheet.step(0, if right { 1 } else { -1 }),
                    None if commit || filter => self.keep_pair(),
                    None if stay => self.go_to_pair(),
                    None => {}
                }
            }
            Some(Sheet::Board(sheet)) => {
                if let Some(by) = moved {
                    move_list(&mut sheet.list, by);
                } else if left || right || (commit && sheet.list.selected_group().is_some()) {
                    fold(&dossier, sheet, !left);
                } else if commit || stay {
                    self.go_to_line();
                }
            }
            None => {}
        }
    }

    fn sheet_move(&self, key: Key) -> Option<Move> {
        let is = |action| self.leads_to(key, action);
        let moves = [
            (Action::MoveDown, Move::Rows(1)),
            (Action::MoveUp, Move::Rows(-1)),
            (Action::PageDown, Move::Pages(1, 1)),
            (Action::PageUp, Move::Pages(-1, 1)),
            (Action::HalfPageDown, Move::Pages(1, 2)),
            (Action::HalfPageUp, Move::Pages(-1, 2)),
            (Action::Top, Move::End(false)),
            (Action::Bottom, Move::End(true)),
        ];
        let found = moves.into_iter().find(|(action, _)| is(*action)).map(|(_, by)| by);
        // The way to the top is a sequence in some presets; its first key will do where nothing else begins so.
        found.or((key.character() == Some('g')).then_some(Move::End(false)))
    }

    /// Goes to the row that is selected, closing the sheet.
    pub(super) fn go_to_line(&mut self) {
        let target: Option<Place> = match self.sheet() {
            Some(Sheet::Concordance(sheet)) => sheet.list.selected().copied(),
            Some(Sheet::Board(sheet)) => {
                let row: Option<ClaimRow> = sheet.list.selected().copied();
                row.and_then(|(doc, id)| Some((doc, self.dossier.document(doc)?.claim(id)?.span)))
            }
            _ => None,
        };
        let active = match self.sheet() {
            Some(Sheet::Concordance(sheet)) => Some(sheet.row.clone()),
            _ => None,
        };
        let Some((doc, span)) = target else { return };
        self.overlays.pop();
        if active.is_some() {
            self.active = active;
        }
        self.jump(doc, span);
        self.focus_on(Pane::Reader);
    }

    /// The two actors chosen in the table.
    fn pair(&self) -> Option<[DossierActorId; 2]> {
        let Some(Sheet::Matrix(sheet)) = self.sheet() else { return None };
        let mut pair = sheet.pair();
        let (a, b) = (pair.next()?, pair.next()?);
        (a != b).then_some([a, b])
    }

    /// Makes the pair chosen chips of the scope.
    fn keep_pair(&mut self) {
        let Some([a, b]) = self.pair() else {
            self.say("a pair is two actors: move to another column");
            return;
        };
        let chips = (Chip::actor(&self.dossier, a), Chip::actor(&self.dossier, b));
        let (Some(a), Some(b)) = chips else { return };
        self.overlays.pop();
        let said = format!("added {} and {}", a.label(), b.label());
        self.change_scope(|scope| {
            scope.add(a);
            scope.add(b);
            Some(said)
        });
        self.focus_on(Pane::Claims);
    }

    /// Goes to where the one does something to the other, else to where both are named.
    fn go_to_pair(&mut self) {
        let Some(Sheet::Matrix(sheet)) = self.sheet() else { return };
        let cell = sheet.table.as_ref().and_then(|t| t.cell(sheet.row, sheet.column));
        let target = cell.and_then(|c| c.evidence.first().map(|d| (d.doc, d.verb)).or(c.first));
        match target {
            Some((doc, span)) => {
                self.overlays.pop();
                self.jump(doc, span);
                self.focus_on(Pane::Reader);
            }
            None => self.say("no paragraph names both"),
        }
    }

    /// A click on a row of a sheet: selects it, the second one goes there.
    pub(super) fn click_sheet(&mut self, row: usize) {
        let dossier = Arc::clone(&self.dossier);
        let again = match self.sheet_mut() {
            Some(Sheet::Concordance(sheet)) => click(&mut sheet.list, row),
            Some(Sheet::Board(sheet)) => {
                let heading = sheet.list.heading_at(sheet.list.top() + row).cloned();
                match heading {
                    Some(heading) => {
                        let at = sheet.list.top() + row;
                        sheet.list.select(if heading.folded { at } else { at + 1 });
                        fold(&dossier, sheet, heading.folded);
                        false
                    }
                    None => click(&mut sheet.list, row),
                }
            }
            Some(Sheet::Matrix(sheet)) => {
                let last = sheet.table.as_ref().map_or(0, |t| t.actors.len().saturating_sub(1));
                sheet.row = (sheet.top + row).min(last);
                false
            }
            None => false,
        };
        if again {
            self.go_to_line();
        }
    }

    /// The wheel over a sheet.
    pub(super) fn wheel_sheet(sheet: &mut Sheet, by: isize) {
        match sheet {
            Sheet::Concordance(sheet) => sheet.list.step(by),
            Sheet::Board(sheet) => sheet.list.step(by),
            Sheet::Matrix(sheet) => sheet.step(by, 0),
        }
    }
}

fn click<T: PartialEq + Clone>(list: &mut List<T>, row: usize) -> bool {
    let row = list.top() + row;
    let again = list.position() == row;
    list.select(row);
    again
}

fn move_list<T: PartialEq + Clone>(list: &mut List<T>, by: Move) {
    match by {
        Move::Rows(by) => list.step(by),
        Move::Pages(by, part) => list.step(by * (list.height / part).max(1) as isize),
        Move::End(last) => list.end(last),
    }
}

/// Folds the party that the selection is in, or unfolds the one selected.
fn fold(dossier: &Dossier, sheet: &mut Board, open: bool) {
    let closed = sheet.list.selected_group().is_some();
    let Some(key) = sheet.list.heading().map(|h| h.key.clone()).filter(|_| closed == open) else { return };
    if open {
        sheet.folded.remove(&key);
    } else {
        sheet.folded.insert(key.clone());
    }
    let rows = sheet.parties.as_ref().map_or(Vec::new(), |p| sheets::board::rows(dossier, p, &sheet.folded));
    sheet.list.set_rows(rows);
    if let Some(row) = sheet.list.group(&key) {
        sheet.list.select(row);
    }
}

/// What a sheet asks a worker for.
enum Asked {
    Lines(ActorRow, Order),
    Table(Option<Arc<Vec<matrix::Deed>>>),
    Parties,
    Actor(Option<Arc<Vec<matrix::Deed>>>, DossierActorId),
}

/// Mentions read for the offices of an actor at most.
const OFFICES_READ: usize = 50_000;

impl Asked {
    fn make(self, dossier: &Dossier, kept: &Kept, scoped: bool, stale: &dyn Fn() -> bool) -> Option<Made> {
        let only = scoped.then(|| in_scope(dossier, kept));
        let known = |deeds: Option<Arc<Vec<matrix::Deed>>>| match deeds {
            Some(deeds) => Some(deeds),
            None => matrix::deeds(dossier, stale).map(Arc::new),
        };
        match self {
            Asked::Lines(row, order) => {
                let places = actors::mentions(dossier, &row, None);
                concordance::lines(dossier, &places, only.as_ref(), order, stale).map(Made::Lines)
            }
            Asked::Table(deeds) => {
                let deeds = known(deeds)?;
                let table = matrix::matrix(dossier, &deeds, only.as_ref(), stale)?;
                Some(Made::Table(deeds, Arc::new(table)))
            }
            Asked::Parties => Some(Made::Parties(Arc::new(board::board(dossier, &kept.claims, stale)?))),
            Asked::Actor(deeds, id) => {
                let offices = Arc::new(offices::of_dossier(dossier, id, OFFICES_READ));
                Some(Made::Actor(known(deeds)?, id, offices))
            }
        }
    }
}

/// The paragraphs in which something stands that the scope keeps.
fn in_scope(dossier: &Dossier, kept: &Kept) -> Paragraphs {
    let claims =
        kept.claims.iter().filter_map(|(doc, id)| Some((*doc, dossier.document(*doc)?.claim(*id)?.span)));
    let events = kept.events.iter().filter_map(|(doc, id)| {
        let event = dossier.document(*doc)?.event(*id)?;
        Some((*doc, *event.sources.first()?))
    });
    Paragraphs::holding(dossier, claims.chain(events))
}

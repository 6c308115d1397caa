//! Sheets: views that take the screen for a while. What they show is made by workers and kept until something changes.

use std::sync::Arc;

use crate::link::board::Party;
use crate::link::concordance::{Order, Place};
use crate::link::matrix::{Deed, Matrix as Table};
use crate::link::offices::Office;
use crate::model::{DocId, Dossier, DossierActorId};
use crate::scope::Kept;

use super::held::Place as Words;
use super::list::{GroupKey, List};
use super::panes::actors::ActorRow;
use super::panes::claims::ClaimRow;

/// A view over everything else.
#[derive(Debug)]
pub enum Sheet {
    /// Every mention of somebody in its words.
    Concordance(Concordance),
    /// Who stands with whom.
    Matrix(Matrix),
    /// What is recommended and promised, by party.
    Board(Board),
}

/// Mentions in their words, aligned.
#[derive(Debug)]
pub struct Concordance {
    /// Whose mentions.
    pub row: ActorRow,
    /// Its name.
    pub name: String,
    /// In which order.
    pub order: Order,
    /// The mentions shown.
    pub list: List<Place>,
    /// How many there are, in scope or not.
    pub all: usize,
    /// Whether they are still being sorted.
    pub waiting: bool,
}

/// The table of actors.
#[derive(Debug, Default)]
pub struct Matrix {
    /// The table, once it is made.
    pub table: Option<Arc<Table>>,
    /// The row chosen.
    pub row: usize,
    /// The column chosen.
    pub column: usize,
    /// Who is to be chosen once the table is made.
    pub wanted: Vec<DossierActorId>,
    /// The first row and column shown, and how many of each were when last drawn.
    pub top: usize,
    /// See `top`.
    pub left: usize,
    /// See `top`.
    pub shown: (usize, usize),
}

impl Matrix {
    /// Moves the choice, stopping at the edges.
    pub fn step(&mut self, down: isize, right: isize) {
        let last = self.table.as_ref().map_or(0, |t| t.actors.len().saturating_sub(1));
        self.row = self.row.saturating_add_signed(down).min(last);
        self.column = self.column.saturating_add_signed(right).min(last);
    }

    /// Brings the choice into sight where so many rows and columns are shown.
    pub fn reveal(&mut self, rows: usize, columns: usize) {
        self.shown = (rows, columns);
        let into =
            |at: usize, from: usize, room: usize| from.min(at).max((at + 1).saturating_sub(room.max(1)));
        self.top = into(self.row, self.top, rows);
        self.left = into(self.column, self.left, columns);
    }

    /// The actors of the row and the column chosen.
    pub fn pair(&self) -> impl Iterator<Item = DossierActorId> {
        let table = self.table.as_deref();
        [self.row, self.column].into_iter().filter_map(move |k| table?.actors.get(k).copied())
    }

    /// The table is out of date: these are to be chosen in the next one.
    pub fn forget(&mut self, wanted: Vec<DossierActorId>) {
        if self.table.take().is_some() {
            self.wanted = wanted;
        }
    }

    /// Takes in a table; whoever was chosen stays chosen.
    pub fn set(&mut self, table: Arc<Table>) {
        let mut wanted = std::mem::take(&mut self.wanted);
        if wanted.is_empty() {
            wanted = self.pair().collect();
        }
        let place = |k: usize| wanted.get(k).and_then(|id| table.actors.iter().position(|a| a == id));
        let (row, column) = (place(0), place(1));
        let second = usize::from(table.actors.len() > 1);
        self.row = row.unwrap_or(0);
        self.column = column.unwrap_or(second);
        self.table = Some(table);
    }
}

/// Parties with what concerns them.
#[derive(Debug, Default)]
pub struct Board {
    /// The parties, once they are known.
    pub parties: Option<Arc<Vec<Party>>>,
    /// Claims under the parties they concern.
    pub list: List<ClaimRow>,
    /// The claim to be selected once the parties are known.
    pub wanted: Option<Words>,
    /// Parties folded away.
    pub folded: std::collections::HashSet<GroupKey>,
}

impl Board {
    /// The parties are out of date: this claim is to be selected among the next ones.
    pub fn forget(&mut self, wanted: Option<Words>) {
        if self.parties.take().is_some() {
            self.wanted = wanted;
            self.list.set_rows(Vec::new());
        }
    }
}

/// The offices of an actor, each with the document in which it stands first.
pub type Offices = Arc<Vec<(DocId, Office)>>;

/// What a worker has made for a sheet.
#[derive(Debug)]
pub enum Made {
    /// Mentions in their order.
    Lines(Vec<Place>),
    /// All deeds, and the table of what is in scope.
    Table(Arc<Vec<Deed>>, Arc<Table>),
    /// The parties.
    Parties(Arc<Vec<Party>>),
    /// All deeds, and the offices of one actor.
    Actor(Arc<Vec<Deed>>, DossierActorId, Offices),
}

/// Something made of a dossier and a scope.
type Of<T> = Option<(Arc<Dossier>, Arc<Kept>, Arc<T>)>;

/// What was made for sheets, with what it was made of.
#[derive(Debug, Default)]
pub struct Tables {
    deeds: Option<(Arc<Dossier>, Arc<Vec<Deed>>)>,
    table: Of<Table>,
    parties: Of<Vec<Party>>,
    offices: Option<(Arc<Dossier>, DossierActorId, Offices)>,
}

impl Tables {
    /// The deeds of a dossier, if they are known.
    pub fn deeds(&self, dossier: &Arc<Dossier>) -> Option<Arc<Vec<Deed>>> {
        self.deeds.as_ref().filter(|d| Arc::ptr_eq(&d.0, dossier)).map(|d| Arc::clone(&d.1))
    }

    /// The offices of an actor, if they have been read.
    pub fn offices(&self, dossier: &Arc<Dossier>, id: DossierActorId) -> Option<Offices> {
        let known = self.offices.as_ref().filter(|o| Arc::ptr_eq(&o.0, dossier) && o.1 == id);
        known.map(|o| Arc::clone(&o.2))
    }

    /// The table of a scope, if it is made.
    pub fn table(&self, dossier: &Arc<Dossier>, kept: &Arc<Kept>) -> Option<Arc<Table>> {
        let known = self.table.as_ref().filter(|t| Arc::ptr_eq(&t.0, dossier) && Arc::ptr_eq(&t.1, kept));
        known.map(|t| Arc::clone(&t.2))
    }

    /// The parties of a scope, if they are known.
    pub fn parties(&self, dossier: &Arc<Dossier>, kept: &Arc<Kept>) -> Option<Arc<Vec<Party>>> {
        let known = self.parties.as_ref().filter(|t| Arc::ptr_eq(&t.0, dossier) && Arc::ptr_eq(&t.1, kept));
        known.map(|t| Arc::clone(&t.2))
    }

    /// Keeps what was made.
    pub fn keep(&mut self, made: &Made, dossier: &Arc<Dossier>, kept: &Arc<Kept>) {
        let of = || (Arc::clone(dossier), Arc::clone(kept));
        match made {
            Made::Lines(_) => {}
            Made::Table(deeds, table) => {
                let (dossier, kept) = of();
                self.deeds = Some((Arc::clone(&dossier), Arc::clone(deeds)));
                self.table = Some((dossier, kept, Arc::clone(table)));
            }
            Made::Actor(deeds, id, offices) => {
                self.deeds = Some((Arc::clone(dossier), Arc::clone(deeds)));
                self.offices = Some((Arc::clone(dossier), *id, Arc::clone(offices)));
            }
            Made::Parties(parties) => {
                let (dossier, kept) = of();
                self.parties = Some((dossier, kept, Arc::clone(parties)));
            }
        }
    }
}

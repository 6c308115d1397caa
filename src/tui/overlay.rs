//! What lies over the panes: the top one takes the keys first and passes on none.

use ratatui::text::Line;
use tui_input::Input;

use crate::model::{DocId, DossierActorId};
use crate::search::{Completion, Completions, Hit, HitKind, Order, Problem, Results};

use super::action::Action;
use super::ask::Ask;
use super::effect::Asked;
use super::list::List;
use super::sheet::Sheet;

/// An overlay.
#[derive(Debug)]
pub enum Overlay {
    /// Help for the focused pane, filtered by what is typed.
    Help(Input, List<Action>),
    /// The documents of the dossier.
    Documents(List<DocId>),
    /// Search over everything.
    Search(Box<Search>),
    /// The palette: every action by name, or a place to go to.
    Command(Palette),
    /// A question.
    Ask(Box<Ask>),
    /// A view that takes the screen for a while.
    Sheet(Box<Sheet>),
    /// Lines to read: why something is here, messages.
    Card(Card),
}

/// The palette: what is typed, and what fits.
#[derive(Debug, Default)]
pub struct Palette {
    /// What is typed.
    pub input: Input,
    /// What Enter would do.
    pub list: List<Entry>,
}

/// A line of the palette.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// An action, and why it would do nothing now.
    Action(Action, Option<&'static str>),
    /// A paragraph by its number, from 1.
    Paragraph(usize),
    /// A percentage of the text.
    Percent(usize),
}

/// Lines to read, with a title.
#[derive(Debug, Default)]
pub struct Card {
    /// Above the lines.
    pub title: String,
    /// What to read.
    pub lines: Vec<Line<'static>>,
    /// Whom it tells of, if it is an actor: more of it may become known.
    pub about: Option<DossierActorId>,
    /// How many lines are scrolled away.
    pub top: usize,
    /// Rows shown when last drawn, and rows there were: what a page is, and where the end is.
    pub rows: (usize, usize),
}

impl Card {
    /// A card at its top.
    pub fn new(title: impl Into<String>, lines: Vec<Line<'static>>) -> Self {
        Self { title: title.into(), lines, ..Self::default() }
    }

    /// Scrolls by rows, not beyond the last.
    pub fn scroll(&mut self, by: isize) {
        self.top = self.top.saturating_add_signed(by).min(self.rows.1.saturating_sub(self.rows.0));
    }
}

/// The search overlay.
#[derive(Debug, Default)]
pub struct Search {
    /// What is typed.
    pub input: Input,
    /// What in it was not understood.
    pub problems: Vec<Problem>,
    /// The last good results; they stay until newer ones come.
    pub results: Option<Results>,
    /// Where nothing fits: terms that stand in the way, and how many things fit without each.
    pub without: Vec<(String, usize)>,
    /// The kind of hits it is narrowed to.
    pub only: Option<HitKind>,
    /// The hits shown, by their number in the results.
    pub list: List<usize>,
    /// In which order hits come.
    pub order: Order,
    /// What was asked last.
    pub asked: Asked,
    /// What the results answer.
    pub answered: Asked,
    /// What could be typed next, as of the last answer.
    pub completions: Completions,
    /// Which of the earlier queries is shown, counted from the newest.
    pub recalled: Option<usize>,
}

impl Search {
    /// Whether the cursor stands behind what is typed.
    pub fn at_end(&self) -> bool {
        self.input.cursor() >= self.input.value().chars().count()
    }

    /// The hit that is selected.
    pub fn hit(&self) -> Option<&Hit> {
        self.results.as_ref()?.hits.get(*self.list.selected()?)
    }

    /// What could be typed next, the likeliest first; nothing while that is not known for what is typed now.
    pub fn next(&self) -> &[Completion] {
        let known = self.at_end() && self.completions.replace.end == self.input.value().len();
        if known { &self.completions.items } else { &[] }
    }

    /// Types the likeliest of what could be typed next.
    pub fn complete(&mut self) {
        let Some(insert) = self.next().first().map(|item| item.insert.clone()) else { return };
        let mut typed = self.input.value().to_owned();
        let range = self.completions.replace.clone();
        if typed.get(range.clone()).is_some() {
            typed.replace_range(range, &insert);
            self.input = typed.into();
        }
        self.completions = Completions::default();
    }
}

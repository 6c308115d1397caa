//! The explorer's state: one owned value. What changes it is in `update/`, what draws it in `view.rs` and `panes/`.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use ratatui::text::Line;

use crate::config::Config;
use crate::extract::Stage;
use crate::link::claims::{ClaimRef, Comparisons};
use crate::link::events::EventLinks;
use crate::load::Input;
use crate::model::{Date, DocId, Document, Dossier, Span, Text};
use crate::notes::{Layers, Positions, Resolved, Session, Sessions};
use crate::scope::{History as ScopeHistory, Kept};
use crate::search::Index;

use super::action::Action;
use super::coverage::Coverage;
use super::effect::{Effect, Generation};
use super::find::Find;
use super::held::{Held, Pin};
use super::history::{Anchor, History};
use super::hit::Hits;
use super::keymap::{Key, Keymap};
use super::list::{GroupKey, List};
use super::marks::Marks;
use super::overlay::Overlay;
use super::panes::actors::ActorRow;
use super::panes::claims::ClaimRow;
use super::panes::reader::Intervals;
use super::panes::sections::SectionRow;
use super::panes::timeline::EventRow;
use super::panes::{Look, Pane, actors, claims, timeline};
use super::reader::Reader;
use super::sheet::Tables;
use super::steps::Steps;
use super::symbols::Symbols;
use super::theme::Theme;
use super::view::shape::{Border, Shape};

/// How far a document is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// Not begun.
    Waiting,
    /// So many of the stages are done.
    Reading(usize),
    /// All there.
    Ready,
    /// Could not be read.
    Failed(String),
}

/// The four lists and how each is arranged.
#[derive(Debug, Default)]
pub struct Lists {
    /// The outline.
    pub sections: List<SectionRow>,
    /// Who.
    pub actors: List<ActorRow>,
    /// What.
    pub claims: List<ClaimRow>,
    /// When.
    pub timeline: List<EventRow>,
    /// Sections folded away.
    pub folded: HashSet<SectionRow>,
    /// Order of the actors.
    pub actor_sort: actors::Sort,
    /// Whether actors are grouped by type.
    pub actor_group: bool,
    /// Order of the claims.
    pub claim_sort: claims::Sort,
    /// Groups of the claims.
    pub claim_group: claims::Group,
    /// The claims in these groups.
    pub claim_groups: claims::Groups,
    /// Groups folded away, of each list.
    pub folded_groups: HashMap<Pane, HashSet<GroupKey>>,
    /// Order of the events.
    pub event_sort: timeline::Sort,
    /// How much of the calendar is shown above the events.
    pub event_zoom: timeline::Zoom,
    /// The strips of the timeline, laid out.
    pub strips: timeline::Strips,
    /// The event from which a range of dates is being chosen.
    pub range_from: Option<EventRow>,
    /// Panes that go on to show what was in scope when they were pinned.
    pub pinned: HashMap<Pane, Pin>,
}

/// What the mouse holds on to between press and release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drag {
    /// The reader's scrollbar.
    Scrollbar,
    /// A border between panes.
    Border(Border),
    /// Text of the reader, from this byte on.
    Text(usize),
    /// Events of the timeline, from the selected one on.
    Events,
}

/// What the letter of a mark is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Awaits {
    /// To set it.
    SetMark,
    /// To go to it.
    GoToMark,
}

/// A document being read again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Again {
    /// The user has asked for it, and is told if nothing has changed.
    pub asked: bool,
    /// Its file has changed once more meanwhile.
    pub once_more: bool,
}

/// What has been said to the user.
#[derive(Debug, Clone, Default)]
pub struct Messages {
    /// All of it, the newest last.
    pub all: Vec<(bool, String)>,
    /// How many of the newest are still to be seen on the status line.
    pub fresh: usize,
}

impl Messages {
    /// The one to show of those still to be seen, whether it is a complaint, and how many others there are: the newest
    /// complaint, else the newest.
    pub fn shown(&self) -> Option<(bool, &str, usize)> {
        let fresh = self.all.get(self.all.len().saturating_sub(self.fresh)..)?;
        let (bad, text) = fresh.iter().rfind(|(bad, _)| *bad).or(fresh.last())?;
        let others = fresh.iter().filter(|(b, t)| b == bad && t != text).count();
        Some((*bad, text, others))
    }
}

/// The explorer.
pub struct App {
    /// The documents and their linked actors.
    pub dossier: Arc<Dossier>,
    /// What stands where, a document each.
    pub marks: Vec<Arc<Marks>>,
    /// How far each document is.
    pub progress: Vec<Progress>,
    /// The text.
    pub reader: Reader,
    /// The lists.
    pub lists: Lists,
    /// The pane that keys go to.
    pub focus: Pane,
    /// The list shown where there is room for one only.
    pub list_pane: Pane,
    /// Claims or timeline, whichever is shown where the two share a place.
    pub ledger: Pane,
    /// Whether the focused pane has the screen to itself.
    pub zoomed: bool,
    /// The layout and the borders that the user chose.
    pub shape: Shape,
    /// What the mouse holds on to.
    pub drag: Option<Drag>,
    /// The filter of all panes, with what it was before.
    pub scope: ScopeHistory,
    /// What it keeps.
    pub kept: Arc<Kept>,
    /// The actor whose mentions are highlighted and walked.
    pub active: Option<ActorRow>,
    /// Find in the focused pane.
    pub find: Option<Find>,
    /// What lies over the panes; the top one takes the keys.
    pub overlays: Vec<Overlay>,
    /// Jumps.
    pub history: History,
    /// Where the reader was before a list moved it.
    pub peek: Option<Anchor>,
    /// Keys of a sequence typed so far.
    pub pending: Vec<Key>,
    /// Whether what may follow them is shown.
    pub popup: bool,
    /// The action run last.
    pub last_action: Option<Action>,
    /// Actions chosen from the palette, the newest last.
    pub recent: Vec<Action>,
    /// Bindings.
    pub keymap: Keymap,
    /// Styles.
    pub theme: Theme,
    /// Signs.
    pub symbols: Symbols,
    /// Settings.
    pub config: Config,
    /// The analyst's own layer of each document.
    pub layers: Vec<Arc<Resolved>>,
    /// The words with a note in each document, to paint.
    pub noted: Vec<Arc<Intervals>>,
    /// What was done in this run, for one undo of all of it.
    pub steps: Steps,
    /// Whether the next key is the letter of a mark.
    pub awaits: Option<Awaits>,
    /// What was selected before a document was read anew.
    pub held: Option<Held>,
    /// Documents being read again, and whether their files have changed once more since; whether the user asked.
    pub reloading: HashMap<DocId, Again>,
    /// The document date given by the user.
    pub date: Option<Date>,
    /// What was said.
    pub messages: Messages,
    /// What is known of the selection, ready to draw.
    pub details: Vec<Line<'static>>,
    /// What adding the selection to the scope would do, for the hint line.
    pub filter_hint: Option<String>,
    /// Where things were drawn last.
    pub hits: Hits,
    /// The search index, when it is built.
    pub index: Option<Arc<Index>>,
    /// The share of it that is built, 0 to 1, while it is being built and can be searched already.
    pub indexed: Option<f32>,
    /// Claims that agree or clash, when they have been compared.
    pub comparisons: Arc<Comparisons>,
    /// What was made for sheets.
    pub tables: Tables,
    /// What is known of the events beside one another, when they have been held together.
    pub events: Arc<EventLinks>,
    /// The claim at which a walk through related ones began.
    pub related: Option<ClaimRef>,
    /// Queries searched before, the newest last.
    pub queries: Vec<String>,
    /// Reading positions of all documents.
    pub positions: Positions,
    /// How dossiers were left.
    pub sessions: Sessions,
    /// How this one was left, as far as it is still to be put back.
    pub restoring: Option<Session>,
    /// Whether all is to begin as if it had never been opened.
    pub begin_fresh: bool,
    /// Where what is exported goes, of paths that begin nowhere; empty: the folder the program was started in.
    pub folder: std::path::PathBuf,
    /// Whether it is to be stored soon how things are.
    pub keeping: bool,
    /// What of the documents has been on the screen.
    pub coverage: Coverage,
    /// The time since the program began, as of the message being taken in.
    pub now: Duration,
    /// Whether the mouse is ours.
    pub mouse: bool,
    /// Inputs as the user named them.
    pub inputs: Vec<Input>,
    /// Things asked of the world by the current update.
    pub effects: Vec<Effect>,
    /// Generations of the jobs.
    pub generations: Generations,
}

/// One generation a sort of job.
#[derive(Debug, Clone, Default)]
pub struct Generations {
    /// Linking and the scope.
    pub scope: Generation,
    /// The search index.
    pub index: Generation,
    /// The search overlay.
    pub search: Generation,
    /// Find in a pane.
    pub find: Generation,
    /// What a sheet shows.
    pub sheet: Generation,
    /// The list of keys that may follow.
    pub popup: Generation,
    /// Whether a link job is under way, and whether documents came in meanwhile.
    pub linking: (bool, bool),
}

impl App {
    /// An explorer over inputs that are still to be read.
    pub fn new(
        inputs: Vec<Input>,
        config: Config,
        keymap: Keymap,
        theme: Theme,
        symbols: Symbols,
        positions: Positions,
    ) -> Self {
        let documents: Vec<Arc<Document>> = inputs
            .iter()
            .map(|i| {
                Arc::new(Document::bare(i.name(), String::new(), Text::new("", crate::model::Format::Text)))
            })
            .collect();
        let count = documents.len();
        let mut dossier = Dossier::default();
        dossier.documents = documents;
        let mut reader = Reader::new(config.measure);
        reader.plain = symbols.plain;
        reader.brackets = (!symbols.unicode || theme.is_colourless()) && !symbols.plain;
        Self {
            dossier: Arc::new(dossier),
            marks: vec![Arc::default(); count],
            progress: vec![Progress::Waiting; count],
            reader,
            lists: Lists::default(),
            focus: Pane::Reader,
            list_pane: Pane::Claims,
            ledger: Pane::Claims,
            zoomed: false,
            shape: Shape::default(),
            drag: None,
            scope: ScopeHistory::default(),
            kept: Arc::default(),
            active: None,
            find: None,
            overlays: Vec::new(),
            history: History::default(),
            peek: None,
            pending: Vec::new(),
            popup: false,
            last_action: None,
            recent: Vec::new(),
            keymap,
            theme,
            symbols,
            config,
            layers: vec![Arc::default(); count],
            noted: vec![Arc::default(); count],
            steps: Steps::default(),
            awaits: None,
            held: None,
            reloading: HashMap::new(),
            date: None,
            messages: Messages::default(),
            details: Vec::new(),
            filter_hint: None,
            hits: Hits::default(),
            index: None,
            indexed: None,
            comparisons: Arc::default(),
            tables: Tables::default(),
            events: Arc::default(),
            related: None,
            queries: Vec::new(),
            positions,
            sessions: Sessions::default(),
            restoring: None,
            begin_fresh: false,
            folder: std::path::PathBuf::new(),
            keeping: false,
            coverage: Coverage::default(),
            now: Duration::ZERO,
            mouse: true,
            inputs,
            effects: Vec::new(),
            generations: Generations::default(),
        }
    }

    /// What a list shows: what the scope keeps, of a pinned one what it kept then.
    pub fn kept_in(&self, pane: Pane) -> &Arc<Kept> {
        self.lists.pinned.get(&pane).map_or(&self.kept, |pin| &pin.kept)
    }

    /// How things look.
    pub fn look(&self) -> Look<'_> {
        Look { theme: &self.theme, symbols: &self.symbols }
    }

    /// The document in the reader.
    pub fn document(&self) -> Option<&Arc<Document>> {
        self.dossier.document(self.reader.doc)
    }

    /// Where the reader is.
    pub fn here(&self) -> Anchor {
        Anchor { doc: self.reader.doc, at: self.reader.cursor }
    }

    /// The layers of all documents, for queries.
    pub fn all_layers(&self) -> Layers {
        Layers(self.layers.clone())
    }

    /// What stands where in the document of the reader.
    pub fn marks(&self) -> Option<&Arc<Marks>> {
        self.marks.get(self.reader.doc.index())
    }

    /// Says something on the status line.
    pub fn say(&mut self, text: impl Into<String>) {
        self.messages.all.push((false, text.into()));
        self.messages.fresh += 1;
    }

    /// Says that something went wrong.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.messages.all.push((true, text.into()));
        self.messages.fresh += 1;
    }

    /// How much is still to be read: a line for the panes, or `None` when all is there.
    pub fn loading(&self) -> Option<String> {
        let stages = Stage::ALL.len();
        let busy = |p: &Progress| matches!(p, Progress::Waiting | Progress::Reading(_));
        if !self.progress.iter().any(busy) {
            return None;
        }
        let done: usize = self
            .progress
            .iter()
            .map(|p| match p {
                Progress::Waiting => 0,
                Progress::Reading(n) => *n,
                Progress::Ready | Progress::Failed(_) => stages,
            })
            .sum();
        if self.symbols.plain {
            // A number that changes would be read aloud again and again.
            return Some("reading".to_owned());
        }
        Some(format!("reading {} %", 100 * done / (stages * self.progress.len()).max(1)))
    }

    /// The stretch of the calendar that the timeline's strip shows; `None`: all of it.
    pub fn calendar_window(&self) -> Option<(Date, Date)> {
        let (doc, id) = *self.lists.timeline.selected()?;
        let event = self.dossier.document(doc)?.event(id)?;
        self.lists.event_zoom.around(event.earliest.or(event.latest)?)
    }

    /// The selection of a list, as what it is about.
    pub fn selection(&self, pane: Pane) -> Option<Selection> {
        match pane {
            Pane::Sections => self.lists.sections.selected().map(|r| Selection::Section(*r)),
            Pane::Actors => self.lists.actors.selected().map(|r| Selection::Actor(r.clone())),
            Pane::Claims => self.lists.claims.selected().map(|r| Selection::Claim(*r)),
            Pane::Timeline => self.lists.timeline.selected().map(|r| Selection::Event(*r)),
            Pane::Reader => Some(Selection::Text(self.here())),
        }
    }
}

/// Something selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// A section or document.
    Section(SectionRow),
    /// An actor or place.
    Actor(ActorRow),
    /// A claim.
    Claim(ClaimRow),
    /// An event.
    Event(EventRow),
    /// A place in the text.
    Text(Anchor),
}

impl Selection {
    /// Where it stands, and how much of the text it is.
    pub fn target(&self, dossier: &Dossier) -> Option<(DocId, Span)> {
        match self {
            Selection::Section(row) => {
                let d = dossier.document(row.doc)?;
                let span = row.section.map_or(Some(Span::new(0, 0)), |s| d.section(s).map(|s| s.heading))?;
                Some((row.doc, span))
            }
            Selection::Actor(ActorRow::Actor(id)) => {
                let members = &dossier.actors.get(id.index())?.members;
                members.iter().find_map(|&(doc, a)| {
                    let first = dossier.document(doc)?.actor(a)?.mentions.first()?;
                    Some((doc, first.span))
                })
            }
            Selection::Actor(ActorRow::Place(members)) => {
                let &(doc, p) = members.first()?;
                Some((doc, dossier.document(doc)?.place(p)?.mentions.first()?.span))
            }
            Selection::Claim((doc, id)) => Some((*doc, dossier.document(*doc)?.claim(*id)?.span)),
            Selection::Event((doc, id)) => {
                Some((*doc, *dossier.document(*doc)?.event(*id)?.sources.first()?))
            }
            Selection::Text(anchor) => Some((anchor.doc, Span::new(anchor.at, anchor.at))),
        }
    }
}

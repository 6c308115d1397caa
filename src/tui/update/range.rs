//! A range of dates chosen in the timeline, by keys or drawn with the mouse: it becomes a chip of the scope.

use crate::model::Date;
use crate::scope::Chip;
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::panes::Pane;
use crate::tui::panes::timeline::EventRow;

impl App {
    /// Begins a range at the selected event; with one begun, makes it a chip of the scope.
    pub(super) fn toggle_range(&mut self) {
        let Some(here) = self.lists.timeline.selected().copied() else {
            self.say("no event here");
            return;
        };
        if let Some(from) = self.lists.range_from.take() {
            self.scope_to_range(from, here);
        } else if self.days_of(here).is_none() {
            self.say("an undated event begins no range");
        } else {
            self.lists.range_from = Some(here);
            let key = self.key_of(Action::Select);
            self.say(format!("a range from here: {key} at its other end filters by it, Esc lets go"));
        }
    }

    /// The mouse, drawn from the selected event, has come to a row.
    pub(super) fn draw_range(&mut self, row: usize) {
        let from = self.lists.timeline.selected().copied();
        self.select_visible(Pane::Timeline, row);
        let here = self.lists.timeline.selected().copied();
        if self.lists.range_from.is_none() && here != from {
            self.lists.range_from = from;
        }
    }

    /// Whether the mouse has drawn a range.
    pub(super) fn is_range_drawn(&self) -> bool {
        self.lists.range_from.is_some()
    }

    /// Shows less of the calendar around the selected event, or more.
    pub(super) fn zoom_calendar(&mut self, closer: bool) {
        let events = self.kept_in(Pane::Timeline).events.iter();
        let days = events.filter_map(|row| self.days_of(*row)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        let span = days.and_then(|(a, b)| b.since(a).ok()).map_or(0, |d| d.get_days());
        match self.lists.event_zoom.step(closer, span) {
            Some(_) if closer && self.lists.timeline.selected().and_then(|r| self.days_of(*r)).is_none() => {
                self.say("choose a dated event: the calendar is shown around it");
            }
            Some(zoom) => self.lists.event_zoom = zoom,
            None => self.say(if closer {
                "the calendar is shown as closely as it goes"
            } else {
                "all of the calendar is shown"
            }),
        }
    }

    /// The days of the range being chosen: from the event at which it began to the selected one.
    pub fn range_days(&self) -> Option<(Date, Date)> {
        let (from, to) = (self.lists.range_from?, *self.lists.timeline.selected()?);
        let (a, b) = (self.days_of(from)?, self.days_of(to)?);
        Some((a.0.min(b.0), a.1.max(b.1)))
    }

    /// The filter that the range being chosen would become.
    pub(super) fn range_chip(&self) -> Option<Chip> {
        let (first, last) = self.range_days().filter(|_| self.focus == Pane::Timeline)?;
        Chip::date(&format!("{first}..{last}"))
    }

    fn scope_to_range(&mut self, from: EventRow, to: EventRow) {
        let (Some(a), Some(b)) = (self.days_of(from), self.days_of(to)) else {
            self.say("an undated event ends no range");
            return;
        };
        let (first, last) = (a.0.min(b.0), a.1.max(b.1));
        match Chip::date(&format!("{first}..{last}")) {
            Some(chip) => self.change_scope(|scope| Some(scope.toggle(chip))),
            None => self.say("no scope holds such dates"),
        }
    }

    /// The days an event may lie on; an open end is its beginning.
    fn days_of(&self, (doc, id): EventRow) -> Option<(Date, Date)> {
        let event = self.dossier.document(doc)?.event(id)?;
        let first = event.earliest.or(event.latest)?;
        Some((first, event.latest.unwrap_or(first).max(first)))
    }
}

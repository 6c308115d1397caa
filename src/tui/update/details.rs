//! What is known of the selection, kept ready for the details pane.

use ratatui::text::Line;

use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::list::{GroupKey, Heading};
use crate::tui::panes::{Pane, details};
use crate::tui::theme::Role;

impl App {
    /// Reads the details of the selection anew.
    pub(super) fn refresh_details(&mut self) {
        let pane = self.focus;
        self.details = match self.selection(pane) {
            Some(selection) => details::lines(self, &selection, false),
            None => self.group_details(pane),
        };
        self.filter_hint = self.filter_hint();
    }

    /// What is known of a folded group that is selected.
    fn group_details(&mut self, pane: Pane) -> Vec<Line<'static>> {
        let heading = self.list(pane).and_then(|list| list.selected_group().cloned());
        let Some(Heading { key: GroupKey { name, .. }, count, .. }) = heading else { return Vec::new() };
        let key = self.key_of(Action::Right);
        let look = self.look();
        vec![
            Line::from(look.span(name, Role::Heading)),
            Line::from(look.span(format!("{count} folded away; {key} unfolds them"), Role::Muted)),
        ]
    }
}

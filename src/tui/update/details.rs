//! What is known of the selection, kept ready for the details pane.

use crate::tui::app::App;
use crate::tui::panes::{Pane, details};

impl App {
    /// Reads the details of the selection anew.
    pub(super) fn refresh_details(&mut self) {
        let pane = if self.focus == Pane::Reader { Pane::Reader } else { self.focus };
        self.details = match self.selection(pane) {
            Some(selection) => details::lines(self, &selection, false),
            None => Vec::new(),
        };
        self.filter_hint = self.filter_hint();
    }
}

//! Groups of a list: folded, unfolded, stepped through.

use crate::tui::app::App;
use crate::tui::list::GroupKey;
use crate::tui::panes::Pane;

impl App {
    /// Folds the group that the selection is in, or unfolds the one selected.
    pub(super) fn fold_group(&mut self, open: bool) {
        let pane = self.focus;
        let Some(list) = self.list(pane) else { return };
        let key = list.heading().map(|h| h.key.clone());
        let closed = list.selected_group().is_some();
        let Some(key) = key.filter(|_| closed == open) else { return };
        self.set_folded(pane, std::iter::once(key.clone()), !open);
        self.select_group(pane, &key);
    }

    /// Selects the first item of a group, or its heading where it is folded.
    fn select_group(&mut self, pane: Pane, key: &GroupKey) {
        if let Some(row) = self.list(pane).and_then(|list| list.group(key)) {
            self.select_row(pane, row);
            self.peek();
        }
    }

    /// Unfolds the group selected, if one is. Whether one was.
    pub(super) fn unfold_selected(&mut self) -> bool {
        let pane = self.focus;
        let folded = self.list(pane).is_some_and(|list| list.selected_group().is_some());
        if folded {
            self.fold_group(true);
        }
        folded
    }

    /// Folds or unfolds the group whose heading stands on a row, counted from the first visible one. Whether one does.
    pub(super) fn toggle_heading(&mut self, pane: Pane, row: usize) -> bool {
        let Some(list) = self.list(pane) else { return false };
        let Some(heading) = list.heading_at(list.top() + row).cloned() else { return false };
        self.set_folded(pane, std::iter::once(heading.key.clone()), !heading.folded);
        self.select_group(pane, &heading.key);
        true
    }

    pub(super) fn step_group(&mut self, forward: bool) {
        let Some(list) = self.list(self.focus) else { return };
        if list.step_group(forward) {
            self.peek();
        } else if list.headings().is_empty() {
            let group = self.key_of(crate::tui::action::Action::Group);
            self.say(format!("this list has no groups; {group} groups claims and actors"));
        } else {
            self.say(if forward { "no group after this one" } else { "no group before this one" });
        }
    }

    /// Folds all groups of the list, or unfolds them if they all are.
    pub(super) fn fold_groups(&mut self) {
        let pane = self.focus;
        let Some(list) = self.list(pane) else { return };
        let (headings, own) = (list.headings(), list.heading().map(|h| h.key.clone()));
        if headings.is_empty() {
            let group = self.key_of(crate::tui::action::Action::Group);
            self.say(format!("this list has no groups; {group} groups claims and actors"));
            return;
        }
        let fold = headings.iter().any(|h| !h.folded);
        let count = headings.len();
        self.set_folded(pane, headings.into_iter().map(|h| h.key), fold);
        if let Some(own) = own {
            self.select_group(pane, &own);
        }
        let plural = if count == 1 { "" } else { "s" };
        self.say(format!("{count} group{plural} {}", if fold { "folded" } else { "unfolded" }));
    }

    fn set_folded(&mut self, pane: Pane, keys: impl Iterator<Item = GroupKey>, fold: bool) {
        let folded = self.lists.folded_groups.entry(pane).or_default();
        for key in keys {
            if fold {
                folded.insert(key);
            } else {
                folded.remove(&key);
            }
        }
        self.refresh_pane(pane);
    }
}

//! A list of any length of which only the visible part is ever drawn: selection, scrolling, headers between items.

use std::borrow::Cow;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::model::DocId;

/// A row of a grouped list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row<T> {
    /// A line between items; can't be selected.
    Header(String),
    /// The heading of the group below, which can be folded away; selected only where it stands for its items.
    /// Boxed: there are many items to a heading, and a row takes the room of the larger of them.
    Group(Box<Heading>),
    /// Something to select.
    Item(T),
}

/// What a group is known by. Two groups of a list may have the same name: sections of one title, actors of one name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupKey {
    /// How the list is grouped.
    pub by: Cow<'static, str>,
    /// What the items have in common, in words.
    pub name: String,
    /// Where that stands in the text, if it has a place: its document and first byte. Numbers change when documents are
    /// linked anew, places do not.
    pub at: Option<(DocId, u32)>,
}

/// The heading of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Which group.
    pub key: GroupKey,
    /// How many there are.
    pub count: usize,
    /// Whether they are folded away.
    pub folded: bool,
}

impl<T> Row<T> {
    /// The item, if it is one.
    pub fn item(&self) -> Option<&T> {
        match self {
            Row::Header(_) | Row::Group(_) => None,
            Row::Item(item) => Some(item),
        }
    }

    /// The heading, if it is that of a group.
    pub fn heading(&self) -> Option<&Heading> {
        match self {
            Row::Group(heading) => Some(heading),
            Row::Header(_) | Row::Item(_) => None,
        }
    }

    /// Whether the selection may rest here.
    fn holds(&self) -> bool {
        match self {
            Row::Header(_) => false,
            Row::Group(heading) => heading.folded,
            Row::Item(_) => true,
        }
    }

    /// Items it stands for.
    fn items(&self) -> usize {
        match self {
            Row::Header(_) => 0,
            Row::Group(heading) if heading.folded => heading.count,
            Row::Group(_) => 0,
            Row::Item(_) => 1,
        }
    }
}

/// Rows with a selection. Invariant: the selection is an item, or the heading of a folded group, wherever there is one.
#[derive(Debug, Clone)]
pub struct List<T> {
    rows: Vec<Row<T>>,
    selected: usize,
    top: usize,
    /// Whether anyone has moved the selection yet; until then it stays at the top.
    moved: bool,
    /// Rows the pane showed when last drawn; what a page is. 0 before that.
    pub height: usize,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), selected: 0, top: 0, moved: false, height: 0 }
    }
}

impl<T: PartialEq + Clone> List<T> {
    /// All rows.
    pub fn rows(&self) -> &[Row<T>] {
        &self.rows
    }

    /// New rows; the selection stays on the same item where it is still there, else at the nearest place.
    pub fn set_rows(&mut self, rows: Vec<Row<T>>) {
        let old = self.rows.get(self.selected).filter(|r| self.moved && r.holds()).cloned();
        let on_screen = self.selected.saturating_sub(self.top);
        self.rows = rows;
        let found = old.and_then(|old| match old {
            Row::Item(old) => self.rows.iter().position(|r| r.item() == Some(&old)),
            Row::Group(old) => self.group(&old.key),
            Row::Header(_) => None,
        });
        let moved = self.moved;
        self.select(found.unwrap_or(if moved { self.selected } else { 0 }));
        self.moved = moved;
        self.top = self.selected.saturating_sub(on_screen);
        self.reveal();
        // A group begins with its header.
        let above = self.top.checked_sub(1).filter(|&k| self.rows.get(k).is_some_and(|r| r.item().is_none()));
        if let Some(header) = above.filter(|&k| self.selected < k + self.height) {
            self.top = header;
        }
    }

    /// Whether anyone has moved the selection yet.
    pub fn is_moved(&self) -> bool {
        self.moved
    }

    /// The selected item.
    pub fn selected(&self) -> Option<&T> {
        self.rows.get(self.selected).and_then(Row::item)
    }

    /// The folded group that is selected in place of an item.
    pub fn selected_group(&self) -> Option<&Heading> {
        self.rows.get(self.selected).filter(|r| r.holds()).and_then(Row::heading)
    }

    /// The row of the group's heading.
    pub fn group(&self, key: &GroupKey) -> Option<usize> {
        self.rows.iter().position(|r| r.heading().is_some_and(|h| h.key == *key))
    }

    /// The heading above the selection, or the one selected.
    pub fn heading(&self) -> Option<&Heading> {
        self.rows.get(..=self.selected)?.iter().rev().find_map(Row::heading)
    }

    /// The heading that stands on a row.
    pub fn heading_at(&self, row: usize) -> Option<&Heading> {
        self.rows.get(row).and_then(Row::heading)
    }

    /// The headings of all groups.
    pub fn headings(&self) -> impl Iterator<Item = &Heading> {
        self.rows.iter().filter_map(Row::heading)
    }

    /// To the first item of the next group, or of the one before. Whether there is one.
    pub fn step_group(&mut self, forward: bool) -> bool {
        let own =
            (0..=self.selected).rev().find(|&k| self.rows.get(k).is_some_and(|r| r.heading().is_some()));
        let is_heading = |k: &usize| self.rows.get(*k).is_some_and(|r| r.heading().is_some());
        let next = if forward {
            (self.selected + 1..self.rows.len()).find(is_heading)
        } else {
            own.and_then(|own| (0..own).rev().find(is_heading))
        };
        if let Some(row) = next {
            self.select(row);
            self.show_heading(row);
        }
        next.is_some()
    }

    /// Brings a heading into sight, with as much of its group as there is room for.
    fn show_heading(&mut self, row: usize) {
        let group = self.rows.iter().skip(row + 1).take_while(|r| r.heading().is_none()).count() + 1;
        let height = self.height.max(1);
        if row + group > self.top + height {
            self.top = row.min((row + group).saturating_sub(height).max(self.top));
        }
        self.top = self.top.min(row);
    }

    /// The row of the selection.
    pub fn position(&self) -> usize {
        self.selected
    }

    /// Selects the row, or the nearest item after it, else before it.
    pub fn select(&mut self, row: usize) {
        self.moved = true;
        let row = row.min(self.rows.len().saturating_sub(1));
        let is_item = |k: &usize| self.rows.get(*k).is_some_and(Row::holds);
        let next = (row..self.rows.len()).find(is_item);
        self.selected = next.or_else(|| (0..row).rev().find(is_item)).unwrap_or(0);
        self.reveal();
    }

    /// Selects the first row whose item fits.
    pub fn select_where(&mut self, fits: impl Fn(&T) -> bool) -> bool {
        match self.rows.iter().position(|r| r.item().is_some_and(&fits)) {
            Some(row) => {
                self.select(row);
                true
            }
            None => false,
        }
    }

    /// Moves the selection by `by` items, stopping at the ends; headers do not count.
    pub fn step(&mut self, by: isize) {
        self.moved = true;
        let mut left = by.unsigned_abs();
        let mut at = self.selected;
        let mut best = at;
        while left > 0 {
            let next = if by < 0 { at.checked_sub(1) } else { Some(at + 1).filter(|&n| n < self.rows.len()) };
            let Some(next) = next else { break };
            at = next;
            if self.rows.get(at).is_some_and(Row::holds) {
                best = at;
                left -= 1;
            }
        }
        self.selected = best;
        self.reveal();
    }

    /// Moves the selection by the keys that mean that in every overlay; says whether `key` is one of them.
    pub fn moved_by(&mut self, key: KeyEvent) -> bool {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let page = isize::try_from(self.height).unwrap_or(isize::MAX);
        let by = match key.code {
            KeyCode::Down => 1,
            KeyCode::Up => -1,
            KeyCode::Char('n') if control => 1,
            KeyCode::Char('p') if control => -1,
            KeyCode::PageDown => page,
            KeyCode::PageUp => -page,
            _ => return false,
        };
        self.step(by);
        true
    }

    /// To the first or the last item.
    pub fn end(&mut self, last: bool) {
        let target = if last { self.rows.len().saturating_sub(1) } else { 0 };
        self.select(target);
        if !last {
            self.top = 0;
        } else if !self.rows.get(self.selected).is_some_and(Row::holds) {
            self.step(-1);
        }
    }

    /// Scrolls by rows without moving the selection further than needed to keep it in sight.
    pub fn scroll(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(self.height.max(1));
        self.top = self.top.saturating_add_signed(by).min(last);
        if self.selected < self.top {
            self.selected = self.top;
        } else if self.selected >= self.top + self.height.max(1) {
            self.selected = self.top + self.height.max(1) - 1;
        }
        let keep = self.top;
        self.select(self.selected);
        self.top = keep.min(last);
    }

    /// The rows to draw in `height` rows, with their indexes.
    pub fn visible(&mut self, height: usize) -> impl Iterator<Item = (usize, &Row<T>)> {
        self.height = height;
        self.reveal();
        let top = self.top;
        self.rows.iter().enumerate().skip(top).take(height)
    }

    /// Number of items up to and including the selection, and of all items, those folded away too.
    pub fn place(&self) -> (usize, usize) {
        let items = |rows: &[Row<T>]| rows.iter().map(Row::items).sum();
        let before = self.rows.get(..=self.selected).map_or(0, items);
        (before, items(&self.rows))
    }

    /// First visible row.
    pub fn top(&self) -> usize {
        self.top
    }

    fn reveal(&mut self) {
        if self.height == 0 {
            // Nobody has seen the list: it will begin at its top.
            self.top = 0;
            return;
        }
        let height = self.height.max(1);
        if self.selected < self.top {
            // A header above the first item of a group is worth showing.
            let header = self
                .selected
                .checked_sub(1)
                .filter(|&k| self.rows.get(k).is_some_and(|r| r.item().is_none()));
            self.top = header.unwrap_or(self.selected);
        } else if self.selected >= self.top + height {
            self.top = self.selected + 1 - height;
        }
        self.top = self.top.min(self.rows.len().saturating_sub(height));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> List<u32> {
        let mut l = List { height: 3, ..List::default() };
        l.set_rows(vec![
            Row::Header("a".into()),
            Row::Item(1),
            Row::Item(2),
            Row::Header("b".into()),
            Row::Item(3),
            Row::Item(4),
        ]);
        l
    }

    #[test]
    fn headers_are_stepped_over() {
        let mut l = list();
        assert_eq!(l.selected(), Some(&1));
        l.step(2);
        assert_eq!((l.selected(), l.place()), (Some(&3), (3, 4)));
        l.step(-1);
        assert_eq!(l.selected(), Some(&2));
        l.step(-9);
        assert_eq!(l.selected(), Some(&1));
        l.end(true);
        assert_eq!((l.selected(), l.top()), (Some(&4), 3));
    }

    #[test]
    fn new_rows_keep_the_selected_item() {
        let mut l = list();
        l.step(2);
        l.set_rows(vec![Row::Item(9), Row::Item(3)]);
        assert_eq!(l.selected(), Some(&3));
        l.set_rows(Vec::new());
        assert_eq!(l.selected(), None);
        l.step(1);
        l.scroll(5);
        assert_eq!(l.selected(), None);
    }

    fn heading(name: &str, count: usize, folded: bool) -> Row<u32> {
        let key = GroupKey { by: "letter".into(), name: name.to_owned(), at: None };
        Row::Group(Box::new(Heading { key, count, folded }))
    }

    #[test]
    fn a_folded_group_is_selected_in_place_of_its_items() {
        let mut l = List { height: 5, ..List::default() };
        l.set_rows(vec![heading("a", 2, false), Row::Item(1), Row::Item(2), heading("b", 3, true)]);
        assert_eq!((l.selected(), l.place()), (Some(&1), (1, 5)));
        l.step(9);
        assert_eq!((l.selected(), l.selected_group().map(|h| h.key.name.as_str())), (None, Some("b")));
        assert_eq!(l.place(), (5, 5));
        l.set_rows(vec![heading("a", 2, true), heading("b", 3, true), heading("c", 1, true)]);
        assert_eq!(
            l.selected_group().map(|h| h.key.name.as_str()),
            Some("b"),
            "the group is known by its name"
        );
        l.set_rows(vec![heading("b", 3, false), Row::Item(3), heading("c", 1, true)]);
        assert_eq!(l.selected(), Some(&3), "an unfolded group gives way to its first item");
        assert!(l.step_group(true) && !l.step_group(true));
        assert_eq!(l.selected_group().map(|h| h.key.name.as_str()), Some("c"));
        assert!(l.step_group(false));
        assert_eq!((l.selected(), l.top()), (Some(&3), 0), "with its heading in sight");
    }

    proptest::proptest! {
        #[test]
        fn the_selection_is_always_on_screen(
            items in proptest::collection::vec(proptest::bool::ANY, 0..30),
            moves in proptest::collection::vec((-7isize..7, proptest::bool::ANY), 0..20),
            height in 1usize..9,
        ) {
            let mut l = List::<usize> { height, ..List::default() };
            l.set_rows(items.iter().enumerate().map(|(k, i)| if *i { Row::Item(k) } else { Row::Header(String::new()) }).collect());
            for (by, scroll) in moves {
                if scroll { l.scroll(by) } else { l.step(by) }
                let any = items.iter().any(|i| *i);
                proptest::prop_assert_eq!(l.selected().is_some(), any);
                let seen: Vec<usize> = l.visible(height).map(|(k, _)| k).collect();
                proptest::prop_assert!(seen.len() <= height);
                if any && !scroll {
                    proptest::prop_assert!(seen.contains(&l.position()));
                }
            }
        }
    }
}

//! A list of any length of which only the visible part is ever drawn: selection, scrolling, headers between items.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A row of a grouped list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row<T> {
    /// The name of the group below; can't be selected.
    Header(String),
    /// Something to select.
    Item(T),
}

impl<T> Row<T> {
    /// The item, if it is one.
    pub fn item(&self) -> Option<&T> {
        match self {
            Row::Header(_) => None,
            Row::Item(item) => Some(item),
        }
    }
}

/// Rows with a selection. Invariant: the selection is an item wherever there is one.
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
        let old = self.selected().filter(|_| self.moved).cloned();
        let on_screen = self.selected.saturating_sub(self.top);
        self.rows = rows;
        let found = old.and_then(|old| self.rows.iter().position(|r| r.item() == Some(&old)));
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

    /// The row of the selection.
    pub fn position(&self) -> usize {
        self.selected
    }

    /// Selects the row, or the nearest item after it, else before it.
    pub fn select(&mut self, row: usize) {
        self.moved = true;
        let row = row.min(self.rows.len().saturating_sub(1));
        let is_item = |k: &usize| self.rows.get(*k).is_some_and(|r| r.item().is_some());
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
            if self.rows.get(at).is_some_and(|r| r.item().is_some()) {
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
        } else if self.rows.get(self.selected).is_none_or(|r| r.item().is_none()) {
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

    /// Number of items up to and including the selection, and of all items.
    pub fn place(&self) -> (usize, usize) {
        let items = |rows: &[Row<T>]| rows.iter().filter(|r| r.item().is_some()).count();
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

//! Which panes are shown where: one at a time on small screens, list above reader, two columns, three columns.

use ratatui::layout::{Constraint, Layout, Rect};

use super::shape::{Border, Choice, Shape, Split};
use crate::tui::panes::Pane;

/// What a part of the screen shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// A pane by itself.
    Pane(Pane),
    /// Several list panes in one place: all of them, and the one shown.
    Tabs(Vec<Pane>, Pane),
    /// What is known of the selection.
    Details,
}

/// The parts of the screen.
#[derive(Debug, Clone)]
pub struct Arrangement {
    /// What is open, and where.
    pub title: Rect,
    /// Chips and counts.
    pub scope: Rect,
    /// Panes.
    pub slots: Vec<(Slot, Rect)>,
    /// Borders that can be moved.
    pub borders: Vec<Border>,
    /// What was said.
    pub message: Rect,
    /// Keys.
    pub hints: Rect,
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// The pane that keys go to.
    pub focus: Pane,
    /// The list shown where there is room for one.
    pub list: Pane,
    /// The one of claims and timeline shown where these two share a place.
    pub ledger: Pane,
    /// Whether the focused pane has the screen to itself.
    pub zoomed: bool,
    /// What the user chose.
    pub shape: &'a Shape,
}

const LISTS: [Pane; 4] = [Pane::Sections, Pane::Actors, Pane::Claims, Pane::Timeline];

/// The layout at a size: the one chosen where it fits.
fn layout(area: Rect, wish: Wish<'_>) -> Choice {
    let choice = wish.shape.choice;
    let (width, height) = choice.needs();
    if wish.zoomed {
        return Choice::Single;
    }
    if choice != Choice::Auto && area.width >= width && area.height >= height {
        return choice;
    }
    match (area.width, area.height) {
        (0..60, _) | (_, 0..16) => Choice::Single,
        (60..110, _) | (_, 16..24) => Choice::Stacked,
        (110..160, _) => Choice::Two,
        _ => Choice::Three,
    }
}

/// Arranges the panes.
pub fn arrange(area: Rect, wish: Wish<'_>) -> Arrangement {
    let layout = layout(area, wish);
    // Where no pane of its own shows the details, what was said and the details share some rows.
    let told = match (layout, area.height) {
        (Choice::Two | Choice::Three, _) => 1,
        (_, 36..) => 4,
        (_, 28..36) => 3,
        (_, 22..28) => 2,
        _ => 1,
    };
    let rows = if area.height >= 8 { [1, 1, told, 1] } else { [1, 0, 0, 1] };
    let [title, scope, body, message, hints] = Layout::vertical([
        Constraint::Length(rows[0]),
        Constraint::Length(rows[1]),
        Constraint::Fill(1),
        Constraint::Length(rows[2]),
        Constraint::Length(rows[3]),
    ])
    .areas(area);
    let mut cutter = Cutter { shape: wish.shape, borders: Vec::new() };
    let slots = match layout {
        Choice::Single | Choice::Auto => vec![(single(wish), body)],
        Choice::Stacked => cutter.stacked(body, wish),
        Choice::Two => cutter.two_columns(body, wish.ledger),
        Choice::Three => cutter.three_columns(body, wish.ledger),
    };
    Arrangement { title, scope, slots, borders: cutter.borders, message, hints }
}

fn single(wish: Wish<'_>) -> Slot {
    match wish.focus {
        Pane::Reader => Slot::Pane(Pane::Reader),
        list if wish.zoomed => Slot::Pane(list),
        list => Slot::Tabs(LISTS.to_vec(), list),
    }
}

/// Divides areas where the user or the defaults say, and notes the borders.
struct Cutter<'a> {
    shape: &'a Shape,
    borders: Vec<Border>,
}

impl Cutter<'_> {
    /// The left and the right part.
    fn columns(&mut self, split: Split, whole: Rect, by_default: u16, least: (u16, u16)) -> (Rect, Rect) {
        let cells = self.shape.cells(split, whole.width, by_default, least);
        let (a, b) = (
            Rect { width: cells, ..whole },
            Rect { x: whole.x + cells, width: whole.width - cells, ..whole },
        );
        if cells > 0 && !b.is_empty() {
            let grip = Rect { x: b.x - 1, width: 2, ..whole };
            self.borders.push(Border { split, grip, whole, upright: true });
        }
        (a, b)
    }

    /// The upper and the lower part.
    fn rows(&mut self, split: Split, whole: Rect, by_default: u16, least: (u16, u16)) -> (Rect, Rect) {
        let cells = self.shape.cells(split, whole.height, by_default, least);
        let (a, b) = (
            Rect { height: cells, ..whole },
            Rect { y: whole.y + cells, height: whole.height - cells, ..whole },
        );
        if cells > 0 && !b.is_empty() {
            let grip = Rect { y: b.y - 1, height: 2, ..whole };
            self.borders.push(Border { split, grip, whole, upright: false });
        }
        (a, b)
    }

    /// The list above the reader; the one with the focus gets the greater part.
    fn stacked(&mut self, body: Rect, wish: Wish<'_>) -> Vec<(Slot, Rect)> {
        let share = if wish.focus == Pane::Reader { 28 } else { 45 };
        let (upper, lower) = self.rows(Split::List, body, body.height * share / 100, (4, 4));
        vec![(Slot::Tabs(LISTS.to_vec(), wish.list), upper), (Slot::Pane(Pane::Reader), lower)]
    }

    /// Sections, actors and, if asked for, the details below each other.
    fn left(&mut self, left: Rect, details: bool) -> Vec<(Slot, Rect)> {
        let share = if details { 11 } else { 8 };
        let (sections, rest) = self.rows(Split::Sections, left, left.height * 4 / share, (3, 6));
        let mut slots = vec![(Slot::Pane(Pane::Sections), sections)];
        if details {
            let (actors, details) = self.rows(Split::Actors, rest, rest.height * 4 / 7, (3, 3));
            slots.extend([(Slot::Pane(Pane::Actors), actors), (Slot::Details, details)]);
        } else {
            slots.push((Slot::Pane(Pane::Actors), rest));
        }
        slots
    }

    fn two_columns(&mut self, body: Rect, ledger: Pane) -> Vec<(Slot, Rect)> {
        let by_default = (body.width * 3 / 10).clamp(36, 46);
        let (left, right) = self.columns(Split::Left, body, by_default, (20, 30));
        let mut slots = self.left(left, true);
        let (reader, lower) = self.rows(Split::Reader, right, right.height * 11 / 18, (4, 4));
        slots.push((Slot::Pane(Pane::Reader), reader));
        slots.push((Slot::Tabs(vec![Pane::Claims, Pane::Timeline], ledger), lower));
        slots
    }

    fn three_columns(&mut self, body: Rect, ledger: Pane) -> Vec<(Slot, Rect)> {
        let by_default = (body.width / 5).clamp(34, 50).min(body.width / 3);
        let (left, rest) = self.columns(Split::Left, body, by_default, (20, 60));
        let (middle, right) = self.columns(Split::Right, rest, rest.width * 5 / 9, (30, 30));
        let mut slots = self.left(left, false);
        slots.push((Slot::Pane(Pane::Reader), middle));
        if body.height < 30 {
            let (lists, details) = self.rows(Split::Details, right, right.height * 3 / 4, (4, 3));
            slots.push((Slot::Tabs(vec![Pane::Claims, Pane::Timeline], ledger), lists));
            slots.push((Slot::Details, details));
        } else {
            let (claims, rest) = self.rows(Split::Claims, right, right.height * 5 / 12, (4, 8));
            let (timeline, details) = self.rows(Split::Details, rest, rest.height * 4 / 7, (4, 3));
            slots.push((Slot::Pane(Pane::Claims), claims));
            slots.push((Slot::Pane(Pane::Timeline), timeline));
            slots.push((Slot::Details, details));
        }
        slots
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(area: Rect, shape: &Shape) {
        for focus in Pane::ALL {
            for zoomed in [false, true] {
                let list = if focus == Pane::Reader { Pane::Actors } else { focus };
                let ledger = if focus == Pane::Timeline { focus } else { Pane::Claims };
                let a = arrange(area, Wish { focus, list, ledger, zoomed, shape });
                let shown = a.slots.iter().any(|(slot, r)| {
                    r.intersection(area) == *r
                        && !r.is_empty()
                        && matches!(slot, Slot::Pane(p) | Slot::Tabs(_, p) if *p == focus)
                });
                assert!(shown, "{focus:?} at {area:?}, zoomed: {zoomed}, {shape:?}");
                for (k, (_, r)) in a.slots.iter().enumerate() {
                    assert!(a.slots[k + 1..].iter().all(|(_, s)| r.intersection(*s).is_empty()), "{a:?}");
                }
            }
        }
    }

    #[test]
    fn the_focused_pane_is_shown_at_every_size() {
        for width in 20..240 {
            for height in 5..80 {
                check(Rect::new(0, 0, width, height), &Shape::default());
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn the_focused_pane_is_shown_however_borders_are_moved(
            width in 20u16..250,
            height in 5u16..80,
            choice in 0usize..5,
            shares in proptest::collection::vec((0usize..8, 0u16..1000), 0..8),
        ) {
            let mut shape = Shape::default();
            for _ in 0..choice {
                shape.choice = shape.choice.next();
            }
            for (k, share) in shares {
                shape.set_share(super::super::shape::SPLITS[k], share);
            }
            check(Rect::new(0, 0, width, height), &shape);
        }
    }

    #[test]
    fn a_border_is_where_it_was_put() {
        let area = Rect::new(0, 0, 140, 40);
        let mut shape = Shape::default();
        for column in 30..90 {
            fn wish(shape: &Shape) -> Wish<'_> {
                let (focus, list) = (Pane::Reader, Pane::Claims);
                Wish { focus, list, ledger: list, zoomed: false, shape }
            }
            let border = arrange(area, wish(&shape)).borders[0];
            shape.set_share(border.split, border.share_at(column, 0));
            let a = arrange(area, wish(&shape));
            let (_, reader) = a.slots.iter().find(|(s, _)| *s == Slot::Pane(Pane::Reader)).unwrap();
            assert_eq!((reader.x, a.borders[0].at()), (column, column));
        }
    }
}

//! Which panes are shown where: one at a time on small screens, list above reader, two columns, three columns.

use ratatui::layout::{Constraint, Layout, Rect};

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
    /// What was said.
    pub message: Rect,
    /// Keys.
    pub hints: Rect,
}

const LISTS: [Pane; 4] = [Pane::Sections, Pane::Actors, Pane::Claims, Pane::Timeline];

/// Arranges the panes. `list` is the list shown where there is room for one, `ledger` the one of claims and timeline
/// shown where these two share a place.
pub fn arrange(area: Rect, focus: Pane, list: Pane, ledger: Pane, zoomed: bool) -> Arrangement {
    // Where no pane of its own shows the details, what was said and the details share some rows.
    let told = match (area.width, area.height) {
        (60..110, 36..) => 4,
        (60..110, 28..36) | (..60, 24..) => 3,
        (60..110, 22..28) => 2,
        (110.., 24..) if zoomed => 3,
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
    let slots = match (area.width, area.height) {
        _ if zoomed => vec![(Slot::Pane(focus), body)],
        (0..60, _) | (_, 0..16) => vec![(single(focus), body)],
        (60..110, _) | (_, 16..24) => stacked(body, focus, list),
        (110..160, _) => two_columns(body, ledger),
        _ => three_columns(body, ledger),
    };
    Arrangement { title, scope, slots, message, hints }
}

fn single(focus: Pane) -> Slot {
    match focus {
        Pane::Reader => Slot::Pane(Pane::Reader),
        list => Slot::Tabs(LISTS.to_vec(), list),
    }
}

/// The list above the reader; the one with the focus gets the greater part.
fn stacked(body: Rect, focus: Pane, list: Pane) -> Vec<(Slot, Rect)> {
    let share = if focus == Pane::Reader { 28 } else { 45 };
    let [upper, lower] = Layout::vertical([Constraint::Percentage(share), Constraint::Fill(1)]).areas(body);
    vec![(Slot::Tabs(LISTS.to_vec(), list), upper), (Slot::Pane(Pane::Reader), lower)]
}

fn two_columns(body: Rect, ledger: Pane) -> Vec<(Slot, Rect)> {
    let left_width = (body.width * 3 / 10).clamp(36, 46);
    let [left, right] = Layout::horizontal([Constraint::Length(left_width), Constraint::Fill(1)]).areas(body);
    let [sections, actors, details] =
        Layout::vertical([Constraint::Fill(4), Constraint::Fill(4), Constraint::Fill(3)]).areas(left);
    let [reader, lower] = Layout::vertical([Constraint::Fill(11), Constraint::Fill(7)]).areas(right);
    vec![
        (Slot::Pane(Pane::Sections), sections),
        (Slot::Pane(Pane::Actors), actors),
        (Slot::Details, details),
        (Slot::Pane(Pane::Reader), reader),
        (Slot::Tabs(vec![Pane::Claims, Pane::Timeline], ledger), lower),
    ]
}

fn three_columns(body: Rect, ledger: Pane) -> Vec<(Slot, Rect)> {
    let [left, middle, right] = Layout::horizontal([
        Constraint::Length((body.width / 5).clamp(34, 50)),
        Constraint::Fill(5),
        Constraint::Fill(4),
    ])
    .areas(body);
    let [sections, actors] = Layout::vertical([Constraint::Fill(1), Constraint::Fill(1)]).areas(left);
    let mut slots = vec![
        (Slot::Pane(Pane::Sections), sections),
        (Slot::Pane(Pane::Actors), actors),
        (Slot::Pane(Pane::Reader), middle),
    ];
    if body.height < 30 {
        let [lists, details] = Layout::vertical([Constraint::Fill(3), Constraint::Fill(1)]).areas(right);
        slots.push((Slot::Tabs(vec![Pane::Claims, Pane::Timeline], ledger), lists));
        slots.push((Slot::Details, details));
    } else {
        let [claims, timeline, details] =
            Layout::vertical([Constraint::Fill(5), Constraint::Fill(4), Constraint::Fill(3)]).areas(right);
        slots.push((Slot::Pane(Pane::Claims), claims));
        slots.push((Slot::Pane(Pane::Timeline), timeline));
        slots.push((Slot::Details, details));
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_focused_pane_is_shown_at_every_size() {
        for width in 20..240 {
            for height in 5..80 {
                let area = Rect::new(0, 0, width, height);
                for focus in Pane::ALL {
                    for zoomed in [false, true] {
                        let list = if focus == Pane::Reader { Pane::Actors } else { focus };
                        let ledger = if focus == Pane::Timeline { focus } else { Pane::Claims };
                        let a = arrange(area, focus, list, ledger, zoomed);
                        let shown = a.slots.iter().any(|(slot, r)| {
                            r.intersection(area) == *r
                                && matches!(slot, Slot::Pane(p) | Slot::Tabs(_, p) if *p == focus)
                        });
                        assert!(shown, "{focus:?} at {width}x{height}, zoomed: {zoomed}");
                    }
                }
            }
        }
    }
}

//! The shape of the screen: borders moved by keys or by the mouse, layouts chosen.

use crate::tui::app::App;
use crate::tui::view::shape::Border;

impl App {
    /// Moves the border right of (or below) the focused pane, else the one on its other side.
    pub(super) fn resize_pane(&mut self, upright: bool, grow: bool) {
        let frame = self.hits.frames.iter().find(|(pane, _)| *pane == self.focus).map(|(_, r)| *r);
        let Some(frame) = frame else { return };
        let (from, to) = if upright { (frame.x, frame.right()) } else { (frame.y, frame.bottom()) };
        let across = |b: &&Border| {
            b.upright == upright
                && if upright {
                    b.grip.y <= frame.y && frame.y < b.grip.bottom()
                } else {
                    b.grip.x <= frame.x && frame.x < b.grip.right()
                }
        };
        let after = self.hits.borders.iter().filter(across).find(|b| b.at() == to).copied();
        let before = || self.hits.borders.iter().filter(across).find(|b| b.at() == from).copied();
        let Some((border, towards_end)) = after.map(|b| (b, grow)).or_else(|| before().map(|b| (b, !grow)))
        else {
            let what = if upright { "beside" } else { "above or below" };
            self.say(format!("no pane {what} this one gives or takes room"));
            return;
        };
        // Columns are narrower than rows are high.
        let step = if upright { 2 } else { 1 };
        let at = if towards_end { border.at() + step } else { border.at().saturating_sub(step) };
        self.move_border(border, at, at);
    }

    /// Puts a border at a cell.
    pub(super) fn move_border(&mut self, border: Border, column: u16, row: u16) {
        self.shape.set_share(border.split, border.share_at(column, row));
    }

    pub(super) fn reset_borders(&mut self) {
        self.shape.reset();
        self.say("all borders are where they were");
    }

    pub(super) fn cycle_layout(&mut self) {
        self.zoomed = false;
        self.shape.choice = self.shape.choice.next();
        let (width, height) = self.shape.choice.needs();
        let name = self.shape.choice.name();
        let fits = self.hits.size.is_none_or(|(w, h)| w >= width && h >= height);
        self.say(match fits {
            true => format!("layout: {name}"),
            false => format!("layout: {name}, from {width}x{height} on; here as the size allows"),
        });
    }
}

//! Roles, not colours: what a stretch of the screen means, and the style a theme gives it.
//!
//! A theme is a file ([`file`]): built in (`assets/themes/`) or the user's. What it does not name it inherits. What the
//! terminal can't show is reduced once, when the theme is read ([`depth`]), never for each cell.

mod depth;
mod file;
#[cfg(test)]
mod vision;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::config::{self, Warning};

pub use depth::Depth;
pub use file::check;

macro_rules! roles {
    ($($role:ident $name:literal,)*) => {
        /// What something on the screen means. Themes give each a style; code never names a colour.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs)]
        pub enum Role {
            $($role,)*
        }

        /// All roles with their names in theme files.
        pub const ROLES: &[(Role, &str)] = &[$((Role::$role, $name),)*];
    };
}

roles! {
    Text "text",
    Muted "muted",
    Title "title",
    Heading "heading",
    Border "border",
    BorderFocus "border_focus",
    Selection "selection",
    SelectionIdle "selection_idle",
    Actor "actor",
    ActorActive "actor_active",
    Place "place",
    Date "date",
    Fact "fact",
    Causal "causal",
    Evaluation "evaluation",
    Forecast "forecast",
    Prescription "prescription",
    Commitment "commitment",
    Question "question",
    Note "note",
    Noise "noise",
    Match "match",
    MatchCurrent "match_current",
    Chip "chip",
    Hint "hint",
    Bar "bar",
    Warn "warn",
    Error "error",
}

/// A style a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    styles: [Style; ROLES.len()],
}

/// The themes that come with the program, by name; the first is the default, from which others inherit.
pub const BUILT_IN: [(&str, &str); 4] = [
    ("auto", include_str!("../../../assets/themes/auto.toml")),
    ("dark", include_str!("../../../assets/themes/dark.toml")),
    ("light", include_str!("../../../assets/themes/light.toml")),
    ("high-contrast", include_str!("../../../assets/themes/high-contrast.toml")),
];

impl Theme {
    /// The built-in theme of this name, reduced to what the terminal shows; an unknown name gives `auto`.
    pub fn named(name: &str, depth: Depth) -> Self {
        let source = BUILT_IN.iter().find(|(n, _)| *n == name).unwrap_or(&BUILT_IN[0]).1;
        // The built-in themes are checked by a test: nothing is to be said about them.
        Self::read(source, name, depth).0
    }

    /// The user's theme of this name where there is one, else the built-in one; and what is wrong with it.
    pub fn configured(name: &str, depth: Depth) -> (Self, Vec<Warning>) {
        match config::theme(name) {
            Some((path, Ok(text))) => Self::read(&text, &path.display().to_string(), depth),
            Some((path, Err(error))) => {
                let file = path.display().to_string();
                let warning = Warning { file, line: None, message: error.to_string() };
                (Self::named(name, depth), vec![warning])
            }
            None => (Self::named(name, depth), Vec::new()),
        }
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    /// Whether it has no colour at all.
    pub fn is_colourless(&self) -> bool {
        self.styles.iter().all(|s| s.fg.is_none() && s.bg.is_none())
    }

    /// Paints the theme's own ground below all that is drawn, if it has one: wherever no colour was set.
    pub fn paint_ground(&self, buffer: &mut Buffer, area: Rect) {
        let text = self.style(Role::Text);
        let (Some(fg), Some(bg)) = (text.fg, text.bg) else { return };
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                let Some(cell) = buffer.cell_mut((x, y)) else { continue };
                if cell.bg == Color::Reset {
                    cell.bg = bg;
                }
                if cell.fg == Color::Reset {
                    cell.fg = fg;
                }
            }
        }
    }

    fn reduced(mut self, depth: Depth) -> Self {
        if let Some(text) = self.styles.get_mut(Role::Text as usize)
            && matches!(depth, Depth::Ansi | Depth::None)
        {
            // The ground stays the terminal's own.
            (text.fg, text.bg) = (None, None);
        }
        for style in &mut self.styles {
            *style = depth.reduce(*style);
        }
        self
    }
}

fn modifier(text: &str) -> Option<Modifier> {
    MODIFIERS.iter().find(|(name, _)| *name == text).map(|(_, m)| *m)
}

/// The modifiers of theme files.
const MODIFIERS: [(&str, Modifier); 6] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
    ("crossed_out", Modifier::CROSSED_OUT),
];

#[cfg(test)]
mod tests;

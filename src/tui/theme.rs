//! Roles, not colours: what a stretch of the screen means, and the style a theme gives it.

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

/// What something on the screen means. Themes give each a style; code never names a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Role {
    Text,
    Muted,
    Title,
    Heading,
    Border,
    BorderFocus,
    Selection,
    SelectionIdle,
    Actor,
    ActorActive,
    Place,
    Date,
    Fact,
    Causal,
    Evaluation,
    Forecast,
    Prescription,
    Commitment,
    Question,
    Noise,
    Match,
    MatchCurrent,
    Chip,
    Hint,
    Bar,
    Warn,
    Error,
}

const ROLES: usize = Role::Error as usize + 1;

/// How much colour the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// None: modifiers only, and no colour code at all.
    None,
    /// The sixteen names of the terminal's own palette.
    Ansi,
    /// 256 colours.
    Indexed,
    /// 24 bits.
    True,
}

impl Depth {
    /// By the environment: `NO_COLOR` (set and not empty) goes before everything.
    pub fn detect(variable: impl Fn(&str) -> Option<String>) -> Self {
        if variable("NO_COLOR").is_some_and(|v| !v.is_empty()) {
            return Self::None;
        }
        let term = variable("TERM").unwrap_or_default();
        let true_color =
            variable("COLORTERM").is_some_and(|v| v.contains("truecolor") || v.contains("24bit"));
        match () {
            () if term == "dumb" => Self::None,
            () if true_color => Self::True,
            () if term.contains("256color") => Self::Indexed,
            () => Self::Ansi,
        }
    }
}

/// A style a role.
#[derive(Debug, Clone)]
pub struct Theme {
    styles: [Style; ROLES],
}

impl Theme {
    /// Whether it has no colour at all.
    pub fn is_colourless(&self) -> bool {
        self.styles.iter().all(|s| s.fg.is_none() && s.bg.is_none())
    }
}

#[derive(Debug, Deserialize)]
struct Entry {
    role: Role,
    fg: Option<String>,
    bg: Option<String>,
    #[serde(default)]
    modifiers: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "style")]
    styles: Vec<Entry>,
}

/// The themes that come with the program, by name.
pub const BUILT_IN: [(&str, &str); 3] = [
    ("auto", include_str!("../../assets/themes/auto.toml")),
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
];

impl Theme {
    /// The theme of this name, reduced to what the terminal shows; an unknown name gives `auto`.
    pub fn named(name: &str, depth: Depth) -> Self {
        let source = BUILT_IN.iter().find(|(n, _)| *n == name).unwrap_or(&BUILT_IN[0]).1;
        // The built-in themes are checked by a test, so the fallback without styles is never met.
        Self::parse(source, depth).unwrap_or(Self { styles: [Style::new(); ROLES] })
    }

    fn parse(source: &str, depth: Depth) -> Result<Self, String> {
        let file: File = toml::from_str(source).map_err(|e| e.to_string())?;
        let mut styles = [Style::new(); ROLES];
        for entry in file.styles {
            let mut style = Style::new();
            if let Some(fg) = entry.fg {
                style = style.fg(colour(&fg, depth)?);
            }
            if let Some(bg) = entry.bg {
                style = style.bg(colour(&bg, depth)?);
            }
            for m in entry.modifiers {
                style = style.add_modifier(modifier(&m)?);
            }
            if depth == Depth::None {
                style.fg = None;
                style.bg = None;
            }
            if let Some(slot) = styles.get_mut(entry.role as usize) {
                *slot = style;
            }
        }
        Ok(Self { styles })
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }
}

fn colour(text: &str, depth: Depth) -> Result<Color, String> {
    let parsed: Color = text.parse().map_err(|_| format!("{text} is no colour"))?;
    let Color::Rgb(r, g, b) = parsed else { return Ok(parsed) };
    Ok(match depth {
        Depth::True => parsed,
        Depth::Indexed => Color::Indexed(cube(r, g, b)),
        Depth::Ansi | Depth::None => Color::Reset,
    })
}

/// The nearest colour of the 6×6×6 cube of the 256-colour palette.
fn cube(r: u8, g: u8, b: u8) -> u8 {
    const LEVELS: [i32; 6] = [0, 95, 135, 175, 215, 255];
    let near = |v: u8| {
        let mut best = 0;
        for (k, level) in LEVELS.iter().enumerate() {
            let of = |k: usize| (LEVELS.get(k).copied().unwrap_or(0) - i32::from(v)).abs();
            if (level - i32::from(v)).abs() < of(best) {
                best = k;
            }
        }
        best as u8
    };
    16 + 36 * near(r) + 6 * near(g) + near(b)
}

fn modifier(text: &str) -> Result<Modifier, String> {
    Ok(match text {
        "bold" => Modifier::BOLD,
        "dim" => Modifier::DIM,
        "italic" => Modifier::ITALIC,
        "underlined" => Modifier::UNDERLINED,
        "reversed" => Modifier::REVERSED,
        "crossed_out" => Modifier::CROSSED_OUT,
        other => return Err(format!("{other} is no modifier")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_themes_are_whole() {
        for (name, source) in BUILT_IN {
            let file: File = toml::from_str(source).unwrap();
            for k in 0..ROLES {
                let count = file.styles.iter().filter(|e| e.role as usize == k).count();
                assert_eq!(count, 1, "{name}: role {k} has {count} styles");
            }
            Theme::parse(source, Depth::True).unwrap();
        }
    }

    #[test]
    fn without_colour_no_style_has_one() {
        for (name, _) in BUILT_IN {
            let theme = Theme::named(name, Depth::None);
            assert!(theme.styles.iter().all(|s| s.fg.is_none() && s.bg.is_none()));
        }
    }

    #[test]
    fn what_must_be_told_apart_differs_without_colour() {
        let t = Theme::named("auto", Depth::None);
        let pairs = [
            (Role::Text, Role::Actor),
            (Role::Text, Role::Selection),
            (Role::Actor, Role::ActorActive),
            (Role::Match, Role::MatchCurrent),
            (Role::Text, Role::Noise),
            (Role::Border, Role::BorderFocus),
        ];
        for (a, b) in pairs {
            assert_ne!(t.style(a), t.style(b), "{a:?} and {b:?} look the same");
        }
    }

    /// WCAG 2 contrast of the text roles on the backgrounds each truecolour theme is made for.
    #[test]
    fn truecolour_themes_are_legible() {
        let backgrounds =
            [("dark", [(0x1e, 0x1e, 0x1e), (0, 0, 0)]), ("light", [(0xff, 0xff, 0xff), (0xfd, 0xf6, 0xe3)])];
        for (name, grounds) in backgrounds {
            let theme = Theme::named(name, Depth::True);
            for style in theme.styles {
                let Some(Color::Rgb(r, g, b)) = style.fg else { continue };
                for ground in grounds {
                    let on = match style.bg {
                        Some(Color::Rgb(r, g, b)) => (r, g, b),
                        _ => ground,
                    };
                    let ratio = contrast((r, g, b), on);
                    assert!(ratio >= 4.5, "{name}: {:?} has contrast {ratio:.1} on {on:?}", style.fg);
                }
            }
        }
    }

    fn contrast(a: (u8, u8, u8), b: (u8, u8, u8)) -> f64 {
        let linear = |v: u8| {
            let v = f64::from(v) / 255.0;
            if v <= 0.03928 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        let luminance =
            |(r, g, b): (u8, u8, u8)| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
        let (x, y) = (luminance(a) + 0.05, luminance(b) + 0.05);
        x.max(y) / x.min(y)
    }
}

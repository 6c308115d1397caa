//! How much colour the terminal can show, and what becomes of a style where it is less than the theme has.

use ratatui::style::{Color, Modifier, Style};

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
            () if true_color || term.ends_with("-direct") => Self::True,
            () if term.contains("256color") => Self::Indexed,
            () => Self::Ansi,
        }
    }

    /// A style as this terminal can show it. With sixteen colours a ground of its own becomes reversed video, because
    /// nobody knows what the terminal's palette makes of a colour on another.
    pub(super) fn reduce(self, style: Style) -> Style {
        match self {
            Depth::True => style,
            Depth::Indexed => Style { fg: style.fg.map(indexed), bg: style.bg.map(indexed), ..style },
            Depth::Ansi => {
                let ground = matches!(style.bg, Some(Color::Rgb(..)));
                let plain = Style {
                    fg: style.fg.filter(|_| !ground).and_then(named),
                    bg: style.bg.filter(|_| !ground),
                    ..style
                };
                if ground { plain.add_modifier(Modifier::REVERSED) } else { plain }
            }
            Depth::None => {
                let ground = matches!(style.bg, Some(Color::Rgb(..)));
                let plain = Style { fg: None, bg: None, ..style };
                if ground { plain.add_modifier(Modifier::REVERSED) } else { plain }
            }
        }
    }
}

fn indexed(colour: Color) -> Color {
    match colour {
        Color::Rgb(r, g, b) => Color::Indexed(nearest_indexed(r, g, b)),
        other => other,
    }
}

/// The nearest colour of the 6×6×6 cube and the grey ramp of the 256-colour palette.
fn nearest_indexed(r: u8, g: u8, b: u8) -> u8 {
    (16..=255u8)
        .min_by_key(|&k| {
            let (x, y, z) = of_index(k);
            let d = |a: u8, b: u8| (i32::from(a) - i32::from(b)).pow(2);
            d(x, r) + d(y, g) + d(z, b)
        })
        .unwrap_or(7)
}

/// What the palette has under a number from 16 on: levels 0, 95, 135, 175, 215, 255, then greys from 8 in steps of 10.
pub(super) fn of_index(k: u8) -> (u8, u8, u8) {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    if k >= 232 {
        let grey = 8 + 10 * (k - 232);
        return (grey, grey, grey);
    }
    let k = k.saturating_sub(16);
    let level = |n: u8| LEVELS.get(usize::from(n % 6)).copied().unwrap_or(0);
    (level(k / 36), level(k / 6), level(k))
}

/// The name of the palette nearest in hue; none for what is nearly grey, where the terminal's own colour is best.
fn named(colour: Color) -> Option<Color> {
    let Color::Rgb(r, g, b) = colour else { return Some(colour) };
    let (most, least) = (r.max(g).max(b), r.min(g).min(b));
    if most - least < 40 {
        return None;
    }
    // Channels in the upper half between the least and the most.
    let high = |v: u8| 2 * (i32::from(v) - i32::from(least)) >= i32::from(most - least);
    Some(match (high(r), high(g), high(b)) {
        (true, false, false) => Color::Red,
        (false, true, false) => Color::Green,
        (true, true, false) => Color::Yellow,
        (false, true, true) => Color::Cyan,
        (true, false, true) => Color::Magenta,
        (false, false, true) => Color::Blue,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_says_how_much() {
        let with = |vars: &'static [(&str, &str)]| {
            Depth::detect(move |v| vars.iter().find(|(n, _)| *n == v).map(|(_, x)| (*x).to_owned()))
        };
        assert_eq!(with(&[("COLORTERM", "truecolor"), ("TERM", "xterm-256color")]), Depth::True);
        assert_eq!(with(&[("TERM", "xterm-256color")]), Depth::Indexed);
        assert_eq!(with(&[("TERM", "xterm-direct")]), Depth::True);
        assert_eq!(with(&[("TERM", "linux")]), Depth::Ansi);
        assert_eq!(with(&[("TERM", "dumb"), ("COLORTERM", "truecolor")]), Depth::None);
        assert_eq!(with(&[("NO_COLOR", "1"), ("COLORTERM", "truecolor")]), Depth::None);
        assert_eq!(with(&[("NO_COLOR", ""), ("COLORTERM", "24bit")]), Depth::True);
    }

    #[test]
    fn colours_find_their_nearest() {
        assert_eq!(of_index(nearest_indexed(255, 0, 0)), (255, 0, 0));
        assert_eq!(of_index(nearest_indexed(30, 30, 30)), (28, 28, 28));
        assert_eq!(named(Color::Rgb(0x56, 0xb4, 0xe9)), Some(Color::Cyan));
        assert_eq!(named(Color::Rgb(0xf0, 0xe4, 0x42)), Some(Color::Yellow));
        assert_eq!(named(Color::Rgb(0xa8, 0xa8, 0xa8)), None);
    }
}

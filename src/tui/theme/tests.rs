//! The built-in themes are whole, legible, and can be told apart by everyone.

use super::vision::{EYES, Rgb, contrast, distance};
use super::*;

/// Built-in themes of 24 bits, with the contrast that their text must have.
const COLOURED: [(&str, f64); 3] = [("dark", 4.5), ("light", 4.5), ("high-contrast", 7.0)];

/// Roles that must be told apart where they stand side by side.
const APART: &[&[Role]] = &[
    &[Role::Text, Role::Actor, Role::Place, Role::Date],
    &[Role::Actor, Role::ActorActive],
    &[Role::Text, Role::SelectionIdle, Role::Selection],
    &[Role::Text, Role::Match, Role::MatchCurrent, Role::ActorActive],
    &[Role::Text, Role::Warn],
    &[Role::Text, Role::Error],
    &[Role::Text, Role::Noise],
    &[Role::Text, Role::Note],
    &[Role::Text, Role::Heading],
    &[Role::Text, Role::Chip],
    &[Role::Border, Role::BorderFocus],
];

fn rgb(colour: Option<Color>) -> Option<Rgb> {
    match colour? {
        Color::Rgb(r, g, b) => Some((r, g, b)),
        Color::Indexed(k) => Some(depth::of_index(k)),
        _ => None,
    }
}

/// The colours of a role as they come to the screen.
fn colours(theme: &Theme, role: Role) -> (Rgb, Rgb) {
    let (style, text) = (theme.style(role), theme.style(Role::Text));
    let of = |a: Option<Color>, b: Option<Color>| rgb(a).or(rgb(b)).unwrap_or((0, 0, 0));
    (of(style.fg, text.fg), of(style.bg, text.bg))
}

#[test]
fn built_in_themes_are_whole() {
    for (name, source) in BUILT_IN {
        let (_, said) = Theme::read(source, name, Depth::True);
        assert!(said.is_empty(), "{said:?}");
        for (_, role) in ROLES {
            assert_eq!(source.matches(&format!("\n{role} = {{")).count(), 1, "{name}: {role}");
        }
    }
}

#[test]
fn text_is_legible_on_its_ground() {
    for (name, least) in COLOURED {
        for depth in [Depth::True, Depth::Indexed] {
            let theme = Theme::named(name, depth);
            for (role, role_name) in ROLES {
                let (fg, bg) = colours(&theme, *role);
                let ratio = contrast(fg, bg);
                assert!(ratio >= least, "{name} at {depth:?}: {role_name} has a contrast of {ratio:.2}");
            }
        }
    }
}

/// Oklab distance that eyes without one kind of cones still see, for words apart from each other.
const APART_BY: f64 = 0.06;

#[test]
fn what_must_be_told_apart_is_by_all_eyes() {
    let mut mistakes = Vec::new();
    for (name, _) in COLOURED {
        let theme = Theme::named(name, Depth::True);
        for group in APART {
            for (k, a) in group.iter().enumerate() {
                for b in &group[k + 1..] {
                    if theme.style(*a).add_modifier != theme.style(*b).add_modifier {
                        continue;
                    }
                    let (x, y) = (colours(&theme, *a), colours(&theme, *b));
                    for (eyes, matrix) in &EYES {
                        let apart = distance(x.0, y.0, matrix).max(distance(x.1, y.1, matrix));
                        if apart < APART_BY {
                            mistakes
                                .push(format!("{name}: {a:?} and {b:?} are {apart:.3} apart with {eyes}"));
                        }
                    }
                }
            }
        }
    }
    assert!(mistakes.is_empty(), "{mistakes:#?}");
}

/// Kinds of claims have their letter and their word besides; their colours need not do it alone, but must not be one.
#[test]
fn kinds_of_claims_differ_for_most_eyes() {
    use Role::{Causal, Commitment, Evaluation, Fact, Forecast, Prescription, Question};
    let kinds = [Fact, Causal, Evaluation, Forecast, Prescription, Commitment, Question];
    for (name, _) in COLOURED {
        let theme = Theme::named(name, Depth::True);
        for (k, a) in kinds.iter().enumerate() {
            for b in &kinds[k + 1..] {
                let apart = distance(colours(&theme, *a).0, colours(&theme, *b).0, &EYES[0].1);
                assert!(apart > 0.03, "{name}: {a:?} and {b:?} are {apart:.3} apart");
            }
        }
    }
}

#[test]
fn without_colour_no_style_has_one() {
    for (name, _) in BUILT_IN {
        assert!(Theme::named(name, Depth::None).is_colourless());
        let ansi = Theme::named(name, Depth::Ansi);
        let rich = |c: Option<Color>| matches!(c, Some(Color::Rgb(..) | Color::Indexed(_)));
        assert!(ansi.styles.iter().all(|s| !rich(s.fg) && !rich(s.bg)), "{name}");
    }
}

#[test]
fn what_must_be_told_apart_differs_without_colour() {
    for (name, _) in BUILT_IN {
        let t = Theme::named(name, Depth::None);
        let pairs = [
            (Role::Text, Role::Actor),
            (Role::Text, Role::Selection),
            (Role::Actor, Role::ActorActive),
            (Role::Match, Role::MatchCurrent),
            (Role::Text, Role::Noise),
            (Role::Text, Role::Note),
            (Role::SelectionIdle, Role::Note),
            (Role::Border, Role::BorderFocus),
        ];
        for (a, b) in pairs {
            assert_ne!(t.style(a), t.style(b), "{name}: {a:?} and {b:?} look the same");
        }
    }
}

#[test]
fn the_ground_is_painted_where_nothing_else_is() {
    let area = Rect::new(0, 0, 3, 1);
    let mut buffer = Buffer::empty(area);
    buffer.set_string(1, 0, "x", Style::new().bg(Color::Red));
    Theme::named("dark", Depth::True).paint_ground(&mut buffer, area);
    assert_eq!([buffer[(0, 0)].bg, buffer[(1, 0)].bg], [Color::Rgb(0x1e, 0x1e, 0x1e), Color::Red]);
    let mut plain = Buffer::empty(area);
    Theme::named("auto", Depth::True).paint_ground(&mut plain, area);
    assert_eq!(plain, Buffer::empty(area));
}

#[test]
fn what_is_marked_in_the_text_is_legible_in_the_passage_that_is_shown() {
    for (name, least) in COLOURED {
        let theme = Theme::named(name, Depth::True);
        let (_, ground) = colours(&theme, Role::SelectionIdle);
        for role in [Role::Actor, Role::Place, Role::Date, Role::Note, Role::Heading] {
            let (fg, _) = colours(&theme, role);
            let ratio = contrast(fg, ground);
            assert!(ratio >= least, "{name}: {role:?} has a contrast of {ratio:.2} in the passage");
        }
    }
}

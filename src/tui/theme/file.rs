//! The text of a theme file → styles and warnings.
//!
//! ```toml
//! inherits = "dark"
//!
//! [styles]
//! actor = { fg = "#56b4e9", modifiers = ["underlined"] }
//! ```
//!
//! A role that is named is taken whole, one that is not comes from the theme that is inherited (`auto` where none is
//! named). What can't be used is told with its line and leaves the inherited style.

use ratatui::style::{Color, Style};
use toml::de::{DeTable, DeValue};

use super::{BUILT_IN, Depth, MODIFIERS, ROLES, Theme, modifier};
use crate::config::{Warning, nearest};

/// What is wrong with the text of a theme; `file` is its name in warnings.
pub fn check(text: &str, file: &str) -> Vec<Warning> {
    Theme::read(text, file, Depth::True).1
}

impl Theme {
    /// The theme of a file's text, reduced to what the terminal shows, and what is wrong with it.
    pub fn read(text: &str, file: &str, depth: Depth) -> (Self, Vec<Warning>) {
        let mut reader = Reader { text, file, warnings: Vec::new() };
        let theme = reader.theme();
        reader.warnings.sort_by_key(|w| w.line);
        (theme.reduced(depth), reader.warnings)
    }

    fn blank() -> Self {
        Self { styles: [Style::new(); ROLES.len()] }
    }
}

struct Reader<'a> {
    text: &'a str,
    file: &'a str,
    warnings: Vec<Warning>,
}

impl Reader<'_> {
    fn theme(&mut self) -> Theme {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let message = error.message().replace('\n', " ");
            self.warn(error.span().map(|s| s.start), message);
        }
        let mut theme = self.inherited(table.get_ref());
        for (key, value) in table.get_ref() {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("styles", DeValue::Table(styles)) => self.styles(styles, &mut theme),
                ("styles", _) => {
                    self.warn(Some(key.span().start), "`styles` is a section: [styles]".to_owned());
                }
                ("inherits", _) => {}
                (other, _) => {
                    self.unknown(key.span().start, "setting of a theme", other, ["inherits", "styles"]);
                }
            }
        }
        theme
    }

    /// The built-in theme that is named, else `auto`.
    fn inherited(&mut self, table: &DeTable<'_>) -> Theme {
        let named = table.get("inherits");
        let name = named.and_then(|v| v.get_ref().as_str());
        // The first one inherits from nothing; the others from it unless they say so.
        let own = BUILT_IN[0].1 == self.text;
        match (named, name) {
            (None, _) if own => Theme::blank(),
            (None, _) => Theme::named(BUILT_IN[0].0, Depth::True),
            (Some(_), Some(name))
                if BUILT_IN.iter().any(|(n, source)| *n == name && *source != self.text) =>
            {
                Theme::named(name, Depth::True)
            }
            (Some(value), _) => {
                let known = BUILT_IN.map(|(n, _)| n);
                self.unknown(value.span().start, "built-in theme", name.unwrap_or("?"), known);
                Theme::named(BUILT_IN[0].0, Depth::True)
            }
        }
    }

    fn styles(&mut self, styles: &DeTable<'_>, theme: &mut Theme) {
        for (key, value) in styles {
            let name = key.get_ref().as_ref();
            let Some((role, _)) = ROLES.iter().find(|(_, n)| *n == name) else {
                self.unknown(key.span().start, "role", name, ROLES.iter().map(|(_, n)| *n));
                continue;
            };
            let Some(table) = value.get_ref().as_table() else {
                let example =
                    format!("`{name}` takes a table such as {{ fg = \"#56b4e9\", modifiers = [\"bold\"] }}");
                self.warn(Some(value.span().start), example);
                continue;
            };
            let style = self.style(table);
            if let Some(slot) = theme.styles.get_mut(*role as usize) {
                *slot = style;
            }
        }
    }

    fn style(&mut self, table: &DeTable<'_>) -> Style {
        let mut style = Style::new();
        for (key, value) in table {
            let at = value.span().start;
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("fg", DeValue::String(colour)) => style.fg = self.colour(at, colour),
                ("bg", DeValue::String(colour)) => style.bg = self.colour(at, colour),
                ("modifiers", DeValue::Array(list)) => {
                    for item in list.iter() {
                        let name = item.get_ref().as_str().unwrap_or("?");
                        match modifier(name) {
                            Some(m) => style = style.add_modifier(m),
                            None => {
                                self.unknown(item.span().start, "modifier", name, MODIFIERS.map(|(n, _)| n));
                            }
                        }
                    }
                }
                (name @ ("fg" | "bg"), _) => {
                    self.warn(Some(at), format!("`{name}` takes a colour in quotes"));
                }
                ("modifiers", _) => self.warn(Some(at), "`modifiers` takes a list of names".to_owned()),
                (other, _) => {
                    self.unknown(key.span().start, "part of a style", other, ["fg", "bg", "modifiers"]);
                }
            }
        }
        style
    }

    fn colour(&mut self, at: usize, text: &str) -> Option<Color> {
        let parsed = text.parse().ok();
        if parsed.is_none() {
            let message = format!(
                "`{text}` is no colour: write #rrggbb, a number up to 255, or a name such as cyan or lightblue"
            );
            self.warn(Some(at), message);
        }
        parsed.filter(|c| *c != Color::Reset)
    }

    fn unknown<'n>(&mut self, at: usize, what: &str, name: &str, known: impl IntoIterator<Item = &'n str>) {
        let hint = nearest(name, known).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
        self.warn(Some(at), format!("there is no {what} `{name}`{hint}"));
    }

    fn warn(&mut self, at: Option<usize>, message: String) {
        let line = at.map(|at| 1 + self.text.bytes().take(at).filter(|b| *b == b'\n').count());
        self.warnings.push(Warning { file: self.file.to_owned(), line, message });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Role;
    use ratatui::style::Modifier;

    fn warnings(text: &str) -> Vec<String> {
        check(text, "mine.toml").iter().map(Warning::to_string).collect()
    }

    #[test]
    fn what_is_not_named_is_inherited_and_what_is_named_is_taken_whole() {
        let text = "inherits = 'dark'\n[styles]\nactor = { fg = '#ff0000' }\ntext = {}\n";
        let (theme, said) = Theme::read(text, "mine.toml", Depth::True);
        assert!(said.is_empty(), "{said:?}");
        assert_eq!(theme.style(Role::Actor), Style::new().fg(Color::Rgb(255, 0, 0)));
        assert_eq!(theme.style(Role::Text), Style::new());
        assert_eq!(theme.style(Role::Date), Theme::named("dark", Depth::True).style(Role::Date));
        let (theme, _) = Theme::read("[styles]\nactor = { modifiers = ['bold'] }", "mine.toml", Depth::Ansi);
        assert_eq!(theme.style(Role::Actor), Style::new().add_modifier(Modifier::BOLD));
        assert_eq!(theme.style(Role::Date), Theme::named("auto", Depth::Ansi).style(Role::Date));
    }

    #[test]
    fn each_mistake_is_told_with_its_line_and_the_nearest_name() {
        for (text, warning) in [
            ("[styles]\n\nactr = {}", "mine.toml:3: there is no role `actr`; did you mean `actor`?"),
            ("inherits = 'drak'", "mine.toml:1: there is no built-in theme `drak`; did you mean `dark`?"),
            ("[style]", "mine.toml:1: there is no setting of a theme `style`; did you mean `styles`?"),
            ("styles = 3", "mine.toml:1: `styles` is a section: [styles]"),
            (
                "[styles]\nactor = 'red'",
                "mine.toml:2: `actor` takes a table such as { fg = \"#56b4e9\", modifiers = [\"bold\"] }",
            ),
            (
                "[styles]\nactor = { fg = 'rde' }",
                "mine.toml:2: `rde` is no colour: write #rrggbb, a number up to 255, or a name such as cyan or lightblue",
            ),
            ("[styles]\nactor = { colour = 'red' }", "mine.toml:2: there is no part of a style `colour`"),
            (
                "[styles]\nactor = { modifiers = ['blod'] }",
                "mine.toml:2: there is no modifier `blod`; did you mean `bold`?",
            ),
        ] {
            assert_eq!(warnings(text), [warning], "{text}");
        }
        assert!(!warnings("[styles").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,60}") {
            check(&text, "x");
            check(&format!("[styles]\n{text}"), "x");
        }
    }
}

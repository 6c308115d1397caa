//! Keys ↔ actions: the notation of keys, sequences of keys, and the way back from an action to its keys.
//!
//! Notation: a character stands for itself (`j`, `G`, `?`); named keys are `Enter Esc Tab BackTab Backspace Space Up
//! Down Left Right Home End PageUp PageDown F1`; `Ctrl-`, `Alt-` and `Shift-` go before. A sequence is written with
//! blanks between its keys: `g g`, `] s`.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::action::{ACTIONS, Action, Place};

/// One key with its modifiers, in one spelling only: a shifted letter is the capital.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

impl Key {
    /// The key of a terminal event.
    pub fn of(event: KeyEvent) -> Self {
        let mut modifiers =
            event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        let code = match event.code {
            KeyCode::Char(c) if c != ' ' => {
                modifiers -= KeyModifiers::SHIFT;
                let folded =
                    if modifiers.contains(KeyModifiers::CONTROL) { c.to_ascii_lowercase() } else { c };
                KeyCode::Char(folded)
            }
            KeyCode::BackTab => {
                modifiers -= KeyModifiers::SHIFT;
                KeyCode::BackTab
            }
            other => other,
        };
        Self { code, modifiers }
    }

    /// The terminal event of this key.
    pub fn event(self) -> KeyEvent {
        KeyEvent::new(self.code, self.modifiers)
    }

    /// The character typed, if it is one without control or alt.
    pub fn character(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if (self.modifiers - KeyModifiers::SHIFT).is_empty() => Some(c),
            _ => None,
        }
    }

    /// A key in notation.
    pub fn parse(text: &str) -> Option<Self> {
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = text;
        while let Some((head, tail)) = rest.split_once('-').filter(|(h, t)| !h.is_empty() && !t.is_empty()) {
            modifiers |= match head {
                "Ctrl" => KeyModifiers::CONTROL,
                "Alt" => KeyModifiers::ALT,
                "Shift" => KeyModifiers::SHIFT,
                _ => return None,
            };
            rest = tail;
        }
        let code = match rest {
            "Enter" => KeyCode::Enter,
            "Esc" => KeyCode::Esc,
            "Tab" => KeyCode::Tab,
            "BackTab" => KeyCode::BackTab,
            "Backspace" => KeyCode::Backspace,
            "Space" => KeyCode::Char(' '),
            "Up" => KeyCode::Up,
            "Down" => KeyCode::Down,
            "Left" => KeyCode::Left,
            "Right" => KeyCode::Right,
            "Home" => KeyCode::Home,
            "End" => KeyCode::End,
            "PageUp" => KeyCode::PageUp,
            "PageDown" => KeyCode::PageDown,
            _ => match rest.strip_prefix('F').and_then(|n| n.parse().ok()) {
                Some(n) => KeyCode::F(n),
                None => {
                    let mut chars = rest.chars();
                    let c = chars.next()?;
                    if chars.next().is_some() {
                        return None;
                    }
                    KeyCode::Char(c)
                }
            },
        };
        Some(Self::of(KeyEvent::new(code, modifiers)))
    }
}

/// A key as people write it, short enough for a hint: `^P`, `Tab`, `S-Tab`.
impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let control = self.modifiers.contains(KeyModifiers::CONTROL);
        if control {
            f.write_str("^")?;
        }
        if self.modifiers.contains(KeyModifiers::ALT) {
            f.write_str("Alt-")?;
        }
        if self.modifiers.contains(KeyModifiers::SHIFT) {
            f.write_str("S-")?;
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(c) if control => write!(f, "{}", c.to_ascii_uppercase()),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::BackTab => f.write_str("S-Tab"),
            KeyCode::PageUp => f.write_str("PgUp"),
            KeyCode::PageDown => f.write_str("PgDn"),
            KeyCode::F(n) => write!(f, "F{n}"),
            code => write!(f, "{code:?}"),
        }
    }
}

/// What the keys typed so far amount to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup {
    /// This action.
    Action(Action),
    /// The beginning of a longer sequence.
    Prefix,
    /// Nothing.
    Nothing,
}

/// The bindings in force.
#[derive(Debug, Clone)]
pub struct Keymap {
    bindings: Vec<(Vec<Key>, Place, Action)>,
}

/// The key of a configuration file that could not be used, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    /// No action has this name.
    #[error("no action is called {0}")]
    UnknownAction(String),
    /// Not a key in notation.
    #[error("{1} is no key for {0}: write a character, Ctrl-p, Enter, or a sequence such as \"g g\"")]
    BadKey(String, String),
    /// The key belonged to another action.
    #[error("{0} takes {1} from {2}")]
    Taken(String, String, &'static str),
}

impl Default for Keymap {
    fn default() -> Self {
        let mut map = Self { bindings: Vec::new() };
        for spec in ACTIONS {
            for keys in spec.keys {
                if let Some(keys) = parse_sequence(keys) {
                    map.bindings.push((keys, spec.place, spec.action));
                }
            }
        }
        map
    }
}

fn parse_sequence(text: &str) -> Option<Vec<Key>> {
    let keys: Option<Vec<Key>> = text.split_whitespace().map(Key::parse).collect();
    keys.filter(|k| !k.is_empty())
}

impl Keymap {
    /// Replaces the keys of the named actions. What can't be used is returned and leaves the defaults.
    pub fn patch<'a>(
        &mut self,
        changes: impl IntoIterator<Item = (&'a str, &'a [String])>,
    ) -> Vec<KeymapError> {
        let mut errors = Vec::new();
        for (name, keys) in changes {
            let Some(spec) = Action::by_name(name).and_then(Action::spec) else {
                errors.push(KeymapError::UnknownAction(name.to_owned()));
                continue;
            };
            let mut sequences = Vec::new();
            for keys in keys {
                match parse_sequence(keys) {
                    Some(sequence) => sequences.push(sequence),
                    None => errors.push(KeymapError::BadKey(name.to_owned(), keys.clone())),
                }
            }
            for (keys, _, other) in &self.bindings {
                if *other != spec.action && sequences.contains(keys) {
                    let written: String = keys.iter().map(Key::to_string).collect();
                    let loser = other.spec().map_or("", |s| s.name);
                    errors.push(KeymapError::Taken(name.to_owned(), written, loser));
                }
            }
            self.bindings.retain(|(keys, _, action)| *action != spec.action && !sequences.contains(keys));
            self.bindings.extend(sequences.into_iter().map(|keys| (keys, spec.place, spec.action)));
        }
        errors
    }

    /// What the typed keys mean where `applies` says which places count.
    pub fn lookup(&self, typed: &[Key], applies: impl Fn(Place) -> bool) -> Lookup {
        let mut prefix = false;
        for (keys, place, action) in &self.bindings {
            if !applies(*place) || !keys.starts_with(typed) {
                continue;
            }
            if keys.len() == typed.len() {
                return Lookup::Action(*action);
            }
            prefix = true;
        }
        if prefix { Lookup::Prefix } else { Lookup::Nothing }
    }

    /// The keys of an action, as people write them, the first one first.
    pub fn keys_of(&self, action: Action) -> Vec<String> {
        let of = |keys: &[Key]| keys.iter().map(Key::to_string).collect::<String>();
        self.bindings.iter().filter(|b| b.2 == action).map(|b| of(&b.0)).collect()
    }

    /// What may follow the keys typed so far, with the action each leads to.
    pub fn continuations(&self, typed: &[Key]) -> Vec<(String, Action)> {
        let rest = |keys: &[Key]| keys.iter().skip(typed.len()).map(Key::to_string).collect::<String>();
        self.bindings
            .iter()
            .filter(|(keys, _, _)| keys.len() > typed.len() && keys.starts_with(typed))
            .map(|(keys, _, action)| (rest(keys), *action))
            .collect()
    }
}

/// The table of keys as Markdown: `docs/keys.md`.
pub fn keys_markdown() -> String {
    let map = Keymap::default();
    let mut out = String::from(
        "# Keys\n\nThe default keys, printed from the table of actions. `^P` is Ctrl-P, `S-Tab` Shift-Tab. Any of them \
         can be changed in the\nconfiguration file, section `[keys]`, by the name of the action.\n\n\
         | keys | action | name |\n|---|---|---|\n",
    );
    for spec in ACTIONS {
        let keys: Vec<String> = map.keys_of(spec.action).iter().map(|k| format!("`{k}`")).collect();
        out.push_str(&format!("| {} | {} | `{}` |\n", keys.join(" "), spec.doc, spec.name));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        parse_sequence(text).unwrap()
    }

    #[test]
    fn every_default_key_parses_and_no_two_actions_share_one() {
        let map = Keymap::default();
        let written: usize = ACTIONS.iter().map(|s| s.keys.len()).sum();
        assert_eq!(map.bindings.len(), written);
        for (k, (a, place, _)) in map.bindings.iter().enumerate() {
            for (b, other, _) in &map.bindings[k + 1..] {
                let meet = place == other || *place == Place::Panes || *other == Place::Panes;
                assert!(!meet || !(a.starts_with(b) || b.starts_with(a)), "{a:?} and {b:?}");
            }
        }
    }

    #[test]
    fn sequences_and_modifiers() {
        let map = Keymap::default();
        let all = |_: Place| true;
        assert_eq!(map.lookup(&keys("]"), all), Lookup::Prefix);
        assert_eq!(map.lookup(&keys("] c"), all), Lookup::Action(Action::NextClaim));
        assert_eq!(map.lookup(&keys("] q"), all), Lookup::Nothing);
        assert_eq!(map.lookup(&keys("Ctrl-P"), all), Lookup::Action(Action::Search));
        assert_eq!(Key::of(KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT)), keys("G")[0]);
        assert_eq!(map.keys_of(Action::Search)[0], "^P");
    }

    #[test]
    fn a_patch_replaces_keys_and_reports_what_it_cannot_use() {
        let mut map = Keymap::default();
        let changes =
            [("quit", vec!["Ctrl-Q".to_owned(), "nonsense".to_owned()]), ("fly", vec!["f".to_owned()])];
        let errors = map.patch(changes.iter().map(|(n, k)| (*n, k.as_slice())));
        assert_eq!(errors.len(), 2);
        assert_eq!(map.lookup(&keys("q"), |_| true), Lookup::Nothing);
        assert_eq!(map.lookup(&keys("Ctrl-Q"), |_| true), Lookup::Action(Action::Quit));
    }

    #[test]
    fn the_printed_table_is_the_one_in_the_docs() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keys.md");
        let printed = keys_markdown();
        if std::env::var_os("CASEFILE_WRITE_DOCS").is_some() {
            std::fs::write(path, &printed).unwrap();
        }
        let stored = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
        assert_eq!(stored, printed, "run the tests once with CASEFILE_WRITE_DOCS=1 set");
    }
}

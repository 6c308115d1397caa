//! The presets: what each changes of the default keys, as data in `assets/keymaps/`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Change, Keymap};

/// The names of the presets; the first one is the default.
pub const NAMES: [&str; 3] = ["vim", "emacs", "less"];

/// What a preset changes. The keys of `vim` are those of the table of actions.
fn source(name: &str) -> &'static str {
    match name {
        "emacs" => include_str!("../../../assets/keymaps/emacs.toml"),
        "less" => include_str!("../../../assets/keymaps/less.toml"),
        _ => "",
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    keys: BTreeMap<String, Vec<String>>,
}

impl Keymap {
    /// The keys of a preset; an unknown name gives the default.
    pub fn preset(name: &str) -> Self {
        let mut map = Self::default();
        // Built-in files are checked by a test.
        let file: File = toml::from_str(source(name)).unwrap_or_default();
        let changes: Vec<Change<'_>> = file.keys.iter().map(|(n, k)| Change::Keys(n, k)).collect();
        map.change(&changes);
        map
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::action::{ACTIONS, Action};

    #[test]
    fn presets_are_sound() {
        for name in &NAMES[1..] {
            let file: File = toml::from_str(source(name)).unwrap();
            assert!(!file.keys.is_empty());
            let mut map = Keymap::default();
            let changes: Vec<Change<'_>> = file.keys.iter().map(|(n, k)| Change::Keys(n, k)).collect();
            let said = map.change(&changes);
            assert!(said.is_empty(), "{name}: {said:?}");
        }
    }

    #[test]
    fn every_action_with_a_key_by_default_has_one_in_every_preset() {
        for name in NAMES {
            let map = Keymap::preset(name);
            for spec in ACTIONS.iter().filter(|s| !s.keys.is_empty()) {
                assert!(!map.keys_of(spec.action).is_empty(), "{name}: {} has no key", spec.name);
            }
            assert!(map.keys_of(Action::ForceQuit).contains(&"^C".to_owned()), "{name}");
        }
    }
}

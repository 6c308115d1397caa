//! Keys ↔ actions: the notation of keys, sequences of keys, and the way back from an action to its keys.
//!
//! Notation: a character stands for itself (`j`, `G`, `?`); named keys are `Enter Esc Tab BackTab Backspace Space Up
//! Down Left Right Home End PageUp PageDown F1`; `Ctrl-`, `Alt-` and `Shift-` go before. A sequence is written with
//! blanks between its keys: `g g`, `] s`.
//!
//! A map is a preset ([`presets`]) and what the configuration file changes of it. Every binding leads to one action, or
//! to several that run one after the other.

mod key;
pub mod presets;

pub use key::Key;

use super::action::{ACTIONS, Action, Place};
use crate::config::{Config, Warning};

/// What the keys typed so far amount to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// This action.
    Action(Action),
    /// These actions, in order.
    Several(Vec<Action>),
    /// The beginning of a longer sequence.
    Prefix,
    /// Nothing.
    Nothing,
}

/// Keys and where they lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The keys, one after the other.
    pub keys: Vec<Key>,
    /// Where they count.
    pub place: Place,
    /// What they do: one action, or several in order. Never empty.
    pub actions: Vec<Action>,
}

impl Binding {
    fn meets(&self, place: Place) -> bool {
        self.place == place || self.place == Place::Panes || place == Place::Panes
    }

    fn is_of(&self, action: Action) -> bool {
        self.actions.as_slice() == [action]
    }

    /// The names of its actions.
    fn name(&self) -> String {
        let names: Vec<&str> = self.actions.iter().filter_map(|a| a.spec()).map(|s| s.name).collect();
        names.join(", ")
    }

    /// What it does, in words.
    pub fn doc(&self) -> String {
        let docs: Vec<&str> = self.actions.iter().filter_map(|a| a.spec()).map(|s| s.doc).collect();
        docs.join(", then ")
    }
}

/// The bindings in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

/// A change of the map: what a line of the configuration asks for.
#[derive(Debug, Clone, Copy)]
pub enum Change<'a> {
    /// An action gets these keys, and no others.
    Keys(&'a str, &'a [String]),
    /// A sequence of keys runs these actions.
    Sequence(&'a str, &'a [String]),
}

/// What is to be said about a change.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    /// No action has this name.
    #[error("no action is called {0}")]
    UnknownAction(String),
    /// Not a key in notation.
    #[error("{1} is no key for {0}: write a character, Ctrl-p, Enter, or a sequence such as \"g g\"")]
    BadKey(String, String),
    /// The file gives one key to two actions.
    #[error("{1} is given to {0} and to {2}; {0} has it")]
    Twice(String, String, String),
    /// The key belonged to another action by default. No mistake, only worth knowing.
    #[error("{0} takes {1} from {2}")]
    Taken(String, String, String),
    /// One sequence begins another, which can never be typed.
    #[error("{0} ({1}) hides {2}")]
    Hides(String, String, String),
}

impl KeymapError {
    /// Whether it is no mistake: the file may well mean it.
    pub fn is_note(&self) -> bool {
        matches!(self, KeymapError::Taken(..))
    }
}

impl Default for Keymap {
    fn default() -> Self {
        let mut bindings = Vec::new();
        for spec in ACTIONS {
            for keys in spec.keys {
                if let Some(keys) = parse_sequence(keys) {
                    bindings.push(Binding { keys, place: spec.place, actions: vec![spec.action] });
                }
            }
        }
        Self { bindings }
    }
}

/// Keys in notation, apart by blanks.
pub fn parse_sequence(text: &str) -> Option<Vec<Key>> {
    let keys: Option<Vec<Key>> = text.split_whitespace().map(Key::parse).collect();
    keys.filter(|k| !k.is_empty())
}

/// A sequence as people write it.
pub fn written(keys: &[Key]) -> String {
    keys.iter().map(Key::to_string).collect()
}

impl Keymap {
    /// Makes changes. What is to be said about each comes with its number; what can't be used leaves the map as it was.
    ///
    /// All actions that are given keys lose the old ones first, so that two can change places.
    pub fn change(&mut self, changes: &[Change<'_>]) -> Vec<(usize, KeymapError)> {
        let mut errors = Vec::new();
        let mut fresh: Vec<(usize, Binding)> = Vec::new();
        for (k, change) in changes.iter().enumerate() {
            match change {
                Change::Keys(name, keys) => {
                    let Some(spec) = Action::by_name(name).and_then(Action::spec) else {
                        errors.push((k, KeymapError::UnknownAction((*name).to_owned())));
                        continue;
                    };
                    let mut usable = Vec::new();
                    for keys in *keys {
                        match parse_sequence(keys) {
                            Some(sequence) => usable.push(sequence),
                            None => errors.push((k, KeymapError::BadKey((*name).to_owned(), keys.clone()))),
                        }
                    }
                    // An empty list frees an action's keys; a list of nothing but mistakes leaves the old ones.
                    if !usable.is_empty() || keys.is_empty() {
                        self.bindings.retain(|b| !b.is_of(spec.action));
                    }
                    let binding = |keys| Binding { keys, place: spec.place, actions: vec![spec.action] };
                    fresh.extend(usable.into_iter().map(|keys| (k, binding(keys))));
                }
                Change::Sequence(keys, names) => {
                    let Some(sequence) = parse_sequence(keys) else {
                        errors.push((k, KeymapError::BadKey(names.join(", "), (*keys).to_owned())));
                        continue;
                    };
                    let mut actions = Vec::new();
                    for name in *names {
                        match Action::by_name(name) {
                            Some(action) => actions.push(action),
                            None => errors.push((k, KeymapError::UnknownAction(name.clone()))),
                        }
                    }
                    if !actions.is_empty() {
                        fresh.push((k, Binding { keys: sequence, place: Place::Panes, actions }));
                    }
                }
            }
        }
        let mut added: Vec<(usize, Binding)> = Vec::new();
        for (k, binding) in fresh {
            let typed = written(&binding.keys);
            if let Some(at) = added.iter().position(|(_, b)| b.keys == binding.keys && b.meets(binding.place))
            {
                let (_, other) = added.remove(at);
                self.bindings.retain(|b| *b != other);
                errors.push((k, KeymapError::Twice(binding.name(), typed.clone(), other.name())));
            }
            self.bindings.retain(|b| {
                let taken = b.keys == binding.keys && b.meets(binding.place);
                if taken {
                    errors.push((k, KeymapError::Taken(binding.name(), typed.clone(), b.name())));
                }
                !taken
            });
            self.bindings.push(binding.clone());
            added.push((k, binding));
        }
        for (k, binding) in &added {
            errors.extend(self.hidden_by(binding).map(|e| (*k, e)));
        }
        errors.sort_by_key(|(k, _)| *k);
        errors
    }

    /// The same for a list without line numbers: actions and their keys.
    pub fn patch<'a>(
        &mut self,
        changes: impl IntoIterator<Item = (&'a str, &'a [String])>,
    ) -> Vec<KeymapError> {
        let changes: Vec<Change<'_>> = changes.into_iter().map(|(n, k)| Change::Keys(n, k)).collect();
        self.change(&changes).into_iter().map(|(_, e)| e).collect()
    }

    /// What can't be typed because of a binding, or why it can't be typed itself.
    fn hidden_by(&self, binding: &Binding) -> Option<KeymapError> {
        let own = || (written(&binding.keys), binding.name());
        let meet = |b: &&Binding| b.meets(binding.place) && b.keys != binding.keys;
        if let Some(shorter) = self.bindings.iter().filter(meet).find(|b| binding.keys.starts_with(&b.keys)) {
            let (keys, name) = own();
            return Some(KeymapError::Hides(
                written(&shorter.keys),
                shorter.name(),
                format!("{keys} ({name})"),
            ));
        }
        let longer: Vec<String> = self
            .bindings
            .iter()
            .filter(meet)
            .filter(|b| b.keys.starts_with(&binding.keys))
            .map(|b| format!("{} ({})", written(&b.keys), b.name()))
            .collect();
        let (keys, name) = own();
        (!longer.is_empty()).then(|| KeymapError::Hides(keys, name, longer.join(", ")))
    }

    /// The preset that the configuration asks for, with its changes; and what is to be said about these, each with
    /// whether it is no mistake.
    pub fn configured(config: &Config) -> (Self, Vec<(Warning, bool)>) {
        let mut map = Self::preset(&config.preset);
        let changes: Vec<Change<'_>> = config
            .keys
            .iter()
            .map(|c| match c.sequence {
                true => Change::Sequence(&c.name, &c.values),
                false => Change::Keys(&c.name, &c.values),
            })
            .collect();
        let said = map.change(&changes);
        let file = config.file.clone().unwrap_or_default();
        let told = |(k, error): (usize, KeymapError)| {
            let line = config.keys.get(k).map(|c| c.line);
            (Warning { file: file.clone(), line, message: error.to_string() }, error.is_note())
        };
        let said = said.into_iter().map(told).collect();
        if map.keys_of(Action::Quit).is_empty() && map.keys_of(Action::ForceQuit).is_empty() {
            // There is always a way out.
            map.change(&[Change::Keys("force_quit", &["Ctrl-c".to_owned()])]);
        }
        (map, said)
    }

    /// All bindings.
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// What the typed keys mean where `applies` says which places count.
    pub fn lookup(&self, typed: &[Key], applies: impl Fn(Place) -> bool) -> Lookup {
        let mut prefix = false;
        for binding in &self.bindings {
            if !applies(binding.place) || !binding.keys.starts_with(typed) {
                continue;
            }
            if binding.keys.len() == typed.len() {
                return match binding.actions.as_slice() {
                    [action] => Lookup::Action(*action),
                    several => Lookup::Several(several.to_vec()),
                };
            }
            prefix = true;
        }
        if prefix { Lookup::Prefix } else { Lookup::Nothing }
    }

    /// The keys of an action, as people write them, the first one first.
    pub fn keys_of(&self, action: Action) -> Vec<String> {
        self.bindings.iter().filter(|b| b.is_of(action)).map(|b| written(&b.keys)).collect()
    }

    /// What may follow the keys typed so far where `applies` says which places count: the rest of the keys, and where
    /// they lead.
    pub fn continuations<'a>(
        &'a self,
        typed: &'a [Key],
        applies: impl Fn(Place) -> bool + 'a,
    ) -> impl Iterator<Item = (String, &'a Binding)> + 'a {
        self.bindings
            .iter()
            .filter(move |b| applies(b.place) && b.keys.len() > typed.len() && b.keys.starts_with(typed))
            .map(|b| (written(b.keys.get(typed.len()..).unwrap_or_default()), b))
    }
}

/// The table of keys as Markdown: `docs/keys.md`.
pub fn keys_markdown() -> String {
    let mut out = String::from(
        "# Keys\n\nThe keys of the three presets, printed from the table of actions. `vim` is the default; `preset = \"emacs\"` or `\"less\"` \
         in the\nconfiguration file chooses another, and its section `[keys]` changes any key by the name of the action \
         (see [config.md](config.md)).\n`^P` is Ctrl-P, `S-Tab` Shift-Tab; `gg` is `g` and then `g`. After the first key of a \
         sequence a list shows what may follow.\n\n\
         | action | name | vim | emacs | less |\n|---|---|---|---|---|\n",
    );
    let maps = presets::NAMES.map(Keymap::preset);
    for spec in ACTIONS {
        let keys = maps.each_ref().map(|map| {
            let keys: Vec<String> =
                map.keys_of(spec.action).iter().map(|k| format!("`{}`", k.replace('|', "\\|"))).collect();
            keys.join(" ")
        });
        out.push_str(&format!("| {} | `{}` | {} |\n", spec.doc, spec.name, keys.join(" | ")));
    }
    out
}

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        parse_sequence(text).unwrap()
    }

    #[test]
    fn every_default_key_parses_and_no_two_actions_share_one() {
        let map = Keymap::default();
        let written: usize = ACTIONS.iter().map(|s| s.keys.len()).sum();
        assert_eq!(map.bindings.len(), written);
        for (k, a) in map.bindings.iter().enumerate() {
            for b in &map.bindings[k + 1..] {
                let collide = a.keys.starts_with(&b.keys) || b.keys.starts_with(&a.keys);
                assert!(!a.meets(b.place) || !collide, "{a:?} and {b:?}");
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

    fn change(map: &mut Keymap, list: &[(&str, &[&str])]) -> Vec<String> {
        let owned: Vec<(&str, Vec<String>)> =
            list.iter().map(|(n, k)| (*n, k.iter().map(|k| (*k).to_owned()).collect())).collect();
        map.patch(owned.iter().map(|(n, k)| (*n, k.as_slice()))).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn two_actions_can_change_places() {
        let mut map = Keymap::default();
        let said = change(&mut map, &[("move_down", &["k"]), ("move_up", &["j"])]);
        assert!(said.is_empty(), "{said:?}");
        assert_eq!(map.lookup(&keys("k"), |_| true), Lookup::Action(Action::MoveDown));
        assert_eq!(map.lookup(&keys("j"), |_| true), Lookup::Action(Action::MoveUp));
    }

    #[test]
    fn conflicts_are_named() {
        let mut map = Keymap::default();
        let said = change(&mut map, &[("quit", &["Q"]), ("sort", &["Q"])]);
        assert_eq!(said, ["Q is given to sort and to quit; sort has it"]);
        let mut map = Keymap::default();
        let said = change(&mut map, &[("sort", &["]"])]);
        assert!(said.len() == 1 && said[0].starts_with("] (sort) hides ]s (next_section)"), "{said:?}");
        let said = change(&mut Keymap::default(), &[("sort", &["q s"])]);
        assert_eq!(said, ["q (quit) hides qs (sort)"]);
        let said = change(&mut Keymap::default(), &[("sort", &["q"])]);
        assert_eq!(said, ["sort takes q from quit"]);
    }

    #[test]
    fn a_sequence_runs_several_actions() {
        let mut map = Keymap::default();
        let names = ["pane_claims".to_owned(), "sort".to_owned()];
        assert!(map.change(&[Change::Sequence("g o", &names)]).is_empty());
        assert_eq!(
            map.lookup(&keys("g o"), |_| true),
            Lookup::Several(vec![Action::PaneClaims, Action::Sort])
        );
        assert_eq!(map.keys_of(Action::Sort), ["s"], "a sequence is no key of its parts");
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

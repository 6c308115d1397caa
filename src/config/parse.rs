//! The text of a configuration file → settings and warnings.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::nearest::nearest;
use super::{
    CITATION_FIELDS, Config, KeyChange, LAYOUTS, MEASURE, POPUP_DELAY, Symbols, Vocabulary, Warning,
};

/// The settings of a file's text; `file` is its name in warnings.
pub fn parse(text: &str, file: &str, vocabulary: Vocabulary<'_>) -> (Config, Vec<Warning>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { text, file, vocabulary, config: Config::default(), warnings: Vec::new() };
    for error in errors {
        reader.warn(error.span().map(|s| s.start), error.message().replace('\n', " "));
    }
    reader.settings(table.get_ref());
    let mut warnings = reader.warnings;
    // Tables are visited by name; people read files from the top.
    warnings.sort_by_key(|w| w.line);
    // What else is wrong with a line that is no TOML follows from that.
    warnings.dedup_by_key(|w| w.line);
    (reader.config, warnings)
}

pub(super) struct Reader<'a> {
    text: &'a str,
    file: &'a str,
    vocabulary: Vocabulary<'a>,
    pub(super) config: Config,
    warnings: Vec<Warning>,
}

/// The settings by name.
const SETTINGS: [&str; 11] = [
    "author",
    "theme",
    "symbols",
    "measure",
    "layout",
    "citation",
    "preset",
    "popup_delay",
    "keys",
    "sequences",
    "limits",
];

impl Reader<'_> {
    fn settings(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            let at = value.span().start;
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("theme", DeValue::String(name)) => self.theme(at, name),
                ("symbols", DeValue::String(name)) => self.symbols(at, name),
                ("measure", DeValue::Integer(columns)) => {
                    let columns = u16::from_str_radix(columns.as_str(), columns.radix());
                    self.measure(at, columns.ok());
                }
                ("citation", DeValue::String(template)) => self.citation(at, template),
                ("author", DeValue::String(name)) => self.config.author = name.trim().to_owned(),
                ("preset", DeValue::String(name)) => self.preset(at, name),
                ("layout", DeValue::String(name)) => match LAYOUTS.contains(&name.as_ref()) {
                    true => self.config.layout = name.to_string(),
                    false => self.unknown(at, "layout", name, LAYOUTS),
                },
                ("popup_delay", DeValue::Integer(ms)) => {
                    self.popup_delay(at, u16::from_str_radix(ms.as_str(), ms.radix()).ok());
                }
                ("popup_delay", _) => self.popup_delay(at, None),
                ("keys", DeValue::Table(keys)) => self.keys(keys),
                ("sequences", DeValue::Table(sequences)) => self.sequences(sequences),
                ("limits", DeValue::Table(limits)) => self.limits(limits),
                ("limits", _) => self.warn(Some(at), "`limits` is a section: [limits]".to_owned()),
                ("sequences", _) => self.warn(Some(at), "`sequences` is a section: [sequences]".to_owned()),
                (name @ ("author" | "theme" | "symbols" | "layout" | "citation" | "preset"), _) => {
                    self.warn(Some(at), format!("`{name}` takes a string"));
                }
                ("measure", _) => self.measure(at, None),
                ("keys", _) => self.warn(Some(at), "`keys` is a section: [keys]".to_owned()),
                (unknown, _) => {
                    self.unknown(key.span().start, "setting", unknown, SETTINGS);
                }
            }
        }
    }

    fn theme(&mut self, at: usize, name: &str) {
        match self.vocabulary.themes.contains(&name) {
            true => self.config.theme = name.to_owned(),
            false => self.unknown(at, "theme", name, self.vocabulary.themes.iter().copied()),
        }
    }

    fn preset(&mut self, at: usize, name: &str) {
        match self.vocabulary.presets.contains(&name) {
            true => self.config.preset = name.to_owned(),
            false => self.unknown(at, "preset of keys", name, self.vocabulary.presets.iter().copied()),
        }
    }

    fn popup_delay(&mut self, at: usize, ms: Option<u16>) {
        match ms.filter(|ms| POPUP_DELAY.contains(ms)) {
            Some(ms) => self.config.popup_delay = ms,
            None => {
                let most = POPUP_DELAY.end();
                self.warn(Some(at), format!("`popup_delay` is a number of milliseconds from 0 to {most}"));
            }
        }
    }

    fn symbols(&mut self, at: usize, name: &str) {
        self.config.symbols = match name {
            "auto" => Symbols::Auto,
            "unicode" => Symbols::Unicode,
            "ascii" => Symbols::Ascii,
            "plain" => Symbols::Plain,
            _ => return self.unknown(at, "set of symbols", name, ["auto", "unicode", "ascii", "plain"]),
        };
    }

    fn measure(&mut self, at: usize, columns: Option<u16>) {
        match columns.filter(|c| MEASURE.contains(c)) {
            Some(columns) => self.config.measure = columns,
            None => {
                let (least, most) = (MEASURE.start(), MEASURE.end());
                self.warn(Some(at), format!("`measure` is a number of columns from {least} to {most}"));
            }
        }
    }

    fn citation(&mut self, at: usize, template: &str) {
        for part in template.split('{').skip(1) {
            let Some((field, _)) = part.split_once('}') else {
                return self.warn(Some(at), "`citation` has a { without its }".to_owned());
            };
            if !CITATION_FIELDS.contains(&field) {
                return self.unknown(at, "field of a citation", field, CITATION_FIELDS);
            }
        }
        self.config.citation = template.to_owned();
    }

    fn keys(&mut self, table: &DeTable<'_>) {
        // In the order of the file, so that of two actions on one key the later has it, as a reader would expect.
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(name, _)| name.span().start);
        for (action, value) in entries {
            let name = action.get_ref().as_ref();
            if !self.vocabulary.actions.contains(&name) {
                self.unknown(action.span().start, "action", name, self.vocabulary.actions.iter().copied());
                continue;
            }
            let written: Vec<&Spanned<DeValue<'_>>> = match value.get_ref() {
                DeValue::Array(several) => several.iter().collect(),
                _ => vec![value],
            };
            let mut usable = Vec::new();
            for keys in &written {
                match keys.get_ref().as_str() {
                    Some(keys) if (self.vocabulary.is_keys)(keys) => usable.push(keys.to_owned()),
                    Some(other) => self.warn(
                        Some(keys.span().start),
                        format!("`{other}` is no key: write a character, Ctrl-p, Enter, or a sequence such as \"g g\""),
                    ),
                    None => self.warn(Some(keys.span().start), format!("`{name}` takes a string or a list of strings")),
                }
            }
            // An empty list frees an action's keys; a list of nothing but mistakes leaves the default.
            if !usable.is_empty() || written.is_empty() {
                let line = self.line(action.span().start);
                self.change(KeyChange { name: name.to_owned(), values: usable, sequence: false, line });
            }
        }
    }

    /// Keys on the left, an action or a list of them on the right.
    fn sequences(&mut self, table: &DeTable<'_>) {
        for (keys, value) in table {
            let typed = keys.get_ref().as_ref();
            if !(self.vocabulary.is_keys)(typed) {
                self.warn(
                    Some(keys.span().start),
                    format!("`{typed}` is no sequence of keys: write \"g o\""),
                );
                continue;
            }
            let written: Vec<&Spanned<DeValue<'_>>> = match value.get_ref() {
                DeValue::Array(several) => several.iter().collect(),
                _ => vec![value],
            };
            let mut actions = Vec::new();
            for name in &written {
                match name.get_ref().as_str() {
                    Some(name) if self.vocabulary.actions.contains(&name) => actions.push(name.to_owned()),
                    Some(other) => {
                        let known = self.vocabulary.actions.iter().copied();
                        self.unknown(name.span().start, "action", other, known);
                    }
                    None => self.warn(Some(name.span().start), format!("`{typed}` takes names of actions")),
                }
            }
            // Half of what was asked for may do harm.
            if actions.len() == written.len() && !actions.is_empty() {
                let line = self.line(keys.span().start);
                self.change(KeyChange { name: typed.to_owned(), values: actions, sequence: true, line });
            }
        }
    }

    fn change(&mut self, change: KeyChange) {
        let at = self.config.keys.partition_point(|c| c.line <= change.line);
        self.config.keys.insert(at, change);
    }

    fn line(&self, at: usize) -> usize {
        1 + self.text.bytes().take(at).filter(|b| *b == b'\n').count()
    }

    pub(super) fn unknown<'n>(
        &mut self,
        at: usize,
        what: &str,
        name: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) {
        let hint = match nearest(name, known) {
            Some(near) => format!("; did you mean `{near}`?"),
            None => String::new(),
        };
        self.warn(Some(at), format!("there is no {what} `{name}`{hint}"));
    }

    pub(super) fn warn(&mut self, at: Option<usize>, message: String) {
        let line = at.map(|at| self.line(at));
        self.warnings.push(Warning { file: self.file.to_owned(), line, message });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Config, Vec<String>) {
        let vocabulary = Vocabulary {
            themes: &["auto", "dark", "light"],
            presets: &["vim", "emacs"],
            actions: &["quit", "find", "page-down"],
            is_keys: |keys| keys.len() == 1 || keys.starts_with("Ctrl-"),
        };
        let (config, warnings) = parse(text, "config.toml", vocabulary);
        (config, warnings.iter().map(Warning::to_string).collect())
    }

    #[test]
    fn the_documented_defaults_are_the_defaults() {
        assert_eq!(read(super::super::DEFAULTS), (Config::default(), Vec::new()));
        assert_eq!(read(""), (Config::default(), Vec::new()));
    }

    #[test]
    fn settings_replace_the_defaults() {
        let (config, warnings) = read(
            "theme = 'dark'\nauthor = ' Ana Brun'\nsymbols = 'ascii'\nmeasure = 0x48\ncitation = '{text} {path}'\n\
             [keys]\nquit = 'Q'\nfind = ['f', 'Ctrl-f']\npage-down = []\n",
        );
        assert_eq!(warnings, [""; 0]);
        assert_eq!((config.theme.as_str(), config.symbols, config.measure), ("dark", Symbols::Ascii, 72));
        assert_eq!((config.citation.as_str(), config.author.as_str()), ("{text} {path}", "Ana Brun"));
        let keys: Vec<String> =
            config.keys.iter().map(|c| format!("{}:{}={}", c.line, c.name, c.values.join(","))).collect();
        assert_eq!(keys, ["7:quit=Q", "8:find=f,Ctrl-f", "9:page-down="]);
    }

    #[test]
    fn limits_are_set_in_megabytes_and_numbers() {
        let (config, warnings) = read("[limits]\nfile = 10\nseconds = 5\nmemory = 100\nratio = 50\n");
        assert_eq!(warnings, [""; 0]);
        let limits = config.limits;
        assert_eq!((limits.bytes, limits.seconds, limits.memory, limits.ratio), (10 << 20, 5, 100 << 20, 50));
    }

    #[test]
    fn presets_and_sequences() {
        let (config, warnings) = read(
            "preset = 'emacs'\npopup_delay = 0\n[sequences]\nX = ['quit', 'find']\n[keys]\nquit = 'Q'\n",
        );
        assert_eq!(warnings, [""; 0]);
        assert_eq!((config.preset.as_str(), config.popup_delay), ("emacs", 0));
        let sequences: Vec<bool> = config.keys.iter().map(|c| c.sequence).collect();
        assert_eq!((sequences.as_slice(), config.keys[0].line), (&[true, false][..], 4));
    }

    #[test]
    fn each_mistake_is_told_with_its_line_and_keeps_the_default() {
        for (text, warning) in [
            ("\n\nthem = 'dark'", "config.toml:3: there is no setting `them`; did you mean `theme`?"),
            ("theme = 'drak'", "config.toml:1: there is no theme `drak`; did you mean `dark`?"),
            ("theme = 3", "config.toml:1: `theme` takes a string"),
            ("symbols = 'emoji'", "config.toml:1: there is no set of symbols `emoji`"),
            ("measure = 5", "config.toml:1: `measure` is a number of columns from 20 to 400"),
            ("preset = 'emasc'", "config.toml:1: there is no preset of keys `emasc`; did you mean `emacs`?"),
            ("layout = 'tow'", "config.toml:1: there is no layout `tow`; did you mean `two`?"),
            ("popup_delay = -1", "config.toml:1: `popup_delay` is a number of milliseconds from 0 to 10000"),
            ("[sequences]\nX = 'fnid'", "config.toml:2: there is no action `fnid`; did you mean `find`?"),
            ("[sequences]\nlong = 'find'", "config.toml:2: `long` is no sequence of keys: write \"g o\""),
            ("measure = -80", "config.toml:1: `measure` is a number of columns from 20 to 400"),
            ("measure = 'wide'", "config.toml:1: `measure` is a number of columns from 20 to 400"),
            (
                "citation = '{txt}'",
                "config.toml:1: there is no field of a citation `txt`; did you mean `text`?",
            ),
            ("citation = 'a {text'", "config.toml:1: `citation` has a { without its }"),
            ("limits = 1", "config.toml:1: `limits` is a section: [limits]"),
            ("[limits]\nsecond = 9", "config.toml:2: there is no limit `second`; did you mean `seconds`?"),
            ("[limits]\nseconds = 0", "config.toml:2: `seconds` is a number from 1 to 3600"),
            ("keys = 1", "config.toml:1: `keys` is a section: [keys]"),
            ("[keys]\nqiut = 'q'", "config.toml:2: there is no action `qiut`; did you mean `quit`?"),
            ("[keys]\nquit = 7", "config.toml:2: `quit` takes a string or a list of strings"),
        ] {
            assert_eq!(read(text), (Config::default(), vec![warning.to_owned()]), "{text}");
        }
    }

    #[test]
    fn a_broken_line_does_not_cost_the_others() {
        let (config, warnings) = read("theme = \nmeasure = 70\n");
        assert_eq!(config.measure, 70);
        assert!(warnings.len() == 1 && warnings[0].starts_with("config.toml:1: "), "{warnings:?}");
    }

    proptest::proptest! {
        #[test]
        fn nothing_in_a_file_panics(text in "([a-z\\[\\]{}='\"\\n 0-9]|measure|keys|theme|citation){0,60}") {
            read(&text);
        }
    }
}

//! What is in scope, taken away: in which form, where to, and never over a file without asking.

use crate::config::Config;
use crate::export::{Choice as Choices, Format};
use crate::save::SaveError;
use crate::tui::app::App;
use crate::tui::ask::{Ask, Choice, Question, Taken};
use crate::tui::effect::{self, Effect, Exported, Luggage};

/// Forms with the letters that choose them.
const FORMS: [(Format, char); 6] = [
    (Format::Markdown, 'm'),
    (Format::Html, 'h'),
    (Format::Csv, 'c'),
    (Format::Jsonl, 'j'),
    (Format::WebAnnotation, 'w'),
    (Format::Obsidian, 'o'),
];

/// What answers the question whether a file is replaced.
pub(super) const REPLACE: &str = "replace it";

impl App {
    pub(super) fn ask_export(&mut self) {
        if self.loading().is_some() {
            return self.say("the documents are still being read");
        }
        let noted = self.layers.iter().any(|layer| !layer.layer.is_empty());
        let taken = |form, with_notes| Taken { form, choice: Choices::default(), with_notes };
        let mut all: Vec<(Taken, Choice)> = Vec::new();
        for (form, key) in FORMS {
            let choice = Choice { key: Some(key), ..Choice::new(form.name(), form.about()) };
            all.push((taken(form, true), choice));
        }
        let open =
            Taken { choice: Choices { open: true, ..Choices::default() }, ..taken(Format::Markdown, true) };
        let about = "a list of tasks: claims unchecked or disputed, as Markdown";
        all.push((open, Choice { key: Some('q'), ..Choice::new("open questions", about) }));
        if noted {
            for (form, _) in FORMS {
                let name = format!("{} without my notes", form.name());
                all.push((taken(form, false), Choice::new(name, form.about())));
            }
        }
        let (taken, choices) = all.into_iter().unzip();
        let scope = self.scope.now().to_query();
        let title = match scope.as_str() {
            "" => "Export everything as".to_owned(),
            scope => format!("Export what {scope} keeps as"),
        };
        self.ask(Ask::choice(title, choices, Question::Export(taken)));
    }

    pub(super) fn ask_where(&mut self, taken: Taken) {
        let name = self.export_name(taken);
        let notes = if taken.with_notes { "with your notes; " } else { "" };
        let hint = format!("{notes}a path, from the folder that casefile was started in; Enter writes");
        self.ask(Ask::line("Write to", &name, hint, Question::ExportTo(taken)));
    }

    /// The name offered: of the document, or of the dossier.
    fn export_name(&self, taken: Taken) -> String {
        let stem = match self.dossier.documents.as_slice() {
            [one] if one.path == "-" => "standard-input".to_owned(),
            [one] => {
                let name = one.file_name();
                name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
            }
            _ => "dossier".to_owned(),
        };
        let what = if taken.choice.open { "open-questions" } else { "casefile" };
        let ending = taken.form.extension().map_or(String::new(), |e| format!(".{e}"));
        format!("{stem}-{what}{ending}")
    }

    pub(super) fn export_to(&mut self, taken: Taken, path: &str, replace: bool) {
        if path.is_empty() {
            return self.ask_where(taken);
        }
        // As on the command line: a template of the reader's goes for reports, the built-in one for passages alone.
        let citation = self.config.citation.clone();
        let luggage = Luggage {
            dossier: self.dossier.clone(),
            kept: self.kept.clone(),
            scope: self.scope.now().clone(),
            index: self.index.clone(),
            layers: self.all_layers(),
            citation: Some(citation).filter(|c| *c != Config::default().citation),
        };
        let path = self.folder.join(path).to_string_lossy().into_owned();
        self.effects.push(Effect::Work(effect::export(taken, luggage, path, replace)));
    }

    pub(super) fn exported(&mut self, exported: Exported) {
        let Exported { taken, path, outcome } = exported;
        match outcome {
            Ok(to) => self.say(format!("exported as {} to {to}", taken.form.name())),
            Err(SaveError::Exists { path: there }) => {
                let title = format!("{} exists already", there.display());
                let choices = vec![
                    Choice { key: Some('n'), ..Choice::new("another name", "write it elsewhere") },
                    Choice { key: Some('r'), ..Choice::new(REPLACE, "what is there is lost") },
                ];
                self.ask(Ask::choice(title, choices, Question::ExportOver(taken, path)));
            }
            Err(error) => {
                self.complain(format!("not exported: {error}"));
            }
        }
    }
}

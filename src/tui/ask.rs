//! A question to the reader: a line to type, a list to choose from, or both.

use tui_input::Input;

use crate::export;
use crate::fold::fold;
use crate::model::{ActorKind, DocId};
use crate::notes::{RecordId, Target};

use super::list::{List, Row};

/// An answer offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The answer.
    pub answer: String,
    /// What it is, behind it.
    pub detail: String,
    /// The letter that chooses it at once, while nothing is typed.
    pub key: Option<char>,
}

impl Choice {
    /// An answer without a letter.
    pub fn new(answer: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { answer: answer.into(), detail: detail.into(), key: None }
    }
}

/// What is asked, with what the answer is for.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// The words of a note; a record if it is to be written anew.
    Note(DocId, Target, Option<RecordId>),
    /// The status of a claim.
    Status(DocId, Target),
    /// The actor that another is merged into.
    MergeInto(DocId, String),
    /// The name to split off an actor.
    SplitOff(DocId, String),
    /// A new name or title.
    Rename(DocId, Target),
    /// The kind of an actor.
    ActorKind(DocId, String),
    /// The kind of a claim.
    ClaimKind(DocId, Target),
    /// Who makes the claim.
    ClaimSource(DocId, Target),
    /// What a date means.
    Reading(DocId, Target),
    /// What extraction missed here.
    Add(DocId, Target),
    /// The date of an event that is added.
    AddEvent(DocId, Target),
    /// Whom the words name.
    AddMention(DocId, Target),
    /// What kind of actor the one of this name is.
    MentionKind(DocId, Target, String),
    /// Whether it is named wherever the words stand.
    Mentions(DocId, Target, String, ActorKind),
    /// A note, mark or orphan to go to: the number of the choice says which.
    Notebook(Vec<Entry>),
    /// In which form what is in scope is taken away.
    Export(Vec<Taken>),
    /// Where it is written.
    ExportTo(Taken),
    /// Whether it is written over what is there.
    ExportOver(Taken, String),
    /// The name under which the scope is kept.
    SaveScope,
    /// The name under which a query is kept.
    SaveQuery(String),
    /// A kept query, or a kept scope, which is one too.
    LoadQuery(Vec<(String, String)>),
    /// By which part of the selection to filter: the chips.
    Filter(Vec<String>),
    /// A kept scope.
    LoadScope(Vec<(String, String)>),
}

/// What is taken away, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// The form.
    pub form: export::Format,
    /// Which table, or only the open questions.
    pub choice: export::Choice,
    /// Whether what the reader has added goes along.
    pub with_notes: bool,
}

/// A line of the notebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// In which document.
    pub doc: DocId,
    /// Where it stands; nothing for what has no place.
    pub at: Option<crate::model::Span>,
    /// The record behind it.
    pub record: RecordId,
}

/// A question being answered.
#[derive(Debug)]
pub struct Ask {
    /// What is asked, in words.
    pub title: String,
    /// What is typed.
    pub input: Input,
    /// All answers offered.
    pub choices: Vec<Choice>,
    /// Those that fit what is typed, by their number.
    pub list: List<usize>,
    /// Whether what is typed is an answer, rather than a filter of those offered.
    pub free: bool,
    /// Said below the line.
    pub hint: String,
    /// What it is for.
    pub question: Question,
}

impl Ask {
    /// A line to type, with what stands in it at first.
    pub fn line(title: impl Into<String>, value: &str, hint: impl Into<String>, question: Question) -> Self {
        let input = Input::from(value.to_owned());
        Self::new(title.into(), input, Vec::new(), true, hint.into(), question)
    }

    /// Answers to choose from.
    pub fn choice(title: impl Into<String>, choices: Vec<Choice>, question: Question) -> Self {
        Self::new(title.into(), Input::default(), choices, false, String::new(), question)
    }

    /// Answers to choose from, or another one typed.
    pub fn open(
        title: impl Into<String>,
        choices: Vec<Choice>,
        hint: impl Into<String>,
        question: Question,
    ) -> Self {
        Self::new(title.into(), Input::default(), choices, true, hint.into(), question)
    }

    fn new(
        title: String,
        input: Input,
        choices: Vec<Choice>,
        free: bool,
        hint: String,
        question: Question,
    ) -> Self {
        let mut ask = Self { title, input, choices, list: List::default(), free, hint, question };
        ask.filter();
        ask
    }

    /// Narrows the answers to those that hold every word typed.
    pub fn filter(&mut self) {
        let typed = fold(self.input.value());
        let fits = |c: &Choice| {
            let text = fold(&format!("{} {}", c.answer, c.detail));
            typed.split_whitespace().all(|word| text.contains(word))
        };
        let rows = self.choices.iter().enumerate().filter(|(_, c)| fits(c)).map(|(k, _)| Row::Item(k));
        let rows: Vec<Row<usize>> = rows.collect();
        let best = rows.iter().position(|r| {
            let begins =
                |k: &usize| self.choices.get(*k).is_some_and(|c| fold(&c.answer).starts_with(&typed));
            r.item().is_some_and(begins)
        });
        self.list.set_rows(rows);
        if !typed.is_empty() {
            self.list.select(best.unwrap_or(0));
        }
    }

    /// The choice of a letter, while nothing is typed.
    pub fn by_key(&self, c: char) -> Option<usize> {
        let fresh = self.input.value().is_empty();
        self.choices.iter().position(|choice| choice.key == Some(c)).filter(|_| fresh)
    }

    /// The answer as it stands: the choice, or what is typed where that counts and fits no choice.
    pub fn answer(&self) -> Option<(String, Option<usize>)> {
        let chosen = self.list.selected().copied();
        if let Some(choice) = chosen.and_then(|k| self.choices.get(k)) {
            let typed = self.input.value().trim();
            let exact = fold(&choice.answer) == fold(typed);
            if !self.free || typed.is_empty() || exact || self.list.rows().len() < self.choices.len() {
                return Some((choice.answer.clone(), chosen));
            }
        }
        self.free.then(|| (self.input.value().trim().to_owned(), None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(free: bool) -> Ask {
        let choices =
            ["Norway", "Denmark", "Port of Tarn"].iter().map(|n| Choice::new(*n, "state")).collect();
        let mut ask = Ask::choice("Merge into", choices, Question::SaveScope);
        ask.free = free;
        ask
    }

    fn typed(mut ask: Ask, text: &str) -> Option<(String, Option<usize>)> {
        ask.input = Input::from(text.to_owned());
        ask.filter();
        ask.answer()
    }

    #[test]
    fn what_is_typed_narrows_the_answers() {
        assert_eq!(typed(ask(false), ""), Some(("Norway".into(), Some(0))));
        assert_eq!(typed(ask(false), "tarn port"), Some(("Port of Tarn".into(), Some(2))));
        assert_eq!(typed(ask(false), "d"), Some(("Denmark".into(), Some(1))), "beginnings first");
        assert_eq!(typed(ask(false), "sweden"), None);
    }

    #[test]
    fn an_open_question_takes_what_fits_no_answer() {
        assert_eq!(typed(ask(true), "sweden"), Some(("sweden".into(), None)));
        assert_eq!(typed(ask(true), "norway"), Some(("Norway".into(), Some(0))));
    }
}
